"""High-precision references for the row operations: one row at a time, value and vector-Jacobian product.

Each function takes Python floats (the exact bits of the inputs) and returns a :class:`Row`. The magnitudes that errors
are measured against follow the same rule as those of the densities: sums of absolute terms, and the effect of half an
ulp in the inputs, to which the rounding of the shifted logits ``x - max(x)`` is added, because every stable algorithm
forms them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from tests.oracle.generate import split
from tests.tolerances import Reference

BITS = 400
Number = Any


@dataclass(frozen=True)
class Entry:
    """One output: exact value, sum of absolute terms, conditioning."""

    value: Number
    scale: Number
    conditioning: Number


@dataclass(frozen=True)
class Row:
    """The outputs of one row: a single value or one per element, and the gradients by argument."""

    value: list[Entry]
    gradients: Mapping[str, list[Entry]]
    vector: bool = False


@dataclass(frozen=True)
class Softmax:
    """The pieces of a softmax, without cancellation."""

    x: list[Number]
    shift: list[Number]  # x - max
    log_sum: Number  # log sum exp(shift) >= 0
    p: list[Number]
    q: list[Number]  # 1 - p
    input_error: Number  # effect on the log-sum of a relative error in x and in shift

    @property
    def maximum(self) -> Number:
        return max(self.x)

    def log_p(self, i: int) -> Number:
        return self.shift[i] - self.log_sum

    def log_p_error(self, i: int) -> Number:
        """Conditioning of ``log_p(i)``: sum over j of |delta_ij - p_j| (|x_j| + |shift_j|)."""
        size = _size(self.x[i]) + _size(self.shift[i])
        return self.q[i] * size + self.input_error - self.p[i] * size


def _size(x: Number) -> Number:
    return mp.zero if mp.isinf(x) else abs(x)


def softmax_parts(row: Sequence[float]) -> Softmax:
    """Softmax of a row whose largest element is finite; ``-inf`` elements have probability 0."""
    x = [mp.mpf(v) for v in row]
    largest = max(range(len(x)), key=lambda i: x[i])
    shift = [v - x[largest] for v in x]
    e = [mp.zero if v == -mp.inf else mp.exp(v) for v in shift]
    rest = sum((v for i, v in enumerate(e) if i != largest), mp.zero)
    total = 1 + rest
    p = [v / total for v in e]
    q = [rest / total if i == largest else 1 - v for i, v in enumerate(p)]
    error = sum((pi * (_size(xi) + _size(si)) for pi, xi, si in zip(p, x, shift, strict=True)), mp.zero)
    return Softmax(x, shift, mpmath.log1p(rest), p, q, error)


def logsumexp(row: Sequence[float], cotangent: float = 1.0) -> Row:
    if not row or max(row) == -np.inf:
        return Row([Entry(-mp.inf, mp.zero, mp.zero)], {"x": [Entry(mp.zero, mp.zero, mp.zero) for _ in row]})
    if max(row) == np.inf:
        m = sum(v == np.inf for v in row)
        gradient = [Entry(mp.mpf(cotangent) / m if v == np.inf else mp.zero, mp.zero, mp.zero) for v in row]
        return Row([Entry(mp.inf, mp.zero, mp.zero)], {"x": gradient})
    s = softmax_parts(row)
    value = Entry(s.maximum + s.log_sum, abs(s.maximum) + s.log_sum, s.input_error)
    return Row([value], {"x": softmax_entries(s, mp.mpf(cotangent))})


def logmeanexp(row: Sequence[float], cotangent: float = 1.0) -> Row:
    if not row:
        return Row([Entry(mp.nan, mp.zero, mp.zero)], {"x": []})
    if np.isinf(max(row)):
        return logsumexp(row, cotangent)
    s = softmax_parts(row)
    log_mean = s.log_sum - mpmath.log(len(row))
    value = Entry(s.maximum + log_mean, abs(s.maximum) + abs(log_mean), s.input_error)
    return Row([value], {"x": softmax_entries(s, mp.mpf(cotangent))})


def softmax_entries(s: Softmax, cotangent: Number) -> list[Entry]:
    return [Entry(c := p * cotangent, abs(c), abs(c) * s.log_p_error(i)) for i, p in enumerate(s.p)]


def log_softmax(row: Sequence[float], cotangent: Sequence[float] | None = None) -> Row:
    s = softmax_parts(row)
    c = [mp.mpf(v) for v in cotangent or [1] * len(row)]
    total, absolute = sum(c), sum(abs(v) for v in c)
    values = [
        Entry(s.log_p(i), _size(s.shift[i]) + s.log_sum, mp.zero if mp.isinf(s.shift[i]) else s.log_p_error(i))
        for i in range(len(c))
    ]
    gradient = [
        Entry(
            # the element's own cotangent against 1 - p, without cancellation
            c[i] * s.q[i] - s.p[i] * (total - c[i]),
            abs(c[i]) * s.q[i] + s.p[i] * (absolute - abs(c[i])),
            absolute * s.p[i] * s.log_p_error(i),
        )
        for i in range(len(c))
    ]
    return Row(values, {"x": gradient}, vector=True)


def softmax(row: Sequence[float], cotangent: Sequence[float] | None = None) -> Row:
    s = softmax_parts(row)
    c = [mp.mpf(v) for v in cotangent or [1] * len(row)]
    mean = sum(p * v for p, v in zip(s.p, c, strict=True))
    size = sum(p * abs(v) for p, v in zip(s.p, c, strict=True))
    gradient = [
        Entry(
            s.p[i] * (c[i] - mean),
            s.p[i] * (abs(c[i]) + size),
            s.p[i] * (abs(c[i]) + size) * (s.log_p_error(i) + s.input_error),
        )
        for i in range(len(c))
    ]
    return Row(softmax_entries(s, mp.one), {"x": gradient}, vector=True)


def cross_entropy(
    row: Sequence[float],
    target: int,
    *,
    class_weights: Sequence[float] | None = None,
    label_smoothing: float = 0.0,
    cotangent: float = 1.0,
) -> Row:
    """Loss of one row against an integer target; the smoothing mass of a class at ``-inf`` is dropped with its loss."""
    s = softmax_parts(row)
    n = len(row)
    smoothing, c = mp.mpf(label_smoothing), mp.mpf(cotangent)
    w = [mp.mpf(1 if class_weights is None else class_weights[i]) for i in range(n)]
    mass = [w[i] * smoothing / n if not mp.isinf(s.x[i]) else mp.zero for i in range(n)]
    mass[target] += (1 - smoothing) * w[target]
    if mp.isinf(s.x[target]) and mass[target] > 0:
        value = Entry(mp.inf, mp.zero, mp.zero)
    else:
        terms = [-m * s.log_p(i) for i, m in enumerate(mass) if m != 0]
        error = sum((m * s.log_p_error(i) for i, m in enumerate(mass) if m != 0), mp.zero)
        total_terms = sum(terms, mp.zero)
        value = Entry(total_terms, total_terms, error)
    total = sum(mass)
    gradient = []
    for i in range(n):
        others = total - mass[i]
        gradient.append(
            Entry(
                c * (s.p[i] * others - s.q[i] * mass[i]),
                abs(c) * (s.p[i] * others + s.q[i] * mass[i]),
                abs(c) * total * s.p[i] * s.log_p_error(i),
            )
        )
    return Row([value], {"logits": gradient})


def cross_entropy_with_options(
    row: Sequence[float],
    target: int | Sequence[float],
    *,
    weight: Sequence[float] | None = None,
    label_smoothing: float = 0.0,
    temperature: float = 1.0,
    softcap: float | None = None,
    z_loss: float = 0.0,
    roundings: int = 1,
) -> Row:
    """Loss of one row with every option; ``roundings`` half ulps are allowed in a logit as it enters the softmax."""
    n, t, z = range(len(row)), mp.mpf(temperature), mp.mpf(z_loss)
    tangents = [mp.zero if softcap is None else mp.tanh(mp.mpf(x) / mp.mpf(softcap)) for x in row]
    capped = [mp.mpf(x) if softcap is None else mp.mpf(softcap) * y for x, y in zip(row, tangents, strict=True)]
    s = softmax_parts([y / t for y in capped])
    smoothing, w = mp.mpf(label_smoothing), [mp.mpf(1 if weight is None else float(weight[i])) for i in n]
    hit = [mp.mpf(i == target) for i in n] if isinstance(target, int) else [mp.mpf(x) for x in target]
    own = w[target] if isinstance(target, int) else mp.one
    mass = [w[i] * ((1 - smoothing) * hit[i] + smoothing / len(row)) for i in n]
    lse = s.maximum + s.log_sum
    terms = [-m * s.log_p(i) for i, m in enumerate(mass)]
    value = sum(terms, mp.zero) + z * own * lse**2
    moved = sum((m * s.log_p_error(i) for i, m in enumerate(mass)), mp.zero) + 2 * z * own * abs(lse) * s.input_error
    total = sum(mass) + 2 * z * own * lse
    size = sum(mass) + 2 * z * own * abs(lse)
    gradient = []
    for i in n:
        slope = (1 - tangents[i] ** 2) / t
        g = s.p[i] * (total - mass[i]) - s.q[i] * mass[i]
        scale = slope * (s.p[i] * (size - mass[i]) + s.q[i] * mass[i])
        error = s.p[i] * (size * s.log_p_error(i) + 2 * z * own * s.input_error)
        # the slope is formed from the rounded tangent
        bend = 2 * tangents[i] ** 2 / (1 - tangents[i] ** 2)
        gradient.append(Entry(slope * g, scale, roundings * (slope * error + abs(slope * g) * bend)))
    return Row([Entry(value, value, roundings * moved)], {"logits": gradient})


def kl(p_row: Sequence[float], q_row: Sequence[float], kind: str = "probs", cotangent: float = 1.0) -> Row:
    """KL(p || q) of one row, ``sum p log(p/q) - p + q``; logits are normalised, other rows taken as they are."""
    c = mp.mpf(cotangent)
    if kind == "logits":
        return _kl_logits(p_row, q_row, c)
    terms, p_gradient, q_gradient = [], [], []
    for a, b in zip(p_row, q_row, strict=True):
        if kind == "probs":
            p, q = mp.mpf(a), mp.mpf(b)
        else:
            p, q = (mp.zero if v == -np.inf else mp.exp(mp.mpf(v)) for v in (a, b))
        if p == 0:
            term, log_ratio = q, (mp.zero if q == 0 else -mp.inf)
        elif q == 0:
            term, log_ratio = mp.inf, mp.inf
        else:
            log_ratio = mp.log(p / q)
            term = p * log_ratio - p + q
        terms.append(term)
        if kind == "probs":
            p_gradient.append(_exact(c * log_ratio))
            # 1 - p/q as a difference of the inputs; 0/0 is the interior limit of p = q
            ratio = mp.zero if p == q else (-mp.inf if q == 0 else (q - p) / q)
            q_gradient.append(_exact(c * ratio))
        else:
            a_size, b_size = _size(mp.mpf(a)), _size(mp.mpf(b))
            if p == 0:
                p_gradient.append(_exact(mp.zero))
            else:
                size = p * (abs(log_ratio) * a_size + a_size + b_size) if q else mp.zero
                p_gradient.append(Entry(c * p * log_ratio, abs(c * p * log_ratio), abs(c) * size))
            q_gradient.append(Entry(c * (q - p), abs(c * (q - p)), abs(c) * (p * a_size + q * b_size)))
    total = sum(terms, mp.zero)
    if kind == "probs":
        # the relative difference (q - p)/p enters squared: half an ulp in it moves a term by an ulp
        conditioning = mp.zero if mp.isinf(total) else 2 * total
    else:
        conditioning = mp.zero
        for a, b, g, h in zip(p_row, q_row, p_gradient, q_gradient, strict=True):
            if not mp.isinf(total):
                conditioning += abs(g.value * _size(mp.mpf(a))) + abs(h.value * _size(mp.mpf(b)))
        conditioning /= abs(c) if c else 1
    scale = mp.zero if mp.isinf(total) else total
    return Row([Entry(total, scale, conditioning)], {"p": p_gradient, "q": q_gradient})


def _kl_logits(p_row: Sequence[float], q_row: Sequence[float], c: Number) -> Row:
    s, r = softmax_parts(p_row), softmax_parts(q_row)
    n = range(len(p_row))
    ratio = []
    for i in n:
        if s.p[i] == 0:
            ratio.append(mp.zero)
        else:
            ratio.append(mp.inf if mp.isinf(r.x[i]) else s.log_p(i) - r.log_p(i))
    error = [mp.zero if mp.isinf(ratio[i]) or s.p[i] == 0 else s.log_p_error(i) + r.log_p_error(i) for i in n]
    value = sum((s.p[i] * ratio[i] for i in n if s.p[i] != 0), mp.zero)
    if mp.isinf(value):
        q_only = [
            Entry(c * (r.p[i] - s.p[i]), abs(c) * (r.p[i] + s.p[i]), abs(c) * (r.input_error + s.input_error))
            for i in n
        ]
        return Row([Entry(mp.inf, mp.zero, mp.zero)], {"q": q_only})
    spread = sum((s.p[i] * (abs(ratio[i] - value) * s.log_p_error(i) + error[i]) for i in n), mp.zero)
    # terms of the normalised Bregman form: all of one sign
    p_gradient = [
        Entry(
            c * s.p[i] * (ratio[i] - value) if s.p[i] else mp.zero,
            abs(c) * s.p[i] * (abs(ratio[i]) + value),
            abs(c) * s.p[i] * (abs(ratio[i] - value) * s.log_p_error(i) + error[i] + spread),
        )
        for i in n
    ]
    q_gradient = [
        Entry(
            c * (r.p[i] - s.p[i]),
            abs(c * (r.p[i] - s.p[i])),
            abs(c) * (r.p[i] * (1 + r.log_p_error(i)) + s.p[i] * (1 + s.log_p_error(i))),
        )
        for i in n
    ]
    movement = sum((abs(r.p[i] - s.p[i]) * (_size(r.x[i]) + _size(r.shift[i])) for i in n), mp.zero)
    movement += sum((s.p[i] * abs(ratio[i] - value) * (_size(s.x[i]) + _size(s.shift[i])) for i in n), mp.zero)
    # the log-ratio is formed as a difference too
    movement += sum((abs(r.p[i] - s.p[i]) * (abs(ratio[i]) + abs(r.x[i] - s.x[i])) for i in n if s.p[i]), mp.zero)
    return Row([Entry(value, value, movement)], {"p": p_gradient, "q": q_gradient})


@dataclass(frozen=True)
class Pairwise:
    """A divergence that is a sum of terms ``f(p, q)``, with the derivatives of a term by p and by q.

    ``rounds_ratio``: powers of p / q are formed as exponentials of its logarithm. The roundings of that and of its
    product with the order are allowed for.
    """

    term: Callable[[Number, Number], Number]
    p_slope: Callable[[Number, Number], Number]
    q_slope: Callable[[Number, Number], Number]
    rounds_ratio: bool = False


def _squared_roots() -> Pairwise:
    return Pairwise(
        lambda p, q: (mp.sqrt(p) - mp.sqrt(q)) ** 2 / 2,
        lambda p, q: (1 - mp.sqrt(q / p)) / 2,
        lambda p, q: (1 - mp.sqrt(p / q)) / 2,
    )


def jensen_shannon(beta: float) -> Pairwise:
    a, b = mp.mpf(beta), 1 - mp.mpf(beta)

    def log_to_mixture(x: Number, p: Number, q: Number) -> Number:
        return mp.log(x / (a * p + b * q))

    return Pairwise(
        lambda p, q: a * p * log_to_mixture(p, p, q) + b * q * log_to_mixture(q, p, q),
        lambda p, q: a * log_to_mixture(p, p, q),
        lambda p, q: b * log_to_mixture(q, p, q),
    )


def alpha(order: float) -> Pairwise:
    a = mp.mpf(order)
    if a == 1:
        return Pairwise(lambda p, q: p * mp.log(p / q) - p + q, lambda p, q: mp.log(p / q), lambda p, q: 1 - p / q)
    if a == 0:
        return Pairwise(lambda p, q: q * mp.log(q / p) - q + p, lambda p, q: 1 - q / p, lambda p, q: mp.log(q / p))
    return Pairwise(
        lambda p, q: (p**a * q ** (1 - a) - a * p + (a - 1) * q) / (a * (a - 1)),
        lambda p, q: ((p / q) ** (a - 1) - 1) / (a - 1),
        lambda p, q: (1 - (p / q) ** a) / a,
        rounds_ratio=True,
    )


PAIRWISE: dict[str, Callable[..., Pairwise]] = {
    "chi2": lambda: Pairwise(
        lambda p, q: (p - q) ** 2 / q, lambda p, q: 2 * (p - q) / q, lambda p, q: 1 - (p / q) ** 2, rounds_ratio=True
    ),
    "neyman": lambda: Pairwise(
        lambda p, q: (p - q) ** 2 / p, lambda p, q: 1 - (q / p) ** 2, lambda p, q: 2 * (q - p) / p, rounds_ratio=True
    ),
    "hellinger2": _squared_roots,
    "total_variation": lambda: Pairwise(
        lambda p, q: abs(p - q) / 2, lambda p, q: mp.sign(p - q) / 2, lambda p, q: mp.sign(q - p) / 2
    ),
    "euclidean": lambda: Pairwise(lambda p, q: (p - q) ** 2, lambda p, q: 2 * (p - q), lambda p, q: 2 * (q - p)),
    "itakura_saito": lambda: Pairwise(
        lambda p, q: p / q - mp.log(p / q) - 1,
        lambda p, q: (p - q) / (p * q),
        lambda p, q: (q - p) / q**2,
        rounds_ratio=True,
    ),
    "cross_entropy_pq": lambda: Pairwise(lambda p, q: -p * mp.log(q), lambda p, q: -mp.log(q), lambda p, q: -p / q),
    "jensen_shannon": jensen_shannon,
    "alpha": alpha,
    "reverse_kl": lambda: alpha(0),
}


@dataclass(frozen=True)
class _Side:
    """A row as probabilities, and the error of their logarithms that half an ulp in the inputs makes.

    ``log``, less ``normaliser``, is the logarithm that differences are formed of.
    """

    kind: str
    p: list[Number]
    log_error: list[Number]
    log: list[Number]
    normaliser: Number = mp.zero

    @staticmethod
    def of(row: Sequence[float], kind: str) -> _Side:
        x = [mp.mpf(v) for v in row]
        if kind == "logits":
            s = softmax_parts(row)
            return _Side(kind, s.p, [s.log_p_error(i) for i in range(len(row))], x, s.maximum + s.log_sum)
        if kind == "probs":
            return _Side(kind, x, [mp.zero] * len(x), [mp.log(v) for v in x])
        return _Side(kind, [mp.exp(v) for v in x], [abs(v) for v in x], x)


def pairwise(
    p_row: Sequence[float],
    q_row: Sequence[float],
    *,
    formula: str,
    argument: float | None = None,
    p_kind: str = "probs",
    q_kind: str = "probs",
    factor: float = 1.0,
    cotangent: float = 1.0,
) -> Row:
    """A sum of terms of strictly positive p and q, in any of the kinds of rows."""
    f = PAIRWISE[formula](*(() if argument is None else (argument,)))
    sides = _Side.of(p_row, p_kind), _Side.of(q_row, q_kind)
    c, n = mp.mpf(cotangent) * mp.mpf(factor), range(len(p_row))
    step = mp.mpf(2) ** -150
    of_logs = p_kind != "probs" or q_kind != "probs"
    roundings = 2 if f.rounds_ratio else 1 if of_logs else 0
    ratio_error = [roundings * abs(mp.log(p / q)) for p, q in zip(sides[0].p, sides[1].p, strict=True)]
    if of_logs:
        # the difference of what the rows hold is rounded, and each normaliser
        constant = abs(sides[0].normaliser) + abs(sides[1].normaliser)
        ratio_error = [
            e + abs(a - b) + constant for e, a, b in zip(ratio_error, sides[0].log, sides[1].log, strict=True)
        ]
    if p_kind != q_kind and "probs" in (p_kind, q_kind):
        # the logarithm of the probability is rounded, as the one it is compared with has been
        plain = sides[0].p if p_kind == "probs" else sides[1].p
        ratio_error = [e + abs(mp.log(x)) for e, x in zip(ratio_error, plain, strict=True)]

    def moved(g: Callable[[Number, Number], Number], i: int) -> Number:
        """How far errors of the logarithms move ``g``."""
        p, q = sides[0].p[i], sides[1].p[i]
        by_p = abs(g(p * (1 + step), q) - g(p, q)) / step
        by_q = abs(g(p, q * (1 + step)) - g(p, q)) / step
        return by_p * sides[0].log_error[i] + by_q * sides[1].log_error[i] + max(by_p, by_q) * ratio_error[i]

    terms = [f.term(p, q) for p, q in zip(sides[0].p, sides[1].p, strict=True)]
    total = sum(terms, mp.zero)
    size = sum((abs(t) for t in terms), mp.zero)
    value = Entry(mp.mpf(factor) * total, abs(factor) * size, abs(factor) * sum((moved(f.term, i) for i in n), mp.zero))
    gradients = {}
    for name, side, slope in (("p", sides[0], f.p_slope), ("q", sides[1], f.q_slope)):

        def flow(p: Number, q: Number, slope: Any = slope, name: str = name) -> Number:
            return slope(p, q) * (p if name == "p" else q)

        measure = slope if side.kind == "probs" else flow
        exact = [measure(p, q) for p, q in zip(sides[0].p, sides[1].p, strict=True)]
        errors = [moved(measure, i) for i in n]
        sizes = [abs(g) for g in exact]
        if side.kind == "logits":
            mean, spread = sum(exact, mp.zero), sum(errors, mp.zero)
            absolute = sum(sizes, mp.zero)
            sizes = [s + p * absolute for s, p in zip(sizes, side.p, strict=True)]
            errors = [
                e + p * (spread + abs(mean) * log_error)
                for e, p, log_error in zip(errors, side.p, side.log_error, strict=True)
            ]
            exact = [g - p * mean for g, p in zip(exact, side.p, strict=True)]
        gradients[name] = [Entry(c * g, abs(c) * s, abs(c) * e) for g, s, e in zip(exact, sizes, errors, strict=True)]
    return Row([value], gradients)


def _exact(value: Number) -> Entry:
    """An entry whose inputs are taken as they stand: no allowance for their rounding."""
    return Entry(value, mp.zero if mp.isinf(value) else abs(value), mp.zero)


def entropy(row: Sequence[float], kind: str = "probs", cotangent: float = 1.0) -> Row:
    c = mp.mpf(cotangent)
    if kind == "logits":
        s = softmax_parts(row)
        n = range(len(row))
        value = -sum((s.p[i] * s.log_p(i) for i in n if s.p[i] != 0), mp.zero)
        gradient, movement = [], mp.zero
        for i in n:
            if s.p[i] == 0:
                gradient.append(_exact(mp.zero))
                continue
            log_p, size = s.log_p(i), s.log_p_error(i)
            movement += s.p[i] * abs(log_p + value) * (_size(s.x[i]) + _size(s.shift[i]))
            gradient.append(
                Entry(
                    -c * s.p[i] * (log_p + value),
                    abs(c) * s.p[i] * (abs(log_p) + value),
                    abs(c) * s.p[i] * (size * (1 + abs(log_p + value)) + s.input_error * (1 + value)),
                )
            )
        return Row([Entry(value, value, movement)], {"p": gradient})
    value, scale, conditioning, gradient = mp.zero, mp.zero, mp.zero, []
    for v in row:
        x = mp.mpf(v)
        if kind == "probs":
            if x == 0:
                gradient.append(_exact(c * mp.inf))
                continue
            p, log_p = x, mp.log(x)
            conditioning += p * abs(log_p + 1)
            gradient.append(Entry(-c * (log_p + 1), abs(c) * (abs(log_p) + 1), abs(c)))
        else:
            if mp.isinf(x):
                gradient.append(_exact(mp.zero))
                continue
            p, log_p = mp.exp(x), x
            conditioning += p * abs((log_p + 1) * x)
            gradient.append(
                Entry(-c * p * (log_p + 1), abs(c) * p * (abs(log_p) + 1), abs(c) * p * abs(log_p + 2) * abs(x))
            )
        value -= p * log_p
        scale += p * abs(log_p)
    return Row([Entry(value, scale, conditioning)], {"p": gradient})


def _reference(entries: NDArray[np.object_]) -> Reference:
    pairs = [split(e.value) for e in entries.ravel()]

    def shaped(values: list[float]) -> NDArray[np.float64]:
        return np.array(values, np.float64).reshape(entries.shape)

    return Reference(
        shaped([h for h, _ in pairs]),
        shaped([lo for _, lo in pairs]),
        shaped([float(e.scale) for e in entries.ravel()]),
        shaped([float(e.conditioning) for e in entries.ravel()]),
    )


def batch(
    function: Callable[..., Row], *arrays: NDArray[Any], cotangent: NDArray[Any] | None = None, **options: Any
) -> tuple[Reference, dict[str, Reference]]:
    """Apply a row function along the last axis; an array of one dimension less gives one scalar per row."""
    lead = arrays[0].shape[:-1]
    values: NDArray[np.object_] = np.empty(lead, object)
    vector = False
    gradients: dict[str, NDArray[np.object_]] = {}
    with mp.workprec(BITS):
        for index in np.ndindex(*lead):
            arguments = [a[index].tolist() for a in arrays]
            extra = {} if cotangent is None else {"cotangent": np.asarray(cotangent[index]).tolist()}
            row = function(*arguments, **extra, **options)
            values[index] = row.value
            vector = row.vector
            for name, entries in row.gradients.items():
                gradients.setdefault(name, np.empty(lead, object))[index] = entries
        return (
            _reference(_stack(values, vector)),
            {name: _reference(_stack(entries, vector=True)) for name, entries in gradients.items()},
        )


def _stack(rows: NDArray[np.object_], vector: bool) -> NDArray[np.object_]:
    """Lists of entries as one object array, without its last axis unless ``vector``."""
    lists = [list(r) for r in rows.ravel()]
    width = len(lists[0])
    flat: NDArray[np.object_] = np.empty((len(lists), width), object)
    for i, entries in enumerate(lists):
        for j, entry in enumerate(entries):
            flat[i, j] = entry
    return flat.reshape(*rows.shape, width) if vector else flat.reshape(rows.shape)
