"""High-precision references for the densities of vectors: one event at a time, value and gradients.

Each function takes the exact bits of its inputs. Beside the value stand the sum of absolute terms, and what roundings
of the inputs do to it, in units of half an ulp.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
    """The log-density of one event, and its gradients by argument, in the arguments' shapes.

    With each gradient, where they are stated, the sums of absolute terms of its elements and what roundings of the
    inputs do to these, as for the value.
    """

    value: Number
    scale: Number
    conditioning: Number
    gradients: Mapping[str, Array]
    scales: Mapping[str, Array] = field(default_factory=dict)
    conditionings: Mapping[str, Array] = field(default_factory=dict)


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


def table(matrix: Any) -> Array:
    """A matrix of mpmath's as an array."""
    return np.array(matrix.tolist(), object).reshape(matrix.rows, matrix.cols)


@dataclass(frozen=True)
class Given:
    """What elliptical densities of one matrix have in common: that matrix, covariance and precision, and their root."""

    matrix: Any
    cov: Any
    inverse: Any
    back: Any  # of scale_tril, its inverse
    logs: Sequence[Number]


@functools.lru_cache(maxsize=64)
def _given(form: str, n: int, dtype: str, memory: bytes) -> Given:
    lower = np.tril(exact(np.frombuffer(memory, dtype).reshape(n, n)))
    m = mp.matrix((lower if form == "scale_tril" else lower + np.tril(lower, -1).T).tolist())
    back = mp.inverse(m)
    cov = m * m.T if form == "scale_tril" else back if form == "precision" else m
    inverse = back.T * back if form == "scale_tril" else m if form == "precision" else back
    return Given(m, cov, inverse, back, [mp.log(pivot) / 2 for pivot in pivots_of(cov)])


def _slope_by_df(nu: Number, n: int, q: Number) -> Number:
    weight = (nu + n) / (nu + q)
    return (mp.digamma((nu + n) / 2) - mp.digamma(nu / 2) - n / nu - mp.log1p(q / nu) + weight * q / nu) / 2


def _size_by_df(nu: Number, n: int, q: Number) -> Number:
    """The absolute terms of the slope, as it is written for many degrees of freedom, where it is of order 1 / nu^2."""

    def stirling(a: Number) -> Number:
        return mp.digamma(a) + 1 / (2 * a) - mp.log(a)

    def gathered(u: Number) -> Number:
        small = u * u / (1 + u) + u - mp.log1p(u)
        return small if u < 1 else mp.log1p(u) + u / (1 + u)

    u, v = q / nu, n / nu
    of_constants = abs(stirling(nu / 2)) + abs(stirling((nu + n) / 2)) + gathered(v) + abs(n - 1) / nu * v / (1 + v)
    return (of_constants + u / (1 + u) * v + gathered(u)) / 2


def elliptical(form: str, x: Array, mean: Array, matrix: Array, df: float | None = None) -> Event:
    """Multivariate normal, or t; the lower triangle of ``matrix`` is what ``form`` says.

    The roundings of Cholesky's factorisation and of a triangular solve amount to changes of the matrix by (n + 1) eps
    (N. Higham, Accuracy and Stability of Numerical Algorithms, theorems 10.3 and 8.5), which is what the conditioning
    holds; and the difference x - mean is rounded.
    """
    with mp.workprec(BITS):
        n = len(x)
        given = _given(form, n, matrix.dtype.str, matrix.tobytes())
        m, cov, inverse, logs = given.matrix, given.cov, given.inverse, given.logs
        d = mp.matrix((exact(x) - exact(mean)).tolist())
        y = inverse * d
        q = (d.T * y)[0]
        if df is None:
            rest, radial, weight = -n * mp.log(2 * mp.pi) / 2, -q / 2, mp.mpf(1)
            by_df: Number = mp.mpf(0)
        else:
            nu = mp.mpf(df)
            rest = mp.loggamma((nu + n) / 2) - mp.loggamma(nu / 2) - n * mp.log(nu * mp.pi) / 2
            radial = -(nu + n) / 2 * mp.log1p(q / nu)
            weight = (nu + n) / (nu + q)
            by_df = _slope_by_df(nu, n, q)
        if form == "scale_tril":
            z = given.back * d
            by_matrix = weight * (y * z.T) - given.back.T
        elif form == "precision":
            z = y
            by_matrix = (cov - weight * (d * d.T)) / 2
        else:
            z = y
            by_matrix = (weight * (y * y.T) - inverse) / 2
        bound = mp.mpf(0)
        for i in range(n):
            for j in range(n):
                size = m[i, j] if form == "scale_tril" else mp.sqrt(m[i, i] * m[j, j])
                if form != "scale_tril" or j <= i:
                    bound += abs(by_matrix[i, j] * size)
        moved = weight * sum(
            abs(y[i]) * (abs(mp.mpf(float(x[i]))) + abs(mp.mpf(float(mean[i]))) + abs(d[i])) for i in range(n)
        )
        array = table(by_matrix)
        rounded = np.abs(x.astype(float)) + np.abs(mean.astype(float))
        in_double = [doubles(table(a))[:, 0] for a in (d, y, z)]
        scales, conditionings = _errors(form, given, in_double, rounded, df)
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
            scales,
            conditionings,
        )


