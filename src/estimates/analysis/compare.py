"""Claims compared: who agrees with whom, where most meet, and who cannot both be right."""

from __future__ import annotations

import math
from typing import overload

from attrs import evolve

from estimates.analysis.comparison import Comparison
from estimates.analysis.ledger import Ledger, ledger_of, of_estimates
from estimates.analysis.ledger_comparison import LedgerComparison, compare_ledger
from estimates.analysis.selection import Selection, select
from estimates.analysis.voices import voices_of
from estimates.errors import ClaimError
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dates import Date
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.numbers import Number
from estimates.model.occasions import speaks_of
from estimates.model.ranges import Range
from estimates.model.rows import Rows


@overload
def compare(
    x: Dossier, *, imply: bool = False, as_of: str | Date | None = None, approximate_factor: float | None = None
) -> Comparison: ...
@overload
def compare(
    x: Dataset | Ledger,
    *,
    imply: bool = False,
    as_of: str | Date | None = None,
    approximate_factor: float | None = None,
) -> LedgerComparison: ...
def compare(
    x: Dossier | Dataset | Ledger,
    *,
    imply: bool = False,
    as_of: str | Date | None = None,
    approximate_factor: float | None = None,
) -> Comparison | LedgerComparison:
    """Compare claims: who agrees with whom, where most meet, and who cannot both be right.

    Claims of another measure or scope than the estimand's, those that no longer stand, and exact copies of others are
    set aside, with the reason (see `lineage`). In the core and its depth a voice counts once: the claims of one
    claimant, and a claim with one that it only rests on.

    Parameters
    ----------
    x : Dossier, Dataset or Ledger
        Of a dataset and of a ledger: one row a figure.
    imply : bool
        Whether claims of a wider measure or scope serve as the upper bounds that they imply, those of a narrower one
        as lower bounds. Of a dossier only: a ledger does not hold what each claim counts.
    as_of : str or Date, optional
        A date or span, in EDTF: claims that speak of another time are set aside. Those of which the time is not stated
        stay, and are flagged. Of a dossier only.
    approximate_factor : float, optional
        "About N" is taken as the range from N/factor to N times factor. Without it "about" is taken at its stated
        value, and no two claims of which one says it are called contradictory. Of a dossier only.

    Returns
    -------
    Comparison or LedgerComparison

    Raises
    ------
    ClaimError
        If it is given something else, or an argument that does not hold for it: `imply` of a ledger, `as_of` of several
        figures, a factor that is not above 1.
    LineageError
        If the links of the claims are cyclic.

    See Also
    --------
    agreement : The claims that admit a value.
    tensions : Claims on several estimands that cannot all be right.
    pool : One summary of all claims.
    leave_one_out : The core without each claim in turn.

    Examples
    --------
    >>> import estimates as es
    >>> print(compare(es.load("nanking-1937")["garrison"]))
    Garrison of Nanking, December 1937: 3 claims compared, 0 set aside
    Tied cores: 73,790–81,500: 1 (David Askew); 100,000: 1 (Ikuhiko Hata); c. 150,000: 1 (Tokushi Kasahara)
    Envelope: 73,790–150,000
    Cannot both be right: David Askew: 73,790–81,500 | Ikuhiko Hata: 100,000: disjoint, by a factor of 1.23
    No common value: David Askew: 73,790–81,500 | Tokushi Kasahara: c. 150,000: differ by a factor of 1.84 as stated;
    one says about
    No common value: Ikuhiko Hata: 100,000 | Tokushi Kasahara: c. 150,000: differ by a factor of 1.5 as stated;
    one says about
    """
    if isinstance(x, Ledger):
        given = {"imply": imply or None, "as_of": as_of, "approximate_factor": approximate_factor}
        for name, value in given.items():
            if value is not None:
                raise ClaimError(f"a ledger does not hold what its claims count, or when (got {name}={value!r}); "
                                 "compare the dossiers")  # fmt: skip
        return compare_ledger(x)
    if isinstance(x, Dataset):
        if as_of is not None or approximate_factor is not None:
            raise ClaimError("as_of and approximate_factor apply to one dossier; compare the dossiers one by one")
        return compare_ledger(ledger_of(x, imply=imply))
    if not isinstance(x, Dossier):
        raise ClaimError(f"a comparison is made of a dossier or a ledger {got(x)}")
    date = Date(as_of) if isinstance(as_of, str) else as_of
    chosen = _at(select(x, imply=imply), date)
    factor = _checked(approximate_factor)
    taken = tuple(widened(estimate.range, factor) for estimate in chosen.used)
    spoken = voices_of(chosen.used, x.links)
    read = [evolve(estimate, range=r) for estimate, r in zip(chosen.used, taken)]
    claims = of_estimates([x.estimand.id], [read], None, [spoken]).intervals()
    return Comparison(x, chosen, claims=claims, taken=taken, as_of=str(date or ""), approximate_factor=factor)


def _checked(factor: object) -> float | None:
    if factor is None:
        return None
    if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 1 < factor < math.inf:
        raise ClaimError(f"approximate_factor must be a number above 1: 1.25 takes “about N” as N/1.25 to 1.25 N "
                         f"(got {factor!r})")  # fmt: skip
    return float(factor)


def _at(chosen: Selection, date: Date | None) -> Selection:
    """Return the selection without the claims that speak of another time."""
    if date is None:
        return chosen
    same_date = {estimate.id: speaks_of(estimate, date) for estimate in chosen.used}
    other = tuple((e, f"speaks of {e.as_of}, not of {date}") for e in chosen.used if same_date[e.id] is False)
    unknown = tuple((e, "the time of which it speaks is not stated") for e in chosen.used if same_date[e.id] is None)
    return evolve(
        chosen, used=tuple(e for e in chosen.used if same_date[e.id] is not False),
        set_aside=(*chosen.set_aside, *other), flagged=(*chosen.flagged, *unknown),
        implied=tuple(pair for pair in chosen.implied if same_date[pair[0].id] is not False),
    )  # fmt: skip


def widened(r: Range, factor: float | None) -> Range:
    """Return a range that is "about" with the width that a factor gives it; any other as it is.

    Examples
    --------
    >>> from estimates.model.ranges import about, point
    >>> print(widened(about(1_000), 1.25), widened(point(1_000), 1.25), sep="; ")
    800–1,250; 1,000
    """
    if factor is None or not r.approximate:
        return r
    low = None if r.low is None else r.low / factor
    high = None if r.high is None else r.high * factor
    return Range(low, high, best=r.best, low_open=r.low_open, high_open=r.high_open and high != 0)


def agreement(dossier: Dossier, value: Number | Range) -> Rows[Estimate]:
    """Return the compared claims that admit a number, or the whole of a range.

    They are those that `compare` compares: an exact copy is not a second voice.

    Parameters
    ----------
    dossier : Dossier
    value : int, float or Range
        In the estimand's unit.

    Returns
    -------
    tuple of Estimate
        In the order of the dossier.

    See Also
    --------
    compare : Relations of the claims, and where most of them meet.

    Examples
    --------
    >>> import estimates as es
    >>> deaths = es.load("nanking-1937")["combat-deaths"]
    >>> print(*agreement(deaths, 70_000), sep="; ")
    Jay Taylor: 70,000; Japanese claim: ≤ 84,000
    """
    return Rows((estimate for estimate in select(dossier).used if estimate.range.admits(value)), "claim")
