"""Write the type stubs of the public modules from the compiled registry.

    python tools/generate_stubs.py [DIRECTORY]

Families and special functions are made at import time by looping over the registry, where type
checkers cannot follow. DIRECTORY defaults to the package's own sources; tests/test_stubs.py holds
what is committed there against a fresh run.
"""

from __future__ import annotations

import inspect
import math
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

import likelier
from likelier import _core, special
from likelier._differentiable import Differentiable
from likelier._elementwise import ElementwiseFunction
from likelier._families import Family
from likelier._mixtures import Mixture

PACKAGE = Path(__file__).resolve().parent.parent / "python" / "likelier"
WIDTH = 120
HEADER = "# Written by tools/generate_stubs.py: edit that, or the registry, and run it again.\n"

FLOATING = "NDArray[_F]"
REDUCED = 'Literal["mean", "sum"]'
OPTIONS = {
    "where": "ArrayLike | None",
    "weights": "ArrayLike | None",
    "weight": "ArrayLike | None",
    "class_weight": "ArrayLike | None",
    "bias": "ArrayLike | None",
    "out": "_Writeable | None",
    "base": "float | None",
    "validate": "bool",
    "reduction": 'Literal["mean", "sum", "none", "partial"]',
    "axis": "int | tuple[int, ...] | None",
    "ignore_index": "int | None",
    "label_smoothing": "float",
    "temperature": "float",
    "tail": 'Literal["ignore", "bucket", "renormalize"]',
    "direction": 'Literal["forward", "reverse"]',
    "softcap": "float | None",
    "z_loss": "float",
    "kind": 'Literal["probs", "log_probs", "logits"]',
    "p_kind": 'Literal["probs", "log_probs", "logits"]',
    "q_kind": 'Literal["probs", "log_probs", "logits"]',
    "keepdims": "bool",
    "alpha": "float",
    "beta": "float",
    "generator": "str | tuple[Callable[..., Any], ...]",
    "gradient": 'Literal["biased", "unbiased"]',
    "order": "float | None",
    "integral": "bool",
    "component_axis": "int",
}
# Where an argument of wrt is no argument's name: of densities, a side and its parameter.
NAMES_OF_WRT = {"kl": "str"}
# Where the same name has other choices.
SPECIAL_OPTIONS = {
    "chi2_divergence": {"kind": 'Literal["pearson", "neyman"]'},
    "f_divergence_from_logratio": {
        "kind": 'Literal["kl", "reverse_kl", "js", "alpha", "pearson", "neyman", "total_variation", "hellinger2"]',
        "alpha": "float | None",
        "beta": "float | None",
    },
    "kl": {
        "p": "ArrayLike | Frozen",
        "q": "ArrayLike | Frozen",
        "n_samples": "int | None",
        "seed": "int | np.random.Generator | None",
        "offset": "int | None",
    },
    "kl_estimate": {"kind": 'Literal["k1", "k2", "k3"]'},
    "pointwise_distance": {"kind": 'Literal["l1", "l2", "lp"]'},
}

MODULE_HEAD = """\
from collections.abc import Sequence
from typing import Any, Literal, TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray
from typing_extensions import Buffer
"""

TYPE_VARIABLES = """
_Writeable = NDArray[Any] | SupportsDLPack | Buffer
_F = TypeVar("_F", bound=np.floating[Any])
_Out = TypeVar("_Out", bound=_Writeable)
"""


def definition(name: str, parameters: list[str], result: str, indent: str) -> str:
    """Return a stub of a function, broken between parameters where one line would be too long."""
    line = f"{indent}def {name}({', '.join(parameters)}) -> {result}: ..."
    if len(line) <= WIDTH:
        return line + "\n"
    lines = [f"{indent}    "]
    for parameter in parameters:
        if len(lines[-1]) + len(parameter) + 1 > WIDTH:
            lines.append(f"{indent}    ")
        lines[-1] += f"{parameter}, "
    body = "\n".join(line.rstrip() for line in lines)
    return f"{indent}def {name}(\n{body}\n{indent}) -> {result}: ...\n"


def overloads(name: str, signatures: list[tuple[list[str], str]], indent: str = "    ") -> str:
    """Return the stubs of one method with several signatures."""
    decorator = f"{indent}@overload\n" if len(signatures) > 1 else ""
    return "".join(decorator + definition(name, parameters, result, indent) for parameters, result in signatures)


