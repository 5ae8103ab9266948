"""Divergences on rows: values and gradients against the oracle in every kind of rows, limits, borders, masks."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from mpmath import mp
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import rows
from tests.registry import lk
from tests.tolerances import (
    DIVERGENCE_GRADIENT_ULPS,
    DIVERGENCE_ULPS,
    ORDINARY,
    SAME,
    UNDERFLOW,
    check,
    few_ulp,
)

Array = NDArray[Any]
inf, nan = np.inf, np.nan
KINDS = ("probs", "log_probs", "logits")
PAIRS = list(itertools.product(KINDS, KINDS))


@dataclass(frozen=True)
class Divergence:
    """One divergence: how to call it, and its terms in the oracle."""

    name: str
    function: str
    formula: str
    options: Mapping[str, Any] = field(default_factory=dict)
    argument: float | None = None
    factor: float = 1.0
    non_negative: bool = True

    def __str__(self) -> str:
        return self.name

    def __call__(self, p: Any, q: Any, **options: Any) -> Any:
        return getattr(lk, self.function)(p, q, **self.options, **options)

    def value_and_grad(self, p: Any, q: Any, **options: Any) -> Any:
        return getattr(lk, self.function).value_and_grad(p, q, **self.options, **options)

    def exact(self, p: Array, q: Array, kinds: tuple[str, str] = ("probs", "probs"), **options: Any) -> Any:
        return rows.batch(
            rows.pairwise,
            p,
            q,
            formula=self.formula,
            argument=self.argument,
            factor=self.factor,
            p_kind=kinds[0],
            q_kind=kinds[1],
            **options,
        )


def order(alpha: float) -> Divergence:
    return Divergence(f"alpha {alpha}", "alpha_divergence", "alpha", {"alpha": alpha}, alpha)


def mixture(beta: float) -> Divergence:
    return Divergence(f"js {beta}", "js_divergence", "jensen_shannon", {"beta": beta}, beta)


DIVERGENCES = [
    Divergence("chi2", "chi2_divergence", "chi2"),
    Divergence("chi2 neyman", "chi2_divergence", "neyman", {"kind": "neyman"}),
    Divergence("total_variation", "total_variation", "total_variation"),
    Divergence("hellinger2", "hellinger2", "hellinger2"),
    Divergence("reverse_kl", "reverse_kl", "reverse_kl"),
    Divergence("cross_entropy_pq", "cross_entropy_pq", "cross_entropy_pq", non_negative=False),
    Divergence("bregman euclidean", "bregman", "euclidean", {"generator": "euclidean"}),
    Divergence("bregman itakura_saito", "bregman", "itakura_saito", {"generator": "itakura_saito"}),
    Divergence("bregman shannon", "bregman", "alpha", {"generator": "shannon"}, 1),
    Divergence("tsallis", "tsallis", "alpha", {"alpha": 0.75}, 0.75, 0.75),
    *map(mixture, (0.5, 0.125, 0.984375)),
    *map(order, (0.5, 0, 1, 2, -1, 0.25, 0.75, 3.5, -2.5, 1 + 2**-20, 2**-12)),
]
ALL = pytest.mark.parametrize("divergence", DIVERGENCES, ids=str)
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
# Those between distributions that are 0 for equal ones.
PROPER = pytest.mark.parametrize("divergence", [d for d in DIVERGENCES if d.non_negative], ids=str)


def eps_of(dtype: Any) -> float:
    return float(np.finfo(dtype).eps)


def rows_of(kind: str, logits: Array, dtype: Any) -> Array:
    """Rows of a kind from rows of logits, rounded to the type."""
    log_p = logits - logits.max(-1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(-1, keepdims=True))
    return np.asarray({"probs": np.exp(log_p), "log_probs": log_p, "logits": logits}[kind], dtype)


def logits_of(case: str) -> tuple[Array, Array]:
    rng = np.random.default_rng(21)
    p = rng.normal(size=(3, 13))
    if case == "ordinary":
        return p, rng.normal(size=(3, 13))
    if case == "wide":
        return 6 * p, 6 * rng.normal(size=(3, 13))
    if case == "near":
        return p, p + 1e-4 * rng.normal(size=(3, 13))
    assert case == "long"
    return rng.normal(size=(2, 40)), rng.normal(size=(2, 40))


@ALL
@DTYPES
@pytest.mark.parametrize("case", ["ordinary", "wide", "near", "long"])
def test_against_the_oracle(divergence: Divergence, dtype: str, case: str, isa: str) -> None:
    p_logits, q_logits = logits_of(case)
    cotangent = np.random.default_rng(4).normal(size=p_logits.shape[:-1]).astype(dtype)
    for kinds in PAIRS:
        p, q = rows_of(kinds[0], p_logits, dtype), rows_of(kinds[1], q_logits, dtype)
        exact, gradients = divergence.exact(p, q, kinds, cotangent=cotangent)
        options = {"p_kind": kinds[0], "q_kind": kinds[1]}
        context = f"{divergence} {case} {dtype} {kinds} {isa}"
        value, actual = divergence.value_and_grad(p, q, cotangent=cotangent, **options)
        check(value, exact, DIVERGENCE_ULPS, context=context)
        np.testing.assert_array_equal(divergence(p, q, **options), value)
        for name, array in (("p", p), ("q", q)):
            check(
                getattr(actual, name),
                gradients[name],
                DIVERGENCE_GRADIENT_ULPS,
                inputs={name: array},
                context=f"{context} d/d{name}",
                underflow=UNDERFLOW[array.dtype.type],
            )


@PROPER
@DTYPES
@pytest.mark.parametrize("kind", KINDS)
def test_not_negative_and_zero_for_equal_bits(divergence: Divergence, dtype: str, kind: str, isa: str) -> None:
    rng = np.random.default_rng(9)
    options = {"p_kind": kind, "q_kind": kind}
    for shape in ((300, 5), (40, 100), (3, 5000)):
        p = rows_of(kind, rng.normal(size=shape) * 5, dtype)
        value, gradients = divergence.value_and_grad(p, p.copy(), **options)
        assert (value == 0).all()
        np.testing.assert_array_equal(gradients.p, 0)
        np.testing.assert_array_equal(gradients.q, 0)
        q = np.nextafter(p, np.where(rng.random(shape) < 0.5, inf, -inf).astype(dtype))
        for value in (divergence(p, q, **options), divergence(q, p, **options)):
            assert (value >= 0).all()
            assert (value > 0).mean() > 0.9


@PROPER
@DTYPES
@pytest.mark.parametrize("ulps", [1, 2, 1000])
def test_rows_of_neighbouring_floats(divergence: Divergence, dtype: str, ulps: int, isa: str) -> None:
    rng = np.random.default_rng(10)
    p = rows_of("probs", rng.normal(size=(20, 17)), dtype)
    q = p * (1 + ulps * eps_of(dtype) * rng.choice([-1, 1], p.shape)).astype(dtype)
    exact, gradients = divergence.exact(p, q)
    value, actual = divergence.value_and_grad(p, q)
    check(value, exact, DIVERGENCE_ULPS, context=f"{divergence} {ulps} ulp apart")
    for name in ("p", "q"):
        check(getattr(actual, name), gradients[name], DIVERGENCE_GRADIENT_ULPS, context=f"{divergence} d/d{name}")


# ---- relations and limits


@DTYPES
@pytest.mark.parametrize("kinds", PAIRS)
def test_members_of_the_alpha_family(dtype: str, kinds: tuple[str, str]) -> None:
    p_logits, q_logits = logits_of("ordinary")
    p, q = rows_of(kinds[0], p_logits, dtype), rows_of(kinds[1], q_logits, dtype)
    options = {"p_kind": kinds[0], "q_kind": kinds[1]}

    def alpha(a: float) -> Any:
        return lk.alpha_divergence(p, q, a, **options)

    close: dict[str, Any] = {"rtol": 2 * DIVERGENCE_ULPS * eps_of(dtype)}
    if kinds == ("logits", "logits"):
        # the row's own rounding, which kl takes out
        close["rtol"] *= 4
    np.testing.assert_allclose(alpha(1), lk.kl(p, q, **options), **close)
    np.testing.assert_allclose(alpha(0), lk.reverse_kl(p, q, **options), **close)
    np.testing.assert_allclose(alpha(0.5), 4 * lk.hellinger2(p, q, **options), **close)
    np.testing.assert_allclose(2 * alpha(2), lk.chi2_divergence(p, q, **options), **close)
    np.testing.assert_allclose(2 * alpha(-1), lk.chi2_divergence(p, q, kind="neyman", **options), **close)
    # continuous at 0 and 1: the derivative by the order is of order 1
    for a, step in itertools.product((0, 1), (1e-9, -1e-9)):
        np.testing.assert_allclose(alpha(a + step), alpha(a), rtol=1e-8 + 2 * close["rtol"])


@DTYPES
def test_js_limits(dtype: str) -> None:
    p, q = (rows_of("probs", x, dtype) for x in logits_of("ordinary"))
    for beta in (0, 1):
        value, gradients = lk.js_divergence.value_and_grad(p, q, beta)
        np.testing.assert_array_equal(value, 0)
        np.testing.assert_array_equal(gradients.p, 0)
        np.testing.assert_array_equal(gradients.q, 0)
    # beta KL(p || q) to first order, and likewise at the other end
    small = 2.0**-40
    close = few_ulp(dtype) + 64 * small
    np.testing.assert_allclose(lk.js_divergence(p, q, small) / small, lk.kl(p, q), rtol=close)
    value = lk.js_divergence(p.astype(np.float64), q.astype(np.float64), 1 - small)
    np.testing.assert_allclose(value / small, lk.kl(q, p), rtol=close)


@DTYPES
@pytest.mark.parametrize("kind", KINDS)
def test_js_is_symmetric_and_bounded(dtype: str, kind: str, isa: str) -> None:
    rng = np.random.default_rng(3)
    options = {"p_kind": kind, "q_kind": kind}
    p, q = (rows_of(kind, 30 * rng.normal(size=(200, 50)), dtype) for _ in range(2))
    value = lk.js_divergence(p, q, **options)
    np.testing.assert_allclose(value, lk.js_divergence(q, p, **options), rtol=few_ulp(dtype))
    # rows that add up to 1 only up to their rounding
    assert (value <= np.log(2) * (1 + 50 * eps_of(dtype))).all()
    disjoint = lk.js_divergence(np.array([1, 0], dtype), np.array([0, 1], dtype))
    assert abs(disjoint - np.log(2)) <= np.spacing(np.asarray(np.log(2), dtype))


@DTYPES
def test_js_of_logarithms_that_underflow(dtype: str, isa: str) -> None:
    x = np.array([-200, -210, 0], dtype) if dtype == "float32" else np.array([-2000, -2010, 0], dtype)
    y = x[[1, 0, 2]]
    for kind in ("log_probs", "logits"):
        value, gradients = lk.js_divergence.value_and_grad(x, y, p_kind=kind, q_kind=kind)
        assert value == 0
        for g in gradients:
            np.testing.assert_array_equal(g, 0)
    # nothing but what underflows: still finite, and 0
    value, gradients = lk.js_divergence.value_and_grad(x[:2], y[:2], p_kind="log_probs", q_kind="log_probs")
    assert value == 0
    assert np.isfinite(gradients.p).all()
    # as logits the same differences are distributions like any other
    assert lk.js_divergence(x[:2], y[:2], p_kind="logits", q_kind="logits") > 0.68


@DTYPES
@pytest.mark.parametrize("kinds", PAIRS)
def test_js_distance(dtype: str, kinds: tuple[str, str]) -> None:
    p_logits, q_logits = logits_of("ordinary")
    p, q = rows_of(kinds[0], p_logits, dtype), rows_of(kinds[1], q_logits, dtype)
    options = {"p_kind": kinds[0], "q_kind": kinds[1], "base": 2}
    value, gradients = lk.js_distance.value_and_grad(p, q, **options)
    squared, slopes = lk.js_divergence.value_and_grad(p, q, **options)
    np.testing.assert_allclose(value, np.sqrt(squared), rtol=few_ulp(dtype))
    for g, slope in zip(gradients, slopes, strict=True):
        g_size = np.abs(slope).max() / value.min()  # of terms that cancel where logits lose their mean
        np.testing.assert_allclose(g, slope / (2 * value[:, None]), rtol=few_ulp(dtype), atol=few_ulp(dtype) * g_size)
    value, gradients = lk.js_distance.value_and_grad(p, p, p_kind=kinds[0], q_kind=kinds[0])
    np.testing.assert_array_equal(value, 0)
    np.testing.assert_array_equal(gradients.p, 0)


# ---- Renyi


@DTYPES
@pytest.mark.parametrize("kinds", PAIRS)
@pytest.mark.parametrize("alpha", [0.5, 2.0, 0.25, 5.0, 1 + 2.0**-30])
@pytest.mark.parametrize("case", ["ordinary", "wide", "near"])
def test_renyi(dtype: str, kinds: tuple[str, str], alpha: float, case: str) -> None:
    p_logits, q_logits = logits_of(case)
    p, q = rows_of(kinds[0], p_logits, dtype), rows_of(kinds[1], q_logits, dtype)
    options = {"p_kind": kinds[0], "q_kind": kinds[1]}
    value = lk.renyi(p, q, alpha, **options)
    log_p, log_q = (rows_of("log_probs", x, np.float64) for x in (p_logits, q_logits))
    if case == "near" or alpha - 1 < 1e-3:
        expected = np.log1p(alpha * (alpha - 1) * lk.alpha_divergence(p, q, alpha, **options)) / (alpha - 1)
    else:
        z = alpha * log_p + (1 - alpha) * log_q
        expected = lk.special.logsumexp(z) / (alpha - 1)
    # inputs rounded to the type, logits of size 20, and powers of order 5
    np.testing.assert_allclose(value, expected, rtol=400 * eps_of(dtype))


@pytest.mark.parametrize("kinds", PAIRS)
@pytest.mark.parametrize("alpha", [0.5, 0.25, 2.0, 0.0, inf, 1.0])
@pytest.mark.parametrize("spread", [0.5, 2.5])
def test_renyi_gradient(kinds: tuple[str, str], alpha: float, spread: float) -> None:
    rng = np.random.default_rng(8)
    logits = [spread * rng.normal(size=(2, 4)) for _ in range(2)]
    if spread > 1:
        logits[1] = -logits[0]
    # Shifts of a row of probabilities leave the simplex: differences of log-probabilities are then of another function.
    options = {"p_kind": "logits", "q_kind": "logits"}
    if kinds != ("logits", "logits"):
        arrays = [rows_of(kind, x, np.float64) for kind, x in zip(kinds, logits, strict=True)]
        value, gradients = lk.renyi.value_and_grad(*arrays, alpha, p_kind=kinds[0], q_kind=kinds[1])
        expected, by_logits = lk.renyi.value_and_grad(*logits, alpha, **options)
        # logarithms of size 8, times an order of 2
        np.testing.assert_allclose(value, expected, rtol=4 * SAME, atol=4 * SAME)
        # the chain rule through the softmax
        for name, kind, x, array in zip("pq", kinds, logits, arrays, strict=True):
            g = getattr(gradients, name)
            if kind != "logits":
                p = rows_of("probs", x, np.float64)
                flow = g * p if kind == "probs" else g
                g = flow - p * flow.sum(-1, keepdims=True)
            np.testing.assert_allclose(g, getattr(by_logits, name), rtol=ORDINARY, atol=4 * SAME, err_msg=str(array))
        return
    _, gradients = lk.renyi.value_and_grad(*logits, alpha, **options)
    for i, g in enumerate(gradients):
        assert_gradient(lambda *a: lk.renyi(*a, alpha, **options).sum(), logits, i, g, context=f"renyi {alpha}")


@DTYPES
def test_renyi_orders(dtype: str) -> None:
    p, q = np.array([0.5, 0.5, 0], dtype), np.array([0.25, 0.25, 0.5], dtype)
    log2 = np.log(2)
    for a in (0, 0.5, 1, 2, inf):
        assert lk.renyi(p, q, a) == pytest.approx(log2, rel=few_ulp(dtype))
        # the third class has no mass in p
        swapped = lk.renyi(q, p, a)
        assert swapped == (0 if a == 0 else inf if a >= 1 else pytest.approx(log2 * a / (1 - a), rel=few_ulp(dtype)))
    assert lk.renyi([1, 0], [0, 1], 0.5) == inf
    assert lk.renyi([1, 0], [0, 1], 0) == inf
    assert lk.renyi([1, 0], [0, 1], 2) == inf
    _, gradients = lk.renyi.value_and_grad(np.array([1.0, 0]), np.array([0.0, 1]), 0.5)
    np.testing.assert_array_equal(gradients.p, 0)
    np.testing.assert_array_equal(gradients.q, 0)


@DTYPES
def test_renyi_of_rows_so_far_apart_that_powers_underflow(dtype: str) -> None:
    far = 400.0 if dtype == "float32" else 3000.0
    x, y = np.array([far, 0, -far], dtype), np.array([-far, 0, far], dtype)
    options = {"p_kind": "logits", "q_kind": "logits"}
    value, gradients = lk.renyi.value_and_grad(x, y, 0.5, **options)
    # three equal powers exp(-far)
    assert value == pytest.approx(2 * (far - np.log(3)), rel=few_ulp(dtype))
    # p log-powers: 1/3 each, less p; exponents of this size are off by half an ulp
    np.testing.assert_allclose(gradients.p, [2 / 3, -1 / 3, -1 / 3], rtol=far * eps_of(dtype))
    poisoned = [np.append(a, np.asarray(nan, dtype)) for a in (x, y)]
    masked = lk.renyi(*poisoned, 0.5, where=[True] * 3 + [False], **options)
    assert masked == value


# ---- borders


@DTYPES
@pytest.mark.parametrize("kind", KINDS)
def test_zeros(dtype: str, kind: str, isa: str) -> None:
    p = np.array([[0, 1], [0.5, 0.5], [0, 1], [1, 0], [0, 1]], dtype)
    q = np.array([[0.5, 0.5], [0, 1], [0, 1], [1, 0], [1, 0]], dtype)
    if kind != "probs":
        with np.errstate(divide="ignore"):
            p, q = np.log(p), np.log(q)
    log2, root = np.log(2), np.sqrt(0.5)
    js = 0.5 * np.log(4 / 3) + 0.25 * np.log(2 / 3) + 0.25 * log2
    expected = {
        "chi2": [1, inf, 0, 0, inf],
        "chi2 neyman": [inf, 1, 0, 0, inf],
        "total_variation": [0.5, 0.5, 0, 0, 1],
        "hellinger2": [1 - root, 1 - root, 0, 0, 1],
        "reverse_kl": [inf, log2, 0, 0, inf],
        "cross_entropy_pq": [log2, inf, 0, 0, inf],
        "bregman euclidean": [0.5, 0.5, 0, 0, 2],
        "bregman itakura_saito": [inf, inf, 0, 0, inf],
        "bregman shannon": [log2, inf, 0, 0, inf],
        "js 0.5": [js, js, 0, 0, log2],
        "alpha 0.5": [4 * (1 - root), 4 * (1 - root), 0, 0, 4],
        "alpha 0": [inf, log2, 0, 0, inf],
        "alpha 1": [log2, inf, 0, 0, inf],
        "alpha 2": [0.5, inf, 0, 0, inf],
        "alpha -1": [inf, 0.5, 0, 0, inf],
        "alpha 0.25": [(1 - 0.5**0.75) / 0.1875, (1 - 0.5**0.25) / 0.1875, 0, 0, 1 / 0.1875],
    }
    for divergence in DIVERGENCES:
        if divergence.name not in expected:
            continue
        options = {"p_kind": kind, "q_kind": kind}
        value, gradients = divergence.value_and_grad(p, q, **options)
        context = f"{divergence} {kind}"
        np.testing.assert_allclose(value, expected[divergence.name], rtol=few_ulp(dtype), err_msg=context)
        finite = np.isfinite(value)
        for g in gradients:
            assert not np.isnan(g).any(), context
        if divergence.non_negative:
            np.testing.assert_array_equal(gradients.p[2:4], 0, err_msg=context)
            np.testing.assert_array_equal(gradients.q[2:4], 0, err_msg=context)
        if kind != "probs":
            assert all(np.isfinite(g[finite]).all() for g in gradients), context


@DTYPES
def test_one_sided_gradients(dtype: str, isa: str) -> None:
    p, q = np.array([0, 1], dtype), np.array([0.5, 0.5], dtype)
    for name in ("js 0.5", "hellinger2", "alpha 0.5", "alpha 1", "alpha 0.25"):
        divergence = next(d for d in DIVERGENCES if d.name == name)
        _, gradients = divergence.value_and_grad(p, q)
        assert gradients.p[0] == -inf, name
        assert np.isfinite(gradients.q).all(), name
        _, gradients = divergence.value_and_grad(q, p)
        assert gradients.q[0] == -inf, name
        assert np.isfinite(gradients.p).all() or name == "alpha 1", name
    _, gradients = lk.alpha_divergence.value_and_grad(p, q, 2.0)
    np.testing.assert_allclose(gradients.p, [-1, 1], rtol=few_ulp(dtype))
    _, gradients = lk.chi2_divergence.value_and_grad(p, q)
    np.testing.assert_array_equal(gradients.p, [-2, 2])
    np.testing.assert_array_equal(gradients.q, [1, -3])


@ALL
@DTYPES
def test_negative_probabilities(divergence: Divergence, dtype: str) -> None:
    for n in (2, 50):
        good = np.full((3, n), 1 / n, dtype)
        bad = good.copy()
        bad[1, 1] = -0.5
        if divergence.formula == "euclidean":
            assert np.isfinite(divergence(bad, good)).all()
            continue
        for value in (divergence(bad, good), divergence(good, bad)):
            if divergence.formula == "cross_entropy_pq" and value is not None and np.isfinite(value[1]):
                # linear in p, of any sign
                continue
            assert np.isnan(value[1])
            assert np.isfinite(value[[0, 2]]).all()


@ALL
@DTYPES
@pytest.mark.parametrize("kinds", PAIRS)
def test_extreme_probabilities_are_not_nan(divergence: Divergence, dtype: str, kinds: tuple[str, str]) -> None:
    tiny, least = np.finfo(dtype).tiny, np.nextafter(np.asarray(0, dtype), np.asarray(1, dtype))
    x = np.array([0, least, tiny / 2, tiny, 1e-20, 0.5, 1], dtype)
    p, q = (a.ravel() for a in np.meshgrid(x, x))
    # beside one ordinary element, for a row of logits is normalised
    p, q = (np.column_stack([a, np.full_like(a, 0.5)]) for a in (p, q))
    with np.errstate(divide="ignore"):
        p, q = (a if kind == "probs" else np.log(a) for kind, a in zip(kinds, (p, q), strict=True))
    value = divergence(p, q, p_kind=kinds[0], q_kind=kinds[1])
    assert not np.isnan(value).any()
    if divergence.non_negative:
        assert (value >= 0).all()


# ---- infinite divergences


OTHERS = [
    Divergence("kl", "kl", "alpha", {}, 1),
    Divergence("js_distance", "js_distance", "", {}),
    *(Divergence(f"js {beta}", "js_divergence", "", {"beta": beta}) for beta in (0, 1)),
    *(Divergence(f"renyi {a}", "renyi", "", {"alpha": a}) for a in (0, 0.25, 0.5, 1, 1 + 2**-30, 2, 5, inf)),
]
# Zero, what is positive but too small for the format, and what is ordinary.
GRID = {
    "probs": [0, 2.0**-149, 0.25, 0.75],
    "log_probs": [-inf, -2000, -1.5, -0.25],
    "logits": [-inf, -2000, 1.5, inf],
}


def grid_of(kinds: tuple[str, str], dtype: str) -> tuple[Array, Array, Array]:
    """Every pair of rows of three, with every mask: the rows and the masks, of one shape."""
    p, q = (np.array(list(itertools.product(GRID[kind], repeat=3)), dtype) for kind in kinds)
    masks = np.array(list(itertools.product([False, True], repeat=3)))
    p, q, where = np.broadcast_arrays(p[:, None, None], q[:, None], masks)
    return p.reshape(-1, 3), q.reshape(-1, 3), where.reshape(-1, 3)


@pytest.mark.parametrize("divergence", DIVERGENCES + OTHERS, ids=str)
@DTYPES
def test_no_nan_on_the_grid_of_masks_and_infinities(divergence: Divergence, dtype: str, isa: str) -> None:
    for kinds in PAIRS:
        p, q, where = grid_of(kinds, dtype)
        options = {"p_kind": kinds[0], "q_kind": kinds[1]}
        undefined = np.zeros(len(p), bool)
        for kind, x in zip(kinds, (p, q), strict=True):
            # Renyi's divergence normalises rows of any kind
            if kind == "logits" or (kind == "log_probs" and divergence.function == "renyi"):
                undefined |= (np.where(where, x, -inf) == -inf).all(-1) & where.any(-1)
            elif divergence.function == "renyi":
                undefined |= (np.where(where, x, 0).sum(-1) < np.finfo(x.dtype).tiny) & where.any(-1)
        value, gradients = divergence.value_and_grad(p, q, where=where, **options)
        np.testing.assert_array_equal(np.isnan(value), undefined)
        assert (value[~where.any(-1)] == 0).all()
        for g in gradients:
            # a row of no distribution has NaN, in whichever of its elements are there
            np.testing.assert_array_equal(np.isnan(g), undefined[:, None] & where)
            assert (g[~where] == 0).all()
        # a long row, of which the rest is 0 on both sides
        empty = {"probs": 0.0, "log_probs": -inf, "logits": -inf}
        some = slice(3, None, 37)
        longer = [
            np.concatenate([x[some], np.full((len(x[some]), 37), empty[kind], dtype)], -1)
            for kind, x in zip(kinds, (p, q), strict=True)
        ]
        mask = np.concatenate([where[some], np.ones((len(where[some]), 37), bool)], -1)
        known = where[some].any(-1) & ~undefined[some]
        long_value, long_gradients = divergence.value_and_grad(*longer, where=mask, **options)
        np.testing.assert_array_equal(np.isinf(long_value[known]), np.isinf(value[some][known]))
        for g, short in zip(long_gradients, gradients, strict=True):
            assert not np.isnan(g[known]).any()
            np.testing.assert_array_equal(np.isinf(g[known, :3]), np.isinf(short[some][known]))


# At 2^-12 and 1 + 2^-20 no power of a small number is small or large yet; the total variation has kinks.
STEEP = [d for d in DIVERGENCES if d.argument not in (2**-12, 1 + 2**-20) and d.name != "total_variation"]


@pytest.mark.parametrize("divergence", [*STEEP, OTHERS[0]], ids=str)
def test_gradients_of_infinite_divergences_are_limits(divergence: Divergence) -> None:
    """As zeros are approached: first those of the other row, then those of the row itself."""
    formula = rows.PAIRWISE[divergence.formula](*(() if divergence.argument is None else (divergence.argument,)))
    some: list[list[float]] = [[0, 0.25, 0.75], [0.5, 0, 0.5], [1, 0, 0], [0.25, 0.75, 0], [0, 1, 0], [0.25, 0.5, 0.25]]
    pairs = [
        (a, b) for a, b in itertools.product(some, some) if not any(x == y == 0 for x, y in zip(a, b, strict=True))
    ]
    p, q = np.array([a for a, _ in pairs], float), np.array([b for _, b in pairs], float)
    infinite = 0
    for kinds in PAIRS:
        with np.errstate(divide="ignore"):
            given = [x if kind == "probs" else np.log(x) for kind, x in zip(kinds, (p, q), strict=True)]
        value, gradients = divergence.value_and_grad(*given, p_kind=kinds[0], q_kind=kinds[1])
        for (i, name), row in itertools.product(enumerate("pq"), np.ndindex(value.shape)):
            expected = limits_of_gradient(formula, i, kinds[i], p[row], q[row])
            context = f"{divergence} {kinds} d/d{name} p={p[row]} q={q[row]}"
            actual = getattr(gradients, name)[row]
            np.testing.assert_allclose(actual, divergence.factor * expected, rtol=1e-12, atol=1e-12, err_msg=context)
            infinite += bool(np.isinf(actual).any())
    assert infinite > 0 or divergence.formula == "euclidean"


def limits_of_gradient(formula: rows.Pairwise, side: int, kind: str, p: Array, q: Array) -> Array:
    with mp.workprec(200):
        near, nearer = mp.ldexp(1, -(10**7)), mp.ldexp(1, -(10**9))
        pair = [
            [mp.mpf(float(x)) if x else (nearer if i == side else near) for x in row] for i, row in enumerate((p, q))
        ]
        own = pair[side]
        slopes = [(formula.p_slope, formula.q_slope)[side](a, b) for a, b in zip(*pair, strict=True)]

        def limit(x: Any) -> float:
            # logarithms of the small numbers are above a million, finite limits are of order 1
            return float(mp.sign(x)) * inf if abs(x) > 1e5 else float(x)

        if kind == "probs":
            return np.array([limit(g) for g in slopes])
        flows = [g * x for g, x in zip(slopes, own, strict=True)]
        if kind == "log_probs" or not any(np.isinf(limit(g)) for g in flows):
            mean = mp.zero if kind == "log_probs" else sum(flows)
            return np.array([limit(g - x * mean) for g, x in zip(flows, own, strict=True)])
        mean = sum(flows)
        mass = [x > 0 for x in (p, q)[side]]
        if all(np.isinf(limit(g)) for g, has in zip(flows, mass, strict=True) if has):
            return np.array([0.0 if has else limit(g) for g, has in zip(flows, mass, strict=True)])
        expected = np.array(
            [limit(g) if np.isinf(limit(g)) or not has else -limit(mean) for g, has in zip(flows, mass, strict=True)]
        )
        if all(abs(g) < 1e10 for g in flows):
            # Logarithms only: the mean is smaller than what it is a mean of, so these are true limits. A power may
            # be smaller than the mean of all, which that of the largest element outweighs.
            np.testing.assert_array_equal(expected, [limit(g - x * mean) for g, x in zip(flows, own, strict=True)])
        return expected


# ---- masks, layouts, types, threads


@ALL
@DTYPES
@pytest.mark.parametrize("poison", [nan, inf, -inf])
@pytest.mark.parametrize("kind", KINDS)
def test_masked_elements_are_absent(divergence: Divergence, dtype: str, poison: float, kind: str, isa: str) -> None:
    rng = np.random.default_rng(12)
    for n in (9, 70):
        where = rng.random((4, n)) < 0.6
        where[:, 0] = True
        where[3] = False
        p, q = (rows_of(kind, rng.normal(size=(4, n)), dtype) for _ in range(2))
        bad = [np.where(where, a, np.asarray(poison, dtype)) for a in (p, q)]
        options = {"p_kind": kind, "q_kind": kind}
        value, gradients = divergence.value_and_grad(*bad, where=where, **options)
        np.testing.assert_array_equal(divergence(*bad, where=where, **options), value)
        for i in range(3):
            kept = where[i]
            short, short_gradients = divergence.value_and_grad(p[i, kept], q[i, kept], **options)
            # chunks of other sizes take other ways through rows of logits
            np.testing.assert_allclose(value[i], short, rtol=4 * few_ulp(dtype))
            for g, expected in zip(gradients, short_gradients, strict=True):
                # on logits the mean is subtracted, which for the cross-entropy is the value
                size = 4 * max(np.abs(expected).max(), short)
                np.testing.assert_allclose(g[i, kept], expected, rtol=4 * few_ulp(dtype), atol=size * few_ulp(dtype))
        for g in gradients:
            assert (g[~where] == 0).all()
        assert value[3] == 0


@ALL
@DTYPES
def test_nan_touches_its_row_only(divergence: Divergence, dtype: str, isa: str) -> None:
    rng = np.random.default_rng(6)
    for shape, kind in itertools.product(((7, 40), (5, 3), (6, 300)), KINDS):
        arrays = [rows_of(kind, rng.normal(size=shape), dtype) for _ in range(2)]
        options = {"p_kind": kind, "q_kind": kind}
        clean, gradients = divergence.value_and_grad(*arrays, **options)
        for i in range(2):
            bad = [a.copy() for a in arrays]
            bad[i][2, shape[1] // 2] = nan
            value, actual = divergence.value_and_grad(*bad, **options)
            others = np.arange(shape[0]) != 2
            np.testing.assert_array_equal(value[others], clean[others])
            assert np.isnan(value[2])
            for gradient, want in zip(actual, gradients, strict=True):
                np.testing.assert_array_equal(gradient[others], want[others])


@ALL
@DTYPES
@pytest.mark.parametrize("n", [3, 10, 41])
def test_layouts_and_axes(divergence: Divergence, dtype: str, n: int) -> None:
    rng = np.random.default_rng(13)
    kinds = ("logits", "probs")
    options = {"p_kind": kinds[0], "q_kind": kinds[1]}
    arrays = [rows_of(kind, rng.normal(size=(3, 4, n)), dtype) for kind in kinds]
    cotangent = rng.normal(size=(3, 4)).astype(dtype)
    expected, want = divergence.value_and_grad(*arrays, cotangent=cotangent, **options)
    one, _ = divergence.value_and_grad(*(a[2, 1] for a in arrays), **options)
    assert one == expected[2, 1]
    for axis in (-3, 1):
        moved = [np.moveaxis(a, -1, axis) for a in arrays]
        value, gradients = divergence.value_and_grad(*moved, axis=axis, cotangent=cotangent, **options)
        np.testing.assert_array_equal(value, expected)
        for gradient, exact in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(np.moveaxis(gradient, axis, -1), exact)
    spaced = [np.repeat(a, 2, -1)[..., ::2] for a in arrays]
    np.testing.assert_array_equal(divergence(*spaced, **options), expected)
    out = np.empty((3, 4), dtype)
    assert divergence(*arrays, out=out, **options) is out
    np.testing.assert_array_equal(out, expected)


@ALL
@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_precision(divergence: Divergence, dtype: Any) -> None:
    rng = np.random.default_rng(5)
    for shape in ((4, 6), (3, 70)):
        p, q = (rows_of("logits", rng.normal(size=shape), dtype) for _ in range(2))
        options = {"p_kind": "logits", "q_kind": "logits"}
        value, gradients = divergence.value_and_grad(p, q, **options)
        assert value.dtype == np.float32
        wide, exact = divergence.value_and_grad(p.astype(np.float32), q.astype(np.float32), **options)
        np.testing.assert_array_equal(value, wide)
        for g, e in zip(gradients, exact, strict=True):
            assert g.dtype == dtype
            np.testing.assert_array_equal(g.astype(np.float32), e.astype(dtype).astype(np.float32))


@ALL
@DTYPES
def test_the_number_of_threads_does_not_matter(divergence: Divergence, dtype: str) -> None:
    rng = np.random.default_rng(2)
    for shape in ((500, 300), (1, 200_000)):
        p, q = (rng.normal(size=shape).astype(dtype) for _ in range(2))
        results = []
        for threads in (1, 2, 3):
            with lk.threads(threads):
                results.append(divergence.value_and_grad(p, q, p_kind="logits", q_kind="logits"))
        for value, gradients in results[1:]:
            np.testing.assert_array_equal(value, results[0][0])
            np.testing.assert_array_equal(gradients.p, results[0][1].p)
            np.testing.assert_array_equal(gradients.q, results[0][1].q)


def test_broadcasting_sums_gradients() -> None:
    rng = np.random.default_rng(1)
    p, q = rows_of("probs", rng.normal(size=(6, 5)), "float64"), rows_of("probs", rng.normal(size=5), "float64")
    for divergence in DIVERGENCES:
        value, gradients = divergence.value_and_grad(p, q)
        full, wide = divergence.value_and_grad(p, np.broadcast_to(q, p.shape).copy())
        np.testing.assert_array_equal(value, full)
        np.testing.assert_allclose(gradients.q, wide.q.sum(0), rtol=SAME, atol=SAME)


def test_base() -> None:
    p, q = [0.5, 0.5], [0.25, 0.75]
    for name in ("js_divergence", "reverse_kl", "cross_entropy_pq"):
        function = getattr(lk, name)
        value, gradients = function.value_and_grad(p, q)
        bits, bit_gradients = function.value_and_grad(p, q, base=2)
        assert bits * np.log(2) == pytest.approx(value, rel=few_ulp(float))
        np.testing.assert_allclose(bit_gradients.p * np.log(2), gradients.p, rtol=few_ulp(float))
    assert lk.js_distance(p, q, base=2) == pytest.approx(lk.js_divergence(p, q, base=2) ** 0.5, rel=few_ulp(float))


def test_bregman_of_functions() -> None:
    rng = np.random.default_rng(7)
    p, q = rng.uniform(0.1, 1, (2, 3, 5))
    where = np.ones((3, 5), bool)
    where[:, 3] = False

    def shannon(x: Array) -> Any:
        return (x * np.log(x)).sum(-1)

    generator = (shannon, lambda x: np.log(x) + 1, lambda x, v: v / x)
    for mask in (None, where):
        value, gradients = lk.bregman.value_and_grad(p, q, generator=generator, where=mask, cotangent=[1, 2, 3])
        expected, want = lk.bregman.value_and_grad(p, q, where=mask, cotangent=[1, 2, 3])
        # the functions' own terms, of size 1, cancel
        np.testing.assert_allclose(value, expected, rtol=SAME, atol=SAME)
        np.testing.assert_allclose(gradients.p, want.p, rtol=SAME, atol=SAME)
        np.testing.assert_allclose(gradients.q, want.q, rtol=SAME, atol=SAME)
    value, gradient = lk.bregman.value_and_grad(p, q, generator=generator[:2], wrt="p")
    np.testing.assert_allclose(gradient, np.log(p / q), rtol=SAME, atol=SAME)
    with pytest.raises(ValueError, match="needs the second derivative"):
        lk.bregman.value_and_grad(p, q, generator=generator[:2])
    with pytest.raises(ValueError, match=r"phi must return shape \(3,\); got \(\)"):
        lk.bregman(p, q, generator=(lambda x: x.sum(), lambda x: x))
    for bad in ("entropy", 3, (shannon,), shannon):
        with pytest.raises(ValueError, match="generator must be"):
            lk.bregman(p, q, generator=bad)
    with pytest.raises(ValueError, match="must be 'probs' where the generator is a function"):
        lk.bregman(p, q, generator=generator, p_kind="logits")
    assert (lk.bregman(p, q, generator="burg") == lk.bregman(p, q, generator="itakura_saito")).all()


# ---- refusals and the peers' conventions


def test_refusals() -> None:
    p, q = [0.5, 0.5], [0.25, 0.75]
    for function in (lk.alpha_divergence, lk.tsallis):
        for alpha in (inf, nan, "1", None, True):
            with pytest.raises((TypeError, ValueError), match=r"alpha must be (finite|a number); got"):
                function(p, q, alpha)
    for alpha in (-1, nan):
        with pytest.raises(ValueError, match="alpha must be finite and not negative; got"):
            lk.renyi(p, q, alpha)
    for beta in (-0.1, 1.1, nan):
        with pytest.raises(ValueError, match="beta must be between 0 and 1; got"):
            lk.js_divergence(p, q, beta)
    with pytest.raises(ValueError, match="kind must be one of 'pearson', 'neyman'; got 'probs'"):
        lk.chi2_divergence(p, q, kind="probs")
    with pytest.raises(ValueError, match="p_kind must be one of"):
        lk.hellinger2(p, q, p_kind="log")
    with pytest.raises(ValueError, match="shapes that broadcast"):
        lk.total_variation(p, [1.0, 2.0, 3.0])
    with pytest.raises(TypeError, match="missing the argument 'alpha'"):
        lk.alpha_divergence(p, q)


def test_conventions_of_scipy() -> None:
    distance = pytest.importorskip("scipy.spatial.distance")
    stats = pytest.importorskip("scipy.stats")
    p, q = (rows_of("probs", x, "float64") for x in logits_of("ordinary"))
    np.testing.assert_allclose(lk.js_distance(p, q), distance.jensenshannon(p, q, axis=-1), rtol=ORDINARY)
    np.testing.assert_allclose(
        lk.js_distance(p, q, base=2), distance.jensenshannon(p, q, base=2, axis=-1), rtol=ORDINARY
    )
    observed, expected = np.array([16.0, 18, 16, 14, 12, 12]), np.array([16.0, 16, 16, 16, 16, 8])
    assert lk.chi2_divergence(observed, expected) == pytest.approx(
        stats.chisquare(observed, expected).statistic, rel=1e-13
    )


def test_names_of_scipys_distributions_are_left_to_densities() -> None:
    stats = pytest.importorskip("scipy.stats")
    distributions = {n for n in dir(stats) if isinstance(getattr(stats, n), (stats.rv_continuous, stats.rv_discrete))}
    assert {"chi2", "norm", "poisson"} <= distributions
    others = {n for n in lk.__all__ if not isinstance(getattr(lk, n), lk.Family)}
    assert not others & distributions


@pytest.mark.parametrize("alpha", [0, 1e-12, 0.25, 0.5, 1 - 1e-9, 1, 1 + 2**-52, 1.5, 3, inf])
@pytest.mark.parametrize("masses", [(1, 1e6), (1, 1e12), (1e6, 1), (3, 1e15), (1e-9, 1)])
def test_renyi_of_unnormalised_rows(alpha: float, masses: tuple[float, float]) -> None:
    """Rows stand for distributions, whatever they add up to."""
    p, q = np.array([0.2, 0.3, 0.5]), np.array([0.25, 0.25, 0.5])
    expected, slopes = lk.renyi.value_and_grad(p, q, alpha)
    got, gradients = lk.renyi.value_and_grad(masses[0] * p, masses[1] * q, alpha)
    # Scaling rounds each element by half an ulp. Logarithms of ratios are rounded with that of the masses in them.
    rounding = np.finfo(float).eps * (1 + abs(np.log(masses[1] / masses[0])))
    np.testing.assert_allclose(got, expected, rtol=1e-14, atol=rounding)
    for mass, g, slope in zip(masses, gradients, slopes, strict=True):
        # Differences of terms as large as powers of the ratio of the masses; near order 1, of 1 and of its size.
        lost = max(1e-12, 4 * np.finfo(float).eps * masses[1] / masses[0])
        np.testing.assert_allclose(mass * g, slope, rtol=1e-12, atol=lost)
    counts = lk.renyi(p.astype(np.float32), (1e6 * q).astype(np.float32), alpha)
    rounding = np.finfo(np.float32).eps * np.log(1e6)
    np.testing.assert_allclose(counts, expected, rtol=1e-6, atol=rounding if alpha == inf else 0)


def test_renyi_of_what_is_no_distribution(isa: str) -> None:
    for alpha in (0, 0.5, 1, 2, inf):
        for bad in ([-0.5, 1.5], [nan, 0.5]):
            rows_ = np.array([bad, [0.5, 0.5]])
            even = np.full((2, 2), 0.5)
            for value in (lk.renyi(rows_, even, alpha), lk.renyi(even, rows_, alpha)):
                np.testing.assert_array_equal(value, [nan, 0])


def test_tsallis_at_order_0_is_the_limit() -> None:
    p, q = np.array([[1.0, 0, 0], [0.5, 0.25, 0.25], [nan, 0, 1]]), np.full((3, 3), [0.5, 0.25, 0.25])
    for p_kind, q_kind in PAIRS:
        with np.errstate(divide="ignore"):
            x, y = (a if kind == "probs" else np.log(a) for a, kind in ((p, p_kind), (q, q_kind)))
        kinds = {"p_kind": p_kind, "q_kind": q_kind}
        value, gradients = lk.tsallis.value_and_grad(x, y, 0, **kinds)
        near, slopes = lk.tsallis.value_and_grad(x, y, 1e-13, **kinds)
        np.testing.assert_allclose(value, [0.5, 0, nan], rtol=1e-15, atol=1e-15)
        np.testing.assert_allclose(value, near, atol=1e-11)
        np.testing.assert_allclose(gradients.q[:2], slopes.q[:2], atol=1e-11)
        assert np.isnan(gradients.q[2]).all()
        np.testing.assert_array_equal(gradients.p[:2], np.zeros((2, 3)))


def test_log_ratios_beyond_the_range_of_numbers() -> None:
    for dtype, r in ((np.float32, [100.0, -100.0]), (np.float64, [800.0, -800.0])):
        ratio = np.array(r, dtype)
        for kind in ("kl", "reverse_kl", "js", "pearson", "neyman", "total_variation", "hellinger2"):
            value, slope = lk.f_divergence_from_logratio.value_and_grad(ratio, kind=kind, wrt="log_ratio")
            assert not np.isnan(value), kind
            assert not np.isnan(slope).any(), kind
            at_infinity = lk.f_divergence_from_logratio(np.array([np.inf, 0], dtype), kind=kind)
            # of the first, the second adds a finite number
            first = lk.f_divergence_from_logratio(ratio[:1], kind=kind)
            if kind in ("kl", "pearson", "hellinger2"):
                assert first == at_infinity == np.inf, kind


@pytest.mark.parametrize("beta", [1e-198, 1e-60, 5e-324])
def test_mixtures_with_a_weight_too_small_for_floats_are_one_of_the_two(beta: float) -> None:
    p, q = np.array([0.5, 0.5], np.float32), np.array([0.0, 1.0], np.float32)
    value, gradients = lk.js_divergence.value_and_grad(p, q, beta)
    assert value == 0
    assert not gradients.p.any()
    assert not gradients.q.any()
    assert lk.js_divergence(p, q, beta).dtype == np.float32
    assert lk.js_divergence(p.astype(np.float64), q.astype(np.float64), beta) >= 0
