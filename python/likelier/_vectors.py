"""Densities of vectors: the event is the last axis, the result has one value an event."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    index_text,
    is_floating,
    is_weak,
    normalize_axes,
    reduced_dtype,
    result_dtype,
)
from likelier._differentiable import Differentiable, choose_wrt, pack_gradients
from likelier._elementwise import BY_NAME, REDUCTIONS, Operation, signature_of, weight_total
from likelier._families import Family
from likelier._partial import Partial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DOUBLE = np.dtype(np.float64)
_IDENTITY = BY_NAME["_identity"]


def sum_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Sum a gradient, in double, over the axes along which its argument was broadcast."""
    lead = gradient.ndim - len(shape)
    stretched = tuple(a + lead for a, n in enumerate(shape) if n == 1 and gradient.shape[a + lead] != 1)
    axes = (*range(lead), *stretched)
    if not axes:
        return gradient
    return np.asarray(as_known(gradient).sum(axis=axes, dtype=np.float64)).reshape(shape)


class Call:
    """One call: the arguments as arrays, by name, and what they have in common."""

    __slots__ = ("arrays", "dtype", "given", "parameterisation", "producer", "raw")

    def __init__(self, function: str, raw: dict[str, Any], given: Sequence[str], parameterisation: int) -> None:
        self.raw = raw
        self.given = tuple(given)
        self.parameterisation = parameterisation
        self.producer: Callable[[Array], Any] | None = None
        self.arrays: dict[str, Array] = {}
        for name, x in raw.items():
            self.arrays[name], producer = as_array(x, function, name)
            self.producer = self.producer or producer
        self.dtype = result_dtype(list(raw.values()), list(self.arrays.values()))

    def give(self, result: Array) -> Any:
        """Return a result as the user's own kind of array, a 0-d one as a scalar."""
        return self.producer(result) if self.producer is not None else result[()]

    def floating(self) -> list[str]:
        """Return the floating arguments that were given."""
        return [n for n in self.given if is_floating(self.arrays[n]) or self.is_number(n)]

    def is_number(self, name: str) -> bool:
        """Tell whether an argument is a Python number, or a list of them."""
        x = self.raw[name]
        if is_weak(x):
            return not isinstance(x, bool)
        return not isinstance(x, (np.ndarray, np.generic)) and not hasattr(x, "__dlpack__")

    def gradient_dtype(self, name: str) -> np.dtype[Any]:
        """Return the dtype of the gradient by an argument."""
        array = self.arrays[name]
        return array.dtype if is_floating(array) else _DOUBLE


