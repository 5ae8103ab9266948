"""What likelihoods say about models: perplexity, paired comparisons, the memorisation bound."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from likelier._arrays import as_array, as_known, check_broadcastable, dtype_name, is_number

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
    """

    nats: float
    bits: float
    nats_stderr: float
    bits_stderr: float
    n: int


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
        base**nll: the number of equally likely symbols that are as hard to predict. In float64. Above the
        largest number it is +inf.

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
    array, producer = as_array(nll, "perplexity", "nll")
    values = as_known(array).astype(np.float64)
    if base is not None:
        if not is_number(base):
            msg = f"perplexity: base must be a number; got {type(base).__name__}"
            raise TypeError(msg)
        if not 0 < base < math.inf or base == 1:
            msg = f"perplexity: base must be positive, finite and not 1; got {base!r}"
            raise ValueError(msg)
    with np.errstate(over="ignore"):
        result = np.asarray(np.exp(values) if base is None else np.power(float(base), values))
    if producer is not None:
        return producer(result)
    return result if result.ndim else float(result)


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
        For arguments of a wrong shape or dtype, and for negative weights.

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
    arrays = []
    for argument, x in (("nll_a", nll_a), ("nll_b", nll_b)):
        array, _ = as_array(x, name, argument)
        arrays.append(as_known(array).astype(np.float64))
    a, b = arrays
    if a.shape != b.shape:
        msg = f"{name}: nll_a and nll_b must have one shape; got {a.shape} and {b.shape}"
        raise ValueError(msg)
    kept = np.ones(a.shape, np.bool_)
    if where is not None:
        mask, _ = as_array(where, name, "where", "a boolean array")
        if mask.dtype != np.bool_:
            msg = f"{name}: where must be a boolean array; got dtype {dtype_name(mask.dtype)}"
            raise TypeError(msg)
        check_broadcastable(mask, a.shape, name, "where")
        kept &= mask
    w = np.ones(a.shape)
    if weights is not None:
        array, _ = as_array(weights, name, "weights")
        check_broadcastable(array, a.shape, name, "weights")
        w = np.broadcast_to(as_known(array).astype(np.float64), a.shape)
        if np.any(w[kept] < 0):
            msg = f"{name}: weights must not be negative; got {w[kept].min()}"
            raise ValueError(msg)
        kept &= w != 0
    w = w[kept]
    n = int(w.size)
    if n and 0.0 < w.max() < math.inf:
        # By a power of two, so that neither sum nor squares leave the range.
        w = np.ldexp(w, -math.frexp(float(w.max()))[1])
    with np.errstate(invalid="ignore", over="ignore"):
        d = a[kept] - b[kept]
        if n == 0:
            return ModelComparison(math.nan, math.nan, math.nan, math.nan, 0)
        total = math.fsum(w)
        # Shifted by one of them: equal differences have a standard error of exactly 0.
        shifted = d - d[0]
        moved = float(np.sum(w * shifted) / total)
        mean = float(d[0]) + moved if math.isfinite(moved) else float(np.sum(w * d) / total)
        spread = math.nan
        if n > 1:
            terms = w * (shifted - moved)
            largest = float(np.max(np.abs(terms)))
            scale = largest if 0.0 < largest < math.inf else 1.0
            spread = scale * float(np.sqrt(n / (n - 1) * np.sum((terms / scale) ** 2)) / total)
    bit = math.log(2.0)
    return ModelComparison(mean, mean / bit, spread, spread / bit, n)


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
        For n that is not positive.

    Examples
    --------
    >>> import likelier as lk
    >>> round(lk.memorization_bits(50_000), 1)
    15.6
    """
    array, producer = as_array(n, "memorization_bits", "n")
    if not np.all(array > 0):
        msg = f"memorization_bits: n must be positive; got {n!r}"
        raise ValueError(msg)
    result = np.asarray(np.log2(as_known(array).astype(np.float64)))
    if producer is not None:
        return producer(result)
    return result if result.ndim else float(result)
