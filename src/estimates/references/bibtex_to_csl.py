"""One entry of a BibTeX or biblatex file as a CSL item, with everything of it that CSL cannot hold."""

from __future__ import annotations

import json
import re
from typing import Any

from attrs import Factory, frozen

from estimates.errors import EstimatesError, MissingExtraError
from estimates.references.bibtex_dates import from_year
from estimates.references.csl_dates import from_edtf
from estimates.references.csl_fields import DATES, NAMES, TITLES, bare_doi
from estimates.references.extra import add_extra
from estimates.references.field_map import (
    ALIASES,
    HOUSEKEEPING,
    IMPLIED_GENRES,
    MEANS,
    ROLES,
    SUBTYPES,
    VERBATIM,
    WHOLES,
    in_words,
    language_tag,
    variable_of,
)
from estimates.references.latex import clean, from_latex, unescaped
from estimates.references.names import from_names, put_family_first

Remark = tuple[str, str, str]
# What EndNote writes into the type of every entry; a thesis or a report may well be called so in print.
_ENDNOTE = frozenset((
    "Journal Article", "Book", "Book Section", "Edited Book", "Magazine Article", "Newspaper Article", "Generic",
    "Electronic Article", "Electronic Book", "Electronic Book Section", "Conference Proceedings", "Conference Paper",
    "Web Page", "Online Database",
))  # fmt: skip


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
    remarks : list of tuple
        Field, value and message of what could not be read of it.
    """

    key: str
    kind: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int] = Factory(dict)
    remarks: list[Remark] = Factory(list)


@frozen
class _Item:
    """A CSL item while it is made, and what is left out of it or kept in words of its own."""

    csl: dict[str, Any]
    custom: dict[str, Any]
    left_out: list[Remark]


def csl_item(entry: Entry) -> tuple[dict[str, Any], list[Remark]]:
    """Return an entry's CSL item; and what it cannot hold, or holds in words of its own, as field, value and message.

    No field costs the work: what cannot be read is kept as it stands, or left out.
    """
    item = _Item({}, {}, list(entry.remarks))
    fields = {name: value for name, value in entry.fields.items() if value.strip()}
    _kind(entry, fields, item)
    held = fields.pop("csl-custom", "")
    for part in (_titles, _dates, _names, _language, _numbers, _rest):
        part(entry, fields, item)
    if held:
        _own(held, item)
    if item.custom:
        item.csl["custom"] = item.custom
    add_extra(item.csl, re.sub(r"\\([{}_&%#$])", r"\1", fields.get("note", "")), item.left_out)
    return item.csl, item.left_out


def _text(item: _Item, field: str, value: str, *, title: bool = False) -> str:
    """Return a field's LaTeX as text; what of it cannot be read is kept as it stands, and reported."""
    try:
        text = from_latex(value, title=title)
    except MissingExtraError:
        raise
    except EstimatesError as error:
        item.left_out.append((field, value, f"{error}; kept as it stands"))
        return clean(value)
    unread = re.search(r"\\[A-Za-z]+", text) if "textbackslash" not in value else None
    if unread:
        item.left_out.append((field, value, f"the command {unread[0]} is not known; it is kept as it stands"))
    return text


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
        _put(item, "", "entrysubtype", _text(item, "entrysubtype", subtype))
    if kind is None:
        item.left_out.append(("entry type", f"@{entry.kind}", "not an entry type of BibTeX or biblatex; read as @misc"))
    implied = IMPLIED_GENRES.get(entry.kind)
    if implied and "type" not in fields:
        item.csl["genre"] = implied


