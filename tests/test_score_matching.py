"""Losses of score matching from arrays: formulas, gradients, reductions, known answers, what is refused."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

import likelier
from tests.differences import assert_gradient
from tests.registry import Array, lk
from tests.tolerances import (
    QUADRATIC_DIFFERENCE,
    REORDERED_SUM,
    SAME,
    SCORE_LOSS,
    SCORE_LOSS_BY_AUTOGRAD,
    SCORE_ULPS,
    SMOOTH_DIFFERENCE,
    few_ulp,
)

SM: Any = likelier.score_matching
RNG = np.random.default_rng(7)


def normal(*shape: int) -> Array:
    return RNG.normal(size=shape)


def positive(*shape: int) -> Array:
    return RNG.uniform(0.3, 2.0, size=shape)


def half_square(s: Array) -> Array:
    return np.asarray(0.5 * (s * s).sum(axis=-1))


def dot(a: Array, b: Array) -> Array:
    return np.asarray((a * b).sum(axis=-1))


def probe_mean(x: Array, rows: tuple[int, ...]) -> Array:
    return x.mean(axis=0) if x.ndim > len(rows) else x


@dataclass(frozen=True)
class Case:
    """A loss with options: arguments by name, and the losses of the samples in NumPy."""

    function: Any
    arguments: dict[str, Array]
    losses: Callable[..., Array]
    options: dict[str, Any] = field(default_factory=dict)
    name: str = ""

    def __str__(self) -> str:
        return self.name


def denoised(lam: Callable[[Any], Any]) -> Callable[..., Array]:
    def losses(s: Array, x: Array, x_noisy: Array, sigma: Array, weighting: Array | None = None) -> Array:
        own = np.reshape(sigma, np.shape(sigma)[: s.ndim - 1] or ())
        residual = s + (x_noisy - x) / np.square(own)[..., None]
        factor = lam(own) if weighting is None else weighting
        return np.asarray(factor * half_square(residual))

    return losses


def denoised_noise(lam: Callable[[Any], Any]) -> Callable[..., Array]:
    def losses(s: Array, noise: Array, sigma: Array, weighting: Array | None = None) -> Array:
        factor = lam(sigma) if weighting is None else weighting
        return np.asarray(factor * half_square(s + noise / np.asarray(sigma)[..., None]))

    return losses


def sliced(variance_reduced: bool) -> Callable[..., Array]:
    def losses(s: Array, v: Array, jv: Array) -> Array:
        if variance_reduced:
            return np.asarray(half_square(s) + probe_mean(dot(v, jv), s.shape[:-1]))
        return probe_mean(np.asarray(dot(v, jv) + 0.5 * dot(v, np.broadcast_to(s, v.shape)) ** 2), s.shape[:-1])

    return losses


def finite_difference(logp: Array, logp_plus: Array, logp_minus: Array) -> Array:
    e, plus, minus = -logp, -logp_plus, -logp_minus
    return np.asarray(5 / 0.3**2 * (2 * e - plus - minus + (plus - minus) ** 2 / 8))


def finite_difference_score(s_plus: Array, s_minus: Array, v: Array) -> Array:
    pair = s_plus + s_minus
    return np.asarray(dot(pair, pair) / 8 + s_plus.shape[-1] / (2 * 0.3**2) * dot(v, s_plus - s_minus))


def weighted(s: Array, ds: Array, w: Array, dw: Array) -> Array:
    return np.asarray((0.5 * w * s * s + w * ds + dw * s).sum(axis=-1))


def cases() -> list[Case]:
    b, d, k = 4, 5, 3
    result = [
        Case(
            SM.implicit,
            {"s": normal(b, d), "trace": normal(b)},
            lambda s, trace: half_square(s) + trace,
            {},
            "implicit",
        ),
        Case(
            SM.implicit,
            {"s": normal(2, 3, d), "trace": normal(3)},
            lambda s, trace: half_square(s) + trace,
            {},
            "implicit, broadcast trace",
        ),
        Case(
            SM.implicit, {"s": normal(d), "trace": normal()}, lambda s, trace: half_square(s) + trace, {}, "one sample"
        ),
        Case(
            SM.explicit,
            {"s": normal(b, d), "s_target": normal(b, d)},
            lambda s, s_target: half_square(s - s_target),
            {},
            "explicit",
        ),
        Case(
            SM.explicit,
            {"s": normal(b, d), "s_target": normal(d)},
            lambda s, s_target: half_square(s - s_target),
            {},
            "explicit, broadcast",
        ),
        Case(
            SM.weighted,
            {"s": normal(b, d), "ds": normal(b, d), "w": positive(b, d), "dw": normal(b, d)},
            weighted,
            {},
            "weighted",
        ),
        Case(
            SM.weighted,
            {"s": normal(b, d), "ds": normal(b, d), "w": positive(b, 1), "dw": normal(d)},
            weighted,
            {},
            "weighted, broadcast",
        ),
        Case(
            SM.finite_difference,
            {"logp": normal(b), "logp_plus": normal(b), "logp_minus": normal(b)},
            finite_difference,
            {"dim": 5, "eps": 0.3},
            "finite differences",
        ),
        Case(
            SM.finite_difference,
            {"logp": normal(b), "logp_plus": normal(k, b), "logp_minus": normal(k, b)},
            finite_difference,
            {"dim": 5, "eps": np.full((k, 1), 0.3)},
            "finite differences of probes",
        ),
        Case(
            SM.finite_difference_score,
            {"s_plus": normal(b, d), "s_minus": normal(b, d), "v": normal(b, d)},
            finite_difference_score,
            {"eps": 0.3},
            "finite differences of scores",
        ),
        Case(
            SM.finite_difference_score,
            {"s_plus": normal(k, b, d), "s_minus": normal(k, b, d), "v": normal(k, 1, d)},
            finite_difference_score,
            {"eps": np.full(b, 0.3)},
            "finite differences of scores, a step a sample",
        ),
    ]
    for reduced in (True, False):
        result += [
            Case(
                SM.sliced,
                {"s": normal(b, d), "v": normal(*shape), "jv": normal(*shape)},
                sliced(reduced),
                {"variance_reduced": reduced},
                f"sliced, reduced {reduced}, probes {shape}",
            )
            for shape in ((b, d), (1, b, d), (k, b, d))
        ]
        result.append(
            Case(
                SM.sliced,
                {"s": normal(2, b, d), "v": normal(k, 1, 1, d), "jv": normal(k, 2, b, d)},
                sliced_of_two_axes(reduced),
                {"variance_reduced": reduced},
                f"sliced, reduced {reduced}, broadcast probes",
            )
        )
    factors: dict[str, Callable[[Any], Any]] = {"none": lambda sigma: 1.0, "sigma2": np.square}
    for shape in ((), (b,), (b, 1)):
        for weighting, lam in factors.items():
            data = {"s": normal(b, d), "x": normal(b, d), "x_noisy": normal(b, d), "sigma": positive(*shape)}
            result.append(
                Case(
                    SM.denoising,
                    data,
                    denoised(lam),
                    {"weighting": weighting},
                    f"denoising, {weighting}, sigma {shape}",
                )
            )
    result.append(
        Case(
            SM.denoising,
            {
                "s": normal(b, d),
                "x": normal(d),
                "x_noisy": normal(b, d),
                "sigma": positive(b),
                "weighting": positive(b),
            },
            denoised(lambda sigma: 1.0),
            {},
            "denoising, weights of samples",
        )
    )
    for weighting, lam in factors.items():
        data = {"s": normal(b, d), "noise": normal(b, d), "sigma": positive(b)}
        result.append(
            Case(SM.denoising, data, denoised_noise(lam), {"weighting": weighting}, f"denoising of noise, {weighting}")
        )
    data = {"s": normal(b, d), "noise": normal(b, d), "sigma": positive(), "weighting": positive()}
    result.append(Case(SM.denoising, data, denoised_noise(lambda sigma: 1.0), {}, "denoising of noise, one weight"))
    return result


def sliced_of_two_axes(reduced: bool) -> Callable[..., Array]:
    def losses(s: Array, v: Array, jv: Array) -> Array:
        return sliced(reduced)(s, np.broadcast_to(v, jv.shape), jv)

    return losses


CASES = cases()
REDUCTIONS = ["mean", "sum", "none"]


def total(case: Case, names: list[str], given: dict[str, Any], cotangent: Any, *arrays: Array) -> float:
    value = case.function(**dict(zip(names, arrays, strict=True)), **case.options, **given)
    return float(np.sum(np.asarray(value) * (1.0 if cotangent is None else cotangent)))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_losses_are_their_formulas(case: Case, isa: str) -> None:
    expected = case.losses(**case.arguments)
    close = functools.partial(np.testing.assert_allclose, rtol=SCORE_LOSS[0], atol=SCORE_LOSS[1])
    close(case.function(**case.arguments, **case.options, reduction="none"), expected)
    close(case.function(**case.arguments, **case.options), expected.mean())
    close(case.function(**case.arguments, **case.options, reduction="sum"), expected.sum())
    weights = positive(*expected.shape)
    where = np.arange(expected.size).reshape(expected.shape) % 3 != 1
    got = case.function(**case.arguments, **case.options, weights=weights, where=where)
    close(got, (expected * weights)[where].sum() / weights[where].sum())
    part = case.function(**case.arguments, **case.options, weights=weights, where=where, reduction="partial")
    close(part.result("sum"), (expected * weights)[where].sum())
    close(part.weight, weights[where].sum())


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("options", list(itertools.product([False, True], repeat=3)), ids=str)
def test_gradients_are_derivatives(case: Case, reduction: str, options: tuple[bool, bool, bool]) -> None:
    names = list(case.arguments)
    arrays = list(case.arguments.values())
    shape = case.losses(**case.arguments).shape
    given: dict[str, Any] = {"reduction": reduction}
    rng = np.random.default_rng(3)
    if options[0]:
        given["weights"] = rng.uniform(0.5, 2.0, shape)
    if options[1]:
        given["where"] = np.arange(max(1, np.prod(shape, dtype=int))).reshape(shape) % 3 != 1
    cotangent = rng.normal(size=shape if reduction == "none" else ()) if options[2] else None
    value, gradients = case.function.value_and_grad(
        **case.arguments, **case.options, **given, cotangent=cotangent, wrt=tuple(names)
    )
    assert np.array_equal(value, case.function(**case.arguments, **case.options, **given))
    for i, name in enumerate(names):
        assert_gradient(
            functools.partial(total, case, names, given, cotangent), arrays, i, getattr(gradients, name), context=name
        )
        alone = case.function.value_and_grad(**case.arguments, **case.options, **given, cotangent=cotangent, wrt=name)[
            1
        ]
        assert np.array_equal(alone, getattr(gradients, name))


def narrowed(case: Case, dtype: Any) -> dict[str, Array]:
    return {n: a.astype(dtype) for n, a in case.arguments.items()}


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_narrow_floats(case: Case, dtype: Any, isa: str) -> None:
    """Against double on the same numbers: float32 rounds a few times an element, float16 results once more."""
    given = narrowed(case, dtype)
    wide = {n: a.astype(np.float64) for n, a in given.items()}
    weights = np.full(case.losses(**wide).shape, 2.0)
    value, got = case.function.value_and_grad(**given, **case.options, reduction="none", weights=weights)
    exact, expected = case.function.value_and_grad(**wide, **case.options, reduction="none", weights=weights)
    assert value.dtype == np.float32
    terms = 400 * (1 + np.max(np.abs(exact)))  # sums of absolute terms; sigma^-4 is up to 120 here
    assert np.max(np.abs(value - exact)) <= terms * np.finfo(np.float32).eps
    for g, e, name in zip(got, expected, given, strict=True):
        assert g.dtype == dtype, name
        scale = 40 * (1 + np.max(np.abs(e)))
        bound = scale * np.finfo(np.float32).eps + np.max(np.abs(e)) * np.finfo(dtype).eps
        assert np.max(np.abs(g.astype(np.float64) - e)) <= bound, name


@pytest.mark.parametrize("case", CASES, ids=str)
def test_absent_samples_are_inert(case: Case) -> None:
    shape = case.losses(**case.arguments).shape
    if shape == () or "broadcast" in case.name or case.name == "finite differences of probes":
        pytest.skip("arguments are shared between samples")
    where = np.arange(np.prod(shape, dtype=int)).reshape(shape) % 2 == 0
    spoiled = {n: np.array(a) for n, a in case.arguments.items()}
    for a in spoiled.values():
        axis = a.ndim - len(shape) if a.ndim < len(shape) + 1 else a.ndim - 1 - len(shape)
        if a.shape[axis : axis + len(shape)] == shape:
            a[(slice(None),) * axis + (~where,)] = np.nan
    names = tuple(
        n for n in case.arguments if n in ("s", "v", "jv", "trace", "s_plus", "x_noisy", "logp_plus", "sigma")
    )
    for reduction in REDUCTIONS:
        clean, expected = case.function.value_and_grad(
            **case.arguments, **case.options, where=where, reduction=reduction, wrt=names
        )
        value, got = case.function.value_and_grad(
            **spoiled, **case.options, where=where, reduction=reduction, wrt=names
        )
        assert np.array_equal(value, clean)
        assert all(np.array_equal(g, e) for g, e in zip(got, expected, strict=True))
        by_weight = case.function(**spoiled, **case.options, weights=where.astype(float), reduction=reduction)
        assert np.array_equal(by_weight, clean)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", [(3, 1), (50, 43), (2, 70_001), (40_000, 3), (1, 5_000_000), (70_000, 64)])
@pytest.mark.usefixtures("threads")
def test_large_arrays_and_threads(dtype: Any, reduction: str, shape: tuple[int, int], isa: str) -> None:
    """Pieces of a sample, tasks of many, and results past the caches: the same bits for any number of threads."""
    if isa != likelier.testing.available_isas()[-1] and shape[0] * shape[1] > 10**6:
        pytest.skip("one instruction set is enough of the largest")
    s = (np.arange(shape[0] * shape[1], dtype=dtype).reshape(shape) % 97 - 48) / 16
    v = (np.arange(shape[0] * shape[1], dtype=dtype).reshape(shape) % 31 - 15) / 8
    trace = np.arange(shape[0], dtype=dtype) % 5
    expected = 0.5 * np.einsum("bd,bd->b", s, s, dtype=np.float64) + trace
    results = []
    for threads in (1, 3):
        likelier.set_num_threads(threads)
        results.append(SM.implicit.value_and_grad(s, trace, reduction=reduction))
        results.append(SM.sliced.value_and_grad(s, v, s, variance_reduced=False, reduction=reduction))
    for first, again in zip(results[:2], results[2:], strict=True):
        assert np.array_equal(first[0], again[0])
        assert all(np.array_equal(g, h) for g, h in zip(first[1], again[1], strict=True))
    value, g = results[0]
    factor = {"mean": 1 / shape[0], "sum": 1.0, "none": 1.0}[reduction]
    eps = float(np.finfo(dtype).eps)
    answer = {"mean": expected.mean(), "sum": expected.sum(), "none": expected}[reduction]
    assert np.allclose(value, answer, rtol=SCORE_ULPS * eps, atol=0)
    assert np.allclose(g.s, factor * s, rtol=SCORE_ULPS * eps, atol=0)
    product = np.einsum("bd,bd->b", s, v, dtype=np.float64)
    forms = product + 0.5 * product**2
    answer = {"mean": forms.mean(), "sum": forms.sum(), "none": forms}[reduction]
    assert np.allclose(results[1][0], answer, rtol=SCORE_ULPS * eps, atol=0)
    assert np.allclose(results[1][1].s, factor * product[:, None] * v, rtol=SCORE_ULPS * eps, atol=0)


def test_strides_and_mixed_types() -> None:
    s, t = normal(6, 10), normal(6, 10)
    expected = SM.explicit(s, t)
    for a, b in ((np.asfortranarray(s), t[::-1][::-1]), (np.repeat(s, 2, axis=1)[:, ::2], np.tile(t, (2, 1))[:6])):
        value, g = SM.explicit.value_and_grad(a, b)
        assert value == pytest.approx(expected, rel=SAME, abs=0)
        assert np.allclose(g.s, (s - t) / 6, rtol=few_ulp(float), atol=0)
    mixed, g = SM.explicit.value_and_grad(s.astype(np.float32), t)
    assert mixed.dtype == np.float64
    assert g.s.dtype == np.float32
    assert SM.explicit([[1, 2]], [[0, 0]]) == 2.5
    for bits in (np.float16,):
        assert SM.explicit(s.astype(bits), t.astype(bits)).dtype == np.float32


def test_parts_add_up() -> None:
    s, trace = normal(100, 7), normal(100)
    parts = [SM.implicit(a, b, reduction="partial") for a, b in zip(np.split(s, 4), np.split(trace, 4), strict=True)]
    assert functools.reduce(operator.add, parts).result("mean") == pytest.approx(
        SM.implicit(s, trace), rel=REORDERED_SUM
    )


def test_empty_batches() -> None:
    value, g = SM.implicit.value_and_grad(np.zeros((0, 3)), np.zeros(0))
    assert np.isnan(value)
    assert g.s.shape == (0, 3)
    assert SM.implicit(np.zeros((0, 3)), np.zeros(0), reduction="sum") == 0
    assert SM.implicit(np.zeros((2, 0)), np.ones(2)) == 1
    value, g = SM.implicit.value_and_grad(np.ones((2, 3)), np.ones(2), where=False)
    assert np.isnan(value)
    assert not g.s.any()


# Known answers.


def test_standard_normal_model_and_data() -> None:
    n, dim = 200_000, 6
    x = lk.norm.rvs((n, dim), seed=0)
    value = SM.implicit(-x, np.full(n, -float(dim)))
    # the loss of a sample is chi2_D / 2 - D, of variance D / 2: five standard errors
    assert abs(value + dim / 2) < 5 * np.sqrt(dim / 2 / n)


def test_optimum_of_denoising() -> None:
    """For data of N(0, t^2 I), with sigma^2 as weight: 1/2 D t^2 / (t^2 + sigma^2)."""
    n, dim, t, sigma = 200_000, 4, 1.3, 0.7
    x = t * lk.norm.rvs((n, dim), seed=1)
    noisy = x + sigma * lk.norm.rvs((n, dim), seed=2)
    s = -noisy / (t**2 + sigma**2)
    optimum = 0.5 * dim * t**2 / (t**2 + sigma**2)
    # half a squared normal number for each dimension: relative standard error sqrt(2 / (n dim))
    bound = 5 * optimum * np.sqrt(2 / (n * dim))
    assert abs(SM.denoising(s, x, noisy, sigma, weighting="sigma2") - optimum) < bound
    assert abs(SM.denoising(s, x, noisy, sigma) - optimum / sigma**2) < bound / sigma**2
    # and its gradient in a factor of s vanishes: -E[s.z] / sigma is sum s^2 there
    slope = np.sum(SM.denoising.value_and_grad(s, x, noisy, sigma, wrt="s")[1] * s)
    assert abs(slope) < 5 * np.sqrt(dim / n) / sigma**2


def test_all_signs_and_all_hadamard_rows_give_the_implicit_loss() -> None:
    dim, samples = 5, 3
    s, j = normal(samples, dim), normal(samples, dim, dim)
    exact = SM.implicit(s, np.trace(j, axis1=1, axis2=2), reduction="none")
    signs = np.array(list(itertools.product([-1.0, 1.0], repeat=dim)))
    v = np.broadcast_to(signs[:, None], (2**dim, samples, dim))
    for probes in (v, *(lk.probes((8, samples, dim), "hadamard", seed=seed) for seed in range(4))):
        jv = np.einsum("bij,kbj->kbi", j, probes)
        assert np.allclose(SM.sliced(s, probes, jv, reduction="none"), exact, rtol=0, atol=SCORE_LOSS[0])


def test_finite_differences_of_a_quadratic_are_sliced_score_matching() -> None:
    """Without terms of third order there is no error but rounding."""
    dim, samples, count, eps = 6, 3, 4, 0.2
    a = normal(dim, dim)
    a = a + a.T
    x = normal(samples, dim)
    v = lk.probes((count, samples, dim), "sphere", seed=0)
    step = eps / np.sqrt(dim) * v

    def logp(y: Array) -> Array:
        return np.asarray(0.5 * np.einsum("...i,ij,...j->...", y, a, y))

    of_energies = SM.finite_difference(logp(x), logp(x + step), logp(x - step), dim=dim, eps=eps)
    of_scores = SM.finite_difference_score((x + step) @ a, (x - step) @ a, step, eps=eps)
    expected = SM.sliced(x @ a, v, v @ a, variance_reduced=False)
    reduced = SM.sliced(x @ a, v, v @ a)
    assert of_energies == pytest.approx(expected, abs=QUADRATIC_DIFFERENCE[0])
    assert of_scores == pytest.approx(reduced, abs=QUADRATIC_DIFFERENCE[1])


def test_float32_energies_are_subtracted_in_double() -> None:
    big = np.float32(2**24)
    got = SM.finite_difference(big, np.nextafter(big, np.float32(np.inf)), big, dim=1, eps=1.0)
    assert got == np.float32(2.0 + 0.5)


def test_weighted_loss_finds_the_rate_of_truncated_data() -> None:
    """An exponential density on [0, inf), and a normal one cut to [0, 1]: the losses' minima are the parameters."""
    n = 400_000
    x = lk.expon.rvs((n, 1), scale=0.5, seed=0)
    w, dw = SM.nonnegative_weights(x)
    # 1/2 rate^2 w - rate dw: the minimiser is E dw / E w = 2 E x / E x^2
    rate = dw.mean() / w.mean()
    s = np.full((n, 1), -rate)
    g = SM.weighted.value_and_grad(s, np.zeros((n, 1)), w, dw, wrt="s")[1]
    assert abs(g.sum()) < REORDERED_SUM
    # Var x^2 / (E x^2)^2 = 5 for exponential data
    assert abs(rate - 2) < 5 * 2 * np.sqrt(5 / n)
    drawn = lk.norm.rvs(n, 0.5, 0.5, seed=1)
    y = drawn[(drawn >= 0) & (drawn <= 1)][:, np.newaxis]
    w, dw = SM.bounded_weights(y, 0.0, 1.0)
    # s = -(y - loc) / var, ds = -1 / var: two linear equations in loc / var and 1 / var
    moments = np.array([[np.mean(w), -np.mean(w * y)], [-np.mean(w * y), np.mean(w * y * y)]])
    right = np.array([-np.mean(dw), np.mean(dw * y) + np.mean(w)])
    shift, precision = np.linalg.solve(moments, right)
    # the equations are well conditioned (about 30) and their means have errors of order n^-1/2
    assert abs(shift / precision - 0.5) < 100 / np.sqrt(n)
    assert abs(precision - 4) < 500 / np.sqrt(n)


