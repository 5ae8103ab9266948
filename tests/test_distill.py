"""Distillation from a teacher's most probable classes, against the definitions in mpmath."""

from __future__ import annotations

import functools
import itertools
import operator
import pickle
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import distill
from tests.registry import lk
from tests.tolerances import ORDINARY, ROW_GRADIENT_ULPS, ULPS, Reference, check, few_ulp, reordered

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
TAILS = ("ignore", "bucket", "renormalize")
KINDS = pytest.mark.parametrize(("tail", "direction"), list(itertools.product(TAILS, ("forward", "reverse"))))


@functools.cache
def cached_references(
    classes: int, k: int, spread: float, dtype: str, temperature: float, tail: str, direction: str
) -> tuple[tuple[Array, ...], Reference, Reference]:
    """Arguments and what is to come out: once for all instruction sets."""
    rng = np.random.default_rng(80)
    x = (rng.normal(size=(2, classes)) * spread).astype(dtype)
    ids, log_p = teacher(rng, 2, classes, k, dtype)
    if spread > 10:
        # the student is sure of what is listed
        ids = np.argsort(-x, axis=1)[:, :k]
    cotangent = rng.normal(size=2)
    return (x, ids, log_p, cotangent), *distill.batch(x, ids, log_p, cotangent, temperature, tail, direction)


def teacher(rng: np.random.Generator, rows: int, classes: int, k: int, dtype: Any = float) -> tuple[Array, Array]:
    """Distinct ids in any order, and log-probabilities that leave something over."""
    ids = np.array([rng.permutation(classes)[:k] for _ in range(rows)])
    log_p = np.log(rng.dirichlet(np.ones(k + 1), rows)[:, :k])
    return ids, log_p.astype(dtype)


@DTYPES
@KINDS
@pytest.mark.parametrize("temperature", [1.0, 2.5])
@pytest.mark.parametrize(
    ("classes", "k", "spread"), [(7, 3, 2.0), (40, 8, 2.0), (300, 6, 4.0), (60, 5, 30.0), (9, 9, 2.0)]
)
def test_against_the_oracle(
    dtype: str, tail: str, direction: str, temperature: float, classes: int, k: int, spread: float, isa: str
) -> None:
    (x, ids, log_p, cotangent), value_reference, gradient_reference = cached_references(
        classes, k, spread, dtype, temperature, tail, direction
    )
    value, gradient = lk.distill_topk.value_and_grad(
        x,
        ids,
        log_p,
        tail=tail,
        direction=direction,
        temperature=temperature,
        reduction="none",
        cotangent=cotangent,
        wrt="student_logits",
    )
    context = f"{tail} {direction} {dtype} {isa}"
    check(value, value_reference, ULPS["rows"], context=context)
    check(gradient, gradient_reference, ROW_GRADIENT_ULPS, inputs={"x": x}, context=context)
    plain = lk.distill_topk(x, ids, log_p, tail=tail, direction=direction, temperature=temperature, reduction="none")
    np.testing.assert_array_equal(plain, value)


@KINDS
def test_gradient_is_the_derivative(tail: str, direction: str) -> None:
    rng = np.random.default_rng(81)
    x = rng.normal(size=(2, 6))
    ids, log_p = teacher(rng, 2, 6, 3)
    options = {"tail": tail, "direction": direction, "temperature": 1.7}
    for weights in (None, np.array([0.5, 2.0])):
        _, gradient = lk.distill_topk.value_and_grad(x, ids, log_p, weights=weights, wrt="student_logits", **options)

        def total(x: Array, weights: Any = weights) -> float:
            losses = lk.distill_topk(x, ids, log_p, reduction="none", **options)
            return float(np.average(losses, weights=weights))

        assert_gradient(total, [x], 0, gradient, context=f"{tail} {direction}")


