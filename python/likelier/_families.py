"""Density families: ``lk.norm``, ``lk.gamma``, ... and their frozen forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from likelier._differentiable import look_up
from likelier._docs import family_doc, method_doc, nll_doc, probability_doc, value_doc
from likelier._elementwise import OPERATIONS, ElementwiseFunction, Operation
from likelier._fits import CLOSED_FORMS, Fit
from likelier._probability import Probability
from likelier._random import FrozenVariates, Variates
from likelier._summaries import Summary, summaries_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from likelier._mixtures import Mixture
    from likelier._vectors import VectorFunction


# What there is in place of what SciPy's or torch's users may look for.
_INSTEAD = {
    "pdf": "{probability} is what it has",
    "pmf": "{probability} is what it has",
    "prob": "{probability} is that",
    "logpdf": "{density} is what it has",
    "logpmf": "{density} is what it has",
    "log_prob": "{density} is that",
    "icdf": "ppf is that",
    "sample": "rvs is that",
    "fit": "its likelihood has no maximum in closed form; minimise nll, whose value_and_grad has the gradients",
    "suffstats": "no sums of fixed length tell its likelihood",
    "mean": "it has no closed form here; the mean of rvs(...) estimates it",
    "var": "it has no closed form here; the variance of rvs(...) estimates it",
    "std": "it has no closed form here; the deviation of rvs(...) estimates it",
    "entropy": "it has no closed form here; the mean of -{density} over rvs(...) estimates it",
    "moment": "of moments it has mean and var, as far as these have a closed form",
    "stats": "of moments it has mean and var, as far as these have a closed form",
    "expect": "a mean over rvs(...) estimates it",
    "cdf": "it has no closed form",
    "random_state": "rvs takes seed=",
}


def _estimates(fit: Fit) -> str:
    return f"{fit.__qualname__}({', '.join(fit._positional)}) estimates them from data"


def absent(family: Any, name: str, *, frozen: bool = False) -> str:
    """Return what is said of an attribute that a family does not have."""
    known = family.__dict__
    what = f"a frozen {family.name}" if frozen else family.name
    if name.startswith("_"):
        return f"{what} has no attribute {name!r}"
    if frozen and name in ("fit", "suffstats") and "fit" in known:
        return f"{what} has no {name}: its parameters are known; {_estimates(known['fit'])}"
    has = [
        *known["_methods"],
        known["_probability"],
        *known["_summaries"],
        *(n for n in (("rvs",) if frozen else ("rvs", "fit", "suffstats")) if n in known),
    ]
    instead = _INSTEAD.get(name, "").format(density=known["_method"], probability=known["_probability"])
    return f"{what} has no {name}{': ' * bool(instead)}{instead}; expected one of {', '.join(has)}"


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
        self._probability = method.removeprefix("log")
        setattr(
            self,
            method,
            self.function_type(operation, f"{self.name}.{method}", "likelier", value_doc(operation)),
        )
        self.nll = self.function_type(
            operation, f"{self.name}.nll", "likelier", nll_doc(operation, method), sign=-1.0, reduces=True
        )
        name = f"{self.name}.{self._probability}"
        logarithm = self.function_type(operation, name, "likelier", "")
        setattr(self, self._probability, Probability(logarithm, probability_doc(operation)))
        for other in methods:
            function = ElementwiseFunction(
                other, f"{self.name}.{other.method}", "likelier", method_doc(other, discrete=operation.kind == "mass")
            )
            setattr(self, other.method, function)
        self._methods = (method, "nll", *(other.method for other in methods))
        self._summaries: tuple[str, ...] = ()
        if "ppf" in self._methods:
            self.rvs = Variates(operation, getattr(self, "ppf"))  # noqa: B009
            by_name = {other.method: other for other in methods}

            def quantile(name: str, which: str) -> ElementwiseFunction:
                return ElementwiseFunction(by_name[which], name, "likelier", "")

            self._add_summaries(summaries_of(self.name, getattr(self, method).__signature__, operation, quantile))
        form = CLOSED_FORMS.get(self.name)
        if form is not None:
            if form.has_fit:
                self.fit = Fit(self, form, "fit")
            if form.has_statistics:
                self.suffstats = Fit(self, form, "suffstats")
        self.__doc__ = family_doc(operation, self._methods, form, self._summaries)

    def _add_summaries(self, made: dict[str, Summary]) -> None:
        for name, function in made.items():
            setattr(self, name, function)
        self._summaries = tuple(made)

    def __getattr__(self, name: str) -> Any:
        # What a family does not have.
        raise AttributeError(absent(self, name))

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

        def advice() -> str:
            fit = family.__dict__.get("fit")
            return "" if fit is None else f". A frozen density has all of its parameters; {_estimates(fit)}"

        operation.parameterisation_for([n for n, x in named.items() if x is not None], family.name, advice)
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
        family = self.family
        if name.startswith("_") or name not in (*family._methods, family._probability, *family._summaries):
            raise AttributeError(absent(family, name, frozen=True))
        return FrozenFunction(getattr(family, name), self)

    def __dir__(self) -> list[str]:
        own = [*self.family._methods, self.family._probability, *self.family._summaries]
        return [*super().__dir__(), *own, *(["rvs"] if hasattr(self.family, "rvs") else [])]

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (self.family, self._args, self._parameters)

    def __repr__(self) -> str:
        arguments = [repr(x) for x in self._args] + [f"{n}={x!r}" for n, x in self._parameters.items()]
        return f"{self.family.name}({', '.join(arguments)})"


class FrozenFunction:
    """One of a family's functions at frozen parameters: a function of the data."""

    __slots__ = ("_density", "_function")

    def __init__(self, function: ElementwiseFunction | VectorFunction | Probability | Summary, density: Frozen) -> None:
        self._function: Any = function
        self._density = density

    def __call__(self, *args: Any, **options: Any) -> Any:
        """Return the value of the data; options as for the family's function."""
        args, options = self._bind(args, options)
        return self._function(*args, **options)

    def value_and_grad(self, *args: Any, **options: Any) -> tuple[Any, Any]:
        """Return the value of the data and its gradients; options as for the family's function."""
        args, options = self._bind(args, options)
        value, gradients = self._function.value_and_grad(*args, **options)
        return value, gradients

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
