"""Losses of score matching from arrays: scores, traces, probes and their products with the Jacobian."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from likelier import _core, _device_score
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    gradient_dtype,
    is_integer,
    is_number,
    reduced_dtype,
    result_dtype,
)
from likelier._device import DeviceArray, place_of
from likelier._differentiable import pack_gradients
from likelier._elementwise import REDUCTIONS
from likelier._memory import sum_to
from likelier._partial import Partial
from likelier._probes import Estimate
from likelier._rows import _Event, _give, _Reduction, _RowFunction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

# What formulas leave of a sample where that is more than its loss.
RESULTS = {"denoising": 3, "denoising_of_noise": 3, "sliced": 2}


class _Sums:
    """What one call has in common: the samples, their factor, and whether their sum is all that is wanted.

    Parameters
    ----------
    active
        Which samples are present; None: all.
    factor
        What multiplies gradients: an array over the samples, a number, or None for 1.
    collapses
        Whether the losses of samples need not be told apart.
    in_double
        Whether to compute in float64.
    """

    def __init__(self, active: Array | None, factor: Any, *, collapses: bool, in_double: bool) -> None:
        self.active, self.factor, self.collapses, self.in_double = active, factor, collapses, in_double

    def present(self, values: Any, rows: tuple[int, ...]) -> Array:
        """Return one number a sample: 0 for those that are absent."""
        full = np.broadcast_to(np.asarray(values, np.float64), rows)
        return full if self.active is None else np.where(self.active, full, 0.0)

    def run(
        self,
        formula: str,
        operands: Sequence[Array],
        gradients: Sequence[Array | None],
        numbers: Sequence[Any] = (),
        option: float = 0.0,
        share: float = 1.0,
    ) -> Array:
        """Return what a formula leaves of each sample, or of all: one or more numbers on a last axis.

        The operands have one shape: samples, then elements. ``numbers`` are the formula's, one a sample; ``share``
        divides the gradients.
        """
        shape = operands[0].shape
        factor = self.factor
        if share != 1.0:
            factor = (1.0 if factor is None else factor) / share
        arrays = [*operands, *(g for g in gradients if g is not None)]
        uniform = all(np.ndim(x) == 0 for x in numbers) and np.ndim(factor) == 0
        if self.collapses and uniform and all(a.flags.c_contiguous for a in arrays):
            # One long row: no sample costs more than its elements do.
            size = math.prod(shape)
            shape = (size,)
            operands = [a.reshape(size) for a in operands]
            gradients = [None if g is None else g.reshape(size) for g in gradients]
        active = None if len(shape) == 1 and self.collapses else self.active
        result = np.empty((*shape[:-1], RESULTS.get(formula, 1)))
        _core.score(
            formula,
            self.in_double,
            shape,
            tuple(operands),
            result,
            gradients=tuple(gradients),
            numbers=tuple(np.asarray(x, np.float64) for x in numbers),
            option=option,
            active=active,
            factor=None if factor is None else np.asarray(factor, np.float64),
        )
        if self.collapses and result.ndim > 1:
            result = result.sum(axis=tuple(range(result.ndim - 1)))
        return result


class Job(NamedTuple):
    """One call: its arguments, those that are arrays, the gradients that are wanted, the samples and their sums."""

    given: dict[str, Any]
    arrays: dict[str, Array]
    wanted: tuple[str, ...]
    rows: tuple[int, ...]
    sums: _Sums


class ScoreFunction(_RowFunction):
    """A loss of samples: arguments by name, broadcasting, reductions and the gradients' places.

    Attributes
    ----------
    arrays
        The arguments that are arrays and have gradients.
    """

    arrays: tuple[str, ...] = ()

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        """Return the shape of the samples; raise where the arguments do not fit together."""
        raise NotImplementedError

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        """Return the losses (their sum, where sums.collapses) and the gradients that are wanted."""
        raise NotImplementedError

    def _queue(self, call: _device_score.Call) -> None:
        """Queue the same on a device."""
        raise NotImplementedError

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        place = place_of(name, self.arrays, [given[n] for n in self.arrays])
        if place is not None:
            with place.running():
                return _device_score.evaluate(self, place, given, wrt, cotangent, gradient=gradient)
        arrays: dict[str, Array] = {}
        producer: Callable[[Array], Any] | None = None
        for n in self.arrays:
            if given[n] is None:
                continue
            arrays[n], own = as_array(given[n], name, n)
            producer = producer or own
        rows = self._rows_of(arrays)
        dtype = result_dtype([given[n] for n in arrays], list(arrays.values()))
        kind, reduced = given["reduction"], reduced_dtype(dtype)
        self._choice(kind, REDUCTIONS, "reduction")
        wanted = self._wanted(wrt, arrays, given) if gradient else ()
        count = math.prod(rows)
        reduction: _Reduction | None = None
        active: Array | None = None
        factor: Any = None
        if kind != "none" and given["where"] is None and given["weights"] is None:
            if gradient:
                own_factor = self._beside(cotangent, (), "cotangent")
                factor = 1.0 if own_factor is None else float(as_known(own_factor))
                if kind == "mean":
                    # A mean over nothing depends on nothing.
                    factor = factor / count if count else 0.0
        else:
            where = self._mask(given["where"], rows)
            present = None if where is None else where[..., np.newaxis]
            event = _Event((*rows, 1), -1, name, "s")
            reduction = _Reduction(self, given | {"out": None}, event, present, reduced, [*arrays.values(), where])
            active = reduction.present
            factor = reduction.cotangent(cotangent) if gradient else None
        sums = _Sums(active, factor, collapses=reduction is None, in_double=dtype == np.float64)
        losses, gradients = self._compute(Job(given, arrays, wanted, rows, sums))
        if reduction is None:
            total = Partial.of_sums([np.asarray(losses, np.float64), 0.0, float(count), 0.0], reduced)
            result = self._value(total, None, kind, None, None, producer)
        else:
            reduction.values[...] = losses
            result = reduction.result(producer)
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, {n: _give(producer, gradients[n]) for n in wanted})

    def _common(
        self, arrays: Mapping[str, Array], names: Sequence[str], other: tuple[int, ...] = ()
    ) -> tuple[int, ...]:
        """Return the shape that arguments of samples and elements broadcast to."""
        for n in names:
            if arrays[n].ndim == 0:
                self._fail(f"{n} must have at least one axis, of dimensions; got a 0-d array")
        try:
            return np.broadcast_shapes(*(arrays[n].shape for n in names), *((other,) if other else ()))
        except ValueError:
            shapes = ", ".join(f"{n} {arrays[n].shape}" for n in names)
            self._fail(f"the arguments must have shapes that broadcast; got {shapes}")

    def _places(
        self, arrays: Mapping[str, Array], names: Sequence[str], wanted: Sequence[str], shape: tuple[int, ...]
    ) -> list[Array | None]:
        """Return new arrays of the full shape for the gradients that are wanted; what is summed is not 16-bit."""
        return [
            _core.empty(shape, gradient_dtype(a) if a.shape == shape else reduced_dtype(gradient_dtype(a)))
            if n in wanted
            else None
            for n, a in ((n, arrays[n]) for n in names)
        ]

    def _settle(self, arrays: Mapping[str, Array], names: Sequence[str], places: Sequence[Any]) -> dict[str, Array]:
        """Return the gradients in their arguments' shapes and dtypes, by name."""
        return {
            n: cast(sum_to(g, arrays[n].shape), gradient_dtype(arrays[n]))
            for n, g in zip(names, places, strict=True)
            if g is not None
        }

    def _row_gradient(self, x: Array, values: Array) -> Array:
        """Return the gradient by an argument of one number a sample, from its values at all samples."""
        return cast(np.array(sum_to(values, x.shape)), gradient_dtype(x))

    def _row_total(self, x: Array, rows: tuple[int, ...], sums: _Sums) -> Any:
        """Return one number a sample, of an argument, or their sum."""
        if sums.collapses:
            return np.broadcast_to(as_known(x), rows).sum(dtype=np.float64)
        return sums.present(as_known(x), rows)

    def _of_rows(self, arrays: Mapping[str, Array], name: str, rows: tuple[int, ...]) -> None:
        """Raise unless an argument has one number a sample."""
        x = arrays[name]
        try:
            fits = np.broadcast_shapes(x.shape, rows) == rows
        except ValueError:
            fits = False
        if not fits:
            self._fail(f"{name} must have one number a sample, shape {rows}; got {x.shape}")


