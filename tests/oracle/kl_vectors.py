"""High-precision divergences between densities of vectors and of counts, from the exact bits of their parameters.

The textbook formulas. Beside each value stand the sum of absolute terms that an algorithm in the working precision has
to add, and what roundings of the inputs do, in units of half an ulp.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp

from tests.oracle import vectors
from tests.oracle.closed_forms import bernoulli, poisson
from tests.oracle.vectors import Array, Number, exact, matrices, pivots_of, table
from tests.tolerances import Reference

BITS = 700


@dataclass(frozen=True)
class Divergence:
    """One divergence, and its gradients by side and argument: nested lists in the arguments' shapes."""

    value: Number
    scale: Number
    conditioning: Number
    gradients: Mapping[tuple[str, str], Array]


def _absolute(matrix: Any) -> Any:
    return matrix.apply(abs)


def _cholesky(a: Any) -> Any:
    """The lower factor, whose pivots mpmath itself refuses where a matrix is small."""
    lower = mp.zeros(a.rows)
    for j in range(a.rows):
        for i in range(j, a.rows):
            rest = a[i, j] - sum((lower[i, k] * lower[j, k] for k in range(j)), mp.zero)
            lower[i, j] = mp.sqrt(rest) if i == j else rest / lower[j, j]
    return lower


def normal(form: str, mean_p: Array, matrix_p: Array, mean_q: Array, matrix_q: Array) -> Divergence:
    """Multivariate normal densities, both given in one form.

    A triangular solve, of differences that are rounded, moves each element of E = L_q^-1 (L_p - L_q) by n + 2 eps of
    those of |L_q^-1| |L_q| |E| (N. Higham, Accuracy and Stability of Numerical Algorithms, theorem 8.5), and Cholesky's
    factorisation amounts to changes of the matrix by (n + 1) eps (theorem 10.3).
    """
    with mp.workprec(BITS):
        n = len(mean_p)
        given = []
        for matrix in (matrix_p, matrix_q):
            lower = np.tril(exact(matrix))
            given.append(mp.matrix((lower if form == "scale_tril" else lower + np.tril(lower, -1).T).tolist()))
        turn = {"scale_tril": lambda m: m * m.T, "precision": mp.inverse, "cov": lambda m: m}[form]
        cov_p, cov_q = (turn(m) for m in given)
        inverse_p, inverse_q = mp.inverse(cov_p), mp.inverse(cov_q)
        d = mp.matrix((exact(mean_p) - exact(mean_q)).tolist())
        y = inverse_q * d
        trace = sum((inverse_q * cov_p)[i, i] for i in range(n))
        logs = sum(mp.log(u / v) for u, v in zip(pivots_of(cov_q), pivots_of(cov_p), strict=True))
        value = (trace - n + logs + (d.T * y)[0]) / 2
        by_p, by_q = (inverse_q - inverse_p) / 2, (inverse_q - inverse_q * cov_p * inverse_q - y * y.T) / 2
        if form == "scale_tril":
            by_p, by_q = 2 * by_p * given[0], 2 * by_q * given[1]
        elif form == "precision":
            by_p, by_q = -cov_p * by_p * cov_p, -cov_q * by_q * cov_q
        # roundings
        roots = given if form == "scale_tril" else [_cholesky(m) for m in given]
        first, second = roots[::-1] if form == "precision" else roots
        inverse = mp.inverse(second)
        excess = inverse * (first - second)
        spread = _absolute(inverse) * _absolute(second) * _absolute(excess)
        bound = mp.zero
        for i in range(n):
            for j in range(i + 1):
                e = excess[i, j]
                bound += abs(e if i != j else e * (2 + e) / (1 + e)) * spread[i, j]
        z = roots[1].T * d if form == "precision" else inverse * d
        if form == "precision":
            moved = _absolute(roots[1]).T * _absolute(d)
        else:
            moved = _absolute(inverse) * _absolute(second) * _absolute(z)
        conditioning = 2 * (n + 2) * (bound + sum(abs(z[i]) * moved[i] for i in range(n)))
        if form != "scale_tril":
            for m, slope in zip(given, (by_p, by_q), strict=True):
                for i in range(n):
                    for j in range(n):
                        conditioning += 2 * (n + 1) * abs(slope[i, j]) * mp.sqrt(m[i, i] * m[j, j])
        tables = [table(m) for m in (by_p, by_q)]
        if form == "scale_tril":
            tables = [np.tril(t) for t in tables]
        pull = np.array(list(y), object)
        return Divergence(
            value,
            mp.zero,
            conditioning,
            {("p", "mean"): pull, ("p", form): tables[0], ("q", "mean"): -pull, ("q", form): tables[1]},
        )


