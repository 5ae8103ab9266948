"""``likelier score-logits``: the loss of saved logits, and messages instead of tracebacks."""

from __future__ import annotations

import json
import math
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from likelier import cli
from likelier.cli import _score
from tests.registry import lk
from tests.tolerances import REORDERED_SUM, few_ulp

Run = Callable[..., tuple[int, str, str]]
RNG = np.random.default_rng(95)
LOGITS = RNG.normal(size=(200, 12)).astype("f")
LABELS = RNG.integers(0, 12, 200)
LABELS[::9] = -100


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_main(*arguments: object) -> tuple[int, str, str]:
        try:
            code = cli.main(["score-logits", *map(str, arguments)])
        except SystemExit as exit_:  # argparse's way out
            code = int(exit_.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_main


def save(folder: Path, name: str, array: Any) -> Path:
    path = folder / name
    with path.open("wb") as file:
        np.save(file, array)
    return path


@pytest.mark.parametrize("chunk", ["64", "0.001", "0.0000001"])
@pytest.mark.parametrize("archive", [False, True])
@pytest.mark.parametrize("temperature", [1.0, 2.0])
def test_results(run: Run, tmp_path: Path, chunk: str, archive: bool, temperature: float) -> None:
    if archive:
        path = tmp_path / "both.npz"
        np.savez(path, logits=LOGITS, labels=LABELS)
        files: list[object] = [path]
    else:
        files = [save(tmp_path, "x.npy", LOGITS), "--labels", save(tmp_path, "y.npy", LABELS)]
    code, out, err = run(*files, "--chunk-mib", chunk, "--temperature", temperature, "--json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    kept = LABELS != -100
    losses = lk.cross_entropy(LOGITS[kept], LABELS[kept], temperature=temperature, reduction="none").astype(float)
    n = len(losses)
    assert result["count"] == n
    assert result["rows"] == 200
    assert result["nats"] == pytest.approx(losses.mean(), rel=REORDERED_SUM)
    assert result["nats_stderr"] == pytest.approx(losses.std(ddof=1) / math.sqrt(n), rel=REORDERED_SUM)
    assert result["bits"] == pytest.approx(losses.mean() / math.log(2), rel=REORDERED_SUM)
    assert result["perplexity"] == pytest.approx(math.exp(losses.mean()), rel=REORDERED_SUM)
    assert result["accuracy"] == np.mean(LOGITS[kept].argmax(-1) == LABELS[kept])
    code, out, err = run(*files)
    assert (code, err) == (0, "")
    assert f"count:      {n} of 200 rows, 12 classes" in out


def test_rows_of_several_axes_and_another_ignored_label(run: Run, tmp_path: Path) -> None:
    labels = np.where(LABELS == -100, 3, LABELS).reshape(20, 10)
    files = (save(tmp_path, "x.npy", LOGITS.reshape(20, 10, 12)), "--labels", save(tmp_path, "y.npy", labels))
    code, out, _ = run(*files, "--ignore-index", 3, "--json")
    assert code == 0
    assert json.loads(out)["nats"] == pytest.approx(
        float(lk.cross_entropy(LOGITS, labels.ravel(), ignore_index=3)), rel=few_ulp("f")
    )


def test_nothing_to_score(run: Run, tmp_path: Path) -> None:
    files = (save(tmp_path, "x.npy", LOGITS), "--labels", save(tmp_path, "y.npy", np.full(200, -100)))
    code, out, _ = run(*files, "--json")
    assert code == 0
    assert json.loads(out)["nats"] is None
    assert "undefined" in run(*files)[1]


def test_memory_is_that_of_a_chunk(tmp_path: Path) -> None:
    rows, classes, chunk = 4000, 500, 2**19
    path = save(tmp_path, "x.npy", np.zeros((rows, classes), "f"))
    labels = str(save(tmp_path, "y.npy", np.zeros(rows, np.int64)))
    tracemalloc.start()
    try:
        logits, target = _score.load(str(path), labels)
        _score.score(logits, target, ignore_index=-100, temperature=1.0, chunk_bytes=chunk, advance=lambda count: None)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # the file has 8 MB; beside a chunk there is what reading a header takes
    assert peak <= chunk + 2**17


def bad_files(folder: Path) -> dict[str, tuple[list[object], str]]:
    x, y = save(folder, "x.npy", LOGITS), save(folder, "y.npy", LABELS)
    (folder / "z.npz").write_bytes(b"PK\x03\x04" + bytes(50))
    (folder / "broken.npy").write_bytes(x.read_bytes()[:600])
    np.savez(folder / "other.npz", x=LOGITS)
    return {
        "missing": ([folder / "absent.npy", "--labels", y], "No such file"),
        "no labels": ([x], "expected --labels FILE"),
        "type": ([folder / "x.csv", "--labels", y], "expected a file named *.npy or *.npz"),
        "damaged npz": ([folder / "z.npz"], "not a readable .npz file"),
        "damaged npy": ([folder / "broken.npy", "--labels", y], "not a readable .npy file"),
        "names": ([folder / "other.npz"], "has no array 'logits'"),
        "shape": ([x, "--labels", save(folder, "short.npy", LABELS[:5])], "labels: expected integers of shape (200,)"),
        "floats": ([x, "--labels", save(folder, "f.npy", LABELS * 1.0)], "labels: expected integers"),
        "flat": ([save(folder, "flat.npy", LOGITS[0]), "--labels", y], "expected real logits of shape"),
        "complex": ([save(folder, "c.npy", LOGITS + 1j), "--labels", y], "expected real logits"),
        "objects": ([save(folder, "o.npy", np.array([None])), "--labels", y], "o.npy: "),
        "class": ([x, "--labels", save(folder, "big.npy", np.full(200, 12))], "got 12 at row 0"),
        "temperature": ([x, "--labels", y, "--temperature", "0"], "expected a positive number, got '0'"),
        "chunk": ([x, "--labels", y, "--chunk-mib", "x"], "expected a positive number, got 'x'"),
    }


def test_bad_input_is_a_message(run: Run, tmp_path: Path) -> None:
    for name, (arguments, message) in bad_files(tmp_path).items():
        code, out, err = run(*arguments)
        assert code == 2, name
        assert out == "", name
        assert message in err, f"{name}: {err}"
        assert "Traceback" not in err
