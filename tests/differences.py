"""Finite differences of a scalar function of arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tests.registry import Array
from tests.tolerances import FINITE_DIFFERENCE, FINITE_DIFFERENCE_STEP


def finite_difference(total: Callable[..., float], arrays: Sequence[Array], i: int) -> tuple[Array, Array]:
    """Central differences in every element of argument ``i`` by Richardson extrapolation, and their error."""
    result, error = np.zeros(arrays[i].shape), np.zeros(arrays[i].shape)
    for index in np.ndindex(arrays[i].shape):
        moved = [np.array(a, np.float64) for a in arrays]
        centre = moved[i][index]
        slopes, largest = [], 1.0
        for h in (FINITE_DIFFERENCE_STEP, FINITE_DIFFERENCE_STEP / 2, FINITE_DIFFERENCE_STEP / 4):
            sides = []
            for step in (h, -h):
                moved[i][index] = centre + step
                sides.append(total(*moved))
            slopes.append((sides[0] - sides[1]) / (2 * h))
            largest = max(largest, *map(abs, sides))
        # errors h^2 cancel in the second column, h^4 in the third
        second = [(4 * slopes[1] - slopes[0]) / 3, (4 * slopes[2] - slopes[1]) / 3]
        result[index] = (16 * second[1] - second[0]) / 15
        error[index] = FINITE_DIFFERENCE * largest + abs(second[1] - second[0])
    return result, error


def assert_gradient(
    total: Callable[..., float], arrays: Sequence[Array], i: int, gradient: Any, *, context: str
) -> None:
    """Fail, naming the worst element, unless ``gradient`` is the derivative of ``total`` in argument ``i``."""
    expected, allowed = finite_difference(total, arrays, i)
    assert np.shape(gradient) == expected.shape, f"{context}: shape {np.shape(gradient)}, expected {expected.shape}"
    error = np.abs(gradient - expected)
    good = error <= allowed
    if not np.all(good):
        worst = np.unravel_index(np.argmax(np.where(good, -1, error / allowed)), expected.shape)
        message = (
            f"{context}: at {tuple(map(int, worst))} got {np.asarray(gradient)[worst]!r}, finite difference "
            f"{expected[worst]!r}, error {error[worst]:.3g}, allowed {allowed[worst]:.3g}"
        )
        raise AssertionError(message)
