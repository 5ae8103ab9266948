"""Divergences between rows beyond KL: Jensen-Shannon, alpha, chi-squared, total variation, Bregman and their kin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier._arrays import as_array, is_number, normalize_axes, reduced_dtype, result_dtype
from likelier._differentiable import pack_gradients
from likelier._elementwise import REDUCTIONS
from likelier._partial import Partial
from likelier._rows import _Divergence, _give, _gradient_dtype, _PairFunction, _RowFunction, _sum_to
from likelier.special import expm1mx, log_softmax

if TYPE_CHECKING:
    from collections.abc import Callable

    from likelier._arrays import Array


def _exchanged(given: dict[str, Any], places: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the arguments, and where the results go, of a call with p and q exchanged."""
    given = given | {"p_kind": given["q_kind"], "q_kind": given["p_kind"]}
    return given, places | {"p_gradient": places["q_gradient"], "q_gradient": places["p_gradient"]}


class _FDivergence(_PairFunction):
    """A sum over the elements of a term of p and q, or a function of that sum."""

    def __init__(self, function: Callable[..., Any], kind: str, *, square_root: bool = False) -> None:
        super().__init__(function.__name__.lstrip("_"), "likelier", function)
        self._kind = kind
        self._square_root = square_root

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:  # noqa: ARG002
        """Return the engine's name of the formula, its argument, and a factor."""
        return self._kind, 0.0, 1.0

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        kind, argument, factor = self._settings(given)
        kinds = given.get("p_kind", "probs"), given.get("q_kind", "probs")
        _core.f_divergence(
            in_double,
            p,
            q,
            *kinds,
            kind,
            argument=argument,
            square_root=self._square_root,
            factor=factor * self._base_factor(given.get("base")),
            temperature=self._temperature(given) if "temperature" in given else 1.0,
            **places,
        )


class _ReverseKL(_Divergence):
    """KL(q || p)."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        given, places = _exchanged(given, places)
        super()._compute(given, in_double, q, p, **places)


class _ChiSquared(_FDivergence):
    """Pearson's or Neyman's chi-squared divergence: one is the other with p and q exchanged."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        kind = given["kind"]
        self._choice(kind, ("pearson", "neyman"), "kind")
        if kind == "neyman":
            p, q = q, p
            given, places = _exchanged(given, places)
        super()._compute(given, in_double, p, q, **places)


class _JensenShannon(_FDivergence):
    """Jensen-Shannon divergence, or its square root."""

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:
        return self._kind, self._number(given, "beta", 0.0, 1.0), 1.0


class _Alpha(_FDivergence):
    """The alpha divergence, and what is made of it."""

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:
        alpha = self._number(given, "alpha", -math.inf, math.inf)
        return self._kind, alpha, alpha if self.__qualname__ == "tsallis" else 1.0


