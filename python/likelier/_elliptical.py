"""The multivariate normal and Student t."""

from __future__ import annotations

import copy
import math
from typing import TYPE_CHECKING

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import Array, as_known, cast, index_text
from likelier._cholesky import (
    diagonal_of,
    factorize,
    factorize_sum,
    product,
    solve_lower,
    solve_transposed,
    transposed,
)
from likelier._memory import array_of, is_host, namespace
from likelier._student import student_constants
from likelier._vector_entropy import EllipticalEntropy, MultivariateTEntropy
from likelier._vector_random import EllipticalVariates, MultivariateTVariates
from likelier._vectors import DOUBLE, Call, VectorFamily, VectorFunction, elementwise, sum_of_events, summed_over_events

if TYPE_CHECKING:
    from collections.abc import Sequence


def _axes_of(batch: tuple[int, ...], factor: Array) -> tuple[tuple[int, ...], list[int], list[int]]:
    """Return the matrices' part of a batch, the axes along which they differ, and those along which they do not."""
    own = (1,) * (len(batch) + 2 - factor.ndim) + factor.shape[:-2]
    return own, [a for a, n in enumerate(own) if n != 1], [a for a, n in enumerate(own) if n == 1]


# By how much a low rank may tell more of one variable than of another, in terms of its own variance, before it matters
# which comes first.
_ALIKE = 1e4


def _order_of_variables(diagonal: Array, root: Array) -> Array | None:
    """Return the order in which a low rank and a diagonal are factorised, or None for that in which they are.

    What each variable shares with others, in units of its own variance, decreases along it. As a pivot, a variable of
    which little is shared would mix large rows into the small ones of the others. Many matrices have one order, by
    their geometric means; on a device, where to look is to wait, it is that of the variables.
    """
    n = root.shape[-2]
    if not is_host(root) or not is_host(diagonal) or root.size == 0 or diagonal.size == 0:
        return None
    with np.errstate(all="ignore"):
        shared = np.log(np.square(root).sum(axis=-1) / diagonal)
        sizes = np.nan_to_num(shared, nan=0.0, posinf=1e3, neginf=-1e3).reshape(-1, n).mean(axis=0)
    if sizes.max() - sizes.min() < math.log(_ALIKE):
        return None
    order = np.argsort(-sizes, kind="stable")
    return None if np.array_equal(order, np.arange(n)) else order


def _taken(array: Array, order: Array) -> Array:
    """Return the elements of the last axis in an order, unless they are one for all."""
    return np.take(array, order, axis=-1) if array.ndim and array.shape[-1] == len(order) else array


