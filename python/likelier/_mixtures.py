"""Mixtures of a compiled family, in log space."""

from __future__ import annotations

import functools
import inspect
import operator
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    gradient_dtype,
    index_text,
    is_floating,
    is_weak,
    overlaps,
    reduced_dtype,
)
from likelier._differentiable import Differentiable, choose_wrt, look_up, pack_gradients
from likelier._docs import (
    mixture_doc,
    mixture_method_doc,
    mixture_nll_doc,
    mixture_probability_doc,
    mixture_rvs_doc,
    mixture_summary_doc,
    mixture_value_doc,
)
from likelier._elementwise import (
    BY_NAME,
    OPERATIONS,
    ElementwiseFunction,
    Operation,
    _Bound,
    domain_tests,
    factors_of,
    finish,
    weighted_sum,
)
from likelier._families import Frozen, absent
from likelier._memory import array_of, is_host, sum_to
from likelier._partial import Partial
from likelier._probability import Probability
from likelier._rows import make_special_row_functions
from likelier._summaries import summaries_of
from likelier._vector_random import VectorVariates, _families

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from likelier._vector_random import Values

_WEIGHTS = ("log_weights", "logits")
# What the components share, beside the data: arrays of these have no axis of components.
_SHARED = ("low", "high")
_IDENTITY = BY_NAME["_identity"]
_DOUBLE = np.dtype(np.float64)
_OTHER_TAIL = {"cdf": "sf", "sf": "cdf"}
_QUANTILES = ("ppf", "isf")
# Steps to a quantile where nobody looks whether it is found: one to a sign, to an exponent, to a number of 53 bits.
_STEPS = 1 + 11 + 54


@functools.cache
def _rows() -> dict[str, Any]:
    return make_special_row_functions()


@functools.cache
def _methods_of(family: str) -> dict[str, Operation]:
    """Return what a family has besides its density."""
    return {op.method: op for op in OPERATIONS if op.kind == "method" and op.name == family}


class _Slopes(NamedTuple):
    """What values have as derivatives by each component's own value, and by the logarithm of its weight."""

    components: Array
    weights: Array


class _Call(memory.Arguments):
    """One call: its arguments by name, and how they look beside each other with an axis of components."""

    def __init__(self, given: dict[str, Any], weights_name: str, axis: int, component: ElementwiseFunction) -> None:
        function, shared = component.__qualname__, (*component._operation.variables, *_SHARED)
        super().__init__(function, given)
        self.given = given
        self.weights_name = weights_name
        if self.arrays[weights_name].ndim == 0:
            msg = f"{function}: {weights_name} must have an axis of components; got a 0-d array"
            raise ValueError(msg)
        ndim = max(a.ndim for n, a in self.arrays.items() if n not in shared)
        if not -ndim <= axis < ndim:
            msg = f"{function}: component_axis must be in [{-ndim}, {ndim}) for parameters of {ndim} axes; got {axis}"
            raise ValueError(msg)
        self.axis = axis if axis < 0 else axis - ndim
        spread = {n: self.beside_components(a) if n in shared else a for n, a in self.arrays.items()}
        try:
            self.shape = np.broadcast_shapes(*(a.shape for a in spread.values()))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in self.arrays.items())
            msg = f"{function}: the arguments must have shapes that broadcast beside the components; got {shapes}"
            raise ValueError(msg) from None
        place = len(self.shape) + self.axis
        self.rows = self.shape[:place] + self.shape[place + 1 :]
        own = {n: given[n] if is_weak(given[n]) else a for n, a in spread.items() if n != weights_name}
        self.components = component._bound(own, own)

    def beside_components(self, array: Array) -> Array:
        """Return an array of rows with an axis of length 1 in the place of the components."""
        if array.ndim == 0:
            return array
        lead = max(0, -self.axis - 1 - array.ndim)
        return np.expand_dims(array.reshape((1,) * lead + array.shape), self.axis)

    def last(self, array: Array) -> Array:
        """Return a view with the axis of the components last."""
        return np.moveaxis(array, self.axis, -1)

    def floating(self) -> list[str]:
        """Return the arguments that can have a gradient."""
        return [
            n
            for n, a in self.arrays.items()
            if is_floating(a) or (is_weak(self.given[n]) and not isinstance(self.given[n], bool))
        ]

    def softmax(self, name: str, x: Array, dtype: np.dtype[Any]) -> Array:
        """Return the softmax family's value over the components."""
        if self.place is not None:
            result: Array = _rows()[name](x.astype(dtype, copy=False), axis=self.axis)
            return result
        values: Array = _core.empty(self.rows if name == "logsumexp" else x.shape, dtype)
        own = values if name == "logsumexp" else self.last(values)
        _core.softmax_family(name, dtype == np.float64, self.last(x), value=own)
        return values

    def softmax_gradient(
        self, name: str, x: Array, dtype: np.dtype[Any], cotangent: Array | None = None
    ) -> tuple[Array, Array]:
        """Return the same and its gradient."""
        if self.place is not None:
            value, slopes = _rows()[name].value_and_grad(
                x.astype(dtype, copy=False), wrt="x", cotangent=cotangent, axis=self.axis
            )
            return value, slopes
        values: Array = _core.empty(self.rows if name == "logsumexp" else x.shape, dtype)
        gradient: Array = _core.empty(x.shape, dtype)
        _core.softmax_family(
            name,
            dtype == np.float64,
            self.last(x),
            cotangent=None if cotangent is None else self.last(cotangent),
            value=values if name == "logsumexp" else self.last(values),
            gradient=self.last(gradient),
        )
        return values, gradient

    def all_weights(self) -> Array:
        """Return the logarithms of the weights as they were given, one for each component."""
        logits = self.arrays[self.weights_name]
        if -self.axis > logits.ndim:
            logits = logits.reshape((1,) * (-self.axis - logits.ndim) + logits.shape)
        shape = list(logits.shape)
        shape[self.axis] = self.shape[self.axis]
        return np.broadcast_to(logits, shape)


