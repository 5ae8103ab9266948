"""Networks: values, divergences, Laplacians and every gradient, against explicit Jacobians and autodiff."""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pytest
import scipy.special

import likelier as lk
from tests.lent import Lent
from tests.tolerances import (
    LINEAR_NETWORK,
    NETWORK,
    NETWORK_DIFFERENCE,
    NETWORK_SECOND_OPINION,
    NETWORK_SLOPE,
    NETWORK_VALUE,
    SHORT_STEP,
)

ACTIVATIONS = ("tanh", "softplus", "silu", "gelu", "sin", "elu")
HIDDEN = ((), (13,), (21, 34), (7, 40, 19), (5, 9, 33, 8))
DIMS = (1, 2, 5, 17)


def logistic(z: Any) -> Any:
    """1 / (1 + e^-z) for complex z."""
    return np.where(z.real < 0, np.exp(np.where(z.real < 0, z, 0)), 1) / (1 + np.exp(np.where(z.real < 0, z, -z)))


def softplus(z: Any) -> Any:
    return np.where(z.real > 0, z, 0) + np.log(1 + np.exp(np.where(z.real > 0, -z, z)))


def density(z: Any) -> Any:
    return np.exp(-z * z / 2) / np.sqrt(2 * np.pi)


def probability(z: Any) -> Any:
    return (1 + scipy.special.erf(z / np.sqrt(2))) / 2


# f, f' and f'' as functions of complex numbers, by other formulas than the library's.
ORACLE: dict[str, tuple[Callable[[Any], Any], ...]] = {
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2, lambda z: -2 * np.tanh(z) / np.cosh(z) ** 2),
    "softplus": (softplus, logistic, lambda z: logistic(z) * logistic(-z)),
    "silu": (
        lambda z: z * logistic(z),
        lambda z: logistic(z) * (1 + z * logistic(-z)),
        lambda z: logistic(z) * logistic(-z) * (2 + z * (logistic(-z) - logistic(z))),
    ),
    "gelu": (
        lambda z: z * probability(z),
        lambda z: probability(z) + z * density(z),
        lambda z: density(z) * (2 - z * z),
    ),
    "sin": (np.sin, np.cos, lambda z: -np.sin(z)),
    "elu": (
        lambda z: np.where(z.real > 0, z, np.exp(np.where(z.real > 0, 0, z)) - 1),
        lambda z: np.where(z.real > 0, 1, np.exp(np.where(z.real > 0, 0, z))),
        lambda z: np.where(z.real > 0, 0, np.exp(np.where(z.real > 0, 0, z))),
    ),
}


@dataclass
class Case:
    """A network's arrays and a batch for it, all by name."""

    activation: str
    arrays: dict[str, Any]
    condition: Any
    layers: int

    @property
    def weights(self) -> list[Any]:
        return [self.arrays[f"W{i}"] for i in range(self.layers)]

    @property
    def biases(self) -> list[Any]:
        return [self.arrays[f"b{i}"] for i in range(self.layers)]

    def field(self) -> Any:
        return lk.nn.MLP(self.weights, self.biases, self.activation, skip=self.arrays.get("skip"))

    def energy(self) -> Any:
        return lk.nn.EnergyMLP(self.weights, self.biases, self.activation, dim=self.arrays["x"].shape[1])

    def options(self, *names: str) -> dict[str, Any]:
        options = {n: self.arrays[n] for n in names if n in self.arrays}
        return options if self.condition is None else options | {"condition": self.condition}


def make_case(
    activation: str,
    hidden: tuple[int, ...],
    dim: int,
    batch: int,
    *,
    outputs: int | None = None,
    conditions: int = 0,
    dtype: str = "float64",
    seed: int = 0,
    scaled: bool = False,
    skip: bool = False,
) -> Case:
    rng = np.random.default_rng([seed, dim, batch, *hidden])
    sizes = [dim + conditions, *hidden, dim if outputs is None else outputs]
    arrays: dict[str, Any] = {"x": rng.normal(size=(batch, dim))}
    for i, (columns, rows) in enumerate(itertools.pairwise(sizes)):
        arrays[f"W{i}"] = rng.normal(size=(rows, columns)) / np.sqrt(columns)
        arrays[f"b{i}"] = 0.3 * rng.normal(size=rows)
    if skip:
        arrays["skip"] = rng.normal(size=(dim, dim))
    if scaled:
        arrays |= {name: rng.uniform(0.5, 1.5, size=batch) for name in ("c_in", "c_out", "c_skip")}
    arrays = {name: np.asarray(a, dtype) for name, a in arrays.items()}
    condition = np.asarray(rng.normal(size=(batch, conditions)), dtype) if conditions else None
    return Case(activation, arrays, condition, len(sizes) - 1)


def explicit(case: Case, arrays: dict[str, Any]) -> tuple[Any, Any]:
    """Return the network's output and its Jacobian by x, (batch, outputs, dim), for complex arrays too."""
    f, slope, _ = ORACLE[case.activation]
    x = arrays["x"]
    scale = arrays["c_in"][:, None] if "c_in" in arrays else np.ones((len(x), 1))
    a = scale * x if case.condition is None else np.concatenate([scale * x, case.condition], axis=1)
    jacobian = scale[..., None] * np.eye(a.shape[1], x.shape[1])
    for i in range(case.layers):
        w = arrays[f"W{i}"]
        z = a @ w.T + arrays[f"b{i}"]
        jacobian = w @ jacobian
        last = i + 1 == case.layers
        a = z if last else f(z)
        jacobian = jacobian if last else slope(z)[..., None] * jacobian
    if "c_out" in arrays:
        a, jacobian = arrays["c_out"][:, None] * a, arrays["c_out"][:, None, None] * jacobian
    return a, jacobian


def field_of(case: Case, arrays: dict[str, Any], v: Any = None) -> tuple[Any, Any]:
    """Return s and its divergence, the network's own part by probes where these are given."""
    x = arrays["x"]
    s, jacobian = explicit(case, arrays)
    div = np.trace(jacobian, axis1=1, axis2=2) if v is None else np.einsum("kbi,bij,kbj->b", v, jacobian, v) / len(v)
    if "c_skip" in arrays:
        s, div = s + arrays["c_skip"][:, None] * x, div + x.shape[1] * arrays["c_skip"]
    if "skip" in arrays:
        s, div = s + x @ arrays["skip"].T, div + np.trace(arrays["skip"])
    return s, div


