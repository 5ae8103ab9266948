"""Random directions for estimates of traces, and these estimates."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import numpy as np

from likelier import _core
from likelier._arrays import Array, as_array, is_integer
from likelier._device import place_of
from likelier._random import counter, key_of, random_dtype

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = ("rademacher", "hadamard", "gaussian", "sphere")


class Estimate(NamedTuple):
    """An estimate with its standard error.

    Attributes
    ----------
    value
        The estimate.
    stderr
        Its standard error; NaN where one number was all there was.
    n
        How many numbers it is the mean of.
    """

    value: Any
    stderr: Any
    n: int


def _fail(function: str, message: str, error: type[Exception] = ValueError) -> NoReturn:
    text = f"{function}: {message}"
    raise error(text)


def chosen_kind(kind: Any, count: int, dim: int, name: str) -> str:
    """Return the kind of so many probes, or the default's."""
    points = 1 << max(dim - 1, 0).bit_length()
    if kind is None:
        kind = "hadamard" if 2 <= count <= points else "rademacher"
    if not isinstance(kind, str):
        _fail(name, f"kind must be one of {', '.join(map(repr, KINDS))}; got {type(kind).__name__}", TypeError)
    if kind not in KINDS:
        _fail(name, f"kind must be one of {', '.join(map(repr, KINDS))}; got {kind!r}")
    if kind == "hadamard" and count > points:
        _fail(name, f"shape must have at most {points} probes of {dim} dimensions for kind 'hadamard'; got {count}")
    if kind == "hadamard" and dim > 2**32:
        _fail(name, f"shape must have at most 2**32 dimensions for kind 'hadamard'; got {dim}")
    return kind


class Drawn(NamedTuple):
    """Probes by what they are drawn from: whoever takes them may do so a few samples at a time."""

    kind: str
    number: int
    key: int

    def draw(self, shape: tuple[int, ...], dtype: Any) -> Array:
        """Return them for points of this shape, (number, samples, dim)."""
        sizes = (self.number, math.prod(shape[:-1]), shape[-1])
        drawn: Array = probes(sizes, self.kind, seed=self.key, dtype=dtype)
        return drawn


def chosen_trace(
    trace: Any,
    name: str,
    shape: tuple[int, ...],
    seed: Any,
    words: Sequence[str],
    read: Callable[[Any], Any] | None = None,
) -> Any:
    """Return what an option ``trace`` asks for: one of the words, probes to draw, or probes (K, *shape).

    ``read`` returns the array that an option is, where that is not NumPy's.
    """
    if isinstance(trace, str):
        if trace not in words:
            allowed = "".join(f"{word!r}, " for word in words)
            _fail(name, f"trace must be {allowed}a number of probes, (kind, number), or an array; got {trace!r}")
        return trace
    kind = None
    if isinstance(trace, tuple) and len(trace) == 2 and isinstance(trace[0], str):
        kind, trace = trace
        if not is_integer(trace):
            _fail(name, f"trace must have an integer number of probes; got {trace!r}", TypeError)
    if is_integer(trace):
        if trace < 1:
            _fail(name, f"trace must be at least 1 probe; got {trace}")
        return Drawn(chosen_kind(kind, int(trace), shape[-1], name), int(trace), key_of(seed, name))
    array: Any = as_array(trace, name, "trace")[0] if read is None else read(trace)
    if array.shape == shape:
        array = array[np.newaxis] if read is None else array.padded(len(shape) + 1)
    if array.shape[1:] != shape or array.shape[0] == 0:
        _fail(name, f"trace must be probes of shape {shape}, or (K, ...) of these; got {array.shape}")
    return array


