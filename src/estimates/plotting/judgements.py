"""The table of judgements: claimants by figures, with a triangle where somebody judges."""

from __future__ import annotations

from typing import Any, Unpack

from attrs import evolve
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from estimates.layout import Picture
from estimates.layout.judgements import JudgementsPanel, lay_out_judgements, numbered, panel_of
from estimates.plotting.artists import moved, write_text
from estimates.plotting.column_widths import HEADING
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import Kind, LiveFigure, given_axes
from estimates.plotting.mark_artists import draw_hairlines, triangle
from estimates.plotting.options import FigureOptions, dressed, options_of
from estimates.plotting.placement import LEAD, TITLE, Sheet, Widths, place

# The width of a column and the distance of two triangles in one cell, in ems.
CELL, STEP = 4.2, 1.9
# In how many lines the name of a figure stands above its column, about.
LINES = 3


def plot_judgements(dataset: Any, **options: Unpack[FigureOptions]) -> Axes:
    """Draw who is said to inflate or downplay, and by whom: claimants by figures, as tables of the risk of bias.

    Where somebody judges a claimant's claims on a figure stands a triangle that points where the truth would lie: left
    for inflated, right for downplayed; filled for a finding, hollow for a motive, in a heavy outline for an accusation.
    The letter beside it is that of the judge, whom the foot names with the place. A small dot is a claim that nobody
    judges. A judgement is the view of the person named and changes no number.

    Parameters
    ----------
    dataset : Dataset, Dossier or iterable of Dossier
    **options : FigureOptions
        ``width``, ``size``, ``title``, ``subtitle``, ``foot``, ``palette``, ``lang``, ``ax``. There is no axis here, so
        that ``scale`` and ``xlabel`` change nothing.

    Returns
    -------
    Axes
        `caption`, `alt_text` and `sources` describe what it shows.

    Raises
    ------
    ClaimError
        If no bias note reaches a claim.
    UnknownNameError
        If there is no such argument or palette.
    FormatError
        If an argument has a value that is not allowed, or there is too little room.

    See Also
    --------
    bias, plot_bias : What the numbers show.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = es.plot_judgements(es.load("nanking-1937")["combat-deaths"])
    >>> ax.get_title(loc="left")
    'Chinese combat deaths, Battle of Nanking'
    >>> plt.close(ax.figure)
    """
    asked = options_of(options)
    picture = dressed(lay_out_judgements(dataset, asked.language), asked)
    return LiveFigure(picture, _KIND, asked, given_axes(asked.ax)).axes[0]


def _build(picture: Picture, fonts: Type, width: float | None, widths: Widths | None = None) -> Sheet:
    """Place the rows; the columns of the table are as wide as their triangles and the names over them need."""
    panel, em = panel_of(picture), fonts.size
    most = max(verdict.of for verdict in panel.verdicts)
    least = max(CELL, most * STEP + 1.2) * em
    named = () if panel.numbered else panel.heads
    needed = len(panel.heads) * max([least, *(_room(head, fonts) for head in named)])
    return _headed(_placed(picture, fonts, width, widths, needed), panel, fonts)


def _room(head: str, fonts: Type) -> float:
    """Return how wide a column is that has a name above it, in few lines."""
    longest = max(fonts.width(word, HEADING) for word in head.split())
    return max(longest, 1.25 * fonts.width(head, HEADING) / LINES) + fonts.size


def _heads(panel: JudgementsPanel, axis_width: float, fonts: Type) -> list[list[str]]:
    """Return what stands above each column, in lines."""
    if panel.numbered:
        return [[str(number)] for number, _ in enumerate(panel.heads, 1)]
    return [fonts.lines(head, axis_width / len(panel.heads) - fonts.size, HEADING) for head in panel.heads]


def _headed(sheet: Sheet, panel: JudgementsPanel, fonts: Type) -> Sheet:
    """Return a sheet with room above its rows for the names of the figures, and none for an axis below them."""
    if sheet.axis_width <= 0:
        return sheet
    more = max(len(lines) for lines in _heads(panel, sheet.axis_width, fonts)) - 1
    (placed,) = sheet.panels
    head = placed.head + more * HEADING * LEAD * fonts.size
    return evolve(sheet, panels=(evolve(placed, head=head, below=0.0),))


def _placed(picture: Picture, fonts: Type, width: float | None, widths: Widths | None, needed: float) -> Sheet:
    panel = panel_of(picture)
    sheet = place(picture, fonts, width, widths)
    if width is None:  # a short title stands in one line
        beside, title = (
            sheet.left + sheet.right,
            min(fonts.width(panel.title, TITLE, True, hinted=True), 40 * fonts.size),
        )
        return place(picture, fonts, max(beside + needed, beside + 12 * fonts.size, title), sheet.widths)
    return sheet if sheet.axis_width >= needed else evolve(sheet, axis_width=-1.0)


def _draw(axes: Axes, picture: Picture, number: int, sheet: Sheet, fonts: Type) -> list[Artist]:
    panel, placed, em = panel_of(picture), sheet.panels[number], fonts.size
    at = {row.row.id: row.y for row in placed.rows}
    ground = [draw_hairlines(axes, placed, fonts)]
    pitch = sheet.axis_width / len(panel.heads)
    across = axes.transAxes
    drawn: list[Artist] = [*ground]
    for head, lines in enumerate(_heads(panel, sheet.axis_width, fonts)):
        for up, text in enumerate(reversed(lines)):
            x = (head + 0.5) * pitch - fonts.width(text, HEADING) / 2
            shift = moved(axes, x, (0.55 + up * HEADING * LEAD) * em)
            write_text(axes, (0, 1), text, across + shift, fonts.font(text, HEADING), fonts.palette.secondary,
                       f"panel{number}:head-{head + 1}")  # fmt: skip
    by_row = axes.get_yaxis_transform()
    for verdict in panel.verdicts:
        x = (verdict.column + 0.5) * pitch + (verdict.place - (verdict.of - 1) / 2) * STEP * em - 0.3 * em
        note = verdict.note
        drawn.append(triangle(axes, (note.direction, note.strength), ([0], [at[verdict.row]]),
                              by_row + moved(axes, x, 0), fonts))  # fmt: skip
        drawn[-1].set_gid(f"verdict:{verdict.row}:{verdict.column}:{note.direction}:{note.strength}")
        write_text(axes, (0, at[verdict.row]), verdict.letter, by_row + moved(axes, x + 0.62 * em, -0.36 * em),
                   fonts.font(verdict.letter, HEADING), fonts.palette.secondary, f"judge:{verdict.row}")  # fmt: skip
    for who, column in panel.claimed:
        dot = Line2D([0], [at[who]], transform=by_row + moved(axes, (column + 0.5) * pitch, 0), linestyle="none",
                     marker="o", markersize=0.3 * em, markerfacecolor=fonts.palette.muted, markeredgewidth=0,
                     clip_on=False, gid=f"claimed:{who}:{column}")  # fmt: skip
        axes.add_artist(dot)
        drawn.append(dot)
    return drawn


_KIND = Kind(_build, _draw, give_way=numbered)
