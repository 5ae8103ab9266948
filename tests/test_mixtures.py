"""Mixtures: against mpmath, against PixelCNN++'s formula, and as functions of arrays."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
import scipy.stats
from numpy.typing import NDArray

import likelier
from tests.oracle.mixtures import case, draw, steepest, tail_case
from tests.registry import lk
from tests.tolerances import (
    FINITE_DIFFERENCE,
    MIXTURE_GRADIENT_ULPS,
    MIXTURE_ULPS,
    ORDINARY,
    SAME,
    UNDERFLOW,
    check,
    few_ulp,
)

Array = NDArray[Any]
MIXTURE = lk.discretized_logistic_mixture
TAILS = ("cdf", "sf", "logcdf", "logsf")
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


@DTYPES
def test_values_and_gradients(dtype: str, isa: str) -> None:
    arrays, value, gradients = case(dtype)
    got, slopes = MIXTURE.logpmf.value_and_grad(**arrays)
    context = f"{dtype} {isa}"
    check(MIXTURE.logpmf(**arrays), value, MIXTURE_ULPS, inputs=arrays, context=context)
    check(got, value, MIXTURE_ULPS, inputs=arrays, context=context)
    for name, reference in zip(("k", "log_weights", "loc", "scale"), gradients, strict=True):
        check(
            getattr(slopes, name),
            reference,
            MIXTURE_GRADIENT_ULPS,
            context=f"{context} d/d{name}",
            underflow=steepest(arrays),
        )
    assert np.all(slopes.low == 0)
    assert np.all(slopes.high == 0)


@pytest.mark.parametrize("method", TAILS)
@DTYPES
def test_tails_and_their_gradients(method: str, dtype: str, isa: str) -> None:
    arrays, value, gradients = tail_case(method, dtype)
    function = getattr(MIXTURE, method)
    got, slopes = function.value_and_grad(**arrays)
    context, underflow = f"{method} {dtype} {isa}", UNDERFLOW[np.dtype(dtype).type]
    check(function(**arrays), value, MIXTURE_ULPS, context=context, underflow=underflow)
    check(got, value, MIXTURE_ULPS, context=context, underflow=underflow)
    for name, reference in zip(("log_weights", "loc", "scale"), gradients, strict=True):
        check(
            getattr(slopes, name), reference, MIXTURE_GRADIENT_ULPS, context=f"{context} d/d{name}", underflow=underflow
        )
    for name in ("k", "low", "high"):
        assert not getattr(slopes, name).any()


def test_as_pixelcnn_pp_writes_it() -> None:
    """Its units: pixels in [-1, 1], logits, means and logarithms of scales (equation 2 and its code)."""
    rng = np.random.default_rng(11)
    k = rng.integers(0, 256, 200)
    x = k / 127.5 - 1
    logits = rng.normal(0, 1, (200, 5))
    mean = x[:, None] + rng.normal(0, 0.3, (200, 5))
    log_scale = rng.uniform(-3, -1, (200, 5))

    def softplus(z: Array) -> Array:
        return np.logaddexp(0, z)

    inverse = np.exp(-log_scale)
    plus = inverse * (x[:, None] - mean + 1 / 255)
    minus = inverse * (x[:, None] - mean - 1 / 255)
    middle = np.log(1 / (1 + np.exp(-plus)) - 1 / (1 + np.exp(-minus)))
    by_component = np.where(
        x[:, None] < -0.999, plus - softplus(plus), np.where(x[:, None] > 0.999, -softplus(minus), middle)
    )
    weights = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    expected = np.logaddexp.reduce(by_component + weights, axis=1)
    got = MIXTURE.logpmf(
        k,
        logits=logits,
        loc=(mean + 1) * 127.5,
        log_scale=log_scale + np.log(127.5),
        low=0,
        high=255,
    )
    # the difference of their cdfs loses up to three digits
    np.testing.assert_allclose(got, expected, rtol=1e3 * ORDINARY)


def test_masses_sum_to_one() -> None:
    parameters = {"logits": [0.3, -1.0, 2.0], "loc": [-4.0, 100.3, 260.0], "scale": [3.0, 0.02, 40.0]}
    total = np.exp(MIXTURE.logpmf(np.arange(256.0), **parameters, low=0, high=255)).sum()
    assert total == pytest.approx(1, abs=SAME)


def test_masses_add_up_to_tails() -> None:
    parameters = {"logits": [0.3, -1.0, 2.0], "loc": [-4.0, 100.3, 260.0], "scale": [3.0, 0.02, 40.0]}
    k = np.arange(256.0)
    mass = np.exp(MIXTURE.logpmf(k, **parameters, low=0, high=255))
    cdf, sf = (getattr(MIXTURE, m)(k, **parameters, low=0, high=255) for m in ("cdf", "sf"))
    np.testing.assert_allclose(cdf, np.cumsum(mass), rtol=SAME)
    np.testing.assert_allclose(sf[:-1], np.cumsum(mass[:0:-1])[::-1], rtol=SAME)
    assert cdf[-1] == 1
    assert sf[-1] == 0
    # between the integers, as any distribution function
    np.testing.assert_array_equal(MIXTURE.cdf(k + 0.75, **parameters, low=0, high=255), cdf)


def test_ends_of_tails() -> None:
    parameters = {"log_weights": [-1.0, -0.5], "loc": [1.0, 2.0], "scale": 2.0, "low": 0, "high": 255}
    k = np.array([-np.inf, -1.0, 255.0, np.inf, np.nan])
    for method, ends in (("cdf", (0, 1)), ("sf", (1, 0)), ("logcdf", (-np.inf, 0)), ("logsf", (0, -np.inf))):
        value, slopes = getattr(MIXTURE, method).value_and_grad(k[:4], **parameters)
        np.testing.assert_array_equal(value, np.repeat(ends, 2), err_msg=method)
        assert all(not np.any(slope) for slope in slopes)
        assert np.isnan(getattr(MIXTURE, method)(k[4], **parameters))
    q = np.array([0.0, 1.0, -0.1, 1.1, np.nan])
    np.testing.assert_array_equal(MIXTURE.ppf(q, **parameters), [-1, 255, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(MIXTURE.isf(q, **parameters), [255, -1, np.nan, np.nan, np.nan])
    unbounded = {"logits": [0.0, 1.0], "loc": [1.0, 5.0]}
    np.testing.assert_array_equal(MIXTURE.ppf([0.0, 1.0], **unbounded), [-np.inf, np.inf])
    # of no weight, or of one that is not known, there is no distribution
    for weights in ([-np.inf, -np.inf], [0.0, np.nan]):
        for method in (*TAILS, "ppf", "isf"):
            assert np.isnan(getattr(MIXTURE, method)(0.5, weights, [1.0, 2.0]))


@pytest.mark.parametrize("method", TAILS)
def test_tails_are_those_of_weights_that_add_up_to_one(method: str) -> None:
    arrays = draw(np.random.default_rng(20), 9, 3)
    weights = arrays.pop("log_weights")
    value, slopes = getattr(MIXTURE, method).value_and_grad(**arrays, log_weights=weights)
    other, others = getattr(MIXTURE, method).value_and_grad(**arrays, logits=weights + np.linspace(-5, 5, 9)[:, None])
    np.testing.assert_allclose(other, value, rtol=SAME)
    np.testing.assert_allclose(others.logits, slopes.log_weights, rtol=1e3 * SAME, atol=1e-30)
    np.testing.assert_allclose(slopes.log_weights.sum(axis=1), 0, atol=SAME)
    # one that stands for all components moves nothing
    assert getattr(MIXTURE, method).value_and_grad(3.0, [0.7], [1.0, 9.0])[1].log_weights.shape == (1,)
    alone = getattr(lk.discretized_logistic, method)(arrays["k"], arrays["loc"][:, 0], 2.0)
    np.testing.assert_allclose(
        getattr(MIXTURE, method)(arrays["k"], [1.5], arrays["loc"][:, :1], 2.0), alone, rtol=8 * few_ulp(float)
    )


@DTYPES
@pytest.mark.parametrize("method", ["ppf", "isf"])
def test_quantiles(method: str, dtype: str, isa: str) -> None:
    """The least integers at which the distribution functions pass q, components far from each other and near."""
    rng = np.random.default_rng(21)
    n = 300
    parameters = {
        "logits": rng.normal(0, 2, (n, 3)),
        "loc": rng.uniform(-1, 1, (n, 3)) * 10.0 ** rng.integers(0, 9, (n, 1)),
        "scale": 10.0 ** rng.uniform(-2, 3, (n, 3)),
    }
    parameters["logits"][::7, 1] = -np.inf
    parameters = {name: a.astype(dtype) for name, a in parameters.items()}
    q = rng.uniform(size=n)
    q[::3] = 10.0 ** rng.uniform(-30, 0, 100)
    q = q.astype(dtype)
    k, slopes = getattr(MIXTURE, method).value_and_grad(q, **parameters)
    assert k.dtype == dtype
    assert all(not np.any(slope) for slope in slopes)
    wide = {name: a.astype(np.float64) for name, a in parameters.items()}
    k = getattr(MIXTURE, method)(q.astype(np.float64), **wide)
    assert (np.floor(k) == k).all()

    def passes(k: Array) -> Array:
        return np.asarray(MIXTURE.cdf(k, **wide) >= q if method == "ppf" else MIXTURE.sf(k, **wide) <= q)

    assert passes(k).all()
    assert not passes(k - 1).any()
    # there and back
    whole = np.round(parameters["loc"][:, 2].astype(np.float64))
    tail = MIXTURE.cdf if method == "ppf" else MIXTURE.sf
    here = tail(whole, **wide)
    inner = (here > 0) & (here < 1)
    assert inner.sum() > 200
    np.testing.assert_array_equal(tail(getattr(MIXTURE, method)(here, **wide), **wide)[inner], here[inner])


def test_quantiles_of_all_sizes() -> None:
    """Of two components, one next to 0 and one anywhere among the numbers."""
    for far in (1e10, -1e10, 1e100, -1e100, 1e300, -1e300):
        for q in (0.2, 0.49, 0.51, 0.9):
            k = MIXTURE.ppf(q, [0.0, 0.0], [0.0, far], [1.0, abs(far) / 100])
            is_first = q < 0.5
            which = (0.0, 1.0) if is_first == (far > 0) else (far, abs(far) / 100)
            expected = lk.discretized_logistic.ppf(2 * q if is_first else 2 * q - 1, *which)
            np.testing.assert_allclose(k, expected, rtol=1e2 * SAME)


def test_variates() -> None:
    """Their counts are those of the masses (chi-squared), and so are those of each row's own parameters."""
    parameters: dict[str, Any] = {"logits": [0.3, -1.0, 0.5], "loc": [-1.0, 9.3, 14.0], "scale": [3.0, 0.2, 1.5]}
    parameters |= {"low": 0, "high": 20}
    x = MIXTURE.rvs(200_000, **parameters, seed=7)
    assert x.dtype == np.int64
    expected = x.size * np.exp(MIXTURE.logpmf(np.arange(21.0), **parameters))
    observed = np.bincount(x, minlength=21)
    assert scipy.stats.chisquare(observed, expected * (observed.sum() / expected.sum())).pvalue > 1e-3
    # which a weight that is off by a twentieth would not pass
    other = x.size * np.exp(MIXTURE.logpmf(np.arange(21.0), **parameters | {"logits": [0.35, -1.0, 0.5]}))
    assert scipy.stats.chisquare(observed, other * (observed.sum() / other.sum())).pvalue < 1e-3
    rows = {"log_weights": np.log([[0.2, 0.8], [0.9, 0.1]]), "loc": [[0.0, 50.0], [10.0, 90.0]], "scale": 0.3}
    y = MIXTURE.rvs((50_000, 2), **rows, seed=8)
    np.testing.assert_allclose((y > 30).mean(axis=0), [0.8, 0.1], atol=5 * 0.4 / np.sqrt(50_000))


