"""What the density of a Student t vector has beside its quadratic form."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np

from likelier._arrays import Array
from likelier._families import make_special_functions
from likelier._memory import is_host


def student_constants(df: Array, n: int) -> tuple[Array, Array]:
    """Return what the density of n elements has beside its quadratic form, and the derivative.

    log Gamma(a + n/2) - log Gamma(a) - n/2 log(a), a = df / 2, tends to 0 as df grows: written in what is left of
    the log-gammas by Stirling's formula, it does so without cancellation.
    """
    special = _special()
    a, half = df / 2, n / 2
    with np.errstate(invalid="ignore"):
        u = half / a
    if is_host(a) and not np.any(np.isfinite(a) & (a > 0)):
        rest = slope = np.where(np.isnan(a), np.nan, 0.0)
        return rest - half * math.log(2 * math.pi), slope
    (low, low_slope), (high, high_slope) = (special["stirlerr"].value_and_grad(y, wrt="n") for y in (a, a + half))
    log1p, log1pmx = np.log1p(u), special["log1pmx"](u)
    with np.errstate(invalid="ignore"):
        rest = (high - low) + a * log1pmx + (half - 0.5) * log1p
        slope = (high_slope - low_slope) + log1pmx + u * u / (1 + u) - (half - 0.5) * u / (a * (1 + u))
    rest, slope = (np.where(np.isinf(a), 0.0, y) for y in (rest, slope))
    return rest - half * math.log(2 * math.pi), slope / 2


@functools.cache
def _special() -> dict[str, Any]:
    return make_special_functions()
