"""Maximum likelihood in closed form: stationary points, SciPy, weights as repetitions, parts, what is refused."""

from __future__ import annotations

import functools
import operator
import pickle
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

import likelier
from likelier import special
from likelier._fits import CLOSED_FORMS
from tests.registry import lk

Array = NDArray[Any]
RNG = np.random.default_rng(20)
N = 240
NORMAL = RNG.normal(3.0, 2.0, N)
POSITIVE = RNG.gamma(2.0, 3.0, N)

DATA: dict[str, Array] = {
    "norm": NORMAL,
    "lognorm": POSITIVE,
    "halfnorm": POSITIVE,
    "expon": POSITIVE,
    "laplace": NORMAL,
    "uniform": NORMAL,
    "pareto": POSITIVE + 1.0,
    "bernoulli": RNG.integers(0, 2, N),
    "poisson": RNG.poisson(4.0, N),
    "geom": RNG.geometric(0.3, N),
    "binom": RNG.binomial(7, 0.3, N),
    "nbinom": RNG.negative_binomial(3, 0.4, N),
    "categorical": RNG.integers(0, 4, N),
    "multinomial": RNG.multinomial(9, [0.2, 0.5, 0.3], N),
    "multivariate_normal": RNG.normal(size=(N, 3)) @ RNG.normal(size=(3, 3)) + [1.0, -5.0, 100.0],
}
KNOWN: dict[str, dict[str, Any]] = {
    "binom": {"n": 7},
    "nbinom": {"n": 2.5},
    "multinomial": {"n": 9},
    "categorical": {"classes": 4},
}
FAMILIES = sorted(DATA)
# Families with sums that tell the likelihood, but no maximum in closed form: data, the mean log-likelihood by the means
# of the sums, and parameters.
SUMS: dict[str, tuple[Array, Callable[..., Any], tuple[dict[str, Any], ...]]] = {
    "gamma": (
        POSITIVE,
        lambda m, a, scale: (a - 1) * m[1] - m[0] / scale - a * np.log(scale) - special.gammaln(a),
        ({"a": 0.3, "scale": 2.0}, {"a": 7.0, "scale": 0.1}),
    ),
    "chi2": (
        POSITIVE,
        lambda m, df, scale: (
            (df / 2 - 1) * m[1] - m[0] / (2 * scale) - df / 2 * np.log(2 * scale) - special.gammaln(df / 2)
        ),
        ({"df": 0.3, "scale": 1.0}, {"df": 7.0, "scale": 0.5}),
    ),
    "invgamma": (
        POSITIVE,
        lambda m, a, scale: -(a + 1) * m[1] - scale * m[0] + a * np.log(scale) - special.gammaln(a),
        ({"a": 0.3, "scale": 2.0}, {"a": 7.0, "scale": 0.1}),
    ),
    "beta": (
        RNG.beta(2.0, 0.7, N),
        lambda m, a, b: (a - 1) * m[0] + (b - 1) * m[1] - special.betaln(a, b),
        ({"a": 0.3, "b": 2.0}, {"a": 7.0, "b": 1.0}),
    ),
    "vonmises": (
        RNG.vonmises(1.0, 2.0, N),
        lambda m, kappa, loc: (
            kappa * (m[0] * np.cos(loc) + m[1] * np.sin(loc)) - np.log(2 * np.pi * special.i0e(kappa)) - kappa
        ),
        ({"kappa": 0.3, "loc": 2.0}, {"kappa": 7.0, "loc": -1.0}),
    ),
    "dirichlet": (
        RNG.dirichlet([2.0, 0.7, 5.0], N),
        lambda m, alpha: (
            ((np.array(alpha) - 1) * m).sum() + special.gammaln(np.sum(alpha)) - special.gammaln(alpha).sum()
        ),
        ({"alpha": [0.3, 1.0, 2.0]}, {"alpha": [10.0, 3.0, 20.0]}),
    ),
}
WITH_STATISTICS = [name for name in FAMILIES if CLOSED_FORMS[name].has_statistics]


def fit(name: str, x: Any, **options: Any) -> Any:
    return getattr(lk, name).fit(x, **KNOWN.get(name, {}), **options)


