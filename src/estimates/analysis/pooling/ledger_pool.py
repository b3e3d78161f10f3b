"""LedgerPool, the results of one method for many estimands at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from estimates.analysis.blocks import in_blocks, number_of_blocks, together
from estimates.analysis.ledger import Ledger
from estimates.analysis.ledger_about import still_about
from estimates.analysis.ledger_display import ledger_html
from estimates.analysis.pooling.assumptions import Assumptions, probability
from estimates.analysis.pooling.fit import number_of_voices, voiced
from estimates.analysis.pooling.method import REGISTER, Fit
from estimates.analysis.pooling.refusals import reasons_of
from estimates.kernels.groups import Bools, Codes, Floats
from estimates.kernels.random_set import Bounds


@frozen(eq=False, repr=False)
class LedgerPool:
    """The pools of many estimands by one method, as arrays: one entry an estimand, in the order of the ledger.

    Parameters
    ----------
    ledger : Ledger
    level : float
        The level of the intervals of `columns`.
    median, interval : Bounds
        ``low``, ``high``, ``low_open``, ``high_open``, one entry an estimand. An infinite high end is one that the
        claims leave unbounded; a low end that none states is zero; nan is an estimand that was refused.
    reason : tuple of str
        Why an estimand has no pool, or no interval, and what would serve; ``""`` where it has both.

    See Also
    --------
    pool : Returns it, of a ledger or dataset.
    Pooled : The same of one dossier.
    """

    ledger: Ledger
    level: float
    median: Bounds
    interval: Bounds
    reason: tuple[str, ...]
    _assumed: Assumptions = field(alias="assumed")
    _fit: Fit = field(alias="fit")

    @property
    def method(self) -> str:
        """The method, as `pool` was asked for it."""
        return self._assumed.method

    @property
    def assumptions(self) -> dict[str, Any]:
        """All that was assumed, by name."""
        return self._assumed.by_name

    @property
    def target(self) -> str:
        """The quantity that the numbers describe, as text."""
        return self._assumed.target

    @property
    def premise(self) -> str:
        """What the method assumes of its own, in words; ``""`` for nothing."""
        return REGISTER[self.method].premise

    def quantile(self, p: float) -> Bounds:
        """Return a quantile of every estimand, as bounds.

        Parameters
        ----------
        p : float
            As for `Pooled.quantile`.
        """
        asked = probability(p, ends=REGISTER[self.method].of_ends)
        return _column(self._fit.quantiles(np.array([asked])))

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand.

        Beside the ends of median and interval, the numbers of claims used and left out, the method's own figures
        (``mu`` and ``sigma``; ``mean``, ``se``, ``tau2`` and ``factor``; ``stated`` and ``between``), and the reason.
        ``zero_stated`` says whether a claim states zero as its low end; where none does, a low end of zero is one that
        no claim states.
        """
        ledger = self.ledger
        pooled = ~ledger.vague if ledger.mass is None else ~ledger.vague & (ledger.mass > 0)
        if ledger.derived is not None and self._assumed.voices != "claim":
            pooled &= ~ledger.derived
        ends = {
            f"{name}_{end}": column
            for name, bounds in (("median", self.median), ("interval", self.interval))
            for end, column in {**bounds._asdict(), "approximate": self._about(pooled, bounds)}.items()
            if end != "reason"
        }
        number = np.diff(np.concatenate(([0], np.cumsum(pooled)))[ledger.offsets])
        level = self._fit.levels(self.interval)
        levels = {} if level is None else {"supported_level": level}
        voices = together([number_of_voices(block, self._assumed) for block in in_blocks(ledger)]).astype(np.int64)
        return {"estimand": list(ledger.groups), "n": number, "voices": voices, **ends, **levels, **self._fit.figures,
                "zero_stated": ledger.zero_stated,
                "left_out": self.ledger.left_out, "reason": list(self.reason), **self.ledger.marks}  # fmt: skip

    def _about(self, pooled: Bools, bounds: Bounds) -> Bools:
        """Return where bounds are approximate; those of a method that computes numbers are no ends of claims."""
        of_ends = REGISTER[self.method].of_ends and self._assumed.approximate_factor is None
        return still_about(self.ledger, pooled if of_ends else np.zeros_like(pooled), bounds)

    def __len__(self) -> int:
        return len(self.reason)

    @property
    def _assumed_words(self) -> str:
        shared = self._assumed.voices != "claim" and voiced(self.ledger, self._assumed).repeated_voice is not None
        return self._assumed.words(shared=shared, premise=self.premise)

    def _repr_html_(self) -> str:
        return ledger_html(self)

    def __repr__(self) -> str:
        refused = int(np.count_nonzero(self.median.reason))
        return (
            f"<LedgerPool of {len(self):,} estimands by {self.method!r} ({self._assumed_words}): "
            f"{len(self) - refused:,} answered, {refused:,} refused>"
        )


