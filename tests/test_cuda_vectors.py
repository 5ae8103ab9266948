"""Densities of vectors, what rests on them, and flows, of arrays on a device: as on the CPU.

Both do the same in double, in another order: of sums, by cuBLAS's products of matrices and solutions of triangular
systems. So they agree up to a few hundred roundings, times the condition of the matrices here, which is below 100.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from likelier import _kl
from likelier._fits import CLOSED_FORMS
from tests import test_kl_vectors, test_methods, test_score_models, test_vectors
from tests.registry import lk
from tests.tolerances import SAME, few_ulp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.device import Device

DTYPES = pytest.mark.parametrize("dtype", [np.float64, np.float32], ids=["float64", "float32"])
FORMS = pytest.mark.parametrize("form", test_vectors.FORMS, ids=str)

# Of matrices: 64 roundings (SAME) times their condition.
BY_MATRICES = 100 * SAME


def moved(device: Device, arguments: dict[str, Any]) -> dict[str, Any]:
    return {n: device.put(np.asarray(x)) if isinstance(x, (np.ndarray, list)) else x for n, x in arguments.items()}


def tolerance(dtype: Any) -> float:
    return max(BY_MATRICES, 4 * few_ulp(dtype))


def check(device: Device, got: Any, expected: Any, rtol: float, scale: float = 1.0) -> None:
    """Compare results, or tuples of them: up to rtol of the number and of the scale of the largest."""
    if isinstance(expected, tuple):
        assert type(got).__name__ == type(expected).__name__
        assert len(got) == len(expected)
        for one, other in zip(got, expected, strict=True):
            check(device, one, other, rtol, scale)
        return
    expected = np.asarray(expected)
    result = device.get(got)
    assert result.dtype == expected.dtype
    assert result.shape == expected.shape
    finite = abs(expected[np.isfinite(expected)])
    np.testing.assert_allclose(result, expected, rtol=rtol, atol=rtol * scale * finite.max(initial=1.0))


# ---- Densities.


@FORMS
@DTYPES
@pytest.mark.parametrize("batch", [(), (3,), (2, 3), (0,)], ids=str)
def test_values_and_gradients(form: Any, dtype: Any, batch: tuple[int, ...], device: Device) -> None:
    arguments = form.arguments(batch, seed=1, dtype=dtype)
    own = moved(device, arguments)
    expected = form.function.value_and_grad(**arguments)
    value, gradients = form.function.value_and_grad(**own)
    check(device, (value, *gradients), (expected[0], *expected[1]), tolerance(dtype))
    np.testing.assert_array_equal(device.get(form.function(**own)), device.get(value))


@FORMS
@pytest.mark.parametrize("reduction", ["none", "sum", "mean", "partial"])
def test_reductions(form: Any, reduction: str, device: Device) -> None:
    arguments = form.arguments((4, 3), seed=2)
    rng = np.random.default_rng(3)
    where, weights = rng.random((4, 3)) < 0.7, rng.random(3)
    axis = None if reduction == "none" else 0
    cotangent = rng.normal(size=(4, 3) if reduction == "none" else 3)
    options = {"where": where, "weights": weights, "cotangent": cotangent}
    given = {"reduction": reduction, "axis": axis, "base": 2}
    expected, slopes = form.nll.value_and_grad(**arguments, **options, **given)
    value, gradients = form.nll.value_and_grad(**moved(device, arguments), **moved(device, options), **given)
    if reduction == "partial":
        value, expected = (value + value).result("mean"), expected.result("mean")
    check(device, (value, *gradients), (expected, *slopes), BY_MATRICES)


@FORMS
def test_shared_parameters(form: Any, device: Device) -> None:
    """Of one set of parameters, of one each row, and of numbers."""
    one, rows = form.arguments((), seed=4), form.arguments((3, 1), seed=5)
    data = form.arguments((3, 5), seed=6)
    first = next(iter(data))
    for parameters in (one, rows):
        arguments = {n: data[n] if n == first else x for n, x in parameters.items()}
        expected = form.function.value_and_grad(**arguments)
        value, gradients = form.function.value_and_grad(**moved(device, arguments))
        check(device, (value, *gradients), (expected[0], *expected[1]), BY_MATRICES)
    if form.family == "multivariate_normal" and form.matrix == "cov":
        x = device.put(data["x"])
        check(
            device, lk.multivariate_normal.logpdf(x, 0.5, 2.0), lk.multivariate_normal.logpdf(data["x"], 0.5, 2.0), SAME
        )


@FORMS
def test_masked_events_are_inert(form: Any, device: Device) -> None:
    arguments = form.arguments((5,), seed=7)
    first = next(iter(arguments))
    if arguments[first].dtype.kind != "f":
        arguments[first] = arguments[first].astype(np.float64)
    arguments[first][2] = np.nan
    where = np.arange(5) != 2
    expected = form.function.value_and_grad(**arguments, where=where, wrt=form.smooth)
    value, gradients = form.function.value_and_grad(
        **moved(device, arguments), where=device.put(where), wrt=form.smooth
    )
    check(device, (value, *gradients), (expected[0], *expected[1]), BY_MATRICES)
    assert np.isnan(device.get(form.function(**moved(device, arguments)))).tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["cov", "scale_tril", "precision", "diag"])
@pytest.mark.parametrize("n", [1, 2, 17, 40])
def test_every_length_of_events(name: str, n: int, device: Device) -> None:
    """Across the border from which batches of matrices are solved for by halves."""
    rng = np.random.default_rng(n)
    makers: dict[str, Callable[[], Any]] = {
        "diag": lambda: test_vectors.variances(rng, (2,))[:, :1] * np.ones(n),
        "scale_tril": lambda: test_vectors.triangle(rng, (2,), n),
    }
    matrix = makers.get(name, lambda: test_vectors.definite(rng, (2,), n))()
    for own in (matrix, matrix[0]):
        arguments = {"x": rng.normal(size=(3, 2, n)), "mean": rng.normal(size=n), name: own}
        expected = lk.multivariate_normal.logpdf.value_and_grad(**arguments)
        value, gradients = lk.multivariate_normal.logpdf.value_and_grad(**moved(device, arguments))
        check(device, (value, *gradients), (expected[0], *expected[1]), BY_MATRICES)


def test_what_is_no_covariance_is_undefined(device: Device) -> None:
    """What a factorisation leaves of these is anything: nobody is to take it for a factor."""
    good = np.array([[2.0, 0.5], [0.5, 1.0]])
    bad = [[[1.0, 2.0], [2.0, 1.0]], [[-1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0], [1.0, 1.0]], [[np.nan, 0.0], [0.0, 1.0]]]
    whole = np.array([good, *bad, 1e300 * good, 1e-300 * good])
    x = np.ones((len(whole), 2)) * np.sqrt(abs(np.nan_to_num(whole[:, :1, 0])))
    for name in ("cov", "precision"):
        expected = lk.multivariate_normal.logpdf(x, **{name: whole})
        assert np.isnan(expected).tolist() == [False, *[True] * len(bad), False, False]
        check(device, lk.multivariate_normal.logpdf(device.put(x), **{name: device.put(whole)}), expected, BY_MATRICES)
        for one in bad:
            logpdf = lk.multivariate_normal.logpdf
            assert np.isnan(device.get(logpdf(device.put(x[0]), **{name: device.put(np.array(one))})))
    factor = np.array([[1.0, 5.0], [0.5, -1.0]])
    assert np.isnan(device.get(lk.multivariate_normal.logpdf(device.put(x), scale_tril=device.put(factor)))).all()


def test_infinite_data_have_no_density(device: Device) -> None:
    x = np.array([[np.inf, 0.0], [0.0, -np.inf], [np.inf, np.nan], [0.0, 1.0]])
    cov = np.array([[2.0, 0.5], [0.5, 1.0]])
    for logpdf, given in ((lk.multivariate_normal.logpdf, {"cov": cov}), (lk.multivariate_t.logpdf, {"shape": cov})):
        check(device, logpdf(device.put(x), **moved(device, given)), logpdf(x, **given), SAME)


def test_degrees_of_freedom(device: Device) -> None:
    df = np.array([0.5, 3.0, 1e8, 1e300, np.inf, -1.0, np.nan])
    x = np.random.default_rng(8).normal(size=(7, 3))
    expected = lk.multivariate_t.logpdf.value_and_grad(x, df=df)
    value, gradients = lk.multivariate_t.logpdf.value_and_grad(device.put(x), df=device.put(df))
    check(device, (value, *gradients), (expected[0], *expected[1]), SAME)


@pytest.mark.parametrize("dtype", [np.float16, "bfloat16"])
def test_half_types(dtype: Any, device: Device) -> None:
    if dtype == "bfloat16":
        dtype = np.dtype(pytest.importorskip("ml_dtypes").bfloat16)
    rng = np.random.default_rng(9)
    x, alpha = rng.dirichlet([2.0, 3.0, 4.0], 5).astype(dtype), np.array([2.0, 3.0, 4.0]).astype(dtype)
    logits = rng.normal(size=(5, 4)).astype(dtype)
    for function, arguments in (
        (lk.dirichlet.logpdf, {"x": x, "alpha": alpha}),
        (lk.multivariate_normal.logpdf, {"x": x, "diag": alpha}),
        (lk.categorical.logpmf, {"k": np.arange(5) % 4, "logits": logits}),
    ):
        expected, slopes = function.value_and_grad(**arguments)
        value, gradients = function.value_and_grad(**moved(device, arguments))
        for got, own in zip((value, *gradients), (expected, *slopes), strict=True):
            result = device.get(got)
            assert result.dtype == own.dtype
            # One rounding to eight or eleven bits, of numbers that may lie on either side of a border.
            bits = 2.0**-7 if dtype != np.float16 else 2.0**-10
            np.testing.assert_allclose(result.astype(float), own.astype(float), rtol=bits, atol=bits)


def test_borders_of_counts_and_classes(device: Device) -> None:
    x = np.array([[2, 1, 1], [2, 1, 0], [0, 0, 0], [-1, 3, 2], [4, 0, 0]])
    n = np.array([4.0, 4.0, 0.0, 4.0, 2.5])
    p = np.array([0.5, 0.5, 0.0])
    expected = lk.multinomial.logpmf.value_and_grad(x, n, p)
    value, gradients = lk.multinomial.logpmf.value_and_grad(*map(device.put, (x, n, p)))
    check(device, (value, *gradients), (expected[0], *expected[1]), SAME)
    k = np.array([0.0, 2.0, 3.0, -1.0, 0.5, np.nan])
    for given in ({"p": p}, {"logits": np.log([0.5, 0.25, 0.25])}, {"p": np.zeros((6, 0))}):
        expected = lk.categorical.logpmf.value_and_grad(k, **given)
        value, gradients = lk.categorical.logpmf.value_and_grad(device.put(k), **moved(device, given))
        check(device, (value, *gradients), (expected[0], *expected[1]), SAME)
    border, alpha = np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[0.5, 1.0], [1.0, 2.0], [2.0, 2.0]])[:, np.newaxis]
    expected = lk.dirichlet.logpdf.value_and_grad(border, alpha)
    value, gradients = lk.dirichlet.logpdf.value_and_grad(device.put(border), device.put(alpha))
    check(device, (value, *gradients), (expected[0], *expected[1]), SAME)


def test_options_of_densities(device: Device) -> None:
    rng = np.random.default_rng(10)
    x, cov = rng.normal(size=(4, 2)), np.eye(2)
    out = device.put(np.zeros(4))
    logpdf = lk.multivariate_normal.logpdf
    assert logpdf(device.put(x), cov=device.put(cov), out=out) is out
    np.testing.assert_allclose(device.get(out), logpdf(x, cov=cov), rtol=SAME)
    frozen = lk.multivariate_normal(cov=device.put(cov))
    np.testing.assert_array_equal(device.get(frozen.logpdf(device.put(x))), device.get(out))
    x[1, 1] = np.nan
    refused: list[tuple[Callable[[], Any], str]] = [
        (
            lambda: logpdf(device.put(x), cov=device.put(cov), validate=True),
            r"x must be a number; got nan at index \(1",
        ),
        (lambda: logpdf(device.put(x), cov=cov), "cov must be on CUDA device 0, as x is"),
        (lambda: logpdf(device.put(x), where=np.ones(4, np.bool_)), "where must be on CUDA device 0"),
        (lambda: logpdf(device.put(x), cov=device.put(np.eye(3))), "x must have 3 elements"),
        (lambda: logpdf(device.put(x), out=device.put(np.zeros(3))), r"out must have shape \(4,\)"),
    ]
    for call, message in refused:
        with pytest.raises(ValueError, match=message):
            call()


class Foreign:
    """An array of a library that has nothing but the interface."""

    def __init__(self, array: Any) -> None:
        self._array = array
        self.__dlpack_device__ = array.__dlpack_device__

    @property
    def __cuda_array_interface__(self) -> Any:
        return self._array.__cuda_array_interface__


def test_arrays_of_other_libraries(device: Device) -> None:
    x, alpha = np.random.default_rng(10).dirichlet([2.0, 3.0, 4.0], 5), np.array([2.0, 3.0, 4.0])
    wide = np.asfortranarray(x)
    expected = lk.dirichlet.logpdf.value_and_grad(wide, alpha)
    own = Foreign(device.put(wide)), Foreign(device.put(alpha))
    value, gradients = lk.dirichlet.logpdf.value_and_grad(*own)
    check(device, (value, *gradients), (expected[0], *expected[1]), SAME)
    logpdf = lk.multivariate_normal.logpdf
    check(device, logpdf(own[0], diag=own[1]), logpdf(wide, diag=alpha), SAME)
    check(device, logpdf(own[0], own[1], cov=Foreign(device.put(np.eye(3)))), logpdf(wide, alpha, cov=np.eye(3)), SAME)


@pytest.mark.parametrize(
    ("family", "parameters"),
    [
        ("dirichlet", {"alpha": [[2.0, 3.0, 1.0], [0.5, 1e6, 2.0]]}),
        ("categorical", {"p": [0.2, 0.3, 0.5]}),
        ("categorical", {"logits": [0.2, -0.3, 0.5]}),
        ("multivariate_normal", {"mean": [0.0, 1.0], "cov": [[1.0, 0.2], [0.2, 1.0]]}),
        ("multivariate_normal", {"mean": [0.0, 1.0], "precision": [[1.0, 0.2], [0.2, 1.0]]}),
        ("multivariate_normal", {"mean": [0.0, 1.0], "diag": [1.0, 0.2]}),
        ("multivariate_normal", {"mean": [0.0, 1.0], "cov_factor": [[1.0], [0.2]], "diag": [1.0, 0.2]}),
        ("multivariate_t", {"loc": [0.0, 1.0], "scale_tril": [[1.0, 0.0], [0.2, 1.0]], "df": [4.0, np.inf]}),
    ],
)
def test_entropies_and_variates(family: str, parameters: dict[str, Any], device: Device) -> None:
    own = {n: np.asarray(x) for n, x in parameters.items()}
    entropy = getattr(lk, family).entropy
    expected = entropy.value_and_grad(**own)
    value, gradients = entropy.value_and_grad(**moved(device, own))
    check(device, (value, *gradients), (expected[0], *expected[1]), BY_MATRICES)
    rvs = getattr(lk, family).rvs
    size = (50, 2)
    check(device, rvs(size, **moved(device, own), seed=3), rvs(size, **own, seed=3), BY_MATRICES)


# ---- Mixtures.


@DTYPES
@pytest.mark.parametrize("name", ["log_weights", "logits"])
@pytest.mark.parametrize("axis", [-1, 0])
def test_mixtures(dtype: Any, name: str, axis: int, device: Device) -> None:
    rng = np.random.default_rng(11)
    arguments = {
        "k": rng.integers(0, 256, size=6).astype(dtype),
        name: rng.normal(size=(6, 3)).astype(dtype),
        "loc": (255 * rng.random((6, 3))).astype(dtype),
        "scale": (1 + 10 * rng.random(3)).astype(dtype),
    }
    if axis == 0:
        arguments |= {n: np.ascontiguousarray(arguments[n].T) for n in (name, "loc")}
        arguments["scale"] = arguments["scale"][:, np.newaxis]
    where, weights = rng.random(6) < 0.7, rng.random(6)
    mixture = lk.discretized_logistic_mixture
    # Single precision: logarithms of masses of 1e-3, differences of two sigmoids, by another exponential.
    rtol = SAME if dtype == np.float64 else 2e-5
    given = {"low": 0.0, "high": 255.0, "component_axis": axis}
    for function, options in (
        (mixture.logpmf, {}),
        (mixture.logpmf, {"where": where, "cotangent": weights}),
        (mixture.nll, {"where": where, "weights": weights}),
    ):
        expected = function.value_and_grad(**arguments, **options, **given)
        value, gradients = function.value_and_grad(**moved(device, arguments), **moved(device, options), **given)
        check(device, (value, *gradients), (expected[0], *expected[1]), rtol)
    frozen = mixture(**{n: device.put(arguments[n]) for n in (name, "loc", "scale")}, **given)
    check(device, frozen.logpmf(device.put(arguments["k"])), mixture.logpmf(**arguments, **given), rtol)
    # Tails are computed in double.
    rtol = max(SAME, few_ulp(dtype))
    for method in ("cdf", "sf", "logcdf", "logsf"):
        function = getattr(mixture, method)
        expected = function.value_and_grad(**arguments, where=where, cotangent=weights, **given)
        options = moved(device, {"where": where, "cotangent": weights})
        value, gradients = function.value_and_grad(**moved(device, arguments), **options, **given)
        check(device, (value, *gradients), (expected[0], *expected[1]), rtol)
    parameters = {n: x for n, x in arguments.items() if n != "k"}
    for method in ("ppf", "isf"):
        function, q = getattr(mixture, method), weights.astype(dtype)
        value, gradients = function.value_and_grad(device.put(q), **moved(device, parameters), **given)
        check(device, value, function(q, **parameters, **given), 0.0)
        assert not device.get(gradients.loc).any()
    for kind in (np.int64, dtype):
        x = mixture.rvs((50, 6), **moved(device, parameters), **given, seed=3, dtype=kind)
        check(device, x, mixture.rvs((50, 6), **parameters, **given, seed=3, dtype=kind), 0.0)
    arguments["k"][2] = np.nan
    with pytest.raises(ValueError, match="k must be"):
        mixture.logpmf(**moved(device, arguments), **given, validate=True)


# ---- Functions of the parameters alone.


@DTYPES
@pytest.mark.parametrize("family", [n for n in lk.__all__ if getattr(getattr(lk, n), "_summaries", ())])
def test_summaries(dtype: Any, family: str, device: Device) -> None:
    thing = getattr(lk, family)
    own: dict[str, Any] = dict(test_methods.PARAMETERS.get(family, {"logits": [0.3, 0.1], "loc": [1.0, 5.0]}))
    if "loc" in thing.parameter_names and family != "discretized_logistic_mixture":
        own = {n: x for n, x in own.items() if n != "scale"} | {"loc": 0.5, "log_scale": 0.25}
    arrays = {n: np.array(x if np.ndim(x) else [x, x], dtype) for n, x in own.items()}
    for name in (thing._probability, *thing._summaries):
        arguments = (0.75,) if name == "interval" else (2.0,) if name == thing._probability else ()
        expected = getattr(thing, name)(*arguments, **arrays)
        got = getattr(thing, name)(*arguments, **moved(device, arrays))
        check(device, got, expected, max(SAME, 4 * few_ulp(dtype)))
    bad = {n: a * np.nan for n, a in arrays.items()}
    assert np.isnan(device.get(thing.median(**moved(device, bad)))).all()


# ---- Divergences.


def both(device: Device, family: str, parameters: dict[str, Any]) -> tuple[Any, Any]:
    own = {n: np.asarray(x) for n, x in parameters.items()}
    return getattr(lk, family)(**own), getattr(lk, family)(**moved(device, own))


def check_divergence(device: Device, p: Any, q: Any, options: dict[str, Any], rtol: float = BY_MATRICES) -> None:
    (p, own_p), (q, own_q) = (both(device, *side) for side in (p, q))
    expected, slopes = lk.kl.value_and_grad(p, q, **options)
    value, gradients = lk.kl.value_and_grad(own_p, own_q, **moved(device, options))
    check(device, value, expected, rtol)
    for got, own in zip(gradients, slopes, strict=True):
        check(device, tuple(got), tuple(own), rtol)


NORMALS = ["cov", "scale_tril", "precision", "diag", "cov_factor"]


@pytest.mark.parametrize("first", NORMALS)
@pytest.mark.parametrize("second", NORMALS)
def test_divergences_of_normals(first: str, second: str, device: Device) -> None:
    rng = np.random.default_rng(12)
    for batch in ((), (3,)):
        p = test_kl_vectors.parameters(rng, first, batch)
        q = test_kl_vectors.parameters(rng, second, ())
        # Some are of a condition above 100, and what is solved for goes into a gradient twice.
        check_divergence(device, ("multivariate_normal", p), ("multivariate_normal", q), {"base": 2}, 100 * BY_MATRICES)


COUNTS = {"n": [4.0, 5.0, 3.0]}
P, Q = [0.2, 0.0, 0.5], [0.3, 0.4, 0.6]


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (("dirichlet", {"alpha": [[1.0, 2.0, 0.3], [4.0, 5.0, 1e6]]}), ("dirichlet", {"alpha": [2.0, 2.0, 1.0]})),
        (("categorical", {"p": [P, P]}), ("categorical", {"logits": Q})),
        (("multinomial", {"n": [3, 4], "p": P}), ("multinomial", {"n": [3, 3], "p": Q})),
        (("binom", COUNTS | {"p": P}), ("binom", COUNTS | {"p": Q})),
        (("binom", COUNTS | {"logits": P}), ("binom", COUNTS | {"logits": Q})),
        (("binom", COUNTS | {"logits": P}), ("binom", COUNTS | {"p": Q})),
        (("binom", COUNTS | {"p": P}), ("binom", COUNTS | {"logits": Q})),
        (("nbinom", COUNTS | {"p": Q}), ("nbinom", COUNTS | {"p": P})),
        (("nbinom", COUNTS | {"p": Q}), ("nbinom", COUNTS | {"logits": P})),
        (("nbinom", {"mu": [1.0, 2.0, 0.0], "alpha": 0.25}), ("nbinom", {"n": 4.0, "logits": P})),
        (("nbinom", {"n": 4.0, "logits": P}), ("nbinom", {"mu": [1.0, 2.0, 0.0], "alpha": 0.25})),
        (("nbinom", COUNTS | {"logits": P}), ("nbinom", COUNTS | {"logits": Q})),
        (("nbinom", {"mu": [1.0, 2.0, 0.0], "alpha": P}), ("nbinom", {"mu": [2.0, 2.0, 1.0], "alpha": P})),
        (("beta", {"a": [2.0, 3.0, 1.0], "b": Q}), ("uniform", {"loc": [0.0, -1.0, 0.5], "scale": [1.0, 2.0, 1.0]})),
        (("uniform", {"loc": [0.0, 0.25, -1.0], "scale": [1.0, 0.5, 1.0]}), ("beta", {"a": [2.0, 3.0, 1.0], "b": Q})),
    ],
    ids=lambda side: f"{side[0]}({','.join(side[1])})",
)
def test_divergences_of_vectors_and_trials(p: Any, q: Any, device: Device) -> None:
    check_divergence(device, p, q, {})
    shape = np.shape(lk.kl(both(device, *p)[0], both(device, *q)[0]))
    options = {"where": np.arange(shape[-1]) != 1, "cotangent": np.linspace(1.0, 2.0, shape[-1])}
    check_divergence(device, p, q, options)


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (("norm", {"loc": [0.0, 1.0], "log_scale": [0.5, -1.0]}), ("norm", {"var": [2.0, 0.5]})),
        (("norm", {"precision": [0.5, 4.0]}), ("laplace", {"loc": [0.0, 1.0], "log_scale": [0.0, 1.0]})),
        (("gamma", {"a": [2.0, 3.0], "rate": [0.5, 2.0]}), ("gamma", {"a": [2.0, 1.0], "scale": [1.0, 2.0]})),
        (("gamma", {"a": [2.0, 3.0], "log_rate": [0.5, 2.0]}), ("chi2", {"df": [2.0, 1.0], "log_scale": [0.0, 1.0]})),
        (("bernoulli", {"logits": [0.5, -np.inf]}), ("bernoulli", {"p": [0.3, 0.6]})),
        (("poisson", {"log_mu": [0.5, 2.0]}), ("poisson", {"mu": [0.3, 0.6]})),
        (("bernoulli", {"p": [0.0, 0.5]}), ("poisson", {"log_mu": [0.5, 2.0]})),
        (("norm", {"loc": [0.0, 1.0], "log_scale": [-800.0, 2.0]}), ("norm", {"scale": [2.0, 0.5]})),
        (("weibull_min", {"c": 1.5, "scale": [0.5, 2.0]}), ("weibull_min", {"c": 2.5, "log_scale": [0.5, 2.0]})),
    ],
    ids=lambda side: f"{side[0]}({','.join(side[1])})",
)
@DTYPES
def test_parameters_by_other_names(p: Any, q: Any, dtype: Any, device: Device) -> None:
    first, second = ((family, {n: np.asarray(x, dtype) for n, x in given.items()}) for family, given in (p, q))
    check_divergence(device, first, second, {}, tolerance(dtype))


def test_divergences_that_cannot_be_looked_at(device: Device) -> None:
    n, p = device.put(np.array([4.0, 5.0])), device.put(np.array([0.2, 0.3]))
    less = lk.binom(device.put(np.array([4.0, 6.0])), p)
    assert np.isnan(device.get(lk.kl(lk.binom(n, p), less))).tolist() == [False, True]
    assert np.isnan(device.get(lk.kl(lk.nbinom(n, p), lk.nbinom(device.put(np.array([4.0, 6.0])), p)))).tolist() == [
        False,
        True,
    ]
    df = device.put(np.array([3.0, -1.0, 4.0]))
    p, q = lk.t(df, 1.0), lk.t(device.put(np.array([3.0, -1.0, 3.0])), 1.0, log_scale=0.0)
    value, gradients = lk.kl.value_and_grad(p, q)
    np.testing.assert_array_equal(device.get(value), [0, np.nan, np.nan])
    np.testing.assert_array_equal(device.get(gradients.p.df), [0, np.nan, np.nan])
    cov = device.put(np.array([[2.0, 0.5], [0.5, 1.0]]))
    r = lk.multivariate_t(device.put(np.zeros(2)), cov, df)
    value, gradients = lk.kl.value_and_grad(r, lk.multivariate_t(device.put(np.zeros(2)), cov, 3.0))
    np.testing.assert_array_equal(device.get(value), [0, np.nan, np.nan])
    assert np.isnan(device.get(gradients.p.shape)).all()


def test_supports_beyond_the_other_on_a_device(device: Device) -> None:
    """Infinite, or known for a p of one value; NaN where a look at them would be an error."""
    loc, b = np.array([0.2, np.nan, 1.5]), np.array([4.0, 5.0, 6.0])
    p, q = lk.expon(device.put(loc)), lk.pareto(device.put(b))
    value, gradients = lk.kl.value_and_grad(p, q, cotangent=device.put(np.array([1.0, 2.0, 3.0])))
    np.testing.assert_array_equal(device.get(value), [np.inf, np.nan, np.nan])
    np.testing.assert_array_equal(device.get(gradients.p.loc), [0, np.nan, np.nan])
    np.testing.assert_array_equal(device.get(gradients.q.b), [0, np.nan, np.nan])
    known, mu = np.array([1.0, 0.5, 1.0]), np.array([2.0, 3.0, -1.0])
    value, gradients = lk.kl.value_and_grad(lk.geom(device.put(known)), lk.poisson(device.put(mu)))
    expected, slopes = lk.kl.value_and_grad(lk.geom(known[:1]), lk.poisson(mu[:1]))
    np.testing.assert_allclose(device.get(value), [expected[0], np.nan, np.nan], rtol=few_ulp(float))
    np.testing.assert_allclose(device.get(gradients.q.mu), [slopes.q.mu[0], np.nan, np.nan], rtol=few_ulp(float))


SAMPLED = [
    (("norm", {"loc": [0.0, 1.0], "scale": [1.0, 2.0]}), ("logistic", {"loc": [0.0, 0.0]})),
    (("norm", {"loc": [0.0, 1.0], "var": [1.0, 2.0]}), ("t", {"df": [3.0, 4.0]})),
    (("logistic", {}), ("norm", {"scale": [2.0, 3.0]})),
    (("gamma", {"a": [2.0, 3.0]}), ("lognorm", {"s": [1.0, 2.0]})),
    (("poisson", {"mu": [2.0, 3.0]}), ("nbinom", {"n": [3.0, 3.0], "p": [0.5, 0.4]})),
    (("dirichlet", {"alpha": [2.0, 3.0, 1.0]}), ("dirichlet", {"alpha": [1.0, 3.0, 2.0]})),
    (
        ("multivariate_t", {"shape": [[1.0, 0.2], [0.2, 1.0]], "df": 4.0}),
        ("multivariate_normal", {"cov": [[2.0, 0.3], [0.3, 1.0]]}),
    ),
    (("categorical", {"p": [0.2, 0.3, 0.5]}), ("categorical", {"p": [0.5, 0.3, 0.2]})),
    (("multinomial", {"n": 4.0, "p": [0.2, 0.3, 0.5]}), ("multinomial", {"n": 4.0, "p": [0.5, 0.3, 0.2]})),
    (
        ("discretized_logistic_mixture", {"logits": [0.5, 1.0], "loc": [2.0, 7.0], "scale": [0.5, 1.0]}),
        ("discretized_logistic_mixture", {"logits": [0.0, 1.0], "loc": [3.0, 6.0], "scale": [1.5, 1.0]}),
    ),
]


@pytest.mark.parametrize(("p", "q"), SAMPLED, ids=lambda side: side[0])
def test_estimates_of_divergences(p: Any, q: Any, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same variates, to the last ulps of a quantile function."""
    monkeypatch.setattr(_kl, "BLOCK", 512)
    (host_p, own_p), (host_q, own_q) = (both(device, *side) for side in (p, q))
    expected = lk.kl(host_p, host_q, n_samples=700, seed=3)
    check(device, lk.kl(own_p, own_q, n_samples=700, seed=3), expected, 100 * SAME)


