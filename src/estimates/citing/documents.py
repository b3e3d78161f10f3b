"""Notes, citations in the text and bibliographies: documents made of places in works, rendered in one go."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from itertools import repeat
from typing import Final

from estimates.citing.engine import processed
from estimates.citing.inlines import Node, children, every, flat, upright_within_italics, without_end, words
from estimates.citing.items import VIA, Name, names_of, reference, restored
from estimates.citing.locators import asked, locator
from estimates.citing.long_bibliographies import LONG, batches, each, separable, undisambiguated, waiting
from estimates.citing.styles import Style
from estimates.citing.texts import has_unstyled, joined, one_by_one, with_stop, without_brackets
from estimates.model.sources import Citation, Source

Place = tuple[Citation, ...]
BETWEEN: Final[Place] = (Citation(Source("between", {"type": "book", "title": "Between"})),)


def rendered(places: Sequence[Place], style: Style, documents: Sequence[int] = ()) -> list[list[Node]]:
    """Return the citations of a document, one for each group of places, in their order; references in words as such.

    Parameters
    ----------
    places, style, documents
        As for `_by_engine`.
    """
    if not any(has_unstyled(group) for group in places):
        return _by_engine(places, style, documents)
    split = [one_by_one(group) if has_unstyled(group) else [group] for group in places]
    asked_for: list[tuple[Place, int | None]] = []
    for parts, document in zip(split, documents or repeat(None)):
        asked_for += [(part, document) for part in parts if isinstance(part, tuple)]
    numbers = [number for _, number in asked_for if number is not None]
    found = iter(_by_engine([place for place, _ in asked_for], style, numbers))
    return [
        joined([(part if isinstance(part, str) else next(found)) for part in parts], style.in_notes)
        if has_unstyled(group)
        else next(found)
        for group, parts in zip(places, split)
    ]


def _by_engine(places: Sequence[Place], style: Style, documents: Sequence[int] = ()) -> list[list[Node]]:
    """Return the citations of a document as the engine has them, one for each group of places, in their order.

    Where a group has several places they stand in one citation; where a place was read through another work, both do.

    Parameters
    ----------
    places : sequence of tuple of Citation
    style : Style
    documents : sequence of int
        The document to which each group belongs, where they are several: in each, nothing of another has been cited.
    """
    references: list[Node] = []
    blocks: list[Node] = []
    sources: list[Source] = []
    keys: dict[tuple[int | None, str], str] = {}
    for group, document in zip(places, documents or repeat(None)):
        for source in (source for citation in group for source in citation.sources):
            if (document, source.key) not in keys:
                keys[document, source.key] = f"w{len(references)}"
                references.append(reference(source, keys[document, source.key], document))
                sources.append(source)
        own = {s.key: keys[document, s.key] for citation in group for s in citation.sources}
        blocks.append({"t": "Para", "c": [_cite(group, own)]})
    found = processed(blocks, references, style)
    names = names_of(sources)
    return [
        restored(upright_within_italics(_inner(block)), names, stops_inside=style.stops_inside)
        for block in found[: len(places)]
    ]


def sequence(places: Sequence[Place], style: Style, *, ibid: bool) -> list[list[Node]]:
    """Return the notes of a document; unless `ibid` is asked for, no note reads "ibid.".

    A style that numbers its notes in them ("see note 3") keeps its own rule, since what would have to stand between two
    notes would shift the numbers.
    """
    if ibid or "first-reference-note-number" in style.text or "ibid" not in style.text:
        return rendered(places, style)
    spaced: list[Place] = []
    kept = []
    for place in places:
        if spaced:
            spaced.append(BETWEEN)
        kept.append(len(spaced))
        spaced.append(place)
    found = rendered(spaced, style)
    return [found[at] for at in kept]


def listed(sources: Sequence[Source], style: Style) -> tuple[list[list[Node]], list[Source]]:
    """Return the entries of a bibliography, in the order of the style, and the works that the style leaves out."""
    written_out = sorted({source.label: source for source in sources if source.in_own_words}.items())
    sources = tuple(dict.fromkeys(source for source in sources if not source.in_own_words))
    long = len(sources) > LONG and separable(style)
    printed = _in_batches(sources, style) if long else _entries(sources, style, names_of(sources))[1]
    left = [source for source in sources if source.key not in printed]
    return [*printed.values(), *(with_stop(words(label)) for label, _ in written_out)], left


def _in_batches(sources: Sequence[Source], style: Style) -> dict[str, list[Node]]:
    """Return the entries of a long bibliography, each rendered together with those on which it depends."""
    names = names_of(sources)
    with waiting(f"rendering {len(sources):,} works"):
        citations, printed = _entries(sources, undisambiguated(style), names)
    made = batches(sources, citations, list(printed), style)
    for batch, (_, entries) in zip(made, each(lambda batch: _entries(batch.works, style, names), made)):
        printed.update((key, nodes) for key, nodes in entries.items() if key in batch.wanted)
    return printed


def _entries(sources: Sequence[Source], style: Style, names: Sequence[Name]) -> tuple[list[str], dict[str, list[Node]]]:
    """Return the citation of each work, and the entries that a style has for works, by their keys, in its order."""
    if not sources:
        return [], {}
    keys = {source.key: f"w{number}" for number, source in enumerate(sources)}
    named = {f"ref-{name}": key for key, name in keys.items()}
    every_work = [{"t": "Para", "c": [_cite((Citation(source),), keys)]} for source in sources]
    found = processed(every_work, [reference(source, keys[source.key]) for source in sources], style)
    entries = [entry for block in found[len(sources) :] for entry in children(block)]
    texts = {
        named[e["c"][0][0]]: restored(upright_within_italics(_entry(e)), names, stops_inside=style.stops_inside)
        for e in entries
        if e["t"] == "Div"
    }
    citations = [flat(_inner(block)) for block in found[: len(sources)]]
    return citations, {key: nodes for key, nodes in texts.items() if flat(nodes).strip()}


def _entry(entry: Node) -> list[Node]:
    """Return an entry's nodes; a number or a margin that a style sets apart is parted by a blank."""
    parts: list[Node] = []
    for block in children(entry) if entry["t"] == "Div" else [entry]:
        for node in children(block):
            parts.append(node)
            if node["t"] == "Span" and "csl-left-margin" in node["c"][0][1]:
                parts.append({"t": "Space"})
    return parts


