"""Drift: how the values that are stated move with the date at which they are stated."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import numpy as np
from attrs import field, frozen

from estimates.analysis.bias.anchors import middle, unfit
from estimates.analysis.selection import Selection, select
from estimates.analysis.voices import voices_of
from estimates.errors import ClaimError, PoolingError, listed, nearest
from estimates.kernels.groups import Floats, Ints
from estimates.model.claims import Estimate
from estimates.model.dates import Date
from estimates.model.descriptions import headed, with_reason
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.markup import html_facts, html_list
from estimates.model.numbers import written
from estimates.model.sources import Source

By = Literal["school", "side", "role"]

LEAST: Final = 8
CAMPS: Final[tuple[By, ...]] = ("school", "side", "role")
_PERMUTATIONS: Final = 9_999
_SEED: Final = 20_261_127
_BLOCK: Final = 500_000


@frozen(eq=False, repr=False)
class Drift:
    """How the stated values move with the date of the claim, made by `drift`.

    It describes a literature: later claims may be higher because more is known, because others write, or because
    numbers grow in being repeated.

    Attributes
    ----------
    dossier : Dossier
    voices : int
        How many dated voices there are.
    tau : float
        Kendall's rank correlation tau-b of date and value, from -1 to 1; ties in either are allowed for.
    slope : float
        The median of the slopes between every two voices (Theil and Sen), in natural logs a year.
    low, high : float
        The 90 % interval of `slope`.
    p : float
        How often permuting the dates among the voices gives a correlation as far from zero, two-sided.
    camps : str
        By what voices were kept apart for `p_within`: school, side or role.
    p_within : float or None
        The same where dates are permuted within camps only, so that a change of who writes does not count as drift.
        Voices of which the camp is not recorded are in no camp. None where no camp has two dated voices.
    left_out : tuple of (Estimate, str)
        The claims compared that have no date, or no middle, each with the reason.

    See Also
    --------
    drift : Returns it.
    plot_timeline : The claims in the order in which they were made.
    """

    dossier: Dossier
    voices: int
    tau: float
    slope: float
    low: float
    high: float
    p: float
    camps: By
    p_within: float | None
    left_out: tuple[tuple[Estimate, str], ...]
    _selection: Selection = field(alias="selection")

    @property
    def used(self) -> tuple[Estimate, ...]:
        """The claims that were used, in the order of the dossier."""
        gone = {estimate.id for estimate, _ in self.left_out}
        return tuple(estimate for estimate in self._selection.used if estimate.id not in gone)

    @property
    def set_aside(self) -> tuple[tuple[Estimate, str], ...]:
        """The claims that are not compared, each with the reason."""
        return self._selection.set_aside

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims used rest, each once."""
        return tuple(dict.fromkeys(s for e in self.used for citation in e.citations for s in citation.sources))

    @property
    def factor(self) -> float:
        """The factor by which the stated values grow in ten years, by `slope`; below 1 they fall."""
        return math.exp(10 * self.slope)

    def __str__(self) -> str:
        ends = "–".join(written(math.exp(10 * end)) for end in (self.low, self.high))
        within = (
            f"; within {self.camps}s p = {self.p_within:.3g}"
            if self.p_within is not None
            else (
                f"; no {self.camps} has two dated voices, so drift cannot be distinguished from a change of who writes"
            )
        )
        lines = [
            f"{headed(self.dossier.estimand)}: {self.voices} dated voices",
            f"Rank correlation of date and value: {self.tau:.2f} (p = {self.p:.3g}{within})",
            f"Over ten years: × {written(self.factor)} (90 %: {ends})",
        ]
        lines += [f"Left out: {estimate}: {why}" for estimate, why in self.left_out]
        unclear = sum(estimate.scope == "unclear" for estimate in self.used)
        lines += [f"{unclear} of the claims {'is' if unclear == 1 else 'are'} of unclear scope"] if unclear else []
        lines += [f"Set aside: {with_reason(*each)}" for each in self.set_aside]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        head, *lines = str(self).split("\n")
        facts = [line.partition(": ") for line in lines[:2]]
        return html_facts([(name, text) for name, _, text in facts], caption=head) + html_list(lines[2:])

    def __repr__(self) -> str:
        return f"<Drift of {self.dossier.estimand.id!r}: {self.voices} voices, × {written(self.factor)} in ten years>"