def _titles(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    booktitle = ": ".join(fields[name] for name in ("booktitle", "booksubtitle") if name in fields)
    main = _title(fields, item, "maintitle", "mainsubtitle")
    own = _title(fields, item, "title", "subtitle")
    inner = _title(fields, item, "booktitle", "booksubtitle")
    journal = _title(fields, item, "journaltitle", "journalsubtitle") or _title(fields, item, "journal", "")
    if inner and entry.kind in WHOLES:
        if inner not in (main, own):
            message = f"@{entry.kind} is a whole, whose booktitle is for its chapters"
            item.left_out.append(("booktitle", booktitle, message))
        inner = ""
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
    parts = [_text(item, part, fields[part], title=True) for part in (name, sub) if part in fields]
    for part in (name, sub):
        fields.pop(part, None)
    head, *tail = [part for part in parts if part] or [""]
    return " ".join([head if not tail or head[-1] in "?!.:" else f"{head}:", *tail])


def _dates(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    old = {name: fields.pop(name, "").replace("--", "–") for name in ("year", "month", "day")}
    old = {name: _text(item, name, value) for name, value in old.items()}
    date = fields.pop("date", "")
    if date:
        _date(item, "issued", "date", date)
        _beside_a_date(old, item)
    elif old["year"]:
        held, remark = from_year(old["year"], old["month"], old["day"])
        _put(item, "issued", "year", held)
        if remark:
            item.left_out.append(("month" if old["month"] else "year", " ".join(filter(None, old.values())), remark))
    elif old["month"] or old["day"]:
        item.left_out.append(("month", " ".join(filter(None, old.values())), "a month without a year"))
    for field in [name for name in fields if variable_of(name, entry.kind) in DATES]:
        _date(item, variable_of(field, entry.kind), ALIASES.get(field, field), fields.pop(field))


def _beside_a_date(old: dict[str, str], item: _Item) -> None:
    """Report what year, month and day say besides the date that counts."""
    parts = item.csl.get("issued", {}).get("date-parts", [[]])
    known = {abs(int(number)) for part in parts for number in part}
    if old["year"] and not known & {int(number) for number in re.findall("[0-9]+", old["year"])}:
        item.left_out.append(("year", old["year"], "it is another year than the date's, which is taken"))
    dated = any(len(part) > 1 for part in parts) or "season" in item.csl.get("issued", {})
    for name in ("month", "day"):
        if old[name] and not dated:
            item.left_out.append((name, old[name], "the entry has a date as well, which is taken"))


def _date(item: _Item, variable: str, field: str, value: str) -> None:
    text = value.strip() if re.fullmatch(r"[0-9X/.~?%TYZ:+\s-]*", value) else _text(item, field, value)
    date, remark = _read_date(text, old=field == "origdate")
    if remark:
        item.left_out.append((field, value, remark))
    _put(item, variable, field, date)


def _read_date(text: str, *, old: bool) -> tuple[dict[str, Any], str]:
    """Return a date in EDTF, or, where that is not what it is, as people write years."""
    try:
        date, remark = from_edtf(text)
    except EstimatesError as error:
        date, remark = {"literal": text}, f"{error}; kept in its own words"
    if "literal" in date and (old or not remark):
        years, unread = from_year(text)
        if "date-parts" in years and not unread:
            return years, ""
    return date, remark


def _names(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    options = re.sub(r"\s", "", fields.get("options", "")).lower()
    prefix = re.search(r"(?:^|,)useprefix(?:=true)?(?:,|$)", options) is not None
    if options in ("useprefix", "useprefix=true", "useprefix=false"):
        del fields["options"]
    roles = {names: fields.pop(role, "") for names, role in (("editor", "editortype"), *ROLES)}
    for field, role in roles.items():
        if role and field not in fields:
            item.left_out.append((f"{field}type", role, f"the entry has no {field} to which it could belong"))
    roles["editor"] = roles["editor"] or "editor"
    for field in [name for name in fields if name in roles or variable_of(name, entry.kind) in NAMES]:
        value = fields.pop(field)
        role = roles.get(field, variable_of(field, entry.kind)).strip().lower()
        if re.search(r"(?:^|\sand\s)\s*xdata\s*=", value):
            item.left_out.append((field, value, "single names of an @xdata entry are not read; write the names here"))
        elif (role in NAMES or field == "editor") and (role if role in NAMES else "editor") not in item.csl:
            if role not in NAMES:
                item.custom["editortype"] = role
                item.left_out.append(("editortype", role, "CSL has no such role; they are read as editors"))
                role = "editor"
            names, messages = from_names(value, useprefix=prefix)
            _put(item, role, field, names or None)
            item.left_out.extend((field, value, message) for message in messages)
        else:
            _put(item, "", field, _text(item, field, value))
            why = f"CSL has no role {role!r}" if role not in NAMES else f"there are other names with the role {role!r}"
            item.left_out.append((field, value, f"{why}; kept in custom, and printed by no style"))
            if role:
                item.custom[f"{field}type"] = role


def _language(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    for field in ("langid", "hyphenation", "language"):
        value = fields.pop(field, "")
        name = _text(item, field, value) if value else ""
        if name:
            _put(item, "language", field, language_tag(name) or name)


def _numbers(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    """What has a form of its own: pages, the genre, addresses, numbers of PubMed."""
    pages = fields.pop("pages", "")
    if pages:
        _put(item, "page", "pages", _text(item, "pages", pages.replace("--", "-{}")))
    genre = fields.pop("type", "")
    if genre in _ENDNOTE:
        item.left_out.append(("type", genre, "EndNote's name for this kind of work, not a part of it"))
    elif genre:
        _put(item, "genre", "type", in_words("type", genre) or _text(item, "type", genre))
    published = fields.pop("howpublished", "")
    words = _text(item, "howpublished", published) if published else ""
    if words:
        address = re.fullmatch(r"https?://\S+", words) and "url" not in fields
        _put(item, "URL" if address else "medium", "howpublished", words)
    kind = fields.get("eprinttype", fields.get("archiveprefix", "")).lower()
    if kind == "pubmed" and "eprint" in fields:
        fields.pop("eprinttype", fields.pop("archiveprefix", ""))
        _put(item, "PMID", "eprint", unescaped(fields.pop("eprint")))


def _own(held: str, item: _Item) -> None:
    """What `to_bibtex` keeps of an item's ``custom``: the names and titles in their own script."""
    text = _text(item, "csl-custom", held)
    try:
        custom = json.loads(text or "{}")
    except ValueError:
        custom = None
    if isinstance(custom, dict):
        put_family_first(item.csl, custom.pop("static-ordering", None))
        item.custom.update({name: value for name, value in custom.items() if name not in item.custom})
    else:
        item.custom["csl-custom"] = text


def _rest(entry: Entry, fields: dict[str, str], item: _Item) -> None:
    for field, value in fields.items():
        variable = variable_of(field, entry.kind)
        if variable in VERBATIM:
            address = unescaped(value.strip())
            _put(item, variable, field, bare_doi(address) if variable == "DOI" else address)
        elif field in HOUSEKEEPING:
            if field not in ("crossref", "xdata", "ids"):
                item.left_out.append((field, value, "internal data of a program, for which CSL has no variable"))
        else:
            words = in_words(field, value) or _text(item, field, value, title=variable in TITLES)
            _put(item, variable, ALIASES.get(field, field), words)
