"""Cross-entropy of a linear layer's logits on a CUDA device."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import is_floating
from likelier._device import DeviceArray, Place
from likelier._device_rows import (
    _CrossEntropy,
    _Event,
    _has_total,
    _Reduction,
    _result_dtype,
    _Rows,
)
from likelier._differentiable import choose_wrt, pack_gradients
from likelier._elementwise import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from likelier._linear import _LinearCrossEntropy

_FLOAT64, _FLOAT32 = np.dtype(np.float64), np.dtype(np.float32)
Shape = tuple[int, ...]


def _steps(shape: Shape, itemsize: int) -> Shape:
    """Return the strides of an array in C order."""
    return tuple(itemsize * math.prod(shape[a + 1 :]) for a in range(len(shape)))


def _at_start(memory: DeviceArray, shape: Shape) -> DeviceArray:
    """Return an array in C order at the start of another's memory."""
    return memory.at(0, shape, _steps(shape, memory.dtype.itemsize))


def _transposed(matrix: DeviceArray) -> DeviceArray:
    return matrix.with_axes(matrix.shape[::-1], matrix.strides[::-1])


def _is_plain(matrix: DeviceArray, dtype: np.dtype[Any]) -> bool:
    """Tell whether a product takes a matrix as it lies in memory."""
    return matrix.dtype == dtype and (
        matrix.strides == _steps(matrix.shape, dtype.itemsize)
        or matrix.strides[::-1] == _steps(matrix.shape[::-1], dtype.itemsize)
    )