@KINDS
def test_small_divergences_keep_their_digits(tail: str, direction: str) -> None:
    """A student that is nearly its teacher: the direct sum would lose everything below 1e-16."""
    if tail == "ignore":
        return
    rng = np.random.default_rng(82)
    x = rng.normal(size=(3, 50))
    ids, log_p = teacher(rng, 3, 50, 5)
    log_p = np.take_along_axis(lk.special.log_softmax(x), ids, 1)
    moved = x + 1e-6 * rng.normal(size=x.shape)
    value = lk.distill_topk(moved, ids, log_p, tail=tail, direction=direction, reduction="none")
    expected, _ = distill.batch(moved, ids, log_p, np.ones(3), 1.0, tail, direction)
    # log_p is of size 8 at most, so off by 4e-16: 1e-9 of log-ratios, which may be below 1e-6 and count twice
    np.testing.assert_allclose(value, expected.high, rtol=1e-8)
    same = lk.distill_topk(x, ids, log_p, tail=tail, direction=direction, reduction="none")
    assert (same >= 0).all()
    # squares of these roundings, and of the student's as large
    assert (same < 1e-29).all()


@DTYPES
def test_everything_listed_is_the_divergence_of_rows(dtype: str) -> None:
    rng = np.random.default_rng(83)
    x, other = (rng.normal(size=(4, 12)).astype(dtype) for _ in range(2))
    log_p = lk.special.log_softmax(other)
    ids = np.broadcast_to(np.arange(12), (4, 12))
    forward = lk.kl(other, x, p_kind="logits", q_kind="logits")
    reverse = lk.kl(x, other, p_kind="logits", q_kind="logits")
    for tail in TAILS:
        for direction, expected in (("forward", forward), ("reverse", reverse)):
            value = lk.distill_topk(x, ids, log_p, tail=tail, direction=direction, reduction="none")
            # log_p, of size 8 at most, is off by 2 eps, which log-ratios of up to 4 multiply
            np.testing.assert_allclose(value, expected, rtol=few_ulp(dtype), atol=4 * few_ulp(dtype))


@KINDS
def test_borders(tail: str, direction: str) -> None:
    x = np.array([[0.0, 1.0, -inf, 2.0], [0.0, 1.0, 0.5, 2.0]])
    # a student without probability on a class of the teacher; a teacher without on a listed class
    ids = np.array([[1, 2], [1, 2]])
    log_p = np.log(np.array([[0.5, 0.25], [0.5, 0.25]]))
    log_p[1, 1] = -inf
    options = {"tail": tail, "direction": direction, "reduction": "none", "wrt": "student_logits"}
    value, gradient = lk.distill_topk.value_and_grad(x, ids, log_p, **options)
    assert np.isinf(value[0]) == (direction == "forward")
    assert np.isinf(value[1]) == (direction == "reverse")
    assert not np.isnan(value).any()
    finite = [0, 1] if direction == "forward" else [0]
    assert np.isfinite(gradient[finite]).all()
    # both without: nothing
    value, gradient = lk.distill_topk.value_and_grad(x[:1], ids[:1], log_p[1:], **options)
    assert np.isfinite(value).all()
    assert gradient[0, 2] == 0
    # no distribution at all
    value, gradient = lk.distill_topk.value_and_grad(np.full((1, 4), -inf), ids[:1], log_p[:1], **options)
    assert np.isnan(value).all()
    assert np.isnan(gradient[0, 1:3]).all()


def test_teachers_that_add_up_to_one_but_for_rounding() -> None:
    rng = np.random.default_rng(84)
    x = rng.normal(size=(200, 10))
    log_p = np.log(rng.dirichlet(np.ones(3), 200)).astype("f")
    ids = np.broadcast_to([1, 5, 7], (200, 3))
    above = np.exp(log_p.astype(float)).sum(-1) > 1
    assert above.any()
    value = lk.distill_topk(x, ids, log_p, tail="bucket", reduction="none")
    expected = lk.distill_topk(x, ids, log_p, tail="ignore", reduction="none")
    # the bucket: a mass of 2 eps times its logarithm, 16
    np.testing.assert_allclose(value, expected, rtol=few_ulp("f"), atol=8 * few_ulp("f"))
    # really more than everything
    assert np.isnan(lk.distill_topk(x, ids, log_p + np.float32(1e-3), tail="bucket"))


