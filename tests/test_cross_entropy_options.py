"""Every combination of cross_entropy's options against a direct formula in extended precision.

Derivatives of the reference are complex steps (W. Squire, G. Trapp 1998) along random directions: exact to the
reference's precision, and independent of the library's gradient formulas.
"""

from __future__ import annotations

import functools
import itertools
import operator
import pickle
from typing import Any

import numpy as np
import pytest

import likelier as lk
from tests.oracle import rows
from tests.tolerances import LOGIT_ROUNDINGS, ROW_GRADIENT_ULPS, SAME, ULPS, Reference, check, few_ulp, logits_error

ROWS, STEP = 6, np.longdouble(1e-200)


def reference(x: Any, t: Any, o: dict[str, Any]) -> Any:
    """Return the loss of each row and its weight, for complex logits and soft targets."""
    allowed = np.ones(x.shape, bool) if o["where"] is None else np.broadcast_to(o["where"], x.shape)
    y = x
    if o["softcap"] is not None:
        y = o["softcap"] * np.tanh(x / o["softcap"])
    y = y / np.longdouble(o["temperature"])
    with np.errstate(all="ignore"):
        m = np.max(np.where(allowed, y.real, -np.inf), axis=-1, keepdims=True)
        e = np.where(allowed, np.exp(np.where(allowed, y - m, 0)), 0)
    lse = m[..., 0] + np.log(e.sum(-1))
    w = np.ones(x.shape[-1]) if o["weight"] is None else o["weight"]
    count = allowed.sum(-1, keepdims=True)
    soft = t.dtype.kind in "fc"
    mass = t if soft else np.where(np.arange(x.shape[-1]) == t[:, None], 1.0, 0.0)
    mass = np.where(allowed, w * ((1 - o["label_smoothing"]) * mass + o["label_smoothing"] / count), 0)
    own = np.ones(len(x)) if soft else w[t]
    loss = (mass * (lse[:, None] - np.where(allowed, y, 0))).sum(-1) + o["z_loss"] * own * lse**2
    row_weight = np.ones(len(x)) if o["weights"] is None else o["weights"]
    return row_weight * loss, row_weight * own


def total(x: Any, t: Any, o: dict[str, Any], reduction: str) -> Any:
    losses, weights = reference(x, t, o)
    return losses.sum() / (weights.sum() if reduction == "mean" else 1)


CHOICES = {
    "weight": (False, True),
    "weights": (False, True),
    "label_smoothing": (0.0, 0.125),
    "temperature": (1.0, 0.75),
    "softcap": (None, 4.0),
    "z_loss": (0.0, 0.0625),
}
COMBINATIONS = [dict(zip(CHOICES, values, strict=True)) for values in itertools.product(*CHOICES.values())]


def draw(
    rng: np.random.Generator, classes: int, dtype: str, choice: dict[str, Any], *, masked: bool, soft: bool
) -> Any:
    x = (3 * rng.standard_normal((ROWS, classes))).astype(dtype)
    t = rng.integers(0, classes, ROWS)
    if soft:
        t = rng.dirichlet(np.ones(classes), ROWS).astype(dtype)
    o = dict(choice, where=None)
    o["weight"] = rng.uniform(0.5, 2.0, classes).astype(dtype) if choice["weight"] else None
    o["weights"] = rng.uniform(0.5, 2.0, ROWS).astype(dtype) if choice["weights"] else None
    if masked:
        where = rng.random((ROWS, classes)) < 0.7
        if soft:
            where[:, 0] = True
        else:
            where[np.arange(ROWS), t] = True
        x[~where] = np.nan
        o["where"] = where
    return x, t, o


def check_terms(value: Any, expected: Any, scale: Any, dtype: str) -> None:
    # A probability's relative error is that of its logit, of size 16 at most (3 times a normal number, over 0.75); the
    # other roundings are few beside it.
    assert abs(float(value) - float(expected)) <= logits_error(16, dtype) * float(scale)


def exactly(value: Any, conditioning: Any) -> Reference:
    """What is compared with: in extended precision, with the effect of relative errors of the inputs."""
    high = value.astype(np.float64)
    return Reference(high, (value - high).astype(np.float64), np.abs(high), conditioning.astype(np.float64))


