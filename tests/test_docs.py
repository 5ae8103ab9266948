"""The documentation: every example runs, every public object explains itself, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib
import inspect
import io
import pkgutil
import pydoc
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import likelier
from likelier import cnf, nn, score_matching, special
from likelier._differentiable import Differentiable, PublicFunction
from likelier._families import Family
from likelier._mixtures import Mixture

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def public_objects() -> Iterator[tuple[str, Any]]:
    """Everything that users can name, with its path."""
    for module in (likelier, cnf, nn, score_matching, special):
        for name in module.__all__:
            thing = getattr(module, name)
            if inspect.ismodule(thing) or name == "__version__":
                continue
            path = f"{module.__name__}.{name}"
            yield path, thing
            if isinstance(thing, Family | Mixture):
                for method in thing._methods:
                    yield f"{path}.{method}", getattr(thing, method)
                for method in (thing._probability, "rvs", "fit", "suffstats", *thing._summaries):
                    if hasattr(thing, method):
                        yield f"{path}.{method}", getattr(thing, method)
            elif isinstance(thing, Differentiable):
                for method, function in vars(type(thing)).items():
                    if inspect.isfunction(function) and not method.startswith("_") and method != "value_and_grad":
                        yield f"{path}.{method}", getattr(thing, method)
            elif module is nn:
                for method, function in vars(thing).items():
                    if inspect.isfunction(function) and not method.startswith("_"):
                        yield f"{path}.{method}", function


OBJECTS = dict(public_objects())
FUNCTIONS = {path: thing for path, thing in OBJECTS.items() if isinstance(thing, PublicFunction)}


def modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(likelier.__path__, "likelier."):
        # bench._loops is numba's peer: it needs numba, which the tests do not, and has no examples.
        if not module.name.endswith(("__main__", "bench._loops")):
            yield module.name


def run_examples(text: str, name: str, file: str | None = None) -> int:
    """Run the examples of a text; return how many there were."""
    test = doctest.DocTestParser().get_doctest(text, {}, name, file, 0)
    output = io.StringIO()
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=output.write)
    assert result.failed == 0, output.getvalue()
    return result.attempted


@pytest.mark.parametrize("path", OBJECTS)
def test_examples_of_public_objects(path: str) -> None:
    # Functions are instances: doctest's own finder does not see them.
    examples = run_examples(inspect.getdoc(OBJECTS[path]) or "", path)
    assert examples or path not in FUNCTIONS, f"{path} has no example"


@pytest.mark.parametrize("name", sorted({"likelier", *modules()}))
def test_examples_of_modules(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, f"{name} has no docstring"
    run_examples(module.__doc__, name, module.__file__)


@pytest.mark.parametrize("path", OBJECTS)
def test_docstrings_are_complete(path: str) -> None:
    thing = OBJECTS[path]
    doc = inspect.getdoc(thing) or ""
    summary = doc.partition("\n")[0]
    assert summary.endswith("."), f"{path}: the first line must be a sentence: {summary!r}"
    if not isinstance(thing, PublicFunction):
        return
    for section in ("Parameters", "Returns", "Notes", "Examples"):
        assert f"\n{section}\n{'-' * len(section)}\n" in doc, f"{path} has no section {section}"
    body = doc.partition("Parameters\n")[2].partition("\nReturns\n")[0]
    described = {name.strip() for line in re.findall(r"^(\w[\w, ]*) :", body, re.MULTILINE) for name in line.split(",")}
    assert described == set(inspect.signature(thing).parameters)


@pytest.mark.parametrize("path", FUNCTIONS)
def test_help_shows_the_whole_signature(path: str) -> None:
    function = FUNCTIONS[path]
    text = pydoc.plain(pydoc.render_doc(function))
    assert text.splitlines()[2] == f"{function.__name__}{inspect.signature(function)}"


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_pages(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^ *```python\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    # One session from the first block to the last, as a reader would type it.
    examples = run_examples("\n".join(blocks), page, page)
    assert examples == len(re.findall(r"^ *>>> ", text, re.MULTILINE))
    assert examples or page != "README.md"


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("https://"):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target} does not exist"


def test_readme_names_every_family_and_special_function_and_its_files() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in likelier.__all__:
        if isinstance(getattr(likelier, name), Family | Mixture):
            assert f"`{name}`" in text, f"the README does not name {name}"
    for name in special.__all__:
        assert f"`{name}`" in text, f"the README does not name lk.special.{name}"
    for path in re.findall(r"`(tests/[\w./]+)`", text):
        assert (ROOT / path).exists(), path


def test_changelog_has_this_version_or_unreleased_changes() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{likelier.__version__}]" in text
