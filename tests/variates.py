"""Parameters of the families with samplers, for the tests of the CPU's engine and of a device's."""

from __future__ import annotations

from typing import Any

import numpy as np

# Families with samplers, whose element i has words of its own, and parameters to try them at: both ways of a sampler
# and where one takes over from the other, shapes of every size.
SAMPLED: dict[str, list[dict[str, float]]] = {
    "gamma": [{"a": a} for a in (1e-2, 0.1, 0.5, 0.999, 1.0, 1.5, 2.3, 30.0, 1e3, 1e6, 1e10, 1e14)]
    + [{"a": 0.3, "loc": -2.0, "scale": 3.0}, {"a": 4.0, "rate": 2.5}, {"a": 4.0, "log_rate": 1.5}],
    "chi2": [{"df": df} for df in (0.1, 1.0, 2.0, 5.0, 1e5)],
    "invgamma": [{"a": a} for a in (0.2, 1.0, 3.2, 1e8)],
    "beta": [{"a": a, "b": b} for a, b in ((0.01, 5.0), (0.5, 3.0), (3.0, 0.5), (1.0, 1.0), (30.0, 40.0), (1e5, 2e5))],
    "t": [{"df": df} for df in (0.1, 0.5, 1.0, 2.0, 4.5, 30.0, 1e6, 1e30, np.inf)],
    "vonmises": [{"kappa": k} for k in (0.0, 1e-9, 0.01, 0.5, 0.999, 1.0, 1.5, 5.0, 50.0, 1e3, 1e6, 1e12, 1e30)],
    "poisson": [{"mu": mu} for mu in (1e-2, 1.0, 2.5, 9.99, 10.0, 12.0, 20.0, 60.0, 1e3, 1e6, 1e9, 1e12)]
    + [{"log_mu": 3.0}],
    "binom": [
        {"n": n, "p": p}
        for n, p in (
            *(
                (1.0, 0.5),
                (5.0, 0.3),
                (20.0, 0.5),
                (19.0, 0.5),
                (40.0, 0.25),
                (100.0, 0.101),
                (100.0, 0.93),
                (200.0, 0.3),
            ),
            *((1e4, 0.5), (1e9, 1e-8), (1e9, 0.3), (1e12, 0.9), (1e15, 0.5), (1e30, 4e-30)),
        )
    ]
    + [{"n": 50.0, "logits": 1.5}],
    "nbinom": [{"n": n, "p": p} for n, p in ((0.1, 0.5), (1.0, 0.3), (4.5, 0.4), (100.0, 0.5), (1e5, 0.9), (3.0, 1e-4))]
    + [{"mu": mu, "alpha": alpha} for mu, alpha in ((3.0, 0.5), (3.0, 0.0), (30.0, 1e-10), (100.0, 3.0))]
    + [{"n": 2.5, "logits": -1.5}],
}


def arrays_of(parameters: dict[str, float], n: int, dtype: Any, rng: np.random.Generator) -> dict[str, Any]:
    """Parameters near some others, and a few of these that are invalid."""
    arrays: dict[str, Any] = {}
    for name, x in parameters.items():
        a = np.full(n, x) if np.isinf(x) else np.full(n, x) * np.exp(rng.uniform(-2, 2, n))
        a = a / (1 + a) if name == "p" else np.ceil(a) if name == "n" else a
        a[rng.integers(0, n, 3)] = np.nan
        arrays[name] = a.astype(dtype)
    return arrays
