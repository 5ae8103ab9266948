# Written by tools/generate_stubs.py: edit that, or the registry, and run it again.
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from typing_extensions import Buffer

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
from likelier._runtime import CudaStatus as CudaStatus
from likelier._runtime import clear_cache as clear_cache
from likelier._runtime import cpu_features as cpu_features
from likelier._runtime import cuda_available as cuda_available
from likelier._runtime import get_num_threads as get_num_threads
from likelier._runtime import set_num_threads as set_num_threads
from likelier._runtime import show_config as show_config
from likelier._runtime import threads as threads

__all__ = [
    "CrossEntropyShard",
    "CrossEntropyStats",
    "CudaStatus",
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
    "compare_models",
    "cpu_features",
    "cross_entropy",
    "cross_entropy_pq",
    "cuda_available",
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
    "nbinom",
    "norm",
    "pareto",
    "perplexity",
    "pointwise_distance",
    "poisson",
    "renyi",
    "reverse_kl",
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

class _bernoulli_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _bernoulli_logpmf:
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
    ) -> tuple[NDArray[_F], _bernoulli_gradients]: ...
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
    ) -> tuple[Any, _bernoulli_gradients]: ...

class _bernoulli_nll:
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
    ) -> tuple[Partial, _bernoulli_gradients]: ...
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
    ) -> tuple[np.floating[Any], _bernoulli_gradients]: ...
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
    ) -> tuple[Any, _bernoulli_gradients]: ...

class _bernoulli_frozen_logpmf:
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
    ) -> tuple[Any, _bernoulli_gradients]: ...

class _bernoulli_frozen_nll:
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
    ) -> tuple[Partial, _bernoulli_gradients]: ...
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
    ) -> tuple[Any, _bernoulli_gradients]: ...

class _bernoulli_frozen(Frozen):
    logpmf: _bernoulli_frozen_logpmf
    nll: _bernoulli_frozen_nll

class _bernoulli(Family):
    logpmf: _bernoulli_logpmf
    nll: _bernoulli_nll
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _bernoulli_frozen: ...

bernoulli: _bernoulli

class _beta_gradients(tuple[Any, ...]):
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

class _beta_logpdf:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _beta_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _beta_gradients]: ...

class _beta_nll:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], a: float | NDArray[np.float64], b: float | NDArray[np.float64],
        loc: float | NDArray[np.float64] = 0.0, scale: float | NDArray[np.float64] = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _beta_gradients]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _beta_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _beta_gradients]: ...

class _beta_frozen_logpdf:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _beta_gradients]: ...

class _beta_frozen_nll:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _beta_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _beta_gradients]: ...

class _beta_frozen(Frozen):
    logpdf: _beta_frozen_logpdf
    nll: _beta_frozen_nll

class _beta(Family):
    logpdf: _beta_logpdf
    nll: _beta_nll
    def __call__(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
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

class _binom_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def n(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _binom_logpmf:
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
    ) -> tuple[NDArray[_F], _binom_gradients]: ...
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
    ) -> tuple[Any, _binom_gradients]: ...

class _binom_nll:
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
    ) -> tuple[Partial, _binom_gradients]: ...
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
    ) -> tuple[np.floating[Any], _binom_gradients]: ...
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
    ) -> tuple[Any, _binom_gradients]: ...

class _binom_frozen_logpmf:
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
    ) -> tuple[Any, _binom_gradients]: ...

class _binom_frozen_nll:
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
    ) -> tuple[Partial, _binom_gradients]: ...
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
    ) -> tuple[Any, _binom_gradients]: ...

class _binom_frozen(Frozen):
    logpmf: _binom_frozen_logpmf
    nll: _binom_frozen_nll

class _binom(Family):
    logpmf: _binom_logpmf
    nll: _binom_nll
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

class _categorical_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _categorical_logpmf:
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
    ) -> tuple[NDArray[_F], _categorical_gradients]: ...
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
    ) -> tuple[Any, _categorical_gradients]: ...

