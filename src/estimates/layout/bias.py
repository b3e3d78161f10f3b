"""What a picture of bias shows: claims as multiples of an anchor, or the factors of camps, beside the line of 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from estimates.analysis.bias.anchors import THIRD_PARTIES, middle
from estimates.analysis.bias.roles import NAMES
from estimates.analysis.ratios import printable_ratio
from estimates.errors import ClaimError
from estimates.layout.bias_model import lay_out_model
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_columns import FigureContext, cells, figure_column, noted_once
from estimates.layout.figure_model import Cell, Column, Picture, Row, Scale
from estimates.layout.intervals import tone_of
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import judged
from estimates.layout.languages.en import ENGLISH
from estimates.layout.once import FEWEST, MOVED, REMARK, SHARED, Remarks
from estimates.layout.ratio_panel import (
    Audit,
    AuditedClaim,
    Model,
    RatioPanel,
    RatioRow,
    explained,
    ratio_axis,
    with_marks,
)
from estimates.layout.support import with_aside
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range

MOST_ANCHORS = 6


def lay_out_bias(
    shown: Any, scale: Scale = "log", limits: tuple[float, float] | None = None, language: Catalogue = ENGLISH
) -> Picture:  # fmt: skip
    """Decide all that a picture of bias shows.

    Parameters
    ----------
    shown : audit or model
        As `bias` and `bias_model` return them.
    scale, limits
        Of the axis of ratios.
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If it is neither, without a row, or an audit in which nothing has a ratio: without an anchor and without a
        contrast between the sides.
    """
    if isinstance(shown, Model):
        return lay_out_model(shown, scale, limits, language)
    if isinstance(shown, Audit):
        return _audit(shown, scale, limits, language)
    raise ClaimError(f"a picture of bias shows what bias() or bias_model() returns {got(shown)}")


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with its axis as the reader has set it, and the marks that follow from it."""
    panel = picture.panels[number]
    assert isinstance(panel, RatioPanel)
    shown = [row.shown if isinstance(row, RatioRow) and row.shown is not None else row.range for row in panel.rows]
    axis = ratio_axis([*shown, _between(panel.spread)], scale, limits)
    return explained(picture, evolve(panel, axis=axis, rows=tuple(with_marks(row, axis) for row in panel.rows)))


def _ratio(r: Range | None, language: Catalogue) -> str:
    return "" if r is None or r.kind == "vague" else language.range(printable_ratio(r))


def _audit_columns(language: Catalogue) -> tuple[Column, ...]:
    return (
        figure_column("claimant", language), figure_column("role", language, "role, side"),
        Column("ratio", language.heading("times"), "right", align="right"),
        figure_column("words", language), Column(REMARK, language.heading(REMARK), "right", rank=MOVED),
        figure_column("judged", language), Column("finding", language.heading("finding"), "right", 17.0, 1),
    )  # fmt: skip


def _audit(audit: Audit, scale: Scale, limits: tuple[float, float] | None, language: Catalogue) -> Picture:
    found = list(audit)
    if not found:
        raise ClaimError("the audit holds no claims: there is nothing to draw")
    dossier = _dossier(audit, found)
    notes = [note for row in found for note in row.notes]
    cited = (citation for part in (*(row.estimate for row in found), *notes) for citation in part.citations)
    works = Works(cited, language)
    context = FigureContext(dossier, works)
    contrast = None if audit.anchors else _contrast(audit)
    measured = [*_shown(found), contrast]
    _check_measured(dossier, audit, measured)
    spread = _spread(audit.anchors)
    axis = ratio_axis([*measured, _between(spread)], scale, limits)
    once, rows = _rows(audit, found, contrast, context)
    for row in found:  # what no column shows is named all the same, so that the caption is whole
        for citation in row.estimate.citations:
            works.cited(citation)
    said, marked, one = _anchored(audit, language)
    found_in = {cell.column for row in rows for cell in row.cells if cell.paragraphs}
    columns = tuple(column for column in _audit_columns(language) if column.name in found_in)
    title = line(language.figure(dossier.estimand))
    head = language.named(language.terms.figures["bias audit"], language.named(title, said))
    panel = RatioPanel(
        dossier, title, _subtitle(audit, found, [said, *once], language),
        tuple(with_marks(row, axis) for row in rows), axis, marked=marked, one=one,
        explained="" if audit.anchors else language.bias.none_has_ratio, spread=spread, kind="bias audit",
        language=language, alt_sentences=_alt_sentences(found, bool(audit.anchors), head, language),
    )  # fmt: skip
    return explained(Picture((panel,), columns, works.named, entries=works.entries), panel)


