"""Random variates from counters: element i of a stream depends on its seed and i alone."""

from __future__ import annotations

import inspect
import math
import operator
import secrets
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from likelier import _core
from likelier._arrays import Array, as_array, as_known, index_text, is_weak
from likelier._device import DeviceArray, Place, is_on_device, place_of
from likelier._docs import rvs_doc
from likelier._memory import known

if TYPE_CHECKING:
    from collections.abc import Callable

    from likelier._elementwise import Operation

# A scale from each parameter that may stand for it.
_SCALES: dict[str, Callable[[Any], Any]] = {
    "scale": lambda a: np.where(a > 0, a, np.nan),
    "log_scale": np.exp,
    "var": lambda a: np.sqrt(np.where(a > 0, a, np.nan)),
    "precision": lambda a: 1 / np.sqrt(np.where(a > 0, a, np.nan)),
}


def counter(x: Any, name: str, function: str) -> int:
    """Return an integer of 64 bits."""
    try:
        value = operator.index(x)
    except TypeError:
        msg = f"{function}: {name} must be an integer; got {x!r}"
        raise TypeError(msg) from None
    if not 0 <= value < 2**64:
        msg = f"{function}: {name} must be in [0, 2**64); got {value}"
        raise ValueError(msg)
    return value


def key_of(seed: Any, function: str) -> int:
    """Return what a seed stands for."""
    if seed is None:
        return secrets.randbits(64)
    if isinstance(seed, np.random.Generator):
        return int(seed.integers(0, 2**64, dtype=np.uint64))
    return counter(seed, "seed", function)


# What variates may be of: numbers, and counts or classes, of which the first is the default.
_FLOATS = (np.dtype(np.float64), np.dtype(np.float32))
_INTEGERS = (np.dtype(np.int64), np.dtype(np.int32))


def random_dtype(dtype: Any, function: str, *, counts: bool = False) -> np.dtype[Any]:
    """Return a dtype that random numbers may have; None: the default, of counts and classes int64."""
    known = _INTEGERS + _FLOATS if counts else _FLOATS
    *first, last = (d.name for d in reversed(known))
    expected = f"{', '.join(first)} or {last}"
    try:
        kind: np.dtype[Any] = known[0] if dtype is None else np.dtype(dtype)
    except TypeError:
        msg = f"{function}: dtype must be {expected}; got {dtype!r}"
        raise TypeError(msg) from None
    if kind not in known:
        msg = f"{function}: dtype must be {expected}; got {kind}"
        raise TypeError(msg)
    return kind


def drawn_in(kind: np.dtype[Any]) -> np.dtype[Any]:
    """Return what variates of a dtype are drawn in."""
    return _FLOATS[0] if kind in _INTEGERS else kind


def as_integers(numbers: Array, kind: np.dtype[Any], function: str) -> Array:
    """Return counts or classes in the dtype asked for, integers in the same memory where they fit there."""
    if kind not in _INTEGERS:
        return numbers.astype(kind, copy=False)
    result: Array = numbers.view(kind) if kind.itemsize == numbers.itemsize else _core.empty(numbers.shape, kind)
    if not _core.random_integers(numbers, result):
        index = tuple(int(i) for i in np.argwhere(result == np.iinfo(kind).min)[0])
        msg = (
            f"{function}: dtype must be float64 or float32 for NaN, the variate of invalid parameters, and for counts "
            f"that {kind} does not hold; got one of these{index_text(index)}"
        )
        raise ValueError(msg)
    return result


# Families with samplers; others have quantiles of uniform numbers.
SAMPLED = frozenset(_core.families_with_variates())


