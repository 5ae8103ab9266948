"""The candidate densities: what each is fitted to, in which parameters, and from where."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier.cli._discretized import Discretized

Values = NDArray[np.float64]
Kind = Literal["density", "mass"]
KINDS: tuple[Kind, ...] = ("mass", "density")


@dataclass(frozen=True)
class Parameter:
    """One parameter, as likelier takes it, as it is optimised and as it is shown.

    Parameters
    ----------
    keyword : str
        The keyword of likelier's function.
    symbol : str
        The name in reports, SciPy's.
    show : callable
        From the keyword's value to the reported one.
    positive : bool
        Optimise the logarithm. Keywords that are logarithms already are not marked.
    location : bool
        Measured in the data's unit: steps are scaled by the data's spread.
    exact : bool
        The starting value is the maximum-likelihood value whatever the other parameters are.
    """

    keyword: str
    symbol: str
    show: Callable[[float], float] = float
    positive: bool = False
    location: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Support:
    """Which columns a family is a candidate for.

    Parameters
    ----------
    inside : callable
        Which of a column's values lie in the support.
    needs : str
        What it asks of a column.
    others : str
        What a column that fails has.
    """

    inside: Callable[[Values], NDArray[np.bool_]]
    needs: str
    others: str

    def refuses(self, x: Values) -> str:
        """Return why a column is left out; nothing where it is not."""
        outside = x.size - int(np.count_nonzero(self.inside(x)))
        if not outside:
            return ""
        return f"needs {self.needs}; column has {outside} {'value' if outside == 1 else 'values'} {self.others}"


@dataclass(frozen=True)
class Family:
    """One candidate of ``likelier compare``.

    Parameters
    ----------
    name : str
        Its name in likelier and in SciPy.
    kind : {"density", "mass"}
        Whether its likelihood is a density or a probability mass.
    support : Support
        Which columns it can describe.
    parameters : tuple of Parameter
        What is fitted; other parameters keep likelier's defaults.
    start : callable
        From the training values to a value for each keyword.
    known : callable
        From all values to the parameters that say the support, and are not fitted.
    density : str
        Of a mass that is a density's integral over the bins of whole numbers: the density's family.
    """

    name: str
    kind: Kind
    support: Support
    parameters: tuple[Parameter, ...]
    start: Callable[[Values], Mapping[str, float]]
    known: Callable[[Values], Mapping[str, float]] = lambda x: {}
    density: str = ""

    def nats(self, x: Values, parameters: Mapping[str, float]) -> Values:
        """Return the negative log-likelihood of each value."""
        if self.density:
            return -Discretized(self.density).logpmf(x, **parameters)
        nll = getattr(likelier, self.name).nll
        return np.asarray(nll(x, **parameters, reduction="none"), dtype=np.float64)

    def mean_and_gradient(
        self, x: Values, wrt: tuple[str, ...], parameters: Mapping[str, float]
    ) -> tuple[float, Mapping[str, float]]:
        """Return the mean negative log-likelihood, and its derivatives by the parameters named."""
        if self.density:
            return Discretized(self.density).nll_and_grad(x, wrt, **parameters)
        value, gradients = getattr(likelier, self.name).nll.value_and_grad(x, **parameters, wrt=wrt)
        return float(value), {name: float(getattr(gradients, name)) for name in wrt}


def spread(x: Values) -> float:
    """Return the standard deviation of values that are not all equal, without overflow."""
    centred = x - np.median(x)
    unit = float(np.max(np.abs(centred)))
    return unit * float(np.std(centred / unit))


def _start_norm(x: Values) -> dict[str, float]:
    return {"loc": float(np.mean(x)), "log_scale": math.log(spread(x))}


def _start_laplace(x: Values) -> dict[str, float]:
    median = float(np.median(x))
    return {"loc": median, "log_scale": math.log(float(np.mean(np.abs(x - median))))}


def _start_t(x: Values) -> dict[str, float]:
    return {"df": 5.0, "loc": float(np.median(x)), "log_scale": math.log(spread(x))}


def _start_cauchy(x: Values) -> dict[str, float]:
    # Half of the distance between the quartiles is the scale; with many ties it is 0.
    low, high = np.quantile(x, (0.25, 0.75))
    return {"loc": float(np.median(x)), "log_scale": math.log(float(high / 2 - low / 2) or spread(x))}


def _start_logistic(x: Values) -> dict[str, float]:
    return {"loc": float(np.mean(x)), "log_scale": math.log(spread(x) * math.sqrt(3.0) / math.pi)}


def _known_discretized(x: Values) -> dict[str, float]:
    # Counts have no mass below 0: the lowest bin takes the tail.
    return {"low": 0.0} if np.min(x) >= 0 else {}


def _start_gumbel(sign: float) -> Callable[[Values], Mapping[str, float]]:
    def start(x: Values) -> dict[str, float]:
        scale = spread(x) * math.sqrt(6.0) / math.pi
        return {"loc": float(np.mean(x)) - sign * float(np.euler_gamma) * scale, "log_scale": math.log(scale)}

    return start


def _start_gamma(x: Values) -> dict[str, float]:
    mean = float(np.mean(x))
    ratio = mean / spread(x)
    return {"a": ratio * ratio, "log_rate": math.log(ratio) + math.log(ratio / mean)}


def _start_invgamma(x: Values) -> dict[str, float]:
    # The variance of log x is trigamma(a), nearly 1 / (a - 1/2), and its mean log(scale) - digamma(a).
    logs = np.log(x)
    a = 0.5 + spread(logs) ** -2
    return {"a": a, "log_scale": float(np.mean(logs)) + math.log(a)}


def _start_weibull_min(x: Values) -> dict[str, float]:
    # -log x is Gumbel: its moments give the start.
    logs = np.log(x)
    c = math.pi / (math.sqrt(6.0) * spread(logs))
    return {"c": c, "log_scale": float(np.mean(logs)) + float(np.euler_gamma) / c}


def _start_lognorm(x: Values) -> dict[str, float]:
    logs = np.log(x)
    return {"s": spread(logs), "log_scale": float(np.mean(logs))}


def _start_expon(x: Values) -> dict[str, float]:
    return {"log_scale": math.log(float(np.mean(x)))}


def _start_halfnorm(x: Values) -> dict[str, float]:
    largest = float(np.max(x))
    return {"log_scale": math.log(largest) + 0.5 * math.log(float(np.mean((x / largest) ** 2)))}


def _start_halfcauchy(x: Values) -> dict[str, float]:
    return {"log_scale": math.log(float(np.median(x)) or float(np.mean(x)))}


def _start_beta(x: Values) -> dict[str, float]:
    mean = float(np.mean(x))
    total = (mean / spread(x)) * ((1.0 - mean) / spread(x)) - 1.0
    return {"a": mean * total, "b": (1.0 - mean) * total}


def _start_poisson(x: Values) -> dict[str, float]:
    return {"log_mu": math.log(float(np.mean(x)))}


def _start_nbinom(x: Values) -> dict[str, float]:
    # The variance is mu + alpha mu^2; with less than Poisson's the likelihood grows towards alpha = 0.
    mean = float(np.mean(x))
    return {"mu": mean, "alpha": max((spread(x) / mean) ** 2 - 1.0 / mean, 1e-3)}


def _start_geom(x: Values) -> dict[str, float]:
    return {"logits": -math.log(float(np.mean(x)) - 1.0)}


def _start_bernoulli(x: Values) -> dict[str, float]:
    p = float(np.mean(x))
    return {"logits": math.log(p) - math.log1p(-p)}


ANY = Support(np.isfinite, "finite values", "that are not")
POSITIVE = Support(lambda x: x > 0, "positive values", "<= 0")
NON_NEGATIVE = Support(lambda x: x >= 0, "non-negative values", "< 0")
UNIT = Support(lambda x: (x > 0) & (x < 1), "values between 0 and 1", "that are not")
# Above it every float is whole, and has no bins between its neighbours.
LARGEST_WHOLE = 2.0**52


def _is_whole(x: Values) -> NDArray[np.bool_]:
    return np.equal(x, np.floor(x)) & np.less_equal(np.abs(x), LARGEST_WHOLE)


WHOLE = Support(_is_whole, "whole numbers up to 2^52", "that are not")
COUNTS = Support(lambda x: (x >= 0) & _is_whole(x), "non-negative whole numbers up to 2^52", "that are not")
TRIALS = Support(lambda x: (x >= 1) & _is_whole(x), "positive whole numbers up to 2^52", "that are not")
BINARY = Support(lambda x: (x == 0) | (x == 1), "zeros and ones", "that are neither")

LOC = Parameter("loc", "loc", location=True)
# The median maximises Laplace's likelihood in loc for any scale, and the likelihood has a kink
# there that a quasi-Newton method cannot settle on.
MEDIAN = replace(LOC, exact=True)
LOG_SCALE = Parameter("log_scale", "scale", math.exp)
LOG_RATE = Parameter("log_rate", "scale", lambda log_rate: math.exp(-log_rate))
LOG_MU = Parameter("log_mu", "mu", math.exp)
LOGITS = Parameter("logits", "p", lambda logits: 1.0 / (1.0 + math.exp(-logits)))


def _positive(name: str) -> Parameter:
    return Parameter(name, name, positive=True)


def _discretized(family: Family) -> Family:
    """Return the masses of a density that has distribution functions."""
    bounded = family.support is not ANY

    def start(x: Values) -> Mapping[str, float]:
        # The middle of the lowest bin's positive half stands for 0 where only positive values have a density.
        return family.start(np.maximum(x, 0.25) if bounded else x)

    parameters = tuple(replace(p, exact=False) for p in family.parameters)
    return Family(
        f"discretized_{family.name}",
        "mass",
        COUNTS if bounded else WHOLE,
        parameters,
        start,
        _known_discretized,
        family.name,
    )


# Families that are no candidates, and why.
ABSENT = {
    "uniform, pareto": "their support ends at training values, and held-out ones may lie beyond it",
    "truncnorm": "its bounds are known, not estimated",
    "binom": "its number of trials is known, not estimated",
    "chi2": "with a scale it is gamma",
    "vonmises": "it is for angles, of which 0 and a whole turn are the same",
}
_DENSITIES = (
    Family("norm", "density", ANY, (LOC, LOG_SCALE), _start_norm),
    Family("laplace", "density", ANY, (MEDIAN, LOG_SCALE), _start_laplace),
    Family("logistic", "density", ANY, (LOC, LOG_SCALE), _start_logistic),
    Family("t", "density", ANY, (_positive("df"), LOC, LOG_SCALE), _start_t),
    Family("cauchy", "density", ANY, (LOC, LOG_SCALE), _start_cauchy),
    Family("gumbel_r", "density", ANY, (LOC, LOG_SCALE), _start_gumbel(1.0)),
    Family("gumbel_l", "density", ANY, (LOC, LOG_SCALE), _start_gumbel(-1.0)),
    Family("gamma", "density", POSITIVE, (_positive("a"), LOG_RATE), _start_gamma),
    Family("invgamma", "density", POSITIVE, (_positive("a"), LOG_SCALE), _start_invgamma),
    Family("weibull_min", "density", POSITIVE, (_positive("c"), LOG_SCALE), _start_weibull_min),
    Family("lognorm", "density", POSITIVE, (_positive("s"), LOG_SCALE), _start_lognorm),
    Family("expon", "density", NON_NEGATIVE, (LOG_SCALE,), _start_expon),
    Family("halfnorm", "density", NON_NEGATIVE, (LOG_SCALE,), _start_halfnorm),
    Family("halfcauchy", "density", NON_NEGATIVE, (LOG_SCALE,), _start_halfcauchy),
    Family("beta", "density", UNIT, (_positive("a"), _positive("b")), _start_beta),
)
_MASSES = (
    Family("poisson", "mass", COUNTS, (LOG_MU,), _start_poisson),
    Family("nbinom", "mass", COUNTS, (_positive("mu"), _positive("alpha")), _start_nbinom),
    Family("discretized_logistic", "mass", WHOLE, (LOC, LOG_SCALE), _start_logistic, _known_discretized),
    Family("geom", "mass", TRIALS, (LOGITS,), _start_geom),
    Family("bernoulli", "mass", BINARY, (LOGITS,), _start_bernoulli),
)
_DISCRETIZED = tuple(
    _discretized(f)
    for f in _DENSITIES
    if f.name not in {"logistic", "beta"} and hasattr(getattr(likelier, f.name), "logcdf")
)
FAMILIES = (*_DENSITIES, *_MASSES, *_DISCRETIZED)
