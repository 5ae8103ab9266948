"""Reductions of the row functions: every function with weights, masks, cotangents, parts, and what is refused."""

from __future__ import annotations

import functools
import operator
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.registry import lk

Array = NDArray[Any]
nan = np.nan

ENTROPY = "entropy"
FUNCTIONS: dict[str, dict[str, Any]] = {
    ENTROPY: {},
    "cross_entropy_pq": {},
    "kl": {},
    "reverse_kl": {},
    "js_divergence": {"beta": 0.25},
    "js_distance": {},
    "alpha_divergence": {"alpha": 1.5},
    "renyi": {"alpha": 0.5},
    "tsallis": {"alpha": 2.0},
    "chi2_divergence": {},
    "total_variation": {},
    "hellinger2": {},
    "bregman": {"generator": "itakura_saito"},
}
ALL = pytest.mark.parametrize("name", FUNCTIONS)
REDUCTIONS = ("mean", "sum")
# Both sides of a comparison round a sum of 12 products to double; a gradient is rounded twice more.
CLOSE: dict[str, Any] = {"rtol": 1e-14}


def function(name: str, *, gradient: bool = False) -> Callable[..., Any]:
    """The function, of p and q where it takes two, with its options."""
    public = getattr(lk, name)
    call = functools.partial(public.value_and_grad if gradient else public, **FUNCTIONS[name])
    return (lambda p, _, **options: call(p, **options)) if name == ENTROPY else call


def rows_of(shape: tuple[int, ...] = (3, 4, 5)) -> tuple[Array, Array]:
    rng = np.random.default_rng(5)
    return rng.dirichlet(np.ones(shape[-1]), shape[:-1]), rng.dirichlet(np.ones(shape[-1]), shape[:-1])


def weights_of(kind: str, rows: tuple[int, ...]) -> Any:
    rng = np.random.default_rng(6)
    if kind == "none":
        return None
    if kind == "rows":
        weights = rng.random(rows)
        weights.flat[1] = 0
        return weights
    if kind == "broadcast":
        return rng.random(rows[-1]).astype(np.float32)
    if kind == "signed integers":
        return rng.integers(-3, 4, rows)
    return 2.5


def mask_of(kind: str, shape: tuple[int, ...]) -> Array | None:
    rng = np.random.default_rng(7)
    if kind == "none":
        return None
    if kind == "rows":
        return rng.random((*shape[:-1], 1)) < 0.7
    mask = rng.random(shape) < 0.7
    mask[0, 1] = False
    return mask


@ALL
@pytest.mark.parametrize("masked", ["none", "rows", "elements"])
@pytest.mark.parametrize("weighted", ["none", "rows", "broadcast", "signed integers", "scalar"])
def test_reductions_are_weighted_sums_over_the_rows(name: str, weighted: str, masked: str) -> None:
    for axis in (-1, 1, (0, 2)):
        p, q = rows_of()
        event = (axis,) if isinstance(axis, int) else axis
        rows = tuple(n for a, n in enumerate(p.shape) if a not in [a % 3 for a in event])
        where, weights = mask_of(masked, p.shape), weights_of(weighted, rows)
        options = {"axis": axis, "where": where}
        values = function(name)(p, q, **options)
        w = np.broadcast_to(1.0 if weights is None else weights, rows).astype(float)
        none = function(name)(p, q, weights=weights, **options)
        np.testing.assert_allclose(none, w * values, rtol=1e-15)
        if where is not None:
            # what a mask leaves nothing of does not count
            w = w * np.broadcast_to(where, p.shape).any(event)
        total, weight = (w * values).sum(), w.sum()
        size = np.abs(w * values).sum()
        expected = {"sum": total, "mean": total / weight}
        part = function(name)(p, q, weights=weights, reduction="partial", **options)
        assert part.weight == pytest.approx(weight, rel=1e-14, abs=1e-14)
        for reduction in REDUCTIONS:
            actual = function(name)(p, q, weights=weights, reduction=reduction, **options)
            scale = size if reduction == "sum" else size / abs(weight)
            assert actual == pytest.approx(expected[reduction], abs=1e-14 * scale), (axis, reduction)
            assert part.result(reduction) == actual