def diagonal(mean_p: Array, first: Array, mean_q: Array, second: Array) -> Divergence:
    """Of independent normal variables, by their variances."""
    with mp.workprec(BITS):
        means, others = exact(mean_p), exact(mean_q)
        a, b = exact(first), exact(second)
        d = means - others
        terms = [x / y - 1 - mp.log(x / y) + z * z / y for x, y, z in zip(a, b, d, strict=True)]
        return Divergence(
            sum(terms) / 2,
            mp.zero,
            mp.zero,
            {
                ("p", "mean"): d / b,
                ("p", "diag"): (1 / b - 1 / a) / 2,
                ("q", "mean"): -d / b,
                ("q", "diag"): (1 / b - a / b**2 - (d / b) ** 2) / 2,
            },
        )


def dirichlet(p: Array, q: Array) -> Divergence:
    """Dirichlet: log Gamma's Bregman divergences, less their sum's. The terms are those of gamma densities."""
    with mp.workprec(BITS):
        a, b = exact(p), exact(q)
        total, other = sum(a), sum(b)

        def log_gamma(x: Number, y: Number) -> Number:
            return mp.loggamma(y) - mp.loggamma(x) - (y - x) * mp.digamma(x)

        value = sum(log_gamma(x, y) for x, y in zip(a, b, strict=True)) - log_gamma(total, other)
        scale = log_gamma(total, other) - poisson(other, total)
        for x, y in zip(a, b, strict=True):
            scale += poisson(y, x * other / total) + log_gamma(x, y) - poisson(y, x)
        top = (other - total) * mp.polygamma(1, total)
        rise = mp.digamma(other) - mp.digamma(total)
        by_p = [top - (y - x) * mp.polygamma(1, x) for x, y in zip(a, b, strict=True)]
        by_q = [mp.digamma(y) - mp.digamma(x) - rise for x, y in zip(a, b, strict=True)]
        own = of_inputs(value, [*zip(by_p, a, strict=True), *zip(by_q, b, strict=True)])
        return Divergence(
            value, scale, own, {("p", "alpha"): np.array(by_p, object), ("q", "alpha"): np.array(by_q, object)}
        )


def of_inputs(value: Number, slopes: Iterable[tuple[Number, Number]]) -> Number:
    """What half an ulp in the inputs does to a divergence above 1, as in `closed_forms.reference`."""
    return 2 * sum((abs(slope * x) for slope, x in slopes), mp.zero) if value > 1 else mp.zero


def dirichlet_sizes(p: Array, q: Array) -> dict[str, Array]:
    """The sums of absolute terms of the gradients, and half an ulp in their differences."""
    with mp.workprec(BITS):
        a, b = exact(p), exact(q)
        total, other = sum(a), sum(b)
        top, rise = (other - total) * mp.polygamma(1, total), mp.digamma(other) - mp.digamma(total)
        by_p = [abs(top) + abs((y - x) * mp.polygamma(1, x)) for x, y in zip(a, b, strict=True)]
        by_q = [abs(mp.digamma(y) - mp.digamma(x)) + abs(rise) for x, y in zip(a, b, strict=True)]
        return {"p": np.array(by_p, object), "q": np.array(by_q, object)}


def binomial(n: int, p: Number, q: Number) -> Number:
    """Of n trials each."""
    return n * bernoulli(p, q)


def negative_binomial(n: Number, p: Number, q: Number) -> Number:
    """Of n successes each."""
    return n * bernoulli(p, q) / p


def of_means(alpha: Number, first: Number, second: Number) -> Number:
    """The same by mean and dispersion; Poisson's where that is 0."""
    if alpha == 0:
        return poisson(first, second)
    p, q = (1 / (1 + alpha * m) for m in (first, second))
    return negative_binomial(1 / alpha, p, q) if first else mp.log1p(alpha * second) / alpha


def of_logits(n: Number, x: Number, y: Number) -> Number:
    """The same by logits."""
    p, q = (1 / (1 + mp.exp(-v)) for v in (x, y))
    return negative_binomial(n, p, q)


