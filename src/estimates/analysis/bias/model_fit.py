"""From claims to the model: which are linked to the anchor, what is fitted, and how the result is labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

import numpy as np
from attrs import evolve

from estimates.analysis.bias.model_data import Assumed, Held, Refused, logs, named_role
from estimates.analysis.bias.model_results import Adjusted, AnchorSpread, BiasModel, Deviation, Factor, RoleEffect
from estimates.analysis.pooling.assumptions import worded
from estimates.errors import PoolingError, UnknownNameError, listed, nearest
from estimates.kernels import connected, hierarchical, restricted
from estimates.kernels.cells import Claims
from estimates.kernels.groups import Floats, Ints, ShapeError
from estimates.model.messages import Message

ROUNDING: Final = 0.001
_LISTED: Final = 12  # how many refusals a message names
_CELL = {
    connected.NO_PATH: "shares no figure, over any number of steps, with the anchor",
    connected.ONE_WAY: "the claims of its role bound its factor from one side only",
}
_FIGURE = {
    connected.NO_PATH: "shares no claimant, over any number of steps, with a figure on which the anchor speaks",
    connected.ONE_WAY: "its claims bound it from one side only",
}
_LOST = "its camp in that role is refused"


class _Coded:
    """Claims with figures and cells as numbers, the anchor as cell -1."""

    def __init__(self, found: Held, role: str, camps: Sequence[str] | None) -> None:
        anchored = [r == role and (camps is None or c in camps) for c, r in zip(found.camp, found.role)]
        pairs = list(zip(found.role, found.camp))
        self.cells = sorted({pair for pair, at in zip(pairs, anchored) if not at})
        self.roles = sorted({pair[0] for pair in self.cells})
        self.figures = list(dict.fromkeys(found.figure))
        place = {pair: i for i, pair in enumerate(self.cells)}
        names = {name: i for i, name in enumerate(self.figures)}
        self.cell = np.array([-1 if at else place[pair] for pair, at in zip(pairs, anchored)], dtype=np.int64)
        self.figure = np.array([names[name] for name in found.figure], dtype=np.int64)
        self.role = np.array([self.roles.index(r) for r, _ in self.cells], dtype=np.int64)


def fitted(found: Held, anchor: str, assumed: Assumed) -> BiasModel:
    """Return the model of claims with an anchor, under checked assumptions."""
    given = found
    found, low, high, own = logs(found, assumed)
    role = named_role(anchor, found.role, "anchor")
    _camps(found, role, assumed.anchor_camps)
    coded = _Coded(found, role, assumed.anchor_camps)
    if not coded.cells:
        raise PoolingError(f"every claim is by the anchor, {role!r}, so that there is no camp to compare with it")
    tied = connected.connected(low, high, coded.figure, coded.cell, coded.role)
    refused = _refused(coded, tied)
    keep, why = _kept(coded, tied)
    found = found.only(keep.tolist(), why, refused)
    if not (tied.cells == connected.TIED).any():
        reasons = "; ".join(map(str, found.refused[-_LISTED:]))
        reasons += f"; and {len(found.refused) - _LISTED} more" if len(found.refused) > _LISTED else ""
        raise PoolingError(f"no camp is linked to the anchor, {role!r}, by common figures: {reasons}")
    low, high, own = low[keep], high[keep], own[keep]
    coded = _Coded(found, role, assumed.anchor_camps)
    claims = _claims(coded, low, high, own, assumed)
    words = role if assumed.anchor_camps is None else f"{role} ({'; '.join(assumed.anchor_camps)})"
    held = Message(f"{words}, assumed to be unbiased", "assumed unbiased", anchor=words)
    model = _results(found, coded, claims, held, assumed)
    camps = sorted({c for c, cell in zip(found.camp, coded.cell.tolist()) if cell < 0})
    return evolve(model, anchor_spread=_spread(coded, low, high), alone=_alone(given, anchor, assumed, camps))


def _alone(given: Held, anchor: str, assumed: Assumed, camps: list[str]) -> dict[str, Callable[[], BiasModel]]:
    """Return what fits the model under each camp of the anchor alone; nothing where there is but one."""
    if len(camps) < 2:
        return {}
    return {camp: partial(fitted, given, anchor, evolve(assumed, anchor_camps=(camp,))) for camp in camps}


def _spread(coded: _Coded, low: Floats, high: Floats) -> AnchorSpread | None:
    """Return how far the anchor's claims on one figure differ; a range counts by its middle in logs."""
    bounded = (coded.cell < 0) & np.isfinite(low) & np.isfinite(high)
    y, figure = (low[bounded] + high[bounded]) / 2, coded.figure[bounded]
    size = np.bincount(figure, minlength=len(coded.figures))
    if not (size > 1).any():
        return None
    off = y - (np.bincount(figure, y, len(size)) / np.maximum(size, 1))[figure]
    top, bottom = np.full(len(size), -np.inf), np.full(len(size), np.inf)
    np.maximum.at(top, figure, y)
    np.minimum.at(bottom, figure, y)
    far = np.where(size > 1, top - np.where(size > 1, bottom, 0.0), 0.0)
    widest = int(far.argmax())
    factor = float(np.exp(np.sqrt((off**2).sum() / (size[size > 1] - 1).sum())))
    return AnchorSpread(factor, float(np.exp(far[widest])), coded.figures[widest], int((size > 1).sum()))


