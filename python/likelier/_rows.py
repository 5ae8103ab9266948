"""Operations on rows: softmax and its kin, cross-entropy, KL divergence and entropy."""

from __future__ import annotations

import functools
import inspect
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core, _device_rows
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    check_out,
    gradient_dtype,
    is_integer,
    normalize_axes,
    overlaps,
    reduced_dtype,
    result_dtype,
)
from likelier._device import place_of
from likelier._differentiable import pack_gradients
from likelier._docs import fill_in
from likelier._elementwise import REDUCTIONS, weighted_sum
from likelier._partial import Partial
from likelier._prepared import PreparedFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

KINDS = ("probs", "log_probs", "logits")


class _Event:
    """The axes that make up a row, and how arrays look with these last, as one axis."""

    __slots__ = ("axes", "ndim", "rows", "shape")

    def __init__(self, shape: tuple[int, ...], axis: Any, function: str, name: str) -> None:
        if not shape:
            msg = f"{function}: {name} must have at least one axis; got a 0-d array"
            raise ValueError(msg)
        self.shape = shape
        self.ndim = len(shape)
        self.axes = normalize_axes(axis, self.ndim, function)
        self.rows = tuple(n for a, n in enumerate(shape) if a not in self.axes)

    def last(self, array: Array) -> Array:
        """Return array, of the full shape, with the event axes joined as the last one."""
        count = len(self.axes)
        if count == 1:
            return np.moveaxis(array, self.axes[0], -1)
        moved = np.moveaxis(array, self.axes, range(self.ndim - count, self.ndim))
        return moved.reshape(*self.rows, math.prod(self.shape[a] for a in self.axes))

    def unjoined(self, array: Array) -> Array:
        """Return what `last` has been made of."""
        split = array.reshape(*self.rows, *(self.shape[a] for a in self.axes))
        return np.moveaxis(split, range(len(self.rows), self.ndim), self.axes)

    @property
    def is_empty(self) -> bool:
        """Whether rows have no elements."""
        return any(self.shape[a] == 0 for a in self.axes)

    def blocks(self, most: int) -> Iterator[tuple[slice, ...]]:
        """Yield the rows in pieces of at most so many elements, or of one row."""
        inner = math.prod(self.shape[a] for a in self.axes)
        axis = len(self.rows)
        while axis > 0 and inner * self.rows[axis - 1] <= most:
            axis -= 1
            inner *= self.rows[axis]
        whole = (slice(None),) * (len(self.rows) - axis)
        if axis == 0:
            yield whole
            return
        step = max(1, most // inner)
        for outer in np.ndindex(*self.rows[: axis - 1]):
            for first in range(0, self.rows[axis - 1], step):
                yield (*(slice(i, i + 1) for i in outer), slice(first, first + step), *whole)

    def full(self, rows: tuple[slice, ...]) -> tuple[slice, ...]:
        """Return the index of these rows in an array of the full shape."""
        own = iter(rows)
        return tuple(slice(None) if a in self.axes else next(own) for a in range(self.ndim))

    def piece(self, rows: tuple[slice, ...]) -> _Event:
        """Return these rows alone."""
        shape = tuple(len(range(n)[own]) for n, own in zip(self.shape, self.full(rows), strict=True))
        return _Event(shape, self.axes, "", "")

    def spread(self, array: Array) -> Array:
        """Return array, broadcast to the full shape, with the event axes joined as the last one."""
        return self.last(np.broadcast_to(array, self.shape))

    def empty(self, dtype: np.dtype[Any]) -> tuple[Array, Array]:
        """Return a new array of the full shape, and its view with the event axes joined last."""
        count = len(self.axes)
        if count == 1:
            result = _core.empty(self.shape, dtype)
            return result, self.last(result)
        events = tuple(self.shape[a] for a in self.axes)
        moved = _core.empty((*self.rows, *events), dtype)
        view = moved.reshape(*self.rows, math.prod(events))
        return np.moveaxis(moved, range(self.ndim - count, self.ndim), self.axes), view


class _RowFunction(PreparedFunction):
    """A function of rows, whose signature and docstring a function without a body states."""

    def __init__(self, qualname: str, module: str, function: Callable[..., Any]) -> None:
        stated = inspect.signature(function)
        bare = [p.replace(annotation=p.empty) for p in stated.parameters.values()]
        signature = stated.replace(parameters=bare, return_annotation=stated.empty)
        super().__init__(qualname, module, fill_in(function.__doc__ or ""), signature)

    @staticmethod
    def _value(
        total: Partial | None,
        losses: Array | None,
        reduction: str,
        out: Any,
        into: Array | None,
        producer: Callable[[Array], Any] | None,
    ) -> Any:
        """Return the losses, or what they reduce to: in ``out``, whose array is ``into``, where there is one."""
        if reduction == "partial":
            return total
        result = losses if losses is not None else np.asarray(total.result(reduction))  # type: ignore[union-attr]
        if into is None:
            return _give(producer, result)
        if result is not into:
            into[...] = result
        return out


# Those of the functions below with one value a row.
REDUCING = ("logsumexp", "logmeanexp")


class _SoftmaxFunction(_RowFunction):
    """logsumexp, logmeanexp, log_softmax or softmax."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        place = place_of(name, ("x",), (given["x"],))
        if place is not None:
            with place.running():
                return _device_rows.softmax_family(self, place, given, wrt, cotangent, gradient=gradient)
        reduces = name in REDUCING
        x, producer = as_array(given["x"], name, "x")
        event = _Event(x.shape, given["axis"], name, "x")
        where = self._mask(given["where"], x.shape)
        dtype = result_dtype([given["x"]], [x])
        out_dtype = reduced_dtype(dtype) if reduces else dtype
        keepdims = self._flag(given.get("keepdims", False), "keepdims")
        final = event.shape
        if reduces:
            kept = tuple(1 if a in event.axes else n for a, n in enumerate(event.shape))
            final = kept if keepdims else event.rows
        out = given["out"]
        buffer = self._place(out, final, out_dtype, [x, where])
        if reduces:
            result = view = _core.empty(event.rows, out_dtype)
        elif buffer is not None and len(event.axes) == 1:
            result, view = buffer, event.last(buffer)
        else:
            result, view = event.empty(out_dtype)

        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"x": x}, {"x": given["x"]})
            if buffer is not None and not reduces and overlaps(buffer, x):
                self._fail("out must not be the input where the gradient is wanted too; got x itself")
            cotangent_array = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(buffer, cotangent_array)
            if cotangent_array is not None and reduces:
                cotangent_array = cotangent_array.reshape(event.rows)
            elif not reduces:
                ones = np.ones((), dtype=reduced_dtype(dtype))
                cotangent_array = event.spread(ones if cotangent_array is None else cotangent_array)
            gradient_array, gradient_view = event.empty(gradient_dtype(x))

        counts = None
        if name == "logmeanexp" and where is not None:
            counts = np.count_nonzero(event.spread(where), axis=-1).astype(np.float64)
        _core.softmax_family(
            name,
            dtype == np.float64,
            event.last(x),
            where=None if where is None else event.spread(where),
            counts=counts,
            cotangent=cotangent_array,
            value=view,
            gradient=gradient_view,
        )
        if reduces:
            result = result.reshape(final)
        if buffer is not None and result is not buffer:
            buffer[...] = result
        value = out if out is not None else _give(producer, result)
        if not gradient:
            return value, None
        # The one argument is also the default.
        return value, pack_gradients(wrt, {"x": _give(producer, gradient_array)} if wrt != () else {})


def _give(producer: Callable[[Array], Any] | None, result: Any) -> Any:
    return producer(result) if producer is not None else result[()]


class _RowLoss(_RowFunction):
    """A loss of rows of logits that reduces: what is the same for all of them."""

    def _rows_of(self, logits: Array, axis: Any, name: str) -> _Event:
        """Return the rows that an axis of classes makes."""
        if not is_integer(axis):
            self._fail(f"axis must be an int; got {axis!r}", TypeError)
        return _Event(logits.shape, axis, self.__qualname__, name)

    def _ignore_index(self, given: Mapping[str, Any]) -> int:
        index = given["ignore_index"]
        if not is_integer(index):
            self._fail(f"ignore_index must be an int; got {index!r}", TypeError)
        if not -(2**63) <= index < 2**63:
            self._fail(f"ignore_index must fit in 64 bits; got {index}")
        return int(index)

    def _gradient_place(
        self, out: Any, wanted: Sequence[str], name: str, logits: Array, event: _Event, inputs: Sequence[Array | None]
    ) -> tuple[Array | None, Array | None]:
        """Return an array for the gradient of the logits, that of ``out`` if any, and its rows."""
        if name not in wanted:
            if out is not None:
                self._fail(f"out must be None where wrt does not name {name}; got {type(out).__name__}")
            return None, None
        if out is None:
            return event.empty(gradient_dtype(logits))
        buffer = check_out(out, event.shape, gradient_dtype(logits), inputs, self.__qualname__)
        return buffer, event.last(buffer)


class _Reduction:
    """What becomes of one value a row: nothing, its weighted mean or sum, or a part of them.

    Parameters
    ----------
    function, given
        Whose ``reduction``, ``weights`` and ``out`` these are.
    event, where
        The rows, and what is absent of them: rows without anything left are absent.
    dtype
        Of the result.
    inputs
        What ``out`` must not overlap.
    """

    def __init__(
        self,
        function: _RowFunction,
        given: Mapping[str, Any],
        event: _Event,
        where: Array | None,
        dtype: np.dtype[Any],
        inputs: Sequence[Array | None],
    ) -> None:
        self._function = function
        self._kind = kind = given["reduction"]
        function._choice(kind, REDUCTIONS, "reduction")
        self._rows = event.rows
        self._dtype = dtype
        self._out = given["out"]
        weights = function._beside(given["weights"], event.rows, "weights")
        self._final = event.rows if kind == "none" else ()
        self._into = function._place(self._out, self._final, dtype, [*inputs, weights], kind)
        self._weights = None if weights is None else as_known(weights)
        # Rows that count; None: all.
        present: Any = None if where is None else event.spread(where).any(-1)
        if event.is_empty:
            present = np.zeros(event.rows, bool)
        if self._weights is not None:
            present = (True if present is None else present) & (self._weights != 0)
        self.present: Array | None = None if present is None else np.asarray(present)
        # The engine's own, where it needs no more.
        self._is_plain = kind == "none" and weights is None
        if not self._is_plain:
            self.values = np.empty(event.rows)
        else:
            self.values = _core.empty(event.rows, dtype) if self._into is None else self._into

    def _sum(self, x: Array, weights: Array | None) -> list[Array]:
        kept = (1,) * len(self._rows)
        return [a.reshape(()) for a in weighted_sum(self._rows, kept, x, self.present, weights)]

    def _weight(self) -> list[Array]:
        return self._sum(np.ones(()) if self._weights is None else self._weights, None)

    def cotangent(self, cotangent: Any) -> Array | None:
        """Return what multiplies the gradient of each row."""
        own = self._function._beside(cotangent, self._final, "cotangent")
        self._function._refuse_overlap(self._into, own)
        if self._is_plain or (own is None and self._weights is None and self._kind != "mean"):
            return own
        factor = np.ones(()) if own is None else as_known(own).astype(np.float64)
        share: Any = 1.0 if self._weights is None else np.asarray(self._weights, np.float64)
        if self._kind == "mean":
            high, low = self._weight()
            # A mean over nothing depends on nothing.
            share = share / (high + low) if high != 0 else 0.0
        return np.broadcast_to(self._counted(factor, share), self._rows)

    def _counted(self, x: Array, weights: Any) -> Array:
        """Return the product, of what counts alone."""
        with np.errstate(invalid="ignore", over="ignore"):
            product = x * weights
        return product if self.present is None else np.where(self.present, product, 0.0)

    def result(self, producer: Callable[[Array], Any] | None) -> Any:
        """Return what the values have become."""
        function, values = self._function, self.values
        if self._kind == "none":
            values = (
                values
                if self._is_plain
                else cast(self._counted(values, np.asarray(self._weights, np.float64)), self._dtype)
            )
            return function._value(None, values, self._kind, self._out, self._into, producer)
        total = Partial.of_sums([*self._sum(values, self._weights), *self._weight()], self._dtype)
        return function._value(total, None, self._kind, self._out, self._into, producer)


# Elements whose gradients are held at a time, where they are summed onto a smaller argument.
_SUMMED_ELEMENTS = 1 << 19


class _PairFunction(_RowFunction):
    """A divergence between two rows: what is the same for all of them."""

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        """Write the values, and the gradients that are wanted, of rows on the last axis."""
        raise NotImplementedError

    def _shape(self, p: Any, q: Any) -> tuple[int, ...]:
        """Return what p and q broadcast to, in either memory; raise if they do not, or have no axis for a row."""
        for argument, array in (("p", p), ("q", q)):
            if array.ndim == 0:
                self._fail(f"{argument} must have at least one axis; got a 0-d array")
        try:
            return np.broadcast_shapes(p.shape, q.shape)
        except ValueError:
            self._fail(f"p and q must have shapes that broadcast; got {p.shape} and {q.shape}")

    def _temperature(self, given: dict[str, Any]) -> float:
        temperature = self._number(given, "temperature", 0.0, math.inf, strict=True)
        if temperature != 1.0 and "logits" not in (given["p_kind"], given["q_kind"]):
            self._fail(f"temperature must be 1 where neither p_kind nor q_kind is 'logits'; got {temperature!r}")
        return temperature

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        place = place_of(name, ("p", "q"), (given["p"], given["q"]))
        if place is not None:
            for option in ("p_kind", "q_kind"):
                if option in given:
                    self._choice(given[option], KINDS, option)
            with place.running():
                return _device_rows.divergence(self, place, given, wrt, cotangent, gradient=gradient)
        p, producer = as_array(given["p"], name, "p")
        q, other_producer = as_array(given["q"], name, "q")
        producer = producer or other_producer
        shape = self._shape(p, q)
        for option in ("p_kind", "q_kind"):
            if option in given:
                self._choice(given[option], KINDS, option)
        event = _Event(shape, given["axis"], name, "p")
        where = self._mask(given["where"], shape)
        dtype = result_dtype([given["p"], given["q"]], [p, q])
        reduction = _Reduction(self, given, event, where, reduced_dtype(dtype), [p, q, where])
        arrays = {"p": p, "q": q}
        wanted: tuple[str, ...] = ()
        gradients: dict[str, Array] = {}
        views: dict[str, Array] = {}
        places: dict[str, Any] = {"cotangent": None}
        if gradient:
            wanted = self._wanted(wrt, arrays, given)
            places["cotangent"] = reduction.cotangent(cotangent)
            for n in wanted:
                if arrays[n].shape == shape:
                    gradients[n], views[n] = event.empty(gradient_dtype(arrays[n]))
        places |= {
            "where": None if where is None else event.spread(where),
            "value": reduction.values,
            "p_gradient": views.get("p"),
            "q_gradient": views.get("q"),
        }
        in_double = dtype == np.float64
        summed = {n: arrays[n] for n in wanted if n not in gradients}
        if summed:
            gradients |= self._sum_gradients(given, in_double, (p, q), event, places, summed)
        else:
            self._compute(given, _core, in_double, event.spread(p), event.spread(q), **places)
        result = reduction.result(producer)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {n: _give(producer, gradients[n]) for n in wanted})

    def _sum_gradients(
        self,
        given: dict[str, Any],
        in_double: bool,
        pair: tuple[Array, Array],
        event: _Event,
        places: dict[str, Any],
        summed: dict[str, Array],
    ) -> dict[str, Array]:
        """Compute everything, piece by piece, and return the gradients of arguments that were broadcast."""
        totals: dict[str, Array] = {}
        for n, x in summed.items():
            totals[n] = np.zeros((1,) * (event.ndim - x.ndim) + x.shape)
        whole = [np.broadcast_to(x, event.shape) for x in pair]
        for rows in event.blocks(_SUMMED_ELEMENTS):
            index = event.full(rows)
            piece = event.piece(rows)
            own: dict[str, Any] = {n: None if x is None else x[(*rows, ...)] for n, x in places.items()}
            held = {}
            for n, x in summed.items():
                # What is summed afterwards must not be rounded to 16 bits before.
                held[n], own[f"{n}_gradient"] = piece.empty(reduced_dtype(gradient_dtype(x)))
            self._compute(given, _core, in_double, *(piece.last(x[index]) for x in whole), **own)
            for n, g in held.items():
                total = totals[n]
                axes = tuple(a for a, size in enumerate(total.shape) if size == 1)
                part = tuple(slice(None) if a in axes else place for a, place in enumerate(index))
                total[part] += g.sum(axis=axes, keepdims=True, dtype=np.float64)
        return {n: cast(totals[n].reshape(x.shape), gradient_dtype(x)) for n, x in summed.items()}


class _Divergence(_PairFunction):
    """KL(p || q)."""

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        engine.divergence(
            in_double,
            p,
            q,
            given["p_kind"],
            given["q_kind"],
            factor=self._base_factor(given["base"]),
            temperature=self._temperature(given),
            **places,
        )


class _Entropy(_RowFunction):
    """Shannon entropy."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        self._choice(given["kind"], KINDS, "kind")
        place = place_of(name, ("p",), (given["p"],))
        if place is not None:
            with place.running():
                return _device_rows.entropy(self, place, given, wrt, cotangent, gradient=gradient)
        p, producer = as_array(given["p"], name, "p")
        event = _Event(p.shape, given["axis"], name, "p")
        where = self._mask(given["where"], p.shape)
        dtype = result_dtype([given["p"]], [p])
        reduction = _Reduction(self, given, event, where, reduced_dtype(dtype), [p, where])
        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"p": p}, given)
            cotangent_array = reduction.cotangent(cotangent)
            gradient_array, gradient_view = event.empty(gradient_dtype(p))
        _core.entropy(
            dtype == np.float64,
            event.last(p),
            given["kind"],
            where=None if where is None else event.spread(where),
            cotangent=cotangent_array,
            factor=self._base_factor(given["base"]),
            value=reduction.values,
            gradient=gradient_view,
        )
        result = reduction.result(producer)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {"p": _give(producer, gradient_array)} if wrt != () else {})


