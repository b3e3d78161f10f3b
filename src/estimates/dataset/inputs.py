"""Reading of any input, a path or a table in memory: the dataset, and the faults and notices."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import evolve, frozen

from estimates.dataset.building import Tables, built_dataset
from estimates.dataset.cells import records
from estimates.dataset.cited_works import Register
from estimates.dataset.data_frames import FRAME, frame_table
from estimates.dataset.delimited import csv_table, strict_csv
from estimates.dataset.descriptor import described, within
from estimates.dataset.exchange import steady
from estimates.dataset.findings import Findings
from estimates.dataset.grids import Grid, RawTable, strict_grid
from estimates.dataset.headers import headed_grid, known_names, rename_columns
from estimates.dataset.neighbours import look_across
from estimates.dataset.office_package import WorkbookError
from estimates.dataset.schema import DESCRIPTOR, FORMAT, REQUIRED_TABLES, SHEET, SOURCES, TABLES
from estimates.dataset.sheets import workbook_tables
from estimates.dataset.shipped import way_from
from estimates.dataset.single_sheet import Ids, split_sheet
from estimates.dataset.table_workbook import holds_tables, unpack
from estimates.dataset.text_sources import TextRegister
from estimates.dataset.wide_tables import name_columns
from estimates.dataset.workbooks import open_workbook
from estimates.errors import listed
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.source_matches import SourceMatches
from estimates.model.table_columns import TableError, columns_in_file, columns_of
from estimates.references import library_of

INPUT = "<input>"
_ENDINGS = "a folder, a .csv, .tsv, .xlsx or .parquet file, or datapackage.json"
_SAVE_AS = {".xls", ".ods", ".numbers", ".xlsb", ".docx", ".doc", ".pdf"}


@frozen
class Options:
    """How an input is to be read, as the arguments of `read` of the same names."""

    sources: Any = None
    columns: Any = None
    sheet: Any = None
    header: Any = None
    estimand: Any = None
    encoding: Any = None
    wording_lang: Any = None


def attempt(given: Any, options: Options) -> tuple[Dataset | None, Findings]:
    """Return the dataset of an input, or None where it has faults; and the faults and notices."""
    with _no_collection():
        return _attempt(given, options)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cyclic garbage from going through all claims again and again: reading makes no cycles.

    What was made is then put among the objects that have lasted, unless the program keeps frozen objects of its own.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _attempt(given: Any, options: Options) -> tuple[Dataset | None, Findings]:
    findings = Findings()
    columns = options.columns
    if columns is not None and not isinstance(columns, Mapping):
        message = f"columns= must map your names to ours, {{'Author': 'claimant'}} (got {type(columns).__name__})"
        findings.fault(INPUT, None, "", str(columns)[:80], message)
        return None, findings
    if isinstance(given, (str, os.PathLike)):
        return _of_path(given, options, findings), findings
    if isinstance(given, (Dataset, Dossier, Estimate)):
        step = "is one already" if isinstance(given, Dataset) else "to_frame() makes a table of it"
        said = f"a dataset is read from a path or a table (got {type(given).__name__}); {step}"
        findings.fault(INPUT, None, "", "", said)
        return None, findings
    try:
        table = columns_of(given)
    except TableError as error:
        findings.fault(FRAME, None, "", "", str(error))
        return None, findings
    if table is None:
        message = (
            f"is neither a path nor a table ({type(given).__name__}); give {_ENDINGS}, a data frame, or a list of rows"
        )
        findings.fault(INPUT, None, "", _brief(given), message)
        return None, findings
    raw = frame_table(table, findings)
    dataset = _of_tables("frame", [raw] if raw is not None else [], options, findings)
    findings.labelled(FRAME, table.labels)
    if dataset is not None and findings.notices:
        dataset = evolve(dataset, notices=findings.notices)
    return dataset, findings


def _brief(given: Any) -> str:
    try:
        return str(given)[:80]
    except Exception:  # whatever an object of somebody else's does when it is asked for its text
        return ""


def _of_path(given: str | os.PathLike[str], options: Options, findings: Findings) -> Dataset | None:
    try:
        path = Path(given)
        path = path.parent if path.name == DESCRIPTOR else path
        kind = _kind(path)
    except (OSError, ValueError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else "no file or folder can have this name"
        findings.fault(_printable(given), None, "", "", f"there is no such file or folder, or it cannot be read: {why}")
        return None
    if kind == "file":
        return _of_file(path, options, findings)
    if kind == "device":
        message = "is a pipe or a device, which may never end; save what it gives as a file, or pass a data frame"
        findings.fault(_printable(path.name), None, "", _printable(given), message)
        return None
    one_table = [name for name in ("sheet", "header", "estimand", "wording_lang") if getattr(options, name) is not None]
    if one_table and kind:
        message = f"{one_table[0]}= is for a single table; this is a dataset's folder"
        findings.fault(path.name, None, "", "", message)
        return None
    (dataset, found), place = steady(path, _folder_attempt)
    if place != path:
        message = f"the writing of {path.name!r} was interrupted; this is its former version"
        findings.notice(_printable(path.name), None, "", "", message)
    elif not kind:
        said = f"there is no such file or folder{way_from(path)}"
        findings.fault(_printable(path.name), None, "", _printable(given), said)
        return None
    findings.faults += found.faults
    findings.notices += found.notices
    return evolve(dataset, notices=findings.notices) if dataset is not None and findings.notices else dataset


def _kind(path: Path) -> str:
    """Return ``folder``, ``file``, ``device`` for a pipe or device, or ``""`` where there is nothing."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except ValueError:
        if "\0" in str(path):
            return ""
        raise
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "device"


