"""Benchmarks against other libraries: ``likelier bench``.

Every figure is a ratio to the fastest peer in the same run: all calls of a case take turns in one
process, all with the same number of threads, and a copy of long arrays takes its turn among them.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from likelier.bench import _report
from likelier.bench._cases import Case, cases
from likelier.bench._libraries import LIBRARIES
from likelier.bench._machine import STREAM_VALUES, Bandwidth, Disturbance, facts, limited, processors
from likelier.bench._run import choose_libraries, run_case
from likelier.bench._timing import Plan
from likelier.cli._errors import InputError, require

__all__ = ["main", "measure"]

# The quick run leaves out what takes long to compile, and shortens the largest arrays.
QUICK_PLAN = Plan(seconds=1.5, min_rounds=3, max_rounds=25)
QUICK_ELEMENTS = 2**24
QUICK_PEERS = ("numpy", "scipy", "torch", "jax")
FULL_PLAN = Plan(seconds=8.0, min_rounds=7, max_rounds=51)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``likelier bench``.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments after ``bench``; default those of the process.

    Returns
    -------
    int
        The exit code.
    """
    options = _parser().parse_args(list(sys.argv[2:] if argv is None else argv))
    full = options.full or options.bars
    chosen = [c for c in cases() if options.full or c.quick or (options.bars and c.barred)]
    if options.cases:
        chosen = [c for c in cases() if any(fnmatch.fnmatch(str(c), f"*{p}*") for p in options.cases)]
        if not chosen:
            msg = f"--cases: none matches {', '.join(options.cases)}; there are {', '.join(map(str, cases()))}"
            raise InputError(msg)
    plot = _writable(options.plot, "--plot") if options.plot else None
    if plot is not None:
        require("matplotlib.figure", "plotting")
    for name in ("json", "markdown"):
        target = getattr(options, name)
        if target is not None and target != "-":
            _writable(target, f"--{name}")
    to_stdout = [name for name in ("json", "markdown") if getattr(options, name) == "-"]
    if len(to_stdout) == 2:
        msg = "--json - and --markdown -: only one of them can go to standard output"
        raise InputError(msg)
    if not to_stdout:
        require("rich.table", "printing tables")
    peers = options.peers if options.peers is not None else list(LIBRARIES if full else QUICK_PEERS)
    elements = options.elements or (None if full else QUICK_ELEMENTS)
    plan = FULL_PLAN if full else QUICK_PLAN
    if options.seconds is not None:
        plan = Plan(options.seconds, plan.min_rounds, plan.max_rounds)
    report = measure(chosen, peers=peers, threads=options.threads, elements=elements, plan=plan)
    if options.json is not None:
        _write(options.json, json.dumps(report, indent=2, allow_nan=False) + "\n")
    if options.markdown is not None:
        _write(options.markdown, _report.markdown(report))
    if not to_stdout:
        _report.print_tables(report, sys.stdout)
    if plot is not None:
        from likelier.bench import _plot

        _plot.draw(plot, report)
    return 0


def measure(
    chosen: Sequence[Case],
    *,
    peers: Sequence[str],
    threads: int,
    elements: int | None = None,
    plan: Plan = FULL_PLAN,
) -> dict[str, Any]:
    """Measure cases and return everything that a report needs.

    Parameters
    ----------
    chosen : sequence of Case
        What to measure.
    peers : sequence of str
        Keys of ``LIBRARIES``; what is not installed is named in the report.
    threads : int
        Threads for every library.
    elements : int, optional
        Arrays are cut down to so many elements; bars are judged at full size only.
    plan : Plan
        How long per case.

    Returns
    -------
    dict
        Fit for JSON: ``machine``, ``settings``, ``missing`` (peers and dtypes), ``bandwidth``, ``disturbance``,
        ``results``.
    """
    values = STREAM_VALUES if elements is None else min(STREAM_VALUES, max(elements, 1000))
    results: list[dict[str, Any]] = []
    with (
        limited(threads),
        Bandwidth(threads, values) as bandwidth,
        _progress(len(chosen)) as (status, advance),
    ):
        status("importing")
        machine = facts(threads)
        libraries, missing = choose_libraries(peers, threads)
        disturbance = Disturbance(bandwidth)
        if importlib.util.find_spec("ml_dtypes") is None:
            missing["bfloat16"] = "needs ml_dtypes, which is not installed"
        for case in chosen:
            if case.dtype in missing:
                continue

            def show(text: str, case: Case = case) -> None:
                status(f"{case}: {text}")

            show("data")
            results += run_case(
                case,
                shape=case.at_most(elements),
                libraries=libraries,
                bandwidth=bandwidth,
                plan=plan,
                status=show,
            )
            advance()
        disturbed = disturbance.parts()
        rates = _bandwidth(bandwidth, results)
    return {
        "machine": machine,
        "settings": {
            "threads": threads,
            "elements": elements,
            "seconds_per_case": plan.seconds,
            "rounds": [plan.min_rounds, plan.max_rounds],
            "peers": [library.name for library in libraries],
        },
        "missing": missing,
        "bandwidth": rates,
        "disturbance": disturbed,
        "results": results,
    }


