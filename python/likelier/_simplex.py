"""Densities of probabilities and of counts of classes: Dirichlet, multinomial and categorical."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array, as_known, cast, index_text, is_floating
from likelier._cross_entropy import cross_entropy
from likelier._elementwise import ElementwiseFunction
from likelier._families import make_families
from likelier._memory import array_of, sum_to
from likelier._rows import make_special_row_functions
from likelier._vector_entropy import CategoricalEntropy, DirichletEntropy
from likelier._vector_random import CategoricalVariates, DirichletVariates, MultinomialVariates
from likelier._vectors import (
    DOUBLE,
    SOME_ELEMENTS,
    Call,
    VectorFamily,
    VectorFunction,
    sum_of_events,
    summed_over_events,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


class DirichletFunction(VectorFunction):
    """The Dirichlet density: of independent gamma variables of a common rate, given their sum.

    Their rate does not matter, and is the sum of alpha: so each factor is that of a gamma density near its mode,
    whose large terms cancel in its own formula.
    """

    def _batch(self, call: Call) -> tuple[int, ...]:
        x, alpha = call.arrays["x"], call.arrays["alpha"]
        for name, array in call.arrays.items():
            if array.ndim == 0:
                self._fail(f"{name} must have at least one axis, that of the event; got a 0-d array")
        if alpha.shape[-1] != x.shape[-1]:
            self._fail(f"x and alpha must have one length of the last axis; got shapes {x.shape} and {alpha.shape}")
        if alpha.shape[-1] == 0:
            self._fail(f"alpha {SOME_ELEMENTS}; got shape {alpha.shape}")
        return self._broadcast({"x": x.shape[:-1], "alpha": alpha.shape[:-1]}, call)

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        x, alpha = call.arrays["x"], call.arrays["alpha"]
        n = x.shape[-1]
        in_double = call.dtype == np.float64
        total = array_of(sum_of_events(alpha, 0.0))
        # Any rate will do, if it is the same in all terms: one that the compute type has.
        with np.errstate(over="ignore"):
            rate = array_of(total if in_double else total.astype(np.float32).astype(np.float64))
        by_alpha = memory.empty(alpha.shape, DOUBLE, alpha) if "alpha" in wanted else None
        log_prob = summed_over_events(
            "gamma",
            ("a", "rate"),
            [x, alpha, rate[..., np.newaxis]],
            (*batch, n),
            factors,
            [None, by_alpha, None],
            in_double,
        )
        peak, by_total = _densities()["gamma"].value_and_grad(array_of(np.ones_like(total)), total, rate=rate, wrt="a")
        with np.errstate(invalid="ignore"):
            log_prob = log_prob + (rate * sum_of_events(x, 1.0) - peak)
        value[...] = cast(array_of(log_prob), value.dtype)
        gradients: dict[str, Array] = {}
        if factors is not None and "x" in wanted:
            exponent = as_known(alpha).astype(np.float64) - 1
            data = as_known(x).astype(np.float64)
            with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
                slope = exponent / np.where(data == 0, 0.0, data)
                slope = np.where((exponent == 0) & ~np.isnan(data), 0.0, slope)
                # Where the density is 0 all around it has no slope.
                slope = np.where(data < 0, 0.0, slope)
            gradients["x"] = _slopes(factors, slope)
        if factors is not None and by_alpha is not None:
            summed = sum_to(factors, (1,) * (len(batch) - total.ndim) + total.shape).reshape(total.shape)
            with np.errstate(invalid="ignore"):
                shared = np.where(summed == 0, 0.0, summed * by_total)
            gradients["alpha"] = by_alpha - shared[..., np.newaxis]
        return gradients

    def _check(self, call: Call, where: Array | None) -> None:
        x, alpha = (as_known(call.arrays[n]) for n in ("x", "alpha"))
        bad = ~((x >= 0) & (x <= 1))
        inside = np.ones((), np.bool_) if where is None else where[..., np.newaxis]
        self._refuse(bad & inside, x, "x", "between 0 and 1")
        self._refuse(~((alpha > 0) & (alpha < np.inf)), alpha, "alpha", "positive and finite")
        _check_sum(self, x, "x", inside)


def _check_sum(function: VectorFunction, array: Array, name: str, inside: Array) -> None:
    """Raise where elements do not add up to 1, but for the rounding of each."""
    sums = np.asarray(array.sum(axis=-1, dtype=np.float64, keepdims=True))
    kind = array.dtype if is_floating(array) else DOUBLE
    bad = (abs(sums - 1) > array.shape[-1] * np.finfo(kind).eps) & inside
    if np.any(bad):
        index = tuple(int(i) for i in np.argwhere(bad)[0])[:-1]
        got = np.broadcast_to(sums, bad.shape)[(*index, 0)]
        function._fail(f"{name} must add up to 1 along its last axis; got {got}{index_text(index)}")


def _check_probabilities(function: VectorFunction, call: Call, inside: Array) -> None:
    """Raise for probabilities that are none, or logits that are no numbers."""
    if "logits" in call.arrays:
        logits = as_known(call.arrays["logits"])
        function._refuse(np.isnan(logits) & inside, logits, "logits", "a number")
        return
    p = as_known(call.arrays["p"])
    function._refuse(~((p >= 0) & (p <= 1)) & inside, p, "p", "between 0 and 1")
    _check_sum(function, p, "p", inside)


def _is_count(array: Array) -> Array:
    """Tell which elements are 0, 1, 2, ..."""
    if array.dtype.kind != "f":
        return array_of(array >= 0)
    with np.errstate(invalid="ignore"):
        return array_of((array >= 0) & (np.floor(array) == array) & (array < np.inf))


def _slopes(factors: Array, slope: Array) -> Array:
    """Return factors times slopes of elements: 0 where an event does not count."""
    wide = factors[..., np.newaxis]
    with np.errstate(invalid="ignore", over="ignore"):
        return np.where(wide == 0, 0.0, wide * slope)


class MultinomialFunction(VectorFunction):
    """The multinomial mass function: of independent Poisson variables, given their sum."""

    gradient_arguments = ("p", "logits")

    def _batch(self, call: Call) -> tuple[int, ...]:
        x, n = call.arrays["x"], call.arrays["n"]
        name = "p" if "p" in call.arrays else "logits"
        p = call.arrays[name]
        for argument, array in (("x", x), (name, p)):
            if array.ndim == 0:
                self._fail(f"{argument} must have at least one axis, that of the event; got a 0-d array")
        if p.shape[-1] != x.shape[-1]:
            self._fail(f"x and {name} must have one length of the last axis; got shapes {x.shape} and {p.shape}")
        return self._broadcast({"x": x.shape[:-1], "n": n.shape, name: p.shape[:-1]}, call)

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        x = as_known(call.arrays["x"]).astype(np.float64, copy=False)
        given = as_known(call.arrays["n"]).astype(np.float64, copy=False)
        # What no number of trials can be is seen to below.
        n = np.where(_is_count(given) | np.isnan(given), given, 0.0)
        shape = (*batch, x.shape[-1])
        if "p" in call.arrays:
            p = as_known(call.arrays["p"]).astype(np.float64, copy=False)
            with np.errstate(invalid="ignore", over="ignore"):
                means = n[..., np.newaxis] * p
            log_prob = summed_over_events("poisson", ("mu",), [x, means], shape, None, [None, None], True)
            excess = array_of(sum_of_events(p, 1.0))
        else:
            logits = as_known(call.arrays["logits"]).astype(np.float64, copy=False)
            with np.errstate(divide="ignore", invalid="ignore"):
                means = np.log(n)[..., np.newaxis] + _rows()["log_softmax"](logits)
            log_prob = summed_over_events("poisson", ("log_mu",), [x, means], shape, None, [None, None], True)
            excess = memory.full((), 0.0, n)
        peak = _densities()["poisson"](n, n)
        with np.errstate(invalid="ignore"):
            log_prob = log_prob - peak + n * excess
            total = summed_over_events("_identity", (), [np.broadcast_to(x, shape)], shape, None, [None], True)
            # The mean 0 of no trials has no logarithm.
            log_prob = np.where((n == 0) & (total == 0) & ~np.isnan(log_prob), 0.0, log_prob)
            outside = (total != given) | ~_is_count(given)
            outside = outside | ~_is_count(x).all(axis=-1)
            unknown = np.isnan(total) | np.isnan(n) | np.isnan(log_prob)
        value[...] = cast(np.where(outside & ~unknown, -np.inf, log_prob), value.dtype)
        gradients: dict[str, Array] = {}
        if factors is None or not wanted:
            return gradients
        counted = np.where(outside & ~unknown, 0.0, factors)
        [name] = wanted
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            if name == "p":
                slope = np.where((x == 0) & ~np.isnan(p), 0.0, x / np.where(p == 0, 0.0, p))
            else:
                slope = x - n[..., np.newaxis] * _rows()["softmax"](logits)
        gradients[name] = _slopes(counted, np.broadcast_to(slope, shape))
        return gradients

    def _check(self, call: Call, where: Array | None) -> None:
        inside = np.ones((), np.bool_) if where is None else where[..., np.newaxis]
        x, n = as_known(call.arrays["x"]), as_known(call.arrays["n"])
        self._refuse(np.isnan(x) & inside, x, "x", "a number")
        self._refuse(~_is_count(n), n, "n", "0, 1, 2, ...")
        _check_probabilities(self, call, inside)


class CategoricalFunction(VectorFunction):
    """The mass function of a choice: the logarithm of one probability of a row."""

    gradient_arguments = ("p", "logits")

    def _batch(self, call: Call) -> tuple[int, ...]:
        name = "p" if "p" in call.arrays else "logits"
        p = call.arrays[name]
        if p.ndim == 0:
            self._fail(f"{name} must have at least one axis, that of the classes; got a 0-d array")
        return self._broadcast({"k": call.arrays["k"].shape, name: p.shape[:-1]}, call)

    def _compute(
        self, call: Call, batch: tuple[int, ...], value: Array, wanted: Sequence[str], factors: Array | None
    ) -> dict[str, Array]:
        k = as_known(call.arrays["k"])
        name = "p" if "p" in call.arrays else "logits"
        p = call.arrays[name]
        classes = p.shape[-1]
        inside = np.broadcast_to(_is_count(k) & (k < classes), batch)
        target = array_of(np.where(inside, k, 0)).astype(np.int64)
        shape = (*batch, classes)
        gradients: dict[str, Array] = {}
        log_prob = memory.full(batch, -np.inf, p)
        if not classes:
            pass
        elif name == "p":
            known = np.broadcast_to(as_known(p), shape)
            chosen = np.take_along_axis(known, target[..., np.newaxis], axis=-1)[..., 0].astype(np.float64)
            with np.errstate(invalid="ignore", divide="ignore"):
                log_prob = np.log(np.where(chosen == 0, 0.0, chosen))
        counted = None if factors is None else np.where(inside, factors, 0.0)
        if name == "logits" and classes:
            spread = np.broadcast_to(p, shape)
            options = {"reduction": "none", "ignore_index": -1}
            if wanted and counted is not None:
                loss, gradients["logits"] = cross_entropy.value_and_grad(
                    spread, target, wrt="logits", cotangent=-counted, **options
                )
            else:
                loss = cross_entropy(spread, target, **options)
            log_prob = -array_of(loss, np.float64)
        elif wanted and counted is not None:
            gradients[name] = memory.full(shape, 0.0, p)
            if classes:
                with np.errstate(invalid="ignore", divide="ignore"):
                    slope = np.where(counted == 0, 0.0, counted / np.where(chosen == 0, 0.0, chosen))
                rows = memory.namespace(p).arange(target.size)
                gradients[name].reshape(-1, classes)[rows, target.reshape(-1)] = slope.reshape(-1)
        log_prob = np.where(inside, log_prob, np.where(np.isnan(k), np.nan, array_of(np.full_like(log_prob, -np.inf))))
        value[...] = cast(log_prob, value.dtype)
        return gradients

    def _check(self, call: Call, where: Array | None) -> None:
        k = as_known(call.arrays["k"])
        inside = np.ones((), np.bool_) if where is None else where
        self._refuse(np.isnan(k) & inside, k, "k", "a number")
        _check_probabilities(self, call, inside[..., np.newaxis])


@functools.cache
def _densities() -> dict[str, ElementwiseFunction]:
    """Return the log-densities of elements by name."""
    return {name: getattr(family, family._method) for name, family in make_families().items()}


@functools.cache
def _rows() -> dict[str, Any]:
    return make_special_row_functions()


_DIRICHLET = {
    "name": "dirichlet",
    "kind": "density",
    "variables": ["x"],
    "event": "x",
    "parameterisations": [[("alpha", "positive", None)]],
    "summary": "Dirichlet distribution: of probabilities that add up to 1.",
    "formula": "log Gamma(sum_j alpha_j) + sum_j [(alpha_j - 1) log x_j - log Gamma(alpha_j)]",
    "borders": (
        "At x_j = 0: +inf for alpha_j < 1, nothing of x_j for alpha_j = 1, -inf for alpha_j > 1. -inf where an x_j is "
        "negative. The elements of x are taken as they are, and differentiated as if they were free: that they add up "
        "to 1 is checked by validate=True alone, up to n eps. Unlike in SciPy the event is the last axis of x, and "
        "alpha may be a batch. Large alpha keep their digits: each element is a gamma density near its mode."
    ),
    "source": "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for large alpha.",
    "example": (
        "lk.dirichlet.logpdf([[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]], alpha=[2.0, 3.0, 4.0])\n"
        "array([2.02287119, 0.54251032])"
    ),
}

_MULTINOMIAL = {
    "name": "multinomial",
    "kind": "mass",
    "variables": ["x"],
    "event": "x",
    "parameterisations": [
        [("n", "count", None), ("p", "unit interval", None)],
        [("n", "count", None), ("logits", "real", None)],
    ],
    "summary": "Multinomial distribution: how often each class came in n trials.",
    "formula": "log n! - sum_j log x_j! + sum_j x_j log p_j,  sum_j x_j = n",
    "borders": (
        "-inf where the elements of x do not add up to n, or x or n is negative or not an integer. x_j = 0 adds "
        "nothing, whatever p_j; -inf where x_j > 0 = p_j. A negative p_j gives NaN. p is taken as it is, and "
        "differentiated as if its elements were free: that they add up to 1 is checked by validate=True alone, up to "
        "n eps (SciPy puts what is missing to 1 in place of the last). logits are normalised, by their log-sum-exp. "
        "Large counts keep their digits: each element is a Poisson mass near its mode. Everything is computed in "
        "float64 and rounded once. There are no gradients in x and n."
    ),
    "source": ("C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for the large-count form."),
    "example": (
        "lk.multinomial.logpmf([[2, 1, 1], [4, 0, 0]], n=4, p=[0.5, 0.25, 0.25])\narray([-1.67397643, -2.77258872])"
    ),
}

_CATEGORICAL = {
    "name": "categorical",
    "kind": "mass",
    "variables": ["k"],
    "event": "p",
    "parameterisations": [[("p", "unit interval", None)], [("logits", "real", None)]],
    "summary": "Categorical distribution: one of the classes 0, 1, 2, ...",
    "formula": "log p_k,  p = softmax(logits)",
    "borders": (
        "-inf where k is no class, or one with p_k = 0. p is taken as it is, and differentiated as if its elements "
        "were free: that they add up to 1 is checked by validate=True alone, up to n eps. logits are normalised, by "
        "their log-sum-exp, as cross_entropy does. There is no gradient in k."
    ),
    "source": "C. Bishop, Pattern Recognition and Machine Learning (2006), 2.2.",
    "example": "lk.categorical.logpmf([0, 2], p=[0.5, 0.25, 0.25])\narray([-0.69314718, -1.38629436])",
}


class _Dirichlet(VectorFamily):
    function_type = DirichletFunction
    variates_type = DirichletVariates
    entropy_type = DirichletEntropy


class _Multinomial(VectorFamily):
    function_type = MultinomialFunction
    variates_type = MultinomialVariates


class _Categorical(VectorFamily):
    function_type = CategoricalFunction
    variates_type = CategoricalVariates
    entropy_type = CategoricalEntropy


dirichlet = _Dirichlet(_DIRICHLET)
multinomial = _Multinomial(_MULTINOMIAL)
categorical = _Categorical(_CATEGORICAL)
