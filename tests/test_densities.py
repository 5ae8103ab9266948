"""Log-densities and their gradients against the oracle tables, at the borders, and where the parameters are invalid."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from mpmath import mp

from tests.oracle import tables
from tests.oracle.densities import DENSITIES, Border, Density
from tests.registry import DENSITY_OPERATIONS, ELEMENTWISE, Operation, density_operation, lk, scipy_density
from tests.tolerances import ORDINARY, QUADRATURE, ULPS, Reference, check

DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
OPERATIONS = pytest.mark.parametrize("operation", DENSITY_OPERATIONS, ids=str)


def table_of(operation: Operation, dtype: str) -> tuple[tables.Table, int]:
    density = tables.BY_NAME[operation.family]
    return tables.load(operation.family)[dtype, operation.form], ULPS[density.accuracy]


@OPERATIONS
@DTYPES
def test_value(operation: Operation, dtype: str, isa: str) -> None:
    table, k = table_of(operation, dtype)
    value = operation(*table.arguments.values())
    check(value, table.value, k, inputs=table.arguments, context=f"{operation} {dtype} {isa}")


@OPERATIONS
@DTYPES
def test_value_and_gradients(operation: Operation, dtype: str, isa: str) -> None:
    table, k = table_of(operation, dtype)
    value, gradients = operation.value_and_grad(*table.arguments.values())
    assert gradients._fields == operation.arguments
    failures = []
    pairs = [("value", value, table.value)]
    pairs += [(f"d/d{n}", getattr(gradients, n), table.gradients[n]) for n in operation.arguments]
    for what, actual, reference in pairs:
        try:
            check(actual, reference, k, inputs=table.arguments, context=f"{operation} {what} {dtype} {isa}")
        except AssertionError as error:
            failures.append(str(error))
    assert not failures, "\n".join(failures)


@OPERATIONS
@DTYPES
def test_scalar_parameters(operation: Operation, dtype: str, isa: str) -> None:
    """Scalar parameters take another path than arrays: they are prepared once."""
    table, k = table_of(operation, dtype)
    data, *parameters = table.arguments.values()
    distinct = np.unique(np.stack(parameters), axis=1).T
    failures = []
    for chosen in distinct:
        rows = np.all(np.stack(parameters) == chosen[:, None], axis=0)
        scalars = [np.asarray(p, dtype) for p in chosen]
        value, gradients = operation.value_and_grad(data[rows], *scalars)
        inputs = dict(zip(operation.arguments, (data[rows], *scalars), strict=True))
        context = f"{operation} {dtype} {isa}"
        try:
            check(operation(data[rows], *scalars), table.value[rows], k, inputs=inputs, context=context)
            check(value, table.value[rows], k, inputs=inputs, context=context)
            x = operation.arguments[0]
            check(gradients[0], table.gradients[x][rows], k, inputs=inputs, context=f"{context} d/d{x}")
            for name, gradient in zip(operation.arguments[1:], gradients[1:], strict=True):
                reference = summed(table.gradients[name][rows])
                check(gradient, reference, k, inputs=inputs, context=f"{context} d/d{name}")
        except AssertionError as error:
            failures.append(str(error))
    assert not failures, "\n".join(failures)


def summed(reference: Reference) -> Reference:
    """The sum of a gradient over elements, whose scale is the sum of the scales."""
    high = reference.high.astype(np.longdouble) + reference.low
    total = high.sum()
    return Reference(
        np.asarray(total, np.float64),
        np.asarray(total - np.float64(total) if np.isfinite(np.float64(total)) else 0.0, np.float64),
        np.maximum(np.abs(reference.high), reference.scale).sum(),
        reference.conditioning.sum(),
    )


BORDERS = [(density, border) for density in DENSITIES for border in density.borders]


def form_of(density: Density, names: Any) -> str:
    return next((form for form in density.alternatives if set(form.split(",")) <= set(names)), "")


@pytest.mark.parametrize(("density", "border"), BORDERS, ids=lambda v: getattr(v, "name", None) or str(v.arguments))
@DTYPES
def test_borders(density: Density, border: Border, dtype: str, isa: str) -> None:
    operation = density_operation(density, form_of(density, border.arguments))
    arguments = [np.full(5, border.arguments[n], dtype) for n in operation.arguments]

    def exact(value: float) -> Reference:
        return Reference(np.full(5, value), np.zeros(5), np.zeros(5), np.zeros(5))

    k = ULPS[density.accuracy]
    check(operation(*arguments), exact(border.value), k, inputs=border.arguments, context=f"{operation} value")
    value, gradients = operation.value_and_grad(*arguments)
    check(value, exact(border.value), k, inputs=border.arguments, context=f"{operation} value with gradients")
    for name, gradient in border.gradients.items():
        check(getattr(gradients, name), exact(gradient), k, inputs=border.arguments, context=f"{operation} d/d{name}")
    # the neighbours of a border element are not touched by it
    mixed = [np.concatenate([a, b]) for a, b in zip(arguments, operation.sample((3,), dtype), strict=True)]
    assert np.isfinite(operation(*mixed)[5:]).all()
    assert all(np.isfinite(g[5:]).all() for g in operation.value_and_grad(*mixed)[1])


@DTYPES
def test_gamma_takes_an_overflowing_distance_for_infinite(dtype: str, isa: str) -> None:
    large = np.finfo(dtype).max * np.asarray(0.75, dtype)
    for a, scale in ((2.0, 1.0), (0.5, large), (20.0, large)):
        parameters = (np.asarray(a, dtype), -large, np.asarray(scale, dtype))
        overflowing, infinite = np.full(3, large), np.full(3, np.inf, dtype)
        value, gradients = lk.gamma.logpdf.value_and_grad(overflowing, *parameters)
        expected, expected_gradients = lk.gamma.logpdf.value_and_grad(infinite, *parameters)
        np.testing.assert_array_equal(expected, -np.inf)
        for actual, want in zip((value, *gradients), (expected, *expected_gradients), strict=True):
            np.testing.assert_array_equal(actual, want)
        np.testing.assert_array_equal(lk.gamma.logpdf(overflowing, *parameters), expected)


INVALID = [
    (operation, name, float(value))
    for operation in DENSITY_OPERATIONS
    for name in operation.arguments[1:]
    for value in tables.BY_NAME[operation.family].invalid.get(name, (np.nan,))
]


@pytest.mark.parametrize(("operation", "name", "invalid"), INVALID, ids=str)
@DTYPES
def test_invalid_parameters_give_nan(operation: Operation, name: str, invalid: float, dtype: str, isa: str) -> None:
    """In the value and in every gradient, wherever the data lie, and next to the invalid element nothing changes."""
    parameter = operation.arguments.index(name)
    data = np.array([1, 0, -1, 0.5, 20, 1e30, np.inf, -np.inf, np.nan], dtype)
    shape = (3, len(data))
    ordinary = operation.sample(shape, dtype)
    mixed = [np.broadcast_to(a[:, :1], shape).copy() for a in ordinary]
    mixed[0] = np.broadcast_to(data, shape).copy()
    ordinary = [a.copy() for a in mixed]
    mixed[parameter][1] = invalid
    value, gradients = operation.value_and_grad(*mixed)
    for actual in (operation(*mixed), value, *gradients):
        assert np.isnan(actual[1]).all()
    expected = operation.value_and_grad(*ordinary)
    for actual, want in zip((value, *gradients), (expected[0], *expected[1]), strict=True):
        np.testing.assert_array_equal(actual[::2], want[::2])

    # parameters that vary along one axis only are prepared once for what they serve
    for axis in (0, 1):
        along = [mixed[0].T if axis else mixed[0], *(a[:, 0] if axis else a[:, :1] for a in mixed[1:])]
        usual = [along[0], *(a[:, 0] if axis else a[:, :1] for a in ordinary[1:])]
        by_line = operation.value_and_grad(*along)
        unmoved = operation.value_and_grad(*usual)
        for actual, want in zip((by_line[0], by_line[1][0]), (unmoved[0], unmoved[1][0]), strict=True):
            lines, wanted = (actual.T, want.T) if axis else (actual, want)
            assert np.isnan(lines[1]).all()
            np.testing.assert_array_equal(lines[::2], wanted[::2])
        for actual, want in zip(by_line[1][1:], unmoved[1][1:], strict=True):
            assert np.isnan(actual.ravel()[1])
            np.testing.assert_array_equal(actual.ravel()[::2], want.ravel()[::2])
    scalar = operation.value_and_grad(data, *(a[1, 0] for a in mixed[1:]))
    for actual in (scalar[0], *scalar[1]):
        assert np.isnan(actual).all()

    # an absent element is absent, whatever its parameters are
    absent = np.ones(shape, bool)
    absent[1] = False
    for gradient in operation.value_and_grad(*mixed, where=absent)[1]:
        np.testing.assert_array_equal(gradient[1], 0)


@pytest.mark.parametrize("operation", ELEMENTWISE, ids=str)
@DTYPES
def test_gradients_of_nan_are_nan(operation: Operation, dtype: str, isa: str) -> None:
    """Over all combinations of special and ordinary arguments."""
    points = [0, -0.0, 1, -1, 0.3, -0.3, 2, 7.5, 20, -20, 1e30, -1e30, np.inf, -np.inf, np.nan]
    grid = np.meshgrid(*[np.array(points, dtype)] * len(operation.arguments))
    arguments = [a.ravel() for a in grid]
    value, gradients = operation.value_and_grad(*arguments)
    undefined = np.isnan(value)
    assert 0 < np.count_nonzero(undefined) < undefined.size
    np.testing.assert_array_equal(undefined, np.isnan(operation(*arguments)))
    for gradient in gradients:
        assert np.isnan(gradient[undefined]).all()


@OPERATIONS
@DTYPES
def test_nan_touches_its_own_element_only(operation: Operation, dtype: str, isa: str) -> None:
    ordinary = operation.sample((19,), dtype)
    expected, expected_gradients = operation.value_and_grad(*ordinary)
    for i in range(len(ordinary)):
        arguments = [a.copy() for a in ordinary]
        arguments[i][7] = np.nan
        value, gradients = operation.value_and_grad(*arguments)
        others = np.arange(19) != 7
        for actual, want in zip((value, *gradients), (expected, *expected_gradients), strict=True):
            np.testing.assert_array_equal(actual[others], want[others])
        assert np.isnan(value[7])
        assert all(np.isnan(g[7]) for g in gradients)
        assert np.isnan(operation(*arguments)[7])


# Parameters, and the support cut where the density has a kink or most of its mass.
WHOLE_LINE = (-np.inf, 0.3, np.inf)
HALF_LINE = (0.3, 2.0, np.inf)
SUPPORTS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    **dict.fromkeys(("norm", "laplace", "logistic", "cauchy", "gumbel_r", "gumbel_l"), ((0.3, 1.4), WHOLE_LINE)),
    **dict.fromkeys(("expon", "halfnorm", "halfcauchy"), ((0.3, 1.4), HALF_LINE)),
    "t": ((4.5, 0.3, 1.4), WHOLE_LINE),
    "gamma": ((2.7, 0.3, 1.4), HALF_LINE),
    "chi2": ((4.7, 0.3, 1.4), HALF_LINE),
    "invgamma": ((4.7, 0.3, 1.4), HALF_LINE),
    "beta": ((2.7, 3.1, 0.3, 1.4), (0.3, 0.9, 1.7)),
    "weibull_min": ((2.7, 0.3, 1.4), HALF_LINE),
    "lognorm": ((0.6, 0.3, 1.4), HALF_LINE),
    "pareto": ((2.7, 0.3, 1.4), (1.7, 4.0, np.inf)),
    "uniform": ((0.3, 1.4), (0.3, 1.7)),
    "vonmises": ((2.5, 0.3, 1.4), (0.3 - 1.4 * np.pi, 0.3, 0.3 + 1.4 * np.pi)),
    "truncnorm": ((-0.7, 1.2, 0.3, 1.4), (0.3 - 0.7 * 1.4, 0.3, 0.3 + 1.2 * 1.4)),
}


@pytest.mark.parametrize("density", [d for d in DENSITIES if not d.discrete], ids=lambda d: d.name)
def test_densities_integrate_to_one_and_scores_to_zero(density: Density) -> None:
    """E[d log p / d parameter] = 0 under p itself, unless the parameter moves an end of the support."""
    operation = density_operation(density)
    values, cuts = SUPPORTS[density.name]
    parameters = [np.asarray(p) for p in values]

    def integral(f: Any) -> float:
        pieces = itertools.pairwise(cuts)
        return float(sum(scipy.integrate.quad(f, a, b, epsabs=1e-12, epsrel=1e-12, limit=200)[0] for a, b in pieces))

    assert integral(lambda x: np.exp(operation(np.asarray(x), *parameters))) == pytest.approx(1, abs=QUADRATURE)
    fixed = {"loc", "scale"} if density.name in ("uniform", "pareto", "beta", "vonmises") else {"loc"}
    if density.name == "truncnorm":
        fixed = {"a", "b", "loc", "scale"}
    for parameter in operation.arguments[1:]:
        if cuts[0] != -np.inf and parameter in fixed:
            continue

        def score(x: float, parameter: str = parameter) -> Any:
            value, gradient = operation.value_and_grad(np.asarray(x), *parameters, wrt=parameter)
            return np.exp(value) * gradient if value > -np.inf else 0.0

        assert abs(integral(score)) < QUADRATURE


@pytest.mark.parametrize("p", [1e-2, 0.3, 1.0])
def test_geom_sums_to_one(p: float) -> None:
    operation = density_operation(tables.BY_NAME["geom"])
    value, gradient = operation.value_and_grad(np.arange(1.0, 4000.0), np.full(3999, p), wrt="p")
    assert np.exp(value).sum() == pytest.approx(1, abs=QUADRATURE)
    if p < 1:
        assert abs((np.exp(value) * gradient).sum()) < QUADRATURE


@pytest.mark.parametrize("mu", [1e-3, 0.7, 5.0, 80.0])
def test_poisson_sums_to_one(mu: float) -> None:
    operation = density_operation(tables.BY_NAME["poisson"])
    k = np.arange(400.0)
    value, gradient = operation.value_and_grad(k, np.full(400, mu), wrt="mu")
    assert np.exp(value).sum() == pytest.approx(1, abs=QUADRATURE)
    assert abs((np.exp(value) * gradient).sum()) < QUADRATURE


@pytest.mark.parametrize("p", [0.0, 1e-9, 0.3, 1.0])
def test_bernoulli_sums_to_one(p: float) -> None:
    operation = density_operation(tables.BY_NAME["bernoulli"])
    assert np.exp(operation(np.array([0.0, 1.0]), p)).sum() == pytest.approx(1, abs=QUADRATURE)


@pytest.mark.parametrize("density", DENSITIES, ids=lambda d: d.name)
def test_conventions_are_scipys(density: Density) -> None:
    """Same order of arguments, same defaults, same meaning: SciPy is right at ordinary points."""
    operation = density_operation(density)
    arguments = operation.sample((50,))
    theirs = scipy_density(density)
    required = [a for n, a in zip(operation.arguments, arguments, strict=True) if n not in density.defaults]
    for given in (arguments, required):
        np.testing.assert_allclose(operation.function(*given), theirs(*given), rtol=ORDINARY, atol=ORDINARY)
    named = dict(zip(operation.arguments[1:], arguments[1:], strict=True))
    np.testing.assert_allclose(
        operation.function(arguments[0], **named), theirs(*arguments), rtol=ORDINARY, atol=ORDINARY
    )


def test_known_hard_values() -> None:
    """Values that float32 textbook formulas lose, to the digits of the literature."""
    f: Any = np.float32
    cases = [
        (lk.poisson.logpmf(f([1e8]), f(1e8)), -10.1292789),
        (lk.t.logpdf(f([1]), f(1e8)), -1.41893854),
        (lk.norm.logpdf(f([1e-30]), f(0), f(1e-30)), 67.6586134),
    ]
    for actual, expected in cases:
        assert actual.dtype == np.float32
        assert abs(actual[0] - expected) <= 2 * np.spacing(f(abs(expected)))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_poisson_near_its_mode(dtype: Any, isa: str) -> None:
    """Where the terms of the textbook form cancel already at small counts."""
    k = np.repeat(np.arange(2, 13), 40).astype(dtype)
    mu = (k * np.random.default_rng(3).uniform(0.8, 1.25, k.size)).astype(dtype)
    exact = [(mp.mpf(float(a)), mp.mpf(float(m))) for a, m in zip(k, mu, strict=True)]
    with mp.workprec(200):
        truth = np.array([float(a * mp.log(m) - m - mp.loggamma(a + 1)) for a, m in exact])
    error = np.abs(lk.poisson.logpmf(k, mu).astype(float) - truth)
    # The target of elementary functions, which the deviance's is.
    assert (error <= 4 * np.finfo(dtype).eps * np.abs(truth)).all()


def test_poisson_where_count_over_mean_overflows(isa: str) -> None:
    cases: list[tuple[Any, float, float]] = [
        (np.float32, 1e18, -50),
        (np.float32, 1e30, -30),
        (np.float64, 1e250, -200),
    ]
    for dtype, k, log_mu in cases:
        count = np.array([k], dtype)
        value, gradients = lk.poisson.logpmf.value_and_grad(count, log_mu=np.array([log_mu], dtype))
        np.testing.assert_allclose(gradients.log_mu, count, rtol=float(4 * np.finfo(dtype).eps))
        # What Stirling's series adds to k log(mu / k) + k is beyond the digits.
        exact = float(count[0]) * (log_mu - np.log(float(count[0])) + 1)
        np.testing.assert_allclose(value, exact, rtol=float(8 * np.finfo(dtype).eps))


def test_certain_outcomes_have_no_sign(isa: str) -> None:
    for value in (lk.binom.logpmf(0.0, 0.0, 0.5), lk.binom.logpmf(0.0, 5.0, 0.0), lk.binom.logpmf(5.0, 5.0, 1.0)):
        assert value == 0.0
        assert not np.signbit(value), isa