def _bandwidth(bandwidth: Bandwidth, results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the bandwidth over the whole run, and the way that reached it."""
    rates: dict[str, Any] = {}
    for request, number in bandwidth.bytes.items():
        ways = (
            {
                way: median(r["stream_seconds"][way] for r in results)
                for way in bandwidth.ways
                if way.startswith(request)
            }
            if results
            else {}
        )
        way = min(ways, key=ways.__getitem__, default="")
        rates[request] = {
            "bytes_per_second": number / ways[way] if ways else None,
            "method": way.removeprefix(request).strip(),
            "array_bytes": bandwidth.bytes["read"],
        }
    return rates


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="likelier bench",
        description="Time likelier against the libraries that are installed. The quick run takes less than a minute.",
    )
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument("--full", action="store_true", help="all cases at full size against all peers (minutes)")
    how_much.add_argument(
        "--bars", action="store_true", help="the same for the cases that are held to bars of their own"
    )
    parser.add_argument(
        "--cases", type=_names, metavar="A,B", help="only those whose name contains A or B (* and ? as in file names)"
    )
    parser.add_argument("--peers", type=_peers, metavar="A,B", help=f"from {', '.join(LIBRARIES)}")
    parser.add_argument("--threads", type=_count, default=processors(), metavar="N", help="for every library")
    parser.add_argument("--elements", type=_count, metavar="N", help="cut arrays down to N elements")
    parser.add_argument("--seconds", type=_duration, metavar="S", help="time for the rounds of a case")
    parser.add_argument("--json", metavar="FILE", help="write JSON to FILE, - for standard output")
    parser.add_argument("--markdown", metavar="FILE", help="write Markdown to FILE, - for standard output")
    parser.add_argument("--plot", metavar="FILE", help="draw the ratios to FILE (.png, .svg, .pdf)")
    return parser


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if "" in names:
        msg = f"expected names separated by commas, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return names


def _peers(text: str) -> list[str]:
    if text == "none":
        return []
    names = _names(text)
    for name in names:
        if name not in LIBRARIES:
            msg = f"no peer {name!r}; there are {', '.join(LIBRARIES)}, or none"
            raise argparse.ArgumentTypeError(msg)
    return names


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        msg = f"expected a positive whole number, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _duration(text: str) -> float:
    try:
        duration = float(text)
    except ValueError:
        duration = -1.0
    if not 0.0 <= duration < float("inf"):
        msg = f"expected seconds, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return duration


def _writable(target: str, option: str) -> Path:
    path = Path(target)
    if not path.parent.is_dir():
        msg = f"{option} {target}: there is no folder {path.parent}"
        raise InputError(msg)
    if option == "--plot" and path.suffix.lower() not in {".png", ".svg", ".pdf"}:
        msg = f"{option} {target}: expected a file named *.png, *.svg, *.pdf"
        raise InputError(msg)
    return path


def _write(target: str, text: str) -> None:
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{target}: {error.strerror or error}"
        raise InputError(msg) from error


@contextmanager
def _progress(total: int) -> Iterator[tuple[Callable[[str], None], Callable[[], None]]]:
    """Show a bar on standard error if that is a terminal; yield what names a step and what counts it."""
    if not sys.stderr.isatty():
        yield lambda text: None, lambda: None
        return
    console = require("rich.console", "the progress bar").Console(stderr=True)
    escape = require("rich.markup", "the progress bar").escape
    with require("rich.progress", "the progress bar").Progress(console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda text: bar.update(task, description=escape(text)), lambda: bar.update(task, advance=1)
