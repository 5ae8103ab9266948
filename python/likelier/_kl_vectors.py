"""Closed forms of KL(p || q) that are more than one elementwise operation: of vectors, classes and counts of trials.

Everything is in float64. Every form is a sum of terms that are not negative and vanish with the differences of the
parameters, which are formed first.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array
from likelier._cholesky import (
    diagonal_of,
    factor_of_inverse,
    factorize,
    factorize_sum,
    product,
    solve_lower,
    solve_transposed,
    transposed,
)
from likelier._elementwise import Parameter
from likelier._memory import array_of, is_host, namespace, sum_to
from likelier._rows import _Divergence, _kl
from likelier._simplex import _is_count
from likelier._vectors import SOME_ELEMENTS, elementwise, sum_of_events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from likelier._families import Family

Key = tuple[str, str]
SIDES = ("p", "q")

_rows = _Divergence("kl", "likelier", _kl)


class Given:
    """The parameters of two densities in float64, defaults among them, and how to refuse them."""

    def __init__(
        self,
        families: Sequence[Family],
        values: Mapping[Key, Array],
        slots: Mapping[Key, Parameter],
        fail: Callable[..., NoReturn],
    ) -> None:
        self.families = tuple(families)
        self.values = dict(values)
        self.slots = dict(slots)
        self.fail = fail

    def has(self, name: str) -> tuple[bool, bool]:
        """Tell which sides have a parameter of this name."""
        return ("p", name) in self.values, ("q", name) in self.values

    def broadcast(self, shapes: Mapping[Key, tuple[int, ...]]) -> tuple[int, ...]:
        """Return the common shape of batches."""
        try:
            return np.broadcast_shapes(*shapes.values())
        except ValueError:
            got = ", ".join(f"{'.'.join(key)} {self.values[key].shape}" for key in shapes)
            self.fail(f"the parameters must have batches that broadcast; got {got}")


class VectorForm:
    """A closed form of two densities whose parameters are given."""

    # What there are gradients in.
    differentiable: tuple[str, ...] = ()

    def __init__(self, given: Given) -> None:
        self.given = given
        self.values = given.values
        self.batch = self._shape()

    def _shape(self) -> tuple[int, ...]:
        """Return the shape of the result; raise where those of the parameters do not fit."""
        return self.given.broadcast({key: x.shape for key, x in self.values.items()})

    def unknown(self) -> tuple[Any, str]:
        """Return where the parameters are not among those that the form is for, and what they should be."""
        return False, ""

    def check(self, where: Array | None) -> None:
        """Raise where the parameters are not among those that the form is for."""
        bad, expected = self.unknown()
        if np.any(bad if where is None else bad & where):
            self.given.fail(expected, NotImplementedError)

    def value(self) -> Array:
        """Return the divergence, of a shape that broadcasts to the batch."""
        raise NotImplementedError

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        """Return gradients times factors, one an event, of shapes that sum to those of the parameters."""
        raise NotImplementedError


def weighed(factors: Array, x: Array) -> Array:
    """Return the product, x having axes of its own at the end; 0 where a factor is, whatever it multiplies."""
    wide = factors.reshape(factors.shape + (1,) * (x.ndim - factors.ndim)) if x.ndim > factors.ndim else factors
    return array_of(np.where(wide == 0, 0.0, wide * x))


def bregman(k: Array, m: Array, difference: Array) -> Array:
    """Return k log(k / m) + m - k, with m - k given."""
    return elementwise("_bd0", k, m, difference)[0]


def log_quotient(a: Array, b: Array) -> Array:
    """Return log(a / b), a quotient that may leave the range of numbers."""
    return elementwise("_log_ratio", a, b)[0]


def log_bregman(a: Array, b: Array, difference: Array) -> Array:
    """Return a / b - 1 - log(a / b) of positive numbers, with a - b given."""
    return elementwise("_log_bregman", a, b, difference)[0]


class NormalVectors(VectorForm):
    """The multivariate normal.

    Of lower factors L of the covariances, E = L_q^-1 (L_p - L_q) and z = L_q^-1 (mean_p - mean_q): half the squares of
    E below its diagonal, those of z, and E^2 - 2 log1pmx(E) on the diagonal. Where both sides have a precision its
    factors take the others' place, p's and q's exchanged.
    """

    differentiable: tuple[str, ...] = ("mean", "cov", "scale_tril", "precision", "diag", "cov_factor")
    location, covariance = "mean", "cov"

    def _shape(self) -> tuple[int, ...]:
        names = ("cov_factor", self.covariance, "scale_tril", "precision", "diag")
        self.names = {s: next(n for n in names if (s, n) in self.values) for s in SIDES}
        lengths: dict[Key, int] = {}
        shapes: dict[Key, tuple[int, ...]] = {}
        for side in SIDES:
            name = self.names[side]
            matrix = self.values[side, name]
            vectors = [self.location, *(["diag"] if name == "cov_factor" else [])]
            if self._is_diagonal(side):
                vectors.append(name)
            else:
                square = name == "cov_factor" or (matrix.ndim > 1 and matrix.shape[-1] == matrix.shape[-2])
                if matrix.ndim < 2 or not square:
                    self.given.fail(
                        f"{side}.{name} must be square on its last two axes; got shape {matrix.shape}"
                        if name != "cov_factor"
                        else f"{side}.{name} must have two axes at least; got shape {matrix.shape}"
                    )
                lengths[side, name] = matrix.shape[-2]
                shapes[side, name] = matrix.shape[:-2]
            for vector in vectors:
                array = self.values[side, vector]
                shapes[side, vector] = array.shape[:-1]
                if array.ndim and array.shape[-1] != 1:
                    lengths[side, vector] = array.shape[-1]
        if len(set(lengths.values())) > 1:
            got = ", ".join(f"{'.'.join(key)} {self.values[key].shape}" for key in lengths)
            self.given.fail(f"p and q must be of events of one length; got {got}")
        self.n = next(iter(lengths.values()), 1)
        return self.given.broadcast(shapes)

    def _is_diagonal(self, side: str) -> bool:
        name = self.names[side]
        return name == "diag" or (name == self.covariance and self.values[side, name].ndim < 2)

    def _vector(self, key: Key) -> Array:
        array = np.atleast_1d(self.values[key])
        return np.broadcast_to(array, (*array.shape[:-1], self.n))

    def _variances(self, side: str) -> Array:
        x = self._vector((side, self.names[side]))
        return np.where((x > 0) & (x < np.inf), x, np.nan)

    @functools.cached_property
    def _distance(self) -> Array:
        return self._vector(("p", self.location)) - self._vector(("q", self.location))

    @functools.cached_property
    def _both_diagonal(self) -> bool:
        return all(self._is_diagonal(side) for side in SIDES)

    @functools.cached_property
    def _both_precise(self) -> bool:
        return all(name == "precision" for name in self.names.values())

    @functools.cached_property
    def _factors(self) -> dict[str, Array]:
        """The lower factors of the covariances, or of the precisions where both are given so."""
        factors = {}
        for side, name in self.names.items():
            matrix = self.values[side, name]
            if self._is_diagonal(side):
                root = np.sqrt(self._variances(side))
                factor = root[..., np.newaxis] * namespace(root).eye(self.n)
            elif name == "cov_factor":
                factor = factorize_sum(self._vector((side, "diag")), matrix)
            elif name == "scale_tril":
                pivots = diagonal_of(matrix)
                good = array_of(((pivots > 0) & (pivots < np.inf)).all(axis=-1))[..., np.newaxis, np.newaxis]
                factor = np.where(good, np.tril(matrix), np.nan)
            else:
                factor = factorize(matrix)
                if name == "precision" and not self._both_precise:
                    factor = factor_of_inverse(factor)
            factors[side] = factor
        return factors

    @functools.cached_property
    def _roles(self) -> tuple[Array, Array]:
        """The factors in the places of L_p and L_q."""
        first, second = ("q", "p") if self._both_precise else ("p", "q")
        return self._factors[first], self._factors[second]

    @functools.cached_property
    def _excess(self) -> Array:
        first, second = self._roles
        return solve_lower(second, first - second)

    @functools.cached_property
    def _z(self) -> Array:
        factor = self._factors["q"]
        column = self._distance[..., np.newaxis]
        if self._both_precise:
            return array_of(product(transposed(factor), column)[..., 0])
        return array_of(solve_lower(factor, column)[..., 0])

    def value(self) -> Array:
        if self._both_diagonal:
            first, second = (self._variances(side) for side in SIDES)
            z = self._distance / np.sqrt(second)
            terms = log_bregman(first, second, first - second) + z * z
            return 0.5 * sum_of_events(terms, 0.0)
        first, second = self._roles
        excess = self._excess
        below = np.tril(excess, -1) ** 2
        pivots = diagonal_of(excess)
        roots = diagonal_of(first), diagonal_of(second)
        spread = pivots**2 + 2 * log_bregman(*roots, roots[0] - roots[1])
        of_matrices = np.concatenate([below.reshape(*below.shape[:-2], -1), spread], axis=-1)
        z = self._z
        value = 0.5 * sum_of_events(of_matrices, 0.0) + 0.5 * sum_of_events(z * z, 0.0)
        return array_of(value)

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        gradients = self._of_variances(factors) if self._both_diagonal else self._of_matrices(wanted, factors)
        return {key: gradients[key] for key in wanted}

    def _of_variances(self, factors: Array) -> dict[Key, Array]:
        first, second = (self._variances(side) for side in SIDES)
        h = (first - second) / second
        z = self._distance / np.sqrt(second)
        pull = weighed(factors, np.broadcast_to(z / np.sqrt(second), (*self.batch, self.n)))
        by_first = np.broadcast_to(0.5 * h / first, pull.shape)
        by_second = np.broadcast_to(-0.5 * (h + z * z) / second, pull.shape)
        return {
            ("p", "mean"): pull,
            ("q", "mean"): -pull,
            ("p", self.names["p"]): weighed(factors, by_first),
            ("q", self.names["q"]): weighed(factors, by_second),
        }

    def _of_matrices(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        gradients: dict[Key, Array] = {}
        factor, z = self._factors["q"], self._z
        if ("p", "mean") in wanted or ("q", "mean") in wanted:
            column = z[..., np.newaxis]
            pull = product(factor, column) if self._both_precise else solve_transposed(factor, column)
            by_mean = weighed(factors, np.broadcast_to(pull[..., 0], (*self.batch, self.n)))
            gradients["p", "mean"], gradients["q", "mean"] = by_mean, -by_mean
        for side in SIDES:
            if any(s == side and name != "mean" for s, name in wanted):
                gradients |= self._of_matrix(side, factors)
        return gradients

    def _of_matrix(self, side: str, factors: Array) -> dict[Key, Array]:
        name, factor, excess = self.names[side], self._factors[side], self._excess
        first = (side == "p") != self._both_precise
        if name == "scale_tril":
            # what the slopes by L_q^-1 L_p make of those by one factor, its inverse taken out
            pivots = diagonal_of(excess)
            slope = np.tril(excess, -1) + (pivots * (2 + pivots) / (1 + pivots))[..., np.newaxis] * namespace(
                pivots
            ).eye(self.n)
            core = slope + (product(transposed(excess), slope) if first else product(slope, transposed(excess)))
        else:
            core = excess + transposed(excess)
            core = core + (product(transposed(excess), excess) if first else product(excess, transposed(excess)))
        own = factor.shape[:-2]
        total = sum_to(weighed(sum_to(factors, core.shape[:-2]), core), (*own, self.n, self.n))
        if side == "q":
            total = total + self._squares(factors, own)
        if name == "scale_tril":
            slope = np.tril(solve_transposed(factor, total))
            return {(side, name): slope if first else -slope}
        if name == "precision" and not self._both_precise:
            slope = product(product(factor, total), transposed(factor))
        else:
            half = solve_transposed(factor, total)
            slope = solve_transposed(factor, transposed(half))
        # by the covariance of p and the precision of q, or the other way round
        slope = 0.5 * slope if (side == "p") != (name == "precision") else -0.5 * slope
        if name == "cov_factor":
            root = self.values[side, name]
            return {(side, name): 2 * product(slope, root), (side, "diag"): diagonal_of(slope)}
        return {(side, name): diagonal_of(slope) if self._is_diagonal(side) else slope}

    def _squares(self, factors: Array, own: tuple[int, ...]) -> Array:
        """Return the sums of factors z z^T, of the batch of q's factor."""
        z = np.broadcast_to(self._z, (*self.batch, self.n))
        weighted = weighed(factors, z)
        z = np.where(factors[..., np.newaxis] == 0, 0.0, z)
        if all(size == 1 for size in own):
            flat = [x.reshape(math.prod(self.batch), self.n) for x in (weighted, z)]
            one, other = flat
            square = np.einsum("bi,bj->ij", *flat, optimize=False) if is_host(one) else product(one.T, other)
            return array_of(square.reshape((*own, self.n, self.n)))
        return sum_to(weighted[..., np.newaxis] * z[..., np.newaxis, :], (*own, self.n, self.n))


