"""Cholesky factors of batches of matrices."""

from __future__ import annotations

import numpy as np

from likelier._arrays import Array


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
