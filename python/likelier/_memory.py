"""Functions of arrays wherever these are: what is written in NumPy's serves both memories.

NumPy's functions of CuPy's arrays are CuPy's (NEP 13, NEP 18). What makes arrays, our own engines, and what the
libraries do not have in common is here. Nothing waits for a device but what says so.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier._arrays import Array, as_array, as_known, cast, is_bfloat16, is_floating_dtype, result_dtype
from likelier._device import DeviceArray, Number, Place, backend, place_of
from likelier._device_partial import DevicePartial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DOUBLE = np.dtype(np.float64)
_HOST = (np.ndarray, np.generic, int, float)


def is_host(x: Any) -> bool:
    """Tell whether an array is NumPy's, or what NumPy makes of one of no axes."""
    return isinstance(x, _HOST)


def namespace(*arrays: Any) -> Any:
    """Return what makes arrays beside these: NumPy, or the library of those on a device."""
    for x in arrays:
        if not isinstance(x, _HOST):
            return backend().library.namespace
    return np


def array_of(x: Any, dtype: Any = None) -> Array:
    """Return x as an array: NumPy makes numbers of arrays of no axes, a device's library does not."""
    if isinstance(x, _HOST):
        return np.asarray(x, dtype)
    result: Array = x if dtype is None else x.astype(dtype, copy=False)
    return result


def full(shape: tuple[int, ...], value: float, *beside: Any) -> Any:
    """Return an array of doubles beside others, all the same."""
    library = namespace(*beside)
    return np.zeros(shape) if library is np and value == 0.0 else library.full(shape, value, np.float64)


def empty(shape: tuple[int, ...], dtype: np.dtype[Any], *beside: Any) -> Any:
    """Return an array beside others, not yet written."""
    return _core.empty(shape, dtype) if namespace(*beside) is np else backend().library.empty(shape, dtype)


def _argument(place: Place, x: Any) -> Any:
    return Number(x) if is_host(x) and np.ndim(x) == 0 else place.array(x, "an argument")


def elementwise(
    operation: int,
    parameterisation: int,
    in_double: bool,
    shape: tuple[int, ...],
    arguments: Sequence[Any],
    *,
    gradients: Sequence[Any],
    **options: Any,
) -> None:
    """Call the engine of the memory that arrays are in; arguments as of the CPU's."""
    found = next((x for x in arguments if not isinstance(x, _HOST)), None)
    if found is None and not isinstance(options.get("value"), _HOST):
        # A number may be summed over a mask.
        found = options.get("value")
    if found is None:
        _core.elementwise(
            operation, parameterisation, in_double, shape, tuple(arguments), gradients=tuple(gradients), **options
        )
        return
    place = Place(found, "likelier", "an argument")

    def view(x: Any) -> Any:
        return x if x is None or isinstance(x, (bool, int, float)) else place.array(x, "an argument").view()

    place.queue(
        place.engine.elementwise(
            operation=operation,
            parameterisation=parameterisation,
            in_double=in_double,
            shape=shape,
            arguments=tuple(_argument(place, x).view() for x in arguments),
            gradients=tuple(map(view, gradients)),
            **{n: view(x) for n, x in options.items()},
        )
    )


