"""What a table of judgements shows: claimants by figures, with a triangle where somebody judges their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from estimates.errors import ClaimError
from estimates.layout.citation_labels import Works
from estimates.layout.columns import line
from estimates.layout.figure_model import Axis, Cell, Column, Panel, Picture, Row
from estimates.layout.statement_captions import in_sentences
from estimates.model.claims import BiasNote, Claimant, Estimand
from estimates.model.descriptions import short
from estimates.model.dossiers import Dossier

_COLUMNS = (Column("claimant", "Claimant", "left", 22.0), Column("side", "Side", "left", 12.0, 1))
_STRENGTHS = {
    "finding": "filled: a finding",
    "motive": "hollow: a motive",
    "accusation": "heavy outline: an accusation",
}
_DIRECTIONS = {
    "inflated": "triangle to the left: said to be inflated, the truth would lie lower",
    "downplayed": "triangle to the right: said to be downplayed, the truth would lie higher",
}


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

    `heads` are the figures, by number; `verdicts` the judgements; `claimed` the cells in which there is a claim that
    nobody judges.
    """

    heads: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    claimed: tuple[tuple[str, int], ...] = ()


def lay_out_judgements(dataset: Any) -> Picture:
    """Decide all that a table of judgements shows.

    Parameters
    ----------
    dataset : Dataset, Dossier or iterable of Dossier

    Raises
    ------
    ClaimError
        If nobody judges any claim.
    """
    dossiers = _dossiers(dataset)
    judged = [dossier for dossier in dossiers if any(dossier.notes_on(estimate) for estimate in dossier)]
    if not judged:
        raise ClaimError("a table of judgements shows who is said to inflate or downplay; no bias note reaches a claim")
    cells: dict[tuple[str, int], dict[BiasNote, None]] = {}
    claimants: dict[str, Claimant] = {}
    for number, dossier in enumerate(judged):
        for estimate in dossier:
            claimants.setdefault(estimate.claimant.id, estimate.claimant)
            notes = cells.setdefault((estimate.claimant.id, number), {})
            notes.update(dict.fromkeys(dossier.notes_on(estimate)))
    reached = [who for who in claimants.values() if any(cells.get((who.id, n)) for n in range(len(judged)))]
    ids = {who.id for who in reached}
    letters: dict[Claimant, str] = {}
    for notes in cells.values():
        for note in notes:
            letters.setdefault(note.said_by, _letter(len(letters)))
    verdicts = tuple(
        Verdict(who, number, place, len(notes), note, letters[note.said_by])
        for (who, number), notes in cells.items() for place, note in enumerate(notes)
    )  # fmt: skip
    rows = tuple(_row(who) for who in sorted(reached, key=lambda who: (who.side, who.name.casefold())))
    heads = tuple(line(dossier.estimand.title) for dossier in judged)
    title = line(str(getattr(dataset, "title", "") or judged[0].estimand.title))
    unjudged = len({estimate.claimant.id for dossier in judged for estimate in dossier} - ids)
    counts = ", ".join((_counted(len(rows), "claimant"), _counted(len(heads), "figure")))
    others = f"; {unjudged} more whom nobody judges" if unjudged else ""
    subtitle = f"who is said to inflate or downplay: {counts}{others}"
    cited = tuple(citation for verdict in verdicts for citation in verdict.note.citations)
    works = Works(cited)
    for citation in cited:
        works.cited(citation)
    panel = JudgementsPanel(
        Dossier(Estimand("judgements", title), ()), title, subtitle, rows, Axis("linear", (0.0, float(len(heads))), ()),
        cited=tuple(dict.fromkeys(cited)), heads=heads, verdicts=verdicts,
        claimed=tuple((who, n) for (who, n), notes in cells.items() if not notes and who in ids),
    )  # fmt: skip
    columns = _COLUMNS if any(who.side for who in reached) else _COLUMNS[:1]
    words, judges, statements = _words(panel), _judges(letters, verdicts), in_sentences(judged)
    panel = evolve(panel, words=" ".join(filter(None, [words, judges, statements])), told=_told(panel))
    foot = (words, f"{_listed(heads)}.", judges, *([line(statements)] if statements else []))
    return Picture((panel,), columns, works.named, foot)


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


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ..."""
    tens, ones = divmod(number, 26)
    return (_letter(tens - 1) if tens else "") + chr(97 + ones)


def _listed(heads: Iterable[str]) -> str:
    return "; ".join(f"{number} {head}" for number, head in enumerate(heads, 1))


def _words(panel: JudgementsPanel) -> str:
    notes = [verdict.note for verdict in panel.verdicts]
    said = [words for direction, words in _DIRECTIONS.items() if any(note.direction == direction for note in notes)]
    said += [words for strength, words in _STRENGTHS.items() if any(note.strength == strength for note in notes)]
    said += ["small dot: a claim that nobody judges"] if panel.claimed else []
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}. Judgements are those of the person named; they change no number."


def _judges(letters: Mapping[Claimant, str], verdicts: Iterable[Verdict]) -> str:
    """Return whose the judgements are, with the places where they stand."""
    found = list(verdicts)
    said = []
    for who, letter in letters.items():
        places = dict.fromkeys(short(place) for v in found if v.note.said_by == who for place in v.note.citations)
        said.append(f"{letter} {who.name}{f' ({_joined(places)})' if places else ''}")
    return f"Judged by: {line('; '.join(said))}."


def _joined(places: Iterable[str]) -> str:
    return "; ".join(places)


def _told(panel: JudgementsPanel) -> str:
    return line(" ".join([f"Judgements: {panel.title}. {panel.subtitle}.", *_verdicts_in_words(panel)]))


def _verdicts_in_words(panel: JudgementsPanel) -> Iterator[str]:
    names = {row.id: row.text("claimant") for row in panel.rows}
    for verdict in panel.verdicts:
        note = verdict.note
        words = f": “{note.wording}”" if note.wording else ""
        yield (f"{names[verdict.row]} on {panel.heads[verdict.column]}: {note.direction} ({note.strength}), says "
               f"{note.said_by.name}{words}.")  # fmt: skip
