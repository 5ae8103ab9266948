"""Calls written for scipy.stats work here: the same names, argument orders, shapes and values.

``FAMILIES`` has a row for each family: the same calls are put to both libraries. ``WRONG`` lists calls that SciPy
answers wrongly, and we do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import scipy
import scipy.stats
from mpmath import mp

from likelier._vectors import VectorFamily
from tests.oracle import vectors
from tests.oracle.generate import evaluate
from tests.oracle.tables import BY_NAME
from tests.registry import lk, scipy_density
from tests.tolerances import ORDINARY, few_ulp


@dataclass(frozen=True)
class Family:
    """How a family is called.

    ``data`` and ``integers`` lie in the support where ``loc`` is 0 and ``scale`` 1, but for the last, which lies
    outside if anything does. ``shapes`` are the shape parameters.
    """

    name: str
    data: tuple[float, ...]
    integers: tuple[int, ...]
    shapes: tuple[tuple[str, float], ...] = ()
    location_scale: bool = True
    quantiles: bool = True  # whether SciPy's at 0 and 1 are ends of the support


LINE = (0.3, -1.7, 12.5, 0.0)
HALF_LINE = (0.3, 1.7, 12.5, -0.5)
FAMILIES = (
    Family("norm", LINE, (0, 3, -2)),
    Family("laplace", LINE, (0, 3, -2)),
    Family("logistic", LINE, (0, 3, -2)),
    Family("cauchy", LINE, (0, 3, -2)),
    Family("gumbel_r", LINE, (0, 3, -2)),
    Family("gumbel_l", LINE, (0, 3, -2)),
    Family("t", LINE, (0, 3, -2), (("df", 3.5),)),
    Family("uniform", (0.3, 0.0, 1.0, 1.5), (0, 1, 2)),
    Family("expon", HALF_LINE, (0, 3, -2)),
    Family("halfnorm", HALF_LINE, (0, 3, -2)),
    Family("halfcauchy", HALF_LINE, (0, 3, -2)),
    Family("gamma", HALF_LINE, (1, 3, -2), (("a", 2.5),)),
    Family("chi2", HALF_LINE, (1, 3, -2), (("df", 3.5),)),
    Family("invgamma", HALF_LINE, (1, 3, -2), (("a", 2.5),)),
    Family("beta", (0.3, 0.05, 0.9, 1.5), (0, 1, 2), (("a", 2.5), ("b", 1.5))),
    Family("weibull_min", HALF_LINE, (1, 3, -2), (("c", 1.5),)),
    Family("lognorm", HALF_LINE, (1, 3, -2), (("s", 0.7),)),
    Family("truncnorm", (0.3, -0.7, 0.0, 2.5), (0, 1, 3), (("a", -1.5), ("b", 2.0))),
    # within the turn around loc: beyond it SciPy's distribution function leaves the unit interval
    Family("vonmises", (0.3, -1.7, 2.5, 0.0), (0, 3, -2), (("kappa", 2.5),), quantiles=False),
    Family("pareto", (1.3, 1.7, 12.5, 0.5), (1, 3, -2), (("b", 2.5),)),
    Family("poisson", (0.0, 3.0, 11.0, -1.0), (0, 3, -2), (("mu", 2.5),), location_scale=False),
    Family("bernoulli", (0.0, 1.0, 1.0, 2.0), (0, 1, -2), (("p", 0.3),), location_scale=False),
    Family("binom", (0.0, 3.0, 5.0, 11.0), (0, 3, -2), (("n", 8), ("p", 0.3)), location_scale=False),
    Family("nbinom", (0.0, 3.0, 11.0, -1.0), (0, 3, -2), (("n", 2.5), ("p", 0.3)), location_scale=False),
    Family("geom", (1.0, 3.0, 11.0, 0.0), (1, 3, -2), (("p", 0.3),), location_scale=False),
)

# What families have of SciPy's methods: functions of data, of probabilities, and of nothing but the parameters.
OF_DATA = ("pdf", "pmf", "logpdf", "logpmf", "cdf", "sf", "logcdf", "logsf")
OF_PROBABILITIES = ("ppf", "isf")
PROBABILITIES = (0.3, 0.05, 0.999, 0.0)


def calls(family: Family) -> Iterator[tuple[str, str, tuple[Any, ...], dict[str, Any]]]:
    """Method, where the parameters go (``call`` or ``frozen``), arguments and keywords."""
    shapes = tuple(value for _, value in family.shapes)
    named = dict(family.shapes)
    x = np.array(family.data)
    parameters: list[tuple[tuple[Any, ...], dict[str, Any]]] = [(shapes, {}), ((), named)]
    if family.location_scale:
        parameters += [
            ((*shapes, 0.5), {}),
            ((*shapes, 0.5, 2.0), {}),
            ((*shapes,), {"scale": 2.0}),
            ((*shapes,), {"scale": 3, "loc": -1}),
            ((), named | {"scale": np.array([0.5, 2.0, 3.0, 4.0]), "loc": 0.5}),
            ((*shapes, np.zeros(4), np.array([[1.0], [3.0]])), {}),
        ]
    thing = getattr(lk, family.name)
    has = (*thing._methods, thing._probability)
    variable = "x" if "logpdf" in has else "k"
    for method in filter(has.__contains__, OF_DATA):
        yield from with_data(method, variable, x, family.integers, parameters, family.shapes)
    for method in filter(has.__contains__, OF_PROBABILITIES if family.quantiles else ()):
        yield from with_data(method, "q", np.array(PROBABILITIES), (0, 1, 1), parameters, family.shapes)
    if "entropy" in has:
        for arguments, keywords in parameters:
            yield "entropy", "call", arguments, keywords
            yield "entropy", "frozen", (None, *arguments), keywords


def with_data(
    method: str,
    variable: str,
    x: np.ndarray[Any, Any],
    integers: tuple[int, ...],
    parameters: list[tuple[tuple[Any, ...], dict[str, Any]]],
    named: tuple[tuple[str, float], ...],
) -> Iterator[tuple[str, str, tuple[Any, ...], dict[str, Any]]]:
    """Calls of one method with data of several kinds."""
    shapes = tuple(value for _, value in named)
    for arguments, keywords in parameters:
        yield method, "call", (x, *arguments), keywords
        if not arguments and {name for name, _ in named} <= set(keywords):
            yield method, "call", (), keywords | {variable: x}
        yield method, "frozen", (x, *arguments), keywords
    yield method, "call", (float(x[0]), *shapes), {}
    yield method, "call", (list(integers), *shapes), {}
    yield method, "call", (np.array(integers, np.int16), *shapes), {}
    yield method, "frozen", (integers[1], *shapes), {}
    yield method, "call", (x[:0], *shapes), {}
    # parameters of one shape, data of another
    yield method, "call", (x[:, None], *(np.array([value, value / 2]) for value in shapes)), {}
    yield method, "call", (x.reshape(2, 1, 2), *(np.array([[value], [value / 2]]) for value in shapes)), {}


def put(library: Any, name: str, call: tuple[str, str, tuple[Any, ...], dict[str, Any]]) -> Any:
    """Make a call on one library's family."""
    method, form, arguments, keywords = call
    distribution = getattr(library, name)
    if form == "frozen":
        data, *parameters = arguments
        frozen = getattr(distribution(*parameters, **keywords), method)
        return frozen() if data is None else frozen(data)
    return getattr(distribution, method)(*arguments, **keywords)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: f.name)