class _Renyi(_FDivergence):
    """Renyi's divergence: KL at order 1, the largest log-ratio at order infinity."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        unbounded = is_number(given["alpha"]) and given["alpha"] == math.inf
        alpha = math.inf if unbounded else self._number(given, "alpha", 0.0, math.inf)
        factor = self._base_factor(given["base"])
        kinds = given["p_kind"], given["q_kind"]
        if alpha == 1.0:
            _core.divergence(in_double, p, q, *kinds, factor=factor, **places)
        elif math.isinf(alpha):
            _largest_log_ratio(in_double, p, q, kinds, factor, places)
        else:
            _core.f_divergence(in_double, p, q, *kinds, "renyi", argument=alpha, factor=factor, **places)


def _largest_log_ratio(
    in_double: bool, p: Array, q: Array, kinds: tuple[str, str], factor: float, places: dict[str, Any]
) -> None:
    """Write the maximum of log(p / q) in each row, and its gradient, shared by equal maxima."""
    dtype = np.dtype(np.float64 if in_double else np.float32)
    where = places["where"]
    present = np.True_ if where is None else where
    logs, masses = [], []
    with np.errstate(divide="ignore", invalid="ignore"):
        for x, kind in zip((p, q), kinds, strict=True):
            wide = x.astype(dtype)
            log = log_softmax(wide, where=where) if kind == "logits" else wide if kind == "log_probs" else np.log(wide)
            logs.append(log)
            masses.append(wide if kind == "probs" else np.exp(log))
        ratio = logs[0] - logs[1]
    ratio[~present | ((logs[0] == -np.inf) & (logs[1] == -np.inf))] = -np.inf
    largest = ratio.max(-1, initial=-np.inf)
    places["value"][...] = factor * largest
    share = (ratio == largest[..., None]) & present & np.isfinite(ratio)
    cotangent = 1.0 if places["cotangent"] is None else places["cotangent"]
    scale = factor * cotangent / np.maximum(share.sum(-1), 1)
    weight = np.where(share, np.asarray(scale)[..., None], 0.0)
    for name, sign, kind, mass in zip(("p_gradient", "q_gradient"), (1.0, -1.0), kinds, masses, strict=True):
        if places[name] is None:
            continue
        slope = weight
        if kind == "probs":
            slope = np.divide(weight, mass, out=np.zeros_like(weight), where=share)
        elif kind == "logits":
            slope = weight - np.where(present, mass, 0.0) * weight.sum(-1, keepdims=True)
        places[name][...] = sign * slope


class _Bregman(_PairFunction):
    """The Bregman divergence of a generator: one of four names, or functions on arrays."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        generator = given["generator"]
        if not isinstance(generator, str):
            self._by_functions(generator, given, p, q, places)
        elif generator == "shannon":
            _core.divergence(in_double, p, q, given["p_kind"], given["q_kind"], **places)
        elif generator in ("euclidean", "itakura_saito", "burg"):
            kind = "euclidean" if generator == "euclidean" else "itakura_saito"
            _core.f_divergence(in_double, p, q, given["p_kind"], given["q_kind"], kind, **places)
        else:
            self._fail(
                "generator must be 'shannon', 'euclidean', 'itakura_saito', 'burg' or functions on arrays; "
                f"got {type(generator).__name__}: {generator!r}"
            )

    def _by_functions(self, generator: Any, given: dict[str, Any], p: Array, q: Array, places: dict[str, Any]) -> None:
        functions = tuple(generator) if isinstance(generator, (tuple, list)) else ()
        if len(functions) not in (2, 3) or not all(map(callable, functions)):
            self._fail(
                "generator must be a name, or functions (phi, gradient) or (phi, gradient, hessian_product); "
                f"got {type(generator).__name__}: {generator!r}"
            )
        if given["p_kind"] != "probs" or given["q_kind"] != "probs":
            self._fail("p_kind and q_kind must be 'probs' where the generator is a function")
        phi, slope = functions[:2]
        where = places["where"]
        rows = p.shape[:-1]
        # Absent elements are equal in p and q, whatever phi makes of them.
        a, b = ((x if where is None else np.where(where, x, 1.0)).astype(np.float64) for x in (p, q))
        slope_p, slope_q = (self._result(slope(x), a.shape, "gradient") for x in (a, b))
        value = self._result(phi(a), rows, "phi") - self._result(phi(b), rows, "phi") - (slope_q * (a - b)).sum(-1)
        places["value"][...] = value
        cotangent = 1.0 if places["cotangent"] is None else np.asarray(places["cotangent"])[..., None]
        present = 1.0 if where is None else where
        if places["p_gradient"] is not None:
            places["p_gradient"][...] = cotangent * (slope_p - slope_q) * present
        if places["q_gradient"] is not None:
            if len(functions) == 2:
                self._fail(
                    "wrt: the gradient in q needs the second derivative of the generator; "
                    "pass generator=(phi, gradient, hessian_product) or wrt='p'"
                )
            product = self._result(functions[2](b, a - b), a.shape, "hessian_product")
            places["q_gradient"][...] = -cotangent * product * present

    def _result(self, x: Any, shape: tuple[int, ...], name: str) -> Array:
        array = np.asarray(x)
        if array.shape != shape:
            self._fail(f"generator: {name} must return shape {shape}; got {array.shape}")
        return array


_RATIO_KINDS = ("kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2")


