"""Binary cross-entropy and Gaussian negative log-likelihoods."""

from __future__ import annotations

import functools
import itertools
import operator
import pickle
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.differences import assert_gradient
from tests.oracle import losses
from tests.registry import lk
from tests.tolerances import ORDINARY, SPECIAL_GRADIENT_ULPS, SPECIAL_ULPS, check, few_ulp

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


@DTYPES
def test_logits_against_the_oracle(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(70)
    edges = [0.0, -0.0, 1e-30, -1e-30, 1.0, -1.0, 17.0, -17.0, 50.0, -50.0, 80.0, -80.0, 1e4, -1e4, 3e38, -3e38]
    grid = np.array(list(itertools.product(edges, [0.0, 1e-20, 0.3, 0.5, 1.0], [0.0, 1.0, 7.5])))
    random = np.column_stack([rng.normal(size=300) * 10, rng.random(300), rng.exponential(size=300)])
    x, y, w = np.concatenate([grid, random]).astype(dtype).T
    value, *slopes = losses.batch(losses.binary_cross_entropy_with_logits, x, y, w)
    inputs = {"logits": x, "target": y, "pos_weight": w}
    actual, gradients = lk.binary_cross_entropy_with_logits.value_and_grad(x, y, pos_weight=w, reduction="none")
    assert gradients._fields == ("logits", "target", "pos_weight")
    # two products and a sum around softplus
    check(actual, value, SPECIAL_ULPS, inputs=inputs, context=f"{dtype} {isa}", underflow=2.0)
    for gradient, reference in zip(gradients, slopes, strict=True):
        check(gradient, reference, SPECIAL_GRADIENT_ULPS, inputs=inputs, context=f"{dtype} {isa}", underflow=2.0)
    plain = lk.binary_cross_entropy_with_logits(x, y, pos_weight=w, reduction="none")
    check(plain, value, SPECIAL_ULPS, inputs=inputs, context=f"{dtype} {isa}", underflow=2.0)


@DTYPES
def test_probabilities_against_the_oracle(dtype: str, isa: str) -> None:
    rng = np.random.default_rng(71)
    t = np.dtype(dtype).type
    edges = [float(np.finfo(t).tiny), 1e-30, 1e-8, 0.3, 0.5, 0.9, float(np.nextafter(t(1), t(0)))]
    grid = np.array(list(itertools.product(edges, [0.0, 1e-20, 0.3, 0.5, 1.0])))
    random = np.column_stack([rng.uniform(0.001, 0.999, 300), rng.random(300)])
    p, y = np.concatenate([grid, random]).astype(dtype).T
    value, *slopes = losses.batch(losses.binary_cross_entropy, p, y)
    actual, gradients = lk.binary_cross_entropy.value_and_grad(p, y, reduction="none")
    inputs = {"p": p, "target": y}
    check(actual, value, SPECIAL_ULPS, inputs=inputs, context=f"{dtype} {isa}")
    for gradient, reference in zip(gradients, slopes, strict=True):
        check(gradient, reference, SPECIAL_GRADIENT_ULPS, inputs=inputs, context=f"{dtype} {isa}")


@DTYPES
def test_borders(dtype: str, isa: str) -> None:
    x = np.array([inf, -inf, inf, -inf, inf, -inf], dtype)
    y = np.array([1, 0, 0, 1, 0.5, 0.5], dtype)
    value, slope = lk.binary_cross_entropy_with_logits.value_and_grad(x, y, reduction="none", wrt="logits")
    np.testing.assert_array_equal(value, [0, 0, inf, inf, inf, inf])
    np.testing.assert_array_equal(slope, [0, 0, 1, -1, 0.5, -0.5])
    p = np.array([0, 1, 0, 1, 0, 1, -0.25, 1.5, nan], dtype)
    y = np.array([0, 1, 1, 0, 0.5, 0.5, 0, 1, 0], dtype)
    value, slope = lk.binary_cross_entropy.value_and_grad(p, y, reduction="none", wrt="p")
    np.testing.assert_array_equal(value, [0, 0, inf, inf, inf, inf, nan, nan, nan])
    np.testing.assert_array_equal(slope, [1, -1, -inf, inf, -inf, inf, nan, nan, nan])
    assert not np.signbit(value[:2]).any()


OPTIONS = list(itertools.product(["none", "full", "trailing"], [False, True], [None, 0, (0, 1)], [False, True]))


@pytest.mark.parametrize(("weighting", "masked", "axis", "positive"), OPTIONS)
def test_reductions(weighting: str, masked: bool, axis: Any, positive: bool) -> None:
    rng = np.random.default_rng(72)
    x, y = rng.normal(size=(3, 4)), rng.random((3, 4))
    pos_weight = rng.random(4) + 0.5 if positive else None
    weights = {"none": None, "full": rng.random((3, 4)), "trailing": rng.random(4)}[weighting]
    where = rng.random((3, 4)) < 0.7 if masked else None

    def losses(x: Array, y: Array) -> Array:
        w = 1.0 if pos_weight is None else pos_weight
        return np.asarray(w * y * np.logaddexp(0, -x) + (1 - y) * np.logaddexp(0, x))

    def total(reduction: str, cotangent: Array, x: Array, y: Array) -> float:
        w = np.broadcast_to(1.0 if weights is None else weights, (3, 4)) * (1.0 if where is None else where)
        result = (w * losses(x, y)).sum(axis)
        if reduction == "mean":
            result = result / w.sum(axis)
        return float(np.sum(cotangent * result))

    bad = x if where is None else np.where(where, x, nan)
    for reduction in ("mean", "sum"):
        shape = () if axis != 0 else (4,)
        cotangent = rng.normal(size=shape)
        options = {"pos_weight": pos_weight, "weights": weights, "where": where, "reduction": reduction, "axis": axis}
        value, gradients = lk.binary_cross_entropy_with_logits.value_and_grad(bad, y, cotangent=cotangent, **options)
        expected = total(reduction, cotangent, x, y)
        np.testing.assert_allclose(np.sum(cotangent * value), expected, rtol=ORDINARY)
        np.testing.assert_allclose(
            np.sum(cotangent * lk.binary_cross_entropy_with_logits(bad, y, **options)), expected, rtol=ORDINARY
        )
        assert gradients._fields == ("logits", "target", *(("pos_weight",) if positive else ()))
        for i, gradient in enumerate(gradients[:2]):
            assert_gradient(
                functools.partial(total, reduction, cotangent), [x, y], i, gradient, context=f"{reduction} {i}"
            )


def test_partials_merge() -> None:
    rng = np.random.default_rng(73)
    x, y = rng.normal(size=100), rng.random(100)
    for function, data in ((lk.binary_cross_entropy_with_logits, x), (lk.binary_cross_entropy, y), (lk.mse_nll, x)):
        parts = [function(data[i : i + 25], y[i : i + 25], reduction="partial") for i in range(0, 100, 25)]
        merged = functools.reduce(operator.add, [pickle.loads(pickle.dumps(part)) for part in parts])
        assert merged.result("mean") == pytest.approx(function(data, y), rel=ORDINARY)


@given(
    st.floats(-80, 80, allow_nan=False, width=32),
    st.floats(0, 1, allow_nan=False, width=32),
    st.floats(0, 100, allow_nan=False, width=32),
)
def test_loss_is_never_negative_nor_below_the_entropy(x: float, y: float, w: float) -> None:
    loss = lk.binary_cross_entropy_with_logits(x, y, pos_weight=w)
    assert loss >= 0
    entropy = float(lk.special.entr(y) + lk.special.entr(1 - y))
    # two terms of one sign on either side
    assert lk.binary_cross_entropy_with_logits(x, y) >= entropy * (1 - 2 * few_ulp(float))


def test_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(74)
    x, y, w = rng.normal(size=(5, 4)), rng.random((5, 4)), rng.random(4) + 0.5
    f = torch.nn.functional
    for reduction in ("mean", "sum", "none"):
        theirs = f.binary_cross_entropy_with_logits(
            torch.tensor(x), torch.tensor(y), pos_weight=torch.tensor(w), reduction=reduction
        )
        ours = lk.binary_cross_entropy_with_logits(x, y, pos_weight=w, reduction=reduction)
        np.testing.assert_allclose(ours, theirs, rtol=ORDINARY)
        p = 1 / (1 + np.exp(-x))
        theirs = f.binary_cross_entropy(torch.tensor(p), torch.tensor(y), reduction=reduction)
        np.testing.assert_allclose(lk.binary_cross_entropy(p, y, reduction=reduction), theirs, rtol=ORDINARY)
        theirs = f.gaussian_nll_loss(
            torch.tensor(x), torch.tensor(y), torch.tensor(p), full=True, eps=0.0, reduction=reduction
        )
        np.testing.assert_allclose(lk.gaussian_nll(y, x, var=p, reduction=reduction), theirs, rtol=ORDINARY)
    assert isinstance(lk.binary_cross_entropy_with_logits(torch.tensor(x), torch.tensor(y)), torch.Tensor)


@DTYPES
def test_squared_error_is_a_gaussian_of_variance_one_half(dtype: str) -> None:
    rng = np.random.default_rng(75)
    y, mean = (rng.normal(size=(6, 7)).astype(dtype) * 3 for _ in range(2))
    constant = np.log(np.pi) / 2
    squares = (y.astype(float) - mean) ** 2
    value, gradients = lk.mse_nll.value_and_grad(y, mean)
    same, others = lk.gaussian_nll.value_and_grad(y, mean, var=0.5)
    assert value == same
    np.testing.assert_array_equal(gradients.mean, others.mean)
    assert gradients._fields == ("y", "mean")
    assert value - constant == pytest.approx(squares.mean(), rel=few_ulp(dtype), abs=few_ulp(dtype))
    exact = 2 * (mean.astype(float) - y) / y.size
    # a difference, and five products with factors that are rounded themselves
    np.testing.assert_allclose(gradients.mean, exact, rtol=2 * few_ulp(dtype))
    np.testing.assert_allclose(gradients.y, -exact, rtol=2 * few_ulp(dtype))
    # half of it belongs to variance 1
    half = lk.gaussian_nll(y, mean, var=1.0) - np.log(2 * np.pi) / 2
    assert half == pytest.approx(squares.mean() / 2, rel=few_ulp(dtype), abs=few_ulp(dtype))


def test_spreads_agree() -> None:
    rng = np.random.default_rng(76)
    y, mean, scale = rng.normal(size=9), rng.normal(size=9), rng.exponential(size=9) + 0.1
    expected = lk.norm.nll(y, mean, scale)
    for spread in ({"scale": scale}, {"log_scale": np.log(scale)}, {"var": scale**2}, {"precision": scale**-2}):
        value, gradients = lk.gaussian_nll.value_and_grad(y, mean, **spread)
        assert value == pytest.approx(expected, rel=ORDINARY)
        assert gradients._fields == ("y", "mean", *spread)


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types(dtype: Any) -> None:
    rng = np.random.default_rng(77)
    x, y = rng.normal(size=50).astype(dtype), rng.random(50).astype(dtype)
    for function in (lk.binary_cross_entropy_with_logits, lk.mse_nll):
        value, gradients = function.value_and_grad(x, y)
        expected, want = function.value_and_grad(x.astype(np.float32), y.astype(np.float32))
        assert value.dtype == np.float32
        assert value == expected
        for a, b in zip(gradients, want, strict=True):
            np.testing.assert_array_equal(a, b.astype(dtype))


def test_integer_targets_have_no_gradient() -> None:
    value, gradients = lk.binary_cross_entropy_with_logits.value_and_grad(np.zeros(3, "f"), np.array([0, 1, 1]))
    assert value.dtype == np.float32
    assert gradients._fields == ("logits",)


def test_refusals_name_the_argument() -> None:
    x = np.zeros(3)
    with pytest.raises(TypeError, match=r"binary_cross_entropy_with_logits: missing the argument 'target'"):
        lk.binary_cross_entropy_with_logits(x)
    with pytest.raises(TypeError, match=r"no positional arguments beyond logits, target; got 3"):
        lk.binary_cross_entropy_with_logits(x, x, x)
    with pytest.raises(TypeError, match=r"unknown keyword argument; .* got 'scale'"):
        lk.mse_nll(x, x, scale=1.0)
    with pytest.raises(TypeError, match=r"gaussian_nll: missing the argument 'scale' or 'log_scale' or 'var'"):
        lk.gaussian_nll(x, x)
    with pytest.raises(TypeError, match=r"(?s)scale.*var"):
        lk.gaussian_nll(x, x, scale=1.0, var=1.0)
    with pytest.raises(ValueError, match=r"shapes that broadcast; got logits \(3,\), target \(4,\)"):
        lk.binary_cross_entropy_with_logits(x, np.zeros(4))
    with pytest.raises(ValueError, match=r"mean must be a number"):
        lk.gaussian_nll(x, np.full(3, nan), var=1.0, validate=True)
