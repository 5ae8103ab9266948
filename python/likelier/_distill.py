"""Distillation from a teacher's most probable classes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from likelier import _core, _device_rows
from likelier._arrays import (
    Array,
    as_array,
    cast,
    is_bfloat16,
    is_floating,
    reduced_dtype,
    result_dtype,
)
from likelier._device import place_of
from likelier._differentiable import pack_gradients
from likelier._elementwise import REDUCTIONS
from likelier._partial import Partial
from likelier._rows import _Event, _give, _RowLoss

# Of which the first on a device says where a call runs.
_PLACED = ("student_logits", "teacher_ids", "teacher_logprobs")
TAILS = ("ignore", "bucket", "renormalize")
DIRECTIONS = ("forward", "reverse")


def epsilon_of(array: Any) -> float:
    """Return the distance of 1 to the next number of an array's type; 0 for integers."""
    if is_bfloat16(array.dtype):
        return 2.0**-7
    return float(np.finfo(array.dtype).eps) if is_floating(array) else 0.0


class _Distill(_RowLoss):
    """The divergence between a list of a teacher's classes and a student's softmax."""

    gradient_arguments = ("student_logits",)

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        place = place_of(name, _PLACED, [given[n] for n in _PLACED])
        if place is not None:
            self._choice(given["tail"], TAILS, "tail")
            self._choice(given["direction"], DIRECTIONS, "direction")
            self._choice(given["reduction"], REDUCTIONS, "reduction")
            with place.running():
                return _device_rows.distill(self, place, given, wrt, cotangent, gradient=gradient)
        logits, producer = as_array(given["student_logits"], name, "student_logits")
        event = self._rows_of(logits, given["axis"], "student_logits")
        ids, log_probabilities, k = self._teacher(given, event)
        self._choice(given["tail"], TAILS, "tail")
        self._choice(given["direction"], DIRECTIONS, "direction")
        reduction = given["reduction"]
        self._choice(reduction, REDUCTIONS, "reduction")
        temperature = self._number(given, "temperature", 0.0, math.inf, strict=True)
        ignore_index = self._ignore_index(given)
        where = self._mask(given["where"], event.rows)
        weights = self._beside(given["weights"], event.rows, "weights")
        dtype = result_dtype([given["student_logits"]], [logits])
        reduced = reduced_dtype(dtype)
        final = event.rows if reduction == "none" else ()

        inputs = [a for a in (logits, ids, log_probabilities, where, weights) if a is not None]
        out, into, losses = given["out"], None, None
        gradient_array = gradient_view = cotangent_array = None
        wanted: tuple[str, ...] = ()
        if gradient:
            wanted = self._wanted(wrt, {"student_logits": logits}, given)
            gradient_array, gradient_view = self._gradient_place(out, wanted, "student_logits", logits, event, inputs)
            cotangent_array = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(None if out is None else gradient_array, cotangent_array)
            if cotangent_array is not None:
                cotangent_array = np.broadcast_to(cotangent_array, event.rows)
        else:
            into = self._place(out, final, reduced, inputs, reduction)
        if reduction == "none":
            losses = into if into is not None else _core.empty(event.rows, reduced)
        try:
            sums = _core.distill(
                dtype == np.float64,
                event.last(logits),
                ids,
                log_probabilities,
                k,
                tail=given["tail"],
                reverse=given["direction"] == "reverse",
                temperature=temperature,
                rounding=2.0 * epsilon_of(as_array(given["teacher_logprobs"], name, "teacher_logprobs")[0]),
                ignore_index=ignore_index,
                reduction=reduction,
                row_where=where,
                weights=weights,
                cotangent=cotangent_array,
                losses=losses,
                gradient=gradient_view,
            )
        except ValueError as error:
            self._fail(str(error))
        value = self._value(Partial.of_sums(sums, reduced), losses, reduction, out, into, producer)
        if not gradient:
            return value, None
        result = out if out is not None else _give(producer, gradient_array) if wanted else None
        return value, pack_gradients(wrt, {"student_logits": result} if wanted else {})

    def _check_teacher(self, ids: Any, values: Any, event: Any, axis: int) -> None:
        if ids.dtype.kind not in "iu":
            self._fail(f"teacher_ids must be an array of class indices; got dtype {ids.dtype}", TypeError)
        for argument, array in (("teacher_ids", ids), ("teacher_logprobs", values)):
            rows = tuple(n for a, n in enumerate(array.shape) if a != event.axes[0])
            if array.ndim != len(event.shape) or rows != event.rows:
                self._fail(
                    f"{argument} must have the shape of student_logits, {event.shape}, but for axis {axis}; "
                    f"got shape {array.shape}"
                )
        if ids.shape != values.shape:
            self._fail(f"teacher_logprobs must have the shape of teacher_ids, {ids.shape}; got {values.shape}")

    def _teacher(self, given: dict[str, Any], event: _Event) -> tuple[Array, Array, int]:
        """Return the ids and log-probabilities, rows first and contiguous, and how many there are a row."""
        name = self.__qualname__
        ids, _ = as_array(given["teacher_ids"], name, "teacher_ids", "an array of class indices")
        values, _ = as_array(given["teacher_logprobs"], name, "teacher_logprobs")
        self._check_teacher(ids, values, event, given["axis"])
        position = event.axes[0]
        if ids.dtype == np.uint64 and ids.size and int(ids.max()) >= 2**63:
            self._fail(f"teacher_ids must be below 2**63; got {int(ids.max())}")
        ids = np.ascontiguousarray(np.moveaxis(ids, position, -1), np.int64)
        values = np.ascontiguousarray(np.moveaxis(cast(values, np.dtype(np.float64)), position, -1))
        return ids, values, ids.shape[-1]