def test_what_is_absent_is_inert() -> None:
    rng = np.random.default_rng(85)
    x = rng.normal(size=(6, 9))
    ids, log_p = teacher(rng, 6, 9, 3)
    for tail in TAILS:
        options = {"tail": tail, "wrt": "student_logits"}
        kept = [0, 2, 5]
        expected, want = lk.distill_topk.value_and_grad(x[kept], ids[kept], log_p[kept], **options)
        where = np.array([True, False, True, True, True, True])
        weights = np.array([1.0, nan, 1, 0, 1, 1])
        bad_x, bad_ids, bad_p = x.copy(), ids.copy(), log_p.copy()
        bad_x[[1, 3, 4]] = nan
        bad_ids[1] = 1000
        bad_ids[4] = -100
        bad_p[[1, 3, 4]] = nan
        value, gradient = lk.distill_topk.value_and_grad(bad_x, bad_ids, bad_p, where=where, weights=weights, **options)
        np.testing.assert_allclose(value, expected, rtol=ORDINARY)
        np.testing.assert_allclose(gradient[kept], want, rtol=ORDINARY, atol=ORDINARY)
        np.testing.assert_array_equal(gradient[[1, 3, 4]], 0)
        # lists of several lengths
        ragged, ragged_p = np.where(np.arange(3) == 1, -7, ids), np.where(np.arange(3) == 1, nan, log_p)
        value, gradient = lk.distill_topk.value_and_grad(x, ragged, ragged_p, ignore_index=-7, **options)
        expected, want = lk.distill_topk.value_and_grad(x, ids[:, ::2], log_p[:, ::2], **options)
        assert value == expected
        np.testing.assert_array_equal(gradient, want)
    empty = lk.distill_topk(x, ids[:, :0], log_p[:, :0], reduction="none")
    np.testing.assert_array_equal(empty, 0)
    assert np.isnan(lk.distill_topk(x, ids[:, :0], log_p[:, :0]))


@pytest.mark.parametrize("rows", [2, 100])
@pytest.mark.parametrize("classes", [20, 70_000])
def test_nan_touches_its_row_only(rows: int, classes: int) -> None:
    rng = np.random.default_rng(86)
    if rows * classes > 1_000_000:
        rows = 12
    x = rng.normal(size=(rows, classes))
    ids, log_p = teacher(rng, rows, classes, 4)
    for tail in TAILS:
        options = {"tail": tail, "wrt": "student_logits", "reduction": "none"}
        clean, want = lk.distill_topk.value_and_grad(x, ids, log_p, **options)
        bad = x.copy()
        bad[1, ids[1, 0]] = nan
        value, gradient = lk.distill_topk.value_and_grad(bad, ids, log_p, **options)
        others = np.arange(rows) != 1
        np.testing.assert_array_equal(value[others], clean[others])
        np.testing.assert_array_equal(gradient[others], want[others])
        assert np.isnan(value[1])


@KINDS
def test_buffers(tail: str, direction: str, isa: str) -> None:
    rng = np.random.default_rng(87)
    x = rng.normal(size=(5, 300)).astype("f")
    ids, log_p = teacher(rng, 5, 300, 7, "f")
    call = functools.partial(lk.distill_topk.value_and_grad, tail=tail, direction=direction, wrt="student_logits")
    value, gradient = call(x, ids, log_p)
    buffer = np.full_like(x, nan)
    same, out = call(x, ids, log_p, out=buffer)
    assert out is buffer
    np.testing.assert_array_equal(buffer, gradient)
    same, out = call(x, ids, log_p, out=x)
    assert out is x
    assert same == value
    np.testing.assert_array_equal(x, gradient)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_axes_and_types(axis: int) -> None:
    rng = np.random.default_rng(88)
    x = rng.normal(size=(12, 30))
    ids, log_p = teacher(rng, 12, 30, 4)
    expected, want = lk.distill_topk.value_and_grad(x, ids, log_p, wrt="student_logits", reduction="none")
    moved = [np.moveaxis(a.reshape(3, 4, -1), -1, axis) for a in (x, ids, log_p)]
    value, gradient = lk.distill_topk.value_and_grad(*moved, axis=axis, wrt="student_logits", reduction="none")
    np.testing.assert_array_equal(value, expected.reshape(3, 4))
    np.testing.assert_array_equal(np.moveaxis(gradient, axis, -1), want.reshape(3, 4, -1))
    for kind in (np.int8, np.uint8, np.int32, np.uint64):
        assert lk.distill_topk(x, ids.astype(kind), log_p) == lk.distill_topk(x, ids, log_p)
    for dtype in (np.float16, ml_dtypes.bfloat16):
        small, small_p = x.astype(dtype), log_p.astype(dtype)
        value, gradient = lk.distill_topk.value_and_grad(small, ids, small_p, wrt="student_logits")
        expected, want = lk.distill_topk.value_and_grad(
            small.astype("f"), ids, small_p.astype("f"), wrt="student_logits"
        )
        assert value == expected
        assert value.dtype == np.float32
        np.testing.assert_array_equal(gradient, want.astype(dtype))


