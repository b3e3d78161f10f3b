"""The columns of claims in a figure: which are drawn, on which side, and what they say in its language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from attrs import frozen

from estimates.analysis.selection import select
from estimates.layout.citation_labels import Works
from estimates.layout.columns import AXIS, COLUMNS, ClaimContext, line, own_columns, resolved
from estimates.layout.dating import in_print
from estimates.layout.figure_model import Cell, Column, Triangle
from estimates.layout.languages import descriptions
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.once import Remarks, unclear_once
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier
from estimates.model.sources import Citation
from estimates.model.vocabulary import PARTIES


@frozen
class FigureContext:
    """What the texts of a figure's rows depend on beside the claims themselves."""

    dossier: Dossier
    works: Works
    by_role: bool = False
    paired: bool = True

    @property
    def language(self) -> Catalogue:
        """The language of the figure."""
        return self.works.language

    def of_claim(self, estimate: Estimate) -> ClaimContext:
        """Return a claim with what its columns depend on."""
        return ClaimContext(estimate, self.dossier.estimand, native=self.paired)


def noted_once(estimates: Sequence[Estimate], context: FigureContext) -> tuple[str, dict[str, Remarks]]:
    """Return what is said once of most claims, and in what each differs beside that, by their ids."""
    said, left = unclear_once([remarks(estimate, context) for estimate in estimates], context.language)
    return said, {estimate.id: noted for estimate, noted in zip(estimates, left)}


def worded(estimates: Sequence[Estimate], context: FigureContext) -> tuple[str, dict[str, str]]:
    """Return claims as a historian writes them, by their ids, after what is said once of most of them.

    Each has with it what it counts where that is not what the estimand counts; the flags of the scope, of a claim that
    no longer stands and of a copy follow in brackets.
    """
    said, noted = noted_once(estimates, context)
    return said, {estimate.id: _flagged(estimate, noted[estimate.id], context.language) for estimate in estimates}


def _flagged(estimate: Estimate, noted: Remarks, language: Catalogue) -> str:
    measure, *flags = noted
    said = " ".join(filter(None, [language.reading(estimate), measure]))
    return line(said + language.aside(language.items(flags)))


def remarks(estimate: Estimate, context: FigureContext) -> tuple[str, str, str]:
    """Return in what a claim differs from its estimand: its measure, its scope, and what became of it.

    Each is empty where there is no difference.
    """
    measure, scope = descriptions.differing(estimate, context.dossier.estimand, context.language)
    state = select(context.dossier).states.get(estimate.id, "")
    return line(measure), line(scope), context.language.term(state) if state else ""


def role(estimate: Estimate, context: FigureContext) -> str:
    """Return the claimant's role, and for a party whether it counts its own side or another.

    Under the heading of a role the role itself is not repeated: the column then says whom the parties count.
    """
    who, side, subject = estimate.claimant, estimate.speaks_for, context.dossier.estimand.side
    texts, name = context.language.claims, context.language.role(estimate.claimant.role)
    stance = who.role in PARTIES and bool(side and subject)
    if context.by_role:
        return (texts.own_side if side == subject else texts.other_side) if stance else ""
    return (texts.on_own_side if side == subject else texts.on_other_side).format(role=name) if stance else name


def source(estimate: Estimate, context: FigureContext) -> str:
    """Return the places on which a claim rests, in short."""
    said = context.language.items(context.works.cited(citation) for citation in estimate.citations)
    return said or context.language.claims.no_work


def judgement(note: BiasNote, works: Works) -> str:
    """Return a judgement with the judge and the place in print; its strength is shown by its triangle."""
    language, places = works.language, " ".join(works.numbered(place) for place in map(_place, note.citations))
    said, texts = language.terms.directions[note.direction], language.claims
    if note.factor is not None:
        said = texts.factor.format(judgement=said, factor=language.range(note.factor))
    return line(texts.judged_in_row.format(direction=said, judge=note.said_by.name, places=places))


def _place(citation: Citation) -> Citation:
    """A place of which only the work is known in which it was read is that work's."""
    return citation if citation.source is not None else citation.reported_in or citation.via or citation