# ---- Fits and comparisons.


def data_of(name: str, rng: np.random.Generator, shape: tuple[int, int]) -> tuple[Any, dict[str, Any]]:
    draws: dict[str, Callable[[], Any]] = {
        "bernoulli": lambda: rng.integers(0, 2, shape),
        "poisson": lambda: rng.poisson(3.0, shape),
        "geom": lambda: rng.geometric(0.4, shape),
        "binom": lambda: rng.binomial(9, 0.3, shape),
        "nbinom": lambda: rng.poisson(3.0, shape),
        "categorical": lambda: rng.integers(0, 5, shape),
        "multinomial": lambda: rng.multinomial(9, [0.2, 0.3, 0.5], shape),
        "multivariate_normal": lambda: rng.normal(size=(*shape, 3)),
    }
    known = {"binom": {"n": 9}, "nbinom": {"n": 3}, "multinomial": {"n": 9}, "categorical": {"classes": 5}}
    return draws.get(name, lambda: rng.random(shape) + 0.1)(), known.get(name, {})


def check_fit(device: Device, got: Any, expected: Any) -> None:
    for name, own in expected.parameters.items():
        if name == "n":
            continue
        result = device.get(got.parameters[name])
        if np.ndim(own):
            assert result.dtype == own.dtype
        rtol = SAME if result.dtype == np.float64 else few_ulp(np.float32)
        np.testing.assert_allclose(result, own, rtol=rtol, atol=rtol)


