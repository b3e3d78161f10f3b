"""Of which date and which place a claim speaks, and whether two claims speak of the same."""

from __future__ import annotations

from estimates.model.claims import Estimate
from estimates.model.dates import Date


def speaks_of(estimate: Estimate, date: Date) -> bool | None:
    """Return whether a claim speaks of a date, or of a time that it falls into; None where the claim states no date.

    Parameters
    ----------
    estimate : Estimate
    date : Date
        A day or a span.

    Examples
    --------
    >>> import estimates as es
    >>> who = es.Claimant("durdin", "F. Tillman Durdin")
    >>> claim = es.Estimate("durdin-garrison", who, es.point(50_000), as_of=es.Date("1937-12-07/1937-12-13"))
    >>> speaks_of(claim, es.Date("1937-12-13")), speaks_of(claim, es.Date("1937-11"))
    (True, False)
    """
    return None if estimate.as_of is None else estimate.as_of.overlaps(date)


def apart(a: Estimate, b: Estimate) -> str:
    """Return in which stated date or place two claims differ, or ``""`` where they are not known to.

    Claims that speak of different dates, or of different places, can both be right whatever their numbers are.

    Examples
    --------
    >>> import estimates as es
    >>> who = es.Claimant("tan", "Tan Daoping")
    >>> early, late = (es.Estimate(day, who, es.point(1), as_of=es.Date(day)) for day in ("1937-12-08", "1937-12-13"))
    >>> apart(early, late)
    'they speak of different dates (1937-12-08 and 1937-12-13)'
    """
    differ = []
    if a.as_of is not None and b.as_of is not None and not a.as_of.overlaps(b.as_of):
        differ.append(f"dates ({a.as_of} and {b.as_of})")
    if a.place and b.place and a.place.casefold() != b.place.casefold():
        differ.append(f"places ({a.place} and {b.place})")
    return f"they speak of different {' and '.join(differ)}" if differ else ""
