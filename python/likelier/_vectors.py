"""Densities of vectors: the event is the last axis, the result has one value an event."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_known,
    index_text,
    is_weak,
    normalize_axes,
    reduced_dtype,
)
from likelier._device import is_on_device
from likelier._differentiable import Differentiable, choose_wrt, pack_gradients
from likelier._docs import family_doc, method_doc
from likelier._elementwise import (
    BY_NAME,
    REDUCTIONS,
    ElementwiseFunction,
    Operation,
    factors_of,
    finish,
    signature_of,
    weight_total,
)
from likelier._families import Family
from likelier._fits import CLOSED_FORMS
from likelier._memory import array_of, is_host, sum_to
from likelier._partial import Partial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOUBLE = np.dtype(np.float64)
# What is said where nothing is to add up to 1, or to be chosen from.
SOME_ELEMENTS = "must have at least one element on its last axis"
_IDENTITY = BY_NAME["_identity"]


class Call(memory.Arguments):
    """One call: its arguments, and in which parameterisation they are."""

    def __init__(self, function: str, raw: dict[str, Any], given: Sequence[str], parameterisation: int) -> None:
        super().__init__(function, raw)
        self.raw = raw
        self.given = tuple(given)
        self.parameterisation = parameterisation

    def give_gradient(self, name: str, gradient: Array) -> Any:
        """Return the gradient by an argument, in double over its broadcast shape, as the user's own kind of array."""
        return self.give(sum_to(gradient, self.arrays[name].shape), self.gradient_dtype(name))

    def floating(self) -> list[str]:
        """Return the floating arguments that were given."""
        return [n for n in self.given if self.is_floating(n) or self.is_number(n)]

    def is_number(self, name: str) -> bool:
        """Tell whether an argument is a Python number, or a list of them."""
        x = self.raw[name]
        if is_weak(x):
            return not isinstance(x, bool)
        return not isinstance(x, (np.ndarray, np.generic)) and not hasattr(x, "__dlpack__") and self.place is None


