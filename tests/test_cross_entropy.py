"""Cross-entropy on logits with integer targets."""

from __future__ import annotations

import functools
import itertools
import math
import operator
import pickle
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import rows
from tests.registry import lk
from tests.test_rows import HARD, hard_logits
from tests.tolerances import ORDINARY, ROW_GRADIENT_ULPS, ULPS, Reference, check, few_ulp, reordered

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


def exact(logits: Array, target: Array, cotangent: Array | None = None, **options: Any) -> tuple[Reference, Reference]:
    value, gradients = rows.batch(rows.cross_entropy, logits, target, cotangent=cotangent, **options)
    return value, gradients["logits"]


@DTYPES
@pytest.mark.parametrize("case", HARD)
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("weighted", [False, True])
def test_against_the_oracle(dtype: str, case: str, smoothing: float, weighted: bool, isa: str) -> None:
    logits = hard_logits(dtype)[case].astype(dtype)
    n = logits.shape[1]
    rng = np.random.default_rng(30)
    weight = np.asarray(rng.random(n) + 0.25, dtype) if weighted else None
    cotangent = rng.normal(size=4).astype(dtype)
    for target in (logits.argmax(-1), logits.argmin(-1), rng.integers(0, n, 4)):
        reference, gradient_reference = exact(
            logits,
            target,
            cotangent,
            label_smoothing=smoothing,
            class_weights=None if weight is None else weight.tolist(),
        )
        options = {"label_smoothing": smoothing, "weight": weight, "reduction": "none"}
        context = f"{case} {dtype} {isa}"
        value, gradient = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", cotangent=cotangent, **options)
        check(lk.cross_entropy(logits, target, **options), reference, ULPS["rows"], context=context)
        check(value, reference, ULPS["rows"], context=context)
        check(gradient, gradient_reference, ROW_GRADIENT_ULPS, inputs={"logits": logits}, context=context)


OPTIONS = list(itertools.product([0.0, 0.2], [False, True], [False, True], [False, True]))


def defined(
    logits: Array,
    target: Array,
    smoothing: float,
    weight: Array | None,
    weights: Array | None,
    reduction: str,
    axis: int,
) -> Array:
    """The definition in plain NumPy, for rows without extremes; -100 is ignored."""
    x = np.moveaxis(logits, axis, -1)
    log_p = x - x.max(-1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(-1, keepdims=True))
    n = x.shape[-1]
    w = np.ones(n) if weight is None else weight
    kept = target != -100
    safe = np.where(kept, target, 0)
    picked = np.take_along_axis(log_p, safe[..., None], -1)[..., 0]
    loss = -(1 - smoothing) * w[safe] * picked - smoothing / n * (w * log_p).sum(-1)
    row = np.ones(target.shape) if weights is None else np.broadcast_to(weights, target.shape)
    loss = np.where(kept, loss * row, 0)
    if reduction == "none":
        return np.asarray(loss)
    return np.asarray(loss.sum() / (np.where(kept, row * w[safe], 0).sum() if reduction == "mean" else 1))


@pytest.mark.parametrize(("smoothing", "classes", "weighted", "ignored"), OPTIONS)
@pytest.mark.parametrize("axis", [-1, 0, 1])
def test_all_combinations_of_options(smoothing: float, classes: bool, weighted: bool, ignored: bool, axis: int) -> None:
    rng = np.random.default_rng(31)
    x = rng.normal(size=(3, 4, 5)) * 2
    logits = np.moveaxis(x, -1, axis)
    target = rng.integers(0, 5, (3, 4))
    if ignored:
        target[1, :2] = target[2, 3] = -100
    weight = rng.random(5) + 0.3 if classes else None
    weights = rng.random((3, 4)) + 0.3 if weighted else None
    for reduction in ("none", "sum", "mean"):
        options: dict[str, Any] = {"label_smoothing": smoothing, "weight": weight, "weights": weights}
        options |= {"reduction": reduction, "axis": axis}
        expected = defined(logits, target, smoothing, weight, weights, reduction, axis)
        cotangent = rng.normal(size=expected.shape)
        value, gradient = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", cotangent=cotangent, **options)
        for actual in (value, lk.cross_entropy(logits, target, **options)):
            assert np.shape(actual) == expected.shape
            np.testing.assert_allclose(actual, expected, rtol=ORDINARY, atol=ORDINARY)

        def total(a: Array, c: Array = cotangent, reduction: str = reduction) -> float:
            return float(np.sum(c * defined(a, target, smoothing, weight, weights, reduction, axis)))

        assert gradient.shape == logits.shape
        assert_gradient(total, [logits], 0, gradient, context=f"{reduction} {smoothing}")


