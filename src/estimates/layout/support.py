"""What a picture of support shows: how many claims admit each value, and where most of them meet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Literal

from attrs import evolve, frozen

from estimates.analysis.compare import compare
from estimates.analysis.comparison import Comparison
from estimates.analysis.selection import state
from estimates.errors import ClaimError
from estimates.kernels import membership, sweep
from estimates.layout import captions
from estimates.layout.axis import axis_for, chosen_scale
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Panel, Picture, Row, Scale
from estimates.model.claims import Estimate
from estimates.model.descriptions import marked
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.ranges import Range, computed_range
from estimates.model.vocabulary import OTHER_SCOPES

MOST_CORES, MOST_STEPS, MOST_WORKS = 6, 200, 6
SignKind = Literal["dot", "ring", "arrow left", "arrow right"]


@frozen
class Step:
    """A stretch of values that equally many claims admit; an infinite end is one that no claim states."""

    low: float
    high: float
    low_open: bool
    high_open: bool
    number: int
    range: Range


@frozen
class Core:
    """Values that most claims admit."""

    low: float
    high: float
    range: Range
    label: str


@frozen
class Sign:
    """A mark on the line: what it is, at which value, and how many claims admit that."""

    kind: SignKind
    x: float
    number: int


@frozen
class SupportPanel(Panel):
    """The steps of one dossier; its rows are the claims that are counted, which are not drawn one by one."""

    steps: tuple[Step, ...] = ()
    cores: tuple[Core, ...] = ()
    voices: int = 0

    @property
    def depth(self) -> int:
        """How many claims admit the values of the core."""
        return max(step.number for step in self.steps)

    @property
    def outline(self) -> tuple[tuple[float, int], ...]:
        """The corners of the line from one end of the axis to the other."""
        low, high = self.axis.limits
        inside = [step for step in self.steps if step.high >= low and step.low <= high]
        found: list[tuple[float, int]] = []
        if not inside or inside[0].low > low:
            found = [(low, 0), (inside[0].low if inside else high, 0)]
        for step in inside:
            found += [(max(step.low, low), step.number), (min(step.high, high), step.number)]
        if inside and inside[-1].high < high:
            found += [(inside[-1].high, 0), (high, 0)]
        return tuple(corner for corner, _ in groupby(found))

    @property
    def signs(self) -> tuple[Sign, ...]:
        """The dots, rings and arrows on the line."""
        return tuple(sign for sign in self._signs() if self.axis.limits[0] <= sign.x <= self.axis.limits[1])

    def _signs(self) -> Iterable[Sign]:
        """A ring stands where a claim excludes its own end: just beyond it, fewer claims admit the value."""
        low, high = self.axis.limits
        numbers = [0, *(step.number for step in self.steps), 0]
        for place, step in enumerate(self.steps, 1):
            endless = place == 1 and step.range.low is None
            if endless and step.high >= low:
                yield Sign("arrow left", low, step.number)
            if math.isinf(step.high) and step.low <= high:
                yield Sign("arrow right", high, step.number)
            if step.low == step.high:
                yield Sign("dot", step.low, step.number)
                continue
            if step.low_open and numbers[place - 1] < step.number and not endless:
                yield Sign("ring", step.low, step.number)
            if step.high_open and numbers[place + 1] < step.number:
                yield Sign("ring", step.high, step.number)


def lay_out_support(dossier: Any, scale: Scale | None = None, limits: tuple[float, float] | None = None) -> Picture:
    """Decide all that a picture of support shows.

    Parameters
    ----------
    dossier : Dossier
    scale, limits
        Of the axis of values.

    Raises
    ------
    ClaimError
        If it is no dossier, or none of its claims can be compared.
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"a picture of support shows one dossier {got(dossier)}")
    found = compare(dossier)
    if not found.used:
        why = aside(found.set_aside)
        raise ClaimError(f"no claim of {dossier.estimand.id!r} can be compared{f': {why}' if why else ''}")
    steps = _steps(found)
    ranges = [estimate.range for estimate in found.used]
    axis = axis_for(ranges, scale or chosen_scale(ranges), limits)
    panel = SupportPanel(dossier, line(dossier.estimand.title), subtitle(found), rows_of(found.used), axis,
                         steps=steps, cores=_cores(found), voices=found.voices,
                         xlabel=captions.axis_label(dossier))  # fmt: skip
    named = named_works(found.used)
    return _said(Picture((panel,), (), named), panel)


def at_axis(picture: Picture, number: int, scale: Scale, limits: tuple[float, float] | None) -> Picture:
    """Return the picture on the axis as the reader has set it."""
    panel = picture.panels[0]
    assert isinstance(panel, SupportPanel)
    ranges = [row.estimate.range for row in panel.rows if row.estimate is not None]
    return _said(picture, evolve(panel, axis=axis_for(ranges, scale, limits)))


def _said(picture: Picture, panel: SupportPanel) -> Picture:
    panel = evolve(panel, words=_words(panel), told=_told(panel))
    return evolve(picture, panels=(panel,), foot=(" ".join(filter(None, [panel.words, _of_axis(panel.axis)])),
                                                  *foot_works(picture.works)))  # fmt: skip