def drift(dossier: Dossier, *, camps: By = "school") -> Drift:
    """Measure how the stated values change with the date of the claim.

    A voice counts once: with the mean of its dates and of the logs of its values. Dates are permuted among the voices,
    and, since a change of who writes looks like drift, within camps too.

    Parameters
    ----------
    dossier : Dossier
    camps : {"school", "side", "role"}
        What voices of one camp have in common.

    Returns
    -------
    Drift

    Raises
    ------
    PoolingError
        If there are fewer than eight dated voices.
    ClaimError
        If it is no dossier, or there are no such camps.

    See Also
    --------
    leave_one_out : The result without each claim, claimant, school or side in turn.
    compare : Relations of the claims, whatever their dates.

    References
    ----------
    Kendall, M. G. (1945). Biometrika 33, 239-251. Sen, P. K. (1968). Journal of the American Statistical Association
    63, 1379-1389.

    Examples
    --------
    >>> import estimates as es
    >>> claims = [es.Estimate(f"e{n}", es.Claimant(f"c{n}", f"C{n}", role="scholar"), es.point(1_000 * (n + 1)),
    ...                       claimed=es.Date(str(1940 + 5 * n))) for n in range(8)]
    >>> found = drift(es.Dossier(es.Estimand("dead"), claims))
    >>> round(found.tau, 2), found.p < 0.001
    (1.0, True)
    """
    if not isinstance(dossier, Dossier):
        raise ClaimError(f"drift is measured in a dossier {got(dossier)}")
    if camps not in CAMPS:
        hint = nearest(camps, CAMPS) if isinstance(camps, str) else ""
        raise ClaimError(f"camps must be {listed(CAMPS)} (got {camps!r}{hint})")
    chosen = select(dossier)
    spoken = voices_of(chosen.used, dossier.links)
    gone: dict[str, str] = {}
    by_voice: dict[int, list[Estimate]] = {}
    for estimate, number, silent in zip(chosen.used, spoken.number, spoken.why):
        why = silent or unfit(estimate) or ("" if _year(estimate.claimed) is not None else "its date is not known")
        if why:
            gone[estimate.id] = why
        else:
            by_voice.setdefault(number, []).append(estimate)
    if len(by_voice) < LEAST:
        raise PoolingError(f"drift needs {LEAST} dated voices, and {dossier.estimand.id!r} has {len(by_voice)}"
                           f"{_why_few(gone)}")  # fmt: skip
    years = np.array([np.mean([_year(e.claimed) or 0.0 for e in claims]) for claims in by_voice.values()])
    logs = np.array([np.mean([middle(e.range) for e in claims]) for claims in by_voice.values()])
    # voices of which the camp is not recorded are not one camp
    names = [_camp(claims[0], camps) or number for number, claims in by_voice.items()]
    known = {name: n for n, name in enumerate(dict.fromkeys(names))}
    group = np.array([known[name] for name in names])
    left = tuple((e, gone[e.id]) for e in chosen.used if e.id in gone)
    return Drift(dossier, len(years), *_slopes(years, logs), _p_value(years, logs, np.zeros_like(group)) or 1.0, camps,
                 _p_value(years, logs, group), left, selection=chosen)  # fmt: skip


def _why_few(gone: Mapping[str, str]) -> str:
    counts: dict[str, int] = {}
    for why in gone.values():
        counts[why] = counts.get(why, 0) + 1
    said = ", ".join(f"{number} left out: {why}" for why, number in counts.items())
    return f" ({said})" if said else ""


def _camp(estimate: Estimate, camps: By) -> str:
    who = estimate.claimant
    return {"school": who.school, "side": who.speaks_for, "role": who.role}[camps]


def _year(claimed: Date | None) -> float | None:
    """Return the middle of a date as a year with decimals; None where an end of it is not known."""
    if claimed is None or claimed.earliest is None or claimed.latest is None:
        return None
    return (_decimal(claimed.earliest) + _decimal(claimed.latest)) / 2


def _decimal(day: tuple[int, int, int]) -> float:
    year, month, number = day
    if not 1 <= year < 9_999:
        return year + (month - 1) / 12 + (number - 1) / 365
    start = date(year, 1, 1).toordinal()
    return year + (date(year, month, number).toordinal() - start) / (date(year + 1, 1, 1).toordinal() - start)


def _slopes(years: Floats, logs: Floats) -> tuple[float, float, float, float]:
    """Return tau-b, the median slope, and the ends of its 90 % interval."""
    from scipy import stats

    if len(set(years.tolist())) < 2:
        raise PoolingError("all dated voices are of one date, which shows no drift")
    tau = float(stats.kendalltau(years, logs).statistic)
    slope, _, low, high = stats.theilslopes(logs, years, alpha=0.9)
    return (0.0 if math.isnan(tau) else tau), float(slope), float(low), float(high)


def _p_value(years: Floats, logs: Floats, group: Ints) -> float | None:
    """Return the two-sided p value of the sum of concordances within groups, by permuting dates within them.

    None where no group has two members.
    """
    pairs = [(i, j) for i in range(len(years)) for j in range(i) if group[i] == group[j]]
    if not pairs:
        return None
    a, b = np.array(pairs).T
    signs = np.sign(logs[a] - logs[b])
    rng = np.random.default_rng(_SEED)
    observed = abs(float(np.sum(np.sign(years[a] - years[b]) * signs)))
    reached, left = 0, _PERMUTATIONS
    step = max(1, _BLOCK // len(a))
    while left:
        here = min(step, left)
        order = _permuted(group, here, rng)
        shuffled = years[order]
        sums = (np.sign(shuffled[:, a] - shuffled[:, b]) * signs).sum(axis=1)
        reached += int(np.count_nonzero(np.abs(sums) >= observed - 1e-9))
        left -= here
    return (1 + reached) / (1 + _PERMUTATIONS)


def _permuted(group: Ints, count: int, rng: np.random.Generator) -> Ints:
    """Return permutations of places that keep each within its group."""
    by_group = np.argsort(group, kind="stable")
    shuffled = np.argsort(group + rng.random((count, len(group))), axis=1)  # whole numbers keep the groups apart
    out: Ints = np.empty((count, len(group)), dtype=np.int64)
    out[:, by_group] = shuffled
    return out
