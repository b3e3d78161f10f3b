"""Say once what most rows share: a line under the title instead of a column of one word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from estimates.layout.figure_model import Cell, Column, Panel, Picture, Row

REMARK: Final = "remark"
# What this part of the rows share is said once; with fewer rows than these nothing is.
SHARED, FEWEST = 0.7, 4
_ALWAYS = frozenset({"claimant", "words", "judged", "claimed", "id"})


def said_once(picture: Picture) -> Picture:
    """Return the picture with columns of one value as a line under the title, and frequent values said there once.

    A column in which each panel has one value only is dropped. Of the others, what 70 % of the rows of a panel say is
    said once, "unless noted", and stands in none of these rows. What a panel of fewer than four rows says stays.
    """
    for column in picture.columns:
        if column.name in _ALWAYS:
            continue
        if _one_value(column, picture.panels):
            panels = [_with_line(panel, column, _values(column, panel)[0]) for panel in picture.panels]
            columns = tuple(other for other in picture.columns if other is not column)
            picture = evolve(picture, panels=tuple(panels), columns=columns)
        else:
            picture = evolve(picture, panels=tuple(_most(panel, column) for panel in picture.panels))
    return picture


def _values(column: Column, panel: Panel) -> list[str]:
    return [row.text(column.name) for row in panel.rows if row.kind == "claim"]


def _one_value(column: Column, panels: Sequence[Panel]) -> bool:
    found = [_values(column, panel) for panel in panels]
    return all(values[0] and len(set(values)) == 1 for values in found if values) and any(len(v) > 1 for v in found)


def _with_line(panel: Panel, column: Column, value: str, *, unless_noted: bool = False) -> Panel:
    language = panel.language
    said = value if column.name == REMARK else language.named(language.within(column.heading), value)
    said = language.captions.unless_noted.format(said=said) if unless_noted else said
    return evolve(panel, subtitle=language.items([panel.subtitle, said]))


def _most(panel: Panel, column: Column) -> Panel:
    """Return a panel in which a value that most of its rows have is said once."""
    values = _values(column, panel)
    if len(values) < FEWEST:
        return panel
    value, count = Counter(values).most_common(1)[0]
    # Of remarks only one can be said of most rows: what the others say instead has a name. An empty cell would pass for
    # the value that is said once.
    if column.name == REMARK and not value.startswith(panel.language.terms.scopes["unclear"]):
        return panel
    if not value or count < SHARED * len(values) or count == len(values) or ("" in values and column.name != REMARK):
        return panel
    rows = tuple(
        _quiet(row, column, value, panel.language.captions.same_scope) if row.kind == "claim" else row
        for row in panel.rows
    )
    return _with_line(evolve(panel, rows=rows), column, value, unless_noted=True)


def _quiet(row: Row, column: Column, value: str, same_scope: str) -> Row:
    cells = []
    for cell in row.cells:
        if cell.column == column.name and " ".join(cell.paragraphs) == value:
            cell = Cell(cell.column, ())
        elif cell.column == column.name == REMARK and not cell.paragraphs:
            cell = Cell(cell.column, (same_scope,))
        cells.append(cell)
    return evolve(row, cells=tuple(cells))
