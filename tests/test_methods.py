"""Distribution functions, quantiles and entropies: against the oracle tables, at the ends, and against each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.stats
from mpmath import mp

from tests.oracle import jet, tables
from tests.oracle.extremes import CASES
from tests.oracle.generate import split
from tests.oracle.jet import Jet
from tests.oracle.methods import METHODS, SLOW
from tests.oracle.tables import BY_NAME
from tests.registry import density_operation, lk
from tests.tolerances import (
    DISPERSION_GRADIENT_ULPS,
    METHOD_GRADIENT_ULPS,
    ORDINARY,
    SAME,
    ULPS,
    UNDERFLOW,
    Reference,
    check,
    few_ulp,
)

DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
NAMES = [(family, method) for family, stated in METHODS.items() for method in stated]
# Ordinary shapes of families with tails.
SHAPES: dict[str, dict[str, float]] = {
    "weibull_min": {"c": 1.7},
    "pareto": {"b": 2.5},
    "lognorm": {"s": 0.8},
    "gamma": {"a": 2.3},
    "chi2": {"df": 5.0},
    "invgamma": {"a": 3.2},
    "beta": {"a": 2.3, "b": 0.7},
    "t": {"df": 4.5},
    "truncnorm": {"a": -0.7, "b": 2.1},
    "vonmises": {"kappa": 1.5},
    "geom": {"p": 0.3},
    "bernoulli": {"p": 0.4},
    "poisson": {"mu": 6.5},
    "binom": {"n": 20.0, "p": 0.3},
    "nbinom": {"n": 4.5, "p": 0.4},
    "discretized_logistic": {"loc": 3.3, "scale": 2.2},
}
PARAMETERS = {family: SHAPES.get(family, {}) for family, stated in METHODS.items() if "cdf" in stated}
DISCRETE = [family for family in PARAMETERS if BY_NAME[family].discrete]
CONTINUOUS = [family for family in PARAMETERS if family not in DISCRETE]
# Whose entropies test_vectors has.
VECTORS = ("multivariate_normal", "multivariate_t", "dirichlet", "multinomial", "categorical")
# Those that SciPy has.
KNOWN = [family for family in PARAMETERS if hasattr(scipy.stats, family)]


@pytest.mark.parametrize(("family", "method"), NAMES)
@DTYPES
def test_tables(family: str, method: str, dtype: str, isa: str) -> None:
    table = tables.load_methods(family)[dtype, method]
    function = getattr(getattr(lk, family), method)
    inputs = dict(table.arguments)
    k = ULPS["elementary"]
    context = f"{family}.{method} {dtype} {isa}"
    value, gradients = function.value_and_grad(*inputs.values())
    check(function(*inputs.values()), table.value, k, inputs=inputs, context=context)
    check(value, table.value, k, inputs=inputs, context=f"{context} with gradients")
    assert gradients._fields == tuple(inputs)
    # Gradients are those of the formula by the chain rule.
    ordinary = tables.ordinary(inputs)
    # Of what is slow to compute the tables have few points.
    assert ordinary.sum() >= (2 if family in SLOW else 5)
    # A density that underflows is rounded before it is multiplied by z, which is less than the depth of exp.
    underflow = UNDERFLOW[np.dtype(dtype).type]
    chosen = {name: a[ordinary] for name, a in inputs.items()}
    for name, gradient in zip(inputs, gradients, strict=True):
        reference = table.gradients[name][ordinary]
        check(
            gradient[ordinary],
            reference,
            METHOD_GRADIENT_ULPS,
            inputs=chosen,
            context=f"{context} d/d{name}",
            underflow=underflow,
        )


@pytest.mark.parametrize(("case", "method"), [(name, method) for name, case in CASES.items() for method in case.points])
@DTYPES
def test_extremes(case: str, method: str, dtype: str, isa: str) -> None:
    """Where steps would leave the range of numbers or cancel, derivatives and all."""
    table = tables.load_extremes(case)[dtype, method]
    inputs = dict(table.arguments)
    function = getattr(getattr(lk, case), method)
    value, gradients = function.value_and_grad(**inputs)
    context, k = f"{case}.{method} {dtype} {isa}", ULPS[BY_NAME[case].accuracy]
    check(function(**inputs), table.value, k, inputs=inputs, context=context)
    check(value, table.value, k, inputs=inputs, context=f"{context} with gradients")
    underflow = UNDERFLOW[np.dtype(dtype).type]
    for name, reference in table.gradients.items():
        # that by a scale is the quotient of that by its logarithm, and may be infinite where its reciprocal is
        judged = inputs["scale"] >= np.finfo(dtype).tiny if name == "scale" else slice(None)
        check(
            getattr(gradients, name)[judged],
            reference[judged],
            DISPERSION_GRADIENT_ULPS if name == "alpha" else METHOD_GRADIENT_ULPS,
            inputs={n: a[judged] for n, a in inputs.items()},
            context=f"{context} d/d{name}",
            underflow=underflow,
        )


@pytest.mark.parametrize("case", list(CASES))
@DTYPES
def test_an_element_does_not_see_its_neighbours(case: str, dtype: str, isa: str) -> None:
    """The same bits among its like as among others in a vector, which may go other ways."""
    for method in CASES[case].points:
        inputs = tables.load_extremes(case)[dtype, method].arguments
        function = getattr(getattr(lk, case), method)
        value, gradients = function.value_and_grad(**inputs)
        for i in range(0, len(value), 5):
            again, slopes = function.value_and_grad(**{name: np.repeat(a[i], 3) for name, a in inputs.items()})
            np.testing.assert_array_equal(again, value[i], err_msg=method)
            for name in inputs:
                np.testing.assert_array_equal(getattr(slopes, name), getattr(gradients, name)[i], err_msg=name)


@pytest.mark.parametrize(("k", "n", "logits"), [(30200, 60000, 1e-3), (1, 2, 0.0056), (147527, 317256, -0.1228)])
@pytest.mark.parametrize("method", ["cdf", "sf", "logcdf", "logsf"])
@DTYPES
def test_tails_by_logits_near_0(k: int, n: int, logits: float, method: str, dtype: str, isa: str) -> None:
    """Where p has fewer digits than its logit: the tails are those of the logit."""
    given = np.asarray(logits, dtype)
    with mp.workprec(400):
        x = jet.variables([mp.mpf(float(given))])[0]
        counts = (Jet.constant(count, 1) for count in (k, n))
        terms = METHODS["binom"][method](*counts, 1 / (1 + jet.exp(-x)))[0]
        exact = sum(terms[1:], terms[0])
        slope, curvature = exact.gradient[0], exact.hessian[0][0]

        def reference(value: Any, derivative: Any) -> Reference:
            rows = (*split(value), float(abs(value)), float(abs(derivative * x.value)))
            return Reference(*(np.asarray(row) for row in rows))

        expected, expected_slope = reference(exact.value, slope), reference(slope, curvature)
    value, gradient = getattr(lk.binom, method).value_and_grad(
        np.asarray(k, dtype), np.asarray(n, dtype), logits=given, wrt="logits"
    )
    inputs, context = {"logits": given}, f"binom.{method} {dtype} {isa}"
    check(value, expected, ULPS["saddle_point"], inputs=inputs, context=context)
    check(gradient, expected_slope, METHOD_GRADIENT_ULPS, inputs=inputs, context=f"{context} d/dlogits")


def _slope_by_df(z: float, df: float) -> Any:
    """The derivative by df of Student's tail beyond z: the integral of the density's."""
    n, half = mp.mpf(df), mp.mpf(0.5)
    own = mp.digamma((n + 1) / 2) / 2 - mp.digamma(n / 2) / 2 - half / n

    def slope(x: Any) -> Any:
        density = mp.exp(mp.loggamma((n + 1) / 2) - mp.loggamma(n / 2) - (n + 1) / 2 * mp.log1p(x * x / n))
        by_df = own - mp.log1p(x * x / n) / 2 + (n + 1) / 2 * x * x / (n * (n + x * x))
        return density * by_df / mp.sqrt(n * mp.pi)

    return mp.quad(slope, [z + mp.mpf(i) for i in range(0, 36, 3)])


def test_student_with_many_degrees_of_freedom(isa: str) -> None:
    """Next to the normal density: slopes by df, which are small, and tails and quantiles of any df."""
    del isa
    with mp.workdps(60):
        for df in (300.0, 5e3, 4e4, 1e8, 1e11, 1e15, 1e17, 1e20):
            for z in (0.25, 1.0, 1.3, 2.0, 4.0):
                exact = _slope_by_df(z, df)
                # nine ulp
                np.testing.assert_allclose(lk.t.sf.value_and_grad(z, df)[1].df, float(exact), rtol=2e-15)
                np.testing.assert_allclose(lk.t.cdf.value_and_grad(-z, df)[1].df, float(exact), rtol=2e-15)
    # of the normal quantile's two ulp, and these of the other
    for q in (1e-300, 1e-10, 0.3):
        for df in (1e30, 1e43, 1e100, 1e290, 1.5e308):
            np.testing.assert_allclose(lk.t.ppf(q, df), lk.norm.ppf(q), rtol=1e-15)
            np.testing.assert_allclose(lk.t.isf(q, df), lk.norm.isf(q), rtol=1e-15)
    # beyond the range of numbers, whose logarithm may be too
    np.testing.assert_array_equal(lk.t.sf([1e75, 1e160], 1e308), 0)
    np.testing.assert_array_equal(lk.t.logsf(1e160, 1e308), -np.inf)
    np.testing.assert_allclose(lk.t.logsf(1e75, 1.5e308), lk.norm.logsf(1e75), rtol=1e-15)
    for z in (-30.0, -5.0, 2.0):
        np.testing.assert_allclose(lk.t.cdf(z, 1.5e308), lk.norm.cdf(z), rtol=1e-15)
        np.testing.assert_allclose(lk.t.logcdf(z, 1e308), lk.norm.logcdf(z), rtol=1e-15)


def test_every_stated_method_is_tested() -> None:
    for name in lk.__all__:
        thing = getattr(lk, name)
        if isinstance(thing, lk.Family) and name not in VECTORS:
            stated = set(thing._methods) - {thing._method, "nll"}
            assert stated == set(METHODS.get(name, {})), name


@pytest.mark.parametrize("family", KNOWN)
@pytest.mark.parametrize("method", ["cdf", "sf", "logcdf", "logsf", "ppf", "isf", "entropy"])
def test_scipy_agrees_at_ordinary_points(family: str, method: str) -> None:
    ours, theirs = getattr(lk, family)(**PARAMETERS[family]), getattr(scipy.stats, family)(**PARAMETERS[family])
    if method not in METHODS[family]:
        pytest.skip("not stated")
    q = np.linspace(0.01, 0.99, 37)
    arguments = [] if method == "entropy" else [q] if method in ("ppf", "isf") else [theirs.ppf(q)]
    expected = getattr(theirs, method)(*arguments)
    np.testing.assert_allclose(getattr(ours, method)(*arguments), expected, rtol=ORDINARY, atol=ORDINARY)


@pytest.mark.parametrize("family", KNOWN)
@DTYPES
def test_ends(family: str, dtype: str, isa: str) -> None:
    density = getattr(lk, family)(**PARAMETERS[family])
    ends = np.array([-np.inf, np.inf], dtype)
    np.testing.assert_array_equal(density.cdf(ends), [0, 1])
    np.testing.assert_array_equal(density.sf(ends), [1, 0])
    np.testing.assert_array_equal(density.logcdf(ends), [-np.inf, 0])
    np.testing.assert_array_equal(density.logsf(ends), [0, -np.inf])
    # one turn, where SciPy has all of them
    support = (-np.pi, np.pi) if family == "vonmises" else getattr(scipy.stats, family)(**PARAMETERS[family]).support()
    q = np.array([0, 1, -0.1, 1.1, np.nan], dtype)
    low, high = (support[0] - (family in DISCRETE), support[1])  # SciPy's quantile of 0 lies below a discrete support
    np.testing.assert_array_equal(density.ppf(q), np.array([low, high, np.nan, np.nan, np.nan], dtype))
    np.testing.assert_array_equal(density.isf(q), np.array([high, low, np.nan, np.nan, np.nan], dtype))
    for method in ("cdf", "sf", "logcdf", "logsf"):
        assert np.isnan(getattr(density, method)(np.array([np.nan, 0.5], dtype))[0])


@pytest.mark.parametrize("family", CONTINUOUS)
def test_gradients_are_densities(family: str) -> None:
    """The derivatives of cdf and sf in x are the density and its negative; that of ppf in q is its reciprocal."""
    density = getattr(lk, family)(**PARAMETERS[family])
    q = np.linspace(0.03, 0.97, 29)
    x = density.ppf(q)
    p = np.exp(density.logpdf(x))
    for method, slope in (("cdf", p), ("sf", -p), ("logcdf", p / q), ("logsf", -p / (1 - q))):
        _, gradient = getattr(density, method).value_and_grad(x, wrt="x")
        np.testing.assert_allclose(gradient, slope, rtol=ORDINARY)
    for method, slope in (("ppf", 1 / p), ("isf", -1 / p)):
        _, gradient = getattr(density, method).value_and_grad(q if method == "ppf" else 1 - q, wrt="q")
        np.testing.assert_allclose(gradient, slope, rtol=ORDINARY)


@pytest.mark.parametrize("family", CONTINUOUS)
@pytest.mark.parametrize("method", ["cdf", "logcdf", "logsf", "ppf", "isf"])
def test_gradients_in_parameters_are_differences(family: str, method: str) -> None:
    function = getattr(getattr(lk, family), method)
    shapes = PARAMETERS[family]
    parameters = {**shapes, "loc": 0.25, "scale": 1.5}
    x = getattr(lk, family)(**parameters).ppf(np.array([0.2, 0.45, 0.8]))
    data = np.array([0.2, 0.45, 0.8]) if method in ("ppf", "isf") else x
    _, gradients = function.value_and_grad(data, *(np.full(3, p) for p in parameters.values()))
    for name, at in parameters.items():
        h = 1e-5

        def moved(step: float, name: str = name, at: float = at) -> Any:
            return function(data, **{**parameters, name: at + step})

        # the error of a central difference: h^2 times a third derivative of order 10, and eps / h
        np.testing.assert_allclose(
            getattr(gradients, name), (moved(h) - moved(-h)) / (2 * h), rtol=1e-7, atol=1e-8, err_msg=name
        )


@pytest.mark.parametrize("family", DISCRETE)
@DTYPES
def test_quantiles_of_counts(family: str, dtype: str, isa: str) -> None:
    """The least count whose distribution function reaches q, or whose survival function is not above it."""
    density = BY_NAME[family]
    operation = density_operation(density)
    rng = np.random.default_rng(5)
    parameters = operation.sample((400,), np.dtype(dtype).type, seed=5)[1:]
    function = getattr(lk, family)
    q = np.r_[rng.uniform(0.001, 0.999, 300), 10.0 ** rng.uniform(-30, 0, 50), 1 - 2.0 ** -rng.integers(1, 20, 50)]
    q = q.astype(dtype)
    k = function.ppf(q, *parameters)
    lowest = {"geom": 1.0, "discretized_logistic": -np.inf}.get(family, 0.0)
    assert (k == np.floor(k)).all()
    assert (k >= lowest).all()
    # By the smaller tail, as next to 1 a probability has few digits; 1 - q is exact there.
    large, rest = q > 0.5, 1 - q

    def reaches(k: Any) -> Any:
        return np.where(large, function.sf(k, *parameters) <= rest, function.cdf(k, *parameters) >= q)

    assert reaches(k).all()
    assert (~reaches(k - 1) | (k == lowest)).all()

    def is_above(k: Any) -> Any:
        return np.where(large, function.cdf(k, *parameters) >= rest, function.sf(k, *parameters) <= q)

    k = function.isf(q, *parameters)
    assert is_above(k).all()
    assert (~is_above(k - 1) | (k == lowest)).all()


def test_far_tails_keep_their_digits() -> None:
    """What exp and 1 - cdf would lose."""
    np.testing.assert_allclose(lk.norm.logcdf(-1e10), -5e19 - np.log(1e10) - np.log(2 * np.pi) / 2, rtol=1e-15)
    np.testing.assert_allclose(lk.norm.sf(30.0), 4.906713927148187e-198, rtol=1e-14)
    np.testing.assert_allclose(lk.cauchy.sf(1e300), 1 / (np.pi * 1e300), rtol=1e-15)
    np.testing.assert_allclose(lk.logistic.logsf(800.0), -800.0, rtol=1e-15)
    np.testing.assert_allclose(lk.gumbel_r.sf(50.0), np.exp(-50.0), rtol=1e-15)
    np.testing.assert_allclose(lk.norm.isf(1e-300), 37.0470964, rtol=1e-8)
    # two terms of the asymptotic series of Q(3, x), e^-x x^2 / 2 (1 + 2 / x + 2 / x^2), which ends
    x = 2000.0
    expected = -x + 2 * np.log(x) - np.log(2) + np.log1p(2 / x + 2 / x**2)
    np.testing.assert_allclose(lk.gamma.logsf(x, a=3.0), expected, rtol=1e-15)
    np.testing.assert_allclose(lk.poisson.logcdf(2, mu=x), expected, rtol=1e-15)
    # I_x(a, 1) = x^a
    np.testing.assert_allclose(lk.beta.logcdf(1e-200, a=5.0, b=1.0), 5 * np.log(1e-200), rtol=1e-15)
    np.testing.assert_allclose(lk.binom.logsf(99.0, n=100.0, p=1e-10), 100 * np.log(1e-10), rtol=1e-14)
    # one degree of freedom is Cauchy's
    np.testing.assert_allclose(lk.t.sf(1e200, df=1.0), 1 / (np.pi * 1e200), rtol=1e-13)
    np.testing.assert_allclose(lk.t.isf(1e-300, df=1.0), 1 / (np.pi * 1e-300), rtol=1e-12)


@DTYPES
def test_quantiles_of_what_is_narrower_than_an_ulp(dtype: str, isa: str) -> None:
    """Between 1e10 and 2e10 all of a normal density is within 1e-9 of the former, which the quantiles follow."""
    q, near = np.array([0.01, 0.3, 0.5, 0.7, 0.99], dtype), max(SAME, few_ulp(dtype))
    for upper in (2e10, np.inf):
        for method in (lk.truncnorm.ppf, lk.truncnorm.isf):
            ends = np.full_like(q, 1e10), np.full_like(q, upper)
            value, slopes = method.value_and_grad(q, *ends)
            np.testing.assert_array_equal(value, np.full_like(q, 1e10))
            np.testing.assert_allclose(slopes.a, 1, rtol=near)
            np.testing.assert_array_equal(slopes.b, 0)
            value, slopes = method.value_and_grad(q, -ends[1], -ends[0])
            np.testing.assert_array_equal(value, np.full_like(q, -1e10))
            np.testing.assert_allclose(slopes.b, 1, rtol=near)
            np.testing.assert_array_equal(slopes.a, 0)


def test_slopes_of_a_last_quantile(isa: str) -> None:
    """The last point does not follow the first, and not the end at infinity either."""
    value, slopes = lk.truncnorm.ppf.value_and_grad([0.0, 1.0], [5.0, 5.0], [np.inf, np.inf])
    assert value.tolist() == [5.0, np.inf]
    assert slopes.a.tolist() == [1.0, 0.0]
    assert slopes.b.tolist() == [0.0, 0.0]


def test_entropy_in_bits() -> None:
    np.testing.assert_allclose(lk.norm.entropy(scale=2.0, base=2) * np.log(2), lk.norm.entropy(scale=2.0), rtol=1e-15)
    np.testing.assert_array_equal(lk.bernoulli.entropy([0.0, 0.5, 1.0], base=2), [0.0, 1.0, 0.0])


def test_data_of_quantiles_are_validated() -> None:
    with pytest.raises(ValueError, match=r"norm\.ppf: q must be between 0 and 1; got 1\.5"):
        lk.norm.ppf([0.5, 1.5], validate=True)


@pytest.mark.parametrize("method", ["cdf", "ppf"])
def test_what_is_no_logarithm_has_no_base(method: str) -> None:
    with pytest.raises(TypeError, match="base"):
        getattr(lk.norm, method)([0.5], base=2)


@DTYPES
def test_slopes_where_a_probability_is_certain(dtype: str, isa: str) -> None:
    """The derivatives in p at p = 0 and p = 1, which those of its logarithm could not tell."""
    end = np.array([0, 1], dtype)

    def slopes(method: Any, *arguments: float) -> Any:
        gradients = method.value_and_grad(*(np.full(2, a, dtype) for a in arguments), end)[1]
        return gradients.p

    np.testing.assert_array_equal(slopes(lk.bernoulli.cdf, 0), [-1, -1])
    np.testing.assert_array_equal(slopes(lk.bernoulli.sf, 0), [1, 1])
    # sf(0) is 1 - (1 - p)^5, and sf(4) is p^5
    np.testing.assert_array_equal(slopes(lk.binom.sf, 0, 5), [5, 0])
    np.testing.assert_array_equal(slopes(lk.binom.sf, 4, 5), [0, 5])
    # cdf(0) is p^5, of which p = 0 is not valid
    np.testing.assert_array_equal(slopes(lk.nbinom.cdf, 0, 5)[1], 5)


def test_a_coin_that_is_certain(isa: str) -> None:
    np.testing.assert_array_equal(lk.bernoulli.ppf([0.0, 0.3, 1.0], [[0.0], [1.0]]), [[-1, 0, 0], [-1, 1, 1]])
    np.testing.assert_array_equal(lk.bernoulli.isf([1.0, 0.3, 0.0], [[0.0], [1.0]]), [[-1, 0, 0], [-1, 1, 1]])
    np.testing.assert_array_equal(lk.bernoulli.logcdf(0, [0.0, 1.0]), [0, -np.inf])
    np.testing.assert_array_equal(lk.bernoulli.logsf(0, [0.0, 1.0]), [-np.inf, 0])
    assert np.isnan(lk.bernoulli.cdf([-1.0, 0.0, 2.0], p=1.5)).all()
    assert np.isnan(lk.bernoulli.ppf(0.3, p=np.nan))


# Valid parameters over the whole range of numbers, and data everywhere.
SIZES = (1e-45, 1e-38, 1e-30, 1e-5, 1.0, 20.0, 90.0, 1e3, 1e5, 1e19, 1e30, 1e38, 3.4e38)
EVERYWHERE = (-np.inf, *(-x for x in SIZES), 0.0, *SIZES, np.inf)
SHAPED: dict[str, list[dict[str, float]]] = {
    "t": [{"df": df} for df in (1e-30, 0.5, 3.0, 1e10, np.inf)],
    "truncnorm": [
        {"a": a, "b": b}
        for a, b in ((-1.0, 1.0), (-np.inf, np.inf), (5.0, np.inf), (-np.inf, -1e20), (3.3e38, 3.4e38), (-1e30, 1e-30))
    ],
    "gumbel_r": [{}],
    "gumbel_l": [{}],
}


@pytest.mark.parametrize(
    ("family", "shapes"), [(family, s) for family, given in SHAPED.items() for s in given], ids=str
)
@pytest.mark.parametrize("scale_name", ["scale", "log_scale"])
@pytest.mark.parametrize("method", ["cdf", "sf", "logcdf", "logsf"])
@DTYPES
def test_slopes_of_valid_parameters_are_numbers(
    family: str, shapes: dict[str, float], scale_name: str, method: str, dtype: str, isa: str
) -> None:
    """They may be infinite where the function is steep, but have the sign that they must have."""
    scales = SIZES if scale_name == "scale" else (-1e5, -200.0, -100.0, -90.0, 0.0, 90.0, 200.0, 1e5)
    x, loc, scale = np.meshgrid(EVERYWHERE, (0.0, 1e-40, 1.0, -1e30, 3.4e38), scales)
    parameters: dict[str, Any] = {**shapes, "loc": loc.ravel(), scale_name: scale.ravel()}
    arguments = [np.asarray(a, dtype) for a in np.broadcast_arrays(x.ravel(), *parameters.values())]
    value, gradients = getattr(getattr(lk, family), method).value_and_grad(
        arguments[0], **dict(zip(parameters, arguments[1:], strict=True))
    )
    assert not np.isnan(value).any()
    for name, slope in zip(gradients._fields, gradients, strict=True):
        bad = np.isnan(slope)
        assert not bad.any(), (name, [a[bad][0] for a in arguments], value[bad][0])
    rising = 1 if method.endswith("cdf") else -1
    assert (gradients.x * rising >= 0).all()
    assert (gradients.loc * rising <= 0).all()


@pytest.mark.parametrize(("mu", "k"), [(3.0, 0), (3.0, 2), (3.0, 3), (40.0, 31), (0.25, 4), (1000.0, 1040)])
@DTYPES
def test_slopes_by_a_dispersion_of_zero(mu: float, k: int, dtype: str, isa: str) -> None:
    """The limit, by the Poisson distribution: alpha mu^2 / 2 is its variance's excess."""
    at = np.asarray([k], dtype)
    expected = mu * (mu - k) / 2 * np.exp(lk.poisson.logpmf(float(k), mu))
    tails = {"cdf": lk.poisson.cdf(float(k), mu), "sf": lk.poisson.sf(float(k), mu)}
    for side, sign in (("cdf", 1), ("sf", -1)):
        value, gradients = getattr(lk.nbinom, side).value_and_grad(
            at, mu=np.asarray([mu], dtype), alpha=np.zeros(1, dtype)
        )
        np.testing.assert_allclose(value, tails[side], rtol=ORDINARY if dtype == "float64" else few_ulp(dtype))
        tolerance = ORDINARY if dtype == "float64" else few_ulp(dtype)
        np.testing.assert_allclose(gradients.alpha, sign * expected, rtol=tolerance, atol=0)
        _, gradients = getattr(lk.nbinom, f"log{side}").value_and_grad(
            at, mu=np.asarray([mu], dtype), alpha=np.zeros(1, dtype)
        )
        np.testing.assert_allclose(gradients.alpha, sign * expected / tails[side], rtol=tolerance)
