"""Coefficients of elementary, exponential, gamma, bessel, normal and trigonometric.hpp, derived with mpmath.

Run it to print every fit, lowest degree first, with the largest weighted error of the fit as it is
after its coefficients are rounded to their format. Rational fits interpolate at Chebyshev nodes,
which is within a small factor of minimax for these smooth functions and needs no iteration.
"""

from __future__ import annotations

from collections.abc import Callable

import mpmath as mp
import numpy as np

Function = Callable[[mp.mpf], mp.mpf]

mp.mp.dps = 60
HALF = mp.mpf(1) / 2


def chebyshev(low: mp.mpf, high: mp.mpf, count: int) -> list[mp.mpf]:
    middle, radius = (low + high) / 2, (high - low) / 2
    return [middle + radius * mp.cos(mp.pi * (2 * i + 1) / (2 * count)) for i in range(count)]


def fit(
    name: str,
    f: Function,
    low: float,
    high: float,
    degrees: tuple[int, int],
    weight: Function,
    dtype: type[np.float32 | np.float64] = np.float64,
) -> None:
    """Print numerator and denominator of the interpolant of f on [low, high]."""
    p, q = degrees
    a, b = mp.mpf(low), mp.mpf(high)
    nodes = chebyshev(a, b, p + q + 1)
    matrix = mp.matrix(len(nodes))
    values = mp.matrix(len(nodes), 1)
    for i, x in enumerate(nodes):
        values[i] = f(x)
        for j in range(p + 1):
            matrix[i, j] = x**j
        for j in range(1, q + 1):
            matrix[i, p + j] = -values[i] * x**j
    solution = [float(dtype(float(c))) for c in mp.lu_solve(matrix, values)]
    numerator, denominator = solution[: p + 1], [1.0, *solution[p + 1 :]]
    worst = mp.mpf(0)
    for i in range(400):
        x = a + (b - a) * (i + mp.mpf(10) ** -9) / 400
        value = mp.polyval(numerator[::-1], x) / mp.polyval(denominator[::-1], x)
        worst = max(worst, abs((value - f(x)) * weight(x)))
    print(f"{name} on [{low}, {high}], {np.dtype(dtype).name}: error 2^{float(mp.log(worst, 2)):.1f}")
    print("  numerator  ", ", ".join(map(repr, numerator)))
    if q:
        print("  denominator", ", ".join(map(repr, denominator)))


