"""Random vectors and classes: of uniform numbers, so many for each event, by quantiles of elements."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import Array, as_known
from likelier._cholesky import factorize, inverse_of
from likelier._docs import vector_rvs_doc
from likelier._families import make_families
from likelier._memory import array_of, full, is_host, namespace
from likelier._random import Variates, as_integers, counter, random_dtype
from likelier._vectors import SOME_ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from likelier._device import Place
    from likelier._elementwise import Operation

Values = dict[str, Array]


@functools.cache
def _families() -> dict[str, Any]:
    return make_families()


class VectorVariates(Variates):
    """A vector family's ``rvs``. Subclasses say how many uniform numbers an event takes, and what becomes of them."""

    def __init__(self, operation: Operation, doc: str | None = None) -> None:
        super().__init__(operation, self._no_quantile, vector_rvs_doc(operation) if doc is None else doc)

    def _no_quantile(self, *_args: Any, **_options: Any) -> Any:
        raise NotImplementedError

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        """Return the parameters' batch, the uniform numbers of an event, and what makes it of them."""
        raise NotImplementedError

    def __call__(
        self,
        *args: Any,
        seed: int | np.random.Generator | None = None,
        offset: int = 0,
        dtype: Any = None,
        **parameters: Any,
    ) -> Any:
        size, args = self._sized(args, parameters)
        kind = random_dtype(dtype, self.__qualname__, counts=self._counts)
        raw, options = self._read(self._given(args, parameters))
        arguments = memory.Arguments(self.__qualname__, raw)
        with arguments.running(), np.errstate(all="ignore"):
            values = {n: as_known(a).astype(np.float64, copy=False) for n, a in arguments.arrays.items()}
            batch, count, draw = self._plan(values, **options)
            shape = self._shape(size, {"": np.empty(batch)})
            first = counter(offset, "offset", self.__qualname__) * count
            if first + math.prod(shape) * count > 2**64:
                self._fail(f"offset must leave room for {shape} below 2**64 / {count}; got {offset}")
            u = self._uniform(arguments.place, self.key(seed), first, (*shape, count))
            return arguments.give(self._in_dtype(arguments.place, array_of(draw(u), np.float64), kind))

    def _read(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the parameters that were given and the defaults of others, and options of the plan."""
        chosen = self._operation.parameterisation_for(list(given), self.__qualname__)
        return {p.name: given.get(p.name, p.default) for p in self._operation.parameterisations[chosen]}, {}

    def _in_dtype(self, place: Place | None, numbers: Array, kind: np.dtype[Any]) -> Any:
        """Return variates in the dtype asked for, in the memory of a call."""
        if place is None:
            return as_integers(np.asarray(numbers, order="C"), kind, self.__qualname__)
        if kind.kind == "f":
            return numbers.astype(kind, copy=False)
        return self._integers(place, place.array(numbers, "variates"), kind).owner

    @staticmethod
    def _uniform(place: Place | None, key: int, first: int, shape: tuple[int, ...]) -> Any:
        """Return uniform numbers of a stream, in the memory of a call."""
        if place is None:
            u = _core.empty(shape, np.dtype(np.float64))
            _core.random_uniform(key, first, u)
            return np.asarray(u)
        own = place.empty(shape, np.dtype(np.float64))
        place.engine.random(is_normal=False, seed=key, offset=first, values=own.view(), stream=place.stream)
        return own.owner

    def _batch(self, shapes: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
        try:
            return np.broadcast_shapes(*shapes.values())
        except ValueError:
            text = ", ".join(f"{n} {s}" for n, s in shapes.items())
            self._fail(f"the parameters must have batches that broadcast; got {text}")

    def _event(self, array: Array, name: str) -> int:
        if array.ndim == 0:
            self._fail(f"{name} must have at least one axis, that of the event; got a 0-d array")
        if array.shape[-1] == 0:
            self._fail(f"{name} {SOME_ELEMENTS}; got shape {array.shape}")
        return int(array.shape[-1])


class DirichletVariates(VectorVariates):
    """Gamma variables over their sum: of shape alpha + 1 times u^(1 / alpha), whose logarithm does not underflow."""

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        alpha = values["alpha"]
        n = self._event(alpha, "alpha")
        valid = np.where((alpha > 0) & (alpha < np.inf), alpha, np.nan)

        def draw(u: Array) -> Array:
            log_x = np.log(_families()["gamma"].ppf(u[..., :n], valid + 1)) + np.log(u[..., n:]) / valid
            x = np.exp(log_x - log_x.max(axis=-1, keepdims=True))
            return array_of(x / x.sum(axis=-1, keepdims=True))

        return alpha.shape[:-1], 2 * n, draw


def _probabilities(values: Values) -> Array:
    """Return p, or the softmax of logits; NaN where one is none."""
    if "p" in values:
        p = values["p"]
        return np.where(((p >= 0) & (p <= 1)).all(axis=-1, keepdims=True), p, np.nan)
    logits = values["logits"]
    with np.errstate(invalid="ignore"):
        e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return array_of(e / e.sum(axis=-1, keepdims=True))


class MultinomialVariates(VectorVariates):
    """Binomial counts, each of the trials that those before have left."""

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        name = "p" if "p" in values else "logits"
        classes = self._event(values[name], name)
        p, trials = _probabilities(values), values["n"]
        trials = np.where((trials >= 0) & (np.floor(trials) == trials) & (trials < np.inf), trials, np.nan)
        batch = self._batch({"n": trials.shape, name: p.shape[:-1]})

        def draw(u: Array) -> Array:
            shape = u.shape[:-1]
            left = np.broadcast_to(trials, shape)
            # of the probability that is left, from the last class on
            share = np.flip(np.cumsum(np.flip(p, axis=-1), axis=-1), axis=-1)
            counts = []
            for j in range(classes - 1):
                chance = np.where(share[..., j] > 0, np.minimum(p[..., j] / share[..., j], 1.0), p[..., j] * 0.0)
                counts.append(_families()["binom"].ppf(u[..., j], left, np.broadcast_to(chance, shape)))
                left = left - counts[-1]
            counts.append(np.where(np.isnan(np.broadcast_to(p[..., 0], shape)), np.nan, left))
            return np.stack(counts, axis=-1)

        return batch, max(classes - 1, 1), draw


class CategoricalVariates(VectorVariates):
    """The class in whose share of the unit interval a uniform number lies."""

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        name = "p" if "p" in values else "logits"
        self._event(values[name], name)
        bounds = np.cumsum(_probabilities(values), axis=-1)

        def draw(u: Array) -> Array:
            aim = u[..., 0] * bounds[..., -1]
            k = full(u.shape[:-1], 0.0, u)
            # a class at a time: no array of events by classes
            for j in range(bounds.shape[-1] - 1):
                k += aim >= bounds[..., j]
            return np.where(np.isnan(aim), np.nan, k)

        return bounds.shape[:-1], 1, draw


class EllipticalVariates(VectorVariates):
    """A location and a factor of the covariance times normal variables."""

    location, covariance = "mean", "cov"

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        mean = values[self.location]
        if "cov_factor" in values:
            return self._low_rank(mean, values["cov_factor"], values["diag"])
        name = next(n for n in (self.covariance, "scale_tril", "precision", "diag") if n in values)
        matrix = values[name]
        diagonal = name == "diag" or (name == self.covariance and matrix.ndim < 2)
        if not diagonal and (matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2]):
            self._fail(f"{name} must be square on its last two axes; got shape {matrix.shape}")
        # numbers alone are of one element
        lengths = [a.shape[-1] for a in ((mean, matrix) if diagonal else (matrix,)) if a.ndim]
        n = max(lengths, default=1)
        if any(a.ndim and a.shape[-1] not in (1, n) for a in (mean, matrix)):
            self._fail(f"{self.location} and {name} must be of one event; got shapes {mean.shape} and {matrix.shape}")
        inner = matrix.shape[:-1] if diagonal else matrix.shape[:-2]
        batch = self._batch({self.location: mean.shape[:-1], name: inner})
        if diagonal:
            scale = np.sqrt(np.where((matrix > 0) & (matrix < np.inf), matrix, np.nan))
            return batch, n, lambda u: mean + scale * _normal(u)
        if name == "scale_tril":
            pivots = np.diagonal(matrix, axis1=-2, axis2=-1)
            valid = array_of((pivots > 0).all(axis=-1))[..., np.newaxis, np.newaxis]
            factor = np.where(valid, np.tril(matrix), np.nan)
        else:
            factor = factorize(matrix)
        if name == "precision":
            broken = np.isnan(factor).any(axis=(-2, -1), keepdims=True)
            inverse = inverse_of(np.where(broken, namespace(factor).eye(n), factor))
            factor = np.where(broken, np.nan, np.swapaxes(inverse, -1, -2))
        return batch, n, lambda u: mean + _product(factor, _normal(u))

    def _low_rank(
        self, mean: Array, root: Array, diagonal: Array
    ) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        if root.ndim < 2:
            self._fail(f"cov_factor must have two axes at least; got shape {root.shape}")
        n, rank = root.shape[-2:]
        for name, array in ((self.location, mean), ("diag", diagonal)):
            if array.ndim and array.shape[-1] not in (1, n):
                self._fail(f"{name} must have {n} elements on its last axis, as cov_factor has rows; got {array.shape}")
        batch = self._batch(
            {self.location: mean.shape[:-1], "cov_factor": root.shape[:-2], "diag": diagonal.shape[:-1]}
        )
        scale = np.sqrt(np.where((diagonal > 0) & (diagonal < np.inf), diagonal, np.nan))

        def draw(u: Array) -> Array:
            z = _normal(u)
            return array_of(mean + scale * z[..., :n] + _product(root, z[..., n:]))

        return batch, n + rank, draw


class MultivariateTVariates(EllipticalVariates):
    """A normal vector over the root of a chi-squared variable by its degrees of freedom."""

    location, covariance = "loc", "shape"

    def _plan(self, values: Values) -> tuple[tuple[int, ...], int, Callable[[Array], Array]]:
        loc, df = values["loc"], values["df"]
        centred, n, draw_normal = super()._plan({**values, "loc": loc * 0})
        batch = self._batch({"loc": centred, "df": df.shape})
        finite = np.where(df < np.inf, df, 1.0)

        def draw(u: Array) -> Array:
            chance = _families()["chi2"].ppf(u[..., n], np.broadcast_to(finite, u.shape[:-1])) / finite
            spread = np.where(df == np.inf, 1.0, chance)
            return array_of(loc + draw_normal(u[..., :n]) / np.sqrt(spread)[..., np.newaxis])

        return batch, n + 1, draw


def _normal(u: Array) -> Array:
    return array_of(_families()["norm"].ppf(u))


def _product(factor: Array, z: Array) -> Array:
    """Return factor z for each event: in NumPy's own loops, as BLAS would depend on the number of threads."""
    if not is_host(z):
        return array_of((factor @ z[..., np.newaxis])[..., 0])
    return array_of(np.einsum("...ij,...j->...i", factor, z, optimize=False))