class Variates:
    """A family's ``rvs``."""

    def __init__(self, operation: Operation, ppf: Callable[..., Any], doc: str | None = None) -> None:
        self._operation = operation
        self._ppf = ppf
        self._counts = operation.kind == "mass"
        self._is_sampled = operation.name in SAMPLED
        self.__name__ = "rvs"
        self.__qualname__ = f"{operation.name}.rvs"
        self.__module__ = "likelier"
        self.__signature__ = _signature(operation)
        self.__doc__ = rvs_doc(operation, is_sampled=self._is_sampled) if doc is None else doc

    def __call__(
        self,
        *args: Any,
        seed: int | np.random.Generator | None = None,
        offset: int = 0,
        dtype: Any = None,
        **parameters: Any,
    ) -> Any:
        size, args = self._sized(args, parameters)
        wanted = random_dtype(dtype, self.__qualname__, counts=self._counts)
        kind = drawn_in(wanted)
        given = self._given(args, parameters)
        parameterisation = self._operation.parameterisation_for(list(given), self.__qualname__)
        slots = self._operation.parameterisations[parameterisation]
        named = {p.name: given.get(p.name, p.default) for p in slots}
        place = place_of(self.__qualname__, tuple(named), tuple(named.values()))
        if place is not None:
            with place.running():
                return self._on_device(place, size, named, parameterisation, seed, offset, wanted)
        values = {n: self._parameter(n, x, kind) for n, x in named.items()}
        shape = self._shape(size, values)
        first = self._first(offset, shape)
        key = self.key(seed)
        result: Any = _core.empty(shape, kind)
        if self._operation.name == "norm":
            loc, scale = values["loc"], next(_SCALES[n](a) for n, a in values.items() if n in _SCALES)
            simple = np.ndim(loc) == 0 and np.ndim(scale) == 0
            plain = (float(loc), float(scale)) if simple else (0.0, 1.0)
            _core.random_normal(key, first, *plain, result)
            if not simple:
                np.multiply(result, scale.astype(kind, copy=False), out=result)
                np.add(result, loc, out=result)
        elif self._is_sampled:
            _core.random_variates(self._operation.index, parameterisation, key, first, tuple(values.values()), result)
        else:
            _core.random_uniform(key, first, result)
            self._ppf(result, out=result, **values)
        return as_integers(result, wanted, self.__qualname__)[()]

    def _on_device(
        self,
        place: Place,
        size: Any,
        named: dict[str, Any],
        parameterisation: int,
        seed: Any,
        offset: int,
        wanted: np.dtype[Any],
    ) -> Any:
        """Return variates on the device that a parameter is on: the same numbers as elsewhere."""
        kind = drawn_in(wanted)
        values = {n: place.argument(x, n) for n, x in named.items()}
        for n, x in values.items():
            if isinstance(x, DeviceArray) and x.dtype != kind:
                values[n] = converted = place.evaluate("_identity", x, dtype=kind)
                named[n] = converted.owner
        shape = self._shape(size, values)
        first = self._first(offset, shape)
        key = self.key(seed)
        result = place.empty(shape, kind)
        if self._is_sampled:
            place.engine.variates(
                family=self._operation.index,
                parameterisation=parameterisation,
                seed=key,
                offset=first,
                parameters=tuple(x.view() for x in values.values()),
                values=result.view(),
                stream=place.stream,
            )
            return place.give(self._integers(place, result, wanted))
        is_normal = self._operation.name == "norm"
        parameters: dict[str, Any] = {}
        if is_normal:
            scale, given = next((n, x) for n, x in values.items() if n in _SCALES)
            width: Any
            if isinstance(given, DeviceArray):
                own = given if scale == "scale" else place.array(_SCALES[scale](known(place, given)), scale)
                width = own.view()
            else:
                width = float(_SCALES[scale](given.value))
            parameters = {"loc": values["loc"].view(), "scale": width}
        place.engine.random(
            is_normal=is_normal, seed=key, offset=first, values=result.view(), stream=place.stream, **parameters
        )
        if not is_normal:
            self._ppf(result.owner, out=result.owner, **named)
        return place.give(self._integers(place, result, wanted))

    @staticmethod
    def _integers(place: Place, numbers: DeviceArray, kind: np.dtype[Any]) -> DeviceArray:
        """Return counts in the dtype asked for. What does not fit is the lowest: nobody waits to be told."""
        if kind not in _INTEGERS:
            return numbers
        result = place.empty(numbers.shape, kind)
        place.engine.integers(numbers=numbers.view(), values=result.view(), stream=place.stream)
        return result

    def __repr__(self) -> str:
        return f"<function {self.__module__}.{self.__qualname__}>"

    def _first(self, offset: Any, shape: tuple[int, ...]) -> int:
        """Return the place of the first element in its stream."""
        first = counter(offset, "offset", self.__qualname__)
        if first + int(np.prod(shape, dtype=object)) > 2**64:
            self._fail(f"offset must leave room for {shape} below 2**64; got {first}")
        return first

    def _fail(self, message: str, kind: type[Exception] = ValueError) -> NoReturn:
        text = f"{self.__qualname__}: {message}"
        raise kind(text)

    def _sized(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, tuple[Any, ...]]:
        """Return the size and the parameters by place: what comes first is the size, unless that is named."""
        if "size" in options:
            return options.pop("size"), args
        return (args[0] if args else None), args[1:]

    def _given(self, args: tuple[Any, ...], parameters: dict[str, Any]) -> dict[str, Any]:
        positional = self._operation.positional
        if len(args) > len(positional):
            self._fail(f"expected at most {len(positional)} parameters beside size; got {len(args)}", TypeError)
        given = dict(zip(positional, args, strict=False))
        for name in parameters:
            if name not in self._operation.parameter_names:
                seeds = "; a stream is told by seed and offset" if name in ("random_state", "rng") else ""
                known = ", ".join(self.__signature__.parameters)
                self._fail(f"unknown keyword argument; expected among {known}; got {name!r}{seeds}", TypeError)
            if name in given:
                self._fail(f"the argument {name!r} must be given once; got two values", TypeError)
        return {n: x for n, x in (given | parameters).items() if x is not None}

    def _parameter(self, name: str, x: Any, kind: np.dtype[Any]) -> Any:
        array, _ = as_array(x, self.__qualname__, name)
        return np.asarray(x, kind) if is_weak(x) else as_known(array).astype(kind, copy=False)

    def _shape(self, size: Any, values: dict[str, Any]) -> tuple[int, ...]:
        shapes = [a.shape for a in values.values()]
        for n in size if isinstance(size, (tuple, list)) else (size,):
            if is_on_device(n):
                # Its number would have to be waited for.
                self._fail(f"size must be integers in the memory of the CPU; got a {type(n).__name__}", TypeError)
        try:
            if size is None:
                return np.broadcast_shapes(*shapes)
            asked = tuple(size) if isinstance(size, (tuple, list)) else (size,)
            shape = tuple(operator.index(n) for n in asked)
        except TypeError:
            self._fail(
                f"size must be an integer, a tuple of integers or None; got {size!r} (by place it comes first, before "
                "the parameters; by name, size=, it leaves the places to these)",
                TypeError,
            )
        except ValueError:
            self._fail(f"the parameters must have shapes that broadcast; got {shapes}")
        if any(n < 0 for n in shape):
            self._fail(f"size must not be negative; got {size!r}")
        try:
            fits = np.broadcast_shapes(shape, *shapes) == shape
        except ValueError:
            fits = False
        if not fits:
            self._fail(f"the parameters must broadcast to size {shape}; got shapes {shapes}")
        return shape

    def key(self, seed: Any) -> int:
        """Return what a seed stands for."""
        return key_of(seed, self.__qualname__)


