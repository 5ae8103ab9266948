"""Mean, variance, deviation, median, intervals and support: against mpmath, SciPy, and the quantiles they are."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy
import scipy.stats
from mpmath import mp
from numpy.typing import NDArray

import likelier
from likelier._summaries import MOMENTS, SUMMARIES
from tests.registry import lk
from tests.test_methods import PARAMETERS, VECTORS
from tests.tolerances import ORDINARY, few_ulp

Array = NDArray[Any]
MIXTURE = lk.discretized_logistic_mixture(logits=[0.5, -1.0], loc=[1.0, 40.0], scale=[2.0, 0.5], low=0, high=50)
WITH_MOMENTS = sorted(MOMENTS)


def odds(p: Any) -> Any:
    return (1 - p) / p


def _weibull(c: Any) -> tuple[Any, Any]:
    return mp.gamma(1 + 1 / c), mp.gamma(1 + 2 / c) - mp.gamma(1 + 1 / c) ** 2


def _pareto(b: Any) -> tuple[Any, Any]:
    return (b / (b - 1) if b > 1 else mp.inf), (b / ((b - 1) ** 2 * (b - 2)) if b > 2 else mp.inf)


def _inverse(a: Any) -> tuple[Any, Any]:
    return (1 / (a - 1) if a > 1 else mp.inf), (1 / ((a - 1) ** 2 * (a - 2)) if a > 2 else mp.inf)


def _student(df: Any) -> tuple[Any, Any]:
    if df <= 1:
        return mp.nan, mp.nan
    return mp.zero, mp.inf if df <= 2 else mp.one if df == mp.inf else df / (df - 2)


def _truncated(a: Any, b: Any) -> tuple[Any, Any]:
    """By the textbook, in digits enough for what cancels."""
    with mp.workdps(60 + 3 * int(min(abs(a), abs(b), 300.0) ** 2 / 2 + 40)):

        def density(x: Any) -> Any:
            return mp.exp(-(x**2) / 2) / mp.sqrt(2 * mp.pi) if mp.isfinite(x) else mp.zero

        def times(x: Any) -> Any:
            return x * density(x) if mp.isfinite(x) else mp.zero

        mass = (mp.erfc(a / mp.sqrt(2)) - mp.erfc(b / mp.sqrt(2))) / 2
        mean = (density(a) - density(b)) / mass
        return mean, 1 + (times(a) - times(b)) / mass - mean**2


def _turned(kappa: Any) -> tuple[Any, Any]:
    """On one turn, by quadrature of a density that falls by more than its digits where it is cut."""
    with mp.workdps(30):
        if kappa > 1e6:  # the next term is 1 / kappa of it
            return mp.zero, 1 / kappa + 1 / (2 * kappa**2)
        end = min(mp.pi, 30 / mp.sqrt(kappa)) if kappa else mp.pi
        pieces = [end * i / 16 for i in range(17)]
        total, square = (mp.quad(lambda x, n=n: x**n * mp.exp(-2 * kappa * mp.sin(x / 2) ** 2), pieces) for n in (0, 2))
        return mp.zero, square / total


# Mean and variance of shapes, and shapes of all sizes.
SHAPED: dict[str, tuple[Callable[..., tuple[Any, Any]], list[dict[str, float]]]] = {
    "t": (_student, [{"df": df} for df in (0.5, 1.0, 1.5, 2.0, 2.0 + 1e-9, 3.5, 1e10, 1e300, np.inf)]),
    "gamma": (lambda a: (a, a), [{"a": a} for a in (1e-300, 0.3, 7.0, 1e300)]),
    "chi2": (lambda df: (df, 2 * df), [{"df": df} for df in (1e-300, 0.3, 7.0, 1e300)]),
    "invgamma": (_inverse, [{"a": a} for a in (0.5, 1.0, 1.0 + 1e-9, 2.0, 2.0 + 1e-9, 3.5, 1e100)]),
    "pareto": (_pareto, [{"b": b} for b in (0.5, 1.0, 1.0 + 1e-9, 2.0, 2.0 + 1e-9, 3.5, 1e100)]),
    "beta": (
        lambda a, b: (a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))),
        [{"a": a, "b": b} for a in (1e-200, 0.3, 2.0, 1e200) for b in (1e-100, 0.7, 1e100)],
    ),
    "weibull_min": (_weibull, [{"c": c} for c in (0.02, 0.5, 1.0, 1.7, 3.9, 4.0, 4.1, 30.0, 1e3, 1e8, 1e100)]),
    "lognorm": (
        lambda s: (mp.exp(s**2 / 2), mp.exp(s**2) * mp.expm1(s**2)),
        [{"s": s} for s in (1e-100, 1e-5, 0.7, 5.0, 18.0)],
    ),
    "truncnorm": (
        _truncated,
        [
            {"a": sign * x if sign > 0 else -y, "b": sign * y if sign > 0 else -x}
            for sign in (1.0, -1.0)
            for x, y in (
                (-1.5, 2.0),
                (-np.inf, np.inf),
                (0.0, np.inf),
                (0.0, 1e-9),
                (-1e-3, 2e-3),
                (-40.0, 1.0),
                (3.0, 3.0 + 2.0**-30),
                (3.0, 4.0),
                (3.0, np.inf),
                (12.0, 12.5),
                (30.0, np.inf),
                (50.0, 50.001),
            )
        ],
    ),
    "vonmises": (
        _turned,
        [{"kappa": k} for k in (0.0, 1e-100, 0.3, 1.5, 10.0, 23.9, 24.0, 24.1, 100.0, 1e5, 1e10, 1e300)],
    ),
    "poisson": (lambda mu: (mu, mu), [{"mu": mu} for mu in (0.0, 1e-300, 2.5, 1e300)]),
    "bernoulli": (lambda p: (p, p * (1 - p)), [{"p": p} for p in (0.0, 1e-300, 0.3, 1 - 2.0**-53, 1.0)]),
    "binom": (
        lambda n, p: (n * p, n * p * (1 - p)),
        [{"n": n, "p": p} for n in (0.0, 5.0, 1e300) for p in (0.0, 1e-300, 0.3, 1.0)],
    ),
    "nbinom": (
        lambda n, p: (n * odds(p), n * odds(p) / p),
        [{"n": n, "p": p} for n in (1e-100, 2.5, 1e100) for p in (1e-100, 0.3, 1 - 2.0**-53, 1.0)],
    ),
    "geom": (lambda p: (1 / p, odds(p) / p), [{"p": p} for p in (1e-100, 0.3, 1 - 2.0**-53, 1.0)]),
}
# Of families without shapes, in units of the scale.
PLAIN: dict[str, Callable[[], tuple[Any, Any]]] = {
    "norm": lambda: (0, 1),
    "laplace": lambda: (0, 2),
    "logistic": lambda: (0, mp.pi**2 / 3),
    "cauchy": lambda: (mp.nan, mp.nan),
    "gumbel_r": lambda: (+mp.euler, mp.pi**2 / 6),
    "gumbel_l": lambda: (-mp.euler, mp.pi**2 / 6),
    "uniform": lambda: (mp.mpf(1) / 2, mp.mpf(1) / 12),
    "expon": lambda: (1, 1),
    "halfnorm": lambda: (mp.sqrt(2 / mp.pi), 1 - 2 / mp.pi),
    "halfcauchy": lambda: (mp.inf, mp.inf),
}


def close(got: Any, exact: Any, ulps: float, message: str = "") -> None:
    """Fail unless a double is within so many of its roundings of an exact number."""
    value = float(exact)
    if not np.isfinite(value) or abs(value) < np.finfo(float).tiny:
        np.testing.assert_allclose(got, value, rtol=0, atol=5e-324, err_msg=message)
        return
    assert abs((mp.mpf(float(got)) - exact) / exact) <= ulps * 2.0**-53, f"{message}: got {got}, expected {value}"


def test_every_family_with_moments_is_tested() -> None:
    assert set(SHAPED) | set(PLAIN) == set(MOMENTS)
    for name in lk.__all__:
        thing = getattr(lk, name)
        if isinstance(thing, lk.Family | lk.Mixture):
            stated = {n for n in SUMMARIES if hasattr(thing, n)}
            assert stated == set(thing._summaries), name
            assert (name in VECTORS) == (not stated), name
            assert {"mean", "var", "std"} & stated == ({"mean", "var", "std"} if name in MOMENTS else set()), name


@pytest.mark.parametrize("family", SHAPED)
def test_moments_of_all_shapes(family: str) -> None:
    exact, grid = SHAPED[family]
    for shapes in grid:
        with mp.workdps(700):
            mean, variance = exact(*(mp.mpf(x) for x in shapes.values()))
            density = getattr(lk, family)(**shapes)
            # a few roundings; of gamma functions those of their logarithms
            ulps = 8 + (4 * abs(float(mp.log(mean))) if family == "weibull_min" else 0)
            if family == "lognorm":
                ulps += 2 * shapes["s"] ** 2
            close(density.mean(), mean, ulps, f"{family}.mean {shapes}")
            close(density.var(), variance, 2 * ulps, f"{family}.var {shapes}")
            close(density.std(), mp.sqrt(variance), 2 * ulps, f"{family}.std {shapes}")


@pytest.mark.parametrize("family", PLAIN)
def test_moments_without_shapes(family: str) -> None:
    mean, variance = (mp.mpf(x) for x in PLAIN[family]())
    for scale in (1e-30, 1.0, 3e150):
        density = getattr(lk, family)(scale=scale)
        close(density.mean(), mean * scale, 4)
        close(density.var(), variance * mp.mpf(scale) ** 2, 4)
        close(density.std(), mp.sqrt(variance) * scale, 4)
        at = getattr(lk, family)(7.0, scale)
        np.testing.assert_allclose(at.mean(), 7.0 + float(mean) * scale, rtol=4 * few_ulp(float))
        np.testing.assert_array_equal(at.var(), density.var())
    # a square that leaves the range has a root that does not
    assert lk.norm.std(scale=1e300) == 1e300
    assert lk.norm.var(scale=1e300) == np.inf


@pytest.mark.parametrize("family", [n for n in PARAMETERS if hasattr(scipy.stats, n)])
def test_scipy_agrees(family: str) -> None:
    place = {"loc": 1.5, "scale": 2.5} if "loc" in getattr(lk, family).parameter_names and family != "vonmises" else {}
    parameters = PARAMETERS[family] | place
    ours, theirs = getattr(lk, family)(**parameters), getattr(scipy.stats, family)(**parameters)
    for name in getattr(lk, family)._summaries:
        if (family, name) == ("vonmises", "support"):
            np.testing.assert_allclose(ours.support(), (-np.pi, np.pi))  # one turn, where SciPy has the line
            continue
        arguments = (0.9,) if name == "interval" else ()
        got, expected = getattr(ours, name)(*arguments), getattr(theirs, name)(*arguments)
        np.testing.assert_allclose(got, expected, rtol=ORDINARY, atol=ORDINARY, err_msg=name)
        assert np.shape(got) == np.shape(expected)


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        ("norm", {"scale": 3.0}, {"log_scale": np.log(3.0)}),
        ("norm", {"scale": 3.0}, {"var": 9.0}),
        ("norm", {"scale": 3.0}, {"precision": 1 / 9}),
        ("gamma", {"a": 2.0, "scale": 0.25}, {"a": 2.0, "rate": 4.0}),
        ("expon", {"scale": 0.25}, {"log_rate": np.log(4.0)}),
        ("poisson", {"mu": 3.0}, {"log_mu": np.log(3.0)}),
        *(
            (name, {**n, "p": 1 / (1 + np.exp(-0.7))}, {**n, "logits": 0.7})
            for name, n in (("bernoulli", {}), ("binom", {"n": 5.0}), ("nbinom", {"n": 2.5}), ("geom", {}))
        ),
        ("nbinom", {"n": 2.0, "p": 0.25}, {"mu": 6.0, "alpha": 0.5}),
    ],
)
def test_parameterisations_agree(family: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    for name in getattr(lk, family)._summaries:
        arguments = (0.9,) if name == "interval" else ()
        got, expected = (getattr(getattr(lk, family)(**p), name)(*arguments) for p in (one, other))
        np.testing.assert_allclose(got, expected, rtol=ORDINARY, err_msg=name)


def test_truncated_normal_variables_far_out() -> None:
    """Symmetric bounds, and those that are so far out that a variable is exponential beyond them."""
    for bound in (1e-30, 0.3, 2.0, 1e30, np.inf):
        assert lk.truncnorm.mean(-bound, bound) == 0
    np.testing.assert_allclose(lk.truncnorm.std(-1e-30, 1e-30), 1e-30 / np.sqrt(3), rtol=8 * few_ulp(float))
    np.testing.assert_allclose(lk.truncnorm.var(-np.inf, np.inf), 1.0, rtol=8 * few_ulp(float))
    for bound in (1e10, 1e200):
        assert lk.truncnorm.mean(bound, np.inf) == bound
        np.testing.assert_allclose(lk.truncnorm.std(bound, np.inf), 1 / bound, rtol=8 * few_ulp(float))
        np.testing.assert_allclose(lk.truncnorm.std(-np.inf, -bound), 1 / bound, rtol=8 * few_ulp(float))


@pytest.mark.parametrize(
    ("family", "shapes"),
    [
        ("truncnorm", {"a": 50.0, "b": 50.001}),
        ("weibull_min", {"c": 1e8}),
        ("truncnorm", {"a": 3.0, "b": 3.0 + 2.0**-30}),
        ("beta", {"a": 1e-200, "b": 1e100}),
        ("lognorm", {"s": 1e-100}),
    ],
)
def test_right_where_scipy_is_wrong(family: str, shapes: dict[str, float]) -> None:
    with mp.workdps(700):
        _, variance = SHAPED[family][0](*(mp.mpf(x) for x in shapes.values()))
        truth = mp.sqrt(variance)
        close(getattr(lk, family).std(**shapes), truth, 64)
        with np.errstate(all="ignore"):
            theirs = float(getattr(scipy.stats, family).std(**shapes))
        if abs(mp.mpf(theirs) - truth) <= 1e-3 * truth:
            pytest.skip(f"SciPy {scipy.__version__} is right here")


def test_moments_by_logits_keep_their_digits() -> None:
    """Where 1 - p would have none."""
    for logits in (60.0, -60.0, 700.0):
        with mp.workdps(700):
            p = 1 / (1 + mp.exp(-mp.mpf(logits)))
            close(lk.bernoulli.var(logits=logits), p * (1 - p), 8)
            close(lk.geom.var(logits=logits), odds(p) / p, 8)
            close(lk.nbinom.mean(3.0, logits=logits), 3 * odds(p), 8)
            close(lk.binom.var(1e5, logits=logits), mp.mpf(1e5) * p * (1 - p), 8)
    assert lk.nbinom.var(mu=3.0, alpha=0.0) == 3.0


@pytest.mark.parametrize("family", [*PARAMETERS, "discretized_logistic_mixture"])
def test_medians_intervals_and_supports_are_quantiles(family: str) -> None:
    density = MIXTURE if family.endswith("mixture") else getattr(lk, family)(**PARAMETERS[family])
    assert density.median() == density.ppf(0.5)
    assert density.interval(0.9) == (density.ppf((1 - 0.9) / 2), density.isf((1 - 0.9) / 2))
    low, high = density.interval(0.75)
    if density.family._method == "logpdf":
        assert density.cdf(high) - density.cdf(low) == pytest.approx(0.75, rel=ORDINARY)
    else:
        assert density.cdf(low - 1) < 0.125 <= density.cdf(low)
        assert density.sf(high) <= 0.125 < density.sf(high - 1)
    least, greatest = density.support()
    assert density.interval(1) == (density.ppf(0.0), greatest)
    x = density.rvs(1000, seed=1)
    assert (x >= least).all()
    assert (x <= greatest).all()
    # Beyond there is nothing; of counts there is something at the ends.
    log_density = getattr(density, density.family._method)
    step = 1.0 if density.family._method == "logpmf" else 1e-9
    for end, outside in ((least, least - step), (greatest, greatest + step)):
        if np.isfinite(end) and family != "vonmises":  # which begins anew
            assert log_density(outside) == -np.inf
            assert step < 1 or log_density(end) > -np.inf


def test_shapes_types_and_invalid_parameters() -> None:
    single = np.array([1.0, 2.0], np.float32)
    for name in ("mean", "var", "std", "median"):
        function = getattr(lk.norm, name)
        assert function(single).dtype == np.float32
        assert function(single, np.array([[1.0], [3.0]], np.float32)).shape == (2, 2)
        assert function(0, 1).dtype == np.float64
        assert isinstance(function(), np.float64)
        np.testing.assert_array_equal(np.isnan(function(np.zeros(3), [1.0, -1.0, np.nan])), [False, True, True])
    assert all(end.dtype == np.float32 for end in (*lk.norm.interval(0.5, single), *lk.norm.support(single)))
    np.testing.assert_array_equal(lk.bernoulli.mean([-0.1, 0.5, 1.1]), [np.nan, 0.5, np.nan])
    np.testing.assert_array_equal(lk.norm.support(1.0, [1.0, -1.0]), [[-np.inf, np.nan], [np.inf, np.nan]])


def test_frozen_and_pickles() -> None:
    frozen = lk.gamma(3.0, scale=2.0)
    assert frozen.mean() == 6.0
    assert frozen.interval(confidence=0.5) == lk.gamma.interval(0.5, 3.0, scale=2.0)
    assert pickle.loads(pickle.dumps(lk.gamma.mean)) is lk.gamma.mean
    assert {"mean", "rvs", "ppf"} <= set(dir(frozen))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lk.norm.interval, r"norm\.interval: missing the argument 'confidence'; got no arguments"),
        (lambda: lk.norm.interval(1.5), r"norm\.interval: confidence must be between 0 and 1; got 1\.5"),
        (lambda: lk.norm.interval("a"), r"norm\.interval: confidence must be a number; got str"),
        (lambda: lk.norm.mean(x=1.0), r"norm\.mean: unknown keyword argument; expected among loc, .*got 'x'"),
        (lk.gamma.mean, r"gamma\.mean: missing the argument 'a'; got no parameter"),
        (lambda: lk.norm.mean(scale=1.0, var=1.0), r"norm\.mean: .*'scale' and 'var' exclude each other"),
        (lambda: lk.norm.mean([1, 2], [1, 2, 3]), r"norm\.mean: .*shapes that broadcast; got loc \(2,\), scale \(3,\)"),
        (lambda: lk.norm.median([1, 2], [1, 2, 3]), r"norm\.median: .*shapes that broadcast; got .*scale \(3,\)"),
        (lambda: lk.norm.var("a"), r"norm\.var: loc must be .*got .*<U1"),
        (lambda: lk.norm(0.0).mean(1.0), r"norm\.mean: expected no arguments, with the parameters frozen; got 1"),
        (lambda: lk.norm(0.0).std(scale=2.0), r"norm\.std: expected no parameters beside the frozen ones"),
        (lambda: MIXTURE.family.median(loc=[1.0]), r"mixture\.median: missing the argument 'log_weights' or 'logits'"),
    ],
)
def test_wrong_calls(call: Callable[[], Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        call()


@pytest.mark.parametrize(
    ("thing", "name", "message"),
    [
        (lk.norm, "pmf", r"^norm has no pmf: pdf is what it has; expected one of logpdf, nll, cdf"),
        (lk.geom, "prob", r"^geom has no prob: pmf is that; expected one of logpmf"),
        (lk.poisson, "logpdf", r"^poisson has no logpdf: logpmf is what it has"),
        (lk.gamma, "fit", r"^gamma has no fit: its likelihood has no maximum in closed form; minimise nll"),
        (
            lk.binom(5, 0.5),
            "fit",
            r"^a frozen binom has no fit: its parameters are known; binom\.fit\(k, n\) estimates",
        ),
        (lk.discretized_logistic, "var", r"^discretized_logistic has no var: it has no closed form here"),
        (lk.binom, "entropy", r"^binom has no entropy: .*the mean of -logpmf over rvs"),
        (lk.norm, "expect", r"^norm has no expect: a mean over rvs"),
        (lk.multivariate_normal, "cdf", r"^multivariate_normal has no cdf"),
        (MIXTURE, "fit", r"^a frozen discretized_logistic_mixture has no fit"),
        (MIXTURE.family, "mean", r"^discretized_logistic_mixture has no mean: it has no closed form here"),
        (lk.norm, "frobnicate", r"^norm has no frobnicate; expected one of logpdf"),
    ],
    ids=str,
)
def test_what_a_family_does_not_have(thing: Any, name: str, message: str) -> None:
    assert not hasattr(thing, name)
    with pytest.raises(AttributeError, match=message):
        getattr(thing, name)


def test_mean_is_that_of_variates() -> None:
    """The table once more, by the generator, of which it knows nothing."""
    n = 100_000
    for family in WITH_MOMENTS:
        shapes = PARAMETERS[family] | ({"a": 6.0} if family == "invgamma" else {"b": 6.0} if family == "pareto" else {})
        density = getattr(lk, family)(**shapes)
        if not np.isfinite(density.mean()):
            continue
        x = density.rvs(n, seed=9).astype(np.float64)
        assert abs(x.mean() - density.mean()) < 5 * x.std() / np.sqrt(n), family
        if family not in ("t", "pareto", "invgamma"):
            spread = np.sqrt(np.mean(((x - x.mean()) ** 2 - x.var()) ** 2) / n)
            assert abs(x.var() - density.var()) < 5 * spread, family


def test_domain_of_logits_is_checked() -> None:
    """ "above -inf" is a domain of its own, and no relation to another parameter."""
    assert likelier.geom.logpmf(1, logits=0.3, validate=True) < 0
    with pytest.raises(ValueError, match=r"geom\.logpmf: logits must be above -inf; got -inf"):
        likelier.geom.logpmf(1, logits=-np.inf, validate=True)
