"""Ticks of an axis of dates: as many round years, months or days as have room for their labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axis import XAxis
from matplotlib.ticker import Formatter, Locator

from estimates.layout.axis import MOST_TICKS
from estimates.layout.dating import time_ticks
from estimates.layout.languages.catalogue import Catalogue
from estimates.plotting.font_metrics import Type
from estimates.plotting.placement import TICK
from estimates.plotting.room import root


class Dates(Locator):
    """Few round years, months or days, wherever the reader takes the axis: as many as have room for their labels."""

    def __init__(self, fonts: Type, spare: float, language: Catalogue) -> None:
        self.fonts, self.spare, self.language = fonts, spare, language
        self.labels: dict[float, str] = {}

    def __call__(self) -> Sequence[float]:
        assert self.axis is not None
        low, high = sorted(self.axis.get_view_interval())
        return self.tick_values(float(low), float(high))

    def tick_values(self, vmin: float, vmax: float) -> Sequence[float]:
        assert isinstance(self.axis, XAxis)
        axes, em = self.axis.axes, self.fonts.size
        width = float(axes.get_window_extent().width) * 72 / root(axes).dpi
        self.labels = {}
        for most in range(MOST_TICKS, 0, -1):
            found = [((at - vmin) / (vmax - vmin) * width, self.fonts.width(label, TICK, hinted=True) / 2, at, label)
                     for at, label in time_ticks(vmin, vmax, most, self.language)]  # fmt: skip
            found = [tick for tick in found if tick[0] + tick[1] < width + self.spare]
            if all(x + half + 0.7 * em < y - other for (x, half, *_), (y, other, *_) in pairwise(found)):
                self.labels = {at: label for *_, at, label in found}
                break
        return list(self.labels)


class DateLabels(Formatter):
    """The labels of those ticks."""

    def __init__(self, dates: Dates) -> None:
        self.dates = dates

    def __call__(self, x: float, pos: int | None = None) -> str:
        return self.dates.labels.get(x, "")
