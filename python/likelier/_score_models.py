"""Score matching of models whose scores are known in closed form."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array, as_known, cast, gradient_dtype, reduced_dtype
from likelier._cholesky import factorize
from likelier._device import backend, place_of
from likelier._differentiable import pack_gradients
from likelier._elementwise import BY_NAME, ElementwiseFunction, factors_of, finish
from likelier._memory import array_of, is_host, namespace
from likelier._rows import make_special_row_functions
from likelier._score_losses import Job, ScoreFunction, _factor_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Numbers that blocks of a mixture's samples hold.
_BLOCK = 1 << 22


@functools.cache
def _rows() -> dict[str, Any]:
    return make_special_row_functions()


def _double(x: Array) -> Array:
    return as_known(x).astype(np.float64)


def _symmetric(x: Array) -> Array:
    return 0.5 * (x + np.swapaxes(x, -1, -2))


def _reduce_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum a gradient over the axes along which its argument was broadcast."""
    lead = gradient.ndim - len(shape)
    axes = (*range(lead), *(a + lead for a, n in enumerate(shape) if n == 1 and gradient.shape[a + lead] != 1))
    return array_of(gradient.sum(axis=axes)).reshape(shape)


class _Fields(NamedTuple):
    """What a model says of samples: one row of scores a sample, and the traces of their Jacobians."""

    score: Array
    trace: Array


