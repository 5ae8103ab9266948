"""Every kind of kernel at small sizes, on each side of the borders between their paths: for compute-sanitizer."""

from __future__ import annotations

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
    return calls


if __name__ == "__main__":
    import cupy

    print(exercise(cupy.asarray), "calls")
    cupy.cuda.Device().synchronize()