@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize(("classes", "across"), [(7, False), (45, False), (45, True), (150, False)])
def test_every_combination(classes: int, across: bool, soft: bool, masked: bool, dtype: str) -> None:
    rng = np.random.default_rng(classes + 2 * soft + masked)
    for choice in COMBINATIONS:
        x, t, o = draw(rng, classes, dtype, choice, masked=masked, soft=soft)
        reduction: Any = "mean" if choice["weight"] else "sum"
        logits: Any = np.asfortranarray(x) if across else x
        value, grads = lk.cross_entropy.value_and_grad(logits, t, reduction=reduction, **o)
        wide = np.where(np.isnan(x), 0, x).astype(np.longdouble)
        masses = t.astype(np.longdouble) if soft else t
        expected = total(wide, masses, o, reduction)
        check_terms(value, expected, abs(expected) + 1, dtype)
        assert value == lk.cross_entropy(logits, t, reduction=reduction, **o)
        for _ in range(2):
            direction = rng.standard_normal(x.shape)
            slope = total(wide + 1j * STEP * direction, masses, o, reduction).imag / STEP
            check_terms(
                (grads.logits * direction).sum(dtype=float), slope, np.abs(grads.logits * direction).sum() + 1, dtype
            )
            if soft:
                slope = total(wide, masses + 1j * STEP * direction, o, reduction).imag / STEP
                scale = np.abs(grads.target * direction).sum() + 1
                check_terms((grads.target * direction).sum(dtype=float), slope, scale, dtype)
        if masked:
            assert not grads.logits[~o["where"]].any()


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("classes", [6, 40])
def test_every_combination_in_ulp(classes: int, soft: bool, dtype: str, isa: str) -> None:
    """Every row's loss and every element of the gradient, against mpmath."""
    for choice in COMBINATIONS:
        rng = np.random.default_rng(classes)
        x, t, o = draw(rng, classes, dtype, choice | {"weights": False}, masked=False, soft=soft)
        x, t = x[:2], t[:2]
        value, gradient = lk.cross_entropy.value_and_grad(x, t, reduction="none", wrt="logits", **o)
        del o["where"], o["weights"]
        mapped = o["softcap"] is not None or o["temperature"] != 1
        references = [
            rows.batch(
                rows.cross_entropy_with_options,
                x[i : i + 1],
                target=t[i].tolist(),
                roundings=LOGIT_ROUNDINGS if mapped else 1,
                **o,
            )
            for i in range(2)
        ]
        for i, (loss, slopes) in enumerate(references):
            context = f"{choice} {dtype} {isa}"
            check(value[i : i + 1], loss, ULPS["rows"], context=context)
            check(gradient[i : i + 1], slopes["logits"], ROW_GRADIENT_ULPS, context=context)


@pytest.mark.parametrize("classes", [5, 300])
@pytest.mark.parametrize("soft", [False, True])
def test_vector_jacobian_product_by_rows(classes: int, soft: bool) -> None:
    rng = np.random.default_rng(3)
    x, t, o = draw(rng, classes, "f8", COMBINATIONS[-1], masked=False, soft=soft)
    cotangent = rng.standard_normal(ROWS)
    both = lk.cross_entropy.value_and_grad
    _, grads = both(x, t, reduction="none", cotangent=cotangent, **o)
    direction = rng.standard_normal(x.shape)
    losses, _ = reference(x + 1j * STEP * direction, t, o)
    check_terms(
        (grads.logits * direction).sum(), (cotangent * losses.imag / STEP).sum(), 1 + np.abs(grads.logits).sum(), "f8"
    )
    assert both(x, t, reduction="none", wrt="logits", **o)[1].shape == x.shape


@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("classes", [4, 1000])
def test_statistics(classes: int, soft: bool, dtype: str) -> None:
    rng = np.random.default_rng(classes)
    for choice in COMBINATIONS:
        x, t, o = draw(rng, classes, dtype, choice, masked=False, soft=soft)
        stats = lk.cross_entropy.stats(x, t, **o)
        assert stats.loss == lk.cross_entropy(x, t, **o)
        y = x.astype(np.longdouble)
        if o["softcap"] is not None:
            y = o["softcap"] * np.tanh(y / o["softcap"])
        y = y / o["temperature"]
        lse = np.log(np.exp(y).sum(-1))
        p = np.exp(y - lse[:, None])
        entropy = -(p * (y - lse[:, None])).sum(-1)
        # the derivatives by a logit are p, and p (log p + entropy) in size
        moved = LOGIT_ROUNDINGS * np.abs(y).max(-1)
        spread = (p * np.abs(y - lse[:, None] + entropy[:, None])).sum(-1)
        check(stats.lse, exactly(lse, moved), ULPS["rows"], context=f"lse {choice}")
        check(stats.entropy, exactly(entropy, moved * spread), ULPS["rows"], context=f"entropy {choice}")
        z_loss = o["z_loss"] * lse**2
        check(stats.z_loss, exactly(z_loss, 2 * o["z_loss"] * np.abs(lse) * moved), ULPS["rows"], context="z_loss")
        np.testing.assert_array_equal(stats.argmax, x.argmax(-1))
        best = t.argmax(-1) if soft else t
        np.testing.assert_array_equal(stats.correct, x.argmax(-1) == best)