def _printable(given: Any) -> str:
    return str(given).encode("utf-8", "backslashreplace").decode()[:100]


def _of_file(path: Path, options: Options, findings: Findings) -> Dataset | None:
    ending = path.suffix.lower()
    read: dict[str, Callable[[], list[RawTable]]] = {
        ".xlsx": lambda: workbook_tables(path, options.sheet, known_names(SHEET, options.columns), findings),
        ".parquet": lambda: _parquet(path, findings),
    }
    read[".xlsm"] = read[".xlsx"]
    read[".csv"] = read[".tsv"] = read[".txt"] = lambda: _csv(path, options, findings)
    if ending not in read:
        hint = "; save it as .xlsx or 'CSV UTF-8' in the program that made it" if ending in _SAVE_AS else ""
        findings.fault(path.name, None, "", path.suffix, f"must be {_ENDINGS}{hint}")
        return None
    if ending in (".xlsx", ".xlsm"):
        whole = _of_table_workbook(path, options, findings)
        if whole is not None:
            return whole[0]
    made = _of_tables(path.stem, read[ending](), options, findings)
    if made is None:
        return None
    return evolve(made, matches=SourceMatches(made.matches, str(path.absolute()), str(options.encoding or "")))


def _of_table_workbook(path: Path, options: Options, findings: Findings) -> tuple[Dataset | None] | None:
    """Return the dataset of a workbook with a sheet a table, as its folder would be read; None for any other."""
    if options.sheet is not None:
        return None
    with TemporaryDirectory(prefix="estimates-") as scratch:
        folder = Path(scratch) / path.stem
        folder.mkdir()
        try:
            with open_workbook(path) as book:
                if not holds_tables(book):
                    return None
                unpack(book, folder)
        except (WorkbookError, OSError):
            return None  # what is wrong with the file is said where any workbook is read
        found = Findings()
        dataset = _of_folder(folder, found, missing="the workbook has no sheet for this table")
    findings.faults += [evolve(one, file=f"{path.name}, sheet {Path(one.file).stem}") for one in found.faults]
    findings.notices += [evolve(one, file=f"{path.name}, sheet {Path(one.file).stem}") for one in found.notices]
    return (dataset,)


def _csv(path: Path, options: Options, findings: Findings) -> list[RawTable]:
    encoding = options.encoding
    if encoding is not None and not isinstance(encoding, str):
        findings.fault(
            path.name, None, "", str(encoding)[:80], "encoding= is the name of an encoding, such as 'cp1252'"
        )
        return []
    raw = csv_table(path, encoding, known_names(SHEET, options.columns), findings)
    return [raw] if raw is not None else []


def _parquet(path: Path, findings: Findings) -> list[RawTable]:
    try:
        raw = frame_table(columns_in_file(path), findings)
    except TableError as error:
        findings.fault(path.name, None, "", "", str(error))
        return []
    return [evolve(raw, file=path.name)] if raw is not None else []


