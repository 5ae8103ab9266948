"""From what users pass to NumPy arrays, and back."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from likelier import _core

Array = NDArray[Any]

# bfloat16 where ml_dtypes is not installed: NumPy arithmetic does not know it, our kernels do.
_STORAGE: np.dtype[Any] = _core.bfloat16_storage

_IDENTITY = [operation["name"] for operation in _core.operations()].index("_identity")

_HOST_DEVICES = (1, 3, 11)  # the CPU's memory, plain or pinned for CUDA or ROCm
_CUDA_DEVICES = (2, 13)  # their memory, or managed
_DEVICES = {2: "CUDA", 4: "OpenCL", 7: "Vulkan", 8: "Metal", 10: "ROCm", 13: "CUDA managed", 14: "oneAPI"}


class SupportsDLPack(Protocol):
    """An array of a library that speaks DLPack."""

    def __dlpack__(self) -> Any: ...
    def __dlpack_device__(self) -> tuple[Any, Any]: ...


class _Loan:
    """An array for another library's from_dlpack."""

    __slots__ = ("_array",)

    def __init__(self, array: Array) -> None:
        self._array = array

    def __dlpack_device__(self) -> tuple[int, int]:
        return _HOST_DEVICES[0], 0

    def __dlpack__(self, *, stream: Any = None, max_version: tuple[int, int] | None = None) -> Any:
        return _core.to_dlpack(self._array, versioned=max_version is not None and max_version[0] >= 1)


def _producer_of(x: Any) -> Callable[[Array], Any] | None:
    """Return how to hand an array to the library that x belongs to."""
    namespace = getattr(x, "__array_namespace__", None)
    library = namespace() if namespace is not None else sys.modules.get(type(x).__module__.partition(".")[0])
    from_dlpack = getattr(library, "from_dlpack", None)
    if from_dlpack is None:
        return None

    def convert(result: Array) -> Any:
        return from_dlpack(_Loan(np.asarray(result)))

    return convert


@functools.cache
def bfloat16() -> np.dtype[Any]:
    """Return NumPy's bfloat16, or what stands for it where ml_dtypes is not installed."""
    try:
        import ml_dtypes
    except ModuleNotFoundError:
        return _STORAGE
    dtype: np.dtype[Any] = np.dtype(ml_dtypes.bfloat16)
    return dtype


def refuse_graph(x: Any, function: str, name: str) -> None:
    """Raise where x is part of a graph that records gradients."""
    if getattr(x, "requires_grad", False):
        msg = (
            f"{function}: {name} must not require grad, as no graph is recorded here; got a {type(x).__name__} that "
            f"does: pass {name}.detach() and use value_and_grad"
        )
        raise TypeError(msg)


def _from_dlpack(x: Any, function: str, name: str) -> Array:
    """Return a view of another library's array."""
    kind = type(x).__name__
    refuse_graph(x, function, name)
    try:
        device, index = x.__dlpack_device__()
        if device in _HOST_DEVICES:
            try:
                capsule = x.__dlpack__(max_version=(1, 0))
            except TypeError:
                # From before the protocol had versions.
                capsule = x.__dlpack__()
            array = _core.from_dlpack(capsule)
            return array.view(bfloat16()) if array.dtype == _STORAGE else array
    except (AttributeError, BufferError, RuntimeError, TypeError, ValueError) as error:
        msg = f"{function}: {name} must be readable from the CPU as an array; got {kind}: {error}"
        raise TypeError(msg) from error
    where = f"{_DEVICES.get(int(device), f'DLPack type {int(device)}')} device {index}"
    raise _not_on_host(kind, where, function, name, is_cuda=int(device) in _CUDA_DEVICES)


def _not_on_host(kind: str, place: str, function: str, name: str, *, is_cuda: bool) -> ValueError:
    """Return what to raise for an array on a device, with why no CUDA back end takes it where there is none."""
    from likelier._device import backend

    missing = is_cuda and backend().engine is None
    why = f" (arrays on CUDA devices cannot be used: {backend().reason})" if missing else ""
    msg = f"{function}: {name} must be in the memory of the CPU; got a {kind} on {place}{why}"
    return ValueError(msg)


NUMBERS = "an array of real numbers of at most 64 bits"


