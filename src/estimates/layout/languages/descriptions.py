"""Descriptions of claims, judgements and places in the language of a figure."""

from __future__ import annotations

from estimates.layout.languages.catalogue import Catalogue
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimand, Estimate
from estimates.model.markup import plain
from estimates.model.sources import Citation
from estimates.model.statements import Statement
from estimates.model.vocabulary import same_measure


def short(citation: Citation, language: Catalogue) -> str:
    """Return a place in the short author-date form, with the works in which it is reported, and was read."""
    words = language.claims
    place = ""
    if citation.source is not None:
        place = language.listed([language.label(citation.source), citation.locator])
    reported, via = citation.reported_in, citation.via
    reporter = words.reported_in.format(place=short(reported, language)) if reported is not None else ""
    read = words.read_in.format(place=short(via, language)) if via is not None else ""
    return plain(language.listed([place, reporter, read]))


def places(estimate: Estimate, language: Catalogue) -> str:
    """Return the places on which a claim rests, in short; where there are none, that no work is named."""
    return language.items(short(citation, language) for citation in estimate.citations) or language.claims.no_work


def marked(estimand: Estimand, language: Catalogue) -> str:
    """Return the mark of a scenario; ``""`` where there is none."""
    return language.claims.scenario.format(x=language.message(estimand.scenario)) if estimand.scenario else ""


def counted(estimate: Estimate, estimand: Estimand, language: Catalogue, state: str = "") -> str:
    """Return what a claim counts where that differs from the estimand: its measure, its scope and why.

    Parameters
    ----------
    state : str
        What became of the claim among the others, such as ``a copy``; its own standing where that is left out.
    """
    measure, scope = differing(estimate, estimand, language)
    state = state or (estimate.standing if estimate.standing != "stands" else "")
    return language.items([measure, scope, language.term(state) if state else ""])


def differing(estimate: Estimate, estimand: Estimand, language: Catalogue) -> tuple[str, str]:
    """Return in what a claim differs from its estimand: its measure, and its scope with the note on it."""
    measure = "" if same_measure(estimate.measure, estimand.measure) else language.measure(estimate.measure)
    if estimate.scope == "same":
        return measure, ""
    scope, note = language.terms.scopes[estimate.scope], estimate.scope_note
    return measure, language.named(scope, note) if note else scope


def in_words(estimate: Estimate, language: Catalogue) -> str:
    """Return a claim in words, with its measure; a vague claim keeps its wording."""
    vague = estimate.range.kind == "vague" and estimate.wording
    said = language.quoted(estimate.wording) if vague else language.in_words(estimate.range)
    if estimate.supposed is not None:
        stated = language.in_words(estimate.supposed.stated)
        said += language.aside(language.claims.scenario_claim.format(stated=stated))
    return " ".join(filter(None, [said, language.measure(estimate.measure)]))


def judged(note: BiasNote, language: Catalogue) -> str:
    """Return a judgement in a few words, with the judge: ``inflated (finding) · Masahiro Yamamoto``."""
    terms, words = language.terms, language.claims
    direction = terms.directions[note.direction]
    if note.factor is not None:
        direction = words.factor_listed.format(judgement=direction, factor=language.range(note.factor))
    return words.judged.format(direction=direction, strength=terms.strengths[note.strength], judge=note.said_by.name)


def judged_where(note: BiasNote, language: Catalogue) -> str:
    """Return a judgement with the judge, the wording and the place."""
    said = judged(note, language)
    said = language.named(said, language.quoted(note.wording)) if note.wording else said
    return said + language.aside(language.items(short(citation, language) for citation in note.citations))


def remark(statement: Statement, about: str, language: Catalogue) -> str:
    """Return a statement without a number in a sentence, with who says it and of what."""
    words, kind = language.captions, language.terms.statements[statement.kind]
    text = words.statement_of if about else words.statement
    said = text.format(who=statement.said_by.name, about=about, kind=kind)
    return language.named(said, language.quoted(statement.wording)) if statement.wording else said
