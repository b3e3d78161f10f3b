"""Exact copies among the claims: each is counted once, at its root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from estimates.claims import Estimate, Link
from estimates.dossiers import Dossier
from estimates.errors import PoolingError
from estimates.ledger import select

_DERIVED = ("reports", "rests on", "revises")


@frozen
class Chosen:
    """The claims that a pool uses, those that it sets aside with the reason, and how many are independent.

    Parameters
    ----------
    used : tuple of Estimate
    set_aside : tuple of (Estimate, str)
    roots : int
        How many independent claims the used ones rest on.
    """

    used: tuple[Estimate, ...]
    set_aside: tuple[tuple[Estimate, str], ...]
    roots: int


def choose(dossier: Dossier) -> Chosen:
    """Choose what counts the estimand, and count each set of exact copies once.

    A claim that reports one other is a copy of it; two with the same data are copies of each other. A claim that
    reports several others is built from them, and stays. The order of the dossier is kept.

    Raises
    ------
    PoolingError
        If claims report each other in a circle, so that none is the root.
    """
    selection = select(dossier)
    groups = _copies(dossier.links, [estimate.id for estimate in dossier])
    keeper: dict[str, Estimate] = {}
    for estimate in selection.used:
        root = groups.get(estimate.id, estimate.id)
        if root not in keeper or estimate.id == root:
            keeper[root] = estimate
    used, aside = [], dict.fromkeys((e.id for e in dossier), "") | {e.id: why for e, why in selection.set_aside}
    for estimate in selection.used:
        kept = keeper[groups.get(estimate.id, estimate.id)]
        if kept is estimate:
            used.append(estimate)
        else:
            aside[estimate.id] = _said(estimate, kept, dossier.links)
    left = tuple((estimate, aside[estimate.id]) for estimate in dossier if aside[estimate.id])
    return Chosen(tuple(used), left, independent(used, dossier.links))


def independent(used: Sequence[Estimate], links: Sequence[Link]) -> int:
    """Return how many independent roots the claims have, never more than there are claims.

    A claim that reports, rests on or revises others has their roots; two claims with the same data have one.
    """
    targets = _targets(links, _DERIVED)
    same = _copies(links, [estimate.id for estimate in used])
    found: set[str] = set()
    for estimate in used:
        seen: set[str] = set()
        waiting = [estimate.id]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            further = targets.get(one, ())
            waiting.extend(further)
            if not further:
                found.add(same.get(one, one))
        if not any(one not in targets for one in seen):  # a circle of mutual support stands for one root
            found.add(min(seen))
    return min(len(used), len(found))


def _targets(links: Sequence[Link], relations: Sequence[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for link in links:
        if link.relation in relations and link.to_id not in out.get(link.from_id, ()):
            out[link.from_id] = (*out.get(link.from_id, ()), link.to_id)
    return out


def _copies(links: Sequence[Link], ids: Sequence[str]) -> Mapping[str, str]:
    """Return for each claim that is a copy, or has copies, the root at which it is counted."""
    reported = _targets(links, ("reports",))
    names = dict.fromkeys([*ids, *(i for link in links for i in (link.from_id, link.to_id))])
    root = {name: _root(name, reported) for name in names}
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for link in links:
        if link.relation == "same data as":
            one, other = top(root[link.from_id]), top(root[link.to_id])
            if one != other:
                above[one] = other
    return {name: top(found) for name, found in root.items()}


def _root(name: str, reported: Mapping[str, tuple[str, ...]]) -> str:
    path = [name]
    while len(reported.get(path[-1], ())) == 1:
        name = reported[path[-1]][0]
        if name in path:
            circle = " reports ".join(repr(i) for i in (*path[path.index(name) :], name))
            raise PoolingError(
                f"the links go in a circle: {circle}; one of these claims is the first, and reports none of the others"
            )
        path.append(name)
    return path[-1]


def _said(estimate: Estimate, kept: Estimate, links: Sequence[Link]) -> str:
    own = [link for link in links if link.from_id == estimate.id or link.to_id == estimate.id]
    told = f"{kept.claimant.name} ({kept.reading}), counted once"
    if any(link.relation == "reports" and link.from_id == estimate.id and link.to_id == kept.id for link in own):
        return f"reports {told}"
    if any(link.relation == "same data as" and kept.id in (link.from_id, link.to_id) for link in own):
        return f"same data as {told}"
    return f"goes back to the same claim as {told}"
