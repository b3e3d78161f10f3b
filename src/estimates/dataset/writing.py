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
from estimates.dataset.table_cells import TableCells, table_cells
from estimates.errors import ClaimError, WriteError
from estimates.files import cannot, usable_path
from estimates.model.datasets import Dataset
from estimates.model.guidance import got
from estimates.model.markup import to_cell

_OURS = (DESCRIPTOR, *(f"{table}.csv" for table in TABLES), f"{SOURCES}.json")
_PARTS = ("_dossiers", "_claimants", "_sources", "bias_notes", "links", "statements", "schools", "metadata")
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
        raise ClaimError(f"write() takes a dataset {got(dataset, Dataset)}")
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
        parts = [name for name in _PARTS if getattr(again, name) != getattr(dataset, name)]
        raise ClaimError(
            "the dataset holds what its tables cannot: after writing, "
            f"{', '.join(part.lstrip('_') for part in parts) or 'its descriptor'} would differ"
        )


def _files(dataset: Dataset) -> dict[str, str]:
    files = {f"{name}.csv": _csv(table) for name, table in table_cells(dataset).items()}
    files[f"{SOURCES}.json"] = _json([source.csl for source in dataset.sources.values()])
    return {DESCRIPTOR: _json(_descriptor(dataset, list(files))), **files}


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


def _csv(table: TableCells) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    careful = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # a lone \r is a line's end to a reader
    for row in (table.header, *table.rows):
        chosen = careful if any("\r" in text for text in row) else writer
        chosen.writerow(map(to_cell, row))
    return out.getvalue()
