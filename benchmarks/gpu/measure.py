"""Times of the CUDA back end, and of the libraries beside it, on the device; and the bytes that a case must move."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import math
import os
import statistics
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

JAX = "jax.jit (host's clock)"
SIZES = {"f64": 8, "f32": 4, "bf16": 2}


@dataclass
class Case:
    """What is measured: a call, the bytes it must move, its bar, and the same of other libraries."""

    name: str
    prepare: Callable[[], dict[str, Callable[[], Any]]]  # "likelier", and peers by name
    bytes: int
    bar: float | None = None
    peers: dict[str, float] = field(default_factory=dict)


def elementwise_bytes(count: int, dtype: str, *, written: bool) -> int:
    """Return what is read once, and written once where there is a result for each element."""
    return count * SIZES[dtype] * (2 if written else 1)


def row_bytes(rows: int, length: int, dtype: str, *, operands: int = 1, gradients: int = 0) -> int:
    """Return what is read once, and written once for each gradient."""
    return rows * length * SIZES[dtype] * (operands + gradients)


def median_seconds(call: Callable[[], Any], events: Any, *, most: float = 2.0) -> float:
    """Return the median time of a call on the device, by its events; three calls warm up."""
    for _ in range(3):
        call()
    times: list[float] = []
    started = time.perf_counter()
    while len(times) < 5 or (len(times) < 50 and time.perf_counter() - started < most):
        times.append(events(call))
    return statistics.median(times)


def cupy_events(call: Callable[[], Any]) -> float:
    """Return how long a call takes on the current stream."""
    import cupy

    first, last = cupy.cuda.Event(), cupy.cuda.Event()
    first.record()
    call()
    last.record()
    last.synchronize()
    return float(cupy.cuda.get_elapsed_time(first, last)) / 1e3


def waited_seconds(call: Callable[[], Any]) -> float:
    """Return how long the host waits for a call of JAX, which has streams of its own."""
    jax: Any = importlib.import_module("jax")

    started = time.perf_counter()
    jax.block_until_ready(call())
    return time.perf_counter() - started


def density(xp: Any, family: str, method: str, x: Any) -> Any:
    """Return a density as it is written in NumPy's functions, at the parameters that are measured."""
    if family == "norm":
        value = -0.5 * ((x - 0.3) / 1.5) ** 2 - (math.log(1.5) + 0.5 * math.log(2 * math.pi))
    else:
        value = 1.5 * xp.log(x) - x - math.lgamma(2.5)
    return value if method == "logpdf" else -value.mean()


def log_softmax(xp: Any, x: Any) -> Any:
    """Return the logarithms of softmax."""
    x = x - x.max(axis=1, keepdims=True)
    return x - xp.log(xp.exp(x).sum(axis=1, keepdims=True))


def cross_entropy(xp: Any, x: Any, y: Any, *, gradient: bool) -> Any:
    """Return the mean loss, and its gradient, as it is written in NumPy's functions."""
    log_p, rows = log_softmax(xp, x), xp.arange(len(x))
    loss = -log_p[rows, y].mean()
    if not gradient:
        return loss
    slope = xp.exp(log_p)
    slope[rows, y] -= 1
    return loss, slope / len(x)


def kl(xp: Any, p: Any, q: Any) -> Any:
    """Return the mean divergence of logits and its gradients, as it is written in NumPy's functions."""
    log_p, log_q = log_softmax(xp, p), log_softmax(xp, q)
    masses, ratio = xp.exp(log_p), log_p - log_q
    losses = (masses * ratio).sum(axis=1, keepdims=True)
    return losses.mean(), masses * (ratio - losses) / len(p), (xp.exp(log_q) - masses) / len(p)