# ---- of probabilities


def _one_length(given: Given, names: tuple[str, str]) -> None:
    """Raise unless these parameters have one length of the last axis."""
    arrays = [given.values[key] for key in zip(SIDES, names, strict=True)]
    if any(a.ndim == 0 for a in arrays) or arrays[0].shape[-1] != arrays[1].shape[-1]:
        got = " and ".join(str(a.shape) for a in arrays)
        given.fail(f"p.{names[0]} and q.{names[1]} must have one length of the last axis; got shapes {got}")


class Dirichlet(VectorForm):
    """Of gamma variables in units of their sum, less what their sum has."""

    differentiable = ("alpha",)

    def _shape(self) -> tuple[int, ...]:
        _one_length(self.given, ("alpha", "alpha"))
        if self.values["p", "alpha"].shape[-1] == 0:
            self.given.fail(f"p.alpha {SOME_ELEMENTS}; got shape {self.values['p', 'alpha'].shape}")
        return self.given.broadcast({(side, "alpha"): self.values[side, "alpha"].shape[:-1] for side in SIDES})

    @functools.cached_property
    def _alphas(self) -> tuple[Array, Array]:
        p, q = np.broadcast_arrays(*(self.values[side, "alpha"] for side in SIDES))
        valid = ((p > 0) & (p < np.inf) & (q > 0) & (q < np.inf)).all(axis=-1, keepdims=True)
        return np.where(valid, p, np.nan), np.where(valid, q, np.nan)

    @functools.cached_property
    def _sums(self) -> tuple[Array, Array, Array]:
        """The sums of p and of q, and of q - p: each rounded once."""
        p, q = self._alphas
        sums = (p, q, np.concatenate([q, -p], axis=-1))
        total_p, total_q, growth = (array_of(sum_of_events(x, 0.0)) for x in sums)
        return total_p, total_q, growth

    def value(self) -> Array:
        p, q = self._alphas
        total_p, total_q, growth = self._sums
        delta, excess = q - p, (growth / total_p)[..., np.newaxis]
        mean = p * (total_q / total_p)[..., np.newaxis]
        # mean - q, of the terms that cancel less
        shift = np.where(abs(p * excess) + abs(delta) < mean + q, p * excess - delta, mean - q)
        elements, _ = elementwise("_kl_dirichlet", p, q, delta)
        total, _ = elementwise("_kl_dirichlet", *self._sums)
        terms = [bregman(q, mean, shift), elements, -total[..., np.newaxis]]
        return array_of(sum_of_events(np.concatenate(terms, axis=-1), 0.0))

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        p, q = self._alphas
        _, slopes = elementwise("_kl_dirichlet", p, q, q - p, gradients=True)
        _, own = elementwise("_kl_dirichlet", *self._sums, gradients=True)
        result = {}
        for side, mine, total in zip(SIDES, slopes, own, strict=False):
            slope = mine - total[..., np.newaxis]
            result[side, "alpha"] = weighed(factors, np.broadcast_to(slope, (*self.batch, slope.shape[-1])))
        return {key: result[key] for key in wanted}


