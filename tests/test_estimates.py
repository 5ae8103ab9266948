"""Estimates from samples: against mpmath, with every option, at the borders, and that they estimate what they say."""

from __future__ import annotations

import functools
import itertools
import operator
import pickle
from collections.abc import Callable
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import losses
from tests.registry import lk
from tests.tolerances import (
    ORDINARY,
    SAME,
    SPECIAL_GRADIENT_ULPS,
    SPECIAL_ULPS,
    check,
    few_ulp,
    reordered,
)

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


# ---- against mpmath


@DTYPES
@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
@pytest.mark.parametrize("gradient", ["biased", "unbiased"])
def test_kl_estimate_against_the_oracle(dtype: str, kind: str, gradient: str, isa: str) -> None:
    rng = np.random.default_rng(31)
    logp = np.concatenate([-rng.exponential(size=200) * 5, [-1.0, -1e-3, -80.0, -1.0, 0.0]]).astype(dtype)
    logq = np.concatenate([-rng.exponential(size=200) * 5, [-1.0, -1e-3, -1.0, -80.0, -0.0]]).astype(dtype)
    logq[:50] = logp[:50] * (1 + np.finfo(dtype).eps * rng.integers(-3, 4, 50).astype(dtype))
    exact, *slopes = losses.kl_estimate(kind, unbiased=gradient == "unbiased").references(logp, logq)
    inputs = {"logp": logp, "logq": logq}
    value, actual = lk.kl_estimate.value_and_grad(logp, logq, kind=kind, gradient=gradient, reduction="none")
    check(value, exact, SPECIAL_ULPS, inputs=inputs, context=f"{kind} {dtype} {isa}")
    np.testing.assert_array_equal(lk.kl_estimate(logp, logq, kind=kind, reduction="none"), value)
    for name, slope, g in zip(inputs, slopes, actual, strict=True):
        check(g, slope, SPECIAL_GRADIENT_ULPS, inputs=inputs, context=f"{kind} {gradient} d/d{name} {dtype} {isa}")


# Options, and which formula of the oracle with which argument that is.
RATIOS: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    ({"kind": "kl"}, ("alpha", 1)),
    ({"kind": "reverse_kl"}, ("alpha", 0)),
    ({"kind": "js"}, ("jensen_shannon", 0.5)),
    *(({"kind": "js", "beta": b}, ("jensen_shannon", b)) for b in (0.1, 0.9, 1 - 2**-30)),
    *(({"kind": "alpha", "alpha": a}, ("alpha", a)) for a in (0.3, 0.7, 0.5, 2, -1, 3.3, -2.6, 1 + 1e-9, 1e-9)),
    ({"kind": "pearson"}, ("chi2",)),
    ({"kind": "neyman"}, ("neyman",)),
    ({"kind": "total_variation"}, ("total_variation",)),
    ({"kind": "hellinger2"}, ("hellinger2",)),
]


@DTYPES
@pytest.mark.parametrize(("options", "formula"), RATIOS, ids=lambda x: str(x) if isinstance(x, dict) else "")
def test_f_divergence_from_logratio_against_the_oracle(
    dtype: str, options: dict[str, Any], formula: tuple[Any, ...], isa: str
) -> None:
    rng = np.random.default_rng(32)
    small = 2.0 ** -np.arange(1, 40, 3)
    r = np.concatenate([rng.normal(size=100) * 3, small, -small, [5.0, -5.0, 20.0, -20.0]]).astype(dtype)
    exact, slope = losses.of_log_ratio(*formula, is_power=options["kind"] == "alpha").references(r)
    value, g = lk.f_divergence_from_logratio.value_and_grad(r, reduction="none", wrt="log_ratio", **options)
    context = f"{options} {dtype} {isa}"
    check(value, exact, SPECIAL_ULPS, inputs={"log_ratio": r}, context=context)
    np.testing.assert_array_equal(lk.f_divergence_from_logratio(r, reduction="none", **options), value)
    check(g, slope, SPECIAL_GRADIENT_ULPS, inputs={"log_ratio": r}, context=f"{context} gradient")


