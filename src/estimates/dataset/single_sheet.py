"""A single spreadsheet, a claim a row, split into the tables of a dataset."""

from __future__ import annotations

import re
from typing import Any

from attrs import Factory, define, evolve

from estimates.dataset.cell_values import EMPTY, NAME_LANGUAGE
from estimates.dataset.cells import Record, records
from estimates.dataset.cited_works import Register
from estimates.dataset.column_names import meanings_of
from estimates.dataset.findings import Findings, enumerated, in_rows
from estimates.dataset.grids import Grid, Row
from estimates.dataset.needed_columns import NEEDED, NUMBERS, check_needed, give_one_estimand, give_one_language
from estimates.dataset.schema import (
    CLAIMANTS,
    ESTIMANDS,
    ESTIMATES,
    SHEET,
    SHEET_CLAIMANT,
    SHEET_ESTIMAND,
    SHEET_KEYS,
    Column,
)
from estimates.dataset.wide_tables import lengthen
from estimates.errors import EstimatesError, Fault, listed
from estimates.model.ids import slug
from estimates.model.markup import from_cell
from estimates.wording import parse
from estimates.wording.cleaning import without_footnotes

_WRITTEN = " as written"
_ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NOBODY = "must not be empty: who says it. A total, a heading or a remark is no claim: delete the row"
_DETAILS: dict[str, Column] = {
    **{column.name: column for column in ESTIMANDS if column.name in SHEET_ESTIMAND},
    "estimand_measure": Column("estimand_measure", "measure", "what the estimand counts"),
    "estimand_place": Column("estimand_place", "text", "where the estimand counts"),
    **{column.name: column for column in CLAIMANTS if column.name in SHEET_CLAIMANT},
    "locator": Column("locator", "text", "the place in the work: a page"),
    "share": Column("share", "text", "the share or ratio as `to_frame` writes it: 0.9, ≥ 0.94"),
}


def split_sheet(
    grid: Grid, register: Register, findings: Findings, ids: Ids, *, estimand: str | None = None, lang: Any = None
) -> dict[str, list[Record]]:
    """Return the records of a dataset's tables from a sheet with a claim a row.

    A claimant and an estimand are known by what stands in their cells. What a sheet says of one of them (a role, a
    place) may stand in one row or in all, and must not differ between rows.

    Parameters
    ----------
    grid : Grid
    register : Register
    findings : Findings
    ids : Ids
        Of all sheets of the input.
    estimand : str or None
        The one figure of a table without that column.
    lang : str or None
        The one language of a table without that column.
    """
    faults = findings.faults
    give_one_estimand(grid, estimand, findings)
    give_one_language(grid, lang, findings)
    lengthen(grid, register, findings)
    unreadable = check_needed(grid, findings)
    _put_keys(grid)
    _set_remarks_aside(grid, findings)
    # A column that is missing is one fault, said above; a cell that is empty is a fault of its row.
    needed = {"estimand", "claimant"} & set(grid.header)
    columns = (*(evolve(column, required=column.name in needed) for column in ESTIMATES), *_DETAILS.values())
    _take_marks_off(grid, findings)
    before = len(faults)
    rows = records(grid, columns, register, findings, keep_others=True)
    faults[before:] = [_of_key(fault, grid) for fault in faults[before:]]
    _settle_points(rows, findings)
    _ask_for_words(grid, rows, findings)
    _count_unsourced(rows, findings)
    estimands: dict[str, Record] = {}
    claimants: dict[str, Record] = {}
    of_estimand: dict[str, list[Record]] = {}
    differing: dict[tuple[str, str], list[tuple[Record, str]]] = {}
    ids.taken |= {row["id"] for row in rows if row["id"]}
    for row in rows:
        _describe(row, "estimand", estimands, ESTIMANDS, SHEET_ESTIMAND, differing)
        _describe(row, "claimant", claimants, CLAIMANTS, SHEET_CLAIMANT, differing)
        row["id"] = row["id"] or ids.new(row)
        row.broken |= unreadable
        _place(row, faults)
        _fill_share(row, faults)
        of_estimand.setdefault(row["estimand"], []).append(row)
    _report_differing(differing, grid, findings)
    for record in claimants.values():
        record["name"] = record[_WRITTEN]
    for record in estimands.values():
        own = of_estimand[record["id"]]
        title = record[_WRITTEN]
        record["label"] = record["label"] or (title if title != record["id"] else "")
        _hoist(record, "measure", own, {row["measure"] for row in own})
        _report_measures(record, own, findings)
        _hoist(record, "place", own, {row["place"] for row in own})
    return {
        "estimands": list(estimands.values()), "claimants": list(claimants.values()), "estimates": rows,
        "bias": [], "links": [], "statements": [], "schools": [],
    }  # fmt: skip


