"""The columns of a claim: their names, headings and texts, read by figures, paper tables and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Literal

from attrs import frozen

from estimates.analysis.selection import select
from estimates.errors import FormatError, UnknownNameError, listed, nearest
from estimates.layout.citation_labels import Works
from estimates.layout.dating import in_print
from estimates.layout.figure_model import Cell, Column, Triangle
from estimates.model.claims import BiasNote, Estimand, Estimate
from estimates.model.descriptions import short, worded
from estimates.model.dossiers import Dossier
from estimates.model.markup import plain
from estimates.model.numbers import written
from estimates.model.sources import Citation, cell
from estimates.model.vocabulary import PARTIES, ROLES, same_measure

PLURALS: dict[str, str] = dict(zip(ROLES, (
    "Scholars", "Belligerents", "Governments", "Tribunals", "Relief bodies", "Press", "Compilations", "Politicians",
    "Activists", "Witnesses", "Writers", "Veterans", "Others",
), strict=True))  # fmt: skip
DEFAULT = ("claimant", "role", "claimed", "axis", "words", "source", "judged")
TABLE_DEFAULT = ("estimand", "claimant", "role", "claimed", "words", "judged")
AXIS = ("axis", "|")
ALIASES: Final = {
    "claim": "words", "figure": "estimand", "native": "native_name", "bias": "judged", "sources": "source",
}  # fmt: skip
_OWN = "own_"  # before the name of a user's column that has the name of one of ours
_RANK_OF_OWN = 16
_WIDE, _USUAL = 22.0, 15.0
_LONGEST_WORD = 500  # letters; a text in a script without spaces is one word


@frozen
class Told:
    """A claim, and what the texts of its columns depend on besides.

    Parameters
    ----------
    estimate : Estimate
    estimand : Estimand or None
        None where it is not known which figure the claim is about.
    notes : tuple of BiasNote
        The judgements that reach the claim.
    native : bool
        Whether the claimant is also named in the native script.
    """

    estimate: Estimate
    estimand: Estimand | None = None
    notes: tuple[BiasNote, ...] = ()
    native: bool = True

    @property
    def measure(self) -> str:
        """What the claim counts: its own measure, or that of its estimand."""
        return self.estimate.measure or (self.estimand.measure if self.estimand is not None else "")


@frozen
class ClaimColumn:
    """A column of a claim.

    Parameters
    ----------
    name, heading : str
        The same in figures, tables and frames.
    text : callable
        What the column says of a claim in print.
    side : str
        The side of the axis on which it stands in a figure where the axis is not named.
    width : float
        The greatest width in a figure before its texts are broken into lines, in ems.
    rank : int or None
        Columns of a low rank are dropped first where a figure is too narrow; None is never dropped.
    data : callable or None
        What a frame holds where that is not the text in print: a number, an identifier.
    """

    name: str
    heading: str
    text: Callable[[Told], str]
    side: Literal["left", "right"] = "right"
    width: float = _USUAL
    rank: int | None = 0
    data: Callable[[Told], Any] | None = None

    def value(self, told: Told) -> Any:
        """Return what a frame holds."""
        return self.text(told) if self.data is None else self.data(told)


def _estimand(told: Told) -> str:
    if told.estimand is None:
        return ""
    title, measure = told.estimand.title, told.estimand.measure
    return title if measure.lower() in title.lower() else f"{title} ({measure})"


def _claimant(told: Told) -> str:
    who = told.estimate.claimant
    return f"{who.name} {who.native_name}" if told.native and who.native_name not in ("", who.name) else who.name


def in_words(estimate: Estimate, estimand: Estimand | None = None) -> str:
    """Return a claim in words, with its measure where that is not the estimand's: ``20,000 casualties``."""
    e = estimate
    said = f"“{e.wording}”" if e.range.kind == "vague" and e.wording else worded(e.range)
    if e.supposed is not None:
        said = f"{said} (scenario; stated: {worded(e.supposed.stated)})"
    measure = e.measure if estimand is None or not same_measure(e.measure, estimand.measure) else ""
    return " ".join(filter(None, [said, measure]))


