"""Pooling claims: six methods, each with its target, its assumptions and its refusals."""

from __future__ import annotations

from typing import Any, Final, overload

from estimates.analysis.ledger import Ledger, ledger_of
from estimates.analysis.pooling.assumptions import probability
from estimates.analysis.pooling.choices import Multiverse, MultiverseRow, multiverse
from estimates.analysis.pooling.ledger_pool import LedgerPool, ledger_pool
from estimates.analysis.pooling.method import checked
from estimates.analysis.pooling.methods import ORDER
from estimates.analysis.pooling.methods.linear import LinearPool
from estimates.analysis.pooling.methods.lognormal import LognormalPool
from estimates.analysis.pooling.methods.random_effects import RandomEffectsPool
from estimates.analysis.pooling.methods.turnbull import TurnbullPool
from estimates.analysis.pooling.pooled import Pooled, pooled, prepared
from estimates.analysis.selection import select
from estimates.errors import PoolingError
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got

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

METHODS: Final = ORDER


@overload
def pool(x: Dossier, method: str = "random-set", *, level: float = 0.9, **assumptions: Any) -> Pooled: ...
@overload
def pool(x: Dataset | Ledger, method: str = "random-set", *, level: float = 0.9, **assumptions: Any) -> LedgerPool: ...
def pool(
    x: Dossier | Dataset | Ledger, method: str = "random-set", *, level: float = 0.9, **assumptions: Any
) -> Pooled | LedgerPool:
    """Pool the claims on an estimand into one summary, under assumptions that you name.

    A pool summarises a literature; it does not measure the past. Claims of another measure or scope, and those that no
    longer stand, are set aside; exact copies count once, and so does each voice: the claims of one claimant share what
    they count, and a claim that only rests on another is set aside where that one is counted. The width of a range
    never becomes a weight of the claim in ``"random-set"``, ``"envelope"`` and ``"linear"``.

    The page *Which pool to choose* of the documentation (``docs/which_pool.md``) has a decision table, and the same
    claims through all methods.

    Parameters
    ----------
    x : Dossier, Dataset or Ledger
        Of a dataset and of a ledger: one row a figure.
    method : str
        ``"random-set"``, the default: the range in which each quantile of the claims lies, wherever in its range the
        value of each claim may be. ``"envelope"``: from the lowest to the highest value. ``"linear"``: the mixture of
        the claims, each taken as a distribution. ``"lognormal"``: the lognormal that best explains points, ranges and
        one-sided claims (``.mu``, ``.sigma``). ``"turnbull"``: the same without a shape (``.support``, ``.mass``).
        ``"random-effects"``: centre and spread of the logs (``.mean``, ``.se``, ``.tau2``, ``.factor``).
    level : float
        The level of the interval that is printed, and to which `Pooled.supported_level` refers.
    voices : {"claimant", "claim", "place"}
        For every method what counts once: a claimant, the default; each claim; or the claims that rest on one place of
        one work as well. Compilations, the press and anonymous claimants are voices by what they rest on.
    bound_factor : float or mapping
        For ``"random-set"``, ``"envelope"``, ``"lognormal"`` and ``"turnbull"``: "over X" is taken to reach from X to X
        times the factor, "up to X" from X over the factor to X. ``{"over": 1.5}`` names one direction. Without it
        bounds are taken as unlimited.
    rounding : "digits" or mapping
        For the same: a single number stands for all that round to it at its last significant digit, 200,000 for 150,000
        to 250,000; ``{"grain": 5}`` takes that digit as rounded to fives.
    coverage : float or mapping of str to float
        For ``"linear"`` and ``"random-effects"``: the probability that a stated range is taken to hold. No default. A
        mapping gives it by what a source says that its range is (``range_means``), under ``""`` for the others. A range
        that its source calls a "95 % interval", a "standard error" or "extremes" is taken as that.
    point_factor, approximate_factor : float
        A single number N (for ``"linear"`` and ``"random-effects"``), or "about N" (for every method), is taken as the
        range from N/factor to N times factor.
    shape : {"lognormal", "uniform", "log-uniform", "triangular", "pert"}
        For ``"linear"``: the distribution for which a range is taken.
    tau2 : {"REML", "PM", "DL"}
        For ``"random-effects"``: how the variance between sources is estimated.
    interval : str
        For ``"random-effects"``, ``"spread"``: quantiles and intervals of what another source would claim (at least 5
        voices), its mean where sources make several claims; ``"claim"``: of a single claim of another source, with the
        scatter of claims about the mean of their voice; or, on request, of the centre: ``"hksj"``, the modified method
        of Hartung, Knapp, Sidik and Jonkman, or ``"bayes"`` with a half-normal prior of tau, to be preferred for 3 to 6
        voices. For ``"lognormal"``,
        ``"plug-in"``, or ``"bayes"``: what another source would claim (at least 5 voices).
    tau_scale : float
        For ``"random-effects"`` with ``interval="bayes"``: the scale of that prior. No default.
    allow_multimodal : bool
        For ``"random-effects"``: average claims in camps more than a factor of 2 apart all the same.

    Returns
    -------
    Pooled or LedgerPool
        Of a ledger, one row an estimand, with the reason in words for those refused.

    Raises
    ------
    PoolingError
        If there is no such method or assumption, if one is lacking, or if the method cannot be computed for the claims
        of a dossier; the message says why, and what would serve.

    See Also
    --------
    compare : Relations of claims, where most meet, and camps.
    agreement : The claims that admit a value.
    multiverse : The pool under every defensible choice of method and assumption.
    leave_one_out : The result without each claim, claimant or work read through.

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
    random-set: median 6,000–70,000 (4 claims; no assumption)
    Target: bounds on the quantiles of what these voices claim, wherever in its range each value lies
    90 % interval: ≤ 84,000; 4 voices support a level of 60 % for a further voice, if voices are exchangeable
    Bounds are taken as unlimited (1 one-sided claim)
    2 of the claims are of unclear scope
    1 set aside: Contemporary Chinese source: 20,000 casualties: counts casualties, not killed

    The Japanese claim states no low end, and none is made up for it.

    >>> print(found.interval(0.9), pool(deaths, bound_factor=1.5).interval(0.9), sep="; ")
    ≤ 84,000; 6,000–84,000
    >>> garrison = es.load("nanking-1937")["garrison"]
    >>> found = pool(garrison, "linear", coverage=0.8, point_factor=1.1, approximate_factor=1.25)
    >>> found.target, found.assumptions["coverage"]
    ('the mixture of what these voices claim, each taken as equally credible', 0.8)
    >>> round(found.median.low, -3)
    100000.0
    """
    share = probability(level, "the level of an interval")
    if isinstance(x, Dossier):
        assumed = checked(method, assumptions)
        return pooled(prepared(x, select(x), assumed.voices), assumed, share)
    if isinstance(x, Dataset):
        x = ledger_of(x)
    if isinstance(x, Ledger):
        return ledger_pool(x, share, checked(method, assumptions))
    raise PoolingError(f"a pool is made of a dossier or a ledger {got(x)}")
