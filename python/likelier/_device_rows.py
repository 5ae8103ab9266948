"""Row operations on arrays on CUDA devices: softmax and its kin, cross-entropy, KL divergence and entropy."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import is_floating, is_integer, normalize_axes, reduced_dtype
from likelier._device import DeviceArray, Place
from likelier._device_partial import Sums
from likelier._differentiable import choose_wrt, pack_gradients
from likelier._elementwise import REDUCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from likelier._device_partial import DevicePartial
    from likelier._distill import _Distill
    from likelier._rows import _PairFunction, _RowFunction

_FLOAT64 = np.dtype(np.float64)


def _view(array: DeviceArray | None) -> Any:
    return None if array is None else array.view()


class _Event:
    """The axes that make up a row, and how arrays look with these last, as one axis."""

    def __init__(self, shape: tuple[int, ...], axis: Any, function: _RowFunction, name: str) -> None:
        if not shape:
            function._fail(f"{name} must have at least one axis; got a 0-d array")
        self._function = function
        self.shape = shape
        self.axes = normalize_axes(axis, len(shape), function.__qualname__)
        self.others = tuple(a for a in range(len(shape)) if a not in self.axes)
        self.rows = tuple(shape[a] for a in self.others)
        self.length = math.prod(shape[a] for a in self.axes)
        self.last_shape = (*self.rows, self.length)

    def last(self, array: DeviceArray | None, name: str) -> Any:
        """Return what the bindings take of an array that broadcasts to the full shape."""
        if array is None:
            return None
        lead = len(self.shape) - array.ndim
        shape = (1,) * lead + array.shape
        strides = array.strides_from(len(self.shape))
        steps = [(self.shape[a], strides[a] if shape[a] == self.shape[a] else 0) for a in self.axes]
        steps = [(n, s) for n, s in steps if n != 1]
        step = steps[-1][1] if steps else array.dtype.itemsize
        for (_, outer), (n, inner) in itertools.pairwise(steps):
            if outer != n * inner:
                self._function._fail(
                    f"axis must name one axis, or axes that {name} steps through evenly, for arrays on a device; "
                    f"got {self.axes} and strides {array.strides}"
                )
        one = all(shape[a] == 1 for a in self.axes) and self.length != 1
        event = (1, 0) if one else (self.length, step)
        return array.with_axes(
            (*(shape[a] for a in self.others), event[0]), (*(strides[a] for a in self.others), event[1])
        ).view()

    def row(self, array: DeviceArray | None) -> Any:
        """Return what the bindings take of an array that broadcasts to one value a row."""
        return None if array is None else array.with_axes((*array.shape, 1), (*array.strides, 0)).view()


class _Rows:
    """One call: where it runs, its rows, and what all programs have in common."""

    def __init__(self, function: _RowFunction, place: Place, event: _Event, dtype: np.dtype[Any]) -> None:
        self.function = function
        self.place = place
        self.event = event
        self.dtype = dtype

    def run(self, program: str, places: Mapping[str, Any], **options: Any) -> None:
        """Queue a program."""
        self.place.queue(self.place.engine.rows(program=program, **self.common(places), **options))

    def common(self, places: Mapping[str, Any]) -> dict[str, Any]:
        """Return what all programs take."""
        return {
            "in_double": self.dtype == _FLOAT64,
            "shape": self.event.last_shape,
            "places": dict(places),
        }

    def gradient(self, array: DeviceArray) -> DeviceArray:
        """Return a new array for the gradient by an argument of the full shape."""
        return self.place.empty(self.event.shape, array.dtype if is_floating(array) else _FLOAT64)  # type: ignore[arg-type]


class _Reduction:
    """What becomes of one value a row: nothing, its weighted mean or sum, or a part of them."""

    def __init__(
        self, rows: _Rows, given: Mapping[str, Any], weights: _Weights | None, *, into: DeviceArray | None
    ) -> None:
        self._rows = rows
        self._kind = given["reduction"]
        place, event = rows.place, rows.event
        self._dtype = reduced = reduced_dtype(rows.dtype)
        self.total: dict[str, Any] = {}
        if self._kind == "none":
            self.values = place.empty(event.rows, reduced) if into is None else into
            self.result = self.values
            return
        # Sums are of unrounded values.
        self.values = place.empty(event.rows, _FLOAT64)
        self.result = place.empty((), reduced) if into is None else into
        self._axes = tuple(range(len(event.rows)))
        self._total: dict[str, Any] = {}
        if self._kind == "sum":
            return
        # Of the sum and of the weights.
        known = None if weights is None else weights.sums
        self._sums = Sums(place, ()) if known is None else known
        high, low = self._sums.part(2), self._sums.part(3)
        count = float(math.prod(event.rows))
        if weights is not None:
            if known is None:
                place.add_up(event.rows, self._axes, weights.rows.view(), high, low=low)
        elif self._kind == "partial":
            place.add_up((1,), (0,), count if event.length else 0.0, high, low=low)
        if self._kind == "partial":
            return
        if weights is not None:
            self._total = {"total": high.view(), "total_low": low.view()}
            self.total = {"total": event.row(high), "total_low": event.row(low)}
        else:
            self._total = {"total_number": count if event.length else 1.0}
            self.factor = 1.0 / count if count else 0.0

    factor = 1.0  # of gradients

    def finish(self) -> DevicePartial | None:
        """Queue the reduction; return the part where that is what is wanted."""
        place, shape = self._rows.place, self._rows.event.rows
        if self._kind == "partial":
            place.add_up(shape, self._axes, self.values.view(), self._sums.part(0), low=self._sums.part(1))
            return self._sums.partial(self._dtype)
        if self._kind != "none":
            place.add_up(shape, self._axes, self.values.view(), self.result, total=self._total)
        return None


def _has_total(given: Mapping[str, Any]) -> bool:
    """Tell whether the sum of the weights is a part of the result."""
    return given["reduction"] in ("mean", "partial")


def _value_place(
    function: _RowFunction,
    place: Place,
    given: Mapping[str, Any],
    shape: tuple[int, ...],
    dtype: np.dtype[Any],
    inputs: Sequence[Any],
) -> DeviceArray | None:
    """Return the place of an optional ``out`` that is for the value."""
    if given["out"] is not None and given["reduction"] == "partial":
        function._fail(f"out must be None where reduction is 'partial'; got {type(given['out']).__name__}")
    return place.out(given["out"], shape, dtype, inputs)


def _result_dtype(arrays: Sequence[DeviceArray]) -> np.dtype[Any]:
    floating = {a.dtype for a in arrays if is_floating(a)}  # type: ignore[arg-type]
    if len(floating) == 1:
        return floating.pop()
    return _FLOAT64 if not floating or _FLOAT64 in floating else np.dtype(np.float32)


def softmax_family(
    function: _RowFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue logsumexp, logmeanexp, log_softmax or softmax."""
    name = function.__qualname__
    reduces = name in ("logsumexp", "logmeanexp")
    x = place.array(given["x"], "x")
    event = _Event(x.shape, given["axis"], function, "x")
    where = place.mask(given["where"], x.shape)
    dtype = _result_dtype([x])
    rows = _Rows(function, place, event, dtype)
    keepdims = function._flag(given.get("keepdims", False), "keepdims")
    final = event.shape
    if reduces:
        final = tuple(1 if a in event.axes else n for a, n in enumerate(event.shape)) if keepdims else event.rows
    out_dtype = reduced_dtype(dtype) if reduces else dtype
    buffer = place.out(given["out"], final, out_dtype, [x, where])
    # Rows of one element have values that may lie where x does, which the gradient reads again.
    aside = reduces and buffer is not None and buffer.overlaps(x)
    value = place.empty(final, out_dtype) if buffer is None or aside else buffer
    places: dict[str, Any] = {"where": event.last(where, "where")}
    places["x"] = event.last(x, "x")
    if name == "logmeanexp" and where is not None:
        counts = place.empty(event.rows, _FLOAT64)
        place.add_up(x.shape, event.axes, 1.0, counts, where=where.view())
        places["classes"] = event.row(counts)
    result = None
    if gradient:
        choose_wrt(name, wrt, ("x",), ("x",))
        if buffer is not None and not reduces and buffer.overlaps(x):
            function._fail("out must not be the input where the gradient is wanted too; got x itself")
        factor = place.beside(cotangent, final, "cotangent")
        place.refuse_overlap(buffer, factor)
        if reduces and keepdims and factor is not None:
            factor = factor.padded(len(final)).without(event.axes)
        result = rows.gradient(x)
        places["x_gradient"] = event.last(result, "x")
        if reduces:
            places["cotangent"] = event.row(factor)
        else:
            if factor is None:
                # Ones: a number travels as an array of one element here.
                factor = _ones(place, reduced_dtype(dtype))
            places["y"] = event.last(factor, "cotangent")
    if reduces:
        places["row_values"] = event.row(value.without(event.axes) if keepdims else value)
    else:
        places["values"] = event.last(value, "out")
    rows.run(name, places)
    if aside:
        place.evaluate("_identity", value, out=buffer)
    given_value = given["out"] if buffer is not None else place.give(value)
    if not gradient:
        return given_value, None
    return given_value, pack_gradients(wrt, {"x": place.give(result)} if wrt != () else {})  # type: ignore[arg-type]


