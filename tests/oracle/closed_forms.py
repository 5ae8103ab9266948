"""Reference tables of closed forms of KL divergences: ``python -m tests.oracle.closed_forms [form ...]``.

The textbook formulas, in as many bits as they cancel.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import DATA, bound, hexadecimal, split
from tests.tolerances import Reference

Array = NDArray[Any]
Number = Any
Formula = Callable[..., Number]
BITS, STEP_BITS, LOST_BITS = 900, 300, 120


def bernoulli(p: Number, q: Number) -> Number:
    def term(a: Number, b: Number) -> Number:
        return a * mp.log(a / b) if a else mp.zero

    return term(p, q) + term(1 - p, 1 - q)


def norm(m: Number, s: Number, n: Number, t: Number) -> Number:
    return mp.log(t / s) + (s**2 + (m - n) ** 2) / (2 * t**2) - mp.mpf(1) / 2


def laplace(m: Number, s: Number, n: Number, t: Number) -> Number:
    d = abs(m - n)
    return mp.log(t / s) + (s * mp.exp(-d / s) + d) / t - 1


def cauchy(m: Number, s: Number, n: Number, t: Number) -> Number:
    return mp.log(((s + t) ** 2 + (m - n) ** 2) / (4 * s * t))


def expon(m: Number, s: Number, n: Number, t: Number) -> Number:
    return mp.log(t / s) + (s + m - n) / t - 1


def halfnorm(m: Number, s: Number, n: Number, t: Number) -> Number:
    d = m - n
    return mp.log(t / s) - mp.mpf(1) / 2 + (s**2 + 2 * s * d * mp.sqrt(2 / mp.pi) + d**2) / (2 * t**2)


def gumbel_r(m: Number, s: Number, n: Number, t: Number) -> Number:
    return mp.log(t / s) + mp.euler * (s / t - 1) + mp.exp((n - m) / t + mp.loggamma(s / t + 1)) - 1 + (m - n) / t


def weibull_min(k: Number, s: Number, c: Number, t: Number) -> Number:
    """J. Bauckhage, "Computing the Kullback-Leibler divergence between two Weibull distributions" (2013)."""
    return (
        mp.log(k / s**k)
        - mp.log(c / t**c)
        + (k - c) * (mp.log(s) - mp.euler / k)
        + mp.exp(c * mp.log(s / t) + mp.loggamma(c / k + 1))
        - 1
    )


def vonmises() -> tuple[Formula, ...]:
    """Two terms, which are not negative; of the derivative by q.kappa one may be."""

    def log_i0(k: Number) -> Number:
        # in this precision the series for large k is exact
        return mp.log(mp.besseli(0, k))

    def ratio(k: Number) -> Number:
        return mp.besseli(1, k) / mp.besseli(0, k)

    return (
        lambda k, m, c, n: log_i0(c) - log_i0(k) - ratio(k) * (c - k),
        lambda k, m, c, n: 2 * ratio(k) * c * mp.sin((m - n) / 2) ** 2,
    )


def _normal_mass(a: Number, b: Number) -> Number:
    if a + b < 0:
        a, b = -b, -a
    return (mp.erfc(a / mp.sqrt(2)) - (mp.erfc(b / mp.sqrt(2)) if mp.isfinite(b) else 0)) / 2


def truncnorm() -> tuple[Formula, ...]:
    """The divergence from q on p's own interval, and the logarithm of q's mass over that on p's interval."""

    def moved(x: Number, m: Number, s: Number, n: Number, t: Number) -> Number:
        return (m - n + x * s) / t if mp.isfinite(x) else x

    def within(a: Number, b: Number, m: Number, s: Number, _c: Number, _d: Number, n: Number, t: Number) -> Number:
        mass = _normal_mass(a, b)
        ends = [(x, mp.npdf(x)) for x in (a, b) if mp.isfinite(x)]
        signs = [1 if x == a else -1 for x, _ in ends]
        mean = sum((u * y for u, (_, y) in zip(signs, ends, strict=True)), mp.zero) / mass
        square = 1 + sum((u * x * y for u, (x, y) in zip(signs, ends, strict=True)), mp.zero) / mass
        r, k = s / t, (m - n) / t
        own = mp.log(_normal_mass(moved(a, m, s, n, t), moved(b, m, s, n, t)) / (mass * r))
        return own + (r**2 * square + 2 * r * k * mean + k**2 - square) / 2

    def beyond(a: Number, b: Number, m: Number, s: Number, c: Number, d: Number, n: Number, t: Number) -> Number:
        return mp.log(_normal_mass(c, d) / _normal_mass(moved(a, m, s, n, t), moved(b, m, s, n, t)))

    return within, beyond


def norm_to_laplace(m: Number, s: Number, n: Number, t: Number) -> Number:
    """From the mean of |x - n|; the logarithms and the rest are of order 1 where it is least, 0.048."""
    d = abs(m - n)
    mean = s * mp.sqrt(2 / mp.pi) * mp.exp(-((d / s) ** 2) / 2) + d * mp.erf(d / s / mp.sqrt(2))
    return mp.log(2 * t) - mp.log(2 * mp.pi * mp.e * s**2) / 2 + mean / t


def gamma(a: Number, s: Number, b: Number, t: Number) -> Number:
    return (a - b) * mp.digamma(a) - mp.loggamma(a) + mp.loggamma(b) + b * mp.log(t / s) + a * (s / t - 1)


def beta(a: Number, b: Number, c: Number, d: Number) -> Number:
    def log_beta(x: Number, y: Number) -> Number:
        return mp.loggamma(x) + mp.loggamma(y) - mp.loggamma(x + y)

    return (
        log_beta(c, d)
        - log_beta(a, b)
        + (a - c) * mp.digamma(a)
        + (b - d) * mp.digamma(b)
        + (c - a + d - b) * mp.digamma(a + b)
    )


