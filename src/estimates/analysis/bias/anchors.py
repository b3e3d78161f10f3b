"""The claims with which the others are compared: who serves as an anchor, their middle, and how far they differ."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import frozen

from estimates.analysis.bias.roles import Role, role_of
from estimates.analysis.ratios import mean_of_voices, settled
from estimates.analysis.selection import select
from estimates.analysis.voices import by_voice, voices_of
from estimates.errors import ClaimError, UnknownNameError, listed, nearest
from estimates.model.claims import Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.messages import Message
from estimates.model.numbers import written
from estimates.model.ranges import Range
from estimates.model.vocabulary import DERIVED, ROLES

WIDE: Final = 2.0
THIRD_PARTY: Final = "third-party"
THIRD_PARTIES: Final = "third parties"


def is_third_party(anchor: object) -> bool:
    """Return whether an anchor that a user names is the third parties, with a hyphen or a space, in any case.

    Examples
    --------
    >>> is_third_party("third-party"), is_third_party("Third party"), is_third_party("tribunal")
    (True, True, False)
    """
    return isinstance(anchor, str) and "-".join(anchor.casefold().replace("-", " ").split()) == THIRD_PARTY


@frozen
class Dispersion:
    """How far the anchors of one figure differ, by their middles.

    Parameters
    ----------
    factor : float
        exp of the standard deviation of their logs.
    extremes : float
        The highest over the lowest.
    low, high : float
        These two, in the unit of the estimand.

    See Also
    --------
    BiasAudit : Holds it as `anchor_spread`.
    """

    factor: float
    extremes: float
    low: float
    high: float

    @property
    def wide(self) -> bool:
        """Whether they differ by more than a factor of 2, so that their mean is a band and no point."""
        return self.extremes > WIDE

    def __str__(self) -> str:
        if self.extremes == 1:
            return f"the middles of the anchors are the same ({written(self.low)})"
        return (
            f"anchors differ {written(self.extremes)}-fold, from {written(self.low)} to {written(self.high)} "
            f"(one standard deviation: a factor of {written(self.factor)})"
        )


@frozen
class Anchors:
    """The claims of the reference group, and those of its claims that cannot serve as a reference.

    Parameters
    ----------
    label : str
        The reference group as text: ``third parties``.
    used : tuple of Estimate
    left : tuple of (Estimate, str)
        Each with the reason.
    links : tuple of Link

    See Also
    --------
    BiasAudit : Measures claims by them.
    """

    label: str
    used: tuple[Estimate, ...]
    left: tuple[tuple[Estimate, str], ...]
    links: tuple[Link, ...]

    def beside(self, estimate: Estimate) -> tuple[Estimate, ...]:
        """Return the anchors of one claim: never itself, its copies, or what is derived from it or from them."""
        same = {estimate.id} | _copied(estimate.id, self.links)
        near = same | _after(same, self.links)
        return tuple(anchor for anchor in self.used if anchor.id not in near)

    def independent(self, used: Sequence[Estimate]) -> int:
        """Return how many independent voices some of the anchors are: those of one root or claimant count once."""
        return voices_of(used, self.links).independent

    def mean(self, used: Sequence[Estimate]) -> Range:
        """Return the range of the geometric mean of some of the anchors, each voice counted once."""
        return mean_of_voices(used, self.links)

    def centre(self, used: Sequence[Estimate]) -> float:
        """Return the log of the middle of some of the anchors, each voice counted once."""
        return centre_of(used, self.links)

    def silent(self, used: Sequence[Estimate]) -> list[tuple[Estimate, str]]:
        """Return those of some of the anchors that add no voice, and do not enter their mean, each with the reason."""
        return [(e, why) for e, why in zip(used, voices_of(used, self.links).why) if why]

    @property
    def spread(self) -> Dispersion | None:
        """How far the anchors differ; None for fewer than two voices."""
        means = _middles(self.used, self.links)
        if len(means) < 2:
            return None
        centre = math.fsum(means) / len(means)
        sd = math.sqrt(math.fsum((x - centre) ** 2 for x in means) / (len(means) - 1))
        low, high = (settled(math.exp(x)) for x in (min(means), max(means)))
        return Dispersion(math.exp(sd), settled(high / low), low, high)


def centre_of(used: Sequence[Estimate], links: Sequence[Link]) -> float:
    """Return the log of the middle of some claims, each of which has one, each voice counted once."""
    means = _middles(used, links)
    return math.fsum(means) / len(means)


def _middles(used: Sequence[Estimate], links: Sequence[Link]) -> list[float]:
    """Return the mean log of the middles of each voice's claims."""
    return [math.fsum(middle(e.range) for e in claims) / len(claims) for claims in by_voice(used, links)]


def _after(names: Iterable[str], links: Iterable[Link]) -> set[str]:
    """Return the claims that report, rest on or revise one of some claims, in whatever steps."""
    found: set[str] = set()
    waiting = [*names]
    while waiting:
        one = waiting.pop()
        for link in links:
            if link.relation in DERIVED and link.to_id == one and link.from_id not in found:
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


def anchors_of(
    dossier: Dossier, anchor: str | Sequence[str], roles: Mapping[str, Role] | None = None
) -> Anchors:  # fmt: skip
    """Return the claims that serve as anchors.

    Parameters
    ----------
    dossier : Dossier
    anchor : str or sequence of str
        ``third-party``, the id of an estimate or several, or the role of claimants: ``tribunal``.
    roles : mapping of str to str, optional
        Roles that a reader sets.

    Raises
    ------
    UnknownNameError
        If it names nothing here; the message lists what can be named.
    ClaimError
        If a claim that is named cannot serve, with the reason.
    """
    used = select(dossier).used
    if is_third_party(anchor):
        meant = [e for e in used if role_of(e, dossier.estimand, roles) == "third party"]
        return _serving(dossier, THIRD_PARTIES, meant)
    ids = {estimate.id for estimate in dossier}
    if isinstance(anchor, str) and anchor in ROLES and anchor not in ids:
        meant = [e for e in used if e.claimant.role == anchor]
        if not meant:
            known = listed(dict.fromkeys(e.claimant.role for e in used if e.claimant.role)) if used else "none"
            raise ClaimError(f"no claim that is compared is of the role {anchor!r}; the roles here are {known}")
        label = Message(f"claimants of the role {anchor!r}", "claimants of the role", role=anchor)
        return _serving(dossier, label, meant)
    names = (anchor,) if isinstance(anchor, str) else tuple(anchor) if isinstance(anchor, Iterable) else ()
    if not names or not all(isinstance(name, str) for name in names):
        raise ClaimError(f"anchor must be {THIRD_PARTY!r}, one or several ids of estimates, or a role (got {anchor!r})")
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


def _serving(dossier: Dossier, label: str, meant: Sequence[Estimate]) -> Anchors:
    """Return the claims that were meant as anchors, and those that cannot serve."""
    why_unfit = {estimate: unfit(estimate) for estimate in meant}
    used, left = [e for e, why in why_unfit.items() if not why], [(e, why) for e, why in why_unfit.items() if why]
    return Anchors(label, tuple(used), tuple(left), dossier.links)


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
