"""Estimates from samples: KL's estimators, f-divergences of log-ratios, distances of densities."""

from __future__ import annotations

import inspect
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier._docs import fill_in
from likelier._elementwise import BY_NAME, ElementwiseFunction, Operation, _Bound

if TYPE_CHECKING:
    from collections.abc import Callable

# What ElementwiseFunction sees to.
_SHARED = ("weights", "where", "reduction", "axis", "out")


class _Estimate(ElementwiseFunction):
    """One of several compiled operations, which the options choose among."""

    def __init__(self, function: Callable[..., Any], operation: str) -> None:
        # A function without a body states signature and docstring.
        name = function.__name__.lstrip("_")
        super().__init__(BY_NAME[operation], name, "likelier", fill_in(function.__doc__ or ""), reduces=True)
        stated = inspect.signature(function)
        bare = [p.replace(annotation=p.empty) for p in stated.parameters.values()]
        self.__signature__ = stated.replace(parameters=bare, return_annotation=stated.empty)
        self.gradient_arguments = tuple(p.name for p in bare if p.kind is p.POSITIONAL_OR_KEYWORD)

    def _choose(self, given: dict[str, Any]) -> tuple[str, tuple[float, ...], float]:
        """Return an operation's name, its last arguments, and what multiplies it, for these options."""
        raise NotImplementedError

    def _in_order(self, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        """Return None: one operation's own order and defaults are not those of all."""

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[_Bound, dict[str, Any]]:
        given, rest = self._match(args, options, self.gradient_arguments)
        for name in self.gradient_arguments:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        own = {n: p.default for n, p in self.__signature__.parameters.items() if n not in _SHARED}
        chosen = {n: rest.pop(n, default) for n, default in own.items() if n not in given}
        name, last, factor = self._choose(chosen)
        operation: Operation = BY_NAME[name]
        raw = [*(given[n] for n in self.gradient_arguments), *last]
        return _Bound(operation, factor, operation.variables, raw, given, 0, self.__qualname__), rest

    def _only_for(self, given: dict[str, Any], option: str, *kinds: str) -> None:
        """Raise where an option is given that belongs to other kinds."""
        if given[option] is not None and given["kind"] not in kinds:
            wanted = " or ".join(f"kind={kind!r}" for kind in kinds)
            got = type(given[option]).__name__
            self._fail(f"{option} must be None unless {wanted}; got {got}: {given[option]!r}")


def _split(x: float) -> tuple[float, float]:
    """Return x as a sum, of which the first is exact in float32 and the second has the rest."""
    with np.errstate(over="ignore"):
        high = float(np.float32(x))
    return (high, x - high) if math.isfinite(high) else (x, 0.0)


class _KLEstimate(_Estimate):
    """Estimators of KL(p || q) from samples of p."""

    def _choose(self, given: dict[str, Any]) -> tuple[str, tuple[float, ...], float]:
        self._choice(given["kind"], ("k1", "k2", "k3"), "kind")
        self._choice(given["gradient"], ("biased", "unbiased"), "gradient")
        unbiased = "_unbiased" if given["gradient"] == "unbiased" else ""
        return f"_kl_estimate_{given['kind']}{unbiased}", (), self._base_factor(given["base"])


_RATIO_KINDS = ("kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2")
# Those that are alpha divergences: the order, and what multiplies it.
_ORDERS = {
    "kl": (1.0, 1.0),
    "reverse_kl": (0.0, 1.0),
    "pearson": (2.0, 2.0),
    "neyman": (-1.0, 2.0),
    "hellinger2": (0.5, 0.25),
}


class _LogRatio(_Estimate):
    """Terms of an f-divergence at log(p / q)."""

    def _choose(self, given: dict[str, Any]) -> tuple[str, tuple[float, ...], float]:
        kind = given["kind"]
        self._choice(kind, _RATIO_KINDS, "kind")
        self._only_for(given, "alpha", "alpha")
        self._only_for(given, "beta", "js")
        self._only_for(given, "base", "kl", "reverse_kl", "js")
        unit = self._base_factor(given["base"])
        if kind == "total_variation":
            return "_total_variation_of_log_ratio", (), 1.0
        if kind == "js":
            beta = 0.5 if given["beta"] is None else self._number(given, "beta", 0.0, 1.0)
            return "_jensen_shannon_of_log_ratio", _split(beta), unit
        order, factor = _ORDERS.get(kind) or (self._number(given, "alpha", -math.inf, math.inf), 1.0)
        if order < 0.5:
            return "_alpha_of_log_ratio_exchanged", _split(order), factor * unit
        return "_alpha_of_log_ratio", _split(1.0 - order), factor * unit


class _PointwiseDistance(_Estimate):
    """How far an estimated density is from a known one, at samples."""

    def _choose(self, given: dict[str, Any]) -> tuple[str, tuple[float, ...], float]:
        self._choice(given["kind"], ("l1", "l2", "lp"), "kind")
        self._only_for(given, "order", "lp")
        integral = "_integral" if self._flag(given["integral"], "integral") else ""
        order = {"l1": 1.0, "l2": 2.0}.get(given["kind"]) or self._number(given, "order", 1.0, math.inf)
        kind = {1.0: "l1", 2.0: "l2"}.get(order, "lp")
        return f"_distance_{kind}{integral}", _split(order), 1.0


def _f_divergence_from_logratio(
    log_ratio: Any,
    *,
    kind: str = "kl",
    alpha: float | None = None,
    beta: float | None = None,
    base: float | None = None,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
    axis: Any = None,
    out: Any = None,
) -> Any:
    """Monte Carlo estimate of an f-divergence D(p || q) from log(p / q) at samples of q.

    The mean of non-negative terms f(p / q), as density-ratio estimators, normalising flows and
    importance samplers have them. Also has ``value_and_grad``.

    Parameters
    ----------
    log_ratio : array_like
        log p(x) - log q(x) at samples x of q.
    kind : {"kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"}
        Which divergence.
    alpha : float, optional
        That of `alpha_divergence`; needed for kind "alpha", and for it only.
    beta : float, optional
        Weight of p in kind "js"; default 0.5.
    base : float, optional
        Base of the logarithm, for the kinds "kl", "reverse_kl" and "js"; default e (nats). 2 gives bits.
    <reduction_options>

    <sample_returns>

    Notes
    -----
    Formula, with r = log_ratio and u = exp(r)::

        kl                u r - u + 1
        reverse_kl        u - 1 - r
        js                beta u log(u / m) + (1 - beta) log(1 / m), m = beta u + 1 - beta
        alpha             (u^a - a u + a - 1) / (a (a - 1))
        pearson           (u - 1)^2
        neyman            (u - 1)^2 / u
        total_variation   |u - 1| / 2
        hellinger2        (sqrt u - 1)^2 / 2

    The terms -u + 1 of the first two have mean 0 under q and make every sample's term non-negative:
    the control variate of `kl_estimate`'s k3. Terms are formed as those of `kl`, `js_divergence` and
    `alpha_divergence` are, from r and 0 as log-probabilities, and keep their digits near r = 0.

    Borders: r = -inf is p = 0, where the terms are 1, inf, -(1 - beta) log(1 - beta), 1/a for a > 0 and else inf, 1,
    inf, 1/2 and 1/2, with limits for gradients; r = inf gives inf. The gradient of the total variation
    is taken as 0 at r = 0, a kink.

    Source: X. Nguyen, M. Wainwright and M. Jordan, "Estimating divergence functionals and the
    likelihood ratio by convex risk minimization" (2010).

    Examples
    --------
    >>> import likelier as lk
    >>> lk.f_divergence_from_logratio([0.0, 1e-9], kind="reverse_kl", reduction="none")
    array([0.e+00, 5.e-19])
    """


def _kl_estimate(
    logp: Any,
    logq: Any,
    *,
    kind: str = "k3",
    gradient: str = "unbiased",
    base: float | None = None,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
    axis: Any = None,
    out: Any = None,
) -> Any:
    """Monte Carlo estimate of KL(p || q) from log-probabilities at samples of p.

    The penalty of reinforcement learning from human feedback: p the policy, q the reference. Also
    has ``value_and_grad``.

    Parameters
    ----------
    logp, logq : array_like
        log p(x) and log q(x) at samples x of p.
    kind : {"k3", "k1", "k2"}
        The estimator: k1 is unbiased and of either sign, k2 is biased, k3 is unbiased and never
        negative.
    gradient : {"unbiased", "biased"}
        What ``value_and_grad`` returns: the unbiased gradient of KL, which counts that the samples
        themselves follow p; or the derivative of the estimate for fixed samples, which for k1 is 0
        in the mean and for k3 that of KL(q || p) in the parameters of p.
    base : float, optional
        Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.
    <reduction_options>

    <sample_returns>

    Notes
    -----
    Formula, with r = logq - logp::

        k1   -r
        k2   r^2 / 2
        k3   exp(r) - 1 - r

    The unbiased gradient is logp - logq by logp (the score function's), and -1 by logq, for every
    kind.

    Borders: logq = -inf gives inf, and NaN beside logp = -inf, for that is no sample of p.

    Source: J. Schulman, "Approximating KL Divergence" (2020).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.kl_estimate([-1.0, -2.0], [-1.5, -1.0]).round(12))
    0.412406244086
    """


def _pointwise_distance(
    q: Any,
    p: Any,
    *,
    kind: str = "l1",
    order: float | None = None,
    integral: bool = False,
    weights: Any = None,
    where: Any = None,
    reduction: str = "mean",
    axis: Any = None,
    out: Any = None,
) -> Any:
    """Mean distance of a density q from a known density p, at samples of p.

    For tests on toy data, where the true density is known. Also has ``value_and_grad``.

    Parameters
    ----------
    q, p : array_like
        The densities q(x) and p(x), not their logarithms, at samples x of p.
    kind : {"l1", "l2", "lp"}
        The power of the difference: 1, 2 or ``order``. No root is taken.
    order : float, optional
        The power for kind "lp": at least 1.
    integral : bool, default False
        Weight every sample by 1 / p.
    <reduction_options>

    <sample_returns>

    Notes
    -----
    Formula::

        |q - p|^k, or |q - p|^k / p with integral=True

    The mean over samples of p estimates the expectation of |q - p|^k under p. That is not the
    integral of |q - p|^k over x: this is what the weights 1 / p make it estimate, where p is positive
    wherever q is. Gradients are taken as 0 where q = p, which for the first power is a kink.

    Borders: p = 0 with 1 / p gives inf, and 0 where q = 0 too. A negative p gives NaN; q may be negative, as
    some estimates of densities are. A power other than 1 and 2 is the exponential of a logarithm, whose
    rounding counts k |log|q - p|| times in float64.

    Source: the importance-sampling identity, integral f dx = E_p[f / p].

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.pointwise_distance([0.5, 0.25], [0.25, 0.25]))
    0.125
    >>> float(lk.pointwise_distance([0.5, 0.25], [0.25, 0.25], integral=True))
    0.5
    """


f_divergence_from_logratio = _LogRatio(_f_divergence_from_logratio, "_alpha_of_log_ratio")
kl_estimate = _KLEstimate(_kl_estimate, "_kl_estimate_k3")
pointwise_distance = _PointwiseDistance(_pointwise_distance, "_distance_l1")