@pytest.mark.parametrize("cap", [0.8, float("inf")])
def test_weights_are_zero_on_the_border_and_dw_is_their_derivative(cap: float) -> None:
    x = np.array([0.05, 0.3, 0.95, 1.25])
    kinds: list[Callable[[Any], Any]] = [
        lambda y: SM.nonnegative_weights(y, 1.5, cap),
        lambda y: SM.bounded_weights(y, 0.0, 1.7, cap=cap),
        lambda y: SM.bounded_weights(y, low=0.0, cap=cap),
        lambda y: SM.bounded_weights(y, high=2.0, cap=cap),
        lambda y: SM.bounded_weights(y, cap=cap),
    ]
    for weights in kinds:
        h = 1e-6
        slope = (weights(x + h).w - weights(x - h).w) / (2 * h)
        assert np.allclose(weights(x).dw, slope, rtol=0, atol=SMOOTH_DIFFERENCE)
    assert SM.nonnegative_weights(0.0).w == 0
    assert SM.bounded_weights([0.0, 2.0], 0.0, 2.0).w.tolist() == [0, 0]
    assert np.isnan(SM.nonnegative_weights(-1.0).w)
    assert np.isnan(SM.bounded_weights([-1.0, 3.0], 0.0, 2.0).w).all()
    assert SM.bounded_weights(np.ones(2, np.float32), 0.0).w.dtype == np.float32


