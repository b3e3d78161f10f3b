"""What is said without a number about the figures of a picture, as the end of its caption."""

from __future__ import annotations

from collections.abc import Iterable

from estimates.model.descriptions import short
from estimates.model.dossiers import Dossier
from estimates.model.remarks import CAPTION, names_in, remark


def in_sentences(dossiers: Iterable[Dossier]) -> str:
    """Return what is said without a number about dossiers, each with who says it, of what and where; else ``""``."""
    said: dict[str, str] = {}
    for dossier in dossiers:
        names = names_in(dossier.estimand, dossier)
        for statement in dossier.statements:
            where = "; ".join(short(citation) for citation in statement.citations)
            text = remark(statement, names.get(statement.about, ""))
            said[statement.id] = f"{text} ({where})" if where else text
    return f"{CAPTION}: {'; '.join(said.values())}." if said else ""