def probes(
    shape: tuple[int, ...],
    kind: str | None = None,
    *,
    seed: int | np.random.Generator | None = None,
    offset: int = 0,
    dtype: Any = None,
    like: Any = None,
) -> Any:
    """Random directions v with E[v v^T] = I, for estimates v.Av of the trace of A.

    Parameters
    ----------
    shape : tuple of int
        (K, B, D): K probes for each of B samples of D dimensions; or (B, D) for one each.
    kind : {"rademacher", "hadamard", "gaussian", "sphere"}, optional
        Default: hadamard for 2 <= K <= P, with P the least power of two that is not below D, else rademacher.

        - rademacher: independent signs.
        - hadamard: for each sample, random signs times K different random rows of the P-point
          Walsh-Hadamard matrix. The mean of v.Av over K = P probes is the trace exactly. K <= P.
        - gaussian: independent standard normal numbers.
        - sphere: uniform on the sphere of radius sqrt(D).
    seed : int or numpy.random.Generator, optional
        Key of the stream, below 2**64; a Generator gives one. Default: from the operating system.
    offset : int, default 0
        The stream's sample to begin with: ``probes((K, B, D), kind, seed=s)`` in parts is
        ``probes((K, b, D), kind, seed=s, offset=first)``.
    dtype : numpy.dtype, optional
        float32 or float64. Default: that of ``like``, else float64.
    like : array, optional
        An array whose dtype, if it is one of these, whose library and whose device the probes have.

    Returns
    -------
    ndarray
        The probes, C-contiguous. The same bits for any number of threads, any instruction set, and on a device.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Variance of v.Av for one probe, with S = (A + A^T) / 2::

        rademacher   2 (||S||^2 - sum_i S_ii^2)
        hadamard     that of rademacher, times (P - K) / (K (P - 1)) for the mean of K
        gaussian     2 ||S||^2
        sphere       2 D / (D + 2) (||S||^2 - tr(S)^2 / D)

    The numbers are Philox4x32-10 of a counter, in streams apart from that of ``rvs``; the header
    ``likelier/math/philox.hpp`` has the layout. A sample's Hadamard rows are a k, k = 0 ... K - 1, in the field of P
    elements, with a random a that is not 0: their pairs are distributed as those of a random choice, which decides
    the variance. rademacher, gaussian and sphere probes of one seed are a stream of K D numbers a sample.

    Sources: M. F. Hutchinson, "A stochastic estimator of the trace of the influence matrix" (1989); J. K.
    Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> v = lk.probes((4, 1, 3), "hadamard", seed=0)[:, 0]
    >>> a = np.arange(9.0).reshape(3, 3)
    >>> float(np.mean(np.sum(v * (v @ a.T), axis=-1))), float(np.trace(a))
    (12.0, 12.0)
    """
    name = "probes"
    try:
        sizes = tuple(operator.index(n) for n in shape)
    except TypeError:
        _fail(name, f"shape must be a tuple of integers; got {shape!r}", TypeError)
    if len(sizes) not in (2, 3):
        _fail(name, f"shape must be (K, B, D) or (B, D); got {shape!r}")
    if any(n < 0 for n in sizes):
        _fail(name, f"shape must not be negative; got {shape!r}")
    count, samples, dim = sizes if len(sizes) == 3 else (1, *sizes)
    kind = chosen_kind(kind, count, dim, name)
    producer = None
    place = place_of(name, ("like",), (like,))
    if place is not None:
        if dtype is None and place.own_array.dtype in (np.float32, np.float64):
            dtype = place.own_array.dtype
    elif like is not None:
        array, producer = as_array(like, name, "like")
        if dtype is None and array.dtype in (np.float32, np.float64):
            dtype = array.dtype
    made = random_dtype(np.float64 if dtype is None else dtype, name)
    first = counter(offset, "offset", name)
    if (first + samples) * max(count * dim, 1) > 2**64:
        _fail(name, f"offset must leave room for {sizes} below 2**64; got {first}")
    if place is not None:
        with place.running():
            own = place.empty(sizes, made)
            place.engine.probes(
                kind=kind,
                seed=key_of(seed, name),
                offset=first,
                count=count,
                samples=samples,
                dimension=dim,
                values=own.pointer,
                in_double=made == np.float64,
                stream=place.stream,
            )
            return place.give(own)
    result: Any = _core.empty(sizes, made)
    _core.random_probes(kind, key_of(seed, name), first, count, samples, dim, result)
    return result if producer is None else producer(result)
