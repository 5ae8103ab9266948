"""Properties of the divergences on generated rows: bounds, inequalities between them, symmetries, parts."""

from __future__ import annotations

import functools
import itertools
import operator
from typing import Any

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from tests.registry import lk
from tests.tolerances import SAME, few_ulp

Array = NDArray[Any]
DTYPES = st.sampled_from([np.float32, np.float64])
ORDERS = st.floats(-4, 5) | st.sampled_from([0.0, 0.5, 1.0, 2.0, -1.0])
WEIGHTS = st.floats(0, 1) | st.sampled_from([0.0, 0.5, 1.0])
# Logits of classes of any weight, some of them without any.
LOGITS = st.floats(-40, 40, width=32) | st.floats(-1, 1, width=32) | st.just(-np.inf)
LONGEST = 40


@st.composite
def pairs(draw: st.DrawFn, kind: str | None = None, elements: st.SearchStrategy[float] = LOGITS) -> Any:
    """Rows p and q of one kind, short or long, and that kind as options."""
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, LONGEST)))
    dtype = draw(DTYPES)
    x, y = (draw(hnp.arrays(np.float64, shape, elements=elements)) for _ in range(2))
    assume(np.isfinite(x.max(-1)).all() and np.isfinite(y.max(-1)).all())
    if draw(st.booleans()):
        y = np.where(np.isfinite(x) & draw(hnp.arrays(bool, shape)), x, y)
        assume(np.isfinite(y.max(-1)).all())
    kind = kind or draw(st.sampled_from(["probs", "log_probs", "logits"]))
    return *(rows_of(kind, z, dtype) for z in (x, y)), {"p_kind": kind, "q_kind": kind}


def rows_of(kind: str, logits: Array, dtype: Any) -> Array:
    log_p = logits - logits.max(-1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(-1, keepdims=True))
    return np.asarray({"probs": np.exp(log_p), "log_probs": log_p, "logits": logits}[kind], dtype)


def unnormalised(x: Array) -> float:
    """How far the sums of rows are from 1, and the sum of terms by as much from that of other formulas."""
    # logarithms of up to 85, rounded, and sums of as many terms as there are
    return (200 + LONGEST) * few_ulp(x.dtype)


@given(pairs(), ORDERS, WEIGHTS)
def test_none_is_negative_and_all_are_zero_for_equal_rows(rows: Any, alpha: float, beta: float) -> None:
    p, q, kinds = rows
    for function, options in (
        (lk.kl, {}),
        (lk.reverse_kl, {}),
        (lk.js_divergence, {"beta": beta}),
        (lk.js_distance, {"beta": beta}),
        (lk.alpha_divergence, {"alpha": alpha}),
        (lk.chi2_divergence, {}),
        (lk.chi2_divergence, {"kind": "neyman"}),
        (lk.total_variation, {}),
        (lk.hellinger2, {}),
        (lk.bregman, {"generator": "euclidean"}),
        (lk.bregman, {"generator": "itakura_saito"}),
    ):
        value = function(p, q, **options, **kinds)
        assert (value >= 0).all(), function
        np.testing.assert_array_equal(function(p, p, **options, **kinds), 0, err_msg=str(function))


@given(pairs())
def test_inequalities_between_divergences(rows: Any) -> None:
    """Of normalised rows: Pinsker's and those around it (T. van Erven, P. Harremoes 2014; A. Tsybakov 2009)."""
    p, q, kinds = rows
    slack = unnormalised(p)
    distance = lk.total_variation(p, q, **kinds).astype(np.float64)
    hellinger = lk.hellinger2(p, q, **kinds).astype(np.float64)
    kl, chi2 = lk.kl(p, q, **kinds).astype(np.float64), lk.chi2_divergence(p, q, **kinds).astype(np.float64)
    js = lk.js_divergence(p, q, **kinds).astype(np.float64)
    assert (distance <= 1 + slack).all()
    assert (hellinger <= distance + slack).all()
    assert (distance <= np.sqrt(hellinger * np.maximum(2 - hellinger, 0)) + np.sqrt(slack)).all()
    assert (2 * distance**2 <= kl + slack).all()  # Pinsker
    assert (2 * hellinger <= kl + slack).all()
    assert (kl <= np.log1p(chi2) + slack * (1 + chi2)).all()
    assert (js <= np.log(2) + slack).all()
    assert (js <= np.log(2) * distance + slack).all()


