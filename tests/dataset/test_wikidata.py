"""Entity JSON of Wikidata: what statements, ranks, qualifiers and references become (invented entities)."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

import estimates as es


def snak(part: str, value: Any, kind: str = "wikibase-entityid") -> dict[str, Any]:
    if kind == "wikibase-entityid":
        value = {"entity-type": "item", "id": value, "numeric-id": int(value[1:])}
    return {"snaktype": "value", "property": part, "datavalue": {"value": value, "type": kind}}


def time(part: str, day: str, precision: int = 11) -> dict[str, Any]:
    value = {"time": f"{day}T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": precision,
             "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}  # fmt: skip
    return snak(part, value, "time")


def statement(part: str, amount: str, bounds: tuple[str, str] | None = None, **more: Any) -> dict[str, Any]:
    value = {"amount": amount, "unit": more.pop("unit", "1")}
    value |= dict(zip(("lowerBound", "upperBound"), bounds)) if bounds else {}
    qualifiers: dict[str, list[Any]] = {}
    for one in more.pop("qualifiers", []):
        qualifiers.setdefault(one["property"], []).append(one)
    references = []
    for parts in more.pop("references", []):
        snaks: dict[str, list[Any]] = {}
        for one in parts:
            snaks.setdefault(one["property"], []).append(one)
        references.append({"hash": "0", "snaks": snaks, "snaks-order": list(snaks)})
    main = snak(part, value, "quantity")
    held = {"id": f"Q90$-{part}-{amount}", "type": "statement", "rank": "normal", "mainsnak": main}
    return held | {"qualifiers": qualifiers, "references": references, **more}


def label(name: str, words: str, **claims: Any) -> dict[str, Any]:
    return {"id": name, "type": "item", "labels": {"en": {"language": "en", "value": words}}, "claims": claims}


WORK = [snak("P248", "Q901"), snak("P304", "12–13", "string"), time("P813", "+2020-05-01")]
PAGE = [snak("P854", "https://www.example.org/siege", "string"), snak("P1683", {"text": "x", "language": "en"}, "mono")]
DEATHS = [
    statement("P1120", "+700", ("+650", "+800"), references=[WORK]),
    statement("P1120", "+500", ("+499", "+501"), references=[PAGE],
              qualifiers=[snak("P1480", "Q5727902"), time("P585", "+1937-12-00", 10), snak("P5102", "Q905")]),
    statement("P1120", "+9000", rank="deprecated", qualifiers=[snak("P2241", "Q906"), snak("P1310", "Q903")],
              references=[[snak("P143", "Q328")]]),
    statement("P1120", "+650", rank="preferred",
              qualifiers=[snak("P7452", "Q907"), snak("P518", "Q908"), snak("P1013", "Q909")]),
    statement("P1120", "+20", qualifiers=[snak("P276", "Q910")], references=[WORK, PAGE]),
]  # fmt: skip
SIEGE = label(
    "Q90", "Siege of Nowhere", P1120=DEATHS,
    P1339=[statement("P1339", "+30", unit="http://www.wikidata.org/entity/Q5")],
    P1132=[statement("P1132", "+5", unit="http://www.wikidata.org/entity/Q911")],
    P1446=[{"rank": "normal", "mainsnak": {"snaktype": "somevalue", "property": "P1446"}}],
    P276=[{"mainsnak": snak("P276", "Q904")}], P580=[{"mainsnak": time("P580", "+1937-12-01")}],
    P582=[{"mainsnak": time("P582", "+1938-01-00", 10)}],
) | {"lastrevid": 42, "modified": "2026-01-02T03:04:05Z"}  # fmt: skip
OTHERS = [
    label("Q901", "Losses: An Invention", P2093=[{"mainsnak": snak("P2093", "Jane Doe", "string")}],
          P577=[{"mainsnak": time("P577", "+1999-00-00", 9)}], P123=[{"mainsnak": snak("P123", "Q902")}]),
    label("Q902", "Invented Press"), label("Q903", "Richard Roe"), label("Q904", "Nowhere"), label("Q905", "official"),
    label("Q906", "error in referenced source"), label("Q907", "most precise value"), label("Q908", "garrison"),
    label("Q910", "Elsewhere"), label("Q911", "battalion"),
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "siege.json"
    path.write_text(json.dumps({"entities": {one["id"]: one for one in [SIEGE, *OTHERS]}}), encoding="utf-8")
    return path


def test_what_statements_become(file: Path) -> None:
    dataset = es.read_wikidata(file)
    assert list(dataset) == ["q90-deaths", "q90-injured", "q90-participants-battalion"]
    estimand = dataset["q90-deaths"].estimand
    assert (estimand.label, estimand.measure, estimand.place, estimand.unit, str(estimand.period)) == (
        "Siege of Nowhere: number of deaths", "deaths", "Nowhere", "persons", "1937-12-01/1938-01",
    )  # fmt: skip
    assert dataset["q90-participants-battalion"].estimand.unit == "battalion"
    doe, page, wrong, part, elsewhere = dataset["q90-deaths"].estimates
    assert (doe.claimant.name, doe.range) == ("Jane Doe", es.between(650, 800, best=700))
    assert (page.range, page.claimant.name, str(page.as_of)) == (es.about(500), "example.org", "1937-12")
    assert "nature of statement: official" in page.note
    assert (wrong.standing, wrong.claimant.name, wrong.claimant.role) == ("superseded", "Wikidata", "compilation")
    assert "deprecated: error in referenced source" in wrong.note
    assert (part.standing, part.scope, part.scope_note) == ("stands", "narrower", "applies to part: garrison")
    assert "preferred: most precise value" in part.note
    assert (elsewhere.scope, elsewhere.place) == ("unclear", "Elsewhere")
    assert elsewhere.claimant.name == "Jane Doe and example.org"
    (disputed,) = dataset.statements
    assert (disputed.said_by.name, disputed.about_estimate) == ("Richard Roe", wrong.id)


def test_references_become_works_that_can_be_cited(file: Path) -> None:
    dataset = es.read_wikidata(file)
    note = es.cite(dataset["q90-deaths"][0])
    for words in (
        "Jane Doe",
        "Losses: An Invention",
        "Invented Press",
        "1999",
        "12–13",
        "Siege of Nowhere",
        "Wikidata",
    ):
        assert words in note
    assert dataset.sources["wikidata-Q90"].csl["version"] == "revision 42"
    assert dataset.sources["Q901"].csl["accessed"] == {"date-parts": [[2020, 5, 1]]}


def test_what_has_no_place_is_noticed(file: Path) -> None:
    said = [str(notice) for notice in es.read_wikidata(file).notices]
    expected = ["499 and 501 are those that the software fills in", "P1013 is left out (Q909)", "P1683 of a reference",
                "imported (P143 Q328)", "says that it is unknown, which is not a count"]  # fmt: skip
    for words in expected:
        assert sum(words in one for one in said) >= 1, (words, said)
    assert all(one.startswith("siege.json, ") for one in said)


def read_of(tmp_path: Path, *entities: dict[str, Any]) -> es.Dataset:
    path = tmp_path / "given.json"
    path.write_text(json.dumps({"entities": {one["id"]: one for one in entities}}), encoding="utf-8")
    return es.read_wikidata(path)


def test_what_a_figure_is_about_is_what_wikidata_holds_best(tmp_path: Path) -> None:
    """A place or day of deprecated rank is none; one that is preferred is the one."""
    ranked = {
        "deprecated": ("Q904", "+1937-12-01"),
        "normal": ("Q910", "+1937-12-02"),
        "preferred": (None, "+1937-12-03"),
    }
    places = [{"rank": rank, "mainsnak": snak("P276", place)} for rank, (place, _) in ranked.items() if place]
    days = [{"rank": rank, "mainsnak": time("P585", day)} for rank, (_, day) in ranked.items()]
    entity = label("Q90", "Siege", P1120=[statement("P1120", "+7")], P276=places, P585=days)
    estimand = read_of(tmp_path, entity, *OTHERS)["q90-deaths"].estimand
    assert (estimand.place, str(estimand.period)) == ("Elsewhere", "1937-12-03")


def test_what_is_there_twice_or_counts_nobody_is_noticed(tmp_path: Path) -> None:
    pages = [snak("P854", f"https://a.example/{number}", "string") for number in (1, 2)]
    twice = [[snak("P248", "Q901"), snak("P248", "Q902")], [time("P577", "+1999-00-00", 9)], pages]
    days = [time("P585", "+1937-00-00", 9), time("P585", "+1938-00-00", 9)]
    unknown = {"snaktype": "somevalue", "property": "P1310"}
    deaths = statement("P1120", "+7", references=twice, qualifiers=[*days, unknown])
    entity = label("Q90", "Siege", P1120=[deaths], P1128=[statement("P1128", "+12")])
    read = read_of(tmp_path, entity, *OTHERS)
    said = "\n".join(map(str, read.notices))
    for words in (
        "several works, of which the first is cited; left out: Invented Press",
        "several addresses, of which the first is cited; left out: https://a.example/2",
        "names neither a work nor a title or address; left out: P577 1999",
        "P585 is there more than once; left out: 1938",
        "who disputes it is not said",
        "Q90 P1128: is no count of people that is read here; left out (12)",
    ):
        assert words in said, said
    assert not read.statements


def test_a_reference_by_its_title_alone_is_a_work(tmp_path: Path) -> None:
    title = snak("P1476", {"text": "A Book of Sieges", "language": "en"}, "monolingualtext")
    entity = label("Q90", "Siege", P1120=[statement("P1120", "+7", references=[[title]])])
    (claim,) = read_of(tmp_path, entity)["q90-deaths"]
    assert claim.claimant.name == "A Book of Sieges"
    assert "“A Book of Sieges,”" in es.cite(claim)


def test_an_address_without_a_title_is_written_as_it_is(tmp_path: Path) -> None:
    page = [snak("P854", "https://a.example/1", "string")]
    entity = label("Q90", "Siege", P1120=[statement("P1120", "+7", references=[page])])
    (claim,) = read_of(tmp_path, entity)["q90-deaths"]
    for style in ("chicago-notes", "apa", "mla"):
        assert "Https" not in es.cite(claim, style=style)


def test_an_item_of_the_rest_interface_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "item.json"
    path.write_text(json.dumps({"id": "Q90", "labels": {"en": "Siege"}, "statements": {}}), encoding="utf-8")
    with pytest.raises(es.DatasetError, match=r"Special:EntityData/Q90\.json"):
        es.read_wikidata(path)


def test_works_that_are_not_in_the_file_go_by_their_ids(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "Q90.json").write_text(json.dumps(SIEGE), encoding="utf-8")
    dataset = es.read_wikidata(tmp_path / "one")
    assert dataset["q90-deaths"][0].claimant.name == "Wikidata item Q901"
    assert dataset.sources["Q901"].csl["URL"] == "https://www.wikidata.org/wiki/Q901"


def test_the_dataset_is_written_and_read_again(file: Path, tmp_path: Path) -> None:
    dataset = es.read_wikidata(file)
    es.write(dataset, tmp_path / "folder")
    assert es.read(tmp_path / "folder") == dataset
    assert es.compare(dataset["q90-deaths"]).set_aside


@pytest.mark.parametrize("text", ["", "null", "{", "[]", '{"id": "Q1"}', '{"id": "Q1", "claims": {}}', '{"a": 1}', "3"])
def test_no_entity_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(es.DatasetError, match=r"a\.json"):
        es.read_wikidata(tmp_path / "a.json")


def test_no_mutation_of_a_file_raises_anything_else(tmp_path: Path) -> None:
    chance = random.Random(11)

    def mutated(value: Any) -> Any:
        if chance.random() < 0.03:
            return chance.choice([None, True, "", "x", -1, 1e400, [], {}, "\ud800", [[]], "+0000-00-00T00:00:00Z"])
        if isinstance(value, dict):
            return {key: mutated(held) for key, held in value.items() if chance.random() > 0.01}
        return [mutated(held) for held in value] if isinstance(value, list) else value

    path, read = tmp_path / "a.json", 0
    for _ in range(200):
        path.write_text(json.dumps([mutated(SIEGE), mutated(OTHERS[0])]), encoding="utf-8")
        try:
            read += len(es.read_wikidata(path)) > 0
        except es.EstimatesError:
            continue
    assert read > 20
