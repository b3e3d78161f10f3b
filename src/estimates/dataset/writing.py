"""A dataset to its folder or to a workbook, losing nothing, all of it or none."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from estimates.dataset.exchange import exchanged, folder_to_write
from estimates.dataset.keyed_tables import write_keys
from estimates.dataset.reading import read
from estimates.dataset.schema import DESCRIPTOR, FORMAT, PROFILE, SOURCES, TABLES, VERSION, table_schema
from estimates.dataset.table_cells import TableCells, table_cells
from estimates.dataset.table_workbook import workbook_bytes
from estimates.errors import ClaimError, WriteError
from estimates.model.datasets import Dataset
from estimates.model.files import cannot, replace_files, usable_path
from estimates.model.guidance import got
from estimates.model.markup import to_cells
from estimates.model.source_matches import SourceMatches

_OURS = (DESCRIPTOR, *(f"{table}.csv" for table in TABLES), f"{SOURCES}.json")
_PARTS = ("_dossiers", "_claimants", "_sources", "bias_notes", "links", "statements", "schools", "metadata")
_MEDIA = {"csv": "text/csv", "json": "application/vnd.citationstyles.csl+json"}


def write(dataset: Dataset | SourceMatches, path: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
    """Write a dataset as a folder or as one workbook, losing nothing; or the keys of its references into your table.

    A folder is a Tabular Data Package, with the works in CSL-JSON. It is made beside its place, read back and compared,
    and only then exchanged for the former one as a whole: a failure or an interrupt at any moment leaves the one or
    the other, and programs that write at once take turns. Files of yours in the former folder are carried over; a link
    is written through and stays a link.

    A workbook has a sheet for each table, with lists to choose from, a hint for each column and a frozen header.

    ``write(dataset.matches, path)`` writes the keys of the works that references in words were matched to into the
    spreadsheet that was read, or into a copy of it: in a column ``source_key`` (``via_key``, ``reported_in_key``) after
    the last one. Every other cell, sheet and format stays as it is. Read again, that column stands for the words beside
    it, so that you can correct a match there, or choose among several.

    Parameters
    ----------
    dataset : Dataset or SourceMatches
    path : path
        A new folder, an empty one, or a dataset's folder, which is replaced; or a file that ends in ``.xlsx``. Of
        matches, the ``.xlsx`` or ``.csv`` file that was read, or where a copy of it goes.
    overwrite : bool
        Whether a file that is there is replaced.

    Returns
    -------
    Path
        The folder or file.

    Raises
    ------
    ClaimError
        If the folder holds something else than a dataset, if a cell is longer than a workbook can hold, or if the
        dataset holds a scenario: what a user supposes is not what the sources say. If the spreadsheet has changed since
        its references were matched.
    DatasetError
        If the dataset could not be read back; then nothing is written.
    WriteError
        If a file is there already, the disk is full, a permission is missing, or a link leads nowhere; then nothing is
        written.

    See Also
    --------
    read : The way back.
    to_frame : A data frame of the claims.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import estimates as es
    >>> nanking = es.load("nanking-1937")
    >>> with TemporaryDirectory() as folder:
    ...     es.read(write(nanking, f"{folder}/nanking.xlsx")) == nanking
    True
    """
    if isinstance(dataset, SourceMatches):
        return write_keys(dataset, usable_path(path, "a table"), overwrite)
    _check(dataset)
    place = usable_path(path, "a dataset")
    if place.suffix.lower() == ".xlsx" and not os.path.isdir(place):
        return _write_workbook(dataset, place, overwrite)
    if place.suffix.lower() in (".csv", ".json") and not os.path.isdir(place):
        raise ClaimError(
            f"a dataset is written as a folder or a .xlsx file, and {place.name!r} is another file's name; leave out "
            "the ending"
        )
    target = folder_to_write(place)
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
    return place


def _check(dataset: Dataset) -> None:
    if not isinstance(dataset, Dataset):
        raise ClaimError(f"write() takes a dataset {got(dataset, Dataset)}")
    supposed = [dossier.estimand.id for dossier in dataset.values() if dossier.scenario]
    if supposed:
        raise ClaimError(
            f"not written: the numbers of a scenario are the user's, not the sources' ({', '.join(supposed)}); "
            "write the dataset as it was read, and keep what you suppose beside it"
        )


def _write_workbook(dataset: Dataset, place: Path, overwrite: bool) -> Path:
    if os.path.lexists(place) and not overwrite:
        raise WriteError(f"{str(place)!r:.300} is there already; write(..., overwrite=True) replaces it")
    content = workbook_bytes(table_cells(dataset), _files(dataset))
    try:
        with TemporaryDirectory(prefix="estimates-") as scratch:
            trial = Path(scratch) / "dataset.xlsx"
            trial.write_bytes(content)
            _compare(dataset, trial)
    except OSError as error:
        raise cannot("the workbook cannot be checked", error) from error
    replace_files({place: content})
    return place


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


def _compare(dataset: Dataset, written: Path) -> None:
    """Raise unless what was written says what the dataset says."""
    again = read(written)
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
        chosen = careful if "\r" in "".join(row) else writer
        chosen.writerow(to_cells(row))
    return out.getvalue()
