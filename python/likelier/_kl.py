"""KL(p || q): of rows of one distribution each, and of densities, in closed form or by samples."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

import numpy as np

from likelier import _core, _random
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    gradient_dtype,
    index_text,
    is_floating,
    is_integer,
    is_weak,
    result_dtype,
)
from likelier._device import DeviceArray, Number, Place, place_of
from likelier._differentiable import gradient_type
from likelier._elementwise import BY_NAME, ElementwiseFunction, Parameter, factors_of, finish, weighted_sum
from likelier._families import Family, Frozen
from likelier._kl_supports import Beyond, comparable
from likelier._kl_vectors import FORMS, Given, VectorForm
from likelier._memory import array_of, sum_to
from likelier._mixtures import Mixture
from likelier._partial import _two_sum
from likelier._rows import _Divergence, _give, _kl

SIDES = ("p", "q")
# Options of the estimate.
SAMPLING = ("seed", "offset")
# From values on a device on.
_OF_VALUES = ElementwiseFunction(BY_NAME["_identity"], "kl", "likelier", "")
# How many variates are made at a time.
BLOCK = 2**18


class Conversion(NamedTuple):
    """How a parameter stands for another: its value, and the derivative from argument and value; on float64."""

    name: str
    value: Callable[[Array], Any]
    slope: Callable[[Array, Array], Any]


def _expit(x: Array) -> Any:
    return np.exp(-np.logaddexp(0.0, -x))


# The first parameterisation is what closed forms are written in.
_CONVERSIONS = {
    "log_scale": Conversion("scale", np.exp, lambda _x, y: y),
    "var": Conversion("scale", np.sqrt, lambda _x, y: 0.5 / y),
    "precision": Conversion("scale", lambda x: 1.0 / np.sqrt(x), lambda x, y: -0.5 * y / x),
    "rate": Conversion("scale", np.reciprocal, lambda _x, y: -(y * y)),
    "log_rate": Conversion("scale", lambda x: np.exp(-x), lambda _x, y: -y),
    "log_mu": Conversion("mu", np.exp, lambda _x, y: y),
    "logits": Conversion("p", _expit, lambda x, y: y * _expit(-x)),
}


# The logarithm of a scale from what is not one.
_LOGARITHMS = {
    "scale": Conversion("log_scale", np.log, lambda x, _y: 1.0 / x),
    "log_rate": Conversion("log_scale", np.negative, lambda _x, _y: -1.0),
    "var": Conversion("log_scale", lambda x: 0.5 * np.log(x), lambda x, _y: 0.5 / x),
    "precision": Conversion("log_scale", lambda x: -0.5 * np.log(x), lambda x, _y: -0.5 / x),
    "rate": Conversion("log_scale", lambda x: -np.log(x), lambda x, _y: -1.0 / x),
}


class Source(NamedTuple):
    """Where an argument of a closed form comes from: a parameter of one side, times an exact factor, or a number.

    A logarithm has the factor's added.
    """

    side: str
    parameter: str
    factor: float = 1.0


class Pair(NamedTuple):
    """A closed form: the compiled operation and its arguments.

    ``equal`` are the parameters that both densities must share.
    """

    operation: str
    arguments: tuple[Source | float, ...]
    equal: tuple[str, ...] = ()


def _same(operation: str, *parameters: str, equal: tuple[str, ...] = ()) -> Pair:
    """Return the closed form between two densities of one family, by these parameters of each."""
    return Pair(operation, tuple(Source(side, name) for side in SIDES for name in parameters), equal)


def _pairs() -> Iterator[tuple[str, str, Pair]]:
    """Return families p and q and the closed form of KL(p || q)."""
    for family, operation in {
        "norm": "_kl_norm",
        "laplace": "_kl_laplace",
        "cauchy": "_kl_cauchy",
        "gumbel_r": "_kl_gumbel",
        "uniform": "_kl_uniform",
        "expon": "_kl_expon",
        "halfnorm": "_kl_halfnorm",
    }.items():
        yield family, family, _same(operation, "loc", "scale")
    yield "lognorm", "lognorm", _same("_kl_lognorm", "s", "scale", equal=("loc",))
    yield "pareto", "pareto", _same("_kl_pareto", "b", "scale", equal=("loc",))
    yield "beta", "beta", _same("_kl_beta", "a", "b", equal=("loc", "scale"))
    # Of one scale, which the difference of the locations is divided by.
    for family, parameters in {"vonmises": ("kappa", "loc"), "logistic": ("loc",)}.items():
        pair = _same(f"_kl_{family}", *parameters, equal=("scale",))
        yield family, family, pair._replace(arguments=(*pair.arguments, Source("p", "scale")))
    yield "poisson", "poisson", _same("_kl_poisson", "mu")
    yield "bernoulli", "bernoulli", _same("_kl_bernoulli", "p")
    yield "geom", "geom", _same("_kl_geom", "p")
    # Minima are maxima of the opposite: the locations change places.
    mirrored = (Source("q", "loc"), Source("p", "scale"), Source("p", "loc"), Source("q", "scale"))
    yield "gumbel_l", "gumbel_l", Pair("_kl_gumbel", mirrored)
    # Both halves of a density symmetric about one location are alike.
    folded = (0.0, Source("p", "scale"), 0.0, Source("q", "scale"))
    yield "halfcauchy", "halfcauchy", Pair("_kl_cauchy", folded, ("loc",))
    # The reciprocal of an inverse gamma variable has the reciprocal scale: the scales change places.
    inverse = (Source("p", "a"), Source("q", "scale"), Source("q", "a"), Source("p", "scale"))
    yield "invgamma", "invgamma", Pair("_kl_gamma", inverse, ("loc",))

    def side_of(side: str, first: tuple[str, float] | float, factor: float) -> tuple[Source | float, Source]:
        shape = first if isinstance(first, float) else Source(side, *first)
        return shape, Source(side, "scale", factor)

    # Families that are gamma densities, or Weibull ones: the shape, and what multiplies the scale.
    gammas: dict[str, tuple[tuple[str, float] | float, float]] = {
        "gamma": (("a", 1.0), 1.0),
        "chi2": (("df", 0.5), 2.0),
        "expon": (1.0, 1.0),
    }
    weibulls: dict[str, tuple[tuple[str, float] | float, float]] = {
        "weibull_min": (("c", 1.0), 1.0),
        "expon": (1.0, 1.0),
    }
    for operation, families in (("_kl_gamma", gammas), ("_kl_weibull", weibulls)):
        for p, from_p in families.items():
            for q, from_q in families.items():
                if q != "expon":
                    yield p, q, Pair(operation, (*side_of("p", *from_p), *side_of("q", *from_q)), ("loc",))
    yield "bernoulli", "poisson", Pair("_kl_bernoulli_poisson", (Source("p", "p"), Source("q", "mu")))
    for p, q in (("truncnorm", "truncnorm"), ("truncnorm", "norm"), ("norm", "truncnorm")):
        yield p, q, Pair("_kl_truncnorm", (*_interval("p", p), *_interval("q", q)))
    yield from _crossings()


def _interval(side: str, family: str) -> tuple[Source | float, ...]:
    """Return the bounds of a truncated normal density, its location and its scale; the normal one has no bounds."""
    bounds = (-math.inf, math.inf) if family == "norm" else (Source(side, "a"), Source(side, "b"))
    return *bounds, Source(side, "loc"), Source(side, "scale")


# Families as they enter forms between families: the operations' word for them, and parameters with factors.
_ROLES: dict[str, tuple[str, tuple[tuple[str, float], ...]]] = {
    "norm": ("norm", (("loc", 1.0), ("scale", 1.0))),
    "laplace": ("laplace", (("loc", 1.0), ("scale", 1.0))),
    "gumbel_r": ("gumbel", (("loc", 1.0), ("scale", 1.0))),
    "uniform": ("uniform", (("loc", 1.0), ("scale", 1.0))),
    "expon": ("expon", (("loc", 1.0), ("scale", 1.0))),
    "beta": ("beta", (("a", 1.0), ("b", 1.0), ("loc", 1.0), ("scale", 1.0))),
    "gamma": ("gamma", (("a", 1.0), ("loc", 1.0), ("scale", 1.0))),
    "chi2": ("gamma", (("df", 0.5), ("loc", 1.0), ("scale", 2.0))),
    "weibull_min": ("weibull", (("c", 1.0), ("loc", 1.0), ("scale", 1.0))),
    "halfnorm": ("halfnorm", (("loc", 1.0), ("scale", 1.0))),
    "lognorm": ("lognorm", (("s", 1.0), ("loc", 1.0), ("scale", 1.0))),
    "invgamma": ("invgamma", (("a", 1.0), ("loc", 1.0), ("scale", 1.0))),
    "pareto": ("pareto", (("b", 1.0), ("loc", 1.0), ("scale", 1.0))),
}
# The mean of log(x - loc) of q has a closed form where p begins there too.
_OF_ONE_LOCATION = ("_kl_weibull_gamma", "_kl_beta_gamma", "_kl_pareto_gamma")


def _crossings() -> Iterator[tuple[str, str, Pair]]:
    """Return the pairs of two families that have an operation between their roles."""
    for p, (first, p_parameters) in _ROLES.items():
        for q, (second, q_parameters) in _ROLES.items():
            operation = f"_kl_{first}_{second}"
            if operation not in BY_NAME:
                continue
            equal = ("loc",) if operation in _OF_ONE_LOCATION else ()
            arguments = [
                Source(side, name, factor)
                for side, parameters in zip(SIDES, (p_parameters, q_parameters), strict=True)
                for name, factor in parameters
                if name not in equal
            ]
            yield p, q, Pair(operation, tuple(arguments), equal)
    # Minima are maxima of the opposite.
    mirrored = tuple(Source(side, name, factor) for side in SIDES for name, factor in (("loc", -1.0), ("scale", 1.0)))
    yield "gumbel_l", "norm", Pair("_kl_gumbel_norm", mirrored)
    yield "norm", "gumbel_l", Pair("_kl_norm_gumbel", mirrored)


PAIRS = {(p, q): pair for p, q, pair in _pairs()}

# Only the quotient of the scales matters, and that of two rates is the other way round.
_BOTH_RATES = Pair(
    "_kl_gamma", (Source("p", "a"), Source("q", "rate"), Source("q", "a"), Source("p", "rate")), ("loc",)
)
# What probabilities and means are told by instead, and the operations: of both sides, "from" p's and "to" q's.
_LOGS = {"bernoulli": ("p", "logits"), "geom": ("p", "logits"), "poisson": ("mu", "log_mu")}
_AS_TOLD = {
    ("bernoulli", "bernoulli"): "_kl_bernoulli_{}logits",
    ("geom", "geom"): "_kl_geom_{}logits",
    ("poisson", "poisson"): "_kl_poisson_{}logs",
    ("bernoulli", "poisson"): "_kl_bernoulli_poisson_{}logs",
}
_LOGARITHMIC = ("logits", "log_mu")
_WAYS = {(True, True): "", (True, False): "from_", (False, True): "to_"}


def _as_told(names: tuple[str, str], given: Mapping[tuple[str, str], Any]) -> Pair:
    """Return the pair's closed form of parameters as they were given, so far as there are such forms."""
    pair = PAIRS[names]
    if names == ("gamma", "gamma") and all((side, "rate") in given for side in SIDES):
        return _BOTH_RATES
    if names not in _AS_TOLD:
        return _by_logarithms(pair, given)
    told = {s: next((n for n in _LOGS[name] if (s, n) in given), "") for s, name in zip(SIDES, names, strict=True)}
    way = told["p"] in _LOGARITHMIC, told["q"] in _LOGARITHMIC
    if not any(way):
        return pair
    return Pair(_AS_TOLD[names].format(_WAYS[way]), tuple(Source(*x) for x in told.items()))