def _put_keys(grid: Grid) -> None:
    """Let the keys of a column beside a user's references stand for these words, which are kept beside the grid."""
    for name, ours in SHEET_KEYS.items():
        if name not in grid.header:
            continue
        place = grid.header.index(name)
        if ours not in grid.header:
            grid.header[place] = ours
            continue
        beside = grid.header.index(ours)
        for number, cells in grid.rows:
            words, key = (from_cell(cells[at]).strip() for at in (beside, place))
            if key:
                if words and words != key:
                    grid.keyed[number, beside - (place < beside)] = words, key
                cells[beside] = cells[place]
            del cells[place]
        del grid.header[place], grid.columns[place : place + 1]
        grid.shown = {(row, at - (at > place)): shown for (row, at), shown in grid.shown.items() if at != place}


def _of_key(fault: Fault, grid: Grid) -> Fault:
    """Return a fault of a cell as one of this table: of the key that stands for the cell, or with a way out."""
    if fault.column == "claimant" and not fault.value:
        return evolve(fault, message=_NOBODY)
    if fault.message.endswith(NAME_LANGUAGE) and "wording_lang" not in grid.header:
        lang = "en" if _ENGLISH.fullmatch(fault.value) else "de"
        for_all = f", or name the language of the table: wording_lang={lang!r}"
        return evolve(fault, message=fault.message.removesuffix(NAME_LANGUAGE) + for_all)
    name = next((name for name, ours in SHEET_KEYS.items() if ours == fault.column), "")
    replaced = name and (fault.row or 0, grid.header.index(fault.column)) in grid.keyed
    return evolve(fault, column=name) if replaced else fault


def _take_marks_off(grid: Grid, findings: Findings) -> None:
    """Take the marks of footnotes off names, so that a name with one and without is one claimant, or one figure.

    A table that has an id for each claim, as `to_frame` makes it, has names that are meant as they stand.
    """
    for name in () if "id" in grid.header else ("claimant", "estimand"):
        if name not in grid.header:
            continue
        place, marked = grid.header.index(name), []
        bare = {text: without_footnotes(text) for text in dict.fromkeys(cells[place] for _, cells in grid.rows)}
        for number, cells in grid.rows if any(text != short for text, short in bare.items()) else ():
            if bare[cells[place]] != cells[place]:
                marked.append((number, cells[place]))
                cells[place] = bare[cells[place]]
        if marked:
            rows = [number for number, _ in marked]
            names = enumerated(list(dict.fromkeys(repr(text) for _, text in marked)))
            said = f"footnote marks are taken off names ({in_rows(rows)}): {names}"
            findings.notice(grid.file, rows[0], name, marked[0][1], said, rows[1:])


def _ask_for_words(grid: Grid, rows: list[Record], findings: Findings) -> None:
    """Ask once for the words of rows without numbers where the table has no column for words, but some of its own."""
    own = [name for name in grid.header if name not in SHEET]
    bare = [row for row in rows if not row.broken and all(row[name] is None for name in NUMBERS)
            and not row["range_means"] and not row["share"].strip()]  # fmt: skip
    if "wording" in grid.header or not own or not bare or not NUMBERS & set(grid.header):
        return
    for row in bare:
        row.breaks("wording")
    if any("wording" in dict(meanings_of(name)) for name in grid.asked):
        return  # the question what that column means is about these rows too
    numbers = [row.row for row in bare]
    said = (
        f"no numbers in {in_rows(numbers)}, and no column 'wording' in the table. If a column of yours holds the "
        f"words, say so: columns={{{own[0]!r}: 'wording'}}; yours are {enumerated([repr(name) for name in own])}"
    )
    findings.fault(grid.file, numbers[0], "wording", "", said)