class Categorical(VectorForm):
    """That of rows."""

    differentiable = ("p", "logits")

    def _shape(self) -> tuple[int, ...]:
        self.names = {s: "p" if (s, "p") in self.values else "logits" for s in SIDES}
        _one_length(self.given, (self.names["p"], self.names["q"]))
        return self.given.broadcast({(s, n): self.values[s, n].shape[:-1] for s, n in self.names.items()})

    @functools.cached_property
    def _given_rows(self) -> tuple[list[Array], dict[str, str]]:
        arrays = [self.values[key] for key in self.names.items()]
        kinds = {f"{s}_kind": "probs" if n == "p" else "logits" for s, n in self.names.items()}
        return arrays, kinds

    def _of_rows(self) -> Array:
        arrays, kinds = self._given_rows
        return array_of(_rows(*arrays, **kinds))

    def value(self) -> Array:
        return self._of_rows()

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        arrays, kinds = self._given_rows
        shape = (*self.batch, arrays[0].shape[-1])
        whole = [np.broadcast_to(a, shape) for a in arrays]
        _, slopes = _rows.value_and_grad(*whole, wrt=tuple(s for s, _ in wanted), **kinds)
        return {(s, n): weighed(factors, array_of(getattr(slopes, s))) for s, n in wanted}