def of_jax(kind: str, **options: Any) -> Callable[..., Any]:
    """Return what JAX compiles for a case: a loss and its gradients, or a density."""
    import jax
    import jax.numpy as jnp

    stats = jax.scipy.stats

    def densities(x: Any) -> Any:
        own = stats.norm.logpdf(x, 0.3, 1.5) if options["family"] == "norm" else stats.gamma.logpdf(x, 2.5)
        return own if options["method"] == "logpdf" else -own.mean()

    def wide(x: Any) -> Any:
        return x.astype(jnp.float32) if x.dtype == jnp.bfloat16 else x

    def loss(x: Any, y: Any) -> Any:
        return -jnp.take_along_axis(jax.nn.log_softmax(wide(x), 1), y[:, None], 1).mean()

    def divergence(p: Any, q: Any) -> Any:
        log_p, log_q = jax.nn.log_softmax(wide(p), 1), jax.nn.log_softmax(wide(q), 1)
        if kind == "kl":
            return (jnp.exp(log_p) * (log_p - log_q)).sum(1).mean()
        log_m = jnp.logaddexp(log_p, log_q) - math.log(2)
        return 0.5 * (jnp.exp(log_p) * (log_p - log_m) + jnp.exp(log_q) * (log_q - log_m)).sum(1).mean()

    def implicit(s: Any, trace: Any) -> Any:
        return (0.5 * (s * s).sum(1) + trace).mean()

    def denoising(s: Any, noise: Any) -> Any:
        return (0.5 * (s + noise / 0.5) ** 2).sum(1).mean()

    def sliced(s: Any, v: Any, jv: Any) -> Any:
        square = (s * s).sum(1) if kind == "sliced" else (v * s).sum(1) ** 2
        return ((v * jv).sum(1) + 0.5 * square).mean()

    by: dict[str, tuple[Callable[..., Any], Any]] = {
        "density": (densities, None),
        "cross_entropy": (loss, 0 if options.get("gradient") else None),
        "kl": (divergence, (0, 1)),
        "js_divergence": (divergence, (0, 1)),
        "implicit": (implicit, (0, 1)),
        "denoising": (denoising, 0),
        "sliced": (sliced, (0, 2)),
        "sliced, by products": (sliced, (0, 2)),
    }
    function, arguments = by[kind]
    compiled: Callable[..., Any] = jax.jit(
        function if arguments is None else jax.value_and_grad(function, argnums=arguments)
    )
    return compiled


def network_of_jax(trace: Any) -> Callable[..., Any]:
    """Return the implicit loss of a network of two hidden layers of silu, and its gradients, as JAX compiles it."""
    import jax

    def layers(own: Any, a: Any) -> tuple[Any, list[Any]]:
        slopes = []
        for w, b in zip(own[:2], own[3:5], strict=True):
            z = a @ w.T + b
            p = jax.nn.sigmoid(z)
            slopes.append(p + z * p * (1 - p))
            a = z * p
        return a @ own[2].T + own[5], slopes

    def closed(own: Any, x: Any, _: Any) -> Any:
        s, (one, two) = layers(own, x)
        loop = own[1] * (own[0] @ own[2]).T
        return (0.5 * (s * s).sum(1) + ((one @ loop.T) * two).sum(1)).mean()

    def probed(own: Any, x: Any, key: Any) -> Any:
        loss = 0.0
        for one in jax.random.split(key, trace):
            v = jax.random.rademacher(one, x.shape, x.dtype)
            s, jv = jax.jvp(lambda a: layers(own, a)[0], (x,), (v,))
            loss = loss + (v * jv).sum(1)
        return (0.5 * (s * s).sum(1) + loss / trace).mean()

    compiled: Callable[..., Any] = jax.jit(jax.value_and_grad(closed if trace == "exact" else probed))
    return compiled