def _set_remarks_aside(grid: Grid, findings: Findings) -> None:
    """Take out rows with a single cell, or with neither claimant nor number: headings and footnotes, no claims."""
    needed = [place for place, name in enumerate(grid.header) if name in NEEDED or name in NUMBERS]
    named = [place for place in needed if grid.header[place] != "estimand"] or needed
    kept: list[Row] = []
    remarks: list[Row] = []
    for number, cells in grid.rows:
        single = len(grid.header) > 2 and sum(map(bool, cells)) - len(grid.constant) == 1
        (remarks if single or not any(cells[place] for place in named) else kept).append((number, cells))
    if remarks and kept:
        texts = [next((cell for cell in cells if cell), "")[:60] for _, cells in remarks]
        rows = [number for number, _ in remarks]
        message = f"{in_rows(rows)} with no claim, not read: {enumerated([repr(text) for text in texts])}"
        findings.notice(grid.file, rows[0], "", "", message, rows[1:])
        grid.rows = kept


def _settle_points(rows: list[Record], findings: Findings) -> None:
    """Read a row whose only number stands under ``best`` as that number; no source has named it the best of a range."""
    alone = []
    for row in rows:
        if row["best"] is None or not row["low"] is row["high"] is None:
            continue
        if not row["wording"].strip():
            row["low"], row["high"], row["best"] = row["best"], row["best"], None
            alone.append(row.row)
        elif _is_single(row["wording"], row["wording_lang"], row["best"]):
            row["best"] = None
            alone.append(row.row)
    if alone:
        message = f"best without low and high is read as a single number, not as a value named best ({in_rows(alone)})"
        findings.notice(rows[0].file, alone[0], "best", "", message, alone[1:])


def _is_single(wording: str, lang: str, number: float) -> bool:
    """Return whether words state one number and no range, and it is this one."""
    try:
        found = parse(wording, lang or None)
    except EstimatesError:
        return False
    return found.low == found.high == number


def _count_unsourced(rows: list[Record], findings: Findings) -> None:
    if any(fault.row is not None and rows and fault.row < rows[0].row for fault in findings.faults):
        return  # which column names the sources may still be a question
    without = [
        row.row
        for row in rows
        if not row["source"] and not row["via"] and not {"source", "via", "claimant"} & row.broken
    ]
    if without:
        count = f"{len(without):,} claims name" if len(without) > 1 else "1 claim names"
        message = f"{count} no source; fill source with the work that makes the claim ({in_rows(without)})"
        findings.notice(rows[0].file, without[0], "source", "", message, without[1:])


def _fill_share(row: Record, faults: list[Fault]) -> None:
    """Give a share or ratio that stands in a column of its own to the columns of numbers."""
    text = row["share"].strip()
    if not text or not (row["share_of"] or row["ratio_to"]) or any(row[name] is not None for name in NUMBERS):
        return
    try:
        found = parse(text)
    except EstimatesError as error:
        row.breaks("share")
        faults.append(Fault(row.file, row.row, "share", text, str(error)))
        return
    for name in (*NUMBERS, "approximate", "low_open", "high_open"):
        row[name] = getattr(found, name)


def _place(row: Record, faults: list[Fault]) -> None:
    """Put the page of a column of its own into the citation beside it."""
    locator = row["locator"].strip()
    if not locator or "source" in row.broken:
        return
    cited = row["source"]
    if len(cited) == 1 and not cited[0].locator:
        row["source"] = (evolve(cited[0], locator=re.sub(r"^pp?\.?\s*(?=[0-9])", "", locator)),)
    else:
        named = f"names {len(cited)} works" if len(cited) != 1 else "has a place of its own"
        message = f"a place in the work, and source {named}; write it there, as key[{locator}]"
        row.breaks("locator")
        faults.append(Fault(row.file, row.row, "locator", locator, message))


