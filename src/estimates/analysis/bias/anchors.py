"""Who speaks for whom, and the claims with which the others are compared: roles and anchors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from attrs import frozen

from estimates.analysis.lineage.copies import independent
from estimates.analysis.selection import select
from estimates.errors import ClaimError, UnknownNameError, listed, nearest
from estimates.model.claims import Estimand, Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.vocabulary import PARTIES, ROLES

Role = Literal["own", "enemy", "third party", "unclear"]

THIRD_PARTY: Final = "third-party"
# Who speaks in these capacities may take a part, and which one is not recorded where no side is.
_PARTIAL: Final = (*PARTIES, "politician", "activist", "veterans", "writer", "other", "")
_DERIVED: Final = ("reports", "rests on", "revises")


def is_third_party(anchor: object) -> bool:
    """Return whether an anchor that a user names is the third parties, with a hyphen or a space, in any case.

    Examples
    --------
    >>> is_third_party("third-party"), is_third_party("Third party"), is_third_party("tribunal")
    (True, True, False)
    """
    return isinstance(anchor, str) and "-".join(anchor.casefold().replace("-", " ").split()) == THIRD_PARTY


def role_of(estimate: Estimate, estimand: Estimand) -> Role:
    """Return for whom a claimant speaks, seen from the people who are counted.

    ``own``: for the side whose people are counted; ``enemy``: for another side; ``third party``: for no side, as a
    tribunal, relief body, press, compilation or witness may, and a scholar does, of whatever nation. ``unclear``: for a
    side where the estimand names none, or as a belligerent, government, politician, activist or in no known capacity
    without a side.
    """
    who = estimate.claimant
    if who.speaks_for:
        if not estimand.side:
            return "unclear"
        return "own" if who.speaks_for == estimand.side else "enemy"
    return "unclear" if who.role in _PARTIAL else "third party"


@frozen
class Anchors:
    """The claims beside which the others are measured, and the claims that were meant and cannot serve.

    Parameters
    ----------
    said : str
        Who was meant, in words: ``third parties``.
    used : tuple of Estimate
    left : tuple of (Estimate, str)
        Each with the reason.
    links : tuple of Link
    """

    said: str
    used: tuple[Estimate, ...]
    left: tuple[tuple[Estimate, str], ...]
    links: tuple[Link, ...]

    def beside(self, estimate: Estimate) -> tuple[Estimate, ...]:
        """Return the anchors of one claim: never itself, its copies or what is derived from it."""
        near = {estimate.id} | _after(estimate.id, self.links) | _copied(estimate.id, self.links)
        return tuple(anchor for anchor in self.used if anchor.id not in near)

    def independent(self, used: Sequence[Estimate]) -> int:
        """Return how many independent claims some of the anchors are: those that rest on one root count once."""
        return independent(used, self.links)


def _after(name: str, links: Iterable[Link]) -> set[str]:
    """Return the claims that report, rest on or revise a claim, in whatever steps."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        for link in links:
            if link.relation in _DERIVED and link.to_id == one and link.from_id not in found:
                found.add(link.from_id)
                waiting.append(link.from_id)
    return found


def _copied(name: str, links: Iterable[Link]) -> set[str]:
    """Return the claims that a claim only repeats, and those with the same data, in whatever steps."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        for link in links:
            ends = {link.to_id} if link.relation == "reports" and link.from_id == one else set()
            if link.relation == "same data as" and one in (link.from_id, link.to_id):
                ends = {link.from_id, link.to_id}
            waiting += ends - found
            found |= ends
    return found - {name}


def anchors_of(dossier: Dossier, anchor: str | Sequence[str]) -> Anchors:
    """Return the claims that serve as anchors.

    Parameters
    ----------
    dossier : Dossier
    anchor : str or sequence of str
        ``third-party``, the id of an estimate or several, or the role of claimants: ``tribunal``.

    Raises
    ------
    UnknownNameError
        If it names nothing here; the message lists what can be named.
    ClaimError
        If a claim that is named cannot serve, with the reason.
    """
    used = select(dossier).used
    if is_third_party(anchor):
        meant = [e for e in used if role_of(e, dossier.estimand) == "third party"]
        return _serving(dossier, "third parties", meant)
    ids = {estimate.id for estimate in dossier}
    if isinstance(anchor, str) and anchor in ROLES and anchor not in ids:
        meant = [e for e in used if e.claimant.role == anchor]
        if not meant:
            roles = listed(dict.fromkeys(e.claimant.role for e in used if e.claimant.role)) if used else "none"
            raise ClaimError(f"no claim that is compared is of the role {anchor!r}; the roles here are {roles}")
        return _serving(dossier, f"claimants of the role {anchor!r}", meant)
    names = (anchor,) if isinstance(anchor, str) else tuple(anchor) if isinstance(anchor, Iterable) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise ClaimError(f"anchor is {THIRD_PARTY!r}, the id of an estimate or several, or a role (got {anchor!r})")
    return _named(dossier, [_estimate(dossier, name) for name in names])


def _estimate(dossier: Dossier, name: str) -> Estimate:
    try:
        return dossier[name]
    except UnknownNameError:
        roles = dict.fromkeys(e.claimant.role for e in dossier if e.claimant.role)
        valid = [THIRD_PARTY, *roles, *(estimate.id for estimate in dossier)]
        raise UnknownNameError(
            f"no anchor {name!r}{nearest(name, valid)}; an anchor is {listed(valid)}, or several ids"
        ) from None


def _named(dossier: Dossier, meant: Sequence[Estimate]) -> Anchors:
    aside = dict(select(dossier).set_aside)
    for estimate in meant:
        why = aside.get(estimate) or unfit(estimate)
        if why:
            raise ClaimError(f"{estimate.id!r} cannot be the anchor: {why}")
    return _serving(dossier, ", ".join(dict.fromkeys(e.claimant.name for e in meant)), meant)


def _serving(dossier: Dossier, said: str, meant: Sequence[Estimate]) -> Anchors:
    """Return the claims that were meant as anchors, and those that cannot serve."""
    told = {estimate: unfit(estimate) for estimate in meant}
    used, left = [e for e, why in told.items() if not why], [(e, why) for e, why in told.items() if why]
    return Anchors(said, tuple(used), tuple(left), dossier.links)


def unfit(estimate: Estimate) -> str:
    """Return why a claim has no geometric middle, or ``""`` where it has one."""
    r = estimate.range
    if r.kind == "vague":
        return "it gives no number"
    if r.low is None or r.high is None:
        return "it states one end only, which has no middle"
    if r.low == 0:
        return "it is zero, which has no logarithm" if r.high == 0 else "it begins at zero, which has no logarithm"
    return ""


def middle(r: Range) -> float:
    """Return the log of a range's geometric middle, or of the value that the source names as best."""
    assert r.low is not None
    assert r.high is not None
    return math.log(r.best) if r.best else (math.log(r.low) + math.log(r.high)) / 2