def _distill_topk(
    student_logits: Any,
    teacher_ids: Any,
    teacher_logprobs: Any,
    *,
    tail: str = "ignore",
    direction: str = "forward",
    temperature: float = 1.0,
    ignore_index: int = -100,
    reduction: str = "mean",
    axis: int = -1,
    where: Any = None,
    weights: Any = None,
    out: Any = None,
) -> Any:
    """Divergence of a student's softmax from a teacher's most probable classes.

    Also has ``value_and_grad``, with the gradient in the student's logits: one read of the logits, one write
    of the gradient. The teacher is fixed.

    Parameters
    ----------
    student_logits : array_like
        One row of class logits for each list; any real dtype, any strides.
    teacher_ids : array_like of int
        Class indices, of the shape of student_logits but for ``axis``, which has their number k. The
        indices of a row are distinct, in any order.
    teacher_logprobs : array_like
        The teacher's log-probabilities of these classes, in nats; of the shape of teacher_ids.
    tail : {"ignore", "bucket", "renormalize"}
        What becomes of the classes that are not listed; see Notes.
    direction : {"forward", "reverse"}
        KL(teacher || student) or KL(student || teacher).
    temperature : float, default 1.0
        Divides the student's logits, positive. Log-probabilities are taken as they are: at the same
        temperature. The result is not multiplied by temperature**2.
    ignore_index : int, default -100
        Entries with this index are absent, for lists of several lengths; a row of nothing else is absent.
    reduction : {"mean", "sum", "none", "partial"}
        "mean" is sum(w * l) / sum(w), NaN with a zero gradient over a total weight of 0; "partial" is a
        `likelier.Partial`, which adds up across chunks.
    <classes>
    where : array_like of bool, optional
        False marks rows as absent, whatever they hold; broadcasts to the shape of student_logits without
        ``axis``.
    weights : array_like, optional
        Multiplies the loss of each row; broadcasts likewise.
    <gradient_out>

    <loss_returns>

    Raises
    ------
    ValueError
        For ids that are no class indices or that repeat (the first row is named), wrong shapes, options.
    TypeError
        For wrong dtypes.

    Notes
    -----
    Formula: with p the listed probabilities, q = softmax(student_logits / temperature), sums over the
    listed classes, and P = sum p, Q = sum q::

        ignore:       sum p log(p / q)
        bucket:       sum p log(p / q) + (1 - P) log((1 - P) / (1 - Q))
        renormalize:  sum p/P log((p/P) / (q/Q))

    and with p and q exchanged in reverse. "bucket" is the divergence between distributions on k + 1
    classes, never negative, as is "renormalize", in which the logits that are not listed have no influence;
    "ignore" may be negative. Where all classes are listed there is no bucket. Gradients by a logit
    divided by the temperature, for a listed class and for another one::

        forward:  ignore P q - p, P q          bucket q - p, q (Q' - P') / Q'     renormalize q/Q - p/P, 0
        reverse:  ignore q (d + 1 - M), -q M   bucket q (d - K), q (D - K)        renormalize q/Q (d - K), 0

    where P' = 1 - P, Q' = 1 - Q, d = log(q / p) (of the restricted ones in "renormalize"), D = log(Q' / P'), K is
    the value and M the value plus Q. The sums over the k are formed in double; Q' is the sum of the other
    probabilities where it is small. 24 bytes are needed for each entry of the lists; 8 on a device, where ids that are
    no class indices or that repeat make their row NaN.

    Borders: p = 0 adds 0 forward; in reverse q > 0 = p makes the value +inf, as q = 0 < p does forward, with a
    finite gradient there. In reverse that is +inf by logits of classes with q > 0 = p, the bucket's among them, -inf
    by others with q > 0, and 0 by all where there are no others. P above 1 by at most the rounding of
    teacher_logprobs (2 eps sum of p (1 - log p)) counts as 1; above that a bucket is NaN. Logits that are all
    -inf give NaN. NaN touches its own row only.

    Source: G. Hinton, O. Vinyals, J. Dean, "Distilling the Knowledge in a Neural Network" (2015).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> student, ids, teacher = [[1.0, 2.0, 3.0, 4.0]], [[3, 2]], np.log([[0.5, 0.25]])
    >>> [float(lk.distill_topk(student, ids, teacher, tail=t).round(6)) for t in ("ignore", "bucket", "renormalize")]
    [-0.113005, 0.072154, 0.010081]
    """


distill_topk = _Distill("distill_topk", "likelier", _distill_topk)