# Where a figure says more or less than a table: its marks and foot carry the rest.
_IN_FIGURE: Final[dict[str, Callable[[Estimate, FigureContext], str]]] = {
    "role": role,
    "words": lambda e, context: context.language.reading(e),
    "reading": lambda e, context: context.language.reading(e),
    "source": source,
    "claimed": lambda e, context: in_print(e.claimed, context.language),
    # Two days of a span stand in two lines, each whole.
    "as_of": lambda e, context: in_print(e.as_of, context.language).replace(" ", "\u202f"),
    "estimand": lambda e, context: _figure(context),
    "kind": lambda e, context: context.language.terms.kinds[e.range.kind],
    "low": lambda e, context: context.language.number(e.range.low),
    "high": lambda e, context: context.language.number(e.range.high),
    "best": lambda e, context: context.language.number(e.range.best),
    "approximate": lambda e, context: context.language.claims.yes if e.range.approximate else "",
    "low_open": lambda e, context: context.language.claims.yes if e.range.low_open else "",
    "high_open": lambda e, context: context.language.claims.yes if e.range.high_open else "",
    "wording": lambda e, context: context.language.quoted(e.wording),
    "measure": lambda e, context: context.language.measure(e.measure or context.dossier.estimand.measure),
    "scope": lambda e, context: _scope(e, context.language),
    "standing": lambda e, context: context.language.terms.standing_names[e.standing],
    "share": lambda e, context: context.language.range(e.share) if e.share is not None else "",
    "via": lambda e, context: context.language.items(descriptions.short(place, context.language) for place in e.via),
    "reported_in": lambda e, context: context.language.items(
        descriptions.short(place, context.language) for place in e.reported_in
    ),
}


def _figure(context: FigureContext) -> str:
    title, measure = context.language.figure(context.dossier.estimand), context.dossier.estimand.measure
    return (
        title if measure.lower() in title.lower() else title + context.language.aside(context.language.measure(measure))
    )


def _scope(estimate: Estimate, language: Catalogue) -> str:
    scope, note = language.terms.scope_names[estimate.scope], estimate.scope_note
    return language.named(scope, note) if note else scope


# Columns whose lines are flush at the right, as numbers are.
_NUMBERS: Final = frozenset({"words", "reading", "claimed", "as_of", "low", "high", "best"})


def figure_column(name: str, language: Catalogue, heading: str = "") -> Column:
    """Return one of our columns as a figure has it; with the heading of another name where it has one of its own."""
    column = COLUMNS[name]
    return Column(name, language.heading(heading or name), column.side, column.width, column.rank,
                  "right" if name in _NUMBERS else "left")  # fmt: skip


def chosen(
    names: Sequence[str], dossiers: Sequence[Dossier], language: Catalogue = ENGLISH
) -> tuple[Column, ...]:  # fmt: skip
    """Return the columns of a figure that a reader has named, each on its side of the axis.

    Columns named before ``axis`` (or ``|``) stand at its left. Where it is not named, each stands at the side that
    the registry gives it; columns of the reader's own table stand at the right.

    Raises
    ------
    UnknownNameError
        If a name is neither a column of ours nor one of the reader's table.
    FormatError
        If a column is named twice.
    """
    estimates = [estimate for dossier in dossiers for estimate in dossier]
    asked = resolved(names, estimates, AXIS)
    known = {**own_columns(estimates), **COLUMNS}
    place = next((number for number, name in enumerate(asked) if name in AXIS), None)
    found = []
    for number, name in enumerate(asked):
        if name in AXIS:
            continue
        column = known[name]
        side: Literal["left", "right"] = column.side if place is None else "left" if number < place else "right"
        align: Literal["left", "right"] = "right" if name in _NUMBERS else "left"
        heading = language.heading(name, column.heading)
        found.append(Column(name, heading, side, column.width, column.rank, align))
    return tuple(found)


def cells(
    estimate: Estimate, notes: Sequence[BiasNote], columns: Sequence[Column], context: FigureContext
) -> tuple[Cell, ...]:
    """Return what each column of a figure says of a claim; a judgement is a paragraph led by its triangle."""
    found, about = [], context.of_claim(estimate)
    own = own_columns([estimate])
    for column in columns:
        if column.name == "judged":
            texts = tuple(judgement(note, context.works) for note in notes)
            found.append(Cell("judged", texts, tuple(Triangle(n.direction, n.strength) for n in notes)))
            continue
        known = COLUMNS.get(column.name) or own.get(column.name)
        shorter = _IN_FIGURE.get(column.name)
        text = shorter(estimate, context) if shorter is not None else known.text(about) if known is not None else ""
        found.append(Cell(column.name, (line(text),) if line(text) else ()))
    return tuple(found)
