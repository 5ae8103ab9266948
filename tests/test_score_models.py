"""Score matching in closed form: the models against derivatives of their densities, and as oracles of each other."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import likelier
from tests.differences import assert_gradient
from tests.registry import Array, lk

SM: Any = likelier.score_matching
RNG = np.random.default_rng(11)


def normal(*shape: int) -> Array:
    return RNG.normal(size=shape)


def definite(*shape: int) -> Array:
    """Symmetric positive definite matrices, well conditioned."""
    a = RNG.normal(size=shape) / np.sqrt(shape[-1])
    return np.asarray(a @ np.swapaxes(a, -1, -2) + np.eye(shape[-1]))


def positive(*shape: int) -> Array:
    return RNG.uniform(0.5, 2.0, shape)


D, N, K = 3, 5, 2
TRIL = np.tril(normal(D, D)) + 2 * np.eye(D)
MODELS: dict[str, tuple[Any, dict[str, Array]]] = {
    "gaussian, precision": (SM.gaussian, {"x": normal(N, D), "mean": normal(D), "precision": normal(D, D)}),
    "gaussian, precision_tril": (SM.gaussian, {"x": normal(N, D), "mean": normal(D), "precision_tril": TRIL}),
    "gaussian, scale_tril": (SM.gaussian, {"x": normal(2, 2, D), "mean": normal(D), "scale_tril": TRIL}),
    "gaussian, cov": (SM.gaussian, {"x": normal(N, D), "mean": normal(), "cov": definite(D, D)}),
    "gmm, var": (SM.gmm, {"x": normal(N, D), "log_weights": normal(K), "mean": normal(K, D), "var": positive(K, D)}),
    "gmm, one var": (SM.gmm, {"x": normal(N, D), "log_weights": normal(K), "mean": normal(K, D), "var": positive()}),
    "gmm, diagonal": (
        SM.gmm,
        {"x": normal(2, 2, D), "log_weights": normal(K), "mean": normal(K, 1), "precision": positive(K, D)},
    ),
    "gmm, precision": (
        SM.gmm,
        {"x": normal(N, D), "log_weights": normal(K), "mean": normal(K, D), "precision": definite(K, D, D)},
    ),
    "gmm, cov": (
        SM.gmm,
        {"x": normal(N, D), "log_weights": normal(K), "mean": normal(K, D), "cov": definite(1, D, D)},
    ),
    "exponential family": (
        SM.exponential_family,
        {
            "theta": normal(4),
            "grad_t": normal(N, D, 4),
            "lap_t": normal(N, 4),
            "grad_log_h": normal(N, D),
            "lap_log_h": normal(N),
        },
    ),
    "exponential family, plain": (
        SM.exponential_family,
        {"theta": normal(4), "grad_t": normal(N, D, 4), "lap_t": normal(N, 4)},
    ),
    "rbm": (SM.rbm, {"x": normal(N, D), "bias": normal(D), "weight": normal(D, 4), "hidden_bias": normal(4)}),
    "rbm, shared biases": (
        SM.rbm,
        {"x": normal(N, D), "bias": normal(), "weight": normal(D, 4), "hidden_bias": normal(1)},
    ),
}
NAMES = pytest.mark.parametrize("name", MODELS)
# Everything is sums of some tens of terms of order 10, in double.
close = functools.partial(np.testing.assert_allclose, rtol=1e-12, atol=1e-12)


def total(function: Any, names: list[str], options: dict[str, Any], cotangent: Any, *arrays: Array) -> float:
    value = function(**dict(zip(names, arrays, strict=True)), **options)
    return float(np.sum(np.asarray(value) * (1.0 if cotangent is None else cotangent)))


@NAMES
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("extras", [False, True])
def test_gradients_are_derivatives(name: str, reduction: str, extras: bool) -> None:
    function, arguments = MODELS[name]
    names, arrays = list(arguments), list(arguments.values())
    shape = function(**arguments, reduction="none").shape
    options: dict[str, Any] = {"reduction": reduction}
    cotangent = None
    if extras:
        options["weights"] = np.random.default_rng(1).uniform(0.5, 2, shape)
        options["where"] = np.arange(np.prod(shape)).reshape(shape) % 3 != 1
        cotangent = np.random.default_rng(2).normal(size=shape if reduction == "none" else ())
    value, gradients = function.value_and_grad(**arguments, **options, cotangent=cotangent)
    close(value, function(**arguments, **options))
    for i, n in enumerate(names):
        run = functools.partial(total, function, names, options, cotangent)
        gradient = getattr(gradients, n)
        if "gmm" in name and n in ("cov", "precision") and arrays[i].ndim == 3:
            # taken as symmetric: so are the gradients
            close(gradient, np.swapaxes(gradient, -1, -2))
        assert_gradient(run, arrays, i, gradient, context=n)


def differences(log_density: Callable[[Array], Array], x: Array) -> tuple[Array, Array]:
    """Score and Laplacian by central differences, with Richardson's extrapolation."""
    score, trace = np.zeros_like(x), np.zeros(x.shape[:-1])
    for d in range(x.shape[-1]):
        first, second = [], []
        for h in (4e-3, 2e-3):
            step = np.zeros(x.shape[-1])
            step[d] = h
            up, here, down = log_density(x + step), log_density(x), log_density(x - step)
            first.append((up - down) / (2 * h))
            second.append((up - 2 * here + down) / h**2)
        score[..., d] = (4 * first[1] - first[0]) / 3
        trace += (4 * second[1] - second[0]) / 3
    return score, trace


