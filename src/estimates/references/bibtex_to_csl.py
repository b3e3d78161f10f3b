"""One entry of a BibTeX or biblatex file as a CSL item, with everything of it that CSL cannot hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from attrs import Factory, frozen

from estimates.errors import EstimatesError, MissingExtraError
from estimates.references.csl_dates import from_edtf, from_year
from estimates.references.csl_fields import DATES, NAMES, TITLES
from estimates.references.field_map import (
    ALIASES,
    GENRES,
    HOUSEKEEPING,
    IMPLIED_GENRES,
    MEANS,
    ROLES,
    SUBTYPES,
    VERBATIM,
    language_tag,
    variable_of,
)
from estimates.references.latex import from_latex, unescaped
from estimates.references.names import from_names, put_family_first

Said = tuple[str, str, str]


@frozen
class Entry:
    """An entry as it stands in the file, strings resolved and inherited fields filled in.

    Parameters
    ----------
    key, kind : str
        The citation key, and the entry type in lower case.
    line : int
        Where it begins.
    fields : dict of str to str
        LaTeX, by the field's name in lower case.
    lines : dict of str to int
        Where each of its own fields stands.
    """

    key: str
    kind: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int] = Factory(dict)


@frozen
class _Item:
    """A CSL item while it is made: what is said, what is wrong, what is left out."""

    csl: dict[str, Any]
    custom: dict[str, Any]
    faults: list[Said]
    left_out: list[Said]


def csl_item(entry: Entry) -> tuple[dict[str, Any], list[Said], list[Said]]:
    """Return an entry's CSL item, its faults and what is left out, both as field, value and message."""
    item = _Item({}, {}, [], [])
    fields = {name: value for name, value in entry.fields.items() if value.strip()}
    _kind(entry, fields, item)
    held = fields.pop("csl-custom", "")
    for part in (_titles, _dates, _names, _language, _numbers, _rest):
        part(entry, fields, item)
    if held:
        _own(held, item)
    if item.custom:
        item.csl["custom"] = item.custom
    return item.csl, item.faults, item.left_out


def _tried(item: _Item, field: str, value: str, read: Callable[..., Any], **options: bool) -> Any:
    """Return what is read of a field, or None, with a fault, where it cannot be read."""
    try:
        return read(value, **options)
    except MissingExtraError:
        raise
    except EstimatesError as error:
        item.faults.append((field, value, str(error)))
        return None


def _put(item: _Item, variable: str, field: str, value: Any) -> None:
    """Fill a variable; what comes second is kept apart under its field's name."""
    if value in (None, ""):
        return
    if variable and variable not in item.csl:
        item.csl[variable] = value
    elif variable and item.csl[variable] == value:
        return
    else:
        item.custom[field] = str(value)


