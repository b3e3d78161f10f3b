"""Pooled, the answer of one method for one dossier; LedgerPool, that for many estimands at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from attrs import field, frozen

from estimates.analysis.ledger import Ledger, of_estimates
from estimates.analysis.lineage.copies import independent
from estimates.analysis.lineage.suspicion import Suspicion, suspected
from estimates.analysis.pooling.assumptions import Assumptions, probability
from estimates.analysis.pooling.fits import Fit, TurnbullFit, fit, masses
from estimates.analysis.pooling.refusals import reasons_of, refusal
from estimates.analysis.selection import Selection
from estimates.kernels.random_set import Bounds
from estimates.model.claims import Estimate
from estimates.model.descriptions import marked
from estimates.model.dossiers import Dossier
from estimates.model.numbers import written
from estimates.model.ranges import Range, computed_range
from estimates.model.sources import Source


@frozen(eq=False, repr=False)
class Pooled:
    """What the claims on one estimand say together, by one method and its assumptions.

    It summarises a literature, and does not measure the past: ``target`` names what its numbers are numbers of. They
    stand in the unit of the estimand, unrounded.

    Parameters
    ----------
    dossier : Dossier
        The claims, those set aside included.
    """

    dossier: Dossier
    _chosen: Selection = field(alias="chosen")
    _assumed: Assumptions = field(alias="assumed")
    _ledger: Ledger = field(alias="ledger")
    _fit: Fit = field(alias="fit")

    @property
    def method(self) -> str:
        """The method, as `pool` was asked for it."""
        return self._assumed.method

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims that were pooled, in the order of the dossier."""
        return self._chosen.used

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The other claims, each with the reason."""
        return self._chosen.set_aside

    @property
    def effective_n(self) -> int:
        """How many independent claims there are: copies, and claims that rest on one root, count once."""
        return independent(self.used, self.dossier.links)

    @property
    def flagged(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims pooled that owe something to others, and what they owe; each counts for itself."""
        return self._chosen.flagged

    @property
    def suspected(self) -> tuple[Suspicion, ...]:
        """The claims pooled that share an unusual value although no link says why; each counts for itself."""
        return suspected(self.used, self.dossier.links)

    @property
    def assumptions(self) -> dict[str, Any]:
        """All that was assumed, by name, what was left as it is by default included; empty for none.

        Of a scenario, what was supposed of the claims is among it.
        """
        return self._assumed.told | ({"scenario": self.dossier.scenario} if self.dossier.scenario else {})

    @property
    def target(self) -> str:
        """What the numbers are numbers of, in words."""
        return self._assumed.target

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims used rest, each once."""
        return tuple(dict.fromkeys(s for e in self.used for citation in e.citations for s in citation.sources))

    @property
    def median(self) -> Range:
        """The median, as `quantile` gives it."""
        return self.quantile(0.5)

    def quantile(self, p: float) -> Range:
        """Return where a quantile of the pool lies.

        Parameters
        ----------
        p : float
            A probability between 0 and 1; for ``"random-set"``, ``"turnbull"`` and ``"envelope"`` also 0 and 1.

        Returns
        -------
        Range
            Both ends are the same number where the method gives a number. An end that is absent is one that the claims
            leave unbounded; an open one is excluded, as it is in the claim that sets it.

        Raises
        ------
        PoolingError
            If `p` is not a probability, or if the claims are too few for a quantile other than the median.
        """
        asked = probability(p, ends=self.method in ("random-set", "turnbull", "envelope"))
        found = self._found([asked])
        return self._range(found, 0, 0)

    def interval(self, level: float) -> Range:
        """Return the range that holds the middle share of the pool, with equal shares below and above it.

        Where a quantile is a range itself, the interval reaches from the least value of the lower to the greatest of
        the upper quantile.

        Parameters
        ----------
        level : float
            The share, between 0 and 1: 0.9.

        Returns
        -------
        Range

        Raises
        ------
        PoolingError
            As for `quantile`.
        """
        share = probability(level, "the level of an interval")
        return self._range(self._found([(1 - share) / 2, (1 + share) / 2]), 0, 1)

    def _found(self, p: Sequence[float]) -> Bounds:
        found = self._fit.quantiles(np.array(p))
        if found.reason[0]:
            raise refusal(int(found.reason[0]), self._chosen, self._ledger, self._assumed)
        return found

    def _range(self, found: Bounds, first: int, last: int) -> Range:
        return self._as_range(
            float(found.low[0, first]), float(found.high[0, last]), bool(found.low_open[0, first]),
            bool(found.high_open[0, last]),
        )  # fmt: skip

    def _as_range(self, low: float, high: float, low_open: bool, high_open: bool) -> Range:
        """Return ends as a range; those of a method that computes numbers are no ends of claims."""
        return computed_range(low, high, [e.range for e in self.used], low_open=low_open, high_open=high_open,
                              about=None if self._of_ends else False)  # fmt: skip

    @property
    def _of_ends(self) -> bool:
        """Whether the numbers are ends that claims state."""
        return self.method in ("random-set", "envelope", "turnbull")

    def _figure(self, name: str) -> float:
        return float(self._fit.figures[name][0])

    def __str__(self) -> str:
        """Return ``random-set: median 6,000–50,000 (4 claims; no assumption)``."""
        scenario = f"; {marked(self.dossier.estimand)}" if self.dossier.scenario else ""
        return f"{self.method}: median {self.median} ({self._claims}; {self._assumed}{scenario})"

    def __repr__(self) -> str:
        scenario = " (scenario)" if self.dossier.scenario else ""
        return f"<{type(self).__name__} of {self.dossier.estimand.id!r}{scenario} by {self.method!r}: {self._claims}>"

    @property
    def _claims(self) -> str:
        return f"{len(self.used)} claim{'s' if len(self.used) != 1 else ''}"


@frozen(eq=False, repr=False)
class LinearPool(Pooled):
    """A linear opinion pool, which also tells what the claims state of themselves from how far they disagree."""

    @property
    def stated(self) -> float:
        """The variance that the claims state of themselves: of logs for the shapes of logs, else of the figure."""
        return self._figure("stated")

    @property
    def between(self) -> float:
        """The variance between the centres of the claims, on the same scale."""
        return self._figure("between")


@frozen(eq=False, repr=False)
class LognormalPool(Pooled):
    """The lognormal under which the claims, as they stand, are most probable."""

    @property
    def mu(self) -> float:
        """The mean of the logs (natural) of what sources claim."""
        return self._figure("mu")

    @property
    def sigma(self) -> float:
        """The standard deviation of the logs."""
        return self._figure("sigma")


@frozen(eq=False, repr=False)
class TurnbullPool(Pooled):
    """The distribution of no assumed shape that best explains the claims; where in a range its mass lies is open."""

    @property
    def support(self) -> tuple[Range, ...]:
        """The ranges that bear the mass, from the lowest."""
        return tuple(self._as_range(*row[:4]) for row in self._rows())

    @property
    def mass(self) -> tuple[float, ...]:
        """The mass of each range of the support; they sum to 1."""
        return tuple(row[4] for row in self._rows())

    def _rows(self) -> list[tuple[float, float, bool, bool, float]]:
        return masses(self._fit.found, 0) if isinstance(self._fit, TurnbullFit) else []


@frozen(eq=False, repr=False)
class RandomEffectsPool(Pooled):
    """Centre and spread of the claims, when they differ by more than their own ranges explain.

    ``mean``, ``se`` and ``tau2`` are of natural logs; ``factor`` and ``median`` are what a reader is told.
    """

    @property
    def mean(self) -> float:
        """The centre of the logs; ``median`` is its exponential, in the unit of the estimand."""
        return self._figure("mean")

    @property
    def se(self) -> float:
        """The standard error of ``mean``: that of Hartung, Knapp, Sidik and Jonkman, modified not to fall below the
        plain one; with ``interval="bayes"``, the posterior standard deviation."""
        return self._figure("se")

    @property
    def tau2(self) -> float:
        """The variance between sources, of logs; with ``interval="bayes"``, the square of the posterior mean of tau."""
        return self._figure("tau2")

    @property
    def factor(self) -> float:
        """The factor by which sources typically differ from their centre, exp(tau): 1 where they do not."""
        return self._figure("factor")

    def __str__(self) -> str:
        return f"{super().__str__()}; sources differ by a factor of {written(self.factor)}"


_TYPES: dict[str, type[Pooled]] = {
    "linear": LinearPool,
    "lognormal": LognormalPool,
    "turnbull": TurnbullPool,
    "random-effects": RandomEffectsPool,
}


def pooled(dossier: Dossier, chosen: Selection, assumed: Assumptions) -> Pooled:
    """Return the pool of chosen claims.

    Raises
    ------
    PoolingError
        If the method does not answer for these claims.
    """
    ledger = of_estimates([dossier.estimand.id], [chosen.used], [list(dossier)])
    found = fit(ledger, assumed)
    if found.reason[0]:
        raise refusal(int(found.reason[0]), chosen, ledger, assumed)
    kind = _TYPES.get(assumed.method, Pooled)
    return kind(dossier, chosen=chosen, assumed=assumed, ledger=ledger, fit=found)


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
        return self._assumed.told

    @property
    def target(self) -> str:
        """What the numbers are numbers of, in words."""
        return self._assumed.target

    def quantile(self, p: float) -> Bounds:
        """Return a quantile of every estimand, as bounds.

        Parameters
        ----------
        p : float
            As for `Pooled.quantile`.
        """
        asked = probability(p, ends=self.method in ("random-set", "turnbull", "envelope"))
        return _column(self._fit.quantiles(np.array([asked])), 0, 0)

    def columns(self) -> dict[str, object]:
        """Return the columns of a table, by name: one row an estimand.

        Beside the ends of median and interval, the numbers of claims used and left out, the method's own figures
        (``mu`` and ``sigma``; ``mean``, ``se``, ``tau2`` and ``factor``; ``stated`` and ``between``), and the reason.
        ``zero_stated`` says whether a claim states zero as its low end; where none does, a low end of zero is one that
        no claim states.
        """
        ends = {
            f"{name}_{end}": getattr(bounds, end)
            for name, bounds in (("median", self.median), ("interval", self.interval))
            for end in ("low", "high", "low_open", "high_open")
        }
        ledger = self.ledger
        pooled = ~ledger.vague if ledger.mass is None else ~ledger.vague & (ledger.mass > 0)
        number = np.diff(np.concatenate(([0], np.cumsum(pooled)))[ledger.offsets])
        return {"estimand": list(self.ledger.groups), "n": number, **ends, **self._fit.figures,
                "zero_stated": ledger.zero_stated,
                "left_out": self.ledger.left_out, "reason": list(self.reason), **self.ledger.marks}  # fmt: skip

    def __len__(self) -> int:
        return len(self.reason)

    def __repr__(self) -> str:
        refused = int(np.count_nonzero(self.median.reason))
        return (
            f"<LedgerPool of {len(self):,} estimands by {self.method!r} ({self._assumed}): "
            f"{len(self) - refused:,} answered, {refused:,} refused>"
        )


def ledger_pool(ledger: Ledger, level: float, assumed: Assumptions) -> LedgerPool:
    """Return the pool of each estimand of a ledger."""
    share = probability(level, "the level of an interval")
    found = fit(ledger, assumed)
    median = _column(found.quantiles(np.array([0.5])), 0, 0)
    interval = _column(found.quantiles(np.array([(1 - share) / 2, (1 + share) / 2])), 0, 1)
    reason = reasons_of(ledger, interval.reason.tolist(), assumed)
    return LedgerPool(ledger, share, median, interval, reason, assumed=assumed, fit=found)


def _column(found: Bounds, first: int, last: int) -> Bounds:
    return Bounds(
        found.low[:, first], found.high[:, last], found.low_open[:, first], found.high_open[:, last], found.reason
    )