class Multinomial(Categorical):
    """Of as many trials: so many times that of one. Of others: infinite."""

    def _shape(self) -> tuple[int, ...]:
        shapes = {(s, "n"): self.values[s, "n"].shape for s in SIDES}
        return np.broadcast_shapes(super()._shape(), self.given.broadcast(shapes))

    def _trials(self) -> tuple[Array, Array]:
        n, m = (self.values[s, "n"] for s in SIDES)
        return np.where(_is_count(n) & _is_count(m), n, np.nan), n != m

    def value(self) -> Array:
        n, differ = self._trials()
        one = self._of_rows()
        value = np.where(n == 0, np.where(np.isnan(one), one, 0.0), n * one)
        return np.where(differ & ~np.isnan(value), np.inf, value)

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        n, differ = self._trials()
        return super().gradients(wanted, np.where(differ & ~np.isnan(n) | (factors == 0), 0.0, factors * n))


# ---- counts of trials


def _never(values: Mapping[Key, Array], side: str) -> Any:
    """Tell where a probability is 0."""
    return values[side, "p"] == 0 if (side, "p") in values else values[side, "logits"] == -np.inf


# The operations, by which sides are told by logits.
_WAYS = {
    (False, False): "{}",
    (True, True): "{}_logits",
    (True, False): "{}_from_logits",
    (False, True): "{}_to_logits",
}