def cases(scale: float = 1.0) -> list[Case]:
    """Return all cases; a scale below 1 makes them smaller."""
    import cupy

    import likelier as lk

    torch: Any = None
    with contextlib.suppress(ImportError):
        import torch as imported

        torch = imported
    jax: Any = None
    with contextlib.suppress(ImportError):
        os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
        jax = importlib.import_module("jax")
        jax.config.update("jax_enable_x64", True)

    def add_jax(calls: dict[str, Callable[[], Any]], kind: str, arrays: tuple[Any, ...], **options: Any) -> None:
        if jax is None:
            return
        own = [jax.numpy.from_dlpack(a) for a in arrays]
        function = of_jax(kind, **options)
        calls[JAX] = lambda: function(*own)

    def count(n: int) -> int:
        return max(16, int(n * scale))

    def normal(shape: Any, dtype: str) -> Any:
        generator = cupy.random.default_rng(0)
        return generator.standard_normal(shape, dtype=cupy.float32).astype(SCALARS[dtype], copy=False)

    def of_torch(shape: Any, dtype: str) -> Any:
        kinds = {"f32": torch.float32, "bf16": torch.bfloat16, "f64": torch.float64}
        return torch.randn(shape, device="cuda", dtype=torch.float32).to(kinds[dtype])

    def densities(family: str, method: str, dtype: str, n: int) -> Callable[[], dict[str, Callable[[], Any]]]:
        def prepare() -> dict[str, Callable[[], Any]]:
            x = normal(n, dtype)
            if family == "gamma":
                x = cupy.abs(x) + x.dtype.type(0.1)
                parameters: tuple[float, ...] = (2.5,)
            else:
                parameters = (0.3, 1.5)
            function = getattr(getattr(lk, family), method)
            calls: dict[str, Callable[[], Any]] = {"likelier": lambda: function(x, *parameters)}
            calls["cupy"] = lambda: density(cupy, family, method, x)
            add_jax(calls, "density", (x,), family=family, method=method)
            if torch is not None:
                t = torch.from_dlpack(x)
                make = {"norm": torch.distributions.Normal, "gamma": torch.distributions.Gamma}[family]
                own = (0.3, 1.5) if family == "norm" else (2.5, 1.0)
                density = make(*(torch.tensor(p, device="cuda", dtype=t.dtype) for p in own), validate_args=False)

                def eager() -> Any:
                    value = density.log_prob(t)
                    return value if method == "logpdf" else -value.mean()

                calls["torch"] = eager
                calls["torch.compile"] = torch.compile(eager)
            return calls

        return prepare

    def losses(dtype: str, rows: int, length: int, *, gradient: bool) -> Callable[[], dict[str, Callable[[], Any]]]:
        def prepare() -> dict[str, Callable[[], Any]]:
            if torch is None:
                x, y = normal((rows, length), dtype), cupy.arange(rows) % length
            else:
                x, y = of_torch((rows, length), dtype), torch.arange(rows, device="cuda") % length
            function = lk.cross_entropy.value_and_grad if gradient else lk.cross_entropy
            calls: dict[str, Callable[[], Any]] = {"likelier": lambda: function(x, y)}
            if dtype != "bf16":  # which CuPy's functions are not for
                own_x, own_y = cupy.from_dlpack(x), cupy.from_dlpack(y)
                calls["cupy"] = lambda: cross_entropy(cupy, own_x, own_y, gradient=gradient)
            add_jax(calls, "cross_entropy", (x, y), gradient=gradient)
            if torch is None:
                return calls

            def eager() -> Any:
                if not gradient:
                    return torch.nn.functional.cross_entropy(x, y)
                own = x.detach().requires_grad_()
                loss = torch.nn.functional.cross_entropy(own, y)
                return loss, torch.autograd.grad(loss, own)

            calls["torch"] = eager
            calls["torch.compile"] = torch.compile(eager)
            with contextlib.suppress(ImportError):
                from liger_kernel.transformers.functional import liger_cross_entropy

                def liger() -> Any:
                    own = x.clone().requires_grad_()  # it writes over its input
                    loss = liger_cross_entropy(own, y)
                    return torch.autograd.grad(loss, own) if gradient else loss

                calls["liger (and a copy)"] = liger
            return calls

        return prepare

    def divergences(name: str, dtype: str, rows: int, length: int) -> Callable[[], dict[str, Callable[[], Any]]]:
        def prepare() -> dict[str, Callable[[], Any]]:
            if torch is None:
                p, q = normal((rows, length), dtype), normal((rows, length), dtype)
            else:
                p, q = of_torch((rows, length), dtype), of_torch((rows, length), dtype)
            function = getattr(lk, name)
            calls: dict[str, Callable[[], Any]] = {
                "likelier": lambda: function.value_and_grad(p, q, p_kind="logits", q_kind="logits")
            }
            if name == "kl" and dtype != "bf16":
                own_p, own_q = cupy.from_dlpack(p), cupy.from_dlpack(q)
                calls["cupy"] = lambda: kl(cupy, own_p, own_q)
            add_jax(calls, name, (p, q))
            if torch is not None:

                def eager() -> Any:
                    a, b = p.detach().requires_grad_(), q.detach().requires_grad_()
                    log_p, log_q = torch.log_softmax(a, -1), torch.log_softmax(b, -1)
                    if name == "kl":
                        loss = (log_p.exp() * (log_p - log_q)).sum(-1).mean()
                    else:
                        log_m = torch.logaddexp(log_p, log_q) - float(np.log(2.0))
                        sides = log_p.exp() * (log_p - log_m) + log_q.exp() * (log_q - log_m)
                        loss = 0.5 * sides.sum(-1).mean()
                    return torch.autograd.grad(loss, (a, b))

                calls["torch"] = eager
                calls["torch.compile"] = torch.compile(eager)
            return calls

        return prepare

    def scores(kind: str, rows: int, dim: int) -> Callable[[], dict[str, Callable[[], Any]]]:
        def prepare() -> dict[str, Callable[[], Any]]:
            s, v, u = (normal((rows, dim), "f32") for _ in range(3))
            trace = normal(rows, "f32")
            sm = lk.score_matching
            calls: dict[str, Callable[[], Any]] = {
                "likelier": {
                    "implicit": lambda: sm.implicit.value_and_grad(s, trace),
                    "denoising": lambda: sm.denoising.value_and_grad(s, noise=v, sigma=0.5, wrt="s"),
                    "sliced": lambda: sm.sliced.value_and_grad(s, v, u, wrt=("s", "jv")),
                    "sliced, by products": lambda: sm.sliced.value_and_grad(
                        s, v, u, wrt=("s", "jv"), variance_reduced=False
                    ),
                }[kind]
            }
            add_jax(calls, kind, {"implicit": (s, trace), "denoising": (s, v)}.get(kind, (s, v, u)))
            if torch is not None:
                inputs = [torch.from_dlpack(x) for x in (s, v, u, trace)]

                def eager() -> Any:
                    a, probe, b, of_rows = (x.detach() for x in inputs)
                    a.requires_grad_()
                    if kind == "implicit":
                        of_rows.requires_grad_()
                        return torch.autograd.grad(((0.5 * a * a).sum(-1) + of_rows).mean(), (a, of_rows))
                    if kind == "denoising":
                        return torch.autograd.grad((0.5 * (a + probe / 0.5) ** 2).sum(-1).mean(), a)
                    b.requires_grad_()
                    square = (a * a).sum(-1) if kind == "sliced" else (probe * a).sum(-1) ** 2
                    return torch.autograd.grad(((probe * b).sum(-1) + 0.5 * square).mean(), (a, b))

                calls["torch"] = eager
                calls["torch.compile"] = torch.compile(eager)
            return calls

        return prepare

    def networks(trace: Any, samples: int, dim: int, width: int) -> Callable[[], dict[str, Callable[[], Any]]]:
        def prepare() -> dict[str, Callable[[], Any]]:
            shapes = ((width, dim), (width, width), (dim, width))
            weights = [normal(shape, "f32") / shape[1] ** 0.5 for shape in shapes]
            biases = [normal(shape[0], "f32") for shape in shapes]
            x = normal((samples, dim), "f32")
            net = lk.nn.MLP(weights, biases, "silu")
            calls: dict[str, Callable[[], Any]] = {
                "likelier": lambda: net.score_matching_loss(x, trace=trace, seed=1, wrt=("weights", "biases"))
            }
            if jax is not None:
                parameters = [jax.numpy.from_dlpack(a) for a in (*weights, *biases)]
                function, samples_of_jax = network_of_jax(trace), jax.numpy.from_dlpack(x)
                key = jax.random.key(0)
                calls[JAX] = lambda: function(parameters, samples_of_jax, key)
            if torch is not None:
                own = [torch.from_dlpack(a).requires_grad_() for a in (*weights, *biases)]
                data = torch.from_dlpack(x)

                def layers(a: Any) -> tuple[Any, list[Any]]:
                    slopes = []
                    for w, b in zip(own[:2], own[3:5], strict=True):
                        z = torch.nn.functional.linear(a, w, b)
                        p = torch.sigmoid(z)
                        slopes.append(p + z * p * (1 - p))
                        a = z * p
                    return torch.nn.functional.linear(a, own[2], own[5]), slopes

                def closed() -> Any:
                    s, (one, two) = layers(data)
                    loop = own[1] * (own[0] @ own[2]).T
                    return torch.autograd.grad((0.5 * (s * s).sum(-1) + ((one @ loop.T) * two).sum(-1)).mean(), own)

                def probed() -> Any:
                    a = data.detach().requires_grad_()
                    s, _ = layers(a)
                    loss = 0.5 * (s * s).sum(-1)
                    for _ in range(trace):
                        v = torch.randn_like(a).sign()
                        (jv,) = torch.autograd.grad((s * v).sum(), a, create_graph=True)
                        loss = loss + (jv * v).sum(-1) / trace
                    return torch.autograd.grad(loss.mean(), own)

                exact = trace == "exact"
                calls["torch"] = closed if exact else probed
                if exact:  # torch refuses to compile derivatives of derivatives
                    calls["torch.compile"] = torch.compile(closed)
            return calls

        return prepare

    big, vocabulary, middle = count(10**9), 128256, 32000
    rows, short = count(8192), count(10**8)
    result = [
        Case(
            f"norm.logpdf {dtype}, {big}",
            densities("norm", "logpdf", dtype, big),
            elementwise_bytes(big, dtype, written=True),
            0.85,
        )
        for dtype in ("f32", "f64")
    ]
    result.append(
        Case(
            f"norm.nll f32, {big}",
            densities("norm", "nll", "f32", big),
            elementwise_bytes(big, "f32", written=False),
            0.85,
        )
    )
    result.append(
        Case(
            f"gamma.logpdf f32, {big}",
            densities("gamma", "logpdf", "f32", big),
            elementwise_bytes(big, "f32", written=True),
            0.85,
        )
    )
    result += [
        Case(
            f"cross_entropy {dtype}, {rows} x {vocabulary}{', gradient' if gradient else ''}",
            losses(dtype, rows, vocabulary, gradient=gradient),
            row_bytes(rows, vocabulary, dtype, gradients=int(gradient)),
            0.85,
        )
        for dtype in ("bf16", "f32")
        for gradient in (False, True)
    ]
    result += [
        Case(
            f"{name} of logits {dtype}, {rows} x {middle}, gradients",
            divergences(name, dtype, rows, middle),
            row_bytes(rows, middle, dtype, operands=2, gradients=2),
            0.8,
        )
        for name, dtype in (("kl", "bf16"), ("js_divergence", "bf16"), ("kl", "f32"))
    ]
    result.append(
        Case(
            f"cross_entropy f32, {short} x 10",
            losses("f32", short, 10, gradient=False),
            row_bytes(short, 10, "f32"),
            0.7,
        )
    )
    samples = count(2**22)
    result += [
        Case(
            f"score_matching.{kind} f32, {samples} x {dim}, gradients",
            scores(kind, samples, dim),
            # Traces, and gradients by them, beside the scores.
            row_bytes(samples, dim, "f32", operands=operands, gradients=gradients)
            + (row_bytes(samples, 1, "f32", gradients=1) if kind == "implicit" else 0),
            bar,
        )
        for kind, operands, gradients, bar in (
            ("implicit", 1, 1, 0.75),
            ("denoising", 2, 1, 0.75),
            ("sliced", 3, 2, 0.75),
            ("sliced, by products", 3, 2, None),  # its products need a read of their own
        )
        for dim in (64, 43)
    ]
    result += [
        Case(f"nn.MLP f32, {n} / {dim} / {width} x 2, implicit, {name}, gradients", networks(trace, n, dim, width), 0)
        for n, dim, width in ((count(4096), 64, 256), (count(2**17), 64, 1024))
        for name, trace in (("exact", "exact"), ("1 probe", 1), ("8 probes", 8))
    ]
    return result


