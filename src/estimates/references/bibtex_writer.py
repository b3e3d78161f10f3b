"""Works as BibTeX or biblatex entries, escaped, with a remark on everything that they cannot hold."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import Factory, frozen

from estimates.model.sources import Source
from estimates.references.bibtex_dates import from_year, to_year
from estimates.references.csl_dates import to_edtf
from estimates.references.csl_fields import DATES, NAMES, TEXTS, TITLES
from estimates.references.field_map import (
    MEANS,
    OWN_WORDS,
    ROLES,
    TAKEN,
    VERBATIM,
    entry_type,
    field_of,
    language_name,
    language_tag,
    own_field,
    variable_of,
)
from estimates.references.latex import clean, titled, to_latex
from estimates.references.library import Omission
from estimates.references.names import family_first, prefixed, to_names

DIALECTS = ("biblatex", "bibtex")
_STYLES = {"biblatex": "biblatex", "bibtex": "BibTeX"}
_UNSAFE_IN_KEY = re.compile(r"[^\w:./+-]+")
_UNSAFE_IN_URL = re.compile(
    r"[\\{}\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_ORDER = ("author", "title", "container-title", "editor", "issued")


def safe_keys(works: Iterable[Source], dialect: str = "biblatex") -> dict[str, str]:
    """Return the keys of works as a ``.bib`` file and LaTeX can hold them, each once whatever its case.

    Letters of any script stay for biblatex; BibTeX has ASCII alone.

    Examples
    --------
    >>> works = [Source("sun1997"), Source("Sun1997"), Source("孙宅巍 1997"), Source("müller{x}")]
    >>> list(safe_keys(works).values()), list(safe_keys(works, "bibtex").values())
    (['sun1997', 'Sun1997-2', '孙宅巍1997', 'müllerx'], ['sun1997', 'Sun1997-2', '1997', 'mullerx'])
    """
    keys = [work.key for work in works]
    safe: dict[str, str] = {}
    met: set[str] = set()
    for key in sorted(keys, key=lambda key: _safe(key, dialect) != key):  # what is safe already stays as it is
        base = _safe(key, dialect) or "work"
        chosen, count = base, 1
        while chosen.lower() in met:
            count += 1
            chosen = f"{base}-{count}"
        met.add(chosen.lower())
        safe[key] = chosen
    return {key: safe[key] for key in keys}


def _safe(key: str, dialect: str) -> str:
    if dialect == "bibtex":
        key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return _UNSAFE_IN_KEY.sub("", key)


@frozen
class _Sheet:
    """The fields of an entry while it is written, and what it cannot hold."""

    key: str
    entry: str
    dialect: str
    fields: dict[str, str] = Factory(dict)
    omissions: list[Omission] = Factory(list)

    def omit(self, field: str, value: Any, why: str) -> None:
        self.omissions.append(Omission(self.key, field, str(value), why))

    def put(self, variable: str, latex: str, field: str = "") -> None:
        """Write a variable into its field, or into one of another name, with a word about it."""
        native = field or field_of(variable, self.entry, self.dialect)
        if native and native not in self.fields:
            self.fields[native] = latex
            return
        other = field_of(variable, self.entry, "biblatex") if not native else ""
        other = other if other and other not in self.fields else own_field(variable, self.entry)
        self.fields[other] = latex
        self.omit(variable, latex, f"{_STYLES[self.dialect]} styles ignore it; kept as {other}")


def bibtex_entry(work: Source, key: str, dialect: str) -> tuple[str, tuple[Omission, ...]]:
    """Return a work as an entry, and what the dialect cannot hold of it.

    Parameters
    ----------
    work : Source
    key : str
        Its key in the file, as `safe_keys` makes it.
    dialect : str
        ``biblatex`` or ``bibtex``.
    """
    item = {name: value for name, value in work.csl.items() if name not in ("id", "type")}
    standing = family_first(item)
    if standing:
        own = item.get("custom", {})
        item["custom"] = {**(own if isinstance(own, dict) else {"custom": own}), "static-ordering": standing}
    kind = str(work.csl.get("type", ""))
    written, subtype = entry_type(kind, dialect, str(item.get("genre", "")))
    sheet = _Sheet(work.key, written, dialect)
    if key != work.key:
        sheet.fields["csl-id"] = to_latex(work.key)
        sheet.omit("id", work.key, f"its key is {key} here; kept as csl-id")
    if subtype:
        sheet.fields["entrysubtype"] = subtype
    elif MEANS.get(written) != kind:
        sheet.omit("type", kind, f"not a type of CSL; written as @{written}")
    if set().union(*(prefixed(item.get(name)) for name in NAMES)) == {True}:
        sheet.fields["options"] = "useprefix=true"
    first = [name for name in _ORDER if name in item]
    rest = sorted((name for name in item if name not in first), key=lambda name: name == "custom")
    for name in [*first, *rest]:
        _write(sheet, name, item)
    body = "".join(f"  {name} = {_held(name, latex)},\n" for name, latex in sheet.fields.items())
    return f"{_remarks(sheet)}@{written}{{{key},\n{body}}}\n", tuple(sheet.omissions)


def _held(name: str, latex: str) -> str:
    return latex if name == "month" else f"{{{latex}}}"


def _remarks(sheet: _Sheet) -> str:
    """Return what is lost as remarks that no reader of BibTeX can take for an entry."""
    lines = [f"{omission.field}: {omission.why}" for omission in sheet.omissions]
    ascii_lines = (clean(line).replace("@", "(at)").encode("ascii", "replace").decode() for line in lines)
    key = _safe(sheet.key, "bibtex") or "work"
    return "".join(f"% {key}, {re.sub(r'[{}]', '', line)}\n" for line in ascii_lines)


def _write(sheet: _Sheet, name: str, item: dict[str, Any]) -> None:
    value = item[name]
    if value in (None, "", [], {}):
        return
    if name in NAMES:
        _write_names(sheet, name, value)
    elif name in DATES:
        _write_date(sheet, name, value)
    elif name == "custom" and isinstance(value, dict):
        _write_custom(sheet, value, item)
    elif name not in TEXTS:
        sheet.omit(name, value, "no variable of CSL that a field could hold")
    elif isinstance(value, bool) or not isinstance(value, (str, int, float)):
        sheet.omit(name, value, "a field holds text alone")
    else:
        _write_text(sheet, name, str(value), item)


def _write_text(sheet: _Sheet, name: str, value: str, item: dict[str, Any]) -> None:
    text = clean(value)
    if name in VERBATIM:
        text = _UNSAFE_IN_URL.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8", "replace")), value)
    if text != value:
        single = "line breaks, repeated blanks, control and direction characters are made single blanks, or left out"
        sheet.omit(name, value, "braces, backslashes and blanks are written as %XX" if name in VERBATIM else single)
    if not text:
        return
    latex = text if name in VERBATIM else titled(text) if name in TITLES else to_latex(text)
    place = _volume(sheet, name, item)
    if place:
        sheet.put(name, latex, place)
    elif name == "language":
        _write_language(sheet, text)
    elif name == "page":
        sheet.put(name, latex.replace("-{}", "-").replace("-", "--"))
    elif set(text.split(" and ")) & set(OWN_WORDS):  # biblatex would put words of its own in its place
        sheet.put(name, f"{{{latex}}}")
    elif name == "publisher":
        sheet.put(name, re.sub(r"(?i)(?<= )and(?= )", r"{\g<0>}", latex))
    else:
        sheet.put(name, latex)


def _volume(sheet: _Sheet, name: str, item: dict[str, Any]) -> str:
    """Return the field of a title where the work, or what holds it, is a volume with a title of its own."""
    if sheet.dialect != "biblatex" or not item.get("volume-title"):
        return ""
    if sheet.entry == "book" and item.get("title"):
        return {"title": "maintitle", "volume-title": "title"}.get(name, "")
    if sheet.entry in ("incollection", "inproceedings", "inreference") and item.get("container-title"):
        return {"container-title": "maintitle", "volume-title": "booktitle"}.get(name, "")
    return ""


def _write_language(sheet: _Sheet, text: str) -> None:
    if sheet.dialect == "biblatex" and language_name(text):
        sheet.put("language", language_name(text), "langid")
    else:
        sheet.put("language", to_latex(text), "language")
        if language_tag(text):
            sheet.omit("language", text, f"read again as the tag {language_tag(text)}")


def _write_names(sheet: _Sheet, name: str, value: Any) -> None:
    latex, lost = to_names(value, useprefix="options" in sheet.fields)
    if lost:
        message = f"of a name, {', '.join(map(str, lost))} cannot be represented exactly"
        sheet.omit(name, value, message)
    if not latex:
        return
    if field_of(name, sheet.entry, sheet.dialect):
        sheet.put(name, latex)
        return
    free = [role for role in ROLES if role[0] not in sheet.fields] if sheet.dialect == "biblatex" else []
    if free and name not in ("translator", "container-author"):
        sheet.fields[free[0][0]], sheet.fields[free[0][1]] = latex, name
    else:
        sheet.put(name, latex)


def _write_date(sheet: _Sheet, name: str, value: Any) -> None:
    edtf, lost = to_edtf(value)
    literal = value.get("literal") if isinstance(value, dict) else None
    if name == "issued" and not edtf and isinstance(literal, str) and clean(literal) and not value.get("date-parts"):
        sheet.put(name, to_latex(literal), "year")
        if clean(literal) != literal or not _same({"year": literal}, {"literal": literal}) or len(value) > 1:
            sheet.omit(name, value, "the date is in words, and a reader of the file may take it for another")
        return
    if lost:
        sheet.omit(name, value, lost)
    if name == "issued" and sheet.dialect == "bibtex":
        old = to_year(value)
        sheet.fields.update(old)
        if edtf and not _same(old, value):
            sheet.fields["date"] = edtf
            sheet.omit(name, value, f"BibTeX has a year and a month alone; kept whole as date, {edtf}")
    elif edtf:
        sheet.put(name, edtf)


def _same(old: dict[str, str], value: dict[str, Any]) -> bool:
    """Whether a year and a month, read again, say the same date."""
    return from_year(old.get("year", "").replace("--", "–"), old.get("month", "")) == (value, "")


def _write_custom(sheet: _Sheet, custom: dict[str, Any], item: dict[str, Any]) -> None:
    """Write what CSL has no variable for into fields of its own names, unless they would be read as something else."""
    roles = {part: role for names, role in ROLES for part in (names, role)}
    rest: dict[str, Any] = {}
    for name, value in custom.items():
        plain = isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_+-]*", name)
        variable = variable_of(name, sheet.entry)
        first = variable and any(variable_of(field, sheet.entry) == variable for field in sheet.fields)
        second = first and variable in ("publisher", "language") and clean(str(item.get(variable))) != value
        other = name in roles and custom.get(roles[name], "author") not in NAMES
        named = name == "editortype" and "editor" in sheet.fields and str(value).lower() not in NAMES
        free = second or other or named or (name not in TAKEN and not variable)
        if plain and free and name not in sheet.fields and clean(value) == value and value:
            sheet.fields[name] = to_latex(value)
        else:
            rest[name] = value
            sheet.omit(f"custom.{name}", value, f"{_STYLES[sheet.dialect]} styles ignore it; kept as csl-custom")
    if rest:
        text = _json(rest, ensure_ascii=False)
        sheet.fields["csl-custom"] = to_latex(text if clean(text) == text else _json(rest, ensure_ascii=True))


def _json(value: dict[str, Any], *, ensure_ascii: bool) -> str:
    text = json.dumps(value, ensure_ascii=ensure_ascii, sort_keys=True)
    return text.replace("  ", r" \u0020")  # two blanks would be made one


def bibtex_text(works: Iterable[Source], dialect: str) -> tuple[str, Iterator[Omission]]:
    """Return works as the text of a ``.bib`` file, and what it cannot hold of them."""
    listed = list(works)
    keys = safe_keys(listed, dialect)
    entries = [bibtex_entry(work, keys[work.key], dialect) for work in listed]
    return "\n".join(text for text, _ in entries), (omission for _, lost in entries for omission in lost)
