"""The ledger: columns of many dossiers, rows at fault reported with their place, and the choice of claims."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.analysis.ledger import Ledger, ledger_of
from estimates.analysis.selection import select
from estimates.errors import ClaimError, UnknownNameError
from estimates.kernels import ShapeError, membership, reasons
from tests.strategies import ranges

WHO = es.Claimant("hata", "Ikuhiko Hata")
DEATHS = es.Estimand("deaths", measure="killed")
UCDP = {"estimand": "dyad_name", "low": "low", "best": "best", "high": "high"}


def claim(r: es.Range, name: str = "a", **fields: Any) -> es.Estimate:
    return es.Estimate(name, WHO, r, **fields)


def events(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_groups_come_in_the_order_of_first_appearance() -> None:
    ledger = Ledger.from_frame(events(e=["b", "a", "b"], low=[1, 2, 3], high=[4, 5, 6]),
                               estimand="e", low="low", high="high")  # fmt: skip
    assert ledger.groups == ("b", "a")
    assert ledger.offsets.tolist() == [0, 2, 3]
    assert ledger.low.tolist() == [1, 3, 2]
    assert ledger.rows.tolist() == [0, 2, 1]
    assert ledger.labels.tolist() == ["b", "b", "a"]
    assert len(ledger) == 3


def test_ucdp_rows_at_fault_are_reported_with_their_place() -> None:
    frame = events(
        dyad_name=["x", "x", "y", "y", "y"], low=[1, 9, 0, -1, 2], best=[2, 8, 0, 0, 9], high=[3, 9, 0, 1, 8]
    )
    ledger = Ledger.from_frame(frame, **UCDP)
    assert [(f.file, f.row, f.column, f.value) for f in ledger.faults] == [
        ("<frame>", 3, "best", "8"), ("<frame>", 5, "low", "-1"), ("<frame>", 6, "best", "9"),
    ]  # fmt: skip
    assert [f.message for f in ledger.faults] == [
        "best 8 lies below the low end 9", "low is negative (-1); a count is zero or more",
        "best 9 lies above the high end 8",
    ]  # fmt: skip
    assert ledger.rows.tolist() == [0, 2]
    assert ledger.left_out.tolist() == [1, 2]
    assert repr(ledger) == "<Ledger: 2 estimands, 2 claims, 3 rows at fault>"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"low": 9, "high": 3}, "high", "the range is reversed: low 9 exceeds high 3"),
        ({"low": 9, "high": np.inf}, "high", "an end that is not stated is an empty cell, not infinity"),
        ({"low": 9, "high": "many"}, "high", "is not a number; give numbers, and an empty cell for what is missing"),
        ({"low": None, "high": None, "best": 4}, "best",
         "best is the best value of a range, and the row has no low or high; write a single number in both"),
        ({"low": 9, "high": 9, "low_open": True}, "high", "an open end leaves no value between 9 and 9"),
        ({"low": None, "high": 9, "low_open": True}, "low",
         "low_open says that the low end itself is excluded, but no low end is stated"),
        ({"low": 9, "high": 9, "low_open": "perhaps"}, "low_open",
         "is neither true nor false; write true, false, or nothing"),
        ({"low": 9, "high": 9, "mass": -1}, "mass", "what a claim counts is a number, zero or more"),
        ({"low": 9, "high": 9, "mass": None}, "mass", "what a claim counts is a number, zero or more"),
        ({"e": None, "low": 9, "high": 9}, "e", "the row names no estimand; write which figure it is about"),
        ({"low": None, "high": None, "approximate": True}, "approximate",
         "a range without numbers has nothing to be approximate about"),
    ],
)  # fmt: skip
def test_each_fault_of_a_row_is_said(row: dict[str, Any], column: str, said: str) -> None:
    full = {"e": "x", "best": None, "low_open": False, "high_open": "no", "approximate": None, "mass": 1, **row}
    sound = {"e": "x", "low": 1, "high": 2, "best": None, "low_open": None, "high_open": None, "approximate": 0,
             "mass": 2}  # fmt: skip
    frame = pd.DataFrame([sound, full], dtype=object)
    names = {name: name for name in ("low", "high", "best", "low_open", "high_open", "approximate", "mass")}
    ledger = Ledger.from_frame(frame, estimand="e", **names)
    assert [(f.row, f.column, f.message) for f in ledger.faults] == [(3, column, said)]
    assert ledger.rows.tolist() == [0]


@given(st.lists(st.tuples(*[st.none() | st.integers(-2, 5)] * 3, st.booleans(), st.booleans()), max_size=8))
def test_a_row_is_at_fault_just_when_a_range_refuses_it(rows: list[tuple[Any, ...]]) -> None:
    frame = pd.DataFrame(rows, columns=["low", "high", "best", "low_open", "high_open"], dtype=object)
    frame["e"] = "x"
    refused = []
    for number, (low, high, best, low_open, high_open) in enumerate(rows):
        try:
            es.Range(low, high, best=best, low_open=low_open, high_open=high_open)
        except es.RangeError as error:
            refused.append((number + 2, str(error)))
    names = {name: name for name in ("low", "high", "best", "low_open", "high_open")}
    ledger = Ledger.from_frame(frame, estimand="e", **names)
    alone = "best is the best value of a range, and the row has no low or high; write a single number in both"
    said = [(row, alone if "stands without ends" in words else words) for row, words in refused]
    assert [(f.row, f.message) for f in ledger.faults] == said
    assert ledger.offsets.tolist() == [0, len(rows) - len(refused)][: 1 + bool(rows)]


def test_missing_is_neither_infinite_nor_zero() -> None:
    frame = events(e=["x"] * 4, low=[None, 0, 5, None], high=[9, 9, None, None])
    for typed in (frame, frame.astype({"low": "Int64", "high": "Int64"}), frame.astype(object)):
        ledger = Ledger.from_frame(typed, estimand="e", low="low", high="high")
        assert np.isnan(ledger.low).tolist() == [True, False, False, True]
        assert np.isnan(ledger.high).tolist() == [False, False, True, True]
        assert ledger.vague.tolist() == [False, False, False, True]
        found = ledger.intervals()
        assert found.low.tolist() == [0, 0, 5]
        assert found.high.tolist() == [9, 9, np.inf]
        assert found.rows.tolist() == [0, 1, 2]


def test_rows_of_the_kernels_are_places_in_the_ledger() -> None:
    frame = events(e=["x", "x", "y", "y"], low=[None, 1, None, 3], high=[None, 2, None, 4], w=[1.0, 1, 1, 1])
    for mass in (None, "w"):
        found = Ledger.from_frame(frame, estimand="e", low="low", high="high", mass=mass).intervals()
        regions, members = membership.camps(found)
        assert members.rows.tolist() == [1, 3]
        assert regions.low.tolist() == [1, 3]
        assert found.per_row([10.0, 11, 12, 13], "x").tolist() == [11, 13]


def test_why_says_what_an_empty_estimand_lacks() -> None:
    frame = events(e=["x", "y", "z"], low=[None, 9, 1], high=[None, 8, 2])
    ledger = Ledger.from_frame(frame, estimand="e", low="low", high="high")
    reason = ledger.intervals().reason
    assert reason.tolist() == [reasons.EMPTY, reasons.EMPTY, reasons.ANSWERED]
    assert ledger.why(reason) == ("no claim gives a number", "every claim is at fault or set aside", "")


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError, match="no column 'hihg' in the table; did you mean 'high'"):
        Ledger.from_frame(events(e=["x"], low=[1], high=[2]), estimand="e", low="low", high="hihg")
    twice = pd.DataFrame([["x", 1, 2]], columns=["e", "low", "low"])
    with pytest.raises(UnknownNameError, match="the table has 2 columns 'low'"):
        Ledger.from_frame(twice, estimand="e", low="low", high="low")


def test_tables_other_than_frames() -> None:
    ledger = Ledger.from_frame({"e": [7.0, 7.0], "low": np.array([1, 2]), "high": [3, 4], "who": ["A", None]},
                               estimand="e", low="low", high="high", claimant="who")  # fmt: skip
    assert ledger.groups == ("7",)
    assert ledger.claimants == ("A", "")
    with pytest.raises(ShapeError, match="same length"):
        Ledger.from_frame({"e": [1, 2], "low": [1], "high": [2]}, estimand="e", low="low", high="high")


def test_a_table_without_rows() -> None:
    ledger = Ledger.from_frame(events(e=[], low=[], high=[]), estimand="e", low="low", high="high")
    assert (ledger.groups, len(ledger), ledger.faults) == ((), 0, ())
    assert ledger.intervals().reason.tolist() == []


def test_a_part_is_the_ledger_of_these_estimands_alone() -> None:
    frame = events(e=["x", "y", "x", "z"], low=[1, 2, 3, 4], high=[5, 6, 7, 3], w=[1.0, 2, 3, 4], who=list("abcd"))
    ledger = Ledger.from_frame(frame, estimand="e", low="low", high="high", mass="w", claimant="who")
    part = ledger.part([2, 0])
    assert part.groups == ("z", "x")
    assert part.offsets.tolist() == [0, 0, 2]
    assert part.rows.tolist() == [0, 2]
    assert part.mass is not None
    assert part.mass.tolist() == [1, 3]
    assert part.claimants == ("a", "c")
    assert part.left_out.tolist() == [1, 0]


@given(st.lists(ranges(), max_size=6))
def test_a_dossier_is_a_ledger_of_one_group(found: list[es.Range]) -> None:
    dossier = es.Dossier(DEATHS, [claim(r, f"e{i}") for i, r in enumerate(found)])
    ledger = ledger_of(dossier)
    kept = [(i, r) for i, r in enumerate(found) if r.kind != "vague"]
    assert ledger.ids == tuple(f"e{i}" for i, _ in kept)
    assert ledger.rows.tolist() == [i for i, _ in kept]
    assert ledger.left_out.tolist() == [len(found) - len(kept)]
    back = [
        es.Range(*[None if np.isnan(x) else x for x in (low, high)], best=None if np.isnan(best) else best,
                 approximate=about, low_open=low_open, high_open=high_open)
        for low, high, best, about, low_open, high_open in zip(
            ledger.low, ledger.high, ledger.best, ledger.approximate.tolist(), ledger.low_open.tolist(),
            ledger.high_open.tolist(), strict=True)
    ]  # fmt: skip
    assert back == [r for _, r in kept]


def test_a_dataset_has_every_estimand_even_an_empty_one() -> None:
    nanking = es.load("nanking-1937-units")
    ledger = ledger_of(nanking)
    assert ledger.groups == tuple(nanking)
    at = ledger.groups.index("fleeing-crowd")
    assert np.diff(ledger.offsets)[at] == 0
    assert ledger.left_out[at] == 1
    assert len(ledger) == sum(len(select(dossier).used) for dossier in nanking.values())
    with pytest.raises(ClaimError, match="got list"):
        ledger_of([1])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "r", "bound"),
    [
        ({"measure": "casualties"}, es.between(5, 9), es.at_most(9)),
        ({"measure": "casualties"}, es.less_than(9), es.less_than(9)),
        ({"measure": "casualties", "scope": "wider"}, es.about(9), es.Range(None, 9, approximate=True)),
        ({"scope": "wider"}, es.between(5, 9, best=6), es.at_most(9)),
        ({"scope": "narrower"}, es.more_than(5), es.more_than(5)),
        ({"scope": "narrower"}, es.between(5, 9), es.at_least(5)),
    ],
)
def test_what_a_claim_implies(fields: dict[str, str], r: es.Range, bound: es.Range) -> None:
    dossier = es.Dossier(DEATHS, [claim(r, **fields)])
    assert [e.range for e, _ in select(dossier).set_aside] == [r]
    chosen = select(dossier, imply=True)
    assert [e.range for e in chosen.used] == [bound]
    assert chosen.set_aside == ()
    assert chosen.implied[0][1].endswith(f"(stated: {r})")


def test_a_part_of_what_is_counted_bounds_from_below() -> None:
    casualties = es.Estimand("casualties", measure="casualties")
    chosen = select(es.Dossier(casualties, [claim(es.point(5), measure="wounded")]), imply=True)
    assert [e.range for e in chosen.used] == [es.at_least(5)]


@pytest.mark.parametrize(
    ("fields", "r", "said"),
    [
        ({"measure": "casualties"}, es.at_least(5), "it implies no bound, since it states no high end"),
        ({"scope": "narrower"}, es.at_most(5), "it implies no bound, since it states no low end"),
        ({"measure": "strength"}, es.point(5), "it is not known to contain"),
        ({"measure": "wounded"}, es.point(5), "it is not known to contain"),
        ({"scope": "different"}, es.point(5), "it is not known to contain"),
        ({"measure": "casualties", "scope": "narrower"}, es.point(5), "it is not known to contain"),
        ({"measure": "casualties", "scope": "unclear"}, es.point(5), "it is not known to contain"),
        ({"scope": "wider", "standing": "retracted"}, es.point(5), "it no longer stands"),
        ({"wording": "thousands"}, es.Range(), "gives no number"),
    ],
)
def test_what_implies_nothing_stays_aside(fields: dict[str, str], r: es.Range, said: str) -> None:
    dossier = es.Dossier(DEATHS, [claim(r, **fields)])
    chosen = select(dossier, imply=True)
    assert chosen.used == ()
    assert said in chosen.set_aside[0][1]
    assert chosen.set_aside[0][0] == dossier[0]


def test_a_claim_of_unclear_scope_stays_in() -> None:
    dossier = es.Dossier(DEATHS, [claim(es.point(5), scope="unclear")])
    assert select(dossier).used == dossier.estimates
    assert select(evolve(dossier, estimates=[])).used == ()


def test_a_ledger_of_a_dataset_loads_no_frames() -> None:
    code = (
        "import sys, estimates as es; from estimates.analysis.ledger import Ledger, ledger_of; "
        "ledger_of(es.load('nanking-1937')).intervals(); "
        "Ledger.from_frame({'e': [1], 'l': [1], 'h': [2]}, estimand='e', low='l', high='h'); "
        "print([m for m in ('pandas', 'matplotlib') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_numbers_of_a_dossier_are_laid_out_once() -> None:
    dataset = es.load("nanking-1937")
    garrison = dataset["garrison"]
    ledger = ledger_of(garrison)
    assert ledger_of(garrison) is ledger
    assert ledger_of(dataset) is ledger_of(dataset)
    assert ledger_of(garrison, imply=True) is not ledger
    with pytest.raises(ValueError, match="read-only"):
        ledger.low[0] = 1.0


def test_a_refused_row_has_no_core_and_no_open_end() -> None:
    """The arrays beside the refused rows hold what `to_frame` shows: no number, and nothing said of its ends."""
    columns = {
        "figure": ["a", "a", "b", "c", "d"],
        "low": [5, 2, 4, None, 3],
        "high": [9, 7, 3, None, 8],
        "low_open": [True, False, True, False, False],
        "high_open": [False, True, True, False, True],
    }
    found = es.compare(
        es.Ledger.from_frame(
            columns, estimand="figure", low="low", high="high", low_open="low_open", high_open="high_open"
        )
    )
    assert [bool(reason) for reason in found.reason] == [False, True, True, False]
    assert found.core_low_open.tolist() == [True, False, False, False]
    assert found.core_high_open.tolist() == [True, False, False, True]
    assert found.core_low[[0, 3]].tolist() == [5, 3]
    assert found.core_high[[0, 3]].tolist() == [7, 8]
    assert np.isnan([found.core_low[1:3], found.core_high[1:3]]).all()
    frame = es.to_frame(found)
    assert frame["core_high_open"].tolist() == found.core_high_open.tolist()


# --- voices by place ---


def test_a_table_with_places_has_voices_by_place() -> None:
    table = {
        "f": ["a"] * 5 + ["b"] * 2, "n": [10, 11, 12, 50, 60, 1, 9], "who": ["A", "B", "C", "D", "E", "A", "B"],
        "where": ["Ota 1990, 5", "Ota 1990, 5", "Ota 1990, 5", "", "", "", "Ota 1990, 5"],
    }  # fmt: skip
    ledger = Ledger.from_frame(table, estimand="f", low="n", high="n", claimant="who", place="where")
    found = es.pool(ledger, voices="place").columns()
    assert found["voices"].tolist() == [3, 2]  # type: ignore[attr-defined]
    assert found["median_low"][0] == 50  # type: ignore[index]
    assert es.pool(ledger).columns()["voices"].tolist() == [5, 2]  # type: ignore[attr-defined]
    assert "each voice counts once" in repr(es.pool(ledger, voices="place"))
    assert es.pool(ledger.part([1, 0]), voices="place").columns()["voices"].tolist() == [2, 3]  # type: ignore[attr-defined]
    unnamed = Ledger.from_frame(table, estimand="f", low="n", high="n", place="where")
    assert es.pool(unnamed, voices="place").columns()["voices"].tolist() == [3, 2]  # type: ignore[attr-defined]


def test_without_places_there_are_no_voices_by_place() -> None:
    table = {"f": ["a", "a"], "n": [1, 2], "m": [1, 1], "who": ["A", "B"]}
    ledger = Ledger.from_frame(table, estimand="f", low="n", high="n", claimant="who")
    with pytest.raises(es.PoolingError, match=r"does not say where claims come from .*from_frame\(place=\) names"):
        es.pool(ledger, voices="place")
    with pytest.raises(es.PoolingError, match="counts claims by their masses"):
        es.pool(Ledger.from_frame(table, estimand="f", low="n", high="n", mass="m"), voices="place")


@pytest.mark.parametrize("name", ["nanking-massacre", "xerxes-480bc", "nanking-1937-units"])
@pytest.mark.parametrize("method", ["random-set", "turnbull"])
def test_a_dataset_pools_by_place_as_its_dossiers_do(name: str, method: str) -> None:
    data = es.load(name)
    whole = es.pool(data, method, voices="place")
    columns = whole.columns()
    for i, dossier in enumerate(data.values()):
        try:
            alone = es.pool(dossier, method, voices="place")
        except es.PoolingError:
            assert columns["reason"][i]  # type: ignore[index]
            continue
        assert columns["voices"][i] == alone.effective_n  # type: ignore[index]
        if alone.median.high is not None:
            assert whole.median.high[i] == alone.median.high


def test_claims_from_one_place_are_left_out_and_counted_by_place() -> None:
    dossier = max(es.load("nanking-massacre").values(), key=len)
    rows = es.leave_one_out(dossier, "random-set", voices="place")
    for row in rows[:3]:
        rest = dossier.without(*(e.id for e in dossier if e.id not in {other.id for other in row.others}))
        assert row.ranges[0].high == es.pool(rest, voices="place").median.high


NAMED: list[Any] = ["b", "a", None, "b", "", " ", "a", "c"]


@pytest.mark.parametrize("library", ["pandas", "pandas objects", "pandas categories", "pyarrow", "polars", "parquet"])
def test_names_of_figures_are_gathered_alike_by_every_library(library: str, tmp_path: Path) -> None:
    """Text is compared as the library compares it, and gives the ledger of a plain list."""
    columns = {"f": NAMED, "low": [1.0, 2, 3, 4, 5, 6, 7, 8], "high": [9.0] * 8}
    frame = pd.DataFrame(columns)
    given: Any = {
        "pandas": lambda: frame,
        "pandas objects": lambda: frame.astype({"f": object}),
        "pandas categories": lambda: frame.astype({"f": "category"}),
        "pyarrow": lambda: pa.table(columns),
        "polars": lambda: pl.DataFrame(columns),
        "parquet": lambda: (pq.write_table(pa.table(columns), tmp_path / "a.parquet"), tmp_path / "a.parquet")[1],
    }[library]()
    found = Ledger.from_frame(given, estimand="f", low="low", high="high")
    plain = Ledger.from_frame(columns, estimand="f", low="low", high="high")
    assert found.groups == plain.groups == ("b", "a", "c")
    assert found.rows.tolist() == plain.rows.tolist() == [0, 3, 1, 6, 7]
    assert found.low.tolist() == [1, 4, 2, 7, 8]
    assert found.left_out.tolist() == plain.left_out.tolist() == [0, 0, 0]
    assert [fault.row for fault in found.faults] == [fault.row for fault in plain.faults] == [4, 6, 7]


def test_numbers_that_name_figures_are_told_apart_by_their_text() -> None:
    for cells in (np.array([3, 1, 3]), pd.Series([3.0, 1.0, 3.0]), [3, 1, "3"]):
        found = Ledger.from_frame(
            {"f": cells, "low": [1, 2, 3], "high": [9, 9, 9]}, estimand="f", low="low", high="high"
        )
        assert found.groups == ("3", "1")
        assert found.rows.tolist() == [0, 2, 1]


@pytest.mark.parametrize("value", [np.timedelta64(5, "D"), np.timedelta64(5, "ns"), np.datetime64(5, "ns"), np.True_])
def test_a_span_of_time_is_no_number_of_people(value: object) -> None:
    columns = {"figure": ["a", "a"], "low": [value, 7], "high": [9, 9]}
    found = es.Ledger.from_frame(columns, estimand="figure", low="low", high="high")
    (fault,) = found.faults
    assert (fault.row, fault.column) == (2, "low")
    assert "is not a number" in fault.message


@pytest.mark.parametrize("library", [dict, pd.DataFrame])
def test_cells_that_cannot_be_compared_name_figures_by_their_text(library: Callable[[Any], Any]) -> None:
    columns = {"f": ["a", {"x": 1}, [5], [5]], "who": [set(), "b", ["c"], None], "low": [1, 2, 3, 4], "high": [9] * 4}
    found = Ledger.from_frame(library(columns), estimand="f", claimant="who", low="low", high="high")
    assert found.groups == ("a", "{'x': 1}", "[5]")
    assert found.offsets.tolist() == [0, 1, 2, 4]