def test_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(32)
    logits, target = rng.normal(size=(8, 6)) * 3, rng.integers(0, 6, 8)
    target[3] = -100
    weight = rng.random(6) + 0.5
    for smoothing, w, reduction in itertools.product((0.0, 0.1), (None, weight), ("none", "sum", "mean")):
        x = torch.tensor(logits, requires_grad=True)
        theirs = torch.nn.functional.cross_entropy(
            x,
            torch.tensor(target),
            weight=None if w is None else torch.tensor(w),
            label_smoothing=smoothing,
            reduction=reduction,
        )
        theirs.sum().backward()
        value, gradient = lk.cross_entropy.value_and_grad(
            logits, target, weight=w, label_smoothing=smoothing, reduction=reduction, wrt="logits"
        )
        np.testing.assert_allclose(value, theirs.detach().numpy(), rtol=ORDINARY)
        np.testing.assert_allclose(gradient, x.grad.numpy(), rtol=ORDINARY, atol=ORDINARY)


@DTYPES
def test_gradient_into_the_callers_buffer(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(33)
    logits, target = rng.normal(size=(20, 333)).astype(dtype), rng.integers(0, 333, 20)
    target[4] = -100
    value, gradient = lk.cross_entropy.value_and_grad(logits, target, wrt="logits")
    kept = logits.copy()
    buffer = np.full_like(logits, nan)
    same, out = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", out=buffer)
    assert out is buffer
    np.testing.assert_array_equal(buffer, gradient)
    np.testing.assert_array_equal(logits, kept)
    assert same == value
    # over the logits themselves, because the caller passes them
    same, out = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", out=logits)
    assert out is logits
    np.testing.assert_array_equal(logits, gradient)
    assert same == value


def test_buffers_that_are_refused() -> None:
    logits, target = np.zeros((4, 6)), np.zeros(4, int)
    call = functools.partial(lk.cross_entropy.value_and_grad, logits, target, wrt="logits")
    with pytest.raises(ValueError, match=r"\bout\b"):
        call(out=np.zeros((4, 5)))
    with pytest.raises(TypeError, match=r"\bout\b"):
        call(out=np.zeros((4, 6), int))
    frozen = np.zeros((4, 6))
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match=r"(?s)\bout\b.*read-only"):
        call(out=frozen)
    with pytest.raises(ValueError, match=r"\bout\b"):
        call(out=np.broadcast_to(np.zeros(6), (4, 6)))
    base = np.zeros(25)
    with pytest.raises(ValueError, match=r"(?s)\bout\b.*overlap"):
        lk.cross_entropy.value_and_grad(base[:24].reshape(4, 6), target, wrt="logits", out=base[1:].reshape(4, 6))


