"""Masses of whole numbers from densities, as ``likelier compare`` fits them."""

from __future__ import annotations

import numpy as np
import pytest

import likelier as lk
from likelier.cli._discretized import Discretized
from likelier.cli._families import FAMILIES, Family
from tests.tolerances import CENTRAL_DIFFERENCE, NARROW_BIN, NARROW_BIN_GRADIENT, SUM_OF_MASSES

CANDIDATES = [f for f in FAMILIES if f.density]
PARAMETERS = {
    "loc": 3.3,
    "log_scale": 1.1,
    "log_rate": -0.4,
    "df": 3.5,
    "a": 2.3,
    "b": 1.7,
    "c": 1.4,
    "s": 0.8,
}


def _parameters(family: Family) -> dict[str, float]:
    return {p.keyword: PARAMETERS[p.keyword] for p in family.parameters}


@pytest.mark.parametrize("family", CANDIDATES, ids=lambda f: f.name)
def test_masses_of_neighbours_add_up_to_the_distribution_function(family: Family) -> None:
    masses = Discretized(family.density)
    parameters = _parameters(family)
    k = np.arange(0.0, 400.0)
    sums = np.cumsum(np.exp(masses.logpmf(k, low=0.0, **parameters)))
    expected = getattr(lk, family.density).cdf(k + 0.5, **parameters)
    np.testing.assert_allclose(sums, expected, rtol=SUM_OF_MASSES)
    assert masses.logpmf(np.array([-1.0]), low=0.0, **parameters)[0] == -np.inf


@pytest.mark.parametrize("low", [None, 0.0])
@pytest.mark.parametrize("family", CANDIDATES, ids=lambda f: f.name)
def test_gradients_are_those_of_the_mean(family: Family, low: float | None) -> None:
    masses = Discretized(family.density)
    parameters = _parameters(family)
    k = np.array([0.0, 1.0, 3.0, 3.0, 4.0, 9.0, 40.0])
    names = tuple(parameters)
    value, gradients = masses.nll_and_grad(k, names, low=low, **parameters)
    assert value == -np.mean(masses.logpmf(k, low=low, **parameters))
    for name in names:
        step = 1e-5
        above, below = (
            float(np.mean(masses.logpmf(k, low=low, **{**parameters, name: parameters[name] + sign * step})))
            for sign in (1.0, -1.0)
        )
        assert gradients[name] == pytest.approx((below - above) / (2 * step), *CENTRAL_DIFFERENCE)


def test_narrow_bins_have_the_density_in_their_middle() -> None:
    k = np.array([1e15, 3e15, 8e15])
    for name in ("norm", "logistic", "cauchy"):
        parameters = {"loc": 2e15, "log_scale": float(np.log(1e15))}
        density = getattr(lk, name)
        masses = Discretized(name)
        np.testing.assert_array_equal(masses.logpmf(k, **parameters), density.logpdf(k, **parameters))
        _, gradients = masses.nll_and_grad(k, ("loc",), **parameters)
        expected = density.nll.value_and_grad(k, **parameters, wrt="loc")[1]
        assert gradients["loc"] == pytest.approx(expected, rel=NARROW_BIN_GRADIENT)


@pytest.mark.parametrize("scale", [3e6, 1e7, 3e7, 1e8])
def test_the_change_to_narrow_bins_is_not_seen(scale: float) -> None:
    """To either side of the border both ways agree: with logistic's mass, whose digits are all right."""
    k = np.round(scale * np.array([-3.0, -0.5, 0.0, 1.0, 6.0]))
    expected = lk.discretized_logistic.logpmf(k, 0.0, scale)
    found = Discretized("logistic").logpmf(k, loc=0.0, log_scale=float(np.log(scale)))
    np.testing.assert_allclose(found, expected, rtol=0, atol=NARROW_BIN)
