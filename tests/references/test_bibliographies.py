"""Bibliographies out and in again: what a format can hold comes back to the letter, and the rest is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from rispy.config import TYPE_OF_REFERENCE_MAPPING

import estimates as es
from estimates import Source
from estimates.references.bibtex_reader import parsed
from estimates.references.csl_fields import DATES, NAMES, TEXTS, TITLES, TYPES
from estimates.references.field_map import ris_type
from estimates.references.latex import clean

HOSTILE = [
    r"\input{/etc/passwd}", r"\write18{rm -rf}", "{", "}", "}}", "a {b", "50% off", "$x$", "$5", "@book{x,", "a\nb",
    "@misc{y, title={z}}", "\u202eabc\u202c", "\x07bell", "a\\", "\\", '"', "~", "^", "#&_", "--", "---", "``q''",
    "?`", "<script>alert(1)</script>", "<i>x</i>", "<i>x", '<span class="nocase">de facto</span>', "x,}", "% remark",
    "TY  - BOOK", "ER  - ", "孙宅巍", "القاهرة", "a\u00a0b", "AND and and", "others", "x = {y}", r"\}", r"\{",
    "\u2028x",
]  # fmt: skip
_char = st.characters(exclude_categories=["Cs"])
_text = st.sampled_from(HOSTILE) | st.text(_char, min_size=1, max_size=12)
_text = _text | st.lists(st.sampled_from([*HOSTILE, " ", "A", "b"]), min_size=1, max_size=4).map("".join)
_name = st.fixed_dictionaries(
    {"family": _text}, optional={"given": _text, "suffix": _text, "non-dropping-particle": _text}
)
_name = _name | st.fixed_dictionaries({"literal": _text}) | st.fixed_dictionaries({"given": _text})
_name = _name | st.fixed_dictionaries(
    {
        "family": st.sampled_from(["Askew", "de Gaulle", "孙", "Ortega y Gasset", "van"]),
        "given": st.sampled_from(["David", "宅巍", "J. R."]),
    },
    optional={"dropping-particle": st.sampled_from(["van", "de la"]), "suffix": st.just("Jr.")},
)
_part = st.integers(-5000, 2100).filter(bool).map(lambda year: [year]) | st.tuples(
    st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28)
).map(list)
_part = _part | st.tuples(st.integers(-800, 2100).filter(bool), st.integers(1, 12)).map(list)
_date = st.fixed_dictionaries(
    {"date-parts": st.lists(_part, min_size=1, max_size=2)},
    optional={"circa": st.just(True), "season": st.integers(1, 4)},
)
_date = _date | st.fixed_dictionaries({"literal": _text | st.sampled_from(["n.d.", "193X", "1937?", "1937/.."])})
_key = st.text("abcxyz019:-_", min_size=1, max_size=6) | _text.map(lambda t: t.strip()).filter(
    lambda key: bool(key) and not set(key) & set("[];") and key.isprintable()
)


@st.composite
def works(draw: st.DrawFn) -> Source:
    """Any work of any type, with a few of the variables of CSL."""
    item: dict[str, Any] = {"type": draw(st.sampled_from(TYPES))}
    for name in draw(st.lists(st.sampled_from(TEXTS), max_size=6, unique=True)):
        item[name] = draw(_text)
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True)):
        item[name] = draw(st.lists(_name, min_size=1, max_size=3))
    for name in draw(st.lists(st.sampled_from(DATES), max_size=2, unique=True)):
        item[name] = draw(_date)
    if draw(st.booleans()):
        held = _text | st.dictionaries(_text, _text | st.booleans(), max_size=2)
        names = st.sampled_from(["usera", "titleaddon", "a b", "title", "names", "editora", "organization"])
        item["custom"] = draw(st.dictionaries(names, held, min_size=1, max_size=2))
    return Source(draw(_key), item)


def kept(omission: es.Omission) -> bool:
    return "styles ignore it" in omission.why or omission.field == "id"


@settings(max_examples=100, deadline=None)
@given(st.lists(works(), max_size=3, unique_by=lambda work: work.key), st.sampled_from(["biblatex", "bibtex"]))
def test_what_is_not_named_comes_back_from_bibtex(sources: list[Source], dialect: str) -> None:
    again = parsed(es.to_bibtex(sources, dialect), "mine.bib")
    assert again.faults == ()
    assert [work.key for work in again] == [clean(work.key) for work in sources]
    named = {(o.key, o.field.split(".")[0]) for o in es.left_out(sources, dialect) if not kept(o)}
    for before, after in zip(sources, again):
        for name, value in before.csl.items():
            if name != "id" and (before.key, name) not in named:
                assert after.csl.get(name) == value, (name, es.to_bibtex(sources, dialect))
        assert {name for name in after.csl if name not in before.csl} <= {"custom"} & {n for _, n in named}


@settings(max_examples=150, deadline=None)
@given(st.lists(works(), max_size=3, unique_by=lambda work: work.key), st.sampled_from(["biblatex", "bibtex"]))
def test_an_independent_reader_finds_the_same_entries(sources: list[Source], dialect: str) -> None:
    """Whatever the texts hold, no field ends early and no entry begins in one."""
    found = parse_string(es.to_bibtex(sources, dialect), "bibtex").entries
    ours = parsed(es.to_bibtex(sources, dialect), "mine.bib")
    assert len(found) == len(sources) == len(ours)
    for entry, work in zip(found.values(), sources):
        held = {*entry.fields, *entry.persons}
        named = {omission.field for omission in es.left_out(work, dialect)}
        whole = "maintitle" in held and "booktitle" not in held
        assert ("title" in held or whole) == bool(clean(work.csl.get("title", ""))) or "title" in named


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_inert_and_come_back(hostile: str, dialect: str) -> None:
    work = Source("doe", {"type": "book", "title": f"A {hostile} B", "author": [{"literal": hostile}],
                          "publisher": hostile, "archive_location": hostile, "custom": {"usera": hostile}})  # fmt: skip
    text = es.to_bibtex(work, dialect)
    assert r"\input{" not in text
    assert r"\write18{" not in text
    assert [line for line in text.splitlines() if line.startswith("@")] == ["@book{doe,"]
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert {"author", "title"} <= {*entry.fields, *entry.persons}
    (again,) = parsed(text, "doe.bib")
    assert again.csl["title"] == clean(f"A {hostile} B")
    assert again.csl["publisher"] == again.csl["archive_location"] == clean(hostile)
    assert again.csl["author"] == [{"literal": clean(hostile)}]


@settings(max_examples=100, deadline=None)
@given(st.lists(works(), max_size=3, unique_by=lambda work: work.key))
def test_an_independent_reader_finds_what_ris_holds(sources: list[Source]) -> None:
    text = es.to_ris(sources)
    records = rispy.loads(text.replace("\r\n", "\n")) if text else []
    assert len(records) == len(sources)
    for record, work in zip(records, sources):
        item, named = work.csl, {omission.field for omission in es.left_out(work, "ris")}
        assert record["id"] == clean(work.key).strip()
        assert record["type_of_reference"] == (ris_type(item["type"]) or "GEN")
        for variable, tag in (("title", "title"), ("container-title", "secondary_title"), ("publisher", "publisher")):
            if variable in item and variable not in named:
                assert record.get(tag, "") == item[variable].strip()
        if "author" in item and "author" not in named:
            assert len(record["authors"]) == len([name for name in item["author"] if any(name.values())])
        parts = item.get("issued", {}).get("date-parts")
        if parts and "issued" not in named:
            assert int(record["year"]) == parts[0][0]


def test_ris_has_types_of_its_standard_alone() -> None:
    assert {ris_type(kind) for kind in TYPES} - {""} <= set(TYPE_OF_REFERENCE_MAPPING)


@settings(max_examples=100, deadline=None)
@given(st.lists(works(), max_size=3, unique_by=lambda work: work.key))
def test_csl_json_loses_nothing(tmp_path_factory: pytest.TempPathFactory, sources: list[Source]) -> None:
    path = tmp_path_factory.mktemp("csl") / "mine.json"
    assert es.to_csl(sources, path) == [work.csl for work in sources]
    assert list(es.read_csl(path)) == sources
    assert list(es.read_csl(es.to_csl(sources))) == sources
    assert es.left_out(sources, "csl") == ()


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_keeps_its_type(kind: str) -> None:
    work = Source("doe", {"type": kind, "title": "An Invented Work"})
    for dialect in ("biblatex", "bibtex"):
        assert list(parsed(es.to_bibtex(work, dialect), "doe.bib")) == [work]


@pytest.mark.parametrize(
    ("date", "biblatex", "bibtex"),
    [
        ({"date-parts": [[-480]]}, "date = {-0479}", "year = {480 BC}"),
        ({"date-parts": [[-1]]}, "date = {0000}", "year = {1 BC}"),
        ({"date-parts": [[1937]], "circa": True}, "date = {1937~}", "year = {c. 1937}"),
        ({"date-parts": [[1937], [1938]]}, "date = {1937/1938}", "year = {1937--1938}"),
        ({"date-parts": [[1937, 12, 13]]}, "date = {1937-12-13}", "month = dec"),
        ({"date-parts": [[1937]], "season": 4}, "date = {1937-24}", "date = {1937-24}"),
        ({"date-parts": [[33]]}, "date = {0033}", "year = {33}"),
        ({"literal": "193X"}, "date = {193X}", "date = {193X}"),
        ({"literal": "forthcoming"}, "year = {forthcoming}", "year = {forthcoming}"),
    ],
)
def test_dates(date: dict[str, Any], biblatex: str, bibtex: str) -> None:
    work = Source("doe", {"type": "book", "issued": date})
    assert biblatex in es.to_bibtex(work)
    assert bibtex in es.to_bibtex(work, "bibtex")
    for dialect in ("biblatex", "bibtex"):
        assert list(parsed(es.to_bibtex(work, dialect), "doe.bib")) == [work]


@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_keys_are_safe_and_unique_whatever_their_case(dialect: str) -> None:
    keys = ["sun1997", "Sun1997", "孙宅巍", "日本", "a, b", "müller}", "@x", "é", "É"]
    text = es.to_bibtex([Source(key, {"type": "book"}) for key in keys], dialect)
    found = list(parse_string(text, "bibtex").entries)
    assert len({key.lower() for key in found}) == len(keys)
    assert dialect == "biblatex" or all(key.isascii() for key in found)
    assert [work.key for work in parsed(text, "mine.bib")] == keys


def test_what_is_lost_is_named_in_the_file_and_apart() -> None:
    letter = Source("doe1937", {"type": "personal_communication", "archive_location": "Box 3", "@evil{x,": "y",
                                "issued": {"date-parts": [[1937]], "circa": True}})  # fmt: skip
    text = es.to_bibtex(letter)
    assert "% doe1937, archive_location: biblatex styles ignore it; kept as archive_location" in text
    assert "archive_location = {Box 3}" in text
    assert [omission.field for omission in es.left_out(letter)] == ["@evil{x,", "archive_location"]
    assert text.count("@") == 1
    assert [o.field for o in es.left_out(letter, "ris")] == ["@evil{x,", "issued"]
    with pytest.raises(es.EstimatesError, match="'biblatex', 'bibtex', 'ris' or 'csl'"):
        es.left_out(letter, "marc")
    with pytest.raises(es.EstimatesError, match="did you mean 'biblatex'"):
        es.to_bibtex(letter, "biblatx")


def test_names_and_titles_in_their_own_script_are_kept() -> None:
    own = {"names": {"Sun, Zhaiwei": {"original": "孙宅巍", "family-first": True}}, "title": {"original": "书\n名"}}
    work = Source("sun1997", {"type": "book", "author": [{"family": "Sun", "given": "Zhaiwei"}], "custom": own})
    for dialect in ("biblatex", "bibtex"):
        assert list(parsed(es.to_bibtex(work, dialect), "mine.bib")) == [work]
    assert "孙宅巍" in es.to_bibtex(Source("sun1997", {"custom": {"names": own["names"]}}))
    assert 'N1  - custom.names: {"Sun, Zhaiwei": {"family-first": true, "original": "孙宅巍"}}' in es.to_ris(work)
    assert [omission.field for omission in es.left_out(work)] == ["custom.names", "custom.title"]


def test_files_are_written_whole(tmp_path: Path) -> None:
    dataset = es.load("nanking-1937")
    for name, write in (("a.bib", es.to_bibtex), ("a.ris", es.to_ris), ("a.json", es.to_csl)):
        write(dataset, path=tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bib", "a.json", "a.ris"]
    assert tuple(es.read_bibtex(tmp_path / "a.bib")) == es.sources(dataset) == tuple(es.read_csl(tmp_path / "a.json"))
    assert (tmp_path / "a.ris").read_bytes().startswith(b"TY  - JOUR\r\nID  - askew2003\r\n")
    with pytest.raises(OSError, match="missing"):
        es.to_bibtex(dataset, path=tmp_path / "missing" / "a.bib")


def test_every_shipped_dataset_goes_through_biblatex() -> None:
    for name in es.datasets():
        works = es.sources(es.load(name))
        assert tuple(parsed(es.to_bibtex(works), "mine.bib")) == works


def test_csl_faults_have_line_and_key_and_cost_no_other(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    items = [
        {"id": "good", "type": "book"},
        {"id": "month", "type": "book", "issued": {"date-parts": [[1937, 17]]}},
        {"id": "day", "type": "book", "accessed": {"date-parts": [["2003", 4, 31]]}},
        {"id": "year", "type": "book", "issued": {"date-parts": [[1937], [20033]]}},
        {"id": "name", "author": [{"nom": "Doe"}]},
        {"type": "book"},
        {"id": "good", "type": "chapter"},
        {"id": "leap", "type": "article-newspaper", "issued": {"date-parts": [[1900, 2, 29]]}},
        None,
        {"id": "a[b]"},
        {"id": "good", "type": "book"},
    ]
    path.write_text("[\n" + ",\n".join(json.dumps(item) for item in items) + "\n]\n", encoding="utf-8")
    library = es.read_csl(path)
    assert [work.key for work in library] == ["good", "month", "day", "year", "name", "leap"]
    assert {(fault.row, fault.column, fault.value) for fault in library.faults} == {
        (7, "[5]", ""), (8, "good.id", "good"), (10, "[8]", ""), (11, "a[b]", "a[b]"),
    }  # fmt: skip
    assert {(o.row, o.field, o.value) for o in library.left_out} == {
        (3, "issued.date-parts[0][1]", "17"), (4, "accessed.date-parts[0][2]", "31"),
        (5, "issued", '{"date-parts": [[1937], [20033]]}'), (6, "author", '{"nom": "Doe"}'),
    }  # fmt: skip
    assert library["month"].csl["issued"] == {"date-parts": [[1937]]}
    assert library["day"].csl["accessed"] == {"date-parts": [["2003", 4]]}
    assert library["year"].csl["issued"] == {"literal": "1937/20033"}
    with pytest.raises(es.EstimatesError, match="no work 'moth' in this bibliography; did you mean 'month'"):
        library["moth"]


@pytest.mark.parametrize("text", ["{", '{"a": 1}', "[1", "\ud800"])
def test_no_csl_json_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(es.DatasetError, match=r"mine\.json"):
        es.read_csl(path)
    with pytest.raises(es.DatasetError, match="cannot be read"):
        es.read_csl(tmp_path / "absent.json")


def test_a_library_is_a_sequence_and_a_mapping() -> None:
    library = es.read_csl([{"id": "a", "type": "book"}, {"id": "b", "type": "book"}])
    assert dict(library) == {"a": library[0], "b": library[1]} == dict(library.items())
    assert library[:1] == (library["a"],) == library.values()[:1]
    assert library.keys() == ("a", "b")
    assert es.sources(library) == tuple(library)
    assert "a" in library
    assert library["a"] in library
    assert repr(library) == "<Library: 2 works>"
    with pytest.raises(es.EstimatesError, match="no work 'c'"):
        library["c"]


def test_sources_of_a_dataset_may_be_a_bib_file(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.csv"
    sheet.write_text("estimand,claimant,wording,source\ntoll,Jane Doe,over 100,doe1999[12]\n", encoding="utf-8")
    bib = tmp_path / "mine.bib"
    bib.write_text("@book{doe1999, author = {Doe, Jane}, title = {Invented}, date = {1999}}", encoding="utf-8")
    dataset = es.read(sheet, sources=bib)
    assert es.cite(dataset, style="label") == "Doe 1999, 12"
    assert es.read(sheet, sources=es.read_bibtex(bib)) == dataset
    bib.write_text("@book{doe1999, author = {Doe, Jane}, date = {1999-13}}", encoding="utf-8")
    found = es.check(sheet, sources=str(bib))
    assert found == ()
    (notice,) = found.notices
    assert (notice.file, notice.row, notice.column) == ("mine.bib", 1, "doe1999")
    assert "'1999-13'" in notice.message
    assert es.cite(es.read(sheet, sources=bib), style="label") == "Doe 1999-13, 12"
    assert es.check(sheet, sources=tmp_path / "absent.bib")[0].message.startswith("cannot be read")


def test_without_the_readers_of_bibtex_all_else_works(tmp_path: Path) -> None:
    """The rest says what to install."""
    (tmp_path / "mine.bib").write_text("@book{a, title = {B}}", encoding="utf-8")
    code = (
        "import sys; sys.modules['bibtexparser'] = sys.modules['pylatexenc'] = None\n"
        "import estimates as es\n"
        "d = es.load('nanking-1937')\n"
        "print(len(es.to_csl(d)) == len(es.sources(d)), len(es.to_bibtex(d)) > 100, len(es.to_ris(d)) > 100)\n"
        "try: es.read_bibtex('mine.bib')\n"
        "except es.EstimatesError as error: print(error)"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[0] == "True True True"
    assert "pip install 'historiographical-estimates[cite]'" in out


def test_titles_keep_their_capitals_for_other_readers() -> None:
    work = Source("doe", {"type": "book", "title": "The Fall of Nanking"})
    assert "title = {{The Fall of Nanking}}" in es.to_bibtex(work)
    assert {"title", *TITLES} == set(TITLES)