def with_slopes(formula: Callable[..., Number], row: Array) -> tuple[Number, list[Number], list[Number]]:
    """A formula of exact numbers, its derivatives, and what half an ulp in each argument does to these."""
    with mp.workprec(BITS):
        x = [mp.mpf(float(v)) for v in row]
        step, wide = mp.ldexp(1, -300), mp.ldexp(1, -200)

        def slope(j: int, at: list[Number]) -> Number:
            h = abs(at[j]) * step if at[j] else step
            ends = [formula(*(u + s if i == j else u for i, u in enumerate(at))) for s in (h, -h)]
            return (ends[0] - ends[1]) / (2 * h)

        slopes = [slope(j, x) for j in range(len(x))]
        moved = [mp.zero] * len(x)
        for k, v in enumerate(x):
            near = [u * (1 + wide) if i == k else u for i, u in enumerate(x)]
            for j in range(len(x)):
                moved[j] += abs(slope(j, near) - slopes[j]) / wide if v else mp.zero
        return formula(*x), slopes, moved


# ---- Hard pairs


@dataclass(frozen=True)
class Case:
    """Two densities of one family by their parameters, and the divergence."""

    what: str
    p: Mapping[str, Array]
    q: Mapping[str, Array]
    divergence: Divergence


def ulps_away(x: Array, steps: int, rng: np.random.Generator) -> Array:
    """Every element so many units in the last place away, up or down."""
    result = x.copy()
    for _ in range(steps):
        result = np.nextafter(result, np.where(rng.random(x.shape) < 0.5, -np.inf, np.inf).astype(x.dtype))
    return result


def normal_cases(dtype: Any, form: str) -> Iterator[Case]:
    """Multivariate normal densities with every hard matrix, far apart and, by their factors, near each other."""
    rng = np.random.default_rng(31)
    for what, power, cov in matrices(dtype):
        if form == "precision" and what in ("tiny", "huge"):
            continue
        n = len(cov)
        given = np.linalg.cholesky(cov) if form == "scale_tril" else cov
        size = 10.0 ** min(power, 30)
        first = given.astype(dtype)
        mean = (rng.normal(size=n) * size).astype(dtype)
        scale = np.exp(rng.normal(size=n) / 2)
        changed = scale[:, np.newaxis] * given if form == "scale_tril" else np.outer(scale, scale) * given
        others = [("far", (rng.normal(size=n) * size).astype(dtype), changed.astype(dtype))]
        if form == "scale_tril":
            for steps in (1, 1000):
                other = np.tril(ulps_away(first, steps, rng))
                others.append((f"{steps} ulp away", ulps_away(mean, steps, rng), other))
        for where, mean_q, second in others:
            divergence = normal(form, mean, first, mean_q, second)
            yield Case(f"{what}, {where}", {"mean": mean, form: first}, {"mean": mean_q, form: second}, divergence)


def diagonal_cases(dtype: Any) -> Iterator[Case]:
    """The same of variances from 1e-30 to 1e30."""
    rng = np.random.default_rng(32)
    for size, steps, _ in itertools.product((1e-30, 1.0, 1e30), (None, 1, 50), range(20)):
        means = (np.sqrt(size) * rng.normal(size=(2, 4))).astype(dtype)
        variances = (size * np.exp(rng.normal(size=(2, 4)) * 2)).astype(dtype)
        if steps is not None:
            means[1], variances[1] = (ulps_away(x[0], steps, rng) for x in (means, variances))
        p, q = ({"mean": m, "diag": v} for m, v in zip(means, variances, strict=True))
        yield Case(f"{size} {steps}", p, q, diagonal(means[0], variances[0], means[1], variances[1]))


def dirichlet_cases(dtype: Any) -> Iterator[Case]:
    """Dirichlet densities far apart, in proportion, and near each other."""
    rng = np.random.default_rng(37)
    pairs = []
    for n, size in itertools.product((2, 3, 7), (0.01, 1.0, 3.0, 6.0)):
        p = (10.0 ** rng.uniform(-size, size, n)).astype(dtype)
        pairs += [(p, (10.0 ** rng.uniform(-size, size, n)).astype(dtype)), (p, p * dtype(1.5)), (p, p * dtype(300))]
        pairs += [(p, ulps_away(p, steps, rng)) for steps in (1, 3, 1000)]
        alone = p.copy()
        alone[-1] = np.nextafter(p[-1], dtype(np.inf))
        pairs.append((p, alone))
    pairs.append((np.full(5, 1e6, dtype), np.full(5, 1e6 + 1, dtype)))
    pairs.append((np.array([1e-30, 1.0], dtype), np.array([1e-30, 1e30], dtype)))
    for p, q in pairs:
        if (p != q).any():
            yield Case(f"{p} {q}", {"alpha": p}, {"alpha": q}, dirichlet(p, q))


