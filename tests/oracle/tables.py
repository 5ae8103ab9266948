"""Read the committed reference tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.oracle import generate
from tests.oracle.densities import DENSITIES, Density
from tests.oracle.extremes import CASES
from tests.oracle.generate import DATA
from tests.tolerances import Reference

BY_NAME = {density.name: density for density in DENSITIES}


@dataclass(frozen=True)
class Table:
    """One family in one parameterisation and input type."""

    arguments: Mapping[str, NDArray[Any]]
    value: Reference
    gradients: Mapping[str, Reference]


@cache
def load(family: str) -> Mapping[tuple[str, str], Table]:
    """All tables of a family, by (dtype, form)."""
    density = BY_NAME[family]
    with (DATA / f"{family}.csv").open(encoding="ascii", newline="") as file:
        lines = list(csv.reader(file))[1:]
    return {
        (dtype, form): of_rows(density, form, dtype, [line for line in lines if line[:2] == [dtype, form]])
        for dtype in ("float32", "float64")
        for form in ("", *density.alternatives)
    }


def of_rows(density: Density, form: str, dtype: str, rows: Sequence[Sequence[str]]) -> Table:
    """The table of rows as ``generate.row`` makes them."""
    names = density.form_arguments(form)
    columns = generate.header(density)
    lines = [dict(zip(columns, row, strict=True)) for row in rows]
    return Table(
        {n: _hexadecimal(lines, f"argument{i}").astype(dtype) for i, n in enumerate(names)},
        _reference(lines, "value"),
        {n: _reference(lines, f"gradient{i}") for i, n in enumerate(names)},
    )


def _hexadecimal(lines: list[dict[str, str]], column: str) -> NDArray[np.float64]:
    return np.array([float.fromhex(line[column]) for line in lines], np.float64)


def _reference(lines: list[dict[str, str]], output: str) -> Reference:
    def decimal(column: str) -> NDArray[np.float64]:
        return np.array([float(line[column]) for line in lines], np.float64)

    return Reference(
        _hexadecimal(lines, f"{output}_high"),
        _hexadecimal(lines, f"{output}_low"),
        decimal(f"{output}_scale"),
        decimal(f"{output}_conditioning"),
    )


@cache
def load_methods(family: str) -> Mapping[tuple[str, str], Table]:
    """The tables of what a family has besides its density, by (dtype, method)."""
    density = BY_NAME[family]
    with (DATA / f"{family}_methods.csv").open(encoding="ascii", newline="") as file:
        rows = list(csv.reader(file))
    return {
        (dtype, method): of_method_rows(density, method, dtype, [row for row in rows if row[:2] == [dtype, method]])
        for dtype, method in dict.fromkeys((row[0], row[1]) for row in rows)
    }


@cache
def load_extremes(case: str) -> Mapping[tuple[str, str], Table]:
    """The tables of a case of ``extremes.CASES``, by (dtype, method)."""
    with (DATA / f"{case}_extremes.csv").open(encoding="ascii", newline="") as file:
        rows = list(csv.reader(file))
    return {
        (dtype, method): _of_stated_rows(
            CASES[case].names(method), dtype, [row for row in rows if row[:2] == [dtype, method]]
        )
        for dtype, method in dict.fromkeys((row[0], row[1]) for row in rows)
    }


def of_method_rows(density: Density, method: str, dtype: str, rows: Sequence[Sequence[str]]) -> Table:
    """The table of rows as ``generate.method_row`` makes them."""
    return _of_stated_rows(method_arguments(density, method), dtype, rows)


def _of_stated_rows(names: Sequence[str], dtype: str, rows: Sequence[Sequence[str]]) -> Table:
    columns = [f"argument{i}" for i in range(len(names))]
    for output in ("value", *(f"gradient{i}" for i in range(len(names)))):
        columns += [f"{output}_{field}" for field in ("high", "low", "scale", "conditioning")]
    lines = [dict(zip(columns, row[2:], strict=True)) for row in rows]
    return Table(
        {n: _hexadecimal(lines, f"argument{i}").astype(dtype) for i, n in enumerate(names)},
        _reference(lines, "value"),
        {n: _reference(lines, f"gradient{i}") for i, n in enumerate(names)},
    )


def method_arguments(density: Density, method: str) -> tuple[str, ...]:
    """The names of a method's arguments."""
    variable, *parameters = density.arguments
    first = {"entropy": (), "ppf": ("q",), "isf": ("q",)}.get(method, (variable,))
    return (*first, *parameters)


def ordinary(arguments: Mapping[str, NDArray[Any]]) -> NDArray[np.bool_]:
    """Where all arguments are 0 or between 1e-6 and 1e6.

    Elsewhere the intermediate steps of a chain rule may leave the range of numbers.
    """
    sizes = np.abs(np.stack([np.asarray(a, np.float64) for a in arguments.values()]))
    return np.asarray(np.all((sizes == 0) | (sizes > 1e-6) & (sizes < 1e6), axis=0))


# Our names of special functions whose tables have another.
TABLES = {"gammaln": "lgamma"}


def _number(text: str) -> float:
    return float.fromhex(text) if "x" in text else float(text)


@cache
def load_special(name: str, dtype: str) -> tuple[list[NDArray[Any]], list[tuple[NDArray[np.bool_], Reference]]]:
    """Inputs, and for the value and each first derivative which rows are given and what they are."""
    path = DATA / f"special_{TABLES.get(name, name)}_{'f32' if dtype == 'float32' else 'f64'}.csv"
    with path.open(encoding="ascii", newline="") as file:
        (inputs, slopes), *lines = list(csv.reader(file))
    n = int(inputs)

    def column(i: int) -> NDArray[np.float64]:
        return np.array([_number(line[i]) if line[i] else 0.0 for line in lines])

    arguments = [column(i).astype(dtype) for i in range(n)]
    outputs: list[tuple[NDArray[np.bool_], Reference]] = []
    for k in range(1 + int(slopes)):
        at = n + 3 * k
        given = np.array([line[at] != "" for line in lines])
        high = column(at)
        outputs.append((given, Reference(high, column(at + 1), np.abs(column(at + 2)), np.zeros_like(high))))
    value_given, value = outputs[0]
    # the tables know the limits of slopes at poles; but the gradient of what is undefined is undefined
    undefined = value_given & np.isnan(value.high)
    for given, slope in outputs[1:]:
        given[undefined] = True
        slope.high[undefined] = np.nan
    if n > 1:
        # a function of several arguments may be small against what their own rounding moves
        for a, (given, slope) in zip(arguments, outputs[1:], strict=True):
            with np.errstate(invalid="ignore", over="ignore"):
                moved = np.abs(a.astype(np.float64) * slope.high)
            moved[~given | ~np.isfinite(moved)] = 0.0
            value.conditioning[:] += moved
    return arguments, [(value_given, value), *outputs[1:]]
