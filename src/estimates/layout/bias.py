"""What a picture of bias shows: claims as multiples of an anchor, or the factors of camps, beside the line of 1."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve

from estimates.analysis.bias.anchors import THIRD_PARTIES, middle
from estimates.analysis.bias.roles import NAMES
from estimates.analysis.ratios import printable_ratio
from estimates.errors import ClaimError
from estimates.layout import captions
from estimates.layout.axis import axis_for, ticks
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_columns import FigureContext, cells, figure_column, words
from estimates.layout.figure_model import Axis, Cell, Column, Mark, Picture, Row, Scale
from estimates.layout.intervals import tone_of, without
from estimates.layout.languages import required
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import judged
from estimates.layout.languages.en import ENGLISH
from estimates.layout.languages.members import by_name
from estimates.layout.marks import marks_of, meanings
from estimates.layout.ratio_panel import Audit, AuditedClaim, Model, RatioPanel, RatioRow
from estimates.layout.support import with_aside
from estimates.model.claims import Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range, point
from estimates.model.sources import Citation

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
        return _model(shown, scale, limits, language)
    if isinstance(shown, Audit):
        return _audit(shown, scale, limits, language)
    raise ClaimError(f"a picture of bias shows what bias() or bias_model() returns {got(shown)}")


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with its axis as the reader has set it, and the marks that follow from it."""
    panel = picture.panels[number]
    assert isinstance(panel, RatioPanel)
    shown = [row.shown if isinstance(row, RatioRow) and row.shown is not None else row.range for row in panel.rows]
    axis = _axis([*shown, _between(panel.spread)], scale, limits)
    return _explained(picture, evolve(panel, axis=axis, rows=tuple(_marked(row, axis) for row in panel.rows)))


def _ratio(r: Range | None, language: Catalogue) -> str:
    return "" if r is None or r.kind == "vague" else language.range(printable_ratio(r))


