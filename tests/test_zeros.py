"""Log-densities and entropies where terms of theirs cancel, judged at the size of the value itself.

The tables judge an error at the sum of absolute terms; here the scale is what is left of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

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