def _boxes(rows: Shape, most: int) -> Iterator[tuple[Shape, Shape]]:
    """Cut axes into boxes of at most so many elements, in C order, each its start and the lengths of what follows."""
    axis, inner = len(rows) - 1, 1
    while axis > 0 and inner * rows[axis] <= most:
        inner *= rows[axis]
        axis -= 1
    if axis < 0:
        yield (), ()
        return
    step = max(1, most // max(1, inner))
    for outer in itertools.product(*map(range, rows[:axis])):
        for first in range(0, rows[axis], step):
            yield (*outer, first), (min(step, rows[axis] - first), *rows[axis + 1 :])


def _flat(array: DeviceArray, rows: Shape) -> DeviceArray | None:
    """Return a view on one axis of rows, where an array that broadcasts to them steps through them evenly."""
    tail = max(0, array.ndim - len(rows))
    lead = len(rows) + tail - array.ndim
    shape = (1,) * lead + array.shape
    strides = [
        0 if n == 1 else s
        for n, s in zip(shape[: len(rows)], array.strides_from(len(rows) + tail)[: len(rows)], strict=True)
    ]
    steps = [(n, s) for n, s in zip(rows, strides, strict=True) if n != 1]
    if any(outer != n * inner for (_, outer), (n, inner) in itertools.pairwise(steps)):
        return None
    step = steps[-1][1] if steps else 0
    kept = (shape[len(rows) :], array.strides_from(len(rows) + tail)[len(rows) :])
    return array.with_axes((math.prod(rows), *kept[0]), (step, *kept[1]))


def _piece(array: DeviceArray | None, rows: Shape, start: Shape, box: Shape) -> Any:
    """Return what a box of rows has of an array that broadcasts to them, with axes of its own behind them or not."""
    if array is None:
        return None
    ndim = max(array.ndim, len(rows))
    shape = (1,) * (ndim - array.ndim) + array.shape
    strides = [
        0 if n == 1 and a < len(rows) else s
        for a, (n, s) in enumerate(zip(shape, array.strides_from(ndim), strict=True))
    ]
    offset = sum(i * s for i, s in zip(start, strides, strict=False))
    first = len(rows) - len(box)
    return array.at(offset, (*box, *shape[len(rows) :]), tuple(strides[first:]))


class _Products:
    """The matrices of a call, its workspace, and what the slopes of its logits add to the gradients."""

    def __init__(
        self,
        place: Place,
        rows: Shape,
        x: DeviceArray,
        weight: DeviceArray,
        bias: DeviceArray | None,
        dtype: np.dtype[Any],
        wanted: Sequence[str],
        sizes: tuple[int, int],
    ) -> None:
        self._place, self._rows, self._dtype = place, rows, dtype
        self._x, self._weight, self._bias = x, weight, bias
        self._classes, self._features = weight.shape
        self._chunk, self._tile = sizes
        self._is_plain = _is_plain(weight, dtype)
        self._logits = place.empty((self._chunk, self._classes), dtype)
        self._own_rows = place.empty((self._chunk, self._features), dtype)
        self._results = {}
        for n, own in (("x", x), ("weight", weight), ("bias", bias)):
            if n in wanted and own is not None:
                self._results[n] = place.empty(own.shape, own.dtype)
        self._x_gradient = self._results.get("x")
        self._weight_sum: DeviceArray | None = None
        if "weight" in self._results:
            result = self._results["weight"]
            self._weight_sum = result if result.dtype == dtype else place.empty(weight.shape, dtype)
        if self._weight_sum is not None or not self._is_plain:
            self._tile_of_weight = place.empty((self._tile, self._features), dtype)
            self._part = place.empty((self._chunk, self._tile), dtype)
        # The bias's gradient is summed in double, with its rounding errors: the sums so far beside those of a chunk.
        self._sums: list[DeviceArray] = []
        if "bias" in self._results:
            self._sums = [place.empty((2, 2, self._classes), _FLOAT64) for _ in range(2)]
            for sums in self._sums:
                place.add_up(sums.shape, (), 0.0, sums)
        self._is_first = True

    def flatten(self, x: DeviceArray, count: int) -> None:
        """Take rows as one axis."""
        self._x, self._rows = x, (count,)
        if "x" in self._results:
            own = self._results["x"]
            shape = (count, self._features)
            self._x_gradient = own.with_axes(shape, _steps(shape, own.dtype.itemsize))

    def _copy(self, of: DeviceArray, into: DeviceArray) -> DeviceArray:
        self._place.add_up(of.shape, (), of.view(), into)
        return into

    def _tiles(self) -> Iterator[tuple[int, int]]:
        for j in range(0, self._classes, self._tile):
            yield j, min(self._classes, j + self._tile)

    def _columns(self, matrix: DeviceArray, j: int, k: int) -> DeviceArray:
        return matrix.at(j * matrix.strides[1], (matrix.shape[0], k - j), matrix.strides)

    def _tile_from(self, j: int, k: int) -> DeviceArray:
        """Return classes of the weight, in the type of the products."""
        own = self._weight.at(j * self._weight.strides[0], (k - j, self._features), self._weight.strides)
        return self._copy(own, _at_start(self._tile_of_weight, own.shape))

    def _finish(
        self, product: DeviceArray, left: DeviceArray, right: DeviceArray, into: DeviceArray, *, adds: bool
    ) -> None:
        """Put a product where it belongs; what has no influence has none, whatever it holds."""
        self._place.engine.finish_product(
            in_double=self._dtype == _FLOAT64,
            product=product.pointer,
            result=into.pointer,
            left=(left.pointer, *left.strides),
            right=(right.pointer, *right.strides),
            shape=(*into.shape, left.shape[1]),
            adds=adds,
            stream=self._place.stream,
        )

    def _matrix_of(self, start: Shape, box: Shape) -> DeviceArray:
        own = _piece(self._x, self._rows, start, box)
        flat = _flat(own, box)
        if flat is not None and _is_plain(flat, self._dtype):
            return flat
        copy = _at_start(self._own_rows, own.shape)
        self._copy(own, copy)
        return _at_start(self._own_rows, (math.prod(box), self._features))

    def logits(self, start: Shape, box: Shape) -> DeviceArray:
        """Queue the logits of some rows, in the buffer of all."""
        place = self._place
        self._matrix = x = self._matrix_of(start, box)
        logits = _at_start(self._logits, (x.shape[0], self._classes))
        if self._is_plain:
            place.multiply(x, _transposed(self._weight), logits)
        else:
            for j, k in self._tiles():
                part = _at_start(self._part, (x.shape[0], k - j))
                place.multiply(x, _transposed(self._tile_from(j, k)), part)
                self._copy(part, self._columns(logits, j, k))
        if self._bias is not None:
            place.queue(
                place.engine.elementwise(
                    operation=BY_NAME["_add"].index,
                    parameterisation=0,
                    in_double=self._dtype == _FLOAT64,
                    shape=logits.shape,
                    arguments=(logits.view(), self._bias.view()),
                    value=logits.view(),
                    gradients=(None, None),
                )
            )
        return logits

    def add(self, slope: DeviceArray, start: Shape, box: Shape) -> None:
        """Queue what the gradient of the logits of some rows gives."""
        if "x" in self._results:
            self._add_to_x(slope, _piece(self._x_gradient, self._rows, start, box))
        if self._weight_sum is not None:
            self._add_to_weight(slope, self._weight_sum)
        if self._sums:
            self._add_to_bias(slope)
        self._is_first = False

    def _add_to_x(self, slope: DeviceArray, result: DeviceArray) -> None:
        place = self._place
        shape = (slope.shape[0], self._features)
        # Boxes are contiguous parts of the result.
        flat = result.with_axes(shape, _steps(shape, result.dtype.itemsize))
        total = flat if flat.dtype == self._dtype else place.empty(shape, self._dtype)
        if self._is_plain:
            place.multiply(slope, self._weight, total)
            self._finish(total, slope, self._weight, total, adds=False)
        else:
            for j, k in self._tiles():
                tile = self._tile_from(j, k)
                part = self._copy(self._columns(slope, j, k), _at_start(self._part, (shape[0], k - j)))
                product = place.multiply(part, tile, total if j == 0 else place.empty(shape, self._dtype))
                self._finish(product, part, tile, total, adds=j > 0)
        if total is not flat:
            self._copy(total, flat)

    def _add_to_weight(self, slope: DeviceArray, result: DeviceArray) -> None:
        place, x = self._place, self._matrix
        if self._is_first:
            left = _transposed(slope)
            place.multiply(left, x, result)
            self._finish(result, left, x, result, adds=False)
            return
        for j, k in self._tiles():
            part = self._copy(self._columns(slope, j, k), _at_start(self._part, (slope.shape[0], k - j)))
            left = _transposed(part)
            product = place.multiply(left, x, _at_start(self._tile_of_weight, (k - j, self._features)))
            self._finish(product, left, x, result.at(j * result.strides[0], product.shape, result.strides), adds=True)

    def _add_to_bias(self, slope: DeviceArray) -> None:
        place, (sums, others) = self._place, self._sums
        high, low = (self._sum(sums, 1, part) for part in range(2))
        place.add_up(slope.shape, (0,), slope.view(), high, low=low)
        # Of both their two parts, into the first of the others.
        high, low = (self._sum(others, 0, part) for part in range(2))
        place.add_up(sums.shape, (0, 1), sums.view(), high, low=low)
        self._sums.reverse()

    @staticmethod
    def _sum(sums: DeviceArray, which: int, part: int) -> DeviceArray:
        return sums.at(which * sums.strides[0] + part * sums.strides[1], sums.shape[2:], sums.strides[2:])

    def gradients(self) -> dict[str, DeviceArray]:
        """Return the gradients by name, rounded to the types of the arguments."""
        place, results = self._place, self._results
        if self._weight_sum is not None:
            if self._is_first:
                place.add_up(self._weight_sum.shape, (), 0.0, self._weight_sum)
            if self._weight_sum is not results["weight"]:
                self._copy(self._weight_sum, results["weight"])
        if self._sums:
            own = self._sums[0]
            place.add_up((2, self._classes), (0,), own.at(0, own.shape[1:], own.strides[1:]).view(), results["bias"])
        return results


def linear_cross_entropy(
    function: _LinearCrossEntropy, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue the loss, chunk after chunk, and the gradients."""
    from likelier import _linear

    arrays = {n: place.array(given[n], n) for n in function.gradient_arguments if given[n] is not None}
    x, weight, bias = arrays["x"], arrays["weight"], arrays.get("bias")
    rows, classes = function._check_matrices(x, weight, bias)
    function._check_target(place.array(given["target"], "target"), rows, classes)
    if given["class_weight"] is not None:
        function._check_class_weight(place.array(given["class_weight"], "class_weight"), classes)
    dtype = _result_dtype(list(arrays.values()))
    compute = _FLOAT64 if dtype == _FLOAT64 else _FLOAT32
    wanted: tuple[str, ...] = ()
    if gradient:
        floating = [n for n, a in arrays.items() if is_floating(a)]  # type: ignore[arg-type]
        wanted = choose_wrt(function.__qualname__, wrt, floating, tuple(arrays))
        for n in wanted:
            if n not in floating:
                function._fail(f"wrt must name floating arguments; got {n!r}, of dtype {arrays[n].dtype}", TypeError)

    # The logits of all rows, which nothing reads: their shape.
    count = math.prod(rows)
    chunk = _linear._chunk_rows(count, classes, compute.itemsize)
    tile = _linear._device_tile_rows(count, classes, x.shape[-1], chunk, compute.itemsize)
    loss = function._loss
    options = {**given, "weight": given["class_weight"], "axis": -1}
    products = _Products(place, rows, x, weight, bias, compute, wanted, (chunk, tile))
    shape = (*rows, classes)
    logits = DeviceArray(x.pointer, shape, (0,) * len(shape), compute, x.device, x.owner)
    whole = _CrossEntropy.of(loss, place, options, logits)
    reduction = _Reduction(whole.rows, given, weighing := whole.row_weights(adds_up=_has_total(given)), into=None)
    spreads = whole.soft or whole.is_smooth
    row_weights = (whole.row_weights(of_classes=False) if spreads else weighing).rows
    factors = place.beside(cotangent, rows if given["reduction"] == "none" else (), "cotangent")
    class_weights = None
    if whole.classes is not None:
        class_weights = whole.classes.with_axes(whole.classes.shape[-1:], whole.classes.strides[-1:])
    program = "soft_cross_entropy" if whole.soft else "smoothed_cross_entropy" if whole.is_smooth else "cross_entropy"

    # One axis of rows, where all that has them steps through them evenly.
    by_row: dict[str, DeviceArray] = {
        n: a
        for n, a in {
            "target": whole.target,
            "where": whole.where,
            "row_weights": row_weights,
            "values": reduction.values,
            "cotangent": factors,
            "x": x,
        }.items()
        if a is not None
    }
    flat = {n: f for n, a in by_row.items() if (f := _flat(a, rows)) is not None}
    if len(flat) == len(by_row):
        by_row, rows = flat, (count,)
        products.flatten(flat["x"], count)

    for start, box in _boxes(rows, chunk):
        with place.passing():
            own = products.logits(start, box)
            boxed = own.with_axes((*box, classes), _steps((*box, classes), compute.itemsize))
            event = _Event(boxed.shape, -1, loss, "x")
            part = dataclasses.replace(
                whole,
                event=event,
                rows=_Rows(loss, place, event, compute),
                logits=boxed,
                target=_piece(by_row["target"], rows, start, box),
                where=_piece(by_row.get("where"), rows, start, box),
                classes=class_weights,
            )
            places = {
                "row_weights": event.row(_piece(by_row["row_weights"], rows, start, box)),
                "row_values": event.row(_piece(by_row["values"], rows, start, box)),
            }
            if wanted:
                places["x_gradient"] = event.last(boxed, "x")
                places["cotangent"] = event.row(_piece(by_row.get("cotangent"), rows, start, box))
                places |= reduction.total
            part.run(program, places)
            if wanted:
                products.add(own, start, box)
    value: Any = reduction.finish()
    if value is None:
        value = place.give(reduction.result)
    if not gradient:
        return value, None
    return value, pack_gradients(wrt, {n: place.give(a) for n, a in products.gradients().items()})
