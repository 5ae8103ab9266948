"""High-precision references for the densities of vectors: one event at a time, value and gradients.

Each function takes the exact bits of its inputs. Beside the value stand the sum of absolute terms, and what roundings
of the inputs do to it, in units of half an ulp.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import split
from tests.tolerances import Reference

BITS = 500
Array = NDArray[Any]
Number = Any


@dataclass(frozen=True)
class Event:
    """The log-density of one event, and its gradients by argument: nested lists in the arguments' shapes."""

    value: Number
    scale: Number
    conditioning: Number
    gradients: Mapping[str, Array]


def exact(array: Any) -> Any:
    """An array of exact numbers."""
    return np.vectorize(lambda x: mp.mpf(float(x)), otypes=[object])(np.asarray(array))


def pivots_of(matrix: Any) -> list[Number]:
    """The squared diagonal of Cholesky's factor, by elimination: mpmath's own refuses matrices that are small."""
    a = matrix.copy()
    for k in range(a.rows):
        for i in range(k + 1, a.rows):
            for j in range(k + 1, a.rows):
                a[i, j] -= a[i, k] * a[k, j] / a[k, k]
    return [a[k, k] for k in range(a.rows)]


def elliptical(form: str, x: Array, mean: Array, matrix: Array, df: float | None = None) -> Event:
    """Multivariate normal, or t; the lower triangle of ``matrix`` is what ``form`` says.

    The roundings of Cholesky's factorisation and of a triangular solve amount to changes of the matrix by (n + 1) eps
    (N. Higham, Accuracy and Stability of Numerical Algorithms, theorems 10.3 and 8.5), which is what the conditioning
    holds; and the difference x - mean is rounded.
    """
    with mp.workprec(BITS):
        n = len(x)
        lower = np.tril(exact(matrix))
        given = lower if form == "scale_tril" else lower + np.tril(lower, -1).T
        m = mp.matrix(given.tolist())
        cov = m * m.T if form == "scale_tril" else mp.inverse(m) if form == "precision" else m
        inverse = mp.inverse(cov)
        d = mp.matrix((exact(x) - exact(mean)).tolist())
        y = inverse * d
        q = (d.T * y)[0]
        logs = [mp.log(pivot) / 2 for pivot in pivots_of(cov)]
        if df is None:
            rest, radial, weight = -n * mp.log(2 * mp.pi) / 2, -q / 2, mp.mpf(1)
            by_df: Number = mp.mpf(0)
        else:
            nu = mp.mpf(df)
            rest = mp.loggamma((nu + n) / 2) - mp.loggamma(nu / 2) - n * mp.log(nu * mp.pi) / 2
            radial = -(nu + n) / 2 * mp.log1p(q / nu)
            weight = (nu + n) / (nu + q)
            by_df = (mp.digamma((nu + n) / 2) - mp.digamma(nu / 2) - n / nu - mp.log1p(q / nu) + weight * q / nu) / 2
        gradient = (weight * (y * y.T) - inverse) / 2
        if form == "scale_tril":
            by_matrix = 2 * gradient * m
            sizes = m
        elif form == "precision":
            by_matrix = (cov - weight * (d * d.T)) / 2
            sizes = m
        else:
            by_matrix, sizes = gradient, m
        bound = mp.mpf(0)
        for i in range(n):
            for j in range(n):
                size = sizes[i, j] if form == "scale_tril" else mp.sqrt(sizes[i, i] * sizes[j, j])
                if form != "scale_tril" or j <= i:
                    bound += abs(by_matrix[i, j] * size)
        moved = weight * sum(
            abs(y[i]) * (abs(mp.mpf(float(x[i]))) + abs(mp.mpf(float(mean[i]))) + abs(d[i])) for i in range(n)
        )
        array = np.array(by_matrix.tolist(), object).reshape(n, n)
        return Event(
            rest - sum(logs) + radial,
            abs(rest) + sum(map(abs, logs)) + abs(radial),
            2 * (n + 1) * bound + moved,
            {
                "x": np.array([-weight * v for v in y], object),
                "mean": np.array([weight * v for v in y], object),
                "matrix": np.tril(array) if form == "scale_tril" else array,
                "df": np.array(by_df, object),
            },
        )


def dirichlet(x: Array, alpha: Array) -> Event:
    """Dirichlet: the textbook formula; the terms are those of gamma densities near their modes."""
    with mp.workprec(BITS):
        xs, alphas = exact(x), exact(alpha)
        total = sum(alphas)
        value = mp.loggamma(total) + sum(
            (0 if a == 1 else (a - 1) * mp.log(v)) - mp.loggamma(a) for v, a in zip(xs, alphas, strict=True)
        )
        scale = abs(mp.log(total)) + mp.log(2 * mp.pi)
        for v, a in zip(xs, alphas, strict=True):
            scale += abs(a * mp.log(a / (total * v)) + total * v - a) + abs(a - total * v)
            scale += abs(mp.log(v)) + abs(mp.log(a)) + mp.log(2 * mp.pi)
        by_alpha = [mp.log(v) - mp.digamma(a) + mp.digamma(total) for v, a in zip(xs, alphas, strict=True)]
        return Event(value, scale, mp.mpf(0), {"x": (alphas - 1) / xs, "alpha": np.array(by_alpha, object)})