def _errors(
    form: str, given: Given, solved: Sequence[Array], rounded: Array, df: float | None
) -> tuple[dict[str, Array], dict[str, Array]]:
    """The sums of absolute terms of an elliptical density's gradients, and what roundings do to these.

    Cholesky's factorisation of A and two triangular solves are those of a matrix that is off by (3 n + 1) eps of
    |L| |L|^T, whose elements are below sqrt(A_ii A_jj) (N. Higham, Accuracy and Stability of Numerical Algorithms,
    theorems 10.3 and 10.4), and a solve alone of one that is off by n eps of |L| (theorem 8.5). The given matrix has
    half an ulp besides, as x, the mean and their difference d have. All is in halves of eps.
    """
    d, y, z = solved
    n = len(d)
    matrix, back, inverse = (np.abs(doubles(table(a))) for a in (given.matrix, given.back, given.inverse))
    q = float(z @ z if form == "scale_tril" else d @ y)
    d, y, z = np.abs(d), np.abs(y), np.abs(z)
    rounded = rounded + d
    times, sizes = 6 * n + 3, np.sqrt(np.diagonal(matrix))
    spread = np.outer(sizes, sizes)
    reach = back @ spread
    left, right, rest = y, y, inverse
    if form == "scale_tril":
        once = 2 * n + 1
        by_z = back @ (rounded + once * (matrix @ z))
        by_y = back.T @ (by_z + once * (matrix.T @ y))
        by_q = 2 * (z @ by_z)
        right, rest = z, np.diag(np.diagonal(back))
        by_left, by_right, by_rest = by_y, by_z, rest
    elif form == "precision":
        by_y = matrix @ rounded + times * (spread @ d)
        by_q = 2 * (y @ rounded) + times * (d @ spread @ d)
        left, right, rest = d, d, back
        by_left = by_right = rounded + times * (reach @ d)
        by_rest = times * (reach @ back)
    else:
        by_y = inverse @ rounded + times * (reach @ y)
        by_q = 2 * (y @ rounded) + times * (y @ spread @ y)
        by_left = by_right = by_y
        by_rest = times * (reach @ inverse)
    scales: dict[str, Array] = {}
    conditionings: dict[str, Array] = {}
    weight, by_weight = 1.0, 0.0
    if df is not None:
        weight = (df + n) / (df + q)
        by_weight = weight * (by_q / (df + q) + abs(q - n) / ((df + n) * (df + q)) * df)
        scales["df"] = np.array(_size_by_df(mp.mpf(df), n, mp.mpf(q)))
        step, exactly = mp.ldexp(1, -100), mp.mpf(df)
        ends = [_slope_by_df(exactly * (1 + s), n, mp.mpf(q)) for s in (step, -step)]
        curved = float(abs(ends[0] - ends[1]) / (2 * step))
        conditionings["df"] = np.array(abs(n - q) / (2 * (df + q) ** 2) * by_q + curved)
    scales["x"] = scales["mean"] = weight * y
    conditionings["x"] = conditionings["mean"] = weight * by_y + by_weight * y
    half = 1.0 if form == "scale_tril" else 0.5
    product = np.outer(left, right)
    scales["matrix"] = half * (weight * product + rest)
    moved = np.outer(by_left, right) + np.outer(left, by_right)
    conditionings["matrix"] = half * (weight * moved + by_weight * product + by_rest)
    return scales, conditionings