def as_array(x: Any, function: str, name: str, expected: str = NUMBERS) -> tuple[Array, Callable[[Array], Any] | None]:
    """Return x as a NumPy array, without a copy where it is one already; ``expected`` says of what in messages.

    The second value hands results back to the library that x came from through DLPack; None for
    NumPy arrays, numbers and lists.
    """
    producer = None
    if isinstance(x, np.ma.MaskedArray):
        msg = f"{function}: {name} must not be a masked array; pass its data, and where=~mask for its mask"
        raise TypeError(msg)
    if isinstance(x, np.ndarray):
        array = x
    elif hasattr(x, "__dlpack__") and not isinstance(x, np.generic):
        resolve_neg = getattr(x, "resolve_neg", None)
        if resolve_neg is not None:
            # torch's lazy negation, which DLPack does not carry; a no-op elsewhere.
            x = resolve_neg()
        array = _from_dlpack(x, function, name)
        producer = _producer_of(x)
        if array.dtype == _STORAGE and producer is None:
            msg = f"{function}: {name} has dtype bfloat16, which NumPy needs the package ml_dtypes for"
            raise TypeError(msg)
    elif hasattr(type(x), "__cuda_array_interface__"):
        raise _not_on_host(type(x).__name__, "a CUDA device", function, name, is_cuda=True)
    else:
        try:
            array = np.asarray(x)
        except (RuntimeError, TypeError, ValueError) as error:
            msg = f"{function}: {name} must be {expected}; got {type(x).__name__}: {error}"
            raise TypeError(msg) from error
    kind = array.dtype.kind
    if not (kind in "iub" or (kind == "f" and array.dtype.itemsize <= 8) or is_bfloat16(array.dtype)):
        got = f"dtype {array.dtype}" if array.dtype.kind != "O" or isinstance(x, np.ndarray) else type(x).__name__
        msg = f"{function}: {name} must be {expected}; got {got}"
        raise TypeError(msg)
    if not array.dtype.isnative:
        msg = f"{function}: {name} must be in native byte order; got dtype {array.dtype.str!r}"
        raise TypeError(msg)
    return array, producer


def is_bfloat16(dtype: np.dtype[Any]) -> bool:
    """Tell whether a dtype is bfloat16, that of ml_dtypes or what stands for it."""
    return dtype.kind == "V" and (dtype.name == "bfloat16" or dtype == _STORAGE)


def dtype_name(dtype: np.dtype[Any]) -> str:
    """Return a dtype's name for messages."""
    return "bfloat16" if is_bfloat16(dtype) else str(dtype)


def is_floating_dtype(dtype: np.dtype[Any]) -> bool:
    """Tell whether a dtype is one of floating numbers, bfloat16 included."""
    return dtype.kind == "f" or is_bfloat16(dtype)


def is_floating(array: Array) -> bool:
    """Tell whether an array's elements are floating numbers, bfloat16 included."""
    return is_floating_dtype(array.dtype)


def gradient_dtype(array: Array) -> np.dtype[Any]:
    """Return the type of gradients in an array: its own, or float64 where it is of integers."""
    return array.dtype if is_floating(array) else np.dtype(np.float64)


def is_number(x: Any) -> bool:
    """Tell whether x is a real number, and not a truth value."""
    return isinstance(x, (int, float, np.integer, np.floating)) and not isinstance(x, bool)


def is_integer(x: Any) -> bool:
    """Tell whether x is an integer, and not a truth value."""
    return isinstance(x, (int, np.integer)) and not isinstance(x, bool)


def cast(array: Array, dtype: np.dtype[Any]) -> Array:
    """Return an array in another dtype: by our kernels where NumPy may not know bfloat16."""
    if array.dtype == dtype:
        return array
    if not (is_bfloat16(array.dtype) or is_bfloat16(dtype)):
        # What does not fit is infinite.
        with np.errstate(over="ignore"):
            return array.astype(dtype)
    result: Array = _core.empty(array.shape, dtype)
    _core.elementwise(
        _IDENTITY,
        0,
        array.dtype == np.float64,
        array.shape,
        (array,),
        value=result,
        gradients=(None,),
    )
    return result


def as_known(array: Array) -> Array:
    """Return an array in a dtype that NumPy computes in."""
    return cast(array, np.dtype(np.float32)) if is_bfloat16(array.dtype) else array


def is_weak(x: Any) -> bool:
    """Tell whether x is a Python number, which takes on the dtype of the arrays beside it."""
    return isinstance(x, (int, float)) and not isinstance(x, np.generic)


def result_dtype(raw: Sequence[Any], arrays: Sequence[Array]) -> np.dtype[Any]:
    """Return the floating dtype of an elementwise result.

    That of the floating arguments; integers and Python numbers do not count beside them, and
    alone give float64.
    """
    floating = {array.dtype for x, array in zip(raw, arrays, strict=True) if not is_weak(x) and is_floating(array)}
    if not floating:
        return np.dtype(np.float64)
    if len(floating) == 1:
        return floating.pop()
    if np.dtype(np.float64) in floating:
        return np.dtype(np.float64)
    return np.dtype(np.float32)


