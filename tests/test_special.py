"""Special functions, as Python calls them, against their reference tables on every instruction set."""

from __future__ import annotations

import pytest

from tests.oracle.tables import load_special
from tests.registry import SPECIAL_OPERATIONS, Operation
from tests.tolerances import SPECIAL_GRADIENT_ULPS, SPECIAL_ULPS, check


@pytest.mark.parametrize("operation", SPECIAL_OPERATIONS, ids=str)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_value_and_gradients(operation: Operation, dtype: str, isa: str) -> None:
    arguments, (value, *slopes) = load_special(operation.path.split(".")[1], dtype)
    inputs = dict(zip(operation.arguments, arguments, strict=True))
    assert len(slopes) == len(arguments)
    actual, gradients = operation.value_and_grad(*arguments)
    given, reference = value
    context = f"{operation} {dtype} {isa}"
    chosen = {n: a[given] for n, a in inputs.items()}
    check(actual[given], reference[given], SPECIAL_ULPS, inputs=chosen, context=context)
    check(operation(*arguments)[given], reference[given], SPECIAL_ULPS, inputs=chosen, context=context)
    for name, gradient, (given, reference) in zip(operation.arguments, gradients, slopes, strict=True):
        chosen = {n: a[given] for n, a in inputs.items()}
        assert given.sum() > 20
        check(gradient[given], reference[given], SPECIAL_GRADIENT_ULPS, inputs=chosen, context=f"{context} d/d{name}")