def parameters_of(signature: inspect.Signature, types: dict[str, str], required: tuple[str, ...] = ()) -> list[str]:
    """Return a method's parameters with their types; required ones lose their defaults."""
    parts = ["self"]
    for p in signature.parameters.values():
        if p.kind is p.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        kind = types[p.name]
        if p.name in required or p.default is p.empty:
            parts.append(f"{p.name}: {kind}")
        else:
            if p.default is None and "None" not in kind.split(" | "):
                kind += " | None"
            default = f'"{p.default}"' if isinstance(p.default, str) else repr(p.default)
            if isinstance(p.default, type):
                default = "..."
            elif p.default in (math.inf, -math.inf):
                default = "..."  # which has no literal
            parts.append(f"{p.name}: {kind} = {default}")
        if p.kind is p.POSITIONAL_ONLY:
            parts.append("/")
    return parts


def with_gradients(
    signatures: list[tuple[list[str], str]], names: list[str], gradients: str, names_of_wrt: str = ""
) -> list[tuple[list[str], str]]:
    """Return the signatures of value_and_grad from those of the value: the broader half of them."""
    signatures = [s for s in signatures if s[1] not in ("_Out", "np.float64")]
    literal = names_of_wrt or f"Literal[{', '.join(f'{n!r}' for n in names)}]".replace("'", '"')
    result = []
    for parameters, value in signatures:
        start = parameters if "*" in parameters else [*parameters, "*"]
        end = ["cotangent: ArrayLike | None = None"]
        result.append(([*start, f"wrt: {literal}", *end], f"tuple[{value}, Any]"))
        result.append(([*start, f"wrt: Sequence[{literal}] | None = None", *end], f"tuple[{value}, {gradients}]"))
    return result


def gradients_class(name: str, arguments: list[str]) -> str:
    """Return the class of a named tuple of gradients: those of the arguments that were asked for."""
    lines = [f"class {name}(tuple[Any, ...]):\n"]
    lines += [f"    @property\n    def {n}(self) -> Any: ...\n" for n in arguments]
    return "".join(lines)


def function_class(
    name: str, values: list[tuple[list[str], str]], arguments: list[str], gradients: str, names_of_wrt: str = ""
) -> str:
    """Return the class of a public function: callable, with value_and_grad."""
    return (
        f"class {name}:\n"
        + overloads("__call__", values)
        + overloads("value_and_grad", with_gradients(values, arguments, gradients, names_of_wrt))
    )


def elementwise_values(function: ElementwiseFunction, *, frozen: bool = False) -> list[tuple[list[str], str]]:
    """Return the signatures of an elementwise function, the most precise first; frozen: without parameters."""
    operation = function._operation
    variables, parameters = list(operation.variables), list(operation.parameter_names)
    signature = function.__signature__
    if frozen:
        rest = [p for n, p in signature.parameters.items() if n not in operation.parameter_names]
        if variables:
            rest[0] = rest[0].replace(name="x", kind=inspect.Parameter.POSITIONAL_ONLY)
        signature = signature.replace(parameters=rest)
        variables, parameters = ["x"] * bool(variables), []

    def typed(variable: str, parameter: str, **options: str) -> dict[str, str]:
        return OPTIONS | dict.fromkeys(variables, variable) | dict.fromkeys(parameters, parameter) | options

    def make(types: dict[str, str], result: str, *required: str) -> tuple[list[str], str]:
        return parameters_of(signature, types, required), result

    # The type of frozen parameters, and with it that of results, is not known to the type checker.
    mixed = f"float | {FLOATING}"
    number, array = typed("float", "float", out="None"), typed(FLOATING, mixed, out="None")
    anything = typed("ArrayLike", "ArrayLike")
    with_out = typed("ArrayLike", "ArrayLike", out="_Out")
    if not function._reduces:
        exact = [] if frozen else [make(number, "np.float64")]
        if variables and not frozen:
            exact.append(make(array, FLOATING))
        return [make(with_out, "_Out", "out"), *exact, make(anything, "Any")]
    reduced = {"reduction": REDUCED, "axis": "None", "out": "None"}
    double = "float | NDArray[np.float64]"
    return [
        make(anything | {"reduction": 'Literal["partial"]', "out": "None"}, "Partial", "reduction"),
        make(with_out, "_Out", "out"),
        *([] if frozen else [make(typed(double, double, **reduced), "np.float64")]),
        *(
            []
            if frozen
            else [make(typed("float | NDArray[Any]", "float | NDArray[Any]", **reduced), "np.floating[Any]")]
        ),
        make(anything, "Any"),
    ]


