"""Folders, spreadsheets and frames to a Dataset, with every fault of an input at once and at its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from warnings import warn

from estimates.dataset.building import Tables, built_dataset
from estimates.dataset.cells import Register, records
from estimates.dataset.descriptor import described, within
from estimates.dataset.exchange import steady
from estimates.dataset.grids import Grid, csv_grid, frame_grid, renamed, xlsx_grid
from estimates.dataset.schema import DESCRIPTOR, FORMAT, REQUIRED_TABLES, SHEET, SOURCES, TABLES
from estimates.dataset.single_sheet import split_sheet
from estimates.errors import DatasetError, Fault, UnknownNameError, nearest
from estimates.model.dossiers import Dataset
from estimates.references import works
from estimates.references.csl_json import source_items


def datasets() -> dict[str, str]:
    """Return the datasets that the library ships: their names, with their titles.

    Examples
    --------
    >>> print(datasets()["nanking-1937"])
    Battle of Nanking, 1937: contested figures
    """
    folders = sorted(path.parent for path in _shipped().glob(f"*/{DESCRIPTOR}"))
    return {f.name: json.loads((f / DESCRIPTOR).read_text(encoding="utf-8")).get("title", "") for f in folders}


def load(name: str) -> Dataset:
    """Return a dataset that the library ships.

    Parameters
    ----------
    name : str
        One of the names that `datasets` lists.

    Raises
    ------
    UnknownNameError
        If no dataset of that name is shipped; for a file or folder of your own there is `read`.

    Examples
    --------
    >>> load("nanking-1937")["garrison"].estimand.label
    'Garrison of Nanking, December 1937'
    """
    known = datasets()
    if name not in known:
        there = nearest(name, known) or f"; there are {', '.join(known)}"
        raise UnknownNameError(f"no dataset {name!r} is shipped{there}. A folder or file of your own: read(path)")
    return read(_shipped() / name)


def _shipped() -> Path:
    """Return the folder of the shipped datasets: inside an installed package, beside ``src`` in a working copy."""
    package = Path(__file__).parents[1]
    inside = package / "datasets"
    return inside if inside.is_dir() else package.parents[1] / "datasets"


def read(path_or_frame: Any, *, sources: Any = None, columns: Mapping[str, str] | None = None) -> Dataset:
    """Return the dataset of a folder, a spreadsheet or a data frame.

    Parameters
    ----------
    path_or_frame : str, path or DataFrame
        A dataset's folder or its ``datapackage.json``; a single ``.csv`` or ``.xlsx`` with a claim a row and the
        columns ``estimand``, ``claimant``, ``wording``, ``source``; a data frame with these columns.
    sources : path, Library, list of mapping, or mapping, optional
        The works that a spreadsheet cites: a ``.json`` file in CSL-JSON or a ``.bib`` file (what Zotero exports), or
        what `read_csl` and `read_bibtex` return; their faults count as the input's. Without it the cited keys are kept
        as they stand. A folder has its own.
    columns : mapping, optional
        The user's own column names, with ours: ``{"Author": "claimant"}``.

    Returns
    -------
    Dataset

    Raises
    ------
    DatasetError
        If the input has faults; the error lists all of them, and nothing is read in part.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Figure": ["garrison"], "Author": ["David Askew"],
    ...                       "wording": ["73,790 to 81,500"], "source": ["askew2003[173]"]})
    >>> mine = read(frame, columns={"Figure": "estimand", "Author": "claimant"})
    >>> print(mine["garrison"][0])
    David Askew: 73,790–81,500
    """
    dataset, faults = _attempt(path_or_frame, sources, columns)
    if faults or dataset is None:
        raise DatasetError(faults)
    return dataset


def check(path_or_frame: Any, *, sources: Any = None, columns: Mapping[str, str] | None = None) -> tuple[Fault, ...]:
    """Return every fault of an input, or nothing where it can be read; raises nothing.

    Parameters
    ----------
    path_or_frame, sources, columns
        As for `read`.

    Examples
    --------
    >>> import pandas as pd
    >>> for fault in check(pd.DataFrame({"estimand": ["garrison"], "claimant": ["Hata"], "wording": ["100.000"],
    ...                                  "source": [""]})):
    ...     print(fault.row, fault.column, fault.value)
    2 wording 100.000
    """
    return tuple(_attempt(path_or_frame, sources, columns)[1])


def _attempt(given: Any, sources: Any, columns: Mapping[str, str] | None) -> tuple[Dataset | None, list[Fault]]:
    faults: list[Fault] = []
    if columns is not None and not isinstance(columns, Mapping):
        said = f"columns= is a mapping of your names and ours, {{'Author': 'claimant'}} (got {type(columns).__name__})"
        return None, [Fault("<input>", None, "", str(columns)[:80], said)]
    if hasattr(given, "columns") and hasattr(given, "iloc"):
        grid = frame_grid(given, faults)
        return _sheet_dataset("frame", grid, sources, columns, faults), _in_order(faults)
    try:
        path = Path(given)
        there = path.exists()
    except (TypeError, ValueError):
        said = f"is no path and no data frame ({type(given).__name__}); give a folder, a .csv, a .xlsx or a frame"
        return None, [Fault("<input>", None, "", str(given)[:80], said)]
    if path.name == DESCRIPTOR:
        path = path.parent
    if path.is_dir() or not path.exists():
        (dataset, found), place = steady(path, _folder_attempt)
        if place != path:
            warn(f"the writing of {path.name!r} was interrupted; this is its former version", stacklevel=3)
        if place != path or path.is_dir():
            return dataset, _in_order(found)
    readers = {".csv": csv_grid, ".xlsx": xlsx_grid}
    if not there:
        return None, [Fault(path.name, None, "", str(given), "there is no such file or folder")]
    if path.suffix.lower() not in readers:
        return None, [Fault(path.name, None, "", path.suffix, "must be a folder, a .csv, a .xlsx or datapackage.json")]
    grid = readers[path.suffix.lower()](path, faults)
    return _sheet_dataset(path.stem, grid, sources, columns, faults), _in_order(faults)


def _in_order(faults: list[Fault]) -> list[Fault]:
    files = list(dict.fromkeys(fault.file for fault in faults))
    return sorted(faults, key=lambda fault: (files.index(fault.file), fault.row or 0))


def _folder_attempt(folder: Path) -> tuple[Dataset | None, list[Fault]]:
    faults: list[Fault] = []
    return (_folder_dataset(folder, faults) if folder.is_dir() else None), faults


def _folder_dataset(folder: Path, faults: list[Fault]) -> Dataset | None:
    descriptor = described(folder, faults)
    if descriptor is None:
        return None
    paths = {r["name"]: within(folder, r["path"], faults) for r in descriptor["resources"]}
    register = Register()
    source_file = paths.get(SOURCES)
    if source_file is not None:
        register.sources = source_items(source_file, faults)
    tables: Tables = {name: [] for name in TABLES}
    for name in TABLES:
        path = paths.get(name)
        if path is not None:
            grid = csv_grid(path, faults)
            if grid is not None:
                tables[name] = records(grid, TABLES[name], register, faults, keep_others=name == "estimates")
        elif name in REQUIRED_TABLES and name not in paths:
            faults.append(Fault(DESCRIPTOR, None, "resources", "", f"the table {name!r} is required, and is missing"))
    licences = [licence["name"] for licence in descriptor.get("licenses", [])]
    texts = {name: descriptor.get(name, "") for name in ("name", "title", "version", "description")}
    ours = (*texts, "licenses", "resources", "$schema", FORMAT)
    rest = {name: value for name, value in descriptor.items() if name not in ours}
    if len(licences) == 1:
        texts["licence"] = licences[0]
    if descriptor.get("licenses") and descriptor["licenses"] != [{"name": name} for name in licences[:1]]:
        rest["licenses"] = descriptor["licenses"]
    return built_dataset(tables, register, faults, metadata=rest, **texts)


def _sheet_dataset(
    name: str, grid: Grid | None, sources: Any, columns: Mapping[str, str] | None, faults: list[Fault]
) -> Dataset | None:
    register = Register(closed=sources is not None)
    if sources is not None:
        register.sources = works(sources, faults)
    if grid is None:
        return None
    if columns:
        renamed(grid, dict(columns), SHEET, faults)
    tables = split_sheet(grid, register, faults)
    return built_dataset(tables, register, faults, name=name, title="", metadata={})
