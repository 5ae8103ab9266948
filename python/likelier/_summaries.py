"""What tells of a density in a few numbers: mean, variance, median, intervals and the support, by parameters alone."""

from __future__ import annotations

import functools
import inspect
import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array, as_known
from likelier._differentiable import PublicFunction
from likelier._docs import summary_doc
from likelier._elementwise import OPERATIONS, ElementwiseFunction, domain_tests
from likelier._memory import array_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from likelier._elementwise import Operation

_DOUBLE = np.dtype(np.float64)
EULER = 0.57721566490153286
# zeta(k) - 1 for k = 2, 3, ...
_ZETA_LESS_1 = (
    0.6449340668482264,
    0.2020569031595943,
    0.08232323371113819,
    0.03692775514336993,
    0.01734306198444914,
    0.008349277381922827,
    0.00407735619794434,
    0.0020083928260822143,
    0.0009945751278180853,
    0.0004941886041194645,
    0.0002460865533080483,
    0.00012271334757848915,
    6.124813505870483e-05,
    3.058823630702049e-05,
    1.528225940865187e-05,
    7.637197637899763e-06,
    3.81729326499984e-06,
    1.908212716553939e-06,
    9.539620338727962e-07,
    4.769329867878064e-07,
    2.38450502727733e-07,
    1.1921992596531106e-07,
    5.960818905125948e-08,
    2.980350351465228e-08,
    1.4901554828365043e-08,
    7.45071178983543e-09,
    3.725334024788457e-09,
    1.862659723513049e-09,
    9.313274324196682e-10,
)


class Moments(NamedTuple):
    """Mean and variance of a family, as functions of its shapes: of loc = 0 and scale = 1 if it has these.

    Either may come as factors, whose product may leave the range that the deviation is in.
    The documentation's example has mean, variance and deviation to six digits.
    """

    mean: Callable[..., Any]
    variance: Callable[..., Any]
    mean_text: str
    variance_text: str
    example: tuple[str, str, str]


@functools.cache
def _special(name: str) -> ElementwiseFunction:
    [operation] = [op for op in OPERATIONS if op.kind == "function" and op.name == name]
    return ElementwiseFunction(operation, name, "likelier.special", "")


def _finite_above(limit: float, shape: Array, *factors: Array) -> tuple[Array, ...]:
    """Return the factors of a moment that the tail leaves finite for shapes above a limit only."""
    return tuple(np.where(shape > limit, factor, np.inf) for factor in factors)


def _log_spread(u: Array) -> Array:
    """Return log(Gamma(1 + 2 u) / Gamma(1 + u)^2) without what cancels where u is small.

    There it is log1p(u^2 / (1 + 2 u)) and the series of log Gamma(2 + x) less its first two terms (Abramowitz and
    Stegun, 6.1.33).
    """
    series = u * 0.0
    for k in range(len(_ZETA_LESS_1) + 1, 1, -1):
        series = series * u + (-1) ** k * _ZETA_LESS_1[k - 2] * (2.0**k - 2.0) / k
    near = np.log1p(u * u / (1.0 + 2.0 * u)) + series * u * u
    lgamma = _special("gammaln")
    return np.where(u <= 0.25, near, array_of(lgamma(1.0 + 2.0 * u)) - 2.0 * array_of(lgamma(1.0 + u)))


def _gamma_of(x: Array) -> Array:
    return np.exp(array_of(_special("gammaln")(x)))


def _of_t(df: Array) -> Array:
    return np.where(df > 2.0, 1.0 + 2.0 / (df - 2.0), np.where(df > 1.0, np.inf + df, np.nan))