def _camps(found: Held, role: str, camps: Sequence[str] | None) -> None:
    known = sorted({c for c, r in zip(found.camp, found.role) if r == role})
    for camp in camps or ():
        if camp not in known:
            hint = nearest(camp, known) or f"; there are {listed(known)}"
            raise UnknownNameError(f"no claim of the role {role!r} is by {camp!r}, which anchor_camps names{hint}")
    if camps is not None and not camps:
        advice = "omit it to assume that all camps of the anchor's role are unbiased"
        raise PoolingError(f"anchor_camps must name at least one camp; {advice}")


def _refused(coded: _Coded, tied: connected.Connected) -> tuple[Refused, ...]:
    figures = [Refused("figure", coded.figures[i], _FIGURE[int(tied.figures[i])]) for i in np.flatnonzero(tied.figures)]
    cells = [
        Refused("cell", f"{coded.cells[i][1]}, {coded.cells[i][0]}", _CELL[int(tied.cells[i])])
        for i in np.flatnonzero(tied.cells)
    ]
    return (*figures, *cells)


def _kept(coded: _Coded, tied: connected.Connected) -> tuple[Any, list[str]]:
    """Return which claims enter the fit, and why the others do not."""
    cells = np.append(tied.cells, connected.TIED)[coded.cell]
    figures = tied.figures[coded.figure]
    why = [_FIGURE[int(f)] if f else _LOST if c else "" for f, c in zip(figures, cells)]
    return (cells == connected.TIED) & (figures == connected.TIED), why


def _claims(coded: _Coded, low: Floats, high: Floats, own: Floats, assumed: Assumed) -> Claims:
    """Return the claims as the kernel takes them."""
    ended = int((high > low).sum())
    if assumed.method == "REML" and ended:
        number = f"{ended} claim{'s state' if ended > 1 else ' states'} ends only"
        raise PoolingError(f"REML takes points, and ranges with coverage=; {number}. Use method='bayes'")
    rounding = 0.0 if assumed.method == "REML" else ROUNDING
    return Claims(low, high, own + rounding**2, coded.figure, coded.cell, coded.role)