def _by_logarithms(pair: Pair, given: Mapping[tuple[str, str], Any]) -> Pair:
    """Return the closed form of the scales' logarithms where one was given so, or the pair as it is."""
    operation = f"{pair.operation}_logs"
    scales = [a for a in pair.arguments if isinstance(a, Source) and a.parameter == "scale"]
    told = [any((a.side, name) in given for name in ("log_scale", "log_rate")) for a in scales]
    if operation not in BY_NAME or not any(told):
        return pair
    plain = [a for a, by_log in zip(scales, told, strict=True) if not by_log]
    # Only the quotient of the scales' factors matters.
    alike = not plain and len({a.factor for a in scales}) == 1
    says_which = len(BY_NAME[operation].variables) > len(pair.arguments)

    def logarithm(argument: Source | float) -> Source | float:
        if not isinstance(argument, Source) or argument.parameter != "scale" or (says_which and argument in plain):
            return argument
        return Source(argument.side, "log_scale", 1.0 if alike else argument.factor)

    arguments = tuple(logarithm(a) for a in pair.arguments)
    if says_which:
        # 0 for none, 1 or 2 for the first or the second scale among the arguments
        arguments = (*arguments, float(told.index(False) + 1) if plain else 0.0)
    return pair._replace(operation=operation, arguments=arguments)