@DTYPES
@pytest.mark.parametrize("order", [1, 2, 3, 1.1, 2.7, 1 + 1e-9])
@pytest.mark.parametrize("integral", [False, True])
def test_pointwise_distance_against_the_oracle(dtype: str, order: float, integral: bool, isa: str) -> None:
    rng = np.random.default_rng(33)
    extreme = list(itertools.product([0.0, 1e-30, 1e-3, 1.0, 1e4, -0.5], [1e-30, 1e-5, 0.25, 1e4]))
    q = np.concatenate([rng.exponential(size=150), [a for a, _ in extreme]]).astype(dtype)
    p = np.concatenate([rng.exponential(size=150), [b for _, b in extreme]]).astype(dtype)
    q[:50] = p[:50] * (1 + np.finfo(dtype).eps * rng.integers(-3, 4, 50).astype(dtype))
    formula = losses.pointwise_distance(order, integral=integral, in_double=dtype == "float64")
    exact, *slopes = formula.references(q, p)
    options = {"kind": "lp", "order": float(order), "integral": integral}
    if order in (1, 2):
        options = {"kind": f"l{order}", "integral": integral}
        same = lk.pointwise_distance(q, p, kind="lp", order=float(order), integral=integral, reduction="none")
        np.testing.assert_array_equal(same, lk.pointwise_distance(q, p, reduction="none", **options))
    value, gradients = lk.pointwise_distance.value_and_grad(q, p, reduction="none", **options)
    inputs = {"q": q, "p": p}
    context = f"{order} {integral} {dtype} {isa}"
    check(value, exact, SPECIAL_ULPS, inputs=inputs, context=context, underflow=4.0)
    for name, slope, g in zip(inputs, slopes, gradients, strict=True):
        check(g, slope, SPECIAL_GRADIENT_ULPS, inputs=inputs, context=f"{context} d/d{name}", underflow=4.0)


# ---- options


CASES: list[tuple[str, dict[str, Any]]] = [
    *(("kl_estimate", {"kind": k, "gradient": g}) for k in ("k1", "k2", "k3") for g in ("biased", "unbiased")),
    *(("f_divergence_from_logratio", options) for options, _ in RATIOS[:6]),
    ("f_divergence_from_logratio", {"kind": "total_variation"}),
    *(
        ("pointwise_distance", {"kind": k, "order": 1.5 if k == "lp" else None, "integral": i})
        for k in ("l1", "l2", "lp")
        for i in (False, True)
    ),
]
ALL = pytest.mark.parametrize(("name", "options"), CASES, ids=str)
AXES: list[Any] = [None, 0, -1, (0, 1)]


def sample(name: str, shape: tuple[int, ...], dtype: Any = "float64", seed: int = 40) -> list[Array]:
    rng = np.random.default_rng(seed)
    count = 1 if name.startswith("f_") else 2
    return [np.asarray(rng.uniform(0.1, 2, shape)).astype(dtype) for _ in range(count)]


