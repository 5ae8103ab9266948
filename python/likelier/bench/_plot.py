"""How many times as fast as each peer: one row per measurement, a mark per peer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from likelier.cli._errors import InputError, require

_MARKS = {
    "numpy": ("C7", "v"),
    "scipy": ("C0", "s"),
    "numba": ("C4", "P"),
    "numba-stats": ("C5", "X"),
    "torch": ("C1", "^"),
    "torch.compile": ("C3", "D"),
    "jax": ("C2", "o"),
}


def draw(path: Path, report: Mapping[str, Any]) -> None:
    """Draw the peers' times over ours, and beside them the part of the memory's bandwidth.

    Parameters
    ----------
    path : Path
        The file to be written; its suffix says the format.
    report : mapping
        As ``measure`` returns it.
    """
    results = list(reversed(report["results"]))
    figure = require("matplotlib.figure", "plotting").Figure(
        figsize=(11, 1.8 + 0.3 * len(results)), layout="constrained"
    )
    ratios, shares = figure.subplots(1, 2, sharey=True, width_ratios=(3, 1))
    seen = set()
    for y, result in enumerate(results):
        for name, timing in result["timings"].items():
            if name == "likelier":
                continue
            colour, mark = _MARKS[name]
            label = None if name in seen else name
            ratios.plot(timing["ratio"], y, mark, color=colour, label=label, markersize=6, alpha=0.85)
            seen.add(name)
        limits = [bar["limit"] for bar in result["bars"] if "bandwidth" in bar["text"]]
        shares.barh(y, min(1.2, result["bandwidth"]["part"]), color="0.7", height=0.6)
        for limit in limits:
            shares.plot([limit, limit], [y - 0.4, y + 0.4], color="C3", linewidth=2)
    ratios.axvline(1, color="0.3", linewidth=1)
    ratios.set_xscale("log")
    ratios.set_xlabel("time of the peer / time of likelier")
    ratios.set_yticks(range(len(results)), [f"{r['case']} {r['dtype']}, {r['variant']}" for r in results], fontsize=8)
    ratios.grid(axis="x", which="both", color="0.9")
    ratios.set_axisbelow(True)
    if seen:
        ratios.legend(loc="best", fontsize="small")
    shares.axvline(1, color="0.3", linewidth=1)
    shares.set_xlabel("part of bandwidth (bar in red)")
    m = report["machine"]
    figure.suptitle(f"{m['cpu']}, {m['isa']}, {m['threads']} threads", fontsize=9)
    try:
        figure.savefig(path, dpi=130)
    except OSError as error:
        msg = f"--plot {path}: {error.strerror or error}"
        raise InputError(msg) from error