def _factor_of(sums: _Sums) -> Any:
    return 1.0 if sums.factor is None else sums.factor


class _Plain(ScoreFunction):
    """One formula of operands that broadcast: samples, then elements."""

    formula = ""

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        return self._common(arrays, self.arrays)[:-1]

    def _beside_rows(self, given: dict[str, Any], shape: tuple[int, ...]) -> tuple[list[Any], float]:  # noqa: ARG002
        """Return the formula's numbers, each one or one a sample, and its option."""
        return [], 0.0

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        given, arrays, wanted, sums = job.given, job.arrays, job.wanted, job.sums
        shape = self._common(arrays, self.arrays)
        operands = [np.broadcast_to(arrays[n], shape) for n in self.arrays]
        places = self._places(arrays, self.arrays, wanted, shape)
        losses = sums.run(self.formula, operands, places, *self._beside_rows(given, shape))[..., 0]
        return losses, self._settle(arrays, self.arrays, places)

    def _beside_rows_on_device(self, call: _device_score.Call, shape: tuple[int, ...]) -> tuple[list[Any], float]:  # noqa: ARG002
        return [], 0.0

    def _queue(self, call: _device_score.Call) -> None:
        shape = self._common(call.arrays, self.arrays)
        numbers, option = self._beside_rows_on_device(call, shape)
        call.begin(dict.fromkeys(self.arrays, shape), numbers)
        operands = [call.arrays[n] for n in self.arrays]
        gradients = [call.gradient(n, shape) for n in self.arrays]
        call.queue(self.formula, shape, operands, gradients, numbers, option, losses=call.losses, scale=call.scale)


class _Explicit(_Plain):
    formula = "explicit"
    arrays = ("s", "s_target")


class _Weighted(_Plain):
    formula = "weighted"
    arrays = ("s", "ds", "w", "dw")


