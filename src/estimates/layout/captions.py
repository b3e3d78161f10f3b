"""A picture in words: subtitles, the foot, the caption and the alternative text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from estimates.analysis.selection import select
from estimates.errors import ClaimError
from estimates.layout.citation_labels import listed_works
from estimates.layout.columns import line
from estimates.layout.figure_model import Panel, Picture, Pool, Row
from estimates.layout.languages import required
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import counted, judged, marked, places
from estimates.layout.languages.en import ENGLISH
from estimates.layout.marks import meanings
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.markup import isolated
from estimates.model.ranges import Range
from estimates.model.vocabulary import OTHER_SCOPES, STANDINGS, STRENGTHS, differs

LEVEL = 0.9


def subtitle(dossier: Dossier, language: Catalogue = ENGLISH, *, marked_so: bool = True) -> str:
    """Return what a dossier counts and how many claims it holds, with those that are not like the others.

    Of these it says in brackets how their marks look, unless they are not `marked_so`.
    """
    claims = language.of(language.captions.claims, len(dossier))
    return line(language.items([
        measured(dossier, language), language.listed([claims, *_apart(dossier, language, marked_so)]),
        marked(dossier.estimand, language),
    ]))  # fmt: skip


def measured(dossier: Dossier, language: Catalogue) -> str:
    """Return what a dossier counts, of whom, and in which unit."""
    estimand = dossier.estimand
    measure, unit = language.measure(estimand.measure), language.unit(estimand.stated_unit)
    what = language.listed([measure, estimand.population])
    return what + language.aside(unit) if what and unit not in what else what or language.aside(unit).strip()


def _apart(dossier: Dossier, language: Catalogue, marked_so: bool) -> list[str]:
    estimand, texts = dossier.estimand, language.captions
    chosen = select(dossier)
    states = chosen.states
    standing = [e for e in dossier if states.get(e.id) not in STANDINGS]
    measure = [e for e in standing if differs(e.measure, estimand.measure)]
    scope = [e for e in standing if e.scope in OTHER_SCOPES and e not in measure]
    hollow, pale = (language.aside(look) if marked_so else "" for look in (texts.hollow, texts.pale))
    said = [
        (len(measure), texts.other_measure, hollow),
        (len(scope), texts.other_scope, hollow),
        (sum(e.scope == "unclear" for e in standing), texts.unclear_scope, ""),
        (sum(e.range.kind == "vague" and e.share is None for e in standing), texts.no_number, ""),
        (sum(e.share is not None for e in standing), texts.shares, ""),
        (len(chosen.copies), texts.copies, hollow),
        (len(dossier) - len(standing), texts.fallen, pale),
    ]
    found = [language.of(words, number) + look for number, words, look in said if number]
    compared = [e.range for e in chosen.used]
    if _all_disjoint(compared):
        found.append(texts.none_shared if len(compared) == len(dossier) else texts.others_none_shared)
    return found


def _all_disjoint(ranges: list[Range]) -> bool:
    """Ranges in the order of their low ends are all disjoint where each is from the next."""
    ordered = sorted(ranges, key=lambda r: (r.low or 0, r.low_open, r.high is None, r.high or 0))
    return len(ordered) > 1 and all(a.relation(b) == "disjoint" for a, b in pairwise(ordered))


def level_of(pool: Pool) -> float:
    """Return the level of the interval that is shown of a pool: its own, or the usual one."""
    return float(getattr(pool, "level", LEVEL))


def has_median(pool: Pool) -> bool:
    """Return whether a pool has a median, as all have but the envelope."""
    return bool(getattr(pool, "has_median", True))


def pool_label(pool: Pool, language: Catalogue = ENGLISH) -> str:
    """Return a pool's method and its assumptions: ``Linear, 90 % interval (assuming coverage 0.9)``."""
    texts, method = language.captions, language.terms.methods.get(pool.method) or line(pool.method).replace("-", " ")
    method = f"{method[:1].upper()}{method[1:]}"
    label = method
    if has_median(pool):
        one_value = pool.median.kind in ("point", "about")
        label = texts.interval.format(method=method, level=language.percent(level_of(pool))) if one_value else (
            texts.median.format(method=method))  # fmt: skip
    held = pool.assumptions
    if isinstance(held, Mapping):  # what a scenario supposes is in the subtitle
        said = language.listed(texts.the_scenario if name == "scenario" else assumption(name, value, language)
                               for name, value in held.items())  # fmt: skip
    else:
        said = str(held or "")
    return line(label + (language.aside(texts.assuming.format(said=said)) if said else ""))


