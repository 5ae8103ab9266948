# Written by tools/generate_stubs.py: edit that, or the registry, and run it again.
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from typing_extensions import Buffer

from likelier import cnf as cnf
from likelier import nn as nn
from likelier import score_matching as score_matching
from likelier import special as special
from likelier import testing as testing
from likelier._arrays import SupportsDLPack
from likelier._compare import ModelComparison as ModelComparison
from likelier._compare import compare_models as compare_models
from likelier._compare import memorization_bits as memorization_bits
from likelier._compare import perplexity as perplexity
from likelier._cross_entropy import CrossEntropyShard as CrossEntropyShard
from likelier._cross_entropy import CrossEntropyStats as CrossEntropyStats
from likelier._partial import Partial as Partial
from likelier._partial import bits_per_dim as bits_per_dim
from likelier._probes import Estimate as Estimate
from likelier._probes import probes as probes
from likelier._runtime import CudaStatus as CudaStatus
from likelier._runtime import clear_cache as clear_cache
from likelier._runtime import cpu_features as cpu_features
from likelier._runtime import cuda_available as cuda_available
from likelier._runtime import get_num_threads as get_num_threads
from likelier._runtime import set_num_threads as set_num_threads
from likelier._runtime import show_config as show_config
from likelier._runtime import threads as threads
from likelier._score_losses import hutchinson as hutchinson
from likelier._traces import hutchpp as hutchpp
from likelier._traces import xtrace as xtrace

__all__ = [
    "CrossEntropyShard",
    "CrossEntropyStats",
    "CudaStatus",
    "Estimate",
    "Family",
    "Frozen",
    "Mixture",
    "ModelComparison",
    "Partial",
    "__version__",
    "alpha_divergence",
    "bernoulli",
    "beta",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "binom",
    "bits_per_dim",
    "bregman",
    "categorical",
    "cauchy",
    "chi2",
    "chi2_divergence",
    "clear_cache",
    "cnf",
    "compare_models",
    "cpu_features",
    "cross_entropy",
    "cross_entropy_pq",
    "cuda_available",
    "dirichlet",
    "discretized_logistic",
    "discretized_logistic_mixture",
    "distill_topk",
    "entropy",
    "expon",
    "f_divergence_from_logratio",
    "gamma",
    "gaussian_nll",
    "geom",
    "get_num_threads",
    "gumbel_l",
    "gumbel_r",
    "halfcauchy",
    "halfnorm",
    "hellinger2",
    "hutchinson",
    "hutchpp",
    "invgamma",
    "js_distance",
    "js_divergence",
    "kl",
    "kl_estimate",
    "laplace",
    "linear_cross_entropy",
    "logistic",
    "lognorm",
    "memorization_bits",
    "mse_nll",
    "multinomial",
    "multivariate_normal",
    "multivariate_t",
    "nbinom",
    "nn",
    "norm",
    "pareto",
    "perplexity",
    "pointwise_distance",
    "poisson",
    "probes",
    "renyi",
    "reverse_kl",
    "score_matching",
    "set_num_threads",
    "show_config",
    "special",
    "t",
    "testing",
    "threads",
    "total_variation",
    "truncnorm",
    "tsallis",
    "uniform",
    "vonmises",
    "weibull_min",
    "xtrace",
]

_Writeable = NDArray[Any] | SupportsDLPack | Buffer
_F = TypeVar("_F", bound=np.floating[Any])
_Out = TypeVar("_Out", bound=_Writeable)

__version__: str

class Family:
    name: str
    parameter_names: tuple[str, ...]
    nll: Any
    def __call__(self, *args: Any, **parameters: Any) -> Frozen: ...

class Frozen:
    family: Family
    def __init__(self, family: Family, args: tuple[Any, ...], parameters: dict[str, Any]) -> None: ...
    @property
    def parameters(self) -> dict[str, Any]: ...
    nll: Any

class Mixture:
    name: str
    parameter_names: tuple[str, ...]
    nll: Any

class _gradients_k_p_logits(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_log_k_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["k", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _frozen_mean_k_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["k", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _frozen_plain_k_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _gradients_q_p_logits(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_plain_q_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_p_logits]: ...

class _gradients_p_logits(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_log_p_logits:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_p_logits]: ...

class _log_k_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, p: float | None = None, *, logits: float | None = None, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _mean_k_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float | NDArray[np.float64], p: float | NDArray[np.float64] | None = None, *,
        logits: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_k_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _plain_k_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, p: float | None = None, *, logits: float | None = None, where: ArrayLike | None = None,
        out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False, wrt: Literal["k", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_p_logits]: ...

class _plain_q_p_logits:
    @overload
    def __call__(
        self, q: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, p: float | None = None, *, logits: float | None = None, where: ArrayLike | None = None,
        out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False, wrt: Literal["q", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], p: float | NDArray[_F] | None = None, *, logits: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_p_logits]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_p_logits]: ...

class _log_p_logits:
    @overload
    def __call__(
        self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: float | None = None, *, logits: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False, wrt: Literal["p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_p_logits]: ...

class _gradients_x_a_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _frozen_mean_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _frozen_plain_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _gradients_q_a_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_b_loc_scale_log_scale]: ...

class _gradients_a_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_b_loc_scale_log_scale]: ...

class _log_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _mean_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], a: float | NDArray[np.float64], b: float | NDArray[np.float64],
        loc: float | NDArray[np.float64] = 0.0, scale: float | NDArray[np.float64] = 1.0, *,
        log_scale: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _plain_x_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_b_loc_scale_log_scale]: ...

class _plain_q_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Literal["q", "a", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_a_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "a", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_b_loc_scale_log_scale]: ...

class _log_a_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["a", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["a", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_b_loc_scale_log_scale]: ...

class _gradients_k_n_p_logits(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_log_k_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _frozen_mean_k_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _frozen_plain_k_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _gradients_q_n_p_logits(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_plain_q_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_n_p_logits]: ...

class _log_k_n_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, n: float, p: float | None = None, *, logits: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _mean_k_n_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float | NDArray[np.float64], n: float | NDArray[np.float64],
        p: float | NDArray[np.float64] | None = None, *, logits: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_k_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _plain_k_n_p_logits:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, n: float, p: float | None = None, *, logits: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits]: ...

class _plain_q_n_p_logits:
    @overload
    def __call__(
        self, q: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, n: float, p: float | None = None, *, logits: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_n_p_logits]: ...

class _gradients_x_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _frozen_mean_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _frozen_plain_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _gradients_q_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_log_scale]: ...

class _gradients_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_log_scale]: ...

class _log_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _mean_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _plain_x_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale]: ...

class _plain_q_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_log_scale]: ...

class _log_loc_scale_log_scale:
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_log_scale]: ...

class _gradients_x_df_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def df(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _frozen_mean_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _frozen_plain_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _gradients_q_df_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def df(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_df_loc_scale_log_scale]: ...

class _gradients_df_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def df(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_df_loc_scale_log_scale]: ...

class _log_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, df: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _mean_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], df: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], df: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], df: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], df: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _plain_x_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, df: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_df_loc_scale_log_scale]: ...

class _plain_q_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, df: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], df: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_df_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "df", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_df_loc_scale_log_scale]: ...

class _log_df_loc_scale_log_scale:
    @overload
    def __call__(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, df: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["df", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["df", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_df_loc_scale_log_scale]: ...

class _gradients_x_alpha(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _frozen_log_x_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_alpha]: ...

class _frozen_mean_x_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_alpha]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_alpha]: ...

class _gradients_alpha(tuple[Any, ...]):
    @property
    def alpha(self) -> Any: ...

class _frozen_log_alpha:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_alpha]: ...

class _log_x_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, alpha: float, *, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], alpha: float | NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], alpha: float | NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], alpha: float | NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_alpha]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_alpha]: ...

class _mean_x_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], alpha: float | NDArray[np.float64], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], alpha: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_alpha]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], alpha: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], alpha: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["x", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_alpha]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False, wrt: Literal["x", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, alpha: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_alpha]: ...

class _log_alpha:
    @overload
    def __call__(
        self, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, alpha: float, *, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, alpha: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_alpha]: ...

class _gradients_k_loc_scale_low_high_log_scale(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _frozen_mean_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _frozen_plain_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _gradients_q_loc_scale_low_high_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_low_high_log_scale]: ...

class _log_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, loc: float = 0.0, scale: float = 1.0, low: float = ..., high: float = ..., *,
        log_scale: float | None = None, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _mean_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, low: float | NDArray[np.float64] = ...,
        high: float | NDArray[np.float64] = ..., *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0,
        low: float | NDArray[Any] = ..., high: float | NDArray[Any] = ..., *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0,
        low: float | NDArray[Any] = ..., high: float | NDArray[Any] = ..., *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0,
        low: float | NDArray[Any] = ..., high: float | NDArray[Any] = ..., *,
        log_scale: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_k_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _plain_k_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, loc: float = 0.0, scale: float = 1.0, low: float = ..., high: float = ..., *,
        log_scale: float | None = None, where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["k", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_loc_scale_low_high_log_scale]: ...

class _plain_q_loc_scale_low_high_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, loc: float = 0.0, scale: float = 1.0, low: float = ..., high: float = ..., *,
        log_scale: float | None = None, where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        low: float | NDArray[_F] = ..., high: float | NDArray[_F] = ..., *,
        log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_loc_scale_low_high_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_low_high_log_scale]: ...

