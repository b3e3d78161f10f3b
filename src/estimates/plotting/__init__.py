"""Matplotlib rendering; what a figure shows is decided in `estimates.layout`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from estimates.citing import named
from estimates.errors import FormatError, nearest
from estimates.layout import Picture, claim_by_claim, in_words, picture_of, shown_by
from estimates.layout.alternatives import in_short
from estimates.layout.statement_captions import in_sentences
from estimates.plotting.bias import plot_bias as plot_bias
from estimates.plotting.fitting import RoomWarning as RoomWarning
from estimates.plotting.font_metrics import FontWarning as FontWarning
from estimates.plotting.intervals import plot_intervals as plot_intervals
from estimates.plotting.intervals import plot_pages as plot_pages
from estimates.plotting.judgements import plot_judgements as plot_judgements
from estimates.plotting.lineage import plot_lineage as plot_lineage
from estimates.plotting.live import live_of
from estimates.plotting.options import FigureOptions as FigureOptions
from estimates.plotting.overview import plot_overview as plot_overview
from estimates.plotting.saving import figure_bytes as figure_bytes
from estimates.plotting.saving import savefig as savefig
from estimates.plotting.specification_curve import plot_multiverse as plot_multiverse
from estimates.plotting.support import plot_support as plot_support
from estimates.plotting.svg_figure import interactive as interactive
from estimates.plotting.svg_page import Interactive as Interactive
from estimates.plotting.timeline import plot_timeline as plot_timeline


@contextmanager
def closed(figure: Any) -> Iterator[None]:
    """Let go of a figure that was drawn for a document: it stays usable, and no window shows it."""
    from matplotlib import pyplot

    try:
        yield
    finally:
        pyplot.close(figure)


def caption(ax: Any, style: str | os.PathLike[str] | None = None, *, statements: bool = False) -> str:
    """Say in words what a picture shows and what its marks mean, ending with the works on which it rests.

    Parameters
    ----------
    ax : Axes or Figure
    style : str or path, optional
        The style in which the works are named, as for `bibliography`; what a style leaves out of a bibliography is
        named as a note has it. By default they go by the short labels of the picture, which need no citation engine.
    statements : bool
        Whether to end with what is said without a number about the figures that are drawn, who says it and where.

    Returns
    -------
    str
        One paragraph of plain text.

    Raises
    ------
    ClaimError
        If it shows nothing of ours.

    See Also
    --------
    alt_text : The figure in words, for those who cannot see it.
    sources : The works behind the figure.
    savefig : A file that holds both.

    Examples
    --------
    >>> import estimates as es
    >>> ax = es.plot_intervals(es.load("nanking-1937")["garrison"])
    >>> print(es.caption(ax))
    Garrison of Nanking, December 1937: strength, ... Works: Askew 2003, ...
    """
    picture = current(ax)
    text = in_words(picture, () if style is None else named(picture.sources, style))
    return picture.language.sentences([text, in_sentences(picture.dossiers, picture.language) if statements else ""])


def alt_text(ax: Any, length: Literal["long", "short"] = "long") -> str:
    """Describe a picture in words, for those who do not see it.

    Parameters
    ----------
    ax : Axes or Figure
    length : str
        ``long``: an interval plot a line a claim, with its source and the judgements on it, ends in words ("up to",
        "over"). ``short``: at most 250 characters: what it shows, how many claims, the lowest and the highest stated
        value, where most meet, how many are set aside and how many judged.

    Returns
    -------
    str
        Plain text.

    Raises
    ------
    ClaimError
        If it shows nothing of ours.
    FormatError
        If the length is neither.

    See Also
    --------
    caption : What stands below a figure in print.
    savefig : A file that holds both.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = es.plot_intervals(es.load("nanking-1937")["garrison"])
    >>> es.alt_text(ax, length="short").partition(". ")[0]
    'Interval plot, Garrison of Nanking, December 1937: 3 claims, stated values 73,790–150,000'
    >>> plt.close(ax.figure)
    """
    if length not in ("long", "short"):
        raise FormatError(f"length is 'long' or 'short' (got {length!r}{nearest(length, ('long', 'short'))})")
    picture = current(ax)
    return in_short(picture) if length == "short" else claim_by_claim(picture)


def current(x: Any) -> Picture:
    """Return what an Axes or Figure shows at this moment, or say that there is none."""
    for live in live_of(x):
        live.update()
    return shown_by(x, picture_of(x))
