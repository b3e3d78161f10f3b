"""Statements without a number as rows of a table: author, subject, wording and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import short
from estimates.model.markup import html_table
from estimates.model.rows import first_of
from estimates.model.statements import Statement

CAPTION = "Said without a number"
HEADER = ("Who", "Of", "Kind", "Words", "Source")


def remark(statement: Statement, about: str = "") -> str:
    """Return a statement in a sentence: ``Jay Taylor, of “Chinese combat deaths” (relative): “proportionate …”``."""
    of = f", of {about}" if about else ""
    words = f": “{statement.wording}”" if statement.wording else ""
    return f"{statement.said_by.name}{of} ({statement.kind}){words}"


def names_in(estimand: Estimand, estimates: Iterable[Estimate]) -> dict[str, str]:
    """Return the names of what statements on an estimand and its claims may be about, by id."""
    claims = list(estimates)
    names = {e.claimant.id: e.claimant.name for e in claims} | {e.id: str(e) for e in claims}
    return {**names, estimand.id: estimand.title}


def remark_rows(statements: Sequence[Statement], names: Mapping[str, str]) -> list[list[str]]:
    """Return a row for each statement, as `HEADER` names the cells.

    Parameters
    ----------
    statements : sequence of Statement
    names : mapping of str to str
        What statements are about, by id; what is missing goes by its id.
    """
    labels = {statement.id: f"what {statement.said_by.name} says" for statement in statements}
    return [
        [
            statement.said_by.name,
            names.get(statement.about) or labels.get(statement.about, statement.about),
            statement.kind,
            f"“{statement.wording}”" if statement.wording else "",
            "; ".join(short(citation) for citation in statement.citations),
        ]
        for statement in statements
    ]


def remarks_html(statements: Sequence[Statement], names: Mapping[str, str]) -> str:
    """Return an HTML table of statements, each text escaped; ``""`` where there is none."""
    if not statements:
        return ""
    shown, more = first_of(statements, "statement", whole=".statements")
    return "\n" + html_table(list(HEADER), remark_rows(shown, names), caption=CAPTION) + more
