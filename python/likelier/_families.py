"""Density families: ``lk.norm``, ``lk.gamma``, ... and their frozen forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from likelier._differentiable import look_up
from likelier._docs import family_doc, method_doc, nll_doc, value_doc
from likelier._elementwise import OPERATIONS, ElementwiseFunction, Operation
from likelier._fits import CLOSED_FORMS, Fit
from likelier._random import FrozenVariates, Variates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from likelier._mixtures import Mixture
    from likelier._vectors import VectorFunction


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

    def __init__(self, operation: Operation, methods: Sequence[Operation] = ()) -> None:
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
        for other in methods:
            function = ElementwiseFunction(
                other, f"{self.name}.{other.method}", "likelier", method_doc(other, discrete=operation.kind == "mass")
            )
            setattr(self, other.method, function)
        self._methods = (method, "nll", *(other.method for other in methods))
        if "ppf" in self._methods:
            self.rvs = Variates(operation, getattr(self, "ppf"))  # noqa: B009
        form = CLOSED_FORMS.get(self.name)
        if form is not None:
            self.fit = Fit(self, form, "fit")
            if form.has_statistics:
                self.suffstats = Fit(self, form, "suffstats")
        self.__doc__ = family_doc(operation, self._methods, form)

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

    def __init__(self, family: Family | Mixture, args: tuple[Any, ...], parameters: dict[str, Any]) -> None:
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
        self.family: Any = family  # a family, or a mixture
        self._args = args
        self._parameters = parameters

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters that were given, by name."""
        positional = zip(self.family._operation.positional, self._args, strict=False)
        return dict(positional) | self._parameters

    def __getattr__(self, name: str) -> FrozenFunction | FrozenVariates:
        # The family's methods: logpdf or logpmf, nll, and what else it has.
        if name == "rvs" and hasattr(self.family, "rvs"):
            return FrozenVariates(self.family.rvs, self._args, self._parameters)
        if name.startswith("_") or name not in self.family._methods:
            msg = f"{type(self).__name__} of {self.family.name!r} has no attribute {name!r}"
            raise AttributeError(msg)
        return FrozenFunction(getattr(self.family, name), self)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.family._methods]

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (self.family, self._args, self._parameters)

    def __repr__(self) -> str:
        arguments = [repr(x) for x in self._args] + [f"{n}={x!r}" for n, x in self._parameters.items()]
        return f"{self.family.name}({', '.join(arguments)})"


class FrozenFunction:
    """One of a family's functions at frozen parameters: a function of the data."""

    __slots__ = ("_density", "_function")

    def __init__(self, function: ElementwiseFunction | VectorFunction, density: Frozen) -> None:
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
        name, operation = self._function.__qualname__, self._function._operation
        frozen = [n for n in options if n in operation.parameter_names]
        if frozen:
            msg = f"{name}: expected no parameters beside the frozen ones of {self._density!r}; got {frozen[0]!r}"
            raise TypeError(msg)
        if not operation.variables:
            if args:
                msg = f"{name}: expected no arguments, with the parameters frozen; got {len(args)}"
                raise TypeError(msg)
            return self._density._args, self._density._parameters | options
        [data] = operation.variables
        if len(args) + (data in options) != 1:
            msg = f"{name}: expected the data {data!r}, with the parameters frozen; got {len(args)} arguments"
            raise TypeError(msg)
        x = args[0] if args else options.pop(data)
        return (x, *self._density._args), self._density._parameters | options

    def __repr__(self) -> str:
        return f"<{self._density!r}.{self._function.__name__}>"


def make_families() -> dict[str, Family]:
    """Return every compiled family by name."""
    methods = [op for op in OPERATIONS if op.kind == "method"]
    return {
        op.name: Family(op, [m for m in methods if m.name == op.name])
        for op in OPERATIONS
        if op.kind in ("density", "mass")
    }


def make_special_functions() -> dict[str, ElementwiseFunction]:
    """Return every compiled special function by name."""
    return {
        op.name: ElementwiseFunction(op, op.name, "likelier.special", value_doc(op))
        for op in OPERATIONS
        if op.kind == "function" and not op.name.startswith("_")
    }
