"""Traces of matrices that are known by their products with vectors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from likelier._arrays import Array, as_array, as_known, is_integer
from likelier._probes import Estimate, probes

if TYPE_CHECKING:
    from collections.abc import Callable


class _Products:
    """Products of a matrix with rows of vectors, checked and counted.

    Parameters
    ----------
    function
        In whose name messages are.
    matvec, dim, n, seed
        As for the public functions; ``least`` is how many products are needed.
    """

    def __init__(self, function: str, matvec: Callable[[Any], Any], dim: Any, n: Any, least: int) -> None:
        self._function, self._matvec = function, matvec
        if not callable(matvec):
            self._fail(f"matvec must be callable; got {type(matvec).__name__}", TypeError)
        for name, value, lowest in (("dim", dim, 1), ("n", n, least)):
            if not is_integer(value):
                self._fail(f"{name} must be an int; got {value!r}", TypeError)
            if value < lowest:
                self._fail(f"{name} must be at least {lowest}; got {value}")
        self.dim, self.n = int(dim), int(n)

    def _fail(self, message: str, error: type[Exception] = ValueError) -> NoReturn:
        text = f"{self._function}: {message}"
        raise error(text)

    def __call__(self, vectors: Array) -> Array:
        """Return the products, one a row, in double."""
        result, _ = as_array(self._matvec(np.ascontiguousarray(vectors)), self._function, "matvec")
        if result.shape != vectors.shape:
            self._fail(f"matvec must return the shape of its argument, {vectors.shape}; got {result.shape}")
        return as_known(result).astype(np.float64)

    def exact(self) -> Estimate:
        """Return the trace from as many products as there are dimensions."""
        return Estimate(np.float64(np.trace(self(np.eye(self.dim)))), np.float64(0.0), self.dim)


def _basis(rows: Array) -> Array:
    """Return orthonormal rows that span these, of which some may depend on others."""
    _, values, basis = np.linalg.svd(rows, full_matrices=False)
    rank = int((values > max(rows.shape) * np.finfo(np.float64).eps * values[:1].sum()).sum())
    return np.asarray(basis[:rank])


def hutchpp(
    matvec: Callable[[Any], Any], dim: int, n: int, *, seed: int | np.random.Generator | None = None
) -> Estimate:
    """Estimate of a trace by Hutch++: what a few products explain is exact, and probes see to the rest.

    Parameters
    ----------
    matvec : callable
        Takes vectors as rows, (k, dim), and returns the matrix times each, likewise.
    dim : int
        The number of dimensions.
    n : int
        How many products to use, at least 3. With dim of them or more, the trace is exact.
    seed : int or numpy.random.Generator, optional
        As for `probes`.

    Returns
    -------
    Estimate
        The trace, the standard error from the probes of the rest, and how many of these there are.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula, with Q an orthonormal basis of A times n // 3 random vectors, and P = I - Q Q^T::

        tr(Q^T A Q) + mean_k v_k.P A P v_k

    over the n // 3 (or more) other probes v_k. The error falls as 1 / n, not as its root, for positive semi-definite A.

    Source: R. Meyer, C. Musco, C. Musco and D. Woodruff, "Hutch++: optimal stochastic trace estimation" (2021).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> a = np.outer(np.arange(50.0), np.ones(50))
    >>> value, stderr, n = lk.hutchpp(lambda v: v @ a.T, 50, 12, seed=0)
    >>> bool(np.isclose(value, np.trace(a)))
    True
    """
    products = _Products("hutchpp", matvec, dim, n, 3)
    if products.n >= products.dim:
        return products.exact()
    sketch = products.n // 3
    rest = products.n - 2 * sketch
    drawn = probes((products.n - sketch, 1, products.dim), "rademacher", seed=seed)[:, 0]
    basis = _basis(products(drawn[:sketch]))
    explained = float(np.einsum("ki,ki->", basis, products(basis))) if len(basis) else 0.0

    def project(rows: Array) -> Array:
        return np.asarray(rows - (rows @ basis.T) @ basis)

    v = project(drawn[sketch:])
    forms = np.einsum("ki,ki->k", v, products(v))
    return _estimate(explained + forms, rest)


def _estimate(values: Array, count: int) -> Estimate:
    stderr = values.std(ddof=1) / math.sqrt(count) if count > 1 else np.float64(np.nan)
    return Estimate(np.float64(values.mean()), np.float64(stderr), count)


def xtrace(
    matvec: Callable[[Any], Any], dim: int, n: int, *, seed: int | np.random.Generator | None = None
) -> Estimate:
    """Estimate of a trace by XTrace: each probe in turn is judged by a basis that the others span.

    Parameters
    ----------
    matvec : callable
        Takes vectors as rows, (k, dim), and returns the matrix times each, likewise.
    dim : int
        The number of dimensions.
    n : int
        How many products to use, at least 4; of an odd number one is left out. With dim of them or more, the trace is
        exact.
    seed : int or numpy.random.Generator, optional
        As for `probes`.

    Returns
    -------
    Estimate
        The trace, its standard error as the paper estimates it, and the number of probes.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula, the mean over probes w_i on the sphere, of which A times the others has the orthonormal basis Q_i::

        tr(Q_i^T A Q_i) + (dim - rank Q_i) u.A u / ||u||^2,  u = (I - Q_i Q_i^T) w_i

    All Q_i come from one basis, of which each leaves out a direction. Every product is of use to every probe, which
    makes the variance less than that of `hutchpp`.

    Source: E. Epperly, J. Tropp and R. Webber, "XTrace: making the most of every sample in stochastic trace
    estimation" (2024).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> a = np.diag(0.5 ** np.arange(50.0))
    >>> value, stderr, n = lk.xtrace(lambda v: v @ a.T, 50, 40, seed=0)
    >>> abs(value - np.trace(a)) < 1e-4
    np.True_
    """
    products = _Products("xtrace", matvec, dim, n, 4)
    if products.n >= products.dim:
        return products.exact()
    count = products.n // 2
    w = probes((count, 1, products.dim), "sphere", seed=seed)[:, 0]
    y = products(w)
    q, r = np.linalg.qr(y.T)
    z = products(q.T)  # row j is A times column j of q
    inner = z @ q  # the transpose of Q^T A Q
    sizes = np.abs(np.diagonal(r))
    if sizes.min() <= products.dim * np.finfo(np.float64).eps * sizes.max():
        return _estimate(_of_dependent(w, y, q, z, products.dim), count)
    # Column i is the direction that all of the others lack.
    lacking = np.linalg.inv(r).T
    lacking /= np.sqrt((lacking**2).sum(axis=0))
    explained = np.trace(inner) - np.einsum("ji,jk,ki->i", lacking, inner, lacking, optimize=True)
    inside = q.T @ w.T
    inside -= lacking * (lacking * inside).sum(axis=0)
    u = w.T - q @ inside
    image = y.T - z.T @ inside
    return _estimate(explained + _resphered(u, image, products.dim - (count - 1)), count)


def _resphered(u: Array, image: Array, dim: int) -> Array:
    """Return u.A u for directions u, scaled to the length that probes of so many dimensions have."""
    length = (u * u).sum(axis=0)
    forms = (u * image).sum(axis=0)
    # Nothing is left of a probe in the span of the others.
    return np.asarray(np.divide(dim * forms, length, out=np.zeros_like(forms), where=length > 0))


def _of_dependent(w: Array, y: Array, q: Array, z: Array, dim: int) -> Array:
    """Return the estimates of each probe where products depend on each other: one basis after the other."""
    result = np.empty(len(w))
    for i in range(len(w)):
        basis = _basis(np.delete(y, i, axis=0))
        within = basis @ q
        u = w[i] - basis.T @ (basis @ w[i])
        image = y[i] - (basis @ w[i]) @ within @ z
        explained = np.einsum("ki,ki->", within @ z, basis)
        rest = _resphered(u[:, np.newaxis], image[:, np.newaxis], dim - len(basis))
        result[i] = explained + rest[0]
    return result
