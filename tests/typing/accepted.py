"""What the stubs promise about results. `tests/test_stubs.py` runs mypy over it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import assert_type

import likelier as lk


def densities(single: NDArray[np.float32], double: NDArray[np.float64], counts: NDArray[np.int64]) -> None:
    assert_type(lk.norm.logpdf(1.5, 0.0, scale=2), np.float64)
    assert_type(lk.norm.logpdf(single, 0.0, log_scale=0.5), NDArray[np.float32])
    assert_type(lk.norm.logpdf(double, double, double), NDArray[np.float64])
    assert_type(lk.norm.logpdf([1.0, 2.0]), Any)
    assert_type(lk.norm.logpdf(counts), Any)
    assert_type(lk.norm.logpdf(double, out=double), NDArray[np.float64])
    assert_type(lk.poisson.logpmf(counts, log_mu=0.0, base=2, validate=True), Any)


def variates() -> None:
    lk.gamma.rvs(1000, 2.0, scale=3.0, seed=1)
    lk.gamma.rvs(2.0, scale=3.0, size=(10, 2), dtype=np.float32)
    lk.multinomial.rvs(12, [0.5, 0.5], size=3)
    lk.norm(0.0, 1.0).rvs(3)


def reductions(single: NDArray[np.float32], double: NDArray[np.float64]) -> None:
    assert_type(lk.norm.nll(double), np.float64)
    assert_type(lk.norm.nll(single, reduction="sum"), "np.floating[Any]")
    assert_type(lk.norm.nll(single, axis=0), Any)
    part = lk.norm.nll(single, reduction="partial", where=single > 0, weights=single)
    assert_type(part, lk.Partial)
    assert_type(part + part, lk.Partial)


def mixtures(single: NDArray[np.float32]) -> None:
    mixture: lk.Mixture = lk.discretized_logistic_mixture
    assert_type(mixture.name, str)
    part = lk.discretized_logistic_mixture.nll(single, logits=single, reduction="partial", component_axis=0)
    assert_type(part, lk.Partial)
    _, grads = lk.discretized_logistic_mixture.logpmf.value_and_grad(single, single, log_scale=single)
    _ = (grads.k, grads.log_weights, grads.log_scale)


def gradients(single: NDArray[np.float32]) -> None:
    value, grads = lk.gamma.logpdf.value_and_grad(single, 2.0, rate=0.5, cotangent=single)
    assert_type(value, NDArray[np.float32])
    _ = (grads.x, grads.a, grads.rate)
    value, slope = lk.gamma.logpdf.value_and_grad(single, 2.0, wrt="x")
    assert_type(slope, Any)
    total, grads = lk.gamma.nll.value_and_grad(single, 2.0, wrt=("a", "scale"))
    assert_type(total, "np.floating[Any]")


def frozen(double: NDArray[np.float64]) -> None:
    density: lk.Frozen = lk.t(3.0, scale=2.0)
    assert_type(density.family, lk.Family)
    lk.t(3.0).logpdf(double, where=double > 0)
    lk.bernoulli(logits=0.3).logpmf([0, 1])
    assert_type(lk.norm(0.0).nll(double, reduction="partial"), lk.Partial)
    assert_type(lk.norm.fit(double).nll(double, reduction="partial"), lk.Partial)
    assert_type(lk.binom.suffstats([1], n=2), lk.Partial)
    lk.kl(lk.norm(), lk.t(3.0), n_samples=10, seed=1)
    _, grads = lk.norm(0.0).logpdf.value_and_grad(double)
    _ = (grads.x, grads.loc)


def special_functions(single: NDArray[np.float32]) -> None:
    assert_type(lk.special.gammaln(single), NDArray[np.float32])
    assert_type(lk.special.xlogy(0.0, 0.0), np.float64)
    value, grads = lk.special.logaddexp.value_and_grad(single, single)
    assert_type(value, NDArray[np.float32])
    _ = (grads.x, grads.y)


def runtime() -> None:
    with lk.threads(2):
        assert_type(lk.get_num_threads(), int)
    if not lk.cuda_available():
        assert_type(lk.cuda_available().reason, str)
    assert_type(lk.__version__, str)
