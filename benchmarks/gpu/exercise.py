"""Every kind of kernel at small sizes, on each side of the borders between their paths: for compute-sanitizer."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING, Any

import ml_dtypes
import numpy as np

import likelier as lk

if TYPE_CHECKING:
    from collections.abc import Callable

# Rows of a few threads, a block, one block that reads them twice, and several blocks.
LENGTHS = (3, 17, 300, 5000, 20001)
LOGITS: dict[str, Any] = {"p_kind": "logits", "q_kind": "logits"}


def exercise(put: Any, say: Callable[[str], None] = lambda _: None) -> int:
    """Call everything; ``put`` moves an array to the device. Return how many calls were made.

    One dtype after the other, which ``say`` is told, has every kind of kernel: a limit of time leaves whole parts.
    """
    rng = np.random.default_rng(0)
    calls = 0
    for dtype in ("float32", "float64", ml_dtypes.bfloat16, "float16"):
        parts = [elementwise, rows, lists_and_shards, divergences, losses, scores]
        if dtype in ("float32", "float64"):
            parts += [networks, methods, variates]
        for part in parts:
            calls += part(put, rng, dtype)
            say(f"{part.__name__} of {np.dtype(dtype)}")
    return calls


def elementwise(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call densities at sizes of a thread's few elements, of a block and of many, and on rows and columns."""
    calls = 0
    for shape in ((1,), (1025,), (70001,), (40, 33), (4099, 3)):
        x = put((1.0 + rng.random(shape)).astype(dtype))
        row = put((1.0 + rng.random(shape[-1:])).astype(dtype))
        mask = put(rng.random(shape) < 0.5)
        for function, parameters in ((lk.norm, (0.5, 1.5)), (lk.gamma, (2.0,)), (lk.norm, (row, row))):
            function.logpdf.value_and_grad(x, *parameters)
            function.nll.value_and_grad(x, *parameters, where=mask, weights=row)
            function.nll.value_and_grad(x, *parameters, axis=0)
            calls += 3
    return calls


