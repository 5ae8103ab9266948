"""Losses of score matching, and Hutchinson's estimate, of arrays on CUDA devices."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import is_floating, is_weak, reduced_dtype, result_dtype
from likelier._device import DeviceArray, Number, Place
from likelier._device_rows import _Event, _has_total, _Reduction, _row_weights, _Rows, _Weights
from likelier._differentiable import choose_wrt, pack_gradients
from likelier._elementwise import REDUCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from likelier._score_losses import ScoreFunction

_FLOAT64 = np.dtype(np.float64)


def _row(x: DeviceArray | Number | None) -> Any:
    """Return what the bindings take of one value a sample: an array of samples, with an axis of elements behind."""
    if x is None or isinstance(x, Number):
        return None if x is None else x.view()
    return x.with_axes((*x.shape, 1), (*x.strides, 0)).view()


def _view(x: DeviceArray | None) -> Any:
    return None if x is None else x.view()


def _is_contiguous(x: DeviceArray | Number, shape: tuple[int, ...]) -> bool:
    if isinstance(x, Number) or x.shape != shape:
        return False
    steps = [x.dtype.itemsize * math.prod(shape[a + 1 :]) for a in range(len(shape))]
    return all(n == 1 or s == step for n, s, step in zip(shape, x.strides, steps, strict=True))


def _run(
    place: Place,
    formula: str,
    shape: tuple[int, ...],
    operands: Sequence[DeviceArray],
    rows: Mapping[str, DeviceArray | None],
    **options: Any,
) -> None:
    """Queue a formula; ``rows`` are what is one value a sample."""
    places = {n: _row(x) for n, x in rows.items()} | options.pop("places", {})
    place.queue(
        place.engine.score(
            formula=formula, shape=shape, operands=tuple(x.view() for x in operands), places=places, **options
        )
    )


class Call:
    """One call: its arguments, its samples, and what becomes of their losses.

    Attributes
    ----------
    arrays
        The arguments by name.
    rows
        The shape of the samples.
    wanted
        The arguments to differentiate in.
    collapsed
        Whether the losses of samples are not told apart, which makes one long row of the batch.
    losses
        Where losses go: of all samples, or, collapsed, the result.
    scale
        What multiplies them there.
    """

    def __init__(
        self, function: ScoreFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> None:
        name = function.__qualname__
        self.place, self.given = place, given
        self.arrays: dict[str, Any] = {n: place.argument(given[n], n) for n in function.arrays if given[n] is not None}
        self.rows = function._rows_of(self.arrays)
        self.dtype = result_dtype([given[n] for n in self.arrays], list(self.arrays.values()))
        self._kind = given["reduction"]
        function._choice(self._kind, REDUCTIONS, "reduction")
        where = place.mask(given["where"], self.rows)
        weights = place.beside(given["weights"], self.rows, "weights")
        self.wanted: tuple[str, ...] = ()
        self._cotangent: DeviceArray | None = None
        if gradient:
            floating = [n for n, x in self.arrays.items() if is_floating(x) or is_weak(given[n])]
            self.wanted = choose_wrt(name, wrt, floating, tuple(self.arrays))
            for n in self.wanted:
                if n not in floating:
                    function._fail(
                        f"wrt must name floating arguments; got {n!r}, of dtype {self.arrays[n].dtype}", TypeError
                    )
            self._cotangent = place.beside(cotangent, self.rows if self._kind == "none" else (), "cotangent")
        self._rows = _Rows(function, place, _Event((*self.rows, 1), -1, function, "s"), self.dtype)
        self._weights: _Weights | None = None
        if where is not None or weights is not None:
            self._weights = _row_weights(self._rows, weights, None, where, adds_up=_has_total(given))
        self._reduction: _Reduction | None = None
        self._gradients: dict[str, DeviceArray] = {}
        self._sums: list[tuple[DeviceArray, DeviceArray]] = []
        self.collapsed = False
        self.scale = 1.0
        self.losses: DeviceArray

    def begin(self, elements: Mapping[str, tuple[int, ...]], numbers: Sequence[DeviceArray | Number] = ()) -> None:
        """Choose what becomes of the losses, from the arguments with elements, by their full shapes, and the numbers.

        Without arguments with elements samples are always told apart.
        """
        count = math.prod(self.rows)
        self.collapsed = (
            self._kind in ("mean", "sum")
            and self._weights is None
            and bool(elements)
            and all(x.ndim == 0 for x in numbers)
            and all(math.prod(shape) > 0 and _is_contiguous(self.arrays[n], shape) for n, shape in elements.items())
        )
        self._total: dict[str, Any] = {}
        if self.collapsed:
            self.losses = self.place.empty((), reduced_dtype(self.dtype))
            self.scale = self._share = 1.0 / count if self._kind == "mean" else 1.0
            return
        self._reduction = _Reduction(self._rows, self.given, self._weights, into=None)
        self.losses, self._share = self._reduction.values, self._reduction.factor
        self._total = self._reduction.total

    def as_array(self, x: DeviceArray | Number) -> DeviceArray:
        """Return an argument as an array."""
        if isinstance(x, DeviceArray):
            return x
        own = self.place.empty((), _FLOAT64)
        self.place.add_up((), (), x.view(), own)
        return own

    def gradient(
        self,
        name: str,
        shape: tuple[int, ...],
        strip: Callable[[DeviceArray], DeviceArray] = lambda x: x,
        *,
        wide: bool = False,
    ) -> DeviceArray | None:
        """Return where a gradient of this shape is written; None where it is not wanted.

        What is to be summed onto the argument's own shape, less what ``strip`` takes off, goes to another array: of
        doubles where ``wide``.
        """
        if name not in self.wanted:
            return None
        x = self.arrays[name]
        own = x.dtype if is_floating(x) else _FLOAT64
        result = self.place.empty(x.shape, own)
        self._gradients[name] = result
        into = strip(result)
        if into.shape == shape:
            return into
        whole = self.place.empty(shape, _FLOAT64 if wide else reduced_dtype(own))
        self._sums.append((whole, into))
        return whole

    def row_gradient(self, name: str, strip: Callable[[DeviceArray], DeviceArray] = lambda x: x) -> DeviceArray | None:
        """Return where a gradient of one value a sample is written."""
        return self.gradient(name, () if self.collapsed else self.rows, strip, wide=True)

    def queue(
        self,
        formula: str,
        shape: tuple[int, ...],
        operands: Sequence[DeviceArray],
        gradients: Sequence[DeviceArray | None] = (),
        numbers: Sequence[DeviceArray | Number] = (),
        option: float = 0.0,
        *,
        losses: DeviceArray | None = None,
        scale: float = 1.0,
        offset: DeviceArray | None = None,
        factors: DeviceArray | None = None,
        results: Sequence[DeviceArray | None] = (),
        share: float = 1.0,
        weighs_losses: bool = True,
        in_double: bool | None = None,
        flat: bool = True,
        sums_probes: bool = False,
    ) -> None:
        """Queue a formula on samples of this shape, elements last; ``share`` divides gradients."""
        if self.collapsed and flat:
            shape = (math.prod(shape),)
            operands = [x.with_axes(shape, (x.dtype.itemsize,)) for x in operands]
            gradients = [None if g is None else g.with_axes(shape, (g.dtype.itemsize,)) for g in gradients]
        _run(
            self.place,
            formula,
            shape,
            operands,
            {
                "losses": losses,
                "offset": offset,
                "factors": factors,
                "row_weights": None if self._weights is None else self._weights.rows,
                "cotangent": self._cotangent,
            },
            places=self._total,
            in_double=self.dtype == _FLOAT64 if in_double is None else in_double,
            gradients=tuple(map(_view, gradients)) if any(g is not None for g in gradients) else (),
            numbers=tuple(map(_row, numbers)),
            results=tuple(map(_row, results)),
            option=option,
            factor=scale,
            gradient_factor=self._share / share,
            weighs_losses=weighs_losses,
            sums_probes=sums_probes,
        )

    def mean_of_probes(self, values: DeviceArray, into: DeviceArray) -> None:
        """Queue the mean over the first axis."""
        total = {"total_number": float(values.shape[0])}
        self.place.add_up(values.shape, (0,), values.view(), into, total=total)

    def finish(self, wrt: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Queue what is left to do; return value and gradients."""
        place = self.place
        value: Any = None
        if self._reduction is not None:
            value = self._reduction.finish()
        if value is None:
            value = place.give(self.losses if self._reduction is None else self._reduction.result)
        if not gradient:
            return value, None
        for whole, into in self._sums:
            place.sum_to(whole, into)
        return value, pack_gradients(wrt, {n: place.give(self._gradients[n]) for n in self.wanted})