def test_calls_give_what_scipy_gives(family: Family) -> None:
    made = 0
    for call in calls(family):
        with np.errstate(all="ignore"):
            theirs = put(scipy.stats, family.name, call)
        ours = put(lk, family.name, call)
        np.testing.assert_allclose(ours, theirs, rtol=ORDINARY, atol=ORDINARY, err_msg=f"{family.name}: {call}")
        assert np.shape(ours) == np.shape(theirs)
        assert np.result_type(ours) == np.result_type(theirs) == np.float64
        made += 1
    assert made > 10


def test_every_family_has_a_row() -> None:
    families = {name for name in lk.__all__ if isinstance(getattr(lk, name), lk.Family)}
    vectors_ = {name for name in families if isinstance(getattr(lk, name), VectorFamily)}
    assert {family.name for family in FAMILIES} == {n for n in families - vectors_ if hasattr(scipy.stats, n)}
    assert {name for name, *_ in VECTOR_CALLS} == {name for name in vectors_ if hasattr(scipy.stats, name)}


def test_discretized_logistic_is_a_difference_of_scipys_distribution_functions() -> None:
    k = np.array([0.0, 3.0, 11.0, 254.0, 255.0])
    theirs = scipy_density(BY_NAME["discretized_logistic"])
    for parameters in ((), (120.5, 30.0), (3.0, 2.0, 0, 255), (np.array([[2.0], [9.0]]), 4.0, 0.0, 255.0)):
        ours = lk.discretized_logistic.logpmf(k, *parameters)
        np.testing.assert_allclose(ours, theirs(k, *parameters), rtol=ORDINARY)
        np.testing.assert_array_equal(lk.discretized_logistic(*parameters).logpmf(k), ours)