def energy_of(case: Case, arrays: dict[str, Any], v: Any = None) -> tuple[Any, Any, Any]:
    """Return E, its gradient and its Laplacian, from the whole Hessian."""
    f, slope, bend = ORACLE[case.activation]
    x = arrays["x"]
    a = x if case.condition is None else np.concatenate([x, case.condition], axis=1)
    jacobian = np.broadcast_to(np.eye(a.shape[1], x.shape[1]), (len(x), a.shape[1], x.shape[1]))
    hessian = np.zeros((len(x), a.shape[1], x.shape[1], x.shape[1]))
    for i in range(case.layers):
        w = arrays[f"W{i}"]
        z = a @ w.T + arrays[f"b{i}"]
        jacobian = w @ jacobian
        hessian = np.einsum("hi,bijk->bhjk", w, hessian)
        if i + 1 == case.layers:
            break
        hessian = (
            slope(z)[..., None, None] * hessian
            + bend(z)[..., None, None] * jacobian[..., :, None] * jacobian[..., None, :]
        )
        a, jacobian = f(z), slope(z)[..., None] * jacobian
    second = hessian[:, 0]
    lap = np.trace(second, axis1=1, axis2=2) if v is None else np.einsum("kbi,bij,kbj->b", v, second, v) / len(v)
    return z[:, 0], jacobian[:, 0], lap


def by_complex_step(
    scalar: Callable[[dict[str, Any]], Any], arrays: dict[str, Any], names: list[str]
) -> dict[str, Any]:
    """Return the gradients of an analytic function: Im f(a + i h) / h has no cancellation."""
    step = 1e-40
    gradients = {}
    for name in names:
        gradient = np.empty(arrays[name].shape)
        for place in np.ndindex(gradient.shape):
            moved = arrays[name].astype(complex)
            moved[place] += 1j * step
            gradient[place] = scalar(arrays | {name: moved}).imag / step
        gradients[name] = gradient
    return gradients


def along_directions(
    scalar: Callable[[dict[str, Any]], Any], arrays: dict[str, Any], gradients: dict[str, Any], count: int = 2
) -> list[tuple[float, float, float]]:
    """Return slopes along random directions of all arrays at once: ours, the truth, and the size of the terms."""
    rng = np.random.default_rng(len(arrays))
    result = []
    for _ in range(count):
        direction = {n: rng.normal(size=g.shape) for n, g in gradients.items()}
        moved = arrays | {n: arrays[n] + 1e-40j * d for n, d in direction.items()}
        truth = scalar(moved).imag / 1e-40
        terms = [np.vdot(np.asarray(g, np.float64), direction[n]) for n, g in gradients.items()]
        size = sum(np.abs(np.asarray(g, np.float64) * direction[n]).sum() for n, g in gradients.items())
        result.append((float(sum(terms)), float(truth), float(size)))
    return result


def named(case: Case, gradients: Any) -> dict[str, Any]:
    """Return gradients by the name of their array."""
    result = {f"W{i}": g for i, g in enumerate(gradients.weights)}
    result |= {f"b{i}": g for i, g in enumerate(gradients.biases)}
    if gradients.x is not None:
        result["x"] = gradients.x
    if gradients.skip is not None:
        result["skip"] = gradients.skip
    return result


def check_slopes(scalar: Any, case: Case, gradients: Any) -> None:
    for ours, truth, size in along_directions(scalar, case.arrays, named(case, gradients)):
        assert abs(ours - truth) <= NETWORK_SLOPE[0] * size + NETWORK_SLOPE[1] * abs(truth), (ours, truth, size)


def check_close(ours: Any, truth: Any, tolerance: float) -> None:
    ours, truth = np.asarray(ours), np.asarray(truth)
    assert ours.shape == truth.shape
    scale = max(1e-3, float(np.abs(truth).max(initial=0)))
    error = np.abs(ours - truth)
    assert np.all(error <= tolerance * scale), f"off by {error.max() / scale:.2e} of the largest, {scale:.2e}"


def probes_of(case: Case, count: int = 3) -> Any:
    return np.random.default_rng(5).normal(size=(count, *case.arrays["x"].shape))


GRID = pytest.mark.parametrize(
    ("activation", "hidden", "dim"),
    [(a, h, DIMS[(i + j) % 4]) for i, a in enumerate(ACTIVATIONS) for j, h in enumerate(HIDDEN)]
    + [("silu", h, d) for h in HIDDEN[1:3] for d in DIMS],
)


@GRID
@pytest.mark.parametrize("trace", ["exact", "probes"])
def test_field_against_explicit_jacobians(activation: str, hidden: tuple[int, ...], dim: int, trace: str) -> None:
    conditions = dim % 3
    case = make_case(activation, hidden, dim, 37, conditions=conditions, scaled=dim != 2, skip=dim != 5)
    v = None if trace == "exact" else probes_of(case)
    net = case.field()
    rng = np.random.default_rng(1)
    s_bar, div_bar = rng.normal(size=(37, dim)), rng.normal(size=37)
    options = case.options("c_in", "c_out", "c_skip")
    s, div, context = net.value_div(case.arrays["x"], "exact" if v is None else v, **options)
    truth = field_of(case, case.arrays, v)
    check_close(s, truth[0], NETWORK_VALUE)
    check_close(div, truth[1], NETWORK["float64"])
    check_close(net(case.arrays["x"], **options), truth[0], NETWORK_VALUE)
    wrt = ("weights", "biases", "x", *(["skip"] if "skip" in case.arrays else []))

    def scalar(arrays: dict[str, Any]) -> Any:
        s, div = field_of(case, arrays, v)
        return (s_bar * s).sum() + (div_bar * div).sum()

    check_slopes(scalar, case, net.vjp(context, s_bar, div_bar, wrt=wrt))
    # Each cotangent alone.
    check_slopes(lambda a: (s_bar * field_of(case, a, v)[0]).sum(), case, net.vjp(context, s_bar, wrt=wrt))
    check_slopes(lambda a: (div_bar * field_of(case, a, v)[1]).sum(), case, net.vjp(context, div_bar=div_bar, wrt=wrt))


@GRID
@pytest.mark.parametrize("trace", ["exact", "probes"])
def test_energy_against_explicit_hessians(activation: str, hidden: tuple[int, ...], dim: int, trace: str) -> None:
    case = make_case(activation, hidden, dim, 23, outputs=1, conditions=dim % 3)
    v = None if trace == "exact" else probes_of(case)
    net = case.energy()
    rng = np.random.default_rng(1)
    bars = rng.normal(size=23), rng.normal(size=(23, dim)), rng.normal(size=23)
    *values, context = net.value_grad_lap(case.arrays["x"], "exact" if v is None else v, **case.options())
    for ours, truth in zip(values, energy_of(case, case.arrays, v), strict=True):
        check_close(ours, truth, NETWORK["float64"])
    check_close(net(case.arrays["x"], **case.options()), values[0], NETWORK_VALUE)

    def scalar(arrays: dict[str, Any]) -> Any:
        return sum((bar * value).sum() for bar, value in zip(bars, energy_of(case, arrays, v), strict=True))

    check_slopes(scalar, case, net.vjp(context, *bars))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (6,), (5, 7), (4, 3, 6)])
