"""Claims as the rows of a paper's table: who, what in words, who judges it, and on which works it rests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from estimates.analysis.selection import select
from estimates.errors import UnknownNameError, listed, nearest
from estimates.model.claims import BiasNote, Estimand, Estimate
from estimates.model.descriptions import comparable, headed, marked, worded
from estimates.model.dossiers import Dataset, Dossier
from estimates.model.vocabulary import same_measure
from estimates.tables.paper import Cell, Column, Notes, Paper

DEFAULT = ("figure", "claimant", "role", "claimed", "claim", "judged")
JUDGEMENTS = "Judgements are those of the person named; they change no number."


@frozen
class Told:
    """A claim and what its row depends on; `known` is whether the figure that it is about is known.

    `aside` is why the claim is not counted, `owes` what it owes to other claims though it is.
    """

    estimate: Estimate
    figure: Estimand
    aside: str = ""
    owes: str = ""
    notes: tuple[BiasNote, ...] = ()
    known: bool = True
    native: bool = True


def claim_words(e: Estimate, figure: Estimand | None = None) -> str:
    """Return a claim in words, with its measure where that is not the figure's: ``20,000 casualties``."""
    said = f"“{e.wording}”" if e.range.kind == "vague" and e.wording else worded(e.range)
    if e.supposed is not None:
        said = f"{said} (scenario; stated: {worded(e.supposed.stated)})"
    measure = e.measure if figure is None or not same_measure(e.measure, figure.measure) else ""
    return " ".join(filter(None, [said, measure]))


def judgement_words(note: BiasNote) -> str:
    """Return a judgement in words, with whose it is: ``inflated, says Masahiro Yamamoto (finding)``."""
    factor = f" by a factor of {worded(note.factor)}" if note.factor is not None else ""
    return f"{note.direction}{factor}, says {note.said_by.name} ({note.strength})"


def remarks(e: Estimate, aside: str = "", owes: str = "") -> tuple[str, ...]:
    """Return the remarks on a claim that is not like the others: why it is set aside, what is unclear or supposed."""
    said = [f"Set aside: {aside}"] if aside else []
    if not aside and e.scope == "unclear":
        said.append(f"Scope unclear: {e.scope_note}" if e.scope_note else "Scope unclear")
    if owes:
        said.append(f"Counted, but {owes}")
    return (*said, *filter(None, [marked(e)]))


def counted(figure: Estimand) -> str:
    """Return what a table of one figure counts: its title, the measure, of whom, when, and what is in and out."""
    unit = f"in {figure.unit}" if figure.unit and figure.unit not in f"{figure.measure} {figure.population}" else ""
    parts = [figure.measure, figure.population, unit, figure.place, str(figure.period or "")]
    what = ", ".join(filter(None, parts))
    more = [f"included: {figure.includes}" if figure.includes else "",
            f"left out: {figure.excludes}" if figure.excludes else ""]  # fmt: skip
    what = "; ".join(filter(None, [what, *more]))
    return f"{headed(figure)}. Counted: {what}." if what else headed(figure)


def _claimant(told: Told) -> str:
    who = told.estimate.claimant
    native = who.native_name if told.native and who.native_name != who.name else ""
    return " ".join(filter(None, [who.name, native]))


def _figure(told: Told) -> str:
    measure = told.figure.measure
    return told.figure.title if measure.lower() in told.figure.title.lower() else f"{told.figure.title} ({measure})"


_TELL: dict[str, tuple[str, Callable[[Told], str]]] = {
    "figure": ("Figure", _figure),
    "claimant": ("Claimant", _claimant),
    "role": ("Role", lambda t: t.estimate.claimant.role),
    "side": ("Side", lambda t: t.estimate.claimant.side),
    "school": ("School", lambda t: t.estimate.claimant.school),
    "claimed": ("Claimed", lambda t: str(t.estimate.claimed or "")),
    "wording": ("Wording", lambda t: f"“{t.estimate.wording}”" if t.estimate.wording else ""),
    "claim": ("Claim", lambda t: claim_words(t.estimate, t.figure if t.known else None)),
    "reading": ("Reading", lambda t: str(t.estimate.reading)),
    "measure": ("Measure", lambda t: t.estimate.measure or t.figure.measure),
    "scope": ("Scope", lambda t: ": ".join(filter(None, [t.estimate.scope, t.estimate.scope_note]))),
    "standing": ("Standing", lambda t: t.estimate.standing),
    "judged": ("Judged", lambda t: "; ".join(map(judgement_words, t.notes))),
    "method": ("Method", lambda t: t.estimate.method),
    "note": ("Note", lambda t: t.estimate.note),
    "id": ("Id", lambda t: t.estimate.id),
}