@ALL
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("weighting", ["", "full", "trailing"])
def test_all_combinations_of_options(name: str, options: dict[str, Any], masked: bool, weighting: str) -> None:
    """Weighted sums of the terms and of their slopes, which were held against the oracle."""
    function = getattr(lk, name)
    arrays = sample(name, (3, 4))
    if len(arrays) == 2:
        arrays[1] = arrays[1][0]  # broadcast
    rng = np.random.default_rng(41)
    weights = {"": None, "full": rng.random((3, 4)), "trailing": rng.random(4)}[weighting]
    where = None
    if masked:
        where = rng.random((3, 4)) < 0.7
        where[0] = where[:, 0] = True
    full = [np.broadcast_to(a, (3, 4)).copy() for a in arrays]
    terms, slopes = function.value_and_grad(*full, reduction="none", **options)
    w = np.where(np.True_ if where is None else where, 1.0 if weights is None else weights, 0.0) * np.ones((3, 4))
    bad = [*arrays]
    if where is not None:
        bad[0] = np.where(where, full[0], nan)
    for reduction, axis in [("none", None), *itertools.product(["sum", "mean"], AXES)]:
        total = w * terms if reduction == "none" else (w * terms).sum(axis)
        divisor = w.sum(axis) if reduction == "mean" else np.ones_like(total)
        cotangent = rng.normal(size=total.shape)
        every = {"weights": weights, "where": where, "reduction": reduction, **options}
        if reduction != "none":
            every["axis"] = axis
        value, gradients = function.value_and_grad(*bad, cotangent=cotangent, **every)
        kept = np.ones(total.shape, bool) if reduction != "none" or where is None else where
        for actual in (value, function(*bad, **every)):
            np.testing.assert_allclose(np.asarray(actual)[kept], (total / divisor)[kept], rtol=ORDINARY)
        factor = cotangent / divisor
        if reduction != "none" and axis is not None:
            factor = np.expand_dims(factor, axis)
        for array, slope, g in zip(bad, slopes, gradients, strict=True):
            flow = w * factor * slope
            expected = flow if array.ndim == 2 else flow.sum(0)
            np.testing.assert_allclose(g, expected, rtol=ORDINARY, atol=ORDINARY)
        if reduction != "none":
            out = np.empty(total.shape)
            assert function(*bad, out=out, **every) is out
            np.testing.assert_array_equal(out, value)
            part = function(*bad, **(every | {"reduction": "partial"}))
            np.testing.assert_array_equal(part.result(reduction), value)


@ALL
def test_partials_add_up(name: str, options: dict[str, Any]) -> None:
    function = getattr(lk, name)
    arrays = sample(name, (1000,))
    parts = [function(*(a[i : i + 300] for a in arrays), reduction="partial", **options) for i in range(0, 1000, 300)]
    merged = functools.reduce(operator.add, [pickle.loads(pickle.dumps(part)) for part in parts])
    assert merged.weight == 1000
    terms = function(*arrays, reduction="none", **options)
    for reduction in ("mean", "sum"):
        whole = function(*arrays, reduction=reduction, **options)
        assert abs(merged.result(reduction) - whole) <= reordered(whole, terms)
    with pytest.raises(ValueError, match="out must be None where reduction is 'partial'"):
        function(*arrays, reduction="partial", out=np.empty(()), **options)


@ALL
@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_precision(name: str, options: dict[str, Any], dtype: Any) -> None:
    function = getattr(lk, name)
    arrays = sample(name, (5, 7), dtype)
    wide = [a.astype(np.float32) for a in arrays]
    terms, slopes = function.value_and_grad(*arrays, reduction="none", **options)
    expected, want = function.value_and_grad(*wide, reduction="none", **options)
    for actual, exact in ((terms, expected), *zip(slopes, want, strict=True)):
        assert actual.dtype == dtype
        np.testing.assert_array_equal(actual.astype(np.float32), exact.astype(dtype).astype(np.float32))
    value = function(*arrays, **options)
    assert value.dtype == np.float32
    assert value == function(*wide, **options)


@ALL
def test_integers_scalars_and_layouts(name: str, options: dict[str, Any]) -> None:
    function = getattr(lk, name)
    arrays = sample(name, (6, 8))
    expected = function(*arrays, reduction="none", **options)
    for moved in ([a.T.copy().T for a in arrays], [np.repeat(a, 2, -1)[:, ::2] for a in arrays]):
        np.testing.assert_array_equal(function(*moved, reduction="none", **options), expected)
    with lk.threads(1):
        one = function(*arrays, **options)
    assert one == function(*arrays, **options)
    whole = [np.arange(1, 4) + i for i in range(len(arrays))]
    assert function(*whole, **options).dtype == np.float64
    assert function(*(x.astype(float) for x in whole), **options) == function(*whole, **options)
    assert np.shape(function(*(float(a[0, 0]) for a in arrays), **options)) == ()
    empty = function(*(a[:0] for a in arrays), **options)
    assert np.isnan(empty)
    assert function(*(a[:0] for a in arrays), reduction="sum", **options) == 0