class _categorical_nll:
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
    ) -> tuple[Partial, _categorical_gradients]: ...
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
    ) -> tuple[np.floating[Any], _categorical_gradients]: ...
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
    ) -> tuple[Any, _categorical_gradients]: ...

class _categorical_frozen_logpmf:
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
    ) -> tuple[Any, _categorical_gradients]: ...

class _categorical_frozen_nll:
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
    ) -> tuple[Partial, _categorical_gradients]: ...
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
    ) -> tuple[Any, _categorical_gradients]: ...

class _categorical_frozen(Frozen):
    logpmf: _categorical_frozen_logpmf
    nll: _categorical_frozen_nll

class _categorical(Family):
    logpmf: _categorical_logpmf
    nll: _categorical_nll
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _categorical_frozen: ...

categorical: _categorical

class _cauchy_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _cauchy_logpdf:
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
    ) -> tuple[NDArray[_F], _cauchy_gradients]: ...
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
    ) -> tuple[Any, _cauchy_gradients]: ...

class _cauchy_nll:
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
    ) -> tuple[Partial, _cauchy_gradients]: ...
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
    ) -> tuple[np.floating[Any], _cauchy_gradients]: ...
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
    ) -> tuple[Any, _cauchy_gradients]: ...

class _cauchy_frozen_logpdf:
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
    ) -> tuple[Any, _cauchy_gradients]: ...

class _cauchy_frozen_nll:
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
    ) -> tuple[Partial, _cauchy_gradients]: ...
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
    ) -> tuple[Any, _cauchy_gradients]: ...

class _cauchy_frozen(Frozen):
    logpdf: _cauchy_frozen_logpdf
    nll: _cauchy_frozen_nll

class _cauchy(Family):
    logpdf: _cauchy_logpdf
    nll: _cauchy_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _cauchy_frozen: ...

cauchy: _cauchy

class _chi2_gradients(tuple[Any, ...]):
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

class _chi2_logpdf:
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
    ) -> tuple[NDArray[_F], _chi2_gradients]: ...
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
    ) -> tuple[Any, _chi2_gradients]: ...

class _chi2_nll:
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
    ) -> tuple[Partial, _chi2_gradients]: ...
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
    ) -> tuple[np.floating[Any], _chi2_gradients]: ...
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
    ) -> tuple[Any, _chi2_gradients]: ...

class _chi2_frozen_logpdf:
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
    ) -> tuple[Any, _chi2_gradients]: ...

class _chi2_frozen_nll:
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
    ) -> tuple[Partial, _chi2_gradients]: ...
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
    ) -> tuple[Any, _chi2_gradients]: ...

class _chi2_frozen(Frozen):
    logpdf: _chi2_frozen_logpdf
    nll: _chi2_frozen_nll

class _chi2(Family):
    logpdf: _chi2_logpdf
    nll: _chi2_nll
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

class _discretized_logistic_gradients(tuple[Any, ...]):
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

class _discretized_logistic_logpmf:
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
    ) -> tuple[NDArray[_F], _discretized_logistic_gradients]: ...
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
    ) -> tuple[Any, _discretized_logistic_gradients]: ...

class _discretized_logistic_nll:
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
    ) -> tuple[Partial, _discretized_logistic_gradients]: ...
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
    ) -> tuple[np.floating[Any], _discretized_logistic_gradients]: ...
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
    ) -> tuple[Any, _discretized_logistic_gradients]: ...

class _discretized_logistic_frozen_logpmf:
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
    ) -> tuple[Any, _discretized_logistic_gradients]: ...

class _discretized_logistic_frozen_nll:
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
    ) -> tuple[Partial, _discretized_logistic_gradients]: ...
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
    ) -> tuple[Any, _discretized_logistic_gradients]: ...

class _discretized_logistic_frozen(Frozen):
    logpmf: _discretized_logistic_frozen_logpmf
    nll: _discretized_logistic_frozen_nll

class _discretized_logistic(Family):
    logpmf: _discretized_logistic_logpmf
    nll: _discretized_logistic_nll
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

class _discretized_logistic_mixture(Mixture):
    logpmf: _discretized_logistic_mixture_logpmf
    nll: _discretized_logistic_mixture_nll

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