@pytest.mark.parametrize("name", [n for n in MODELS if not n.startswith("exponential")])
def test_scores_and_traces_are_derivatives_of_the_log_density(name: str) -> None:
    function, arguments = MODELS[name]
    rest = {n: a for n, a in arguments.items() if n != "x"}
    x = arguments["x"]
    if function is SM.gaussian:
        p = function.score(np.zeros((1, D)), -np.eye(D)[0], **{n: a for n, a in rest.items() if n != "mean"})
        assert p.shape == (1, D)
        rows = [
            -function.score(np.eye(D), 0.0, **{n: a for n, a in rest.items() if n != "mean"}),
        ]
        precision = rows[0].T
        if name == "gaussian, precision":
            close(precision, rest["precision"])
            return

        def log_density(y: Array) -> Array:
            return np.asarray(-0.5 * np.einsum("...i,ij,...j->...", y - rest["mean"], precision, y - rest["mean"]))

        expected = {
            "gaussian, precision_tril": lambda a: a @ a.T,
            "gaussian, scale_tril": lambda a: np.linalg.inv(a @ a.T),
            "gaussian, cov": np.linalg.inv,
        }[name](rest[name.partition(", ")[2]])
        close(precision, expected, rtol=1e-10, atol=1e-10)
    else:
        method = function.logpdf if function is SM.gmm else function.log_unnormalized
        log_density = functools.partial(lambda y, method: method(y, **rest), method=method)
    score, trace = differences(log_density, x)
    # h^4 times sixth derivatives of order 100, and rounding over h^2
    np.testing.assert_allclose(function.score(**arguments), score, rtol=0, atol=1e-8)
    np.testing.assert_allclose(function.trace(**arguments), trace, rtol=0, atol=1e-7)
    losses = SM.implicit(function.score(**arguments), function.trace(**arguments), reduction="none")
    close(function(**arguments, reduction="none"), losses)


def test_the_mixtures_density_is_that_of_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    x, mean, cov, log_weights = normal(6, D), normal(K, D), definite(K, D, D), normal(K)
    weights = np.exp(log_weights) / np.exp(log_weights).sum()
    density = sum(w * stats.multivariate_normal(m, c).pdf(x) for w, m, c in zip(weights, mean, cov, strict=True))
    close(SM.gmm.logpdf(x, log_weights, mean, cov=cov), np.log(density))
    close(SM.gmm.logpdf(x, log_weights, mean, precision=np.linalg.inv(cov)), np.log(density))
    far = SM.gmm.logpdf(x + 1e3, log_weights, mean, cov=cov)
    assert np.isfinite(far).all()
    assert np.isfinite(SM.gmm(x + 1e3, log_weights, mean, cov=cov))


