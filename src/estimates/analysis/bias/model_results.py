"""Results of the bias model: factors of cells and roles against the anchor, adjusted figures, and refusals."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from attrs import asdict, field, fields_dict, frozen

from estimates.analysis.bias.model_data import Aside, Claim, Refused
from estimates.errors import PoolingError, UnknownNameError, listed, nearest
from estimates.model.claims import Estimate
from estimates.model.markup import html_table
from estimates.model.numbers import many, percent, written, written_ends
from estimates.model.sources import Source

_NAMED = 20  # how many dropped claims a printout names
CAVEAT = (
    "Levels are known only relative to the anchor: were it off by a factor, every factor and figure here would be off "
    "by the same, and nothing in the claims would show it."
)


@frozen
class Factor:
    """The factor by which the claims of a camp in a role differ from those of the anchor.

    Parameters
    ----------
    camp, role : str
    factor : float
        Claim over adjusted figure, the posterior median: 2 for claims that are twice those of the anchor.
    low, high : float
        The ends of its interval.
    level : float
        The level of the interval.
    claims, figures : int
        How many claims it rests on, in how many figures.
    anchor : str
        Relative to what.

    See Also
    --------
    BiasModel : Holds one a camp in a role.
    """

    camp: str
    role: str
    factor: float
    low: float
    high: float
    level: float
    claims: int
    figures: int
    anchor: str

    @property
    def short(self) -> str:
        """The camp, its role, the factor and its interval, without the anchor."""
        return f"{self.camp}, {self.role}: × {written(self.factor)} ({'–'.join(written_ends(self.low, self.high))})"

    def __str__(self) -> str:
        return f"{self.short}, anchor: {self.anchor}"


@frozen
class RoleEffect:
    """The factor by which the claims of a role differ, across camps: the centre of the camps' factors.

    Parameters
    ----------
    role : str
    factor, low, high, level : float
    camps, claims : int
        On how many it rests.
    anchor : str

    See Also
    --------
    BiasModel : Holds one a role.
    """

    role: str
    factor: float
    low: float
    high: float
    level: float
    camps: int
    claims: int
    anchor: str

    def __str__(self) -> str:
        ends = "–".join(written_ends(self.low, self.high))
        alone = ", with one camp in the role: how far camps deviate is the prior's" if self.camps == 1 else ""
        return f"{self.role}, any camp: × {written(self.factor)} ({ends}), anchor: {self.anchor}{alone}"


@frozen
class Adjusted:
    """A figure on the scale of the anchor, from all its claims after adjustment for the factors of their camps.

    Parameters
    ----------
    figure : str
    median, low, high : float
        In the unit of the figure.
    level : float
    claims : int
        How many claims it rests on.
    anchor : str
    dropped : int
        How many claims on it could not be used: zeros, claims without a role, claims of a camp that was refused. Copies
        and claims of another measure or scope do not count.

    See Also
    --------
    BiasModel : Holds one a figure.
    """

    figure: str
    median: float
    low: float
    high: float
    level: float
    claims: int
    anchor: str
    dropped: int = 0

    @property
    def thinned(self) -> bool:
        """Whether more than a third of its claims could not be used."""
        return 3 * self.dropped > self.claims + self.dropped

    def __str__(self) -> str:
        ends = "–".join(written_ends(self.low, self.high))
        out = f"{self.figure}: {written(self.median)} ({ends}), anchor: {self.anchor}"
        return out + (
            f"; {self.dropped} of {self.claims + self.dropped} claims could not be used" if self.thinned else ""
        )


@frozen
class AnchorSpread:
    """How far the claims of the anchor itself differ where several of them speak on one figure.

    Parameters
    ----------
    factor : float
        exp of the standard deviation of their logs about the mean of each figure.
    extremes : float
        The greatest factor between two of them on one figure.
    figure : str
        That figure.
    figures : int
        On how many figures several of them speak.

    See Also
    --------
    BiasModel : Holds it.
    """

    factor: float
    extremes: float
    figure: str
    figures: int

    def __str__(self) -> str:
        where = f"on {many(self.figures, 'figure')} where several speak"
        return (
            f"anchors differ by a factor of {written(self.factor)} (one standard deviation, {where}), at most "
            f"{written(self.extremes)}-fold, on {self.figure}"
        )


@frozen
class Deviation:
    """A standard deviation in logs: ``tau`` of claims, ``omega`` of camps in a role. Its ``factor`` is e to that power.

    Parameters
    ----------
    name : str
    median, low, high : float
        The ends are nan where restricted maximum likelihood gives one number; all are where nothing tells it.
    level : float

    See Also
    --------
    BiasModel : Holds ``tau`` and ``omega``.
    """

    name: str
    median: float
    low: float
    high: float
    level: float

    @property
    def factor(self) -> float:
        """One standard deviation as a factor."""
        return math.exp(self.median)

    def __str__(self) -> str:
        if math.isnan(self.median):
            return f"{self.name}: cannot be estimated from these claims, since no role has two camps"
        ends = "" if math.isnan(self.low) else f" ({'–'.join(written_ends(self.low, self.high))})"
        return f"{self.name}: {written(self.median)}{ends} in logs, a factor of {written(self.factor)}"


@frozen(eq=False, repr=False)
class BiasModel:
    """How far the claims of each camp in each role deviate from an anchor, and the figures adjusted for it.

    Returned by `bias_model`. It takes no side: it shows what follows if the anchor is right, and every number is
    printed with the anchor.

    Parameters
    ----------
    anchor : str
        What is assumed to be unbiased, in words.
    factors : tuple of Factor
        By role, then camp; the anchor has none.
    role_effects : tuple of RoleEffect
    adjusted : tuple of Adjusted
        In the order in which the figures first appear.
    tau, omega : Deviation
        How far claims of one cell, and camps in one role, deviate.
    refused : tuple of Refused
        The cells and figures for which there is no number.
    set_aside : tuple of (Estimate or int, str)
        Claims that are not used, each with the reason; a claim of a table is the place of its row, from 0.
    used : tuple of Estimate or int
    method : str
    level : float
    dropped : tuple of (str, Estimate or int, str)
        Of the claims set aside, those that would have been used, had the model a place for them: figure, claim, reason.
    rescaled : dict of float to tuple of Factor
        The factors with the scales of both priors at half and at twice what was assumed; empty under ``"REML"``.
    anchor_spread : AnchorSpread or None
        How far the anchors differ among themselves; None where no figure has two of them.
    title : str
        That of the dataset; empty where there is none, as of a table.

    See Also
    --------
    bias_model : Returns it.
    plot_bias : It as a figure.
    """

    anchor: str
    factors: tuple[Factor, ...]
    role_effects: tuple[RoleEffect, ...]
    adjusted: tuple[Adjusted, ...]
    tau: Deviation
    omega: Deviation
    refused: tuple[Refused, ...]
    set_aside: Aside
    used: tuple[Claim, ...]
    method: str
    level: float
    dropped: tuple[tuple[str, Claim, str], ...]
    rescaled: Mapping[float, tuple[Factor, ...]]
    _assumed: tuple[tuple[str, Any], ...] = field(alias="assumed")
    _further: Mapping[str, Factor] = field(alias="further")
    anchor_spread: AnchorSpread | None = None
    _alone: Mapping[str, Callable[[], BiasModel]] = field(factory=dict, alias="alone")
    title: str = ""

    @property
    def assumptions(self) -> dict[str, Any]:
        """All assumptions by name, including the defaults."""
        return dict(self._assumed)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works on which the claims used rest, each once; none where the claims came from a table."""
        claims = [claim for claim in self.used if isinstance(claim, Estimate)]
        return tuple(dict.fromkeys(s for e in claims for citation in e.citations for s in citation.sources))

    def predictive(self, role: str) -> Factor:
        """Return the predicted factor of a new camp in a role.

        Parameters
        ----------
        role : str

        Returns
        -------
        Factor
            Wider than that of any camp in the role, by how far camps deviate. ``claims`` and ``figures`` are zero.

        Raises
        ------
        UnknownNameError
            If the model has no factor for that role.
        PoolingError
            If no role has two camps to estimate how far camps deviate.
        """
        if role not in self._further:
            known = list(self._further)
            hint = nearest(role, known) or f"; there are {listed(known)}"
            raise UnknownNameError(f"no factor for the role {role!r}{hint} (the anchor is {self.anchor})")
        if math.isnan(self.omega.median):
            raise PoolingError(
                "no role has two camps, so that nothing in the claims tells how far a new camp may deviate"
            )
        return self._further[role]

    @cached_property
    def single_anchors(self) -> dict[str, tuple[Factor, ...] | str]:
        """The factors under each camp of the anchor alone, the others taken as camps that may be biased.

        A model is fitted for each; where that is refused, the reason stands in place of the factors.
        """
        out: dict[str, tuple[Factor, ...] | str] = {}
        for camp, fit in self._alone.items():
            try:
                out[camp] = fit().factors
            except PoolingError as error:
                out[camp] = str(error)
        return out

    def changes(self, factor: Factor) -> tuple[str, ...]:
        """Return the camps of the anchor under which alone a factor lies on the other side of 1."""
        found = []
        for camp, factors in self.single_anchors.items():
            for other in factors if isinstance(factors, tuple) else ():
                same = (other.camp, other.role) == (factor.camp, factor.role)
                if same and (other.factor - 1) * (factor.factor - 1) < 0:
                    found.append(camp)
        return tuple(found)

    def columns(self) -> dict[str, list[Any]]:
        """Return the factors as the columns of a table, by name."""
        rows = [asdict(factor) for factor in self.factors]
        return {name: [row[name] for row in rows] for name in fields_dict(Factor)}

    def __repr__(self) -> str:
        return (
            f"<BiasModel: {many(len(self.used), 'claim')} on {many(len(self.adjusted), 'figure')}, "
            f"{many(len(self.factors), 'factor')}, anchor: {self.anchor}>"
        )

    def __str__(self) -> str:
        """Return the factors a line each, each with the anchor, and what they rest on."""
        lines = [
            f"Bias model: {many(len(self.used), 'claim')} on {many(len(self.adjusted), 'figure')}; "
            f"intervals of {percent(self.level)}",
            f"  {CAVEAT}",
            *(f"  {factor}" for factor in self.factors),
            *(f"  {effect}" for effect in self.role_effects),
            f"  {self.tau}",
            f"  {self.omega}",
            *([f"  {self.anchor_spread}"] if self.anchor_spread else []),
            *self._by_anchor(),
            *(
                f"  with the scales of both priors {'halved' if times < 1 else 'doubled'}: "
                + "; ".join(f.short for f in factors)
                for times, factors in self.rescaled.items()
            ),
            f"  assumed: {'; '.join(f'{name} = {value}' for name, value in self._assumed)}",
        ]
        if self.set_aside:
            lines.append(f"  set aside: {many(len(self.set_aside), 'claim')}")
        lines += [f"  dropped from {figure}: {_named(claim)}: {why}" for figure, claim, why in self.dropped[:_NAMED]]
        if len(self.dropped) > _NAMED:
            lines.append(f"  dropped: {many(len(self.dropped) - _NAMED, 'claim')} more")
        lines += [f"  flagged: {figure}" for figure in self.adjusted if figure.thinned]
        lines += [f"  refused: {refused}" for refused in self.refused]
        return "\n".join(lines)

    def _by_anchor(self) -> list[str]:
        """Return the factors under each anchor alone, a line a camp, where that is quickly fitted."""
        if not 2 <= len(self._alone) <= 6 or len(self.used) > 1_000:
            return ["  under each anchor alone: see single_anchors"] if self._alone else []
        lines = []
        for camp, factors in self.single_anchors.items():
            texts = factors.partition(": ")[0] if isinstance(factors, str) else "; ".join(f.short for f in factors)
            lines.append(f"  under {camp} alone: {texts}")
        for factor in self.factors:
            if camps := self.changes(factor):
                lines.append(f"  changes with the anchor: {factor.camp}, {factor.role}, under {listed(camps)} alone")
        return lines

    def _repr_html_(self) -> str:
        header = ["Camp", "Role", "Factor", f"{percent(self.level)} interval", "Claims", "Figures", "Anchor"]
        rows = [
            [f.camp, f.role, f"× {written(f.factor)}", "–".join(written_ends(f.low, f.high)), str(f.claims),
             str(f.figures), f.anchor]
            for f in self.factors
        ]  # fmt: skip
        rows += [["", refused.name, "refused", refused.reason, "", "", self.anchor] for refused in self.refused]
        return html_table(header, rows, caption=f"Bias model, anchor: {self.anchor}. {CAVEAT}")


def _named(claim: Claim) -> str:
    return str(claim) if isinstance(claim, Estimate) else f"row {claim}"
