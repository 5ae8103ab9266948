"""Every kind of kernel at small sizes, on each side of the borders between their paths: for compute-sanitizer."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

import likelier as lk


def exercise(put: Any) -> int:
    """Call everything; ``put`` moves an array to the device. Return how many calls were made."""
    rng = np.random.default_rng(0)
    calls = 0
    for dtype in ("float64", "float32", "float16"):
        for shape in ((1,), (1025,), (70001,), (40, 33), (4099, 3)):
            x = put((1.0 + rng.random(shape)).astype(dtype))
            row = put((1.0 + rng.random(shape[-1:])).astype(dtype))
            mask = put(rng.random(shape) < 0.5)
            for function, parameters in ((lk.norm, (0.5, 1.5)), (lk.gamma, (2.0,)), (lk.norm, (row, row))):
                function.logpdf.value_and_grad(x, *parameters)
                function.nll.value_and_grad(x, *parameters, where=mask, weights=row)
                function.nll.value_and_grad(x, *parameters, axis=0)
                calls += 3
        for length in (3, 17, 300, 5000, 20001):
            logits = put((3 * rng.normal(size=(5, length))).astype(dtype))
            other = put((3 * rng.normal(size=(5, length))).astype(dtype))
            target = put(rng.integers(0, length, size=5))
            lk.cross_entropy.value_and_grad(logits, target)
            lk.special.logsumexp(logits)
            lk.special.softmax.value_and_grad(logits)
            lk.special.log_softmax.value_and_grad(logits)
            lk.entropy.value_and_grad(logits, kind="logits")
            lk.kl.value_and_grad(logits, other, p_kind="logits", q_kind="logits")
            calls += 6
        calls += losses(put, rng, dtype)
        calls += scores(put, rng, dtype)
    for dtype in ("float64", "float32"):
        calls += networks(put, rng, dtype)
    for kind in ("rademacher", "hadamard", "gaussian", "sphere"):
        lk.probes((3, 40, 130), kind, seed=1, like=put(np.zeros(1, np.float32)))
        calls += 1
    return calls


def losses(put: Any, rng: np.random.Generator, dtype: str) -> int:
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


def scores(put: Any, rng: np.random.Generator, dtype: str) -> int:
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


if __name__ == "__main__":
    import cupy

    print(exercise(cupy.asarray), "calls")
    cupy.cuda.Device().synchronize()