class _expon_gradients(tuple[Any, ...]):
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

class _expon_logpdf:
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
    ) -> tuple[NDArray[_F], _expon_gradients]: ...
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
    ) -> tuple[Any, _expon_gradients]: ...

class _expon_nll:
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
    ) -> tuple[Partial, _expon_gradients]: ...
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
    ) -> tuple[np.floating[Any], _expon_gradients]: ...
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
    ) -> tuple[Any, _expon_gradients]: ...

class _expon_frozen_logpdf:
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
    ) -> tuple[Any, _expon_gradients]: ...

class _expon_frozen_nll:
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
    ) -> tuple[Partial, _expon_gradients]: ...
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
    ) -> tuple[Any, _expon_gradients]: ...

class _expon_frozen(Frozen):
    logpdf: _expon_frozen_logpdf
    nll: _expon_frozen_nll

class _expon(Family):
    logpdf: _expon_logpdf
    nll: _expon_nll
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

class _gamma_gradients(tuple[Any, ...]):
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

class _gamma_logpdf:
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
    ) -> tuple[NDArray[_F], _gamma_gradients]: ...
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
    ) -> tuple[Any, _gamma_gradients]: ...

class _gamma_nll:
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
    ) -> tuple[Partial, _gamma_gradients]: ...
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
    ) -> tuple[np.floating[Any], _gamma_gradients]: ...
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
    ) -> tuple[Any, _gamma_gradients]: ...

class _gamma_frozen_logpdf:
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
    ) -> tuple[Any, _gamma_gradients]: ...

class _gamma_frozen_nll:
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
    ) -> tuple[Partial, _gamma_gradients]: ...
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
    ) -> tuple[Any, _gamma_gradients]: ...

class _gamma_frozen(Frozen):
    logpdf: _gamma_frozen_logpdf
    nll: _gamma_frozen_nll

class _gamma(Family):
    logpdf: _gamma_logpdf
    nll: _gamma_nll
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

class _geom_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def p(self) -> Any: ...
    @property
    def logits(self) -> Any: ...

class _geom_logpmf:
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
    ) -> tuple[NDArray[_F], _geom_gradients]: ...
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
    ) -> tuple[Any, _geom_gradients]: ...

class _geom_nll:
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
    ) -> tuple[Partial, _geom_gradients]: ...
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
    ) -> tuple[np.floating[Any], _geom_gradients]: ...
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
    ) -> tuple[Any, _geom_gradients]: ...

class _geom_frozen_logpmf:
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
    ) -> tuple[Any, _geom_gradients]: ...

class _geom_frozen_nll:
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
    ) -> tuple[Partial, _geom_gradients]: ...
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
    ) -> tuple[Any, _geom_gradients]: ...

class _geom_frozen(Frozen):
    logpmf: _geom_frozen_logpmf
    nll: _geom_frozen_nll

class _geom(Family):
    logpmf: _geom_logpmf
    nll: _geom_nll
    def __call__(self, p: ArrayLike | None = None, *, logits: ArrayLike | None = None) -> _geom_frozen: ...

geom: _geom

class _gumbel_l_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _gumbel_l_logpdf:
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
    ) -> tuple[NDArray[_F], _gumbel_l_gradients]: ...
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
    ) -> tuple[Any, _gumbel_l_gradients]: ...

class _gumbel_l_nll:
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
    ) -> tuple[Partial, _gumbel_l_gradients]: ...
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
    ) -> tuple[np.floating[Any], _gumbel_l_gradients]: ...
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
    ) -> tuple[Any, _gumbel_l_gradients]: ...

class _gumbel_l_frozen_logpdf:
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
    ) -> tuple[Any, _gumbel_l_gradients]: ...

class _gumbel_l_frozen_nll:
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
    ) -> tuple[Partial, _gumbel_l_gradients]: ...
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
    ) -> tuple[Any, _gumbel_l_gradients]: ...

class _gumbel_l_frozen(Frozen):
    logpdf: _gumbel_l_frozen_logpdf
    nll: _gumbel_l_frozen_nll

