"""Density families: ``lk.norm``, ``lk.gamma``, ... and their frozen forms."""

from __future__ import annotations

from typing import Any

from likelier._differentiable import Differentiable, look_up
from likelier._docs import family_doc, nll_doc, value_doc
from likelier._elementwise import OPERATIONS, ElementwiseFunction, Operation


class Family:
    """A density family: functions of data and parameters.

    Attributes
    ----------
    name
        The family's name, SciPy's where SciPy has it.
    nll
        The negative log-likelihood, reduced.
    """

    # What its functions are; called as ElementwiseFunction is.
    function_type: Any = ElementwiseFunction

    def __init__(self, operation: Operation) -> None:
        self.name = operation.name
        self.parameter_names = operation.parameter_names
        self._operation = operation
        method = "logpmf" if operation.kind == "mass" else "logpdf"
        self._method = method
        setattr(
            self,
            method,
            self.function_type(operation, f"{self.name}.{method}", "likelier", value_doc(operation)),
        )
        self.nll = self.function_type(
            operation, f"{self.name}.nll", "likelier", nll_doc(operation, method), sign=-1.0, reduces=True
        )
        self.__doc__ = family_doc(operation, method)

    def __call__(self, *args: Any, **parameters: Any) -> Frozen:
        """Return the density with its parameters frozen."""
        return Frozen(self, args, parameters)

    def __repr__(self) -> str:
        return f"<likelier.{self.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return look_up, ("likelier", self.name)


class Frozen:
    """A family with its parameters given: its methods take the data alone.

    Examples
    --------
    >>> import likelier as lk
    >>> d = lk.norm(1.0, scale=2.0)
    >>> d
    norm(1.0, scale=2.0)
    >>> d.logpdf(1.0) == lk.norm.logpdf(1.0, 1.0, 2.0)
    np.True_
    """

    def __init__(self, family: Family, args: tuple[Any, ...], parameters: dict[str, Any]) -> None:
        operation = family._operation
        known = ", ".join(operation.parameter_names)
        if len(args) > len(operation.positional):
            positional = ", ".join(operation.positional)
            msg = f"{family.name}: expected no positional parameters beyond {positional}; got {len(args)} parameters"
            raise TypeError(msg)
        for name in parameters:
            if name not in operation.parameter_names:
                msg = f"{family.name}: unknown parameter; expected among {known}; got {name!r}"
                raise TypeError(msg)
            if name in operation.positional[: len(args)]:
                msg = f"{family.name}: the parameter {name!r} must be given once; got two values"
                raise TypeError(msg)
        named = dict(zip(operation.positional, args, strict=False)) | parameters
        operation.parameterisation_for([n for n, x in named.items() if x is not None], family.name)
        self.family = family
        self._args = args
        self._parameters = parameters

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that were given, by name."""
        positional = zip(self.family._operation.positional, self._args, strict=False)
        return dict(positional) | self._parameters

    @property
    def nll(self) -> FrozenFunction:
        """The family's ``nll`` at the frozen parameters."""
        return FrozenFunction(self.family.nll, self)

    def __getattr__(self, name: str) -> FrozenFunction:
        # logpdf or logpmf, whichever the family has.
        if name.startswith("_") or name != self.family._method:
            msg = f"{type(self).__name__} of {self.family.name!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return FrozenFunction(getattr(self.family, name), self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), self.family._method]

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (self.family, self._args, self._parameters)

    def __repr__(self) -> str:
        arguments = [repr(x) for x in self._args] + [f"{n}={x!r}" for n, x in self._parameters.items()]
        return f"{self.family.name}({', '.join(arguments)})"


class FrozenFunction:
    """One of a family's functions at frozen parameters: a function of the data."""

    __slots__ = ("_density", "_function")

    def __init__(self, function: Differentiable, density: Frozen) -> None:
        self._function = function
        self._density = density

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value of the data; options as for the family's function."""
        args, options = self._bind(args, options)
        return self._function(*args, **options)

    def value_and_grad(self, *args: Any, **options: Any) -> tuple[Any, Any]:
        """Return the value of the data and its gradients; options as for the family's function."""
        args, options = self._bind(args, options)
        return self._function.value_and_grad(*args, **options)

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        name, operation = self._function.__qualname__, self._density.family._operation
        [data] = operation.variables
        frozen = [n for n in options if n in operation.parameter_names]
        if frozen:
            msg = f"{name}: expected no parameters beside the frozen ones of {self._density!r}; got {frozen[0]!r}"
            raise TypeError(msg)
        if len(args) + (data in options) != 1:
            msg = f"{name}: expected the data {data!r}, with the parameters frozen; got {len(args)} arguments"
            raise TypeError(msg)
        x = args[0] if args else options.pop(data)
        return (x, *self._density._args), self._density._parameters | options

    def __repr__(self) -> str:
        return f"<{self._density!r}.{self._function.__name__}>"


def make_families() -> dict[str, Family]:
    """Return every compiled family by name."""
    return {op.name: Family(op) for op in OPERATIONS if op.kind != "function"}


def make_special_functions() -> dict[str, ElementwiseFunction]:
    """Return every compiled special function by name."""
    return {
        op.name: ElementwiseFunction(op, op.name, "likelier.special", value_doc(op))
        for op in OPERATIONS
        if op.kind == "function" and not op.name.startswith("_")
    }
