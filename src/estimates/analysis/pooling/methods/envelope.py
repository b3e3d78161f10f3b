"""The envelope: from the lowest to the highest value that any claim admits."""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling import levels
from estimates.analysis.pooling.assumptions import Assumptions
from estimates.analysis.pooling.fit import claims_of, number_of_voices
from estimates.analysis.pooling.method import COMMON, Method
from estimates.analysis.pooling.pooled import Pooled
from estimates.analysis.pooling.readings import read_as
from estimates.kernels import random_set
from estimates.kernels.groups import Codes, Floats, Intervals
from estimates.kernels.random_set import Bounds


@frozen(eq=False)
class EnvelopeFit:
    """From the lowest to the highest value, for any probability."""

    claims: Intervals
    spoken: Intervals
    voices: Floats

    @property
    def reason(self) -> Codes:
        return self.claims.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {}

    def quantiles(self, p: Floats) -> Bounds:
        found = random_set.envelope(self.claims)
        column = np.zeros(len(p), dtype=np.int64)
        return Bounds(
            found.low[:, None][:, column], found.high[:, None][:, column], found.low_open[:, None][:, column],
            found.high_open[:, None][:, column], found.reason,
        )  # fmt: skip

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return self.quantiles(low)

    def levels(self, found: Bounds) -> Floats:
        return levels.levels(self.spoken, found, self.voices)


def _fit(ledger: Ledger, assumed: Assumptions) -> EnvelopeFit:
    # a claim that adds no voice is a claim all the same, and the envelope holds whatever any claim admits
    every = read_as(ledger, assumed).intervals()
    return EnvelopeFit(every, claims_of(ledger, assumed), number_of_voices(ledger, assumed))


METHOD: Final = Method(
    name="envelope",
    target=lambda assumed: "from the lowest to the highest value that any of the claims admits",
    refuses=(),
    takes=COMMON,
    defaults={"voices": "claimant"},
    fit=_fit,
    remedies={},
    result=Pooled,
    of_ends=True,
    has_median=False,
    literature=(),
    level_words=lambda assumed: "",
)
