"""Threads, instruction sets and what this build is."""

from __future__ import annotations

import contextlib
import os
import platform
from collections.abc import Iterator
from typing import Any

import numpy as np

from likelier import _core
from likelier._arrays import is_integer
from likelier._device import backend

__all__ = [
    "CudaStatus",
    "clear_cache",
    "cpu_features",
    "cuda_available",
    "get_num_threads",
    "set_num_threads",
    "show_config",
    "threads",
]


def get_num_threads() -> int:
    """Return how many threads a call may use."""
    return int(_core.num_threads())


def set_num_threads(count: int) -> None:
    """Set how many threads a call may use, for the whole process.

    The default is LIKELIER_NUM_THREADS, else OMP_NUM_THREADS, else the number of processors that
    the process may run on. Results do not depend on it.

    Parameters
    ----------
    count : int
        At least 1.
    """
    _core.set_num_threads(_thread_count(count, "set_num_threads", "count"))


def _thread_count(count: Any, function: str, name: str) -> int:
    if not is_integer(count):
        msg = f"{function}: {name} must be an int; got {count!r}"
        raise TypeError(msg)
    if not 1 <= count < 65536:
        msg = f"{function}: {name} must be between 1 and 65535; got {count}"
        raise ValueError(msg)
    return int(count)


@contextlib.contextmanager
def threads(limits: int) -> Iterator[None]:
    """Limit the number of threads inside a ``with`` block.

    Parameters
    ----------
    limits : int
        At least 1.

    Examples
    --------
    >>> import likelier as lk
    >>> with lk.threads(1):
    ...     lk.get_num_threads()
    1
    """
    number = _thread_count(limits, "threads", "limits")
    before = get_num_threads()
    _core.set_num_threads(number)
    try:
        yield
    finally:
        _core.set_num_threads(before)


def clear_cache() -> None:
    """Give the memory of freed results back to the system.

    Large results are made from the memory of earlier ones that were freed, which saves the system's
    zeroing of new pages. At most LIKELIER_CACHE_MIB mebibytes wait that way (default: a
    sixteenth of the machine's memory, at most 1024; 0 turns it off).
    """
    _core.clear_cache()


class CudaStatus:
    """Whether CUDA arrays can be used, and why not: true or false in a condition."""

    def __init__(self, available: bool, reason: str) -> None:
        self.available = available
        self.reason = reason

    def __bool__(self) -> bool:
        return self.available

    def __repr__(self) -> str:
        return f"CudaStatus(available={self.available}, reason={self.reason!r})"


def cuda_available() -> CudaStatus:
    """Tell whether CUDA arrays can be used.

    The result's ``reason`` says why not, or which devices there are. Asking starts CUDA's runtime where the back
    end was built.
    """
    return CudaStatus(*backend().status())


def cpu_features() -> dict[str, Any]:
    """Return the instruction sets: built, available on this processor, and in use."""
    return {
        "architecture": platform.machine(),
        "built": list(_core.built_isas()),
        "available": list(_core.available_isas()),
        "active": _core.active_isa(),
    }


def show_config() -> dict[str, Any]:
    """Return what this build is and what it runs on."""
    cuda = cuda_available()
    cached, cache_limit = _core.cache_info()
    return {
        "version": _core.__version__,
        "build": {k: v for k, v in _core.build.items() if k != "version"},
        "python": platform.python_version(),
        "numpy": np.__version__,
        "isa": cpu_features(),
        "threads": get_num_threads(),
        "processors": os.cpu_count(),
        "cache": {"used_bytes": cached, "limit_bytes": cache_limit},
        "cuda": {"available": cuda.available, "reason": cuda.reason},
    }
