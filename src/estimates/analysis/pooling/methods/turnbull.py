"""The nonparametric estimate: the distribution of no assumed shape under which the claims are most probable."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.fit import claims_of
from estimates.analysis.pooling.method import COMMON, NO_MODEL, Method
from estimates.analysis.pooling.pooled import Pooled
from estimates.kernels import reasons, turnbull
from estimates.kernels.groups import Codes, Floats
from estimates.kernels.random_set import Bounds
from estimates.model.ranges import Range


@frozen(eq=False)
class TurnbullFit:
    """Masses on the innermost intervals."""

    found: turnbull.Turnbull

    @property
    def reason(self) -> Codes:
        return self.found.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        return turnbull.quantiles(self.found, p)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return turnbull.spans(self.found, low, high)

    def levels(self, found: Bounds) -> None:
        return None


@frozen(eq=False, repr=False)
class TurnbullPool(Pooled):
    """The distribution of no assumed shape that best explains the claims; where in a range its mass lies is open.

    See Also
    --------
    pool : Returns it, with ``"turnbull"``.
    """

    @property
    def support(self) -> tuple[Range, ...]:
        """The ranges that bear the mass, from the lowest."""
        return tuple(self._as_range(*row[:4]) for row in self._rows())

    @property
    def mass(self) -> tuple[float, ...]:
        """The mass of each range of the support; they sum to 1."""
        return tuple(row[4] for row in self._rows())

    def _rows(self) -> list[tuple[float, float, bool, bool, float]]:
        found = self._fit.found if isinstance(self._fit, TurnbullFit) else None
        if found is None:
            return []
        part = slice(int(found.offsets[0]), int(found.offsets[1]))
        columns = (found.low, found.high, found.low_open, found.high_open, found.mass)
        return [row for row in zip(*(column[part].tolist() for column in columns)) if row[4] > 0]


def _fit(ledger: Ledger, assumed: Assumptions) -> TurnbullFit:
    return TurnbullFit(turnbull.turnbull(claims_of(ledger, assumed), floor=ledger.low == 0))


METHOD: Final = Method(
    name="turnbull",
    target=lambda assumed: (
        "bounds on the distribution, of no assumed shape, under which these claims are most probable"
    ),
    refuses=(reasons.ALL_ONE_SIDED, reasons.NOT_CONVERGED, reasons.TOO_LARGE),
    takes=COMMON,
    defaults={"voices": "claimant"},
    fit=_fit,
    remedies={
        reasons.ALL_ONE_SIDED: "'random-set' and 'envelope' take such claims",
        reasons.NOT_CONVERGED: "'random-set' always answers",
        reasons.TOO_LARGE: "'random-set' takes any number of claims",
    },
    result=TurnbullPool,
    of_ends=True,
    literature=("turnbull1976",),
    level_words=lambda assumed: NO_MODEL,
    premise="voices taken as independent draws of one distribution",
)