def test_variates_are_a_function_of_seed_and_place(threads: None) -> None:
    frozen = MIXTURE(logits=[0.3, -np.inf, 1.0], loc=[0.0, 500.0, 90.0], log_scale=0.5)
    likelier.set_num_threads(2)
    whole = frozen.rvs(5000, seed=3, offset=11)
    likelier.set_num_threads(1)
    np.testing.assert_array_equal(frozen.rvs(5000, seed=3, offset=11), whole)
    np.testing.assert_array_equal(frozen.rvs((7, 100), seed=3, offset=111), whole[100:800].reshape(7, 100))
    # the component by a first uniform number, its quantile by a second
    u = lk.uniform.rvs((5000, 2), seed=3, offset=22)
    share = 1 / (1 + np.exp(0.7))
    loc = np.where(u[:, 0] < share, 0.0, 90.0)
    np.testing.assert_array_equal(whole, lk.discretized_logistic.ppf(u[:, 1], loc, np.exp(0.5)))
    assert frozen.rvs(3, seed=3, dtype=np.float32).dtype == np.float32
    assert frozen.rvs(seed=3).shape == ()


@pytest.mark.parametrize("axis", [-3, -2, -1, 0, 1, 2])
def test_component_axis_of_variates_and_quantiles(axis: int) -> None:
    rng = np.random.default_rng(22)
    parameters = {n: rng.normal(size=(3, 4, 5)) for n in ("log_weights", "loc", "log_scale")} | {
        "low": np.zeros((4, 1))
    }
    q = rng.uniform(size=(4, 5))
    moved = {n: np.moveaxis(a, 0, axis) if a.ndim == 3 else a for n, a in parameters.items()}
    np.testing.assert_array_equal(
        MIXTURE.rvs(**moved, component_axis=axis, seed=2), MIXTURE.rvs(**parameters, component_axis=0, seed=2)
    )
    np.testing.assert_array_equal(
        MIXTURE.ppf(q, **moved, component_axis=axis), MIXTURE.ppf(q, **parameters, component_axis=0)
    )
    assert MIXTURE.rvs(**moved, component_axis=axis, seed=2).shape == (4, 5)


