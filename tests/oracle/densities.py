"""The table of densities: one row buys a family all of its tests.

A row states the log-density as lists of terms (functions of :class:`~tests.oracle.jet.Jet`), the parameterisations,
the hard points, and, by hand, the exact limits at the borders of the support and of the parameters.

``terms`` may return several decompositions of the same value. Near a zero of the log-density no algorithm keeps
relative accuracy, so errors are measured against the sum of the absolute terms; the decomposition with the smallest sum
counts.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, nan
from typing import Any

from mpmath import mp

from tests.oracle import jet
from tests.oracle.jet import Jet

Terms = list[list[Jet]]
Point = tuple[Any, ...]


@dataclass(frozen=True)
class Alternative:
    """Another keyword for one parameter: ``replaces = to_parameter(keyword)``.

    Or others for several: then names and domains are separated by commas, ``from_parameter`` takes and returns several
    numbers, and ``terms`` stands for ``to_parameter``.
    """

    replaces: str
    to_parameter: Callable[[Jet], Any]
    from_parameter: Callable[..., Any]
    domain: str
    terms: Callable[..., Terms] | None = None  # where going through the parameter itself loses everything
    extra: Sequence[Point] = ()
    carries: Callable[..., bool] = lambda *_: True  # which of the family's own points are carried over


@dataclass(frozen=True)
class Border:
    """Exact values at a border; a gradient that is not listed has no limit.

    Outside the support the density is 0 around the point: ``-inf`` with zero gradients.
    """

    arguments: Mapping[str, float]
    value: float
    gradients: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Density:
    """One family: everything that the generic tests need to know."""

    name: str
    arguments: tuple[str, ...]  # data first, then the parameters in SciPy's order
    defaults: Mapping[str, float]
    domains: Mapping[str, str]
    terms: Callable[..., Terms]
    accuracy: str  # a key of tests.tolerances.ULPS
    points: Callable[[], Iterator[Point]]
    alternatives: Mapping[str, Alternative] = field(default_factory=dict)
    borders: Sequence[Border] = ()
    # by parameter, in any parameterisation: what it may not be; loc and whatever is not listed may be all but NaN
    invalid: Mapping[str, Sequence[float]] = field(default_factory=dict)
    discrete: bool = False
    smooth: Callable[..., bool] = lambda *_: True  # false where the gradient jumps
    support: Callable[..., bool] = lambda *_: True  # of SciPy's arguments, where the domains do not say it
    # ranges of ordinary arguments, where not every point of the domains is inside the support
    ordinary: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def method(self) -> str:
        return "logpmf" if self.discrete else "logpdf"

    def form_arguments(self, form: str) -> tuple[str, ...]:
        """Argument names in a parameterisation; ``""`` is SciPy's own."""
        if not form:
            return self.arguments
        by_name = dict(zip(self.alternatives[form].replaces.split(","), form.split(","), strict=True))
        return tuple(by_name.get(a, a) for a in self.arguments)

    def form_domains(self, form: str) -> dict[str, str]:
        """Domains by argument name in a parameterisation."""
        if not form:
            return dict(self.domains)
        return {**self.domains, **dict(zip(form.split(","), self.alternatives[form].domain.split(","), strict=True))}

    def form_terms(self, form: str, arguments: Sequence[Jet]) -> Terms:
        """Evaluate the formula in a parameterisation."""
        if not form:
            return self.terms(*arguments)
        alternative = self.alternatives[form]
        if alternative.terms is not None:
            return alternative.terms(*arguments)
        i = self.arguments.index(alternative.replaces)
        return self.terms(*arguments[:i], alternative.to_parameter(arguments[i]), *arguments[i + 1 :])

    def form_points(self, form: str) -> Iterator[Point]:
        """Hard points in a parameterisation: those of the family carried over, and its own."""
        if not form:
            yield from self.points()
            return
        alternative = self.alternatives[form]
        replaced = alternative.replaces.split(",")
        i, j = self.arguments.index(replaced[0]), self.arguments.index(replaced[-1]) + 1
        default = self.defaults.get(replaced[0])
        for n, point in enumerate(self.points()):
            # a parameter at its default says little that SciPy's own form has not said
            if (n % 12 and point[i] == default) or not alternative.carries(*point):
                continue
            numbers = alternative.from_parameter(*point[i:j])
            yield (*point[:i], *(numbers if j > i + 1 else [numbers]), *point[j:])
        yield from alternative.extra


def _f(text: str | float) -> Any:
    return mp.mpf(text)


# What a parameter may not be.
NOT_POSITIVE = (0.0, -0.0, -1e-30, -1.0, -inf, inf, nan)
NOT_FINITE = (-inf, inf, nan)
INVALID_SCALE = {"scale": NOT_POSITIVE, "log_scale": NOT_FINITE}

LOG_SCALE = Alternative("scale", jet.exp, mp.log, "real")


def _halflog2pi() -> Any:
    return mp.log(2 * mp.pi) / 2


def _constant(value: Any, like: Jet) -> Jet:
    return Jet.constant(value, len(like.gradient))


def _stirlerr(n: Jet) -> Jet:
    error: Jet = jet.lgamma(n + 1) - (n + 0.5) * jet.log(n) + n - _halflog2pi()
    return error


def _bd0(k: Jet, m: Jet) -> Jet:
    deviance: Jet = k * jet.log(k / m) + m - k
    return deviance


def _log_ratio(d: Jet, scale: Jet) -> Jet:
    """The logarithm of d / scale, exactly 0 where they are equal."""
    ratio: Jet = jet.log(d) - jet.log(scale)
    return ratio


