"""A Dataset to its folder, losing nothing, all of it or none."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

from estimates.dataset.exchange import exchanged, folder_to_write
from estimates.dataset.reading import read
from estimates.dataset.schema import DESCRIPTOR, FORMAT, PROFILE, SOURCES, TABLES, VERSION, table_schema
from estimates.errors import ClaimError, WriteError
from estimates.files import cannot, usable_path
from estimates.model.claims import BiasNote, Estimand, Estimate, Link
from estimates.model.dossiers import Dataset
from estimates.model.markup import to_cell
from estimates.model.sources import Citation, cell
from estimates.model.statements import School, Statement

_OURS = (DESCRIPTOR, *(f"{table}.csv" for table in TABLES), f"{SOURCES}.json")
_MEDIA = {"csv": "text/csv", "json": "application/vnd.citationstyles.csl+json"}


def write(dataset: Dataset, folder: str | os.PathLike[str]) -> Path:
    """Write a dataset as a folder: a Tabular Data Package, with the works in CSL-JSON.

    The folder is made beside its place, read back and compared, and only then exchanged for the former one as a whole:
    a failure or an interrupt at any moment leaves the one or the other, and programs that write at once take turns.
    Files of yours in the former folder are carried over; a link is written through and stays a link.

    Parameters
    ----------
    dataset : Dataset
    folder : path
        A new folder, an empty one, or a dataset's folder to replace.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    ClaimError
        If the folder holds something else than a dataset, or if the dataset holds a scenario: what a user supposes is
        not what the sources say.
    DatasetError
        If the dataset could not be read back; then nothing is written.
    WriteError
        If the disk is full, a permission is missing, or a link leads nowhere; then nothing is written.
    """
    if not isinstance(dataset, Dataset):
        raise ClaimError(
            f"write() takes a dataset (got {type(dataset).__name__}); of a dossier, write the dataset that it came from"
        )
    supposed = [dossier.estimand.id for dossier in dataset.values() if dossier.scenario]
    if supposed:
        raise ClaimError(
            f"not written: the numbers of a scenario are the user's, not the sources' ({', '.join(supposed)}); "
            "write the dataset as it was read, and keep what you suppose beside it"
        )
    path = usable_path(folder, "a dataset")
    if path.suffix.lower() in (".csv", ".xlsx", ".json") and not os.path.isdir(path):
        raise ClaimError(f"a dataset is written as a folder, and {path.name!r} is a file's name; leave out the ending")
    target = folder_to_write(path)
    try:
        if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not (target / DESCRIPTOR).is_file())):
            raise ClaimError(f"{str(target)!r} holds something else than a dataset; choose a new or empty folder")
        with exchanged(target, frozenset(_OURS)) as fresh:
            for name in _OURS:
                _place(fresh, name).unlink(missing_ok=True)
            for name, text in _files(dataset).items():
                _write(_place(fresh, name), text)
            _compare(dataset, fresh)
    except OSError as error:
        if isinstance(error, WriteError):
            raise
        raise cannot(f"the dataset cannot be written to {str(target)!r:.300}", error) from error
    return path


def _place(folder: Path, name: str) -> Path:
    """Return where a file of ours is written in a new folder: through a link that stays within it."""
    place = folder / name
    if place.is_symlink() and not Path(os.readlink(place)).is_absolute():
        real = Path(os.path.realpath(place))
        if real.is_relative_to(os.path.realpath(folder)):
            return real
    return place


def _write(place: Path, text: str) -> None:
    with place.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _compare(dataset: Dataset, folder: Path) -> None:
    """Raise unless the folder says what the dataset says."""
    again = read(folder)
    if again != dataset:
        parts = [
            name
            for name in (
                "_dossiers",
                "_claimants",
                "_sources",
                "bias_notes",
                "links",
                "statements",
                "schools",
                "metadata",
            )
            if getattr(again, name) != getattr(dataset, name)
        ]
        raise ClaimError(
            "the dataset holds what its tables cannot: after writing, "
            f"{', '.join(part.lstrip('_') for part in parts) or 'its descriptor'} would differ"
        )


def _files(dataset: Dataset) -> dict[str, str]:
    files = {f"{name}.csv": _csv(name, rows) for name, rows in _tables(dataset).items()}
    files[f"{SOURCES}.json"] = _json([source.csl for source in dataset.sources.values()])
    return {DESCRIPTOR: _json(_descriptor(dataset, list(files))), **files}


def _tables(dataset: Dataset) -> dict[str, list[dict[str, Any]]]:
    return {
        "estimands": [_estimand(dossier.estimand) for dossier in dataset.values()],
        "claimants": [_plain(claimant, "claimants") for claimant in dataset.claimants.values()],
        "estimates": [_estimate(estimate, name) for name, dossier in dataset.items() for estimate in dossier],
        "bias": [_bias_note(note) for note in dataset.bias_notes],
        "links": [_link(link) for link in dataset.links],
        "statements": [_statement(statement) for statement in dataset.statements],
        "schools": [_school(school) for school in dataset.assignments],
    }


def _descriptor(dataset: Dataset, files: list[str]) -> dict[str, Any]:
    descriptor: dict[str, Any] = {"$schema": PROFILE, "name": dataset.name, FORMAT: VERSION}
    for name in ("title", "version", "description"):
        if getattr(dataset, name):
            descriptor[name] = getattr(dataset, name)
    if dataset.licence:
        descriptor["licenses"] = [{"name": dataset.licence}]
    descriptor |= dataset.metadata
    resources = []
    for file in files:
        name, _, ending = file.partition(".")
        resource: dict[str, Any] = {
            "name": name,
            "path": file,
            "format": ending,
            "mediatype": _MEDIA[ending],
            "encoding": "utf-8",
        }
        if name in TABLES:
            resource |= {"type": "table", "schema": table_schema(name)}
        resources.append(resource)
    return {**descriptor, "resources": resources}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _csv(table: str, rows: list[dict[str, Any]]) -> str:
    names = [column.name for column in TABLES[table]]
    names += sorted({name for row in rows for name in row} - set(names))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # a lone \r is a line's end to a reader
    (careful if any("\r" in name for name in names) else writer).writerow(map(to_cell, names))
    for row in rows:
        chosen = careful if any("\r" in str(value) for value in row.values()) else writer
        chosen.writerow([to_cell(_text(row.get(name))) for name in names])
    return out.getvalue()


def _text(value: Any) -> str:
    """Return a value as its cell: nothing for what is absent or false, digits without exponents for a number."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, tuple):
        return "; ".join(cell(part) if isinstance(part, Citation) else str(part) for part in value)
    if isinstance(value, float):
        from decimal import Decimal

        return format(Decimal(repr(value)), "f")
    return str(value)