# Gauss and Legendre's positive nodes and their weights, for polynomials up to the degree 95.
_NODES = (
    (0.03238017096286936, 0.06473769681268392),
    (0.0970046992094627, 0.06446616443595009),
    (0.1612223560688917, 0.06392423858464819),
    (0.22476379039468905, 0.06311419228625402),
    (0.28736248735545555, 0.062039423159892665),
    (0.34875588629216075, 0.06070443916589388),
    (0.4086864819907167, 0.059114839698395635),
    (0.4669029047509584, 0.057277292100403214),
    (0.523160974722233, 0.055199503699984165),
    (0.5772247260839727, 0.05289018948519367),
    (0.6288673967765136, 0.05035903555385447),
    (0.6778723796326639, 0.04761665849249048),
    (0.7240341309238146, 0.04467456085669428),
    (0.7671590325157404, 0.04154508294346475),
    (0.8070662040294426, 0.03824135106583071),
    (0.8435882616243935, 0.03477722256477044),
    (0.8765720202742479, 0.03116722783279809),
    (0.9058791367155696, 0.027426509708356948),
    (0.9313866907065543, 0.02357076083932438),
    (0.9529877031604309, 0.01961616045735553),
    (0.9705915925462473, 0.015579315722943849),
    (0.9841245837228269, 0.01147723457923454),
    (0.9935301722663508, 0.0073275539012762625),
    (0.9987710072524261, 0.0031533460523058385),
)


class _Truncated(NamedTuple):
    """A truncated normal variable is sign (start + unit y), where y has this mean and this variance."""

    sign: Array
    start: Array
    unit: Array
    mean: Array
    variance: Array


def _truncated(a: Array, b: Array) -> _Truncated:
    """Return the moments between two bounds, by quadrature, as sums of one sign.

    From 0, or from the bound next to it, to where the density has fallen by e^-48.
    """
    fall = 48.0
    mirrored = a + b < 0.0
    low, high = np.where(mirrored, -b, a), np.where(mirrored, -a, b)
    start = np.maximum(low, 0.0)
    # start t + t^2 / 2 = 48, without a square that overflows
    far = math.sqrt(2.0 * fall)
    deep = np.maximum(start, far)
    root = deep * np.sqrt((start / deep) ** 2.0 + (far / deep) ** 2.0)
    width = np.where(start > 0.0, 2.0 * fall / (start + root), far)
    below = np.maximum(np.minimum(low - start, 0.0), -far)
    above = np.minimum(high - start, width)
    unit = (above - below) / 2.0
    middle = (above + below) / (above - below)
    total, first, second = (unit * 0.0 for _ in range(3))
    for node, weight in _NODES:
        y = middle + node, middle - node
        mass = [weight * np.exp(-(z * unit) * (start + z * unit / 2.0)) for z in y]
        total = total + (mass[0] + mass[1])
        first = first + (mass[0] * y[0] + mass[1] * y[1])
        second = second + (mass[0] * y[0] * y[0] + mass[1] * y[1] * y[1])
    mean = first / total
    return _Truncated(np.where(mirrored, -1.0 + 0.0 * unit, 1.0), start, unit, mean, second / total - mean * mean)


def _truncated_mean(a: Array, b: Array) -> Array:
    t = _truncated(a, b)
    return array_of(t.sign * (t.start + t.unit * t.mean))


def _truncated_variance(a: Array, b: Array) -> tuple[Array, ...]:
    t = _truncated(a, b)
    return t.unit, t.unit, t.variance


def _turned(kappa: Array) -> tuple[Array, ...]:
    """Return factors of the variance on the turn around loc, by quadrature from there to where e^-48 is left."""
    # 2 kappa sin^2(x / 2) = 48, where sin is below 1
    far = math.sqrt(24.0)
    bent = far / np.sqrt(np.maximum(kappa, 24.0))
    unit = np.where(kappa > 24.0, 2.0 * np.arctan(bent / np.sqrt(1.0 - bent * bent)), math.pi) / 2.0
    total = second = unit * 0.0
    for node, weight in _NODES:
        for y in (1.0 + node, 1.0 - node):
            mass = weight * np.exp(-2.0 * kappa * np.sin(unit * (y / 2.0)) ** 2.0)
            total = total + mass
            second = second + mass * (y * y)
    return unit, unit, second / total


