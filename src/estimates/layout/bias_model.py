"""What a picture of a bias model shows: the factors of camps in their roles, beside the line of 1."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from estimates.analysis.ratios import printable_ratio
from estimates.errors import ClaimError
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Cell, Column, Picture, Row, Scale
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.ratio_panel import Model, RatioPanel, explained, ratio_axis, with_marks
from estimates.model.claims import Estimand
from estimates.model.dossiers import Dossier
from estimates.model.messages import Message
from estimates.model.ranges import Range
from estimates.model.sources import Citation


def lay_out_model(model: Model, scale: Scale, limits: tuple[float, float] | None, language: Catalogue) -> Picture:
    """Decide all that a picture of a model's factors shows."""
    factors, texts = list(model.factors), language.bias
    if not factors:
        raise ClaimError("the model holds no factors: there is nothing to draw")
    anchor = line(language.message(model.anchor))
    level = language.percent(float(getattr(model, "level", 0.9)))
    ranges = [_interval(row) for row in factors]
    axis = ratio_axis(ranges, scale, limits)
    rows = tuple(with_marks(_factor(number, row, r, language), axis)
                 for number, (row, r) in enumerate(zip(factors, ranges)))  # fmt: skip
    refused = len(tuple(getattr(model, "refused", ())))
    places = tuple(Citation(source) for source in getattr(model, "sources", ()))
    works = Works(places, language)
    for place in places:
        works.cited(place)
    head = language.items([texts.model_subtitle.format(level=level, anchor=anchor),
                           language.of(texts.model_missing, refused) if refused else ""])  # fmt: skip
    about = line(str(getattr(model, "title", "")))
    title = language.named(about, language.within(texts.model_title)) if about else texts.model_title
    panel = RatioPanel(
        Dossier(Estimand("bias-model", title)), title, head, rows, axis,
        cited=places, marked=(texts.at_one.format(x=anchor), texts.at_one.format(x=texts.the_anchor), "1"),
        one=texts.model_line.format(anchor=anchor), explained=texts.dot.format(level=level),
        alt_sentences=_model_alt_sentences(factors, anchor, level, (about, language)), kind="bias model",
        language=language,
    )  # fmt: skip
    columns = (Column("camp", language.heading("camp"), "left"), Column("role", language.heading("role"), "left"),
               Column("ratio", language.heading("factor"), "right", align="right"))  # fmt: skip
    return explained(Picture((panel,), columns, works.named, entries=works.entries), panel)


def _model_alt_sentences(
    factors: Iterable[Any], anchor: str, level: str, where: tuple[str, Catalogue]
) -> tuple[str, ...]:  # fmt: skip
    """Return the model in sentences; `where` is the title of its dataset, if any, and the language."""
    about, language = where
    stop, kind = language.grammar.stop, language.terms.figures["bias model"]
    said = [language.named(language.listed([line(str(row.camp)), _party(row, language)]), _in_print(row, language))
            for row in factors]  # fmt: skip
    first, *others = [f"{text}{stop}" for text in said]
    head = language.bias.model_factors.format(level=level, factors=first)
    named = [language.named(kind, about) if about else kind, language.bias.model_anchor.format(anchor=anchor)]
    return (*(f"{text}{stop}" for text in named), head, *others)


def _party(row: Any, language: Catalogue) -> str:
    return line(language.message(row.role) if isinstance(row.role, Message) else language.term(str(row.role)))


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
