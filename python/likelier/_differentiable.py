"""What every differentiable public function is."""

from __future__ import annotations

import functools
import math
import sys
from collections import namedtuple
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from likelier._arrays import (
    Array,
    as_array,
    check_broadcastable,
    check_out,
    dtype_name,
    is_floating,
    is_number,
    overlaps,
)

if TYPE_CHECKING:
    import inspect
    from collections.abc import Mapping, Sequence


@functools.cache
def gradient_type(names: tuple[str, ...]) -> type[Any]:
    """Return the named tuple type of gradients by these argument names."""
    return namedtuple("Gradients", names)  # noqa: PYI024


def choose_wrt(
    function: str, wrt: str | Sequence[str] | None, floating: Sequence[str], known: Sequence[str]
) -> tuple[str, ...]:
    """Return the arguments to differentiate in.

    Parameters
    ----------
    function
        The public name, for messages.
    wrt
        What the caller asked for.
    floating
        The floating arguments that were given: the default.
    known
        Every argument that may be asked for.
    """
    if wrt is None:
        return tuple(floating)
    names = tuple(wrt) if isinstance(wrt, (tuple, list)) else (wrt,)
    for name in names:
        if not isinstance(name, str) or name not in known:
            msg = f"{function}: wrt must name arguments among {', '.join(known)}; got {name!r}"
            raise ValueError(msg)
    if len(set(names)) != len(names):
        msg = f"{function}: wrt must name each argument once; got {names!r}"
        raise ValueError(msg)
    return names


def pack_gradients(wrt: str | Sequence[str] | None, gradients: Mapping[str, Any]) -> Any:
    """Return one array where wrt is a name, a named tuple otherwise."""
    if isinstance(wrt, str):
        return gradients[wrt]
    return gradient_type(tuple(gradients))(*gradients.values())


def _holds_numbers(x: Any) -> bool:
    return not isinstance(x, (np.ndarray, np.generic)) and not hasattr(x, "__dlpack__")


class PublicFunction:
    """A function that is an instance: what it is called, its arguments by name, its messages.

    Attributes
    ----------
    __name__, __qualname__, __module__, __doc__, __signature__
        As for a Python function.
    """

    __name__: str
    __qualname__: str
    __signature__: inspect.Signature

    def __init__(self, qualname: str, module: str, doc: str, signature: inspect.Signature) -> None:
        self.__qualname__ = qualname
        self.__name__ = qualname.rpartition(".")[2]
        self.__module__ = module
        self.__doc__ = doc
        self.__signature__ = signature
        parameters = signature.parameters.items()
        self._positional = tuple(n for n, p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD)
        self._defaults = {n: p.default for n, p in parameters if p.default is not p.empty}

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the result."""
        raise NotImplementedError

    def __get__(self, instance: object, owner: type | None = None) -> PublicFunction:
        # As of a static method: inspect, and help() with it, take what has this for a function with a signature.
        return self

    def __repr__(self) -> str:
        return f"<function {self.__module__}.{self.__qualname__}{self.__signature__}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return look_up, (self.__module__, self.__qualname__)

    def _beside(self, x: Any, shape: tuple[int, ...], name: str) -> Array | None:
        """Return an optional array of numbers, broadcast to shape."""
        if x is None:
            return None
        array, _ = as_array(x, self.__qualname__, name)
        check_broadcastable(array, shape, self.__qualname__, name)
        return np.broadcast_to(array, shape)

    def _mask(self, where: Any, shape: tuple[int, ...]) -> Array | None:
        """Return an optional mask, broadcast to shape."""
        if where is None:
            return None
        array, _ = as_array(where, self.__qualname__, "where", "a boolean array")
        if array.dtype != np.bool_:
            self._fail(f"where must be a boolean array; got dtype {dtype_name(array.dtype)}", TypeError)
        return self._beside(array, shape, "where")

    def _match(
        self, args: Sequence[Any], options: Mapping[str, Any], positional: Sequence[str], keywords: Sequence[str] = ()
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the arguments by name, and the options among them."""
        if len(args) > len(positional):
            self._fail(
                f"expected no positional arguments beyond {', '.join(positional)}; got {len(args)} arguments", TypeError
            )
        given = dict(zip(positional, args, strict=False))
        rest: dict[str, Any] = {}
        for name, x in options.items():
            if name not in self.__signature__.parameters:
                known = ", ".join(self.__signature__.parameters)
                self._fail(f"unknown keyword argument; expected among {known}; got {name!r}", TypeError)
            if name in given:
                self._fail(f"the argument {name!r} must be given once; got two values", TypeError)
            (given if name in positional or name in keywords else rest)[name] = x
        return given, rest

    @staticmethod
    def _list(given: Mapping[str, Any]) -> str:
        return ", ".join(map(repr, given)) or "no arguments"

    def _choice(self, x: Any, choices: Sequence[str], name: str) -> None:
        """Raise unless an option is one of these words."""
        if not isinstance(x, str):
            self._fail(f"{name} must be one of {', '.join(map(repr, choices))}; got {type(x).__name__}", TypeError)
        if x not in choices:
            self._fail(f"{name} must be one of {', '.join(map(repr, choices))}; got {x!r}")

    def _flag(self, x: Any, name: str) -> bool:
        """Return an option that is true or false."""
        if not isinstance(x, (bool, np.bool_)):
            self._fail(f"{name} must be True or False; got {x!r}", TypeError)
        return bool(x)

    def _number(self, given: Mapping[str, Any], name: str, low: float, high: float, *, strict: bool = False) -> float:
        """Return an option in [low, high], without its ends where strict, and never infinite."""
        x = given[name]
        if not is_number(x):
            self._fail(f"{name} must be a number; got {type(x).__name__}", TypeError)
        inside = low < x < high if strict else low <= x <= high
        if not inside or math.isinf(x):
            wanted = f"between {low:g} and {high:g}" if math.isfinite(high) else "finite"
            if math.isfinite(low) and math.isinf(high):
                above = "positive" if strict else "not negative"
                wanted += f" and {above}" if low == 0.0 else f" and {'above' if strict else 'at least'} {low:g}"
            self._fail(f"{name} must be {wanted}; got {x!r}")
        return float(x)

    def _base_factor(self, base: Any) -> float:
        """Return what turns nats into the unit of a logarithm's base."""
        if base is None:
            return 1.0
        if not is_number(base):
            self._fail(f"base must be a number; got {type(base).__name__}", TypeError)
        if not 0 < base < math.inf or base == 1:
            self._fail(f"base must be positive, finite and not 1; got {base!r}")
        return 1.0 / math.log(base)

    def _fail(self, message: str, error: type[Exception] = ValueError) -> NoReturn:
        msg = f"{self.__qualname__}: {message}"
        raise error(msg)