def test_invalid_sigma_is_nan() -> None:
    s = np.ones((3, 2))
    losses = SM.denoising(s, s, s, np.array([0.5, 0.0, -1.0]), reduction="none")
    assert np.isnan(losses).tolist() == [False, True, True]


ONES = np.ones((3, 2))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: SM.implicit(1.0, 1.0), ValueError, "s must have at least one axis"),
        (lambda: SM.implicit(ONES, np.ones((3, 1))), ValueError, r"trace must have one number a sample, shape \(3,\)"),
        (lambda: SM.implicit(ONES), TypeError, "missing the argument 'trace'"),
        (lambda: SM.implicit(ONES, 1.0, reduction="max"), ValueError, "reduction must be one of"),
        (lambda: SM.implicit(ONES, 1.0, weights=np.ones(2)), ValueError, r"weights must broadcast to the shape \(3,\)"),
        (lambda: SM.implicit(ONES, 1.0, where=np.ones(3)), TypeError, "where must be a boolean array"),
        (lambda: SM.implicit(ONES.astype(complex), 1.0), TypeError, "s must be an array of real numbers"),
        (lambda: SM.implicit(ONES, 1.0, axis=0), TypeError, "unknown keyword argument"),
        (lambda: SM.implicit.value_and_grad(ONES, 1.0, wrt="x"), ValueError, "wrt must name arguments among s, trace"),
        (lambda: SM.implicit.value_and_grad(ONES, 1.0, cotangent=np.ones(3)), ValueError, "cotangent must broadcast"),
        (lambda: SM.explicit(ONES, np.ones((2, 2))), ValueError, "must have shapes that broadcast"),
        (lambda: SM.sliced(ONES, np.ones((3, 3, 3)), ONES), ValueError, "must have shapes that broadcast"),
        (
            lambda: SM.sliced(ONES, np.ones((4, 2, 2)), np.ones(2)),
            ValueError,
            r"v and jv must have the shape of s, \(3, 2\)",
        ),
        (lambda: SM.sliced(ONES, np.ones((0, 3, 2)), ONES), ValueError, "v must have at least one probe"),
        (lambda: SM.sliced(ONES, ONES, ONES, variance_reduced=1), TypeError, "variance_reduced must be True or False"),
        (lambda: SM.denoising(ONES, ONES, ONES), TypeError, "missing the argument 'sigma'"),
        (lambda: SM.denoising(ONES, sigma=1.0), TypeError, "missing the arguments 'x' and 'x_noisy', or 'noise'"),
        (lambda: SM.denoising(ONES, ONES, ONES, 1.0, noise=ONES), TypeError, "noise must be None where x"),
        (lambda: SM.denoising(ONES, ONES, ONES, ONES), ValueError, "sigma must have one number a sample"),
        (lambda: SM.denoising(ONES, ONES, ONES, 1.0, weighting="x"), ValueError, "weighting must be one of"),
        (lambda: SM.denoising(ONES, ONES, ONES, 1.0, weighting=None), TypeError, "weighting must be 'none'"),
        (lambda: SM.denoising(ONES, ONES, ONES, 1.0, weighting=ONES), ValueError, "weighting must have one number"),
        (lambda: SM.finite_difference(1.0, 1.0, 1.0, dim=0, eps=1.0), ValueError, "dim must be at least 1"),
        (lambda: SM.finite_difference(1.0, 1.0, 1.0, dim=2.0, eps=1.0), TypeError, "dim must be an int"),
        (lambda: SM.finite_difference(1.0, 1.0, 1.0, dim=2, eps=0.0), ValueError, "eps must be positive and finite"),
        (lambda: SM.finite_difference(ONES, 1.0, np.ones(3), dim=2, eps=1.0), ValueError, "shapes that broadcast"),
        (
            lambda: SM.finite_difference_score(ONES, ONES, ONES, eps=ONES),
            ValueError,
            "eps must have one number a sample",
        ),
        (lambda: SM.nonnegative_weights(1.0, power=0.5), ValueError, "power must be finite and at least 1"),
        (lambda: SM.nonnegative_weights(1.0, cap=0.0), ValueError, "cap must be positive"),
        (lambda: SM.nonnegative_weights(1.0, cap="x"), TypeError, "cap must be a number"),
        (lambda: SM.bounded_weights(1.0, cap=-1.0), ValueError, "cap must be positive"),
        (lambda: SM.bounded_weights(np.ones(2), np.ones(3)), ValueError, "must have shapes that broadcast"),
    ],
)
def test_refusals(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"score_matching.*{message}"):
        call()


