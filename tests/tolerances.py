"""The only file with tolerances, and the one comparison that uses them.

An error is allowed up to ``k`` ulp of the output, measured at the sum of the absolute terms (equal to the output unless
terms cancel, when no algorithm does better), plus what half an ulp in the inputs already makes (``conditioning``, the
sum of ``|df/dinput * input|``). Both come from the oracle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

# k, by kind of operation: log, exp, sqrt and arithmetic are within 1 ulp each and a log-density takes a handful of
# them; the saddle-point families add stirlerr and bd0; a row is summed wider than its type, and little but the last
# rounding is left.
ULPS = {"elementary": 4, "saddle_point": 8, "rows": 2}

# Special functions of one or two arguments. The gradient of trigamma is a tetragamma, whose reflection near a pole
# multiplies the error of a sine by the order of the pole.
SPECIAL_ULPS = 4
SPECIAL_GRADIENT_ULPS = 8

# Derivatives of distribution functions and quantiles by the chain rule: two roundings more for each of four steps.
METHOD_GRADIENT_ULPS = 8

# Of a mixture a term is a component's log-mass, within 4 ulp, plus a log weight, and the logarithm of their sum loses
# 2 ulp more; a responsibility is the exponential of a difference of two of these, and multiplies a component's slope,
# of 4 ulp.
MIXTURE_ULPS = 6
MIXTURE_GRADIENT_ULPS = 2 * MIXTURE_ULPS + 4

# The derivative of nbinom's tails by alpha changes its sign next to the mean. Masses' slopes of both signs add up to it
# there, or below n = 10 the derivatives by n and p, and it is right to an ulp or two of these. Measured: 27 ulp.
DISPERSION_GRADIENT_ULPS = 32

# The gradient of a row goes through exp(x - m) (1 ulp), a sum, a quotient and a product: two roundings more.
ROW_GRADIENT_ULPS = 4

# A term of a divergence is a function of a ratio, (p - q) / (sqrt p + sqrt q) at the worst, that takes three roundings
# and enters squared; with a product and the sum's last rounding eight halves of an eps. Measured: 3.1 ulp.
DIVERGENCE_ULPS = 4

# A derivative is a log-ratio, or an exponential of one less 1, within 2 ulp; times a factor, times p or q, less the
# mean: three roundings more. Measured: 3.6 ulp.
DIVERGENCE_GRADIENT_ULPS = 4

# Logits under a soft cap and a temperature: a quotient, a tanh within 1 ulp, a product and a quotient are off by five
# halves of an ulp of the largest.
LOGIT_ROUNDINGS = 5

# Where a probability underflows, its rounding is half a smallest subnormal, which the gradients of entropy and
# divergence multiply by a log-ratio: twice the depth at which exp underflows (104 and 745) holds the tests' ratios.
UNDERFLOW = {np.float32: 2 * 104, np.float64: 2 * 745}

# Central differences with steps h, h/2 and h/4, extrapolated twice. Their truncation error is less than the difference
# of the last two extrapolates, which is allowed on top; their rounding error is about 10 eps / h, 2e-12 per unit of
# |f|, and a sum of a few dozen terms that cancel loses another factor of 100.
FINITE_DIFFERENCE_STEP = 1e-3
FINITE_DIFFERENCE = 2e-10

# Float results of prepared calls against those of the CPU: a call for other arrays is off in all digits. Densities are
# two results of a few ulp each (1.2e-7 are one); rows are summed in another order; their gradients, exponentials of
# logits up to 5 less a logsumexp, lose its digits besides.
MADE_AGAIN = {"density": 2e-6, "row": 1e-6, "row gradient": 1e-5}

# A density of a score network summed over a grid whose cells are a fifth of its spread, and the solver's tolerance.
SUM_OVER_GRID = 5e-3

# Nats under a schedule that begins with noise of 1e-4 of the variance: a tenth of a nat for a point 45 spreads out.
FIRST_NOISE = 1e-3

# Sums of a few thousand terms in another order: sqrt(n) * eps would do; n * eps is certain.
REORDERED_SUM = 4096 * 2.0**-53

# Masses of a density over bins: a few hundred of them, each rounded once, summed to its distribution function.
SUM_OF_MASSES = 1e-13

# What a bin's mass loses where it is 1e-7 of the tail that it is a difference of: seven digits of 1e-16.
NARROW_BIN = 4e-9

# Where the density in the middle is the mass: three terms, summed in two orders.
NARROW_BIN_GRADIENT = 1e-14

# A plain central difference with the step 1e-5: its square times a third derivative, and 1e-16 over the step.
CENTRAL_DIFFERENCE = (1e-6, 1e-8)  # of the derivative, and of 1

# One float64 result by two ways of some ten operations each: the parts of a sum merged in another order, another base
# of a logarithm, a formula written differently. At 64 roundings either way, none of them cancelling.
SAME = 64 * 2.0**-52

# SciPy in float64, at ordinary points: its own error is a few ulp of terms of size 10 to 100.
SECOND_OPINION = 2e-13

# SciPy, torch and JAX in float64 at inputs of order 1, where the question is which convention they follow and not how
# many digits they have.
ORDINARY = 1e-11

# Values printed in the literature, to nine digits.
PRINTED = 6e-9

# Networks, of the largest entry. Gradients are sums of a few hundred products of numbers of order 1, each rounded:
# 1e-12 is 5000 eps. Float has the same count of eps, 6e-8 of them, and sums of up to a thousand terms: 3e-4.
NETWORK = {"float64": 1e-12, "float32": 3e-4}

# Their values: one sum of some dozens of such products a layer.
NETWORK_VALUE = 1e-13

# Slopes along a direction of all weights at once: of the sizes of the terms, whose sum may cancel, and of the slope.
NETWORK_SLOPE = (NETWORK_VALUE, NETWORK["float64"])

# A network without hidden layers, of four inputs.
LINEAR_NETWORK = 1e-14

# Networks of a few entries in float32, by another library: relative, and of 1 for values near 0.
NETWORK_SECOND_OPINION = (1e-5, 1e-6)

# Jacobians by central differences with the step 1e-6: 1e-16 over the step beside its square, in sums of a hundred.
NETWORK_DIFFERENCE = 1e-7

# Finite differences with the step 1e-3 for derivatives: its square, times a fourth derivative of order 1.
SHORT_STEP = 1e-5

# Losses of score matching in double: some tens of terms of order 10, and up to sigma^-4 of 100 times that;
# relative, and of 1.
SCORE_LOSS = (1e-13, 1e-11)

# In float32, where all terms of a test are exact: roundings of the result, its factor and a product.
SCORE_ULPS = 4

# Gradients that autograd makes of our cotangents in double: of products of a few dozen numbers of order 1.
SCORE_LOSS_BY_AUTOGRAD = (1e-12, 1e-14)

# Finite differences of a quadratic have no error but rounding, of numbers of order 100 by 0.2^-2 for energies, and by
# 0.2^-1 for scores.
QUADRATIC_DIFFERENCE = (1e-10, 1e-11)

# Central differences with the step 1e-6 of functions without kinks there: 1e-16 over the step, beside its square.
SMOOTH_DIFFERENCE = 1e-8

# Flows: some hundred steps with errors of the solver's tolerance each, by that tolerance; of an integral of a constant,
# a tenth of it. rk4 in 400 steps of 1.7 / 400 is off by 400 h^5 / 120, less than the first.
FLOW = {1e-10: 1e-8, 1e-9: 1e-7}
FLOW_LOG_DET = 1e-9

# The same through slopes of order 100, of scores with little noise.
STEEP_FLOW = 3e-6

# The probability flow from the data to the schedule's prior, which the density at the end is not quite.
PRIOR_OF_SCHEDULE = 2e-2

# A flow by a float32 network: its rounding in every stage.
FLOW_FLOAT32 = 1e-5

# A field whose density the flow does not change: what the solver adds up is a rounded 0.
RESTING_FLOW = 1e-12

# Slopes of a schedule by central differences with the step 1e-6: absolute, and relative where they are large.
SCHEDULE_DIFFERENCE = (1e-8, 1e-6)

# Adaptive quadrature of a smooth density, asked for 1e-12.
QUADRATURE = 1e-9


@dataclass(frozen=True)
class Reference:
    """Exact values as unevaluated sums ``high + low`` of doubles, each with what its error is measured against."""

    high: NDArray[np.float64]
    low: NDArray[np.float64]
    scale: NDArray[np.float64]
    conditioning: NDArray[np.float64]

    def __getitem__(self, index: Any) -> Reference:
        return Reference(self.high[index], self.low[index], self.scale[index], self.conditioning[index])


def ulp(magnitude: Any, dtype: Any) -> NDArray[np.float64]:
    """Spacing of ``dtype`` at a magnitude: at least the smallest subnormal, at most that of the top binade."""
    # np.spacing overflows at the largest float itself
    top = np.nextafter(np.finfo(dtype).max, dtype(0))
    clipped = np.minimum(np.asarray(magnitude, np.float64), float(top)).astype(dtype)
    return np.asarray(np.spacing(np.abs(clipped)), np.float64)


def allowed_error(reference: Reference, k: float, dtype: Any) -> NDArray[np.float64]:
    """The largest error that passes, per element."""
    scale = np.maximum(np.abs(reference.high), reference.scale)
    half_ulp = float(np.finfo(dtype).eps) / 2
    with np.errstate(over="ignore"):
        return np.asarray(k * ulp(scale, dtype) + half_ulp * reference.conditioning, np.float64)


def check(
    actual: Any,
    reference: Reference,
    k: float,
    *,
    inputs: Mapping[str, Any] | None = None,
    context: str = "",
    underflow: float = 0.0,
) -> float:
    """Fail, printing the worst element, unless all are within their allowed error; return the worst error in ulp.

    ``underflow`` allows that many smallest subnormals on top.
    """
    got = np.asarray(actual)
    dtype = got.dtype.type
    assert dtype in (np.float32, np.float64), f"{context}: result has dtype {dtype}"
    assert got.shape == reference.high.shape, f"{context}: shape {got.shape}, expected {reference.high.shape}"
    limit = float(np.finfo(dtype).max)
    wide = got.astype(np.longdouble)
    expected = reference.high.astype(np.longdouble) + reference.low.astype(np.longdouble)
    allowed = allowed_error(reference, k, dtype) + underflow * ulp(0.0, dtype)
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.abs(wide - expected)
        # a result past the largest float may be infinite, and so may one that is within its error of that
        overflow = np.isinf(got) & (np.sign(got) == np.sign(reference.high))
        overflow &= (np.abs(reference.high) >= limit) | (np.abs(reference.high) + allowed >= limit)
        same = (got == reference.high) | (np.isnan(got) & np.isnan(reference.high)) | overflow
        error = np.where(same, 0, error)
        error = np.where(np.isnan(error), np.inf, error)
        good = same | (error <= allowed) & ~np.isinf(reference.high)
        spacing = ulp(np.maximum(np.abs(reference.high), reference.scale), dtype)
        in_ulp = np.asarray(error / spacing, np.float64)
    if got.size and not good.all():
        badness = np.where(good, -1.0, np.nan_to_num(in_ulp, nan=np.inf, posinf=np.finfo(np.float64).max))
        i = np.unravel_index(np.argmax(badness), got.shape)
        described = {name: _at(value, got.shape, i) for name, value in (inputs or {}).items()}
        message = (
            f"{context}: {np.count_nonzero(~good)} of {got.size} elements are off; the worst, at {tuple(map(int, i))}: "
            f"inputs {described}, got {got[i]!r}, expected {reference.high[i]!r}, error {in_ulp[i]:.3g} ulp of "
            f"{max(abs(reference.high[i]), reference.scale[i]):.3g}, allowed {allowed[i] / spacing[i]:.3g}"
        )
        raise AssertionError(message)
    return float(np.max(in_ulp, initial=0.0))


def _at(value: Any, shape: tuple[int, ...], index: tuple[Any, ...]) -> Any:
    array = np.asarray(value)
    try:
        return np.broadcast_to(array, shape)[index]
    except ValueError:
        return array


def summing_error(terms: Any, dtype: Any) -> float:
    """What summing already rounded terms may add: each was off by a few ulp of itself, the sum rounds once."""
    return 4 * epsilon(dtype) * float(np.sum(np.abs(terms), dtype=np.float64)) + float(np.finfo(dtype).tiny)


def reordered(total: float, terms: Any) -> float:
    """How far a sum in float64 may move when it is cut into parts that are added later."""
    return REORDERED_SUM * float(np.sum(np.abs(terms), dtype=np.float64)) + 2 * float(np.spacing(abs(total)))


def logits_error(largest: float, dtype: Any) -> float:
    """How far logits up to ``largest`` are off, absolutely, after a soft cap and a temperature."""
    return LOGIT_ROUNDINGS * float(np.finfo(dtype).eps) / 2 * largest


def product_error(a: Any, b: Any, c: Any, dtype: Any) -> NDArray[np.float64]:
    """How far a @ b + c is off in any order of summation: a rounding for every term of the sum of absolute values."""
    a, b, c = (np.abs(np.asarray(x, np.float64)) for x in (a, b, c))
    return np.asarray((a.shape[-1] + 1) * float(np.finfo(dtype).eps) / 2 * (a @ b + c))


def epsilon(dtype: Any) -> float:
    """Spacing of a floating type at 1, bfloat16 included."""
    info: Any = ml_dtypes.finfo
    return float(info(dtype).eps)


def few_ulp(dtype: Any) -> float:
    """Relative error of a result computed by a handful of roundings, against a closed form in float64."""
    return 4 * epsilon(dtype)
