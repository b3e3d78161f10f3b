"""Selection of the claims that every comparison, pool and figure uses, with the reasons for those set aside."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from estimates.analysis.lineage.status import COUNTED_ONCE, fates_of, flags
from estimates.analysis.once import Once
from estimates.errors import ClaimError, LineageError
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import comparable, counted
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range
from estimates.model.rows import Rows
from estimates.model.vocabulary import STANDINGS, contains

A_COPY: Final = "a copy"


def _claims(items: Iterable[Estimate]) -> Rows[Estimate]:
    return Rows(items, "claim")


def _reasoned(items: Iterable[tuple[Estimate, str]]) -> Rows[tuple[Estimate, str]]:
    return Rows(items, "claim")


@frozen
class Selection:
    """The claims of a dossier that are compared, and those that are not, each with the reason.

    Parameters
    ----------
    used : tuple of Estimate
        In the order of the dossier. A claim that serves as a bound only has that bound as its range.
    set_aside : tuple of (Estimate, str)
    implied : tuple of (Estimate, str)
        The claims of `used` that serve only as the bound that they imply, and which bound that is.
    flagged : tuple of (Estimate, str)
        The claims of `used` that depend on others, and how: built from several, resting on one, reporting one
        with other numbers.

    See Also
    --------
    compare, pool : What counts by it.
    """

    used: Rows[Estimate] = field(default=(), converter=_claims)
    set_aside: Rows[tuple[Estimate, str]] = field(default=(), converter=_reasoned)
    implied: Rows[tuple[Estimate, str]] = field(default=(), converter=_reasoned)
    flagged: Rows[tuple[Estimate, str]] = field(default=(), converter=_reasoned)

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each claim that is set aside is, by its id."""
        return {estimate.id: why for estimate, why in self.set_aside}

    @cached_property
    def states(self) -> dict[str, str]:
        """The status of each claim that is superseded, withdrawn or otherwise not counted, or is a copy, by its id."""
        return {name: word for name, why in self.reasons.items() if (word := state(why))}

    @cached_property
    def copies(self) -> frozenset[str]:
        """The ids of the exact copies, which are counted once, at the claim that they repeat."""
        return frozenset(name for name, word in self.states.items() if word == A_COPY)


class Selected:
    """A result that rests on the selection of a dossier: its `selection`, property by property."""

    __slots__ = ()
    selection: Selection

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims that are counted."""
        return self.selection.used

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that are not counted, each with the reason; for a copy, the claim at which it is counted."""
        return self.selection.set_aside

    @property
    def flagged(self) -> tuple[tuple[Estimate, str], ...]:
        """The counted claims that depend on others, and how."""
        return self.selection.flagged


_SELECTED: Final = Once()