def test_variates_of_invalid_parameters() -> None:
    for changed in ({"scale": [1.0, -1.0]}, {"loc": [np.nan, 0.0]}, {"low": 0.5}, {"logits": [-np.inf, -np.inf]}):
        parameters = {"logits": [0.0, 0.0], "loc": [1.0, 2.0], "scale": 1.0, **changed}
        assert np.isnan(MIXTURE.rvs(4, **parameters, seed=1, dtype=np.float64)).all()
        with pytest.raises(ValueError, match=r"mixture\.rvs: dtype must be float64 or float32 for NaN"):
            MIXTURE.rvs(4, **parameters, seed=1)
    with pytest.raises(ValueError, match="parameters must broadcast to size"):
        MIXTURE.rvs((2, 2), logits=np.zeros((3, 2)), seed=1)
    with pytest.raises(TypeError, match=r"mixture\.rvs: missing the argument 'log_weights' or 'logits'"):
        MIXTURE.rvs(3, loc=[1.0])
    with pytest.raises(ValueError, match=r"mixture\.rvs: component_axis must be in \[-1, 1\)"):
        MIXTURE.rvs(3, [0.0, 0.0], component_axis=1)
    with pytest.raises(ValueError, match=r"mixture\.rvs: logits must have an axis of components"):
        MIXTURE.rvs(3, logits=0.0)


