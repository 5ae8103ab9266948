"""How fast the values of a column are scored, and how many digits that keeps, beside SciPy."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier.cli._errors import require
from likelier.cli._families import Family, Values
from likelier.cli._fit import Column, Fit

# So many that a call's own time does not count, and SciPy has them in some milliseconds.
VALUES = 100_000
RUNS = 3


@dataclass(frozen=True)
class Speed:
    """One family on the values of one column; speeds in values a second.

    Parameters
    ----------
    family, column : str
        Their names.
    float64, float32 : float
        Log-likelihoods in these types.
    gradients : float
        In float64 with the gradients in the values and all parameters that were fitted.
    float32_digits : float
        Decimal digits of the float32 log-likelihoods: their absolute errors against float64, relative to the
        log-likelihoods' size, both summed.
    scipy : float or None
        SciPy's log-likelihoods, which are float64 whatever the values are; nothing where it has no such family.
    scipy_digits : float or None
        Digits that SciPy's log-likelihoods and those in float64 have in common.
    """

    family: str
    column: str
    float64: float
    float32: float
    gradients: float
    float32_digits: float
    scipy: float | None
    scipy_digits: float | None


def measured(columns: Sequence[Column], values: Mapping[str, Values]) -> list[Speed]:
    """Measure each family that was fitted on the column that it does best at, in the order of candidates.

    Parameters
    ----------
    columns : sequence of Column
        What was compared.
    values : dict of str to ndarray of float64
        All values of each column.

    Returns
    -------
    list of Speed
        Densities over bins, which are differences of distribution functions, are not among them.
    """
    places: dict[str, tuple[int, Fit, str]] = {}
    for column in columns:
        for rank, result in enumerate(column.of_kind(column.kind)):
            family = result.fit.family
            if not family.density and rank < places.get(family.name, (math.inf,))[0]:
                places[family.name] = (rank, result.fit, column.name)
    # What float32 does not hold is infinite there, and does not count.
    with np.errstate(all="ignore"):
        return [_measure(fit, name, np.resize(values[name], VALUES)) for _, fit, name in places.values()]


def _measure(fit: Fit, column: str, x: Values) -> Speed:
    family, parameters = fit.family, fit.parameters
    method = "logpmf" if family.kind == "mass" else "logpdf"
    log = getattr(getattr(likelier, family.name), method)
    wrt = (next(iter(log.__signature__.parameters)), *(p.keyword for p in family.parameters))
    single = x.astype(np.float32)
    rounded = {name: float(np.float32(value)) for name, value in parameters.items()}
    calls: dict[str, Callable[[], Any]] = {
        "float64": lambda: log(x, **parameters),
        "float32": lambda: log(single, **rounded),
        "gradients": lambda: log.value_and_grad(x, **parameters, wrt=wrt),
    }
    theirs = _scipys(family, method, fit.shown(), x)
    if theirs is not None:
        calls["scipy"] = theirs
    speeds, results = _speeds(calls)
    return Speed(
        family.name,
        column,
        speeds["float64"],
        speeds["float32"],
        speeds["gradients"],
        _digits(results["float32"], log(single.astype(np.float64), **rounded)),
        speeds.get("scipy"),
        None if theirs is None else _digits(results["scipy"], results["float64"]),
    )


def _scipys(family: Family, method: str, shown: Mapping[str, float], x: Values) -> Callable[[], Any] | None:
    """Return SciPy's call, of parameters under its names."""
    density = getattr(require("scipy.stats", "fitting"), family.name, None)
    if density is None:
        return None
    named = dict(shown)
    if family.name == "nbinom":
        named = {"n": 1.0 / shown["alpha"], "p": 1.0 / (1.0 + shown["alpha"] * shown["mu"])}
    log = getattr(density, method)
    return lambda: log(x, **named)


def _speeds(calls: Mapping[str, Callable[[], Any]]) -> tuple[dict[str, float], dict[str, Any]]:
    """Return values a second, the median of runs that take turns after one that does not count, and the results."""
    results: dict[str, Any] = {}
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(RUNS + 1):
        for name, call in calls.items():
            begin = time.perf_counter()
            results[name] = call()
            seconds[name].append(time.perf_counter() - begin)
    return {name: VALUES / statistics.median(taken[1:]) for name, taken in seconds.items()}, results


def _digits(result: NDArray[Any], right: NDArray[Any]) -> float:
    """Return decimal digits in common, at most those that float64 has."""
    kept = np.isfinite(right)
    size = float(np.sum(np.abs(right[kept])))
    error = float(np.sum(np.abs(result[kept].astype(np.float64) - right[kept])))
    if not size:
        return math.nan
    return min(-math.log10(error / size), 16.0) if error else 16.0
