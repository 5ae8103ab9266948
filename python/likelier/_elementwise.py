"""Elementwise operations: special functions, log-densities and their negative log-likelihoods."""

from __future__ import annotations

import copy
import functools
import inspect
import itertools
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    gradient_dtype,
    index_text,
    is_floating,
    is_weak,
    normalize_axes,
    reduced_dtype,
    result_dtype,
)
from likelier._device import DeviceArray, Place, place_of
from likelier._device_partial import Sums
from likelier._differentiable import Differentiable, choose_wrt, gradient_type, pack_gradients
from likelier._partial import Partial
from likelier._prepared import PreparedFunction

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

REDUCTIONS = ("mean", "sum", "none", "partial")

_DOMAINS: dict[str, tuple[str, Callable[[Array], Array]]] = {
    "real": ("a number", lambda a: ~np.isnan(a)),
    "finite": ("finite", np.isfinite),
    "positive": ("positive and finite", lambda a: (a > 0) & (a < np.inf)),
    "positive or infinite": ("positive", lambda a: a > 0),
    "non-negative": ("non-negative", lambda a: a >= 0),
    "unit interval": ("between 0 and 1", lambda a: (a >= 0) & (a <= 1)),
    "positive probability": ("positive and at most 1", lambda a: (a > 0) & (a <= 1)),
    "above -inf": ("above -inf", lambda a: a > -np.inf),
    "non-negative and finite": ("non-negative and finite", lambda a: (a >= 0) & (a < np.inf)),
    "whole or infinite": ("an integer or infinite", lambda a: np.floor(a) == a),
    "whole": ("a non-negative integer", lambda a: (a >= 0) & (a < np.inf) & (np.floor(a) == a)),
}

_RELATIONS: dict[str, Callable[[Array, Array], Array]] = {"above ": np.greater, "not below ": np.greater_equal}


def domain_tests(domain: str, array: Array, other: Callable[[str], Array]) -> Iterator[tuple[str, Array]]:
    """Yield what is expected of a parameter, which may be in relation to others, and where it is so."""
    for part in domain.split(", "):
        if part in _DOMAINS:
            expected, test = _DOMAINS[part]
            yield expected, test(array)
            continue
        for prefix, relation in _RELATIONS.items():
            if part.startswith(prefix):
                yield part, relation(array, other(part.removeprefix(prefix)))


class Parameter:
    """One parameter of a parameterisation: its name, its domain and its default."""

    __slots__ = ("default", "domain", "name")

    def __init__(self, name: str, domain: str, default: float | None) -> None:
        self.name = name
        self.domain = domain
        self.default = default


class Operation:
    """The description of one compiled operation."""

    def __init__(self, index: int, info: dict[str, Any]) -> None:
        self.index = index
        self.name: str = info["name"]
        self.kind: str = info["kind"]
        # What a family has besides its density: "cdf", "entropy", ...; whether that is in nats.
        self.method: str = info.get("method", "")
        self.in_nats: bool = self.kind in ("density", "mass") or (self.kind == "method" and info["logarithmic"])
        self.variables: tuple[str, ...] = tuple(info["variables"])
        self.parameterisations = tuple(tuple(Parameter(*slot) for slot in slots) for slots in info["parameterisations"])
        self.summary: str = info["summary"]
        self.formula: str = info["formula"]
        self.borders: str = info["borders"]
        self.source: str = info["source"]
        self.example: str = info["example"]
        # The variable whose last axis is the event, where a value belongs to one and not to an element.
        self.event: str = info.get("event", "")
        # Canonical parameters first, then the keywords that may stand for them.
        self.positional = tuple(p.name for p in self.parameterisations[0])
        keywords: dict[str, Parameter] = {}
        for slots in self.parameterisations:
            for slot in slots:
                if slot.name not in self.positional:
                    keywords.setdefault(slot.name, slot)
        self.keywords = tuple(keywords)
        self.parameter_names = self.positional + self.keywords

    def parameterisation_for(self, given: Sequence[str], function: str, advice: Callable[[], str] = str) -> int:
        """Return the index of the parameterisation that has these arguments; raise in a function's name.

        The message about one that is missing ends with the advice.
        """
        candidates = []
        for i, slots in enumerate(self.parameterisations):
            names = [p.name for p in slots]
            if all(n in names for n in given):
                missing = [p.name for p in slots if p.default is None and p.name not in given]
                if not missing:
                    return i
                candidates.append(missing)
        msg = f"{function}: the arguments {', '.join(given)} must not be given together; got all of them"
        for first, second in itertools.combinations(given, 2):
            if not any({first, second} <= {p.name for p in slots} for slots in self.parameterisations):
                msg = f"{function}: the arguments {first!r} and {second!r} exclude each other; got both"
                break
        if candidates:
            choices = " or ".join(dict.fromkeys(repr(missing[0]) for missing in candidates))
            got = ", ".join(map(repr, given)) or "no parameter"
            msg = f"{function}: missing the argument {choices}; got {got}{advice()}"
        raise TypeError(msg)


