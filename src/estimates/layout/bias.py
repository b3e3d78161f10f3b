"""What a picture of bias shows: claims as multiples of an anchor, or the factors of camps, beside the line of 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from estimates.analysis.bias.anchors import middle
from estimates.analysis.ratios import printed_ratio
from estimates.errors import ClaimError
from estimates.layout import captions
from estimates.layout.axis import axis_for, ticks
from estimates.layout.citation_labels import Works
from estimates.layout.columns import Telling, cells, figure_column, line, words
from estimates.layout.figure_model import Axis, Cell, Column, Mark, Picture, Row, Scale
from estimates.layout.intervals import tone_of, without
from estimates.layout.marks import MEANINGS, marks_of, meanings
from estimates.layout.ratio_panel import Audit, AuditedClaim, Model, RatioPanel, RatioRow
from estimates.layout.support import aside
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import judged
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import percent, written
from estimates.model.ranges import Range, point
from estimates.model.sources import Citation

MOST_ANCHORS = 6
_GROUPS = {"own": "Own side", "enemy": "Enemy’s side", "third party": "Third parties", "unclear": "Role unclear"}
_SEEN = {"above": "above the anchor", "below": "below the anchor", "level": "level with the anchor"}
_AUDIT = (
    figure_column("claimant"), evolve(figure_column("role"), heading="Role, side"),
    Column("ratio", "Times the anchor", "right", align="right"), evolve(figure_column("words"), align="left"),
    figure_column("judged"),
    Column("finding", "Number and judgement", "right", 17.0, 1),
)  # fmt: skip
_MODEL = (
    Column("camp", "Camp", "left"),
    Column("role", "Role", "left"),
    Column("ratio", "Factor", "right", align="right"),
)


def lay_out_bias(shown: Any, scale: Scale = "log", limits: tuple[float, float] | None = None) -> Picture:
    """Decide all that a picture of bias shows.

    Parameters
    ----------
    shown : audit or model
        As `bias` and `bias_model` return them.
    scale, limits
        Of the axis of ratios.

    Raises
    ------
    ClaimError
        If it is neither, without a row, or an audit in which nothing has a ratio: without an anchor and without a
        contrast between the sides.
    """
    if isinstance(shown, Model):
        return _model(shown, scale, limits)
    if isinstance(shown, Audit):
        return _audit(shown, scale, limits)
    raise ClaimError(f"a picture of bias shows what bias() or bias_model() returns {got(shown)}")


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with its axis as the reader has set it, and the marks that follow from it."""
    panel = picture.panels[number]
    assert isinstance(panel, RatioPanel)
    shown = [row.shown if isinstance(row, RatioRow) and row.shown is not None else row.range for row in panel.rows]
    axis = _axis([*shown, _between(panel.spread)], scale, limits)
    return _said(picture, evolve(panel, axis=axis, rows=tuple(_marked(row, axis) for row in panel.rows)))


def _ratio(r: Range | None) -> str:
    return "" if r is None or r.kind == "vague" else printed_ratio(r)


