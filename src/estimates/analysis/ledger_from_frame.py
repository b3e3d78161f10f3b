"""The columns of a table in memory, checked row by row: numbers, flags, and the faults of rows that contradict."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Real
from typing import Any, Final

import numpy as np
from attrs import frozen

from estimates.errors import EstimatesError, Fault, RangeError, UnknownNameError, listed, nearest
from estimates.kernels.groups import Bools, Floats, Ints, ShapeError
from estimates.model.number_cells import NumberError, number_in_cell
from estimates.model.numbers import Number, has_numeric_type
from estimates.model.ranges import Range
from estimates.model.table_columns import Coded, named_columns

FILE: Final = "<frame>"
NUMBERS: Final = ("low", "high", "best", "mass")
FLAGS: Final = ("low_open", "high_open", "approximate")
_TRUTH: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}
_NO_NUMBER: Final = "is not a number; give numbers, and an empty cell for what is missing"
FIRST_ROW: Final = 2  # a spreadsheet's header is row 1


@frozen(eq=False)
class Table:
    """Checked columns of a table: ``sound`` says which rows can be used, ``group`` is -1 where no estimand is named."""

    labels: tuple[str, ...]
    group: Ints
    numbers: dict[str, Floats]
    flags: dict[str, Bools]
    texts: dict[str, list[str]]
    sound: Bools
    faults: tuple[Fault, ...]

    def sorted_rows(self) -> Ints:
        """Return the rows that can be used, group by group, in their order."""
        rows: Ints = np.argsort(np.where(self.sound, self.group, len(self.labels)), kind="stable")
        return rows[: np.count_nonzero(self.sound)]

    def sizes(self, rows: Ints | None = None) -> Ints:
        """Return how many of the rows, or of all rows, each group has."""
        group = self.group if rows is None else self.group[rows]
        return np.bincount(group + 1, minlength=len(self.labels) + 1)[1:]


def table(frame: Any, estimand: str, texts: Mapping[str, str | None], named: Mapping[str, str | None]) -> Table:
    """Return the columns of a table, and a fault for every row that cannot be used.

    Parameters
    ----------
    frame : DataFrame, mapping, sequence of mappings, or path
        Of any library; a ``.csv`` or ``.parquet`` file.
    estimand : str
        The column that names the group of each row.
    texts : mapping
        Columns of text by what they are: ``claimant``, ``place``; None where the table has none.
    named : mapping
        The column for each of `NUMBERS` and `FLAGS`, or None where the table has none.
    """
    frame = named_columns(frame)
    found: dict[int, list[Fault]] = {}
    labels, group = _grouped(_column(frame, estimand), estimand, found)
    numbers: dict[str, Floats] = {}
    flags: dict[str, Bools] = {}
    for name in NUMBERS:
        column = named[name]
        blank = np.broadcast_to(np.float64(np.nan), len(group))
        numbers[name] = blank if column is None else _numbers(_column(frame, column), column, found)
    for name in FLAGS:
        column = named[name]
        none = np.broadcast_to(np.False_, len(group))
        flags[name] = none if column is None else _flags(_cells(frame, column), column, found)
    said = {name: ["" if _missing(x) else str(x) for x in _cells(frame, column)]
            for name, column in texts.items() if column is not None}  # fmt: skip
    lengths = [len(column) for columns in (numbers, flags, said) for column in columns.values()]
    if any(length != len(group) for length in lengths):
        raise ShapeError(f"all columns must have the same length (got {sorted(set(lengths))} "
                         f"and {len(group)} in {estimand!r})")  # fmt: skip
    _contradictions(numbers, flags, named, found)
    sound = np.ones(len(group), dtype=bool)
    sound[list(found)] = False
    faults = tuple(fault for row in sorted(found) for fault in found[row])
    return Table(labels, group, numbers, flags, said, sound, faults)


def _column(frame: Any, name: str) -> Any:
    names = [str(column) for column in (frame.columns if hasattr(frame, "columns") else frame)]
    if name not in names:
        hint = nearest(name, names) or (f"; there are {listed(names)}" if 0 < len(names) <= 20 else "")
        raise UnknownNameError(f"no column {name!r} in the table{hint}")
    if names.count(name) > 1:
        raise UnknownNameError(f"the table has {names.count(name)} columns {name!r}; give each a name of its own")
    return frame[name]


def texts(frame: Any, name: str) -> list[str]:
    """Return a column of a table as texts, ``""`` for an empty cell.

    Raises
    ------
    UnknownNameError
        If the table has no such column, or more than one.

    Examples
    --------
    >>> texts({"camp": ["Ruritania", None, 3.0]}, "camp")
    ['Ruritania', '', '3']
    """
    return [_text(cell) for cell in _cells(frame, name)]


def _cells(frame: Any, name: str) -> list[Any]:
    column = _column(frame, name)
    values = column.tolist() if hasattr(column, "tolist") else list(column)
    return list(values)


def _missing(value: Any) -> bool:
    """Whether a cell is empty: None, not a number, not a time, pandas' NA, or blank text."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return value != value if isinstance(value, float) else isinstance(value, str) and not value.strip()


