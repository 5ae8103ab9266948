"""Special functions, as Python calls them, against their reference tables on every instruction set."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.oracle.generate import DATA
from tests.registry import SPECIAL_OPERATIONS, Operation
from tests.tolerances import SPECIAL_GRADIENT_ULPS, SPECIAL_ULPS, Reference, check

TABLES = {"gammaln": "lgamma"}


def number(text: str) -> float:
    return float.fromhex(text) if "x" in text else float(text)


@cache
def load(name: str, dtype: str) -> tuple[list[NDArray[Any]], list[tuple[NDArray[np.bool_], Reference]]]:
    """Inputs, and for the value and each first derivative which rows are given and what they are."""
    path = DATA / f"special_{TABLES.get(name, name)}_{'f32' if dtype == 'float32' else 'f64'}.csv"
    with path.open(encoding="ascii", newline="") as file:
        (inputs, slopes), *lines = list(csv.reader(file))
    n = int(inputs)

    def column(i: int) -> NDArray[np.float64]:
        return np.array([number(line[i]) if line[i] else 0.0 for line in lines])

    arguments = [column(i).astype(dtype) for i in range(n)]
    outputs = []
    for k in range(1 + int(slopes)):
        at = n + 3 * k
        given = np.array([line[at] != "" for line in lines])
        high = column(at)
        outputs.append((given, Reference(high, column(at + 1), np.abs(column(at + 2)), np.zeros_like(high))))
    value_given, value = outputs[0]
    # the tables know the limits of slopes at poles; but the gradient of what is undefined is undefined
    undefined = value_given & np.isnan(value.high)
    for given, slope in outputs[1:]:
        given[undefined] = True
        slope.high[undefined] = np.nan
    if n == 2:
        # a function of two arguments may be small against what their own rounding moves
        for a, (given, slope) in zip(arguments, outputs[1:], strict=True):
            with np.errstate(invalid="ignore", over="ignore"):
                moved = np.abs(a.astype(np.float64) * slope.high)
            moved[~given | ~np.isfinite(moved)] = 0.0
            value.conditioning[:] += moved
    return arguments, [(value_given, value), *outputs[1:]]


@pytest.mark.parametrize("operation", SPECIAL_OPERATIONS, ids=str)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_value_and_gradients(operation: Operation, dtype: str, isa: str) -> None:
    arguments, (value, *slopes) = load(operation.path.split(".")[1], dtype)
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
