"""What families have besides their densities, stated once more: distribution functions, quantiles, entropies.

Each takes the argument that the method has (none for entropy) and the parameters in SciPy's order, and returns terms as
a density does. Where a tail is small it is the difference of large numbers, with more digits than cancel.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mpmath import mp

from tests.oracle import jet, special
from tests.oracle.densities import Density, Point, Terms
from tests.oracle.incomplete import (
    Tails,
    beta_tails,
    gamma_tails,
    log_tail,
    quantile,
    solve_angle,
    tail,
    von_mises_tails,
)
from tests.oracle.jet import Jet

Method = Callable[..., Terms]

# Both ends, where one of q and 1 - q has few digits.
Q = ("1e-300", "1e-30", "1e-7", "0.003", "0.1", "0.25", "0.4999", "0.5", "0.51", "0.7", "0.9", "0.999", "0.9999999")
Q_NEAR_ONE = (1 - mp.ldexp(1, -24), 1 - mp.ldexp(1, -53))
# How many of a family's points a method is tested at; fewer where the oracle takes a second for each.
POINTS = 45
SLOW = {"beta": 18, "binom": 24, "nbinom": 24, "t": 18, "truncnorm": 40, "vonmises": 36}


def _constant(value: Any, like: Jet) -> Jet:
    return Jet.constant(value, len(like.gradient))


def _log1mexp(u: Jet) -> Jet:
    """log(1 - exp(-u))."""
    result: Jet = jet.log1p(-jet.exp(-u)) if u.value > 1 else jet.log(-jet.expm1(-u))
    return result


def _by_hazard(hazard: Callable[..., Any], at_hazard: Callable[..., list[Jet]]) -> dict[str, Method]:
    """Methods of a family with sf = exp(-hazard); ``at_hazard`` is what its quantile is the sum of."""
    return {
        "cdf": lambda *a: [[-jet.expm1(-hazard(*a))]],
        "sf": lambda *a: [[jet.exp(-hazard(*a))]],
        "logcdf": lambda *a: [[_log1mexp(hazard(*a))]],
        "logsf": lambda *a: [[-hazard(*a)]],
        "ppf": lambda q, *a: [at_hazard(-jet.log1p(-q), *a)],
        "isf": lambda q, *a: [at_hazard(-jet.log(q), *a)],
    }


def _reversed(methods: Mapping[str, Method]) -> dict[str, Method]:
    """The same where cdf and sf change places."""
    return {
        "cdf": methods["sf"],
        "sf": methods["cdf"],
        "logcdf": methods["logsf"],
        "logsf": methods["logcdf"],
        "ppf": methods["isf"],
        "isf": methods["ppf"],
    }


def _symmetric(cdf: Callable[[Jet], Any], quantile: Callable[[Jet], Any]) -> dict[str, Method]:
    """Methods of a symmetric distribution, from its standard form."""

    def z(x: Jet, loc: Jet, scale: Jet) -> Jet:
        return (x - loc) / scale

    def log_cdf(z: Jet) -> Jet:
        result: Jet = jet.log(cdf(z)) if z.value < 0 else jet.log1p(-cdf(-z))
        return result

    return {
        "cdf": lambda *a: [[cdf(z(*a))]],
        "sf": lambda *a: [[cdf(-z(*a))]],
        "logcdf": lambda *a: [[log_cdf(z(*a))]],
        "logsf": lambda *a: [[log_cdf(-z(*a))]],
        "ppf": lambda q, loc, scale: [[loc, scale * quantile(q)]],
        "isf": lambda q, loc, scale: [[loc, -(scale * quantile(q))]],
    }


def _laplace_cdf(z: Jet) -> Any:
    return jet.exp(z) * 0.5 if z.value < 0 else jet.exp(-z) * -0.5 + 1


def _laplace_quantile(q: Jet) -> Any:
    return jet.log(q * 2) if q.value < mp.mpf(1) / 2 else -jet.log((1 - q) * 2)


def _cauchy_cdf(z: Jet) -> Any:
    return jet.atan(z) / mp.pi + 0.5


def _cauchy_quantile(q: Jet) -> Any:
    return jet.tan((q - 0.5) * mp.pi)


def _half_cauchy() -> dict[str, Method]:
    def cdf(x: Jet, loc: Jet, scale: Jet) -> Jet:
        probability: Jet = jet.atan((x - loc) / scale) * (2 / mp.pi)
        return probability

    return {
        "cdf": lambda *a: [[cdf(*a)]],
        "sf": lambda *a: [[1 - cdf(*a)]],
        "logcdf": lambda *a: [[jet.log(cdf(*a))]],
        "logsf": lambda *a: [[jet.log1p(-cdf(*a))]],
        "ppf": lambda q, loc, scale: [[loc, scale * jet.tan(q * (mp.pi / 2))]],
        "isf": lambda q, loc, scale: [[loc, scale / jet.tan(q * (mp.pi / 2))]],
    }


def _normal_density(z: Any) -> Any:
    return mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)


def _normal_cdf(z: Jet) -> Jet:
    density = _normal_density(z.value)
    return z.chain(special.ndtr(z.value), density, -z.value * density)


def _log_normal_cdf(z: Jet) -> Jet:
    return jet.log(_normal_cdf(z)) if z.value < 0 else jet.log1p(-_normal_cdf(-z))


def _normal_quantile(q: Jet) -> Jet:
    z = special.ndtri(q.value)
    slope = 1 / _normal_density(z)
    return q.chain(z, slope, z * slope * slope)


def _log_normal_z(x: Jet, s: Jet, loc: Jet, scale: Jet) -> Any:
    return (jet.log(x - loc) - jet.log(scale)) / s


def _half_normal() -> dict[str, Method]:
    def sf(x: Jet, loc: Jet, scale: Jet) -> Any:
        return _normal_cdf((loc - x) / scale) * 2

    return {
        "cdf": lambda *a: [[1 - sf(*a)]],
        "sf": lambda *a: [[sf(*a)]],
        "logcdf": lambda *a: [[jet.log1p(-sf(*a))]],
        "logsf": lambda *a: [[jet.log(sf(*a))]],
        "ppf": lambda q, loc, scale: [[loc, scale * _normal_quantile((1 + q) / 2)]],
        "isf": lambda q, loc, scale: [[loc, -(scale * _normal_quantile(q / 2))]],
    }


def _uniform() -> dict[str, Method]:
    def cdf(x: Jet, loc: Jet, scale: Jet) -> Jet:
        return (x - loc) / scale

    return {
        "cdf": lambda *a: [[cdf(*a)]],
        "sf": lambda *a: [[1 - cdf(*a)]],
        "logcdf": lambda *a: [[jet.log(cdf(*a))]],
        "logsf": lambda *a: [[jet.log1p(-cdf(*a))]],
        "ppf": lambda q, loc, scale: [[loc, q * scale]],
        "isf": lambda q, loc, scale: [[loc, (1 - q) * scale]],
    }


def _geom_hazard(k: Jet, p: Jet) -> Any:
    # k is a step function's argument: it has no derivative
    return -(_constant(k.value, p) * jet.log1p(-p))


def _geom_quantile(hazard: Jet, p: Jet) -> list[Jet]:
    return [_constant(mp.ceil(hazard.value / -mp.log1p(-p.value)), p)]


def _bernoulli_steps() -> dict[str, Method]:
    def step(inside: Callable[[Jet], Any], last: Any) -> Method:
        return lambda k, p: [[inside(p) if k.value < 1 else _constant(last, p)]]

    def least(q: Any, failure: Any, p: Jet) -> Terms:
        if abs(q - failure) < 1e-5 * min(q, 1 - q):
            raise ZeroDivisionError  # rounding could decide
        return [[_constant(int(q > failure), p)]]

    return {
        "cdf": step(lambda p: 1 - p, 1),
        "sf": step(lambda p: p, 0),
        "logcdf": step(lambda p: jet.log1p(-p), 0),
        "logsf": step(jet.log, -mp.inf),
        "ppf": lambda q, p: least(q.value, 1 - p.value, p),
        "isf": lambda q, p: least(1 - q.value, 1 - p.value, p),
    }


def _log_scale(constant: Callable[[], Any]) -> Callable[..., Terms]:
    """Entropy of a family without shapes: log(scale) and a constant, in the precision of the moment."""
    return lambda loc, scale: [[jet.log(scale), _constant(constant(), loc)]]


def _half_log_2pie() -> Any:
    return mp.log(2 * mp.pi * mp.e) / 2


def _gamma_entropy(a: Jet, power: int = -1) -> list[Jet]:
    """Of scale 1, or of its reciprocal for a power of 1; from a = 1 on without what cancels."""
    exponent = a + power
    surprise = -(exponent * jet.digamma(a))
    if a.value < 1:
        return [jet.lgamma(a), a, surprise]
    log_a = jet.log(a)
    half_log_2pi = _constant(mp.log(2 * mp.pi) / 2, a)
    stirling = jet.lgamma(a) - (a - mp.mpf(0.5)) * log_a + a - half_log_2pi
    return [-((power + mp.mpf(0.5)) * log_a), half_log_2pi, stirling, surprise + exponent * log_a]


def _beta_entropy(a: Jet, b: Jet) -> list[Jet]:
    parts = [*_gamma_entropy(a), *_gamma_entropy(b), *(-term for term in _gamma_entropy(a + b))]
    return [*parts, -jet.digamma(a + b)]


def _of_tails(
    at: Callable[..., Tails], arguments: Callable[..., Sequence[Jet]], *, upper: bool = False
) -> dict[str, Method]:
    """The distribution functions of which cdf is the lower tail, or the upper."""
    return {
        "cdf": lambda *a: [[tail(at, *arguments(*a), upper=upper)]],
        "sf": lambda *a: [[tail(at, *arguments(*a), upper=not upper)]],
        "logcdf": lambda *a: [[log_tail(at, *arguments(*a), upper=upper)]],
        "logsf": lambda *a: [[log_tail(at, *arguments(*a), upper=not upper)]],
    }


def _of_gamma(shape: Callable[[Jet], Jet], factor: int = 1) -> dict[str, Method]:
    return {
        **_of_tails(gamma_tails, lambda x, a, loc, scale: (shape(a), (x - loc) / (scale * factor))),
        "ppf": lambda q, a, loc, scale: [[loc, scale * factor * quantile(gamma_tails, [shape(a)], q)]],
        "isf": lambda q, a, loc, scale: [[loc, scale * factor * quantile(gamma_tails, [shape(a)], q, upper=True)]],
    }


def _least_count(tails: Callable[[Any], tuple[Any, Any]], q: Any, mean: Any, *, upper: bool) -> Any:
    """The least k at which cdf is not below q, or sf not above it; rows where rounding could decide are left out."""
    if mean > 10**5:
        raise ZeroDivisionError

    def margin(k: Any) -> Any:
        lower, above = tails(k) if k >= 0 else (mp.zero, mp.one)
        # how far k is from being enough, of what q's rounding and the tail's could move
        return (q - above) / q if upper else (lower - q) / min(q, 1 - q) if lower > mp.mpf(0.5) else (lower - q) / q

    low, high = mp.mpf(-1), mp.ceil(mean) + 1
    while margin(high) < 0:
        low, high = high, 2 * high
    while high - low > 1:
        middle = mp.floor((low + high) / 2)
        if margin(middle) < 0:
            low = middle
        else:
            high = middle
    if margin(high) < 1e-5 or (low >= 0 and margin(low) > -1e-5):
        raise ZeroDivisionError
    return high


def _of_counts(
    at: Callable[..., Tails],
    arguments: Callable[..., Sequence[Jet]],
    mean: Callable[..., Any],
    *,
    upper: bool,
) -> dict[str, Method]:
    """Distribution functions of counts, whose quantiles are step functions."""

    def whole(k: Jet, *a: Jet) -> Sequence[Jet]:
        xs = arguments(_constant(k.value, k), *a)
        if any(x.value <= 0 for x in xs[:-1]):
            raise ZeroDivisionError  # the last of a finite number, where nothing is left to compute
        return xs

    def find(q: Jet, parameters: Sequence[Jet], *, from_above: bool) -> Terms:
        def tails(k: Any) -> tuple[Any, Any]:
            xs = [x.value for x in arguments(_constant(k, q), *parameters)]
            if any(x <= 0 for x in xs[:-1]):  # the last of a finite number
                return mp.one, mp.zero
            t = at(*xs)
            return (t.upper, t.lower) if upper else (t.lower, t.upper)

        k = _least_count(tails, q.value, mean(*(p.value for p in parameters)), upper=from_above)
        return [[_constant(k, q)]]

    return {
        **_of_tails(at, whole, upper=upper),
        "ppf": lambda q, *a: find(q, a, from_above=False),
        "isf": lambda q, *a: find(q, a, from_above=True),
    }


def _student() -> dict[str, Method]:
    """Half the tail of a beta variable."""

    def half_tail(z: Jet, df: Jet) -> Jet:
        z2 = z * z
        shapes = _constant(mp.mpf(0.5), z), df * mp.mpf(0.5)
        result: Jet = tail(beta_tails, *shapes, z2 / (df + z2), upper=True) * mp.mpf(0.5)
        return result

    def below(x: Jet, df: Jet, loc: Jet, scale: Jet, *, upper: bool, log: bool) -> Terms:
        z = (x - loc) / scale
        if z.value == 0:
            raise ZeroDivisionError
        own = half_tail(z, df)
        if (z.value < 0) == upper:
            return [[jet.log1p(-own)]] if log else [[_constant(1, z), -own]]
        return [[jet.log(own) if log else own]]

    def at(q: Jet, df: Jet, *, upper: bool) -> Jet:
        lower = q.value < mp.mpf(0.5)
        if q.value == mp.mpf(0.5):
            raise ZeroDivisionError
        p = (q if lower else 1 - q) * 2
        x = quantile(beta_tails, [df * mp.mpf(0.5), _constant(mp.mpf(0.5), q)], p)
        size: Jet = jet.sqrt((1 - x) / x * df)
        return -size if lower != upper else size

    return {
        "cdf": lambda *a: below(*a, upper=False, log=False),
        "sf": lambda *a: below(*a, upper=True, log=False),
        "logcdf": lambda *a: below(*a, upper=False, log=True),
        "logsf": lambda *a: below(*a, upper=True, log=True),
        "ppf": lambda q, df, loc, scale: [[loc, scale * at(q, df, upper=False)]],
        "isf": lambda q, df, loc, scale: [[loc, scale * at(q, df, upper=True)]],
    }


def _normal_mass(a: Jet, b: Jet) -> Jet:
    """The normal probability between two points, told from the tail that they are in."""
    if a.value >= 0:
        return _normal_cdf(-a) - _normal_cdf(-b)
    if b.value <= 0:
        return _normal_cdf(b) - _normal_cdf(a)
    return 1 - (_normal_cdf(a) + _normal_cdf(-b))


def _truncated() -> dict[str, Method]:
    def z_of(x: Jet, loc: Jet, scale: Jet) -> Jet:
        return (x - loc) / scale

    def lower(x: Jet, a: Jet, b: Jet, loc: Jet, scale: Jet) -> Jet:
        return _normal_mass(a, z_of(x, loc, scale)) / _normal_mass(a, b)

    def upper(x: Jet, a: Jet, b: Jet, loc: Jet, scale: Jet) -> Jet:
        return _normal_mass(z_of(x, loc, scale), b) / _normal_mass(a, b)

    def log(part: Callable[..., Jet], rest: Callable[..., Jet]) -> Method:
        def logarithm(*xs: Jet) -> Terms:
            p = part(*xs)
            return [[jet.log(p) if p.value < mp.mpf(0.5) else jet.log1p(-rest(*xs))]]

        return logarithm

    def at(p: Jet, q: Jet, a: Jet, b: Jet) -> Jet:
        if max(abs(a.value), abs(b.value)) > 10**3:
            raise ZeroDivisionError  # bisection would take too long
        low, high = a.value, b.value
        small = min(p.value, q.value)
        mass = _normal_mass(a, b).value
        for _ in range(40):
            middle = (low + high) / 2
            z = _constant(middle, p)
            below = (
                _normal_mass(a, z).value < p.value * mass
                if p.value < q.value
                else (_normal_mass(z, b).value > q.value * mass)
            )
            low, high = (middle, high) if below else (low, middle)
        z_value = (low + high) / 2
        # next to an end the density is constant
        for end, share, sign in ((a.value, p.value, 1), (b.value, q.value, -1)):
            distance = share * mass / _normal_density(end)
            if share == small and distance * max(1, abs(end)) < 1e-6:
                z_value = end + sign * distance
        for _ in range(60):
            z = _constant(z_value, p)
            part = (_normal_mass(a, z) if p.value < q.value else _normal_mass(z, b)).value / mass
            rate = _normal_density(z_value) / mass / part * (1 if p.value < q.value else -1)
            step = (mp.log(small) - mp.log(part)) / rate
            step = max(min(step, (b.value - z_value) / 2), (a.value - z_value) / 2)
            z_value += step
            if abs(step * rate) < mp.ldexp(1, -170):
                break
        else:
            raise ArithmeticError
        # implicit derivatives: of mass(a, z) = p mass(a, b), by jets of the equation at a fixed z
        density = _normal_density(z_value)
        fixed = _constant(z_value, p)
        z = fixed
        for _ in range(3):
            gap = (
                _normal_mass(a, z) - p * _normal_mass(a, b)
                if p.value < q.value
                else (q * _normal_mass(a, b) - _normal_mass(z, b))
            )
            z = z - gap * (1 / density)
        return Jet(z_value, z.gradient, z.hessian)

    def entropy(a: Jet, b: Jet, _loc: Jet, scale: Jet) -> Terms:
        # told from the point nearest to 0, as the density is
        origin = a if a.value > 0 else b if b.value < 0 else _constant(0, a)
        half = origin * origin * mp.mpf(0.5)
        mass = _normal_mass(a, b)

        def moment(z: Jet) -> Jet:
            density = _normal_density(z.value)
            return z * z.chain(density, -z.value * density, (z.value * z.value - 1) * density)

        square = 1 + (moment(a) - moment(b)) / mass
        log_mass = jet.log(mass) + half + mp.log(2 * mp.pi) / 2
        return [[jet.log(scale), log_mass, square * mp.mpf(0.5) - half]]

    return {
        "cdf": lambda *xs: [[lower(*xs)]],
        "sf": lambda *xs: [[upper(*xs)]],
        "logcdf": log(lower, upper),
        "logsf": log(upper, lower),
        "ppf": lambda q, a, b, loc, scale: [[loc, scale * at(q, 1 - q, a, b)]],
        "isf": lambda q, a, b, loc, scale: [[loc, scale * at(1 - q, q, a, b)]],
        "entropy": entropy,
    }


def _logistic_bins() -> dict[str, Method]:
    def edge(f: Callable[[Jet], Any], below: int | None, above: int | None) -> Method:
        def method(k: Jet, loc: Jet, scale: Jet, low: Jet, high: Jet) -> Terms:
            if k.value < low.value or k.value >= high.value:
                value = below if k.value < low.value else above
                if value is None:
                    raise ZeroDivisionError  # the logarithm of 0
                return [[_constant(value, k)]]
            return [[f((_constant(mp.floor(k.value), k) - loc + mp.mpf(0.5)) / scale)]]

        return method

    def expit(z: Jet) -> Any:
        return jet.exp(-jet.softplus(-z))

    def at(q: Jet, loc: Jet, scale: Jet, low: Jet, high: Jet, *, sign: int) -> Terms:
        z = sign * (mp.log(q.value) - mp.log1p(-q.value))
        edge = loc.value + scale.value * z - mp.mpf(0.5)
        # where the rounding of the edge decides
        if abs(edge - mp.nint(edge)) < (abs(loc.value) + abs(scale.value * z) + 1) * mp.mpf(1e-5):
            raise ZeroDivisionError
        return [[_constant(min(max(mp.ceil(edge), low.value), high.value), q)]]

    return {
        "cdf": edge(expit, 0, 1),
        "sf": edge(lambda z: expit(-z), 1, 0),
        "logcdf": edge(lambda z: -jet.softplus(-z), None, 0),
        "logsf": edge(lambda z: -jet.softplus(z), 0, None),
        "ppf": lambda *a: at(*a, sign=1),
        "isf": lambda *a: at(*a, sign=-1),
    }


def _von_mises() -> dict[str, Method]:
    def below(x: Jet, kappa: Jet, loc: Jet, scale: Jet, *, upper: bool, part: Callable[..., Jet]) -> Terms:
        y = (x - loc) / scale
        # what is beyond the angle is the upper tail on its own side
        is_beyond = (y.value < 0) != upper
        return [[part(von_mises_tails, kappa, -y if y.value < 0 else y, upper=is_beyond)]]

    def angle(q: Jet, kappa: Jet) -> Jet:
        if q.value == mp.mpf(0.5):
            raise ZeroDivisionError  # the two sides meet, and slopes are those of both
        lower = q.value < mp.mpf(0.5)
        found = quantile(von_mises_tails, [kappa], q if lower else 1 - q, upper=True, find=solve_angle)
        return -found if lower else found

    return {
        "cdf": lambda *a: below(*a, upper=False, part=tail),
        "sf": lambda *a: below(*a, upper=True, part=tail),
        "logcdf": lambda *a: below(*a, upper=False, part=log_tail),
        "logsf": lambda *a: below(*a, upper=True, part=log_tail),
        "ppf": lambda q, kappa, loc, scale: [[loc, scale * angle(q, kappa)]],
        "isf": lambda q, kappa, loc, scale: [[loc, -(scale * angle(q, kappa))]],
        "entropy": _von_mises_entropy,
    }


def _von_mises_entropy(kappa: Jet, _loc: Jet, scale: Jet) -> Terms:
    return [[jet.log(scale), _constant(mp.log(2 * mp.pi), kappa), jet.log_i0e(kappa), kappa * _ratio_complement(kappa)]]


def _ratio_complement(kappa: Jet) -> Jet:
    """1 - I1(kappa) / I0(kappa)."""
    k = kappa.value
    with mp.workprec(mp.prec + 8 * max(0, int(mp.log(k + 1, 2))) + 60):
        r = mp.besseli(1, k) / mp.besseli(0, k)
        slope = 1 - r * r - (r / k if k else mp.mpf(1) / 2)
        bend = -2 * r * slope - slope / k + r / (k * k) if k else mp.zero
        return kappa.chain(1 - r, -slope, -bend)


METHODS: Mapping[str, Mapping[str, Method]] = {
    "norm": {**_symmetric(_normal_cdf, _normal_quantile), "entropy": _log_scale(_half_log_2pie)},
    "laplace": {
        **_symmetric(_laplace_cdf, _laplace_quantile),
        "entropy": _log_scale(lambda: 1 + mp.log(2)),
    },
    "logistic": {
        **_symmetric(lambda z: 1 / (1 + jet.exp(-z)), lambda q: jet.log(q) - jet.log1p(-q)),
        "entropy": _log_scale(lambda: 2),
    },
    "cauchy": {**_symmetric(_cauchy_cdf, _cauchy_quantile), "entropy": _log_scale(lambda: mp.log(4 * mp.pi))},
    "gumbel_r": {
        **_reversed(
            _by_hazard(
                lambda x, loc, scale: jet.exp(-(x - loc) / scale),
                lambda u, loc, scale: [loc, -(scale * jet.log(u))],
            )
        ),
        "entropy": _log_scale(lambda: 1 + mp.euler),
    },
    "gumbel_l": {
        **_by_hazard(lambda x, loc, scale: jet.exp((x - loc) / scale), lambda u, loc, scale: [loc, scale * jet.log(u)]),
        "entropy": _log_scale(lambda: 1 + mp.euler),
    },
    "uniform": {**_uniform(), "entropy": _log_scale(lambda: 0)},
    "expon": {
        **_by_hazard(lambda x, loc, scale: (x - loc) / scale, lambda u, loc, scale: [loc, scale * u]),
        "entropy": _log_scale(lambda: 1),
    },
    "halfnorm": {
        **_half_normal(),
        "entropy": _log_scale(lambda: _half_log_2pie() - mp.log(2)),
    },
    "halfcauchy": {**_half_cauchy(), "entropy": _log_scale(lambda: mp.log(2 * mp.pi))},
    "weibull_min": {
        **_by_hazard(
            lambda x, c, loc, scale: jet.exp(c * (jet.log(x - loc) - jet.log(scale))),
            lambda u, c, loc, scale: [loc, scale * jet.exp(jet.log(u) / c)],
        ),
        "entropy": lambda c, loc, scale: [
            [jet.log(scale), -jet.log(c), -(1 / c) * mp.euler, _constant(1 + mp.euler, c)]
        ],
    },
    "lognorm": {
        "cdf": lambda *a: [[_normal_cdf(_log_normal_z(*a))]],
        "sf": lambda *a: [[_normal_cdf(-_log_normal_z(*a))]],
        "logcdf": lambda *a: [[_log_normal_cdf(_log_normal_z(*a))]],
        "logsf": lambda *a: [[_log_normal_cdf(-_log_normal_z(*a))]],
        "ppf": lambda q, s, loc, scale: [[loc, scale * jet.exp(s * _normal_quantile(q))]],
        "isf": lambda q, s, loc, scale: [[loc, scale * jet.exp(-(s * _normal_quantile(q)))]],
        "entropy": lambda s, loc, scale: [[jet.log(scale), jet.log(s), _constant(_half_log_2pie(), s)]],
    },
    "pareto": {
        **_by_hazard(
            lambda x, b, loc, scale: b * (jet.log(x - loc) - jet.log(scale)),
            lambda u, b, loc, scale: [loc, scale * jet.exp(u / b)],
        ),
        "entropy": lambda b, loc, scale: [[jet.log(scale), -jet.log(b), 1 / b, _constant(1, b)]],
    },
    "gamma": {**_of_gamma(lambda a: a), "entropy": lambda a, loc, scale: [[jet.log(scale), *_gamma_entropy(a)]]},
    "chi2": {
        **_of_gamma(lambda df: df * mp.mpf(0.5), 2),
        "entropy": lambda df, loc, scale: [
            [jet.log(scale), _constant(mp.log(2), df), *_gamma_entropy(df * mp.mpf(0.5))]
        ],
    },
    "invgamma": {
        **_of_tails(gamma_tails, lambda x, a, loc, scale: (a, scale / (x - loc)), upper=True),
        "ppf": lambda q, a, loc, scale: [[loc, scale / quantile(gamma_tails, [a], q, upper=True)]],
        "isf": lambda q, a, loc, scale: [[loc, scale / quantile(gamma_tails, [a], q)]],
        "entropy": lambda a, loc, scale: [[jet.log(scale), *_gamma_entropy(a, 1)]],
    },
    "beta": {
        **_of_tails(beta_tails, lambda x, a, b, loc, scale: (a, b, (x - loc) / scale)),
        "ppf": lambda q, a, b, loc, scale: [[loc, scale * quantile(beta_tails, [a, b], q)]],
        "isf": lambda q, a, b, loc, scale: [[loc, scale * quantile(beta_tails, [a, b], q, upper=True)]],
        "entropy": lambda a, b, loc, scale: [[jet.log(scale), *_beta_entropy(a, b)]],
    },
    "t": {
        **_student(),
        "entropy": lambda df, loc, scale: [
            [
                jet.log(scale),
                jet.log(df) * mp.mpf(0.5),
                jet.lgamma(df * mp.mpf(0.5))
                + _constant(mp.log(mp.pi) / 2, df)
                - jet.lgamma(df * mp.mpf(0.5) + mp.mpf(0.5)),
                (df + 1) * mp.mpf(0.5) * (jet.digamma((df + 1) * mp.mpf(0.5)) - jet.digamma(df * mp.mpf(0.5))),
            ]
        ],
    },
    "vonmises": _von_mises(),
    "truncnorm": _truncated(),
    "discretized_logistic": _logistic_bins(),
    "poisson": _of_counts(gamma_tails, lambda k, mu: (k + 1, mu), lambda mu: mu, upper=True),
    "binom": _of_counts(beta_tails, lambda k, n, p: (k + 1, n - k, p), lambda n, p: n * p, upper=True),
    "nbinom": _of_counts(beta_tails, lambda k, n, p: (n, k + 1, p), lambda n, p: n * (1 - p) / p, upper=False),
    "bernoulli": {
        **_bernoulli_steps(),
        "entropy": lambda p: [[-(p * jet.log(p)), -((1 - p) * jet.log1p(-p))]],
    },
    "geom": {
        **_by_hazard(_geom_hazard, _geom_quantile),
        "entropy": lambda p: [[-jet.log(p), -((1 - p) / p * jet.log1p(-p))]],
    },
}


# Quantiles that are exponentials: of what. An error of the exponent is multiplied by it.
EXPONENTS: Mapping[str, Callable[..., Any]] = {
    "weibull_min.ppf": lambda q, c, *_: jet.log(-jet.log1p(-q)) / c,
    "weibull_min.isf": lambda q, c, *_: jet.log(-jet.log(q)) / c,
    "pareto.ppf": lambda q, b, *_: jet.log1p(-q) / b,
    "pareto.isf": lambda q, b, *_: jet.log(q) / b,
    "lognorm.ppf": lambda q, s, *_: s * _normal_quantile(q),
    "lognorm.isf": lambda q, s, *_: s * _normal_quantile(q),
    "beta.ppf": lambda q, a, b, *_: jet.log(quantile(beta_tails, [a, b], q)),
    "beta.isf": lambda q, a, b, *_: jet.log(quantile(beta_tails, [a, b], q, upper=True)),
}
# Of what the distances from the upper end are exponentials, where derivatives are as small as these.
FROM_ABOVE: Mapping[str, Callable[..., Any]] = {
    "beta.ppf": lambda q, a, b, *_: jet.log(quantile(beta_tails, [b, a], q, upper=True)),
    "beta.isf": lambda q, a, b, *_: jet.log(quantile(beta_tails, [b, a], q)),
}
# Distribution functions that are the exponential of a deviance and more.
TAILS = (
    "gamma",
    "chi2",
    "invgamma",
    "beta",
    "poisson",
    "binom",
    "nbinom",
    "t",
    "truncnorm",
    "vonmises",
    "discretized_logistic",
)
# Those whose exponent is one rounded number.
OF_ROUNDED_EXPONENTS = ("truncnorm", "vonmises", "discretized_logistic")


def exponents(
    name: str, arguments: Sequence[Jet], stated: Mapping[str, Method] | None = None, *, is_subnormal: bool = False
) -> tuple[Any, Any]:
    """What a method's value takes the exponential of, where that is large, and what its derivatives take it of.

    ``stated`` has the family's methods where they are not those of its own arguments. An argument that is subnormal, or
    becomes so, is told by its logarithm, which is rounded.
    """
    if name in EXPONENTS:
        value = EXPONENTS[name](*arguments).value
        return value, value + (FROM_ABOVE[name](*arguments).value if name in FROM_ABOVE else 0)
    family, method = name.split(".")
    rounded = TAILS if is_subnormal else OF_ROUNDED_EXPONENTS
    if family not in rounded or method not in ("cdf", "sf", "logcdf", "logsf"):
        return 0, 0
    logarithms = [
        sum(term.value for term in (stated or METHODS[family])[log](*arguments)[0])
        for log in (("logcdf", "logsf") if method.endswith("cdf") else ("logsf", "logcdf"))
    ]
    own, rest = logarithms
    if method.startswith("log"):
        # of a logarithm next to 0, which is the other tail
        return (rest if own > -0.5 else 0), min(own, rest)
    return own, min(own, rest)


# A logarithm or normal quantile and a product or quotient, within 4 halves of an ulp.
EXPONENT_HALF_ULPS = 4


def points(density: Density, method: str) -> Iterator[Point]:
    """Points of a method: the density's, or probabilities with its parameters, or these alone."""
    own = list(density.points())
    count = SLOW.get(density.name, POINTS)
    if method not in ("ppf", "isf", "entropy"):
        yield from _spread(own, count)
        return
    parameters = _spread(list(dict.fromkeys(point[1:] for point in own)), count)
    if method == "entropy":
        yield from parameters
        return
    for i, values in enumerate(parameters):
        qs = [mp.mpf(q) for q in Q] + list(Q_NEAR_ONE)
        # every probability for the first parameters, then one for each
        for q in qs if i < 2 else [qs[i % len(qs)]]:
            yield (q, *values)


def _spread(points: Sequence[Point], count: int) -> list[Point]:
    """At most so many, evenly spread."""
    step = max(1, -(-len(points) // count))
    return list(itertools.islice(points, 0, None, step))
