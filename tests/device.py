"""Arrays on a device for the tests: CuPy's where there is a device, else those of an emulated one.

The emulated device is the CUDA back end's own source, compiled for the host (``tests/cuda_emulation``). Its memory is
the host's, but its arrays refuse what a device's would: to be read by NumPy.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import math
import mmap
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

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


class Emulated:
    """An array in the memory of an emulated device."""

    def __init__(self, host: Any, device: int = 0) -> None:
        self._host = host if isinstance(host, np.ndarray) else np.asarray(host)
        self._device = device

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


class EmulatedLibrary:
    """What allocates on the emulated device. New memory holds junk."""

    def __init__(self) -> None:
        self.streams: list[tuple[int, int]] = []

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
        return host.ctypes.data, x._device, (host.shape, host.strides, host.dtype)

    def address(self, x: Any) -> int:
        address: int = x._host.ctypes.data
        return address

    def view(self, x: Any) -> Any:
        first, last = x.reach()
        memory = (ctypes.c_char * (last - first)).from_address(first)
        return np.ndarray(x.shape, x.dtype, memory, x.pointer - first, x.strides)

    def matmul(self, a: Any, b: Any, out: Any) -> None:
        np.matmul(a, b, out=out)

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
        yield


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

        return cupy.asarray(x)

    def get(self, x: Any) -> Any:
        if self.emulated:
            assert isinstance(x, Emulated), type(x)
            return x._host
        import cupy

        assert isinstance(x, cupy.ndarray), type(x)
        return cupy.asnumpy(x)


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
