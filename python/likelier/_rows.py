"""Operations on rows: softmax and its kin, cross-entropy, KL divergence and entropy."""

from __future__ import annotations

import functools
import inspect
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier._arrays import (
    Array,
    as_array,
    cast,
    check_out,
    is_floating,
    is_integer,
    normalize_axes,
    overlaps,
    reduced_dtype,
    result_dtype,
)
from likelier._differentiable import Differentiable, pack_gradients
from likelier._docs import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from likelier._partial import Partial

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


class _RowFunction(Differentiable):
    """A function of rows, whose signature and docstring a function without a body states."""

    def __init__(self, qualname: str, module: str, function: Callable[..., Any]) -> None:
        stated = inspect.signature(function)
        bare = [p.replace(annotation=p.empty) for p in stated.parameters.values()]
        signature = stated.replace(parameters=bare, return_annotation=stated.empty)
        super().__init__(qualname, module, fill_in(function.__doc__ or ""), signature)


def _gradient_dtype(array: Array) -> np.dtype[Any]:
    return array.dtype if is_floating(array) else np.dtype(np.float64)


def _sum_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum a gradient over the axes along which its argument was broadcast."""
    lead = gradient.ndim - len(shape)
    stretched = tuple(a + lead for a, n in enumerate(shape) if n == 1 and gradient.shape[a + lead] != 1)
    axes = (*range(lead), *stretched)
    if not axes:
        return gradient
    with np.errstate(invalid="ignore", over="ignore"):
        total = gradient.sum(axis=axes, keepdims=True, dtype=np.float64)
    return cast(total.reshape(shape), gradient.dtype)


class _SoftmaxFunction(_RowFunction):
    """logsumexp, log_softmax or softmax."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        reduces = name == "logsumexp"
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
            gradient_array, gradient_view = event.empty(_gradient_dtype(x))

        _core.softmax_family(
            name,
            dtype == np.float64,
            event.last(x),
            where=None if where is None else event.spread(where),
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
            return event.empty(_gradient_dtype(logits))
        buffer = check_out(out, event.shape, _gradient_dtype(logits), inputs, self.__qualname__)
        return buffer, event.last(buffer)

    @staticmethod
    def _value(
        total: Partial,
        losses: Array | None,
        reduction: str,
        out: Any,
        into: Array | None,
        producer: Callable[[Array], Any] | None,
    ) -> Any:
        """Return the losses, or what they reduce to: in ``out``, whose array is ``into``, where there is one."""
        if reduction == "partial":
            return total
        result = np.asarray(total.result(reduction)) if losses is None else losses
        if into is None:
            return _give(producer, result)
        if result is not into:
            into[...] = result
        return out


class _PairFunction(_RowFunction):
    """A divergence between two rows: what is the same for all of them."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        """Write the values, and the gradients that are wanted, of rows on the last axis."""
        raise NotImplementedError

    def _temperature(self, given: dict[str, Any]) -> float:
        temperature = self._number(given, "temperature", 0.0, math.inf, strict=True)
        if temperature != 1.0 and "logits" not in (given["p_kind"], given["q_kind"]):
            self._fail(f"temperature must be 1 where neither p_kind nor q_kind is 'logits'; got {temperature!r}")
        return temperature

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        p, producer = as_array(given["p"], name, "p")
        q, other_producer = as_array(given["q"], name, "q")
        producer = producer or other_producer
        for argument, array in (("p", p), ("q", q)):
            if array.ndim == 0:
                self._fail(f"{argument} must have at least one axis; got a 0-d array")
        try:
            shape = np.broadcast_shapes(p.shape, q.shape)
        except ValueError:
            self._fail(f"p and q must have shapes that broadcast; got {p.shape} and {q.shape}")
        for option in ("p_kind", "q_kind"):
            if option in given:
                self._choice(given[option], KINDS, option)
        event = _Event(shape, given["axis"], name, "p")
        where = self._mask(given["where"], shape)
        dtype = result_dtype([given["p"], given["q"]], [p, q])
        reduced = reduced_dtype(dtype)
        out = given["out"]
        buffer = self._place(out, event.rows, reduced, [p, q, where])
        value = _core.empty(event.rows, reduced) if buffer is None else buffer

        arrays = {"p": p, "q": q}
        wanted: tuple[str, ...] = ()
        cotangent_array = None
        gradients: dict[str, Array] = {}
        views: dict[str, Array] = {}
        if gradient:
            wanted = self._wanted(wrt, arrays, given)
            cotangent_array = self._beside(cotangent, event.rows, "cotangent")
            self._refuse_overlap(buffer, cotangent_array)
            for n in wanted:
                kept = _gradient_dtype(arrays[n])
                # What is summed afterwards must not be rounded to 16 bits before.
                gradients[n], views[n] = event.empty(kept if arrays[n].shape == shape else reduced_dtype(kept))
        self._compute(
            given,
            dtype == np.float64,
            event.spread(p),
            event.spread(q),
            where=None if where is None else event.spread(where),
            cotangent=cotangent_array,
            value=value,
            p_gradient=views.get("p"),
            q_gradient=views.get("q"),
        )
        result = out if out is not None else _give(producer, value)
        if not gradient:
            return result, None
        by_name = {
            n: _give(producer, cast(_sum_to(gradients[n], arrays[n].shape), _gradient_dtype(arrays[n]))) for n in wanted
        }
        return result, pack_gradients(wrt, by_name)


class _Divergence(_PairFunction):
    """KL(p || q)."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        _core.divergence(
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
        p, producer = as_array(given["p"], name, "p")
        event = _Event(p.shape, given["axis"], name, "p")
        self._choice(given["kind"], KINDS, "kind")
        where = self._mask(given["where"], p.shape)
        dtype = result_dtype([given["p"]], [p])
        reduced = reduced_dtype(dtype)
        out = given["out"]
        buffer = self._place(out, event.rows, reduced, [p, where])
        value = _core.empty(event.rows, reduced) if buffer is None else buffer
        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"p": p}, given)
            cotangent_array = self._beside(cotangent, event.rows, "cotangent")
            self._refuse_overlap(buffer, cotangent_array)
            gradient_array, gradient_view = event.empty(_gradient_dtype(p))
        _core.entropy(
            dtype == np.float64,
            event.last(p),
            given["kind"],
            where=None if where is None else event.spread(where),
            cotangent=cotangent_array,
            factor=self._base_factor(given["base"]),
            value=value,
            gradient=gradient_view,
        )
        result = out if out is not None else _give(producer, value)
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
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Kullback-Leibler divergence KL(p || q) of each row.

    One value a row, never negative, exactly 0 where p and q have equal bits. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    <kinds>
    <temperature>
        (Distillation multiplies the result by its square.)
    <axis>
    <where>
    <base>
    <out>

    <returns>

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

    Source: L. Bregman (1967); I. Csiszar, "Why least squares and maximum entropy?" (1991).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.kl([0.5, 0.5], [0.25, 0.75]).round(12))
    0.143841036226
    >>> float(lk.kl([0.0, 1.0], [0.0, 2.0], p_kind="logits", q_kind="logits").round(12))
    0.082607744895
    """


def _entropy(
    p: Any,
    *,
    kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
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
    <base>
    <out>

    Returns
    -------
    ndarray or scalar
        One value a row. float64 for float64 and integers, otherwise float32.

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


def make_special_row_functions() -> dict[str, Differentiable]:
    """Return the row functions of `likelier.special`."""
    make = functools.partial(_SoftmaxFunction, module="likelier.special")
    return {
        "logsumexp": make("logsumexp", function=_logsumexp),
        "log_softmax": make("log_softmax", function=_log_softmax),
        "softmax": make("softmax", function=_softmax),
    }


kl = _Divergence("kl", "likelier", _kl)
entropy = _Entropy("entropy", "likelier", _entropy)