def _ones(place: Place, dtype: np.dtype[Any]) -> DeviceArray:
    one = place.empty((), dtype)
    place.add_up((), (), 1.0, one)
    return one


@dataclass
class _Weights:
    """What each row weighs, and the room that has their sum, where there is one already."""

    rows: DeviceArray
    sums: Sums | None = None


# Rows whose weights one block adds up on the way.
_FEW_ROWS = 1024


def _row_weights(
    rows: _Rows,
    weights: DeviceArray | None,
    where: DeviceArray | None,
    row_where: DeviceArray | None = None,
    target: DeviceArray | None = None,
    classes: DeviceArray | None = None,
    ignore_index: int = 0,
    *,
    adds_up: bool = False,
    own: Mapping[str, Any] | None = None,
    slices: Mapping[str, Any] | None = None,
) -> _Weights:
    """Queue what each row weighs, and 0 for rows that are absent; ``own`` are places besides."""
    event, place = rows.event, rows.place
    result = _Weights(place.empty(event.rows, _FLOAT64))
    places = {
        "y": None if classes is None else event.last(classes, "weight"),
        "where": event.last(where, "where"),
        "cotangent": event.row(weights),
        "row_weights": event.row(row_where),
        "target": event.row(target),
        "row_values": event.row(result.rows),
        **(own or {}),
    }
    if adds_up and math.prod(event.rows) <= _FEW_ROWS:
        result.sums = Sums(place, ())
        places |= {"total": event.row(result.sums.part(2)), "total_low": event.row(result.sums.part(3))}
    rows.run("logsumexp", places, ignore_index=ignore_index, **(slices or {}))
    return result


