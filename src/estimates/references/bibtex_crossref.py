"""What an entry takes from another one: a chapter from its book, anything from ``@xdata``."""

from __future__ import annotations

from attrs import evolve

from estimates.references.bibtex_to_csl import Entry
from estimates.references.field_map import HOUSEKEEPING

_CHAPTERS = ("inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference",
             "inreference")  # fmt: skip
_WHOLES = ("book", "collection", "proceedings", "reference", "mvbook", "mvcollection", "mvproceedings", "mvreference")
_NEVER = HOUSEKEEPING | {
    "entrysubtype", "label", "shorthand", "shortauthor", "shorteditor", "shorttitle", "keywords", "abstract",
    "annotation", "annote", "csl-id",
}  # fmt: skip
_MOVED = {"title": "title", "subtitle": "subtitle", "titleaddon": "titleaddon"}


def inherited(entry: Entry, entries: dict[str, Entry], faults: list[tuple[str, str, str]]) -> Entry:
    """Return an entry with the fields that it has from others; its own always count before those.

    Parameters
    ----------
    entry : Entry
    entries : dict of str to Entry
        All of the file, by key.
    faults : list of tuple
        Field, value and message of a reference that leads nowhere or in a circle are added to it.
    """
    return evolve(entry, fields=_filled(entry, entries, faults, (entry.key,)))


def _filled(
    entry: Entry, entries: dict[str, Entry], faults: list[tuple[str, str, str]], met: tuple[str, ...]
) -> dict[str, str]:
    fields = dict(entry.fields)
    wanted = [("xdata", name.strip()) for name in fields.get("xdata", "").split(",") if name.strip()]
    wanted += [("crossref", fields["crossref"].strip())] if fields.get("crossref", "").strip() else []
    for field, name in wanted:
        key = name if name in entries else next((key for key in entries if key.lower() == name.lower()), "")
        if not key:
            faults.append((field, name, "no sound entry of the file has this key"))
        elif key in met:
            faults.append((field, name, f"leads in a circle: {' → '.join([*met, key])}"))
        else:
            given = _filled(entries[key], entries, faults, (*met, key))
            passed = given if field == "xdata" else _passed(entry.kind, entries[key].kind, given)
            dated = "date" in fields or "year" in fields
            for held, value in passed.items():
                if held not in ("crossref", "xdata") and not (dated and held in ("date", "year", "month", "day")):
                    fields.setdefault(held, value)
    return fields


def _passed(child: str, parent: str, fields: dict[str, str]) -> dict[str, str]:
    """Return what a parent's fields are called in its child, as biblatex sets it up."""
    passed: dict[str, str] = {}
    for name, value in fields.items():
        target = name
        if name in _NEVER:
            continue
        if parent.startswith("mv") and name in _MOVED:
            target = f"main{name}"
        elif child in _CHAPTERS and parent in _WHOLES and name in _MOVED:
            target = f"book{name}"
        elif child == "article" and parent == "periodical" and name in _MOVED:
            target = {"title": "journaltitle", "subtitle": "journalsubtitle"}.get(name, "")
        elif child in ("inbook", "bookinbook", "suppbook") and parent in ("book", "mvbook") and name == "author":
            passed["bookauthor"] = value
        elif name in _MOVED:
            continue
        if target:
            passed[target] = value
    return passed
