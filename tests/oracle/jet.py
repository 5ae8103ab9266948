"""Second-order forward differentiation over mpmath numbers.

A :class:`Jet` carries a value, its gradient and its Hessian with respect to the inputs of a formula. The gradient is
the reference for the library's gradients; the Hessian says how much half an ulp of each input moves that gradient.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
from mpmath import mp

Number = Any  # mpmath is untyped: an mpf, or a Python number that it converts


class Jet:
    """A number with its first and second derivatives in ``n`` inputs."""

    __slots__ = ("gradient", "hessian", "value")

    def __init__(self, value: Number, gradient: list[Number], hessian: list[list[Number]]) -> None:
        self.value = value
        self.gradient = gradient
        self.hessian = hessian

    @staticmethod
    def constant(value: Number, n: int) -> Jet:
        return Jet(mp.mpf(value), [mp.zero] * n, [[mp.zero] * n for _ in range(n)])

    def _coerce(self, other: Jet | Number) -> Jet:
        return other if isinstance(other, Jet) else Jet.constant(other, len(self.gradient))

    def chain(self, value: Number, first: Number, second: Number) -> Jet:
        """Apply a function with the given value and derivatives at this number."""
        n = range(len(self.gradient))
        g = self.gradient
        return Jet(
            value,
            [first * g[i] for i in n],
            [[first * self.hessian[i][j] + second * g[i] * g[j] for j in n] for i in n],
        )

    def __neg__(self) -> Jet:
        return self.chain(-self.value, mp.mpf(-1), mp.zero)

    def __add__(self, other: Jet | Number) -> Jet:
        o = self._coerce(other)
        n = range(len(self.gradient))
        return Jet(
            self.value + o.value,
            [self.gradient[i] + o.gradient[i] for i in n],
            [[self.hessian[i][j] + o.hessian[i][j] for j in n] for i in n],
        )

    __radd__ = __add__

    def __sub__(self, other: Jet | Number) -> Jet:
        return self + (-self._coerce(other))

    def __rsub__(self, other: Jet | Number) -> Jet:
        return self._coerce(other) - self

    def __mul__(self, other: Jet | Number) -> Jet:
        o = self._coerce(other)
        n = range(len(self.gradient))
        a, b, g, h = self.value, o.value, self.gradient, o.gradient
        return Jet(
            a * b,
            [a * h[i] + b * g[i] for i in n],
            [[a * o.hessian[i][j] + b * self.hessian[i][j] + g[i] * h[j] + g[j] * h[i] for j in n] for i in n],
        )

    __rmul__ = __mul__

    def __truediv__(self, other: Jet | Number) -> Jet:
        o = self._coerce(other)
        r = 1 / o.value
        return self * o.chain(r, -r * r, 2 * r * r * r)

    def __rtruediv__(self, other: Jet | Number) -> Jet:
        return self._coerce(other) / self


def variables(values: Sequence[Number]) -> list[Jet]:
    """One independent variable per value."""
    n = len(values)
    jets = [Jet.constant(v, n) for v in values]
    for i, jet in enumerate(jets):
        jet.gradient[i] = mp.one
    return jets


def log(x: Jet) -> Jet:
    r = 1 / x.value
    return x.chain(mp.log(x.value), r, -r * r)


def log1p(x: Jet) -> Jet:
    r = 1 / (1 + x.value)
    return x.chain(mpmath.log1p(x.value), r, -r * r)


def exp(x: Jet) -> Jet:
    e = mp.exp(x.value)
    return x.chain(e, e, e)


def expm1(x: Jet) -> Jet:
    e = mp.exp(x.value)
    return x.chain(mp.expm1(x.value), e, e)


def atan(x: Jet) -> Jet:
    r = 1 / (1 + x.value * x.value)
    return x.chain(mp.atan(x.value), r, -2 * x.value * r * r)


def tan(x: Jet) -> Jet:
    t = mp.tan(x.value)
    s = 1 + t * t
    return x.chain(t, s, 2 * t * s)


def sqrt(x: Jet) -> Jet:
    s = mp.sqrt(x.value)
    return x.chain(s, 1 / (2 * s), -1 / (4 * s * x.value))


def absolute(x: Jet) -> Jet:
    return x.chain(abs(x.value), mp.mpf(mp.sign(x.value)), mp.zero)


def lgamma(x: Jet) -> Jet:
    return x.chain(mp.loggamma(x.value), mp.psi(0, x.value), mp.psi(1, x.value))


def digamma(x: Jet) -> Jet:
    return x.chain(mp.psi(0, x.value), mp.psi(1, x.value), mp.psi(2, x.value))


def sin(x: Jet) -> Jet:
    s = mp.sin(x.value)
    return x.chain(s, mp.cos(x.value), -s)


def log_i0e(x: Jet) -> Jet:
    """``log(exp(-x) I_0(x))`` for ``x >= 0``."""
    if x.value == 0:
        return x.chain(mp.zero, mp.mpf(-1), mp.mpf(0.5))
    # I_0 and I_1 agree to one digit more for each digit of x, their ratio's slope to two
    with mp.workprec(mp.prec + 4 * max(0, int(mp.log(x.value, 2)))):
        scaled = mp.besseli(0, x.value) * mp.exp(-x.value)
        ratio = mp.besseli(1, x.value) * mp.exp(-x.value) / scaled
        return x.chain(mp.log(scaled), ratio - 1, 1 - ratio / x.value - ratio * ratio)


def ndtr(x: Jet) -> Jet:
    """The normal distribution function."""
    density = mp.exp(-x.value * x.value / 2) / mp.sqrt(2 * mp.pi)
    return x.chain(mp.erfc(-x.value / mp.sqrt(2)) / 2, density, -x.value * density)


def softplus(x: Jet) -> Jet:
    """``log(1 + exp(x))`` without forming ``exp`` of a large number."""
    tail = mp.exp(-abs(x.value))
    p = 1 / (1 + tail)
    p, q = (p, tail * p) if x.value >= 0 else (tail * p, p)
    return x.chain(max(x.value, mp.zero) + mpmath.log1p(tail), p, p * q)