def test_base_and_wrt() -> None:
    p, q = sample("kl_estimate", (9,))
    nats, slopes = lk.kl_estimate.value_and_grad(p, q)
    bits, bit_slopes = lk.kl_estimate.value_and_grad(p, q, base=2)
    assert bits * np.log(2) == pytest.approx(nats, rel=few_ulp("float64"))
    np.testing.assert_allclose(bit_slopes.logp * np.log(2), slopes.logp, rtol=few_ulp("float64"))
    for kind in ("kl", "reverse_kl", "js"):
        whole = lk.f_divergence_from_logratio(p, kind=kind)
        assert lk.f_divergence_from_logratio(p, kind=kind, base=2) * np.log(2) == pytest.approx(
            whole, rel=few_ulp(float)
        )
    _, one = lk.kl_estimate.value_and_grad(p, q, wrt="logq")
    np.testing.assert_array_equal(one, slopes.logq)
    _, one = lk.pointwise_distance.value_and_grad(p, q, wrt=("p",))
    assert one._fields == ("p",)
    # what an operation has besides is no argument
    for name in ("high", "order"):
        with pytest.raises(ValueError, match=f"wrt must name arguments among q, p; got '{name}'"):
            lk.pointwise_distance.value_and_grad(p, q, kind="lp", order=1.5, wrt=name)
    _, some = lk.kl_estimate.value_and_grad(p, 0.5)
    assert some._fields == ("logp", "logq")
    assert np.shape(some.logq) == ()
    assert pickle.loads(pickle.dumps(lk.kl_estimate)) is lk.kl_estimate


# ---- borders


@DTYPES
def test_borders(dtype: str, isa: str) -> None:
    r = np.array([-inf, inf, 0, nan], dtype)
    log2 = np.log(2)
    expected: list[tuple[dict[str, Any], list[float], list[float]]] = [
        ({"kind": "kl"}, [1, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "reverse_kl"}, [inf, inf, 0, nan], [-1, inf, 0, nan]),
        ({"kind": "js"}, [log2 / 2, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "js", "beta": 0.75}, [log2 / 2, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "js", "beta": 0}, [0, 0, 0, nan], [0, 0, 0, nan]),
        ({"kind": "js", "beta": 1.0}, [0, 0, 0, nan], [0, 0, 0, nan]),
        ({"kind": "alpha", "alpha": 0.25}, [4, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "alpha", "alpha": 0.75}, [4 / 3, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "alpha", "alpha": -0.5}, [inf, inf, 0, nan], [-inf, inf, 0, nan]),
        ({"kind": "alpha", "alpha": 4}, [0.25, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "pearson"}, [1, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "neyman"}, [inf, inf, 0, nan], [-inf, inf, 0, nan]),
        ({"kind": "total_variation"}, [0.5, inf, 0, nan], [0, inf, 0, nan]),
        ({"kind": "hellinger2"}, [0.5, inf, 0, nan], [0, inf, 0, nan]),
    ]
    close: dict[str, Any] = {"rtol": few_ulp(dtype)}
    for options, terms, slopes in expected:
        value, g = lk.f_divergence_from_logratio.value_and_grad(r, reduction="none", wrt="log_ratio", **options)
        np.testing.assert_allclose(value, terms, err_msg=str(options), **close)
        np.testing.assert_allclose(g, slopes, err_msg=str(options), **close)

    logp, logq = np.array([-1, -inf, -inf, nan], dtype), np.array([-inf, -1, -inf, -1], dtype)
    estimators: list[tuple[str, list[float], list[float]]] = [
        ("k1", [inf, -inf], [-1, -1]),
        ("k2", [inf, inf], [-inf, inf]),
        ("k3", [inf, inf], [-1, inf]),
    ]
    for kind, terms, slopes in estimators:
        value, gradients = lk.kl_estimate.value_and_grad(logp, logq, kind=kind, gradient="biased", reduction="none")
        np.testing.assert_array_equal(value, [*terms, nan, nan])
        np.testing.assert_array_equal(gradients.logq, [*slopes, nan, nan])
        np.testing.assert_array_equal(gradients.logp, [*(-np.array(slopes)), nan, nan])

    #             equal, both 0,  p 0,  p inf, q inf, negative p, negative q
    q = np.array([0.5, 0.0, 0.5, 0.5, inf, 0.5, -0.5], dtype)
    p = np.array([0.5, 0.0, 0.0, inf, 0.5, -0.5, 0.5], dtype)
    values: dict[tuple[str, float | None, bool], list[float]] = {
        ("l1", None, False): [0, 0, 0.5, inf, inf, nan, 1],
        ("l1", None, True): [0, 0, inf, 1, inf, nan, 2],
        ("l2", None, False): [0, 0, 0.25, inf, inf, nan, 1],
        ("l2", None, True): [0, 0, inf, inf, inf, nan, 2],
        ("lp", 1.5, False): [0, 0, 0.5**1.5, inf, inf, nan, 1],
        ("lp", 1.5, True): [0, 0, inf, inf, inf, nan, 2],
    }
    slopes_at_infinite_p = {"l1": 0.0, "l2": 1.0, "lp": 0.0}
    for (kind, order, integral), wanted in values.items():
        value, gradients = lk.pointwise_distance.value_and_grad(
            q, p, kind=kind, order=order, integral=integral, reduction="none"
        )
        context = f"{kind} {integral}"
        np.testing.assert_allclose(value, wanted, err_msg=context, **close)
        for g in gradients:
            np.testing.assert_array_equal(np.isnan(g), np.isnan(wanted), err_msg=context)
            np.testing.assert_array_equal(g[:2], 0, err_msg=context)
        if integral:
            assert gradients.p[2] == -inf
            # |q - p|^k / p is p^(k - 1) there
            assert gradients.p[3] == slopes_at_infinite_p[kind]


