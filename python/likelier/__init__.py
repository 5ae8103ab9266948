"""Batched log-likelihoods and divergences, values and gradients in one fused pass."""

from __future__ import annotations

from likelier import cnf, nn, score_matching, special, testing
from likelier._compare import ModelComparison, compare_models, memorization_bits, perplexity
from likelier._core import __version__
from likelier._cross_entropy import CrossEntropyShard, CrossEntropyStats, cross_entropy
from likelier._distill import distill_topk
from likelier._divergences import (
    alpha_divergence,
    bregman,
    chi2_divergence,
    cross_entropy_pq,
    hellinger2,
    js_distance,
    js_divergence,
    renyi,
    reverse_kl,
    total_variation,
    tsallis,
)
from likelier._elliptical import multivariate_normal, multivariate_t
from likelier._estimates import f_divergence_from_logratio, kl_estimate, pointwise_distance
from likelier._families import Family, Frozen, make_families
from likelier._kl import kl
from likelier._linear import linear_cross_entropy
from likelier._losses import binary_cross_entropy, binary_cross_entropy_with_logits, gaussian_nll, mse_nll
from likelier._mixtures import Mixture, discretized_logistic_mixture
from likelier._partial import Partial, bits_per_dim
from likelier._probes import Estimate, probes
from likelier._rows import entropy
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
from likelier._score_losses import hutchinson
from likelier._simplex import categorical, dirichlet, multinomial
from likelier._traces import hutchpp, xtrace

_families = make_families()
globals().update(_families)

__all__ = [  # noqa: PLE0604
    "CrossEntropyShard",
    "CrossEntropyStats",
    "CudaStatus",
    "Estimate",
    "Family",
    "Frozen",
    "Mixture",
    "ModelComparison",
    "Partial",
    "__version__",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "alpha_divergence",
    "bits_per_dim",
    "bregman",
    "categorical",
    "chi2_divergence",
    "clear_cache",
    "cnf",
    "compare_models",
    "cpu_features",
    "cross_entropy",
    "cross_entropy_pq",
    "cuda_available",
    "dirichlet",
    "discretized_logistic_mixture",
    "distill_topk",
    "entropy",
    "gaussian_nll",
    "f_divergence_from_logratio",
    "get_num_threads",
    "hellinger2",
    "hutchinson",
    "hutchpp",
    "js_distance",
    "js_divergence",
    "kl",
    "linear_cross_entropy",
    "memorization_bits",
    "multinomial",
    "multivariate_normal",
    "multivariate_t",
    "nn",
    "mse_nll",
    "kl_estimate",
    "pointwise_distance",
    "probes",
    "renyi",
    "reverse_kl",
    "perplexity",
    "score_matching",
    "set_num_threads",
    "show_config",
    "special",
    "testing",
    "threads",
    "total_variation",
    "tsallis",
    "xtrace",
    *sorted(_families),
]


def __dir__() -> list[str]:
    return list(__all__)