def of_claims(told: Sequence[Told], columns: Sequence[str] | None, caption: str, label: str) -> Paper:
    """Return the table of claims, one row a claim."""
    names = _chosen(columns, told)
    grouped = names[:1] == ["figure"] and len(names) > 1
    names = names[1:] if grouped else names
    notes = Notes()
    rows = [_row(each, names, notes) for each in told]
    made = tuple(Column(name, _TELL[name][0], tuple(cells)) for name, cells in zip(names, zip(*rows)))
    made = made or tuple(Column(name, _TELL[name][0], ()) for name in names)
    foot = (Cell(JUDGEMENTS),) if "judged" in names and any(each.notes for each in told) else ()
    groups = _headings(told) if grouped else ()
    return Paper(caption, made, notes.remarks, notes.places, foot, groups, label)


def _headings(told: Sequence[Told]) -> tuple[str, ...]:
    """Return the name of its figure for the first claim on it, and nothing for the others."""
    before = [None, *(each.figure.id for each in told[:-1])]
    return tuple("" if each.figure.id == last else _figure(each) for each, last in zip(told, before))


def _chosen(asked: Sequence[str] | None, told: Sequence[Told]) -> list[str]:
    """Return the names of the columns; without asking, those of the default that say something of these claims."""
    if asked is None:
        several = len({each.figure.id for each in told}) > 1
        names = [name for name in DEFAULT if any(_TELL[name][1](each) for each in told)]
        names = [name for name in names if name != "figure" or several]
        return names or ["claimant", "claim"]
    names = [asked] if isinstance(asked, str) else list(dict.fromkeys(asked))
    for name in names:
        if name not in _TELL:
            raise UnknownNameError(f"no column {name!r}{nearest(str(name), _TELL)}; there are {listed(_TELL)}")
    if not names:
        raise UnknownNameError(f"a table has at least one column; there are {listed(_TELL)}")
    return names


def _row(told: Told, names: Sequence[str], notes: Notes) -> list[Cell]:
    """Return the cells; the claimant carries the marks of the works, the claim those of the remarks on it."""
    e = told.estimate
    bearer = "claimant" if "claimant" in names else "claim" if "claim" in names else names[-1]
    beside = "claim" if "claim" in names else bearer
    cells = []
    for name in names:
        marks: tuple[str, ...] = ()
        if name == beside:
            marks += notes.remark(*remarks(e, told.aside, told.owes))
        if name == bearer:
            marks += notes.source(e.citations)
        if name == "judged":
            marks += notes.source(place for note in told.notes for place in note.citations)
        cells.append(Cell(_TELL[name][1](told), marks))
    return cells


def of_dossiers(
    dossiers: Sequence[Dossier], columns: Sequence[str] | None, native: bool, caption: str, label: str
) -> Paper:
    """Return the table of all claims of dossiers."""
    told = []
    for dossier in dossiers:
        chosen = select(dossier)
        owes = {e.id: said for e, said in chosen.flagged}
        told += [
            Told(e, dossier.estimand, chosen.reasons.get(e.id, ""), owes.get(e.id, ""), dossier.notes_on(e),
                 native=native)
            for e in dossier
        ]  # fmt: skip
    return of_claims(told, columns, caption, label)


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
    told = []
    for e in estimates:
        figure = Estimand("claims", measure=e.measure)
        told.append(Told(e, figure, comparable(e, figure), known=False, native=native))
    caption = f"What {estimates[0].claimant.name} claims" if len(estimates) == 1 else "Claims"
    return of_claims(told, columns, caption, estimates[0].id if len(estimates) == 1 else "claims")
