"""The lognormal under which points, ranges and one-sided claims are most probable, and its prediction by Bayes."""

from __future__ import annotations

from typing import Final

import numpy as np
from attrs import frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions, choice
from estimates.analysis.pooling.fit import FEW_FOR_PREDICTION, claims_of, exact, exact_spans, number_of_voices
from estimates.analysis.pooling.method import COMMON, OF_MODEL, Method
from estimates.analysis.pooling.pooled import Pooled
from estimates.analysis.pooling.refusals import answering
from estimates.kernels import censored, predictive, reasons
from estimates.kernels.groups import Codes, Floats, Intervals
from estimates.kernels.random_set import Bounds
from estimates.model.messages import Message

LEAST_VOICES: Final = 5
LEAST_BOUNDED: Final = 2


@frozen(eq=False)
class LognormalFit:
    """The most probable lognormal."""

    found: censored.Censored

    @property
    def reason(self) -> Codes:
        return self.found.reason

    @property
    def figures(self) -> dict[str, Floats]:
        return {"mu": self.found.mu, "sigma": self.found.sigma}

    def quantiles(self, p: Floats) -> Bounds:
        from scipy.special import ndtri

        logs = self.found.mu[:, None] + self.found.sigma[:, None] * ndtri(p)
        with np.errstate(over="ignore", under="ignore"):
            return exact(np.exp(logs), self.reason)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return exact_spans(self.quantiles(low), self.quantiles(high))

    def levels(self, found: Bounds) -> None:
        return None


@frozen(eq=False)
class PredictedFit:
    """What a further voice would claim, mu and sigma not being known."""

    claims: Intervals
    found: censored.Censored
    reason: Codes

    @property
    def figures(self) -> dict[str, Floats]:
        return {"mu": self.found.mu, "sigma": self.found.sigma}

    def quantiles(self, p: Floats) -> Bounds:
        with np.errstate(over="ignore", under="ignore"):
            return exact(np.exp(predictive.quantiles(self.claims, self.found, p)), self.reason)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return exact_spans(self.quantiles(low), self.quantiles(high))

    def levels(self, found: Bounds) -> None:
        return None


@frozen(eq=False, repr=False)
class LognormalPool(Pooled):
    """The lognormal with the greatest likelihood for the claims as stated.

    See Also
    --------
    pool : Returns it, with ``"lognormal"``.
    """

    @property
    def mu(self) -> float:
        """The mean of the logs (natural) of what sources claim."""
        return self._figure("mu")

    @property
    def sigma(self) -> float:
        """The standard deviation of the logs."""
        return self._figure("sigma")


def _fit(ledger: Ledger, assumed: Assumptions) -> LognormalFit | PredictedFit:
    claims = claims_of(ledger, assumed)
    found = censored.lognormal(claims)
    if assumed.interval != "bayes":
        return LognormalFit(found)
    few = (number_of_voices(ledger, assumed) < LEAST_VOICES) | (predictive.enough(claims) < LEAST_BOUNDED)
    reason = np.where((found.reason == 0) & few, FEW_FOR_PREDICTION, found.reason).astype(np.int8)
    return PredictedFit(claims, found, reason)


def _target(assumed: Assumptions) -> str:
    if assumed.interval == "bayes":
        return "what another independent source would claim, if such claims follow a lognormal distribution"
    return "the lognormal distribution under which these claims are most probable"


def _level(assumed: Assumptions) -> str:
    if assumed.interval == "bayes":
        return OF_MODEL
    return Message(
        "mu and sigma are taken as known, so that fewer further claims lie in it; interval='bayes' predicts them from "
        "five voices on",
        "known spread",
    )


METHOD: Final = Method(
    name="lognormal",
    target=_target,
    refuses=(
        reasons.NO_SPREAD,
        reasons.NOT_BOUNDED,
        reasons.ZERO_END,
        reasons.NOT_CONVERGED,
        FEW_FOR_PREDICTION,
    ),
    checks={"interval": choice("plug-in", "bayes")},
    takes=(*COMMON, "interval"),
    defaults={"voices": "claimant", "interval": "plug-in"},
    fit=_fit,
    remedies={
        reasons.NO_SPREAD: "'random-set', 'envelope' and compare() describe what they have in common",
        reasons.NOT_BOUNDED: "'random-set' and 'envelope' take one-sided claims alone",
        reasons.ZERO_END: answering,
        reasons.NOT_CONVERGED: "'random-set' always answers",
        FEW_FOR_PREDICTION: "interval='plug-in' takes mu and sigma as known",
    },
    result=LognormalPool,
    of_ends=False,
    literature=("burridge1981",),
    level_words=_level,
    not_varied=("interval",),
    premise="voices taken as independent draws of one lognormal distribution",
)
