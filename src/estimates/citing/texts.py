"""References in words, cited as they stand among the works that the citation engine knows."""

from __future__ import annotations

from collections.abc import Sequence

from estimates.citing.inlines import Node, every, flat, without_end, words
from estimates.citing.items import text_only
from estimates.model.sources import Citation


def has_text(group: Sequence[Citation]) -> bool:
    """Return whether a group of places names a reference in words."""
    return any(source.is_text for citation in group for source in citation.sources)


def has_unstyled(group: Sequence[Citation]) -> bool:
    """Return whether a group of places names a work for which no style has a form: by words, or by its key alone."""
    return any(source.in_own_words for citation in group for source in citation.sources)


def in_words(place: Citation) -> str:
    """Return a place of a reference in words: the words, with the place where that is given apart from them."""
    assert place.source is not None
    return ", ".join(filter(None, [place.source.label.rstrip(), place.locator.strip()]))


def one_by_one(group: Sequence[Citation]) -> list[str | tuple[Citation, ...]]:
    """Return the places of a group singly: what is said between two, references in words, and works for the engine."""
    parts: list[str | tuple[Citation, ...]] = []
    for number, citation in enumerate(group):
        for step, (before, place) in enumerate(citation.steps):
            assert place.source is not None
            if number or step:
                parts.append(", " if step else "; ")
            if before:
                parts.append(f"{before} ")
            parts.append(in_words(place) if place.source.in_own_words else (Citation(place.source, place.locator),))
    return parts


def joined(parts: Sequence[str | list[Node]], in_notes: bool) -> list[Node]:
    """Return the parts of a citation as one: a note with its stop, or in brackets in the text."""
    nodes: list[Node] = []
    for part in parts:
        if isinstance(part, str):
            head = [{"t": "Space"}] if part[:1] == " " else []
            tail = [{"t": "Space"}] if part[-1:] == " " else []
            nodes += [*head, *words(part), *tail]
        else:
            nodes += without_end(part) if in_notes else without_brackets(part)
    return with_stop(nodes) if in_notes else [{"t": "Str", "c": "("}, *nodes, {"t": "Str", "c": ")"}]


def with_stop(nodes: list[Node]) -> list[Node]:
    """Return nodes that end with a full stop, if they end with no other stop."""
    return nodes if flat(nodes).rstrip().endswith((".", "!", "?", "。")) else [*nodes, {"t": "Str", "c": "."}]


def without_brackets(nodes: list[Node]) -> list[Node]:
    """Return a citation in the text without the brackets around it."""
    text_only(nodes)
    strings = [node for node in every(nodes) if node["t"] == "Str"]
    if strings and strings[0]["c"][:1] in "([" and strings[-1]["c"][-1:] in ")]":
        strings[0]["c"] = strings[0]["c"][1:]
        strings[-1]["c"] = strings[-1]["c"][:-1]
    return nodes