def test_models_are_oracles_of_each_other() -> None:
    x, mean, precision = normal(7, D), normal(D), definite(D, D)
    expected = SM.gaussian(x, mean, precision=precision, reduction="none")
    close(SM.gmm(x, [0.0], mean[None], precision=precision[None], reduction="none"), expected)
    # theta.T(x) with T = x and the products of its elements
    pairs = [(i, j) for i in range(D) for j in range(D)]
    grad = np.zeros((7, D, D + D * D))
    lap = np.zeros((7, D + D * D))
    grad[:, :, :D] = np.eye(D)
    for m, (i, j) in enumerate(pairs):
        grad[:, i, D + m] += x[:, j]
        grad[:, j, D + m] += x[:, i]
        lap[:, D + m] = 2.0 * (i == j)
    theta = np.concatenate([precision @ mean, -0.5 * precision.ravel()])
    close(SM.exponential_family(theta, grad, lap, reduction="none"), expected)
    g, b = SM.exponential_family.normal_equations(grad, lap)
    close(0.5 * theta @ g @ theta + b @ theta, expected.mean())
    # without hidden units, and as the mixture of 2^H normal densities that it is
    close(SM.rbm(x, mean, np.zeros((D, 2)), 0.3), SM.gaussian(x, mean, precision=np.eye(D)))
    bias, weight, hidden = normal(D), normal(D, 3), normal(3)
    signs = np.array(list(itertools.product([-1.0, 1.0], repeat=3)))
    means = bias + 0.5 * signs @ weight.T
    log_weights = 0.5 * (means**2).sum(axis=1) + signs @ hidden
    close(SM.rbm(x, bias, weight, hidden, reduction="none"), SM.gmm(x, log_weights, means, var=1.0, reduction="none"))
    difference = SM.rbm.log_unnormalized(x, bias, weight, hidden) - SM.gmm.logpdf(x, log_weights, means, var=1.0)
    close(difference, np.full(7, difference[0]))


def test_the_gaussian_minimum_is_the_maximum_of_likelihood() -> None:
    x = normal(50, D) @ TRIL.T + 1.0
    mean, cov = x.mean(axis=0), np.cov(x.T, bias=True)
    precision = np.linalg.inv(cov)
    value, g = SM.gaussian.value_and_grad(x, mean, precision=precision, wrt=("mean", "precision"))
    close(value, -0.5 * np.trace(precision))
    close(g.mean, np.zeros(D))
    close(g.precision, np.zeros((D, D)))
    value, g = SM.gaussian.value_and_grad(x, mean, cov=cov, wrt="cov")
    close(g, np.zeros((D, D)))
    # the closed form of SCORE's other side: traces of the data's moments
    other, s = definite(D, D), cov
    m = mean + 0.3
    expected = 0.5 * np.trace(other @ s @ other) + 0.5 * np.sum((other @ (mean - m)) ** 2) - np.trace(other)
    close(SM.gaussian(x, m, precision=other), expected)


def test_exponential_family_fit() -> None:
    """A density log h = -x^4 / 4 with T = (x, x^2): the minimiser has no gradient, with weights and masks too."""
    x = normal(200)
    grad_t = np.stack([np.ones(200), 2 * x], axis=-1)[:, None]
    lap_t = np.broadcast_to([0.0, 2.0], (200, 2))
    base = {"grad_log_h": -(x**3)[:, None]}
    options = {"weights": positive(200), "where": np.arange(200) % 3 != 0}
    for given in ({}, options):
        theta = SM.exponential_family.fit(grad_t, lap_t, **base, **given)
        g = SM.exponential_family.value_and_grad(theta, grad_t, lap_t, **base, **given, wrt="theta")[1]
        close(g, np.zeros(2), atol=1e-11)
    with pytest.raises(ValueError, match="G must be invertible"):
        SM.exponential_family.fit(np.zeros((3, 2, 1)), np.zeros((3, 1)))


@NAMES
def test_absent_samples_are_inert(name: str) -> None:
    function, arguments = MODELS[name]
    shape = function(**arguments, reduction="none").shape
    where = np.arange(np.prod(shape)).reshape(shape) % 2 == 0
    spoiled = dict(arguments)
    for n in ("x", "grad_t", "lap_t", "grad_log_h", "lap_log_h"):
        if n in spoiled:
            spoiled[n] = np.array(spoiled[n])
            spoiled[n][~where] = np.nan
    for reduction in ("mean", "none"):
        value, g = function.value_and_grad(**spoiled, where=where, reduction=reduction)
        expected, h = function.value_and_grad(**arguments, where=where, reduction=reduction)
        assert np.array_equal(value, expected)
        assert all(np.array_equal(a, b) for a, b in zip(g, h, strict=True))


