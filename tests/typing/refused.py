"""What the stubs refuse: each line below is an error, or its ignore would be an unused one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

import likelier as lk


def misuse(x: NDArray[np.float64]) -> None:
    _ = lk.weibull  # type: ignore[attr-defined]
    lk.norm.logpmf(x)  # type: ignore[attr-defined]
    lk.poisson.logpdf(x, 1.0)  # type: ignore[attr-defined]
    lk.norm.logpdf()  # type: ignore[call-overload]
    lk.norm.logpdf(x, 0.0, 1.0, 2.0)  # type: ignore[call-overload]
    lk.norm.logpdf(x, rate=1.0)  # type: ignore[call-overload]
    lk.norm.logpdf(x, scale=object())  # type: ignore[call-overload]
    lk.norm.logpdf(x, out=[0.0])  # type: ignore[call-overload]
    lk.norm.logpdf(x, validate="yes")  # type: ignore[call-overload]
    lk.norm.logpdf(x, reduction="sum")  # type: ignore[call-overload]
    lk.norm.nll(x, reduction="median")  # type: ignore[call-overload]
    lk.norm.nll.value_and_grad(x, wrt="sigma")  # type: ignore[arg-type]
    _ = lk.norm.nll.value_and_grad(x)[1].rate  # type: ignore[attr-defined]
    lk.norm(rate=1.0)  # type: ignore[call-arg]
    lk.norm(0.0).logpmf(x)  # type: ignore[attr-defined]
    lk.poisson(1.0).logpmf(k=x)  # type: ignore[call-overload]
    lk.norm(0.0).logpdf(x, 1.0)  # type: ignore[call-overload]
    lk.special.gammaln(x, x)  # type: ignore[call-overload]
    lk.special.softmin(x)  # type: ignore[attr-defined]
    lk.set_num_threads("2")  # type: ignore[arg-type]
