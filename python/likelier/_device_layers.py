"""Batches on their way through networks and back, on a CUDA device.

Products are CuPy's BLAS's; our kernels are what lies between them. What happens to a batch is what happens to a tile of
its rows on the CPU (``cpp/src/engine/field_network.cpp``, ``energy_network.cpp``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from likelier import _core
from likelier._device import DeviceArray, Place
from likelier._device_score import _run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from likelier._networks import _Network

_FLOAT64 = np.dtype(np.float64)
# Rows of tangents, of several probes of all samples, that go through the network at a time.
_MOST_TANGENTS = 1 << 16


class Arrays(NamedTuple):
    """A network's arrays, as the engines see them."""

    weights: tuple[DeviceArray, ...]
    biases: tuple[DeviceArray | None, ...]
    skip: DeviceArray | None


class Trace(NamedTuple):
    """What a trace is made of: "none", "exact", "basis", or "probes" (count, samples, dim)."""

    kind: str
    probes: DeviceArray | None = None
    are_given: bool = False  # by the caller, who may write to them


def _transposed(x: DeviceArray) -> DeviceArray:
    return x.with_axes(x.shape[::-1], x.strides[::-1])


def _columns(x: DeviceArray, first: int, count: int) -> DeviceArray:
    """Return a view of some columns of a matrix."""
    return x.at(first * x.strides[1], (x.shape[0], count), x.strides)


def _diagonal(x: DeviceArray) -> DeviceArray:
    return x.with_axes(x.shape[:1], (sum(x.strides),))


def _each(x: DeviceArray | None) -> DeviceArray | None:
    """Return numbers of samples (or of probes and samples) as a column beside what samples have."""
    return None if x is None else x.with_axes((*x.shape, 1), (*x.strides, 0))


def _row(x: DeviceArray) -> DeviceArray:
    """Return numbers of samples as a matrix of one row."""
    return x.with_axes((1, *x.shape), (x.shape[0] * x.strides[0], *x.strides))


def _part(x: DeviceArray, first: int, count: int) -> DeviceArray:
    """Return some of the first axis."""
    return x.at(first * x.strides[0], (count, *x.shape[1:]), x.strides)


def _shaped(x: DeviceArray, *shape: int) -> DeviceArray:
    """Return an array in C order in another shape."""
    return x.with_axes(shape, tuple(x.dtype.itemsize * math.prod(shape[a + 1 :]) for a in range(len(shape))))


def _joined(x: DeviceArray) -> DeviceArray:
    """Return the rows of all leading axes of an array in C order as those of one matrix."""
    return _shaped(x, math.prod(x.shape[:-1]), x.shape[-1])


class _Layer(NamedTuple):
    """What a hidden layer's activation leaves: derivatives as far as they are wanted."""

    value: DeviceArray
    slope: Any
    curvature: Any
    third: Any


