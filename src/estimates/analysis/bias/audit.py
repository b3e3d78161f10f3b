"""The audit of bias: what is said of each claim, and what its number says beside an anchor that is named."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from estimates.analysis.bias.anchors import (
    THIRD_PARTY,
    Anchors,
    Role,
    anchors_of,
    middle,
    role_of,
    unfit,
)
from estimates.analysis.bias.audit_results import AuditRow, BiasAudit, Contrast, Observed
from estimates.analysis.lineage.copies import independent
from estimates.analysis.ratios import geometric_mean, over
from estimates.analysis.selection import select
from estimates.errors import ClaimError, listed, nearest
from estimates.model.claims import BiasNote, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range
from estimates.model.vocabulary import kind_of

__all__ = ["AuditRow", "BiasAudit", "Contrast", "bias", "role_of"]

INCENTIVES: Final = ("force", "victims")


def bias(
    dossier: Dossier, anchor: str | Sequence[str] = THIRD_PARTY, *, incentive: str | None = None
) -> BiasAudit:  # fmt: skip
    """Hold what is said of each claim's bias beside what the numbers say: who is said to inflate, and is it above?

    Each claim is measured by its ratio to the geometric mean of the third parties, or of another anchor that you name.
    The anchor is not the truth: levels are known relative to it only, and a biased anchor cannot be told from the
    claims. Without an anchor, only the enemy's claims over the own side's are given. Claims of another measure or
    scope are set aside as in `compare`. No judgement changes a number.

    Parameters
    ----------
    dossier : Dossier
    anchor : str or sequence of str
        ``third-party``: claims of those who speak for no side and state a figure with two ends above zero. Or the id of
        an estimate, or several, or a role of claimants: ``tribunal``. Exact copies count once. A claim that is itself
        an anchor is measured beside the others.
    incentive : {"force", "victims"}, optional
        What the sides are supposed to gain by, which the claims do not say: with ``force``, a side downplays its own
        losses and inflates its enemy's, and the reverse of strengths; with ``victims``, a side inflates the number of
        its own dead and its enemy downplays it. Without it nothing is expected of anybody.

    Returns
    -------
    BiasAudit
        A sequence of rows. A ratio of a one-sided claim is one-sided.

    Raises
    ------
    UnknownNameError, ClaimError
        If the anchor is not here, or cannot serve; the message names what can.

    Examples
    --------
    >>> import estimates as es
    >>> audit = bias(es.load("nanking-1937")["combat-deaths"])
    >>> audit.independent, str(audit.anchor)
    (3, '27,590–32,710')
    >>> row = audit["japanese-claim"]
    >>> print(f"{row.role}: {row.measured}; {row.finding}")
    enemy: ≤ 3.04 times the anchor (3 independent anchors); said to be inflated; the number cannot tell
    >>> print(*row.notes)
    inflated (finding), Masahiro Yamamoto
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"an audit is made of a dossier (got {type(dossier).__name__})")
    if incentive is not None and incentive not in INCENTIVES:
        hint = nearest(incentive, INCENTIVES) if isinstance(incentive, str) else ""
        raise ClaimError(f"incentive is {listed(INCENTIVES)}, or left out (got {incentive!r}{hint})")
    anchors = anchors_of(dossier, anchor)
    selection = select(dossier)
    rows = [_row(estimate, dossier, anchors, incentive) for estimate in selection.used]
    return BiasAudit(dossier, rows, anchors, _contrast(dossier), selection=selection)


def _row(estimate: Estimate, dossier: Dossier, anchors: Anchors, incentive: str | None) -> AuditRow:
    role = role_of(estimate, dossier.estimand)
    notes = dossier.notes_on(estimate)
    beside = anchors.beside(estimate)
    ratio, log_ratio, reason = _measured(estimate, beside, anchors)
    return AuditRow(
        estimate, role, ratio, log_ratio, _annotated(notes), _observed(ratio),
        _expected(role, estimate.measure or dossier.estimand.measure, incentive), notes,
        beside, anchors.independent(beside), reason,
    )  # fmt: skip


def _measured(
    estimate: Estimate, beside: Sequence[Estimate], anchors: Anchors
) -> tuple[Range | None, float | None, str]:
    if not anchors.used:
        return None, None, "no anchor"
    if not beside:
        return None, None, "no anchor but the claim itself, and what repeats it or is derived from it"
    ratio = over(estimate.range, geometric_mean([anchor.range for anchor in beside]))
    why = unfit(estimate)
    if why:
        return ratio, None, why
    centre = math.fsum(middle(anchor.range) for anchor in beside) / len(beside)
    return ratio, middle(estimate.range) - centre, ""


def _annotated(notes: Sequence[BiasNote]) -> str | None:
    directions = {note.direction for note in notes}
    return "contradictory" if len(directions) > 1 else next(iter(directions), None)


def _observed(ratio: Range | None) -> Observed | None:
    if ratio is None:
        return None
    if ratio.admits(1):
        return "level" if ratio.low == ratio.high else None
    return "above" if ratio.low is not None and ratio.low >= 1 else "below"


def _expected(role: Role, measure: str, incentive: str | None) -> str | None:
    """Return the direction in which a side would lean, by the incentive supposed."""
    kind = kind_of(measure)
    if incentive is None or role not in ("own", "enemy") or kind not in ("loss", "strength"):
        return None
    if incentive == "victims" and kind == "strength":
        return None
    more = (role == "enemy") == (incentive == "force" and kind == "loss")
    return "inflated" if more else "downplayed"


def _contrast(dossier: Dossier) -> Contrast | None:
    sides: dict[str, list[Estimate]] = {"own": [], "enemy": []}
    for estimate in select(dossier).used:
        sides.get(role_of(estimate, dossier.estimand), []).append(estimate)
    enemy, own = sides["enemy"], sides["own"]
    if not enemy or not own:
        return None
    means = [geometric_mean([e.range for e in claims]) for claims in (enemy, own)]
    log_ratio = None
    if not any(map(unfit, enemy + own)):
        centres = [math.fsum(middle(e.range) for e in claims) / len(claims) for claims in (enemy, own)]
        log_ratio = centres[0] - centres[1]
    counts = (independent(enemy, dossier.links), independent(own, dossier.links))
    return Contrast(tuple(enemy), tuple(own), over(*means), log_ratio, counts)
