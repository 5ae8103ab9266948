"""Densities and mass functions themselves: the exponentials of their logarithms."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _memory as memory
from likelier._arrays import as_known, is_floating_dtype
from likelier._differentiable import PublicFunction
from likelier._memory import array_of

if TYPE_CHECKING:
    from likelier._differentiable import Differentiable

_DOUBLE = np.dtype(np.float64)


class Probability(PublicFunction):
    """``pdf`` or ``pmf`` of a family or a mixture.

    The logarithm is made in double, whatever the arguments are: its error, and not one of float32, is what
    the exponential makes relative.

    Parameters
    ----------
    logarithm
        The logarithm, under the name that this function has.
    """

    def __init__(self, logarithm: Differentiable, doc: str) -> None:
        self._operation: Any = getattr(logarithm, "_operation")  # noqa: B009
        kept = (*self._operation.variables, *self._operation.parameter_names)
        stated = [p for n, p in logarithm.__signature__.parameters.items() if n in kept]
        super().__init__(logarithm.__qualname__, "likelier", doc, inspect.Signature(stated))
        self._logarithm = logarithm

    def __call__(self, *args: Any, **options: Any) -> Any:
        given, rest = self._match(args, options, self._positional)
        given = {n: x for n, x in (given | rest).items() if x is not None}
        settings = {n: given.pop(n) for n in ("component_axis",) if n in given}
        arguments = memory.Arguments(self.__qualname__, given)
        with arguments.running(), np.errstate(all="ignore"):
            doubled = {
                n: array_of(as_known(a), _DOUBLE) if is_floating_dtype(arguments.dtypes[n]) else a
                for n, a in arguments.arrays.items()
            }
            value = array_of(self._logarithm(**doubled, **settings))
            return arguments.give(np.exp(value), arguments.dtype)
