"""The sign of a zero is nothing to a density, its distribution functions and quantiles, nor to their gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import likelier as lk

PARAMETERS: dict[str, list[tuple[float, ...]]] = {
    "norm": [()],
    "expon": [()],
    "gamma": [(2.3,), (0.5,), (1.0,)],
    "beta": [(1.4, 2.0), (1.0, 1.0), (0.5, 0.5)],
    "t": [(2.5,)],
    "cauchy": [()],
    "laplace": [()],
    "logistic": [()],
    "lognorm": [(0.5,)],
    "uniform": [()],
    "gumbel_r": [()],
    "gumbel_l": [()],
    "weibull_min": [(0.7,), (1.0,), (2.0,)],
    "vonmises": [(2.0,)],
    "halfnorm": [()],
    "halfcauchy": [()],
    "invgamma": [(3.0,), (0.5,)],
    "chi2": [(3.0,), (1.0,), (2.0,)],
    "pareto": [(2.0,)],
    "truncnorm": [(0.0, 3.0), (-1.0, 1.0), (0.0, np.inf), (-3.0, 0.0)],
    "poisson": [(3.5,), (0.0,)],
    "binom": [(20, 0.3), (20, 0.0)],
    "nbinom": [(2.5, 0.3)],
    "geom": [(0.3,)],
    "bernoulli": [(0.3,), (0.0,)],
    "discretized_logistic": [(1.0, 2.0, 0.0, 5.0), (0.0, 2.0, -3.0, 0.0)],
}
METHODS = ("logpdf", "logpmf", "nll", "cdf", "sf", "logcdf", "logsf", "ppf", "isf")


def _outcome(function: Any, arguments: list[Any]) -> list[Any]:
    value, gradients = function.value_and_grad(*arguments)
    return [np.asarray(v) + 0.0 for v in (value, *gradients)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("name", "parameters"), [(n, p) for n, all_of in PARAMETERS.items() for p in all_of])
def test_signs_of_zeros(name: str, parameters: tuple[float, ...], dtype: Any) -> None:
    for method in METHODS:
        function = getattr(getattr(lk, name), method, None)
        if function is None:
            continue
        plain = [dtype(v) for v in (0.0, *parameters)]
        expected = _outcome(function, plain)
        for i, v in enumerate(plain):
            if v == 0:
                changed = [*plain[:i], dtype(-0.0), *plain[i + 1 :]]
                for got, want in zip(_outcome(function, changed), expected, strict=True):
                    np.testing.assert_array_equal(got, want, err_msg=f"{name}.{method} at {changed}")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_borders_at_minus_zero(dtype: Any) -> None:
    zero = dtype(-0.0)
    assert lk.invgamma.logpdf(zero, dtype(3)) == -np.inf
    assert lk.uniform.logcdf(zero) == -np.inf
    assert lk.logistic.ppf(zero) == -np.inf
    assert lk.logistic.isf(zero) == np.inf
    assert lk.special.logit(zero) == -np.inf
    assert lk.special.logit.value_and_grad(zero)[1].p == np.inf
    assert lk.discretized_logistic.ppf(zero, 1, 2, 0, 5) == -1
    assert lk.discretized_logistic.isf(zero, 1, 2, 0, 5) == 5