def test_every_entry_of_every_gradient(activation: str, hidden: tuple[int, ...]) -> None:
    case = make_case(activation, hidden, 3, 5, conditions=1, skip=True)
    weights = np.random.default_rng(2).uniform(0.2, 1.0, size=5)

    def scalar(arrays: dict[str, Any]) -> Any:
        s, div = field_of(case, arrays)
        return ((s * s).sum(axis=1) / 2 + div) @ weights / weights.sum()

    wrt = ("weights", "biases", "x", "skip")
    loss, gradients = case.field().score_matching_loss(
        case.arrays["x"], trace="exact", weights=weights, wrt=wrt, **case.options()
    )
    assert loss == pytest.approx(scalar(case.arrays), rel=NETWORK_VALUE)
    ours = named(case, gradients)
    for name, truth in by_complex_step(scalar, case.arrays, list(ours)).items():
        check_close(ours[name], truth, NETWORK["float64"])


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "kind", ["implicit", "sliced", "sliced_vr", "denoising", "explicit", "finite_difference", "weighted"]
)
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_losses(kind: str, hidden: tuple[int, ...], energy: bool) -> None:
    case = make_case("softplus", hidden, 5, 150, outputs=1 if energy else None, conditions=1)
    rng = np.random.default_rng(3)
    shape = case.arrays["x"].shape
    noise, target = rng.normal(size=(2, *shape))
    sigma, weights = rng.uniform(0.5, 2.0, size=(2, shape[0]))
    w, dw = rng.uniform(size=shape) * rng.integers(2, size=shape), rng.normal(size=shape)
    v = rng.normal(size=(4, *shape))
    options: dict[str, Any] = {
        "implicit": {"trace": v},
        "sliced": {"trace": v},
        "sliced_vr": {"trace": v},
        "denoising": {"sigma": sigma, "noise": noise, "weighting": "sigma2"},
        "explicit": {"target": target},
        "finite_difference": {"trace": v, "eps": sigma},
        "weighted": {"trace": v, "w": w, "dw": dw},
    }[kind]

    def score(arrays: dict[str, Any]) -> tuple[Any, Any]:
        probes = np.sqrt(w) * v if kind == "weighted" else v
        if energy:
            _, gradient, lap = energy_of(case, arrays, probes)
            return -gradient, -lap
        return field_of(case, arrays, probes)

    def difference(arrays: dict[str, Any], step: Any) -> Any:
        moved = [arrays | {"x": arrays["x"] + sign * step} for sign in (1, -1)]
        if energy:
            centre, plus, minus = (energy_of(case, a)[0] for a in (arrays, *moved))
            return 5 / sigma**2 * (2 * centre - plus - minus + (plus - minus) ** 2 / 8)
        plus, minus = (field_of(case, a)[0] for a in moved)
        return ((plus + minus) ** 2).sum(axis=1) / 8 + 2.5 / sigma**2 * (step * (plus - minus)).sum(axis=1)

    def scalar(arrays: dict[str, Any]) -> Any:
        if kind == "finite_difference":
            losses = sum(difference(arrays, sigma[:, None] / np.sqrt(5) * u) for u in v) / len(v)
        elif kind == "denoising":
            s, _ = score(arrays | {"x": arrays["x"] + sigma[:, None] * noise})
            losses = ((sigma[:, None] * s + noise) ** 2).sum(axis=1) / 2
        else:
            s, div = score(arrays)
            if kind == "explicit":
                losses = ((s - target) ** 2).sum(axis=1) / 2
            elif kind == "weighted":
                losses = ((w * s / 2 + dw) * s).sum(axis=1) + div
            elif kind == "sliced":
                losses = div + ((v * s).sum(axis=2) ** 2).mean(axis=0) / 2
            else:
                losses = div + (s * s).sum(axis=1) / 2
        return losses @ weights / weights.sum()

    net = case.energy() if energy else case.field()
    loss, gradients = net.score_matching_loss(
        case.arrays["x"], kind, weights=weights, wrt=("weights", "biases", "x"), **options, **case.options()
    )
    assert loss == pytest.approx(scalar(case.arrays), rel=NETWORK["float64"])
    check_slopes(scalar, case, gradients)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("trace", ["exact", "hadamard"])
def test_weights_of_dimensions_with_skips_and_scales(hidden: tuple[int, ...], trace: str) -> None:
    case = make_case("silu", hidden, 5, 40, conditions=2, scaled=True, skip=True)
    rng = np.random.default_rng(6)
    w, dw = rng.uniform(size=(40, 5)), rng.normal(size=(40, 5))

    def scalar(arrays: dict[str, Any]) -> Any:
        s, _ = field_of(case, arrays)
        diagonal = np.diagonal(explicit(case, arrays)[1], axis1=1, axis2=2) + arrays["c_skip"][:, None]
        diagonal = diagonal + np.diagonal(arrays["skip"])
        return ((w * s / 2 + dw) * s + w * diagonal).sum(axis=1).mean()

    # As many probes as Hadamard's matrix has rows are exact.
    loss, gradients = case.field().score_matching_loss(
        case.arrays["x"],
        "weighted",
        w=w,
        dw=dw,
        trace=trace if trace == "exact" else ("hadamard", 8),
        seed=1,
        wrt=("weights", "biases", "x", "skip"),
        **case.options("c_in", "c_out", "c_skip"),
    )
    assert loss == pytest.approx(scalar(case.arrays), rel=NETWORK["float64"])
    check_slopes(scalar, case, gradients)


def test_weights_of_one_make_the_implicit_loss() -> None:
    for case in (make_case("gelu", (9, 8), 4, 60), make_case("gelu", (9, 8), 4, 60, outputs=1)):
        net = case.energy() if "W2" in case.arrays and case.arrays["W2"].shape[0] == 1 else case.field()
        x = case.arrays["x"]
        loss, gradients = net.score_matching_loss(x, "weighted", w=np.ones_like(x), dw=np.zeros_like(x))
        expected, truth = net.score_matching_loss(x, trace="exact")
        assert loss == pytest.approx(expected, rel=NETWORK["float64"])
        for ours, other in zip(gradients.weights, truth.weights, strict=True):
            check_close(ours, other, NETWORK["float64"])