def test_torch_losses_have_the_gradients_of_autograd() -> None:
    torch = pytest.importorskip("torch")
    x = torch.tensor(normal(8, 4))
    parameters = [torch.tensor(normal(*n), requires_grad=True) for n in ((16, 4), (16,), (4, 16))]
    v = torch.tensor(lk.probes((8, 4), seed=0))
    first, bias, second = parameters
    hidden = torch.tanh(x @ first.T + bias)
    s, jv = hidden @ second.T, ((1 - hidden**2) * (v @ first.T)) @ second.T
    loss = (0.5 * s.square().sum(-1) + (v * jv).sum(-1)).mean()
    expected = torch.autograd.grad(loss, parameters, retain_graph=True)
    value, g = SM.sliced.value_and_grad(s.detach(), v, jv.detach(), wrt=("s", "jv"))
    got = torch.autograd.grad((s, jv), parameters, grad_outputs=(g.s, g.jv))
    assert isinstance(g.s, torch.Tensor)
    assert float(value) == pytest.approx(loss.item(), rel=SAME)
    for a, b in zip(got, expected, strict=True):
        assert torch.allclose(a, b, rtol=SCORE_LOSS_BY_AUTOGRAD[0], atol=SCORE_LOSS_BY_AUTOGRAD[1])