def _add(found: dict[int, list[Fault]], row: int, column: str, value: Any, message: str) -> None:
    found.setdefault(row, []).append(Fault(FILE, row + FIRST_ROW, column, _text(value), message))


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    try:
        return "" if _missing(value) else str(value)
    except Exception:  # whatever an object of somebody else's does when it is asked for its text
        return f"<{type(value).__name__}>"


def _grouped(cells: Any, column: str, found: dict[int, list[Fault]]) -> tuple[tuple[str, ...], Ints]:
    """Return the labels in order of first appearance, and for each row the place of its label."""
    codes, kinds = _kinds(cells)
    labels: dict[str, int] = {}
    code_of = [-1 if _missing(cell) else labels.setdefault(_text(cell), len(labels)) for cell in kinds]
    group = np.array([*code_of, -1], dtype=np.int64)[codes]
    for row in np.flatnonzero(group < 0).tolist():
        _add(found, row, column, None, "the row names no estimand; write which figure it is about")
    return tuple(labels), group


def _kinds(cells: Any) -> tuple[Ints, list[Any]]:
    """Return the different cells of a column in order of first appearance, and the place of each cell among them.

    An empty cell may have the place -1. Ten million names are compared as the library of the table compares them, not
    as ten million objects of Python.
    """
    if isinstance(cells, Coded):
        return cells.codes, cells.kinds
    if hasattr(cells, "factorize"):  # pandas
        try:
            codes, different = cells.factorize()
            return codes, different.tolist()
        except TypeError:  # a cell that cannot be compared, such as a list
            pass
    kinds: dict[Any, int] = {}
    listed_cells = cells.tolist() if hasattr(cells, "tolist") else cells
    places = [kinds.setdefault(_comparable(cell), len(kinds)) for cell in listed_cells]
    return np.array(places, dtype=np.int64), list(kinds)


def _comparable(cell: Any) -> Any:
    """Return a cell, or its text where it cannot be compared with others, as a list cannot."""
    try:
        hash(cell)
    except Exception:  # whatever an object of somebody else's does when it is asked
        return _text(cell)
    return cell


def _numbers(column: Any, name: str, found: dict[int, list[Fault]]) -> Floats:
    """Return a column as floats, with nan for empty cells; digits kept as text are the number that they are."""
    if getattr(getattr(column, "dtype", None), "kind", "") in ("f", "i", "u"):
        # pandas' own nullable columns give their empty cells by this argument; numpy's columns have no such method
        masked = hasattr(column, "to_numpy") and hasattr(column.dtype, "na_value")
        plain = column.to_numpy(dtype=np.float64, na_value=np.nan) if masked else column
        out: Floats = np.array(plain, dtype=np.float64)
    else:
        out = _read(column.tolist() if hasattr(column, "tolist") else list(column), name, found)
    for row in np.flatnonzero(np.isinf(out)).tolist():
        _add(found, row, name, out[row], "an end that is not stated is an empty cell, not infinity")
    return out


