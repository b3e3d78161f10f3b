"""Voices: the number of independent speakers of the claims on one figure, and the claims of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from attrs import frozen

from estimates.analysis.lineage.copies import joined, origins, roots_of, ties
from estimates.analysis.lineage.status import named
from estimates.analysis.lineage.suspicion import places_of
from estimates.errors import ClaimError, listed, nearest
from estimates.model.claims import Claimant, Estimate, Link
from estimates.model.vocabulary import PRINTING

By = Literal["claimant", "claim", "place"]

VOICES: Final = ("claimant", "claim", "place")
_ANONYMOUS: Final = ("anonymous", "unnamed", "unknown")


@frozen
class Voices:
    """The voices among some claims.

    Parameters
    ----------
    by : str
        What a voice is: ``claimant``, ``claim`` or ``place``.
    number : tuple of int
        For each claim the number of its voice, from 0. A claim that only rests on another has the voice of that one.
    why : tuple of str
        For each claim that adds no voice to those that count, why; ``""`` for the others.
    independent : int
        How many voices are independent: a voice built from several others is none.
    """

    by: By
    number: tuple[int, ...]
    why: tuple[str, ...]
    independent: int

    @property
    def shared(self) -> bool:
        """Whether a claim shares its voice with another."""
        return len(set(self.number)) < len(self.number)

    def claims(self, used: Sequence[Estimate]) -> tuple[tuple[Estimate, ...], ...]:
        """Return the claims voice by voice, in their order; those that add no voice are left out."""
        found: dict[int, list[Estimate]] = {}
        for estimate, number, silent in zip(used, self.number, self.why):
            if not silent:
                found.setdefault(number, []).append(estimate)
        return tuple(map(tuple, found.values()))


def checked_voices(by: object) -> By:
    """Return a valid kind of voice, or raise an error that lists them.

    Raises
    ------
    ClaimError
        If it is not one of `VOICES`.
    """
    if by not in VOICES:
        hint = nearest(by, VOICES) if isinstance(by, str) else ""
        raise ClaimError(f"voices must be {listed(VOICES)} (got {by!r}{hint})")
    return by


def voices_of(used: Sequence[Estimate], links: Sequence[Link], by: By = "claimant") -> Voices:
    """Return the voices among the claims that are counted.

    A claim that reports or rests on one other claim is no further voice where that claim is counted; where it is not,
    the derived claim is the voice, and all that go back to the same claim share it. A revision by another claimant
    shares the voice of what it revises. A claim that is built from several is a voice, but not an independent one.
    The claims of one claimant are one voice; those of compilations, of the press and of anonymous claimants are voices
    by what they rest on, not by the name.

    Parameters
    ----------
    used : sequence of Estimate
        Copies left out.
    links : sequence of Link
    by : {"claimant", "claim", "place"}
        ``place`` takes claims that rest on the same place of the same work for one voice too, ``claim`` each for one.
    """
    if by == "claim":
        return Voices(by, tuple(range(len(used))), ("",) * len(used), len(used))
    here = {estimate.id: estimate for estimate in used}
    found = ties(links)
    come_from = origins(list(here), found)
    why: dict[str, str] = {}
    same: list[tuple[str, str]] = [(f"claim {e.id}", f"claim {e.id}") for e in used]
    for estimate in used:
        made_of = found.made_of.get(estimate.id, ())
        if len(come_from[estimate.id]) > 1 or len(made_of) > 1:
            continue
        counted = [name for name in made_of if name in here]
        if counted:
            why[estimate.id] = f"rests on {named(here[counted[0]])}, which is counted; no further voice"
        (root,) = come_from[estimate.id]
        same.append((f"claim {estimate.id}", f"origin {found.data.get(root, root)}"))
    same += [(f"claim {e.id}", f"speaker {who}") for e in used if e.id not in why and (who := _speaker(e.claimant))]
    if by == "place":
        same += [(f"claim {e.id}", f"place {place}") for e in used if e.id not in why for place in places_of(e)]
    group = joined(same)
    numbers: dict[str, int] = {}
    number = {e.id: numbers.setdefault(group[f"claim {e.id}"], len(numbers)) for e in used}
    speaking = [estimate for estimate in used if estimate.id not in why]
    independent = len({number[root.id] for root in roots_of(speaking, links)})
    return Voices(by, tuple(number.values()), tuple(why.get(e.id, "") for e in used), independent)


def by_voice(used: Sequence[Estimate], links: Sequence[Link]) -> tuple[tuple[Estimate, ...], ...]:
    """Return the claims of each voice; a claim that adds none, since it rests on one that is counted, is left out."""
    return voices_of(used, links).claims(used)


def _speaker(who: Claimant) -> str:
    """Return by what a claimant is one voice, or ``""`` where the name does not say whose the claim is."""
    first = who.name.casefold().split()[0]
    return "" if who.role in PRINTING or first in _ANONYMOUS else who.id


def speakers(names: Sequence[str]) -> list[int]:
    """Return a number for each claimant, and one for each claim of which the claimant is not named.

    Examples
    --------
    >>> speakers(["Alma", "Bern", "", "Alma", ""])
    [0, 1, 2, 0, 3]
    """
    known: dict[object, int] = {}
    return [known.setdefault(name or place, len(known)) for place, name in enumerate(names)]
