"""The shipped datasets: every claim of theirs, pinned by hand against the document in which it was read."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from frictionless import Package

import estimates as es
from estimates.dataset.schema import TABLES, table_schema

FOLDER = Path(__file__).parents[2] / "datasets" / "nanking-1937"
NANKING = es.load("nanking-1937").without("garrison-force")  # what the one document says
CLAIMS = {estimate.id: estimate for dossier in NANKING.values() for estimate in dossier}
# Who speaks of the garrison elsewhere; their numbers are pinned beside, in test_garrison_force.py.
ELSEWHERE = {
    "song-xilian", "liu-fei", "tan-daoping", "ouyang-wu", "chinese-command", "du-yuming", "military-police", "nakazawa",
    "kaikosha", "lowest", "suikei-author", "mengyan-author", "ncp473-author",
}  # fmt: skip

PREP = "sec. China's defense preparations"
MARCH = "sec. Japan's march on Nanking"
MOPPING_UP = "sec. Mopping-up operations and the Nanking Massacre"
AFTER = "sec. Aftermath and assessment"

# As the document has them: estimand, its measure, its unit, the claim, its reading, the section where it stands.
READ = [
    ("garrison", "strength", "persons", "askew-garrison", es.between(73_790, 81_500), PREP),
    ("garrison", "strength", "persons", "hata-garrison", es.point(100_000), PREP),
    ("garrison", "strength", "persons", "kasahara-garrison", es.about(150_000), PREP),
    ("combat-deaths", "killed", "persons", "hata-combat-deaths", es.point(50_000), AFTER),
    ("combat-deaths", "killed", "persons", "taylor-combat-deaths", es.point(70_000), AFTER),
    ("combat-deaths", "killed", "persons", "sun-combat-deaths", es.between(6_000, 10_000), AFTER),
    ("combat-deaths", "killed", "persons", "japanese-claim-combat-deaths", es.at_most(84_000), AFTER),
    ("combat-deaths", "killed", "persons", "chinese-source-combat-deaths", es.point(20_000), AFTER),
    ("massacre-deaths", "murdered", "persons", "imtfe-massacre-deaths", es.more_than(200_000), MOPPING_UP),
    ("rapes", "raped", "persons", "imtfe-rapes", es.point(20_000), MOPPING_UP),
    ("japanese-killed", "killed", "persons", "yamamoto-japanese-killed", es.point(1_953), AFTER),
    ("japanese-wounded", "wounded", "persons", "yamamoto-japanese-wounded", es.point(4_994), AFTER),
    ("central-china-area-army", "strength", "persons", "article-central-china-area-army", es.more_than(160_000), MARCH),
    ("japanese-participating", "strength", "persons", "article-japanese-participating", es.about(50_000), MARCH),
    ("population-before", "population", "persons", "article-population-before", es.more_than(1_000_000), PREP),
    ("population-december", "population", "persons", "article-population-december", es.less_than(500_000), PREP),
    ("population-fled", "fled", "persons", "article-population-fled", es.Range(), PREP),
]  # fmt: skip
# The part of the words that gives the number, where it is not the whole of them.
PHRASES = {
    "hata-garrison": "100,000", "hata-combat-deaths": "50,000", "taylor-combat-deaths": "70,000",
    "yamamoto-japanese-killed": "1,953 soldiers",
}  # fmt: skip
ROLES = {
    "askew": ("scholar", ""), "hata": ("scholar", ""), "kasahara": ("scholar", ""), "taylor": ("scholar", ""),
    "sun": ("scholar", ""), "yamamoto": ("scholar", ""), "japanese-claim": ("belligerent", "Japan"),
    "chinese-source": ("belligerent", "China"), "imtfe": ("tribunal", ""), "article": ("compilation", ""),
    "liu": ("scholar", ""), "tang": ("belligerent", "China"), "chiang": ("belligerent", "China"),
    "nationalist-report": ("government", "China"),
}  # fmt: skip


def cells(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_claim_is_the_documents_and_there_is_no_other() -> None:
    found = []
    for name, dossier in NANKING.items():
        counts = (name, dossier.estimand.measure, dossier.estimand.unit)
        found += [(*counts, estimate.id, estimate.range, estimate.via[0].locator) for estimate in dossier]
    assert found == READ


def test_every_claim_was_read_in_the_document() -> None:
    for estimate in CLAIMS.values():
        assert [place.source.key for place in estimate.via if place.source] == ["battle-of-nanking"]


def test_works_are_named_only_where_they_are_known() -> None:
    named = {e.id: [str(place) for place in e.source] for e in CLAIMS.values() if e.source}
    assert named == {
        "askew-garrison": ["askew2003[173]"],
        "yamamoto-japanese-killed": ["yamamoto2000[118]"],
        "yamamoto-japanese-wounded": ["yamamoto2000[118]"],
    }
    assert {e.id: e.claimed.edtf for e in CLAIMS.values() if e.claimed} == {"askew-garrison": "2003"}


def test_one_rule_for_two_footnotes_whose_place_was_not_seen() -> None:
    """A work is entered where the mark of its footnote stands at the number: neither Sun's nor Taylor's does."""
    for name in ("sun-combat-deaths", "taylor-combat-deaths"):
        assert (CLAIMS[name].source, CLAIMS[name].claimed) == ((), None)
        assert "it is not entered" in CLAIMS[name].note


def test_the_document_itself_goes_by_its_title_alone() -> None:
    assert NANKING.sources["battle-of-nanking"].csl.keys() == {"id", "type", "title"}
    assert [source.label for source in NANKING.sources.values()][:3] == [
        "“Battle of Nanking”", "Askew 2003", "Yamamoto 2000",
    ]  # fmt: skip


def test_no_best_value_stands_where_no_source_names_one() -> None:
    """Not even a midpoint: 77,645 of Askew's ends or 8,000 of Sun's."""
    assert not [e.id for e in CLAIMS.values() if e.range.best is not None]
    assert not [row["id"] for row in cells("estimates") if row["best"] or {"77645", "8000"} & {row["low"], row["high"]}]


def test_like_stands_with_like() -> None:
    """Casualties are another measure; combat losses and a campaign are unclear; nothing else differs."""
    assert {e.id: e.measure for e in CLAIMS.values() if e.measure} == {"chinese-source-combat-deaths": "casualties"}
    assert {e.id: (e.scope, e.scope_note) for e in CLAIMS.values() if e.scope != "same"} == {
        "sun-combat-deaths": ("unclear", "“combat losses”, perhaps with the wounded"),
        "japanese-claim-combat-deaths": ("unclear", "during the campaign"),
    }
    assert {e.standing for e in CLAIMS.values()} == {"stands"}


def test_twenty_and_fifty_thousand_each_keep_their_meanings() -> None:
    def meant(value: int) -> list[tuple[str, str]]:
        return [
            (name, e.measure or d.estimand.measure) for name, d in NANKING.items() for e in d if e.range.low == value
        ]

    assert meant(20_000) == [("combat-deaths", "casualties"), ("rapes", "raped")]
    assert meant(50_000) == [("combat-deaths", "killed"), ("japanese-participating", "strength")]


@pytest.mark.parametrize("estimate", CLAIMS.values(), ids=CLAIMS)
def test_words_are_few_and_say_what_the_numbers_say(estimate: es.Estimate) -> None:
    assert 1 <= len(estimate.wording.split()) <= 12
    assert estimate.wording_lang == "en"
    assert len(estimate.wording.split()) > 1
    if estimate.share is not None:
        assert (estimate.id, estimate.share) == ("article-population-fled", es.more_than(0.5))
        return
    phrase = PHRASES.get(estimate.id, estimate.wording)
    assert phrase in estimate.wording
    assert es.parse(phrase, lang="en") == estimate.range


@pytest.mark.parametrize("estimate", CLAIMS.values(), ids=CLAIMS)
def test_an_id_begins_with_who_says_it(estimate: es.Estimate) -> None:
    assert estimate.id.startswith(f"{estimate.claimant.id}-")


def test_a_claim_goes_by_its_claimants_name() -> None:
    deaths, garrison = NANKING["combat-deaths"], NANKING["garrison"]
    for name in ("hata", "taylor", "sun", "japanese-claim", "chinese-source"):
        assert deaths[name].id == f"{name}-combat-deaths"
    assert (garrison["hata"].range, deaths["hata"].range) == (es.point(100_000), es.point(50_000))


def test_a_side_is_for_those_who_speak_for_one() -> None:
    assert {who.id: (who.role, who.side) for who in NANKING.claimants.values() if who.id not in ELSEWHERE} == ROLES
    assert not [who.id for who in NANKING.claimants.values() if who.school]


def test_sun_is_his_family_name() -> None:
    sun = NANKING.claimants["sun"]
    assert (sun.name, sun.native_name) == ("Sun Zhaiwei", "孙宅巍")
    assert "family name first" in sun.note


def test_yamamotos_remark_is_two_notes_on_the_belligerents_own_claims() -> None:
    first, second = NANKING.bias_notes
    assert (first.about_side, first.about_subject_side, first.direction, first.strength) == (
        "Japan", "China", "inflated", "finding",
    )  # fmt: skip
    assert (second.about_side, second.about_subject_side, second.direction, second.strength) == (
        "China", "China", "downplayed", "motive",
    )  # fmt: skip
    for note in (first, second):
        assert note.said_by.id == "yamamoto"
        assert not note.source
        assert [place.locator for place in note.via] == [AFTER]
        assert note.factor is None
        assert len(note.wording.split()) <= 12


def test_a_note_reaches_no_scholar_no_tribunal_and_no_compilation() -> None:
    reached = {(note.id, e.id) for d in NANKING.values() for e in d for note in d.notes_on(e)}
    assert reached == {
        ("yamamoto-japanese-inflate", "japanese-claim-combat-deaths"),
        ("yamamoto-chinese-downplay", "chinese-source-combat-deaths"),
    }
    assert {CLAIMS[claim].claimant.role for _, claim in reached} == {"belligerent"}


def test_bounds_between_figures_hold_of_necessity() -> None:
    assert {name: d.estimand.at_most for name, d in NANKING.items() if d.estimand.at_most} == {
        "combat-deaths": ("garrison",),
        "japanese-killed": ("japanese-participating",),
        "japanese-wounded": ("japanese-participating",),
        "japanese-participating": ("central-china-area-army",),
        "population-fled": ("population-before",),
    }


def test_a_bound_never_joins_two_units_or_two_sides() -> None:
    for dossier in NANKING.values():
        for name in dossier.estimand.at_most:
            other = NANKING[name].estimand
            assert (dossier.estimand.unit, dossier.estimand.side) == (other.unit, other.side)


def test_the_tables_keep_what_is_known_empty_where_nothing_is() -> None:
    rows = {row["id"]: row for row in cells("estimates")}
    numeric = ("low", "high", "low_open", "high_open", "approximate")
    assert [rows["imtfe-massacre-deaths"][name] for name in numeric] == ["200000", "", "true", "", ""]
    assert [rows["japanese-claim-combat-deaths"][name] for name in numeric] == ["", "84000", "", "", ""]
    assert [name for name in CLAIMS if rows[name]["range_means"]] == ["article-population-fled"]
    assert not any(rows[name]["method"] for name in CLAIMS)


# What is said without a number: who, of what kind, about what.
SAID = [
    ("article", "no reliable figure", "garrison"), ("article", "other", "garrison"),
    ("nationalist-report", "other", "garrison"), ("article", "no reliable figure", "combat-deaths"),
    ("tang", "other", "combat-deaths"), ("taylor", "relative", "taylor-combat-deaths"),
    ("article", "relative", "japanese-killed"), ("article", "varies widely", "massacre-deaths"),
    ("article", "other", "massacre-deaths"), ("article", "inconsistent", "tang"), ("kasahara", "other", "tang"),
    ("yamamoto", "other", "chiang"), ("liu", "other", "chiang"), ("taylor", "other", "chiang"),
    ("article", "inconsistent", "chiang"),
]  # fmt: skip


def test_what_the_document_says_without_a_number() -> None:
    statements = [said for said in NANKING.statements if said.said_by.id not in ELSEWHERE]
    assert [(s.said_by.id, s.kind, s.about) for s in statements] == SAID
    for statement in statements:
        assert statement.id.startswith(f"{statement.said_by.id}-")
        assert 3 <= len(statement.wording.split()) <= 12
        assert [place.source.key for place in statement.via if place.source] == ["battle-of-nanking"]
    assert [s.id for s in NANKING["combat-deaths"].statements] == [
        "article-combat-deaths-no-figures", "tang-combat-deaths-heavy", "taylor-combat-deaths-proportion",
    ]  # fmt: skip


def test_a_key_that_moved_names_its_new_home() -> None:
    units = es.load("nanking-1937-units")
    moved = NANKING.metadata["moved"]
    assert set(moved) == set(units) - {"88th-division-on-yuhuatai", "second-army-evacuated"}
    with pytest.raises(es.UnknownNameError, match=r"has moved .* load\('nanking-1937-units'\)\['fleeing-crowd'\]"):
        NANKING["fleeing-crowd"]
    with pytest.raises(es.UnknownNameError, match="did you mean 'garrison'"):
        NANKING["garison"]


FOLDERS = sorted(path.parent for path in FOLDER.parent.glob("*/datapackage.json"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_folder_is_a_data_package(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert es.check(folder) == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_descriptor_says_what_the_tables_hold(folder: Path) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["name"] == folder.name
    assert descriptor["estimates_format"] == 2
    assert re.fullmatch(r"[1-9]\d*\.\d+\.\d+", descriptor["version"])
    assert [licence["name"] for licence in descriptor["licenses"]] == ["CC-BY-SA-4.0"]
    assert descriptor["contributors"]
    assert "Inclusion of a claim is not endorsement of it" in descriptor["description"]
    assert es.datasets()[folder.name] == descriptor["title"]
    assert {r["name"]: r["schema"] for r in descriptor["resources"] if "schema" in r} == {
        name: table_schema(name) for name in TABLES
    }
    for name, columns in TABLES.items():
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            assert next(csv.reader(file)) == [column.name for column in columns]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_writing_the_dataset_gives_its_tables_back(folder: Path, tmp_path: Path) -> None:
    written = es.write(es.read(folder), tmp_path / folder.name)
    for name in (*(f"{table}.csv" for table in TABLES), "datapackage.json", "sources.json"):
        assert (written / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_number_stands_alone(folder: Path) -> None:
    """Every claim has somebody who makes it, in a capacity, words, and a document in which it was read."""
    dataset = es.load(folder.name)
    assert es.bibliography(dataset, style="apa")
    for dossier in dataset.values():
        assert dossier.estimand.measure
        assert dossier.estimand.label
        assert es.cite(dossier[0])
        for estimate in dossier:
            assert estimate.claimant.role, estimate.id
            assert estimate.via or estimate.source, estimate.id
            assert estimate.id.startswith(f"{estimate.claimant.id}-")
            assert 1 <= len(estimate.wording.split()) <= 12, estimate.id
            assert estimate.wording_lang, estimate.id
    cited = {source.key for part in _attributed(dataset) for place in part for source in place.sources}
    assert cited == set(dataset.sources)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_judgement_stands_alone(folder: Path) -> None:
    for note in es.load(folder.name).bias_notes:
        assert note.said_by.role, note.id
        assert note.citation is not None, note.id
        assert 1 <= len(note.wording.split()) <= 12, note.id


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_statement_and_no_school_stands_alone(folder: Path) -> None:
    dataset = es.load(folder.name)
    about = {*dataset, *dataset.claimants, *(e.id for d in dataset.values() for e in d)}
    for statement in dataset.statements:
        assert statement.said_by.role, statement.id
        assert statement.citation is not None, statement.id
        assert statement.about in about | {other.id for other in dataset.statements}, statement.id
        assert 1 <= len(statement.wording.split()) <= 14, statement.id
    for school in dataset.schools:
        assert school.said_by is not None, school
        assert school.citation is not None, school


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_one_rule_for_all_sides(folder: Path) -> None:
    """Courts, the press and scholars speak for no side; nobody is present only to be accused."""
    dataset = es.load(folder.name)
    claiming = {e.claimant.id for d in dataset.values() for e in d}
    for who in dataset.claimants.values():
        assert not who.side or who.role not in ("scholar", "tribunal", "press", "compilation", "relief body"), who.id
    # Judged as groups; no person is marked.
    groups = {"higher-tolls", "colonists", "local-authorities", "enumerators", "observers"}
    for note in dataset.bias_notes:
        assert not note.about_claimant or note.about_claimant in claiming | groups, note.id


def _attributed(dataset: es.Dataset) -> list[tuple[es.Citation, ...]]:
    found = [estimate.citations for dossier in dataset.values() for estimate in dossier]
    found += [judged.citations for judged in (*dataset.bias_notes, *dataset.statements)]
    return [*found, *(link.source for link in (*dataset.links, *dataset.schools))]