class _FiniteDifferenceScore(_Plain):
    formula = "finite_difference"
    arrays = ("s_plus", "s_minus", "v")

    def _beside_rows(self, given: dict[str, Any], shape: tuple[int, ...]) -> tuple[list[Any], float]:
        return [_lengths(self, given["eps"], shape[:-1])], 0.5 * shape[-1]

    def _beside_rows_on_device(self, call: _device_score.Call, shape: tuple[int, ...]) -> tuple[list[Any], float]:
        return [_device_score.lengths(self, call.place, call.given["eps"], shape[:-1])], 0.5 * shape[-1]


def _lengths(function: ScoreFunction, eps: Any, rows: tuple[int, ...]) -> Any:
    """Return the lengths of steps: one, or one a sample."""
    array, _ = as_array(eps, function.__qualname__, "eps")
    function._of_rows({"eps": array}, "eps", rows)
    lengths = as_known(array).astype(np.float64)
    if not np.all((lengths > 0) & np.isfinite(lengths)):
        function._fail(f"eps must be positive and finite; got {eps!r}")
    return lengths


class _Implicit(ScoreFunction):
    """Hyvarinen's loss."""

    arrays = ("s", "trace")

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        rows = self._common(arrays, ("s",))[:-1]
        self._of_rows(arrays, "trace", rows)
        return rows

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        arrays, wanted, rows, sums = job.arrays, job.wanted, job.rows, job.sums
        s, trace = arrays["s"], arrays["trace"]
        places = self._places(arrays, ("s",), wanted, s.shape)
        losses = sums.run("half_square", [s], places)[..., 0] + self._row_total(trace, rows, sums)
        gradients = self._settle(arrays, ("s",), places)
        if "trace" in wanted:
            gradients["trace"] = self._row_gradient(trace, sums.present(_factor_of(sums), rows))
        return losses, gradients

    def _queue(self, call: _device_score.Call) -> None:
        place, rows, s = call.place, call.rows, call.arrays["s"]
        trace = call.as_array(call.arrays["trace"])
        call.begin({"s": s.shape})
        factors = call.gradient("trace", rows, wide=True)
        if call.collapsed:
            total = place.empty((), np.dtype(np.float64))
            place.add_up(rows, range(len(rows)), trace.view(), total)
            if factors is not None:
                # What is one value a sample, without the elements.
                none = s.with_axes((*rows, 0), s.strides)
                call.queue("half_square", none.shape, [none], factors=factors, flat=False)
            trace, factors = total, None
        call.queue(
            "half_square",
            s.shape,
            [s],
            [call.gradient("s", s.shape)],
            losses=call.losses,
            scale=call.scale,
            offset=trace,
            factors=factors,
        )


class _Denoising(ScoreFunction):
    """Vincent's loss."""

    arrays = ("s", "x", "x_noisy", "sigma", "noise", "weighting")

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> dict[str, Any]:
        given: dict[str, Any] = super()._bind(args, options)
        if given["noise"] is None and (given["x"] is None or given["x_noisy"] is None):
            self._fail("missing the arguments 'x' and 'x_noisy', or 'noise'; got neither", TypeError)
        if given["noise"] is not None and (given["x"] is not None or given["x_noisy"] is not None):
            self._fail("noise must be None where x or x_noisy is given; got both", TypeError)
        if given["sigma"] is None:
            self._fail("missing the argument 'sigma'; got None", TypeError)
        weighting = given["weighting"]
        given["kind"] = weighting
        if isinstance(weighting, str):
            self._choice(weighting, ("none", "sigma2"), "weighting")
            given["weighting"] = None
        else:
            given["kind"] = "array"
            if weighting is None:
                self._fail("weighting must be 'none', 'sigma2' or an array; got None", TypeError)
        return given

    def _operands(self, arrays: Mapping[str, Array]) -> tuple[str, ...]:
        return ("s", "noise") if "noise" in arrays else ("s", "x", "x_noisy")

    def _of_sample(self, arrays: Mapping[str, Any], name: str, shape: tuple[int, ...]) -> Any:
        """Return one number a sample; a last axis of length 1 stands for the dimensions."""
        x = arrays[name]
        if x.ndim == len(shape) and x.ndim > 0 and x.shape[-1] == 1:
            x = x.without((x.ndim - 1,)) if isinstance(x, DeviceArray) else x[..., 0]
        self._of_rows({name: x}, name, shape[:-1])
        return x

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        shape = self._common(arrays, self._operands(arrays))
        for n in ("sigma", "weighting"):
            if n in arrays:
                self._of_sample(arrays, n, shape)
        return shape[:-1]

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        given, arrays, wanted, sums = job.given, job.arrays, job.wanted, job.sums
        names = self._operands(arrays)
        shape = self._common(arrays, names)
        operands = [np.broadcast_to(arrays[n], shape) for n in names]
        places = self._places(arrays, names, wanted, shape)
        numbers = [as_known(self._of_sample(arrays, n, shape)) for n in ("sigma", "weighting") if n in arrays]
        # What is differentiated by has each sample's own factor, and so its own sums.
        of_samples = [n for n in ("sigma", "weighting") if n in wanted]
        own = _Sums(sums.active, sums.factor, collapses=False, in_double=sums.in_double) if of_samples else sums
        formula = "denoising_of_noise" if "noise" in arrays else "denoising"
        left = own.run(formula, operands, places, numbers, float(given["kind"] == "sigma2"))
        gradients = self._settle(arrays, names, places)
        factor = _factor_of(sums)
        for n in of_samples:
            slope = left[..., 1 if n == "sigma" else 2]
            gradients[n] = self._of_each(arrays[n], factor * slope, shape, sums)
        losses = left[..., 0]
        if own is not sums and sums.collapses:
            losses = losses.sum()
        return losses, gradients

    def _queue(self, call: _device_score.Call) -> None:
        arrays = call.arrays
        names = self._operands(arrays)
        shape = self._common(arrays, names)
        numbers = [self._of_sample(arrays, n, shape) for n in ("sigma", "weighting") if n in arrays]
        call.begin(dict.fromkeys(names, shape), numbers)

        def strip(x: Any) -> Any:
            return self._of_sample({"sigma": x}, "sigma", shape)

        call.queue(
            "denoising_of_noise" if "noise" in arrays else "denoising",
            shape,
            [arrays[n] for n in names],
            [call.gradient(n, shape) for n in names],
            numbers,
            float(call.given["kind"] == "sigma2"),
            losses=call.losses,
            scale=call.scale,
            results=[call.row_gradient(n, strip) for n in ("sigma", "weighting")],
        )

    def _of_each(self, x: Array, values: Array, shape: tuple[int, ...], sums: _Sums) -> Array:
        rows = sums.present(values, shape[:-1])
        if x.ndim == len(shape) and x.ndim > 0 and x.shape[-1] == 1:
            rows = rows[..., np.newaxis]
        return self._row_gradient(x, rows)