class EllipticalFunction(VectorFunction):
    """A density of a quadratic form: that of the multivariate normal or t."""

    # What the location and the matrix that SciPy's second parameter is are called.
    location = "mean"
    covariance = "cov"

    def _matrix_name(self, call: Call) -> str:
        """Return the argument that says how wide the density is."""
        names = (self.covariance, "scale_tril", "precision", "diag")
        return next(n for n in names if n in call.arrays)

    def _is_diagonal(self, call: Call) -> bool:
        """Tell whether the matrix is given by its diagonal: a number or a vector in its place, as SciPy has it."""
        name = self._matrix_name(call)
        return name == "diag" or (name == self.covariance and call.arrays[name].ndim < 2)

    def _batch(self, call: Call) -> tuple[int, ...]:
        x, mean = call.arrays["x"], call.arrays[self.location]
        if x.ndim == 0:
            self._fail("x must have at least one axis, that of the event; got a 0-d array")
        n = x.shape[-1]
        name = self._matrix_name(call)
        matrix = call.arrays[name]
        shapes = {"x": x.shape[:-1], self.location: mean.shape[:-1]}
        if self._is_diagonal(call):
            if matrix.ndim and matrix.shape[-1] not in (1, n):
                self._fail(f"{name} must have {n} elements on its last axis, as x has; got shape {matrix.shape}")
            shapes[name] = matrix.shape[:-1]
        else:
            if matrix.ndim < 2 or matrix.shape[-1] != matrix.shape[-2]:
                self._fail(f"{name} must be square on its last two axes; got shape {matrix.shape}")
            if matrix.shape[-1] != n:
                self._fail(
                    f"x must have {matrix.shape[-1]} elements on its last axis, as {name} has; got shape {x.shape}"
                )
            shapes[name] = matrix.shape[:-2]
        if mean.ndim and mean.shape[-1] not in (1, n):
            self._fail(f"{self.location} must have {n} elements on its last axis, as x has; got shape {mean.shape}")
        return self._broadcast(shapes, call)

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        name = self._matrix_name(call)
        matrix = as_known(call.arrays[name]).astype(np.float64, copy=False)
        if not self._is_diagonal(call):
            factor = matrix if name == "scale_tril" else factorize(matrix)
            return self._dense(call, batch, name, factor, value, wanted, factors)
        # In place of the diagonal's: the factor of the matrix that it makes.
        n = call.arrays["x"].shape[-1]
        spread = np.broadcast_to(matrix[..., np.newaxis] if matrix.ndim else matrix, (*matrix.shape[:-1], n, 1))
        with np.errstate(invalid="ignore"):
            factor = np.sqrt(spread) * namespace(spread).eye(n)
        gradients = self._dense(call, batch, name, factor, value, wanted, factors)
        if name in gradients:
            gradients[name] = np.diagonal(gradients[name], axis1=-2, axis2=-1)
        return gradients

    def _dense(
        self,
        call: Call,
        batch: tuple[int, ...],
        name: str,
        factor: Array,
        value: Array,
        wanted: Sequence[str],
        factors: Array | None,
    ) -> dict[str, Array]:
        """Compute with one triangular matrix for each element of the batch of ``factor``."""
        if not is_host(factor):
            return self._dense_on_device(call, batch, name, factor, value, wanted, factors)
        x, mean = call.arrays["x"], call.arrays[self.location]
        n, ndim = x.shape[-1], len(batch)
        full = (*batch, n)
        own, order, inner = _axes_of(batch, factor)
        groups = math.prod(own)
        rows = (*order, *inner)

        def arranged(array: Array) -> Array:
            return np.broadcast_to(array, full).transpose(*rows, ndim)

        def per_row(array: Array | None) -> Array | None:
            return None if array is None else np.broadcast_to(array, batch).transpose(rows)

        student = self._student(call, n)
        gradients: dict[str, Array] = {}
        mean_batch = (1,) * (ndim - max(mean.ndim - 1, 0)) + mean.shape[:-1]
        mean_per_group = all(mean_batch[a] == 1 for a in inner if batch[a] != 1)
        by_mean = by_x = by_matrix = by_df = None
        if self.location in wanted and mean_per_group:
            by_mean = np.empty((groups, n))
        if "x" in wanted or (self.location in wanted and not mean_per_group):
            # What is summed afterwards must not be rounded before.
            alone = x.shape == full and (self.location not in wanted or mean_per_group)
            kept = call.gradient_dtype("x") if alone else DOUBLE
            by_x = _core.empty(full, kept)
        if name in wanted:
            by_matrix = np.empty((groups, n, n))
        if "df" in wanted:
            by_df = np.empty(batch)
        kind = {"scale_tril": "factor", "precision": "precision"}.get(name, "covariance")
        _core.elliptical(
            arranged(x),
            arranged(mean),
            np.ascontiguousarray(factor).reshape(groups, n, n),
            groups,
            kind=kind,
            df=per_row(student.get("df")),
            constants=per_row(student.get("constants")),
            factors=per_row(factors),
            value=value.transpose(rows),
            gradient=None if by_x is None else by_x.transpose(*rows, ndim),
            df_gradients=None if by_df is None else by_df.transpose(rows),
            mean_gradients=by_mean,
            matrix_gradients=by_matrix,
        )
        if by_x is not None and "x" in wanted:
            gradients["x"] = by_x
        if by_mean is not None:
            gradients[self.location] = by_mean.reshape(*own, n)
        elif self.location in wanted and by_x is not None:
            gradients[self.location] = -as_known(by_x)
        if by_matrix is not None:
            gradients[name] = by_matrix.reshape(*own, n, n)
        if by_df is not None:
            gradients["df"] = by_df
        self._own_gradients(call, gradients, factors)
        return gradients

    def _dense_on_device(
        self,
        call: Call,
        batch: tuple[int, ...],
        name: str,
        factor: Array,
        value: Array,
        wanted: Sequence[str],
        factors: Array | None,
    ) -> dict[str, Array]:
        """Return the same by the library's solutions of triangular systems and its products of matrices."""
        x, mean = (call.arrays[a].astype(np.float64, copy=False) for a in ("x", self.location))
        n, ndim = x.shape[-1], len(batch)
        own, order, inner = _axes_of(batch, factor)
        rows = (*order, *inner)
        groups = math.prod(own)
        events = math.prod(batch) // max(groups, 1)
        back = tuple(rows.index(a) for a in range(ndim))

        def arranged(array: Array) -> Array:
            return np.broadcast_to(array, (*batch, n)).transpose((*rows, ndim)).reshape(groups, events, n)

        def per_event(array: Array) -> Array:
            return np.broadcast_to(array, batch).transpose(rows).reshape(groups, events)

        def as_given(array: Array) -> Array:
            extra = array.shape[2:]
            whole = array.reshape((*(batch[a] for a in rows), *extra))
            return whole.transpose((*back, *range(ndim, ndim + len(extra))))

        precise = name == "precision"
        matrices = factor.reshape(groups, n, n)
        pivots = diagonal_of(matrices)
        valid = array_of(((pivots > 0) & (pivots < np.inf)).all(axis=-1))
        matrices = np.where(valid[:, np.newaxis, np.newaxis], np.tril(matrices), np.nan)
        log_det = sum_of_events(np.log(np.where(valid[:, np.newaxis], pivots, np.nan)), 0.0)
        columns = transposed(arranged(x - mean))
        z = product(transposed(matrices), columns) if precise else solve_lower(matrices, columns)
        squares = sum_of_events(transposed(z * z), 0.0)
        # An event with an infinite element has no density, wherever the other elements are.
        beyond = np.isinf(x).any(axis=-1) & ~np.isnan(x).any(axis=-1) & np.isfinite(mean).all(axis=-1)
        squares = np.where(np.isnan(squares) & valid[:, np.newaxis] & per_event(beyond), np.inf, squares)

        student = self._student(call, n)
        if student:
            df, constants = (per_event(student[a]) for a in ("df", "constants"))  # type: ignore[arg-type]
            terms, (by_square, slopes, _) = elementwise("_student_of_square", squares, df, float(n), gradients=True)
            weights = -2.0 * by_square
            terms = terms + constants
        else:
            terms, weights = -0.5 * squares - 0.5 * n * math.log(2 * math.pi), None
        shift = log_det if precise else -log_det
        value[...] = as_given(terms + shift[:, np.newaxis])
        gradients: dict[str, Array] = {}
        if factors is None or not wanted:
            return gradients
        counted = per_event(factors)
        inert = counted == 0
        scaled = counted if weights is None else np.where(inert, 0.0, counted * weights)
        beside = inert[:, np.newaxis]
        # Nothing of an event that does not count may be left, not even NaN.
        z = np.where(beside, 0.0, z)
        if "x" in wanted or self.location in wanted:
            y = product(matrices, z) if precise else solve_transposed(matrices, z)
            pull = as_given(transposed(np.where(beside, 0.0, scaled[:, np.newaxis] * y)))
            gradients |= {"x": -pull, self.location: pull}
        if name in wanted:
            vectors = np.where(beside, 0.0, columns) if precise else z
            squared = product(scaled[:, np.newaxis] * vectors, transposed(vectors))
            weight = sum_of_events(counted, 0.0)[:, np.newaxis, np.newaxis] * namespace(z).eye(n)
            by_matrix = self._of_matrix(name, matrices, squared, weight)
            none = inert.all(axis=-1)[:, np.newaxis, np.newaxis]
            gradients[name] = np.where(none, 0.0, by_matrix).reshape((*own, n, n))
        if "df" in wanted:
            gradients["df"] = as_given(np.where(inert, 0.0, counted * slopes))
        self._own_gradients(call, gradients, factors)
        return gradients

    @staticmethod
    def _of_matrix(name: str, matrices: Array, squared: Array, weight: Array) -> Array:
        """Return the gradient by a matrix, as ``finish_matrix`` of the CPU's engine does.

        ``squared`` are the sums of weight z z^T, or of weight (x - mean)(x - mean)^T for a precision; ``weight`` is the
        sum of the factors on a diagonal.
        """
        if name == "precision":
            whole = solve_transposed(matrices, solve_lower(matrices, weight)) - squared
            return 0.25 * (whole + transposed(whole))
        half = solve_transposed(matrices, squared - weight)
        if name == "scale_tril":
            return np.tril(half)
        whole = solve_transposed(matrices, transposed(half))
        return 0.25 * (whole + transposed(whole))

    def _student(self, call: Call, n: int) -> dict[str, Array | None]:  # noqa: ARG002
        """Return the degrees of freedom, and what is added to the log-density, of events of n elements."""
        return {}

    def _own_gradients(self, call: Call, gradients: dict[str, Array], factors: Array | None) -> None:
        """Complete gradients with what the engine does not know of."""

    def _check(self, call: Call, where: Array | None) -> None:
        x = as_known(call.arrays["x"])
        bad = np.isnan(x)
        if where is not None:
            bad = bad & where[..., np.newaxis]
        self._refuse(bad, x, "x", "a number")
        mean = as_known(call.arrays[self.location])
        self._refuse(~np.isfinite(mean), mean, self.location, "finite")
        name = self._matrix_name(call)
        matrix = as_known(call.arrays[name])
        if self._is_diagonal(call):
            self._refuse(~((matrix > 0) & (matrix < np.inf)), matrix, name, "positive and finite")
            return
        self._refuse(~np.isfinite(matrix), matrix, name, "finite")
        if name == "cov_factor":
            diagonal = as_known(call.arrays["diag"])
            self._refuse(~((diagonal > 0) & (diagonal < np.inf)), diagonal, "diag", "positive and finite")
            return
        if name == "scale_tril":
            above = np.triu(matrix, 1) != 0
            self._refuse(above, matrix, name, "lower triangular, 0 above its diagonal")
            pivots = np.diagonal(matrix, axis1=-2, axis2=-1)
            self._refuse(~(pivots > 0), pivots, name, "positive on its diagonal")
            return
        self._refuse(matrix != np.swapaxes(matrix, -1, -2), matrix, name, "symmetric")
        with np.errstate(invalid="ignore"):
            bad = np.asarray(np.isnan(factorize(matrix.astype(np.float64))).any(axis=(-2, -1)))
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            self._fail(f"{name} must be positive definite; got a matrix that is not{index_text(index)}")