class _Estimator(_RowFunction):
    """A mean, sum or array of one term for each sample."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function.__name__.lstrip("_"), "likelier", function)

    def _arrays(self, given: dict[str, Any], names: tuple[str, ...]) -> tuple[dict[str, Array], tuple[int, ...], Any]:
        """Return the arguments as arrays, their common shape, and who makes arrays of the user's kind."""
        arrays, producer = {}, None
        for name in names:
            arrays[name], own = as_array(given[name], self.__qualname__, name)
            producer = producer or own
        try:
            shape = np.broadcast_shapes(*(a.shape for a in arrays.values()))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in arrays.items())
            self._fail(f"the arguments must have shapes that broadcast; got {shapes}")
        return arrays, shape, producer

    def _check_reduction(self, given: dict[str, Any]) -> str:
        reduction = given["reduction"]
        self._choice(reduction, REDUCTIONS, "reduction")
        return str(reduction)

    def _reduced(self, total: Array, count: Array, reduction: str, dtype: np.dtype[Any], producer: Any) -> Any:
        """Return sums in float64 over so many samples, as the user wants them."""
        partial = Partial(total, np.zeros_like(total), np.broadcast_to(count, total.shape), np.zeros_like(total), dtype)
        if reduction == "partial":
            return partial
        return _give(producer, np.asarray(partial.result(reduction), dtype))


class _LogRatio(_Estimator):
    """Terms of an f-divergence at log(p / q): rows of the two-row formulas, with q = 1."""

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        name = self.__qualname__
        arrays, shape, producer = self._arrays(given, ("log_ratio",))
        x = arrays["log_ratio"]
        reduction = self._check_reduction(given)
        kind, argument, factor, exchanged = self._formula(given)
        dtype = result_dtype([given["log_ratio"]], [x])
        reduced = dtype if reduction == "none" else reduced_dtype(dtype)
        where = self._mask(given["where"], shape)
        axes = () if reduction == "none" else normalize_axes(given["axis"], len(shape), name)
        if reduction == "none" and given["axis"] is not None:
            self._fail("axis is for a mean or a sum; got reduction='none'")
        kept = tuple(a for a in range(len(shape)) if a not in axes)
        final = tuple(shape[a] for a in kept)
        length = math.prod(shape[a] for a in axes)

        def rows(array: Array) -> Array:
            """Return an array with the reduced axes last, as one."""
            return np.broadcast_to(array, shape).transpose(*kept, *axes).reshape(*final, length)

        mask = None if where is None else rows(where)
        count = np.full(final, float(length)) if mask is None else mask.sum(-1, dtype=np.float64)
        value = _core.empty(final, np.dtype(np.float64) if axes else reduced)
        weights = self._beside(cotangent, final, "cotangent")
        places: dict[str, Any] = {}
        target = view = None
        if gradient:
            self._wanted(wrt, arrays, given)
            target = _core.empty(tuple(shape[a] for a in kept + axes), _gradient_dtype(x))
            view = target.reshape(*final, length)
            if reduction == "mean":
                scale = np.divide(1.0, count, out=np.zeros(final), where=count > 0)
                weights = scale if weights is None else weights * scale
        zero = np.broadcast_to(np.zeros((), np.float32), (*final, length))
        pair, gradients = (rows(x), zero), ("p_gradient", "q_gradient")
        if exchanged:
            pair, gradients = pair[::-1], gradients[::-1]
        places = dict(zip(gradients, (view, None), strict=True))
        _core.f_divergence(
            dtype == np.float64,
            *pair,
            "log_probs",
            "log_probs",
            kind,
            argument=argument,
            factor=factor,
            where=mask,
            cotangent=weights,
            value=value,
            **places,
        )
        result = _give(producer, value) if not axes else self._reduced(value, count, reduction, reduced, producer)
        if reduction != "none" and not axes:
            # A mean over no axes: of 0-d arrays.
            result = self._reduced(value.astype(np.float64), count, reduction, reduced, producer)
        if not gradient:
            return result, None
        order = np.argsort(kept + axes)
        full = target if target is None or len(shape) < 2 else target.transpose(*order)
        return result, pack_gradients(wrt, {"log_ratio": _give(producer, full)} if wrt != () else {})

    def _formula(self, given: dict[str, Any]) -> tuple[str, float, float, bool]:
        """Return the engine's formula, its argument, a factor, and whether p and q are exchanged."""
        kind = given["kind"]
        self._choice(kind, _RATIO_KINDS, "kind")
        for option, owner in (("alpha", "alpha"), ("beta", "js")):
            if given[option] is not None and kind != owner:
                got = type(given[option]).__name__
                self._fail(f"{option} must be None unless kind={owner!r}; got {got}: {given[option]!r}")
        if kind == "js":
            beta = 0.5 if given["beta"] is None else self._number(given, "beta", 0.0, 1.0)
            return "jensen_shannon", beta, 1.0, False
        if kind == "alpha":
            return "alpha", self._number(given, "alpha", -math.inf, math.inf), 1.0, False
        if kind in ("kl", "reverse_kl"):
            return "alpha", 1.0, 1.0, kind == "reverse_kl"
        if kind in ("pearson", "neyman"):
            return "alpha", 2.0, 2.0, kind == "neyman"
        return ("hellinger", 0.0, 1.0, False) if kind == "hellinger2" else (str(kind), 0.0, 1.0, False)