class Differentiable(PublicFunction):
    """A function with its gradients: ``f(...)`` and ``f.value_and_grad(...)``.

    Attributes
    ----------
    gradient_arguments
        What ``value_and_grad`` can differentiate in, where that is not every positional argument.
    """

    gradient_arguments: tuple[str, ...] = ()

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value."""
        return self._evaluate(self._bind(args, options), None, None, gradient=False)[0]

    def value_and_grad(
        self,
        *args: Any,
        wrt: str | Sequence[str] | None = None,
        cotangent: Any = None,
        **options: Any,
    ) -> tuple[Any, Any]:
        """Return the value and its gradients in one pass.

        Parameters
        ----------
        *args, **options
            As for the function itself.
        wrt : str or tuple of str, optional
            The arguments to differentiate in. A name gives that one gradient; a tuple of names, or
            nothing, gives a named tuple: by default over all floating arguments that were given.
        cotangent : array_like, optional
            Multiplies the value before the sum (a vector-Jacobian product). Default: ones.

        Returns
        -------
        value
            What the function returns.
        gradients
            Each in the shape and dtype of its argument, broadcast axes summed.
        """
        return self._evaluate(self._bind(args, options), wrt, cotangent, gradient=True)

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """Return what ``_evaluate`` takes: by default every argument by name."""
        given, rest = self._match(args, options, self._positional)
        bound = self._defaults | given | rest
        for name in self.__signature__.parameters:
            if name not in bound:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        return bound

    def _evaluate(self, given: Any, wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        """Return the value, and the gradients where they are wanted."""
        raise NotImplementedError

    def _wanted(self, wrt: Any, arrays: Mapping[str, Array], raw: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the arguments to differentiate in, of arrays by name and what the caller passed for them."""
        floating = [n for n, a in arrays.items() if is_floating(a) or _holds_numbers(raw[n])]
        wanted = choose_wrt(self.__qualname__, wrt, floating, tuple(arrays))
        for name in wanted:
            if name not in floating:
                self._fail(f"wrt must name floating arguments; got {name!r}, of dtype {arrays[name].dtype}", TypeError)
        return wanted

    def _place(
        self,
        out: Any,
        shape: tuple[int, ...],
        dtype: np.dtype[Any],
        inputs: Sequence[Array | None],
        reduction: str = "",
    ) -> Array | None:
        """Return the array behind an optional ``out`` that is for the value."""
        if out is None:
            return None
        if reduction == "partial":
            self._fail(f"out must be None where reduction is 'partial'; got {type(out).__name__}")
        return check_out(out, shape, dtype, inputs, self.__qualname__)

    def _refuse_overlap(self, out: Any, cotangent: Any) -> None:
        """Raise where results would be written over a cotangent that is still to be read."""
        if out is not None and cotangent is not None and overlaps(out, cotangent):
            self._fail("out must not overlap the cotangent; got one that does")


def look_up(module: str, qualname: str) -> Any:
    """Return a public object by its name: how pickles find them again."""
    __import__(module)
    return functools.reduce(getattr, qualname.split("."), sys.modules[module])
