"""The header of a table with foreign column names, and the column of ours that each name means."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from estimates.dataset.column_names import folded, meanings_of, synonym_of
from estimates.dataset.findings import Findings, enumerated
from estimates.dataset.grids import Grid, RawTable, sound_row, too_wide
from estimates.dataset.merged_cells import WholeHeader, unmerged, whole_header
from estimates.dataset.wide_tables import columns_of_words
from estimates.dataset.workbooks import column_number
from estimates.errors import listed, nearest

_SEARCHED = 20  # rows in which the header is looked for
_SHOWN = 60
_COMPUTED = ("words", "reading", "kind", "judged")  # of the other columns of a frame of ours
_OF_A_FRAME = {
    "id",
    "estimand",
    "claimant",
    "wording",
    "low",
    "high",
    "best",
    "claimed",
    "measure",
    "scope",
    "standing",
}


def known_names(ours: Collection[str], columns: Mapping[Any, Any] | None) -> set[str]:
    """Return the folded names by which a header is recognised: ours, their synonyms, and those the user names."""
    from estimates.dataset.column_names import AMBIGUOUS, SYNONYMS

    names = {folded(name) for name in (*ours, *SYNONYMS, *AMBIGUOUS, *(n for ns in SYNONYMS.values() for n in ns))}
    for pair in (columns or {}).items():
        names |= {folded(name) for name in pair if isinstance(name, str)}
    return names - {""}


def headed_grid(
    raw: RawTable, ours: Collection[str], columns: Mapping[Any, Any] | None, header: int | None, findings: Findings
) -> Grid | None:
    """Return a table with its header as it stands, or None where its header is in doubt.

    Parameters
    ----------
    raw : RawTable
    ours : collection of str
        The columns that a table of claims may have.
    columns : mapping or None
        The user's names with ours, either way round; None for a column that is the user's own.
    header : int or None
        The number of the row that names the columns, where the user says so.
    findings : Findings
    """
    if not raw.rows:
        if not findings.faults:
            findings.fault(raw.file, None, "", "", "is empty; the first row names the columns")
        return None
    known = known_names(ours, columns)
    place = _header_place(raw, known, header, findings)
    if place is None:
        return None
    found = whole_header(raw, place, known)
    _report_header(raw, found, findings, asked=header is not None)
    first, names = raw.rows[found.last][0], found.names
    if too_wide(raw.file, first, len(names), findings):
        return None
    body = unmerged(raw, first, raw.rows[found.last + 1 :], findings)
    used = _used(raw, names, body, findings)
    before = len(findings.faults)
    sound = [(n, cells) for n, cells in body if sound_row(raw.file, n, cells, len(names), findings)]
    if len(used) < len(names):
        sound = [(n, [cells[i] for i in used]) for n, cells in sound]
    places = {old: new for new, old in enumerate(used)}
    shown = {(row, places[i]): cell for (row, i), cell in raw.shown.items() if i in places and row > first}
    grid = Grid(raw.file, [names[i] for i in used], sound, first, shown, sheet=raw.sheet)
    grid.columns = [column_number(raw.letters[i]) if i < len(raw.letters) else i + 1 for i in used]
    _check_twice(grid, findings)
    if len(findings.faults) > before and not sound and body:
        return None
    return grid


def _header_place(raw: RawTable, known: set[str], header: int | None, findings: Findings) -> int | None:
    """Return the place of the header among the rows."""
    if header is not None:
        if isinstance(header, bool) or not isinstance(header, int) or not any(n == header for n, _ in raw.rows):
            message = (
                f"header= is the number of the row that names the columns, from {raw.rows[0][0]} to {raw.rows[-1][0]}"
            )
            findings.fault(raw.file, None, "", str(header)[:_SHOWN], message)
            return None
        return next(place for place, (number, _) in enumerate(raw.rows) if number == header)
    counts = [
        (len({folded(cell) for cell in cells} & known) if len(cells) <= 20_000 else 0)
        for number, cells in raw.rows[:_SEARCHED]
        if number <= raw.rows[0][0] + _SEARCHED
    ]
    found = [place for place, count in enumerate(counts) if count >= 2]
    most = max(counts, default=0)
    if len(found) > 1 and all(2 * counts[place] <= most for place in found if counts[place] < most):
        found = [place for place in found if counts[place] == most]  # the others are claims with a word or two of ours
    if len(found) > 1 and _one_header(raw, found):
        found = found[-1:]
    if len(found) > 1:
        rows = ", ".join(str(raw.rows[place][0]) for place in found)
        message = f"rows {rows} may each name the columns; say which one does: header={raw.rows[found[0]][0]}"
        findings.fault(raw.file, raw.rows[found[0]][0], "", "", message)
        return None
    if not found:
        return next((place for place, count in enumerate(counts) if count), 0)
    return found[0]


def _one_header(raw: RawTable, found: list[int]) -> bool:
    """Return whether rows that may be headers are the two or more rows of one, held together by merged cells."""
    first, last = raw.rows[found[0]][0], raw.rows[found[-1]][0]
    together = last - first == len(found) - 1
    return together and any(top <= first and bottom >= last for _, top, bottom, _, _ in raw.merged)


def _report_header(raw: RawTable, found: WholeHeader, findings: Findings, *, asked: bool) -> None:
    """Report a header that is not the first row, or that several rows make."""
    first, last = raw.rows[found.first][0], raw.rows[found.last][0]
    above = [cell for _, cells in raw.rows[: found.first] for cell in cells if cell]
    shown = enumerated([repr(cell[:_SHOWN]) for cell in above])
    if found.first < found.last:
        names = enumerated([repr(name[:_SHOWN]) for name in found.names if name])
        more = f"; above them, not read: {shown}" if above else ""
        message = f"rows {first}–{last} are taken as the header: {names}{more}"
    elif found.first and not asked:
        message = f"row {first} is taken as the header; above it, not read: {shown}"
    else:
        return
    findings.notice(raw.file, first, "", "", message)


def _used(raw: RawTable, names: list[str], body: list[tuple[int, list[str]]], findings: Findings) -> list[int]:
    """Return the places of the columns that have a name or a value; those without a name get one."""
    used = []
    for place, name in enumerate(names):
        if name:
            used.append(place)
            continue
        row = next((n for n, cells in body if len(cells) > place and cells[place]), None)
        if row is not None:
            names[place] = raw.column(place)
            message = f"{raw.column(place)} has no name; it is kept as a column of your own"
            findings.notice(raw.file, row, names[place], "", message)
            used.append(place)
    return used


def _check_twice(grid: Grid, findings: Findings) -> None:
    seen: set[str] = set()
    for name in grid.header:
        if name in seen:
            findings.fault(grid.file, grid.header_row, name, name, "two columns have this name; keep one")
        seen.add(name)


def rename_columns(
    grids: Collection[Grid], ours: Collection[str], columns: Mapping[Any, Any] | None, findings: Findings
) -> None:
    """Give the tables of an input our names: those of ``columns=`` first, then ours in any case, then synonyms.

    Of several sheets each may have names of its own: a pair of ``columns=`` must fit one of them.
    """
    headers = [list(grid.header) for grid in grids]
    for grid in grids:
        pairs = {
            one: other for one, other in (columns or {}).items()
            if _names(one, other, grid.header, ours) or not any(_names(one, other, names, ours) for names in headers)
        }  # fmt: skip
        _rename(grid, ours, pairs, findings)


def _names(one: Any, other: Any, header: Collection[str], ours: Collection[str]) -> bool:
    """Return whether a pair of ``columns=`` is about a column of this header."""
    if other is None:
        return isinstance(one, str) and one in header
    return (
        isinstance(one, str)
        and isinstance(other, str)
        and ((one in header and other in ours) or (other in header and one in ours))
    )


def _rename(grid: Grid, ours: Collection[str], columns: Mapping[Any, Any], findings: Findings) -> None:
    """Give a table our names."""
    _drop_computed(grid, findings)
    header: list[str] = list(grid.header)
    grid.wide = columns_of_words(header, columns)
    columns = {one: other for one, other in columns.items() if not (isinstance(one, str) and one in grid.wide)}
    own = {header.index(name) for name in grid.wide}
    own |= _apply_columns(grid, header, ours, columns, findings)
    by_fold = {folded(name): name for name in ours}
    taken = {name for name in header if name in ours}
    for place, name in enumerate(header):
        exact = by_fold.get(folded(name))
        if place not in own and name not in ours and exact is not None and exact not in taken:
            header[place] = exact
            taken.add(exact)
    _apply_synonyms(grid, header, own, taken, findings)
    whole = set(grid.header) >= _OF_A_FRAME  # a frame of ours, in which every column that is none of ours is the user's
    for place, name in enumerate(header):
        if not whole and place not in own and name not in taken and meanings_of(name):
            if _ask(grid, name, taken, findings):
                grid.asked.append(name)
            own.add(place)
    grid.theirs = dict(zip(header, grid.header))
    grid.header = header
    grid.own = {header[place] for place in own}


def _drop_computed(grid: Grid, findings: Findings) -> None:
    """Leave the columns that `to_frame` computes of a claim out of a table that has all of its columns."""
    if not _OF_A_FRAME | set(_COMPUTED) <= set(grid.header):
        return
    kept = [place for place, name in enumerate(grid.header) if name not in _COMPUTED]
    moved = {old: new for new, old in enumerate(kept)}
    grid.rows = [(number, [cells[place] for place in kept]) for number, cells in grid.rows]
    grid.shown = {(row, moved[place]): cell for (row, place), cell in grid.shown.items() if place in moved}
    grid.columns = [grid.columns[place] for place in kept if place < len(grid.columns)]
    grid.header = [grid.header[place] for place in kept]
    message = f"the columns {', '.join(map(repr, _COMPUTED))} are computed by to_frame, and not read"
    findings.notice(grid.file, grid.header_row, "", "", message)


def _apply_synonyms(grid: Grid, header: list[str], own: set[int], taken: set[str], findings: Findings) -> None:
    meant: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        if place not in own and name not in taken and synonym_of(name):
            meant.setdefault(synonym_of(name), []).append(place)
    for name, places in meant.items():
        theirs = [header[place] for place in places]
        if name in taken:
            for one in theirs:
                message = f"is kept as a column of your own, since the table has a column {name!r}"
                findings.notice(grid.file, grid.header_row, one, "", message)
        elif len(places) > 1:
            message = (
                f"may each mean {name!r}; say which one does: columns={{{theirs[0]!r}: {name!r}, {theirs[1]!r}: None}}"
            )
            findings.fault(grid.file, grid.header_row, name, ", ".join(theirs), message)
            header[places[0]] = name
            taken.add(name)
        else:
            header[places[0]] = name
            taken.add(name)
            findings.notice(grid.file, grid.header_row, theirs[0], "", f"the column {theirs[0]!r} is read as {name!r}")


def _ask(grid: Grid, name: str, taken: set[str], findings: Findings) -> bool:
    """Ask what an ambiguous column means, and return True, unless all of ours that it can mean is there already."""
    meanings = [(ours, words) for ours, words in meanings_of(name) if ours not in taken]
    if not any(ours for ours, _ in meanings):
        return False
    choices = "; ".join(f"columns={{{name!r}: {ours or None!r}}} if it is {words}" for ours, words in meanings)
    if all(ours for ours, _ in meanings):
        choices += f"; columns={{{name!r}: None}} to keep it as your own"
    message = f"may mean several things; say {choices}"
    if not any((fault.column, fault.message) == (name, message) for fault in findings.faults):  # of another sheet
        findings.fault(grid.file, grid.header_row, name, name, message)
    return True


def _apply_columns(
    grid: Grid, header: list[str], ours: Collection[str], columns: Mapping[Any, Any], findings: Findings
) -> set[int]:
    """Apply the user's names, written either way round: ``{"Author": "claimant"}``; return the places of their own."""
    own: set[int] = set()
    for one, other in columns.items():
        if other is None and one in grid.header and one not in ours:
            own.add(grid.header.index(one))
            continue
        if isinstance(one, str) and isinstance(other, str) and one == other and one in grid.header:
            continue
        if not isinstance(one, str) or not isinstance(other, str):
            message = "columns= pairs two names, the table's and ours: {'Author': 'claimant'}"
            findings.fault(grid.file, grid.header_row, "", f"{one}: {other}"[:_SHOWN], message)
            continue
        forward, backward = one in grid.header and other in ours, other in grid.header and one in ours
        if forward == backward:
            findings.fault(
                grid.file, grid.header_row, "", f"{one}: {other}"[:_SHOWN], _refusal(grid, one, other, ours, forward)
            )
            continue
        theirs, name = (one, other) if forward else (other, one)
        header[grid.header.index(theirs)] = name
    for name in {name for name in header if name in ours and header.count(name) > 1 and grid.header.count(name) < 2}:
        message = "two columns have this name once columns= is applied"
        findings.fault(grid.file, grid.header_row, name, name, message)
    return own


def _refusal(grid: Grid, one: str, other: str, ours: Collection[str], twice: bool) -> str:
    if twice:
        return "columns= can be read both ways round; rename one of the columns in the table"
    for theirs, name in ((one, other), (other, one)):
        if theirs in grid.header and theirs not in ours:
            meant = synonym_of(name)
            hint = f"; did you mean {meant!r}?" if meant else nearest(name, ours) or f"; ours are {listed(ours)}"
            return f"columns= gives {theirs!r} a name that the format does not have: {name!r}{hint}"
    return f"columns= names none of the table's columns; it has {enumerated([repr(name) for name in grid.header])}"