def test_masked_tails_are_inert() -> None:
    arrays = draw(np.random.default_rng(23), 8, 3)
    where = np.arange(8) % 3 != 1
    broken = {n: np.where(where.reshape(8, *(1,) * (a.ndim - 1)), a, np.nan) for n, a in arrays.items()}
    for method in TAILS:
        value, slopes = getattr(MIXTURE, method).value_and_grad(**broken, where=where)
        expected, want = getattr(MIXTURE, method).value_and_grad(**arrays)
        np.testing.assert_array_equal(value, np.where(where, expected, 0))
        for name, got, right in zip(slopes._fields, slopes, want, strict=True):
            np.testing.assert_array_equal(got[where], right[where], err_msg=name)
            assert not got[~where].any()
    assert MIXTURE.ppf(np.where(where, 0.5, np.nan), [0.0, 0.0], [1.0, 2.0], where=where)[1] == 0
    with pytest.raises(ValueError, match=r"mixture\.ppf: q must be between 0 and 1; got 1\.5"):
        MIXTURE.ppf([0.5, 1.5], [0.0], [1.0], validate=True)


def test_one_component_of_weight_one_is_the_component() -> None:
    k = np.array([0.0, 3.0, 255.0, 256.0, 2.5])
    alone = lk.discretized_logistic.logpmf.value_and_grad(k, 2.2, 1.7, 0, 255)
    mixed = MIXTURE.logpmf.value_and_grad(k, [0.0], [2.2], [1.7], 0, 255)
    np.testing.assert_array_equal(alone[0], mixed[0])
    np.testing.assert_array_equal(alone[1].k, mixed[1].k)


@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_logits_are_weights_up_to_a_constant(reduction: str) -> None:
    arrays = draw(np.random.default_rng(5), 7, 3)
    weights = arrays.pop("log_weights")
    k = arrays.pop("k")
    shifted = weights + np.linspace(-5, 5, 7)[:, None]
    value, slopes = MIXTURE.nll.value_and_grad(k, logits=shifted, **arrays, reduction=reduction)
    other, others = MIXTURE.nll.value_and_grad(k, weights, **arrays, reduction=reduction)
    np.testing.assert_allclose(value, other, rtol=SAME)
    np.testing.assert_allclose(slopes.loc, others.loc, rtol=1e2 * SAME, atol=SAME)
    # what a constant adds to all of them changes nothing
    np.testing.assert_allclose(slopes.logits.sum(axis=1), 0, atol=SAME)
    total = others.log_weights.sum(axis=1, keepdims=True)
    softmax = lk.special.softmax(shifted)
    np.testing.assert_allclose(slopes.logits, others.log_weights - softmax * total, rtol=1e3 * SAME, atol=SAME)


