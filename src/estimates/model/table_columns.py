"""Tables in memory as columns: data frames of any library, columns by name, rows as mappings."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define

from estimates.errors import EstimatesError
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got


class TableError(EstimatesError, TypeError):
    """An object that looks like a table, and cannot be read as one."""


@define
class Columns:
    """The columns of a table in memory.

    Parameters
    ----------
    names : list of str
    cells : list of list
        The values of each column, equally many.
    labels : sequence of str
        What the table's owner calls each row: ``index 'a'``.
    """

    names: list[str]
    cells: list[list[Any]]
    labels: Sequence[str]


@define
class Coded:
    """A column of text in which many cells are alike: the number of each cell's text, and the texts once.

    Parameters
    ----------
    codes : array of int
        A place in `kinds` for each cell; -1 for an empty one.
    kinds : list of str
    """

    codes: Any
    kinds: list[Any]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.tolist())

    def tolist(self) -> list[Any]:
        """Return the cells as they are, None for an empty one."""
        named = [*self.kinds, None]
        return [named[code] for code in self.codes.tolist()]


def columns_of(given: Any) -> Columns | None:
    """Return the columns of a table in memory, or None where an object is none.

    Parameters
    ----------
    given : DataFrame of pandas, polars, pyarrow, …, mapping of columns, or sequence of mappings

    Raises
    ------
    TableError
        If it is a table that cannot be read: lazy, with columns of several lengths, with keys that are no names.

    Examples
    --------
    >>> columns_of([{"claimant": "Hata", "low": 1}, {"claimant": "Askew", "high": 2}]).names
    ['claimant', 'low', 'high']
    """
    if _is_of_pandas(given):
        return _of_pandas(given)
    if isinstance(given, Mapping):
        return _of_columns({str(name): cells for name, cells in given.items()}, list(given.values()))
    if isinstance(given, (list, tuple)) and given and all(isinstance(row, Mapping) for row in given):
        names = list(dict.fromkeys(str(name) for row in given for name in row))
        rows = [{str(name): cell for name, cell in row.items()} for row in given]
        return Columns(names, [[row.get(name) for row in rows] for name in names], _counted("item", len(rows)))
    frame = _in_narwhals(given)
    if frame is None:
        return None
    cells = [frame.get_column(name).to_list() for name in frame.columns]
    return Columns(list(frame.columns), cells, _counted("index", len(frame)))


def columns_in_file(path: Path) -> Columns:
    """Return the columns of a Parquet file, read by whichever library for it is installed."""
    frame = frame_in_file(path)
    return Columns(
        list(frame.columns),
        [frame.get_column(name).to_list() for name in frame.columns],
        _counted("index", len(frame)),
    )


def frame_in_file(path: Path) -> Any:
    """Return the frame, as narwhals has it, of a Parquet file.

    Raises
    ------
    TableError
        If no library that reads it is installed, or it cannot be read.
    """
    import narwhals as nw

    for backend in ("pyarrow", "polars"):
        try:
            return nw.read_parquet(str(path), backend=backend)
        except ImportError:
            continue
        except Exception as error:  # each library has errors of its own for a damaged file
            raise TableError(f"{path.name} cannot be read as Parquet: {str(error)[:200]}") from None
    raise TableError(f"reading {path.name} needs pyarrow or polars; install one, or save the table as .csv")


def named_columns(given: Any) -> Any:
    """Return a table in memory or in a file as something that gives a column for its name, its numbers as arrays.

    What already does so, a data frame of pandas or a mapping, is returned as it is.

    Raises
    ------
    TableError
        If it is a path to a file that is no ``.csv`` in UTF-8 and no ``.parquet``, or a table that cannot be read.
    """
    if isinstance(given, (Dossier, Dataset)):
        raise TableError(
            f"this takes a table (got {type(given).__name__}); to_frame() makes one of it, with the columns "
            "'estimand', 'claimant', 'low', 'high'. compare() and pool() take a whole dataset as it is"
        )
    if _is_of_pandas(given):
        return _with_index(given)
    if isinstance(given, Mapping):
        return given
    if isinstance(given, (str, os.PathLike)):
        return _columns_of_path(Path(given))
    if isinstance(given, (list, tuple)):
        columns = columns_of(given)
        return given if columns is None else dict(zip(columns.names, columns.cells, strict=True))
    frame = _in_narwhals(given)
    if frame is not None:
        return _arrays(frame)
    if hasattr(given, "__getitem__") and not hasattr(given, "iloc") and not isinstance(given, (bytes, Estimate)):
        return given
    raise TableError(
        f"this takes a data frame, a mapping of columns, or the path of a .csv or .parquet file {got(given)}"
    )


def _arrays(frame: Any) -> dict[str, Any]:
    return {name: _array(frame.get_column(name)) for name in frame.columns}


def _columns_of_path(path: Path) -> dict[str, Any]:
    if path.suffix.lower() == ".parquet":
        return _arrays(frame_in_file(path))
    if path.suffix.lower() != ".csv":
        raise TableError(f"a table in a file is a .csv or .parquet (got {str(path)[:200]!r})")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file, strict=True) if row]
    except OSError as error:
        raise TableError(f"{path.name[:200]} cannot be read: {error.strerror}") from None
    except (ValueError, csv.Error) as error:
        raise TableError(f"{path.name[:200]} cannot be read as CSV in UTF-8: {error}") from None
    if not rows:
        raise TableError(f"{path.name} is empty; the first row names the columns")
    ragged = next((number for number, row in enumerate(rows, 1) if len(row) != len(rows[0])), None)
    if ragged is not None:
        raise TableError(f"{path.name}, row {ragged}: has {len(rows[ragged - 1])} cells, and the header {len(rows[0])}")
    if len(set(rows[0])) < len(rows[0]):
        raise TableError(f"{path.name}: two columns have one name; keep one")
    cells = zip(*rows[1:], strict=True) if len(rows) > 1 else ([] for _ in rows[0])
    return {name: list(column) for name, column in zip(rows[0], cells, strict=True)}


def _array(column: Any) -> Any:
    import narwhals as nw

    if not column.dtype.is_numeric():
        return _coded(column.to_native()) if column.dtype == nw.String else column.to_list()
    try:
        return column.cast(nw.Float64).to_numpy()
    except Exception:  # pyarrow asks pandas, and has errors of its own where that cannot be imported
        return column.to_list()


def _coded(native: Any) -> Any:
    """Return a column of text of pyarrow by the numbers of its texts; of any other library as a list."""
    if not hasattr(native, "dictionary_encode"):
        return native.to_list()
    whole = native.dictionary_encode()
    whole = whole.combine_chunks() if hasattr(whole, "combine_chunks") else whole
    codes = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return Coded(codes.astype("int64"), whole.dictionary.to_pylist())


def _in_narwhals(given: Any) -> Any:
    if isinstance(given, (str, bytes, int, float)) or given is None:
        return None
    import narwhals as nw

    try:
        frame = nw.from_native(given, pass_through=True)
    except Exception as error:  # each library has errors of its own: two columns of one name, a schema it does not know
        raise TableError(f"this {type(given).__name__} cannot be read as a table: {error}") from None
    if isinstance(frame, nw.LazyFrame):
        raise TableError(f"this {type(given).__name__} holds a query, not rows; collect it first")
    return frame if isinstance(frame, nw.DataFrame) else _streamed(given)


def _streamed(given: Any) -> Any:
    """Return what offers its rows as a stream of Arrow, as batches and the results of queries do, or None."""
    import narwhals as nw

    if not hasattr(given, "__arrow_c_stream__") and not hasattr(given, "__arrow_c_array__"):
        return None
    for backend in ("pyarrow", "polars"):
        try:
            return nw.from_arrow(given, backend=backend)
        except ImportError:
            continue
        except Exception:  # a column alone, which each library refuses with an error of its own
            return None
    return None


def _is_of_pandas(given: Any) -> bool:
    return hasattr(given, "iloc") and hasattr(given, "columns")  # a column alone has the first


def _with_index(frame: Any) -> Any:
    """Return pandas' frame with an index that has a name among its columns."""
    named = [name for name in getattr(frame.index, "names", []) if name is not None]
    if named and len(named) == frame.index.nlevels and not set(named) & set(frame.columns):
        return frame.reset_index()
    return frame