def low_rank(x: Array, mean: Array, root: Array, diagonal: Array) -> Event:
    """Multivariate normal of the covariance root root^T + diag(diagonal).

    Its factor comes by Householder's QR of A, which has the columns of the root and the roots of the diagonal for rows,
    in the order of their sizes: that of an A whose rows are off by some eps of their largest elements (N. Higham,
    section 19.4; of m rows the errors add up like the root of m, for which m is taken).
    """
    with mp.workprec(BITS):
        w, v = exact(root), exact(diagonal)
        n, rank = w.shape
        cov = w @ w.T + np.diag(v)
        inverse = table(mp.inverse(mp.matrix(cov.tolist())))
        d = exact(x) - exact(mean)
        y = inverse @ d
        q = d @ y
        logs = [mp.log(p) / 2 for p in pivots_of(mp.matrix(cov.tolist()))]
        constant = n * mp.log(2 * mp.pi) / 2
        by_cov = (np.outer(y, y) - inverse) / 2
        # roundings
        times = n + rank
        rounded = np.abs(exact(x)) + np.abs(exact(mean)) + np.abs(d)
        rows = np.concatenate([w.T, np.diag([mp.sqrt(a) for a in v])])
        largest = np.abs(rows).max(axis=1)
        reach = largest @ np.abs(rows @ inverse)
        ends = np.abs(inverse).sum(axis=0)
        total = np.abs(y).sum()
        moved = largest @ np.abs(rows @ y)
        by_y = np.abs(inverse) @ rounded + times * (reach * total + ends * moved)
        of_inverse = times * (np.outer(reach, ends) + np.outer(ends, reach))
        scale = (np.abs(np.outer(y, y)) + np.abs(inverse)) / 2
        conditioning = (np.outer(by_y, np.abs(y)) + np.outer(np.abs(y), by_y) + of_inverse) / 2
        return Event(
            -q / 2 - sum(logs) - constant,
            q / 2 + sum(map(abs, logs)) + constant,
            np.abs(y) @ rounded + times * (moved * total + reach.sum()),
            {"x": -y, "mean": y, "cov_factor": 2 * by_cov @ w, "diag": np.diagonal(by_cov)},
            {"x": np.abs(y), "mean": np.abs(y), "cov_factor": 2 * scale @ np.abs(w), "diag": np.diagonal(scale)},
            {
                "x": by_y,
                "mean": by_y,
                "cov_factor": 2 * conditioning @ np.abs(w),
                "diag": np.diagonal(conditioning),
            },
        )