class SharedClasses:
    """Classes that several families have in common: each text is written once, under a name that says its arguments."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._texts: list[str] = []

    def name_of(self, stem: str, text: Callable[[str], str]) -> str:
        """Return the name of the class that ``text`` writes for a name, writing it where it is new."""
        body = text("")
        if body not in self._names:
            taken = sum(name == stem or name.startswith(f"{stem}__") for name in self._names.values())
            self._names[body] = f"{stem}__{taken + 1}" if taken else stem
            self._texts.append(text(self._names[body]))
        return self._names[body]

    def __str__(self) -> str:
        return "\n".join(self._texts)


def family_function(shared: SharedClasses, function: ElementwiseFunction, *, frozen: bool) -> str:
    """Return the name of the class of one of a family's functions."""
    operation = function._operation
    arguments = [*operation.variables, *operation.parameter_names]
    words = "_".join(arguments)
    gradients = shared.name_of(f"_gradients_{words}", lambda name: gradients_class(name, arguments))
    role = "mean" if function._reduces else "log" if operation.in_nats else "plain"
    values = elementwise_values(function, frozen=frozen)
    return shared.name_of(
        f"_{'frozen_' if frozen else ''}{role}_{words}",
        lambda name: function_class(name, values, arguments, gradients),
    )


def variates(family: Family | Mixture, *, frozen: bool) -> str:
    """Return the stub of rvs."""
    names = family._operation.parameter_names
    counts = family._operation.kind == "mass"
    kinds = [*(("np.int64", "np.int32") if counts else ()), "np.float32", "np.float64"]
    types = dict.fromkeys(names, "ArrayLike") | {
        "component_axis": "int",
        "size": "int | tuple[int, ...]",
        "seed": "int | np.random.Generator",
        "offset": "int",
        "dtype": f"type[{' | '.join(kinds)}] | np.dtype[Any] | str",
    }
    chosen = [
        p.replace(default=None if p.default is p.empty else p.default)
        for n, p in family.rvs.__signature__.parameters.items()
        if not (frozen and n in names)
    ]
    forms = [chosen]
    if any(n in names and p.kind is p.POSITIONAL_OR_KEYWORD for n, p in ((p.name, p) for p in chosen)):
        size, *others = chosen
        named = size.replace(kind=size.KEYWORD_ONLY, default=size.empty)
        places = sum(p.kind is not p.KEYWORD_ONLY for p in others)
        forms.append([*others[:places], named, *others[places:]])
    return overloads("rvs", [(parameters_of(inspect.Signature(form), types), "Any") for form in forms])


def summaries(family: Family | Mixture, *, frozen: bool) -> str:
    """Return the stubs of the functions of the parameters alone."""
    names, stubs = family._operation.parameter_names, ""
    types = dict.fromkeys(names, "ArrayLike") | {"confidence": "float", "component_axis": "int"}
    for name in family._summaries:
        signature = getattr(family, name).__signature__
        kept = [p for n, p in signature.parameters.items() if not (frozen and n in names)]
        result = "tuple[Any, Any]" if name in ("interval", "support") else "Any"
        stubs += definition(name, parameters_of(inspect.Signature(kept), types), result, "    ")
    return stubs


def probability(family: Family | Mixture, *, frozen: bool) -> str:
    """Return the stub of pdf or pmf."""
    function = getattr(family, family._probability)
    names = family._operation.parameter_names
    types = dict.fromkeys(function.__signature__.parameters, "ArrayLike") | {"component_axis": "int"}
    kept = [p for n, p in function.__signature__.parameters.items() if not (frozen and n in names)]
    return definition(family._probability, parameters_of(inspect.Signature(kept), types), "Any", "    ")


def fits(family: Family) -> str:
    """Return the stubs of fit and suffstats, where a family has them."""
    stubs = ""
    for name, result in (("fit", f"_{family.name}_frozen"), ("suffstats", "Partial")):
        if hasattr(family, name):
            signature = getattr(family, name).__signature__
            types = OPTIONS | {"classes": "int | None"} | dict.fromkeys(family._operation.parameter_names, "ArrayLike")
            data = next(iter(signature.parameters))
            types[data] = "ArrayLike | Partial" if name == "fit" and hasattr(family, "suffstats") else "ArrayLike"
            stubs += definition(name, parameters_of(signature, types), result, "    ")
    return stubs