class _gradients_x_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_log_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _frozen_mean_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _frozen_plain_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_q_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_plain_q_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_log_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_rate_log_scale_log_rate]: ...

class _log_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _mean_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, rate: float | NDArray[np.float64] | None = None,
        log_scale: float | NDArray[np.float64] | None = None, log_rate: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        rate: float | NDArray[Any] | None = None, log_scale: float | NDArray[Any] | None = None,
        log_rate: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        rate: float | NDArray[Any] | None = None, log_scale: float | NDArray[Any] | None = None,
        log_rate: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        rate: float | NDArray[Any] | None = None, log_scale: float | NDArray[Any] | None = None,
        log_rate: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _plain_x_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_rate_log_scale_log_rate]: ...

class _plain_q_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_rate_log_scale_log_rate]: ...

class _log_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None, log_scale: float | None = None,
        log_rate: float | None = None, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_x_a_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_log_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _frozen_mean_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _frozen_plain_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_q_a_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_plain_q_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_a_loc_scale_rate_log_scale_log_rate(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def rate(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def log_rate(self) -> Any: ...

class _frozen_log_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["a", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_loc_scale_rate_log_scale_log_rate]: ...

class _log_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _mean_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], a: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, rate: float | NDArray[np.float64] | None = None,
        log_scale: float | NDArray[np.float64] | None = None, log_rate: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, rate: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, log_rate: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, rate: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, log_rate: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, rate: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, log_rate: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _plain_x_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_rate_log_scale_log_rate]: ...

class _plain_q_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, a: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, rate: float | NDArray[_F] | None = None, log_scale: float | NDArray[_F] | None = None,
        log_rate: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_a_loc_scale_rate_log_scale_log_rate]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_loc_scale_rate_log_scale_log_rate]: ...

class _log_a_loc_scale_rate_log_scale_log_rate:
    @overload
    def __call__(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, a: float, loc: float = 0.0, scale: float = 1.0, *, rate: float | None = None,
        log_scale: float | None = None, log_rate: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["a", "loc", "scale", "rate", "log_scale", "log_rate"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["a", "loc", "scale", "rate", "log_scale", "log_rate"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_loc_scale_rate_log_scale_log_rate]: ...

class _gradients_x_a_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _frozen_mean_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _frozen_plain_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _gradients_q_a_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_loc_scale_log_scale]: ...

class _gradients_a_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_loc_scale_log_scale]: ...

class _log_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _mean_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], a: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _plain_x_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_a_loc_scale_log_scale]: ...

class _plain_q_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, a: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], a: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_a_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_a_loc_scale_log_scale]: ...

class _log_a_loc_scale_log_scale:
    @overload
    def __call__(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, a: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["a", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["a", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_a_loc_scale_log_scale]: ...

class _gradients_x_s_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def s(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _frozen_mean_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _frozen_plain_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _gradients_q_s_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def s(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_s_loc_scale_log_scale]: ...

class _gradients_s_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def s(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_s_loc_scale_log_scale]: ...

class _log_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, s: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _mean_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], s: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], s: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], s: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], s: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _plain_x_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, s: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_s_loc_scale_log_scale]: ...

class _plain_q_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, s: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], s: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_s_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_s_loc_scale_log_scale]: ...

class _log_s_loc_scale_log_scale:
    @overload
    def __call__(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, s: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["s", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["s", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_s_loc_scale_log_scale]: ...

class _gradients_x_n_p_logits(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _frozen_log_x_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_n_p_logits]: ...

class _frozen_mean_x_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_n_p_logits]: ...

class _log_x_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, n: float, p: float | None = None, *, logits: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "n", "p", "logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], n: float | NDArray[_F], p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_n_p_logits]: ...

class _mean_x_n_p_logits:
    @overload
    def __call__(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], n: float | NDArray[np.float64],
        p: float | NDArray[np.float64] | None = None, *, logits: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], n: float | NDArray[Any], p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_n_p_logits]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "n", "p", "logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "n", "p", "logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_n_p_logits]: ...

class _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def mean(self) -> Any: ...
    @property
    def cov(self) -> Any: ...
    @property
    def scale_tril(self) -> Any: ...
    @property
    def precision(self) -> Any: ...
    @property
    def diag(self) -> Any: ...
    @property
    def cov_factor(self) -> Any: ...

class _frozen_log_x_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _frozen_mean_x_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _gradients_mean_cov_scale_tril_precision_diag_cov_factor(tuple[Any, ...]):
    @property
    def mean(self) -> Any: ...
    @property
    def cov(self) -> Any: ...
    @property
    def scale_tril(self) -> Any: ...
    @property
    def precision(self) -> Any: ...
    @property
    def diag(self) -> Any: ...
    @property
    def cov_factor(self) -> Any: ...

class _frozen_log_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _log_x_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, mean: float = 0.0, cov: float = 1.0, *, scale_tril: float | None = None,
        precision: float | None = None, diag: float | None = None, cov_factor: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], mean: float | NDArray[_F] = 0.0, cov: float | NDArray[_F] = 1.0, *,
        scale_tril: float | NDArray[_F] | None = None, precision: float | NDArray[_F] | None = None,
        diag: float | NDArray[_F] | None = None, cov_factor: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], mean: float | NDArray[_F] = 0.0, cov: float | NDArray[_F] = 1.0, *,
        scale_tril: float | NDArray[_F] | None = None, precision: float | NDArray[_F] | None = None,
        diag: float | NDArray[_F] | None = None, cov_factor: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], mean: float | NDArray[_F] = 0.0, cov: float | NDArray[_F] = 1.0, *,
        scale_tril: float | NDArray[_F] | None = None, precision: float | NDArray[_F] | None = None,
        diag: float | NDArray[_F] | None = None, cov_factor: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _mean_x_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], mean: float | NDArray[np.float64] = 0.0,
        cov: float | NDArray[np.float64] = 1.0, *, scale_tril: float | NDArray[np.float64] | None = None,
        precision: float | NDArray[np.float64] | None = None, diag: float | NDArray[np.float64] | None = None,
        cov_factor: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], mean: float | NDArray[Any] = 0.0, cov: float | NDArray[Any] = 1.0, *,
        scale_tril: float | NDArray[Any] | None = None, precision: float | NDArray[Any] | None = None,
        diag: float | NDArray[Any] | None = None, cov_factor: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], mean: float | NDArray[Any] = 0.0, cov: float | NDArray[Any] = 1.0, *,
        scale_tril: float | NDArray[Any] | None = None, precision: float | NDArray[Any] | None = None,
        diag: float | NDArray[Any] | None = None, cov_factor: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], mean: float | NDArray[Any] = 0.0, cov: float | NDArray[Any] = 1.0, *,
        scale_tril: float | NDArray[Any] | None = None, precision: float | NDArray[Any] | None = None,
        diag: float | NDArray[Any] | None = None, cov_factor: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _log_mean_cov_scale_tril_precision_diag_cov_factor:
    @overload
    def __call__(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, mean: float = 0.0, cov: float = 1.0, *, scale_tril: float | None = None, precision: float | None = None,
        diag: float | None = None, cov_factor: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["mean", "cov", "scale_tril", "precision", "diag", "cov_factor"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["mean", "cov", "scale_tril", "precision", "diag", "cov_factor"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_mean_cov_scale_tril_precision_diag_cov_factor]: ...

class _gradients_x_loc_shape_df_scale_tril_precision(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def shape(self) -> Any: ...
    @property
    def df(self) -> Any: ...
    @property
    def scale_tril(self) -> Any: ...
    @property
    def precision(self) -> Any: ...

class _frozen_log_x_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_shape_df_scale_tril_precision]: ...

class _frozen_mean_x_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_shape_df_scale_tril_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_shape_df_scale_tril_precision]: ...

class _gradients_loc_shape_df_scale_tril_precision(tuple[Any, ...]):
    @property
    def loc(self) -> Any: ...
    @property
    def shape(self) -> Any: ...
    @property
    def df(self) -> Any: ...
    @property
    def scale_tril(self) -> Any: ...
    @property
    def precision(self) -> Any: ...

class _frozen_log_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["loc", "shape", "df", "scale_tril", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_shape_df_scale_tril_precision]: ...

class _log_x_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, shape: float = 1.0, df: float = 1.0, *, scale_tril: float | None = None,
        precision: float | None = None, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, shape: float | NDArray[_F] = 1.0,
        df: float | NDArray[_F] = 1.0, *, scale_tril: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, shape: float | NDArray[_F] = 1.0,
        df: float | NDArray[_F] = 1.0, *, scale_tril: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, shape: float | NDArray[_F] = 1.0,
        df: float | NDArray[_F] = 1.0, *, scale_tril: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_shape_df_scale_tril_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_shape_df_scale_tril_precision]: ...

class _mean_x_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        shape: float | NDArray[np.float64] = 1.0, df: float | NDArray[np.float64] = 1.0, *,
        scale_tril: float | NDArray[np.float64] | None = None, precision: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, shape: float | NDArray[Any] = 1.0,
        df: float | NDArray[Any] = 1.0, *, scale_tril: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_shape_df_scale_tril_precision]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, shape: float | NDArray[Any] = 1.0,
        df: float | NDArray[Any] = 1.0, *, scale_tril: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, shape: float | NDArray[Any] = 1.0,
        df: float | NDArray[Any] = 1.0, *, scale_tril: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_loc_shape_df_scale_tril_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "shape", "df", "scale_tril", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_shape_df_scale_tril_precision]: ...

