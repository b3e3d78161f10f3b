"""The bias audit: judgements of each claim compared with its number, relative to a named anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from estimates.analysis.bias.anchors import THIRD_PARTY, Anchors, anchors_of, centre_of, middle, unfit
from estimates.analysis.bias.audit_results import Annotated, AuditRow, BiasAudit, Contrast, Observed, Single
from estimates.analysis.bias.roles import Role, checked_roles, role_of, role_words
from estimates.analysis.ratios import mean_of_voices, over
from estimates.analysis.selection import select
from estimates.analysis.voices import voices_of
from estimates.errors import ClaimError, listed, nearest
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range
from estimates.model.vocabulary import Direction, kind_of

__all__ = ["AuditRow", "BiasAudit", "Contrast", "bias", "role_of"]

INCENTIVES: Final = ("force", "victims")


def bias(
    dossier: Dossier,
    anchor: str | Sequence[str] = THIRD_PARTY,
    *,
    incentive: str | None = None,
    roles: Mapping[str, str] | None = None,
) -> BiasAudit:
    """Compare judgements of bias with the numbers: are claims that are judged inflated above the anchor?

    Each claim is compared, by its ratio, with the geometric mean of the third parties, or of another reference group
    (anchor) that you name. The anchor is not the truth: levels are known relative to it only, and a biased anchor
    cannot be detected from the claims. The spread of the anchors is reported, and the result for each of them alone.
    Without an anchor, only the enemy's claims over the own side's are given. Claims that are set aside, as in
    `compare`, have no ratio, but keep their row with the judgements on them. No judgement changes a number.

    Parameters
    ----------
    dossier : Dossier
    anchor : str or sequence of str
        ``third-party``: claims of those who speak for no side and state a figure with two ends above zero. Or the id of
        an estimate, or several, or a role of claimants: ``tribunal``. A voice counts once: exact copies, and the claims
        of one claimant. A claim that is itself an anchor is compared with the others.
    incentive : {"force", "victims"}, optional
        What the sides are supposed to gain by, which the claims do not say: with ``force``, a side downplays its own
        losses and inflates its enemy's, and the reverse of strengths; with ``victims``, a side inflates the number of
        its own dead and its enemy downplays it. Without it nothing is expected of anybody.
    roles : mapping of str to str, optional
        ``own``, ``enemy``, ``third party`` or ``unclear`` by the id of a claim or claimant, where what follows from
        side and date (`Claimant.active`) is not what you take them for. Each row says that it is yours.

    Returns
    -------
    BiasAudit
        A sequence of rows, those set aside last. A ratio of a one-sided claim is one-sided.

    Raises
    ------
    UnknownNameError, ClaimError
        If the anchor or a role is not here, or cannot serve; the message names what can.

    See Also
    --------
    scenario : Claims adjusted by factors that you suppose.
    bias_model : By what factor camps differ, across many figures.
    plot_bias : The audit as a figure.
    plot_judgements : Who says that whose claims are biased.

    Examples
    --------
    >>> import estimates as es
    >>> audit = bias(es.load("nanking-1937")["combat-deaths"])
    >>> audit.independent, str(audit.anchor)
    (3, '27,590–32,710')
    >>> print(audit.anchor_spread)
    anchors differ 9.04-fold, from 7,746 to 70,000 (one standard deviation: a factor of 3.27)
    >>> row = audit["japanese-claim"]
    >>> print(f"{row.role}: {row.measured}; {row.finding}")
    enemy: ≤ 3.04 times the anchor (3 voices); said to be inflated; the number cannot tell
    >>> print(*row.notes)
    inflated (finding), Masahiro Yamamoto
    >>> print(audit["chinese-source"].finding)
    said to have had reason to downplay; set aside: counts casualties, not killed
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"an audit is made of a dossier {got(dossier)}")
    if incentive is not None and incentive not in INCENTIVES:
        hint = nearest(incentive, INCENTIVES) if isinstance(incentive, str) else ""
        raise ClaimError(f"incentive must be {listed(INCENTIVES)}, or left out (got {incentive!r}{hint})")
    given = checked_roles(roles, dossier)
    anchors = anchors_of(dossier, anchor, given)
    selection = select(dossier)
    rows = [_row(estimate, dossier, anchors, incentive, given) for estimate in selection.used]
    rows += [_aside(estimate, why, dossier, given) for estimate, why in selection.set_aside]
    return BiasAudit(dossier, rows, anchors, _contrast(dossier, given), selection=selection)