def rows(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call functions of rows."""
    calls = 0
    for length in LENGTHS:
        logits = put((3 * rng.normal(size=(5, length))).astype(dtype))
        other = put((3 * rng.normal(size=(5, length))).astype(dtype))
        target = put(rng.integers(0, length, size=5))
        lk.cross_entropy.value_and_grad(logits, target)
        lk.special.logsumexp(logits)
        lk.special.softmax.value_and_grad(logits)
        lk.special.log_softmax.value_and_grad(logits)
        masses = lk.special.softmax(other)
        lk.entropy.value_and_grad(logits, kind="logits")
        lk.entropy.value_and_grad(masses)
        lk.entropy.value_and_grad(lk.special.log_softmax(other), kind="log_probs")
        kinds: Any
        for kinds in itertools.product(("logits", "probs"), repeat=2):
            p, q = (own if kind == "logits" else masses for own, kind in zip((logits, other), kinds, strict=True))
            lk.kl.value_and_grad(p, q, p_kind=kinds[0], q_kind=kinds[1])
        lk.special.logmeanexp.value_and_grad(logits)
        calls += 14
    return calls


def methods(put: Any, rng: np.random.Generator, dtype: str) -> int:
    """Call what families have besides densities, and special functions: elementwise kernels of many formulas."""
    calls = 0
    for size in (1, 1025):
        u = put(rng.uniform(0.05, 0.95, size).astype(dtype))
        x, two = put(rng.uniform(0.1, 4, size).astype(dtype)), put(np.array(2, dtype))
        for family, parameters in (
            (lk.norm, (0.5, two)),
            (lk.gamma, (two,)),
            (lk.beta, (two, 3.0)),
            (lk.t, (two,)),
            (lk.logistic, (two,)),
        ):
            at = u if family is lk.beta else x
            for name in ("cdf", "sf", "logcdf", "logsf"):
                getattr(family, name)(at, *parameters)
            family.ppf(u, *parameters)
            family.isf(u, *parameters)
            family.entropy(*parameters)
            family.logpdf.value_and_grad(at, *parameters)
            calls += 8
        counts = put(rng.integers(0, 9, size))
        for count, parameters in ((lk.poisson, (two,)), (lk.binom, (9.0, u)), (lk.nbinom, (two, u))):
            count.logpmf.value_and_grad(counts, *parameters)
            count.cdf(counts, *parameters)
            count.ppf(u, *parameters)
            calls += 3
        for function in (
            lk.special.gammaln,
            lk.special.digamma,
            lk.special.ndtri,
            lk.special.log_ndtr,
            lk.special.erfcx,
        ):
            function(u)
            calls += 1
    return calls


def variates(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Draw probes, and variates by quantiles, from normal numbers and by every sampler, few of them and many."""
    calls = 0
    options: dict[str, Any] = {"seed": 2**63 + 5, "offset": 37, "dtype": dtype}
    loc = put(rng.normal(size=3).astype(dtype))
    samplers: tuple[tuple[Any, dict[str, float]], ...] = (
        *((lk.gamma, {"a": a}) for a in (0.1, 2.3, 1e3)),
        (lk.chi2, {"df": 2.0}),
        (lk.invgamma, {"a": 3.2}),
        *((lk.beta, {"a": a, "b": 3.0}) for a in (0.5, 30.0)),
        *((lk.t, {"df": df}) for df in (0.5, 4.5)),
        *((lk.vonmises, {"kappa": kappa}) for kappa in (0.01, 5.0)),
        (lk.nbinom, {"n": 3.0, "p": 0.4}),
    )
    for kind in ("rademacher", "hadamard", "gaussian", "sphere"):
        lk.probes((3, 40, 130), kind, seed=1, like=loc)
        calls += 1
    for size in ((3,), (4097, 3)):
        for family in (lk.norm, lk.uniform, lk.expon, lk.laplace, lk.cauchy):
            family.rvs(size, loc, 1.5, **options)
            calls += 1
        for family, parameters in samplers:
            family.rvs(size, **{n: put(np.full(3, x, dtype)) for n, x in parameters.items()}, **options)
            calls += 1
        integers: Any
        for integers in (None, "int32"):
            for mean in (2.5, 60.0):
                lk.poisson.rvs(size, put(np.full(3, mean)), seed=3, dtype=integers)
            for p in (0.02, 0.4):
                lk.binom.rvs(size, 100.0, put(np.full(3, p)), seed=3, dtype=integers)
            lk.bernoulli.rvs(size, put(np.full(3, 0.4)), seed=3, dtype=integers)
            calls += 5
    return calls


def lists_and_shards(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call distillation from lists, parts of rows, and the loss of products of matrices."""
    calls = 0
    for rows, classes, listed in ((4, 5, 3), (150, 300, 40), (3, 33_000, 64), (2, 70_000, 300)):
        x = put((3 * rng.normal(size=(rows, classes))).astype(dtype))
        ids = put(rng.permuted(np.tile(np.arange(classes), (rows, 1)), axis=1)[:, :listed].copy())
        log_p = put(np.log(rng.dirichlet(np.ones(listed + 1), rows)[:, :listed]).astype(np.float32))
        tail: Any
        direction: Any
        for tail, direction in itertools.product(("ignore", "bucket"), ("forward", "reverse")):
            lk.distill_topk.value_and_grad(
                x, ids, log_p, tail=tail, direction=direction, temperature=2.0, wrt="student_logits"
            )
            calls += 1
    for rows, classes, features in ((5, 17, 3), (130, 1025, 8)):
        x, weight = (put(rng.normal(size=(n, features)).astype(dtype)) for n in (rows, classes))
        target, bias = put(rng.integers(0, classes, rows)), put(rng.normal(size=classes).astype(dtype))
        own = put(rng.random(classes).astype(np.float32))
        lk.linear_cross_entropy(x, weight, target)
        lk.linear_cross_entropy.value_and_grad(x, weight, target, bias=bias)
        lk.linear_cross_entropy.value_and_grad(
            x, weight, target, class_weight=own, label_smoothing=0.1, softcap=5.0, z_loss=0.1
        )
        calls += 3
    borders = (0, 900, 901, 12001)
    x, target = rng.normal(size=(4, borders[-1])).astype(dtype), put(rng.integers(0, borders[-1], 4))
    shards = [put(x[:, a:b].copy()) for a, b in itertools.pairwise(borders)]
    own_options: dict[str, Any] = {"classes": borders[-1], "label_smoothing": 0.1}
    first, *others = (
        lk.cross_entropy.shard(shard, target, first_class=a, **own_options)
        for a, shard in zip(borders, shards, strict=False)
    )
    for other in others:
        first = first + other
    first.result("mean")
    for a, shard in zip(borders, shards, strict=False):
        first.value_and_grad(shard, first_class=a)
    return calls + 7


def divergences(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call the divergences of rows, of probabilities, of logits and of both."""
    calls = 0
    mixed: dict[str, Any] = {"p_kind": "probs", "q_kind": "logits"}
    functions: tuple[tuple[Any, dict[str, Any]], ...] = (
        (lk.js_divergence, {}),
        (lk.js_distance, {"beta": 0.25}),
        (lk.hellinger2, {}),
        (lk.chi2_divergence, {}),
        (lk.total_variation, {}),
        (lk.reverse_kl, {}),
        (lk.cross_entropy_pq, {}),
        (lk.alpha_divergence, {"alpha": 0.5}),
        (lk.tsallis, {"alpha": 2.0}),
    )
    for length in LENGTHS:
        p, q = (put(rng.dirichlet(np.ones(length), 3).astype(dtype)) for _ in range(2))
        a, b = (put(rng.normal(size=(3, length)).astype(dtype)) for _ in range(2))
        for function, own in functions:
            function.value_and_grad(p, q, **own)
            function.value_and_grad(a, b, **own, **LOGITS)
            function.value_and_grad(p, b, **own, **mixed)
            calls += 3
        for generator in ("euclidean", "itakura_saito"):
            lk.bregman.value_and_grad(p, q, generator=generator)
            lk.bregman.value_and_grad(a, b, generator=generator, **LOGITS)
            calls += 2
    return calls


def losses(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call what rows have besides: options, statistics, parts, and clusters of blocks, which take many long rows."""
    calls = 0
    options: dict[str, Any] = {"label_smoothing": 0.1, "softcap": 5.0, "temperature": 0.7, "z_loss": 0.1}
    for rows, length in ((33, 26000), (5, 17), (3, 3000), (2, 20001)):
        logits = put((3 * rng.normal(size=(rows, length))).astype(dtype))
        target = put(rng.integers(0, length, size=rows))
        if calls == 0:
            lk.cross_entropy.value_and_grad(logits, target)
            lk.special.softmax(logits)
            calls += 2
            continue
        soft = put(np.full((rows, length), 1.0 / length, dtype))
        weight, mask = put(rng.random(length).astype(dtype)), put(rng.random((rows, length)) < 0.9)
        lk.cross_entropy(logits, target)
        lk.cross_entropy.value_and_grad(logits, target)
        for own in (target, soft):
            lk.cross_entropy.value_and_grad(logits, own, weight=weight, where=mask, **options)
            lk.cross_entropy.stats(logits, own, weight=weight, **options)
        part = lk.cross_entropy(logits, target, reduction="partial")
        (part + part).result()
        for alpha in (0.5, 2.0, np.inf):
            lk.renyi.value_and_grad(logits, soft, alpha, p_kind="logits")
        calls += 10
    return calls


def scores(put: Any, rng: np.random.Generator, dtype: Any) -> int:
    """Call the losses of score matching: a thread, a warp, a block and several blocks a sample, and one long row."""
    calls = 0
    sm = lk.score_matching
    for samples, dim in ((300, 3), (40, 64), (9, 301), (3, 2051), (2, 20_001)):
        s, t, z = (put(x) for x in rng.normal(size=(3, samples, dim)).astype(dtype))
        v, jv = (put(x) for x in rng.normal(size=(2, 3, samples, dim)).astype(dtype))
        rows, mask = put((1 + rng.random(samples)).astype(dtype)), put(rng.random(samples) < 0.7)
        for options in ({}, {"weights": rows, "where": mask}, {"reduction": "none"}):
            own: dict[str, Any] = dict(options)
            sm.implicit.value_and_grad(s, rows, **own)
            sm.explicit.value_and_grad(s, t, **own)
            sm.weighted.value_and_grad(s, t, z, t, **own)
            sm.denoising.value_and_grad(s, t, z, 0.5, **own)
            sm.denoising.value_and_grad(s, noise=z, sigma=rows, weighting="sigma2", **own)
            sm.finite_difference_score.value_and_grad(s, t, z, eps=0.5, **own)
            sm.finite_difference.value_and_grad(rows, rows, rows, dim=dim, eps=0.5, **own)
            for reduced in (True, False):
                sm.sliced.value_and_grad(s, v, jv, variance_reduced=reduced, **own)
            calls += 9
        lk.hutchinson(v, jv)
        calls += 1
    return calls


def networks(put: Any, rng: np.random.Generator, dtype: str) -> int:
    """Call networks of all activations, whose layers have whole vectors of columns and not."""
    calls = 0
    for widths, activation in (
        ((3, 3), "tanh"),
        ((8, 12, 8), "silu"),
        ((5, 7, 9, 5), "gelu"),
        ((4, 3, 8, 5, 4), "elu"),
    ):
        for last in (widths[-1], 1):
            own = (*widths[:-1], last)
            weights = [put(rng.normal(size=(b, a)).astype(dtype)) for a, b in itertools.pairwise(own)]
            biases = [put(rng.normal(size=b).astype(dtype)) for b in own[1:]]
            x = put(rng.normal(size=(33, widths[0])).astype(dtype))
            net = lk.nn.EnergyMLP(weights, biases, activation) if last == 1 else lk.nn.MLP(weights, biases, activation)
            for trace in ("exact", 3):
                net.score_matching_loss(x, trace=trace, seed=1, wrt=("weights", "biases", "x"))
                net.score_matching_loss(x, "weighted", w=x, dw=x, trace=trace, seed=1)
            net.score_matching_loss(x, "sliced", seed=1)
            net.score_matching_loss(x, "denoising", sigma=0.5, seed=1)
            net.score_matching_loss(x, "finite_difference", eps=0.5, seed=1)
            calls += 7
    for other in ("softplus", "sin"):
        lk.nn.MLP([put(np.eye(6, dtype=dtype))] * 2, activation=other).value_div(put(np.ones((5, 6), dtype)))
        calls += 1
    return calls


def upload(x: np.ndarray[Any, Any]) -> Any:
    """Return an array as CuPy's: bfloat16 by its bits, which every CuPy knows."""
    import cupy

    return cupy.asarray(x.view(np.uint16)).view(x.dtype) if x.dtype == ml_dtypes.bfloat16 else cupy.asarray(x)


if __name__ == "__main__":
    import cupy

    print(exercise(upload, partial(print, flush=True)), "calls")
    cupy.cuda.Device().synchronize()
