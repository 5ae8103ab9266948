"""``likelier score-logits``: the loss of saved logits, and messages instead of tracebacks."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from likelier import _arrays, cli
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
@pytest.mark.parametrize("archive", ["", "stored", "compressed"])
@pytest.mark.parametrize("temperature", [1.0, 2.0])
def test_results(run: Run, tmp_path: Path, chunk: str, archive: str, temperature: float) -> None:
    if archive:
        path = tmp_path / "both.npz"
        (np.savez if archive == "stored" else np.savez_compressed)(path, logits=LOGITS, labels=LABELS)
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


@pytest.mark.parametrize("kind", ["npy", "stored", "compressed"])
def test_memory_is_that_of_a_chunk(tmp_path: Path, kind: str) -> None:
    rows, classes, chunk = 8000, 500, 2**21
    logits, labels = RNG.normal(size=(rows, classes)).astype("f"), np.zeros(rows, np.int64)
    files: tuple[str, str | None]
    if kind == "npy":
        files = str(save(tmp_path, "x.npy", logits)), str(save(tmp_path, "y.npy", labels))
    else:
        files = str(tmp_path / "both.npz"), None
        (np.savez if kind == "stored" else np.savez_compressed)(files[0], logits=logits, labels=labels)
    expected = float(lk.cross_entropy(logits, labels))
    del logits
    tracemalloc.start()
    try:
        with _score.load(*files) as (x, y):
            result = _score.score(
                x, y, ignore_index=-100, temperature=1.0, chunk_bytes=chunk, advance=lambda count: None
            )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.nats == pytest.approx(expected, rel=1e-6)
    # the file has 16 MB; what is mapped is not allocated, what is decompressed is
    assert peak <= 2**19 + (chunk if kind == "compressed" else 0)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of a process's own memory is Linux's")
@pytest.mark.parametrize("kind", ["stored", "compressed"])
def test_an_archive_larger_than_the_memory_it_uses(tmp_path: Path, kind: str) -> None:
    """In a process whose data may be a quarter of the archive's: what maps a file needs none of it."""
    path = tmp_path / "both.npz"
    logits = np.zeros((2**17, 512), "f")  # 256 MiB
    logits[:, 0] = 1.0
    save_archive = np.savez if kind == "stored" else np.savez_compressed
    save_archive(path, logits=logits, labels=np.zeros(2**17, np.int64))
    expected = float(lk.cross_entropy(logits[:1], [0]))
    del logits
    program = (
        "import resource, sys; from likelier.cli import main\n"
        "used = 4096 * int(open('/proc/self/statm').read().split()[5])\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (used + 2**26, used + 2**26))\n"
        "sys.exit(main(['score-logits', sys.argv[1], '--json', '--chunk-mib', '8']))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["nats"] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("save_archive", [np.savez, np.savez_compressed], ids=["stored", "compressed"])
@pytest.mark.parametrize("dtype", ["f", ">f4", "f2", "d", "i2"])
def test_layouts(run: Run, tmp_path: Path, save_archive: Any, dtype: str) -> None:
    """Any dtype, byte order and order of the axes; mapped at whatever address the archive has put it."""
    logits = np.round(LOGITS * 4).astype(dtype)
    path = tmp_path / "both.npz"
    nats = []
    for shape in ((200,), (20, 10)):
        x, y = logits.reshape(*shape, 12), LABELS.reshape(shape).astype("<i4")
        save_archive(path, odd=np.zeros(3, "i1"), logits=x, labels=y)
        nats.append(json.loads(run(path, "--json", "--chunk-mib", "0.001")[1])["nats"])
        if save_archive is np.savez:
            np.savez(path, logits=np.asfortranarray(x), labels=y)
            nats.append(json.loads(run(path, "--json", "--chunk-mib", "0.001")[1])["nats"])
    native = logits.astype(np.dtype(dtype).newbyteorder("="))
    assert nats == [pytest.approx(float(lk.cross_entropy(native, LABELS)), rel=1e-6)] * len(nats)


def test_labels_beside_an_archive(run: Run, tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "x.npz", logits=LOGITS)
    code, out, err = run(tmp_path / "x.npz", "--labels", save(tmp_path, "y.npy", LABELS), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["nats"] == pytest.approx(float(lk.cross_entropy(LOGITS, LABELS)))


@pytest.mark.parametrize("chunk", ["64", "0.0001"])
def test_infinite_and_undefined_rows(run: Run, tmp_path: Path, chunk: str) -> None:
    x = np.array([[0.0, 1.0, 2.0], [1.0, -np.inf, 0.0], [0.0, -np.inf, 5.0], [0.0, np.nan, 0.0]], "f")
    y = save(tmp_path, "y.npy", np.array([2, 1, 2, 1]))
    infinite = (save(tmp_path, "x.npy", np.where(np.isnan(x), 1, x)), "--labels", y, "--chunk-mib", chunk)
    code, out, err = run(*infinite)
    assert (code, err) == (0, "")
    assert out.splitlines()[:4] == [
        "nats:       inf ± undefined",
        "bits:       inf ± undefined",
        "perplexity: inf",
        "accuracy:   0.750000",
    ]
    result = json.loads(run(*infinite, "--json")[1])
    assert [result[n] for n in ("nats", "bits", "perplexity")] == ["Infinity"] * 3
    assert float(result["nats"]) == math.inf
    assert (result["nats_stderr"], result["accuracy"], result["undefined"]) == (None, 0.75, 0)
    undefined = (save(tmp_path, "x.npy", x), "--labels", y, "--chunk-mib", chunk)
    code, out, err = run(*undefined)
    assert (code, err) == (0, "")
    assert "nats:       undefined" in out
    assert "count:      4 of 4 rows, 1 without a distribution, 3 classes" in out
    result = json.loads(run(*undefined, "--json")[1])
    assert (result["nats"], result["undefined"], result["count"]) == (None, 1, 4)
    assert result["accuracy"] == 0.5  # no prediction is no correct one


def test_losses_whose_squares_overflow(run: Run, tmp_path: Path) -> None:
    files = (save(tmp_path, "x.npy", np.diag([1e200] * 4)), "--labels", save(tmp_path, "y.npy", np.ones(4, int)))
    code, out, _ = run(*files, "--json", "--chunk-mib", "0.00001")
    assert code == 0
    assert json.loads(out)["nats_stderr"] == "Infinity"


@pytest.mark.parametrize("kind", ["npy", "stored", "compressed"])
@pytest.mark.parametrize("known", [True, False])
def test_bfloat16(run: Run, tmp_path: Path, kind: str, known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ml_dtypes saves it, two bytes without a type; read with or without that package."""
    ml_dtypes = pytest.importorskip("ml_dtypes")
    logits = LOGITS.astype(ml_dtypes.bfloat16)
    if not known:
        monkeypatch.setattr(_arrays, "bfloat16", lambda: _arrays._STORAGE)
    for x in (logits, logits.view(_arrays._STORAGE)):
        files: list[object] = [tmp_path / "both.npz"]
        if kind == "npy":
            files = [save(tmp_path, "x.npy", x), "--labels", save(tmp_path, "y.npy", LABELS)]
        else:
            (np.savez if kind == "stored" else np.savez_compressed)(str(files[0]), logits=x, labels=LABELS)
        code, out, err = run(*files, "--json", "--chunk-mib", "0.001")
        assert (code, err) == (0, "")
        assert json.loads(out)["nats"] == pytest.approx(float(lk.cross_entropy(logits, LABELS)), rel=1e-6)


def test_a_terminal_without_rich(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar is missed in one line; the command goes on."""
    files = (save(tmp_path, "x.npy", LOGITS), "--labels", save(tmp_path, "y.npy", LABELS))
    expected = run(*files)[1]
    for module in ("rich", "rich.console", "rich.markup", "rich.progress"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, out, err = run(*files)
    assert (code, out) == (0, expected)
    assert re.fullmatch(r"likelier: the progress bar needs rich, which is not installed: .*\n", err)


def test_no_rows(run: Run, tmp_path: Path) -> None:
    for save_archive in (np.savez, np.savez_compressed):
        save_archive(tmp_path / "x.npz", logits=LOGITS[:0], labels=LABELS[:0])
        code, out, _ = run(tmp_path / "x.npz", "--json")
        assert code == 0
        assert json.loads(out)["rows"] == 0


def bad_files(folder: Path) -> dict[str, tuple[list[object], str]]:
    save(folder, "x.npy", LOGITS).rename(folder / "x.npz")
    x, y = save(folder, "x.npy", LOGITS), save(folder, "y.npy", LABELS)
    (folder / "z.npz").write_bytes(b"PK\x03\x04" + bytes(50))
    (folder / "broken.npy").write_bytes(x.read_bytes()[:600])
    np.savez(folder / "other.npz", x=LOGITS)
    np.savez(folder / "cut.npz", logits=LOGITS, labels=LABELS)
    (folder / "cut.npz").write_bytes((folder / "cut.npz").read_bytes()[:-4000])
    np.savez_compressed(folder / "f.npz", logits=np.asfortranarray(LOGITS), labels=LABELS)
    np.savez_compressed(folder / "flipped.npz", logits=LOGITS, labels=LABELS)
    flipped = bytearray((folder / "flipped.npz").read_bytes())
    flipped[1000] ^= 0xFF
    (folder / "flipped.npz").write_bytes(flipped)
    with zipfile.ZipFile(folder / "short.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("logits.npy", x.read_bytes()[:-100])
        archive.writestr("labels.npy", y.read_bytes())
    with zipfile.ZipFile(folder / "short_stored.npz", "w") as archive:
        archive.writestr("logits.npy", x.read_bytes()[:-100])
        archive.writestr("labels.npy", y.read_bytes())
    return {
        "missing": ([folder / "absent.npy", "--labels", y], "No such file"),
        "no labels": ([x], "expected --labels FILE"),
        "type": ([folder / "x.csv", "--labels", y], "expected a file named *.npy or *.npz"),
        "damaged npz": ([folder / "z.npz"], "not readable: File is not a zip file"),
        "cut npz": ([folder / "cut.npz"], "not readable: File is not a zip file"),
        "no npz": ([folder / "x.npz"], "not readable: File is not a zip file"),
        "damaged npy": ([folder / "broken.npy", "--labels", y], "not readable: expected 9600 bytes after the header"),
        "damaged member": ([folder / "flipped.npz"], "flipped.npz: logits: not readable: "),
        "short member": ([folder / "short.npz"], "logits: not readable: it ends at row 197 of 200"),
        "short stored": ([folder / "short_stored.npz"], "not readable: expected 9600 bytes after the header"),
        "order": ([folder / "f.npz"], "expected C order in a compressed archive"),
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