class _SampleMean(_Estimator):
    """A mean of terms that NumPy and the special functions make."""

    _names: tuple[str, ...]

    def _terms(self, given: dict[str, Any], arrays: list[Array]) -> Array:
        """Return one term for each sample."""
        raise NotImplementedError

    def _slopes(self, given: dict[str, Any], arrays: list[Array]) -> dict[str, Array]:
        """Return the derivative of each term by the arguments."""
        raise NotImplementedError

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        arrays, shape, producer = self._arrays(given, self._names)
        reduction = self._check_reduction(given)
        dtype = result_dtype([given[n] for n in self._names], list(arrays.values()))
        compute = reduced_dtype(dtype)
        where = self._mask(given["where"], shape)
        wide = []
        for a in arrays.values():
            full = np.broadcast_to(a, shape).astype(compute)
            # Absent samples are of no interest whatever they hold.
            wide.append(full if where is None else np.where(where, full, compute.type(0.5)))
        with np.errstate(all="ignore"):
            terms = np.asarray(self._terms(given, wide))
        if where is not None:
            terms = np.where(where, terms, 0)
        count = float(terms.size if where is None else np.count_nonzero(np.broadcast_to(where, shape)))
        final = shape if reduction == "none" else ()
        if reduction == "none":
            result: Any = _give(producer, terms.astype(dtype, copy=False))
        else:
            total = np.asarray(terms.sum(dtype=np.float64))
            result = self._reduced(total, np.asarray(count), reduction, compute, producer)
        if not gradient:
            return result, None
        wanted = self._wanted(wrt, arrays, given)
        weights = self._beside(cotangent, final, "cotangent")
        factor: Any = 1.0 if weights is None else weights.astype(np.float64)
        if reduction == "mean":
            factor = factor / count if count else 0.0
        with np.errstate(all="ignore"):
            slopes = self._slopes(given, wide)
        results = {}
        for n in wanted:
            slope = factor * np.broadcast_to(slopes[n], shape)
            if where is not None:
                slope = np.where(where, slope, 0)
            own = _gradient_dtype(arrays[n])
            results[n] = _give(producer, _sum_to(np.asarray(slope), arrays[n].shape).astype(own, copy=False))
        return result, pack_gradients(wrt, results)


class _KLEstimate(_SampleMean):
    """Estimators of KL(p || q) from samples of p."""

    _names = ("logp", "logq")

    def _terms(self, given: dict[str, Any], arrays: list[Array]) -> Array:
        kind = given["kind"]
        self._choice(kind, ("k1", "k2", "k3"), "kind")
        self._choice(given["gradient"], ("biased", "unbiased"), "gradient")
        logp, logq = arrays
        if kind == "k1":
            return logp - logq
        return 0.5 * (logq - logp) ** 2 if kind == "k2" else expm1mx(logq - logp)

    def _slopes(self, given: dict[str, Any], arrays: list[Array]) -> dict[str, Array]:
        logp, logq = arrays
        r = logq - logp
        if given["gradient"] == "unbiased":
            return {"logp": -r, "logq": -np.ones_like(r)}
        slope = -np.ones_like(r) if given["kind"] == "k1" else r if given["kind"] == "k2" else np.expm1(r)
        return {"logp": -slope, "logq": slope}


