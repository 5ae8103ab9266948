"""Entropies of vectors and classes, with gradients in every parameter. All in float64, rounded once."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._arrays import Array, as_known, cast
from likelier._cholesky import factorize, factorize_sum, inverse_of
from likelier._families import make_families, make_special_functions
from likelier._memory import array_of, full, namespace
from likelier._student import student_constants
from likelier._vectors import SOME_ELEMENTS, Call, VectorFunction, sum_of_events

if TYPE_CHECKING:
    from collections.abc import Sequence

Gradients = dict[str, Array]


@functools.cache
def _special() -> dict[str, Any]:
    return make_special_functions()


@functools.cache
def _gamma_entropy() -> Any:
    return getattr(make_families()["gamma"], "entropy")  # noqa: B009


class VectorEntropy(VectorFunction):
    """A vector family's ``entropy``. Subclasses say what it is of the arguments in float64."""

    def _shape(self, values: dict[str, Array]) -> tuple[int, ...]:
        """Return the batch; raise where shapes do not fit."""
        raise NotImplementedError

    def _of(self, values: dict[str, Array], wanted: Sequence[str]) -> tuple[Array, Gradients]:
        """Return the entropy and its gradients, each with the axes of the batch before its own."""
        raise NotImplementedError

    def _values(self, call: Call) -> dict[str, Array]:
        return {n: as_known(a).astype(np.float64, copy=False) for n, a in call.arrays.items()}

    def _batch(self, call: Call) -> tuple[int, ...]:
        values = self._values(call)
        for name, array in values.items():
            if array.ndim == 0 and name in ("alpha", "p", "logits"):
                self._fail(f"{name} must have at least one axis, that of the event; got a 0-d array")
            if array.shape[-1:] == (0,) and name in ("alpha", "p", "logits"):
                self._fail(f"{name} {SOME_ELEMENTS}; got shape {array.shape}")
        return self._shape(values)

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> Gradients:
        values = self._values(call)
        with np.errstate(all="ignore"):
            entropy, gradients = self._of(values, wanted)
            value[...] = cast(np.broadcast_to(entropy, batch), value.dtype)
            if factors is None:
                return {}
            result = {}
            for name in wanted:
                gradient = array_of(gradients[name])
                wide = factors.reshape((*factors.shape, *(1,) * (gradient.ndim - factors.ndim)))
                result[name] = np.where(wide == 0, 0.0, wide * gradient)
            return result

    def _check(self, call: Call, where: Array | None) -> None:
        values = self._values(call)
        with np.errstate(all="ignore"):
            entropy, _ = self._of(values, ())
        bad = np.isnan(entropy) if where is None else np.isnan(entropy) & where
        if np.any(bad):
            self._fail(f"the parameters must be inside their domains; got none of index {np.argwhere(bad)[0].tolist()}")


class DirichletEntropy(VectorEntropy):
    """That of independent gamma variables, given their sum and in units of it."""

    def _shape(self, values: dict[str, Array]) -> tuple[int, ...]:
        return values["alpha"].shape[:-1]

    def _of(self, values: dict[str, Array], wanted: Sequence[str]) -> tuple[Array, Gradients]:
        alpha = values["alpha"]
        total = array_of(sum_of_events(alpha, 0.0))
        others = alpha.shape[-1] - 1
        parts, slopes = _gamma_entropy().value_and_grad(alpha, wrt="a")
        whole, by_total = _gamma_entropy().value_and_grad(total, wrt="a")
        psi, trigamma = _special()["digamma"].value_and_grad(total, wrt="x")
        entropy = array_of(sum_of_events(array_of(parts), 0.0)) - whole - others * psi
        shared = array_of(by_total + others * trigamma)
        return array_of(entropy), {"alpha": slopes - shared[..., np.newaxis]} if "alpha" in wanted else {}


