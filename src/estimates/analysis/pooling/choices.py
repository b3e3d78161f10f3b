"""The multiverse: every defensible choice of method, assumption and claims left out, with its result."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, overload

from attrs import evolve, field, frozen

from estimates.analysis.pooling.assumptions import Assumptions, probability, unknown, worded
from estimates.analysis.pooling.method import REGISTER, checked
from estimates.analysis.pooling.methods import ORDER
from estimates.analysis.pooling.pooled import Prepared, pooled, prepared
from estimates.analysis.selection import Selection, select
from estimates.analysis.voices import By, checked_voices, voices_of
from estimates.errors import PoolingError, shown
from estimates.model.claims import Estimate
from estimates.model.descriptions import computed, headed, marked
from estimates.model.dossiers import Dossier
from estimates.model.numbers import percent
from estimates.model.ranges import Range
from estimates.model.rows import Row, Rows

# The kinds of claims that a way of reading concerns.
_CONCERN: Final[dict[str, set[str]]] = {
    "bound_factor": {"at least", "more than", "at most", "less than"},
    "rounding": {"point", "about"},
    "approximate_factor": {"about"},
}
_SUCH: Final = {
    "bound_factor": "(None, 1.5)", "rounding": "(None, 'digits')", "approximate_factor": "(None, 1.25)",
}  # fmt: skip


@frozen(repr=False)
class MultiverseRow(Row):
    """One defensible choice and its result.

    Parameters
    ----------
    method : str
    left_out : str
        The id of the claim that was left out, the first of its voice; ``""`` for none.
    median, interval : Range or None
        None where there is none; an absent end is one that the claims leave unbounded.
    reason : str
        Why the method could not be computed, or gives a median but no interval; ``""`` where it gives both.
    left : tuple of str
        The ids of all claims that were left out.
    cause : str
        The reason alone, without the method, the claims in question and the remedy.

    See Also
    --------
    multiverse : Returns it.
    plot_multiverse : It as a figure.
    """

    method: str
    left_out: str
    median: Range | None
    interval: Range | None
    reason: str
    left: tuple[str, ...] = ()
    cause: str = ""
    _assumptions: tuple[tuple[str, Any], ...] = field(default=(), alias="assumptions")

    @property
    def assumptions(self) -> dict[str, Any]:
        """What was assumed, by name; empty for none."""
        return dict(self._assumptions)

    @property
    def has_median(self) -> bool:
        """Whether `median` is one: the envelope is the same range at every quantile and level."""
        return REGISTER[self.method].has_median

    @property
    def premise(self) -> str:
        """What the method takes for granted of the voices, whatever is assumed; empty for nothing."""
        return REGISTER[self.method].premise

    def cells(self) -> dict[str, str]:
        """Return the choice as texts, by the headings of a table."""
        assumed = ", ".join(f"{name} {worded(value)}" for name, value in self.assumptions.items())
        ranges = ("" if found is None else computed(found) for found in (self.median, self.interval))
        said = "; ".join(filter(None, [self.premise, assumed])) or "nothing"
        return {"Method": self.method, "Assuming": said, "Left out": "; ".join(self.left),
                **dict(zip(("Median", "Interval"), ranges)), "No answer": self.reason}  # fmt: skip

    def __str__(self) -> str:
        cells = self.cells()
        without = f", without {cells['Left out']}" if self.left else ""
        found = f"median {cells['Median']}, interval {cells['Interval']}" if self.interval is not None else self.reason
        return f"{self.method} ({cells['Assuming']}{without}): {found}"


def _rows(rows: Sequence[MultiverseRow]) -> Rows[MultiverseRow]:
    return Rows(rows, "choice")


@frozen(repr=False)
class Multiverse(Sequence[MultiverseRow]):
    """The results of all defensible choices for one estimand: a sequence of rows, including the refused ones.

    Parameters
    ----------
    dossier : Dossier
    level : float
        The level of the intervals.
    rows : tuple of MultiverseRow
        By method, then assumption, then claim left out.

    See Also
    --------
    multiverse : Returns it.
    plot_multiverse : It as a specification curve.
    """

    dossier: Dossier
    level: float
    rows: Rows[MultiverseRow] = field(converter=_rows)

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims that the choices pool, before one of them is left out."""
        return select(self.dossier).used

    @property
    def answered(self) -> Rows[MultiverseRow]:
        """The rows with a median."""
        return Rows((row for row in self.rows if row.median is not None), "choice")

    @property
    def refused(self) -> Rows[MultiverseRow]:
        """The rows without one."""
        return Rows((row for row in self.rows if row.median is None), "choice")

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
    def __getitem__(self, key: slice) -> Rows[MultiverseRow]: ...
    def __getitem__(self, key: int | slice) -> MultiverseRow | Rows[MultiverseRow]:
        return self.rows[key]

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.dossier.scenario else ""
        return (
            f"<Multiverse of {self.dossier.estimand.id!r}{scenario}: {len(self)} choices, "
            f"{len(self.answered)} answered, {len(self.refused)} refused>"
        )

    def _repr_html_(self) -> str:
        count = f"{len(self):,} defensible choices, {len(self.answered):,} of them with an answer"
        return self.rows.html(f"{headed(self.dossier.estimand)}: {count}; intervals of {percent(self.level)}")