# ---- what they estimate


LOG_RATIO_KINDS: list[tuple[dict[str, Any], Callable[..., Any]]] = [
    ({"kind": "kl"}, lk.kl),
    ({"kind": "reverse_kl"}, lk.reverse_kl),
    ({"kind": "js"}, lk.js_divergence),
    ({"kind": "js", "beta": 0.25}, lambda p, q: lk.js_divergence(p, q, 0.25)),
    ({"kind": "alpha", "alpha": 0.3}, lambda p, q: lk.alpha_divergence(p, q, 0.3)),
    ({"kind": "pearson"}, lk.chi2_divergence),
    ({"kind": "neyman"}, lambda p, q: lk.chi2_divergence(p, q, kind="neyman")),
    ({"kind": "total_variation"}, lk.total_variation),
    ({"kind": "hellinger2"}, lk.hellinger2),
]


@pytest.mark.parametrize(
    ("options", "divergence"), LOG_RATIO_KINDS, ids=lambda x: str(x) if isinstance(x, dict) else ""
)
def test_f_divergence_from_logratio(options: dict[str, Any], divergence: Callable[..., Any]) -> None:
    """Every sample's term is a divergence of two rows of one element."""
    rng = np.random.default_rng(4)
    r = 2 * rng.normal(size=(4, 50))
    terms = lk.f_divergence_from_logratio(r, reduction="none", **options)
    expected = divergence(np.exp(r)[..., None], np.ones((1, 1)))
    # exp(r) is off by half an ulp: 1e-13 of r, which is 1e-3 at least and may enter squared
    np.testing.assert_allclose(terms, expected, rtol=1e-12)
    for reduction in ("mean", "sum"):
        reduce = getattr(np, reduction)
        value = lk.f_divergence_from_logratio(r, reduction=reduction, **options)
        assert value == pytest.approx(reduce(terms), rel=SAME)
        by_axis = lk.f_divergence_from_logratio(r, reduction=reduction, axis=0, **options)
        np.testing.assert_allclose(by_axis, reduce(terms, axis=0), rtol=SAME)
        arrays = [r[:2, :3]]
        _, gradient = lk.f_divergence_from_logratio.value_and_grad(
            *arrays, reduction=reduction, wrt="log_ratio", **options
        )
        assert_gradient(
            lambda x, reduction=reduction: lk.f_divergence_from_logratio(x, reduction=reduction, **options),
            arrays,
            0,
            gradient,
            context=str(options),
        )
    where = rng.random(r.shape) < 0.7
    masked = np.where(where, r, nan)
    value, gradients = lk.f_divergence_from_logratio.value_and_grad(masked, where=where, axis=1, cotangent=2, **options)
    np.testing.assert_allclose(value, np.mean(terms, axis=1, where=where), rtol=SAME)
    assert (gradients.log_ratio[~where] == 0).all()
    assert np.isfinite(gradients.log_ratio).all()
    parts = [lk.f_divergence_from_logratio(x, reduction="partial", **options) for x in r]
    assert sum(parts).result() == pytest.approx(terms.mean(), rel=SAME)
    assert abs(sum(parts).result("sum") - terms.sum()) <= reordered(terms.sum(), terms)


