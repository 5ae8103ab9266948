"""Closed forms of KL between densities: digits, zeros, supports, parameters of every kind, gradients, refusals."""

from __future__ import annotations

import itertools
import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from numpy.typing import NDArray
from scipy import integrate

import likelier
from likelier._kl import PAIRS
from tests.differences import assert_gradient
from tests.oracle import closed_forms
from tests.oracle.closed_forms import FORMS, Form
from tests.registry import lk
from tests.tolerances import QUADRATURE, ULPS, check, epsilon, few_ulp

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])
LOGARITHMS = ("logits", "log_mu", "log_scale")
ALL = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)


def densities(form: Form, arguments: list[Any]) -> tuple[Any, Any]:
    n = len(form.p_parameters)
    p = getattr(lk, form.p)(**dict(zip(form.p_parameters, arguments[:n], strict=True)))
    q = getattr(lk, form.q)(**dict(zip(form.q_parameters, arguments[n:], strict=True)))
    return p, q


def flat(gradients: Any) -> list[Any]:
    return [*gradients.p, *gradients.q]


# ---- against mpmath


@ALL
@DTYPES
def test_against_the_oracle(form: Form, dtype: str, isa: str) -> None:
    arguments, (value, *slopes) = closed_forms.load(form, dtype)
    p, q = densities(form, list(arguments))
    actual, gradients = lk.kl.value_and_grad(p, q)
    names = [f"p.{n}" for n in form.p_parameters] + [f"q.{n}" for n in form.q_parameters]
    inputs = dict(zip(names, arguments, strict=True))
    # float32 is computed in double and rounded once
    k = 1 if dtype == "float32" else ULPS["saddle_point"]
    context = f"{form.name} {dtype} {isa}"
    check(actual, value, k, inputs=inputs, context=context)
    np.testing.assert_array_equal(lk.kl(p, q), actual)
    assert gradients.p._fields == form.p_parameters
    assert gradients.q._fields == form.q_parameters
    for name, slope, g in zip(names, slopes, flat(gradients), strict=True):
        check(g, slope, k, inputs=inputs, context=f"{context} d/d{name}", underflow=1.0)


@ALL
def test_equal_densities_are_exactly_alike(form: Form, isa: str) -> None:
    if form.p != form.q or form.converted:
        pytest.skip("the families or what their parameters are told by differ")
    for dtype in ("float32", "float64"):
        arguments, _ = closed_forms.load(form, dtype)
        own = arguments[: len(form.p_parameters)]
        value, gradients = lk.kl.value_and_grad(*densities(form, [*own, *own]))
        np.testing.assert_array_equal(value, 0, err_msg=isa)
        if form.p in (
            "expon",
            "halfnorm",
            "uniform",
            "pareto",
            "truncnorm",
        ):  # the borders of supports have slopes of one side
            continue
        np.testing.assert_array_equal(np.array(flat(gradients)), 0, err_msg=isa)


@ALL
def test_none_is_negative(form: Form) -> None:
    rng = np.random.default_rng(71)
    n = 4000
    for dtype in (np.float32, np.float64):
        p = [_plausible(rng, form.p, name, n) for name in form.p_parameters]
        q = [_plausible(rng, form.q, name, n) for name in form.q_parameters]
        if form.p == "truncnorm":
            p[1] = p[0] + abs(p[1])
        if form.p == form.q:
            step = 10.0 ** rng.uniform(-17, 0, n)
            told = list(p)
            if form.converted:
                with np.errstate(divide="ignore"):
                    told = [*p[:-1], np.array([float(form.converted[0](mp.mpf(float(x)))) for x in p[-1]])]
            near = [x * (1 + step * rng.normal(size=n)) for x in told]
            within = [_valid(name, x) for name, x in zip(form.q_parameters, near, strict=True)]
            q = [np.where(np.all(within, axis=0), x, y) for x, y in zip(near, q, strict=True)]
            if form.p == "truncnorm":
                wider = rng.choice([-1, 0, 1], n) * step
                q[0], q[1] = q[0] - abs(wider), q[1] + abs(wider)
        elif form.p in closed_forms.STARTS or form.name == "weibull_min_expon":
            # of the same moments, where there are any
            if form.p in ("pareto", "invgamma"):
                p[0][::20] += 2.5
            if form.p == "uniform" and form.q in ("gamma", "pareto"):
                p[0][::20] = abs(p[0][::20])
            for i in range(0, n, 20):
                for x, like in zip(q, closed_forms.matched(form, [float(y[i]) for y in p]), strict=True):
                    x[i] = like * (1 + rng.choice([0.0, 1e-15, 1e-8]))
        with np.errstate(over="ignore", under="ignore"):
            arguments = [x.astype(dtype) for x in (*p, *q)]
        split = len(form.p_parameters)
        valid = _are_valid(form.p, dict(zip(form.p_parameters, arguments[:split], strict=True)))
        valid &= _are_valid(form.q, dict(zip(form.q_parameters, arguments[split:], strict=True)))
        assert valid.sum() > 0.7 * n
        assert (lk.kl(*densities(form, arguments))[valid] >= 0).all()


def _are_valid(family: str, parameters: dict[str, Array]) -> Array:
    checks = [np.isfinite(x) for x in parameters.values()]
    if family == "truncnorm":
        checks += [parameters["b"] - parameters["a"] > 0, parameters["scale"] > 0]
    else:
        checks += [_valid(name, x) for name, x in parameters.items()]
    return np.asarray(np.all(checks, axis=0))


def _valid(name: str, x: Array) -> Array:
    return np.asarray((x > 0) & (x < 1) if name == "p" else (x > 0) | (name in (*LOGARITHMS, "loc")))


def _plausible(rng: np.random.Generator, family: str, name: str, n: int) -> Array:
    if name == "p":
        return np.asarray(rng.uniform(1e-6, 1 - 1e-6, n) ** rng.choice([1, 4], n))
    if name in LOGARITHMS:
        return np.asarray(rng.normal(size=n) * 10.0 ** rng.uniform(-2, 1, n))
    if family == "truncnorm" and name in ("a", "b"):
        return np.asarray(rng.normal(size=n) * 10.0 ** rng.uniform(-3, 3, n))
    if name == "loc":
        return np.asarray(rng.normal(size=n) * 10.0 ** rng.uniform(-2, rng.choice([1, 30], n)))
    return np.asarray(10.0 ** (rng.choice([3, 30], n) * rng.uniform(-1, 1, n)))


def test_digits_where_shapes_nearly_agree() -> None:
    """Gamma(1e6) against Gamma(1e6 + 1) in float32."""
    a, b = np.array([1e6], np.float32), np.array([1e6 + 1], np.float32)
    assert lk.kl(lk.gamma(a), lk.gamma(b))[0] == np.float32(5.000000833333333e-07)


# ---- against integrals of the densities, for every pair there is