def test_logits_of_all_rows_at_once() -> None:
    arrays = draw(np.random.default_rng(6), 9, 3)
    del arrays["log_weights"]
    logits = np.array([0.2, -0.7, 1.1])
    spread = np.broadcast_to(logits, (9, 3)).copy()
    _, slopes = MIXTURE.nll.value_and_grad(**arrays, logits=logits)
    _, each = MIXTURE.nll.value_and_grad(**arrays, logits=spread)
    assert slopes.logits.shape == (3,)
    np.testing.assert_allclose(slopes.logits, each.logits.sum(axis=0), rtol=SAME, atol=SAME)
    _, equal = MIXTURE.nll.value_and_grad(**arrays, logits=np.zeros(1))
    np.testing.assert_allclose(equal.logits, [0.0], atol=SAME)


def test_gradients_are_derivatives() -> None:
    arrays = draw(np.random.default_rng(7), 5, 3)
    arrays["scale"] += 1.0
    logits = arrays.pop("log_weights") + 0.3
    cotangent = np.linspace(-1, 2, 5)

    def value(**changed: Array) -> float:
        return float(cotangent @ MIXTURE.logpmf(**arrays | {"logits": logits} | changed))

    _, slopes = MIXTURE.logpmf.value_and_grad(**arrays, logits=logits, cotangent=cotangent)
    h = 1e-5
    for name in ("logits", "loc", "scale"):
        at = logits if name == "logits" else arrays[name]
        for index in np.ndindex(at.shape):
            step = np.zeros_like(at)
            step[index] = h
            slope = (value(**{name: at + step}) - value(**{name: at - step})) / (2 * h)
            assert getattr(slopes, name)[index] == pytest.approx(slope, rel=1e-6, abs=1e3 * FINITE_DIFFERENCE)


@pytest.mark.parametrize("axis", [-3, -2, -1, 0, 1, 2])
def test_component_axis(axis: int) -> None:
    rng = np.random.default_rng(8)
    k = rng.integers(0, 20, (4, 5)).astype(float)
    parameters = {n: rng.normal(size=(3, 4, 5)) for n in ("log_weights", "loc", "log_scale")}
    expected, slopes = MIXTURE.logpmf.value_and_grad(k, **parameters, component_axis=0)
    moved = {n: np.moveaxis(a, 0, axis) for n, a in parameters.items()}
    got, moved_slopes = MIXTURE.logpmf.value_and_grad(k, **moved, component_axis=axis)
    np.testing.assert_array_equal(got, expected)
    for name in parameters:
        np.testing.assert_array_equal(np.moveaxis(getattr(moved_slopes, name), axis, 0), getattr(slopes, name))
    np.testing.assert_allclose(moved_slopes.k, slopes.k, rtol=SAME)


def test_shapes_broadcast() -> None:
    weights = np.log([0.3, 0.7])
    k = np.arange(12.0).reshape(3, 4)
    value, slopes = MIXTURE.logpmf.value_and_grad(k, weights, [1.0, 8.0], 2.0, np.zeros((3, 1)), 11)
    assert value.shape == (3, 4)
    assert slopes.k.shape == (3, 4)
    assert slopes.log_weights.shape == (2,)
    assert np.shape(slopes.scale) == ()
    for i, j in np.ndindex(3, 4):
        assert value[i, j] == MIXTURE.logpmf(k[i, j], weights, [1.0, 8.0], [2.0, 2.0], 0, 11)
    np.testing.assert_allclose(slopes.log_weights.sum(), 12, rtol=SAME)
    # parameters with more axes than the data
    assert MIXTURE.logpmf(3.0, np.zeros((5, 2)), component_axis=-2).shape == (2,)
    assert MIXTURE.logpmf(np.zeros(2), np.zeros((3, 4, 2)), component_axis=0).shape == (4, 2)


def test_components_without_a_share_have_no_influence() -> None:
    weights = np.array([0.0, -np.inf])
    value, slopes = MIXTURE.logpmf.value_and_grad(np.array([2.0, 90.0]), weights, np.array([1.0, 90.0]), [1.0, 1e-30])
    np.testing.assert_array_equal(value, lk.discretized_logistic.logpmf([2.0, 90.0], 1.0))
    assert slopes.loc[1] == 0
    assert slopes.log_weights[1] == 0
    assert np.isfinite(slopes.loc).all()
    # nor do logits of -inf
    _, by_logits = MIXTURE.logpmf.value_and_grad(np.array([2.0, 90.0]), logits=weights, loc=[1.0, 90.0])
    np.testing.assert_array_equal(by_logits.logits, [0.0, 0.0])