def test_statistics_of_absent_rows_and_nan() -> None:
    x = np.array([[1.0, 2.0, 2.0], [0.0, np.nan, 1.0], [5.0, 1.0, 1.0]])
    stats = lk.cross_entropy.stats(x, [1, 2, -100], reduction="none")
    assert stats.argmax.tolist() == [1, -1, -1]
    assert stats.correct.tolist() == [True, False, False]
    assert np.isnan(stats.lse).tolist() == [False, True, True]
    assert stats.loss[2] == 0
    masked = lk.cross_entropy.stats(x, [1, 2, 0], reduction="none", where=~np.isnan(x))
    assert masked.argmax.tolist() == [1, 2, 0]


def test_a_weight_of_0_is_not_an_absent_row() -> None:
    """It takes a row out of the loss, but says nothing of its logits."""
    x, t = np.array([[1.0, 2.0, 3.0], [3.0, 1.0, 2.0]]), [2, 0]
    plain = lk.cross_entropy.stats(x, t, z_loss=0.1, reduction="none")
    for options in ({"weight": [1.0, 1.0, 0.0]}, {"weights": [0.0, 1.0]}):
        stats = lk.cross_entropy.stats(x, t, z_loss=0.1, reduction="none", **options)
        assert stats.loss.tolist() == [0.0, plain.loss[1]]
        for name in ("lse", "entropy", "argmax", "correct", "z_loss"):
            np.testing.assert_array_equal(getattr(stats, name), getattr(plain, name), err_msg=name)
    x[0] = np.inf
    for options in ({"weight": [1.0, 1.0, 0.0]}, {"weights": [0.0, 1.0]}):
        for smoothing in (0.0, 0.1):
            stats = lk.cross_entropy.stats(x, t, z_loss=0.1, label_smoothing=smoothing, **options)
            assert np.isfinite(stats.loss)
            assert stats.lse[0] == np.inf