def family_classes(family: Family, shared: SharedClasses) -> str:
    """Return the classes of a family: its frozen form and itself, of functions that families share."""
    operation = family._operation
    name = operation.name
    functions = {method: getattr(family, method) for method in family._methods}
    frozen = "".join(f"    {m}: {family_function(shared, f, frozen=True)}\n" for m, f in functions.items())
    own = "".join(f"    {m}: {family_function(shared, f, frozen=False)}\n" for m, f in functions.items())
    frozen += probability(family, frozen=True)
    own += probability(family, frozen=False)
    if hasattr(family, "rvs"):
        frozen += variates(family, frozen=True)
        own += variates(family, frozen=False)
    frozen += summaries(family, frozen=True)
    own += summaries(family, frozen=False) + fits(family)
    parameters = [
        p.replace(default=None if p.default is p.empty else p.default)
        for n, p in functions[family._method].__signature__.parameters.items()
        if n in operation.parameter_names
    ]
    types = dict.fromkeys(operation.parameter_names, "ArrayLike")
    call = parameters_of(inspect.Signature(parameters), types)
    return (
        f"class _{name}_frozen(Frozen):\n{frozen}\n"
        f"class _{name}(Family):\n{own}{definition('__call__', call, f'_{name}_frozen', '    ')}"
        f"\n{name}: _{name}\n"
    )


def differentiable_classes(name: str, function: Differentiable) -> str:
    """Return the classes of a function that is not elementwise, from its signature, and its declaration."""
    return classes_of_differentiable(name, function) + f"\n{name}: _{name}\n"


def mixture_classes(mixture: Mixture) -> str:
    """Return the classes of a mixture: its functions, their gradients, itself."""
    name, methods = mixture.name, mixture._methods
    classes = [classes_of_differentiable(f"{name}_{method}", getattr(mixture, method)) for method in methods]
    members = "".join(f"    {method}: _{name}_{method}\n" for method in methods)
    parameters = [
        p.replace(default=None if p.default is p.empty else p.default)
        for n, p in getattr(mixture, mixture._method).__signature__.parameters.items()
        if n in mixture._operation.parameter_names
    ]
    types = dict.fromkeys(mixture.parameter_names, "ArrayLike") | {"component_axis": "int"}
    call = definition("__call__", parameters_of(inspect.Signature(parameters), types), f"_{name}_frozen", "    ")
    frozen = "".join(f"    {method}: Any\n" for method in methods) + variates(mixture, frozen=True)
    frozen += probability(mixture, frozen=True) + summaries(mixture, frozen=True)
    members += probability(mixture, frozen=False)
    members += variates(mixture, frozen=False) + summaries(mixture, frozen=False)
    return "\n".join(
        [
            *classes,
            f"class _{name}_frozen(Frozen):\n{frozen}",
            f"class _{name}(Mixture):\n{members}{call}",
            f"{name}: _{name}\n",
        ]
    )


def classes_of_differentiable(name: str, function: Differentiable) -> str:
    """Return the classes of a function that is not elementwise, from its signature."""
    parameters = function.__signature__.parameters.values()
    arguments = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD and p.default is p.empty]
    arguments += [n for n in function.gradient_arguments if n not in arguments]
    types = OPTIONS | dict.fromkeys(arguments, "ArrayLike") | SPECIAL_OPTIONS.get(name, {})
    unknown = [p.name for p in parameters if p.name not in types]
    if unknown:
        msg = f"{name}: OPTIONS has no type for {', '.join(unknown)}"
        raise LookupError(msg)
    signature = function.__signature__
    everything = (parameters_of(signature, types), "Any")
    values = [everything]
    if "out" in signature.parameters:
        values.insert(0, (parameters_of(signature, types | {"out": "_Out"}, ("out",)), "_Out"))
    if "reduction" in signature.parameters:
        partial = types | {"reduction": 'Literal["partial"]', "out": "None"}
        values.insert(0, (parameters_of(signature, partial, ("reduction",)), "Partial"))
    gradients = f"_{name}_gradients"
    arguments = list(function.gradient_arguments or arguments)
    methods = [
        definition(n, with_star(inspect.signature(m)), inspect.signature(m).return_annotation, "    ")
        for n, m in vars(type(function)).items()
        if inspect.isfunction(m) and not n.startswith("_") and n != "value_and_grad"
    ]
    names_of_wrt = NAMES_OF_WRT.get(name, "")
    body = function_class(f"_{name}", values, arguments, gradients, names_of_wrt) + "".join(methods)
    return "\n".join([gradients_class(gradients, arguments), body])


def with_star(signature: inspect.Signature) -> list[str]:
    """Return a method's parameters as its source states them."""
    text = str(signature.replace(return_annotation=signature.empty))
    return re.sub("'([^']*)'", r"\1", text)[1:-1].split(", ")


def elementwise_classes(name: str, function: ElementwiseFunction) -> str:
    """Return the classes of a special function."""
    arguments = list(function._operation.variables)
    gradients = f"_{name}_gradients"
    classes = [
        gradients_class(gradients, arguments),
        function_class(f"_{name}", elementwise_values(function), arguments, gradients),
    ]
    return "\n".join(classes) + f"\n{name}: _{name}\n"


