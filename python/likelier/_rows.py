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
    check_broadcastable,
    check_out,
    is_floating,
    normalize_axes,
    reduced_dtype,
    result_dtype,
)
from likelier._differentiable import Differentiable, choose_wrt, pack_gradients
from likelier._elementwise import REDUCTIONS, _base_factor
from likelier._partial import Partial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KINDS = ("probs", "log_probs", "logits")


class _Event:
    """The axes that make up a row, and how arrays look with these last, as one axis."""

    __slots__ = ("axes", "ndim", "rows", "shape")

    def __init__(self, shape: tuple[int, ...], axis: Any, function: str, name: str) -> None:
        if not shape:
            msg = f"{function}: {name} must have at least one axis; got a 0-d array"
            raise ValueError(msg)
        if axis is not None and not isinstance(axis, (int, np.integer, tuple, list)):
            msg = f"{function}: axis must be an int, a tuple of ints or None; got {axis!r}"
            raise TypeError(msg)
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
    """What the row functions share: binding of arguments, options, results."""

    def __init__(self, qualname: str, module: str, function: Callable[..., Any]) -> None:
        # A function without a body states signature and docstring.
        stated = inspect.signature(function)
        bare = [p.replace(annotation=p.empty) for p in stated.parameters.values()]
        signature = stated.replace(parameters=bare, return_annotation=stated.empty)
        super().__init__(qualname, module, inspect.cleandoc(function.__doc__ or ""), signature)
        parameters = signature.parameters.values()
        self._keywords = {p.name: p.default for p in parameters if p.default is not p.empty}

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value."""
        return self._evaluate(self._bind(args, options), None, None, gradient=False)[0]

    def value_and_grad(
        self,
        *args: Any,
        wrt: str | Sequence[str] | None = None,
        cotangent: Any = None,
        **options: Any,
    ) -> tuple[Any, Any]:
        return self._evaluate(self._bind(args, options), wrt, cotangent, gradient=True)

    value_and_grad.__doc__ = Differentiable.value_and_grad.__doc__

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> dict[str, Any]:
        try:
            bound = self.__signature__.bind(*args, **options)
        except TypeError as error:
            self._fail(str(error), TypeError)
        return self._keywords | bound.arguments

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        raise NotImplementedError

    def _mask(self, where: Any, shape: tuple[int, ...]) -> Array | None:
        if where is None:
            return None
        array, _ = as_array(where, self.__qualname__, "where")
        if array.dtype != np.bool_:
            self._fail(f"where must be a boolean array; got dtype {array.dtype}", TypeError)
        check_broadcastable(array, shape, self.__qualname__, "where")
        return array

    def _beside(self, x: Any, shape: tuple[int, ...], name: str) -> Array | None:
        """Return an optional array that broadcasts to shape."""
        if x is None:
            return None
        array, _ = as_array(x, self.__qualname__, name)
        check_broadcastable(array, shape, self.__qualname__, name)
        return np.broadcast_to(array, shape)

    def _wanted(self, wrt: Any, arrays: dict[str, Array], raw: dict[str, Any]) -> tuple[str, ...]:
        floating = [n for n, a in arrays.items() if is_floating(a) or _holds_numbers(raw[n])]
        wanted = choose_wrt(self.__qualname__, wrt, floating, tuple(arrays))
        for name in wanted:
            if name not in floating:
                self._fail(
                    f"wrt: {name} has dtype {arrays[name].dtype} and no gradient; pass floating numbers", TypeError
                )
        return wanted


def _holds_numbers(x: Any) -> bool:
    return not isinstance(x, (np.ndarray, np.generic)) and not hasattr(x, "__dlpack__")


def _gradient_dtype(array: Array) -> np.dtype[Any]:
    return array.dtype if is_floating(array) else np.dtype(np.float64)


def _sum_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum a gradient over the axes along which its argument was broadcast."""
    lead = gradient.ndim - len(shape)
    stretched = tuple(a + lead for a, n in enumerate(shape) if n == 1 and gradient.shape[a + lead] != 1)
    axes = (*range(lead), *stretched)
    if not axes:
        return gradient
    total = gradient.sum(axis=axes, keepdims=True, dtype=np.float64)
    result: Array = total.reshape(shape).astype(gradient.dtype)
    return result


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
        keepdims = bool(given.get("keepdims", False))
        final = event.shape
        if reduces:
            kept = tuple(1 if a in event.axes else n for a, n in enumerate(event.shape))
            final = kept if keepdims else event.rows
        out = given["out"]
        if out is not None:
            out = check_out(out, final, out_dtype, [x] if where is None else [x, where], name)
        result, view = _core.empty(event.rows, out_dtype), None
        if not reduces:
            if out is not None and len(event.axes) == 1:
                result, view = out, event.last(out)
            else:
                result, view = event.empty(out_dtype)

        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"x": x}, {"x": given["x"]})
            if out is not None and not reduces and np.may_share_memory(out, x):
                self._fail("out must not be the input where the gradient is wanted too")
            cotangent_array = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(out, cotangent_array)
            if cotangent_array is not None and reduces:
                cotangent_array = cotangent_array.reshape(event.rows)
            elif not reduces:
                ones = np.ones((), dtype=dtype)
                cotangent_array = event.spread(ones if cotangent_array is None else cotangent_array)
            gradient_array, gradient_view = event.empty(_gradient_dtype(x))

        _core.softmax_family(
            name,
            dtype == np.float64,
            event.last(x),
            where=None if where is None else event.spread(where),
            cotangent=cotangent_array,
            value=result if reduces else view,
            gradient=gradient_view,
        )
        if reduces:
            result = result.reshape(final)
        if out is not None:
            if result is not out:
                out[...] = result
            value = out
        else:
            value = _give(producer, result)
        if not gradient:
            return value, None
        # The one argument is also the default.
        return value, pack_gradients(wrt, {"x": _give(producer, gradient_array)} if wrt != () else {})


