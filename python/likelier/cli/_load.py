"""Reading columns of numbers from files, with a message for all that can be wrong with them."""

from __future__ import annotations

import csv
import importlib
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from likelier.cli._errors import InputError
from likelier.cli._families import Values, spread

SHIPPED = Path(__file__).parents[1] / "data" / "nyc_flights_2013.csv"
# Squares and ratios of values in this range stay finite and normal.
SMALLEST, LARGEST = 1e-150, 1e150
MISSING = frozenset({"", "na", "nan", "n/a", "null", "none", "-"})
TRUTH = {"true": 1.0, "false": 0.0}


@dataclass(frozen=True)
class Table:
    """Equally long columns of finite numbers.

    Parameters
    ----------
    source : str
        Where they came from.
    columns : dict of str to ndarray of float64
        The values by column name.
    dropped : int
        How many rows were left out because they held missing values.
    left_out : dict of str to str
        Why columns that nobody asked for by name were left out.
    """

    source: str
    columns: dict[str, Values]
    dropped: int
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return next(iter(self.columns.values())).size


def load(data: str | None, columns: Sequence[str] | None = None, *, drop_nan: bool = False) -> Table:
    """Read the chosen columns of a file.

    Parameters
    ----------
    data : str or None
        A .npy, .npz, .csv or .parquet file; None is the data set that ships with likelier.
    columns : sequence of str, optional
        Names or positions (from 0) of columns; default all that hold numbers which differ.
    drop_nan : bool
        Leave out rows with a missing value instead of refusing them.

    Returns
    -------
    Table
        Columns that hold finite numbers and are not constant.

    Raises
    ------
    InputError
        For anything that cannot be read or used, naming the file, the column and the row.
    """
    if data is None:
        raw, source = _read_csv(SHIPPED), SHIPPED.name
    else:
        path, source = Path(data), data
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            msg = f"{source}: expected a file named {', '.join(f'*{suffix}' for suffix in READERS)}"
            raise InputError(msg)
        try:
            if path.stat().st_size == 0:
                msg = f"{source}: the file is empty"
                raise InputError(msg)
            raw = reader(path)
        except OSError as error:
            msg = f"{source}: {error.strerror or error}"
            raise InputError(msg) from error
        except InputError as error:
            msg = f"{source}: {str(error).removeprefix(f'{source}: ')}"
            raise InputError(msg) from error
        except MemoryError as error:
            msg = f"{source}: does not fit into memory"
            raise InputError(msg) from error
    return _checked(source, _choose(source, raw, columns), chosen=columns is not None, drop_nan=drop_nan)


def _choose(source: str, raw: dict[str, NDArray[Any]], columns: Sequence[str] | None) -> dict[str, NDArray[Any]]:
    names = list(raw)
    if columns is None:
        return raw
    chosen = []
    for column in columns:
        if column in raw:
            chosen.append(column)
        elif column.isdecimal() and int(column) < len(names):
            chosen.append(names[int(column)])
        else:
            msg = f"{source}: no column {column!r}; it has {_listed(names)}"
            raise InputError(msg)
    return {name: raw[name] for name in chosen}


