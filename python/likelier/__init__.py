"""Batched log-likelihoods and divergences, values and gradients in one fused pass."""

from __future__ import annotations

from likelier import special, testing
from likelier._core import __version__
from likelier._divergences import (
    alpha_divergence,
    bregman,
    chi2,
    cross_entropy_pq,
    f_divergence_from_logratio,
    hellinger2,
    js_distance,
    js_divergence,
    kl_estimate,
    pointwise_distance,
    renyi,
    reverse_kl,
    total_variation,
    tsallis,
)
from likelier._families import Family, Frozen, make_families
from likelier._partial import Partial, bits_per_dim
from likelier._rows import cross_entropy, entropy, kl
from likelier._runtime import (
    CudaStatus,
    clear_cache,
    cpu_features,
    cuda_available,
    get_num_threads,
    set_num_threads,
    show_config,
    threads,
)

_families = make_families()
globals().update(_families)

__all__ = [  # noqa: PLE0604
    "CudaStatus",
    "Family",
    "Frozen",
    "Partial",
    "__version__",
    "alpha_divergence",
    "bits_per_dim",
    "bregman",
    "chi2",
    "clear_cache",
    "cpu_features",
    "cross_entropy",
    "cross_entropy_pq",
    "cuda_available",
    "entropy",
    "f_divergence_from_logratio",
    "get_num_threads",
    "hellinger2",
    "js_distance",
    "js_divergence",
    "kl",
    "kl_estimate",
    "pointwise_distance",
    "renyi",
    "reverse_kl",
    "set_num_threads",
    "show_config",
    "special",
    "testing",
    "threads",
    "total_variation",
    "tsallis",
    *sorted(_families),
]


def __dir__() -> list[str]:
    return list(__all__)
