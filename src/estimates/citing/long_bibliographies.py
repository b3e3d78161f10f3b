"""Long bibliographies in styles that tell works apart by names, which the engine does in quadratic time."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from attrs import evolve

from estimates.citing.items import PEOPLE
from estimates.citing.styles import Style
from estimates.model.sources import Source

LONG: Final = 200
_BY_NAMES: Final = re.compile(r'\sdisambiguate-add-(?:names|givenname)="true"')
_BY_ANYTHING: Final = re.compile(r'\sdisambiguate-add-[a-z-]+="true"')


def separable(style: Style) -> bool:
    """Whether an entry of a style depends on no other work but those that its citation could be taken for.

    It does where an entry replaces the author of the one before by a dash, or is numbered.
    """
    tells = _BY_NAMES.search(style.text) is not None
    return tells and not any(word in style.text for word in ("subsequent-author-substitute", "citation-number"))


def undisambiguated(style: Style) -> Style:
    """Return a style that tells no works apart, and so renders them in linear time."""
    text = _BY_ANYTHING.sub("", style.text)
    return evolve(style, text=text, digest=f"{style.digest} undisambiguated")


def confusable(sources: Sequence[Source]) -> list[Source]:
    """Return the works of which a style may have to tell some apart: of one year, and of one first name or title.

    More than a style would take for one another, and never fewer: each role's first person counts, and so does
    the title, since a style without an author falls back on any of them.
    """
    holders: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        for key in _keys(source):
            holders.setdefault(key, []).append(source)
    alike = {source.key for group in holders.values() if len(group) > 1 for source in group}
    return [source for source in sources if source.key in alike]


def _keys(source: Source) -> Iterator[tuple[str, str]]:
    item = source.csl
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    try:
        year = str(parts[0][0])  # type: ignore[index]  # whatever it is that has no such part raises
    except (TypeError, IndexError, KeyError):
        year = "" if not isinstance(issued, dict) else str(issued.get("literal") or issued.get("raw") or "")
    first = [people[0] for role in PEOPLE if isinstance(people := item.get(role), list) and people]
    names = {str(p.get("family") or p.get("literal") or p.get("given")) for p in first if isinstance(p, dict)}
    titles = {str(item.get(field, "")) for field in ("title-short", "title")}
    for name in names | titles:
        yield year, name.casefold()


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal, after half a second, what is waited for and how long; nothing in a pipe or a notebook."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from tqdm import tqdm

    ended = threading.Event()
    with tqdm(desc=what, bar_format="{desc}: {elapsed}", leave=False, delay=0.5, file=sys.stderr) as bar:

        def tick() -> None:
            while not ended.wait(0.25):
                bar.update()

        ticking = threading.Thread(target=tick, daemon=True)
        ticking.start()
        try:
            yield
        finally:
            ended.set()
            ticking.join()