class _log_loc_shape_df_scale_tril_precision:
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, loc: float = 0.0, shape: float = 1.0, df: float = 1.0, *, scale_tril: float | None = None,
        precision: float | None = None, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["loc", "shape", "df", "scale_tril", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["loc", "shape", "df", "scale_tril", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_shape_df_scale_tril_precision]: ...

class _gradients_k_n_p_logits_mu_alpha(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def mu(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _frozen_log_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _frozen_mean_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits", "mu", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _frozen_plain_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits", "mu", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _gradients_q_n_p_logits_mu_alpha(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def mu(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _frozen_plain_q_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "n", "p", "logits", "mu", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_n_p_logits_mu_alpha]: ...

class _log_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, n: float | None = None, p: float | None = None, *, logits: float | None = None,
        mu: float | None = None, alpha: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits", "mu", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _mean_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float | NDArray[np.float64], n: float | NDArray[np.float64] | None = None,
        p: float | NDArray[np.float64] | None = None, *, logits: float | NDArray[np.float64] | None = None,
        mu: float | NDArray[np.float64] | None = None, alpha: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: float | NDArray[Any], n: float | NDArray[Any] | None = None, p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, mu: float | NDArray[Any] | None = None,
        alpha: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "n", "p", "logits", "mu", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], n: float | NDArray[Any] | None = None, p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, mu: float | NDArray[Any] | None = None,
        alpha: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], n: float | NDArray[Any] | None = None, p: float | NDArray[Any] | None = None, *,
        logits: float | NDArray[Any] | None = None, mu: float | NDArray[Any] | None = None,
        alpha: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_k_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _plain_k_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, n: float | None = None, p: float | None = None, *, logits: float | None = None,
        mu: float | None = None, alpha: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False, wrt: Literal["k", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_n_p_logits_mu_alpha]: ...

class _plain_q_n_p_logits_mu_alpha:
    @overload
    def __call__(
        self, q: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, n: float | None = None, p: float | None = None, *, logits: float | None = None,
        mu: float | None = None, alpha: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], n: float | NDArray[_F] | None = None, p: float | NDArray[_F] | None = None, *,
        logits: float | NDArray[_F] | None = None, mu: float | NDArray[_F] | None = None,
        alpha: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_n_p_logits_mu_alpha]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False, wrt: Literal["q", "n", "p", "logits", "mu", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "n", "p", "logits", "mu", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_n_p_logits_mu_alpha]: ...

class _gradients_x_loc_scale_log_scale_var_precision(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def var(self) -> Any: ...
    @property
    def precision(self) -> Any: ...

class _frozen_log_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _frozen_mean_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _frozen_plain_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _gradients_q_loc_scale_log_scale_var_precision(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def var(self) -> Any: ...
    @property
    def precision(self) -> Any: ...

class _frozen_plain_q_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_log_scale_var_precision]: ...

class _gradients_loc_scale_log_scale_var_precision(tuple[Any, ...]):
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...
    @property
    def var(self) -> Any: ...
    @property
    def precision(self) -> Any: ...

class _frozen_log_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["loc", "scale", "log_scale", "var", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_log_scale_var_precision]: ...

class _log_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        var: float | None = None, precision: float | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _mean_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        var: float | NDArray[np.float64] | None = None, precision: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _plain_x_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        var: float | None = None, precision: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_loc_scale_log_scale_var_precision]: ...

class _plain_q_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        var: float | None = None, precision: float | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "loc", "scale", "log_scale", "var", "precision"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0, *,
        log_scale: float | NDArray[_F] | None = None, var: float | NDArray[_F] | None = None,
        precision: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_loc_scale_log_scale_var_precision]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_loc_scale_log_scale_var_precision]: ...

class _log_loc_scale_log_scale_var_precision:
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None, var: float | None = None,
        precision: float | None = None, where: ArrayLike | None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["loc", "scale", "log_scale", "var", "precision"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["loc", "scale", "log_scale", "var", "precision"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_loc_scale_log_scale_var_precision]: ...

class _gradients_x_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _frozen_mean_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _frozen_plain_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _gradients_q_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_b_loc_scale_log_scale]: ...

class _gradients_b_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def b(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_b_loc_scale_log_scale]: ...

class _log_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _mean_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], b: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], b: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], b: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], b: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _plain_x_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_b_loc_scale_log_scale]: ...

class _plain_q_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_b_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_b_loc_scale_log_scale]: ...

