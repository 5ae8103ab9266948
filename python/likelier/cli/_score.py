"""The loss of saved logits, read in chunks of rows."""

from __future__ import annotations

import math
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier import _arrays
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
    undefined
        How many rows of the former have no distribution.
    """

    nats: float
    nats_stderr: float
    correct: int
    count: int
    rows: int
    classes: int
    undefined: int = 0

    def as_dict(self) -> dict[str, float | int]:
        """Return the results by name."""
        bit = math.log(2.0)
        return {
            "nats": self.nats,
            "nats_stderr": self.nats_stderr,
            "bits": self.nats / bit,
            "bits_stderr": self.nats_stderr / bit,
            "perplexity": likelier.perplexity(self.nats),
            "accuracy": self.correct / self.count if self.count else math.nan,
            "count": self.count,
            "rows": self.rows,
            "classes": self.classes,
            "undefined": self.undefined,
        }

    def as_json(self) -> dict[str, float | int | str | None]:
        """Return the results by name as JSON has words for: an infinite number is "Infinity", NaN None."""
        return {
            name: x if math.isfinite(x) else None if math.isnan(x) else "Infinity" for name, x in self.as_dict().items()
        }


class Rows:
    """The rows of an array in a file, mapped into memory: only what is looked at is read.

    Attributes
    ----------
    shape
        The number of rows, and the shape of one.
    dtype
        As stored.
    """

    def __init__(self, shape: tuple[int, ...], dtype: np.dtype[Any], row_axes: int, array: Array | None = None) -> None:
        self.stored_shape = shape
        self.shape = (math.prod(shape[:row_axes]), *shape[row_axes:])
        self.dtype = dtype
        self._axes = shape[:row_axes]
        self._array = array

    def read(self, first: int, count: int) -> Array:
        """Return rows: every call continues where the last one ended, and may reuse its memory."""
        rows = range(first, min(self.shape[0], first + count))
        return self._native(self._take(rows).reshape(len(rows), *self.shape[1:]))

    def _take(self, rows: range) -> Array:
        array = np.asarray(self._array)
        if len(self._axes) == 1:
            return array[rows.start : rows.stop]
        if array.flags.c_contiguous:
            return array.reshape(self.shape)[rows.start : rows.stop]
        return np.asarray(array[np.unravel_index(np.asarray(rows), self._axes)])

    def _native(self, array: Array) -> Array:
        return array if array.dtype.isnative else array.astype(array.dtype.newbyteorder("="))


class StreamedRows(Rows):
    """The rows of a compressed array, which are decompressed in their order."""

    _piece = 2**16

    def __init__(
        self, shape: tuple[int, ...], dtype: np.dtype[Any], row_axes: int, stream: IO[bytes], name: str
    ) -> None:
        super().__init__(shape, dtype, row_axes)
        self._stream = stream
        self._name = name
        self._buffer = bytearray()

    def _take(self, rows: range) -> Array:
        shape = (len(rows), *self.shape[1:])
        size = math.prod(shape) * self.dtype.itemsize
        if len(self._buffer) < size:
            self._buffer = bytearray(size)
        target = memoryview(self._buffer)[:size]
        position = 0
        with _failures(self._name):
            while position < size:
                piece = self._stream.read(min(self._piece, size - position))
                if not piece:
                    msg = f"it ends at row {rows.start + position * len(rows) // size} of {self.shape[0]}"
                    raise EOFError(msg)
                target[position : position + len(piece)] = piece
                position += len(piece)
        return np.ndarray(shape, self.dtype, target)


@contextmanager
def load(logits: str, labels: str | None) -> Iterator[tuple[Rows, Rows]]:
    """Open logits and labels: mapped, or where an archive is compressed, as a stream.

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
        x_file = _member(path, "logits", 1)
        y_file = _mapped(Path(labels), 0) if labels else _member(path, "labels", 0)
    else:
        if labels is None:
            msg = f"{path}: expected --labels FILE beside a .npy file of logits"
            raise InputError(msg)
        x_file, y_file = _mapped(path, 1), _mapped(Path(labels), 0)
    with x_file as x, y_file as y:
        _check(path, x, y)
        yield x, y


