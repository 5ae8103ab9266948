"""The temperature of divergences between logits: that of logits divided by it, and the chain rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import likelier as lk
from tests.tolerances import SAME


@pytest.mark.parametrize("function", [lk.kl, lk.reverse_kl, lk.js_divergence, lk.js_distance], ids=lambda f: f.__name__)
@pytest.mark.parametrize("length", [5, 300])
@pytest.mark.parametrize("axis", [-1, 0])
def test_temperature_divides_logits(function: Any, length: int, axis: int) -> None:
    rng = np.random.default_rng(length)
    p, q = (np.moveaxis(rng.normal(size=(20, length)), -1, axis) for _ in range(2))
    both = function.value_and_grad
    kinds = {"p_kind": "logits", "q_kind": "logits", "axis": axis}
    value, grads = both(p, q, temperature=4.0, **kinds)
    # Divisions by a power of two are exact: so is the agreement.
    expected, expected_grads = both(p / 4, q / 4, **kinds)
    np.testing.assert_array_equal(value, expected)
    np.testing.assert_array_equal(grads.p, expected_grads.p / 4)
    np.testing.assert_array_equal(grads.q, expected_grads.q / 4)
    probabilities = lk.special.softmax(p, axis=axis)
    mixed, slope = both(probabilities, q, q_kind="logits", temperature=4.0, axis=axis, wrt="q")
    np.testing.assert_allclose(mixed, both(probabilities, q / 4, q_kind="logits", axis=axis)[0], rtol=SAME)
    np.testing.assert_allclose(
        slope, both(probabilities, q / 4, q_kind="logits", axis=axis, wrt="q")[1] / 4, rtol=SAME, atol=SAME
    )


def test_temperature_of_probabilities_is_refused() -> None:
    with pytest.raises(ValueError, match="kl: temperature must be 1 where neither p_kind nor q_kind is 'logits'"):
        lk.kl([0.5, 0.5], [0.25, 0.75], temperature=2.0)
