"""A picture in words: subtitles, the foot, the caption and the alternative text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from estimates.analysis.selection import counts, select
from estimates.errors import ClaimError
from estimates.layout.citation_labels import listed_works
from estimates.layout.columns import PLURALS, line
from estimates.layout.figure_model import Panel, Picture, Pool, Row
from estimates.layout.marks import MEANINGS, meanings
from estimates.model.descriptions import computed, judged, marked, short, worded
from estimates.model.dossiers import Dossier
from estimates.model.numbers import written
from estimates.model.ranges import Range
from estimates.model.vocabulary import OTHER_SCOPES, STANDINGS, differs

_STRENGTHS = {
    "finding": "filled: a finding",
    "motive": "hollow: a motive",
    "accusation": "heavy outline: an accusation",
}
_VIA = "Via: the work in which the claim was read. "
_WHERE = "triangle: the side on which the truth would lie if the judgement holds"


def subtitle(dossier: Dossier) -> str:
    """Return what a dossier counts and how many claims it holds, with those that are not like the others."""
    estimand = dossier.estimand
    what = ", ".join(filter(None, [estimand.measure, estimand.population]))
    unit = f"({estimand.stated_unit})" if estimand.stated_unit and estimand.stated_unit not in what else ""
    head = " ".join(filter(None, [what, unit]))
    claims = ", ".join([_many(len(dossier), "claim"), *_apart(dossier)])
    return line("; ".join(filter(None, [head, claims, marked(estimand)])))


def _apart(dossier: Dossier) -> list[str]:
    estimand = dossier.estimand
    chosen = select(dossier)
    states = chosen.states
    standing = [e for e in dossier if states.get(e.id) not in STANDINGS]
    fallen = len(dossier) - len(standing)
    measure = [e for e in standing if differs(e.measure, estimand.measure)]
    scope = [e for e in standing if e.scope in OTHER_SCOPES and e not in measure]
    said = [
        (len(measure), "of another measure (hollow)"),
        (len(scope), "of another scope (hollow)"),
        (sum(e.scope == "unclear" for e in standing), "of unclear scope"),
        (sum(e.range.kind == "vague" for e in standing), "without a number"),
        (len(chosen.copies), "copied from others (hollow)"),
        (fallen, "that no longer stands (pale)" if fallen == 1 else "that no longer stand (pale)"),
    ]
    found = [f"{number} {words}" for number, words in said if number]
    compared = [e.range for e in chosen.used]
    if _all_disjoint(compared):
        all_of_them = len(compared) == len(dossier)
        found.append("no two of which share a value" if all_of_them else "no two of the others share a value")
    return found


def _all_disjoint(ranges: list[Range]) -> bool:
    """Ranges in the order of their low ends are all disjoint where each is from the next."""
    ordered = sorted(ranges, key=lambda r: (r.low or 0, r.low_open, r.high is None, r.high or 0))
    return len(ordered) > 1 and all(a.relation(b) == "disjoint" for a, b in pairwise(ordered))


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def pool_label(pool: Pool) -> str:
    """Return a pool's method and its assumptions: ``Linear, 90 % interval (assuming coverage 0.9)``."""
    method = line(pool.method).replace("-", " ")
    what = "median" if pool.median.kind not in ("point", "about") else "90 % interval"
    held = pool.assumptions
    pairs = []
    for name, value in held.items() if isinstance(held, Mapping) else ():  # what a scenario supposes is in the subtitle
        pairs.append("the scenario" if name == "scenario" else f"{name} {value}")
    said = ", ".join(pairs) or ("" if isinstance(held, Mapping) else str(held or ""))
    assuming = f" (assuming {said})" if said else ""
    return line(f"{method[:1].upper()}{method[1:]}, {what}{assuming}")


def pool_words(pool: Pool, interval: Range) -> str:
    """Return a pool's numbers with the number of claims on which it rests."""
    numbers = computed(pool.median)
    if pool.median.kind in ("point", "about"):
        numbers = f"{numbers} ({computed(interval)})"
    return f"{numbers} · {_many(len(pool.used), 'claim')}"


def _level(pool: Pool) -> str:
    """Return what the level of a pool's interval is worth, where its interval is printed and the pool says so."""
    words = str(getattr(pool, "level_words", ""))
    return f"; {words}" if words and pool.median.kind in ("point", "about") else ""


def keys(picture: Picture) -> set[str]:
    """Return the keys of all meanings that the marks of a picture need; a panel with words of its own explains its."""
    needed: set[str] = set()
    aside: set[str] = set()
    for panel in picture.panels:
        if panel.words:
            continue
        needed |= meanings(((row.tone, mark, row.range) for row in panel.rows for mark in row.marks), panel.axis)
        needed |= {"muted" for row in panel.rows if row.tone == "muted"}
        copies = select(panel.dossier).copies
        aside |= {"copy" if row.id in copies else "aside" for row in panel.rows if row.tone == "aside"}
    return (needed - {"aside"}) | (needed & aside) | (aside & {"copy"})


def marks_in_words(picture: Picture) -> str:
    """Return a sentence for each mark that the picture uses, and for no other."""
    needed = keys(picture)
    said = "; ".join(words for key, words in MEANINGS.items() if key in needed)
    vague = any(row.range is not None and row.range.kind == "vague" for p in picture.panels for row in p.rows)
    off_zero = any(panel.axis.scale == "linear" and panel.axis.limits[0] > 0 for panel in picture.panels)
    supposed = any(e.supposed is not None for e in picture.estimates)
    extra = [
        "scenario: drawn as the user supposes, not as the source states" if supposed else "",
        "no mark: a claim without a number" if vague else "",
        "the axis does not begin at zero" if off_zero else "",
        "the panels have axes of their own" if _apart_axes(picture) else "",
    ]
    return "; ".join(filter(None, [said, *extra]))


