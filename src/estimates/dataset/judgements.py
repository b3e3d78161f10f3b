"""Bias notes, links, statements and schools out of records, with a fault for each id that names nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from estimates.dataset.cells import Record, Unread, resolved
from estimates.dataset.schema import BIAS, STATEMENTS
from estimates.errors import EstimatesError, Fault, nearest
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Link
from estimates.model.ranges import Range
from estimates.model.statements import School, Statement


def bias_note_of(
    record: Record, estimates: Any, everybody: Any, subject_sides: set[str] | None, faults: list[Fault]
) -> BiasNote | None:
    """Return the judgement of a record, or None where it is at fault; sides are None where they could not be read."""
    said_by = next(resolved(record, "said_by", everybody, "claimant", faults), None)
    for column, known, what in (("about_estimate", estimates, "estimate"), ("about_claimant", everybody, "claimant")):
        for _ in resolved(record, column, known, what, faults):
            pass
    claimants = None if isinstance(everybody, Unread) else {who.side for who in everybody.values() if who} - {""}
    for column, sides in (("about_side", claimants), ("about_subject_side", subject_sides)):
        if record[column] and sides is not None and record[column] not in sides:
            message = f"no claimant and no estimand has this side{nearest(record[column], sides)}"
            faults.append(Fault(record.file, record.row, column, record[column], message))
            record.breaks(column)
    v = record.named(BIAS)
    low, high = v.pop("factor_low"), v.pop("factor_high")
    try:
        factor = None if low is high is None else Range(low, high)
        return None if record.broken or said_by is None else BiasNote(**{**v, "said_by": said_by, "factor": factor})
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def link_of(record: Record, estimates: Any, faults: list[Fault]) -> Link | None:
    """Return the link of a record, or None where it is at fault."""
    for column in ("from", "to"):
        for _ in resolved(record, column, estimates, "estimate", faults):
            pass
    if record["from"] and record["from"] == record["to"]:
        faults.append(Fault(record.file, record.row, "to", record["to"], "links the estimate to itself; name another"))
        return None
    if record.broken:
        return None
    try:
        return Link(record["from"], record["relation"], record["to"], source=record["source"], note=record["note"])
    except EstimatesError:
        return None  # its column is missing, which is a fault of the table


def statement_of(
    record: Record, known: Mapping[str, Mapping[str, Any]], everybody: Mapping[str, Claimant | None],
    faults: list[Fault],
) -> Statement | None:  # fmt: skip
    """Return the statement of a record, or None where it is at fault; `known` has what each column may name."""
    said_by = next(resolved(record, "said_by", everybody, "claimant", faults), None)
    for column, things in known.items():
        for _ in resolved(record, column, things, column.removeprefix("about_"), faults):
            pass
    if record["about_statement"] and record["about_statement"] == record["id"]:
        message = "is the statement itself; name another"
        faults.append(Fault(record.file, record.row, "about_statement", record["id"], message))
        return None
    try:
        values = {**record.named(STATEMENTS), "said_by": said_by}
        return None if record.broken or said_by is None else Statement(**values)
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def school_of(record: Record, everybody: Mapping[str, Claimant | None], faults: list[Fault]) -> School | None:
    """Return the assignment of a record, or None where it is at fault."""
    who = next(resolved(record, "claimant", everybody, "claimant", faults), None)
    said_by = next(resolved(record, "said_by", everybody, "claimant", faults), None)
    if record.broken or who is None:
        return None
    try:
        return School(who, record["school"], said_by, record["source"])
    except EstimatesError:
        return None  # its column is missing, which is a fault of the table