def _check(path: Path, x: Rows, y: Rows) -> None:
    is_real = _arrays.is_bfloat16(x.dtype) or (x.dtype.kind in "fiu" and x.dtype.itemsize <= 8)
    if len(x.stored_shape) < 2 or not is_real:
        msg = f"{path}: expected real logits of shape (..., classes); got dtype {x.dtype} and shape {x.stored_shape}"
        raise InputError(msg)
    rows = x.stored_shape[:-1]
    if y.dtype.kind not in "iu" or y.stored_shape != rows:
        msg = f"labels: expected integers of shape {rows}; got dtype {y.dtype} and shape {y.stored_shape}"
        raise InputError(msg)


@contextmanager
def _failures(name: str) -> Iterator[None]:
    """Turn what goes wrong in reading a file into a message."""
    try:
        yield
    except OSError as error:
        msg = f"{name}: {error.strerror or error}"
        raise InputError(msg) from error
    # RuntimeError: encrypted; NotImplementedError, a kind of it: another compression.
    except (ValueError, EOFError, OverflowError, SyntaxError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
        msg = f"{name}: not readable: {' '.join(str(error).split())[:120]}"
        raise InputError(msg) from error


def _header(file: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Read a .npy header: shape, whether in Fortran's order, dtype."""
    version = np.lib.format.read_magic(file)
    if version == (1, 0):
        shape, fortran, dtype = np.lib.format.read_array_header_1_0(file)
    elif version == (2, 0):
        shape, fortran, dtype = np.lib.format.read_array_header_2_0(file)
    else:
        msg = f"expected version 1 or 2 of the .npy format; got {version[0]}.{version[1]}"
        raise ValueError(msg)
    if dtype.hasobject:
        msg = f"expected numbers; got dtype {dtype}"
        raise ValueError(msg)
    # The format has no name for bfloat16: ml_dtypes saves two bytes without a type.
    is_untyped = dtype == np.dtype("V2") or _arrays.is_bfloat16(dtype)
    return shape, fortran, _arrays.bfloat16() if is_untyped else dtype


def _map(path: Path, file: IO[bytes], end: int, event_axes: int) -> Rows:
    """Map the array whose header begins at the file's position, and which ends before another one."""
    shape, fortran, dtype = _header(file)
    size = math.prod(shape) * dtype.itemsize
    if file.tell() + size > end:
        msg = f"expected {size} bytes after the header; got {end - file.tell()}"
        raise ValueError(msg)
    order: Literal["F", "C"] = "F" if fortran else "C"
    # Nothing cannot be mapped.
    array = np.asarray(np.memmap(path, dtype, "r", file.tell(), shape, order)) if size else np.empty(shape, dtype)
    return Rows(shape, dtype, len(shape) - event_axes, array)


@contextmanager
def _mapped(path: Path, event_axes: int) -> Iterator[Rows]:
    """Open a .npy file."""
    if path.suffix.lower() != ".npy":
        msg = f"{path}: expected a file named *.npy or *.npz"
        raise InputError(msg)
    with _failures(str(path)), path.open("rb") as file:
        rows = _map(path, file, path.stat().st_size, event_axes)
    yield rows


@contextmanager
def _member(path: Path, name: str, event_axes: int) -> Iterator[Rows]:
    """Open an array in an archive; where it is not compressed it lies there like any other file."""
    with ExitStack() as stack:
        with _failures(f"{path}: {name}"):
            file = stack.enter_context(path.open("rb"))
            archive = stack.enter_context(zipfile.ZipFile(file))
            member = archive.NameToInfo.get(f"{name}.npy")
            if member is None:
                there = ", ".join(sorted(n.removesuffix(".npy") for n in archive.namelist())) or "none"
                msg = f"{path}: has no array {name!r}; there are {there}"
                raise InputError(msg)
            rows: Rows
            if member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1:
                rows = _stored(path, file, member, event_axes)
            else:
                stream = stack.enter_context(archive.open(member))
                shape, fortran, dtype = _header(stream)
                if fortran and len(shape) > 1:
                    msg = "expected C order in a compressed archive, which is read from its beginning"
                    msg = f"{msg}; got Fortran order"
                    raise ValueError(msg)
                rows = StreamedRows(shape, dtype, len(shape) - event_axes, stream, f"{path}: {name}")
        yield rows


def _stored(path: Path, file: IO[bytes], member: zipfile.ZipInfo, event_axes: int) -> Rows:
    """Map a member that is neither compressed nor encrypted."""
    # The local header: 30 bytes, the last four of them the lengths of two fields that follow it.
    file.seek(member.header_offset)
    local = file.read(30)
    if len(local) < 30 or local[:4] != b"PK\x03\x04":
        msg = "the archive's directory does not lead to it"
        raise zipfile.BadZipFile(msg)
    start = member.header_offset + 30 + sum(struct.unpack("<HH", local[26:]))
    file.seek(start)
    return _map(path, file, min(start + member.file_size, path.stat().st_size), event_axes)


def score(
    logits: Rows,
    labels: Rows,
    *,
    ignore_index: int,
    temperature: float,
    chunk_bytes: int,
    advance: Callable[[int], object],
) -> Score:
    """Score rows of logits, a chunk at a time.

    Parameters
    ----------
    logits, labels : Rows
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
    step = max(1, chunk_bytes // max(1, classes * logits.dtype.itemsize))
    mean = squares = 0.0
    finite = infinite = undefined = correct = 0
    for first in range(0, rows, step):
        x, y = logits.read(first, step), labels.read(first, step)
        bad = ((y < 0) | (y >= classes)) & (y != ignore_index)
        if bad.any():
            i = int(np.argmax(bad))
            msg = f"labels: expected classes in [0, {classes}) or {ignore_index}, got {y[i]} at row {first + i}"
            raise InputError(msg)
        kept = y != ignore_index
        stats = likelier.cross_entropy.stats(x, y, reduction="none", ignore_index=ignore_index, temperature=temperature)
        losses = np.asarray(stats.loss, np.float64)[kept]
        correct += int(np.count_nonzero(stats.correct))
        infinite += int(np.count_nonzero(np.isposinf(losses)))
        undefined += int(np.count_nonzero(np.isnan(losses)))
        losses = losses[np.isfinite(losses)]
        if losses.size:
            # Chan, Golub and LeVeque: means and sums of squared deviations of parts.
            with np.errstate(invalid="ignore", over="ignore"):
                own = float(losses.mean())
                squares += float(np.sum((losses - own) ** 2))
                total = finite + losses.size
                if finite:
                    difference = own - mean
                    squares += difference * difference * finite * losses.size / total
                    own = mean + difference * losses.size / total
            mean, finite = own, total
        advance(len(y))
    count = finite + infinite + undefined
    stderr = math.nan
    if undefined or count == 0:
        mean = math.nan
    elif infinite:
        mean = math.inf
    elif count > 1:
        stderr = math.sqrt(squares / (count - 1) / count)
    return Score(mean, stderr, correct, count, rows, classes, undefined)


def lines(result: Score) -> list[str]:
    """Return the results as lines for people."""
    values = result.as_dict()

    def text(name: str, digits: int = 6) -> str:
        return "undefined" if math.isnan(values[name]) else f"{values[name]:.{digits}f}"

    without = f", {result.undefined} without a distribution" if result.undefined else ""
    return [
        f"nats:       {text('nats')} ± {text('nats_stderr')}",
        f"bits:       {text('bits')} ± {text('bits_stderr')}",
        f"perplexity: {text('perplexity', 4)}",
        f"accuracy:   {text('accuracy')}",
        f"count:      {result.count} of {result.rows} rows{without}, {result.classes} classes",
    ]