class _Run:
    """A batch on its way through a network and back: what fields and energies share.

    Parameters
    ----------
    place
        Where the call runs.
    net
        The network, for its dtype, activation and sizes.
    arrays
        Its arrays: the user's, or a context's.
    x
        (samples, dim), in C order.
    beside
        The condition and the scales, by name; None where there are none.
    derivatives
        How many derivatives of the activation are wanted.
    """

    def __init__(
        self,
        place: Place,
        net: _Network,
        arrays: Arrays,
        x: DeviceArray,
        beside: Mapping[str, DeviceArray | None],
        *,
        derivatives: int,
    ) -> None:
        self.place, self.arrays, self.x, self.beside = place, arrays, x, beside
        self.dtype = net.dtype
        self.samples, self.dim = x.shape
        self.hidden = len(arrays.weights) - 1
        self.layers: list[_Layer] = []
        self._derivatives = derivatives
        self.wants_weights = False
        # Of the gradients of the weights: what has been written.
        self.weight_gradients: list[DeviceArray | None] = [None] * len(arrays.weights)
        self.bias_gradients: list[DeviceArray | None] = [None] * len(arrays.weights)
        self.skip_gradient: DeviceArray | None = None
        self._in_double = self.dtype == _FLOAT64
        self._activation = _core.activations.index(net.activation)

    # ---- Steps.

    def new(self, *shape: int) -> DeviceArray:
        """Return an array of the network's dtype, whose memory is free for others when nobody knows it any more."""
        return self.place.empty(shape, self.dtype, held=False)

    def filled(self, number: float, *shape: int) -> DeviceArray:
        """Return an array of one number."""
        own = self.new(*shape)
        self.place.add_up(shape, (), number, own)
        return own

    def epilogue(self, name: str, *operands: DeviceArray | None, number: float = 1.0, adds: bool = False) -> None:
        """Queue what follows a product; ``network_kernels.cu`` says what the operands are."""
        padded = [(1,) * (3 - x.ndim) + x.shape for x in operands if x is not None]
        self.place.engine.epilogue(
            name,
            self._in_double,
            # Of an axis without elements nothing is done.
            tuple(0 if 0 in own else max(own) for own in zip(*padded, strict=True)),
            tuple(None if x is None else x.view() for x in operands),
            number,
            adds,
            self._activation,
            self.place.stream,
        )

    def scaled(
        self,
        y: DeviceArray,
        x: DeviceArray | None,
        a: DeviceArray | None = None,
        scale: DeviceArray | None = None,
        number: float = 1.0,
        *,
        adds: bool = False,
    ) -> DeviceArray:
        """Queue y = number scale a x, or y += of that, with a number a sample for scale; return y."""
        self.epilogue("accumulate", y, x, a, _each(scale), number=number, adds=adds)
        return y

    def row_sums(
        self,
        a: DeviceArray,
        b: DeviceArray,
        shape: tuple[int, ...],
        into: DeviceArray | None = None,
        offset: DeviceArray | None = None,
    ) -> DeviceArray:
        """Return the sums of a b over the last axis of a shape, with an offset each."""
        sums = self.new(*shape[:-1]) if into is None else into
        _run(self.place, "product", shape, (a, b), {"losses": sums, "offset": offset}, in_double=a.dtype == _FLOAT64)
        return sums

    def column_sums(self, x: DeviceArray, into: DeviceArray) -> DeviceArray:
        """Queue the sums over samples; return them."""
        self.place.add_up(x.shape, (0,), x.view(), into)
        return into

    def add_weight(self, layer: int, left: DeviceArray, right: DeviceArray) -> None:
        """Queue left^T right onto the gradient of a layer's weights, of its first columns."""
        if not self.wants_weights:
            return
        product = self.place.multiply(_transposed(left), right)
        if self.weight_gradients[layer] is None and product.shape == self.arrays.weights[layer].shape:
            self.weight_gradients[layer] = product
        else:
            self.add_to_weight(layer, product)

    def add_to_weight(self, layer: int, x: DeviceArray, a: DeviceArray | None = None, number: float = 1.0) -> None:
        """Queue number a x onto the gradient of a layer's weights, of its first columns."""
        if not self.wants_weights:
            return
        own = self.weight_gradients[layer]
        if own is None:
            own = self.weight_gradients[layer] = self.filled(0.0, *self.arrays.weights[layer].shape)
        self.scaled(_columns(own, 0, x.shape[1]), x, a, number=number, adds=True)

    def columns_of_x(self) -> DeviceArray:
        """Return the first layer's weights, without the columns of a condition."""
        return _columns(self.arrays.weights[0], 0, self.dim)

    def tangent_weight(self, layer: int) -> DeviceArray:
        """Return the weights that tangents meet."""
        return self.columns_of_x() if layer == 0 else self.arrays.weights[layer]

    def input(self, scale: DeviceArray | None) -> DeviceArray:
        """Return what goes into the first layer."""
        condition = self.beside.get("condition")
        if condition is None and scale is None:
            return self.x
        width = self.arrays.weights[0].shape[1]
        whole = self.new(self.samples, width)
        self.scaled(_columns(whole, 0, self.dim), self.x, scale=scale)
        if condition is not None:
            self.scaled(_columns(whole, self.dim, width - self.dim), condition)
        return whole

    def activate(self, first: DeviceArray) -> DeviceArray:
        """Queue the hidden layers; return the last one's output."""
        value = first
        for w, b in zip(self.arrays.weights[:-1], self.arrays.biases[:-1], strict=True):
            z = self.place.multiply(value, _transposed(w))
            jet = [self.new(*z.shape) if i < self._derivatives else None for i in range(3)]
            self.epilogue("activate", z, b, z, *jet)
            value = z
            self.layers.append(_Layer(z, *jet))
        return value

    # ---- Directions.

    def groups(self, trace: Trace) -> list[tuple[int, int]]:
        """Return the probes, a few at a time: the first, and how many."""
        count = self.count_of(trace)
        some = max(1, min(count, _MOST_TANGENTS // max(self.samples, 1)))
        return [(first, min(some, count - first)) for first in range(0, count, some)]

    def count_of(self, trace: Trace) -> int:
        """Return how many directions there are."""
        return self.dim if trace.probes is None else trace.probes.shape[0]

    def weight_of(self, trace: Trace) -> float:
        """Return what the product with a direction is multiplied by."""
        return 1.0 if trace.probes is None else 1.0 / trace.probes.shape[0]

    def directions(self, trace: Trace, first: int, count: int, weights: DeviceArray | None) -> DeviceArray:
        """Return some of a trace's directions, times the roots of weights of the dimensions."""
        given = None if trace.probes is None else _part(trace.probes, first, count)
        if given is not None and weights is None:
            return given
        v = self.new(count, self.samples, self.dim)
        self.epilogue("directions", v, given, weights, number=float(first))
        return v

    def tangents(self, v: DeviceArray) -> tuple[list[DeviceArray], list[DeviceArray]]:
        """Return the tangents of the hidden layers' arguments and outputs, (probes, samples, width) each."""
        us, ts = [], []
        t = v
        for i, layer in enumerate(self.layers):
            u = self.place.multiply(_joined(t), _transposed(self.tangent_weight(i)))
            u = _shaped(u, *v.shape[:2], u.shape[1])
            t = self.new(*u.shape)
            self.epilogue("tangent", t, layer.slope, u)
            us.append(u)
            ts.append(t)
        return us, ts


class Field(_Run):
    """A vector field."""

    def __init__(self, *args: Any, derivatives: int = 2) -> None:
        super().__init__(*args, derivatives=derivatives)
        scales = [self.beside.get(n) for n in ("c_in", "c_out")]
        self._inner = scales[0] if scales[1] is None else scales[1]
        if None not in scales:
            self._inner = self.scaled(self.new(self.samples), scales[0], scales[1])
        self._cotangents: list[DeviceArray | None] = [None] * self.hidden
        self._traced = False

    def forward(self, into: DeviceArray | None = None) -> DeviceArray:
        """Return s."""
        place, arrays = self.place, self.arrays
        self._input = self.input(self.beside.get("c_in"))
        last = self.activate(self._input)
        s = place.multiply(last, _transposed(arrays.weights[-1]), into)
        if arrays.biases[-1] is not None:
            self.scaled(s, arrays.biases[-1], adds=True)
        if self.beside.get("c_out") is not None:
            self.scaled(s, s, scale=self.beside["c_out"])
        if self.beside.get("c_skip") is not None:
            self.scaled(s, self.x, scale=self.beside["c_skip"], adds=True)
        if arrays.skip is not None:
            self.scaled(s, place.multiply(self.x, _transposed(arrays.skip)), adds=True)
        self.output = s
        return s

    # ---- The divergence. What it leaves in the curvatures, or beside them, the reverse pass takes.

    def follow(
        self,
        trace: Trace,
        factor: DeviceArray | None,
        weights: DeviceArray | None = None,
        into: DeviceArray | None = None,
    ) -> DeviceArray:
        """Return the divergence, or the trace of diag(weights) J; ``factor`` is its cotangent where it has one."""
        scale = factor
        if factor is not None and self._inner is not None:
            scale = self.scaled(self.new(self.samples), factor, self._inner)
        self._traced = factor is not None
        total = self.new(self.samples) if into is None else into
        if trace.kind == "exact":
            self._exact(total, scale)
        else:
            self._along(total, trace, scale, weights)
        if self._inner is not None:
            self.scaled(total, total, self._inner)
        shift = self.beside.get("c_skip")
        if shift is not None:
            rows = None
            if weights is not None:
                rows = self.row_sums(weights, self.filled(1.0, 1), weights.shape)
            self.scaled(total, shift, rows, number=1.0 if rows is not None else float(self.dim), adds=True)
        if self.arrays.skip is not None:
            diagonal = _diagonal(self.arrays.skip)
            if weights is not None:
                own = self.row_sums(weights, diagonal, weights.shape)
            else:
                own = self.new()
                self.place.add_up(diagonal.shape, (0,), diagonal.view(), own)
            self.scaled(total, own, adds=True)
        return total

    def _exact(self, total: DeviceArray, scale: DeviceArray | None) -> None:
        """Queue the divergence of the network's own output by its own input; add what the weights get of it."""
        place = self.place
        first, last = self.columns_of_x(), self.arrays.weights[-1]
        if self.hidden == 0:
            own = self.new()
            place.add_up((self.dim,), (0,), _diagonal(first).view(), own)
            self.scaled(total, own)
            if scale is not None:
                loop, zero = self.new(), self.filled(0.0, *last.shape)
                place.add_up(scale.shape, (0,), scale.view(), loop)
                self.scaled(_diagonal(zero), loop, adds=True)
                self.weight_gradients[0] = zero
            return
        one = self.layers[0]
        if self.hidden == 1:
            # c_j = sum over i of W1[j, i] W2[i, j].
            loop = self.row_sums(first, _transposed(last), first.shape)
            self.row_sums(one.slope, loop, one.slope.shape, total)
            if scale is not None:
                self.epilogue("by_slope", one.curvature, loop, _each(scale))
                sums = _transposed(place.multiply(_row(scale), one.slope))
                self.add_to_weight(0, _transposed(last), sums)
                self.add_to_weight(1, _transposed(first), _transposed(sums))
            return
        two, middle = self.layers[1], self.arrays.weights[1]
        # M^T with M = W1 W3, and P = W2 o M^T.
        turned = place.multiply(_transposed(last), _transposed(first))
        loop = self.scaled(self.new(*middle.shape), middle, turned)
        q = place.multiply(one.slope, _transposed(loop))
        self.row_sums(two.slope, q, q.shape, total)
        if scale is None:
            return
        self.epilogue("by_slope", two.curvature, q, _each(scale))
        self.epilogue("by_slope", one.curvature, place.multiply(two.slope, loop), _each(scale))
        own = self.scaled(self.new(*q.shape), two.slope, scale=scale)
        products = place.multiply(_transposed(own), one.slope)
        self.add_to_weight(1, turned, products)
        g = self.scaled(self.new(*middle.shape), middle, products)
        self.add_weight(0, g, _transposed(last))
        self.add_to_weight(2, place.multiply(_transposed(first), _transposed(g)))

    def _along(self, total: DeviceArray, trace: Trace, scale: DeviceArray | None, weights: DeviceArray | None) -> None:
        """Queue the mean or sum of v . J v."""
        place, weight = self.place, self.weight_of(trace)
        last = self.tangent_weight(self.hidden)
        count = self.count_of(trace)
        forms = place.empty((count, self.samples), _FLOAT64)
        own = None if scale is None else self.scaled(self.new(self.samples), scale, number=weight)
        for first, some in self.groups(trace):
            v = self.directions(trace, first, some, weights)
            us, ts = self.tangents(v)
            t = ts[-1] if ts else v
            z = place.multiply(_joined(v), last)
            z = z.with_axes(t.shape, t.strides)
            self.row_sums(t, z, t.shape, _part(forms, first, some))
            if own is not None:
                self._reverse_tangents(v, us, ts, z, own)
        place.add_up(forms.shape, (0,), forms.view(), total, total={"total_number": 1.0 / weight})

    def _reverse_tangents(
        self, v: DeviceArray, us: list[DeviceArray], ts: list[DeviceArray], z: DeviceArray, scale: DeviceArray
    ) -> None:
        place = self.place
        above = self.scaled(self.new(*v.shape), v, scale=scale)
        self.add_weight(self.hidden, _joined(above), _joined(ts[-1] if ts else v))
        for i in reversed(range(self.hidden)):
            u = us[i]
            if i + 1 < self.hidden:
                z = place.multiply(_joined(us[i + 1]), self.arrays.weights[i + 1]).with_axes(u.shape, u.strides)
            own = self._cotangents[i]
            adds = own is not None
            if own is None:
                own = self._cotangents[i] = self.new(*u.shape[1:])
            last = i + 1 == self.hidden
            self.epilogue("tangent_reverse", u, own, self.layers[i].slope, _each(scale) if last else None, z, adds=adds)
            self.add_weight(i, _joined(u), _joined(ts[i - 1] if i > 0 else v))

    # ---- Reverse.

    def reverse(
        self,
        s_bar: DeviceArray,
        factor: DeviceArray | None,
        x_bar: DeviceArray | None,
        weights: DeviceArray | None = None,
    ) -> None:
        """Queue the gradients, for the cotangents of s and of what ``follow`` returned; that by x goes to x_bar."""
        place, arrays = self.place, self.arrays
        above = s_bar
        if self.beside.get("c_out") is not None:
            above = self.scaled(self.new(*s_bar.shape), s_bar, scale=self.beside["c_out"])
        self._add_layer(self.hidden, above)
        for i in reversed(range(self.hidden)):
            layer = self.layers[i]
            a = place.multiply(above, arrays.weights[i + 1])
            self.epilogue("reverse", layer.curvature, layer.slope, a, self._cotangents[i], adds=self._traced)
            above = layer.curvature
            self._add_layer(i, above)
        if arrays.skip is not None and self.wants_weights:
            own = place.multiply(_transposed(s_bar), self.x)
            if factor is not None:
                sums = self.new(self.dim)
                if weights is None:
                    whole = self.new()
                    place.add_up(factor.shape, (0,), factor.view(), whole)
                    self.scaled(sums, whole)
                else:
                    place.multiply(_row(factor), weights, _row(sums))
                self.scaled(_diagonal(own), sums, adds=True)
            self.skip_gradient = own
        if x_bar is None:
            return
        place.multiply(above, self.columns_of_x(), x_bar)
        if self.beside.get("c_in") is not None:
            self.scaled(x_bar, x_bar, scale=self.beside["c_in"])
        if self.beside.get("c_skip") is not None:
            self.scaled(x_bar, s_bar, scale=self.beside["c_skip"], adds=True)
        if arrays.skip is not None:
            self.scaled(x_bar, place.multiply(s_bar, arrays.skip), adds=True)

    def _add_layer(self, layer: int, z_bar: DeviceArray) -> None:
        self.add_weight(layer, z_bar, self.layers[layer - 1].value if layer > 0 else self._input)
        if self.wants_weights and self.arrays.biases[layer] is not None:
            self.bias_gradients[layer] = self.column_sums(z_bar, self.new(z_bar.shape[1]))


class Energy(_Run):
    """An energy."""

    def __init__(self, *args: Any, derivatives: int = 3) -> None:
        super().__init__(*args, derivatives=derivatives)
        self._last = _row(
            self.arrays.weights[-1].with_axes(self.arrays.weights[-1].shape[1:], self.arrays.weights[-1].strides[1:])
        )
        self._g: list[DeviceArray] = []
        self._gz: list[DeviceArray] = []
        self._squares: list[Any] = [None] * self.hidden
        self._trace: Trace | None = None
        self._tangents: tuple[DeviceArray, list[DeviceArray], list[DeviceArray]] | None = None

    def forward(self, into: DeviceArray | None = None) -> DeviceArray:
        """Return E."""
        self._input = self.input(None)
        value = self._value = self.activate(self._input)
        bias = self.arrays.biases[-1]
        energy = self.row_sums(value, self._last, value.shape, into)
        if bias is not None:
            self.scaled(energy, bias, adds=True)
        return energy

    def gradient(self, into: DeviceArray | None = None) -> DeviceArray:
        """Return dE/dx."""
        place = self.place
        result = self.new(self.samples, self.dim) if into is None else into
        if self.hidden == 0:
            return self.scaled(result, _columns(self._last, 0, self.dim))
        self._g = [self._last] * self.hidden
        self._gz = [self._last] * self.hidden
        for i in reversed(range(self.hidden)):
            layer = self.layers[i]
            gz = self._gz[i] = self.scaled(self.new(*layer.value.shape), layer.slope, self._g[i])
            if i > 0:
                self._g[i - 1] = place.multiply(gz, self.arrays.weights[i])
            else:
                place.multiply(gz, self.columns_of_x(), result)
        return result

    def follow(
        self,
        trace: Trace,
        factor: DeviceArray | None,
        weights: DeviceArray | None = None,
        into: DeviceArray | None = None,
    ) -> DeviceArray:
        """Return the Laplacian, or the trace of diag(weights) Hess; ``factor`` is its cotangent where it has one."""
        total = self.new(self.samples) if into is None else into
        if self.hidden == 0:
            self.place.add_up(total.shape, (), 0.0, total)
            return total
        if factor is not None:
            self._trace, self._weights = trace, weights
        if trace.kind == "exact":
            w = self.columns_of_x()
            self._squares[0] = self.row_sums(w, w, w.shape)
        else:
            groups = self.groups(trace)
            for first, some in groups:
                v = self.directions(trace, first, some, weights)
                us, ts = self.tangents(v)
                for i, u in enumerate(us):
                    own = self._squares[i]
                    adds = own is not None
                    if own is None:
                        own = self._squares[i] = self.new(*u.shape[1:])
                    self.epilogue("squares", own, u, number=self.weight_of(trace), adds=adds)
                self._tangents = (v, us, ts) if len(groups) == 1 else None
        sums = None
        for i, layer in enumerate(self.layers):
            shape = layer.value.shape
            weight = self.scaled(self.new(*shape), layer.curvature, self._g[i])
            last = i + 1 == self.hidden
            into_sums = total if last else self.place.empty(total.shape, _FLOAT64)
            sums = self.row_sums(weight, self._squares[i], shape, into_sums, sums)
        return total

    # ---- Reverse.

    def reverse(
        self,
        g_bar: DeviceArray | None,
        factor: DeviceArray | None,
        x_bar: DeviceArray | None,
        value_bar: DeviceArray | None = None,
    ) -> None:
        """Queue the gradients, for the cotangents of dE/dx, of what ``follow`` returned, and of E."""
        place, weights = self.place, self.arrays.weights
        traced = factor is not None and self.hidden > 0
        z_bars: list[Any] = [None] * self.hidden
        if g_bar is not None or traced:
            g_bar = self.filled(0.0, *self.x.shape) if g_bar is None else g_bar
            z_bars = self._reverse_gradient(g_bar, factor if traced else None)
        cotangents: list[DeviceArray | None] = [None] * self.hidden
        if factor is not None and self._trace is not None and self._trace.kind != "exact":
            cotangents = self._reverse_tangents(self._trace, factor)
        if value_bar is not None:
            self._add_last(place.multiply(_row(value_bar), self._value))
            if self.wants_weights and self.arrays.biases[-1] is not None:
                self.bias_gradients[-1] = self.column_sums(_each(value_bar), self.new(1))  # type: ignore[arg-type]
        elif self.wants_weights and self.arrays.biases[-1] is not None:
            self.bias_gradients[-1] = self.filled(0.0, 1)
        for i in reversed(range(self.hidden)):
            layer = self.layers[i]
            adds = z_bars[i] is not None
            z_bar = z_bars[i] = z_bars[i] if adds else self.new(*layer.value.shape)
            if i + 1 < self.hidden:
                if cotangents[i] is not None:
                    self.scaled(z_bar, cotangents[i], layer.curvature, adds=True)
                self.scaled(z_bar, place.multiply(z_bars[i + 1], weights[i + 1]), layer.slope, adds=adds)
            elif value_bar is not None:
                by_value = self.scaled(self.new(*z_bar.shape), self._last, scale=value_bar)
                self.scaled(z_bar, by_value, layer.slope, adds=adds)
            self.add_weight(i, z_bar, self.layers[i - 1].value if i > 0 else self._input)
            if self.wants_weights and self.arrays.biases[i] is not None:
                self.bias_gradients[i] = self.column_sums(z_bar, self.new(z_bar.shape[1]))
        if x_bar is None:
            return
        if self.hidden > 0:
            place.multiply(z_bars[0], self.columns_of_x(), x_bar)
        elif value_bar is not None:
            self.scaled(x_bar, _columns(self._last, 0, self.dim), scale=value_bar)
        else:
            place.add_up(x_bar.shape, (), 0.0, x_bar)

    def _add_last(self, row: DeviceArray) -> None:
        """Queue a sum over samples onto the gradient of the last layer's weights."""
        self.add_to_weight(self.hidden, row)

    def _reverse_gradient(self, g_bar: DeviceArray, factor: DeviceArray | None) -> list[DeviceArray]:
        """From the gradient's cotangent up through the layers by which it came down; return the shares of z."""
        place = self.place
        below = g_bar
        z_bars = []
        for i, layer in enumerate(self.layers):
            self.add_weight(i, self._gz[i], below)
            m = place.multiply(below, _transposed(self.tangent_weight(i)))
            z_bar = self.new(*m.shape)
            self.epilogue(
                "gradient_forward",
                m,
                z_bar,
                layer.slope,
                layer.curvature,
                layer.third,
                self._g[i],
                None if factor is None else self._squares[i],
                _each(factor),
            )
            z_bars.append(z_bar)
            below = m
        sums = self.new(1, below.shape[1])
        self._add_last(_row(self.column_sums(below, sums.with_axes(sums.shape[1:], sums.strides[1:]))))
        if factor is not None and self._trace is not None and self._trace.kind == "exact":
            # S_1 is the sum of the squares of a row of the weights.
            own = self.scaled(self.new(*z_bars[0].shape), self.layers[0].curvature, self._last)
            loop = _transposed(place.multiply(_row(factor), own))
            self.add_to_weight(0, self.columns_of_x(), loop, 2.0)
        return z_bars

    def _reverse_tangents(self, trace: Trace, factor: DeviceArray) -> list[DeviceArray | None]:
        """Queue what the weights get by the tangents; return what f'' is multiplied by."""
        cotangents: list[DeviceArray | None] = [None] * self.hidden
        for first, some in self.groups(trace):
            if self._tangents is not None:
                v, us, ts = self._tangents
            else:
                v = self.directions(trace, first, some, self._weights)
                us, ts = self.tangents(v)
            for i in reversed(range(self.hidden)):
                layer, u = self.layers[i], us[i]
                t = own = None
                adds = False
                if i + 1 < self.hidden:
                    t = _shaped(self.place.multiply(_joined(us[i + 1]), self.arrays.weights[i + 1]), *u.shape)
                    own = cotangents[i]
                    adds = own is not None
                    if own is None:
                        own = cotangents[i] = self.new(*u.shape[1:])
                self.epilogue(
                    "square_reverse",
                    u,
                    own,
                    layer.slope,
                    layer.curvature,
                    self._g[i],
                    _each(factor),
                    t,
                    number=2.0 * self.weight_of(trace),
                    adds=adds,
                )
                self.add_weight(i, _joined(u), _joined(ts[i - 1] if i > 0 else v))
        return cotangents
