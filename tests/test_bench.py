"""``likelier bench`` at tiny sizes: that it runs, measures what it says, and reports it. Times are never asserted."""

from __future__ import annotations

import importlib.util
import itertools
import json
import math
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

import likelier
from likelier import cli
from likelier.bench import _formulas, _report, _run, _timing
from likelier.bench._cases import Bar, Case, Variant, cases
from likelier.bench._libraries import LIBRARIES

if TYPE_CHECKING:
    from likelier.bench._machine import Bandwidth

RESULT_FIELDS = {
    "case",
    "dtype",
    "shape",
    "full_size",
    "variant",
    "group",
    "seconds",
    "fastest_peer",
    "ratio",
    "read_bytes",
    "written_bytes",
    "bandwidth",
    "copy_and_read",
    "stream_seconds",
    "extra_memory_bytes",
    "timings",
    "skipped",
    "bars",
}
TINY = ("bench", "--elements", "600", "--seconds", "0", "--threads", "1")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The quick run, cut down, against what the test environment has."""
    folder = tmp_path_factory.mktemp("bench")
    files = [str(folder / name) for name in ("r.json", "r.md", "r.svg")]
    before = likelier.get_num_threads()
    code = cli.main([*TINY, "--peers", "numpy,scipy", "--json", files[0], "--markdown", files[1], "--plot", files[2]])
    assert code == 0
    assert likelier.get_num_threads() == before
    assert Path(files[2]).read_text(encoding="utf-8").startswith("<?xml")
    loaded: dict[str, Any] = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    assert Path(files[1]).read_text(encoding="utf-8") == _report.markdown(loaded)
    return loaded


def test_report_has_the_stated_fields(report: dict[str, Any]) -> None:
    assert set(report) == {"machine", "settings", "missing", "bandwidth", "disturbance", "results"}
    if report["disturbance"] is not None:
        assert all(0 <= part <= 1 for part in report["disturbance"].values())
    assert report["settings"]["threads"] == report["machine"]["threads"] == 1
    assert report["machine"]["isa"] == likelier.cpu_features()["active"]
    assert report["machine"]["versions"]["numpy"] == np.__version__
    assert {"cpu", "memory_gib", "python", "commit", "system", "compiler"} <= set(report["machine"])
    assert {request: b["method"] != "" for request, b in report["bandwidth"].items()} == {"copy": True, "read": True}
    assert report["missing"] == {}
    for result in report["results"]:
        assert set(result) == RESULT_FIELDS
        assert result["seconds"] == result["timings"]["likelier"]["median"] > 0
        assert math.prod(result["shape"]) <= 600


def test_every_quick_case_is_measured(report: dict[str, Any]) -> None:
    measured = {f"{r['case']} {r['dtype']}" for r in report["results"]}
    assert measured == {str(case) for case in cases() if case.quick}


def test_peers_compute_the_same(report: dict[str, Any]) -> None:
    assert [r["skipped"] for r in report["results"] if r["skipped"]] == []


def test_peers_are_measured_where_they_have_the_function(report: dict[str, Any]) -> None:
    peers = {(r["case"], r["dtype"], r["variant"]): set(r["timings"]) - {"likelier"} for r in report["results"]}
    assert peers["norm.logpdf", "float64", "allocating"] == {"numpy", "scipy"}
    assert peers["kl", "float64", "value"] == {"numpy", "scipy"}
    assert peers["norm.logpdf", "float64", "out="] == set()


def test_bars_are_judged_at_full_size_only(report: dict[str, Any]) -> None:
    assert {r["case"] for r in report["results"] if r["bars"]} == {"norm.logpdf call"}
    assert all(r["full_size"] == bool(r["bars"]) for r in report["results"])


def test_every_registered_case_builds_and_computes(report: dict[str, Any]) -> None:
    del report
    scipy = LIBRARIES["scipy"]
    scipy.prepare(1)
    for case in cases():
        for variant in case.build(case.at_most(600), case.dtype):
            ours = variant.ours()
            # What is timed is the formula, not its borders.
            assert all(np.isfinite(r).all() for r in _run._OWN.numpy(ours)), f"{case.name}, {variant.name}"
            call = None if variant.wrt else variant.peer(scipy)
            if call is not None and not variant.random:
                difference = _run._difference(scipy.numpy(call()), _run._OWN.numpy(ours), _run.CLOSE[case.dtype])
                assert difference == "", f"{case}, {variant.name}"


def test_a_wrong_peer_is_found() -> None:
    right = [np.array([1.0, 2.0])]
    assert _run._difference([np.array([1.0, 2.001])], right, 1e-4).startswith("differs: result 0 is off by 0.001")
    assert _run._difference([np.array([1.0])], right, 1e-4).startswith("differs: result 0 has shape")
    assert _run._difference([], right, 1e-4).startswith("differs: 0 results")
    assert _run._difference([np.array([np.nan, 2.0])], right, 1e-4).startswith("differs")
    assert _run._difference(right, right, 1e-4) == ""


def test_random_results_are_compared_by_distribution() -> None:
    rng = np.random.default_rng(1)
    a, b = [rng.standard_normal(1000)], [rng.standard_normal(1000)]
    assert _run._random_difference(a, b) == ""
    assert _run._random_difference([a[0] + 0.5], b).startswith("differs: the mean of result 0")
    assert _run._random_difference([2 * a[0]], b).startswith("differs: the std of result 0")
    assert _run._random_difference([np.full(1000, np.nan)], b).startswith("differs")
    assert _run._random_difference([a[0][:10]], b).startswith("differs: result 0 has shape")


@pytest.mark.parametrize(
    ("elements", "shape"), [(None, (1024, 2000)), (10**7, (1024, 2000)), (4000, (2, 2000)), (300, (1, 300))]
)
def test_cutting_down(elements: int | None, shape: tuple[int, ...]) -> None:
    assert Case("c", "float64", (1024, 2000), lambda shape, dtype: []).at_most(elements) == shape


JUDGED: list[tuple[Bar, dict[str, float], float | None, bool | None]] = [
    (Bar("speedup", 4, ("jax",)), {"jax": 8.0, "scipy": 1.0}, 4.0, True),
    (Bar("speedup", 5, ("jax", "torch")), {"jax": 8.0, "torch": 20.0}, 4.0, False),
    (Bar("speedup", 4, ("jax", "torch")), {"jax": 8.0}, None, None),
    (Bar("own", 1.3, ("value",)), {}, 2.0, False),
    (Bar("seconds", 2.0), {}, 2.0, True),
    (Bar("memory", 99.0), {}, 100.0, False),
    (Bar("copy", 0.7), {}, 0.75, True),
]


@pytest.mark.parametrize(("bar", "peers", "value", "met"), JUDGED)
def test_judging(bar: Bar, peers: dict[str, float], value: float | None, met: bool | None) -> None:
    result = {"seconds": 2.0, "bandwidth": {"part": 0.75}, "extra_memory_bytes": 100.0}
    verdict = _run._judge(bar, result, peers, {"value": 1.0})
    assert (verdict["value"], verdict["met"]) == (value, met)


def test_a_bar_may_name_a_library_of_another_variant() -> None:
    arrays = [np.ones(4)]
    peers = {"numpy": lambda: np.exp}
    bar = Bar("speedup", 1e-9, ("b: numpy",))
    case = Case(
        "c",
        "float64",
        (4,),
        lambda shape, dtype: [
            Variant("a", lambda: np.ones(4), 1, 1, bars=(bar, Bar("speedup", 1, ("numpy",)))),
            Variant("b", lambda: np.exp(arrays[0]), 1, 1, peers, arrays),
        ],
    )
    bandwidth = SimpleNamespace(ways=["copy", "read"], bytes={"copy": 1, "read": 1}, seconds=lambda way: 1.0)
    a, b = _run.run_case(
        case,
        shape=(4,),
        libraries=[LIBRARIES["numpy"]],
        bandwidth=cast("Bandwidth", bandwidth),
        plan=_timing.Plan(seconds=0.0, min_rounds=1, max_rounds=1),
    )
    assert b["skipped"] == {}
    elsewhere, here = a["bars"]
    assert elsewhere["met"] is True
    assert elsewhere["value"] == pytest.approx(b["timings"]["numpy"]["median"] / a["seconds"])
    assert here["met"] is None


def test_interleaving_times_every_call_in_every_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a clock that every call moves on by 2^-20 s, whatever else the machine does."""
    calls: list[str] = []

    def counted(name: str) -> Callable[[], object]:
        return lambda: calls.append(name)

    monkeypatch.setattr(_timing, "time", SimpleNamespace(perf_counter=lambda: len(calls) * 2.0**-20))
    timings = _timing.interleave(
        {"a": counted("a"), "b": counted("b")},
        _timing.Plan(seconds=0.0, min_rounds=4, max_rounds=4),
        outside={"copy": lambda: 0.25},
    )
    assert list(timings) == ["a", "b", "copy"]
    assert timings["copy"].median == 0.25
    for name in ("a", "b"):
        timing = timings[name]
        assert timing.samples == (2.0**-20,) * (4 * _timing.TURN_SAMPLES)
        assert timing.quartiles == (timing.median, timing.median) == (2.0**-20, 2.0**-20)
    # a turn is one unbroken run of one call, and each of the two has four
    assert sum(1 for _ in itertools.groupby(calls)) >= 4
    # every sample is of as many calls as the shortest one takes
    assert calls.count("a") >= 4 * _timing.TURN_SAMPLES * _timing.SHORTEST_SAMPLE / 2.0**-20