def weibull_to_gamma() -> tuple[Formula, ...]:
    """From the entropy of p and its means of x and log x; around the exponential density, where it is 0."""

    def bregman(a: Number) -> Number:
        return mp.loggamma(a) + mp.euler * (a - 1)

    return (
        lambda k, s, a, t: poisson(a, s / t * mp.gamma(1 + 1 / k)),
        lambda k, s, a, t: bregman(a) - poisson(a, mp.one),
        lambda k, s, a, t: a * bregman(1 / k),
        lambda k, s, a, t: -(a - 1) * mp.log(k),
    )


def poisson(p: Number, q: Number) -> Number:
    return (p * mp.log(p / q) if p else mp.zero) - p + q


def beta_slopes() -> tuple[Formula, ...]:
    """The same as three Bregman divergences of log Gamma, whose derivatives are what the gradients are made of."""

    def bregman(a: Number, b: Number) -> Number:
        return mp.loggamma(b) - mp.loggamma(a) - (b - a) * mp.digamma(a)

    return (
        lambda a, b, c, d: bregman(a, c),
        lambda a, b, c, d: bregman(b, d),
        lambda a, b, c, d: -bregman(a + b, c + d),
    )


@dataclass(frozen=True)
class Start:
    """What the divergence from p to another family takes: its negative entropy and means, of two parameters."""

    negative_entropy: Formula
    mean: Formula
    variance: Formula | None = None
    log_mean: Formula | None = None
    decay: Formula | None = None  # the mean of exp(-x / t), by t last


STARTS = {
    "norm": Start(
        lambda m, s: -mp.log(2 * mp.pi * mp.e * s**2) / 2,
        lambda m, s: m,
        lambda m, s: s**2,
        decay=lambda m, s, t: mp.exp(-m / t + s**2 / (2 * t**2)),
    ),
    "expon": Start(
        lambda m, s: -1 - mp.log(s),
        lambda m, s: m + s,
        lambda m, s: s**2,
        decay=lambda m, s, t: mp.exp(-m / t) / (1 + s / t),
    ),
    "gumbel_r": Start(
        lambda m, s: -mp.log(s) - mp.euler - 1, lambda m, s: m + mp.euler * s, lambda m, s: (mp.pi * s) ** 2 / 6
    ),
    "laplace": Start(lambda m, s: -1 - mp.log(2 * s), lambda m, s: m, lambda m, s: 2 * s**2),
    "uniform": Start(
        lambda m, w: -mp.log(w),
        lambda m, w: m + w / 2,
        lambda m, w: w**2 / 12,
        lambda m, w: ((m + w) * mp.log(m + w) - m * mp.log(m)) / w - 1,
        lambda m, w, t: mp.exp(-m / t) * (1 - mp.exp(-w / t)) * t / w,
    ),
    "gamma": Start(
        lambda a, s: -(a + mp.log(s) + mp.loggamma(a) + (1 - a) * mp.digamma(a)),
        lambda a, s: a * s,
        lambda a, s: a * s**2,
        decay=lambda a, s, t: (1 + s / t) ** -a,
    ),
    "halfnorm": Start(lambda m, s: -mp.log(mp.pi * mp.e * s**2 / 2) / 2, lambda m, s: m + s * mp.sqrt(2 / mp.pi)),
    "lognorm": Start(lambda s, m: -mp.log(2 * mp.pi * mp.e * (s * m) ** 2) / 2, lambda s, m: m * mp.exp(s**2 / 2)),
    "invgamma": Start(
        lambda a, s: -(a + mp.log(s) + mp.loggamma(a) - (1 + a) * mp.digamma(a)), lambda a, s: s / (a - 1)
    ),
    "beta": Start(
        lambda a, b: (
            (a - 1) * mp.digamma(a) + (b - 1) * mp.digamma(b) - (a + b - 2) * mp.digamma(a + b) - mp.log(mp.beta(a, b))
        ),
        lambda a, b: a / (a + b),
        lambda a, b: a * b / ((a + b) ** 2 * (a + b + 1)),
        lambda a, b: mp.digamma(a) - mp.digamma(a + b),
    ),
    "pareto": Start(
        lambda b, s: mp.log(b / s) - 1 / b - 1,
        lambda b, s: b * s / (b - 1),
        lambda b, s: b * s**2 / ((b - 1) ** 2 * (b - 2)),
        lambda b, s: mp.log(s) + 1 / b,
    ),
}


def between(p: str, q: str) -> tuple[Formula, ...]:
    """The negative entropy of p and the terms of the mean of -log q."""
    f: Any = STARTS[p]
    ends: dict[str, tuple[Formula, ...]] = {
        "norm": (
            lambda a, b, m, s: mp.log(2 * mp.pi * s**2) / 2,
            lambda a, b, m, s: (f.variance(a, b) + (f.mean(a, b) - m) ** 2) / (2 * s**2),
        ),
        "gumbel_r": (
            lambda a, b, m, s: mp.log(s),
            lambda a, b, m, s: f.mean(a, b) / s,
            lambda a, b, m, s: -m / s,
            lambda a, b, m, s: f.decay(a, b, s) * mp.exp(m / s),
        ),
        "expon": (lambda a, b, m, s: mp.log(s), lambda a, b, m, s: f.mean(a, b) / s, lambda a, b, m, s: -m / s),
        "gamma": (
            lambda a, b, c, s: mp.loggamma(c),
            lambda a, b, c, s: c * mp.log(s),
            lambda a, b, c, s: -(c - 1) * f.log_mean(a, b),
            lambda a, b, c, s: f.mean(a, b) / s,
        ),
        "pareto": (
            lambda a, b, c, s: -mp.log(c),
            lambda a, b, c, s: -c * mp.log(s),
            lambda a, b, c, s: (c + 1) * f.log_mean(a, b),
        ),
    }
    return (lambda a, b, *_: f.negative_entropy(a, b), *ends[q])