@pytest.mark.parametrize("name", [n for n, form in CLOSED_FORMS.items() if not form.has_fit])
def test_sums(name: str, device: Device) -> None:
    x = np.random.default_rng(15).uniform(0.1, 0.9, (30, 4))
    where, weights = x[:, 0] > 0.3, x[:, 1]
    suffstats = getattr(lk, name).suffstats
    if name != "dirichlet":
        where, weights = where[:, np.newaxis], weights[:, np.newaxis]
    for options in ({}, {"where": where, "weights": weights, "axis": 0}):
        expected = suffstats(x, **options).result("mean")
        check(device, suffstats(device.put(x), **moved(device, options)).result("mean"), expected, SAME)


@pytest.mark.parametrize("name", [n for n, form in CLOSED_FORMS.items() if form.has_fit])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("axis", [None, 0])
def test_fits(name: str, weighted: bool, axis: int | None, device: Device) -> None:
    rng = np.random.default_rng(13)
    shape = (30, 4)
    x, known = data_of(name, rng, shape)
    options = {"where": rng.random(shape) < 0.7, "weights": rng.random(shape) + 0.1} if weighted else {}
    family = getattr(lk, name)
    for data in (x, x.astype(np.float32)) if x.dtype.kind == "f" else (x,):
        given = {"axis": axis} | known
        fitted = family.fit(device.put(data), **moved(device, options), **given)
        check_fit(device, fitted, family.fit(data, **options, **given))
        if hasattr(family, "suffstats"):
            rest = {n: v for n, v in known.items() if n == "n"}
            parts = family.suffstats(device.put(data), **moved(device, options), **given)
            part = family.suffstats(data, **options, **given)
            check_fit(device, family.fit(parts + parts, **rest), family.fit(part + part, **rest))


