"""Arrays on a device for the tests: CuPy's where there is a device, else those of an emulated one.

The emulated device is the CUDA back end's own source, compiled for the host (``tests/cuda_emulation``). Its memory is
the host's, but its arrays refuse what a device's would: to be read by NumPy.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import importlib.util
import math
import mmap
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import is_bfloat16

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]


_LIBC = ctypes.CDLL(None) if sys.platform.startswith("linux") else None


def guarded(shape: tuple[int, ...], dtype: Any) -> Any:
    """Return an array whose memory ends, but for up to 15 bytes, where nothing may be read or written."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if _LIBC is None or size == 0:
        return np.empty(shape, dtype)
    page = mmap.PAGESIZE
    own = -(-size // page) * page
    memory = mmap.mmap(-1, own + page)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    no_access = 0
    assert _LIBC.mprotect(ctypes.c_void_p(address + own), ctypes.c_size_t(page), no_access) == 0
    start = own - -(-size // 16) * 16
    return np.frombuffer(memory, np.uint8, size, start).view(dtype).reshape(shape)


# What CuPy has, of what the package uses: functions of NumPy's names that take CuPy's arrays, and universal functions,
# which take numbers beside these.
_FUNCTIONS = frozenset(
    {"all", "any", "argmax", "argsort", "atleast_1d", "broadcast_arrays", "broadcast_to", "clip", "concatenate"}
    | {"cumsum", "diagonal", "einsum", "expand_dims", "flip", "full_like", "max", "mean", "median", "min", "moveaxis"}
    | {"ones_like", "reshape", "stack", "sum", "swapaxes", "take_along_axis", "trace", "transpose", "tril", "triu"}
    | {"where", "zeros_like"}
)
_ALGEBRA = frozenset({"inv", "qr", "solve", "svd"})
_UFUNCS = frozenset(
    {"absolute", "add", "arctan", "bitwise_and", "bitwise_or", "copysign", "cos", "divide", "equal", "exp"}
    | {"expm1", "floor", "frexp", "greater", "greater_equal", "invert", "isfinite", "isinf", "isnan", "ldexp"}
    | {"less", "less_equal", "log", "log1p", "log2", "logaddexp", "logical_and", "logical_not", "logical_or"}
    | {"matmul", "maximum", "minimum", "multiply", "negative", "nextafter", "not_equal", "power", "reciprocal"}
    | {"sign", "sin", "sqrt", "square", "subtract", "tanh"}
)
_NUMBERS = (int, float, bool, np.generic)


def _on_host(x: Any) -> Any:
    """Return an argument as NumPy takes it; raise for what CuPy would have to copy to the device."""
    if isinstance(x, Emulated):
        return x._host
    if isinstance(x, np.ndarray):
        msg = f"Unsupported type {type(x)}"
        raise TypeError(msg)
    if isinstance(x, (tuple, list)):
        return type(x)(map(_on_host, x))
    return x


def _on_emulated(x: Any) -> Any:
    """Return a result as CuPy gives it: arrays, of no axes too."""
    if isinstance(x, (tuple, list)):
        return tuple(map(_on_emulated, x))
    if isinstance(x, (np.ndarray, np.generic)):
        return Emulated(np.asarray(x))
    return x


def _or_anything(function: Any, *args: Any, **options: Any) -> Any:
    """Return what a factorisation has, and anything of what it is not for: one matrix at a time, as NumPy raises."""
    if function.__name__ not in ("inv", "solve"):
        return function(*args, **options)
    result = np.empty(args[-1].shape)
    for i in np.ndindex(args[0].shape[:-2]):
        try:
            result[i] = function(*(a[i] for a in args))
        except np.linalg.LinAlgError:
            result[i] = 0.75
    return result


def _waits(*_args: Any, **_options: Any) -> Any:
    msg = "the host would wait for the device"
    raise AssertionError(msg)


class Emulated(np.lib.mixins.NDArrayOperatorsMixin):
    """An array in the memory of an emulated device, with as much of CuPy's as the package uses.

    As CuPy's do, it takes numbers beside arrays but no arrays of NumPy's, its results of no axes are arrays, and
    NumPy's functions call its own. What would wait for the device raises.
    """

    def __init__(self, host: Any, device: int = 0) -> None:
        self._host = host if isinstance(host, np.ndarray) else np.asarray(host)
        self._device = device

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or ufunc.__name__ not in _UFUNCS:
            return NotImplemented
        assert set(options) <= {"out", "dtype"}, options
        for x in inputs:
            assert isinstance(x, (Emulated, np.ndarray, *_NUMBERS)), type(x)
        # What type a number takes beside no array of its kind is not for us to rely on.
        kinds = [x.dtype.kind for x in inputs if isinstance(x, Emulated)]
        assert "f" in kinds or not any(isinstance(x, float) for x in inputs), ufunc.__name__
        if ufunc.__name__ == "matmul":
            assert all(isinstance(x, Emulated) and x.ndim for x in inputs)
        out = options.pop("out", None)
        if out is not None:
            [place] = out
            options["out"] = (place._host,)
        with np.errstate(all="ignore"):
            result = ufunc(*map(_on_host, inputs), **options)
        return place if out is not None else _on_emulated(result)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        algebra = function.__module__ == "numpy.linalg"
        if function.__name__ not in (_ALGEBRA if algebra else _FUNCTIONS):
            return NotImplemented
        if not all(issubclass(t, Emulated) for t in types):
            msg = f"arrays of NumPy's beside those of a device: {types}"
            raise TypeError(msg)
        if function.__name__ == "where":
            assert len(args) == 3, "as many as a condition holds: the host would wait"
            assert isinstance(args[0], Emulated), type(args[0])
            assert any(isinstance(x, Emulated) for x in args[1:]), "the type of two numbers"
        if algebra:
            assert self.errors_ignored, "cuSOLVER's information is looked at, outside errstate(linalg='ignore')"
            function = functools.partial(_or_anything, function)
        with np.errstate(all="ignore"):
            return _on_emulated(function(*map(_on_host, args), **{n: _on_host(x) for n, x in options.items()}))

    # Set inside cupyx.errstate(linalg="ignore"), without which a factorisation waits.
    errors_ignored = 0

    def __getitem__(self, key: Any) -> Emulated:
        return Emulated(np.asarray(self._host[self._key(key)]), self._device)

    def __setitem__(self, key: Any, value: Any) -> None:
        with np.errstate(all="ignore"):
            self._host[self._key(key)] = _on_host(value)

    @staticmethod
    def _key(key: Any) -> Any:
        keys = key if isinstance(key, tuple) else (key,)
        for k in keys:
            masks = isinstance(k, Emulated) and k.dtype == np.bool_
            assert not masks, "as many as a mask holds: the host would wait"
            assert isinstance(k, (int, np.integer, slice, Emulated)) or k is None or k is Ellipsis, type(k)
        return tuple(map(_on_host, keys))

    def __iter__(self) -> Iterator[Emulated]:
        return (self[i] for i in range(len(self)))

    def __len__(self) -> int:
        return len(self._host)

    __bool__ = __int__ = __float__ = __index__ = item = tolist = get = _waits

    @property
    def shape(self) -> tuple[int, ...]:
        return self._host.shape

    @property
    def ndim(self) -> int:
        return self._host.ndim

    @property
    def size(self) -> int:
        return self._host.size

    @property
    def strides(self) -> tuple[int, ...]:
        return self._host.strides

    @property
    def T(self) -> Emulated:  # noqa: N802
        return Emulated(self._host.T, self._device)

    def _method(self, name: str, *args: Any, **options: Any) -> Any:
        with np.errstate(all="ignore"):
            return _on_emulated(getattr(self._host, name)(*map(_on_host, args), **options))

    def reshape(self, *shape: Any) -> Any:
        return self._method("reshape", *shape)

    def cumsum(self, axis: Any = None) -> Any:
        return self._method("cumsum", axis=axis)

    def transpose(self, *axes: Any) -> Any:
        return self._method("transpose", *axes)

    def swapaxes(self, a: int, b: int) -> Any:
        return self._method("swapaxes", a, b)

    def ravel(self) -> Any:
        return self._method("ravel")

    def copy(self) -> Any:
        return self._method("copy")

    def astype(self, dtype: Any, *, copy: bool = True) -> Any:
        return self._method("astype", dtype, copy=copy)

    def sum(self, axis: Any = None, dtype: Any = None, *, keepdims: bool = False) -> Any:
        return self._method("sum", axis=axis, dtype=dtype, keepdims=keepdims)

    def max(self, axis: Any = None, *, keepdims: bool = False) -> Any:
        return self._method("max", axis=axis, keepdims=keepdims)

    def min(self, axis: Any = None, *, keepdims: bool = False) -> Any:
        return self._method("min", axis=axis, keepdims=keepdims)

    def mean(self, axis: Any = None) -> Any:
        return self._method("mean", axis=axis)

    def argmax(self, axis: Any = None) -> Any:
        return self._method("argmax", axis=axis)

    def std(self, *, ddof: int = 0) -> Any:
        return self._method("std", ddof=ddof)

    def all(self, axis: Any = None, *, keepdims: bool = False) -> Any:
        return self._method("all", axis=axis, keepdims=keepdims)

    def any(self, axis: Any = None, *, keepdims: bool = False) -> Any:
        return self._method("any", axis=axis, keepdims=keepdims)

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        interface = dict(self._host.__array_interface__)
        return {"version": 3, "stream": None} | {
            n: interface[n] for n in ("shape", "typestr", "data", "strides", "descr")
        }

    def __dlpack_device__(self) -> tuple[int, int]:
        return 2, self._device

    def __dlpack__(self, **options: Any) -> Any:
        msg = "the memory of a device"
        raise BufferError(msg)

    def __array__(self, *args: Any, **options: Any) -> Any:
        msg = "implicit conversion of an array on a device"
        raise TypeError(msg)

    @property
    def dtype(self) -> np.dtype[Any]:
        dtype: np.dtype[Any] = self._host.dtype
        return dtype

    def view(self, dtype: Any) -> Emulated:
        return Emulated(self._host.view(dtype), self._device)


class EmulatedNamespace:
    """What CuPy's module has that takes no array."""

    @staticmethod
    def _new(host: Any) -> Emulated:
        place = guarded(host.shape, host.dtype)
        place[...] = host
        return Emulated(place)

    def empty(self, shape: Any, dtype: Any = float) -> Emulated:
        host = np.empty(shape, dtype)
        host.reshape(-1).view(np.uint8)[...] = 0xCD
        return self._new(host)

    def zeros(self, shape: Any, dtype: Any = float) -> Emulated:
        return self._new(np.zeros(shape, dtype))

    def ones(self, shape: Any, dtype: Any = float) -> Emulated:
        return self._new(np.ones(shape, dtype))

    def full(self, shape: Any, value: Any, dtype: Any = None) -> Emulated:
        assert isinstance(value, _NUMBERS), type(value)
        return self._new(np.full(shape, value, dtype))

    def eye(self, n: int, dtype: Any = float) -> Emulated:
        return self._new(np.eye(n, dtype=dtype))

    def arange(self, stop: int, dtype: Any = None) -> Emulated:
        return self._new(np.arange(stop, dtype=dtype))

    def ascontiguousarray(self, x: Emulated) -> Emulated:
        return Emulated(np.ascontiguousarray(x._host)) if not x._host.flags.c_contiguous else x


class EmulatedLibrary:
    """What allocates on the emulated device. New memory holds junk."""

    def __init__(self) -> None:
        self.streams: list[tuple[int, int]] = []
        # Which stream of a device was made to wait for which other.
        self.waits: list[tuple[int, int, int]] = []
        self.running = 0
        self.namespace = EmulatedNamespace()
        # How often the host has waited for the device, to look at something.
        self.looked = 0

    def is_true(self, x: Emulated) -> bool:
        self.looked += 1
        return bool(x._host)

    @contextlib.contextmanager
    def unchecked(self) -> Iterator[None]:
        Emulated.errors_ignored += 1
        yield
        Emulated.errors_ignored -= 1

    def cholesky(self, a: Emulated) -> Emulated:
        """Factorise as cuSOLVER does, which leaves something undefined of what is not positive definite."""
        assert a.dtype == np.float64
        host = a._host
        result = np.tril(np.random.default_rng(0).uniform(0.5, 2.0, host.shape))
        for i in np.ndindex(host.shape[:-2]):
            with contextlib.suppress(np.linalg.LinAlgError):
                result[i] = np.linalg.cholesky(host[i])
        return Emulated(result)

    def solve_lower(self, lower: Emulated, right: Emulated, *, transposed: bool) -> Emulated:
        """Solve for one matrix, of which the lower triangle is read."""
        assert lower.ndim == right.ndim == 2
        assert lower.dtype == right.dtype == np.float64
        assert lower.shape[1] == lower.shape[0] == right.shape[0] > 0
        assert right.shape[1] > 0
        matrix, x = np.tril(lower._host), np.array(right._host)
        with np.errstate(all="ignore"):
            for j in range(len(x))[:: -1 if transposed else 1]:
                x[j] /= matrix[j, j]
                rest = slice(None, j) if transposed else slice(j + 1, None)
                x[rest] -= (matrix[j, rest] if transposed else matrix[rest, j])[:, np.newaxis] * x[j]
        return Emulated(x)

    def owns(self, x: Any) -> bool:
        return isinstance(x, Emulated)

    def empty(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Emulated:
        host = guarded(shape, dtype)
        host.reshape(-1).view(np.uint8)[...] = 0xCD
        return Emulated(host)

    def to_host(self, x: Any) -> Any:
        return x._host.copy()

    def look(self, x: Any) -> tuple[int, int, tuple[Any, ...]]:
        host = x._host
        pointer = host.ctypes.data
        return pointer, x._device, (host.shape, host.strides, host.dtype, pointer % host.itemsize)

    def address(self, x: Any) -> int:
        address: int = x._host.ctypes.data
        return address

    def view(self, x: Any) -> Emulated:
        own = x.owner
        if isinstance(own, Emulated) and (own._host.ctypes.data, own.shape, own.strides) == (
            x.pointer,
            x.shape,
            x.strides,
        ):
            return own
        first, last = x.reach()
        memory: Any = (ctypes.c_char * (last - first)).from_address(first)
        memory.owner = own
        return Emulated(np.ndarray(x.shape, x.dtype, memory, x.pointer - first, x.strides), x.device)

    def matmul(self, a: Any, b: Any, out: Any) -> None:
        """Multiply as CuPy does, which takes no other result than this; on a stream that the call has made current."""
        assert self.running > 0
        assert a.dtype == b.dtype == out.dtype
        assert a._host.ndim == b._host.ndim == 2
        assert out._host.flags.c_contiguous
        assert out._host.shape == (a._host.shape[0], b._host.shape[1])
        assert not np.may_share_memory(out._host, a._host)
        assert not np.may_share_memory(out._host, b._host)
        out._host[...] = a._host @ b._host

    def wait_for(self, device: int, stream: int, other: int) -> None:
        self.waits.append((device, stream, other))

    def memory(self, size: int) -> tuple[int, Any]:
        own = self.empty((size,), np.dtype(np.uint8))
        return self.address(own), own

    def stream_of_current(self, device: int) -> int | None:
        return 7 if device == 0 else None

    def current_stream(self, device: int) -> int:
        return 7 + device

    @contextlib.contextmanager
    def using(self, device: int, stream: int) -> Iterator[None]:
        self.streams.append((device, stream))
        self.running += 1
        yield
        self.running -= 1


def memory_under(x: Any) -> tuple[Any, int]:
    """Return a copy of the bytes from the first to the last of a view, and how far into them its first element is.

    They begin as far from where 64 bytes do as those of the view.
    """
    steps = [(n - 1) * s for n, s in zip(x.shape, x.strides, strict=True)]
    first, last = sum(s for s in steps if s < 0), sum(s for s in steps if s > 0) + x.itemsize
    ahead = (x.ctypes.data + first) % 64
    memory = np.zeros(ahead + last - first, np.uint8)
    memory[ahead:] = np.frombuffer((ctypes.c_char * (last - first)).from_address(x.ctypes.data + first), np.uint8)
    return memory, ahead - first


class Device:
    """How tests move arrays to and from the device that they run on."""

    def __init__(self, *, emulated: bool) -> None:
        self.emulated = emulated

    def put(self, x: Any) -> Any:
        if self.emulated:
            if not x.flags.c_contiguous:
                return Emulated(x)
            place = guarded(x.shape, x.dtype)
            place[...] = x
            return Emulated(place)
        import cupy

        if is_bfloat16(x.dtype):  # by its bits, which every CuPy knows
            return self.put(x.view(np.uint16)).view(x.dtype)
        if x.flags.c_contiguous or x.size == 0:
            return cupy.asarray(x)
        # CuPy would make it contiguous.
        memory, first = memory_under(x)
        return cupy.ndarray(x.shape, x.dtype, cupy.asarray(memory).data + first, x.strides)

    def get(self, x: Any) -> Any:
        if self.emulated:
            assert isinstance(x, Emulated), type(x)
            return x._host
        import cupy

        assert isinstance(x, cupy.ndarray), type(x)
        return cupy.asnumpy(x.view(np.uint16)).view(x.dtype) if is_bfloat16(x.dtype) else cupy.asnumpy(x)


def emulated_engine() -> Any:
    """Return the extension over the emulation, where it was built; None elsewhere."""
    given = os.environ.get("LIKELIER_CUDA_EMULATED")
    found = [Path(given)] if given else sorted(ROOT.glob("build/**/_cuda_emulated*.so"))
    if not found:
        return None
    spec = importlib.util.spec_from_file_location("_cuda_emulated", found[0])
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