def select(dossier: Dossier, *, imply: bool = False) -> Selection:
    """Choose the claims that count what the estimand counts, and set the others aside with the reason.

    Set aside are claims of another measure or scope, those without a number, those that no longer stand, by their own
    standing or because a link says that they are retracted, or revised by their own claimant, and exact copies: a claim
    that reports just one other, or has its data, with the same ends, measure and scope, is counted once, at its root.
    What only reports a claim does not stand longer than that claim. A claim built from several, one that rests on
    another, and one that reports another with other numbers stay, and are flagged. A dispute changes nothing.

    The choice is made once for a dossier. Whatever compares, pools, draws, tabulates or describes its claims reads it.

    Parameters
    ----------
    dossier : Dossier
    imply : bool
        Whether claims of a wider measure or scope serve as the upper bounds that they imply, and those of a narrower
        one as lower bounds: who says 20,000 casualties says that no more than 20,000 were killed. Only where it is
        known what contains what: the scope is ``wider`` or ``narrower``, or the vocabulary knows the measures.

    Raises
    ------
    LineageError
        If the links are cyclic.

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> for estimate, reason in select(deaths).set_aside:
    ...     print(f"{estimate}. Set aside: {reason}")
    Contemporary Chinese source: 20,000 casualties. Set aside: counts casualties, not killed
    >>> for estimate, reason in select(deaths, imply=True).implied:
    ...     print(f"{estimate}. {reason}")
    Contemporary Chinese source: ≤ 20,000 casualties. Upper bound only: counts casualties, not killed (stated: 20,000)
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"claims are chosen from a dossier {got(dossier)}")
    return _SELECTED.get(dossier, bool(imply), lambda: _selected(dossier, imply=imply))


def _selected(dossier: Dossier, *, imply: bool) -> Selection:
    fates = fates_of(dossier)
    used: dict[str, Estimate] = {}
    aside: dict[str, str] = {}
    implied: dict[str, str] = {}
    for estimate in sorted(dossier, key=lambda e: e.id in fates.copies):  # a copy after the claim that it repeats
        reason = comparable(estimate, dossier.estimand)
        if estimate.standing == "stands":
            kept = fates.copies.get(estimate.id)
            copied = fates.reasons[estimate.id] if kept is not None and kept.id in used else ""
            reason = fates.withdrawn.get(estimate.id) or copied or reason
            if imply and reason and not copied and estimate.id not in fates.withdrawn:
                bound, reason = _implied(estimate, dossier.estimand, reason)
                if bound is not None:
                    used[estimate.id], implied[estimate.id] = bound, reason
                    continue
        if reason:
            aside[estimate.id] = reason
        else:
            used[estimate.id] = estimate
    counted = tuple(used[e.id] for e in dossier if e.id in used)
    return Selection(
        counted, tuple((e, aside[e.id]) for e in dossier if e.id in aside),
        tuple((e, implied[e.id]) for e in counted if e.id in implied), flags(dossier, counted, aside),
    )  # fmt: skip


def counts(estimate: Estimate, dossier: Dossier) -> str:
    """Return what a claim of a dossier counts where that differs from the estimand, and what became of the claim.

    Its measure, its scope and why, and whether it no longer stands or is a copy of another; empty for a claim that
    counts just what the estimand says.
    """
    return counted(estimate, dossier.estimand, select(dossier).states.get(estimate.id, ""))


def statuses(dossier: Dossier) -> dict[str, str]:
    """Return, by their ids, why claims of a dossier no longer stand or are copies; none where its links are cyclic."""
    try:
        chosen = select(dossier)
    except LineageError:  # whatever counts claims says so; a table shows them all the same
        return {}
    return {name: chosen.reasons[name] for name in chosen.states}


def state(reason: str) -> str:
    """Return in a word or two why a claim is not counted, where that is its standing or its copying; else ``""``.

    Examples
    --------
    >>> state("retracted: withdrawn by its own claimant (Hata: 40,000)"), state("reports Hata (50,000), counted once")
    ('retracted', 'a copy')
    """
    word = reason.partition(":")[0]
    return word if word in STANDINGS else A_COPY if reason.endswith(COUNTED_ONCE) else ""


def _implied(estimate: Estimate, estimand: Estimand, reason: str) -> tuple[Estimate | None, str]:
    """Return a claim with the bound that it implies as its range, or None, and what is to be said of it."""
    r = estimate.range
    if estimate.standing != "stands" or r.kind == "vague":
        return None, reason
    directions = {contains(estimate.measure, estimand.measure), _of_scope(estimate.scope)}
    directions.discard("same")
    if directions == {"wider"} and r.high is not None:
        bound, side = Range(None, r.high, high_open=r.high_open, approximate=r.approximate), "Upper"
    elif directions == {"narrower"} and r.low is not None:
        bound, side = Range(r.low, low_open=r.low_open, approximate=r.approximate), "Lower"
    elif directions in ({"wider"}, {"narrower"}):
        end = "high" if directions == {"wider"} else "low"
        return None, f"{reason}; it implies no bound, since it states no {end} end"
    else:
        return None, f"{reason}; it is not known to contain, or to lie within, what the estimand counts"
    said = f"{side} bound only: {reason} ({'supposed' if estimate.supposed else 'stated'}: {r})"
    return evolve(estimate, range=bound, note=f"{estimate.note} {said}.".strip()), said


def _of_scope(scope: str) -> str:
    return scope if scope in ("same", "wider", "narrower") else "unknown"