def test_statistics_of_infinite_logits() -> None:
    inf = np.inf
    x = np.array([[inf, 0.0, inf], [-inf, -inf, -inf], [0.0, -inf, 0.0]])
    for z_loss in (0.0, 0.1):
        stats = lk.cross_entropy.stats(x, [0, 0, 0], z_loss=z_loss, reduction="none")
        np.testing.assert_array_equal(stats.lse, [inf, -inf, np.log(2.0)])
        assert stats.argmax.tolist() == [0, -1, 0]
        assert stats.correct.tolist() == [True, False, True]
        assert np.isnan(stats.loss).tolist() == [False, True, False]
        np.testing.assert_array_equal(np.isnan(stats.z_loss), [False, True, False])
        assert stats.z_loss[0] == (inf if z_loss else 0.0)


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2"])
@pytest.mark.parametrize("classes", [3, 5, 40, 3000])
def test_gradient_of_z_loss_at_infinite_logits(classes: int, dtype: str) -> None:
    """2 z logsumexp p is +inf where p is positive, and 0, its limit, where p is 0."""
    x = np.zeros((2, classes), dtype)
    x[0, [0, 2]] = np.inf
    x[1] = np.linspace(0.0, 1.0, classes)
    for target in (0, 1):
        for soft in (False, True):
            t: Any = np.full(2, target)
            if soft:
                t = np.eye(classes, dtype=dtype)[t]
            value, g = lk.cross_entropy.value_and_grad(x, t, z_loss=0.1, wrt="logits", reduction="none")
            expected = np.zeros(classes)
            expected[[0, 2]] = np.inf
            expected[1] = -1.0 if target == 1 else 0.0
            np.testing.assert_array_equal(g[0], expected, err_msg=f"{target} {soft}")
            assert value[0] == np.inf
            _, other = lk.cross_entropy.value_and_grad(x[1:], t[1:], z_loss=0.1, wrt="logits", reduction="none")
            np.testing.assert_array_equal(g[1:], other)
    _, g = lk.cross_entropy.value_and_grad(x, [1, 1], z_loss=0.1, label_smoothing=0.25, wrt="logits", reduction="none")
    assert np.all(g[0, [0, 2]] == np.inf)
    share = 0.25 / classes
    tiny = few_ulp(dtype)
    np.testing.assert_allclose(g[0, 3:], -share, rtol=tiny)
    np.testing.assert_allclose(g[0, 1], -0.75 - share, rtol=tiny)
    parts = [
        lk.cross_entropy.shard(x[:, a:b], [0, 0], first_class=a, classes=classes, z_loss=0.1)
        for a, b in ((0, 2), (2, classes))
    ]
    _, g = (parts[0] + parts[1]).value_and_grad(x[:, 2:], first_class=2, reduction="none")
    np.testing.assert_array_equal(g[0], [np.inf] + [0.0] * (classes - 3))


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("classes", [2, 700])
def test_a_row_without_any_class_is_absent(classes: int, smoothing: float) -> None:
    x, where = np.zeros((2, classes)), np.ones((2, classes), bool)
    x[0, 1], x[1], where[1] = 1.0, np.nan, False
    soft = np.full((2, classes), 1.0 / classes)
    soft[1] = np.nan
    for t in (soft, np.array([0, 1])):
        o: dict[str, Any] = {"label_smoothing": smoothing}
        value, g = lk.cross_entropy.value_and_grad(x, t, where=where, wrt="logits", **o)
        alone, g_alone = lk.cross_entropy.value_and_grad(x[:1], t[:1], wrt="logits", **o)
        assert value == pytest.approx(alone, rel=few_ulp(float))
        np.testing.assert_allclose(g[:1], g_alone, rtol=SAME)
        assert not g[1].any()
        assert lk.cross_entropy(x, t, where=where, reduction="partial", **o).weight == 1.0
        assert lk.cross_entropy(x, t, where=where, reduction="none", **o)[1] == 0.0
        stats = lk.cross_entropy.stats(x, t, where=where, **o)
        assert stats.argmax[1] == -1
        assert not stats.correct[1]
        # In shards, one of which has no class of row 0 either.
        where_too = where.copy()
        where_too[0, :1] = False
        parts = [
            lk.cross_entropy.shard(
                x[:, a:b], t[:, a:b] if t is soft else t, first_class=a, classes=classes, where=where_too[:, a:b], **o
            )
            for a, b in ((0, 1), (1, classes))
        ]
        whole = lk.cross_entropy(x, t, where=where_too, reduction="partial", **o)
        merged = (parts[0] + parts[1]).result("partial")
        assert merged.weight == whole.weight
        np.testing.assert_allclose(merged.result(), whole.result(), rtol=SAME)
        _, g = (parts[0] + parts[1]).value_and_grad(
            x[:, 1:], soft[:, 1:] if t is soft else None, first_class=1, where=where_too[:, 1:]
        )
        assert not g[1].any()
    features = np.ones((2, 3))
    features[1] = np.nan
    value, grads = lk.linear_cross_entropy.value_and_grad(features, np.ones((classes, 3)), soft, where=where)
    assert value == pytest.approx(np.log(classes), rel=SAME)
    assert np.isfinite(grads.weight).all()
    assert not grads.x[1].any()