def diagonal(x: Array, mean: Array, variances: Array) -> Event:
    """Independent normal variables."""
    with mp.workprec(BITS):
        d, v = exact(x) - exact(mean), exact(variances)
        logs = np.array([mp.log(2 * mp.pi * a) / 2 for a in v], object)
        rounded = np.abs(exact(x)) + np.abs(exact(mean))
        pull, squares = np.abs(d) / v, d * d / (v * v)
        return Event(
            -sum(logs) - sum(d * d / v) / 2,
            sum(np.abs(logs)) + sum(d * d / v) / 2,
            pull @ rounded + sum(np.abs(d * d / v - 1)) / 2,
            {"x": -d / v, "mean": d / v, "diag": (squares - 1 / v) / 2},
            {"x": pull, "mean": pull, "diag": (squares + 1 / v) / 2},
            {
                "x": rounded / v + pull,
                "mean": rounded / v + pull,
                "diag": pull / v * rounded + np.abs(squares - 1 / (2 * v)),
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
        # of gamma densities near their modes: logarithms of quotients, and what digammas are beside their logarithms
        shared = abs(mp.log(total) - mp.digamma(total))
        sizes, moved = [], []
        for v, a in zip(xs, alphas, strict=True):
            sizes.append(abs(mp.log(total * v / a)) + abs(mp.log(a) - mp.digamma(a)) + shared)
            moved.append(1 + a * mp.polygamma(1, a) + total * mp.polygamma(1, total))
        by_x = (alphas - 1) / xs
        return Event(
            value,
            scale,
            mp.mpf(0),
            {"x": by_x, "alpha": np.array(by_alpha, object)},
            {"x": np.abs(by_x), "alpha": np.array(sizes, object)},
            {"x": np.abs(by_x) + alphas / xs, "alpha": np.array(moved, object)},
        )


def softmax(logits: Array) -> Array:
    """The probabilities that logits stand for."""
    weights = [mp.exp(v) for v in exact(logits)]
    return np.array([w / sum(weights) for w in weights], object)


def multinomial(x: Array, n: int, p: Array | None = None, logits: Array | None = None) -> Event:
    """Multinomial: the textbook formula; the terms are those of Poisson masses near their modes.

    Logits are rounded where they are normalised.
    """
    with mp.workprec(BITS):
        ps = exact(p) if logits is None else softmax(logits)
        pairs = [(mp.mpf(int(k)), v) for k, v in zip(x, ps, strict=True) if k]
        value = mp.loggamma(mp.mpf(n) + 1) + sum(k * mp.log(v) - mp.loggamma(k + 1) for k, v in pairs)
        scale = mp.log(2 * mp.pi * n) + abs(n * (sum(ps) - 1))
        for k, v in pairs:
            scale += abs(k * mp.log(k / (n * v)) + n * v - k) + 2 * abs(k - n * v) + mp.log(2 * mp.pi * k)
        scale += sum(n * v for k, v in zip(x, ps, strict=True) if not k)
        counts = np.array([mp.mpf(int(k)) for k in x], object)
        if logits is None:
            slopes = np.array([k / v if k else mp.mpf(0) for k, v in zip(counts, ps, strict=True)], object)
            return Event(value, scale, mp.mpf(0), {"p": slopes}, {"p": slopes}, {"p": 2 * slopes})
        raw = np.abs(exact(logits))
        each = raw + ps @ raw + abs(mp.log(n))
        return Event(
            value,
            scale,
            np.abs(counts - n * ps) @ each,
            {"logits": counts - n * ps},
            {"logits": counts + n * ps},
            {"logits": n * ps * each},
        )


def categorical(k: int, p: Array | None = None, logits: Array | None = None) -> Event:
    """Categorical: the logarithm of one probability."""
    with mp.workprec(BITS):
        ps = exact(p) if logits is None else softmax(logits)
        one = np.array([mp.mpf(int(j == k)) for j in range(len(ps))], object)
        value = mp.log(ps[k])
        if logits is None:
            slopes = one / ps[k]
            return Event(value, abs(value), mp.one, {"p": slopes}, {"p": slopes}, {"p": slopes})
        raw = np.abs(exact(logits))
        slopes = one - ps
        return Event(
            value,
            abs(value),
            np.abs(slopes) @ raw,
            {"logits": slopes},
            {"logits": np.abs(slopes)},
            {"logits": ps * (raw + ps @ raw)},
        )


def reference(events: Sequence[Event]) -> Reference:
    """The values of events as a table."""
    parts = [split(e.value) for e in events]
    return Reference(
        np.array([high for high, _ in parts]),
        np.array([low for _, low in parts]),
        np.array([float(e.scale) for e in events]),
        np.array([float(e.conditioning) for e in events]),
    )


def gradient_reference(events: Sequence[Event], name: str) -> Reference:
    """The gradients of events by one argument as a table, with an axis of events before the argument's own."""
    slopes = np.stack([e.gradients[name] for e in events])
    parts = [split(v) for v in slopes.ravel()]
    high, low = (np.array(a).reshape(slopes.shape) for a in zip(*parts, strict=True))
    sizes = [doubles(np.stack([getattr(e, of)[name] for e in events])) for of in ("scales", "conditionings")]
    return Reference(high, low, *sizes)


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
    # By argument, the name of the events' gradient, where it is not the argument's own.
    names: Mapping[str, str] = field(default_factory=dict)

    def slope_names(self) -> dict[str, str]:
        """The arguments that events have gradients by, and the names of these."""
        named = {argument: self.names.get(argument, argument) for argument in self.arguments}
        return {argument: name for argument, name in named.items() if name in self.events[0].scales}


Batches = Callable[..., Sequence[Batch]]


def listed(batches: Callable[..., Iterator[Batch]]) -> Batches:
    """Batches that are made once."""
    return functools.cache(lambda *arguments, **options: list(batches(*arguments, **options)))


@listed
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
        events = [elliptical(form, row, mean, matrix, freedom) for row in x]
        yield Batch(what, arguments, events, {location: "mean", own: "matrix"})


@listed
def low_rank_batches(dtype: Any) -> Iterator[Batch]:
    """Multivariate normal: also where the diagonal would be lost in the rounding of what it is added to."""
    rng = np.random.default_rng(6)
    for small in (1.0, 1e-4, 1e-8, 1e-12, 1e-18):
        for n, rank in ((2, 1), (3, 2), (5, 2), (4, 6)):
            x, mean, root = rng.normal(size=(3, n)), rng.normal(size=n), rng.normal(size=(n, rank))
            variances = small * (1 + rng.random(n))
            x, mean, root, variances = (a.astype(dtype) for a in (x, mean, root, variances))
            arguments = {"x": x, "mean": mean, "cov_factor": root, "diag": variances}
            yield Batch(f"{small}, {n} x {rank}", arguments, [low_rank(row, mean, root, variances) for row in x])


@listed
def diagonal_batches(dtype: Any) -> Iterator[Batch]:
    """Independent normal variables of every size, some far out."""
    rng = np.random.default_rng(7)
    for size, n in ((1.0, 1), (1.0, 7), (1e-30, 3), (1e30, 3), (0.0, 4)):
        variances = (size or 10.0 ** rng.uniform(-20, 20, n)) * np.exp(rng.normal(size=n))
        deviations = np.sqrt(variances) * rng.choice([0.01, 1.0, 30.0], size=(4, n))
        mean = (np.sqrt(variances) * rng.normal(size=n)).astype(dtype)
        x = (mean + deviations * rng.normal(size=(4, n))).astype(dtype)
        variances = variances.astype(dtype)
        arguments = {"x": x, "mean": mean, "diag": variances}
        yield Batch(f"size {size}, n {n}", arguments, [diagonal(row, mean, variances) for row in x])


@listed
def dirichlet_batches(dtype: Any) -> Iterator[Batch]:
    """Concentrations small and large, at the mean, near it and anywhere."""
    rng = np.random.default_rng(3)
    for size in (0.02, 0.5, 1.0, 30.0, 1e4, 1e6, 1e7 if dtype == np.float32 else 1e14):
        for n in (2, 3, 10):
            alpha = (size * rng.uniform(0.5, 2.0, n)).astype(dtype)
            near = (alpha / alpha.sum()).astype(dtype)
            x = np.stack([near, rng.dirichlet(np.ones(n)).astype(dtype), near + dtype(1e-3) * near[::-1]])
            yield Batch(f"size {size}, n {n}", {"x": x, "alpha": alpha}, [dirichlet(row, alpha) for row in x])


@listed
def multinomial_batches(dtype: Any, form: str = "p") -> Iterator[Batch]:
    """Few trials and many, drawn with their probabilities and with equal ones."""
    rng = np.random.default_rng(4)
    for n in (1, 3, 20, 1000, 10**6, 10**15):
        for classes in (2, 3, 10):
            p = rng.dirichlet(np.full(classes, 3.0)).astype(dtype)
            wide = p.astype(float) / p.astype(float).sum()
            x = np.stack([rng.multinomial(n, wide), rng.multinomial(n, np.full(classes, 1 / classes))])
            given = p if form == "p" else (np.log(wide) + rng.normal()).astype(dtype)
            arguments = {"x": x.astype(np.int64), "n": np.asarray(n), form: given}
            yield Batch(f"n {n}", arguments, [multinomial(row, n, **{form: given}) for row in x])


@listed
def categorical_batches(dtype: Any, form: str) -> Iterator[Batch]:
    """Classes likely and unlikely, of logits near each other, far apart and huge."""
    rng = np.random.default_rng(8)
    for size, classes in ((0.01, 2), (1.0, 3), (1.0, 10), (5.0, 10), (20.0, 40)):
        logits = size * rng.normal(size=classes)
        wide = np.exp(logits - logits.max())
        given = (logits if form == "logits" else wide / wide.sum()).astype(dtype)
        k = np.argsort(given)[[0, classes // 2, -1]]
        yield Batch(f"size {size}", {"k": k, form: given}, [categorical(j, **{form: given}) for j in k])
