"""The linear opinion pool: the mixture of the claims, each taken as a distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import Assumptions, below_one
from estimates.analysis.pooling.fit import ABOUT, EXTREMES, NO_COVERAGE, distributions, exact, exact_spans
from estimates.analysis.pooling.method import NO_MODEL, Case, Method
from estimates.analysis.pooling.pooled import Pooled
from estimates.analysis.pooling.refusals import answering, answers, concerned_by
from estimates.kernels import linear_pool, reasons
from estimates.kernels.groups import Codes, Floats, Intervals
from estimates.kernels.random_set import Bounds

_LOGS: Final = ("lognormal", "log-uniform")
NEEDS_COVERAGE: Final = (
    "coverage=: the probability that a stated range is taken to hold the figure, such as 0.8; stated ranges are "
    "overconfident as a rule, so there is no default. A mapping gives it by what a source says that its range is. "
    "'random-set' needs no coverage"
)
POINT: Final = "give point_factor=, such as 1.25, to take N as N/1.25 to 1.25 N; 'random-set' takes numbers as stated"
ABOUT_FACTOR: Final = (
    "give approximate_factor=, such as 1.25, to take “about N” as N/1.25 to 1.25 N; 'random-set' takes numbers as "
    "stated"
)
_BOTH: Final = (
    "give point_factor= and approximate_factor=, such as 1.25, to take N as N/1.25 to 1.25 N; 'random-set' takes "
    "numbers as stated"
)


@frozen(eq=False)
class LinearFit:
    """The mixture of the claims' distributions."""

    claims: Intervals
    coverage: Floats
    shape: str
    best: Floats
    reason: Codes
    stated: Floats
    between: Floats

    @property
    def figures(self) -> dict[str, Floats]:
        return {"stated": self.stated, "between": self.between}

    def quantiles(self, p: Floats) -> Bounds:
        found = linear_pool.linear_pool(self.claims, self.coverage, p, shape=self.shape, best=self.best)
        return exact(found.quantiles, found.reason)

    def spans(self, low: Floats, high: Floats) -> Bounds:
        return exact_spans(self.quantiles(low), self.quantiles(high))

    def levels(self, found: Bounds) -> None:
        return None


@frozen(eq=False, repr=False)
class LinearPool(Pooled):
    """A linear opinion pool, which separates the stated uncertainty of the claims from their disagreement.

    See Also
    --------
    pool : Returns it, with ``"linear"``.
    """

    @property
    def stated(self) -> float:
        """The variance that the claims state of themselves: of logs for the shapes of logs, else of the figure."""
        return self._figure("stated")

    @property
    def between(self) -> float:
        """The variance between the centres of the claims, on the same scale."""
        return self._figure("between")


def _fit(ledger: Ledger, assumed: Assumptions) -> LinearFit:
    unbounded = assumed.shape == "lognormal"
    wide, claims, share = distributions(ledger, assumed, logs=assumed.shape in _LOGS, unbounded=unbounded)
    found = linear_pool.linear_pool(claims, share, [], shape=assumed.shape, best=wide.best)
    return LinearFit(claims, share, assumed.shape, wide.best, found.reason, found.stated, found.between)


def _coherent(values: Mapping[str, Any]) -> None:
    if values["shape"] == "lognormal":
        below_one(values)


def no_width(case: Case) -> str:
    """Return what to give for single numbers, and for "about" ones where they have no width either."""
    also = concerned_by(ABOUT, case) and case.assumed.approximate_factor is None
    return _BOTH if also else POINT


def _shapes(*names: str) -> Callable[[Case], str]:
    def remedy(case: Case) -> str:
        found = [name for name in names if answers(case, evolve(case.assumed, shape=name))]
        free = answering(case)
        if not found:
            return free
        shapes = f"shape={found[0]!r}" + "".join(f" or {name!r}" for name in found[1:])
        return f"{shapes} answers for these claims, and so do others: {free}" if free else f"{shapes} answers for them"

    return remedy


def _zero(case: Case) -> str:
    uniform = answers(case, evolve(case.assumed, shape="uniform"))
    return "'random-set' and 'turnbull' take zero" + (", and so does shape='uniform'" if uniform else "")


METHOD: Final = Method(
    name="linear",
    target=lambda assumed: "the mixture of what these voices claim, each taken as equally credible",
    refuses=(
        reasons.ONE_SIDED,
        reasons.NO_WIDTH,
        ABOUT,
        reasons.ZERO_END,
        reasons.BEST_AT_END,
        reasons.BEST_OUTSIDE,
        reasons.NO_BEST,
        reasons.BELOW_ZERO,
        EXTREMES,
        NO_COVERAGE,
    ),
    takes=("coverage", "point_factor", "approximate_factor", "shape", "voices"),
    defaults={"shape": "lognormal", "voices": "claimant"},
    needs={"coverage": NEEDS_COVERAGE},
    fit=_fit,
    remedies={
        reasons.ONE_SIDED: answering,
        reasons.NO_WIDTH: no_width,
        ABOUT: ABOUT_FACTOR,
        reasons.ZERO_END: _zero,
        reasons.BEST_AT_END: _shapes("log-uniform", "uniform"),
        reasons.BEST_OUTSIDE: answering,
        reasons.NO_BEST: _shapes("lognormal", "uniform", "log-uniform"),
        reasons.BELOW_ZERO: _shapes("lognormal", "log-uniform"),
        EXTREMES: _shapes("log-uniform", "uniform"),
        NO_COVERAGE: "give coverage= as a number, or under the key '' of a mapping, for ranges of which the source "
        "does not say what they are",
    },
    result=LinearPool,
    of_ends=False,
    coherent=_coherent,
    literature=("genest1986",),
    level_words=lambda assumed: NO_MODEL,
)