class Trials(VectorForm):
    """Counts of n trials: n times the divergence of one, by an operation on p or logits."""

    differentiable: tuple[str, ...] = ("p", "logits")
    operation = ""

    def _one(self, values: Mapping[Key, Array], *, gradients: bool) -> tuple[Array, list[Array]]:
        """Return the divergence of one trial, and its derivatives."""
        told = ["logits" if (s, "logits") in values else "p" for s in SIDES]
        operation = _WAYS[told[0] == "logits", told[1] == "logits"].format(self.operation)
        return elementwise(operation, *(values[x] for x in zip(SIDES, told, strict=True)), gradients=gradients)

    def _trials(self) -> tuple[Array, Array]:
        """Return how many times the divergence of one trial it is, and where it is infinite."""
        raise NotImplementedError

    def value(self) -> Array:
        n, outside = self._trials()
        one, _ = self._one(self.values, gradients=False)
        value = np.where(n == 0, np.where(np.isnan(one), one, 0.0), n * one)
        return np.where(outside & ~np.isnan(value), np.inf, value)

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        n, outside = self._trials()
        _, slopes = self._one(self.values, gradients=True)
        times = np.where(outside & ~np.isnan(n) | (factors == 0) | (n == 0), 0.0, factors * n)
        by_side = dict(zip(SIDES, slopes, strict=True))
        return {key: weighed(times, np.broadcast_to(by_side[key[0]], self.batch)) for key in wanted}


