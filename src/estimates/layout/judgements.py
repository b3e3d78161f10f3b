"""What a table of judgements shows: claimants by figures, with a triangle where somebody judges their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from estimates.errors import ClaimError
from estimates.layout import captions
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Cell, Column, Panel, Picture, Row
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import short
from estimates.layout.languages.en import ENGLISH
from estimates.layout.once import Beginning, shared_beginning
from estimates.layout.statement_captions import in_sentences
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Claimant, Estimand
from estimates.model.dossiers import Dossier
from estimates.model.vocabulary import DIRECTIONS, STRENGTHS

# With more figures than these their columns have numbers.
MOST_NAMED = 5


@frozen
class Verdict:
    """A judgement in the table: its row, its column, its place among those of one cell, and the letter of its judge."""

    row: str
    column: int
    place: int
    of: int
    note: BiasNote
    letter: str


@frozen
class JudgementsPanel(Panel):
    """Claimants by figures.

    `heads` are the names of the figures, without `begin`, how they all begin; where they are many or long they are
    `numbered`, and the foot names them. `verdicts` are the judgements; `claimed` the cells in which there is a claim
    that nobody judges.
    """

    heads: tuple[str, ...] = ()
    begin: Beginning = field(factory=Beginning)
    numbered: bool = False
    verdicts: tuple[Verdict, ...] = ()
    claimed: tuple[tuple[str, int], ...] = ()

    @property
    def under_title(self) -> str:
        """The line under the title: ours also says how the names of the figures begin, where the title does not."""
        said = super().under_title
        return said if self.own_subtitle else self.language.items([self.begin.beside(self.title, self.language), said])


def lay_out_judgements(dataset: Any, language: Catalogue = ENGLISH) -> Picture:
    """Decide all that a table of judgements shows.

    Parameters
    ----------
    dataset : Dataset, Dossier or iterable of Dossier
    language : Catalogue
        The words of the figure.

    Raises
    ------
    ClaimError
        If nobody judges any claim.
    """
    dossiers = _dossiers(dataset)
    judged = [dossier for dossier in dossiers if any(dossier.notes_on(estimate) for estimate in dossier)]
    if not judged:
        raise ClaimError("a table of judgements shows who is said to inflate or downplay; no bias note reaches a claim")
    cells, claimants = _cells(judged)
    reached = [who for who in claimants if any(cells.get((who.id, n)) for n in range(len(judged)))]
    ids = {who.id for who in reached}
    reached.sort(key=lambda who: (who.side, who.name.casefold()))
    letters: dict[Claimant, str] = {}  # in the order in which the table is read
    for note in (note for who in reached for n in range(len(judged)) for note in cells.get((who.id, n), ())):
        letters.setdefault(note.said_by, _letter(len(letters)))
    verdicts = tuple(
        Verdict(who, number, place, len(notes), note, letters[note.said_by])
        for (who, number), notes in cells.items() for place, note in enumerate(notes)
    )  # fmt: skip
    rows = tuple(map(_row, reached))
    names = [line(language.figure(dossier.estimand)) for dossier in judged]
    title = line(str(getattr(dataset, "title", "") or language.figure(judged[0].estimand)))
    begin = shared_beginning(names, title)
    cited = tuple(citation for verdict in verdicts for citation in verdict.note.citations)
    panel = JudgementsPanel(
        Dossier(Estimand("judgements", title), ()), title, _subtitle(len(rows), len(names), len(claimants), language),
        rows, Axis("linear", (0.0, float(len(names))), ()), cited=tuple(dict.fromkeys(cited)),
        heads=tuple(map(begin.less, names)), begin=begin, numbered=len(names) > MOST_NAMED, verdicts=verdicts,
        claimed=tuple((who, n) for (who, n), notes in cells.items() if not notes and who in ids),
        kind="judgements", language=language,
    )  # fmt: skip
    columns = (Column("claimant", language.heading("claimant"), "left", 22.0),
               Column("side", language.heading("side"), "left", 12.0, 1))  # fmt: skip
    words, judges = _explanation(panel), _judges(letters, verdicts, language)
    statements = in_sentences(judged, language)
    panel = evolve(panel, words=language.sentences([words, judges, statements]),
                   alt_sentences=_alt_sentences(panel, names))  # fmt: skip
    foot = (words, judges, *([line(statements)] if statements else []))
    works = Works(cited, language)
    for citation in cited:
        works.cited(citation)
    picture = Picture((panel,), columns if any(who.side for who in reached) else columns[:1], works.named, foot)
    return _with_numbers(picture) if panel.numbered else picture


def _cells(judged: Sequence[Dossier]) -> tuple[dict[tuple[str, int], dict[BiasNote, None]], list[Claimant]]:
    """Return the judgements by claimant and figure, and all who claim, in the order of their claims."""
    cells: dict[tuple[str, int], dict[BiasNote, None]] = {}
    claimants: dict[str, Claimant] = {}
    for number, dossier in enumerate(judged):
        for estimate in dossier:
            claimants.setdefault(estimate.claimant.id, estimate.claimant)
            notes = cells.setdefault((estimate.claimant.id, number), {})
            notes.update(dict.fromkeys(dossier.notes_on(estimate)))
    return cells, list(claimants.values())


def _subtitle(rows: int, figures: int, claimants: int, language: Catalogue) -> str:
    texts = language.judgements
    counts = language.listed([language.of(texts.claimants, rows), language.of(texts.figures, figures)])
    others = language.of(texts.unjudged, claimants - rows) if claimants > rows else ""
    return language.items([texts.subtitle.format(counts=counts), others])


def numbered(picture: Picture) -> tuple[Picture, tuple[str, ...]] | None:
    """Return the picture with numbers over its columns, whose figures the foot names; nothing is dropped."""
    panel = panel_of(picture)
    if panel.numbered:
        return None
    return _with_numbers(evolve(picture, panels=(evolve(panel, numbered=True),))), ()


def _with_numbers(picture: Picture) -> Picture:
    """Return the picture with a line of the foot that names its figures by their numbers, after that of the marks."""
    panel, language = panel_of(picture), picture.language
    named = language.items(language.named(str(number), head) for number, head in enumerate(panel.heads, 1))
    first, *others = picture.foot
    return evolve(picture, foot=(first, f"{named}{language.grammar.stop}", *others))


def panel_of(picture: Picture) -> JudgementsPanel:
    """Return the panel of a table of judgements."""
    panel = picture.panels[0]
    assert isinstance(panel, JudgementsPanel)
    return panel


def _dossiers(dataset: Any) -> tuple[Dossier, ...]:
    if isinstance(dataset, Dossier):
        return (dataset,)
    parts = dataset.values() if isinstance(dataset, Mapping) else dataset
    found = tuple(parts) if isinstance(parts, Iterable) and not isinstance(parts, str) else ()
    if not found or not all(isinstance(part, Dossier) for part in found):
        raise ClaimError(f"a table of judgements shows a dataset or dossiers (got {type(dataset).__name__})")
    return found


def _row(who: Claimant) -> Row:
    texts = (Cell("claimant", (line(who.name),)), Cell("side", (line(who.side),) if who.side else ()))
    return Row("claim", who.id, "claim", texts)


def _letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ..."""
    tens, ones = divmod(number, 26)
    return (_letter(tens - 1) if tens else "") + chr(97 + ones)