@DTYPES
def test_infinite_logits(dtype: str, isa: str) -> None:
    logits = np.array([[-inf, 0, 1], [-inf, 0, 1], [-inf, -inf, 2], [0, -inf, -inf]], dtype)
    target = np.array([1, 0, 2, 1])
    value, gradient = lk.cross_entropy.value_and_grad(logits, target, reduction="none", wrt="logits")
    expected = np.array([np.log1p(np.e), inf, 0, inf])
    np.testing.assert_allclose(value, expected, rtol=few_ulp(dtype))
    assert not np.isnan(gradient).any()
    np.testing.assert_array_equal(gradient[2], 0)
    assert (gradient[[0, 1, 2], 0] == [0, -1, 0]).all()
    # the smoothing mass of a class that is excluded does not make the loss infinite
    smooth, gradient = lk.cross_entropy.value_and_grad(
        logits[[0, 2]], target[[0, 2]], reduction="none", label_smoothing=0.1, wrt="logits"
    )
    assert np.isfinite(smooth).all()
    assert np.isfinite(gradient).all()


@DTYPES
@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_logits_of_no_distribution(dtype: str, smoothing: float, isa: str) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(4, 40)).astype(dtype)
    bad = logits.copy()
    bad[2] = -inf
    target = np.array([3, 0, 7, 39])
    options: dict[str, Any] = {"reduction": "none", "label_smoothing": smoothing, "wrt": "logits"}
    others = [0, 1, 3]
    value, gradient = lk.cross_entropy.value_and_grad(bad, target, **options)
    expected, expected_gradient = lk.cross_entropy.value_and_grad(logits, target, **options)
    assert np.isnan(value[2])
    assert np.isnan(gradient[2]).all()
    np.testing.assert_array_equal(value[others], expected[others])
    np.testing.assert_array_equal(gradient[others], expected_gradient[others])
    where = rng.random((4, 40)) < 0.5
    where[np.arange(4), target] = True
    value, gradient = lk.cross_entropy.value_and_grad(bad, target, where=where, **options)
    assert np.isnan(value).tolist() == [False, False, True, False]
    assert np.isnan(gradient[2, where[2]]).all()
    np.testing.assert_array_equal(gradient[2, ~where[2]], 0)
    # an ignored row is absent whatever it holds
    target[2] = -100
    value, gradient = lk.cross_entropy.value_and_grad(bad, target, **options)
    assert value[2] == 0
    np.testing.assert_array_equal(gradient[2], 0)


@DTYPES
def test_ignored_rows_are_inert(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(34)
    logits, target = rng.normal(size=(9, 40)).astype(dtype), rng.integers(0, 40, 9)
    for poison, index in itertools.product((nan, inf, -inf), (-100, -1, 7)):
        ignored = np.zeros(9, bool)
        ignored[[0, 4, 8]] = True
        t = np.where(target == index, (target + 1) % 40, target)
        bad_t = np.where(ignored, index, t)
        bad = np.where(ignored[:, None], np.asarray(poison, dtype), logits)
        for reduction in ("mean", "sum", "none"):
            value, gradient = lk.cross_entropy.value_and_grad(
                bad, bad_t, ignore_index=index, reduction=reduction, wrt="logits"
            )
            expected, want = lk.cross_entropy.value_and_grad(
                logits[~ignored], t[~ignored], reduction=reduction, wrt="logits"
            )
            if reduction == "none":
                np.testing.assert_array_equal(value[ignored], 0)
                value = value[~ignored]
            np.testing.assert_array_equal(value, expected)
            np.testing.assert_array_equal(gradient[~ignored], want)
            np.testing.assert_array_equal(gradient[ignored], 0)


def test_everything_ignored() -> None:
    logits, target = np.full((3, 4), nan), np.full(3, -100)
    value, gradient = lk.cross_entropy.value_and_grad(logits, target, reduction="sum", wrt="logits")
    assert value == 0
    np.testing.assert_array_equal(gradient, 0)
    assert np.isnan(lk.cross_entropy(logits, target))
    np.testing.assert_array_equal(lk.cross_entropy(logits, target, reduction="none"), np.zeros(3))


@DTYPES
def test_masked_rows_are_inert(dtype: str) -> None:
    rng = np.random.default_rng(35)
    logits, target = rng.normal(size=(9, 40)).astype(dtype), rng.integers(0, 40, 9)
    where = np.array([True, False, True, True, False, True, True, True, False])
    bad = np.where(where[:, None], logits, np.asarray(nan, dtype))
    bad_target = np.where(where, target, 12345)
    weights = np.where(where, rng.random(9), nan).astype(dtype)
    value, gradient = lk.cross_entropy.value_and_grad(bad, bad_target, where=where, weights=weights, wrt="logits")
    expected, want = lk.cross_entropy.value_and_grad(logits[where], target[where], weights=weights[where], wrt="logits")
    np.testing.assert_allclose(value, expected, rtol=few_ulp(dtype))
    np.testing.assert_allclose(gradient[where], want, rtol=few_ulp(dtype))
    np.testing.assert_array_equal(gradient[~where], 0)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.int32, np.uint32, np.int64, np.uint64])
