# Written by tools/generate_stubs.py: edit that, or the registry, and run it again.
from collections.abc import Sequence
from typing import Any, Literal, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from typing_extensions import Buffer

from likelier._arrays import SupportsDLPack

__all__ = [
    "bd0",
    "bessel_ratio",
    "betainc",
    "betaincinv",
    "betaln",
    "digamma",
    "entr",
    "erfcx",
    "expit",
    "expm1mx",
    "gammainc",
    "gammaincc",
    "gammainccinv",
    "gammaincinv",
    "gammaln",
    "gammaln_ratio",
    "i0e",
    "log1mexp",
    "log1pmx",
    "log_expit",
    "log_i0",
    "log_ndtr",
    "log_softmax",
    "logaddexp",
    "logdiffexp",
    "logit",
    "logmeanexp",
    "logsumexp",
    "ndtr",
    "ndtri",
    "ndtri_exp",
    "rel_entr",
    "softmax",
    "softplus",
    "stirlerr",
    "trigamma",
    "xlog1py",
    "xlogy",
]

_Writeable = NDArray[Any] | SupportsDLPack | Buffer
_F = TypeVar("_F", bound=np.floating[Any])
_Out = TypeVar("_Out", bound=_Writeable)

class _bd0_gradients(tuple[Any, ...]):
    @property
    def k(self) -> Any: ...
    @property
    def m(self) -> Any: ...

class _bd0:
    @overload
    def __call__(self, k: ArrayLike, m: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, k: float, m: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, k: NDArray[_F], m: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, k: ArrayLike, m: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], m: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["k", "m"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, k: NDArray[_F], m: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["k", "m"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _bd0_gradients]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, m: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["k", "m"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, k: ArrayLike, m: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["k", "m"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _bd0_gradients]: ...

bd0: _bd0

class _bessel_ratio_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _bessel_ratio:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _bessel_ratio_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _bessel_ratio_gradients]: ...

bessel_ratio: _bessel_ratio

class _betainc_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def x(self) -> Any: ...

class _betainc:
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, a: float, b: float, x: float, *, where: ArrayLike | None = None, out: None = None,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], b: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "b", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "b", "x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _betainc_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Literal["a", "b", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["a", "b", "x"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _betainc_gradients]: ...

betainc: _betainc

class _betaincinv_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...
    @property
    def p(self) -> Any: ...

class _betaincinv:
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, a: float, b: float, p: float, *, where: ArrayLike | None = None, out: None = None,
    ) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], b: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "b", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "b", "p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _betaincinv_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Literal["a", "b", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["a", "b", "p"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _betaincinv_gradients]: ...

betaincinv: _betaincinv

class _betaln_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def b(self) -> Any: ...

class _betaln:
    @overload
    def __call__(self, a: ArrayLike, b: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, a: float, b: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], b: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, b: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "b"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], b: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "b"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _betaln_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["a", "b"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, b: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["a", "b"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _betaln_gradients]: ...

betaln: _betaln

class _digamma_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _digamma:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _digamma_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _digamma_gradients]: ...

digamma: _digamma

class _entr_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...

class _entr:
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, p: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _entr_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _entr_gradients]: ...

entr: _entr

class _erfcx_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _erfcx:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _erfcx_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _erfcx_gradients]: ...

erfcx: _erfcx

class _expit_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _expit:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _expit_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _expit_gradients]: ...

expit: _expit

class _expm1mx_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _expm1mx:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _expm1mx_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _expm1mx_gradients]: ...

expm1mx: _expm1mx

class _gammainc_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def x(self) -> Any: ...

class _gammainc:
    @overload
    def __call__(self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, a: float, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammainc_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["a", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["a", "x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammainc_gradients]: ...

gammainc: _gammainc

class _gammaincc_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def x(self) -> Any: ...

class _gammaincc:
    @overload
    def __call__(self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, a: float, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammaincc_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["a", "x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["a", "x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammaincc_gradients]: ...

gammaincc: _gammaincc

class _gammainccinv_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _gammainccinv:
    @overload
    def __call__(self, a: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, a: float, q: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammainccinv_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["a", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["a", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammainccinv_gradients]: ...

gammainccinv: _gammainccinv

class _gammaincinv_gradients(tuple[Any, ...]):
    @property
    def a(self) -> Any: ...
    @property
    def p(self) -> Any: ...

class _gammaincinv:
    @overload
    def __call__(self, a: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, a: float, p: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, a: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, a: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["a", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, a: NDArray[_F], p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["a", "p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammaincinv_gradients]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["a", "p"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, a: ArrayLike, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["a", "p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammaincinv_gradients]: ...

gammaincinv: _gammaincinv

class _gammaln_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _gammaln:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammaln_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammaln_gradients]: ...

gammaln: _gammaln

class _gammaln_ratio_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def delta(self) -> Any: ...

class _gammaln_ratio:
    @overload
    def __call__(self, x: ArrayLike, delta: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, delta: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], delta: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, delta: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], delta: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["x", "delta"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], delta: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x", "delta"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _gammaln_ratio_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, delta: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["x", "delta"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, delta: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x", "delta"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _gammaln_ratio_gradients]: ...

gammaln_ratio: _gammaln_ratio

class _i0e_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _i0e:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _i0e_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _i0e_gradients]: ...

i0e: _i0e

class _log1mexp_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log1mexp:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _log1mexp_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log1mexp_gradients]: ...

log1mexp: _log1mexp

class _log1pmx_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log1pmx:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _log1pmx_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log1pmx_gradients]: ...

log1pmx: _log1pmx

class _log_expit_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log_expit:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _log_expit_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log_expit_gradients]: ...

log_expit: _log_expit

class _log_i0_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log_i0:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _log_i0_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log_i0_gradients]: ...

