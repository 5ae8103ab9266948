"""Negative log-likelihoods: reductions, axes, masks, weights, partial results, and their gradients."""

from __future__ import annotations

import functools
import itertools
import operator
import pickle
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from likelier._vectors import VectorFamily
from tests.differences import assert_gradient
from tests.oracle.densities import DENSITIES
from tests.registry import DENSITY_OPERATIONS, LOSSES, Array, Operation, density_operation, lk
from tests.tolerances import ULPS, Reference, check, few_ulp, reordered

OPERATIONS = pytest.mark.parametrize("operation", LOSSES, ids=str)
ONE_PER_FAMILY = pytest.mark.parametrize("operation", [o for o in LOSSES if not o.form], ids=str)
LOG_DENSITY = {(o.family, o.form): o for o in DENSITY_OPERATIONS}
AXES: list[Any] = [None, 0, 1, -1, (0, 1), (-1,), (1, 0)]


def elementwise(operation: Operation, arrays: Any) -> Array:
    return np.asarray(-LOG_DENSITY[operation.family, operation.form](*arrays))


def reduced(losses: Array, weights: Any, where: Any, reduction: str, axis: Any) -> Array:
    """The definition: masked entries are absent, the mean is sum(w * l) / sum(w)."""
    shape = losses.shape
    w = np.broadcast_to(1.0 if weights is None else weights, shape)
    mask = np.broadcast_to(True if where is None else where, shape)
    wl = np.where(mask, w * np.where(mask, losses, 0), 0)
    if reduction == "none":
        return wl
    axis = tuple(axis) if isinstance(axis, tuple) else axis
    total = wl.sum(axis)
    return np.asarray(total if reduction == "sum" else total / np.where(mask, w, 0).sum(axis))


PATTERNS: dict[str, list[tuple[int, ...]]] = {
    "equal": [(3, 4)] * 5,
    "scalar": [(3, 4), (), (), (), ()],
    "trailing": [(3, 4), (4,), (4,), (4,), (4,)],
    "outer": [(3, 1), (1, 4), (4,), (3, 1), (1, 4)],
}


@OPERATIONS
@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("weighting", ["", "full", "trailing", "scalar"])
def test_all_combinations_of_options(operation: Operation, pattern: str, masked: bool, weighting: str) -> None:
    """Value against the definition, every gradient against finite differences with a non-uniform cotangent."""
    shapes = PATTERNS[pattern][: len(operation.arguments)]
    arrays = operation.sample(shapes, seed=21)
    rng = np.random.default_rng(22)
    where = rng.random((3, 4)) < 0.75 if masked else None
    if where is not None:
        where[0, :] = where[:, 0] = True
    choices = {"": None, "full": rng.random((3, 4)) + 0.2, "trailing": rng.random(4) + 0.2, "scalar": 0.7}
    weights: Any = choices[weighting]
    losses = elementwise(operation, arrays)
    for reduction, axis in [("none", None), *itertools.product(["sum", "mean"], AXES)]:
        options: dict[str, Any] = {"weights": weights, "where": where, "reduction": reduction}
        if reduction != "none":
            options["axis"] = axis
        expected = reduced(losses, weights, where, reduction, axis)
        cotangent = rng.normal(size=expected.shape)
        value, gradients = operation.value_and_grad(*arrays, cotangent=cotangent, **options)
        plain = operation(*arrays, **options)
        kept = np.ones_like(expected, bool) if reduction != "none" or where is None else where
        for actual in (value, plain):
            assert np.shape(actual) == expected.shape
            assert np.all(np.abs(actual - expected)[kept] <= reordered(1.0, losses))

        def total(*arguments: Array, c: Array = cotangent, reduction: str = reduction, axis: Any = axis) -> float:
            return float(np.sum(c * reduced(elementwise(operation, arguments), weights, where, reduction, axis)))

        context = f"{operation} {reduction} axis={axis}"
        for i, name in enumerate(operation.arguments):
            if name in operation.smooth_arguments:
                assert_gradient(total, arrays, i, getattr(gradients, name), context=f"{context} d/d{name}")


@ONE_PER_FAMILY
@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_masked_entries_are_inert(operation: Operation, reduction: str) -> None:
    arrays = operation.sample((6, 50))
    rng = np.random.default_rng(3)
    where = rng.random((6, 50)) < 0.5
    weights = rng.random((6, 50))
    bad_weights = np.where(where, weights, np.nan)
    bad = [np.where(where, a, np.nan) for a in arrays]
    for axis in (None, 0, 1):
        options: dict[str, Any] = {"where": where, "reduction": reduction, "axis": axis}
        value, gradients = operation.value_and_grad(*bad, weights=bad_weights, **options)
        expected, want = operation.value_and_grad(*arrays, weights=weights, **options)
        np.testing.assert_array_equal(value, expected)
        np.testing.assert_array_equal(operation(*bad, weights=bad_weights, **options), expected)
        for gradient, clean in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(gradient, clean)
            assert (gradient[~where] == 0).all()


