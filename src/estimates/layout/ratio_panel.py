"""Rows and panel of a picture of ratios, and what it asks of the audit or model that it shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from attrs import evolve, frozen

from estimates.analysis.bias.audit_results import Annotated
from estimates.analysis.bias.roles import Role
from estimates.layout import captions
from estimates.layout.axis import axis_for, ticks
from estimates.layout.figure_model import Axis, Mark, Panel, Picture, Row, Scale
from estimates.layout.languages import required
from estimates.layout.marks import marks_of, meanings
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.ranges import Range, point


class AuditedClaim(Protocol):
    """What a picture asks of one row of an audit."""

    @property
    def estimate(self) -> Estimate: ...
    @property
    def role(self) -> Role: ...
    @property
    def ratio(self) -> Range | None: ...
    @property
    def annotated(self) -> Annotated | None: ...
    @property
    def observed(self) -> str | None: ...
    @property
    def agrees(self) -> bool | None: ...
    @property
    def notes(self) -> Sequence[BiasNote]: ...
    @property
    def anchors(self) -> Sequence[Estimate]: ...


@runtime_checkable
class Audit(Protocol):
    """What a picture asks of an audit: its rows, and the claims that are its anchors."""

    @property
    def anchors(self) -> Sequence[Estimate]: ...
    @property
    def notes(self) -> Sequence[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...


@runtime_checkable
class Model(Protocol):
    """What a picture asks of a model: a factor with its interval for each camp and role, and its anchor in words."""

    @property
    def factors(self) -> Iterable[Any]: ...
    @property
    def anchor(self) -> str: ...


@frozen
class RatioRow(Row):
    """A claim with its ratio; `shown` is the claim itself over the middle of its anchors, which keeps its own mark."""

    shown: Range | None = None


@frozen
class RatioPanel(Panel):
    """Ratios row by row.

    Parameters
    ----------
    marked : tuple of str
        What 1 is, for the line of 1, from the longest form to the shortest.
    one : str
        What 1 is, for the foot.
    explained : str
        What else the foot explains.
    spread : (float, float) or None
        From the lowest to the highest of the anchors, over their mean.
    """

    marked: tuple[str, ...] = ()
    one: str = ""
    explained: str = ""
    spread: tuple[float, float] | None = None

    @property
    def lined(self) -> bool:
        """Whether 1 lies on the axis, so that its line is drawn."""
        return self.axis.limits[0] <= 1 <= self.axis.limits[1]

    @property
    def band(self) -> tuple[float, float] | None:
        """The part of the spread of the anchors that lies on the axis."""
        if self.spread is None:
            return None
        low, high = max(self.spread[0], self.axis.limits[0]), min(self.spread[1], self.axis.limits[1])
        return (low, high) if low < high else None


def ratio_axis(ranges: Iterable[Range | None], scale: Scale, limits: tuple[float, float] | None) -> Axis:
    """Return an axis that holds 1, with ticks between whole numbers too."""
    shown = [r for r in ranges if r is not None and r.kind != "vague"]
    axis = axis_for([*shown, point(1)], scale, limits)
    low, high = axis.limits
    return evolve(axis, ticks=ticks(low, high, scale), whole=False)


def with_marks(row: Row, axis: Axis) -> Row:
    """Return a row with its marks on an axis of ratios."""
    if row.range is None:
        return row
    if row.kind == "choice":  # a factor: the bar is its interval
        middle = row.range.best
        bar = marks_of(evolve(row.range, best=None), axis)
        dot = [Mark("dot", float(middle))] if middle is not None and axis.limits[0] <= middle <= axis.limits[1] else []
        return evolve(row, marks=(*(mark for mark in bar if mark.kind not in ("cap", "dot")), *dot))
    shown = row.shown if isinstance(row, RatioRow) and row.shown is not None else row.range
    return evolve(row, marks=marks_of(shown, axis))


def explained(picture: Picture, panel: RatioPanel) -> Picture:
    """Return the picture with the words that explain the marks as they are drawn."""
    drawn = [(row.tone, mark, row.range) for row in panel.rows for mark in row.marks]
    factors = any(row.kind == "choice" for row in panel.rows)
    needed = meanings(drawn, panel.axis) - ({"dot"} if factors else set())
    language = panel.language
    marks = [language.bias.band if panel.band else "",
             *(language.terms.marks[key] for key in required.MARKS if key in needed),
             language.bias.divided if any(map(_of_a_spread, panel.rows)) else ""]  # fmt: skip
    one = (language.bias.line_at_one if panel.lined else language.bias.one_beyond).format(x=panel.one)
    said = [panel.explained, one, language.items(marks)]
    panel = evolve(panel, words=language.sentences(map(language.sentence, said)))
    changed = evolve(picture, panels=(panel,))
    axis = language.sentence(captions.marks_in_words(changed))
    explained = language.sentences([panel.words, axis, captions.judgements_in_words(changed)])
    return evolve(changed, foot=(explained, *captions.works_foot(changed)))


def _of_a_spread(row: Row) -> bool:
    """Return whether a row's ratio is wider than its mark, since its anchors allow several middles."""
    if not isinstance(row, RatioRow) or row.shown is None or row.range is None:
        return False
    pairs = ((row.range.low, row.shown.low), (row.range.high, row.shown.high))
    return any(a is not None and b is not None and not math.isclose(a, b, rel_tol=0.005) for a, b in pairs)