def _read(cells: Iterable[Any], name: str, found: dict[int, list[Fault]]) -> Floats:
    values: list[float] = []
    known: dict[str, float] = {}
    for row, cell in enumerate(cells):
        try:
            if isinstance(cell, str):
                if cell not in known:
                    known[cell] = _of_text(cell.strip())
                values.append(known[cell])
            else:
                values.append(_float(cell))
        except EstimatesError as error:
            values.append(math.nan)
            _add(found, row, name, cell, str(error))
    return np.array(values, dtype=np.float64)


def _float(cell: Any) -> float:
    if _missing(cell):
        return math.nan
    if not isinstance(cell, (Real, Decimal)) or isinstance(cell, bool) or not has_numeric_type(cell):
        raise NumberError(_NO_NUMBER)
    return _finite(cell)


def _of_text(text: str) -> float:
    if not text:
        return math.nan
    if not any(character.isdigit() for character in text):
        raise NumberError(_NO_NUMBER)
    return _finite(number_in_cell(text))


def _finite(cell: Any) -> float:
    try:
        return float(cell)
    except (OverflowError, ValueError, ArithmeticError):
        raise NumberError("must be a finite number") from None


def _flags(cells: list[Any], name: str, found: dict[int, list[Fault]]) -> Bools:
    out = np.zeros(len(cells), dtype=bool)
    for row, cell in enumerate(cells):
        if cell is True or _missing(cell):
            out[row] = cell is True
        elif (text := _text(cell).strip().lower()) in _TRUTH:
            out[row] = _TRUTH[text]
        else:
            _add(found, row, name, cell, "is neither true nor false; write true, false, or nothing")
    return out


def _contradictions(
    numbers: dict[str, Floats], flags: dict[str, Bools], named: Mapping[str, str | None],
    found: dict[int, list[Fault]],
) -> None:  # fmt: skip
    """Report the rows whose range contradicts itself; a comparison with an empty cell is false."""
    low, high, best, mass = (numbers[name] for name in NUMBERS)
    low_open, high_open = flags["low_open"], flags["high_open"]
    empty = np.isnan(low) & np.isnan(high)
    closed = (low == high) & (low_open | high_open)
    checks = {
        "low": (low < 0) | (low_open & np.isnan(low)),
        "high": (high < 0) | (low > high) | (high_open & (np.isnan(high) | (high == 0))) | closed,
        "best": (best < 0) | (best < low) | (best > high) | (low_open & (best == low)) | (high_open & (best == high))
        | (empty & ~np.isnan(best)),
        "approximate": empty & flags["approximate"],
    }  # fmt: skip
    rows = np.flatnonzero(np.logical_or.reduce(list(checks.values())))
    for row in rows.tolist():
        if row in found:
            continue
        # one fault a row, as a range has one; it stands at the first column that shows it
        column = next(name for name, bad in checks.items() if bad[row])
        value = flags[column][row] if column in flags else numbers[column][row]
        cells = {name: x[row] for name, x in numbers.items()}, {name: x[row] for name, x in flags.items()}
        _add(found, row, named[column] or column, value, _contradiction(*cells))
    for row in np.flatnonzero((mass < 0) | (np.isnan(mass) & (named["mass"] is not None))).tolist():
        _add(found, row, named["mass"] or "mass", mass[row], "what a claim counts is a number, zero or more")


def _contradiction(numbers: dict[str, float], flags: dict[str, bool]) -> str:
    """Return what is wrong with one row, in the words of a range that refuses it."""
    low, high, best = (_stated(numbers[name]) for name in ("low", "high", "best"))
    if low is None and high is None and best is not None and best >= 0 and not any(flags.values()):
        return "best is the best value of a range, and the row has no low or high; write a single number in both"
    try:
        Range(low, high, best=best, **{name: bool(flag) for name, flag in flags.items()})
    except RangeError as error:
        return str(error)
    return "cannot be read as a range"


def _stated(value: float) -> Number | None:
    return None if math.isnan(value) else float(value)
