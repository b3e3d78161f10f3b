"""Ink: the only room that imports matplotlib; it decides nothing but where things stand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from estimates.citing import named
from estimates.layout import claim_by_claim, in_words, picture_of, shown_by
from estimates.plotting.bias import plot_bias as plot_bias
from estimates.plotting.fitting import RoomWarning as RoomWarning
from estimates.plotting.font_metrics import FontWarning as FontWarning
from estimates.plotting.intervals import plot_intervals as plot_intervals
from estimates.plotting.lineage import plot_lineage as plot_lineage
from estimates.plotting.saving import figure_bytes as figure_bytes
from estimates.plotting.saving import savefig as savefig
from estimates.plotting.specification_curve import plot_multiverse as plot_multiverse
from estimates.plotting.support import plot_support as plot_support
from estimates.plotting.timeline import plot_timeline as plot_timeline


@contextmanager
def closed(figure: Any) -> Iterator[None]:
    """Let go of a figure that was drawn for a document: it stays usable, and no window shows it."""
    from matplotlib import pyplot

    try:
        yield
    finally:
        pyplot.close(figure)


def caption(ax: Any, style: str | os.PathLike[str] | None = None) -> str:
    """Say in words what a picture shows and what its marks mean, ending with the works on which it rests.

    Parameters
    ----------
    ax : Axes or Figure
    style : str or path, optional
        The style in which the works are named, as for `bibliography`; what a style leaves out of a bibliography is
        named as a note has it. By default they go by the short labels of the picture, which need no citation engine.

    Returns
    -------
    str
        One paragraph of plain text.

    Raises
    ------
    ClaimError
        If it shows nothing of ours.
    """
    picture = shown_by(ax, picture_of(ax))
    return in_words(picture, () if style is None else named(picture.sources, style))


def alt_text(ax: Any) -> str:
    """Tell a picture claim by claim, for those who do not see it.

    Parameters
    ----------
    ax : Axes or Figure

    Returns
    -------
    str
        Plain text, one line a panel.

    Raises
    ------
    ClaimError
        If it shows nothing of ours.
    """
    return claim_by_claim(shown_by(ax, picture_of(ax)))
