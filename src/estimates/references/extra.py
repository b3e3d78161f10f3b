"""Variables of CSL in a note, as users of Zotero write them into its field *Extra*: ``original-date: 1814``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from estimates.errors import EstimatesError
from estimates.references.bibtex_dates import from_year
from estimates.references.csl_dates import from_edtf
from estimates.references.csl_fields import DATES, NAMES, TEXTS, TYPES

_BRACED = re.compile(r"\{:([A-Za-z][A-Za-z_ -]*):[ \t]*([^{}\r\n]*)\}")
_LINE = re.compile(r"([A-Za-z][A-Za-z_ -]*):[ \t]+(\S.*)")
_KNOWN = (set(NAMES) | set(DATES) | set(TEXTS) | {"type"}) - {"note", "citation-number", "locator", "year-suffix"}


def add_extra(item: dict[str, Any], note: Any, left_out: list[tuple[str, str, str]]) -> None:
    """Fill the variables that a note names, unless the item has them already.

    The note stays as it is. A variable whose name is one word counts in the lines at the head of the note only; further
    down it may be a remark.

    Parameters
    ----------
    item : dict
        A CSL item, which is changed.
    note : str
    left_out : list of tuple
        Variable, text and message of what differs from what the item says are added to it.

    Examples
    --------
    >>> item = {"title": "T"}
    >>> add_extra(item, "original-date: 1814", [])
    >>> item["original-date"]
    {'date-parts': [[1814]]}
    """
    if not isinstance(note, str) or ":" not in note:
        return
    people: dict[str, list[dict[str, str]]] = {}
    for variable, text in _variables(note):
        if variable in NAMES:
            people.setdefault(variable, []).append(_person(text))
        elif variable == "type":
            if text in TYPES and item.get("type") != text:
                item["type"] = text
        else:
            _fill(item, variable, _date(text) if variable in DATES else text, text, left_out)
    for variable, names in people.items():
        _fill(item, variable, names, str(names), left_out)


def _fill(item: dict[str, Any], variable: str, value: Any, text: str, left_out: list[tuple[str, str, str]]) -> None:
    held = item.get(variable)
    if held in (None, "", [], {}):
        item[variable] = value
    elif held != value:
        left_out.append((variable, text, "the note names this variable, and the work has another value of its own"))


def _variables(note: str) -> Iterator[tuple[str, str]]:
    for found in _BRACED.finditer(note):
        name = _variable(found[1])
        if name and found[2].strip():
            yield name, found[2].strip()
    head = True
    for line in note.splitlines():
        named = _LINE.fullmatch(line.strip())
        name = _variable(named[1]) if named else ""
        head = head and bool(name or _BRACED.search(line))
        if named and name and (head or "-" in name):
            yield name, named[2].strip()


def _variable(name: str) -> str:
    """Return a variable by its name, or by its label of several words: ``Original Date``."""
    name = name.strip()
    if name in _KNOWN:
        return name
    label = name.lower().replace(" ", "-")
    return label if " " in name and label in _KNOWN else ""


def _person(text: str) -> dict[str, str]:
    family, both, given = (part.strip() for part in text.partition("||"))
    return {"family": family, "given": given} if both and family and given else {"literal": text.replace("||", "")}


def _date(text: str) -> dict[str, Any]:
    try:
        date = from_edtf(text)[0]
    except EstimatesError:
        date = {"literal": text}
    return from_year(text)[0] if "literal" in date else date
