"""Properties on generated shapes, strides and values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from likelier._elementwise import BY_NAME
from tests.registry import COUNTED, DENSITY_OPERATIONS, LOSSES, Operation, lk
from tests.tolerances import ORDINARY, few_ulp, reordered

Array = NDArray[Any]
OPERATIONS = st.sampled_from(DENSITY_OPERATIONS)
DTYPES = st.sampled_from([np.float32, np.float64])


@st.composite
def views(draw: st.DrawFn, shape: tuple[int, ...], source: Array) -> Array:
    """``source`` (of a shape) behind a random view: axes in any order in memory, gaps, reversed axes."""
    order = draw(st.permutations(range(len(shape))))
    steps = [draw(st.sampled_from([1, 2, 3, -1, -2])) for _ in shape]
    held = np.full([shape[a] * abs(steps[a]) + 1 for a in order], np.nan, source.dtype)
    view = held.transpose(np.argsort(order))
    index: Any = tuple(slice(0, n * s, s) if s > 0 else slice(n * -s, 0, s) for n, s in zip(shape, steps, strict=True))
    view = view[(..., *index)]  # the ellipsis keeps a 0-d array an array
    view[...] = source
    return view


@st.composite
def calls(draw: st.DrawFn) -> tuple[Operation, list[Array], list[Array]]:
    """An operation, contiguous arguments of shapes that broadcast, and the same behind views."""
    operation = draw(OPERATIONS)
    shapes = draw(
        hnp.mutually_broadcastable_shapes(num_shapes=len(operation.arguments), max_dims=4, max_side=5, min_side=0)
    ).input_shapes
    arrays = operation.sample(list(shapes), draw(DTYPES), seed=draw(st.integers(0, 10**6)))
    return operation, arrays, [draw(views(a.shape, a)) for a in arrays]


@given(calls())
def test_views_give_the_bits_of_contiguous_arrays(call: tuple[Operation, list[Array], list[Array]]) -> None:
    operation, arrays, chosen = call
    np.testing.assert_array_equal(operation(*chosen), operation(*arrays))
    value, gradients = operation.value_and_grad(*chosen)
    np.testing.assert_array_equal(value, operation(*arrays))
    _, expected = operation.value_and_grad(*arrays)
    for a, gradient, want in zip(arrays, gradients, expected, strict=True):
        assert np.shape(gradient) == a.shape
        np.testing.assert_allclose(gradient, want, rtol=0, atol=reordered(0.0, want) + _size(arrays, a, expected))


def _size(arrays: list[Array], a: Array, gradients: Any) -> float:
    """Room for another order of summation, where an argument was broadcast, in its own type."""
    if all(b.shape == a.shape for b in arrays):
        return 0.0
    finite = [float(np.sum(np.abs(g), dtype=float)) for g in gradients]
    return 16 * few_ulp(a.dtype) * max(1.0, *finite)


@given(st.data(), st.sampled_from(LOSSES), DTYPES)
def test_masks_and_weights_agree_with_the_definition(data: st.DataObject, operation: Operation, dtype: Any) -> None:
    shape = data.draw(hnp.array_shapes(max_dims=3, max_side=6))
    arrays = operation.sample(shape, dtype, seed=data.draw(st.integers(0, 10**6)))
    where = data.draw(hnp.arrays(bool, data.draw(st.sampled_from([shape, shape[-1:], (1,) * len(shape)]))))
    weights = np.round(np.random.default_rng(0).random(shape), 3).astype(dtype)
    axis = data.draw(st.sampled_from([None, *range(-len(shape), len(shape))]))
    each = operation(*arrays, reduction="none").astype(np.float64)
    full = np.broadcast_to(where, shape)
    expected = np.sum(each * weights, axis=axis, where=full)
    bad = [np.where(full, a, np.asarray(np.nan, dtype)) for a in arrays]
    actual = operation(*bad, weights=weights, where=where, reduction="sum", axis=axis)
    slack = reordered(1.0, each) if dtype == np.float64 else few_ulp(dtype) * np.abs(each).sum()
    assert np.shape(actual) == np.shape(expected)
    assert np.all(np.abs(actual - expected) <= slack)


# What a parameter's domain holds, of finite numbers. "above a" is beside the parameter a.
DOMAINS: dict[str, Callable[[float, dict[str, float]], bool]] = {
    "real": lambda x, _: True,
    "finite": lambda x, _: True,
    "positive": lambda x, _: x > 0,
    "positive or infinite": lambda x, _: x > 0,
    "non-negative": lambda x, _: x >= 0,
    "non-negative and finite": lambda x, _: x >= 0,
    "unit interval": lambda x, _: 0 <= x <= 1,
    "positive probability": lambda x, _: 0 < x <= 1,
    "whole": lambda x, _: x >= 0 and x == np.floor(x),
    "whole or infinite": lambda x, _: x == np.floor(x),
    "above a": lambda x, others: x > others["a"],
}
CANONICAL = [o for o in DENSITY_OPERATIONS if not o.form]


@given(
    st.sampled_from(CANONICAL),
    st.lists(st.floats(width=32), min_size=5, max_size=5),
    DTYPES,
)
def test_any_floats_at_all(operation: Operation, numbers: list[float], dtype: Any) -> None:
    """A value is NaN only for NaN inputs or invalid parameters; it is never +inf for a mass; calls never raise."""
    arguments = [np.array([v, 1.0], dtype) for v in numbers[: len(operation.arguments)]]
    with np.errstate(all="ignore"):
        value = operation(*arguments)
        same, _ = operation.value_and_grad(*arguments)
    np.testing.assert_array_equal(value, same)
    given = {name: float(a[0]) for name, a in zip(operation.arguments, arguments, strict=True)}
    valid = all(np.isfinite(v) for v in given.values())
    for parameter in BY_NAME[operation.family].parameterisations[0]:
        valid = valid and DOMAINS[parameter.domain](given[parameter.name], given)
    if operation.family == "discretized_logistic":
        valid = valid and given["low"] <= given["high"]
    if valid:
        assert not np.isnan(value[0])
    if operation.path.endswith("logpmf") and not np.isnan(value[0]):
        # rounding may leave a probability of 1 an ulp above it
        assert value[0] <= few_ulp(np.float32)


finite_rows = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 4), st.integers(1, 40)),
    elements=st.floats(-1e6, 1e6) | st.just(-np.inf) | st.floats(-30, 30),
)


@given(finite_rows)
def test_softmax_identities(x: Array) -> None:
    lse = lk.special.logsumexp(x)
    largest = x.max(-1)
    finite = np.isfinite(largest)
    assert np.all(lse[finite] >= largest[finite])
    assert np.all(lse[finite] <= largest[finite] + np.log(x.shape[1]) + 2 * np.spacing(np.abs(lse[finite]) + 4))
    assert np.isneginf(lse[~finite]).all()
    p = lk.special.softmax(x[finite])
    assert np.all(np.abs(p.sum(-1) - 1) <= x.shape[1] * few_ulp(float))
    log_p = lk.special.log_softmax(x[finite])
    assert np.all(log_p <= 0)
    target = x[finite].argmax(-1)
    loss = lk.cross_entropy(x[finite], target, reduction="none")
    np.testing.assert_array_equal(loss, -np.take_along_axis(log_p, target[:, None], -1)[:, 0])


@given(finite_rows, st.integers(0, 10**6))
def test_kl_is_not_negative_on_logits(x: Array, seed: int) -> None:
    rng = np.random.default_rng(seed)
    y = np.where(np.isneginf(x), x, x + rng.normal(size=x.shape) * 10.0 ** rng.integers(-12, 3))
    finite = np.isfinite(x.max(-1))
    value = lk.kl(x[finite], y[finite], p_kind="logits", q_kind="logits")
    assert np.all(value >= 0)
    np.testing.assert_array_equal(lk.kl(x[finite], x[finite], p_kind="logits", q_kind="logits"), 0)


@given(finite_rows)
def test_entropy_lies_between_zero_and_log_n(x: Array) -> None:
    x = x[np.isfinite(x.max(-1))]
    value = lk.entropy(x, kind="logits")
    assert np.all(value >= 0)
    most = np.log(x.shape[1])
    assert np.all(value <= most + 2 * np.spacing(most))


IN_JAX = ("norm", "laplace", "t", "gamma", "poisson", "bernoulli")


@pytest.mark.parametrize("operation", [o for o in LOSSES if not o.form and o.family in IN_JAX], ids=str)
def test_jax_agrees(operation: Operation) -> None:
    """A second opinion on values and gradients, in float64, at ordinary points."""
    jax = pytest.importorskip("jax")
    with jax.enable_x64(True):
        theirs = getattr(jax.scipy.stats, operation.family)
        density = theirs.logpdf if hasattr(theirs, "logpdf") else theirs.logpmf
        arrays = operation.sample((20,))
        indices = tuple(
            i for i, d in enumerate(operation.domains) if d not in COUNTED and operation.arguments[i] != "df"
        )
        value, gradients = jax.value_and_grad(lambda *a: -density(*a).mean(), argnums=indices)(*arrays)
        ours, actual = operation.value_and_grad(*arrays)
        np.testing.assert_allclose(ours, value, rtol=ORDINARY)
        for i, gradient in zip(indices, gradients, strict=True):
            np.testing.assert_allclose(actual[i], gradient, rtol=ORDINARY, atol=ORDINARY)