def evaluate(
    function: ScoreFunction, place: Place, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
) -> tuple[Any, Any]:
    """Queue a loss."""
    call = Call(function, place, given, wrt, cotangent, gradient=gradient)
    function._queue(call)
    return call.finish(wrt, gradient=gradient)


def lengths(function: ScoreFunction, place: Place, eps: Any, rows: tuple[int, ...]) -> DeviceArray | Number:
    """Return the lengths of steps: one, or one a sample. Of an array, which is not waited for, bad ones give NaN."""
    own = place.argument(eps, "eps")
    function._of_rows({"eps": own}, "eps", rows)  # type: ignore[dict-item]
    if isinstance(own, Number) and not 0 < own.value < math.inf:
        function._fail(f"eps must be positive and finite; got {eps!r}")
    return own


def hutchinson(place: Place, v: Any, jv: Any, shape_of: Callable[[Any, Any], tuple[int, ...]]) -> tuple[Any, Any, int]:
    """Queue the estimate: value, standard error, and the number of probes."""
    arrays = [place.array(v, "v"), place.array(jv, "jv")]
    shape = shape_of(*arrays)
    count, rows = shape[0], shape[1:-1]
    dtype = result_dtype([v, jv], arrays)  # type: ignore[arg-type]
    kind = reduced_dtype(dtype)
    forms = place.empty(shape[:-1], _FLOAT64)
    _run(place, "product", shape, arrays, {"losses": forms}, in_double=dtype == _FLOAT64)
    mean, value, stderr = place.empty(rows, _FLOAT64), place.empty(rows, kind), place.empty(rows, kind)
    place.add_up(forms.shape, (0,), forms.view(), mean, total={"total_number": float(count)})
    place.add_up(rows, (), mean.view(), value)
    if count > 1:
        # The squared distances of a sample's forms from their mean, halved.
        of_sample = forms.with_axes((*rows, count), (*forms.strides[1:], forms.strides[0]))
        around = mean.with_axes((*rows, 1), (*mean.strides, 0))
        _run(
            place,
            "explicit",
            (*rows, count),
            (of_sample, around),
            {"losses": stderr},
            in_double=True,
            factor=2.0 / (count * (count - 1)),
            square_root=True,
        )
    else:
        place.add_up(rows, (), math.nan, stderr)
    return place.give(value), place.give(stderr), count