class _Sliced(ScoreFunction):
    """Losses of probes."""

    arrays = ("s", "v", "jv")

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        shape = self._common(arrays, ("s",))
        probes = self._common(arrays, ("v", "jv"))
        if probes != shape and probes[1:] != shape:
            self._fail(f"v and jv must have the shape of s, {shape}, or (K, *that); got {probes}")
        return shape[:-1]

    def _probes_of(self, arrays: Mapping[str, Array]) -> tuple[tuple[int, ...], int]:
        """Return the shape that probes have, and how many there are of a sample."""
        shape = self._common(arrays, ("v", "jv"))
        count = shape[0] if len(shape) > arrays["s"].ndim else 1
        if count == 0:
            self._fail("v must have at least one probe; got none")
        return shape, count

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        given, arrays, wanted, rows, sums = job.given, job.arrays, job.wanted, job.rows, job.sums
        reduced = self._flag(given["variance_reduced"], "variance_reduced")
        s = arrays["s"]
        shape, count = self._probes_of(arrays)
        v, jv = (np.broadcast_to(arrays[n], shape) for n in ("v", "jv"))
        own = self._places(arrays, ("s",), wanted, s.shape)
        of_probes = self._places(arrays, ("v", "jv"), wanted, shape)
        if reduced:
            left = sums.run("half_square", [s], own)[..., 0]
            forms = sums.run("product", [v, jv], of_probes, share=float(count))[..., 0]
            summed = sums.collapses or len(shape) == s.ndim
            losses = left + (forms / count if summed else forms.mean(axis=0))
        else:
            losses = self._sliced(s, v, jv, own + of_probes, count, rows, sums)
        return losses, self._settle(arrays, ("s",), own) | self._settle(arrays, ("v", "jv"), of_probes)

    @staticmethod
    def _sliced(
        s: Array, v: Array, jv: Array, places: Sequence[Array | None], count: int, rows: tuple[int, ...], sums: _Sums
    ) -> Array:
        samples, dim = math.prod(rows), s.shape[-1]
        full = (count, samples, dim)
        flat = [s.reshape(samples, dim), v.reshape(full), jv.reshape(full)]
        factor = np.asarray(_factor_of(sums), np.float64) / count
        if factor.ndim > 0:
            factor = np.broadcast_to(factor, rows).reshape(samples)
        shapes = ((samples, dim), full, full)
        left = np.empty((count, samples, RESULTS["sliced"]))
        _core.score(
            "sliced",
            sums.in_double,
            full,
            tuple(flat),
            left,
            gradients=tuple(None if g is None else g.reshape(n) for g, n in zip(places, shapes, strict=True)),
            active=None if sums.active is None else np.broadcast_to(sums.active, rows).reshape(samples),
            factor=factor,
        )
        losses = left[..., 0]
        return np.asarray(losses.sum() / count if sums.collapses else losses.mean(axis=0).reshape(rows))

    def _queue(self, call: _device_score.Call) -> None:
        reduced = self._flag(call.given["variance_reduced"], "variance_reduced")
        s, v, jv = (call.arrays[n] for n in self.arrays)
        shape, count = self._probes_of(call.arrays)
        double = np.dtype(np.float64)
        call.begin({"s": s.shape, "v": shape, "jv": shape} if reduced else {})
        by_s = call.gradient("s", s.shape)
        by_probes = [call.gradient(n, shape) for n in ("v", "jv")]
        if reduced:
            # One number of all samples, or one a sample and probe.
            forms = call.place.empty(() if call.collapsed else shape[:-1], double)
            share = 1.0 / count if call.collapsed else 1.0
            options = {"scale": share, "share": float(count), "weighs_losses": False}
            call.queue("product", shape, [v, jv], by_probes, losses=forms, **options)  # type: ignore[arg-type]
            mean = forms
            if not call.collapsed and len(shape) > s.ndim:
                mean = call.place.empty(call.rows, double)
                call.mean_of_probes(forms, mean)
            call.queue("half_square", s.shape, [s], [by_s], losses=call.losses, scale=call.scale, offset=mean)
            return
        shape = (count, *s.shape)
        each, products = (call.place.empty(shape[:-1], double) for _ in range(2))
        call.queue("sliced", shape, [s, v, jv], losses=each, results=[products])
        call.mean_of_probes(each, call.losses)
        if call.wanted:
            gradients = [None if g is None else g.padded(len(shape)) for g in (by_s, *by_probes)]
            call.queue("sliced", shape, [s, v, jv], gradients, [products], share=float(count), sums_probes=True)