@ONE_PER_FAMILY
def test_zero_weights_are_not_masks(operation: Operation) -> None:
    """A zero weight multiplies: it silences a finite loss, and 0 * inf stays out of sight only under ``where``."""
    arrays = operation.sample((8,))
    weights = np.array([0.0, 1, 2, 0, 1, 1, 0.5, 0])
    kept = weights > 0
    value = operation(*arrays, weights=weights)
    expected = operation(*[a[kept] for a in arrays], weights=weights[kept])
    assert abs(value - expected) <= reordered(float(expected), elementwise(operation, arrays))


@ONE_PER_FAMILY
def test_nothing_left(operation: Operation) -> None:
    """The sum over nothing is 0 and the mean over nothing NaN, as in NumPy and torch; gradients of the sum are 0."""
    arrays = operation.sample((5,))
    nothing = np.zeros(5, bool)
    value, gradients = operation.value_and_grad(*arrays, where=nothing, reduction="sum")
    assert value == 0
    assert all((g == 0).all() for g in gradients)
    assert np.isnan(operation(*arrays, where=nothing, reduction="mean"))
    assert operation(*operation.sample((0,)), reduction="sum") == 0
    assert np.isnan(operation(*operation.sample((0,)), reduction="mean"))
    assert operation(*operation.sample((0, 3)), reduction="sum", axis=0).shape == (3,)


@OPERATIONS
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_types(operation: Operation, dtype: str) -> None:
    arrays = operation.sample((40,), dtype)
    value, gradients = operation.value_and_grad(*arrays)
    assert np.asarray(value).dtype == dtype
    assert np.asarray(operation(*arrays)).dtype == dtype
    assert all(g.dtype == dtype for g in gradients)


@ONE_PER_FAMILY
@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_reduced_half_types_are_float32(operation: Operation, dtype: Any) -> None:
    arrays = operation.sample((300,), dtype)
    wide = [a.astype(np.float32) for a in arrays]
    for reduction in ("sum", "mean"):
        value, gradients = operation.value_and_grad(*arrays, reduction=reduction)
        expected, want = operation.value_and_grad(*wide, reduction=reduction)
        assert np.asarray(value).dtype == np.float32
        assert value == expected
        for gradient, exact in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(gradient, exact.astype(dtype))
    assert operation(*arrays, reduction="none").dtype == dtype


@ONE_PER_FAMILY
def test_float32_sums_are_accumulated_wider(operation: Operation, isa: str) -> None:
    """A sum of 10^6 losses is as good as its terms: within k ulp of their absolute sum, not of n times that."""
    arrays = [np.resize(a, 1_000_000) for a in operation.sample((1009,), "float32")]
    terms = elementwise(operation, arrays).astype(np.float64)
    total = operation(*arrays, reduction="sum")
    assert np.asarray(total).dtype == np.float32
    size = np.abs(terms).sum()
    reference = Reference(np.array(terms.sum()), np.array(0.0), np.array(0.0), np.array(size * 2.0**-20))
    check(np.asarray(total), reference, ULPS["rows"], context=str(operation))


def test_loss_of_a_constant_is_exact() -> None:
    """10^7 equal float32 terms: float32 accumulation would lose three digits."""
    x = np.broadcast_to(np.float32(0), 10_000_000)
    loss = lk.norm.nll(x, np.float32(0), np.float32(1), reduction="mean")
    assert loss == -lk.norm.logpdf(np.zeros(1, np.float32))[0]


def chunks(arrays: list[Array], weights: Array, where: Array, cuts: list[int]) -> list[dict[str, Any]]:
    edges = [0, *cuts, len(weights)]
    return [
        {"arrays": [a[i:j] for a in arrays], "weights": weights[i:j], "where": where[i:j]}
        for i, j in itertools.pairwise(edges)
    ]


@OPERATIONS
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_partials_merge(operation: Operation, dtype: str) -> None:
    arrays = operation.sample((500,), dtype)
    rng = np.random.default_rng(8)
    weights, where = rng.random(500).astype(dtype), rng.random(500) < 0.8
    options: dict[str, Any] = {"weights": weights, "where": where}
    parts = [
        operation(*c.pop("arrays"), reduction="partial", **c) for c in chunks(arrays, weights, where, [1, 64, 64, 333])
    ]
    assert all(isinstance(p, lk.Partial) for p in parts)
    parts = [pickle.loads(pickle.dumps(p)) for p in parts]
    merged = functools.reduce(operator.add, parts)
    whole = operation(*arrays, reduction="partial", **options)
    terms = elementwise(operation, arrays)
    for reduction in ("sum", "mean"):
        direct = operation(*arrays, reduction=reduction, **options)
        slack = reordered(1.0, terms) if dtype == "float64" else float(np.spacing(np.float32(abs(direct))))
        assert whole.result(reduction) == direct
        assert abs(merged.result(reduction) - direct) <= slack
    assert merged.weight == pytest.approx(np.sum(weights, where=where, dtype=float), rel=few_ulp(float))