class _log_b_loc_scale_log_scale:
    @overload
    def __call__(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, b: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["b", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["b", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_b_loc_scale_log_scale]: ...

class _gradients_k_mu_log_mu(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def mu(self) -> Any: ...
    @property
    def log_mu(self) -> Any: ...

class _frozen_log_k_mu_log_mu:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "mu", "log_mu"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _frozen_mean_k_mu_log_mu:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["k", "mu", "log_mu"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _frozen_plain_k_mu_log_mu:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _gradients_q_mu_log_mu(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def mu(self) -> Any: ...
    @property
    def log_mu(self) -> Any: ...

class _frozen_plain_q_mu_log_mu:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_mu_log_mu]: ...

class _log_k_mu_log_mu:
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, mu: float | None = None, *, log_mu: float | None = None, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _mean_k_mu_log_mu:
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float | NDArray[np.float64], mu: float | NDArray[np.float64] | None = None, *,
        log_mu: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: float | NDArray[Any], mu: float | NDArray[Any] | None = None, *,
        log_mu: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_k_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], mu: float | NDArray[Any] | None = None, *,
        log_mu: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, k: float | NDArray[Any], mu: float | NDArray[Any] | None = None, *,
        log_mu: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_k_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _plain_k_mu_log_mu:
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: float, mu: float | None = None, *, log_mu: float | None = None, where: ArrayLike | None = None,
        out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False, wrt: Literal["k", "mu", "log_mu"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_k_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_k_mu_log_mu]: ...

class _plain_q_mu_log_mu:
    @overload
    def __call__(
        self, q: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, mu: float | None = None, *, log_mu: float | None = None, where: ArrayLike | None = None,
        out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False, wrt: Literal["q", "mu", "log_mu"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], mu: float | NDArray[_F] | None = None, *, log_mu: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_mu_log_mu]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "mu", "log_mu"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "mu", "log_mu"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_mu_log_mu]: ...

class _gradients_x_kappa_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def kappa(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _frozen_mean_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _frozen_plain_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _gradients_q_kappa_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def kappa(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_kappa_loc_scale_log_scale]: ...

class _gradients_kappa_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def kappa(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_kappa_loc_scale_log_scale]: ...

class _log_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, kappa: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _mean_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], kappa: float | NDArray[np.float64],
        loc: float | NDArray[np.float64] = 0.0, scale: float | NDArray[np.float64] = 1.0, *,
        log_scale: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _plain_x_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, kappa: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_kappa_loc_scale_log_scale]: ...

class _plain_q_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, kappa: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Literal["q", "kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, log_scale: float | NDArray[_F] | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_kappa_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "kappa", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_kappa_loc_scale_log_scale]: ...

class _log_kappa_loc_scale_log_scale:
    @overload
    def __call__(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, kappa: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["kappa", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["kappa", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_kappa_loc_scale_log_scale]: ...

class _gradients_x_c_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def c(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _frozen_mean_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _frozen_plain_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _gradients_q_c_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def c(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_plain_q_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_c_loc_scale_log_scale]: ...

class _gradients_c_loc_scale_log_scale(tuple[Any, ...]):
    @property
    def c(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _frozen_log_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, *, where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_c_loc_scale_log_scale]: ...

class _log_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, base: float | None = None,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, c: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _mean_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], c: float | NDArray[np.float64], loc: float | NDArray[np.float64] = 0.0,
        scale: float | NDArray[np.float64] = 1.0, *, log_scale: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], c: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gradients_x_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], c: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], c: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, log_scale: float | NDArray[Any] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gradients_x_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _plain_x_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, c: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_x_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["x", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_x_c_loc_scale_log_scale]: ...

class _plain_q_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, q: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Out, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: float, c: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, q: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, q: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Literal["q", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, q: NDArray[_F], c: float | NDArray[_F], loc: float | NDArray[_F] = 0.0, scale: float | NDArray[_F] = 1.0,
        *, log_scale: float | NDArray[_F] | None = None, where: ArrayLike | None = None, out: None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gradients_q_c_loc_scale_log_scale]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Literal["q", "c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, where: ArrayLike | None = None, out: _Writeable | None = None,
        validate: bool = False, wrt: Sequence[Literal["q", "c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_q_c_loc_scale_log_scale]: ...

class _log_c_loc_scale_log_scale:
    @overload
    def __call__(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, c: float, loc: float = 0.0, scale: float = 1.0, *, log_scale: float | None = None,
        where: ArrayLike | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["c", "loc", "scale", "log_scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["c", "loc", "scale", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gradients_c_loc_scale_log_scale]: ...

class _alpha_divergence_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _alpha_divergence:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _alpha_divergence_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _alpha_divergence_gradients]: ...

alpha_divergence: _alpha_divergence

class _bernoulli_frozen(Frozen):
    logpmf: _frozen_log_k_p_logits
    nll: _frozen_mean_k_p_logits
    cdf: _frozen_plain_k_p_logits
    sf: _frozen_plain_k_p_logits
    logcdf: _frozen_log_k_p_logits
    logsf: _frozen_log_k_p_logits
    ppf: _frozen_plain_q_p_logits
    isf: _frozen_plain_q_p_logits
    entropy: _frozen_log_p_logits
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _bernoulli(Family):
    logpmf: _log_k_p_logits
    nll: _mean_k_p_logits
    cdf: _plain_k_p_logits
    sf: _plain_k_p_logits
    logcdf: _log_k_p_logits
    logsf: _log_k_p_logits
    ppf: _plain_q_p_logits
    isf: _plain_q_p_logits
    entropy: _log_p_logits
    def pmf(self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, p: ArrayLike | None = None, *, size: int | tuple[int, ...], logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def var(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def std(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def median(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> tuple[Any, Any]: ...
    def fit(
        self, k: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _bernoulli_frozen: ...
    def suffstats(
        self, k: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _bernoulli_frozen: ...

bernoulli: _bernoulli

class _beta_frozen(Frozen):
    logpdf: _frozen_log_x_a_b_loc_scale_log_scale
    nll: _frozen_mean_x_a_b_loc_scale_log_scale
    cdf: _frozen_plain_x_a_b_loc_scale_log_scale
    sf: _frozen_plain_x_a_b_loc_scale_log_scale
    logcdf: _frozen_log_x_a_b_loc_scale_log_scale
    logsf: _frozen_log_x_a_b_loc_scale_log_scale
    ppf: _frozen_plain_q_a_b_loc_scale_log_scale
    isf: _frozen_plain_q_a_b_loc_scale_log_scale
    entropy: _frozen_log_a_b_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _beta(Family):
    logpdf: _log_x_a_b_loc_scale_log_scale
    nll: _mean_x_a_b_loc_scale_log_scale
    cdf: _plain_x_a_b_loc_scale_log_scale
    sf: _plain_x_a_b_loc_scale_log_scale
    logcdf: _log_x_a_b_loc_scale_log_scale
    logsf: _log_x_a_b_loc_scale_log_scale
    ppf: _plain_q_a_b_loc_scale_log_scale
    isf: _plain_q_a_b_loc_scale_log_scale
    entropy: _log_a_b_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, a: ArrayLike | None = None, b: ArrayLike | None = None,
        loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        size: int | tuple[int, ...], log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _beta_frozen: ...

beta: _beta

class _binary_cross_entropy_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def target(self) -> Any: ...

class _binary_cross_entropy:
    @overload
    def __call__(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: float | NDArray[np.float64], target: float | NDArray[np.float64], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, p: float | NDArray[Any], target: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Literal["p", "target"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Sequence[Literal["p", "target"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _binary_cross_entropy_gradients]: ...
    @overload
    def value_and_grad(
        self, p: float | NDArray[Any], target: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        wrt: Literal["p", "target"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, p: float | NDArray[Any], target: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        wrt: Sequence[Literal["p", "target"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _binary_cross_entropy_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "target"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, target: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "target"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _binary_cross_entropy_gradients]: ...

binary_cross_entropy: _binary_cross_entropy

class _binary_cross_entropy_with_logits_gradients(tuple[Any, ...]):
    @property
    def logits(self) -> Any: ...
    @property
    def target(self) -> Any: ...
    @property
    def pos_weight(self) -> Any: ...

class _binary_cross_entropy_with_logits:
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, logits: float | NDArray[np.float64], target: float | NDArray[np.float64], *,
        pos_weight: float | NDArray[np.float64] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, logits: float | NDArray[Any], target: float | NDArray[Any], *,
        pos_weight: float | NDArray[Any] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, wrt: Literal["logits", "target", "pos_weight"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Sequence[Literal["logits", "target", "pos_weight"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _binary_cross_entropy_with_logits_gradients]: ...
    @overload
    def value_and_grad(
        self, logits: float | NDArray[Any], target: float | NDArray[Any], *,
        pos_weight: float | NDArray[Any] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        wrt: Literal["logits", "target", "pos_weight"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, logits: float | NDArray[Any], target: float | NDArray[Any], *,
        pos_weight: float | NDArray[Any] | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        wrt: Sequence[Literal["logits", "target", "pos_weight"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _binary_cross_entropy_with_logits_gradients]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Literal["logits", "target", "pos_weight"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, pos_weight: ArrayLike | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["logits", "target", "pos_weight"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _binary_cross_entropy_with_logits_gradients]: ...

binary_cross_entropy_with_logits: _binary_cross_entropy_with_logits

class _binom_frozen(Frozen):
    logpmf: _frozen_log_k_n_p_logits
    nll: _frozen_mean_k_n_p_logits
    cdf: _frozen_plain_k_n_p_logits
    sf: _frozen_plain_k_n_p_logits
    logcdf: _frozen_log_k_n_p_logits
    logsf: _frozen_log_k_n_p_logits
    ppf: _frozen_plain_q_n_p_logits
    isf: _frozen_plain_q_n_p_logits
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _binom(Family):
    logpmf: _log_k_n_p_logits
    nll: _mean_k_n_p_logits
    cdf: _plain_k_n_p_logits
    sf: _plain_k_n_p_logits
    logcdf: _log_k_n_p_logits
    logsf: _log_k_n_p_logits
    ppf: _plain_q_n_p_logits
    isf: _plain_q_n_p_logits
    def pmf(
        self, k: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, n: ArrayLike | None = None, p: ArrayLike | None = None, *,
        logits: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, size: int | tuple[int, ...],
        logits: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def var(self, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def std(self, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def median(self, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, k: ArrayLike | Partial, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _binom_frozen: ...
    def suffstats(
        self, k: ArrayLike, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> _binom_frozen: ...

binom: _binom

class _bregman_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _bregman:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _bregman_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, generator: str | tuple[Callable[..., Any], ...] = "shannon",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _bregman_gradients]: ...

bregman: _bregman

class _categorical_frozen(Frozen):
    logpmf: _frozen_log_k_p_logits
    nll: _frozen_mean_k_p_logits
    entropy: _frozen_log_p_logits
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...

class _categorical(Family):
    logpmf: _log_k_p_logits
    nll: _mean_k_p_logits
    entropy: _log_p_logits
    def pmf(self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, p: ArrayLike | None = None, *, size: int | tuple[int, ...], logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def fit(
        self, k: ArrayLike | Partial, *, classes: int | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, axis: int | tuple[int, ...] | None = None,
    ) -> _categorical_frozen: ...
    def suffstats(
        self, k: ArrayLike, *, classes: int | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _categorical_frozen: ...

categorical: _categorical

class _cauchy_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _cauchy(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _cauchy_frozen: ...

cauchy: _cauchy

class _chi2_frozen(Frozen):
    logpdf: _frozen_log_x_df_loc_scale_log_scale
    nll: _frozen_mean_x_df_loc_scale_log_scale
    cdf: _frozen_plain_x_df_loc_scale_log_scale
    sf: _frozen_plain_x_df_loc_scale_log_scale
    logcdf: _frozen_log_x_df_loc_scale_log_scale
    logsf: _frozen_log_x_df_loc_scale_log_scale
    ppf: _frozen_plain_q_df_loc_scale_log_scale
    isf: _frozen_plain_q_df_loc_scale_log_scale
    entropy: _frozen_log_df_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _chi2(Family):
    logpdf: _log_x_df_loc_scale_log_scale
    nll: _mean_x_df_loc_scale_log_scale
    cdf: _plain_x_df_loc_scale_log_scale
    sf: _plain_x_df_loc_scale_log_scale
    logcdf: _log_x_df_loc_scale_log_scale
    logsf: _log_x_df_loc_scale_log_scale
    ppf: _plain_q_df_loc_scale_log_scale
    isf: _plain_q_df_loc_scale_log_scale
    entropy: _log_df_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, df: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, df: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, df: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _chi2_frozen: ...

chi2: _chi2

class _chi2_divergence_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _chi2_divergence:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _chi2_divergence_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, kind: Literal["pearson", "neyman"] = "pearson",
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _chi2_divergence_gradients]: ...

chi2_divergence: _chi2_divergence

class _cross_entropy_gradients(tuple[Any, ...]):
    @property
    def logits(self) -> Any: ...
    @property
    def target(self) -> Any: ...

class _cross_entropy:
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None, wrt: Literal["logits", "target"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None, wrt: Sequence[Literal["logits", "target"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _cross_entropy_gradients]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["logits", "target"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, logits: ArrayLike, target: ArrayLike, *, weight: ArrayLike | None = None, ignore_index: int | None = -100,
        label_smoothing: float = 0.0, temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["logits", "target"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _cross_entropy_gradients]: ...
    def stats(self, logits: ArrayLike, target: ArrayLike, **options: Any) -> CrossEntropyStats: ...
    def shard(
        self, logits: ArrayLike, target: ArrayLike, *, first_class: int, classes: int, **options: Any,
    ) -> CrossEntropyShard: ...

cross_entropy: _cross_entropy

class _cross_entropy_pq_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _cross_entropy_pq:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _cross_entropy_pq_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _cross_entropy_pq_gradients]: ...

cross_entropy_pq: _cross_entropy_pq

class _dirichlet_frozen(Frozen):
    logpdf: _frozen_log_x_alpha
    nll: _frozen_mean_x_alpha
    entropy: _frozen_log_alpha
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...

class _dirichlet(Family):
    logpdf: _log_x_alpha
    nll: _mean_x_alpha
    entropy: _log_alpha
    def pdf(self, x: ArrayLike, alpha: ArrayLike) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, alpha: ArrayLike | None = None, *,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, alpha: ArrayLike | None = None, *, size: int | tuple[int, ...],
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(self, alpha: ArrayLike | None = None) -> _dirichlet_frozen: ...

dirichlet: _dirichlet

class _discretized_logistic_frozen(Frozen):
    logpmf: _frozen_log_k_loc_scale_low_high_log_scale
    nll: _frozen_mean_k_loc_scale_low_high_log_scale
    cdf: _frozen_plain_k_loc_scale_low_high_log_scale
    sf: _frozen_plain_k_loc_scale_low_high_log_scale
    logcdf: _frozen_log_k_loc_scale_low_high_log_scale
    logsf: _frozen_log_k_loc_scale_low_high_log_scale
    ppf: _frozen_plain_q_loc_scale_low_high_log_scale
    isf: _frozen_plain_q_loc_scale_low_high_log_scale
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _discretized_logistic(Family):
    logpmf: _log_k_loc_scale_low_high_log_scale
    nll: _mean_k_loc_scale_low_high_log_scale
    cdf: _plain_k_loc_scale_low_high_log_scale
    sf: _plain_k_loc_scale_low_high_log_scale
    logcdf: _log_k_loc_scale_low_high_log_scale
    logsf: _log_k_loc_scale_low_high_log_scale
    ppf: _plain_q_loc_scale_low_high_log_scale
    isf: _plain_q_loc_scale_low_high_log_scale
    def pmf(
        self, k: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ...,
        *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, log_scale: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ..., *,
        size: int | tuple[int, ...], log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def median(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ..., *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ...,
        high: ArrayLike = ..., *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ..., *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ..., *,
        log_scale: ArrayLike | None = None,
    ) -> _discretized_logistic_frozen: ...

discretized_logistic: _discretized_logistic

class _discretized_logistic_mixture_logpmf_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_logpmf:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_logpmf_gradients]: ...

class _discretized_logistic_mixture_nll_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_nll:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _discretized_logistic_mixture_nll_gradients]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_nll_gradients]: ...

class _discretized_logistic_mixture_cdf_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_cdf:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_cdf_gradients]: ...

class _discretized_logistic_mixture_sf_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_sf:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_sf_gradients]: ...

class _discretized_logistic_mixture_logcdf_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_logcdf:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_logcdf_gradients]: ...

class _discretized_logistic_mixture_logsf_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_logsf:
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["k", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_logsf_gradients]: ...

class _discretized_logistic_mixture_ppf_gradients(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_ppf:
    @overload
    def __call__(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_ppf_gradients]: ...

class _discretized_logistic_mixture_isf_gradients(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def log_weights(self) -> Any: ...
    @property
    def logits(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _discretized_logistic_mixture_isf:
    @overload
    def __call__(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None, out: _Out,
        validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Literal["q", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, where: ArrayLike | None = None,
        out: _Writeable | None = None, validate: bool = False,
        wrt: Sequence[Literal["q", "log_weights", "logits", "loc", "scale", "low", "high", "log_scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _discretized_logistic_mixture_isf_gradients]: ...

class _discretized_logistic_mixture_frozen(Frozen):
    logpmf: Any
    nll: Any
    cdf: Any
    sf: Any
    logcdf: Any
    logsf: Any
    ppf: Any
    isf: Any
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def pmf(self, k: ArrayLike) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _discretized_logistic_mixture(Mixture):
    logpmf: _discretized_logistic_mixture_logpmf
    nll: _discretized_logistic_mixture_nll
    cdf: _discretized_logistic_mixture_cdf
    sf: _discretized_logistic_mixture_sf
    logcdf: _discretized_logistic_mixture_logcdf
    logsf: _discretized_logistic_mixture_logsf
    ppf: _discretized_logistic_mixture_ppf
    isf: _discretized_logistic_mixture_isf
    def pmf(
        self, k: ArrayLike, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ...,
        high: ArrayLike = ..., *, size: int | tuple[int, ...], logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def median(
        self, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ...,
        high: ArrayLike = ..., *, logits: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        component_axis: int = -1,
    ) -> Any: ...
    def interval(
        self, confidence: float, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
        low: ArrayLike = ..., high: ArrayLike = ..., *, logits: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, component_axis: int = -1,
    ) -> tuple[Any, Any]: ...
    def support(
        self, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ...,
        high: ArrayLike = ..., *, logits: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        component_axis: int = -1,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, log_weights: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, low: ArrayLike = ...,
        high: ArrayLike = ..., *, logits: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        component_axis: int = -1,
    ) -> _discretized_logistic_mixture_frozen: ...

discretized_logistic_mixture: _discretized_logistic_mixture

class _distill_topk_gradients(tuple[Any, ...]):
    @property
    def student_logits(self) -> Any: ...

class _distill_topk:
    @overload
    def __call__(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None, wrt: Literal["student_logits"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None,
        weights: ArrayLike | None = None, out: None = None, wrt: Sequence[Literal["student_logits"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _distill_topk_gradients]: ...
    @overload
    def value_and_grad(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["student_logits"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, student_logits: ArrayLike, teacher_ids: ArrayLike, teacher_logprobs: ArrayLike, *,
        tail: Literal["ignore", "bucket", "renormalize"] = "ignore",
        direction: Literal["forward", "reverse"] = "forward", temperature: float = 1.0, ignore_index: int | None = -100,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["student_logits"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _distill_topk_gradients]: ...

distill_topk: _distill_topk

class _entropy_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...

class _entropy:
    @overload
    def __call__(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _entropy_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, kind: Literal["probs", "log_probs", "logits"] = "probs",
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _entropy_gradients]: ...

entropy: _entropy

class _expon_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_rate_log_scale_log_rate
    nll: _frozen_mean_x_loc_scale_rate_log_scale_log_rate
    cdf: _frozen_plain_x_loc_scale_rate_log_scale_log_rate
    sf: _frozen_plain_x_loc_scale_rate_log_scale_log_rate
    logcdf: _frozen_log_x_loc_scale_rate_log_scale_log_rate
    logsf: _frozen_log_x_loc_scale_rate_log_scale_log_rate
    ppf: _frozen_plain_q_loc_scale_rate_log_scale_log_rate
    isf: _frozen_plain_q_loc_scale_rate_log_scale_log_rate
    entropy: _frozen_log_loc_scale_rate_log_scale_log_rate
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _expon(Family):
    logpdf: _log_x_loc_scale_rate_log_scale_log_rate
    nll: _mean_x_loc_scale_rate_log_scale_log_rate
    cdf: _plain_x_loc_scale_rate_log_scale_log_rate
    sf: _plain_x_loc_scale_rate_log_scale_log_rate
    logcdf: _log_x_loc_scale_rate_log_scale_log_rate
    logsf: _log_x_loc_scale_rate_log_scale_log_rate
    ppf: _plain_q_loc_scale_rate_log_scale_log_rate
    isf: _plain_q_loc_scale_rate_log_scale_log_rate
    entropy: _log_loc_scale_rate_log_scale_log_rate
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _expon_frozen: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> _expon_frozen: ...

expon: _expon

class _f_divergence_from_logratio_gradients(tuple[Any, ...]):
    @property
    def log_ratio(self) -> Any: ...

class _f_divergence_from_logratio:
    @overload
    def __call__(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, wrt: Literal["log_ratio"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, wrt: Sequence[Literal["log_ratio"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _f_divergence_from_logratio_gradients]: ...
    @overload
    def value_and_grad(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Literal["log_ratio"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, log_ratio: ArrayLike, *,
        kind: Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"] = "kl",
        alpha: float | None = None, beta: float | None = None, base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["log_ratio"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _f_divergence_from_logratio_gradients]: ...

f_divergence_from_logratio: _f_divergence_from_logratio

class _gamma_frozen(Frozen):
    logpdf: _frozen_log_x_a_loc_scale_rate_log_scale_log_rate
    nll: _frozen_mean_x_a_loc_scale_rate_log_scale_log_rate
    cdf: _frozen_plain_x_a_loc_scale_rate_log_scale_log_rate
    sf: _frozen_plain_x_a_loc_scale_rate_log_scale_log_rate
    logcdf: _frozen_log_x_a_loc_scale_rate_log_scale_log_rate
    logsf: _frozen_log_x_a_loc_scale_rate_log_scale_log_rate
    ppf: _frozen_plain_q_a_loc_scale_rate_log_scale_log_rate
    isf: _frozen_plain_q_a_loc_scale_rate_log_scale_log_rate
    entropy: _frozen_log_a_loc_scale_rate_log_scale_log_rate
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _gamma(Family):
    logpdf: _log_x_a_loc_scale_rate_log_scale_log_rate
    nll: _mean_x_a_loc_scale_rate_log_scale_log_rate
    cdf: _plain_x_a_loc_scale_rate_log_scale_log_rate
    sf: _plain_x_a_loc_scale_rate_log_scale_log_rate
    logcdf: _log_x_a_loc_scale_rate_log_scale_log_rate
    logsf: _log_x_a_loc_scale_rate_log_scale_log_rate
    ppf: _plain_q_a_loc_scale_rate_log_scale_log_rate
    isf: _plain_q_a_loc_scale_rate_log_scale_log_rate
    entropy: _log_a_loc_scale_rate_log_scale_log_rate
    def pdf(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, a: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        log_rate: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, a: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, rate: ArrayLike | None = None,
        log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, a: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        rate: ArrayLike | None = None, log_scale: ArrayLike | None = None, log_rate: ArrayLike | None = None,
    ) -> _gamma_frozen: ...

gamma: _gamma

class _gaussian_nll_gradients(tuple[Any, ...]):
    @property
    def y(self) -> Any: ...

class _gaussian_nll:
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, y: float | NDArray[np.float64], mean: float | NDArray[np.float64], *,
        scale: float | NDArray[np.float64] | None = None, log_scale: float | NDArray[np.float64] | None = None,
        var: float | NDArray[np.float64] | None = None, precision: float | NDArray[np.float64] | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, scale: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False, wrt: Literal["y"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None,
        out: None = None, base: float | None = None, validate: bool = False, wrt: Sequence[Literal["y"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _gaussian_nll_gradients]: ...
    @overload
    def value_and_grad(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, scale: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["y"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, scale: float | NDArray[Any] | None = None,
        log_scale: float | NDArray[Any] | None = None, var: float | NDArray[Any] | None = None,
        precision: float | NDArray[Any] | None = None, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _gaussian_nll_gradients]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, scale: ArrayLike | None = None, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum", "none", "partial"] = "mean",
        axis: int | tuple[int, ...] | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gaussian_nll_gradients]: ...

gaussian_nll: _gaussian_nll

class _geom_frozen(Frozen):
    logpmf: _frozen_log_k_p_logits
    nll: _frozen_mean_k_p_logits
    cdf: _frozen_plain_k_p_logits
    sf: _frozen_plain_k_p_logits
    logcdf: _frozen_log_k_p_logits
    logsf: _frozen_log_k_p_logits
    ppf: _frozen_plain_q_p_logits
    isf: _frozen_plain_q_p_logits
    entropy: _frozen_log_p_logits
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _geom(Family):
    logpmf: _log_k_p_logits
    nll: _mean_k_p_logits
    cdf: _plain_k_p_logits
    sf: _plain_k_p_logits
    logcdf: _log_k_p_logits
    logsf: _log_k_p_logits
    ppf: _plain_q_p_logits
    isf: _plain_q_p_logits
    entropy: _log_p_logits
    def pmf(self, k: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, p: ArrayLike | None = None, *, size: int | tuple[int, ...], logits: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def var(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def std(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def median(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> tuple[Any, Any]: ...
    def fit(
        self, k: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _geom_frozen: ...
    def suffstats(
        self, k: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _geom_frozen: ...

geom: _geom

class _gumbel_l_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _gumbel_l(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _gumbel_l_frozen: ...

gumbel_l: _gumbel_l

class _gumbel_r_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _gumbel_r(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _gumbel_r_frozen: ...

gumbel_r: _gumbel_r

class _halfcauchy_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _halfcauchy(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _halfcauchy_frozen: ...

halfcauchy: _halfcauchy

class _halfnorm_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _halfnorm(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _halfnorm_frozen: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _halfnorm_frozen: ...

halfnorm: _halfnorm

class _hellinger2_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _hellinger2:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _hellinger2_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _hellinger2_gradients]: ...

hellinger2: _hellinger2

class _invgamma_frozen(Frozen):
    logpdf: _frozen_log_x_a_loc_scale_log_scale
    nll: _frozen_mean_x_a_loc_scale_log_scale
    cdf: _frozen_plain_x_a_loc_scale_log_scale
    sf: _frozen_plain_x_a_loc_scale_log_scale
    logcdf: _frozen_log_x_a_loc_scale_log_scale
    logsf: _frozen_log_x_a_loc_scale_log_scale
    ppf: _frozen_plain_q_a_loc_scale_log_scale
    isf: _frozen_plain_q_a_loc_scale_log_scale
    entropy: _frozen_log_a_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _invgamma(Family):
    logpdf: _log_x_a_loc_scale_log_scale
    nll: _mean_x_a_loc_scale_log_scale
    cdf: _plain_x_a_loc_scale_log_scale
    sf: _plain_x_a_loc_scale_log_scale
    logcdf: _log_x_a_loc_scale_log_scale
    logsf: _log_x_a_loc_scale_log_scale
    ppf: _plain_q_a_loc_scale_log_scale
    isf: _plain_q_a_loc_scale_log_scale
    entropy: _log_a_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, a: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, a: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, a: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, a: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _invgamma_frozen: ...

invgamma: _invgamma

class _js_distance_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _js_distance:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, wrt: Literal["p", "q"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _js_distance_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _js_distance_gradients]: ...

js_distance: _js_distance

class _js_divergence_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _js_divergence:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, wrt: Literal["p", "q"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _js_divergence_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, beta: float = 0.5, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _js_divergence_gradients]: ...

js_divergence: _js_divergence

class _kl_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _kl:
    @overload
    def __call__(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, n_samples: int | None = None,
        seed: int | np.random.Generator | None = None, offset: int | None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
        n_samples: int | None = None, seed: int | np.random.Generator | None = None, offset: int | None = None,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, n_samples: int | None = None, seed: int | np.random.Generator | None = None,
        offset: int | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, n_samples: int | None = None,
        seed: int | np.random.Generator | None = None, offset: int | None = None, wrt: str,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, n_samples: int | None = None,
        seed: int | np.random.Generator | None = None, offset: int | None = None, wrt: Sequence[str] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _kl_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, n_samples: int | None = None, seed: int | np.random.Generator | None = None,
        offset: int | None = None, wrt: str, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, n_samples: int | None = None, seed: int | np.random.Generator | None = None,
        offset: int | None = None, wrt: Sequence[str] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _kl_gradients]: ...

kl: _kl

class _kl_estimate_gradients(tuple[Any, ...]):
    @property
    def logp(self) -> Any: ...
    @property
    def logq(self) -> Any: ...

class _kl_estimate:
    @overload
    def __call__(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, wrt: Literal["logp", "logq"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Sequence[Literal["logp", "logq"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _kl_estimate_gradients]: ...
    @overload
    def value_and_grad(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Literal["logp", "logq"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, logp: ArrayLike, logq: ArrayLike, *, kind: Literal["k1", "k2", "k3"] = "k3",
        gradient: Literal["biased", "unbiased"] = "unbiased", base: float | None = None,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["logp", "logq"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _kl_estimate_gradients]: ...

kl_estimate: _kl_estimate

class _laplace_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _laplace(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _laplace_frozen: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _laplace_frozen: ...

laplace: _laplace

class _linear_cross_entropy_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def weight(self) -> Any: ...
    @property
    def bias(self) -> Any: ...

class _linear_cross_entropy:
    @overload
    def __call__(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0, reduction: Literal["partial"],
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", where: ArrayLike | None = None,
        weights: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0, reduction: Literal["partial"],
        where: ArrayLike | None = None, weights: ArrayLike | None = None, wrt: Literal["x", "weight", "bias"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0, reduction: Literal["partial"],
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        wrt: Sequence[Literal["x", "weight", "bias"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _linear_cross_entropy_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", where: ArrayLike | None = None,
        weights: ArrayLike | None = None, wrt: Literal["x", "weight", "bias"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, weight: ArrayLike, target: ArrayLike, *, bias: ArrayLike | None = None,
        class_weight: ArrayLike | None = None, ignore_index: int | None = -100, label_smoothing: float = 0.0,
        temperature: float = 1.0, softcap: float | None = None, z_loss: float = 0.0,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", where: ArrayLike | None = None,
        weights: ArrayLike | None = None, wrt: Sequence[Literal["x", "weight", "bias"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _linear_cross_entropy_gradients]: ...

linear_cross_entropy: _linear_cross_entropy

class _logistic_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _logistic(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _logistic_frozen: ...

logistic: _logistic

class _lognorm_frozen(Frozen):
    logpdf: _frozen_log_x_s_loc_scale_log_scale
    nll: _frozen_mean_x_s_loc_scale_log_scale
    cdf: _frozen_plain_x_s_loc_scale_log_scale
    sf: _frozen_plain_x_s_loc_scale_log_scale
    logcdf: _frozen_log_x_s_loc_scale_log_scale
    logsf: _frozen_log_x_s_loc_scale_log_scale
    ppf: _frozen_plain_q_s_loc_scale_log_scale
    isf: _frozen_plain_q_s_loc_scale_log_scale
    entropy: _frozen_log_s_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _lognorm(Family):
    logpdf: _log_x_s_loc_scale_log_scale
    nll: _mean_x_s_loc_scale_log_scale
    cdf: _plain_x_s_loc_scale_log_scale
    sf: _plain_x_s_loc_scale_log_scale
    logcdf: _log_x_s_loc_scale_log_scale
    logsf: _log_x_s_loc_scale_log_scale
    ppf: _plain_q_s_loc_scale_log_scale
    isf: _plain_q_s_loc_scale_log_scale
    entropy: _log_s_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, s: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, s: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, s: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _lognorm_frozen: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, s: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _lognorm_frozen: ...

lognorm: _lognorm

class _mse_nll_gradients(tuple[Any, ...]):
    @property
    def y(self) -> Any: ...

class _mse_nll:
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, y: float | NDArray[np.float64], mean: float | NDArray[np.float64], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["y"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _mse_nll_gradients]: ...
    @overload
    def value_and_grad(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["y"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, y: float | NDArray[Any], mean: float | NDArray[Any], *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Sequence[Literal["y"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _mse_nll_gradients]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False, wrt: Literal["y"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, mean: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _mse_nll_gradients]: ...

mse_nll: _mse_nll

class _multinomial_frozen(Frozen):
    logpmf: _frozen_log_x_n_p_logits
    nll: _frozen_mean_x_n_p_logits
    def pmf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...

class _multinomial(Family):
    logpmf: _log_x_n_p_logits
    nll: _mean_x_n_p_logits
    def pmf(
        self, x: ArrayLike, n: ArrayLike, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, n: ArrayLike | None = None, p: ArrayLike | None = None, *,
        logits: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, size: int | tuple[int, ...],
        logits: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def fit(
        self, x: ArrayLike | Partial, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _multinomial_frozen: ...
    def suffstats(
        self, x: ArrayLike, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
    ) -> _multinomial_frozen: ...

multinomial: _multinomial

class _multivariate_normal_frozen(Frozen):
    logpdf: _frozen_log_x_mean_cov_scale_tril_precision_diag_cov_factor
    nll: _frozen_mean_x_mean_cov_scale_tril_precision_diag_cov_factor
    entropy: _frozen_log_mean_cov_scale_tril_precision_diag_cov_factor
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...

class _multivariate_normal(Family):
    logpdf: _log_x_mean_cov_scale_tril_precision_diag_cov_factor
    nll: _mean_x_mean_cov_scale_tril_precision_diag_cov_factor
    entropy: _log_mean_cov_scale_tril_precision_diag_cov_factor
    def pdf(
        self, x: ArrayLike, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, diag: ArrayLike | None = None,
        cov_factor: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None, diag: ArrayLike | None = None,
        cov_factor: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def fit(
        self, x: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _multivariate_normal_frozen: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, mean: ArrayLike = 0.0, cov: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None, diag: ArrayLike | None = None, cov_factor: ArrayLike | None = None,
    ) -> _multivariate_normal_frozen: ...

multivariate_normal: _multivariate_normal

class _multivariate_t_frozen(Frozen):
    logpdf: _frozen_log_x_loc_shape_df_scale_tril_precision
    nll: _frozen_mean_x_loc_shape_df_scale_tril_precision
    entropy: _frozen_log_loc_shape_df_scale_tril_precision
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...

class _multivariate_t(Family):
    logpdf: _log_x_loc_shape_df_scale_tril_precision
    nll: _mean_x_loc_shape_df_scale_tril_precision
    entropy: _log_loc_shape_df_scale_tril_precision
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *,
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0,
        df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        scale_tril: ArrayLike | None = None, precision: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def __call__(
        self, loc: ArrayLike = 0.0, shape: ArrayLike = 1.0, df: ArrayLike = 1.0, *, scale_tril: ArrayLike | None = None,
        precision: ArrayLike | None = None,
    ) -> _multivariate_t_frozen: ...

multivariate_t: _multivariate_t

class _nbinom_frozen(Frozen):
    logpmf: _frozen_log_k_n_p_logits_mu_alpha
    nll: _frozen_mean_k_n_p_logits_mu_alpha
    cdf: _frozen_plain_k_n_p_logits_mu_alpha
    sf: _frozen_plain_k_n_p_logits_mu_alpha
    logcdf: _frozen_log_k_n_p_logits_mu_alpha
    logsf: _frozen_log_k_n_p_logits_mu_alpha
    ppf: _frozen_plain_q_n_p_logits_mu_alpha
    isf: _frozen_plain_q_n_p_logits_mu_alpha
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _nbinom(Family):
    logpmf: _log_k_n_p_logits_mu_alpha
    nll: _mean_k_n_p_logits_mu_alpha
    cdf: _plain_k_n_p_logits_mu_alpha
    sf: _plain_k_n_p_logits_mu_alpha
    logcdf: _log_k_n_p_logits_mu_alpha
    logsf: _log_k_n_p_logits_mu_alpha
    ppf: _plain_q_n_p_logits_mu_alpha
    isf: _plain_q_n_p_logits_mu_alpha
    def pmf(
        self, k: ArrayLike, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, n: ArrayLike | None = None, p: ArrayLike | None = None, *,
        logits: ArrayLike | None = None, mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, size: int | tuple[int, ...],
        logits: ArrayLike | None = None, mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, n: ArrayLike | None = None, p: ArrayLike | None = None, *,
        logits: ArrayLike | None = None, mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, k: ArrayLike | Partial, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _nbinom_frozen: ...
    def suffstats(
        self, k: ArrayLike, n: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> _nbinom_frozen: ...

nbinom: _nbinom

class _norm_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale_var_precision
    nll: _frozen_mean_x_loc_scale_log_scale_var_precision
    cdf: _frozen_plain_x_loc_scale_log_scale_var_precision
    sf: _frozen_plain_x_loc_scale_log_scale_var_precision
    logcdf: _frozen_log_x_loc_scale_log_scale_var_precision
    logsf: _frozen_log_x_loc_scale_log_scale_var_precision
    ppf: _frozen_plain_q_loc_scale_log_scale_var_precision
    isf: _frozen_plain_q_loc_scale_log_scale_var_precision
    entropy: _frozen_log_loc_scale_log_scale_var_precision
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _norm(Family):
    logpdf: _log_x_loc_scale_log_scale_var_precision
    nll: _mean_x_loc_scale_log_scale_var_precision
    cdf: _plain_x_loc_scale_log_scale_var_precision
    sf: _plain_x_loc_scale_log_scale_var_precision
    logcdf: _log_x_loc_scale_log_scale_var_precision
    logsf: _log_x_loc_scale_log_scale_var_precision
    ppf: _plain_q_loc_scale_log_scale_var_precision
    isf: _plain_q_loc_scale_log_scale_var_precision
    entropy: _log_loc_scale_log_scale_var_precision
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, var: ArrayLike | None = None, precision: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, var: ArrayLike | None = None, precision: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _norm_frozen: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> _norm_frozen: ...

norm: _norm

class _pareto_frozen(Frozen):
    logpdf: _frozen_log_x_b_loc_scale_log_scale
    nll: _frozen_mean_x_b_loc_scale_log_scale
    cdf: _frozen_plain_x_b_loc_scale_log_scale
    sf: _frozen_plain_x_b_loc_scale_log_scale
    logcdf: _frozen_log_x_b_loc_scale_log_scale
    logsf: _frozen_log_x_b_loc_scale_log_scale
    ppf: _frozen_plain_q_b_loc_scale_log_scale
    isf: _frozen_plain_q_b_loc_scale_log_scale
    entropy: _frozen_log_b_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _pareto(Family):
    logpdf: _log_x_b_loc_scale_log_scale
    nll: _mean_x_b_loc_scale_log_scale
    cdf: _plain_x_b_loc_scale_log_scale
    sf: _plain_x_b_loc_scale_log_scale
    logcdf: _log_x_b_loc_scale_log_scale
    logsf: _log_x_b_loc_scale_log_scale
    ppf: _plain_q_b_loc_scale_log_scale
    isf: _plain_q_b_loc_scale_log_scale
    entropy: _log_b_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _pareto_frozen: ...
    def __call__(
        self, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _pareto_frozen: ...

pareto: _pareto

class _pointwise_distance_gradients(tuple[Any, ...]):
    @property
    def q(self) -> Any: ...
    @property
    def p(self) -> Any: ...

class _pointwise_distance:
    @overload
    def __call__(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Literal["q", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        wrt: Sequence[Literal["q", "p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _pointwise_distance_gradients]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Literal["q", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, q: ArrayLike, p: ArrayLike, *, kind: Literal["l1", "l2", "lp"] = "l1", order: float | None = None,
        integral: bool = False, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["q", "p"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _pointwise_distance_gradients]: ...

pointwise_distance: _pointwise_distance

class _poisson_frozen(Frozen):
    logpmf: _frozen_log_k_mu_log_mu
    nll: _frozen_mean_k_mu_log_mu
    cdf: _frozen_plain_k_mu_log_mu
    sf: _frozen_plain_k_mu_log_mu
    logcdf: _frozen_log_k_mu_log_mu
    logsf: _frozen_log_k_mu_log_mu
    ppf: _frozen_plain_q_mu_log_mu
    isf: _frozen_plain_q_mu_log_mu
    def pmf(self, k: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _poisson(Family):
    logpmf: _log_k_mu_log_mu
    nll: _mean_k_mu_log_mu
    cdf: _plain_k_mu_log_mu
    sf: _plain_k_mu_log_mu
    logcdf: _log_k_mu_log_mu
    logsf: _log_k_mu_log_mu
    ppf: _plain_q_mu_log_mu
    isf: _plain_q_mu_log_mu
    def pmf(self, k: ArrayLike, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, mu: ArrayLike | None = None, *,
        log_mu: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, mu: ArrayLike | None = None, *, size: int | tuple[int, ...], log_mu: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.int64 | np.int32 | np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> Any: ...
    def var(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> Any: ...
    def std(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> Any: ...
    def median(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> tuple[Any, Any]: ...
    def fit(
        self, k: ArrayLike | Partial, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _poisson_frozen: ...
    def suffstats(
        self, k: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(self, mu: ArrayLike | None = None, *, log_mu: ArrayLike | None = None) -> _poisson_frozen: ...

poisson: _poisson

class _renyi_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _renyi:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None, wrt: Literal["p", "q", "alpha"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        base: float | None = None, out: None = None, wrt: Sequence[Literal["p", "q", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _renyi_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q", "alpha"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _renyi_gradients]: ...

renyi: _renyi

class _reverse_kl_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _reverse_kl:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None, wrt: Literal["p", "q"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["partial"], base: float | None = None, out: None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _reverse_kl_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _reverse_kl_gradients]: ...

reverse_kl: _reverse_kl

class _t_frozen(Frozen):
    logpdf: _frozen_log_x_df_loc_scale_log_scale
    nll: _frozen_mean_x_df_loc_scale_log_scale
    cdf: _frozen_plain_x_df_loc_scale_log_scale
    sf: _frozen_plain_x_df_loc_scale_log_scale
    logcdf: _frozen_log_x_df_loc_scale_log_scale
    logsf: _frozen_log_x_df_loc_scale_log_scale
    ppf: _frozen_plain_q_df_loc_scale_log_scale
    isf: _frozen_plain_q_df_loc_scale_log_scale
    entropy: _frozen_log_df_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _t(Family):
    logpdf: _log_x_df_loc_scale_log_scale
    nll: _mean_x_df_loc_scale_log_scale
    cdf: _plain_x_df_loc_scale_log_scale
    sf: _plain_x_df_loc_scale_log_scale
    logcdf: _log_x_df_loc_scale_log_scale
    logsf: _log_x_df_loc_scale_log_scale
    ppf: _plain_q_df_loc_scale_log_scale
    isf: _plain_q_df_loc_scale_log_scale
    entropy: _log_df_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, df: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, df: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, df: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, df: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _t_frozen: ...

t: _t

class _total_variation_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _total_variation:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _total_variation_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _total_variation_gradients]: ...

total_variation: _total_variation

class _truncnorm_frozen(Frozen):
    logpdf: _frozen_log_x_a_b_loc_scale_log_scale
    nll: _frozen_mean_x_a_b_loc_scale_log_scale
    cdf: _frozen_plain_x_a_b_loc_scale_log_scale
    sf: _frozen_plain_x_a_b_loc_scale_log_scale
    logcdf: _frozen_log_x_a_b_loc_scale_log_scale
    logsf: _frozen_log_x_a_b_loc_scale_log_scale
    ppf: _frozen_plain_q_a_b_loc_scale_log_scale
    isf: _frozen_plain_q_a_b_loc_scale_log_scale
    entropy: _frozen_log_a_b_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _truncnorm(Family):
    logpdf: _log_x_a_b_loc_scale_log_scale
    nll: _mean_x_a_b_loc_scale_log_scale
    cdf: _plain_x_a_b_loc_scale_log_scale
    sf: _plain_x_a_b_loc_scale_log_scale
    logcdf: _log_x_a_b_loc_scale_log_scale
    logsf: _log_x_a_b_loc_scale_log_scale
    ppf: _plain_q_a_b_loc_scale_log_scale
    isf: _plain_q_a_b_loc_scale_log_scale
    entropy: _log_a_b_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, a: ArrayLike | None = None, b: ArrayLike | None = None,
        loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        size: int | tuple[int, ...], log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _truncnorm_frozen: ...

truncnorm: _truncnorm

class _tsallis_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...
    @property
    def alpha(self) -> Any: ...

class _tsallis:
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None,
    ) -> Partial: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Literal["p", "q", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None, reduction: Literal["partial"],
        out: None = None, wrt: Sequence[Literal["p", "q", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _tsallis_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Literal["p", "q", "alpha"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, alpha: ArrayLike, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", axis: int | tuple[int, ...] | None = -1,
        where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q", "alpha"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _tsallis_gradients]: ...

tsallis: _tsallis

class _uniform_frozen(Frozen):
    logpdf: _frozen_log_x_loc_scale_log_scale
    nll: _frozen_mean_x_loc_scale_log_scale
    cdf: _frozen_plain_x_loc_scale_log_scale
    sf: _frozen_plain_x_loc_scale_log_scale
    logcdf: _frozen_log_x_loc_scale_log_scale
    logsf: _frozen_log_x_loc_scale_log_scale
    ppf: _frozen_plain_q_loc_scale_log_scale
    isf: _frozen_plain_q_loc_scale_log_scale
    entropy: _frozen_log_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _uniform(Family):
    logpdf: _log_x_loc_scale_log_scale
    nll: _mean_x_loc_scale_log_scale
    cdf: _plain_x_loc_scale_log_scale
    sf: _plain_x_loc_scale_log_scale
    logcdf: _log_x_loc_scale_log_scale
    logsf: _log_x_loc_scale_log_scale
    ppf: _plain_q_loc_scale_log_scale
    isf: _plain_q_loc_scale_log_scale
    entropy: _log_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def var(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def std(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def median(self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None) -> Any: ...
    def interval(
        self, confidence: float, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def fit(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> _uniform_frozen: ...
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _uniform_frozen: ...

uniform: _uniform

class _vonmises_frozen(Frozen):
    logpdf: _frozen_log_x_kappa_loc_scale_log_scale
    nll: _frozen_mean_x_kappa_loc_scale_log_scale
    cdf: _frozen_plain_x_kappa_loc_scale_log_scale
    sf: _frozen_plain_x_kappa_loc_scale_log_scale
    logcdf: _frozen_log_x_kappa_loc_scale_log_scale
    logsf: _frozen_log_x_kappa_loc_scale_log_scale
    ppf: _frozen_plain_q_kappa_loc_scale_log_scale
    isf: _frozen_plain_q_kappa_loc_scale_log_scale
    entropy: _frozen_log_kappa_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _vonmises(Family):
    logpdf: _log_x_kappa_loc_scale_log_scale
    nll: _mean_x_kappa_loc_scale_log_scale
    cdf: _plain_x_kappa_loc_scale_log_scale
    sf: _plain_x_kappa_loc_scale_log_scale
    logcdf: _log_x_kappa_loc_scale_log_scale
    logsf: _log_x_kappa_loc_scale_log_scale
    ppf: _plain_q_kappa_loc_scale_log_scale
    isf: _plain_q_kappa_loc_scale_log_scale
    entropy: _log_kappa_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, kappa: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, kappa: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        size: int | tuple[int, ...], log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def suffstats(
        self, x: ArrayLike, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = None,
    ) -> Partial: ...
    def __call__(
        self, kappa: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _vonmises_frozen: ...

vonmises: _vonmises

class _weibull_min_frozen(Frozen):
    logpdf: _frozen_log_x_c_loc_scale_log_scale
    nll: _frozen_mean_x_c_loc_scale_log_scale
    cdf: _frozen_plain_x_c_loc_scale_log_scale
    sf: _frozen_plain_x_c_loc_scale_log_scale
    logcdf: _frozen_log_x_c_loc_scale_log_scale
    logsf: _frozen_log_x_c_loc_scale_log_scale
    ppf: _frozen_plain_q_c_loc_scale_log_scale
    isf: _frozen_plain_q_c_loc_scale_log_scale
    entropy: _frozen_log_c_loc_scale_log_scale
    def pdf(self, x: ArrayLike) -> Any: ...
    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(self) -> Any: ...
    def var(self) -> Any: ...
    def std(self) -> Any: ...
    def median(self) -> Any: ...
    def interval(self, confidence: float) -> tuple[Any, Any]: ...
    def support(self) -> tuple[Any, Any]: ...

class _weibull_min(Family):
    logpdf: _log_x_c_loc_scale_log_scale
    nll: _mean_x_c_loc_scale_log_scale
    cdf: _plain_x_c_loc_scale_log_scale
    sf: _plain_x_c_loc_scale_log_scale
    logcdf: _log_x_c_loc_scale_log_scale
    logsf: _log_x_c_loc_scale_log_scale
    ppf: _plain_q_c_loc_scale_log_scale
    isf: _plain_q_c_loc_scale_log_scale
    entropy: _log_c_loc_scale_log_scale
    def pdf(
        self, x: ArrayLike, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> Any: ...
    @overload
    def rvs(
        self, size: int | tuple[int, ...] | None = None, c: ArrayLike | None = None, loc: ArrayLike = 0.0,
        scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None,
        offset: int = 0, dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    @overload
    def rvs(
        self, c: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, size: int | tuple[int, ...],
        log_scale: ArrayLike | None = None, seed: int | np.random.Generator | None = None, offset: int = 0,
        dtype: type[np.float32 | np.float64] | np.dtype[Any] | str = ...,
    ) -> Any: ...
    def mean(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def var(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def std(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def median(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> Any: ...
    def interval(
        self, confidence: float, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def support(
        self, c: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    def __call__(
        self, c: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _weibull_min_frozen: ...

weibull_min: _weibull_min