class _PointwiseDistance(_SampleMean):
    """How far an estimated density is from a known one, at samples."""

    _names = ("q", "p")

    def _order(self, given: dict[str, Any]) -> float:
        kind, order = given["kind"], given["order"]
        self._flag(given["integral"], "integral")
        self._choice(kind, ("l1", "l2", "lp"), "kind")
        if kind != "lp":
            if order is not None:
                self._fail(f"order must be None unless kind='lp'; got {type(order).__name__}: {order!r}")
            return 1.0 if kind == "l1" else 2.0
        return self._number(given, "order", 1.0, math.inf)

    def _terms(self, given: dict[str, Any], arrays: list[Array]) -> Array:
        q, p = arrays
        order = self._order(given)
        distance = np.abs(q - p)
        power: Array = distance if order == 1.0 else distance**order
        return power / p if given["integral"] else power

    def _slopes(self, given: dict[str, Any], arrays: list[Array]) -> dict[str, Array]:
        q, p = arrays
        order = self._order(given)
        distance = np.abs(q - p)
        slope = np.sign(q - p) * (1.0 if order == 1.0 else order * distance ** (order - 1.0))
        if not given["integral"]:
            return {"q": slope, "p": -slope}
        return {"q": slope / p, "p": -(slope + distance**order / p) / p}