def suffstats(name: str, x: Any, **options: Any) -> Any:
    return getattr(lk, name).suffstats(x, **KNOWN.get(name, {}), **options)


def from_statistics(name: str, statistics: Any) -> Any:
    known = {n: v for n, v in KNOWN.get(name, {}).items() if n != "classes"}
    return getattr(lk, name).fit(statistics, **known)


def assert_alike(one: Any, other: Any, rtol: float = 1e-13) -> None:
    """The sums are compensated, and parameters a few operations from them: some ulp, and a root or exp."""
    assert one.parameters.keys() == other.parameters.keys()
    for n, value in one.parameters.items():
        np.testing.assert_allclose(value, other.parameters[n], rtol=rtol, atol=1e-13, err_msg=n)


def test_every_closed_form_is_tested_and_no_other_family_has_one() -> None:
    assert set(DATA) | set(SUMS) == set(CLOSED_FORMS)
    for name in likelier.__all__:
        family = getattr(likelier, name)
        if isinstance(family, likelier.Family):
            assert hasattr(family, "fit") == (name in DATA), name
            assert hasattr(family, "suffstats") == (name in {*WITH_STATISTICS, *SUMS}), name


@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("weighted", [False, True])
def test_sums_tell_the_likelihood(name: str, weighted: bool) -> None:
    """Of any parameters, whatever else the data are; parts add up, masks and axes are as of fits."""
    x, log_likelihood, grid = SUMS[name]
    family = getattr(lk, name)
    weights = RNG.uniform(0.0, 2.0, N) if weighted else np.ones(N)
    kept = RNG.random(N) < 0.7
    spoiled = np.where(kept.reshape(N, *(1,) * (x.ndim - 1)), x, np.nan)
    parts = [
        family.suffstats(a, weights=w, where=k)
        for a, w, k in zip(*(np.split(b, 6) for b in (spoiled, weights, kept)), strict=True)
    ]
    statistics = pickle.loads(pickle.dumps(functools.reduce(operator.add, parts)))
    means = statistics.result("mean")
    assert means.shape == ((3,) if name == "dirichlet" else (2,))
    for parameters in grid:
        expected = -family.nll(spoiled, **parameters, weights=weights, where=kept)
        np.testing.assert_allclose(log_likelihood(means, **parameters), expected, rtol=1e-12)
    rows = family.suffstats(x.reshape(4, N // 4, *x.shape[1:]), axis=1).result("mean")
    for i in range(4):
        alone = family.suffstats(np.split(x, 4)[i]).result("mean")
        np.testing.assert_allclose(rows[i] if name == "dirichlet" else rows[:, i], alone, rtol=1e-14)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_step_from_the_fit_makes_the_likelihood_greater(name: str) -> None:
    x = DATA[name]
    weights = RNG.uniform(0.5, 2.0, N)
    family, density = getattr(lk, name), fit(name, x, weights=weights)
    best = family.nll(x, **density.parameters, weights=weights)
    assert np.isfinite(best)
    estimated = [n for n in density.parameters if n != "n"]
    worse = 0
    for n in estimated:
        value = np.asarray(density.parameters[n], np.float64)
        for place in np.ndindex(value.shape):
            for step in (-1e-3, 1e-3):
                moved = value.copy()
                moved[place] += step * (abs(value[place]) + 0.1)
                if n == "cov":
                    moved = (moved + moved.T) / 2
                if n == "p" and moved.ndim:
                    moved /= moved.sum()  # where the probabilities add up
                there = family.nll(x, **density.parameters | {n: moved}, weights=weights)
                assert not there < best, (n, place, step)
                worse += bool(there > best)
    # A move of half a step in a flat likelihood would not show: one of a thousandth does in all of these.
    assert worse == 2 * sum(np.size(density.parameters[n]) for n in estimated)


@pytest.mark.parametrize("name", [n for n in FAMILIES if n not in {"uniform", "pareto", "laplace"}])
def test_the_gradient_is_zero_at_the_fit(name: str) -> None:
    x, density = DATA[name], fit(name, DATA[name])
    estimated = tuple(n for n in density.parameters if n != "n")
    _, gradients = getattr(lk, name).nll.value_and_grad(x, **density.parameters, wrt=estimated)
    for n in estimated:
        gradient = np.asarray(getattr(gradients, n))
        if n == "p" and gradient.ndim:
            gradient = gradient - gradient.mean()  # on the plane where the probabilities add up
        # Terms of order one per datum over the parameter's size.
        size = np.min(np.abs(np.linalg.eigvalsh(density.parameters[n]))) if n == "cov" else 1.0
        np.testing.assert_allclose(gradient, 0.0, atol=1e-12 / size, err_msg=n)


@pytest.mark.parametrize(
    ("name", "names", "options"),
    [
        ("norm", ("loc", "scale"), {}),
        ("laplace", ("loc", "scale"), {}),
        ("uniform", ("loc", "scale"), {}),
        ("expon", ("", "scale"), {"floc": 0}),
        ("halfnorm", ("", "scale"), {"floc": 0}),
        ("lognorm", ("s", "", "scale"), {"floc": 0}),
        ("pareto", ("b", "", "scale"), {"floc": 0}),
    ],
)
def test_scipy(name: str, names: tuple[str, ...], options: dict[str, Any]) -> None:
    expected = getattr(stats, name).fit(DATA[name], **options)
    mine = fit(name, DATA[name]).parameters
    assert set(mine) == set(names) - {""}
    for n, value in zip(names, expected, strict=True):
        if n:
            np.testing.assert_allclose(mine[n], value, rtol=1e-12, err_msg=n)


def test_scipy_of_vectors() -> None:
    mean, cov = stats.multivariate_normal.fit(DATA["multivariate_normal"])
    mine = fit("multivariate_normal", DATA["multivariate_normal"]).parameters
    np.testing.assert_allclose(mine["mean"], mean, rtol=1e-13)
    np.testing.assert_allclose(mine["cov"], cov, rtol=1e-11)


@pytest.mark.parametrize("name", FAMILIES)
def test_weights_are_repetitions_and_masks_absence(name: str) -> None:
    x, weights = DATA[name], RNG.integers(0, 4, N)
    repeated = fit(name, np.repeat(x, weights, axis=0))
    assert_alike(fit(name, x, weights=weights), repeated)
    kept = RNG.random(N) < 0.5
    spoiled = x.astype(np.float64)
    spoiled[~kept] = np.nan
    assert_alike(fit(name, spoiled, where=kept), fit(name, x[kept]))
    spoiled_weights = np.where(kept, weights, np.nan)
    assert_alike(
        fit(name, spoiled, weights=spoiled_weights, where=kept),
        fit(name, np.repeat(x[kept], weights[kept], axis=0)),
    )


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("weighted", [False, True])
def test_axes_left_are_fits_of_their_own(name: str, weighted: bool) -> None:
    x = DATA[name]
    batched = x.reshape((4, 20, 3, *x.shape[1:]))
    weights = RNG.integers(0, 3, (4, 20, 3)).astype(float) if weighted else np.ones((4, 20, 3))
    density = fit(name, batched, axis=(0, -1), **({"weights": weights} if weighted else {}))
    for i in range(20):
        alone = fit(name, batched[:, i], weights=weights[:, i])
        for n, value in alone.parameters.items():
            found = density.parameters[n] if n == "n" else density.parameters[n][i]
            np.testing.assert_allclose(found, value, rtol=1e-13, atol=1e-14, err_msg=n)


@pytest.mark.parametrize("name", WITH_STATISTICS)
@pytest.mark.parametrize("weighted", [False, True])
def test_statistics_of_parts_add_up(name: str, weighted: bool) -> None:
    x = DATA[name]
    weights = RNG.uniform(0.0, 2.0, N) if weighted else np.ones(N)
    parts = [
        pickle.loads(pickle.dumps(suffstats(name, a, **({"weights": w} if weighted else {}))))
        for a, w in zip(np.split(x, 6), np.split(weights, 6), strict=True)
    ]
    whole = functools.reduce(operator.add, parts)
    assert isinstance(whole, likelier.Partial)
    assert_alike(from_statistics(name, whole), fit(name, x, weights=weights), rtol=1e-12)


@pytest.mark.parametrize("name", WITH_STATISTICS)
def test_statistics_of_axes(name: str) -> None:
    x = DATA[name].reshape((12, 20, *DATA[name].shape[1:]))
    assert_alike(from_statistics(name, suffstats(name, x, axis=0)), fit(name, x, axis=0))


def exact_moments(x: Array, weights: Array) -> tuple[float, float]:
    """Mean and standard deviation in rational numbers."""
    w = [Fraction(float(a)) for a in weights]
    values = [Fraction(float(a)) for a in x]
    total = sum(w)
    mean = sum((a * b for a, b in zip(w, values, strict=True)), Fraction(0)) / total
    variance = sum((a * (b - mean) ** 2 for a, b in zip(w, values, strict=True)), Fraction(0)) / total
    return float(mean), float(variance) ** 0.5


@pytest.mark.parametrize("offset", [0.0, 1.7e9, -1e14])
@pytest.mark.parametrize("weighted", [False, True])
def test_digits_survive_a_far_mean(offset: float, weighted: bool) -> None:
    x = offset + RNG.normal(0.0, 3.0, 999)
    weights = RNG.uniform(0.1, 1.0, 999) if weighted else np.ones(999)
    options = {"weights": weights} if weighted else {}
    mean, scale = exact_moments(x, weights)
    direct = lk.norm.fit(x, **options)
    # Half an ulp of the mean, and of deviations from it.
    np.testing.assert_allclose(direct.parameters["loc"], mean, rtol=4e-16, atol=3e-16)
    np.testing.assert_allclose(direct.parameters["scale"], scale, rtol=1e-14)
    parts = [lk.norm.suffstats(x[i::3], **({"weights": weights[i::3]} if weighted else {})) for i in range(3)]
    added = lk.norm.fit(functools.reduce(operator.add, parts)).parameters
    np.testing.assert_allclose(added["loc"], mean, rtol=4e-16, atol=3e-16)
    # What twice the digits of a double leave of (mean / scale)^2.
    np.testing.assert_allclose(added["scale"], scale, rtol=1e-14 + 2.0**-98 * (offset / 3.0) ** 2)


def test_data_that_differ_by_their_last_bits() -> None:
    """Where the mean is as large as the rounding of the data allows it to be beside their deviation."""
    for seed in range(50):
        rng = np.random.default_rng(seed)
        x = 2.0**53 + 2.0 * rng.integers(0, [2, 3, 9][seed % 3], 7 + seed)
        x[0], x[1] = 2.0**53, 2.0**53 + 2.0
        weights = rng.uniform(0.1, 1.0, x.size) if seed % 2 else np.ones(x.size)
        mean, scale = exact_moments(x, weights)
        parameters = lk.norm.fit(x, weights=weights).parameters
        assert parameters["loc"] == mean
        np.testing.assert_allclose(parameters["scale"], scale, rtol=1e-14)


def test_columns_of_unlike_size_keep_their_digits_in_parts() -> None:
    x = RNG.normal(0.0, 3.0, (500, 3)) * [1e-30, 1.0, 1e20] + [1e-22, 1e8, -1e28]
    parts = [lk.multivariate_normal.suffstats(part) for part in np.split(x, 5)]
    cov = lk.multivariate_normal.fit(functools.reduce(operator.add, parts)).parameters["cov"]
    for i in range(3):
        _, scale = exact_moments(x[:, i], np.ones(500))
        np.testing.assert_allclose(cov[i, i], scale**2, rtol=1e-12)
    np.testing.assert_allclose(cov, lk.multivariate_normal.fit(x).parameters["cov"], rtol=1e-10)


def test_extreme_magnitudes() -> None:
    for unit in (1e-300, 1e300):
        x = unit * NORMAL / 10
        assert lk.norm.fit(x).parameters["scale"] == pytest.approx(unit * NORMAL.std() / 10, rel=1e-13, abs=0.0)
        x = unit * POSITIVE / 100
        expected = unit * np.sqrt(np.mean(POSITIVE**2)) / 100
        assert lk.halfnorm.fit(x).parameters["scale"] == pytest.approx(expected, rel=1e-13, abs=0.0)
    vectors = DATA["multivariate_normal"]
    small = lk.multivariate_normal.fit(vectors * [1e-120, 1.0, 1e120]).parameters["cov"]
    np.testing.assert_allclose(small[0, 2], lk.multivariate_normal.fit(vectors).parameters["cov"][0, 2], rtol=1e-12)


@pytest.mark.parametrize("name", FAMILIES)
def test_types(name: str) -> None:
    x = DATA[name]
    single = x.astype(np.float32)
    batch = np.stack([single, single], axis=1)
    for n, value in fit(name, batch, axis=0).parameters.items():
        assert n == "n" or value.dtype == np.float32
    numbers = fit(name, single).parameters
    for n, value in numbers.items():
        assert n == "n" or isinstance(value, float) or value.dtype == np.float32, n
    # float32 data lie in the support of their own fit.
    assert np.all(np.isfinite(np.asarray(getattr(lk, name).nll(single, **numbers, reduction="none"))))
    assert fit(name, x.tolist()).parameters.keys() == numbers.keys()


def test_the_uniform_fit_holds_its_data() -> None:
    for seed in range(200):
        rng = np.random.default_rng(seed)
        x = rng.normal(size=5) * 10.0 ** rng.integers(-5, 6, 5)
        for data in (x, x.astype(np.float32)):
            assert np.isfinite(lk.uniform.fit(data).nll(data)), (seed, data.dtype)


def test_borders() -> None:
    assert lk.bernoulli.fit([0, 0]).parameters == {"p": 0.0}
    assert lk.poisson.fit([0, 0]).parameters == {"mu": 0.0}
    assert lk.geom.fit([1, 1]).parameters == {"p": 1.0}
    assert lk.binom.fit([2, 3], n=[2, 3]).parameters["p"] == 1.0
    assert lk.laplace.fit([0.0, 1.0, 10.0], weights=[1.0, 1.0, 2.0]).parameters["loc"] == 5.5
    assert lk.categorical.fit([1], classes=3).parameters["p"].tolist() == [0.0, 1.0, 0.0]
    assert lk.norm.fit(np.zeros((0, 3)), axis=1).parameters["loc"].shape == (0,)


BAD: dict[str, tuple[Callable[[], Any], type[Exception], str]] = {
    "nothing": (lambda: lk.norm.fit([]), ValueError, "x must have data that count, of a positive weight; got none"),
    "nothing in a row": (
        lambda: lk.norm.fit([[1.0, 2.0], [3.0, 4.0]], where=[[True, True], [False, False]], axis=1),
        ValueError,
        "got none at index 1",
    ),
    "all equal": (lambda: lk.norm.fit([0.1] * 3), ValueError, "x must not be all equal, .* got scale = 0.0"),
    "all zero": (lambda: lk.expon.fit([0, 0]), ValueError, "x must not be all 0, .* got scale = 0.0"),
    "pareto of one value": (lambda: lk.pareto.fit([2.0, 2.0]), ValueError, "must not be all equal, .* got b = inf"),
    "negative": (lambda: lk.expon.fit([1, -1.0]), ValueError, "non-negative and finite; got -1.0 at index 1"),
    "nan": (lambda: lk.norm.fit([1, np.nan]), ValueError, "x must be finite; got nan at index 1"),
    "fraction": (lambda: lk.poisson.fit([1.5]), ValueError, "k must be a non-negative integer; got 1.5"),
    "no trial": (lambda: lk.geom.fit([0]), ValueError, "k must be a positive integer; got 0"),
    "no part of one": (lambda: lk.beta.suffstats([0.5, 1.0]), ValueError, "x must be between 0 and 1, .*; got 1.0"),
    "not positive": (lambda: lk.gamma.suffstats([0.0]), ValueError, "x must be positive and finite; got 0.0"),
    "not binary": (lambda: lk.bernoulli.fit([2]), ValueError, "k must be 0 or 1; got 2"),
    "more than n": (lambda: lk.binom.fit([3], 2), ValueError, "k must be at most n; got 3.0 at index 0"),
    "no success": (lambda: lk.nbinom.fit([3], 0.0), ValueError, "n must be positive"),
    "no n": (
        lambda: lk.binom.fit([3]),
        TypeError,
        "missing the argument 'n', which is known and not estimated; got 'k'",
    ),
    "not the sum": (
        lambda: lk.multinomial.fit([[1, 2]], n=4),
        ValueError,
        "n must be the sum of the counts of its event, 3.0; got 4.0",
    ),
    "few classes": (lambda: lk.categorical.fit([3], classes=2), ValueError, "more than the greatest class, 3; got 2"),
    "singular": (lambda: lk.multivariate_normal.fit([[1, 2.0], [3, 4]]), ValueError, "singular in float64"),
    "none": (lambda: lk.norm.fit(None), TypeError, "x must be an array of real numbers .* got NoneType"),
    "no event": (lambda: lk.multivariate_normal.fit(1.0), ValueError, "at least one axis, that of the event"),
    "negative weight": (
        lambda: lk.norm.fit([1, 2], weights=[1, -3]),
        ValueError,
        "weights must be non-negative and finite; got -3.0 at index 1",
    ),
    "weights too many": (lambda: lk.norm.fit([1, 2], weights=[1, 2, 3]), ValueError, "weights must broadcast to"),
    "mask of numbers": (lambda: lk.norm.fit([1, 2], where=[1, 0]), TypeError, "where must be a boolean array"),
    "axis": (lambda: lk.norm.fit([1, 2], axis=1), ValueError, "axis must be in"),
    "unknown": (lambda: lk.norm.fit([1, 2], floc=1), TypeError, "unknown keyword argument; .* got 'floc'"),
    "statistics of another": (
        lambda: lk.norm.fit(lk.expon.suffstats([1.0, 2])),
        ValueError,
        r"what norm.suffstats returns; got a Partial of shape \(\)",
    ),
    "statistics and weights": (
        lambda: lk.norm.fit(lk.norm.suffstats([1.0, 2]), weights=1.0),
        TypeError,
        "weights must be None beside sufficient statistics; got float",
    ),
    "statistics where there are none": (lambda: lk.laplace.fit(lk.norm.suffstats([1.0, 2])), TypeError, "got Partial"),
}


@pytest.mark.parametrize("case", BAD)
def test_refusals(case: str) -> None:
    call, error, message = BAD[case]
    with pytest.raises(error, match=r"^\w+\.(fit|suffstats): .*" + message):
        call()


def test_fits_of_frozen_densities_are_refused() -> None:
    """A frozen density lacks a parameter, or has all of them: the message says what fits."""
    calls: tuple[tuple[Callable[[], Any], type[Exception], str], ...] = (
        (
            lambda: lk.binom(5),
            TypeError,
            r"^binom: missing the argument 'p' or 'logits'; got 'n'\. A frozen density has ",
        ),
        (lambda: lk.multinomial(5), TypeError, r"^multinomial: missing .*; multinomial\.fit\(x, n\) estimates them"),
        (
            lambda: lk.binom(5, 0.3).fit([1]),
            AttributeError,
            r"^a frozen binom has no fit: .*binom\.fit\(k, n\) estimates",
        ),
        (lambda: lk.norm().suffstats([1]), AttributeError, r"^a frozen norm has no suffstats: .*norm\.fit\(x\)"),
        (lk.gamma, TypeError, r"^gamma: missing the argument 'a'; got no parameter$"),
        (
            lambda: lk.norm().rvs(3, random_state=1),
            TypeError,
            r"^norm\.rvs: expected size, seed,.*; got 'random_state'",
        ),
        (lambda: lk.norm().rvs(3, loc=1), TypeError, r"^norm\.rvs: .*no parameters beside the frozen ones; got 'loc'"),
    )
    for call, error, message in calls:
        with pytest.raises(error, match=message):
            call()


def test_other_libraries_get_their_own_arrays() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor([[1.0, 3.0], [2.0, 6.0]])
    density = lk.norm.fit(x, axis=1)
    assert isinstance(density.parameters["loc"], torch.Tensor)
    assert density.parameters["loc"].tolist() == [2.0, 4.0]
    assert density.parameters["scale"].dtype == torch.float32


def test_functions_pickle() -> None:
    assert pickle.loads(pickle.dumps(likelier.norm.fit)) is likelier.norm.fit
