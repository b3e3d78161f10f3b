"""The columns beside the axis: their names, their headings and what they say of a claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from attrs import frozen

from estimates.analysis.selection import select
from estimates.errors import FormatError, UnknownNameError, listed, nearest
from estimates.layout.citation_labels import Works
from estimates.layout.figure_model import Cell, Column, Triangle
from estimates.model.claims import BiasNote, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.markup import plain
from estimates.model.sources import Citation
from estimates.model.vocabulary import PARTIES, ROLES, same_measure

PLURALS: dict[str, str] = dict(zip(ROLES, (
    "Scholars", "Belligerents", "Governments", "Tribunals", "Relief bodies", "Press", "Compilations", "Politicians",
    "Activists", "Witnesses", "Writers", "Veterans", "Others",
), strict=True))  # fmt: skip
DEFAULT = ("claimant", "role", "axis", "words", "source", "judged")
AXIS = ("axis", "|")
_WHO = ("claimant", "native_name", "role", "side", "school", "claimed", "id")
_ALIASES = {"reading": "words", "native": "native_name", "bias": "judged", "sources": "source"}


@frozen
class Telling:
    """What the words of a row depend on beside the claim itself."""

    dossier: Dossier
    works: Works
    by_role: bool = False
    paired: bool = True


def line(text: str) -> str:
    """Return text of the data as one line without characters that would disturb the drawing."""
    return " ".join(plain(text).split())


def words(estimate: Estimate, dossier: Dossier) -> str:
    """Return a claim as a historian writes it, with what it counts where that is not what the estimand counts.

    The flags of the scope, of a claim that no longer stands and of a copy follow in brackets.
    """
    measure = "" if same_measure(estimate.measure, dossier.estimand.measure) else estimate.measure
    flags = []
    if estimate.scope != "same":
        scope = "scope unclear" if estimate.scope == "unclear" else f"{estimate.scope} scope"
        flags.append(f"{scope}: {estimate.scope_note}" if estimate.scope_note else scope)
    flags.append(select(dossier).states.get(estimate.id, ""))
    flag = f"({'; '.join(filter(None, flags))})" if any(flags) else ""
    return line(" ".join(filter(None, [estimate.reading, measure, flag])))


def role(estimate: Estimate, told: Telling) -> str:
    """Return the claimant's role, and for a party whether it counts its own side or another.

    Under the heading of a role the role itself is not repeated: the column then says whom the parties count.
    """
    who, subject = estimate.claimant, told.dossier.estimand.side
    stance = ""
    if who.role in PARTIES and who.side and subject:
        stance = "own side" if who.side == subject else "other side"
    if told.by_role:
        return stance
    return f"{who.role}, on {'its own' if stance == 'own side' else 'the other'} side" if stance else who.role


def source(estimate: Estimate, told: Telling) -> str:
    """Return the places on which a claim rests, in short."""
    return "; ".join(told.works.cited(citation) for citation in estimate.citations) or "no work named"


def judgement(note: BiasNote, works: Works) -> str:
    """Return a judgement with whose it is and where it stands; its strength is said by its triangle."""
    factor = f" by a factor of {note.factor}" if note.factor is not None else ""
    places = " ".join(works.numbered(place) for place in map(_place, note.citations))
    return line(f"{note.direction}{factor} · {note.said_by.name} {places}")


def _place(citation: Citation) -> Citation:
    """A place of which only the work is known in which it was read is that work's."""
    return citation if citation.source is not None else citation.reported_in or citation.via or citation


def _claimant(estimate: Estimate, told: Telling) -> str:
    who = estimate.claimant
    paired = told.paired and who.native_name and who.native_name != who.name
    return f"{who.name} {who.native_name}" if paired else who.name


_TELL: dict[str, tuple[str, Callable[[Estimate, Telling], str]]] = {
    "claimant": ("Claimant", _claimant),
    "native_name": ("Native name", lambda e, told: e.claimant.native_name),
    "role": ("Role", role),
    "side": ("Side", lambda e, told: e.claimant.side),
    "school": ("School", lambda e, told: e.claimant.school),
    "claimed": ("Claimed", lambda e, told: str(e.claimed or "")),
    "id": ("Id", lambda e, told: e.id),
    "wording": ("Wording", lambda e, told: f"“{e.wording}”" if e.wording else ""),
    "words": ("In words", lambda e, told: words(e, told.dossier)),
    "measure": ("Measure", lambda e, told: e.measure or told.dossier.estimand.measure),
    "scope": ("Scope", lambda e, told: " – ".join(filter(None, [e.scope, e.scope_note]))),
    "standing": ("Standing", lambda e, told: e.standing),
    "source": ("Source", source),
    "judged": ("Judged", lambda e, told: ""),
    "note": ("Note", lambda e, told: e.note),
    "method": ("Method", lambda e, told: e.method),
}


def chosen(names: Sequence[str], dossiers: Sequence[Dossier]) -> tuple[Column, ...]:
    """Return the columns that a reader has named, each on its side of the axis.

    Columns named before ``axis`` (or ``|``) stand at its left. Where it is not named, those that say who claims stand
    at the left and the others at the right. Columns of the reader's own table are known by their names.

    Raises
    ------
    UnknownNameError
        If a name is neither a column of ours nor one of the reader's table.
    FormatError
        If a column is named twice.
    """
    if isinstance(names, str):
        names = (names,)
    own = dict.fromkeys(name for dossier in dossiers for estimate in dossier for name, _ in estimate.extra)
    asked = [name if name in own or not isinstance(name, str) else _ALIASES.get(name, name) for name in names]
    valid = [*_TELL, *(name for name in own if name not in _TELL)]
    for name in asked:
        if name not in valid and name not in AXIS:
            hint = nearest(name, valid) if isinstance(name, str) else ""
            raise UnknownNameError(f"no column {name!r}{hint}; there are {listed([*valid, 'axis'])}")
        if asked.count(name) > 1:
            raise FormatError(f"each column is named once (got {name!r} {asked.count(name)} times)")
    place = next((number for number, name in enumerate(asked) if name in AXIS), None)
    found = []
    for number, name in enumerate(asked):
        if name in AXIS:
            continue
        at_left = name in _WHO if place is None else number < place
        side: Literal["left", "right"] = "left" if at_left else "right"
        found.append(Column(name, _TELL[name][0] if name in _TELL else line(name), side))
    return tuple(found)


def cells(estimate: Estimate, notes: Sequence[BiasNote], columns: Sequence[Column], told: Telling) -> tuple[Cell, ...]:
    """Return what each column says of a claim; a judgement is a paragraph led by its triangle."""
    found = []
    for column in columns:
        if column.name == "judged":
            texts = tuple(judgement(note, told.works) for note in notes)
            found.append(Cell("judged", texts, tuple(Triangle(n.direction, n.strength) for n in notes)))
            continue
        tell = _TELL[column.name][1] if column.name in _TELL else _own(column.name)
        text = line(tell(estimate, told))
        found.append(Cell(column.name, (text,) if text else ()))
    return tuple(found)


def _own(name: str) -> Callable[[Estimate, Telling], str]:
    return lambda estimate, told: dict(estimate.extra).get(name, "")
