"""Folders, spreadsheets and frames to a Dataset, with every fault of an input at once and at its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from estimates.analysis.lineage.cycles import REMEDY, circles, path
from estimates.dataset.cells import CellError, Record, Register, records, resolved, unique
from estimates.dataset.descriptor import described, within
from estimates.dataset.grids import Grid, csv_grid, frame_grid, renamed, xlsx_grid
from estimates.dataset.schema import DESCRIPTOR, REQUIRED_TABLES, SHEET, SOURCES, TABLES
from estimates.dataset.single_sheet import split_sheet
from estimates.errors import DatasetError, EstimatesError, Fault, UnknownNameError, nearest
from estimates.model.claims import BiasNote, Claimant, Estimand, Estimate, Link
from estimates.model.dossiers import Dataset, Dossier, by_end, concerning
from estimates.model.ranges import Range
from estimates.references import works
from estimates.references.csl_json import source_items
from estimates.wording import parse

Tables = dict[str, list[Record]]
_READ_FROM = {"low", "high", "best", "approximate", "low_open", "high_open"}


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
    if path.is_dir():
        return _folder_dataset(path, faults), _in_order(faults)
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
    ours = (*texts, "licenses", "resources", "$schema")
    rest = {name: value for name, value in descriptor.items() if name not in ours}
    if len(licences) == 1:
        texts["licence"] = licences[0]
    if descriptor.get("licenses") and descriptor["licenses"] != [{"name": name} for name in licences[:1]]:
        rest["licenses"] = descriptor["licenses"]
    return _dataset(tables, register, faults, metadata=rest, **texts)


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
    return _dataset(tables, register, faults, name=name, title="", metadata={})


def _dataset(tables: Tables, register: Register, faults: list[Fault], **about: Any) -> Dataset | None:
    for name in ("estimands", "claimants", "estimates", "bias"):
        unique(tables[name], "id", faults)
    estimands = _built(tables["estimands"], _estimand, faults)
    claimants = _built(tables["claimants"], lambda r: Claimant(**r.values), faults)
    known = {record["id"]: record for record in tables["estimands"]}
    for record in tables["estimands"]:
        for larger in resolved(record, "at_most", known, "estimand", faults):
            if larger is record:
                said = "names the estimand itself; it names others that this one cannot exceed"
                faults.append(Fault(record.file, record.row, "at_most", record["id"], said))
    everybody = {record["id"]: claimants.get(record["id"]) for record in tables["claimants"]}
    grouped: dict[str, list[Estimate]] = {name: [] for name in known}
    ids = {record["id"]: record for record in tables["estimates"]}
    for record in tables["estimates"]:
        estimate = _estimate(record, known, everybody, faults)
        if estimate is not None:
            grouped[record["estimand"]].append(estimate)
    counted = {record["side"] for record in tables["estimands"]} - {""}
    notes = [_bias_note(record, ids, everybody, counted, faults) for record in tables["bias"]]
    links = [_link(record, ids, faults) for record in tables["links"]]
    _add_circles([(r, link) for r, link in zip(tables["links"], links) if link is not None], faults)
    if faults:
        return None
    sound_notes = [note for note in notes if note is not None]
    sound_links = [link for link in links if link is not None]
    dossiers = _dossiers(estimands, grouped, sound_notes, sound_links)
    return Dataset(
        dossiers=dossiers, sources=tuple(register.sources.values()), claimants=tuple(claimants.values()),
        bias_notes=tuple(sound_notes), links=tuple(sound_links), **about,
    )  # fmt: skip


def _built(found: list[Record], build: Any, faults: list[Fault]) -> dict[str, Any]:
    built = {}
    for record in found:
        if not record.broken:
            try:
                built[record["id"]] = build(record)
            except EstimatesError as error:
                faults.append(Fault(record.file, record.row, "", "", str(error)))
    return built


def _estimand(record: Record) -> Estimand:
    return Estimand(**{**record.values, "unit": record["unit"] or "persons"})


def _estimate(record: Record, estimands: Any, everybody: Any, faults: list[Fault]) -> Estimate | None:
    for _ in resolved(record, "estimand", estimands, "estimand", faults):
        pass
    claimant: Claimant | None = next(resolved(record, "claimant", everybody, "claimant", faults), None)
    if record.broken & _READ_FROM:
        return None
    try:
        reading = _reading(record)
    except EstimatesError as error:
        column, value = ("low", _numbers(record)) if _has_numbers(record) else ("wording", record["wording"])
        faults.append(Fault(record.file, record.row, column, value, str(error)))
        return None
    if record.broken or claimant is None or not record["estimand"]:
        return None
    v = record.values
    try:
        return Estimate(
            v["id"], claimant, reading,
            wording=v["wording"], wording_lang=v["wording_lang"], range_means=v["range_means"], claimed=v["claimed"],
            measure=v["measure"], scope=v["scope"] or "same", scope_note=v["scope_note"], method=v["method"],
            standing=v["standing"] or "stands", source=v["source"], via=v["via"], note=v["note"], extra=record.extra,
        )  # fmt: skip
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def _has_numbers(record: Record) -> bool:
    return not (record["low"] is record["high"] is record["best"] is None)


def _numbers(record: Record) -> str:
    return ", ".join(f"{name} {record[name]}" for name in ("low", "high", "best") if record[name] is not None)


def _reading(record: Record) -> Range:
    """Return the range of a record: of its numbers, of its words, or of both where they agree."""
    v = record.values
    flags = {name: v[name] for name in ("approximate", "low_open", "high_open")}
    wordless = v["range_means"] == "no number"
    if not _has_numbers(record) and not v["wording"].strip():
        raise CellError("the row has neither words nor numbers: fill wording, or low and high")
    read = _read_words(v["wording"], v["wording_lang"], needed=not _has_numbers(record) and not wordless)
    if _has_numbers(record):
        stated = Range(v["low"], v["high"], best=v["best"], **flags)
        if read is not None and stated != read and (read.best is not None or evolve(stated, best=None) != read):
            raise CellError(
                f"the words say {read}, the numbers say {stated}; mend one of them, or leave the numbers empty"
            )
        return stated
    found = read or Range()
    for name, value in flags.items():
        if value and not getattr(found, name):
            raise CellError(f"{name} is true, but the words are read as {found}; fill low and high, or empty {name}")
    return found


def _read_words(wording: str, lang: str, *, needed: bool) -> Range | None:
    if not wording.strip():
        return None
    try:
        return parse(wording, lang or None)
    except EstimatesError:
        if needed:
            raise
        return None


def _bias_note(
    record: Record, estimates: Any, everybody: Any, subject_sides: set[str], faults: list[Fault]
) -> BiasNote | None:
    said_by = next(resolved(record, "said_by", everybody, "claimant", faults), None)
    for column, known, what in (("about_estimate", estimates, "estimate"), ("about_claimant", everybody, "claimant")):
        for _ in resolved(record, column, known, what, faults):
            pass
    for column, sides in (
        ("about_side", {who.side for who in everybody.values() if who} - {""}),
        ("about_subject_side", subject_sides),
    ):
        if record[column] and record[column] not in sides:
            said = f"nobody and nothing is of this side{nearest(record[column], sides)}"
            faults.append(Fault(record.file, record.row, column, record[column], said))
            record.broken.add(column)
    v = dict(record.values)
    low, high = v.pop("factor_low"), v.pop("factor_high")
    try:
        factor = None if low is high is None else Range(low, high)
        return None if record.broken or said_by is None else BiasNote(**{**v, "said_by": said_by, "factor": factor})
    except EstimatesError as error:
        faults.append(Fault(record.file, record.row, "", "", str(error)))
        return None


def _link(record: Record, estimates: Any, faults: list[Fault]) -> Link | None:
    for column in ("from", "to"):
        for _ in resolved(record, column, estimates, "estimate", faults):
            pass
    if record["from"] and record["from"] == record["to"]:
        faults.append(Fault(record.file, record.row, "to", record["to"], "links the estimate to itself; name another"))
        return None
    if record.broken:
        return None
    return Link(record["from"], record["relation"], record["to"], source=record["source"], note=record["note"])


def _add_circles(found: list[tuple[Record, Link]], faults: list[Fault]) -> None:
    """Add a fault for each circle of links, at the first of its rows."""
    for circle in circles([link for _, link in found]):
        record, link = found[circle[0]]
        rows = ", ".join(str(found[i][0].row) for i in circle)
        way = path([found[i][1] for i in circle])
        said = f"the links go in a circle: {way} (rows {rows}); {REMEDY}"
        faults.append(Fault(record.file, record.row, "to", link.to_id, said))


def _dossiers(
    estimands: dict[str, Estimand], grouped: dict[str, list[Estimate]], notes: list[BiasNote], links: list[Link]
) -> tuple[Dossier, ...]:
    ends = by_end(links)
    dossiers = []
    for name, estimand in estimands.items():
        claims = grouped[name]
        reaching = [note for note in notes if any(note.reaches(claim, estimand) for claim in claims)]
        dossiers.append(Dossier(estimand, claims, reaching, concerning((e.id for e in claims), links, ends)))
    return tuple(dossiers)