def reduced_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the dtype of a sum over values of a floating dtype: 16 bits are widened."""
    return np.dtype(np.float32) if dtype.itemsize == 2 else dtype


def normalize_axes(axis: Any, ndim: int, function: str) -> tuple[int, ...]:
    """Return the axes to reduce over, each in [0, ndim); all of them for None."""
    if axis is None:
        return tuple(range(ndim))
    axes = tuple(axis) if isinstance(axis, (tuple, list)) else (axis,)
    result = []
    for a in axes:
        if not is_integer(a):
            msg = f"{function}: axis must be an int, a tuple of ints or None; got {axis!r}"
            raise TypeError(msg)
        if not -ndim <= a < ndim:
            msg = f"{function}: axis must be in [{-ndim}, {ndim}) for an array of {ndim} dimensions; got {a}"
            raise ValueError(msg)
        result.append(int(a) % ndim)
    if len(set(result)) != len(result):
        msg = f"{function}: axis must not name an axis twice; got {axis!r}"
        raise ValueError(msg)
    return tuple(sorted(result))


def index_text(index: tuple[int, ...]) -> str:
    """Return where an element is, for messages; nothing for that of a 0-d array."""
    return f" at index {index[0] if len(index) == 1 else index}" if index else ""


def check_broadcastable(array: Array, shape: tuple[int, ...], function: str, name: str) -> None:
    """Raise unless array broadcasts to shape without enlarging it."""
    lead = len(shape) - array.ndim
    if lead < 0 or any(n not in (1, shape[lead + a]) for a, n in enumerate(array.shape)):
        msg = f"{function}: {name} must broadcast to the shape {shape}; got shape {array.shape}"
        raise ValueError(msg)


def check_out(
    out: Any,
    shape: tuple[int, ...],
    dtype: np.dtype[Any],
    inputs: Sequence[Array | None],
    function: str,
    name: str = "out",
) -> Array:
    """Return the array behind out, checked to be fit for a result: shape, dtype, writeable, not overlapping.

    ``out`` is a NumPy array, a DLPack array of another library or a buffer.
    """
    kind = type(out).__name__
    if isinstance(out, np.ma.MaskedArray):
        msg = f"{function}: {name} must not be a masked array; pass its data"
        raise TypeError(msg)
    if not isinstance(out, np.ndarray):
        if isinstance(out, np.generic) or not (hasattr(out, "__dlpack__") or _has_buffer(out)):
            msg = f"{function}: {name} must be an array that can be written in place; got {kind}"
            raise TypeError(msg)
        if getattr(out, "is_neg", bool)():
            msg = f"{function}: {name} must not be a lazily negated view; got one: pass {name}.resolve_neg()"
            raise ValueError(msg)
        array = _from_dlpack(out, function, name) if hasattr(out, "__dlpack__") else np.asarray(memoryview(out))
    else:
        array = out
    if array.shape != shape:
        msg = f"{function}: {name} must have shape {shape}; got {array.shape}"
        raise ValueError(msg)
    if array.dtype != dtype or not array.dtype.isnative:
        msg = f"{function}: {name} must have dtype {dtype_name(dtype)}; got {dtype_name(array.dtype)}"
        raise TypeError(msg)
    if not array.flags.writeable:
        msg = f"{function}: {name} must be writeable; got a read-only {kind}"
        raise ValueError(msg)
    if overlaps_itself(array.shape, array.strides, array.itemsize):
        msg = f"{function}: {name} must not overlap itself; got strides {array.strides}"
        raise ValueError(msg)
    for other in inputs:
        if other is None or not overlaps(array, other):
            continue
        same = (
            array.__array_interface__["data"][0] == other.__array_interface__["data"][0]
            and array.strides == other.strides
            and array.shape == other.shape
            and array.dtype == other.dtype
        )
        if not same:
            msg = f"{function}: {name} must not overlap an input, unless it is that very array; got one that does"
            raise ValueError(msg)
    return array


def _has_buffer(x: Any) -> bool:
    try:
        with memoryview(x):
            return True
    except TypeError:
        return False


def overlaps_itself(shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int) -> bool:
    """Tell whether elements may share memory: an axis steps less far than the smaller ones reach."""
    reach = itemsize
    for stride, length in sorted((abs(s), n) for s, n in zip(strides, shape, strict=True) if n > 1):
        if stride < reach:
            return 0 not in shape
        reach = stride * (length - 1) + reach
    return False


def overlaps(a: Array, b: Array) -> bool:
    """Tell whether two arrays share memory; where that is too hard to tell, say yes."""
    try:
        return np.shares_memory(a, b, max_work=10_000)  # type: ignore[arg-type]  # NumPy takes any bound
    except np.exceptions.TooHardError:
        return True
