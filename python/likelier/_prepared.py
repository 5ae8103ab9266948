"""Calls on a device that come prepared: the second of a kind is recorded, and the next ones are made from that.

What a call does depends on its options and on its arrays' shapes, strides and types, but not on what they hold. So the
checks, the plans and the order of what is queued are those of that call; where arrays begin is filled in.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from likelier._device import Recording, backend, met, recorded_by
from likelier._differentiable import Differentiable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# Of whole numbers that parameters are passed as.
_LARGEST = 2**63 - 1
# Options that are a part of what kind of call this is.
_CONSTANTS = frozenset((str, int, float, bool, type(None)))
# Kinds of calls that a function keeps; then it forgets the oldest.
_MOST = 256


class Seen:
    """The arguments of a call on a device: where they are, and what kind of call this is."""

    __slots__ = ("device", "library", "places", "signature")

    def __init__(self, library: Any, device: int, places: list[Any], signature: tuple[Any, ...]) -> None:
        self.library = library
        self.device = device
        self.places = places
        self.signature = signature


def look_at(arguments: tuple[Any, ...], options: Mapping[str, Any], *, takes_numbers: bool) -> Seen | None:
    """Return what there is to know of arrays of a library met before, and of numbers and words beside them."""
    library: Any = None
    device = -1
    places: list[Any] = []
    signature: list[Any] = []
    for x in arguments:
        kind = type(x)
        if takes_numbers and (kind is float or (kind is int and -_LARGEST <= x <= _LARGEST)):
            places.append(float(x))
            signature.append(kind)
            continue
        own = met.get(kind)
        if own is None or (library is not None and own is not library):
            return None
        pointer, where, kind_of_array = own.look(x)
        if library is not None and where != device:
            return None
        library = own
        device = where
        places.append(pointer)
        signature.append(kind_of_array)
    if library is None or backend()._library is not library:
        return None
    for name, x in options.items():
        kind = type(x)
        if kind in _CONSTANTS:
            signature.append((name, kind, x))
            continue
        # Whether a place for results can be written to depends on where it is.
        own = met.get(kind)
        if own is None or own is not library or name == "out":
            return None
        pointer, where, kind_of_array = own.look(x)
        if where != device:
            return None
        places.append(pointer)
        signature.append((name, kind_of_array))
    return Seen(library, device, places, (device, *signature))


class PreparedCall:
    """A call to be made again for other arrays of the same shapes, strides and types, and other numbers.

    Parameters
    ----------
    recording
        What the first one has queued.
    engine
        What does the work.
    results
        The arrays that it has returned.
    pack
        What becomes of those after the value; None where the value is all there is.
    """

    __slots__ = ("_engine", "_pack", "_results")

    def __init__(
        self, recording: Recording, engine: Any, results: Sequence[Any], pack: Callable[..., Any] | None
    ) -> None:
        count = len(recording.slots)
        identities = [id(x) for x in recording.made]
        slots = [count + identities.index(id(x)) for x in results]
        sizes = [math.prod(shape) * dtype.itemsize for shape, dtype in recording.kinds]
        scratch = [(count + i, size) for i, size in enumerate(sizes) if count + i not in slots]
        self._engine = engine.PreparedCall(recording.calls, [*range(count), *slots], scratch)
        self._results = [recording.kinds[slot - count] for slot in slots]
        self._pack = pack

    @classmethod
    def of(cls, recording: Recording, result: Any, wrt: Any, *, gradient: bool) -> PreparedCall | None:
        """Return the call, where it can be made again."""
        if not recording.is_whole:
            return None
        results, pack = [result], None
        if gradient:
            value, gradients = result
            is_one = isinstance(wrt, str)
            results = [value, gradients] if is_one else [value, *gradients]
            pack = _itself if is_one else type(gradients)
        made = {id(x) for x in recording.made}
        if any(id(x) not in made for x in results):
            return None
        # Plans depend on the device.
        with recording.places[0].running():
            return cls(recording, recording.places[0].engine, results, pack)

    def __call__(self, seen: Seen) -> Any:
        """Return the results; NotImplemented where the device is not the current one."""
        library = seen.library
        stream = library.stream_of_current(seen.device)
        if stream is None:
            return NotImplemented
        results = [library.empty(shape, dtype) for shape, dtype in self._results]
        self._engine.launch(seen.places + [library.address(x) for x in results], stream, library.memory)
        pack = self._pack
        return results[0] if pack is None else (results[0], pack(*results[1:]))


def _itself(x: Any) -> Any:
    return x


class PreparedFunction(Differentiable):
    """A differentiable function whose calls on a device come prepared.

    Attributes
    ----------
    takes_numbers
        Whether arguments by position may be numbers beside arrays.
    """

    takes_numbers = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._order = self._positional
        # By what they were given: whether one was met before, then the call; None for what cannot be made again.
        self._prepared: OrderedDict[Any, PreparedCall | bool | None] = OrderedDict()

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value."""
        if met:
            result = self._prepared_call(args, options, None, None, gradient=False)
            if result is not NotImplemented:
                return result
        return super().__call__(*args, **options)

    def value_and_grad(
        self,
        *args: Any,
        wrt: str | Sequence[str] | None = None,
        cotangent: Any = None,
        **options: Any,
    ) -> tuple[Any, Any]:
        if met:
            result = self._prepared_call(args, options, wrt, cotangent, gradient=True)
            if result is not NotImplemented:
                value, gradients = result
                return value, gradients
        return super().value_and_grad(*args, wrt=wrt, cotangent=cotangent, **options)

    value_and_grad.__doc__ = Differentiable.value_and_grad.__doc__

    def _prepared_call(
        self, arguments: tuple[Any, ...], options: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> Any:
        """Return the result of a call on a device, prepared where one like it has been before."""
        given = options if cotangent is None else {**options, "cotangent": cotangent}
        seen = look_at(arguments, given, takes_numbers=self.takes_numbers)
        # Lists may change.
        if seen is None or not (wrt is None or type(wrt) is str or type(wrt) is tuple):
            return NotImplemented
        key = (wrt, gradient, seen.signature)
        try:
            known = self._prepared.get(key, False)
        except TypeError:  # of wrt
            return NotImplemented
        if isinstance(known, PreparedCall):
            return known(seen)
        if known is None or len(arguments) > len(self._order):
            return NotImplemented
        if not known:
            # Numbers by name are a part of the kind: many a call is the only one of its own.
            self._prepared[key] = True
            if len(self._prepared) > _MOST:
                self._prepared.popitem(last=False)
            return NotImplemented
        names = [*self._order[: len(arguments)], *(n for n, x in given.items() if type(x) not in _CONSTANTS)]
        recording = Recording(names)
        with recorded_by(recording):
            result = self._evaluate(self._bind(arguments, options), wrt, cotangent, gradient=gradient)
        if not gradient:
            result = result[0]
        self._prepared[key] = PreparedCall.of(recording, result, wrt, gradient=gradient)
        return result
