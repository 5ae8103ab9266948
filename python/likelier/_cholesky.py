"""Cholesky factors of batches of matrices."""

from __future__ import annotations

import math

import numpy as np

from likelier._arrays import Array


def factorize(matrices: Array) -> Array:
    """Return the lower Cholesky factors of a batch of matrices, of which the lower triangle is read.

    NaN where a matrix is not positive definite: where a pivot, the diagonal element less what the rows before it
    explain, is not larger than its own rounding error, which is n eps of that element.
    """
    *batch, rows, columns = matrices.shape
    flat = np.ascontiguousarray(matrices, np.float64).reshape(math.prod(batch), rows, columns)
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


def factorize_sum(diagonal: Array, root: Array) -> Array:
    """Return the lower factors of diag(diagonal) + root root^T, by QR: neither part is lost in the other's rounding."""
    n = root.shape[-2]
    batch = np.broadcast_shapes(diagonal.shape[:-1], root.shape[:-2])
    diagonal = np.broadcast_to(diagonal, (*batch, n))
    root = np.broadcast_to(root, (*batch, *root.shape[-2:]))
    positive = ((diagonal > 0) & (diagonal < np.inf)).all(axis=-1)
    good = np.asarray(positive & np.isfinite(root).all(axis=(-2, -1)))
    scale = np.sqrt(np.where(good[..., np.newaxis], diagonal, 1.0))
    stacked = np.concatenate(
        [scale[..., np.newaxis] * np.eye(n), np.where(good[..., np.newaxis, np.newaxis], root, 0.0)], axis=-1
    )
    factor = np.swapaxes(np.linalg.qr(np.swapaxes(stacked, -1, -2), mode="r"), -1, -2)
    signs = np.copysign(1.0, np.diagonal(factor, axis1=-2, axis2=-1))
    return np.where(good[..., np.newaxis, np.newaxis], factor * signs[..., np.newaxis, :], np.nan)
