"""Log-densities and entropies where terms of theirs cancel, judged at the size of the value itself.

The tables judge an error at the sum of absolute terms; here the scale is what is left of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mpmath import mp

from tests.oracle import generate, methods, tables
from tests.registry import lk
from tests.tolerances import ULPS, Reference, check

DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])

# Densities of about 1: the form, and x with the parameters.
NEAR_ONE: dict[str, list[tuple[Any, ...]]] = {
    "gamma": [
        ("", 1.059757, 7.8991, 0.0, 0.145531),
        ("", 0.9323421120643616, 7.178345203399658, 0.0, 0.13485515117645264),
        ("", 6.1420849e-15, 6.1420214e-15, 0.0, 1.0),
        ("", 0.5758976407625384, 7.255419985500636, 0.0, 0.08451635134345287),
        ("log_scale", 1.9534, 7.814, 0.0, -1.388),
        ("", 0.013742322102189064, 0.01917893812060356, 0.0, 848421.5625),
        ("", 0.007047936785966158, 0.015722844749689102, 0.0, 1.8047063680529256e20),
        ("log_scale", 0.007047936785966158, 0.015722844749689102, 0.0, 46.6421012878418),
    ],
    "invgamma": [
        ("", 0.194727, 0.4150127, 0.0, 0.032961637),
        ("", 3.092500992352143e-05, 3.146242306684144e-05, 0.0, 5.294047582538042e-07),
        ("", 0.010753191076219082, 0.012325400486588478, 0.0, 0.0012581803603097796),
        ("log_scale", 1.2641753528441768e-05, 1.156322377937613e-05, 0.0, -15.419849395751953),
        ("", 4556281.0, 2.0340704593747484e-29, 0.0, 5187705503744.0),  # the scale over the shape overflows in float32
    ],
    "chi2": [
        ("", 0.0045648240484297276, 0.012963768094778061, 0.0, 1.2574624368570915e21),
        ("", 0.005376019980758429, 0.014893069863319397, 0.0, 4.77195562647552e16),
        ("log_scale", 0.013827547430992126, 0.04717765003442764, 0.0, 18.226306915283203),
        ("", 0.8664597272872925, 15.685494422912598, 0.0, 0.07260889559984207),
        ("", 1.1415634726266153, 15.675450094635336, 0.0, 0.07620482047922497),
    ],
    "beta": [
        ("", 3.104364054706821e-07, 3.104963468558708e-07, 0.0016997040947899222, 0.0, 105633688.0),
        ("", 1.1183907133727189e-09, 1.1183913795065337e-09, 0.001983694499358535, 0.0, 1.11839069339648e16),
        ("", 3.229739739540882e-11, 1.6700356653132076e-09, 3.293432887518932e-11, 0.0, 13510.5625),
        ("", 2.117086728148365e-09, 2.11708695019297e-09, 4.03577995300293, 0.0, 2.1170866612076544e16),
        ("", 0.0036275500897318125, 0.004230894614011049, 0.11913102865219116, 0.0, 7056407040.0),
        ("", 9.525198407800417e-09, 0.141082301735878, 6.434571986346782e-09, 0.0, 2.3502382262563515e-08),
        ("", 0.0111162094399333, 0.11675502359867096, 2.1134212017059326, 0.0, 17135634.0),
        ("", 4.3464568055817665e-10, 4.3468240118471613e-10, 70135528.0, 0.0, 361.1114807128906),
        ("", 4.5813866589305974e-11, 4.581416496174384e-11, 5870.388671875, 0.0, 0.041186269372701645),
    ],
    "t": [
        ("", 1.5219323050473453e-23, 3.0438646100946906e-23, 0.0, 1.7754268248062585e-28),
        ("", 2.226821878002533e-15, 4.453643756005066e-15, 0.0, 5.941221652697908e-15),
        ("", -2.745323968156299e-07, 5.490734338309267e-07, 0.0, 2.5329988245069858e-16),
        ("", -0.0062164803966879845, 0.01976296864449978, 0.0, 5.735694037778405e-12),
        ("", -0.04257363826036453, 0.22219011187553406, 0.0, 0.002231412101536989),
    ],
    "vonmises": [
        ("", -0.03301670029759407, 9.239572795446362e-26, 0.0, 0.15729840099811554),
        ("", 0.205735774834517, 62.86171655103832, 0.0, 3.10885121351973),
    ],
}

# Entropies that are about 0, or whose slopes are differences of large numbers: x is not among the arguments.
ENTROPIES: dict[str, list[tuple[float, ...]]] = {
    "gamma": [(a, 0.0, 1.0) for a in (1e20, 1e22, 1e25, 3e30, 0.3, 1.0, 5.0)],
    "chi2": [(df, 0.0, 1.0) for df in (1e20, 1e22, 1e25, 3e30)],
    "invgamma": [(a, 0.0, 1.0) for a in (1e20, 1e22, 1e25, 3e30)],
    "vonmises": [(kappa, 0.0, 1.0) for kappa in (1e-17, 1e-8, 1e-6, 1e-3, 0.5, 11.9, 12.1, 1e3)],
    "beta": [(136.04, 36.01, 0.0, 7.9353)],
    "pareto": [(216.2594757080078, 0.0, 88.09559631347656)],
    "bernoulli": [(0.4999,), (0.499968,), (0.45954,), (0.5001,), (0.75,)],
}


def _references(jets: list[tuple[Any, tuple[float, ...]]]) -> list[Reference]:
    """The value and its derivatives at points, each with its own size for a scale."""
    columns = []
    for total, arguments in jets:
        outputs = [(total.value, total.gradient), *zip(total.gradient, total.hessian, strict=True)]
        columns.append(
            [
                (*generate.split(value), sum(abs(s) * abs(a) for s, a in zip(slopes, arguments, strict=True)))
                for value, slopes in outputs
            ]
        )
    result = []
    for rows in zip(*columns, strict=True):
        high, low, conditioning = (np.array(column, np.float64) for column in zip(*rows, strict=True))
        result.append(Reference(high, low, np.abs(high), conditioning))
    return result


def _rounded(point: tuple[float, ...], dtype: str) -> tuple[float, ...]:
    return tuple(float(np.dtype(dtype).type(a)) for a in point)


@pytest.mark.parametrize("family", NEAR_ONE)
@DTYPES
def test_density_near_one(family: str, dtype: str, isa: str) -> None:
    density = tables.BY_NAME[family]
    for form in dict.fromkeys(point[0] for point in NEAR_ONE[family]):
        points = [_rounded(point[1:], dtype) for point in NEAR_ONE[family] if point[0] == form]
        value, *slopes = _references([(generate.evaluate(density, form, p, 400)[0], p) for p in points])
        names = density.form_arguments(form)
        given = dict(zip(names, np.array(points, dtype).T, strict=True))
        logpdf = getattr(lk, family).logpdf
        with_gradient, gradients = logpdf.value_and_grad(**given)
        for got in (logpdf(**given), with_gradient):
            check(got, value, ULPS["saddle_point"], inputs=given, context=f"{family} {form} {dtype} {isa}")
        for name, slope in zip(names, slopes, strict=True):
            context = f"{family} {form} d/d{name} {dtype} {isa}"
            check(getattr(gradients, name), slope, ULPS["saddle_point"], inputs=given, context=context)


@pytest.mark.parametrize("family", ENTROPIES)
@DTYPES
def test_entropy(family: str, dtype: str, isa: str) -> None:
    names = tables.method_arguments(tables.BY_NAME[family], "entropy")
    points = [_rounded(point, dtype) for point in ENTROPIES[family]]
    formula = methods.METHODS[family]["entropy"]
    exact = [(generate.evaluate_terms(formula, p, p, 800)[0], p) for p in points]
    value, *slopes = _references(exact)
    given = dict(zip(names, np.array(points, dtype).T, strict=True))
    got, gradients = getattr(lk, family).entropy.value_and_grad(**given)
    check(got, value, ULPS["saddle_point"], inputs=given, context=f"{family} {dtype} {isa}")
    for name, reference in zip(names, slopes, strict=True):
        context = f"{family} d/d{name} {dtype} {isa}"
        check(getattr(gradients, name), reference, ULPS["saddle_point"], inputs=given, context=context)


@DTYPES
def test_beta_quantile_of_a_tiny_shape(dtype: str, isa: str) -> None:
    """The quantile underflows on either side of the median."""
    q = np.array([0.3, 0.5875, 0.5875, 0.99], dtype)
    a = np.array([1e-4, 1e-4, 1e-10, 1e-6], dtype)
    b = np.dtype(dtype).type(93.5)
    assert np.all(lk.beta.ppf(q, a, b) == 0)
    assert np.all(lk.beta.isf(q, b, a) == 1)
    assert np.all(lk.special.betaincinv(a, b, q) == 0)


def test_weibull_slopes_that_overflow(isa: str) -> None:
    """Either part of the slope by x overflows in float32, and their difference does not."""
    x, c = map(np.float32, (1.0744280172617523e-29, 14034032132096.0))
    gradients = lk.weibull_min.logpdf.value_and_grad(x, c, np.float32(0), x)[1]
    assert gradients.x == -1 / x


def test_beta_slopes_that_overflow(isa: str) -> None:
    """Either part of the slope by x overflows in float32, and their difference too."""
    x, a, b, log_scale = map(np.float32, (1.0227787e-25, 4.433252e24, 4.916612e22, -57.542057))
    gradients = lk.beta.logpdf.value_and_grad(x, a, b, np.float32(0), log_scale=log_scale)[1]
    assert gradients.x == -np.inf
    assert gradients.loc == np.inf


# The same of formulas that are elementary.
ELEMENTARY: dict[str, list[tuple[Any, ...]]] = {
    "logistic": [
        ("", 0.17187932133674622, 0.0, 0.21349717676639557),
        ("log_scale", -0.20297576487064362, 0.0023018941283226013, -1.6698198318481445),
        ("log_scale", -0.21435005962848663, 0.0, -1.741740107536316),
    ],
    "gumbel_r": [
        ("", -0.1910104602575302, 0.0, 0.22036828100681305),
        ("log_scale", -0.176333487033844, 0.0, -1.2197753190994263),
        ("log_scale", -0.19033633172512054, 0.0, -1.3481708765029907),
    ],
    "gumbel_l": [
        ("", 0.18857534229755402, 0.0, 0.2674905061721802),
        ("", 0.19178630411624908, 0.0, 0.22700707614421844),
        ("log_scale", 0.19093254208564758, 0.0, -1.3613263368606567),
    ],
    "halfnorm": [("log_scale", 0.026901839300990105, 0.0, -0.22636039555072784)],
    "lognorm": [
        ("", 0.011778599582612514, 20.852088928222656, 0.0, 1.4167723418057054e-11),
        ("", 4688567.5, 7.131561829964994e-08, 0.0, 4688567.5),
    ],
    "pareto": [
        ("", 0.028052618727087975, 0.06439677625894547, 0.0, 6.97910067515295e-08),
        ("", 4.049594735988649e-06, 4.049594735988649e-06, 0.0, 4.049514245707542e-06),
        ("", 6.583470479881726e-08, 6.583470479881726e-08, 0.0, 6.427740117942449e-08),
    ],
}


@pytest.mark.parametrize("family", ELEMENTARY)
@DTYPES
def test_elementary_density_near_one(family: str, dtype: str, isa: str) -> None:
    density = tables.BY_NAME[family]
    for form in dict.fromkeys(point[0] for point in ELEMENTARY[family]):
        points = [_rounded(point[1:], dtype) for point in ELEMENTARY[family] if point[0] == form]
        value, *_ = _references([(generate.evaluate(density, form, p, 400)[0], p) for p in points])
        given = dict(zip(density.form_arguments(form), np.array(points, dtype).T, strict=True))
        logpdf = getattr(lk, family).logpdf
        for got in (logpdf(**given), logpdf.value_and_grad(**given)[0]):
            check(got, value, ULPS["elementary"], inputs=given, context=f"{family} {form} {dtype} {isa}")


@DTYPES
def test_dispersion_slope_of_few_counts(dtype: str, isa: str) -> None:
    """Nearly as many as the mean, where the dispersion changes nothing; the parameters are not the count."""
    density = tables.BY_NAME["nbinom"]
    chosen = [(1.0, 0.02786, 0.0775), (1.0, 0.0504572302, 0.06318), (1.0, 1.7984975908, 1.7634e-05)]
    chosen += [(2.0, 0.5857865, 1e-6), (3.0, 1.0, 1e-6), (3.0, 1.27, 0.03)]
    points = [_rounded(point, dtype) for point in chosen]
    exact: list[tuple[Any, tuple[float, ...]]] = [
        (generate.evaluate(density, "mu,alpha", p, 400)[0], (0.0, *p[1:])) for p in points
    ]
    reference = _references(exact)[3]
    k, mu, alpha = np.array(points, dtype).T
    got = lk.nbinom.logpmf.value_and_grad(k, mu=mu, alpha=alpha, wrt="alpha")[1]
    inputs = {"k": k, "mu": mu, "alpha": alpha}
    check(got, reference, ULPS["saddle_point"], inputs=inputs, context=f"d/dalpha {dtype} {isa}")


def test_slope_of_a_tail_by_successes_of_a_logit(isa: str) -> None:
    """Next to its largest mass a tail moves by n as by no parameter else; true value by mpmath."""
    for tail, sign in ((lk.nbinom.cdf, 1.0), (lk.nbinom.sf, -1.0)):
        slope = tail.value_and_grad(8844.0, 3939.518081821686, logits=-0.8083277018861249, wrt="n")[1]
        assert slope == pytest.approx(sign * -0.005284644901325966, rel=2e-15, abs=0)


@DTYPES
def test_bernoulli_entropy_by_a_logit_near_0(dtype: str, isa: str) -> None:
    logits = np.array([1e-30, -1e-9, 3e-5, 0.02, -0.7, 1.3], dtype)
    slopes = lk.bernoulli.entropy.value_and_grad(logits=logits)[1].logits
    wide = logits.astype(np.float64)
    # p (1 - p) = 1 / (4 cosh(x / 2)^2).
    expected = -wide / (2 * np.cosh(wide / 2)) ** 2
    np.testing.assert_allclose(slopes, expected, rtol=4 * float(np.finfo(dtype).eps))


@DTYPES
def test_geometric_entropy_of_a_tiny_probability(dtype: str, isa: str) -> None:
    p = (10 ** np.random.default_rng(1).uniform(-30, -3, 3000)).astype(dtype)
    slopes = lk.geom.entropy.value_and_grad(p)[1].p
    wide = p.astype(np.longdouble)
    expected = (np.log1p(-wide) / wide / wide).astype(np.float64)
    np.testing.assert_allclose(slopes, expected, rtol=3 * float(np.finfo(dtype).eps))


def test_truncated_normal_entropy_in_a_tail(isa: str) -> None:
    """Slopes by the nearer end; true values by mpmath."""
    a, b = np.array([[3.235942951454607, 5.589690740484832], [3.478778086765052, 9.495020084905953]]).T
    slopes = lk.truncnorm.entropy.value_and_grad(a, b, wrt="a")[1]
    np.testing.assert_allclose(slopes, [-0.2372886896079511, -0.22620377827268044], rtol=2 * 2.0**-52)


def test_gumbel_slopes_that_do_not_overflow(isa: str) -> None:
    """The exponential of the quotient overflows in float32, and so does the value; the slope by x does not."""
    x, log_scale = np.float32(6323971586785280.0), np.float32(31.652820587158203)
    for logpdf, sign in ((lk.gumbel_r.logpdf, -1), (lk.gumbel_l.logpdf, 1)):
        value, gradients = logpdf.value_and_grad(sign * x, np.float32(0), log_scale=log_scale)
        assert value == -np.inf
        expected = -sign * 2.9642492668577626e35
        np.testing.assert_allclose([gradients.x, -gradients.loc], [expected, expected], rtol=1e-4)
        assert gradients.log_scale == np.inf


def test_low_rank_of_variables_in_different_units(isa: str) -> None:
    """Rows of the factor's triangularisation are large or small in each variable's own unit."""
    x = np.array(
        [0.045796776218411106, -2.9788926730990335, -7293153.17503629, -0.016696194298533397, -0.0032591011701682047]
    )
    root = np.zeros((5, 3))
    root[0, 2], root[1, 1], root[2, 1], root[4, 1] = -0.122, 2.9, 7100000.0, 0.005
    diagonal = np.array([1e-08, 1e-10, 1e4, 1e-2, 1e-4])

    def exact(x: Any, root: Any, diagonal: Any) -> Any:
        cov = mp.matrix(root) * mp.matrix(root).T + mp.diag(list(diagonal))
        d = mp.matrix(list(x))
        return -((d.T * mp.lu_solve(cov, d))[0] + mp.log(mp.det(cov)) + len(d) * mp.log(2 * mp.pi)) / 2

    with mp.workprec(400):
        given = [np.vectorize(mp.mpf, otypes=[object])(a) for a in (x, root, diagonal)]
        value = exact(*(a.tolist() for a in given))
        allowed = ULPS["saddle_point"] * mp.mpf(np.spacing(abs(float(value))))
        for argument in given:
            for i in np.ndindex(argument.shape):
                kept = argument[i]
                argument[i] = kept * (1 + mp.ldexp(1, -53))
                allowed += abs(exact(*(a.tolist() for a in given)) - value)
                argument[i] = kept
        got = lk.multivariate_normal.logpdf(x, cov_factor=root, diag=diagonal)
        assert abs(mp.mpf(float(got)) - value) <= allowed, (float(got), float(value), float(allowed))