def test_target_types(dtype: Any) -> None:
    rng = np.random.default_rng(36)
    logits, target = rng.normal(size=(9, 40)), rng.integers(0, 40, 9)
    assert lk.cross_entropy(logits, target.astype(dtype)) == lk.cross_entropy(logits, target)
    strided = np.zeros(18, dtype)
    strided[::2] = target
    assert lk.cross_entropy(logits, strided[::2]) == lk.cross_entropy(logits, target)


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types(dtype: Any, isa: str) -> None:
    rng = np.random.default_rng(37)
    logits, target = rng.normal(size=(9, 400)).astype(dtype), rng.integers(0, 400, 9)
    for reduction in ("mean", "sum", "none"):
        value, gradient = lk.cross_entropy.value_and_grad(logits, target, reduction=reduction, wrt="logits")
        expected, want = lk.cross_entropy.value_and_grad(
            logits.astype(np.float32), target, reduction=reduction, wrt="logits"
        )
        assert np.asarray(value).dtype == np.float32
        np.testing.assert_array_equal(value, expected)
        assert gradient.dtype == dtype
        np.testing.assert_array_equal(gradient, want.astype(dtype))


def test_partials_merge() -> None:
    rng = np.random.default_rng(38)
    logits, target = rng.normal(size=(90, 40)), rng.integers(0, 40, 90)
    target[::7] = -100
    weight = rng.random(40) + 0.1
    parts = [
        lk.cross_entropy(logits[i : i + 30], target[i : i + 30], weight=weight, reduction="partial")
        for i in (0, 30, 60)
    ]
    merged = functools.reduce(operator.add, [pickle.loads(pickle.dumps(p)) for p in parts])
    losses = lk.cross_entropy(logits, target, weight=weight, reduction="none")
    for reduction in ("mean", "sum"):
        direct = lk.cross_entropy(logits, target, weight=weight, reduction=reduction)
        assert abs(merged.result(reduction) - direct) <= reordered(float(direct), losses)
    assert merged.weight == pytest.approx(weight[target[target != -100]].sum(), rel=few_ulp(float))


def test_one_row() -> None:
    logits = np.array([0.5, 2.0, -1.0])
    value = lk.cross_entropy(logits, 1)
    assert np.ndim(value) == 0
    assert value == lk.cross_entropy(logits[None], np.array([1]))


@DTYPES
@pytest.mark.parametrize("n", [1, 10_000_000])
def test_extreme_row_lengths(dtype: str, n: int) -> None:
    logits = np.zeros((1, n), dtype)
    value, gradient = lk.cross_entropy.value_and_grad(logits, np.array([n - 1]), wrt="logits")
    assert abs(value - np.log(n)) <= few_ulp(dtype) * np.log(n)
    expected = np.asarray(1 / n, dtype)
    assert abs(gradient[0, -1] - (1 / n - 1)) <= few_ulp(dtype)
    if n > 1:
        assert np.all(np.abs(gradient[0, :-1] - expected) <= 4 * np.spacing(expected))


