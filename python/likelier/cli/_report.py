"""The comparison as tables for people and as JSON for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import likelier
from likelier.cli._errors import require
from likelier.cli._families import KINDS, Kind
from likelier.cli._fit import SCORE, Column, Joint, Mean, Result, Total
from likelier.cli._load import Table

BEHIND = "behind (nats)"
# Columns that a narrow terminal does without, in this order.
DROPPED = ("Mvalues/s", "fit ms", "bits/dim", "parameters")
UNITS = {"density": "nats (density)", "mass": "nats (mass)"}
NOTES = (
    "Held-out nats per value (negative log-likelihood) with standard errors; less is better.",
    "bits/dim is nats / ln 2; 'behind' is the mean of the paired differences to the best, with its standard error;",
    "'tie': no further behind than that error, so that these data do not tell it from the best.",
    "A density's nats depend on the column's unit: compare the rows of a table, not tables.",
)
COUNTS_NOTE = (
    "Columns of whole numbers: a mass function gives the probability of a number, a density that per unit "
    "of an interval. Their nats are different quantities, so they are ranked apart, and only those of mass functions "
    "are a code length in bits."
)


@dataclass(frozen=True)
class _Grid:
    """A table: its title, its headers and the cells of its rows."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


def print_tables(
    table: Table, columns: Sequence[Column], rows: Sequence[Total], together: Joint | None, *, train: int, seed: int
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
    together : Joint or None
        Columns as vectors.
    train : int
        Number of training rows.
    seed : int
        Seed of the split.
    """
    text = require("rich.text", "printing tables").Text
    console = require("rich.console", "printing tables").Console(highlight=False)
    grids = [_column_grid(c, kind) for c in columns for kind in KINDS if c.of_kind(kind)]
    sums = [_total_grid([row for row in rows if row.kind == kind]) for kind in KINDS]
    shown = [grid for grid in (*sums, _joint_grid(together)) if grid is not None]
    dropped: tuple[str, ...] = ()
    if console.is_terminal:
        # The same columns in every table: what most readers miss least goes first.
        widths = console.options.update(width=10_000)
        while len(dropped) < len(DROPPED) and any(
            console.measure(_rich(grid, dropped), options=widths).maximum > console.width for grid in (*grids, *shown)
        ):
            dropped = DROPPED[: len(dropped) + 1]
    else:
        console.width = 10_000  # lines are as long as they are

    def say(line: str) -> None:
        console.print(text(line))

    def show(grid: _Grid) -> None:
        say(grid.title)
        console.print(_rich(grid, dropped))

    say(f"{table.source}: {table.rows} rows, {train} to fit and {table.rows - train} held out (seed {seed})")
    remaining = iter(grids)
    for column in columns:
        for kind in KINDS:
            if column.of_kind(kind):
                show(next(remaining))
        for r in column.results:
            for note in r.fit.notes:
                say(f"  {r.fit.family.name}: {note}")
        for why in dict.fromkeys(column.left_out.values()):
            say(f"  {', '.join(f for f, reason in column.left_out.items() if reason == why)}: {why}")
        say("")
    for grid in shown:
        show(grid)
    for label, why in ({} if together is None else together.left_out).items():
        say(f"  {label}: {why}")
    if together is not None and (model := together.score_model) is not None:
        say(
            f"  {SCORE}: {model.steps} steps in {model.seconds:.2f} s; weights of step {model.kept}, the likeliest for "
            "rows kept from training. Its probability flow is a density that integrates to 1."
        )
    for note in NOTES:
        say(note)
    if any(column.whole and column.of_kind("density") for column in columns):
        say(COUNTS_NOTE)
    if dropped:
        say(f"Not shown for want of width: {', '.join(dropped)}. A wider terminal, a pipe or --json has all.")


def _column_grid(column: Column, kind: Kind) -> _Grid:
    """Return the table of a column's families of one kind."""
    results = column.of_kind(kind)
    apart = "" if column.comparable(kind) else " (of whole numbers: no probabilities)"
    return _Grid(
        f"{column.name}: {'mass functions' if kind == 'mass' else 'densities'}{apart}",
        ("family", UNITS[kind], "bits/dim", BEHIND, "parameters", "fit ms", "Mvalues/s"),
        [
            (
                r.fit.family.name,
                _with_error(r.nats),
                _with_error(r.nats.per(math.log(2.0))) if column.comparable(kind) else "none",
                behind,
                "  ".join(f"{symbol} {value:.4g}" for symbol, value in r.fit.shown().items()),
                f"{1e3 * r.fit.seconds:.1f}",
                f"{1e-6 * r.values_per_second:.0f}",
            )
            for r, behind in zip(results, _behind(results), strict=True)
        ],
    )


def _total_grid(rows: Sequence[Total]) -> _Grid | None:
    """Return the table of sums over columns of one kind, where there are any."""
    if not rows:
        return None
    what = "columns of whole numbers" if rows[0].kind == "mass" else "other columns"
    return _rows_grid(f"total of the {rows[0].columns} {what} as independent (families fitted to all of them)", rows)


def _joint_grid(together: Joint | None) -> _Grid | None:
    """Return the table of the columns as vectors, where there are any."""
    if together is None:
        return None
    return _rows_grid(f"the {len(together.columns)} columns of real numbers as vectors", together.rows)


def _rows_grid(title: str, rows: Sequence[Total]) -> _Grid:
    return _Grid(
        title,
        ("family", f"{UNITS[rows[0].kind]} per row", "bits/dim", BEHIND),
        [
            (row.label, _with_error(row.nats), _with_error(row.nats.per(row.columns * math.log(2.0))), behind)
            for row, behind in zip(rows, _behind(rows), strict=True)
        ],
    )


def _behind(ranked: Sequence[Result] | Sequence[Total]) -> list[str]:
    """Return how far each is behind the first; what the data cannot tell from it is a tie."""
    first = "best, tied" if any(r.behind.within_error for r in ranked[1:]) else "best"
    return [first, *(("tie  " if r.behind.within_error else "") + _with_error(r.behind) for r in ranked[1:])]


def _rich(grid: _Grid, dropped: Sequence[str]) -> Any:
    table = require("rich.table", "printing tables").Table(
        box=require("rich.box", "printing tables").SIMPLE_HEAD, pad_edge=False
    )
    kept = [i for i, header in enumerate(grid.headers) if header not in dropped]
    for i in kept:
        left = grid.headers[i] in {"family", "parameters"}
        table.add_column(grid.headers[i], justify="left" if left else "right")
    for row in grid.rows:
        table.add_row(*(row[i] for i in kept))
    return table


def as_json(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Total],
    together: Joint | None,
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
    together : Joint or None
        Columns as vectors.
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
        "columns_left_out": table.left_out,
        "seed": seed,
        "test_fraction": test_fraction,
        "columns": [
            {
                "name": c.name,
                "whole": c.whole,
                "results": [
                    _result(r, rank, comparable=c.comparable(kind))
                    for kind in KINDS
                    for rank, r in enumerate(c.of_kind(kind), start=1)
                ],
                "left_out": c.left_out,
            }
            for c in columns
        ],
        "total": [_total(row) for row in rows],
        "joint": None
        if together is None
        else {
            "columns": list(together.columns),
            "results": [_total(row) for row in together.rows],
            "left_out": together.left_out,
            "score_model": None
            if together.score_model is None
            else {
                "steps": together.score_model.steps,
                "kept_step": together.score_model.kept,
                "train_seconds": together.score_model.seconds,
            },
        },
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
    facts = {
        key.removesuffix("_bytes"): f"{value / 2**20:.4g} MiB" if key.endswith("_bytes") else value
        for key, value in mapping.items()
    }
    width = max((len(key) for key in facts), default=0)
    for key, value in facts.items():
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


def _total(row: Total) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "label": row.label,
        "columns": row.columns,
        "nats_per_row": _mean(row.nats),
        "bits_per_dim": _mean(row.nats.per(row.columns * math.log(2.0))),
        "behind_best": _mean(row.behind),
        "tied": row.behind.within_error,
    }


def _result(r: Result, rank: int, *, comparable: bool) -> dict[str, Any]:
    return {
        "family": r.fit.family.name,
        "kind": r.fit.family.kind,
        "rank": rank,
        "nats": _mean(r.nats),
        "bits_per_dim": _mean(r.nats.per(math.log(2.0))) if comparable else None,
        "behind_best": _mean(r.behind),
        "tied": r.behind.within_error,
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