def _logsumexp(x: Any, axis: Any = -1, *, where: Any = None, keepdims: bool = False, out: Any = None) -> Any:
    """Logarithm of the sum of exponentials of each row.

    Also has ``value_and_grad``: the value and its gradient, the softmax, in one call.

    Parameters
    ----------
    x : array_like
        Any real dtype, any strides.
    <axis>
        (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold. Broadcasts to the shape of x.
    keepdims : bool, default False
        Keep the reduced axes, with length 1.
    <out>

    Returns
    -------
    ndarray or scalar
        One value a row. float64 for float64 and integers, otherwise float32.

    <raises>

    Notes
    -----
    Formula::

        log sum_j exp(x_j) = m + log1p(sum of exp(x_j - m) over all but one largest element), m = max x

    which keeps its digits where one element dominates. The row is read from memory once, its sum is
    accumulated in double (compensated for float64).

    Borders: a row of nothing but -inf, or without elements, gives -inf with zero gradient; +inf on n
    elements gives +inf with the gradient 1/n on these. NaN touches its own row only.

    Source: P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.special.logsumexp([0.0, -50.0]))
    1.9287498479639178e-22
    """


def _logmeanexp(x: Any, axis: Any = -1, *, where: Any = None, keepdims: bool = False, out: Any = None) -> Any:
    """Logarithm of the mean of exponentials of each row.

    Also has ``value_and_grad``: the value and its gradient, the softmax, in one call.

    Parameters
    ----------
    x : array_like
        Any real dtype, any strides.
    <axis>
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold: the mean is over what is left. Broadcasts to the shape
        of x.
    keepdims : bool, default False
        Keep the reduced axes, with length 1.
    <out>

    Returns
    -------
    ndarray or scalar
        One value a row. float64 for float64 and integers, otherwise float32.

    <raises>

    Notes
    -----
    Formula::

        log(sum_j exp(x_j) / n) = m + log((1 + r) / n), r = sum of exp(x_j - m) over all but one largest element

    of n present elements, with m = max x: the mean of n equal numbers is that number. The row is read from memory once,
    its sum is accumulated in double (compensated for float64).

    Borders: a row of nothing but -inf gives -inf with zero gradient, one without elements NaN; +inf on m elements
    gives +inf with the gradient 1/m on these. NaN touches its own row only.

    Source: P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.special.logmeanexp([-1000.0, -1000.0, -1000.0]))
    -1000.0
    """