def multinomial(x: Array, n: int, p: Array) -> Event:
    """Multinomial: the textbook formula; the terms are those of Poisson masses near their modes."""
    with mp.workprec(BITS):
        ps = exact(p)
        pairs = [(mp.mpf(int(k)), v) for k, v in zip(x, ps, strict=True) if k]
        value = mp.loggamma(mp.mpf(n) + 1) + sum(k * mp.log(v) - mp.loggamma(k + 1) for k, v in pairs)
        scale = mp.log(2 * mp.pi * n) + abs(n * (sum(ps) - 1))
        for k, v in pairs:
            scale += abs(k * mp.log(k / (n * v)) + n * v - k) + 2 * abs(k - n * v) + mp.log(2 * mp.pi * k)
        scale += sum(n * v for k, v in zip(x, ps, strict=True) if not k)
        slopes = np.array([mp.mpf(int(k)) / v if k else mp.mpf(0) for k, v in zip(x, ps, strict=True)], object)
        return Event(value, scale, mp.mpf(0), {"p": slopes})


def reference(events: Sequence[Event]) -> Reference:
    """The values of events as a table."""
    parts = [split(e.value) for e in events]
    return Reference(
        np.array([high for high, _ in parts]),
        np.array([low for _, low in parts]),
        np.array([float(e.scale) for e in events]),
        np.array([float(e.conditioning) for e in events]),
    )


def doubles(array: Array) -> Array:
    """Exact numbers as the nearest doubles."""
    return np.asarray(np.vectorize(float, otypes=[float])(array))


# ---- Hard events


def definite(rng: np.random.Generator, batch: tuple[int, ...], n: int) -> Array:
    """Covariances of order 1 to n."""
    a = rng.normal(size=(*batch, n, n))
    return np.asarray(a @ np.swapaxes(a, -1, -2) + np.eye(n))


def matrices(dtype: Any) -> Iterator[tuple[str, int, Array]]:
    """Covariances that are hard about something, with their names and the power of 10 that data have."""
    rng = np.random.default_rng(5)
    far = 30 if dtype == np.float32 else 280
    for n in (1, 2, 3, 5, 8, 9):
        yield f"ordinary {n}", 0, definite(rng, (), n)
    yield "tiny", -far // 2, definite(rng, (), 4) * 10.0**-far
    yield "huge", far // 2, definite(rng, (), 4) * 10.0**far
    graded = np.diag(10.0 ** np.array([-6.0, -2, 2, 6]))
    yield "graded", 0, graded @ definite(rng, (), 4) @ graded
    near = 1e-3 if dtype == np.float32 else 1e-7
    yield "nearly dependent", 0, (1 - near) * np.ones((4, 4)) + near * np.eye(4)


@dataclass(frozen=True)
class Batch:
    """Events that share their parameters."""

    what: str
    arguments: Mapping[str, Array]  # data first
    events: Sequence[Event]


def elliptical_batches(dtype: Any, form: str, df: float | None) -> Iterator[Batch]:
    """Multivariate normal, or t, with every matrix."""
    rng = np.random.default_rng(1)
    location = "mean" if df is None else "loc"
    own = "shape" if df is not None and form == "cov" else form
    freedom = None if df is None else float(dtype(df))
    for what, power, cov in matrices(dtype):
        n = len(cov)
        size = 10.0 ** min(-power if form == "precision" else power, 30)
        matrix = (np.linalg.cholesky(cov) if form == "scale_tril" else cov).astype(dtype)
        x = (rng.normal(size=(5, n)) * size).astype(dtype)
        mean = (rng.normal(size=n) * size).astype(dtype)
        arguments = {"x": x, location: mean, own: matrix} | ({} if df is None else {"df": np.asarray(df, dtype)})
        yield Batch(what, arguments, [elliptical(form, row, mean, matrix, freedom) for row in x])


def dirichlet_batches(dtype: Any) -> Iterator[Batch]:
    """Concentrations small and large, at the mean, near it and anywhere."""
    rng = np.random.default_rng(3)
    for size in (0.02, 0.5, 1.0, 30.0, 1e4, 1e6, 1e7 if dtype == np.float32 else 1e14):
        for n in (2, 3, 10):
            alpha = (size * rng.uniform(0.5, 2.0, n)).astype(dtype)
            near = (alpha / alpha.sum()).astype(dtype)
            x = np.stack([near, rng.dirichlet(np.ones(n)).astype(dtype), near + dtype(1e-3) * near[::-1]])
            yield Batch(f"size {size}, n {n}", {"x": x, "alpha": alpha}, [dirichlet(row, alpha) for row in x])


def multinomial_batches(dtype: Any) -> Iterator[Batch]:
    """Few trials and many, drawn with their probabilities and with equal ones."""
    rng = np.random.default_rng(4)
    for n in (1, 3, 20, 1000, 10**6, 10**15):
        for classes in (2, 3, 10):
            p = rng.dirichlet(np.full(classes, 3.0)).astype(dtype)
            wide = p.astype(float) / p.astype(float).sum()
            x = np.stack([rng.multinomial(n, wide), rng.multinomial(n, np.full(classes, 1 / classes))])
            arguments = {"x": x.astype(np.int64), "n": np.asarray(n), "p": p}
            yield Batch(f"n {n}", arguments, [multinomial(row, n, p) for row in x])
