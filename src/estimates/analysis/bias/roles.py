"""For whom a claim speaks, seen from the people who are counted: own, enemy, third party, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from estimates.errors import ClaimError, UnknownNameError, listed, nearest
from estimates.model.claims import Estimand, Estimate
from estimates.model.dossiers import Dossier
from estimates.model.vocabulary import IMPARTIAL

Role = Literal["own", "enemy", "third party", "unclear"]

NAMES: Final[tuple[Role, ...]] = get_args(Role)


def role_of(estimate: Estimate, estimand: Estimand, roles: Mapping[str, Role] | None = None) -> Role:
    """Return for whom a claimant speaks, seen from the people who are counted.

    ``own``: for the side whose people are counted; ``enemy``: for another side; ``third party``: for no side, as a
    tribunal, relief body, press, compilation or witness may, and a scholar does, of whatever nation. ``unclear``: for a
    side where the estimand names none, or as a belligerent, government, politician, activist or in no known capacity
    without a side. Where it is known when the claimant was a party, a claim of another time is not that of a side.

    Parameters
    ----------
    estimate : Estimate
    estimand : Estimand
    roles : mapping of str to str, optional
        What a reader sets, by the id of the claim or of the claimant.
    """
    who = estimate.claimant
    given = roles or {}
    if estimate.id in given or who.id in given:
        return given.get(estimate.id, given.get(who.id, "unclear"))
    if estimate.speaks_for:
        if not estimand.side:
            return "unclear"
        return "own" if estimate.speaks_for == estimand.side else "enemy"
    return "third party" if who.role in IMPARTIAL else "unclear"


def outside(estimate: Estimate) -> bool:
    """Return whether a claim was made when its claimant was no party; false where one of the two is not known."""
    return bool(estimate.claimant.speaks_for) and not estimate.speaks_for


def role_words(estimate: Estimate, roles: Mapping[str, Role] | None = None) -> str:
    """Return from what the role of a claim follows, where that is more than its claimant's side; else ``""``.

    Examples
    --------
    >>> import estimates as es
    >>> ministry = es.Claimant("m", "Ministry", role="government", side="Ruritania", active=es.Date("1937/1945"))
    >>> role_words(es.Estimate("e", ministry, es.point(5), claimed=es.Date("2017")))
    'a party 1937/1945 only; the claim is of 2017'
    """
    who = estimate.claimant
    if roles and (estimate.id in roles or who.id in roles):
        return "the role is the user's, not the data's"
    if who.active is None or not who.speaks_for:
        return ""
    if estimate.claimed is None:
        return f"a party {who.active}; the date of the claim is not stated"
    return f"a party {who.active}{' only' if outside(estimate) else ''}; the claim is of {estimate.claimed}"


def checked_roles(roles: Mapping[str, str] | None, dossier: Dossier) -> dict[str, Role]:
    """Return the roles that a reader sets, checked against the claims and claimants of a dossier.

    Raises
    ------
    UnknownNameError, ClaimError
        If a name is none of a claim or claimant here, or a role is none of `NAMES`.
    """
    if roles is None:
        return {}
    if not isinstance(roles, Mapping):
        raise ClaimError(f"roles must map ids of claims or claimants to {listed(NAMES)} (got {roles!r})")
    known = dict.fromkeys([*(e.claimant.id for e in dossier), *(e.id for e in dossier)])
    found: dict[str, Role] = {}
    for name, role in roles.items():
        if name not in known:
            hint = nearest(str(name), known)
            raise UnknownNameError(f"no claim or claimant {name!r} in {dossier.estimand.id!r}{hint}")
        said = role.replace("-", " ") if isinstance(role, str) else role
        if said not in NAMES:
            hint = nearest(said, NAMES) if isinstance(said, str) else ""
            raise ClaimError(f"the role of {name!r} must be {listed(NAMES)} (got {role!r}{hint})")
        found[name] = said
    return found
