"""Cholesky factors of batches of matrices, and solutions by them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from likelier._arrays import Array
from likelier._device import backend
from likelier._memory import array_of, is_host, namespace

_EPSILON = float(np.finfo(np.float64).eps)


def factorize(matrices: Array) -> Array:
    """Return the lower Cholesky factors of a batch of matrices, of which the lower triangle is read.

    NaN where a matrix is not positive definite: where a pivot, the diagonal element less what the rows before it
    explain, is not larger than its own rounding error, which is n eps of that element.
    """
    if not is_host(matrices):
        return _factorized_on_device(matrices)
    *batch, rows, columns = matrices.shape
    flat = np.ascontiguousarray(matrices, np.float64).reshape(math.prod(batch), rows, columns)
    factors = _factorized(flat)
    with np.errstate(invalid="ignore", over="ignore"):
        roots = factors.diagonal(0, -2, -1)
        good = roots * roots > flat.shape[-1] * _EPSILON * flat.diagonal(0, -2, -1)
    if not good.all():
        factors[~good.all(axis=-1)] = np.nan
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


def _factorized_on_device(matrices: Any) -> Array:
    """Return the same, without a look at what the factorisation says of itself.

    Of a matrix that is not positive definite its result is anything. But where a triangle with a positive diagonal
    makes the matrix again, up to what rounding does to any factorisation, it is its factor.
    """
    n = matrices.shape[-1]
    if 0 in matrices.shape:
        return array_of(matrices, np.float64)
    below = np.tril(matrices.astype(np.float64, copy=False))
    given = diagonal_of(below)
    whole = below + np.tril(below, -1).swapaxes(-1, -2)
    factors = backend().library.cholesky(whole)
    pivots = diagonal_of(factors)
    good = ((pivots > 0) & (pivots * pivots > n * _EPSILON * given)).all(axis=-1)
    # N. Higham, Accuracy and Stability of Numerical Algorithms (2002), theorem 10.3, and the product's own rounding.
    scale = np.sqrt(np.where(given > 0, given, 0.0))
    bound = 4 * (n + 2) * _EPSILON * (scale[..., :, np.newaxis] * scale[..., np.newaxis, :])
    close = abs(factors @ factors.swapaxes(-1, -2) - whole) <= bound
    good = good & close.reshape((*close.shape[:-2], n * n)).all(axis=-1)
    return np.where(good[..., np.newaxis, np.newaxis], factors, np.nan)


def diagonal_of(x: Array) -> Array:
    """Return the diagonals of matrices."""
    return np.diagonal(x, axis1=-2, axis2=-1)


def factorize_sum(diagonal: Array, root: Array) -> Array:
    """Return the lower factors of diag(diagonal) + root root^T, by QR: neither part is lost in the other's rounding.

    The rows of what is triangularised come in the order of their sizes, with which Householder's reflections keep small
    rows' own digits (N. Higham, Accuracy and Stability of Numerical Algorithms (2002), section 19.4). Variables may be
    of any units: each counts in that of its own root of the diagonal.
    """
    n = root.shape[-2]
    batch = np.broadcast_shapes(diagonal.shape[:-1], root.shape[:-2])
    diagonal = np.broadcast_to(diagonal, (*batch, n))
    root = np.broadcast_to(root, (*batch, *root.shape[-2:]))
    positive = ((diagonal > 0) & (diagonal < np.inf)).all(axis=-1)
    good = array_of(positive & np.isfinite(root).all(axis=(-2, -1)))
    scale = np.sqrt(np.where(good[..., np.newaxis], diagonal, 1.0))
    stacked = np.concatenate(
        [np.where(good[..., np.newaxis, np.newaxis], root, 0.0), scale[..., np.newaxis] * namespace(root).eye(n)],
        axis=-1,
    )
    if n > 0:
        sizes = (abs(stacked) / scale[..., np.newaxis]).max(axis=-2)
        order = np.argsort(-sizes, axis=-1)[..., np.newaxis, :]
        stacked = np.take_along_axis(stacked, order, axis=-1)
    factor = np.swapaxes(triangle_of(np.swapaxes(stacked, -1, -2)), -1, -2)
    signs = np.copysign(1.0, diagonal_of(factor))
    return np.where(good[..., np.newaxis, np.newaxis], factor * signs[..., np.newaxis, :], np.nan)


def triangle_of(matrices: Array) -> Array:
    """Return the upper triangles R of matrices Q R."""
    if is_host(matrices):
        return np.asarray(np.linalg.qr(matrices, mode="r"))
    with backend().library.unchecked():
        result: Any = np.linalg.qr(matrices, mode="r")
    return np.triu(result)


# ---- triangular matrices, in NumPy's own loops: BLAS would depend on the number of threads


# Of larger matrices the halves are solved for.
_SMALL = 16


def solve_lower(lower: Array, right: Array) -> Array:
    """Return lower^-1 right, of batches of matrices."""
    return _solved(lower, right, transposed=False)


def solve_transposed(lower: Array, right: Array) -> Array:
    """Return lower^-T right, of batches of matrices."""
    return _solved(lower, right, transposed=True)


def _solved(lower: Array, right: Array, *, transposed: bool) -> Array:
    if not is_host(lower) and 0 not in lower.shape and 0 not in right.shape and lower.size == lower.shape[-1] ** 2:
        return _solved_for_one(lower, right, transposed=transposed)
    return _solve_transposed(lower, right) if transposed else _solve_lower(lower, right)


def _solved_for_one(lower: Any, right: Any, *, transposed: bool) -> Array:
    """Return the solution for one matrix on a device, by one call of the library's."""
    n, columns = right.shape[-2:]
    ndim = max(lower.ndim, right.ndim)
    batch = (1,) * (ndim - right.ndim) + right.shape[:-2]
    beside = np.moveaxis(right.reshape(-1, n, columns), 0, 1).reshape(n, -1)
    x = backend().library.solve_lower(lower.reshape(n, n), beside, transposed=transposed)
    result: Array = np.moveaxis(x.reshape(n, -1, columns), 1, 0).reshape((*batch, n, columns))
    return result


