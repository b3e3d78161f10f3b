"""The schools to which one judge, or all judges alike, assign the claimants of a dossier."""

from __future__ import annotations

from estimates.errors import ClaimError, UnknownNameError, listed, nearest
from estimates.model.claims import Claimant
from estimates.model.dossiers import Dossier


def schools_in(dossier: Dossier, school_by: str | Claimant | None) -> dict[str, str]:
    """Return the schools of a dossier's claimants, by the claimants' ids; who is assigned to none is left out.

    Parameters
    ----------
    dossier : Dossier
    school_by : str, Claimant or None
        The id of the judge: whoever this judge assigns to no school is then of none. None is for the school on which
        all judges agree, or which the table of claimants gives.

    Raises
    ------
    ClaimError
        If no judge is named, and judges differ on a claimant of the dossier.
    UnknownNameError
        If the judge assigns no claimant of the dossier to a school.

    Examples
    --------
    >>> import estimates as es
    >>> tolls = es.load("nanking-massacre")["killed-scope-not-stated"]
    >>> schools = schools_in(tolls, "askew")
    >>> schools[tolls["okazaki"].claimant.id]
    'Illusion School'
    """
    if school_by is None:
        return {who: "; ".join(schools) for who, schools in _agreed(dossier).items()}
    return _by(dossier, school_by.id if isinstance(school_by, Claimant) else school_by)


def _agreed(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    """Return the schools of each claimant, one each; refused where judges differ."""
    found: dict[str, dict[str, None]] = {}
    for assigned in dossier.schools:
        found.setdefault(assigned.claimant.id, {})[assigned.school] = None
    torn = [who for who, schools in found.items() if len(schools) > 1]
    if torn:
        judges = dict.fromkeys(
            assigned.said_by.id for assigned in dossier.schools if assigned.said_by and assigned.claimant.id in torn
        )
        raise ClaimError(
            f"judges differ on the school of {listed(torn)}; name the judge whom you follow: school_by={listed(judges)}"
        )
    return {who: tuple(schools) for who, schools in found.items()}


def _by(dossier: Dossier, judge: str) -> dict[str, str]:
    judged = [assigned for assigned in dossier.schools if assigned.said_by is not None]
    judges = dict.fromkeys(assigned.said_by.id for assigned in judged if assigned.said_by is not None)
    if judge not in judges:
        there = f"; there are {listed(judges)}" if judges else "; nobody does"
        raise UnknownNameError(
            f"{judge!r} assigns no claimant of {dossier.estimand.id!r} to a school{nearest(judge, judges) or there}"
        )
    found: dict[str, str] = {}
    for assigned in judged:
        if assigned.said_by is not None and assigned.said_by.id == judge:
            who = assigned.claimant.id
            found[who] = f"{found[who]}; {assigned.school}" if who in found else assigned.school
    return found