def _cite(group: Place, keys: dict[str, str]) -> Node:
    cited = []
    for citation in group:
        for step, (before, place) in enumerate(citation.steps):
            assert place.source is not None
            cited.append({
                "citationId": keys[place.source.key],
                "citationPrefix": [{"t": "Str", "c": VIA}, *words(before)] if step else words(before),
                "citationSuffix": _suffix(place.locator),
                "citationMode": {"t": "NormalCitation"},
                "citationNoteNum": 0,
                "citationHash": 0,
            })  # fmt: skip
    return {"t": "Cite", "c": [cited, []]}


def _suffix(text: str) -> list[Node]:
    """Return a locator as the engine reads it, or as words that it does not change."""
    if not text.strip():
        return []
    term, value = locator(text)
    if term and not set("{}") & set(value):
        return [{"t": "Str", "c": ","}, {"t": "Space"}, {"t": "Str", "c": asked(text)}]
    return [{"t": "Str", "c": "{},"}, {"t": "Space"}, *words(re.sub(r"(?<=\w)'(?=\w)", "’", text))]


def _inner(block: Node) -> list[Node]:
    """Return the nodes of a rendered citation: the text of its note, or of the citation in the text."""
    notes = [node for node in every([block]) if node["t"] == "Note"]
    return children(notes[0]) if notes else children(block)


# ---- one place at a time ---------------------------------------------------------------------------------------

_CACHE: dict[tuple[str, str, str], list[Node]] = {}
_MOST = 20_000
_AT_ONCE = 200  # groups; the engine's time grows with the square of a document's citations


def standalone(groups: Sequence[Place], style: Style, form: str) -> list[list[Node]]:
    """Return the citation of each group of places as the first of a document; known ones are not rendered again.

    ``form`` is ``note``, ``short`` or ``in-text``: in a style of notes the later note, and that without its full stop.
    """
    wanted = {_key(group, style, form): group for group in groups}
    missing = {key: group for key, group in wanted.items() if key not in _CACHE}
    if len(_CACHE) + len(missing) > _MOST:
        _CACHE.clear()
        missing = wanted
    keys = list(missing)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        for key, nodes in zip(some, _fresh([missing[key] for key in some], style, form)):
            _CACHE[key] = nodes
    return [copy.deepcopy(_CACHE[_key(group, style, form)]) for group in groups]


def _key(group: Place, style: Style, form: str) -> tuple[str, str, str]:
    places = [[(words, place.locator, place.source and place.source.csl) for words, place in c.steps] for c in group]
    return style.digest, form, json.dumps(places, sort_keys=True, ensure_ascii=False)


def _fresh(groups: list[Place], style: Style, form: str) -> list[list[Node]]:
    """Render each group as the only citation of a document; in a style of notes, for other forms, as its second."""
    numbers = range(len(groups))
    if all(len({source.key for citation in group for source in citation.sources}) <= 1 for group in groups):
        style = undisambiguated(style)  # the only work of its document is taken for no other
    if style.in_notes and form != "note":
        # Something else stands between the two, so that the second does not read "ibid."
        found = rendered([*groups, BETWEEN, *groups], style, [*numbers, len(groups), *numbers])[len(groups) + 1 :]
    else:
        found = rendered(groups, style, numbers)
    if style.in_notes and form == "in-text":
        found = [without_end(nodes) for nodes in found]
    if not style.in_notes and form == "short":
        found = [without_brackets(nodes) for nodes in found]
    return found