class Binomial(Trials):
    """Of one n, or of a larger one of p: infinite then."""

    operation = "_kl_bernoulli"

    def _trials(self) -> tuple[Array, Array]:
        n, m = (self.values[s, "n"] for s in SIDES)
        valid = np.where(_is_count(n) & _is_count(m), m, np.nan)
        # without successes p is of any n
        none = (n == 0) | _never(self.values, "p")
        return valid, (n > m) & ~none

    def _one(self, values: Mapping[Key, Array], *, gradients: bool) -> tuple[Array, list[Array]]:
        # no trials are any number without successes
        none = (values["p", "n"] == 0) & (values["q", "n"] > 0)
        if is_host(none) and not np.any(none):
            return super()._one(values, gradients=gradients)
        name, nothing = ("logits", -np.inf) if ("p", "logits") in values else ("p", 0.0)
        p = values["p", name]
        changed = {**values, ("p", name): np.where(none & ~np.isnan(p), nothing, p)}
        value, slopes = super()._one(changed, gradients=gradients)
        if gradients:
            slopes[0] = np.where(none, 0.0, slopes[0])
        return value, slopes

    def unknown(self) -> tuple[Any, str]:
        n, m = (self.values[s, "n"] for s in SIDES)
        none = (n == 0) | _never(self.values, "p")
        return (n < m) & ~none & _is_count(n) & _is_count(m), (
            "p.n must not be less than q.n (the closed form of binom || binom is for equal n, and n_samples= gives a "
            "Monte Carlo estimate)"
        )


class NegativeBinomial(Trials):
    """Of one n, or one alpha."""

    differentiable = ("p", "logits", "mu")
    operation = "_kl_geom"

    def _numbers(self) -> list[Array]:
        return [self.values[s, "n"] if (s, "n") in self.values else 1 / self.values[s, "alpha"] for s in SIDES]

    def unknown(self) -> tuple[Any, str]:
        name = "alpha" if all(self.given.has("alpha")) else "n"
        first, second = (self.values[s, "alpha"] for s in SIDES) if name == "alpha" else self._numbers()
        return (first != second) & ~(np.isnan(first) | np.isnan(second)), (
            f"p.{name} and q.{name} must be equal (the closed form of nbinom || nbinom is for that alone, and "
            "n_samples= gives a Monte Carlo estimate)"
        )

    def _trials(self) -> tuple[Array, Array]:
        if all(self.given.has("alpha")):
            alpha = self.values["p", "alpha"]
            return memory.full((), 1.0, alpha), memory.full((), 0.0, alpha) != 0
        n = self._numbers()[0]
        return np.where((n > 0) & (n < np.inf), n, np.nan), memory.full((), 0.0, n) != 0

    def _one(self, values: Mapping[Key, Array], *, gradients: bool) -> tuple[Array, list[Array]]:
        if all(self.given.has("alpha")):
            return self._of_means(gradients=gradients)
        values = dict(values)
        chains: list[Any] = [1.0, 1.0]
        for i, (side, other) in enumerate((SIDES, SIDES[::-1])):
            if (side, "mu") not in values:
                continue
            mu, alpha = values[side, "mu"], values[side, "alpha"]
            if (other, "logits") in values:
                # p may be next to 1: the odds against it
                chains[i] = alpha
                operation = "_kl_geom_odds_to_logits" if side == "p" else "_kl_geom_logits_to_odds"
                sides = {side: alpha * mu, other: values[other, "logits"]}
                value, slopes = elementwise(operation, *(sides[s] for s in SIDES), gradients=gradients)
                break
            p = values[side, "p"] = 1 / (1 + alpha * np.where(mu >= 0, mu, np.nan))
            chains[i] = -alpha * p * p
        else:
            value, slopes = super()._one(values, gradients=gradients)
        return value, [g * c for g, c in zip(slopes, chains, strict=True)] if gradients else slopes

    @staticmethod
    def _of_odds(first: Array, second: Array, difference: Array, scale: Array) -> Array:
        """Return that of odds (1 - p) / p times scale, over which it is divided; first - second given.

        -log1pmx((o_p - o_q) / (1 + o_q)) and o_p's divergence from o_q (1 + o_p) / (1 + o_q).
        """
        rest_p, rest_q = 1 + scale * first, 1 + scale * second
        loss = log_bregman(rest_p, rest_q, scale * difference)
        loss = np.where(scale == 0, 0.0, loss / np.where(scale == 0, 1.0, scale))
        return loss + bregman(first, second * (rest_p / rest_q), -difference / rest_q)

    def _of_means(self, *, gradients: bool) -> tuple[Array, list[Array]]:
        m, n = (np.where((x >= 0) & (x < np.inf), x, np.nan) for x in (self.values[s, "mu"] for s in SIDES))
        alpha = self.values["p", "alpha"]
        alpha = np.where((alpha >= 0) & (alpha < np.inf), alpha, np.nan)
        value = self._of_odds(m, n, m - n, alpha)
        if not gradients:
            return value, []
        rest_p, rest_q = 1 + alpha * m, 1 + alpha * n
        x = (m - n) / n / rest_p
        near = (x > -0.5) & (x < 2.0**1000)
        by_p = np.where(near, np.log1p(np.where(near, x, 0.0)), log_quotient(m / rest_p, n / rest_q))
        by_p = np.where(m == n, 0.0 * value, by_p)
        by_q = np.where(m == 0, 1 / rest_q, (n - m) / n / rest_q)
        return value, [np.where(np.isnan(value), value, g) for g in (by_p, by_q)]