class CategoricalEntropy(VectorEntropy):
    """The sum of -p log p."""

    def _shape(self, values: dict[str, Array]) -> tuple[int, ...]:
        return next(iter(values.values())).shape[:-1]

    def _of(self, values: dict[str, Array], wanted: Sequence[str]) -> tuple[Array, Gradients]:  # noqa: ARG002
        if "p" in values:
            p = values["p"]
            p = np.where((p >= 0) & (p <= 1), p, np.nan)
            terms, slopes = _special()["entr"].value_and_grad(p, wrt="p")
            return array_of(sum_of_events(array_of(terms), 0.0)), {"p": array_of(slopes)}
        logits = values["logits"]
        top = logits.max(axis=-1, keepdims=True)
        shifted = logits - top
        e = np.exp(shifted)
        total = e.sum(axis=-1, keepdims=True)
        p = e / total
        # log(sum) - sum of p times shifted logits, all of one sign
        entropy = np.log(total[..., 0]) - np.where(p > 0, p * shifted, 0.0).sum(axis=-1)
        log_p = shifted - np.log(total)
        slopes = np.where(p > 0, -p * (log_p + entropy[..., np.newaxis]), 0.0)
        return array_of(entropy), {"logits": slopes}


class EllipticalEntropy(VectorEntropy):
    """The logarithm of a determinant, and a constant."""

    location, covariance = "mean", "cov"

    def _name(self, values: dict[str, Array]) -> str:
        names = ("cov_factor", self.covariance, "scale_tril", "precision", "diag")
        return next(n for n in names if n in values)

    def _event(self, values: dict[str, Array]) -> tuple[int, tuple[int, ...]]:
        """Return the length of the event and the batch of the matrix."""
        name, mean = self._name(values), values[self.location]
        matrix = values[name]
        diagonal = name == "diag" or (name == self.covariance and matrix.ndim < 2)
        if diagonal:
            # numbers alone are of one element
            n = max([array.shape[-1] for array in (mean, matrix) if array.ndim], default=1)
            inner = matrix.shape[:-1]
        else:
            square = name == "cov_factor" or (matrix.ndim >= 2 and matrix.shape[-1] == matrix.shape[-2])
            if matrix.ndim < 2 or not square:
                self._fail(f"{name} must be square on its last two axes; got shape {matrix.shape}")
            n, inner = matrix.shape[-2], matrix.shape[:-2]
        beside = [mean, matrix] if diagonal else [mean]
        if name == "cov_factor":
            beside.append(values["diag"])
        if any(array.ndim and array.shape[-1] not in (1, n) for array in beside):
            self._fail(f"{self.location} and {name} must be of one event; got shapes {mean.shape} and {matrix.shape}")
        return n, inner

    def _shape(self, values: dict[str, Array]) -> tuple[int, ...]:
        name = self._name(values)
        shapes = {self.location: values[self.location].shape[:-1], name: self._event(values)[1]}
        if name == "cov_factor":
            shapes["diag"] = values["diag"].shape[:-1]
        if "df" in values:
            shapes["df"] = values["df"].shape
        try:
            return np.broadcast_shapes(*shapes.values())
        except ValueError:
            text = ", ".join(f"{n} {s}" for n, s in shapes.items())
            self._fail(f"the parameters must have batches that broadcast; got {text}")

    def _constant(self, values: dict[str, Array], n: int) -> tuple[Array, Gradients]:
        return full((), n * (math.log(2 * math.pi) + 1) / 2, values[self.location]), {}

    def _of(self, values: dict[str, Array], wanted: Sequence[str]) -> tuple[Array, Gradients]:
        batch, (n, _) = self._shape(values), self._event(values)
        log_det, gradients = self._determinant(values, n, wanted)
        constant, own = self._constant(values, n)
        entropy = np.broadcast_to(log_det + constant, batch)
        gradients |= own
        mean = values[self.location]
        gradients[self.location] = full((*batch, *mean.shape[-1:]), 0.0, mean)
        bad = np.isnan(entropy)
        for name, gradient in gradients.items():
            missing = len(batch) + _axes(name, values) - gradient.ndim
            lined = gradient.reshape((*(1,) * max(0, missing), *gradient.shape))
            own_axes = _axes(name, values)
            whole = np.broadcast_to(lined, (*batch, *lined.shape[lined.ndim - own_axes :]))
            gradients[name] = np.where(bad.reshape((*bad.shape, *(1,) * own_axes)), np.nan, whole)
        return array_of(entropy), gradients

    def _determinant(self, values: dict[str, Array], n: int, wanted: Sequence[str]) -> tuple[Array, Gradients]:
        name = self._name(values)
        matrix = values[name]
        if name == "diag" or (name == self.covariance and matrix.ndim < 2):
            positive = np.where((matrix > 0) & (matrix < np.inf), matrix, np.nan)
            times = n if matrix.ndim == 0 or matrix.shape[-1] == 1 else 1
            summed = np.log(positive).sum(axis=-1) if matrix.ndim else np.log(positive)
            return array_of(0.5 * times * summed), {name: 0.5 * times / positive}
        if name == "cov_factor":
            factor = factorize_sum(np.atleast_1d(values["diag"]), matrix)
        elif name == "scale_tril":
            pivots = np.diagonal(matrix, axis1=-2, axis2=-1)
            positive = np.where((pivots > 0) & (pivots < np.inf), pivots, np.nan)
            return np.log(positive).sum(axis=-1), {name: (1 / positive)[..., np.newaxis] * namespace(matrix).eye(n)}
        else:
            factor = factorize(matrix)
        log_det = np.log(np.diagonal(factor, axis1=-2, axis2=-1)).sum(axis=-1)
        if name == "precision":
            log_det = -log_det
        if not wanted:
            return array_of(log_det), {}
        broken = np.isnan(factor).any(axis=(-2, -1), keepdims=True)
        inverse_factor = inverse_of(np.where(broken, namespace(factor).eye(n), factor))
        inverse = np.swapaxes(inverse_factor, -1, -2) @ inverse_factor
        if name == "precision":
            return array_of(log_det), {name: -0.5 * inverse}
        if name == "cov_factor":
            by_diagonal = 0.5 * np.diagonal(inverse, axis1=-2, axis2=-1)
            diag = values["diag"]
            if diag.ndim == 0 or diag.shape[-1] == 1:
                by_diagonal = by_diagonal.sum(axis=-1, keepdims=True)
            own = by_diagonal if diag.ndim else by_diagonal[..., 0]
            return array_of(log_det), {name: inverse @ matrix, "diag": own}
        return array_of(log_det), {name: 0.5 * inverse}


