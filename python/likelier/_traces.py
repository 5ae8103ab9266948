"""Traces of matrices that are known by their products with vectors."""

from __future__ import annotations

import contextlib
import math
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from likelier._arrays import Array, as_array, as_known, is_integer
from likelier._cholesky import inverse_of
from likelier._device import backend, place_of
from likelier._memory import full, give, is_host, known
from likelier._probes import Estimate, probes

if TYPE_CHECKING:
    from collections.abc import Callable


class _Products:
    """Products of a matrix with rows of vectors, checked and counted.

    Parameters
    ----------
    function
        In whose name messages are.
    matvec, dim, n, like
        As for the public functions; ``least`` is how many products are needed.
    """

    def __init__(self, function: str, matvec: Callable[[Any], Any], dim: Any, n: Any, least: int, like: Any) -> None:
        self._function, self._matvec = function, matvec
        self._place = place_of(function, ("like",), (like,))
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
        place = self._place
        if place is None:
            result, _ = as_array(self._matvec(np.ascontiguousarray(vectors)), self._function, "matvec")
        else:
            result = known(place, place.array(self._matvec(give(place, vectors)), "matvec"))
        if result.shape != vectors.shape:
            self._fail(f"matvec must return the shape of its argument, {vectors.shape}; got {result.shape}")
        return as_known(result).astype(np.float64)

    def running(self) -> contextlib.AbstractContextManager[None]:
        """Make the device and the stream of the call current."""
        return contextlib.nullcontext() if self._place is None else self._place.running()

    def probes(self, count: int, kind: str, seed: Any) -> Array:
        """Return probes as rows, where products are made."""
        if self._place is None:
            drawn: Array = probes((count, 1, self.dim), kind, seed=seed)
            return drawn[:, 0]
        beside = full((), 0.0, known(self._place, self._place.own_array))
        drawn = probes((count, 1, self.dim), kind, seed=seed, dtype=np.float64, like=beside)
        return drawn[:, 0]

    def exact(self) -> Estimate:
        """Return the trace from as many products as there are dimensions."""
        place = self._place
        if place is None:
            return Estimate(np.float64(np.trace(self(np.eye(self.dim)))), np.float64(0.0), self.dim)
        trace = np.trace(self(place.library.namespace.eye(self.dim)))
        return Estimate(give(place, trace), give(place, full((), 0.0, trace)), self.dim)

    def estimate(self, values: Array, count: int) -> Estimate:
        """Return the mean of estimates, and its standard error."""
        place = self._place
        if place is not None:
            stderr = values.std(ddof=1) / math.sqrt(count) if count > 1 else full((), math.nan, values)
            return Estimate(give(place, values.mean()), give(place, stderr), count)
        error = values.std(ddof=1) / math.sqrt(count) if count > 1 else np.float64(np.nan)
        return Estimate(np.float64(values.mean()), np.float64(error), count)


def _basis(rows: Array) -> tuple[Array, Any]:
    """Return orthonormal rows that span these, of which some may depend on others, and how many they are.

    On a device, where nobody looks how many, rows of zeros follow them.
    """
    with contextlib.nullcontext() if is_host(rows) else backend().library.unchecked():
        _, values, basis = np.linalg.svd(rows, full_matrices=False)
    kept = values > max(rows.shape) * float(np.finfo(np.float64).eps) * values[:1].sum()
    if not is_host(rows):
        return np.where(kept[:, np.newaxis], basis, 0.0), kept.sum()
    rank = int(kept.sum())
    return np.asarray(basis[:rank]), rank


def hutchpp(
    matvec: Callable[[Any], Any],
    dim: int,
    n: int,
    *,
    seed: int | np.random.Generator | None = None,
    like: Any = None,
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
    like : array, optional
        An array on a device: vectors then are there, and of its library, and the result is. Nothing waits.

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
    products = _Products("hutchpp", matvec, dim, n, 3, like)
    with products.running():
        if products.n >= products.dim:
            return products.exact()
        sketch = products.n // 3
        rest = products.n - 2 * sketch
        drawn = products.probes(products.n - sketch, "rademacher", seed)
        basis, _ = _basis(products(drawn[:sketch]))
        explained = (basis * products(basis)).sum() if len(basis) else 0.0
        v = drawn[sketch:]
        v = v - (v @ basis.T) @ basis
        return products.estimate(explained + (v * products(v)).sum(axis=1), rest)


def xtrace(
    matvec: Callable[[Any], Any],
    dim: int,
    n: int,
    *,
    seed: int | np.random.Generator | None = None,
    like: Any = None,
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
    like : array, optional
        An array on a device: vectors then are there, and of its library, and the result is. The host waits once, to see
        whether products depend on each other.

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
    products = _Products("xtrace", matvec, dim, n, 4, like)
    with products.running():
        if products.n >= products.dim:
            return products.exact()
        count = products.n // 2
        w = products.probes(count, "sphere", seed)
        return products.estimate(_of_each(products, w, products(w)), count)


def _of_each(products: _Products, w: Array, y: Array) -> Array:
    """Return the estimates of each probe, from products with all of them."""
    count, epsilon = len(w), float(np.finfo(np.float64).eps)
    with contextlib.nullcontext() if is_host(y) else backend().library.unchecked():
        q, r = np.linalg.qr(y.T)
    z = products(q.T)  # row j is A times column j of q
    inner = z @ q  # the transpose of Q^T A Q
    sizes = abs(np.diagonal(r))
    dependent = sizes.min() <= products.dim * epsilon * sizes.max()
    if bool(dependent) if is_host(dependent) else backend().library.is_true(dependent):
        return _of_dependent(w, y, q, z, products.dim)
    # Column i is the direction that all of the others lack.
    lacking = inverse_of(r.T)
    lacking = lacking / np.sqrt((lacking**2).sum(axis=0))
    explained = np.trace(inner) - np.einsum("ji,jk,ki->i", lacking, inner, lacking, optimize=True)
    inside = q.T @ w.T
    inside = inside - lacking * (lacking * inside).sum(axis=0)
    u = w.T - q @ inside
    image = y.T - z.T @ inside
    forms: Array = explained + _resphered(u, image, products.dim - (count - 1))
    return forms


def _resphered(u: Array, image: Array, dim: Any) -> Array:
    """Return u.A u for directions u, scaled to the length that probes of so many dimensions have."""
    length = (u * u).sum(axis=0)
    forms = (u * image).sum(axis=0)
    # Nothing is left of a probe in the span of the others.
    result: Array = np.where(length > 0, dim * forms / np.where(length > 0, length, 1.0), 0.0)
    return result


def _of_dependent(w: Array, y: Array, q: Array, z: Array, dim: int) -> Array:
    """Return the estimates of each probe where products depend on each other: one basis after the other."""
    results = []
    for i in range(len(w)):
        basis, rank = _basis(np.concatenate([y[:i], y[i + 1 :]]))
        within = basis @ q
        u = w[i] - basis.T @ (basis @ w[i])
        image = y[i] - (basis @ w[i]) @ within @ z
        rest = _resphered(u[:, np.newaxis], image[:, np.newaxis], dim - rank)
        results.append((within @ z * basis).sum() + rest[0])
    return np.stack(results)
