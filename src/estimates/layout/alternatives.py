"""A picture in one or two sentences, for the alternative text of a web page or a table of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from estimates.analysis.compare import compare
from estimates.analysis.selection import select
from estimates.layout.columns import line
from estimates.layout.figure_model import Panel, Picture
from estimates.layout.languages.catalogue import Catalogue
from estimates.model.dossiers import Dossier
from estimates.model.markup import isolated
from estimates.model.ranges import Range

MOST: Final = 250


def in_short(picture: Picture) -> str:
    """Return what a picture shows in at most 250 characters.

    What is drawn, how many claims, the lowest and the highest stated value, where most of them meet or that no two do,
    how many are set aside and how many judged. Where there is too little room, the last of these are left out.
    """
    language = picture.language
    if len(picture.panels) > 1:
        claims = language.of(language.captions.claims, len(picture.estimates))
        said = language.short.figures.format(
            kind=_kind(picture.panels[0]), n=len(picture.panels), claims=claims,
            titles=language.items(panel.title for panel in picture.panels),
        )  # fmt: skip
        return _held([said], language)
    panel = picture.panels[0]
    return _held(_of_claims(panel) if len(panel.dossier) else panel.alt_sentences, panel.language)


def _of_claims(panel: Panel) -> list[str]:
    dossier, title, language, texts = panel.dossier, panel.title, panel.language, panel.language.short
    stated = [end for e in dossier for end in (e.range.low, e.range.high) if end is not None]
    spread = texts.no_number
    if stated and min(stated) < max(stated):
        spread = texts.spread.format(x=language.in_words(Range(min(stated), max(stated))))
    elif stated:
        spread = texts.all_of.format(x=language.in_words(Range(stated[0], stated[0])))
    # The counts matter more than a long title.
    title = title if len(title) <= 110 else f"{title[:109].rstrip()}…"
    claims = language.of(language.captions.claims, len(dossier))
    aside = len(select(dossier).set_aside)
    judged = sum(bool(dossier.notes_on(estimate)) for estimate in dossier)
    counts = language.listed([language.of(texts.set_aside, aside) if aside else "",
                              language.of(texts.judged, judged) if judged else ""])  # fmt: skip
    head = texts.more.format(kind=_kind(panel), title=title, claims=claims, spread=spread)
    return [head, most_meet(dossier, language), language.sentence(counts)]


def most_meet(dossier: Dossier, language: Catalogue) -> str:
    """Return where most claims meet, or that no two do, in a sentence; nothing of a single voice."""
    found, texts = compare(dossier), language.short
    if found.voices < 2:
        return ""
    shared = found.voices < len(found.used)  # a voice counts once in the core
    meet, none_meet = (texts.meet_voices, texts.none_meet_voices) if shared else (texts.meet, texts.none_meet)
    if found.core and found.core[0].depth > 1:
        core, more = found.core[0], len(found.core) - 1
        where = language.in_words(core.range)
        where = language.of(texts.more_places, more, x=where) if more else where
        return meet.format(x=where, depth=core.depth, n=found.voices)
    return none_meet.format(n=found.voices)


def _kind(panel: Panel) -> str:
    return panel.language.terms.figures[panel.kind]


def _held(parts: Sequence[str], language: Catalogue) -> str:
    """Return as many of the sentences as have room, and of the first what fits."""
    first = line(parts[0])
    said = isolated(first)
    if len(said) > MOST:
        return f"{isolated(first[: MOST - 1 - (len(said) - len(first))].rstrip())}…"
    for part in parts[1:]:
        more = language.sentences([said, isolated(line(part))])
        said = more if len(more) <= MOST else said
    return said
