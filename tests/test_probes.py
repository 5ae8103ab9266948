"""Probes: their layout, bit for bit; what makes them probes; Hutchinson's estimate."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import likelier
from tests.registry import lk
from tests.test_random import philox

KINDS = ["rademacher", "hadamard", "gaussian", "sphere"]
# The streams of philox.hpp: the third word of a counter.
SIGNS, NORMALS, HADAMARD_SIGNS, HADAMARD_ROWS = 1, 2, 3, 4


def words(stream: int, counter: int, seed: int) -> list[int]:
    return philox(stream << 64 | counter, seed)


def sign(stream: int, bit: int, seed: int) -> float:
    word = words(stream, bit // 128, seed)[bit % 128 // 32]
    return -1.0 if word >> bit % 32 & 1 else 1.0


def galois_product(a: int, b: int, polynomial: int) -> int:
    """Carry-less product, then the remainder: not how the library goes about it."""
    product = 0
    for i in range(b.bit_length()):
        if b >> i & 1:
            product ^= a << i
    while product.bit_length() >= polynomial.bit_length():
        product ^= polynomial << (product.bit_length() - polynomial.bit_length())
    return product


# The least irreducible polynomials over GF(2) of degree 1 ... 8.
POLYNOMIALS = [0b11, 0b111, 0b1011, 0b10011, 0b100101, 0b1000011, 0b10000011, 0b100011011]


@pytest.mark.parametrize("polynomial", POLYNOMIALS)
def test_the_polynomials_are_irreducible(polynomial: int) -> None:
    degree = polynomial.bit_length() - 1
    for divisor in range(2, 1 << (degree // 2 + 1)):
        rest = polynomial
        while rest.bit_length() >= divisor.bit_length():
            rest ^= divisor << (rest.bit_length() - divisor.bit_length())
        assert rest != 0, f"{polynomial:b} is divided by {divisor:b}"


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rademacher_probes_are_bits_of_philox(dtype: Any, isa: str) -> None:
    count, samples, dim, seed, offset = 3, 5, 43, 9, 2**33
    got = lk.probes((count, samples, dim), "rademacher", seed=seed, offset=offset, dtype=dtype)
    assert got.dtype == dtype
    for k, b, d in itertools.product(range(count), range(samples), range(dim)):
        assert got[k, b, d] == sign(SIGNS, ((offset + b) * count + k) * dim + d, seed)


@pytest.mark.parametrize("dim", [1, 2, 5, 32, 43, 130, 200])
def test_hadamard_probes_are_rows_of_the_matrix_with_signs(dim: int, isa: str) -> None:
    bits = (dim - 1).bit_length()
    points, samples, seed, offset = 1 << bits, 18, 77, 1000
    got = lk.probes((points, samples, dim), "hadamard", seed=seed, offset=offset, dtype=np.float32)
    for b in range(samples):
        first = words(HADAMARD_ROWS, offset + b, seed)
        factor = 1 + ((first[1] << 32 | first[0]) * (points - 1) >> 64)
        own = [sign(HADAMARD_SIGNS, (offset + b) * -(-dim // 128) * 128 + d, seed) for d in range(dim)]
        for k in range(points):
            row = galois_product(factor, k, POLYNOMIALS[bits - 1]) if bits else 0
            expected = [(-1.0) ** (row & d).bit_count() * s for d, s in enumerate(own)]
            assert got[k, b].tolist() == expected


def test_gaussian_probes_are_normal_and_no_variates_of_the_seed() -> None:
    v = lk.probes((4, 20_000, 8), "gaussian", seed=5)
    assert not np.isin(v.ravel()[:1000], lk.norm.rvs(v.size, seed=5)).any()
    # mean, variance and fourth moment over n independent numbers: 5 standard errors
    n = v.size
    for power, expected, variance in ((1, 0.0, 1.0), (2, 1.0, 2.0), (4, 3.0, 96.0)):
        assert abs(np.mean(v**power) - expected) < 5 * np.sqrt(variance / n)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", [(1, 5, 3), (4, 7, 6), (8, 33, 43), (2, 3, 200), (2, 70, 4096)])
@pytest.mark.usefixtures("threads")
def test_the_same_bits_for_threads_and_parts_and_sets(
    kind: str, dtype: Any, shape: tuple[int, int, int], isa: str
) -> None:
    likelier.set_num_threads(1)
    with likelier.testing.force_isa(likelier.testing.available_isas()[0]):
        expected = lk.probes(shape, kind, seed=3, offset=11, dtype=dtype)
    likelier.set_num_threads(3)
    got = lk.probes(shape, kind, seed=3, offset=11, dtype=dtype)
    assert got.tobytes() == expected.tobytes()
    count, samples, dim = shape
    first = samples // 3
    parts = [
        lk.probes((count, n, dim), kind, seed=3, offset=11 + at, dtype=dtype)
        for at, n in ((0, first), (first, samples - first))
    ]
    assert np.concatenate(parts, axis=1).tobytes() == expected.tobytes()


@pytest.mark.parametrize("kind", ["rademacher", "gaussian"])
def test_probes_written_past_the_caches_are_the_same(kind: str) -> None:
    """Results of more than 8 MiB take another way to memory."""
    large = lk.probes((3, 12_000, 64), kind, seed=8, dtype=np.float32)
    assert np.array_equal(large[:, 9000:9100], lk.probes((3, 100, 64), kind, seed=8, offset=9000, dtype=np.float32))


def test_hadamard_probes_past_the_caches_are_the_same() -> None:
    large = lk.probes((8, 7001, 43), "hadamard", seed=8, dtype=np.float32)
    assert np.array_equal(large[:, 6990:], lk.probes((8, 11, 43), "hadamard", seed=8, offset=6990, dtype=np.float32))


@pytest.mark.parametrize("dim", [1, 3, 8, 43])
@pytest.mark.parametrize("seed", [0, 1, 2**64 - 1])
def test_all_hadamard_probes_give_the_trace(dim: int, seed: int) -> None:
    points = 1 << (dim - 1).bit_length()
    a = np.random.default_rng(seed % 1000).integers(-9, 9, (dim, dim)).astype(np.float64)
    v = lk.probes((points, 3, dim), "hadamard", seed=seed)
    # sums of integers: exact
    assert np.array_equal(np.einsum("kbi,ij,kbj->b", v, a, v) / points, np.full(3, np.trace(a)))


def variances(a: NDArray[np.float64]) -> dict[str, float]:
    s, dim = (a + a.T) / 2, len(a)
    square, trace = float((s**2).sum()), float(np.trace(a))
    return {
        "rademacher": 2 * (square - float((np.diag(a) ** 2).sum())),
        "gaussian": 2 * square,
        "sphere": 2 * dim / (dim + 2) * (square - trace**2 / dim),
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_estimates_of_the_trace_have_the_variance_that_is_stated(kind: str, dtype: Any) -> None:
    dim, samples, count = 7, 200_000, 3
    a = np.random.default_rng(1).normal(size=(dim, dim))
    v = lk.probes((count, samples, dim), kind, seed=4, dtype=dtype).astype(np.float64)
    forms = np.einsum("kbi,ij,kbj->kb", v, a, v).mean(axis=0)
    points = 8
    one = variances(a)["rademacher" if kind == "hadamard" else kind]
    expected = one / count * ((points - count) / (points - 1) if kind == "hadamard" else 1)
    # five standard errors of a mean, and of a variance whose kurtosis is at most 15
    assert abs(forms.mean() - np.trace(a)) < 5 * np.sqrt(expected / samples)
    assert abs(forms.var() / expected - 1) < 5 * np.sqrt(14 / samples)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_spheres_have_radius_sqrt_of_the_dimension(dtype: Any) -> None:
    for dim in (1, 2, 43):
        v = lk.probes((50, dim), "sphere", seed=0, dtype=dtype).astype(np.float64)
        # each element is rounded once to its dtype, and so is the sum's half
        assert np.allclose((v**2).sum(axis=-1), dim, rtol=4 * float(np.finfo(dtype).eps), atol=0)


def test_defaults() -> None:
    assert np.array_equal(lk.probes((4, 2, 6), seed=1), lk.probes((4, 2, 6), "hadamard", seed=1))
    for shape in ((1, 2, 6), (9, 2, 6), (2, 6), (2, 2, 1)):
        assert np.array_equal(lk.probes(shape, seed=1), lk.probes(shape, "rademacher", seed=1))
    assert lk.probes((2, 6)).dtype == np.float64
    assert lk.probes((2, 6), like=np.zeros(1, np.float32)).dtype == np.float32
    assert lk.probes((2, 6), like=np.zeros(1, np.float16)).dtype == np.float64
    assert lk.probes((2, 6), like=np.zeros(1, np.float32), dtype=np.float64).dtype == np.float64
    assert not np.array_equal(lk.probes((2, 64)), lk.probes((2, 64)))
    assert lk.probes((0, 3, 2), seed=0).shape == (0, 3, 2)
    assert lk.probes((2, 0), seed=0).shape == (2, 0)
    generators = [np.random.default_rng(3) for _ in range(2)]
    assert np.array_equal(*(lk.probes((2, 64), seed=g) for g in generators))


@pytest.mark.parametrize(
    ("shape", "kind", "options", "error", "message"),
    [
        (5, None, {}, TypeError, "shape must be a tuple of integers; got 5"),
        ((5,), None, {}, ValueError, r"shape must be \(K, B, D\) or \(B, D\)"),
        ((2, -1), None, {}, ValueError, "shape must not be negative"),
        ((2.5, 1), None, {}, TypeError, "shape must be a tuple of integers"),
        ((2, 2), "normal", {}, ValueError, "kind must be one of 'rademacher'.*got 'normal'"),
        ((2, 2), 3, {}, TypeError, "kind must be one of .*got int"),
        ((5, 2, 3), "hadamard", {}, ValueError, "shape must have at most 4 probes of 3 dimensions .*got 5"),
        ((2, 2), None, {"dtype": np.float16}, TypeError, "dtype must be float32 or float64; got float16"),
        ((2, 2), None, {"seed": -1}, ValueError, "seed must be in"),
        ((2, 2), None, {"seed": 1.5}, TypeError, "seed must be an integer"),
        ((2, 2), None, {"offset": 2**64}, ValueError, "offset must be in"),
        ((2, 2), None, {"offset": 2**63}, ValueError, "offset must leave room"),
        ((2, 2), None, {"like": "x"}, TypeError, "like must be"),
    ],
)
def test_refusals(shape: Any, kind: Any, options: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match="probes: " + message):
        lk.probes(shape, kind, **options)


def test_hutchinson() -> None:
    rng = np.random.default_rng(0)
    a = rng.normal(size=(5, 5))
    v = lk.probes((40, 3, 5), "gaussian", seed=2)
    forms = np.einsum("kbi,ij,kbj->kb", v, a, v)
    got = lk.hutchinson(v, v @ a.T)
    # sums of 5 and of 40 terms of order 10 in double
    assert np.allclose(got.value, forms.mean(axis=0), rtol=0, atol=1e-13)
    assert np.allclose(got.stderr, forms.std(axis=0, ddof=1) / np.sqrt(40), rtol=1e-12, atol=0)
    assert got.n == 40
    one = lk.hutchinson(v[:1, 0].astype(np.float32), v[:1, 0].astype(np.float32))
    assert one.value.dtype == np.float32
    assert np.isnan(one.stderr)
    for bad in (np.zeros(3), np.zeros((0, 3))):
        with pytest.raises(ValueError, match="hutchinson: v and jv must have axes of probes"):
            lk.hutchinson(bad, bad)
    with pytest.raises(ValueError, match="hutchinson: v and jv must have shapes that broadcast"):
        lk.hutchinson(np.zeros((2, 3)), np.zeros((2, 4)))