class _gumbel_l(Family):
    logpdf: _gumbel_l_logpdf
    nll: _gumbel_l_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _gumbel_l_frozen: ...

gumbel_l: _gumbel_l

class _gumbel_r_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _gumbel_r_logpdf:
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
    ) -> tuple[NDArray[_F], _gumbel_r_gradients]: ...
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
    ) -> tuple[Any, _gumbel_r_gradients]: ...

class _gumbel_r_nll:
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
    ) -> tuple[Partial, _gumbel_r_gradients]: ...
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
    ) -> tuple[np.floating[Any], _gumbel_r_gradients]: ...
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
    ) -> tuple[Any, _gumbel_r_gradients]: ...

class _gumbel_r_frozen_logpdf:
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
    ) -> tuple[Any, _gumbel_r_gradients]: ...

class _gumbel_r_frozen_nll:
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
    ) -> tuple[Partial, _gumbel_r_gradients]: ...
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
    ) -> tuple[Any, _gumbel_r_gradients]: ...

class _gumbel_r_frozen(Frozen):
    logpdf: _gumbel_r_frozen_logpdf
    nll: _gumbel_r_frozen_nll

class _gumbel_r(Family):
    logpdf: _gumbel_r_logpdf
    nll: _gumbel_r_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _gumbel_r_frozen: ...

gumbel_r: _gumbel_r

class _halfcauchy_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _halfcauchy_logpdf:
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
    ) -> tuple[NDArray[_F], _halfcauchy_gradients]: ...
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
    ) -> tuple[Any, _halfcauchy_gradients]: ...

class _halfcauchy_nll:
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
    ) -> tuple[Partial, _halfcauchy_gradients]: ...
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
    ) -> tuple[np.floating[Any], _halfcauchy_gradients]: ...
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
    ) -> tuple[Any, _halfcauchy_gradients]: ...

class _halfcauchy_frozen_logpdf:
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
    ) -> tuple[Any, _halfcauchy_gradients]: ...

class _halfcauchy_frozen_nll:
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
    ) -> tuple[Partial, _halfcauchy_gradients]: ...
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
    ) -> tuple[Any, _halfcauchy_gradients]: ...

class _halfcauchy_frozen(Frozen):
    logpdf: _halfcauchy_frozen_logpdf
    nll: _halfcauchy_frozen_nll

class _halfcauchy(Family):
    logpdf: _halfcauchy_logpdf
    nll: _halfcauchy_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _halfcauchy_frozen: ...

halfcauchy: _halfcauchy

class _halfnorm_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _halfnorm_logpdf:
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
    ) -> tuple[NDArray[_F], _halfnorm_gradients]: ...
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
    ) -> tuple[Any, _halfnorm_gradients]: ...

class _halfnorm_nll:
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
    ) -> tuple[Partial, _halfnorm_gradients]: ...
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
    ) -> tuple[np.floating[Any], _halfnorm_gradients]: ...
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
    ) -> tuple[Any, _halfnorm_gradients]: ...

class _halfnorm_frozen_logpdf:
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
    ) -> tuple[Any, _halfnorm_gradients]: ...

class _halfnorm_frozen_nll:
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
    ) -> tuple[Partial, _halfnorm_gradients]: ...
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
    ) -> tuple[Any, _halfnorm_gradients]: ...

class _halfnorm_frozen(Frozen):
    logpdf: _halfnorm_frozen_logpdf
    nll: _halfnorm_frozen_nll

class _halfnorm(Family):
    logpdf: _halfnorm_logpdf
    nll: _halfnorm_nll
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

class _invgamma_gradients(tuple[Any, ...]):
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

class _invgamma_logpdf:
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
    ) -> tuple[NDArray[_F], _invgamma_gradients]: ...
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
    ) -> tuple[Any, _invgamma_gradients]: ...

class _invgamma_nll:
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
    ) -> tuple[Partial, _invgamma_gradients]: ...
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
    ) -> tuple[np.floating[Any], _invgamma_gradients]: ...
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
    ) -> tuple[Any, _invgamma_gradients]: ...

