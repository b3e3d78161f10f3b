"""How wide the columns of a picture are: as their texts need, or as a width that is given is best shared out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from estimates.layout import Column, Picture
from estimates.plotting.font_metrics import Type

Lines = NDArray[np.int_]

# A column of text is not made narrower than this, one that is never dropped than that, nor than its longest word up to
# the third, in ems.
NARROWEST, NARROWEST_KEPT, LONGEST = 5.0, 8.0, 13.0
HEADING, TRIANGLE = 0.94, 1.35
# Numbers and dates as wide as this keep to one line; widths between the least and the greatest that are tried.
_ONE_LINE, _STEPS = 8.0, 6
# Beside the lines that the deepest cells of the rows take, all lines count a little: a tie is broken by them.
_EVERY_LINE = 0.02


def widths_of(picture: Picture, fonts: Type, room: float | None) -> dict[str, float]:
    """Return how wide each column is, in points.

    Parameters
    ----------
    picture : Picture
    fonts : Type
    room : float or None
        What the columns may take together. By default each is as wide as its texts need, up to the width at which its
        texts are broken; where that is more than the room, it is shared out so that the rows are as low as can be, from
        the least that a column needs. Where even that is more than the room, the least is returned.
    """
    columns = [_Texts(column, _paragraphs(picture, column), fonts) for column in picture.columns]
    widths = {column.name: column.natural for column in columns}
    if room is None or sum(widths.values()) <= room:
        return widths
    return _shared(columns, room)


def _paragraphs(picture: Picture, column: Column) -> tuple[tuple[str, ...], ...]:
    """Return what a column says in each row; a heading and the name of a pool run on to the axis."""
    return tuple(
        tuple(text for cell in row.cells if cell.column == column.name for text in cell.paragraphs)
        if row.kind in ("claim", "choice") or (row.kind == "pool" and column.side == "right") else ()
        for panel in picture.panels for row in panel.rows
    )  # fmt: skip


@frozen(slots=False)
class _Texts:
    """The texts of a column, row by row, and how they are broken at a width."""

    column: Column
    rows: tuple[tuple[str, ...], ...]
    fonts: Type

    @property
    def name(self) -> str:
        return self.column.name

    @property
    def beside(self) -> float:
        """What stands beside the texts: the triangle of a judgement."""
        return TRIANGLE * self.fonts.size if self.name == "judged" else 0.0

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for row in self.rows for text in row))

    @cached_property
    def heading(self) -> float:
        return self.fonts.width(self.column.heading, HEADING)

    @cached_property
    def unbroken(self) -> float:
        return max((self.fonts.width(text) for text in self.texts), default=0.0) + self.beside

    @cached_property
    def word(self) -> float:
        """The least at which a line ends between words; only what is longer than any word is divided."""
        return min(self.fonts.longest(self.texts), LONGEST * self.fonts.size) + self.beside

    def fitting(self, widest: float) -> float:
        """Return as wide as the lines are once they are broken at a width, not as wide as they might be."""
        natural = self.unbroken
        if natural > widest:
            lines = (self.fonts.width(line) for t in self.texts for line in self.fonts.lines(t, widest - self.beside))
            natural = max(lines, default=0.0) + self.beside
        return max(self.heading, natural, self.word)

    @cached_property
    def natural(self) -> float:
        return self.fitting(self.column.width * self.fonts.size)

    @cached_property
    def least(self) -> float:
        em = self.fonts.size
        if self.column.align == "right" and self.unbroken <= _ONE_LINE * em:
            return max(self.heading, self.unbroken)
        narrowest = NARROWEST if self.column.rank is not None else NARROWEST_KEPT
        return min(self.natural, self.fitting(max(self.word, narrowest * em)))

    @cached_property
    def steps(self) -> dict[float, Lines]:
        """The widths between which is chosen, the least first, and how many lines each row takes at each."""
        span = self.natural - self.least
        tried = {self.fitting(self.least + span * step / _STEPS) for step in range(1, _STEPS)}
        widths = sorted({self.least, self.natural} | {width for width in tried if width > self.least})
        return {width: self._lines(width) for width in widths}

    def _lines(self, width: float) -> Lines:
        taken = {text: len(self.fonts.lines(text, width - self.beside)) for text in self.texts}
        return np.array([sum(taken[text] for text in row) for row in self.rows], dtype=int)


def _shared(columns: Sequence[_Texts], room: float) -> dict[str, float]:
    """Return the widths that are reached by widening, one after the other, the column that saves most for its width."""
    widths = {column.name: column.least for column in columns}
    lines = np.array([column.steps[column.least] for column in columns])
    while True:
        left = room - sum(widths.values())
        best, gain = -1, 0.0
        for number, column in enumerate(columns):
            others = np.delete(lines, number, axis=0).max(axis=0, initial=0)
            now = _cost(others, lines[number])
            for width, taken in column.steps.items():
                more = width - widths[column.name]
                if 0 < more <= left and (now - _cost(others, taken)) / more > gain:
                    best, wider, gain = number, width, (now - _cost(others, taken)) / more
        if best < 0:
            return widths
        widths[columns[best].name], lines[best] = wider, columns[best].steps[wider]


def _cost(others: Lines, own: Lines) -> float:
    """Return how high the rows are, in lines, and a little for every line of the column."""
    return float(np.maximum(others, own).sum() + _EVERY_LINE * own.sum())
