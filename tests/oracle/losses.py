"""High-precision references for the elementwise losses and estimates: terms, and their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import split
from tests.tolerances import Reference

Array = NDArray[Any]
Term = tuple[Any, Any]  # value, sum of absolute terms


def softplus(x: Any) -> Any:
    return mp.log1p(mp.exp(x))


def expit(x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


def binary_cross_entropy_with_logits(x: Any, y: Any, w: Any) -> list[Term]:
    """Value and derivatives in logits, target and pos_weight, each with the sum of its absolute terms."""
    terms = [
        [w * y * softplus(-x), (1 - y) * softplus(x)],
        [-w * y * expit(-x), (1 - y) * expit(x)],
        [w * softplus(-x), -softplus(x)],
        [y * softplus(-x)],
    ]
    return [(sum(t), sum(map(abs, t))) for t in terms]


def binary_cross_entropy(p: Any, y: Any) -> list[Term]:
    """Value and derivatives in p and target."""
    terms = [
        [-y * mp.log(p) if y else mp.zero, -(1 - y) * mp.log1p(-p) if y != 1 else mp.zero],
        [-y / p if y else mp.zero, (1 - y) / (1 - p) if y != 1 else mp.zero],
        [-mp.log(p), mp.log1p(-p)],
    ]
    return [(sum(t), sum(map(abs, t))) for t in terms]


def batch(function: Any, *arguments: Array) -> list[Reference]:
    """What a formula gives at the exact bits of the arguments, in 400 bits."""
    with mp.workprec(400):
        columns = zip(
            *(function(*(mp.mpf(float(a)) for a in row)) for row in zip(*arguments, strict=True)), strict=True
        )
        result = []
        for column in columns:
            parts = np.array([split(value) for value, _ in column])
            scale = np.array([float(s) for _, s in column])
            result.append(Reference(parts[:, 0], parts[:, 1], scale, np.zeros(len(scale))))
    return result


# By mean and variance: the value, and its derivatives in y, mean and var.
GAUSSIAN_NLL: tuple[Callable[..., Any], ...] = (
    lambda y, mean, var: (y - mean) ** 2 / (2 * var) + mp.log(2 * mp.pi * var) / 2,
    lambda y, mean, var: (y - mean) / var,
    lambda y, mean, var: (mean - y) / var,
    lambda y, mean, var: (1 - (y - mean) ** 2 / var) / (2 * var),
)


def differentiable(function: Callable[..., Any], rounding: Callable[..., Any] | None, *arrays: Array) -> Reference:
    """What a formula gives at the exact bits, and how far half an ulp in the arguments moves it."""
    step = mp.mpf(2) ** -120
    values, conditioning = [], []
    with mp.workprec(300):
        for row in zip(*arrays, strict=True):
            x = [mp.mpf(float(v)) for v in row]
            value = function(*x)
            moved = mp.zero
            for i in range(len(x)):
                near = [v * (1 + step) if i == j else v for j, v in enumerate(x)]
                moved += abs(function(*near) - value) / step
            values.append(split(value))
            conditioning.append(float(moved if rounding is None else moved + rounding(*x)))
    parts = np.array(values)
    return Reference(parts[:, 0], parts[:, 1], np.abs(parts[:, 0]), np.array(conditioning))