def _log_softmax(x: Any, axis: Any = -1, *, where: Any = None, out: Any = None) -> Any:
    """Logarithm of the softmax of each row.

    Also has ``value_and_grad``: the value and its gradient in one call.

    Parameters
    ----------
    x : array_like
        Logits; any real dtype, any strides.
    <axis>
        (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold: their result is -inf, their gradient 0.
        Broadcasts to the shape of x.
    <out>
        May be x itself.

    Returns
    -------
    ndarray
        In the shape and floating dtype of x (float64 for integers). In nats.

    <raises>

    Notes
    -----
    Formula::

        (x_j - m) - log1p(sum of exp(x_k - m) over all but one largest element), m = max x

    Borders: n infinite elements have -log(n) each, all others -inf; a row of nothing but -inf stays
    so, the softmax being 0 there. NaN touches its own row only.

    Source: P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.special.log_softmax([0.0, -50.0]).tolist()
    [-1.9287498479639178e-22, -50.0]
    """


def _softmax(x: Any, axis: Any = -1, *, where: Any = None, out: Any = None) -> Any:
    """Softmax of each row: positive numbers that add up to 1.

    Also has ``value_and_grad``: the value and its gradient in one call.

    Parameters
    ----------
    x : array_like
        Logits; any real dtype, any strides.
    <axis>
        (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold: their result and gradient are 0.
        Broadcasts to the shape of x.
    <out>
        May be x itself.

    Returns
    -------
    ndarray
        In the shape and floating dtype of x (float64 for integers).

    <raises>

    Notes
    -----
    Formula::

        exp(x_j - m) / sum_k exp(x_k - m), m = max x

    Borders: n infinite elements have 1/n each, all others 0; a row of nothing but -inf, or with every
    element masked, has 0, which is the gradient of logsumexp there. NaN touches its own row only.

    Source: P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.special.softmax([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """


