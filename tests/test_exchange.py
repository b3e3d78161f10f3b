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
from estimates.csl import DATES, NAMES, TEXTS, TITLES, TYPES
from estimates.exchange.bibtex import parsed
from estimates.exchange.kinds import ris_type
from estimates.exchange.latex import clean

HOSTILE = [
    r"\input{/etc/passwd}", r"\write18{rm -rf}", "{", "}", "}}", "a {b", "50% off", "$x$", "$5", "@book{x,", "a\nb",
    "@misc{y, title={z}}", "\u202eabc\u202c", "\x07bell", "a\\", "\\", '"', "~", "^", "#&_", "--", "---", "``q''",
    "?`", "<script>alert(1)</script>", "<i>x</i>", "<i>x", '<span class="nocase">de facto</span>', "x,}", "% remark",
    "TY  - BOOK", "ER  - ", "孙宅巍", "القاهرة", "a\u00a0b", "AND and and", "others", "x = {y}", r"\}", r"\{", "\u2028x",
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
        item["custom"] = {draw(st.sampled_from(["usera", "titleaddon", "a b", "title"])): draw(_text)}
    return Source(draw(_key), item)


def kept(omission: es.Omission) -> bool:
    return "styles pass over it" in omission.why or omission.field == "id"


@settings(max_examples=2000, deadline=None)
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