def test_fits_that_are_none(device: Device) -> None:
    """What the CPU would refuse is NaN, as nothing is looked at."""
    put, get = device.put, device.get
    assert np.isnan(get(lk.norm.fit(put(np.ones(3))).parameters["scale"]))
    assert np.isnan(get(lk.expon.fit(put(np.array([1.0, -2.0]))).parameters["scale"]))
    assert np.isnan(get(lk.binom.fit(put(np.array([1.0, 12.0])), n=9).parameters["p"]))
    assert np.isnan(get(lk.poisson.fit(put(np.array([1.0, 0.5])), where=put(np.array([True, True]))).parameters["mu"]))
    assert get(lk.poisson.fit(put(np.array([1.0, 0.5])), where=put(np.array([True, False]))).parameters["mu"]) == 1.0
    assert np.isnan(get(lk.multivariate_normal.fit(put(np.ones((4, 2)))).parameters["cov"])).all()
    assert np.isnan(get(lk.categorical.fit(put(np.array([0, 7])), classes=3).parameters["p"])).all()
    with pytest.raises(ValueError, match="classes must be given where k is on a device"):
        lk.categorical.fit(put(np.array([0, 1])))
    with pytest.raises(ValueError, match="x must have data that count"):
        lk.norm.fit(put(np.ones(0)))


