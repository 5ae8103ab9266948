"""Cross-entropy of a linear layer's logits, which are never all in memory."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core, _device_linear
from likelier._arrays import Array, as_array, cast, gradient_dtype, is_floating, result_dtype
from likelier._cross_entropy import _cross_entropy, _CrossEntropy, cross_entropy
from likelier._device import place_of
from likelier._differentiable import Differentiable, pack_gradients
from likelier._elementwise import BY_NAME, REDUCTIONS
from likelier._partial import Partial
from likelier._rows import _give

if TYPE_CHECKING:
    from collections.abc import Sequence

# Options of cross_entropy that make no sense without the logits.
_LEFT_OUT = ("logits", "target", "axis", "out")
# A chunk of logits takes at most a tenth of them, or this much where that is little.
_SMALL_CHUNK_BYTES = 2**23
_MOST_CHUNK_ROWS = 512
# What a tile of the weight's gradient takes before it is added.
_TILE_BYTES = 2**22
_DEVICE_TILE_BYTES = 2**26

# Of which the first on a device says where a call runs.
_PLACED = ("x", "weight", "bias", "target")

Slice = Callable[[int, int], Any]


def _chunk_rows(rows: int, classes: int, itemsize: int) -> int:
    """Return how many rows of logits are computed at a time."""
    small = _SMALL_CHUNK_BYTES // max(1, classes * itemsize)
    return max(1, min(rows, _MOST_CHUNK_ROWS, max(rows // 10, small)))


def _tile_rows(classes: int, features: int, itemsize: int) -> int:
    """Return how many rows of the weight make up a tile."""
    return max(1, min(classes, _TILE_BYTES // max(1, features * itemsize)))


def _device_tile_rows(rows: int, classes: int, features: int, chunk: int, itemsize: int) -> int:
    """Return the same on a device, where a tile is worth more, and comes with a part of a chunk of logits."""
    most = max(_TILE_BYTES, min(_DEVICE_TILE_BYTES, rows * classes * itemsize // 64))
    return max(1, min(classes, most // max(1, (features + chunk) * itemsize)))


def _run(operation: str, arrays: Sequence[Array], out: Array, factor: float = 1.0) -> None:
    """Evaluate a private elementwise operation into out, on all threads."""
    _core.elementwise(
        BY_NAME[operation].index,
        0,
        out.dtype == np.float64,
        out.shape,
        tuple(arrays),
        value=out,
        value_factor=factor,
        gradients=(None,) * len(arrays),
    )


def _is_blas_ready(array: Array, dtype: np.dtype[Any]) -> bool:
    """Tell whether a matrix product takes the array as it lies in memory."""
    if array.dtype != dtype or not array.flags.aligned:
        return False
    (rows, columns), (down, across) = array.shape, array.strides
    size = array.itemsize
    by_rows = across == size and down % size == 0 and down >= size * max(1, columns)
    by_columns = down == size and across % size == 0 and across >= size * max(1, rows)
    return by_rows or by_columns


def _finite_rows(array: Array) -> Array:
    return np.asarray(np.isfinite(array).all(axis=1))


class _Matrix:
    """A matrix in pieces of consecutive rows of the compute type: views where it is one, else copies in a buffer."""

    __slots__ = ("_array", "_buffer", "is_ready")

    def __init__(self, array: Array, piece: int, dtype: np.dtype[Any]) -> None:
        self._array = array
        self.is_ready = _is_blas_ready(array, dtype)
        self._buffer = None if self.is_ready else np.empty((piece, array.shape[1]), dtype)

    def piece(self, first: int, end: int) -> Array:
        view = self._array[first:end]
        if self._buffer is None:
            return view
        copy = self._buffer[: end - first]
        _run("_identity", (view,), copy)
        return copy


def _by_row(array: Array, rows: tuple[int, ...], *classes: int) -> Slice:
    """Return what gives rows i to j, counted in C order, of an array that is broadcast to all rows."""
    whole = np.broadcast_to(array, (*rows, *classes))
    if len(rows) != 1 and (not classes or whole.flags.c_contiguous):
        whole = whole.reshape(-1, *classes)
    elif len(rows) != 1:
        return lambda i, j: whole[np.unravel_index(np.arange(i, j), rows)]
    return lambda i, j: whole[i:j]


class _LinearCrossEntropy(Differentiable):
    """Cross-entropy of x @ weight.T + bias, by chunks of rows."""

    gradient_arguments = ("x", "weight", "bias")

    def __init__(self, qualname: str, module: str, options: dict[str, inspect.Parameter], doc: str) -> None:
        parameter = inspect.Parameter
        signature = inspect.Signature(
            [parameter(n, parameter.POSITIONAL_OR_KEYWORD) for n in ("x", "weight", "target")]
            + [parameter("bias", parameter.KEYWORD_ONLY, default=None), *options.values()]
        )
        super().__init__(qualname, module, doc, signature)
        # Errors of the loss carry this function's name.
        self._loss = _CrossEntropy(qualname, module, _cross_entropy)

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        reduction = given["reduction"]
        self._choice(reduction, REDUCTIONS, "reduction")
        place = place_of(name, (*self.gradient_arguments, "target"), [given[n] for n in _PLACED])
        if place is not None:
            with place.running():
                return _device_linear.linear_cross_entropy(self, place, given, wrt, cotangent, gradient=gradient)
        del given["reduction"]
        raw = {n: given.pop(n) for n in self.gradient_arguments}
        if raw["bias"] is None:
            del raw["bias"]
        arrays: dict[str, Array] = {}
        producer: Callable[[Array], Any] | None = None
        for n, value in raw.items():
            arrays[n], own = as_array(value, name, n)
            producer = producer or own
        x, weight, bias = arrays["x"], arrays["weight"], arrays.get("bias")
        rows, classes = self._check_matrices(x, weight, bias)
        dtype = result_dtype(list(raw.values()), list(arrays.values()))
        compute = np.dtype(np.float64) if dtype == np.float64 else np.dtype(np.float32)
        wanted = self._wanted(wrt, arrays, raw) if gradient else ()
        count = int(np.prod(rows, dtype=np.int64))
        pieces, whole = self._row_options(given, rows, classes)
        factor_of: Slice | None = None
        if cotangent is not None:
            factors = self._beside(cotangent, rows if reduction == "none" else (), "cotangent")
            if factors is not None:
                factor_of = _by_row(factors, rows) if reduction == "none" else lambda i, j: factors

        step = _Step(x.reshape(count, x.shape[-1]), weight, bias, compute, wanted)
        losses = _core.empty((count,), compute) if reduction == "none" else None
        total: Partial | None = None
        for i in range(0, max(count, 1), step.chunk):
            j = min(count, i + step.chunk)
            chosen = whole | {n: piece(i, j) for n, piece in pieces.items()}
            chosen["reduction"] = "none" if losses is not None else "partial"
            logits = step.logits(i, j)
            if wanted:
                if factor_of is not None:
                    chosen["cotangent"] = factor_of(i, j)
                value, _ = self._loss.value_and_grad(logits, wrt="logits", out=logits, **chosen)
            else:
                value = self._loss(logits, **chosen)
            if losses is not None:
                losses[i:j] = value
            else:
                total = value if total is None else total + value
            if wanted:
                factor = 1.0
                if j == count and reduction == "mean" and total is not None:
                    # A mean over a total weight of 0 is NaN and depends on nothing.
                    factor = 1.0 / float(total.weight) if total.weight != 0 else 0.0
                step.add(logits, i, j, factor, last=j == count)

        result: Any = total
        if losses is not None:
            result = _give(producer, losses.reshape(rows))
        elif total is not None and reduction != "partial":
            result = _give(producer, np.asarray(total.result(reduction)))
        if not gradient:
            return result, None
        by_name = {
            n: _give(producer, cast(step.gradient(n).reshape(arrays[n].shape), gradient_dtype(arrays[n])))
            for n in wanted
        }
        return result, pack_gradients(wrt, by_name)

    def _check_matrices(self, x: Any, weight: Any, bias: Any) -> tuple[tuple[int, ...], int]:
        """Return the axes of the rows and the number of classes."""
        if x.ndim == 0:
            self._fail("x must have at least one axis; got a 0-d array")
        if weight.ndim != 2 or weight.shape[1] != x.shape[-1]:
            self._fail(f"weight must have shape (classes, {x.shape[-1]}), as x has shape {x.shape}; got {weight.shape}")
        classes: int = weight.shape[0]
        if bias is not None and bias.shape != (classes,):
            self._fail(f"bias must have one entry per class, shape {(classes,)}; got {bias.shape}")
        return x.shape[:-1], classes

    def _check_class_weight(self, class_weight: Any, classes: int) -> None:
        if class_weight.shape != (classes,):
            self._fail(f"class_weight must have one entry per class, shape {(classes,)}; got {class_weight.shape}")

    def _check_target(self, target: Any, rows: tuple[int, ...], classes: int) -> bool:
        """Tell whether targets are soft."""
        if is_floating(target):
            if target.shape != (*rows, classes):
                self._fail(
                    f"target must be integers of the shape of x without its last axis, {rows}, or soft targets of the "
                    f"shape of the logits, {(*rows, classes)}; got dtype {target.dtype} and shape {target.shape}"
                )
            return True
        if target.shape != rows:
            self._fail(f"target must have the shape of x without its last axis, {rows}; got {target.shape}")
        return False

    def _row_options(
        self, given: dict[str, Any], rows: tuple[int, ...], classes: int
    ) -> tuple[dict[str, Slice], dict[str, Any]]:
        """Return the options that have a part for each row, as functions of rows, and the others."""
        name = self.__qualname__
        whole = {n: value for n, value in given.items() if n not in ("target", "where", "weights", "class_weight")}
        class_weight = given["class_weight"]
        if class_weight is not None:
            class_weight, _ = as_array(class_weight, name, "class_weight")
            self._check_class_weight(class_weight, classes)
        whole["weight"] = class_weight
        target, _ = as_array(given["target"], name, "target")
        pieces: dict[str, Slice] = {}
        present: Array | None = None
        if given["where"] is not None:
            of_rows = as_array(given["where"], name, "where", "a boolean array")[0].ndim <= len(rows)
            where = self._mask(given["where"], rows if of_rows else (*rows, classes))
            if where is not None:
                pieces["where"] = _by_row(where, rows, *where.shape[len(rows) :])
                present = where if of_rows else present
        weights = self._beside(given["weights"], rows, "weights")
        if weights is not None:
            pieces["weights"] = _by_row(weights, rows)
        if self._check_target(target, rows, classes):
            pieces["target"] = _by_row(target, rows, classes)
            return pieces, whole
        if target.dtype.kind in "iu":
            # Before anything is computed, and by its place among all rows.
            self._loss._refuse_target(target, classes, given["ignore_index"], present)
        pieces["target"] = _by_row(target, rows)
        return pieces, whole


class _Step:
    """The products of one call: logits of a chunk, and what their gradient adds to the gradients."""

    def __init__(
        self, x: Array, weight: Array, bias: Array | None, dtype: np.dtype[Any], wanted: tuple[str, ...]
    ) -> None:
        count, features = x.shape
        classes = weight.shape[0]
        self._dtype = dtype
        self._classes = classes
        self.chunk = _chunk_rows(count, classes, dtype.itemsize)
        self._tile = _tile_rows(classes, features, dtype.itemsize)
        self._x = _Matrix(x, self.chunk, dtype)
        self._weight = _Matrix(weight, self._tile, dtype)
        self._bias = bias
        self._logits = np.empty((self.chunk, classes), dtype)
        shapes = {"x": (count, features), "weight": (classes, features)}
        self._gradients: dict[str, Array] = {n: _core.empty(shapes[n], dtype) for n in wanted if n != "bias"}
        self._product = np.empty((self._tile, features), dtype) if "weight" in wanted and self.chunk < count else None
        # The bias's gradient is summed in double, with its rounding errors.
        self._sums = (np.zeros((1, classes)), np.zeros((1, classes))) if "bias" in wanted else None
        self._rows = self._x.piece(0, 0)

    def gradient(self, name: str) -> Array:
        if name != "bias" or self._sums is None:
            return self._gradients[name]
        return cast(self._sums[0] + self._sums[1], self._dtype)

    def logits(self, first: int, end: int) -> Array:
        """Return the logits of some rows, in the buffer of all chunks."""
        self._rows = self._x.piece(first, end)
        logits = self._logits[: end - first]
        # What is not finite shows in the result; no warnings.
        with np.errstate(all="ignore"):
            if self._weight.is_ready:
                np.matmul(self._rows, self._weight.piece(0, self._classes).T, out=logits)
            else:
                for j, k in self._tiles():
                    np.matmul(self._rows, self._weight.piece(j, k).T, out=logits[:, j:k])
        if self._bias is not None:
            _run("_add", (logits, self._bias), logits)
        return logits

    def add(self, slope: Array, first: int, end: int, factor: float, *, last: bool) -> None:
        """Add what the gradient of the logits of some rows gives; the last time, multiply all by factor."""
        with np.errstate(all="ignore"):
            if "x" in self._gradients:
                self._add_to_x(slope, first, end)
            if "weight" in self._gradients:
                self._add_to_weight(slope, first=first == 0, factor=factor if last else 1.0)
            if self._sums is not None:
                self._add_to_bias(slope)
            if last and factor != 1.0:
                if "x" in self._gradients:
                    self._gradients["x"] *= self._dtype.type(factor)
                for part in self._sums or ():
                    np.multiply(part, factor, out=part)
            if last and factor == 0.0:
                # NaN times 0 is not what depends on nothing has.
                for gradient in (*self._gradients.values(), *(self._sums or ())):
                    gradient[...] = 0

    def _tiles(self) -> list[tuple[int, int]]:
        return [(j, min(self._classes, j + self._tile)) for j in range(0, self._classes, self._tile)]

    def _add_to_x(self, slope: Array, first: int, end: int) -> None:
        result = self._gradients["x"][first:end]
        if self._weight.is_ready:
            np.matmul(slope, self._weight.piece(0, self._classes), out=result)
        else:
            result[...] = 0
            product = np.empty_like(result)
            for j, k in self._tiles():
                result += np.matmul(slope[:, j:k], self._weight.piece(j, k), out=product)
        if not np.isfinite(result).all():
            self._add_to_x_exactly(slope, result)

    def _add_to_x_exactly(self, slope: Array, result: Array) -> None:
        """As above, but a class without influence adds nothing, whatever its weights are."""
        result[...] = 0
        for j, k in self._tiles():
            tile = self._weight.piece(j, k)
            finite = _finite_rows(tile)
            result += slope[:, j:k] @ np.where(finite[:, None], tile, 0)
            for c in np.flatnonzero(~finite):
                own = slope[:, j + c, None]
                result += np.where(own == 0, 0, own * tile[c])

    def _add_to_weight(self, slope: Array, *, first: bool, factor: float) -> None:
        result, x = self._gradients["weight"], self._rows
        # A row without influence adds nothing, whatever it holds.
        finite = _finite_rows(x)
        if not finite.all():
            absent = ~finite & ~slope.any(axis=1)
            x = np.where(absent[:, None], 0, x)
        if first:
            np.matmul(slope.T, x, out=result)
            if factor != 1.0:
                _run("_identity", (result,), result, factor)
            return
        for j, k in self._tiles():
            product = np.matmul(slope[:, j:k].T, x, out=self._product[: k - j])  # type: ignore[index]
            _run("_add", (result[j:k], product), result[j:k], factor)

    def _add_to_bias(self, slope: Array) -> None:
        if self._sums is None:
            return
        high, low = np.zeros_like(self._sums[0]), np.zeros_like(self._sums[1])
        _core.elementwise(
            BY_NAME["_identity"].index,
            0,
            True,
            slope.shape,
            (slope,),
            value=high,
            value_low=low,
            reduced=True,
            gradients=(None,),
        )
        self._sums[0][...] += high
        self._sums[1][...] += low


_DOC = """\
Cross-entropy of the logits of a linear layer, without the matrix of logits.