# ---- an interval within another


class _Intervals(VectorForm):
    """Beta and uniform densities: infinite where the interval of p is not within that of q."""

    differentiable = ("a", "b")

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        locs = [self.values[side, "loc"] for side in SIDES]
        scales = [self._scale(side) for side in SIDES]
        self.start = locs[0] - locs[1]
        # how much of q's interval is after p's
        self.rest = scales[1] - scales[0] - self.start
        self.outside = (self.start < 0) | (self.start > scales[1] - scales[0])
        self.whole = (self.start == 0) & (scales[0] == scales[1])
        self.scales = scales

    def _scale(self, side: str) -> Array:
        key = side, "scale"
        scale = self.values[key] if key in self.values else np.exp(self.values[side, "log_scale"])
        return np.where((scale > 0) & (scale < np.inf), scale, np.nan)

    def _bounded(self, value: Array) -> Array:
        known = ~np.isnan(value + self.start + self.scales[0] + self.scales[1])
        return np.where(known, np.where(self.outside, np.inf, value), np.nan)


class BetaUniform(_Intervals):
    """That of beta with a = b = 1, and what the interval of q is longer by."""

    def _shapes(self, *, gradients: bool) -> tuple[Array, list[Array]]:
        one = memory.full((), 1.0, self.values["p", "a"])
        return elementwise("_kl_beta", self.values["p", "a"], self.values["p", "b"], one, one, gradients=gradients)

    def value(self) -> Array:
        value, _ = self._shapes(gradients=False)
        return self._bounded(value + log_quotient(self.scales[1], self.scales[0]))

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        _, slopes = self._shapes(gradients=True)
        by_name = dict(zip(("a", "b"), slopes, strict=False))
        inside = np.where(self.outside & ~np.isnan(factors), 0.0, factors)
        return {key: weighed(inside, np.broadcast_to(by_name[key[1]], self.batch)) for key in wanted}


class UniformBeta(_Intervals):
    """From the means of log x and log(1 - x) over a part of q's interval."""

    def _means(self) -> list[Array]:
        width = self.scales[0] / self.scales[1]
        starts = (np.maximum(x, 0.0) / self.scales[1] for x in (self.start, self.rest))
        return [elementwise("_mean_log", x, width)[0] for x in starts]

    def _shapes(self, *, gradients: bool) -> tuple[Array, list[Array]]:
        one = memory.full((), 1.0, self.values["q", "a"])
        return elementwise("_kl_beta", one, one, self.values["q", "a"], self.values["q", "b"], gradients=gradients)

    def value(self) -> Array:
        a, b = self.values["q", "a"], self.values["q", "b"]
        whole, _ = self._shapes(gradients=False)
        means = self._means()
        part = log_quotient(self.scales[1], self.scales[0]) + elementwise("betaln", a, b)[0]
        part = part - (a - 1) * means[0] - (b - 1) * means[1]
        # invalid shapes give NaN in whole
        return self._bounded(np.where(self.whole | np.isnan(whole), whole, part))

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        a, b = np.broadcast_arrays(self.values["q", "a"], self.values["q", "b"])
        _, slopes = self._shapes(gradients=True)
        _, of_betaln = elementwise("betaln", a, b, gradients=True)
        parts = zip(("a", "b"), slopes[2:], of_betaln, self._means(), strict=True)
        inside = np.where(self.outside & ~np.isnan(factors), 0.0, factors)
        by_name = {name: np.where(self.whole, whole, slope - mean) for name, whole, slope, mean in parts}
        return {key: weighed(inside, np.broadcast_to(by_name[key[1]], self.batch)) for key in wanted}