class FrozenVariates:
    """``rvs`` with the parameters frozen."""

    def __init__(self, variates: Variates, args: tuple[Any, ...], parameters: dict[str, Any]) -> None:
        self._variates, self._args, self._parameters = variates, args, parameters
        self.__name__ = variates.__name__
        self.__doc__ = variates.__doc__
        self.key = variates.key

    def __call__(
        self,
        size: int | tuple[int, ...] | None = None,
        *,
        seed: int | np.random.Generator | None = None,
        offset: int = 0,
        dtype: Any = None,
        **others: Any,
    ) -> Any:
        for name in others:
            what = (
                "parameters beside the frozen ones" if name in self._variates._operation.parameter_names else "others"
            )
            self._variates._fail(f"expected size, seed, offset and dtype, and no {what}; got {name!r}", TypeError)
        return self._variates(size, *self._args, seed=seed, offset=offset, dtype=dtype, **self._parameters)


class Stream:
    """Variates of a frozen density as numbers, which may be NaN, each call's after those of the last."""

    def __init__(self, variates: FrozenVariates, seed: Any = None, offset: int = 0) -> None:
        self._variates = variates
        self._seed = variates.key(seed)
        self._offset = offset

    def __call__(self, size: tuple[int, ...]) -> Any:
        """Return the next variates."""
        x = self._variates(size, seed=self._seed, offset=self._offset, dtype=np.float64)
        self._offset += math.prod(size)
        return x


def _signature(operation: Operation) -> inspect.Signature:
    parameter = inspect.Parameter
    result = [parameter("size", parameter.POSITIONAL_OR_KEYWORD, default=None)]
    result += [
        parameter(p.name, parameter.POSITIONAL_OR_KEYWORD, default=p.default) for p in operation.parameterisations[0]
    ]
    dtype = np.int64 if operation.kind == "mass" else np.float64
    options = dict.fromkeys(operation.keywords) | {"seed": None, "offset": 0, "dtype": dtype}
    result += [parameter(n, parameter.KEYWORD_ONLY, default=x) for n, x in options.items()]
    return inspect.Signature(result)