DATA, MEAN = np.random.default_rng(51).normal(size=(2, 7, 3)), np.array([0.5, -1.0, 0.25])
COV = np.array([[2.0, 0.5, -0.25], [0.5, 1.0, 0.125], [-0.25, 0.125, 3.0]])
VECTOR_CALLS: tuple[tuple[str, str, tuple[Any, ...], dict[str, Any]], ...] = (
    ("multivariate_normal", "logpdf", (DATA, MEAN, COV), {}),
    ("multivariate_normal", "logpdf", (DATA[0, 0], MEAN, COV), {}),
    ("multivariate_normal", "logpdf", (DATA, MEAN, [1.0, 2.0, 3.0]), {}),
    ("multivariate_normal", "logpdf", (DATA, MEAN, 2.0), {}),
    ("multivariate_normal", "logpdf", (DATA, MEAN), {}),
    ("multivariate_normal", "logpdf", (DATA,), {"cov": COV, "mean": MEAN}),
    ("multivariate_t", "logpdf", (DATA, MEAN, COV, 3.5), {}),
    ("multivariate_t", "logpdf", (DATA[0, 0], MEAN, COV), {"df": 2}),
    ("multivariate_t", "logpdf", (DATA, MEAN, [1.0, 2.0, 3.0]), {}),
    ("multivariate_t", "logpdf", (DATA,), {"loc": MEAN, "shape": COV, "df": np.inf}),
    ("dirichlet", "logpdf", (np.array([0.2, 0.3, 0.5]), np.array([0.5, 2.0, 1.0])), {}),
    ("dirichlet", "logpdf", ([0.2, 0.3, 0.5],), {"alpha": [20.0, 30.0, 40.0]}),
    ("multinomial", "logpmf", ([1, 2, 3], 6, [0.2, 0.3, 0.5]), {}),
    ("multinomial", "logpmf", ([[1, 2, 3], [6, 0, 0], [1, 1, 1]],), {"n": 6, "p": [0.2, 0.3, 0.5]}),
    ("multinomial", "logpmf", ([1, 2, 3], [6, 7], [[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]]), {}),
)


@pytest.mark.parametrize("itself", [False, True], ids=["log", "itself"])
@pytest.mark.parametrize("call", VECTOR_CALLS, ids=lambda call: f"{call[0]}-{len(call[2])}-{'-'.join(call[3])}")
def test_calls_of_densities_of_vectors_give_what_scipy_gives(
    call: tuple[str, str, tuple[Any, ...], dict[str, Any]],
    itself: bool,
) -> None:
    name, method, arguments, keywords = call
    if itself:
        method = method.removeprefix("log")
        if keywords.get("df") == np.inf:
            pytest.skip("SciPy 1.17's multivariate_t.pdf fails where df is infinite")
    ours = put(lk, name, (method, "call", arguments, keywords))
    theirs = put(scipy.stats, name, (method, "call", arguments, keywords))
    np.testing.assert_allclose(ours, theirs, rtol=ORDINARY)
    assert np.shape(ours) == np.shape(theirs)
    np.testing.assert_array_equal(put(lk, name, (method, "frozen", arguments, keywords)), ours)


