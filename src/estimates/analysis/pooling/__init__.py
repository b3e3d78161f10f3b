"""What the claims say together: six methods, each with its target, its assumptions and its refusals."""

from __future__ import annotations

from typing import Any, overload

from estimates.analysis.ledger import Ledger
from estimates.analysis.pooling.assumptions import METHODS, checked
from estimates.analysis.pooling.choices import Multiverse, MultiverseRow, multiverse
from estimates.analysis.pooling.results import (
    LedgerPool,
    LinearPool,
    LognormalPool,
    Pooled,
    RandomEffectsPool,
    TurnbullPool,
    ledger_pool,
    pooled,
)
from estimates.analysis.selection import select
from estimates.errors import PoolingError
from estimates.model.dossiers import Dossier

__all__ = [
    "METHODS",
    "LedgerPool",
    "LinearPool",
    "LognormalPool",
    "Multiverse",
    "MultiverseRow",
    "Pooled",
    "RandomEffectsPool",
    "TurnbullPool",
    "multiverse",
    "pool",
]


@overload
def pool(x: Dossier, method: str, **assumptions: Any) -> Pooled: ...
@overload
def pool(x: Ledger, method: str, *, level: float = 0.9, **assumptions: Any) -> LedgerPool: ...
def pool(x: Dossier | Ledger, method: str, **assumptions: Any) -> Pooled | LedgerPool:
    """Sum up what the claims say together, under assumptions that you name.

    A pool summarises a literature; it does not measure the past. Claims of another measure or scope, and those that no
    longer stand, are set aside; exact copies count once. The width of a range never becomes a weight of the claim
    in ``"random-set"``, ``"envelope"`` and ``"linear"``.

    Parameters
    ----------
    x : Dossier or Ledger
    method : str
        ``"random-set"`` (to begin with): the range in which each quantile of the claims lies, whatever holds within
        each claim's range. ``"envelope"``: from the lowest to the highest value. ``"linear"``: the mixture of the
        claims, each taken as a distribution. ``"lognormal"``: the lognormal that best explains points, ranges and
        one-sided claims (``.mu``, ``.sigma``). ``"turnbull"``: the same without a shape (``.support``, ``.mass``).
        ``"random-effects"``: centre and spread of the logs (``.mean``, ``.se``, ``.tau2``, ``.factor``).
    coverage : float
        For ``"linear"`` and ``"random-effects"``: the probability that a stated range is taken to hold. No default.
    point_factor, approximate_factor : float
        For the same: a single number N, or "about N", is taken as the range from N/factor to N times factor. Needed
        where there are such claims.
    shape : {"lognormal", "uniform", "log-uniform", "triangular", "pert"}
        For ``"linear"``: the distribution for which a range is taken.
    tau2 : {"REML", "PM", "DL"}
        For ``"random-effects"``: how the variance between sources is estimated.
    interval : {"spread", "hksj", "bayes"}
        For ``"random-effects"``: quantiles and intervals of what another source would claim (at least 5 claims), or,
        on request, of the centre: by the modified method of Hartung, Knapp, Sidik and Jonkman, or by Bayes with a
        half-normal prior of tau, to be preferred for 3 to 6 claims.
    tau_scale : float
        For ``interval="bayes"``: the scale of that prior. No default.
    allow_multimodal : bool
        For ``"random-effects"``: average claims in camps more than a factor of 2 apart all the same.
    level : float
        For a ledger: the level of the intervals, 0.9 where it is not given.

    Returns
    -------
    Pooled or LedgerPool
        Of a ledger, one row an estimand, with the reason in words for those refused.

    Raises
    ------
    PoolingError
        If there is no such method or assumption, if one is lacking, or if the method does not answer for the claims of
        a dossier; the message says why, and what would serve.

    References
    ----------
    Random set: Dempster, A. P. (1967), Annals of Mathematical Statistics 38, 325-339. Linear: Genest, C. and Zidek,
    J. V. (1986), Statistical Science 1, 114-135. Lognormal: Burridge, J. (1981), Journal of the Royal Statistical
    Society B 43, 41-45. Turnbull, B. W. (1976), Journal of the Royal Statistical Society B 38, 290-295. Random effects:
    DerSimonian, R. and Laird, N. (1986), Controlled Clinical Trials 7, 177-188; Rover, C., Knapp, G. and Friede, T.
    (2015), BMC Medical Research Methodology 15:99; of a further claim: Higgins, J. P. T., Thompson, S. G. and
    Spiegelhalter, D. J. (2009), Journal of the Royal Statistical Society A 172, 137-159.

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> found = pool(deaths, "random-set")
    >>> print(found)
    random-set: median 6,000–50,000 (4 claims; no assumption)
    >>> for estimate, reason in found.set_aside:
    ...     print(f"{estimate}. Set aside: {reason}")
    Contemporary Chinese source: 20,000 casualties. Set aside: counts casualties, not killed

    The Japanese claim states no low end, and none is made up for it.

    >>> print(found.interval(0.9))
    ≤ 84,000
    >>> garrison = es.load("nanking-1937")["garrison"]
    >>> found = pool(garrison, "linear", coverage=0.8, point_factor=1.1, approximate_factor=1.25)
    >>> found.target, found.assumptions["coverage"]
    ('what another independent source would claim, taking each claim as equally credible', 0.8)
    >>> round(found.median.low, -3)
    100000.0
    """
    if isinstance(x, Dossier):
        assumed = checked(method, assumptions)
        return pooled(x, select(x), assumed)
    if isinstance(x, Ledger):
        level = assumptions.pop("level", 0.9)
        return ledger_pool(x, level, checked(method, assumptions))
    raise PoolingError(f"a pool is made of a dossier or a ledger (got {type(x).__name__})")
