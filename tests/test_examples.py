"""The examples run, in few steps, and learn something in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def run(name: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / name), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(pattern: str, text: str) -> tuple[float, ...]:
    found = re.search(pattern, text)
    assert found is not None, text
    return tuple(map(float, found.groups()))


def test_every_example_is_run_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {"langevin.py", "score_torch.py"}


def test_langevin(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "field.png"
    out = run("langevin.py", "--steps", "300", "--plot", str(picture))
    assert picture.read_bytes().startswith(b"\x89PNG")
    score, normal = numbers(r"score and flow (\S+), a normal density (\S+)", out)
    assert score < normal
    # Of the data and of points drawn: the spread to a fifth.
    data, drawn = numbers(r"deviations \[(\S+) +\S+\] \[(\S+) ", out)
    assert abs(drawn / data - 1) < 0.2


def test_score_torch() -> None:
    pytest.importorskip("torch")
    out = run("score_torch.py", "--steps", "200")
    learnt, nothing = numbers(r"from the truth (\S+); of a score of 0 it is (\S+)", out)
    assert learnt < 0.3 * nothing
