"""Likelihood by flows: known answers, independence of samples, orders of the methods, what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import likelier
from tests.registry import Array, lk
from tests.tolerances import (
    FLOW,
    FLOW_FLOAT32,
    FLOW_LOG_DET,
    PRIOR_OF_SCHEDULE,
    RESTING_FLOW,
    SCHEDULE_DIFFERENCE,
    STEEP_FLOW,
)

CNF: Any = likelier.cnf
RNG = np.random.default_rng(5)
MATRIX = np.array([[0.3, 1.0, 0.0], [-1.0, 0.1, 0.4], [0.2, 0.0, -0.5]])


def linear(a: Array) -> Callable[..., tuple[Array, Array]]:
    def field(x: Array, t: Array, v: Array | None = None) -> tuple[Array, Array]:
        value = np.einsum("bj,ij->bi", x, a)
        if v is None:
            return value, np.full(len(x), np.trace(a))
        return value, np.einsum("kbi,ij,kbj->b", v, a, v) / len(v)

    return field


def exponential(a: Array) -> Array:
    values, vectors = np.linalg.eig(a)
    return np.asarray(((vectors * np.exp(values)) @ np.linalg.inv(vectors)).real)


def noised_mixture(
    schedule: Any, log_weights: Array, mean: Array, var: Array
) -> tuple[Callable[..., tuple[Array, Array]], Callable[[Array, float], Array]]:
    """Score and its divergence, and log-density, of a diagonal mixture after the noise of a time for each sample."""

    def parts(x: Array, t: Any) -> tuple[Array, Array, Array]:
        alpha = np.reshape(schedule.alpha(t), (-1, 1, 1))
        v = alpha**2 * var + np.reshape(schedule.sigma(t), (-1, 1, 1)) ** 2
        delta = x[:, np.newaxis] - alpha * mean
        logs = log_weights - 0.5 * (delta**2 / v + np.log(2 * np.pi * v)).sum(axis=-1)
        return logs, -delta / v, v

    def score(x: Array, t: Array) -> tuple[Array, Array]:
        logs, slope, v = parts(x, t)
        r = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
        s = np.einsum("bk,bkd->bd", r, slope)
        trace = np.einsum("bk,bk->b", r, (slope**2 - 1 / v).sum(axis=-1)) - (s**2).sum(axis=-1)
        return s, trace

    def log_density(x: Array, t: float) -> Array:
        logs, _, _ = parts(x, np.full(len(x), t))
        return np.asarray(np.logaddexp.reduce(logs, axis=1))

    return score, log_density


@pytest.mark.parametrize("method", ["dopri5", "rk4"])
@pytest.mark.parametrize("trace", ["exact", 8, ("gaussian", 3)])
def test_linear_fields(method: str, trace: Any) -> None:
    """z = e^(T A) x and log det = T tr A; eight Hadamard probes of three dimensions have P = 4 rows, so four do."""
    if trace == 8:
        trace = 4
    x, end = RNG.normal(size=(2, 5, 3)), 1.7
    z, log_det = CNF.flow(
        linear(MATRIX), x, t1=end, trace=trace, seed=3, method=method, steps=400, rtol=1e-10, atol=1e-10
    )
    np.testing.assert_allclose(z, x @ exponential(end * MATRIX).T, rtol=0, atol=FLOW[1e-10])
    expected = np.full((2, 5), end * np.trace(MATRIX))
    if isinstance(trace, tuple):
        v = lk.probes((3, 10, 3), "gaussian", seed=3)
        expected = (end * np.einsum("kbi,ij,kbj->b", v, MATRIX, v) / 3).reshape(2, 5)
    np.testing.assert_allclose(log_det, expected, rtol=0, atol=FLOW_LOG_DET)
    value = CNF.log_prob(
        linear(MATRIX), x, t1=end, trace=trace, seed=3, method=method, steps=400, rtol=1e-10, atol=1e-10
    )
    np.testing.assert_allclose(value, lk.norm.logpdf(z).sum(axis=-1) + expected, rtol=0, atol=FLOW[1e-10])


def test_linear_flows_are_normal_densities() -> None:
    """log p of x = e^(-A) z is that of the covariance e^(-A) e^(-A)^T; samples and densities go opposite ways."""
    x = RNG.normal(size=(6, 3))
    root = exponential(-MATRIX)
    value = CNF.log_prob(linear(MATRIX), x, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(
        value, lk.multivariate_normal.logpdf(x, np.zeros(3), root @ root.T), rtol=0, atol=FLOW[1e-9]
    )
    z = lk.norm.rvs((6, 3), seed=4)
    drawn = CNF.sample(linear(MATRIX), (6, 3), seed=4, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(drawn, z @ root.T, rtol=0, atol=FLOW[1e-9])
    back = CNF.flow(linear(MATRIX), drawn, rtol=1e-9, atol=1e-9).z
    np.testing.assert_allclose(back, z, rtol=0, atol=FLOW[1e-9])
    assert np.array_equal(
        CNF.sample(linear(MATRIX), (2, 3), seed=4, offset=3), CNF.sample(linear(MATRIX), (3, 3), seed=4)[1:]
    )
    assert CNF.sample(linear(MATRIX), (2, 3), seed=4, dtype=np.float32).dtype == np.float32


MIXTURE = (
    np.log([0.3, 0.5, 0.2]),
    np.array([[-1.0, 0.5], [1.5, 1.0], [0.0, -2.0]]),
    np.array([[0.2, 0.5], [0.3, 0.1], [1.0, 0.05]]),
)


@pytest.mark.parametrize(
    ("schedule", "t0", "t1"), [(CNF.vp(), 0.0, 0.4), (CNF.vp(0.5, 3.0, 2.0), 0.1, 2.0), (CNF.ve(0.01, 5.0), 0.0, 1.0)]
)
@pytest.mark.parametrize("method", ["dopri5", "rk4"])
def test_probability_flows_of_mixtures_return_their_densities(schedule: Any, t0: float, t1: float, method: str) -> None:
    """Exactly, given the density at the end."""
    score, log_density = noised_mixture(schedule, *MIXTURE)
    x = RNG.normal(size=(12, 2)) * 1.5
    value = CNF.log_prob(
        score,
        x,
        schedule=schedule,
        t0=t0,
        t1=t1,
        base=lambda z: log_density(z, t1),
        method=method,
        steps=1500,
        rtol=1e-9,
        atol=1e-9,
    )
    np.testing.assert_allclose(value, log_density(x, t0), rtol=0, atol=STEEP_FLOW)


@pytest.mark.parametrize("schedule", [CNF.vp(), CNF.ve(0.001, 200.0)])
def test_the_priors_stand_for_the_densities_at_the_end(schedule: Any) -> None:
    """What is left of the data there, alpha or 1 / sigma_max of about 0.007, is the error; the mean's size is 2."""
    score, log_density = noised_mixture(schedule, *MIXTURE)
    x = RNG.normal(size=(12, 2)) * 1.5
    value = CNF.log_prob(score, x, schedule=schedule, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(value, log_density(x, 0.0), rtol=0, atol=PRIOR_OF_SCHEDULE)
    bits = lk.bits_per_dim(-value, 2)
    assert np.array_equal(bits, -value / (2 * math.log(2)))


def test_samples_of_a_mixture() -> None:
    schedule = CNF.ve(0.001, 100.0)
    score, _ = noised_mixture(schedule, *MIXTURE)
    n = 2000
    x = CNF.sample(score, (n, 2), schedule=schedule, seed=0, rtol=1e-4, atol=1e-4)
    weights, mean, var = np.exp(MIXTURE[0]), MIXTURE[1], MIXTURE[2]
    first = weights @ mean
    second = weights @ (var + mean**2)
    # five standard errors; the prior's share of the error is 1 / 100
    spread = np.sqrt(second - first**2)
    assert np.all(np.abs(x.mean(axis=0) - first) < 5 * spread / np.sqrt(n) + 0.03)
    assert np.all(np.abs((x**2).mean(axis=0) / second - 1) < 5 * np.sqrt(2 / n) + 0.03)


@pytest.mark.parametrize("method", ["dopri5", "rk4"])
@pytest.mark.parametrize("trace", ["exact", "probes"])
def test_a_samples_value_does_not_depend_on_its_neighbours(method: str, trace: str) -> None:
    schedule = CNF.vp(0.1, 5.0)
    score, _ = noised_mixture(schedule, *MIXTURE)

    def field(x: Array, t: Array, v: Array | None = None) -> tuple[Array, Array]:
        s, exact = score(x, t)
        return s, exact if v is None else exact * v[0, :, 0]

    x = RNG.normal(size=(9, 2)) * 2
    v = lk.probes((2, 9, 2), "rademacher", seed=1)
    options: dict[str, Any] = {"schedule": schedule, "method": method, "steps": 20}

    def run(rows: Any) -> Array:
        return np.asarray(CNF.log_prob(field, x[rows], trace="exact" if trace == "exact" else v[:, rows], **options))

    together = run(slice(None))
    for rows in (slice(0, 1), slice(3, 7), slice(8, 9)):
        assert np.array_equal(run(rows), together[rows])
    if trace == "probes":
        drawn = CNF.log_prob(field, x, trace=("rademacher", 2), seed=1, **options)
        assert np.array_equal(drawn, together)


def test_probes_are_the_same_all_the_way() -> None:
    seen: list[Array] = []

    def field(x: Array, t: Array, v: Array) -> tuple[Array, Array]:
        seen.append(np.sort(v.reshape(-1)))
        return -x, -np.einsum("kbi,kbi->b", v, v) / len(v)

    CNF.flow(field, np.ones((3, 2)), trace=("gaussian", 2), seed=0, method="rk4", steps=5)
    assert len(seen) == 20
    assert all(np.array_equal(v, seen[0]) for v in seen)


def test_orders_of_the_methods() -> None:
    """Halving the step of rk4 divides the error by 2^4; dopri5's follows the tolerance."""
    x = np.array([[0.5]])

    def field(x: Array, t: Array) -> tuple[Array, Array]:
        return np.sin(3 * x) + t[:, np.newaxis], 3 * np.cos(3 * x)[:, 0]

    exact = CNF.flow(field, x, rtol=1e-12, atol=1e-12)
    errors = [abs(float(CNF.flow(field, x, method="rk4", steps=n).z[0, 0] - exact.z[0, 0])) for n in (10, 20, 40)]
    assert 12 < errors[0] / errors[1] < 20
    assert 12 < errors[1] / errors[2] < 20
    for tolerance in (1e-4, 1e-6, 1e-8):
        got = CNF.flow(field, x, rtol=tolerance, atol=tolerance)
        assert abs(got.z - exact.z).max() < 10 * tolerance
        assert abs(got.log_det - exact.log_det).max() < 10 * tolerance


class Network:
    """What `likelier.nn.MLP` looks like from here: value_div, dtype, conditions."""

    def __init__(self, conditions: int, dtype: Any = np.float64) -> None:
        self.conditions, self.dtype = conditions, np.dtype(dtype)
        self.calls: list[dict[str, Any]] = []

    def value_div(self, x: Array, trace: Any, **options: Any) -> tuple[Array, Array, None]:
        assert x.dtype == self.dtype
        self.calls.append({"trace": trace, **options})
        t = options["condition"][:, 0] if self.conditions else np.ones(len(x))
        if isinstance(trace, str):
            return x * t[:, np.newaxis], x.shape[1] * t, None
        return x * t[:, np.newaxis], (trace**2).sum(axis=-1).mean(axis=0) * t, None


class Energy:
    """Of a standard normal density."""

    conditions = 0

    def value_grad_lap(self, x: Array, trace: Any) -> tuple[Array, Array, Array, None]:
        assert trace == "exact"
        return 0.5 * (x**2).sum(axis=-1), x, np.full(len(x), float(x.shape[1])), None


def test_networks_are_asked_for_value_and_divergence() -> None:
    x = RNG.normal(size=(4, 3))
    plain = Network(0)
    assert np.allclose(CNF.flow(plain, x, rtol=1e-9, atol=1e-9).z, math.e * x, rtol=FLOW[1e-9], atol=0)
    assert plain.calls[0] == {"trace": "exact"}
    timed = Network(1)
    # dz/dt = t z: log z grows by 1/2, and by 2 with the condition 4 t
    assert np.allclose(CNF.flow(timed, x, rtol=1e-9, atol=1e-9).log_det, 1.5, rtol=FLOW[1e-9], atol=0)
    wide = CNF.flow(Network(2), x, embedding=lambda t: np.stack([4 * t, t], axis=-1), rtol=1e-9, atol=1e-9)
    assert np.allclose(wide.log_det, 6.0, rtol=FLOW[1e-9], atol=0)
    narrow = Network(1, np.float32)
    result = CNF.flow(narrow, x.astype(np.float32), trace=4, seed=0)
    assert result.z.dtype == np.float32
    assert narrow.calls[0]["trace"].dtype == np.float32
    assert np.allclose(result.log_det, 1.5, rtol=FLOW_FLOAT32, atol=0)
    # the stationary density of this schedule
    value = CNF.log_prob(Energy(), x, schedule=CNF.vp())
    assert np.allclose(value, lk.norm.logpdf(x).sum(axis=-1), rtol=RESTING_FLOW, atol=0)


def test_schedules_say_what_they_are() -> None:
    assert repr(lk.cnf.ve()) == "<likelier.cnf.Schedule from data at t = 0 to noise of scale 50 at t = 1>"


def test_schedules() -> None:
    t = np.linspace(0.01, 0.99, 7)
    h = 1e-6
    for schedule in (CNF.vp(), CNF.vp(0.3, 4.0, 1.5), CNF.ve(), CNF.ve(0.1, 3.0, 2.0)):
        log_alpha = (np.log(schedule.alpha(t + h)) - np.log(schedule.alpha(t - h))) / (2 * h)
        np.testing.assert_allclose(
            np.broadcast_to(schedule.drift(t), t.shape), log_alpha, rtol=0, atol=SCHEDULE_DIFFERENCE[0]
        )
        # d sigma^2 / dt = 2 drift sigma^2 + square
        slope = (schedule.sigma(t + h) ** 2 - schedule.sigma(t - h) ** 2) / (2 * h)
        np.testing.assert_allclose(
            slope,
            2 * schedule.drift(t) * schedule.sigma(t) ** 2 + schedule.square(t),
            rtol=SCHEDULE_DIFFERENCE[1],
            atol=0,
        )
    assert CNF.ve(0.1, 3.0).prior_scale == 3.0


def test_nothing_and_nan() -> None:
    assert CNF.log_prob(linear(MATRIX), np.zeros((0, 3))).shape == (0,)
    assert CNF.log_prob(linear(MATRIX), np.zeros(3)).shape == ()
    x = np.array([[0.0, 1.0, 2.0], [np.nan, 0.0, 0.0]])
    value = CNF.log_prob(linear(MATRIX), x)
    assert np.isnan(value).tolist() == [False, True]
    assert value[0] == CNF.log_prob(linear(MATRIX), x[0])
    assert np.array_equal(CNF.flow(linear(MATRIX), x[:1], t0=1.0, t1=1.0).z, x[:1])


def explosion(x: Array, t: Array) -> tuple[Array, Array]:
    return x**2, 2 * x[:, 0]


ONE = np.ones((2, 3))


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: CNF.flow(3, ONE), TypeError, "flow: net must be a network or callable; got int"),
        (lambda: CNF.flow(linear(MATRIX), 1.0), ValueError, "flow: x must have at least one axis"),
        (lambda: CNF.flow(lambda x, t: x, ONE), TypeError, "net must return its value and divergence; got ndarray"),
        (lambda: CNF.flow(lambda x, t: (x, x), ONE), ValueError, r"net must return a divergence of shape \(2,\)"),
        (lambda: CNF.flow(lambda x, t: (t, t), ONE), ValueError, r"net must return a value of shape \(2, 3\)"),
        (lambda: CNF.flow(linear(MATRIX), ONE, schedule="vp"), TypeError, "schedule must be a Schedule"),
        (lambda: CNF.flow(linear(MATRIX), ONE, t1="x"), TypeError, "t1 must be a number"),
        (lambda: CNF.flow(linear(MATRIX), ONE, t0=math.inf), ValueError, "t0 must be finite"),
        (lambda: CNF.flow(linear(MATRIX), ONE, method="euler"), ValueError, "method must be one of 'dopri5', 'rk4'"),
        (lambda: CNF.flow(linear(MATRIX), ONE, rtol=0), ValueError, "rtol must be positive"),
        (lambda: CNF.flow(linear(MATRIX), ONE, steps=0), ValueError, "steps must be at least 1"),
        (lambda: CNF.flow(linear(MATRIX), ONE, max_steps=1.5), TypeError, "max_steps must be an int"),
        (lambda: CNF.flow(linear(MATRIX), ONE, trace="auto"), ValueError, "trace must be 'exact'"),
        (lambda: CNF.flow(linear(MATRIX), ONE, trace=0), ValueError, "trace must be at least 1 probe"),
        (lambda: CNF.flow(linear(MATRIX), ONE, trace=("x", 2)), ValueError, "kind must be one of"),
        (lambda: CNF.flow(linear(MATRIX), ONE, trace=("sphere", 2.0)), TypeError, "an integer number of probes"),
        (
            lambda: CNF.flow(linear(MATRIX), ONE, trace=np.ones((2, 2))),
            ValueError,
            r"trace must be probes of shape \(2, 3\)",
        ),
        (
            lambda: CNF.flow(linear(MATRIX), ONE, trace=np.ones((4, 3))),
            ValueError,
            r"trace must be probes of shape \(2, 3\)",
        ),
        (lambda: CNF.flow(linear(MATRIX), ONE, embedding=np.sin), ValueError, "embedding must be None where net"),
        (lambda: CNF.flow(Network(1), ONE, embedding=3), TypeError, "embedding must be callable"),
        (lambda: CNF.flow(Network(2), ONE), ValueError, "embedding must be given for a network with 2 numbers"),
        (lambda: CNF.flow(Energy(), ONE), ValueError, "schedule must be given where net is an energy"),
        (lambda: CNF.log_prob(linear(MATRIX), ONE, base=3), TypeError, "log_prob: base must be a callable"),
        (
            lambda: CNF.log_prob(linear(MATRIX), ONE, base=lambda z: z),
            ValueError,
            "base must return one number a sample",
        ),
        (lambda: CNF.sample(linear(MATRIX), 3), TypeError, "sample: shape must be a tuple of integers"),
        (lambda: CNF.sample(linear(MATRIX), (2, 3), z=np.ones(3)), ValueError, r"z must have shape \(2, 3\)"),
        (lambda: CNF.sample(linear(MATRIX), (2, 3), dtype=int), TypeError, "dtype must be float32 or float64"),
        (lambda: CNF.vp(-1.0), ValueError, "vp: beta_min must be not negative"),
        (lambda: CNF.vp("x"), TypeError, "vp: beta_min must be a number"),
        (lambda: CNF.ve(1.0, 0.5), ValueError, "ve: sigma_max must be above sigma_min"),
        (lambda: CNF.flow(explosion, [[1.0]], t1=2.0), RuntimeError, "sample 0 must reach t=2.0"),
        (lambda: CNF.flow(linear(MATRIX), ONE, max_steps=2), RuntimeError, "must reach t=1.0 in 2 steps"),
    ],
)
def test_refusals(call: Callable[[], Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=f"cnf.*{message}"):
        call()
