"""The random set: bounds on the quantiles of the claims that assume nothing within a range."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling import levels
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.fit import claims_of, number_of_voices
from estimates.analysis.pooling.method import COMMON, Method
from estimates.analysis.pooling.pooled import Pooled
from estimates.kernels import random_set
from estimates.kernels.groups import Codes, Floats, Intervals
from estimates.kernels.random_set import Bounds


@frozen(eq=False)
class RandomSetFit:
    """Bounds that assume nothing within a range."""

    claims: Intervals
    voices: Floats

    @property
    def reason(self) -> Codes:
        return self.claims.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        return random_set.quantiles(self.claims, p)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return random_set.spans(self.claims, low, high)

    def levels(self, found: Bounds) -> Floats:
        return levels.levels(self.claims, found, self.voices)


def _fit(ledger: Ledger, assumed: Assumptions) -> RandomSetFit:
    return RandomSetFit(claims_of(ledger, assumed), number_of_voices(ledger, assumed))


METHOD: Final = Method(
    name="random-set",
    target=lambda assumed: "bounds on the quantiles of what these voices claim, wherever in its range each value lies",
    refuses=(),
    takes=COMMON,
    defaults={"voices": "claimant"},
    fit=_fit,
    remedies={},
    result=Pooled,
    of_ends=True,
    literature=("dempster1967",),
    level_words=lambda assumed: "",
)