def multiverse(
    dossier: Dossier,
    *,
    coverages: Sequence[float] = (0.5, 0.8, 0.95),
    factors: Sequence[float] = (1.1, 1.25, 1.5),
    methods: Sequence[str] | None = None,
    shapes: Sequence[str] = ("lognormal", "log-uniform", "uniform"),
    tau2: Sequence[str] = ("REML", "PM", "DL"),
    intervals: Sequence[str] = ("spread", "hksj"),
    voices: Sequence[str] = ("claimant", "claim"),
    unclear: bool = True,
    leave_out: bool = True,
    level: float = 0.9,
    **readings: Sequence[Any],
) -> Multiverse:
    """Pool the claims in every defensible way, to see how sensitive the result is to the choices that are made.

    The choices of method and assumption are crossed with each other. Each is made of all claims, without those of
    unclear scope, and without each voice in turn.

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
    shapes : sequence of str
        For ``"linear"``.
    tau2, intervals : sequence of str
        For ``"random-effects"``; an interval of ``"bayes"`` takes a prior, and is not among them.
    voices : sequence of str
        What counts as a voice; only the first where it makes no difference here.
    unclear : bool
        Whether claims of unclear scope are also left out, where there are others.
    leave_out : bool
        Whether each voice is also left out in turn, with all its claims and their copies.
    level : float
        The level of the intervals.
    **readings : sequence
        How single numbers and bounds are read, by the names that `pool` has for it, each with the values to try:
        ``bound_factor=(None, 1.5)``, ``rounding=(None, "digits")``, ``approximate_factor=(None, 1.25)``. None leaves
        the claims as they stand. For the methods that ask for no coverage, and where a claim is concerned; not varied
        where nothing is given.

    Returns
    -------
    Multiverse

    Raises
    ------
    PoolingError
        If a method or value is not allowed. A choice that cannot be computed for these claims is kept, with its reason.

    See Also
    --------
    pool : One method under one set of assumptions.
    leave_one_out : One method without each claim in turn.
    compare : Relations of the claims, without any assumption.

    References
    ----------
    Steegen, S., Tuerlinckx, F., Gelman, A. and Vanpaemel, W. (2016). Increasing transparency through a multiverse
    analysis. Perspectives on Psychological Science 11, 702-712.

    Examples
    --------
    >>> import estimates as es
    >>> found = multiverse(es.load("nanking-1937")["garrison"], methods=["random-set", "lognormal"])
    >>> found
    <Multiverse of 'garrison': 8 choices, 8 answered, 0 refused>
    >>> print(found[0].median, found[1].left_out, found[1].median, sep="; ")
    100,000; askew-garrison; 100,000–150,000
    """
    asked = probability(level, "the level of an interval")
    chosen = select(dossier)
    spoken = [by for i, by in enumerate(voices) if i == 0 or _matters(dossier, chosen, by, voices[0])]
    kinds: set[str] = {estimate.range.kind for estimate in chosen.used}
    options = {"shape": shapes, "tau2": tau2, "interval": intervals, "voices": spoken}
    read = _concerned(readings, kinds)
    parts = {by: _parts(dossier, chosen, checked_voices(by), unclear=unclear, leave_out=leave_out) for by in spoken}
    out: list[MultiverseRow] = []
    for method in ORDER if methods is None else methods:
        for given in _grid(method, coverages, factors, kinds, options, read):
            assumed = checked(method, given)
            for these, left, more in parts[assumed.voices]:
                named = tuple({**_varied(given, options), **more}.items())
                row = MultiverseRow(method, left[0] if left else "", None, None, "", left, assumptions=named)
                out.append(_answered(row, these, assumed, asked))
    return Multiverse(dossier, asked, out)