# ---- Student's densities


class _Alike(VectorForm):
    """Of equal parameters alone: 0."""

    def _gap(self) -> Array:
        """Return what is 0 where the parameters but df are equal, and NaN where they are invalid."""
        raise NotImplementedError

    @functools.cached_property
    def _gaps(self) -> Array:
        """The same of all parameters."""
        first, second = (np.where(x > 0, x, np.nan) for x in (self.values[s, "df"] for s in SIDES))
        total = first + second
        other = np.where(first == second, memory.full((), 0.0, total), np.where(np.isnan(total), total, 1.0))
        return array_of(np.broadcast_to(self._gap() + other, self.batch))

    def unknown(self) -> tuple[Any, str]:
        name = self.given.families[0].name
        return (self._gaps != 0) & ~np.isnan(self._gaps), (
            f"p and q must have equal parameters ({name} || {name} has a closed form for that alone, which is 0, as "
            "norm || norm and cauchy || cauchy have for all; n_samples= gives a Monte Carlo estimate)"
        )

    def value(self) -> Array:
        return array_of(np.where(self._gaps == 0, self._gaps, np.nan))

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        return {key: array_of(np.where(np.isnan(factors), factors, 0.0)) for key in wanted}


class Student(_Alike):
    """Of numbers."""

    differentiable = ("df", "loc", "scale", "log_scale")

    def _gap(self) -> Array:
        scales = []
        by_logs = any(self.given.has("log_scale"))
        for side in SIDES:
            if (side, "log_scale") in self.values:
                scales.append(self.values[side, "log_scale"])
            else:
                scales.append(np.log(self.values[side, "scale"]) if by_logs else self.values[side, "scale"])
        first, second = (self.values[side, "loc"] for side in SIDES)
        arguments = (first, scales[0], second, scales[1])
        # the last one: neither is told plainly
        return elementwise("_kl_norm_logs", *arguments, 0.0)[0] if by_logs else elementwise("_kl_norm", *arguments)[0]


class StudentVectors(_Alike, NormalVectors):
    """Of vectors."""

    differentiable = ("df", "loc", "shape", "scale_tril", "precision")
    location, covariance = "loc", "shape"

    def _shape(self) -> tuple[int, ...]:
        shapes = {(s, "df"): self.values[s, "df"].shape for s in SIDES}
        return np.broadcast_shapes(NormalVectors._shape(self), self.given.broadcast(shapes))

    def _gap(self) -> Array:
        return NormalVectors.value(self)

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        result = {}
        for key, nothing in super().gradients(wanted, factors).items():
            own = self.values[key].shape
            events = 0 if key[1] == "df" else 1 if key[1] == "loc" or self._is_diagonal(key[0]) else 2
            own = own[len(own) - min(events, len(own)) :]
            wide = nothing.reshape(nothing.shape + (1,) * len(own))
            result[key] = array_of(np.broadcast_to(wide, nothing.shape + own))
        return result


FORMS: dict[tuple[str, str], type[VectorForm]] = {
    ("multivariate_normal", "multivariate_normal"): NormalVectors,
    ("dirichlet", "dirichlet"): Dirichlet,
    ("categorical", "categorical"): Categorical,
    ("multinomial", "multinomial"): Multinomial,
    ("binom", "binom"): Binomial,
    ("nbinom", "nbinom"): NegativeBinomial,
    ("beta", "uniform"): BetaUniform,
    ("uniform", "beta"): UniformBeta,
    ("t", "t"): Student,
    ("multivariate_t", "multivariate_t"): StudentVectors,
}
