"""The incomplete gamma and beta functions and von Mises' tails, with first and second derivatives, and inverses.

Where the arguments are moderate by power series, with as many digits as the complement loses; where they are large by
quadrature of the tail. The digits and the panels follow the working precision, so that two evaluations at different
precisions are independent enough to vouch for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import scipy.special
from mpmath import mp

from tests.oracle import jet
from tests.oracle.jet import Jet

Number = Any
# Up to here power series take a few hundred terms.
MODERATE = 60


@dataclass(frozen=True)
class Tails:
    """Both tails, and the derivatives of the lower one by all arguments, the shapes first."""

    lower: Number
    upper: Number
    first: Sequence[Number]
    second: Sequence[Sequence[Number]]


def _bits() -> int:
    """Bits that a result has, in two sorts for the two evaluations of a table row."""
    return 190 if mp.prec < 900 else 250


def _span(*xs: Number) -> int:
    with mp.workprec(64):
        return sum(abs(int(mp.log(abs(x), 2))) for x in xs if x != 0)


@cache
def _nodes(count: int, bits: int) -> list[tuple[Number, Number]]:
    """Gauss and Legendre's rule on [0, 1]."""
    with mp.workprec(bits):
        nodes = []
        for i in range(count):
            x = mp.cos(mp.pi * (i + mp.mpf(3) / 4) / (count + mp.mpf(1) / 2))
            for _ in range(12):
                before, value = mp.one, x
                for n in range(2, count + 1):
                    before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
                slope = count * (before - x * value) / (1 - x * x)
                x -= value / slope
            nodes.append(((1 + x) / 2, 1 / ((1 - x * x) * slope * slope)))
        return nodes


def _tail_integrals(
    g: Callable[[Number], Number], moments: Callable[[Number], Sequence[Number]], end: Number | None = None
) -> list[Number]:
    """The integrals of exp(-g(s)) times each moment for 0 < s < end and a rising g with g(0) = 0, convex if endless."""
    bits = _bits()
    depth = mp.mpf(bits) * mp.log(2)
    reach = mp.one if end is None else end
    while end is None and g(reach) < depth:
        reach *= 2
    while g(reach / 2) > depth:
        reach /= 2
    panels, count = (9, 36) if bits < 200 else (12, 40)
    sums = [mp.zero] * len(moments(mp.zero))
    for panel in range(panels):
        for node, weight in _nodes(count, 300):
            s = reach * (panel + node) / panels
            part = weight * mp.exp(-g(s))
            sums = [total + part * m for total, m in zip(sums, moments(s), strict=True)]
    return [total * reach / panels for total in sums]


def _from_side(side: Number, first: Sequence[Number], second: Sequence[Sequence[Number]], *, upper: bool) -> Tails:
    if not upper:
        return Tails(side, 1 - side, first, second)
    return Tails(1 - side, side, [-d for d in first], [[-d for d in row] for row in second])


@cache
def _gamma_tails(a: Number, x: Number, _prec: int) -> Tails:
    density = mp.exp((a - 1) * mp.log(x) - x - mp.loggamma(a))
    by_a = mp.log(x) - mp.psi(0, a)
    upper = False
    if max(a, x) <= MODERATE:
        bits = mp.prec
        unit, slope, bend = density * x / a, by_a - 1 / a, 1 / (a * a) - mp.psi(1, a)
        term, sums, n = unit, [mp.zero] * 3, 0
        while term > mp.ldexp(sums[0], -bits) or n < x:
            for k, m in enumerate((1, slope, slope * slope + bend)):
                sums[k] += term * m
            n += 1
            step = 1 / (a + n)
            term *= x * step
            slope -= step
            bend += step * step
    else:
        upper = x >= a
        sign = 1 if upper else -1
        integrals = _tail_integrals(
            lambda s: (x - a) * sign * s + x * (mp.expm1(sign * s) - sign * s), lambda s: (1, sign * s, s * s)
        )
        m0, m1, m2 = (density * x * i for i in integrals)
        sums = [m0, by_a * m0 + m1, (by_a * by_a - mp.psi(1, a)) * m0 + 2 * by_a * m1 + m2]
    tails = _from_side(sums[0], [sums[1]], [[sums[2]]], upper=upper)
    return Tails(
        tails.lower,
        tails.upper,
        [tails.first[0], density],
        [[tails.second[0][0], density * by_a], [density * by_a, density * ((a - 1) / x - 1)]],
    )


