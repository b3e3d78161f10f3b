"""A table gives the same records whether its columns are converted whole or its cells one by one."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from estimates.dataset.cells import Record, records
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import Findings
from estimates.dataset.grids import Grid
from estimates.dataset.schema import ESTIMATES
from estimates.model.sources import Source

HEADER = ["id", "estimand", "wording", "wording_lang", "low", "approximate", "claimed", "measure", "scope", "source"]
CELLS = {
    "id": ["a", " a ", "", "#N/A", "a\u0000b", "'=a", "'a"],
    "estimand": ["f", "", " "],
    "wording": ["about 5", " 5 ", "n/a", "?", "#REF!", "", "'+5", "5\n6", "# 5"],
    "wording_lang": ["", "en", "de", "English"],
    "low": ["", "5", "1.000", "1,5", "-", "five", "5.0", " 5"],
    "approximate": ["", "true", "TRUE", "yes"],
    "claimed": ["", "1937", "1937~", "last year"],
    "measure": ["", "killed", "Killed", "kiled"],
    "scope": ["", "same", "Narrower", "smaller"],
    "source": ["", "sen[3]", "lee", "sen; lee"],
}


def read(rows: list[tuple[int, list[str]]]) -> tuple[list[Record], Findings]:
    register = Register()
    register.sources["sen"] = Source("sen")
    findings = Findings()
    return records(Grid("table.csv", HEADER, rows), ESTIMATES, register, findings), findings


def shown(found: list[Record]) -> list[Any]:
    return [(r.row, [(type(cell), cell) for cell in r.cells], r.broken, dict(r.absent)) for r in found]


@given(st.lists(st.tuples(*(st.sampled_from(CELLS[name]) for name in HEADER)), min_size=1, max_size=5))
def test_a_row_is_read_alike_alone_and_among_others(table: list[tuple[str, ...]]) -> None:
    rows = [(number, list(cells)) for number, cells in enumerate(table, 2)]
    found, findings = read(rows)
    alone = [read([row]) for row in rows]
    assert shown(found) == [row for records_of_one, _ in alone for row in shown(records_of_one)]
    once = {(fault.row, fault.column, fault.value) for _, each in alone for fault in each.faults}
    assert {(fault.row, fault.column, fault.value) for fault in findings.faults} == once