def test_weighted_matching_finds_the_rate_of_non_negative_data() -> None:
    # The half-normal score is -x / scale^2, and its density does not vanish at 0: w does.
    x = lk.halfnorm.rvs((200_000, 1), scale=0.5, seed=0)
    w, dw = lk.score_matching.nonnegative_weights(x)
    at, slopes = (-4.4, -4.0, -3.6), []
    for a in at:
        _, gradients = lk.nn.MLP([np.array([[a]])]).score_matching_loss(x, "weighted", w=w, dw=dw)
        slopes.append(float(gradients.weights[0][0, 0]))
    # Slopes are linear in a: their zero is the estimate, whose standard error is 0.02.
    root = np.interp(0.0, slopes, at)
    assert abs(root + 4.0) < 0.1


def test_short_steps_are_derivatives() -> None:
    for case in (make_case("silu", (9, 8), 4, 60), make_case("silu", (9, 8), 4, 60, outputs=1)):
        energy = case.arrays["W2"].shape[0] == 1
        net = case.energy() if energy else case.field()
        x = case.arrays["x"]
        v = lk.probes((2, *x.shape), "sphere", seed=3)
        loss, _ = net.score_matching_loss(x, "finite_difference", trace=v, eps=1e-3)
        # Of energies v.s is what is squared.
        expected, _ = net.score_matching_loss(x, "sliced" if energy else "sliced_vr", trace=v)
        assert loss == pytest.approx(expected, rel=SHORT_STEP)
        drawn, _ = net.score_matching_loss(x, "finite_difference", eps=0.1, seed=3)
        again, _ = net.score_matching_loss(x, "finite_difference", eps=0.1, trace=lk.probes(x.shape, "sphere", seed=3))
        assert drawn == again


@pytest.mark.parametrize("weighting", ["none", "sigma2", "array"])
def test_weighting_of_the_noise(weighting: str) -> None:
    case = make_case("tanh", (6,), 3, 40)
    x = case.arrays["x"]
    rng = np.random.default_rng(0)
    noise, sigma, own = rng.normal(size=x.shape), rng.uniform(0.5, 2, size=40), rng.uniform(size=40)
    net = case.field()
    loss, _ = net.score_matching_loss(
        x, "denoising", sigma=sigma, noise=noise, weighting=own if weighting == "array" else weighting
    )
    factor = {"none": np.ones(40), "sigma2": sigma**2, "array": own}[weighting]
    s = net(x + sigma[:, None] * noise)
    expected = np.mean(factor * ((s + noise / sigma[:, None]) ** 2).sum(axis=1) / 2)
    assert loss == pytest.approx(expected, rel=NETWORK_VALUE)


def test_losses_agree_with_those_of_arrays() -> None:
    case = make_case("gelu", (9, 8), 4, 60)
    x = case.arrays["x"]
    net = case.field()
    v = lk.probes((3, *x.shape), seed=11)
    s, div, _ = net.value_div(x)
    assert net.score_matching_loss(x)[0] == pytest.approx(lk.score_matching.implicit(s, div), rel=NETWORK_VALUE)
    jv = np.stack([(net(x + 1e-6 * k) - net(x - 1e-6 * k)) / 2e-6 for k in v])
    for name, reduced in (("sliced", False), ("sliced_vr", True)):
        expected = lk.score_matching.sliced(s, v, jv, variance_reduced=reduced)
        assert net.score_matching_loss(x, name, trace=v)[0] == pytest.approx(expected, rel=NETWORK_DIFFERENCE)
    noise = lk.norm.rvs(x.shape, seed=4)
    expected = lk.score_matching.denoising(net(x + 0.5 * noise), noise=noise, sigma=0.5)
    assert net.score_matching_loss(x, "denoising", sigma=0.5, seed=4)[0] == pytest.approx(expected, rel=NETWORK_VALUE)


# ---- float, instruction sets, threads.


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(33,), (70, 45), (20, 30, 20)])
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_float_is_double_rounded(activation: str, hidden: tuple[int, ...], energy: bool, isa: str) -> None:
    narrow = make_case(activation, hidden, 17, 217, outputs=1 if energy else None, dtype="float32")
    wide = Case(activation, {n: a.astype(np.float64) for n, a in narrow.arrays.items()}, None, narrow.layers)
    v = np.sign(probes_of(narrow)).astype(np.float32)
    for trace in ("exact", v):
        results = []
        for case in (narrow, wide):
            net = case.energy() if energy else case.field()
            own = trace if isinstance(trace, str) else trace.astype(case.arrays["x"].dtype)
            loss, gradients = net.score_matching_loss(case.arrays["x"], trace=own, wrt=("weights", "biases", "x"))
            assert loss.dtype == case.arrays["x"].dtype
            results.append([loss, *named(case, gradients).values()])
        for ours, truth in zip(*results, strict=True):
            assert ours.dtype == np.float32
            check_close(ours, truth, NETWORK["float32"])


def everything(dtype: str, batch: int) -> list[bytes]:
    """Bits of all that networks compute, for a batch of several parts and tiles."""
    results: list[Any] = []
    for hidden in ((40,), (70, 45), (20, 30, 20)):
        for energy in (False, True):
            case = make_case("silu", hidden, 17, batch, outputs=1 if energy else None, dtype=dtype, skip=not energy)
            net = case.energy() if energy else case.field()
            x = case.arrays["x"]
            for trace in ("exact", 2, np.asarray(probes_of(case), dtype)):
                loss, gradients = net.score_matching_loss(x, trace=trace, seed=3, wrt=("weights", "biases", "x"))
                results += [loss, *named(case, gradients).values()]
                values = (net.value_grad_lap if energy else net.value_div)(x, trace, seed=3)
                results += values[:-1]
            results.append(net(x))
    return [np.asarray(r).tobytes() for r in results]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_any_number_of_threads_gives_the_same_bits(dtype: str, isa: str, threads: None) -> None:
    lk.set_num_threads(1)
    expected = everything(dtype, 700)
    for count in (2, 3, 5):
        lk.set_num_threads(count)
        assert everything(dtype, 700) == expected


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_sample_does_not_depend_on_its_batch(dtype: str, isa: str) -> None:
    case = make_case("gelu", (70, 45), 5, 301, dtype=dtype)
    net, x = case.field(), case.arrays["x"]
    s, div, _ = net.value_div(x)
    for first, count in ((0, 1), (7, 13), (100, 150), (300, 1)):
        some = net.value_div(x[first : first + count])
        assert some[0].tobytes() == s[first : first + count].tobytes()
        assert some[1].tobytes() == div[first : first + count].tobytes()