class _FiniteDifference(ScoreFunction):
    """Finite differences of log-densities."""

    arrays = ("logp", "logp_plus", "logp_minus")

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        try:
            return np.broadcast_shapes(*(arrays[n].shape for n in self.arrays))
        except ValueError:
            shapes = ", ".join(f"{n} {arrays[n].shape}" for n in self.arrays)
            self._fail(f"the arguments must have shapes that broadcast; got {shapes}")

    def _dimensions(self, dim: Any) -> float:
        if not is_integer(dim):
            self._fail(f"dim must be an int; got {dim!r}", TypeError)
        if dim < 1:
            self._fail(f"dim must be at least 1; got {dim}")
        return float(dim)

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        given, arrays, wanted, rows, sums = job.given, job.arrays, job.wanted, job.rows, job.sums
        dim = self._dimensions(given["dim"])
        shape = (*rows, 1)
        operands = [np.broadcast_to(arrays[n][..., np.newaxis], shape) for n in self.arrays]
        places = [_core.empty(shape, np.dtype(np.float64)) if n in wanted else None for n in self.arrays]
        # Differences in double: what is left of them is all that matters.
        own = _Sums(sums.active, sums.factor, collapses=sums.collapses, in_double=True)
        numbers = [_lengths(self, given["eps"], rows)]
        losses = own.run("finite_difference_of_logp", operands, places, numbers, dim)[..., 0]
        gradients = {
            n: self._row_gradient(arrays[n], g[..., 0])
            for n, g in zip(self.arrays, places, strict=True)
            if g is not None
        }
        return losses, gradients

    def _queue(self, call: _device_score.Call) -> None:
        given, rows = call.given, call.rows
        dim = self._dimensions(given["dim"])
        numbers = [_device_score.lengths(self, call.place, given["eps"], rows)]
        call.begin(dict.fromkeys(self.arrays, rows), numbers)

        def as_elements(x: DeviceArray | None) -> Any:
            return None if x is None else x.with_axes((*x.shape, 1), (*x.strides, x.dtype.itemsize))

        call.queue(
            "finite_difference_of_logp",
            (*rows, 1),
            [as_elements(call.as_array(call.arrays[n])) for n in self.arrays],
            [as_elements(call.gradient(n, rows, wide=True)) for n in self.arrays],
            numbers,
            dim,
            losses=call.losses,
            scale=call.scale,
            in_double=True,
        )


def hutchinson(v: Any, jv: Any) -> Estimate:
    """Estimate of the trace of J from probes v and their products Jv.

    Parameters
    ----------
    v, jv : array_like
        Probes and J times each: the first axis is that of the probes, the last of the dimensions, those between of
        samples. They broadcast against each other.

    Returns
    -------
    Estimate
        The mean of v.Jv over the probes and its standard error, for each sample, and the number of probes. float64
        where an argument is, or both are integers; otherwise float32.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula::

        value = mean_k v_k.J v_k;  stderr = sqrt(sum_k (v_k.J v_k - value)^2 / (K (K - 1)))

    The standard error is that of independent probes, and NaN for a single one. Hadamard probes of `probes` are
    better than it says: with as many as the matrix has rows the value is exact.

    Source: M. F. Hutchinson, "A stochastic estimator of the trace of the influence matrix" (1989).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> v = lk.probes((64, 1, 8), "rademacher", seed=0)[:, 0]
    >>> lk.hutchinson(v, 3.0 * v)
    Estimate(value=np.float64(24.0), stderr=np.float64(0.0), n=64)
    """
    name = "hutchinson"

    def shape_of(left: Array, right: Array) -> tuple[int, ...]:
        try:
            shape = np.broadcast_shapes(left.shape, right.shape)
        except ValueError:
            msg = f"{name}: v and jv must have shapes that broadcast; got {left.shape} and {right.shape}"
            raise ValueError(msg) from None
        if len(shape) < 2 or shape[0] == 0:
            msg = f"{name}: v and jv must have axes of probes, at least one, and of dimensions; got shape {shape}"
            raise ValueError(msg)
        return shape

    place = place_of(name, ("v", "jv"), (v, jv))
    if place is not None:
        with place.running():
            return Estimate(*_device_score.hutchinson(place, v, jv, shape_of))
    (left, producer), (right, other) = as_array(v, name, "v"), as_array(jv, name, "jv")
    producer = producer or other
    shape = shape_of(left, right)
    dtype = result_dtype([v, jv], [left, right])
    sums = _Sums(None, None, collapses=False, in_double=dtype == np.float64)
    forms = sums.run("product", [np.broadcast_to(a, shape) for a in (left, right)], (None, None))[..., 0]
    count = shape[0]
    value = forms.mean(axis=0)
    square = ((forms - value) ** 2).sum(axis=0)
    stderr = np.sqrt(square / (count * (count - 1))) if count > 1 else np.full_like(value, np.nan)
    kind = reduced_dtype(dtype)
    return Estimate(_give(producer, np.asarray(value, kind)), _give(producer, np.asarray(stderr, kind)), count)