def test_f_divergence_from_logratio_estimates_the_divergence() -> None:
    rng = np.random.default_rng(0)
    p, q = lk.norm(0.3, 0.9), lk.norm(0.0, 1.0)
    x = rng.normal(size=400_000)
    exact = 0.5 * (0.81 + 0.09 - 1) - np.log(0.9)  # KL between normal distributions
    terms = lk.f_divergence_from_logratio(p.logpdf(x) - q.logpdf(x), reduction="none")
    # five standard errors
    assert abs(terms.mean() - exact) < 5 * terms.std() / np.sqrt(x.size)


def test_f_divergence_from_logratio_refuses() -> None:
    with pytest.raises(ValueError, match="kind must be one of"):
        lk.f_divergence_from_logratio([0.0], kind="tv")
    with pytest.raises(TypeError, match="alpha must be a number"):
        lk.f_divergence_from_logratio([0.0], kind="alpha")
    with pytest.raises(ValueError, match="alpha must be None unless kind='alpha'"):
        lk.f_divergence_from_logratio([0.0], alpha=0.5)
    with pytest.raises(ValueError, match="base must be None unless kind='kl' or kind='reverse_kl' or kind='js'"):
        lk.f_divergence_from_logratio([0.0], kind="pearson", base=2)
    with pytest.raises(ValueError, match="axis must be None where reduction is 'none'; got 0"):
        lk.f_divergence_from_logratio([0.0], reduction="none", axis=0)


@DTYPES
@pytest.mark.parametrize("kind", ["k1", "k2", "k3"])
def test_kl_estimate(dtype: str, kind: str) -> None:
    rng = np.random.default_rng(11)
    logp, logq = rng.normal(size=(2, 3, 7)).astype(dtype)
    r = logq.astype(np.float64) - logp
    terms = {"k1": -r, "k2": r**2 / 2, "k3": np.expm1(r) - r}[kind]
    slope = {"k1": -np.ones_like(r), "k2": r, "k3": np.expm1(r)}[kind]
    # r is a difference of numbers of order 1, and enters squared
    close: dict[str, Any] = {"rtol": 2 * few_ulp(dtype), "atol": 2 * few_ulp(dtype)}
    np.testing.assert_allclose(lk.kl_estimate(logp, logq, kind=kind, reduction="none"), terms, **close)
    value, gradients = lk.kl_estimate.value_and_grad(logp, logq, kind=kind, gradient="biased", cotangent=3)
    assert value == pytest.approx(terms.mean(), rel=2 * few_ulp(dtype), abs=2 * few_ulp(dtype))
    np.testing.assert_allclose(gradients.logq, 3 * slope / r.size, **close)
    np.testing.assert_allclose(gradients.logp, -3 * slope / r.size, **close)
    _, gradients = lk.kl_estimate.value_and_grad(logp, logq, kind=kind, reduction="sum")
    np.testing.assert_allclose(gradients.logp, -r, **close)
    np.testing.assert_array_equal(gradients.logq, -1)
    where = rng.random(logp.shape) < 0.5
    value, gradients = lk.kl_estimate.value_and_grad(np.where(where, logp, nan), logq, kind=kind, where=where)
    assert value == pytest.approx(terms[where].mean(), rel=2 * few_ulp(dtype), abs=2 * few_ulp(dtype))
    assert (gradients.logp[~where] == 0).all()
    assert lk.kl_estimate(logp, logq, kind=kind, reduction="partial").weight == logp.size