class _Argument:
    """One argument of the operation: its array, where its gradient goes, and the factor of the chain rule."""

    __slots__ = ("array", "key", "slope")

    def __init__(self, array: Any, key: tuple[str, str] | None, slope: Any) -> None:
        self.array = array
        self.key = key
        self.slope = slope


class _Options(NamedTuple):
    """The options that every divergence of densities takes, the mask and the output as given, the base as a factor."""

    where: Any
    out: Any
    factor: float


class _Sides:
    """Two frozen densities: their parameters as arrays, and what these have in common."""

    # Of the result.
    shape: tuple[int, ...]

    def __init__(self, function: _KL, given: dict[str, Any]) -> None:
        self.function = function
        self.options = given
        self.sides: dict[str, Frozen] = {}
        for side, other in (SIDES, SIDES[::-1]):
            density: Any = given[side]
            if not isinstance(density, Frozen):
                got = type(density).__name__
                function._fail(f"{side} must be a density beside {given[other]!r}; got {got}", TypeError)
            self.sides[side] = density
        for side in SIDES:
            del given[side]
        self.raw = {
            (side, name): x
            for side, density in self.sides.items()
            for name, x in density.parameters.items()
            if x is not None
        }
        self.arrays: dict[tuple[str, str], Any] = {}
        self.producer: Callable[[Array], Any] | None = None
        names = [".".join(key) for key in self.raw]
        self.place = place_of(function.__qualname__, names, list(self.raw.values()))
        for key, x in self.raw.items():
            if self.place is not None:
                self.arrays[key] = self.place.argument(x, ".".join(key))
                continue
            self.arrays[key], producer = as_array(x, function.__qualname__, ".".join(key))
            self.producer = self.producer or producer
        self.dtype = result_dtype(list(self.raw.values()), list(self.arrays.values()))

    @property
    def names(self) -> tuple[str, str]:
        """What the families are called."""
        return self.sides["p"].family.name, self.sides["q"].family.name

    def _running(self) -> contextlib.AbstractContextManager[Any]:
        """Return what work where the parameters are stands in."""
        return contextlib.nullcontext() if self.place is None else self.place.running()

    def _complete(self, side: str) -> dict[str, tuple[Parameter, Any]]:
        """Return a side's parameters as arrays, by name, each beside its slot; where not given, the defaults."""
        operation = self.sides[side].family._operation
        own = [name for s, name in self.raw if s == side]
        slots = operation.parameterisations[operation.parameterisation_for(own, operation.name)]
        if self.place is not None:
            self.place.is_not_all_recorded()

        def known(slot: Parameter) -> Array:
            key = side, slot.name
            if self.place is None:
                return np.asarray(as_known(self.arrays[key]) if key in self.arrays else slot.default, np.float64)
            given = self.arrays.get(key, Number(slot.default or 0.0))
            array: Array = memory.known(self.place, given).astype(np.float64, copy=False)
            return array

        return {slot.name: (slot, known(slot)) for slot in slots}

    def _broadcast(self) -> tuple[int, ...]:
        """Return the shape that the parameters broadcast to."""
        try:
            return np.broadcast_shapes(*(a.shape for a in self.arrays.values()))
        except ValueError:
            shapes = ", ".join(f"{'.'.join(key)} {a.shape}" for key, a in self.arrays.items())
            self.function._fail(f"the parameters must have shapes that broadcast; got {shapes}")

    def _read_options(self) -> _Options:
        """Return the options; raise for those that are left over."""
        function, given = self.function, self.options
        options = _Options(
            given.pop("where", None), given.pop("out", None), function._base_factor(given.pop("base", None))
        )
        for name in given:
            function._fail(f"{name} is an option for rows; got it beside densities", TypeError)
        return options

    def _mask(self, where: Any) -> Any:
        """Return a mask over the result, where the parameters are."""
        return self.function._mask(where, self.shape) if self.place is None else self.place.mask(where, self.shape)

    def can_sample(self) -> bool:
        """Tell whether there are estimates: variates of p that q is a density of."""
        p, q = (density.family for density in self.sides.values())
        return hasattr(p, "rvs") and p._method == q._method and _of_vectors(p) == _of_vectors(q)

    def _sampled(self) -> str:
        """Say what there is where no closed form is."""
        return "; n_samples= gives a Monte Carlo estimate" if self.can_sample() else ""

    def refuse_pair(self, why: str = "") -> NoReturn:
        """Raise for families that no closed form is between."""
        p, q = self.names
        known = [*PAIRS, *FORMS]
        from_p = ", ".join(b for a, b in known if a == p)
        to_q = ", ".join(a for a, b in known if b == q)
        near = [
            f"those from {p} to {from_p}" if from_p else f"none from {p}",
            f"those from {to_q} to {q}" if to_q else f"none to {q}",
        ]
        self.function._fail(
            f"expected two densities whose divergence has a closed form here; got {p} || {q}{why}. "
            f"There are {near[0]}, and {near[1]}{self._sampled()}",
            NotImplementedError,
        )


