"""Variables of CSL that users of Zotero write into Extra."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es
from estimates.references.bibtex_reader import parsed


def read(note: str, **fields: Any) -> es.Library:
    return es.read_csl([{"id": "x", "type": "book", "title": "T", "note": note, **fields}])


NOTES = [
    ("original-date: 1814", "original-date", {"date-parts": [[1814]]}),
    ("Original Date: 1814-05", "original-date", {"date-parts": [[1814, 5]]}),
    ("A remark\noriginal-date: 1814\nMore", "original-date", {"date-parts": [[1814]]}),
    ("Seen {:original-date: 1814} there", "original-date", {"date-parts": [[1814]]}),
    ("original-date: c. 1814", "original-date", {"date-parts": [[1814]], "circa": True}),
    ("event-place: Nowhere", "event-place", "Nowhere"),
    ("translator: Roe || Ann\ntranslator: The Board", "translator",
     [{"family": "Roe", "given": "Ann"}, {"literal": "The Board"}]),
    ("genre: Typescript\nA remark", "genre", "Typescript"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "variable", "value"), NOTES, ids=range(len(NOTES)))
def test_a_variable_in_the_note_is_read_and_the_note_stays(note: str, variable: str, value: object) -> None:
    work = read(note)["x"]
    assert work.csl[variable] == value
    assert work.csl["note"] == note
    assert list(es.read_csl(es.to_csl([work]))) == [work]


@pytest.mark.parametrize(
    "note", ["Read it.\nsource: my own copy", "Publisher: Press", "see: p. 4", "a: b", ":", "genre:"]
)
def test_a_remark_is_no_variable(note: str) -> None:
    assert set(read(note)["x"].csl) == {"id", "type", "title", "note"}


def test_what_the_work_says_itself_counts_and_the_rest_is_listed() -> None:
    library = read("publisher: Another", publisher="Press")
    assert library["x"].csl["publisher"] == "Press"
    assert [(omission.field, omission.value) for omission in library.left_out] == [("publisher", "Another")]


def test_the_note_of_a_bib_file_is_read_too() -> None:
    work = parsed("@book{x, title={T}, year=1995, note={original-date: 1814\nA remark}}", "a.bib")["x"]
    assert work.csl["original-date"] == {"date-parts": [[1814]]}
    assert "1814" in es.cite(work)
