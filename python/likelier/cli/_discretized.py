"""Masses of whole numbers from densities: a number's bin is half to each side of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier import special

Values = NDArray[np.float64]
# Below this part of the smaller tail, a bin's mass has lost more digits as a difference than the density in its middle
# is off: that is by the square of the bin over the scale, a few 1e-16.
NARROW = 1e-7


class _Bins(NamedTuple):
    """The logarithms of the masses, the edges with the logarithms of their tails, and where which holds."""

    log_mass: Values
    edges: tuple[tuple[Values, Values], tuple[Values, Values]]
    far: NDArray[np.bool_]  # the tails are the upper ones
    narrow: NDArray[np.bool_]  # the density in the middle is the mass


class Discretized:
    """The density of a family, integrated over the bins of whole numbers.

    The mass of k is F(k + 1/2) - F(k - 1/2), as a difference of the smaller tails; the lowest number takes
    all that lies below it, if there is one.

    Parameters
    ----------
    name : str
        The family, which has distribution functions.
    """

    def __init__(self, name: str) -> None:
        self.family: Any = getattr(likelier, name)

    def logpmf(self, k: Values, *, low: float | None = None, **parameters: float) -> Values:
        """Return the logarithms of the masses of whole numbers.

        Parameters
        ----------
        k : ndarray of float64
            Whole numbers.
        low : float, optional
            The lowest number of all.
        **parameters
            Those of the family.

        Returns
        -------
        ndarray of float64
            Of the shape of ``k``.
        """
        log_mass = self._bins(k, low, parameters).log_mass
        return log_mass if low is None else np.where(k < low, -np.inf, log_mass)

    def nll_and_grad(
        self, k: Values, wrt: Sequence[str], *, low: float | None = None, **parameters: float
    ) -> tuple[float, dict[str, float]]:
        """Return the mean of the negative logarithms, and its derivative by each parameter named in ``wrt``."""
        bins = self._bins(k, low, parameters)
        gradients = dict.fromkeys(wrt, 0.0)

        def add(function: Any, x: Values, cotangent: Values, where: NDArray[np.bool_]) -> None:
            cotangent = np.where(where, cotangent, 0.0)
            _, slopes = function.value_and_grad(x, **parameters, wrt=tuple(wrt), cotangent=cotangent, where=where)
            for name in wrt:
                gradients[name] += float(getattr(slopes, name))

        add(self.family.logpdf, k, np.full(k.shape, -1.0 / k.size), bins.narrow)
        for (edge, log_tails), sign in zip(bins.edges, (1.0, -1.0), strict=True):
            present = ~bins.narrow & (log_tails > -np.inf) & np.isfinite(edge)
            share = np.exp(np.subtract(log_tails, bins.log_mass, where=present, out=np.zeros(k.shape))) / k.size
            # Of upper tails the mass is the lower edge's less the upper edge's.
            add(self.family.logcdf, edge, -sign * share, present & ~bins.far)
            add(self.family.logsf, edge, sign * share, present & bins.far)
        return float(-np.mean(bins.log_mass)), gradients

    def _bins(self, k: Values, low: float | None, parameters: dict[str, float]) -> _Bins:
        upper = k + 0.5
        lower = np.where(k == low, -np.inf, k - 0.5)
        far = np.asarray(self.family.cdf(upper, **parameters)) > 0.5
        log_upper, log_lower = (
            np.where(far, self.family.logsf(edge, **parameters), self.family.logcdf(edge, **parameters))
            for edge in (upper, lower)
        )
        larger = np.maximum(log_upper, log_lower)
        log_mass = np.asarray(special.logdiffexp(larger, np.minimum(log_upper, log_lower)))
        narrow = ~(log_mass >= larger + np.log(NARROW)) | (larger == -np.inf)
        log_mass = np.where(narrow, self.family.logpdf(k, **parameters), log_mass)
        return _Bins(log_mass, ((upper, log_upper), (lower, log_lower)), far, narrow)