@ONE_PER_FAMILY
def test_partials_along_an_axis(operation: Operation) -> None:
    arrays = operation.sample((12, 5))
    parts = [operation(*[a[i : i + 4] for a in arrays], reduction="partial", axis=0) for i in (0, 4, 8)]
    merged = functools.reduce(operator.add, parts)
    np.testing.assert_array_equal(merged.weight, np.full(5, 12.0))
    for reduction in ("sum", "mean"):
        direct = operation(*arrays, reduction=reduction, axis=0)
        assert merged.result(reduction).shape == (5,)
        bound = reordered(1.0, elementwise(operation, arrays))
        assert np.all(np.abs(merged.result(reduction) - direct) <= bound)


def test_partials_refuse_what_is_not_one() -> None:
    part = lk.norm.nll(np.ones(3), reduction="partial")
    with pytest.raises(TypeError):
        part + 1
    with pytest.raises(TypeError):
        part + None
    with pytest.raises(ValueError, match="median"):
        part.result("median")
    other = lk.norm.nll(np.ones((3, 2)), reduction="partial", axis=0)
    with pytest.raises(ValueError, match="shape"):
        part + other
    assert "Partial" in repr(part)


def test_partial_carries_the_rounding_of_its_sum() -> None:
    """Merging many partials of very different size does not lose the small ones."""
    big = lk.norm.nll(np.array([1.5e8]), reduction="partial")  # 1.1e16: one ulp is 2
    small = lk.norm.nll(np.array([0.0]), reduction="partial")
    total = functools.reduce(operator.add, [big, *[small] * 1000]).result("sum")
    expected = 1.5e8**2 / 2 + 1001 * 0.9189385332046728
    assert abs(total - expected) <= np.spacing(expected)


def test_merging_is_exact_in_any_order() -> None:
    x = np.random.default_rng(0).normal(size=1000) * 10.0 ** np.arange(1000).astype(float).clip(0, 6)
    parts = [lk.norm.nll(x[i : i + 100], reduction="partial") for i in range(0, 1000, 100)]
    forward = functools.reduce(operator.add, parts).result("sum")
    backward = functools.reduce(operator.add, parts[::-1]).result("sum")
    assert abs(forward - backward) <= np.spacing(abs(forward))


@ONE_PER_FAMILY
def test_base(operation: Operation) -> None:
    arrays = operation.sample((30,))
    nats, gradients = operation.value_and_grad(*arrays)
    bits, scaled = operation.value_and_grad(*arrays, base=2)
    assert bits == pytest.approx(nats / np.log(2), rel=few_ulp(float))
    for gradient, want in zip(scaled, gradients, strict=True):
        np.testing.assert_allclose(gradient, want / np.log(2), rtol=few_ulp(float))
    assert operation(*arrays, base=2) == bits
    with pytest.raises(ValueError, match=r"\bbase\b"):
        operation(*arrays, base=0)


def test_bits_per_dim() -> None:
    assert lk.bits_per_dim(np.log(2.0) * 12, 4) == pytest.approx(3.0, rel=few_ulp(float))


@ONE_PER_FAMILY
def test_refusals_name_the_argument(operation: Operation) -> None:
    arrays = operation.sample((3, 4))
    with pytest.raises(ValueError, match=r"(?s)\breduction\b.*average"):
        operation(*arrays, reduction="average")
    with pytest.raises((TypeError, ValueError), match=r"\breduction\b"):
        operation(*arrays, reduction=3)
    with pytest.raises(ValueError, match=r"\baxis\b"):
        operation(*arrays, axis=2)
    with pytest.raises(ValueError, match=r"\baxis\b"):
        operation(*arrays, axis=(0, 0))
    with pytest.raises(ValueError, match=r"\baxis\b"):
        operation(*arrays, axis=-3)
    with pytest.raises(TypeError, match=r"\baxis\b"):
        operation(*arrays, axis=0.5)
    with pytest.raises(ValueError, match=r"\bweights\b"):
        operation(*arrays, weights=np.ones(3))
    with pytest.raises(TypeError, match=r"\bweights\b"):
        operation(*arrays, weights=np.ones(4, complex))
    with pytest.raises(ValueError, match=r"\bcotangent\b"):
        operation.value_and_grad(*arrays, cotangent=np.ones((3, 4)))
    with pytest.raises(TypeError, match="frobnicate"):
        operation(*arrays, frobnicate=1)


def test_every_family_has_a_row() -> None:
    """The public families and the oracle's table are the same list."""
    families = {n for n in dir(lk) if isinstance(getattr(lk, n), lk.Family)}
    assert {d.name for d in DENSITIES} == {n for n in families if not isinstance(getattr(lk, n), VectorFamily)}
    assert [density_operation(d).family for d in DENSITIES] == [d.name for d in DENSITIES]
