"""High-precision references for the elementwise losses and estimates: terms, and their derivatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle import rows
from tests.oracle.generate import split
from tests.tolerances import Reference

Array = NDArray[Any]
Sized = tuple[Any, Any]  # value, sum of absolute terms


def softplus(x: Any) -> Any:
    return mp.log1p(mp.exp(x))


def expit(x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


def binary_cross_entropy_with_logits(x: Any, y: Any, w: Any) -> list[Sized]:
    """Value and derivatives in logits, target and pos_weight, each with the sum of its absolute terms."""
    terms = [
        [w * y * softplus(-x), (1 - y) * softplus(x)],
        [-w * y * expit(-x), (1 - y) * expit(x)],
        [w * softplus(-x), -softplus(x)],
        [y * softplus(-x)],
    ]
    return [(sum(t), sum(map(abs, t))) for t in terms]


def binary_cross_entropy(p: Any, y: Any) -> list[Sized]:
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


@dataclass(frozen=True)
class Term:
    """A formula with its derivatives, and how far their own roundings move them beside those of the inputs."""

    value: Callable[..., Any]
    slopes: Sequence[Callable[..., Any]]
    rounding: Callable[..., Any] | None = None
    slope_rounding: Callable[..., Any] | None = None
    size: Callable[..., Any] | None = None  # the sum of absolute terms, where that is not the value

    def references(self, *arrays: Array) -> list[Reference]:
        """The value's, and each derivative's."""
        first = differentiable(self.value, self.rounding, *arrays)
        if self.size is not None:
            first = replace(first, scale=np.abs(differentiable(self.size, None, *arrays).high))
        rest = self.slope_rounding or (lambda slope: None)
        return [first, *(differentiable(slope, rest(slope), *arrays) for slope in self.slopes)]


def kl_estimate(kind: str, *, unbiased: bool = False) -> Term:
    """Schulman's k1, k2 and k3; the unbiased gradient is that of the score function."""
    term, slopes = {
        "k1": (lambda p, q: p - q, (lambda p, q: mp.one, lambda p, q: -mp.one)),
        "k2": (lambda p, q: (q - p) ** 2 / 2, (lambda p, q: p - q, lambda p, q: q - p)),
        "k3": (
            lambda p, q: mp.expm1(q - p) - (q - p),
            (lambda p, q: -mp.expm1(q - p), lambda p, q: mp.expm1(q - p)),
        ),
    }[kind]
    return Term(term, (lambda p, q: p - q, lambda p, q: -mp.one) if unbiased else slopes)


def of_log_ratio(formula: str, *argument: float, is_power: bool = False) -> Term:
    """A divergence of rows at p = exp(r) and q = 1; u^a is the exponential of a rounded a r."""
    with mp.workprec(300):
        pairwise = rows.PAIRWISE[formula](*argument)

    def term(r: Any) -> Any:
        return pairwise.term(mp.exp(r), mp.one)

    def slope(r: Any) -> Any:
        return pairwise.p_slope(mp.exp(r), mp.one) * mp.exp(r)

    def rounding(r: Any) -> Any:
        return abs(r) * abs(term(r)) if is_power else mp.zero

    return Term(term, (slope,), rounding, lambda slope: lambda r: abs(r) * abs(slope(r)))


def pointwise_distance(order: float, *, integral: bool, in_double: bool) -> Term:
    """|q - p|^k, or that over p. ``in_double``: in double, where a power is as exact as its rounded exponent."""
    exact = mp.mpf(order)

    def term(q: Any, p: Any) -> Any:
        return abs(q - p) ** exact / (p if integral else 1)

    def q_slope(q: Any, p: Any) -> Any:
        return mp.zero if q == p else exact * mp.sign(q - p) * abs(q - p) ** (exact - 1) / (p if integral else 1)

    def p_slope(q: Any, p: Any) -> Any:
        if not integral:
            return -q_slope(q, p)
        # of |q - p|^k / p
        return mp.zero if q == p else -q_slope(q, p) - term(q, p) / p

    def rounded(function: Callable[..., Any]) -> Callable[..., Any]:
        """Powers are formed as exponentials, in double; the difference is rounded."""

        def rounding(q: Any, p: Any) -> Any:
            if q == p:
                return mp.zero
            logarithm = abs(mp.log(abs(q - p))) if in_double and order not in (1, 2) else mp.zero
            return order * (1 + logarithm) * abs(function(q, p))

        return rounding

    return Term(term, (q_slope, p_slope), rounded(term), rounded)


# By mean and variance.
GAUSSIAN_NLL = Term(
    lambda y, mean, var: (y - mean) ** 2 / (2 * var) + mp.log(2 * mp.pi * var) / 2,
    (
        lambda y, mean, var: (y - mean) / var,
        lambda y, mean, var: (mean - y) / var,
        lambda y, mean, var: (1 - (y - mean) ** 2 / var) / (2 * var),
    ),
    size=lambda y, mean, var: (y - mean) ** 2 / (2 * var) + abs(mp.log(var)) / 2 + mp.log(2 * mp.pi) / 2,
)
MSE_NLL = Term(
    lambda y, mean: (y - mean) ** 2 + mp.log(mp.pi) / 2,
    (lambda y, mean: 2 * (y - mean), lambda y, mean: 2 * (mean - y)),
)