class VectorFunction(Differentiable):
    """A log-density of vectors as a public function, or its negative, reduced.

    Subclasses say what the density is: ``_batch``, ``_compute`` and ``_check``.

    Parameters
    ----------
    operation
        The names of its arguments.
    qualname, module, doc
        What it is called.
    sign
        Multiplies the value: -1 for a negative log-likelihood.
    reduces
        Whether it takes ``reduction``, ``axis`` and ``weights``.
    """

    def __init__(
        self,
        operation: Operation,
        qualname: str,
        module: str,
        doc: str,
        *,
        sign: float = 1.0,
        reduces: bool = False,
    ) -> None:
        super().__init__(qualname, module, doc, signature_of(operation, reduces=reduces))
        self._operation = operation
        self._sign = sign
        self._reduces = reduces
        self._order = operation.variables + operation.positional

    def _batch(self, call: Call) -> tuple[int, ...]:
        """Return the shape of the result; raise where the arguments' shapes do not fit."""
        raise NotImplementedError

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array | None, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        """Write the log-density and return the gradients that are wanted.

        Parameters
        ----------
        value
            Floating, of the shape ``batch``.
        factors
            Of the shape ``batch``: what multiplies the gradients of each event. Where it is 0 nothing of an event
            is left.

        Returns
        -------
        dict
            In any floating dtype; of a shape that sums to that of the argument.
        """
        raise NotImplementedError

    def _check(self, call: Call, where: Array | None) -> None:
        """Raise for values outside their domain."""
        raise NotImplementedError

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Call, dict[str, Any]]:
        op = self._operation
        given, rest = self._match(args, options, self._order, op.parameter_names)
        given = {name: x for name, x in given.items() if x is not None}
        for name in op.variables:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        chosen = op.parameterisation_for([n for n in given if n not in op.variables], self.__qualname__)
        raw = {n: given[n] for n in op.variables}
        raw |= {p.name: given.get(p.name, p.default) for p in op.parameterisations[chosen]}
        return Call(self.__qualname__, raw, [n for n in raw if n in given], chosen), rest

    def _evaluate(
        self, given: tuple[Call, dict[str, Any]], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        call, options = given
        batch = self._batch(call)
        where = self._mask(options.pop("where", None), batch)
        out = options.pop("out", None)
        factor = self._sign * self._base_factor(options.pop("base", None))
        validate = self._flag(options.pop("validate", False), "validate")
        reduction, axis, weights = "none", None, None
        if self._reduces:
            reduction = options.pop("reduction", "mean")
            axis = options.pop("axis", None)
            weights = self._beside(options.pop("weights", None), batch, "weights")
        self._choice(reduction, REDUCTIONS, "reduction")
        if reduction == "none" and axis is not None:
            self._fail(f"axis must be None where reduction is 'none'; got {axis!r}")
        if validate:
            self._check(call, where)

        reduces = reduction != "none"
        axes = normalize_axes(axis, len(batch), self.__qualname__) if reduces else ()
        kept = tuple(1 if a in axes else n for a, n in enumerate(batch))
        final = tuple(n for a, n in enumerate(batch) if a not in axes)
        dtype = reduced_dtype(call.dtype) if reduces else call.dtype
        inputs = [] if reduces else [*call.arrays.values(), where, weights]
        buffer = self._place(out, final, dtype, inputs, reduction)
        weight_high = weight_low = np.zeros(())
        if reduces:
            weight_high, weight_low = weight_total(batch, kept, where, weights)

        wanted: tuple[str, ...] = ()
        factors = None
        if gradient:
            wanted = self._wanted_of(call, wrt)
            beside = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(buffer, beside)
            if reduction == "mean":
                total = weight_high + weight_low
                # A mean over nothing depends on nothing.
                inverse = np.divide(1.0, total, out=np.zeros_like(total), where=total != 0)
            else:
                inverse = np.ones(())
            if beside is not None:
                inverse = inverse * as_known(beside).astype(np.float64).reshape(kept)
            factors = _factors(factor * inverse, batch, where, weights)

        # In place where the result is just that; else from an array of doubles.
        direct = not reduces and factor == 1.0 and where is None and weights is None
        if direct:
            # The inputs may lie where the result goes: gradients read them again.
            apart = buffer is None or (wanted and any(np.may_share_memory(buffer, a) for a in call.arrays.values()))
            value = _core.empty(batch, dtype) if apart else buffer
        else:
            value = _core.empty(batch, _DOUBLE)
        gradients = self._compute(call, batch, value, wanted, factors)
        result = self._result(value, direct, factor, batch, where, weights, kept, final, dtype, reduces, buffer)
        returned: Any
        if reduces:
            high, low = result
            parts = [np.asarray(a).reshape(final) for a in (high, low, weight_high, weight_low)]
            partial = Partial.of_sums(parts, dtype)
            if reduction == "partial":
                returned = partial
            elif buffer is not None:
                buffer[...] = partial.result(reduction)
                returned = out
            else:
                returned = call.give(np.asarray(partial.result(reduction)))
        else:
            returned = out if out is not None else call.give(result)
        if not gradient:
            return returned, None
        by_name = {}
        for n in wanted:
            summed = sum_to(gradients[n], call.arrays[n].shape)
            by_name[n] = call.give(cast(summed, call.gradient_dtype(n)))
        return returned, pack_gradients(wrt, by_name)

    def _result(
        self,
        value: Array,
        direct: bool,
        factor: float,
        batch: tuple[int, ...],
        where: Array | None,
        weights: Array | None,
        kept: tuple[int, ...],
        final: tuple[int, ...],
        dtype: np.dtype[Any],
        reduces: bool,
        buffer: Array | None,
    ) -> Any:
        """Return the values in their place, or their sum as two arrays of doubles."""
        if direct:
            if buffer is not None and value is not buffer:
                buffer[...] = value
                return buffer
            return value
        low = None
        if reduces:
            result, low = np.zeros(kept), np.zeros(kept)
        elif buffer is not None:
            result = buffer
        else:
            # What a mask leaves out is 0 in a fresh result.
            result = np.zeros(final, dtype=dtype)
        _core.elementwise(
            _IDENTITY.index,
            0,
            True,
            batch,
            (value,),
            where=where,
            weights=weights,
            value_factor=factor,
            value=result,
            value_low=low,
            reduced=reduces,
            gradients=(None,),
        )
        return (result, low) if reduces else result

    def _wanted_of(self, call: Call, wrt: Any) -> tuple[str, ...]:
        floating = call.floating()
        wanted = choose_wrt(self.__qualname__, wrt, floating, tuple(call.arrays))
        for n in wanted:
            if not is_floating(call.arrays[n]) and not call.is_number(n):
                self._fail(f"wrt must name floating arguments; got {n!r}, of dtype {call.arrays[n].dtype}", TypeError)
        return wanted

    def _broadcast(self, shapes: Mapping[str, tuple[int, ...]], call: Call) -> tuple[int, ...]:
        """Return the common shape of what precedes the events."""
        try:
            return np.broadcast_shapes(*shapes.values())
        except ValueError:
            got = ", ".join(f"{n} {call.arrays[n].shape}" for n in shapes)
            self._fail(f"the arguments must have batch shapes that broadcast; got {got}")


def _factors(factor: Array, batch: tuple[int, ...], where: Array | None, weights: Array | None) -> Array:
    """Return what multiplies gradients, one an event: broadcast where it is the same for many."""
    result = np.asarray(factor, np.float64)
    if weights is not None:
        known = as_known(weights).astype(np.float64)
        # A weight of zero leaves nothing, whatever multiplies it.
        result = np.where(known == 0.0, 0.0, result * known)
    if where is not None:
        result = np.where(where, result, 0.0)
    return np.broadcast_to(result, batch)


def factorize(matrices: Array) -> Array:
    """Return the lower Cholesky factors of a batch of matrices, of which the lower triangle is read.

    NaN where a matrix is not positive definite: where a pivot, the diagonal element less what the rows before it
    explain, is not larger than its own rounding error, which is n eps of that element.
    """
    flat = np.ascontiguousarray(matrices, np.float64).reshape(-1, *matrices.shape[-2:])
    factors = _factorized(flat)
    with np.errstate(invalid="ignore", over="ignore"):
        pivots = np.diagonal(factors, axis1=-2, axis2=-1) ** 2
        given = np.diagonal(flat, axis1=-2, axis2=-1)
        singular = ~(pivots > flat.shape[-1] * np.finfo(np.float64).eps * given).all(axis=-1)
    if singular.any():
        factors[singular] = np.nan
    return factors.reshape(matrices.shape)


def _factorized(flat: Array) -> Array:
    try:
        return np.linalg.cholesky(flat)
    except np.linalg.LinAlgError:
        pass
    if len(flat) == 1:
        return np.full(flat.shape, np.nan)
    # Some matrices are bad, and NumPy does not say which.
    half = len(flat) // 2
    return np.concatenate([_factorized(flat[:half]), _factorized(flat[half:])])


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
        self, call: Call, batch: tuple[int, ...], value: Array | None, wanted: Sequence[str], factors: Array | None
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
            factor = np.sqrt(spread) * np.eye(n)
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
        value: Array | None,
        wanted: Sequence[str],
        factors: Array | None,
        **student: Array | None,
    ) -> dict[str, Array]:
        """Compute with one triangular matrix for each element of the batch of ``factor``."""
        x, mean = call.arrays["x"], call.arrays[self.location]
        n, ndim = x.shape[-1], len(batch)
        full = (*batch, n)
        own = (1,) * (ndim + 2 - factor.ndim) + factor.shape[:-2]
        order = [a for a in range(ndim) if own[a] != 1]
        groups = math.prod(own)
        inner = [a for a in range(ndim) if own[a] == 1]
        rows = (*order, *inner)

        def arranged(array: Array) -> Array:
            return np.broadcast_to(array, full).transpose(*rows, ndim)

        def per_row(array: Array | None) -> Array | None:
            return None if array is None else np.broadcast_to(array, batch).transpose(rows)

        gradients: dict[str, Array] = {}
        mean_batch = (1,) * (ndim - max(mean.ndim - 1, 0)) + mean.shape[:-1]
        mean_per_group = all(mean_batch[a] == 1 for a in inner if batch[a] != 1)
        by_mean = by_x = by_matrix = by_df = None
        if self.location in wanted and mean_per_group:
            by_mean = np.empty((groups, n))
        if "x" in wanted or (self.location in wanted and not mean_per_group):
            # What is summed afterwards must not be rounded before.
            alone = x.shape == full and (self.location not in wanted or mean_per_group)
            kept = call.gradient_dtype("x") if alone else _DOUBLE
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
            value=None if value is None else value.transpose(rows),
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
        return gradients

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
        if name == "scale_tril":
            above = np.triu(matrix, 1) != 0
            self._refuse(above, matrix, name, "lower triangular, 0 above its diagonal")
            pivots = np.diagonal(matrix, axis1=-2, axis2=-1)
            self._refuse(~(pivots > 0), pivots, name, "positive on its diagonal")
            return
        self._refuse(matrix != np.swapaxes(matrix, -1, -2), matrix, name, "symmetric")
        with np.errstate(invalid="ignore"):
            bad = np.isnan(factorize(matrix.astype(np.float64))[..., 0, 0]) if matrix.shape[-1] else np.zeros(())
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            self._fail(f"{name} must be positive definite; got a matrix that is not{index_text(index)}")

    def _refuse(self, bad: Array, array: Array, name: str, expected: str) -> None:
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            got = np.broadcast_to(array, np.shape(bad))[index]
            self._fail(f"{name} must be {expected}; got {got}{index_text(index)}")