def _give(producer: Callable[[Array], Any] | None, result: Any) -> Any:
    return producer(result) if producer is not None else result[()]


class _CrossEntropy(_RowFunction):
    """The negative log-probability of a target class."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        logits, producer = as_array(given["logits"], name, "logits")
        target, _ = as_array(given["target"], name, "target")
        axis = given["axis"]
        if not isinstance(axis, (int, np.integer)):
            self._fail(f"axis must be an int; got {axis!r}", TypeError)
        event = _Event(logits.shape, axis, name, "logits")
        classes = event.shape[event.axes[0]]
        if target.dtype.kind not in "iu":
            self._fail(f"target must hold integer class indices; got dtype {target.dtype}", TypeError)
        if target.dtype == np.uint64 and target.size and int(target.max()) >= 2**63:
            self._fail(f"target must be below 2**63; got {int(target.max())}")
        if target.shape != event.rows:
            self._fail(f"target must have the shape of logits without axis {axis}, {event.rows}; got {target.shape}")
        reduction = given["reduction"]
        if reduction not in REDUCTIONS:
            self._fail(f"reduction must be one of {', '.join(map(repr, REDUCTIONS))}; got {reduction!r}")
        smoothing = given["label_smoothing"]
        if not isinstance(smoothing, (int, float, np.number)) or not 0 <= smoothing <= 1:
            self._fail(f"label_smoothing must be between 0 and 1; got {smoothing!r}")
        ignore_index = given["ignore_index"]
        if not isinstance(ignore_index, (int, np.integer)) or not -(2**63) <= ignore_index < 2**63:
            self._fail(f"ignore_index must be an int; got {ignore_index!r}", TypeError)
        weight = given["weight"]
        if weight is not None:
            weight, _ = as_array(weight, name, "weight")
            if weight.shape != (classes,):
                self._fail(f"weight must have one entry per class, shape {(classes,)}; got {weight.shape}")
        weights = self._beside(given["weights"], event.rows, "weights")
        where, row_where = self._masks(given["where"], event)
        dtype = result_dtype([given["logits"]], [logits])
        reduced = reduced_dtype(dtype)
        final = event.rows if reduction == "none" else ()

        inputs = [a for a in (logits, target, where, row_where, weight, weights) if a is not None]
        out = given["out"]
        losses = None
        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"logits": logits}, {"logits": given["logits"]})
            gradient_dtype = _gradient_dtype(logits)
            if out is not None:
                gradient_array = check_out(out, event.shape, gradient_dtype, inputs, name)
                gradient_view = event.last(gradient_array)
            else:
                gradient_array, gradient_view = event.empty(gradient_dtype)
            cotangent_array = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(out, cotangent_array)
            if cotangent_array is not None:
                cotangent_array = np.broadcast_to(cotangent_array, event.rows)
        elif out is not None:
            if reduction == "partial":
                self._fail("out cannot hold a Partial")
            out = check_out(out, final, reduced, inputs, name)
        if reduction == "none":
            losses = out if out is not None and not gradient else _core.empty(event.rows, reduced)

        sums = _core.cross_entropy(
            dtype == np.float64,
            event.last(logits),
            target,
            where=None if where is None else event.spread(where),
            row_where=row_where,
            class_weights=weight,
            weights=weights,
            cotangent=cotangent_array,
            ignore_index=int(ignore_index),
            label_smoothing=float(smoothing),
            reduction=reduction,
            losses=losses,
            gradient=gradient_view,
        )
        value: Any
        if losses is not None:
            value = losses if losses is out else _give(producer, losses)
        else:
            total, total_low, weight_total, weight_low = sums
            value = Partial(total, total_low, weight_total, weight_low, reduced)
            if reduction != "partial":
                value = np.asarray(value.result(reduction))
                if out is not None and not gradient:
                    out[...] = value
                    value = out
                else:
                    value = _give(producer, value)
        if not gradient:
            return value, None
        result = gradient_array if out is not None else _give(producer, gradient_array)
        return value, pack_gradients(wrt, {"logits": result} if wrt != () else {})

    def _masks(self, where: Any, event: _Event) -> tuple[Array | None, Array | None]:
        """Return the mask over classes and the mask over rows; the number of axes tells which it is."""
        if where is None:
            return None, None
        array, _ = as_array(where, self.__qualname__, "where")
        if array.ndim < event.ndim:
            return None, np.broadcast_to(mask, event.rows) if (
                mask := self._mask(where, event.rows)
            ) is not None else None
        return self._mask(where, event.shape), None


class _PairFunction(_RowFunction):
    """A divergence between two rows: what is the same for all of them."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        """Write the values, and the gradients that are wanted, of rows on the last axis."""
        raise NotImplementedError

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
                _check_kind(name, option, given[option])
        event = _Event(shape, given["axis"], name, "p")
        where = self._mask(given["where"], shape)
        dtype = result_dtype([given["p"], given["q"]], [p, q])
        reduced = reduced_dtype(dtype)
        out = given["out"]
        if out is not None:
            out = check_out(out, event.rows, reduced, [p, q] if where is None else [p, q, where], name)
        value = _core.empty(event.rows, reduced) if out is None else out

        arrays = {"p": p, "q": q}
        wanted: tuple[str, ...] = ()
        cotangent_array = None
        gradients: dict[str, Array] = {}
        views: dict[str, Array] = {}
        if gradient:
            wanted = self._wanted(wrt, arrays, given)
            cotangent_array = self._beside(cotangent, event.rows, "cotangent")
            self._refuse_overlap(out, cotangent_array)
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
        result = value if out is not None else _give(producer, value)
        if not gradient:
            return result, None
        by_name = {
            n: _give(producer, _sum_to(gradients[n], arrays[n].shape).astype(_gradient_dtype(arrays[n]), copy=False))
            for n in wanted
        }
        return result, pack_gradients(wrt, by_name)


class _Divergence(_PairFunction):
    """KL(p || q)."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        factor = _base_factor(given["base"], self.__qualname__)
        _core.divergence(in_double, p, q, given["p_kind"], given["q_kind"], factor=factor, **places)