def _row(
    estimate: Estimate, dossier: Dossier, anchors: Anchors, incentive: str | None, roles: Mapping[str, Role]
) -> AuditRow:  # fmt: skip
    role = role_of(estimate, dossier.estimand, roles)
    notes = dossier.notes_on(estimate)
    beside = anchors.beside(estimate)
    ratio, log_ratio, reason = _measured(estimate, beside, anchors)
    return AuditRow(
        estimate, role, ratio, log_ratio, _annotated(notes), _observed(ratio),
        _expected(role, estimate.measure or dossier.estimand.measure, incentive), notes,
        beside, anchors.independent(beside), reason, role_words(estimate, roles), _singles(estimate, beside),
        centre=anchors.centre(beside) if beside else None,
    )  # fmt: skip


def _aside(estimate: Estimate, why: str, dossier: Dossier, roles: Mapping[str, Role]) -> AuditRow:
    """Return the row of a claim that is not compared, with the judgements on it."""
    notes = dossier.notes_on(estimate)
    return AuditRow(
        estimate, role_of(estimate, dossier.estimand, roles), annotated=_annotated(notes), notes=notes,
        reason=f"set aside: {why}", role_why=role_words(estimate, roles), set_aside=True,
    )  # fmt: skip


def _singles(estimate: Estimate, beside: Sequence[Estimate]) -> tuple[Single, ...]:
    """Return what each anchor alone would say of a claim."""
    found = ((anchor, over(estimate.range, anchor.range)) for anchor in beside)
    return tuple(Single(anchor, ratio, _observed(ratio)) for anchor, ratio in found) if len(beside) > 1 else ()


def _measured(
    estimate: Estimate, beside: Sequence[Estimate], anchors: Anchors
) -> tuple[Range | None, float | None, str]:
    if not anchors.used:
        return None, None, "no anchor"
    if not beside:
        return None, None, "no anchor but the claim itself, and what repeats it or is derived from it"
    ratio = over(estimate.range, anchors.mean(beside))
    why = unfit(estimate)
    if why:
        return ratio, None, why
    return ratio, middle(estimate.range) - anchors.centre(beside), ""


def _annotated(notes: Sequence[BiasNote]) -> Annotated | None:
    directions: set[Direction] = {note.direction for note in notes}
    return "contradictory" if len(directions) > 1 else next(iter(directions), None)


def _observed(ratio: Range | None) -> Observed | None:
    if ratio is None:
        return None
    if ratio.admits(1):
        return "level" if ratio.low == ratio.high else None
    return "above" if ratio.low is not None and ratio.low >= 1 else "below"


def _expected(role: Role, measure: str, incentive: str | None) -> Direction | None:
    """Return the direction in which a side would lean, by the incentive supposed."""
    kind = kind_of(measure)
    if incentive is None or role not in ("own", "enemy") or kind not in ("loss", "strength"):
        return None
    if incentive == "victims" and kind == "strength":
        return None
    more = (role == "enemy") == (incentive == "force" and kind == "loss")
    return "inflated" if more else "downplayed"


def _contrast(dossier: Dossier, roles: Mapping[str, Role]) -> Contrast | None:
    sides: dict[str, list[Estimate]] = {"own": [], "enemy": []}
    for estimate in select(dossier).used:
        sides.get(role_of(estimate, dossier.estimand, roles), []).append(estimate)
    enemy, own = sides["enemy"], sides["own"]
    if not enemy or not own:
        return None
    links = dossier.links
    ratio = over(mean_of_voices(enemy, links), mean_of_voices(own, links))
    log_ratio = None if any(map(unfit, enemy + own)) else centre_of(enemy, links) - centre_of(own, links)
    counts = (voices_of(enemy, links).independent, voices_of(own, links).independent)
    return Contrast(tuple(enemy), tuple(own), ratio, log_ratio, counts)