def gamma_tails(a: Number, x: Number) -> Tails:
    """P(a, x) and Q(a, x)."""
    extra = 2 * _span(a, x) + (4 * MODERATE if max(a, x) <= MODERATE else 0)
    with mp.workprec(_bits() + extra):
        return _gamma_tails(mp.mpf(a), mp.mpf(x), mp.prec)


def _beta_series(a: Number, b: Number, x: Number, w: Number) -> tuple[Number, list[Number], list[list[Number]]]:
    total, bits = a + b, mp.prec
    term = mp.exp(a * mp.log(x) + b * mp.log(w) + mp.loggamma(total) - mp.loggamma(a + 1) - mp.loggamma(b))
    slope_a = mp.log(x) + mp.psi(0, total) - mp.psi(0, a + 1)
    slope_b = mp.log(w) + mp.psi(0, total) - mp.psi(0, b)
    shared = mp.psi(1, total)
    bend_a, bend_b = shared - mp.psi(1, a + 1), shared - mp.psi(1, b)
    sums, n = [mp.zero] * 6, 0
    while term > mp.ldexp(sums[0], -bits) or n < total * x:
        moments = (
            1,
            slope_a,
            slope_b,
            slope_a * slope_a + bend_a,
            slope_a * slope_b + shared,
            slope_b * slope_b + bend_b,
        )
        sums = [s + term * m for s, m in zip(sums, moments, strict=True)]
        by_total, by_order = 1 / (total + n), 1 / (a + 1 + n)
        term *= x * (total + n) * by_order
        slope_a += by_total - by_order
        slope_b += by_total
        square = by_total * by_total
        bend_a += by_order * by_order - square
        shared -= square
        bend_b -= square
        n += 1
    return sums[0], sums[1:3], [sums[3:5], sums[4:6]]


def _beta_quadrature(a: Number, b: Number, x: Number, w: Number) -> tuple[Number, list[Number], list[list[Number]]]:
    total = a + b
    c = mp.exp(a * mp.log(x) + b * mp.log(w) + mp.loggamma(total) - mp.loggamma(a) - mp.loggamma(b))

    def fall(s: Number) -> Number:
        return mp.log1p(x * mp.expm1(-s))

    def moments(s: Number) -> Sequence[Number]:
        i, j = -s - fall(s), -fall(s)
        return 1, i, j, i * i, i * j, j * j

    integrals = _tail_integrals(lambda s: a * s + total * fall(s), moments)
    m0, ma, mb, maa, mab, mbb = (c * i for i in integrals)
    la = mp.log(x) - mp.psi(0, a) + mp.psi(0, total)
    lb = mp.log(w) - mp.psi(0, b) + mp.psi(0, total)
    shared = mp.psi(1, total)
    aa = (la * la + shared - mp.psi(1, a)) * m0 + 2 * la * ma + maa
    ab = (la * lb + shared) * m0 + la * mb + lb * ma + mab
    bb = (lb * lb + shared - mp.psi(1, b)) * m0 + 2 * lb * mb + mbb
    return m0, [la * m0 + ma, lb * m0 + mb], [[aa, ab], [ab, bb]]


@cache
def _beta_tails(a: Number, b: Number, x: Number, _prec: int) -> Tails:
    w, total = 1 - x, a + b
    if 2 * x <= 1 and total * x <= MODERATE:
        side, first, second, upper = *_beta_series(a, b, x, w), False
    elif 2 * w <= 1 and total * w <= MODERATE:
        side, first, second, upper = *_beta_series(b, a, w, x), True
    elif total * x <= a:
        side, first, second, upper = *_beta_quadrature(a, b, x, w), False
    else:
        side, first, second, upper = *_beta_quadrature(b, a, w, x), True
    if upper:
        first, second = first[::-1], [row[::-1] for row in second[::-1]]
    tails = _from_side(side, first, second, upper=upper)
    density = mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log(w) + mp.loggamma(total) - mp.loggamma(a) - mp.loggamma(b))
    la = mp.log(x) - mp.psi(0, a) + mp.psi(0, total)
    lb = mp.log(w) - mp.psi(0, b) + mp.psi(0, total)
    s = tails.second
    return Tails(
        tails.lower,
        tails.upper,
        [*tails.first, density],
        [
            [s[0][0], s[0][1], density * la],
            [s[1][0], s[1][1], density * lb],
            [density * la, density * lb, density * ((a - 1) / x - (b - 1) / w)],
        ],
    )


