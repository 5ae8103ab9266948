"""The type stubs: fresh, true to the module, and of use to a type checker."""

from __future__ import annotations

import ast
import functools
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import mypy.api
import pytest

import likelier
from likelier import _core, special
from likelier._differentiable import Differentiable
from likelier._families import Family
from likelier._mixtures import Mixture
from tools import generate_stubs

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "python" / "likelier"


@pytest.mark.parametrize("name", ["__init__.pyi", "special.pyi", "_core.pyi"])
def test_stubs_are_what_the_registry_says(name: str) -> None:
    text = (PACKAGE / name).read_text(encoding="utf-8")
    assert text == generate_stubs.stubs()[name], "run: python tools/generate_stubs.py"


@functools.cache
def parsed(file: str) -> ast.Module:
    return ast.parse((PACKAGE / file).read_text(encoding="utf-8"))


def annotation(file: str, class_name: str, attribute: str) -> str:
    """Return the name of an attribute's class."""
    for node in parsed(file).body:
        if isinstance(node, ast.ClassDef) and node.name == class_name:
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and ast.unparse(line.target) == attribute:
                    return ast.unparse(line.annotation)
    message = f"{file} has no {class_name}.{attribute}"
    raise LookupError(message)


def functions() -> Iterator[tuple[str, str, Differentiable]]:
    """Every public function with gradients: its stub's file, its class there, itself."""
    for file, module in (("__init__.pyi", likelier), ("special.pyi", special)):
        for name in module.__all__:
            thing = getattr(module, name)
            if isinstance(thing, Family):
                for method in thing._methods:
                    yield file, annotation(file, f"_{name}", method), getattr(thing, method)
            elif isinstance(thing, Mixture):
                for method in thing._methods:
                    yield file, f"_{name}_{method}", getattr(thing, method)
            elif isinstance(thing, Differentiable):
                yield file, f"_{name}", thing


FUNCTIONS = pytest.mark.parametrize(("file", "name", "function"), list(functions()), ids=lambda x: str(x)[:40])


def methods(file: str, class_name: str, method: str) -> list[ast.FunctionDef]:
    [found] = [node for node in parsed(file).body if isinstance(node, ast.ClassDef) and node.name == class_name]
    return [node for node in found.body if isinstance(node, ast.FunctionDef) and node.name == method]


@FUNCTIONS
def test_every_overload_has_the_functions_parameters(file: str, name: str, function: Differentiable) -> None:
    parameters = inspect.signature(function).parameters.values()
    positional = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    keywords = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    calls = methods(file, name, "__call__")
    assert calls
    for call in calls:
        assert [a.arg for a in call.args.args] == ["self", *positional]
        assert [a.arg for a in call.args.kwonlyargs] == keywords
    gradients = methods(file, name, "value_and_grad")
    assert gradients
    for call in gradients:
        assert [a.arg for a in call.args.args] == ["self", *positional]
        assert [a.arg for a in call.args.kwonlyargs] == [*keywords, "wrt", "cotangent"]


@FUNCTIONS
def test_signatures_are_true(file: str, name: str, function: Differentiable) -> None:
    # The functions take *args and **options: their signatures are descriptions, held to the facts here.
    parameters = list(inspect.signature(function).parameters.values())
    needed = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD and p.default in (p.empty, None)]
    for p in parameters:
        if p.kind is p.KEYWORD_ONLY and not needed:
            function(**{p.name: p.default})  # an entropy whose parameters all have defaults
        elif p.kind is p.KEYWORD_ONLY:
            with pytest.raises((TypeError, ValueError)) as failure:
                function(**{p.name: p.default})  # no data: that, not the keyword, is what is missing
            assert "unknown" not in str(failure.value)
            assert "missing" in str(failure.value)
    with pytest.raises(TypeError, match="positional argument"):
        function(*[0.5] * (1 + sum(p.kind is p.POSITIONAL_OR_KEYWORD for p in parameters)))


@pytest.mark.parametrize("module", [likelier, special, _core], ids=lambda m: m.__name__)
def test_stubs_have_the_modules_names(module: ModuleType) -> None:
    assert module.__file__ is not None
    stub = "__init__" if module is likelier else module.__name__.rpartition(".")[2]
    tree = ast.parse((PACKAGE / f"{stub}.pyi").read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname for alias in node.names if alias.asname is not None}
    public: Any = getattr(module, "__all__", [n for n in vars(module) if not n.startswith("__")])
    assert {n for n in names if not n.startswith("_")} == {n for n in public if not n.startswith("_")}


def test_types_are_as_the_programs_say() -> None:
    # accepted.py asserts types, refused.py marks every line as an error: an unused mark is one too.
    programs = [str(path) for path in (ROOT / "tests" / "typing").glob("*.py")]
    assert len(programs) == 3
    output, errors, status = mypy.api.run(
        ["--strict", "--follow-imports=silent", "--config-file", str(ROOT / "pyproject.toml"), *programs]
    )
    assert status == 0, output + errors