def test_where_no_component_has_mass() -> None:
    value, slopes = MIXTURE.logpmf.value_and_grad(np.array([2.5, 256.0, -1.0]), [-1.0, -0.5], [1.0, 2.0], 2.0, 0, 255)
    np.testing.assert_array_equal(value, np.full(3, -np.inf))
    np.testing.assert_array_equal(slopes.k, np.zeros(3))
    np.testing.assert_array_equal(slopes.loc, np.zeros(2))
    np.testing.assert_array_equal(slopes.log_weights, np.zeros(2))
    assert slopes.scale == 0


def test_far_tails_stay_finite_in_float32() -> None:
    k, weights, loc, log_scale = np.array([[100, 255], [-0.7, -0.7], [0, 10], [-3, -4]], np.float32)
    value, slopes = MIXTURE.logpmf.value_and_grad(k, weights, loc, log_scale=log_scale, low=0, high=255)
    assert value.dtype == np.float32
    assert (value < -1e3).all()
    assert all(np.isfinite(g).all() for g in slopes)
    assert np.abs(slopes.loc).max() > 10


def test_nan_touches_its_own_row_only() -> None:
    arrays = draw(np.random.default_rng(9), 6, 3)
    expected, slopes = MIXTURE.logpmf.value_and_grad(**arrays)
    others = np.arange(6) != 2
    for name, array in arrays.items():
        changed = array.copy()
        changed[(2,) + (1,) * (array.ndim - 1)] = np.nan
        value, gradients = MIXTURE.logpmf.value_and_grad(**arrays | {name: changed})
        assert np.isnan(value[2])
        np.testing.assert_array_equal(value[others], expected[others])
        for got, want in zip(gradients, slopes, strict=True):
            np.testing.assert_array_equal(got[others], want[others])
            assert np.isnan(got[2]).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_without_bins_nothing_is_valid(dtype: str, isa: str) -> None:
    """low above high is no distribution: NaN, as are the gradients, in that row and component alone."""
    low, high = np.array([0, 4, 4, np.inf], dtype), np.array([3, 3, 4, -np.inf], dtype)
    bad = np.array([False, True, False, True])
    k = np.full(4, 4, dtype)
    value, gradients = lk.discretized_logistic.logpmf.value_and_grad(k, k, k, low, high)
    np.testing.assert_array_equal(np.isnan(value), bad)
    for gradient in gradients:
        np.testing.assert_array_equal(np.isnan(gradient), bad)
    for method in ("cdf", "sf", "logcdf", "logsf", "ppf", "isf"):
        data = k / 16 if method in ("ppf", "isf") else k
        result, gradients = getattr(lk.discretized_logistic, method).value_and_grad(data, k, k, low, high)
        np.testing.assert_array_equal(np.isnan(result), bad, err_msg=method)
    parameters = {"logits": np.zeros((4, 2), dtype), "loc": np.ones((4, 2), dtype), "low": low, "high": high}
    value, gradients = MIXTURE.logpmf.value_and_grad(k, **parameters)
    np.testing.assert_array_equal(np.isnan(value), bad)
    for name in ("k", "logits", "loc"):
        gradient = getattr(gradients, name)
        np.testing.assert_array_equal(np.isnan(gradient).reshape(4, -1).all(axis=1), bad, err_msg=name)
        assert not np.isnan(gradient[~bad]).any()
    for method in (*TAILS, "ppf", "isf"):
        result, gradients = getattr(MIXTURE, method).value_and_grad(k / 16, **parameters)
        np.testing.assert_array_equal(np.isnan(result), bad, err_msg=method)
        np.testing.assert_array_equal(np.isnan(gradients.loc).all(axis=1), bad, err_msg=method)
    with pytest.raises(ValueError, match=r"high must be not below low; got 3"):
        lk.discretized_logistic.logpmf(4, 1.0, 1.0, 4, 3, validate=True)
    with pytest.raises(ValueError, match=r"high must be an integer or infinite; got 3\.5"):
        lk.discretized_logistic.logpmf(4, 1.0, 1.0, 0, 3.5, validate=True)


def test_masked_rows_are_inert() -> None:
    arrays = draw(np.random.default_rng(10), 8, 3)
    where = np.arange(8) % 3 != 1
    kept = {n: a[where] for n, a in arrays.items()}
    broken = {n: a.copy() for n, a in arrays.items()}
    for a in broken.values():
        a[~where] = np.nan
    weights = np.linspace(0.5, 2, 8)
    for reduction in ("mean", "sum"):
        value, slopes = MIXTURE.nll.value_and_grad(**broken, where=where, weights=weights, reduction=reduction)
        expected, want = MIXTURE.nll.value_and_grad(**kept, weights=weights[where], reduction=reduction)
        assert value == pytest.approx(expected, rel=SAME)
        for got, right in zip(slopes, want, strict=True):
            np.testing.assert_allclose(got[where], right, rtol=SAME)
            np.testing.assert_array_equal(got[~where], np.zeros_like(got[~where]))
    assert MIXTURE.logpmf(**broken, where=where)[1] == 0


