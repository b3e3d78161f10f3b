"""What an interactive figure says of a claim: aloud, and in full where the claim has the focus."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from estimates.layout import Row
from estimates.layout.dating import in_print
from estimates.layout.figure_model import Panel
from estimates.layout.languages.descriptions import counted, in_words, judged_where, places
from estimates.model.bias_notes import BiasNote
from estimates.model.markup import escape_html, isolated, one_line


def identity(name: str) -> str:
    """Return an id of a claim that HTML can hold."""
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]


def spoken(row: Row, panel: Panel) -> str:
    """Return what a screen reader says of a claim."""
    e = row.estimate
    assert e is not None
    language = panel.language
    who = language.listed([e.claimant.name, in_print(e.claimed, language)])
    counts = counted(e, panel.dossier.estimand, language)
    return language.named(who, in_words(e, language) + language.aside(counts))


def detail(row: Row, panel: Panel, key: str) -> str:
    """Return what is said of a claim when it has the focus: wording, source, scope and judgements."""
    e = row.estimate
    assert e is not None
    notes: Sequence[BiasNote] = panel.dossier.notes_on(e) if e in panel.dossier.estimates else row.notes
    language, page = panel.language, panel.language.page
    scope = language.terms.scope_names[e.scope]
    parts = {
        page.wording: language.quoted(e.wording),
        page.source: places(e, language),
        page.counts: counted(e, panel.dossier.estimand, language),
        page.scope: language.named(scope, e.scope_note) if e.scope_note else scope,
        page.judged: language.items(judged_where(note, language) for note in notes), page.note: e.note,
    }  # fmt: skip
    said = "".join(
        f"<dt>{name}</dt><dd>{isolated(escape_html(one_line(text)))}</dd>" for name, text in parts.items() if text
    )
    head = isolated(escape_html(one_line(language.named(e.claimant.name, language.reading(e)))))
    return f'<div id="{key}-{identity(e.id)}" hidden><strong>{head}</strong><dl>{said}</dl></div>'
