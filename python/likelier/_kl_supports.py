"""KL(p || q) where the support of p is not within that of q: infinite, whatever the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array
from likelier._elementwise import domain_tests
from likelier._kl_vectors import SIDES, Key, VectorForm
from likelier._memory import array_of, is_host

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from likelier._families import Family
    from likelier._kl_vectors import Given

Parameters = dict[str, Array]
Ends = tuple[Any, Any]


def _scale(x: Parameters) -> Array:
    return x["scale"] if "scale" in x else np.exp(x["log_scale"])


def _is(x: Parameters, p: float, logits: float) -> Array:
    """Tell where the probability is this one."""
    return array_of(x["p"] == p if "p" in x else x["logits"] == logits)


def _line(_: Parameters) -> Ends:
    return -np.inf, np.inf


def _half_line(x: Parameters) -> Ends:
    return x["loc"], np.inf


def _either(condition: Array, value: Any, other: float) -> Array:
    """Choose, of numbers too, which a device's library needs an array beside."""
    return array_of(np.where(condition, value, memory.full((), other, condition)))


def _bernoulli(x: Parameters) -> Ends:
    return _either(_is(x, 1.0, np.inf), 1.0, 0.0), _either(_is(x, 0.0, -np.inf), 0.0, 1.0)


def _binom(x: Parameters) -> Ends:
    return _either(_is(x, 1.0, np.inf), x["n"], 0.0), np.where(_is(x, 0.0, -np.inf), 0.0, x["n"])


def _nbinom(x: Parameters) -> Ends:
    return 0.0, _either(x["mu"] == 0 if "mu" in x else _is(x, 1.0, np.inf), 0.0, np.inf)


def _poisson(x: Parameters) -> Ends:
    return 0.0, _either(x["mu"] == 0 if "mu" in x else x["log_mu"] == -np.inf, 0.0, np.inf)


# The lowest and the highest value that there is density around, or mass at.
SUPPORTS: dict[str, Callable[[Parameters], Ends]] = {
    **dict.fromkeys(("norm", "laplace", "logistic", "cauchy", "t", "gumbel_r", "gumbel_l"), _line),
    **dict.fromkeys(
        ("expon", "halfnorm", "halfcauchy", "gamma", "chi2", "invgamma", "weibull_min", "lognorm"), _half_line
    ),
    "pareto": lambda x: (x["loc"] + _scale(x), np.inf),
    "uniform": lambda x: (x["loc"], x["loc"] + _scale(x)),
    "beta": lambda x: (x["loc"], x["loc"] + x["scale"]),
    "truncnorm": lambda x: (x["loc"] + x["a"] * _scale(x), x["loc"] + x["b"] * _scale(x)),
    "poisson": _poisson,
    "bernoulli": _bernoulli,
    "binom": _binom,
    "nbinom": _nbinom,
    "geom": lambda x: (1.0, _either(_is(x, 1.0, np.inf), 1.0, np.inf)),
    "discretized_logistic": lambda x: (x["low"], x["high"]),
}


class Beyond(VectorForm):
    """Infinite where p's support is not within q's, with gradients of 0. Of a p with one value: -log of q's mass."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.families = given.families
        parameters = [{n: x for (s, n), x in self.values.items() if s == side} for side in SIDES]
        self.parameters = dict(zip(SIDES, parameters, strict=True))
        self.nothing = memory.full(self.batch, 0.0, *self.values.values())
        low, high, first, last = (
            end + self.nothing
            for family, x in zip(given.families, parameters, strict=True)
            for end in SUPPORTS[family.name](x)
        )
        self.valid = self.nothing == 0
        for key, x in self.values.items():
            slot = self.given.slots[key]
            for _, good in domain_tests(slot.domain, x, lambda name, side=key[0]: self.values[side, name]):  # type: ignore[misc]
                self.valid = self.valid & good
        self.outside = (low < first) | (high > last)
        is_mass = self.families[0]._method == "logpmf"
        self.single = (low == high) & ~self.outside if is_mass else self.nothing != 0
        # On a device what there may be is taken to be there.
        self.has_single = is_mass and (not is_host(self.single) or bool(np.any(self.single)))
        self.only = np.where(self.single, low, 0.0)

    @property
    def differentiable(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple({name for _, name in self.values})

    def unknown(self) -> tuple[Any, str]:
        return self.valid & ~self.outside & ~self.single, "p's support must not be within q's"

    def check(self, where: Array | None) -> None:
        """Raise nothing: who asks says what else there is, where p's support is within q's."""

    def lies_within(self, where: Array | None) -> bool:
        """Tell whether p's support is within q's anywhere, so that the divergence is not known."""
        unknown, _ = self.unknown()
        return bool(np.any(unknown if where is None else unknown & where))

    def value(self) -> Array:
        value = _either(self.outside, np.inf, np.nan)
        if self.has_single:
            q = self.families[1]
            log_mass = getattr(q, q._method)(self.only, **self.parameters["q"])
            # not -0 where that is 1
            value = np.where(self.single, 0.0 - log_mass, value)
        return np.where(self.valid, value, np.nan)

    def gradients(self, wanted: Sequence[Key], factors: Array) -> dict[Key, Array]:
        result = {key: np.where(np.isnan(factors), np.nan, self.nothing) for key in wanted}
        if self.has_single:
            q = self.families[1]
            whole = {n: np.broadcast_to(x, self.batch) for n, x in self.parameters["q"].items()}
            names = tuple(n for s, n in wanted if s == "q")
            log_mass = getattr(q, q._method)
            cotangent = np.where(self.single & ~np.isnan(factors), -factors, 0.0)
            _, slopes = log_mass.value_and_grad(self.only, **whole, wrt=names, cotangent=cotangent)
            for n in names:
                result["q", n] = result["q", n] + getattr(slopes, n)
        return result


def comparable(p: Family, q: Family) -> bool:
    """Tell whether the supports of two families can be compared: both of densities, or both of masses."""
    return p.name in SUPPORTS and q.name in SUPPORTS and p._method == q._method