@DTYPES
def test_comparisons(dtype: Any, device: Device) -> None:
    rng = np.random.default_rng(14)
    x, y = rng.random((2, 3, 4)).astype(dtype)
    for function, base in ((lk.perplexity, ()), (lk.perplexity, (2,)), (lk.memorization_bits, ())):
        check(device, function(device.put(x), *base), function(x, *base), SAME)
    given = {"weights": rng.random(4), "where": rng.random((3, 4)) < 0.6}
    for options in ({}, {"weights": given["weights"]}, {"where": given["where"]}, given):
        result = lk.compare_models(device.put(x), device.put(y), **moved(device, options))
        expected = lk.compare_models(x, y, **options)
        for got, own in zip(result, expected, strict=True):
            np.testing.assert_allclose(device.get(got), own, rtol=SAME)
    assert np.isnan(device.get(lk.memorization_bits(device.put(np.array([2.0, 0.0]))))).tolist() == [False, True]
    negative = lk.compare_models(device.put(x), device.put(y), weights=device.put(np.array([1.0, -1.0, 1.0, 1.0])))
    assert np.isnan(device.get(negative.nats))
    bounds = (0.0, device.put(x[0])), (0.0, x[0])
    matching = lk.score_matching
    rtol = few_ulp(dtype)
    check(
        device, matching.nonnegative_weights(device.put(x), 3.0, 0.5), matching.nonnegative_weights(x, 3.0, 0.5), rtol
    )
    check(device, matching.bounded_weights(device.put(x), *bounds[0]), matching.bounded_weights(x, *bounds[1]), rtol)
    check(device, matching.bounded_weights(device.put(x), cap=0.3), matching.bounded_weights(x, cap=0.3), rtol)


