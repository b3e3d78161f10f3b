"""Tables with a column for each claimant, or for each figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

import estimates as es

AUTHORS = {"Battle": ["Alpha", "Beta", "Gamma", "Delta"], "Smith 1987": ["1,000-2,000", "300", "n/a", ""],
           "Jones (2001)[a]": ["c. 1,500", "", "up to 70", ""], "Source": ["a", "b", "c", "d"]}  # fmt: skip
BY_AUTHOR = {"Battle": "estimand", "Smith 1987": "wording", "Jones (2001)[a]": "wording"}


def shown(dataset: es.Dataset) -> dict[str, list[str]]:
    return {name: [str(claim) for claim in dossier] for name, dossier in dataset.items()}


def test_a_column_for_each_author() -> None:
    dataset = es.read(AUTHORS, columns=BY_AUTHOR)
    assert shown(dataset) == {
        "Alpha": ["Smith 1987: 1,000–2,000", "Jones (2001): c. 1,500"],
        "Beta": ["Smith 1987: 300"],
        "Gamma": ["Smith 1987: “n/a”", "Jones (2001): ≤ 70"],
    }
    assert [claim.source[0].source.label for claim in dataset["Alpha"] if claim.source[0].source] == ["a", "a"]
    said = [str(notice) for notice in dataset.notices]
    assert any("'Smith 1987', 'Jones (2001)[a]' hold the words of claims" in text for text in said)
    assert any("read as their claimant" in text for text in said)
    assert any("row 5" in text and "no claim, not read: 'Delta'" in text for text in said)


def test_a_column_for_each_figure() -> None:
    given = {"Author": ["A", "B"], "killed": ["5", "over 6"], "wounded": ["", "7"], "source": ["s", "t"]}
    found = es.read(given, columns={"killed": "wording", "wounded": "wording"})
    assert shown(found) == {"killed": ["A: 5", "B: > 6"], "wounded": ["B: 7"]}
    assert any("read as their estimand" in notice.message for notice in found.notices)


def test_authors_of_one_figure() -> None:
    given = {"A": ["5"], "B": ["6"], "source": ["s"]}
    found = es.read(given, columns={"A": "wording", "B": "wording"}, estimand="losses")
    assert shown(found) == {"losses": ["A: 5", "B: 6"]}


def test_the_question_offers_it() -> None:
    wording, *_ = es.check(AUTHORS)
    assert "columns={'Smith 1987': 'wording', 'Jones (2001)[a]': 'wording'}" in wording.message
    one = {"estimand": ["a"], "claimant": ["A"], "mine": ["5"], "yours": ["6"]}
    (fault,) = es.check(one)
    assert "If columns are named" not in fault.message


def test_a_table_with_claimants_and_figures_has_one_column_of_words() -> None:
    one = {"estimand": ["a"], "claimant": ["A"], "mine": ["5"], "yours": ["6"]}
    faults = es.check(one, columns={"mine": "wording", "yours": "wording"})
    assert any("give it to one" in fault.message for fault in faults)


def test_a_fault_names_the_column_and_the_cell() -> None:
    given = {**AUTHORS, "Jones (2001)[a]": ["1,500 (disputed)", "", "#REF!", ""]}
    found = sorted((fault.row, fault.column, fault.value) for fault in es.check(given, columns=BY_AUTHOR))
    assert found == [(2, "Jones (2001)[a]", "1,500 (disputed)"), (4, "Jones (2001)[a]", "#REF!")]


def test_formats_and_comments_of_a_wide_sheet_are_reported(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (["Battle", "Smith", "Jones"], ["Alpha", 1234.4, 0.125], ["Beta", 5, 6]):
        sheet.append(row)
    sheet["B2"].number_format, sheet["C2"].number_format = "#,##0", "0%"
    book.save(tmp_path / "wide.xlsx")
    columns = {"Battle": "estimand", "Smith": "wording", "Jones": "wording"}
    found = es.check(tmp_path / "wide.xlsx", columns=columns)
    assert [(fault.row, fault.column) for fault in found] == [(2, "Jones")]
    assert any(notice.column == "Smith" and "shows '1234' and holds 1234.4" in notice.message
               for notice in found.notices)  # fmt: skip