def _of_vectors(family: Any) -> bool:
    """Tell whether the data of a family are vectors."""
    return family._operation.event in family._operation.variables


class _ClosedForm(_Sides):
    """Two frozen densities as arguments of a closed form."""

    def __init__(self, function: _KL, given: dict[str, Any]) -> None:
        for name in SAMPLING:
            value = given.pop(name, None)
            if value is not None:
                function._fail(f"{name} must be None without n_samples; got {value!r}", TypeError)
        super().__init__(function, given)

    @property
    def _families(self) -> list[Any]:
        return [density.family for density in self.sides.values()]

    def _given(self) -> Given:
        """Return the parameters, with defaults for those that were not given."""
        values, slots = {}, {}
        for side in SIDES:
            for name, (slot, array) in self._complete(side).items():
                slots[side, name], values[side, name] = slot, array
        return Given(self._families, values, slots, self.function._fail)

    def differentiable(self) -> list[tuple[str, str]]:
        """Return the floating parameters that were given and that the closed form depends on for each side alone."""
        raise NotImplementedError

    def evaluate(self, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Return the divergence, and its gradients where they are wanted."""
        with self._running():
            if self.place is not None:
                return self.run_on_device(self.place, wrt, cotangent, gradient=gradient)
            return self.run(wrt, cotangent, gradient=gradient)

    def run(self, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Compute them."""
        raise NotImplementedError

    def run_on_device(self, place: Place, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Queue the same for parameters on a device."""
        raise NotImplementedError

    def _is_floating(self, key: tuple[str, str]) -> bool:
        x = self.raw[key]
        return is_floating(self.arrays[key]) or (is_weak(x) and not isinstance(x, bool))

    def wanted(self, wrt: Any) -> tuple[list[tuple[str, str]], Callable[[Mapping[tuple[str, str], Any]], Any]]:
        """Return the parameters to differentiate in, and how their gradients are returned."""
        known = self.differentiable()
        names = wrt if isinstance(wrt, (tuple, list)) else SIDES if wrt is None else (wrt,)
        chosen: list[tuple[str, str]] = []
        for name in names:
            side, _, parameter = name.partition(".") if isinstance(name, str) else ("", "", "")
            keys = [key for key in known if key[0] == side and parameter in ("", key[1])]
            if side not in SIDES or (parameter and not keys):
                listed = ", ".join((*SIDES, *(".".join(key) for key in known)))
                self.function._fail(f"wrt must name densities or floating parameters among {listed}; got {name!r}")
            if any(key in chosen for key in keys):
                self.function._fail(f"wrt must name each parameter once; got {names!r}")
            chosen += keys
        if isinstance(wrt, str) and "." in wrt:
            return chosen, lambda by_key: by_key[chosen[0]]

        def of_side(side: str, by_key: Mapping[tuple[str, str], Any]) -> Any:
            fields = tuple(key[1] for key in known if key[0] == side and key in chosen)
            return gradient_type(fields)(*(by_key[side, n] for n in fields))

        if isinstance(wrt, str):
            return chosen, lambda by_key: of_side(wrt, by_key)
        return chosen, lambda by_key: gradient_type(SIDES)(*(of_side(side, by_key) for side in SIDES))


class _Densities(_ClosedForm):
    """Of one elementwise operation."""

    def __init__(self, function: _KL, given: dict[str, Any]) -> None:
        super().__init__(function, given)
        self.shape = self._broadcast()
        self.pair = _as_told(self.names, self.raw)
        if self.pair.operation == "_kl_truncnorm_logs" and self._loses_by_logarithms():
            self.pair = PAIRS[self.names]
        self.in_double = self.dtype == np.float64
        # Where what both sides share, which is no argument of the operation, is not finite.
        self.not_numbers: Any = np.False_
        with self._running():
            self.arguments = [self._argument(source) for source in self.pair.arguments]

    def _loses_by_logarithms(self) -> bool:
        """Tell whether one scale alone is told by its logarithm, and that is known to be in range."""
        logs = [array for (_, name), array in self.arrays.items() if name == "log_scale"]
        return self.place is None and len(logs) == 1 and bool(np.all(abs(as_known(logs[0])) < 700))

    def _parameter(self, side: str, name: str) -> _Argument:
        """Return a parameter of the first parameterisation, or the logarithm of a scale, from what was given for it."""
        if (side, name) in self.arrays:
            return _Argument(self.arrays[side, name], (side, name), None)
        conversions = _LOGARITHMS if name == "log_scale" else _CONVERSIONS
        for keyword, conversion in conversions.items():
            if conversion.name == name and (side, keyword) in self.arrays:
                self.in_double = True
                own = self.arrays[side, keyword]
                if self.place is not None and isinstance(own, DeviceArray):
                    x = memory.known(self.place, own).astype(np.float64, copy=False)
                    y = conversion.value(x)
                    array = self.place.array(y, f"{side}.{keyword}")
                    return _Argument(array, (side, keyword), conversion.slope(x, y))
                x = np.asarray(own.value) if isinstance(own, Number) else as_known(own).astype(np.float64)
                with np.errstate(all="ignore"):
                    y = np.asarray(conversion.value(x))
                    return _Argument(self._known(y), (side, keyword), conversion.slope(x, y))
        if name == "log_scale":
            return _Argument(self._known(0.0), None, None)
        slots = {p.name: p for p in self.sides[side].family._operation.parameterisations[0]}
        return _Argument(self._known(slots[name].default), None, None)

    def _known(self, x: Any) -> Any:
        """Return a number that is known here as an argument."""
        return np.asarray(x, np.float64) if self.place is None else Number(float(x))

    def _scaled(self, array: Any, factor: float, dtype: np.dtype[Any]) -> Any:
        """Return an argument times a number."""
        if isinstance(array, Number):
            return Number(array.value * factor)
        if self.place is None:
            return np.asarray(as_known(array).astype(dtype) * factor)
        return self.place.evaluate("_identity", array, factor, dtype)

    def _moved(self, array: Any, difference: float) -> Any:
        """Return an argument plus a number, in double."""
        if isinstance(array, Number):
            return Number(array.value + difference)
        if self.place is None:
            return np.asarray(as_known(array).astype(np.float64) + difference)
        moved = memory.known(self.place, array).astype(np.float64, copy=False) + difference
        return self.place.array(moved, "an argument")

    def _argument(self, source: Source | float) -> _Argument:
        if not isinstance(source, Source):
            return _Argument(self._known(source), None, None)
        argument = self._parameter(source.side, source.parameter)
        if source.factor != 1.0 and source.parameter == "log_scale":
            slope = 1.0 if argument.slope is None else argument.slope
            argument = _Argument(self._moved(argument.array, math.log(source.factor)), argument.key, slope)
            self.in_double = True
        elif source.factor != 1.0:
            array = self._scaled(argument.array, source.factor, np.dtype(np.float64))
            slope = source.factor if argument.slope is None else source.factor * argument.slope
            argument = _Argument(array, argument.key, slope)
            self.in_double = True
        return argument

    def _shared(self) -> Iterator[tuple[str, str, Any, Any]]:
        """Return what both densities must share, what to say where they do not, and what either side has."""
        families = " || ".join(density.family.name for density in self.sides.values())
        for name in self.pair.equal:
            by_logs = name == "scale" and all((side, "log_scale") in self.raw for side in SIDES)
            own = f"log_{name}" if by_logs else name
            wanted = f"p.{name} and q.{name} must be equal (the closed form of {families} is for that alone)"
            x, y = (self._parameter(side, own).array for side in SIDES)
            yield name, wanted, x, y

    def check(self, where: Array | None) -> Beyond | None:
        """Raise where the densities are not among those that the closed form is for.

        Not where p's support is beyond q's, which they have a form for: return it, cut down to these.
        """
        beyond: Beyond | None = None
        alone = np.zeros((), np.bool_)
        for _, wanted, first, second in self._shared():
            x, y = as_known(first), as_known(second)
            differ = (x != y) & ~(np.isnan(x) | np.isnan(y))
            self.not_numbers = self.not_numbers | ~(np.isfinite(x) & np.isfinite(y))
            if not np.any(differ if where is None else differ & where):
                continue
            if beyond is None and comparable(*self._families):
                with np.errstate(all="ignore"):
                    beyond = Beyond(self._given())
            refused = differ if beyond is None else differ & ~beyond.outside
            if where is not None:
                refused = refused & where
            if np.any(refused):
                index = tuple(int(i) for i in np.argwhere(refused)[0])
                values = [np.broadcast_to(z, np.shape(refused))[index] for z in (x, y)]
                self.function._fail(f"{wanted}; got {values[0]} and {values[1]}{index_text(index)}{self._sampled()}")
            alone = alone | differ
        if beyond is not None:
            beyond.outside = beyond.outside & beyond.valid & alone
        return beyond

    def _apart(self, place: Place) -> tuple[Any, Any] | None:
        """Return where the closed form is not for densities on a device, and the divergence there.

        That is infinite where p's support is beyond q's, and NaN elsewhere. None: it is for all.
        """
        apart: Any = None
        bad: Any = None
        for name, wanted, x, y in self._shared():
            if isinstance(x, Number) and isinstance(y, Number) and math.isfinite(x.value) and math.isfinite(y.value):
                if x.value == y.value:
                    continue
                if name != "loc" or x.value > y.value or not comparable(*self._families):
                    self.function._fail(f"{wanted}; got {x.value} and {y.value}{self._sampled()}")
            first, second = (memory.known(place, z).astype(np.float64, copy=False) for z in (x, y))
            no_numbers = ~(np.isfinite(first) & np.isfinite(second))
            differ = (first != second) | no_numbers
            apart = differ if apart is None else apart | differ
            bad = no_numbers if bad is None else bad | no_numbers
        if apart is None:
            return None
        instead = memory.full((), math.nan, apart)
        if comparable(*self._families):
            beyond = Beyond(self._given())
            infinite = memory.full((), math.inf, apart)
            instead = np.where(beyond.outside & beyond.valid & ~bad, infinite, instead)
        return apart, instead

    def differentiable(self) -> list[tuple[str, str]]:
        keys = [argument.key for argument in self.arguments if argument.key is not None]

        def is_shared(name: str) -> bool:
            return name in self.pair.equal or (name in _CONVERSIONS and _CONVERSIONS[name].name in self.pair.equal)

        return [key for key in self.raw if key in keys and not is_shared(key[1]) and self._is_floating(key)]

    def run_on_device(self, place: Place, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Queue the divergence of densities whose parameters are on a device, and return the same."""
        given_where, out, factor = self._read_options()
        where = self._mask(given_where)
        buffer = place.out(out, self.shape, self.dtype, [*self.arrays.values(), where])
        apart = self._apart(place)
        if apart is not None:
            # These have no part in the closed form; what it is for waits in double for what there is instead.
            kept = ~apart[0] if where is None else memory.known(place, where) & ~apart[0]
            where = place.mask(kept, self.shape)
        waits = apart is not None
        value = buffer
        if value is None or waits:
            value = place.empty(self.shape, np.dtype(np.float64) if waits else self.dtype)
        slopes: dict[tuple[str, str], tuple[_Argument, DeviceArray]] = {}
        cotangent_array = None
        if gradient:
            chosen, pack = self.wanted(wrt)
            cotangent_array = place.beside(cotangent, self.shape, "cotangent")
            place.refuse_overlap(buffer, cotangent_array)
            for argument in self.arguments:
                if argument.key is not None and argument.key in chosen:
                    own = place.empty(argument.array.shape, gradient_dtype(argument.array))
                    slopes[argument.key] = argument, own
        by_key = {key: own for key, (_, own) in slopes.items()}
        place.queue(
            place.engine.elementwise(
                operation=BY_NAME[self.pair.operation].index,
                parameterisation=0,
                in_double=True,
                shape=self.shape,
                arguments=tuple(argument.array.view() for argument in self.arguments),
                where=None if where is None else where.view(),
                cotangent=None if cotangent_array is None else cotangent_array.view(),
                value_factor=1.0 if waits else factor,
                gradient_factor=factor,
                value=value.view(),
                gradients=tuple(
                    by_key[a.key].view() if a.key is not None and a.key in by_key else None for a in self.arguments
                ),
                clears_masked=waits or buffer is None,
            )
        )
        beside = None
        if apart is None:
            result = out if out is not None else place.give(value)
        else:
            options = {"where": given_where, "out": out}
            values = np.where(apart[0], apart[1], memory.known(place, value))
            result = finish(_OF_VALUES, values, self.dtype, factor, options)
            if out is None:
                result = memory.give(place, result)
            if gradient:
                factors = factors_of(_OF_VALUES, values, self.dtype, factor, options, cotangent)
                unknown = apart[0] & np.isnan(values) & (factors != 0)
                beside = np.where(unknown, memory.full((), math.nan, values), memory.full((), 0.0, values))
        if not gradient:
            return result, None
        for key, (argument, alone) in slopes.items():
            own = alone
            if beside is not None:
                moved = memory.known(place, alone) + sum_to(beside, alone.shape)
                own = by_key[key] = place.array(memory.give(place, moved, alone.dtype), "a gradient")
            if argument.slope is None:
                continue
            kept = gradient_dtype(self.arrays[key])
            if isinstance(argument.slope, (float, np.ndarray)):
                by_key[key] = self._scaled(own, float(argument.slope), kept)
                continue
            # a gradient of 0 stays so where the chain's factor is infinite
            slopes_of = memory.known(place, own)
            chained = np.where(slopes_of == 0, 0.0, slopes_of * argument.slope)
            by_key[key] = place.array(memory.give(place, chained, kept), "a gradient")
        return result, pack({key: place.give(own) for key, own in by_key.items()})

    def run(self, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        function = self.function
        where, out, factor = self._read_options()
        where = self._mask(where)
        beyond = self.check(where)
        asked = where
        if beyond is not None:
            # These have no part in the closed form.
            where = ~beyond.outside if where is None else where & ~beyond.outside
        inputs = [*self.arrays.values(), where]
        buffer = function._place(out, self.shape, self.dtype, inputs)
        value = buffer
        if value is None:
            value = _core.empty(self.shape, self.dtype) if where is None else np.zeros(self.shape, self.dtype)
        places: list[Array | None] = [None] * len(self.arguments)
        cotangent_array = None
        if gradient:
            chosen, pack = self.wanted(wrt)
            cotangent_array = function._beside(cotangent, self.shape, "cotangent")
            function._refuse_overlap(buffer, cotangent_array)
            for i, argument in enumerate(self.arguments):
                if argument.key in chosen:
                    places[i] = _core.empty(argument.array.shape, gradient_dtype(argument.array))
        _core.elementwise(
            BY_NAME[self.pair.operation].index,
            0,
            self.in_double,
            self.shape,
            tuple(argument.array for argument in self.arguments),
            where=where,
            cotangent=cotangent_array,
            value_factor=factor,
            gradient_factor=factor,
            value=value,
            gradients=tuple(places),
        )
        if beyond is not None:
            others = beyond.outside if asked is None else beyond.outside & asked
            np.copyto(value, cast(np.asarray(np.inf * factor), value.dtype), where=others)
        if np.any(self.not_numbers):
            bad = np.broadcast_to(self.not_numbers if asked is None else self.not_numbers & asked, self.shape)
            np.copyto(value, cast(np.asarray(np.nan), value.dtype), where=bad)
            if cotangent_array is not None:
                bad = bad & (as_known(cotangent_array) != 0)
            for slopes in places:
                if slopes is not None:
                    np.copyto(slopes, np.nan, where=sum_to(bad.astype(np.float64), slopes.shape) != 0)
        result = out if out is not None else _give(self.producer, value)
        if not gradient:
            return result, None
        by_key: dict[tuple[str, str], Any] = {}
        for argument, place in zip(self.arguments, places, strict=True):
            if place is None or argument.key is None:
                continue
            slopes = place
            if argument.slope is not None:
                with np.errstate(all="ignore"):
                    # a gradient of 0 stays so where the chain's factor is infinite
                    slopes = np.where(place == 0, 0.0, place * argument.slope)
            slopes = cast(slopes, gradient_dtype(self.arrays[argument.key]))
            by_key[argument.key] = _give(self.producer, slopes)
        return result, pack(by_key)


class _Forms(_ClosedForm):
    """Of more than one elementwise operation."""

    def __init__(self, function: _KL, given: dict[str, Any]) -> None:
        super().__init__(function, given)
        kind = FORMS.get(self.names)
        if kind is None:
            if not comparable(*self._families):
                self.refuse_pair()
            self._broadcast()
            kind = Beyond
        with self._running(), np.errstate(all="ignore"):
            self.form: VectorForm = kind(self._given())
        self.shape = self.form.batch

    def differentiable(self) -> list[tuple[str, str]]:
        return [key for key in self.raw if key[1] in self.form.differentiable and self._is_floating(key)]

    def run_on_device(self, place: Place, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Return the same on a device: NaN where the form is not for the parameters."""
        where, out, factor = self._read_options()
        options = {"where": where, "out": out}
        buffer = place.out(out, self.shape, self.dtype, list(self.arrays.values()))
        if gradient:
            place.refuse_overlap(buffer, place.beside(cotangent, self.shape, "cotangent"))
        nothing = memory.full(self.shape, 0.0, *self.form.values.values())
        value = np.where((nothing != 0) | self.form.unknown()[0], np.nan, self.form.value())
        chosen, pack = self.wanted(wrt) if gradient else ([], dict)
        gradients = {}
        if gradient:
            factors = factors_of(_OF_VALUES, value, self.dtype, factor, options, cotangent)
            gradients = self.form.gradients(chosen, np.where(np.isnan(value) & (factors != 0), np.nan, factors))
        result = finish(_OF_VALUES, value, self.dtype, factor, options)
        if out is None:
            result = memory.give(place, result)
        if not gradient:
            return result, None
        by_key = {}
        for key in chosen:
            array = self.arrays[key]
            by_key[key] = memory.give(place, sum_to(gradients[key], array.shape), gradient_dtype(array))
        return result, pack(by_key)

    def run(self, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        function = self.function
        where, out, factor = self._read_options()
        where = self._mask(where)
        with np.errstate(all="ignore"):
            self.form.check(where)
            if isinstance(self.form, Beyond) and self.form.lies_within(where):
                self.refuse_pair(", where the support of p is within that of q")
            buffer = function._place(out, self.shape, self.dtype, [*self.arrays.values(), where])
            value = np.broadcast_to(self.form.value(), self.shape)
            rounded = cast(np.asarray(value * factor), self.dtype)
            gradients = {}
            if gradient:
                chosen, pack = self.wanted(wrt)
                beside = function._beside(cotangent, self.shape, "cotangent")
                function._refuse_overlap(buffer, beside)
                factors = np.full(self.shape, factor)
                if beside is not None:
                    factors = factors * as_known(beside).astype(np.float64)
                if where is not None:
                    factors = np.where(where, factors, 0.0)
                factors = np.where(np.isnan(value) & (factors != 0), np.nan, factors)
                gradients = self.form.gradients(chosen, factors)
        result = out
        if buffer is None:
            kept = rounded if where is None else np.where(where, rounded, np.zeros((), rounded.dtype))
            result = _give(self.producer, np.array(kept))
        else:
            np.copyto(buffer, rounded, where=True if where is None else where)
        if not gradient:
            return result, None
        by_key = {}
        for key in chosen:
            array = self.arrays[key]
            slope = cast(sum_to(gradients[key], array.shape), gradient_dtype(array))
            by_key[key] = _give(self.producer, slope)
        return result, pack(by_key)


class _Samples(_Sides):
    """Two frozen densities, whose divergence is estimated by random variates of p."""

    def __init__(self, function: _KL, given: dict[str, Any]) -> None:
        count = given.pop("n_samples")
        if not is_integer(count):
            function._fail(f"n_samples must be an integer; got {count!r}", TypeError)
        if count < 2:
            function._fail(f"n_samples must be at least 2, for a standard error; got {count}")
        self.count = int(count)
        self.sampling = {n: given.pop(n) for n in SAMPLING if given.get(n) is not None}
        super().__init__(function, given)
        self._check_families()
        # How many numbers a variate is, and the shape of the result.
        with self._running():
            self.event, self.shape = self._find_shapes()

    def _check_families(self) -> None:
        """Raise unless q is a density of p's variates."""
        function = self.function
        p, q = (density.family for density in self.sides.values())
        if not hasattr(p, "rvs"):
            function._fail(f"p must be a density that has rvs beside n_samples; got {p.name}", NotImplementedError)
        if p._method != q._method:
            function._fail(f"p and q must both have logpdf or both logpmf; got {p.name} and {q.name}", TypeError)
        if _of_vectors(p) != _of_vectors(q):
            function._fail(f"p and q must both be of vectors or both of numbers; got {p.name} and {q.name}", TypeError)

    def _find_shapes(self) -> tuple[int, tuple[int, ...]]:
        p, q = (density.family for density in self.sides.values())
        if not (p._operation.event or q._operation.event):
            return 1, self._broadcast()
        # The functions themselves know which shapes fit.
        x = array_of(_random.FrozenVariates(p.rvs, (), self._parameters("p"))(seed=0, dtype=np.float64))
        with np.errstate(all="ignore"):
            terms = [getattr(f, f._method)(x, **self._parameters(side)) for side, f in zip(SIDES, (p, q), strict=True)]
        return x.shape[-1] if _of_vectors(p) else 1, np.broadcast_shapes(*(array_of(term).shape for term in terms))

    def _parameters(self, side: str) -> dict[str, Array]:
        if self.place is None:
            return {name: as_known(self.arrays[side, name]) for s, name in self.raw if s == side}
        own = {name: memory.known(self.place, self.arrays[side, name]) for s, name in self.raw if s == side}
        # Defaults too, so that variates and densities are on the device.
        return own | {name: array for name, (_, array) in self._complete(side).items()}

    def estimate(self) -> tuple[Any, Any]:
        """Return the estimate and its standard error."""
        for name in self.options:
            if name not in ("where", "base"):
                got = type(self.options[name]).__name__
                self.function._fail(f"{name} must be left out beside n_samples; got {got}", TypeError)
        place = self.place
        given, _, factor = self._read_options()
        where = self._mask(given)
        if place is not None:
            where = memory.known(place, where)
        mean, squares = self._moments()
        error = np.sqrt(squares / (self.count - 1) / self.count)
        results = []
        for array in (mean * factor, error * abs(factor)):
            kept = array if where is None else np.where(where, array, 0.0)
            if place is not None:
                results.append(memory.give(place, kept, self.dtype))
            else:
                results.append(_give(self.producer, cast(np.asarray(kept), self.dtype)))
        return results[0], results[1]

    def _moments(self) -> tuple[Array, Array]:
        """Return the mean of log p / q over samples of p, and the sum of its squared deviations from that."""
        parameters = {side: self._parameters(side) for side in SIDES}
        p, q = (self.sides[side].family for side in SIDES)
        log_p, log_q = (getattr(family, family._method) for family in (p, q))
        variates = _random.Stream(_random.FrozenVariates(p.rvs, (), parameters["p"]), **self.sampling)
        # Blocks of samples, by the shape alone: what they are merged to depends on nothing else.
        block = max(1, BLOCK // max(1, math.prod(self.shape) * self.event))
        beside = [x for side in SIDES for x in parameters[side].values()]
        zero = memory.full(self.shape, 0.0, *beside)
        total, squares, done = (zero, zero), zero, 0
        while done < self.count:
            n = min(block, self.count - done)
            x = array_of(variates((n, *self.shape)))
            with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
                terms = array_of(log_p(x, **parameters["p"]) - log_q(x, **parameters["q"]))
                here = self._sum(terms)
                mean = (here[0] + here[1]) / n
                around = self._sum((terms - mean) ** 2)
                squares = squares + (around[0] + around[1])
                if done:
                    # T. Chan, G. Golub and R. LeVeque (1983): the squares of two parts.
                    moved = mean - (total[0] + total[1]) / done
                    squares = squares + moved**2 * (done / (done + n) * n)
                high, error = _two_sum(total[0], here[0])
                total = high, total[1] + here[1] + error
            done += n
        return array_of((total[0] + total[1]) / self.count), squares

    def _sum(self, terms: Array) -> tuple[Array, Array]:
        high, low = weighted_sum(terms.shape, (1, *self.shape), terms, None, None)
        return high[0], np.where(np.isfinite(high), low, 0.0)[0]


class _KL(_Divergence):
    """KL(p || q), of rows or of densities."""

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        given, rest = self._match(args, options, self._positional)
        for name, x in given.items():
            if isinstance(x, (Family, Mixture)):
                message = f"{name} must be a density with its parameters, as {x.name}(...) is; got the family {x.name}"
                self._fail(message, TypeError)
        if not any(isinstance(x, Frozen) for x in given.values()):
            for name in ("n_samples", *SAMPLING):
                if rest.get(name) is not None:
                    self._fail(f"{name} must be None beside rows; got {rest[name]!r}", TypeError)
            return super()._bind(args, options)
        for side in SIDES:
            if side not in given:
                self._fail(f"missing the argument {side!r}; got {self._list(given)}", TypeError)
        sampled = rest.get("n_samples") is not None
        if not sampled:
            rest.pop("n_samples", None)
        if sampled:
            return _Samples(self, given | rest)
        names = tuple(x.family.name if isinstance(x, Frozen) else "" for x in (given["p"], given["q"]))
        kind = _Densities if names in PAIRS or "" in names else _Forms
        return kind(self, given | rest)

    def _evaluate(self, given: Any, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        if isinstance(given, _Samples):
            if gradient:
                self._fail(
                    "a Monte Carlo estimate has no gradients here; use kl_estimate.value_and_grad on log-probabilities "
                    "of your samples",
                    NotImplementedError,
                )
            with given._running():
                return given.estimate(), None
        if isinstance(given, _ClosedForm):
            return given.evaluate(wrt, cotangent, gradient=gradient)
        return super()._evaluate(given, wrt, cotangent, gradient=gradient)


kl = _KL("kl", "likelier", _kl)