class VectorFunction(Differentiable):
    """A log-density of vectors as a public function, or its negative, reduced.

    Subclasses say what the density is: ``_batch``, ``_compute`` and ``_check``.

    Parameters
    ----------
    operation
        The names of its arguments.
    qualname, module, doc
        What it is called.
    sign
        Multiplies the value: -1 for a negative log-likelihood.
    reduces
        Whether it takes ``reduction``, ``axis`` and ``weights``.
    """

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
        self._order = operation.variables + operation.positional
        # From values on as any function.
        self._total = ElementwiseFunction(_IDENTITY, qualname, module, doc, sign=sign, reduces=reduces)

    def _batch(self, call: Call) -> tuple[int, ...]:
        """Return the shape of the result; raise where the arguments' shapes do not fit."""
        raise NotImplementedError

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        """Write the log-density and return the gradients that are wanted.

        Parameters
        ----------
        value
            Floating, of the shape ``batch``, any strides.
        factors
            Of the shape ``batch``: what multiplies the gradients of each event. Where it is 0 nothing of an event
            is left.

        Returns
        -------
        dict
            In any floating dtype; of a shape that sums to that of the argument.
        """
        raise NotImplementedError

    def _check(self, call: Call, where: Array | None) -> None:
        """Raise for values outside their domain."""
        raise NotImplementedError

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Call, dict[str, Any]]:
        op = self._operation
        given, rest = self._match(args, options, self._order, op.parameter_names)
        given = {name: x for name, x in given.items() if x is not None}
        for name in op.variables:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        chosen = op.parameterisation_for([n for n in given if n not in op.variables], self.__qualname__)
        raw = {n: given[n] for n in op.variables}
        raw |= {p.name: given.get(p.name, p.default) for p in op.parameterisations[chosen]}
        return Call(self.__qualname__, raw, [n for n in raw if n in given], chosen), rest

    def _evaluate(
        self, given: tuple[Call, dict[str, Any]], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        call, options = given
        if call.place is not None:
            with call.place.running():
                return self._run_on_device(call, options, wrt, cotangent, gradient=gradient)
        batch = self._batch(call)
        where = self._mask(options.pop("where", None), batch)
        out = options.pop("out", None)
        factor = self._sign * self._base_factor(options.pop("base", None))
        validate = self._flag(options.pop("validate", False), "validate")
        reduction, axis, weights = "none", None, None
        if self._reduces:
            reduction = options.pop("reduction", "mean")
            axis = options.pop("axis", None)
            weights = self._beside(options.pop("weights", None), batch, "weights")
        self._choice(reduction, REDUCTIONS, "reduction")
        if reduction == "none" and axis is not None:
            self._fail(f"axis must be None where reduction is 'none'; got {axis!r}")
        if validate:
            self._check(call, where)

        reduces = reduction != "none"
        axes = normalize_axes(axis, len(batch), self.__qualname__) if reduces else ()
        kept = tuple(1 if a in axes else n for a, n in enumerate(batch))
        final = tuple(n for a, n in enumerate(batch) if a not in axes)
        dtype = reduced_dtype(call.dtype) if reduces else call.dtype
        inputs = [] if reduces else [*call.arrays.values(), where, weights]
        buffer = self._place(out, final, dtype, inputs, reduction)
        weight_high = weight_low = np.zeros(())
        if reduces:
            weight_high, weight_low = weight_total(batch, kept, where, weights)

        wanted: tuple[str, ...] = ()
        factors = None
        if gradient:
            wanted = self._wanted_of(call, wrt)
            beside = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(buffer, beside)
            if reduction == "mean":
                total = weight_high + weight_low
                # A mean over nothing depends on nothing.
                inverse = np.divide(1.0, total, out=np.zeros_like(total), where=total != 0)
            else:
                inverse = np.ones(())
            if beside is not None:
                inverse = inverse * as_known(beside).astype(np.float64).reshape(kept)
            factors = _factors(factor * inverse, batch, where, weights)

        # In place where the result is just that; else from an array of doubles.
        direct = not reduces and factor == 1.0 and where is None and weights is None
        # An input may lie where the result goes, and gradients read it again.
        in_place = (
            direct and buffer is not None and not any(np.may_share_memory(buffer, a) for a in call.arrays.values())
        )
        value = buffer if in_place and buffer is not None else _core.empty(batch, dtype if direct else DOUBLE)
        gradients = self._compute(call, batch, value, wanted, factors)
        result = self._result(value, direct, factor, batch, where, weights, kept, final, dtype, reduces, buffer)
        returned: Any
        if reduces:
            high, low = result
            parts = [np.asarray(a).reshape(final) for a in (high, low, weight_high, weight_low)]
            partial = Partial.of_sums(parts, dtype)
            if reduction == "partial":
                returned = partial
            elif buffer is not None:
                buffer[...] = partial.result(reduction)
                returned = out
            else:
                returned = call.give(np.asarray(partial.result(reduction)))
        else:
            returned = out if out is not None else call.give(result)
        if not gradient:
            return returned, None
        return returned, pack_gradients(wrt, {n: call.give_gradient(n, gradients[n]) for n in wanted})

    def _run_on_device(
        self, call: Call, options: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        """Return the same for arrays on a device: everything is queued there, nothing is waited for."""
        place, batch = call.place, self._batch(call)
        out = options.get("out")
        if self._flag(options.pop("validate", False), "validate"):
            # The one check that has to wait for the device.
            where = place.mask(options.get("where"), batch)
            on_host = copy.copy(call)
            on_host.place, on_host.arrays = None, call.on_host()
            self._check(on_host, None if where is None else np.broadcast_to(place.to_host(where), batch))
        factor = self._sign * self._base_factor(options.pop("base", None))
        value = memory.full(batch, 0.0, *call.arrays.values())
        wanted = self._wanted_of(call, wrt) if gradient else ()
        factors = None
        if gradient:
            factors = factors_of(self._total, value, call.dtype, factor, options, cotangent)
        if out is not None and not self._reduces:
            inputs = [place.array(x, n) for n, x in call.raw.items() if is_on_device(x)]
            place.out(out, batch, call.dtype, inputs)
        if gradient and out is not None and cotangent is not None:
            place.refuse_overlap(place.array(out, "out"), place.array(cotangent, "cotangent"))
        gradients = self._compute(call, batch, value, wanted, factors)
        result = finish(self._total, value, call.dtype, factor, options)
        if out is None:
            result = call.give_result(result)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {n: call.give_gradient(n, gradients[n]) for n in wanted})

    def _result(
        self,
        value: Array,
        direct: bool,
        factor: float,
        batch: tuple[int, ...],
        where: Array | None,
        weights: Array | None,
        kept: tuple[int, ...],
        final: tuple[int, ...],
        dtype: np.dtype[Any],
        reduces: bool,
        buffer: Array | None,
    ) -> Any:
        """Return the values in their place, or their sum as two arrays of doubles."""
        if direct:
            if buffer is not None and value is not buffer:
                buffer[...] = value
                return buffer
            return value
        low = None
        if reduces:
            result, low = np.zeros(kept), np.zeros(kept)
        elif buffer is not None:
            result = buffer
        else:
            # What a mask leaves out is 0 in a fresh result.
            result = np.zeros(final, dtype=dtype)
        _core.elementwise(
            _IDENTITY.index,
            0,
            True,
            batch,
            (value,),
            where=where,
            weights=weights,
            value_factor=factor,
            value=result,
            value_low=low,
            reduced=reduces,
            gradients=(None,),
        )
        return (result, low) if reduces else result

    def _wanted_of(self, call: Call, wrt: Any) -> tuple[str, ...]:
        known = [n for n in call.arrays if not self.gradient_arguments or n in self.gradient_arguments]
        floating = [n for n in call.floating() if n in known]
        wanted = choose_wrt(self.__qualname__, wrt, floating, tuple(known))
        for n in wanted:
            if not call.is_floating(n) and not call.is_number(n):
                self._fail(f"wrt must name floating arguments; got {n!r}, of dtype {call.dtypes[n]}", TypeError)
        return wanted

    def _refuse(self, bad: Array, array: Array, name: str, expected: str) -> None:
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            got = np.broadcast_to(array, np.shape(bad))[index]
            self._fail(f"{name} must be {expected}; got {got}{index_text(index)}")

    def _broadcast(self, shapes: Mapping[str, tuple[int, ...]], call: Call) -> tuple[int, ...]:
        """Return the common shape of what precedes the events."""
        try:
            return np.broadcast_shapes(*shapes.values())
        except ValueError:
            got = ", ".join(f"{n} {call.arrays[n].shape}" for n in shapes)
            self._fail(f"the arguments must have batch shapes that broadcast; got {got}")


def _factors(factor: Array, batch: tuple[int, ...], where: Array | None, weights: Array | None) -> Array:
    """Return what multiplies gradients, one an event: broadcast where it is the same for many."""
    result = np.asarray(factor, np.float64)
    if weights is not None:
        known = as_known(weights).astype(np.float64)
        # A weight of zero leaves nothing, whatever multiplies it.
        result = np.where(known == 0.0, 0.0, result * known)
    if where is not None:
        result = np.where(where, result, 0.0)
    return np.broadcast_to(result, batch)


def reduced_over_events(
    operation: str,
    parameters: Sequence[str],
    arrays: Sequence[Array],
    shape: tuple[int, ...],
    factors: Array | None,
    gradients: Sequence[Array | None],
    in_double: bool,
) -> tuple[Array, Array]:
    """Return the sum over the last axis of a density of its elements, as two doubles; write gradients.

    Parameters
    ----------
    arrays
        The data, and the parameters in the order of these names.
    shape
        What they broadcast to.
    factors
        One an event: what multiplies the gradients.
    gradients
        In the shapes of the arguments; None where not wanted.
    """
    op = BY_NAME[operation]
    chosen = op.parameterisation_for(parameters, operation)
    slots = {p.name: p.default for p in op.parameterisations[chosen]}
    given = dict(zip(parameters, zip(arrays[1:], gradients[1:], strict=True), strict=True))
    everything = [given.get(n, (np.asarray(default), None)) for n, default in slots.items()]
    high, low = (memory.full((*shape[:-1], 1), 0.0, *arrays) for _ in range(2))
    own, slopes = (arrays[0], *(a for a, _ in everything)), (gradients[0], *(g for _, g in everything))
    wide = None if factors is None else factors[..., np.newaxis]
    memory.elementwise(
        op.index,
        chosen,
        in_double,
        shape,
        own,
        cotangent=wide,
        gradients=slopes,
        value=high,
        value_low=low,
        reduced=True,
    )
    # Of an infinite sum the error means nothing.
    return high[..., 0], np.where(np.isfinite(high), low, 0.0)[..., 0]


def summed_over_events(
    operation: str,
    parameters: Sequence[str],
    arrays: Sequence[Array],
    shape: tuple[int, ...],
    factors: Array | None,
    gradients: Sequence[Array | None],
    in_double: bool,
) -> Array:
    """Return the sum over the last axis of a density of its elements, in double; write gradients.

    The arguments are those of `reduced_over_events`.
    """
    high, low = reduced_over_events(operation, parameters, arrays, shape, factors, gradients, in_double)
    return array_of(high + low)


def elementwise(operation: str, *arguments: Any, gradients: bool = False) -> tuple[Array, list[Array]]:
    """Return an operation on doubles, arrays of one memory and numbers, and its derivatives."""
    given = [array_of(a, DOUBLE) for a in arguments]
    beside = [a for a in given if not is_host(a)]
    if beside:
        given = [memory.full((), float(a), *beside) if is_host(a) else a for a in given]
    shape = np.broadcast_shapes(*(a.shape for a in given))
    value = memory.empty(shape, DOUBLE, *given)
    slopes: list[Any] = [memory.empty(shape, DOUBLE, *given) if gradients else None for _ in given]
    whole = tuple(np.broadcast_to(a, shape) for a in given)
    memory.elementwise(BY_NAME[operation].index, 0, True, shape, whole, value=value, gradients=tuple(slopes))
    return value, slopes


def sum_of_events(array: Array, less: float) -> Array:
    """Return the sum over the last axis less a number, rounded once."""
    high, low = reduced_over_events("_identity", (), [array], array.shape, None, [None], True)
    return array_of((high - less) + low)


class VectorFamily(Family):
    """A density family of vectors, the event being the last axis of the data."""

    # What its rvs and its entropy are.
    variates_type: Any
    entropy_type: Any = None

    def __init__(self, info: dict[str, Any]) -> None:
        operation = Operation(-1, info)
        super().__init__(operation)
        self.rvs = self.variates_type(operation)
        if self.entropy_type is not None:
            own = {"kind": "method", "method": "entropy", "logarithmic": True, "variables": []}
            asked = Operation(-1, info | own)
            doc = method_doc(asked, discrete=False)
            self.entropy = self.entropy_type(asked, f"{self.name}.entropy", "likelier", doc)
            self._methods = (*self._methods, "entropy")
            self.__doc__ = family_doc(operation, self._methods, CLOSED_FORMS.get(self.name))
