"""What a specification curve shows: every choice in the order of its median, and what was chosen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from estimates.analysis.pooling import Multiverse, MultiverseRow
from estimates.analysis.selection import select
from estimates.errors import ClaimError
from estimates.layout.axis import axis_for, chosen_scale
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Cell, Mark, MarkKind, Panel, Picture, Row, Scale
from estimates.layout.marks import stub
from estimates.layout.support import foot_works, measured, named_works
from estimates.model.guidance import got
from estimates.model.numbers import percent, written
from estimates.model.ranges import Range

NOTHING, MOST_REASONS, MOST_TOLD, FARTHEST = "none", 4, 200, 3.0


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


def lay_out_curves(result: Any, scale: Scale | None = None, limits: tuple[float, float] | None = None) -> Picture:
    """Decide all that a specification curve shows.

    Parameters
    ----------
    result : Multiverse
    scale, limits
        Of the axis of values.

    Raises
    ------
    ClaimError
        If it is no multiverse, or none of its choices gave an answer.
    """
    if not isinstance(result, Multiverse):
        raise ClaimError(f"a specification curve shows what multiverse() returns {got(result)}")
    if not result.answered:
        why = "; ".join(reason for reason, *_ in _reasons(result.refused, result.dossier.estimand.id))
        raise ClaimError(f"none of the {len(result)} choices gave an answer{f': {why}' if why else ''}")
    dossier = result.dossier
    shown = select(dossier).used
    ordered = sorted(result.answered, key=_place)
    names = _assumptions(ordered)
    within = _within(ordered)
    axis = axis_for(within, scale or chosen_scale(within), limits)
    choices = tuple(Choice(row, marks_of(row, axis), _dots(row, names)) for row in ordered)
    dots = {dot for choice in choices for dot in choice.dots}
    rows: list[Row] = [_heading("Method")]
    methods = dict.fromkeys(f"method:{row.method}" for row in result.answered)
    rows += [_row(name, _sentence(name.split(":", 1)[1])) for name in methods]
    told = [_row(name, label) for name, label in dict(names.values()).items()]
    rows += [_heading("Assumption"), *told] if told else []
    if any(row.left_out for row in result.answered):
        rows += [_heading("Claim left out"), _row("out:", NOTHING)]
    rows += [Row("claim", f"out:{e.id}", "claim", (Cell("claimant", (line(e.claimant.name),)),
                                                   Cell("words", (line(e.reading),))), estimate=e)
             for e in shown]  # fmt: skip
    rows = [row for row in rows if row.kind != "choice" or row.id in dots]
    panel = CurvesPanel(dossier, line(dossier.estimand.title), _subtitle(result), tuple(rows), axis,
                        result=result, choices=choices)  # fmt: skip
    return _said(Picture((panel,), (), named_works(shown)), panel)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis as the reader has set it."""
    panel = picture.panels[0]
    assert isinstance(panel, CurvesPanel)
    axis = axis_for(_within([choice.row for choice in panel.choices]), scale, limits)
    choices = tuple(evolve(choice, marks=marks_of(choice.row, axis)) for choice in panel.choices)
    return _said(picture, evolve(panel, axis=axis, choices=choices))


