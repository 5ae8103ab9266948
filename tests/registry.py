"""The table of public operations that the generic tests run over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np
import scipy.stats
from numpy.typing import NDArray

import likelier
from tests.oracle.densities import DENSITIES, Density

Array = NDArray[Any]
# Tests also pass what the stubs forbid.
lk: Any = likelier


# Domains of what is counted, not measured.
COUNTED = ("count", "positive count", "trials", "lowest", "highest", "bit")


@dataclass(frozen=True)
class Operation:
    """A differentiable elementwise function (or its reduction) in one parameterisation."""

    path: str
    arguments: tuple[str, ...]
    domains: tuple[str, ...]
    form: str = ""  # the arguments that are given by keyword, separated by commas
    family: str = ""
    optional: tuple[str, ...] = ()
    ranges: tuple[tuple[float, float] | None, ...] = ()  # in place of the domains, for ordinary points

    def __str__(self) -> str:
        return f"{self.path}[{self.form}]" if self.form else self.path

    @property
    def function(self) -> Any:
        return attrgetter(self.path)(lk)

    def bind(self, arrays: Sequence[Any]) -> tuple[list[Any], dict[str, Any]]:
        """Positional arguments and keywords for a call with one array per argument."""
        named = self.form.split(",")
        # what follows a parameter that another replaces goes by its name
        first = next((i for i, name in enumerate(self.arguments) if name in named), len(self.arguments))
        positional = list(arrays[:first])
        keywords = dict(zip(self.arguments[first:], arrays[first:], strict=True))
        return positional, keywords

    def __call__(self, *arrays: Any, **options: Any) -> Any:
        positional, keywords = self.bind(arrays)
        return self.function(*positional, **keywords, **options)

    def value_and_grad(self, *arrays: Any, **options: Any) -> Any:
        positional, keywords = self.bind(arrays)
        return self.function.value_and_grad(*positional, **keywords, **options)

    def sample(self, shapes: Any, dtype: Any = np.float64, seed: int = 0) -> list[Array]:
        """Ordinary interior points: one array per argument, all of one shape or each of its own."""
        if isinstance(shapes, tuple):
            shapes = [shapes] * len(self.arguments)
        rng = np.random.default_rng(seed)
        ranges = self.ranges or (None,) * len(self.domains)
        return [
            np.asarray(rng.uniform(*within, shape) if within else draw(rng, domain, shape)).astype(dtype)
            for domain, within, shape in zip(self.domains, ranges, shapes, strict=True)
        ]

    @property
    def smooth_arguments(self) -> tuple[str, ...]:
        """Arguments in which the value is differentiable nearby: all but counts and outcomes."""
        pairs = zip(self.arguments, self.domains, strict=True)
        return tuple(name for name, domain in pairs if domain not in COUNTED)


def draw(rng: np.random.Generator, domain: str, shape: tuple[int, ...]) -> Any:
    """Values of order 1 in a domain, exact in float16 and bfloat16's range."""
    match domain:
        case "real":
            return rng.normal(size=shape) * 2
        case "positive":
            return 0.3 + rng.exponential(size=shape)
        case "negative":
            return -0.3 - rng.exponential(size=shape)
        case "unit" | "positive unit" | "interval":
            return rng.uniform(0.05, 0.95, shape)
        case "below 0":
            return -rng.uniform(0.05, 0.95, shape)
        case "above 2":
            return 2 + rng.exponential(size=shape)
        case "count":
            return rng.poisson(4.0, shape).astype(float)
        case "lowest":
            return -5.0 - rng.poisson(4.0, shape)
        case "highest":
            return 30.0 + rng.poisson(4.0, shape)
        case "trials":
            return 20.0 + rng.poisson(10.0, shape)
        case "positive count":
            return 1 + rng.poisson(4.0, shape).astype(float)
        case "bit":
            return rng.integers(0, 2, shape).astype(float)
    raise ValueError(domain)


def density_operations(method: str | None = None) -> list[Operation]:
    """Every family in every parameterisation; ``method`` defaults to the log-density."""
    return [density_operation(d, form, method) for d in DENSITIES for form in ("", *d.alternatives)]


def density_operation(density: Density, form: str = "", method: str | None = None) -> Operation:
    domains = density.form_domains(form)
    names = density.form_arguments(form)
    return Operation(
        f"{density.name}.{method or density.method}",
        names,
        tuple(domains[n] for n in names),
        form,
        density.name,
        tuple(n for n in names if n in density.defaults),
        tuple(density.ordinary.get(n) for n in names),
    )


def _discretized_logistic(k: Array, loc: Any = 0.0, scale: Any = 1.0, low: Any = -np.inf, high: Any = np.inf) -> Array:
    logistic = scipy.stats.logistic(loc, scale)
    lower = np.where(k == low, -np.inf, k - 0.5)
    upper = np.where(k == high, np.inf, k + 0.5)
    # from the side where the difference does not cancel
    right = k > loc
    mass = np.where(right, logistic.sf(lower) - logistic.sf(upper), logistic.cdf(upper) - logistic.cdf(lower))
    return np.asarray(np.log(mass))


def scipy_density(density: Density) -> Any:
    """SciPy's log-density of a family, or what SciPy has to compute it with."""
    if density.name == "discretized_logistic":
        return _discretized_logistic
    return getattr(getattr(scipy.stats, density.name), density.method)


SPECIAL = {
    "gammaln": {"x": "positive"},
    "digamma": {"x": "positive"},
    "trigamma": {"x": "positive"},
    "log1pmx": {"x": "positive"},
    "expm1mx": {"x": "real"},
    "stirlerr": {"n": "positive"},
    "bd0": {"k": "positive", "m": "positive"},
    "gammaln_ratio": {"x": "positive", "delta": "positive"},
    "betaln": {"a": "positive", "b": "positive"},
    "gammainc": {"a": "positive", "x": "positive"},
    "gammaincc": {"a": "positive", "x": "positive"},
    "gammaincinv": {"a": "positive", "p": "unit"},
    "gammainccinv": {"a": "positive", "q": "unit"},
    "betainc": {"a": "positive", "b": "positive", "x": "unit"},
    "betaincinv": {"a": "positive", "b": "positive", "p": "unit"},
    "logaddexp": {"x": "real", "y": "real"},
    "logdiffexp": {"x": "positive", "y": "negative"},
    "log1mexp": {"x": "negative"},
    "softplus": {"x": "real"},
    "expit": {"x": "real"},
    "log_expit": {"x": "real"},
    "logit": {"p": "unit"},
    "i0e": {"x": "real"},
    "log_i0": {"x": "real"},
    "bessel_ratio": {"x": "real"},
    "xlogy": {"x": "positive", "y": "positive"},
    "xlog1py": {"x": "positive", "y": "positive"},
    "entr": {"p": "positive"},
    "rel_entr": {"p": "positive", "q": "positive"},
    "erfcx": {"x": "real"},
    "ndtr": {"x": "real"},
    "log_ndtr": {"x": "real"},
    "ndtri": {"p": "unit"},
    "ndtri_exp": {"y": "negative"},
}

SPECIAL_OPERATIONS = [
    Operation(f"special.{name}", tuple(arguments), tuple(arguments.values())) for name, arguments in SPECIAL.items()
]
DENSITY_OPERATIONS = density_operations()
LOSSES = density_operations("nll")
ELEMENTWISE = DENSITY_OPERATIONS + SPECIAL_OPERATIONS
# One operation per family, for what does not depend on the parameterisation.
FAMILIES = [density_operation(d) for d in DENSITIES]