def _axes(name: str, values: dict[str, Array]) -> int:
    """Return how many axes of an argument are the event's."""
    matrix = name in ("cov", "shape", "scale_tril", "precision", "cov_factor")
    return min(values[name].ndim, 2 if matrix else 0 if name == "df" else 1)


class MultivariateTEntropy(EllipticalEntropy):
    """The same with a function of the degrees of freedom."""

    location, covariance = "loc", "shape"

    def _constant(self, values: dict[str, Array], n: int) -> tuple[Array, Gradients]:
        df = values["df"]
        df = np.where(df > 0, df, np.nan)
        normalizer, slope = student_constants(df, n)
        surprise, surprise_slope = _surprise(df / 2, n / 2)
        return array_of(surprise - normalizer), {"df": surprise_slope / 2 - slope}


def _surprise(a: Array, h: float) -> tuple[Array, Array]:
    """Return (a + h) (psi(a + h) - psi(a)), which tends to h, and its derivative by a.

    psi is log x - 1 / (2 x) and the slope of stirlerr; what cancels of the differences is left out by hand.
    """
    special = _special()
    finite = np.where(a < np.inf, a, 1.0)
    u, raised = h / finite, finite + h
    low, high = (special["stirlerr"].value_and_grad(x, wrt="n")[1] for x in (finite, raised))
    difference = np.log1p(u) + h / (2 * finite * raised) + (high - low)
    bend = _stirling_curvature(raised) - _stirling_curvature(finite)
    slope = special["log1pmx"](u) - h / (2 * finite * finite) + ((high - low) + raised * bend)
    infinite = a == np.inf
    return np.where(infinite, h, raised * difference), np.where(infinite, 0.0, slope)


def _stirling_curvature(x: Array) -> Array:
    """Return psi'(x) - 1 / x - 1 / (2 x^2), from 20 on by its asymptotic series (DLMF 5.15.8)."""
    y = np.maximum(x, 20.0)
    w = 1 / (y * y)
    series = w / y * (1 / 6 - w * (1 / 30 - w * (1 / 42 - w * (1 / 30 - w * (5 / 66 - w * 691 / 2730)))))
    small = np.minimum(x, 20.0)
    direct = _special()["trigamma"](small) - 1 / small - 1 / (2 * small * small)
    return np.where(x < 20, direct, series)
