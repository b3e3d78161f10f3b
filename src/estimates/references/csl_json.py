"""CSL-JSON files to works: item for item, so that a broken one is told and costs no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from estimates.errors import DatasetError, EstimatesError, Fault
from estimates.model.sources import Source
from estimates.references.bibtex_reader import read_bibtex
from estimates.references.csl_fields import CSL_SCHEMA, date_faults
from estimates.references.library import Library

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


def source_items(given: Any, faults: list[Fault]) -> dict[str, Source]:
    """Return the sound works of a CSL-JSON file, or of items in memory, by key.

    Parameters
    ----------
    given : path, list of mapping, mapping of str to Source
    faults : list of Fault
        Faults found are added to it.
    """
    if isinstance(given, Mapping):
        given = [{"id": key, **item} if isinstance(item, Mapping) else item for key, item in given.items()]
    file, items = "<sources>", given
    if isinstance(given, (str, Path)):
        path = Path(given)
        file, items = path.name, json_text(path, faults)
    if items is None:
        return {}
    if not isinstance(items, (list, tuple)):
        said = f"a bibliography is a list of works in CSL-JSON, or a file of them (got {type(items).__name__})"
        faults.append(Fault(file, None, "", "", said))
        return {}
    items = [item.csl if isinstance(item, Source) else item for item in items]
    broken = _broken_items(items, file, faults)
    found: dict[str, Source] = {}
    for place, item in enumerate(items):
        if place in broken:
            continue
        key = str(item["id"])
        try:
            source = Source(key, item)
        except EstimatesError as error:
            faults.append(Fault(file, None, f"[{place}].id", key, str(error)))
            continue
        if key in found:
            faults.append(Fault(file, None, f"[{place}].id", key, "two works have this key; each needs its own"))
        else:
            found[key] = source
    return found


def _broken_items(items: list[Any], file: str, faults: list[Fault]) -> set[int]:
    """Return the places of the items that are no CSL-JSON, with a fault for each thing that is wrong."""
    before = len(faults)
    validate(items, CSL_SCHEMA, file, faults)
    broken = {int(fault.column[1:].partition("]")[0]) for fault in faults[before:]}
    for place, item in enumerate(items):
        if place not in broken:
            for path, value, said in date_faults(item):
                faults.append(Fault(file, None, f"[{place}].{path}", value, f"of {str(item['id'])!r}: {said}"))
                broken.add(place)
    return broken


def json_text(path: Path, faults: list[Fault]) -> Any:
    """Return what a JSON file holds, or None where it cannot be read."""
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"), parse_constant=_no_constant)
    except OSError as error:
        faults.append(Fault(path.name, None, "", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError:
        faults.append(Fault(path.name, None, "", "", "is not UTF-8 text; save it as UTF-8"))
    except json.JSONDecodeError as error:
        faults.append(Fault(path.name, error.lineno, "", "", f"is not well-formed JSON here: {error.msg}"))
    except (ValueError, RecursionError) as error:
        faults.append(Fault(path.name, None, "", "", f"is not well-formed JSON: {error}"))
    return None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number that JSON knows")


def validate(document: Any, schema: dict[str, Any], file: str, faults: list[Fault]) -> None:
    from jsonschema import Draft202012Validator

    for error in sorted(Draft202012Validator(schema).iter_errors(document), key=lambda error: error.json_path):
        value = "" if isinstance(error.instance, (dict, list)) else str(error.instance)
        faults.append(Fault(file, None, error.json_path.removeprefix("$").removeprefix("."), value, error.message))