def test_slow_calls_sit_out_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]

    def taking(seconds: float) -> Callable[[], object]:
        return lambda: now.__setitem__(0, now[0] + seconds)

    monkeypatch.setattr(_timing, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    plan = _timing.Plan(seconds=0.0, min_rounds=8, max_rounds=8)
    calls = {"a": taking(0.25), "b": taking(0.25), "slower": taking(0.375), "slow": taking(64.0), "c": taking(0.25)}
    timings = _timing.interleave(calls, plan)
    assert {name: (timing.rounds, len(timing.samples)) for name, timing in timings.items()} == {
        "a": (8, 8),
        "b": (8, 8),
        "c": (8, 8),
        "slower": (5, 5),
        "slow": (_timing.FEWEST_TURNS, _timing.FEWEST_TURNS),
    }


def test_extra_memory_is_that_of_the_call() -> None:
    size = 64 * 2**20
    peak = _timing.extra_memory(lambda: np.ones(size // 8))
    if peak is None:
        pytest.skip("this system has no high-water mark that can be reset")
    assert 0.9 * size <= peak <= 1.5 * size


def test_a_peer_that_is_not_installed_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LIBRARIES["jax"], "module", "no_such_module")
    arguments = [*TINY, "--cases", "norm.logpdf call", "--peers", "jax", "--json", "-"]
    assert cli.main(arguments) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["missing"] == {"jax": "not installed"}
    (result,) = got["results"]
    assert result["fastest_peer"] is None
    assert [bar["met"] for bar in result["bars"] if "scipy" in bar["text"]] == [None]


def test_bfloat16_is_left_out_by_name(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ml_dtypes" else find_spec(name))
    assert cli.main([*TINY, "--cases", "cross_entropy bfloat16", "--peers", "none", "--json", "-"]) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["results"] == []
    assert got["missing"] == {"bfloat16": "needs ml_dtypes, which is not installed"}


@pytest.mark.parametrize("library", ["numpy", "torch", "jax"])
def test_a_library_without_an_expression_says_so(library: str) -> None:
    """By what ``Variant.peer`` takes for an answer."""
    pytest.importorskip(library)
    with pytest.raises(AttributeError, match="no expression for truncnorm"):
        _formulas.rvs("truncnorm")[library]()


def test_a_peer_that_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def build(shape: tuple[int, ...], dtype: str) -> list[Variant]:
        x = np.ones(shape, dtype)
        return [Variant("value", lambda: x + 1, 8, 8, {"numpy": lambda: lambda a: a + 2}, [x])]

    class Still:
        bytes = {"copy": 16, "read": 8}  # noqa: RUF012
        ways = ("copy one", "copy other", "read one")

        def seconds(self, way: str) -> float:
            return {"copy one": 0.5, "copy other": 1.0, "read one": 0.25}[way]

    plan = _timing.Plan(0.0, 1, 1)
    case = Case("c", "float64", (3,), build)
    still = cast("Bandwidth", Still())
    (result,) = _run.run_case(case, shape=(3,), libraries=[LIBRARIES["numpy"]], bandwidth=still, plan=plan)
    assert result["skipped"]["numpy"].startswith("differs: result 0 is off by 1")
    assert set(result["timings"]) == {"likelier"}
    assert result["copy_and_read"] == {"copy": 32.0, "read": 32.0}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--peers", "sklearn"], "no peer 'sklearn'; there are numpy, scipy"),
        (["--threads", "0"], "expected a positive whole number, got '0'"),
        (["--seconds", "-1"], "expected seconds, got '-1'"),
        (["--cases", "no such case"], "--cases: none matches no such case; there are norm.logpdf float64"),
        (["--plot", "x.txt"], "--plot x.txt: expected a file named *.png, *.svg, *.pdf"),
        (["--json", "/no/such/folder/x.json"], "there is no folder"),
        (["--json", "-", "--markdown", "-"], "only one of them can go to standard output"),
    ],
)
def test_refusals(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = cli.main(["bench", *arguments])
    except SystemExit as exit_:  # argparse
        code = int(exit_.code or 0)
    assert code == 2
    assert message in capsys.readouterr().err


def test_groups_are_summed_up_by_geometric_means() -> None:
    def result(case: str, ratio: float | None, group: str | None, *, full: bool = True) -> dict[str, Any]:
        return {"case": case, "dtype": "float64", "ratio": ratio, "group": group, "full_size": full} | {
            "fastest_peer": None if ratio is None else "numpy"
        }

    name = "univariate densities, value, scalar parameters"
    results = [result("a", 2.0, name), result("b", 18.0, name), result("c", None, name), result("d", 9.0, None)]
    (group,) = _report.groups({"results": results})
    assert (group["count"], group["mean"], group["met"], group["slower"]) == (2, pytest.approx(6.0), True, [])
    (group,) = _report.groups({"results": [*results, result("e", 0.5, name)]})
    assert (group["met"], group["slower"]) == (False, ["e (numpy 0.50x)"])
    (group,) = _report.groups({"results": [*results, result("e", 9.0, name, full=False)]})
    assert group["met"] is None


def test_a_busy_machine_is_reported(report: dict[str, Any]) -> None:
    def lines(other: float) -> str:
        return "\n".join(_report.machine_lines(report | {"disturbance": {"other_processes": other, "stolen": 0.01}}))

    assert "DISTURBED" in lines(0.2)
    assert "DISTURBED" not in lines(0.05)


def test_tables_on_a_terminal(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    _report.print_tables(report, sys.stdout)
    text = capsys.readouterr().out
    assert "Processor: " in text
    assert "norm.logpdf call float64, value" in text
    assert "Bars: " in text
