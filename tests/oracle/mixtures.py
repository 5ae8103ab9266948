"""High-precision references for the mixture of discretized logistic masses, with gradients in k and each component."""

from __future__ import annotations

import functools
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
    outputs: list[list[tuple[float, float, float, float]]] = []
    for row in zip(*arrays.values(), strict=True):
        total, scales, sizes = truth(*row)
        n = range(len(sizes))
        parts = [(total.value, total.gradient), *((total.gradient[i], total.hessian[i]) for i in n)]
        line = []
        for (value, slopes), scale in zip(parts, scales, strict=True):
            conditioning = sum(abs(slopes[j]) * sizes[j] for j in n)
            line.append((float(value), float(value - mp.mpf(float(value))), float(scale), float(conditioning)))
        outputs.append(line)
    table = np.array(outputs)
    components = arrays["loc"].shape[1]
    columns = [table[:, :1], table[:, 1:2]] + [
        table[:, 2 + i * components : 2 + (i + 1) * components] for i in range(3)
    ]
    made = [Reference(*np.moveaxis(c, -1, 0)) for c in columns]
    flat = [Reference(r.high[:, 0], r.low[:, 0], r.scale[:, 0], r.conditioning[:, 0]) for r in made[:2]]
    return flat[0], [flat[1], *made[2:]]


@functools.cache
def case(dtype: str) -> tuple[dict[str, Array], Reference, list[Reference]]:
    arrays = draw(np.random.default_rng(3), 40, 3, dtype)
    return arrays, *references(arrays)


def steepest(arrays: dict[str, Array]) -> float:
    """The largest slope of a component: what half a smallest subnormal in a responsibility is multiplied by."""
    spread = {n: a if a.ndim == 2 else a[:, None] for n, a in arrays.items() if n != "log_weights"}
    return float(max(np.abs(g).max() for g in lk.discretized_logistic.logpmf.value_and_grad(**spread)[1]))
