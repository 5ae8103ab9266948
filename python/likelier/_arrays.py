"""From what users pass to NumPy arrays, and back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def _producer_of(x: Any) -> Callable[[Array], Any] | None:
    """Return how to hand an array to the library that x belongs to."""
    namespace = getattr(x, "__array_namespace__", None)
    library = namespace() if namespace is not None else sys.modules.get(type(x).__module__.partition(".")[0])
    from_dlpack = getattr(library, "from_dlpack", None)
    if from_dlpack is None:
        return None

    def convert(result: Array) -> Any:
        return from_dlpack(np.asarray(result))

    return convert


def as_array(x: Any, function: str, name: str) -> tuple[Array, Callable[[Array], Any] | None]:
    """Return x as a NumPy array, without a copy where it is one already.

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
        if getattr(x, "requires_grad", False):
            msg = (
                f"{function}: {name} requires grad, and no graph is recorded here; pass {name}.detach() "
                "and use value_and_grad"
            )
            raise TypeError(msg)
        resolve_neg = getattr(x, "resolve_neg", None)
        if resolve_neg is not None:
            # torch's lazy negation, which DLPack does not carry; a no-op elsewhere.
            x = resolve_neg()
        try:
            array = np.from_dlpack(x)
        except (BufferError, RuntimeError, TypeError, ValueError) as error:
            msg = f"{function}: {name} must be readable from the CPU as an array; got {type(x).__name__}: {error}"
            raise TypeError(msg) from error
        producer = _producer_of(x)
    else:
        try:
            array = np.asarray(x)
        except (TypeError, ValueError) as error:
            msg = f"{function}: {name} must be an array of numbers; got {type(x).__name__}: {error}"
            raise TypeError(msg) from error
    kind = array.dtype.kind
    is_bfloat16 = array.dtype.name == "bfloat16"
    if not (kind in "iub" or (kind == "f" and array.dtype.itemsize <= 8) or is_bfloat16):
        msg = f"{function}: {name} must be an array of real numbers of at most 64 bits; got dtype {array.dtype}"
        raise TypeError(msg)
    if not array.dtype.isnative:
        msg = f"{function}: {name} must be in native byte order; got dtype {array.dtype.str!r}"
        raise TypeError(msg)
    return array, producer


def is_floating(array: Array) -> bool:
    """Tell whether an array's elements are floating numbers, bfloat16 included."""
    return array.dtype.kind == "f" or array.dtype.name == "bfloat16"


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
        if not isinstance(a, (int, np.integer)):
            msg = f"{function}: axis must be an int or a tuple of ints; got {axis!r}"
            raise TypeError(msg)
        if not -ndim <= a < ndim:
            msg = f"{function}: axis {a} is out of bounds for an array of {ndim} dimensions"
            raise ValueError(msg)
        result.append(int(a) % ndim)
    if len(set(result)) != len(result):
        msg = f"{function}: axis must not name an axis twice; got {axis!r}"
        raise ValueError(msg)
    return tuple(sorted(result))


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
    """Return out, checked to be fit for a result: shape, dtype, writeable, not overlapping."""
    if not isinstance(out, np.ndarray):
        msg = f"{function}: {name} must be a NumPy array; got {type(out).__name__}"
        raise TypeError(msg)
    if out.shape != shape:
        msg = f"{function}: {name} must have shape {shape}; got {out.shape}"
        raise ValueError(msg)
    if out.dtype != dtype or not out.dtype.isnative:
        msg = f"{function}: {name} must have dtype {dtype}; got {out.dtype}"
        raise TypeError(msg)
    if not out.flags.writeable:
        msg = f"{function}: {name} must be writeable; got a read-only array"
        raise ValueError(msg)
    if _overlaps_itself(out):
        msg = f"{function}: {name} must not overlap itself; got strides {out.strides}"
        raise ValueError(msg)
    for array in inputs:
        if array is None or not overlaps(out, array):
            continue
        same = (
            out.__array_interface__["data"][0] == array.__array_interface__["data"][0]
            and out.strides == array.strides
            and out.shape == array.shape
            and out.dtype == array.dtype
        )
        if not same:
            msg = f"{function}: {name} must not overlap an input, unless it is that very array"
            raise ValueError(msg)
    return out


def _overlaps_itself(array: Array) -> bool:
    """Tell whether elements may share memory: an axis steps less far than the smaller ones reach."""
    reach = array.itemsize
    for stride, length in sorted((abs(s), n) for s, n in zip(array.strides, array.shape, strict=True) if n > 1):
        if stride < reach:
            return array.size > 0
        reach = stride * (length - 1) + reach
    return False


def overlaps(a: Array, b: Array) -> bool:
    """Tell whether two arrays share memory; where that is too hard to tell, say yes."""
    try:
        return np.shares_memory(a, b, max_work=10_000)  # type: ignore[arg-type]  # NumPy takes any bound
    except np.exceptions.TooHardError:
        return True
