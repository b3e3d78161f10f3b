"""Cyclic links, by which a claim would come before itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from estimates.errors import LineageError
from estimates.model.claims import Link
from estimates.model.vocabulary import AFTER

# Who reports, rests on, revises or retracts a claim comes after it. Two may dispute each other, and share their data.
REMEDY: Final = "one of these claims came first and takes nothing from the others; remove the wrong link"


def cycles(links: Sequence[Link]) -> tuple[tuple[int, ...], ...]:
    """Return every cycle of links as the places of its links, in the order in which one leads to the next.

    Each link of a cycle is in one of those returned, and each cycle is among the shortest through its
    first link.

    Examples
    --------
    >>> cycles([Link("a", "reports", "b"), Link("c", "reports", "b"), Link("b", "rests on", "a")])
    ((0, 2),)
    """
    edges = {i: (link.from_id, link.to_id) for i, link in enumerate(links) if link.relation in AFTER}
    count = -1
    while count != len(edges):  # what leads nowhere, or is led to from nowhere, is in no cycle
        count = len(edges)
        starts, ends = {a for a, _ in edges.values()}, {b for _, b in edges.values()}
        edges = {i: (a, b) for i, (a, b) in edges.items() if a in ends and b in starts}
    found: list[tuple[int, ...]] = []
    seen: set[int] = set()
    for i, (a, b) in edges.items():
        if i in seen:
            continue
        way = _way(b, a, edges)
        if way is not None:
            found.append((i, *way))
            seen |= set(found[-1])
    return tuple(found)


def _way(start: str, goal: str, edges: dict[int, tuple[str, str]]) -> tuple[int, ...] | None:
    """Return the shortest way along the links from one claim to another, or None where there is none."""
    onward: dict[str, list[int]] = {}
    for i, (a, _) in edges.items():
        onward.setdefault(a, []).append(i)
    ways: dict[str, tuple[int, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return ways[here]
        for i in onward.get(here, ()):
            there = edges[i][1]
            if there not in ways:
                ways[there] = (*ways[here], i)
                waiting.append(there)
    return None


def path(cycle: Sequence[Link]) -> str:
    """Return a cycle in words: ``'a' reports 'b' rests on 'a'``."""
    return "".join(f"{link.from_id!r} {link.relation} " for link in cycle) + repr(cycle[0].from_id)


def refuse_cycles(links: Sequence[Link]) -> None:
    """Refuse cyclic links.

    Raises
    ------
    LineageError
        With the path of every cycle.
    """
    ordered = sorted(links, key=lambda link: (link.from_id, link.to_id, link.relation))
    found = cycles(ordered)
    if found:
        paths = "; ".join(path([ordered[i] for i in cycle]) for cycle in found)
        raise LineageError(f"the links are cyclic: {paths}; {REMEDY}")