ARGUMENTS: dict[str, tuple[dict[str, float], dict[str, float]]] = {
    "norm": ({"loc": 0.3, "scale": 1.2}, {"loc": -0.4, "scale": 0.9}),
    "truncnorm": (
        {"a": -1.2, "b": 1.5, "loc": 0.3, "scale": 1.2},
        {"a": -2.5, "b": 3.0, "loc": -0.4, "scale": 0.9},
    ),
    "laplace": ({"loc": 0.3, "scale": 1.2}, {"loc": -0.4, "scale": 0.9}),
    "cauchy": ({"loc": 0.3, "scale": 1.2}, {"loc": -0.4, "scale": 0.9}),
    "logistic": ({"loc": 0.3}, {"loc": -0.4}),
    "gumbel_r": ({"loc": 0.3, "scale": 1.2}, {"loc": -0.4, "scale": 0.9}),
    "gumbel_l": ({"loc": 0.3, "scale": 1.2}, {"loc": -0.4, "scale": 0.9}),
    "uniform": ({"loc": 0.4, "scale": 0.5}, {"loc": 0.2, "scale": 0.9}),
    "expon": ({"scale": 1.2}, {"scale": 0.9}),
    "halfnorm": ({"loc": 0.4, "scale": 0.5}, {"loc": 0.2, "scale": 0.9}),
    "halfcauchy": ({"loc": 0.4, "scale": 0.5}, {"loc": 0.4, "scale": 0.9}),
    "lognorm": ({"s": 0.8, "scale": 1.2}, {"s": 0.6, "scale": 0.9}),
    "pareto": ({"b": 3.5, "scale": 1.2}, {"b": 2.5, "scale": 0.9}),
    "weibull_min": ({"c": 1.4, "scale": 1.2}, {"c": 2.2, "scale": 0.9}),
    "gamma": ({"a": 1.4, "scale": 1.2}, {"a": 2.2, "scale": 0.9}),
    "chi2": ({"df": 2.4}, {"df": 3.2, "scale": 0.7}),
    "invgamma": ({"a": 3.4, "scale": 1.2}, {"a": 2.2, "scale": 0.9}),
    "beta": ({"a": 1.4, "b": 2.5}, {"a": 2.2, "b": 1.3}),
    "vonmises": ({"kappa": 1.4, "loc": 0.3}, {"kappa": 2.2, "loc": -0.4}),
    "poisson": ({"mu": 1.4}, {"mu": 2.2}),
    "bernoulli": ({"p": 0.4}, {"p": 0.7}),
    "geom": ({"p": 0.4}, {"p": 0.7}),
}
# Where the support of p needs the other density to reach further, or where the interval is that of beta.
# And where locations may differ.
INSTEAD: dict[tuple[str, str], tuple[dict[str, float], dict[str, float]]] = {
    ("norm", "truncnorm"): ({"loc": 0.3, "scale": 1.2}, {"a": -inf, "b": inf, "loc": -0.4, "scale": 0.9}),
    ("uniform", "pareto"): ({"loc": 1.4, "scale": 0.5}, {"b": 2.5, "loc": 0.2, "scale": 0.9}),
    ("uniform", "gamma"): ({"loc": 0.4, "scale": 0.5}, {"a": 2.2, "loc": -0.3, "scale": 0.9}),
    ("uniform", "chi2"): ({"loc": 0.4, "scale": 0.5}, {"df": 3.2, "loc": -0.3, "scale": 0.7}),
    ("gamma", "expon"): ({"a": 1.4, "loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("chi2", "expon"): ({"df": 2.4, "loc": 0.5, "scale": 0.8}, {"loc": 0.2, "scale": 0.9}),
    ("weibull_min", "expon"): ({"c": 1.4, "loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("halfnorm", "expon"): ({"loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("lognorm", "expon"): ({"s": 0.4, "loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("invgamma", "expon"): ({"a": 9.5, "loc": 0.5, "scale": 11.2}, {"loc": 0.2, "scale": 0.9}),
    ("expon", "expon"): ({"loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("pareto", "expon"): ({"b": 3.5, "loc": -0.8, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("beta", "expon"): ({"a": 1.4, "b": 2.5, "loc": 0.5, "scale": 1.2}, {"loc": 0.2, "scale": 0.9}),
    ("beta", "gamma"): ({"a": 1.4, "b": 2.5, "scale": 1.2}, {"a": 2.2, "scale": 0.9}),
    **{
        (p, q): ({**own, "loc": -0.6}, {"loc": 0.2, "scale": 0.9})
        for q, starts in {"norm": ("beta", "gamma", "chi2", "pareto"), "gumbel_r": ("gamma", "chi2")}.items()
        for p, own in {
            "beta": {"a": 1.4, "b": 2.5, "scale": 1.2},
            "gamma": {"a": 1.4, "scale": 1.2},
            "chi2": {"df": 2.4, "scale": 0.8},
            "pareto": {"b": 3.5, "scale": 1.2},
        }.items()
        if p in starts
    },
}
SUPPORTS: dict[str, Any] = {
    "uniform": lambda d: (d.get("loc", 0.0), d.get("loc", 0.0) + d.get("scale", 1.0)),
    "truncnorm": lambda d: (d["loc"] + d["a"] * d["scale"], d["loc"] + d["b"] * d["scale"]),
    "beta": lambda d: (d.get("loc", 0.0), d.get("loc", 0.0) + d.get("scale", 1.0)),
    "vonmises": lambda _: (-math.pi, math.pi),
    "pareto": lambda d: (d.get("loc", 0.0) + d["scale"], inf),
    **dict.fromkeys(
        ("expon", "halfnorm", "halfcauchy", "lognorm", "weibull_min", "gamma", "chi2", "invgamma"),
        lambda d: (d.get("loc", 0.0), inf),
    ),
}


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_pair_against_its_integral(pair: tuple[str, str]) -> None:
    first, second = INSTEAD.get(pair, (ARGUMENTS[pair[0]][0], ARGUMENTS[pair[1]][1]))
    p, q = getattr(lk, pair[0])(**first), getattr(lk, pair[1])(**second)
    if p.family.name in ("poisson", "bernoulli", "geom"):
        k = np.arange(300) if p.family.name != "bernoulli" else np.arange(2)
        log_p = p.logpmf(k)
        with np.errstate(invalid="ignore"):
            terms = np.where(log_p == -inf, 0.0, np.exp(log_p) * (log_p - q.logpmf(k)))
        expected = terms.sum()
    else:
        low, high = SUPPORTS.get(p.family.name, lambda _: (-inf, inf))(first)

        def term(x: float) -> float:
            log_p = float(p.logpdf(x))
            return math.exp(log_p) * (log_p - float(q.logpdf(x))) if log_p > -700 else 0.0

        cuts = [low, *(c for c in (-0.4, 0.3, 1.5, 6.0) if low < c < high), high]
        expected = sum(
            integrate.quad(term, a, b, epsabs=1e-12, epsrel=1e-12, limit=400)[0] for a, b in itertools.pairwise(cuts)
        )
    assert lk.kl(p, q) == pytest.approx(expected, rel=QUADRATURE)


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_gradients_of_every_pair(pair: tuple[str, str]) -> None:
    first, second = INSTEAD.get(pair, (ARGUMENTS[pair[0]][0], ARGUMENTS[pair[1]][1]))
    rng = np.random.default_rng(72)
    names = [("p", n) for n in first] + [("q", n) for n in second]
    given = [np.asarray([v, v * 1.01]) for v in (*first.values(), *second.values())]
    cotangent = rng.normal(size=2)

    def both(arrays: list[Array]) -> tuple[Any, Any]:
        n = len(first)
        return (
            getattr(lk, pair[0])(**dict(zip(first, arrays[:n], strict=True))),
            getattr(lk, pair[1])(**dict(zip(second, arrays[n:], strict=True))),
        )

    if pair == ("halfcauchy", "halfcauchy"):  # of one location
        given[2] = given[0]
    _, gradients = lk.kl.value_and_grad(*both(given), cotangent=cotangent)
    for i, (side, name) in enumerate(names):
        own = getattr(gradients, side)
        if name not in own._fields:
            assert pair == ("halfcauchy", "halfcauchy")
            continue
        if not np.isfinite(given[i]).all():
            np.testing.assert_array_equal(getattr(own, name), 0)
            continue
        assert_gradient(
            lambda *a: float((cotangent * lk.kl(*both(list(a)))).sum()), given, i, getattr(own, name), context=f"{pair}"
        )


# ---- parameters of every kind


@pytest.mark.parametrize(
    ("family", "shape", "kind", "convert"),
    [
        ("norm", {}, "log_scale", np.log),
        ("norm", {}, "var", np.square),
        ("norm", {}, "precision", lambda s: s**-2.0),
        ("gamma", {"a": 2.0}, "rate", np.reciprocal),
        ("gamma", {"a": 2.0}, "log_scale", np.log),
        ("expon", {}, "rate", np.reciprocal),
        ("expon", {}, "log_rate", lambda s: -np.log(s)),
        ("weibull_min", {"c": 1.5}, "log_scale", np.log),
        ("lognorm", {"s": 1.5}, "log_scale", np.log),
        ("laplace", {}, "log_scale", np.log),
        ("cauchy", {}, "log_scale", np.log),
        ("gumbel_r", {}, "log_scale", np.log),
        ("gumbel_l", {}, "log_scale", np.log),
        ("halfnorm", {}, "log_scale", np.log),
        ("halfcauchy", {}, "log_scale", np.log),
        ("invgamma", {"a": 2.0}, "log_scale", np.log),
        ("gamma", {"a": 2.0}, "log_rate", lambda s: -np.log(s)),
        ("truncnorm", {"a": -inf, "b": inf}, "log_scale", np.log),
    ],
)
def test_alternative_scales(family: str, shape: dict[str, float], kind: str, convert: Any) -> None:
    f = getattr(lk, family)
    s, t = np.array([0.7, 2.5]), np.array([1.1, 2.0])
    for which in itertools.product([False, True], repeat=2):
        sides = [
            f(**shape, **({kind: convert(x)} if alternative else {"scale": x}))
            for x, alternative in zip((s, t), which, strict=True)
        ]
        plain = lk.kl(f(**shape, scale=s), f(**shape, scale=t))
        value, gradients = lk.kl.value_and_grad(*sides)
        np.testing.assert_allclose(value, plain, rtol=4 * few_ulp(float))
        for i, (side, alternative) in enumerate(zip("pq", which, strict=True)):
            name = kind if alternative else "scale"
            start = [convert(x) if other else x for x, other in zip((s, t), which, strict=True)]

            def total(x: Any, y: Any, which: Any = which) -> float:
                kinds = [kind if other else "scale" for other in which]
                return float(lk.kl(f(**shape, **{kinds[0]: x}), f(**shape, **{kinds[1]: y})).sum())

            assert_gradient(total, start, i, getattr(getattr(gradients, side), name), context=f"{family} {which}")


def test_two_rates_and_two_logits_are_not_converted() -> None:
    rate = np.array([3.0, 7.0])
    above = np.nextafter(rate, inf)
    value = lk.kl(lk.gamma(2.0, rate=rate), lk.gamma(2.0, rate=above))
    # a (x - 1 - log x) at x = 1 + h
    h = (above - rate) / rate
    np.testing.assert_allclose(value, h * h, rtol=few_ulp(float))
    x = np.array([-300.0, 40.0, 0.0])
    y = np.array([-290.0, 41.0, 1e-9])
    expected = [np.exp(-290.0) - np.exp(-300.0) * 11, np.exp(-40.0) * np.exp(-1.0), 1e-18 / 8]
    np.testing.assert_allclose(
        lk.kl(lk.bernoulli(logits=x), lk.bernoulli(logits=y)), expected, rtol=1e-9
    )  # the expectations leave out what is smaller by 1e-9
    np.testing.assert_allclose(
        lk.kl(lk.bernoulli(logits=0.4), lk.bernoulli(0.3)),
        lk.kl(lk.bernoulli(lk.special.expit(0.4)), lk.bernoulli(0.3)),
    )
    np.testing.assert_allclose(
        lk.kl(lk.geom(logits=0.4), lk.geom(0.3)), lk.kl(lk.geom(lk.special.expit(0.4)), lk.geom(0.3))
    )
    np.testing.assert_allclose(
        lk.kl(lk.poisson(log_mu=0.4), lk.poisson(2.0)), lk.kl(lk.poisson(np.exp(0.4)), lk.poisson(2.0))
    )


@pytest.mark.parametrize(
    ("family", "shape"),
    [
        *(
            (name, {})
            for name in (
                "norm",
                "laplace",
                "cauchy",
                "gumbel_r",
                "gumbel_l",
                "expon",
                "halfnorm",
                "halfcauchy",
                "uniform",
            )
        ),
        ("lognorm", {"s": 1.5}),
        ("pareto", {"b": 1.5}),
        ("gamma", {"a": 2.0}),
        ("chi2", {"df": 2.0}),
        ("invgamma", {"a": 2.0}),
        ("weibull_min", {"c": 1.5}),
    ],
)
def test_logarithms_of_scales_past_the_range_of_scales(family: str, shape: dict[str, float]) -> None:
    f = getattr(lk, family)
    names = ["log_scale", "log_rate"] if family in ("gamma", "expon") else ["log_scale"]
    gap = -1.0 if family == "pareto" else 1.0
    for name, sign in zip(names, (1, -1), strict=False):
        expected, slopes = lk.kl.value_and_grad(f(**shape, log_scale=0.0), f(**shape, log_scale=gap))
        assert expected > 0
        for at in (-2000.0, -800.0, 800.0, 2000.0):
            p, q = (f(**shape, **{name: sign * x}) for x in (at, at + gap))
            value, gradients = lk.kl.value_and_grad(p, q)
            np.testing.assert_allclose(value, expected, rtol=few_ulp(float))
            for side in "pq":
                slope = getattr(getattr(gradients, side), name)
                np.testing.assert_allclose(slope, sign * getattr(slopes, side).log_scale, rtol=few_ulp(float))
            assert lk.kl(p, p) == 0


@pytest.mark.parametrize(
    ("family", "shape", "bent"),
    [
        # what is left of KL + log(scale_p / scale_q) where p is far narrower
        ("norm", {}, -0.5),
        ("laplace", {}, -1.0),
        ("cauchy", {}, -math.log(4.0)),
        ("gumbel_r", {}, -np.euler_gamma),
        ("gumbel_l", {}, -np.euler_gamma),
        ("expon", {}, -1.0),
        ("halfnorm", {}, -0.5),
        ("halfcauchy", {}, -math.log(4.0)),
        ("uniform", {}, 0.0),
        ("gamma", {"a": 1.0}, -1.0),
        ("chi2", {"df": 2.0}, -1.0),
        ("weibull_min", {"c": 1.0}, -1.0),
    ],
)
@pytest.mark.parametrize("apart", [600.0, 699.0, 701.0, 800.0, 1400.0, 1500.0, 1e5])
def test_logarithms_of_scales_far_apart(family: str, shape: dict[str, float], bent: float, apart: float) -> None:
    f = getattr(lk, family)
    for at in (0.0, -apart, 3000.0):
        p, q = f(**shape, log_scale=at), f(**shape, log_scale=at + apart)
        value, gradients = lk.kl.value_and_grad(p, q)
        assert value == pytest.approx(apart + bent, rel=few_ulp(float))
        assert gradients.p.log_scale == pytest.approx(-1.0, rel=few_ulp(float))
        assert gradients.q.log_scale == pytest.approx(1.0, rel=few_ulp(float))
        # and the other way round
        value, gradients = lk.kl.value_and_grad(q, p)
        if "cauchy" in family:
            assert value == pytest.approx(apart + bent, rel=few_ulp(float))
        elif apart > 710:
            assert value == inf
            slopes = (gradients.p.log_scale, gradients.q.log_scale)
            assert slopes == ((0.0, 0.0) if family == "uniform" else (inf, -inf))


def _gamma_negative_entropy(a: float) -> float:
    return float(-(a + mp.loggamma(a) + (1 - a) * mp.digamma(a)))


def test_logarithms_of_scales_from_shapes_to_normal_densities() -> None:
    near = 8 * few_ulp(float)
    for f, own in ((lk.gamma, {"a": 2.5}), (lk.chi2, {"df": 5.0}), (lk.pareto, {"b": 3.5})):
        plain, slopes = lk.kl.value_and_grad(f(**own, scale=math.exp(-1)), lk.norm(0.0, 1.0))
        for at in (-2000.0, 0.0, 1500.0):
            p, q = f(**own, log_scale=at - 1), lk.norm(0.0, log_scale=at)
            value, gradients = lk.kl.value_and_grad(p, q)
            assert value == pytest.approx(plain, rel=near)
            assert gradients.p.log_scale == pytest.approx(slopes.p.scale * math.exp(-1), rel=near)
            assert gradients.q.log_scale == pytest.approx(slopes.q.scale, rel=near)
            shape = next(iter(own))
            assert getattr(gradients.p, shape) == pytest.approx(getattr(slopes.p, shape), rel=near)
        # so narrow that it is a point
        value, gradients = lk.kl.value_and_grad(f(**own, loc=1.0, log_scale=-1e4), lk.norm(0.25, log_scale=0.0))
        assert gradients.p.log_scale == pytest.approx(-1, rel=near)
        assert gradients.p.loc == pytest.approx(0.75, rel=near)
        # and a point before a wide density
        wider = lk.kl(f(**own, log_scale=-1e4), lk.norm(log_scale=1e4))
        assert wider - (value - 0.75**2 / 2) == pytest.approx(1e4, rel=near)
        assert lk.kl(f(**own, log_scale=1e4), lk.norm(log_scale=-1e4)) == inf
        # one of both alone
        for scales in (({"scale": 2.0}, {"log_scale": 800.0}), ({"log_scale": -800.0}, {"scale": 2.0})):
            value = lk.kl(f(**own, **scales[0]), lk.norm(**scales[1]))
            either = lk.kl(f(**own, log_scale=math.log(2.0)), lk.norm(log_scale=800.0))
            shift = 0.0 if "scale" in scales[0] else 2 * math.log(2.0)
            assert value == pytest.approx(either + shift, rel=near)
    value = lk.kl(lk.gamma(2.5, log_scale=-1000.0), lk.norm(log_scale=0.0))
    expected = 1000 + _gamma_negative_entropy(2.5) + 0.5 * math.log(2 * math.pi)
    assert value == pytest.approx(expected, rel=few_ulp(float))


@pytest.mark.parametrize(
    ("a", "b", "c", "t"),
    [
        (3e-25, 0.035, 1e-23, 0.9),
        (1e-4, 3.0, 2e-4, 0.7),
        (1e-4, 3000.0, 5e-4, 2.0),
        (1e-9, 0.2, 1e-9, 5.0),
        (1e-30, 1e5, 3e-30, 0.5),
        (20.0, 1e7, 50.0, 1.0),
        (0.3, 1e-3, 2.0, 1.0),
        (5.0, 1e-20, 2.0, 1.0),
    ],
)
def test_slopes_from_beta_by_b_of_a_small_a(a: float, b: float, c: float, t: float) -> None:
    """What the gamma functions of b and a + b have alike is no part of the slope."""
    _, gradients = lk.kl.value_and_grad(lk.beta(a, b), lk.gamma(c, scale=t))
    with mp.workprec(400):
        x, y, n = mp.mpf(a), mp.mpf(b), mp.mpf(a) + mp.mpf(b)
        of_mean = [(c - x) * mp.psi(1, n), -x / (n * n * t)]
        of_b = (y - 1) * (mp.psi(1, y) - mp.psi(1, n))
        slope, size = sum(of_mean) + of_b, abs(of_b) + sum(map(abs, of_mean))
    assert abs(gradients.p.b - float(slope)) <= 2 * few_ulp(float) * float(size)


def test_beta_beyond_the_range_of_products() -> None:
    """Never minus infinity: the mean times a sum of shapes is beyond all numbers, and the divergence is not."""
    for a, b, length, c, t in (
        (1e42, 2e73, 1e-98, 1e50, 2e88),
        (1e-50, 1e100, 1e-50, 1e100, 1e100),
        (0.01, 178.0, 1e-150, 6e239, 1.0),
    ):
        value = lk.kl(lk.beta(a, b, scale=length), lk.gamma(c, scale=t))
        with mp.workprec(2000):
            x, y = mp.mpf(a), mp.mpf(b)
            n, r = x + y, mp.mpf(t) / mp.mpf(length)
            own = (x - c) * (mp.psi(0, x) - mp.psi(0, n)) + (y - 1) * (mp.psi(0, y) - mp.psi(0, n))
            of_c = mp.loggamma(c) + c * mp.log(r) + x / (n * r)
            expected = own - (mp.loggamma(x) + mp.loggamma(y) - mp.loggamma(n)) + of_c
        assert value == pytest.approx(float(expected), rel=64 * epsilon(float))
    assert lk.kl(lk.beta(2.0, 3.0, scale=1e-300), lk.expon(scale=1e200)) > 0
    assert lk.kl(lk.beta(1e200, 3.0, scale=1e-100), lk.expon(scale=1e100)) > 0
    assert lk.kl(lk.beta(1.0, 1.0, -1e247, 3e-101), lk.norm(0.0, 1.0)) == inf
    for p, q in (
        (lk.uniform(0.0, 1e300), lk.gamma(1e300, 0.0, 1e-3)),
        (lk.uniform(0.0, 4e-273), lk.gamma(6e231, 0.0, 1e-52)),
        (lk.uniform(0.1, 1e300), lk.pareto(1e81, 0.0, 3e-264)),
    ):
        assert lk.kl(p, q) > 0


def test_logarithms_far_apart_beside_shapes_and_locations() -> None:
    # (scale_p / scale_q)^c has a range where the quotient has none
    for c in (0.01, 0.1):
        value = lk.kl(lk.weibull_min(c, log_scale=2000.0), lk.weibull_min(c, log_scale=0.0))
        assert value == pytest.approx(math.expm1(2000 * c) - 2000 * c, rel=2000 * c * few_ulp(float))
    value = lk.kl(lk.lognorm(2.0, log_scale=-4000.0), lk.lognorm(2.0, log_scale=1000.0))
    assert value == pytest.approx(0.5 * 2500.0**2, rel=few_ulp(float))
    assert lk.kl(lk.pareto(2.0, log_scale=5000.0), lk.pareto(2.0, log_scale=0.0)) == 10000
    value = lk.kl(lk.gamma(1e-200, log_scale=550.0), lk.gamma(1e-200, log_scale=-550.0))
    assert value == pytest.approx(math.exp(1100 + math.log(1e-200)), rel=1100 * few_ulp(float))
    value = lk.kl(lk.weibull_min(1.0, log_scale=-3000.0), lk.gamma(2.0, log_scale=0.0))
    assert value == pytest.approx(6000 - 1 + np.euler_gamma, rel=few_ulp(float))
    # a distance in units of the larger scale
    value, gradients = lk.kl.value_and_grad(lk.norm(1.5, log_scale=-2000.0), lk.norm(0.0, log_scale=0.0))
    assert value == pytest.approx(2000 - 0.5 + 1.125, rel=few_ulp(float))
    assert gradients.p.loc == pytest.approx(1.5, rel=few_ulp(float))
    assert lk.kl(lk.norm(1.5, log_scale=0.0), lk.norm(0.0, log_scale=-2000.0)) == inf
    value = lk.kl(lk.laplace(1.5, log_scale=-2000.0), lk.laplace(0.0, log_scale=0.0))
    assert value == pytest.approx(2000 - 1 + 1.5, rel=few_ulp(float))
    value, gradients = lk.kl.value_and_grad(lk.cauchy(1e10, log_scale=-2000.0), lk.cauchy(0.0, log_scale=-3000.0))
    assert value == pytest.approx(5000 + 20 * math.log(10.0) - math.log(4.0), rel=few_ulp(float))
    assert gradients.p.loc == pytest.approx(2e-10, rel=few_ulp(float))
    assert lk.kl(lk.expon(-1.0, log_scale=-2000.0), lk.expon(0.0, log_scale=0.0)) == inf


def test_logits_far_apart() -> None:
    # q's one success after e^-p trials
    value, gradients = lk.kl.value_and_grad(lk.geom(logits=-760.0), lk.geom(logits=-99.0))
    assert value == pytest.approx(math.exp(661.0), rel=760 * few_ulp(float))
    assert gradients.p.logits == -value
    assert gradients.q.logits == pytest.approx(value, rel=few_ulp(float))
    assert lk.kl(lk.geom(logits=-2000.0), lk.geom(logits=0.0)) == inf
    assert lk.kl(lk.geom(logits=0.0), lk.geom(logits=-2000.0)) == pytest.approx(2000 - 2 * math.log(2.0))
    _, gradients = lk.kl.value_and_grad(lk.geom(logits=-600.0), lk.geom(logits=900.0))
    assert gradients.p.logits == pytest.approx(-900 * math.exp(600.0), rel=600 * few_ulp(float))
    assert lk.kl(lk.bernoulli(logits=800.0), lk.bernoulli(logits=-800.0)) == 800
    _, gradients = lk.kl.value_and_grad(lk.poisson(log_mu=800.0), lk.poisson(log_mu=900.0))
    assert gradients == ((-inf,), (inf,))


# ---- one side alone by logarithms


def test_one_side_by_logarithms_past_the_range() -> None:
    kl = lk.kl
    soft = 40 - math.log(2.0)  # log(1 + e^40), but for e^-40, less log 2
    assert kl(lk.bernoulli(0.5), lk.bernoulli(logits=40.0)) == pytest.approx(20 - math.log(2.0), rel=few_ulp(float))
    assert kl(lk.bernoulli(logits=40.0), lk.bernoulli(0.5)) == pytest.approx(math.log(2.0), rel=few_ulp(float))
    assert kl(lk.geom(0.5), lk.geom(logits=40.0)) == pytest.approx(2 * (20 - math.log(2.0)), rel=few_ulp(float))
    assert kl(lk.geom(logits=-800.0), lk.geom(1.0)) == inf
    assert kl(lk.binom(7, 0.5), lk.binom(7, logits=40.0)) == pytest.approx(7 * (soft - 20), rel=few_ulp(float))
    assert kl(lk.nbinom(3.0, 0.5), lk.nbinom(3.0, logits=40.0)) == pytest.approx(6 * (soft - 20), rel=few_ulp(float))
    assert kl(lk.poisson(3.0), lk.poisson(log_mu=-800.0)) == pytest.approx(
        3 * (math.log(3.0) + 800 - 1), rel=few_ulp(float)
    )
    assert kl(lk.poisson(log_mu=-800.0), lk.poisson(3.0)) == 3
    assert kl(lk.bernoulli(0.5), lk.poisson(log_mu=-800.0)) == pytest.approx(400 - math.log(2.0), rel=few_ulp(float))
    _, gradients = kl.value_and_grad(lk.bernoulli(logits=40.0), lk.poisson(0.5))
    assert gradients.p.logits == pytest.approx((40 + math.log(2.0)) * math.exp(-40.0), rel=40 * few_ulp(float))
    value, gradients = kl.value_and_grad(lk.norm(0.0, log_scale=-800.0), lk.norm(0.0, 1.0))
    assert value == pytest.approx(799.5, rel=few_ulp(float))
    assert gradients.p.log_scale == pytest.approx(-1, rel=few_ulp(float))
    assert gradients.q.scale == pytest.approx(1, rel=few_ulp(float))
    assert kl(lk.gamma(2.0, rate=3.0), lk.gamma(2.0, log_scale=-math.log(3.0))) == 0
    assert kl(lk.gamma(1.0, rate=3.0), lk.gamma(1.0, log_rate=-800.0)) == pytest.approx(
        800 + math.log(3.0) - 1, rel=few_ulp(float)
    )
    assert kl(lk.norm(precision=4.0), lk.norm(log_scale=800.0)) == pytest.approx(
        800 + math.log(2.0) - 0.5, rel=few_ulp(float)
    )
    for kind, x in (("scale", 0.5), ("var", 0.25), ("precision", 4.0), ("log_scale", math.log(0.5))):
        value, gradients = kl.value_and_grad(lk.truncnorm(-1.0, 2.0, log_scale=-800.0), lk.norm(**{kind: x}))
        other = kl(lk.truncnorm(-1.0, 2.0, scale=math.exp(-400.0)), lk.norm())
        assert value == pytest.approx(other + 400 + math.log(0.5), rel=few_ulp(float))
        slope = getattr(gradients.q, kind) * {"scale": 0.5, "var": 0.5, "precision": -8.0, "log_scale": 1.0}[kind]
        assert slope == pytest.approx(1.0, rel=few_ulp(float))
    # of a scale 1 and one twice that of the other kind
    assert kl(lk.gamma(1.5, log_scale=math.log(2.0)), lk.chi2(3.0, scale=1.0)) == 0
    assert kl(lk.gamma(1.0, log_scale=-800.0), lk.chi2(2.0, log_scale=0.0)) == pytest.approx(
        799 + math.log(2.0), rel=few_ulp(float)
    )


def test_parameters_that_are_equal_but_for_a_rounding_of_the_logarithm() -> None:
    eps = epsilon(float)
    s = np.array([1e-30, 0.3, 1.0, 7.0, 1e30])
    for family, shape in ((lk.norm, {"loc": 2.0}), (lk.laplace, {}), (lk.gamma, {"a": 3.0}), (lk.lognorm, {"s": 2.0})):
        for sides in (({"scale": s}, {"log_scale": np.log(s)}), ({"log_scale": np.log(s)}, {"scale": s})):
            value = lk.kl(*(family(**shape, **x) for x in sides))
            assert (value <= 2 * (eps * np.log(s)) ** 2).all()
            assert (value >= 0).all()
    p = np.array([0.25, 0.5, 0.75])
    logits = lk.special.logit(p)
    for family in (lk.bernoulli, lk.geom):
        for sides in ((family(p), family(logits=logits)), (family(logits=logits), family(p))):
            value = lk.kl(*sides)
            assert (value <= (eps * logits) ** 2).all()
            assert (value >= 0).all()
    assert (lk.kl(lk.poisson(p), lk.poisson(log_mu=np.log(p))) <= (eps * np.log(p)) ** 2).all()


def test_borders_where_one_side_is_told_by_logarithms() -> None:
    def slopes(p: Any, q: Any) -> list[float]:
        value, gradients = lk.kl.value_and_grad(p, q)
        return [float(value), *map(float, flat(gradients))]

    log2 = float(np.log(2.0))
    b, g, s = lk.bernoulli, lk.geom, lk.poisson
    for p, q, expected in (
        (b(0.0), b(logits=0.0), [log2, -inf, 0.5]),
        (b(1.0), b(logits=0.0), [log2, inf, -0.5]),
        (b(0.0), b(logits=-inf), [0, 0, 0]),
        (b(1.0), b(logits=inf), [0, 0, 0]),
        (b(0.5), b(logits=-inf), [inf, inf, -0.5]),
        (b(0.5), b(logits=inf), [inf, -inf, 0.5]),
        (b(logits=0.0), b(0.0), [inf, inf, -inf]),
        (b(logits=0.0), b(1.0), [inf, -inf, inf]),
        (b(logits=-inf), b(0.0), [0, 0, 1]),
        (b(logits=inf), b(1.0), [0, 0, -1]),
        (b(logits=-inf), b(0.5), [log2, 0, 2]),
        (b(logits=inf), b(0.5), [log2, 0, -2]),
        (b(logits=inf), b(0.0), [inf, 0, -inf]),
        (g(1.0), g(logits=0.0), [log2, inf, -0.5]),
        (g(1.0), g(logits=inf), [0, 0, 0]),
        (g(0.5), g(logits=inf), [inf, -inf, 1]),
        (g(logits=inf), g(0.5), [log2, 0, -2]),
        (g(logits=inf), g(1.0), [0, 0, -1]),
        (g(logits=0.0), g(1.0), [inf, -inf, inf]),
        (s(0.0), s(log_mu=0.0), [1, -inf, 1]),
        (s(0.0), s(log_mu=-inf), [0, 0, 0]),
        (s(2.0), s(log_mu=-inf), [inf, inf, -2]),
        (s(log_mu=0.0), s(0.0), [inf, inf, -inf]),
        (s(log_mu=-inf), s(0.0), [0, 0, 1]),
        (s(log_mu=-inf), s(2.0), [2, 0, 1]),
        (b(0.0), s(log_mu=0.0), [1, -inf, 1]),
        (b(logits=-inf), s(2.0), [2, 0, 1]),
        (b(0.5), s(log_mu=-inf), [inf, inf, -0.5]),
    ):
        np.testing.assert_allclose(slopes(p, q), expected, rtol=few_ulp(float), err_msg=f"{p} {q}")
    # however little mass p has where q has none
    assert lk.kl(b(logits=-800.0), b(0.0)) == inf
    assert lk.kl(b(logits=-800.0), b(logits=-inf)) == inf
    assert lk.kl(b(logits=800.0), b(1.0)) == inf
    assert lk.kl(s(log_mu=-800.0), s(0.0)) == inf
    for p, q in (
        (b(-0.5), b(logits=0.0)),
        (b(logits=0.0), b(1.5)),
        (g(0.0), g(logits=0.0)),
        (g(logits=0.0), g(0.0)),
        (s(-1.0), s(log_mu=0.0)),
        (s(log_mu=0.0), s(inf)),
        (lk.norm(0.0, 0.0), lk.norm(0.0, log_scale=0.0)),
        (lk.norm(0.0, log_scale=0.0), lk.norm(0.0, -1.0)),
        (lk.gamma(2.0, scale=0.0), lk.gamma(2.0, log_scale=0.0)),
        (lk.gamma(2.0, log_scale=0.0), lk.gamma(2.0, scale=inf)),
    ):
        assert np.isnan(slopes(p, q)).all(), (p, q)


@pytest.mark.parametrize(
    "family", ["norm", "laplace", "cauchy", "gumbel_r", "gumbel_l", "expon", "halfnorm", "uniform"]
)
def test_a_plain_scale_whose_quotient_with_the_other_has_no_range(family: str) -> None:
    f = getattr(lk, family)
    expected = lk.kl(f(log_scale=-600.0), f(log_scale=600.0))
    assert np.isfinite(expected)
    for p, q in (
        (f(log_scale=-600.0), f(scale=math.exp(600.0))),
        (f(scale=math.exp(-600.0)), f(log_scale=600.0)),
        (f(scale=math.exp(-600.0)), f(scale=math.exp(600.0))),
    ):
        value, gradients = lk.kl.value_and_grad(p, q)
        assert value == pytest.approx(expected, rel=few_ulp(float))
        for name, own in (("p", p), ("q", q)):
            slope = getattr(gradients, name)[-1] * own.parameters.get("scale", 1.0)
            assert slope == pytest.approx(-1.0 if name == "p" else 1.0, rel=few_ulp(float))


def test_infinite_terms_of_both_signs() -> None:
    for family in (lk.laplace, lk.gumbel_r, lk.gumbel_l):
        for loc in (-1.0, 1.0):
            for narrow in ({"log_scale": -2500.0}, {"scale": 1e-310}):
                value, gradients = lk.kl.value_and_grad(family(loc, 1.0), family(0.0, **narrow))
                assert value == inf
                assert gradients.p.scale > 0
                assert gradients.q[1] == -inf
    _, gradients = lk.kl.value_and_grad(lk.bernoulli(0.0), lk.poisson(0.0))
    assert flat(gradients) == [0, 1]


@pytest.mark.parametrize("at", [-2000.0, -800.0, 800.0, 2000.0])
def test_more_families_past_the_range_of_scales(at: float) -> None:
    pairs: tuple[tuple[Callable[[float], Any], Callable[[float], Any]], ...] = (
        (lambda s: lk.truncnorm(-1.0, 2.0, log_scale=s), lambda s: lk.norm(log_scale=s)),
        (lambda s: lk.truncnorm(-1.0, 2.0, log_scale=s), lambda s: lk.truncnorm(-9.0, 8.0, log_scale=s)),
        (lambda s: lk.norm(log_scale=s), lambda s: lk.truncnorm(-inf, inf, log_scale=s)),
        (lambda s: lk.norm(log_scale=s), lambda s: lk.laplace(log_scale=s)),
        (lambda s: lk.laplace(log_scale=s), lambda s: lk.norm(log_scale=s)),
        *(
            (lambda s, f=f: f(log_scale=s), lambda s, g=g: g(log_scale=s))
            for g, starts in (
                (lk.norm, (lk.expon, lk.gumbel_r, lk.uniform)),
                (lk.gumbel_r, (lk.norm, lk.expon, lk.uniform)),
                (lk.expon, (lk.uniform,)),
            )
            for f in starts
        ),
        (lambda s: lk.halfnorm(log_scale=s), lambda s: lk.expon(log_scale=s)),
        (lambda s: lk.gamma(2.0, log_scale=s), lambda s: lk.expon(log_scale=s)),
        (lambda s: lk.weibull_min(1.5, log_scale=s), lambda s: lk.expon(log_scale=s)),
    )
    for first, second in pairs:
        expected, slopes = lk.kl.value_and_grad(first(0.0), second(0.5))
        value, gradients = lk.kl.value_and_grad(first(at), second(at + 0.5))
        assert value == pytest.approx(expected, rel=2 * few_ulp(float))
        for side in "pq":
            got, known = (getattr(g, side).log_scale for g in (gradients, slopes))
            assert got == pytest.approx(known, rel=4 * few_ulp(float))
        # far narrower: linear in the distance
        value, gradients = lk.kl.value_and_grad(first(-abs(at)), second(0.0))
        other = lk.kl(first(-690.0), second(0.0))
        assert value - other == pytest.approx(abs(at) - 690, rel=few_ulp(float) * 100)
        assert gradients.p.log_scale == pytest.approx(-1.0, rel=few_ulp(float))
        assert gradients.q.log_scale == pytest.approx(1.0, rel=few_ulp(float))
    value, gradients = lk.kl.value_and_grad(lk.logistic(log_scale=at), lk.logistic(log_scale=at))
    assert (value, *flat(gradients)) == (0,)
    value, gradients = lk.kl.value_and_grad(lk.logistic(1.0, log_scale=at), lk.logistic(1.0, log_scale=at))
    assert (value, *flat(gradients)) == (0, 0, 0)
    value = lk.kl(lk.vonmises(2.0, log_scale=at), lk.vonmises(3.0, log_scale=at))
    assert value == lk.kl(lk.vonmises(2.0), lk.vonmises(3.0))
    # any angle, or none, of the circle's parts
    value, gradients = lk.kl.value_and_grad(lk.vonmises(2.0, 1.0, log_scale=at), lk.vonmises(3.0, log_scale=at))
    assert np.isfinite([value, *flat(gradients)]).all()
    low, high = (lk.kl(lk.vonmises(2.0, x), lk.vonmises(3.0)) for x in (0.0, math.pi))
    assert value == pytest.approx(low if at > 0 else (low + high) / 2, rel=few_ulp(float))


def test_distances_beside_logarithms_of_scales_to_expon() -> None:
    for p, shape in ((lk.gamma, 2.5), (lk.weibull_min, 1.5), (lk.chi2, 5.0)):
        plain, slopes = lk.kl.value_and_grad(p(shape, 0.75, 0.5), lk.expon(-0.25, 2.0))
        logs = math.log(0.5), math.log(2.0)
        for first, second in (
            ({"log_scale": logs[0]}, {"log_scale": logs[1]}),
            ({"scale": 0.5}, {"log_scale": logs[1]}),
        ):
            for q in (second, {"log_rate": -logs[1]}):
                value, gradients = lk.kl.value_and_grad(p(shape, 0.75, **first), lk.expon(-0.25, **q))
                assert value == pytest.approx(plain, rel=few_ulp(float))
                np.testing.assert_allclose(gradients.p[:2], slopes.p[:2], rtol=few_ulp(float))
                assert gradients.q.loc == pytest.approx(slopes.q.loc, rel=few_ulp(float))
                sign = -1 if "log_rate" in q else 1
                assert sign * gradients.q[1] == pytest.approx(2 * slopes.q.scale, rel=few_ulp(float))
        # in units of e^800, where the distance is none, and of e^-800, where it is all
        assert lk.kl(p(shape, 9.0, log_scale=800.0), lk.expon(1.0, log_scale=800.0)) == pytest.approx(
            lk.kl(p(shape), lk.expon()), rel=few_ulp(float)
        )
        assert lk.kl(p(shape, 9.0, log_scale=-800.0), lk.expon(1.0, log_scale=-800.0)) == inf
        value, gradients = lk.kl.value_and_grad(p(shape, 1.0, log_scale=800.0), lk.expon(9.0, log_scale=800.0))
        assert (value, *flat(gradients)) == (inf, 0, 0, 0, 0, 0)


def test_logistic_densities_of_one_scale() -> None:
    scale = np.array([0.25, 1.0, 3.0])
    value, gradients = lk.kl.value_and_grad(lk.logistic(0.5 * scale, scale), lk.logistic(-0.25 * scale, scale))
    plain, slopes = lk.kl.value_and_grad(lk.logistic(0.5), lk.logistic(-0.25))
    np.testing.assert_allclose(value, plain, rtol=few_ulp(float))
    assert gradients.p._fields == gradients.q._fields == ("loc",)
    np.testing.assert_allclose(gradients.p.loc, slopes.p.loc / scale, rtol=few_ulp(float))
    for q in (lk.logistic(-0.25, log_scale=0.0), lk.logistic(-0.25)):
        assert lk.kl(lk.logistic(0.5, log_scale=0.0), q) == pytest.approx(plain, rel=few_ulp(float))
        assert lk.kl(lk.logistic(0.5), q) == plain
    assert lk.kl(lk.logistic(1e200, 1e-200), lk.logistic(0.0, 1e-200)) == inf
    _, gradients = lk.kl.value_and_grad(lk.logistic(1e200), lk.logistic(0.0))
    assert flat(gradients) == [1, -1]
    assert np.isnan(lk.kl(lk.logistic(scale=-1.0), lk.logistic(scale=-1.0)))


# ---- truncated normal densities


@DTYPES
def test_truncated_normals_on_one_interval(dtype: str, isa: str) -> None:
    a = np.array([-1.0, 0.0, 3.0, 40.0, 1e4, -inf, -inf, -2.0, 0.5], dtype)
    b = np.array([1.0, 2.0, 4.0, 41.0, 1e4 + 1, inf, -30.0, inf, 0.5 + 2**-20], dtype)
    p = lk.truncnorm(a, b, np.asarray(0.25, dtype), np.asarray(3.0, dtype))
    value, gradients = lk.kl.value_and_grad(p, p)
    np.testing.assert_array_equal(value, 0, err_msg=isa)
    # the gradients in the bounds are of opposite signs, and in the locations
    for name in ("a", "b", "loc"):
        np.testing.assert_array_equal(getattr(gradients.p, name), -getattr(gradients.q, name))
    assert (gradients.p.a >= 0).all()
    assert (gradients.p.b <= 0).all()


def _normal_mass(a: float, b: float) -> float:
    return (math.erf(b / math.sqrt(2)) - math.erf(a / math.sqrt(2))) / 2


def test_truncated_normals_beyond_each_other() -> None:
    p, q = lk.truncnorm(-1.0, 2.0), lk.truncnorm(-1.0, 1.5)
    value, gradients = lk.kl.value_and_grad(p, q)
    assert value == inf
    assert flat(gradients) == [0.0] * 4
    # of p's mass in the longer interval
    share = _normal_mass(-1.0, 1.5) / _normal_mass(-1.0, 2.0)
    assert lk.kl(q, p) == pytest.approx(-math.log(share), rel=few_ulp(float))
    assert lk.kl(lk.norm(), p) == inf
    assert lk.kl(lk.norm(), lk.truncnorm(-inf, 40.0)) == inf
    assert lk.kl(p, lk.norm()) == pytest.approx(-math.log(_normal_mass(-1.0, 2.0)), rel=few_ulp(float))
    whole = lk.truncnorm(-inf, inf, 0.3, 1.2)
    for other in (lk.norm(0.1, 2.0), lk.norm(0.3, 1.2000001), lk.norm(900.0, 0.01), lk.norm(0.3, 1e-3)):
        expected = lk.kl(lk.norm(0.3, 1.2), other)
        assert lk.kl(whole, other) == pytest.approx(expected, rel=few_ulp(float))
        assert lk.kl(other, whole) == pytest.approx(lk.kl(other, lk.norm(0.3, 1.2)), rel=few_ulp(float))
    for invalid in (lk.truncnorm(1.0, 1.0), lk.truncnorm(-1.0, 2.0, scale=-1.0), lk.truncnorm(nan, 2.0)):
        assert np.isnan(lk.kl(invalid, p))
        assert np.isnan(lk.kl(p, invalid))


def test_truncated_normals_in_the_tail() -> None:
    """From 40 on the density is nearly exponential of the rate 40, that of twice the scale of the rate 10."""
    far = [lk.kl(lk.truncnorm(a, inf), lk.truncnorm(a / 2, inf, scale=2.0)) for a in (40.0, 1e4, 1e8)]
    # r - 1 - log r of the quotient of the rates
    limit = 0.25 - 1 - math.log(0.25)
    assert abs(far[0] - limit) < 1e-2
    assert abs(far[1] - limit) < 1e-7
    assert far[2] == pytest.approx(limit, rel=few_ulp(float))
    near = lk.kl(lk.truncnorm(1e8, inf), lk.truncnorm(1e8 + 1, inf, -1.0))
    assert near == pytest.approx(0.5 / (1e8 + 1) ** 2, rel=3e-8)


def test_locations_beside_logarithms_of_scales() -> None:
    p, q = lk.norm(3.0, log_scale=-900.0), lk.norm(3.0, log_scale=-901.0)
    value, gradients = lk.kl.value_and_grad(p, q)
    np.testing.assert_allclose(value, lk.kl(lk.norm(log_scale=0.0), lk.norm(log_scale=-1.0)), rtol=few_ulp(float))
    assert gradients.p.loc == gradients.q.loc == 0
    # e^300 apart, in scales of e^300
    far = lk.kl(lk.laplace(np.exp(300.0), log_scale=300.0), lk.laplace(0.0, log_scale=300.5))
    np.testing.assert_allclose(far, lk.kl(lk.laplace(1.0), lk.laplace(0.0, np.exp(0.5))), rtol=300 * few_ulp(float))
    assert lk.kl(lk.expon(-1e-300, log_scale=900.0), lk.expon(0.0, log_scale=900.0)) == inf


def test_logarithms_of_means_and_logits_past_their_range() -> None:
    assert lk.kl(lk.poisson(log_mu=1e3), lk.poisson(log_mu=1e3)) == 0
    assert lk.kl(lk.poisson(log_mu=1e3), lk.poisson(log_mu=999.0)) == inf
    assert lk.kl(lk.poisson(log_mu=-inf), lk.poisson(log_mu=0.0)) == 1
    assert lk.kl(lk.poisson(log_mu=-800.0), lk.poisson(log_mu=2.0)) == pytest.approx(np.exp(2.0), rel=few_ulp(float))
    assert lk.kl(lk.geom(logits=-800.0), lk.geom(logits=-800.0)) == 0
    value, gradients = lk.kl.value_and_grad(lk.geom(logits=-800.0), lk.geom(logits=-801.0))
    # of the quotient r = q / p: r - 1 - log r
    assert value == pytest.approx(np.exp(-1.0), rel=few_ulp(float))
    assert gradients.p.logits == pytest.approx(1 - np.exp(-1.0), rel=few_ulp(float))
    assert gradients.q.logits == pytest.approx(np.exp(-1.0) - 1, rel=few_ulp(float))
    # next to 1: the logits' own divergence
    np.testing.assert_allclose(
        lk.kl(lk.geom(logits=40.0), lk.geom(logits=41.0)), np.exp(-40.0) * np.exp(-1.0), rtol=1e-15
    )
    x, y = np.array([-3.0, 0.4, 2.0, 1.0]), np.array([-2.5, -4.0, 2.0 + 1e-9, 5.0])
    for family, name, plain, convert in (
        (lk.geom, "logits", "p", lk.special.expit),
        (lk.poisson, "log_mu", "mu", np.exp),
    ):
        value, gradients = lk.kl.value_and_grad(family(**{name: x}), family(**{name: y}))
        expected = lk.kl(family(**{plain: convert(x)}), family(**{plain: convert(y)}))
        np.testing.assert_allclose(value, expected, rtol=1e-13, atol=1e-22)
        for i, side in enumerate("pq"):

            def total(a: Any, b: Any, family: Any = family, name: str = name) -> float:
                return float(lk.kl(family(**{name: a}), family(**{name: b})).sum())

            assert_gradient(total, [x, y], i, getattr(getattr(gradients, side), name), context=f"{name} {side}")


# ---- the circle


def test_von_mises_densities_of_one_scale() -> None:
    scale = np.array([0.25, 1.0, 3.0])
    p, q = lk.vonmises(2.0, 0.5 * scale, scale), lk.vonmises(3.0, -0.25 * scale, scale)
    value, gradients = lk.kl.value_and_grad(p, q)
    plain, slopes = lk.kl.value_and_grad(lk.vonmises(2.0, 0.5), lk.vonmises(3.0, -0.25))
    np.testing.assert_allclose(value, plain, rtol=few_ulp(float))
    assert gradients.p._fields == gradients.q._fields == ("kappa", "loc")
    np.testing.assert_allclose(gradients.p.loc, slopes.p.loc / scale, rtol=few_ulp(float))
    np.testing.assert_allclose(gradients.q.kappa, 3 * slopes.q.kappa, rtol=few_ulp(float))
    turned = lk.kl(lk.vonmises(2.0, 0.5 + 2 * np.pi), lk.vonmises(3.0, -0.25))
    np.testing.assert_allclose(turned, plain, rtol=1e-14)
    assert lk.kl(lk.vonmises(0.0, 1.0), lk.vonmises(0.0, 2.0)) == 0
    with pytest.raises(ValueError, match=r"p.scale and q.scale must be equal"):
        lk.kl(lk.vonmises(2.0), lk.vonmises(2.0, scale=2.0))


# ---- what has failed


@pytest.mark.parametrize(
    ("p", "q", "expected"),
    [
        (lk.gamma(1e10), lk.norm(1e10, 1.3e5), 0.058222252666504846),
        (lk.gamma(1e17), lk.norm(1e17, 3e8), 0.0028752977266424083),
        (lk.gamma(3.103e16, scale=1.6228e-6), lk.norm(0.0, 2.0645e20), 40.62108199515356),
        (lk.beta(3.569e19, 4.714e24), lk.beta(3014.93, 199672224.0), 596.0703199660348),
        (
            lk.beta(2.0485584508365497e-06, 0.5924445406206711),
            lk.beta(8.152974218721656e-06, 11774.499168215732),
            1.6880757443446262,
        ),
        (lk.weibull_min(1e10), lk.gamma(1e10, scale=1e-10), 10.854648333380608),
        (lk.weibull_min(1e-2, scale=1e-158), lk.gamma(3.0), 1260.0340570337473),
        (lk.weibull_min(5e-3, scale=1e-308), lk.gamma(1e-3, scale=1e150), 1.2016729595058635),
        (lk.gumbel_r(scale=1e-200), lk.gumbel_r(scale=1e200), 920.4568215327167),
        (lk.gumbel_r(1e190, 1e-310), lk.gumbel_r(scale=1e10), 1e180),
        (lk.weibull_min(1e308), lk.weibull_min(1e-308, scale=3.0), 1417.8152016194306),
        (lk.truncnorm(1e170, 2e170, 0.0, 1e-170), lk.norm(), 783.2978701511803),
        # symmetric, where the terms in 1 / a cancel too
        (lk.beta(1e10, 1e10), lk.norm(0.5, 3.5355339059327374e-06), 2.499996311053119e-21),
    ],
    ids=str,
)
def test_large_shapes(p: Any, q: Any, expected: float) -> None:
    assert lk.kl(p, q) == pytest.approx(expected, rel=few_ulp(float))


def test_slopes_at_extreme_parameters() -> None:
    # psi'(a) is 1 / a^2
    a = np.array([1e-160, 1e-300, 1e-120])
    b = a * np.array([2.0, 1.5, 0.25])
    value, gradients = lk.kl.value_and_grad(lk.gamma(a), lk.gamma(b))
    ratio = b / a
    np.testing.assert_allclose(value, ratio - 1 - np.log(ratio), rtol=few_ulp(float))
    np.testing.assert_allclose(gradients.p.a, (1 - ratio) / a, rtol=few_ulp(float))
    np.testing.assert_allclose(gradients.q.a, (ratio - 1) / b, rtol=few_ulp(float))
    # of a beta density with both shapes as small: that of the classes, and of 1 / (a b / (a + b))
    _, gradients = lk.kl.value_and_grad(lk.beta(1e-300, 1e-200), lk.beta(2e-300, 1e-200))
    assert gradients.p.a == pytest.approx(-1e300, rel=few_ulp(float))
    # log(scale_q / scale_p) less the constant
    for family, name in ((lk.gumbel_r, "scale"), (lk.gumbel_l, "scale")):
        _, gradients = lk.kl.value_and_grad(family(0.0, 1e-200), family(0.0, 1e150))
        assert getattr(gradients.p, name) == pytest.approx(-1e200, rel=few_ulp(float))
        assert getattr(gradients.q, name) == pytest.approx(1e-150, rel=few_ulp(float))
    # where p is so narrow in units of q, or so wide, that the quotient of the scales has no range
    for q, power in ((lk.norm(0.0, 1e200), 1.0), (lk.expon(0.0, 1e200), 1.0), (lk.gamma(1.5, 0.0, 1e200), 1.5)):
        near = lk.kl(lk.beta(2.0, 3.0, scale=1e-50), q)
        value, gradients = lk.kl.value_and_grad(lk.beta(2.0, 3.0, scale=1e-150), q)
        assert value == pytest.approx(near + power * 100 * math.log(10.0), rel=few_ulp(float))
        assert gradients.p.scale == pytest.approx(-power * 1e150, rel=few_ulp(float))
        assert gradients.q.scale == pytest.approx(power * 1e-200, rel=few_ulp(float))
    for q in (lk.norm(0.0, 1e-200), lk.expon(0.0, 1e-200), lk.gamma(1.5, 0.0, 1e-200)):
        value, gradients = lk.kl.value_and_grad(lk.beta(2.0, 3.0, scale=1e150), q)
        assert (value, gradients.p.scale, gradients.q.scale) == (inf, inf, -inf)
    # the quotient's slope by a scale has no range where the other has one
    value, gradients = lk.kl.value_and_grad(lk.expon(0.0, 1e13), lk.gumbel_r(0.0, 1e-290))
    assert value == pytest.approx(1e303, rel=few_ulp(float))
    assert flat(gradients) == pytest.approx([1e290, 1e290, -1e290, -inf], rel=few_ulp(float))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_shapes_and_dtypes(dtype: str) -> None:
    loc = np.linspace(-1, 1, 6).reshape(2, 3).astype(dtype)
    scale = np.array([[0.5], [2.0]], dtype)
    p, q = lk.norm(loc, scale), lk.norm(0.0, np.ones(3, dtype))
    value, gradients = lk.kl.value_and_grad(p, q)
    assert value.shape == (2, 3)
    assert value.dtype == dtype
    assert gradients.p.loc.shape == (2, 3)
    assert gradients.p.scale.shape == (2, 1)
    assert gradients.q.scale.shape == (3,)
    assert gradients.p.scale.dtype == dtype
    assert isinstance(gradients.q.loc, np.float64)
    wide = [np.broadcast_to(x, (2, 3)).astype(np.float64) for x in (loc, scale)]
    expected, by_element = lk.kl.value_and_grad(lk.norm(*wide), lk.norm(np.zeros((2, 3)), np.ones((2, 3))))
    np.testing.assert_allclose(value, expected, rtol=few_ulp(dtype))
    np.testing.assert_allclose(
        gradients.p.scale, by_element.p.scale.sum(1, keepdims=True), rtol=8 * few_ulp(dtype), atol=few_ulp(dtype)
    )
    transformed = lk.kl(lk.norm(loc, log_scale=np.log(scale)), q)
    assert transformed.dtype == dtype
    assert isinstance(lk.kl(lk.poisson(2), lk.poisson(3)), np.float64)


def test_options() -> None:
    p, q = lk.norm(np.array([0.0, nan, 2.0]), 1.0), lk.norm(0.0, 2.0)
    where = np.array([True, False, True])
    whole = lk.kl(lk.norm(np.array([0.0, 1.0, 2.0])), q)
    value, gradients = lk.kl.value_and_grad(p, q, where=where)
    np.testing.assert_array_equal(value, whole * where)
    assert gradients.p.loc[1] == 0
    assert np.isfinite([gradients.q.loc, gradients.q.scale]).all()
    np.testing.assert_allclose(lk.kl(p, q, base=2, where=where), value / np.log(2), rtol=few_ulp(float))
    out = np.zeros(3)
    assert lk.kl(p, q, out=out, where=where) is out
    np.testing.assert_array_equal(out, value)
    assert np.isnan(lk.kl(p, q)[1])
    pickled = pickle.loads(pickle.dumps((lk.kl, p)))
    np.testing.assert_array_equal(pickled[0](pickled[1], q), lk.kl(p, q))


def test_wrt() -> None:
    p, q = lk.gamma(2.0, scale=3.0), lk.gamma(np.array([2.5, 3.0]), rate=0.5)
    _, every = lk.kl.value_and_grad(p, q)
    assert every._fields == ("p", "q")
    assert every.p._fields == ("a", "scale")
    assert every.q._fields == ("a", "rate")
    assert lk.kl.value_and_grad(p, q, wrt="p")[1] == every.p
    np.testing.assert_array_equal(lk.kl.value_and_grad(p, q, wrt="q.a")[1], every.q.a)
    _, some = lk.kl.value_and_grad(p, q, wrt=("p.scale", "q"))
    assert some.p._fields == ("scale",)
    assert some.p.scale == every.p.scale
    assert some.q.rate == every.q.rate
    for bad in ("loc", "p.loc", "q.scale", ("p", "p.a"), 3, "r.a"):
        with pytest.raises(ValueError, match="wrt must name"):
            lk.kl.value_and_grad(p, q, wrt=bad)


# ---- borders


def test_supports() -> None:
    """A support of p that q has not makes it infinite, with zero gradients."""
    for p, q in (
        (lk.uniform(0.0, 1.0), lk.uniform(0.5, 1.0)),
        (lk.uniform(0.0, 2.0), lk.uniform(0.0, 1.0)),
        (lk.expon(0.0, 1.0), lk.expon(0.5, 1.0)),
        (lk.halfnorm(0.0, 1.0), lk.halfnorm(0.5, 1.0)),
        (lk.pareto(1.0, scale=1.0), lk.pareto(1.0, scale=2.0)),
        (lk.uniform(-1.0, 2.0), lk.expon(0.0, 1.0)),
        (lk.uniform(-1.0, 2.0), lk.gamma(2.0)),
        (lk.uniform(0.5, 2.0), lk.pareto(2.0)),
        (lk.beta(2.0, 3.0), lk.expon(0.5)),
    ):
        value, gradients = lk.kl.value_and_grad(p, q)
        assert value == inf, (p, q)
        assert not any(flat(gradients)), (p, q)
    assert lk.kl(lk.pareto(1.5), lk.norm()) == inf
    assert lk.kl(lk.pareto(0.5), lk.expon()) == inf


@pytest.mark.parametrize(
    ("p", "q"),
    [
        *((f, f) for f in ("gamma", "chi2", "invgamma", "weibull_min", "lognorm", "pareto", "halfcauchy", "beta")),
        *itertools.permutations(("gamma", "chi2", "expon"), 2),
        ("weibull_min", "gamma"),
        ("uniform", "gamma"),
        ("expon", "norm"),
    ],
)
def test_a_support_that_begins_later_is_no_refusal(p: str, q: str) -> None:
    first, second = ARGUMENTS[p][0], ARGUMENTS[q][1]
    later = {**second, "loc": np.array([0.0, 2.5, 0.0, 3.0])}
    if p == q:
        first = {**first, "loc": 0.0}
    f, g = getattr(lk, p)(**first), getattr(lk, q)(**later)
    where = np.array([True, True, False, True])
    if q == "norm":
        assert np.isfinite(lk.kl(f, g)).all()
        return
    if p == "beta":
        f = lk.beta(**first, scale=np.array([1.0, 2.0, 1.0, 5.0]))
    cotangent = np.array([0.3, -1.0, 2.0, 0.7])
    value, gradients = lk.kl.value_and_grad(f, g, where=where, cotangent=cotangent)
    same = getattr(lk, q)(**{**second, "loc": 0.0})
    alone, slopes = lk.kl.value_and_grad(getattr(lk, p)(**first), same, cotangent=0.3)
    np.testing.assert_array_equal(value, [alone, inf, 0.0, inf])
    for got, expected in zip(flat(gradients), flat(slopes), strict=True):
        assert np.sum(got) == pytest.approx(expected, rel=few_ulp(float))
    out = np.full(4, -1.0)
    assert lk.kl(f, g, out=out, where=where) is out
    np.testing.assert_array_equal(out, [alone, inf, -1.0, inf])


def test_locations_within_supports() -> None:
    """Where a later beginning of p is no obstacle, and to the last ulp of it."""
    shapes: list[tuple[Any, tuple[float, ...]]] = [
        (lk.gamma, (2.0,)),
        (lk.chi2, (3.0,)),
        (lk.weibull_min, (1.5,)),
        (lk.expon, ()),
        (lk.beta, (2.0, 3.0)),
    ]
    shapes += [(lk.halfnorm, ()), (lk.lognorm, (0.5,)), (lk.invgamma, (4.0,)), (lk.uniform, ())]
    for family, shape in shapes:
        p, alone = family(*shape, 1.0), family(*shape, 0.0)
        same, slopes = lk.kl.value_and_grad(alone, lk.expon(0.0, 4.0))
        value, gradients = lk.kl.value_and_grad(p, lk.expon(0.0, 4.0))
        assert value == pytest.approx(same + 0.25, rel=few_ulp(float))
        assert (gradients.p.loc, gradients.q.loc) == pytest.approx((0.25, -0.25), rel=few_ulp(float))
        assert gradients.q.scale == pytest.approx(slopes.q.scale - 1 / 16, rel=few_ulp(float))
        assert lk.kl(p, lk.expon(np.nextafter(1.0, 2.0))) == inf
        assert np.isfinite(lk.kl(p, lk.expon(1.0)))
    # pareto begins at loc + scale, as that is before it rounds
    p = lk.pareto(2.0, 0.1, 0.2)
    assert np.isfinite(lk.kl(p, lk.expon(0.30000000000000004 - 2**-54)))
    assert lk.kl(p, lk.expon(0.30000000000000004)) == inf
    u = lk.uniform(0.3, 2.0)
    assert np.isfinite(lk.kl(u, lk.pareto(2.0, 0.1, 0.2 - 2**-54)))
    assert lk.kl(u, lk.pareto(2.0, 0.1, 0.2 + 2**-55)) == inf
    assert lk.kl(u, lk.gamma(2.0, np.nextafter(0.3, 1.0))) == inf


@DTYPES
def test_no_zero_is_negative(dtype: str) -> None:
    kind = np.dtype(dtype).type
    for x, y in itertools.product((kind(0.0), kind(-0.0)), repeat=2):
        pairs = [
            (lk.poisson(x), lk.poisson(y)),
            (lk.bernoulli(x), lk.bernoulli(y)),
            (lk.bernoulli(x), lk.poisson(y)),
            (lk.binom(3, x), lk.binom(3, y)),
            (lk.binom(0, x), lk.binom(0, y)),
            (lk.nbinom(mu=x, alpha=1.0), lk.nbinom(mu=y, alpha=1.0)),
            (lk.nbinom(mu=x, alpha=x), lk.nbinom(mu=y, alpha=y)),
            (lk.poisson(x), lk.binom(3, y)),
            (lk.poisson(x), lk.nbinom(mu=y, alpha=1.0)),
            (lk.categorical([kind(1), x]), lk.categorical([kind(1), y])),
            (lk.multinomial(3, [kind(1), x]), lk.multinomial(3, [kind(1), y])),
            (lk.multivariate_normal([x], diag=[kind(1)]), lk.multivariate_normal([y], diag=[kind(1)])),
            (lk.t(kind(3), x), lk.t(kind(3), y)),
            (lk.vonmises(x, y), lk.vonmises(y, x)),
            (lk.truncnorm(x, kind(1)), lk.truncnorm(y, kind(1))),
            (lk.beta(kind(1), kind(1)), lk.uniform(x, kind(1))),
            (lk.uniform(x, kind(1)), lk.beta(kind(1), kind(1))),
        ]
        for name in ("norm", "laplace", "cauchy", "gumbel_r", "gumbel_l", "expon", "halfnorm", "uniform", "logistic"):
            f = getattr(lk, name)
            pairs += [(f(x, kind(2)), f(y, kind(2))), (f(x, log_scale=x), f(y, log_scale=y))]
        for family in (lk.gamma, lk.chi2, lk.invgamma, lk.weibull_min, lk.lognorm, lk.pareto, lk.beta):
            shapes = [kind(2)] * (2 if family is lk.beta else 1)
            pairs.append((family(*shapes, x), family(*shapes, y)))
        pairs += [(f(kind(n), x), lk.expon(y, kind(s))) for f, n, s in ((lk.gamma, 1, 1), (lk.weibull_min, 1, 1))]
        for p, q in pairs:
            value = lk.kl(p, q)
            assert value == 0, (p, q)
            assert not np.signbit(value), (p, q)


def test_invalid_parameters_beside_a_support_that_begins_later() -> None:
    value, gradients = lk.kl.value_and_grad(lk.gamma([2.0, -2.0]), lk.gamma([3.0, 3.0], loc=1.0))
    np.testing.assert_array_equal(value, [inf, nan])
    np.testing.assert_array_equal(gradients.p.a, [0, nan])
    assert lk.kl(lk.pareto(2.0, 0.5), lk.pareto(2.0, -1.0, 3.0)) == inf
    with pytest.raises(ValueError, match=r"p\.loc and q\.loc must be equal"):
        lk.kl(lk.pareto(2.0, 0.5), lk.pareto(2.0, 0.0))
    assert lk.kl(lk.lognorm(1.0, -1.0, log_scale=900.0), lk.lognorm(1.0, 0.0, log_scale=900.0)) == inf


def test_probabilities_of_0_and_1() -> None:
    kl = lk.kl
    for family in (lk.bernoulli,):
        assert kl(family(0.0), family(0.0)) == 0
        assert kl(family(1.0), family(1.0)) == 0
        assert kl(family(0.5), family(0.0)) == inf
        assert kl(family(0.5), family(1.0)) == inf
        assert kl(family(0.0), family(1.0)) == inf
        assert kl(family(0.0), family(0.25)) == pytest.approx(-np.log(0.75))
        assert kl(family(1.0), family(0.25)) == pytest.approx(np.log(4))
    assert kl(lk.geom(1.0), lk.geom(0.25)) == pytest.approx(np.log(4))
    assert kl(lk.geom(0.25), lk.geom(1.0)) == inf
    assert kl(lk.poisson(0.0), lk.poisson(2.0)) == 2
    assert kl(lk.poisson(2.0), lk.poisson(0.0)) == inf
    assert kl(lk.poisson(0.0), lk.poisson(0.0)) == 0
    logits = np.array([-inf, inf, -inf, 0.0, 0.0, -inf])
    other = np.array([-inf, inf, 0.0, inf, -inf, inf])
    np.testing.assert_allclose(
        kl(lk.bernoulli(logits=logits), lk.bernoulli(logits=other)), [0, 0, np.log(2), inf, inf, inf]
    )
    _, g = kl.value_and_grad(lk.bernoulli(np.array([0.0, 0.0, 1.0])), lk.bernoulli(np.array([0.0, 0.5, 0.5])))
    np.testing.assert_array_equal(g.p.p, [0, -inf, inf])
    np.testing.assert_array_equal(g.q.p, [1, 2, -2])


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_invalid_parameters_give_nan(pair: tuple[str, str]) -> None:
    first, second = INSTEAD.get(pair, (ARGUMENTS[pair[0]][0], ARGUMENTS[pair[1]][1]))
    for side, names in (("p", first), ("q", second)):
        for name in names:
            if name == "loc" and (pair[0] == pair[1] == "halfcauchy"):
                continue
            arguments = {"p": dict(first), "q": dict(second)}
            is_bound = "truncnorm" in pair and name in ("a", "b")
            arguments[side][name] = nan if name == "loc" or is_bound else -1.0
            value, gradients = lk.kl.value_and_grad(
                getattr(lk, pair[0])(**arguments["p"]), getattr(lk, pair[1])(**arguments["q"])
            )
            assert np.isnan(value), (side, name)
            assert np.isnan(flat(gradients)).all(), (side, name)


# ---- refusals


def test_refusals() -> None:
    with pytest.raises(
        NotImplementedError,
        match=r"got logistic \|\| norm.* from logistic to logistic, and those from .*laplace.* to norm",
    ):
        lk.kl(lk.logistic(), lk.norm())
    with pytest.raises(
        ValueError, match=r"p.scale and q.scale must be equal .*logistic \|\| logistic.*; n_samples= gives"
    ):
        lk.kl(lk.logistic(), lk.logistic(scale=2.0))
    with pytest.raises(TypeError, match=r"q must be a density beside norm\(\); got ndarray"):
        lk.kl(lk.norm(), np.ones(3))
    with pytest.raises(TypeError, match=r"p must be a density beside norm\(\); got list"):
        lk.kl([1.0], lk.norm())
    with pytest.raises(TypeError, match=r"q must be a density with its parameters, .*; got the family gamma"):
        lk.kl(lk.norm(), lk.gamma)
    with pytest.raises(TypeError, match=r"p must be a density with its parameters, .*; got the family norm"):
        lk.kl(lk.norm, lk.norm)
    with pytest.raises(TypeError, match="missing the argument 'q'"):
        lk.kl(lk.norm())
    with pytest.raises(TypeError, match="axis is an option for rows"):
        lk.kl(lk.norm(), lk.norm(), axis=0)
    with pytest.raises(ValueError, match=r"broadcast; got p.loc \(2,\), q.loc \(3,\)"):
        lk.kl(lk.norm(np.ones(2)), lk.norm(np.ones(3)))
    with pytest.raises(ValueError, match=r"p.loc and q.loc must be equal \(.*gamma \|\| gamma.*\); got 1.0 and 0.0"):
        lk.kl(lk.gamma(2.0, loc=1.0), lk.gamma(2.0))
    with pytest.raises(
        ValueError, match=r"p.loc and q.loc must be equal \(.*expon \|\| gamma.*\); got 1.0 and 0.0; n_samples"
    ):
        lk.kl(lk.expon(1.0), lk.gamma(2.0))
    with pytest.raises(ValueError, match=r"p.scale and q.scale must be equal .*; got 0.5 and 1.0 at index 1"):
        lk.kl(lk.beta(2.0, 3.0, scale=np.array([1.0, 0.5])), lk.beta(2.0, 3.0))
    with pytest.raises(ValueError, match=r"p.loc and q.loc must be equal .*; got 2.0 and 1.0 at index 1; n_samples="):
        lk.kl(lk.gamma(2.0, loc=np.array([0.0, 2.0, 1.0])), lk.gamma(3.0, loc=1.0))
    lk.kl(lk.gamma(2.0, loc=np.array([1.0, 2.0])), lk.gamma(3.0, loc=1.0), where=[True, False])


# ---- conventions


@given(st.floats(0.05, 20), st.floats(0.05, 20), st.floats(0.05, 20), st.floats(0.05, 20))
def test_as_in_torch(a: float, b: float, c: float, d: float) -> None:
    torch = pytest.importorskip("torch")
    other = torch.distributions

    def wide(*x: float) -> list[Any]:
        return [torch.tensor(v, dtype=torch.float64) for v in x]

    p, q, r, s = wide(a, b, c, d)
    for ours, theirs in (
        ((lk.norm(a, b), lk.norm(c, d)), (other.Normal(p, q), other.Normal(r, s))),
        ((lk.laplace(a, b), lk.laplace(c, d)), (other.Laplace(p, q), other.Laplace(r, s))),
        ((lk.cauchy(a, b), lk.cauchy(c, d)), (other.Cauchy(p, q), other.Cauchy(r, s))),
        ((lk.gamma(a, rate=b), lk.gamma(c, rate=d)), (other.Gamma(p, q), other.Gamma(r, s))),
        ((lk.beta(a, b), lk.beta(c, d)), (other.Beta(p, q), other.Beta(r, s))),
        ((lk.gamma(a, rate=b), lk.norm(c, d)), (other.Gamma(p, q), other.Normal(r, s))),
        ((lk.poisson(a), lk.poisson(b)), (other.Poisson(p), other.Poisson(q))),
        ((lk.expon(rate=a), lk.expon(rate=b)), (other.Exponential(p), other.Exponential(q))),
        ((lk.expon(rate=a), lk.gamma(c, rate=d)), (other.Exponential(p), other.Gamma(r, s))),
        ((lk.laplace(a, b), lk.norm(c, d)), (other.Laplace(p, q), other.Normal(r, s))),
        ((lk.beta(a, b), lk.gamma(c, rate=d)), (other.Beta(p, q), other.Gamma(r, s))),
        ((lk.norm(a, b), lk.laplace(c, d)), (other.Normal(p, q), other.Laplace(r, s))),
    ):
        expected = float(other.kl_divergence(*theirs))
        # theirs cancel: terms up to some hundred, lgammas and squares of quotients of up to 400
        assert lk.kl(*ours) == pytest.approx(expected, rel=1e-10, abs=1e-10), ours


# ---- estimates from samples


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (lk.norm(1.0, 2.0), lk.norm(0.0, 3.0)),
        (lk.expon(scale=2.0), lk.gamma(1.5, scale=1.0)),
        (lk.laplace(0.5, 1.0), lk.norm(0.0, scale=[1.0, 4.0])),
        (lk.geom(0.3), lk.geom(logits=[[0.0], [1.0], [-1.0]])),
        (lk.uniform(), lk.expon(rate=2.0)),
        (lk.weibull_min(1.5), lk.gamma(2.0)),
    ],
    ids=str,
)
def test_estimates_agree_with_closed_forms(p: Any, q: Any) -> None:
    expected = lk.kl(p, q)
    value, error = lk.kl(p, q, n_samples=200_000, seed=5)
    assert np.shape(value) == np.shape(error) == np.shape(expected)
    # Five standard errors: once in two million.
    assert np.all(abs(value - expected) < 5 * error)
    assert np.all(error < 0.05)


def test_the_estimate_is_the_mean_of_log_ratios_at_the_variates(monkeypatch: pytest.MonkeyPatch) -> None:
    p, q = lk.logistic([0.0, 1.0]), lk.norm(0.5, scale=2.0)
    x = p.rvs((1000, 2), seed=9, offset=30)
    terms = p.logpdf(x) - q.logpdf(x)
    for block in (2**18, 128):
        monkeypatch.setattr("likelier._kl.BLOCK", block)
        value, error = lk.kl(p, q, n_samples=1000, seed=9, offset=30)
        np.testing.assert_allclose(value, terms.mean(axis=0), rtol=1e-13)
        np.testing.assert_allclose(error, terms.std(axis=0, ddof=1) / np.sqrt(1000), rtol=1e-12)
    monkeypatch.undo()
    value, _ = lk.kl(p, q, n_samples=1000, seed=9)
    np.testing.assert_array_equal(value, lk.kl(p, q, n_samples=1000, seed=9)[0])
    assert np.all(value != lk.kl(p, q, n_samples=1000, seed=10)[0])
    bits, bit_error = lk.kl(p, q, n_samples=1000, seed=9, base=2, where=[True, False])
    np.testing.assert_allclose(bits, [value[0] / np.log(2.0), 0.0], rtol=1e-15)
    assert bit_error[1] == 0.0
    assert lk.kl(lk.norm(), lk.t(3.0), n_samples=100)[0] != lk.kl(lk.norm(), lk.t(3.0), n_samples=100)[0]


def test_estimates_at_borders_and_of_float32(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lk.kl(lk.cauchy(), lk.cauchy(), n_samples=100, seed=1) == (0.0, 0.0)
    monkeypatch.setattr("likelier._kl.BLOCK", 1)
    value, error = lk.kl(lk.norm(1.0), lk.expon(), n_samples=100, seed=1)
    assert value == inf
    assert np.isnan(error)
    value, error = lk.kl(lk.norm(np.array([0.0], np.float32)), lk.logistic(np.float32(1.0)), n_samples=100, seed=1)
    assert value.dtype == error.dtype == np.float32
    assert np.isnan(lk.kl(lk.norm(0.0, -1.0), lk.norm(), n_samples=100, seed=1)).all()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: lk.kl(lk.logistic(), lk.norm()), NotImplementedError, "n_samples= gives a Monte Carlo estimate"),
        (lambda: lk.kl(lk.norm(), lk.poisson(2.0), n_samples=9), TypeError, "both logpmf; got norm and poisson"),
        (
            lambda: lk.kl(lk.norm(), lk.multivariate_normal([0.0], 1.0), n_samples=9),
            TypeError,
            "both be of vectors or both of numbers; got norm and multivariate_normal",
        ),
        (
            lambda: lk.kl([1.0], [1.0], n_samples=9),
            TypeError,
            "n_samples must be None beside rows; got 9",
        ),
        (lambda: lk.kl(lk.norm(), lk.norm(), seed=9), TypeError, "seed must be None without n_samples; got 9"),
        (lambda: lk.kl(lk.norm(), lk.norm(), n_samples=1), ValueError, "at least 2, .* got 1"),
        (lambda: lk.kl(lk.norm(), lk.norm(), n_samples=2.0), TypeError, "must be an integer; got 2.0"),
        (
            lambda: lk.kl(lk.norm(), lk.norm(), n_samples=9, p_kind="logits"),
            TypeError,
            "p_kind must be left out beside n_samples; got str",
        ),
        (
            lambda: lk.kl(lk.norm(), lk.norm(), n_samples=9, out=np.zeros(())),
            TypeError,
            "out must be left out beside n_samples; got ndarray",
        ),
        (lambda: lk.kl.value_and_grad(lk.norm(), lk.norm(), n_samples=9), NotImplementedError, "kl_estimate.value_and"),
    ],
)
def test_refusals_of_estimates(call: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"^kl: .*{message}"):
        call()


def test_a_family_without_variates_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(likelier.logistic, "rvs")
    with pytest.raises(NotImplementedError, match=r"^kl: p must be a density that has rvs .* got logistic$"):
        lk.kl(lk.logistic(), lk.norm(), n_samples=9)
    with pytest.raises(NotImplementedError) as caught:
        lk.kl(lk.logistic(), lk.norm())
    assert "n_samples" not in str(caught.value)


def test_locations_that_are_no_numbers() -> None:
    """What both sides must share has a say too, though no closed form takes it."""
    nan = np.nan
    p, q = lk.gamma([[2.0], [3.0]], loc=[nan, 0.0, 0.0]), lk.gamma(3.0, loc=[0.0, 0.0, nan])
    value, gradients = lk.kl.value_and_grad(p, q, where=[True, True, False], cotangent=[1.0, 1.0, 1.0])
    alone = lk.kl(lk.gamma([2.0, 3.0]), lk.gamma(3.0))
    np.testing.assert_array_equal(value, np.transpose([[nan, nan], alone, [0.0, 0.0]]))
    np.testing.assert_array_equal(gradients.p.a, [[nan], [nan]])
    _, gradients = lk.kl.value_and_grad(p, q, cotangent=[0.0, 1.0, 0.0])
    _, expected = lk.kl.value_and_grad(lk.gamma([[2.0], [3.0]]), lk.gamma(3.0))
    np.testing.assert_array_equal(gradients.p.a, expected.p.a)
    assert np.isnan(lk.kl(lk.weibull_min(2.0, loc=np.inf), lk.weibull_min(2.0, loc=np.inf)))
