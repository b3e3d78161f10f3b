"""The multiverse: every defensible choice of method, assumption and claims left out, and what each says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

from attrs import evolve, field, frozen

from estimates.analysis.pooling.assumptions import Assumptions, probability
from estimates.analysis.pooling.method import checked
from estimates.analysis.pooling.methods import ORDER
from estimates.analysis.pooling.pooled import pooled
from estimates.analysis.selection import Selection, select
from estimates.errors import PoolingError
from estimates.model.claims import Estimate
from estimates.model.descriptions import marked
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range


@frozen
class MultiverseRow:
    """One defensible choice and what it gives.

    Parameters
    ----------
    method : str
    left_out : str
        The id of the claim that was left out; ``""`` for none.
    median, interval : Range or None
        None where there is none; an absent end is one that the claims leave unbounded.
    reason : str
        Why the method did not answer, or gives a median but no interval; ``""`` where it gives both.
    """

    method: str
    left_out: str
    median: Range | None
    interval: Range | None
    reason: str
    _told: tuple[tuple[str, Any], ...] = field(default=(), alias="told")

    @property
    def assumptions(self) -> dict[str, Any]:
        """What was assumed, by name; empty for none."""
        return dict(self._told)


def _rows(rows: Sequence[MultiverseRow]) -> tuple[MultiverseRow, ...]:
    return tuple(rows)


@frozen
class Multiverse(Sequence[MultiverseRow]):
    """What each defensible choice says of one estimand: a sequence of rows, those that were refused included.

    Parameters
    ----------
    dossier : Dossier
    level : float
        The level of the intervals.
    rows : tuple of MultiverseRow
        By method, then assumption, then claim left out.
    """

    dossier: Dossier
    level: float
    rows: tuple[MultiverseRow, ...] = field(converter=_rows)

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims that the choices pool, before one of them is left out."""
        return select(self.dossier).used

    @property
    def answered(self) -> tuple[MultiverseRow, ...]:
        """The rows with a median."""
        return tuple(row for row in self.rows if row.median is not None)

    @property
    def refused(self) -> tuple[MultiverseRow, ...]:
        """The rows without one."""
        return tuple(row for row in self.rows if row.median is None)

    def columns(self) -> dict[str, list[Any]]:
        """Return the columns of a table, by name: one row a choice. None is an end or an answer that is not there."""
        names = list(dict.fromkeys(name for row in self.rows for name in row.assumptions))
        out: dict[str, list[Any]] = {"method": [row.method for row in self.rows]}
        out |= {name: [row.assumptions.get(name) for row in self.rows] for name in names}
        out["left_out"] = [row.left_out for row in self.rows]
        for part in ("median", "interval"):
            ranges: list[Range | None] = [getattr(row, part) for row in self.rows]
            for end in ("low", "high"):
                out[f"{part}_{end}"] = [None if r is None else getattr(r, end) for r in ranges]
        out["reason"] = [row.reason for row in self.rows]
        return out | ({"scenario": [marked(self.dossier.estimand)] * len(self)} if self.dossier.scenario else {})

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[MultiverseRow]:
        return iter(self.rows)

    @overload
    def __getitem__(self, key: int) -> MultiverseRow: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[MultiverseRow, ...]: ...
    def __getitem__(self, key: int | slice) -> MultiverseRow | tuple[MultiverseRow, ...]:
        return self.rows[key]

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.dossier.scenario else ""
        return (
            f"<Multiverse of {self.dossier.estimand.id!r}{scenario}: {len(self)} choices, "
            f"{len(self.answered)} answered, {len(self.refused)} refused>"
        )


def multiverse(
    dossier: Dossier,
    *,
    coverages: Sequence[float] = (0.5, 0.8, 0.95),
    factors: Sequence[float] = (1.1, 1.25, 1.5),
    methods: Sequence[str] | None = None,
    leave_out: bool = True,
    level: float = 0.9,
) -> Multiverse:
    """Pool the claims in every defensible way, to see how much the answer owes to the way that was chosen.

    Parameters
    ----------
    dossier : Dossier
    coverages : sequence of float
        What stated ranges are taken to hold, for the methods that ask.
    factors : sequence of float
        How far single numbers, and "about" ones, may be off, for the methods that ask. Not used where every claim is a
        range.
    methods : sequence of str, optional
        All six of `pool` where it is not given.
    leave_out : bool
        Whether each claim used is also left out in turn, and its copies with it.
    level : float
        The level of the intervals.

    Returns
    -------
    Multiverse

    Raises
    ------
    PoolingError
        If a method or value is not allowed. A choice that does not answer for these claims stays, with its reason.

    References
    ----------
    Steegen, S., Tuerlinckx, F., Gelman, A. and Vanpaemel, W. (2016). Increasing transparency through a multiverse
    analysis. Perspectives on Psychological Science 11, 702-712.

    Examples
    --------
    >>> import estimates as es
    >>> found = multiverse(es.load("nanking-1937")["combat-deaths"], methods=["random-set", "lognormal"])
    >>> found
    <Multiverse of 'combat-deaths': 10 choices, 10 answered, 0 refused>
    >>> print(found[0].median, found[1].left_out, found[1].median, sep="; ")
    6,000–70,000; hata-combat-deaths; 6,000–70,000
    """
    asked = probability(level, "the level of an interval")
    chosen = select(dossier)
    choices = [(chosen, "")]
    if leave_out:
        choices += [(_without(chosen, i), e.id) for i, e in enumerate(chosen.used)]
    kinds: set[str] = {estimate.range.kind for estimate in chosen.used}
    out: list[MultiverseRow] = []
    for method in ORDER if methods is None else methods:
        for given in _grid(method, coverages, factors, kinds):
            assumed = checked(method, given)
            for part, left in choices:
                row = MultiverseRow(method, left, None, None, "", told=tuple(given.items()))
                out.append(_answered(row, dossier, part, assumed, asked))
    return Multiverse(dossier, asked, out)


def _grid(method: str, coverages: Sequence[float], factors: Sequence[float], kinds: set[str]) -> list[dict[str, Any]]:
    """Return the assumptions under which a method is tried."""
    if method not in ("linear", "random-effects"):
        return [{}]
    named = [name for name, kind in (("point_factor", "point"), ("approximate_factor", "about")) if kind in kinds]
    if not named:
        return [{"coverage": coverage} for coverage in coverages]
    return [{"coverage": c, **dict.fromkeys(named, factor)} for c in coverages for factor in factors]


def _without(chosen: Selection, place: int) -> Selection:
    gone = chosen.used[place]
    used = chosen.used[:place] + chosen.used[place + 1 :]
    flagged = tuple((estimate, said) for estimate, said in chosen.flagged if estimate is not gone)
    return evolve(chosen, used=used, set_aside=(*chosen.set_aside, (gone, "left out")), flagged=flagged)


def _answered(
    row: MultiverseRow, dossier: Dossier, part: Selection, assumed: Assumptions, level: float
) -> MultiverseRow:
    try:
        found = pooled(dossier, part, assumed)
        row = evolve(row, median=found.median)
        return evolve(row, interval=found.interval(level))
    except PoolingError as error:
        return evolve(row, reason=str(error))