def assumption(name: str, value: Any, language: Catalogue) -> str:
    """Return an assumption with its value."""
    return f"{language.terms.assumptions.get(name, name)} {assumed(value, language)}"


def assumed(value: Any, language: Catalogue) -> str:
    """Return the value of an assumption."""
    if isinstance(value, Mapping):
        named = ((assumed(name or "where none is stated", language), one) for name, one in value.items())
        return language.joined(f"{name} {assumed(one, language)}" for name, one in named)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return language.separated(str(value))
    return language.terms.values.get(str(value), str(value))


def pool_words(pool: Pool, interval: Range, language: Catalogue = ENGLISH) -> str:
    """Return a pool's numbers with the number of claims on which it rests."""
    numbers = language.computed(pool.median)
    if has_median(pool) and pool.median.kind in ("point", "about"):
        numbers += language.aside(language.computed(interval))
    claims = language.of(language.captions.claims, len(pool.used))
    return language.captions.pool.format(numbers=numbers, claims=claims)


def _pool(pool: Pool, language: Catalogue) -> str:
    """Return a pool in a sentence, with what the level of its interval is worth where the pool says so."""
    words = str(getattr(pool, "level_words", "")) and language.message(getattr(pool, "level_words", ""))
    words = words if pool.median.kind in ("point", "about") or not has_median(pool) else ""
    numbers = language.items([pool_words(pool, pool.interval(level_of(pool)), language), words])
    return language.named(pool_label(pool, language), f"{numbers}{language.grammar.stop}")


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
    needed, language = keys(picture), picture.language
    texts = language.captions
    said = [language.terms.marks[key] for key in required.MARKS if key in needed]
    vague = [
        row.estimate for p in picture.panels for row in p.rows if row.range is not None and row.range.kind == "vague"
    ]
    off_zero = any(panel.axis.scale == "linear" and panel.axis.limits[0] > 0 for panel in picture.panels)
    supposed = any(e.supposed is not None for e in picture.estimates)
    said += [
        texts.scenario_drawn if supposed else "",
        texts.no_mark if any(e is None or e.share is None for e in vague) else "",
        texts.no_mark_of_share if any(e is not None and e.share is not None for e in vague) else "",
        texts.off_zero if off_zero else "",
        texts.own_axes if _apart_axes(picture) else "",
    ]
    return language.items(said)


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
    language = picture.language
    said = [language.captions.truth_side, *(language.captions.strengths[s] for s in STRENGTHS if s in strengths)]
    return language.sentences([language.sentence(language.items(said)), language.captions.whose])


def _judges(picture: Picture) -> str:
    """Return every judgement that is drawn, with the claim that is judged, the judge and the strength."""
    rows = [row for panel in picture.panels for row in panel.rows if row.estimate is not None and row.notes]
    language = picture.language
    said = [language.named(row.estimate.claimant.name, language.listed(judged(note, language) for note in row.notes))
            for row in rows if row.estimate]  # fmt: skip
    return language.captions.judged.format(x=line(language.items(said))) if said else ""


def foot(picture: Picture) -> tuple[str, ...]:
    """Return the paragraphs under a picture: the marks and the judgements, then the works."""
    language = picture.language
    explained = language.sentences([language.sentence(marks_in_words(picture)), judgements_in_words(picture)])
    return (explained, *works_foot(picture))


def works_foot(picture: Picture) -> tuple[str, ...]:
    """Return the paragraphs of a foot that name the works: of a picture with columns those that its cells call."""
    entries, language = picture.entries, picture.language
    if picture.columns:
        drawn = {column.name for column in picture.columns}
        texts = [text for panel in picture.panels for row in panel.rows for cell in row.cells
                 if cell.column in drawn for text in cell.paragraphs]  # fmt: skip
        texts += [panel.subtitle for panel in picture.panels]
        entries = tuple(entry for entry in entries if any(entry[0] in text for text in texts))
        called = language.claims.via.format(place="[").partition("[")[0] + "["
        via = any(called in text for text in texts)
    else:
        via = False
    found = listed_works(entries, language)
    return (language.captions.via + found[0], *found[1:]) if via and found else found