def test_partials_merge() -> None:
    rng = np.random.default_rng(89)
    x, weights = rng.normal(size=(40, 30)), rng.random(40)
    ids, log_p = teacher(rng, 40, 30, 4)
    parts = [
        lk.distill_topk(
            x[i : i + 10], ids[i : i + 10], log_p[i : i + 10], weights=weights[i : i + 10], reduction="partial"
        )
        for i in range(0, 40, 10)
    ]
    merged = functools.reduce(operator.add, [pickle.loads(pickle.dumps(p)) for p in parts])
    losses = lk.distill_topk(x, ids, log_p, reduction="none")
    for reduction in ("mean", "sum"):
        direct = lk.distill_topk(x, ids, log_p, weights=weights, reduction=reduction)
        assert abs(merged.result(reduction) - direct) <= reordered(float(direct), losses)


def test_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(90)
    x = torch.tensor(rng.normal(size=(4, 20)), requires_grad=True)
    ids, log_p = (torch.tensor(a) for a in teacher(rng, 4, 20, 5))
    log_q = torch.log_softmax(x / 2, -1).gather(-1, ids)
    theirs = (log_p.exp() * (log_p - log_q)).sum(-1).mean()
    theirs.backward()
    value, gradients = lk.distill_topk.value_and_grad(x.detach(), ids, log_p, temperature=2.0)
    assert isinstance(value, torch.Tensor)
    np.testing.assert_allclose(value, theirs.detach(), rtol=ORDINARY)
    np.testing.assert_allclose(gradients.student_logits, x.grad, rtol=ORDINARY, atol=ORDINARY)


def test_refusals_name_the_argument() -> None:
    x, ids, log_p = np.zeros((3, 4)), np.array([[0, 1]] * 3), np.full((3, 2), -1.0)
    call = lk.distill_topk
    for wrong in (4, -1, 2**40, -(2**40)):
        bad = ids.copy()
        bad[1, 0] = wrong
        with pytest.raises(ValueError, match=rf"distill_topk: teacher_ids must .*\[0, 4\).*got {wrong} at row \(1,\)"):
            call(x, bad, log_p)
    with pytest.raises(ValueError, match=r"distinct.*got 1 twice at row \(0,\)"):
        call(x, np.ones((3, 2), int), log_p)
    call(x, np.full((3, 2), -100), log_p)  # but absent ones may repeat
    with pytest.raises(TypeError, match=r"teacher_ids must be an array of class indices; got dtype float64"):
        call(x, log_p, log_p)
    with pytest.raises(ValueError, match=r"teacher_ids must have the shape of student_logits"):
        call(x, ids[0], log_p)
    with pytest.raises(ValueError, match=r"teacher_logprobs must have the shape of teacher_ids"):
        call(x, ids, log_p[:, :1])
    with pytest.raises(ValueError, match=r"tail must be one of 'ignore', 'bucket', 'renormalize'; got 'none'"):
        call(x, ids, log_p, tail="none")
    with pytest.raises(ValueError, match=r"direction must be one of"):
        call(x, ids, log_p, direction="up")
    with pytest.raises(ValueError, match=r"temperature must be finite and positive; got 0"):
        call(x, ids, log_p, temperature=0)
    with pytest.raises(TypeError, match=r"axis must be an int"):
        call(x, ids, log_p, axis=None)
    with pytest.raises(ValueError, match=r"wrt must name arguments among student_logits"):
        call.value_and_grad(x, ids, log_p, wrt="teacher_logprobs")
    with pytest.raises(ValueError, match=r"teacher_ids must be below"):
        call(x, np.full((3, 2), 2**63, np.uint64), log_p)


# ---- infinities


@DTYPES
@pytest.mark.parametrize("tail", ["ignore", "bucket", "renormalize"])
@pytest.mark.parametrize("direction", ["forward", "reverse"])
@pytest.mark.parametrize("k", [2, 4])
@pytest.mark.parametrize("temperature", [1.0, 0.5])
def test_no_nan_on_the_grid_of_infinities(dtype: str, tail: str, direction: str, k: int, temperature: float) -> None:
    check_grid(dtype, tail, direction, k, temperature, every=1)