log_i0: _log_i0

class _log_ndtr_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log_ndtr:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _log_ndtr_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log_ndtr_gradients]: ...

log_ndtr: _log_ndtr

class _log_softmax_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _log_softmax:
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Literal["x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _log_softmax_gradients]: ...

log_softmax: _log_softmax

class _logaddexp_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> Any: ...

class _logaddexp:
    @overload
    def __call__(self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, y: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _logaddexp_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _logaddexp_gradients]: ...

logaddexp: _logaddexp

class _logdiffexp_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> Any: ...

class _logdiffexp:
    @overload
    def __call__(self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, y: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _logdiffexp_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _logdiffexp_gradients]: ...

logdiffexp: _logdiffexp

class _logit_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...

class _logit:
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, p: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _logit_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _logit_gradients]: ...

logit: _logit

class _logmeanexp_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _logmeanexp:
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None, wrt: Literal["x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None, wrt: Sequence[Literal["x"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _logmeanexp_gradients]: ...

logmeanexp: _logmeanexp

class _logsumexp_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _logsumexp:
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None, wrt: Literal["x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        keepdims: bool = False, out: _Writeable | None = None, wrt: Sequence[Literal["x"]] | None = None,
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _logsumexp_gradients]: ...

logsumexp: _logsumexp

class _ndtr_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _ndtr:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _ndtr_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _ndtr_gradients]: ...

ndtr: _ndtr

class _ndtri_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...

class _ndtri:
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, p: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _ndtri_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["p"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["p"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _ndtri_gradients]: ...

ndtri: _ndtri

class _ndtri_exp_gradients(tuple[Any, ...]):
    @property
    def y(self) -> Any: ...

class _ndtri_exp:
    @overload
    def __call__(self, y: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, y: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["y"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _ndtri_exp_gradients]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["y"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _ndtri_exp_gradients]: ...

ndtri_exp: _ndtri_exp

class _rel_entr_gradients(tuple[Any, ...]):
    @property
    def p(self) -> Any: ...
    @property
    def q(self) -> Any: ...

class _rel_entr:
    @overload
    def __call__(self, p: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, p: float, q: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, p: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, p: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, p: NDArray[_F], q: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _rel_entr_gradients]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["p", "q"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, p: ArrayLike, q: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["p", "q"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _rel_entr_gradients]: ...

rel_entr: _rel_entr

class _softmax_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _softmax:
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None, out: _Out,
    ) -> _Out: ...
    @overload
    def __call__(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Literal["x"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, axis: int | tuple[int, ...] | None = -1, *, where: ArrayLike | None = None,
        out: _Writeable | None = None, wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _softmax_gradients]: ...

softmax: _softmax

class _softplus_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _softplus:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _softplus_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _softplus_gradients]: ...

softplus: _softplus

class _stirlerr_gradients(tuple[Any, ...]):
    @property
    def n(self) -> Any: ...

class _stirlerr:
    @overload
    def __call__(self, n: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, n: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, n: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, n: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, n: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["n"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, n: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["n"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _stirlerr_gradients]: ...
    @overload
    def value_and_grad(
        self, n: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["n"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, n: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["n"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _stirlerr_gradients]: ...

stirlerr: _stirlerr

class _trigamma_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...

class _trigamma:
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None) -> NDArray[_F]: ...
    @overload
    def __call__(self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _trigamma_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None, wrt: Literal["x"],
        cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _trigamma_gradients]: ...

trigamma: _trigamma

class _xlog1py_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> Any: ...

class _xlog1py:
    @overload
    def __call__(self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, y: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _xlog1py_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _xlog1py_gradients]: ...

xlog1py: _xlog1py

class _xlogy_gradients(tuple[Any, ...]):
    @property
    def x(self) -> Any: ...
    @property
    def y(self) -> Any: ...

class _xlogy:
    @overload
    def __call__(self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Out) -> _Out: ...
    @overload
    def __call__(self, x: float, y: float, *, where: ArrayLike | None = None, out: None = None) -> np.float64: ...
    @overload
    def __call__(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
    ) -> NDArray[_F]: ...
    @overload
    def __call__(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
    ) -> Any: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], Any]: ...
    @overload
    def value_and_grad(
        self, x: NDArray[_F], y: NDArray[_F], *, where: ArrayLike | None = None, out: None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[NDArray[_F], _xlogy_gradients]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Literal["x", "y"], cotangent: ArrayLike | None = None,
    ) -> tuple[Any, Any]: ...
    @overload
    def value_and_grad(
        self, x: ArrayLike, y: ArrayLike, *, where: ArrayLike | None = None, out: _Writeable | None = None,
        wrt: Sequence[Literal["x", "y"]] | None = None, cotangent: ArrayLike | None = None,
    ) -> tuple[Any, _xlogy_gradients]: ...

xlogy: _xlogy