# Standardised values: small, ordinary, beyond exp's underflow, up to where z*z is the last finite float32 or float64.
Z = [
    *("0", "1e-30", "1e-8", "0.5", "1", "1.0000001", "1.5", "3", "10", "38", "1e4", "1e10", "-2.25", "-1e-3"),
    *("-700", "1.8e19", "2.6e19", "1.3e154", "1.8e154"),
]
LOCATION_SCALE = [
    *(("0", "1"), ("1", "2"), ("1e8", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("-3", "0.1"), ("1e-20", "3e-26")),
    *(("0.7", "0.24"), ("-1e4", "1e5")),
]


SHIFTED = [("1", "2"), ("-5", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("1e4", "0.1"), ("0.3", "0.7"), ("0", "49")]

# x - loc overflows in float64, and in float32, though the standardised value is ordinary.
OVERFLOWING = [
    *(("1.7e308", "-1.7e308", "1e308"), ("1e308", "-1.7e308", "1e308"), ("1.7e308", "-1e308", "1e307")),
    *(("3e38", "-3e38", "1e38"), ("3e38", "-1e38", "1e38"), ("1e38", "-3.2e38", "1e37")),
]


def _overflowing(*, both_sides: bool = True) -> Iterator[tuple[Any, Any, Any]]:
    for x, loc, scale in OVERFLOWING:
        yield _f(x), _f(loc), _f(scale)
        if both_sides:
            yield -_f(x), -_f(loc), _f(scale)


def _location_scale(z_values: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, Any, Any]]:
    for (loc, scale), z in itertools.product(pairs, z_values):
        if (loc, scale) != ("0", "1") and abs(_f(z)) > 1e12:
            continue
        yield _f(loc) + _f(z) * _f(scale), _f(loc), _f(scale)


def _norm_points() -> Iterator[Point]:
    yield from _location_scale(Z, LOCATION_SCALE[:2])
    yield from _location_scale(Z[::2], LOCATION_SCALE[2:])
    # scale at both ends of the exponent range
    for scale in ("1e-45", "1e-38", "1e38", "3e38", "5e-324", "1e-307", "1e307"):
        yield _f(0), _f(0), _f(scale)
        yield _f(scale), _f(0), _f(scale)
    yield from _overflowing()


def _norm_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    return [[z * z * -0.5, -jet.log(scale), _constant(-_halflog2pi(), x)]]


def _laplace_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    return [[-jet.absolute((x - loc) / scale), -jet.log(scale), _constant(-mp.log(2), x)]]


def _laplace_points() -> Iterator[Point]:
    # z = 0 is the kink: it stands among the borders.
    z_values = [z for z in Z if z != "0"] + ["3.4e38", "1.7e308"]
    yield from _location_scale(z_values, LOCATION_SCALE[:1])
    yield from _location_scale(z_values[::2], LOCATION_SCALE[1:])
    for scale in ("1e-45", "1e-38", "1e38", "5e-324", "1e-307", "1e307"):
        yield _f(scale), _f(0), _f(scale)
    yield from _overflowing()
    # a distance of many scales is still finite
    for x, scale in (("1.7e308", "10"), ("3e38", "10")):
        yield _f(x), -_f(x), _f(scale)


def _t_terms(x: Jet, df: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    ratio = jet.lgamma((df + 1) * 0.5) - jet.lgamma(df * 0.5)
    tail = (df + 1) * -0.5 * jet.log1p(z * z / df)
    decompositions = [
        # large df: the gamma ratio less its leading sqrt(df / 2)
        [ratio - jet.log(df * 0.5) * 0.5, _constant(-_halflog2pi(), x), -jet.log(scale), tail],
        # small df
        [ratio, jet.log(df * mp.pi) * -0.5, -jet.log(scale), tail],
    ]
    if scale.value == 1:
        # by the scale df (z^2 - 1) / (df + z^2), of which no term is large
        decompositions.append([ratio, jet.log(df * mp.pi) * -0.5, tail - jet.log(scale)])
    return decompositions


def _t_points() -> Iterator[Point]:
    # few degrees of freedom, by which alone the scale counts
    for x, df in (
        ("2", "1e-8"),
        ("50", "1e-3"),
        ("-1.5", "0.0053"),
        ("0.5", "1e-8"),
        ("1.01", "1e-3"),
        ("1.5", "1e-20"),
    ):
        yield _f(x), _f(df), _f(0), _f(1)
    shapes = ["1e-30", "1e-3", "0.1", "1", "2.5", "5", "30", "999.5", "1e5", "1e8", "1e20", "1e38", "1e300"]
    for df in shapes:
        for z in ("0", "1e-5", "1", "-3", "1e3", "1e10", "1e25"):
            yield _f(z), _f(df), _f(0), _f(1)
    for (loc, scale), df in itertools.product(LOCATION_SCALE[1:], ("0.5", "3", "1e6")):
        for z in ("0.7", "-40"):
            yield _f(loc) + _f(z) * _f(scale), _f(df), _f(loc), _f(scale)
    for x in ("3e38", "1e200"):
        yield _f(x), _f("2"), _f(0), _f(1)
    for df, (x, loc, scale) in itertools.product(("0.5", "40"), _overflowing()):
        yield x, _f(df), loc, scale


def _cauchy_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    return [[-jet.log1p(z * z), _constant(-mp.log(mp.pi), x), -jet.log(scale)]]


def _halfcauchy_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    y = (x - loc) / scale
    return [[-jet.log1p(y * y), _constant(mp.log(2 / mp.pi), x), -jet.log(scale)]]


def _cauchy_points(*, both_sides: bool = True) -> Iterator[Point]:
    z_values = [z for z in [*Z, "1e25", "3e38", "1.7e308"] if both_sides or _f(z) > 0]
    yield from _location_scale(z_values, LOCATION_SCALE[:2])
    yield from _location_scale(z_values[::2], LOCATION_SCALE[2:])
    # the standardised value over- and underflows though the distance and the scale do not
    sizes = ("1e-44", "1e-38", "1e-30", "1e30", "3e38", "1e-320", "1e-300", "1e300", "1.7e308")
    for x, scale in itertools.product(sizes, sizes):
        yield _f(x), _f(0), _f(scale)
    yield from _overflowing(both_sides=both_sides)
    for x, scale in (("3e38", "1e-30"), ("1.7e308", "1e-300")):
        yield _f(x), -_f(x), _f(scale)


def _logistic_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    distance = z if z.value >= 0 else -z
    return [[-distance, jet.softplus(-distance) * -2, -jet.log(scale)]]


def _logistic_points() -> Iterator[Point]:
    z_values = [*Z, "1e-3", "17", "88.7", "104.5", "745.5", "3.4e38", "1.7e308"]
    yield from _location_scale(z_values, LOCATION_SCALE[:2])
    yield from _location_scale(z_values[::2], LOCATION_SCALE[2:])
    for scale in ("1e-45", "1e-38", "1e38", "5e-324", "1e-307", "1e307"):
        yield _f(scale), _f(0), _f(scale)
    yield from _overflowing()


def _gumbel_r_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    return [[-z, -jet.exp(-z), -jet.log(scale)]]


def _gumbel_l_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    return _gumbel_r_terms(-x, -loc, scale)


# To the right -z, to the left -exp(-z), whose last finite values are at -88.7 and -709.7; its gradient by the logarithm
# of the scale, z times as large, overflows before.
GUMBEL_Z = [
    *("0", "1e-30", "-1e-30", "1e-8", "-1e-8", "0.3", "-0.3", "1", "-1", "3", "-3", "5.7", "-9.1", "17", "-17", "40"),
    *("-40.3", "-62.1", "90", "-80", "-83.5", "110", "-350", "-702", "750", "1e4", "1e10"),
]
GUMBEL_ENDS = ["-88.5", "-709", "3.4e38", "1.7e308"]


def _gumbel_points(sign: int) -> Iterator[Point]:
    for x, loc, scale in itertools.chain(
        _location_scale(GUMBEL_Z + GUMBEL_ENDS, LOCATION_SCALE[:2]),
        _location_scale(GUMBEL_Z[::2], LOCATION_SCALE[2:]),
        _location_scale(GUMBEL_Z, [("0", "1.3"), ("0.37", "0.7"), ("-5", "3")]),
        _overflowing(),
    ):
        yield sign * x, sign * loc, scale


def _expon_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    return [[-((x - loc) / scale), -jet.log(scale)]]


def _half_line(z_values: Sequence[str]) -> Iterator[Point]:
    positive = [z for z in z_values if _f(z) > 0]
    yield from _location_scale(positive, LOCATION_SCALE[:2])
    yield from _location_scale(positive[::2], LOCATION_SCALE[2:])
    for scale in ("1e-45", "1e-38", "1e38", "5e-324", "1e-307", "1e307"):
        yield _f(scale), _f(0), _f(scale)
    yield from _overflowing(both_sides=False)


def _halfnorm_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    y = (x - loc) / scale
    return [[y * y * -0.5, -jet.log(scale), _constant(mp.log(2 / mp.pi) / 2, x)]]


def _uniform_terms(x: Jet, loc: Jet, scale: Jet) -> Terms:
    return [[-jet.log(scale), (x - loc) * 0]]


def _uniform_points() -> Iterator[Point]:
    for (loc, scale), z in itertools.product(LOCATION_SCALE, ("1e-20", "0.1", "0.5", "0.999")):
        yield _f(loc) + _f(z) * _f(scale), _f(loc), _f(scale)
    for scale in ("1e-44", "1e-38", "1e38", "3e38", "1e-320", "1e-307", "1e307", "1.7e308"):
        yield _f(scale) / 3, _f(0), _f(scale)
        yield -_f(scale) / 3, -_f(scale) / 2, _f(scale)
    # x - loc overflows, and is inside where the scale is given by its logarithm
    for x in ("1.8e38", "1e308"):
        yield _f(x) / 3, -_f(x), 2 * _f(x)
        yield _f(x), -_f(x), 3 * _f(x)


def _lognorm_terms(x: Jet, s: Jet, loc: Jet, scale: Jet) -> Terms:
    d = x - loc
    u = _log_ratio(d, scale) / s
    return [[u * u * -0.5, -jet.log(d), -jet.log(s), _constant(-_halflog2pi(), x)]]


def _lognorm_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    for s in ("1e-30", "1e-6", "1e-3", "0.1", "0.5", "1", "3.7", "100", "1e8", "1e30"):
        for x in ("1e-45", "1e-38", "1e-30", "1e-3", "0.5", "0.99999", "1", "1.0000001", "3", "40", "1e30", "3e38"):
            yield _f(x), _f(s), zero, one
        for u in ("-12", "-1", "1", "0.01", "8"):
            yield mp.exp(_f(u) * _f(s)) if _f(s) < 50 else one, _f(s), zero, one
    for s, x in itertools.product(("0.5", "30"), ("1e-320", "1e-300", "1e-100", "1e300", "1.7e308")):
        yield _f(x), _f(s), zero, one
    for (loc, scale), s, r in itertools.product(SHIFTED, ("1e-4", "0.3", "4"), ("0.1", "0.9", "1", "1.01", "5")):
        yield _f(loc) + _f(r) * _f(scale), _f(s), _f(loc), _f(scale)
    # the quotient over- and underflows, and its logarithm does not
    sizes = ("1e-44", "1e-30", "1e30", "3e38", "1e-320", "1e-300", "1e300", "1.7e308")
    for x, scale in itertools.product(sizes, sizes):
        yield _f(x), _f("2.5"), zero, _f(scale)
    for x, loc, scale in _overflowing(both_sides=False):
        yield x, _f("0.7"), loc, scale


def _pareto_terms(x: Jet, b: Jet, loc: Jet, scale: Jet) -> Terms:
    d = x - loc
    return [[jet.log(b), -(b * _log_ratio(d, scale)), -jet.log(d)]]


def _pareto_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    for b in ("1e-38", "1e-30", "1e-3", "0.5", "1", "2.5", "40", "1e4", "1e8", "1e30"):
        for x in ("1.0000001", "1.001", "1.7", "3", "40", "1e10", "1e30", "3e38", "1e300", "1.7e308"):
            yield _f(x), _f(b), zero, one
    for (loc, scale), b, r in itertools.product(SHIFTED, ("0.3", "3", "1e5"), ("1.00001", "1.1", "2", "5", "1e6")):
        yield _f(loc) + _f(r) * _f(scale), _f(b), _f(loc), _f(scale)
    sizes = ("1e-44", "1e-38", "1e-30", "1e30", "3e38", "1e-320", "1e-300", "1e300", "1.7e308")
    for scale, x in itertools.combinations(sizes, 2):
        yield _f(x), _f("1.5"), zero, _f(scale)
    for x, loc, scale in _overflowing(both_sides=False):
        yield x, _f("0.7"), loc, scale


def _gamma_terms(x: Jet, a: Jet, loc: Jet, scale: Jet) -> Terms:
    y = (x - loc) / scale
    log_y, log_scale = jet.log(y), jet.log(scale)
    textbook = [(a - 1) * log_y, -y, -jet.lgamma(a), -log_scale]
    saddle = [-_stirlerr(a), -_bd0(a, y), jet.log(a) * 0.5, _constant(-_halflog2pi(), x), -log_y, -log_scale]
    return [textbook, saddle]


def _gamma_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    for a in ("1e-38", "1e-30", "1e-3", "0.5", "1", "1.0000001", "2", "3.7"):
        for x in ("1e-38", "1e-30", "1e-3", "0.5", "1", "3", "40", "1e30"):
            yield _f(x), _f(a), zero, one
    for a in ("10.5", "100", "171.25", "1e4", "1e6", "1e8", "1e15", "1e30", "1e37", "1e250"):
        m = _f(a)
        for z in ("0", "1e-3", "1", "-3", "8"):
            yield m + _f(z) * mp.sqrt(m), m, zero, one
        yield m / 10, m, zero, one
        yield m * 9, m, zero, one
    for loc, scale in (("1", "2"), ("-5", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("1e4", "0.1")):
        for a in ("0.3", "2.5", "1e5"):
            for r in ("0.9", "1.01", "5"):
                yield _f(loc) + _f(r) * _f(a) * _f(scale), _f(a), _f(loc), _f(scale)


def _chi2_terms(x: Jet, df: Jet, loc: Jet, scale: Jet) -> Terms:
    return _gamma_terms(x, df * 0.5, loc, scale * 2)


def _chi2_points() -> Iterator[Point]:
    for x, a, loc, scale in list(_gamma_points())[::2]:
        yield loc + 2 * (x - loc), 2 * a, loc, scale


def _invgamma_terms(x: Jet, a: Jet, loc: Jet, scale: Jet) -> Terms:
    t = scale / (x - loc)
    log_t, log_scale = jet.log(t), jet.log(scale)
    textbook = [(a + 1) * log_t, -t, -jet.lgamma(a), -log_scale]
    saddle = [-_stirlerr(a), -_bd0(a, t), jet.log(a) * 0.5, _constant(-_halflog2pi(), x), log_t, -log_scale]
    return [textbook, saddle]


def _invgamma_points() -> Iterator[Point]:
    for x, a, loc, scale in _gamma_points():
        y = scale / (x - loc)
        if a < _f("1e100") and abs(1 / y - a) / (y * scale) < _f(
            "1e37"
        ):  # else gradients in x overflow, and their sums are undefined
            yield loc + scale * y, a, loc, scale
    # y = x / scale underflows, or its reciprocal does, and the density does not
    for x, scale in (("1e-20", "1e20"), ("3e-38", "100"), ("1e30", "1e-30"), ("1e-200", "1e120"), ("1e200", "1e-200")):
        for a in ("0.3", "2.5", "1e3"):
            yield _f(x), _f(a), _f(0), _f(scale)


def _beta_terms(x: Jet, a: Jet, b: Jet, loc: Jet, scale: Jet) -> Terms:
    y, w = (x - loc) / scale, (loc + scale - x) / scale
    n = a + b
    log_y, log_w, log_scale = jet.log(y), jet.log(w), jet.log(scale)
    low, high = (a, b) if a.value < b.value else (b, a)
    normalizer = [-jet.lgamma(low), jet.lgamma(n) - jet.lgamma(high)]
    if n.value < 4:
        # log B passes through zero, at a = b = 1 for one
        normalizer = [normalizer[0], normalizer[1] - low * jet.log(n), low * jet.log(n)]
    textbook = [(a - 1) * log_y, (b - 1) * log_w, *normalizer, -log_scale]
    peaks = [-_stirlerr(a), -_stirlerr(b), _stirlerr(n), jet.log(a * b / n) * 0.5, _constant(-_halflog2pi(), x)]
    saddle = [*peaks, -_bd0(a, n * y), -_bd0(b, n * w), -log_y, -log_w, -log_scale]
    return [textbook, saddle]


def _beta_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    small = ("1e-30", "1e-3", "0.5", "1", "1.0000001", "2", "3.7", "7.9")
    for a, b in itertools.product(small, small[1::2]):
        for x in ("1e-38", "1e-3", "0.3", "0.5", "0.999"):
            yield _f(x), _f(a), _f(b), zero, one
    for a, ratio in itertools.product(("10.5", "1e4", "1e8", "1e12", "1e30", "1e200"), ("1", "3", "1e5", "1e25")):
        for low, high in ((_f(a), _f(a) * _f(ratio)), (_f(a) * _f(ratio), _f(a))):
            mode, spread = low / (low + high), mp.sqrt(low * high / (low + high) ** 3)
            for z in ("0", "1", "-3", "8"):
                yield mode + _f(z) * spread, low, high, zero, one
            yield mode / 10, low, high, zero, one
            yield mode + (1 - mode) * 0.9, low, high, zero, one
    # one shape large: the other's distance from its end is what counts
    for large, other in itertools.product(("20", "1e6", "1e20", "1e150"), ("1e-20", "0.3", "1", "1.5", "7")):
        for distance in ("1e-15", "1e-3", "0.5", "6", "40"):
            q = _f(distance) / _f(large)
            yield q, _f(other), _f(large), zero, one
            yield 1 - q, _f(large), _f(other), zero, one
    for loc, scale in (("1", "2"), ("-5", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("1e4", "0.1")):
        for a, b in (("0.3", "2.5"), ("1", "1"), ("40", "2"), ("1e5", "3e5")):
            for y in ("1e-12", "0.25", "0.8"):
                yield _f(loc) + _f(y) * _f(scale), _f(a), _f(b), _f(loc), _f(scale)
    # y underflows
    for a, b in (("0.3", "2.5"), ("20", "2")):
        yield _f("1e-20"), _f(a), _f(b), zero, _f("1e22")
        yield _f("1e-200"), _f(a), _f(b), zero, _f("1e120")


def _weibull_min_terms(x: Jet, c: Jet, loc: Jet, scale: Jet) -> Terms:
    log_y = _log_ratio(x - loc, scale)
    return [[jet.log(c), (c - 1) * log_y, -jet.exp(c * log_y), -jet.log(scale)]]


def _weibull_min_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    for c in ("1e-30", "1e-3", "0.5", "1", "1.0000001", "1.5", "3.7", "25", "1e4"):
        # from deep in the left tail to where y^c is a few hundred
        for q in ("1e-30", "1e-3", "0.3", "1", "1.01", "3", "300"):
            x = mp.power(_f(q), 1 / _f(c)) if c not in ("1e-30", "1e-3") else _f(q)
            yield x, _f(c), zero, one
    # the quotient over- and underflows, and its power does not
    for c, (x, scale) in itertools.product(("0.1", "0.6"), (("1e30", "1e-30"), ("1e-20", "1e30"), ("1e200", "1e-200"))):
        yield _f(x), _f(c), zero, _f(scale)
    # tiny y, whose power to c - 1 is ordinary
    for c, (y, scale) in itertools.product(
        ("0.4", "0.5", "1.0000001", "1.001"), (("1e-3", "1"), ("1e-20", "3"), ("1e-42", "1"), ("1e-8", "1e30"))
    ):
        yield _f(y), _f(c), zero, _f(scale)
    for c, scale, q in itertools.product(("12", "25", "400"), ("1.3", "0.7", "3"), ("0.1", "20", "70")):
        yield _f(scale) * mp.power(_f(q), 1 / _f(c)), _f(c), zero, _f(scale)
    for loc, scale in SHIFTED:
        for c in ("0.3", "1.5", "12"):
            for r in ("0.1", "0.99", "1.2"):
                yield _f(loc) + _f(r) * _f(scale), _f(c), _f(loc), _f(scale)
    for c, (x, loc, scale) in itertools.product(("0.3", "1.5"), _overflowing(both_sides=False)):
        yield x, _f(c), loc, scale


def _geom_terms(k: Jet, p: Jet) -> Terms:
    return [[jet.log(p) + (k - 1) * jet.log1p(-p)]]


def _geom_logit_terms(k: Jet, logits: Jet) -> Terms:
    return [[-jet.softplus(-logits) - (k - 1) * jet.softplus(logits)]]


def _geom_points() -> Iterator[Point]:
    counts = ("1", "2", "3", "17", "1000", "16777216", "1e8", "9007199254740993", "1e18", "1e30", "1e38", "1e300")
    for k in counts:
        for p in ("1e-45", "1e-38", "1e-300", "1e-20", "1e-8", "1e-4", "0.1", "0.5", "0.7", "0.99", "0.9999998"):
            yield _f(k), _f(p)


def _poisson_terms(k: Jet, mu: Jet) -> Terms:
    textbook = [k * jet.log(mu), -mu, -jet.lgamma(k + 1)]
    if k.value == 0:
        return [textbook]
    saddle = [-_stirlerr(k), -_bd0(k, mu), jet.log(k) * -0.5, _constant(-_halflog2pi(), k)]
    return [textbook, saddle]


def _poisson_points() -> Iterator[Point]:
    for k in ("0", "1", "2", "3", "7"):
        for mu in ("1e-38", "1e-10", "0.1", "1", "3", "8", "60", "1e6", "1e30"):
            yield _f(k), _f(mu)
    # past 2^24 and 2^53 every float is an integer
    for k in ("16", "20", "99", "1000", "1e5", "16777216", "1e8", "9007199254740993", "1e18", "1e30", "1e38", "1e300"):
        m = _f(k)
        for mu in (m, m + mp.sqrt(m), m - 3 * mp.sqrt(m), m / 20, m * 15, m + m / 64, _f("1e-3")):
            yield m, mu


def _bernoulli_terms(k: Jet, p: Jet) -> Terms:
    return [[k * jet.log(p), (1 - k) * jet.log1p(-p)]]


def _bernoulli_logit_terms(k: Jet, logits: Jet) -> Terms:
    return [[-(k * jet.softplus(-logits)), -((1 - k) * jet.softplus(logits))]]


def _bernoulli_points() -> Iterator[Point]:
    for k in (0, 1):
        for p in ("1e-45", "1e-38", "1e-300", "1e-20", "1e-4", "0.1", "0.5", "0.7", "0.99", "0.9999998", "0.99999999"):
            yield _f(k), _f(p)


def _log_choose(k: Jet, rest: Jet) -> Jet:
    result: Jet = jet.lgamma(k + rest + 1) - jet.lgamma(k + 1) - jet.lgamma(rest + 1)
    return result


def _binom_saddle(k: Jet, rest: Jet, p: Jet, q: Jet) -> list[Jet]:
    n = k + rest
    peaks = [_stirlerr(n), -_stirlerr(k), -_stirlerr(rest), jet.log(n / k / rest) * 0.5, _constant(-_halflog2pi(), k)]
    return [*peaks, -_bd0(k, n * p), -_bd0(rest, n * q)]


def _binom_terms(k: Jet, n: Jet, p: Jet) -> Terms:
    rest = n - k
    textbook = [_log_choose(k, rest), k * jet.log(p), rest * jet.log1p(-p)]
    return [textbook, _binom_saddle(k, rest, p, 1 - p)] if 0 < k.value < n.value else [textbook]


def _binom_logit_terms(k: Jet, n: Jet, logits: Jet) -> Terms:
    rest = n - k
    textbook = [_log_choose(k, rest), -(k * jet.softplus(-logits)), -(rest * jet.softplus(logits))]
    p, q = jet.exp(-jet.softplus(-logits)), jet.exp(-jet.softplus(logits))
    return [textbook, _binom_saddle(k, rest, p, q)] if 0 < k.value < n.value else [textbook]


def _binom_points() -> Iterator[Point]:
    for trials, successes in (
        (1, 0),
        (1, 1),
        (2, 1),
        (5, 0),
        (5, 2),
        (5, 4),
        (13, 6),
        (16, 15),
        (16, 16),
        (40, 7),
        (0, 0),
    ):
        for p in ("1e-38", "1e-4", "0.1", "0.5", "0.7", "0.9999998"):
            yield _f(successes), _f(trials), _f(p)
    # past 2^24 and 2^53 every float is an integer
    for n in ("100", "1000", "16777216", "1e8", "9007199254740993", "1e18", "1e30", "1e38"):
        for share in ("0.5", "0.3", "1e-3", "0.999", "1e-6"):
            k = mp.floor(_f(n) * _f(share))
            spread = mp.sqrt(k * (1 - _f(share))) / _f(n)
            for p in (*(k / _f(n) + _f(z) * spread for z in ("0", "1", "-3")), k / _f(n) / 30):
                if p > 0:
                    yield k, _f(n), p
        for few in (0, 1, 3, 20):
            for mean in ("1e-3", "1", "8"):
                yield _f(few), _f(n), _f(mean) / _f(n)
                if _f(n) < 1e14:
                    yield _f(n) - few, _f(n), 1 - _f(mean) / _f(n)


def _binom_middle_points() -> Iterator[Point]:
    """Logits near 0, where p rounds to fewer digits than they have."""
    for k, n, logits in (
        ("1", "2", "0.0056"),
        ("147527", "317256", "-0.1228"),
        ("30200", "60000", "1e-3"),
        ("5004000", "1e7", "1e-4"),
        ("5004000", "1e7", "-1e-4"),
        ("8195000", "1e7", "1.45"),
        ("1806000", "1e7", "-1.55"),
        ("5e14", "1e15", "1e-9"),
        ("3", "60", "-2.3"),
    ):
        yield _f(k), _f(n), _f(logits)


def _nbinom_saddle(k: Jet, n: Jet, p: Jet, q: Jet) -> list[Jet]:
    total = n + k
    peaks = [_stirlerr(total), -_stirlerr(n), -_stirlerr(k), jet.log1p(k / n) * -0.5, jet.log(k) * -0.5]
    return [*peaks, _constant(-_halflog2pi(), k), -_bd0(n, total * p), -_bd0(k, total * q)]


def _nbinom_decompositions(textbook: list[Jet], k: Jet, n: Jet, p: Jet, q: Jet) -> Terms:
    return [textbook, _nbinom_saddle(k, n, p, q)] if k.value > 0 else [textbook]


def _nbinom_terms(k: Jet, n: Jet, p: Jet) -> Terms:
    textbook = [jet.lgamma(n + k) - jet.lgamma(n), -jet.lgamma(k + 1), n * jet.log(p), k * jet.log1p(-p)]
    return _nbinom_decompositions(textbook, k, n, p, 1 - p)


def _nbinom_logit_terms(k: Jet, n: Jet, logits: Jet) -> Terms:
    textbook = [jet.lgamma(n + k) - jet.lgamma(n), -jet.lgamma(k + 1)]
    textbook += [-(n * jet.softplus(-logits)), -(k * jet.softplus(logits))]
    p, q = jet.exp(-jet.softplus(-logits)), jet.exp(-jet.softplus(logits))
    return _nbinom_decompositions(textbook, k, n, p, q)


def _nbinom_mean_terms(k: Jet, mu: Jet, alpha: Jet) -> Terms:
    n = 1 / alpha
    z = alpha * mu
    textbook = [jet.lgamma(n + k) - jet.lgamma(n), -jet.lgamma(k + 1), -(n * jet.log1p(z))]
    textbook += [k * jet.log(z), -(k * jet.log1p(z))]
    terms = _nbinom_decompositions(textbook, k, n, 1 / (1 + z), z / (1 + z))
    if 0 < k.value < 4:
        # the first is the sum of log(1 + alpha j) over j < k: the terms in alpha are no larger than k mu
        rise = jet.lgamma(n + k) - jet.lgamma(n) - k * jet.log(n)
        terms.append([rise, k * jet.log(mu), -jet.lgamma(k + 1), -((n + k) * jet.log1p(z))])
    return terms


def _nbinom_mean_points() -> Iterator[Point]:
    # sparse counts
    for mu, alpha in itertools.product(
        ("1e-4", "1e-3", "0.0145", "0.3"), ("1e-6", "1e-3", "0.0311", "0.1", "1", "1e3")
    ):
        for k in ("1", "2", "3"):
            yield _f(k), _f(mu), _f(alpha)
    for alpha in ("1e-38", "1e-30", "1e-20", "1e-10", "1e-5", "1e-2", "0.5", "1", "30", "1e6", "1e20", "1e38"):
        for k in ("0", "1", "2", "9", "1000"):
            for mu in ("1e-20", "0.3", "2", "9", "1001", "1e10"):
                if _f(alpha) * _f(mu) < 1e37:  # p is a normal number
                    yield _f(k), _f(mu), _f(alpha)
        for k in ("16777216", "1e8", "1e18"):
            for ratio in ("1", "1.001", "0.5", "20"):
                if _f(alpha) * _f(k) < 1e35:
                    yield _f(k), _f(k) * _f(ratio), _f(alpha)


def _nbinom_points() -> Iterator[Point]:
    def around_the_mean(k: str, n: str, ratios: Sequence[str]) -> Iterator[Point]:
        for ratio in ratios:
            p = _f(n) / (_f(n) + _f(k) * _f(ratio))
            if _f("1e-37") < p < 1:
                yield _f(k), _f(n), p

    for n in ("1e-38", "1e-30", "1e-3", "0.7", "1", "3.5", "20", "1e3", "1e8", "1e10", "1e30"):
        for k in ("0", "1", "2", "10", "1000"):
            for p in ("1e-38", "1e-10", "0.1", "0.5", "0.999", "0.99999994"):
                yield _f(k), _f(n), _f(p)
            yield from around_the_mean(k, n, ("1", "1.3"))
    for n, k in itertools.product(("0.5", "100", "1e8", "1e18", "1e30"), ("16777216", "1e8", "1e18", "1e30")):
        yield from around_the_mean(k, n, ("1", "1.00001", "0.9", "3"))


def _vonmises_terms(x: Jet, kappa: Jet, loc: Jet, scale: Jet) -> Terms:
    s = jet.sin((x - loc) / scale * 0.5)
    return [[kappa * s * s * -2, -jet.log_i0e(kappa), -_constant(mp.log(2 * mp.pi), x), -jet.log(scale)]]


def _vonmises_points() -> Iterator[Point]:
    kappas = [
        "0",
        "1e-30",
        "1e-8",
        "0.01",
        "0.7",
        "1.5",
        "4",
        "11.9",
        "12.1",
        "30",
        "1e3",
        "1e5",
        "1e10",
        "1e30",
        "1e37",
    ]
    for kappa in kappas:
        for x in ("1e-30", "1e-5", "0.3", "1.5707963", "3", "3.1415927", "6.2831855", "-2", "100", "12345.6"):
            yield _f(x), _f(kappa), _f(0), _f(1)
        if kappa != "0":
            yield 1 / mp.sqrt(_f(kappa)), _f(kappa), _f(0), _f(1)
    for loc, scale in (("1", "2"), ("-5", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("1e4", "0.1")):
        for kappa, y in itertools.product(("0.3", "20", "1e6"), ("0.1", "-2.5")):
            yield _f(loc) + _f(y) * _f(scale), _f(kappa), _f(loc), _f(scale)


def _truncnorm_terms(x: Jet, a: Jet, b: Jet, loc: Jet, scale: Jet) -> Terms:
    z = (x - loc) / scale
    mass = jet.ndtr(b) - jet.ndtr(a) if b.value < 0 else jet.ndtr(-a) - jet.ndtr(-b)
    nearest = min(abs(a.value), abs(b.value)) * mp.sign(a.value + b.value) if a.value * b.value > 0 else mp.zero
    # told from several points of the interval, from the middle where the density of z hardly changes
    middle = [(a.value + b.value) / 2] if b.value - a.value < 0.9 else []
    return [
        [(z - r) * (z + r) * -0.5, -(jet.log(mass) + (r * r / 2 + _halflog2pi())), -jet.log(scale)]
        for r in (mp.zero, nearest, *middle)
    ]


def _truncnorm_points() -> Iterator[Point]:
    zero, one = _f(0), _f(1)
    wide = [("-1", "1"), ("-3", "0.5"), ("0", "1"), ("2", "3"), ("5", "50"), ("30", "31"), ("-9", "-8"), ("0.5", "40")]
    wide += [("-1e5", "1e5"), ("1e3", "1001"), ("-2e4", "-1e4"), ("1e10", "2e10"), ("-0.6", "0.3"), ("38", "39")]
    wide += [("1e-30", "7"), ("-50", "-1e-8"), ("-40", "8"), ("100", "1e30"), ("-1e30", "2")]
    narrow = [
        ("1", "1.001"),
        ("0.7", "0.700001"),
        ("-1e-30", "1e-30"),
        ("0", "1e-30"),
        ("40", "40.001"),
        ("-0.3", "0.2"),
    ]
    narrow += [("1e4", "1.00001e4"), ("-8", "-7.99999"), ("-0.4999", "0.5"), ("1e-8", "2e-8"), ("-38.01", "-38")]
    narrow += [("3", "3.3"), ("-1.2", "-0.25"), ("2.01", "3"), ("1e8", "1.00000001e8"), ("0.1", "0.1000000001")]
    for low, high in wide + narrow:
        a, b = _f(low), _f(high)
        for share in ("0", "1e-3", "0.5", "1"):
            if b - a < 1e5 or share in ("0", "1e-3"):
                yield a + _f(share) * (b - a), a, b, zero, one
        near = b if b < 0 else max(a, zero)
        yield near + (1 if near > 0 else -1) * min(b - a, 1 / (1 + abs(near))) / 3, a, b, zero, one
    for loc, scale in (("1", "2"), ("-5", "1e-3"), ("0", "1e-30"), ("0", "1e30"), ("1e4", "0.1")):
        for low, high in (("-2", "1.5"), ("6", "9"), ("-4", "-3.9")):
            for share in ("0.2", "0.7"):
                z = _f(low) + _f(share) * (_f(high) - _f(low))
                yield _f(loc) + z * _f(scale), _f(low), _f(high), _f(loc), _f(scale)


def _half_normal_above(a: float) -> tuple[float, float]:
    """The log-density at a of a standard normal variable that is above a, and its derivative by a at a fixed point."""
    with mp.workdps(60):
        hazard = mp.sqrt(2 / mp.pi) / (mp.exp(mp.mpf(a) ** 2 / 2) * mp.erfc(a / mp.sqrt(2)))
        return float(mp.log(hazard)), float(hazard)


def _discretized_logistic_terms(k: Jet, loc: Jet, scale: Jet, low: Jet, high: Jet) -> Terms:
    upper, lower = (k - loc + 0.5) / scale, (k - loc - 0.5) / scale
    # the terms have kinks where loc is at an edge; the mass has not
    by_upper = jet.softplus(-upper if upper.value >= 0 else upper)
    by_lower = jet.softplus(-lower if lower.value >= 0 else lower)
    nothing = _constant(0, k)
    if low.value == high.value:
        return [[nothing]]
    if k.value == low.value:
        return [[upper if upper.value < 0 else nothing, -by_upper]]
    if k.value == high.value:
        return [[-lower if lower.value >= 0 else nothing, -by_lower]]
    gap = lower if lower.value >= 0 else -upper if upper.value < 0 else nothing
    width = 1 / scale
    return [[jet.log(-jet.expm1(-width)), -gap, -by_upper, -by_lower]]


def _discretized_logistic_points() -> Iterator[Point]:
    far = _f(2) ** 23
    scales = ("1e-30", "1e-3", "0.02", "0.3", "1", "4", "77", "1e4", "1e30", "1e37")
    for scale, loc in itertools.product(scales, ("0", "101.3", "254.5", "-1e3", "1e6")):
        for k in ("0", "1", "101", "254", "255"):
            yield _f(k), _f(loc), _f(scale), _f(0), _f(255)
        for k in ("-3", "100", "8388607"):
            yield _f(k), _f(loc), _f(scale), -far, far
    for loc in ("1e-20", "-3e-7"):
        yield _f(0), _f(loc), _f(2), _f(-1), _f(1)
        yield _f(0), _f(loc), _f("0.01"), _f(-1), _f(1)
    yield _f(3), _f("0.7"), _f(2), _f(3), _f(3)
    for scale, k in itertools.product(("0.7", "2.5"), ("0", "3", "11", "31")):
        yield _f(k), _f("9.3"), _f(scale), _f(0), _f(31)


def _logit(p: Any) -> Any:
    return mp.log(p / (1 - p))


_LOGITS = (
    "0",
    "1e-38",
    "1e-10",
    "1e-3",
    "1",
    "5",
    "17",
    "40",
    "88.5",
    "104",
    "710",
    "745.5",
    "1e4",
    "1e30",
    "3e38",
    "1e300",
)

DENSITIES: tuple[Density, ...] = (
    Density(
        name="norm",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_norm_terms,
        accuracy="elementary",
        points=_norm_points,
        alternatives={
            "log_scale": LOG_SCALE,
            "var": Alternative("scale", jet.sqrt, lambda s: s * s, "positive"),
            "precision": Alternative("scale", lambda p: 1 / jet.sqrt(p), lambda s: 1 / (s * s), "positive"),
        },
        borders=(
            Border({"x": inf, "loc": 0, "scale": 1}, -inf, {"x": -inf, "loc": inf, "scale": inf}),
            Border({"x": -inf, "loc": 0, "scale": 1}, -inf, {"x": inf, "loc": -inf, "scale": inf}),
            Border({"x": inf, "loc": 0, "log_scale": 0}, -inf, {"x": -inf, "loc": inf, "log_scale": inf}),
        ),
        invalid={**INVALID_SCALE, "var": NOT_POSITIVE, "precision": NOT_POSITIVE},
    ),
    Density(
        name="laplace",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_laplace_terms,
        accuracy="elementary",
        points=_laplace_points,
        smooth=lambda x, loc, _: bool(x != loc),
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # at the kink the two one-sided gradients are +-1/scale; the symmetric one is reported
            Border({"x": 3, "loc": 3, "scale": 1}, -float(mp.log(2)), {"x": 0, "loc": 0, "scale": -1}),
            Border({"x": 3, "loc": 3, "log_scale": 0}, -float(mp.log(2)), {"x": 0, "loc": 0, "log_scale": -1}),
            Border({"x": inf, "loc": 0, "scale": 1}, -inf, {"x": -1, "loc": 1, "scale": inf}),
            Border({"x": -inf, "loc": 0, "scale": 1}, -inf, {"x": 1, "loc": -1, "scale": inf}),
        ),
        invalid=INVALID_SCALE,
    ),
    Density(
        name="cauchy",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_cauchy_terms,
        accuracy="elementary",
        points=_cauchy_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # tails: log-density ~ -2 log|z|
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": 0, "loc": 0, "scale": 0.5}),
            Border({"x": -inf, "loc": 0, "scale": 2}, -inf, {"x": 0, "loc": 0, "scale": 0.5}),
            Border({"x": inf, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 1}),
        ),
        invalid=INVALID_SCALE,
    ),
    Density(
        name="logistic",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_logistic_terms,
        accuracy="elementary",
        points=_logistic_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": -0.5, "loc": 0.5, "scale": inf}),
            Border({"x": -inf, "loc": 0, "scale": 2}, -inf, {"x": 0.5, "loc": -0.5, "scale": inf}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": 1, "loc": -1, "log_scale": inf}),
        ),
        invalid=INVALID_SCALE,
    ),
    Density(
        name="gumbel_r",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_gumbel_r_terms,
        accuracy="elementary",
        points=lambda: _gumbel_points(1),
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": -0.5, "loc": 0.5, "scale": inf}),
            Border({"x": -inf, "loc": 0, "scale": 2}, -inf, {"x": inf, "loc": -inf, "scale": inf}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": inf, "loc": -inf, "log_scale": inf}),
        ),
        invalid=INVALID_SCALE,
        # exp(-z) stays within float16
        ordinary={"x": (-3, 3), "loc": (-2, 2), "scale": (1.5, 4), "log_scale": (0.5, 1.5)},
    ),
    Density(
        name="gumbel_l",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_gumbel_l_terms,
        accuracy="elementary",
        points=lambda: _gumbel_points(-1),
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": -inf, "loc": 0, "scale": 2}, -inf, {"x": 0.5, "loc": -0.5, "scale": inf}),
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": -inf, "loc": inf, "scale": inf}),
            Border({"x": inf, "loc": 0, "log_scale": 0}, -inf, {"x": -inf, "loc": inf, "log_scale": inf}),
        ),
        invalid=INVALID_SCALE,
        # exp(-z) stays within float16
        ordinary={"x": (-3, 3), "loc": (-2, 2), "scale": (1.5, 4), "log_scale": (0.5, 1.5)},
    ),
    Density(
        name="expon",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "loc": "negative", "scale": "positive"},
        terms=_expon_terms,
        accuracy="elementary",
        points=lambda: _half_line([*Z, "3.4e38", "1.7e308"]),
        alternatives={
            "rate": Alternative("scale", lambda r: 1 / r, lambda s: 1 / s, "positive"),
            "log_scale": LOG_SCALE,
            "log_rate": Alternative("scale", lambda r: jet.exp(-r), lambda s: -mp.log(s), "real"),
        },
        borders=(
            # the density jumps at loc: one-sided gradients
            Border({"x": 0, "loc": 0, "scale": 2}, -float(mp.log(2)), {"x": -0.5, "loc": 0.5, "scale": -0.5}),
            Border({"x": 3, "loc": 3, "rate": 2}, float(mp.log(2)), {"x": -2, "loc": 2, "rate": 0.5}),
            Border({"x": 0, "loc": 0, "log_scale": 0}, 0.0, {"x": -1, "loc": 1, "log_scale": -1}),
            Border({"x": 0, "loc": 0, "log_rate": 0}, 0.0, {"x": -1, "loc": 1, "log_rate": 1}),
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": -0.5, "loc": 0.5, "scale": inf}),
            Border({"x": -1, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -1e-30, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
        ),
        invalid={**INVALID_SCALE, "rate": NOT_POSITIVE, "log_rate": NOT_FINITE},
    ),
    Density(
        name="halfnorm",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "loc": "negative", "scale": "positive"},
        terms=_halfnorm_terms,
        accuracy="elementary",
        points=lambda: _half_line(Z),
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": 0, "loc": 0, "scale": 1}, float(mp.log(2 / mp.pi) / 2), {"x": 0, "loc": 0, "scale": -1}),
            Border({"x": inf, "loc": 0, "scale": 1}, -inf, {"x": -inf, "loc": inf, "scale": inf}),
            Border({"x": -1, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -1e-30, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
        ),
        invalid=INVALID_SCALE,
    ),
    Density(
        name="halfcauchy",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "loc": "negative", "scale": "positive"},
        terms=_halfcauchy_terms,
        accuracy="elementary",
        points=lambda: _cauchy_points(both_sides=False),
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": 0, "loc": 0, "scale": 1}, float(mp.log(2 / mp.pi)), {"x": 0, "loc": 0, "scale": -1}),
            Border({"x": inf, "loc": 0, "scale": 2}, -inf, {"x": 0, "loc": 0, "scale": 0.5}),
            Border({"x": -1, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -1e-30, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
        ),
        invalid=INVALID_SCALE,
    ),
    Density(
        name="uniform",
        arguments=("x", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "loc": "real", "scale": "positive"},
        terms=_uniform_terms,
        accuracy="elementary",
        points=_uniform_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # the density jumps at both ends, which are inside: one-sided gradients
            Border({"x": 1, "loc": 1, "scale": 4}, -float(mp.log(4)), {"x": 0, "loc": 0, "scale": -0.25}),
            Border({"x": 5, "loc": 1, "scale": 4}, -float(mp.log(4)), {"x": 0, "loc": 0, "scale": -0.25}),
            Border({"x": 1, "loc": 0, "log_scale": 0}, 0.0, {"x": 0, "loc": 0, "log_scale": -1}),
            Border({"x": 1.0000002, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": 1.0000002, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
            Border({"x": inf, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": inf, "loc": 0, "log_scale": 1e4}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
            Border({"x": 1e38, "loc": -3e38, "log_scale": 1e4}, -1e4, {"x": 0, "loc": 0, "log_scale": -1}),
            Border({"x": -1, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -1e-30, "loc": 0, "scale": 1}, -inf, {"x": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "loc": 0, "log_scale": 0}, -inf, {"x": 0, "loc": 0, "log_scale": 0}),
        ),
        invalid=INVALID_SCALE,
        support=lambda x, loc, scale: bool(0 <= x - loc <= scale),
        ordinary={"x": (0.1, 0.9), "loc": (-0.9, -0.1), "scale": (5, 9), "log_scale": (4, 7)},
    ),
    Density(
        name="t",
        arguments=("x", "df", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "df": "positive", "loc": "real", "scale": "positive"},
        terms=_t_terms,
        accuracy="saddle_point",
        points=_t_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # tails: log-density ~ -(df+1) log|z|, so d/dx -> 0, d/dscale -> df/scale, d/ddf -> -inf
            Border({"x": inf, "df": 3, "loc": 0, "scale": 2}, -inf, {"x": 0, "df": -inf, "loc": 0, "scale": 1.5}),
            Border({"x": -inf, "df": 3, "loc": 0, "scale": 2}, -inf, {"x": 0, "df": -inf, "loc": 0, "scale": 1.5}),
            # df = inf is the normal density
            Border(
                {"x": 1, "df": inf, "loc": 0, "scale": 1},
                float(-0.5 - mp.log(2 * mp.pi) / 2),
                {"x": -1, "df": 0, "loc": 1, "scale": 0},
            ),
            Border({"x": inf, "df": inf, "loc": 0, "scale": 1}, -inf, {"x": -inf, "loc": inf, "scale": inf}),
        ),
        invalid={"df": (0.0, -0.0, -1e-30, -1.0, -inf, nan), **INVALID_SCALE},
    ),
    Density(
        name="gamma",
        arguments=("x", "a", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "a": "positive", "loc": "negative", "scale": "positive"},
        terms=_gamma_terms,
        accuracy="saddle_point",
        points=_gamma_points,
        alternatives={
            "rate": Alternative("scale", lambda r: 1 / r, lambda s: 1 / s, "positive"),
            "log_rate": Alternative("scale", lambda r: jet.exp(-r), lambda s: -mp.log(s), "real"),
            "log_scale": LOG_SCALE,
        },
        borders=(
            # a = 1 is the exponential density: finite at 0, with one-sided gradient -1/scale in x
            Border({"x": 0, "a": 1, "loc": 0, "scale": 1}, 0.0, {"x": -1, "a": -inf, "loc": 1, "scale": -1}),
            Border(
                {"x": 0, "a": 1, "loc": 0, "rate": 2}, float(mp.log(2)), {"x": -2, "a": -inf, "loc": 2, "rate": 0.5}
            ),
            Border({"x": 0, "a": 1, "loc": 0, "log_scale": 0}, 0.0, {"x": -1, "a": -inf, "loc": 1, "log_scale": -1}),
            Border({"x": 0, "a": 1, "loc": 0, "log_rate": 0}, 0.0, {"x": -1, "a": -inf, "loc": 1, "log_rate": 1}),
            Border({"x": 0, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": inf, "a": -inf, "loc": -inf, "scale": -2}),
            Border({"x": 0, "a": 0.5, "loc": 0, "scale": 1}, inf, {"x": -inf, "a": -inf, "loc": inf, "scale": -0.5}),
            Border({"x": inf, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": -1, "a": inf, "loc": 1, "scale": inf}),
            Border({"x": -1, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "loc": 0, "scale": 0}),
            Border({"x": -1e-30, "a": 1, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "loc": 0, "scale": 0}),
        ),
        invalid={"a": NOT_POSITIVE, **INVALID_SCALE, "rate": NOT_POSITIVE, "log_rate": NOT_FINITE},
    ),
    Density(
        name="weibull_min",
        arguments=("x", "c", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "c": "positive", "loc": "negative", "scale": "positive"},
        terms=_weibull_min_terms,
        accuracy="elementary",
        points=_weibull_min_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # c = 1 is the exponential density: finite at 0, with one-sided gradient -1/scale in x
            Border({"x": 0, "c": 1, "loc": 0, "scale": 1}, 0.0, {"x": -1, "c": -inf, "loc": 1, "scale": -1}),
            Border({"x": 0, "c": 1, "loc": 0, "log_scale": 0}, 0.0, {"x": -1, "c": -inf, "loc": 1, "log_scale": -1}),
            Border({"x": 0, "c": 2, "loc": 0, "scale": 1}, -inf, {"x": inf, "c": -inf, "loc": -inf, "scale": -2}),
            Border({"x": 0, "c": 0.5, "loc": 0, "scale": 1}, inf, {"x": -inf, "c": -inf, "loc": inf, "scale": -0.5}),
            Border({"x": inf, "c": 2, "loc": 0, "scale": 1}, -inf, {"x": -inf, "c": -inf, "loc": inf, "scale": inf}),
            Border({"x": inf, "c": 0.5, "loc": 0, "scale": 1}, -inf, {"x": 0, "c": -inf, "loc": 0, "scale": inf}),
            Border({"x": inf, "c": 1, "loc": 0, "scale": 2}, -inf, {"x": -0.5, "c": -inf, "loc": 0.5, "scale": inf}),
            Border({"x": -1, "c": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "c": 0, "loc": 0, "scale": 0}),
            # y is exactly 1, and so is its power, however large c
            Border({"x": 41, "c": 1e8, "loc": 0, "scale": 41}, float(mp.log(mp.mpf(10) ** 8 / 41) - 1), {"c": 1e-8}),
            Border({"x": 49, "c": 1e30, "loc": 0, "scale": 49}, float(mp.log(mp.mpf(10) ** 30 / 49) - 1)),
        ),
        invalid={"c": NOT_POSITIVE, **INVALID_SCALE},
    ),
    Density(
        name="lognorm",
        arguments=("x", "s", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "s": "positive", "loc": "negative", "scale": "positive"},
        terms=_lognorm_terms,
        accuracy="elementary",
        points=_lognorm_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": 0, "s": 2, "loc": 0, "scale": 1}, -inf, {"x": inf, "s": inf, "loc": -inf, "scale": -inf}),
            Border({"x": -0.0, "s": 2, "loc": 0, "log_scale": 0}, -inf, {"x": inf, "s": inf, "loc": -inf}),
            Border({"x": inf, "s": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "s": inf, "loc": 0, "scale": inf}),
            Border({"x": -1, "s": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "s": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "s": 2, "loc": 0, "log_scale": 1}, -inf, {"x": 0, "s": 0, "loc": 0, "log_scale": 0}),
            # x = scale is exactly log y = 0, however small s
            Border(
                {"x": 49, "s": 1e-30, "loc": 0, "scale": 49},
                float(30 * mp.log(10) - mp.log(49) - mp.log(2 * mp.pi) / 2),
                {"scale": 0},
            ),
        ),
        invalid={"s": NOT_POSITIVE, **INVALID_SCALE},
    ),
    Density(
        name="pareto",
        arguments=("x", "b", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "b": "positive", "loc": "real", "scale": "positive"},
        terms=_pareto_terms,
        accuracy="elementary",
        points=_pareto_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # the density jumps at y = 1: one-sided gradients; x = scale is exactly y = 1, however large b
            Border({"x": 2, "b": 3, "loc": 0, "scale": 2}, float(mp.log(1.5)), {"x": -2, "b": 1 / 3, "scale": 1.5}),
            Border({"x": 1, "b": 3, "loc": 0, "log_scale": 0}, float(mp.log(3)), {"x": -4, "loc": 4, "log_scale": 3}),
            Border({"x": 49, "b": 1e30, "loc": 0, "scale": 49}, float(30 * mp.log(10) - mp.log(49))),
            Border({"x": inf, "b": 3, "loc": 0, "scale": 2}, -inf, {"x": 0, "b": -inf, "loc": 0, "scale": 1.5}),
            Border({"x": 48.99999, "b": 3, "loc": 0, "scale": 49}, -inf, {"x": 0, "b": 0, "loc": 0, "scale": 0}),
            Border({"x": -0.0, "b": 3, "loc": 0, "scale": 2}, -inf, {"x": 0, "b": 0, "loc": 0, "scale": 0}),
            Border({"x": -7, "b": 3, "loc": 0, "log_scale": 1}, -inf, {"x": 0, "b": 0, "loc": 0, "log_scale": 0}),
            Border({"x": -inf, "b": 3, "loc": 0, "scale": 2}, -inf, {"x": 0, "b": 0, "loc": 0, "scale": 0}),
        ),
        invalid={"b": NOT_POSITIVE, **INVALID_SCALE},
        support=lambda x, b, loc, scale: bool(x - loc >= scale),
        ordinary={"x": (2, 9), "loc": (-0.9, -0.1), "scale": (0.2, 1.2), "log_scale": (-1, 0.2)},
    ),
    Density(
        name="beta",
        arguments=("x", "a", "b", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "interval", "a": "positive", "b": "positive", "loc": "below 0", "scale": "above 2"},
        terms=_beta_terms,
        accuracy="saddle_point",
        points=_beta_points,
        alternatives={"log_scale": LOG_SCALE},
        ordinary={"log_scale": (0.8, 1.5)},
        support=lambda x, a, b, loc, scale: loc < x and _f(x) - _f(loc) < _f(scale),
        borders=(
            # a = b = 1 is the uniform density
            Border(
                {"x": 0, "a": 1, "b": 1, "loc": 0, "scale": 2},
                -float(mp.log(2)),
                {"x": 0, "a": -inf, "b": 1, "loc": 0, "scale": -0.5},
            ),
            Border(
                {"x": 1, "a": 1, "b": 1, "loc": 0, "scale": 1},
                0.0,
                {"x": 0, "a": 1, "b": -inf, "loc": 0, "scale": -1},
            ),
            # one shape 1: finite there, with one-sided gradients
            Border(
                {"x": 0, "a": 1, "b": 3, "loc": 0, "scale": 1},
                float(mp.log(3)),
                {"x": -2, "a": -inf, "b": 1 / 3, "loc": 2, "scale": -1},
            ),
            Border(
                {"x": 1, "a": 3, "b": 1, "loc": 0, "scale": 1},
                float(mp.log(3)),
                {"x": 2, "a": 1 / 3, "b": -inf, "loc": -2, "scale": -3},
            ),
            Border(
                {"x": 49, "a": 100, "b": 1, "loc": 0, "scale": 49},
                float(mp.log(mp.mpf(100) / 49)),
                {"x": 99 / 49, "a": 0.01, "b": -inf, "loc": -99 / 49, "scale": -100 / 49},
            ),
            Border(
                {"x": 0, "a": 1, "b": 100, "loc": 0, "scale": 1},
                float(mp.log(100)),
                {"x": -99, "a": -inf, "b": 0.01, "loc": 99, "scale": -1},
            ),
            Border(
                {"x": 0, "a": 2, "b": 1, "loc": 0, "scale": 1},
                -inf,
                {"x": inf, "a": -inf, "b": 1.5, "loc": -inf, "scale": -2},
            ),
            Border({"x": 0, "a": 0.5, "b": 1, "loc": 0, "scale": 1}, inf, {"x": -inf, "a": -inf, "loc": inf}),
            Border({"x": 1, "a": 1, "b": 0.5, "loc": 0, "scale": 1}, inf, {"x": inf, "b": -inf, "loc": -inf}),
            Border({"x": 1, "a": 1, "b": 2, "loc": 0, "scale": 1}, -inf, {"x": -inf, "b": -inf, "scale": inf}),
            Border({"x": 0, "a": 30, "b": 50, "loc": 0, "scale": 1}, -inf, {"x": inf, "a": -inf, "loc": -inf}),
            Border({"x": 1, "a": 30, "b": 50, "loc": 0, "scale": 1}, -inf, {"x": -inf, "b": -inf, "loc": inf}),
            Border({"x": -1e-30, "a": 1, "b": 1, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            Border({"x": 2, "a": 3, "b": 40, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            Border({"x": inf, "a": 3, "b": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            Border({"x": -inf, "a": 3, "b": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
        ),
        invalid={"a": NOT_POSITIVE, "b": NOT_POSITIVE, **INVALID_SCALE},
    ),
    Density(
        name="chi2",
        arguments=("x", "df", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "df": "positive", "loc": "negative", "scale": "positive"},
        terms=_chi2_terms,
        accuracy="saddle_point",
        points=_chi2_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            # df = 2 is the exponential density
            Border(
                {"x": 0, "df": 2, "loc": 0, "scale": 1},
                -float(mp.log(2)),
                {"x": -0.5, "df": -inf, "loc": 0.5, "scale": -1},
            ),
            Border({"x": 0, "df": 3, "loc": 0, "scale": 1}, -inf, {"x": inf, "df": -inf, "loc": -inf, "scale": -1.5}),
            Border({"x": 0, "df": 1, "loc": 0, "scale": 1}, inf, {"x": -inf, "df": -inf, "loc": inf, "scale": -0.5}),
            Border({"x": inf, "df": 4, "loc": 0, "scale": 1}, -inf, {"x": -0.5, "df": inf, "loc": 0.5, "scale": inf}),
            Border({"x": -1, "df": 4, "loc": 0, "scale": 1}, -inf, {"x": 0, "df": 0, "loc": 0, "scale": 0}),
        ),
        invalid={"df": NOT_POSITIVE, **INVALID_SCALE},
    ),
    Density(
        name="invgamma",
        arguments=("x", "a", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "positive", "a": "positive", "loc": "negative", "scale": "positive"},
        terms=_invgamma_terms,
        accuracy="saddle_point",
        points=_invgamma_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"x": 0, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": inf, "a": inf, "loc": -inf, "scale": -inf}),
            Border({"x": 0, "a": 20, "loc": 0, "log_scale": 0}, -inf, {"x": inf, "a": inf, "log_scale": -inf}),
            Border({"x": inf, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": -inf, "loc": 0, "scale": 2}),
            Border({"x": inf, "a": 20, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": -inf, "loc": 0, "scale": 20}),
            Border({"x": -1e-30, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "loc": 0, "scale": 0}),
            Border({"x": -inf, "a": 2, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "loc": 0, "scale": 0}),
        ),
        invalid={"a": NOT_POSITIVE, **INVALID_SCALE},
    ),
    Density(
        name="poisson",
        arguments=("k", "mu"),
        defaults={},
        domains={"k": "count", "mu": "positive"},
        terms=_poisson_terms,
        accuracy="saddle_point",
        points=_poisson_points,
        alternatives={"log_mu": Alternative("mu", jet.exp, mp.log, "real")},
        borders=(
            Border({"k": 0, "mu": 0}, 0.0, {"k": -inf, "mu": -1}),
            Border({"k": 2, "mu": 0}, -inf, {"k": -inf, "mu": inf}),
            Border({"k": 0, "mu": inf}, -inf, {"mu": -1}),
            Border({"k": 0, "log_mu": -inf}, 0.0, {"k": -inf, "log_mu": 0}),
            Border({"k": 2, "log_mu": -inf}, -inf, {"k": -inf, "log_mu": 2}),
            Border({"k": inf, "mu": 1}, -inf),
            Border({"k": -1, "mu": 1}, -inf, {"k": 0, "mu": 0}),
            Border({"k": 0.5, "mu": 1}, -inf, {"k": 0, "mu": 0}),
            Border({"k": 2.5, "log_mu": 1}, -inf, {"k": 0, "log_mu": 0}),
        ),
        invalid={"mu": (-1e-30, -1.0, -inf, nan)},
        discrete=True,
    ),
    Density(
        name="bernoulli",
        arguments=("k", "p"),
        defaults={},
        domains={"k": "bit", "p": "unit"},
        terms=_bernoulli_terms,
        accuracy="elementary",
        points=_bernoulli_points,
        alternatives={
            "logits": Alternative(
                "p",
                lambda x: 1 / (1 + jet.exp(-x)),
                _logit,
                "real",
                terms=_bernoulli_logit_terms,
                extra=[(_f(k), s * _f(x)) for k in (0, 1) for s in (1, -1) for x in _LOGITS],
            )
        },
        borders=(
            Border({"k": 0, "p": 0}, 0.0, {"k": -inf, "p": -1}),
            Border({"k": 1, "p": 1}, 0.0, {"k": inf, "p": 1}),
            Border({"k": 1, "p": 0}, -inf, {"k": -inf, "p": inf}),
            Border({"k": 0, "p": 1}, -inf, {"k": inf, "p": -inf}),
            Border({"k": 1, "logits": inf}, 0.0, {"k": inf, "logits": 0}),
            Border({"k": 0, "logits": inf}, -inf, {"k": inf, "logits": -1}),
            Border({"k": 0, "logits": -inf}, 0.0, {"k": -inf, "logits": 0}),
            Border({"k": 1, "logits": -inf}, -inf, {"k": -inf, "logits": 1}),
            Border({"k": 2, "p": 0.5}, -inf, {"k": 0, "p": 0}),
            Border({"k": -1, "p": 0.5}, -inf, {"k": 0, "p": 0}),
            Border({"k": 0.5, "p": 0.5}, -inf, {"k": 0, "p": 0}),
            Border({"k": 3, "logits": 0}, -inf, {"k": 0, "logits": 0}),
        ),
        invalid={"p": (-1e-30, -0.1, 1.1, inf, -inf, nan)},
        discrete=True,
    ),
    Density(
        name="geom",
        arguments=("k", "p"),
        defaults={},
        domains={"k": "positive count", "p": "positive unit"},
        terms=_geom_terms,
        accuracy="elementary",
        points=_geom_points,
        alternatives={
            "logits": Alternative(
                "p",
                lambda x: 1 / (1 + jet.exp(-x)),
                _logit,
                "real",
                terms=_geom_logit_terms,
                extra=[
                    *((_f(k), s * _f(x)) for k in ("1", "3", "1e6") for s in (1, -1) for x in _LOGITS),
                    *((_f(k), _f(x)) for k in ("2", "3", "5") for x in ("1e-6", "-0.011", "0.3", "-1.2", "1.6")),
                ],
            )
        },
        borders=(
            Border({"k": 1, "p": 1}, 0.0, {"k": -inf, "p": 1}),
            Border({"k": 2, "p": 1}, -inf, {"k": -inf, "p": -inf}),
            Border({"k": 1, "logits": inf}, 0.0, {"k": -inf, "logits": 0}),
            Border({"k": 4, "logits": inf}, -inf, {"k": -inf, "logits": -3}),
            Border({"k": inf, "p": 0.5}, -inf),
            Border({"k": 0, "p": 0.5}, -inf, {"k": 0, "p": 0}),
            Border({"k": -1, "p": 0.5}, -inf, {"k": 0, "p": 0}),
            Border({"k": 1.5, "logits": 0}, -inf, {"k": 0, "logits": 0}),
        ),
        invalid={"p": (0.0, -0.0, -1e-30, -0.1, 1.1, inf, -inf, nan), "logits": (-inf, nan)},
        discrete=True,
    ),
    Density(
        name="binom",
        arguments=("k", "n", "p"),
        defaults={},
        domains={"k": "count", "n": "trials", "p": "unit"},
        terms=_binom_terms,
        accuracy="saddle_point",
        points=_binom_points,
        support=lambda k, n, *_: 0 <= k <= n,
        alternatives={
            "logits": Alternative(
                "p",
                lambda x: 1 / (1 + jet.exp(-x)),
                _logit,
                "real",
                terms=_binom_logit_terms,
                extra=[
                    *((_f(k), _f(7), s * _f(x)) for k in (0, 1, 4, 7) for s in (1, -1) for x in _LOGITS),
                    *_binom_middle_points(),
                ],
                # beyond, p is rounded to more than half an ulp of the logits makes, or underflows
                carries=lambda _, n, p: n < 1e16 and p > 1e-37,
            )
        },
        borders=(
            Border({"k": 0, "n": 5, "p": 0}, 0.0, {"k": -inf, "n": 0, "p": -5}),
            Border({"k": 5, "n": 5, "p": 1}, 0.0, {"k": inf, "n": -inf, "p": 5}),
            Border({"k": 2, "n": 5, "p": 0}, -inf, {"k": -inf, "p": inf}),
            Border({"k": 2, "n": 5, "p": 1}, -inf, {"k": inf, "n": -inf, "p": -inf}),
            Border({"k": 0, "n": 0, "p": 0.25}, 0.0, {"k": -float(mp.log(3)), "p": 0}),
            Border({"k": 0, "n": 3, "logits": -inf}, 0.0, {"k": -inf, "n": 0, "logits": 0}),
            Border({"k": 3, "n": 3, "logits": inf}, 0.0, {"k": inf, "n": -inf, "logits": 0}),
            Border({"k": 1, "n": 3, "logits": inf}, -inf, {"logits": -2}),
            Border({"k": 1, "n": 3, "logits": -inf}, -inf, {"logits": 1}),
            Border({"k": 6, "n": 5, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": -1, "n": 5, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": 0.5, "n": 5, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": inf, "n": 5, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": -inf, "n": 5, "logits": 0}, -inf, {"k": 0, "n": 0, "logits": 0}),
        ),
        invalid={"n": (-1.0, 0.5, -inf, inf, nan), "p": (-1e-30, -0.1, 1.1, inf, -inf, nan)},
        discrete=True,
    ),
    Density(
        name="nbinom",
        arguments=("k", "n", "p"),
        defaults={},
        domains={"k": "count", "n": "positive", "p": "unit"},
        terms=_nbinom_terms,
        accuracy="saddle_point",
        points=_nbinom_points,
        alternatives={
            "logits": Alternative(
                "p",
                lambda x: 1 / (1 + jet.exp(-x)),
                _logit,
                "real",
                terms=_nbinom_logit_terms,
                extra=[(_f(k), _f("2.5"), s * _f(x)) for k in (0, 1, 4) for s in (1, -1) for x in _LOGITS],
            ),
            "mu,alpha": Alternative(
                "n,p",
                lambda x: x,
                lambda n, p: (n * (1 - p) / p, 1 / n),
                "positive,positive",
                terms=_nbinom_mean_terms,
                extra=list(_nbinom_mean_points()),
                carries=lambda k, n, _: n == 3.5 or k > 1e8,
            ),
        },
        borders=(
            Border({"k": 0, "n": 2, "p": 1}, 0.0, {"k": -inf, "n": 0, "p": 2}),
            Border({"k": 3, "n": 2, "p": 1}, -inf, {"k": -inf, "p": -inf}),
            Border({"k": 0, "n": 2, "logits": inf}, 0.0, {"k": -inf, "n": 0, "logits": 0}),
            Border({"k": 3, "n": 2, "logits": inf}, -inf, {"k": -inf, "logits": -3}),
            # alpha = 0 is the Poisson mass function
            Border({"k": 0, "mu": 2, "alpha": 0}, -2.0, {"mu": -1, "alpha": 2}),
            Border({"k": 3, "mu": 2, "alpha": 0}, float(mp.log(8) - 2 - mp.log(6)), {"mu": 0.5, "alpha": -1}),
            Border({"k": 0, "mu": 0, "alpha": 0.5}, 0.0, {"k": -inf, "mu": -1, "alpha": 0}),
            Border({"k": 0, "mu": 0, "alpha": 0}, 0.0, {"k": -inf, "mu": -1, "alpha": 0}),
            Border({"k": 2, "mu": 0, "alpha": 0.5}, -inf, {"k": -inf, "mu": inf}),
            Border({"k": inf, "n": 2, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": -1, "n": 2, "p": 0.5}, -inf, {"k": 0, "n": 0, "p": 0}),
            Border({"k": 0.5, "mu": 2, "alpha": 0.5}, -inf, {"k": 0, "mu": 0, "alpha": 0}),
        ),
        invalid={
            "n": NOT_POSITIVE,
            "p": (0.0, -1e-30, 1.1, inf, -inf, nan),
            "logits": (-inf, nan),
            "mu": (-1e-30, -1.0, -inf, inf, nan),
            "alpha": (-1e-30, -1.0, -inf, inf, nan),
        },
        discrete=True,
    ),
    Density(
        name="vonmises",
        arguments=("x", "kappa", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "kappa": "positive", "loc": "real", "scale": "positive"},
        terms=_vonmises_terms,
        accuracy="saddle_point",
        points=_vonmises_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border(
                {"x": 0, "kappa": 0, "loc": 0, "scale": 1},
                -float(mp.log(2 * mp.pi)),
                {"x": 0, "kappa": 1, "loc": 0, "scale": -1},
            ),
            Border({"x": inf, "kappa": 1, "loc": 0, "scale": 1}, nan),
            Border({"x": -inf, "kappa": 1, "loc": 0, "scale": 1}, nan),
        ),
        invalid={"kappa": (-1e-30, -1.0, -inf, inf, nan), **INVALID_SCALE},
    ),
    Density(
        name="truncnorm",
        arguments=("x", "a", "b", "loc", "scale"),
        defaults={"loc": 0.0, "scale": 1.0},
        domains={"x": "real", "a": "negative", "b": "above 2", "loc": "real", "scale": "positive"},
        terms=_truncnorm_terms,
        accuracy="saddle_point",
        points=_truncnorm_points,
        alternatives={"log_scale": LOG_SCALE},
        support=lambda x, a, b, loc, scale: bool(a < b and a <= (x - loc) / scale <= b),
        ordinary={
            "x": (-0.1, 0.1),
            "a": (-3, -0.3),
            "b": (0.3, 3),
            "loc": (-0.1, 0.1),
            "scale": (1, 3),
            "log_scale": (0, 1.1),
        },
        borders=(
            Border({"x": 1.5, "a": -1, "b": 1, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            Border({"x": inf, "a": -1, "b": 1, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            Border({"x": -inf, "a": 8, "b": 9, "loc": 0, "scale": 1}, -inf, {"x": 0, "a": 0, "b": 0, "scale": 0}),
            # infinite bounds
            Border(
                {"x": 1, "a": -inf, "b": inf, "loc": 0, "scale": 1},
                -0.5 - float(_halflog2pi()),
                {"x": -1, "a": 0, "b": 0, "loc": 1, "scale": 0},
            ),
            Border(
                {"x": 0, "a": 0, "b": inf, "loc": 0, "scale": 1},
                _half_normal_above(0)[0],
                {"x": 0, "a": _half_normal_above(0)[1], "b": 0, "loc": 0, "scale": -1},
            ),
            Border(
                {"x": 40, "a": 40, "b": inf, "loc": 0, "scale": 1},
                _half_normal_above(40)[0],
                {"x": -40, "a": _half_normal_above(40)[1], "b": 0, "loc": 40, "scale": 1599},
            ),
            Border(
                {"x": -1e4, "a": -inf, "b": -1e4, "loc": 0, "scale": 1},
                _half_normal_above(1e4)[0],
                {"x": 1e4, "a": 0, "b": -_half_normal_above(1e4)[1], "loc": -1e4},
            ),
            Border({"x": inf, "a": 2, "b": inf, "loc": 0, "scale": 1}, -inf, {"x": -inf, "b": 0, "loc": inf}),
            Border({"x": 1, "a": 1, "b": 1, "loc": 0, "scale": 1}, nan, {"x": nan, "a": nan, "b": nan, "loc": nan}),
            Border({"x": 1, "a": 2, "b": 0, "loc": 0, "scale": 1}, nan, {"x": nan, "a": nan, "b": nan, "scale": nan}),
        ),
        invalid={"a": (inf, nan), "b": (-inf, nan), **INVALID_SCALE},
    ),
    Density(
        name="discretized_logistic",
        arguments=("k", "loc", "scale", "low", "high"),
        defaults={"loc": 0.0, "scale": 1.0, "low": -inf, "high": inf},
        domains={"k": "count", "loc": "real", "scale": "positive", "low": "lowest", "high": "highest"},
        terms=_discretized_logistic_terms,
        accuracy="elementary",
        points=_discretized_logistic_points,
        alternatives={"log_scale": LOG_SCALE},
        borders=(
            Border({"k": -1, "loc": 3, "scale": 2, "low": 0, "high": 9}, -inf, {"k": 0, "loc": 0, "scale": 0}),
            Border({"k": 10, "loc": 3, "scale": 2, "low": 0, "high": 9}, -inf, {"k": 0, "loc": 0, "scale": 0}),
            Border({"k": 2.5, "loc": 3, "scale": 2, "low": 0, "high": 9}, -inf, {"k": 0, "loc": 0, "scale": 0}),
            Border({"k": inf, "loc": 3, "scale": 2, "low": 0, "high": inf}, -inf, {"k": 0, "loc": 0, "scale": 0}),
            Border({"k": 4, "loc": 3, "scale": 2, "low": 4, "high": 4}, 0.0, {"k": 0, "loc": 0, "scale": 0, "low": 0}),
            # a centred bin without tails: log tanh(1 / (4 scale))
            Border(
                {"k": 3, "loc": 3, "scale": 2, "low": -inf, "high": inf},
                float(mp.log(mp.tanh(mp.mpf(1) / 8))),
                {"k": 0, "loc": 0, "scale": -float(mp.mpf(1) / 8 / mp.sinh(mp.mpf(1) / 4)), "low": 0, "high": 0},
            ),
        ),
        invalid={**INVALID_SCALE, "low": (0.5, nan), "high": (-1.25, nan)},
        discrete=True,
    ),
)