class MultivariateNormalFunction(EllipticalFunction):
    """The multivariate normal: also as independent normals, where the covariance is diagonal."""

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array | None, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        if not self._is_diagonal(call):
            return super()._compute(call, batch, value, wanted, factors)
        name = self._matrix_name(call)
        arrays = [call.arrays[n] for n in ("x", self.location, name)]
        by_name: dict[str, Array] = {}
        for n, array in zip(("x", self.location, name), arrays, strict=True):
            if n in wanted:
                by_name[n] = _core.empty(array.shape, call.gradient_dtype(n))
        high, low = np.zeros((*batch, 1)), np.zeros((*batch, 1))
        _core.elementwise(
            _NORM.index,
            _NORM.parameterisation_for(["loc", "var"], self.__qualname__),
            call.dtype == np.float64,
            (*batch, call.arrays["x"].shape[-1]),
            tuple(arrays),
            cotangent=None if factors is None else factors[..., np.newaxis],
            value=high,
            value_low=low,
            reduced=True,
            gradients=tuple(by_name.get(n) for n in ("x", self.location, name)),
        )
        if value is not None:
            with np.errstate(invalid="ignore"):
                total = np.where(np.isfinite(high), high + low, high)[..., 0]
            value[...] = cast(total, value.dtype)
        return by_name


_NORM = BY_NAME["norm"]

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
        "array([-2.11768497, -3.26054211])"
    ),
}


class VectorFamily(Family):
    """A density family of vectors, the event being the last axis of the data."""


class _MultivariateNormal(VectorFamily):
    function_type = MultivariateNormalFunction


def make_vector_families() -> dict[str, VectorFamily]:
    """Return every family of vectors by name."""
    return {"multivariate_normal": _MultivariateNormal(Operation(-1, _MULTIVARIATE_NORMAL))}