def narrower(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture without the column that is dropped first, and that column's name; None where all must stay."""
    ranked = [column for column in picture.columns if column.rank is not None]
    if not ranked:
        return None
    gone = min(ranked, key=lambda column: column.rank or 0)
    less = without(picture, gone.name)
    panel = less.panels[0]
    assert isinstance(panel, RatioPanel)
    return _explained(less, panel), (gone.name,)


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


def _explained(picture: Picture, panel: RatioPanel) -> Picture:
    """Return the picture with the words that explain the marks as they are drawn."""
    drawn = [(row.tone, mark, row.range) for row in panel.rows for mark in row.marks]
    factors = any(row.kind == "choice" for row in panel.rows)
    needed = meanings(drawn, panel.axis) - ({"dot"} if factors else set())
    language = panel.language
    marks = [language.bias.band if panel.band else "",
             *(language.terms.marks[key] for key in required.MARKS if key in needed)]  # fmt: skip
    one = (language.bias.line_at_one if panel.lined else language.bias.one_beyond).format(x=panel.one)
    said = [panel.explained, one, language.items(marks)]
    panel = evolve(panel, words=language.sentences(map(language.sentence, said)))
    changed = evolve(picture, panels=(panel,))
    axis = language.sentence(captions.marks_in_words(changed))
    explained = language.sentences([panel.words, axis, captions.judgements_in_words(changed)])
    return evolve(changed, foot=(explained, *captions.works_foot(changed)))


def _audit_columns(language: Catalogue) -> tuple[Column, ...]:
    return (
        figure_column("claimant", language), figure_column("role", language, "role, side"),
        Column("ratio", language.heading("times"), "right", align="right"),
        evolve(figure_column("words", language), align="left"), figure_column("judged", language),
        Column("finding", language.heading("finding"), "right", 17.0, 1),
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
    axis = _axis([*measured, _between(spread)], scale, limits)
    rows: list[Row] = []
    for role in NAMES:
        heading = language.terms.sides[role]
        members = [row for row in found if row.role == role]
        side = dossier.estimand.side
        heading = language.bias.side_of.format(heading=heading, side=side) if role == "own" and side else heading
        rows += [Row("heading", line(heading), "claim", (Cell("heading", (line(heading),)),))] if members else []
        rows += [_claim(row, context, bool(audit.anchors)) for row in members]
    if contrast:
        texts = (Cell("claimant", (language.bias.contrast,)), Cell("ratio", (_ratio(contrast, language),)))
        rows.append(Row("pool", language.bias.contrast, "pool", texts, range=contrast))
    rows = [_marked(row, axis) for row in rows]
    for row in found:  # what no column shows is named all the same, so that the caption is whole
        for citation in row.estimate.citations:
            works.cited(citation)
    said, marked, one = _anchored(audit, language)
    columns = tuple(c for c in _audit_columns(language) if c.name != "judged" or any(row.notes for row in rows))
    title = line(language.figure(dossier.estimand))
    head = language.named(language.terms.figures["bias audit"], language.named(title, said))
    panel = RatioPanel(
        dossier, title, _subtitle(audit, found, said, language), tuple(rows), axis, marked=marked, one=one,
        explained="" if audit.anchors else language.bias.none_has_ratio, spread=spread, kind="bias audit",
        language=language, alt_sentences=_alt_sentences(found, head, language),
    )  # fmt: skip
    return _explained(Picture((panel,), columns, works.named, entries=works.entries), panel)


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


def _subtitle(audit: Any, found: Sequence[AuditedClaim], said: str, language: Catalogue) -> str:
    counts = language.of(language.captions.claims, len(found))
    return line(language.items([said, with_aside(counts, getattr(audit, "set_aside", ()), language) or counts]))


def _who(estimate: Estimate, language: Catalogue) -> str:
    """Return a claimant's role and side."""
    role = language.role(estimate.claimant.role)
    return line(language.listed([role or language.claims.role_not_stated, estimate.claimant.side]))


def _claim(row: AuditedClaim, context: FigureContext, anchored: bool) -> Row:
    estimate, notes, language = row.estimate, tuple(row.notes), context.language
    ratio = None if row.ratio is None or row.ratio.kind == "vague" else row.ratio
    known = cells(estimate, notes, [c for c in _audit_columns(language) if c.name in ("claimant", "judged")], context)
    own = (Cell("words", (words(estimate, context),)), Cell("role", (_who(estimate, language),)),
           Cell("ratio", (_ratio(ratio, language) or language.bias.no_ratio,)),
           Cell("finding", (finding(row, anchored, language),)))  # fmt: skip
    return RatioRow("claim", estimate.id, tone_of(estimate, context.dossier), (*known, *own), (), estimate, notes,
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


def finding(row: AuditedClaim, anchored: bool = True, language: Catalogue = ENGLISH) -> str:
    """Return whether the number goes in the direction in which the claim is judged, in words."""
    texts = language.bias
    places = {"above": texts.above, "below": texts.below, "level": texts.level}
    seen = places.get(row.observed or "", texts.both_sides if row.ratio is not None else texts.no_ratio)
    seen = seen if anchored else texts.anchorless
    if row.annotated is None:
        return texts.no_judgement.format(seen=seen)
    if row.annotated == "contradictory":
        return texts.contradict.format(seen=seen)
    verdict = {True: texts.agree, False: texts.disagree, None: texts.cannot_tell}[row.agrees]
    return verdict.format(seen=seen, direction=language.terms.directions[row.annotated])


def _alt_sentences(found: Sequence[AuditedClaim], head: str, language: Catalogue) -> tuple[str, ...]:
    stop, sides = language.grammar.stop, language.terms.sides
    said = [f"{head}{stop}"]
    for row in found:
        e = row.estimate
        ratio = _ratio(row.ratio, language)
        ratio = language.bias.times.format(ratio=ratio) if ratio else ""
        notes = [language.captions.judged_claim.format(judgement=judged(note, language)) for note in row.notes]
        number = language.listed([language.reading(e), ratio])
        who = f"{e.claimant.name}{language.aside(_who(e, language))}"
        text = language.named(who, language.items([number, finding(row, language=language), *notes]))
        said.append(f"{language.named(sides[row.role], text)}{stop}")
    return tuple(said)


def _model(model: Model, scale: Scale, limits: tuple[float, float] | None, language: Catalogue) -> Picture:
    factors, texts = list(model.factors), language.bias
    if not factors:
        raise ClaimError("the model holds no factors: there is nothing to draw")
    anchor = line(language.message(model.anchor))
    level = language.percent(float(getattr(model, "level", 0.9)))
    ranges = [_interval(row) for row in factors]
    axis = _axis(ranges, scale, limits)
    rows = tuple(_marked(_factor(number, row, r, language), axis)
                 for number, (row, r) in enumerate(zip(factors, ranges)))  # fmt: skip
    refused = len(tuple(getattr(model, "refused", ())))
    places = tuple(Citation(source) for source in getattr(model, "sources", ()))
    works = Works(places, language)
    for place in places:
        works.cited(place)
    head = language.items([texts.model_subtitle.format(level=level, anchor=anchor),
                           language.of(texts.model_missing, refused) if refused else ""])  # fmt: skip
    panel = RatioPanel(
        Dossier(Estimand("bias-model", texts.model_title)), texts.model_title, head, rows, axis,
        cited=places, marked=(texts.at_one.format(x=anchor), texts.at_one.format(x=texts.the_anchor), "1"),
        one=texts.model_line.format(anchor=anchor), explained=texts.dot.format(level=level),
        alt_sentences=_model_alt_sentences(factors, anchor, level, language), kind="bias model", language=language,
    )  # fmt: skip
    columns = (Column("camp", language.heading("camp"), "left"), Column("role", language.heading("role"), "left"),
               Column("ratio", language.heading("factor"), "right", align="right"))  # fmt: skip
    return _explained(Picture((panel,), columns, works.named, entries=works.entries), panel)


def _model_alt_sentences(factors: Iterable[Any], anchor: str, level: str, language: Catalogue) -> tuple[str, ...]:
    stop = language.grammar.stop
    said = [language.named(language.listed([line(str(row.camp)), _party(row, language)]), _in_print(row, language))
            for row in factors]  # fmt: skip
    first, *others = [f"{text}{stop}" for text in said]
    head = language.bias.model_factors.format(level=level, factors=first)
    named = [language.terms.figures["bias model"], language.bias.model_anchor.format(anchor=anchor)]
    return (*(f"{text}{stop}" for text in named), head, *others)


def _party(row: Any, language: Catalogue) -> str:
    role = line(str(row.role))
    return by_name(language.terms.parties).get(role, role)


def _interval(row: Any) -> Range:
    """Return a factor with its interval; one whose interval is not known has none."""
    ends = [float(end) if end is not None and math.isfinite(end) else None for end in (row.low, row.high)]
    middle = float(row.factor)
    return Range(middle, middle, best=middle) if ends == [None, None] else Range(*ends, best=middle)


def _factor(number: int, row: Any, r: Range, language: Catalogue) -> Row:
    texts = {"camp": line(str(row.camp)), "role": _party(row, language), "ratio": _in_print(row, language)}
    return Row("choice", f"factor:{number}", "pool", tuple(Cell(name, (text,)) for name, text in texts.items()),
               range=r)  # fmt: skip


def _in_print(row: Any, language: Catalogue) -> str:
    interval = _interval(row)
    held = language.range(printable_ratio(evolve(interval, best=None))) if interval.low != interval.high else ""
    return language.number(float(row.factor)) + language.aside(held)
