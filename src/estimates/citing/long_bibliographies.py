"""Long bibliographies in styles that tell first authors apart by given names, which the engine does in cubic time.

Such a style gives a first author initials or a given name where another one has the same family name, and then tells
apart the works whose citations still read the same. An entry therefore depends on two things only: on the works that
are cited in the same words where nothing is told apart, and on whether its names have namesakes, with the same initials
or not. Works are rendered in small batches: all that read alike together, and beside them a namesake of each kind for
every name that has one anywhere in the bibliography.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from typing import Final, TypeVar

from attrs import evolve, field, frozen

from estimates.citing.namesakes import Name, Namesakes, words
from estimates.citing.styles import Style
from estimates.model.sources import Source

LONG: Final = 100
DELAY: Final = 0.5  # seconds before a bar is shown
_FULL: Final = 50  # works of a batch; with twice as many, one of a single family name takes eight times as long
_BY_FIRST_NAMES: Final = re.compile(r'\sgivenname-disambiguation-rule="primary-name(?:-with-initials)?"')
_BY_ANYTHING: Final = re.compile(r'\sdisambiguate-add-[a-z-]+="true"')
_T = TypeVar("_T")


def separable(style: Style) -> bool:
    """Whether a style tells first authors apart by given names, and may be rendered in batches.

    It may not where entries are numbered, or where a dash replaces some of the names of the entry before.
    """
    whole = "citation-number" in style.text or 'subsequent-author-substitute-rule="partial' in style.text
    given = 'disambiguate-add-givenname="true"' in style.text and _BY_FIRST_NAMES.search(style.text) is not None
    return given and not whole


def undisambiguated(style: Style) -> Style:
    """Return a style that tells no works apart, and so renders them in linear time."""
    text = _BY_ANYTHING.sub("", style.text)
    return evolve(style, text=text, digest=f"{style.digest} undisambiguated")


@frozen
class Batch:
    """Works that are rendered at once.

    Parameters
    ----------
    works : list of Source
        In the order of the whole.
    wanted : set of str
        The keys of those whose entries then read as in the whole bibliography.
    """

    works: list[Source]
    wanted: set[str] = field(factory=set)


def batches(sources: Sequence[Source], citations: Sequence[str], printed: Sequence[str], style: Style) -> list[Batch]:
    """Return the works that a style may have to tell from others, each with those on which its entry depends.

    Parameters
    ----------
    sources : sequence of Source, shape (n,)
    citations : sequence of str, shape (n,)
        How each work is cited where nothing is told apart.
    printed : sequence of str
        The keys of the works in the order of the bibliography.
    style : Style
    """
    namesakes = Namesakes(sources, citations)
    beside = {at: namesakes.beside(at) for at in range(len(sources))}
    if "subsequent-author-substitute" in style.text:
        beside = _after_the_entry_before(beside, sources, printed)
    found: list[Batch] = []
    full: dict[int, None] = {}
    wanted: list[int] = []

    def close() -> None:
        if wanted:
            found.append(Batch([sources[at] for at in sorted(full)], {sources[at].key for at in wanted}))
        full.clear()
        wanted.clear()

    alike = _reading_alike(namesakes.names, citations)
    for group in sorted(alike, key=lambda group: _by_name(namesakes.names[group[0]])):
        if len(group) == 1 and not namesakes.beside(group[0]):
            continue
        needed = dict.fromkeys([*group, *(other for at in group for other in beside[at])])
        if len(full | needed) > _FULL:
            close()
        full.update(needed)
        wanted.extend(group)
    close()
    return found


def _after_the_entry_before(
    beside: dict[int, list[int]], sources: Sequence[Source], printed: Sequence[str]
) -> dict[int, list[int]]:
    """Add to what stands beside each work the one printed before it, whose names a dash may replace."""
    places = {source.key: at for at, source in enumerate(sources)}
    before = {places[key]: places[former] for former, key in pairwise(printed)}
    return {at: [*others, before[at]] if at in before else others for at, others in beside.items()}


def _by_name(names: Sequence[Name]) -> tuple[str, str]:
    return next(((name.word, name.given) for name in names if name.family), ("", ""))


def _reading_alike(names: Sequence[Sequence[Name]], citations: Sequence[str]) -> list[list[int]]:
    """Return the works in groups, of which those of two never read alike, also once given names are added.

    Two read alike from the last word of a family name on, whatever stands before it; of a work that is cited by its
    title any word may be one.
    """
    group = list(range(len(citations)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    families = [{name.word for name in some if name.family} for some in names]
    known = set().union(*families)
    holders: dict[tuple[str, ...], int] = {}
    for at, (citation, own) in enumerate(zip(citations, families)):
        read = tuple(words(citation))
        starts = [place for place, word in enumerate(read) if word in own][:1]
        for start in {0, *(starts or (place for place, word in enumerate(read) if word in known))}:
            group[root(at)] = root(holders.setdefault(read[start:], at))
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(len(citations)):
        found[root(at)].append(at)
    return list(found.values())


def each(render: Callable[[Batch], _T], made: Sequence[Batch]) -> Iterator[_T]:
    """Yield what is rendered of each batch; on a terminal a bar shows after half a second how far it is."""
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        yield from _shown(pool.map(render, made), len(made))


def _shown(results: Iterable[_T], count: int) -> Iterable[_T]:
    if sys.stderr is None or not sys.stderr.isatty():
        return results
    from tqdm import tqdm

    return tqdm(results, desc="bibliography", total=count, unit=" batches", leave=False, delay=DELAY, file=sys.stderr)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal, after half a second, what is waited for and how long; nothing in a pipe or a notebook."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from tqdm import tqdm

    ended = threading.Event()
    with tqdm(desc=what, bar_format="{desc}: {elapsed}", leave=False, delay=DELAY, file=sys.stderr) as bar:

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