def _describe(
    row: Record, kind: str, known: dict[str, Record], columns: tuple[Column, ...], details: tuple[str, ...],
    differing: dict[tuple[str, str], list[tuple[Record, str]]],
) -> None:  # fmt: skip
    name = row[kind]
    if not name:
        return
    written, name = name, name.replace(";", ",")  # which separates ids in a table
    row[kind] = name
    if name not in known:
        values: dict[str, Any] = {column.name: EMPTY[column.holds] for column in columns}
        values |= {detail: "" for detail in details if detail not in values} | {"id": name, _WRITTEN: written}
        known[name] = Record(row.file, row.row, list(values.values()), {of: at for at, of in enumerate(values)})
    record = known[name]
    for detail in details:
        value = row[detail]
        if not value:
            continue
        if record[detail] and record[detail] != value:
            differing.setdefault((kind, detail), []).append((row, str(record[detail])))
        record[detail] = record[detail] or value


def _report_differing(
    differing: dict[tuple[str, str], list[tuple[Record, str]]], grid: Grid, findings: Findings
) -> None:
    """Add a fault for each column that says different things of one claimant or figure, whatever the rows."""
    for (kind, detail), rows in differing.items():
        first, other = rows[0]
        more = f" (also in {in_rows([row.row for row, _ in rows[1:]])})" if len(rows) > 1 else ""
        message = f"{kind} {first[kind]!r} has {other!r} here in another row{more}; the rows of a {kind} must agree"
        if (kind, detail) == ("claimant", "side"):
            message += f". {_side_of_figure(grid)}"
        findings.fault(first.file, first.row, detail, str(first[detail]), message)


def _side_of_figure(grid: Grid) -> str:
    """Return what to do with a column of sides that are those of the figures, not of who makes the claims."""
    name = grid.theirs.get("side", "side")
    if "estimand" not in grid.header:
        step = f"say so: columns={{{name!r}: 'estimand'}}"
    else:
        step = f"keep it as your own: columns={{{name!r}: None}}" if name != "side" else "give the column another name"
    return f"If it is the side that is counted, not that of the claimant, {step}"


def _hoist(estimand: Record, name: str, rows: list[Record], values: set[str]) -> None:
    """Give an estimand what all its rows say of themselves, unless the sheet says what the estimand counts, and where.

    What differs between the rows stays with the claims.
    """
    stated = estimand[f"estimand_{name}"]
    estimand[name] = stated or (values.pop() if len(values) == 1 else "")
    for row in rows:
        if row[name] == estimand[name]:
            row[name] = ""


def _report_measures(estimand: Record, rows: list[Record], findings: Findings) -> None:
    """Report claims on one figure that count different things, of which nobody says which the figure counts."""
    measures = list(dict.fromkeys(row["measure"] for row in rows if row["measure"]))
    if len(measures) > 1 and not estimand["measure"]:
        said = (
            f"the claims on {estimand['id']!r} count {listed(measures)}, and are compared all the same; fill "
            "estimand_measure with what the figure counts, and claims that count another are set aside"
        )
        concerned = [row.row for row in rows if row["measure"]]
        findings.notice(estimand.file, concerned[0], "measure", "", said, concerned[1:])


@define
class Ids:
    """Ids for the rows of sheets, made of claimant and estimand, and counted where both are the same."""

    taken: set[str]
    _last: dict[str, int] = Factory(dict)
    _slugs: dict[str, str] = Factory(dict)

    def new(self, row: Record) -> str:
        stem = "-".join(filter(None, (self._slug(row["claimant"]), self._slug(row["estimand"])))) or f"row-{row.row}"
        name, count = stem, self._last.get(stem, 1)
        while name in self.taken:
            count += 1
            name = f"{stem}-{count}"
        self._last[stem] = count
        self.taken.add(name)
        return name

    def _slug(self, text: str) -> str:
        if text not in self._slugs:
            self._slugs[text] = slug(text)
        return self._slugs[text]