@dataclass
class _CrossEntropy:
    """Arguments of a cross-entropy, checked, as the engine takes them."""

    function: _RowFunction
    place: Place
    event: _Event
    rows: _Rows
    logits: DeviceArray
    target: DeviceArray
    soft: bool
    where: DeviceArray | None
    row_where: DeviceArray | None
    classes: DeviceArray | None  # their weights
    weights: DeviceArray | None
    ignore_index: int
    options: dict[str, float]

    @classmethod
    def of(
        cls, function: _RowFunction, place: Place, given: Mapping[str, Any], logits: DeviceArray | None = None
    ) -> _CrossEntropy:
        if logits is None:
            logits = place.array(given["logits"], "logits")
        axis = given["axis"]
        if not is_integer(axis):
            function._fail(f"axis must be an int; got {axis!r}", TypeError)
        event = _Event(logits.shape, axis, function, "logits")
        target = place.array(given["target"], "target")
        soft = function._is_soft(target, event, axis)  # type: ignore[attr-defined]
        dtype = _result_dtype([logits])
        if soft and not is_floating(logits):  # type: ignore[arg-type]
            dtype = _result_dtype([target])
        classes = None
        if given["weight"] is not None:
            classes = place.array(given["weight"], "weight")
            if classes.shape != (event.length,):
                function._fail(f"weight must have one entry per class, shape {(event.length,)}; got {classes.shape}")
            unit = tuple(event.length if a in event.axes else 1 for a in range(len(event.shape)))
            step = tuple(classes.strides[0] if a in event.axes else 0 for a in range(len(unit)))
            classes = classes.with_axes(unit, step)
        where, row_where = None, None
        if given["where"] is not None:
            if place.array(given["where"], "where").ndim < len(event.shape):
                row_where = place.mask(given["where"], event.rows)
            else:
                where = place.mask(given["where"], event.shape)
        options = {
            "label_smoothing": function._number(given, "label_smoothing", 0.0, 1.0),
            "temperature": function._number(given, "temperature", 0.0, math.inf, strict=True),
            "z_loss": function._number(given, "z_loss", 0.0, math.inf),
        }
        if given["softcap"] is not None:
            options["softcap"] = function._number(given, "softcap", 0.0, math.inf, strict=True)
        return cls(
            function,
            place,
            event,
            _Rows(function, place, event, dtype),
            logits,
            target,
            soft,
            where,
            row_where,
            classes,
            place.beside(given["weights"], event.rows, "weights"),
            function._ignore_index(given),  # type: ignore[attr-defined]
            options,
        )

    @property
    def inputs(self) -> list[DeviceArray | None]:
        return [self.logits, self.target, self.where, self.row_where, self.classes, self.weights]

    @property
    def is_smooth(self) -> bool:
        return self.options["label_smoothing"] != 0.0

    def row_weights(self, *, of_rows: bool = True, of_classes: bool = True, adds_up: bool = False) -> _Weights:
        """Queue what each row weighs, its own weight and its class's taken or not, and 0 for rows that are absent."""
        return _row_weights(
            self.rows,
            self.weights if of_rows else None,
            self.where,
            self.row_where,
            None if self.soft else self.target,
            self.classes if of_classes and not self.soft else None,
            self.ignore_index,
            adds_up=adds_up,
        )

    def run(self, program: str, places: dict[str, Any], **options: int) -> None:
        """Queue a program; what all of them read is added."""
        event = self.event
        places |= {"x": event.last(self.logits, "logits"), "where": event.last(self.where, "where")}
        if not self.soft:
            places["target"] = event.row(self.target)
        if program != "cross_entropy":
            places["class_weights"] = event.last(self.classes, "weight")
            if self.soft:
                places["y"] = event.last(self.target, "target")
            elif self.is_smooth:
                spread = self.classes if self.classes is not None else _ones(self.place, _FLOAT64)
                places["y"] = event.last(spread, "weight")
            counts = self.is_smooth or (self.soft and program == "cross_entropy_shard")
            if counts and self.where is not None:
                places["classes"] = event.row(self._present_classes(self.where))
        self.rows.run(program, places, p_is_logits=True, **self.options, **options)

    def _present_classes(self, where: DeviceArray) -> DeviceArray:
        count = self.place.empty(self.event.rows, _FLOAT64)
        self.place.add_up(self.event.shape, self.event.axes, where.padded(len(self.event.shape)).view(), count)
        return count


