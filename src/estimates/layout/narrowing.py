"""How a figure of rows and columns gives way where it has too little room: what is moved, and what is dropped."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from estimates.layout.figure_model import Picture, Row
from estimates.layout.once import REMARK


def narrower(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture without the column that is dropped first, and that column's name; None where all must stay.

    When no column is left that may be dropped, the notes and then the numbers stand under the names: who claims what,
    and what the claim counts, is never left out. The foot is as it was.
    """
    ranked = [column for column in picture.columns if column.rank is not None and column.name != REMARK]
    if ranked:
        gone = min(ranked, key=lambda column: column.rank or 0)
        return without(picture, gone.name), (gone.name,)
    less = noted_under_names(picture) or _numbered_under_names(picture)
    return None if less is None else (less, ())


def without(picture: Picture, name: str) -> Picture:
    """Return the picture without a column; with that of judgements its triangles go, and what explains them."""
    less = evolve(picture, columns=tuple(column for column in picture.columns if column.name != name))
    return _with_rows(less, lambda row: evolve(row, notes=())) if name == "judged" else less


def noted_under_names(picture: Picture) -> Picture | None:
    """Return the picture with its notes under the names instead of in a column; None without such columns.

    A column of notes that few rows have leaves most of its width empty, and what it is narrowed by makes rows high.
    """
    known = {column.name for column in picture.columns}
    if not {"claimant", REMARK} <= known:
        return None
    return _with_rows(without(picture, REMARK), _noted_under)


def _numbered_under_names(picture: Picture) -> Picture | None:
    known = {column.name: column for column in picture.columns}
    if not {"claimant", "words"} <= set(known):
        return None
    name, number, language = known["claimant"], known["words"], picture.language
    both = evolve(name, heading=language.listed([name.heading, language.within(number.heading)]))
    columns = tuple(both if column is name else column for column in picture.columns if column is not number)
    return _with_rows(evolve(picture, columns=columns), _numbered_under)


def _with_rows(picture: Picture, change: Callable[[Row], Row]) -> Picture:
    panels = [evolve(panel, rows=tuple(change(row) for row in panel.rows)) for panel in picture.panels]
    return evolve(picture, panels=tuple(panels))


def _noted_under(row: Row) -> Row:
    note = row.text(REMARK)
    cells = [evolve(cell, paragraphs=(*cell.paragraphs, note), quiet=1) if cell.column == "claimant" and note else cell
             for cell in row.cells if cell.column != REMARK]  # fmt: skip
    return evolve(row, cells=tuple(cells))


def _numbered_under(row: Row) -> Row:
    """Return a row with its number under the name and over the note."""
    words = next((cell.paragraphs for cell in row.cells if cell.column == "words"), ())
    cells = []
    for cell in row.cells:
        if cell.column == "claimant":
            loud = len(cell.paragraphs) - cell.quiet
            cell = evolve(cell, paragraphs=(*cell.paragraphs[:loud], *words, *cell.paragraphs[loud:]))
        if cell.column != "words":
            cells.append(cell)
    return evolve(row, cells=tuple(cells))
