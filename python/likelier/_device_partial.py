"""Reduced results on a CUDA device, which add up there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._device import DeviceArray, Place
from likelier._partial import Partial

if TYPE_CHECKING:
    from collections.abc import Sequence

_FLOAT64 = np.dtype(np.float64)


class Sums:
    """Room for what a part holds: the sum, the weight, and what their rounding leaves, as the results of kernels."""

    def __init__(self, place: Place, shape: tuple[int, ...]) -> None:
        self._place = place
        self.shape = shape
        self.array = place.empty((4, *shape), _FLOAT64)

    def part(self, index: int) -> DeviceArray:
        """Return the high or the low part of the sum (0, 1) or of the weight (2, 3)."""
        return self.array.at(index * self.array.strides[0], self.shape, self.array.strides[1:])

    def partial(self, dtype: np.dtype[Any]) -> DevicePartial:
        """Return the part."""
        return DevicePartial(self._place.give(self.array), self.shape, dtype)


class DevicePartial(Partial):
    """A weighted sum with its total weight, in the memory of a device; nothing here waits for it.

    Parameters
    ----------
    sums
        An array on a device, of four doubles for each result: the sum in two parts, then the weight.
    shape
        Of the results.
    dtype
        Of the results.
    """

    __slots__ = ("_shape", "_sums")

    def __init__(self, sums: Any, shape: Sequence[int], dtype: np.dtype[Any]) -> None:
        self._sums = sums
        self._shape = tuple(shape)
        self._dtype = dtype

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the results."""
        return self._shape

    @property
    def weight(self) -> Any:
        """Sum of the weights: the number of values where there are none."""
        return self._read(2, None, _FLOAT64)

    def result(self, reduction: Any = "mean") -> Any:
        """Return the sum, or the weighted mean."""
        if not isinstance(reduction, str) or reduction not in ("mean", "sum"):
            msg = f"Partial.result: reduction must be 'mean' or 'sum'; got {reduction!r}"
            raise ValueError(msg)
        return self._read(0, 2 if reduction == "mean" else None, self._dtype)

    def _place(self) -> tuple[Place, DeviceArray]:
        place = Place(self._sums, "Partial", "the part")
        return place, place.array(self._sums, "the part")

    def _view(self, sums: DeviceArray, index: int, count: int) -> DeviceArray:
        return sums.at(index * sums.strides[0], (count, *self._shape), sums.strides)

    def _read(self, index: int, total: int | None, dtype: np.dtype[Any]) -> Any:
        place, sums = self._place()
        with place.running():
            result = place.empty(self._shape, dtype)
            divisor = {}
            if total is not None:
                high, low = (self._view(sums, total + i, 1).view() for i in range(2))
                divisor = {"total": high, "total_low": low}
            place.add_up((2, *self._shape), (0,), self._view(sums, index, 2).view(), result, total=divisor)
            return place.give(result)

    def __add__(self, other: object) -> Partial:
        if not isinstance(other, Partial):
            return NotImplemented
        if not isinstance(other, DevicePartial):
            msg = "Partial: parts must be in one memory to add up; got one on a device and one of the CPU's"
            raise TypeError(msg)
        if other.shape != self.shape:
            msg = f"Partial: parts must have one shape to add up; got {self.shape} and {other.shape}"
            raise ValueError(msg)
        place, mine = self._place()
        theirs = place.array(other._sums, "the other part")
        with place.running():
            # Side by side, so that the order of the sum is that of the parts.
            both = place.empty((2, 4, *self._shape), _FLOAT64)
            for i, own in enumerate((mine, theirs)):
                half = both.at(i * both.strides[0], own.shape, both.strides[1:])
                place.add_up(own.shape, (), own.view(), half)
            sums = Sums(place, self._shape)
            # Of each side its two parts, for the sum and for the weight.
            for first in (0, 2):
                pairs = both.at(first * both.strides[1], (2, 2, *self._shape), both.strides)
                place.add_up(pairs.shape, (0, 1), pairs.view(), sums.part(first), low=sums.part(first + 1))
            return sums.partial(np.promote_types(self._dtype, other._dtype))

    def __radd__(self, other: object) -> Partial:
        # Asked before the other's own sum, as of a type that is one of its kind.
        return self + other if isinstance(other, Partial) else super().__radd__(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return DevicePartial, (self._sums, self._shape, self._dtype)

    def __eq__(self, other: object) -> bool:
        # Its numbers are not known before the device is waited for.
        return self is other

    __hash__ = None

    def __repr__(self) -> str:
        return f"Partial(shape={self._shape}, in the memory of a device)"