def _kind(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    subtype = fields.pop("entrysubtype", "").strip().replace("\\_", "_")
    kind = MEANS.get(entry.kind)
    item.csl["type"] = SUBTYPES.get(subtype) or kind or "document"
    if subtype and subtype not in SUBTYPES:
        _put(item, "", "entrysubtype", _tried(item, "entrysubtype", subtype, from_latex))
    if kind is None:
        item.left_out.append(("entry type", f"@{entry.kind}", "no entry type of BibTeX or biblatex; read as @misc"))
    implied = IMPLIED_GENRES.get(entry.kind)
    if implied and "type" not in fields:
        item.csl["genre"] = implied


def _titles(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    main = _title(fields, item, "maintitle", "mainsubtitle")
    own = _title(fields, item, "title", "subtitle")
    inner = _title(fields, item, "booktitle", "booksubtitle")
    journal = _title(fields, item, "journaltitle", "journalsubtitle") or _title(fields, item, "journal", "")
    if main and inner:
        _put(item, "volume-title", "booktitle", inner)
        inner, main = main, ""
    if main:
        _put(item, "volume-title", "title", own)
        own = main
    _put(item, "title", "title", own)
    for field, held in (("journaltitle", journal), ("booktitle", inner)):
        _put(item, "container-title", field, held)


def _title(fields: dict[str, str], item: _Item, name: str, sub: str) -> str:
    parts = [_tried(item, part, fields[part], from_latex, title=True) or "" for part in (name, sub) if part in fields]
    for part in (name, sub):
        fields.pop(part, None)
    head, *tail = [part for part in parts if part] or [""]
    return " ".join([head if not tail or head[-1] in "?!.:" else f"{head}:", *tail])


def _dates(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    old = {name: fields.pop(name, "") for name in ("year", "month", "day")}
    date = fields.pop("date", "")
    if date:
        _date(item, "issued", "date", date)
        said = _old_date(item, old) if old["year"] else None
        if said is not None and _first_year(said) != _first_year(item.csl.get("issued")):
            item.left_out.append(("year", old["year"], "it is another year than the date's, which is taken"))
    elif old["year"]:
        if re.fullmatch(r"-[0-9]{4}|[0-9]{4}[~%]|[0-9]{3}X|[0-9]{4}/[0-9]{0,4}", old["year"]) and not old["month"]:
            _date(item, "issued", "year", old["year"])
        else:
            _put(item, "issued", "year", _old_date(item, old))
    elif old["month"] or old["day"]:
        item.left_out.append(("month", " ".join(filter(None, old.values())), "a month without a year"))
    for field in [name for name in fields if variable_of(name, entry.kind) in DATES]:
        _date(item, variable_of(field, entry.kind), field, fields.pop(field))


def _date(item: _Item, variable: str, field: str, value: str) -> None:
    read = _tried(item, field, value, _read_date)
    if read is not None:
        _put(item, variable, field, read[0])
        if read[1]:
            item.left_out.append((field, value, read[1]))


def _read_date(value: str) -> tuple[dict[str, Any], str]:
    return from_edtf(value if re.fullmatch(r"[0-9X/.~?%TYZ:+ -]*", value) else from_latex(value))


def _old_date(item: _Item, old: dict[str, str]) -> Any:
    def read(_: str) -> dict[str, Any]:
        return from_year(*(from_latex(old[name].replace("--", "–")) for name in ("year", "month", "day")))

    return _tried(item, "year", " ".join(filter(None, old.values())), read)


def _first_year(date: Any) -> Any:
    return (date or {}).get("date-parts", [[None]])[0][0]


def _names(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    options = re.sub(r"\s", "", fields.get("options", "")).lower()
    prefix = re.search(r"(?:^|,)useprefix(?:=true)?(?:,|$)", options) is not None
    if options in ("useprefix", "useprefix=true", "useprefix=false"):
        del fields["options"]
    roles = {"editor": fields.pop("editortype", "editor")}
    roles |= {names: fields.pop(role, "") for names, role in ROLES}
    for field in [name for name in fields if name in roles or variable_of(name, entry.kind) in NAMES]:
        value = fields.pop(field)
        role = roles.get(field, variable_of(field, entry.kind)).strip().lower()
        if re.search(r"(?:^|\sand\s)\s*xdata\s*=", value):
            item.faults.append((field, value, "single names of an @xdata entry are not read; write the names here"))
        elif role in NAMES and role not in item.csl:
            _put(item, role, field, _tried(item, field, value, from_names, useprefix=prefix))
        else:
            _put(item, "", field, _tried(item, field, value, from_latex))
            if role:
                item.custom[f"{field}type"] = role


def _language(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    for field in ("langid", "hyphenation", "language"):
        value = fields.pop(field, "")
        said = _tried(item, field, value, from_latex) if value else ""
        if said:
            _put(item, "language", field, language_tag(said) or said)


def _numbers(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    """What has a form of its own: pages, the genre, addresses, numbers of PubMed."""
    pages = fields.pop("pages", "")
    if pages:
        _put(item, "page", "pages", _tried(item, "pages", pages.replace("--", "-{}"), from_latex))
    genre = fields.pop("type", "")
    if genre:
        _put(item, "genre", "type", GENRES.get(genre) or _tried(item, "type", genre, from_latex))
    published = fields.pop("howpublished", "")
    said = _tried(item, "howpublished", published, from_latex) if published else ""
    if said:
        address = re.fullmatch(r"https?://\S+", said) and "url" not in fields
        _put(item, "URL" if address else "medium", "howpublished", said)
    kind = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    if kind == "pubmed" and "eprint" in fields:
        fields.pop("eprinttype", fields.pop("archiveprefix", ""))
        _put(item, "PMID", "eprint", unescaped(fields.pop("eprint")))


def _own(held: str, item: _Item) -> None:
    """What `to_bibtex` keeps of an item's ``custom``: the names and titles in their own script."""
    text = _tried(item, "csl-custom", held, from_latex)
    try:
        said = json.loads(text or "{}")
    except ValueError:
        said = None
    if isinstance(said, dict):
        put_family_first(item.csl, said.pop("static-ordering", None))
        item.custom.update({name: value for name, value in said.items() if name not in item.custom})
    else:
        item.custom["csl-custom"] = text


def _rest(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    for field, value in fields.items():
        variable = variable_of(field, entry.kind)
        if variable in VERBATIM:
            _put(item, variable, field, unescaped(value.strip()))
        elif field in HOUSEKEEPING:
            if field not in ("crossref", "xdata"):
                item.left_out.append((field, value, "the housekeeping of a program, which CSL has no place for"))
        else:
            title = variable in TITLES
            said = _tried(item, field, value, from_latex, title=title)
            _put(item, variable, ALIASES.get(field, field), said)
