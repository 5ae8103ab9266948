"""Reduced results that add up across chunks, processes and machines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from likelier._arrays import as_array, as_known, is_number
from likelier._device import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Partial", "bits_per_dim"]

_ORDINARY = 1e38  # fits float32


def _two_sum(a: NDArray[np.float64], b: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    # Knuth's TwoSum: high + low is exactly a + b. An infinite sum has no error term.
    with np.errstate(invalid="ignore", over="ignore"):
        high = a + b
        part = high - a
        low = (a - (high - part)) + (b - part)
    return high, np.where(np.isfinite(high), low, 0.0)


class Partial:
    """A weighted sum with its total weight, to be merged with others.

    Parts add: ``functools.reduce(operator.add, parts).result("mean")`` is what one call over all
    the data returns, up to the last rounding. Sums carry their rounding errors along, so that the
    number of parts does not matter. Parts can be pickled.

    Parameters
    ----------
    high, low : array_like
        The weighted sum as an unevaluated sum of two doubles.
    weight_high, weight_low : array_like
        The sum of the weights (the count where there are none), likewise.
    dtype : numpy.dtype
        The dtype of results.

    Examples
    --------
    >>> import functools, operator
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.linspace(-1.0, 1.0, 1000)
    >>> parts = [lk.norm.nll(chunk, reduction="partial") for chunk in np.split(x, 4)]
    >>> total = functools.reduce(operator.add, parts)
    >>> total.weight
    np.float64(1000.0)
    >>> total.result("mean") == lk.norm.nll(x)
    np.True_
    """

    __slots__ = ("_dtype", "_high", "_low", "_weight_high", "_weight_low")

    def __init__(self, high: Any, low: Any, weight_high: Any, weight_low: Any, dtype: np.dtype[Any]) -> None:
        parts = {"high": high, "low": low, "weight_high": weight_high, "weight_low": weight_low}
        arrays = [as_known(as_array(x, "Partial", name)[0]).astype(np.float64) for name, x in parts.items()]
        for name, array in zip(parts, arrays, strict=True):
            if array.shape != arrays[0].shape:
                msg = f"Partial: {name} must have the shape of high, {arrays[0].shape}; got {array.shape}"
                raise ValueError(msg)
        self._high, self._low, self._weight_high, self._weight_low = arrays
        try:
            self._dtype = np.dtype(dtype)
        except TypeError:
            self._dtype = np.dtype(object)
        if self._dtype not in (np.float32, np.float64):
            msg = f"Partial: dtype must be float32 or float64; got {dtype!r}"
            raise TypeError(msg)

    @classmethod
    def of_sums(cls, sums: Sequence[Any], dtype: np.dtype[Any]) -> Partial:
        """Return a part of what an engine left: doubles, or arrays of them, that need no check."""
        self = cls.__new__(cls)
        self._high, self._low, self._weight_high, self._weight_low = map(np.asarray, sums)
        self._dtype = dtype
        return self

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the results."""
        return self._high.shape

    @property
    def weight(self) -> Any:
        """Sum of the weights: the number of values where there are none."""
        return (self._weight_high + self._weight_low)[()]

    def result(self, reduction: Any = "mean") -> Any:
        """Return the sum, or the weighted mean.

        Parameters
        ----------
        reduction : {"mean", "sum"}
            What to return. The mean over a total weight of zero, or beyond float64, is NaN.
        """
        if not isinstance(reduction, str) or reduction not in ("mean", "sum"):
            msg = f"Partial.result: reduction must be 'mean' or 'sum'; got {reduction!r}"
            raise ValueError(msg)
        if not self._high.ndim:
            number = self._number(reduction)
            if self._dtype == np.float64 or abs(number) < _ORDINARY:
                return self._dtype.type(number)
        # What does not fit the dtype is infinite in it.
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            total = self._high + self._low
            if reduction == "mean":
                weight = self.weight
                total = np.where((weight == 0.0) | np.isinf(weight), np.nan, total / weight)
            return total.astype(self._dtype)[()]

    def _number(self, reduction: str) -> float:
        """Return the result of a part of no axes: the same as for arrays, without their cost."""
        total = float(self._high) + float(self._low)
        if reduction == "sum":
            return total
        weight = float(self._weight_high) + float(self._weight_low)
        return total / weight if weight != 0.0 and not math.isinf(weight) else math.nan

    def __add__(self, other: object) -> Partial:
        if not isinstance(other, Partial):
            return NotImplemented
        if other.shape != self.shape:
            msg = f"Partial: parts must have one shape to add up; got {self.shape} and {other.shape}"
            raise ValueError(msg)
        high, error = _two_sum(self._high, other._high)
        weight_high, weight_error = _two_sum(self._weight_high, other._weight_high)
        return Partial(
            high,
            np.where(np.isfinite(high), self._low + other._low + error, 0.0),
            weight_high,
            self._weight_low + other._weight_low + weight_error,
            np.promote_types(self._dtype, other._dtype),
        )

    def __radd__(self, other: object) -> Partial:
        # sum(parts) starts from 0.
        return self if isinstance(other, int) and other == 0 else NotImplemented

    def __reduce__(self) -> tuple[Any, ...]:
        return Partial, (self._high, self._low, self._weight_high, self._weight_low, self._dtype)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Partial):
            return NotImplemented
        mine, theirs = self.__reduce__()[1], other.__reduce__()[1]
        return self._dtype == other._dtype and all(
            np.array_equal(a, b, equal_nan=True) for a, b in zip(mine[:4], theirs[:4], strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Partial(sum={self.result('sum')!r}, weight={self.weight!r})"


def _bits_on_device(place: Place, ndim: Any) -> Any:
    if not is_number(ndim):
        msg = f"bits_per_dim: ndim must be a number where nll is on a device; got {type(ndim).__name__}"
        raise TypeError(msg)
    if not ndim > 0:
        msg = f"bits_per_dim: ndim must be positive; got {ndim!r}"
        raise ValueError(msg)
    with place.running():
        return place.give(place.evaluate("_identity", place.own_array, 1.0 / (float(ndim) * math.log(2.0))))


def bits_per_dim(nll: Any, ndim: Any) -> Any:
    """Return a negative log-likelihood in nats as bits per dimension.

    Parameters
    ----------
    nll : array_like
        In nats, of ``ndim`` dimensions together.
    ndim : array_like
        How many dimensions that is, positive.

    Returns
    -------
    ndarray or scalar
        nll / (ndim log 2). On a device where nll is there; ndim then is a number.

    Examples
    --------
    >>> import math
    >>> import likelier as lk
    >>> lk.bits_per_dim(3 * math.log(2), 3)
    1.0
    """
    place = place_of("bits_per_dim", ("nll",), (nll,))
    if place is not None:
        return _bits_on_device(place, ndim)
    (nats, producer), (dims, other) = as_array(nll, "bits_per_dim", "nll"), as_array(ndim, "bits_per_dim", "ndim")
    producer = producer or other
    if dims.dtype == np.bool_:
        msg = "bits_per_dim: ndim must be an array of numbers; got dtype bool"
        raise TypeError(msg)
    nats, dims = as_known(nats), as_known(dims)
    if not np.all(dims > 0):
        msg = f"bits_per_dim: ndim must be positive; got {ndim!r}"
        raise ValueError(msg)
    try:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            result = np.asarray(nats / (dims * np.log(2.0)))
    except ValueError:
        msg = f"bits_per_dim: nll and ndim must have shapes that broadcast; got {nats.shape} and {dims.shape}"
        raise ValueError(msg) from None
    if producer is not None:
        return producer(result)
    return result if result.ndim else result.item()