class Weights(NamedTuple):
    """Weights of dimensions, and their derivatives along them.

    Attributes
    ----------
    w
        What multiplies a dimension's part of the loss: 0 on the border of the domain.
    dw
        d w_j / d x_j.
    """

    w: Any
    dw: Any


def nonnegative_weights(x: Any, power: float = 2.0, cap: float = math.inf) -> Weights:
    """Weights for `weighted` where data are not negative.

    Parameters
    ----------
    x : array_like
        Data, not negative.
    power : float, default 2.0
        Exponent, at least 1. 2 is Hyvarinen's choice.
    cap : float, default inf
        Where the weight stops growing, positive: heavy tails then do not outweigh the rest.

    Returns
    -------
    Weights
        w = min(x, cap)^power, and dw, in the shape and floating dtype of x. A negative x gives NaN.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula::

        w = min(x, cap)^power;  dw = power x^(power - 1) for x < cap, else 0

    Sources: A. Hyvarinen, "Some extensions of score matching" (2007); S. Yu, M. Drton and A. Shojaie,
    "Generalized score matching for non-negative data" (2019).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.score_matching.nonnegative_weights([0.0, 3.0])
    Weights(w=array([0., 9.]), dw=array([0., 6.]))
    """
    name = "score_matching.nonnegative_weights"
    for option, value, least in (("power", power, 1.0), ("cap", cap, 0.0)):
        if not is_number(value):
            msg = f"{name}: {option} must be a number; got {type(value).__name__}"
            raise TypeError(msg)
        if not (value >= least and value > 0.0) or (option == "power" and math.isinf(value)):
            wanted = "finite and at least 1" if option == "power" else "positive"
            msg = f"{name}: {option} must be {wanted}; got {value!r}"
            raise ValueError(msg)
    arguments = memory.Arguments(name, {"x": x})
    with arguments.running(), np.errstate(over="ignore"):
        data = as_known(arguments.arrays["x"]).astype(np.float64)
        data = np.where(data >= 0, data, np.nan)
        w = np.minimum(data, cap) ** power
        dw = np.where(data >= cap, 0.0, power * data ** (power - 1.0))
        return Weights(*(arguments.give(a, arguments.dtype) for a in (w, dw)))


