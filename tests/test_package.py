"""What is installed: one version everywhere, types and data included, dependencies as declared."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.resources
import re
import subprocess
import sys
from pathlib import Path

import pytest

import likelier

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "python" / "likelier"


def test_one_version() -> None:
    declared = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert declared is not None
    assert likelier.__version__ == declared[1]
    assert likelier.show_config()["version"] == declared[1]
    try:
        installed = importlib.metadata.version("likelier")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("likelier runs from its sources and is not installed")
    assert installed == declared[1]


@pytest.mark.parametrize(
    "name", ["py.typed", "__init__.pyi", "special.pyi", "_core.pyi", "data/nyc_flights_2013.csv", "data/README.md"]
)
def test_files_are_installed(name: str) -> None:
    assert importlib.resources.files("likelier").joinpath(name).is_file()


def test_importing_likelier_imports_numpy_and_nothing_else() -> None:
    # Run time needs NumPy alone; everything else is imported where it is asked for, and may be missing.
    program = "import sys, likelier, likelier.testing; print(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    loaded = {name.partition(".")[0] for name in output.split()}
    assert {"likelier", "numpy"} <= loaded
    assert not loaded & {"scipy", "torch", "jax", "rich", "matplotlib", "pyarrow", "ml_dtypes", "pandas"}


def test_every_source_file_says_what_it_is_for() -> None:
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"


def test_sources_name_no_machine() -> None:
    # Absolute paths work on one machine only.
    pattern = re.compile(r"(?<![\w./~-])/(?:home|root|work|tmp|Users)/\w")
    for folder in ("python", "cpp", "tests", "benchmarks", "tools", "docs", "cmake"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".py", ".pyi", ".cpp", ".hpp", ".cu", ".md", ".cmake", ".txt"} and path != Path(
                __file__
            ):
                assert not pattern.search(path.read_text(encoding="utf-8")), path