What ``cross_entropy(x @ weight.T + bias, target, ...)`` returns, in chunks of rows. Also has
``value_and_grad``, with the gradients in x, weight and bias.

Parameters
----------
x : array_like
    Features, of shape (..., features); any real dtype.
weight : array_like
    Of shape (classes, features), as in ``torch.nn.Linear``.
target : array_like
    As in `cross_entropy`: class indices of the shape of x without its last axis, or soft targets with the
    classes as an axis more.
bias : array_like, optional
    One number per class, added to the logits.
{options}

Returns
-------
scalar, ndarray or Partial
    In nats. float64 where x, weight or bias is, or all are integers; otherwise float32.

Raises
------
ValueError
    For a target that is no class index (the first one is named), wrong shapes, options.
TypeError
    For wrong dtypes.

Notes
-----
Formula::

    logits = x @ weight.T + bias;  G = d loss / d logits, as cross_entropy has it
    d/dx = G @ weight,  d/dweight = G.T @ x,  d/dbias = sum of G over the rows

A chunk of r rows of logits is computed into a buffer, over which the loss writes its gradient, which is
multiplied at once with weight and with the rows of x. With n rows, c classes and f features of s
bytes each (4; 8 for float64) the memory beside inputs and results is ``r c s + min(4 MiB, c f s)`` and
64 bytes a row, where ``r = min(n, 512, max(n // 10, 8 MiB // (c s)))``, at least 1: a tenth of the logits,
or little. Inputs of another dtype than the result, or whose rows are no plain matrix, are converted in
pieces: ``r f s + min(4 MiB, c f s)`` more; gradients of 16-bit arguments are summed in float32 and
rounded once, which takes their size in float32 more.

On a device, where nothing waits for it, a chunk has as many rows. The memory beside inputs and results is
``r c s + 3 r f s + max(4 MiB, min(64 MiB, n c s / 64))`` and 64 bytes a row; for the gradient in bias 160 bytes a
class, or 2 MiB where that is more. Products are CuPy's (cuBLAS). A target that is no class makes its row NaN.

The products are NumPy's (its BLAS, with threads of its own), with the rounding errors of a matrix
product in the type of the result; losses and the gradient in bias are summed in double. The number of BLAS's
threads may change the last bits of a product, and so of results; that of this library's does not.

Borders: those of `cross_entropy`. A row that is absent has no influence, whatever x holds there; a class that
is masked in all rows has none, whatever weight holds there. A mean over a total weight of 0 is NaN
with zero gradients.

Source: E. Wijmans et al., "Cut Your Losses in Large-Vocabulary Language Models" (2024), for computing the
loss without all logits.

Examples
--------
>>> import likelier as lk
>>> x, weight = [[1.0, 0.0], [0.0, 2.0]], [[0.0, 0.0], [1.0, 1.0], [2.0, 0.0]]
>>> float(lk.linear_cross_entropy(x, weight, [2, 1]).round(12))
0.323575365333
>>> loss, gradients = lk.linear_cross_entropy.value_and_grad(x, weight, [2, 1], wrt=("x", "weight"))
>>> gradients.weight.round(6).tolist()
[[0.045015, 0.106507], [0.122364, -0.213014], [-0.16738, 0.106507]]
"""


def _described_options(doc: str) -> dict[str, str]:
    """Return the entries of a docstring's section of parameters by name."""
    section = doc.partition("\nParameters\n----------\n")[2].partition("\nReturns\n-------\n")[0]
    entries = re.split(r"^(?=\w)", section.strip("\n"), flags=re.MULTILINE)
    return {entry.partition(" :")[0]: entry.rstrip() for entry in entries if entry.strip()}


def _make() -> _LinearCrossEntropy:
    stated = inspect.signature(cross_entropy).parameters
    entries = _described_options(cross_entropy.__doc__ or "")
    renamed = {"weight": "class_weight"}
    options, texts = {}, []
    for n, parameter in stated.items():
        if n not in _LEFT_OUT:
            own = renamed.get(n, n)
            options[own] = parameter.replace(name=own)
            texts.append(own + entries[n][len(n) :])
    doc = _DOC.format(options="\n".join(texts))
    return _LinearCrossEntropy("linear_cross_entropy", "likelier", options, doc)


linear_cross_entropy = _make()