def _kl(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    temperature: float = 1.0,
    axis: Any = -1,
    where: Any = None,
    weights: Any = None,
    reduction: str = "none",
    base: float | None = None,
    out: Any = None,
    n_samples: int | None = None,
    seed: Any = None,
    offset: int | None = None,
) -> Any:
    """Kullback-Leibler divergence KL(p || q), of each row or between densities.

    Never negative, and exactly 0 where p and q have equal bits: one value a row; or, of two densities with their
    parameters frozen (``lk.kl(lk.gamma(2.0), lk.gamma(3.0, scale=2.0))``), the closed form, one value for each set of
    parameters. Also has ``value_and_grad``.

    Parameters
    ----------
    p, q : array_like, or densities
        Rows of one distribution each; they broadcast against each other. Or two frozen densities, whose
        parameters do; then of the options below ``where``, ``base`` and ``out`` are left.
    <kinds>
    <temperature>
        (Distillation multiplies the result by its square.)
    <axis>
    <where>
    <row_reduction>
    <base>
    <out>
    n_samples : int, optional
        Between two densities: estimate the divergence from so many variates of p, whether it has a closed form or
        not. The result is a tuple of two, the estimate and its standard error; of the options above ``where`` and
        ``base`` are left.
    seed : int or numpy.random.Generator, optional
        Of the variates, as for ``rvs``: the same gives the same bits. Default: one from the operating system.
    offset : int, optional
        Place in the stream of the first variate.

    <returns>
    NotImplementedError
        For two densities that have no closed form, without n_samples.

    Notes
    -----
    Formula::

        sum_j p_j (exp(t_j) - 1 - t_j), t_j = log(q_j / p_j)

    whose terms are non-negative and keep their digits where p and q differ in their last bits. On
    normalised rows this is sum p log(p/q). On other rows it is the generalised divergence sum of
    p log(p/q) - p + q (``scipy.special.kl_div``); add ``p.sum() - q.sum()`` for the sum of
    ``scipy.special.rel_entr``. Gradients are those of this formula: log(p/q) and 1 - p/q for
    probabilities, p log(p/q) and q - p for log-probabilities, q - p for the logits of q where p is
    normalised.

    Borders: p = 0 adds q; there the gradient in p is -inf for probabilities, which is log(p/q), and 0
    for log-probabilities and logits, where p multiplies it. q = 0 < p makes the divergence +inf; p = q = 0
    adds 0 with zero gradient. A negative probability gives NaN. Logits of nothing but -inf are no
    distribution: NaN, with NaN gradients on both sides (log-probabilities of nothing but -inf are a
    measure of total mass 0). A row with every element masked gives 0. NaN touches its own row only.

    Where the divergence is +inf so are gradients by logits: +inf for the elements with q = 0 < p, -inf for
    the others with p > 0 (the limits as q tends to 0), and 0 where p = 0. They are all 0 where p has no mass but on
    elements of the first kind: no change of these logits helps.

    Closed forms exist between two densities of one family for ``norm``, ``laplace``, ``cauchy``, ``gumbel_r``,
    ``gumbel_l``, ``uniform``, ``expon``, ``halfnorm``, ``poisson``, ``bernoulli`` and ``geom``; for ``lognorm``,
    ``pareto``, ``weibull_min``, ``gamma``, ``chi2``, ``invgamma`` and ``halfcauchy`` of one location, and for ``beta``
    of one interval; for ``vonmises`` and ``logistic`` of one scale; for ``t`` and ``multivariate_t`` of equal
    parameters, 0; for ``beta`` and ``uniform``, in the shapes; and between ``truncnorm`` and ``norm`` or another
    ``truncnorm``. From one family to another: from ``expon``, ``gumbel_r``, ``gumbel_l``, ``laplace``, ``uniform``,
    ``gamma``, ``chi2``, ``beta`` and ``pareto`` to ``norm``; from ``norm`` to ``laplace`` and ``gumbel_l``; from
    ``norm``, ``expon``, ``uniform``, ``gamma`` and ``chi2`` to ``gumbel_r``; from ``uniform``, ``beta``, ``pareto``,
    ``gamma``, ``chi2``, ``weibull_min``, ``invgamma``, ``lognorm`` and ``halfnorm`` to ``expon``; from ``uniform`` to
    ``gamma``, ``chi2`` and ``pareto``; and from ``bernoulli`` to ``poisson``. Of one location alone: between ``gamma``
    and ``chi2``, from ``expon`` to ``gamma``, ``chi2`` and ``weibull_min``, and from ``weibull_min``, ``beta`` and
    ``pareto`` to ``gamma`` and ``chi2``: the mean of the logarithm of x - q.loc, or of a power of that, has none where
    p begins later. Then an error says so, and names ``n_samples``; where p begins before q the divergence is infinite.
    Those of one family are written in differences of the parameters, in double, and keep their digits where parameters
    nearly agree. Alternative parameters are converted to the first ones in float64, but for two rates of ``gamma``, and
    what is told by logarithms or logits on either side, which may lie past the range of float64: there the logarithm of
    the other side's is taken, so that half an ulp in it is what digits are kept to. Those are logits of ``bernoulli``,
    ``geom``, ``binom`` and ``nbinom``, ``log_mu`` of ``poisson``, and ``log_scale`` and ``log_rate`` between two
    densities of one family, of the gamma and Weibull families, between ``truncnorm`` and ``norm``, from ``laplace``,
    ``expon``, ``gumbel_r``, ``gumbel_l`` and ``uniform`` to ``norm``, from ``norm`` to ``laplace`` and ``gumbel_l``,
    from ``norm``, ``expon`` and ``uniform`` to ``gumbel_r``, and from ``uniform``, ``halfnorm`` and those of the gamma
    and Weibull families to ``expon``. An angle between two ``vonmises`` past the range of float64 counts as a right
    one, for the mean of all. Invalid parameters give NaN. Gradients are named by side and parameter: ``g.p.scale``. So
    is ``wrt``: "p", "q.scale", or a tuple of such names.

    Of a ``truncnorm`` p with z = (x - loc_p) / scale_p, of q on p's interval, and g = log(q / p) there::

        KL = log E_p exp(g - E_p g) + log(mass of q / mass of q on p's interval)

    Infinite where p's interval, from loc + a scale to loc + b scale as these round in float64, is not within q's: so
    from ``norm`` to any ``truncnorm`` with a finite bound. Gradients are those of one side, towards intervals that
    hold p's. An integral takes the first term where the densities are alike, which keeps its digits; the second has
    those that half an ulp in the bounds leaves.

    Of vectors, classes and trials there are those of one family for ``multivariate_normal``, ``dirichlet``,
    ``categorical``, ``multinomial``, ``binom`` and ``nbinom``, in float64. Two ``multivariate_normal`` may be given in
    any two ways and broadcast in all parameters; a matrix that is not positive definite gives NaN, and gradients by
    ``cov`` and ``precision`` are symmetric. Their digits are kept where the lower factors nearly agree, those of cov
    or precision being Cholesky's: of two covariances an ulp apart no more than the factorisations have. Two vectors
    ``diag`` (or ``cov``) are compared themselves. A mean or a ``diag`` of one number is that of all elements.
    ``categorical`` is as rows of p or logits are, ``multinomial`` n times that, and +inf where n differ. ``binom`` is
    for equal n, and +inf where p has the larger one; ``nbinom`` for equal n or alpha. There are no gradients in n and
    alpha.

    A support of p outside that of q makes the divergence +inf, with zero gradients, whether the pair has a closed form
    or not: from ``norm`` to ``gamma``, from ``expon`` to a ``pareto`` that begins later, from ``poisson`` to ``binom``.
    A mass function with one value, as that of ``poisson(0.0)`` is, has -log of q's mass there instead. All other pairs
    raise NotImplementedError, which names what there is, and need n_samples.

    Where parameters are on a device nothing is looked at: what the CPU refuses for its values is NaN there, element by
    element, as a location that is not shared is where p begins later. Of numbers beside them it is known, and refused.

    The estimate is the mean of log p(x) - log q(x) over x from p, the estimator k1 of `kl_estimate`: unbiased whatever
    the tails and supports are, while k3 needs q to have no mass outside the support of p, and a finite variance of
    q / p. It may be negative, by a few standard errors. That is the sample standard deviation over sqrt(n_samples). A
    sample outside the support of q makes the estimate +inf, which the divergence is then, and the error NaN; none
    may be drawn where p has little mass there. It needs a p that has ``rvs``, of numbers or of vectors as q is, is
    computed in float64, in blocks of constant memory, and has no gradients.

    Source: L. Bregman (1967); I. Csiszar, "Why least squares and maximum entropy?" (1991); J. Schulman,
    "Approximating KL Divergence" (2020), for the estimate.

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.kl([0.5, 0.5], [0.25, 0.75]).round(12))
    0.143841036226
    >>> float(lk.kl([0.0, 1.0], [0.0, 2.0], p_kind="logits", q_kind="logits").round(12))
    0.082607744895
    >>> value, gradients = lk.kl.value_and_grad(lk.gamma(1e6), lk.gamma(1e6 + 1))
    >>> float(value), float(gradients.q.a)
    (5.000000833333333e-07, 1e-06)
    >>> p, q = lk.truncnorm(a=0.0, b=2.0), lk.truncnorm(a=0.0, b=2.0, scale=[1.0, 1.000001, 2.0])
    >>> lk.kl(p, q)
    array([0.00000000e+00, 2.26259357e-07, 4.02994192e-01])
    >>> float(lk.kl(lk.multivariate_normal([0.0, 0.0]), lk.multivariate_normal([1.0, 0.0], diag=[2.0, 1.0])).round(12))
    0.34657359028
    >>> value, error = lk.kl(lk.logistic(), lk.norm(scale=2.0), n_samples=100_000, seed=1)
    >>> bool(abs(value - 0.0234) < 5 * error)
    True
    """


