"""Version 2 of the folder format: what it adds is read and written, and older folders are still read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import estimates as es

TABLES = {
    "estimands": "id,measure,sum_of,exhaustive,closed\nall,killed,north; south,true,true\nnorth,killed,,,\n"
    "south,killed,,,\nforce,strength,,,true\n",
    "claimants": "id,name,role,side,school,active\na,A,scholar,,,\nb,B,government,X,,1937/1945\n",
    "estimates": "id,estimand,claimant,wording,low,high,standing,as_of,place,share_of,ratio_to,reported_in,source\n"
    "a1,force,a,\"100,000\",,,,1937-12-08,Nanking,,,w[3],\n"
    "a2,all,a,a third,0.333,0.333,,,,force,,,w\n"
    "b1,all,b,90 %,,,,,,force,,,\n"
    "b2,all,b,twice,2,2,announced,,,,north,,\n",
    "statements": "id,said_by,kind,about_estimand,about_estimate,about_claimant,about_statement,"
    "wording,source,via,note\n"
    "s1,a,no reliable figure,all,,,,none exist,w[1],,\n"
    "s2,b,inconsistent,,,,s1,not so,,w[2],\n",
    "schools": "claimant,school,said_by,source\na,revisionist,b,w[9]\na,centrist,,\n",
}  # fmt: skip


def folder(where: Path, change: dict[str, str] | None = None, **descriptor: object) -> Path:
    tables = {**TABLES, **(change or {})}
    for name, text in tables.items():
        (where / f"{name}.csv").write_text(text, encoding="utf-8")
    (where / "sources.json").write_text('[{"id": "w", "type": "book", "title": "W"}]', encoding="utf-8")
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    resources.append({"name": "sources", "path": "sources.json"})
    held = {"name": "x", "estimates_format": 2, "resources": resources, **descriptor}
    (where / "datapackage.json").write_text(json.dumps(held), encoding="utf-8")
    return where


def test_every_new_column_and_table_is_read(tmp_path: Path) -> None:
    made = es.read(folder(tmp_path))
    whole = made["all"].estimand
    assert (whole.sum_of, whole.exhaustive, whole.closed) == (("north", "south"), True, True)
    assert made.claimants["b"].active == es.Date("1937/1945")
    first = made["force"]["a1"]
    assert (str(first.as_of), first.place, [str(c) for c in first.reported_in]) == ("1937-12-08", "Nanking", ["w[3]"])
    assert [(e.share, e.range.kind, e.share_of, e.ratio_to) for e in made["all"]] == [
        (es.point(0.333), "vague", "force", ""),
        (es.point(0.9), "vague", "force", ""),
        (es.point(2), "vague", "", "north"),
    ]
    assert [(s.id, s.said_by.id, s.kind, s.about) for s in made.statements] == [
        ("s1", "a", "no reliable figure", "all"), ("s2", "b", "inconsistent", "s1"),
    ]  # fmt: skip
    assert made["all"].statements == made.statements
    assert made["force"].statements == ()
    assert [(s.school, s.said_by and s.said_by.id) for s in made.schools] == [("revisionist", "b"), ("centrist", None)]
    assert made["force"].schools == made.schools


def test_what_is_read_is_written_and_read_again(tmp_path: Path) -> None:
    made = es.read(folder(tmp_path))
    again = es.write(made, tmp_path / "again")
    assert es.read(again) == made
    assert json.loads((again / "datapackage.json").read_text(encoding="utf-8"))["estimates_format"] == 2


def test_an_older_folder_is_read(tmp_path: Path) -> None:
    older = {"estimands": "id,measure\nall,killed\n", "claimants": "id,name\na,A\n",
             "estimates": "id,estimand,claimant,wording\na1,all,a,5\n"}  # fmt: skip
    where = folder(tmp_path, older)
    for name in ("statements", "schools"):
        (where / f"{name}.csv").unlink()
    descriptor = {"name": "x", "resources": [{"name": name, "path": f"{name}.csv"} for name in older]}
    (where / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    found = es.check(where)
    assert found == ()
    notice = found.notices[0]
    assert (notice.file, notice.column) == ("datapackage.json", "estimates_format")
    assert "adds the tables statements and schools, and the columns sum_of, exhaustive, closed in estimands.csv" in str(
        notice
    )
    again = es.check(es.write(es.read(where), tmp_path / "again")).notices
    assert "estimates_format" not in {other.column for other in again}
    assert es.read(where).statements == es.read(where).schools == ()


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "message"),
    [
        ("statements", "no reliable figure", "doubtful", "kind", "must be 'no reliable figure'"),
        ("statements", "s1,a", "s1,zz", "said_by", "no claimant has this id"),
        ("statements", "inconsistent,,,,s1", "inconsistent,,,,s9", "about_statement", "no statement has this id"),
        ("statements", "inconsistent,,,,s1", "inconsistent,,,,s2", "about_statement", "is the statement itself"),
        ("statements", "inconsistent,,,,s1", "inconsistent,all,,,s1", "", "a statement is about one of"),
        ("schools", "a,revisionist,b", "zz,revisionist,b", "claimant", "no claimant has this id"),
        ("schools", "a,revisionist,b", "a,revisionist,zz", "said_by", "no claimant has this id"),
        ("estimands", "north; south", "north; all", "sum_of", "names the estimand itself"),
        ("estimands", "north; south,true", ",true", "", "sum_of names none"),
        ("estimates", "0.333,0.333", "33,33", "low", "a share must be at most 1"),
        ("estimates", "a third,0.333,0.333", "most of them,,", "wording", "fill low and high with the fraction"),
        ("estimates", "90 %,,", "90 %,0.8,0.8", "low", "the words say 0.9, the numbers say 0.8"),
        ("estimates", "north,,\n", "nowhere,,\n", "ratio_to", "no estimand has this id"),
    ],
)
def test_each_fault_is_named_at_its_place(
    tmp_path: Path, table: str, old: str, new: str, column: str, message: str
) -> None:
    assert old in TABLES[table]
    faults = es.check(folder(tmp_path, {table: TABLES[table].replace(old, new)}))
    assert [(fault.file, fault.column) for fault in faults] == [(f"{table}.csv", column)]
    assert message in faults[0].message


def test_a_folder_of_a_later_version_is_not_guessed_at(tmp_path: Path) -> None:
    (fault,) = es.check(folder(tmp_path, estimates_format=3))
    assert (fault.file, fault.column) == ("datapackage.json", "estimates_format")


@pytest.mark.parametrize(
    ("wording", "cells", "share"),
    [
        ("two thirds", ",", es.point(2 / 3)),
        ("half of their army", ",", es.point(0.5)),
        ("about 50 % of the garrison", ",", es.about(0.5)),
        ("almost 50 %", ",", es.Range(None, 0.5, approximate=True, high_open=True)),
        ("eighty of its eighty-eight men", ",", es.point(80 / 88)),
        ("two thirds", "0.67,0.67", es.point(0.67)),
        ("most of them", "0.5,", es.at_least(0.5)),
    ],
)
def test_a_share_is_read_from_its_words(tmp_path: Path, wording: str, cells: str, share: es.Range) -> None:
    changed = TABLES["estimates"].replace("a third,0.333,0.333", f"{wording},{cells}")
    read = es.read(folder(tmp_path, {"estimates": changed}))["all"]["a2"].share
    assert read is not None
    assert (read.low, read.high) == (pytest.approx(share.low), pytest.approx(share.high))
    assert (read.approximate, read.low_open, read.high_open) == (share.approximate, share.low_open, share.high_open)
