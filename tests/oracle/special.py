"""Reference tables of the special functions: tests/data/special_<name>_<f32|f64>.csv.

Every row holds exact inputs, then for the value and for each first derivative three fields: the
reference as the unevaluated sum of two doubles, and the scale in whose units of the last place the
error is to be counted where that is not the reference itself (left empty otherwise): the sum of
the absolute terms where the function passes through a zero that no algorithm resolves. An empty
reference is not tested. Numbers are hexadecimal floats, computed with 60 digits beyond whatever the
formula cancels.

Run `python -m tests.oracle.special` to write the tables anew; it is deterministic.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import mpmath as mp
import numpy as np

from tests.oracle import incomplete, jet

DATA = Path(__file__).resolve().parent.parent / "data"
INF = math.inf
NAN = math.nan

Float = type[np.float32 | np.float64]
Reference = object  # an mpmath number, a float (inf, nan), None, or (number, scale)


# ---- inputs -------------------------------------------------------------------------------------


@dataclass
class Format:
    """A floating-point format and its extreme numbers."""

    name: str
    dtype: Float
    tiny: float = field(init=False)
    normal: float = field(init=False)
    largest: float = field(init=False)
    digits: int = field(init=False)

    def __post_init__(self) -> None:
        info = np.finfo(self.dtype)
        self.tiny = float(info.smallest_subnormal)
        self.normal = float(info.smallest_normal)
        self.largest = float(info.max)
        self.digits = info.nmant + 1

    def round(self, x: float) -> float:
        with np.errstate(over="ignore"):
            return float(self.dtype(x))

    def step(self, x: float, ulps: int) -> float:
        """The number that is some places away from x."""
        toward = self.dtype(INF if ulps > 0 else -INF)
        y = self.dtype(x)
        for _ in range(abs(ulps)):
            y = np.nextafter(y, toward)
        return float(y)


F32 = Format("f32", np.float32)
F64 = Format("f64", np.float64)


def magnitudes(t: Format, count: int, rng: random.Random, low: float = 0.0, high: float = INF) -> list[float]:
    """Positive numbers spread evenly over the exponents between low and high."""
    low, high = max(low, t.tiny), min(high, t.largest)
    a, b = math.log2(low), math.log2(high)
    xs = []
    for i in range(count):
        e = a + (b - a) * (i + rng.random()) / count
        x = math.ldexp(1.0 + rng.random(), math.floor(e))
        if low <= x <= high:
            xs.append(t.round(x))
    return xs


def around(t: Format, *centres: float) -> list[float]:
    """Each number, its neighbours, and points at geometric distances on both sides."""
    xs = []
    for centre in centres:
        c = t.round(centre)
        xs += [c, t.step(c, 1), t.step(c, -1), t.step(c, 3), t.step(c, -3)]
        for k in range(2, t.digits - 2, 5):
            xs += [t.round(c * (1 + 2.0**-k)), t.round(c * (1 - 2.0**-k))]
    return xs


def uniform(t: Format, low: float, high: float, count: int, rng: random.Random) -> list[float]:
    return [t.round(low + (high - low) * (i + rng.random()) / count) for i in range(count)]


def extremes(t: Format) -> list[float]:
    return [t.tiny, t.step(t.normal, -1), t.normal, t.largest]


def both_signs(xs: Iterable[float]) -> list[float]:
    return [s * x for x in xs for s in (1.0, -1.0)]


# ---- the functions in mpmath ---------------------------------------------------------------------


def tail_of_stirling(z: mp.mpf, k: int) -> mp.mpf:
    """The k-th derivative of log Gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2."""
    if z > 10**4:
        # Stirling's asymptotic series; 16 terms leave less than 1e-120.
        total = mp.mpf(0)
        for n in range(1, 17):
            power = 2 * n - 1
            term = mp.bernoulli(2 * n) / (2 * n * power)
            for j in range(k):
                term *= -(power + j)
            total += term / z ** (power + k)
        return total
    with mp.workdps(mp.mp.dps + 30):
        if k == 0:
            return mp.loggamma(z) - (z - mp.mpf(1) / 2) * mp.log(z) + z - mp.log(2 * mp.pi) / 2
        if k == 1:
            return mp.digamma(z) - mp.log(z) + 1 / (2 * z)
        return mp.polygamma(1, z) - 1 / z - 1 / (2 * z**2)


def stirlerr(n: mp.mpf) -> mp.mpf:
    return tail_of_stirling(n, 0)


def digamma_minus_log(x: mp.mpf) -> mp.mpf:
    return tail_of_stirling(x, 1) - 1 / (2 * x)


def erfcx(x: mp.mpf) -> mp.mpf:
    if x > 12:
        # the asymptotic series: its smallest term is exp(-x^2)
        return sum((-1) ** n * mp.fac2(2 * n - 1) / (2 * x * x) ** n for n in range(140)) / (x * mp.sqrt(mp.pi))
    with mp.workdps(mp.mp.dps + 130):
        return mp.exp(x * x) * mp.erfc(x)


def erfcx_slope(x: mp.mpf) -> mp.mpf:
    if x > 12:
        terms = ((-1) ** n * mp.fac2(2 * n - 1) / (2 * x * x) ** n for n in range(1, 140))
        return 2 / mp.sqrt(mp.pi) * sum(terms)
    with mp.workdps(mp.mp.dps + 130):
        return 2 * x * erfcx(x) - 2 / mp.sqrt(mp.pi)


def normal_density(x: mp.mpf) -> mp.mpf:
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def ndtr(x: mp.mpf) -> mp.mpf:
    if x > 0:
        return 1 - ndtr(-x)
    return erfcx(-x / mp.sqrt(2)) * mp.exp(-x * x / 2) / 2


def log_ndtr(x: mp.mpf) -> mp.mpf:
    if x > 0:
        return mp.log1p(-ndtr(-x))
    return mp.log(erfcx(-x / mp.sqrt(2)) / 2) - x * x / 2


def ndtri_exp(y: mp.mpf) -> mp.mpf:
    if y > -mp.log(2):
        return -ndtri_exp(mp.log(-mp.expm1(y)))
    x = -mp.sqrt(-2 * y) if y < -2 else mp.sqrt(2 * mp.pi) * (mp.exp(y) - mp.mpf(1) / 2)
    # log ndtr is concave, and Newton's method doubles the digits
    for _ in range(60):
        step = (log_ndtr(x) - y) * ndtr_by_density(x)
        x -= step
        if abs(step) <= abs(x) * mp.mpf(10) ** -50:
            break
    return x


def ndtr_by_density(x: mp.mpf) -> mp.mpf:
    return mp.sqrt(mp.pi / 2) * erfcx(-x / mp.sqrt(2))


def ndtri(p: mp.mpf) -> mp.mpf:
    return ndtri_exp(mp.log(p))


def ndtri_slope(p: mp.mpf) -> mp.mpf:
    return ndtr_by_density(-abs(ndtri(p))) / min(p, 1 - p)


def ndtri_exp_slope(y: mp.mpf) -> mp.mpf:
    x = ndtri_exp(y)
    return ndtr_by_density(x) if x < 0 else ndtr_by_density(-x) * mp.exp(y) / -mp.expm1(y)


def is_pole(x: mp.mpf) -> bool:
    return bool(x <= 0 and x == mp.floor(x))


def lgamma(x: mp.mpf) -> Reference:
    if is_pole(x):
        return INF
    if x > 10**4:
        return (x - mp.mpf(1) / 2) * mp.log(x) - x + mp.log(2 * mp.pi) / 2 + tail_of_stirling(x, 0)
    if x > 0:
        return mp.loggamma(x)
    value = mp.log(mp.pi / abs(mp.sinpi(x))) - mp.loggamma(1 - x)
    return value, abs(mp.log(mp.pi / abs(mp.sinpi(x)))) + abs(mp.loggamma(1 - x))


def digamma(x: mp.mpf) -> Reference:
    if is_pole(x):
        return NAN
    if x > 0:
        return mp.log(x) + digamma_minus_log(x)
    cotangent = mp.pi * mp.cospi(x) / mp.sinpi(x)
    return mp.digamma(1 - x) - cotangent, abs(mp.digamma(1 - x)) + abs(cotangent)


def trigamma(x: mp.mpf) -> Reference:
    if is_pole(x):
        return INF
    if x > 0:
        return tail_of_stirling(x, 2) + 1 / x + 1 / (2 * x**2)
    return (mp.pi / mp.sinpi(x)) ** 2 - mp.polygamma(1, 1 - x)


def tetragamma(x: mp.mpf) -> Reference:
    if is_pole(x):
        return NAN
    if x > 10**4:
        return -1 / x**2 - 1 / x**3 - 1 / (2 * x**4) + 1 / (6 * x**6) - 1 / (6 * x**8)
    if x > 0:
        return mp.polygamma(2, x)
    reflected = 2 * mp.pi**3 * mp.cospi(x) / mp.sinpi(x) ** 3
    return mp.polygamma(2, 1 - x) - reflected, abs(mp.polygamma(2, 1 - x)) + abs(reflected)


def pentagamma(x: mp.mpf) -> Reference:
    if is_pole(x):
        return INF
    if x > 10**4:
        return 2 / x**3 + 3 / x**4 + 2 / x**5 - 1 / x**7 + mp.mpf(4) / 3 / x**9
    if x > 0:
        return mp.polygamma(3, x)
    return 2 * mp.pi**4 * (1 + 2 * mp.cospi(x) ** 2) / mp.sinpi(x) ** 4 - mp.polygamma(3, 1 - x)


def digits_for(*xs: mp.mpf) -> int:
    """Decimal digits that cover the span of the exponents."""
    return sum(abs(int(mp.log10(abs(x)))) for x in xs if x != 0 and not mp.isinf(x))


def gammaln_ratio(x: mp.mpf, d: mp.mpf) -> Reference:
    with mp.workdps(mp.mp.dps + 2 * digits_for(x, d) + 20):
        value = mp.loggamma(x + d) - mp.loggamma(x)
        # The result passes through zero where x and x + d lie on both sides of Gamma's minimum; its
        # terms, here the logarithms, do not.
        low, high = min(x, x + d), max(x, x + d)
        terms = abs(d * mp.log(high)) if low >= 1 else abs(mp.log1p(d / x))
        return (value, abs(value) + terms) if low < 1.5 < high else value


def betaln(a: mp.mpf, b: mp.mpf) -> Reference:
    with mp.workdps(mp.mp.dps + 2 * digits_for(a, b) + 20):
        low, high = min(a, b), max(a, b)
        terms = mp.loggamma(low), mp.loggamma(high + low) - mp.loggamma(high)
        value = terms[0] - terms[1]
        # It passes through zero where its two terms are equal.
        return (value, abs(terms[0]) + abs(terms[1])) if abs(value) < 1 else value


def betaln_slope(a: mp.mpf, b: mp.mpf) -> mp.mpf:
    return -digamma_difference(a, b)


def digamma_difference(x: mp.mpf, d: mp.mpf) -> mp.mpf:
    with mp.workdps(mp.mp.dps + 2 * digits_for(x, d) + 20):
        return mp.digamma(x + d) - mp.digamma(x)


def trigamma_difference(x: mp.mpf, d: mp.mpf) -> mp.mpf:
    with mp.workdps(mp.mp.dps + 2 * digits_for(x, d) + 20):
        return mp.polygamma(1, x + d) - mp.polygamma(1, x)


def digamma_of_sum(x: mp.mpf, d: mp.mpf) -> Reference:
    """psi(x + d), to the rounding of the sum."""
    y = x + d
    value = mp.log(y) + digamma_minus_log(y)
    return value, abs(value) + abs(y * mp.polygamma(1, y)) if y < 10**4 else abs(value)


def extended(f: Callable[..., mp.mpf]) -> Callable[..., mp.mpf]:
    """The function with enough digits for the exponents of its arguments."""

    def g(*xs: mp.mpf) -> mp.mpf:
        with mp.workdps(mp.mp.dps + 3 * digits_for(*xs)):
            return f(*xs)

    return g


def expit(x: mp.mpf) -> mp.mpf:
    return 1 / (1 + mp.exp(-x)) if x > 0 else mp.exp(x) / (1 + mp.exp(x))


def softplus(x: mp.mpf) -> mp.mpf:
    return x + mp.log1p(mp.exp(-x)) if x > 0 else mp.log1p(mp.exp(x))


def logaddexp(a: mp.mpf, b: mp.mpf) -> Reference:
    top = max(a, b)
    correction = softplus(-abs(a - b))
    # The result may pass through zero while max(a, b) does not.
    return top + correction, abs(top) + correction


def logdiffexp(a: mp.mpf, b: mp.mpf) -> Reference:
    correction = extended(log1mexp)(b - a)
    return a + correction, abs(a) + abs(correction)


def log1mexp(x: mp.mpf) -> mp.mpf:
    return mp.log(-mp.expm1(x)) if x > -1 else mp.log1p(-mp.exp(x))


def bessel(order: int, x: mp.mpf) -> mp.mpf:
    """e^-x I_order(x) for x >= 0."""
    if x < 10**6:
        return mp.besseli(order, x) * mp.exp(-x)
    total, term = mp.mpf(0), mp.mpf(1)
    for k in range(1, 25):
        total += term
        term *= -mp.mpf(4 * order * order - (2 * k - 1) ** 2) / (8 * k * x)
    return total / mp.sqrt(2 * mp.pi * x)


def bessel_ratio(x: mp.mpf) -> mp.mpf:
    return mp.sign(x) * bessel(1, abs(x)) / bessel(0, abs(x))


def bessel_ratio_slope(x: mp.mpf) -> mp.mpf:
    with mp.workdps(mp.mp.dps + 3 * digits_for(x) + 20):
        a = bessel_ratio(abs(x))
        return 1 - a / abs(x) - a * a


def i0e_slope(x: mp.mpf) -> mp.mpf:
    with mp.workdps(mp.mp.dps + 3 * digits_for(x) + 20):
        return mp.sign(x) * (bessel(1, abs(x)) - bessel(0, abs(x)))


def log_i0(x: mp.mpf) -> mp.mpf:
    with mp.workdps(mp.mp.dps + 3 * digits_for(x) + 20):
        return mp.log(bessel(0, abs(x))) + abs(x)


# ---- the table ----------------------------------------------------------------------------------


@dataclass
class Function:
    """One function: its value and partial derivatives, where to test it, and its exact borders."""

    name: str
    value: Callable[..., Reference]
    partials: tuple[Callable[..., Reference], ...]
    points: Callable[[Format, random.Random], Sequence[tuple[float, ...]]]
    # (inputs, value, derivatives...); None where nothing is promised.
    borders: Callable[[Format], list[tuple[tuple[float, ...], list[Reference]]]] = lambda _: []


def singles(xs: Iterable[float]) -> list[tuple[float, ...]]:
    return [(x,) for x in xs]


def pairs_near(t: Format, rng: random.Random, count: int, low: float, high: float) -> list[tuple[float, ...]]:
    """Pairs (x, y) of positive numbers with y from an ulp to many powers of two away from x."""
    result: list[tuple[float, ...]] = []
    for x in magnitudes(t, count, rng, low, high):
        k = rng.choice([1, 2, 3, 8])
        candidates = [
            t.step(x, k),
            t.step(x, -k),
            x * (1 + 2.0 ** -rng.randint(1, t.digits - 2)),
            x * (1 - 2.0 ** -rng.randint(1, t.digits - 2)),
            x * rng.uniform(0.2, 0.5),
            x * rng.uniform(2.0, 5.0),
            x * 2.0 ** rng.uniform(-40, 40),
        ]
        for candidate in rng.sample(candidates, 3):
            y = t.round(candidate)
            if 0 < y <= t.largest:
                result.append((x, y))
    return result


def positive(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = magnitudes(t, 180, rng) + uniform(t, 0.01, 1.0, 100, rng) + uniform(t, 1, 5, 120, rng)
    xs += uniform(t, 5, 200, 60, rng) + around(t, 1 / 3, 1.0, 2.0, 3.0, 1.4616321449683622, 4.0, 10.0)
    return singles(x for x in xs + extremes(t) if x > 0)


def whole_line(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = [x for (x,) in positive(t, rng)]
    xs += [-x for x in magnitudes(t, 40, rng, 0.0, 1e5)]
    xs += uniform(t, -12, 0, 120, rng)
    xs += around(t, -1.0, -2.0, -7.0, -0.5, -2.4570247382208006, -1000.5)
    return singles(xs)


def polygamma_line(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    return [(x,) for (x,) in whole_line(t, rng)]


def real_line(t: Format, rng: random.Random, *centres: float) -> list[tuple[float, ...]]:
    xs = both_signs(magnitudes(t, 120, rng)) + uniform(t, -4, 4, 160, rng) + uniform(t, -120, 120, 80, rng)
    return singles(xs + both_signs(extremes(t)) + around(t, *centres))


def underflow(t: Format) -> float:
    return -104.0 if t is F32 else -746.0


def exp_line(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    top = math.log(t.largest)
    xs = uniform(t, underflow(t), -80 if t is F32 else -700, 60, rng) + uniform(t, underflow(t), top, 120, rng)
    xs += around(t, top, math.log(t.normal), math.log(2.0), -math.log(2.0), 1.0, -1.0, 1.625)
    return singles(xs) + real_line(t, rng)


def unit_interval_of_log1p(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = uniform(t, -1, 4, 220, rng) + both_signs(magnitudes(t, 150, rng, 0.0, 0.999)) + magnitudes(t, 60, rng, 1.0)
    xs += around(t, -0.75, 3.0, -0.5, 1.0) + extremes(t) + [-x for x in extremes(t)[:3]]
    xs += [t.step(-1.0, k) for k in (1, 2, 5, 100)]
    return singles(x for x in xs if x > -1)


def gamma_pairs(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    points: list[tuple[float, ...]] = []
    for x in magnitudes(t, 60, rng, 1e-30, 1e30):
        points.append((x, 0.5))
        points.append((x, t.round(x * 2.0 ** rng.uniform(-60, 20))))
        points.append((x, t.round(-x * rng.random())))
    for x in uniform(t, 0.05, 12, 120, rng):
        points.append((x, t.round(rng.choice([0.5, 1.0, 1e-3, 1e-8, 3.0, 30.0, 1e5, rng.random()]))))
        points.append((x, t.round(-x * rng.choice([1e-9, 1e-4, 0.1, 0.5, 0.9, rng.random()]))))
    return [(x, d) for x, d in points if x + d > 0 and t.round(x + d) > 0]


def shape_pairs(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    points: list[tuple[float, ...]] = [(1.0, 1.0), (1.0, 7.0), (4.0, 4.0), (1e10, 1e10)]
    for a in magnitudes(t, 70, rng, 1e-30, 1e30):
        points += [(a, t.round(a * 2.0 ** rng.uniform(-30, 30))), (t.round(a * rng.uniform(0.2, 5)), a)]
        points.append((a, t.round(rng.uniform(0.1, 9))))
    for a in uniform(t, 0.05, 12, 60, rng):
        points += [(a, t.round(rng.uniform(0.05, 12))), (t.round(2.0 ** rng.uniform(-3, 20)), a)]
    return points


def log_pairs(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    points: list[tuple[float, ...]] = [(0.0, t.round(-s * rng.random())) for s in (1e-9, 1e-3, 1, 30, 700)]
    for s in (1e-3, 1, 10, 400, 1e6):
        for _ in range(50):
            x = t.round(rng.uniform(-s, s))
            gap = rng.choice([1e-6, 1e-2, 0.3, 1.0, 5.0, 40.0, 1000.0]) * rng.random()
            points += [(x, t.round(x - gap)), (x, t.step(x, -rng.choice([1, 2, 7])))]
    return [(x, y) for x, y in points if y < x]


def normal_line(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    end = 39.0 if t is F64 else 15.0
    xs = uniform(t, -end, end, 320, rng) + uniform(t, -4, 4, 120, rng) + both_signs(magnitudes(t, 120, rng))
    # the bounds of what is near 0, and what was worst without them
    bounds = around(t, 0.5, 1.0, -1.0, math.sqrt(2), math.sqrt(0.5), -math.sqrt(0.5), 6.06e-4, 0.3033908582)
    return singles(xs + both_signs(extremes(t)) + bounds)


def probabilities(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = (
        magnitudes(t, 160, rng, 0.0, 0.5) + uniform(t, 0.0, 1.0, 160, rng) + around(t, 0.5, 0.075, 0.925, math.exp(-25))
    )
    xs += [t.step(1.0, -k) for k in (1, 2, 5, 100)] + [t.round(1 - x) for x in magnitudes(t, 60, rng, 1e-15, 0.1)]
    return singles(x for x in [*xs, *extremes(t)] if 0 < x < 1)


def log_probabilities(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = magnitudes(t, 200, rng) + uniform(t, 0.0, 40.0, 160, rng) + uniform(t, 40.0, 1000.0, 60, rng)
    xs += around(t, math.log(2), -math.log(0.075), -math.log(0.925), 25.0, 27.5**2) + extremes(t)
    return singles(-x for x in xs)


def bessel_line(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    xs = both_signs(magnitudes(t, 80, rng)) + uniform(t, -20, 20, 160, rng) + uniform(t, 10, 200, 60, rng)
    return singles(xs + extremes(t) + around(t, 12.0, 1.0, -12.0))


def nan_rows(n: int) -> list[tuple[tuple[float, ...], list[Reference]]]:
    """NaN in, NaN out."""
    if n == 1:
        return [((NAN,), [NAN, None])]
    if n == 3:
        nothing: list[Reference] = [NAN, None, None, None]
        return [((NAN, 1.0, 0.5), nothing), ((1.0, NAN, 0.5), nothing), ((1.0, 1.0, NAN), nothing)]
    return [((NAN, 1.0), [NAN, None, None]), ((1.0, NAN), [NAN, None, None]), ((NAN, 0.0), [NAN, None, None]),
            ((0.0, NAN), [NAN, None, None]), ((INF, NAN), [NAN, None, None])]  # fmt: skip


def split(
    functions: Sequence[Callable[..., Reference]],
) -> tuple[Callable[..., Reference], tuple[Callable[..., Reference], ...]]:
    return functions[0], tuple(functions[1:])


def of_tail(tails: Callable[..., incomplete.Tails], which: str) -> tuple[Callable[..., Reference], ...]:
    """A tail and its derivatives, to the depth of the exponential that it is."""

    def part(*xs: mp.mpf) -> tuple[mp.mpf, mp.mpf]:
        t = tails(*xs)
        value = t.lower if which == "lower" else t.upper
        return value, max(1, abs(mp.log(value))) if value > 0 else mp.mpf(1)

    def value(*xs: mp.mpf) -> Reference:
        v, depth = part(*xs)
        return v, v * depth

    def slope(i: int) -> Callable[..., Reference]:
        def derivative(*xs: mp.mpf) -> Reference:
            t = tails(*xs)
            d = t.first[i] if which == "lower" else -t.first[i]
            # of the tail that is computed, the smaller
            depth = max(1, abs(mp.log(min(t.lower, t.upper))))
            return d, abs(d) * depth

        return derivative

    count = 3 if tails is incomplete.beta_tails else 2
    return (value, *(slope(i) for i in range(count)))


def of_quantile(tails: Callable[..., incomplete.Tails], *, upper: bool) -> tuple[Callable[..., Reference], ...]:
    """The inverse of a tail and its derivatives, an error of the tail's logarithm over the hazard on top."""
    count = 3 if tails is incomplete.beta_tails else 2

    def at(*xs: mp.mpf) -> tuple[jet.Jet, mp.mpf]:
        *shapes, p = jet.variables(list(xs))
        x = incomplete.quantile(tails, shapes, p, upper=upper)
        aim = min(xs[-1], 1 - xs[-1])
        moved = abs(x.gradient[-1]) * aim * abs(mp.log(aim))
        return x, moved

    def value(*xs: mp.mpf) -> Reference:
        x, moved = at(*xs)
        return x.value, abs(x.value) + moved

    def slope(i: int) -> Callable[..., Reference]:
        def derivative(*xs: mp.mpf) -> Reference:
            x, moved = at(*xs)
            aim = min(xs[-1], 1 - xs[-1])
            # what the quantile's own error does
            rest = abs(x.hessian[i][-1] / x.gradient[-1]) * (moved + abs(x.value))
            return x.gradient[i], abs(x.gradient[i]) * max(1, abs(mp.log(aim))) + rest

        return derivative

    return (value, *(slope(i) for i in range(count)))