def _steps(found: Comparison) -> tuple[Step, ...]:
    claims = found.intervals
    pieces = sweep.profile(claims)
    members = membership.members(claims, pieces)
    ranges = [estimate.range for estimate in found.used]
    out = []
    for i, number in enumerate(pieces.number.tolist()):
        who = [found.used[row] for row in members.rows[members.offsets[i] : members.offsets[i + 1]]]
        low, high = float(pieces.low[i]), float(pieces.high[i])
        low_open, high_open = bool(pieces.low_open[i]), bool(pieces.high_open[i])
        r = computed_range(low, high, ranges, low_open=low_open, high_open=high_open, about=False)
        if i == 0 and any(estimate.range.low is None for estimate in who):
            r = evolve(r, low=None, low_open=False)
        out.append(Step(low, high, low_open, high_open, number, r))
    return tuple(out)


def _cores(found: Comparison) -> tuple[Core, ...]:
    out = []
    for region in found.core:
        low = 0.0 if region.range.low is None else float(region.range.low)
        high = math.inf if region.range.high is None else float(region.range.high)
        out.append(Core(low, high, region.range, f"{region.range} · {region.depth} of {found.voices}"))
    return tuple(out)


def rows_of(used: Sequence[Estimate]) -> tuple[Row, ...]:
    """Return the claims on which a picture rests as rows that are not drawn."""
    return tuple(Row("claim", estimate.id, "claim", (), estimate=estimate) for estimate in used)


def subtitle(found: Comparison) -> str:
    """Return what is counted, how many claims are used, and how many are set aside and why."""
    counts = f"{len(found.used)} {'claim' if len(found.used) == 1 else 'claims'} used"
    why = aside(found.set_aside)
    numbers = f"{counts}, {len(found.set_aside)} set aside ({why})" if why else f"{counts}, none set aside"
    return line("; ".join(filter(None, [measured(found.dossier), numbers])))


def measured(dossier: Dossier) -> str:
    """Return what a dossier counts, of whom, and in which unit."""
    estimand = dossier.estimand
    what = ", ".join(filter(None, [estimand.measure, estimand.population]))
    unit = f"({estimand.stated_unit})" if estimand.stated_unit and estimand.stated_unit not in what else ""
    return line("; ".join(filter(None, [" ".join(filter(None, [what, unit])), marked(estimand)])))


def aside(set_aside: Iterable[tuple[Estimate, str]]) -> str:
    """Return how many claims were set aside for each kind of reason: ``2 of another measure, 1 without a number``.

    Where there is one kind only, its number is not repeated.
    """
    counts: dict[str, int] = {}
    for estimate, reason in set_aside:
        if reason.startswith("counts "):
            kind = "of another measure"
        elif word := state(reason):
            kind = "copied" if word == "a copy" else word
        elif estimate.range.kind == "vague":
            kind = "without a number"
        elif estimate.scope in OTHER_SCOPES:
            kind = f"of {estimate.scope} scope"
        else:
            kind = reason
        counts[kind] = counts.get(kind, 0) + 1
    if len(counts) == 1:
        return line(next(iter(counts)))
    return line(", ".join(f"{number} {kind}" for kind, number in counts.items()))


def named_works(used: Iterable[Estimate]) -> tuple[str, ...]:
    """Return the works on which claims rest, in full, each once."""
    cited = [citation for estimate in used for citation in estimate.citations]
    works = Works(cited)
    for citation in cited:
        works.cited(citation)
    return works.named


def foot_works(works: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraph of the foot that names the works, or their number where they are many."""
    if len(works) > MOST_WORKS:
        return (f"Rests on {len(works)} works, which the caption names.",)
    return (f"Rests on: {'; '.join(works)}.",) if works else ()


def _words(panel: SupportPanel) -> str:
    kinds = {sign.kind for sign in panel.signs}
    listed = "; ".join(str(core.range) for core in panel.cores[:MOST_CORES])
    more = len(panel.cores) - MOST_CORES
    several = f" ({len(panel.cores)} tied)" if len(panel.cores) > 1 else ""
    depth, n = panel.depth, panel.voices
    once = "" if n == len(panel.rows) else f", those of one voice counted once ({len(panel.rows)} claims of {n} voices)"
    said = [
        f"Line: how many claims admit each value{once}; a stated end belongs to its claim",
        f"thick and shaded: the core{several}, admitted by most claims, {depth} of {n}: {listed}"
        + (f"; and {more} more" if more > 0 else ""),
        "dot: the number at this one value" if "dot" in kinds else "",
        "ring: an end that its claim excludes" if "ring" in kinds else "",
        "arrow: claims without an end on that side" if kinds & {"arrow left", "arrow right"} else "",
        "a claim of zero is not shown on a logarithmic axis" if panel.axis.scale == "log" and _at_zero(panel) else "",
    ]
    if depth == 1 and n > 1:
        said.append("no two claims share a value")
    return ". ".join(f"{text[:1].upper()}{text[1:]}" for text in said if text) + "."


def _at_zero(panel: SupportPanel) -> bool:
    return any(step.high == 0 for step in panel.steps)


def _of_axis(axis: Axis) -> str:
    return "The axis does not begin at zero." if axis.scale == "linear" and axis.limits[0] > 0 else ""


def _told(panel: SupportPanel) -> str:
    said = [f"Support plot: {panel.title}. {panel.under_title}."]
    tied = "Tied cores" if len(panel.cores) > 1 else "Core"
    said.append(f"{tied}: {'; '.join(f'{core.label} claims' for core in panel.cores)}.")
    shown = "; ".join(f"{step.range}: {step.number}" for step in panel.steps[:MOST_STEPS])
    rest = len(panel.steps) - MOST_STEPS
    said.append(f"Claims that admit each value: {shown}{f'; and {rest} stretches more' if rest > 0 else ''}.")
    said += [f"Set aside: {e.claimant.name}: {e.reading}, {reason}." for e, reason in compare(panel.dossier).set_aside]
    return line(" ".join(said))