@frozen(eq=False)
class BlockFit:
    """The pools of more estimands than are held at once: the columns of all, and the rest block by block when asked.

    Parameters
    ----------
    ledger : Ledger
    assumed : Assumptions
    median, interval : Bounds
    reason : array of int
    figures : dict of array
    supported : array of float or None
        The level of each interval for a further voice.
    """

    ledger: Ledger
    assumed: Assumptions
    median: Bounds
    interval: Bounds
    reason: Codes
    figures: dict[str, Floats]
    supported: Floats | None

    def quantiles(self, p: Floats) -> Bounds:
        return self._each(lambda fit: fit.quantiles(p))

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return self._each(lambda fit: fit.spans(low, high))

    def levels(self, found: Bounds) -> Floats | None:
        return self.supported

    def _each(self, ask: Callable[[Fit], Bounds]) -> Bounds:
        fit = REGISTER[self.assumed.method].fit
        return _joined([ask(fit(block, self.assumed)) for block in in_blocks(self.ledger)])


def _blockwise(ledger: Ledger, low: Floats, high: Floats, assumed: Assumptions) -> BlockFit:
    """Return the pools of a ledger, of whose fits one is held at a time."""
    pieces = []
    for block in in_blocks(ledger):
        fit = REGISTER[assumed.method].fit(block, assumed)
        median, interval = _median_and_interval(fit, low, high)
        pieces.append((median, interval, fit.reason, fit.figures, fit.levels(interval)))
        del fit
    medians, intervals, reason, figures, levels = zip(*pieces)
    return BlockFit(
        ledger, assumed, _joined(medians), _joined(intervals), together(reason),
        {name: together([each[name] for each in figures]) for name in figures[0]},
        None if levels[0] is None else together(levels),
    )  # fmt: skip


def _joined(pieces: Sequence[Bounds]) -> Bounds:
    return Bounds(*(together(column) for column in zip(*pieces)))


def ledger_pool(ledger: Ledger, level: float, assumed: Assumptions) -> LedgerPool:
    """Return the pool of each estimand of a ledger."""
    share = probability(level, "the level of an interval")
    low, high = np.array([0.5, (1 - share) / 2]), np.array([0.5, (1 + share) / 2])
    found: Fit
    if number_of_blocks(ledger) == 1:
        found = REGISTER[assumed.method].fit(ledger, assumed)
        median, interval = _median_and_interval(found, low, high)
    else:
        found = blocks = _blockwise(ledger, low, high, assumed)
        median, interval = blocks.median, blocks.interval
    reason = reasons_of(ledger, interval.reason.tolist(), assumed)
    return LedgerPool(ledger, share, median, interval, reason, assumed=assumed, fit=found)


def _median_and_interval(found: Fit, low: Floats, high: Floats) -> tuple[Bounds, Bounds]:
    median, interval = (_column(found.spans(low[i : i + 1], high[i : i + 1])) for i in range(2))
    return median, interval


def _column(found: Bounds) -> Bounds:
    return Bounds(found.low[:, 0], found.high[:, 0], found.low_open[:, 0], found.high_open[:, 0], found.reason)
