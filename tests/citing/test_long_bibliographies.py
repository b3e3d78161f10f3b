"""Long bibliographies: rendered in batches, they read as if rendered at once."""

from __future__ import annotations

import random
from typing import Any

import pytest

import estimates as es
from estimates.citing import documents, long_bibliographies
from estimates.citing.long_bibliographies import batches, separable
from estimates.citing.namesakes import Namesakes
from estimates.citing.styles import style_of

GIVEN = ("Anna", "Anton", "A.", "A. B.", "Anna-Maria", "Bo", "B.", "Ben Carl", "'Abd", "Ælfric", "文夫", "")
FAMILIES = ("Berg", "Dahl", "Falk", "van Gogh", "Gogh", "García Márquez", "Márquez", "berg", "O'Neil", "王")


def person(draw: random.Random) -> dict[str, Any]:
    if draw.random() < 0.1:
        return {"literal": draw.choice(["Ministry of War", "A. Berg", "Berg", "Falk Institute"])}
    found: dict[str, Any] = {"family": draw.choice(FAMILIES), "given": draw.choice(GIVEN)}
    if draw.random() < 0.1:
        found["static-ordering"] = True
    if draw.random() < 0.1:
        found["suffix"] = "Jr."
    return found


def works(count: int, seed: int = 7) -> list[es.Source]:
    """Works that styles have to tell apart: few names, few years, editors, bodies, none at all, no date."""
    draw = random.Random(seed)
    found = []
    for n in range(count):
        kind = draw.choice(["book", "chapter", "article-journal", "report"])
        roles = draw.choice([["author"], ["author"], ["author", "editor"], ["editor"], ["translator"], []])
        who = {role: [person(draw) for _ in range(draw.choice([1, 1, 2, 4]))] for role in roles}
        when = draw.choice([{"date-parts": [[1930 + draw.randrange(4)]]}] * 5 + [{"literal": "1931"}, None])
        csl = {"type": kind, "title": draw.choice(["Walls", "Gates", "Berg", f"Towers {n}"]), "publisher": "P"}
        found.append(es.Source(f"k{n}", {**csl, "container-title": "Annals", "issued": when, **who}))
    return found


@pytest.fixture
def in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LONG", 10)
    monkeypatch.setattr(long_bibliographies, "_FULL", 16)


STYLES = (
    *("apa", "chicago-author-date", "chicago-notes", "mla", "nature", "harvard-cite-them-right"),
    *("antipode", "apa-6th-edition"),
)


@pytest.mark.parametrize("style", STYLES)
def test_in_batches_as_at_once(style: str, request: pytest.FixtureRequest) -> None:
    made = works(45)
    whole = es.bibliography(made, style=style)
    request.getfixturevalue("in_batches")
    assert es.bibliography(made, style=style) == whole


def test_only_styles_that_tell_first_authors_apart_are_rendered_in_batches() -> None:
    names = ("apa", "chicago-author-date", "antipode", "mla", "chicago-notes", "harvard-cite-them-right", "ieee")
    assert [separable(style_of(name)) for name in names] == [True, True, True, False, False, False, False]


def work(key: str, family: str, given: str, year: int, **more: Any) -> es.Source:
    author = [{"family": family, "given": given}]
    return es.Source(key, {"type": "book", "title": key, "author": author, "issued": {"date-parts": [[year]]}, **more})


def test_a_work_stands_with_those_that_read_alike_and_a_namesake_of_each_kind() -> None:
    made = [
        *(work("one", "Berg", "Anna", 1930), work("two", "Berg", "Anna", 1930), work("same", "Berg", "Alf", 1931)),
        *(work("other", "Berg", "Bo", 1932), work("another", "Berg", "Bo", 1933), work("alone", "Dahl", "Bo", 1930)),
    ]
    years = (1930, 1930, 1931, 1932, 1933, 1930)
    citations = [f"({source.csl['author'][0]['family']}, {year})" for source, year in zip(made, years)]
    found = batches(made, citations, [source.key for source in made], style_of("apa"))
    assert {key for batch in found for key in batch.wanted} == {"one", "two", "same", "other", "another"}
    assert all(batch.wanted <= {source.key for source in batch.works} for batch in found)


def test_a_namesake_is_one_that_is_cited_not_an_editor_whose_name_is_in_the_title() -> None:
    editor = {"type": "book", "title": "Berg", "editor": [{"family": "Berg", "given": "Anton"}]}
    made = [work("one", "Berg", "Anna", 1930), es.Source("titled", editor), work("two", "Berg", "Anton", 1935)]
    found = Namesakes(made, ["(Berg, 1930)", "(“Berg,” n.d.)", "(Berg, 1935)"]).beside(0)
    assert {made[at].key for at in found} == {"one", "two"}


def test_batches_stay_small_where_one_family_name_is_shared_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_bibliographies, "_FULL", 20)
    made = [work(f"k{n}", "Berg", f"{chr(65 + n % 26)}nna {chr(65 + n // 26)}.", 1900 + n) for n in range(200)]
    found = batches(made, [f"(Berg, {1900 + n})" for n in range(200)], [source.key for source in made], style_of("apa"))
    assert sum(len(batch.wanted) for batch in found) == 200
    assert max(len(batch.works) for batch in found) <= 20


def test_citations_of_their_own_are_rendered_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [es.Citation(source, "3") for source in works(12)]
    whole = [es.cite(place, style="apa") for place in places]
    documents._CACHE.clear()
    monkeypatch.setattr(documents, "_AT_ONCE", 5)
    found = documents.standalone([(place,) for place in places], style_of("apa"), "note")
    assert [es.citing.written(nodes, "text") for nodes in found] == whole


def test_a_terminal_shows_how_far_a_bibliography_is(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert list(long_bibliographies.each(str, range(3))) == ["0", "1", "2"]  # type: ignore[arg-type]  # any batch
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(long_bibliographies, "DELAY", 0)
    assert list(long_bibliographies.each(str, range(3))) == ["0", "1", "2"]  # type: ignore[arg-type]  # any batch
    assert "bibliography:" in capsys.readouterr().err