MOMENTS: dict[str, Moments] = {
    "norm": Moments(lambda: 0.0, lambda: 1.0, "loc", "scale^2", ("0.0", "1.0", "1.0")),
    "laplace": Moments(lambda: 0.0, lambda: 2.0, "loc", "2 scale^2", ("0.0", "2.0", "1.414214")),
    "logistic": Moments(
        lambda: 0.0, lambda: math.pi**2 / 3, "loc", "pi^2 scale^2 / 3", ("0.0", "3.289868", "1.813799")
    ),
    "cauchy": Moments(lambda: math.nan, lambda: math.nan, "none: NaN", "none: NaN", ("nan", "nan", "nan")),
    "t": Moments(
        lambda df: np.where(df > 1.0, 0.0 / df, np.nan),
        _of_t,
        "loc, and NaN for df <= 1",
        "scale^2 df / (df - 2), inf for df <= 2, and NaN for df <= 1",
        ("nan", "nan", "nan"),
    ),
    "gumbel_r": Moments(
        lambda: EULER,
        lambda: math.pi**2 / 6,
        "loc + 0.5772... scale",
        "pi^2 scale^2 / 6",
        ("0.577216", "1.644934", "1.28255"),
    ),
    "gumbel_l": Moments(
        lambda: -EULER,
        lambda: math.pi**2 / 6,
        "loc - 0.5772... scale",
        "pi^2 scale^2 / 6",
        ("-0.577216", "1.644934", "1.28255"),
    ),
    "uniform": Moments(lambda: 0.5, lambda: 1 / 12, "loc + scale / 2", "scale^2 / 12", ("0.5", "0.083333", "0.288675")),
    "expon": Moments(lambda: 1.0, lambda: 1.0, "loc + scale", "scale^2", ("1.0", "1.0", "1.0")),
    "halfnorm": Moments(
        lambda: math.sqrt(2 / math.pi),
        lambda: 1 - 2 / math.pi,
        "loc + scale sqrt(2 / pi)",
        "scale^2 (1 - 2 / pi)",
        ("0.797885", "0.36338", "0.60281"),
    ),
    "halfcauchy": Moments(lambda: math.inf, lambda: math.inf, "inf", "inf", ("inf", "inf", "inf")),
    "gamma": Moments(lambda a: a, lambda a: a, "loc + scale a", "scale^2 a", ("0.5", "0.5", "0.707107")),
    "chi2": Moments(lambda df: df, lambda df: 2.0 * df, "loc + scale df", "2 scale^2 df", ("0.5", "1.0", "1.0")),
    "invgamma": Moments(
        lambda a: _finite_above(1.0, a, 1.0 / (a - 1.0)),
        lambda a: _finite_above(2.0, a, 1.0 / (a - 1.0), 1.0 / (a - 1.0), 1.0 / (a - 2.0)),
        "loc + scale / (a - 1), and inf for a <= 1",
        "scale^2 / ((a - 1)^2 (a - 2)), and inf for a <= 2",
        ("inf", "inf", "inf"),
    ),
    "beta": Moments(
        lambda a, b: 1.0 / (1.0 + b / a),
        lambda a, b: (1.0 / (1.0 + b / a), 1.0 / (1.0 + a / b), 1.0 / (1.0 + a + b)),
        "loc + scale a / (a + b)",
        "scale^2 a b / ((a + b)^2 (a + b + 1))",
        ("0.5", "0.125", "0.353553"),
    ),
    "weibull_min": Moments(
        lambda c: _gamma_of(1.0 + 1.0 / c),
        lambda c: (_gamma_of(1.0 + 1.0 / c), _gamma_of(1.0 + 1.0 / c), np.expm1(_log_spread(1.0 / c))),
        "loc + scale Gamma(1 + 1 / c)",
        "scale^2 (Gamma(1 + 2 / c) - Gamma(1 + 1 / c)^2)",
        ("2.0", "20.0", "4.472136"),
    ),
    "lognorm": Moments(
        lambda s: np.exp(s * s / 2.0),
        lambda s: (np.exp(s * s), np.expm1(s * s)),
        "loc + scale exp(s^2 / 2)",
        "scale^2 exp(s^2) (exp(s^2) - 1)",
        ("1.133148", "0.364696", "0.603901"),
    ),
    "pareto": Moments(
        lambda b: _finite_above(1.0, b, 1.0 + 1.0 / (b - 1.0)),
        lambda b: _finite_above(2.0, b, 1.0 + 1.0 / (b - 1.0), 1.0 / (b - 1.0), 1.0 / (b - 2.0)),
        "loc + scale b / (b - 1), and inf for b <= 1",
        "scale^2 b / ((b - 1)^2 (b - 2)), and inf for b <= 2",
        ("inf", "inf", "inf"),
    ),
    "truncnorm": Moments(
        _truncated_mean,
        _truncated_variance,
        "loc + scale (f(a) - f(b)) / (F(b) - F(a)), of the normal density f and its distribution function F,\n"
        "    by quadrature of sums of one sign",
        "scale^2 (1 + (a f(a) - b f(b)) / (F(b) - F(a)) - ((f(a) - f(b)) / (F(b) - F(a)))^2), of the normal\n"
        "    density f and its distribution function F, by quadrature of sums of one sign",
        ("1.106537", "0.212889", "0.461398"),
    ),
    "vonmises": Moments(
        lambda kappa: kappa * 0.0,
        _turned,
        "loc, of the turn around it",
        "E[(X - loc)^2] on the turn around loc, by quadrature",
        ("0.0", "2.348803", "1.532581"),
    ),
    "poisson": Moments(lambda mu: mu, lambda mu: mu, "mu", "mu", ("0.5", "0.5", "0.707107")),
    "bernoulli": Moments(lambda p: p.chance, lambda p: (p.chance, p.rest), "p", "p (1 - p)", ("0.5", "0.25", "0.5")),
    "binom": Moments(
        lambda n, p: n * p.chance, lambda n, p: (n, p.chance, p.rest), "n p", "n p (1 - p)", ("2.0", "1.0", "1.0")
    ),
    "nbinom": Moments(
        lambda mean, odds: mean,
        lambda mean, odds: (mean, 1.0 + odds),
        "n (1 - p) / p, or mu",
        "n (1 - p) / p^2, or mu + alpha mu^2",
        ("4.0", "8.0", "2.828427"),
    ),
    "geom": Moments(
        lambda p: 1.0 + p.odds, lambda p: (p.odds, 1.0 + p.odds), "1 / p", "(1 - p) / p^2", ("2.0", "2.0", "1.414214")
    ),
}