@ALL
@pytest.mark.parametrize("masked", ["none", "elements"])
@pytest.mark.parametrize("weighted", ["none", "rows", "signed integers"])
def test_gradients_are_those_of_the_reduction(name: str, weighted: str, masked: str) -> None:
    """A reduction's vector-Jacobian product is that of the values, with its weights as the cotangent."""
    p, q = rows_of()
    rows = p.shape[:-1]
    where, weights = mask_of(masked, p.shape), weights_of(weighted, rows)
    w = np.broadcast_to(1.0 if weights is None else weights, rows).astype(float)
    counted = w if where is None else w * where.any(-1)
    along = np.random.default_rng(8).normal(size=rows)
    cases: list[tuple[str, Any, Array]] = [
        ("none", None, w),
        ("none", along, w * along),
        ("sum", None, w),
        ("sum", -2.0, -2 * w),
        ("partial", 3.0, 3 * w),
        ("mean", None, w / counted.sum()),
        ("mean", np.float32(0.5), 0.5 * w / counted.sum()),
    ]
    for reduction, cotangent, equivalent in cases:
        value, actual = function(name, gradient=True)(
            p, q, where=where, weights=weights, reduction=reduction, cotangent=cotangent
        )
        plain = function(name)(p, q, where=where, weights=weights, reduction=reduction)
        if reduction == "partial":
            assert value == plain
        else:
            np.testing.assert_array_equal(value, plain)
        _, expected = function(name, gradient=True)(p, q, where=where, cotangent=equivalent)
        for a, e in zip(actual, expected, strict=True):
            np.testing.assert_allclose(a, e, **CLOSE, atol=1e-15)


@ALL
@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_reductions_of_narrow_rows_are_summed_in_double(name: str, dtype: str) -> None:
    p, q = (x.astype(dtype) for x in rows_of((4000, 3)))
    values = function(name)(p, q)
    assert values.dtype == np.float32
    total = function(name)(p, q, reduction="mean")
    assert total.dtype == np.float32
    # each value is off by half an ulp where it is rounded, the mean by one
    eps = float(np.finfo(np.float32).eps)
    finite = values.astype(float)
    assert total == pytest.approx(finite.mean(), abs=eps * np.abs(finite).mean())
    _, gradients = function(name, gradient=True)(p, q, reduction="mean")
    assert all(g.dtype == dtype for g in gradients)


@ALL
def test_parts_add_and_pickle(name: str) -> None:
    p, q = rows_of((12, 6))
    w = weights_of("rows", (12,))
    pieces = [slice(0, 5), slice(5, 6), slice(6, 12)]
    parts = [function(name)(p[s], q[s], weights=w[s], reduction="partial") for s in pieces]
    total = functools.reduce(operator.add, pickle.loads(pickle.dumps(parts)))
    assert isinstance(total, lk.Partial)
    for reduction in REDUCTIONS:
        whole = function(name)(p, q, weights=w, reduction=reduction)
        np.testing.assert_allclose(total.result(reduction), whole, rtol=2 * np.finfo(float).eps)


@ALL
def test_rows_of_weight_zero_are_absent(name: str) -> None:
    p, q = rows_of((4, 5))
    w = np.array([1.0, 0, 2, 0])
    poisoned = [x.copy() for x in (p, q)]
    for x in poisoned:
        x[1] = nan
    p_zero, q_zero = p.copy(), q.copy()
    q_zero[3, 0] = p_zero[3, 1] = 0  # infinite, for most
    for a, b in (poisoned, (p_zero, q_zero)):
        for reduction in ("none", *REDUCTIONS):
            value, gradients = function(name, gradient=True)(a, b, weights=w, reduction=reduction)
            expected, others = function(name, gradient=True)(p, q, weights=w, reduction=reduction)
            np.testing.assert_array_equal(value, expected)
            for g, e in zip(gradients, others, strict=True):
                np.testing.assert_array_equal(g, e)
                assert (g[1] == 0).all()


@ALL
def test_a_mean_over_nothing(name: str) -> None:
    p, q = rows_of((4, 5))
    for options in ({"weights": 0.0}, {"where": False}, {"weights": [1, -1, 1, -1]}):
        value, gradients = function(name, gradient=True)(p, q, reduction="mean", **options)
        assert np.isnan(value)
        assert all((g == 0).all() for g in gradients)
        if "where" in options:
            assert function(name)(p, q, reduction="sum", **options) == 0
    assert np.isnan(function(name)(p[:0], q[:0], reduction="mean"))
    assert function(name)(p[:0], q[:0], reduction="partial").weight == 0


@ALL
def test_one_row(name: str) -> None:
    p, q = (x[0] for x in rows_of((1, 5)))
    value = function(name)(p, q)
    assert function(name)(p, q, reduction="mean") == value
    assert function(name)(p, q, weights=3, reduction="partial").weight == 3
    assert function(name)(p, q, axis=None, reduction="sum") == value


@ALL
def test_out(name: str) -> None:
    p, q = rows_of((4, 5))
    w = np.array([1.0, 0, 2, 0.5])
    for reduction, shape in (("none", (4,)), ("sum", ()), ("mean", ())):
        out = np.full(shape, nan)
        assert function(name)(p, q, weights=w, reduction=reduction, out=out) is out
        np.testing.assert_array_equal(out, function(name)(p, q, weights=w, reduction=reduction))
    with pytest.raises(ValueError, match="out must be None where reduction is 'partial'"):
        function(name)(p, q, reduction="partial", out=np.empty(()))
    with pytest.raises(ValueError, match="out must"):
        function(name)(p, q, reduction="sum", out=np.empty(4))


