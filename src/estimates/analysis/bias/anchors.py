"""Who speaks for whom, and the claims beside which the others are measured: roles, anchors and their geometric mean."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from attrs import frozen

from estimates.analysis.lineage.copies import independent
from estimates.analysis.selection import select
from estimates.errors import ClaimError, RangeError, UnknownNameError, listed, nearest
from estimates.model.claims import PARTIES, ROLES, Estimand, Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.numbers import Number
from estimates.model.ranges import Range

Role = Literal["own", "enemy", "third party", "unclear"]

THIRD_PARTY: Final = "third-party"
# Who speaks in these capacities may take a part, and which one is not recorded where no side is.
_PARTIAL: Final = (*PARTIES, "politician", "activist", "veterans", "writer", "other", "")
_DERIVED: Final = ("reports", "rests on", "revises")


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
    if anchor == THIRD_PARTY:
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


def geometric_mean(ranges: Sequence[Range]) -> Range:
    """Return the range of the geometric mean of ranges: an end is absent where one of them does not state it.

    Examples
    --------
    >>> from estimates.model.ranges import at_least, between, point
    >>> print(geometric_mean([between(10, 40), point(90)]))
    30–60
    >>> print(geometric_mean([at_least(10), point(90)]))
    ≥ 30
    """
    low, high = _mean([r.low for r in ranges]), _mean([r.high for r in ranges])
    about = any(r.approximate for r in ranges) and (low, high) != (None, None)
    if low is not None and high is not None and low >= high:  # two sums of the same figures may round apart
        return Range(low, low, approximate=about)
    low_open, high_open = any(r.low_open for r in ranges), any(r.high_open for r in ranges)
    return Range(low, high, approximate=about, low_open=bool(low) and low_open, high_open=bool(high) and high_open)


def _mean(values: Sequence[Number | None]) -> float | None:
    stated = [value for value in values if value is not None]
    if len(stated) < len(values) or not stated:
        return None
    if not all(stated):
        return 0.0
    if len(set(stated)) == 1:
        return stated[0]
    return settled(math.exp(math.fsum(math.log(value) for value in stated) / len(stated)))


def settled(value: float) -> float:
    """Return a computed number without the dust of the last digits: 30.000000000000004 is 30.

    Examples
    --------
    >>> settled(30.000000000000004), settled(2 / 3)
    (30.0, 0.6666666666666666)
    """
    near = float(f"{value:.12g}")
    return near if abs(near - value) <= 1e-14 * abs(value) else value


def over(a: Range, b: Range) -> Range | None:
    """Return the range of one quantity over another, as far as their ends bound it; None where they do not.

    An end that `a` does not state, or of which `b` does not state the other, is absent; an excluded one is excluded.

    Raises
    ------
    RangeError
        If a number is too large for a ratio.

    Examples
    --------
    >>> from estimates.model.ranges import between, less_than, point
    >>> print(over(less_than(90), between(30, 60)), over(point(90), between(30, 60)), sep="; ")
    < 3; 1.5–3
    """
    low = _ratio(a.low, b.high)
    high = _ratio(a.high, b.low)
    if low is None and high is None:
        return None
    about = a.approximate or b.approximate
    if low is not None and low == high:
        return Range(low, high, approximate=about)
    return Range(
        low, high, approximate=about,
        low_open=bool(low) and (a.low_open or b.high_open), high_open=bool(high) and (a.high_open or b.low_open),
    )  # fmt: skip


def _ratio(a: Number | None, b: Number | None) -> float | None:
    if a is None or not b:
        return None
    try:
        return settled(a / b)
    except OverflowError:
        raise RangeError(f"a number of {len(str(max(a, b)))} digits is too large for a ratio") from None
