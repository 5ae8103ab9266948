"""Single points judged by half an ulp of the inputs alone, where the scale of absolute terms would let more pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from mpmath import mp

import likelier as lk
from tests.tolerances import ULPS

Formula = Callable[..., Any]


def _norm(x: Any, loc: Any, scale: Any) -> Any:
    return -(((x - loc) / scale) ** 2) / 2 - mp.log(scale) - mp.log(2 * mp.pi) / 2


def _gumbel(sign: int) -> Formula:
    def formula(x: Any, loc: Any, scale: Any) -> Any:
        y = sign * (x - loc) / scale
        return -y - mp.exp(-y) - mp.log(scale)

    return formula


def _weibull(x: Any, c: Any, loc: Any, scale: Any) -> Any:
    y = (x - loc) / scale
    return mp.log(c) + (c - 1) * mp.log(y) - y**c - mp.log(scale)


def _by(convert: Callable[[Any], Any], formula: Formula) -> Formula:
    return lambda *a: formula(*a[:-1], convert(a[-1]))


CASES: list[tuple[str, str, Formula, Mapping[str, float]]] = [
    # The derivative by the logarithm of the scale is beyond all numbers, that by the scale is not.
    ("float32", "norm.logpdf", _norm, {"x": 2.6e22, "loc": 0, "scale": 1e3}),
    ("float32", "norm.logpdf", _by(mp.sqrt, _norm), {"x": 2.6e22, "loc": 0, "var": 1e6}),
    ("float32", "norm.logpdf", _by(lambda p: 1 / mp.sqrt(p), _norm), {"x": 2.6e19, "loc": 0, "precision": 1}),
    ("float64", "norm.logpdf", _norm, {"x": 1.8e157, "loc": 0, "scale": 1e3}),
    ("float32", "halfnorm.logpdf", lambda *a: _norm(*a) + mp.log(2), {"x": 2.6e22, "loc": 0, "scale": 1e3}),
    ("float64", "halfnorm.logpdf", lambda *a: _norm(*a) + mp.log(2), {"x": 1.8e157, "loc": 0, "scale": 1e3}),
    ("float32", "gumbel_r.logpdf", _gumbel(1), {"x": -88.6e3, "loc": 0, "scale": 1e3}),
    ("float64", "gumbel_r.logpdf", _gumbel(1), {"x": -709.5e3, "loc": 0, "scale": 1e3}),
    ("float32", "gumbel_l.logpdf", _gumbel(-1), {"x": 88.6e3, "loc": 0, "scale": 1e3}),
    # Small scales, whose derivatives are the larger ones; the reciprocal of the last nearly overflows.
    ("float32", "norm.logpdf", _norm, {"x": 2.5, "loc": 2.25, "scale": 1e-3}),
    ("float32", "norm.logpdf", _norm, {"x": 5e-39, "loc": 0, "scale": 6e-39}),
    ("float32", "gumbel_r.logpdf", _gumbel(1), {"x": 5e-38, "loc": 0, "scale": 2e-38}),
    # Large logarithms cancel.
    ("float32", "weibull_min.logpdf", _weibull, {"x": 0.0102416, "c": 0.0476, "loc": 0, "scale": 6.04e8}),
    ("float64", "weibull_min.logpdf", _weibull, {"x": 0.0102416, "c": 0.0476, "loc": 0, "scale": 6.04e8}),
    ("float64", "weibull_min.logpdf", _weibull, {"x": 0.0102416, "c": 0.0476, "loc": -0.5, "scale": 1.17e9}),
    (
        "float64",
        "weibull_min.logpdf",
        _by(mp.exp, _weibull),
        {"x": 0.0102416, "c": 0.0476, "loc": 0, "log_scale": 20.2192},
    ),
    # Differences of 1 and nearly 1.
    ("float32", "uniform.sf", lambda x, loc, scale: 1 - (x - loc) / scale, {"x": 1e-5, "loc": 0, "scale": 3}),
    ("float32", "uniform.sf", lambda x, loc, scale: 1 - (x - loc) / scale, {"x": 0.0753, "loc": 0, "scale": 3148}),
    ("float64", "uniform.sf", lambda x, loc, scale: 1 - (x - loc) / scale, {"x": 1e-9, "loc": 0, "scale": 3}),
]


def _allowed(dtype: type[np.floating[Any]], formula: Formula, at: list[Any], slope_of: Formula, exact: Any) -> float:
    """Ulps of the result, and what half an ulp of each input makes of it."""
    total = ULPS["elementary"] * float(np.spacing(abs(dtype(float(exact)))))
    for i, v in enumerate(at):
        if v != 0:
            half = mp.mpf(float(np.spacing(abs(dtype(float(v)))))) / 2
            moved = [slope_of(*(w + half * (i == j) for j, w in enumerate(at))) - exact]
            moved += [slope_of(*(w - half * (i == j) for j, w in enumerate(at))) - exact]
            total += float(max(map(abs, moved)))
    return total


@pytest.mark.parametrize(("dtype", "name", "formula", "arguments"), CASES)
def test_points(dtype: str, name: str, formula: Formula, arguments: Mapping[str, float]) -> None:
    family, method = name.split(".")
    real = np.dtype(dtype).type
    given = {k: real(v) for k, v in arguments.items()}
    with mp.workdps(700):
        at = [mp.mpf(float(v)) for v in given.values()]
        # One parameter for each, and in double, which holds their sums, shared ones.
        for repeat in (1, 200) if dtype == "float32" else (1,):
            shared = {k: np.full(repeat, v) if k == "x" or repeat == 1 else v for k, v in given.items()}
            value, slopes = getattr(getattr(lk, family), method).value_and_grad(**shared, wrt=tuple(given))
            exact = formula(*at)
            for got in np.ravel(value):
                assert abs(got - exact) <= _allowed(real, formula, at, formula, exact)
            if family == "weibull_min":  # whose derivatives cancel elsewhere
                continue
            for i, (key, slope) in enumerate(zip(given, slopes, strict=True)):
                step = abs(at[i]) * mp.mpf(10) ** -200 or mp.mpf(10) ** -200

                def slope_of(*v: Any, i: int = i, step: Any = step) -> Any:
                    up = formula(*(w + step * (i == j) for j, w in enumerate(v)))
                    down = formula(*(w - step * (i == j) for j, w in enumerate(v)))
                    return (up - down) / (2 * step)

                exact_slope = slope_of(*at)
                count = 1 if np.ndim(slope) or repeat == 1 else repeat
                assert np.all(np.isfinite(slope)) == bool(abs(exact_slope * count) <= np.finfo(real).max), key
                if not np.all(np.isfinite(slope)):
                    continue
                for got in np.ravel(slope):
                    error = abs(mp.mpf(float(got)) / count - exact_slope)
                    assert error <= _allowed(real, formula, at, slope_of, exact_slope), (key, got, exact_slope)