def _of_tables(name: str, tables: list[RawTable], options: Options, findings: Findings) -> Dataset | None:
    """Return the dataset of tables with a claim a row."""
    register = TextRegister(closed=options.sources is not None)
    if options.sources is not None:
        register.use(library_of(options.sources, findings.faults))
    found = [headed_grid(raw, SHEET, options.columns, options.header, findings) for raw in tables]
    grids = [grid for grid in found if grid is not None]
    rename_columns(grids, SHEET, options.columns, findings)
    figures = _figures(options.estimand, tables, findings)
    ids = Ids(set())
    parts: list[Tables] = []
    for grid in grids:
        figure = figures.get(grid.sheet, figures.get(None))
        parts.append(split_sheet(grid, register, findings, ids, estimand=figure, lang=options.wording_lang))
        register.report(grid, findings)
    if not parts:
        return None
    joined = _joined(parts)
    register.report_library(findings)
    look_across(joined, findings)
    made = built_dataset(joined, register, findings, name=name, title="", metadata={})
    name_columns(grids, findings)
    return made


def _figures(estimand: Any, tables: list[RawTable], findings: Findings) -> dict[Any, Any]:
    """Return the figure of each sheet that ``estimand=`` names, or under None the one of all of them."""
    if not isinstance(estimand, Mapping):
        return {None: estimand}
    sheets = [raw.sheet for raw in tables if raw.sheet]
    for name in estimand:
        if name not in sheets:
            read = f"the sheets that are read are {listed(sheets)}" if sheets else "this is a single table"
            message = f"estimand= names the figure of a table, or of each sheet; {read}"
            findings.fault(tables[0].file if tables else INPUT, None, "estimand", str(name)[:80], message)
    return dict(estimand)


def _joined(parts: list[Tables]) -> Tables:
    """Return the tables of several sheets as one; an estimand or claimant of several sheets is one."""
    if len(parts) == 1:
        return parts[0]
    joined: Tables = {name: [record for part in parts for record in part[name]] for name in parts[0]}
    for name in ("estimands", "claimants"):
        known: dict[str, Any] = {}
        for record in joined[name]:
            known.setdefault(record["id"], record)
        joined[name] = list(known.values())
    return joined


def _folder_attempt(folder: Path) -> tuple[Dataset | None, Findings]:
    findings = Findings()
    return (_of_folder(folder, findings) if folder.is_dir() else None), findings


def _of_folder(
    folder: Path, findings: Findings, missing: str = "there is no such file in the dataset's folder"
) -> Dataset | None:
    faults = findings.faults
    descriptor = described(folder, findings)
    if descriptor is None:
        return None
    paths = {r["name"]: within(folder, r["path"], missing, faults) for r in descriptor["resources"]}
    register = Register(closed=paths.get(SOURCES, folder) is not None)
    source_file = paths.get(SOURCES)
    if source_file is not None:
        before = len(faults)
        register.use(library_of(source_file, faults))
        register.closed = len(faults) == before  # of works that could not be read, none is missing
    tables: Tables = {name: [] for name in TABLES}
    unread: set[str] = set()
    for name in TABLES:
        path = paths.get(name)
        grid = _strict(path, findings) if path is not None else None
        if grid is not None:
            tables[name] = records(grid, TABLES[name], register, findings, keep_others=name == "estimates")
        elif name in REQUIRED_TABLES and name not in paths:
            findings.fault(DESCRIPTOR, None, "resources", "", f"the table {name!r} is required, and is missing")
        if (grid is None and (name in paths or name in REQUIRED_TABLES)) or (grid and "id" not in grid.header):
            unread.add(name)
    register.report_library(findings)
    look_across(tables, findings)
    return built_dataset(tables, register, findings, unread, **_about(descriptor))


def _strict(path: Path, findings: Findings) -> Grid | None:
    raw = strict_csv(path, findings)
    return None if raw is None else strict_grid(raw, findings)


def _about(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a descriptor says of the dataset as a whole."""
    licences = [licence["name"] for licence in descriptor.get("licenses", [])]
    texts = {name: descriptor.get(name, "") for name in ("name", "title", "version", "description")}
    ours = (*texts, "licenses", "resources", "$schema", FORMAT)
    rest = {name: value for name, value in descriptor.items() if name not in ours}
    if len(licences) == 1:
        texts["licence"] = licences[0]
    if descriptor.get("licenses") and descriptor["licenses"] != [{"name": name} for name in licences[:1]]:
        rest["licenses"] = descriptor["licenses"]
    return {**texts, "metadata": rest}
