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

__all__ = [
    "Weights",
    "bounded_weights",
    "denoising",
    "explicit",
    "finite_difference",
    "finite_difference_score",
    "implicit",
    "nonnegative_weights",
    "sliced",
    "weighted",
]
