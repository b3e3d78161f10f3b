"""What a specification curve shows: every choice in the order of its median, and what was chosen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from estimates.analysis.pooling import Multiverse, MultiverseRow
from estimates.analysis.selection import select
from estimates.errors import ClaimError
from estimates.layout import captions
from estimates.layout.axis import axis_for, chosen_scale
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Cell, Mark, MarkKind, Panel, Picture, Row, Scale
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import marked
from estimates.layout.languages.en import ENGLISH
from estimates.layout.marks import stub
from estimates.layout.support import foot_works, named_works
from estimates.model.guidance import got
from estimates.model.ranges import Range

MOST_REASONS, MOST_TOLD, FARTHEST = 4, 200, 3.0


@frozen
class Choice:
    """One column of the curve: the row of the multiverse, its marks along the axis of values, and its dots."""

    row: MultiverseRow
    marks: tuple[Mark, ...]
    dots: tuple[str, ...]


@frozen
class CurvesPanel(Panel):
    """The choices of one multiverse; its rows name the dots, and `axis` is the one of the values."""

    result: Multiverse | None = None
    choices: tuple[Choice, ...] = ()
    window: tuple[float, float] = (-math.inf, math.inf)

    @property
    def shown(self) -> tuple[tuple[int, Choice], ...]:
        """The choices within the limits that the reader has set, each with its column."""
        low, high = self.window
        return tuple((x, choice) for x, choice in enumerate(self.choices) if low <= x <= high)


def lay_out_curves(
    result: Any, scale: Scale | None = None, limits: tuple[float, float] | None = None, language: Catalogue = ENGLISH
) -> Picture:  # fmt: skip
    """Decide all that a specification curve shows.

    Parameters
    ----------
    result : Multiverse
    scale, limits
        Of the axis of values.
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If it is no multiverse, or none of its choices gave an answer.
    """
    if not isinstance(result, Multiverse):
        raise ClaimError(f"a specification curve shows what multiverse() returns {got(result)}")
    if not result.answered:
        why = "; ".join(reason for reason, *_ in _reasons(result.refused, ENGLISH))
        raise ClaimError(f"none of the {len(result)} choices gave an answer{f': {why}' if why else ''}")
    dossier = result.dossier
    shown = select(dossier).used
    ordered = sorted(result.answered, key=_place)
    names, texts = _assumptions(ordered, language), language.curve
    within = _within(ordered)
    axis = axis_for(within, scale or chosen_scale(within), limits)
    choices = tuple(Choice(row, marks_of(row, axis), _dots(row, names)) for row in ordered)
    dots = {dot for choice in choices for dot in choice.dots}
    rows: list[Row] = [_heading(texts.method)]
    methods = dict.fromkeys(f"method:{row.method}" for row in result.answered)
    rows += [_row(name, _capital(_method(name.split(":", 1)[1], language))) for name in methods]
    assumed = [_row(name, label) for name, label in dict(names.values()).items()]
    rows += [_heading(texts.assumption), *assumed] if assumed else []
    if any(row.left_out for row in result.answered):
        rows += [_heading(texts.left_out), _row("out:", _capital(texts.nothing))]
    rows += [Row("claim", f"out:{e.id}", "claim", (Cell("claimant", (line(e.claimant.name),)),
                                                   Cell("words", (line(language.reading(e)),))), estimate=e)
             for e in shown]  # fmt: skip
    rows = [row for row in rows if row.kind != "choice" or row.id in dots]
    title = line(language.figure(dossier.estimand))
    panel = CurvesPanel(dossier, title, _subtitle(result, language), tuple(rows), axis,
                        result=result, choices=choices, kind="curve", language=language)  # fmt: skip
    return _explained(Picture((panel,), (), named_works(shown, language)), panel)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis as the reader has set it."""
    panel = picture.panels[0]
    assert isinstance(panel, CurvesPanel)
    axis = axis_for(_within([choice.row for choice in panel.choices]), scale, limits)
    choices = tuple(evolve(choice, marks=marks_of(choice.row, axis)) for choice in panel.choices)
    return _explained(picture, evolve(panel, axis=axis, choices=choices))


