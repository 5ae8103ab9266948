"""What every differentiable public function is."""

from __future__ import annotations

import functools
import sys
from collections import namedtuple
from typing import TYPE_CHECKING, Any, NoReturn

from likelier._arrays import overlaps

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
        if name not in known:
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


class Differentiable:
    """A function with its gradients: ``f(...)`` and ``f.value_and_grad(...)``.

    Attributes
    ----------
    __name__, __qualname__, __module__, __doc__, __signature__
        As for a Python function.
    gradient_arguments
        What ``value_and_grad`` can differentiate in, where that is not every positional argument.
    """

    __name__: str
    __qualname__: str
    __signature__: inspect.Signature
    gradient_arguments: tuple[str, ...] = ()

    def __init__(self, qualname: str, module: str, doc: str, signature: inspect.Signature) -> None:
        self.__qualname__ = qualname
        self.__name__ = qualname.rpartition(".")[2]
        self.__module__ = module
        self.__doc__ = doc
        self.__signature__ = signature

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value."""
        raise NotImplementedError

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
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<function {self.__module__}.{self.__qualname__}{self.__signature__}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return look_up, (self.__module__, self.__qualname__)

    def _refuse_overlap(self, out: Any, cotangent: Any) -> None:
        """Raise where results would be written over a cotangent that is still to be read."""
        if out is not None and cotangent is not None and overlaps(out, cotangent):
            self._fail("out must not overlap the cotangent")

    def _fail(self, message: str, error: type[Exception] = ValueError) -> NoReturn:
        msg = f"{self.__qualname__}: {message}"
        raise error(msg)


def look_up(module: str, qualname: str) -> Any:
    """Return a public object by its name: how pickles find them again."""
    __import__(module)
    return functools.reduce(getattr, qualname.split("."), sys.modules[module])