def _sum(terms: tuple[Formula, ...]) -> Formula:
    return lambda *x: sum((term(*x) for term in terms), mp.zero)


def _near_one(terms: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """For what is left of logarithms (and an exponential) of order 1, down to 0.002 of gamma densities."""
    return (lambda *x: _sum(terms)(*x) - 1, lambda *_: mp.one)


@dataclass(frozen=True)
class Form:
    """A closed form: the densities by their parameters, terms that add up to it, and where to test it.

    Terms are more than one where an algorithm in the working precision has to let some cancel; of derivatives other
    ones may do so.
    """

    p: str
    q: str
    p_parameters: tuple[str, ...]
    q_parameters: tuple[str, ...]
    terms: tuple[Formula, ...]
    slope_terms: tuple[Formula, ...] = ()
    points: tuple[tuple[float, ...], ...] = ()
    kind: str = ""
    # Terms of exponentials, in which half an ulp of the parameters counts however small the divergence is.
    conditioned: tuple[int, ...] = ()
    # How q is told what p is told by, where that is by logarithms on one side alone, and the other way round. The
    # logarithm taken of the other side's is rounded too, so that half an ulp counts twice.
    converted: tuple[Formula, Formula] | None = None

    @property
    def name(self) -> str:
        return f"{self.p}_{self.q}" + (f"_{self.kind}" if self.kind else "")


LOCATED, SHAPED = ("loc", "scale"), ("a", "scale")
TRUNCATED = ("a", "b", "loc", "scale")
# Where supports begin.
BEGINS = (("expon", "loc"), ("pareto", "scale"))


def _own(
    family: str, parameters: tuple[str, ...], formula: Formula, *points: tuple[float, ...], kind: str = ""
) -> Form:
    return Form(family, family, parameters, parameters, (formula,), points=points, kind=kind)


def logistic(m: Number, n: Number) -> Number:
    d = m - n
    return d * mp.coth(d / 2) - 2 if d else mp.zero


def bernoulli_logits(x: Number, y: Number) -> Number:
    return mp.log1p(mp.exp(y)) - mp.log1p(mp.exp(x)) - (y - x) / (1 + mp.exp(-x))


def logit(p: Number) -> Number:
    return mp.log(p) - mp.log1p(-p)


def expit(x: Number) -> Number:
    return 1 / (1 + mp.exp(-x))


def bernoulli_to_poisson(x: Number, m: Number) -> Number:
    """Of the logit x and the mean m."""
    return x * expit(x) - mp.log1p(mp.exp(x)) - expit(x) * mp.log(m) + m


def _with_location(terms: tuple[Formula, ...], layout: Callable[..., tuple[Number, ...]]) -> tuple[Formula, ...]:
    """The terms of densities at 0, or of unit intervals, as functions of the parameters that these are made of."""
    return tuple(lambda *x, f=f: f(*layout(*x)) for f in terms)


# From locations of both sides (and what the interval of beta is longer by) to one, in that unit.
LAYOUTS: dict[str, Callable[..., tuple[Number, ...]]] = {
    "shape": lambda a, u, s, m, t: (a, s, m - u, t),
    "uniform": lambda u, w, c, m, t: (u - m, w, c, t),
    "interval": lambda a, b, u, w, m, t: (a, b, (m - u) / w, t / w),
    "scaled": lambda a, b, w, c, t: (a, b, c, t / w),
}


# The means of what is compared with an exponential density from a location of its own on.
MOVED: dict[str, Formula] = {
    "gamma": lambda a, s: a * s,
    "weibull_min": lambda c, s: s * mp.gamma(1 + 1 / c),
    "lognorm": STARTS["lognorm"].mean,
    "invgamma": STARTS["invgamma"].mean,
}


def _with_locations() -> tuple[Form, ...]:
    """Densities whose locations differ, where one of them was left out above."""
    result = []
    for p, q, layout in (
        ("gamma", "norm", "shape"),
        ("pareto", "norm", "shape"),
        ("gamma", "gumbel_r", "shape"),
        ("pareto", "expon", "shape"),
        ("uniform", "gamma", "uniform"),
        ("uniform", "pareto", "uniform"),
        ("beta", "norm", "interval"),
        ("beta", "expon", "interval"),
        ("beta", "gamma", "scaled"),
    ):
        first = {
            "shape": ("b" if p == "pareto" else "a", "loc", "scale"),
            "uniform": LOCATED,
            "interval": ("a", "b", "loc", "scale"),
            "scaled": ("a", "b", "scale"),
        }[layout]
        second = {"gamma": ("a", "loc", "scale"), "pareto": ("b", "loc", "scale")}.get(q, LOCATED)
        second = SHAPED if layout == "scaled" else second
        terms = between(p, q)
        whole = _near_one(terms) if q == "gumbel_r" or (p, q) == ("uniform", "gamma") else (_sum(terms),)
        of = LAYOUTS[layout]
        points = ((0.5, 1, 1, 0.25, 1e10), (3.25, 28, 1.000001, -0.125, 26)) if (p, q) == ("uniform", "gamma") else ()
        slopes = _with_location(terms, of)
        result.append(Form(p, q, first, second, _with_location(whole, of), slopes, points, "locations"))
    for p, shape, divergence in (("gamma", "a", gamma), ("weibull_min", "c", weibull_min)):

        def beyond(a: Number, u: Number, s: Number, m: Number, t: Number, of: Formula = divergence) -> Number:
            return of(a, s, mp.one, t) + (u - m) / t

        near = ((1, 0.5, 1, 0.5 - 2**-20, 1), (2**-20 + 1, 3, 0.5, 3, 0.5), (0.25, 7, 1e-3, -90, 97))
        result.append(Form(p, "expon", (shape, "loc", "scale"), LOCATED, (beyond,), points=near))
    for p, shape in (("lognorm", "s"), ("invgamma", "a")):
        terms = between(p, "expon")
        of = LAYOUTS["shape"]
        whole = _with_location((_sum(terms),), of)
        result.append(Form(p, "expon", (shape, "loc", "scale"), LOCATED, whole, _with_location(terms, of)))
    return tuple(result)


def _one_sided() -> tuple[Form, ...]:
    """One side by logarithms or logits, the other plainly."""
    result = []

    def add(
        p: str, q: str, names: tuple[str, str], formula: Formula, ways: tuple[Formula, Formula], points: Any = ()
    ) -> None:
        kind = "_and_".join(names)
        first, second = ((name,) for name in names)
        result.append(Form(p, q, first, second, (formula,), (), tuple(points), kind, (0,), ways))

    to_logit, to_mean = (logit, expit), (mp.log, mp.exp)
    for family, of in (
        ("bernoulli", bernoulli_logits),
        ("geom", lambda x, y: bernoulli_logits(x, y) * (1 + mp.exp(-x))),
    ):
        add(family, family, ("logits", "p"), lambda x, q, f=of: f(x, logit(q)), to_logit[::-1], [(40, 0.5), (-40, 0.5)])
        add(family, family, ("p", "logits"), lambda p, y, f=of: f(logit(p), y), to_logit, [(0.5, 40), (0.5, -40)])
    add("poisson", "poisson", ("log_mu", "mu"), lambda x, m: poisson(mp.exp(x), m), to_mean[::-1], [(-90, 2)])
    add("poisson", "poisson", ("mu", "log_mu"), lambda m, y: poisson(m, mp.exp(y)), to_mean, [(3, -800), (3, -90)])
    both = ("bernoulli", "poisson")
    add(*both, ("logits", "mu"), bernoulli_to_poisson, (expit, logit), [(40, 0.5), (-40, 0.5)])
    add(*both, ("p", "log_mu"), lambda p, y: bernoulli_to_poisson(logit(p), mp.exp(y)), to_mean, [(0.5, -800)])
    add(
        *both,
        ("logits", "log_mu"),
        lambda x, y: bernoulli_to_poisson(x, mp.exp(y)),
        (lambda x: mp.log(expit(x)), lambda y: logit(mp.exp(y))),
        [(40, -800)],
    )

    def scales(family: str, other: str, of: Formula) -> None:
        for names in (("scale", "log_scale"), ("log_scale", "scale")):
            ways = (mp.log, mp.exp) if names[0] == "scale" else (mp.exp, mp.log)

            def formula(a: Number, s: Number, b: Number, t: Number, way: str = names[0]) -> Number:
                return of(a, s, b, mp.exp(t)) if way == "scale" else of(a, mp.exp(s), b, t)

            first, second = ((other, name) for name in names)
            far = [(1, 1, 1, -800), (1, 2, 1, 800)]
            points = [p if names[0] == "scale" else (*p[2:], *p[:2]) for p in far]
            kind = "_and_".join(names)
            result.append(Form(family, family, first, second, (formula,), (), tuple(points), kind, (0,), ways))

    divergences: tuple[tuple[str, str, Formula], ...] = (
        ("norm", "loc", norm),
        ("laplace", "loc", laplace),
        ("cauchy", "loc", cauchy),
        ("gumbel_r", "loc", gumbel_r),
        ("gamma", "a", gamma),
        ("weibull_min", "c", weibull_min),
    )
    for divergence in divergences:
        scales(*divergence)
    return tuple(result)


FORMS = (
    Form("logistic", "logistic", ("loc",), ("loc",), (logistic,), points=((3, 5), (1.5, 3.5), (700, -900))),
    *_one_sided(),
    _own("norm", LOCATED, norm, (0, 1e-30, 0, 1e30), (1e8, 1, 1e8 + 1, 1)),
    _own("lognorm", ("s", "scale"), lambda s, a, t, b: norm(mp.log(a), s, mp.log(b), t)),
    _own("laplace", LOCATED, laplace),
    _own("cauchy", LOCATED, cauchy, (1e20, 1e-20, -1e20, 1e-20)),
    _own("expon", LOCATED, expon),
    _own("halfnorm", LOCATED, halfnorm),
    _own("uniform", LOCATED, lambda _m, s, _n, t: mp.log(t / s)),
    _own("pareto", ("b", "scale"), lambda b, s, c, t: mp.log(b / c) + c * mp.log(s / t) + c / b - 1),
    _own("gumbel_r", LOCATED, gumbel_r),
    _own("gumbel_l", LOCATED, lambda m, s, n, t: gumbel_r(-m, s, -n, t)),
    _own("weibull_min", ("c", "scale"), weibull_min),
    _own("gamma", SHAPED, gamma, (1e6, 1, 1e6 + 1, 1), (1e-6, 1, 2e-6, 1), (1e-3, 1, 1e3, 1), (1e12, 2, 1e12, 2.5)),
    _own("invgamma", SHAPED, lambda a, s, b, t: gamma(a, 1 / s, b, 1 / t)),
    _own("chi2", ("df", "scale"), lambda a, s, b, t: gamma(a / 2, 2 * s, b / 2, 2 * t)),
    Form(
        "vonmises",
        "vonmises",
        ("kappa", "loc"),
        ("kappa", "loc"),
        vonmises(),
        points=((0, 1, 2, 0.5), (1e30, 0.5, 1e30, 0.5 + 1e-15), (1e-30, 0, 1e30, 3), (2, 300, 3, -300)),
    ),
    Form("norm", "laplace", LOCATED, LOCATED, (norm_to_laplace,), points=((1, 2, 1, 3), (1e30, 1, 0, 1e30))),
    Form(
        "truncnorm",
        "truncnorm",
        TRUNCATED,
        TRUNCATED,
        truncnorm(),
        points=(
            (0.8465, 6.644, 0, 0.992, -59.26, 0.2372, 6.584, 0.1206),
            (0.25, 8, 0, 1, -0.0625, 2, 0, 4),
            (0.5, np.inf, 0, 1, -1, np.inf, 1, 8),
        ),
        conditioned=(1,),
    ),
    Form(
        "truncnorm",
        "norm",
        TRUNCATED,
        LOCATED,
        tuple(lambda a, b, m, s, n, t, f=f: f(a, b, m, s, -mp.inf, mp.inf, n, t) for f in truncnorm()),
        points=(
            (0.5, np.inf, 0, 1, 0, 5),
            (-2, -0.3, 0, 1, 3, 0.1),
            (1.8, 25, 0, 0.05, 1.3, 0.0283),
            (0, 26, 0, 1, 26, 0.56),
        ),
        conditioned=(1,),
    ),
    _own("halfcauchy", ("scale",), lambda s, t: cauchy(mp.zero, s, mp.zero, t)),
    Form("beta", "beta", ("a", "b"), ("a", "b"), (beta,), beta_slopes(), points=((1e6, 1e6, 1e6 + 1, 1e6),)),
    _own("poisson", ("mu",), poisson, (1e8, 1e8 + 16)),
    _own("bernoulli", ("p",), bernoulli, (1e-20, 2e-20)),
    _own("geom", ("p",), lambda p, q: bernoulli(p, q) / p),
    _own(
        "bernoulli",
        ("logits",),
        bernoulli_logits,
        (50, 51),
        (-200, -190),
        (-30, 900),
        kind="logits",
    ),
    Form(
        "weibull_min",
        "gamma",
        ("c", "scale"),
        SHAPED,
        weibull_to_gamma(),
        points=(
            (1, 2, 1, 2 + 2**-20),
            (3, 1, 5, 0.2),
            (1e4, 2, 1e8, 2e-8),
            (50, 1, 1e-30, 3),
            (0.004, 1e-30, 0.5, 1e30),
        ),
    ),
    Form(
        "bernoulli",
        "poisson",
        ("p",),
        ("mu",),
        (lambda p, m: bernoulli(p, mp.one / 2) - mp.log(2) - p * mp.log(m), lambda p, m: m),
    ),
    *(
        Form(
            p,
            q,
            LOCATED
            if p not in ("gamma", "beta", "pareto")
            else {"gamma": SHAPED, "beta": ("a", "b"), "pareto": ("b", "scale")}[p],
            {"gamma": SHAPED, "pareto": ("b", "scale")}.get(q, LOCATED),
            _near_one(between(p, q)) if q == "gumbel_r" or (p, q) == ("uniform", "gamma") else (_sum(between(p, q)),),
            between(p, q),
            ((0.5, 1, 0.25, 1e20), (7, 1e-3, -2, 1e9)) if (p, q) == ("uniform", "expon") else (),
        )
        for q, starts in {
            "norm": ("beta", "gamma", "pareto", "expon", "gumbel_r", "laplace", "uniform"),
            "gumbel_r": ("norm", "expon", "uniform", "gamma"),
            "expon": ("uniform", "halfnorm", "beta", "pareto"),
            "gamma": ("uniform", "beta", "pareto"),
            "pareto": ("uniform",),
        }.items()
        for p in starts
    ),
    *_with_locations(),
)


def points(form: Form, dtype: type[np.floating[Any]], count: int = 40) -> Array:
    """Parameters far apart, near each other and an ulp away, with the support of p in that of q."""
    if form.p == "truncnorm":
        return _intervals(form, dtype)
    if form.converted:
        return _told_in_two_ways(form, dtype)
    if form.kind == "locations" or (form.q == "expon" and form.p in MOVED):
        return _moved(form, dtype)
    rng = random.Random(form.name)
    crossing = form.p != form.q
    eps = float(np.finfo(dtype).eps)

    def draw(parameter: str, size: float) -> float:
        if parameter == "p":
            return float(rng.choice([10 ** rng.uniform(-6, -0.3), 1 - 10 ** rng.uniform(-5, -0.3)]))
        if parameter in ("loc", "logits"):
            return float(rng.choice([-1, 1]) * 10 ** rng.uniform(-size, size))
        return float(10 ** rng.uniform(-size, size))

    rows = [list(map(float, x)) for x in form.points]
    n = len(form.p_parameters)
    while len(rows) < count:
        size = rng.choice([0.3, 1, 1, 3]) if not crossing else rng.choice([0.3, 0.6])
        p = [draw(name, size) for name in form.p_parameters]
        if crossing or rng.random() < 0.3:
            q = [draw(name, size) for name in form.q_parameters]
        else:
            step = rng.choice([eps, 4 * eps, 10 ** rng.uniform(-6, -0.5)])
            q = [x * (1 + step * rng.choice([-1, 0, 1])) for x in p]
        rows.append(_placed(form, p, q))
    rows += _wide(form, eps)
    with np.errstate(over="ignore", under="ignore"):
        x = np.unique(np.array(rows).astype(dtype), axis=0)
    x = x[np.isfinite(x).all(1)]
    free = [name in ("loc", "logits", "kappa") for name in (*form.p_parameters, *form.q_parameters)]
    x = x[((x > 0) | np.array(free)).all(1)]
    if "p" in form.p_parameters:
        x = x[(x < 1).all(1)] if "p" in form.q_parameters else x[x[:, 0] < 1]
    # supports are as they were before rounding, or exactly alike
    keep = [_inside(form, row[:n], row[n:]) for row in x.astype(np.float64)]
    return np.asarray(x[keep])


def _intervals(form: Form, dtype: type[np.floating[Any]], count: int = 90) -> Array:
    """Intervals of all kinds, and q of p's parameters or near them on the same interval or on one around it."""
    rng = random.Random(form.name)
    eps = float(np.finfo(dtype).eps)
    digits = 10 if dtype == np.float32 else 24
    kept: list[Array] = []

    def short(x: float) -> float:
        """Of so few digits that ends of intervals can agree."""
        return float(np.ldexp(np.rint(np.ldexp(x, digits)), -digits))

    def bounds(kind: str) -> tuple[float, float]:
        if kind == "tail":
            a = 10 ** rng.uniform(-0.3, 2.5)
            return a, a + 10 ** rng.uniform(-1, 0.5) / (1 + a / 8)
        if kind == "narrow":
            a = 10 ** rng.uniform(-1, 2)
            return a, a + 10 ** rng.uniform(-2.5, -0.5)
        if kind == "half":
            return 10 ** rng.uniform(-1, 1.5) * rng.choice([-1, 1]), np.inf
        return -(10 ** rng.uniform(-0.3, 0.9)), 10 ** rng.uniform(-0.3, 0.9)

    def holds(row: Array) -> bool:
        x = [float(v) for v in row]
        low, high = (x[4], x[5]) if form.q == "truncnorm" else (-np.inf, np.inf)
        return x[0] < x[1] and _holds((low, high, *x[-2:]), x[:4])

    while len(kept) < count:
        a, b = map(short, bounds(rng.choice(["tail", "narrow", "half", "around", "around"])))
        if rng.random() < 0.5:
            a, b = -b, -a
        m, s = rng.choice([0, short(rng.gauss(0, 1))]), 2.0 ** rng.randint(-3, 3)
        step = rng.choice([0, eps, 64 * eps, 1e-6, 1e-3, 0.1, 1])
        n = m + rng.choice([-1, 0, 1]) * rng.choice([step * s, short(step) * s])
        t = s * rng.choice([1, 1, 1 + rng.choice([-0.5, 1]) * step])
        if rng.random() < 0.15:
            n, t = short(rng.gauss(0, 4)), 2.0 ** rng.randint(-3, 3)
        room = [rng.choice([0, 0, 1e-3, 1, np.inf]) for _ in range(2)]
        q = [(m - n + a * s) / t - room[0], (m - n + b * s) / t + room[1]]
        row = np.array([a, b, m, s, *(q if form.q == "truncnorm" else ()), n, t]).astype(dtype)
        if holds(row):
            kept.append(row)
    kept += filter(holds, (np.array(row).astype(dtype) for row in form.points))
    return np.unique(np.array(kept), axis=0)


def _told_in_two_ways(form: Form, dtype: type[np.floating[Any]], count: int = 40) -> Array:
    """Parameters far apart, and near each other but for what rounds away in the logarithm."""
    rng = random.Random(form.name)
    assert form.converted
    there = form.converted[0]

    def draw(name: str) -> float:
        if name == "p":
            return float(rng.choice([10 ** rng.uniform(-30, -0.3), 1 - 10 ** rng.uniform(-5, -0.3)]))
        size = rng.choice([1, 30, 300])
        if name in ("logits", "log_scale", "log_mu"):
            return rng.uniform(-1, 0.2 if name == "log_mu" else 1) * min(size, 80)
        if name in ("scale", "mu"):
            return float(10 ** (rng.uniform(-1, 0.1 if name == "mu" else 1) * min(size / 10, 30)))
        if name == "loc":
            return rng.gauss(0, 1)
        return float(10 ** rng.uniform(-1, 1))

    rows = [list(map(float, x)) for x in form.points]
    while len(rows) < count:
        p = [draw(name) for name in form.p_parameters]
        q = [draw(name) for name in form.q_parameters]
        if rng.random() < 0.6:
            step = rng.choice([1e-6, 1e-3, 0.1, 1]) * rng.choice([-1, 1])
            with mp.workprec(BITS):
                like = float(there(mp.mpf(p[-1])))
            q = [*p[:-1], like * (1 + step) if form.q_parameters[-1] != "p" else like * (1 - abs(step) / 2)]
        rows.append(p + q)
    with np.errstate(over="ignore", under="ignore"):
        x = np.unique(np.array(rows).astype(dtype), axis=0)
    names = (*form.p_parameters, *form.q_parameters)
    keep = np.isfinite(x).all(1)
    for i, name in enumerate(names):
        if name in ("p", "mu", "scale"):
            keep &= x[:, i] > 0
        if name == "p":
            keep &= x[:, i] < 1
    return np.asarray(x[keep])


def _moved(form: Form, dtype: type[np.floating[Any]], count: int = 50) -> Array:
    """Parameters without locations, those of both sides moved by any distance, with the support of p in that of q."""
    rng = random.Random(form.name)
    eps = float(np.finfo(dtype).eps)

    def distance(size: float) -> float:
        digits = rng.choice([0.25, 3, rng.gauss(0, 1), rng.gauss(0, 1) * 10 ** rng.uniform(-3, 3)])
        return float(rng.choice([-1, 1]) * digits * size)

    rows = [list(map(float, x)) for x in form.points]
    if form.kind == "locations":
        alone = next(f for f in FORMS if f.name == f"{form.p}_{form.q}")
        for x in points(alone, dtype).astype(np.float64):
            a, b, c, d = map(float, x)
            if form.q_parameters == SHAPED:
                w = rng.choice([0.25, 3, 10 ** rng.uniform(-3, 3)])
                rows.append([a, b, w, c, w * d])
            elif form.p == "beta":
                w = rng.choice([0.25, 3, 10 ** rng.uniform(-3, 3)])
                u = rng.choice([0, distance(w)])
                rows.append([a, b, u, w, u + w * c, w * d])
            elif form.p == "uniform":
                m = distance(a)
                rows.append([a + m, b, c, m, d])
            else:
                u = distance(b if form.p == "pareto" else a * b)
                rows.append([a, u, b, c + u, d])
    while len(rows) < count:
        size = rng.choice([0.3, 1, 3, 30])
        a, s, t = (10 ** rng.uniform(-min(size, 1), size) for _ in range(3))
        if form.p == "lognorm":
            a = a ** (0.5 / size)
        if form.p == "invgamma":
            a += 1
        step = rng.choice([0, eps, 1e-8, 1e-3, 0.3])
        if rng.random() < 0.5:
            near = 1 + step * rng.choice([-1, 0, 1])
            a = near if form.p in ("gamma", "weibull_min") else a
            t = s * (1 + step * rng.choice([-1, 0, 1])) if a == near else float(MOVED[form.p](mp.mpf(a), s)) * near
        u = distance(s)
        rows.append([a, u, s, u - rng.choice([0, step, 1, 3]) * rng.choice([s, t]), t])
    with np.errstate(over="ignore", under="ignore"):
        x = np.unique(np.array(rows).astype(dtype), axis=0)
    names = (*form.p_parameters, *form.q_parameters)
    x = x[np.isfinite(x).all(1) & ((x > 0) | np.array([name == "loc" for name in names])).all(1)]
    x = x[x[:, 0] > 1] if form.p == "invgamma" else x
    return np.asarray(x[[_begins(form, row) for row in x.astype(np.float64)]])


def _begins(form: Form, row: Array) -> bool:
    """Tell whether p begins no earlier than q, exactly."""
    if form.q in ("norm", "gumbel_r") or "loc" not in form.p_parameters:
        return True
    with mp.workprec(BITS):
        n = len(form.p_parameters)
        p = dict(zip(form.p_parameters, (mp.mpf(float(v)) for v in row[:n]), strict=True))
        q = dict(zip(form.q_parameters, (mp.mpf(float(v)) for v in row[n:]), strict=True))
        begin = p["loc"] + (p["scale"] if form.p == "pareto" else 0)
        start = q["loc"] + (q["scale"] if form.q == "pareto" else 0)
        # the mean of log(x - loc) from the start on takes 0 log 0
        return bool(begin > start if (form.p, form.q) == ("uniform", "gamma") else begin >= start)


def _holds(q: Sequence[float], p: Sequence[float]) -> bool:
    """Tell whether the interval of q holds that of p, exactly."""

    def end(x: Sequence[float], i: int) -> Number:
        return mp.mpf(x[2]) + mp.mpf(x[i]) * mp.mpf(x[3])

    with mp.workprec(BITS):
        return bool(end(q, 0) <= end(p, 0) and end(q, 1) >= end(p, 1))


def _wide(form: Form, eps: float, count: int = 30) -> list[list[float]]:
    """Parameters of any size, and q with about the moments of p, where the divergence is small."""
    rng = random.Random(form.name + " wide")
    if "p" in form.p_parameters or "logits" in form.p_parameters:
        return []
    rows = []
    for _ in range(count):
        size = rng.choice([3, 10, 30])

        def draw(name: str, size: float = size) -> float:
            sign = rng.choice([-1, 1]) if name == "loc" else 1
            return float(sign * 10 ** rng.uniform(-size, size))

        row = _placed(form, [draw(name) for name in form.p_parameters], [draw(name) for name in form.q_parameters])
        n = len(form.p_parameters)
        p, q = row[:n], row[n:]
        if rng.random() < 0.75:
            step = rng.choice([0, eps, 1e-8, 1e-3, 0.3])
            like = matched(form, p) if form.p in STARTS and form.p != form.q else p
            near = [
                x if (form.q, name) in BEGINS and form.p != form.q else x * (1 + step * rng.choice([-1, 0, 1]))
                for name, x in zip(form.q_parameters, like, strict=True)
            ]
            q = _placed(form, list(p), near)[n:] if form.p == form.q else near
        rows.append(p + q)
    return rows


def matched(form: Form, p: Sequence[float]) -> list[float]:
    """Parameters of q for the mean and the variance of p, or where the support begins with it for its mean."""
    if form.kind == "locations":
        alone = next(f for f in FORMS if f.name == f"{form.p}_{form.q}")
        if form.p == "uniform":
            c, t = matched(alone, p)
            return [c, 0.0, t]
        if form.p == "beta":
            c, t = matched(alone, p[:2])
            return [p[2] + p[3] * c, p[3] * t] if "loc" in form.p_parameters else [c, p[2] * t]
        m, t = matched(alone, (p[0], p[2]))
        return [p[1] + m, t]
    if form.q == "expon" and form.p in MOVED:
        shape, scale = mp.mpf(p[0]), mp.mpf(p[2])
        mean = MOVED[form.p](shape, scale)
        return [p[1], float(mean)]
    start = STARTS[form.p]
    with mp.workprec(BITS):
        x = [mp.mpf(v) for v in p]
        mean = start.mean(*x)
        variance = start.variance(*x) if start.variance else mp.zero
        begin = x[1] if form.p == "pareto" else x[0] if form.p in ("uniform", "halfnorm") else mp.zero
        deviation = mp.sqrt(variance)
        width = deviation * mp.sqrt(6) / mp.pi
        q = {
            "norm": lambda: (mean, deviation),
            "laplace": lambda: (mean, deviation * mp.sqrt(2 / mp.pi)),
            "gumbel_r": lambda: (mean - mp.euler * width, width),
            "expon": lambda: (begin, mean - begin),
            "gamma": lambda: (mean**2 / variance, variance / mean),
            "pareto": lambda: (1 / (start.log_mean(*x) - mp.log(begin)), begin),  # type: ignore[misc]
        }[form.q]()
        return [float(v) for v in q]


def _placed(form: Form, p: list[float], q: list[float]) -> list[float]:
    """Move q where its support does not hold that of p."""
    if form.p in ("expon", "halfnorm") and form.q == form.p:
        q[0] = min(p[0], q[0])
    if form.name == "pareto_pareto":
        q[1] = min(p[1], q[1])
    if form.name == "uniform_uniform":
        q = [p[0] - abs(q[0]) / 2, 2 * abs(q[0]) + p[1]]
    if form.name in ("uniform_gamma", "uniform_pareto"):
        p[0] = abs(p[0])
    if form.name == "uniform_pareto":
        q[1] = p[0] / 2
    if form.q == "expon" and form.p != "expon":
        q[0] = p[0] - q[1] if form.p in ("uniform", "halfnorm") else -abs(q[0])
    if form.p == "pareto" and form.q != "pareto":
        p[0] += 2.5
    return p + q


def _inside(form: Form, p: Array, q: Array) -> bool:
    if form.name == "uniform_uniform":
        return bool(p[0] >= q[0] and p[0] - q[0] <= q[1] - p[1])
    if form.name == "pareto_pareto":
        return bool(p[1] >= q[1])
    if form.name in ("expon_expon", "halfnorm_halfnorm"):
        return bool(p[0] >= q[0])
    return True


def write(form: Form) -> Path:
    path = DATA / f"kl_{form.name}.csv"
    outputs = ["value", *(f"gradient{i}" for i in range(len(form.p_parameters) + len(form.q_parameters)))]
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        arguments = [f"p.{n}" for n in form.p_parameters] + [f"q.{n}" for n in form.q_parameters]
        columns = [f"{o}_{c}" for o in outputs for c in ("high", "low", "scale", "conditioning")]
        writer.writerow(["dtype", *arguments, *columns])
        for dtype in (np.float32, np.float64):
            for row in points(form, dtype):
                entries = reference(form, row)
                if abs(entries[0][0]) > 1e30 or entries[0][0] == 0:
                    continue
                cells = [hexadecimal(float(v)) for v in row]
                for high, low, scale, conditioning in entries:
                    cells += [hexadecimal(high), hexadecimal(low), bound(scale), bound(conditioning)]
                writer.writerow([np.dtype(dtype).name, *cells])
    return path


def reference(form: Form, row: Array) -> list[tuple[float, float, Number, Number]]:
    """The value and its derivatives at the exact bits of the parameters, by central differences of tiny steps.

    Half an ulp in the parameters is allowed for in derivatives. In the value it is where that is above 1, twice, for
    there are exponentials whose arguments are rounded too; but parameters that nearly agree count to the last bit.
    """
    step = mp.ldexp(1, -STEP_BITS)
    with mp.workprec(BITS):
        x = [mp.mpf(float(v)) for v in row]
        value, slopes, size, parts = _with_slopes(form, x, step)
        sizes = [sum(map(abs, part)) if slope else mp.zero for part, slope in zip(parts, slopes, strict=True)]
        moved = [mp.zero] * len(x)
        wide = step * 2**100
        for j, v in enumerate(x):
            if v:
                near = [u * (1 + wide) if i == j else u for i, u in enumerate(x)]
                for i, slope in enumerate(_with_slopes(form, near, step)[1]):
                    moved[i] += abs(slope - slopes[i]) / wide
        factor = 2 if value > 1 or form.converted else 1
        counted = slopes if value > 1 else [sum((part[i] for i in form.conditioned), mp.zero) for part in parts]
        own = factor * sum(abs(s * v) for s, v in zip(counted, x, strict=True) if mp.isfinite(v))
        result = [(*split(value), size, own)]
        for slope, slope_size, error in zip(slopes, sizes, moved, strict=True):
            result.append((*split(slope), slope_size, factor * error))
    return result


def _with_slopes(
    form: Form, x: Sequence[Number], step: Number
) -> tuple[Number, list[Number], Number, list[list[Number]]]:
    """The value and its derivatives, the sum of the absolute terms of the value, and the terms of the derivatives."""
    values = [term(*x) for term in form.terms]
    slopes, terms = [], []
    for j, v in enumerate(x):
        if not mp.isfinite(v):
            slopes.append(mp.zero)
            terms.append([mp.zero] * len(form.terms))
            continue
        h = abs(v) * step if v else step
        ends = [[u + s if i == j else u for i, u in enumerate(x)] for s in (h, -h)]
        parts = [(term(*ends[0]) - term(*ends[1])) / (2 * h) for term in form.slope_terms or form.terms]
        slope = sum(parts, mp.zero)
        # below this it is the error of the differences
        slopes.append(slope if abs(slope) * h > mp.ldexp(1, LOST_BITS - BITS) else mp.zero)
        terms.append(parts)
    return sum(values, mp.zero), slopes, sum(map(abs, values)), terms


def load(form: Form, dtype: str) -> tuple[list[Array], list[Reference]]:
    """The parameters of a table, and what the value and the gradients are there."""
    kind = np.dtype(dtype).type
    with (DATA / f"kl_{form.name}.csv").open(encoding="ascii", newline="") as file:
        _, *lines = csv.reader(file)
    lines = [line[1:] for line in lines if line[0] == dtype]
    n = len(form.p_parameters) + len(form.q_parameters)
    arguments = [np.array([float.fromhex(line[i]) for line in lines]).astype(kind) for i in range(n)]
    references = []
    for i in range(n, n + 4 * (1 + n), 4):
        high, low = (np.array([float.fromhex(line[i + k]) for line in lines]) for k in (0, 1))
        scale, conditioning = (np.array([float(line[i + k]) for line in lines]) for k in (2, 3))
        references.append(Reference(high, low, scale, conditioning))
    return arguments, references


def main(names: Sequence[str]) -> None:
    for form in FORMS:
        if not names or form.name in names:
            path = write(form)
            sys.stdout.write(f"{path.name}: {len(path.read_text().splitlines()) - 1} rows\n")


if __name__ == "__main__":
    main(sys.argv[1:])