class MixtureParameters:
    """What a mixture takes, as an `Operation` tells it of a family."""

    def __init__(self, component: Operation) -> None:
        self._component = component
        # An axis of theirs is no axis of values.
        self.event = _WEIGHTS[0]
        self.variables = component.variables
        self.positional = (_WEIGHTS[0], *component.positional)
        self.parameter_names = (*_WEIGHTS, *component.parameter_names, "component_axis")

    def __getattr__(self, name: str) -> Any:
        # All else is the components'.
        if name.startswith("__") or name == "_component":
            raise AttributeError(name)
        return getattr(self._component, name)

    def parameterisation_for(self, given: Sequence[str], function: str, advice: Callable[[], str] = str) -> int:
        """Return the parameterisation of the components; raise in a function's name."""
        weights_of(given, function)
        own = [n for n in given if n in self._component.parameter_names]
        return self._component.parameterisation_for(own, function, advice)


def weights_of(given: Sequence[str], function: str) -> str:
    """Return which of its ways to tell the weights a mixture was given."""
    weights = [name for name in _WEIGHTS if name in given]
    if not weights:
        got = ", ".join(map(repr, given)) or "none"
        msg = f"{function}: missing the argument {' or '.join(map(repr, _WEIGHTS))}; got {got}"
        raise TypeError(msg)
    if len(weights) > 1:
        msg = f"{function}: the arguments 'log_weights' and 'logits' exclude each other; got both"
        raise TypeError(msg)
    return weights[0]


def _axis_of(x: Any, fail: Callable[..., NoReturn]) -> int:
    """Return the axis of the components, which may come as an array of no axes."""
    try:
        if isinstance(x, (bool, np.bool_)):
            raise TypeError
        return operator.index(x)
    except TypeError:
        fail(f"component_axis must be an int; got {x!r}", TypeError)


