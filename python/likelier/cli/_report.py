"""The comparison as tables for people and as JSON for machines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any

import likelier
from likelier.cli._errors import require
from likelier.cli._families import KINDS, Kind
from likelier.cli._fit import SCORE, Column, Joint, Mean, Result, Total
from likelier.cli._load import Table
from likelier.cli._speed import VALUES, Speed

BEHIND = "behind (nats)"
# Columns that a narrow terminal does without, in this order.
DROPPED = ("fit ms", "of column", "bits/dim", "parameters", "with gradients")
# Families of a table that are shown in any case, beside those that tie with the best.
SHOWN = 5
UNITS = {"density": "nats (density)", "mass": "nats (mass)"}
NOTES = (
    "Held-out nats per value (negative log-likelihood) with standard errors; less is better.",
    "bits/dim is nats / ln 2; 'behind' is the mean of the paired differences to the best, with its standard error;",
    "'tie': no further behind than that error, or less than 1 nat in all values together: not told from the best.",
    "A density's nats depend on the column's unit: compare the rows of a table, not tables.",
)
COUNTS_NOTE = (
    "Columns of whole numbers: a mass function gives the probability of a number, a density that per unit "
    "of an interval. Their nats are different quantities, so they are ranked apart, and only those of mass functions "
    "are a code length in bits."
)
SPEED_NOTE = (
    f"Speeds: log-likelihoods of {VALUES} values of the column, the median of runs that take turns. SciPy has no "
    "gradients, and computes in float64 whatever it is given; 'digits alike' are those that both have in common, 'its "
    "digits' those of float32. docs/peers.md tells who is right where they are few."
)


@dataclass(frozen=True)
class _Grid:
    """A table: its title, its headers, the cells of its rows, and what is said below it."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    below: Sequence[str] = ()


def print_tables(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Total],
    together: Joint | None,
    speeds: Sequence[Speed],
    *,
    train: int,
    seed: int,
    every: bool,
) -> None:
    """Print a table per column and kind, the totals, what is best, and how fast that was.

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
    speeds : sequence of Speed
        What was measured.
    train : int
        Number of training rows.
    seed : int
        Seed of the split.
    every : bool
        Show all families, not the best alone; densities of whole numbers too; and why others are left out.
    """
    text = require("rich.text", "printing tables").Text
    console = require("rich.console", "printing tables").Console(highlight=False)
    grids = {
        (c.name, kind): _column_grid(c, kind, every=every)
        for c in columns
        for kind in KINDS
        if c.of_kind(kind) and (every or kind == c.kind)
    }
    sums = [_total_grid([row for row in rows if row.kind == kind], every=every) for kind in KINDS]
    ends = [*sums, _joint_grid(together), _best_grid(columns), _speed_grid(speeds)]
    shown = [grid for grid in ends if grid is not None]
    dropped: tuple[str, ...] = ()
    if console.is_terminal:
        # The same columns in every table: what most readers miss least goes first.
        widths = console.options.update(width=10_000)
        while len(dropped) < len(DROPPED) and any(
            console.measure(_rich(grid, dropped), options=widths).maximum > console.width
            for grid in (*grids.values(), *shown)
        ):
            dropped = DROPPED[: len(dropped) + 1]
    else:
        console.width = 10_000  # lines are as long as they are

    def say(line: str) -> None:
        console.print(text(line))

    def show(grid: _Grid) -> None:
        say(grid.title)
        console.print(_rich(grid, dropped))
        for line in grid.below:
            say(f"  {line}")

    say(f"{table.source}: {table.rows} rows, {train} to fit and {table.rows - train} held out (seed {seed})")
    for column in columns:
        for kind in KINDS:
            if (column.name, kind) in grids:
                show(grids[column.name, kind])
        for why in dict.fromkeys(column.left_out.values() if every else ()):
            say(f"  {', '.join(f for f, reason in column.left_out.items() if reason == why)}: {why}")
        say("")
    for grid in shown:
        show(grid)
    for note in NOTES:
        say(note)
    if any(column.whole and column.of_kind("density") for column in columns):
        say(COUNTS_NOTE)
    if speeds:
        say(SPEED_NOTE)
    if not every:
        say("Not shown: families further behind, densities of whole numbers, and why families are left out: --all.")
    if dropped:
        say(f"Not shown for want of width: {', '.join(dropped)}. A wider terminal, a pipe or --json has all.")


def _first(ranked: Sequence[Any], *, every: bool) -> tuple[Sequence[Any], tuple[str, ...]]:
    """Return the rows of a table that are shown, and what to say of the others."""
    count = max([SHOWN, *(i + 1 for i, row in enumerate(ranked) if row.behind.is_tie)])
    # One line that says that a row is missing is none saved.
    if every or len(ranked) <= count + 1:
        return ranked, ()
    return ranked[:count], (f"{len(ranked) - count} more, {ranked[count].behind.value:.4g} nats behind or further",)


def _column_grid(column: Column, kind: Kind, *, every: bool) -> _Grid:
    """Return the table of a column's families of one kind."""
    results, rest = _first(column.of_kind(kind), every=every)
    apart = "" if column.comparable(kind) else " (of whole numbers: no probabilities)"
    return _Grid(
        f"{column.name}: {'mass functions' if kind == 'mass' else 'densities'}{apart}",
        ("family", UNITS[kind], "bits/dim", BEHIND, "parameters", "fit ms"),
        [
            (
                r.fit.family.name,
                _with_error(r.nats),
                _bits(column, r),
                behind,
                "  ".join(f"{symbol} {value:.4g}" for symbol, value in r.fit.shown().items()),
                f"{1e3 * r.fit.seconds:.1f}",
            )
            for r, behind in zip(results, _behind(results), strict=True)
        ],
        (*rest, *(f"{r.fit.family.name}: {note}" for r in results for note in r.fit.notes)),
    )


