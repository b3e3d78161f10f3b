"""Claims as the rows of a paper's table: who, what in words, who judges it, and on which works it rests."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from estimates.analysis.selection import select
from estimates.errors import UnknownNameError, listed
from estimates.layout.columns import COLUMNS, TABLE_DEFAULT, ClaimColumn, ClaimContext, own_columns, resolved
from estimates.model.claims import Estimand, Estimate
from estimates.model.datasets import Dataset
from estimates.model.descriptions import comparable, headed, marked
from estimates.model.dossiers import Dossier
from estimates.tables.paper import Cell, Column, Notes, Paper

JUDGEMENTS = "Judgements are those of the person named; they change no number."


@frozen
class ClaimRow:
    """A claim in a row of a table: why it is not counted, if it is not, and how it depends on other claims if it is."""

    context: ClaimContext
    aside: str = ""
    owes: str = ""


def remarks(e: Estimate, aside: str = "", owes: str = "") -> tuple[str, ...]:
    """Return the remarks on a claim that is not like the others: why it is set aside, what is unclear or supposed."""
    found = [f"Set aside: {aside}"] if aside else []
    if not aside and e.scope == "unclear":
        found.append(f"Scope unclear: {e.scope_note}" if e.scope_note else "Scope unclear")
    if owes:
        found.append(f"Counted, but {owes}")
    return (*found, *filter(None, [marked(e)]))


def counted(figure: Estimand) -> str:
    """Return what a table of one figure counts: its title, the measure, of whom, when, and what is in and out."""
    named = f"{figure.measure} {figure.population}"
    unit = f"in {figure.stated_unit}" if figure.stated_unit and figure.stated_unit not in named else ""
    parts = [figure.measure, figure.population, unit, figure.place, str(figure.period or "")]
    what = ", ".join(filter(None, parts))
    more = [f"included: {figure.includes}" if figure.includes else "",
            f"left out: {figure.excludes}" if figure.excludes else ""]  # fmt: skip
    what = "; ".join(filter(None, [what, *more]))
    return f"{headed(figure)}. Counted: {what}." if what else headed(figure)


def of_claims(rows: Sequence[ClaimRow], columns: Sequence[str] | None, caption: str, label: str) -> Paper:
    """Return the table of claims, one row a claim."""
    known = {**own_columns(row.context.estimate for row in rows), **COLUMNS}
    names = _chosen(columns, rows)
    grouped = names[:1] == ["estimand"] and len(names) > 1
    names = names[1:] if grouped else names
    notes = Notes()
    cells = [_cells(row, [known[name] for name in names], notes) for row in rows]
    by_column = list(zip(*cells)) or [()] * len(names)
    made = tuple(Column(name, known[name].heading, tuple(texts)) for name, texts in zip(names, by_column))
    foot = (Cell(JUDGEMENTS),) if "judged" in names and any(row.context.notes for row in rows) else ()
    groups = _headings(rows) if grouped else ()
    return Paper(caption, made, notes.remarks, notes.places, foot, groups, label)


def _headings(rows: Sequence[ClaimRow]) -> tuple[str, ...]:
    """Return the title of its estimand for the first claim on it, and nothing for the others."""
    ids = [row.context.estimand.id if row.context.estimand is not None else "" for row in rows]
    titles = [COLUMNS["estimand"].text(row.context) for row in rows]
    return tuple("" if one == last else title for one, last, title in zip(ids, [None, *ids], titles))


def _chosen(asked: Sequence[str] | None, rows: Sequence[ClaimRow]) -> list[str]:
    """Return the names of the columns; without asking, those of the default that say something of these claims."""
    if asked is None:
        several = len({row.context.estimand.id for row in rows if row.context.estimand is not None}) > 1
        names = [name for name in TABLE_DEFAULT if any(COLUMNS[name].text(row.context) for row in rows)]
        return [name for name in names if name != "estimand" or several] or ["claimant", "words"]
    names = resolved(asked, [row.context.estimate for row in rows])
    if not names:
        raise UnknownNameError(f"a table has at least one column; there are {listed(COLUMNS)}")
    return names


def _cells(row: ClaimRow, columns: Sequence[ClaimColumn], notes: Notes) -> list[Cell]:
    """Return the cells; the claimant carries the marks of the works, the claim those of the remarks on it."""
    context, names = row.context, [column.name for column in columns]
    bearer = "claimant" if "claimant" in names else "words" if "words" in names else names[-1]
    beside = "words" if "words" in names else bearer
    cells = []
    for column in columns:
        marks: tuple[str, ...] = ()
        if column.name == beside:
            marks += notes.remark(*remarks(context.estimate, row.aside, row.owes))
        if column.name == bearer:
            marks += notes.source(context.estimate.citations)
        if column.name == "judged":
            marks += notes.source(place for note in context.notes for place in note.citations)
        cells.append(Cell(column.text(context), marks))
    return cells


def of_dossiers(
    dossiers: Sequence[Dossier], columns: Sequence[str] | None, native: bool, caption: str, label: str
) -> Paper:
    """Return the table of all claims of dossiers."""
    rows = []
    for dossier in dossiers:
        chosen = select(dossier)
        owes = {e.id: why for e, why in chosen.flagged}
        for e in dossier:
            context = ClaimContext(e, dossier.estimand, dossier.notes_on(e), native)
            rows.append(ClaimRow(context, chosen.reasons.get(e.id, ""), owes.get(e.id, "")))
    return of_claims(rows, columns, caption, label)


def of_dossier(dossier: Dossier, columns: Sequence[str] | None, native: bool) -> Paper:
    """Return the table of a dossier."""
    return of_dossiers([dossier], columns, native, counted(dossier.estimand), dossier.estimand.id)


def of_dataset(dataset: Dataset, columns: Sequence[str] | None, native: bool) -> Paper:
    """Return the table of a dataset: its figures one after the other."""
    title = dataset.title or dataset.name
    paper = of_dossiers(
        list(dataset.values()), columns, native, f"{title}: every claim, figure by figure.", dataset.name
    )
    licence = Cell(f"Data: {title}, {', '.join(filter(None, [dataset.version, dataset.licence]))}.")
    return evolve(paper, foot=(*paper.foot, licence)) if dataset.version or dataset.licence else paper


def of_estimates(estimates: Sequence[Estimate], columns: Sequence[str] | None, native: bool) -> Paper:
    """Return the table of claims of which the figure is not known: each says itself what it counts."""
    rows = [
        ClaimRow(ClaimContext(e, native=native), comparable(e, Estimand("claims", measure=e.measure)))
        for e in estimates
    ]
    caption = f"What {estimates[0].claimant.name} claims" if len(estimates) == 1 else "Claims"
    return of_claims(rows, columns, caption, estimates[0].id if len(estimates) == 1 else "claims")