def test_reductions() -> None:
    arrays = draw(np.random.default_rng(12), 12, 3)
    arrays = {n: a.reshape(3, 4, *a.shape[1:]) for n, a in arrays.items()}
    each = -MIXTURE.logpmf(**arrays)
    np.testing.assert_array_equal(MIXTURE.nll(**arrays, reduction="none"), each)
    assert MIXTURE.nll(**arrays) == pytest.approx(each.mean(), rel=SAME)
    np.testing.assert_allclose(MIXTURE.nll(**arrays, axis=0, reduction="sum"), each.sum(axis=0), rtol=SAME)
    np.testing.assert_allclose(MIXTURE.nll(**arrays, base=2), each.mean() / np.log(2), rtol=SAME)
    parts = [MIXTURE.nll(**{n: a[i] for n, a in arrays.items()}, reduction="partial") for i in range(3)]
    assert (parts[0] + parts[1] + parts[2]).result("mean") == pytest.approx(each.mean(), rel=SAME)
    bits, slopes = MIXTURE.nll.value_and_grad(**arrays, base=2, reduction="sum", wrt="loc")
    _, in_nats = MIXTURE.nll.value_and_grad(**arrays, reduction="sum", wrt=("loc",))
    assert bits == pytest.approx(each.sum() / np.log(2), rel=SAME)
    np.testing.assert_allclose(slopes, in_nats.loc / np.log(2), rtol=SAME)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_types(dtype: str) -> None:
    arrays = draw(np.random.default_rng(13), 5, 3)
    arrays["scale"] += 1.0
    low, high = (arrays.pop(n) for n in ("low", "high"))
    arrays = {n: a.astype(dtype) for n, a in arrays.items()}
    value, slopes = MIXTURE.logpmf.value_and_grad(**arrays, low=0, high=255)
    assert value.dtype == dtype
    assert slopes.loc.dtype == dtype
    wide = {n: a.astype(np.float32 if dtype == "float16" else dtype) for n, a in arrays.items()}
    expected = MIXTURE.logpmf(**wide, low=float(low[0]), high=float(high[0]))
    # 16 bits are computed in float32 and rounded once
    np.testing.assert_array_equal(value, expected.astype(dtype))
    counts = MIXTURE.logpmf(arrays["k"].astype(np.int64), arrays["log_weights"], arrays["loc"], arrays["scale"], 0, 255)
    np.testing.assert_array_equal(counts, value)


def test_tensors() -> None:
    torch = pytest.importorskip("torch")
    arrays = draw(np.random.default_rng(14), 5, 3, "float32")
    tensors = {n: torch.from_numpy(a) for n, a in arrays.items()}
    value, slopes = MIXTURE.logpmf.value_and_grad(**tensors)
    expected, want = MIXTURE.logpmf.value_and_grad(**arrays)
    for got, right in zip((value, *slopes), (expected, *want), strict=True):
        assert isinstance(got, torch.Tensor)
        np.testing.assert_array_equal(got.numpy(), right)


def test_out() -> None:
    arrays = draw(np.random.default_rng(15), 5, 3)
    expected = MIXTURE.logpmf(**arrays)
    out = np.empty(5)
    assert MIXTURE.logpmf(**arrays, out=out) is out
    np.testing.assert_array_equal(out, expected)
    with pytest.raises(ValueError, match="out must not overlap an input"):
        MIXTURE.logpmf.value_and_grad(**arrays, out=arrays["k"])
    assert MIXTURE.logpmf(**arrays, out=arrays["k"]) is arrays["k"]
    np.testing.assert_array_equal(arrays["k"], expected)


