"""CSL-JSON as programs really write it: every item is read or reported, and costs no other."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

import estimates as es
from estimates.references import json_files

ODD: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({"author": None, "title": None}, {}, []),
    ({"author": "Jane Doe"}, {"author": [{"literal": "Jane Doe"}]}, ["author"]),
    ({"author": {"family": "Doe"}}, {"author": [{"family": "Doe"}]}, []),
    ({"author": [{"family": "Doe", "given": None}, 3]}, {"author": [{"family": "Doe"}]}, ["author"]),
    ({"author": 5}, {}, ["author"]),
    ({"title": 1984}, {"title": "1984"}, []),
    ({"title": ["a"]}, {}, ["title"]),
    ({"custom": True}, {}, ["custom"]),
    ({"issued": "1999-05"}, {"issued": {"date-parts": [[1999, 5]]}}, []),
    ({"issued": {"date-parts": [[None]]}}, {}, []),
    ({"issued": {"date-parts": [["1993", 0, 0]]}}, {"issued": {"date-parts": [["1993"]]}}, []),
    ({"issued": {"date-parts": [["x"]]}}, {"issued": {"literal": '[["x"]]'}}, ["issued"]),
    ({"issued": [1999]}, {}, ["issued"]),
    ({"issued": {"raw": "May 1999"}}, {"issued": {"raw": "May 1999"}}, []),
    ({"title": "a\ud800b"}, {"title": "a�b"}, ["title"]),
    ({"volume": float("nan")}, {}, ["volume"]),
    ({"mine": {"a": [1, None]}}, {"mine": {"a": [1, None]}}, []),
]


@pytest.mark.parametrize(("given", "kept", "listed"), ODD, ids=range(len(ODD)))
def test_an_odd_field_costs_no_work(
    given: dict[str, Any], kept: dict[str, Any], listed: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "x", "type": "book", **given}]), encoding="utf-8")
    for library in (es.read_csl([{"id": "x", "type": "book", **given}]), es.read_csl(path)):
        assert library.faults == ()
        assert library["x"].csl == {"id": "x", "type": "book", **kept}
        assert [omission.field for omission in library.left_out] == listed
        assert es.cite(library["x"])
        assert es.to_bibtex(library)


def test_names_that_stand_family_first_beside_a_custom_that_is_none() -> None:
    work = es.Source("x", {"type": "book", "custom": True, "author": [{"family": "Sun", "static-ordering": True}]})
    assert "static-ordering" in es.to_bibtex(work)


def test_id_and_citation_key_both_serve() -> None:
    items = [{"id": "http://zotero.org/items/A", "citation-key": "doe1999"}, {"citation-key": "roe2000"},
             {"id": "b", "citation-key": "twice"}, {"id": "c", "citation-key": "twice"}]  # fmt: skip
    library = es.read_csl(items)
    assert library["doe1999"] is library["http://zotero.org/items/A"]
    assert library["roe2000"].key == "roe2000"
    assert "twice" not in library
    (fault,) = library.faults
    assert (fault.column, fault.value) == ("twice.citation-key", "twice")
    with pytest.raises(es.EstimatesError, match="its entry is broken"):
        library["twice"]


def test_a_key_that_an_object_has_twice_and_deep_nesting_cost_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    deep = '{"id": "deep", "note": ' + "[" * 100_000 + "]" * 100_000 + "}"
    path.write_text(f'[{{"id": "a", "title": "A", "title": "B"}},\n{deep},\n{{"id": "b", "x": 1, "x": 1}}]')
    library = es.read_csl(path)
    assert (library.keys(), library["a"].csl["title"]) == (("a", "b"), "A")
    assert [(omission.key, omission.field) for omission in library.left_out] == [("a", "title")]
    (fault,) = library.faults
    assert (fault.row, "nested" in fault.message) == (2, True)
    loop: dict[str, Any] = {"id": "loop"}
    loop["note"] = loop
    assert [fault.value for fault in es.read_csl([loop, {"id": "b"}]).faults] == ["loop"]


@pytest.mark.parametrize("text", ["null", "3", '"a"', "[1,]", "[{}", "[{}] x", "[{} {}]", "[", "", "[nope]"])
def test_what_is_no_list_of_works_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(es.DatasetError, match=r"a\.json"):
        es.read_csl(path)


def test_files_that_are_none_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path, tmp_path / ("x" * 5000), Path("a\0b"), tmp_path / "\ud800.json"):
        for read in (es.read_csl, es.read_bibtex):
            with pytest.raises(es.DatasetError, match="cannot be read"):
                read(path)
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(es.DatasetError, match="not a file"):
        es.read_csl(tmp_path / "pipe.json")
    monkeypatch.setattr(json_files, "LARGEST", 10)
    (tmp_path / "a.bib").write_text("@book{a, title = {B}}")
    with pytest.raises(es.DatasetError, match="limited to"):
        es.read_bibtex(tmp_path / "a.bib")


def test_no_mutation_of_an_item_raises_anything(tmp_path: Path) -> None:
    chance = random.Random(7)
    item = {"id": "x", "citation-key": "k", "type": "book", "title": "T", "author": [{"family": "D", "given": "J"}],
            "issued": {"date-parts": [[1999, 5, 1], [2000]], "circa": True}, "note": "original-date: 1814",
            "custom": {"names": {"a": "b"}}, "accessed": {"literal": "x"}, "page": "1-2"}  # fmt: skip

    def mutated(value: Any) -> Any:
        if chance.random() < 0.15:
            return chance.choice([None, True, "", "x", -1, 10**400, float("nan"), [], {}, "\ud800", [[]], {"a": 1}])
        if isinstance(value, dict):
            return {key: mutated(held) for key, held in value.items()}
        return [mutated(held) for held in value] if isinstance(value, list) else value

    items = [mutated(item) for _ in range(400)]
    library = es.read_csl(items)
    path = tmp_path / "a.json"
    path.write_text(json.dumps(items), encoding="utf-8")
    assert es.read_csl(path).keys() == library.keys()
    for work in library:
        assert len(parsed_again(es.to_bibtex(work))) == 1
        assert es.to_ris(work)
        assert work.label


def parsed_again(text: str) -> es.Library:
    from estimates.references.bibtex_reader import parsed

    return parsed(text, "a.bib")