def test_nan_touches_its_row_only() -> None:
    rng = np.random.default_rng(39)
    logits, target = rng.normal(size=(5, 70)), rng.integers(0, 70, 5)
    clean, want = lk.cross_entropy.value_and_grad(logits, target, reduction="none", wrt="logits")
    logits[2, 33] = nan
    value, gradient = lk.cross_entropy.value_and_grad(logits, target, reduction="none", wrt="logits")
    others = [0, 1, 3, 4]
    np.testing.assert_array_equal(value[others], clean[others])
    np.testing.assert_array_equal(gradient[others], want[others])
    assert np.isnan(value[2])


def test_refusals_name_the_argument() -> None:
    logits, target = np.zeros((3, 4)), np.array([0, 1, 2])
    for wrong in (4, -1, -101, 2**40):
        with pytest.raises(ValueError, match=rf"(?s)\btarget\b.*{wrong}"):
            lk.cross_entropy(logits, np.array([0, wrong, 2]))
        with pytest.raises(ValueError, match=rf"(?s)\btarget\b.*{wrong}"):
            lk.cross_entropy.value_and_grad(logits, np.array([0, wrong, 2]))
    with pytest.raises(ValueError, match=r"\btarget\b"):
        lk.cross_entropy(logits, np.array([0, 1]))
    with pytest.raises(TypeError, match=r"\btarget\b"):
        lk.cross_entropy(logits, np.array([0, 1, 2], complex))
    with pytest.raises(TypeError, match=r"\blogits\b"):
        lk.cross_entropy(logits.astype(complex), target)
    with pytest.raises(ValueError, match=r"\bweight\b"):
        lk.cross_entropy(logits, target, weight=np.ones(3))
    with pytest.raises(ValueError, match=r"\bweights\b"):
        lk.cross_entropy(logits, target, weights=np.ones(4))
    for wrong_smoothing in (-0.1, 1.1, nan):
        with pytest.raises(ValueError, match=r"\blabel_smoothing\b"):
            lk.cross_entropy(logits, target, label_smoothing=wrong_smoothing)
    with pytest.raises(ValueError, match=r"(?s)\breduction\b.*average"):
        lk.cross_entropy(logits, target, reduction="average")
    with pytest.raises(ValueError, match=r"\baxis\b"):
        lk.cross_entropy(logits, target, axis=2)
    with pytest.raises(TypeError, match="frobnicate"):
        lk.cross_entropy(logits, target, frobnicate=1)
    with pytest.raises(ValueError, match=r"\bcotangent\b"):
        lk.cross_entropy.value_and_grad(logits, target, cotangent=np.ones(3))
    with pytest.raises(ValueError, match=r"(?s)\bwrt\b.*target"):
        lk.cross_entropy.value_and_grad(logits, target, wrt="target")


@DTYPES
@pytest.mark.parametrize("smoothing", [0.0, 0.3])
def test_masked_classes_are_absent(dtype: str, smoothing: float, isa: str) -> None:
    """A mask with the axes of the logits takes classes out; a row whose target is out is out itself."""
    rng = np.random.default_rng(45)
    logits, target = rng.normal(size=(6, 30)).astype(dtype), rng.integers(0, 30, 6)
    where = rng.random((6, 30)) < 0.6
    where[np.arange(6), target] = True
    where[4, target[4]] = False
    bad = np.where(where, logits, np.asarray(nan, dtype))
    options: dict[str, Any] = {"label_smoothing": smoothing}
    value, gradient = lk.cross_entropy.value_and_grad(
        bad, target, where=where, reduction="none", wrt="logits", **options
    )
    np.testing.assert_array_equal(lk.cross_entropy(bad, target, where=where, reduction="none", **options), value)
    assert value[4] == 0
    np.testing.assert_array_equal(gradient[4], 0)
    np.testing.assert_array_equal(gradient[~where], 0)
    for i in (0, 1, 2, 3, 5):
        kept = where[i]
        place = np.array([kept[: target[i]].sum()])
        reference, gradient_reference = exact(logits[i, kept][None], place, **options)
        check(value[i][None], reference, ULPS["rows"], context=f"row {i}")
        check(gradient[i, kept][None], gradient_reference, ROW_GRADIENT_ULPS, context=f"gradient of row {i}")
    mean = lk.cross_entropy(bad, target, where=where, **options)
    assert abs(mean - value.astype(float).sum() / 5) <= few_ulp(dtype) * mean