def _rows(
    audit: Audit, found: Sequence[AuditedClaim], contrast: Range | None, context: FigureContext
) -> tuple[list[str], list[Row]]:
    """Return what is said once of most claims, and the rows: those of each role, those set aside, the contrast."""
    language = context.language
    once, noted = noted_once([row.estimate for row in found], context)
    unjudged = _unjudged(found, language)
    rows: list[Row] = []
    for heading, members in _groups(found, context.dossier, language):
        rows.append(Row("heading", line(heading), "claim", (Cell("heading", (line(heading),)),)))
        rows += [_claim(row, noted[row.estimate.id], context, (bool(audit.anchors), bool(unjudged))) for row in members]
    if contrast:
        texts = (Cell("claimant", (language.bias.contrast,)), Cell("ratio", (_ratio(contrast, language),)))
        rows.append(Row("pool", language.bias.contrast, "pool", texts, range=contrast))
    return [once, unjudged], rows


def _groups(
    found: Sequence[AuditedClaim], dossier: Dossier, language: Catalogue
) -> Iterator[tuple[str, list[AuditedClaim]]]:  # fmt: skip
    """Yield the rows of each role under its heading, and at the end those that are set aside."""
    aside = [row for row in found if row.ratio is None and tone_of(row.estimate, dossier) != "claim"]
    side = dossier.estimand.side
    for role in NAMES:
        heading = language.terms.sides[role]
        heading = language.bias.side_of.format(heading=heading, side=side) if role == "own" and side else heading
        members = [row for row in found if row.role == role and row not in aside]
        if members:
            yield heading, members
    if aside:
        yield language.claims.set_aside, aside


def _unjudged(found: Sequence[AuditedClaim], language: Catalogue) -> str:
    """Return what is said once of claims that nobody judges, where these are most; ``""`` where they are not."""
    count = sum(row.annotated is None for row in found)
    if count == len(found) > 1:
        return language.bias.unjudged
    if len(found) < FEWEST or count < SHARED * len(found):
        return ""
    return language.captions.unless_noted.format(said=language.bias.unjudged)


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


def _contrast(audit: Any) -> Range | None:
    ratio: Range | None = getattr(getattr(audit, "contrast", None), "ratio", None)
    return ratio if ratio is not None and ratio.kind != "vague" else None


def _anchored(audit: Any, language: Catalogue) -> tuple[str, tuple[str, ...], str]:
    """Return what 1 is: for the line under the title, at the line itself, and in the foot."""
    texts = language.bias
    if not audit.anchors:
        return texts.contrast_drawn, (texts.same_claim, "1"), texts.sides_equal
    who = _reference(audit, language)
    mean = texts.mean.format(who=who, n=int(getattr(audit, "independent", len(audit.anchors))))
    names = [line(language.named(e.claimant.name, language.reading(e))) for e in audit.anchors[:MOST_ANCHORS]]
    more = len(audit.anchors) - MOST_ANCHORS
    names += [texts.more_anchors.format(n=more)] if more > 0 else []
    marked = (texts.at_one.format(x=mean), texts.at_one.format(x=who), "1")
    return texts.each_over.format(mean=mean), marked, texts.line.format(mean=mean, names=language.items(names))


