"""A figure as one interactive page: the same layout as inline SVG, for keyboard, screen reader and mouse."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from estimates.layout import Picture, Row, claim_by_claim, shown_by
from estimates.layout.axis import between_ticks, place_on
from estimates.layout.figure_model import Panel
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.marks import MARKS, dashes, is_short, triangle_edge, triangle_outline
from estimates.model.markup import escape_html, isolated, one_line
from estimates.plotting.artists import colour_of
from estimates.plotting.column_widths import HEADING, TRIANGLE
from estimates.plotting.font_metrics import Type
from estimates.plotting.live import LiveFigure, live_of
from estimates.plotting.mark_artists import blended, ink_of
from estimates.plotting.placement import (
    BETWEEN_PANELS,
    FOOT,
    LEAD,
    MARGIN,
    SUBTITLE,
    TICK,
    TITLE,
    PlacedPanel,
    PlacedRow,
    Sheet,
    whole,
)  # fmt: skip
from estimates.plotting.room import root
from estimates.plotting.svg_details import detail, identity, spoken
from estimates.plotting.svg_page import SCRIPT, STYLE, Interactive


def interactive(ax: Any) -> Interactive:
    """Return a figure of ours as an interactive page: each claim can be reached by keyboard, and says where it is from.

    Tab and the arrow keys go from claim to claim in the order in which they stand. Focus or hover shows a claim's
    wording, its source, its scope and the judgements on it, and lights up the other claims of its claimant; buttons
    sort by value, date or name. For screen readers the claims are a list, and the figure has a title and a description.
    A figure that has no rows (a timeline, a support plot) is shown as it is drawn, with its description.

    Parameters
    ----------
    ax : Axes or Figure

    Returns
    -------
    Interactive
        A notebook shows it; ``.save("figure.html")`` writes one file that needs no other.

    Raises
    ------
    ClaimError
        If it shows nothing of ours.

    See Also
    --------
    savefig : A file for print.
    plot_intervals : One figure, claim by claim.

    Examples
    --------
    >>> import estimates as es
    >>> import matplotlib.pyplot as plt
    >>> ax = es.plot_intervals(es.load("nanking-1937")["garrison"])
    >>> "David Askew" in es.interactive(ax).html
    True
    >>> plt.close(ax.figure)
    """
    lives = list(dict.fromkeys(live_of(ax))) if isinstance(ax, Axes) or hasattr(ax, "axes") else []
    if not lives:
        shown_by(ax, None)
    for live in lives:
        live.update()
    parts = [_of_rows(live) if any(panel.rows for panel in live.found.sheet.panels) else _as_drawn(live)
             for live in lives]  # fmt: skip
    title = one_line("; ".join(panel.title for live in lives for panel in live.picture.panels))
    return Interactive("\n".join(parts), title, lives[0].picture.language.code)


def _as_drawn(live: LiveFigure) -> str:
    """Return a figure without rows as matplotlib draws it, with its title and its description."""
    held = io.StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "estimates"}):
        root(live.axes[0]).savefig(held, format="svg", metadata={"Date": None})
    drawn = held.getvalue()
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    key = _key(drawn)
    head = _described(live.picture, key)
    opened = re.sub(r"<svg ", f'<svg role="img" aria-labelledby="{key}-t {key}-d" ', drawn, count=1)
    start = opened.index(">") + 1
    return f'<figure class="es-figure" id="{key}"><style>{STYLE}</style>{opened[:start]}{head}{opened[start:]}</figure>'


def _described(picture: Picture, key: str) -> str:
    title = one_line("; ".join(panel.title for panel in picture.panels))
    told = isolated(escape_html(one_line(claim_by_claim(picture).replace("\n", " "))))
    return f'<title id="{key}-t">{escape_html(title)}</title><desc id="{key}-d">{told}</desc>'


def _key(text: str) -> str:
    return f"es{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _of_rows(live: LiveFigure) -> str:
    """Return a figure row by row."""
    sheet, fonts, picture = live.found.sheet, live.found.fonts, live.found.picture
    em = fonts.size
    top, panels = MARGIN * em, []
    for number, placed in enumerate(sheet.panels):
        panels.append(_panel(sheet, number, placed, fonts, top))
        top += placed.head + placed.height + placed.below + BETWEEN_PANELS * em
    foot = [_text(MARGIN * em, top + (1.3 + n * LEAD) * FOOT * em, line, fonts, fonts.palette.secondary, FOOT)
            for n, line in enumerate(sheet.foot)]  # fmt: skip
    width = sheet.width + 2 * MARGIN * em
    height = top + sheet.foot_height + MARGIN * em
    body = "".join(panels)
    key = _key(body)
    details = "".join(detail(row, panel, key) for panel in picture.panels for row in panel.rows if row.estimate)
    family = escape_html(", ".join(f"'{name}'" if " " in name else name for name in fonts.families))
    sorts = "".join(f'<button type="button" data-by="{by}" aria-pressed="{"true" if by == "drawn" else "false"}">'
                    f"{words}</button>" for by, words in _sorts(picture.language).items())  # fmt: skip
    page = picture.language.page
    buttons = f'<div class="es-sort" role="group" aria-label="{page.sort_claims}">{page.sort}{sorts}</div>'
    buttons = buttons if details else ""
    return (
        f'<figure class="es-figure" id="{key}" style="--ground:{fonts.palette.ground};--ink:{fonts.palette.text}">'
        f"<style>{STYLE}</style>{buttons}"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width * 4 / 3)}" '
        f'font-family="{family}" style="max-width:100%;height:auto;background:{fonts.palette.ground}">'
        f"{_described(picture, key)}"
        f'<g role="img" aria-labelledby="{key}-t {key}-d">{_ground(sheet, fonts)}{"".join(foot)}</g>'
        f"{body.replace('@KEY@', key)}</svg>"
        f'<div class="es-details" aria-live="polite">{details}</div>'
        f"<script>({SCRIPT})({key!r})</script></figure>"
    )


def _sorts(language: Catalogue) -> dict[str, str]:
    page = language.page
    return {"drawn": page.drawn, "value": page.value, "date": page.date, "name": page.name}


def _ground(sheet: Sheet, fonts: Type) -> str:
    """Return titles, headings, axes and ticks: what is not a claim."""
    em, palette, found = fonts.size, fonts.palette, []
    x0, top = MARGIN * em + sheet.left, MARGIN * em
    for placed in sheet.panels:
        y = top + TITLE * em
        for line in placed.title:
            found.append(_text(MARGIN * em, y, line, fonts, palette.text, TITLE, bold=True))
            y += TITLE * LEAD * em
        y += (1.55 - TITLE * LEAD) * em if placed.title else 0.55 * em
        for line in placed.subtitle:
            found.append(_text(MARGIN * em, y, line, fonts, palette.secondary, SUBTITLE))
            y += SUBTITLE * LEAD * em
        start = top + placed.head
        for column in sheet.picture.columns:
            x = _edge(sheet, column.name, x0)
            right = column.align == "right"
            x -= sheet.indent if column == sheet.picture.columns[0] and column.side == "left" else 0.0
            found.append(_text(x + (sheet.widths[column.name] if right else 0.0), start - 0.55 * em, column.heading,
                               fonts, palette.secondary, HEADING, right=right))  # fmt: skip
        found += _axis(placed, sheet, fonts, start)
        top += placed.head + placed.height + placed.below + BETWEEN_PANELS * em
    return "".join(found)


def _axis(placed: PlacedPanel, sheet: Sheet, fonts: Type, start: float) -> Iterator[str]:
    em, palette = fonts.size, fonts.palette
    x0, foot = MARGIN * em + sheet.left, start + placed.height
    for tick in placed.axis.ticks:
        x = x0 + place_on(placed.axis, tick) * sheet.axis_width
        yield _line(x, start, x, foot, palette.rule, 0.09 * em)
        yield _line(x, foot, x, foot + 0.38 * em, palette.secondary, 0.09 * em)
        yield _text(
            x,
            foot + (0.7 + TICK) * em,
            placed.panel.language.number(whole(tick)),
            fonts,
            palette.secondary,
            TICK,
            middle=True,
        )
    for tick in between_ticks(placed.axis):
        x = x0 + place_on(placed.axis, tick) * sheet.axis_width
        yield _line(x, foot, x, foot + 0.2 * em, palette.secondary, 0.07 * em)
    if placed.axis.ticks:
        yield _line(x0, foot, x0 + sheet.axis_width, foot, palette.secondary, 0.09 * em)
    label = placed.panel.xlabel
    for n, line in enumerate(fonts.lines(label, sheet.axis_width, HEADING) if label else ()):
        y = foot + (2.15 + HEADING * (0.8 + n * LEAD)) * em
        yield _text(x0 + sheet.axis_width / 2, y, line, fonts, palette.secondary, HEADING, middle=True)


def _panel(sheet: Sheet, number: int, placed: PlacedPanel, fonts: Type, top: float) -> str:
    """Return the rows of a panel as a list."""
    start = top + placed.head
    panel = sheet.picture.panels[number]
    rows = []
    ends = [*(row.y for row in placed.rows[1:]), placed.height]
    for place, (row, end) in enumerate(zip(placed.rows, ends)):
        rows.append(_row(sheet, row, panel, fonts, (start, end - row.y, place)))
    language, count = panel.language, len(panel.dossier) or len(rows)
    label = escape_html(one_line(language.of(language.page.rows, count, title=panel.title)))
    return f'<g role="list" aria-label="{label}">{"".join(rows)}</g>'


def _row(sheet: Sheet, placed: PlacedRow, panel: Panel, fonts: Type, at: tuple[float, float, int]) -> str:
    """Return one row, around y = 0: what it says for screen readers, its hairline, its marks and its texts."""
    em, row, (start, high, place) = fonts.size, placed.row, at
    x0 = MARGIN * em + sheet.left
    moved = f'transform="translate(0 {_n(start + placed.y)})" data-y="{_n(start + placed.y)}" data-place="{place}"'
    inner = [*_marks(row, panel, x0, sheet, fonts), *_cells(sheet, placed, fonts, x0)]
    if row.kind == "heading":
        return f'<g class="es-heading" role="presentation" {moved}>{"".join(inner)}</g>'
    rule = _line(x0, 0, x0 + sheet.axis_width, 0, fonts.palette.rule, 0.09 * em)
    back = (f'<rect class="es-back" x="0" y="{_n(-1.0 * em)}" width="{_n(sheet.width + 2 * MARGIN * em)}" '
            f'height="{_n(max(high, 1.8 * em))}" fill="transparent"/>')  # fmt: skip
    e = row.estimate
    if e is None:
        label = escape_html(one_line(" ".join(cell for c in sheet.picture.columns if (cell := row.text(c.name)))))
        return f'<g class="es-row" role="listitem" aria-label="{label}" {moved}>{back}{rule}{"".join(inner)}</g>'
    value = min((float(end) for end in (e.range.low, e.range.high) if end is not None), default=float("inf"))
    date = "-".join(f"{part:05d}" for part in e.claimed.earliest) if e.claimed and e.claimed.earliest else "~"
    keyed = (f'data-claim="{identity(e.id)}" data-who="{escape_html(one_line(e.claimant.id))}" '
             f'data-value="{value if value != float("inf") else 1e308:.17g}" data-date="{date}" '
             f'data-name="{escape_html(one_line(e.claimant.name.casefold()))}"')  # fmt: skip
    label = isolated(escape_html(one_line(spoken(row, panel))))
    return (f'<g class="es-row es-claim" role="listitem" tabindex="0" aria-label="{label}" '
            f'aria-describedby="@KEY@-{identity(e.id)}" {keyed} {moved}>{back}{rule}{"".join(inner)}</g>')  # fmt: skip


def _marks(row: Row, panel: Panel, x0: float, sheet: Sheet, fonts: Type) -> Iterator[str]:
    em, palette = fonts.size, fonts.palette
    ink = ink_of(row.tone, palette)

    def at(value: float) -> float:
        return x0 + min(max(place_on(panel.axis, value), 0.0), 1.0) * sheet.axis_width

    for mark in row.marks:
        definition = MARKS[mark.kind]
        if mark.kind == "summary" and mark.to is not None and mark.peak is not None:
            half = definition.size / 2 * em
            middle = at(mark.peak)
            least = definition.least / 2 * em
            left, right = min(at(mark.x), middle - least), max(at(mark.to), middle + least)
            yield _diamond(left, middle, right, half, ink)
        elif mark.kind == "stub":
            thick = definition.size * em * (2.0 if row.tone == "pool" else 1.0)
            for start, end, strength in dashes(mark, panel.axis, sheet.axis_width / em):
                red, green, blue = (round(255 * part) for part in blended(ink, strength, palette.ground))
                yield _line(at(start), 0, at(end), 0, f"rgb({red},{green},{blue})", thick)
        elif mark.to is not None:
            if is_short(mark, panel.axis):
                middle, half = (at(mark.x) + at(mark.to)) / 2, definition.least / 2 * em
                yield _diamond(middle - half, middle, middle + half, half, ink)
                continue
            yield _line(at(mark.x), 0, at(mark.to), 0, ink, definition.size * em)
            if row.tone == "aside" and mark.kind == "bar":
                yield _line(at(mark.x), 0, at(mark.to), 0, palette.ground, 0.5 * definition.size * em)
        else:
            hollow = row.tone == "aside" or mark.kind == "square"
            face = "none" if definition.open else palette.ground if hollow else ink
            edge = (0.22 if definition.open else 0.15 if hollow else 0.0) * em
            yield _shape(definition.path, definition.size / 2 * em, at(mark.x), (face, ink, edge))


def _diamond(left: float, middle: float, right: float, half: float, ink: str) -> str:
    points = f"{_n(left)},0 {_n(middle)},{_n(-half)} {_n(right)},0 {_n(middle)},{_n(half)}"
    return f'<polygon points="{points}" fill="{ink}"/>'


def _shape(path: Any, half: float, x: float, look: tuple[str, str, float]) -> str:
    face, ink, edge = look
    style = f'fill="{face}" stroke="{ink}" stroke-width="{_n(edge)}"'
    if path[0][0] == "O":
        return f'<circle cx="{_n(x)}" cy="0" r="{_n(half)}" {style}/>'
    commands = []
    for name, *values in path:
        numbers = [x + value * half if place % 2 == 0 else -value * half for place, value in enumerate(values)]
        commands.append(name + " ".join(map(_n, numbers)))
    return f'<path d="{" ".join(commands)}" {style}/>'


def _cells(sheet: Sheet, placed: PlacedRow, fonts: Type, x0: float) -> Iterator[str]:
    em, row = fonts.size, placed.row
    columns = {column.name: column for column in sheet.picture.columns}
    triangles = iter([triangle for cell in row.cells if cell.column == "judged" for triangle in cell.triangles])
    for block in placed.blocks:
        heading = row.kind == "heading"
        spans = heading or (row.kind == "pool" and block is placed.blocks[0])
        judged = block.column == "judged"
        right = not spans and columns[block.column].align == "right"
        x = MARGIN * em if spans else _edge(sheet, block.column, x0) + (TRIANGLE * em if judged else 0.0)
        x += sheet.widths[block.column] if right else 0.0
        colour = colour_of(block, row, fonts.palette)
        for position, line in enumerate(block.lines, block.start):
            y = 0.36 * em + position * LEAD * em
            yield _text(x, y, line, fonts, colour, 1.0, bold=heading, right=right)
        triangle = next(triangles, None) if judged else None
        if triangle is not None:
            outline = triangle_outline(triangle.direction)
            half, middle, y = 0.46 * em, x - 0.8 * em, block.start * LEAD * em
            points = " ".join(f"{_n(middle + a * half)},{_n(y - b * half)}" for a, b in outline)
            accent = fonts.palette.pool
            filled, edge = triangle_edge(triangle.strength)
            face = accent if filled else "none"
            yield f'<polygon points="{points}" fill="{face}" stroke="{accent}" stroke-width="{_n(edge * em)}"/>'


def _edge(sheet: Sheet, name: str, x0: float) -> float:
    """Return the left edge of a column."""
    column = next(column for column in sheet.picture.columns if column.name == name)
    return sheet.offsets[name] + (x0 if column.side == "left" else x0 + sheet.axis_width)


def _line(x0: float, y0: float, x1: float, y1: float, ink: str, width: float) -> str:
    return (f'<line x1="{_n(x0)}" y1="{_n(y0)}" x2="{_n(x1)}" y2="{_n(y1)}" stroke="{ink}" '
            f'stroke-width="{_n(width)}"/>')  # fmt: skip


def _text(
    x: float, y: float, text: str, fonts: Type, ink: str, size: float, *, bold: bool = False, right: bool = False,
    middle: bool = False,
) -> str:  # fmt: skip
    anchor = ' text-anchor="end"' if right else ' text-anchor="middle"' if middle else ""
    weight = ' font-weight="bold"' if bold else ""
    return (f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(fonts.points(size))}" fill="{ink}"{anchor}{weight}>'
            f"{escape_html(text)}</text>")  # fmt: skip


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