@DTYPES
def test_values_into_out(dtype: str) -> None:
    rng = np.random.default_rng(46)
    logits, target = rng.normal(size=(6, 30)).astype(dtype), rng.integers(0, 30, 6)
    losses = np.zeros(12, dtype)[::2]
    assert lk.cross_entropy(logits, target, reduction="none", out=losses) is losses
    np.testing.assert_array_equal(losses, lk.cross_entropy(logits, target, reduction="none"))
    total = np.zeros((), dtype)
    assert lk.cross_entropy(logits, target, out=total) is total
    assert total == lk.cross_entropy(logits, target)


def test_vocabulary_in_shards() -> None:
    """Log-sum-exps of shards of the classes merge to that of the whole."""
    rng = np.random.default_rng(47)
    logits = rng.normal(size=(5, 1000)) * 5
    parts = np.stack([lk.special.logsumexp(s) for s in np.split(logits, 10, axis=1)], -1)
    np.testing.assert_allclose(lk.special.logsumexp(parts), lk.special.logsumexp(logits), rtol=few_ulp(float))


@pytest.mark.parametrize("reduction", ["mean", "sum", "partial"])
def test_an_impossible_target_makes_the_sum_infinite(reduction: str) -> None:
    logits = np.array([[-np.inf, 0.0], [0.0, 1.0], [-np.inf, 1.0]])
    loss = lk.cross_entropy(logits, [0, 1, 0], reduction=reduction)
    assert (loss.result("sum") if reduction == "partial" else loss) == np.inf


@DTYPES
def test_groups_of_short_rows(dtype: str, isa: str) -> None:
    """Whole groups of rows and a part of one, with ignored rows and rows without a distribution among them."""
    rng = np.random.default_rng(22)
    for n in range(1, 34):
        logits = rng.normal(scale=3, size=(150, n)).astype(dtype)
        target = rng.integers(0, n, 150)
        target[[5, 80]] = -100
        logits[80] = -np.inf
        losses, gradient = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", reduction="none")
        for row in range(0, 150, 7):
            one = slice(row, row + 1)
            loss, alone = lk.cross_entropy.value_and_grad(logits[one], target[one], wrt="logits", reduction="none")
            np.testing.assert_array_equal(losses[one], loss)
            np.testing.assert_array_equal(gradient[one], alone)
        apart, gradient_apart = lk.cross_entropy.value_and_grad(
            np.asfortranarray(logits), target, wrt="logits", reduction="none"
        )
        np.testing.assert_array_equal(losses, apart)
        np.testing.assert_array_equal(gradient, gradient_apart)
        assert losses[5] == losses[80] == 0
        assert not gradient[[5, 80]].any()
        # The sum is of losses that are not rounded yet: half a unit of each, and of itself, lies between.
        total, summed = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", reduction="sum")
        sum_of_losses = math.fsum(losses)
        rounding = float(np.finfo(dtype).eps) * sum_of_losses
        assert abs(float(total) - sum_of_losses) <= rounding + reordered(sum_of_losses, losses)
        np.testing.assert_array_equal(summed, gradient)
        # In place: the gradient is written over logits that other rows' groups are yet to read.
        both = logits.copy()
        _, over = lk.cross_entropy.value_and_grad(both, target, wrt="logits", reduction="none", out=both)
        np.testing.assert_array_equal(over, gradient)
        logits[120] = -np.inf
        losses, gradient = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", reduction="none")
        assert np.isnan(losses[120])
        assert np.isnan(gradient[120]).all()
        assert np.isnan(losses).sum() == 1