class _Entropy(_RowFunction):
    """Shannon entropy."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        p, producer = as_array(given["p"], name, "p")
        event = _Event(p.shape, given["axis"], name, "p")
        _check_kind(name, "kind", given["kind"])
        where = self._mask(given["where"], p.shape)
        dtype = result_dtype([given["p"]], [p])
        reduced = reduced_dtype(dtype)
        out = given["out"]
        if out is not None:
            out = check_out(out, event.rows, reduced, [p] if where is None else [p, where], name)
        value = _core.empty(event.rows, reduced) if out is None else out
        gradient_array = gradient_view = cotangent_array = None
        if gradient:
            self._wanted(wrt, {"p": p}, given)
            cotangent_array = self._beside(cotangent, event.rows, "cotangent")
            self._refuse_overlap(out, cotangent_array)
            gradient_array, gradient_view = event.empty(_gradient_dtype(p))
        _core.entropy(
            dtype == np.float64,
            event.last(p),
            given["kind"],
            where=None if where is None else event.spread(where),
            cotangent=cotangent_array,
            factor=_base_factor(given["base"], name),
            value=value,
            gradient=gradient_view,
        )
        result = value if out is not None else _give(producer, value)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {"p": _give(producer, gradient_array)} if wrt != () else {})


def _check_kind(function: str, option: str, kind: Any) -> None:
    if kind not in KINDS:
        msg = f"{function}: {option} must be one of {', '.join(map(repr, KINDS))}; got {kind!r}"
        raise ValueError(msg)


def _logsumexp(x: Any, axis: Any = -1, *, where: Any = None, keepdims: bool = False, out: Any = None) -> Any:
    """Logarithm of the sum of exponentials of each row.

    Also has ``value_and_grad``: the value and its gradient, the softmax, in one call.

    Parameters
    ----------
    x : array_like
        Any real dtype, any strides.
    axis : int, tuple of int or None, default -1
        What makes up a row; None: everything. (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold. Broadcasts to the shape of x.
    keepdims : bool, default False
        Keep the reduced axes, with length 1.
    out : ndarray, optional
        Where to put the result.

    Returns
    -------
    ndarray or scalar
        One value a row. float64 for float64 and integers, otherwise float32.

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape, dtype or name.

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
    axis : int, tuple of int or None, default -1
        What makes up a row; None: everything. (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold: their result is -inf, their gradient 0.
        Broadcasts to the shape of x.
    out : ndarray, optional
        Where to put the result; may be x itself.

    Returns
    -------
    ndarray
        In the shape and floating dtype of x (float64 for integers). In nats.

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape, dtype or name.

    Notes
    -----
    Formula::

        (x_j - m) - log1p(sum of exp(x_k - m) over all but one largest element), m = max x

    Borders: n infinite elements have -log(n) each, all others -inf; a row of nothing but -inf stays
    so. NaN touches its own row only.

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
    axis : int, tuple of int or None, default -1
        What makes up a row; None: everything. (SciPy's default is None.)
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold: their result and gradient are 0.
        Broadcasts to the shape of x.
    out : ndarray, optional
        Where to put the result; may be x itself.

    Returns
    -------
    ndarray
        In the shape and floating dtype of x (float64 for integers).

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape, dtype or name.

    Notes
    -----
    Formula::

        exp(x_j - m) / sum_k exp(x_k - m), m = max x

    Borders: n infinite elements have 1/n each, all others 0; a row of nothing but -inf, or with every
    element masked, has 0. NaN touches its own row only.

    Source: P. Blanchard, D. Higham, N. Higham, "Accurately computing the log-sum-exp and softmax
    functions", IMA J. Numer. Anal. 41 (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.special.softmax([0.0, 0.0]).tolist()
    [0.5, 0.5]
    """


def _cross_entropy(
    logits: Any,
    target: Any,
    *,
    weight: Any = None,
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    reduction: str = "mean",
    axis: int = -1,
    where: Any = None,
    weights: Any = None,
    out: Any = None,
) -> Any:
    """Cross-entropy of logits against integer targets.

    Also has ``value_and_grad``: loss and gradient with one read of the logits from memory, where a
    row fits the second-level cache, and one write of the gradient.

    Parameters
    ----------
    logits : array_like
        One row of class logits for each target; any real dtype, any strides.
    target : array_like of int
        Class indices, of the shape of logits without ``axis``.
    weight : array_like, optional
        One non-negative weight per class, as in torch: multiplies the loss of rows with that target, and
        counts in the mean; with label smoothing also the smoothed terms of that class.
    ignore_index : int, default -100
        Rows with this target are absent.
    label_smoothing : float, default 0
        Share of the target's mass that is spread evenly over all classes.
    reduction : {"mean", "sum", "none", "partial"}
        "mean" is sum(w * l) / sum(w) with w = weights * weight[target], NaN with a zero gradient over
        a total weight of 0; "partial" is a `likelier.Partial`, which adds up across chunks.
    axis : int, default -1
        The axis of the classes.
    where : array_like of bool, optional
        With as many axes as logits, False marks classes of a row as absent: they have no probability, and
        a row whose target is absent is itself absent. With fewer axes, marks rows: it broadcasts to
        the shape of target. Nothing of what is absent is looked at.
    weights : array_like, optional
        Multiplies the loss of each row; broadcasts to the shape of target.
    out : ndarray, optional
        Where to put the value. In ``value_and_grad``: where to put the gradient of the logits, which may
        be the logits themselves; otherwise it must not overlap an input.

    Returns
    -------
    scalar, ndarray or Partial
        In nats. float64 for float64 and integer logits, otherwise float32.

    Raises
    ------
    ValueError
        For a target that is no class index (the first one is named), wrong shapes, axes, options.
    TypeError
        For wrong dtypes.

    Notes
    -----
    Formula::

        l = (m - x_t) + log1p(sum of exp(x_j - m) over all but one largest element), m = max x
        dl/dx_j = softmax(x)_j - [j = t]

    Both terms of l are non-negative, and at the target the gradient is formed as minus the sum of the
    other probabilities: nothing cancels where the target has nearly all the probability. With label
    smoothing s over K classes, ``l = (1 - s) weight_t l_t + s/K sum_c weight_c l_c``.

    Borders: a target with logit -inf has the loss +inf; a class with logit -inf has no share in the
    smoothing terms. NaN touches its own row only.

    Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision" (2016), for
    label smoothing; conventions of ``torch.nn.functional.cross_entropy``.

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.cross_entropy([[0.0, -50.0]], [0]))
    1.9287498479639178e-22
    >>> loss, gradient = lk.cross_entropy.value_and_grad([[0.0, 0.0]], [1], wrt="logits")
    >>> gradient.tolist()
    [[0.5, -0.5]]
    """


def _kl(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
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
    p, q : array_like
        Rows of one distribution each; they broadcast against each other.
    p_kind, q_kind : {"probs", "log_probs", "logits"}
        What they hold. Logits are normalised, by their log-sum-exp; probabilities and log-probabilities
        are taken as they are.
    axis : int, tuple of int or None, default -1
        What makes up a row; None: everything.
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold. Broadcasts to the common shape.
    base : float, optional
        Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.
    out : ndarray, optional
        Where to put the result.

    Returns
    -------
    ndarray or scalar
        One value a row. float64 where p or q is, or both are integers; otherwise float32.

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape, dtype or name.

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

    Borders: p = 0 adds q, and q = 0 < p makes the divergence +inf; p = q = 0 adds 0 with zero
    gradient. A negative probability gives NaN. NaN touches its own row only.

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
    axis : int, tuple of int or None, default -1
        What makes up a row; None: everything.
    where : array_like of bool, optional
        False marks elements as absent, whatever they hold. Broadcasts to the shape of p.
    base : float, optional
        Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.
    out : ndarray, optional
        Where to put the result.

    Returns
    -------
    ndarray or scalar
        One value a row. float64 for float64 and integers, otherwise float32.

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape, dtype or name.

    Notes
    -----
    Formula::

        -sum_j p_j log p_j

    For logits it is formed as log1p(sum of the other exponentials) + sum_j p_j (m - x_j), m = max x, in one
    read of the row; all terms are non-negative.

    Borders: p = 0 adds 0; there the gradient is +inf for probabilities, 0 for log-probabilities and
    logits. A negative probability gives NaN. NaN touches its own row only.

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


cross_entropy = _CrossEntropy("cross_entropy", "likelier", _cross_entropy)
kl = _Divergence("kl", "likelier", _kl)
entropy = _Entropy("entropy", "likelier", _entropy)
