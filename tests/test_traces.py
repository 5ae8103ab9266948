"""Hutch++ and XTrace: exact where they must be, unbiased, and as precise as they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.registry import Array, lk


def matvec(a: Array) -> Any:
    return lambda v: v @ a.T


def spectrum(dim: int, decay: float, seed: int = 0) -> Array:
    q, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(dim, dim)))
    return np.asarray((q * decay ** np.arange(dim)) @ q.T)


BOTH = pytest.mark.parametrize("name", ["hutchpp", "xtrace"])


@BOTH
@pytest.mark.parametrize("rank", [0, 1, 3])
def test_low_ranks_are_exact(name: str, rank: int) -> None:
    rng = np.random.default_rng(rank)
    a = rng.normal(size=(30, rank)) @ rng.normal(size=(rank, 30))
    value, stderr, _ = getattr(lk, name)(matvec(a), 30, 15, seed=1)
    # a few hundred products of order 1
    assert value == pytest.approx(np.trace(a), abs=1e-11)
    assert stderr < 1e-11


@BOTH
def test_enough_products_are_exact(name: str) -> None:
    a = np.random.default_rng(0).normal(size=(9, 9))
    value, stderr, n = getattr(lk, name)(matvec(a), 9, 9)
    assert value == pytest.approx(np.trace(a), rel=1e-14)
    assert (stderr, n) == (0.0, 9)


@BOTH
@pytest.mark.parametrize(
    "a", [spectrum(40, 0.9), np.random.default_rng(5).normal(size=(40, 40))], ids=["decay", "random"]
)
def test_estimates_are_unbiased_and_their_errors_are_what_they_say(name: str, a: Array) -> None:
    runs = [getattr(lk, name)(matvec(a), 40, 18, seed=seed) for seed in range(600)]
    values = np.array([run.value for run in runs])
    spread = values.std()
    assert abs(values.mean() - np.trace(a)) < 5 * spread / np.sqrt(600)
    stated = np.sqrt(np.mean([run.stderr**2 for run in runs]))
    # estimates from 6 and 9 numbers, which XTrace's authors know to be rough: within a factor of 1.5 in the mean
    assert 1 / 1.5 < stated / spread < 1.5


def test_they_are_better_than_hutchinson_where_the_spectrum_decays() -> None:
    a = spectrum(100, 0.8)
    errors: dict[str, float] = {}
    for name in ("hutchpp", "xtrace"):
        values = [getattr(lk, name)(matvec(a), 100, 30, seed=seed).value for seed in range(100)]
        errors[name] = float(np.sqrt(np.mean((np.array(values) - np.trace(a)) ** 2)))
    plain = []
    for seed in range(100):
        v = lk.probes((30, 1, 100), "rademacher", seed=seed)[:, 0]
        plain.append(lk.hutchinson(v, v @ a).value)
    baseline = float(np.sqrt(np.mean((np.array(plain) - np.trace(a)) ** 2)))
    assert errors["hutchpp"] < 0.3 * baseline
    assert errors["xtrace"] < 0.6 * errors["hutchpp"]


@BOTH
def test_seeds_and_counts(name: str) -> None:
    function, a = getattr(lk, name), spectrum(20, 0.9)
    counted: list[int] = []

    def counting(v: Array) -> Array:
        counted.append(len(v))
        return np.asarray(v @ a.T)

    first = function(counting, 20, 13, seed=3)
    assert sum(counted) <= 13
    assert function(matvec(a), 20, 13, seed=3) == first
    assert function(matvec(a), 20, 13, seed=4) != first


@BOTH
@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ((None, 3, 5), TypeError, "matvec must be callable; got NoneType"),
        ((lambda v: v, 3.0, 5), TypeError, "dim must be an int; got 3.0"),
        ((lambda v: v, 0, 5), ValueError, "dim must be at least 1"),
        ((lambda v: v, 9, 2), ValueError, "n must be at least"),
        ((lambda v: v[0], 9, 5), ValueError, "matvec must return the shape of its argument"),
        ((lambda v: v.astype(complex), 9, 5), TypeError, "matvec must be"),
    ],
)
def test_refusals(name: str, arguments: tuple[Any, ...], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"{name}: {message}"):
        getattr(lk, name)(*arguments)