FAMILY_BASES = """\
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
"""


def stub_of(module: ModuleType) -> str:
    """Return the stub of a public module."""
    imports, classes = ["from likelier._arrays import SupportsDLPack\n"], []
    shared = SharedClasses()
    for name in sorted(module.__all__):
        thing = getattr(module, name)
        if isinstance(thing, Family):
            classes.append(family_classes(thing, shared))
        elif isinstance(thing, Mixture):
            classes.append(mixture_classes(thing))
        elif isinstance(thing, ElementwiseFunction) and not thing.gradient_arguments:
            classes.append(elementwise_classes(name, thing))
        elif isinstance(thing, Differentiable):
            classes.append(differentiable_classes(name, thing))
        elif isinstance(thing, ModuleType):
            imports.append(f"from {thing.__name__.rpartition('.')[0]} import {name} as {name}\n")
        elif name == "__version__":
            classes.insert(0, "__version__: str\n")
        elif name not in ("Family", "Frozen", "Mixture"):
            imports.append(f"from {thing.__module__} import {name} as {name}\n")
    if module is likelier:
        classes[1:1] = [FAMILY_BASES, str(shared)]
    body = "\n".join(classes)
    if "Partial" in body and not any(" Partial " in line for line in imports):
        imports.append("from likelier._partial import Partial\n")
    head = MODULE_HEAD + "\n" + "".join(sorted(imports)) if imports else MODULE_HEAD
    if "Callable[" in body:
        head = head.replace("import Sequence", "import Callable, Sequence")
    exported = "".join(f'    "{name}",\n' for name in sorted(module.__all__))
    return f"{HEADER}{head}\n__all__ = [\n{exported}]\n{TYPE_VARIABLES}\n{body}"


def core_stub() -> str:
    """Return the stub of the extension, from the signatures that pybind11 writes in docstrings."""
    lines = []
    for name, thing in sorted(vars(_core).items()):
        if name.startswith("__") and name != "__version__":
            continue
        if not callable(thing):
            kind = "dict[str, str]" if isinstance(thing, dict) else type(thing).__name__
            kind = "np.dtype[Any]" if isinstance(thing, np.dtype) else python_type(kind)
            lines.append(f"{name}: {kind}\n")
            continue
        if not isinstance(thing, type):
            lines.append(core_definition(name, thing, ""))
            continue
        methods = [n for n, m in vars(thing).items() if callable(m) and (n == "__init__" or not n.startswith("_"))]
        body = [
            core_definition(n, getattr(thing, n), "    ")
            for n in sorted(methods)
            if n != "__init__" or len(methods) > 1
        ]
        lines.append(f"class {name}:\n" + ("".join(body) or "    pass\n"))
    head = "from typing import Any, SupportsFloat, SupportsIndex, SupportsInt\n\nimport numpy as np\n"
    return f"{HEADER}{head}\n{''.join(lines)}"


def core_definition(name: str, function: Callable[..., Any], indent: str) -> str:
    """Return the stub of a function or method of the extension."""
    match = re.fullmatch(r"(\w+)\((.*)\) -> (.*)", (function.__doc__ or "").splitlines()[0])
    if match is None or match[1] != name:
        msg = f"_core.{name} has no signature in its docstring"
        raise LookupError(msg)
    parameters = [python_type(p) for p in re.split(r", (?=\w+: |\*, )", match[2]) if p]
    if indent:
        parameters[0] = "self"
    return definition(name, parameters, python_type(match[3]), indent)


def python_type(text: str) -> str:
    """Return pybind11's spelling of a parameter or a result as a stub's."""
    text = text.replace("typing.", "").replace("numpy.dtype", "np.dtype[Any]").replace("numpy.ndarray", "np.ndarray")
    text = text.replace("likelier._core.", "")
    text = re.sub(r"\bobject\b|\btyping_extensions.CapsuleType\b|\btypes.CapsuleType\b", "Any", text)
    text = re.sub(r"\btuple\b(?!\[)", "tuple[Any, ...]", text)
    text = re.sub(r"\blist\b(?!\[)", "list[Any]", text)
    return re.sub(r"\bdict\b(?!\[)", "dict[str, Any]", text)


def stubs() -> dict[str, str]:
    """Return every stub by file name."""
    return {"__init__.pyi": stub_of(likelier), "special.pyi": stub_of(special), "_core.pyi": core_stub()}


if __name__ == "__main__":
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    for file_name, text in stubs().items():
        (directory / file_name).write_text(text, encoding="utf-8")