SCALARS = {"f64": np.float64, "f32": np.float32}


def copy_bandwidth() -> float:
    """Return the bytes a second, read and written, of a large copy on the device."""
    import cupy

    source = cupy.ones(2**30, cupy.float32)
    target = cupy.empty_like(source)
    seconds = median_seconds(lambda: cupy.copyto(target, source), cupy_events)
    return float(2 * source.nbytes / seconds)


def host_seconds() -> dict[str, float]:
    """Return what calls on a few numbers cost the host, their launches included."""
    import cupy

    import likelier as lk

    x, rows, others = cupy.arange(10.0), cupy.ones((4, 10), cupy.float32), cupy.ones((4, 10), cupy.float32)
    target = cupy.arange(4)
    kinds: Any = {"p_kind": "logits", "q_kind": "logits"}
    calls: dict[str, Callable[[], Any]] = {
        "norm.logpdf": lambda: lk.norm.logpdf(x, 0.0, 1.0),
        "norm.nll, gradients": lambda: lk.norm.nll.value_and_grad(x, 0.0, 1.0),
        "logsumexp": lambda: lk.special.logsumexp(rows),
        "softmax": lambda: lk.special.softmax(rows),
        "cross_entropy": lambda: lk.cross_entropy(rows, target),
        "cross_entropy, gradient": lambda: lk.cross_entropy.value_and_grad(rows, target),
        "kl, gradients": lambda: lk.kl.value_and_grad(rows, others, **kinds),
        "js_divergence, gradients": lambda: lk.js_divergence.value_and_grad(rows, others, **kinds),
    }
    seconds = {}
    for name, call in calls.items():
        times = []
        for _ in range(20):
            started = time.perf_counter()
            for _ in range(50):
                call()
            times.append((time.perf_counter() - started) / 50)
            # Fewer than what a stream holds before the host has to wait.
            cupy.cuda.Device().synchronize()
        seconds[name] = statistics.median(times)
    return seconds