def _plain(thing: object, table: str) -> dict[str, Any]:
    return {column.name: getattr(thing, column.name) for column in TABLES[table]}


def _estimand(estimand: Estimand) -> dict[str, Any]:
    return _plain(estimand, "estimands")


def _estimate(estimate: Estimate, estimand: str) -> dict[str, Any]:
    row: dict[str, Any] = {"estimand": estimand, **dict(estimate.extra)}
    for column in TABLES["estimates"]:
        if column.name == "claimant":
            row["claimant"] = estimate.claimant.id
        elif column.name != "estimand":
            holder = estimate if hasattr(estimate, column.name) else estimate.share or estimate.range
            row[column.name] = getattr(holder, column.name)
    blank = {"scope": "same", "standing": "stands"}
    return {name: "" if blank.get(name) == value else value for name, value in row.items()}


def _statement(statement: Statement) -> dict[str, Any]:
    return {**_plain(statement, "statements"), "said_by": statement.said_by.id}


def _school(school: School) -> dict[str, Any]:
    said_by = school.said_by.id if school.said_by is not None else ""
    return {"claimant": school.claimant.id, "school": school.school, "said_by": said_by, "source": school.source}


def _bias_note(note: BiasNote) -> dict[str, Any]:
    row = {column.name: getattr(note, column.name, None) for column in TABLES["bias"]}
    factor = note.factor
    return row | {
        "said_by": note.said_by.id,
        "factor_low": factor.low if factor else None,
        "factor_high": factor.high if factor else None,
    }


def _link(link: Link) -> dict[str, Any]:
    return {"from": link.from_id, "relation": link.relation, "to": link.to_id, "source": link.source, "note": link.note}