@NAMES
def test_float32_is_computed_in_double(name: str) -> None:
    function, arguments = MODELS[name]
    narrow = {n: a.astype(np.float32) for n, a in arguments.items()}
    wide = {n: a.astype(np.float64) for n, a in narrow.items()}
    value, g = function.value_and_grad(**narrow, reduction="none")
    expected, h = function.value_and_grad(**wide, reduction="none")
    assert np.array_equal(value, expected.astype(np.float32))
    assert all(np.array_equal(a, b.astype(np.float32)) for a, b in zip(g, h, strict=True))
    assert function.score(**narrow).dtype == np.float32


def test_blocks_of_a_mixture_make_no_difference() -> None:
    x = normal(90_000, 30)
    mean = normal(4, 30)
    value, g = SM.gmm.value_and_grad(x, np.zeros(4), mean, var=2.0)
    parts = [SM.gmm(part, np.zeros(4), mean, var=2.0, reduction="partial") for part in np.split(x, 3)]
    assert value == pytest.approx(sum(parts).result(), rel=1e-12)
    assert g.x.shape == x.shape
    assert SM.gmm.logpdf(x, np.zeros(4), mean, var=2.0)[-1] == SM.gmm.logpdf(x[-1:], np.zeros(4), mean, var=2.0)


X = np.ones((4, 3))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: SM.gaussian(X, 0.0), TypeError, "missing the argument 'precision' or"),
        (lambda: SM.gaussian(X, 0.0, cov=np.eye(3), precision=np.eye(3)), TypeError, "exclude each other"),
        (lambda: SM.gaussian(X, 0.0, cov=np.eye(2)), ValueError, r"cov must have shape \(3, 3\)"),
        (lambda: SM.gaussian(X, np.zeros(2), cov=np.eye(3)), ValueError, r"mean must broadcast to shape \(3,\)"),
        (lambda: SM.gaussian(X, 0.0, cov=np.zeros((3, 3))), ValueError, "cov must be invertible"),
        (lambda: SM.gaussian(1.0, 0.0, cov=np.eye(3)), ValueError, "x must have at least 1 axes"),
        (lambda: SM.gmm(X, 0.0, X, var=1.0), ValueError, "log_weights must have one axis"),
        (lambda: SM.gmm(X, np.zeros(2), X, var=1.0), ValueError, r"mean must broadcast to shape \(2, 3\)"),
        (lambda: SM.gmm(X, np.zeros(2), 0.0, precision=np.ones((2, 2, 3))), ValueError, r"precision must broadcast"),
        (lambda: SM.gmm(X, np.zeros(2), 0.0, cov=np.zeros((3, 3))), ValueError, "cov must be invertible"),
        (lambda: SM.exponential_family(np.ones(2), X, X), ValueError, r"theta must have shape \(3,\)"),
        (lambda: SM.exponential_family(np.ones(3), X, X), ValueError, r"lap_t must have shape \(3,\)"),
        (lambda: SM.exponential_family(np.ones(3), np.ones(3), X), ValueError, "grad_t must have at least 2 axes"),
        (lambda: SM.rbm(X, 0.0, np.ones(3), 0.0), ValueError, "weight must have two axes"),
        (lambda: SM.rbm(X, 0.0, np.ones((2, 2)), 0.0), ValueError, r"weight must have shape \(3, 2\)"),
        (lambda: SM.rbm(X, 0.0, np.ones((3, 2)), np.ones(3)), ValueError, "hidden_bias must broadcast"),
        (lambda: SM.rbm(X, 0.0, np.ones((3, 2)), 0.0, where=np.ones(4)), TypeError, "where must be a boolean array"),
    ],
)
def test_refusals(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"score_matching.*{message}"):
        call()


def test_negative_precisions_are_nan_where_a_density_is_asked_for() -> None:
    assert np.isnan(SM.gmm.logpdf(X, [0.0], 0.0, var=-1.0)).all()
    assert np.isnan(lk.score_matching.gmm(X, [0.0], 0.0, cov=-np.eye(3)))