class MultivariateNormalFunction(EllipticalFunction):
    """The multivariate normal: also as independent normals, where the covariance is diagonal, or that and low rank."""

    def _matrix_name(self, call: Call) -> str:
        return "cov_factor" if "cov_factor" in call.arrays else super()._matrix_name(call)

    def _is_diagonal(self, call: Call) -> bool:
        return "cov_factor" not in call.arrays and super()._is_diagonal(call)

    def _batch(self, call: Call) -> tuple[int, ...]:
        if "cov_factor" not in call.arrays:
            return super()._batch(call)
        x, root = call.arrays["x"], call.arrays["cov_factor"]
        if x.ndim == 0:
            self._fail("x must have at least one axis, that of the event; got a 0-d array")
        n = x.shape[-1]
        if root.ndim < 2 or root.shape[-2] != n:
            self._fail(f"cov_factor must have {n} rows on its last axis but one, as x has; got shape {root.shape}")
        shapes = {"x": x.shape[:-1], "cov_factor": root.shape[:-2]}
        for name in (self.location, "diag"):
            array = call.arrays[name]
            if array.ndim and array.shape[-1] not in (1, n):
                self._fail(f"{name} must have {n} elements on its last axis, as x has; got shape {array.shape}")
            shapes[name] = array.shape[:-1]
        return self._broadcast(shapes, call)

    def _low_rank(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        root = as_known(call.arrays["cov_factor"]).astype(np.float64, copy=False)
        diagonal = np.atleast_1d(as_known(call.arrays["diag"]).astype(np.float64, copy=False))
        own = [n for n in wanted if n in ("x", self.location)]
        if "diag" in wanted or "cov_factor" in wanted:
            own.append("cov_factor")
        order = _order_of_variables(diagonal, root)
        if order is None:
            gradients = self._dense(call, batch, "cov_factor", factorize_sum(diagonal, root), value, own, factors)
        else:
            ordered = copy.copy(call)
            ordered.arrays = {**call.arrays}
            for name in ("x", self.location):
                ordered.arrays[name] = _taken(as_known(call.arrays[name]), order)
            factor = factorize_sum(_taken(diagonal, order), root[..., order, :])
            gradients = self._dense(ordered, batch, "cov_factor", factor, value, own, factors)
            back = np.argsort(order)
            gradients = {name: _taken(gradient, back) for name, gradient in gradients.items()}
            if "cov_factor" in gradients:
                gradients["cov_factor"] = gradients["cov_factor"][..., back, :]
        if "cov_factor" in gradients:
            by_cov = gradients["cov_factor"]
            # d cov = d root root^T + root d root^T + d diag. Where root is no number by_cov is none, or 0: masked.
            gradients["cov_factor"] = 2 * by_cov @ np.where(np.isfinite(root), root, 0.0)
            gradients["diag"] = np.diagonal(by_cov, axis1=-2, axis2=-1)
        return gradients

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        if "cov_factor" in call.arrays:
            return self._low_rank(call, batch, value, wanted, factors)
        if not self._is_diagonal(call):
            return super()._compute(call, batch, value, wanted, factors)
        names = ("x", self.location, self._matrix_name(call))
        arrays = [call.arrays[n] for n in names]
        gradients = [
            memory.empty(a.shape, call.gradient_dtype(n) if is_host(a) else DOUBLE, a) if n in wanted else None
            for n, a in zip(names, arrays, strict=True)
        ]
        total = summed_over_events(
            "norm", ("loc", "var"), arrays, (*batch, arrays[0].shape[-1]), factors, gradients, call.dtype == np.float64
        )
        value[...] = cast(total, value.dtype)
        return {n: g for n, g in zip(names, gradients, strict=True) if g is not None}


class MultivariateTFunction(EllipticalFunction):
    """The multivariate Student t."""

    location = "loc"
    covariance = "shape"

    def _batch(self, call: Call) -> tuple[int, ...]:
        return self._broadcast({"x": super()._batch(call), "df": call.arrays["df"].shape}, call)

    def _student(self, call: Call, n: int) -> dict[str, Array | None]:
        df = as_known(call.arrays["df"]).astype(np.float64)
        df = np.where(df > 0, df, np.nan)
        return {"df": df, "constants": student_constants(df, n)[0]}

    def _own_gradients(self, call: Call, gradients: dict[str, Array], factors: Array | None) -> None:
        if "df" not in gradients or factors is None:
            return
        df = as_known(call.arrays["df"]).astype(np.float64)
        slope = student_constants(np.where(df > 0, df, np.nan), call.arrays["x"].shape[-1])[1]
        gradients["df"] = gradients["df"] + np.where(factors == 0, 0.0, factors * slope)

    def _check(self, call: Call, where: Array | None) -> None:
        super()._check(call, where)
        df = as_known(call.arrays["df"])
        self._refuse(~(df > 0), df, "df", "positive")


_MULTIVARIATE_NORMAL = {
    "name": "multivariate_normal",
    "kind": "density",
    "variables": ["x"],
    "event": "x",
    "parameterisations": [
        [("mean", "finite", 0.0), ("cov", "positive definite", 1.0)],
        [("mean", "finite", 0.0), ("scale_tril", "factor", None)],
        [("mean", "finite", 0.0), ("precision", "positive definite", None)],
        [("mean", "finite", 0.0), ("diag", "positive", None)],
        [("mean", "finite", 0.0), ("cov_factor", "finite", None), ("diag", "positive", None)],
    ],
    "summary": "Multivariate normal distribution.",
    "formula": (
        "-(x - mean)^T cov^-1 (x - mean) / 2 - log det(cov) / 2 - n log(2 pi) / 2\n"
        "= -|z|^2 / 2 - log det(L) - n log(2 pi) / 2,  z = L^-1 (x - mean),  cov = L L^T"
    ),
    "borders": (
        "-inf at infinite elements of x, with NaN gradients there. A covariance or precision that is not positive "
        "definite gives NaN, as does a factor whose diagonal is not positive: a singular one is no density, and no "
        "pseudo-determinant stands in for it (SciPy's allow_singular). As singular counts a matrix with a pivot of "
        "Cholesky's factorisation that is not larger than its own rounding error, n eps of the diagonal element, "
        "with eps = 2^-52 for every dtype. Of cov and precision the lower triangle is read, of scale_tril too. "
        "Everything dense is computed in float64 and rounded once. Unlike SciPy, where a mean of one element makes "
        "a vector x so many events of one, the event is always the last axis of x.\n\n"
        "The gradients by cov and precision are the symmetric matrices G for which d logpdf = sum of G_ij dcov_ij "
        "over all i and j for symmetric dcov: G = (y y^T - cov^-1) / 2 with y = cov^-1 (x - mean), and "
        "(cov - (x - mean)(x - mean)^T) / 2. That by scale_tril is lower triangular."
    ),
    "source": "T. W. Anderson, An Introduction to Multivariate Statistical Analysis, ch. 2.",
    "example": (
        "lk.multivariate_normal.logpdf([[0.0, 0.0], [1.0, -1.0]], cov=[[2.0, 0.5], [0.5, 1.0]])\n"
        "array([-2.11768496, -3.2605421 ])"
    ),
}

_MULTIVARIATE_T = {
    "name": "multivariate_t",
    "kind": "density",
    "variables": ["x"],
    "event": "x",
    "parameterisations": [
        [("loc", "finite", 0.0), ("shape", "positive definite", 1.0), ("df", "positive or infinite", 1.0)],
        [("loc", "finite", 0.0), ("scale_tril", "factor", None), ("df", "positive or infinite", 1.0)],
        [("loc", "finite", 0.0), ("precision", "positive definite", None), ("df", "positive or infinite", 1.0)],
    ],
    "summary": "Multivariate Student t distribution.",
    "formula": (
        "log Gamma((df + n)/2) - log Gamma(df/2) - n log(df pi)/2 - log det(L) - (df + n)/2 log(1 + |z|^2 / df),\n"
        "z = L^-1 (x - loc),  shape = L L^T"
    ),
    "borders": (
        "df = inf is the multivariate normal, which large df tend to without loss of digits. -inf at infinite "
        "elements of x, with NaN gradients there. The shape matrix is the covariance times (df - 2)/df. Matrices are "
        "read, refused and differentiated as multivariate_normal's are: what is not positive definite gives NaN, "
        "gradients by shape and precision are symmetric. Everything is computed in float64 and rounded once. The "
        "event is always the last axis of x."
    ),
    "source": "S. Kotz, S. Nadarajah, Multivariate t Distributions and Their Applications (2004), ch. 1.",
    "example": (
        "lk.multivariate_t.logpdf([[0.0, 0.0], [1.0, -1.0]], shape=[[2.0, 0.5], [0.5, 1.0]], df=3.0)\n"
        "array([-2.11768496, -3.53367365])"
    ),
}


class _MultivariateNormal(VectorFamily):
    function_type = MultivariateNormalFunction
    variates_type = EllipticalVariates
    entropy_type = EllipticalEntropy


class _MultivariateT(VectorFamily):
    function_type = MultivariateTFunction
    variates_type = MultivariateTVariates
    entropy_type = MultivariateTEntropy


multivariate_normal = _MultivariateNormal(_MULTIVARIATE_NORMAL)
multivariate_t = _MultivariateT(_MULTIVARIATE_T)
