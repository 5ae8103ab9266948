"""The parts of the GPU benchmark that need no GPU: its runner, models of bytes, table, and what is sanitised."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import likelier as lk
from likelier import _device
from likelier._elementwise import BY_NAME
from tests.device import memory_under
from tests.tolerances import ORDINARY
from tests.variates import SAMPLED

if TYPE_CHECKING:
    from tests.device import Device

FOLDER = Path(__file__).parents[1] / "benchmarks" / "gpu"


def load(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"gpu_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_parts_are_reported_whatever_becomes_of_them(tmp_path: Path) -> None:
    run = load("run").Run(1.0, tmp_path)
    python = sys.executable
    assert run.part("right", [python, "-c", "print('here')"], 30).status == "ok"
    assert run.part("wrong", [python, "-c", "raise SystemExit(3)"], 30).status == "failed (3)"
    assert run.part("slow", [python, "-c", "import time; time.sleep(60)"], 2).status == "longer than 2 s"
    assert run.part("absent", ["no-such-program"], 30).status == "not found: no-such-program"
    assert (tmp_path / "right.log").read_text() == "here\n"
    run.kept = 60.0
    assert run.part("early", [python], 30).status == "no time left"
    assert load("run").Run(0.0, tmp_path).part("late", [python], 30).status == "no time left"


def test_without_a_gpu_the_run_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert load("run").main(["--out", str(tmp_path), "--only"]) == 1
    summary = json.loads((tmp_path / "results.json").read_text())
    assert summary["parts"][0]["status"] == "not found: nvidia-smi"
    assert summary["cases"] == []


def test_table() -> None:
    rows = [
        {"case": "a", "bytes": 4e9, "seconds": 1e-3, "bar": 0.85, "peers": {"torch": 2e-3}},
        {"case": "b", "error": "MemoryError: large"},
    ]
    lines = load("run").table(rows, 5e12).splitlines()
    assert lines[2] == "| a | 1.000 | 80% | 85% | 2.00x |"
    assert lines[3].startswith("| b | MemoryError: large |")


def test_models_of_bytes() -> None:
    measure = load("measure")
    assert measure.elementwise_bytes(10, "f32", written=True) == 80
    assert measure.row_bytes(8192, 128256, "bf16", gradients=1) == 8192 * 128256 * 4
    assert measure.row_bytes(2, 3, "f64", operands=2, gradients=2) == 2 * 3 * 8 * 4
    times = iter([9.0] * 3 + [1.0, 2.0, 3.0] * 20)
    assert measure.median_seconds(lambda: None, lambda _: next(times), most=0.0) <= 9.0


def test_what_is_measured_beside_us_is_the_same() -> None:
    """The expressions of NumPy's functions, which CuPy is given, and JAX's."""
    measure = load("measure")
    rng = np.random.default_rng(0)
    jax: Any = pytest.importorskip("jax")
    p, q, s, v, jv = rng.normal(size=(5, 7, 4))
    y, trace = rng.integers(0, 4, 7), rng.normal(size=7)
    x = np.abs(p) + 0.1

    def check(expected: Any, *others: Any) -> None:
        for other in others:
            for got, want in zip(jax.tree.leaves(other), jax.tree.leaves(expected), strict=True):
                np.testing.assert_allclose(got, want, rtol=ORDINARY, atol=ORDINARY)

    with jax.enable_x64(True):
        for method in ("logpdf", "nll"):
            for family, parameters in (("norm", (0.3, 1.5)), ("gamma", (2.5,))):
                own = getattr(getattr(lk, family), method)(x, *parameters)
                options = {"family": family, "method": method}
                check(own, measure.density(np, family, method, x), measure.of_jax("density", **options)(x))
        for gradient in (False, True):
            function: Any = lk.cross_entropy.value_and_grad if gradient else lk.cross_entropy
            written = measure.cross_entropy(np, p, y, gradient=gradient)
            check(function(p, y), written, measure.of_jax("cross_entropy", gradient=gradient)(p, y))
        kinds: Any = {"p_kind": "logits", "q_kind": "logits", "reduction": "mean"}
        check(lk.kl.value_and_grad(p, q, **kinds), measure.kl(np, p, q), measure.of_jax("kl")(p, q))
        check(lk.js_divergence.value_and_grad(p, q, **kinds), measure.of_jax("js_divergence")(p, q))
        sm = lk.score_matching
        check(sm.implicit.value_and_grad(s, trace), measure.of_jax("implicit")(s, trace))
        check(sm.denoising.value_and_grad(s, noise=v, sigma=0.5, wrt="s"), measure.of_jax("denoising")(s, v))
        for kind, reduced in (("sliced", True), ("sliced, by products", False)):
            own = sm.sliced.value_and_grad(s, v, jv, wrt=("s", "jv"), variance_reduced=reduced)
            check(own, measure.of_jax(kind)(s, v, jv))
        # Of one dimension signs give the trace itself.
        for dim, traces in ((3, ("exact",)), (1, ("exact", 2))):
            weights = [rng.normal(size=shape) for shape in ((6, dim), (6, 6), (dim, 6))]
            biases, x = [rng.normal(size=len(w)) for w in weights], rng.normal(size=(5, dim))
            net = lk.nn.MLP(weights, biases, "silu")
            value, slopes = net.score_matching_loss(x, trace="exact", wrt=("weights", "biases"))
            for how in traces:
                own = measure.network_of_jax(how)([*weights, *biases], x, jax.random.key(0))
                check((value, [*slopes.weights, *slopes.biases]), own)


def test_views_are_moved_with_their_strides_and_alignment() -> None:
    x = np.arange(6 * 9 * 4.0).reshape(6, 9, 4)
    for view in (x[:, ::2], x[::-1], x[:, ::-3, 1:], x.T, x[:, 1:, 1], np.broadcast_to(x[0, 0], (5, 4))):
        memory, first = memory_under(view)
        moved = np.ndarray(view.shape, view.dtype, memory, first, view.strides)
        np.testing.assert_array_equal(moved, view)
        assert (first - view.ctypes.data) % 64 == 0


KINDS = {
    "probes": {"gaussian", "hadamard", "rademacher", "sphere"},
    "f_divergence": {
        *("alpha", "chi2", "cross_entropy", "euclidean", "hellinger", "itakura_saito", "jensen_shannon", "renyi"),
        "total_variation",
    },
    "rows": {
        *("cross_entropy", "cross_entropy_shard", "cross_entropy_statistics", "distill", "divergence"),
        *("divergence_both_log", "divergence_p_log", "divergence_q_log", "entropy_log", "entropy_logits"),
        *("entropy", "first_largest", "log_softmax", "logmeanexp", "logsumexp", "smoothed_cross_entropy"),
        *("soft_cross_entropy", "softmax"),
    },
    "variates": {BY_NAME[name].index for name in SAMPLED},
}


class Watched:
    """The extension, and what of it is called, for what."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.seen: set[Any] = set()

    def __getattr__(self, name: str) -> Any:
        own = getattr(self._engine, name)
        if not callable(own) or isinstance(own, type):
            return own

        def called(*args: Any, **options: Any) -> Any:
            which = {n: options[n] for n in ("program", "family", "kind", "f_divergence") if n in options}
            self.seen |= {name, (name, *which.values())}
            return own(*args, **options)

        return called


def test_what_is_sanitised_has_every_kind_of_kernel(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = _device.backend()
    watched = Watched(backend.engine)
    monkeypatch.setattr(backend, "engine", watched)
    said: list[str] = []
    assert load("exercise").exercise(device.put, said.append) > 1000
    assert len(said) == len(set(said)) == 4 * 6 + 2 * 3
    calls = {"elementwise", "score", "epilogue", "finish_product", "merge_shards", "random", "integers"}
    assert calls <= watched.seen
    for name, kinds in KINDS.items():
        assert {own[1] for own in watched.seen if own[0] == name and len(own) == 2} == kinds
