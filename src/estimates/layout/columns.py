"""The columns of a claim: their names, headings and texts, read by figures, paper tables and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Literal

from attrs import frozen

from estimates.errors import FormatError, UnknownNameError, listed, nearest
from estimates.layout.languages.en import ENGLISH
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimand, Estimate
from estimates.model.descriptions import short, worded
from estimates.model.markup import run_on
from estimates.model.numbers import written
from estimates.model.sources import Citation, cell
from estimates.model.vocabulary import same_measure

DEFAULT = ("claimant", "role", "claimed", "as_of", "axis", "words", "source", "judged")
TABLE_DEFAULT = ("estimand", "claimant", "role", "claimed", "as_of", "words", "judged")
AXIS = ("axis", "|")
ALIASES: Final = {
    "claim": "words", "figure": "estimand", "native": "native_name", "bias": "judged", "sources": "source",
}  # fmt: skip
_OWN = "own_"  # before the name of a user's column that has the name of one of ours
_RANK_OF_OWN = 16
_WIDE, _USUAL = 22.0, 15.0
_LONGEST_WORD, _KEPT = 500, 200  # letters; a text in a script without spaces is one word


@frozen
class ClaimContext:
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
    text: Callable[[ClaimContext], str]
    side: Literal["left", "right"] = "right"
    width: float = _USUAL
    rank: int | None = 0
    data: Callable[[ClaimContext], Any] | None = None

    def value(self, context: ClaimContext) -> Any:
        """Return what a frame holds."""
        return self.text(context) if self.data is None else self.data(context)


def _estimand(context: ClaimContext) -> str:
    if context.estimand is None:
        return ""
    title, measure = context.estimand.title, context.estimand.measure
    return title if measure.lower() in title.lower() else f"{title} ({measure})"


def _claimant(context: ClaimContext) -> str:
    who = context.estimate.claimant
    return f"{who.name} {who.native_name}" if context.native and who.native_name not in ("", who.name) else who.name


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


def _ours(
    name: str, text: Callable[[ClaimContext], str], side: Literal["left", "right"] = "right", width: float = _USUAL,
    rank: int | None = 0, data: Callable[[ClaimContext], Any] | None = None,
) -> ClaimColumn:  # fmt: skip
    return ClaimColumn(name, ENGLISH.heading(name), text, side, width, rank, data)


# In the order of a frame.
COLUMNS: Final = {column.name: column for column in (
    _ours("id", lambda t: t.estimate.id, "left", rank=2),
    _ours("estimand", _estimand, "left", rank=7,
                data=lambda t: t.estimand.id if t.estimand is not None else ""),
    _ours("claimant", _claimant, "left", 17.0, None, lambda t: t.estimate.claimant.name),
    _ours("native_name", lambda t: t.estimate.claimant.native_name, "left", rank=17),
    _ours("role", lambda t: t.estimate.claimant.role, "left", 12.0, 6),
    _ours("side", lambda t: t.estimate.claimant.side, "left", rank=5),
    _ours("school", lambda t: t.estimate.claimant.school, "left", rank=4),
    _ours("wording", lambda t: f"“{t.estimate.wording}”" if t.estimate.wording else "", "right",
                _WIDE, 3, lambda t: t.estimate.wording),
    _ours("wording_lang", lambda t: t.estimate.wording_lang),
    _ours("words", lambda t: in_words(t.estimate, t.estimand), "right", 20.0, None),
    _ours("reading", lambda t: t.estimate.reading, "right", 20.0, 16, lambda t: str(t.estimate.range)),
    _ours("kind", lambda t: t.estimate.range.kind),
    _ours("low", lambda t: written(t.estimate.range.low), data=lambda t: t.estimate.range.low),
    _ours("high", lambda t: written(t.estimate.range.high), data=lambda t: t.estimate.range.high),
    _ours("best", lambda t: written(t.estimate.range.best), data=lambda t: t.estimate.range.best),
    _ours("approximate", lambda t: _yes(t.estimate.range.approximate),
                data=lambda t: t.estimate.range.approximate),
    _ours("low_open", lambda t: _yes(t.estimate.range.low_open),
                data=lambda t: t.estimate.range.low_open),
    _ours("high_open", lambda t: _yes(t.estimate.range.high_open),
                data=lambda t: t.estimate.range.high_open),
    _ours("range_means", lambda t: t.estimate.range_means),
    _ours("claimed", lambda t: str(t.estimate.claimed or ""), "left", rank=13),
    _ours("as_of", lambda t: str(t.estimate.as_of or ""), "left", rank=12),
    _ours("place", lambda t: t.estimate.place, rank=11),
    _ours("share", lambda t: str(t.estimate.share or "")),
    _ours("share_of", lambda t: t.estimate.share_of),
    _ours("ratio_to", lambda t: t.estimate.ratio_to),
    _ours("measure", lambda t: t.measure, rank=10),
    _ours("scope", lambda t: ": ".join(filter(None, [t.estimate.scope, t.estimate.scope_note])), rank=8,
                data=lambda t: t.estimate.scope),
    _ours("scope_note", lambda t: t.estimate.scope_note),
    _ours("method", lambda t: t.estimate.method, rank=1),
    _ours("standing", lambda t: t.estimate.standing, rank=9),
    _ours("judged", lambda t: "; ".join(map(judgement_words, t.notes)), "right", _WIDE, 14,
                lambda t: "; ".join(map(str, t.notes))),
    _ours("source", lambda t: _places(t.estimate.citations), "right", 17.0, 15,
                lambda t: _keys(t.estimate.source)),
    _ours("via", lambda t: _places(t.estimate.via), data=lambda t: _keys(t.estimate.via)),
    _ours("reported_in", lambda t: _places(t.estimate.reported_in),
                data=lambda t: _keys(t.estimate.reported_in)),
    _ours("note", lambda t: t.estimate.note, "right", _WIDE, 0),
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


def _reader(name: str) -> Callable[[ClaimContext], str]:
    return lambda context: dict(context.estimate.extra).get(name, "")


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


def line(text: str) -> str:
    """Return text of the data as one line without characters that would disturb the drawing.

    A narrow space that does not break a line stays one. A word too long for any figure is shortened, and says so in
    figures of any language: how many of its characters are left, and how many it has.
    """
    return " ".join(map(_shortened, run_on(text).split(" ")))


def _shortened(word: str) -> str:
    if len(word) <= _LONGEST_WORD:
        return word
    count = f"{len(word):,}".replace(",", "\u202f")
    return f"{word[:_KEPT]}… ({_KEPT}/{count})"