# ---- Losses of models.


@pytest.mark.parametrize("name", test_score_models.MODELS)
@pytest.mark.parametrize("reduction", ["mean", "sum", "none", "partial"])
@DTYPES
def test_losses_of_models(name: str, reduction: str, dtype: Any, device: Device) -> None:
    function, drawn = test_score_models.MODELS[name]
    arguments = {n: np.asarray(x).astype(dtype) for n, x in drawn.items()}
    shape = function(**arguments, reduction="none").shape
    rng = np.random.default_rng(15)
    extras: dict[str, Any] = {"weights": rng.uniform(0.5, 2, shape), "where": rng.random(shape) < 0.7}
    for options in ({}, extras, extras | {"cotangent": rng.normal(size=shape if reduction == "none" else ())}):
        expected, slopes = function.value_and_grad(**arguments, **options, reduction=reduction)
        value, gradients = function.value_and_grad(
            **moved(device, arguments), **moved(device, options), reduction=reduction
        )
        if reduction == "partial":
            value, expected = value.result("mean"), expected.result("mean")
        check(device, (value, *gradients), (expected, *slopes), tolerance(dtype))


@pytest.mark.parametrize("name", test_score_models.MODELS)
def test_scores_of_models(name: str, device: Device) -> None:
    function, arguments = test_score_models.MODELS[name]
    own = moved(device, arguments)
    for method in ("score", "trace", "logpdf", "log_unnormalized"):
        if hasattr(function, method):
            check(device, getattr(function, method)(**own), getattr(function, method)(**arguments), BY_MATRICES)
    if name.startswith("exponential"):
        given = [n for n in ("grad_t", "lap_t", "grad_log_h") if n in arguments]
        weights = np.linspace(1.0, 2.0, 5)
        expected = function.normal_equations(**{n: arguments[n] for n in given}, weights=weights)
        result = function.normal_equations(**{n: own[n] for n in given}, weights=device.put(weights))
        check(device, tuple(result), tuple(expected), BY_MATRICES)
        # Of 15 products with four statistics: the condition of G is in the thousands.
        check(device, result.solve(), expected.solve(), 100 * BY_MATRICES)


