"""Arrays on CUDA devices: where they are, what results are made of, and on which stream calls run.

Nothing here waits for a device or copies to or from it.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import math
import sys
import threading
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import as_array, bfloat16, dtype_name, is_bfloat16, overlaps_itself, refuse_graph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CUDA, _MANAGED = 2, 13  # DLPack's device types

# In the order of engine::dtype, of which the fourth is bfloat16.
_NAMES = ("f8", "f4", "f2", "", "i8", "i4", "i2", "i1", "u8", "u4", "u2", "u1", "?")
_TYPES = {np.dtype(name): code for code, name in enumerate(_NAMES) if name}
_BFLOAT16 = 3
_FLOAT64 = np.dtype(np.float64)
_BYTE = np.dtype(np.uint8)
_LEGACY = 1  # the default stream in __cuda_array_interface__


class DeviceArray:
    """An array in a device's memory, as the engines see it."""

    __slots__ = ("device", "dtype", "offset", "owner", "pointer", "shape", "slot", "strides")

    def __init__(
        self,
        pointer: int,
        shape: tuple[int, ...],
        strides: tuple[int, ...],
        dtype: np.dtype[Any],
        device: int,
        owner: Any,
        slot: int = -1,
        offset: int = 0,
    ) -> None:
        self.pointer = pointer
        self.shape = shape
        self.strides = strides
        self.dtype = dtype
        self.device = device
        self.owner = owner
        # In a recorded call: which of its arrays this is a view of, from which byte on.
        self.slot = slot
        self.offset = offset

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    def view(self) -> tuple[int, int, tuple[int, ...], tuple[int, ...], int, int]:
        """Return what the engines' bindings take."""
        code = _BFLOAT16 if is_bfloat16(self.dtype) else _TYPES[self.dtype]
        return self.pointer, code, self.shape, self.strides, self.slot, self.offset

    def reach(self) -> tuple[int, int]:
        """Return the first byte and the one after the last."""
        if 0 in self.shape:
            return self.pointer, self.pointer
        steps = [(n - 1) * s for n, s in zip(self.shape, self.strides, strict=True)]
        low, high = sum(s for s in steps if s < 0), sum(s for s in steps if s > 0)
        return self.pointer + low, self.pointer + high + self.dtype.itemsize

    def overlaps(self, other: Any) -> bool:
        """Tell whether what another argument spans is, in part, what this one does."""
        if not isinstance(other, DeviceArray) or 0 in (*self.shape, *other.shape):
            return False
        (first, last), (low, high) = self.reach(), other.reach()
        return first < high and low < last

    def with_axes(self, shape: tuple[int, ...], strides: tuple[int, ...]) -> DeviceArray:
        """Return a view with other axes."""
        return self.at(0, shape, strides)

    def at(self, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> DeviceArray:
        """Return a view from so many bytes on."""
        start = self.pointer + offset
        return DeviceArray(start, shape, strides, self.dtype, self.device, self.owner, self.slot, self.offset + offset)

    def onto(self, axes: Sequence[int], ndim: int) -> DeviceArray:
        """Return a view on all axes of a call, with unit axes where it was reduced over ``axes``."""
        own = iter(
            zip((1,) * (ndim - len(axes) - self.ndim) + self.shape, self.strides_from(ndim - len(axes)), strict=True)
        )
        steps = [(1, 0) if a in axes else next(own) for a in range(ndim)]
        return self.with_axes(tuple(n for n, _ in steps), tuple(s for _, s in steps))

    def padded(self, ndim: int) -> DeviceArray:
        """Return a view with unit axes in front, so many in all."""
        return self.with_axes((1,) * (ndim - self.ndim) + self.shape, self.strides_from(ndim))

    def without(self, axes: Sequence[int]) -> DeviceArray:
        """Return a view without these axes, of length 1."""
        kept = [a for a in range(self.ndim) if a not in axes]
        return self.with_axes(tuple(self.shape[a] for a in kept), tuple(self.strides[a] for a in kept))

    def strides_from(self, ndim: int) -> tuple[int, ...]:
        """Return the strides, of unit axes too where there are fewer than so many."""
        return (0,) * (ndim - self.ndim) + self.strides


class Number:
    """A number among arrays on a device: it travels with the call."""

    __slots__ = ("_slot", "dtype", "value")
    shape: tuple[int, ...] = ()
    ndim = 0

    def __init__(self, x: Any, slot: int = -1) -> None:
        self.value = float(x)
        self._slot = slot
        self.dtype: np.dtype[Any] = x.dtype if isinstance(x, np.generic) else _FLOAT64

    def view(self) -> float | tuple[float, int]:
        """Return what the engines' bindings take."""
        return self.value if self._slot < 0 else (self.value, self._slot)


class CuPy:
    """The library that results are arrays of."""

    def __init__(self) -> None:
        self._module = importlib.import_module("cupy")

    @property
    def namespace(self) -> Any:
        """The module: what makes arrays. NumPy's functions of its arrays are its own."""
        return self._module

    def is_true(self, x: Any) -> bool:
        """Return what a truth value on the device is: this waits for the stream."""
        return bool(x)

    def unchecked(self) -> contextlib.AbstractContextManager[None]:
        """Let factorisations of ``numpy.linalg`` be, rather than wait to see whether they have succeeded."""
        manager: contextlib.AbstractContextManager[None] = importlib.import_module("cupyx").errstate(linalg="ignore")
        return manager

    def cholesky(self, a: Any) -> Any:
        """Queue the lower factors of matrices; of one that is not positive definite, anything."""
        with self.unchecked():
            return self._module.linalg.cholesky(a)

    def solve_lower(self, lower: Any, right: Any, *, transposed: bool) -> Any:
        """Queue lower^-1 right, or lower^-T right, of a matrix of which the lower triangle is read."""
        solve = importlib.import_module("cupyx.scipy.linalg").solve_triangular
        return solve(lower, right, trans="T" if transposed else "N", lower=True)

    def owns(self, x: Any) -> bool:
        """Tell whether x is an array of this library."""
        return isinstance(x, self._module.ndarray)

    def wait_for(self, device: int, stream: int, other: int) -> None:
        """Make a stream wait for what another has been given so far."""
        cuda = self._module.cuda
        with cuda.Device(device):
            event = cuda.Event(disable_timing=True)
            event.record(cuda.ExternalStream(other, device))
            cuda.ExternalStream(stream, device).wait_event(event)

    def empty(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Any:
        """Return a new array from the library's pool, on the current device."""
        if not is_bfloat16(dtype):
            return self._module.empty(shape, dtype)
        bits = self._module.empty(shape, np.uint16)
        try:
            return bits.view(bfloat16())
        except (TypeError, ValueError):  # from before CuPy knew it
            return bits

    def to_host(self, x: Any) -> Any:
        """Return a copy in the CPU's memory, once the current stream has made what is to be copied."""
        return self._module.asnumpy(self._module.asarray(x))

    def look(self, x: Any) -> tuple[int, int, tuple[Any, ...]]:
        """Return where an array of this library begins, its device, and what kinds of calls depend on."""
        data = x.data
        pointer = data.ptr
        # A view of other bytes may lie anywhere.
        return pointer, data.device_id, (x.shape, x.strides, x.dtype, pointer % x.itemsize)

    def address(self, x: Any) -> int:
        """Return where an array of this library begins."""
        pointer: int = x.data.ptr
        return pointer

    def view(self, x: DeviceArray) -> Any:
        """Return an array of this library in the memory of another."""
        own = x.owner
        if self.owns(own) and (own.data.ptr, own.shape, own.strides) == (x.pointer, x.shape, x.strides):
            return own
        first, last = x.reach()
        cuda = self._module.cuda
        memory = cuda.UnownedMemory(first, last - first, own, x.device)
        return self._module.ndarray(x.shape, x.dtype, cuda.MemoryPointer(memory, x.pointer - first), x.strides)

    def matmul(self, a: Any, b: Any, out: Any) -> None:
        """Queue a product of matrices on the current stream."""
        self._module.matmul(a, b, out=out)

    def memory(self, size: int) -> tuple[int, Any]:
        """Return memory from the library's pool, on the current device, and what holds it."""
        own = self._module.empty((size,), _BYTE)
        return own.data.ptr, own

    def stream_of_current(self, device: int) -> int | None:
        """Return the current stream where the device is the current one."""
        cuda = self._module.cuda
        if cuda.runtime.getDevice() != device:
            return None
        return int(cuda.get_current_stream().ptr)

    def current_stream(self, device: int) -> int:
        """Return the current stream."""
        with self._module.cuda.Device(device):
            return int(self._module.cuda.get_current_stream().ptr)

    @contextlib.contextmanager
    def using(self, device: int, stream: int) -> Iterator[None]:
        """Make a device and a stream current, for calls and the pool."""
        cuda = self._module.cuda
        with cuda.Device(device):
            if int(cuda.get_current_stream().ptr) == stream:
                yield
            else:
                with cuda.ExternalStream(stream, device):
                    yield


class Backend:
    """The compiled CUDA engines and the library that allocates for them.

    Attributes
    ----------
    engine
        The extension; None where it was not built.
    reason
        Why arrays on devices cannot be used; empty where they can.
    """

    def __init__(self) -> None:
        self.engine: Any = None
        self.reason = ""
        self._library: Any = None
        try:
            self.engine = importlib.import_module("likelier._cuda")
        except ImportError as error:
            from likelier import _core

            missing = isinstance(error, ModuleNotFoundError) and error.name == "likelier._cuda"
            self.reason = _core.build["cuda"] if missing else f"likelier._cuda cannot be loaded: {error}"

    @property
    def library(self) -> Any:
        """What results are made of; raises where there is no CuPy."""
        if self._library is None:
            self._library = CuPy()
        return self._library

    def status(self) -> tuple[bool, str]:
        """Return whether arrays on devices can be used, and why not or what the devices are."""
        if self.engine is None:
            return False, self.reason
        devices, reason = self.engine.devices()
        if not devices:
            return False, reason
        try:
            _ = self.library
        except ImportError as error:
            return False, f"CuPy, which allocates results, cannot be imported: {error}"
        return True, f"{self.engine.runtime()}: " + ", ".join(f"{n} ({a}.{b})" for n, (a, b), _ in devices)


@functools.cache
def _built() -> Backend:
    return Backend()


_replaced: list[Backend] = []


def backend() -> Backend:
    """Return the back end in use."""
    return _replaced[-1] if _replaced else _built()


@contextlib.contextmanager
def replaced_by(engine: Any, library: Any) -> Iterator[None]:
    """Use another extension and library inside a ``with`` block: those of an emulated device, in tests."""
    own = Backend.__new__(Backend)
    own.engine, own.reason, own._library = engine, "", library
    _replaced.append(own)
    try:
        yield
    finally:
        _replaced.pop()


class Recording:
    """A call on a device while it is made, so that it can be made again for other arrays.

    Parameters
    ----------
    names
        The arguments that will be others then; each has a slot, and so has each array that is made.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self.slots = {name: slot for slot, name in enumerate(names)}
        self.used: set[str] = set()
        self.made: list[Any] = []
        self.kinds: list[tuple[tuple[int, ...], np.dtype[Any]]] = []
        self.calls: list[Any] = []
        self.places: list[Place] = []
        self.is_partial = False

    def slot_of(self, name: str) -> int:
        """Return the slot of an argument; -1: it has none."""
        self.used.add(name)
        return self.slots.get(name, -1)

    def make(self, array: Any, shape: tuple[int, ...], dtype: np.dtype[Any]) -> int:
        """Return the slot of a new array."""
        self.made.append(array)
        self.kinds.append((shape, dtype))
        return len(self.slots) + len(self.made) - 1

    @property
    def is_whole(self) -> bool:
        """Whether what was recorded is all there is to do, for any other arrays of the same kind."""
        return len(self.places) == 1 and not self.is_partial and self.used >= self.slots.keys()


class _Recorded(threading.local):
    by: Recording | None = None


_recorded = _Recorded()


@contextlib.contextmanager
def recorded_by(recording: Recording) -> Iterator[None]:
    """Record what this thread queues inside a ``with`` block."""
    before, _recorded.by = _recorded.by, recording
    try:
        yield
    finally:
        _recorded.by = before


# The libraries whose arrays calls on a device have met, by the arrays' type.
met: dict[type, Any] = {}


def is_on_device(x: Any) -> bool:
    """Tell whether x is an array in the memory of a CUDA device."""
    if isinstance(x, (np.ndarray, np.generic, int, float, list, tuple)) or x is None:
        return False
    device = getattr(x, "__dlpack_device__", None)
    if device is None:
        return hasattr(type(x), "__cuda_array_interface__")
    try:
        return int(device()[0]) in (_CUDA, _MANAGED)
    except (BufferError, RuntimeError, TypeError, ValueError):
        return False


def _torch_of(x: Any) -> Any:
    """Return the module torch where x is one of its tensors."""
    torch = sys.modules.get("torch")
    return torch if torch is not None and isinstance(x, torch.Tensor) else None


def _in_known_type(x: Any) -> Any:
    """Return x as it is, or what has the bits of its bfloat16 as integers."""
    torch = _torch_of(x)
    if torch is not None:
        return x.view(torch.uint16) if x.dtype == torch.bfloat16 else x
    dtype = getattr(x, "dtype", None)
    return x.view(np.uint16) if isinstance(dtype, np.dtype) and is_bfloat16(dtype) else x


class Place:
    """The device and the stream of a call, and the kind of its results."""

    def __init__(self, x: Any, function: str, name: str) -> None:
        self.engine = backend().engine
        try:
            self.library = backend().library
        except ImportError as error:
            msg = f"{function}: {name} is on a CUDA device, for which CuPy must be installed: {error}"
            raise ModuleNotFoundError(msg) from error
        self._function = function
        self._first = name
        # What is freed is used again, in the order of the stream: not before all of the call is queued.
        self._held: list[Any] = []
        self.device: int | None = None
        self.stream: int | None = None
        # The streams that arrays' producers have named, which the call's has to wait for.
        self._producers: set[int] = set()
        self._recording = _recorded.by
        if self._recording is not None:
            self._recording.places.append(self)
        self._torch = _torch_of(x)
        self._like = x
        if self.library.owns(x):
            met[type(x)] = self.library
        self._own = self.array(x, name)
        self.device = self._own.device
        if self._torch is not None:
            self.stream = int(self._torch.cuda.current_stream(self.device).cuda_stream)
        else:
            self.stream = self.library.current_stream(self.device)
        for other in self._producers:
            self._wait_for(other)

    @property
    def own_array(self) -> DeviceArray:
        """Return the array that has decided where the call runs, as the engines see it."""
        return self._own

    def _fail(self, message: str, error: type[Exception] = ValueError) -> None:
        msg = f"{self._function}: {message}"
        raise error(msg)

    def array(self, x: Any, name: str) -> DeviceArray:
        """Return a view of an array, which must be on this device."""
        if not is_on_device(x):
            self._fail(
                f"{name} must be on CUDA device {self.device}, as {self._first} is; got a {type(x).__name__} in the "
                "memory of the CPU"
            )
        refuse_graph(x, self._function, name)
        source = _in_known_type(x)
        dtype = bfloat16() if source is not x else None
        try:
            interface = source.__cuda_array_interface__
        except (AttributeError, RuntimeError, TypeError, ValueError) as error:
            msg = f"{self._function}: {name} must be readable through __cuda_array_interface__; got {error}"
            raise TypeError(msg) from error
        if interface.get("mask") is not None:
            self._fail(f"{name} must not be a masked array", TypeError)
        dtype = dtype if dtype is not None else np.dtype(interface["typestr"])
        if not is_bfloat16(dtype) and (dtype not in _TYPES or not dtype.isnative):
            self._fail(
                f"{name} must be an array of real numbers of at most 64 bits; got dtype {dtype_name(dtype)}", TypeError
            )
        shape = tuple(int(n) for n in interface["shape"])
        pointer = int(interface["data"][0])
        device = self._device_of(x, pointer)
        if self.device is not None and device != self.device:
            self._fail(f"{name} must be on CUDA device {self.device}, as {self._first} is; got one on device {device}")
        strides = interface.get("strides")
        if strides is None:
            strides = tuple(dtype.itemsize * math.prod(shape[a + 1 :]) for a in range(len(shape)))
        steps = [s for n, s in zip(shape, strides, strict=True) if n > 1]
        if 0 not in shape and any(s % dtype.itemsize for s in (pointer, *steps)):
            self._fail(
                f"{name} must be aligned, its address and strides multiples of the {dtype.itemsize} bytes of an "
                f"element; got address {pointer:#x} and strides {tuple(strides)}"
            )
        # What the library itself has made is in the order of its current stream, which is the call's.
        producer = interface.get("stream")
        if producer is not None and producer not in self._producers and not self.library.owns(x):
            self._producers.add(producer)
            if self.stream is not None:
                self._wait_for(producer)
        slot = -1 if self._recording is None else self._recording.slot_of(name)
        return DeviceArray(pointer, shape, tuple(int(s) for s in strides), dtype, device, x, slot)

    def _wait_for(self, other: int) -> None:
        """Queue after what the stream that a producer names has been given; the host waits for nothing."""
        # 1 is the legacy default stream, which is 0 elsewhere.
        if (other or _LEGACY) != (self.stream or _LEGACY):
            self.is_not_all_recorded()
            self.library.wait_for(self.device, self.stream, other)

    def to_host(self, array: DeviceArray | Number) -> Any:
        """Return a copy in the CPU's memory: this waits for the stream."""
        self.is_not_all_recorded()
        if isinstance(array, Number):
            return np.asarray(array.value)
        host = self.library.to_host(_in_known_type(array.owner))
        return host.view(array.dtype) if is_bfloat16(array.dtype) else host

    def _device_of(self, x: Any, pointer: int) -> int:
        if hasattr(x, "__dlpack_device__"):
            return int(x.__dlpack_device__()[1])
        return int(self.engine.device_of(pointer))

    def argument(self, x: Any, name: str) -> DeviceArray | Number:
        """Return an argument: an array on this device, or a number."""
        if isinstance(x, np.generic):
            as_array(x, self._function, name)  # refuses what is no real number
        if isinstance(x, (int, float, np.generic)):
            return Number(x, -1 if self._recording is None else self._recording.slot_of(name))
        return self._own if x is self._like and self._recording is None else self.array(x, name)

    def beside(self, x: Any, shape: tuple[int, ...], name: str) -> DeviceArray | None:
        """Return an optional array that broadcasts to a shape; a number as an array would be a copy."""
        if x is None:
            return None
        array = self.array(x, name)
        lead = len(shape) - array.ndim
        if lead < 0 or any(n not in (1, shape[lead + a]) for a, n in enumerate(array.shape)):
            self._fail(f"{name} must broadcast to the shape {shape}; got shape {array.shape}")
        return array

    def mask(self, x: Any, shape: tuple[int, ...]) -> DeviceArray | None:
        """Return an optional mask that broadcasts to a shape."""
        array = self.beside(x, shape, "where")
        if array is not None and array.dtype != np.bool_:
            self._fail(f"where must be a boolean array; got dtype {dtype_name(array.dtype)}", TypeError)
        return array

    def out(
        self, x: Any, shape: tuple[int, ...], dtype: np.dtype[Any], inputs: Sequence[Any], name: str = "out"
    ) -> DeviceArray | None:
        """Return the place of an optional result, which overlaps no input unless it is that very array."""
        if x is None:
            return None
        array = self.array(x, name)
        if array.shape != shape:
            self._fail(f"{name} must have shape {shape}; got {array.shape}")
        if array.dtype != dtype:
            self._fail(f"{name} must have dtype {dtype_name(dtype)}; got {dtype_name(array.dtype)}", TypeError)
        if x.__cuda_array_interface__["data"][1] if hasattr(type(x), "__cuda_array_interface__") else False:
            self._fail(f"{name} must be writeable; got a read-only {type(x).__name__}")
        if overlaps_itself(array.shape, array.strides, array.dtype.itemsize):
            self._fail(f"{name} must not overlap itself; got strides {array.strides}")
        for other in inputs:
            if not array.overlaps(other):
                continue
            same = (array.pointer, array.strides, array.dtype) == (other.pointer, other.strides, other.dtype)
            if not (same and array.shape == other.shape):
                self._fail(f"{name} must not overlap an input, unless it is that very array; got one that does")
        return array

    def refuse_overlap(self, out: DeviceArray | None, cotangent: DeviceArray | None) -> None:
        """Raise where results would be written over a cotangent that is still to be read."""
        if out is not None and out.overlaps(cotangent):
            self._fail("out must not overlap the cotangent; got one that does")

    def empty(self, shape: tuple[int, ...], dtype: np.dtype[Any], *, held: bool = True) -> DeviceArray:
        """Return a new array in C order; what is not held is to be kept until all that it is for has been queued."""
        own = self.library.empty(shape, dtype)
        if held:
            self._held.append(own)
        strides = tuple(dtype.itemsize * math.prod(shape[a + 1 :]) for a in range(len(shape)))
        slot = -1 if self._recording is None else self._recording.make(own, shape, dtype)
        return DeviceArray(self.library.address(own), shape, strides, dtype, int(self.device or 0), own, slot)

    def allocate(self, size: int) -> tuple[int, Any]:
        """Return memory for an engine's use until the call's work is done, in the order of the stream."""
        pointer, own = self.library.memory(size)
        self._held.append(own)
        return pointer, own

    def is_not_all_recorded(self) -> None:
        """Say that a call queues other work than that of the engines: it cannot be made again from a recording."""
        if self._recording is not None:
            self._recording.is_partial = True

    def queue(self, call: Any) -> None:
        """Queue a call of an engine."""
        call.launch(self.stream, self.allocate)
        if self._recording is not None:
            self._recording.calls.append(call)

    def add_up(
        self,
        shape: tuple[int, ...],
        axes: Sequence[int],
        x: Any,
        value: DeviceArray,
        low: DeviceArray | None = None,
        where: Any = None,
        total: Mapping[str, Any] | None = None,
    ) -> None:
        """Queue the sum of x, a number or what the bindings take, of this shape, over some axes; or a copy of it.

        ``low`` gets what rounding leaves of a sum of doubles. A value of all the axes is taken as it is.
        """
        from likelier._elementwise import BY_NAME

        def onto(array: DeviceArray) -> Any:
            return (array if array.ndim == len(shape) else array.onto(axes, len(shape))).view()

        self.queue(
            self.engine.elementwise(
                operation=BY_NAME["_identity"].index,
                parameterisation=0,
                in_double=True,
                shape=shape,
                arguments=(x,),
                where=where,
                value=onto(value),
                value_low=None if low is None else onto(low),
                reduced=True,
                gradients=(None,),
                **(total or {}),
            )
        )

    def evaluate(
        self,
        operation: str,
        x: DeviceArray,
        factor: float = 1.0,
        dtype: np.dtype[Any] = _FLOAT64,
        out: DeviceArray | None = None,
    ) -> DeviceArray:
        """Queue factor times a function of one variable, computed in double."""
        from likelier._elementwise import BY_NAME

        result = self.empty(x.shape, dtype) if out is None else out
        self.queue(
            self.engine.elementwise(
                operation=BY_NAME[operation].index,
                parameterisation=0,
                in_double=True,
                shape=x.shape,
                arguments=(x.view(),),
                value_factor=factor,
                value=result.view(),
                gradients=(None,),
            )
        )
        return result

    def sum_to(self, whole: DeviceArray, into: DeviceArray) -> None:
        """Queue the sum of an array over the axes that an array of a smaller shape does not have."""
        ndim = whole.ndim
        kept = (1,) * (ndim - into.ndim) + into.shape
        axes = tuple(a for a, size in enumerate(whole.shape) if kept[a] != size)
        strides = tuple(0 if a in axes else s for a, s in enumerate(into.strides_from(ndim)))
        self.add_up(whole.shape, axes, whole.view(), into.with_axes(kept, strides))

    def multiply(self, a: DeviceArray, b: DeviceArray, out: DeviceArray | None = None) -> DeviceArray:
        """Queue a product of matrices of one dtype, by the library's BLAS; ``out`` is in C order."""
        result = self.empty((a.shape[0], b.shape[1]), a.dtype, held=False) if out is None else out
        if 0 in (*a.shape, *b.shape):
            self.add_up(result.shape, (), 0.0, result)
        else:
            self.library.matmul(*map(self.library.view, (a, b, result)))
        return result

    @contextlib.contextmanager
    def passing(self) -> Iterator[None]:
        """Let go of what is allocated inside a ``with`` block at its end: all of its work has been queued by then."""
        before = len(self._held)
        yield
        del self._held[before:]

    def running(self) -> contextlib.AbstractContextManager[None]:
        """Make the call's device and stream current."""
        manager: contextlib.AbstractContextManager[None] = self.library.using(self.device, self.stream)
        return manager

    def give(self, array: DeviceArray, like: Any = None) -> Any:
        """Return a result as the user's own kind of array: that of ``like``, or of the first argument."""
        like = self._like if like is None else like
        if self.library.owns(like):
            return array.owner
        torch = _torch_of(like)
        if torch is not None:
            tensor = torch.from_dlpack(_bits(array))
            return tensor.view(torch.bfloat16) if is_bfloat16(array.dtype) else tensor
        namespace = getattr(like, "__array_namespace__", None)
        library = namespace() if namespace is not None else sys.modules.get(type(like).__module__.partition(".")[0])
        from_dlpack = getattr(library, "from_dlpack", None)
        return array.owner if from_dlpack is None else from_dlpack(array.owner)


def _bits(array: DeviceArray) -> Any:
    """Return an array in a dtype that DLPack carries everywhere."""
    return array.owner.view(np.uint16) if is_bfloat16(array.dtype) else array.owner


def place_of(function: str, names: Sequence[str], raw: Sequence[Any]) -> Place | None:
    """Return where a call runs: on the device of the first argument that is on one; None for the CPU."""
    for name, x in zip(names, raw, strict=True):
        if is_on_device(x):
            if backend().engine is None:
                return None
            return Place(x, function, name)
    return None