def _reference(audit: Any, language: Catalogue) -> str:
    """Return who the anchors are."""
    label = getattr(getattr(audit, "anchoring", None), "label", "") or THIRD_PARTIES
    return language.bias.third_parties if label == THIRD_PARTIES else line(language.message(label))


def _subtitle(audit: Any, found: Sequence[AuditedClaim], said: Sequence[str], language: Catalogue) -> str:
    counts, (head, *once) = language.of(language.captions.claims, len(found)), said
    aside = with_aside(counts, getattr(audit, "set_aside", ()), language) or counts
    return line(language.items([head, aside, *once]))


def _role_and_side(estimate: Estimate, language: Catalogue) -> str:
    """Return a claimant's role and side."""
    role = language.role(estimate.claimant.role)
    return line(language.listed([role or language.claims.role_not_stated, estimate.claimant.side]))


def _claim(row: AuditedClaim, noted: Remarks, context: FigureContext, known: tuple[bool, bool]) -> Row:
    """Return the row of a claim; `known` are whether there are anchors, and whether those unjudged are said once."""
    estimate, notes, language = row.estimate, tuple(row.notes), context.language
    ratio = None if row.ratio is None or row.ratio.kind == "vague" else row.ratio
    named = ("claimant", "words", "judged")
    shared = cells(estimate, notes, [column for column in _audit_columns(language) if column.name in named], context)
    anchored, once = known
    seen = finding(row, anchored, language, once=once)
    texts = {REMARK: language.items(noted), "role": _role_and_side(estimate, language), "finding": seen,
             "ratio": _ratio(ratio, language) or language.bias.no_ratio}  # fmt: skip
    own = (Cell(name, (text,)) for name, text in texts.items() if text)
    return RatioRow("claim", estimate.id, tone_of(estimate, context.dossier), (*shared, *own), (), estimate, notes,
                    ratio, shown=_beside(estimate, row.anchors, getattr(row, "centre", None)))  # fmt: skip


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


def finding(row: AuditedClaim, anchored: bool = True, language: Catalogue = ENGLISH, *, once: bool = False) -> str:
    """Return whether the number goes in the direction in which the claim is judged, in words.

    Where it is said `once` that claims are not judged, what is left of these is where they lie, if anywhere.
    """
    texts = language.bias
    places = {"above": texts.above, "below": texts.below, "level": texts.level}
    aside = getattr(row, "set_aside", False)
    unmeasured = texts.no_ratio if row.anchors or aside else texts.no_other_anchor
    seen = places.get(row.observed or "", texts.both_sides if row.ratio is not None else unmeasured)
    seen = seen if anchored else texts.anchorless
    if row.annotated is None:
        if once:
            return "" if seen in (texts.no_ratio, texts.anchorless) else seen
        return texts.no_judgement.format(seen=seen)
    if row.annotated == "contradictory":
        return texts.contradict.format(seen=seen)
    verdict = {True: texts.agree, False: texts.disagree, None: texts.cannot_tell}[row.agrees]
    return verdict.format(seen=seen, direction=language.terms.directions[row.annotated])


def _alt_sentences(
    found: Sequence[AuditedClaim], anchored: bool, head: str, language: Catalogue
) -> tuple[str, ...]:  # fmt: skip
    stop, sides = language.grammar.stop, language.terms.sides
    said = [f"{head}{stop}"]
    for row in found:
        e = row.estimate
        ratio = _ratio(row.ratio, language)
        ratio = language.bias.times.format(ratio=ratio) if ratio else ""
        notes = [language.captions.judged_claim.format(judgement=judged(note, language)) for note in row.notes]
        number = language.listed([language.reading(e), ratio])
        who = f"{e.claimant.name}{language.aside(_role_and_side(e, language))}"
        text = language.named(who, language.items([number, finding(row, anchored, language), *notes]))
        said.append(f"{language.named(sides[row.role], text)}{stop}")
    return tuple(said)