def check_grid(dtype: str, tail: str, direction: str, k: int, temperature: float, every: int) -> None:
    student = np.array(list(itertools.product([-inf, -2000, 0.5, 2.0], repeat=4)), dtype)
    teacher = np.array(list(itertools.product([-inf, -2000, -1.5, 0.0], repeat=k)), dtype)
    x = np.repeat(student, len(teacher), 0)[::every]
    log_p = np.tile(teacher, (len(student), 1))[::every]
    ids = np.broadcast_to(np.array([2, 0, 3, 1])[:k], log_p.shape)
    undefined = (x == -inf).all(-1)
    if tail == "renormalize":
        undefined = (np.take_along_axis(x, ids, -1) == -inf).all(-1) | (log_p == -inf).all(-1)
    if tail == "bucket" and k < 4:
        undefined |= np.exp(log_p.astype(float)).sum(-1) > 1
    options = {"tail": tail, "direction": direction, "temperature": temperature, "reduction": "none"}
    value, gradient = lk.distill_topk.value_and_grad(x.copy(), ids, log_p, wrt="student_logits", **options)
    np.testing.assert_array_equal(np.isnan(value), undefined)
    # what is said of a row without a distribution is tested elsewhere
    known = ~undefined
    assert not np.isnan(gradient[known]).any()
    assert (np.isinf(value[known]) | np.isfinite(gradient[known]).all(-1)).all()
    if direction == "forward":
        assert np.isfinite(gradient[known]).all()
    else:
        np.testing.assert_array_equal(gradient[known][x[known] == -inf], 0)
    over = x.copy()
    lk.distill_topk.value_and_grad(over, ids, log_p, wrt="student_logits", out=over, **options)
    np.testing.assert_array_equal(over, gradient)
    if k == 4 and tail == "renormalize":
        kinds = {"p_kind": "logits", "q_kind": "logits"}
        matched = np.take_along_axis(log_p, np.argsort(ids, -1), -1)
        scaled = x / np.asarray(temperature, dtype)
        expected, gradients = (
            lk.kl.value_and_grad(matched, scaled, **kinds)
            if direction == "forward"
            else lk.reverse_kl.value_and_grad(matched, scaled, **kinds)
        )
        np.testing.assert_allclose(value, expected, rtol=4 * few_ulp(dtype))
        # those of rows in float32 have the rounding of logits of some thousand
        near: dict[str, Any] = {"rtol": 1e3 * few_ulp(dtype), "atol": 2e4 * few_ulp(dtype)}
        np.testing.assert_allclose(gradient[known], gradients.q[known] / temperature, **near)


def test_gradients_where_the_teacher_has_no_mass() -> None:
    def gradient(x: Any, log_p: Any, tail: str) -> Any:
        return lk.distill_topk.value_and_grad(
            [x], [[0, 1]], [log_p], tail=tail, direction="reverse", wrt="student_logits"
        )[1][0]

    with np.errstate(divide="ignore"):
        none, half, all_ = np.log([0.0, 0.5, 1.0])
    # mass is to go from the first class to the others
    np.testing.assert_array_equal(gradient([0.0, 0, 0, -inf], [none, half], "ignore"), [inf, -inf, -inf, 0])
    np.testing.assert_array_equal(gradient([0.0, 0, 0, -inf], [none, half], "bucket"), [inf, -inf, -inf, 0])
    np.testing.assert_array_equal(gradient([0.0, 0, 0, -inf], [none, half], "renormalize"), [inf, -inf, 0, 0])
    # from what is not listed to what is
    np.testing.assert_array_equal(gradient([0.0, 0, 0, -inf], [half, half], "bucket"), [-inf, -inf, inf, 0])
    # there is none elsewhere
    np.testing.assert_array_equal(gradient([0.0, -inf, -inf, -inf], [none, all_], "ignore"), 0)
    np.testing.assert_array_equal(gradient([0.0, -inf, 0.0, 1.0], [none, all_], "bucket"), 0)
    np.testing.assert_array_equal(gradient([0.0, -inf, 0.0, 1.0], [none, all_], "renormalize"), 0)
