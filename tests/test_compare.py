"""Perplexity, paired comparisons of models, the memorisation bound."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.lent import Lent
from tests.registry import lk
from tests.tolerances import REORDERED_SUM, few_ulp


def test_perplexity() -> None:
    assert lk.perplexity(0.0) == 1.0
    assert lk.perplexity(10.0, base=2) == 1024.0
    np.testing.assert_allclose(lk.perplexity([0.0, math.log(7.0)]), [1.0, 7.0], rtol=few_ulp(float))
    assert lk.perplexity(1e4) == math.inf
    assert lk.perplexity(np.float32(2.0)) == math.exp(2.0)
    with pytest.raises(ValueError, match=r"base must be positive"):
        lk.perplexity(1.0, base=1)
    with pytest.raises(TypeError, match=r"base must be a number"):
        lk.perplexity(1.0, base="2")


def test_arrays_of_other_libraries_come_back() -> None:
    x = np.linspace(1.0, 3.0, 5)
    for function in (lk.perplexity, lk.memorization_bits, lambda x: lk.bits_per_dim(x, 3)):
        result = function(Lent(x))
        assert isinstance(result, Lent)
        np.testing.assert_array_equal(result.array, function(x))
        assert isinstance(function(Lent(x[0])), Lent)


def test_differences_are_paired() -> None:
    rng = np.random.default_rng(90)
    hard = rng.exponential(size=500) * 10
    a, b = hard + 0.1 + 0.01 * rng.normal(size=500), hard
    result = lk.compare_models(a, b)
    d = a - b
    assert result.n == 500
    assert result.nats == pytest.approx(d.mean(), rel=REORDERED_SUM)
    assert result.nats_stderr == pytest.approx(d.std(ddof=1) / math.sqrt(500), rel=REORDERED_SUM)
    assert result.bits == result.nats / math.log(2)
    assert result.bits_stderr == result.nats_stderr / math.log(2)
    reverse = lk.compare_models(b, a)
    assert reverse.nats == -result.nats
    assert reverse.nats_stderr == result.nats_stderr


def test_weights_and_masks() -> None:
    rng = np.random.default_rng(91)
    a, b = rng.normal(size=(2, 6, 5))
    where = rng.random((6, 5)) < 0.6
    bad = np.where(where, a, np.nan)
    masked = lk.compare_models(bad, b, where=where)
    assert masked == lk.compare_models(a[where], b[where])
    assert masked == lk.compare_models(bad, b, weights=where.astype(float))
    w = rng.random((6, 5))
    weighted = lk.compare_models(a, b, weights=w)
    d = a - b
    mean = np.average(d, weights=w)
    assert weighted.nats == pytest.approx(mean, rel=REORDERED_SUM)
    spread = math.sqrt(30 / 29 * np.sum((w * (d - mean)) ** 2)) / w.sum()
    assert weighted.nats_stderr == pytest.approx(spread, rel=REORDERED_SUM)
    # the scale of weights says nothing; a power of two changes no bit
    for exponent in (3, -900, 1000):
        assert lk.compare_models(a, b, weights=np.ldexp(w, exponent)) == weighted
    for scale in (1e-170, 1e170):
        assert lk.compare_models(a, b, weights=scale * w).nats_stderr == pytest.approx(spread, rel=REORDERED_SUM)
        apart = lk.compare_models(scale * a, scale * b, weights=w)
        assert apart.nats_stderr == pytest.approx(scale * spread, rel=REORDERED_SUM)


def test_borders_of_comparisons() -> None:
    assert lk.compare_models(np.full(9, 1e8 + 0.1), np.full(9, 0.3)).nats_stderr == 0
    one = lk.compare_models([2.0], [1.0])
    assert (one.nats, one.n) == (1.0, 1)
    assert math.isnan(one.nats_stderr)
    nothing = lk.compare_models([], [])
    assert nothing.n == 0
    assert math.isnan(nothing.nats)
    infinite = lk.compare_models([math.inf, 1.0], [0.0, 0.0])
    assert infinite.nats == math.inf
    assert math.isnan(infinite.nats_stderr)


def test_memorization_bound() -> None:
    assert lk.memorization_bits(1) == 0
    assert lk.memorization_bits(1024) == 10
    assert lk.memorization_bits(50_000) == pytest.approx(math.log2(50_000), rel=few_ulp(float))
    np.testing.assert_array_equal(lk.memorization_bits([2, 4]), [1.0, 2.0])


def test_refusals_name_the_argument() -> None:
    with pytest.raises(ValueError, match=r"compare_models: nll_a and nll_b must have one shape; got \(2,\) and \(3,\)"):
        lk.compare_models([1.0, 2.0], [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match=r"weights must not be negative; got -1"):
        lk.compare_models([1.0, 2.0], [1.0, 2.0], weights=[1.0, -1.0])
    with pytest.raises(ValueError, match=r"where must broadcast"):
        lk.compare_models([1.0, 2.0], [1.0, 2.0], where=[True] * 3)
    with pytest.raises(TypeError, match=r"where must be a boolean"):
        lk.compare_models([1.0, 2.0], [1.0, 2.0], where=[1, 0])
    with pytest.raises(ValueError, match=r"memorization_bits: n must be positive; got 0"):
        lk.memorization_bits(0)