def _matters(dossier: Dossier, chosen: Selection, by: str, first: str) -> bool:
    """Return whether two kinds of voices differ for these claims."""
    a, b = (voices_of(chosen.used, dossier.links, checked_voices(each)) for each in (by, first))
    return (a.number, a.why) != (b.number, b.why)


def _varied(given: Mapping[str, Any], options: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the assumptions to report: of the options, those that are varied."""
    return {name: value for name, value in given.items() if name not in options or len(options[name]) > 1}


def _concerned(readings: Mapping[str, Sequence[Any]], kinds: set[str]) -> dict[str, Sequence[Any]]:
    """Return the ways of reading that make a difference to some claim, with the values to try.

    Raises
    ------
    PoolingError
        If there is no such way, or its values are not in a sequence.
    """
    for name, values in readings.items():
        if name not in _CONCERN:
            raise unknown("multiverse", name, tuple(_CONCERN), free=False)
        if isinstance(values, (str, Mapping)) or not isinstance(values, Sequence) or not values:
            raise PoolingError(f"{name} takes the values to try, such as {name}={_SUCH[name]} (got {shown(values)})")
    return {name: values for name, values in readings.items() if kinds & _CONCERN[name]}


def _grid(
    method: str, coverages: Sequence[float], factors: Sequence[float], kinds: set[str],
    options: Mapping[str, Sequence[str]], readings: Mapping[str, Sequence[Any]],
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the assumptions under which a method is tried."""
    known = REGISTER.get(method)
    takes = () if known is None else known.takes
    axes: list[list[dict[str, Any]]] = []
    if "coverage" in takes:
        axes.append([{"coverage": coverage} for coverage in coverages])
        named = [name for name, kind in (("point_factor", "point"), ("approximate_factor", "about")) if kind in kinds]
        axes.append([dict.fromkeys(named, factor) for factor in factors] if named else [{}])
    else:
        read = [(name, values) for name, values in readings.items() if name in takes]
        axes += [[{} if value is None else {name: value} for value in values] for name, values in read]
    for name, values in options.items():
        if known is not None and name in takes:
            tried = [known.defaults[name]] if name in known.not_varied else values
            axes.append([{name: value} for value in tried])
    return [{key: value for part in parts for key, value in part.items()} for parts in itertools.product(*axes)]


def _parts(
    dossier: Dossier, chosen: Selection, by: By, *, unclear: bool, leave_out: bool
) -> list[tuple[Prepared, tuple[str, ...], dict[str, Any]]]:
    """Return the claims that are pooled, those left out, and the labels of the choice."""
    found: list[tuple[Selection, tuple[str, ...], dict[str, Any]]] = [(chosen, (), {})]
    vague = [estimate for estimate in chosen.used if estimate.scope == "unclear"]
    if unclear and vague and len(vague) < len(chosen.used):
        found.append((_without(chosen, vague, "scope unclear"), (), {"unclear scope": "left out"}))
    if leave_out:
        spoken = voices_of(chosen.used, dossier.links, by)
        for number in dict.fromkeys(spoken.number):
            gone = [estimate for estimate, n in zip(chosen.used, spoken.number) if n == number]
            found.append((_without(chosen, gone, "left out"), tuple(estimate.id for estimate in gone), {}))
    return [(prepared(dossier, part, by), left, more) for part, left, more in found]


def _without(chosen: Selection, gone: Sequence[Estimate], why: str) -> Selection:
    ids = {estimate.id for estimate in gone}
    used = tuple(estimate for estimate in chosen.used if estimate.id not in ids)
    flagged = tuple((estimate, why) for estimate, why in chosen.flagged if estimate.id not in ids)
    return evolve(chosen, used=used, set_aside=(*chosen.set_aside, *((e, why) for e in gone)), flagged=flagged)


def _answered(row: MultiverseRow, these: Prepared, assumed: Assumptions, level: float) -> MultiverseRow:
    try:
        found = pooled(these, assumed, briefly=True)
        row = evolve(row, median=found.median)
        return evolve(row, interval=found.interval(level))
    except PoolingError as error:
        return evolve(row, reason=str(error), cause=error.cause)