@pytest.mark.parametrize("widths", [(1, 1), (12, 13), (16, 17), (31, 33), (47, 49), (64, 100)])
@pytest.mark.parametrize("batch", [1, 2, 3, 4, 11, 12, 13, 97])
def test_tails_of_products(widths: tuple[int, int], batch: int, isa: str) -> None:
    case = make_case("tanh", widths, 3, batch)
    loss, gradients = case.field().score_matching_loss(case.arrays["x"], wrt=("weights", "biases", "x"))

    def scalar(arrays: dict[str, Any]) -> Any:
        s, div = field_of(case, arrays)
        return ((s * s).sum(axis=1) / 2 + div).mean()

    assert loss == pytest.approx(scalar(case.arrays), rel=NETWORK["float64"])
    check_slopes(scalar, case, gradients)


def child(queue: Any) -> None:
    queue.put(everything("float32", 300))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork", "ignore:This process .* is multi-threaded")
def test_a_forked_child_computes_the_same(threads: None) -> None:
    lk.set_num_threads(2)
    expected = everything("float32", 300)
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    process = context.Process(target=child, args=(queue,))
    process.start()
    assert queue.get(timeout=60) == expected
    process.join(60)
    assert process.exitcode == 0


# ---- Activations far out.


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_activations_and_derivatives_at_all_sizes(activation: str, dtype: str, isa: str) -> None:
    z = np.concatenate([[0.0], np.geomspace(1e-6, 60.0, 400)])
    z = np.concatenate([-z[::-1], z]).astype(dtype)
    one = np.ones((1, 1), dtype)
    # E(x) = f(x): its gradient is f', its Laplacian f''.
    net = lk.nn.EnergyMLP([one, one], activation=activation)
    f, slope, bend, context = net.value_grad_lap(z[:, None])
    third = net.vjp(context, lap_bar=np.ones_like(z), wrt="x").x[:, 0]
    wide = z.astype(np.float64).astype(complex)
    truth = [g(wide).real for g in ORACLE[activation]]
    truth.append(ORACLE[activation][2](wide + 1e-40j).imag / 1e-40)
    # Values grow with z; sums of terms of that size are rounded a few times, and angles are reduced by multiples of
    # pi / 2 to half an ulp of z.
    scale = 16 * np.finfo(dtype).eps * np.maximum(1, np.abs(z.astype(np.float64)))
    for ours, expected in zip((f, slope[:, 0], bend, third), truth, strict=True):
        assert np.all(np.abs(ours - expected) <= scale), np.abs((ours - expected) / scale).max()


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_far_arguments_are_finite(activation: str, isa: str) -> None:
    for dtype in (np.float32, np.float64):
        one = np.ones((1, 1), dtype)
        z = np.array([-1e4, -800.0, -100.0, 100.0, 800.0, 1e4], dtype)[:, None]
        values = lk.nn.EnergyMLP([one, one], activation=activation).value_grad_lap(z)[:3]
        assert all(np.isfinite(v).all() for v in values)


def test_nan_in_one_row_touches_that_row_only() -> None:
    case = make_case("silu", (20, 20), 3, 50)
    x = case.arrays["x"].copy()
    clean = case.field().value_div(x)
    x[17, 1] = np.nan
    s, div, _ = case.field().value_div(x)
    others = np.arange(50) != 17
    assert np.isnan(s[17]).all()
    assert np.isnan(div[17])
    assert (s[others] == clean[0][others]).all()
    assert (div[others] == clean[1][others]).all()


# ---- Known answers.


def test_a_linear_field_has_the_trace_of_its_matrix() -> None:
    a = np.random.default_rng(0).normal(size=(4, 4))
    net = lk.nn.MLP([a])
    x = np.random.default_rng(1).normal(size=(9, 4))
    s, div, context = net.value_div(x)
    check_close(s, x @ a.T, LINEAR_NETWORK)
    check_close(div, np.full(9, np.trace(a)), LINEAR_NETWORK)
    gradient = net.vjp(context, div_bar=np.ones(9)).weights
    assert (gradient[0] == 9 * np.eye(4)).all()


@pytest.mark.parametrize("dim", [1, 3, 8])
def test_all_rows_of_hadamards_matrix_are_exact(dim: int) -> None:
    case = make_case("gelu", (10, 9, 8), dim, 30)
    x = case.arrays["x"]
    points = 1 << (dim - 1).bit_length()
    exact = case.field().score_matching_loss(x, trace="exact")
    for seed in range(3):
        loss, gradients = case.field().score_matching_loss(x, trace=("hadamard", points), seed=seed)
        assert loss == pytest.approx(exact[0], rel=NETWORK["float64"])
        for ours, truth in zip(gradients.weights, exact[1].weights, strict=True):
            check_close(ours, truth, NETWORK["float64"])


def test_the_mean_over_all_signs_is_the_implicit_loss() -> None:
    case = make_case("tanh", (12, 9), 4, 7)
    x = case.arrays["x"]
    signs = 1.0 - 2.0 * ((np.arange(16)[:, None] >> np.arange(4)) & 1)
    v = np.broadcast_to(signs[:, None, :], (16, *x.shape))
    net = case.field()
    loss, gradients = net.score_matching_loss(x, "sliced_vr", trace=v)
    expected, truth = net.score_matching_loss(x, "implicit", trace="exact")
    assert loss == pytest.approx(expected, rel=NETWORK_VALUE)
    for ours, other in zip(gradients.weights, truth.weights, strict=True):
        check_close(ours, other, NETWORK["float64"])
    # So is that of the plain sliced loss, as E[(v.s)^2] = |s|^2.
    assert net.score_matching_loss(x, "sliced", trace=v)[0] == pytest.approx(expected, rel=NETWORK_VALUE)


def test_probes_of_a_seed_are_those_of_the_function() -> None:
    case = make_case("silu", (12, 9, 8), 5, 333)
    x = case.arrays["x"]
    for kind, count in (("hadamard", 3), ("rademacher", 2), ("gaussian", 2), ("sphere", 1)):
        v = lk.probes((count, *x.shape), kind, seed=7)
        for net in (case.field(), make_case("silu", (12, 9), 5, 1, outputs=1).energy()):
            drawn = net.score_matching_loss(x, "sliced", trace=(kind, count), seed=7)
            given = net.score_matching_loss(x, "sliced", trace=v)
            assert drawn[0] == given[0]
            assert all((a == b).all() for a, b in zip(drawn[1].weights, given[1].weights, strict=True))
    assert net.score_matching_loss(x, "sliced", seed=3)[0] != net.score_matching_loss(x, "sliced", seed=4)[0]


