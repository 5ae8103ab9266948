"""More than 2^31 elements, through views of stride 0 that cost no memory."""

from __future__ import annotations

import os

import numpy as np
import pytest

from tests.registry import lk
from tests.tolerances import REORDERED_SUM, few_ulp

N = 2**31 + 7

pytestmark = pytest.mark.large


def test_elementwise_reduction() -> None:
    x = np.broadcast_to(np.float32(1.5), (N,))
    part = lk.norm.nll(x, np.float32(0.5), np.float32(2), reduction="partial")
    assert part.weight == N
    one = -lk.norm.logpdf(np.array([1.5]), 0.5, 2.0)[0]
    assert abs(float(part.result("sum")) / N - one) <= few_ulp(np.float32) * one


def test_elementwise_gradients_and_a_varying_axis() -> None:
    rows = 4
    x = np.broadcast_to(np.arange(rows, dtype=np.float64)[:, None], (rows, N // rows + 2))
    count = x.size
    assert count > 2**31
    value, gradients = lk.norm.nll.value_and_grad(x, 0.25, 2.0, wrt=("loc", "scale"), reduction="sum")
    z = (np.arange(rows) - 0.25) / 2
    each = z**2 / 2 + np.log(2) + np.log(2 * np.pi) / 2
    per_row = count // rows
    assert abs(value / per_row - each.sum()) <= REORDERED_SUM * each.sum()
    assert abs(gradients.loc / per_row - -(z / 2).sum()) <= REORDERED_SUM * np.abs(z).sum()
    assert abs(gradients.scale / per_row - ((1 - z**2) / 2).sum()) <= REORDERED_SUM * rows


def test_many_rows() -> None:
    width = 512
    x = np.broadcast_to((np.arange(width) % 5).astype(np.float32), (N // width + 2, width))
    target = np.broadcast_to(np.int64(2), x.shape[:1])
    assert x.size > 2**31
    loss = lk.cross_entropy(x, target)
    assert loss == lk.cross_entropy(x[:1], target[:1])
    part = lk.cross_entropy(x, target, reduction="partial")
    assert part.weight == x.shape[0]


def test_one_long_row() -> None:
    x = np.broadcast_to(np.float32(0), (N,))
    assert abs(lk.special.logsumexp(x) - np.log(N)) <= np.spacing(np.float32(np.log(N)))
    target = np.array(N - 1)
    assert abs(lk.cross_entropy(x, target) - np.log(N)) <= np.spacing(np.float32(np.log(N)))
    assert abs(lk.entropy(x, kind="logits") - np.log(N)) <= np.spacing(np.float32(np.log(N)))


@pytest.mark.skipif(
    os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") < 8e9, reason="the result takes 4.3 GB of memory"
)
def test_more_than_two_to_the_31_elements_out() -> None:
    x = np.broadcast_to(np.float16(0.5), (N,))
    loss = lk.laplace.logpdf(x, np.float16(0), np.float16(1))
    assert loss.shape == (N,)
    expected = lk.laplace.logpdf(x[:1], np.float16(0), np.float16(1))[0]
    for i in (0, 1, 2**31 - 1, 2**31, N - 1):
        assert loss[i] == expected