class _MixtureFunction(Differentiable):
    """The log-likelihood of a mixture, or its negative, reduced.

    Subclasses are its other functions: ``_values`` says which.

    Parameters
    ----------
    operation
        A component.
    qualname, doc
        What it is called.
    sign, reduces
        As for `ElementwiseFunction`.
    """

    # Whether weights are divided by their sum, however they are told; then slopes are by their logarithms before.
    _normalises = False

    def __init__(
        self, operation: Operation, qualname: str, doc: str, *, sign: float = 1.0, reduces: bool = False
    ) -> None:
        # Both speak in the mixture's name.
        self._component = ElementwiseFunction(operation, qualname, "likelier", doc, sign=sign, reduces=reduces)
        self._total = ElementwiseFunction(_IDENTITY, qualname, "likelier", doc, sign=sign, reduces=reduces)
        self._component_operation = operation
        self._operation = MixtureParameters(operation)
        self._sign = sign
        kind = inspect.Parameter
        parameters = list(self._component.__signature__.parameters.values())
        parameters.insert(len(operation.variables), kind("log_weights", kind.POSITIONAL_OR_KEYWORD, default=None))
        count = sum(p.kind is kind.POSITIONAL_OR_KEYWORD for p in parameters)
        parameters.insert(count, kind("logits", kind.KEYWORD_ONLY, default=None))
        at = count + 1 + len(operation.keywords)
        parameters.insert(at, kind("component_axis", kind.KEYWORD_ONLY, default=-1))
        super().__init__(qualname, "likelier", doc, inspect.Signature(parameters))
        self.gradient_arguments = (*operation.variables, *_WEIGHTS, *operation.parameter_names)

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[_Call, dict[str, Any]]:
        op = self._component_operation
        given, rest = self._match(args, options, self._positional, ("logits", *op.keywords))
        given = {name: x for name, x in given.items() if x is not None}
        for name in op.variables:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        weights = weights_of(tuple(given), self.__qualname__)
        axis = _axis_of(rest.pop("component_axis", -1), self._fail)
        op.parameterisation_for([name for name in op.parameter_names if name in given], self.__qualname__)
        given = {name: given[name] for name in self.gradient_arguments if name in given}
        return _Call(given, weights, axis, self._component), rest

    def _evaluate(
        self, given: tuple[_Call, dict[str, Any]], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        call, options = given
        if call.place is not None:
            with call.place.running():
                return self._run_on_device(call, options, wrt, cotangent, gradient=gradient)
        factor = self._sign * self._base_factor(options.pop("base", None))
        validate = self._flag(options.pop("validate", False), "validate")
        where = options["where"] = self._mask(options.get("where"), call.rows)
        if validate:
            self._validate(call, where)
        wanted = self._wanted_of(call, wrt) if gradient else ()
        values, slopes = self._values(call, gradient=gradient)
        # From here on as the values of any function.
        total = _Bound(_IDENTITY, factor, _IDENTITY.variables, [values], _IDENTITY.variables, 0, self.__qualname__)
        total.dtype = call.dtype
        [of_values] = total.names
        out = options.get("out")
        if gradient and out is not None:
            self._refuse_inputs(call, out)
        result, cotangents = self._total._evaluate((total, options), of_values, cotangent, gradient=gradient)
        if call.producer is not None and out is None and not isinstance(result, Partial):
            result = call.producer(np.asarray(result))
        if slopes is None:
            return result, None
        return result, self._packed(call, slopes, np.asarray(cotangents), where, wanted, wrt)

    def _run_on_device(
        self, call: _Call, options: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        """Return the same for arrays on a device: everything is queued there, nothing is waited for."""
        place = call.place
        factor = self._sign * self._base_factor(options.pop("base", None))
        mask = place.mask(options.get("where"), call.rows)
        if self._flag(options.pop("validate", False), "validate"):
            # The one check that has to wait for the device.
            on_host = _Call(call.on_host(), call.weights_name, call.axis, self._component)
            self._validate(on_host, None if mask is None else np.broadcast_to(place.to_host(mask), call.rows))
        wanted = self._wanted_of(call, wrt) if gradient else ()
        if gradient and options.get("out") is not None:
            buffer = place.array(options["out"], "out")
            for name, x in call.arrays.items():
                if not memory.is_host(x) and buffer.overlaps(place.array(x, name)):
                    self._fail(self._overlapping(name))
            if cotangent is not None:
                place.refuse_overlap(buffer, place.array(cotangent, "cotangent"))
        values, slopes = self._values(call, gradient=gradient)
        packed = None
        if slopes is not None:
            cotangents = factors_of(self._total, values, call.dtype, factor, options, cotangent)
            where = None if mask is None else np.broadcast_to(memory.known(place, mask), call.rows)
            packed = self._packed(call, slopes, cotangents, where, wanted, wrt)
        result = finish(self._total, values, call.dtype, factor, options)
        if options.get("out") is None:
            result = call.give_result(result)
        return result, packed

    def _wanted_of(self, call: _Call, wrt: Any) -> tuple[str, ...]:
        wanted = choose_wrt(self.__qualname__, wrt, call.floating(), tuple(call.arrays))
        for name in wanted:
            if name not in call.floating():
                self._fail(f"wrt must name floating arguments; got {name!r}, of dtype {call.dtypes[name]}", TypeError)
        return wanted

    def _precision(self, call: _Call) -> np.dtype[Any]:
        """Return what a call is computed in."""
        return reduced_dtype(call.dtype)

    def _values(self, call: _Call, *, gradient: bool) -> tuple[Array, _Slopes | None]:
        """Return the values, and their slopes where these are wanted."""
        wide = self._precision(call)
        terms = self._terms(call)
        if gradient:
            values, shares = call.softmax_gradient("logsumexp", terms, wide)
            return values, _Slopes(shares, shares)
        return call.softmax("logsumexp", terms, wide), None

    def _packed(
        self, call: _Call, slopes: _Slopes, cotangents: Array, where: Array | None, wanted: tuple[str, ...], wrt: Any
    ) -> Any:
        """Return the gradients, of slopes and what the values are multiplied by."""

        def multiplied(own: Array) -> Array:
            with np.errstate(invalid="ignore"):
                own = own * call.beside_components(cotangents)
            return own if where is None else np.where(call.beside_components(where), own, np.zeros((), own.dtype)[()])

        components = multiplied(slopes.components)
        same = slopes.weights is slopes.components
        weights = components if same else multiplied(slopes.weights)
        gradients = self._gradients(call, _Slopes(components, weights), wanted)
        return pack_gradients(wrt, {n: call.give(gradients[n], call.gradient_dtype(n)) for n in wanted})

    def _refuse_inputs(self, call: _Call, out: Any) -> None:
        """Raise where the value would be written over what the gradients are still to read."""
        array, _ = as_array(out, self.__qualname__, "out")
        for name, other in call.arrays.items():
            if overlaps(array, other):
                self._fail(self._overlapping(name))

    @staticmethod
    def _overlapping(name: str) -> str:
        return f"out must not overlap an input where the gradient is wanted too; got one that has {name}"

    def _run(self, call: _Call, operation: Operation, data: Array | None, **places: Any) -> None:
        """Evaluate an operation of the components, of other data than the call's if given."""
        components = call.components
        own = tuple(components.arrays if call.place is None else components.raw)
        memory.elementwise(
            operation.index,
            components.parameterisation,
            bool(self._precision(call) == np.float64),
            call.shape,
            own if data is None else (data, *own[1:]),
            **places,
        )

    def _of_components(self, call: _Call, operation: Operation, data: Array | None = None) -> Array:
        """Return the values of an operation of the components."""
        values: Array = memory.empty(call.shape, self._precision(call), *call.arrays.values())
        self._run(call, operation, data, value=values, gradients=(None,) * len(call.components.names))
        return values

    def _terms(self, call: _Call) -> Array:
        """Return the logarithms of the weighted components."""
        terms, dtype = self._of_components(call, call.components.operation), self._precision(call)
        weights = call.arrays[call.weights_name]
        if self._normalises or call.weights_name == "logits":
            weights = call.softmax("log_softmax", call.all_weights(), dtype)
        with np.errstate(invalid="ignore", over="ignore"):
            terms += cast(as_known(weights), dtype)
        return terms

    def _gradients(self, call: _Call, slopes: _Slopes, wanted: tuple[str, ...]) -> dict[str, Array]:
        """Return the gradients by name."""
        result: dict[str, Array] = {}
        names = call.components.names
        places: list[Array | None] = [None] * len(names)
        for name in wanted:
            array = call.arrays[name]
            if name == call.weights_name:
                result[name] = self._of_weights(call, slopes.weights)
            else:
                spread = call.components.arrays[names.index(name)]
                place = memory.empty(spread.shape, gradient_dtype(array), array)
                places[names.index(name)] = place
                result[name] = place.reshape(array.shape)
        if any(place is not None for place in places):
            # A component without a share has no influence, be its own slope infinite.
            self._run(
                call,
                call.components.operation,
                None,
                where=slopes.components != 0,
                cotangent=slopes.components,
                gradients=tuple(places),
            )
        return result

    def _of_weights(self, call: _Call, slopes: Array) -> Array:
        weights = call.arrays[call.weights_name]
        dtype = gradient_dtype(weights)
        if self._normalises or call.weights_name == "log_weights":
            return cast(sum_to(slopes, weights.shape), dtype)
        logits = call.all_weights()
        cotangent = cast(sum_to(slopes, logits.shape), slopes.dtype)
        _, gradient = call.softmax_gradient("log_softmax", logits, slopes.dtype, cotangent)
        return cast(sum_to(gradient, weights.shape), dtype)

    def _validate(self, call: _Call, where: Array | None) -> None:
        self._component._validate(call.components, None if where is None else call.beside_components(where))
        weights = as_known(call.arrays[call.weights_name])
        bad = ~(weights < np.inf)
        if where is not None:
            bad = bad & call.beside_components(where)
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            got = np.broadcast_to(weights, bad.shape)[index]
            self._fail(f"{call.weights_name} must be below +inf; got {got}{index_text(index)}")


class _MixtureTail(_MixtureFunction):
    """A distribution function, the other tail, or the logarithm of either.

    Each is the components' mean by the weights, or, where the other tail is the smaller one, what that leaves of 1.
    """

    _normalises = True

    def _precision(self, call: _Call) -> np.dtype[Any]:  # noqa: ARG002
        return _DOUBLE

    def _weights(self, call: _Call) -> Array:
        """Return the weights, one for each component; NaN where there are none."""
        weights = call.softmax("softmax", call.all_weights(), _DOUBLE)
        return np.where(weights.sum(axis=call.axis, keepdims=True) > 0, weights, np.nan)

    def _tail(self, call: _Call, weights: Array, method: str, k: Array | None = None) -> tuple[Array, Array]:
        """Return the components' tails and their mean, of other data than the call's if given."""
        data = None if k is None else call.beside_components(k)
        own = self._of_components(call, _methods_of(call.components.operation.name)[method], data)
        kept = list(call.shape)
        kept[call.axis] = 1
        high, low = weighted_sum(call.shape, tuple(kept), own, None, np.broadcast_to(weights, call.shape))
        return own, array_of(high + low).reshape(call.rows)

    def _values(self, call: _Call, *, gradient: bool) -> tuple[Array, _Slopes | None]:
        method = call.components.operation.method
        side = method.removeprefix("log")
        weights, wide = self._weights(call), call.beside_components
        own, here = self._tail(call, weights, side)
        other, beyond = self._tail(call, weights, _OTHER_TAIL[side])
        small = array_of(here <= beyond)
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            # Twice the same difference: of what is small, so that it keeps its digits.
            moved = weights * np.where(wide(small), own - wide(here), wide(beyond) - other) if gradient else None
            if side == method:
                slopes = None if moved is None else _Slopes(np.broadcast_to(weights, call.shape), moved)
                return np.where(small, here, 1.0 - beyond), slopes
            terms, rest = self._terms(call), np.log1p(-beyond)
            if moved is None:
                return np.where(small, call.softmax("logsumexp", terms, _DOUBLE), rest), None
            total, shares = call.softmax_gradient("logsumexp", terms, _DOUBLE)
            values = np.where(small, total, rest)
            by_weights = np.where(wide(small), shares - weights, moved / wide(array_of(1.0 - beyond)))
            # Where there is no mass, nothing moves it.
            return values, _Slopes(shares, np.where(wide(values == -np.inf), 0.0, by_weights))


class _MixtureQuantile(_MixtureTail):
    """The least whole number whose distribution function reaches q, or whose survival function is not above q.

    It is between those of the components; halving finds it.
    """

    def _values(self, call: _Call, *, gradient: bool) -> tuple[Array, _Slopes | None]:
        operation = call.components.operation
        weights = np.broadcast_to(self._weights(call), call.shape)
        own = self._of_components(call, operation) + weights * 0.0
        # What has no weight has no say; what is NaN leaves nothing known.
        counts = (weights > 0) | np.isnan(own)
        least = np.where(counts, own, np.inf).min(axis=call.axis)
        greatest = np.where(counts, own, -np.inf).max(axis=call.axis)
        q = np.broadcast_to(cast(as_known(call.arrays[operation.variables[0]]), _DOUBLE), call.rows)
        low, high = np.nextafter(least, -np.inf), array_of(greatest)
        for _ in range(_STEPS):
            middle = np.floor(_between(low, high))
            is_open = (low < middle) & (middle < high)
            if is_host(is_open) and not np.any(is_open):
                break
            reached = self._reaches(call, weights, q, np.where(is_open, middle, high))
            high = np.where(is_open & reached, middle, high)
            low = np.where(is_open & ~reached, middle, low)
        if not gradient:
            return high, None
        # Between its steps it does not move.
        nothing = np.broadcast_to(call.beside_components(np.where(np.isnan(high), high, 0.0)), call.shape)
        return high, _Slopes(nothing, nothing)

    def _reaches(self, call: _Call, weights: Array, q: Array, k: Array) -> Array:
        """Tell whether k is not below the quantile."""
        is_upper = call.components.operation.method == "isf"
        sides = ("sf", "cdf") if is_upper else ("cdf", "sf")
        (_, here), (_, beyond) = (self._tail(call, weights, side, k) for side in sides)
        tail = np.where(here <= beyond, here, 1.0 - beyond)
        return array_of(tail <= q if is_upper else tail >= q)


def _between(low: Array, high: Array) -> Array:
    """Return numbers between others: half-way, or of half the exponent where these are of different sizes."""
    mirrored = high <= 0
    a, b = np.where(mirrored, -high, low), np.where(mirrored, -low, high)
    with np.errstate(over="ignore", invalid="ignore"):
        b = np.minimum(b, np.finfo(np.float64).max)
        smallest = np.maximum(a, 1.0)
        middle = np.where(b > 4.0 * smallest, np.sqrt(smallest) * np.sqrt(b), a / 2.0 + b / 2.0)
        middle = np.where((a < 0) & (b > 0), 0.0, middle)
    return array_of(np.where(mirrored, -middle, middle))


class MixtureVariates(VectorVariates):
    """A mixture's ``rvs``: a uniform number chooses the component, whose quantile of another is the variate."""

    def __init__(self, operation: Any, name: str, function: _MixtureFunction, doc: str) -> None:
        super().__init__(operation, doc)
        self.__qualname__ = name
        # Of the mass function's arguments the parameters, then its own.
        kind = inspect.Parameter
        own = [p for n, p in function.__signature__.parameters.items() if n in operation.parameter_names]
        places = {
            place: [p for p in own if p.kind is place] for place in (kind.POSITIONAL_OR_KEYWORD, kind.KEYWORD_ONLY)
        }
        first, *_, seed, offset, dtype = self.__signature__.parameters.values()
        stated = [first, *places[kind.POSITIONAL_OR_KEYWORD], *places[kind.KEYWORD_ONLY], seed, offset, dtype]
        self.__signature__ = inspect.Signature(stated)

    def _read(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        parameters, _ = super()._read(given)
        name, axis = weights_of(tuple(given), self.__qualname__), given.get("component_axis", -1)
        return {name: given[name], **parameters}, {"axis": _axis_of(axis, self._fail)}

    def _plan(self, values: Values, axis: int = -1) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        name = next(iter(values))
        last = self._components_last(values, name, axis)
        try:
            *batch, count = np.broadcast_shapes(*(a.shape for a in last.values()))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in values.items())
            self._fail(f"the parameters must have shapes that broadcast beside the components; got {shapes}")
        weights = last.pop(name)
        weights = np.broadcast_to(weights, (*weights.shape[:-1], count))
        # Of the greatest, which is 0 then, or infinite: all of these alike.
        top = weights.max(axis=-1, keepdims=True)
        bounds = np.cumsum(np.exp(np.where(weights == top, 0.0, weights - top)), axis=-1)
        valid = array_of(top > -np.inf)[..., 0]
        for slot in self._operation.parameterisations[self._operation.parameterisation_for((name, *last), "")]:
            for _, good in domain_tests(slot.domain, last[slot.name], lambda n: last[n]):
                valid = valid & good.all(axis=-1)

        def draw(u: Array) -> Array:
            aim = u[..., 0] * bounds[..., -1]
            chosen = {n: a[..., 0] for n, a in last.items()}
            for j in range(1, count):
                # a component at a time: no array of variates by components
                passed = aim >= bounds[..., j - 1]
                chosen = {
                    n: a if last[n].shape[-1] == 1 else np.where(passed, last[n][..., j], a) for n, a in chosen.items()
                }
            whole = {n: np.broadcast_to(a, u.shape[:-1]) for n, a in chosen.items()}
            x = _families()[self._operation.name].ppf(u[..., 1], **whole)
            return array_of(np.where(valid, x, np.nan))

        return tuple(batch), 2, draw

    def _components_last(self, values: Values, weights: str, axis: int) -> Values:
        """Return arrays with the axis of the components last, of length 1 where they have none."""
        if values[weights].ndim == 0:
            self._fail(f"{weights} must have an axis of components; got a 0-d array")
        ndim = max(a.ndim for n, a in values.items() if n not in _SHARED)
        if not -ndim <= axis < ndim:
            self._fail(f"component_axis must be in [{-ndim}, {ndim}) for parameters of {ndim} axes; got {axis}")
        place = axis if axis < 0 else axis - ndim

        def moved(a: Array) -> Array:
            return np.moveaxis(a.reshape((1,) * (-place - a.ndim) + a.shape), place, -1)

        return {n: a[..., np.newaxis] if n in _SHARED else moved(a) for n, a in values.items()}


class Mixture:
    """A mixture of a density family: functions of data, weights and the components' parameters.

    Attributes
    ----------
    name
        The mixture's name.
    nll
        The negative log-likelihood, reduced.
    """

    def __init__(
        self, family: str, name: str, summary: str, formula: str, source: str, example: tuple[str, str, str]
    ) -> None:
        operation = BY_NAME[family]
        self.name = name
        self.parameter_names = (*_WEIGHTS, *operation.parameter_names)
        method = "logpmf" if operation.kind == "mass" else "logpdf"
        self._operation = MixtureParameters(operation)
        self._method = method
        self._probability = method.removeprefix("log")
        texts = (operation, summary, formula, source, example)
        likelihood = _MixtureFunction(operation, f"{name}.{method}", mixture_value_doc(*texts))
        setattr(self, method, likelihood)
        self.nll = _MixtureFunction(operation, f"{name}.nll", mixture_nll_doc(*texts), sign=-1.0, reduces=True)
        logarithm = _MixtureFunction(operation, f"{name}.{self._probability}", "")
        setattr(self, self._probability, Probability(logarithm, mixture_probability_doc(*texts)))
        others = {
            n: op for n, op in _methods_of(family).items() if n.removeprefix("log") in (*_OTHER_TAIL, *_QUANTILES)
        }
        for other, own in others.items():
            kind = _MixtureQuantile if other in _QUANTILES else _MixtureTail
            setattr(self, other, kind(own, f"{name}.{other}", mixture_method_doc(own, *texts)))
        self.rvs = MixtureVariates(self._operation, f"{name}.rvs", likelihood, mixture_rvs_doc(*texts))
        self._methods = (method, "nll", *others)

        def quantile(of: str, which: str) -> _MixtureQuantile:
            return _MixtureQuantile(others[which], of, "")

        made = summaries_of(
            name,
            likelihood.__signature__,
            self._operation,  # type: ignore[arg-type]
            quantile,
            lambda of: mixture_summary_doc(of, *texts),
        )
        for of, function in made.items():
            setattr(self, of, function)
        self._summaries = tuple(made)
        self.__doc__ = mixture_doc(self._methods, self._summaries, *texts)

    def __getattr__(self, name: str) -> Any:
        # What a mixture does not have.
        raise AttributeError(absent(self, name))

    def __call__(self, *args: Any, **parameters: Any) -> Frozen:
        """Return the mixture with its weights and parameters frozen."""
        return Frozen(self, args, parameters)

    def __repr__(self) -> str:
        return f"<likelier.{self.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return look_up, ("likelier", self.name)


discretized_logistic_mixture = Mixture(
    "discretized_logistic",
    "discretized_logistic_mixture",
    summary="Mixture of discretized logistic mass functions: the likelihood of PixelCNN++.",
    formula=(
        "log p(k) = log(sum_j w_j (F_j(k + 1/2) - F_j(k - 1/2))),  F_j(x) = 1 / (1 + exp(-(x - loc_j) / scale_j)),\n"
        "           with F_j(low - 1/2) = 0 and F_j(high + 1/2) = 1"
    ),
    source="T. Salimans, A. Karpathy, X. Chen and D. P. Kingma, PixelCNN++ (2017), section 2.1.",
    example=(
        'p = {"logits": [0.0, 1.0], "loc": [20.0, 101.3], "scale": [1.5, 4.0], "low": 0, "high": 255}',
        "[0, 100], **p",
        "array([-14.31325027,  -3.11334105])",
    ),
)
