"""A picture in one or two sentences, for the alternative text of a web page or a table of figures."""

from __future__ import annotations

from typing import Final

from estimates.analysis.compare import compare
from estimates.analysis.selection import select
from estimates.layout.columns import line
from estimates.layout.figure_model import Panel, Picture
from estimates.model.descriptions import worded
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range

MOST: Final = 250


def in_short(picture: Picture) -> str:
    """Return what a picture shows in at most 250 characters.

    What is drawn, how many claims, the lowest and the highest stated value, where most of them meet or that no two do,
    how many are set aside and how many judged. Where there is too little room, the last of these are left out.
    """
    if len(picture.panels) > 1:
        titles = "; ".join(panel.title for panel in picture.panels)
        head = f"{_kind(picture.panels[0])} of {len(picture.panels)} figures, {len(picture.estimates)} claims"
        return _held([f"{head}: {titles}."])
    panel = picture.panels[0]
    if not len(panel.dossier):
        return _held([f"{part.rstrip('.')}." for part in panel.told.split(". ")])
    return _held(_of_claims(panel))


def _of_claims(panel: Panel) -> list[str]:
    dossier, title = panel.dossier, panel.title
    stated = [end for e in dossier for end in (e.range.low, e.range.high) if end is not None]
    count = f"{len(dossier)} {'claim' if len(dossier) == 1 else 'claims'}"
    spread = f", stated values {worded(Range(min(stated), max(stated)))}" if stated and min(stated) < max(stated) else (
        f", all of {worded(Range(stated[0], stated[0]))}" if stated else ", none with a number")  # fmt: skip
    # The counts matter more than a long title.
    kind = _kind(panel)
    title = title if len(title) <= 110 else f"{title[:109].rstrip()}…"
    aside = len(select(dossier).set_aside)
    judged = sum(bool(dossier.notes_on(estimate)) for estimate in dossier)
    counts = ", ".join(filter(None, [f"{aside} set aside" if aside else "", f"{judged} judged" if judged else ""]))
    counts = f"{counts[:1].upper()}{counts[1:]}." if counts else ""
    return [f"{kind}, {title}: {count}{spread}.", _core(dossier), counts]


def _core(dossier: Dossier) -> str:
    found = compare(dossier)
    if len(found.used) < 2:
        return ""
    if found.core and found.core[0].depth > 1:
        core = found.core[0]
        more = f" and {len(found.core) - 1} more places" if len(found.core) > 1 else ""
        return f"Most meet at {worded(core.range)}{more} ({core.depth} of {len(found.used)} compared)."
    return f"No two of the {len(found.used)} compared share a value."


def _kind(panel: Panel) -> str:
    return panel.told.partition(":")[0] if panel.told else "Interval plot"


def _held(parts: list[str]) -> str:
    """Return as many of the sentences as have room, and of the first what fits."""
    said = line(parts[0])
    if len(said) > MOST:
        return f"{said[: MOST - 1].rstrip()}…"
    for part in parts[1:]:
        more = line(f"{said} {part}") if part else said
        said = more if len(more) <= MOST else said
    return said