def test_validate() -> None:
    arrays = draw(np.random.default_rng(16), 4, 2)
    MIXTURE.logpmf(**arrays, validate=True)
    for name, bad, text in (
        ("scale", 0.0, "positive and finite"),
        ("low", 0.5, "an integer or infinite"),
        ("log_weights", np.inf, "below"),
        ("k", np.nan, "a number"),
    ):
        changed = arrays[name].copy()
        changed[(1,) + (0,) * (changed.ndim - 1)] = bad
        with pytest.raises(ValueError, match=rf"logpmf: {name} must be {text}.*; got"):
            MIXTURE.logpmf(**arrays | {name: changed}, validate=True)
        MIXTURE.logpmf(**arrays | {name: changed}, validate=True, where=np.arange(4) != 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"k": 1.0}, "missing the argument 'log_weights' or 'logits'; got 'k'"),
        ({"k": 1.0, "log_weights": [0.0], "logits": [0.0]}, "exclude each other; got both"),
        ({"k": 1.0, "log_weights": [0.0], "scale": 1.0, "log_scale": 0.0}, "'scale' and 'log_scale' exclude"),
        ({"k": 1.0, "log_weights": 0.0}, "log_weights must have an axis of components; got a 0-d array"),
        ({"k": np.zeros(3), "log_weights": np.zeros((2, 2))}, r"got k \(3,\), log_weights \(2, 2\)"),
        ({"k": 1.0, "log_weights": [0.0], "component_axis": 1}, r"component_axis must be in \[-1, 1\).*; got 1"),
        ({"log_weights": [0.0]}, "missing the argument 'k'; got 'log_weights'"),
    ],
)
def test_wrong_calls(arguments: dict[str, Any], message: str) -> None:
    for method in (MIXTURE.logpmf, MIXTURE.nll):
        with pytest.raises((TypeError, ValueError), match=rf"^{method.__qualname__}: .*{message}"):
            method(**arguments)


def test_names_and_pickles() -> None:
    assert repr(MIXTURE) == "<likelier.discretized_logistic_mixture>"
    assert pickle.loads(pickle.dumps(MIXTURE)) is MIXTURE
    assert pickle.loads(pickle.dumps(MIXTURE.nll)) is MIXTURE.nll


def test_frozen() -> None:
    arrays = draw(np.random.default_rng(17), 5, 3)
    k = arrays.pop("k")
    by_name = MIXTURE(**arrays)
    by_place = MIXTURE(
        arrays["log_weights"], arrays["loc"], scale=arrays["scale"], low=arrays["low"], high=arrays["high"]
    )
    expected, gradients = MIXTURE.logpmf.value_and_grad(k, **arrays)
    for density in (by_name, by_place, pickle.loads(pickle.dumps(by_name))):
        np.testing.assert_array_equal(density.logpmf(k), expected)
        assert density.nll(k) == MIXTURE.nll(k, **arrays)
        for actual, wanted in zip(density.logpmf.value_and_grad(k)[1], gradients, strict=True):
            np.testing.assert_array_equal(actual, wanted)
    assert set(by_place.parameters) == {"log_weights", "loc", "scale", "low", "high"}
    rows = MIXTURE(logits=[[0.0], [1.0]], loc=[[20.0], [100.0]], component_axis=0)
    assert rows.logpmf([20.0, 100.0]).shape == (2,)
    assert repr(MIXTURE([0.0], 2.0)) == "discretized_logistic_mixture([0.0], 2.0)"


def test_divergence_by_samples() -> None:
    """Of mixtures, and of one beside a density without components: against the sum over whole numbers."""
    k = np.arange(-200.0, 400.0)
    p = MIXTURE(logits=[0.0, 1.0], loc=[20.0, 101.0], scale=[1.5, 4.0])
    for q in (
        MIXTURE(log_weights=np.log([0.5, 0.5]), loc=[21.0, 100.0], scale=5.0),
        lk.discretized_logistic(60.0, 30.0),
    ):
        terms = p.logpmf(k)
        exact = (np.exp(terms) * (terms - q.logpmf(k))).sum()
        value, error = lk.kl(p, q, n_samples=20_000, seed=1)
        assert abs(value - exact) < 4 * error
        assert 0 < error < 0.1
    rows = MIXTURE(logits=[[0.0], [1.0]], loc=[[20.0, 30.0], [100.0, 90.0]], component_axis=0)
    value, error = lk.kl(rows, rows, n_samples=100, seed=1)
    np.testing.assert_array_equal(value, [0.0, 0.0])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (MIXTURE, "missing the argument 'log_weights' or 'logits'"),
        (lambda: MIXTURE([0.0], logits=[0.0]), "'log_weights' and 'logits' exclude each other"),
        (lambda: MIXTURE([0.0], weight=1.0), "unknown parameter.*'weight'"),
        (lambda: MIXTURE([0.0]).logpmf(1.0, loc=2.0), "no parameters beside the frozen ones.*'loc'"),
        (lambda: lk.kl(MIXTURE([0.0]), MIXTURE([0.0])), "discretized_logistic_mixture"),
    ],
)
def test_wrong_frozen_calls(call: Any, message: str) -> None:
    with pytest.raises((TypeError, NotImplementedError), match=message):
        call()
