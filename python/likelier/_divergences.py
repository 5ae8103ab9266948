"""Divergences between rows beyond KL: Jensen-Shannon, alpha, chi-squared, total variation, Bregman and their kin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _memory as memory
from likelier._arrays import as_known, cast, is_number, reduced_dtype
from likelier._device import place_of
from likelier._differentiable import pack_gradients
from likelier._elementwise import BY_NAME, REDUCTIONS, ElementwiseFunction, factors_of, finish
from likelier._rows import KINDS, _Divergence, _Event, _PairFunction
from likelier.special import softmax

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        kind, argument, factor = self._settings(given)
        kinds = given.get("p_kind", "probs"), given.get("q_kind", "probs")
        engine.f_divergence(
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

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        given, places = _exchanged(given, places)
        super()._compute(given, engine, in_double, q, p, **places)


class _ChiSquared(_FDivergence):
    """Pearson's or Neyman's chi-squared divergence: one is the other with p and q exchanged."""

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        kind = given["kind"]
        self._choice(kind, ("pearson", "neyman"), "kind")
        if kind == "neyman":
            p, q = q, p
            given, places = _exchanged(given, places)
        super()._compute(given, engine, in_double, p, q, **places)


class _JensenShannon(_FDivergence):
    """Jensen-Shannon divergence, or its square root."""

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:
        return self._kind, self._number(given, "beta", 0.0, 1.0), 1.0


class _OfArrays(_PairFunction):
    """A divergence that for some arguments is written in NumPy's functions, which serve both memories."""

    def _is_of_arrays(self, given: dict[str, Any]) -> bool:
        """Tell whether the arguments are such."""
        raise NotImplementedError

    def _of_arrays(
        self, given: dict[str, Any], in_double: bool, p: Array, q: Array, where: Any, wanted: Collection[str]
    ) -> tuple[Array, dict[str, Array]]:
        """Return the divergence of rows on the last axis, and its derivatives."""
        raise NotImplementedError

    @staticmethod
    def _times(slope: Array, cotangent: Array, where: Any) -> Array:
        """Return a gradient: 0 where an element is absent or its row's factor is 0."""
        factor = cotangent[..., None]
        present = factor != 0 if where is None else where & (factor != 0)
        return np.where(present, factor * slope, 0.0)

    def _place_arrays(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, places: dict[str, Any]) -> None:
        where, factor = places["where"], places["cotangent"]
        wanted = [n for n in ("p", "q") if places[f"{n}_gradient"] is not None]
        # What is not finite shows in the result; no warnings.
        with np.errstate(all="ignore"):
            value, slopes = self._of_arrays(given, in_double, as_known(p), as_known(q), where, wanted)
            places["value"][...] = cast(np.asarray(value, np.float64), places["value"].dtype)
            factor = np.ones(value.shape) if factor is None else as_known(factor)
            for n, slope in slopes.items():
                into = places[f"{n}_gradient"]
                into[...] = cast(self._times(slope, factor, where), into.dtype)

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        raw = {n: given[n] for n in ("p", "q")}
        place = place_of(self.__qualname__, tuple(raw), tuple(raw.values()))
        if place is None or not self._is_of_arrays(given):
            return super()._evaluate(given, wrt, cotangent, gradient=gradient)
        own = memory.Arguments(self.__qualname__, raw)
        with own.running(), np.errstate(all="ignore"):
            return self._run_on_device(own, given, wrt, cotangent, gradient=gradient)

    def _run_on_device(
        self, own: memory.Arguments, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        place, arrays = own.place, own.arrays
        self._choice(given["reduction"], REDUCTIONS, "reduction")
        for option in ("p_kind", "q_kind"):
            self._choice(given[option], KINDS, option)
        event = _Event(self._shape(arrays["p"], arrays["q"]), given["axis"], self.__qualname__, "p")
        where = memory.known(place, place.mask(given["where"], event.shape))
        where = None if where is None else event.spread(where)
        options = {n: given[n] for n in ("weights", "reduction")}
        if where is not None:
            options["where"] = where.any(-1)
        wanted = self._wanted(wrt, arrays, given) if gradient else ()
        p, q = (event.spread(arrays[n]) for n in ("p", "q"))
        value, slopes = self._of_arrays(given, own.dtype == np.float64, p, q, where, wanted)
        total = ElementwiseFunction(BY_NAME["_identity"], self.__qualname__, "likelier", "", reduces=True)
        kind = reduced_dtype(own.dtype)
        if gradient and given["out"] is not None and cotangent is not None:
            place.refuse_overlap(place.array(given["out"], "out"), place.array(cotangent, "cotangent"))
        # Gradients first: the value may be written over weights.
        gradients = {}
        if gradient:
            factor = factors_of(total, value, kind, 1.0, options, cotangent)
            for n in wanted:
                whole = event.unjoined(self._times(slopes[n], factor, where))
                gradients[n] = own.give(memory.sum_to(whole, arrays[n].shape), own.gradient_dtype(n))
        result = own.give_result(finish(total, value, kind, 1.0, options | {"out": given["out"]}))
        if not gradient:
            return result, None
        return result, pack_gradients(wrt, gradients)


class _Alpha(_FDivergence):
    """The alpha divergence, and what is made of it."""

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:
        alpha = self._number(given, "alpha", -math.inf, math.inf)
        return self._kind, alpha, alpha if self.__qualname__ == "tsallis" else 1.0


class _Tsallis(_OfArrays, _Alpha):
    """alpha times the alpha divergence; at order 0 its limit, where one is 0 and the other infinite."""

    def _is_of_arrays(self, given: dict[str, Any]) -> bool:
        return self._settings(given)[1] == 0.0

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        if self._is_of_arrays(given):
            self._place_arrays(given, in_double, p, q, places)
        else:
            super()._compute(given, engine, in_double, p, q, **places)

    def _of_arrays(
        self, given: dict[str, Any], in_double: bool, p: Array, q: Array, where: Any, wanted: Collection[str]
    ) -> tuple[Array, dict[str, Array]]:
        present = True if where is None else where
        dtype = np.dtype(np.float64 if in_double else np.float32)
        masses, empty = [], []
        undefined: Any = False
        for x, kind in ((p, given["p_kind"]), (q, given["q_kind"])):
            wide = x.astype(dtype)
            empty.append(wide == (0.0 if kind == "probs" else -np.inf))
            if kind == "logits":
                some = p.shape[-1] > 0 if where is None else where.any(-1)
                undefined = undefined | (some & ~(present & ~empty[-1]).any(-1))
                wide = softmax(wide, where=where)
            elif kind == "log_probs":
                wide = np.exp(wide)
            masses.append(np.where(wide < 0, np.nan, wide))
        # What q gives to where p is 0. NaN touches its row.
        lost = np.where(present & empty[0], masses[1], 0.0)
        undefined = undefined | (present & (np.isnan(masses[0]) | np.isnan(masses[1]))).any(-1)
        value = np.where(undefined, np.nan, lost.sum(-1, dtype=np.float64))
        slope = (present & empty[0]).astype(np.float64)
        if given["q_kind"] != "probs":
            slope = masses[1] * (slope - (value[..., None] if given["q_kind"] == "logits" else 0.0))
        slopes = {"p": np.zeros_like(slope), "q": slope}
        return value, {n: np.where(undefined[..., None], np.nan, slopes[n]) for n in wanted}


class _Renyi(_FDivergence):
    """Renyi's divergence: KL at order 1, the largest log-ratio at order infinity."""

    def _settings(self, given: dict[str, Any]) -> tuple[str, float, float]:
        alpha = given["alpha"]
        unbounded = is_number(alpha) and alpha == math.inf
        return self._kind, math.inf if unbounded else self._number(given, "alpha", 0.0, math.inf), 1.0


class _Bregman(_OfArrays):
    """The Bregman divergence of a generator: one of four names, or functions on arrays."""

    def _compute(self, given: dict[str, Any], engine: Any, in_double: bool, p: Array, q: Array, **places: Any) -> None:
        generator = given["generator"]
        if not isinstance(generator, str):
            self._place_arrays(given, in_double, p, q, places)
        elif generator == "shannon":
            engine.divergence(in_double, p, q, given["p_kind"], given["q_kind"], **places)
        elif generator in ("euclidean", "itakura_saito", "burg"):
            kind = "euclidean" if generator == "euclidean" else "itakura_saito"
            engine.f_divergence(in_double, p, q, given["p_kind"], given["q_kind"], kind, **places)
        else:
            self._fail(
                "generator must be 'shannon', 'euclidean', 'itakura_saito', 'burg' or functions on arrays; "
                f"got {type(generator).__name__}: {generator!r}"
            )

    def _is_of_arrays(self, given: dict[str, Any]) -> bool:
        return not isinstance(given["generator"], str)

    def _functions(self, given: dict[str, Any]) -> tuple[Callable[..., Any], ...]:
        """Return what the generator is made of; raise if it is neither a name nor functions."""
        generator = given["generator"]
        functions = tuple(generator) if isinstance(generator, (tuple, list)) else ()
        if len(functions) not in (2, 3) or not all(map(callable, functions)):
            self._fail(
                "generator must be a name, or functions (phi, gradient) or (phi, gradient, hessian_product); "
                f"got {type(generator).__name__}: {generator!r}"
            )
        if given["p_kind"] != "probs" or given["q_kind"] != "probs":
            self._fail("p_kind and q_kind must be 'probs' where the generator is a function")
        return functions

    def _of_arrays(
        self,
        given: dict[str, Any],
        in_double: bool,  # noqa: ARG002 - the functions are of doubles
        p: Array,
        q: Array,
        where: Any,
        wanted: Collection[str],
    ) -> tuple[Array, dict[str, Array]]:
        functions = self._functions(given)
        phi, slope = functions[:2]
        # Absent elements are equal in p and q, whatever phi makes of them.
        a, b = ((x if where is None else np.where(where, x, 1.0)).astype(np.float64) for x in (p, q))
        slope_p, slope_q = (self._result(slope(x), a.shape, "gradient") for x in (a, b))
        of_p, of_q = (self._result(phi(x), a.shape[:-1], "phi") for x in (a, b))
        slopes = {}
        if "p" in wanted:
            slopes["p"] = slope_p - slope_q
        if "q" in wanted:
            if len(functions) == 2:
                self._fail(
                    "wrt: the gradient in q needs the second derivative of the generator; "
                    "pass generator=(phi, gradient, hessian_product) or wrt='p'"
                )
            slopes["q"] = -self._result(functions[2](b, a - b), a.shape, "hessian_product")
        return of_p - of_q - (slope_q * (a - b)).sum(-1), slopes

    def _result(self, x: Any, shape: tuple[int, ...], name: str) -> Array:
        array = memory.array_of(x)
        if array.shape != shape:
            self._fail(f"generator: {name} must return shape {shape}; got {array.shape}")
        return array


def _reverse_kl(
    p: Any,
    q: Any,
    *,
    p_kind: str = "probs",
    q_kind: str = "probs",
    temperature: float = 1.0,
    axis: Any = -1,
    where: Any = None,
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula::

        -sum_j p_j log q_j

    Borders: p = 0 adds 0, whatever q is; q = 0 < p makes it +inf, with the gradients of `kl` by logits of p.
    A negative probability gives NaN.

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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
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
    weights: Any = None,
    reduction: str = "none",
    out: Any = None,
) -> Any:
    """Alpha divergence of each row: one family from KL(q || p) at 0 to KL(p || q) at 1.

    4 times `hellinger2` at 1/2, half of Pearson's `chi2_divergence` at 2, half of Neyman's at -1.
    Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    alpha : float
        Any finite number. At 0 and 1 the limits are taken exactly, and near them nothing cancels.
    <kinds>
    <axis>
    <where>
    <row_reduction>
    <out>

    <returns>

    Notes
    -----
    Formula::

        sum_j (p_j^a q_j^(1-a) - a p_j + (a - 1) q_j) / (a (a - 1))

    whose terms are non-negative. (Amari's own index is 1 - 2 a, with the same divergences.) Gradients
    are ((p/q)^(a-1) - 1) / (a - 1) and (1 - (p/q)^a) / a for probabilities.

    Borders: p = 0 adds q / a for a > 0, else +inf where q > 0; q = 0 adds p / (1 - a) for a < 1, else
    +inf where p > 0; p = q = 0 adds 0 with zero gradient. Where it is +inf gradients by logits are as those
    of `kl`: infinite, of the sign that the derivative has by the log-probability of an element that makes it
    so, and of the opposite one for other elements with mass. A negative probability gives NaN. NaN
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
    weights: Any = None,
    reduction: str = "none",
    base: float | None = None,
    out: Any = None,
) -> Any:
    """Renyi divergence of each row, as distributions: rows are divided by their sums.

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
    <row_reduction>
    <base>
    <out>

    <returns>

    Notes
    -----
    Formula::

        log(sum_j p_j^a q_j^(1-a)) / (a - 1),  p = p / sum_j p_j and q = q / sum_j q_j

    What is left of a masked row is a distribution again, and no sum of probabilities that is 1 but for
    rounding costs digits of rows that nearly agree, or of orders near 1. The gradients are those of this
    formula: orthogonal to p and to q. Near order 1 those of rows of which q has far more mass than p lose digits
    by the ratio of the two.

    Borders: order 0 is -log of the mass of q where p > 0. Rows without common support give +inf, and
    so does q = 0 < p from order 1 on; there gradients are 0, but at order 1 those of `kl`. At order inf equal
    maxima share the gradient. A row that sums to 0, or to less than the smallest normal number, is no
    distribution: NaN. A negative probability gives NaN. NaN touches its own row only.

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
    weights: Any = None,
    reduction: str = "none",
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
        (..., n), a row being the last axis, in the memory of p and q: ``phi(x)`` returns shape (...),
        ``gradient(x)`` the shape of x, and ``hessian_product(x, v)``, likewise, the second derivative of phi at
        x times v. The last is needed for gradients in q only. phi is a sum over elements where ``where`` is
        used: an absent element is 1 in both rows.
    <kinds>
    <axis>
    <where>
    <row_reduction>
    <out>

    <returns>

    Notes
    -----
    Formula::

        phi(p) - phi(q) - sum_j phi'(q)_j (p_j - q_j)

    The named ones are formed from differences, term by term; functions are subtracted as they come,
    which loses what p and q have in common. Gradients: phi'(p) - phi'(q) in p, -phi''(q) (p - q) in q.

    Borders of Itakura and Saito's: +inf where one of p and q is 0, with gradients by logits as those of
    `alpha_divergence`; p = q = 0 adds 0 with zero gradient. A negative number gives NaN, but not for
    ``"euclidean"``.

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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
    <out>

    <returns>

    Notes
    -----
    Formula, for normalised rows::

        (sum_j p_j^a q_j^(1-a) - 1) / (a - 1)

    It is formed as ``alpha * alpha_divergence(p, q, alpha)``, which is the same where both rows add up
    to 1, and has that function's borders. At order 0, where that is 0 times infinity, it is the mass of q
    where p = 0.

    Source: C. Tsallis, "Generalized entropy-based criterion for consistent testing" (1998); S. Furuichi,
    K. Yanagi and K. Kuriyama, "Fundamental properties of Tsallis relative entropy" (2004).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.tsallis([0.5, 0.5], [0.25, 0.75], 2.0).round(12))
    0.333333333333
    """


def _chi2_divergence(
    p: Any,
    q: Any,
    *,
    kind: str = "pearson",
    p_kind: str = "probs",
    q_kind: str = "probs",
    axis: Any = -1,
    where: Any = None,
    weights: Any = None,
    reduction: str = "none",
    out: Any = None,
) -> Any:
    """Chi-squared divergence of each row.

    Also has ``value_and_grad``.

    Parameters
    ----------
    <rows>
    kind : {"pearson", "neyman"}
        Which of the two stands in the denominator: q for Pearson's, p for Neyman's.
    <kinds>
    <axis>
    <where>
    <row_reduction>
    <out>

    <returns>

    Notes
    -----
    Formula::

        sum_j (p_j - q_j)^2 / q_j    (pearson)
        sum_j (p_j - q_j)^2 / p_j    (neyman)

    With counts as p and expected counts as q, Pearson's is the statistic of
    ``scipy.stats.chisquare``. The density of the chi-squared distribution has the short name, ``chi2``,
    as in ``scipy.stats``. Borders, for Pearson's: q = 0 < p gives +inf, with gradients by logits as those of
    `alpha_divergence`; p = q = 0 adds 0 with zero gradient. A negative probability gives NaN. NaN touches its
    own row only.

    Source: K. Pearson (1900); J. Neyman, "Contribution to the theory of the chi-squared test" (1949).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.chi2_divergence([0.5, 0.5], [0.25, 0.75]).round(12))
    0.333333333333
    >>> float(lk.chi2_divergence([0.5, 0.5], [0.25, 0.75], kind="neyman"))
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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
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
    weights: Any = None,
    reduction: str = "none",
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
    <row_reduction>
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
tsallis = _Tsallis(_tsallis, "alpha")
chi2_divergence = _ChiSquared(_chi2_divergence, "chi2")
total_variation = _FDivergence(_total_variation, "total_variation")
hellinger2 = _FDivergence(_hellinger2, "hellinger")