def beta_tails(a: Number, b: Number, x: Number) -> Tails:
    """I_x(a, b) and its complement."""
    with mp.workprec(_bits() + 4 * MODERATE + 2 * _span(a, b, x, 1 - x)):
        return _beta_tails(mp.mpf(a), mp.mpf(b), mp.mpf(x), mp.prec)


@cache
def _von_mises_tails(kappa: Number, angle: Number, _prec: int) -> Tails:
    cosine, rest = mp.cos(angle), mp.pi - angle
    size = mp.besseli(0, kappa) * mp.exp(-kappa)
    density = mp.exp(-2 * kappa * mp.sin(angle / 2) ** 2) / (2 * mp.pi * size)
    ratio = mp.besseli(1, kappa) * mp.exp(-kappa) / size
    slope = 1 - ratio * ratio - (ratio / kappa if kappa else mp.mpf(1) / 2)

    def fall(s: Number) -> Number:
        return 2 * mp.sin(angle + s / 2) * mp.sin(s / 2)

    m0, m1, m2 = (
        density * i for i in _tail_integrals(lambda s: kappa * fall(s), lambda s: (1, fall(s), fall(s) ** 2), rest)
    )
    excess = cosine - ratio
    by_kappa, by_both = excess * m0 - m1, -density * excess
    bend = (excess * excess - slope) * m0 - 2 * excess * m1 + m2
    return _from_side(
        m0,
        [by_kappa, -density],
        [[bend, by_both], [by_both, kappa * mp.sin(angle) * density]],
        upper=True,
    )


def von_mises_tails(kappa: Number, angle: Number) -> Tails:
    """The probabilities on both sides of an angle in [0, pi], above it up to pi."""
    if angle > mp.pi:
        return Tails(mp.one, mp.zero, [mp.zero] * 2, [[mp.zero] * 2] * 2)
    with mp.workprec(_bits() + 6 * _span(kappa + 1, angle)):
        return _von_mises_tails(mp.mpf(kappa), mp.mpf(angle), mp.prec)


def solve_angle(at: Callable[..., Tails], shapes: Sequence[Number], p: Number, *, upper: bool) -> Number:
    """The angle beyond which a probability p <= 1/2 lies: bisection, then Newton's method on its logarithm."""
    if not upper:
        raise NotImplementedError
    with mp.workprec(_bits() + 6 * _span(shapes[0] + 1, p)):
        low, high = mp.zero, +mp.pi
        if at(*shapes, high - mp.mpf("1e-12")).upper > p:
            raise ZeroDivisionError  # pi to a float
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if at(*shapes, middle).upper > p else (low, middle)
        angle, aim = (low + high) / 2, mp.log(p)
        for _ in range(200):
            t = at(*shapes, angle)
            low, high = (angle, high) if t.upper > p else (low, angle)
            step = (mp.log(t.upper) - aim) * t.upper / t.first[1]
            if abs(step) * (1 + t.first[1] / t.upper) < mp.ldexp(1, -90):
                return angle + step
            angle = angle + step if low < angle + step < high else (low + high) / 2
    message = f"no angle for kappa = {shapes[0]} at {p}"
    raise ArithmeticError(message)


def compose(value: Number, first: Sequence[Number], second: Sequence[Sequence[Number]], xs: Sequence[Jet]) -> Jet:
    """A function of several jets, from its derivatives."""
    n, k = range(len(xs[0].gradient)), range(len(xs))
    return Jet(
        value,
        [sum(first[i] * xs[i].gradient[m] for i in k) for m in n],
        [
            [
                sum(first[i] * xs[i].hessian[m][o] for i in k)
                + sum(second[i][j] * xs[i].gradient[m] * xs[j].gradient[o] for i in k for j in k)
                for o in n
            ]
            for m in n
        ],
    )


def tail(at: Callable[..., Tails], *xs: Jet, upper: bool = False) -> Jet:
    """One of the tails."""
    t = at(*(x.value for x in xs))
    sign = -1 if upper else 1
    value = t.upper if upper else t.lower
    return compose(value, [sign * d for d in t.first], [[sign * d for d in row] for row in t.second], xs)