def test_denoising_has_its_optimum_where_theory_puts_it() -> None:
    # Data N(0, t^2 I) with noise sigma: s = -x / (t^2 + sigma^2), where the loss is D t^2 / (t^2 + sigma^2) / 2.
    t, sigma, dim = 2.0, 0.5, 3
    x = t * lk.norm.rvs((200_000, dim), seed=0)
    net = lk.nn.MLP([-np.eye(dim) / (t**2 + sigma**2)])
    loss, gradients = net.score_matching_loss(x, "denoising", sigma=sigma, weighting="sigma2", seed=1)
    # The mean of 6e5 squares has a relative standard error of sqrt(2 / 6e5) = 0.002.
    assert loss == pytest.approx(dim * t**2 / (t**2 + sigma**2) / 2, rel=0.01)
    assert np.abs(gradients.weights[0]).max() < 0.01


# ---- Views, shapes, contexts.


def test_weights_are_views_of_the_users_arrays() -> None:
    case = make_case("silu", (8, 6), 3, 11)
    net = case.field()
    x = case.arrays["x"]
    before = net(x)
    case.arrays["W1"] *= 0.5
    case.arrays["b0"] += 1.0
    after = net(x)
    assert not np.allclose(before, after)
    check_close(after, field_of(case, case.arrays)[0], NETWORK_VALUE)


def test_any_layout_of_the_weights() -> None:
    case = make_case("silu", (8, 6), 3, 11, skip=True)
    plain = case.field().score_matching_loss(case.arrays["x"], wrt=("weights", "biases", "x", "skip"))
    for change in (
        np.asfortranarray,
        lambda a: np.repeat(np.repeat(a, 2, 0), 2, 1)[::2, ::2],
        lambda a: a[::-1].copy()[::-1],
    ):
        arrays = {n: change(a) if a.ndim == 2 else a[::-1].copy()[::-1] for n, a in case.arrays.items()}
        other = Case("silu", arrays, None, case.layers)
        loss, gradients = other.field().score_matching_loss(arrays["x"], wrt=("weights", "biases", "x", "skip"))
        assert loss == plain[0]
        for a, b in zip(named(case, gradients).values(), named(case, plain[1]).values(), strict=True):
            assert (a == b).all()


def test_a_context_has_the_weights_and_the_input_of_its_call() -> None:
    case = make_case("tanh", (8, 6), 3, 11)
    net = case.field()
    x = case.arrays["x"].copy()
    _, _, context = net.value_div(x)
    bars = np.ones_like(x), np.ones(11)
    expected = net.vjp(context, *bars)
    case.arrays["W1"] += 1.0
    x[:] = 0.0
    again = net.vjp(context, *bars)
    assert all((a == b).all() for a, b in zip(expected.weights, again.weights, strict=True))
    assert (expected.x == again.x).all()


def test_leading_axes_are_samples() -> None:
    case = make_case("tanh", (8, 6), 3, 12, conditions=1)
    x, t = case.arrays["x"].reshape(3, 4, 3), case.condition.reshape(3, 4)
    net = case.field()
    flat = net.value_div(case.arrays["x"], condition=case.condition)
    s, div, context = net.value_div(x, condition=t)
    assert s.shape == (3, 4, 3)
    assert div.shape == (3, 4)
    assert (s.reshape(12, 3) == flat[0]).all()
    assert net.vjp(context, s, div).x.shape == (3, 4, 3)
    one, single, _ = net.value_div(x[0, 0], condition=t[0, 0])
    assert one.shape == (3,)
    assert single.shape == ()
    assert (one == s[0, 0]).all()


def test_a_batch_without_samples() -> None:
    case = make_case("tanh", (8, 6), 3, 4)
    net = case.field()
    s, div, context = net.value_div(np.empty((0, 3)))
    assert s.shape == (0, 3)
    assert div.shape == (0,)
    gradients = net.vjp(context, s, div)
    assert all((g == 0).all() for g in gradients.weights)
    with pytest.raises(ValueError, match="x must have at least one sample"):
        net.score_matching_loss(np.empty((0, 3)))


def test_layers_without_a_bias() -> None:
    case = make_case("silu", (8, 6), 3, 11)
    case.arrays["b1"][:] = 0
    net = lk.nn.MLP(case.weights, [case.arrays["b0"], None, case.arrays["b2"]])
    loss, gradients = net.score_matching_loss(case.arrays["x"])
    expected, truth = case.field().score_matching_loss(case.arrays["x"])
    assert loss == expected
    assert gradients.biases[1] is None
    assert (gradients.biases[0] == truth.biases[0]).all()


def test_only_what_is_asked_for() -> None:
    case = make_case("silu", (8, 6), 3, 11)
    _, gradients = case.field().score_matching_loss(case.arrays["x"], wrt="x")
    assert gradients.weights is None
    assert gradients.biases is None
    _, everything = case.field().score_matching_loss(case.arrays["x"], wrt=("weights", "x"))
    assert (gradients.x == everything.x).all()
    assert everything.biases is None


def test_torch_parameters_are_shared() -> None:
    torch = pytest.importorskip("torch")
    linear = [torch.nn.Linear(3, 8), torch.nn.Linear(8, 3)]
    net = lk.nn.MLP([m.weight.detach() for m in linear], [m.bias.detach() for m in linear], "tanh")
    x = torch.randn(5, 3)
    expected = linear[1](torch.tanh(linear[0](x))).detach().numpy()
    np.testing.assert_allclose(net(x).numpy(), expected, rtol=NETWORK_SECOND_OPINION[0], atol=NETWORK_SECOND_OPINION[1])
    with torch.no_grad():
        linear[0].weight.mul_(2.0)
    expected = linear[1](torch.tanh(linear[0](x))).detach().numpy()
    np.testing.assert_allclose(net(x.numpy()), expected, rtol=NETWORK_SECOND_OPINION[0], atol=NETWORK_SECOND_OPINION[1])


