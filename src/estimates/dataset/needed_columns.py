"""The columns without which a table holds no claims, and the questions where they are missing."""

from __future__ import annotations

from estimates.dataset.column_names import meanings_of
from estimates.dataset.findings import Findings, enumerated
from estimates.dataset.grids import Grid
from estimates.dataset.schema import SHEET
from estimates.errors import listed
from estimates.wording.languages import LANGUAGES

NEEDED = {
    "estimand": ("figure, quantity or what is counted", ". A table of one figure: estimand='its name'"),
    "claimant": ("author, scholar or who says it", ""),
    "wording": ("number, estimate or the source's words", ", or give low and high"),
}
NUMBERS = {"low", "high", "best"}


def give_one_estimand(grid: Grid, estimand: str | None, findings: Findings) -> None:
    """Give a table without that column the one figure that the user names."""
    if estimand is None:
        return
    if not isinstance(estimand, str) or not estimand.strip():
        findings.fault(
            grid.file, None, "estimand", str(estimand)[:80], "estimand= must be the name of the one figure of the table"
        )
    elif "estimand" in grid.header:
        message = "estimand= names the figure of a table without that column, and this one has it"
        findings.fault(grid.file, grid.header_row, "estimand", estimand, message)
    else:
        grid.header.append("estimand")
        grid.constant.add("estimand")
        for _, cells in grid.rows:
            cells.append(estimand.strip())


def give_one_language(grid: Grid, lang: object, findings: Findings) -> None:
    """Give the words and numbers of a table without that column the one language that the user names."""
    if lang is None:
        return
    if lang not in LANGUAGES:
        message = f"wording_lang= is the language of the table's words and numbers: {listed(LANGUAGES)}"
        findings.fault(grid.file, None, "wording_lang", str(lang)[:80], message)
    elif "wording_lang" in grid.header:
        message = "wording_lang= names the language of a table without that column, and this one has it"
        findings.fault(grid.file, grid.header_row, "wording_lang", str(lang), message)
    else:
        grid.header.append("wording_lang")
        grid.constant.add("wording_lang")
        for _, cells in grid.rows:
            cells.append(str(lang))


def check_needed(grid: Grid, findings: Findings) -> set[str]:
    """Add a fault for each column that is needed and missing, saying how to name it; return what no row then has."""
    names = enumerated([repr(name) for name in grid.header if name not in grid.constant])
    there = f"; the table has {names}"
    a_sheet = f"; of each sheet: estimand={{{grid.sheet!r}: 'its name', ...}}" if " sheet " in grid.file else ""
    asked = [{ours for ours, _ in meanings_of(name)} for name in grid.asked]
    for name, (hint, else_) in reversed(NEEDED.items()):
        if name in grid.header or (name == "wording" and NUMBERS & set(grid.header)):
            continue
        answer = next((meanings for meanings in asked if name in meanings), None)
        if answer is not None:  # the question what that column means is about this one too
            asked.remove(answer)
            continue
        wide = _for_each_column(grid) if name == "wording" else ""
        message = (
            f"this column is required, and is missing{there}. If a column of yours means it ({hint}), "
            f"say so: columns={{'your name': {name!r}}}{else_}{a_sheet if name == 'estimand' else ''}{wide}"
        )
        there = " too"
        findings.fault(grid.file, grid.header_row, name, "", message)
    return set() if {"wording", *NUMBERS} & set(grid.header) else set(NUMBERS)


def _for_each_column(grid: Grid) -> str:
    """Return what to say where each of several columns may hold the claims of one claimant, or on one figure."""
    unknown = [name for name in grid.header if name not in SHEET and name not in grid.own]
    if len(unknown) < 2 or {"claimant", "estimand"} <= set(grid.header):
        return ""
    pairs = ", ".join(f"{name!r}: 'wording'" for name in unknown[-2:])
    return (
        ". If columns are named for their claimant or their figure, and hold the claims, say so of each: "
        f"columns={{{pairs}}}"
    )