def axis_label(dossier: Dossier, language: Catalogue = ENGLISH) -> str:
    """Return what stands under an axis of numbers: what is counted, and in which unit."""
    measure, unit = language.measure(dossier.estimand.measure), language.unit(dossier.estimand.stated_unit)
    if not measure:
        return line(unit)
    return line(measure + language.aside(unit) if unit not in measure else measure)


def in_words(picture: Picture, works: Sequence[str] = ()) -> str:
    """Return the caption: what is shown, what the marks mean, and the works on which it rests.

    `works` are these as whole sentences, in place of the short labels.
    """
    language, texts = picture.language, picture.language.captions
    stop = language.grammar.stop
    parts = [language.sentences([language.named(panel.title, f"{panel.under_title}{stop}"), panel.words])
             for panel in picture.panels]  # fmt: skip
    by_row = not all(panel.words for panel in picture.panels)
    parts += [texts.each_row] if by_row else []
    parts += [language.sentence(marks_in_words(picture)), judgements_in_words(picture), _judges(picture)]
    parts += [_pool(pool, panel.language) for panel in picture.panels for pool in panel.pools]
    labels = language.items(dict.fromkeys(picture.works))
    named = " ".join(works) or (f"{labels}{stop}" if labels else "")
    parts.append(texts.works.format(x=named) if named else texts.no_works)
    return isolated(language.sentences(parts))


def claim_by_claim(picture: Picture) -> str:
    """Return the alternative text: every row in words, a line each, panel by panel."""
    return isolated("\n".join(_panel(panel) for panel in picture.panels))


def headed(panel: Panel) -> tuple[str, str]:
    """Return the first sentences of an alternative text: the kind of figure with its title, and the line under it."""
    language = panel.language
    name = language.named(language.terms.figures[panel.kind], panel.title)
    return f"{name}{language.grammar.stop}", f"{panel.under_title}{language.grammar.stop}"


def _panel(panel: Panel) -> str:
    language, terms = panel.language, panel.language.terms
    if panel.alt_sentences:
        head = headed(panel)
        first = len(head) if panel.alt_sentences[: len(head)] == head else 1
        lines = (language.sentences(panel.alt_sentences[:first]), *panel.alt_sentences[first:])
        return "\n".join(line(text) for text in lines if text)
    low, high = (language.number(float(f"{end:.4g}")) for end in panel.axis.limits)  # which nobody states
    log = panel.axis.scale == "log"
    axis = (language.captions.on_logarithmic if log else language.captions.on_linear).format(low=low, high=high)
    roles = {estimate.claimant.role for estimate in panel.dossier}
    said, heading = [language.sentences([*headed(panel), axis])], ""
    for row in panel.rows:
        heading = row.id if row.kind == "heading" else heading
        role = row.estimate.claimant.role if row.estimate is not None and len(roles) > 1 else ""
        role_name = "" if role and terms.groups[role] == heading else panel.language.role(role)
        said.append(_row_in_words(row, panel, role_name))
    return "\n".join(said)


def _row_in_words(row: Row, panel: Panel, role: str) -> str:
    language, stop = panel.language, panel.language.grammar.stop
    if row.kind == "heading":
        return language.named(row.id, "").rstrip()
    if row.estimate is None:
        return f"{language.named(row.id, row.text('words'))}{stop}"
    e = row.estimate
    said = claim_in_words(e, panel)
    notes = [language.captions.judged_claim.format(judgement=judged(note, language)) for note in row.notes]
    named = language.named(language.listed([e.claimant.name, role]), language.items([said, *notes]))
    return line(f"{named}{stop}")


def claim_in_words(estimate: Estimate, panel: Panel) -> str:
    """Return the number of a claim in words, what it counts where that differs, and where it stands."""
    language, dossier = panel.language, panel.dossier
    what = counted(estimate, dossier.estimand, language, select(dossier).states.get(estimate.id, ""))
    in_signs = estimate.supposed is not None or estimate.range.kind == "vague"
    number = language.reading(estimate) if in_signs else language.in_words(estimate.range)
    return language.listed([number + language.aside(what), places(estimate, language)])


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