@given(pairs(), WEIGHTS, ORDERS)
def test_symmetries(rows: Any, beta: float, alpha: float) -> None:
    """What exchanging p and q does, and another order of the classes."""
    p, q, kinds = rows
    close: dict[str, Any] = {"rtol": 4 * few_ulp(p.dtype), "atol": 0}
    js = functools.partial(lk.js_divergence, **kinds)
    np.testing.assert_allclose(js(p, q), js(q, p), **close)
    # 1 - beta rounds where beta is small
    near = {"rtol": close["rtol"], "atol": few_ulp(p.dtype)}
    np.testing.assert_allclose(js(p, q, beta), js(q, p, 1 - beta), **near)
    order = functools.partial(lk.alpha_divergence, **kinds)
    exact = float(np.float32(alpha))
    assume(1 - (1 - exact) == exact)
    # at 1/2, of its own mirror image, p and q change places in the formula
    mirrored = close if exact == 0.5 else {"rtol": 0, "atol": 0}
    np.testing.assert_allclose(order(p, q, exact), order(q, p, 1 - exact), **mirrored)
    np.testing.assert_array_equal(lk.reverse_kl(p, q, **kinds), lk.kl(q, p, **kinds))
    np.testing.assert_array_equal(lk.chi2_divergence(p, q, kind="neyman", **kinds), lk.chi2_divergence(q, p, **kinds))
    shuffled = np.random.default_rng(p.shape[-1]).permutation(p.shape[-1])
    for function in (
        functools.partial(lk.kl, **kinds),
        js,
        functools.partial(order, alpha=exact),
        functools.partial(lk.total_variation, **kinds),
    ):
        np.testing.assert_allclose(function(p[:, shuffled], q[:, shuffled]), function(p, q), **close)


@given(pairs(elements=st.floats(-3, 3, width=32)), st.sampled_from([0.0, 1.0]), st.floats(1e-12, 1e-3))
def test_orders_have_their_limits(rows: Any, end: float, step: float) -> None:
    """Near 0 and 1 the alpha family is as near KL as the step is small."""
    p, q, kinds = rows
    limit = (lk.reverse_kl if end == 0 else lk.kl)(p, q, **kinds).astype(np.float64)
    # the logarithm of a term has at most the slope |log(p / q)| in the order: 6 and a difference of log-sum-exps
    slack = (step * 16 * np.exp(16 * step) + unnormalised(p)) * limit + np.finfo(p.dtype).tiny
    for side in (end - step, end + step):
        value = lk.alpha_divergence(p, q, side, **kinds).astype(np.float64)
        assert (np.abs(value - limit) <= slack).all()
        if side >= 0:
            renyi = lk.renyi(p, q, side, **kinds).astype(np.float64)
            assert np.isfinite(renyi).all()


@given(pairs(elements=st.floats(-5, 5, width=32)), st.lists(st.floats(0, 8), min_size=2, max_size=2))
def test_renyi_grows_with_its_order(rows: Any, orders: list[float]) -> None:
    p, q, kinds = rows
    low, high = (lk.renyi(p, q, a, **kinds).astype(np.float64) for a in sorted(orders))
    largest = lk.renyi(p, q, np.inf, **kinds).astype(np.float64)
    slack = 8 * unnormalised(p) * (1 + np.abs(high))
    assert (low <= high + slack).all()
    assert (high <= largest + slack).all()
    assert (low >= -slack).all()