def same_bits(runs: int = 100) -> dict[str, bool]:
    """Tell of calls that sum over blocks and clusters whether they give the same bits run after run, by dtype."""
    import cupy
    import ml_dtypes

    import likelier as lk

    generator = cupy.random.default_rng(1)
    logits: Any = {"p_kind": "logits", "q_kind": "logits"}
    same = {}
    for name, dtype in (("f32", cupy.float32), ("f64", cupy.float64), ("f16", cupy.float16), ("bf16", None)):

        def normal(shape: Any, dtype: Any = dtype) -> Any:
            x = generator.standard_normal(shape, dtype=cupy.float32)
            if dtype is None:
                return (x.view(np.uint32) >> 16).astype(np.uint16).view(ml_dtypes.bfloat16)
            return x.astype(dtype)

        x, other, few = normal((256, 40000)), normal((256, 40000)), normal((3, 100000))
        y, first = cupy.arange(256) % 40000, cupy.arange(3)
        calls: dict[str, Callable[[], Any]] = {
            "cross_entropy": partial(lk.cross_entropy.value_and_grad, x, y),
            "cross_entropy of few rows": partial(lk.cross_entropy.value_and_grad, few, first),
            "softmax": partial(lk.special.softmax.value_and_grad, few),
            "kl": partial(lk.kl.value_and_grad, x, other, **logits),
            "js_divergence": partial(lk.js_divergence.value_and_grad, x, other, **logits),
            "t.nll": partial(lk.t.nll.value_and_grad, x, 5.0, 0.25, 1.5, wrt=("loc", "scale")),
            "norm.nll by columns": partial(lk.norm.nll.value_and_grad, x, 0.25, 1.5, axis=0),
            "explicit": partial(lk.score_matching.explicit.value_and_grad, x, other),
        }
        for function, call in calls.items():
            expected, differences = bits_of(call()), cupy.zeros((), np.int64)
            for _ in range(runs - 1):
                for got, want in zip(bits_of(call()), expected, strict=True):
                    differences += (got != want).sum()
            same[f"{function} {name}"] = int(differences) == 0
    return same