class _invgamma_frozen_logpdf:
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
    ) -> tuple[Any, _invgamma_gradients]: ...

class _invgamma_frozen_nll:
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
    ) -> tuple[Partial, _invgamma_gradients]: ...
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
    ) -> tuple[Any, _invgamma_gradients]: ...

class _invgamma_frozen(Frozen):
    logpdf: _invgamma_frozen_logpdf
    nll: _invgamma_frozen_nll

class _invgamma(Family):
    logpdf: _invgamma_logpdf
    nll: _invgamma_nll
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
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
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
    ) -> tuple[Partial, _kl_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, base: float | None = None,
        out: _Writeable | None = None, wrt: str, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike | Frozen, q: ArrayLike | Frozen, *,
        p_kind: Literal["probs", "log_probs", "logits"] = "probs",
        q_kind: Literal["probs", "log_probs", "logits"] = "probs", temperature: float = 1.0,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, weights: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "none", base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["p", "q"]] | None = None,
        cotangent: ArrayLike | None = None,
        axis: int | tuple[int, ...] | None = -1, where: ArrayLike | None = None, base: float | None = None,
        out: _Writeable | None = None, wrt: Sequence[str] | None = None, cotangent: ArrayLike | None = None,
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

class _laplace_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _laplace_logpdf:
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
    ) -> tuple[NDArray[_F], _laplace_gradients]: ...
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
    ) -> tuple[Any, _laplace_gradients]: ...

class _laplace_nll:
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
    ) -> tuple[Partial, _laplace_gradients]: ...
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
    ) -> tuple[np.floating[Any], _laplace_gradients]: ...
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
    ) -> tuple[Any, _laplace_gradients]: ...

class _laplace_frozen_logpdf:
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
    ) -> tuple[Any, _laplace_gradients]: ...

class _laplace_frozen_nll:
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
    ) -> tuple[Partial, _laplace_gradients]: ...
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
    ) -> tuple[Any, _laplace_gradients]: ...

class _laplace_frozen(Frozen):
    logpdf: _laplace_frozen_logpdf
    nll: _laplace_frozen_nll

class _laplace(Family):
    logpdf: _laplace_logpdf
    nll: _laplace_nll
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

class _logistic_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _logistic_logpdf:
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
    ) -> tuple[NDArray[_F], _logistic_gradients]: ...
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
    ) -> tuple[Any, _logistic_gradients]: ...

class _logistic_nll:
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
    ) -> tuple[Partial, _logistic_gradients]: ...
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
    ) -> tuple[np.floating[Any], _logistic_gradients]: ...
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
    ) -> tuple[Any, _logistic_gradients]: ...

class _logistic_frozen_logpdf:
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
    ) -> tuple[Any, _logistic_gradients]: ...

class _logistic_frozen_nll:
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
    ) -> tuple[Partial, _logistic_gradients]: ...
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
    ) -> tuple[Any, _logistic_gradients]: ...

class _logistic_frozen(Frozen):
    logpdf: _logistic_frozen_logpdf
    nll: _logistic_frozen_nll

class _logistic(Family):
    logpdf: _logistic_logpdf
    nll: _logistic_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _logistic_frozen: ...

logistic: _logistic

class _lognorm_gradients(tuple[Any, ...]):
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

class _lognorm_logpdf:
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
    ) -> tuple[NDArray[_F], _lognorm_gradients]: ...
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
    ) -> tuple[Any, _lognorm_gradients]: ...

class _lognorm_nll:
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
    ) -> tuple[Partial, _lognorm_gradients]: ...
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
    ) -> tuple[np.floating[Any], _lognorm_gradients]: ...
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
    ) -> tuple[Any, _lognorm_gradients]: ...

class _lognorm_frozen_logpdf:
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
    ) -> tuple[Any, _lognorm_gradients]: ...

class _lognorm_frozen_nll:
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
    ) -> tuple[Partial, _lognorm_gradients]: ...
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
    ) -> tuple[Any, _lognorm_gradients]: ...