def _of_pandas(frame: Any) -> Columns:
    """Return the columns of pandas' frame, by place, since two may have one name; an index that has a name is one."""
    labels = [f"index {_plain(label)!r}" for label in frame.index.tolist()]
    frame = _with_index(frame)
    cells = [frame.iloc[:, place].tolist() for place in range(len(frame.columns))]
    return Columns([str(name) for name in frame.columns], cells, labels)


def _of_columns(named: Mapping[str, Any], given: list[Any]) -> Columns | None:
    if not given:
        return None
    cells = []
    for name, column in named.items():
        if isinstance(column, (str, bytes, Mapping)) or not hasattr(column, "__len__"):
            raise TableError(f"the column {name!r} is {type(column).__name__}, not a list of cells")
        cells.append(column.tolist() if hasattr(column, "tolist") else list(column))
    if len({len(column) for column in cells}) > 1:
        lengths = ", ".join(f"{name!r} {len(column):,}" for name, column in zip(named, cells))
        raise TableError(f"all columns must have the same length (got {lengths})")
    return Columns(list(named), cells, _counted("index", len(cells[0])))


def _plain(label: Any) -> Any:
    item: Callable[[], Any] | None = getattr(label, "item", None)
    return item() if callable(item) else label


def _counted(what: str, length: int) -> Sequence[str]:
    return [f"{what} {place}" for place in range(length)]
