"""Which claims go back to the same claim: lines of report, families, exact copies, and independent roots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from estimates.model.claims import Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.vocabulary import DERIVED, MADE_OF


@frozen(eq=False)
class Ties:
    """The relations of each claim by the links, by its id.

    Parameters
    ----------
    derived : dict
        The claims that it reports, rests on or revises.
    made_of : dict
        Those that it reports or rests on.
    reported : dict
        Those that it reports.
    data : dict
        For a claim that shares its data with others, the least id among all of them.
    """

    derived: dict[str, tuple[str, ...]]
    made_of: dict[str, tuple[str, ...]]
    reported: dict[str, tuple[str, ...]]
    data: dict[str, str]

    def line(self, name: str) -> tuple[str, ...]:
        """Return a claim and those to which it goes back: each reports the next, and is made of nothing else."""
        found = [name]
        while True:
            further = self.made_of.get(found[-1], ())
            if len(further) != 1 or self.reported.get(found[-1]) != further or further[0] in found:
                return tuple(found)
            found.append(further[0])


def ties(links: Iterable[Link]) -> Ties:
    """Return the relations that the links state, in an order that does not depend on that of the links."""
    kept = list(links)
    same = joined((link.from_id, link.to_id) for link in kept if link.relation == "same data as")
    return Ties(_targets(kept, DERIVED), _targets(kept, MADE_OF), _targets(kept, ("reports",)), same)


def _targets(links: Sequence[Link], relations: Sequence[str]) -> dict[str, tuple[str, ...]]:
    out: dict[str, set[str]] = {}
    for link in links:
        if link.relation in relations:
            out.setdefault(link.from_id, set()).add(link.to_id)
    return {name: tuple(sorted(targets)) for name, targets in out.items()}


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each of the names in the pairs the least name among all that the pairs tie to it."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for a, b in pairs:
        one, other = sorted((top(a), top(b)))
        above[other] = one
    return {name: top(name) for name in list(above)}


def seniority(estimate: Estimate) -> tuple[Any, ...]:
    """Return a sort key: date of the claim (undated last), then id."""
    first = estimate.claimed.earliest if estimate.claimed is not None else None
    return (first is None, first or (), estimate.id)


def exact_copies(dossier: Dossier, found: Ties) -> list[list[Estimate]]:
    """Return the sets of claims that are one claim: of one family, with the same ends, measure and scope.

    A family is a claim, whatever only reports it, and whatever has the same data. In each set the claim to which the
    others go back stands first; among equals the earliest.
    """
    lines = {estimate.id: found.line(estimate.id) for estimate in dossier}
    ends = {name: line[-1] for name, line in lines.items()}
    family = joined((ends.get(name) or found.line(name)[-1], ends.get(first) or found.line(first)[-1])
                    for name, first in found.data.items())  # fmt: skip
    members: dict[str, list[Estimate]] = {}
    for estimate in sorted(dossier, key=lambda e: (len(lines[e.id]), seniority(e))):
        top = ends[estimate.id]
        members.setdefault(family.get(top, top), []).append(estimate)
    sets: list[list[Estimate]] = []
    for related in members.values():
        sets += _alike(related, dossier) if len(related) > 1 else []
    return [alike for alike in sets if len(alike) > 1]


def _alike(related: Sequence[Estimate], dossier: Dossier) -> list[list[Estimate]]:
    out: list[list[Estimate]] = []
    for estimate in related:
        for alike in out:
            if same_claim(estimate, alike[0], dossier):
                alike.append(estimate)
                break
        else:
            out.append([estimate])
    return out


def as_stated(estimate: Estimate) -> Range:
    """Return what a claim states: a scenario changes its number, and not whose claim it repeats."""
    return estimate.range if estimate.supposed is None else estimate.supposed.stated


def same_claim(a: Estimate, b: Estimate, dossier: Dossier) -> bool:
    """Return whether two claims state the same ends of the same thing.

    "About", an excluded end, and a best value that one of them leaves out are lost in reporting without making another
    claim; a scope that is unclear is taken for that of the estimand.
    """
    bests = {as_stated(a).best, as_stated(b).best} - {None}
    return len(bests) < 2 and _content(a, dossier) == _content(b, dossier)


def _content(e: Estimate, dossier: Dossier) -> tuple[object, ...]:
    r = as_stated(e)
    return (
        r.low, r.high, e.measure or dossier.estimand.measure, "same" if e.scope == "unclear" else e.scope,
    )  # fmt: skip


def origins(names: Iterable[str], found: Ties) -> dict[str, frozenset[str]]:
    """Return for each claim where it comes from in the end, by reporting, resting on or revising.

    Claims with the same data are one origin, named by the least of their ids. A claim that comes from no other is its
    own origin.
    """
    onward: dict[str, set[str]] = {}
    for name, targets in found.derived.items():
        here = found.data.get(name, name)
        onward.setdefault(here, set()).update({found.data.get(target, target) for target in targets} - {here})
    out = {}
    for name in names:
        seen: set[str] = set()
        waiting = [found.data.get(name, name)]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(onward.get(one, ()))
        # shared data can close a cycle that the links themselves do not; it is one origin
        out[name] = frozenset(one for one in seen if not onward.get(one)) or frozenset([min(seen)])
    return out


def roots_of(used: Sequence[Estimate], links: Sequence[Link]) -> tuple[Estimate, ...]:
    """Return the independent claims among those given: one for each origin, and none for two.

    An origin that is among the claims stands for itself; of one that is not, the claim nearest to it does.
    """
    if not links:
        return tuple(used)
    found = ties(links)
    come_from = origins([estimate.id for estimate in used], found)
    candidates: dict[str, list[Estimate]] = {}
    for estimate in sorted(used, key=lambda e: (len(come_from[e.id]), seniority(e))):
        for origin in come_from[estimate.id]:
            candidates.setdefault(origin, []).append(estimate)
    for origin, those in candidates.items():
        own = [estimate for estimate in those if found.data.get(estimate.id, estimate.id) == origin]
        candidates[origin] = own or those
    stands_for: dict[str, str] = {}

    def placed(origin: str, tried: set[str]) -> bool:
        """Find a claim for an origin, moving others where that makes room for all (Kuhn's matching)."""
        for estimate in candidates[origin]:
            if estimate.id not in tried:
                tried.add(estimate.id)
                if estimate.id not in stands_for or placed(stands_for[estimate.id], tried):
                    stands_for[estimate.id] = origin
                    return True
        return False

    for origin in sorted(candidates):
        placed(origin, set())
    return tuple(estimate for estimate in used if estimate.id in stands_for)


def independent(used: Sequence[Estimate], links: Sequence[Link]) -> int:
    """Return how many independent claims there are among those given, never more than there are claims.

    A claim that reports, rests on or revises others has their roots; two claims with the same data have one.
    """
    return len(roots_of(used, links))