OPERATIONS = tuple(Operation(i, info) for i, info in enumerate(_core.operations()))
BY_NAME = {operation.name: operation for operation in OPERATIONS if operation.kind != "method"}


class _Bound:
    """One call: the operation, its arguments as arrays in its order, what multiplies its value, shape and dtype."""

    __slots__ = (
        "arrays",
        "dtype",
        "factor",
        "given",
        "in_double",
        "names",
        "operation",
        "parameterisation",
        "place",
        "producer",
        "raw",
        "shape",
    )

    def __init__(
        self,
        operation: Operation,
        factor: float,
        names: tuple[str, ...],
        raw: list[Any],
        given: Iterable[str],
        parameterisation: int,
        function: str,
    ) -> None:
        self.operation = operation
        self.factor = factor
        self.names = names
        self.raw = raw
        self.given = tuple(given)
        self.parameterisation = parameterisation
        self.producer: Callable[[Array], Any] | None = None
        self.arrays: list[Array] = []
        self.place: Place | None = place_of(function, names, raw)
        for name, x in zip(names, raw, strict=True):
            if self.place is not None:
                self.arrays.append(self.place.argument(x, name))  # type: ignore[arg-type]
                continue
            array, producer = as_array(x, function, name)
            self.arrays.append(array)
            self.producer = self.producer or producer
        try:
            self.shape = np.broadcast_shapes(*(a.shape for a in self.arrays))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in zip(names, self.arrays, strict=True))
            msg = f"{function}: the arguments must have shapes that broadcast; got {shapes}"
            raise ValueError(msg) from None
        self.dtype = result_dtype(raw, self.arrays)
        self.in_double = self.dtype == np.float64

    def give(self, result: Array) -> Any:
        """Return a result as the user's own kind of array, a 0-d one as a scalar."""
        return self.producer(result) if self.producer is not None else result[()]

    def floating(self) -> list[str]:
        """Return the floating arguments that were given."""
        return [
            name
            for name, x, array in zip(self.names, self.raw, self.arrays, strict=True)
            if name in self.given and (is_floating(array) or (is_weak(x) and not isinstance(x, bool)))
        ]


def weight_total(
    shape: tuple[int, ...], reduced: tuple[int, ...], where: Array | None, weights: Array | None
) -> tuple[Array, Array]:
    """Return the sum of the weights (the count without them) over the reduced axes, as two doubles."""
    if where is None and weights is None:
        count = math.prod(n for n, kept in zip(shape, reduced, strict=True) if n != kept)
        if any(n == 0 for n in shape):
            count = math.prod(shape[a] for a in range(len(shape)) if reduced[a] == 1)
        return np.full(reduced, float(count)), np.zeros(reduced)
    ones = np.ones((), dtype=np.float64)
    return weighted_sum(shape, reduced, ones if weights is None else weights, where, None)


def weighted_sum(
    shape: tuple[int, ...], reduced: tuple[int, ...], x: Array, where: Array | None, weights: Array | None
) -> tuple[Array, Array]:
    """Return the sum of x, of the shape, over the reduced axes, as two doubles."""
    beside = [a for a in (x, where, weights) if a is not None]
    high, low = memory.full(reduced, 0.0, *beside), memory.full(reduced, 0.0, *beside)
    memory.elementwise(
        BY_NAME["_identity"].index,
        0,
        True,
        shape,
        (x,),
        where=where,
        weights=weights,
        value=high,
        value_low=low,
        reduced=True,
        gradients=(None,),
    )
    return high, low