@ALL
def test_refusals(name: str) -> None:
    p, q = rows_of((4, 5))
    with pytest.raises(ValueError, match=f"{name}: reduction must be one of .*'partial'; got 'average'"):
        function(name)(p, q, reduction="average")
    with pytest.raises(TypeError, match=f"{name}: reduction must be one of"):
        function(name)(p, q, reduction=None)
    with pytest.raises(ValueError, match=rf"{name}: weights .*\(5,\)"):
        function(name)(p, q, weights=np.ones(5))
    with pytest.raises(ValueError, match=rf"{name}: weights .*\(4, 1\)"):
        function(name)(p, q, weights=np.ones((4, 1)))
    with pytest.raises(TypeError, match=f"{name}: weights"):
        function(name)(p, q, weights="heavy")
    with pytest.raises(ValueError, match=f"{name}: cotangent"):
        function(name, gradient=True)(p, q, reduction="sum", cotangent=np.ones(4))


@pytest.mark.parametrize("name", [n for n in FUNCTIONS if n != ENTROPY])
@pytest.mark.parametrize("options", [{}, {"weights": 2.0}, {"cotangent": 3.0}, {"reduction": "mean", "weights": 2.0}])
def test_one_row_with_a_broadcast_argument(name: str, options: dict[str, Any]) -> None:
    p, q = np.array([0.2, 0.3, 0.5]), np.array([1 / 3])
    call = function(name, gradient=True)
    value, gradients = call(p, q, **options)
    expected, full = call(p, np.full(3, 1 / 3), **options)
    np.testing.assert_allclose(value, expected, **CLOSE)
    np.testing.assert_allclose(gradients.p, full.p, **CLOSE)
    np.testing.assert_allclose(gradients.q, [full.q.sum()], rtol=1e-13, atol=1e-15)  # of a sum that may cancel
    if "cotangent" not in options:
        out = np.array(5.0)
        assert call(p, q, out=out, **options)[0] is out
        np.testing.assert_allclose(out, expected, **CLOSE)


@ALL
def test_what_does_not_count_is_inert_whatever_its_weight(name: str) -> None:
    p, q = rows_of((2, 3))
    where = np.array([[True], [False]])
    options = {"where": where, "weights": np.array([2.0, nan])}
    for reduction in ("none", *REDUCTIONS):
        value, gradients = function(name, gradient=True)(p, q, reduction=reduction, **options)
        alone, own = function(name, gradient=True)(p[:1], q[:1], weights=2.0, reduction=reduction)
        np.testing.assert_allclose(np.ravel(value)[0], np.ravel(alone)[0], **CLOSE)
        assert not np.any(np.ravel(value)[1:])
        for g, expected in zip(gradients, own, strict=True):
            np.testing.assert_allclose(g[:1], expected, **CLOSE)
            assert not g[1:].any()


@ALL
def test_totals_of_weights_at_the_ends_of_the_range(name: str) -> None:
    p, q = rows_of((2, 3))
    call = function(name)
    assert np.isnan(call(p, q, weights=np.full(2, 1e308), reduction="mean"))  # their total is infinite
    tiny = function(name, gradient=True)(p, q, weights=np.full(2, 1e-320), reduction="mean")
    plain = function(name, gradient=True)(p, q, reduction="mean")
    # the sum of the products is itself subnormal, with 2000 steps of 5e-324
    np.testing.assert_allclose(tiny[0], plain[0], rtol=1e-2)
    for g, expected in zip(tiny[1], plain[1], strict=True):
        np.testing.assert_allclose(g, expected, **CLOSE)


@ALL
def test_rows_without_elements_do_not_count(name: str) -> None:
    empty = np.empty((3, 0))
    for options in ({}, {"where": True}):
        np.testing.assert_array_equal(function(name)(empty, empty, **options), np.zeros(3))
        assert np.isnan(function(name)(empty, empty, reduction="mean", **options))
        assert function(name)(empty, empty, reduction="sum", **options) == 0


def test_functions_as_generators_leave_rows_of_weight_0_alone() -> None:
    cubes = (lambda x: (x**3).sum(-1), lambda x: 3 * x**2, lambda x, v: 6 * x * v)
    p, q = np.array([[nan, 0.5], [0.5, 0.5]]), np.array([[0.2, 0.8], [0.2, 0.8]])
    value, gradients = lk.bregman.value_and_grad(p, q, generator=cubes, weights=[0, 1.0], reduction="mean")
    alone, own = lk.bregman.value_and_grad(p[1:], q[1:], generator=cubes, reduction="mean")
    assert value == alone
    for g, expected in zip(gradients, own, strict=True):
        np.testing.assert_array_equal(g, [[0, 0], *expected])
