"""CSL-JSON files to works: item for item, so that a broken one is told and costs no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from estimates.citations import Source
from estimates.errors import DatasetError, Fault
from estimates.exchange.bibtex import read_bibtex
from estimates.exchange.libraries import Library
from estimates.packages import source_items

_BIBTEX = (".bib", ".bibtex", ".biblatex")


def read_csl(path: str | Path | Iterable[Mapping[str, Any]]) -> Library:
    """Return the works of a CSL-JSON file, what Zotero calls "CSL JSON".

    Every field is kept to the letter, also those that CSL does not know.

    Parameters
    ----------
    path : path, or items
        A ``.json`` file in UTF-8, or items in memory, such as `to_csl` returns.

    Returns
    -------
    Library
        The sound works, as a sequence that is reached by key as well; its ``faults`` tell what is wrong with the
        others, with file, line, key and field.

    Raises
    ------
    DatasetError
        If there is no such file, or it is no JSON, or no list of items.

    Examples
    --------
    >>> library = read_csl([{"id": "doe1999", "type": "book", "issued": {"date-parts": [[1999]]}},
    ...                     {"id": "doe2000", "type": "book", "issued": {"date-parts": [[2000, 13]]}}])
    >>> library
    <Library: 1 work, 1 fault>
    >>> print(library.faults[0].message)
    of 'doe2000': no month; months are 1 to 12, and a season stands in `season`, 1 to 4
    """
    faults: list[Fault] = []
    given = path if isinstance(path, (str, Path, Mapping)) else list(path)
    found = source_items(given, faults)
    if any(not fault.column for fault in faults):
        raise DatasetError(faults)
    items, lines = _items(given)
    return Library(found.values(), [_placed(fault, items, lines) for fault in faults])


def _items(given: Any) -> tuple[list[Any], list[int]]:
    """Return the items, and the lines of the file in which they begin."""
    if isinstance(given, Mapping):
        return [{"id": key} for key in given], []
    if isinstance(given, list):
        return given, []
    text = Path(given).read_bytes().decode("utf-8-sig")
    decoder = json.JSONDecoder()
    items: list[Any] = []
    lines: list[int] = []
    at = text.index("[") + 1
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if text[at] == "]":
            return items, lines
        lines.append(text.count("\n", 0, at) + 1)
        item, at = decoder.raw_decode(text, at)
        items.append(item)


def _placed(fault: Fault, items: list[Any], lines: list[int]) -> Fault:
    """Return a fault with the line of its item, and with the item's key in place of its number."""
    place = re.match(r"\[([0-9]+)\]\.?", fault.column)
    if place is None:
        return fault
    number = int(place[1])
    item = items[number]
    key = str(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), (str, int)) else place[0].rstrip(".")
    column = ".".join(part for part in (key, fault.column[place.end() :]) if part)
    return evolve(fault, row=lines[number] if lines else None, column=column)


def works(given: Any, faults: list[Fault]) -> dict[str, Source]:
    """Return the sound works of any bibliography by key: a ``.json`` or ``.bib`` file, a library, items in memory.

    Parameters
    ----------
    given : path, Library, list of mapping, mapping of str to Source
    faults : list of Fault
        Faults found are added to it.
    """
    if isinstance(given, (str, Path)) and Path(given).suffix.lower() in _BIBTEX:
        try:
            given = read_bibtex(given)
        except DatasetError as error:
            faults += error.faults
            return {}
    if isinstance(given, Library):
        faults += given.faults
        return dict(given.items())
    return source_items(given, faults)
