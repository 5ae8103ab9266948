"""Divergences between rows beyond KL: Jensen-Shannon, alpha, chi-squared, total variation, Bregman and their kin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from likelier import _core
from likelier._rows import _PairFunction

if TYPE_CHECKING:
    from collections.abc import Callable

    from likelier._arrays import Array

# What the docstrings below have in common: a marker in one stands for the text here.
_COMMON = {
    "<rows>": """\
p, q : array_like
    Rows of one distribution each; they broadcast against each other.""",
    "<kinds>": """\
p_kind, q_kind : {"probs", "log_probs", "logits"}
    What they hold. Logits are normalised, by their log-sum-exp; probabilities and log-probabilities
    are taken as they are.""",
    "<temperature>": """\
temperature : float, default 1.0
    Divides logits, positive.""",
    "<layout>": """\
axis : int, tuple of int or None, default -1
    What makes up a row; None: everything.
where : array_like of bool, optional
    False marks elements as absent, whatever they hold. Broadcasts to the common shape.""",
    "<base>": """\
base : float, optional
    Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.""",
    "<out>": """\
out : ndarray, optional
    Where to put the result.""",
    "<returns>": """\
Returns
-------
ndarray or scalar
    One value a row. float64 where p or q is, or both are integers; otherwise float32.

Raises
------
ValueError, TypeError
    For arguments of a wrong shape, dtype or name.""",
}


def _documented(function: Callable[..., Any]) -> Callable[..., Any]:
    """Fill the markers of a docstring in."""
    doc = function.__doc__ or ""
    for marker, text in _COMMON.items():
        doc = doc.replace(marker, text.replace("\n", "\n    "))
    function.__doc__ = doc.replace("\n    \n", "\n\n")
    return function


def _exchanged(places: dict[str, Any]) -> dict[str, Any]:
    """Return where the results go of a call with p and q exchanged."""
    return places | {"p_gradient": places["q_gradient"], "q_gradient": places["p_gradient"]}


class _FDivergence(_PairFunction):
    """A sum over the elements of a term of p and q, or a function of that sum."""

    def __init__(self, function: Callable[..., Any], kind: str, transform: str = "none") -> None:
        super().__init__(function.__name__.lstrip("_"), "likelier", _documented(function))
        self._kind = kind
        self._transform = transform

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
            transform=self._transform,
            factor=factor * self._base_factor(given.get("base")),
            temperature=self._temperature(given) if "temperature" in given else 1.0,
            **places,
        )


class _ReverseKL(_PairFunction):
    """KL(q || p)."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        _core.divergence(
            in_double,
            q,
            p,
            given["q_kind"],
            given["p_kind"],
            factor=self._base_factor(given["base"]),
            temperature=self._temperature(given),
            **_exchanged(places),
        )


class _ChiSquared(_FDivergence):
    """Pearson's or Neyman's chi-squared divergence: one is the other with p and q exchanged."""

    def _compute(self, given: dict[str, Any], in_double: bool, p: Array, q: Array, **places: Any) -> None:
        kind = given["kind"]
        self._choice(kind, ("pearson", "neyman"), "kind")
        if kind == "neyman":
            p, q, places = q, p, _exchanged(places)
            given = given | {"p_kind": given["q_kind"], "q_kind": given["p_kind"]}
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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
    <layout>
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


reverse_kl = _ReverseKL("reverse_kl", "likelier", _documented(_reverse_kl))
cross_entropy_pq = _FDivergence(_cross_entropy_pq, "cross_entropy")
js_divergence = _JensenShannon(_js_divergence, "jensen_shannon")
js_distance = _JensenShannon(_js_distance, "jensen_shannon", "square_root")
alpha_divergence = _Alpha(_alpha_divergence, "alpha")
tsallis = _Alpha(_tsallis, "alpha")
chi2 = _ChiSquared(_chi2, "chi2")
total_variation = _FDivergence(_total_variation, "total_variation")
hellinger2 = _FDivergence(_hellinger2, "hellinger")