def _checked(source: str, raw: dict[str, NDArray[Any]], *, chosen: bool, drop_nan: bool) -> Table:
    """Return the columns as numbers; of those that were not chosen by name without what cannot be compared."""
    if not raw:
        msg = f"{source}: holds no columns"
        raise InputError(msg)
    numeric: dict[str, Values] = {}
    left_out: dict[str, str] = {}
    for name, values in raw.items():
        try:
            numeric[name] = _as_numbers(values)
        except InputError as error:
            left_out[name] = f"is not numeric: {error}"
    for name, why in left_out.items():
        # Numbers with a slip among them are for the user to mend.
        if chosen or _is_mostly_numbers(raw[name]):
            rest = f"; choose others with --columns {','.join(numeric)}" if numeric else ""
            msg = f"{source}: column {name!r} {why}{rest}"
            raise InputError(msg)
    for name, values in list(numeric.items()):
        known = values[~np.isnan(values)]
        why = ""
        if values.size and not known.size:
            why = f"is empty: all of its {values.size} values are missing"
        elif known.size > 1 and np.all(known == known[0]):
            why = f"is constant: all of its {known.size} values are {known[0]:g}"
        if why:
            left_out[name] = why
            del numeric[name]
    if left_out and (chosen or not numeric):
        name, why = next(iter(left_out.items()))
        msg = f"{source}: column {name!r} {why}"
        raise InputError(msg)

    missing = {name: np.isnan(values) for name, values in numeric.items()}
    for name, values in numeric.items():
        if values.size == 0:
            msg = f"{source}: column {name!r} is empty: it has no rows"
            raise InputError(msg)
        count = int(np.count_nonzero(missing[name]))
        if count and not drop_nan:
            first = int(np.argmax(missing[name])) + 1
            msg = (
                f"{source}: column {name!r} holds {count} missing or NaN value{'s' * (count > 1)}, "
                f"the first in row {first}; --drop-nan leaves such rows out"
            )
            raise InputError(msg)
        infinite = np.isinf(values)
        if np.any(infinite):
            msg = (
                f"{source}: column {name!r} holds {int(np.count_nonzero(infinite))} infinite "
                f"value(s), the first in row {int(np.argmax(infinite)) + 1}"
            )
            raise InputError(msg)
    keep = ~np.logical_or.reduce(list(missing.values()))
    dropped = int(np.count_nonzero(~keep))
    if dropped:
        numeric = {name: values[keep] for name, values in numeric.items()}
    for name, values in numeric.items():
        if values.size == 0:
            names = _listed(list(numeric))
            msg = f"{source}: every row has a missing value in one of the columns {names}"
            raise InputError(msg)
        if values.size == 1:
            # Too few, whatever it is.
            continue
        if np.all(values == values[0]):
            msg = f"{source}: column {name!r} is constant: all of its {values.size} values are {values[0]:g}"
            raise InputError(msg)
        largest = float(np.max(np.abs(values)))
        if largest > LARGEST or spread(values) < SMALLEST:
            msg = (
                f"{source}: column {name!r} is out of range: expected values up to {LARGEST:g} "
                f"that spread by {SMALLEST:g} or more; the largest is {largest:g}"
            )
            raise InputError(msg)
    return Table(source, numeric, dropped, left_out)


def _is_mostly_numbers(values: NDArray[Any]) -> bool:
    return values.dtype.kind == "U" and 2 * sum(map(_is_number, values)) >= values.size


def _as_numbers(values: NDArray[Any]) -> Values:
    if values.dtype.kind in "biuf":
        return np.ascontiguousarray(values, dtype=np.float64)
    if values.dtype.kind != "U":
        msg = f"its type is {values.dtype}"
        raise InputError(msg)
    try:
        return values.astype(np.float64)
    except ValueError:
        pass
    words = [text.strip().lower() for text in values]
    if TRUTH.keys() & words and all(word in TRUTH or word in MISSING for word in words):
        return np.array([TRUTH.get(word, np.nan) for word in words])
    numbers = np.empty(values.shape)
    for row, word in enumerate(words):
        try:
            numbers[row] = np.nan if word in MISSING else float(word)
        except ValueError as error:
            msg = f"row {row + 1} holds {_shortened(values[row])!r}"
            raise InputError(msg) from error
    return numbers


def _read_csv(path: Path) -> dict[str, NDArray[Any]]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=first.count)
            lines = csv.reader(file, delimiter=delimiter, strict=True)
            rows = [(lines.line_num, row) for row in lines if row]
    except UnicodeDecodeError as error:
        msg = f"not a text file in UTF-8 (byte {error.start})"
        raise InputError(msg) from error
    except csv.Error as error:
        msg = f"not a CSV file: {error}"
        raise InputError(msg) from error
    if not rows:
        msg = "the file is empty"
        raise InputError(msg)
    header = rows[0][1]
    width = len(header)
    for line, row in rows:
        if len(row) != width:
            msg = f"line {line} has {len(row)} fields, the first line has {width}"
            raise InputError(msg)
    # A first row is a header unless it has numbers, or if a name in it stands above a number.
    below = rows[1][1] if len(rows) > 1 else header
    if any(map(_is_number, header)) and not any(
        _is_number(cell) and not _is_number(name) and name.strip().lower() not in MISSING
        for name, cell in zip(header, below, strict=True)
    ):
        names = [str(i) for i in range(width)]
    else:
        names = [cell.strip() or str(i) for i, cell in enumerate(header)]
        rows = rows[1:]
        if not rows:
            msg = "has a header and no rows"
            raise InputError(msg)
    _refuse_duplicates(names)
    return {name: np.array([row[i] for _, row in rows], dtype=np.str_) for i, name in enumerate(names)}


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip().lower() not in MISSING


