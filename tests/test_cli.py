"""The command line: the main job on real data, and messages instead of tracebacks."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy
from numpy.typing import NDArray
from scipy import stats

import likelier
from likelier import cli
from likelier.cli import _score_model
from likelier.cli._families import ABSENT, FAMILIES, spread
from likelier.cli._fit import fit
from likelier.cli._load import SHIPPED, load
from tests.oracle.densities import DENSITIES
from tests.tolerances import FIRST_NOISE, REORDERED_SUM, SUM_OVER_GRID

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Path], Path]

RNG = np.random.default_rng(7)
NORMAL = RNG.normal(3.0, 2.0, 400)
HEAVY = 5.0 + 0.5 * RNG.standard_t(3.0, 400)
SKEWED = RNG.gamma(2.5, 1.7, 400)
COUNTS = RNG.poisson(4.0, 400)
SHARES = np.random.default_rng(8).beta(0.7, 2.0, 400)

needs_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="the platform has no pseudo-terminals")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_main(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as exit_:  # argparse's way out
            code = int(exit_.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_main


def compare_json(run: Run, *arguments: str) -> dict[str, Any]:
    code, out, err = run("compare", *arguments, "--json")
    assert (code, err) == (0, "")
    report = json.loads(out)
    assert isinstance(report, dict)
    return report


def write_csv(folder: Path, text: str, name: str = "data.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def write_npy(folder: Path, array: NDArray[Any], name: str = "data.npy") -> Path:
    path = folder / name
    with path.open("wb") as file:
        np.save(file, array)
    return path


def write_npz(folder: Path, **arrays: Any) -> Path:
    path = folder / "data.npz"
    np.savez(path, **arrays)
    return path


def write_bytes(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def write_parquet(folder: Path, columns: dict[str, Any], name: str = "data.parquet") -> Path:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = folder / name
    parquet.write_table(pa.table(columns), path)
    return path


def truncated(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def column_of(values: Iterable[object]) -> str:
    return "x\n" + "\n".join(map(str, values)) + "\n"


def with_value(value: float) -> NDArray[np.float64]:
    values = NORMAL.copy()
    values[[4, 9]] = value
    return values


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path


HUGE_HEADER = b"\x93NUMPY\x01\x00v\x00" + (
    b"{'descr': '<f8', 'fortran_order': False, 'shape': (1152921504606846,), }".ljust(117) + b"\n"
)

BAD_FILES: dict[str, tuple[Write, str]] = {
    "missing": (lambda d: d / "absent.csv", "No such file"),
    "folder": (lambda d: make_folder(d / "folder.csv"), "Is a directory"),
    "extension": (
        lambda d: write_bytes(d, "data.txt", b"1\n2\n"),
        "expected a file named *.csv, *.npy",
    ),
    "empty csv": (lambda d: write_csv(d, ""), "the file is empty"),
    "empty npy": (lambda d: write_bytes(d, "data.npy", b""), "the file is empty"),
    "empty npz": (lambda d: write_bytes(d, "data.npz", b""), "the file is empty"),
    "empty parquet": (lambda d: write_bytes(d, "data.parquet", b""), "the file is empty"),
    "blank csv": (lambda d: write_csv(d, "\n\n"), "the file is empty"),
    "header only": (lambda d: write_csv(d, "a,b\n"), "has a header and no rows"),
    "ragged csv": (
        lambda d: write_csv(d, "a,b\n1,2\n3\n"),
        "line 3 has 1 fields, the first line has 2",
    ),
    "not utf-8": (
        lambda d: write_bytes(d, "data.csv", b"a\n\xff\xfe\n"),
        "not a text file in UTF-8",
    ),
    "binary csv": (lambda d: write_bytes(d, "data.csv", b"a\n\x00\x01\n2\n"), "data.csv: "),
    "open quote": (lambda d: write_csv(d, 'a\n"1\n2\n'), "not a CSV file"),
    "same name twice": (lambda d: write_csv(d, "a,a\n1,2\n3,4\n"), "two columns are named 'a'"),
    "random npy": (lambda d: write_bytes(d, "data.npy", RNG.bytes(300)), "not a readable .npy file: it does not begin"),
    "no npz at all": (
        lambda d: write_bytes(d, "data.npz", b"a,b\n1,2\n"),
        "not a readable .npz file: it does not begin",
    ),
    "truncated npy": (lambda d: truncated(write_npy(d, NORMAL)), "not a readable .npy file"),
    "npy of a petabyte": (
        lambda d: write_bytes(d, "data.npy", HUGE_HEADER + bytes(64)),
        "data.npy: ",
    ),
    "unclosed npy header": (
        lambda d: write_bytes(d, "data.npy", b"\x93NUMPY\x01\x00\x10\x00{'descr': ('<f8'\n"),
        "not a readable .npy file",
    ),
    "damaged npy header": (
        lambda d: write_bytes(d, "data.npy", b"\x93NUMPY\x01\x00\x10\x00{'descr': <f8  }\n"),
        "not a readable .npy file",
    ),
    "npz named npy": (
        lambda d: write_npz(d, x=NORMAL).rename(d / "data.npy"),
        "an .npz archive, not a .npy array",
    ),
    "npy named npz": (
        lambda d: write_npy(d, NORMAL, "data.npz"),
        "a .npy array, not an .npz archive",
    ),
    "random npz": (
        lambda d: write_bytes(d, "data.npz", b"PK\x03\x04" + RNG.bytes(300)),
        "not a readable .npz file",
    ),
    "truncated npz": (lambda d: truncated(write_npz(d, x=NORMAL)), "not a readable .npz file"),
    "empty archive": (write_npz, "holds no columns"),
    "object npy": (
        lambda d: write_npy(d, np.array([1, "a", None], dtype=object)),
        "pickled Python objects",
    ),
    "object npz": (
        lambda d: write_npz(d, x=np.array([1, None], dtype=object)),
        "pickled Python objects",
    ),
    "pickle named npy": (
        lambda d: write_bytes(d, "data.npy", pickle.dumps([1.0, 2.0])),
        "pickled objects are not read",
    ),
    "0-d npy": (lambda d: write_npy(d, np.array(3.0)), "data.npy: has shape (): expected rows"),
    "3-d npy": (lambda d: write_npy(d, np.zeros((2, 3, 4))), "data.npy: has shape (2, 3, 4): expected"),
    "3-d in npz": (lambda d: write_npz(d, x=np.zeros((2, 3, 4))), "data.npz: array 'x' has shape (2, 3, 4): expected"),
    "no columns": (lambda d: write_npy(d, np.zeros((5, 0))), "holds no columns"),
    "no rows": (lambda d: write_npy(d, np.zeros((0, 2))), "column '0' is empty"),
    "unequal lengths": (lambda d: write_npz(d, a=NORMAL, b=NORMAL[:9]), "a has 400, b has 9"),
    "complex": (lambda d: write_npy(d, NORMAL + 1j), "its type is complex128"),
    "dates": (
        lambda d: write_npy(d, np.arange(30).astype("datetime64[D]")),
        "its type is datetime64[D]",
    ),
    "random parquet": (lambda d: write_bytes(d, "data.parquet", RNG.bytes(300)), "parquet"),
    "truncated parquet": (
        lambda d: truncated(write_parquet(d, {"x": NORMAL})),
        "not a readable .parquet file",
    ),
    "text parquet": (
        lambda d: write_parquet(d, {"x": ["a", "b"] * 20}),
        "column 'x' is not numeric",
    ),
    "null parquet": (
        lambda d: write_parquet(d, {"x": [None, 1.5, None, 2.5] * 10}),
        "20 missing or NaN values",
    ),
    "text among numbers": (
        lambda d: write_csv(d, "a,b,c,d\n1,2,3,x\n4,five,6,y\n"),
        "column 'b' is not numeric: row 2 holds 'five'; choose others with --columns a,c",
    ),
    "empty column": (
        lambda d: write_csv(d, "a,b\nx,\ny,\nz,\n"),
        "column 'a' is not numeric: row 1 holds 'x'",
    ),
    "nothing but missing values": (
        lambda d: write_csv(d, "a,b\n,\n,\n,\n"),
        "column 'a' is empty: all of its 3 values",
    ),
    "missing values": (
        lambda d: write_csv(d, column_of([1, 2, "NA", 3, ""] * 8)),
        "column 'x' holds 8 missing or NaN values, the first in row 3; --drop-nan",
    ),
    "nan": (
        lambda d: write_npy(d, with_value(np.nan)),
        "column '0' holds 2 missing or NaN values, the first in row 5",
    ),
    "inf": (
        lambda d: write_npy(d, with_value(np.inf)),
        "column '0' holds 2 infinite value(s), the first in row 5",
    ),
    "constant": (
        lambda d: write_csv(d, column_of([2.5] * 40)),
        "column 'x' is constant: all of its 40 values are 2.5",
    ),
    "too large": (lambda d: write_npy(d, 1e200 * NORMAL), "column '0' is out of range: expected"),
    "too close": (lambda d: write_npy(d, 5e-324 * COUNTS), "column '0' is out of range: expected"),
    "constant in training": (
        lambda d: write_npy(d, np.eye(1, 400, 3)[0]),
        "is constant (0) in the training part",
    ),
    "one row": (lambda d: write_csv(d, column_of([1.5])), "too few rows: 1 give 1 to fit and 0"),
    "too few rows": (
        lambda d: write_csv(d, column_of([1.5, 2.5, 3.5])),
        "too few rows: 3 give 2 to fit and 1",
    ),
}


def test_columns_that_are_no_numbers_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    lines = ["city,height,const,gap,day"]
    lines += [f"Oslo,{x},7,,2026-01-{i % 28 + 1:02d}" for i, x in enumerate(NORMAL[:60])]
    path = write_csv(tmp_path, "\n".join(lines) + "\n")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("compare", path.name, "--families", "norm", "--json")
    assert code == 0
    report = json.loads(out)
    assert list(report["columns_left_out"]) == ["city", "day", "const", "gap"]
    assert "left out column 'city': it is not numeric: row 1 holds 'Oslo'" in err
    assert "left out column 'const': it is constant: all of its 60 values are 7" in err
    assert "left out column 'gap': it is empty" in err
    # Who asks for them by name is told.
    for name in report["columns_left_out"]:
        code, _, err = run("compare", path.name, "--columns", f"height,{name}")
        assert code == 2
        assert f"column {name!r} is" in err


@pytest.mark.parametrize("case", BAD_FILES)
def test_bad_file_gives_a_message_and_exit_code_2(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    write, expected = BAD_FILES[case]
    path = write(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, out, err = run("compare", path.name)
    assert (code, out) == (2, "")
    assert err.startswith(f"likelier: error: {path.name}: ") or case == "constant in training"
    assert expected in err
    assert err.count("\n") == 1


BAD_OPTIONS: dict[str, tuple[tuple[str, ...], str]] = {
    "column": (
        ("--columns", "wind_mph,absent"),
        "no column 'absent'; it has departures, cancelled",
    ),
    "position": (("--columns", "8"), "no column '8'"),
    "empty name": (("--columns", "a,,b"), "expected names separated by commas"),
    "family": (("--families", "norm,cauchi"), "no candidate 'cauchi'; there are norm"),
    "no candidate": (
        ("--columns", "delay_min", "--families", "gamma,poisson"),
        "gamma needs positive values; column has ",
    ),
    "test fraction": (("--test-fraction", "1.5"), "expected a number between 0 and 1, got '1.5'"),
    "test fraction text": (("--test-fraction", "half"), "got 'half'"),
    "seed": (("--seed", "-1"), "expected a non-negative whole number"),
    "nothing held out": (("--test-fraction", "0.0001"), "too few rows"),
    "plot type": (("--plot", "figure.bmp"), "expected a file named *.png, *.svg, *.pdf"),
    "plot folder": (("--plot", "absent/figure.png"), "there is no folder absent"),
}


@pytest.mark.parametrize("case", BAD_OPTIONS)
def test_bad_option_gives_a_message_and_exit_code_2(case: str, run: Run) -> None:
    arguments, expected = BAD_OPTIONS[case]
    code, out, err = run("compare", *arguments)
    assert (code, out) == (2, "")
    assert expected in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("scipy.optimize", ("compare",)),
        ("rich.table", ("compare",)),
        ("matplotlib.figure", ("compare", "--plot", "figure.png")),
    ],
)
def test_missing_extra_is_named(
    module: str, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert f"needs {module.partition('.')[0]}" in err
    assert "likelier[demo]" in err


def test_missing_pyarrow_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    path = write_bytes(tmp_path, "data.parquet", b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _, err = run("compare", str(path))
    assert code == 2
    assert "needs pyarrow" in err


def test_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def interrupted(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("likelier.cli._fit.fit", interrupted)
    assert run("compare") == (130, "", "")


READABLE: dict[str, tuple[Write, list[str]]] = {
    "csv": (lambda d: write_csv(d, "a,b\n1.5,2\n3,4e0\n"), ["a", "b"]),
    "csv with a byte-order mark": (lambda d: write_csv(d, "\ufeffa,b\n1.5,2\n3,4\n"), ["a", "b"]),
    "csv without header": (lambda d: write_csv(d, "1.5,2\n3,4\n"), ["0", "1"]),
    "semicolons": (lambda d: write_csv(d, "a;b\n1.5;2\n3;4\n"), ["a", "b"]),
    "headed by a number": (lambda d: write_csv(d, "a,2013\n1.5,2\n3,4\n"), ["a", "2013"]),
    "tabs, blank lines, quotes": (
        lambda d: write_csv(d, '"a"\t""\n\n1.5\t"2"\n3\t4\n'),
        ["a", "1"],
    ),
    "npy": (lambda d: write_npy(d, np.array([[1.5, 2], [3, 4]])), ["0", "1"]),
    "npy float32": (
        lambda d: write_npy(d, np.array([[1.5, 2], [3, 4]], dtype=np.float32)),
        ["0", "1"],
    ),
    "npy big endian, Fortran order": (
        lambda d: write_npy(d, np.asfortranarray(np.array([[1.5, 2], [3, 4]], dtype=">f8"))),
        ["0", "1"],
    ),
    "structured npy": (
        lambda d: write_npy(d, np.array([(1.5, 2), (3, 4)], dtype=[("a", "f8"), ("b", "i4")])),
        ["a", "b"],
    ),
    "npz": (lambda d: write_npz(d, a=np.array([1.5, 3]), b=np.array([2, 4])), ["a", "b"]),
    "npz 2-d": (lambda d: write_npz(d, m=np.array([[1.5, 2], [3, 4]])), ["m[0]", "m[1]"]),
    "parquet": (lambda d: write_parquet(d, {"a": [1.5, 3.0], "b": [2, 4]}), ["a", "b"]),
    "suffix in capitals": (lambda d: write_csv(d, "a,b\n1.5,2\n3,4\n", "DATA.CSV"), ["a", "b"]),
}


@pytest.mark.parametrize("case", READABLE)
def test_readable_file(case: str, tmp_path: Path) -> None:
    write, names = READABLE[case]
    table = load(str(write(tmp_path)))
    assert list(table.columns) == names
    for values, expected in zip(table.columns.values(), ([1.5, 3.0], [2.0, 4.0]), strict=True):
        assert values.dtype == np.float64
        assert values.tolist() == expected


def test_parquet_decimals(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    column = pa.array([1.5, 2.25, 3.0]).cast(pa.decimal128(5, 2))
    assert load(str(write_parquet(tmp_path, {"x": column}))).columns["x"].tolist() == [
        1.5,
        2.25,
        3.0,
    ]


def test_columns_by_name_and_position(tmp_path: Path) -> None:
    path = str(write_csv(tmp_path, "a,1,text\n1,2,x\n3,4,y\n"))
    assert list(load(path, ["a", "1"]).columns) == ["a", "1"]
    assert load(path, ["1"]).columns["1"].tolist() == [2.0, 4.0]  # a name goes before a position
    assert list(load(path, ["0"]).columns) == ["a"]


def test_drop_nan_drops_rows_and_says_so(tmp_path: Path, run: Run) -> None:
    both = np.stack([with_value(np.nan), SKEWED], axis=1)
    both[20, 1] = np.nan
    path = write_npy(tmp_path, both)
    table = load(str(path), drop_nan=True)
    assert (table.rows, table.dropped) == (397, 3)
    kept = np.delete(np.arange(400), [4, 9, 20])
    np.testing.assert_array_equal(table.columns["1"], SKEWED[kept])
    code, out, err = run("compare", str(path), "--drop-nan", "--json")
    assert code == 0
    assert json.loads(out)["rows"] == {"train": 278, "held_out": 119, "dropped": 3}
    assert err == "likelier: left out 3 rows with missing values\n"


def test_drop_nan_of_every_row(tmp_path: Path, run: Run) -> None:
    code, _, err = run("compare", str(write_csv(tmp_path, "a,b\n1,\n,2\n")), "--drop-nan")
    assert code == 2
    assert "every row has a missing value" in err


def held_out_places(size: int = 400, seed: int = 0) -> tuple[NDArray[Any], NDArray[Any]]:
    order = np.random.default_rng(seed).permutation(size)
    train = size - round(0.3 * size)
    return order[:train], order[train:]


def held_out_part(values: NDArray[Any], seed: int = 0) -> tuple[NDArray[Any], NDArray[Any]]:
    train, test = held_out_places(values.size, seed)
    return values[train], values[test]


def test_json_has_the_documented_form(tmp_path: Path, run: Run) -> None:
    report = compare_json(run, str(write_npz(tmp_path, normal=NORMAL, counts=COUNTS, skewed=SKEWED)), "--seed", "3")
    assert set(report) == {
        "likelier",
        "source",
        "rows",
        "columns_left_out",
        "seed",
        "test_fraction",
        "columns",
        "total",
        "speed",
        "joint",
    }
    assert report["likelier"] == likelier.__version__
    assert (report["seed"], report["test_fraction"]) == (3, 0.3)
    assert report["rows"] == {"train": 280, "held_out": 120, "dropped": 0}
    assert [c["name"] for c in report["columns"]] == ["normal", "counts", "skewed"]
    for column in report["columns"]:
        assert set(column) == {"name", "whole", "results", "left_out"}
        assert column["whole"] == (column["name"] == "counts")
        names = [r["family"] for r in column["results"]]
        assert sorted([*names, *column["left_out"]]) == sorted(f.name for f in FAMILIES)
        for r in column["results"]:
            assert set(r) == {
                "family", "kind", "rank", "nats", "bits_per_dim", "behind_best", "tied", "train_nats",
                "parameters", "notes", "evaluations", "fit_seconds",
            }  # fmt: skip
            if column["whole"] and r["kind"] == "density":
                assert r["bits_per_dim"] is None
            else:
                assert r["bits_per_dim"]["mean"] == pytest.approx(r["nats"]["mean"] / math.log(2), rel=1e-15)
            assert r["fit_seconds"] > 0
        for kind in ("density", "mass"):
            ranked = [r for r in column["results"] if r["kind"] == kind]
            assert [r["rank"] for r in ranked] == list(range(1, len(ranked) + 1))
            assert [r["nats"]["mean"] for r in ranked] == sorted(r["nats"]["mean"] for r in ranked)
    by_name = {c["name"]: {r["family"] for r in c["results"]} for c in report["columns"]}
    assert {"norm", "laplace", "t"} <= by_name["normal"]
    assert not {"gamma", "poisson"} & by_name["normal"]
    assert "poisson" in by_name["counts"]
    assert "gamma" in by_name["skewed"]
    assert {row["kind"] for row in report["total"]} == {"density"}
    assert all(set(r) == {"kind", "label", "columns", "nats_per_row", "bits_per_dim", "behind_best", "tied"}
               for r in report["total"])  # fmt: skip


def scipy_nats(family: str, x: NDArray[Any], parameters: dict[str, float]) -> NDArray[np.float64]:
    if family.startswith("discretized_"):
        # From the side of the bin where the distribution function is the smaller.
        low = parameters.get("low", -np.inf)
        density = getattr(stats, family.removeprefix("discretized_"))
        frozen = density(**{n: value for n, value in parameters.items() if n != "low"})
        below = np.where(x == low, -np.inf, x - 0.5)
        upper = frozen.sf(below) - frozen.sf(x + 0.5)
        mass = np.where(frozen.cdf(x) > 0.5, upper, frozen.cdf(x + 0.5) - frozen.cdf(below))
        return np.asarray(-np.log(mass), dtype=np.float64)
    distribution = getattr(stats, family)
    if family == "nbinom":
        # SciPy's form by n and p loses digits where alpha is small: the binomial coefficient factor by factor.
        mu, alpha = parameters["mu"], parameters["alpha"]
        factors = [np.sum(np.log1p(alpha * np.arange(k)) - np.log1p(np.arange(k))) for k in x]
        return np.asarray((x + 1.0 / alpha) * np.log1p(alpha * mu) - x * np.log(mu) - factors, dtype=np.float64)
    log_density = distribution.logpmf if hasattr(distribution, "logpmf") else distribution.logpdf
    return np.asarray(-log_density(x, **parameters), dtype=np.float64)


def test_held_out_nats_and_differences_are_scipys(tmp_path: Path, run: Run) -> None:
    data = {
        "normal": NORMAL,
        "heavy": HEAVY,
        "skewed": SKEWED,
        "counts": COUNTS,
        "scattered": COUNTS * COUNTS,
        "trials": COUNTS + 1,
        "binary": COUNTS % 2,
        "shares": SHARES,
    }
    report = compare_json(run, str(write_npz(tmp_path, **data)))
    seen = set()
    for column in report["columns"]:
        train, test = held_out_part(data[column["name"]])
        best: dict[str, NDArray[np.float64]] = {}
        for r in column["results"]:
            seen.add(r["family"])
            nats = scipy_nats(r["family"], test, r["parameters"])
            # SciPy's textbook sums of terms up to some 10^3 carry their rounding; the parameters
            # are printed in full.
            assert r["nats"]["mean"] == pytest.approx(nats.mean(), rel=1e-10, abs=1e-10)
            assert r["nats"]["stderr"] == pytest.approx(stats.sem(nats), rel=1e-8)
            assert r["train_nats"] == pytest.approx(
                scipy_nats(r["family"], train, r["parameters"]).mean(), rel=1e-10, abs=1e-10
            )
            difference = nats - best.setdefault(r["kind"], nats)
            assert r["behind_best"]["mean"] == pytest.approx(difference.mean(), abs=1e-9)
            assert r["behind_best"]["stderr"] == pytest.approx(stats.sem(difference), abs=1e-9)
    assert seen == {family.name for family in FAMILIES}


def test_every_family_is_a_candidate_or_the_help_says_why_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")  # lines are not broken at hyphens
    candidates = {family.name for family in FAMILIES}
    absent = {name for names in ABSENT for name in names.split(", ")}
    known = {d.name for d in DENSITIES}
    assert known == (candidates | absent) & known
    assert not candidates & absent
    with pytest.raises(SystemExit):
        cli.main(["compare", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert all(f"{names} ({why})" in printed for names, why in ABSENT.items())


def test_totals_add_the_columns_of_a_row(tmp_path: Path, run: Run) -> None:
    data = {"normal": NORMAL, "heavy": HEAVY, "skewed": SKEWED}
    report = compare_json(run, str(write_npz(tmp_path, **data)))
    assert {row["label"] for row in report["total"]} == {
        "norm",
        "laplace",
        "logistic",
        "t",
        "cauchy",
        "gumbel_r",
        "gumbel_l",
        "best of each column in training",
    }
    for row in report["total"]:
        rows = np.zeros(120)
        for column in report["columns"]:
            if row["label"].startswith("best"):
                r = min(column["results"], key=lambda r: float(r["train_nats"]))
            else:
                (r,) = (r for r in column["results"] if r["family"] == row["label"])
            rows += scipy_nats(r["family"], held_out_part(data[column["name"]])[1], r["parameters"])
        assert row["nats_per_row"]["mean"] == pytest.approx(rows.mean(), rel=1e-10)
        assert row["nats_per_row"]["stderr"] == pytest.approx(stats.sem(rows), rel=1e-8)
        assert row["bits_per_dim"]["mean"] == pytest.approx(rows.mean() / (3 * math.log(2)), rel=1e-10)


def test_multivariate_normals_are_scipys(tmp_path: Path, run: Run) -> None:
    mixed = np.stack([NORMAL + 0.5 * HEAVY, HEAVY, NORMAL - SKEWED, COUNTS], axis=1)
    report = compare_json(run, str(write_npy(tmp_path, mixed)))
    joint = report["joint"]
    assert joint["columns"] == ["0", "1", "2"]  # the last holds whole numbers
    assert joint["left_out"] == {}
    order = np.random.default_rng(0).permutation(400)
    train, test = mixed[order[:280], :3], mixed[order[280:], :3]
    full = stats.multivariate_normal(train.mean(axis=0), np.cov(train.T, bias=True))
    diagonal = stats.multivariate_normal(train.mean(axis=0), np.diag(train.var(axis=0)))
    nats = {"normal, full covariance": -full.logpdf(test), "normal, diagonal covariance": -diagonal.logpdf(test)}
    chosen = [min(c["results"], key=lambda r: float(r["train_nats"])) for c in report["columns"][:3]]
    best_of_each = "best of each column in training"
    nats[best_of_each] = sum(scipy_nats(r["family"], test[:, i], r["parameters"]) for i, r in enumerate(chosen))
    rows = {row["label"]: row for row in joint["results"]}
    assert rows.keys() == nats.keys()
    assert [row["nats_per_row"]["mean"] for row in joint["results"]] == sorted(
        row["nats_per_row"]["mean"] for row in joint["results"]
    )
    best = nats[joint["results"][0]["label"]]
    assert joint["results"][0]["label"] == "normal, full covariance"  # the columns depend on each other
    for label, row in rows.items():
        values = nats[label]
        assert row["nats_per_row"]["mean"] == pytest.approx(values.mean(), rel=1e-10)
        assert row["nats_per_row"]["stderr"] == pytest.approx(stats.sem(values), rel=1e-8)
        assert row["bits_per_dim"]["mean"] == pytest.approx(values.mean() / (3 * math.log(2)), rel=1e-10)
        assert row["bits_per_dim"]["stderr"] == pytest.approx(stats.sem(values) / (3 * math.log(2)), rel=1e-8)
        assert row["behind_best"]["mean"] == pytest.approx((values - best).mean(), abs=1e-9)


def test_dependent_columns_have_no_full_covariance(tmp_path: Path, run: Run) -> None:
    path = str(write_npz(tmp_path, a=NORMAL, b=HEAVY, c=NORMAL - 2.0 * HEAVY))
    joint = compare_json(run, path)["joint"]
    assert "singular" in joint["left_out"]["normal, full covariance"]
    assert {row["label"] for row in joint["results"]} == {
        "normal, diagonal covariance",
        "best of each column in training",
    }
    _, out, _ = run("compare", path)
    assert "the 3 columns of real numbers as vectors" in out
    assert "  normal, full covariance: " in out


def test_one_column_of_real_numbers_is_no_vector(tmp_path: Path, run: Run) -> None:
    path = str(write_npz(tmp_path, a=NORMAL, b=COUNTS))
    assert compare_json(run, path)["joint"] is None
    _, out, _ = run("compare", path)
    assert "as vectors" not in out
    path = str(write_npz(tmp_path, a=NORMAL, b=HEAVY))
    assert compare_json(run, path, "--families", "norm,laplace")["joint"] is not None


def test_a_score_model_learns_what_normal_densities_cannot(tmp_path: Path, run: Run) -> None:
    # A noisy circle: its entropy is that of its angle and radius, and no normal density is near.
    rng = np.random.default_rng(3)
    angle, radius = rng.uniform(0, 2 * np.pi, size=1500), 1 + 0.1 * rng.normal(size=1500)
    path = str(write_npy(tmp_path, np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)))
    joint = compare_json(run, path, "--families", "norm", "--score-model")["joint"]
    nats = {row["label"]: row["nats_per_row"]["mean"] for row in joint["results"]}
    assert joint["results"][0]["label"] == "score-matched MLP"
    entropy = math.log(2 * math.pi) + stats.norm(scale=0.1).entropy()  # E log radius is -0.005
    assert entropy - 0.2 < nats["score-matched MLP"] < entropy + 0.25
    assert nats["normal, full covariance"] > entropy + 1.0
    model = joint["score_model"]
    assert model["steps"] == 1000
    assert 0 < model["kept_step"] <= 1000
    assert model["train_seconds"] > 0
    again = compare_json(run, path, "--families", "norm", "--score-model")["joint"]
    assert again["results"] == joint["results"]
    _, out, _ = run("compare", path, "--families", "norm", "--score-model")
    assert "  score-matched MLP: 1000 steps in " in out


def test_a_score_model_integrates_to_one_and_begins_at_the_normal_density() -> None:
    rng = np.random.default_rng(4)
    x = np.stack([rng.normal(size=400), rng.standard_t(5, size=400)], axis=1) @ np.array([[1.0, 0.5], [0.0, 2.0]])
    model = _score_model.train(x, seed=0)
    grid = np.stack(np.meshgrid(*[np.linspace(-14, 14, 141) * s for s in (1, 2)], indexing="ij"), axis=-1)
    cell = 0.2 * 0.4
    assert np.exp(-model.nats(grid.reshape(-1, 2))).sum() * cell == pytest.approx(1.0, abs=SUM_OVER_GRID)
    zeros = [np.zeros_like(w) for w in model.net.weights]
    start = dataclasses.replace(model, net=likelier.nn.MLP(zeros, skip=-np.eye(2, dtype=np.float32)))
    normal = stats.multivariate_normal(x.mean(axis=0), np.cov(x.T, bias=True))
    np.testing.assert_allclose(start.nats(x), -normal.logpdf(x), rtol=FIRST_NOISE)


def test_score_models_say_why_there_is_none(tmp_path: Path, run: Run) -> None:
    path = str(write_npz(tmp_path, a=NORMAL, b=HEAVY, c=NORMAL - 2.0 * HEAVY))
    joint = compare_json(run, path, "--families", "norm", "--score-model")["joint"]
    assert "singular" in joint["left_out"]["score-matched MLP"]
    path = str(write_npz(tmp_path, a=NORMAL))
    _, _, err = run("compare", path, "--families", "norm", "--score-model")
    assert "no score model: it needs two columns" in err


def test_the_lowest_bin_of_counts_has_the_tail(tmp_path: Path, run: Run) -> None:
    below = COUNTS.copy()
    below[held_out_places()[1][0]] = -3  # which training does not see
    for values, known in ((COUNTS, {"low": 0.0}), (below, {})):
        report = compare_json(run, str(write_npy(tmp_path, values)), "--families", "discretized_logistic")
        [result] = report["columns"][0]["results"]
        assert {n: x for n, x in result["parameters"].items() if n == "low"} == known
        masses = likelier.discretized_logistic.logpmf(np.arange(-9000.0, 9000.0), **result["parameters"])
        assert np.exp(masses).sum() == pytest.approx(1.0, rel=1e-12)
        assert np.isfinite(result["nats"]["mean"])


def test_whole_numbers_below_zero_have_bits(tmp_path: Path, run: Run) -> None:
    """Masses add up to 1 over the integers, so that their bits are a code length; densities have none."""
    whole = np.round(NORMAL)
    path = str(write_npy(tmp_path, np.stack([whole, 3.0 * whole - 1.0], axis=1)))
    report = compare_json(run, path)
    for column in report["columns"]:
        masses = [r for r in column["results"] if r["kind"] == "mass"]
        on_the_line = {"norm", "laplace", "logistic", "cauchy", "gumbel_r", "gumbel_l"}
        assert {f"discretized_{name}" for name in on_the_line} <= {r["family"] for r in masses}
        assert "discretized_gamma" not in {r["family"] for r in masses}
        k = np.arange(-2000.0, 2001.0)
        for r in masses:
            family = next(f for f in FAMILIES if f.name == r["family"])
            # All of these families have their scale as log_scale.
            parameters = {
                "log_scale" if n == "scale" else n: math.log(v) if n == "scale" else v
                for n, v in r["parameters"].items()
            }
            total = np.exp(-family.nats(k, parameters)).sum()
            if family.density:  # beyond these numbers lie the density's tails
                density = getattr(likelier, family.density)
                total += density.cdf(k[0] - 0.5, **parameters) + density.sf(k[-1] + 0.5, **parameters)
            assert total == pytest.approx(1.0, rel=REORDERED_SUM)
        assert all((r["bits_per_dim"] is None) == (r["kind"] == "density") for r in column["results"])
    assert report["joint"] is None
    assert {row["kind"] for row in report["total"]} == {"mass"}
    only = compare_json(run, path, "--families", "norm")
    assert all(r["bits_per_dim"] is None for c in only["columns"] for r in c["results"])
    assert only["total"] == []
    _, out, _ = run("compare", path, "--families", "norm")
    assert "0: densities (of whole numbers: no probabilities)" in out
    assert "ranked apart" in out


def fitted(family: str, x: NDArray[Any]) -> tuple[dict[str, float], float]:
    (candidate,) = (f for f in FAMILIES if f.name == family)
    found = fit(candidate, np.asarray(x, dtype=np.float64))
    assert found.notes == ()
    return found.shown(), found.train_nats


@pytest.mark.parametrize("offset", [0.0, 1e6])
@pytest.mark.parametrize("unit", [1e-6, 1.0, 1e9])
def test_fits_reach_the_closed_forms(offset: float, unit: float) -> None:
    x = unit * (HEAVY + offset)
    median = float(np.median(x))
    closed = {
        "norm": {"loc": float(np.mean(x)), "scale": float(np.std(x))},
        "laplace": {"loc": median, "scale": float(np.mean(np.abs(x - median)))},
    }
    for family, expected in closed.items():
        parameters, _ = fitted(family, x)
        # The gradient of the mean likelihood is brought to 1e-8 in units of the spread, where its
        # curvature is 1 to 2.
        tolerance = 1e-7 * spread(np.asarray(x))
        assert parameters == pytest.approx(expected, rel=1e-12, abs=tolerance)
    assert fitted("poisson", COUNTS)[0]["mu"] == pytest.approx(COUNTS.mean(), rel=1e-7)
    assert fitted("bernoulli", COUNTS % 2)[0]["p"] == pytest.approx((COUNTS % 2).mean(), rel=1e-7)
    assert fitted("geom", COUNTS + 1)[0]["p"] == pytest.approx(1.0 / (COUNTS + 1).mean(), rel=1e-7)
    logs = np.log(unit * SKEWED)
    assert fitted("lognorm", unit * SKEWED)[0] == pytest.approx(
        {"s": np.std(logs), "scale": math.exp(np.mean(logs))}, rel=1e-7
    )
    assert fitted("expon", unit * SKEWED)[0]["scale"] == pytest.approx(unit * np.mean(SKEWED), rel=1e-7)
    assert fitted("halfnorm", unit * SKEWED)[0]["scale"] == pytest.approx(unit * np.sqrt(np.mean(SKEWED**2)), rel=1e-7)


@pytest.mark.parametrize(
    ("family", "x", "fixed"),
    [
        ("t", HEAVY, {}),
        ("gamma", SKEWED, {"floc": 0.0}),
        ("gamma", 1e5 * SKEWED, {"floc": 0.0}),
        ("gamma", 1000.0 + NORMAL, {"floc": 0.0}),
        ("invgamma", SKEWED, {"floc": 0.0}),
        ("weibull_min", SKEWED, {"floc": 0.0}),
        ("cauchy", HEAVY, {}),
        ("logistic", HEAVY, {}),
        ("gumbel_r", SKEWED, {}),
        ("gumbel_l", -SKEWED, {}),
        ("halfcauchy", SKEWED, {"floc": 0.0}),
        ("beta", SHARES, {"floc": 0.0, "fscale": 1.0}),
    ],
)
def test_fits_are_scipys_or_better(family: str, x: NDArray[np.float64], fixed: dict[str, float]) -> None:
    parameters, nats = fitted(family, x)
    theirs = getattr(stats, family).fit(x, **fixed)
    shapes = getattr(stats, family).shapes
    named = dict(zip([*(shapes.split(", ") if shapes else ()), "loc", "scale"], theirs, strict=True))
    # SciPy's simplex stops at 1e-4 in the parameters, so at some 1e-8 in the likelihood, and never
    # above its maximum.
    assert nats <= scipy_nats(family, x, named).mean() + 1e-9
    for name, value in parameters.items():
        assert value == pytest.approx(named[name], rel=2e-3)


def test_a_negative_binomial_of_even_counts_is_poissons() -> None:
    even = np.resize([3.0, 4.0, 5.0], 300)
    (mu,), nats = fitted("poisson", even)[0].values(), fitted("poisson", even)[1]
    parameters, negative_nats = fitted("nbinom", even)
    assert parameters["mu"] == pytest.approx(mu, rel=1e-6)
    # The gradient by log(alpha), of some alpha, is brought to 1e-8.
    assert negative_nats == pytest.approx(nats, abs=1e-6)


@pytest.mark.parametrize(
    "family", ["t", "gamma", "logistic", "cauchy", "gumbel_r", "invgamma", "lognorm", "halfcauchy"]
)
@pytest.mark.parametrize("unit", [1e-6, 1e9])
def test_fits_do_not_depend_on_the_unit(family: str, unit: float) -> None:
    x = HEAVY[HEAVY > 0]
    here, there = fitted(family, x)[0], fitted(family, unit * x)[0]
    for name, value in here.items():
        factor = unit if name in {"loc", "scale"} else 1.0
        assert there[name] == pytest.approx(factor * value, rel=1e-6)


def test_gradient_of_scipys_likelihood_vanishes_at_the_fit() -> None:
    for family, x in (("t", HEAVY), ("gamma", SKEWED), ("norm", NORMAL), ("poisson", COUNTS)):
        parameters, _ = fitted(family, x)
        for name, value in parameters.items():
            step = 1e-4 * abs(value)
            above, here, below = (
                scipy_nats(family, x, {**parameters, name: value + d}).mean() for d in (step, 0.0, -step)
            )
            # Distance to the extremum of the parabola through the three, in units of the parameter.
            assert abs((above - below) / (above - 2 * here + below)) * 1e-4 / 2 < 1e-5, (
                family,
                name,
            )


def test_ties_and_light_tails_are_noted() -> None:
    (student,) = (f for f in FAMILIES if f.name == "t")
    uniform = np.linspace(-1.0, 1.0, 200)
    assert any(note.startswith("df ran to its bound") for note in fit(student, uniform).notes)
    tied = np.concatenate([np.zeros(150), RNG.normal(size=50)])
    assert any(note.startswith("scale ran to its bound") for note in fit(student, tied).notes)


def test_same_seed_same_result_other_seed_other_split(run: Run) -> None:
    def scores(seed: str) -> list[float]:
        report = compare_json(run, "--columns", "wind_mph", "--seed", seed)
        return [r["nats"]["mean"] for r in report["columns"][0]["results"]]

    assert scores("1") == scores("1")
    assert scores("1") != scores("2")


def test_shipped_data_end_to_end(run: Run) -> None:
    table = load(None)
    assert table.rows == 1092
    assert len(table.columns) == 8
    assert SHIPPED.stat().st_size < 300_000
    assert "CC0" in SHIPPED.with_name("README.md").read_text(encoding="utf-8")

    report = compare_json(run)
    columns = {c["name"]: c["results"] for c in report["columns"]}
    wind = {r["family"]: r for r in columns["wind_mph"]}
    assert wind["gamma"]["rank"] == 1
    assert wind["norm"]["behind_best"]["mean"] > 3 * wind["norm"]["behind_best"]["stderr"]
    gain = {r["family"]: r for r in columns["gain_min"]}
    assert gain["t"]["rank"] == 1
    assert {r["kind"] for r in columns["departures"]} == {"mass", "density"}

    code, out, err = run("compare", "--all")
    assert (code, err) == (0, "")
    for name in table.columns:
        assert f"{name}: densities" in out
    assert "departures: mass functions" in out
    assert "ranked apart" in out
    assert "bernoulli: needs zeros and ones" in out
    assert "--all" not in out
    lines = [line.split()[0] for line in out.split("wind_mph: densities")[1].splitlines() if "±" in line]
    assert lines[: len(columns["wind_mph"])] == [r["family"] for r in columns["wind_mph"]]


def table_rows(out: str, title: str) -> list[str]:
    """Return the rows of one table and what is said below it."""
    after = out.split(f"{title}\n")[1].splitlines()
    rows = iter(after[3:])
    return [line for line in iter(lambda: next(rows), "") if line.strip()]


def test_the_best_of_each_table_is_shown_and_what_is_not_is_said(run: Run) -> None:
    arguments = ("--columns", "departures,wind_mph,pressure_mbar")
    columns = {c["name"]: c["results"] for c in compare_json(run, *arguments)["columns"]}
    _, out, _ = run("compare", *arguments)
    assert "departures: densities" not in out  # of whole numbers
    assert "needs zeros and ones" not in out
    assert "why families are left out: --all." in out
    wind = columns["wind_mph"]
    *rows, rest = table_rows(out, "wind_mph: densities")
    assert [row.split()[0] for row in rows] == [r["family"] for r in wind[:5]]
    assert rest == f"  {len(wind) - 5} more, {wind[5]['behind_best']['mean']:.4g} nats behind or further"
    # Whatever ties is shown.
    ranked = columns["pressure_mbar"]
    tied = max(i for i, r in enumerate(ranked) if r["tied"])
    rows = [row.split()[0] for row in table_rows(out, "pressure_mbar: densities")]
    assert rows[: tied + 1] == [r["family"] for r in ranked[: tied + 1]]
    best = {row.split()[0]: row for row in table_rows(out, "best of each column")[:3]}
    assert list(best) == list(columns)
    mass = [r for r in columns["departures"] if r["kind"] == "mass"]
    assert best["departures"].split()[1] == mass[0]["family"]
    names = ", ".join(r["family"] for r in ranked[1:] if r["tied"])
    assert best["pressure_mbar"].rstrip().endswith(names)
    _, alone, _ = run("compare", "--columns", "wind_mph")
    assert "best of each column" not in alone


def test_speeds_and_digits_beside_scipy(run: Run) -> None:
    arguments = ("--columns", "departures,wind_mph")
    report = compare_json(run, *arguments)
    speeds = {s["family"]: s for s in report["speed"]}
    fitted = [
        {r["family"] for r in c["results"] if r["kind"] == k}
        for c, k in zip(report["columns"], ("mass", "density"), strict=True)
    ]
    own = {f for f in fitted[0] | fitted[1] if f == "discretized_logistic" or not f.startswith("discretized")}
    assert set(speeds) == own
    for s in speeds.values():
        assert min(s["float64"], s["float32"], s["gradients"]) > 0
        assert 5 < s["float32_digits"] < 9
        if s["family"] == "discretized_logistic":
            assert s["scipy"] is s["scipy_digits"] is None
        else:
            assert s["scipy"] > 0
            assert 9 < s["scipy_digits"] <= 16  # the same density at the same parameters
        assert s["column"] == ("departures" if s["family"] in fitted[0] else "wind_mph")
    _, out, _ = run("compare", *arguments)
    rows = table_rows(out, f"million values a second, and digits, beside SciPy {scipy.__version__}")
    assert {row.split()[0] for row in rows} >= own


def test_truth_values_of_a_csv_file_are_zeros_and_ones(tmp_path: Path) -> None:
    table = load(str(write_csv(tmp_path, "a,b\nTrue,1\nfalse,2\n NA ,3\nTRUE,4\n")), drop_nan=True)
    assert table.columns["a"].tolist() == [1.0, 0.0, 1.0]
    assert table.left_out == {}
    table = load(str(write_csv(tmp_path, "a,b\nTrue,1\nfalse,2\nmaybe,3\n")))
    assert table.left_out == {"a": "is not numeric: row 1 holds 'True'"}


def test_floats_beyond_2_to_the_52_are_no_whole_numbers(tmp_path: Path, run: Run) -> None:
    """Every float is whole there, and nothing was counted."""
    values = np.random.default_rng(3).gamma(4.0, 1e38, 100)
    column = compare_json(run, str(write_npy(tmp_path, values)))["columns"][0]
    assert column["whole"] is False
    assert {r["kind"] for r in column["results"]} == {"density"}
    whole = compare_json(run, str(write_npy(tmp_path, np.linspace(0.0, 2.0**52, 100).round())))["columns"][0]
    assert whole["whole"] is True


def test_ties_are_said(run: Run) -> None:
    """What the paired differences do not tell from the best is called a tie, in words and for machines."""
    arguments = ("--columns", "delay_min,wind_mph,temperature_f", "--families", "norm,laplace,t")
    report = compare_json(run, *arguments)
    columns = report["columns"]
    for column in columns:
        for r in column["results"]:
            behind = r["behind_best"]
            no_mention = behind["mean"] * report["rows"]["held_out"] <= 1
            assert r["tied"] == (behind["mean"] <= behind["stderr"] or no_mention)
    # A t whose df ran to its bound is the normal density, to an error that its tiny differences' own is below.
    t, norm = (next(r for r in columns[2]["results"] if r["family"] == f) for f in ("t", "norm"))
    assert t["tied"]
    assert norm["tied"]
    assert max(r["behind_best"]["mean"] / (r["behind_best"]["stderr"] or 1) for r in (t, norm)) > 1
    laplace, t, norm = columns[0]["results"]
    assert [laplace["tied"], t["tied"], norm["tied"]] == [True, True, False]
    _, out, _ = run("compare", *arguments)
    delay, wind = out.split("wind_mph: densities")
    lines = {line.split()[0]: line for line in delay.splitlines() if "±" in line}
    assert "best, tied" in lines["laplace"]
    assert " tie " in lines["t"]
    assert "tie" not in lines["norm"]
    ranked = [line for line in wind.splitlines() if "±" in line][: len(columns[1]["results"])]
    assert ["tie" in line for line in ranked[1:]] == [r["tied"] for r in columns[1]["results"][1:]]
    assert "best" in ranked[0]


@needs_terminal
@pytest.mark.parametrize("width", [72, 80, 110, 148])
def test_tables_fit_the_terminal(width: int) -> None:
    """Columns are dropped, and that is said; no row is broken."""
    ours, theirs = os.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "likelier", "compare"],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment | {"COLUMNS": str(width), "LINES": "50", "TERM": "dumb"},
    )
    os.close(theirs)
    written = bytearray()
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # how a pseudo-terminal ends
        pass
    os.close(ours)
    assert process.wait() == 0
    out = written.decode().replace("\r", "")
    lines = out.splitlines()
    assert max(map(len, lines)) <= width
    # each family of each table keeps its row in one line, with the figure that ranks it
    rows = [line for line in lines[: lines.index("best of each column")] if "±" in line]
    assert all(line.lstrip()[0].isalpha() and ("best" in line or line.count("±") >= 2) for line in rows)
    dropped = {name for name in ("fit ms", "bits/dim", "parameters") if name not in " ".join(lines[:12])}
    assert (len(dropped) > 0) == ("Not shown for want of width" in out)
    assert ("parameters" in dropped) <= (width <= 80)
    assert (width == 148) == (not dropped)


def test_a_pipe_has_every_column(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = run("compare", "--columns", "air_speed_mph")
    headers = [line for line in out.splitlines() if line.strip().startswith("family ")]
    assert ["parameters" in line and "fit ms" in line for line in headers] == [True, False]
    assert "of column" in headers[1]
    assert "want of width" not in out


def test_only_named_families_and_why_one_is_left_out(run: Run) -> None:
    code, out, _ = run("compare", "--columns", "delay_min", "--families", "norm,gamma")
    assert code == 0
    values = load(None, ["delay_min"]).columns["delay_min"]
    assert f"  gamma: needs positive values; column has {np.sum(values <= 0)} values <= 0\n" in out
    assert sum("gamma" in line for line in out.splitlines()) == 1
    assert "laplace" not in out


@pytest.mark.parametrize(("name", "signature"), [("p.png", b"\x89PNG\r\n"), ("p.svg", b"<?xml"), ("p.pdf", b"%PDF")])
def test_plot(name: str, signature: bytes, tmp_path: Path, run: Run) -> None:
    target = tmp_path / name
    code, _, err = run("compare", "--columns", "wind_mph,cancelled", "--plot", str(target), "--json")
    assert (code, err) == (0, f"likelier: wrote {target}\n")
    content = target.read_bytes()
    assert content.startswith(signature)
    assert len(content) > 5000


@pytest.mark.parametrize(
    "values",
    [
        np.concatenate([np.full(395, 2.5), NORMAL[:5]]),
        1e15 + np.round(4 * NORMAL),
        1e8 + 1e-6 * NORMAL,
        1e15 * COUNTS,
        np.exp(30 * NORMAL),
        np.where(NORMAL > 3, 1.0, np.nextafter(1.0, 2.0)),
    ],
    ids=["ties", "large offset", "near-constant", "large counts", "300 decades", "two neighbours"],
)
@pytest.mark.filterwarnings("error")
def test_hard_data_is_compared_and_drawn(values: NDArray[np.float64], tmp_path: Path, run: Run) -> None:
    path = write_npy(tmp_path, values)
    code, out, _ = run("compare", str(path), "--plot", str(tmp_path / "p.svg"), "--json")
    assert code == 0
    for r in json.loads(out)["columns"][0]["results"]:
        assert math.isfinite(r["nats"]["mean"])


def test_info(run: Run) -> None:
    code, out, err = run("info", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == json.loads(json.dumps(likelier.show_config()))
    code, out, err = run("info")
    assert (code, err) == (0, "")
    for key in likelier.show_config():
        assert f"{key}:" in out


@pytest.mark.parametrize("arguments", [(), ("--help",), ("compare", "--help"), ("--version",), ("absent",)])
def test_usage(arguments: tuple[str, ...], run: Run) -> None:
    code, out, err = run(*arguments)
    wrong = arguments in {(), ("absent",)}
    assert code == (2 if wrong else 0)
    assert "likelier" in (err if wrong else out)


def module_command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "likelier", *arguments]


def test_module_runs_and_reports_no_progress_without_a_terminal() -> None:
    done = subprocess.run(
        module_command("compare", "--columns", "wind_mph"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "gamma" in done.stdout


@needs_terminal
def test_progress_bar_on_a_terminal() -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        module_command("compare", "--columns", "wind_mph", "--json"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
        assert process.stdout is not None
        report = json.load(process.stdout)
    os.close(ours)
    assert process.returncode == 0
    assert report["columns"][0]["name"] == "wind_mph"
    assert b"wind_mph" in shown
    assert b"100%" in shown


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_reader_that_leaves_early_gets_no_traceback(options: tuple[str, ...]) -> None:
    command = module_command("compare", "--columns", "wind_mph", *options)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
