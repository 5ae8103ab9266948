"""Results as Markdown and as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import geometric_mean
from typing import IO, Any

from likelier.bench._cases import GROUPS
from likelier.cli._errors import require

Result = Mapping[str, Any]

# Beyond this part of the processor time in other hands, figures say little.
QUIET = 0.1

COLUMNS = ("case", "size", "likelier", "of bandwidth", "fastest peer", "ratio", "other peers", "bars")


def seconds(value: float) -> str:
    """Return a time with a unit that fits."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if value * factor >= 1 or unit == "µs":
            return f"{value * factor:.3g} {unit}"
    raise AssertionError


def _size(result: Result) -> str:
    return " x ".join(f"{n:,}".replace(",", " ") for n in result["shape"])


def _bar_value(bar: Mapping[str, Any]) -> str:
    value, text = bar["value"], bar["text"]
    if value is None:
        return "not measured"
    if "bandwidth" in text:
        return f"{value:.0%}"
    if "µs" in text:
        return seconds(value)
    if "MiB" in text:
        return f"{value / 2**20:.1f} MiB"
    return f"{value:.2f}x"


def bar_texts(result: Result) -> list[str]:
    """Return each bar of a result with its figure and whether it is met."""
    words = {True: "met", False: "MISSED", None: "not measured"}
    return [f"{bar['text']}: {_bar_value(bar)}, {words[bar['met']]}" for bar in result["bars"]]


def cells(result: Result) -> list[str]:
    """Return one row of the table."""
    timings, fastest = result["timings"], result["fastest_peer"]
    others = [f"{name} {timing['ratio']:.2f}x" for name, timing in timings.items() if name not in {"likelier", fastest}]
    bandwidth = result["bandwidth"]
    # The traffic of a few elements says nothing.
    share = f"{bandwidth['part']:.0%} of {bandwidth['of']}" if bandwidth["part"] >= 0.005 else ""
    return [
        f"{result['case']} {result['dtype']}, {result['variant']}",
        _size(result),
        seconds(result["seconds"]),
        share,
        "" if fastest is None else f"{fastest} {seconds(timings[fastest]['median'])}",
        "" if result["ratio"] is None else f"{result['ratio']:.2f}x",
        ", ".join(others),
        "; ".join(bar_texts(result)),
    ]


def machine_lines(report: Mapping[str, Any]) -> list[str]:
    """Return the facts about machine and run, one a line."""
    m = report["machine"]
    cache = ", ".join(f"{level} {size}" for level, size in m["cache"].items())
    bandwidth = report["bandwidth"]
    lines = [
        f"Processor: {m['cpu']}, {m['processors']} processors"
        + (f", {cache}" if cache else "")
        + (f", {m['memory_gib']} GiB of memory" if m["memory_gib"] else ""),
        f"Instruction set in use: {m['isa']}; threads: {m['threads']} for every library; {m['system']}",
        f"likelier {m['likelier']} ({m['compiler']})" + (f", commit {m['commit']}" if m["commit"] else ""),
        f"Python {m['python']}, " + ", ".join(f"{name} {version}" for name, version in m["versions"].items()),
        "Memory: "
        + ", ".join(
            f"{request} {b['bytes_per_second'] / 1e9:.1f} GB/s ({b['method']})"
            for request, b in bandwidth.items()
            if b["method"]
        )
        + ", medians of the whole run",
    ]
    if report["disturbance"] is not None:
        taken = ", ".join(f"{part:.1%} {name.replace('_', ' ')}" for name, part in report["disturbance"].items())
        disturbed = sum(report["disturbance"].values()) > QUIET
        lines.append(f"Processor time that was not ours: {taken}" + (": DISTURBED, measure again" if disturbed else ""))
    if report["missing"]:
        lines.append("Not measured: " + ", ".join(f"{name} ({why})" for name, why in report["missing"].items()))
    return lines


def notes(report: Mapping[str, Any]) -> list[str]:
    """Return what a peer was left out of, and why."""
    return [
        f"{r['case']} {r['dtype']}, {r['variant']}: {name}: {why}"
        for r in report["results"]
        for name, why in r["skipped"].items()
    ]