def _bits(column: Column, result: Result) -> str:
    return _with_error(result.nats.per(math.log(2.0))) if column.comparable(result.fit.family.kind) else "none"


def _total_grid(rows: Sequence[Total], *, every: bool) -> _Grid | None:
    """Return the table of sums over columns of one kind, where there are any."""
    if not rows:
        return None
    what = "columns of whole numbers" if rows[0].kind == "mass" else "other columns"
    kept, rest = _first(rows, every=every)
    title = f"total of the {rows[0].columns} {what} as independent (families fitted to all of them)"
    return _rows_grid(title, kept, rest)


def _joint_grid(together: Joint | None) -> _Grid | None:
    """Return the table of the columns as vectors, where there are any."""
    if together is None:
        return None
    below = [f"{label}: {why}" for label, why in together.left_out.items()]
    if (model := together.score_model) is not None:
        below.append(
            f"{SCORE}: {model.steps} steps in {model.seconds:.2f} s; weights of step {model.kept}, the likeliest for "
            "rows kept from training. Its probability flow is a density that integrates to 1."
        )
    return _rows_grid(f"the {len(together.columns)} columns of real numbers as vectors", together.rows, below)


def _rows_grid(title: str, rows: Sequence[Total], below: Sequence[str]) -> _Grid:
    return _Grid(
        title,
        ("family", f"{UNITS[rows[0].kind]} per row", "bits/dim", BEHIND),
        [
            (row.label, _with_error(row.nats), _with_error(row.nats.per(row.columns * math.log(2.0))), behind)
            for row, behind in zip(rows, _behind(rows), strict=True)
        ],
        below,
    )


def _best_grid(columns: Sequence[Column]) -> _Grid | None:
    """Return the table of what is best for each column, where there are several."""
    if len(columns) < 2:
        return None
    rows = []
    for column in columns:
        best, *others = column.of_kind(column.kind)
        tied = [r.fit.family.name for r in others if r.behind.is_tie]
        rows.append(
            (
                column.name,
                best.fit.family.name,
                _with_error(best.nats),
                _bits(column, best),
                ", ".join(tied) or "none",
            )
        )
    return _Grid("best of each column", ("column", "family", "nats", "bits/dim", "tied with it"), rows)


def _speed_grid(speeds: Sequence[Speed]) -> _Grid | None:
    """Return the table of speeds and digits."""
    if not speeds:
        return None
    scipy = require("scipy", "fitting")

    def millions(speed: float | None, beside: float | None) -> str:
        if speed is None:
            return "none"
        return f"{1e-6 * speed:.0f}" + (f" ({speed / beside:.3g}x)" if beside else "")

    def digits(count: float | None) -> str:
        return "none" if count is None or math.isnan(count) else f"{count:.1f}"

    return _Grid(
        f"million values a second, and digits, beside SciPy {scipy.__version__}",
        ("family", "of column", "SciPy", "float64", "digits alike", "with gradients", "float32", "its digits"),
        [
            (
                s.family,
                s.column,
                millions(s.scipy, None),
                millions(s.float64, s.scipy),
                digits(s.scipy_digits),
                millions(s.gradients, s.scipy),
                millions(s.float32, s.scipy),
                digits(s.float32_digits),
            )
            for s in speeds
        ],
    )


def _behind(ranked: Sequence[Result] | Sequence[Total]) -> list[str]:
    """Return how far each is behind the first; what the data cannot tell from it is a tie."""
    first = "best, tied" if any(r.behind.is_tie for r in ranked[1:]) else "best"
    return [first, *(("tie  " if r.behind.is_tie else "") + _with_error(r.behind) for r in ranked[1:])]


def _rich(grid: _Grid, dropped: Sequence[str]) -> Any:
    table = require("rich.table", "printing tables").Table(
        box=require("rich.box", "printing tables").SIMPLE_HEAD, pad_edge=False
    )
    kept = [i for i, header in enumerate(grid.headers) if header not in dropped]
    for i in kept:
        left = grid.headers[i] in {"family", "parameters", "column", "of column", "tied with it"}
        table.add_column(grid.headers[i], justify="left" if left else "right")
    for row in grid.rows:
        table.add_row(*(row[i] for i in kept))
    return table


def as_json(
    table: Table,
    columns: Sequence[Column],
    rows: Sequence[Total],
    together: Joint | None,
    speeds: Sequence[Speed],
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
    speeds : sequence of Speed
        What was measured.
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
        "speed": [asdict(speed) for speed in speeds],
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
        "tied": row.behind.is_tie,
    }


def _result(r: Result, rank: int, *, comparable: bool) -> dict[str, Any]:
    return {
        "family": r.fit.family.name,
        "kind": r.fit.family.kind,
        "rank": rank,
        "nats": _mean(r.nats),
        "bits_per_dim": _mean(r.nats.per(math.log(2.0))) if comparable else None,
        "behind_best": _mean(r.behind),
        "tied": r.behind.is_tie,
        "train_nats": r.fit.train_nats,
        "parameters": r.fit.shown(),
        "notes": list(r.fit.notes),
        "evaluations": r.fit.evaluations,
        "fit_seconds": r.fit.seconds,
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