class _lognorm_frozen(Frozen):
    logpdf: _lognorm_frozen_logpdf
    nll: _lognorm_frozen_nll

class _lognorm(Family):
    logpdf: _lognorm_logpdf
    nll: _lognorm_nll
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

class _nbinom_gradients(tuple[Any, ...]):
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

class _nbinom_logpmf:
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
    ) -> tuple[NDArray[_F], _nbinom_gradients]: ...
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
    ) -> tuple[Any, _nbinom_gradients]: ...

class _nbinom_nll:
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
    ) -> tuple[Partial, _nbinom_gradients]: ...
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
    ) -> tuple[np.floating[Any], _nbinom_gradients]: ...
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
    ) -> tuple[Any, _nbinom_gradients]: ...

class _nbinom_frozen_logpmf:
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
    ) -> tuple[Any, _nbinom_gradients]: ...

class _nbinom_frozen_nll:
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
    ) -> tuple[Partial, _nbinom_gradients]: ...
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
    ) -> tuple[Any, _nbinom_gradients]: ...

class _nbinom_frozen(Frozen):
    logpmf: _nbinom_frozen_logpmf
    nll: _nbinom_frozen_nll

class _nbinom(Family):
    logpmf: _nbinom_logpmf
    nll: _nbinom_nll
    def __call__(
        self, n: ArrayLike | None = None, p: ArrayLike | None = None, *, logits: ArrayLike | None = None,
        mu: ArrayLike | None = None, alpha: ArrayLike | None = None,
    ) -> _nbinom_frozen: ...

nbinom: _nbinom

class _norm_gradients(tuple[Any, ...]):
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

class _norm_logpdf:
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
    ) -> tuple[NDArray[_F], _norm_gradients]: ...
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
    ) -> tuple[Any, _norm_gradients]: ...

class _norm_nll:
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
    ) -> tuple[Partial, _norm_gradients]: ...
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
    ) -> tuple[np.floating[Any], _norm_gradients]: ...
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
    ) -> tuple[Any, _norm_gradients]: ...

class _norm_frozen_logpdf:
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
    ) -> tuple[Any, _norm_gradients]: ...

class _norm_frozen_nll:
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
    ) -> tuple[Partial, _norm_gradients]: ...
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
    ) -> tuple[Any, _norm_gradients]: ...

class _norm_frozen(Frozen):
    logpdf: _norm_frozen_logpdf
    nll: _norm_frozen_nll

class _norm(Family):
    logpdf: _norm_logpdf
    nll: _norm_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
        var: ArrayLike | None = None, precision: ArrayLike | None = None,
    ) -> _norm_frozen: ...

norm: _norm

class _pareto_gradients(tuple[Any, ...]):
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

class _pareto_logpdf:
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
    ) -> tuple[NDArray[_F], _pareto_gradients]: ...
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
    ) -> tuple[Any, _pareto_gradients]: ...

class _pareto_nll:
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
    ) -> tuple[Partial, _pareto_gradients]: ...
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
    ) -> tuple[np.floating[Any], _pareto_gradients]: ...
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
    ) -> tuple[Any, _pareto_gradients]: ...

class _pareto_frozen_logpdf:
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
    ) -> tuple[Any, _pareto_gradients]: ...

class _pareto_frozen_nll:
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
    ) -> tuple[Partial, _pareto_gradients]: ...
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
    ) -> tuple[Any, _pareto_gradients]: ...

class _pareto_frozen(Frozen):
    logpdf: _pareto_frozen_logpdf
    nll: _pareto_frozen_nll

class _pareto(Family):
    logpdf: _pareto_logpdf
    nll: _pareto_nll
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

class _poisson_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def mu(self) -> Any: ...
    @property
    def log_mu(self) -> Any: ...

class _poisson_logpmf:
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
    ) -> tuple[NDArray[_F], _poisson_gradients]: ...
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
    ) -> tuple[Any, _poisson_gradients]: ...

class _poisson_nll:
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
    ) -> tuple[Partial, _poisson_gradients]: ...
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
    ) -> tuple[np.floating[Any], _poisson_gradients]: ...
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
    ) -> tuple[Any, _poisson_gradients]: ...