def _f_divergence_from_logratio(
    log_ratio: Any,
    *,
    kind: str = "kl",
    alpha: float | None = None,
    beta: float | None = None,
    reduction: str = "mean",
    axis: Any = None,
    where: Any = None,
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
    <sample_reduction>
    axis : int, tuple of int or None, default None
        Axes to reduce over; None: all.
    <sample_where>

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
    the control variate of `kl_estimate`'s k3. Borders: r = -inf is p = 0.

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
    reduction: str = "mean",
    where: Any = None,
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
    <sample_reduction>
    <sample_where>

    <sample_returns>

    Notes
    -----
    Formula, with r = logq - logp::

        k1   -r
        k2   r^2 / 2
        k3   exp(r) - 1 - r

    The unbiased gradient is logp - logq by logp (the score function's), and -1 by logq, for every
    kind.

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
    reduction: str = "mean",
    where: Any = None,
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
    <sample_reduction>
    <sample_where>

    <sample_returns>

    Notes
    -----
    Formula::

        |q - p|^k, or |q - p|^k / p with integral=True

    The mean over samples of p estimates the expectation of |q - p|^k under p. That is not the
    integral of |q - p|^k over x: this is what the weights 1 / p make it estimate, where p is positive
    wherever q is. The gradient of the first power is taken as 0 where q = p.

    Source: the importance-sampling identity, integral f dx = E_p[f / p].

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.pointwise_distance([0.5, 0.25], [0.25, 0.25]))
    0.125
    >>> float(lk.pointwise_distance([0.5, 0.25], [0.25, 0.25], integral=True))
    0.5
    """


def _reverse_kl(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    temperature: float = 1.0,
    axis: Any = -1,
    where: Any = None,
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Reverse Kullback-Leibler divergence KL(q || p) of each row.

    `kl` with its arguments exchanged: p stays the first of the two, as in an ``f(p, q)`` whose
    divergence is chosen by name. Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    <kinds>
    <temperature>
    <axis>
    <where>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula::

        sum_j q_j log(q_j / p_j) - q_j + p_j

    Borders are those of `kl` with p and q exchanged: q = 0 adds p, and p = 0 < q makes it +inf.

    Source: S. Kullback and R. A. Leibler, "On information and sufficiency" (1951).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.reverse_kl([0.5, 0.5], [0.25, 0.75]).round(12))
    0.130812035941
    """


def _cross_entropy_pq(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Cross-entropy of a distribution q relative to p, for each row.

    The expected code length of what follows p under a code made for q: entropy(p) + kl(p, q). For
    class indices instead of p there is `cross_entropy`. Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    <kinds>
    <axis>
    <where>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula::

        -sum_j p_j log q_j

    Borders: p = 0 adds 0, whatever q is; q = 0 < p makes it +inf. A negative probability gives NaN.

    Source: C. Shannon, "A mathematical theory of communication" (1948).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.cross_entropy_pq([0.5, 0.5], [0.25, 0.5], base=2).round(12))
    1.5
    """


def _js_divergence(
    p: Any,
    q: Any,
    beta: float = 0.5,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    temperature: float = 1.0,
    axis: Any = -1,
    where: Any = None,
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Jensen-Shannon divergence of each row: how far p and q are from their mixture.

    Symmetric for beta = 1/2, and at most log 2. Its square root is `js_distance`. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    beta : float, default 0.5
        Weight of p in the mixture, between 0 and 1; q has the rest. At either end the divergence is
        0, with gradient 0.
    <kinds>
    <temperature>
    <axis>
    <where>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula, with the mixture m = beta p + (1 - beta) q::

        sum_j beta p_j log(p_j / m_j) + (1 - beta) q_j log(q_j / m_j)

    Both parts are summed as the non-negative p log(p / m) - p + m, whose linear parts cancel in every
    element. Logarithms are compared before they are exponentiated: rows that underflow are right.

    Gradients are beta log(p / m) and (1 - beta) log(q / m) for probabilities. Borders: p = 0 adds
    -(1 - beta) log(1 - beta) q, with gradient -inf in p; p = q = 0 adds 0 with zero gradient. A
    negative probability gives NaN. NaN touches its own row only.

    Source: J. Lin, "Divergence measures based on the Shannon entropy" (1991).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.js_divergence([1.0, 0.0], [0.0, 1.0], base=2))
    1.0
    >>> float(lk.js_divergence([0.5, 0.5], [0.25, 0.75]).round(12))
    0.033822075569
    """


def _js_distance(
    p: Any,
    q: Any,
    beta: float = 0.5,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    temperature: float = 1.0,
    axis: Any = -1,
    where: Any = None,
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Jensen-Shannon distance of each row: the square root of the divergence, a metric.

    ``scipy.spatial.distance.jensenshannon`` without its normalisation of the rows. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    beta : float, default 0.5
        Weight of p in the mixture, between 0 and 1; q has the rest. A metric for 1/2 only.
    <kinds>
    <temperature>
    <axis>
    <where>
    base : float, optional
        Base of the logarithm in the divergence; default e (nats).
    <out>

    <returns>

    Notes
    -----
    Formula::

        sqrt(js_divergence(p, q, beta))

    The gradient is taken as 0 where the distance is 0, a kink. Other borders are those of
    `js_divergence`.

    Source: D. Endres and J. Schindelin, "A new metric for probability distributions" (2003).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.js_distance([1.0, 0.0], [0.0, 1.0], base=2))
    1.0
    """


def _alpha_divergence(
    p: Any,
    q: Any,
    alpha: float,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Alpha divergence of each row: one family from KL(q || p) at 0 to KL(p || q) at 1.

    4 times `hellinger2` at 1/2, half of Pearson's `chi2` at 2, half of Neyman's at -1. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    alpha : float
        Any finite number. At 0 and 1 the limits are taken exactly, and near them nothing cancels.
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula::

        sum_j (p_j^a q_j^(1-a) - a p_j + (a - 1) q_j) / (a (a - 1))

    whose terms are non-negative. (Amari's own index is 1 - 2 a, with the same divergences.) Gradients
    are ((p/q)^(a-1) - 1) / (a - 1) and (1 - (p/q)^a) / a for probabilities.

    Borders: p = 0 adds q / a for a > 0, else +inf where q > 0; q = 0 adds p / (1 - a) for a < 1, else
    +inf where p > 0; p = q = 0 adds 0 with zero gradient. A negative probability gives NaN. NaN
    touches its own row only. A power of p / q is the exponential of a logarithm, whose rounding
    counts |a log(p/q)| or |(1 - a) log(p/q)| times.

    Source: A. Cichocki and S. Amari, "Families of alpha- beta- and gamma-divergences" (2010).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.alpha_divergence([0.5, 0.5], [0.25, 0.75], 2.0).round(12))
    0.166666666667
    >>> p, q = [0.5, 0.5], [0.25, 0.75]
    >>> lk.alpha_divergence(p, q, 1.0) == lk.kl(p, q)
    np.True_
    """


def _renyi(
    p: Any,
    q: Any,
    alpha: float,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Renyi divergence of each row, of normalised distributions.

    KL(p || q) at alpha = 1 and log max(p / q) at alpha = inf; grows with alpha. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    alpha : float
        The order: not negative, inf included.
    <kinds>
    <axis>
    <where>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula::

        log(sum_j p_j^a q_j^(1-a)) / (a - 1)

    Where the sum S is not below 1/4 it is taken as 1 + a (a - 1) D with the `alpha_divergence` D,
    which is the same for rows that add up to 1, and keeps the digits of rows that nearly agree and of
    orders near 1. Rows of probabilities must be normalised for this reason.

    Borders: order 0 is -log of the mass of q where p > 0. Rows without common support give +inf, and
    so does q = 0 < p from order 1 on; there gradients are 0 for orders below 1. At order inf equal maxima share the
    gradient. A negative probability gives NaN. NaN touches its own row only.

    Source: T. van Erven and P. Harremoes, "Renyi divergence and Kullback-Leibler divergence" (2014).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.renyi([0.5, 0.5], [0.25, 0.75], 2.0).round(12))
    0.287682072452
    >>> float(lk.renyi([0.5, 0.5], [0.25, 0.75], float("inf"), base=2))
    1.0
    """


def _bregman(
    p: Any,
    q: Any,
    *,
    generator: Any = "shannon",
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Bregman divergence of each row, of a convex function phi, its generator.

    Rows need not be distributions. Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    generator : str or tuple of callable
        ``"shannon"``: phi = sum p log p, the divergence of `kl`. ``"euclidean"``: phi = sum p^2, the
        squared distance sum (p - q)^2, of any numbers. ``"itakura_saito"`` or ``"burg"``, two names of
        one: phi = -sum log p, the divergence sum p/q - log(p/q) - 1.

        Or functions ``(phi, gradient)`` or ``(phi, gradient, hessian_product)`` of float64 arrays x of shape
        (..., n), a row being the last axis: ``phi(x)`` returns shape (...), ``gradient(x)`` the shape of x,
        and ``hessian_product(x, v)``, likewise, the second derivative of phi at x times v. The last is
        needed for gradients in q only. phi is a sum over elements where ``where`` is used: an absent
        element is 1 in both rows.
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula::

        phi(p) - phi(q) - sum_j phi'(q)_j (p_j - q_j)

    The named ones are formed from differences, term by term; functions are subtracted as they come,
    which loses what p and q have in common. Gradients: phi'(p) - phi'(q) in p, -phi''(q) (p - q) in q.

    Borders of Itakura and Saito's: +inf where one of p and q is 0; p = q = 0 adds 0 with zero gradient. A
    negative number gives NaN, but not for ``"euclidean"``.

    Source: L. Bregman (1967); A. Banerjee et al., "Clustering with Bregman Divergences" (2005).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> float(lk.bregman([1.0, 2.0], [2.0, 4.0], generator="euclidean"))
    5.0
    >>> float(lk.bregman([1.0, 2.0], [2.0, 4.0], generator="burg").round(12))
    0.38629436112
    >>> cube = (lambda x: (x**3).sum(-1), lambda x: 3 * x**2)
    >>> float(lk.bregman([1.0, 2.0], [2.0, 4.0], generator=cube))
    45.0
    """


def _tsallis(
    p: Any,
    q: Any,
    alpha: float,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Tsallis relative entropy of each row.

    KL(p || q) at alpha = 1. Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    alpha : float
        Any finite number; called q in physics.
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula, for normalised rows::

        (sum_j p_j^a q_j^(1-a) - 1) / (a - 1)

    It is formed as ``alpha * alpha_divergence(p, q, alpha)``, which is the same where both rows add up
    to 1, and has that function's borders.

    Source: C. Tsallis, "Generalized entropy-based criterion for consistent testing" (1998); S. Furuichi,
    K. Yanagi and K. Kuriyama, "Fundamental properties of Tsallis relative entropy" (2004).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.tsallis([0.5, 0.5], [0.25, 0.75], 2.0).round(12))
    0.333333333333
    """


def _chi2(
    p: Any,
    q: Any,
    *,
    kind: str = "pearson",
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Chi-squared divergence of each row.

    Also has ``value_and_grad``. (The density of the chi-squared distribution is not this.)

    Parameters
    ----------
    <rows>
    kind : {"pearson", "neyman"}
        Which of the two stands in the denominator: q for Pearson's, p for Neyman's.
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula::

        sum_j (p_j - q_j)^2 / q_j    (pearson)
        sum_j (p_j - q_j)^2 / p_j    (neyman)

    With counts as p and expected counts as q, Pearson's is the statistic of
    ``scipy.stats.chisquare``. Borders, for Pearson's: q = 0 < p gives +inf, p = q = 0 adds 0 with
    zero gradient. A negative probability gives NaN. NaN touches its own row only.

    Source: K. Pearson (1900); J. Neyman, "Contribution to the theory of the chi-squared test" (1949).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.chi2([0.5, 0.5], [0.25, 0.75]).round(12))
    0.333333333333
    >>> float(lk.chi2([0.5, 0.5], [0.25, 0.75], kind="neyman"))
    0.25
    """


def _total_variation(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Total variation distance of each row: the largest difference in probability of any event.

    Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula::

        1/2 sum_j |p_j - q_j|

    The gradient of an element is taken as 0 where p = q, a kink. A negative probability gives NaN.
    NaN touches its own row only.

    Source: A. Tsybakov, "Introduction to Nonparametric Estimation" (2009), section 2.4.

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.total_variation([0.5, 0.5], [0.25, 0.75]))
    0.25
    """


def _hellinger2(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    out: Any = None,
) -> Any:
    """Squared Hellinger distance of each row.

    Between 0 and 1 on normalised rows: 1 minus the Bhattacharyya coefficient. Also has
    ``value_and_grad``.

    Parameters
    ----------
    <rows>
    <kinds>
    <axis>
    <where>
    <out>

    <returns>

    Notes
    -----
    Formula::

        1/2 sum_j (sqrt p_j - sqrt q_j)^2

    where the difference of the roots is formed as (p - q) / (sqrt p + sqrt q). Borders: the gradient
    in p is -inf at p = 0 < q; p = q = 0 adds 0 with zero gradient. A negative probability gives NaN.
    NaN touches its own row only. (Some authors leave out the 1/2.)

    Source: A. Tsybakov, "Introduction to Nonparametric Estimation" (2009), section 2.4.

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.hellinger2([1.0, 0.0], [0.0, 1.0]))
    1.0
    >>> float(lk.hellinger2([0.5, 0.5], [0.25, 0.75]).round(12))
    0.034074173711
    """


reverse_kl = _ReverseKL("reverse_kl", "likelier", _reverse_kl)
cross_entropy_pq = _FDivergence(_cross_entropy_pq, "cross_entropy")
js_divergence = _JensenShannon(_js_divergence, "jensen_shannon")
js_distance = _JensenShannon(_js_distance, "jensen_shannon", square_root=True)
alpha_divergence = _Alpha(_alpha_divergence, "alpha")
renyi = _Renyi(_renyi, "renyi")
bregman = _Bregman("bregman", "likelier", _bregman)
tsallis = _Alpha(_tsallis, "alpha")
chi2 = _ChiSquared(_chi2, "chi2")
total_variation = _FDivergence(_total_variation, "total_variation")
hellinger2 = _FDivergence(_hellinger2, "hellinger")
f_divergence_from_logratio = _LogRatio(_f_divergence_from_logratio)
kl_estimate = _KLEstimate(_kl_estimate)
pointwise_distance = _PointwiseDistance(_pointwise_distance)
