"""Tables in memory of every library give the same dataset and the same ledger."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest

import estimates as es

COLUMNS: dict[str, list[Any]] = {
    "estimand": ["garrison", "garrison"],
    "claimant": ["David Askew", "孙宅巍"],
    "wording": ["", "about 150,000"],
    "low": [73_790, None],
    "high": [81_500.0, None],
    "approximate": [None, True],
    "source": ["a", ""],
}


class Streamed:
    """Rows of somebody else's library, which offers them as a stream of Arrow and nothing else."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._table.__arrow_c_stream__(requested_schema)


KINDS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "nullable pandas": lambda columns: pd.DataFrame(columns).convert_dtypes(),
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
    "a batch of pyarrow": lambda columns: pa.table(columns).to_batches()[0],
    "a stream of Arrow": lambda columns: Streamed(pa.table(columns)),
    "columns": dict,
    "rows": lambda columns: [dict(zip(columns, row)) for row in zip(*columns.values())],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_of_any_library_is_the_same_dataset(kind: str) -> None:
    claims = [(claim.claimant.name, claim.range, claim.source) for claim in es.read(KINDS[kind](COLUMNS))["garrison"]]
    expected = [(claim.claimant.name, claim.range, claim.source) for claim in es.read(COLUMNS)["garrison"]]
    assert claims == expected
    assert [found for _, found, _ in claims] == [es.between(73_790, 81_500), es.about(150_000)]


NUMBERS = {
    "figure": ["a", "a", "b"],
    "low": [1_000.0, 1_200.0, None],
    "high": [1_500, 1_600, 900],
    "text": ["1000", "1200.0", ""],
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("low", ["low", "text"])
def test_a_table_of_any_library_is_the_same_ledger(kind: str, low: str) -> None:
    """Digits kept as text are read, as `read` reads them."""
    ledger = es.Ledger.from_frame(KINDS[kind](NUMBERS), estimand="figure", low=low, high="high")
    assert ledger.groups == ("a", "b")
    assert ledger.low.tolist()[:2] == [1_000, 1_200]
    assert ledger.low[2] != ledger.low[2]
    assert ledger.faults == ()


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_table_in_a_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table.{ending}"
    if ending == "csv":
        pd.DataFrame(NUMBERS).to_csv(path, index=False)
    else:
        pyarrow.parquet.write_table(pa.table(NUMBERS), path)
    ledger = es.Ledger.from_frame(path, estimand="figure", low="low", high="high")
    assert (ledger.groups, ledger.high.tolist()) == (("a", "b"), [1_500, 1_600, 900])


@pytest.mark.parametrize("text", ["30.000", "73,790", "unknown", "-5", 10**400, [1], "1e5"])
def test_one_bad_cell_is_one_row_of_a_ledger(text: Any) -> None:
    columns = {"figure": ["a", "a"], "low": [text, 5], "high": [10**9, 6]}
    ledger = es.Ledger.from_frame(columns, estimand="figure", low="low", high="high")
    assert [(fault.row, fault.column) for fault in ledger.faults] == [(2, "low")]
    assert ledger.low.tolist() == [5]


@pytest.mark.parametrize(
    "made", ["import polars; frame = polars.DataFrame(columns)", "import pyarrow; frame = pyarrow.table(columns)"]
)
def test_a_frame_is_read_where_pandas_cannot_be_imported(made: str) -> None:
    code = (
        "import sys\n"
        "class NoPandas:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'pandas': raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, NoPandas())\n"
        "columns = {'estimand': ['a'], 'claimant': ['A. Roe'], 'wording': ['5'], 'low': [5], 'high': [5]}\n"
        f"{made}\n"
        "import estimates as es\n"
        "assert str(es.read(frame)['a'][0]) == 'A. Roe: 5'\n"
        "assert es.Ledger.from_frame(frame, estimand='estimand', low='low', high='high').low.tolist() == [5]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_table_that_holds_a_query_or_names_a_column_twice() -> None:
    (fault,) = es.check(pl.DataFrame(COLUMNS).lazy())
    assert "collect it first" in fault.message
    twice = pa.table([pa.array([1]), pa.array([2])], names=["a", "a"])
    assert es.check(twice)
    assert any("two columns" in fault.message for fault in es.check(pd.DataFrame([[1, 2]], columns=["note", "note"])))


def test_an_index_that_has_a_name_is_a_column() -> None:
    frame = pd.DataFrame(COLUMNS).set_index("claimant")
    assert [claim.claimant.name for claim in es.read(frame)["garrison"]] == ["David Askew", "孙宅巍"]


def test_an_index_that_has_a_name_is_a_column_of_a_ledger() -> None:
    frame = pd.DataFrame(NUMBERS).set_index("figure")
    assert es.Ledger.from_frame(frame, estimand="figure", low="low", high="high").groups == ("a", "b")


@pytest.mark.parametrize(
    "column", [pd.Series([1.0]), pl.Series([1.0]), pa.array([1.0])], ids=["pandas", "polars", "arrow"]
)
def test_a_column_alone_is_no_table(column: Any) -> None:
    (fault,) = es.check(column)
    assert "neither a path nor a table" in fault.message
    with pytest.raises(es.EstimatesError):
        es.Ledger.from_frame(column, estimand="figure", low="low", high="high")


def test_a_time_stamp_is_no_date_of_a_source() -> None:
    """Data frames make 1995-01-01 00:00 of 1995; whether the day is the source's nobody can tell."""
    stamps = [pd.Timestamp("1995-01-01"), pd.Timestamp("1937-12-13 05:30")]
    faults = es.check(pd.DataFrame(COLUMNS).assign(claimed=stamps))
    assert len(faults) == 2
    assert all("added the time of day" in fault.message for fault in faults)
