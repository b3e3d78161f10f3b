"""Conversion of claims from one measure to another by a stated ratio, marked as somebody's wherever it goes."""

from __future__ import annotations

import math

from attrs import evolve

from estimates.analysis.bias.scenario import adjusted, also
from estimates.errors import ClaimError
from estimates.model.claims import Claimant, Estimate
from estimates.model.descriptions import USERS
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.messages import Message
from estimates.model.ranges import Range
from estimates.model.suppositions import Supposition
from estimates.model.vocabulary import checked_measure, same_measure


def convert(dossier: Dossier, *, measure: str, to: str, ratio: Range, said_by: str | Claimant) -> Dossier:
    """Convert the claims of one measure into claims of another, by a ratio that somebody states.

    Nothing is converted unless you ask, and no ratio is built in. The converted claims are marked in every table,
    figure, caption, pool and audit, with the ratio and its author; each keeps its wording and, in
    ``estimate.supposed``, the reading that its source states. A conversion cannot be written to disk.

    One ratio for several claims is one common error: pooling the converted claims does not make it smaller, and the
    scenario says so.

    Parameters
    ----------
    dossier : Dossier
    measure : str
        Of the claims to convert: ``casualties``.
    to : str
        The measure that they are converted to: ``killed``.
    ratio : Range
        What share of `measure` is `to`, with two ends above zero. A ratio of killed to wounded is not such a share:
        with 1 killed to 3 wounded, and casualties that are both, the killed are 1/4 of the casualties.
    said_by : str or Claimant
        The author of the ratio, and where it is printed, as text.

    Returns
    -------
    Dossier
        Its ``scenario`` describes what was converted.

    Raises
    ------
    ClaimError
        If no claim is of that measure, if the ratio is one-sided or reaches to zero, or if nobody is named for it.

    See Also
    --------
    scenario : Claims adjusted by factors that you suppose.
    compare : Relations of the claims, with those of other measures as bounds if you ask (``imply=True``).

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> found = convert(deaths, measure="casualties", to="killed", ratio=es.between(0.2, 0.3), said_by="an assumption")
    >>> print(found["chinese-source"])
    Contemporary Chinese source: 4,000–6,000 (scenario; stated: 20,000)
    >>> print(*(e.id for e, _ in es.compare(found).set_aside))
    <BLANKLINE>
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"claims of a dossier are converted {got(dossier)}")
    source, target = checked_measure(measure), checked_measure(to)
    if not source or not target or same_measure(source, target):
        raise ClaimError(f"a conversion is from one measure to another (got measure={measure!r}, to={to!r})")
    whose = said_by.name if isinstance(said_by, Claimant) else said_by
    if not isinstance(whose, str) or not whose.strip():
        raise ClaimError(f"said_by must name the author of the ratio, such as 'Smith 2001, 12' (got {said_by!r})")
    if not isinstance(ratio, Range) or not ratio.low or ratio.high is None:
        raise ClaimError(f"ratio must be a range with two ends above zero, {target} over {source} (got {ratio!r})")
    meant = [estimate for estimate in dossier if same_measure(estimate.measure or dossier.estimand.measure, source)]
    if not meant:
        raise ClaimError(f"no claim of {dossier.estimand.id!r} counts {source}")
    again = [estimate.id for estimate in meant if estimate.supposed is not None]
    if again:
        raise ClaimError(f"{again[0]!r} is already adjusted; convert the claims as their sources state them")
    conversion = Message(f"{source} taken as {target} at {ratio} of them, a ratio of {whose.strip()}", "converted",
                         source=source, target=target, ratio=ratio, whose=whose.strip())  # fmt: skip
    ids = {estimate.id for estimate in meant}
    claims = [_converted(e, ratio, target, conversion, dossier) if e.id in ids else e for e in dossier]
    parts = [conversion]
    if len(meant) > 1:
        common = f"one ratio for {len(meant)} claims is one common error"
        parts.append(Message(common, "common error", n=len(meant)))
    said = Message(f"{'; '.join(parts)}, {USERS}", "scenario", parts=tuple(parts))
    return evolve(dossier, estimand=evolve(dossier.estimand, scenario=also(dossier.scenario, said)), estimates=claims)


def _converted(estimate: Estimate, ratio: Range, target: str, conversion: str, dossier: Dossier) -> Estimate:
    assert ratio.low is not None
    assert ratio.high is not None
    factor, spread = 1 / math.sqrt(ratio.low * ratio.high), math.sqrt(ratio.high / ratio.low)
    r = adjusted(estimate.range, factor, spread)
    ends = {name: _clean(getattr(r, name)) for name in ("low", "high", "best")}
    supposition = Supposition(estimate.range, factor, spread, "", conversion)
    measure = "" if same_measure(target, dossier.estimand.measure) else target
    return evolve(estimate, range=evolve(r, **ends), measure=measure, supposed=supposition)


def _clean(value: float | None) -> float | None:
    """Return a converted end rounded to remove floating-point noise."""
    return None if value is None else float(f"{value:.12g}")