def test_results_go_back_to_the_library_of_x() -> None:
    case = make_case("silu", (8, 6), 3, 11)
    x = case.arrays["x"]
    net = lk.nn.MLP([Lent(w) for w in case.weights], case.biases)
    s, div, context = net.value_div(Lent(x))
    loss, gradients = net.score_matching_loss(Lent(x), wrt=("weights", "biases", "x"))
    own = net.vjp(context, s, div)
    plain = case.field()
    truth = plain.value_div(x)
    assert all(isinstance(a, Lent) for a in (s, div, loss, *gradients.weights, gradients.x, own.x))
    assert all(isinstance(a, np.ndarray) for a in gradients.biases)
    assert (s.array == truth[0]).all()
    assert (div.array == truth[1]).all()
    assert loss.array == plain.score_matching_loss(x)[0]
    assert (own.x.array == plain.vjp(truth[2], truth[0], truth[1]).x).all()


def by_torch(torch: Any, case: Any, activation: str) -> tuple[dict[str, Any], Callable[[Any], Any]]:
    """Return the arrays of a case as tensors that want gradients, and its network as torch has it."""
    functions = {"sin": torch.sin, "tanh": torch.tanh}
    f = functions.get(activation) or getattr(torch.nn.functional, activation)
    tensors = {n: torch.tensor(a, requires_grad=True) for n, a in case.arrays.items()}

    def net(a: Any) -> Any:
        for i in range(case.layers):
            a = torch.nn.functional.linear(a, tensors[f"W{i}"], tensors[f"b{i}"])
            a = a if i + 1 == case.layers else f(a)
        return a

    return tensors, net


def columns_by_torch(torch: Any, s: Any, x: Any) -> list[Any]:
    """Return the diagonal of the Jacobian of scores, a column of the batch for each dimension."""
    return [torch.autograd.grad(s[:, i].sum(), x, create_graph=True)[0][:, i] for i in range(x.shape[1])]


@pytest.mark.parametrize("hidden", HIDDEN[1:])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_of_torch(activation: str, hidden: tuple[int, ...]) -> None:
    torch = pytest.importorskip("torch")
    case = make_case(activation, hidden, 5, 40)
    tensors, net = by_torch(torch, case, activation)
    s = net(tensors["x"])
    loss = ((s * s).sum(1) / 2 + sum(columns_by_torch(torch, s, tensors["x"]))).mean()
    names = list(tensors)
    truth = dict(zip(names, torch.autograd.grad(loss, [tensors[n] for n in names], allow_unused=True), strict=True))
    ours, gradients = case.field().score_matching_loss(case.arrays["x"], trace="exact", wrt=("weights", "biases", "x"))
    assert ours == pytest.approx(loss.item(), rel=NETWORK["float64"])
    for name, gradient in named(case, gradients).items():
        check_close(gradient, truth[name].numpy(), NETWORK["float64"])


@pytest.mark.parametrize("hidden", HIDDEN[1:])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_of_torch_for_energies(activation: str, hidden: tuple[int, ...]) -> None:
    torch = pytest.importorskip("torch")
    case = make_case(activation, hidden, 3, 20, outputs=1)
    tensors, net = by_torch(torch, case, activation)
    (s,) = torch.autograd.grad(-net(tensors["x"]).sum(), tensors["x"], create_graph=True)
    loss = ((s * s).sum(1) / 2 + sum(columns_by_torch(torch, s, tensors["x"]))).mean()
    names = [n for n in tensors if n != f"b{case.layers - 1}"]  # on which no score depends
    truth = dict(zip(names, torch.autograd.grad(loss, [tensors[n] for n in names]), strict=True))
    ours, gradients = case.energy().score_matching_loss(case.arrays["x"], trace="exact", wrt=("weights", "biases", "x"))
    assert ours == pytest.approx(loss.item(), rel=NETWORK["float64"])
    for name, gradient in named(case, gradients).items():
        check_close(gradient, truth[name].numpy() if name in truth else np.zeros(1), NETWORK["float64"])


@pytest.mark.parametrize("hidden", HIDDEN[1:])
@pytest.mark.parametrize("kind", ["finite_difference", "weighted"])
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_gradients_of_torch_by_kind(kind: str, hidden: tuple[int, ...], energy: bool) -> None:
    torch = pytest.importorskip("torch")
    case = make_case("silu", hidden, 3, 20, outputs=1 if energy else None)
    tensors, net = by_torch(torch, case, "silu")
    x = tensors["x"]
    rng = np.random.default_rng(8)
    w, dw, u = rng.uniform(size=(20, 3)), rng.normal(size=(20, 3)), rng.normal(size=(20, 3))

    def score(a: Any) -> Any:
        return -torch.autograd.grad(net(a).sum(), a, create_graph=True)[0] if energy else net(a)

    if kind == "weighted":
        s = score(x)
        weights, diagonal = torch.tensor(w), torch.stack(columns_by_torch(torch, s, x), 1)
        loss = ((weights * s / 2 + torch.tensor(dw)) * s + weights * diagonal).sum(1).mean()
        options: dict[str, Any] = {"w": w, "dw": dw, "trace": "exact"}
    else:
        step = torch.tensor(u / np.sqrt(3))  # shorter ones would lose digits to their differences
        plus, minus = net(x + step), net(x - step)
        if energy:
            loss = (3 * (2 * net(x) - plus - minus + (plus - minus) ** 2 / 8)).mean()
        else:
            loss = (((plus + minus) ** 2).sum(1) / 8 + 1.5 * (step * (plus - minus)).sum(1)).mean()
        options = {"eps": 1.0, "trace": u}
    names = list(tensors)
    truth = dict(zip(names, torch.autograd.grad(loss, [tensors[n] for n in names], allow_unused=True), strict=True))
    ours, gradients = (case.energy() if energy else case.field()).score_matching_loss(
        case.arrays["x"], kind, wrt=("weights", "biases", "x"), **options
    )
    assert ours == pytest.approx(loss.item(), rel=NETWORK["float64"])
    for name, gradient in named(case, gradients).items():
        if energy and name == f"b{case.layers - 1}":
            # No score depends on it; what it gets from finite differences, of size D / eps^2, cancels.
            assert abs(gradient[0]) <= NETWORK["float64"]
        else:
            check_close(gradient, truth[name].numpy(), NETWORK["float64"])


# ---- Bad input.

