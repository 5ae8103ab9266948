"""High-precision references for distillation from a teacher's most probable classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import split
from tests.tolerances import Reference

Array = NDArray[Any]


def term(p: Any, q: Any) -> Any:
    return p * mp.log(p / q) if p else mp.zero


def define(x: Any, ids: Sequence[int], log_p: Any, temperature: float, tail: str, direction: str) -> Any:
    """The two distributions whose divergence is meant: first and second side."""
    e = [mp.exp(v / mp.mpf(temperature)) for v in x]
    total = sum(e)
    p = [mp.exp(mp.mpf(float(v))) for v in log_p]
    q = [e[i] / total for i in ids]
    if tail == "renormalize":
        p, q = [v / sum(p) for v in p], [v / sum(q) for v in q]
    elif tail == "bucket" and len(ids) < len(x):
        listed = set(ids)
        p.append(1 - sum(p))
        q.append(sum(v for i, v in enumerate(e) if i not in listed) / total)
    return (p, q) if direction == "forward" else (q, p)


def of_row(
    x: Array, ids: Array, log_p: Array, temperature: float, tail: str, direction: str
) -> tuple[tuple[Any, Any, Any], list[tuple[Any, Any, Any]]]:
    """Value and gradient of a row, each with the sum of its absolute terms and its conditioning."""
    logits = [mp.mpf(float(v)) for v in x]
    chosen = [int(i) for i in ids]
    a, b = define(logits, chosen, log_p, temperature, tail, direction)
    value = sum(map(term, a, b))
    k, t = len(chosen), mp.mpf(temperature)
    e = [mp.exp((v - max(logits)) / t) for v in logits]
    total = sum(e[i] for i in chosen) if tail == "renormalize" else sum(e)
    p, q = (a, b) if direction == "forward" else (b, a)
    gradient = []
    # every logit is divided and shifted: the effect of a relative error in each on its exponential
    sizes = [(2 * abs(v) + abs(v - max(logits))) / t for v in logits]
    mean_size = sum(u * s for u, s in zip(e, sizes, strict=True)) / sum(e)
    mass, student = sum(a[:k]), sum(q[:k])
    for j in range(len(logits)):
        share = e[j] / total
        own = chosen.index(j) if j in chosen else -1
        if tail == "renormalize":
            if own < 0:
                parts = [mp.zero]
            elif direction == "forward":
                parts = [q[own], -p[own]]
            else:
                parts = [q[own] * mp.log(q[own] / p[own]), -q[own] * value]
        elif tail == "bucket" and len(chosen) < len(logits):
            i = own if own >= 0 else k
            if direction == "forward":
                parts = [share, -p[i] * (share / q[i])]
            else:
                parts = [share * mp.log(q[i] / p[i]), -share * value]
        elif direction == "forward":
            parts = [mass * share, -p[own] if own >= 0 else mp.zero]
        else:
            parts = [-share * student]
            for u, v in zip(a, b, strict=True):
                parts += [-share * u * mp.log(u), share * u * mp.log(v)]
            if own >= 0:
                parts += [share * mp.log(q[own] / p[own]), share]
        size = sum(map(abs, parts)) / t
        gradient.append((sum(parts) / t, size, size * (sizes[j] + mean_size)))
    scale = sum(abs(u * mp.log(u)) + abs(u * mp.log(v)) for u, v in zip(a, b, strict=True) if u)
    conditioning = sum(abs(g[0]) * s * t for g, s in zip(gradient, sizes, strict=True)) + mean_size * abs(mass)
    return (value, scale, conditioning), gradient


def batch(
    x: Array, ids: Array, log_p: Array, cotangent: Array, temperature: float, tail: str, direction: str
) -> tuple[Reference, Reference]:
    with mp.workprec(200):
        rows = [of_row(*arguments, temperature, tail, direction) for arguments in zip(x, ids, log_p, strict=True)]

        def pack(entries: Any, factors: Any) -> Reference:
            parts = [
                (*split(v * mp.mpf(float(f))), float(s * abs(f)), float(c * abs(f)))
                for (v, s, c), f in zip(entries, factors, strict=True)
            ]
            columns = np.array(parts).T
            return Reference(*columns)

        value = pack([r[0] for r in rows], np.ones(len(rows)))
        flat = [entry for row in rows for entry in row[1]]
        gradient = pack(flat, np.repeat(cotangent, x.shape[1]))
        shaped = Reference(*(a.reshape(x.shape) for a in vars(gradient).values()))
    return value, shaped