class _Chance(NamedTuple):
    """A probability p, with 1 - p, and the odds (1 - p) / p."""

    chance: Array
    rest: Array
    odds: Array


_SCALES: dict[str, Callable[[Array], Array]] = {
    "scale": lambda a: a,
    "log_scale": np.exp,
    "var": np.sqrt,
    "precision": lambda a: 1.0 / np.sqrt(a),
    "rate": lambda a: 1.0 / a,
    "log_rate": lambda a: np.exp(-a),
}


def _chance(name: str, x: Array) -> _Chance:
    if name == "p":
        return _Chance(x, 1.0 - x, (1.0 - x) / x)
    expit = _special("expit")
    return _Chance(array_of(expit(x)), array_of(expit(-x)), np.exp(-x))


# Functions of the parameters alone; "interval" takes a probability besides.
SUMMARIES = ("mean", "var", "std", "median", "interval", "support")


class _Names(NamedTuple):
    """What a frozen density asks of its functions."""

    variables: tuple[str, ...]
    parameter_names: tuple[str, ...]


class Summary(PublicFunction):
    """One of `SUMMARIES` of a family.

    Parameters
    ----------
    family
        Its name.
    density
        The signature of its density, whose parameters are taken.
    operation
        What a family takes.
    compute
        Returns the result, of parameters by name.
    """

    def __init__(
        self,
        family: str,
        name: str,
        doc: str,
        density: inspect.Signature,
        operation: Operation,
        compute: Callable[..., Any],
    ) -> None:
        kind = inspect.Parameter
        own = [p for n, p in density.parameters.items() if n in operation.parameter_names]
        variables = ("confidence",) if name == "interval" else ()
        stated = [kind(n, kind.POSITIONAL_OR_KEYWORD) for n in variables]
        super().__init__(f"{family}.{name}", "likelier", doc, inspect.Signature([*stated, *own]))
        self._operation = _Names(variables, operation.parameter_names)
        self._of = operation
        self._compute = compute

    def __call__(self, *args: Any, **options: Any) -> Any:
        given, rest = self._match(args, options, self._positional)
        given = {n: x for n, x in (given | rest).items() if x is not None}
        self._of.parameterisation_for([n for n in given if n in self._of.parameter_names], self.__qualname__)
        tail: tuple[float, ...] = ()
        if self._operation.variables:
            if "confidence" not in given:
                self._fail(f"missing the argument 'confidence'; got {self._list(given)}", TypeError)
            tail = ((1.0 - self._number(given, "confidence", 0.0, 1.0)) / 2.0,)
            del given["confidence"]
        return self._compute(*tail, given)


