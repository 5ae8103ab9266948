"""The loss of saved logits, read in chunks of rows."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier.cli._errors import InputError

Array = NDArray[Any]


@dataclass(frozen=True)
class Score:
    """What a file of logits says about its labels.

    Attributes
    ----------
    nats, nats_stderr
        Mean negative log-likelihood of a label, and its standard error.
    correct
        How many labels are the most probable class.
    count, rows, classes
        Labels that are not ignored, rows, classes.
    """

    nats: float
    nats_stderr: float
    correct: int
    count: int
    rows: int
    classes: int

    def as_dict(self) -> dict[str, float | int | None]:
        """Return the results by name; a number that is not finite becomes None."""
        bit = math.log(2.0)
        results: dict[str, float | int] = {
            "nats": self.nats,
            "nats_stderr": self.nats_stderr,
            "bits": self.nats / bit,
            "bits_stderr": self.nats_stderr / bit,
            "perplexity": likelier.perplexity(self.nats),
            "accuracy": self.correct / self.count if self.count else math.nan,
            "count": self.count,
            "rows": self.rows,
            "classes": self.classes,
        }
        return {name: x if math.isfinite(x) else None for name, x in results.items()}


def load(logits: str, labels: str | None) -> tuple[Array, Array]:
    """Return logits and labels; .npy files are mapped into memory, not read.

    Parameters
    ----------
    logits : str
        A .npy file, or an .npz archive with the arrays ``logits`` and ``labels``.
    labels : str or None
        A .npy file with the labels.

    Raises
    ------
    InputError
        If a file cannot be used; the message says what and why.
    """
    path = Path(logits)
    if path.suffix.lower() == ".npz":
        arrays = _archive(path)
        names = ("logits",) if labels else ("logits", "labels")
        for name in names:
            if name not in arrays:
                msg = f"{path}: has no array {name!r}; there are {', '.join(sorted(arrays)) or 'none'}"
                raise InputError(msg)
        x, y = arrays["logits"], _mapped(Path(labels)) if labels else arrays["labels"]
    else:
        if labels is None:
            msg = f"{path}: expected --labels FILE beside a .npy file of logits"
            raise InputError(msg)
        x, y = _mapped(path), _mapped(Path(labels))
    if x.ndim < 2 or x.dtype.kind not in "fiu" or x.dtype.itemsize > 8:
        msg = f"{path}: expected real logits of shape (..., classes); got dtype {x.dtype} and shape {x.shape}"
        raise InputError(msg)
    if y.dtype.kind not in "iu" or y.shape != x.shape[:-1]:
        msg = f"labels: expected integers of shape {x.shape[:-1]}; got dtype {y.dtype} and shape {y.shape}"
        raise InputError(msg)
    return x.reshape(-1, x.shape[-1]), y.reshape(-1)


def _archive(path: Path) -> dict[str, Array]:
    try:
        with path.open("rb") as file:
            archive = np.load(file, allow_pickle=False)
            if not isinstance(archive, np.lib.npyio.NpzFile):
                msg = f"{path}: a .npy array, not an .npz archive"
                raise InputError(msg)
            return {name: archive[name] for name in archive.files if name in ("logits", "labels")}
    except OSError as error:
        msg = f"{path}: {error.strerror or error}"
        raise InputError(msg) from error
    except (ValueError, EOFError, MemoryError, SyntaxError, zipfile.BadZipFile) as error:
        msg = f"{path}: not a readable .npz file: {_line(error)}"
        raise InputError(msg) from error


def _mapped(path: Path) -> Array:
    if path.suffix.lower() != ".npy":
        msg = f"{path}: expected a file named *.npy or *.npz"
        raise InputError(msg)
    try:
        array = np.lib.format.open_memmap(path, mode="r")
    except OSError as error:
        msg = f"{path}: {error.strerror or error}"
        raise InputError(msg) from error
    except (ValueError, EOFError, OverflowError, SyntaxError) as error:
        msg = f"{path}: not a readable .npy file: {_line(error)}"
        raise InputError(msg) from error
    return np.asarray(array)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def score(
    logits: Array,
    labels: Array,
    *,
    ignore_index: int,
    temperature: float,
    chunk_bytes: int,
    advance: Callable[[int], object],
) -> Score:
    """Score rows of logits, a chunk at a time.

    Parameters
    ----------
    logits, labels : ndarray
        Rows of logits and one label each.
    ignore_index : int
        Rows with this label are absent.
    temperature : float
        Divides the logits.
    chunk_bytes : int
        What a chunk of logits may take: the memory beside the file is this and 64 bytes for each of its rows.
    advance : callable
        Told the number of rows after each chunk.

    Raises
    ------
    InputError
        For a label that is no class.
    """
    rows, classes = logits.shape
    step = max(1, chunk_bytes // max(1, classes * logits.itemsize))
    mean = squares = 0.0
    count = correct = 0
    for first in range(0, rows, step):
        x, y = logits[first : first + step], labels[first : first + step]
        bad = ((y < 0) | (y >= classes)) & (y != ignore_index)
        if bad.any():
            i = int(np.argmax(bad))
            msg = f"labels: expected classes in [0, {classes}) or {ignore_index}, got {y[i]} at row {first + i}"
            raise InputError(msg)
        kept = y != ignore_index
        stats = likelier.cross_entropy.stats(x, y, reduction="none", ignore_index=ignore_index, temperature=temperature)
        losses = np.asarray(stats.loss, np.float64)[kept]
        correct += int(np.count_nonzero(stats.correct))
        if losses.size:
            # Chan, Golub and LeVeque: means and sums of squared deviations of parts.
            with np.errstate(invalid="ignore", over="ignore"):
                own = float(losses.mean())
                difference = own - mean
                total = count + losses.size
                squares += float(np.sum((losses - own) ** 2)) + difference**2 * count * losses.size / total
                mean = own if count == 0 else mean + difference * losses.size / total
            count = total
        advance(len(y))
    stderr = math.sqrt(squares / (count - 1) / count) if count > 1 and squares >= 0 else math.nan
    return Score(mean if count else math.nan, stderr, correct, count, rows, classes)


def lines(result: Score) -> list[str]:
    """Return the results as lines for people."""
    values = result.as_dict()

    def text(name: str, digits: int = 6) -> str:
        value = values[name]
        return "undefined" if value is None else f"{value:.{digits}f}"

    return [
        f"nats:       {text('nats')} ± {text('nats_stderr')}",
        f"bits:       {text('bits')} ± {text('bits_stderr')}",
        f"perplexity: {text('perplexity', 4)}",
        f"accuracy:   {text('accuracy')}",
        f"count:      {result.count} of {result.rows} rows, {result.classes} classes",
    ]