# SciPy 1.17 is off by more than 1e-3 in the value, in float64.
WRONG: tuple[tuple[str, tuple[float, ...]], ...] = (
    # the difference or the square overflows
    ("norm", (1.7e308, -1.7e308, 1e308)),
    ("logistic", (1.7e308, -1.7e308, 1e308)),
    ("gumbel_r", (-1e308, 1.7e308, 1e308)),
    ("gumbel_l", (1e308, -1.7e308, 1e308)),
    ("expon", (1.7e308, -1e308, 1e307)),
    ("halfnorm", (1e308, -1.7e308, 1e308)),
    ("halfcauchy", (1.8e154, 0.0, 1.0)),
    ("halfcauchy", (1e300, 0.0, 3e38)),
    ("cauchy", (1e300, 0.0, 1e-30)),
    ("t", (1e200, 2.0, 0.0, 1.0)),
    ("weibull_min", (1e200, 0.6, 0.0, 1e-200)),
    # the logarithm is taken of a density that is 0
    ("laplace", (1e4, 0.0, 1.0)),
    ("laplace", (1e8 + 1e7, 1e8, 1e-3)),
    ("pareto", (1.7, 1e8, 0.0, 1.0)),
    ("pareto", (3e38, 40.0, 0.0, 1.0)),
    ("lognorm", (1e-30, 2.5, 0.0, 1e300)),
    ("lognorm", (3e38, 2.5, 0.0, 1e-320)),
    # large terms cancel
    ("gamma", (1e15, 1e15, 0.0, 1.0)),
    ("gamma", (1e30, 1e30, 0.0, 1.0)),
    ("beta", (0.5, 1e15, 1e15, 0.0, 1.0)),
    ("chi2", (2e15, 2e15, 0.0, 1.0)),
    ("invgamma", (1e-15, 1e15, 0.0, 1.0)),
    ("truncnorm", (0.0, 0.0, 1e-30, 0.0, 1.0)),
    ("vonmises", (6.2831855, 1e30, 0.0, 1.0)),
    ("binom", (1e17, 4e17, 0.25)),
    ("nbinom", (10.0, 1e18, 1.0 - 1e-16)),
    ("poisson", (1e18, 1e18)),
    ("poisson", (2.0**53, 2.0**53)),
)


@pytest.mark.parametrize(("name", "arguments"), WRONG, ids=str)
def test_right_where_scipy_is_wrong(name: str, arguments: tuple[float, ...]) -> None:
    density = BY_NAME[name]
    truth, _ = evaluate(density, "", arguments)
    with mp.workdps(30):
        ours = getattr(getattr(lk, name), density.method)(*arguments)
        assert abs(mp.mpf(float(ours)) - truth.value) <= 2 * few_ulp(float) * abs(truth.value)
        with np.errstate(all="ignore"):
            theirs = float(getattr(getattr(scipy.stats, name), density.method)(*arguments))
        if abs(mp.mpf(theirs) - truth.value) <= 1e-3 * abs(truth.value):
            pytest.skip(f"SciPy {scipy.__version__} is right here")


def test_right_where_scipys_densities_of_vectors_are_wrong() -> None:
    """SciPy 1.17 loses all digits to lgamma's, or underflows."""
    alpha = np.full(3, 1e15)
    x = np.full(3, 1 / 3)
    truth = float(vectors.dirichlet(x, alpha).value)
    assert lk.dirichlet.logpdf(x, alpha) == pytest.approx(truth, rel=1e-12)
    assert abs(scipy.stats.dirichlet.logpdf(x, alpha) / truth - 1) > 1e-3
    counts, p = np.full(2, 10**15), np.array([0.5, 0.5])
    truth = float(vectors.multinomial(counts, 2 * 10**15, p).value)
    assert lk.multinomial.logpmf(counts, 2 * 10**15, p) == pytest.approx(truth, rel=1e-12)
    assert abs(scipy.stats.multinomial.logpmf(counts, 2 * 10**15, p) / truth - 1) > 1e-3
    cov = 1e-320 * np.eye(2)
    assert np.isfinite(lk.multivariate_normal.logpdf([1e-160, 0.0], 0.0, scale_tril=np.sqrt(cov)))