@contextmanager
def _numpy_errors(suffix: str) -> Iterator[None]:
    """Turn whatever the parsers of a damaged file raise into a message."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, MemoryError, PermissionError):
        raise
    except Exception as error:
        if "Object arrays" in str(error):
            msg = "holds pickled Python objects, which are not read: save an array of numbers instead"
        elif "pickle" in str(error):
            # NumPy takes whatever begins like no file of its own for a pickle.
            msg = f"not a readable {suffix} file: it does not begin like one (and pickled objects are not read)"
        else:
            msg = f"not a readable {suffix} file: {_shortened(str(error) or type(error).__name__)}"
        raise InputError(msg) from error


def _read_npy(path: Path) -> dict[str, NDArray[Any]]:
    with path.open("rb") as file, _numpy_errors(".npy"):
        array = np.load(file, allow_pickle=False)
        if not isinstance(array, np.ndarray):
            array.close()
            msg = "an .npz archive, not a .npy array: rename it"
            raise InputError(msg)
        return _flatten([("", array)])


def _read_npz(path: Path) -> dict[str, NDArray[Any]]:
    with path.open("rb") as file, _numpy_errors(".npz"):
        archive = np.load(file, allow_pickle=False)
        if isinstance(archive, np.ndarray):
            msg = "a .npy array, not an .npz archive: rename it"
            raise InputError(msg)
        with archive:
            return _flatten([(name, archive[name]) for name in archive.files])


def _flatten(arrays: Iterable[tuple[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """Cut arrays into columns: 1-D as they are, 2-D by position, structured ones by field."""
    columns: list[tuple[str, NDArray[Any]]] = []
    for name, array in arrays:
        if array.ndim == 1 and array.dtype.names:
            columns += [(f"{name}.{field}" if name else field, array[field]) for field in array.dtype.names]
        elif array.ndim == 1:
            columns.append((name or "0", array))
        elif array.ndim == 2:
            columns += [(f"{name}[{i}]" if name else str(i), array[:, i]) for i in range(array.shape[1])]
        else:
            subject = f"array {name!r} has" if name else "has"
            msg = f"{subject} shape {array.shape}: expected rows or rows x columns"
            raise InputError(msg)
    lengths = {name: values.shape[0] for name, values in columns}
    if len(set(lengths.values())) > 1:
        each = _listed([f"{name} has {n}" for name, n in lengths.items()])
        msg = f"its arrays differ in length: {each}"
        raise InputError(msg)
    _refuse_duplicates([name for name, _ in columns])
    return dict(columns)


def _read_parquet(path: Path) -> dict[str, NDArray[Any]]:
    try:
        pa: Any = importlib.import_module("pyarrow")
        parquet: Any = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        msg = "reading .parquet needs pyarrow, which is not installed: pip install pyarrow"
        raise InputError(msg) from error
    try:
        table = parquet.ParquetFile(path).read()
        _refuse_duplicates(table.column_names)
        return {
            name: (column.cast(pa.float64()) if pa.types.is_decimal(column.type) else column).to_numpy()
            for name, column in zip(table.column_names, table.columns, strict=True)
        }
    except (pa.ArrowException, OSError, ValueError) as error:
        msg = f"not a readable .parquet file: {_shortened(str(error))}"
        raise InputError(msg) from error


READERS: dict[str, Callable[[Path], dict[str, NDArray[Any]]]] = {
    ".csv": _read_csv,
    ".npy": _read_npy,
    ".npz": _read_npz,
    ".parquet": _read_parquet,
}


def _refuse_duplicates(names: Sequence[str]) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            msg = f"two columns are named {name!r}"
            raise InputError(msg)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:117] + "..."


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(islice(names, 12))
    return shown if len(names) <= 12 else f"{shown}, ... ({len(names)} in all)"
