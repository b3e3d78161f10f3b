"""One item of CSL-JSON made sound: what no style could set is kept in words of its own or left out, and reported."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from estimates.errors import EstimatesError, shown
from estimates.references.bibtex_dates import from_year
from estimates.references.csl_dates import from_edtf, with_seasons
from estimates.references.csl_fields import DATES, NAMES, TEXTS, bare_doi, date_faults
from estimates.references.extra import add_extra

Remark = tuple[str, str, str]
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_PARTS = ("family", "given", "literal")
_HALF = re.compile("[\ud800-\udfff]")


def key_of(item: Any) -> str:
    """Return the key of an item: its ``id``, or, where it has none, its ``citation-key``.

    Raises
    ------
    EstimatesError
        If it is no item, or has neither.
    """
    if not isinstance(item, Mapping):
        raise EstimatesError(f"{shown(item)} is not of type 'object': a work is an object with an id and a type")
    for name in ("id", "citation-key"):
        held = item.get(name)
        if isinstance(held, (str, int)) and not isinstance(held, bool) and str(held).strip():
            return str(held)
    raise EstimatesError("'id' is a required property: a text or a number by which the work is cited")


def mended(item: Mapping[str, Any]) -> tuple[dict[str, Any], list[Remark]]:
    """Return an item as a style can set it; and variable, value and message of what that changes.

    Raises
    ------
    EstimatesError
        If it is nested too deeply to be kept.

    Examples
    --------
    >>> mended({"type": "book", "author": "Jane Doe", "issued": {"date-parts": [[1999, 13]]}})[0]
    {'type': 'book', 'author': [{'literal': 'Jane Doe'}], 'issued': {'date-parts': [[1999]], 'season': 1}}
    """
    remarks: list[Remark] = []
    found: dict[str, Any] = {}
    for name, value in item.items():
        if value is None or name == "id":
            continue
        kept = _read(name, _whole(name, value, remarks), remarks)
        if kept is not None:
            found[str(name)] = kept
    add_extra(found, found.get("note"), remarks)
    return found, remarks


def _whole(name: str, value: Any, remarks: list[Remark]) -> Any:
    """Return a value without halves of characters and without what is no number."""
    if isinstance(value, str) and not _HALF.search(value):
        return value
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        raise EstimatesError(f"{name} is nested too deeply, or contains itself") from None
    half = _HALF.search(text)
    if half:
        remarks.append((name, _HALF.sub("�", text), "contains half of a character; � is in its place"))
        return json.loads(_HALF.sub("�", text))
    if re.search(r"\b(?:NaN|Infinity)\b", text) and _strange(value):
        remarks.append((name, text, "contains a value that is not a number; left out"))
        return None
    return value


def _strange(value: Any) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    held = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    return any(map(_strange, held))


def _read(name: str, value: Any, remarks: list[Remark]) -> Any:
    reader: Callable[[str, Any, list[Remark]], Any] | None = (
        _names if name in NAMES else _date if name in DATES else _text if name in (*TEXTS, "type") else None
    )
    if value is None or reader is not None:
        return None if value is None or reader is None else reader(name, value, remarks)
    if name == "custom" and not isinstance(value, Mapping):
        remarks.append((name, _shown(value), "custom is an object of names and values; left out"))
        return None
    return value


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _text(name: str, value: Any, remarks: list[Remark]) -> Any:
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        if name == "DOI" and isinstance(value, str):
            return bare_doi(value)
        return str(value) if name in ("type", "title") else value
    remarks.append((name, _shown(value), "must be a text; left out"))
    return None


def _names(name: str, value: Any, remarks: list[Remark]) -> Any:
    people = [value] if isinstance(value, (str, Mapping)) else value
    if not isinstance(people, (list, tuple)):
        remarks.append((name, _shown(value), "must be a list of names; left out"))
        return None
    found = []
    for person in people:
        if isinstance(person, str) and person.strip():
            remarks.append((name, person, "a name is an object with family and given, or literal; kept as it stands"))
            found.append({"literal": person.strip()})
        elif isinstance(person, Mapping):
            held = {part: _part(part, one, name, remarks) for part, one in person.items()}
            held = {part: one for part, one in held.items() if one is not None}
            if any(held.get(part) for part in _PARTS):
                found.append(held)
            else:
                remarks.append((name, _shown(person), "names nobody: a name has family, given or literal; left out"))
        elif person not in (None, "", [], {}):
            remarks.append((name, _shown(person), "is not a name; left out"))
    return found if found or value in ([], ()) else None


def _part(part: str, value: Any, name: str, remarks: list[Remark]) -> Any:
    if part in (*_PARTS, "suffix", "dropping-particle", "non-dropping-particle"):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        if value is not None and not isinstance(value, str):
            remarks.append((name, _shown(value), f"the {part} of a name must be a text; left out"))
            return None
    return value


def _date(name: str, value: Any, remarks: list[Remark]) -> Any:
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _in_words(str(value))
    if not isinstance(value, Mapping):
        remarks.append((name, _shown(value), 'must be a date: {"date-parts": [[1937, 12, 13]]}; left out'))
        return None
    date = {str(part): held for part, held in value.items() if held is not None}
    for part in ("literal", "raw"):
        if part in date and not isinstance(date[part], str):
            date[part] = _shown(date[part])
    if "date-parts" not in date:
        return date or None
    parts = _date_parts(date["date-parts"])
    if parts is None:
        remarks.append((name, _shown(value), "its date-parts are not years, months and days; kept in its own words"))
        return {"literal": str(date.get("literal") or date.get("raw") or _shown(value["date-parts"]))}
    if not parts:
        del date["date-parts"]
        return date or None
    return _possible(name, with_seasons({**date, "date-parts": parts}), value, remarks)


def _in_words(text: str) -> dict[str, Any]:
    try:
        date = from_edtf(text)[0]
    except EstimatesError:
        date = {"literal": text}
    return from_year(text)[0] if "literal" in date else date


def _date_parts(value: Any) -> list[list[Any]] | None:
    """Return the parts of a date without empty ones, or None where they are none."""
    if not isinstance(value, (list, tuple)):
        return None
    ends = [value] if value and not isinstance(value[0], (list, tuple)) else list(value)
    found = []
    for end in ends:
        if not isinstance(end, (list, tuple)):
            return None
        numbers = [part for part in end if part not in (None, "")]
        while len(numbers) > 1 and str(numbers[-1]) in ("0", "00"):
            numbers.pop()
        numbers = [int(n) if isinstance(n, float) and n.is_integer() else n for n in numbers]
        if any(isinstance(n, bool) or not _NUMBER.fullmatch(str(n)) for n in numbers) or len(numbers) > 3:
            return None
        found += [numbers] if numbers else []
    return found if len(found) <= 2 else None


def _possible(name: str, date: dict[str, Any], value: Any, remarks: list[Remark]) -> dict[str, Any]:
    """Return a date without the month or day that no calendar has; a year that is none stays in words."""
    for path, part, allowed in date_faults({name: date}):
        place, spot = (int(number) for number in re.findall(r"\[([0-9]+)\]", path))
        if not spot:
            remarks.append((name, _shown(value), f"{part} is {allowed}; kept in words"))
            return {"literal": "/".join("-".join(map(str, end)) for end in date["date-parts"])}
        remarks.append((path, part, f"{allowed}; left out"))
        parts = [end[:spot] if at == place else end for at, end in enumerate(date["date-parts"])]
        return _possible(name, {**date, "date-parts": parts}, value, remarks)
    return date