def _results(found: Held, coded: _Coded, claims: Claims, anchor: str, assumed: Assumed) -> BiasModel:
    p = [(1 - assumed.level) / 2, 0.5, (1 + assumed.level) / 2]
    if assumed.method == "REML":
        try:
            post = restricted.restricted(claims, p=p).effects
        except ShapeError as error:
            raise PoolingError(f"REML: {error}") from None
    else:
        try:
            post = hierarchical.posterior(claims, tau_scale=assumed.tau_scale, omega_scale=assumed.omega_scale, p=p)
        except ShapeError as error:
            raise PoolingError(f"the bias model cannot be fitted: {error}") from None
    cells, roles, further = (np.exp(q).tolist() for q in (post.of_cells(p), post.of_roles(p), post.of_further(p)))
    counts, figures = _counts(coded)
    of_role = np.bincount(coded.role, counts, len(coded.roles)).astype(int).tolist()
    camps = np.bincount(coded.role).tolist()
    met = np.bincount(coded.figure).tolist()
    lost = Counter(figure for figure, _, _ in found.dropped)
    level = assumed.level
    rescaled = [
        tuple(Factor(c, r, mid, lo, hi, level, n, f, anchor)
              for (r, c), (lo, mid, hi), n, f in zip(coded.cells, ends, counts.tolist(), figures.tolist()))
        for ends in (np.exp(found).tolist() for found in post.rescaled)
    ]  # fmt: skip
    return BiasModel(
        anchor,
        tuple(Factor(c, r, mid, lo, hi, level, n, f, anchor)
              for (r, c), (lo, mid, hi), n, f in zip(coded.cells, cells, counts.tolist(), figures.tolist())),
        tuple(RoleEffect(r, mid, lo, hi, level, k, n, anchor)
              for r, (lo, mid, hi), k, n in zip(coded.roles, roles, camps, of_role)),
        tuple(Adjusted(name, mid, lo, hi, level, n, anchor, lost[name])
              for name, (lo, mid, hi), n in zip(coded.figures, np.exp(post.levels).tolist(), met)),
        _deviation("tau", post.taus, assumed), _deviation("omega", post.omegas, assumed),
        found.refused, found.set_aside, found.claims, assumed.method, level, found.dropped,
        dict(zip(hierarchical.RESCALED, rescaled)),
        assumed=_assumption_rows(anchor, assumed, bool((claims.low == claims.high).all())),
        further={r: Factor("a new camp", r, mid, lo, hi, level, 0, 0, anchor)
                 for r, (lo, mid, hi) in zip(coded.roles, further)},
    )  # fmt: skip


def _counts(coded: _Coded) -> tuple[Ints, Ints]:
    """Return the number of claims of each cell, and that of its figures."""
    own = coded.cell >= 0
    counts = np.bincount(coded.cell[own], minlength=len(coded.cells))
    pairs = np.unique(np.stack((coded.cell[own], coded.figure[own])), axis=1)
    return counts, np.bincount(pairs[0], minlength=len(coded.cells))


def _deviation(name: str, quantiles: Floats, assumed: Assumed) -> Deviation:
    low, middle, high = quantiles.tolist()
    if assumed.method == "REML":
        low = high = float("nan")
    return Deviation(name, middle, low, high, assumed.level)


def _assumption_rows(anchor: str, assumed: Assumed, points: bool) -> tuple[tuple[str, Any], ...]:
    """Return all that is assumed, by name."""
    coverage = assumed.coverage
    ranges = "ends only" if coverage is None else "normal in logs"
    rows: list[tuple[str, Any]] = [("anchor", anchor), ("method", assumed.method), ("ranges", ranges)]
    if coverage is not None:
        rows.append(("coverage", coverage))
    rows += [("errors", "normal in logs, alike for all claims"), ("about N", "N")]
    bounds = assumed.bound_factor
    rows.append(("bounds", "taken as unlimited") if bounds is None else ("bound_factor", worded(bounds)))
    if assumed.method == "bayes":
        rows += [("tau_scale", assumed.tau_scale), ("omega_scale", assumed.omega_scale)]
        flat = "flat" if points else f"normal of scale {hierarchical.ROLES:g} in logs"
        rows += [("role effects", flat), ("rounding", ROUNDING)]
    return (*rows, ("level", assumed.level))
