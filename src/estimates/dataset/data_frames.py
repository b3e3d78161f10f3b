"""Data frames and tables in memory to raw tables: pandas, polars, pyarrow, columns by name, rows as mappings."""

from __future__ import annotations

import datetime
import math

from estimates.dataset.cell_formats import number_text
from estimates.dataset.findings import Findings
from estimates.dataset.grids import RawTable, too_wide
from estimates.model.markup import from_cell
from estimates.model.table_columns import Columns, columns_of

FRAME = "<frame>"


def frame_table(columns: Columns, findings: Findings) -> RawTable | None:
    """Return the rows of a table in memory; the first row below the header is row 2, as in a spreadsheet."""
    if too_wide(FRAME, 1, len(columns.names), findings):
        return None
    texts = [[cell_text(value) for value in cells] for cells in columns.cells]
    body = [list(cells) for cells in zip(*texts, strict=True)]
    rows = [(number, cells) for number, cells in enumerate(body, 2) if any(cells)]
    return RawTable(FRAME, [(1, list(columns.names)), *rows])


def cell_text(value: object) -> str:
    """Return the value of a cell of a frame as text; whole floats lose their ``.0``.

    Examples
    --------
    >>> cell_text(73790.0), cell_text(True), cell_text(float("nan")), cell_text(None)
    ('73790', 'true', '', '')
    """
    if isinstance(value, str):
        # What looks led, as a spreadsheet's text is, is led once more: in memory an apostrophe is the text's own.
        return f"'{value}" if from_cell(value) != value else str(value)
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "true" if value else "false"
    if isinstance(value, float):
        return "" if math.isnan(value) else number_text(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return f"{value.date().isoformat()} 00:00"  # not EDTF on purpose: a program may have added the day
    try:
        return str(value)
    except ValueError:
        return "<a whole number of more than 4,300 digits>" if isinstance(value, int) else f"<{type(value).__name__}>"
    except Exception:  # whatever an object of somebody else's does when it is asked for its text
        return f"<{type(value).__name__}>"


__all__ = ["FRAME", "Columns", "cell_text", "columns_of", "frame_table"]
