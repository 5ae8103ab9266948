"""Loops for Numba, as its manual writes them: `prange` over elements or rows."""

from __future__ import annotations

import importlib
import math
from typing import Any

import numpy as np

numba = importlib.import_module("numba")
prange = numba.prange

HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)


def _norm_logpdf(x: Any, loc: Any, scale: Any) -> Any:
    out = np.empty_like(x)
    shift = x.dtype.type(math.log(scale) + HALF_LOG_TWO_PI)
    half = x.dtype.type(0.5)
    for i in prange(x.size):
        z = (x[i] - loc) / scale
        out[i] = -half * z * z - shift
    return out


def _norm_nll(x: Any, loc: Any, scale: Any) -> Any:
    total = 0.0
    for i in prange(x.size):
        z = (x[i] - loc) / scale
        total += 0.5 * z * z
    return total / x.size + math.log(scale) + HALF_LOG_TWO_PI


def _gamma_logpdf(x: Any, a: Any, loc: Any, scale: Any) -> Any:
    out = np.empty_like(x)
    shift = math.lgamma(a) + math.log(scale)
    for i in prange(x.size):
        y = (x[i] - loc) / scale
        out[i] = (a - 1.0) * math.log(y) - y - shift
    return out


def _gamma_logpdf_arrays(x: Any, a: Any, loc: Any, scale: Any) -> Any:
    out = np.empty_like(x)
    for i in prange(x.size):
        y = (x[i] - loc[i]) / scale[i]
        out[i] = (a[i] - 1.0) * math.log(y) - y - math.lgamma(a[i]) - math.log(scale[i])
    return out


def _cross_entropy(logits: Any, target: Any) -> Any:
    losses = np.empty(logits.shape[0])
    for i in prange(logits.shape[0]):
        row = logits[i]
        top = row[0]
        for j in range(1, row.size):
            top = max(top, row[j])
        total = 0.0
        for j in range(row.size):
            total += math.exp(row[j] - top)
        losses[i] = top + math.log(total) - row[target[i]]
    return losses.mean()


def _kl(p: Any, q: Any) -> Any:
    out = np.empty(p.shape[0])
    for i in prange(p.shape[0]):
        total = 0.0
        for j in range(p.shape[1]):
            total += p[i, j] * math.log(p[i, j] / q[i, j])
        out[i] = total
    return out


_compile = numba.njit(parallel=True)
norm_logpdf = _compile(_norm_logpdf)
norm_nll = _compile(_norm_nll)
gamma_logpdf = _compile(_gamma_logpdf)
gamma_logpdf_arrays = _compile(_gamma_logpdf_arrays)
cross_entropy = _compile(_cross_entropy)
kl = _compile(_kl)