def test_kl_estimate_gradients_in_the_mean() -> None:
    """Unbiased: that of KL. Biased: of k1 zero, of k3 that of the reverse divergence."""
    rng = np.random.default_rng(12)
    logits, reference = rng.normal(size=(2, 6))
    logp, logq = lk.special.log_softmax(np.stack([logits, reference]))
    p = np.exp(logp)

    def expected_gradient(**options: Any) -> Array:
        _, g = lk.kl_estimate.value_and_grad(logp, logq, wrt="logp", reduction="sum", **options)
        # the expectation over samples of p, exactly; d log p_j / d logits_i = [i = j] - p_i
        return np.asarray(p * g - p * (p * g).sum())

    _, exact = lk.kl.value_and_grad(logits, reference, p_kind="logits", q_kind="logits", wrt="p")
    for kind in ("k1", "k2", "k3"):
        np.testing.assert_allclose(expected_gradient(kind=kind), exact, rtol=SAME, atol=SAME)
    np.testing.assert_allclose(expected_gradient(kind="k1", gradient="biased"), 0, atol=few_ulp(float))
    np.testing.assert_allclose(expected_gradient(kind="k2", gradient="biased"), exact, rtol=SAME, atol=SAME)
    _, reverse = lk.reverse_kl.value_and_grad(logits, reference, p_kind="logits", q_kind="logits", wrt="p")
    np.testing.assert_allclose(expected_gradient(kind="k3", gradient="biased"), reverse, rtol=SAME, atol=SAME)


def test_k3_keeps_its_digits() -> None:
    assert lk.kl_estimate([0.0], [1e-9]) == pytest.approx(5e-19, rel=1e-9)  # and r^3 / 6
    with pytest.raises(ValueError, match="kind must be one of 'k1', 'k2', 'k3'"):
        lk.kl_estimate([0.0], [0.0], kind="k4")
    with pytest.raises(ValueError, match="gradient must be one of"):
        lk.kl_estimate([0.0], [0.0], gradient="score")


@pytest.mark.parametrize(("kind", "order"), [("l1", None), ("l2", None), ("lp", 3.0), ("lp", 1.5)])
@pytest.mark.parametrize("integral", [False, True])
def test_pointwise_distance(kind: str, order: float | None, integral: bool) -> None:
    rng = np.random.default_rng(13)
    q, p = rng.uniform(0.2, 2, (2, 3, 4))
    power = order or {"l1": 1, "l2": 2}[kind]
    terms = np.abs(q - p) ** power / (p if integral else 1)
    options = {"kind": kind, "order": order, "integral": integral}
    np.testing.assert_allclose(lk.pointwise_distance(q, p, reduction="none", **options), terms, rtol=SAME)
    _, gradients = lk.pointwise_distance.value_and_grad(q, p, **options)
    for i, gradient in enumerate(gradients):
        assert_gradient(lambda *a: lk.pointwise_distance(*a, **options), [q, p], i, gradient, context=str(options))


def test_pointwise_distance_estimates_the_integral() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=400_000)
    q, p = lk.norm(0.2, 1.1), lk.norm(0.0, 1.0)
    grid = np.linspace(-12, 12, 100_001)
    difference = np.abs(np.exp(q.logpdf(grid)) - np.exp(p.logpdf(grid)))
    integral = difference.sum() * (grid[1] - grid[0])
    expectation = (difference * np.exp(p.logpdf(grid))).sum() * (grid[1] - grid[0])
    densities = np.exp(q.logpdf(x)), np.exp(p.logpdf(x))
    for weighted, exact in ((True, integral), (False, expectation)):
        terms = lk.pointwise_distance(*densities, integral=weighted, reduction="none")
        # five standard errors
        assert abs(terms.mean() - exact) < 5 * terms.std() / np.sqrt(x.size)


def test_pointwise_distance_refuses() -> None:
    for options in ({"kind": "l3"}, {"kind": "lp"}, {"kind": "lp", "order": 0.5}, {"kind": "l1", "order": 1.0}):
        with pytest.raises((TypeError, ValueError), match=r"kind must be|order"):
            lk.pointwise_distance([1.0], [1.0], **options)
