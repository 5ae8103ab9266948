"""Multilayer perceptrons: vector fields with their divergence, energies with their Laplacian, and score matching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import numpy as np

from likelier import _core
from likelier._arrays import as_array, dtype_name, is_floating
from likelier._device import place_of
from likelier._probes import Drawn, chosen_trace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from likelier._arrays import Array
    from likelier._device import Place
    from likelier._device_networks import DeviceNetwork

_KINDS = ("implicit", "sliced", "sliced_vr", "denoising", "explicit", "finite_difference", "weighted")
# The arguments that one kind of loss has alone.
_OWNERS = {
    "sigma": "denoising",
    "noise": "denoising",
    "target": "explicit",
    "eps": "finite_difference",
    "w": "weighted",
    "dw": "weighted",
}
_WRT = ("weights", "biases", "x", "skip")
# Hidden layers up to which the divergence, or the Laplacian, has a closed form.
_CLOSED_FIELD = 2
_CLOSED_ENERGY = 1
# Unit vectors that "auto" prefers to probes, and the probes that it takes beyond.
_FEW = 8


class NetworkGradients(NamedTuple):
    """Gradients in the shapes of what they belong to; None for what was not asked for.

    Attributes
    ----------
    weights, biases
        One array a layer; None for a layer without a bias.
    x
        By the input.
    skip
        By the linear skip's matrix.
    """

    weights: Any
    biases: Any
    x: Any
    skip: Any


class Context:
    """What a forward call keeps for its ``vjp``: the input and a snapshot of the weights."""

    __slots__ = ("_arrays", "_give", "_network", "_packed", "_shape", "_trace")

    def __init__(
        self,
        network: Any,
        packed: Any,
        shape: tuple[int, ...],
        trace: str,
        arrays: dict[str, Any],
        give: Callable[..., Any],
    ) -> None:
        self._network = network
        self._packed = packed
        self._shape = shape
        self._trace = trace
        self._arrays = arrays
        self._give = give


class _Network:
    """What fields and energies share: the user's arrays, checked once, and how calls are made of arguments."""

    _is_energy = False
    _closed = _CLOSED_FIELD

    def __init__(
        self,
        weights: Sequence[Any],
        biases: Sequence[Any] | None,
        activation: str,
        outputs: int | None,
        inputs: int | None,
        skip: Any,
    ) -> None:
        self._name = type(self).__name__
        self.activation = self._activation(activation)
        # What hands a gradient back to the library of its parameter.
        self._producers: dict[str, Any] = {}
        own = self._list(weights)
        given = [None] * len(own) if biases is None else self._list(biases, "biases")
        place = self._place(own, given, skip)
        matrices: list[Any] = []
        for i, w in enumerate(own):
            matrices.append(self._parameter(w, f"weights[{i}]", 2, matrices[0].dtype if matrices else None, place))
        if not matrices:
            self._fail("weights must have at least one matrix; got none")
        self.dtype = matrices[0].dtype
        if len(given) != len(matrices):
            self._fail(f"biases must be one for each of the {len(matrices)} weights; got {len(given)}")
        vectors = [
            None if b is None else self._parameter(b, f"biases[{i}]", 1, self.dtype, place) for i, b in enumerate(given)
        ]
        for i, w in enumerate(matrices):
            if i > 0 and w.shape[1] != matrices[i - 1].shape[0]:
                rows = matrices[i - 1].shape[0]
                self._fail(f"weights[{i}] must have {rows} columns, as weights[{i - 1}] has rows; got shape {w.shape}")
            if min(w.shape) == 0:
                self._fail(f"weights[{i}] must not be empty; got shape {w.shape}")
            b = vectors[i]
            if b is not None and b.shape != w.shape[:1]:
                self._fail(f"biases[{i}] must have shape ({w.shape[0]},); got {b.shape}")
        last = matrices[-1].shape[0]
        if outputs is not None and last != outputs:
            self._fail(f"weights[{len(matrices) - 1}] must have {outputs} row; got shape {matrices[-1].shape}")
        columns = matrices[0].shape[1]
        self.dim = inputs if inputs is not None else last if outputs is None else columns
        if not 0 < self.dim <= columns:
            self._fail(
                f"weights[0] must have a column for each of the {self.dim} dimensions, then those of the condition; "
                f"got shape {matrices[0].shape}"
            )
        self.conditions = columns - self.dim
        matrix = None if skip is None else self._parameter(skip, "skip", 2, self.dtype, place)
        if matrix is not None and matrix.shape != (self.dim, self.dim):
            self._fail(f"skip must have shape ({self.dim}, {self.dim}); got {matrix.shape}")
        self._widths = (columns, *(w.shape[0] for w in matrices))
        # In place of the CPU's engine, where the arrays are on a device.
        self._on_device: DeviceNetwork | None = None
        if place is not None:
            from likelier._device_layers import Arrays
            from likelier._device_networks import DeviceNetwork

            self.weights, self.biases, self.skip = tuple(own), tuple(given), skip
            arrays = Arrays(tuple(matrices), tuple(vectors), matrix)
            parameters = Arrays(tuple(own), tuple(given), skip)
            self._on_device = DeviceNetwork(self, arrays, int(place.device or 0), parameters)
            return
        self.weights, self.biases, self.skip = tuple(matrices), tuple(vectors), matrix
        kind = _core.NetworkF32 if self.dtype == np.float32 else _core.NetworkF64
        self._core: Any = kind(matrices, vectors, self.dim, _core.activations.index(self.activation), matrix)

    def __repr__(self) -> str:
        widths = " x ".join(map(str, self._widths))
        return f"<likelier.nn.{self._name} {widths}, {self.activation}, {self.dtype}>"

    def _fail(self, message: str, kind: type[Exception] = ValueError, method: str = "") -> NoReturn:
        text = f"{self._name}{'.' if method else ''}{method}: {message}"
        raise kind(text)

    def _list(self, arrays: Any, name: str = "weights") -> list[Any]:
        if not isinstance(arrays, (list, tuple)):
            self._fail(f"{name} must be a list or tuple of arrays; got {type(arrays).__name__}", TypeError)
        return list(arrays)

    def _activation(self, activation: Any) -> str:
        if activation == "relu":
            self._fail(
                "activation must be smooth: that of relu has f'' = 0 almost everywhere, so that the trace has no "
                "useful gradient; expected one of " + ", ".join(map(repr, _core.activations))
            )
        if not isinstance(activation, str):
            self._fail(f"activation must be a str; got {type(activation).__name__}", TypeError)
        if activation not in _core.activations:
            self._fail(
                f"activation must be one of {', '.join(map(repr, _core.activations))}; got {activation!r}",
            )
        return activation

    def _place(self, weights: list[Any], biases: list[Any], skip: Any) -> Place | None:
        """Return where the network is: on the device of its first array there; None for the CPU."""
        names = [*(f"weights[{i}]" for i in range(len(weights))), *(f"biases[{i}]" for i in range(len(biases))), "skip"]
        return place_of(self._name, names, [*weights, *biases, skip])

    def _parameter(self, x: Any, name: str, ndim: int, dtype: Any, place: Place | None) -> Any:
        """Return a view of a parameter: a copy would not see the next step of an optimiser."""
        array: Any
        if place is not None:
            array = place.array(x, name)
        elif not hasattr(x, "__dlpack__") or isinstance(x, np.generic):
            self._fail(f"{name} must be an array, of which a view is kept; got {type(x).__name__}", TypeError)
        else:
            array, self._producers[name] = as_array(x, self._name, name)
        if array.dtype not in (np.float32, np.float64):
            self._fail(f"{name} must have dtype float32 or float64; got {array.dtype}", TypeError)
        if dtype is not None and array.dtype != dtype:
            self._fail(f"{name} must have the dtype of weights[0], {dtype}; got {array.dtype}", TypeError)
        if array.ndim != ndim:
            self._fail(f"{name} must have {ndim} dimension{'s' * (ndim > 1)}; got shape {array.shape}")
        aligned = array.flags.aligned if place is None else array.pointer % array.dtype.itemsize == 0
        if not aligned or any(step % array.dtype.itemsize for step in array.strides):
            self._fail(f"{name} must be aligned in memory; got strides {array.strides}")
        return array

    # ---- Arguments of calls.

    def _samples(self, x: Any, method: str, name: str = "x") -> tuple[Array, Callable[[Array], Any]]:
        """Return samples, and what hands results back to the library that they came from."""
        array, producer = as_array(x, f"{self._name}.{method}", name)
        if is_floating(array) and array.dtype != self.dtype and not isinstance(x, (list, tuple)):
            got = dtype_name(array.dtype)
            self._fail(f"{name} must have the network's dtype, {self.dtype}; got {got}", TypeError, method)
        if array.ndim == 0 or array.shape[-1] != self.dim:
            self._fail(f"{name} must have shape (..., {self.dim}); got {array.shape}", method=method)
        return np.ascontiguousarray(array, self.dtype), producer or _as_is

    def _per_sample(self, x: Any, name: str, method: str, shape: tuple[int, ...]) -> Array | None:
        """Return one number a sample."""
        if x is None:
            return None
        array, _ = as_array(x, f"{self._name}.{method}", name)
        try:
            wide = np.broadcast_to(array, shape)
        except ValueError:
            self._fail(f"{name} must broadcast to the shape of the samples, {shape}; got {array.shape}", method=method)
        return np.ascontiguousarray(wide, self.dtype)

    def _beside(self, x: Any, name: str, method: str, like: Array) -> Array:
        """Return an array of the shape of x."""
        array, _ = self._samples(x, method, name)
        if array.shape != like.shape:
            self._fail(f"{name} must have the shape of x, {like.shape}; got {array.shape}", method=method)
        return array

    def _condition(self, condition: Any, method: str, shape: tuple[int, ...]) -> Array | None:
        if self.conditions == 0:
            if condition is not None:
                self._fail("condition was given to a network without columns for one", method=method)
            return None
        if condition is None:
            self._fail(f"condition must have shape (..., {self.conditions}); got None", method=method)
        array, _ = as_array(condition, f"{self._name}.{method}", "condition")
        if array.ndim == len(shape) and self.conditions == 1:
            array = array[..., None]
        try:
            wide = np.broadcast_to(array, (*shape, self.conditions))
        except ValueError:
            self._fail(
                f"condition must broadcast to the shape {(*shape, self.conditions)}; got {array.shape}", method=method
            )
        return np.ascontiguousarray(wide, self.dtype)

    def _trace(self, trace: Any, method: str, like: Array, seed: Any, *, closed: bool = True) -> tuple[str, Any]:
        """Return the engine's name of a trace, and the probes that it takes; not closed: none in closed form."""
        name = f"{self._name}.{method}"
        closed = closed and len(self.weights) - 1 <= self._closed
        if isinstance(trace, str) and trace == "auto":
            trace = "exact" if closed or self.dim <= _FEW else _FEW
        chosen = chosen_trace(trace, name, like.shape, seed, ("auto", "exact"))
        if isinstance(chosen, str):
            return ("exact" if closed else "basis"), None
        return "probes", chosen if isinstance(chosen, Drawn) else np.ascontiguousarray(chosen, self.dtype)

    def _check_context(self, context: Any, maker: str) -> None:
        if not isinstance(context, Context) or context._network is not self:
            text = f"context must be what {maker} of this network returned; got {type(context).__name__}"
            self._fail(text, TypeError, "vjp")

    def _wrt(self, wrt: Any, method: str) -> tuple[str, ...]:
        names = (wrt,) if isinstance(wrt, str) else tuple(wrt)
        for name in names:
            if name not in _WRT or (name == "skip" and self.skip is None):
                self._fail(f"wrt must be among {', '.join(map(repr, _WRT))}; got {name!r}", method=method)
        return names

    def _results(self, wrt: tuple[str, ...], like: Array) -> dict[str, Any]:
        """Return arrays for the gradients, by the engine's names of them."""
        weights = biases = skip = None
        if any(name != "x" for name in wrt):
            weights = [_core.empty(w.shape, self.dtype) for w in self.weights]
            biases = [None if b is None else _core.empty(b.shape, self.dtype) for b in self.biases]
            skip = None if self.skip is None else _core.empty(self.skip.shape, self.dtype)
        x = _core.empty(like.shape, self.dtype) if "x" in wrt else None
        return {"weight_gradients": weights, "bias_gradients": biases, "skip_gradient": skip, "x_gradient": x}

    def _gradients(
        self, results: dict[str, Any], wrt: tuple[str, ...], give: Callable[[Array], Any]
    ) -> NetworkGradients:
        """Return gradients, each to the library that its parameter came from."""
        weights, biases, skip = results["weight_gradients"], results["bias_gradients"], results["skip_gradient"]
        if any(self._producers.values()):

            def of(name: str, gradient: Any) -> Any:
                producer = self._producers.get(name)
                return gradient if producer is None or gradient is None else producer(gradient)

            weights = weights and [of(f"weights[{i}]", w) for i, w in enumerate(weights)]
            biases = biases and [of(f"biases[{i}]", b) for i, b in enumerate(biases)]
            skip = of("skip", skip)
        return NetworkGradients(
            tuple(weights) if "weights" in wrt else None,
            tuple(biases) if "biases" in wrt else None,
            give(results["x_gradient"]) if "x" in wrt else None,
            skip if "skip" in wrt else None,
        )

    def _scales(self, method: str, shape: tuple[int, ...], condition: Any, **scales: Any) -> dict[str, Any]:
        """Read what stands beside the samples: a condition, and numbers that each sample has one of."""
        return {
            "condition": self._condition(condition, method, shape),
            **{name: self._per_sample(scale, name, method, shape) for name, scale in scales.items()},
        }

    def _loss(
        self,
        samples: Any,
        kind: str,
        trace: Any,
        given: dict[str, Any],
        options: dict[str, Any],
        *,
        weighting: Any,
        weights: Any,
        seed: Any,
        wrt: Any,
    ) -> tuple[Any, NetworkGradients]:
        """Evaluate a score matching loss with its gradients, where the network's arrays are."""
        method = "score_matching_loss"
        self._check_kind(kind, options)
        names = self._wrt(wrt, method)
        if self._on_device is not None:
            return self._on_device.loss(
                samples, kind, trace, given, options, names=names, weighting=weighting, weights=weights, seed=seed
            )
        x, give = self._samples(samples, method)
        arrays = self._scales(method, x.shape[:-1], **given)
        if x.size == 0:
            self._fail(f"x must have at least one sample; got shape {x.shape}", method=method)
        each: Any = self._per_sample(weights, "weights", method, x.shape[:-1])
        if kind == "finite_difference":
            return self._differences(x, trace, options["eps"], arrays, each, seed, names, give)
        factors = None if each is None else each / np.sum(each, dtype=np.float64)
        traced: tuple[str, Any] = ("none", None)
        own: dict[str, Any] = {"objective": "residual"}
        if kind == "denoising":
            x, own["target"], factors = self._noised(x, options["sigma"], options["noise"], weighting, seed, factors)
        elif kind == "explicit":
            own["target"] = self._beside(options["target"], "target", method, x)
        elif kind == "weighted":
            w, dw = (self._beside(options[n], n, method, x) for n in ("w", "dw"))
            if np.any(w < 0):
                self._fail(f"w must not be negative; got {w.min()}", method=method)
            own = {"objective": "weighted", "dimension_weights": w, "dimension_slopes": dw}
            traced = self._trace(trace, method, x, seed, closed=False)
        else:
            if kind != "implicit":
                trace = self._directions(trace, kind, 1)
            traced = self._trace(trace, method, x, seed)
            own["objective"] = "sliced" if kind == "sliced" else "residual"
        results = self._results(names, x)
        loss = self._core.run(
            None,
            self._is_energy,
            x,
            trace=traced[0],
            probes=traced[1],
            factors=None if factors is None else np.ascontiguousarray(factors, self.dtype),
            **own,
            **arrays,
            **results,
        )
        return give(np.asarray(loss, self.dtype)), self._gradients(results, names, give)

    def _check_kind(self, kind: Any, options: dict[str, Any]) -> None:
        """Refuse what is no loss, and arguments of another loss than this."""
        method = "score_matching_loss"
        if kind not in _KINDS:
            self._fail(f"kind must be one of {', '.join(map(repr, _KINDS))}; got {kind!r}", method=method)
        for name, owner in _OWNERS.items():
            if kind != owner and options[name] is not None:
                self._fail(f"{name} is an argument of kind={owner!r}; got it with kind={kind!r}", method=method)
            if kind == owner and name != "noise" and options[name] is None:
                self._fail(f"{name} must be given for kind={kind!r}; got None", method=method)

    def _directions(self, trace: Any, kind: str, default: Any) -> Any:
        """Return a trace that must be probes, "auto" being the default."""
        if isinstance(trace, str) and trace != "auto":
            self._fail(f"trace must be probes for kind={kind!r}; got {trace!r}", method="score_matching_loss")
        return default if isinstance(trace, str) else trace

    def _differences(
        self,
        x: Array,
        trace: Any,
        eps: Any,
        arrays: dict[str, Any],
        weights: Any,
        seed: Any,
        names: tuple[str, ...],
        give: Callable[[Array], Any],
    ) -> tuple[Any, NetworkGradients]:
        """Evaluate the loss of finite differences: a step forth and a step back along each direction."""
        from likelier import score_matching

        method = "score_matching_loss"
        _, chosen = self._trace(self._directions(trace, "finite_difference", ("sphere", 1)), method, x, seed)
        if isinstance(chosen, Drawn):
            chosen = chosen.draw(x.shape, self.dtype).reshape(-1, *x.shape)
        length: Any = self._per_sample(eps, "eps", method, x.shape[:-1])
        if not np.all((length > 0) & np.isfinite(length)):
            self._fail(f"eps must be positive and finite; got {eps!r}", method=method)
        v = (length / np.sqrt(self.dim)).astype(self.dtype)[..., np.newaxis] * chosen
        count = len(v)
        points = np.concatenate([x + v, x - v, *([x[np.newaxis]] if self._is_energy else [])])
        beside = {n: None if a is None else np.repeat(a[np.newaxis], len(points), axis=0) for n, a in arrays.items()}
        packed = self._core.pack("none", reverse=True, energy=self._is_energy)
        made = _core.empty(points.shape[:-1] if self._is_energy else points.shape, self.dtype)
        self._core.run(packed, self._is_energy, points, **{"value" if self._is_energy else "s": made}, **beside)
        options = {"eps": length, "weights": weights}
        if self._is_energy:
            plus, minus, centre = -made[:count], -made[count:-1], -made[-1]
            loss, g = score_matching.finite_difference.value_and_grad(centre, plus, minus, dim=self.dim, **options)
            cotangent = -np.concatenate([g.logp_plus, g.logp_minus, g.logp[np.newaxis]])
        else:
            both = ("s_plus", "s_minus")
            function = score_matching.finite_difference_score
            loss, g = function.value_and_grad(made[:count], made[count:], v, wrt=both, **options)
            cotangent = np.concatenate([g.s_plus, g.s_minus])
        results = self._results(names, points)
        cotangents = {"value_cotangent" if self._is_energy else "s_cotangent": cotangent}
        self._core.run(packed, self._is_energy, points, objective="cotangents", **cotangents, **beside, **results)
        if "x" in names:
            results["x_gradient"] = results["x_gradient"].sum(axis=0, dtype=np.float64).astype(self.dtype)
        return give(np.asarray(loss, self.dtype)), self._gradients(results, names, give)

    def _noised(
        self, x: Array, sigma: Any, noise: Any, weighting: Any, seed: Any, factors: Any
    ) -> tuple[Array, Array, Any]:
        """Return the noisy input, the score of the noise, and the factors of its weighting."""
        method = "score_matching_loss"
        shape = x.shape[:-1]
        wide: Any = self._per_sample(sigma, "sigma", method, shape)
        if not np.all(wide > 0):
            self._fail("sigma must be positive", method=method)
        noise = _normal(x.shape, seed, self.dtype) if noise is None else self._beside(noise, "noise", method, x)
        scale = wide[..., None]
        if not isinstance(weighting, str):
            own: Any = self._per_sample(weighting, "weighting", method, shape)
        elif weighting in ("none", "sigma2"):
            own = None if weighting == "none" else np.square(wide, dtype=np.float64)
        else:
            self._fail(f"weighting must be 'none', 'sigma2' or an array; got {weighting!r}", method=method)
        if own is not None:
            factors = own * (self.dim / x.size if factors is None else factors)
        return x + scale * noise, -noise / scale, factors


def _as_is(result: Array) -> Any:
    return result[()]


def _normal(shape: tuple[int, ...], seed: Any, dtype: Any) -> Array:
    import likelier

    made: Array = likelier.norm.rvs(shape, seed=seed, dtype=dtype)
    return made
