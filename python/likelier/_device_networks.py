"""Networks whose arrays are on a CUDA device: arguments, calls and losses.

Nothing waits for the device.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import dtype_name, is_floating
from likelier._device import DeviceArray, Number, Place, is_on_device
from likelier._device_layers import Arrays, Energy, Field, Trace, _each, _joined, _part, _shaped
from likelier._device_score import _is_contiguous, _run
from likelier._networks import _FEW, Context, NetworkGradients, _as_is
from likelier._probes import Drawn, chosen_trace
from likelier._random import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from likelier._networks import _Network

_FLOAT64 = np.dtype(np.float64)


class DeviceNetwork:
    """A network of arrays on a device, in place of the CPU's engine."""

    def __init__(self, net: _Network, arrays: Arrays, device: int, parameters: Arrays) -> None:
        self._net = net
        self._arrays = arrays
        self._device = device
        self._parameters = parameters  # the user's own

    def beside(self) -> Any:
        """Return one of the network's arrays, as the user has it."""
        return self._parameters.weights[0]

    # ---- Arguments.

    def _place(self, x: Any, method: str, name: str = "x") -> Place:
        """Return where a call runs: where its samples are, which is where the network is."""
        net = self._net
        if not is_on_device(x):
            net._fail(
                f"{name} must be on CUDA device {self._device}, as the network's weights are; got a "
                f"{type(x).__name__} in the memory of the CPU",
                method=method,
            )
        place = Place(x, f"{net._name}.{method}", name)
        if place.device != self._device:
            net._fail(
                f"{name} must be on CUDA device {self._device}, as the network's weights are; got one on device "
                f"{place.device}",
                method=method,
            )
        return place

    def _copy(self, place: Place, x: DeviceArray | Number, shape: tuple[int, ...]) -> DeviceArray:
        """Return what broadcasts to a shape as an array of the network's dtype in C order."""
        own = place.empty(shape, self._net.dtype)
        place.add_up(shape, (), x.view(), own)
        return own

    def _contiguous(self, place: Place, x: DeviceArray | Number, shape: tuple[int, ...]) -> DeviceArray:
        if isinstance(x, DeviceArray) and x.dtype == self._net.dtype and _is_contiguous(x, shape):
            # The strides of axes of length 1, and of empty arrays, may be any.
            item = x.dtype.itemsize
            return x.with_axes(shape, tuple(item * math.prod(shape[a + 1 :]) for a in range(len(shape))))
        return self._copy(place, x, shape)

    def _samples(self, place: Place, x: Any, method: str, name: str = "x") -> DeviceArray:
        net = self._net
        array = place.array(x, name)
        if is_floating(array) and array.dtype != net.dtype:  # type: ignore[arg-type]
            got = dtype_name(array.dtype)
            net._fail(f"{name} must have the network's dtype, {net.dtype}; got {got}", TypeError, method)
        if array.ndim == 0 or array.shape[-1] != net.dim:
            net._fail(f"{name} must have shape (..., {net.dim}); got {array.shape}", method=method)
        return array

    def _batch(self, place: Place, x: DeviceArray) -> DeviceArray:
        """Return samples as (samples, dim)."""
        return _joined(self._contiguous(place, x, x.shape))

    def _beside(self, place: Place, x: Any, name: str, method: str, like: DeviceArray) -> DeviceArray:
        array = self._samples(place, x, method, name)
        if array.shape != like.shape:
            self._net._fail(f"{name} must have the shape of x, {like.shape}; got {array.shape}", method=method)
        return self._batch(place, array)

    def _per_sample(self, place: Place, x: Any, name: str, method: str, shape: tuple[int, ...]) -> DeviceArray | None:
        if x is None:
            return None
        array = place.argument(x, name)
        self._check_broadcast(array, name, method, shape, "the shape of the samples, ")
        return self._contiguous(place, array, shape).with_axes((math.prod(shape),), (self._net.dtype.itemsize,))

    def _check_broadcast(
        self, array: DeviceArray | Number, name: str, method: str, shape: tuple[int, ...], what: str
    ) -> None:
        lead = len(shape) - array.ndim
        if lead < 0 or any(n not in (1, shape[lead + a]) for a, n in enumerate(array.shape)):
            self._net._fail(f"{name} must broadcast to {what}{shape}; got {array.shape}", method=method)

    def _condition(self, place: Place, condition: Any, method: str, shape: tuple[int, ...]) -> DeviceArray | None:
        net = self._net
        if net.conditions == 0:
            if condition is not None:
                net._fail("condition was given to a network without columns for one", method=method)
            return None
        if condition is None:
            net._fail(f"condition must have shape (..., {net.conditions}); got None", method=method)
        array = place.argument(condition, "condition")
        if isinstance(array, DeviceArray) and array.ndim == len(shape) and net.conditions == 1:
            array = array.with_axes((*array.shape, 1), (*array.strides, 0))
        wide = (*shape, net.conditions)
        self._check_broadcast(array, "condition", method, wide, "the shape ")
        return _joined(self._contiguous(place, array, wide))

    def _all_beside(
        self, place: Place, given: Mapping[str, Any], method: str, shape: tuple[int, ...]
    ) -> dict[str, DeviceArray | None]:
        return {
            n: self._condition(place, x, method, shape)
            if n == "condition"
            else self._per_sample(place, x, n, method, shape)
            for n, x in given.items()
        }

    def _trace(
        self, place: Place, trace: Any, method: str, like: DeviceArray, seed: Any, *, closed: bool = True
    ) -> Trace:
        net = self._net
        closed = closed and len(net.weights) - 1 <= net._closed
        if isinstance(trace, str) and trace == "auto":
            trace = "exact" if closed or net.dim <= _FEW else _FEW

        def read(x: Any) -> DeviceArray:
            return place.array(x, "trace")

        chosen = chosen_trace(trace, f"{net._name}.{method}", like.shape, seed, ("auto", "exact"), read)
        if isinstance(chosen, str):
            return Trace("exact" if closed else "basis")
        shape = (math.prod(like.shape[:-1]), net.dim)
        if isinstance(chosen, Drawn):
            v = place.empty((chosen.number, *shape), net.dtype)
            place.engine.probes(
                kind=chosen.kind,
                seed=chosen.key,
                offset=0,
                count=chosen.number,
                samples=shape[0],
                dimension=net.dim,
                values=v.pointer,
                in_double=net.dtype == _FLOAT64,
                stream=place.stream,
            )
            return Trace("probes", v)
        own = self._contiguous(place, chosen, chosen.shape)
        return Trace("probes", _shaped(own, chosen.shape[0], *shape), are_given=True)

    def _gradients(self, place: Place, run: Any, wrt: tuple[str, ...], x_bar: DeviceArray | None) -> NetworkGradients:
        """Return gradients, each as its parameter's own kind of array."""
        own = self._parameters

        def all_of(gradients: Sequence[Any], likes: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(
                None if like is None else place.give(g, like) for g, like in zip(gradients, likes, strict=True)
            )

        return NetworkGradients(
            all_of(run.weight_gradients, own.weights) if "weights" in wrt else None,
            all_of(run.bias_gradients, own.biases) if "biases" in wrt else None,
            None if x_bar is None else place.give(x_bar),
            place.give(run.skip_gradient, own.skip) if "skip" in wrt else None,
        )

    # ---- Calls.

    def _run(
        self,
        place: Place,
        x: DeviceArray,
        beside: Mapping[str, DeviceArray | None],
        arrays: Arrays | None = None,
        **options: Any,
    ) -> Any:
        kind = Energy if self._net._is_energy else Field
        return kind(place, self._net, self._arrays if arrays is None else arrays, x, beside, **options)

    def snapshot(self, place: Place) -> Arrays:
        """Return copies of the network's arrays."""
        own = self._arrays

        def copy(x: DeviceArray | None) -> DeviceArray | None:
            return None if x is None else self._copy(place, x, x.shape)

        return Arrays(tuple(map(copy, own.weights)), tuple(map(copy, own.biases)), copy(own.skip))  # type: ignore[arg-type]

    def __call__(self, x: Any, given: Mapping[str, Any]) -> Any:
        """Return s(x), or E(x)."""
        net = self._net
        place = self._place(x, "__call__")
        with place.running():
            array = self._samples(place, x, "__call__")
            beside = self._all_beside(place, given, "__call__", array.shape[:-1])
            result = place.empty(array.shape[:-1] if net._is_energy else array.shape, net.dtype)
            batch = self._batch(place, array)
            into = _shaped(result, _count(array)) if net._is_energy else _joined(result)
            self._run(place, batch, beside, derivatives=0).forward(into)
            return place.give(result)

    def follow(
        self, method: str, x: Any, trace: Any, given: Mapping[str, Any], seed: Any, *, differentiable: bool = True
    ) -> tuple[Any, ...]:
        """Return what ``value_div`` or ``value_grad_lap`` does."""
        net = self._net
        place = self._place(x, method)
        with place.running():
            array = self._samples(place, x, method)
            rows = array.shape[:-1]
            chosen = self._trace(place, trace, method, array, seed)
            beside = self._all_beside(place, given, method, rows)
            batch = self._batch(place, array)
            run = self._run(place, batch, beside)
            s, total = place.empty(array.shape, net.dtype), place.empty(rows, net.dtype)
            results = [s, total]
            if net._is_energy:
                value = place.empty(rows, net.dtype)
                run.forward(_shaped(value, _count(array)))
                run.gradient(_joined(s))
                results.insert(0, value)
            else:
                run.forward(_joined(s))
            run.follow(chosen, None, None, _shaped(total, _count(array)))
            context = None
            if differentiable:
                kept = {
                    "x": self._copy(place, batch, batch.shape),
                    "trace": chosen
                    if chosen.probes is None or not chosen.are_given
                    else chosen._replace(probes=self._copy(place, chosen.probes, chosen.probes.shape)),
                    "beside": {n: None if b is None else self._copy(place, b, b.shape) for n, b in beside.items()},
                    "like": x,
                }
                context = Context(net, self.snapshot(place), array.shape, chosen.kind, kept, _as_is)
            return (*map(place.give, results), context)

    def reverse(self, context: Any, bars: Mapping[str, Any], wrt: tuple[str, ...]) -> NetworkGradients:
        """Return the gradients for cotangents of what ``follow`` returned."""
        net, kept, shape = self._net, context._arrays, context._shape
        place = self._place(kept["like"], "vjp")
        with place.running():
            x = kept["x"]
            run = self._run(place, x, kept["beside"], context._packed)
            run.wants_weights = any(n != "x" for n in wrt)
            given = {
                n: None
                if bar is None
                else self._beside_like(place, bar, n, shape)
                if n in ("s_bar", "grad_bar")
                else self._per_sample(place, bar, n, "vjp", shape[:-1])
                for n, bar in bars.items()
            }
            x_bar = place.empty(shape, net.dtype) if "x" in wrt else None
            flat_bar = None if x_bar is None else _joined(x_bar)
            if net._is_energy:
                s_bar, factor = given["grad_bar"], given["lap_bar"]
                run.forward()
                run.gradient()
            else:
                s_bar, factor = given["s_bar"], given["div_bar"]
                run.forward()
            if s_bar is None and given.get("value_bar") is None:
                s_bar = run.filled(0.0, *x.shape)
            if factor is not None:
                run.follow(kept["trace"], factor)
            if net._is_energy:
                run.reverse(s_bar, factor, flat_bar, given["value_bar"])
            else:
                run.reverse(s_bar, factor, flat_bar)
            return self._gradients(place, run, wrt, x_bar)

    def _beside_like(self, place: Place, x: Any, name: str, shape: tuple[int, ...]) -> DeviceArray:
        array = self._samples(place, x, "vjp", name)
        if array.shape != shape:
            self._net._fail(f"{name} must have the shape of x, {shape}; got {array.shape}", method="vjp")
        return self._batch(place, array)

    # ---- Losses.

    def loss(
        self,
        x: Any,
        kind: str,
        trace: Any,
        given: Mapping[str, Any],
        options: Mapping[str, Any],
        *,
        weighting: Any,
        weights: Any,
        seed: Any,
        names: tuple[str, ...],
    ) -> tuple[Any, NetworkGradients]:
        """Return a score matching loss and its gradients."""
        method = "score_matching_loss"
        place = self._place(x, method)
        with place.running():
            array = self._samples(place, x, method)
            rows = array.shape[:-1]
            if 0 in array.shape:
                self._net._fail(f"x must have at least one sample; got shape {array.shape}", method=method)
            beside = self._all_beside(place, given, method, rows)
            factor = self._factors(place, self._per_sample(place, weights, "weights", method, rows), _count(array))
            if kind == "finite_difference":
                return self._differences(place, array, trace, options["eps"], beside, factor, seed, names)
            return self._loss(place, array, kind, trace, beside, options, factor, weighting, seed, names)

    def _factors(self, place: Place, weights: DeviceArray | None, count: int) -> DeviceArray:
        """Return what the loss of each sample is multiplied by."""
        own = place.empty((count,), self._net.dtype)
        if weights is None:
            place.add_up(own.shape, (), 1.0, own, total={"total_number": float(count)})
        else:
            total = place.empty((), _FLOAT64)
            place.add_up(own.shape, (0,), weights.view(), total)
            place.add_up(own.shape, (), weights.view(), own, total={"total": total.view()})
        return own

    def _loss(
        self,
        place: Place,
        array: DeviceArray,
        kind: str,
        trace: Any,
        beside: Mapping[str, DeviceArray | None],
        options: Mapping[str, Any],
        factor: DeviceArray,
        weighting: Any,
        seed: Any,
        names: tuple[str, ...],
    ) -> tuple[Any, NetworkGradients]:
        method = "score_matching_loss"
        net = self._net
        x = self._batch(place, array)
        operands: list[DeviceArray] = []
        numbers: list[DeviceArray | None] = []
        formula, option, chosen, weights = "half_square", 0.0, Trace("none"), None
        if kind == "denoising":
            formula = "denoising_of_noise"
            x, noise, numbers, option = self._noised(place, array, x, options, weighting, seed)
            operands = [noise]
        elif kind == "explicit":
            formula = "explicit"
            operands = [self._beside(place, options["target"], "target", method, array)]
        elif kind == "weighted":
            formula = "weighted"
            w, dw = (self._beside(place, options[n], n, method, array) for n in ("w", "dw"))
            weights = w
            operands = [w, dw]
            chosen = self._trace(place, trace, method, array, seed, closed=False)
        else:
            if kind != "implicit":
                trace = net._directions(trace, kind, 1)
            chosen = self._trace(place, trace, method, array, seed)
        run = self._run(place, x, beside)
        run.wants_weights = any(n != "x" for n in names)
        run.forward()
        s = run.gradient() if net._is_energy else None
        if s is None:
            s = run.output
        else:
            run.scaled(s, s, number=-1.0)
        s_bar, losses = run.new(*x.shape), place.empty((x.shape[0],), _FLOAT64)
        if formula == "weighted":
            operands.insert(0, run.filled(0.0, 1))
        if kind == "sliced":
            self._sliced(place, run, s, chosen, factor, s_bar, losses)
        else:
            gradients = (s_bar.view(), *(None for _ in operands))
            _run(
                place,
                formula,
                x.shape,
                (s, *operands),
                {"losses": losses, "cotangent": factor},
                in_double=net.dtype == _FLOAT64,
                gradients=gradients,
                numbers=tuple(_each(n).view() for n in numbers if n is not None),  # type: ignore[union-attr]
                option=option,
            )
        total = None
        own = None
        if chosen.kind != "none":
            own = factor
            if net._is_energy:
                own = run.scaled(run.new(*factor.shape), factor, number=-1.0)
            total = run.follow(chosen, own, weights)
            total = run.row_sums(own, total, total.shape, place.empty((), _FLOAT64))
        loss = run.row_sums(factor, losses, factor.shape, run.new(), total)
        x_bar = place.empty(array.shape, net.dtype) if "x" in names else None
        flat_bar = None if x_bar is None else _joined(x_bar)
        if net._is_energy:
            run.scaled(s_bar, s_bar, number=-1.0)
            run.reverse(s_bar, own, flat_bar)
        else:
            run.reverse(s_bar, own, flat_bar, weights)
        return place.give(loss), self._gradients(place, run, names, x_bar)

    def _sliced(
        self,
        place: Place,
        run: Any,
        s: DeviceArray,
        trace: Trace,
        factor: DeviceArray,
        s_bar: DeviceArray,
        losses: DeviceArray,
    ) -> None:
        """Queue the mean over probes of (v.s)^2 / 2, and its cotangents."""
        v: Any = trace.probes
        weight = run.weight_of(trace)
        along = run.row_sums(v, s, v.shape)
        of_sample = along.with_axes(along.shape[::-1], along.strides[::-1])
        _run(
            place,
            "half_square",
            of_sample.shape,
            (of_sample,),
            {"losses": losses},
            in_double=run.dtype == _FLOAT64,
            factor=weight,
        )
        run.scaled(s_bar, v, _each(along), factor, weight)

    def _noised(
        self, place: Place, array: DeviceArray, x: DeviceArray, options: Mapping[str, Any], weighting: Any, seed: Any
    ) -> tuple[DeviceArray, DeviceArray, list[DeviceArray | None], float]:
        """Return the noisy input, the noise, the numbers of the formula, and its option."""
        method = "score_matching_loss"
        net, rows = self._net, array.shape[:-1]
        given = options["sigma"]
        own = place.argument(given, "sigma")
        # Of arrays, which are not waited for, bad ones give NaN.
        if isinstance(own, Number) and not own.value > 0:
            net._fail("sigma must be positive", method=method)
        sigma = self._per_sample(place, given, "sigma", method, rows)
        numbers = [sigma]
        if not isinstance(weighting, str):
            numbers.append(self._per_sample(place, weighting, "weighting", method, rows))
        elif weighting not in ("none", "sigma2"):
            net._fail(f"weighting must be 'none', 'sigma2' or an array; got {weighting!r}", method=method)
        if options["noise"] is None:
            noise = place.empty(x.shape, net.dtype)
            place.engine.random(
                is_normal=True,
                seed=key_of(seed, f"{net._name}.{method}"),
                offset=0,
                values=noise.view(),
                stream=place.stream,
            )
        else:
            noise = self._beside(place, options["noise"], "noise", method, array)
        noisy = self._copy(place, x, x.shape)
        self._run(place, x, {}).scaled(noisy, noise, scale=sigma, adds=True)
        return noisy, noise, numbers, float(weighting == "sigma2") if isinstance(weighting, str) else 0.0

    def _differences(
        self,
        place: Place,
        array: DeviceArray,
        trace: Any,
        eps: Any,
        beside: Mapping[str, DeviceArray | None],
        factor: DeviceArray,
        seed: Any,
        names: tuple[str, ...],
    ) -> tuple[Any, NetworkGradients]:
        """Return the loss of finite differences: a step forth and a step back along each direction."""
        method = "score_matching_loss"
        net, x = self._net, self._batch(place, array)
        rows = _count(array)
        chosen = self._trace(
            place, net._directions(trace, "finite_difference", ("sphere", 1)), method, array, seed, closed=False
        )
        v: Any = chosen.probes
        own = place.argument(eps, "eps")
        if isinstance(own, Number) and not 0 < own.value < math.inf:
            net._fail(f"eps must be positive and finite; got {eps!r}", method=method)
        length: Any = self._per_sample(place, eps, "eps", method, array.shape[:-1])
        count, more = v.shape[0], 1 if net._is_energy else 0
        points = place.empty((2 * count + more, *x.shape), net.dtype)
        place.add_up(points.shape, (), x.view(), points)
        tool = self._run(place, x, {})
        steps = tool.scaled(tool.new(*v.shape), v, scale=length, number=1.0 / math.sqrt(net.dim))
        for first, number in ((0, 1.0), (count, -1.0)):
            tool.scaled(_part(points, first, count), steps, number=number, adds=True)
        wide = {
            n: None
            if b is None
            else _shaped(self._copy(place, b, (points.shape[0], *b.shape)), points.shape[0] * rows, *b.shape[1:])
            for n, b in beside.items()
        }
        run = self._run(place, _joined(points), wide, derivatives=1 if net._is_energy else 2)
        run.wants_weights = any(n != "x" for n in names)
        made = run.forward()
        losses, mean = place.empty((count, rows), _FLOAT64), place.empty((rows,), _FLOAT64)
        bar = run.new(*made.shape)
        options: dict[str, Any] = {"in_double": net.dtype == _FLOAT64, "gradient_factor": 1.0 / count}
        both = (count, *x.shape)
        negative = {"total_number": -1.0}
        slopes: list[Any]
        shape: tuple[int, ...]
        if net._is_energy:
            # Of log p = -E; differences are formed in double.
            logp, logp_bar = (place.empty((2 * count + 1, rows, 1), _FLOAT64) for _ in range(2))
            place.add_up(made.shape, (), made.view(), _shaped(logp, *made.shape), total=negative)
            parts = [_part(logp, 2 * count, 1), _part(logp, 0, count), _part(logp, count, count)]
            by_centre = place.empty((count, rows, 1), _FLOAT64)
            slopes = [by_centre, _part(logp_bar, 0, count), _part(logp_bar, count, count)]
            options["in_double"] = True
            formula, shape, option = "finite_difference_of_logp", (count, rows, 1), float(net.dim)
        else:
            made, bar_of = _shaped(made, 2, *both), _shaped(bar, 2, *both)
            parts = [*(_part(made, i, 1).with_axes(both, made.strides[1:]) for i in (0, 1)), steps]
            slopes = [*(_part(bar_of, i, 1).with_axes(both, bar_of.strides[1:]) for i in (0, 1)), None]
            formula, shape, option = "finite_difference", both, 0.5 * net.dim
        _run(
            place,
            formula,
            shape,
            parts,
            {"losses": losses, "cotangent": factor},
            gradients=tuple(None if g is None else g.view() for g in slopes),
            numbers=(_each(length).view(),),  # type: ignore[union-attr]
            option=option,
            **options,
        )
        if net._is_energy:
            centre = _part(logp_bar, 2 * count, 1)
            place.add_up(by_centre.shape, (0,), by_centre.view(), centre.with_axes((rows, 1), centre.strides[1:]))
            place.add_up(bar.shape, (), _shaped(logp_bar, *bar.shape).view(), bar, total=negative)
        place.add_up(losses.shape, (0,), losses.view(), mean, total={"total_number": float(count)})
        loss = run.row_sums(factor, mean, factor.shape, run.new())
        own_bar = run.new(*points.shape) if "x" in names else None
        flat_bar = None if own_bar is None else _joined(own_bar)
        if net._is_energy:
            run.reverse(None, None, flat_bar, bar)
        else:
            run.reverse(bar, None, flat_bar)
        x_bar = None
        if own_bar is not None:
            x_bar = place.empty(array.shape, net.dtype)
            place.add_up(own_bar.shape, (0,), own_bar.view(), _joined(x_bar))
        return place.give(loss), self._gradients(place, run, names, x_bar)


def _count(x: DeviceArray) -> int:
    """Return the number of samples."""
    return math.prod(x.shape[:-1])