def narrower(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture without the column that is dropped first, and that column's name; None where all must stay."""
    ranked = [column for column in picture.columns if column.rank is not None]
    if not ranked:
        return None
    gone = min(ranked, key=lambda column: column.rank or 0)
    less = without(picture, gone.name)
    panel = less.panels[0]
    assert isinstance(panel, RatioPanel)
    return _said(less, panel), (gone.name,)


def _axis(ranges: Iterable[Range | None], scale: Scale, limits: tuple[float, float] | None) -> Axis:
    """Return an axis that holds 1, with ticks between whole numbers too."""
    shown = [r for r in ranges if r is not None and r.kind != "vague"]
    axis = axis_for([*shown, point(1)], scale, limits)
    low, high = axis.limits
    return evolve(axis, ticks=ticks(low, high, scale), whole=False)


def _marked(row: Row, axis: Axis) -> Row:
    if row.range is None:
        return row
    if row.kind == "choice":  # a factor: the bar is its interval
        middle = row.range.best
        bar = marks_of(evolve(row.range, best=None), axis)
        dot = [Mark("dot", float(middle))] if middle is not None and axis.limits[0] <= middle <= axis.limits[1] else []
        return evolve(row, marks=(*(mark for mark in bar if mark.kind not in ("cap", "dot")), *dot))
    shown = row.shown if isinstance(row, RatioRow) and row.shown is not None else row.range
    return evolve(row, marks=marks_of(shown, axis))


def _said(picture: Picture, panel: RatioPanel) -> Picture:
    """Return the picture with the words that explain the marks as they are drawn."""
    drawn = [(row.tone, mark, row.range) for row in panel.rows for mark in row.marks]
    factors = any(row.kind == "choice" for row in panel.rows)
    needed = meanings(drawn, panel.axis) - ({"dot"} if factors else set())
    marks = "; ".join(text for key, text in MEANINGS.items() if key in needed)
    band = "band at 1: from the lowest to the highest of the anchors" if panel.band else ""
    marks = "; ".join(filter(None, [band, marks]))
    one = f"{'Line at 1' if panel.lined else '1, beyond the axis'}: {panel.one}"
    said = [panel.explained, one, f"{marks[:1].upper()}{marks[1:]}" if marks else ""]
    panel = evolve(panel, words=". ".join(filter(None, said)) + ".")
    changed = evolve(picture, panels=(panel,))
    axis = captions.marks_in_words(changed)
    parts = [panel.words, f"{axis[:1].upper()}{axis[1:]}." if axis else "", captions.judgements_in_words(changed)]
    return evolve(changed, foot=(" ".join(filter(None, parts)), *captions.works_foot(changed)))


def _audit(audit: Audit, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    found = list(audit)
    if not found:
        raise ClaimError("the audit holds no claims: there is nothing to draw")
    dossier = _dossier(audit, found)
    notes = [note for row in found for note in row.notes]
    works = Works(citation for part in (*(row.estimate for row in found), *notes) for citation in part.citations)
    told = Telling(dossier, works)
    contrast = None if audit.anchors else _contrast(audit)
    measured = [*_shown(found), contrast[0] if contrast else None]
    _check_measured(dossier, audit, measured)
    spread = _spread(audit.anchors)
    axis = _axis([*measured, _between(spread)], scale, limits)
    rows: list[Row] = []
    for role, heading in _GROUPS.items():
        members = [row for row in found if row.role == role]
        side = dossier.estimand.side
        heading = f"{heading} ({side})" if role == "own" and side else heading
        rows += [Row("heading", line(heading), "claim", (Cell("heading", (line(heading),)),))] if members else []
        rows += [_claim(row, told, bool(audit.anchors)) for row in members]
    if contrast:
        label = "The enemy’s claims over the own side’s"
        rows.append(Row("pool", label, "pool", (Cell("claimant", (label,)), Cell("ratio", (_ratio(contrast[0]),))),
                        range=contrast[0]))  # fmt: skip
    rows = [_marked(row, axis) for row in rows]
    for row in found:  # what no column shows is named all the same, so that the caption is whole
        for citation in row.estimate.citations:
            works.cited(citation)
    said, marked, one = _anchored(audit)
    columns = tuple(c for c in _AUDIT if c.name != "judged" or any(row.notes for row in rows))
    title = line(dossier.estimand.title)
    panel = RatioPanel(dossier, title, _subtitle(audit, found, said), tuple(rows), axis, marked=marked, one=one,
                       explained="" if audit.anchors else "No claim serves as an anchor, so that none has a ratio",
                       spread=spread,
                       told=_told(found, f"Bias audit: {title}: {said}"))  # fmt: skip
    return _said(Picture((panel,), columns, works.named, entries=works.entries), panel)


def _shown(found: Sequence[AuditedClaim]) -> list[Range | None]:
    own = [_beside(row.estimate, row.anchors, getattr(row, "centre", None)) for row in found]
    return [row.ratio if r is None else r for row, r in zip(found, own)]


def _check_measured(dossier: Dossier, audit: Audit, measured: Iterable[Range | None]) -> None:
    """Refuse an audit in which nothing has a ratio: an axis of ratios would be empty."""
    if any(r is not None and r.kind != "vague" for r in measured):
        return
    why = (
        "it has no anchor but the claims that would be measured" if audit.anchors
        else "no claim serves as an anchor, and the claims of the two sides give no ratio"
    )  # fmt: skip
    raise ClaimError(
        f"a picture of bias shows ratios, and no claim of {dossier.estimand.id!r} has one: {why}; name an anchor, "
        "bias(dossier, anchor=...), by the id of a claim or a role of claimants, or use plot_judgements()"
    )


def _between(spread: tuple[float, float] | None) -> Range | None:
    return None if spread is None else Range(*spread)


def _dossier(audit: Any, found: Sequence[AuditedClaim]) -> Dossier:
    """Return the dossier that was audited, or one of the claims that the audit shows."""
    dossier = getattr(audit, "dossier", None)
    if isinstance(dossier, Dossier):
        return dossier
    notes = dict.fromkeys(note for row in found for note in row.notes)
    return Dossier(audit.estimand, [row.estimate for row in found], tuple(notes))


def _contrast(audit: Any) -> tuple[Range, str] | None:
    contrast = getattr(audit, "contrast", None)
    ratio = getattr(contrast, "ratio", None)
    return (ratio, line(str(contrast))) if ratio is not None and ratio.kind != "vague" else None


def _anchored(audit: Any) -> tuple[str, tuple[str, ...], str]:
    """Return what 1 is: for the line under the title, at the line itself, and in the foot."""
    if not audit.anchors:
        said = "no claim serves as an anchor: only the contrast between the sides is drawn"
        return said, ("1: both sides claim the same", "1"), "the enemy’s claims and the own side’s are equal"
    number = int(getattr(audit, "independent", len(audit.anchors)))
    who = line(str(getattr(getattr(audit, "anchoring", None), "said", "") or "third parties"))
    who = "the third parties" if who == "third parties" else who
    mean = f"geometric mean of {who}, {number} independent"
    names = "; ".join(line(f"{e.claimant.name}: {e.reading}") for e in audit.anchors[:MOST_ANCHORS])
    more = len(audit.anchors) - MOST_ANCHORS
    names = f"{names}; and {more} more" if more > 0 else names
    about = (
        "a claim that is itself an anchor is measured beside the others, and a biased anchor cannot be told from the"
    )
    return f"each claim over the {mean}", (f"1: {mean}", f"1: {who}", "1"), f"the {mean} ({names}); {about} claims"


def _subtitle(audit: Any, found: Sequence[AuditedClaim], said: str) -> str:
    set_aside = tuple(getattr(audit, "set_aside", ()))
    counts = f"{len(found)} {'claim' if len(found) == 1 else 'claims'}"
    why = aside(set_aside)
    return line(f"{said}; {counts}{f', {len(set_aside)} set aside ({why})' if why else ''}")


def _claim(row: AuditedClaim, told: Telling, anchored: bool) -> Row:
    estimate, notes = row.estimate, tuple(row.notes)
    who = ", ".join(filter(None, [estimate.claimant.role or "role not stated", estimate.claimant.side]))
    ratio = None if row.ratio is None or row.ratio.kind == "vague" else row.ratio
    known = cells(estimate, notes, [c for c in _AUDIT if c.name in ("claimant", "judged")], told)
    own = (Cell("words", (words(estimate, told.dossier),)), Cell("role", (line(who),)),
           Cell("ratio", (_ratio(ratio) or "no ratio",)), Cell("finding", (finding(row, anchored),)))  # fmt: skip
    return RatioRow("claim", estimate.id, tone_of(estimate, told.dossier), (*known, *own), (), estimate, notes, ratio,
                    shown=_beside(estimate, row.anchors, getattr(row, "centre", None)))  # fmt: skip


def _beside(estimate: Estimate, anchors: Sequence[Estimate], log_centre: float | None = None) -> Range | None:
    """Return a claim over the geometric middle of its anchors; None where there is none, or a ratio is no number."""
    centre = _centre(anchors) if log_centre is None else math.exp(log_centre)
    if centre is None or estimate.range.kind == "vague":
        return None
    r = estimate.range
    low, high, best = (None if end is None else end / centre for end in (r.low, r.high, r.best))
    return evolve(r, low=low, high=high, best=best)


def _centre(anchors: Sequence[Estimate]) -> float | None:
    """Return the geometric mean of the middles of claims; None without any, or where one of them has no middle."""
    if not anchors or not all(anchor.range.low and anchor.range.high for anchor in anchors):
        return None
    return math.exp(math.fsum(middle(anchor.range) for anchor in anchors) / len(anchors))


def _spread(anchors: Sequence[Estimate]) -> tuple[float, float] | None:
    """Return the lowest and the highest of the anchors over their middle; None where they are one value."""
    centre = _centre(anchors)
    if centre is None:
        return None
    ends = [float(end) / centre for anchor in anchors for end in (anchor.range.low, anchor.range.high)
            if end is not None]  # fmt: skip
    return (min(ends), max(ends)) if min(ends) < max(ends) else None


def finding(row: AuditedClaim, anchored: bool = True) -> str:
    """Return whether the number goes in the direction in which the claim is judged, in words."""
    seen = _SEEN.get(row.observed or "", "on both sides of the anchor" if row.ratio is not None else "no ratio")
    seen = seen if anchored else "no anchor"
    if row.annotated is None:
        return f"{seen}; no judgement"
    if row.annotated == "contradictory":
        return f"{seen}; the judges contradict each other"
    verdict = {True: "they agree", False: "they disagree", None: "the number cannot tell"}[row.agrees]
    return f"{seen}, judged {row.annotated}: {verdict}"


def _told(found: Sequence[AuditedClaim], head: str) -> str:
    said = [f"{head}."]
    for row in found:
        who = ", ".join(filter(None, [row.estimate.claimant.role or "role not stated", row.estimate.claimant.side]))
        ratio = f", {_ratio(row.ratio)} times the anchor" if _ratio(row.ratio) else ""
        notes = "; ".join(f"judged {judged(note)}" for note in row.notes)
        said.append(f"{_GROUPS.get(row.role, row.role)}: {row.estimate.claimant.name} ({who}): {row.estimate.reading}"
                    f"{ratio}; {finding(row)}{f'; {notes}' if notes else ''}.")  # fmt: skip
    return line(" ".join(said))


def _model(model: Model, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    factors = list(model.factors)
    if not factors:
        raise ClaimError("the model holds no factors: there is nothing to draw")
    anchor = line(model.anchor)
    level = float(getattr(model, "level", 0.9))
    ranges = [_interval(row) for row in factors]
    axis = _axis(ranges, scale, limits)
    rows = tuple(_marked(_factor(number, row, r), axis) for number, (row, r) in enumerate(zip(factors, ranges)))
    level_text = percent(level)
    refused = len(tuple(getattr(model, "refused", ())))
    missing = f"; {refused} cells or figures without a factor" if refused else ""
    places = tuple(Citation(source) for source in getattr(model, "sources", ()))
    works = Works(places)
    for place in places:
        works.cited(place)
    head = f"claims over what the anchor would say, with {level_text} intervals; anchor: {anchor}{missing}"
    told = " ".join(f"{line(str(row.camp))}, {line(str(row.role))}: {_in_print(row)}." for row in factors)
    panel = RatioPanel(
        Dossier(Estimand("bias-model", "Factors by camp and role")), "Factors by camp and role", head, rows, axis,
        cited=places, marked=(f"1: {anchor}", "1: the anchor", "1"),
        one=f"the anchor, {anchor}; if the anchor is biased, all factors are, and the claims do not show it",
        explained=f"Dot: the factor; bar: its {level_text} interval",
        told=f"Bias model. Anchor: {anchor}. Factors with {level_text} intervals: {told}",
    )  # fmt: skip
    return _said(Picture((panel,), _MODEL, works.named, entries=works.entries), panel)


def _interval(row: Any) -> Range:
    """Return a factor with its interval; one whose interval is not known has none."""
    ends = [float(end) if end is not None and math.isfinite(end) else None for end in (row.low, row.high)]
    middle = float(row.factor)
    return Range(middle, middle, best=middle) if ends == [None, None] else Range(*ends, best=middle)


def _factor(number: int, row: Any, r: Range) -> Row:
    texts = {"camp": line(str(row.camp)), "role": line(str(row.role)), "ratio": _in_print(row)}
    return Row("choice", f"factor:{number}", "pool", tuple(Cell(name, (text,)) for name, text in texts.items()),
               range=r)  # fmt: skip


def _in_print(row: Any) -> str:
    interval = _interval(row)
    held = printed_ratio(evolve(interval, best=None)) if interval.low != interval.high else ""
    return f"{written(float(row.factor))}{f' ({held})' if held else ''}"