def bits_of(results: Any) -> list[Any]:
    """Return the arrays of a value and of gradients as integers."""
    value, gradients = results
    arrays = (value, *(g for g in gradients if hasattr(g, "dtype")))
    return [a.view(f"u{a.dtype.itemsize}") for a in arrays]


def main() -> None:
    """Measure everything and write it down after each case, so that a limit leaves what was measured."""
    import cupy

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--scale", type=float, default=1.0)
    options = parser.parse_args()
    results: dict[str, Any] = {"copy": copy_bandwidth(), "host_seconds_of_small_calls": host_seconds()}
    results |= {"same_bits_over_100_runs": same_bits(), "cases": []}
    for case in cases(options.scale):
        row: dict[str, Any] = {"case": case.name, "bytes": case.bytes, "bar": case.bar, "peers": {}}
        try:
            for name, call in case.prepare().items():
                try:
                    timer = waited_seconds if name == JAX else cupy_events
                    seconds = median_seconds(call, timer, most=2.0 if name == "likelier" else 1.0)
                except Exception as error:
                    if name == "likelier":
                        raise
                    row.setdefault("refused", {})[name] = f"{type(error).__name__}: {error}"[:200]
                    continue
                if name == "likelier":
                    row["seconds"] = seconds
                else:
                    row["peers"][name] = seconds
        except Exception as error:  # noqa: BLE001 - the cases that follow are measured nevertheless
            row["error"] = f"{type(error).__name__}: {error}"[:200]
        results["cases"].append(row)
        options.json.write_text(json.dumps(results), encoding="utf-8")
        print(row, flush=True)
        cupy.get_default_memory_pool().free_all_blocks()


if __name__ == "__main__":
    main()