def judgement_words(note: BiasNote) -> str:
    """Return a judgement in words, with the judge: ``inflated, says Masahiro Yamamoto (finding)``."""
    factor = f" by a factor of {worded(note.factor)}" if note.factor is not None else ""
    return f"{note.direction}{factor}, says {note.said_by.name} ({note.strength})"


def _places(citations: Iterable[Citation]) -> str:
    return "; ".join(map(short, citations))


def _keys(citations: Iterable[Citation]) -> str:
    return "; ".join(map(cell, citations))


def _yes(value: bool) -> str:
    return "yes" if value else ""


# In the order of a frame.
COLUMNS: Final = {column.name: column for column in (
    ClaimColumn("id", "Id", lambda t: t.estimate.id, "left", rank=2),
    ClaimColumn("estimand", "Figure", _estimand, "left", rank=7,
                data=lambda t: t.estimand.id if t.estimand is not None else ""),
    ClaimColumn("claimant", "Claimant", _claimant, "left", 17.0, None, lambda t: t.estimate.claimant.name),
    ClaimColumn("native_name", "Native name", lambda t: t.estimate.claimant.native_name, "left", rank=17),
    ClaimColumn("role", "Role", lambda t: t.estimate.claimant.role, "left", 12.0, 6),
    ClaimColumn("side", "Side", lambda t: t.estimate.claimant.side, "left", rank=5),
    ClaimColumn("school", "School", lambda t: t.estimate.claimant.school, "left", rank=4),
    ClaimColumn("wording", "Wording", lambda t: f"“{t.estimate.wording}”" if t.estimate.wording else "", "right",
                _WIDE, 3, lambda t: t.estimate.wording),
    ClaimColumn("wording_lang", "Language", lambda t: t.estimate.wording_lang),
    ClaimColumn("words", "Claim", lambda t: in_words(t.estimate, t.estimand), "right", 20.0, None),
    ClaimColumn("reading", "Reading", lambda t: t.estimate.reading, "right", 20.0, 16, lambda t: str(t.estimate.range)),
    ClaimColumn("kind", "Kind", lambda t: t.estimate.range.kind),
    ClaimColumn("low", "Low", lambda t: written(t.estimate.range.low), data=lambda t: t.estimate.range.low),
    ClaimColumn("high", "High", lambda t: written(t.estimate.range.high), data=lambda t: t.estimate.range.high),
    ClaimColumn("best", "Best", lambda t: written(t.estimate.range.best), data=lambda t: t.estimate.range.best),
    ClaimColumn("approximate", "Approximate", lambda t: _yes(t.estimate.range.approximate),
                data=lambda t: t.estimate.range.approximate),
    ClaimColumn("low_open", "Low end excluded", lambda t: _yes(t.estimate.range.low_open),
                data=lambda t: t.estimate.range.low_open),
    ClaimColumn("high_open", "High end excluded", lambda t: _yes(t.estimate.range.high_open),
                data=lambda t: t.estimate.range.high_open),
    ClaimColumn("range_means", "The range is", lambda t: t.estimate.range_means),
    ClaimColumn("claimed", "Claimed", lambda t: str(t.estimate.claimed or ""), "left", rank=13),
    ClaimColumn("as_of", "As of", lambda t: str(t.estimate.as_of or ""), "left", rank=12),
    ClaimColumn("place", "Place", lambda t: t.estimate.place, rank=11),
    ClaimColumn("share", "Share", lambda t: str(t.estimate.share or "")),
    ClaimColumn("share_of", "Share of", lambda t: t.estimate.share_of),
    ClaimColumn("ratio_to", "Ratio to", lambda t: t.estimate.ratio_to),
    ClaimColumn("measure", "Measure", lambda t: t.measure, rank=10),
    ClaimColumn("scope", "Scope", lambda t: ": ".join(filter(None, [t.estimate.scope, t.estimate.scope_note])), rank=8,
                data=lambda t: t.estimate.scope),
    ClaimColumn("scope_note", "Scope note", lambda t: t.estimate.scope_note),
    ClaimColumn("method", "Method", lambda t: t.estimate.method, rank=1),
    ClaimColumn("standing", "Standing", lambda t: t.estimate.standing, rank=9),
    ClaimColumn("judged", "Judged", lambda t: "; ".join(map(judgement_words, t.notes)), "right", _WIDE, 14,
                lambda t: "; ".join(map(str, t.notes))),
    ClaimColumn("source", "Source", lambda t: _places(t.estimate.citations), "right", 17.0, 15,
                lambda t: _keys(t.estimate.source)),
    ClaimColumn("via", "Read in", lambda t: _places(t.estimate.via), data=lambda t: _keys(t.estimate.via)),
    ClaimColumn("reported_in", "Reported in", lambda t: _places(t.estimate.reported_in),
                data=lambda t: _keys(t.estimate.reported_in)),
    ClaimColumn("note", "Note", lambda t: t.estimate.note, "right", _WIDE, 0),
)}  # fmt: skip


