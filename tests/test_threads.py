"""Determinism, threads, forks and the interpreter lock."""

from __future__ import annotations

import functools
import multiprocessing
import operator
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from tests.registry import FAMILIES, LOSSES, Operation, lk

ONE_PER_FAMILY = pytest.mark.parametrize("operation", FAMILIES, ids=str)
N = 300_001  # many blocks, and a tail


def everything(seed: int = 0) -> list[bytes]:
    """Bits of results that go through every kind of engine."""
    results: list[Any] = []
    for o in [o for o in LOSSES if not o.form]:
        shapes = [(N,), *[()] * (len(o.arguments) - 1)]
        for dtype in ("float32", "float64"):
            arrays = o.sample(shapes, dtype, seed=seed)
            value, gradients = o.value_and_grad(*arrays)
            results += [value, *gradients, o(*arrays, reduction="sum"), o(*arrays, reduction="none")]
    rng = np.random.default_rng(seed)
    for shape in ((2, 200_003), (1500, 130), (70_001, 3)):
        x, y = rng.normal(size=(2, *shape)).astype(np.float32)
        target = rng.integers(0, shape[1], shape[0])
        value, gradient = lk.cross_entropy.value_and_grad(x, target, wrt="logits")
        results += [value, gradient, lk.cross_entropy(x, target)]
        value, gradients = lk.kl.value_and_grad(x, y, p_kind="logits", q_kind="logits")
        results += [value, *gradients]
        results += [lk.special.softmax(x), *lk.special.logsumexp.value_and_grad(x)[0:1]]
        results.append(lk.entropy(x, kind="logits"))
    return [np.asarray(r).tobytes() for r in results]


def test_any_number_of_threads_gives_the_same_bits(threads: None, isa: str) -> None:
    lk.set_num_threads(1)
    expected = everything()
    for count in (2, 3, 8, 2):
        lk.set_num_threads(count)
        assert lk.get_num_threads() == count
        assert everything() == expected


def test_run_to_run_bits() -> None:
    assert everything() == everything()


@ONE_PER_FAMILY
def test_a_reduction_does_not_depend_on_the_layout(operation: Operation) -> None:
    """The same elements in the same order give the same sum, whatever their strides."""
    loss = next(o for o in LOSSES if o.family == operation.family and not o.form)
    arrays = loss.sample((20_003,))
    value = loss(*arrays)
    wide = [np.repeat(a, 2)[::2] for a in arrays]
    assert loss(*wide) == value
    assert loss(*[a[::-1].copy()[::-1] for a in arrays]) == value


def test_concurrent_calls_from_python_threads() -> None:
    expected = [everything(seed) for seed in range(3)]
    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(everything, i % 3) for i in range(16)]
        for i, future in enumerate(futures):
            assert future.result(timeout=120) == expected[i % 3]


def test_settings_are_restored() -> None:
    count = lk.get_num_threads()
    with lk.threads(3):
        assert lk.get_num_threads() == 3
    assert lk.get_num_threads() == count
    with pytest.raises(ValueError, match="frobnicate"), lk.testing.force_isa("frobnicate"):
        pass
    for wrong in (0, -2):
        with pytest.raises(ValueError, match=str(wrong)):
            lk.set_num_threads(wrong)
    assert lk.get_num_threads() == count


def long_call() -> Any:
    x = np.broadcast_to(np.float64(1.5), (1 << 28,))
    return lk.t.nll(x, 3.0, 0.0, 1.0)


def test_the_interpreter_lock_is_released(threads: None) -> None:
    """Another Python thread makes progress while one long call runs."""
    lk.set_num_threads(1)
    done = threading.Event()
    ticks = 0

    def compute() -> None:
        long_call()
        done.set()

    worker = threading.Thread(target=compute)
    worker.start()
    start = time.perf_counter()
    while not done.is_set():
        time.sleep(0.001)
        ticks += 1
    elapsed = time.perf_counter() - start
    worker.join()
    assert elapsed > 0.05, "the call is too short to tell"
    # with the lock held the loop would see a tick or two
    assert ticks > 10


# ---- fork and spawn


def run_in_fork(compute: Callable[[], bytes], timeout: float = 60) -> bytes:
    """Run in a forked child; fail if it hangs or dies."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(read)
            with os.fdopen(write, "wb") as stream:
                stream.write(compute())
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing may leave the child but its exit code
            os._exit(1)
    os.close(write)
    deadline = time.monotonic() + timeout
    chunks = []
    with os.fdopen(read, "rb") as stream:
        os.set_blocking(stream.fileno(), False)
        while True:
            chunk = stream.read()
            if chunk:
                chunks.append(chunk)
            finished, status = os.waitpid(pid, os.WNOHANG)
            if finished:
                chunks.append(stream.read() or b"")
                break
            if time.monotonic() > deadline:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                pytest.fail("the forked child hangs")
            time.sleep(0.01)
    assert status == 0, f"the forked child ended with status {status}"
    return b"".join(chunks)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform has no fork")
# Python warns of forking with threads alive, and so does JAX where another test has imported it; that a child computes
# nevertheless is what is tested.
FORK_WARNINGS = ("ignore:.*multi-threaded.*fork.*:DeprecationWarning", "ignore:os.fork:RuntimeWarning")
ignore_fork_warning = pytest.mark.filterwarnings(*FORK_WARNINGS)


@needs_fork
@ignore_fork_warning
def test_a_forked_child_computes(threads: None) -> None:
    lk.set_num_threads(4)
    expected = b"".join(everything())  # the parent's threads exist before the fork
    assert run_in_fork(lambda: b"".join(everything())) == expected
    # a child of a child, and the parent afterwards
    assert run_in_fork(lambda: run_in_fork(lambda: b"".join(everything()))) == expected
    assert b"".join(everything()) == expected


@needs_fork
@ignore_fork_warning
def test_fork_while_another_thread_computes(threads: None) -> None:
    lk.set_num_threads(2)
    expected = lk.norm.nll(np.arange(N, dtype=float))
    worker = threading.Thread(target=long_call)
    worker.start()
    time.sleep(0.02)
    try:
        child = run_in_fork(lambda: np.float64(lk.norm.nll(np.arange(N, dtype=float))).tobytes())
    finally:
        worker.join()
    assert child == np.float64(expected).tobytes()


def nll_of_chunk(start: int) -> Any:
    """Module-level, so that it can be sent to another process."""
    return lk.gamma.nll(np.arange(start, start + 50_000) / 1000 + 0.5, 2.0, reduction="partial")


@ignore_fork_warning
@pytest.mark.parametrize("method", [m for m in ("fork", "spawn") if m in multiprocessing.get_all_start_methods()])
def test_partials_from_other_processes(method: str) -> None:
    nll_of_chunk(0)
    starts = range(0, 400_000, 50_000)
    with multiprocessing.get_context(method).Pool(2) as pool:
        parts = pool.map_async(nll_of_chunk, starts).get(timeout=120)
    merged = functools.reduce(operator.add, parts)
    assert merged == functools.reduce(operator.add, map(nll_of_chunk, starts))
    assert merged.weight == 400_000


def test_no_threads_are_left_waiting_when_the_interpreter_ends() -> None:
    import subprocess

    code = "import likelier as lk, numpy as np; lk.set_num_threads(4);print(float(lk.norm.nll(np.zeros(10**6))))"
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert float(finished.stdout) == lk.norm.nll(np.zeros(10**6))
    assert not finished.stderr
