"""Ledger, the columns of many dossiers as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from attrs import evolve, field, frozen
from numpy.typing import ArrayLike, NDArray

from estimates import kernels
from estimates.analysis import ledger_from_frame
from estimates.analysis.ledger_voices import of_table, of_voices, repeated, same_place, shares
from estimates.analysis.once import Once
from estimates.analysis.selection import select
from estimates.analysis.voices import Voices, voices_of
from estimates.errors import ClaimError, Fault, RangeError
from estimates.kernels.groups import Bools, Floats, Ints, starts_of, take
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.descriptions import USERS
from estimates.model.dossiers import Dossier
from estimates.model.numbers import Number, many


def _labels(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@frozen(eq=False)
class Ledger:
    """Many contested figures as columns, for work on thousands of them at once: one entry a claim, group by group.

    Group g, an estimand, has the entries ``offsets[g]`` to ``offsets[g + 1]``. Make one with `Ledger.from_frame` or
    `ledger_of`.

    Parameters
    ----------
    groups : tuple of str
        The estimands.
    offsets : array of int
    low, high, best : array of float
        What is stated; ``nan`` is what is not. Missing is not infinite, and zero is not missing.
    low_open, high_open, approximate : array of bool
    mass : array of float or None
        What each claim counts; equal where None.
    ids, claimants : tuple of str or None
        Of each claim.
    rows : array of int
        The place of each claim in the table or dossier from which it comes, from 0.
    left_out : array of int
        For each group how many claims are not here: rows at fault, claims set aside.
    faults : tuple of Fault
        The rows at fault, each with its place.
    supposed : tuple of str or None
        For each group what a user supposes of its claims; None where no group is a scenario.
    voice : array of int or None
        The voice of each claim, a number from 0 within its group; None where each claim is taken for one.
    derived : array of bool or None
        Which claims only rest on another that counts, and add no voice.
    independent : array of int or None
        For each group how many of its voices are independent.
    means : tuple of str or None
        What each source says that its range is.
    stated : array of float or None
        The number of each claim that states a single one, before anything is supposed of it; ``nan`` for the others.
    voices_by : str
        What a voice is: ``claimant`` or ``place``.
    place_voice, place_independent : array of int or None
        Voices and their number where claims from one place of one work are one voice too; None where places are not
        known.

    See Also
    --------
    compare, pool, tensions : What is computed of it.
    partitioned : The same in parts.
    Dossier : The claims on one estimand.

    Examples
    --------
    >>> import estimates as es
    >>> ledger_of(es.load("nanking-1937")["garrison"])
    <Ledger: 1 estimand, 3 claims>
    """

    groups: tuple[str, ...] = field(converter=_labels)
    offsets: Ints
    low: Floats
    high: Floats
    best: Floats
    low_open: Bools
    high_open: Bools
    approximate: Bools
    rows: Ints
    left_out: Ints
    mass: Floats | None = None
    ids: tuple[str, ...] | None = None
    claimants: tuple[str, ...] | None = None
    faults: tuple[Fault, ...] = ()
    supposed: tuple[str, ...] | None = None
    voice: Ints | None = None
    derived: Bools | None = None
    independent: Ints | None = None
    means: tuple[str, ...] | None = None
    stated: Floats | None = None
    voices_by: str = "claimant"
    place_voice: Ints | None = None
    place_independent: Ints | None = None

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        estimand: str,
        low: str,
        high: str,
        best: str | None = None,
        low_open: str | None = None,
        high_open: str | None = None,
        approximate: str | None = None,
        claimant: str | None = None,
        place: str | None = None,
        mass: str | None = None,
    ) -> Ledger:
        """Return the ledger of any table that has a low and a high figure in each row.

        A row that contradicts itself is reported in ``faults``, with its place as a spreadsheet counts it, and is left
        out of what is computed. An empty cell is an end that is not stated. A row without any number is held, and is
        vague.

        Parameters
        ----------
        frame : DataFrame, mapping of columns, sequence of mappings, or path
            Of pandas, polars, pyarrow or another library that narwhals knows; a ``.csv`` (UTF-8, separated by commas)
            or ``.parquet`` file. Digits kept as text are the numbers that they are, by the rule of a dataset's cells.
        estimand, low, high : str
            The names of the columns. Rows of one estimand need not stand together; estimands come in the order in
            which they first appear.
        best, low_open, high_open, approximate, claimant, place, mass : str, optional
            Names of further columns. ``mass`` is what each claim counts, one each where it is not given. A table knows
            no lineage: give an exact copy 0 and its root 1, as a dossier does. Masses that a root and its copies share
            out among themselves pool to the same, but `compare` counts each of them as a claim. Where ``claimant`` is
            given and ``mass`` is not, the claims of one claimant are one voice; ``place``, such as a work with a page,
            is for ``pool(..., voices="place")``.

        Raises
        ------
        UnknownNameError
            If the table has no such column.

        Examples
        --------
        >>> events = {"dyad": ["a", "a", "b"], "low": [1, 30, 4], "best": [2, 20, 4], "high": [5, 40, 4]}
        >>> ledger = Ledger.from_frame(events, estimand="dyad", low="low", best="best", high="high")
        >>> ledger
        <Ledger: 2 estimands, 2 claims, 1 row at fault>
        >>> print(ledger.faults[0])
        <frame>, row 3, column best: '20': best 20 lies below the low end 30
        """
        named = {"low": low, "high": high, "best": best, "low_open": low_open, "high_open": high_open,
                 "approximate": approximate, "mass": mass}  # fmt: skip
        table = ledger_from_frame.table(frame, estimand, {"claimant": claimant, "place": place}, named)
        rows = table.sorted_rows()
        sizes, seen = table.sizes(rows), table.sizes()
        numbers, offsets = table.numbers, starts_of(sizes)
        who, where = (_picked(table.texts.get(name), rows) for name in ("claimant", "place"))
        voice, by_place = (None, None) if mass is not None else of_table(who, where, offsets)
        return cls(
            groups=table.labels, offsets=offsets,
            low=numbers["low"][rows], high=numbers["high"][rows], best=numbers["best"][rows],
            low_open=table.flags["low_open"][rows], high_open=table.flags["high_open"][rows],
            approximate=table.flags["approximate"][rows], rows=rows,
            left_out=seen - sizes,
            mass=numbers["mass"][rows] if mass is not None else None,
            claimants=who, faults=table.faults, voice=voice, place_voice=by_place,
        )  # fmt: skip

    def __len__(self) -> int:
        """Return the number of claims."""
        return len(self.low)

    @property
    def labels(self) -> NDArray[np.object_]:
        """The estimand of each claim."""
        return np.repeat(np.array(self.groups, dtype=object), np.diff(self.offsets))

    @property
    def vague(self) -> Bools:
        """Which claims give no number."""
        return np.isnan(self.low) & np.isnan(self.high)

    @property
    def zero_stated(self) -> Bools:
        """Of each estimand, whether a claim states zero as its low end.

        The kernels take an end that is not stated for zero: a computed low end of zero is one that no claim states,
        unless one of them does.
        """
        counted = np.concatenate(([0], np.cumsum((self.low == 0) & ~self.low_open)))[self.offsets]
        found: Bools = np.diff(counted) > 0
        return found

    def intervals(self, *, by_voice: bool = False) -> kernels.Intervals:
        """Return the claims as the kernels take them: an absent low end reaches to zero, an absent high end for ever.

        Vague claims are left out. The ``rows`` of the result are places in this ledger.

        Parameters
        ----------
        by_voice : bool
            Whether the claims of one voice share its mass, and claims that add no voice are left out.
        """
        mass, voice = self.mass, self.repeated_voice
        if by_voice and mass is None and self.voice is not None:
            mass = shares(self.voice, self.offsets, self.vague, self.derived)
        kept = np.flatnonzero(~self.vague)
        counted = np.concatenate(([0], np.cumsum(~self.vague)))
        low, high = self.low[kept], self.high[kept]
        found = kernels.intervals(
            np.where(np.isnan(low), 0.0, low), np.where(np.isnan(high), np.inf, high), counted[self.offsets],
            low_open=self.low_open[kept], high_open=self.high_open[kept], mass=None if mass is None else mass[kept],
            voice=None if voice is None else voice[kept],
        )  # fmt: skip
        return evolve(found, rows=kept[found.rows], length=len(self))

    @property
    def repeated_voice(self) -> Ints | None:
        """The voices where some voice makes several claims on one estimand; None where each makes one."""
        return self.voice if repeated(self.voice, self.offsets) else None

    def why(self, reason: ArrayLike) -> tuple[str, ...]:
        """Return in words why estimands were refused, from the reason codes of a kernel; ``""`` where one was not."""
        codes = np.asarray(reason)
        words = {int(code): kernels.reasons.text(code) for code in np.unique(codes)} | {kernels.reasons.ANSWERED: ""}
        sizes = np.diff(self.offsets)
        return tuple(
            words[code] if code != kernels.reasons.EMPTY else _empty(size, left)
            for code, size, left in zip(codes.tolist(), sizes.tolist(), self.left_out.tolist())
        )

    @property
    def marks(self) -> dict[str, object]:
        """The column that marks scenarios in a table of one row an estimand; none where there is no scenario."""
        return {} if self.supposed is None else {"scenario": list(self.supposed)}

    def part(self, groups: ArrayLike) -> Ledger:
        """Return the ledger of some estimands, given by their places; the faults stay with the whole.

        Examples
        --------
        >>> import estimates as es
        >>> ledger_of(es.load("nanking-1937")).part([0, 1])
        <Ledger: 2 estimands, 7 claims>
        """
        index = np.asarray(groups, dtype=np.int64)
        rows, offsets = take(self.offsets, index)
        names = ("low", "high", "best", "low_open", "high_open", "approximate", "rows")
        held = {name: getattr(self, name) for name in ("voice", "derived", "stated", "place_voice")}
        optional: dict[str, Any] = {name: None if array is None else array[rows] for name, array in held.items()}
        return evolve(
            self, groups=[self.groups[g] for g in index.tolist()], offsets=offsets, left_out=self.left_out[index],
            mass=None if self.mass is None else self.mass[rows], ids=_picked(self.ids, rows),
            claimants=_picked(self.claimants, rows), faults=(), supposed=_picked(self.supposed, index),
            means=_picked(self.means, rows), independent=None if self.independent is None else self.independent[index],
            place_independent=None if self.place_independent is None else self.place_independent[index],
            **{name: getattr(self, name)[rows] for name in names},
            **optional,
        )  # fmt: skip

    def __repr__(self) -> str:
        parts = [many(len(self.groups), "estimand"), many(len(self), "claim")]
        if self.faults:
            parts.append(many(len({fault.row for fault in self.faults}), "row") + " at fault")
        if self.supposed is not None:
            parts.append(many(sum(map(bool, self.supposed)), "scenario"))
        return f"<Ledger: {', '.join(parts)}>"


def _picked(values: Sequence[str] | None, rows: Ints) -> tuple[str, ...] | None:
    return None if values is None else tuple(values[i] for i in rows.tolist())


def _empty(size: int, left_out: int) -> str:
    if size:
        return "no claim gives a number"
    return "every claim is at fault or set aside" if left_out else kernels.reasons.text(kernels.reasons.EMPTY)


def ledger_of(x: Dossier | Dataset, *, imply: bool = False) -> Ledger:
    """Return the columns of a dossier or dataset, for the claims that `select` compares.

    The numbers are laid out once. Whoever asks again is given the same arrays, which cannot be written to, for as long
    as the dossier or dataset is held.

    Parameters
    ----------
    x : Dossier or Dataset
    imply : bool
        As in `select`.

    Examples
    --------
    >>> import estimates as es
    >>> ledger = ledger_of(es.load("nanking-1937")["garrison"])
    >>> ledger.low, ledger.ids
    (array([ 73790., 100000., 150000.]), ('askew-garrison', 'hata-garrison', 'kasahara-garrison'))
    """
    if not isinstance(x, (Dossier, Dataset)):
        raise ClaimError(f"a ledger is made of a dossier or a dataset, or with Ledger.from_frame of a table "
                         f"(got {type(x).__name__})")  # fmt: skip
    return _LAID_OUT.get(x, imply, lambda: _laid_out(x, imply=imply))


def _laid_out(x: Dossier | Dataset, *, imply: bool) -> Ledger:
    dossiers = [x] if isinstance(x, Dossier) else list(x.values())
    used = [select(dossier, imply=imply).used for dossier in dossiers]
    voices = [voices_of(claims, dossier.links) for claims, dossier in zip(used, dossiers)]
    ledger = of_estimates([d.estimand.id for d in dossiers], used, [list(d) for d in dossiers], voices)
    by_place = of_voices([same_place(*each) for each in zip(used, dossiers, voices)])
    ledger = evolve(ledger, place_voice=by_place.get("voice"), place_independent=by_place.get("independent"))
    for name in _NUMBERS:
        getattr(ledger, name).setflags(write=False)
    return ledger


_NUMBERS: Final = ("offsets", "low", "high", "best", "low_open", "high_open", "approximate", "rows", "left_out")
_LAID_OUT: Final = Once()


def of_estimates(
    groups: Sequence[str],
    used: Sequence[Sequence[Estimate]],
    among: Sequence[Sequence[Estimate]] | None = None,
    voices: Sequence[Voices] | None = None,
) -> Ledger:
    """Return the ledger of chosen estimates, group by group.

    Parameters
    ----------
    groups : sequence of str
    used : sequence of sequence of Estimate
        The estimates of each group.
    among : sequence of sequence of Estimate, optional
        All estimates of each group, those left out included; `used` where it is not given.
    voices : sequence of Voices, optional
        Those of each group; each claim is a voice where they are not given.
    """
    claims = [estimate for group in used for estimate in group]
    ranges = [estimate.range for estimate in claims]
    everything = used if among is None else among
    marks = [_supposed(group) for group in everything]
    place = {e.id: i for i, e in enumerate(e for group in everything for e in group)}
    return Ledger(
        groups=groups, offsets=starts_of(np.array([len(group) for group in used], dtype=np.int64)),
        low=_column(r.low for r in ranges), high=_column(r.high for r in ranges),
        best=_column(r.best for r in ranges),
        low_open=np.array([r.low_open for r in ranges], dtype=bool),
        high_open=np.array([r.high_open for r in ranges], dtype=bool),
        approximate=np.array([r.approximate for r in ranges], dtype=bool),
        rows=np.array([place[e.id] for e in claims], dtype=np.int64),
        left_out=np.array([len(a) - len(b) for a, b in zip(everything, used)], dtype=np.int64),
        ids=tuple(e.id for e in claims), claimants=tuple(e.claimant.name for e in claims),
        supposed=tuple(marks) if any(marks) else None, means=tuple(e.range_means for e in claims),
        stated=_column(_single(e) for e in claims), **of_voices(voices),
    )  # fmt: skip


def _single(estimate: Estimate) -> Number | None:
    """Return the number of a claim that states a single one, as its source states it."""
    r = estimate.range if estimate.supposed is None else estimate.supposed.stated
    return r.low if r.low is not None and r.low == r.high else None


def _supposed(claims: Sequence[Estimate]) -> str:
    found = dict.fromkeys(
        " ".join(filter(None, [e.supposed.of, e.supposed.said])) for e in claims if e.supposed is not None
    )
    return f"scenario: {'; '.join(found)}, {USERS}" if found else ""


def _column(values: Iterable[float | None]) -> Floats:
    listed = [np.nan if value is None else value for value in values]
    try:
        return np.array(listed, dtype=np.float64)
    except OverflowError:
        digits = len(str(max(value for value in listed if isinstance(value, int))))
        raise RangeError(f"a number of {digits} digits is too large to compute with") from None
