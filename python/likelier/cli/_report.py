"""The comparison as tables for people and as JSON for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import IO, Any

import likelier
from likelier.cli._errors import require
from likelier.cli._families import KINDS
from likelier.cli._fit import Column, Mean, Result, Total
from likelier.cli._load import Table

UNITS = {"density": "nats (density)", "mass": "nats (mass)"}
NOTES = (
    "Held-out nats per value (negative log-likelihood) with standard errors; less is better.",
    "bits/dim is nats / ln 2; 'behind' is the mean of the paired differences to the best.",
    "A density's nats depend on the column's unit: compare the rows of a table, not tables.",
)
COUNTS_NOTE = (
    "Columns of counts: a mass function gives the probability of a number, a density that per unit "
    "of an interval. Their nats are different quantities, so they are ranked apart."
)


def print_tables(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Total],
    *,
    train: int,
    seed: int,
    asked: bool,
) -> None:
    """Print a table per column and kind, and the totals.

    Parameters
    ----------
    table : Table
        The data.
    columns : sequence of Column
        What was compared.
    rows : sequence of Total
        Sums over columns.
    train : int
        Number of training rows.
    seed : int
        Seed of the split.
    asked : bool
        The user named the candidates: say why one of them is left out of a column.
    """
    rich_table = require("rich.table", "printing tables").Table
    rich_box = require("rich.box", "printing tables")
    text = require("rich.text", "printing tables").Text
    console = require("rich.console", "printing tables").Console(highlight=False)
    if not console.is_terminal:
        console.width = 132

    def new(title: str) -> Any:
        return rich_table(title=text(title), title_justify="left", box=rich_box.SIMPLE_HEAD, pad_edge=False)

    console.print(
        text(f"{table.source}: {table.rows} rows, {train} to fit and {table.rows - train} held out (seed {seed})")
    )
    for column in columns:
        for kind in KINDS:
            results = column.of_kind(kind)
            if not results:
                continue
            grid = new(f"{column.name}: {'mass functions' if kind == 'mass' else 'densities'}")
            grid.add_column("family")
            for header in (UNITS[kind], "bits/dim", "behind (nats)"):
                grid.add_column(header, justify="right")
            grid.add_column("parameters")
            grid.add_column("fit ms", justify="right")
            grid.add_column("Mvalues/s", justify="right")
            for r in results:
                grid.add_row(
                    r.fit.family.name,
                    _with_error(r.nats),
                    _with_error(r.nats.per(math.log(2.0))),
                    "best" if r is results[0] else _with_error(r.behind),
                    "  ".join(f"{symbol} {value:.4g}" for symbol, value in r.fit.shown().items()),
                    f"{1e3 * r.fit.seconds:.1f}",
                    f"{1e-6 * r.values_per_second:.0f}",
                )
            console.print(grid)
        for r in column.results:
            for note in r.fit.notes:
                console.print(text(f"  {r.fit.family.name}: {note}"))
        if column.left_out and asked:
            console.print(text("  left out: " + ", ".join(f"{f} ({why})" for f, why in column.left_out.items())))
    for kind in KINDS:
        chosen = [row for row in rows if row.kind == kind]
        if not chosen:
            continue
        what = "columns of counts" if kind == "mass" else "other columns"
        grid = new(f"total of the {chosen[0].columns} {what} as independent (families fitted to all of them)")
        grid.add_column("family")
        for header in (f"{UNITS[kind]} per row", "bits/dim", "behind (nats)"):
            grid.add_column(header, justify="right")
        for row in chosen:
            grid.add_row(
                row.label,
                _with_error(row.nats),
                _with_error(row.nats.per(row.columns * math.log(2.0))),
                "best" if row is chosen[0] else _with_error(row.behind),
            )
        console.print(grid)
    for note in NOTES:
        console.print(text(note))
    if any(column.kind == "mass" and column.of_kind("density") for column in columns):
        console.print(text(COUNTS_NOTE))


def as_json(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Total],
    *,
    train: int,
    seed: int,
    test_fraction: float,
) -> dict[str, Any]:
    """Return the comparison as plain objects; a number that is not finite becomes None.

    Parameters
    ----------
    table : Table
        The data.
    columns : sequence of Column
        What was compared.
    rows : sequence of Total
        Sums over columns.
    train : int
        Number of training rows.
    seed : int
        Seed of the split.
    test_fraction : float
        The part of the rows that was held out.

    Returns
    -------
    dict
        Ready for ``json.dumps(..., allow_nan=False)``.
    """
    report = {
        "likelier": likelier.__version__,
        "source": table.source,
        "rows": {"train": train, "held_out": table.rows - train, "dropped": table.dropped},
        "seed": seed,
        "test_fraction": test_fraction,
        "columns": [
            {
                "name": c.name,
                "results": [_result(r, rank) for kind in KINDS for rank, r in enumerate(c.of_kind(kind), start=1)],
                "left_out": c.left_out,
            }
            for c in columns
        ],
        "total": [
            {
                "kind": row.kind,
                "label": row.label,
                "columns": row.columns,
                "nats_per_row": _mean(row.nats),
                "bits_per_dim": _mean(row.nats.per(row.columns * math.log(2.0))),
                "behind_best": _mean(row.behind),
            }
            for row in rows
        ],
    }
    return {key: _finite(value) for key, value in report.items()}


def print_mapping(mapping: Mapping[str, Any], out: IO[str], indent: str = "") -> None:
    """Print nested facts as aligned lines.

    Parameters
    ----------
    mapping : mapping
        Facts by name; mappings inside are indented.
    out : text file
        Where to.
    indent : str
        What each line starts with.
    """
    width = max((len(key) for key in mapping), default=0)
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            print(f"{indent}{key}:", file=out)
            print_mapping(value, out, indent + "  ")
            continue
        print(f"{indent}{key + ':':<{width + 2}}{_readable(value)}", file=out)


def _readable(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value)) or "none"
    return "none" if value in {"", None} else str(value)


def _result(r: Result, rank: int) -> dict[str, Any]:
    return {
        "family": r.fit.family.name,
        "kind": r.fit.family.kind,
        "rank": rank,
        "nats": _mean(r.nats),
        "bits_per_dim": _mean(r.nats.per(math.log(2.0))),
        "behind_best": _mean(r.behind),
        "train_nats": r.fit.train_nats,
        "parameters": r.fit.shown(),
        "notes": list(r.fit.notes),
        "evaluations": r.fit.evaluations,
        "fit_seconds": r.fit.seconds,
        "values_per_second": r.values_per_second,
    }


def _mean(mean: Mean) -> dict[str, float]:
    return {"mean": mean.value, "stderr": mean.stderr}


def _with_error(mean: Mean) -> str:
    return f"{mean.value:.4f} ± {mean.stderr:.4f}"


def _finite(value: object) -> object:
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
