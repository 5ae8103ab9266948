"""High-precision references for closed forms of KL divergences: textbook formulas, in as many bits as they cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import split
from tests.tolerances import Reference

Array = NDArray[Any]
Number = Any
Formula = Callable[..., Number]
BITS, STEP_BITS = 900, 300


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
    return (
        mp.log(t / s) + mp.euler * (s / t - 1) + mp.exp((n - m) / t + mp.loggamma(s / t + 1)) - 1 + (m - n) / t
    )


def weibull_min(k: Number, s: Number, c: Number, t: Number) -> Number:
    """J. Bauckhage, "Computing the Kullback-Leibler divergence between two Weibull distributions" (2013)."""
    return (
        mp.log(k / s**k)
        - mp.log(c / t**c)
        + (k - c) * (mp.log(s) - mp.euler / k)
        + mp.exp(c * mp.log(s / t) + mp.loggamma(c / k + 1))
        - 1
    )


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


def weibull_to_gamma(k: Number, s: Number, a: Number, t: Number) -> Number:
    """From the entropy of p and its means of x and log x."""
    log_mean = mp.log(s) - mp.euler / k
    mean = s * mp.gamma(1 + 1 / k)
    entropy = mp.euler * (1 - 1 / k) + mp.log(s / k) + 1
    return -entropy - ((a - 1) * log_mean - mean / t - mp.loggamma(a) - a * mp.log(t))


def poisson(p: Number, q: Number) -> Number:
    return (p * mp.log(p / q) if p else mp.zero) - p + q


FORMULAS: dict[str, Formula] = {
    "norm": norm,
    "lognorm": lambda s, a, t, b: norm(mp.log(a), s, mp.log(b), t),
    "laplace": laplace,
    "cauchy": cauchy,
    "expon": expon,
    "halfnorm": halfnorm,
    "uniform": lambda _m, s, _n, t: mp.log(t / s),
    "pareto": lambda b, s, c, t: mp.log(b / c) + c * mp.log(s / t) + c / b - 1,
    "gumbel_r": gumbel_r,
    "gumbel_l": lambda m, s, n, t: gumbel_r(-m, s, -n, t),
    "weibull_min": weibull_min,
    "gamma": gamma,
    "beta": beta,
    "weibull_to_gamma": weibull_to_gamma,
    "bernoulli": bernoulli,
    "geom": lambda p, q: bernoulli(p, q) / p,
    "poisson": poisson,
    "bernoulli_logits": lambda x, y: mp.log1p(mp.exp(y)) - mp.log1p(mp.exp(x)) - (y - x) / (1 + mp.exp(-x)),
}


@dataclass(frozen=True)
class References:
    value: Reference
    gradients: list[Reference]


def references(formula: Formula, *arrays: Array) -> References:
    """The value and its derivatives at the exact bits of the arguments, by central differences of tiny steps.

    An argument is allowed half an ulp in a derivative, and none in the value: parameters that nearly agree count.
    """
    step = mp.ldexp(1, -STEP_BITS)
    columns: list[list[tuple[float, float, float]]] = [[] for _ in range(1 + len(arrays))]
    with mp.workprec(BITS):
        for row in zip(*arrays, strict=True):
            x = [mp.mpf(float(v)) for v in row]
            value, slopes = _with_slopes(formula, x, step)
            columns[0].append((*split(value), 0.0))
            moved = [mp.zero] * len(x)
            for j, v in enumerate(x):
                if v:
                    near = [u * (1 + step * 2**100) if i == j else u for i, u in enumerate(x)]
                    for i, slope in enumerate(_with_slopes(formula, near, step)[1]):
                        moved[i] += abs(slope - slopes[i]) / step / 2**100
            for column, slope, error in zip(columns[1:], slopes, moved, strict=True):
                column.append((*split(slope), float(error)))
    result = []
    for column in columns:
        high, low, error = np.array(column).T
        result.append(Reference(high, low, np.abs(high), error))
    return References(result[0], result[1:])


def _with_slopes(formula: Formula, x: Sequence[Number], step: Number) -> tuple[Number, list[Number]]:
    value = formula(*x)
    slopes = []
    for j, v in enumerate(x):
        h = abs(v) * step if v else step
        above, below = (formula(*(u + s if i == j else u for i, u in enumerate(x))) for s in (h, -h))
        slope = (above - below) / (2 * h)
        # below this it is the error of the differences
        slopes.append(slope if abs(slope) * h > mp.ldexp(step, -STEP_BITS // 2) else mp.zero)
    return value, slopes