EXPLANATION = (
    "Medians of interleaved rounds, compilation excluded. Ratio: a peer's time over ours, more is better. "
    "Bandwidth: the least traffic the task needs, by the time it took, as a part of what a copy (a read, where "
    "next to nothing is written) of 80 MB arrays reaches in the same rounds."
)


def groups(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the geometric mean of the ratios of each group and dtype, and where a peer was faster.

    Parameters
    ----------
    report : mapping
        As ``measure`` returns it.

    Returns
    -------
    list of dict
        ``name``, ``dtype``, ``count``, ``mean``, ``limit``, ``met``, ``slower``: the cases slower than a peer, with
        that peer and the ratio.
    """
    found: dict[tuple[str, str], list[Result]] = {}
    for result in report["results"]:
        if result["group"] is not None and result["ratio"] is not None:
            found.setdefault((result["group"], result["dtype"]), []).append(result)
    rows = []
    for (name, dtype), results in found.items():
        mean = geometric_mean(r["ratio"] for r in results)
        limit = GROUPS[name] if all(r["full_size"] for r in results) else None
        slower = [f"{r['case']} ({r['fastest_peer']} {r['ratio']:.2f}x)" for r in results if r["ratio"] < 1]
        met = None if limit is None else mean >= limit and not slower
        rows.append(
            {"name": name, "dtype": dtype, "count": len(results), "mean": mean, "limit": limit, "met": met}
            | {"slower": slower}
        )
    return rows


def _group_lines(report: Mapping[str, Any]) -> list[str]:
    words = {True: "met", False: "MISSED", None: "not judged at this size"}
    return [
        f"{g['name']}, {g['dtype']}, {g['count']} of them: geometric mean {g['mean']:.2f}x the fastest peer"
        + (f" (>= {g['limit']:g}x and none slower than a peer: {words[g['met']]})" if g["limit"] else "")
        + (f"; slower: {', '.join(g['slower'])}" if g["slower"] else "")
        for g in groups(report)
    ]


def summary(report: Mapping[str, Any]) -> str:
    """Return how many bars are met."""
    bars = [bar["met"] for r in report["results"] for bar in r["bars"]]
    if not bars:
        return "No bars at these sizes."
    unknown = f", {bars.count(None)} not measured" if None in bars else ""
    return f"Bars: {bars.count(True)} met, {bars.count(False)} missed{unknown}."


def markdown(report: Mapping[str, Any]) -> str:
    """Return the whole report as Markdown."""
    lines = [f"- {line}" for line in machine_lines(report)]
    lines += ["", EXPLANATION, "", summary(report), ""]
    means = _group_lines(report)
    if means:
        lines += [*(f"- {line}" for line in means), ""]
    lines += ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(cells(result)) + " |" for result in report["results"]]
    left_out = notes(report)
    if left_out:
        lines += ["", "Left out:", "", *(f"- {note}" for note in left_out)]
    return "\n".join(lines) + "\n"


def print_tables(report: Mapping[str, Any], out: IO[str]) -> None:
    """Print the report for a terminal.

    Parameters
    ----------
    report : mapping
        As ``measure`` returns it.
    out : text file
        Where to.
    """
    console = require("rich.console", "printing tables").Console(file=out, highlight=False)
    if not console.is_terminal:
        console.width = 200
    table_class = require("rich.table", "printing tables").Table
    box = require("rich.box", "printing tables")
    text = require("rich.text", "printing tables").Text
    for line in machine_lines(report):
        console.print(text(line))
    table = table_class(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in COLUMNS[:-1]:
        table.add_column(column, justify="left" if column in {"case", "fastest peer", "other peers"} else "right")
    for result in report["results"]:
        table.add_row(*(text(cell) for cell in cells(result)[:-1]))
    console.print(table)
    judged = [(r, line) for r in report["results"] for line in bar_texts(r)]
    for result, line in judged:
        style = "red" if line.endswith("MISSED") else "yellow" if line.endswith("not measured") else "green"
        console.print(text(f"{result['case']} {result['dtype']}, {result['variant']}: {line}", style=style))
    console.print(text(summary(report)))
    for line in _group_lines(report):
        console.print(text(line))
    for note in notes(report):
        console.print(text(f"left out: {note}"))
    console.print(text(EXPLANATION))