class _Model(ScoreFunction):
    """The implicit loss of a model in closed form.

    Attributes
    ----------
    data
        The argument whose leading axes are samples, and how many axes follow these.
    choices
        Keywords of which exactly one has to be given.
    """

    data = ("x", 1)
    choices: tuple[str, ...] = ()

    def _check(self, arrays: Mapping[str, Array]) -> None:
        """Raise where the arguments do not fit together."""
        raise NotImplementedError

    def _fields(self, values: Mapping[str, Array]) -> _Fields:
        """Return scores and traces at samples, of which there is one axis; all in double."""
        raise NotImplementedError

    def _gradients(self, values: Mapping[str, Array], factor: Array) -> tuple[Array, dict[str, Array]]:
        """Return the loss of each sample and the gradients of their sum with these factors."""
        raise NotImplementedError

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> dict[str, Any]:
        given: dict[str, Any] = super()._bind(args, options)
        if self.choices:
            chosen = [n for n in self.choices if given[n] is not None]
            if not chosen:
                choices = " or ".join(map(repr, self.choices))
                self._fail(f"missing the argument {choices}; got none of them", TypeError)
            if len(chosen) > 1:
                self._fail(f"the arguments {chosen[0]!r} and {chosen[1]!r} exclude each other; got both", TypeError)
        return given

    def _rows_of(self, arrays: Mapping[str, Array]) -> tuple[int, ...]:
        name, axes = self.data
        if arrays[name].ndim < axes:
            self._fail(f"{name} must have at least {axes} axes; got a {arrays[name].ndim}-d array")
        self._check(arrays)
        return arrays[name].shape[: arrays[name].ndim - axes]

    def _shape(self, arrays: Mapping[str, Array], name: str, shape: tuple[int, ...]) -> None:
        if name in arrays and arrays[name].shape != shape:
            self._fail(f"{name} must have shape {shape}; got {arrays[name].shape}")

    def _broadcasts(self, arrays: Mapping[str, Array], name: str, shape: tuple[int, ...]) -> None:
        x = arrays[name]
        try:
            fits = np.broadcast_shapes(x.shape, shape) == shape
        except ValueError:
            fits = False
        if not fits:
            self._fail(f"{name} must broadcast to shape {shape}; got {x.shape}")

    def _flat(self, arrays: Mapping[str, Array], rows: tuple[int, ...], active: Array | None) -> dict[str, Array]:
        """Return the arguments in double, samples on one axis; those that are absent are 0."""
        count = math.prod(rows)
        result = {}
        for n, x in arrays.items():
            values = _double(x)
            if n in self._of_samples():
                values = values.reshape(count, *x.shape[len(rows) :])
                if active is not None:
                    present = np.broadcast_to(active, rows).reshape(count, *(1,) * (values.ndim - 1))
                    values = np.where(present, values, 0.0)
            result[n] = values
        return result

    def _of_samples(self) -> tuple[str, ...]:
        return (self.data[0],)

    def _compute(self, job: Job) -> tuple[Array, dict[str, Array]]:
        arrays, rows, sums = job.arrays, job.rows, job.sums
        values = self._flat(arrays, rows, sums.active)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            if job.wanted:
                factor = sums.present(_factor_of(sums), rows).reshape(math.prod(rows))
                losses, gradients = self._gradients(values, factor)
            else:
                score, trace = self._fields(values)
                losses, gradients = 0.5 * np.einsum("nd,nd->n", score, score) + trace, {}
        settled = {
            n: cast(np.asarray(gradients[n]).reshape(arrays[n].shape), gradient_dtype(arrays[n])) for n in job.wanted
        }
        losses = sums.present(losses.reshape(rows), rows)
        return (losses.sum() if sums.collapses else losses), settled

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        if place_of(self.__qualname__, self.arrays, [given[n] for n in self.arrays]) is None:
            return super()._evaluate(given, wrt, cotangent, gradient=gradient)
        own = memory.Arguments(self.__qualname__, {n: given[n] for n in self.arrays if given[n] is not None})
        with own.running():
            return self._run_on_device(own, given, wrt, cotangent, gradient=gradient)

    def _run_on_device(
        self, own: memory.Arguments, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        """Return the same for arrays on a device, by the library's products of matrices: nothing is waited for."""
        place, arrays = own.place, own.arrays
        rows, count = self._rows_of(arrays), math.prod(self._rows_of(arrays))
        options = {n: given[n] for n in ("where", "weights", "reduction")}
        active = memory.known(place, place.mask(options["where"], rows))
        weights = memory.known(place, place.beside(options["weights"], rows, "weights"))
        if weights is not None:
            active = weights != 0 if active is None else active & (weights != 0)
        values = self._flat(arrays, rows, active)
        total = ElementwiseFunction(BY_NAME["_identity"], self.__qualname__, "likelier", "", reduces=True)
        kind = reduced_dtype(own.dtype)
        wanted = self._wanted(wrt, arrays, given) if gradient else ()
        gradients: dict[str, Array] = {}
        if wanted:
            nothing = memory.full(rows, 0.0, *arrays.values())
            factor = factors_of(total, nothing, kind, 1.0, options, cotangent)
            losses, gradients = self._gradients(values, factor.reshape(count))
        else:
            score, trace = self._fields(values)
            losses = 0.5 * np.einsum("nd,nd->n", score, score) + trace
        result = finish(total, losses.reshape(rows), kind, 1.0, options)
        result = own.give_result(result)
        if not gradient:
            return result, None
        by_name = {n: own.give(gradients[n].reshape(arrays[n].shape), own.gradient_dtype(n)) for n in wanted}
        return result, pack_gradients(wrt, by_name)

    def _evaluate_at(self, args: tuple[Any, ...], options: dict[str, Any], what: Callable[[Any], Array]) -> Any:
        """Return what a model says of samples, in the dtype of the arguments."""
        given = self._bind(args, options)
        own = memory.Arguments(self.__qualname__, {n: given[n] for n in self.arrays if given[n] is not None})
        rows = self._rows_of(own.arrays)
        with own.running(), np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            result = what(self._flat(own.arrays, rows, None))
            return own.give(result.reshape((*rows, *result.shape[1:])), reduced_dtype(own.dtype))

    def score(self, *args: Any, **options: Any) -> Any:
        """Return the model's score grad_x log p at each sample; arguments as of the loss."""
        return self._evaluate_at(args, options, lambda values: self._fields(values).score)

    def trace(self, *args: Any, **options: Any) -> Any:
        """Return the trace of the score's Jacobian at each sample, the Laplacian of log p; arguments as of the loss."""
        return self._evaluate_at(args, options, lambda values: self._fields(values).trace)


def _inverse(function: ScoreFunction, matrices: Array, name: str) -> Array:
    """Return inverses; raise for a singular matrix, which gives NaN on a device."""
    if not is_host(matrices):
        with backend().library.unchecked():
            found = np.linalg.inv(matrices)
        # What is left of a singular matrix is anything.
        rest = abs(matrices @ found - namespace(matrices).eye(matrices.shape[-1]))
        return np.where((rest < 0.5).all(axis=(-2, -1), keepdims=True), found, np.nan)
    try:
        return np.asarray(np.linalg.inv(matrices))
    except np.linalg.LinAlgError:
        function._fail(f"{name} must be invertible; got a singular matrix")


class _Gaussian(_Model):
    arrays = ("x", "mean", "precision", "precision_tril", "scale_tril", "cov")
    choices = ("precision", "precision_tril", "scale_tril", "cov")

    def _check(self, arrays: Mapping[str, Array]) -> None:
        dim = arrays["x"].shape[-1]
        self._broadcasts(arrays, "mean", (dim,))
        for n in self.choices:
            self._shape(arrays, n, (dim, dim))

    def _precision(self, values: Mapping[str, Array]) -> Array:
        if "precision" in values:
            return values["precision"]
        if "cov" in values:
            return _inverse(self, values["cov"], "cov")
        if "scale_tril" in values:
            root = _inverse(self, np.tril(values["scale_tril"]), "scale_tril").T
        else:
            root = np.tril(values["precision_tril"])
        return array_of(root @ root.T)

    def _fields(self, values: Mapping[str, Array]) -> _Fields:
        precision = self._precision(values)
        score = -(values["x"] - values["mean"]) @ precision.T
        return _Fields(score, memory.full((len(score),), 0.0, score) - np.trace(precision))

    def _gradients(self, values: Mapping[str, Array], factor: Array) -> tuple[Array, dict[str, Array]]:
        precision = self._precision(values)
        delta = values["x"] - values["mean"]
        y = delta @ precision.T
        losses = 0.5 * np.einsum("nd,nd->n", y, y) - np.trace(precision)
        y = factor[:, np.newaxis] * y
        x = y @ precision
        g = y.T @ delta - factor.sum() * namespace(precision).eye(len(precision))
        gradients = {"x": x, "mean": _reduce_to(-x.sum(axis=0), values["mean"].shape), "precision": g}
        if "precision_tril" in values:
            gradients["precision_tril"] = np.tril((g + g.T) @ np.tril(values["precision_tril"]))
        if "scale_tril" in values:
            gradients["scale_tril"] = -np.tril(precision @ (g + g.T) @ precision @ np.tril(values["scale_tril"]))
        if "cov" in values:
            gradients["cov"] = -precision.T @ g @ precision.T
        return losses, gradients


def _log_sum(x: Array) -> Array:
    """Return the logarithm of the sum of exponentials over the first axis."""
    result: Array = np.logaddexp.reduce(x, axis=0) if is_host(x) else _rows()["logsumexp"](x, axis=0)
    return result


class _Components(NamedTuple):
    """A mixture's components at samples: (K, N) and (K, N, D)."""

    delta: Array
    slope: Array  # the scores of the components
    log_density: Array
    responsibilities: Array
    score: Array


class _GaussianMixture(_Model):
    arrays = ("x", "log_weights", "mean", "var", "precision", "cov")
    choices = ("var", "precision", "cov")

    def _check(self, arrays: Mapping[str, Array]) -> None:
        dim = arrays["x"].shape[-1]
        if arrays["log_weights"].ndim != 1 or arrays["log_weights"].shape[0] == 0:
            self._fail(f"log_weights must have one axis, of components; got shape {arrays['log_weights'].shape}")
        count = arrays["log_weights"].shape[0]
        self._broadcasts(arrays, "mean", (count, dim))
        if "var" in arrays:
            self._broadcasts(arrays, "var", (count, dim))
        elif "precision" in arrays and arrays["precision"].ndim < 3:
            self._broadcasts(arrays, "precision", (count, dim))
        else:
            name = "cov" if "cov" in arrays else "precision"
            self._broadcasts(arrays, name, (count, dim, dim))

    def _precision(self, values: Mapping[str, Array]) -> Array:
        """Return the precisions, (K, D) where they are diagonal, else (K, D, D)."""
        count, dim = len(values["log_weights"]), values["x"].shape[-1]
        if "var" in values:
            return np.broadcast_to(1.0 / values["var"], (count, dim))
        if "cov" in values:
            return np.broadcast_to(_inverse(self, _symmetric(values["cov"]), "cov"), (count, dim, dim))
        given = values["precision"]
        if given.ndim < 3:
            return np.broadcast_to(given, (count, dim))
        return np.broadcast_to(_symmetric(given), (count, dim, dim))

    @staticmethod
    def _half_log_det(precision: Array) -> Array:
        if precision.ndim == 2:
            return array_of(0.5 * np.log(np.where(precision > 0, precision, np.nan)).sum(axis=-1))
        factors = factorize(precision)
        return array_of(np.log(np.diagonal(factors, axis1=-2, axis2=-1)).sum(axis=-1))

    @staticmethod
    def _times(precision: Array, vectors: Array) -> Array:
        if precision.ndim == 2:
            return precision[:, np.newaxis] * vectors
        return array_of(vectors @ precision)

    def _components(self, values: Mapping[str, Array], precision: Array, half_log_det: Array, x: Array) -> _Components:
        mean = np.broadcast_to(values["mean"], (len(precision), x.shape[-1]))
        delta = x - mean[:, np.newaxis]
        slope = -self._times(precision, delta)
        logits = values["log_weights"] - _log_sum(values["log_weights"])
        constants = logits + half_log_det - 0.5 * x.shape[-1] * math.log(2 * math.pi)
        logs = constants[:, np.newaxis] + 0.5 * np.einsum("knd,knd->kn", slope, delta)
        total = _log_sum(logs)
        responsibilities = np.exp(logs - total)
        score = np.einsum("kn,knd->nd", responsibilities, slope)
        return _Components(delta, slope, total, responsibilities, score)

    def _blocks(self, values: Mapping[str, Array]) -> list[slice]:
        n, dim = values["x"].shape
        step = max(1, _BLOCK // max(1, len(values["log_weights"]) * dim))
        return [slice(i, i + step) for i in range(0, n, step)]

    @staticmethod
    def _traces(precision: Array) -> Array:
        return array_of(precision.sum(axis=-1) if precision.ndim == 2 else np.trace(precision, axis1=-2, axis2=-1))

    def _at_blocks(
        self, values: Mapping[str, Array], what: Callable[[_Components, Array], Array], like: Array
    ) -> Array:
        precision = self._precision(values)
        half = self._half_log_det(precision)
        result: Array = memory.empty(like.shape, like.dtype, like)
        for rows in self._blocks(values):
            result[rows] = what(self._components(values, precision, half, values["x"][rows]), precision)
        return result

    def _fields(self, values: Mapping[str, Array]) -> _Fields:
        dim = values["x"].shape[-1]

        def fields(parts: _Components, precision: Array) -> Array:
            square = np.einsum("knd,knd->kn", parts.slope, parts.slope) - self._traces(precision)[:, np.newaxis]
            trace = (parts.responsibilities * square).sum(axis=0) - (parts.score**2).sum(axis=-1)
            return np.concatenate([parts.score, trace[:, np.newaxis]], axis=-1)

        both = self._at_blocks(values, fields, memory.full((len(values["x"]), dim + 1), 0.0, values["x"]))
        return _Fields(both[:, :dim], both[:, dim])

    def logpdf(self, *args: Any, **options: Any) -> Any:
        """Return the mixture's log-density at each sample; arguments as of the loss."""
        return self._evaluate_at(
            args,
            options,
            lambda v: self._at_blocks(v, lambda parts, _: parts.log_density, memory.full((len(v["x"]),), 0.0, v["x"])),
        )

    def _gradients(self, values: Mapping[str, Array], factor: Array) -> tuple[Array, dict[str, Array]]:
        precision = self._precision(values)
        half = self._half_log_det(precision)
        traces = self._traces(precision)[:, np.newaxis]
        diagonal = precision.ndim == 2
        count, (samples, dim) = len(precision), values["x"].shape
        losses, of_x, of_weights, of_mean, of_precision, of_log_det, of_trace = (
            memory.full(shape, 0.0, precision)
            for shape in ((samples,), (samples, dim), (count,), (count, dim), precision.shape, (count,), (count,))
        )
        for rows in self._blocks(values):
            delta, slope, _, r, score = self._components(values, precision, half, values["x"][rows])
            square = np.einsum("knd,knd->kn", slope, slope) - traces
            losses[rows] = (r * square).sum(axis=0) - 0.5 * (score**2).sum(axis=-1)
            own = square - np.einsum("nd,knd->kn", score, slope)
            f = factor[rows]
            of_log = f * r * (own - (r * own).sum(axis=0))
            of_slope = (f * r)[..., np.newaxis] * (2.0 * slope - score)
            of_delta = of_log[..., np.newaxis] * slope - self._times(precision, of_slope)
            of_x[rows] = of_delta.sum(axis=0)
            of_mean -= of_delta.sum(axis=1)
            of_weights += of_log.sum(axis=1)
            of_trace -= (f * r).sum(axis=1)
            # -1/2 delta delta^T from the log-density, -delta from the component's score
            outer = -0.5 * of_log[..., np.newaxis] * delta - of_slope
            of_precision += (outer * delta).sum(axis=1) if diagonal else np.swapaxes(outer, 1, 2) @ delta
            of_log_det += of_log.sum(axis=1)
        if diagonal:
            g = of_precision + 0.5 * of_log_det[:, np.newaxis] / precision + of_trace[:, np.newaxis]
        else:
            inverse = _inverse(self, precision, "precision")
            g = _symmetric(of_precision) + 0.5 * of_log_det[:, np.newaxis, np.newaxis] * inverse
            g += of_trace[:, np.newaxis, np.newaxis] * namespace(precision).eye(precision.shape[-1])
        gradients = {"x": of_x, "log_weights": of_weights, "mean": _reduce_to(of_mean, values["mean"].shape)}
        if "var" in values:
            gradients["var"] = _reduce_to(-g * precision * precision, values["var"].shape)
        elif "cov" in values:
            gradients["cov"] = _reduce_to(-precision @ g @ precision, values["cov"].shape)
        else:
            gradients["precision"] = _reduce_to(g, values["precision"].shape)
        return losses, gradients


class NormalEquations(NamedTuple):
    """The loss of an exponential family as a quadratic form, 1/2 theta^T G theta + b.theta.

    Attributes
    ----------
    G
        Mean over the samples of sum_d dT/dx_d dT/dx_d^T.
    b
        Mean of the Laplacians of T, and of grad T.grad log h.
    """

    G: Any
    b: Any

    def solve(self) -> Any:
        """Return the minimiser -G^-1 b; raise ValueError where G is singular, which gives NaN on a device."""
        if not is_host(self.G):
            with backend().library.unchecked():
                theta = np.linalg.solve(self.G, self.b)
            # What is left of a singular matrix is anything; of others this is a thousandth of the bound at most.
            rest = abs(self.G @ theta - self.b)
            return np.where((rest <= 1e-8 * (abs(self.G) @ abs(theta) + abs(self.b))).all(), -theta, np.nan)
        try:
            return -np.linalg.solve(self.G, self.b)
        except np.linalg.LinAlgError:
            msg = "NormalEquations.solve: G must be invertible; got a singular matrix: statistics depend on each other"
            raise ValueError(msg) from None


class _ExponentialFamily(_Model):
    arrays = ("theta", "grad_t", "lap_t", "grad_log_h", "lap_log_h")
    data = ("grad_t", 2)

    def _of_samples(self) -> tuple[str, ...]:
        return ("grad_t", "lap_t", "grad_log_h", "lap_log_h")

    def _check(self, arrays: Mapping[str, Array]) -> None:
        *rows, dim, count = arrays["grad_t"].shape
        if "theta" in arrays:
            self._shape(arrays, "theta", (count,))
        self._shape(arrays, "lap_t", (*rows, count))
        self._shape(arrays, "grad_log_h", (*rows, dim))
        self._shape(arrays, "lap_log_h", tuple(rows))

    def _fields(self, values: Mapping[str, Array]) -> _Fields:
        score = values["grad_t"] @ values["theta"]
        trace = values["lap_t"] @ values["theta"]
        if "grad_log_h" in values:
            score = score + values["grad_log_h"]
        if "lap_log_h" in values:
            trace = trace + values["lap_log_h"]
        return _Fields(score, trace)

    def _gradients(self, values: Mapping[str, Array], factor: Array) -> tuple[Array, dict[str, Array]]:
        score, trace = self._fields(values)
        losses = 0.5 * np.einsum("nd,nd->n", score, score) + trace
        s = factor[:, np.newaxis] * score
        return losses, {
            "theta": np.einsum("ndm,nd->m", values["grad_t"], s) + factor @ values["lap_t"],
            "grad_t": s[..., np.newaxis] * values["theta"],
            "lap_t": factor[:, np.newaxis] * values["theta"],
            "grad_log_h": s,
            "lap_log_h": factor,
        }

    def normal_equations(
        self, grad_t: Any, lap_t: Any, *, grad_log_h: Any = None, weights: Any = None, where: Any = None
    ) -> NormalEquations:
        """Return the loss as a quadratic form of theta: arguments as of the loss, which is its mean."""
        raw = {"grad_t": grad_t, "lap_t": lap_t, "grad_log_h": grad_log_h}
        name = f"{self.__qualname__}.normal_equations"
        own = memory.Arguments(name, {n: x for n, x in raw.items() if x is not None})
        with own.running():
            return self._equations(own, weights, where)

    def _equations(self, own: memory.Arguments, weights: Any, where: Any) -> NormalEquations:
        arrays, place = own.arrays, own.place
        rows = self._rows_of(arrays)
        if place is None:
            mask, given = self._mask(where, rows), self._beside(weights, rows, "weights")
        else:
            mask = memory.known(place, place.mask(where, rows))
            given = memory.known(place, place.beside(weights, rows, "weights"))
        values = self._flat(arrays, rows, mask)
        share = memory.full(rows, 1.0, *arrays.values())
        if given is not None:
            share = np.broadcast_to(_double(given), rows)
        if mask is not None:
            share = np.where(mask, share, 0.0)
        w = (share / share.sum()).reshape((math.prod(rows),))
        grad, lap = values["grad_t"], values["lap_t"]
        g = np.einsum("n,ndi,ndj->ij", w, grad, grad, optimize=True)
        b = w @ lap
        if "grad_log_h" in values:
            b = b + np.einsum("n,ndm,nd->m", w, grad, values["grad_log_h"], optimize=True)
        return NormalEquations(g, b)

    def fit(self, grad_t: Any, lap_t: Any, *, grad_log_h: Any = None, weights: Any = None, where: Any = None) -> Any:
        """Return the theta of least loss: the solution of the normal equations; arguments as of these."""
        return self.normal_equations(grad_t, lap_t, grad_log_h=grad_log_h, weights=weights, where=where).solve()


class _BoltzmannMachine(_Model):
    arrays = ("x", "bias", "weight", "hidden_bias")

    def _check(self, arrays: Mapping[str, Array]) -> None:
        dim = arrays["x"].shape[-1]
        if arrays["weight"].ndim != 2:
            self._fail(f"weight must have two axes, of visible and hidden units; got shape {arrays['weight'].shape}")
        self._shape(arrays, "weight", (dim, arrays["weight"].shape[1]))
        self._broadcasts(arrays, "bias", (dim,))
        self._broadcasts(arrays, "hidden_bias", (arrays["weight"].shape[1],))

    @staticmethod
    def _argument(values: Mapping[str, Array]) -> Array:
        return array_of(0.5 * (values["x"] @ values["weight"]) + values["hidden_bias"])

    def _fields(self, values: Mapping[str, Array]) -> _Fields:
        t = np.tanh(self._argument(values))
        score = values["bias"] - values["x"] + 0.5 * (t @ values["weight"].T)
        trace = 0.25 * ((1.0 - t * t) @ (values["weight"] ** 2).sum(axis=0)) - values["x"].shape[-1]
        return _Fields(score, trace)

    def _gradients(self, values: Mapping[str, Array], factor: Array) -> tuple[Array, dict[str, Array]]:
        weight = values["weight"]
        norms = (weight**2).sum(axis=0)
        t = np.tanh(self._argument(values))
        slope = 1.0 - t * t
        score, trace = self._fields(values)
        losses = 0.5 * np.einsum("nd,nd->n", score, score) + trace
        f = factor[:, np.newaxis]
        s = f * score
        u = slope * 0.5 * (s @ weight - f * norms * t)
        return losses, {
            "x": 0.5 * (u @ weight.T) - s,
            "bias": _reduce_to(s.sum(axis=0), values["bias"].shape),
            "weight": 0.5 * (s.T @ t + values["x"].T @ u + weight * (factor @ slope)),
            "hidden_bias": _reduce_to(u.sum(axis=0), values["hidden_bias"].shape),
        }

    def log_unnormalized(self, *args: Any, **options: Any) -> Any:
        """Return the log-density up to its constant at each sample; arguments as of the loss."""

        def log_density(values: Mapping[str, Array]) -> Array:
            u = np.abs(self._argument(values))
            log_cosh = u + np.log1p(np.exp(-2.0 * u)) - math.log(2.0)
            x = values["x"]
            return array_of((x * (values["bias"] - 0.5 * x)).sum(axis=-1) + log_cosh.sum(axis=-1))

        return self._evaluate_at(args, options, log_density)


def _gaussian(
    x: Any,
    mean: Any,
    *,
    precision: Any = None,
    precision_tril: Any = None,
    scale_tril: Any = None,
    cov: Any = None,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Implicit score matching of a normal density.

    Also has ``value_and_grad``, and the model's ``score`` and ``trace``.

    Parameters
    ----------
    x : array_like
        Data; the last axis is that of dimensions, the others are samples.
    mean : array_like
        Mean: one number for each dimension, or one for all.
    precision, precision_tril, scale_tril, cov : array_like
        One of: the precision P as it is; lower triangular factors T with P = T T^T, or L with P^-1 = L L^T, whose
        other triangles are not read; the covariance.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        s = -P (x - mean);  1/2 ||s||^2 - tr P

    The loss is least where mean and P^-1 are those of the data: there it is -tr(P) / 2. Everything is computed in
    double. Gradients are those of the formula as it stands: for a symmetric P they need not be symmetric.

    Source: A. Hyvarinen, "Estimation of non-normalized statistical models by score matching" (2005).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([[1.0, 0.0], [-1.0, 2.0]])
    >>> float(lk.score_matching.gaussian(x, [0.0, 1.0], precision=np.eye(2)))
    -1.0
    >>> lk.score_matching.gaussian.score(x, [0.0, 1.0], precision=np.eye(2)).tolist()
    [[-1.0, 1.0], [1.0, -1.0]]
    """


def _gmm(
    x: Any,
    log_weights: Any,
    mean: Any,
    *,
    var: Any = None,
    precision: Any = None,
    cov: Any = None,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Implicit score matching of a mixture of normal densities.

    Also has ``value_and_grad``, and the model's ``score``, ``trace`` and ``logpdf``.

    Parameters
    ----------
    x : array_like
        Data; the last axis is that of dimensions, the others are samples.
    log_weights : array_like
        Logarithms of the K weights up to a constant.
    mean : array_like
        Means, (K, D).
    var, precision, cov : array_like
        One of: variances (K, D); precisions, diagonal (K, D) or full (K, D, D); covariances (K, D, D). Full matrices
        are taken as symmetric. They broadcast: a number is a variance of all.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula, with g_k = -P_k (x - mean_k) and the responsibilities r_k of the components::

        s = sum_k r_k g_k;  sum_k r_k (||g_k||^2 - tr P_k) - 1/2 ||s||^2

    Everything is computed in double, responsibilities by logsumexp. NaN where a precision is not positive
    (definite).

    Source: A. Hyvarinen, "Estimation of non-normalized statistical models by score matching" (2005), for mixtures by
    the product rule.

    Examples
    --------
    >>> import likelier as lk
    >>> gmm = lk.score_matching.gmm
    >>> gmm.score([[0.0], [1.0]], [0.0, 0.0], [[-1.0], [1.0]], var=1.0).round(6).tolist()
    [[0.0], [-0.238406]]
    >>> gmm.logpdf([[0.0]], [0.0, 0.0], [[-1.0], [1.0]], var=1.0).round(6).tolist()
    [-1.418939]
    """


def _exponential_family(
    theta: Any,
    grad_t: Any,
    lap_t: Any,
    *,
    grad_log_h: Any = None,
    lap_log_h: Any = None,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Implicit score matching of an exponential family, a quadratic form of its natural parameters.

    The model is log p(x) = theta.T(x) + log h(x) up to a constant. Also has ``value_and_grad``, ``score``, ``trace``,
    ``normal_equations`` and ``fit``, which is their solution.

    Parameters
    ----------
    theta : array_like
        Natural parameters, M of them.
    grad_t : array_like
        Derivatives dT_m / dx_d of the statistics at the data: (..., D, M).
    lap_t : array_like
        Their Laplacians: (..., M).
    grad_log_h, lap_log_h : array_like, optional
        Gradient and Laplacian of log h: (..., D) and (...). Default: 0.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula::

        s = grad_t theta + grad_log_h;  1/2 ||s||^2 + lap_t.theta + lap_log_h
        = 1/2 theta^T G theta + b.theta + 1/2 ||grad_log_h||^2 + lap_log_h

    with G and b those of ``normal_equations(grad_t, lap_t, grad_log_h=...)``, means over the data. The
    minimiser is theta = -G^-1 b.

    Source: A. Hyvarinen, "Some extensions of score matching" (2007).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([1.0, -1.0, 3.0])  # T = (x, x^2): a normal density
    >>> grad_t = np.stack([np.ones(3), 2 * x], axis=-1)[:, np.newaxis]
    >>> lap_t = np.broadcast_to([0.0, 2.0], (3, 2))
    >>> theta = lk.score_matching.exponential_family.fit(grad_t, lap_t)
    >>> mean, precision = -theta[0] / (2 * theta[1]), -2 * theta[1]
    >>> bool(np.allclose([mean, 1 / precision], [x.mean(), x.var()]))
    True
    """


def _rbm(
    x: Any,
    bias: Any,
    weight: Any,
    hidden_bias: Any,
    *,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
) -> Any:
    """Implicit score matching of a restricted Boltzmann machine of normal visible and binary hidden units.

    Also has ``value_and_grad``, and the model's ``score``, ``trace`` and ``log_unnormalized``.

    Parameters
    ----------
    x : array_like
        Data; the last axis is that of D visible units, the others are samples.
    bias : array_like
        Biases b of the visible units: D numbers, or one for all.
    weight : array_like
        Weights B between the units, (D, H).
    hidden_bias : array_like
        Biases c of the hidden units: H numbers, or one for all.
    <score_reduction>

    <score_returns>

    Notes
    -----
    Formula, for log p(x) = b.x - 1/2 ||x||^2 + sum_h log cosh(1/2 x.B_h + c_h) up to a constant, and
    t = tanh(1/2 x B + c)::

        s = b - x + 1/2 t B^T;  trace = -D + 1/4 sum_h ||B_h||^2 (1 - t_h^2);  1/2 ||s||^2 + trace

    Everything is computed in double.

    Source: K. Swersky, M. Ranzato, D. Buchman, B. Marlin and N. de Freitas, "On autoencoders and score matching for
    energy based models" (2011), with hidden units of -1 and 1.

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> x = np.array([[1.0, -1.0]])
    >>> float(lk.score_matching.rbm(x, 0.0, np.zeros((2, 3)), 0.0))  # a standard normal density
    -1.0
    """


gaussian = _Gaussian("score_matching.gaussian", "likelier", _gaussian)
gmm = _GaussianMixture("score_matching.gmm", "likelier", _gmm)
exponential_family = _ExponentialFamily("score_matching.exponential_family", "likelier", _exponential_family)
rbm = _BoltzmannMachine("score_matching.rbm", "likelier", _rbm)