SQUARE = np.eye(3)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: lk.nn.MLP([]), ValueError, r"MLP: weights must have at least one matrix; got none"),
        (lambda: lk.nn.MLP(cast("Any", SQUARE)), TypeError, r"weights must be a list or tuple of arrays; got ndarray"),
        (lambda: lk.nn.MLP([[[1.0]]]), TypeError, r"weights\[0\] must be an array, of which a view is kept; got list"),
        (lambda: lk.nn.MLP([np.eye(3, dtype=int)]), TypeError, r"weights\[0\] must have dtype float32 or float64"),
        (
            lambda: lk.nn.MLP([SQUARE, SQUARE.astype("f4")]),
            TypeError,
            r"weights\[1\] must have the dtype of weights\[0\]",
        ),
        (lambda: lk.nn.MLP([np.ones(3)]), ValueError, r"weights\[0\] must have 2 dimensions; got shape \(3,\)"),
        (lambda: lk.nn.MLP([SQUARE, np.ones((3, 4))]), ValueError, r"weights\[1\] must have 3 columns"),
        (
            lambda: lk.nn.MLP([np.ones((4, 3)), np.ones((5, 4))]),
            ValueError,
            r"weights\[0\] must have a column for each",
        ),
        (lambda: lk.nn.MLP([SQUARE], [None, None]), ValueError, r"biases must be one for each of the 1 weights; got 2"),
        (lambda: lk.nn.MLP([SQUARE], [np.ones(2)]), ValueError, r"biases\[0\] must have shape \(3,\); got \(2,\)"),
        (lambda: lk.nn.MLP([SQUARE], activation="relu"), ValueError, r"f'' = 0 almost everywhere"),
        (lambda: lk.nn.MLP([SQUARE], activation="mish"), ValueError, r"activation must be one of 'tanh'.*got 'mish'"),
        (lambda: lk.nn.MLP([SQUARE], activation=cast("Any", np.tanh)), TypeError, r"activation must be a str"),
        (lambda: lk.nn.MLP([SQUARE], skip=np.eye(2)), ValueError, r"skip must have shape \(3, 3\); got \(2, 2\)"),
        (lambda: lk.nn.EnergyMLP([SQUARE]), ValueError, r"EnergyMLP: weights\[0\] must have 1 row; got shape \(3, 3\)"),
        (
            lambda: lk.nn.EnergyMLP([np.ones((1, 2))], dim=3),
            ValueError,
            r"weights\[0\] must have a column for each of the 3",
        ),
    ],
)
def test_refused_networks(make: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda n, x: n(x[:, :2]), ValueError, r"__call__: x must have shape \(..., 3\); got \(4, 2\)"),
        (lambda n, x: n(x.astype("f4")), TypeError, r"x must have the network's dtype, float64; got float32"),
        (lambda n, x: n(x, 1.0), ValueError, r"condition was given to a network without columns for one"),
        (lambda n, x: n.value_div(x, "fast"), ValueError, r"trace must be 'auto', 'exact'"),
        (lambda n, x: n.value_div(x, 0), ValueError, r"trace must be at least 1 probe; got 0"),
        (lambda n, x: n.value_div(x, ("gaussian", 1.5)), TypeError, r"trace must have an integer number of probes"),
        (lambda n, x: n.value_div(x, ("uniform", 1)), ValueError, r"kind must be one of"),
        (lambda n, x: n.value_div(x, x[:2]), ValueError, r"trace must be probes of shape \(4, 3\)"),
        (lambda n, x: n.value_div(x, c_in=np.ones(3)), ValueError, r"c_in must broadcast to the shape of the samples"),
        (lambda n, x: n.vjp(None), TypeError, r"context must be what value_div of this network returned; got NoneType"),
        (lambda n, x: n.vjp(lk.nn.MLP([SQUARE]).value_div(x)[2]), TypeError, r"of this network"),
        (lambda n, x: n.vjp(n.value_div(x)[2], x[:2]), ValueError, r"s_bar must have the shape of x"),
        (lambda n, x: n.vjp(n.value_div(x)[2], wrt="y"), ValueError, r"wrt must be among .*; got 'y'"),
        (lambda n, x: n.vjp(n.value_div(x)[2], wrt="skip"), ValueError, r"wrt must be among .*; got 'skip'"),
        (lambda n, x: n.score_matching_loss(x, "dsm"), ValueError, r"kind must be one of 'implicit'"),
        (lambda n, x: n.score_matching_loss(x, "denoising"), ValueError, r"sigma must be given"),
        (lambda n, x: n.score_matching_loss(x, "finite_difference"), ValueError, r"eps must be given"),
        (lambda n, x: n.score_matching_loss(x, "finite_difference", eps=0), ValueError, r"eps must be positive"),
        (lambda n, x: n.score_matching_loss(x, eps=0.1), ValueError, r"eps is an argument of kind='finite_difference'"),
        (
            lambda n, x: n.score_matching_loss(x, "finite_difference", eps=0.1, trace="exact"),
            ValueError,
            r"trace must be probes for kind='finite_difference'",
        ),
        (lambda n, x: n.score_matching_loss(x, "weighted", w=x), ValueError, r"dw must be given for kind='weighted'"),
        (
            lambda n, x: n.score_matching_loss(x, "weighted", w=-np.ones_like(x), dw=x),
            ValueError,
            r"w must not be negative; got -1",
        ),
        (
            lambda n, x: n.score_matching_loss(x, "weighted", w=np.ones(2), dw=x),
            ValueError,
            r"w must have shape \(\.\.\., 3\); got \(2,\)",
        ),
        (lambda n, x: n.score_matching_loss(x, "denoising", sigma=-1.0), ValueError, r"sigma must be positive"),
        (lambda n, x: n.score_matching_loss(x, "explicit"), ValueError, r"target must be given"),
        (lambda n, x: n.score_matching_loss(x, sigma=1.0), ValueError, r"sigma is an argument of kind='denoising'"),
        (
            lambda n, x: n.score_matching_loss(x, "sliced", trace="exact"),
            ValueError,
            r"trace must be probes for kind='sliced'",
        ),
        (lambda n, x: n.score_matching_loss(x, weights=np.ones(3)), ValueError, r"weights must broadcast to the shape"),
        (
            lambda n, x: n.score_matching_loss(x, "denoising", sigma=1.0, weighting="sigma"),
            ValueError,
            r"weighting must be 'none', 'sigma2' or an array; got 'sigma'",
        ),
    ],
)
def test_refused_calls(call: Callable[[Any, Any], Any], error: type[Exception], message: str) -> None:
    net = lk.nn.MLP([SQUARE, SQUARE.copy()])
    with pytest.raises(error, match=message):
        call(net, np.ones((4, 3)))


def test_a_condition_is_asked_for() -> None:
    net = lk.nn.MLP([np.ones((3, 4)), np.eye(3)])
    assert net.conditions == 1
    with pytest.raises(ValueError, match=r"condition must have shape \(..., 1\); got None"):
        net(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"condition must broadcast to the shape \(2, 1\); got \(3, 1\)"):
        net(np.ones((2, 3)), np.ones((3, 1)))
    assert net(np.ones((2, 3)), 0.5).shape == (2, 3)
