"""High-precision references for the mixture of discretized logistic masses, with gradients in k and each component."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle import jet
from tests.oracle.tables import BY_NAME
from tests.registry import lk
from tests.tolerances import Reference

Array = NDArray[Any]
COMPONENT = BY_NAME["discretized_logistic"]


def draw(rng: np.random.Generator, rows: int, components: int, dtype: str = "float64") -> dict[str, Array]:
    """Pixels: some at the borders, some of them far from every component."""
    spread = 10.0 ** rng.uniform(-2, 2, (rows, components))
    logits = rng.normal(0, 2, (rows, components))
    k = np.where(rng.uniform(size=rows) < 0.3, rng.choice([0.0, 255.0], rows), rng.integers(0, 256, rows))
    return {
        "k": k.astype(dtype),
        "log_weights": (logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))).astype(dtype),
        "loc": rng.uniform(-20, 275, (rows, components)).astype(dtype),
        "scale": spread.astype(dtype),
        "low": np.zeros(rows, dtype),
        "high": np.full(rows, 255.0, dtype),
    }


def truth(k: float, weights: Array, loc: Array, scale: Array, low: float, high: float) -> tuple[Any, list[Any], Any]:
    """The mixture's logarithm as a jet in k, weights, loc and scale, and what its errors are measured against."""
    n = len(weights)
    with mp.workprec(600):
        inputs = jet.variables([mp.mpf(float(x)) for x in (k, *weights, *loc, *scale)])
        ends = [jet.Jet.constant(mp.mpf(float(x)), len(inputs)) for x in (low, high)]
        terms, sizes = [], []
        for j in range(n):
            [parts] = COMPONENT.terms(inputs[0], inputs[1 + n + j], inputs[1 + 2 * n + j], *ends)
            parts = [inputs[1 + j], *parts]
            terms.append(sum(parts[1:], parts[0]))
            sizes.append(sum(abs(p.value) for p in parts))
        # by the largest term, as sums of numbers like exp(-1e6) have no digits to lose in mpmath
        total = jet.log(sum((jet.exp(t) for t in terms[1:]), jet.exp(terms[0])))
        shares = [mp.exp(t.value - total.value) for t in terms]
        scale_of_value = sum(r * s for r, s in zip(shares, sizes, strict=True))
        scales = [
            sum(r * abs(t.gradient[i]) * (1 + s) for r, t, s in zip(shares, terms, sizes, strict=True))
            for i in range(len(inputs))
        ]
        return total, [scale_of_value, *scales], [abs(x.value) for x in inputs]


def references(arrays: dict[str, Array]) -> tuple[Reference, list[Reference]]:
    """The exact values, and gradients in k, log_weights, loc and scale."""
    made = _columns([truth(*row) for row in zip(*arrays.values(), strict=True)], arrays["loc"].shape[1], ("k",))
    value, [k, *rest] = made
    return value, [k[:, 0], *rest]


def _columns(
    rows: list[tuple[Any, list[Any], Any]], components: int, shared: tuple[str, ...] = ()
) -> tuple[Reference, list[Reference]]:
    """References from rows of jets: of the value, of inputs of their own, and of those of each component."""
    outputs: list[list[tuple[float, float, float, float]]] = []
    for total, scales, sizes in rows:
        n = range(len(sizes))
        parts = [(total.value, total.gradient), *((total.gradient[i], total.hessian[i]) for i in n)]
        line = []
        for (value, slopes), scale in zip(parts, scales, strict=True):
            conditioning = sum(abs(slopes[j]) * sizes[j] for j in n)
            rest = value - mp.mpf(float(value)) if mp.isfinite(value) else 0.0
            line.append((float(value), float(rest), float(scale), float(conditioning)))
        outputs.append(line)
    table = np.array(outputs)
    start = 1 + len(shared)
    ends = [0, *range(1, start), *range(start, table.shape[1] + 1, components)]
    made = [Reference(*np.moveaxis(table[:, a:b], -1, 0)) for a, b in itertools.pairwise(ends)]
    return made[0][:, 0], made[1:]


@functools.cache
def case(dtype: str) -> tuple[dict[str, Array], Reference, list[Reference]]:
    arrays = draw(np.random.default_rng(3), 40, 3, dtype)
    return arrays, *references(arrays)


def steepest(arrays: dict[str, Array]) -> float:
    """The largest slope of a component: what half a smallest subnormal in a responsibility is multiplied by."""
    spread = {n: a if a.ndim == 2 else a[:, None] for n, a in arrays.items() if n != "log_weights"}
    return float(max(np.abs(g).max() for g in lk.discretized_logistic.logpmf.value_and_grad(**spread)[1]))


def tail_truth(
    method: str, k: float, weights: Array, loc: Array, scale: Array, low: float, high: float
) -> tuple[Any, list[Any], Any]:
    """What `truth` returns, of a distribution function, the other tail, or the logarithm of either.

    Errors are those of the smaller tail: of exponentials, which multiply the errors of what they are of.
    """
    n = len(weights)
    with mp.workprec(600):
        inputs = jet.variables([mp.mpf(float(x)) for x in (*weights, *loc, *scale)])
        shares = [jet.exp(w) for w in inputs[:n]]
        total = sum(shares[1:], shares[0])
        shares = [share / total for share in shares]
        steps = [(mp.floor(k) + mp.mpf(0.5) - inputs[n + j]) / inputs[2 * n + j] for j in range(n)]
        if not low <= k < high:
            # all or nothing, whatever the parameters are
            whole = mp.mpf(int((k >= high) == method.endswith("cdf")))
            value = mp.log(whole) if method.startswith("log") else whole
            return jet.Jet.constant(value, len(inputs)), [mp.zero] * (1 + len(inputs)), [mp.zero] * len(inputs)
        both = []
        for sign in (1, -1):
            terms = [share / (1 + jet.exp(-sign * z)) for share, z in zip(shares, steps, strict=True)]
            both.append((sum(terms[1:], terms[0]), terms))
        small, terms = min(both, key=lambda side: side[0].value)
        is_small = both[0 if method.endswith("cdf") else 1][0] is small
        result = small if is_small else 1 - small
        base = mp.one
        if method.startswith("log"):
            base = result.value
            result = jet.log(small) if is_small else jet.log1p(-small)
        top = max(weights)
        sizes = [1 + abs(z.value) + abs(float(w) - float(top)) for z, w in zip(steps, weights, strict=True)]
        error = sum(t.value * s for t, s in zip(terms, sizes, strict=True))
        # of what a mean of tails is multiplied by, where it is a derivative
        slopes = [share.value * error + t.value * s for share, t, s in zip(shares, terms, sizes, strict=True)]
        rough = error / base if base is not mp.one else mp.zero
        by_weight = [s / base for s in slopes]
        others = [abs(g) * (2 + sizes[i % n] + rough) for i, g in enumerate(result.gradient[n:])]
        return result, [error / base, *by_weight, *others], [abs(x.value) for x in inputs]


@functools.cache
def tail_case(method: str, dtype: str) -> tuple[dict[str, Array], Reference, list[Reference]]:
    """Points, values, and gradients in log_weights, loc and scale."""
    arrays = draw(np.random.default_rng(4), 40, 3, dtype)
    arrays["k"][:4] = [-1.0, 3.5, 254.0, 300.0]
    return arrays, *_columns([tail_truth(method, *row) for row in zip(*arrays.values(), strict=True)], 3)