def exchanged(f: Function, weight: Function, grid: list[mp.mpf], first: int, count: int) -> list[mp.mpf]:
    """Coefficients of x**first, x**(first + 1), ... whose largest weighted error on the grid is least, by exchange."""
    points = [grid[(len(grid) - 1) * i // count] for i in range(count + 1)]
    values, weights = [f(x) for x in grid], [weight(x) for x in grid]
    coefficients: list[mp.mpf] = []
    for _ in range(12):
        matrix, right = mp.matrix(count + 1), mp.matrix(count + 1, 1)
        for row, x in enumerate(points):
            for j in range(count):
                matrix[row, j] = x ** (first + j)
            matrix[row, count] = (-1) ** row / weight(x)
            right[row] = f(x)
        coefficients = list(mp.lu_solve(matrix, right))[:count]
        errors = [
            w * (sum(c * x ** (first + j) for j, c in enumerate(coefficients)) - y)
            for x, y, w in zip(grid, values, weights, strict=True)
        ]
        # the largest error of each stretch of one sign
        extremes = [0]
        for i in range(1, len(grid)):
            if (errors[i] > 0) != (errors[extremes[-1]] > 0):
                extremes.append(i)
            elif abs(errors[i]) > abs(errors[extremes[-1]]):
                extremes[-1] = i
        while len(extremes) > count + 1:
            extremes.pop(0 if abs(errors[extremes[0]]) < abs(errors[extremes[-1]]) else -1)
        if len(extremes) <= count:
            break
        points = [grid[i] for i in extremes]
    return coefficients


def minimax(
    name: str, f: Function, high: float, count: int, weight: Function, dtype: type[np.float32 | np.float64]
) -> None:
    """Print a polynomial of so many coefficients on [0, high], each fitted after those before it were rounded."""
    grid = [mp.mpf(high) * (i + 1) / 600 for i in range(600)]
    rounded: list[float] = []

    def value(x: mp.mpf) -> mp.mpf:
        return sum((mp.mpf(c) * x**j for j, c in enumerate(rounded)), mp.mpf(0))

    for first in range(count):
        rest = exchanged(lambda x: f(x) - value(x), weight, grid, first, count - first)
        rounded.append(float(dtype(float(rest[0]))))
    worst = max(abs(weight(x) * (value(x) - f(x))) for x in grid)
    print(f"{name} on [0, {high}], {np.dtype(dtype).name}: error 2^{float(mp.log(worst, 2)):.1f}")
    print("  coefficients", ", ".join(map(repr, rounded)))


def atanh_tail(y: mp.mpf) -> mp.mpf:
    r = mp.sqrt(y)
    return (mp.atanh(r) / r - 1) / y


def log_tail(f: mp.mpf) -> mp.mpf:
    return (mp.log1p(f) - f + f * f / 2) / f**3


def atan_tail(y: mp.mpf) -> mp.mpf:
    r = mp.sqrt(y)
    return (mp.atan(r) / r - 1) / y


def exp_tail(x: mp.mpf) -> mp.mpf:
    return (mp.expm1(x) - x - x * x / 2) / x**3 if x != 0 else mp.mpf(1) / 6


def sine_tail(s: mp.mpf) -> mp.mpf:
    return (mp.sin(mp.pi * mp.sqrt(s)) / mp.sqrt(s) - mp.pi) / s


def half_step(v: mp.mpf) -> mp.mpf:
    """(Gamma(h + 1/2) / Gamma(h))^2 / (h^2 v), v = 1 / (1 + h)."""
    h = 1 / v - 1
    return mp.exp(2 * (mp.loggamma(h + HALF) - mp.loggamma(h))) / (h * h * v)


LEADS = [mp.mpf(1) / 12, -mp.mpf(1) / 12, mp.mpf(1) / 6, -HALF, mp.mpf(2)]


def stirling_tail(z: mp.mpf, k: int) -> mp.mpf:
    """The k-th derivative of J(z) = log Gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2."""
    if k == 0:
        return mp.loggamma(z) - (z - HALF) * mp.log(z) + z - mp.log(2 * mp.pi) / 2
    if k == 1:
        return mp.digamma(z) - mp.log(z) + 1 / (2 * z)
    leading = {2: 1 / z + 1 / (2 * z**2), 3: -1 / z**2 - 1 / z**3, 4: 2 / z**3 + 3 / z**4}
    return mp.polygamma(k - 1, z) - leading[k]


def binet(k: int) -> Function:
    """c in: k-th derivative of J = lead z^-(k+1) (1 - u c(u)), u = 1/z^2."""

    def c(u: mp.mpf) -> mp.mpf:
        z = 1 / mp.sqrt(u)
        return (1 - stirling_tail(z, k) * z ** (k + 1) / LEADS[k]) / u

    return c


def binet_small(z: mp.mpf) -> mp.mpf:
    return mp.loggamma(1 + z) + z - mp.log(2 * mp.pi) / 2 + (z + HALF) * mp.log(3)


def lgamma_quotient(w: mp.mpf) -> mp.mpf:
    return 1 - mp.euler if w == 1 else mp.loggamma(1 + w) / (w * (w - 1))


def tanh_quotient(z: mp.mpf) -> mp.mpf:
    return mp.tanh(mp.sqrt(z)) / mp.sqrt(z)


def tanh_tail(z: mp.mpf) -> mp.mpf:
    return (tanh_quotient(z) - 1) / z


def scaled_tail(x: mp.mpf) -> mp.mpf:
    """exp(x^2) erfc(x)."""
    if x > 12:
        return asymptotic(x, 0) / (x * mp.sqrt(mp.pi))
    with mp.workdps(200):
        return mp.exp(x * x) * mp.erfc(x)


def asymptotic(x: mp.mpf, first: int) -> mp.mpf:
    return sum((-1) ** n * mp.fac2(2 * n - 1) / (2 * x * x) ** n for n in range(first, 140))


def erfcx_quotient(q: mp.mpf) -> mp.mpf:
    if q == 1:
        return 2 / mp.sqrt(mp.pi)
    x = 4 * (1 + q) / (1 - q)
    return (1 + 2 * x) * scaled_tail(x)


def erfcx_slope_quotient(q: mp.mpf) -> mp.mpf:
    if q == 1:
        return 4 / mp.sqrt(mp.pi)
    x = 4 * (1 + q) / (1 - q)
    with mp.workdps(200):
        slope = asymptotic(x, 1) if x > 12 else x * mp.sqrt(mp.pi) * scaled_tail(x) - 1
    return -((1 + 2 * x) ** 2) * slope * 2 / mp.sqrt(mp.pi)


def erfcx_rest(x: mp.mpf) -> mp.mpf:
    return (1 - scaled_tail(x)) / x


def erf_quotient(y: mp.mpf) -> mp.mpf:
    return mp.erf(mp.sqrt(y)) / mp.sqrt(y) if y else 2 / mp.sqrt(mp.pi)


def bessel_excess(t: mp.mpf) -> mp.mpf:
    """(I_0(x) - 1) / t with t = x^2 / 4."""
    return (mp.besseli(0, 2 * mp.sqrt(t)) - 1) / t if t else mp.mpf(1)


def bessel_quotient(x: mp.mpf) -> mp.mpf:
    return mp.besseli(1, x) / mp.besseli(0, x)


def bessel_ratio_small(t: mp.mpf) -> mp.mpf:
    return bessel_quotient(2 * mp.sqrt(t)) / mp.sqrt(t) if t else mp.mpf(1)


def bessel_ratio_slope_small(t: mp.mpf) -> mp.mpf:
    if t == 0:
        return HALF
    x = 2 * mp.sqrt(t)
    a = bessel_quotient(x)
    return 1 - a / x - a * a


BESSEL_FROM = 12
BESSEL_MIDDLE = mp.mpf(1) / (2 * BESSEL_FROM)


def hankel(order: int, u: mp.mpf, terms: int = 20) -> mp.mpf:
    """sqrt(2 pi x) e^-x I_order(x) with u = 1 / x, by its asymptotic series."""
    total, term = mp.mpf(0), mp.mpf(1)
    for k in range(1, terms):
        total += term
        term *= -(4 * order * order - (2 * k - 1) ** 2) * u / (8 * k)
    return total


def bessel_scaled(v: mp.mpf) -> mp.mpf:
    """sqrt(x) e^-x I_0(x) with v = 1 / x - BESSEL_MIDDLE."""
    u = v + BESSEL_MIDDLE
    if u < mp.mpf(10) ** -6:
        return hankel(0, u) / mp.sqrt(2 * mp.pi)
    return mp.besseli(0, 1 / u) * mp.exp(-1 / u) / mp.sqrt(u)


def bessel_ratio_large(v: mp.mpf) -> mp.mpf:
    """x (x (1 - I_1(x) / I_0(x)) - 1/2) with v = 1 / x - BESSEL_MIDDLE."""
    u = v + BESSEL_MIDDLE
    if u < mp.mpf(10) ** -30:
        return mp.mpf(1) / 8
    with mp.workdps(120):
        ratio = hankel(1, u) / hankel(0, u) if u < mp.mpf(10) ** -5 else bessel_quotient(1 / u)
        return ((1 - ratio) / u - HALF) / u


def main() -> None:
    zero = mp.findroot(mp.digamma, 1.4616321449683623)

    def digamma_quotient(w: mp.mpf) -> mp.mpf:
        return mp.digamma(1 + w) / (1 + w - zero)

    def of_log1pmx(y: mp.mpf) -> mp.mpf:
        return y / (y * atanh_tail(y) + mp.sqrt(y) / (1 + mp.sqrt(y)))

    def of_expm1mx(x: mp.mpf) -> mp.mpf:
        return x / (HALF + x * exp_tail(x))

    fit("atanh_tail", atanh_tail, 0, 0.362, (8, 0), of_log1pmx, np.float32)
    fit("atanh_tail", atanh_tail, 0, 0.362, (16, 0), of_log1pmx)
    fit("exp_tail", exp_tail, -1, 1.625, (8, 0), of_expm1mx, np.float32)
    fit("exp_tail", exp_tail, -1, 1.625, (14, 0), of_expm1mx)
    fit("exp_tail", exp_tail, -0.52, 0.53, (5, 0), of_expm1mx, np.float32)
    fit("exp_tail", exp_tail, -0.52, 0.53, (10, 0), of_expm1mx)
    # Bounds that no node makes 0, where the quotient loses all digits.
    of_log = lambda f: f**3 / mp.log1p(f)  # noqa: E731
    fit("log_tail", log_tail, -0.25, 0.5, (8, 0), of_log, np.float32)
    fit("log_tail", log_tail, -0.0479, 0.0477, (8, 0), of_log)
    fit("half_step_quotient", half_step, 0, 1, (2, 6), lambda v: 1 / half_step(v), np.float32)
    fit("half_step_quotient", half_step, 0, 1, (10, 10), lambda v: 1 / half_step(v))
    for degree, dtype in ((4, np.float32), (10, np.float64)):
        fit("atan_tail", atan_tail, 0, 0.1716, (degree, 0), lambda y: y * mp.sqrt(y) / mp.atan(mp.sqrt(y)), dtype)
    for f, low, degree in ((erfcx_quotient, -1, 25), (erfcx_slope_quotient, -1, 27), (erf_quotient, 0, 12)):
        fit(f.__name__, f, low, 1, (degree, 0), lambda x, f=f: 1 / f(x))  # type: ignore[misc]
    fit("erfcx_rest", erfcx_rest, 0, 0.5, (13, 0), lambda x: x / scaled_tail(x))
    minimax("tanh_tail", tanh_tail, 1, 6, lambda z: z / tanh_quotient(z), np.float32)
    fit("tanh_quotient", tanh_quotient, 0, 81.4, (5, 5), lambda z: 1 / tanh_quotient(z), np.float32)
    for k, high, degrees in [(0, 1, (8, 9)), (1, 1, (9, 10)), (2, 1, (10, 11)), (3, 0.25, (7, 8)), (4, 0.25, (8, 9))]:
        c = binet(k)
        fit(f"binet{k}", c, 0, high, degrees, lambda u, c=c: u / (1 - u * c(u)))  # type: ignore[misc]
    for k, degrees in [(0, (2, 3)), (1, (3, 3))]:
        c = binet(k)
        fit(f"binet{k}", c, 0, 1, degrees, lambda u, c=c: u / (1 - u * c(u)), np.float32)  # type: ignore[misc]
    fit("lgamma1p_quotient - 0.453125", lambda w: lgamma_quotient(w) - mp.mpf(0.453125), 0, 2, (8, 8),
        lambda w: 1 / lgamma_quotient(w))  # fmt: skip
    fit("lgamma1p_quotient - 0.453125", lambda w: lgamma_quotient(w) - mp.mpf(0.453125), 0, 2, (4, 4),
        lambda w: 1 / lgamma_quotient(w), np.float32)  # fmt: skip
    fit("digamma1p - 1", lambda w: digamma_quotient(w) - 1, 0, 1, (6, 6), lambda w: 1 / digamma_quotient(w))
    fit("binet_small", binet_small, 0, 0.34, (5, 5), lambda z: 1 / (binet_small(z) - (z + HALF) * mp.log(3 * z)))
    fit("sin_pi tail", sine_tail, 0, 0.2501, (7, 0), lambda s: s / (mp.pi + s * sine_tail(s)))
    fit("sin_pi tail", sine_tail, 0, 0.2501, (4, 0), lambda s: s / (mp.pi + s * sine_tail(s)), np.float32)
    t = BESSEL_FROM**2 / 4
    h = BESSEL_MIDDLE
    fit("bessel_excess", bessel_excess, 0, t, (18, 0), lambda x: 1 / bessel_excess(x))
    fit("bessel_excess", bessel_excess, 0, t, (12, 0), lambda x: 1 / bessel_excess(x), np.float32)
    fit("bessel_ratio_small", bessel_ratio_small, 0, t, (9, 9), lambda x: 1 / bessel_ratio_small(x))
    fit("bessel_ratio_slope_small", bessel_ratio_slope_small, 0, t, (12, 13), lambda x: 1 / bessel_ratio_slope_small(x))
    fit("bessel_scaled", bessel_scaled, -h, h, (17, 0), lambda x: 1 / bessel_scaled(x))
    fit("bessel_scaled", bessel_scaled, -h, h, (5, 0), lambda x: 1 / bessel_scaled(x), np.float32)
    fit("bessel_ratio_large", bessel_ratio_large, -h, h, (22, 0), lambda x: 1 / bessel_ratio_large(x))
    print("zero of psi, less 1:", repr(float(zero - 1)), "+", repr(float(zero - 1 - mp.mpf(float(zero - 1)))))
    for k, grid in [(64, 17), (512, 43)]:
        high_part = mp.nint(k * mp.log(2) * 2**grid) / mp.mpf(2) ** grid
        print(f"{k} log 2:", repr(float(high_part)), "+", repr(float(k * mp.log(2) - high_part)))
    for i in (*range(11, 16), *range(17, 22)):
        high_part = mp.nint(-mp.log(mp.mpf(i) / 16) * 2**33) / mp.mpf(2) ** 33
        print(f"-log({i} / 16):", repr(float(high_part)), "+", repr(float(-mp.log(mp.mpf(i) / 16) - high_part)))
    for n in range(1, 16):
        excess = mp.loggamma(n + 1) - n * mp.log(n) + n
        print(
            f"stirlerr({n}), log({n}! e^{n} / {n}^{n}):",
            repr(float(excess - mp.log(2 * mp.pi * n) / 2)),
            repr(float(excess)),
        )
    print("54 log 2:", repr(float(54 * mp.log(2))))


if __name__ == "__main__":
    main()
