"""Tables with a column for each claimant, or for each figure, as tables with a claim a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from estimates.dataset.cells import records
from estimates.dataset.cited_works import Register
from estimates.dataset.findings import Findings, enumerated
from estimates.dataset.grids import Grid
from estimates.dataset.schema import ESTIMATES

_WORDING = next(column for column in ESTIMATES if column.name == "wording")


def columns_of_words(header: list[str], columns: Mapping[Any, Any]) -> list[str]:
    """Return the columns of a table to which ``columns=`` gives the words of claims, where these are several."""
    named = {one: other for one, other in columns.items() if isinstance(one, str) and isinstance(other, str)}
    found = [name for name in header if named.get(name) == "wording"]
    return found if len(found) > 1 else []


def lengthen(grid: Grid, register: Register, findings: Findings) -> None:
    """Make a row of each claim of a table in which several columns hold the words of claims.

    The name of such a column is the claimant of its claims, or the figure, whichever the table does not have. An empty
    cell is no claim.

    Parameters
    ----------
    grid : Grid
        Changed in place.
    register : Register
    findings : Findings
    """
    if not grid.wide:
        return
    missing = next((name for name in ("claimant", "estimand") if name not in grid.header), "")
    names = enumerated([repr(name) for name in grid.wide])
    if not missing:
        message = (
            f"columns= gives 'wording' to {names}, and their names can be neither claimants nor figures, since the "
            "table has columns for both; give it to one"
        )
        findings.fault(grid.file, grid.header_row, "wording", "", message)
        return
    message = f"the columns {names} hold the words of claims, and the name of each is read as their {missing}"
    findings.notice(grid.file, grid.header_row, "", "", message)
    places = [grid.header.index(name) for name in grid.wide]
    _look_at_cells(grid, places, register, findings)
    kept = [place for place in range(len(grid.header)) if place not in places]
    rows = []
    for number, cells in grid.rows:
        rest = [cells[place] for place in kept]
        stated = [place for place in places if cells[place].strip()]
        rows += [(number, [*rest, grid.header[place], cells[place]]) for place in stated]
        rows += [] if stated else [(number, [*rest, "", ""])]
        grid.named_by_cell.update({(number, cells[place].strip()): grid.header[place] for place in reversed(stated)})
    moved = {old: new for new, old in enumerate(kept)}
    grid.shown = {(row, moved[place]): cell for (row, place), cell in grid.shown.items() if place in moved}
    grid.columns = [grid.columns[place] for place in kept if place < len(grid.columns)]
    grid.header, grid.rows = [*(grid.header[place] for place in kept), missing, "wording"], rows


def name_columns(grids: Iterable[Grid], findings: Findings) -> None:
    """Name in faults of words the column in which they stand, where several columns hold the words of claims."""
    known = {(grid.file, *cell): name for grid in grids for cell, name in grid.named_by_cell.items()}
    for at, fault in enumerate(findings.faults if known else ()):
        name = known.get((fault.file, fault.row or 0, fault.value.strip()))
        if name is not None and fault.column == "wording":
            findings.faults[at] = evolve(fault, column=name)


def _look_at_cells(grid: Grid, places: list[int], register: Register, findings: Findings) -> None:
    """Report cells that show something other than they hold, as in a table with one column of words."""
    for place in places:
        shown = {(row, 0): cell for (row, at), cell in grid.shown.items() if at == place}
        if shown:
            rows = [(number, [cells[place]]) for number, cells in grid.rows if (number, 0) in shown]
            column, found = Grid(grid.file, ["wording"], rows, grid.header_row, shown), Findings()
            records(column, (_WORDING,), register, found)
            name = grid.header[place]
            for one in found.faults:
                findings.fault(one.file, one.row, name, one.value, one.message)
            for note in found.notices:
                findings.notice(note.file, note.row, name, note.value, note.message, note.other_rows)
