"""What is said without a number about the figures of a picture, as the end of its caption."""

from __future__ import annotations

from collections.abc import Iterable

from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import remark, short
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Estimand
from estimates.model.dossiers import Dossier
from estimates.model.markup import isolated


def in_sentences(dossiers: Iterable[Dossier], language: Catalogue = ENGLISH) -> str:
    """Return what is said without a number about dossiers, each with who says it, of what and where; else ``""``."""
    said: dict[str, str] = {}
    for dossier in dossiers:
        names = _names(dossier.estimand, dossier, language)
        for statement in dossier.statements:
            where = language.items(short(citation, language) for citation in statement.citations)
            text = remark(statement, names.get(statement.about, ""), language)
            said[statement.id] = text + language.aside(where)
    return isolated(language.captions.without_number.format(x=language.items(said.values()))) if said else ""


def _names(estimand: Estimand, dossier: Dossier, language: Catalogue) -> dict[str, str]:
    """Return the names of what statements on an estimand and its claims may be about, by id."""
    names = {e.claimant.id: e.claimant.name for e in dossier} | {e.id: language.claim(e) for e in dossier}
    return {**names, estimand.id: language.figure(estimand)}
