"""Random variates: Philox against Random123's known answers, streams in parts, distributions, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import scipy.stats
from numpy.typing import NDArray

import likelier
from likelier import _core
from tests.oracle.methods import METHODS
from tests.oracle.tables import BY_NAME
from tests.registry import lk
from tests.test_methods import SHAPES
from tests.variates import SAMPLED, arrays_of

GRID = [(family, parameters) for family, grid in SAMPLED.items() for parameters in grid]
GRID_IDS = [f"{family}[{','.join(f'{n}={x:g}' for n, x in parameters.items())}]" for family, parameters in GRID]

FAMILIES = ["norm", *(family for family, stated in METHODS.items() if "ppf" in stated and family != "norm")]
DTYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])


def philox(counter: int, key: int) -> list[int]:
    """Philox4x32 with ten rounds, in Python's integers."""
    c = [(counter >> (32 * i)) & 0xFFFFFFFF for i in range(4)]
    k = [key & 0xFFFFFFFF, key >> 32]
    for _ in range(10):
        first, second = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [second >> 32 ^ c[1] ^ k[0], second & 0xFFFFFFFF, first >> 32 ^ c[3] ^ k[1], first & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        (0, 0, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        (2**128 - 1, 2**64 - 1, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
        (0x0370734413198A2E85A308D3243F6A88, 0x299F31D0A4093822, "d16cfe09 94fdcceb 5001e420 24126ea1"),
    ],
)
def test_known_answers(counter: int, key: int, answer: str) -> None:
    """Those of Random123's kat_vectors; the tests below hold the library to this Python."""
    assert " ".join(f"{word:08x}" for word in philox(counter, key)) == answer


def word(seed: int, group: int, lane: int, which: int) -> int:
    return philox(16 * group + lane, seed)[which]


@pytest.mark.parametrize("seed", [0, 12345, 2**64 - 1])
@pytest.mark.parametrize("offset", [0, 37, 2**40 + 5])
def test_uniform_numbers_are_philox(seed: int, offset: int, isa: str) -> None:
    got = lk.uniform.rvs(100, seed=seed, offset=offset, dtype=np.float32)
    for i, x in enumerate(got):
        group, e = divmod(offset + i, 64)
        assert x == ((word(seed, group, e % 16, e // 16) >> 9) + 0.5) * 2.0**-23
    got = lk.uniform.rvs(50, seed=seed, offset=offset)
    for i, x in enumerate(got):
        group, e = divmod(offset + i, 32)
        low, high = (word(seed, group, e % 16, 2 * (e // 16) + k) for k in (0, 1))
        assert x == (((high << 20) | (low >> 12)) + 0.5) * 2.0**-52


@DTYPES
def test_normal_numbers_are_box_and_mullers(dtype: Any, isa: str) -> None:
    got = lk.norm.rvs(128, seed=9, dtype=dtype).astype(np.float64)
    size = 64 if dtype is np.float32 else 32
    for i in range(128):
        group, e = divmod(i, size)
        words = philox(16 * group + e % 16, 9)
        half = e // 16
        if dtype is np.float32:
            first, second = words[half - half % 2], words[half - half % 2 + 1]
            radius, angle, sign = ((first >> 1) + 0.5) * 2.0**-31, ((second >> 9) + 0.5) * 2.0**-23, second & 1
        else:
            radius = (((words[1] << 20) | (words[0] >> 12)) + 0.5) * 2.0**-52
            angle = (((words[3] << 20) | (words[2] >> 12)) + 0.5) * 2.0**-52
            sign = words[2] & 1
        turn = np.pi * (angle - 0.5)
        part = np.sin(turn) if half % 2 else np.cos(turn) * (1 - 2 * sign)
        # a radius near 1 is a float of 24 bits: its logarithm has an absolute error of 2^-25, the radius of its root
        expected = np.sqrt(-2 * np.log(radius)) * part
        assert abs(got[i] - expected) <= 4 * np.finfo(dtype).eps * (1 + abs(expected)) + 2.0**-24 * (
            dtype is np.float32
        )


@pytest.mark.parametrize("family", FAMILIES)
@DTYPES
def test_a_stream_does_not_depend_on_its_parts(family: str, dtype: Any, isa: str, threads: None) -> None:
    density = getattr(lk, family)(**SHAPES.get(family, {}))
    n = 70_001
    likelier.set_num_threads(2)
    whole = density.rvs(n, seed=4, offset=13, dtype=dtype)
    assert whole.dtype == dtype
    likelier.set_num_threads(1)
    np.testing.assert_array_equal(density.rvs(n, seed=4, offset=13, dtype=dtype), whole)
    for start, stop in ((0, 1), (1, 64), (63, 130), (129, 4097), (4096, n)):
        part = density.rvs(stop - start, seed=4, offset=13 + start, dtype=dtype)
        np.testing.assert_array_equal(part, whole[start:stop])
    np.testing.assert_array_equal(density.rvs((7, 11), seed=4, offset=13, dtype=dtype), whole[:77].reshape(7, 11))
    # two coins of probability 0.4 differ in 2 * 0.4 * 0.6 of the cases
    least = 0.47 if family == "bernoulli" else 0.5
    assert (density.rvs(n, seed=5, offset=13, dtype=dtype) != whole).mean() > least


@DTYPES
@pytest.mark.parametrize("family", ["norm", "uniform"])
def test_every_instruction_set_makes_the_same_bits(family: str, dtype: Any) -> None:
    results: list[NDArray[Any]] = []
    for name in likelier.testing.available_isas():
        with likelier.testing.force_isa(name):
            results.append(getattr(lk, family).rvs(10_000, seed=3, dtype=dtype))
    for result in results[1:]:
        np.testing.assert_array_equal(result, results[0])


@pytest.mark.parametrize("family", FAMILIES)
@DTYPES
def test_distribution(family: str, dtype: Any) -> None:
    """One fixed sample: Kolmogorov and Smirnov's distance, or the counts of a discrete variable."""
    shapes = SHAPES.get(family, {})
    x = getattr(lk, family).rvs(200_000, **shapes, seed=2, dtype=dtype).astype(np.float64)
    if not hasattr(scipy.stats, family):
        pytest.skip("SciPy has no such family; test_methods holds its quantiles to its cdf")
    reference = getattr(scipy.stats, family)(**shapes)
    if BY_NAME[family].discrete:
        # from where on fewer than 20 are expected
        low, high = int(reference.ppf(1e-4)), int(reference.ppf(1 - 1e-4))
        edges = np.arange(low, high)
        observed = np.diff([0, *((x <= k).sum() for k in edges), x.size])
        expected = x.size * np.diff([0, *reference.cdf(edges), 1])
        assert scipy.stats.chisquare(observed, expected).pvalue > 1e-3
    else:
        assert scipy.stats.kstest(x, reference.cdf).pvalue > 1e-3


def test_the_families_with_samplers_are_tested() -> None:
    assert sorted(_core.families_with_variates()) == sorted(SAMPLED)


def p_value(family: str, x: NDArray[Any], **parameters: float) -> float:
    """How likely a sample is to be so far from its distribution: by the library's own cdf, which test_methods holds."""
    density = getattr(lk, family)(**parameters)
    if not BY_NAME[family].discrete:
        return float(scipy.stats.kstest(density.cdf(x), "uniform").pvalue)
    low, high = density.ppf(1e-3), density.ppf(1 - 1e-3)
    edges = np.unique(np.floor(np.linspace(low, high, min(int(high - low) + 1, 100))))
    edges = edges[density.sf(edges) > 0]
    observed = np.diff([0, *np.searchsorted(np.sort(x), edges, side="right"), x.size])
    expected = x.size * np.diff([0, *density.cdf(edges), 1])
    return float(scipy.stats.chisquare(observed, expected).pvalue)


@pytest.mark.parametrize(("family", "parameters"), GRID, ids=GRID_IDS)
def test_samplers(family: str, parameters: dict[str, float]) -> None:
    """Fixed samples of so many that an error of some thousandths anywhere in the distribution is found."""
    x = getattr(lk, family).rvs(300_000, **parameters, seed=77)
    # of the hundred of these the least is expected to be a hundredth
    assert p_value(family, x, **parameters) > 2e-4


@pytest.mark.parametrize(
    ("family", "parameters", "other"),
    [
        ("gamma", {"a": 2.3}, {"a": 2.33}),
        ("beta", {"a": 2.3, "b": 0.7}, {"a": 2.3, "b": 0.72}),
        ("t", {"df": 1.0}, {"df": 1.1}),
        ("vonmises", {"kappa": 5.0}, {"kappa": 5.3}),
        ("poisson", {"mu": 40.0}, {"mu": 40.2}),
        ("poisson", {"mu": 1e9}, {"mu": 1e9 + 600}),
        ("binom", {"n": 200.0, "p": 0.3}, {"n": 201.0, "p": 0.3}),
        ("nbinom", {"n": 4.5, "p": 0.4}, {"n": 4.5, "p": 0.402}),
    ],
)
def test_samplers_can_fail(family: str, parameters: dict[str, float], other: dict[str, float]) -> None:
    """What the test above finds: a parameter that is off by some hundredths, or a mean by those of a deviation."""
    x = getattr(lk, family).rvs(300_000, **parameters, seed=77)
    assert p_value(family, x, **other) < 2e-4


@pytest.mark.parametrize(
    ("family", "parameters", "mean", "variance"),
    [
        ("gamma", {"a": 0.3, "scale": 2.0}, 0.6, 1.2),
        ("gamma", {"a": 1e30}, 1e30, 1e30),
        ("chi2", {"df": 7.0}, 7.0, 14.0),
        ("invgamma", {"a": 9.0}, 1 / 8, 1 / (64 * 7)),
        ("beta", {"a": 2.0, "b": 6.0}, 0.25, 1 / 48),
        ("t", {"df": 12.0, "loc": 3.0}, 3.0, 1.2),
        ("poisson", {"mu": 7.5}, 7.5, 7.5),
        ("poisson", {"mu": 1234.5}, 1234.5, 1234.5),
        ("poisson", {"mu": 1e20}, 1e20, 1e20),
        ("binom", {"n": 1000.0, "p": 0.7}, 700.0, 210.0),
        ("binom", {"n": 1e18, "p": 0.25}, 2.5e17, 1.875e17),
        ("nbinom", {"n": 3.0, "p": 0.25}, 9.0, 36.0),
        ("nbinom", {"mu": 9.0, "alpha": 2.0}, 9.0, 171.0),
    ],
)
@DTYPES
def test_moments(family: str, parameters: dict[str, float], mean: float, variance: float, dtype: Any) -> None:
    n = 400_000
    x = getattr(lk, family).rvs(n, **parameters, seed=5, dtype=dtype).astype(np.float64)
    # float32 rounds parameters and variates
    rounding = float(np.finfo(dtype).eps) * abs(mean)
    assert abs(x.mean() - mean) < 5 * np.sqrt(variance / n) + rounding
    deviation = x - x.mean()
    kurtosis = np.mean(deviation**4) / np.mean(deviation**2) ** 2 if variance > rounding**2 else 1.0
    assert abs(x.var() - variance) < 5 * variance * np.sqrt(kurtosis / n) + 3 * rounding * (
        np.sqrt(variance) + rounding
    )


def test_tails_of_small_shapes() -> None:
    """Of gamma variables of small shapes most are tiny, and those below the smallest number 0."""
    n = 400_000
    for a in (1e-3, 0.02):
        x = lk.gamma.rvs(n, a, seed=3)
        y = lk.invgamma.rvs(n, a, seed=4)
        for limit in (1e-300, 1e-100, 1e-20, 1e-3, 1.0):
            expected = lk.gamma.cdf(limit, a)
            deviation = np.sqrt(expected * (1 - expected) / n)
            assert abs((x <= limit).mean() - expected) < 5 * deviation
            assert abs((y >= 1 / limit).mean() - expected) < 5 * deviation
    # The scale counts before a variate underflows.
    x = lk.gamma.rvs(n, 1e-3, log_scale=800.0, seed=3)
    expected = np.exp(lk.gamma.logcdf(1.0, 1e-3, log_scale=800.0))
    assert abs((x <= 1).mean() - expected) < 5 * np.sqrt(expected * (1 - expected) / n)
    # Both shapes so small that one of the two variables is nothing beside the other.
    for shapes in ((1e-3, 2e-3), (1e-30, 2e-30), (1e-310, 2e-310)):
        x = lk.beta.rvs(n, *shapes, seed=5)
        assert abs((x < 0.5).mean() - 2 / 3) < 5 * np.sqrt(2 / 9 / n)
    x = lk.beta.rvs(n, 0.1, 0.1, seed=6)
    assert p_value("beta", x[x < 0.5] / 0.5, a=0.1, b=1.0) < 2e-4  # no power law
    below = lk.beta.cdf(x[x < 0.5], 0.1, 0.1) * 2
    assert scipy.stats.kstest(below, "uniform").pvalue > 2e-4


def test_ends_of_parameters() -> None:
    """Where one value has all the mass, and parameters next to the ends of the range."""
    inf, nan = np.inf, np.nan
    for family, parameters, expected in (
        ("gamma", {"a": 1e-30}, 0.0),
        ("gamma", {"a": 1e300}, 1e300),
        ("gamma", {"a": 1e300, "loc": -1e308, "scale": 2e8}, 1e308),
        ("gamma", {"a": inf}, nan),
        ("gamma", {"a": 2.0, "scale": 0.0}, nan),
        ("gamma", {"a": 2.0, "loc": inf}, inf),
        ("invgamma", {"a": 1e-30}, inf),
        ("beta", {"a": 1e30, "b": 3e30}, 0.25),
        ("beta", {"a": 1.0, "b": -1.0}, nan),
        ("t", {"df": -1.0}, nan),
        ("poisson", {"mu": 0.0}, 0.0),
        ("poisson", {"log_mu": -inf}, 0.0),
        ("poisson", {"mu": 1e-30}, 0.0),
        ("poisson", {"mu": 1e300}, 1e300),
        ("poisson", {"mu": inf}, inf),
        ("poisson", {"mu": nan}, nan),
        ("poisson", {"mu": -1.0}, nan),
        ("binom", {"n": 0.0, "p": 0.5}, 0.0),
        ("binom", {"n": 5.0, "p": 0.0}, 0.0),
        ("binom", {"n": 5.0, "p": 1.0}, 5.0),
        ("binom", {"n": 7.0, "logits": inf}, 7.0),
        ("binom", {"n": 7.0, "logits": -inf}, 0.0),
        ("binom", {"n": 1e300, "p": 0.5}, 5e299),
        ("binom", {"n": 5.5, "p": 0.5}, nan),
        ("binom", {"n": inf, "p": 0.5}, nan),
        ("binom", {"n": 5.0, "p": 1.5}, nan),
        ("nbinom", {"n": 5.0, "p": 1.0}, 0.0),
        ("nbinom", {"n": 5.0, "logits": inf}, 0.0),
        ("nbinom", {"n": 5.0, "p": 0.0}, nan),
        ("nbinom", {"n": 1e-30, "p": 0.5}, 0.0),
        ("nbinom", {"n": 1e40, "p": 1e-40}, 1e80),
        ("nbinom", {"mu": 0.0, "alpha": 0.0}, 0.0),
        ("nbinom", {"mu": 1e300, "alpha": 1e300}, 0.0),
        ("nbinom", {"mu": inf, "alpha": 1.0}, nan),
        ("vonmises", {"kappa": -1.0}, nan),
        ("vonmises", {"kappa": inf}, nan),
    ):
        x = getattr(lk, family).rvs(100, **parameters, seed=1, dtype=np.float64)
        np.testing.assert_allclose(x, np.full(100, expected), rtol=1e-14, err_msg=f"{family} {parameters}")
    # Infinite, all but surely, on either side.
    x = lk.t.rvs(1000, 1e-30, seed=1)
    assert np.isinf(x).all()
    assert 0.4 < (x > 0).mean() < 0.6
    for kappa in (1e300, 1.7e308):
        assert scipy.stats.kstest(lk.vonmises.rvs(10_000, kappa, seed=2) * np.sqrt(kappa), "norm").pvalue > 1e-3


@pytest.mark.parametrize("family", SAMPLED)
@DTYPES
def test_parameters_are_the_elements_own(family: str, dtype: Any, isa: str, threads: None) -> None:
    """Arrays of parameters, in parts and at any strides: as if each element was drawn by itself."""
    rvs, rng, n = getattr(lk, family).rvs, np.random.default_rng(8), 9001
    arrays = arrays_of(SAMPLED[family][2], n, dtype, rng)
    options: dict[str, Any] = {"seed": 3, "dtype": dtype}
    likelier.set_num_threads(2)
    whole = rvs(n, **arrays, offset=29, **options)
    assert whole.dtype == dtype
    assert 3 <= np.isnan(whole).sum() <= 3 * len(arrays)
    likelier.set_num_threads(1)
    for start, stop in ((0, 1), (1, 17), (200, 600), (4096, n)):
        some = {name: a[start:stop] for name, a in arrays.items()}
        np.testing.assert_array_equal(rvs(**some, offset=29 + start, **options), whole[start:stop])
    for i in (0, 5, 700, 8999):
        own = {name: float(a[i]) for name, a in arrays.items()}
        np.testing.assert_array_equal(rvs(**own, offset=29 + i, **options), whole[i])
    # Other strides, broadcast axes, and one array among numbers.
    backward = {name: np.ascontiguousarray(a[::-1])[::-1] for name, a in arrays.items()}
    np.testing.assert_array_equal(rvs(n, **backward, offset=29, **options), whole)
    name, *others = arrays
    column = {name: arrays[name][:7, np.newaxis]} | {other: float(arrays[other][0]) for other in others}
    spread = {key: np.ascontiguousarray(np.broadcast_to(a, (5, 7, 300))) for key, a in column.items()}
    np.testing.assert_array_equal(rvs((5, 7, 300), **column, **options), rvs(**spread, **options))


@pytest.mark.parametrize("family", SAMPLED)
def test_samplers_make_the_same_bits_everywhere(family: str) -> None:
    """Decisions are made of unfused sums and products, so that no instruction set decides otherwise."""
    n = 20_000
    for parameters in SAMPLED[family]:
        results: list[NDArray[Any]] = []
        for name in likelier.testing.available_isas():
            with likelier.testing.force_isa(name):
                results.append(getattr(lk, family).rvs(n, **parameters, seed=6))
        for result in results[1:]:
            np.testing.assert_array_equal(result, results[0])


@pytest.mark.parametrize("family", SAMPLED)
def test_float32_is_float64_rounded(family: str) -> None:
    for parameters in SAMPLED[family]:
        narrow = {n: float(np.float32(x)) for n, x in parameters.items()}
        x, y = (getattr(lk, family).rvs(1000, **narrow, seed=6, dtype=kind) for kind in (np.float32, np.float64))
        with np.errstate(over="ignore"):
            np.testing.assert_array_equal(x, y.astype(np.float32))


def test_samplers_words_are_their_elements_own() -> None:
    """The layout of philox.hpp: of what needs a step's first block alone."""
    seed, first = 12345, 2**40 + 5
    words = np.array([philox(first + i + (16 << 64), seed) for i in range(300)], np.uint64)
    u = ((words[:, 1] << np.uint64(20) | words[:, 0] >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52
    for mu in (0.3, 9.5):
        expected = scipy.stats.poisson.ppf(u, mu)
        np.testing.assert_array_equal(lk.poisson.rvs(300, mu, seed=seed, offset=first), expected)
    np.testing.assert_array_equal(
        lk.binom.rvs(300, 12, 0.3, seed=seed, offset=first), scipy.stats.binom.ppf(u, 12, 0.3)
    )
    words = np.array([philox(first + i + (18 << 64), seed) for i in range(300)], np.uint64)
    u, v = (
        ((words[:, k + 1] << np.uint64(20) | words[:, k] >> np.uint64(12)).astype(float) + 0.5) * 2.0**-52
        for k in (0, 2)
    )
    sign = 1 - 2 * (words[:, 2] & np.uint64(1)).astype(float)
    z = np.sqrt(-2 * np.log(u)) * np.sin(np.pi * v) * sign
    np.testing.assert_allclose(lk.t.rvs(300, np.inf, seed=seed, offset=first), z, rtol=1e-13)


@pytest.mark.parametrize("family", SAMPLED)
def test_samplers_elements_are_independent(family: str) -> None:
    """Ranks of neighbours, and of streams of two seeds."""
    n, parameters = 200_000, SAMPLED[family][2]
    rvs = getattr(lk, family).rvs

    rng = np.random.default_rng(0)

    def ranks(x: NDArray[Any]) -> NDArray[Any]:
        return np.argsort(np.lexsort((rng.random(n), x))) / n - 0.5  # counts tie

    x, y = (ranks(rvs(n, **parameters, seed=seed)) for seed in (1, 2))
    for a, b in ((x, y), *((x[lag:], x[:-lag]) for lag in (1, 2, 8, 16, 256))):
        assert abs(12 * np.mean(a * b)) < 5 / np.sqrt(n)
        assert abs(180 * np.mean((a * a - 1 / 12) * (b * b - 1 / 12))) < 5 / np.sqrt(n)


@DTYPES
def test_normal_tails_and_independence(dtype: Any) -> None:
    z = lk.norm.rvs(2_000_000, seed=8, dtype=dtype).astype(np.float64)
    for limit in (2.0, 3.0, 4.0):
        count, expected = (np.abs(z) > limit).sum(), z.size * 2 * scipy.stats.norm.sf(limit)
        assert abs(count - expected) < 5 * np.sqrt(expected)
    # pairs of one radius lie 16 apart, and pairs of one counter at the multiples of 16
    for lag in (1, 2, 16, 32, 48, 64):
        assert abs(np.mean(z[lag:] * z[:-lag])) < 5 / np.sqrt(z.size)
        assert abs(np.mean(z[lag:] ** 2 * z[:-lag] ** 2) - 1) < 5 * np.sqrt(8 / z.size)


def test_parameters() -> None:
    z = lk.norm.rvs(6, seed=1)
    np.testing.assert_allclose(lk.norm.rvs(6, 2.0, 3.0, seed=1), 2 + 3 * z, rtol=1e-14)
    for name, value in (("log_scale", np.log(3.0)), ("var", 9.0), ("precision", 1 / 9)):
        np.testing.assert_allclose(lk.norm.rvs(6, 2.0, **{name: value}, seed=1), 2 + 3 * z, rtol=1e-14)
    loc = np.arange(6.0).reshape(3, 2)
    np.testing.assert_allclose(lk.norm.rvs(None, loc, seed=1), loc + z.reshape(3, 2), rtol=1e-14)
    np.testing.assert_allclose(lk.norm.rvs((3, 2), loc, [[1.0], [2.0], [3.0]], seed=1)[1], loc[1] + 2 * z[2:4])
    np.testing.assert_array_equal(lk.norm(2.0, var=9.0).rvs(6, seed=1), lk.norm.rvs(6, 2.0, var=9.0, seed=1))
    assert lk.norm.rvs(seed=1) == z[0]
    assert np.isnan(lk.norm.rvs(3, scale=-1.0, seed=1)).all()
    assert np.isnan(lk.expon.rvs(3, scale=-1.0, seed=1)).all()
    assert lk.expon.rvs(0, seed=1).shape == (0,)


def test_size_by_name_leaves_the_places_to_the_parameters() -> None:
    """As SciPy's calls have it."""
    np.testing.assert_array_equal(lk.norm.rvs(2.0, 3.0, size=5, seed=1), lk.norm.rvs(5, 2.0, 3.0, seed=1))
    np.testing.assert_array_equal(
        lk.gamma.rvs(2.0, scale=3.0, size=(2, 3), seed=1), lk.gamma(2.0, scale=3.0).rvs((2, 3), seed=1)
    )
    np.testing.assert_array_equal(lk.norm.rvs([1.0, 2.0], size=None, seed=1), lk.norm.rvs(loc=[1.0, 2.0], seed=1))
    p = [0.5, 0.2, 0.3]
    np.testing.assert_array_equal(lk.multinomial.rvs(12, p, size=4, seed=1), lk.multinomial(12, p).rvs(4, seed=1))
    mixture = ([0.0, -1.0], [100.0, 200.0], [5.0, 9.0])
    rvs = lk.discretized_logistic_mixture.rvs
    np.testing.assert_array_equal(rvs(*mixture, size=4, seed=1), rvs(4, *mixture, seed=1))


def test_seeds() -> None:
    a, b = (lk.norm.rvs(4, seed=np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(a, b)
    rng = np.random.default_rng(7)
    assert (lk.norm.rvs(4, seed=rng) != lk.norm.rvs(4, seed=rng)).all()
    assert (lk.norm.rvs(4) != lk.norm.rvs(4)).all()


COUNTS: list[tuple[str, dict[str, Any]]] = [
    *((family, SHAPES.get(family, {})) for family in FAMILIES if BY_NAME[family].discrete),
    ("categorical", {"p": [0.5, 0.2, 0.3]}),
    ("multinomial", {"n": 12, "p": [0.5, 0.2, 0.3]}),
]


@pytest.mark.parametrize(("family", "parameters"), COUNTS, ids=[family for family, _ in COUNTS])
def test_counts_and_classes_are_integers(family: str, parameters: dict[str, Any], threads: None) -> None:
    """As SciPy's are. They are the float64 variates, in parts or not."""
    n = 70_001
    rvs = getattr(lk, family)(**parameters).rvs
    likelier.set_num_threads(2)
    whole = rvs(n, seed=4, offset=13)
    assert whole.dtype == np.int64
    np.testing.assert_array_equal(whole, rvs(n, seed=4, offset=13, dtype=np.float64))
    likelier.set_num_threads(1)
    np.testing.assert_array_equal(rvs((7, 10_000), seed=4, offset=13).reshape(70_000, *whole.shape[1:]), whole[:-1])
    narrow = rvs(n, seed=4, offset=13, dtype="int32")
    assert narrow.dtype == np.int32
    np.testing.assert_array_equal(narrow, whole)
    assert rvs((0, 3), seed=1).shape[:2] == (0, 3)
    one = rvs(seed=4, offset=13)
    assert one.dtype == np.int64
    np.testing.assert_array_equal(one, whole[0])
    np.testing.assert_array_equal(getattr(lk, family).rvs(n, **parameters, seed=4, offset=13), whole)
    # what they are for
    if family == "categorical":
        np.testing.assert_array_equal(np.bincount(whole), np.unique(whole, return_counts=True)[1])
    other = getattr(scipy.stats, family, None)
    if other is not None:
        trials = {"n": 20} if family == "binom" else {}
        assert other.rvs(**parameters | trials, size=3, random_state=1).dtype == whole.dtype


def test_integers_to_the_ends_of_their_range() -> None:
    largest = 2.0**63 - 1024
    numbers = np.array([0.0, -0.0, 2.0**53, largest, -largest])
    out = np.empty(5, np.int64)
    assert _core.random_integers(numbers, out)
    assert out.tolist() == [0, 0, 2**53, 2**63 - 1024, 1024 - 2**63]
    lowest = np.iinfo(np.int64).min
    for bad in (np.nan, np.inf, -np.inf, 2.0**63, -(2.0**63), 1e300):
        assert not _core.random_integers(np.array([1.0, bad]), out[:2])
        assert out[:2].tolist() == [1, lowest]
    narrow = np.empty(2, np.int32)
    assert _core.random_integers(np.array([2.0**31 - 1, 1 - 2.0**31]), narrow)
    assert narrow.tolist() == [2**31 - 1, 1 - 2**31]
    assert not _core.random_integers(np.array([2.0**31, 1.0]), narrow)
    # in place, in more than one task
    many = np.arange(100_000.0)
    assert _core.random_integers(many, many.view(np.int64))
    np.testing.assert_array_equal(many.view(np.int64), np.arange(100_000))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda **o: lk.poisson.rvs(3, -1.0, **o), r"poisson\.rvs: dtype must be float64 .* int64 .* at index 0"),
        (lambda **o: lk.poisson.rvs(None, [[1.0, 2.0], [1e20, 3.0]], **o), r"got one of these at index \(1, 0\)"),
        (lambda **o: lk.geom.rvs(3, np.nan, **o), r"geom\.rvs: dtype must be float64 or float32 for NaN"),
        (lambda **o: lk.categorical.rvs(3, [1.0, -1.0], **o), r"categorical\.rvs: dtype must be float64"),
        (lambda **o: lk.multinomial.rvs(2, 2.5, [0.5, 0.5], **o), r"multinomial\.rvs: .* at index \(0, 0\)"),
    ],
)
def test_what_no_integer_holds(call: Any, message: str) -> None:
    """Where floats are asked for it is NaN, or what it is, and nothing is raised."""
    with pytest.raises(ValueError, match=message):
        call(seed=1)
    for kind in (np.float32, np.float64):
        assert call(seed=1, dtype=kind).dtype == kind
    with pytest.raises(TypeError, match=r"dtype must be float32, float64, int32 or int64; got uint8"):
        call(seed=1, dtype=np.uint8)


def test_estimates_of_counts_with_invalid_parameters_are_undefined() -> None:
    value, error = lk.kl(lk.poisson([2.0, -1.0, 1e20]), lk.nbinom(1.0, 0.5), n_samples=16, seed=1)
    assert np.isfinite(value).tolist() == [True, False, True]
    assert np.isnan([value[1], error[1]]).all()


@pytest.mark.parametrize(
    ("arguments", "options", "kind", "message"),
    [
        ((3,), {"seed": -1}, ValueError, r"norm\.rvs: seed must be in \[0, 2\*\*64\); got -1"),
        ((3,), {"seed": 1.5}, TypeError, r"norm\.rvs: seed must be an integer; got 1\.5"),
        ((3,), {"offset": -1}, ValueError, r"norm\.rvs: offset must be in \[0, 2\*\*64\); got -1"),
        ((3,), {"offset": 2**64 - 2}, ValueError, r"norm\.rvs: offset must leave room"),
        ((3,), {"dtype": np.int32}, TypeError, r"norm\.rvs: dtype must be float32 or float64; got int32"),
        ((3.5,), {}, TypeError, r"norm\.rvs: size must be an integer"),
        ((-3,), {}, ValueError, r"norm\.rvs: size must not be negative; got -3"),
        ((3, np.zeros(2)), {}, ValueError, r"norm\.rvs: the parameters must broadcast to size \(3,\)"),
        ((3, 0.0, 1.0, 2.0), {}, TypeError, r"norm\.rvs: expected at most 2 parameters beside size; got 3"),
        (
            (3,),
            {"rate": 1.0},
            TypeError,
            r"norm\.rvs: unknown keyword argument; expected among size, loc, .*; got 'rate'",
        ),
        ((0.0, 1.0), {}, TypeError, r"norm\.rvs: size must be an integer, .*; got 0\.0 \(by place it comes first"),
        ((3, 0.0, 1.0), {"size": 3}, TypeError, r"norm\.rvs: expected at most 2 parameters beside size; got 3"),
        ((3,), {"random_state": 1}, TypeError, r"got 'random_state'; a stream is told by seed and offset"),
        ((3, 0.0), {"loc": 1.0}, TypeError, r"norm\.rvs: the argument 'loc' must be given once; got two values"),
        ((3,), {"scale": 1.0, "var": 1.0}, TypeError, r"norm\.rvs: the arguments 'scale' and 'var' exclude each other"),
    ],
)
def test_refusals(arguments: Any, options: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        lk.norm.rvs(*arguments, **options)


VECTORS: list[tuple[str, dict[str, Any]]] = [
    ("dirichlet", {"alpha": np.array([0.5, 2.0, 3.5])}),
    ("multinomial", {"n": 12, "p": np.array([0.5, 0.2, 0.3])}),
    ("multinomial", {"n": 12, "logits": np.array([0.0, 1.0, -1.0])}),
    ("categorical", {"p": np.array([0.5, 0.2, 0.3])}),
    ("categorical", {"logits": np.array([0.0, 1.0, -1.0])}),
    ("multivariate_normal", {"mean": np.array([1.0, -2.0]), "cov": np.array([[2.0, 0.6], [0.6, 0.5]])}),
    ("multivariate_normal", {"mean": np.array([1.0, -2.0]), "cov": np.array([0.3, 2.0])}),
    ("multivariate_normal", {"scale_tril": np.array([[1.5, 0.0], [-0.6, 0.5]])}),
    ("multivariate_normal", {"precision": np.array([[2.0, 0.6], [0.6, 0.5]])}),
    ("multivariate_normal", {"mean": np.array([1.0, -2.0]), "diag": 3.0}),
    ("multivariate_normal", {"cov_factor": np.array([[1.0], [2.0]]), "diag": np.array([0.5, 0.1])}),
    ("multivariate_t", {"loc": np.array([1.0, -2.0]), "shape": np.array([[2.0, 0.6], [0.6, 0.5]]), "df": 9.0}),
    ("multivariate_t", {"scale_tril": np.array([[1.5, 0.0], [-0.6, 0.5]]), "df": np.inf}),
]
VECTOR_IDS = [f"{name}[{','.join(parameters)}]" for name, parameters in VECTORS]


def moments(name: str, parameters: dict[str, Any]) -> tuple[Any, Any]:
    """Mean and covariance of a vector, or of the indicators of classes."""
    if name == "dirichlet":
        reference = scipy.stats.dirichlet(parameters["alpha"])
        return reference.mean(), reference.cov()
    if name in ("multinomial", "categorical"):
        p = parameters["p"] if "p" in parameters else scipy.special.softmax(parameters["logits"])
        n = parameters.get("n", 1)
        return n * p, n * (np.diag(p) - np.outer(p, p))
    mean = parameters.get("mean", parameters.get("loc", np.zeros(2)))
    if "cov_factor" in parameters:
        return mean, parameters["cov_factor"] @ parameters["cov_factor"].T + np.diag(parameters["diag"])
    if "scale_tril" in parameters:
        cov = parameters["scale_tril"] @ parameters["scale_tril"].T
    elif "precision" in parameters:
        cov = np.linalg.inv(parameters["precision"])
    else:
        cov = np.asarray(next(parameters[name] for name in ("cov", "shape", "diag") if name in parameters))
        cov = cov if cov.ndim == 2 else np.diag(np.broadcast_to(cov, 2))
    df = parameters.get("df", np.inf)
    return mean, cov if np.isinf(df) else cov * df / (df - 2)


@pytest.mark.parametrize(("name", "parameters"), VECTORS, ids=VECTOR_IDS)
def test_moments_of_vectors(name: str, parameters: dict[str, Any]) -> None:
    n = 200_000
    x = getattr(lk, name).rvs(n, **parameters, seed=3)
    if name == "categorical":
        assert x.shape == (n,)
        x = (x[:, np.newaxis] == np.arange(3)).astype(float)
    mean, cov = moments(name, parameters)
    spread = np.sqrt(np.diag(cov))
    assert (abs(x.mean(axis=0) - mean) < 5 * spread / np.sqrt(n)).all()
    # the fourth moments of these are below 12 times the squares of the second
    limit = 5 * np.sqrt(12 / n) * np.outer(spread, spread)
    assert (abs(np.cov(x.T) - cov) < limit).all()
    if name in ("dirichlet", "multinomial"):
        np.testing.assert_allclose(x.sum(axis=-1), parameters.get("n", 1), rtol=1e-14)


@pytest.mark.parametrize(("name", "parameters"), VECTORS, ids=VECTOR_IDS)
def test_streams_of_vectors(name: str, parameters: dict[str, Any], threads: None) -> None:
    density = getattr(lk, name)(**parameters)
    likelier.set_num_threads(2)
    whole = density.rvs(5000, seed=4, offset=13)
    likelier.set_num_threads(1)
    np.testing.assert_array_equal(density.rvs((50, 100), seed=4, offset=13).reshape(whole.shape), whole)
    np.testing.assert_array_equal(density.rvs(1000, seed=4, offset=1013), whole[1000:2000])
    np.testing.assert_array_equal(getattr(lk, name).rvs(5000, **parameters, seed=4, offset=13), whole)
    assert density.rvs(7, seed=4, dtype=np.float32).dtype == np.float32


def test_marginals_of_a_dirichlet() -> None:
    """Of a small alpha most elements are tiny: their logarithm counts."""
    x = lk.dirichlet.rvs(20_000, alpha=[1e-3, 2e-3], seed=5)
    assert (abs(x.sum(axis=-1) - 1) < 1e-15).all()
    for limit in (0.0, 1e-200, 1e-50, 1e-5, 0.3, 1 - 1e-5):
        # what is below the smallest number is 0
        expected = lk.beta.cdf(max(limit, 5e-324), 1e-3, 2e-3)
        deviation = np.sqrt(expected * (1 - expected) / len(x))
        assert abs((x[:, 0] <= limit).mean() - expected) < 5 * deviation
    assert not np.isnan(x).any()


def test_batches_of_vectors() -> None:
    means = np.array([[0.0, 0.0], [100.0, -100.0], [5.0, 5.0]])
    x = lk.multivariate_normal.rvs(mean=means, cov=np.eye(2), seed=1)
    assert x.shape == (3, 2)
    assert (abs(x - means) < 6).all()
    x = lk.multivariate_normal.rvs((4, 3), mean=means, cov=np.stack([np.eye(2)] * 3), seed=1)
    assert x.shape == (4, 3, 2)
    assert lk.multinomial.rvs(n=[3, 50], p=[0.5, 0.5], seed=1).sum(axis=-1).tolist() == [3, 50]
    assert lk.multivariate_normal.rvs(5, seed=1).shape == (5, 1)
    assert np.isnan(lk.multivariate_normal.rvs(2, cov=[[1.0, 2.0], [2.0, 1.0]], seed=1)).all()
    assert np.isnan(lk.multivariate_normal.rvs(2, precision=[[1.0, 2.0], [2.0, 1.0]], seed=1)).all()
    assert np.isnan(lk.dirichlet.rvs(2, alpha=[1.0, -1.0], seed=1)).all()
    assert np.isnan(lk.categorical.rvs(2, p=[1.0, -1.0], seed=1, dtype=float)).all()
    assert np.isnan(lk.multinomial.rvs(2, n=2.5, p=[0.5, 0.5], seed=1, dtype=float)).all()


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("dirichlet", {"alpha": 2.0}, r"dirichlet\.rvs: alpha must have at least one axis"),
        ("multinomial", {"n": [1, 2, 3], "p": np.full((2, 2), 0.5)}, "must have batches that broadcast"),
        ("multivariate_normal", {"cov": np.ones((2, 3))}, "cov must be square on its last two axes"),
        ("multivariate_normal", {"mean": np.zeros(3), "cov": np.eye(2)}, "must be of one event"),
        ("multivariate_normal", {"cov_factor": np.ones(3), "diag": 1.0}, "cov_factor must have two axes"),
        ("categorical", {"p": [0.5, 0.5], "offset": 2**64}, "offset must be in"),
        ("categorical", {"logits": np.zeros((2, 0))}, r"logits must have at least one element .* got shape \(2, 0\)"),
        ("multinomial", {"n": 0, "p": []}, r"p must have at least one element on its last axis; got shape \(0,\)"),
        ("dirichlet", {"alpha": []}, r"alpha must have at least one element on its last axis; got shape \(0,\)"),
    ],
)
def test_refusals_of_vectors(name: str, arguments: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        getattr(lk, name).rvs(3, **arguments, seed=1)