def _apart_axes(picture: Picture) -> bool:
    """Return whether panels of one unit stand on different axes."""
    units = {panel.dossier.estimand.unit for panel in picture.panels}
    axes = {(panel.axis.scale, panel.axis.limits) for panel in picture.panels if panel.axis.ticks}
    return len(picture.panels) > 1 and len(units) == 1 and len(axes) > 1


def judgements_in_words(picture: Picture) -> str:
    """Return what the triangles mean and whose the judgements are, or ``""`` where there are none."""
    strengths = {note.strength for panel in picture.panels for row in panel.rows for note in row.notes}
    if not strengths:
        return ""
    said = "; ".join([_WHERE, *(words for strength, words in _STRENGTHS.items() if strength in strengths)])
    return f"{_sentence(said)} Judgements are those of the person named; they change no number."


def _judges(picture: Picture) -> str:
    """Return every judgement that is drawn, with the claim that is judged, the judge and the strength."""
    rows = [row for panel in picture.panels for row in panel.rows if row.estimate is not None and row.notes]
    said = [f"{row.estimate.claimant.name}: {', '.join(map(judged, row.notes))}" for row in rows if row.estimate]
    return f"Judged: {line('; '.join(said))}." if said else ""


def foot(picture: Picture) -> tuple[str, ...]:
    """Return the paragraphs under a picture: the marks and the judgements, then the works."""
    marks = marks_in_words(picture)
    explained = " ".join(filter(None, [_sentence(marks) if marks else "", judgements_in_words(picture)]))
    return (explained, *works_foot(picture))


def works_foot(picture: Picture) -> tuple[str, ...]:
    """Return the paragraphs of a foot that name the works: of a picture with columns those that its cells call."""
    entries = picture.entries
    if picture.columns:
        drawn = {column.name for column in picture.columns}
        texts = [text for panel in picture.panels for row in panel.rows for cell in row.cells
                 if cell.column in drawn for text in cell.paragraphs]  # fmt: skip
        texts += [panel.subtitle for panel in picture.panels]
        entries = tuple(entry for entry in entries if any(entry[0] in text for text in texts))
        via = any("via [" in text for text in texts)
    else:
        via = False
    found = listed_works(entries)
    return (_VIA + found[0], *found[1:]) if via and found else found


def axis_label(dossier: Dossier) -> str:
    """Return what stands under an axis of numbers: what is counted, and in which unit."""
    measure, unit = dossier.estimand.measure, dossier.estimand.stated_unit
    if not measure:
        return line(unit)
    return line(f"{measure} ({unit})" if unit and unit not in measure else measure)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def in_words(picture: Picture, works: Sequence[str] = ()) -> str:
    """Return the caption: what is shown, what the marks mean, and the works on which it rests.

    `works` are these as whole sentences, in place of the short labels.
    """
    parts = [" ".join(filter(None, [f"{panel.title}: {panel.under_title}.", panel.words])) for panel in picture.panels]
    by_row = not all(panel.words for panel in picture.panels)
    parts += ["Each row is one claim, with who makes it and what it says."] if by_row else []
    marks = marks_in_words(picture)
    parts += [_sentence(marks)] if marks else []
    parts += [judgements_in_words(picture), _judges(picture)]
    parts += [f"{pool_label(p)}: {pool_words(p, p.interval(0.9))}{_level(p)}." for panel in picture.panels
              for p in panel.pools]  # fmt: skip
    labels = "; ".join(dict.fromkeys(picture.works))
    named = " ".join(works) or (f"{labels}." if labels else "")
    parts.append(f"Works: {named}" if named else "No work is named for these claims.")
    return " ".join(filter(None, parts))


def claim_by_claim(picture: Picture) -> str:
    """Return the alternative text: every row in words, a line each, panel by panel."""
    return "\n".join(_panel(panel) for panel in picture.panels)


def _panel(panel: Panel) -> str:
    if panel.told:
        return panel.told
    low, high = panel.axis.limits
    scale = "a logarithmic" if panel.axis.scale == "log" else "a linear"
    bounds = f"from {written(low)} to {written(high)}"
    head = f"Interval plot: {panel.title}. {panel.under_title}. On {scale} axis {bounds}."
    roles = {estimate.claimant.role for estimate in panel.dossier}
    said, heading = [head], ""
    for row in panel.rows:
        heading = row.id if row.kind == "heading" else heading
        role = row.estimate.claimant.role if row.estimate is not None and len(roles) > 1 else ""
        said.append(_said(row, panel.dossier, "" if PLURALS.get(role) == heading else role))
    return "\n".join(said)


def _said(row: Row, dossier: Dossier, role: str) -> str:
    if row.kind == "heading":
        return f"{row.id}:"
    if row.estimate is None:
        return f"{row.id}: {row.text('words')}."
    e = row.estimate
    what = counts(e, dossier)
    places = "; ".join(short(citation) for citation in e.citations) or "no work named"
    notes = "; ".join(f"judged {judged(note)}" for note in row.notes)
    who = ", ".join(filter(None, [e.claimant.name, role]))
    number = e.reading if e.supposed is not None or e.range.kind == "vague" else worded(e.range)
    said = f"{who}: {number}{f' ({what})' if what else ''}, {places}"
    return line(f"{said}{f'; {notes}' if notes else ''}.")


def shown_by(x: object, picture: Picture | None) -> Picture:
    """Return the picture, or say that there is none.

    Raises
    ------
    ClaimError
        If `x` is not an Axes or Figure with a picture of ours.
    """
    if picture is None:
        raise ClaimError(f"this {type(x).__name__} shows no claims; draw some with plot_intervals(), and give its Axes")
    return picture