def _solve_lower(lower: Array, right: Array) -> Array:
    n = lower.shape[-1]
    if n > _SMALL:
        half = n // 2
        first = _solve_lower(lower[..., :half, :half], right[..., :half, :])
        rest = right[..., half:, :] - product(lower[..., half:, :half], first)
        return np.concatenate(_alike(first, _solve_lower(lower[..., half:, half:], rest)), axis=-2)
    x = _copied(lower, right)
    for j in range(n):
        x[..., j, :] /= lower[..., j, j, np.newaxis]
        x[..., j + 1 :, :] -= lower[..., j + 1 :, j, np.newaxis] * x[..., j, np.newaxis, :]
    return x


def _solve_transposed(lower: Array, right: Array) -> Array:
    n = lower.shape[-1]
    if n > _SMALL:
        half = n // 2
        last = _solve_transposed(lower[..., half:, half:], right[..., half:, :])
        rest = right[..., :half, :] - product(transposed(lower[..., half:, :half]), last)
        return np.concatenate(_alike(_solve_transposed(lower[..., :half, :half], rest), last), axis=-2)
    x = _copied(lower, right)
    for j in reversed(range(n)):
        x[..., j, :] /= lower[..., j, j, np.newaxis]
        x[..., :j, :] -= lower[..., j, :j, np.newaxis] * x[..., j, np.newaxis, :]
    return x


def _copied(lower: Array, right: Array) -> Array:
    batch = np.broadcast_shapes(lower.shape[:-2], right.shape[:-2])
    return np.broadcast_to(right, (*batch, *right.shape[-2:])).copy()


def _alike(*parts: Array) -> list[Array]:
    """Return matrices with their batches broadcast."""
    batch = np.broadcast_shapes(*(x.shape[:-2] for x in parts))
    return [np.broadcast_to(x, (*batch, *x.shape[-2:])) for x in parts]


def transposed(x: Array) -> Array:
    """Return the transposes of matrices."""
    return np.swapaxes(x, -1, -2)


def product(a: Array, b: Array) -> Array:
    """Return the products of matrices."""
    if not is_host(a):
        result: Array = a @ b
        return result
    return np.asarray(np.einsum("...ij,...jk->...ik", a, b, optimize=False))


def inverse_of(lower: Array) -> Array:
    """Return the inverses of lower triangles."""
    if is_host(lower):
        return np.asarray(np.linalg.inv(lower))
    return solve_lower(lower, np.broadcast_to(namespace(lower).eye(lower.shape[-1]), lower.shape))


def factor_of_inverse(lower: Array) -> Array:
    """Return the lower factor of (lower lower^T)^-1."""
    identity = namespace(lower).eye(lower.shape[-1])
    good = np.isfinite(lower).all(axis=(-2, -1), keepdims=True)
    root = transposed(triangle_of(solve_lower(np.where(good, lower, identity), identity)))
    signs = np.copysign(1.0, diagonal_of(root))
    return np.where(good, root * signs[..., np.newaxis, :], np.nan)
