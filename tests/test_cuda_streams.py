"""What only a device can tell of queues: that calls do not wait, and that CUDA graphs of them can be replayed."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.registry import lk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.device import Device

SPIN = r"""
extern "C" __global__ void spin(long long cycles) {
  const long long begin = clock64();
  while (clock64() - begin < cycles) {
  }
}
"""
# About a third of a second.
CYCLES = 600_000_000

LOGITS = {"p_kind": "logits", "q_kind": "logits"}


def with_gradients(put: Callable[[Any], Any], name: str, size: tuple[int, ...], dtype: str) -> tuple[Any, Any]:
    """Return an argument and a function of it whose result is a list of arrays."""
    rng = np.random.default_rng(5)
    x = put(rng.normal(size=size).astype(dtype))
    call: Any
    if name == "norm.nll":
        call = functools.partial(lk.norm.nll.value_and_grad, loc=put(np.array(0.25, dtype)), scale=1.5)
    elif name == "cross_entropy":
        call = functools.partial(lk.cross_entropy.value_and_grad, target=put(rng.integers(0, size[1], size[0])))
    else:
        call = functools.partial(lk.kl.value_and_grad, q=put(rng.normal(size=size).astype(dtype)), **LOGITS)

    def flat(x: Any) -> list[Any]:
        value, gradients = call(x)
        return [value, *(g for g in gradients if hasattr(g, "dtype"))]

    return x, flat


# Of many blocks; in a block a row, in clusters, and in several blocks a row.
CALLS = pytest.mark.parametrize(
    ("name", "size"),
    [
        ("norm.nll", (70001,)),
        ("cross_entropy", (300, 10)),
        ("cross_entropy", (64, 26000)),
        ("cross_entropy", (2, 200_001)),
        ("kl", (2, 200_001)),
    ],
    ids=str,
)


@CALLS
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_calls_do_not_wait(name: str, size: tuple[int, ...], dtype: str, device: Device) -> None:
    x, call = with_gradients(device.put, name, size, dtype)
    expected = [device.get(a) for a in call(x)]
    if device.emulated:  # whose arrays raise where they would be waited for
        return
    import cupy

    spin = cupy.RawKernel(SPIN, "spin")
    spin((1,), (1,), (1,))
    call(x)
    call(x)  # prepared from here on
    with cupy.cuda.Stream(non_blocking=True) as stream:
        cupy.cuda.Device().synchronize()
        spin((1,), (1,), (CYCLES,))
        busy = cupy.cuda.Event()
        busy.record(stream)
        results = call(x)
        assert not busy.done, "the host has waited for what was queued before"
        stream.synchronize()
    for got, want in zip(results, expected, strict=True):
        np.testing.assert_array_equal(device.get(got), want)


@CALLS
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_graphs_are_replayed(name: str, size: tuple[int, ...], dtype: str, device: Device) -> None:
    x, call = with_gradients(device.put, name, size, dtype)
    if device.emulated:
        pytest.skip("an emulated device has no graphs")
    import cupy

    stream, pool = cupy.cuda.Stream(non_blocking=True), cupy.cuda.MemoryPool()
    cupy.cuda.Device().synchronize()
    # Workspaces return to the pool, and a replay writes to them: nobody else may have them.
    with stream, cupy.cuda.using_allocator(pool.malloc):
        for _ in range(3):
            call(x)
        stream.begin_capture()
        results = call(x)
        graph = stream.end_capture()
    rng = np.random.default_rng(6)
    for _ in range(3):
        x.set(rng.normal(size=size).astype(dtype))
        others = [cupy.full(n, np.nan) for n in (1, 100, 5000, 10**5, 10**6) for _ in range(8)]
        cupy.cuda.Device().synchronize()
        graph.launch(stream)
        stream.synchronize()
        for got, want in zip(results, call(x), strict=True):
            np.testing.assert_array_equal(device.get(got), device.get(want))
        assert all(bool(cupy.isnan(other).all()) for other in others)
