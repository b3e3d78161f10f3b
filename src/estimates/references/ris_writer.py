"""Works as RIS, for reference managers and library catalogues, with a remark on everything that it cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from attrs import Factory, frozen

from estimates.model.sources import Source
from estimates.references.csl_dates import to_edtf
from estimates.references.csl_fields import DATES, NAMES, TEXTS, date_faults
from estimates.references.field_map import ris_type
from estimates.references.latex import clean
from estimates.references.library import Omission
from estimates.references.names import OTHERS

_NAMES = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}
_TEXTS = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "collection-title": "T3", "abstract": "AB",
    "volume": "VL", "issue": "IS", "edition": "ET", "publisher": "PB", "publisher-place": "CY", "DOI": "DO",
    "URL": "UR", "language": "LA", "call-number": "CN", "archive": "DB", "archive_location": "AN",
    "number-of-volumes": "NV", "section": "SE", "genre": "M3", "note": "N1", "container-title-short": "J2",
}  # fmt: skip
_SEASONS = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}
_CLEANED = "line breaks, repeated blanks, control and direction characters are made single blanks, or left out"
_IN_NOTES = "RIS has no tag for it; kept in a note"


@frozen
class _Record:
    key: str
    lines: list[tuple[str, str]] = Factory(list)
    omissions: list[Omission] = Factory(list)

    def put(self, tag: str, text: str) -> None:
        if text:
            self.lines.append((tag, text))

    def omit(self, field: str, value: Any, why: str) -> None:
        self.omissions.append(Omission(self.key, field, str(value), why))

    def note(self, field: str, value: Any, text: str, why: str = _IN_NOTES) -> None:
        """Keep what has no tag in a note, as ``original-date: 1937``."""
        self.put("N1", clean(f"{field}: {text}"))
        self.omit(field, value, why)


def ris_record(work: Source) -> tuple[str, tuple[Omission, ...]]:
    """Return a work as a record, and what RIS cannot hold of it.

    Examples
    --------
    >>> text, lost = ris_record(Source("doe1999", {"type": "book", "title": "An Invented Book",
    ...                                            "issued": {"date-parts": [[1999]]}}))
    >>> text.splitlines(), lost
    (['TY  - BOOK', 'ID  - doe1999', 'PY  - 1999', 'TI  - An Invented Book', 'ER  - '], ())
    """
    item = work.csl
    record = _Record(work.key)
    kind = str(item.get("type", ""))
    record.put("TY", ris_type(kind) or "GEN")
    record.put("ID", clean(work.key))
    if clean(work.key) != work.key:
        record.omit("id", work.key, "control and direction characters are left out")
    if kind and not ris_type(kind):
        record.note("type", kind, kind)
    for name, value in item.items():
        if name not in ("id", "type") and value not in (None, "", [], {}):
            _write(record, name, value)
    text = "".join(f"{tag}  - {held}\r\n" for tag, held in record.lines)
    return f"{text}ER  - \r\n", tuple(record.omissions)


def _write(record: _Record, name: str, value: Any) -> None:
    if name in NAMES:
        _write_names(record, name, value)
    elif name in DATES:
        _write_date(record, name, value)
    elif name == "custom" and isinstance(value, dict):
        for field, held in value.items():
            text = held if isinstance(held, str) else json.dumps(held, ensure_ascii=False, sort_keys=True)
            record.note(f"custom.{field}", held, text)
    elif name not in TEXTS or isinstance(value, bool) or not isinstance(value, (str, int, float)):
        record.omit(name, value, "no variable of CSL that RIS could hold")
    else:
        _write_text(record, name, str(value))


def _write_text(record: _Record, name: str, value: str) -> None:
    text = clean(value)
    if text != value:
        record.omit(name, value, _CLEANED)
    if name == "page":
        _write_pages(record, text)
    elif name == "keyword":
        for word in re.split(r"\s*[,;]\s*", text):
            record.put("KW", word)
    elif name in ("ISBN", "ISSN"):
        if any(tag == "SN" for tag, _ in record.lines):
            record.note(name, value, text, "RIS has one tag for ISBN and ISSN; kept in a note")
        else:
            record.put("SN", text)
    elif name in _TEXTS:
        record.put(_TEXTS[name], text)
    elif text:
        record.note(name, value, text)


def _write_pages(record: _Record, text: str) -> None:
    ends = re.fullmatch(r"([^\s,;–-]+)\s?[–-]\s?([^\s,;–-]+)", text)
    if ends is None:
        record.put("SP", text)
        return
    record.put("SP", ends[1])
    record.put("EP", ends[2])
    if "-" not in text or " " in text:
        record.omit("page", text, "RIS keeps the first and the last page, and not the dash between them")


def _write_names(record: _Record, name: str, value: Any) -> None:
    written = []
    for person in value if isinstance(value, list) else []:
        held = {part: clean(str(given)) for part, given in person.items()}
        particle = " ".join(held[part] for part in ("dropping-particle", "non-dropping-particle") if held.get(part))
        family = " ".join(part for part in (particle, held.get("family", "")) if part)
        text = held.get("literal") or ", ".join(
            part for part in (family, held.get("given", ""), held.get("suffix", "")) if part
        )
        if any(held[part] != given for part, given in person.items()):
            record.omit(name, person, _CLEANED)
        if held == OTHERS:
            record.omit(name, person, "RIS has no 'and others'; written as a name")
        if particle:
            record.omit(name, person, "RIS joins the particle to the family name")
        split = [held.get(part, "") for part in ("literal", "family", "given")]
        if "," in "".join(split) or ((held.get("given") or held.get("suffix")) and not (family and held.get("given"))):
            record.omit(name, person, "RIS takes what stands before the first comma for the family name")
        if set(held) - {"family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle"}:
            record.omit(name, person, "RIS knows family and given names alone")
        written.append(text)
    for text in filter(None, written):
        if name in _NAMES:
            record.put(_NAMES[name], text)
        else:
            record.put("N1", f"{name}: {text}")
    if name not in _NAMES:
        record.omit(name, value, _IN_NOTES)


def _write_date(record: _Record, name: str, value: Any) -> None:
    edtf, lost = to_edtf(value)
    parts = value.get("date-parts") if isinstance(value, dict) else None
    sound = bool(parts) and not list(date_faults({"issued": value}))
    numbers = [int(part) for part in parts[0]] if parts and sound else []
    fits = bool(numbers) and numbers[0] > 0 and len(parts or ()) == 1 and numbers[1:2] < [13]
    year, month, day = [*(str(numbers[0]).zfill(4) if fits else "" for _ in "y"), *_padded(numbers)]
    season = value.get("season") if fits and len(numbers) == 1 else None
    season_word = _SEASONS.get(season, "") if isinstance(season, int) and not isinstance(season, bool) else ""
    if name == "issued":
        record.put("PY", year)
        if fits and (month or season_word):
            record.put("DA", f"{year}/{month}/{day}/{season_word}")
    elif name == "accessed" and fits:
        record.put("Y2", f"{year}/{month}/{day}/")
    rest = set(value) - {"date-parts"} - ({"season"} if season_word else set()) if isinstance(value, dict) else {"form"}
    if name not in ("issued", "accessed") or not fits or rest:
        words = value.get("literal", value.get("raw", "")) if isinstance(value, dict) else ""
        why = _IN_NOTES if name not in ("issued", "accessed") else "RIS knows a single day AD alone; kept in a note"
        record.note(name, value, edtf or str(words or parts or value), why)
    elif lost:
        record.omit(name, value, lost)


def _padded(numbers: list[int]) -> tuple[str, str]:
    month, day = [*(f"{number:02d}" for number in numbers[1:]), "", ""][:2]
    return month, day


def ris_text(works: Iterable[Source]) -> tuple[str, list[Omission]]:
    """Return works as the text of a ``.ris`` file, and what it cannot hold of them."""
    records = [ris_record(work) for work in works]
    return "\r\n".join(text for text, _ in records), [omission for _, lost in records for omission in lost]