class _poisson_frozen_logpmf:
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
    ) -> tuple[Any, _poisson_gradients]: ...

class _poisson_frozen_nll:
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
    ) -> tuple[Partial, _poisson_gradients]: ...
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
    ) -> tuple[Any, _poisson_gradients]: ...

class _poisson_frozen(Frozen):
    logpmf: _poisson_frozen_logpmf
    nll: _poisson_frozen_nll

class _poisson(Family):
    logpmf: _poisson_logpmf
    nll: _poisson_nll
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

class _t_gradients(tuple[Any, ...]):
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

class _t_logpdf:
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
    ) -> tuple[NDArray[_F], _t_gradients]: ...
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
    ) -> tuple[Any, _t_gradients]: ...

class _t_nll:
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
    ) -> tuple[Partial, _t_gradients]: ...
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
    ) -> tuple[np.floating[Any], _t_gradients]: ...
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
    ) -> tuple[Any, _t_gradients]: ...

class _t_frozen_logpdf:
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
    ) -> tuple[Any, _t_gradients]: ...

class _t_frozen_nll:
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
    ) -> tuple[Partial, _t_gradients]: ...
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
    ) -> tuple[Any, _t_gradients]: ...

class _t_frozen(Frozen):
    logpdf: _t_frozen_logpdf
    nll: _t_frozen_nll

class _t(Family):
    logpdf: _t_logpdf
    nll: _t_nll
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

class _truncnorm_gradients(tuple[Any, ...]):
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

class _truncnorm_logpdf:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, a: float, b: float, loc: float = 0.0, scale: float = 1.0, *, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], a: float | NDArray[_F], b: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _truncnorm_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _truncnorm_gradients]: ...

class _truncnorm_nll:
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], a: float | NDArray[np.float64], b: float | NDArray[np.float64],
        loc: float | NDArray[np.float64] = 0.0, scale: float | NDArray[np.float64] = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _truncnorm_gradients]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], a: float | NDArray[Any], b: float | NDArray[Any],
        loc: float | NDArray[Any] = 0.0, scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None,
        where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _truncnorm_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, a: ArrayLike, b: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _truncnorm_gradients]: ...

class _truncnorm_frozen_logpdf:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _truncnorm_gradients]: ...

class _truncnorm_frozen_nll:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "a", "b", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _truncnorm_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "a", "b", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "a", "b", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _truncnorm_gradients]: ...

class _truncnorm_frozen(Frozen):
    logpdf: _truncnorm_frozen_logpdf
    nll: _truncnorm_frozen_nll

class _truncnorm(Family):
    logpdf: _truncnorm_logpdf
    nll: _truncnorm_nll
    def __call__(
        self, a: ArrayLike | None = None, b: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
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

class _uniform_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...
    @property
    def log_scale(self) -> Any: ...

class _uniform_logpdf:
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
    ) -> tuple[NDArray[_F], _uniform_gradients]: ...
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
    ) -> tuple[Any, _uniform_gradients]: ...

class _uniform_nll:
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
    ) -> tuple[Partial, _uniform_gradients]: ...
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
    ) -> tuple[np.floating[Any], _uniform_gradients]: ...
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
    ) -> tuple[Any, _uniform_gradients]: ...

class _uniform_frozen_logpdf:
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
    ) -> tuple[Any, _uniform_gradients]: ...

class _uniform_frozen_nll:
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
    ) -> tuple[Partial, _uniform_gradients]: ...
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
    ) -> tuple[Any, _uniform_gradients]: ...

class _uniform_frozen(Frozen):
    logpdf: _uniform_frozen_logpdf
    nll: _uniform_frozen_nll

class _uniform(Family):
    logpdf: _uniform_logpdf
    nll: _uniform_nll
    def __call__(
        self, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *, log_scale: ArrayLike | None = None,
    ) -> _uniform_frozen: ...

uniform: _uniform