def at_window(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with the columns between two limits; `scale` is that of an axis of columns, always linear."""
    panel = picture.panels[0]
    assert isinstance(panel, CurvesPanel)
    return _explained(picture, evolve(panel, window=limits or panel.window))


def _explained(picture: Picture, panel: CurvesPanel) -> Picture:
    panel = evolve(panel, words=_explanation(panel), alt_sentences=_alt_sentences(panel))
    return evolve(picture, panels=(panel,), foot=(panel.words, *foot_works(picture.works, panel.language)))


def _place(row: MultiverseRow) -> tuple[Any, ...]:
    """By the middle of the median; one without an upper end stands after all that have one."""
    median = row.median or Range()
    low, high = float(median.low or 0), math.inf if median.high is None else float(median.high)
    held = row.interval or Range()
    return (math.isinf(high), low if math.isinf(high) else (low + high) / 2, high, low, float(held.low or 0),
            math.inf if held.high is None else float(held.high))  # fmt: skip


def _within(rows: Sequence[MultiverseRow]) -> list[Range]:
    """Return the ranges for which the axis has room: ends far beyond every median are cut at its edge."""
    medians = [row.median for row in rows if row.median is not None]
    farthest = FARTHEST * max((float(end) for r in medians for end in (r.low, r.high) if end is not None), default=0.0)
    held = [row.interval for row in rows if row.interval is not None]
    return medians + [r if r.high is None or r.high <= farthest or not farthest else Range(r.low, None) for r in held]


def marks_of(row: MultiverseRow, axis: Axis) -> tuple[Mark, ...]:
    """Return the marks of a choice: a bar for its interval, a dot or a thick bar for its median.

    An envelope has no median: its bar is all that there is of it, unless it is one value. A side without an end fades
    from the last number that is known; an end beyond the axis is cut there.
    """
    median, interval = row.median, row.interval
    inner = [] if median is None else [float(end) for end in (median.low, median.high) if end is not None]
    found: dict[tuple[str, str], list[Mark]] = {}
    for kind, r, known in (("bar", interval, inner), ("span", median, [])):
        if r is None or (kind == "span" and not row.has_median and r.low != r.high):
            continue
        if kind == "span" and r.low is not None and r.low == r.high:
            at = float(r.low)
            if axis.limits[0] <= at <= axis.limits[1]:
                found["dot", ""] = [Mark("dot", at)]
            continue
        for side, marks in _bar("bar" if kind == "bar" else "span", r, known, axis).items():
            found["end" if side else kind, side] = marks  # the median's end is the interval's where both have none
    return tuple(mark for marks in found.values() for mark in marks)


def _bar(kind: MarkKind, r: Range, known: Sequence[float], axis: Axis) -> dict[str, list[Mark]]:
    """Return the bar of a range, and what stands at its left and right end."""
    low, high = axis.limits
    stated = [None if end is None else float(end) for end in (r.low, r.high)]
    values = [end for end in (*stated, *known) if end is not None]
    if not values:
        return {}
    ends = [min(values) if stated[0] is None else stated[0], max(values) if stated[1] is None else stated[1]]
    if ends[0] > high or ends[1] < low:
        return {"right": [Mark("cut right", high)]} if ends[0] > high else {"left": [Mark("cut left", low)]}
    left, right = max(ends[0], low), min(ends[1], high)
    found: dict[str, list[Mark]] = {"": [Mark(kind, left, right)] if left < right else []}
    for side, end, at in (("left", stated[0], left), ("right", stated[1], right)):
        if end is None:
            found[side] = [*stub(at, side, axis), *([] if left < right else [Mark("cap", at)])]
        elif not low <= end <= high:
            found[side] = [Mark("cut left", low) if side == "left" else Mark("cut right", high)]
    return found


def _assumptions(rows: Sequence[MultiverseRow], language: Catalogue) -> dict[tuple[str, Any], tuple[str, str]]:
    """Return (id, label) of each assumption and value; those that always go together share one."""
    values: dict[str, list[Any]] = {}
    for name in dict.fromkeys(name for row in rows for name in row.assumptions):
        values[name] = [_kept(row.assumptions.get(name)) for row in rows]
    together: dict[str, str] = {}
    for name in values:
        twin = next((other for other in together if values[other] == values[name]), None)
        together[name] = name if twin is None else together[twin]
    found: dict[tuple[str, Any], tuple[str, str]] = {}
    for name, first in together.items():
        label = _shared([other for other, its in together.items() if its == first], language)
        for value in sorted({value for value in values[name] if value is not None}, key=lambda v: (str(type(v)), v)):
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            text = language.number(value) if number else captions.assumed(_given(value), language)
            said = line(f"{label} {text}")
            said = said.replace("-", " ") if said.islower() else said
            found[name, value] = (f"assumption:{first}={value}", _capital(said))
    return found


def _kept(value: Any) -> Any:
    """Return the value of an assumption as it can be looked up."""
    return tuple(value.items()) if isinstance(value, Mapping) else value


def _given(kept: Any) -> Any:
    return dict(kept) if isinstance(kept, tuple) else kept


def _shared(names: Sequence[str], language: Catalogue) -> str:
    """Return what assumptions that always go together are called."""
    if set(names) == {"point_factor", "approximate_factor"}:
        return language.curve.both_factors
    return language.joined(_named(name, language) for name in names)


def _named(assumption: str, language: Catalogue) -> str:
    return language.terms.assumptions.get(assumption, assumption).replace("_", " ")


def _dots(row: MultiverseRow, names: dict[tuple[str, Any], tuple[str, str]]) -> tuple[str, ...]:
    held = [(name, _kept(value)) for name, value in row.assumptions.items()]
    assumed = [names[each][0] for each in held if each in names]
    return tuple(dict.fromkeys([f"method:{row.method}", *assumed, f"out:{row.left_out}"]))


def _heading(text: str) -> Row:
    return Row("heading", text, "claim", (Cell("heading", (text,)),))


def _row(name: str, label: str) -> Row:
    return Row("choice", name, "pool", (Cell("claimant", (label,)),))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _method(name: str, language: Catalogue) -> str:
    return language.terms.methods.get(name) or line(name.replace("-", " "))


def _subtitle(result: Multiverse, language: Catalogue) -> str:
    methods, texts, dossier = len({row.method for row in result}), language.curve, result.dossier
    counts = language.of(texts.by_methods, methods, choices=language.of(texts.choices, len(result)))
    drawn = texts.drawn.format(choices=counts, n=language.number(len(result.answered)))
    if result.refused:
        drawn = texts.refused.format(drawn=drawn, n=language.number(len(result.refused)))
    return line(language.items([captions.measured(dossier, language), marked(dossier.estimand, language), drawn]))


def _reasons(rows: Iterable[MultiverseRow], language: Catalogue) -> list[tuple[str, tuple[str, ...], int]]:
    """Return each reason with the methods that gave it and how often."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            why = line(language.message(row.cause or row.reason))
            found.setdefault(why, []).append(row.method)
    return [(reason, tuple(dict.fromkeys(who)), len(who)) for reason, who in
            sorted(found.items(), key=lambda item: -len(item[1]))]  # fmt: skip


def _listed(rows: Sequence[MultiverseRow], language: Catalogue) -> str:
    found = _reasons(rows, language)
    said = [f"{language.joined(_plain(who, language))} {language.number(count)}{language.aside(reason)}"
            for reason, who, count in found[:MOST_REASONS]]  # fmt: skip
    rest = found[MOST_REASONS:]
    if rest:
        names = dict.fromkeys(name for _, who, _ in rest for name in who)
        why = language.aside(language.curve.other_reasons)
        said.append(
            f"{language.listed(_plain(names, language))} {language.number(sum(count for *_, count in rest))}{why}"
        )
    return language.items(said)


def _plain(methods: Iterable[str], language: Catalogue) -> list[str]:
    return [_method(name, language) for name in methods]


def _explanation(panel: CurvesPanel) -> str:
    result, language, texts = panel.result, panel.language, panel.language.curve
    assert result is not None
    kinds = {mark.kind for _, choice in panel.shown for mark in choice.marks}
    beyond = len(panel.choices) - len(panel.shown)
    bare = [row for row in result.answered if row.interval is None]
    empty = sum(not choice.marks for _, choice in panel.shown)
    said = [
        texts.each_column,
        texts.dot if "dot" in kinds else "",
        texts.thick if "span" in kinds else "",
        texts.thin.format(level=language.percent(result.level)) if "bar" in kinds else "",
        texts.stub if "stub" in kinds else "",
        texts.cap if "cap" in kinds else "",
        language.of(texts.empty, empty) if empty else "",
        texts.cut if kinds & {"cut left", "cut right"} else "",
        texts.beyond.format(beyond=language.number(beyond), n=language.number(len(panel.choices))) if beyond else "",
        language.of(texts.bare, len(bare), why=_listed(bare, language)) if bare else "",
        texts.no_answer.format(refused=language.number(len(result.refused)), n=language.number(len(result)),
                               why=_listed(result.refused, language)) if result.refused else "",
        language.captions.off_zero if panel.axis.scale == "linear" and panel.axis.limits[0] > 0 else "",
    ]  # fmt: skip
    return language.sentences(map(language.sentence, said))


def _alt_sentences(panel: CurvesPanel) -> tuple[str, ...]:
    result, language, texts = panel.result, panel.language, panel.language.curve
    assert result is not None
    stop, names = language.grammar.stop, {estimate.id: estimate.claimant.name for estimate in result.dossier}
    said = [*captions.headed(panel), texts.in_order]
    for choice in panel.choices[:MOST_TOLD]:
        row = choice.row
        assumed = [f"{_named(name, language)} {captions.assumed(value, language)}"
                   for name, value in row.assumptions.items()]  # fmt: skip
        out = texts.without.format(name=names.get(row.left_out, row.left_out)) if row.left_out else ""
        how = language.listed([_method(row.method, language), *assumed, out])
        held = language.range(row.interval) if row.interval is not None else texts.no_interval
        said.append(f"{language.named(how, language.range(row.median) + language.aside(held))}{stop}")
    if len(panel.choices) > MOST_TOLD:
        said.append(texts.more.format(n=language.number(len(panel.choices) - MOST_TOLD)))
    said += [texts.refused_by.format(methods=language.joined(_plain(who, language)), n=language.number(count),
                                     reason=reason)
             for reason, who, count in _reasons(result.refused, language)]  # fmt: skip
    return tuple(said)
