"""Row operations: values and gradients against the oracle, the grid of infinities and masks, layouts, refusals."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import rows
from tests.registry import lk
from tests.tolerances import ROW_GRADIENT_ULPS, ULPS, UNDERFLOW, Reference, check, few_ulp, reordered

Array = NDArray[Any]
inf, nan = np.inf, np.nan


@dataclass(frozen=True)
class RowOperation:
    """One row operation: how to call it, its reference, and which rows suit it."""

    name: str
    function: Callable[[], Any]
    reference: Callable[..., rows.Row]
    arguments: tuple[str, ...]
    kind: str  # what a row holds: "logits", "log_probs" or "probs"
    options: Mapping[str, Any]
    oracle_options: Mapping[str, Any]
    vector: bool = False

    def __str__(self) -> str:
        return self.name

    def __call__(self, *arrays: Any, **options: Any) -> Any:
        return self.function()(*arrays, **self.options, **options)

    def value_and_grad(self, *arrays: Any, **options: Any) -> Any:
        return self.function().value_and_grad(*arrays, **self.options, **options)

    def rows_from(self, logits: Array, dtype: Any) -> Array:
        """Rows of this operation's kind from rows of logits, rounded to the type."""
        if self.kind == "logits":
            return logits.astype(dtype)
        with np.errstate(under="ignore"):
            shifted = logits - logits.max(-1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
            return np.asarray(log_p if self.kind == "log_probs" else np.exp(log_p), dtype)

    def exact(self, *arrays: Array, cotangent: Array | None = None) -> tuple[Reference, dict[str, Reference]]:
        return rows.batch(self.reference, *arrays, cotangent=cotangent, **self.oracle_options)


def divergence(kind: str) -> RowOperation:
    options = {"p_kind": kind, "q_kind": kind}
    return RowOperation(f"kl-{kind}", lambda: lk.kl, rows.kl, ("p", "q"), kind, options, {"kind": kind})


def entropy(kind: str) -> RowOperation:
    return RowOperation(
        f"entropy-{kind}", lambda: lk.entropy, rows.entropy, ("p",), kind, {"kind": kind}, {"kind": kind}
    )


OPERATIONS = [
    RowOperation("logsumexp", lambda: lk.special.logsumexp, rows.logsumexp, ("x",), "logits", {}, {}),
    RowOperation("logmeanexp", lambda: lk.special.logmeanexp, rows.logmeanexp, ("x",), "logits", {}, {}),
    RowOperation("log_softmax", lambda: lk.special.log_softmax, rows.log_softmax, ("x",), "logits", {}, {}, True),
    RowOperation("softmax", lambda: lk.special.softmax, rows.softmax, ("x",), "logits", {}, {}, True),
    *map(divergence, ("probs", "log_probs", "logits")),
    *map(entropy, ("probs", "log_probs", "logits")),
]
ALL = pytest.mark.parametrize("operation", OPERATIONS, ids=str)
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
# Gradients of these on one row differ by what a cotangent does.
BATCH = (4,)


def hard_logits(dtype: str) -> dict[str, Array]:
    """Rows of logits that break textbook formulas."""
    rng = np.random.default_rng(17)
    big = 3e38 if dtype == "float32" else 8e307
    return {
        "ordinary": rng.normal(size=(4, 33)) * 3,
        "wide": rng.normal(size=(4, 70)) * 40,
        "nearly one-hot": np.array(
            [[0, -50, -60, -51], [-50, 0, -50, -50], [0, -16, -17, -18], [1e4, 9950, 9960, 9940]]
        ),
        "offset": rng.normal(size=(4, 9)) + 1e4,
        "negative offset": rng.normal(size=(4, 9)) - 1e4,
        "tens of thousands": np.array([[1e4, -1e4, 0, 9999.5], [-1e4] * 4, [1e4] * 4, [0, -1e4, 1e-30, 1e4]]),
        "near overflow": np.array([[big, -big, 0, 1], [-big] * 4, [big] * 4, [0, -big, 1e-30, -1]]),
        "equal": np.zeros((4, 64)),
        "tiny": np.array([[1e-38, -1e-38, 0, 1e-30]] * 4),
        "one": np.array([[0.0], [3.5], [-1e4], [big]]),
        "increasing": np.arange(4 * 40).reshape(4, 40) / 3.0,
        "decreasing": -np.arange(4 * 40).reshape(4, 40) * 2.5,
    }


HARD = sorted(hard_logits("float32"))


@ALL
@DTYPES
@pytest.mark.parametrize("case", HARD)
def test_against_the_oracle(operation: RowOperation, dtype: str, case: str, isa: str) -> None:
    logits = hard_logits(dtype)[case]
    with np.errstate(over="ignore"):
        arrays = [operation.rows_from(logits, dtype)]
        if len(operation.arguments) == 2:
            arrays.append(operation.rows_from(logits[::-1] * 0.25, dtype))
    rng = np.random.default_rng(4)
    cotangent = rng.normal(size=arrays[0].shape if operation.vector else arrays[0].shape[:-1]).astype(dtype)
    exact, gradients = operation.exact(*arrays, cotangent=cotangent)
    context = f"{operation} {case} {dtype} {isa}"
    inputs = {n: a if operation.vector else list(a) for n, a in zip(operation.arguments, arrays, strict=True)}
    value, actual = operation.value_and_grad(*arrays, cotangent=cotangent)
    check(value, exact, ULPS["rows"], inputs=inputs if operation.vector else {}, context=context)
    check(operation(*arrays), exact, ULPS["rows"], context=f"{context} value only")
    assert actual._fields == operation.arguments
    for name, array in zip(operation.arguments, arrays, strict=True):
        if name in gradients:
            check(
                getattr(actual, name),
                gradients[name],
                ROW_GRADIENT_ULPS,
                inputs={name: array},
                context=f"{context} d/d{name}",
                underflow=UNDERFLOW[array.dtype.type],
            )


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_small_values_keep_their_digits(dtype: str, isa: str) -> None:
    x = np.array([0, -50], dtype)
    tail = pytest.approx(1.9287498479639178e-22, rel=few_ulp(dtype))  # exp(-50)
    assert lk.special.logsumexp(x) == tail
    assert -lk.special.log_softmax(x)[0] == tail
    loss, gradient = lk.cross_entropy.value_and_grad(x[None], np.array([0]), wrt="logits")
    assert loss == tail
    assert -gradient[0, 0] == tail
    # at an offset at which max + log(sum) rounds the tail away
    shifted = np.array([1024, 974], dtype)
    assert -lk.special.log_softmax(shifted)[0] == tail


# ---- infinities


@DTYPES
def test_logsumexp_of_infinities(dtype: str, isa: str) -> None:
    x = np.array(
        [
            [-inf, -inf, -inf, -inf],
            [inf, 0, inf, -inf],
            [-inf, 2, -inf, -inf],
            [inf, inf, inf, inf],
            [-inf, 1, inf, 3],
            [0, 1, nan, 3],
            [nan, inf, 0, 0],
            [-inf, -inf, -inf, nan],
        ],
        dtype,
    )
    value, gradient = lk.special.logsumexp.value_and_grad(x, wrt="x")
    expected = np.array([-inf, inf, 2, inf, inf, nan, nan, nan], dtype)
    np.testing.assert_array_equal(value, expected)
    np.testing.assert_array_equal(lk.special.logsumexp(x), expected)
    np.testing.assert_array_equal(
        gradient[:5],
        [[0, 0, 0, 0], [0.5, 0, 0.5, 0], [0, 1, 0, 0], [0.25] * 4, [0, 0, 1, 0]],
    )
    assert np.isnan(gradient[5:]).any(-1).all()


@DTYPES
@pytest.mark.parametrize("n", [40, 1030, 5000, 200_000])
def test_a_block_of_minus_infinity_before_a_finite_one(dtype: str, n: int, isa: str) -> None:
    for finite in (n - 1, n // 2, 0):
        x = np.full((2, n), -inf, dtype)
        x[0, finite] = -3
        x[1, [finite, (finite + 7) % n]] = [5, 5]
        value, gradient = lk.special.logsumexp.value_and_grad(x, wrt="x")
        assert value[0] == -3
        assert abs(value[1] - (5 + np.log(2))) <= 2 * np.spacing(np.asarray(6, dtype))
        expected = np.zeros((2, n))
        expected[0, finite] = 1
        expected[1, [finite, (finite + 7) % n]] = 0.5
        np.testing.assert_array_equal(gradient, expected)
        p = lk.special.softmax(x)
        np.testing.assert_array_equal(p, expected)
        log_p = lk.special.log_softmax(x)
        assert log_p[0, finite] == 0
        assert np.isneginf(np.delete(log_p[0], finite)).all()


@ALL
@DTYPES
def test_nan_touches_its_row_only(operation: RowOperation, dtype: str, isa: str) -> None:
    rng = np.random.default_rng(6)
    for shape in ((7, 40), (5, 3), (6, 300)):
        logits = rng.normal(size=(len(operation.arguments), *shape))
        arrays = [operation.rows_from(x, dtype) for x in logits]
        clean, gradients = operation.value_and_grad(*arrays)
        for i in range(len(arrays)):
            bad = [a.copy() for a in arrays]
            bad[i][2, shape[1] // 2] = nan
            value, actual = operation.value_and_grad(*bad)
            others = np.arange(shape[0]) != 2
            np.testing.assert_array_equal(value[others], clean[others])
            assert np.isnan(value[2]).any()
            assert np.isnan(operation(*bad)[2]).any()
            for gradient, want in zip(actual, gradients, strict=True):
                np.testing.assert_array_equal(gradient[others], want[others])
            assert np.isnan(actual[i][2]).any()


@DTYPES
def test_zeros_in_divergences(dtype: str, isa: str) -> None:
    p = np.array([[0, 1], [0.5, 0.5], [0, 1], [1, 0], [0, 1]], dtype)
    q = np.array([[0.5, 0.5], [0, 1], [0, 1], [1, 0], [1, 0]], dtype)
    log2 = np.log(np.asarray(2, dtype))
    expected = np.array([log2, inf, 0, 0, inf], dtype)
    np.testing.assert_allclose(lk.kl(p, q), expected, rtol=few_ulp(dtype))
    with np.errstate(divide="ignore"):
        log_p, log_q = np.log(p), np.log(q)
    for kind in ("log_probs", "logits"):
        actual = lk.kl(log_p, log_q, p_kind=kind, q_kind=kind)
        np.testing.assert_allclose(actual, expected, rtol=few_ulp(dtype))
        _, gradients = lk.kl.value_and_grad(log_p, log_q, p_kind=kind, q_kind=kind)
        assert not np.isnan(gradients.p[[0, 2, 3]]).any()
        assert not np.isnan(gradients.q).any()
        np.testing.assert_array_equal(gradients.p[2:4], 0)
        np.testing.assert_array_equal(gradients.q[2:4], 0)
        assert gradients.p[0, 0] == 0  # p log(p / q), at p = 0
    # the one-sided gradient by a probability itself is log(p / q), infinite where only one is 0
    _, gradients = lk.kl.value_and_grad(p, q)
    log_half = np.log(np.asarray(0.5, dtype))
    expected_p = np.array([[-inf, -log_half], [inf, log_half], [0, 0], [0, 0], [-inf, inf]])
    expected_q = np.array([[1, -1], [-inf, 0.5], [0, 0], [0, 0], [1, -inf]])
    np.testing.assert_allclose(gradients.p, expected_p, rtol=few_ulp(dtype))
    np.testing.assert_allclose(gradients.q, expected_q, rtol=few_ulp(dtype))
    for kind, row in (("probs", p), ("log_probs", log_p), ("logits", log_p)):
        value, gradient = lk.entropy.value_and_grad(row, kind=kind, wrt="p")
        np.testing.assert_allclose(value, [0, log2, 0, 0, 0], rtol=few_ulp(dtype))
        if kind == "probs":
            assert gradient[0, 0] == inf
        else:
            assert gradient[0, 0] == 0
        assert not np.isnan(gradient).any()


@DTYPES
@pytest.mark.parametrize("kind", ["probs", "log_probs", "logits"])
def test_kl_is_not_negative_and_zero_for_equal_bits(dtype: str, kind: str, isa: str) -> None:
    operation = divergence(kind)
    rng = np.random.default_rng(9)
    for shape in ((300, 5), (40, 100), (3, 20_000)):
        p = operation.rows_from(rng.normal(size=shape) * 5, dtype)
        value, gradients = operation.value_and_grad(p, p.copy())
        assert (value == 0).all()
        assert not np.signbit(value).any()
        np.testing.assert_array_equal(gradients.p, 0)
        np.testing.assert_array_equal(gradients.q, 0)
        # one ulp away, at random
        q = np.nextafter(p, np.where(rng.random(shape) < 0.5, inf, -inf).astype(dtype))
        for value in (operation(p, q), operation(q, p)):
            assert (value >= 0).all()
            assert (value > 0).mean() > 0.9


@DTYPES
def test_kl_of_neighbouring_floats_is_right(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(10)
    p = divergence("probs").rows_from(rng.normal(size=(20, 17)), dtype)
    for ulps in (1, 2, 1000):
        q = p * (1 + ulps * np.finfo(dtype).eps * rng.choice([-1, 1], p.shape)).astype(dtype)
        exact, gradients = rows.batch(rows.kl, p, q)
        value, actual = lk.kl.value_and_grad(p, q)
        check(value, exact, ULPS["rows"], context=f"kl {ulps} ulp apart")
        check(actual.p, gradients["p"], ROW_GRADIENT_ULPS, inputs={"p": p, "q": q}, context="d/dp")
        check(actual.q, gradients["q"], ROW_GRADIENT_ULPS, inputs={"p": p, "q": q}, context="d/dq")


@DTYPES
def test_softmax_gradient_rows_sum_to_zero(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(11)
    x = (rng.normal(size=(50, 40)) * 6).astype(dtype)
    cotangent = rng.normal(size=x.shape).astype(dtype)
    for function in (lk.special.softmax, lk.special.log_softmax):
        _, gradient = function.value_and_grad(x, cotangent=cotangent, wrt="x")
        sums = gradient.astype(np.float64).sum(-1)
        assert np.all(np.abs(sums) <= few_ulp(dtype) * np.abs(cotangent).sum(-1, dtype=np.float64))
    p = lk.special.softmax(x).astype(np.float64)
    assert np.all(np.abs(p.sum(-1) - 1) <= x.shape[1] * few_ulp(dtype))


# ---- masks


@ALL
@DTYPES
@pytest.mark.parametrize("poison", [nan, inf, -inf])
def test_masked_elements_are_absent(operation: RowOperation, dtype: str, poison: float, isa: str) -> None:
    """The result equals that on the row without them."""
    rng = np.random.default_rng(12)
    where = rng.random((6, 37)) < 0.6
    where[:, 0] = True
    logits = rng.normal(size=(len(operation.arguments), 6, 37))
    arrays = [operation.rows_from(x, dtype) for x in logits]
    bad = [np.where(where, a, np.asarray(poison, dtype)) for a in arrays]
    value, gradients = operation.value_and_grad(*bad, where=where)
    plain = operation(*bad, where=where)
    for i in range(6):
        kept = where[i]
        short, short_gradients = operation.exact(*[a[i, kept][None] for a in arrays])
        if operation.vector:
            check(value[i, kept][None], short, ULPS["rows"], context=str(operation))
            check(plain[i, kept][None], short, ULPS["rows"], context=str(operation))
        else:
            check(value[i][None], short, ULPS["rows"], context=str(operation))
            check(plain[i][None], short, ULPS["rows"], context=str(operation))
        for name in operation.arguments:
            gradient = getattr(gradients, name)
            check(gradient[i, kept][None], short_gradients[name], ROW_GRADIENT_ULPS, context=f"{operation} d/d{name}")
            assert (gradient[i, ~kept] == 0).all()


@DTYPES
@pytest.mark.parametrize("n", [1, 7, 300, 70000])
@pytest.mark.parametrize("axis", [-1, 0])
def test_logits_of_no_distribution(dtype: str, n: int, axis: int, isa: str) -> None:
    """A row of nothing but -inf has no entropy and no divergence; it is not the uniform distribution, nor masked."""

    def oriented(x: Any) -> Any:
        return x if axis == -1 else np.ascontiguousarray(x.T)

    rng = np.random.default_rng(n)
    good = rng.normal(size=(3, n)).astype(dtype)
    bad = good.copy()
    bad[1] = -inf
    others = [0, 2]
    where = rng.random((3, n)) < 0.5
    where[:, n // 2] = True

    def hold(f: Any, arguments: Sequence[Any], changed: Sequence[Any], **options: Any) -> None:
        mask = options.pop("where", np.ones((3, n), bool))
        options |= {"axis": axis, "where": oriented(mask)}
        value, gradients = f.value_and_grad(*map(oriented, changed), **options)
        expected, expected_gradients = f.value_and_grad(*map(oriented, arguments), **options)
        assert np.isnan(value[1])
        np.testing.assert_array_equal(f(*map(oriented, changed), **options), value)
        np.testing.assert_array_equal(value[others], expected[others])
        for actual, want in zip(map(oriented, gradients), map(oriented, expected_gradients), strict=True):
            assert np.isnan(actual[1, mask[1]]).all()
            np.testing.assert_array_equal(actual[1, ~mask[1]], 0)
            np.testing.assert_array_equal(actual[others], want[others])

    p = np.exp(good)
    for options in ({}, {"where": where}):
        hold(lk.entropy, [good], [bad], kind="logits", **options)
        hold(lk.kl, [good, good], [bad, bad], p_kind="logits", q_kind="logits", **options)
        for kind, other in (("logits", good), ("log_probs", good), ("probs", p)):
            hold(lk.kl, [good, other], [bad, other], p_kind="logits", q_kind=kind, **options)
            hold(lk.kl, [other, good], [other, bad], p_kind=kind, q_kind="logits", **options)
    # no distribution where the mask leaves nothing but -inf
    bad = good.copy()
    bad[1, where[1]] = -inf
    hold(lk.entropy, [good], [bad], kind="logits", where=where)
    hold(lk.kl, [good, good], [bad, good], p_kind="logits", q_kind="logits", where=where)


@DTYPES
def test_log_probabilities_of_no_mass(dtype: str, isa: str) -> None:
    """Log-probabilities are taken as they are: nothing but -inf is a measure of mass 0."""
    empty = np.full((2, 5), -inf, dtype)
    q = np.arange(1, 11, dtype=dtype).reshape(2, 5)
    for q_kind, given, slope in (("probs", q, np.ones_like(q)), ("log_probs", np.log(q), q)):
        value, gradients = lk.kl.value_and_grad(empty, given, p_kind="log_probs", q_kind=q_kind)
        np.testing.assert_allclose(value, q.sum(axis=1), rtol=few_ulp(dtype))
        np.testing.assert_array_equal(gradients.p, 0)
        np.testing.assert_allclose(gradients.q, slope, rtol=few_ulp(dtype))
    value, gradient = lk.entropy.value_and_grad(empty, kind="log_probs", wrt="p")
    np.testing.assert_array_equal(value, 0)
    np.testing.assert_array_equal(gradient, 0)


@DTYPES
def test_softmax_of_no_distribution(dtype: str, isa: str) -> None:
    """It is the gradient of logsumexp, which is zero there."""
    x = np.array([[-inf, -inf, -inf], [0, -inf, -inf]], dtype)
    p, gradient = lk.special.softmax.value_and_grad(x, wrt="x")
    np.testing.assert_array_equal(p, [[0, 0, 0], [1, 0, 0]])
    np.testing.assert_array_equal(gradient, 0)
    np.testing.assert_array_equal(p, lk.special.logsumexp.value_and_grad(x, wrt="x")[1])
    log_p, gradient = lk.special.log_softmax.value_and_grad(x, wrt="x")
    np.testing.assert_array_equal(log_p, [[-inf, -inf, -inf], [0, -inf, -inf]])
    np.testing.assert_array_equal(gradient, 1 - 3 * p)


@DTYPES
def test_all_masked_rows(dtype: str) -> None:
    x = np.full((3, 5), nan, dtype)
    x[1] = [0, 1, 2, 3, 4]
    where = np.zeros((3, 5), bool)
    where[1] = True
    value, gradient = lk.special.logsumexp.value_and_grad(x, where=where, wrt="x")
    assert value[0] == value[2] == -inf
    assert np.isfinite(value[1])
    np.testing.assert_array_equal(gradient[[0, 2]], 0)
    for kind in ("probs", "log_probs", "logits"):
        value, gradients = lk.kl.value_and_grad(x, x, p_kind=kind, q_kind=kind, where=where)
        assert value[0] == value[2] == 0
        for g in gradients:
            np.testing.assert_array_equal(g[[0, 2]], 0)
        value = lk.entropy(x, kind=kind, where=where)
        assert value[0] == value[2] == 0
    p, gradient = lk.special.softmax.value_and_grad(x, where=where, wrt="x")
    assert np.isfinite(p[1]).all()
    np.testing.assert_array_equal(gradient[[0, 2]], 0)


# ---- layouts


def layouts(a: Array) -> dict[str, Array]:
    wide = np.full((*a.shape[:-1], 2 * a.shape[-1]), nan, a.dtype)
    wide[..., ::2] = a
    raw = np.zeros(a.nbytes + 1, np.uint8)
    unaligned = raw[1:].view(a.dtype).reshape(a.shape)
    unaligned[...] = a
    frozen = a.copy()
    frozen.flags.writeable = False
    return {
        "fortran": np.asfortranarray(a),
        "strided": wide[..., ::2],
        "negative": np.flip(np.flip(a).copy()),
        "unaligned": unaligned,
        "read-only": frozen,
        "inner axis outside": np.moveaxis(np.ascontiguousarray(np.moveaxis(a, -1, 0)), 0, -1),
    }


@ALL
@DTYPES
def test_layouts_and_axes(operation: RowOperation, dtype: str) -> None:
    rng = np.random.default_rng(13)
    logits = rng.normal(size=(len(operation.arguments), 3, 4, 19))
    arrays = [operation.rows_from(x, dtype) for x in logits]
    cotangent = rng.normal(size=(3, 4, 19) if operation.vector else (3, 4)).astype(dtype)
    expected, want = operation.value_and_grad(*arrays, cotangent=cotangent)
    for name in layouts(arrays[0]):
        value, gradients = operation.value_and_grad(*[layouts(a)[name] for a in arrays], cotangent=cotangent)
        np.testing.assert_array_equal(value, expected, err_msg=name)
        for gradient, exact in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(gradient, exact, err_msg=name)
    for axis in (-3, -2, 0, 1, 2):
        moved = [np.moveaxis(a, -1, axis) for a in arrays]
        c = np.moveaxis(cotangent, -1, axis) if operation.vector else cotangent
        value, gradients = operation.value_and_grad(*moved, axis=axis, cotangent=c)
        np.testing.assert_array_equal(np.moveaxis(value, axis, -1) if operation.vector else value, expected)
        np.testing.assert_array_equal(operation(*moved, axis=axis), value)
        for gradient, exact in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(np.moveaxis(gradient, axis, -1), exact)


@ALL
@DTYPES
def test_groups_of_short_rows(operation: RowOperation, dtype: str, isa: str) -> None:
    """Rows that follow each other in memory, in whole groups and parts of one, are those that lie apart or alone."""
    rng = np.random.default_rng(21)
    for n in range(1, 34):
        logits = rng.normal(scale=3, size=(len(operation.arguments), 150, n))
        arrays = [operation.rows_from(x, dtype) for x in logits]
        if operation.kind != "probs":
            arrays[0][70] = -inf
            arrays[-1][3, 0] = inf
            arrays[0][90, -1] = -inf
            arrays[0][100, 0] = nan
        value, gradients = operation.value_and_grad(*arrays)
        apart, gradients_apart = operation.value_and_grad(*[np.asfortranarray(a) for a in arrays])
        np.testing.assert_array_equal(value, apart)
        np.testing.assert_array_equal(operation(*arrays), value)
        for gradient, want in zip(gradients, gradients_apart, strict=True):
            np.testing.assert_array_equal(gradient, want)
        for row in (0, 3, 63, 64, 70, 90, 100, 149):
            one, alone = operation.value_and_grad(*[a[row] for a in arrays])
            np.testing.assert_array_equal(value[row], one)
            for gradient, want in zip(gradients, alone, strict=True):
                np.testing.assert_array_equal(gradient[row], want)


@ALL
@DTYPES
def test_a_row_does_not_depend_on_its_neighbours(operation: RowOperation, dtype: str, isa: str) -> None:
    rng = np.random.default_rng(14)
    for n in [*range(1, 71), 129, 1000, 1025]:
        logits = rng.normal(size=(len(operation.arguments), 5, n))
        arrays = [operation.rows_from(x, dtype) for x in logits]
        value, gradients = operation.value_and_grad(*arrays)
        one, alone = operation.value_and_grad(*[a[3] for a in arrays])
        np.testing.assert_array_equal(value[3], one)
        np.testing.assert_array_equal(operation(*arrays), value)
        for gradient, want in zip(gradients, alone, strict=True):
            np.testing.assert_array_equal(gradient[3], want)


@ALL
def test_no_rows(operation: RowOperation) -> None:
    for shape in ((0, 5), (2, 0, 4)):
        arrays = [np.zeros(shape)] * len(operation.arguments)
        value, gradients = operation.value_and_grad(*arrays)
        assert value.shape == (shape if operation.vector else shape[:-1])
        assert all(g.shape == shape for g in gradients)


@DTYPES
def test_logmeanexp_counts_what_is_present(dtype: str) -> None:
    """The mean of equal numbers is that number, to the last bit, however many of them a mask has left."""
    x = np.full((3, 4, 1000), 1e-10, dtype)
    where = np.random.default_rng(5).random(x.shape) < 0.3
    where[0, 0] = False
    x[~where] = 700.0
    for axis in (-1, (0, 2)):
        value, gradient = lk.special.logmeanexp.value_and_grad(x, axis=axis, where=where, keepdims=True, wrt="x")
        count = where.sum(axis=axis, keepdims=True)
        expected = np.where(count == 0, np.nan, x.dtype.type(1e-10))
        np.testing.assert_array_equal(value, expected)
        np.testing.assert_allclose(gradient, where / np.maximum(count, 1), rtol=few_ulp(dtype))
    # One of them larger: the mean is 1/8 of it, the others vanish.
    row = np.array([-1e4] * 7 + [1e4], dtype)
    np.testing.assert_allclose(lk.special.logmeanexp(row), 1e4 - np.log(8), rtol=few_ulp(dtype))
    np.testing.assert_array_equal(lk.special.logmeanexp([[-inf, -inf], [inf, 0.0], [np.nan, 1.0]]), [-inf, inf, np.nan])


def test_empty_events() -> None:
    empty = np.zeros((3, 0))
    np.testing.assert_array_equal(lk.special.logsumexp(empty), np.full(3, -inf))
    np.testing.assert_array_equal(lk.special.logmeanexp(empty), np.full(3, np.nan))
    assert lk.special.softmax(empty).shape == (3, 0)
    np.testing.assert_array_equal(lk.kl(empty, empty), np.zeros(3))
    np.testing.assert_array_equal(lk.entropy(empty), np.zeros(3))


@ALL
@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types(operation: RowOperation, dtype: Any, isa: str) -> None:
    """Elementwise results are the float32 result rounded once; reduced ones are float32."""
    rng = np.random.default_rng(15)
    logits = rng.normal(size=(len(operation.arguments), 6, 45))
    arrays = [operation.rows_from(x, dtype) for x in logits]
    value, gradients = operation.value_and_grad(*arrays)
    expected, want = operation.value_and_grad(*[a.astype(np.float32) for a in arrays])
    assert value.dtype == (dtype if operation.vector else np.float32)
    np.testing.assert_array_equal(value, expected.astype(value.dtype))
    for gradient, exact in zip(gradients, want, strict=True):
        assert gradient.dtype == dtype
        np.testing.assert_array_equal(gradient, exact.astype(dtype))


@ALL
def test_integer_rows_give_float64(operation: RowOperation) -> None:
    low = -4 if operation.kind != "probs" else 1
    arrays = [np.arange(low, low + 4, dtype=np.int32)[::s][None] for s in (1, -1)][: len(operation.arguments)]
    value = operation(*arrays)
    assert value.dtype == np.float64
    np.testing.assert_array_equal(value, operation(*[a.astype(float) for a in arrays]))


@ALL
def test_broadcasting_of_rows(operation: RowOperation) -> None:
    rng = np.random.default_rng(16)
    if len(operation.arguments) == 1:
        x = operation.rows_from(rng.normal(size=(1, 9)), float)
        wide = np.broadcast_to(x, (4, 9))
        np.testing.assert_array_equal(operation(wide), np.broadcast_to(operation(x), operation(wide).shape))
        return
    p = operation.rows_from(rng.normal(size=(4, 1, 9)), float)
    q = operation.rows_from(rng.normal(size=(3, 9)), float)
    cotangent = rng.normal(size=(4, 3))
    value, gradients = operation.value_and_grad(p, q, cotangent=cotangent)
    spread = np.broadcast_arrays(p, q)
    expected, full = operation.value_and_grad(*spread, cotangent=cotangent)
    np.testing.assert_array_equal(value, expected)
    assert gradients.p.shape == p.shape
    assert gradients.q.shape == q.shape
    assert np.all(np.abs(gradients.p - full.p.sum(1, keepdims=True)) <= reordered(1.0, full.p))
    assert np.all(np.abs(gradients.q - full.q.sum(0)) <= reordered(1.0, full.q))


@pytest.mark.parametrize("function", [lk.special.softmax, lk.special.log_softmax])
def test_vector_outputs_into_out(function: Any) -> None:
    x = np.random.default_rng(18).normal(size=(5, 30))
    expected = function(x)
    buffer = np.zeros((5, 60))[:, ::2]
    assert function(x, out=buffer) is buffer
    np.testing.assert_array_equal(buffer, expected)
    inplace = x.copy()
    function(inplace, out=inplace)
    np.testing.assert_array_equal(inplace, expected)
    with pytest.raises(ValueError, match=r"\bout\b"):
        function(x, out=np.zeros((5, 29)))
    frozen = np.zeros((5, 30))
    frozen.flags.writeable = False
    with pytest.raises(ValueError, match=r"\bout\b"):
        function(x, out=frozen)


@ALL
@DTYPES
def test_long_rows(operation: RowOperation, dtype: str) -> None:
    """Rows of 10^7: split over threads, and right where a running float32 sum is not."""
    n = 10_000_000
    base = np.zeros(n) if operation.kind == "logits" else np.full(n, -np.log(n))
    if operation.kind == "probs":
        base = np.exp(base)
    p = base.astype(dtype)
    p_exact = float(p[0])
    if operation.name == "logsumexp":
        expected = np.log(n)
    elif operation.name == "logmeanexp":
        expected = 0.0
    elif operation.name == "log_softmax":
        expected = -np.log(n)
    elif operation.name == "softmax":
        expected = 1 / n
    elif operation.name == "entropy-probs":
        expected = -n * p_exact * np.log(p_exact)
    elif operation.name == "entropy-log_probs":
        expected = -n * np.exp(p_exact) * p_exact
    elif operation.name == "entropy-logits":
        expected = np.log(n)
    else:
        q = p.copy()
        first = {"probs": p_exact * 3, "log_probs": p_exact + 1, "logits": 12.0}[operation.kind]
        q[n // 3] = first
        first = float(q[n // 3])
        if operation.kind == "logits":
            expected = np.log1p(np.expm1(first) / n) - first / n
        else:
            a, b = (p_exact, first) if operation.kind == "probs" else (np.exp(p_exact), np.exp(first))
            expected = a * np.log(a / b) - a + b
        value = operation(p, q)
        assert abs(value - expected) <= few_ulp(dtype) * expected
        return
    value = operation(p)
    assert np.all(np.abs(value - expected) <= few_ulp(dtype) * abs(expected))


def test_rows_of_length_one() -> None:
    x = np.array([[3.0], [-inf], [1e308]])
    np.testing.assert_array_equal(lk.special.logsumexp(x), x[:, 0])
    np.testing.assert_array_equal(lk.special.softmax(x[[0, 2]]), np.ones((2, 1)))
    np.testing.assert_array_equal(lk.special.log_softmax(x[[0, 2]]), np.zeros((2, 1)))
    _, gradient = lk.special.log_softmax.value_and_grad(x[[0, 2]], wrt="x")
    np.testing.assert_array_equal(gradient, np.zeros((2, 1)))


@ALL
def test_finite_differences(operation: RowOperation) -> None:
    rng = np.random.default_rng(19)
    logits = rng.normal(size=(len(operation.arguments), 3, 5))
    arrays = [operation.rows_from(x, float) for x in logits]
    if operation.kind == "probs":
        arrays = [a + 0.05 for a in arrays]  # away from the border, where higher derivatives are large
    where = np.array([[True, True, False, True, True], [True] * 5, [False, True, True, False, True]])
    for mask, axis in itertools.product((None, where), (-1, 0)):
        shape = (3, 5) if operation.vector else ((3,) if axis == -1 else (5,))
        cotangent = rng.normal(size=shape)
        options: dict[str, Any] = {"axis": axis, "where": mask}
        _, gradients = operation.value_and_grad(*arrays, cotangent=cotangent, **options)

        def total(*arguments: Array, c: Array = cotangent, options: dict[str, Any] = options) -> float:
            value = operation(*arguments, **options)
            if operation.vector and options["where"] is not None:
                return float(np.sum(c * value, where=options["where"]))
            return float(np.sum(c * value))

        for i, name in enumerate(operation.arguments):
            assert_gradient(total, arrays, i, getattr(gradients, name), context=f"{operation} d/d{name} axis={axis}")


@pytest.mark.parametrize("name", ["kl", "entropy"])
def test_base(name: str) -> None:
    rng = np.random.default_rng(20)
    p, q = (divergence("probs").rows_from(rng.normal(size=(4, 6)), float) for _ in range(2))
    arrays = (p, q) if name == "kl" else (p,)
    function = getattr(lk, name)
    nats, gradients = function.value_and_grad(*arrays)
    bits, scaled = function.value_and_grad(*arrays, base=2)
    np.testing.assert_allclose(bits, nats / np.log(2), rtol=few_ulp(float))
    for gradient, want in zip(scaled, gradients, strict=True):
        np.testing.assert_allclose(gradient, want / np.log(2), rtol=few_ulp(float))


@ALL
def test_refusals_name_the_argument(operation: RowOperation) -> None:
    arrays = [np.full((3, 4), 0.25)] * len(operation.arguments)
    first = operation.arguments[0]
    with pytest.raises(ValueError, match=r"\baxis\b"):
        operation(*arrays, axis=2)
    with pytest.raises(TypeError, match=r"\baxis\b"):
        operation(*arrays, axis=1.5)
    with pytest.raises(TypeError, match="frobnicate"):
        operation(*arrays, frobnicate=1)
    with pytest.raises(TypeError, match=rf"\b{first}\b"):
        operation(arrays[0].astype(complex), *arrays[1:])
    with pytest.raises(TypeError, match=rf"\b{first}\b"):
        operation(arrays[0].astype(object), *arrays[1:])
    with pytest.raises(ValueError, match=rf"\b{first}\b"):
        operation(*[np.array(0.5)] * len(arrays))
    with pytest.raises(TypeError, match=r"\bwhere\b"):
        operation(*arrays, where=np.ones((3, 4)))
    with pytest.raises(ValueError, match=r"\bwhere\b"):
        operation(*arrays, where=np.ones((3, 5), bool))
    with pytest.raises(ValueError, match=r"(?s)\bwrt\b.*frobnicate"):
        operation.value_and_grad(*arrays, wrt="frobnicate")
    with pytest.raises(ValueError, match=r"\bcotangent\b"):
        operation.value_and_grad(*arrays, cotangent=np.ones((2, 2, 2)))
    if operation.name.startswith("kl"):
        with pytest.raises(ValueError, match=r"\bq\b"):
            operation(arrays[0], np.full((3, 5), 0.2))
        with pytest.raises(ValueError, match=r"(?s)\bp_kind\b.*frobnicate"):
            lk.kl(*arrays, p_kind="frobnicate")
    if operation.name.startswith("entropy"):
        with pytest.raises(ValueError, match=r"(?s)\bkind\b.*frobnicate"):
            lk.entropy(*arrays, kind="frobnicate")


# ---- kinds, unnormalised rows, several axes


@DTYPES
@pytest.mark.parametrize("kinds", list(itertools.product(["probs", "log_probs", "logits"], repeat=2)), ids="-".join)
def test_kinds_may_be_mixed(kinds: tuple[str, str], dtype: str, isa: str) -> None:
    """Normalised rows mean the same in every kind; gradients are those of the kind given."""
    rng = np.random.default_rng(40)
    logits = rng.normal(size=(2, 6, 23)) * 3
    arrays = [divergence(kind).rows_from(x, dtype) for kind, x in zip(kinds, logits, strict=True)]
    p, q = (divergence("log_probs").rows_from(x, float) for x in logits)
    expected = (np.exp(p) * (p - q)).sum(-1)
    options = {"p_kind": kinds[0], "q_kind": kinds[1]}
    value, gradients = lk.kl.value_and_grad(*arrays, **options)
    # rounding the rows themselves to the type moves the divergence by a few ulp of its terms
    room = few_ulp(dtype) * (np.exp(p) * (np.abs(p - q) + np.abs(p) + np.abs(q) + 1)).sum(-1)
    assert np.all(np.abs(value - expected) <= room)
    np.testing.assert_array_equal(lk.kl(*arrays, **options), value)
    if dtype == "float64":

        def total(*rows: Array) -> float:
            return float(np.sum(lk.kl(*rows, **options)))

        # probabilities are small next to the step of the differences: start further inside
        inner = [a + 0.5 if kind == "probs" else a for kind, a in zip(kinds, arrays, strict=True)]
        _, gradients = lk.kl.value_and_grad(*inner, **options)
        for i, gradient in enumerate(gradients):
            assert_gradient(total, inner, i, gradient, context=f"{kinds} {i}")


@DTYPES
def test_rows_that_do_not_sum_to_one(dtype: str, isa: str) -> None:
    """Probabilities and log-probabilities are taken as they are: the generalised divergence and plain entropy."""
    rng = np.random.default_rng(41)
    p, q = (rng.random(size=(2, 5, 30)) * 3 + 0.01).astype(dtype)
    for kind, rows_p, rows_q in (("probs", p, q), ("log_probs", np.log(p), np.log(q))):
        operation = divergence(kind)
        exact, gradients = operation.exact(rows_p, rows_q)
        value, actual = operation.value_and_grad(rows_p, rows_q)
        check(value, exact, ULPS["rows"], context=f"kl {kind}")
        for name in ("p", "q"):
            check(getattr(actual, name), gradients[name], ROW_GRADIENT_ULPS, context=f"kl {kind} d/d{name}")
        exact, gradients = entropy(kind).exact(rows_p)
        value, actual = entropy(kind).value_and_grad(rows_p)
        check(value, exact, ULPS["rows"], context=f"entropy {kind}")
        check(actual.p, gradients["p"], ROW_GRADIENT_ULPS, context=f"entropy {kind} d/dp")


@ALL
@pytest.mark.parametrize("axis", [None, (0, 2), (2, 0), (1, 2), (0,), (-1, -2)])
def test_rows_over_several_axes(operation: RowOperation, axis: Any) -> None:
    rng = np.random.default_rng(42)
    arrays = [operation.rows_from(x, float) for x in rng.normal(size=(len(operation.arguments), 3, 4, 5))]
    axes = tuple(range(3)) if axis is None else tuple(sorted(a % 3 for a in axis))
    rest = tuple(a for a in range(3) if a not in axes)
    shape = tuple((3, 4, 5)[a] for a in rest)
    joined = [a.transpose(*rest, *axes).reshape(*shape, -1) for a in arrays]
    value, gradients = operation.value_and_grad(*arrays, axis=axis)
    expected, want = operation.value_and_grad(*joined)

    def apart(a: Array) -> Array:
        split = a.reshape(*shape, *((3, 4, 5)[a] for a in axes))
        return split.transpose(np.argsort((*rest, *axes)))

    np.testing.assert_array_equal(value, apart(expected) if operation.vector else expected)
    np.testing.assert_array_equal(operation(*arrays, axis=axis), value)
    for gradient, exact in zip(gradients, want, strict=True):
        np.testing.assert_array_equal(gradient, apart(exact))


def test_keepdims() -> None:
    x = np.random.default_rng(43).normal(size=(3, 4, 5))
    for axis, shape in ((-1, (3, 4, 1)), (0, (1, 4, 5)), ((0, 2), (1, 4, 1)), (None, (1, 1, 1))):
        kept = lk.special.logsumexp(x, axis=axis, keepdims=True)
        assert kept.shape == shape
        np.testing.assert_array_equal(kept.ravel(), np.ravel(lk.special.logsumexp(x, axis=axis)))


@pytest.mark.parametrize("name", ["logsumexp", "kl", "entropy"])
def test_values_into_out(name: str) -> None:
    rng = np.random.default_rng(44)
    p, q = (divergence("probs").rows_from(rng.normal(size=(4, 6)), float) for _ in range(2))
    function = lk.special.logsumexp if name == "logsumexp" else getattr(lk, name)
    arrays = (p, q) if name == "kl" else (p,)
    buffer = np.zeros(8)[::2]
    assert function(*arrays, out=buffer) is buffer
    np.testing.assert_array_equal(buffer, function(*arrays))
    with pytest.raises(ValueError, match=r"\bout\b"):
        function(*arrays, out=np.zeros(5))
    with pytest.raises(TypeError, match=r"\bout\b"):
        function(*arrays, out=np.zeros(4, np.float32))
    with pytest.raises(ValueError, match=r"\bout\b"):
        function(*arrays, out=p[:, 0])