def log_tail(at: Callable[..., Tails], *xs: Jet, upper: bool = False) -> Jet:
    """The logarithm of one of the tails."""
    t = tail(at, *xs, upper=upper)
    return jet.log(t) if t.value < mp.mpf(0.5) else jet.log1p(-tail(at, *xs, upper=not upper))


def quantile(
    at: Callable[..., Tails],
    shapes: Sequence[Jet],
    p: Jet,
    *,
    upper: bool = False,
    find: Callable[..., Number] | None = None,
) -> Jet:
    """The point at which a tail is p."""
    values = [s.value for s in shapes]
    x = (find or solve)(at, values, p.value, upper=upper)
    t = at(*values, x)
    k = len(shapes)
    slope, bend = t.first[k], t.second[k][k]
    # of F(shapes, x) - p = 0, where p is minus the upper tail, less a constant
    first = [-d / slope for d in t.first[:k]] + [1 / slope]
    mixed = [*t.second[k][:k], 0]
    rest = [[*row[:k], 0] for row in t.second[:k]] + [[0] * (k + 1)]
    indices = range(k + 1)
    second = [
        [
            -(rest[i][j] + mixed[i] * first[j] + mixed[j] * first[i] + bend * first[i] * first[j]) / slope
            for j in indices
        ]
        for i in indices
    ]
    return compose(x, first, second, [*shapes, -p if upper else p])


def _start(shapes: Sequence[Number], lower: Number, upper: Number) -> Number:
    """Where to begin: as SciPy says, or at an end of the support, unless the quantile is too small for any float."""
    a, b = shapes[0], shapes[1] if len(shapes) > 1 else None
    if b is None:
        mean = mp.log(a)
        inverse = scipy.special.gammaincinv if lower < upper else scipy.special.gammainccinv
        start = float(inverse(float(a), float(min(lower, upper))))
        end = (mp.log(lower) + mp.loggamma(a + 1)) / a
    else:
        mean = mp.log(a / b)
        flipped = upper < lower
        pair = (float(b), float(a)) if flipped else (float(a), float(b))
        start = float(scipy.special.betaincinv(*pair, float(min(lower, upper))))
        log_beta = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
        end = (mp.log(min(lower, upper)) + log_beta + mp.log(pair[0])) / pair[0]
        if flipped:
            start = 1 - start if start > 1e-8 else -start
            end = -end
    if abs(end) > 600 and (b is not None or end < 0):
        if abs(end) > 800:
            raise ZeroDivisionError
        return end
    if not abs(start) > 0 or abs(start) >= (1 if b is not None else mp.inf):
        return mean
    if start < 0:
        return mp.log1p(start) - mp.log(-start)
    return mp.log(mp.mpf(start)) - (mp.log1p(-mp.mpf(start)) if b is not None else 0)


def solve(at: Callable[..., Tails], shapes: Sequence[Number], p: Number, *, upper: bool) -> Number:
    """Newton's method on the logarithm of the smaller tail, which is concave in log x or log(x / (1 - x))."""
    beta = at is beta_tails
    small_is_upper = upper == (2 * p <= 1)
    with mp.workprec(_bits() + 2 * _span(*shapes, p)):
        q = 1 - p
        y = _start(shapes, q if upper else p, p if upper else q)
        aim = mp.log(min(p, q))
        odds = (lambda y: 1 / (1 + mp.exp(-y))) if beta else mp.exp
        for _ in range(100):
            if abs(y) > 800:
                raise ZeroDivisionError  # not a float
            with mp.workprec(mp.prec + 4 * int(abs(y))):
                x = odds(y)
            t = at(*shapes, x)
            side = t.upper if small_is_upper else t.lower
            rate = t.first[-1] * (x / (1 + mp.exp(y)) if beta else x) / side * (-1 if small_is_upper else 1)
            step = (aim - mp.log(side)) / rate
            y += max(min(step, mp.mpf(50)), mp.mpf(-50))
            # the next step would be its square
            if abs(step) * (1 + abs(rate)) < mp.ldexp(1, -90):
                with mp.workprec(mp.prec + 4 * int(abs(y))):
                    return odds(y)
    message = f"no quantile of {shapes} at {p}"
    raise ArithmeticError(message)