def summaries_of(
    name: str,
    density: inspect.Signature,
    operation: Operation,
    quantile: Callable[[str, str], Any],
    doc: Callable[[str], str] | None = None,
) -> dict[str, Summary]:
    """Return those that a family has.

    Parameters
    ----------
    name, density, operation
        The family's name, the signature of its density, and what it takes.
    quantile
        Returns a family's method, "ppf" or "isf", that speaks in the name of a function.
    doc
        Returns the docstring of one of them, if not a family's.
    """
    lower, upper = ({of: quantile(f"{name}.{of}", method) for of in SUMMARIES[3:]} for method in ("ppf", "isf"))

    def support(given: dict[str, Any]) -> tuple[Any, Any]:
        low, high = lower["support"](0.0, **given), upper["support"](0.0, **given)
        # What counts begins after the quantile of 0.
        return (low + 1 if operation.kind == "mass" else low), high

    computed: dict[str, Callable[..., Any]] = {
        "median": lambda given: lower["median"](0.5, **given),
        "interval": lambda q, given: (lower["interval"](q, **given), upper["interval"](q, **given)),
        "support": support,
    }
    moments = MOMENTS.get(name)
    if moments is not None:
        computed["mean"] = functools.partial(_moment, f"{name}.mean", operation, moments.mean, 1)
        computed["var"] = functools.partial(_moment, f"{name}.var", operation, moments.variance, 2)
        computed["std"] = functools.partial(_moment, f"{name}.std", operation, moments.variance, 1, root=True)
    made = {n: computed[n] for n in SUMMARIES if n in computed}
    return {
        n: Summary(name, n, summary_doc(n, operation, moments) if doc is None else doc(n), density, operation, f)
        for n, f in made.items()
    }


def _moment(
    function: str,
    operation: Operation,
    standard: Callable[..., Any],
    power: int,
    given: dict[str, Any],
    *,
    root: bool = False,
) -> Any:
    """Return a mean, a variance or its root, of that without location and scale, which has this power."""
    slots = operation.parameterisations[operation.parameterisation_for(list(given), function)]
    arguments = memory.Arguments(function, {p.name: given.get(p.name, p.default) for p in slots})
    with arguments.running(), np.errstate(all="ignore"):
        values = {n: array_of(as_known(a), _DOUBLE) for n, a in arguments.arrays.items()}
        try:
            shape = np.broadcast_shapes(*(a.shape for a in values.values()))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in values.items())
            msg = f"{function}: the arguments must have shapes that broadcast; got {shapes}"
            raise ValueError(msg) from None
        result = memory.full(shape, 0.0, *values.values())
        valid = result == 0.0
        for slot in slots:
            for _, good in domain_tests(slot.domain, values[slot.name], values.__getitem__):
                valid = valid & good
        known = dict(values)
        location = known.pop("loc", None)
        scale = next((_SCALES[n](known.pop(n)) for n in list(known) if n in _SCALES), None)
        standardised = standard(*_shapes(operation.name, known))
        factors = standardised if type(standardised) is tuple else (standardised,)
        result = result + (np.sqrt(factors[0]) if root else factors[0])
        for factor in factors[1:]:
            result = result * (np.sqrt(factor) if root else factor)
        for _ in range(0 if scale is None else power):
            # One after the other: a square may leave the range that the product is in.
            result = result * scale
        if location is not None and power == 1 and not root:
            result = result + location
        return arguments.give(np.where(valid, result, np.nan), arguments.dtype)


def _shapes(family: str, known: dict[str, Array]) -> list[Any]:
    """Return what moments are functions of, from the shapes that were given: of nbinom its mean and its odds."""
    if "alpha" in known:
        return [known["mu"], known["alpha"] * known["mu"]]
    shapes: list[Any] = []
    for name, x in known.items():
        shapes.append(_chance(name, x) if name in ("p", "logits") else np.exp(x) if name == "log_mu" else x)
    if family == "nbinom":
        n, p = shapes
        return [n * p.odds, p.odds]
    return shapes
