"""Distribution functions and quantiles where steps of theirs leave the range of numbers or cancel.

Unlike the tables of a family, which judge derivatives at ordinary points alone, these judge them everywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mpmath import mp

from tests.oracle import jet
from tests.oracle.densities import Point, Terms
from tests.oracle.incomplete import beta_tails, log_tail, tail
from tests.oracle.jet import Jet
from tests.oracle.methods import METHODS, Method

# Up to here tails of counts are summed.
MOST_MASSES = 500

TAIL_METHODS = ("cdf", "sf", "logcdf", "logsf")


@dataclass(frozen=True)
class Case:
    """A family by the names of its arguments, what its methods are, and where they are tested."""

    family: str
    arguments: tuple[str, ...]
    methods: Mapping[str, Method]
    points: Mapping[str, Sequence[Point]]

    def vanishes(self, method: str, arguments: Sequence[float], tiny: float) -> bool:
        """Tell whether a method is of a tail that is too small for a number, and not its logarithm."""
        if method not in TAIL_METHODS:
            return False
        with mp.workprec(1600):
            xs = [Jet.constant(mp.mpf(a), 0) for a in arguments]
            try:
                sides = {name: sum(term.value for term in self.methods[name](*xs)[0]) for name in ("cdf", "sf")}
            except ZeroDivisionError:  # of a sum that is 1 to 250 bits
                return tiny > 2.0**-250 and method != "logsf"
        small = "cdf" if sides["cdf"] < sides["sf"] else "sf"
        return bool(sides[small] < tiny) and method != f"log{small}"

    def names(self, method: str) -> tuple[str, ...]:
        return ("q" if method in ("ppf", "isf") else self.arguments[0], *self.arguments[1:])


def _sum_of_masses(*arguments: Jet) -> Jet:
    k, mu, alpha = (x.value for x in arguments)
    return _cached_sum(k, mu, alpha, len(arguments[0].gradient), mp.prec)


@cache
def _cached_sum(count: Any, mean: Any, dispersion: Any, n: int, _prec: int) -> Jet:
    """The sum of the masses up to a count, each by the one before."""
    if n:
        _, mu, alpha = jet.variables([count, mean, dispersion])
    else:
        mu, alpha = Jet.constant(mean, 0), Jet.constant(dispersion, 0)
    z = alpha * mu
    q = mu / (1 + z)
    mass = total = jet.exp(-(jet.log1p(z) / alpha))
    for j in range(int(count)):
        mass = mass * (1 + alpha * j) * q / (j + 1)
        total = total + mass
    return total


def _nbinom_by_mean() -> dict[str, Method]:
    def shares(k: Jet, mu: Jet, alpha: Jet) -> tuple[Jet, Jet, Jet]:
        return 1 / alpha, Jet.constant(k.value + 1, len(k.gradient)), 1 / (1 + alpha * mu)

    def side(*a: Jet, upper: bool) -> Jet:
        if a[0].value > MOST_MASSES:
            return tail(beta_tails, *shares(*a), upper=upper)
        below = _sum_of_masses(*a)
        if upper and below.value > 1 - mp.ldexp(1, -250):
            raise ZeroDivisionError  # nothing is left of the difference
        return 1 - below if upper else below

    def log(*a: Jet, upper: bool) -> Any:
        if a[0].value > MOST_MASSES:
            return log_tail(beta_tails, *shares(*a), upper=upper)
        own = side(*a, upper=upper)
        return jet.log(own) if own.value < mp.mpf(0.5) else jet.log1p(-side(*a, upper=not upper))

    return {
        "cdf": lambda *a: [[side(*a, upper=False)]],
        "sf": lambda *a: [[side(*a, upper=True)]],
        "logcdf": lambda *a: [[log(*a, upper=False)]],
        "logsf": lambda *a: [[log(*a, upper=True)]],
    }


def _nbinom_points() -> Iterator[Point]:
    alphas = ("1e-38", "1e-20", "1e-12", "1e-8", "1e-5", "1e-3", "0.03", "0.0999", "0.11", "0.5", "1", "4", "1e4")
    ratios = ("0.01", "0.6", "0.9", "1.05", "1.5", "12")
    for i, (alpha, k) in enumerate(itertools.product(alphas, (0, 1, 2, 5, 9, 30, 100))):
        # two of the ratios for each, one on either side of the mean
        for ratio in (ratios[i % 3], ratios[3 + (i + 1) % 3]):
            yield mp.mpf(k), max(mp.mpf(k), mp.mpf("0.4")) * mp.mpf(ratio), mp.mpf(alpha)
    for alpha, deviations in itertools.product(("1e-7", "1e-5", "1e-3", "0.2"), (-2, 0, 3)):
        for k in map(mp.mpf, ("1e4", "1e6")):
            spread = mp.sqrt(k * (1 + k * mp.mpf(alpha)))
            if deviations * spread > -k:
                yield k, k + deviations * spread, mp.mpf(alpha)
    for point in DEEP_COUNTS:
        yield tuple(map(mp.mpf, point))


# Tails down to the last numbers that are not 0.
DEEP_COUNTS = (
    ("30", "900", "1e-3"),
    ("20", "900", "1e-3"),
    ("5", "4000", "0.02"),
    ("0", "300", "1e-7"),
    ("800", "8", "0.1"),
    ("3000", "100", "0.2"),
    ("5000", "40", "1.5"),
    ("8000", "3", "4"),
    ("510", "90", "1e-8"),
    ("60000", "40000", "1e-3"),
    ("1e6", "9e5", "1e-5"),
)
DEEP = {
    "gamma": (
        ("0.1", "100"),
        ("700", "10"),
        ("4700", "2500"),
        ("40", "300"),
        ("1e-200", "0.7"),
        ("1e-300", "0.99"),
        ("650", "0.3"),
        ("1030000", "1e6"),
        ("30", "100"),
        ("100", "10"),
    ),
    "beta": (
        ("1e-3", "80", "5"),
        ("0.999", "3", "90"),
        ("0.5", "1200", "300"),
        ("1e-290", "0.95", "2"),
        ("0.02", "150", "3000"),
        ("0.2", "2000", "3000"),
        ("0.2", "20", "300"),
    ),
    "binom": (
        ("99", "100", "1e-3"),
        ("400", "1000", "0.05"),
        ("5", "1000", "0.4"),
        ("54000", "1e5", "0.5"),
        ("5", "100", "0.4"),
        ("45", "100", "0.1"),
    ),
    "poisson": (("150", "1"), ("20", "1e-13"), ("100", "600"), ("12000", "10000"), ("10", "60"), ("40", "5")),
    "geom": (("37", "0.397"), ("244", "0.069"), ("2000", "0.25"), ("104476337", "5.54e-6"), ("1e15", "5e-13")),
}
# z and df; then those where next to the normal density, or before it, the slopes by df are small.
DEEP_STUDENT = (
    ("1e13", "1.5"),
    ("-1e89", "1.5"),
    ("1e198", "1.5"),
    ("-3e4", "4.5"),
    ("1e29", "4.5"),
    ("1e65", "4.5"),
    ("25", "30"),
    ("-1.6e5", "30"),
    ("4.8e10", "30"),
    ("35", "500"),
    ("-85", "500"),
    ("25", "1e4"),
    ("-38", "1e4"),
    ("36.8", "1e6"),
    ("24", "1e40"),
    ("-0.02", "1.8"),
    ("0.3", "0.7"),
    ("1.01", "41"),
    ("0.03", "700"),
    ("-2.5", "3000"),
    ("1.2", "4e4"),
    ("0.7", "1e6"),
    ("-6", "1e6"),
    ("5", "1e10"),
    ("-8", "1e20"),
)


# Quotients by the scale that are too large for float32, or for float64, and differences that are.
FAR = (
    ("1e30", "0", "1e-20"),
    ("-3e38", "0", "1e-30"),
    ("3e38", "-3e38", "1e-3"),
    ("-1e-10", "1e-8", "1e-44"),
    ("1e300", "0", "1e-200"),
    ("-1.5e308", "1.5e308", "1e-10"),
    ("-1e-200", "0", "1e-320"),
)
# Scales whose reciprocal is too large, quotients that are ordinary, and those that vanish.
SMALL = (("-3e-45", "0", "1.5e-45"), ("2e-44", "1e-45", "1e-44"), ("-1e-322", "0", "5e-323"), ("1e-30", "0", "1e30"))
DEGREES = ("1e-3", "0.05", "0.5", "1", "3", "100", "1e6")


# Below this share df / (df + z^2) the series of the tail in it is its first term to all digits that count.
SINGLE_TERM = mp.ldexp(1, -600)


def _log_of_first_factor(df: Jet) -> Any:
    """log(a B(a, 1/2)) for a = df / 2."""
    a = df * mp.mpf(0.5)
    return jet.log(a) + jet.lgamma(a) + mp.loggamma(mp.mpf(0.5)) - jet.lgamma(a + mp.mpf(0.5))


def _far_student() -> dict[str, Method]:
    def below(name: str, x: Jet, df: Jet, loc: Jet, scale: Jet) -> Terms:
        z = (x - loc) / scale
        if df.value / (df.value + z.value * z.value) > SINGLE_TERM:
            return METHODS["t"][name](x, df, loc, scale)
        # of few digits the logarithms of gamma functions, which do not cancel
        with mp.workprec(400 + mp.prec // 16):
            share = df / (df + z * z)
            log_tail = df * mp.mpf(0.5) * jet.log(share) - _log_of_first_factor(df) - mp.log(2)
            side = jet.exp(log_tail)
            is_own = (z.value < 0) == name.endswith("cdf")
            if name.startswith("log"):
                return [[log_tail if is_own else jet.log1p(-side)]]
            return [[side if is_own else 1 - side]]

    def at(name: str, q: Jet, df: Jet, loc: Jet, scale: Jet) -> Terms:
        with mp.workprec(400 + mp.prec // 16):
            log_share = (jet.log(q * 2) + _log_of_first_factor(df)) / df * 2
            if q.value > mp.mpf(0.5) or log_share.value > mp.log(SINGLE_TERM):
                return METHODS["t"][name](q, df, loc, scale)
            distance = scale * jet.sqrt(df) * jet.exp(log_share * mp.mpf(-0.5))
        return [[loc, distance if name == "isf" else -distance]]

    return {
        **{name: lambda *a, n=name: below(n, *a) for name in TAIL_METHODS},
        **{name: lambda *a, n=name: at(n, *a) for name in ("ppf", "isf")},
    }


def _student_points() -> Iterator[Point]:
    for df, (x, loc, scale) in itertools.product(DEGREES, (*FAR, *SMALL)):
        yield tuple(map(mp.mpf, (x, df, loc, scale)))
    for z, df in DEEP_STUDENT:
        yield tuple(map(mp.mpf, (z, df, "0", "1")))


def _student_quantiles() -> Iterator[Point]:
    for q, df, loc, scale in (
        ("1e-30", "0.5", "0", "1e-35"),
        ("1e-30", "0.5", "0", "1e-40"),
        ("1e-20", "0.3", "1e3", "1e-38"),
        ("1e-38", "0.9", "-1", "1e-25"),
        ("0.001", "0.05", "0", "1e-30"),
        ("1e-3", "0.05", "5", "1e-22"),
        ("1e-30", "3", "0", "1e-40"),
        ("0.3", "0.01", "0", "1e-15"),
        ("1e-80", "0.5", "0", "1e-160"),
        ("1e-60", "0.4", "1e10", "1e-140"),
        ("1e-200", "0.4", "0", "1e-300"),
        ("0.01", "0.005", "-1", "1e-290"),
    ):
        yield tuple(map(mp.mpf, (q, df, loc, scale)))


def _truncnorm_points() -> Iterator[Point]:
    for x, a, b, loc, scale in (
        # the square of z is a number, and that of an end is not
        ("-1e18", "-3e38", "1", "0", "1"),
        ("1e18", "-1", "3e38", "0", "1"),
        ("1e17", "1e16", "1e30", "0", "1"),
        ("-3e10", "-1e30", "-1e10", "0", "1"),
        ("-1e8", "-1e20", "1", "0", "1e-10"),
        ("1e18", "1e-3", "2e18", "0", "1"),
        ("1e19", "1e19", "1e30", "0", "1"),
        ("-1e100", "-1e160", "1", "0", "1"),
        ("1e100", "1e50", "1e155", "0", "1"),
        ("-1e-30", "-1e30", "1", "0", "1e-40"),
        # next to an end
        ("0.99999994", "-1", "1", "0", "1"),
        ("-0.99999994", "-1", "1", "0", "1"),
        ("2.0000002", "2", "5", "0", "1"),
        ("1.0000001e10", "1e10", "2e10", "0", "1"),
    ):
        yield tuple(map(mp.mpf, (x, a, b, loc, scale)))


def _gumbel_points(sign: int) -> Iterator[Point]:
    for z, loc, scale in itertools.product(
        ("-80", "-3", "0.5", "20", "85"), ("0", "1e-44"), ("1e-44", "2e-39", "5e-324")
    ):
        yield sign * mp.mpf(z) * mp.mpf(scale) + mp.mpf(loc), mp.mpf(loc), mp.mpf(scale)
    for x, loc, scale in (
        ("700", "0", "1"),
        ("-700", "0", "1"),
        ("8e37", "-8e37", "2e36"),
        ("-1e307", "8e307", "2e306"),
    ):
        yield sign * mp.mpf(x), sign * mp.mpf(loc), mp.mpf(scale)


# Quantiles that next to an end are told in steps as large as the distance from it.
NEXT_TO_ENDS = {
    "truncnorm": (
        ("6.3e-194", "-18.7", "-16.8"),
        ("1.6e-168", "-5.2", "-2.2"),
        ("4.2e-8", "-142.3", "-136.4"),
        ("1e-12", "30", "41"),
        ("1e-9", "-3", "700"),
        ("0.3", "-0.5", "2"),
        ("1e-30", "-1", "14"),
        ("1e-60", "-2", "35"),
    ),
    "vonmises": (("1.8e-12", "0.0078"), ("3e-12", "0.5"), ("1e-10", "0.3"), ("2e-9", "40"), ("0.3", "1.5")),
}
# Where the slope by y has underflowed and that by the scale has not.
FAR_FROM_SCALE = (
    ("1.5e22", "0", "1"),
    ("8.6e22", "0", "0.055"),
    ("-2e25", "-3e25", "100"),
    ("2.3e204", "0", "6.5e-5"),
    ("1e240", "0", "3"),
)


def _quantiles(family: str) -> dict[str, tuple[Point, ...]]:
    points = tuple(tuple(map(mp.mpf, (*point, "0", "1"))) for point in NEXT_TO_ENDS[family])
    return dict.fromkeys(("ppf", "isf"), points)


def _tails(family: str, *shapes: str, points: Iterable[Point]) -> Case:
    return Case(family, ("x", *shapes, "loc", "scale"), METHODS[family], dict.fromkeys(TAIL_METHODS, tuple(points)))


def _deep(family: str, *arguments: str) -> Case:
    rest = ("0", "1") if "loc" in arguments else ()
    points = [tuple(map(mp.mpf, (*point, *rest))) for point in DEEP[family]]
    return Case(family, arguments, METHODS[family], dict.fromkeys(TAIL_METHODS, tuple(points)))


CASES: Mapping[str, Case] = {
    "nbinom": Case(
        "nbinom", ("k", "mu", "alpha"), _nbinom_by_mean(), dict.fromkeys(TAIL_METHODS, tuple(_nbinom_points()))
    ),
    "t": Case(
        "t",
        ("x", "df", "loc", "scale"),
        _far_student(),
        dict.fromkeys(TAIL_METHODS, tuple(_student_points()))
        | dict.fromkeys(("ppf", "isf"), tuple(_student_quantiles())),
    ),
    "truncnorm": Case(
        "truncnorm",
        ("x", "a", "b", "loc", "scale"),
        METHODS["truncnorm"],
        dict.fromkeys(TAIL_METHODS, tuple(_truncnorm_points())) | _quantiles("truncnorm"),
    ),
    "vonmises": Case("vonmises", ("x", "kappa", "loc", "scale"), METHODS["vonmises"], _quantiles("vonmises")),
    "halfcauchy": _tails("halfcauchy", points=(tuple(map(mp.mpf, point)) for point in FAR_FROM_SCALE)),
    "gumbel_r": _tails("gumbel_r", points=_gumbel_points(1)),
    "gumbel_l": _tails("gumbel_l", points=_gumbel_points(-1)),
    "gamma": _deep("gamma", "x", "a", "loc", "scale"),
    "beta": _deep("beta", "x", "a", "b", "loc", "scale"),
    "binom": _deep("binom", "k", "n", "p"),
    "poisson": _deep("poisson", "k", "mu"),
    "geom": _deep("geom", "k", "p"),
}