def _entropy(
    p: Any,
    *,
    kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    weights: Any = None,
    reduction: str = "none",
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Shannon entropy of each row.

    Also has ``value_and_grad``.

    Parameters
    ----------
    p : array_like
        Rows of one distribution each.
    kind : {"probs", "log_probs", "logits"}
        What they hold. Logits are normalised, by their log-sum-exp; probabilities and log-probabilities
        are taken as they are.
    <axis>
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold. Broadcasts to the shape of p.
    <row_reduction>
    <base>
    <out>

    Returns
    -------
    ndarray, scalar or Partial
        One value a row, or what they reduce to. float64 for float64 and integers, otherwise float32.

    <raises>

    Notes
    -----
    Formula::

        -sum_j p_j log p_j

    For logits it is formed as log1p(sum of the other exponentials) + sum_j p_j (m - x_j), m = max x, in one
    read of the row; all terms are non-negative.

    Borders: p = 0 adds 0; there the gradient is +inf for probabilities, 0 for log-probabilities and
    logits. A negative probability gives NaN. Logits of nothing but -inf are no distribution: NaN, with
    a NaN gradient; a row with every element masked gives 0. NaN touches its own row only.

    Source: C. Shannon, "A mathematical theory of communication" (1948).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.entropy([0.5, 0.5], base=2))
    1.0
    >>> float(lk.entropy([0.0, -50.0], kind="logits").round(30))
    9.836624225e-21
    """


def make_special_row_functions() -> dict[str, _RowFunction]:
    """Return the row functions of `likelier.special`."""
    make = functools.partial(_SoftmaxFunction, module="likelier.special")
    return {
        "logsumexp": make("logsumexp", function=_logsumexp),
        "logmeanexp": make("logmeanexp", function=_logmeanexp),
        "log_softmax": make("log_softmax", function=_log_softmax),
        "softmax": make("softmax", function=_softmax),
    }


entropy = _Entropy("entropy", "likelier", _entropy)