def _explanation(panel: JudgementsPanel) -> str:
    language, texts = panel.language, panel.language.judgements
    notes = [verdict.note for verdict in panel.verdicts]
    directions, strengths = {note.direction for note in notes}, {note.strength for note in notes}
    said = [texts.directions[direction] for direction in DIRECTIONS if direction in directions]
    said += [language.captions.strengths[strength] for strength in STRENGTHS if strength in strengths]
    said += [texts.nobody] if panel.claimed else []
    return language.sentences([language.sentence(language.items(said)), language.captions.whose])


def _judges(letters: Mapping[Claimant, str], verdicts: Iterable[Verdict], language: Catalogue) -> str:
    """Return whose the judgements are, with the places where they stand."""
    found = list(verdicts)
    said = []
    for who, letter in letters.items():
        places = dict.fromkeys(short(place, language) for verdict in found if verdict.note.said_by == who
                               for place in verdict.note.citations)  # fmt: skip
        said.append(language.named(letter, who.name + language.aside(language.items(places))))
    return language.judgements.judges.format(x=line(language.items(said)))


def _alt_sentences(panel: JudgementsPanel, figures: Sequence[str]) -> tuple[str, ...]:
    return (*captions.headed(panel), *_verdicts_in_words(panel, figures))


def _verdicts_in_words(panel: JudgementsPanel, figures: Sequence[str]) -> Iterator[str]:
    language = panel.language
    names = {row.id: row.text("claimant") for row in panel.rows}
    for verdict in panel.verdicts:
        note = verdict.note
        said = language.judgements.verdict.format(
            who=names[verdict.row], figure=figures[verdict.column], judge=note.said_by.name,
            direction=language.terms.directions[note.direction], strength=language.terms.strengths[note.strength],
        )  # fmt: skip
        said = language.named(said, language.quoted(note.wording)) if note.wording else said
        yield f"{said}{language.grammar.stop}"