def gamma_points(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    """Shapes of all sizes, with points in both tails and about the borders of the methods."""
    points = []
    for a in [*magnitudes(t, 60, rng, 1e-9, 1e9), *uniform(t, 0.01, 20, 40, rng), 1.0, 10.0]:
        root = math.sqrt(a)
        points += [(a, t.round(a + root * rng.uniform(-4, 6))), (a, t.round(a * 10 ** rng.uniform(-1, 0.5)))]
    points += [(a, x) for a in uniform(t, 0.001, 1.2, 12, rng) for x in around(t, 0.8)[:9:2]]
    points += [(a, a) for a in magnitudes(t, 20, rng, 1e-6, 1e12)]
    # tails that are no number any more say nothing
    return [(a, x) for a, x in points if x > 0 and abs(x - a) < 600 + 20 * math.sqrt(a)]


def beta_points(t: Format, rng: random.Random) -> list[tuple[float, ...]]:
    points = []
    for _ in range(150):
        a, b = (t.round(10 ** rng.uniform(-6, 8 if rng.random() < 0.5 else 1.5)) for _ in range(2))
        mean, deviation = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
        near = mean + deviation * rng.uniform(-4, 4)
        points += [(a, b, t.round(x)) for x in (near, rng.random(), mean * rng.random())]
    return [(a, b, x) for a, b, x in points if t.tiny * 1e9 < x < 1 - 1e-9 and a * (1 - x) / (x * b) + x * b / a < 1e3]


def shapes_and_probabilities(t: Format, rng: random.Random, count: int) -> list[tuple[float, ...]]:
    low = 0.05 if t is F32 else 0.01
    points = []
    for p in (1e-30, 1e-7, 0.003, 0.1, 0.3, 0.4999, 0.51, 0.7, 0.9, 0.999, 1 - 2.0**-20):
        for _ in range(6):
            shapes = tuple(t.round(10 ** rng.uniform(math.log10(low), 6)) for _ in range(count))
            points.append((*shapes, t.round(p)))
    return [q for q in points if q[-1] > 1e-20 or min(q[:-1]) > 2]


FUNCTIONS = [
    # What the rest is built on; supplied by the standard library or by xsimd.
    Function("exp", mp.exp, (mp.exp,), exp_line,
             lambda t: [((INF,), [INF, INF]), ((-INF,), [0.0, 0.0]), ((0.0,), [1.0, 1.0])]),
    Function("expm1", extended(mp.expm1), (mp.exp,), exp_line,
             lambda t: [((INF,), [INF, INF]), ((-INF,), [-1.0, 0.0]), ((0.0,), [0.0, 1.0]), ((-0.0,), [-0.0, 1.0])]),
    Function("log", mp.log, (lambda x: 1 / x,), positive,
             lambda t: [((INF,), [INF, 0.0]), ((0.0,), [-INF, INF]), ((-1.0,), [NAN, None]), ((1.0,), [0.0, 1.0])]),
    Function("log1p", extended(mp.log1p), (lambda x: 1 / (1 + x),), unit_interval_of_log1p,
             lambda t: [((INF,), [INF, 0.0]), ((-1.0,), [-INF, INF]), ((-2.0,), [NAN, None]), ((0.0,), [0.0, 1.0]),
                        ((-0.0,), [-0.0, 1.0])]),
    Function("sqrt", mp.sqrt, (lambda x: 1 / (2 * mp.sqrt(x)),), positive,
             lambda t: [((INF,), [INF, 0.0]), ((0.0,), [0.0, INF]), ((-1.0,), [NAN, None])]),
    Function("tanh", extended(mp.tanh), (), lambda t, r: real_line(t, r, 0.5, 9.0, 19.0),
             lambda t: [((INF,), [1.0]), ((-INF,), [-1.0]), ((0.0,), [0.0]), ((-0.0,), [-0.0])]),
    # Elementary compositions.
    Function("log1pmx", extended(lambda x: mp.log1p(x) - x), (lambda x: -x / (1 + x),), unit_interval_of_log1p,
             lambda t: [((INF,), [-INF, -1.0]), ((-1.0,), [-INF, INF]), ((-2.0,), [NAN, None]), ((0.0,), [0.0, 0.0])]),
    Function("expm1mx", extended(lambda x: mp.expm1(x) - x), (extended(mp.expm1),), exp_line,
             lambda t: [((INF,), [INF, INF]), ((-INF,), [INF, -1.0]), ((0.0,), [0.0, 0.0])]),
    Function("expit", expit, (lambda x: expit(x) * expit(-x),), exp_line,
             lambda t: [((INF,), [1.0, 0.0]), ((-INF,), [0.0, 0.0])]),
    Function("softplus", softplus, (expit,), exp_line,
             lambda t: [((INF,), [INF, 1.0]), ((-INF,), [0.0, 0.0])]),
    Function("log_expit", lambda x: -softplus(-x), (lambda x: expit(-x),), exp_line,
             lambda t: [((INF,), [0.0, 0.0]), ((-INF,), [-INF, 1.0])]),
    Function("logit", lambda p: mp.log(p / (1 - p)), (lambda p: 1 / (p * (1 - p)),), probabilities,
             lambda t: [((0.0,), [-INF, INF]), ((1.0,), [INF, INF]), ((0.5,), [0.0, 4.0]), ((-0.1,), [NAN, None]),
                        ((1.5,), [NAN, None])]),
    Function("log1mexp", extended(log1mexp), (extended(lambda x: mp.exp(x) / mp.expm1(x)),),
             lambda t, r: [x for x in exp_line(t, r) if x[0] < 0],
             lambda t: [((0.0,), [-INF, None]), ((-INF,), [0.0, 0.0]), ((1.0,), [NAN, None]), ((INF,), [NAN, None])]),
    Function("i0e", lambda x: bessel(0, abs(x)), (i0e_slope,), bessel_line,
             lambda t: [((INF,), [0.0, 0.0]), ((-INF,), [0.0, 0.0]), ((0.0,), [1.0, 0.0])]),
    Function("log_i0", log_i0, (bessel_ratio,), bessel_line,
             lambda t: [((INF,), [INF, 1.0]), ((-INF,), [INF, -1.0]), ((0.0,), [0.0, 0.0])]),
    Function("bessel_ratio", bessel_ratio, (bessel_ratio_slope,), bessel_line,
             lambda t: [((INF,), [1.0, 0.0]), ((-INF,), [-1.0, 0.0]), ((0.0,), [0.0, 0.5])]),
    Function("entr", lambda p: (-p * mp.log(p)), (lambda p: (-1 - mp.log(p), 1 + abs(mp.log(p))),), positive,
             lambda t: [((0.0,), [0.0, INF]), ((-1.0,), [-INF, None]), ((INF,), [-INF, -INF]), ((1.0,), [0.0, -1.0])]),
    Function("logaddexp", logaddexp, (lambda a, b: expit(a - b), lambda a, b: expit(b - a)),
             lambda t, r: [(t.round(r.uniform(-s, s)), t.round(r.uniform(-s, s)))
                           for s in (1e-3, 1, 10, 50, 400) for _ in range(70)]
             + [(x, t.round(x * (1 + 2.0**-k))) for k in (3, 9, 20) for (x,) in real_line(t, r)[::12]]
             + [(t.largest, t.largest), (-t.largest, t.largest), (-103.0, -104.0), (-1e4, -1e4 - 1)],
             lambda t: [((INF, INF), [INF, 0.5, 0.5]), ((-INF, -INF), [-INF, 0.0, 0.0]), ((-INF, 2.0), [2.0, 0.0, 1.0]),
                        ((INF, -INF), [INF, 1.0, 0.0]), ((INF, 0.0), [INF, 1.0, 0.0])]),
    Function("logdiffexp", logdiffexp,
             (lambda a, b: -1 / mp.expm1(b - a), lambda a, b: -1 / mp.expm1(a - b)), log_pairs,
             lambda t: [((2.0, -INF), [2.0, 1.0, 0.0]), ((2.0, 2.0), [-INF, INF, -INF]),
                        ((1.0, 2.0), [NAN, None, None]),
                        ((-INF, -INF), [-INF, 0.0, 0.0]), ((INF, 2.0), [INF, 1.0, 0.0]),
                        ((INF, -INF), [INF, 1.0, 0.0]), ((INF, INF), [NAN, None, None])]),
    Function("log_ratio", extended(lambda p, q: mp.log(p / q)), (lambda p, q: 1 / p, lambda p, q: -1 / q),
             lambda t, r: [*pairs_near(t, r, 150, 0.0, INF), (t.tiny, t.largest), (t.largest, t.tiny)],
             lambda t: [((0.0, 1.0), [-INF, INF, -1.0]), ((1.0, 0.0), [INF, 1.0, -INF]), ((INF, 1.0), [INF, 0.0, -1.0]),
                        ((1.0, 1.0), [0.0, 1.0, -1.0])]),
    Function("xlogy", lambda x, y: x * mp.log(y), (lambda x, y: mp.log(y), lambda x, y: x / y),
             lambda t, r: pairs_near(t, r, 110, 0.0, INF) + [(-x, y) for x, y in pairs_near(t, r, 30, 1e-9, 1e9)],
             lambda t: [((0.0, 0.0), [0.0, -INF, 0.0]), ((0.0, INF), [0.0, INF, 0.0]), ((2.0, 0.0), [-INF, -INF, INF]),
                        ((0.0, -1.0), [0.0, None, None]), ((1.0, -1.0), [NAN, None, None])]),
    Function("xlog1py", extended(lambda x, y: x * mp.log1p(y)),
             (extended(lambda x, y: mp.log1p(y)), lambda x, y: x / (1 + y)),
             lambda t, r: [(t.round(x), y) for (y,), x in zip(
                 unit_interval_of_log1p(t, r)[::2], both_signs(magnitudes(t, 300, r, 1e-9, 1e9)), strict=False)],
             lambda t: [((0.0, -1.0), [0.0, -INF, 0.0]), ((0.0, INF), [0.0, INF, 0.0]),
                        ((2.0, -1.0), [-INF, -INF, INF]),
                        ((1.0, -2.0), [NAN, None, None])]),
    Function("rel_entr", extended(lambda p, q: p * mp.log(p / q)),
             (extended(lambda p, q: (mp.log(p / q) + 1, abs(mp.log(p / q)) + 1)), lambda p, q: -p / q),
             lambda t, r: pairs_near(t, r, 150, 0.0, INF),
             lambda t: [((0.0, 0.0), [0.0, 0.0, 0.0]), ((0.0, 2.0), [0.0, -INF, 0.0]), ((2.0, 0.0), [INF, INF, -INF]),
                        ((-1.0, 2.0), [INF, None, None]), ((1.0, -2.0), [INF, None, None]),
                        ((1.0, 1.0), [0.0, 1.0, -1.0])]),
    Function("bd0", extended(lambda k, m: k * mp.log(k / m) + m - k),
             (extended(lambda k, m: mp.log(k / m)), lambda k, m: (m - k) / m),
             lambda t, r: [*pairs_near(t, r, 170, 0.0, INF), (1e8, 1e8), (t.tiny, t.largest), (t.largest, t.tiny)],
             lambda t: [((0.0, 3.0), [3.0, -INF, 1.0]), ((3.0, 0.0), [INF, INF, -INF]), ((0.0, 0.0), [0.0, 0.0, 1.0]),
                        ((3.0, INF), [INF, None, None]), ((INF, 3.0), [INF, None, None]),
                        ((0.0, INF), [INF, None, 1.0]),
                        ((-1.0, 2.0), [NAN, None, None]), ((2.0, -1.0), [NAN, None, None]),
                        ((5.0, 5.0), [0.0, 0.0, 0.0]),
                        ((t.largest, t.largest), [0.0, 0.0, 0.0]), ((INF, INF), [NAN, None, None])]),
    # The normal distribution's functions.
    Function("erfcx", extended(erfcx), (extended(erfcx_slope),), normal_line,
             lambda t: [((INF,), [0.0, 0.0]), ((-INF,), [INF, -INF]), ((0.0,), [1.0, None])]),
    Function("ndtr", extended(ndtr), (extended(normal_density),), normal_line,
             lambda t: [((INF,), [1.0, 0.0]), ((-INF,), [0.0, 0.0]), ((0.0,), [0.5, None])]),
    Function("log_ndtr", extended(log_ndtr), (extended(lambda x: normal_density(x) / ndtr(x)),), normal_line,
             lambda t: [((INF,), [0.0, 0.0]), ((-INF,), [-INF, INF])]),
    Function("ndtri", ndtri, (ndtri_slope,), probabilities,
             lambda t: [((0.0,), [-INF, INF]), ((1.0,), [INF, INF]), ((0.5,), [0.0, None]), ((-0.1,), [NAN, None]),
                        ((1.5,), [NAN, None])]),
    Function("ndtri_exp", ndtri_exp, (ndtri_exp_slope,), log_probabilities,
             lambda t: [((0.0,), [INF, INF]), ((-INF,), [-INF, 0.0]), ((1.0,), [NAN, None])]),
    # The gamma function's family.
    Function("stirlerr", stirlerr, (lambda n: tail_of_stirling(n, 1),), positive,
             lambda t: [((0.0,), [INF, -INF]), ((INF,), [0.0, 0.0]), ((-1.0,), [NAN, None])]),
    Function("stirlerr_slope", lambda n: tail_of_stirling(n, 1), (lambda n: tail_of_stirling(n, 2),), positive,
             lambda t: [((0.0,), [-INF, INF]), ((INF,), [0.0, 0.0]), ((-1.0,), [NAN, None])]),
    Function("digamma_minus_log", digamma_minus_log,
             (lambda x: tail_of_stirling(x, 2) + 1 / (2 * x**2),), positive,
             lambda t: [((0.0,), [-INF, None]), ((INF,), [0.0, 0.0]), ((-1.0,), [NAN, None])]),
    Function("lgamma", lgamma, (digamma,), whole_line,
             lambda t: [((0.0,), [INF, -INF]), ((-0.0,), [INF, INF]), ((INF,), [INF, INF]), ((-INF,), [INF, None]),
                        ((-1e6,), [INF, None]), ((-t.largest,), [INF, None]), ((1.0,), [0.0, None]),
                        ((2.0,), [0.0, None])]),
    Function("digamma", digamma, (trigamma,), polygamma_line,
             lambda t: [((0.0,), [-INF, INF]), ((-0.0,), [INF, INF]), ((INF,), [INF, 0.0]), ((-INF,), [NAN, None]),
                        ((-3.0,), [NAN, None]), ((-t.largest,), [NAN, None])]),
    Function("trigamma", trigamma, (tetragamma,), polygamma_line,
             lambda t: [((0.0,), [INF, -INF]), ((-0.0,), [INF, INF]), ((INF,), [0.0, 0.0]), ((-3.0,), [INF, None])]),
    Function("tetragamma", tetragamma, (pentagamma,), polygamma_line,
             lambda t: [((0.0,), [-INF, INF]), ((-0.0,), [INF, INF]), ((INF,), [0.0, 0.0]), ((-3.0,), [NAN, None])]),
    Function("gammaln_ratio", gammaln_ratio, (digamma_difference, digamma_of_sum), gamma_pairs,
             lambda t: [((2.0, 0.0), [0.0, 0.0, None]), ((0.0, 2.0), [-INF, INF, None]),
                        ((2.0, -2.0), [INF, None, -INF]),
                        ((INF, 0.5), [INF, 0.0, INF]), ((INF, -0.5), [-INF, 0.0, INF]), ((2.0, INF), [INF, INF, INF]),
                        ((-1.0, 3.0), [NAN, None, None]), ((1.0, -3.0), [NAN, None, None]),
                        ((1.0, 1.0), [(0.0, 1.0), 1.0, None])]),
    Function("betaln", betaln, (betaln_slope, lambda a, b: betaln_slope(b, a)), shape_pairs,
             lambda t: [((0.0, 2.0), [INF, -INF, None]), ((INF, 2.0), [-INF, 0.0, None]),
                        ((2.0, INF), [-INF, -INF, 0.0]), ((20.0, INF), [-INF, -INF, 0.0]),
                        ((INF, INF), [-INF, None, None]),
                        ((-1.0, 2.0), [NAN, None, None]), ((2.0, -0.5), [NAN, None, None])]),
    Function("digamma_difference", digamma_difference,
             (trigamma_difference, lambda x, d: trigamma(x + d)), gamma_pairs,
             lambda t: [((2.0, 0.0), [0.0, 0.0, None]), ((INF, 0.5), [0.0, 0.0, 0.0]),
                        ((-1.0, 3.0), [NAN, None, None])]),
    # The incomplete functions.
    Function("gammainc", *split(of_tail(incomplete.gamma_tails, "lower")), gamma_points,
             lambda t: [((2.0, 0.0), [0.0, 0.0, 0.0]), ((1.0, 0.0), [0.0, 0.0, 1.0]), ((0.5, 0.0), [0.0, 0.0, INF]),
                        ((2.0, INF), [1.0, 0.0, 0.0]), ((0.0, 2.0), [1.0, None, None]), ((0.0, 0.0), [NAN, None, None]),
                        ((-1.0, 2.0), [NAN, None, None]), ((1.0, -2.0), [NAN, None, None]),
                        ((INF, INF), [NAN, None, None])]),
    Function("gammaincc", *split(of_tail(incomplete.gamma_tails, "upper")), gamma_points,
             lambda t: [((2.0, 0.0), [1.0, 0.0, 0.0]), ((1.0, 0.0), [1.0, 0.0, -1.0]), ((0.5, 0.0), [1.0, 0.0, -INF]),
                        ((2.0, INF), [0.0, 0.0, 0.0]), ((0.0, 2.0), [0.0, None, None]), ((0.0, 0.0), [NAN, None, None]),
                        ((-1.0, 2.0), [NAN, None, None]), ((1.0, -2.0), [NAN, None, None])]),
    Function("gammaincinv", *split(of_quantile(incomplete.gamma_tails, upper=False)),
             lambda t, r: shapes_and_probabilities(t, r, 1),
             lambda t: [((2.0, 0.0), [0.0, 0.0, INF]), ((2.0, 1.0), [INF, 0.0, INF]), ((2.0, -0.1), [NAN, None, None]),
                        ((2.0, 1.1), [NAN, None, None]), ((0.0, 0.5), [NAN, None, None])]),
    Function("gammainccinv", *split(of_quantile(incomplete.gamma_tails, upper=True)),
             lambda t, r: shapes_and_probabilities(t, r, 1),
             lambda t: [((2.0, 1.0), [0.0, 0.0, -INF]), ((2.0, 0.0), [INF, 0.0, -INF]),
                        ((2.0, -0.1), [NAN, None, None]),
                        ((2.0, 1.1), [NAN, None, None]), ((0.0, 0.5), [NAN, None, None])]),
    Function("betainc", *split(of_tail(incomplete.beta_tails, "lower")), beta_points,
             lambda t: [((2.0, 3.0, 0.0), [0.0, 0.0, 0.0, 0.0]), ((2.0, 3.0, 1.0), [1.0, 0.0, 0.0, 0.0]),
                        ((1.0, 3.0, 0.0), [0.0, 0.0, 0.0, 3.0]), ((0.5, 3.0, 0.0), [0.0, 0.0, 0.0, INF]),
                        ((2.0, 3.0, 1.5), [NAN, None, None, None]), ((2.0, 3.0, -0.5), [NAN, None, None, None]),
                        ((0.0, 3.0, 0.5), [NAN, None, None, None]), ((2.0, -3.0, 0.5), [NAN, None, None, None])]),
    Function("betaincinv", *split(of_quantile(incomplete.beta_tails, upper=False)),
             lambda t, r: shapes_and_probabilities(t, r, 2),
             lambda t: [((2.0, 3.0, 0.0), [0.0, 0.0, 0.0, INF]), ((2.0, 3.0, 1.0), [1.0, 0.0, 0.0, INF]),
                        ((2.0, 3.0, -0.5), [NAN, None, None, None]), ((0.0, 3.0, 0.5), [NAN, None, None, None])]),
]  # fmt: skip


def hexadecimal(x: float) -> str:
    """The shortest hexadecimal form, with the sign of zero; inf and nan by name."""
    if not math.isfinite(x):
        return str(x)
    if x == 0:
        return "-0" if math.copysign(1, x) < 0 else "0"
    mantissa, exponent = x.hex().split("p")
    return f"{mantissa.rstrip('0').rstrip('.')}p{int(exponent)}"


def fields(reference: Reference, t: Format) -> str:
    """hi, lo and scale of one reference."""
    if reference is None:
        return ",,"
    scale = None
    if isinstance(reference, tuple):
        reference, scale = reference
    if isinstance(reference, float):
        return f"{hexadecimal(reference)},0,{scale or ''}"
    value = mp.mpf(reference)
    if abs(value) > mp.mpf(2) ** 1024 * (1 - mp.mpf(2) ** -54):
        return ("inf" if value > 0 else "-inf") + ",0,"
    high = float(value)
    low = float(value - mp.mpf(high))
    # 16 bits of the second word are more than any ulp count shows; a float needs none of them.
    mantissa, exponent = math.frexp(low)
    short = math.ldexp(round(mantissa * 2**16), exponent - 16) if t is F64 else 0.0
    text = f"{hexadecimal(high)},{hexadecimal(short)},"
    if scale is not None and scale > abs(value) * mp.mpf(1.0001):
        text += f"{float(scale):.4g}"
    return text


def write(function: Function, t: Format) -> None:
    rng = random.Random(f"{function.name} {t.name}")
    arguments = function.borders(t)[0][0]
    count = len(arguments)
    rows = {}
    for point in function.points(t, rng):
        if any(math.isinf(x) for x in point) or point in rows:
            continue
        exact = [mp.mpf(x) for x in point]
        try:
            rows[point] = [function.value(*exact)] + [partial(*exact) for partial in function.partials]
        except ZeroDivisionError:  # no number of any format
            continue
    lines = [",".join(map(hexadecimal, p)) + "," + ",".join(fields(r, t) for r in refs) for p, refs in rows.items()]
    for point, refs in function.borders(t) + nan_rows(count):
        used = refs[: 1 + len(function.partials)]
        lines.append(",".join(map(hexadecimal, point)) + "," + ",".join(fields(r, t) for r in used))
    path = DATA / f"special_{function.name}_{t.name}.csv"
    path.write_text(f"{count},{len(function.partials)}\n" + "\n".join(lines) + "\n")
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size // 1024} KB", flush=True)


def main() -> None:
    mp.mp.dps = 60
    DATA.mkdir(exist_ok=True)
    wanted = set(sys.argv[1:])
    for function in FUNCTIONS:
        if not wanted or function.name in wanted:
            for t in (F32, F64):
                write(function, t)


if __name__ == "__main__":
    main()
