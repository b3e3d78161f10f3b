"""Texts that the fonts of this machine can write: never boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from estimates.layout import Cell, Picture, Row
from estimates.plotting.font_metrics import Type, tell_once

# A title, or a part of one, of which nothing can be written.
_EMPTY = re.compile("[:,] “?…”?(?=[,;.]|$)")


def texts_of(picture: Picture) -> Iterator[str]:
    """Yield all that a picture writes."""
    yield from picture.foot
    yield from (column.heading for column in picture.columns)
    for panel in picture.panels:
        yield panel.title
        yield panel.subtitle
        for row in panel.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def writable(picture: Picture, fonts: Type) -> Picture:
    """Return the picture with names in their romanised form, and other texts with an ellipsis, where no font serves.

    What has been left out is said once, with what would help.
    """
    if not fonts.lacking:
        return picture
    letters = "".join(sorted(fonts.lacking))
    tell_once(
        f"no font on this machine has {letters[:12]}{'…' if len(letters) > 12 else ''}: names are drawn in their "
        "romanised form, and other such letters as an ellipsis; install a font that has them, Noto Sans CJK for one"
    )
    panels = tuple(
        evolve(
            panel,
            title=_without(panel.title, fonts),
            subtitle=_without(panel.subtitle, fonts),
            rows=tuple(evolve(row, cells=tuple(_cell(cell, row, fonts) for cell in row.cells)) for row in panel.rows),
        )
        for panel in picture.panels
    )
    columns = tuple(evolve(column, heading=_without(column.heading, fonts)) for column in picture.columns)
    return evolve(picture, panels=panels, columns=columns, foot=tuple(_foot(text, fonts) for text in picture.foot))


def _cell(cell: Cell, row: Row, fonts: Type) -> Cell:
    if all(map(fonts.writes, cell.paragraphs)):
        return cell
    if cell.column in ("claimant", "native_name") and row.estimate is not None:
        who = row.estimate.claimant
        name = _without(who.name, fonts)
        if not any(map(str.isalnum, name)):  # nothing of the name is left: the id is at least a name
            name = _without(who.id, fonts)
        return evolve(cell, paragraphs=(name,))
    return evolve(cell, paragraphs=tuple(_without(text, fonts) for text in cell.paragraphs))


def _foot(text: str, fonts: Type) -> str:
    """Return a paragraph of the foot; of a work whose title cannot be written its author and year remain."""
    left = _without(text, fonts)
    return left if left == text else _EMPTY.sub("", left)


def _without(text: str, fonts: Type) -> str:
    """Return a text with an ellipsis for each run of letters that cannot be written."""
    if fonts.writes(text):
        return text
    out: list[str] = []
    for letter in text:
        if letter not in fonts.lacking:
            out.append(letter)
        elif not out or out[-1] != "…":
            out.append("…")
    return "".join(out)
