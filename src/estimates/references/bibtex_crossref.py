"""What an entry takes from another one: a chapter from its book, anything from ``@xdata``."""

from __future__ import annotations

from attrs import evolve

from estimates.references.bibtex_to_csl import Entry, Remark
from estimates.references.field_map import HOUSEKEEPING

_CHAPTERS = ("inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference",
             "inreference")  # fmt: skip
_WHOLES = ("book", "collection", "proceedings", "reference", "mvbook", "mvcollection", "mvproceedings", "mvreference")
_NEVER = HOUSEKEEPING | {
    "entrysubtype", "label", "shorthand", "shortauthor", "shorteditor", "shorttitle", "keywords", "abstract",
    "annotation", "annote", "csl-id",
}  # fmt: skip
_LONGEST = 20  # references one after another: a chapter, its volume, its work, and @xdata of each
_MOVED = {"title": "title", "subtitle": "subtitle", "titleaddon": "titleaddon"}


def inherited(entry: Entry, entries: dict[str, Entry]) -> Entry:
    """Return an entry with the fields that it has from others; its own always count before those.

    Parameters
    ----------
    entry : Entry
    entries : dict of str to Entry
        All of the file, by key.

    Returns
    -------
    Entry
        With a remark on each reference that leads nowhere or back to itself.
    """
    remarks: list[Remark] = []
    fields = _filled(entry, entries, remarks, (entry.key,))
    return evolve(entry, fields=fields, remarks=[*entry.remarks, *remarks])


def _filled(entry: Entry, entries: dict[str, Entry], remarks: list[Remark], met: tuple[str, ...]) -> dict[str, str]:
    fields = dict(entry.fields)
    wanted = [("xdata", name.strip()) for name in fields.get("xdata", "").split(",") if name.strip()]
    wanted += [("crossref", fields["crossref"].strip())] if fields.get("crossref", "").strip() else []
    for field, name in wanted:
        key = name if name in entries else next((key for key in entries if key.lower() == name.lower()), "")
        if not key:
            remarks.append((field, name, "no entry without faults has this key; nothing is taken from it"))
        elif key in met:
            remarks.append((field, name, f"refers back to itself: {' → '.join([*met, key])}; nothing is taken from it"))
        elif len(met) > _LONGEST:
            remarks.append((field, name, f"entries that refer to entries are followed {_LONGEST} times at most"))
        else:
            given = _filled(entries[key], entries, remarks, (*met, key))
            passed = given if field == "xdata" else _passed(entry.kind, entries[key].kind, given)
            dated = "date" in fields or "year" in fields
            for held, value in passed.items():
                if held not in ("crossref", "xdata", "ids") and not (
                    dated and held in ("date", "year", "month", "day")
                ):
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
            target = f"book{name}" if "booktitle" not in fields else ""
        elif child == "article" and parent == "periodical" and name in _MOVED:
            target = {"title": "journaltitle", "subtitle": "journalsubtitle"}.get(name, "")
        elif child in ("inbook", "bookinbook", "suppbook") and parent in ("book", "mvbook") and name == "author":
            passed["bookauthor"] = value
        elif name in _MOVED:
            continue
        if target:
            passed[target] = value
    return passed
