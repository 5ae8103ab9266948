"""Flows of networks and fields on a device: as on the CPU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import likelier as lk
from likelier import _device

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.device import Device

CNF = lk.cnf
# Both solve the same equations to this: what their roundings differ by may decide on a step.
TOLERANCE = 1e-7
METHODS = pytest.mark.parametrize("method", ["dopri5", "rk4"])


def parts(rng: np.random.Generator, columns: int, outputs: int) -> tuple[list[Any], list[Any]]:
    weights = [rng.normal(size=(6, columns)) / 2, rng.normal(size=(outputs, 6)) / 2]
    return weights, [rng.normal(size=len(w)) / 4 for w in weights]


def network(
    kind: Any, device: Device | None, columns: int, outputs: int, dtype: Any = np.float64, **options: Any
) -> Any:
    """Return a network of the same weights for every call, on a device if one is given."""
    weights, biases = parts(np.random.default_rng(0), columns, outputs)
    put = np.asarray if device is None else device.put
    return kind([put(w.astype(dtype)) for w in weights], [put(b.astype(dtype)) for b in biases], "tanh", **options)


def solver(method: str) -> dict[str, Any]:
    return {"method": method, "rtol": TOLERANCE, "atol": TOLERANCE, "steps": 20}


def close(device: Device, got: Any, expected: Any, tolerance: float = 100 * TOLERANCE) -> None:
    result = device.get(got)
    assert result.dtype == expected.dtype
    assert result.shape == expected.shape
    np.testing.assert_allclose(result, expected, rtol=tolerance, atol=tolerance)


@METHODS
@pytest.mark.parametrize("trace", ["exact", 2, ("gaussian", 3), "array"])
def test_fields_of_networks(method: str, trace: Any, device: Device) -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(2, 3, 3))
    given = np.sign(rng.normal(size=(2, *x.shape))) if trace == "array" else trace
    moved = device.put(given) if trace == "array" else trace
    on_host, on_device = (network(lk.nn.MLP, d, 4, 3) for d in (None, device))
    options = {"seed": 5, "t1": 1.5, **solver(method)}
    expected = CNF.flow(on_host, x, trace=given, **options)
    result = CNF.flow(on_device, device.put(x), trace=moved, **options)
    close(device, result.z, expected.z)
    close(device, result.log_det, expected.log_det)
    value = CNF.log_prob(on_device, device.put(x), trace=moved, **options)
    close(device, value, CNF.log_prob(on_host, x, trace=given, **options))


@METHODS
@pytest.mark.parametrize("schedule", [CNF.vp(), CNF.ve(0.1, 3.0)], ids=["vp", "ve"])
def test_probability_flows(method: str, schedule: Any, device: Device) -> None:
    x = np.random.default_rng(2).normal(size=(4, 3))
    options = {"schedule": schedule, "t0": 0.1, **solver(method)}
    for kind, outputs in ((lk.nn.MLP, 3), (lk.nn.EnergyMLP, 1)):
        rest = {} if outputs == 3 else {"dim": 3}
        on_host, on_device = (network(kind, d, 4, outputs, **rest) for d in (None, device))
        close(device, CNF.log_prob(on_device, device.put(x), **options), CNF.log_prob(on_host, x, **options))


@METHODS
def test_samples(method: str, device: Device) -> None:
    on_host, on_device = (network(lk.nn.MLP, d, 3, 3) for d in (None, device))
    z = np.random.default_rng(3).normal(size=(4, 3))
    options = solver(method)
    close(
        device, CNF.sample(on_device, (4, 3), z=device.put(z), **options), CNF.sample(on_host, (4, 3), z=z, **options)
    )
    drawn = CNF.sample(on_device, (4, 3), seed=7, dtype=np.float32, **options)
    close(device, drawn, CNF.sample(on_host, (4, 3), seed=7, dtype=np.float32, **options), 1e-6)


def test_single_precision_and_embeddings(device: Device) -> None:
    """A network of float32 rounds every slope to seven digits."""
    x = np.random.default_rng(4).normal(size=(4, 3)).astype(np.float32)
    on_host, on_device = (network(lk.nn.MLP, d, 5, 3, np.float32) for d in (None, device))
    options: dict[str, Any] = {
        "embedding": lambda t: np.stack([t, t * t], axis=-1),
        "trace": 2,
        "seed": 1,
        "method": "rk4",
        "steps": 10,
    }
    expected = CNF.flow(on_host, x, **options)
    result = CNF.flow(on_device, device.put(x), **options)
    close(device, result.z, expected.z, 1e-5)
    close(device, result.log_det, expected.log_det, 1e-5)


def test_fields_that_are_functions(device: Device) -> None:
    """Points far apart arrive after different numbers of steps; what is not a number stays alone."""

    def field(x: Any, t: Any) -> tuple[Any, Any]:
        return np.sin(x * t[:, np.newaxis]), (t[:, np.newaxis] * np.cos(x * t[:, np.newaxis])).sum(axis=1)

    x = np.array([[0.1, 0.2], [30.0, -10.0], [np.nan, 1.0], [1.0, 2.0]])
    expected = CNF.flow(field, x, t1=2.0, **solver("dopri5"))
    library = _device.backend().library
    before = getattr(library, "looked", 0)
    result = CNF.flow(field, device.put(x), t1=2.0, **solver("dopri5"))
    close(device, result.z, expected.z)
    close(device, result.log_det, expected.log_det)
    if device.emulated:
        # Once a step.
        assert 10 < library.looked - before < 1000
        before = library.looked
        CNF.flow(field, device.put(x), **solver("rk4"))
        assert library.looked == before
    base = CNF.log_prob(field, device.put(x), t1=2.0, base=lambda z: -abs(z).sum(axis=1), **solver("dopri5"))
    close(device, base, CNF.log_prob(field, x, t1=2.0, base=lambda z: -abs(z).sum(axis=1), **solver("dopri5")))
    assert device.get(CNF.flow(field, device.put(x[:0])).z).shape == (0, 2)
    np.testing.assert_array_equal(device.get(CNF.flow(field, device.put(x), t1=0.0).z), x)


def test_what_does_not_arrive_is_nan(device: Device) -> None:
    """As nothing but the end is looked at; the CPU raises."""

    def explosion(x: Any, t: Any) -> tuple[Any, Any]:
        return x * x, 2 * x.sum(axis=1)

    x = device.put(np.array([[2.0], [-0.5]]))
    result = device.get(CNF.flow(explosion, x, max_steps=200).z)
    np.testing.assert_allclose(result, [[np.nan], [-1 / 3]], rtol=1e-5)
    few: Any = CNF.flow(lambda x, t: (-x, 0.0 * t), x, max_steps=3, rtol=1e-12, atol=1e-12)
    assert np.isnan(device.get(few.z)).all()


def test_refusals(device: Device) -> None:
    net, x = network(lk.nn.MLP, device, 3, 3), np.ones((2, 3))
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: CNF.log_prob(net, x), "x must be on CUDA device 0, as the network's weights are"),
        (lambda: CNF.log_prob(network(lk.nn.MLP, None, 3, 3), device.put(x)), "x must be in the memory of the CPU"),
        (lambda: CNF.flow(net, device.put(x), trace=x), "trace must be on CUDA device 0"),
        (
            lambda: CNF.flow(lambda x, t: (np.ones((2, 3)), np.ones(2)), device.put(x)),
            "the value of net must be on the device that the points are on; got one in the memory of the CPU",
        ),
        (
            lambda: CNF.flow(lambda x, t: (x, x), device.put(x)),
            r"net must return a divergence of shape \(2,\); got \(2, 3",
        ),
    ]
    for call, message in refused:
        with pytest.raises(ValueError, match=message):
            call()