def at_window(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture with the columns between two limits; `scale` is that of an axis of columns, always linear."""
    panel = picture.panels[0]
    assert isinstance(panel, CurvesPanel)
    return _said(picture, evolve(panel, window=limits or panel.window))


def _said(picture: Picture, panel: CurvesPanel) -> Picture:
    panel = evolve(panel, words=_words(panel), told=_told(panel))
    return evolve(picture, panels=(panel,), foot=(panel.words, *foot_works(picture.works)))


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

    A side without an end fades from the last number that is known; an end beyond the axis is cut there.
    """
    median, interval = row.median, row.interval
    inner = [] if median is None else [float(end) for end in (median.low, median.high) if end is not None]
    found: dict[tuple[str, str], list[Mark]] = {}
    for kind, r, known in (("bar", interval, inner), ("span", median, [])):
        if r is None:
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


def _assumptions(rows: Sequence[MultiverseRow]) -> dict[tuple[str, Any], tuple[str, str]]:
    """Return (id, label) of each assumption and value; those that always go together share one."""
    values: dict[str, list[Any]] = {}
    for name in dict.fromkeys(name for row in rows for name in row.assumptions):
        values[name] = [row.assumptions.get(name) for row in rows]
    together: dict[str, str] = {}
    for name in values:
        twin = next((other for other in together if values[other] == values[name]), None)
        together[name] = name if twin is None else together[twin]
    found: dict[tuple[str, Any], tuple[str, str]] = {}
    for name, first in together.items():
        shared = [other.replace("_", " ") for other, its in together.items() if its == first]
        label = shared[0]
        if len(shared) > 1 and all(text.endswith(" factor") for text in shared):
            label = " and ".join(text.removesuffix(" factor") for text in shared) + " factor"
        elif len(shared) > 1:
            label = " and ".join(shared)
        for value in sorted({value for value in values[name] if value is not None}, key=lambda v: (str(type(v)), v)):
            text = written(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)
            found[name, value] = (f"assumption:{first}={value}", _sentence(line(f"{label} {text}")))
    return found


def _dots(row: MultiverseRow, names: dict[tuple[str, Any], tuple[str, str]]) -> tuple[str, ...]:
    told = [names[name, value][0] for name, value in row.assumptions.items() if (name, value) in names]
    return tuple(dict.fromkeys([f"method:{row.method}", *told, f"out:{row.left_out}"]))


def _heading(text: str) -> Row:
    return Row("heading", text, "claim", (Cell("heading", (text,)),))


def _row(name: str, label: str) -> Row:
    return Row("choice", name, "pool", (Cell("claimant", (label,)),))


def _sentence(text: str) -> str:
    text = text.replace("-", " ") if text.islower() else text
    return text[:1].upper() + text[1:]


def _subtitle(result: Multiverse) -> str:
    methods = len({row.method for row in result})
    refused = f", {len(result.refused)} without an answer" if result.refused else ""
    counts = f"{len(result)} choices by {methods} {'method' if methods == 1 else 'methods'}"
    drawn = f"{len(result.answered)} drawn, in the order of their medians{refused}"
    return line("; ".join(filter(None, [measured(result.dossier), f"{counts}: {drawn}"])))


def _short(reason: str, estimand: str) -> str:
    """Return why a method did not answer, without its name, the claims in question and the advice."""
    _, found, rest = reason.partition(f" for {estimand!r}: ")
    return line(re.split(r"; |, so that | \(", rest if found else reason)[0])


def _reasons(rows: Iterable[MultiverseRow], estimand: str) -> list[tuple[str, tuple[str, ...], int]]:
    """Return each reason with the methods that gave it and how often."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            found.setdefault(_short(row.reason, estimand), []).append(row.method)
    return [(reason, tuple(dict.fromkeys(who)), len(who)) for reason, who in
            sorted(found.items(), key=lambda item: -len(item[1]))]  # fmt: skip


def _listed(rows: Sequence[MultiverseRow], estimand: str) -> str:
    found = _reasons(rows, estimand)
    said = [f"{' and '.join(_plain(who))} {count} ({reason})" for reason, who, count in found[:MOST_REASONS]]
    rest = found[MOST_REASONS:]
    if rest:
        names = dict.fromkeys(name for _, who, _ in rest for name in who)
        said.append(f"{', '.join(_plain(names))} {sum(count for *_, count in rest)} (for other reasons)")
    return "; ".join(said)


def _plain(methods: Iterable[str]) -> list[str]:
    return [line(method.replace("-", " ")) for method in methods]


def _words(panel: CurvesPanel) -> str:
    result = panel.result
    assert result is not None
    kinds = {mark.kind for _, choice in panel.shown for mark in choice.marks}
    beyond = len(panel.choices) - len(panel.shown)
    bare = [row for row in result.answered if row.interval is None]
    level = percent(result.level)
    estimand = result.dossier.estimand.id
    empty = sum(not choice.marks for _, choice in panel.shown)
    said = [
        "Each column is one choice of method, assumption and claim left out; the dots below say which",
        "dot: the median" if "dot" in kinds else "",
        "thick bar: the median, as far as the claims determine it" if "span" in kinds else "",
        f"thin bar: the {level} interval" if "bar" in kinds else "",
        "fading stub: the claims leave this side unbounded; its length means nothing" if "stub" in kinds else "",
        "cap: the one end that they determine" if "cap" in kinds else "",
        f"{empty} {'column' if empty == 1 else 'columns'} without a mark: no end is determined" if empty else "",
        "double chevron: runs on beyond the axis" if kinds & {"cut left", "cut right"} else "",
        f"{beyond} of {len(panel.choices)} columns lie beyond the limits that are shown" if beyond else "",
        f"{len(bare)} drawn without an interval: {_listed(bare, estimand)}" if bare else "",
        f"{len(result.refused)} of {len(result)} choices gave no answer: {_listed(result.refused, estimand)}"
        if result.refused else "",
        "the axis does not begin at zero" if panel.axis.scale == "linear" and panel.axis.limits[0] > 0 else "",
    ]  # fmt: skip
    return ". ".join(f"{text[:1].upper()}{text[1:]}" for text in said if text) + "."


def _told(panel: CurvesPanel) -> str:
    result = panel.result
    assert result is not None
    names = {estimate.id: estimate.claimant.name for estimate in result.dossier}
    said = [f"Specification curve: {panel.title}. {panel.under_title}. From the lowest median to the highest:"]
    for choice in panel.choices[:MOST_TOLD]:
        row = choice.row
        assumed = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in row.assumptions.items())
        out = f"without {names.get(row.left_out, row.left_out)}" if row.left_out else ""
        how = ", ".join(filter(None, [row.method.replace("-", " "), assumed, out]))
        held = f" ({row.interval})" if row.interval is not None else " (no interval)"
        said.append(f"{how}: {row.median}{held}.")
    if len(panel.choices) > MOST_TOLD:
        said.append(f"And {len(panel.choices) - MOST_TOLD} more.")
    said += [f"No answer, {' and '.join(_plain(who))}, {count}: {reason}." for reason, who, count in
             _reasons(result.refused, result.dossier.estimand.id)]  # fmt: skip
    return line(" ".join(said))