def own_columns(estimates: Iterable[Estimate]) -> dict[str, ClaimColumn]:
    """Return the columns of a user's own table, by name, in the order in which they are met.

    One that has the name of a column of ours is called ``own_NAME``.
    """
    names = dict.fromkeys(name for estimate in estimates for name, _ in estimate.extra)
    made = {}
    for name in names:
        called = f"{_OWN}{name}" if name in COLUMNS else name
        made[called] = ClaimColumn(called, line(name), _reader(name), rank=_RANK_OF_OWN)
    return made


def _reader(name: str) -> Callable[[Told], str]:
    return lambda told: dict(told.estimate.extra).get(name, "")


def resolved(names: Sequence[str], estimates: Iterable[Estimate], also: Sequence[str] = ()) -> list[str]:
    """Return the names of columns as the registry has them.

    Parameters
    ----------
    names : sequence of str
        As a user gives them: names or aliases of our columns, or names of columns of the user's own table.
    estimates : iterable of Estimate
        The claims that are shown; their own columns are known by their names.
    also : sequence of str
        Other names that are allowed, such as that of the axis.

    Raises
    ------
    UnknownNameError
        If a name is none of these; the message gives the nearest.
    FormatError
        If a column is named twice.
    """
    names = (names,) if isinstance(names, str) else tuple(names)
    own = own_columns(estimates)
    found = [name if name in own or not isinstance(name, str) else ALIASES.get(name, name) for name in names]
    valid = [*COLUMNS, *own, *also]
    for name in found:
        if name not in valid:
            known = [*valid, *ALIASES]
            hint = nearest(name, known) if isinstance(name, str) else ""
            raise UnknownNameError(f"no column {name!r}{hint}; there are {listed(valid)}")
        if found.count(name) > 1:
            raise FormatError(f"each column is named once (got {name!r} {found.count(name)} times)")
    return found


@frozen
class Telling:
    """What the texts of a figure's rows depend on beside the claims themselves."""

    dossier: Dossier
    works: Works
    by_role: bool = False
    paired: bool = True

    def told(self, estimate: Estimate) -> Told:
        """Return a claim with what its columns depend on."""
        return Told(estimate, self.dossier.estimand, native=self.paired)


def line(text: str) -> str:
    """Return text of the data as one line without characters that would disturb the drawing.

    A word too long for any figure is shortened, and says so.
    """
    return " ".join(_shortened(word) for word in plain(text).split())


def _shortened(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:200]}… (shortened from {len(word):,} characters)"


