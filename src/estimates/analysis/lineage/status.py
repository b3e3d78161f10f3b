"""The status of each claim by the links alone: withdrawn, a copy of another, or counted with a remark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import frozen

from estimates.analysis.lineage.copies import Ties, as_stated, exact_copies, same_claim, seniority, ties
from estimates.analysis.lineage.cycles import refuse_cycles
from estimates.model.claims import Estimate, Link
from estimates.model.dossiers import Dossier
from estimates.model.messages import Message
from estimates.model.vocabulary import STANDINGS

COUNTED_ONCE: Final = "counted once"


@frozen(eq=False)
class Fates:
    """What becomes of the claims of a dossier by its links, each by its id.

    Parameters
    ----------
    withdrawn : dict
        Why a claim is set aside that another retracts or revises, or that only reports such a claim.
    copies : dict
        For each exact copy the claim at which it is counted.
    reasons : dict
        For each exact copy how it goes back to that claim.
    """

    withdrawn: dict[str, str]
    copies: dict[str, Estimate]
    reasons: dict[str, str]


def fates_of(dossier: Dossier) -> Fates:
    """Return the status of each claim by the links of its dossier.

    Raises
    ------
    LineageError
        If the links are cyclic.
    """
    if not dossier.links:
        return Fates({}, {}, {})
    refuse_cycles(dossier.links)
    found = ties(dossier.links)
    withdrawn = _withdrawn(dossier)
    copies: dict[str, Estimate] = {}
    reasons: dict[str, str] = {}
    for alike in exact_copies(dossier, found):
        withdrawn |= _with_it(alike, withdrawn, found)
        standing = [e for e in alike if e.standing == "stands" and e.id not in withdrawn]
        kept = (standing or alike)[0]
        for estimate in alike:
            if estimate is not kept:
                copies[estimate.id] = kept
                reasons[estimate.id] = _copy_reason(estimate, kept, dossier.links)
    return Fates(withdrawn, copies, reasons)


def _withdrawn(dossier: Dossier) -> dict[str, str]:
    """Return why claims are set aside that another retracts, or that their own claimant revises.

    A claim that is misquoted takes nothing back.
    """
    known = {estimate.id: estimate for estimate in dossier}
    ordered = sorted(dossier.links, key=lambda link: _rank(known.get(link.from_id), link))
    out: dict[str, str] = {}
    for link in ordered:
        old, new = known.get(link.to_id), known.get(link.from_id)
        if old is None or old.id in out or (new is not None and new.standing == "misquoted"):
            continue
        own = new is not None and new.claimant.id == old.claimant.id
        by = f"its own claimant ({new})" if own else str(new) if new else f"{link.from_id!r} (not here)"
        if link.relation == "retracts":
            code = "withdrawn by claimant" if own else "withdrawn by"
            out[old.id] = Message(f"retracted: withdrawn by {by}", code, claim=new or link.from_id)
        elif link.relation == "revises" and own:
            out[old.id] = Message(f"superseded: revised by {by}", "revised by claimant", claim=new)
    return out


def _rank(estimate: Estimate | None, link: Link) -> tuple[object, ...]:
    return (link.relation, estimate is None, seniority(estimate) if estimate else (), link.from_id)


def _with_it(alike: list[Estimate], withdrawn: dict[str, str], found: Ties) -> dict[str, str]:
    """Return why copies are set aside: what only reports a claim does not stand longer than that claim."""
    known = {estimate.id: estimate for estimate in alike}
    out: dict[str, str] = {}
    for estimate in alike:
        if estimate.standing != "stands" or estimate.id in withdrawn:
            continue
        for name in found.line(estimate.id)[1:]:
            before = known.get(name)
            why = withdrawn.get(name, "") if before else ""
            if before and (why or before.standing != "stands"):
                state = why.partition(":")[0] or before.standing
                text = f"{state}: only reports {named(before)}, which no longer stands"
                out[estimate.id] = Message(text, "only reports", state=state, claim=before)
                break
    return out


def _copy_reason(estimate: Estimate, kept: Estimate, links: tuple[Link, ...]) -> Message:
    here = f"; here {estimate.reading}" if estimate.reading != kept.reading else ""
    original = f"{kept.claimant.name} ({kept.reading}{here}), {COUNTED_ONCE}"
    if any(k.relation == "reports" and (k.from_id, k.to_id) == (estimate.id, kept.id) for k in links):
        return Message(f"reports {original}", "reports", claim=kept)
    if any(k.relation == "same data as" and {k.from_id, k.to_id} == {estimate.id, kept.id} for k in links):
        return Message(f"same data as {original}", "same data", claim=kept)
    return Message(f"goes back to the same claim as {original}", "same claim", claim=kept)


def named(estimate: Estimate, state: str = "") -> str:
    """Return a claim as a sentence names it: ``Ikuhiko Hata (50,000)``, ``Ikuhiko Hata (50,000, superseded)``."""
    return f"{estimate.claimant.name} ({', '.join(filter(None, [estimate.reading, state]))})"


def flags(dossier: Dossier, used: Iterable[Estimate], gone: Mapping[str, str]) -> tuple[tuple[Estimate, str], ...]:
    """Return the counted claims that depend on others, each with a remark.

    Parameters
    ----------
    dossier : Dossier
    used : iterable of Estimate
        The claims that are counted.
    gone : mapping
        Why the others are not, by their ids.
    """
    if not dossier.links:
        return ()
    found, known = ties(dossier.links), {estimate.id: estimate for estimate in dossier}
    shared: dict[str, set[str]] = {}
    for link in dossier.links:
        if link.relation == "same data as":
            shared.setdefault(link.from_id, set()).add(link.to_id)
            shared.setdefault(link.to_id, set()).add(link.from_id)

    def label(name: str) -> str:
        if name not in known:
            return f"{name!r} (not here)"
        fallen = gone.get(name, "").partition(":")[0]
        return named(known[name], fallen if fallen in STANDINGS else "")

    out = []
    for estimate in used:
        own = known[estimate.id]
        remarks = [_made_of(own, found, known, label)]
        remarks += [f"revises {label(name)}, and is not independent of it"
                 for name in found.derived.get(own.id, ()) if name not in found.made_of.get(own.id, ())
                 and (name not in known or known[name].claimant.id != own.claimant.id)]  # fmt: skip
        remarks += [f"same data as {label(name)}" + (f", but says {own.reading}" if name in known else "")
                 for name in sorted(shared.get(own.id, ()))
                 if name not in known or not same_claim(own, known[name], dossier)]  # fmt: skip
        if any(remarks):
            out.append((estimate, "; ".join(filter(None, remarks))))
    return tuple(out)


def _made_of(own: Estimate, found: Ties, known: Mapping[str, Estimate], label: Callable[[str], str]) -> str:
    names = found.made_of.get(own.id, ())
    if len(names) > 1:
        first, last = ", ".join(map(label, names[:-1])), label(names[-1])
        return f"built from {first} and {last}, and counted for itself"
    if not names:
        return ""
    if names != found.reported.get(own.id):
        return f"rests on {label(names[0])}, and is not independent of it"
    if names[0] not in known:
        return f"reports {label(names[0])}"
    before = known[names[0]]
    same_ends = (as_stated(own).low, as_stated(own).high) == (as_stated(before).low, as_stated(before).high)
    return f"reports {label(names[0])}, but {'counts something else' if same_ends else f'says {own.reading}'}"