def sum_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum a gradient, in double, over the axes along which its argument was broadcast."""
    lead = gradient.ndim - len(shape)
    stretched = tuple(a + lead for a, n in enumerate(shape) if n == 1 and gradient.shape[a + lead] != 1)
    axes = (*range(lead), *stretched)
    if not axes:
        return gradient
    if is_host(gradient):
        with np.errstate(invalid="ignore", over="ignore"):
            return np.asarray(as_known(gradient).sum(axis=axes, dtype=np.float64)).reshape(shape)
    place = Place(gradient, "likelier", "a gradient")
    into = place.empty(shape, _DOUBLE)
    place.sum_to(place.array(gradient, "a gradient"), into)
    result: Array = into.owner
    return result


class Arguments:
    """The arguments of a call as arrays, wherever they are.

    On a device they are arrays of the library that makes results, in types that it computes in.

    Parameters
    ----------
    function
        In whose name messages are.
    raw
        What the caller passed, by name.

    Attributes
    ----------
    arrays
        The arguments by name.
    dtypes
        What they have come in.
    dtype
        That of an elementwise result.
    place
        The device that they are on; None: the CPU's memory.
    """

    def __init__(self, function: str, raw: Mapping[str, Any]) -> None:
        self.arrays: dict[str, Any] = {}
        self.dtypes: dict[str, np.dtype[Any]] = {}
        self.producer: Callable[[Array], Any] | None = None
        self.place: Any = place_of(function, list(raw), list(raw.values()))
        if self.place is None:
            for name, x in raw.items():
                self.arrays[name], producer = as_array(x, function, name)
                self.dtypes[name] = self.arrays[name].dtype
                self.producer = self.producer or producer
        else:
            self.place.is_not_all_recorded()
            with self.place.running():
                for name, x in raw.items():
                    own = self.place.argument(x, name)
                    self.arrays[name], self.dtypes[name] = known(self.place, own), own.dtype
        come = list(self.arrays.values())
        if self.place is not None:
            come = [np.empty((), kind) for kind in self.dtypes.values()]
        self.dtype = result_dtype(list(raw.values()), come)

    def is_floating(self, name: str) -> bool:
        """Tell whether an argument has come in a floating type."""
        return is_floating_dtype(self.dtypes[name])

    def gradient_dtype(self, name: str) -> np.dtype[Any]:
        """Return the dtype of the gradient by an argument."""
        return self.dtypes[name] if self.is_floating(name) else _DOUBLE

    def running(self) -> contextlib.AbstractContextManager[None]:
        """Make the device and the stream of the call current."""
        return contextlib.nullcontext() if self.place is None else self.place.running()

    def give(self, result: Any, dtype: np.dtype[Any] | None = None) -> Any:
        """Return a result as the user's own kind of array, in another dtype if given; a 0-d one as a scalar."""
        if self.place is not None:
            return give(self.place, result, dtype)
        result = result if dtype is None else cast(np.asarray(result), dtype)
        return self.producer(result) if self.producer is not None else result[()]

    def give_result(self, result: Any) -> Any:
        """Return what a function on values has made on a device, a part of a sum too."""
        if isinstance(result, DevicePartial):
            return DevicePartial(self.give(result._sums), result.shape, result._dtype)
        return self.give(result)

    def on_host(self) -> dict[str, Array]:
        """Return copies in the CPU's memory: this waits for the device."""
        return {n: self.place.to_host(self.place.array(x, n)) for n, x in self.arrays.items()}


def known(place: Place, x: Any) -> Any:
    """Return what a place has of an argument as an array of its library: bfloat16 as float32."""
    if x is None:
        return None
    if isinstance(x, Number):
        return place.library.namespace.full((), x.value, x.dtype)
    if is_bfloat16(x.dtype):
        x = place.evaluate("_identity", x, 1.0, np.dtype(np.float32))
    return place.library.view(x)


def give(place: Place, x: Any, dtype: np.dtype[Any] | None = None) -> Any:
    """Return an array of the library as the user's own kind of array, in C order, in another dtype if given."""
    own = place.array(x, "a result")
    if dtype is not None and own.dtype != dtype:
        own = place.evaluate("_identity", own, 1.0, dtype)
    elif list(own.strides) != _packed(own):
        own = place.array(place.library.namespace.ascontiguousarray(x), "a result")
    return place.give(own)


def _packed(x: DeviceArray) -> list[int]:
    steps, step = [], x.dtype.itemsize
    for n, s in zip(x.shape[::-1], x.strides[::-1], strict=True):
        steps.append(step if n != 1 else s)
        step *= n
    return steps[::-1]
