"""``pdf`` and ``pmf``: the exponentials of logarithms that are made in double."""

from __future__ import annotations

from typing import Any

import ml_dtypes
import numpy as np
import pytest

from tests.oracle import tables
from tests.registry import DENSITY_OPERATIONS, Operation, lk
from tests.tolerances import ULPS, few_ulp

FAMILIES = [n for n in lk.__all__ if isinstance(getattr(lk, n), (lk.Family, lk.Mixture))]


def probability(name: str) -> Any:
    return getattr(getattr(lk, name), getattr(lk, name)._probability)


def test_every_family_has_one() -> None:
    for name in FAMILIES:
        thing = getattr(lk, name)
        assert (hasattr(thing, "pdf"), hasattr(thing, "pmf")) == (thing._method == "logpdf", thing._method == "logpmf")
        assert not hasattr(probability(name), "value_and_grad")


@pytest.mark.parametrize("operation", DENSITY_OPERATIONS, ids=str)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_hard_points(operation: Operation, dtype: str) -> None:
    """Errors of the logarithm, in double, are relative ones; then there is one rounding, that of exp another."""
    density = tables.BY_NAME[operation.family]
    table = tables.load(operation.family)[dtype, operation.form]
    positional, keywords = operation.bind(list(table.arguments.values()))
    got = probability(operation.family)(*positional, **keywords)
    assert got.dtype == dtype
    high, low = (a.astype(np.longdouble) for a in (table.value.high, table.value.low))
    double = np.finfo(np.float64).eps
    with np.errstate(all="ignore"):
        expected = np.exp(high + low)
        logarithm = ULPS[density.accuracy] * np.fmax(np.abs(high), table.value.scale) + table.value.conditioning
        allowed = expected * (np.expm1(logarithm * double) + few_ulp(np.dtype(dtype).type))
        allowed += np.finfo(dtype).smallest_subnormal
        # what exp overflows for
        expected, certain = expected.astype(dtype), np.isfinite(expected.astype(dtype)) & np.isfinite(allowed)
        error = np.abs(got.astype(np.longdouble) - expected)
        worst = np.argmax(np.where(certain, error / allowed, 0.0))
    assert certain.mean() > 0.5
    point = {n: a[worst] for n, a in table.arguments.items()}
    assert error[worst] <= allowed[worst], (point, got[worst], expected[worst])


def test_of_float32_as_of_double() -> None:
    """A logarithm in float32 has an error of some 1e-5 where it is about -90: so has its exponential, relative."""
    x = np.array([1e19, 3e18, 2e17], np.float32)
    got = lk.cauchy.pdf(x)
    assert got.dtype == np.float32
    np.testing.assert_array_equal(got, np.exp(lk.cauchy.logpdf(x.astype(np.float64))).astype(np.float32))
    assert (got != np.exp(lk.cauchy.logpdf(x))).any()


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16, np.float32])
def test_result_has_the_type_of_the_arguments(dtype: Any) -> None:
    x = np.array([0.5, -1.0], dtype)
    assert lk.norm.pdf(x, 0.0, 2.0).dtype == dtype
    assert lk.norm.pdf(x, np.zeros(2)).dtype == np.float64
    assert lk.poisson.pmf([0, 1], np.array(2.0, dtype)).dtype == dtype
    assert lk.multivariate_normal.pdf(x, np.zeros(2, dtype)).dtype == dtype
    assert lk.poisson.pmf([0, 1], 2).dtype == lk.norm.pdf([0, 1]).dtype == np.float64
    assert isinstance(lk.norm.pdf(0.5), np.float64)


def test_counts_that_double_does_not_hold() -> None:
    k = np.array([2**53 + 1, 2**60 + 3])
    np.testing.assert_array_equal(lk.poisson.pmf(k, k), np.exp(lk.poisson.logpmf(k, k)))


def test_borders() -> None:
    np.testing.assert_array_equal(lk.gamma.pdf([-1.0, 0.0, np.inf], 0.5), [0.0, np.inf, 0.0])
    np.testing.assert_array_equal(lk.uniform.pdf([-0.1, 0.5, 1.1]), [0.0, 1.0, 0.0])
    np.testing.assert_array_equal(lk.bernoulli.pmf([0, 1, 2, 0.5], 0.25), [0.75, 0.25, 0.0, 0.0])
    np.testing.assert_array_equal(lk.norm.pdf([0.0, np.nan], scale=[-1.0, 1.0]), [np.nan, np.nan])
    assert lk.norm.pdf(np.zeros((0, 3)), np.zeros(3)).shape == (0, 3)


def test_masses_of_mixtures_add_up() -> None:
    parameters: dict[str, Any] = {
        "logits": [0.0, 1.0],
        "loc": [20.0, 101.3],
        "scale": [1.5, 4.0],
        "low": 0,
        "high": 255,
    }
    parameters |= {"low": 0, "high": 255}
    masses = lk.discretized_logistic_mixture(**parameters).pmf(np.arange(256))
    assert abs(masses.sum() - 1.0) <= 256 * few_ulp(float)
    first = {n: np.reshape(p, (2, 1)) if np.ndim(p) else p for n, p in parameters.items()}
    moved = lk.discretized_logistic_mixture.pmf(np.arange(256), **first, component_axis=0)
    np.testing.assert_array_equal(moved, masses)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lk.gamma.pdf(1.0), r"gamma\.pdf: missing the argument 'a'"),
        (lambda: lk.gamma.pdf(a=1.0), r"gamma\.pdf: missing the argument 'x'"),
        (lambda: lk.norm.pdf(1.0, 0.0, 1.0, 2.0), r"norm\.pdf: expected no positional arguments beyond x, loc, scale"),
        (lambda: lk.norm.pdf(1.0, scale=1.0, var=2.0), r"norm\.pdf: .*exclude each other|norm\.pdf: .*scale.*var"),
        (lambda: lk.norm.pdf(1.0, where=True), r"norm\.pdf: unknown keyword argument; .*got 'where'"),
        (lambda: lk.norm.pdf([1.0, 2.0], [1.0, 2.0, 3.0]), r"norm\.pdf: .*shapes"),
        (lambda: lk.norm.pdf("a"), r"norm\.pdf: x must be"),
        (lambda: lk.norm(0.0).pdf(1.0, scale=2.0), r"norm\.pdf: expected no parameters beside the frozen ones"),
        (lambda: lk.norm(0.0).pdf(), r"norm\.pdf: expected the data 'x'"),
    ],
)
def test_wrong_calls(call: Any, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message):
        call()