def cross_entropy(
    function: _RowFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue the cross-entropy of logits against integer or soft targets."""
    own = _CrossEntropy.of(function, place, given)
    event, rows = own.event, own.rows
    final = event.rows if given["reduction"] == "none" else ()
    spreads = own.soft or own.is_smooth
    weights = own.row_weights(adds_up=_has_total(given))
    into = None
    if not gradient:
        into = _value_place(function, place, given, final, reduced_dtype(rows.dtype), own.inputs)
    reduction = _Reduction(rows, given, weights, into=into)
    places: dict[str, Any] = {
        # Beside mass on other classes a target whose class weighs nothing has a loss.
        "row_weights": event.row((own.row_weights(of_classes=False) if spreads else weights).rows),
        "row_values": event.row(reduction.values),
    }
    results: dict[str, DeviceArray] = {}
    if gradient:
        floating = {"logits": own.logits} | ({"target": own.target} if own.soft else {})
        wanted = choose_wrt(
            function.__qualname__,
            wrt,
            [n for n, x in floating.items() if is_floating(x)] or ["logits"],  # type: ignore[arg-type]
            tuple(floating),
        )
        factor = place.beside(cotangent, final, "cotangent")
        if "logits" in wanted:
            kind = own.logits.dtype if is_floating(own.logits) else _FLOAT64  # type: ignore[arg-type]
            buffer = place.out(given["out"], event.shape, kind, own.inputs)
            place.refuse_overlap(buffer, factor)
            results["logits"] = rows.gradient(own.logits) if buffer is None else buffer
        elif given["out"] is not None:
            function._fail(f"out must be None where wrt does not name logits; got {type(given['out']).__name__}")
        if "target" in wanted:
            results["target"] = rows.gradient(own.target)
        places["x_gradient"] = event.last(results.get("logits"), "out")
        places["y_gradient"] = event.last(results.get("target"), "target")
        places["cotangent"] = event.row(factor)
        places |= reduction.total
    own.run("soft_cross_entropy" if own.soft else "smoothed_cross_entropy" if spreads else "cross_entropy", places)
    value: Any = reduction.finish()
    if value is None:
        value = given["out"] if into is not None else place.give(reduction.result)
    if not gradient:
        return value, None
    given_out = {"logits": given["out"]} if given["out"] is not None else {}
    return value, pack_gradients(wrt, {n: given_out.get(n, place.give(x)) for n, x in results.items()})


def statistics(function: _RowFunction, place: Place, given: dict[str, Any]) -> tuple[Any, ...]:
    """Queue the cross-entropy with what the same read of the logits can tell."""
    own = _CrossEntropy.of(function, place, given)
    event, rows = own.event, own.rows
    weights = own.row_weights(adds_up=_has_total(given))
    present = own.row_weights(of_rows=False, of_classes=False)
    reduction = _Reduction(rows, given, weights, into=None)
    reduced = reduced_dtype(rows.dtype)
    kinds = {"lse": reduced, "entropy": reduced, "argmax": np.dtype(np.int64), "correct": np.dtype(np.bool_)}
    results = {n: place.empty(event.rows, dtype) for n, dtype in (kinds | {"z_loss": reduced}).items()}
    best = own.target
    if own.soft:
        best = place.empty(event.rows, np.dtype(np.int64))
        places = {"x": event.last(own.target, "target"), "where": event.last(own.where, "where")}
        rows.run("first_largest", places | {"argmax": event.row(best)})
    places = {n: event.row(x) for n, x in results.items()}
    places |= {
        "row_weights": event.row(present.rows),
        "weights": event.row(own.weights),
        "best": event.row(best),
        "row_values": event.row(reduction.values),
    }
    own.run("cross_entropy_statistics", places)
    reduction.finish()
    order = (reduction.result, *(results[n] for n in ("lse", "entropy", "argmax", "correct", "z_loss")))
    return tuple(map(place.give, order))


def shard(
    function: _RowFunction, place: Place, given: dict[str, Any], first_class: int, classes: int
) -> tuple[_CrossEntropy, DeviceArray]:
    """Queue what a slice of the classes says of each row; return the arguments as they were taken, and that."""
    own = _CrossEntropy.of(function, place, given)
    function._check_slice(own.event.length, first_class, classes)  # type: ignore[attr-defined]
    event, rows = own.event, own.rows
    parts = place.empty((*event.rows, place.engine.shard_size), _FLOAT64)
    options = {"first_class": first_class, "class_count": classes}
    target, where = (None, None) if own.soft else (own.target, own.where)
    weights = _row_weights(
        rows, own.weights, where, own.row_where, target, ignore_index=own.ignore_index, slices=options
    )
    places = {"row_weights": event.row(weights.rows), "shard_parts": event.row(shard_field(parts, 0))}
    own.run("cross_entropy_shard", places, **options)
    return own, parts


def shard_field(parts: DeviceArray, field: int) -> DeviceArray:
    """Return one of the numbers that shards have for each row."""
    return parts.at(field * parts.dtype.itemsize, parts.shape[:-1], parts.strides[:-1])


@dataclass
class ShardSlice:
    """The logits of a slice whose gradient is wanted, with what belongs to it."""

    logits: DeviceArray
    target: DeviceArray | None  # soft
    first_class: int
    weight: DeviceArray | None
    where: DeviceArray | None
    cotangent: Any


def sharded_cross_entropy(
    function: _RowFunction,
    place: Place,
    parts: DeviceArray,
    target: DeviceArray | None,
    options: Mapping[str, Any],
    dtype: np.dtype[Any],
    reduction_kind: str,
    own: ShardSlice | None,
) -> tuple[Any, Any]:
    """Queue the loss of the parts of all classes, and the gradient of the logits of one slice."""
    shape = parts.shape[:-1]
    length = 0 if own is None else own.logits.shape[-1]
    event = _Event((*shape, length), -1, function, "logits")
    rows = _Rows(function, place, event, dtype)
    smooth = options["label_smoothing"] != 0.0
    spreads = target is None or smooth
    slices = {
        "first_class": 0 if own is None else own.first_class,
        "class_count": options["classes"],
    }
    shard_places = {"shard": event.row(shard_field(parts, 0))}
    class_weight = event.row(shard_field(parts, place.engine.shard_class_weight))
    weights = place.beside(options["weights"], shape, "weights")
    row_where = place.mask(options["row_where"], shape)
    ignore_index = options["ignore_index"]

    def row_weights(*, of_classes: bool, adds_up: bool = False) -> _Weights:
        also = shard_places | ({"y": class_weight} if of_classes and target is not None else {})
        return _row_weights(
            rows, weights, None, row_where, target, ignore_index=ignore_index, adds_up=adds_up, own=also, slices=slices
        )

    given = {"reduction": reduction_kind}
    weighing = row_weights(of_classes=True, adds_up=_has_total(given))
    reduction = _Reduction(rows, given, weighing, into=None)
    places: dict[str, Any] = {
        "row_weights": event.row((row_weights(of_classes=False) if spreads else weighing).rows),
        "row_values": event.row(reduction.values),
        "target": event.row(target),
        **shard_places,
    }
    if smooth:
        places["classes"] = event.row(shard_field(parts, place.engine.shard_classes))
    gradient = None
    if own is not None:
        gradient = rows.gradient(own.logits)
        weight = None
        if own.weight is not None:
            weight = own.weight.with_axes((1,) * len(shape) + own.weight.shape, (0,) * len(shape) + own.weight.strides)
        places |= {
            "x": event.last(own.logits, "logits"),
            "x_gradient": event.last(gradient, "logits"),
            "where": event.last(own.where, "where"),
            "cotangent": event.row(place.beside(own.cotangent, shape if reduction_kind == "none" else (), "cotangent")),
            **reduction.total,
        }
        if spreads:
            places["class_weights"] = event.last(weight, "weight")
            mass = own.target if target is None else weight if weight is not None else _ones(place, _FLOAT64)
            places["y"] = event.last(mass, "target")
    numbers = {n: options[n] for n in ("label_smoothing", "temperature", "z_loss")}
    if options["softcap"] is not None:
        numbers["softcap"] = options["softcap"]
    program = "soft_cross_entropy" if target is None else "smoothed_cross_entropy" if smooth else "cross_entropy"
    rows.run(program, places, p_is_logits=True, **numbers, **slices)
    value: Any = reduction.finish()
    if value is None:
        value = place.give(reduction.result)
    return value, None if gradient is None else place.give(gradient)


def distill(
    function: _Distill, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue the divergence between lists of a teacher's classes and a student's softmax."""
    from likelier._distill import epsilon_of

    logits = place.array(given["student_logits"], "student_logits")
    if not is_integer(given["axis"]):
        function._fail(f"axis must be an int; got {given['axis']!r}", TypeError)
    event = _Event(logits.shape, given["axis"], function, "student_logits")
    ids = place.array(given["teacher_ids"], "teacher_ids")
    probabilities = place.array(given["teacher_logprobs"], "teacher_logprobs")
    function._check_teacher(ids, probabilities, event, given["axis"])
    temperature = function._number(given, "temperature", 0.0, math.inf, strict=True)
    ignore_index = function._ignore_index(given)
    where = place.mask(given["where"], event.rows)
    weights = place.beside(given["weights"], event.rows, "weights")
    rows = _Rows(function, place, event, _result_dtype([logits]))
    final = event.rows if given["reduction"] == "none" else ()
    restricted = given["tail"] == "renormalize"
    position = event.axes[0]

    def first(array: DeviceArray) -> Any:
        kept = [a for a in range(array.ndim) if a != position]
        return event.row(array.with_axes(tuple(array.shape[a] for a in kept), tuple(array.strides[a] for a in kept)))

    lists = {
        "count": ids.shape[position],
        "class_step": ids.strides[position],
        "probability_step": probabilities.strides[position],
        "ignore_index": ignore_index,
        "tail": given["tail"],
        "reverse": given["direction"] == "reverse",
        "rounding": 2.0 * epsilon_of(probabilities),
    }
    listed = {"target": first(ids)}
    weighing = _row_weights(
        rows,
        weights,
        None,
        where,
        ignore_index=ignore_index,
        adds_up=_has_total(given),
        own=listed,
        slices={"lists": lists},
    )
    inputs = [logits, ids, probabilities, where, weights]
    into = None
    result: DeviceArray | None = None
    wanted: tuple[str, ...] = ()
    if gradient:
        if is_floating(logits):  # type: ignore[arg-type]
            wanted = choose_wrt(function.__qualname__, wrt, ("student_logits",), ("student_logits",))
        else:
            wanted = choose_wrt(function.__qualname__, wrt, (), ("student_logits",))
        if wanted and not is_floating(logits):  # type: ignore[arg-type]
            function._fail(f"wrt must name floating arguments; got {wanted[0]!r}, of dtype {logits.dtype}", TypeError)
        factor = place.beside(cotangent, final, "cotangent")
        if wanted:
            buffer = place.out(given["out"], event.shape, logits.dtype, inputs)
            place.refuse_overlap(buffer, factor)
            result = rows.gradient(logits) if buffer is None else buffer
        elif given["out"] is not None:
            function._fail(
                f"out must be None where wrt does not name student_logits; got {type(given['out']).__name__}"
            )
    else:
        into = _value_place(function, place, given, final, reduced_dtype(rows.dtype), inputs)
    reduction = _Reduction(rows, given, weighing, into=into)
    numbers = place.empty((*event.rows, place.engine.distill_size), _FLOAT64)
    entries = place.empty((*event.rows, lists["count"]), _FLOAT64)
    row_weights = event.row(weighing.rows)
    known = event.row(shard_field(numbers, 0))
    own = {"x": event.last(logits, "student_logits"), "row_weights": row_weights}
    listed |= {"entries": event.row(shard_field(entries, 0)), "y": first(probabilities)}

    def run(places: dict[str, Any], **options: Any) -> None:
        rows.run("distill", own | places, temperature=temperature, p_is_logits=True, **options)

    if not restricted:
        run({"shard_parts": known})
    run(listed | {"shard_parts": known, "row_values": event.row(reduction.values)}, stage="lists", lists=lists)
    if result is not None:
        slopes = {
            "x_gradient": event.last(result, "out"),
            "cotangent": event.row(factor),
            "shard": known,
            **reduction.total,
        }
        run(slopes)
        run(listed | slopes, stage="entries", lists=lists)
    value: Any = reduction.finish()
    if value is None:
        value = given["out"] if into is not None else place.give(reduction.result)
    if not gradient:
        return value, None
    own_result = (
        {} if result is None else {"student_logits": place.give(result) if given["out"] is None else given["out"]}
    )
    return value, pack_gradients(wrt, own_result)


def _reduce_rows(
    function: _RowFunction,
    rows: _Rows,
    given: dict[str, Any],
    where: DeviceArray | None,
    inputs: Sequence[DeviceArray | None],
    run: Callable[[_Reduction, dict[str, Any]], None],
    cotangent: Any,
    *,
    gradient: bool,
) -> Any:
    """Queue a program with one value a row, and what becomes of these; return the value."""
    place, event = rows.place, rows.event
    weights = place.beside(given["weights"], event.rows, "weights")
    final = event.rows if given["reduction"] == "none" else ()
    into = _value_place(function, place, given, final, reduced_dtype(rows.dtype), [*inputs, where, weights])
    factor = place.beside(cotangent, final, "cotangent") if gradient else None
    place.refuse_overlap(into, factor)
    own = None
    if weights is not None or (given["reduction"] != "none" and (where is not None or event.length == 0)):
        own = _row_weights(rows, weights, where, adds_up=_has_total(given))
    reduction = _Reduction(rows, given, own, into=into)
    places: dict[str, Any] = {
        "where": event.last(where, "where"),
        "row_weights": event.row(None if own is None else own.rows),
        "row_values": event.row(reduction.values),
        **reduction.total,
    }
    if gradient:
        places["cotangent"] = event.row(factor)
    run(reduction, places)
    part = reduction.finish()
    if part is not None:
        return part
    return given["out"] if into is not None else place.give(reduction.result)


def entropy(
    function: _RowFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue the entropy of rows."""
    function._choice(given["reduction"], REDUCTIONS, "reduction")
    p = place.array(given["p"], "p")
    event = _Event(p.shape, given["axis"], function, "p")
    program = {"probs": "entropy", "log_probs": "entropy_log", "logits": "entropy_logits"}[given["kind"]]
    where = place.mask(given["where"], p.shape)
    rows = _Rows(function, place, event, _result_dtype([p]))
    result = rows.gradient(p) if gradient else None
    if gradient:
        choose_wrt(function.__qualname__, wrt, ("p",), ("p",))

    def run(reduction: _Reduction, places: dict[str, Any]) -> None:
        base = function._base_factor(given["base"])
        places |= {"x": event.last(p, "p"), "x_gradient": event.last(result, "p")}
        rows.run(program, places, factor=base, gradient_factor=base * reduction.factor)

    value = _reduce_rows(function, rows, given, where, [p], run, cotangent, gradient=gradient)
    if not gradient:
        return value, None
    return value, pack_gradients(wrt, {"p": place.give(result)} if wrt != () else {})  # type: ignore[arg-type]


class PairEngine:
    """The engine's divergences for rows on a device: what ``_core`` has for those in the CPU's memory."""

    def __init__(self, rows: _Rows, share: float, places: Mapping[str, Any]) -> None:
        self._rows = rows
        self._share = share  # of gradients, in a mean
        self._places = places

    def _all(self, p: Any, q: Any, places: Mapping[str, Any]) -> dict[str, Any]:
        own = {"x": p, "y": q, "x_gradient": places["p_gradient"], "y_gradient": places["q_gradient"]}
        return {**self._places, **own}

    def divergence(
        self,
        in_double: bool,  # noqa: ARG002 - as _core's
        p: Any,
        q: Any,
        p_kind: str,
        q_kind: str,
        *,
        factor: float = 1.0,
        temperature: float = 1.0,
        **places: Any,
    ) -> None:
        """Queue KL(p || q)."""
        program = {
            (False, False): "divergence",
            (False, True): "divergence_q_log",
            (True, False): "divergence_p_log",
            (True, True): "divergence_both_log",
        }[p_kind != "probs", q_kind != "probs"]
        self._rows.run(
            program,
            self._all(p, q, places),
            factor=factor,
            gradient_factor=factor * self._share,
            temperature=temperature,
            p_is_logits=p_kind == "logits",
            q_is_logits=q_kind == "logits",
        )

    def f_divergence(
        self,
        in_double: bool,  # noqa: ARG002 - as _core's
        p: Any,
        q: Any,
        p_kind: str,
        q_kind: str,
        kind: str,
        *,
        argument: float = 0.0,
        square_root: bool = False,
        factor: float = 1.0,
        temperature: float = 1.0,
        **places: Any,
    ) -> None:
        """Queue another divergence."""
        place = self._rows.place
        place.queue(
            place.engine.f_divergence(
                kind=kind,
                p_kind=p_kind,
                q_kind=q_kind,
                argument=argument,
                square_root=square_root,
                factor=factor,
                gradient_factor=self._share,
                temperature=temperature,
                **self._rows.common(self._all(p, q, places)),
            )
        )


def divergence(
    function: _PairFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue KL(p || q)."""
    name = function.__qualname__
    function._choice(given["reduction"], REDUCTIONS, "reduction")
    p, q = place.array(given["p"], "p"), place.array(given["q"], "q")
    arrays = {"p": p, "q": q}
    shape = function._shape(p, q)
    event = _Event(shape, given["axis"], function, "p")
    where = place.mask(given["where"], shape)
    rows = _Rows(function, place, event, _result_dtype([p, q]))
    wanted: tuple[str, ...] = ()
    whole: dict[str, DeviceArray] = {}
    if gradient:
        floating = [n for n, a in arrays.items() if is_floating(a)]  # type: ignore[arg-type]
        wanted = choose_wrt(name, wrt, floating, ("p", "q"))
        for n in wanted:
            if n not in floating:
                function._fail(f"wrt must name floating arguments; got {n!r}, of dtype {arrays[n].dtype}", TypeError)
            own = arrays[n].dtype if arrays[n].shape == shape else reduced_dtype(arrays[n].dtype)
            whole[n] = place.empty(shape, own)

    def run(reduction: _Reduction, places: dict[str, Any]) -> None:
        function._compute(
            given,
            PairEngine(rows, reduction.factor, places),
            rows.dtype == _FLOAT64,
            event.last(p, "p"),
            event.last(q, "q"),
            where=places["where"],
            cotangent=places.get("cotangent"),
            value=places["row_values"],
            p_gradient=event.last(whole.get("p"), "p"),
            q_gradient=event.last(whole.get("q"), "q"),
        )

    value = _reduce_rows(function, rows, given, where, [p, q], run, cotangent, gradient=gradient)
    if not gradient:
        return value, None
    results = {}
    for n in wanted:
        array = arrays[n]
        if array.shape != shape:
            summed = place.empty(array.shape, array.dtype)
            place.sum_to(whole[n], summed)
            whole[n] = summed
        results[n] = place.give(whole[n])
    return value, pack_gradients(wrt, results)