def test_the_best_class_of_masked_soft_targets() -> None:
    x, t = np.array([[1.0, 2.0, 3.0]]), np.array([[0.1, np.nan, 0.9]])
    where = np.array([[True, False, True]])
    assert lk.cross_entropy.stats(x, t, where=where).correct.tolist() == [True]


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("masked", [False, True])
def test_shards_of_the_classes(soft: bool, masked: bool) -> None:
    classes, borders = 61, (0, 17, 18, 50, 61)
    rng = np.random.default_rng(8)
    for choice in COMBINATIONS:
        x, t, o = draw(rng, classes, "f8", choice, masked=masked, soft=soft)
        x[0, :17] = -np.inf  # a slice without any mass before one with
        weight, where = o.pop("weight"), o.pop("where")
        if masked:
            where[1, 18:50] = False  # a slice that is masked; perhaps with its target, and then the row is absent
            where[2, t[2] if not soft else 5] = False
            x[~where] = np.nan

        def of(a: int, b: int, t: Any = t, weight: Any = weight, where: Any = where) -> Any:
            beside = {
                "weight": None if weight is None else weight[a:b],
                "where": None if where is None else where[:, a:b],
            }
            return (t[:, a:b] if soft else t), beside

        parts = []
        for a, b in itertools.pairwise(borders):
            target, beside = of(a, b)
            parts.append(lk.cross_entropy.shard(x[:, a:b], target, first_class=a, classes=classes, **beside, **o))
        whole = functools.reduce(operator.add, [pickle.loads(pickle.dumps(part)) for part in parts])
        other_order = (parts[3] + parts[1]) + (parts[2] + parts[0])
        options: dict[str, Any] = {"weight": weight, "where": where, **o}
        expected, gradient = lk.cross_entropy.value_and_grad(x, t, wrt="logits", **options)
        for sums in (whole, other_order):
            np.testing.assert_allclose(sums.result(), expected, rtol=SAME)
        by_row = lk.cross_entropy(x, t, reduction="none", **options)
        np.testing.assert_allclose(whole.result("none"), by_row, rtol=SAME)
        if masked and not soft:
            assert by_row[2] == 0
        for a, b in itertools.pairwise(borders):
            target, beside = of(a, b)
            value, part = whole.value_and_grad(x[:, a:b], target if soft else None, first_class=a, **beside)
            assert value == whole.result()
            np.testing.assert_allclose(part, gradient[:, a:b], rtol=SAME, atol=SAME)


def test_shards_refuse_masks_that_do_not_match() -> None:
    x, t = np.zeros((2, 4)), [0, 3]
    where = np.ones((2, 2), bool)
    masked = lk.cross_entropy.shard(x[:, :2], t, first_class=0, classes=4, where=where)
    plain = lk.cross_entropy.shard(x[:, 2:], t, first_class=2, classes=4)
    with pytest.raises(ValueError, match="expected parts with the same where to add"):
        masked + plain
    both = masked + lk.cross_entropy.shard(x[:, 2:], t, first_class=2, classes=4, where=where)
    assert both.result() == pytest.approx(np.log(4), rel=few_ulp(float))
    with pytest.raises(ValueError, match="where must be a boolean array, as for shard; got None"):
        both.value_and_grad(x[:, :2], first_class=0)
    with pytest.raises(ValueError, match="where must be a boolean array, as for shard; got float64"):
        both.value_and_grad(x[:, :2], first_class=0, where=np.ones(2))
    with pytest.raises(ValueError, match="where must broadcast"):
        both.value_and_grad(x[:, :2], first_class=0, where=np.ones(3, bool))
    first = lk.cross_entropy.shard(x[:, :2], t, first_class=0, classes=4)
    with pytest.raises(ValueError, match="where must be None, as for shard; got bool"):
        (first + plain).value_and_grad(x[:, :2], first_class=0, where=where)


def test_shards_that_are_not_a_whole() -> None:
    x, t = np.log([[1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]]), [3, 1]

    def part(a: int, b: int) -> Any:
        return lk.cross_entropy.shard(x[:, a:b], t, first_class=a, classes=4)

    one, three = part(0, 1), part(2, 4)
    for incomplete, there in ((one, r"\[0, 1\)"), (one + three, r"\[0, 1\), \[2, 4\)"), (part(1, 1), "none")):
        message = rf"expected the parts of all classes \[0, 4\) to be added; got {there}$"
        with pytest.raises(ValueError, match=message):
            incomplete.result("none")
        with pytest.raises(ValueError, match=message):
            pickle.loads(pickle.dumps(incomplete)).value_and_grad(x[:, :1], first_class=0)
    for a, b, both in ((one, one, r"\[0, 1\)"), (part(0, 3), three, r"\[2, 3\)"), (three, part(0, 4), r"\[2, 4\)")):
        with pytest.raises(ValueError, match=rf"expected parts of different classes to add; got {both} in both"):
            a + b
    whole = three + part(1, 1) + (part(1, 2) + one)
    np.testing.assert_allclose(whole.result("none"), lk.cross_entropy(x, t, reduction="none"), rtol=SAME)
    assert repr(one + three) == "CrossEntropyShard(rows=(2,), classes=[0, 1), [2, 4) of 4)"
    with pytest.raises(ValueError, match=r"cross_entropy: reduction must be given to the sum's result.*got 'bogus'"):
        lk.cross_entropy.shard(x, t, first_class=0, classes=4, reduction="bogus")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"temperature": 0.0}, "temperature must be finite and positive; got 0.0"),
        ({"temperature": "warm"}, "temperature must be a number; got str"),
        ({"softcap": -1.0}, "softcap must be finite and positive; got -1.0"),
        ({"z_loss": -1e-4}, "z_loss must be finite and not negative; got -0.0001"),
        ({"z_loss": np.nan}, "z_loss must be finite and not negative; got nan"),
        ({"target": np.zeros((2, 2))}, "target must be integers of the shape of logits without axis -1"),
        ({"target": np.zeros((2, 3), int)}, "soft targets are floating"),
    ],
)
def test_refusals(options: dict[str, Any], message: str) -> None:
    target = options.pop("target", [0, 1])
    with pytest.raises((TypeError, ValueError), match="cross_entropy: ") as error:
        lk.cross_entropy(np.zeros((2, 3)), target, **options)
    assert message in str(error.value)