def bounded_weights(x: Any, low: Any = -math.inf, high: Any = math.inf, cap: float = math.inf) -> Weights:
    """Weights for `weighted` where data are truncated to a box: distances to its nearer face, dimension by dimension.

    Parameters
    ----------
    x : array_like
        Data between the bounds.
    low, high : array_like
        Bounds, of which the infinite are none; they broadcast against x.
    cap : float, default inf
        The largest weight, positive. A dimension without bounds has this weight, or 1 where it is inf.

    Returns
    -------
    Weights
        w and dw, in the broadcast shape and the floating dtype of the arguments. x outside gives NaN.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula::

        w = min(x - low, high - x, cap);  dw = 1, -1 or 0

    Halfway between the bounds, a kink, dw is 0.

    Source: S. Liu, T. Kanamori and D. Williams, "Estimating density models with truncation boundaries using score
    matching" (2022).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.score_matching.bounded_weights([0.25, 0.5, 0.875], 0.0, 1.0)
    Weights(w=array([0.25 , 0.5  , 0.125]), dw=array([ 1.,  0., -1.]))
    """
    name = "score_matching.bounded_weights"
    raw = {"x": x, "low": low, "high": high}
    arguments = memory.Arguments(name, raw)
    if not is_number(cap):
        msg = f"{name}: cap must be a number; got {type(cap).__name__}"
        raise TypeError(msg)
    if not cap > 0:
        msg = f"{name}: cap must be positive; got {cap!r}"
        raise ValueError(msg)
    arrays = arguments.arrays
    try:
        np.broadcast_shapes(*(a.shape for a in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{n} {a.shape}" for n, a in arrays.items())
        msg = f"{name}: the arguments must have shapes that broadcast; got {shapes}"
        raise ValueError(msg) from None
    with arguments.running(), np.errstate(invalid="ignore"):
        data, least, most = np.broadcast_arrays(*(as_known(a).astype(np.float64) for a in arrays.values()))
        up, down = data - least, most - data
        near = np.minimum(up, down)
        inside = (up >= 0) & (down >= 0)
        w = np.where(inside, np.minimum(near, cap), np.nan)
        dw = np.where(near >= cap, 0.0, np.sign(down - up))
        dw = np.where(inside, dw, np.nan)
        free = np.isinf(least) & np.isinf(most) & np.isfinite(data)
        w = np.where(free, 1.0 if math.isinf(cap) else cap, w)
        dw = np.where(free, 0.0, dw)
        return Weights(*(arguments.give(a, arguments.dtype) for a in (w, dw)))


def _implicit(s: Any, trace: Any, *, weights: Any = None, where: Any = None, reduction: str = "mean") -> Any:
    """Implicit score matching: half the squared score plus the trace of its Jacobian.

    Also has ``value_and_grad``: the cotangents of s and trace, to be taken on by whatever computed them.

    Parameters
    ----------
    s : array_like
        Scores grad_x log p at the data; the last axis is that of dimensions, the others are samples.
    trace : array_like
        Trace of ds/dx, or an estimate of it: one number a sample.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        1/2 ||s||^2 + trace;  in the mean over B samples, d/ds = s / B and d/dtrace = 1 / B

    Its expectation is the Fisher divergence from the density of the data, less a constant of these. For a model
    N(0, I) and data of that density it is -D / 2.

    Source: A. Hyvarinen, "Estimation of non-normalized statistical models by score matching" (2005).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([[1.0, -1.0], [0.0, 2.0]])
    >>> value, g = lk.score_matching.implicit.value_and_grad(-x, [-2.0, -2.0])
    >>> float(value), g.s.tolist(), g.trace.tolist()
    (-0.5, [[-0.5, 0.5], [-0.0, -1.0]], [0.5, 0.5])
    """


def _sliced(
    s: Any,
    v: Any,
    jv: Any,
    *,
    variance_reduced: bool = True,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Sliced score matching: the Jacobian's trace from probes.

    Also has ``value_and_grad``: the cotangents of s, v and jv.

    Parameters
    ----------
    s : array_like
        Scores; the last axis is that of dimensions, the others are samples.
    v : array_like
        Probes with E[v v^T] = I (`likelier.probes`), of the shape of s, or with an axis of K probes before it.
    jv : array_like
        ds/dx times each; broadcasts against v.
    variance_reduced : bool, default True
        Take half of ||s||^2 as it is, and not from the probes.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula, the mean over the probes of a sample::

        1/2 ||s||^2 + mean_k v.Jv                     variance_reduced
        mean_k [ v.Jv + 1/2 (v.s)^2 ]                 else

    In the mean over B samples the cotangents are s / B, or sum_k (v.s) v / (B K), and v / (B K) of jv. Probes are
    averaged, not summed. Probes of length 1 would teach score / D: they have length sqrt(D) here.

    Source: Y. Song, S. Garg, J. Shi and S. Ermon, "Sliced score matching" (2019).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([[1.0, -1.0], [0.0, 2.0]])
    >>> v = lk.probes((2, 2, 2), "hadamard", seed=0)
    >>> float(lk.score_matching.sliced(-x, v, -v))  # J = -I, and two probes of two dimensions are exact
    -0.5
    """


def _denoising(
    s: Any,
    x: Any = None,
    x_noisy: Any = None,
    sigma: Any = None,
    *,
    noise: Any = None,
    weighting: Any = "none",
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Denoising score matching: the score of noisy data against that of the noise.

    Also has ``value_and_grad``, in s, x, x_noisy, noise, sigma and an array of weighting.

    Parameters
    ----------
    s : array_like
        Scores at x_noisy; the last axis is that of dimensions, the others are samples.
    x, x_noisy : array_like
        Data, and data plus sigma times standard normal noise.
    sigma : array_like
        Standard deviation of the noise, positive: one number, or one a sample (with or without a last axis of
        length 1).
    noise : array_like, optional
        The standard normal noise, (x_noisy - x) / sigma, in place of x and x_noisy: exact where sigma is small.
    weighting : {"none", "sigma2"} or array_like, default "none"
        What multiplies the loss: 1, sigma squared, or numbers as of sigma. It does not count in the mean, as
        ``weights`` do.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula, with z = (x_noisy - x) / sigma::

        none      1/2 ||s + z / sigma||^2
        sigma2    1/2 ||sigma s + z||^2
        array     lambda/2 ||s + z / sigma||^2

    The best s is the score of the data's density with the noise; for data of N(0, t^2 I) the loss is then
    1/2 D t^2 / (sigma^2 (t^2 + sigma^2)), and sigma^2 times that with "sigma2".

    Borders: sigma <= 0 gives NaN.

    Source: P. Vincent, "A connection between score matching and denoising autoencoders" (2011).

    Examples
    --------
    >>> import likelier as lk
    >>> x, x_noisy = [[0.0, 0.0]], [[0.5, -1.0]]
    >>> value, g = lk.score_matching.denoising.value_and_grad([[0.0, 4.0]], x, x_noisy, 0.5, wrt="s")
    >>> float(value), g.tolist()
    (2.0, [[2.0, 0.0]])
    """


def _finite_difference(
    logp: Any,
    logp_plus: Any,
    logp_minus: Any,
    *,
    dim: int,
    eps: Any,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Finite-difference sliced score matching, from log-densities alone.

    Also has ``value_and_grad``. No derivative by x is needed.

    Parameters
    ----------
    logp, logp_plus, logp_minus : array_like
        log p, up to a constant, at x, x + u and x - u, with a random step u of length eps. They broadcast against
        each other: an axis of probes may lead.
    dim : int
        The number of dimensions of x.
    eps : array_like
        Length of the step, positive: eps / sqrt(dim) times a probe of kind sphere, rademacher or hadamard. An array on
        a device is not looked into: what is not positive gives NaN.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula, with E = -logp::

        dim / eps^2 [ 2 E(x) - E(x + u) - E(x - u) + (E(x + u) - E(x - u))^2 / 8 ]

    Differences are formed in double, whatever the arguments are. Those of float32 have lost their digits before: they
    want eps about 0.1. A mean over probes and samples is that over all values here.

    Source: T. Pang et al., "Efficient learning of generative models via finite-difference score matching" (2020).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> logp = lambda x: -0.5 * np.sum(x * x, axis=-1)
    >>> x, u = np.array([1.0, 2.0]), np.array([0.5, 0.5])
    >>> loss = lk.score_matching.finite_difference
    >>> float(loss(logp(x), logp(x + u), logp(x - u), dim=2, eps=np.sqrt(0.5)).round(12))
    2.5
    """


def _finite_difference_score(
    s_plus: Any,
    s_minus: Any,
    v: Any,
    *,
    eps: Any,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Finite-difference sliced score matching, from two scores.

    Also has ``value_and_grad``, in s_plus, s_minus and v.

    Parameters
    ----------
    s_plus, s_minus : array_like
        Scores at x + v and x - v; the last axis is that of dimensions.
    v : array_like
        Random steps of length eps.
    eps : array_like
        That length, positive: one number, or one a sample. An array on a device is not looked into: what is not
        positive gives NaN.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        1/8 ||s_plus + s_minus||^2 + D / (2 eps^2) v.(s_plus - s_minus)

    Source: T. Pang et al., "Efficient learning of generative models via finite-difference score matching" (2020).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x, v = np.array([[1.0, 2.0]]), np.array([[0.1, -0.1]])
    >>> float(lk.score_matching.finite_difference_score(-(x + v), -(x - v), v, eps=np.sqrt(0.02)).round(12))
    0.5
    """


def _explicit(s: Any, s_target: Any, *, weights: Any = None, where: Any = None, reduction: str = "mean") -> Any:
    """Explicit score matching: half the squared distance to known scores, of which the mean is the Fisher divergence.

    Also has ``value_and_grad``.

    Parameters
    ----------
    s, s_target : array_like
        Scores; the last axis is that of dimensions, the others are samples. They broadcast against each other.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        1/2 ||s - s_target||^2

    Source: A. Hyvarinen, "Estimation of non-normalized statistical models by score matching" (2005).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.score_matching.explicit([[1.0, 2.0]], [[0.0, 0.0]]))
    2.5
    """


def _weighted(
    s: Any,
    ds: Any,
    w: Any,
    dw: Any,
    *,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Score matching with weights of dimensions, for data on a part of space.

    Also has ``value_and_grad``, in all four.

    Parameters
    ----------
    s : array_like
        Scores; the last axis is that of dimensions, the others are samples.
    ds : array_like
        Diagonal of the Jacobian: ds_j / dx_j.
    w, dw : array_like
        Weights of the dimensions, 0 on the border of the domain, and dw_j / dx_j: those of `nonnegative_weights` or
        `bounded_weights`, for instance.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        sum_j [ 1/2 w_j s_j^2 + w_j ds_j + dw_j s_j ]

    Its expectation is that of 1/2 sum_j w_j (s_j - t_j)^2, with t the score of the data's density, less a constant of
    this: w = 0 on the border is what integration by parts asks for where the density does not vanish there.

    Sources: A. Hyvarinen, "Some extensions of score matching" (2007); S. Yu, M. Drton and A. Shojaie, "Generalized
    score matching for non-negative data" (2019); S. Liu, T. Kanamori and D. Williams, "Estimating density models with
    truncation boundaries using score matching" (2022).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([[0.5], [1.5]])
    >>> w, dw = lk.score_matching.nonnegative_weights(x)
    >>> rate = 2 * x.sum() / (x**2).sum()  # of an exponential density: the minimiser of the loss
    >>> _, g = lk.score_matching.weighted.value_and_grad(np.full((2, 1), -rate), np.zeros((2, 1)), w, dw, wrt=("s",))
    >>> abs(float(g.s.sum())) < 1e-15
    True
    """


implicit = _Implicit("score_matching.implicit", "likelier", _implicit)
sliced = _Sliced("score_matching.sliced", "likelier", _sliced)
denoising = _Denoising("score_matching.denoising", "likelier", _denoising)
finite_difference = _FiniteDifference("score_matching.finite_difference", "likelier", _finite_difference)
finite_difference_score = _FiniteDifferenceScore(
    "score_matching.finite_difference_score", "likelier", _finite_difference_score
)
explicit = _Explicit("score_matching.explicit", "likelier", _explicit)
weighted = _Weighted("score_matching.weighted", "likelier", _weighted)