def words(estimate: Estimate, dossier: Dossier) -> str:
    """Return a claim as a historian writes it, with what it counts where that is not what the estimand counts.

    The flags of the scope, of a claim that no longer stands and of a copy follow in brackets.
    """
    measure, *flags = remarks(estimate, dossier)
    flag = f"({'; '.join(filter(None, flags))})" if any(flags) else ""
    return line(" ".join(filter(None, [estimate.reading, measure, flag])))


def remarks(estimate: Estimate, dossier: Dossier) -> tuple[str, str, str]:
    """Return in what a claim differs from its estimand: its measure, its scope, and what became of it.

    Each is empty where there is no difference.
    """
    measure = "" if same_measure(estimate.measure, dossier.estimand.measure) else estimate.measure
    scope = ""
    if estimate.scope != "same":
        scope = "scope unclear" if estimate.scope == "unclear" else f"{estimate.scope} scope"
        scope = f"{scope}: {estimate.scope_note}" if estimate.scope_note else scope
    return line(measure), line(scope), select(dossier).states.get(estimate.id, "")


def role(estimate: Estimate, told: Telling) -> str:
    """Return the claimant's role, and for a party whether it counts its own side or another.

    Under the heading of a role the role itself is not repeated: the column then says whom the parties count.
    """
    who, side, subject = estimate.claimant, estimate.speaks_for, told.dossier.estimand.side
    stance = ""
    if who.role in PARTIES and side and subject:
        stance = "own side" if side == subject else "other side"
    if told.by_role:
        return stance
    return f"{who.role}, on {'its own' if stance == 'own side' else 'the other'} side" if stance else who.role


def source(estimate: Estimate, told: Telling) -> str:
    """Return the places on which a claim rests, in short."""
    return "; ".join(told.works.cited(citation) for citation in estimate.citations) or "no work named"


def judgement(note: BiasNote, works: Works) -> str:
    """Return a judgement with the judge and the place in print; its strength is shown by its triangle."""
    factor = f" by a factor of {note.factor}" if note.factor is not None else ""
    places = " ".join(works.numbered(place) for place in map(_place, note.citations))
    return line(f"{note.direction}{factor} · {note.said_by.name} {places}")


def _place(citation: Citation) -> Citation:
    """A place of which only the work is known in which it was read is that work's."""
    return citation if citation.source is not None else citation.reported_in or citation.via or citation


# Where a figure says more or less than a table: its marks and foot carry the rest.
_IN_FIGURE: Final[dict[str, Callable[[Estimate, Telling], str]]] = {
    "role": role, "words": lambda e, told: e.reading, "source": source, "claimed": lambda e, told: in_print(e.claimed),
}  # fmt: skip


# Columns whose lines are flush at the right, as numbers are.
_NUMBERS: Final = frozenset({"words", "reading", "claimed", "low", "high", "best"})


def figure_column(name: str) -> Column:
    """Return one of our columns as a figure has it."""
    column = COLUMNS[name]
    return Column(name, column.heading, column.side, column.width, column.rank,
                  "right" if name in _NUMBERS else "left")  # fmt: skip


def chosen(names: Sequence[str], dossiers: Sequence[Dossier]) -> tuple[Column, ...]:
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
        found.append(Column(name, column.heading, side, column.width, column.rank, align))
    return tuple(found)


def cells(estimate: Estimate, notes: Sequence[BiasNote], columns: Sequence[Column], told: Telling) -> tuple[Cell, ...]:
    """Return what each column of a figure says of a claim; a judgement is a paragraph led by its triangle."""
    found, about = [], told.told(estimate)
    own = own_columns([estimate])
    for column in columns:
        if column.name == "judged":
            texts = tuple(judgement(note, told.works) for note in notes)
            found.append(Cell("judged", texts, tuple(Triangle(n.direction, n.strength) for n in notes)))
            continue
        known = COLUMNS.get(column.name) or own.get(column.name)
        shorter = _IN_FIGURE.get(column.name)
        text = shorter(estimate, told) if shorter is not None else known.text(about) if known is not None else ""
        found.append(Cell(column.name, (line(text),) if line(text) else ()))
    return tuple(found)