@given(pairs(), st.data())
def test_rows_add_up_over_their_classes(rows: Any, data: st.DataObject) -> None:
    """A divergence that is a sum of terms is the sum over slices of the classes: nothing of a row is in two terms."""
    p, q, _ = rows
    assume(rows[2]["p_kind"] == "probs" and p.shape[-1] > 1)
    border = data.draw(st.integers(1, p.shape[-1] - 1))
    for function, options in (
        (lk.kl, {}),
        (lk.alpha_divergence, {"alpha": 0.75}),
        (lk.js_divergence, {}),
        (lk.chi2_divergence, {}),
        (lk.total_variation, {}),
    ):
        parts = function(p[:, :border], q[:, :border], **options) + function(p[:, border:], q[:, border:], **options)
        np.testing.assert_allclose(parts, function(p, q, **options), rtol=2 * few_ulp(p.dtype))


@given(
    hnp.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(2, LONGEST)), elements=st.floats(-40, 40)),
    st.floats(0, 1),
    st.data(),
)
def test_shards_equal_the_whole(x: Array, smoothing: float, data: st.DataObject) -> None:
    rows, classes = x.shape
    borders = sorted(data.draw(st.sets(st.integers(1, classes - 1), max_size=4)) | {0, classes})
    target = data.draw(hnp.arrays(np.int64, rows, elements=st.integers(0, classes - 1) | st.just(-100)))
    where = data.draw(st.none() | hnp.arrays(bool, x.shape))
    soft = data.draw(st.booleans())
    if soft:
        target = np.exp(x - x.max(-1, keepdims=True))
        if where is not None:
            where[:, 0] = True
    options: dict[str, Any] = {"label_smoothing": smoothing}
    parts = []
    for a, b in itertools.pairwise(borders):
        mask = {} if where is None else {"where": where[:, a:b]}
        own = target[:, a:b] if soft else target
        parts.append(lk.cross_entropy.shard(x[:, a:b], own, first_class=a, classes=classes, **mask, **options))
    order = data.draw(st.permutations(range(len(parts))))
    whole = functools.reduce(operator.add, [parts[i] for i in order])
    mask = {} if where is None else {"where": where}
    expected = lk.cross_entropy(x, target, reduction="none", **mask, **options)
    np.testing.assert_allclose(whole.result("none"), expected, rtol=SAME, atol=SAME)
    total = lk.cross_entropy(x, target, **mask, **options)
    np.testing.assert_allclose(whole.result(), total, rtol=SAME, atol=SAME)
    _, gradient = lk.cross_entropy.value_and_grad(x, target, wrt="logits", **mask, **options)
    for a, b in itertools.pairwise(borders):
        mask = {} if where is None else {"where": where[:, a:b]}
        beside = target[:, a:b] if soft else None
        _, part = whole.value_and_grad(x[:, a:b], beside, first_class=a, **mask)
        np.testing.assert_allclose(part, gradient[:, a:b], rtol=SAME, atol=SAME)


@given(hnp.arrays(np.float64, st.tuples(st.integers(1, 50), st.integers(1, 5)), elements=st.floats(-30, 5)), st.data())
def test_estimates_of_parts_equal_that_of_the_whole(log_p: Array, data: st.DataObject) -> None:
    log_q = log_p + data.draw(hnp.arrays(np.float64, log_p.shape, elements=st.floats(-3, 3)))
    border = data.draw(st.integers(0, len(log_p)))
    for kind in ("k1", "k2", "k3"):
        estimate = functools.partial(lk.kl_estimate, kind=kind)
        terms = estimate(log_p, log_q, reduction="none")
        parts = [
            estimate(a, b, reduction="partial")
            for a, b in ((log_p[:border], log_q[:border]), (log_p[border:], log_q[border:]))
        ]
        assert (parts[0] + parts[1]).weight == log_p.size
        size = np.abs(terms).sum()
        assert abs((parts[0] + parts[1]).result("sum") - estimate(log_p, log_q, reduction="sum")) <= SAME * size
        assert (terms >= 0).all() or kind == "k1"
    # k3 is k1 with a control variate of mean 0 under p
    difference = lk.kl_estimate(log_p, log_q, kind="k3", reduction="none") - lk.kl_estimate(
        log_p, log_q, kind="k1", reduction="none"
    )
    np.testing.assert_allclose(difference, np.expm1(log_q - log_p), rtol=1e-9, atol=64 * SAME)