def test_soft_targets_on_impossible_classes() -> None:
    x = np.array([[0.0, -np.inf, 1.0]])
    t = np.array([[0.25, 0.5, 0.25]])
    value, grads = lk.cross_entropy.value_and_grad(x, t)
    lse = np.log1p(np.exp(-1.0)) + 1
    assert value == pytest.approx(0.25 * lse + 0.25 * (lse - 1), rel=few_ulp(float))
    assert np.isfinite(grads.logits).all()
    assert grads.target[0, 1] == 0


def test_softcap_bounds_every_logit() -> None:
    x = np.array([[1e30, -1e30, np.inf, -np.inf]])
    capped = np.array([[5.0, -5.0, 5.0, -5.0]])
    assert lk.cross_entropy(x, [0], softcap=5.0) == pytest.approx(lk.cross_entropy(capped, [0]), rel=few_ulp(float))
    assert not lk.cross_entropy.value_and_grad(x, [1], softcap=5.0, wrt="logits")[1].any()


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("softcap", [30.0, 2.5])
@pytest.mark.parametrize("classes", [1, 97])
def test_softcap_of_every_size(classes: int, softcap: float, dtype: str, isa: str) -> None:
    """Of one class the log-sum-exp is the capped logit."""
    small = np.geomspace(1e-30, 1e3, 4001)
    x = np.concatenate((small, -small, np.linspace(-1, 1, 4001) * softcap, [0.0, -0.0, np.inf, -np.inf])).astype(dtype)
    row = np.full((len(x), classes), -np.inf, dtype)
    row[:, 0] = x
    where = np.broadcast_to(np.arange(classes) == 0, row.shape)
    lse = lk.cross_entropy.stats(row, np.zeros(len(x), int), softcap=softcap, where=where, reduction="none").lse
    expected = softcap * np.tanh(x.astype(np.longdouble) / softcap)
    off = np.abs(lse - expected) - logits_error(1, dtype) * np.abs(expected)
    assert off.max() <= 0, f"{x[off.argmax()]} {isa}"
    np.testing.assert_array_equal(np.sign(lse), np.sign(x))


@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_classes_without_mass_change_no_bit(dtype: str, isa: str) -> None:
    """Rows whose logits are all near each other are summed by shorter formulas than others."""
    rng = np.random.default_rng(8)
    x = (3 * rng.standard_normal((ROWS, 2500))).astype(dtype)
    t = rng.dirichlet(np.ones(2500), ROWS).astype(dtype)
    weight = rng.uniform(0.5, 2.0, 2500).astype(dtype)
    far = np.arange(2500) % 501 == 250
    t[:, far] = 0
    values = []
    for logit in (-70.0 if dtype == "f4" else -600.0, -1e3, -1e30, -np.inf):
        x[:, far] = logit
        values.append(lk.cross_entropy(x, t, weight=weight, z_loss=0.1, reduction="none"))
    assert np.isfinite(values[0]).all()
    for value in values[1:]:
        np.testing.assert_array_equal(value, values[0])


def test_gradient_over_the_logits() -> None:
    x, t, o = draw(np.random.default_rng(1), 500, "f4", COMBINATIONS[-1], masked=False, soft=False)
    _, expected = lk.cross_entropy.value_and_grad(x, t, wrt="logits", **o)
    _, over = lk.cross_entropy.value_and_grad(x, t, wrt="logits", out=x, **o)
    assert over is x
    np.testing.assert_array_equal(over, expected)
