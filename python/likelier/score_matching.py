"""Score matching: losses from arrays of scores, with their gradients."""

from __future__ import annotations

from likelier._score_losses import (
    Weights,
    bounded_weights,
    denoising,
    explicit,
    finite_difference,
    finite_difference_score,
    implicit,
    nonnegative_weights,
    sliced,
    weighted,
)
from likelier._score_models import NormalEquations, exponential_family, gaussian, gmm, rbm

__all__ = [
    "NormalEquations",
    "Weights",
    "bounded_weights",
    "denoising",
    "explicit",
    "exponential_family",
    "finite_difference",
    "finite_difference_score",
    "gaussian",
    "gmm",
    "implicit",
    "nonnegative_weights",
    "rbm",
    "sliced",
    "weighted",
]