class _Choice:
    """What to differentiate by, for the short way: a bit for each argument, and how to return the gradients."""

    __slots__ = ("bits", "pack")

    def __init__(self, bits: int, pack: Callable[..., Any]) -> None:
        self.bits = bits
        self.pack = pack


@functools.lru_cache(maxsize=1024)
def _choose(order: tuple[str, ...], given: int, wrt: Any) -> _Choice | None:
    """Return the choice that wrt means for so many positional arguments; None for the general way to see to."""
    if wrt is None:
        return _Choice(-1, gradient_type(order[:given])) if given <= len(order) else None
    names = (wrt,) if isinstance(wrt, str) else wrt
    if not isinstance(names, tuple) or not names or len(set(names)) != len(names) or not set(names) <= set(order):
        return None
    places = [order.index(name) for name in names]
    if places != sorted(places):
        return None
    return _Choice(sum(1 << i for i in places), (lambda x: x) if isinstance(wrt, str) else gradient_type(names))


class ElementwiseFunction(PreparedFunction):
    """A compiled operation as a public function.

    Parameters
    ----------
    operation
        What it computes.
    qualname, module, doc
        What it is called.
    sign
        Multiplies the value: -1 for a negative log-likelihood.
    reduces
        Whether it takes ``reduction``, ``axis`` and ``weights``.
    """

    takes_numbers = True

    def __init__(
        self,
        operation: Operation,
        qualname: str,
        module: str,
        doc: str,
        *,
        sign: float = 1.0,
        reduces: bool = False,
    ) -> None:
        super().__init__(qualname, module, doc, signature_of(operation, reduces=reduces))
        self._operation = operation
        self._sign = sign
        self._reduces = reduces
        self._fast_value, self._fast_value_and_gradients = _core.fast_functions(operation.index, sign, reduces)
        self._order = operation.variables + operation.positional

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value."""
        in_order = self._in_order(args, options)
        if in_order is not None:
            result = self._fast_value(*in_order)
            if result is not NotImplemented:
                return result
            args, options = in_order, {}
        return super().__call__(*args, **options)

    def value_and_grad(
        self,
        *args: Any,
        wrt: str | Sequence[str] | None = None,
        cotangent: Any = None,
        **options: Any,
    ) -> tuple[Any, Any]:
        in_order = self._in_order(args, options) if cotangent is None else None
        if in_order is not None:
            try:
                chosen = _choose(self._order, len(in_order), wrt)
            except TypeError:  # a list, or nothing that names arguments
                chosen = None
            if chosen is not None:
                result = self._fast_value_and_gradients(chosen.bits, *in_order)
                if result is not NotImplemented:
                    value, gradients = result
                    return value, chosen.pack(*gradients)
                args, options = in_order, {}
        return super().value_and_grad(*args, wrt=wrt, cotangent=cotangent, **options)

    value_and_grad.__doc__ = Differentiable.value_and_grad.__doc__

    def _in_order(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, ...] | None:
        """Return all arguments by position where there are no others and none is left out; else None."""
        if not options:
            return args
        names = self._order[len(args) : len(args) + len(options)]
        if len(names) < len(options) or any(n not in options for n in names):
            return None
        return args + tuple(options[n] for n in names)

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[_Bound, dict[str, Any]]:
        """Match what the caller passed with names; choose the parameterisation."""
        op = self._operation
        given, rest = self._match(args, options, self._order, op.parameter_names)
        given = {name: x for name, x in given.items() if x is not None}
        for name in op.variables:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        return self._bound(given, given), rest

    def _bound(self, given: Mapping[str, Any], own: Container[str]) -> _Bound:
        """Return arguments by name in the operation's order; ``own`` are those that the caller gave."""
        op = self._operation
        chosen = op.parameterisation_for([n for n in given if n not in op.variables], self.__qualname__)
        slots = op.parameterisations[chosen]
        names = op.variables + tuple(p.name for p in slots)
        raw = [given[n] for n in op.variables] + [given.get(p.name, p.default) for p in slots]
        return _Bound(op, self._sign, names, raw, [n for n in names if n in own], chosen, self.__qualname__)

    def _evaluate(
        self, given: tuple[_Bound, dict[str, Any]], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        bound, options = given
        if bound.place is not None:
            with bound.place.running():
                return self._run_on_device(bound.place, bound, options, wrt, cotangent, gradient=gradient)
        name = self.__qualname__
        where = self._mask(options.pop("where", None), bound.shape)
        out = options.pop("out", None)
        base = options.pop("base", None)
        validate = self._flag(options.pop("validate", False), "validate")
        reduction, axis, weights = "none", None, None
        if self._reduces:
            reduction = options.pop("reduction", "mean")
            axis = options.pop("axis", None)
            weights = self._beside(options.pop("weights", None), bound.shape, "weights")
        self._choice(reduction, REDUCTIONS, "reduction")
        if reduction == "none" and axis is not None:
            self._fail(f"axis must be None where reduction is 'none'; got {axis!r}")
        if validate:
            self._validate(bound, where)
        factor = bound.factor * self._base_factor(base)
        shape, in_double = bound.shape, bound.in_double

        reduces = reduction != "none"
        if reduces:
            axes = normalize_axes(axis, len(shape), name)
            kept = tuple(1 if a in axes else n for a, n in enumerate(shape))
            final = tuple(n for a, n in enumerate(shape) if a not in axes)
            weight_high, weight_low = weight_total(shape, kept, where, weights)
            high, low = np.zeros(kept), np.zeros(kept)
            value, value_low = high, low
            dtype = reduced_dtype(bound.dtype)
            buffer = self._place(out, final, dtype, [], reduction)
        else:
            final, dtype, value_low = shape, bound.dtype, None
            buffer = self._place(out, shape, dtype, [*bound.arrays, where, weights], reduction)
            if buffer is not None:
                value = buffer
            else:
                # What a mask leaves out is 0 in a fresh result.
                value = _core.empty(shape, dtype) if where is None else np.zeros(shape, dtype=dtype)

        wanted: tuple[str, ...] = ()
        gradients: list[Array | None] = [None] * len(bound.names)
        cotangent_array = None
        gradient_factor = factor
        if gradient:
            wanted = choose_wrt(name, wrt, bound.floating(), self.gradient_arguments or bound.names)
            for n in wanted:
                i = bound.names.index(n)
                array = bound.arrays[i]
                if not is_floating(array) and not is_weak(bound.raw[i]):
                    self._fail(f"wrt must name floating arguments; got {n!r}, of dtype {array.dtype}", TypeError)
                gradients[i] = _core.empty(array.shape, gradient_dtype(array))
            cotangent_array = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(buffer, cotangent_array)
            if reduces and cotangent_array is not None:
                cotangent_array = cotangent_array.reshape(kept) if cotangent_array.ndim else cotangent_array
            if reduction == "mean":
                total = weight_high + weight_low
                # A mean over nothing depends on nothing.
                with np.errstate(over="ignore"):
                    inverse = np.divide(1.0, total, out=np.zeros_like(total), where=total != 0)
                if inverse.size == 1:
                    gradient_factor *= float(inverse.reshape(()))
                else:
                    cotangent_array = inverse if cotangent_array is None else inverse * cotangent_array

        _core.elementwise(
            bound.operation.index,
            bound.parameterisation,
            in_double,
            shape,
            tuple(bound.arrays),
            where=where,
            weights=weights,
            cotangent=cotangent_array,
            value_factor=factor,
            gradient_factor=gradient_factor,
            value=value,
            value_low=value_low,
            reduced=reduces,
            gradients=tuple(gradients),
        )

        result: Any
        if reduces:
            partial = Partial.of_sums([a.reshape(final) for a in (high, low, weight_high, weight_low)], dtype)
            if reduction == "partial":
                result = partial
            elif buffer is not None:
                buffer[...] = partial.result(reduction)
                result = out
            else:
                result = bound.give(np.asarray(partial.result(reduction)))
        else:
            result = out if out is not None else bound.give(value)
        if not gradient:
            return result, None
        by_name = {n: bound.give(gradients[bound.names.index(n)]) for n in wanted}  # type: ignore[arg-type]
        return result, pack_gradients(wrt, by_name)

    def _run_on_device(
        self, place: Place, bound: _Bound, options: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        """Return the same for arrays on a device: everything is queued there, nothing is waited for."""
        name = self.__qualname__
        where = place.mask(options.pop("where", None), bound.shape)
        out = options.pop("out", None)
        base = options.pop("base", None)
        if self._flag(options.pop("validate", False), "validate"):
            # The one check that has to wait for the device.
            on_host = copy.copy(bound)
            on_host.arrays = [place.to_host(a) for a in bound.arrays]  # type: ignore[arg-type]
            self._validate(on_host, None if where is None else place.to_host(where))
        reduction, axis, weights = "none", None, None
        if self._reduces:
            reduction = options.pop("reduction", "mean")
            axis = options.pop("axis", None)
            weights = place.beside(options.pop("weights", None), bound.shape, "weights")
        self._choice(reduction, REDUCTIONS, "reduction")
        if reduction == "partial" and out is not None:
            self._fail(f"out must be None where reduction is 'partial'; got {type(out).__name__}")
        if reduction == "none" and axis is not None:
            self._fail(f"axis must be None where reduction is 'none'; got {axis!r}")
        shape, reduces = bound.shape, reduction != "none"
        axes = normalize_axes(axis, len(shape), name) if reduces else ()
        final = tuple(n for a, n in enumerate(shape) if a not in axes)
        dtype = reduced_dtype(bound.dtype) if reduces else bound.dtype
        inputs = [*bound.arrays, where, weights]
        buffer = place.out(out, final, dtype, [] if reduces else inputs)
        # Some blocks still read what others have reduced.
        aside = reduces and buffer is not None and any(buffer.overlaps(x) for x in inputs)
        sums = Sums(place, final) if reduction == "partial" else None
        value = sums.part(0) if sums is not None else buffer
        if value is None or aside:
            value = place.empty(final, dtype)

        wanted: tuple[str, ...] = ()
        gradients: dict[str, DeviceArray] = {}
        factor = place.beside(cotangent, final, "cotangent") if gradient else None
        place.refuse_overlap(buffer, factor)
        if gradient:
            wanted = choose_wrt(name, wrt, bound.floating(), self.gradient_arguments or bound.names)
            for n in wanted:
                i = bound.names.index(n)
                array = bound.arrays[i]
                if not is_floating(array) and not is_weak(bound.raw[i]):
                    self._fail(f"wrt must name floating arguments; got {n!r}, of dtype {array.dtype}", TypeError)
                own = gradient_dtype(array)
                gradients[n] = place.empty(array.shape, own)

        total: dict[str, Any] = {"total_number": 1.0}
        if reduction in ("mean", "partial"):
            count = float(math.prod(shape[a] for a in axes))
            weighted = where is not None or weights is not None
            if sums is not None or weighted:
                parts = Sums(place, final) if sums is None else sums
                high, low = parts.part(2), parts.part(3)
                place.add_up(
                    shape,
                    axes,
                    1.0 if weights is None else weights.view(),
                    high,
                    low=low,
                    where=None if where is None else where.view(),
                )
            if reduction == "mean" and weighted:
                total |= {"total": high.onto(axes, len(shape)).view(), "total_low": low.onto(axes, len(shape)).view()}
            elif reduction == "mean":
                total["total_number"] = count

        def view(array: DeviceArray | None) -> Any:
            return None if array is None else array.view()

        def onto(array: DeviceArray | None) -> Any:
            return None if array is None else array.onto(axes, len(shape)).view()

        multiplier = bound.factor * self._base_factor(base)
        call = place.engine.elementwise(
            operation=bound.operation.index,
            parameterisation=bound.parameterisation,
            in_double=bound.in_double,
            shape=shape,
            arguments=tuple(array.view() for array in bound.arrays),
            where=view(where),
            weights=view(weights),
            cotangent=onto(factor),
            value_factor=multiplier,
            gradient_factor=multiplier,
            value=onto(value),
            value_low=None if sums is None else onto(sums.part(1)),
            reduced=reduces,
            gradients=tuple(view(gradients.get(n)) for n in bound.names),
            clears_masked=buffer is None,
            **total,
        )
        place.queue(call)
        if aside:
            place.evaluate("_identity", value, out=buffer)
        result = out
        if out is None:
            result = place.give(value) if sums is None else sums.partial(dtype)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {n: place.give(gradients[n]) for n in wanted})

    def _validate(self, bound: _Bound, where: Array | None) -> None:
        slots = self._operation.parameterisations[bound.parameterisation]
        data = "unit interval" if self._operation.method in ("ppf", "isf") else "real"
        domains = [data] * len(self._operation.variables) + [p.domain for p in slots]
        arrays = {name: as_known(array) for name, array in zip(bound.names, bound.arrays, strict=True)}
        for (name, array), domain in zip(arrays.items(), domains, strict=True):
            for expected, good in domain_tests(domain, array, arrays.__getitem__):
                bad = ~good
                if where is not None:
                    bad = bad & where
                if not np.any(bad):
                    continue
                index = tuple(int(i) for i in np.argwhere(bad)[0])
                got = np.broadcast_to(array, np.shape(bad))[index]
                self._fail(f"{name} must be {expected}; got {got}{index_text(index)}")


def _of_values(
    function: ElementwiseFunction, values: Any, dtype: np.dtype[Any], factor: float, options: dict[str, Any]
) -> tuple[_Bound, dict[str, Any]]:
    bound = _Bound(BY_NAME["_identity"], factor, ("x",), [values], ("x",), 0, function.__qualname__)
    bound.dtype = dtype
    return bound, options


def finish(
    function: ElementwiseFunction, values: Any, dtype: np.dtype[Any], factor: float, options: Mapping[str, Any]
) -> Any:
    """Return what becomes of values on a device by the options of a call.

    Parameters
    ----------
    function
        Of ``_identity``, under the name of the function that is called.
    values
        In double, an array of the library that makes results.
    dtype
        What the result would have if it was not reduced.
    factor
        Multiplies the values.
    """
    given = _of_values(function, values, dtype, factor, dict(options))
    return function._evaluate(given, None, None, gradient=False)[0]


def factors_of(
    function: ElementwiseFunction,
    values: Any,
    dtype: np.dtype[Any],
    factor: float,
    options: Mapping[str, Any],
    cotangent: Any,
) -> Any:
    """Return what gradients by such values are multiplied by, which does not depend on the values."""
    given = _of_values(function, values, dtype, factor, {n: x for n, x in options.items() if n != "out"})
    return function._evaluate(given, "x", cotangent, gradient=True)[1]


def signature_of(operation: Operation, *, reduces: bool) -> inspect.Signature:
    """Return what inspect.signature and help() show."""
    parameter = inspect.Parameter
    result = [parameter(n, parameter.POSITIONAL_OR_KEYWORD) for n in operation.variables]
    alternatives = len(operation.parameterisations) > 1
    needs_default = False
    for slot in operation.parameterisations[0]:
        # A parameter that a keyword can replace, or that follows one, may be left out.
        replaceable = alternatives and any(
            slot.name not in {p.name for p in slots} for slots in operation.parameterisations
        )
        needs_default = needs_default or replaceable or slot.default is not None
        default = slot.default if needs_default else parameter.empty
        result.append(parameter(slot.name, parameter.POSITIONAL_OR_KEYWORD, default=default))
    options: dict[str, Any] = dict.fromkeys(operation.keywords)
    if reduces:
        options |= {"weights": None, "where": None, "reduction": "mean", "axis": None}
    else:
        options |= {"where": None}
    options |= {"out": None}
    if operation.in_nats:
        options |= {"base": None}
    if operation.kind != "function":
        options |= {"validate": False}
    result += [parameter(n, parameter.KEYWORD_ONLY, default=x) for n, x in options.items()]
    return inspect.Signature(result)
