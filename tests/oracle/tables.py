"""Read the committed reference tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.oracle.densities import DENSITIES, Density
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
        lines = list(csv.DictReader(file))
    tables = {}
    for dtype in ("float32", "float64"):
        for form in ("", *density.alternatives):
            chosen = [line for line in lines if line["dtype"] == dtype and line["form"] == form]
            names = density.form_arguments(form)
            tables[dtype, form] = Table(
                {n: _hexadecimal(chosen, f"argument{i}").astype(dtype) for i, n in enumerate(names)},
                _reference(chosen, "value"),
                {n: _reference(chosen, f"gradient{i}") for i, n in enumerate(names)},
            )
    return tables


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
    tables = {}
    for dtype, method in dict.fromkeys((row[0], row[1]) for row in rows):
        names = method_arguments(density, method)
        columns = [f"argument{i}" for i in range(len(names))]
        for output in ("value", *(f"gradient{i}" for i in range(len(names)))):
            columns += [f"{output}_{field}" for field in ("high", "low", "scale", "conditioning")]
        chosen = [dict(zip(columns, row[2:], strict=True)) for row in rows if row[:2] == [dtype, method]]
        tables[dtype, method] = Table(
            {n: _hexadecimal(chosen, f"argument{i}").astype(dtype) for i, n in enumerate(names)},
            _reference(chosen, "value"),
            {n: _reference(chosen, f"gradient{i}") for i, n in enumerate(names)},
        )
    return tables


def method_arguments(density: Density, method: str) -> tuple[str, ...]:
    """The names of a method's arguments."""
    variable, *parameters = density.arguments
    first = {"entropy": (), "ppf": ("q",), "isf": ("q",)}.get(method, (variable,))
    return (*first, *parameters)
