"""Histograms with the fitted densities over them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from likelier.cli._errors import InputError, require
from likelier.cli._families import FAMILIES, KINDS, Values, spread
from likelier.cli._fit import Column

SUFFIXES = (".png", ".svg", ".pdf")
# The window of the values that is drawn; the few beyond it would squeeze everything else.
WINDOW = (0.005, 0.995)
NAMES = [family.name for family in FAMILIES]
# More curves than these, the best of each kind, could not be told apart.
CURVES = 6


def check_target(target: str) -> Path:
    """Refuse a plot file that could not be written, before any fit.

    Parameters
    ----------
    target : str
        The file to be written.

    Returns
    -------
    Path
        The same.

    Raises
    ------
    InputError
        If its type is not known or its folder does not exist.
    """
    path = Path(target)
    if path.suffix.lower() not in SUFFIXES:
        expected = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
        msg = f"--plot {target}: expected a file named {expected}"
        raise InputError(msg)
    if not path.parent.is_dir():
        msg = f"--plot {target}: there is no folder {path.parent}"
        raise InputError(msg)
    require("matplotlib.figure", "plotting")
    return path


def draw(path: Path, columns: Sequence[Column], values: dict[str, Values]) -> None:
    """Draw a panel for each column: a histogram of all values, and the best six fits of each kind.

    Parameters
    ----------
    path : Path
        The file to be written; its suffix says the format.
    columns : sequence of Column
        What was compared.
    values : dict of str to ndarray
        All values by column name.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    across = min(3, len(columns))
    down = math.ceil(len(columns) / across)
    figure = require("matplotlib.figure", "plotting").Figure(figsize=(4.6 * across, 3.4 * down), layout="constrained")
    panels = list(figure.subplots(down, across, squeeze=False).flat)
    for panel, column in zip(panels, columns, strict=False):
        _panel(panel, column, values[column.name])
    for panel in panels[len(columns) :]:
        panel.set_axis_off()
    try:
        figure.savefig(path, dpi=150)
    except OSError as error:
        msg = f"--plot {path}: {error.strerror or error}"
        raise InputError(msg) from error


def _panel(panel: Any, column: Column, values: Values) -> None:
    counts = column.kind == "mass"
    low, high = map(float, np.quantile(values, WINDOW, method="nearest"))
    if counts:
        step = max(1.0, math.ceil((high - low) / 60))
        edges = np.arange(low, high + step + 1.0, step) - 0.5
    else:
        bins = min(80, max(10, math.isqrt(values.size)))
        edges = np.unique(np.linspace(low, high, bins + 1))
        if edges.size < 2:  # nearly all values are equal
            edges = low + spread(values) * np.array([-0.5, 0.5])
    heights, _ = np.histogram(values, bins=edges)
    panel.stairs(heights / (values.size * np.diff(edges)), edges, fill=True, color="0.85")
    smooth: Values = np.linspace(edges[0], edges[-1], 401)
    whole: Values = np.unique(np.round(smooth[smooth > -0.5])) + 0.0  # no negative zero
    colours = require("matplotlib", "plotting").colormaps["tab20"].colors
    for result in [r for kind in KINDS for r in column.of_kind(kind)[:CURVES]]:
        name, mass = result.fit.family.name, result.fit.family.kind == "mass"
        x = whole if mass else smooth
        # A density over bins of one unit can be read as the probability of a bin: dashed.
        style = "--" if counts and not mass else "o-" if mass and x.size <= 40 else "-"
        label = f"{name}  {result.nats.value:.3f}" + (" (density)" if counts and not mass else "")
        panel.plot(
            x,
            np.exp(-result.fit.nats(x)),
            style,
            color=colours[NAMES.index(name) % len(colours)],
            label=label,
            markersize=3,
            linewidth=1.2,
        )
    panel.set_title(column.name)
    panel.set_ylabel("probability" if counts else "density")
    panel.legend(title="held-out nats", fontsize="small", title_fontsize="small", frameon=False)