def test_absent_samples_of_models(device: Device) -> None:
    function, drawn = test_score_models.MODELS["gmm, cov"]
    arguments = drawn | {"x": np.array(drawn["x"])}
    arguments["x"][1] = np.nan
    for options in ({"where": np.arange(5) != 1}, {"weights": np.array([1.0, 0.0, 2.0, 3.0, 1.0])}):
        expected = function.value_and_grad(**arguments, **options)
        value, gradients = function.value_and_grad(**moved(device, arguments), **moved(device, options))
        check(device, (value, *gradients), (expected[0], *expected[1]), BY_MATRICES)
    singular = lk.score_matching.gaussian(device.put(np.ones((2, 2))), 0.0, cov=device.put(np.ones((2, 2))))
    assert np.isnan(device.get(singular))
    alike = device.put(np.ones((3, 2, 2)))
    equations = lk.score_matching.exponential_family.normal_equations(alike, device.put(np.ones((3, 2))))
    assert np.isnan(device.get(equations.solve())).all()


# ---- Traces.


@pytest.mark.parametrize("name", ["hutchpp", "xtrace"])
@pytest.mark.parametrize(("rank", "n"), [(12, 6), (12, 7), (12, 12), (2, 9)])
def test_traces(name: str, rank: int, n: int, device: Device) -> None:
    """Of a matrix of full rank, and of one that fewer products explain."""
    rng = np.random.default_rng(16)
    a = rng.normal(size=(12, rank)) @ rng.normal(size=(rank, 12))
    own = device.put(a.T.copy())
    expected = getattr(lk, name)(lambda v: v @ a.T, 12, n, seed=3)
    result = getattr(lk, name)(lambda v: v @ own, 12, n, seed=3, like=own)
    assert result.n == expected.n
    # What is left of a low rank is rounding, whose standard error is that of nothing.
    np.testing.assert_allclose(device.get(result.value), expected.value, rtol=BY_MATRICES)
    np.testing.assert_allclose(device.get(result.stderr), expected.stderr, rtol=BY_MATRICES, atol=abs(a).sum() * SAME)
    with pytest.raises(ValueError, match="matvec must be on CUDA device 0, as like is"):
        getattr(lk, name)(lambda _: a, 12, n, seed=3, like=own)
