"""What likelihoods say about models: perplexity, paired comparisons, the memorisation bound."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from likelier._arrays import as_array, as_known, check_broadcastable, dtype_name, is_number
from likelier._elementwise import weighted_sum
from likelier._memory import Arguments, array_of, full, known

__all__ = ["ModelComparison", "compare_models", "memorization_bits", "perplexity"]


class ModelComparison(NamedTuple):
    """What `likelier.compare_models` returns: a mean difference with its standard error.

    Attributes
    ----------
    nats, bits
        The mean of nll_a - nll_b: positive where b is better.
    nats_stderr, bits_stderr
        Its standard error; NaN below two values.
    n
        How many values were compared.

    They are Python's numbers, or arrays of no axes on the device that the values are on.
    """

    nats: Any
    bits: Any
    nats_stderr: Any
    bits_stderr: Any
    n: Any


def perplexity(nll: Any, base: float | None = None) -> Any:
    """Return the perplexity of a mean negative log-likelihood.

    Parameters
    ----------
    nll : array_like
        Mean negative log-likelihood a symbol.
    base : float, optional
        The base of its logarithm; default e (nats). 2 for bits.

    Returns
    -------
    ndarray or scalar
        base**nll: the number of equally likely symbols that are as hard to predict. In float64, on a device where nll
        is there. Above the largest number it is +inf.

    Raises
    ------
    ValueError, TypeError
        For a base that is none.

    Examples
    --------
    >>> import math
    >>> import likelier as lk
    >>> lk.perplexity(3.0, base=2), round(lk.perplexity(math.log(50.0)), 9)
    (8.0, 50.0)
    """
    if base is not None:
        if not is_number(base):
            msg = f"perplexity: base must be a number; got {type(base).__name__}"
            raise TypeError(msg)
        if not 0 < base < math.inf or base == 1:
            msg = f"perplexity: base must be positive, finite and not 1; got {base!r}"
            raise ValueError(msg)
    arguments = Arguments("perplexity", {"nll": nll})
    with arguments.running(), np.errstate(over="ignore"):
        values = as_known(arguments.arrays["nll"]).astype(np.float64)
        return _given(arguments, np.exp(values) if base is None else np.power(float(base), values))


def compare_models(nll_a: Any, nll_b: Any, *, weights: Any = None, where: Any = None) -> ModelComparison:
    """Compare two models by their negative log-likelihoods of the same data.

    Parameters
    ----------
    nll_a, nll_b : array_like
        In nats, one value for each datum (``reduction="none"``), in the same order and of the same shape.
    weights : array_like, optional
        Non-negative weight of each datum; broadcasts.
    where : array_like of bool, optional
        False marks data as absent, whatever the values hold; broadcasts.

    Returns
    -------
    ModelComparison
        The mean of nll_a - nll_b in nats and bits (positive: b is better), and its standard errors. Pairs
        vary less than the models' own values, most of which is how hard a datum is.

    Raises
    ------
    ValueError, TypeError
        For arguments of a wrong shape or dtype, and for negative weights; these give NaN on a device, where nothing is
        looked at.

    Notes
    -----
    Formula: with d = nll_a - nll_b and weights w, over the n data with w > 0::

        mean = sum(w d) / sum(w),  stderr = sqrt(n / (n - 1) sum(w^2 (d - mean)^2)) / sum(w)

    Without weights that is the sample standard deviation of d over sqrt(n). Data are taken as independent.
    The mean of nothing is NaN. A difference that is infinite or NaN makes the standard error NaN.

    Source: W. Cochran, "Sampling Techniques", 3rd ed. (1977), for the weighted mean as a ratio.

    Examples
    --------
    >>> import likelier as lk
    >>> result = lk.compare_models([1.0, 2.0, 4.0], [1.5, 2.0, 3.0])
    >>> round(result.nats, 4), round(result.nats_stderr, 4), result.n
    (0.1667, 0.441, 3)
    """
    name = "compare_models"
    raw = {"nll_a": nll_a, "nll_b": nll_b} | ({} if weights is None else {"weights": weights})
    arguments = Arguments(name, raw)
    a, b = arguments.arrays["nll_a"], arguments.arrays["nll_b"]
    if a.shape != b.shape:
        msg = f"{name}: nll_a and nll_b must have one shape; got {a.shape} and {b.shape}"
        raise ValueError(msg)
    place = arguments.place
    mask: Any = None
    if where is not None and place is not None:
        mask = place.mask(where, a.shape)
    elif where is not None:
        mask, _ = as_array(where, name, "where", "a boolean array")
        if mask.dtype != np.bool_:
            msg = f"{name}: where must be a boolean array; got dtype {dtype_name(mask.dtype)}"
            raise TypeError(msg)
        check_broadcastable(mask, a.shape, name, "where")
    with arguments.running(), np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        a, b = (as_known(x).astype(np.float64) for x in (a, b))
        w = full(a.shape, 1.0, a)
        if weights is not None:
            check_broadcastable(arguments.arrays["weights"], a.shape, name, "weights")
            w = np.broadcast_to(as_known(arguments.arrays["weights"]).astype(np.float64), a.shape)
        kept = w != 0
        if mask is not None:
            kept = kept & (mask if place is None else known(place, mask))
        w = np.where(kept, w, 0.0)
        if place is not None:
            # Nothing is looked at there.
            w = np.where(w < 0, np.nan, w)
        elif np.any(w < 0):
            msg = f"{name}: weights must not be negative; got {w.min()}"
            raise ValueError(msg)
        mean, spread, n = _compared(np.where(kept, a, 0.0) - np.where(kept, b, 0.0), w, kept)
        bit = math.log(2.0)
        numbers = (mean, mean / bit, spread, spread / bit)
        if place is None:
            return ModelComparison._make((*map(float, numbers), int(n)))
        return ModelComparison._make(map(arguments.give, (*numbers, n)))


def _compared(d: Any, w: Any, kept: Any) -> tuple[Any, Any, Any]:
    """Return the mean of the differences that are kept, its standard error, and how many these are."""
    if not d.size:
        nothing = full((), math.nan, d)
        return nothing, nothing, array_of(kept.sum())
    d, w, kept = (x.reshape(-1) for x in (d, w, kept))

    def total_of(x: Any) -> Any:
        high, low = weighted_sum(x.shape, (1,), x, None, None)
        return array_of((high + np.where(np.isfinite(high), low, 0.0))[0])

    n = kept.sum()
    largest = w.max()
    # By a power of two, so that neither sum nor squares leave the range.
    exponent = np.where((largest > 0.0) & (largest < math.inf), np.frexp(array_of(largest))[1], 0)
    w = np.ldexp(w, -exponent)
    total = total_of(w)
    # Shifted by one of them: equal differences have a standard error of exactly 0.
    first = d[kept.astype(np.int8).argmax()]
    shifted = np.where(kept, d - first, 0.0)
    moved = total_of(w * shifted) / total
    mean = np.where(np.isfinite(moved), first + moved, total_of(w * d) / total)
    terms = np.where(kept, w * (shifted - moved), 0.0)
    most = abs(terms).max()
    scale = np.where((most > 0.0) & (most < math.inf), most, 1.0)
    spread = scale * np.sqrt(n / (n - 1) * total_of((terms / scale) ** 2)) / total
    return mean, np.where(n > 1, spread, math.nan), n


def memorization_bits(n: Any) -> Any:
    """Return the bits a datum that a model needs to have memorised n data: log2 n.

    Parameters
    ----------
    n : array_like
        How many different data there are, positive.

    Returns
    -------
    ndarray or scalar
        log2 n: the code length of a datum under the uniform distribution on the n, which no model of all of
        them undercuts on average. Its cross-entropy on these data is positive, not 0.

    Raises
    ------
    ValueError
        For n that is not positive; on a device, where nothing is looked at, that gives NaN.

    Examples
    --------
    >>> import likelier as lk
    >>> round(lk.memorization_bits(50_000), 1)
    15.6
    """
    arguments = Arguments("memorization_bits", {"n": n})
    with arguments.running():
        array = arguments.arrays["n"]
        if arguments.place is not None:
            array = np.where(array > 0, array, np.nan)
        elif not np.all(array > 0):
            msg = f"memorization_bits: n must be positive; got {n!r}"
            raise ValueError(msg)
        return _given(arguments, np.log2(as_known(array).astype(np.float64)))


def _given(arguments: Arguments, result: Any) -> Any:
    """Return a result as the user's own kind of array, or a number."""
    if arguments.place is not None or arguments.producer is not None:
        return arguments.give(array_of(result))
    return result if np.ndim(result) else float(result)
