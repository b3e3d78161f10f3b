"""The data of the bias model: for each claim of a dataset or table its figure, camp, role and bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from attrs import evolve, field, frozen
from scipy.special import ndtri

from estimates.analysis import ledger_from_frame
from estimates.analysis.bias.audit import role_of
from estimates.analysis.selection import select
from estimates.errors import ClaimError, PoolingError, UnknownNameError, listed, nearest
from estimates.kernels.groups import Floats
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.messages import Message
from estimates.model.vocabulary import kind_of

Claim = Estimate | int
Aside = tuple[tuple[Claim, str], ...]

NAMES: Final = ("figure", "camp", "role", "low", "high")
THIRD: Final = "third party"
_STRENGTH: Final = "strength"
_NO_MEASURE: Final = Message("no stated measure", "no measure")


@frozen
class Assumed:
    """What the model assumes; see `bias_model`."""

    method: str = "bayes"
    coverage: float | None = None
    tau_scale: float = 1.0
    omega_scale: float = 1.0
    anchor_camps: Sequence[str] | None = None
    level: float = 0.9
    bound_factor: Any = None
    over_factor: float | None = None
    upto_factor: float | None = None


@frozen
class Refused:
    """A cell or a figure for which the model gives no number, and why.

    Parameters
    ----------
    kind : str
        ``cell``, a camp in a role, or ``figure``.
    name : str
    reason : str

    See Also
    --------
    BiasModel : Holds them beside what it answers.
    """

    kind: str
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.reason}"


@frozen(eq=False)
class Held:
    """Claims in columns: those that are compared, those set aside, and figures refused.

    ``low``, ``high`` and ``best`` are as stated, nan where nothing is. ``dropped`` are the claims that would have been
    compared, had the model a place for them; copies and claims of another measure or scope are not among them.
    """

    claims: tuple[Claim, ...]
    figure: tuple[str, ...]
    camp: tuple[str, ...]
    role: tuple[str, ...]
    low: Floats
    high: Floats
    best: Floats
    set_aside: Aside = ()
    refused: tuple[Refused, ...] = field(default=())
    dropped: tuple[tuple[str, Claim, str], ...] = ()

    def only(self, keep: Sequence[bool], why: Sequence[str], refused: tuple[Refused, ...] = ()) -> Held:
        """Return those of the claims that are kept; the others are dropped with the reason of each.

        They are also among those set aside, and ``dropped`` keeps the figure of each.
        """
        at = np.flatnonzero(keep)
        lost = tuple(
            (f, c, reason) for f, c, kept, reason in zip(self.figure, self.claims, keep, why, strict=True) if not kept
        )
        places = at.tolist()
        return evolve(
            self, claims=tuple(self.claims[i] for i in places), figure=tuple(self.figure[i] for i in places),
            camp=tuple(self.camp[i] for i in places), role=tuple(self.role[i] for i in places),
            low=self.low[at], high=self.high[at], best=self.best[at],
            set_aside=(*self.set_aside, *(part[1:] for part in lost)), refused=(*self.refused, *refused),
            dropped=(*self.dropped, *lost),
        )  # fmt: skip


def held(x: Any, named: Mapping[str, str | None]) -> Held:
    """Return the claims of a dataset, or of a table whose columns are named.

    Raises
    ------
    ClaimError
        If columns are named for a dataset.
    UnknownNameError
        If a table has no such column.
    PoolingError
        If claims of a dataset report each other cyclically.
    """
    if isinstance(x, Dossier):
        x = Dataset(x.estimand.id, [x])
    if not isinstance(x, Dataset):
        return _of_frame(x, {name: named.get(name) or (name if name in NAMES else None) for name in named})
    given = [name for name, column in named.items() if column is not None]
    if given:
        raise ClaimError(
            "a dataset knows its own figures, camps and roles; leave out what names columns of a table "
            f"(got {listed(given)})"
        )
    return _of_dataset(x)


def _of_dataset(dataset: Dataset) -> Held:
    used: list[tuple[Estimate, str, str]] = []
    aside: list[tuple[Claim, str]] = []
    apart = _apart(dataset)
    for dossier in dataset.values():
        chosen = select(dossier)
        used += [(estimate, dossier.estimand.id, _role(estimate, dossier, apart)) for estimate in chosen.used]
        aside += chosen.set_aside
    ranges = [estimate.range for estimate, _, _ in used]
    low, high, best = (
        np.array([np.nan if v is None else v for v in values], dtype=np.float64)
        for values in ([r.low for r in ranges], [r.high for r in ranges], [r.best for r in ranges])
    )
    found = Held(
        tuple(e for e, _, _ in used), tuple(f for _, f, _ in used), tuple(_camp(e) for e, _, _ in used),
        tuple(role for _, _, role in used), low, high, best, tuple(aside),
    )  # fmt: skip
    why = [_unplaced(estimate) for estimate, _, _ in used]
    return found.only([bool(role) for role in found.role], why)


def _unplaced(estimate: Estimate) -> str:
    """Return why a claim has no role in the model, if it has none."""
    who = estimate.claimant
    if estimate.speaks_for:
        return f"speaks for {estimate.speaks_for}, and the figure is of no side, so that it is neither own nor enemy"
    role = f"its claimant (role: {who.role})" if who.role else "its claimant, of no known role,"
    return f"{role} has no side: own, enemy or third party is unclear"


def _camp(estimate: Estimate) -> str:
    return estimate.claimant.side or estimate.claimant.name


def _apart(dataset: Dataset) -> dict[tuple[str, str], tuple[str, str]]:
    """Return by what measure and unit roles are kept apart, so that no factor is shared between unlike figures.

    Strengths are always apart, since the incentive reverses there; other measures and units where there are several.
    """
    kinds = dict.fromkeys((d.estimand.measure, d.estimand.unit) for d in dataset.values())
    strengths = {kind for kind in kinds if kind_of(kind[0]) == "strength"}
    several = len(kinds) - len(strengths) > 1
    units = len({unit or "persons" for _, unit in kinds}) > 1
    out = {}
    for kind in kinds:
        measure = _STRENGTH if kind in strengths else (kind[0] or _NO_MEASURE) if several else ""
        out[kind] = measure, (kind[1] or "persons") if units and measure else ""
    return out


def _role(estimate: Estimate, dossier: Dossier, apart: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    """Return the role of a claim, with the measure and unit where these are kept apart."""
    role = role_of(estimate, dossier.estimand)
    if role in ("own", "enemy"):
        measure, unit = apart[dossier.estimand.measure, dossier.estimand.unit]
        if unit:
            text = f"{role}, on {measure} ({unit})"
            return Message(text, "role on, unit", role=role, measure=measure, unit=unit)
        return Message(f"{role}, on {measure}", "role on", role=role, measure=measure) if measure else role
    return THIRD if role == "third party" else ""


def _of_frame(frame: Any, named: Mapping[str, str | None]) -> Held:
    figure, camp, role = (str(named[name]) for name in ("figure", "camp", "role"))
    numbers = {name: named.get(name) for name in ("low", "high", "best", "low_open", "high_open")}
    table = ledger_from_frame.table(frame, figure, {}, {**numbers, "approximate": None, "mass": None})
    camps, roles = ledger_from_frame.texts(frame, camp), ledger_from_frame.texts(frame, role)
    found = Held(
        tuple(range(len(table.group))), tuple(table.labels[g] if g >= 0 else "" for g in table.group.tolist()),
        tuple(camps), tuple(roles), table.numbers["low"], table.numbers["high"], table.numbers["best"],
    )  # fmt: skip
    why = [""] * len(camps)
    for fault in table.faults:
        at = (fault.row or 0) - ledger_from_frame.FIRST_ROW
        why[at] = why[at] or f"column {fault.column}: {fault.message}"
    vague = np.isnan(found.low) & np.isnan(found.high)
    for i in range(len(why)):
        lacking = [name for name, cells in ((camp, camps), (role, roles)) if not cells[i]]
        why[i] = why[i] or (f"no {listed(lacking)}" if lacking else "") or ("gives no number" if vague[i] else "")
    copies = _copies(frame, named.get("root"), found, why)
    refused = _mixed(frame, named.get("measure"), found, why)
    kept = found.only([not reason for reason in why], why, refused)
    return evolve(kept, dropped=tuple(part for part in kept.dropped if part[1] not in copies))


def _copies(frame: Any, column: str | None, found: Held, why: list[str]) -> set[int]:
    """Set aside the rows of a figure that have a root in common with an earlier one, and return them."""
    copies: set[int] = set()
    if column is None:
        return copies
    first: dict[tuple[str, str], int] = {}
    for i, root in enumerate(ledger_from_frame.texts(frame, column)):
        if root and not why[i] and first.setdefault((found.figure[i], root), i) != i:
            why[i] = f"same {column} {root!r} as row {first[found.figure[i], root]}, counted once"
            copies.add(i)
    return copies


def _mixed(frame: Any, column: str | None, found: Held, why: list[str]) -> tuple[Refused, ...]:
    """Refuse the figures of several measures."""
    if column is None:
        return ()
    met: dict[str, dict[str, None]] = {}
    for i, measure in enumerate(ledger_from_frame.texts(frame, column)):
        if not why[i]:
            met.setdefault(found.figure[i], {})[measure] = None
    mixed = {name: f"claims count {listed(measures)}; a figure has one measure"
             for name, measures in met.items() if len(measures) > 1}  # fmt: skip
    for i, name in enumerate(found.figure):
        why[i] = why[i] or mixed.get(name, "")
    return tuple(Refused("figure", name, reason) for name, reason in mixed.items())


def named_role(asked: str, roles: Sequence[str], what: str) -> str:
    """Return the role that is asked for, whatever its capitals and hyphens.

    Raises
    ------
    UnknownNameError
        If no claim has that role.
    """
    known = list(dict.fromkeys(roles))
    if asked in known:
        return asked
    if not isinstance(asked, str):
        raise ClaimError(f"{what} must be the name of a role (got {asked!r})")
    alike = [role for role in known if _plain(role) == _plain(asked)]
    if len(alike) == 1:
        return alike[0]
    hint = nearest(asked, known) or (f"; there are {listed(known)}" if len(known) <= 20 else "")
    raise UnknownNameError(f"no claim has the role {asked!r}, which {what} names{hint}")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def logs(found: Held, assumed: Assumed) -> tuple[Held, Floats, Floats, Floats]:
    """Return the claims that bound something, the logs of their ends, and the variance that a range has of its own.

    A stated range is normal in logs where a coverage is assumed, else its ends only. "Over X" ends at X times the
    factor that is assumed for it, "up to X" begins at X divided by its own; without these they are unlimited.
    """
    z = None if assumed.coverage is None else float(ndtri((1 + assumed.coverage) / 2))
    low, high, best = found.low, found.high, found.best
    zero, nothing = high == 0, ~(low > 0) & np.isnan(high)
    why = np.where(
        zero, "is zero, which has no logarithm", np.where(nothing, "bounds nothing: it says zero or more", "")
    )
    found = found.only((~zero & ~nothing).tolist(), why.tolist())
    low, high, best = found.low, found.high, found.best
    if not len(low):
        raise PoolingError("no claim gives a number above zero")
    with np.errstate(divide="ignore"):
        a = np.log(np.where(np.isnan(low), 0.0, low))
        b = np.log(np.where(np.isnan(high), np.inf, high))
    own = np.zeros(len(a))
    ranged = np.isfinite(a) & np.isfinite(b) & (a < b)
    named = best > 0
    centre = np.where(named, np.log(np.where(named, best, 1.0)), np.nan)
    if z is not None:
        own[ranged] = ((b[ranged] - a[ranged]) / (2 * z)) ** 2
        centre = np.where(ranged & ~named, (np.where(ranged, a, 0.0) + np.where(ranged, b, 0.0)) / 2, centre)
    over, upto = np.isfinite(a) & np.isinf(b), np.isinf(a) & np.isfinite(b)
    if assumed.over_factor is not None:
        b = np.where(over, a + np.log(assumed.over_factor), b)
    if assumed.upto_factor is not None:
        a = np.where(upto, b - np.log(assumed.upto_factor), a)
    known = ~np.isnan(centre)
    return found, np.where(known, centre, a), np.where(known, centre, b), own
