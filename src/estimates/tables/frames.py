"""Claims, and what is computed from them, as data frames."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import fields_dict, has

from estimates.analysis.comparison import Comparison
from estimates.analysis.pooling import Pooled
from estimates.errors import ClaimError, PoolingError
from estimates.layout.columns import COLUMNS, ClaimContext, own_columns
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.descriptions import marked
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import Number
from estimates.model.ranges import Range

if TYPE_CHECKING:
    import pandas as pd

_NUMBERS = ("low", "high", "best")
_FLAGS = ("approximate", "low_open", "high_open")


def to_frame(x: Any) -> pd.DataFrame:
    """Return claims, or what is computed from them, as a data frame.

    Parameters
    ----------
    x : Dossier, Dataset, Estimate, Comparison, Pooled, BiasModel, result of a Ledger, or sequence of rows
        Claims give one row a claim, pools one row a pool, a comparison one row a pair, the result of a ledger one row
        an estimand, a bias model one row a factor, with its anchor, and whatever comes as a sequence of rows (tensions,
        what leaving one out does, the adjusted figures of a bias model, faults) one row each.

    Returns
    -------
    DataFrame
        Of claims: the columns that figures and paper tables have, by the same names. They are those of a dataset's
        table of estimates, with ``claimant`` as the name; ``native_name``, ``role``, ``side`` and ``school`` of the
        claimant; ``words``, the claim in words; ``kind`` and ``reading`` of the range; ``judged``, the judgements that
        reach the claim; then the columns of a user's own table. ``low``, ``high`` and ``best`` are nullable: ``<NA>``
        is an end that no one has stated, not zero and not infinity. Of rows: a column a field; a range stands as its
        text with its ends beside it (``NAME_low``, ``NAME_high``), a claim as its id.

    Raises
    ------
    ClaimError
        If `x` is none of these.

    See Also
    --------
    to_html, to_latex, to_docx : Tables for print.
    write : A dataset as a folder or workbook.
    read : The way back from claims.

    Notes
    -----
    The texts stand in the frame as they are in the data. In a file that somebody opens in a spreadsheet program, text
    that begins with ``=``, ``+``, ``-`` or ``@`` runs as a formula; `estimates.write` makes files that are safe there.

    Examples
    --------
    >>> from estimates import load
    >>> to_frame(load("nanking-1937")["garrison"])[["claimant", "low", "high"]]
              claimant     low    high
    0      David Askew   73790   81500
    1     Ikuhiko Hata  100000  100000
    2  Tokushi Kasahara  150000  150000
    """
    import pandas as pd

    if hasattr(x, "columns") and callable(x.columns):
        return pd.DataFrame(x.columns())
    if isinstance(x, Comparison):
        return pd.DataFrame(_field_rows(x.pairs))
    if isinstance(x, Pooled):
        x = (x,)
    several = isinstance(x, Sequence) and not isinstance(x, (Dossier, str))
    if several and x and all(isinstance(row, Pooled) for row in x):
        return pd.DataFrame(_with_scenario([_pool_row(row) for row in x], [marked(row.dossier.estimand) for row in x]))
    if several and not (x and all(isinstance(row, Estimate) for row in x)) and all(map(has, map(type, x))):
        return pd.DataFrame(_field_rows(x))
    claims = list(_claims(x))
    columns = [*COLUMNS.values(), *own_columns(each.estimate for each in claims).values()]
    rows = [{column.name: column.value(each) for column in columns} for each in claims]
    rows = _with_scenario(rows, [marked(each.estimate) for each in claims])
    names = list(rows[0]) if rows else list(COLUMNS)
    frame = pd.DataFrame({name: [row[name] for row in rows] for name in names}, dtype=object)
    numbers = [row[name] for row in rows for name in _NUMBERS if row[name] is not None]
    types = dict.fromkeys(_NUMBERS, _number_type(numbers)) | dict.fromkeys(_FLAGS, "bool")
    return frame.astype({name: types.get(name, "str") for name in names})


def _number_type(numbers: Sequence[Number]) -> str:
    """Return the type of columns of numbers; where pandas has none that holds the largest, they stay as they are."""
    if all(isinstance(number, int) for number in numbers):
        return "Int64" if all(number < 2**63 for number in numbers) else "object"
    return "Float64" if all(number <= sys.float_info.max for number in numbers) else "object"


def _pool_row(pooled: Pooled) -> dict[str, Any]:
    """Return what a pool says as cells: its median and the interval that it prints, or the reason why it has none."""
    found: dict[str, Any] = {
        "estimand": pooled.dossier.estimand.id, "method": pooled.method,
        "assumptions": ", ".join(f"{name} {value}" for name, value in pooled.assumptions.items()),
    }  # fmt: skip
    reason = ""
    for name in ("median", "interval"):
        r: Range | None = None
        try:
            r = pooled.median if name == "median" else pooled.interval(pooled.level)
        except PoolingError as error:
            reason = str(error)
        ends = {"low": r.low, "high": r.high} if r is not None else {"low": None, "high": None}
        found |= {name: "" if r is None else str(r), **{f"{name}_{end}": value for end, value in ends.items()}}
    return found | {
        "level": pooled.level, "claims": len(pooled.used), "set_aside": len(pooled.set_aside),
        "target": pooled.target, "reason": reason,
    }  # fmt: skip


def _claims(x: Any) -> Iterator[ClaimContext]:
    if isinstance(x, Estimate):
        yield ClaimContext(x)
    elif isinstance(x, Dossier):
        yield from (ClaimContext(estimate, x.estimand, x.notes_on(estimate)) for estimate in x)
    elif isinstance(x, Dataset):
        yield from (claims for dossier in x.values() for claims in _claims(dossier))
    elif isinstance(x, Sequence) and x and all(isinstance(one, Estimate) for one in x):
        yield from map(ClaimContext, x)
    else:
        message = "a table is made of a dossier, a dataset, a comparison, a pool, or rows of ours"
        raise ClaimError(f"{message} {got(x)}")


def _with_scenario(rows: list[dict[str, Any]], marks: list[str]) -> list[dict[str, Any]]:
    """Return the rows with a column that marks what rests on a user's supposition, where any does."""
    return [{**row, "scenario": mark} for row, mark in zip(rows, marks)] if any(marks) else rows


def _field_rows(x: Sequence[Any]) -> list[dict[str, Any]]:
    return _with_scenario([_fields(row) for row in x], ["; ".join(dict.fromkeys(_marks(row))) for row in x])


def _marks(value: Any) -> Iterator[str]:
    """Yield the marks of the supposed claims that one of our rows holds."""
    if isinstance(value, Estimate):
        yield from filter(None, [marked(value)])
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _marks(part)
    elif has(type(value)):
        for name in fields_dict(type(value)):
            yield from _marks(getattr(value, name.lstrip("_")))


def _fields(row: Any) -> dict[str, Any]:
    """Return the fields of one of our rows, each in the form that a cell takes."""
    cells: dict[str, Any] = {}
    for name in fields_dict(type(row)):
        value = getattr(row, name.lstrip("_"))
        if isinstance(value, Range):
            cells |= {name: str(value), f"{name}_low": value.low, f"{name}_high": value.high}
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: Any) -> Any:
    if isinstance(value, (Estimate, Estimand)):
        return value.id
    if isinstance(value, (tuple, list)):
        return "; ".join(str(_cell(part)) for part in value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
