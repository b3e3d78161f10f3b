"""Long bibliographies: rendered in parts, they read as if rendered at once."""

from __future__ import annotations

import random

import pytest

import estimates as es
from estimates.citing import documents
from estimates.citing.long_bibliographies import confusable, separable
from estimates.citing.styles import style_of


def works(count: int) -> list[es.Source]:
    """Works that styles have to tell apart: few names, few years, editors, bodies, none at all, no date."""
    draw = random.Random(7)
    names = [{"family": f, "given": g} for f in ("Berg", "Dahl", "Falk") for g in ("Anna", "Anton", "Bo")]
    names += [{"literal": "Ministry of War"}, {"family": "berg", "given": "C."}]
    found = []
    for n in range(count):
        role = draw.choice(["author", "author", "author", "editor", "translator"])
        people = draw.sample(names, draw.choice([1, 1, 2, 4]))
        who = {role: people} if draw.random() < 0.9 else {}
        when = draw.choice(
            [{"date-parts": [[1930 + draw.randrange(4)]]}, {"literal": "1931"}, {"date-parts": [[]]}, None]
        )
        title = draw.choice(["Walls", "Gates", f"Towers {n}"])
        found.append(es.Source(f"k{n}", {"type": "book", "title": title, "publisher": "P", "issued": when, **who}))
    return found


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "mla", "chicago-notes", "nature"])
def test_in_parts_as_at_once(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = works(60)
    whole = es.bibliography(made, style=style)
    monkeypatch.setattr(documents, "LONG", 10)
    assert es.bibliography(made, style=style) == whole


def test_only_what_could_be_confused_is_told_apart() -> None:
    one, two = (
        es.Source(k, {"author": [{"family": "A"}], "title": k, "issued": {"date-parts": [[y]]}})
        for k, y in ("a1", "b2")
    )
    three = es.Source("c", {"editor": [{"family": "a"}], "issued": {"date-parts": [["1"]]}})
    assert confusable([one, two, three]) == [one, three]
    assert [separable(style_of(name)) for name in ("apa", "ieee")] == [True, False]


def test_citations_of_their_own_are_rendered_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [es.Citation(work, "3") for work in works(12)]
    whole = [es.cite(place, style="apa") for place in places]
    documents._CACHE.clear()
    monkeypatch.setattr(documents, "_AT_ONCE", 5)
    assert [
        *map(es.citing.written, documents.standalone([(p,) for p in places], style_of("apa"), "note"), ["text"] * 12)
    ] == whole