class _vonmises_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def kappa(self) -> Any: ...
    @property
    def loc(self) -> Any: ...
    @property
    def scale(self) -> Any: ...

class _vonmises_logpdf:
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float, kappa: float, loc: float = 0.0, scale: float = 1.0, *, where: ArrayLike | None = None,
        out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], kappa: float | NDArray[_F], loc: float | NDArray[_F] = 0.0,
        scale: float | NDArray[_F] = 1.0, *, where: ArrayLike | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _vonmises_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        where: ArrayLike | None = None, out: _Writeable | None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _vonmises_gradients]: ...

class _vonmises_nll:
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> Partial: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Out, base: float | None = None, validate: bool = False,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: float | NDArray[np.float64], kappa: float | NDArray[np.float64],
        loc: float | NDArray[np.float64] = 0.0, scale: float | NDArray[np.float64] = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["mean", "sum"] = "mean",
        axis: None = None, out: None = None, base: float | None = None, validate: bool = False,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False,
    ) -> np.floating[Any]: ...
    @overload
    def __call__(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None, reduction: Literal["partial"],
        axis: int | tuple[int, ...] | None = None, out: None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _vonmises_gradients]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], Any]: ...
    @overload
    def value_and_grad(
        self, x: float | NDArray[Any], kappa: float | NDArray[Any], loc: float | NDArray[Any] = 0.0,
        scale: float | NDArray[Any] = 1.0, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum"] = "mean", axis: None = None, out: None = None, base: float | None = None,
        validate: bool = False, wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[np.floating[Any], _vonmises_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, kappa: ArrayLike, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _vonmises_gradients]: ...

class _vonmises_frozen_logpdf:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _vonmises_gradients]: ...

class _vonmises_frozen_nll:
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
        base: float | None = None, validate: bool = False, wrt: Literal["x", "kappa", "loc", "scale"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["partial"], axis: int | tuple[int, ...] | None = None, out: None = None,
        base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Partial, _vonmises_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Literal["x", "kappa", "loc", "scale"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, /, *, weights: ArrayLike | None = None, where: ArrayLike | None = None,
        reduction: Literal["mean", "sum", "none", "partial"] = "mean", axis: int | tuple[int, ...] | None = None,
        out: _Writeable | None = None, base: float | None = None, validate: bool = False,
        wrt: Sequence[Literal["x", "kappa", "loc", "scale"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _vonmises_gradients]: ...

class _vonmises_frozen(Frozen):
    logpdf: _vonmises_frozen_logpdf
    nll: _vonmises_frozen_nll

class _vonmises(Family):
    logpdf: _vonmises_logpdf
    nll: _vonmises_nll
    def __call__(
        self, kappa: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0,
    ) -> _vonmises_frozen: ...

vonmises: _vonmises

class _weibull_min_gradients(tuple[Any, ...]):
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

class _weibull_min_logpdf:
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
    ) -> tuple[NDArray[_F], _weibull_min_gradients]: ...
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
    ) -> tuple[Any, _weibull_min_gradients]: ...

class _weibull_min_nll:
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
    ) -> tuple[Partial, _weibull_min_gradients]: ...
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
    ) -> tuple[np.floating[Any], _weibull_min_gradients]: ...
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
    ) -> tuple[Any, _weibull_min_gradients]: ...

class _weibull_min_frozen_logpdf:
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
    ) -> tuple[Any, _weibull_min_gradients]: ...

class _weibull_min_frozen_nll:
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
    ) -> tuple[Partial, _weibull_min_gradients]: ...
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
    ) -> tuple[Any, _weibull_min_gradients]: ...

class _weibull_min_frozen(Frozen):
    logpdf: _weibull_min_frozen_logpdf
    nll: _weibull_min_frozen_nll

class _weibull_min(Family):
    logpdf: _weibull_min_logpdf
    nll: _weibull_min_nll
    def __call__(
        self, c: ArrayLike | None = None, loc: ArrayLike = 0.0, scale: ArrayLike = 1.0, *,
        log_scale: ArrayLike | None = None,
    ) -> _weibull_min_frozen: ...

weibull_min: _weibull_min