def reference(divergences: Sequence[Divergence], dtype: Any) -> Reference:
    """The values as a table; float32 is computed in double, where roundings on the way are of that."""
    rows = [vectors.Event(d.value, d.scale, d.conditioning, {}) for d in divergences]
    result = vectors.reference(rows)
    if dtype == np.float32:
        result.conditioning[:] *= 2.0**-29
    return result


@dataclass(frozen=True)
class Trials:
    """Two densities of counts that share one parameter: the other, the formula of all three, and where to test it."""

    family: str
    shared: str
    name: str
    formula: Callable[..., Number]
    columns: Callable[[Any], list[Array]]

    @property
    def title(self) -> str:
        form = f"{self.shared}=, {self.name}="
        return f"kl({self.family}, {self.family}) ({form})"

    def references(self, dtype: Any) -> tuple[list[Array], Reference, list[Reference]]:
        """The columns, the values, and the gradients by the parameter of either side."""
        columns = self.columns(dtype)
        values, slopes = [], ([], [])  # type: ignore[var-annotated]
        for row in zip(*columns, strict=True):
            exact_value, by, sensitive = with_slopes(self.formula, np.array(row))
            own = of_inputs(exact_value, zip(by, row, strict=True))
            values.append(Divergence(exact_value, abs(exact_value), own, {}))
            for parts, j in zip(slopes, (-2, -1), strict=True):
                parts.append(Divergence(by[j], abs(by[j]), sensitive[j], {}))
        return columns, reference(values, dtype), [reference(parts, dtype) for parts in slopes]


def _probabilities(dtype: Any) -> Array:
    """Pairs of small and large ones, far apart and an ulp away."""
    rng = np.random.default_rng(42)
    p = rng.choice([1e-6, 1e-3, 0.1], 40) * rng.uniform(0.5, 1, 40)
    p = np.where(rng.random(40) < 0.4, 1 - p, p).astype(dtype)
    q = np.where(rng.random(40) < 0.5, ulps_away(p, 1, rng), rng.uniform(0.001, 0.999, 40)).astype(dtype)
    return np.asarray(np.stack([p, q])[:, (p < 1) & (q < 1) & (p != q)])


def _of_binom(dtype: Any) -> list[Array]:
    p, q = _probabilities(dtype)
    return [np.random.default_rng(43).integers(1, 1000, len(p)).astype(dtype), p, q]


def _of_nbinom(dtype: Any) -> list[Array]:
    p, q = _probabilities(dtype)
    return [np.random.default_rng(44).uniform(0.01, 100, len(p)).astype(dtype), p, q]


def _of_means(dtype: Any) -> list[Array]:
    rng = np.random.default_rng(45)
    alpha = np.repeat([0.0, 1e-8, 0.3, 50.0], 20).astype(dtype)
    m = (10.0 ** rng.uniform(-3, 5, 80)).astype(dtype)
    other = (10.0 ** rng.uniform(-3, 5, 80)).astype(dtype)
    return [alpha, m, np.where(np.arange(80) % 3 == 0, ulps_away(m, 1, rng), other)]


def _of_logits(dtype: Any) -> list[Array]:
    rng = np.random.default_rng(46)
    x = rng.uniform(-30, 30, 40).astype(dtype)
    y = np.where(np.arange(40) % 3 == 0, ulps_away(x, 1, rng), x + rng.normal(size=40) * 3).astype(dtype)
    return [rng.uniform(0.01, 100, 40).astype(dtype), x, y]


TRIALS = (
    Trials("binom", "n", "p", binomial, _of_binom),
    Trials("nbinom", "n", "p", negative_binomial, _of_nbinom),
    Trials("nbinom", "alpha", "mu", of_means, _of_means),
    Trials("nbinom", "n", "logits", of_logits, _of_logits),
)

CASES: dict[tuple[str, str], Callable[[Any], Iterator[Case]]] = {
    **{
        ("multivariate_normal", form): functools.partial(normal_cases, form=form)
        for form in ("cov", "scale_tril", "precision")
    },
    ("multivariate_normal", "diag"): diagonal_cases,
    ("dirichlet", "alpha"): dirichlet_cases,
}
