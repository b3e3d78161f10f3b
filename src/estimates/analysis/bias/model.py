"""How far camps deviate from an anchor across many figures, and the figures adjusted for it."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve, fields_dict

from estimates.analysis.bias.model_data import Assumed, Refused, held
from estimates.analysis.bias.model_fit import fitted
from estimates.analysis.bias.model_results import Adjusted, BiasModel, Deviation, Factor, RoleEffect
from estimates.analysis.pooling.assumptions import CHECKS
from estimates.errors import PoolingError, listed, nearest
from estimates.model.datasets import Dataset

__all__ = ["Adjusted", "BiasModel", "Deviation", "Factor", "Refused", "RoleEffect", "bias_model"]

METHODS: Final = ("bayes", "REML")


def bias_model(
    x: Any,
    *,
    anchor: str,
    figure: str | None = None,
    camp: str | None = None,
    role: str | None = None,
    low: str | None = None,
    high: str | None = None,
    best: str | None = None,
    low_open: str | None = None,
    high_open: str | None = None,
    root: str | None = None,
    measure: str | None = None,
    **assumptions: Any,
) -> BiasModel:
    """Estimate by what factor each camp's claims differ from a reference group that you assume to be unbiased.

    In logs a claim is the level of its figure, plus the effect of its role (own, enemy, third party), plus that of its
    camp in that role, plus an error. The anchor has no effect, by assumption and not by finding: levels are known only
    relative to it, and a biased anchor shifts every factor and figure by its bias without a trace in the data.

    Before anything is fitted, copies are counted once, and cells (a camp in a role) and figures that no path of shared
    figures ties to the anchor are refused by name, as are those whose claims bound them from one side only.

    Parameters
    ----------
    x : Dataset, Dossier or DataFrame
        Or any table that gives a column for its name. Of a dataset, the camp is the side for which a claimant speaks,
        or the claimant where there is none. Who speaks for no side is a ``third party``; who speaks for the side that
        the figure counts has the role ``own``, who speaks for another ``enemy``. Where the figure is a strength, these
        are roles apart (``own, on strength``), since the incentive reverses: no sign is assumed. Where figures have
        several measures or units, these are roles apart as well. Claims of another measure or scope than the
        estimand's are set aside.
    anchor : str
        The role that is assumed to be unbiased: the reference group. It has no default.
    figure, camp, role, low, high : str, optional
        Of a table: the columns that hold the figure, the camp, its role, and the ends of the claim; by these very
        names where they are not given. An empty cell is an end that is not stated.
    best, low_open, high_open : str, optional
        Of a table: a stated best value, which then is the claim; and whether an end is excluded, which makes no
        difference to the factors.
    root : str, optional
        Of a table: the column that names the claim on which a row rests. Rows of one figure with the same root are
        copies, and the first counts. Write it for the original too; an empty cell is a claim of its own.
    measure : str, optional
        Of a table: the column that says what is counted. A figure with several measures is refused.
    method : {"bayes", "REML"}
        ``"bayes"`` by default: half-normal priors of both deviations, flat ones of all else (of the effect of a
        role, where claims state ends only, a normal one of scale 30 in logs). ``"REML"`` takes the deviations of
        greatest restricted likelihood as if they were known, and takes no claim with ends only.
    coverage : float, optional
        The probability that a stated range is taken to hold the value: it is then a normal in logs about its best
        value or its middle. Where it is not given, a range says only that the value that the claimant would have named
        lies in it, with equal readiness anywhere. One-sided claims enter so in any case; "about N" enters as N.
    bound_factor : float or dict, optional
        How far "over X" and "up to X" reach: with 2, "over 1,000" lies between 1,000 and 2,000, "up to 1,000" between
        500 and 1,000; ``{"over": 2}`` for one direction alone. Without it bounds are taken as unlimited: a number that
        was rounded down before "over" was put to it is then read too high (see *Notes*).
    tau_scale, omega_scale : float
        For ``"bayes"``: the scales of the half-normal priors of the deviation of claims, tau, and of camps in a role,
        omega; 1 by default. At 1 a deviation is below a factor of 7.4 with a probability of 95 %. ``rescaled`` has the
        factors at half and at twice both scales.
    anchor_camps : sequence of str, optional
        Only these camps of the anchor's role are assumed to be unbiased; the others get a factor as any camp does.
    level : float
        The level of the intervals, 0.9 by default.

    Returns
    -------
    BiasModel
        The same whatever the order of the claims and the unit of each figure.

    Raises
    ------
    UnknownNameError
        If no claim has the anchor's role, or the table has no such column.
    PoolingError
        If an assumption is not allowed, if no cell is tied to the anchor, or if ``"REML"`` meets claims with ends only.

    See Also
    --------
    bias : The claims on one figure relative to an anchor.
    scenario : Claims adjusted by factors that you suppose.
    plot_bias : The model as a figure.

    Notes
    -----
    An error has no less than a thousandth, so that claims that agree exactly are not taken for infinitely sure. The
    levels of figures are integrated out exactly. Given the deviations the effects of points are normal; where claims
    with ends leave them otherwise, as an anchor within a camp's ranges does, they are integrated by importance
    sampling with a fixed seed. The deviations are summed over a grid.

    The intervals hold what they claim only where the model does (`validation/bias.md`). In simulated literatures,
    nominal 90 % intervals of factors held the truth in 14 % of cases where half of the claims were copies that nobody
    had recorded, and in 13 % where the anchor repeated an enemy half of the time; where an enemy started from the
    anchor's number, those of the figures held it in 76 %.

    References
    ----------
    Rover, C. et al. (2021). On weakly informative prior distributions for the heterogeneity parameter in Bayesian
    random-effects meta-analysis. Research Synthesis Methods 12, 448-474. For ``"REML"``: Veroniki, A. A. et al. (2016).
    Methods to estimate the between-study variance and its uncertainty in meta-analysis. Research Synthesis Methods 7,
    55-79. The case that comes nearest, with public data: Radford et al. (2023), PNAS.

    Examples
    --------
    >>> said = {
    ...     "figure": ["a", "a", "b", "b", "c", "c", "d", "d", "e"],
    ...     "camp": [*["observer", "Ruritania"] * 4, "Syldavia"],
    ...     "role": [*["third party", "own"] * 4, "own"],
    ...     "low": [1000, 480, 2000, 1100, 500, 240, 800, 390, 900],
    ...     "high": [1000, 480, 2000, 1100, 500, None, 800, 390, 900],
    ... }
    >>> found = bias_model(said, anchor="third party")
    >>> print(found.factors[0])
    Ruritania, own: × 0.51 (0.44–0.69), anchor: third party, assumed to be unbiased
    >>> for refused in found.refused:
    ...     print(refused)
    figure e: shares no claimant, over any number of steps, with a figure on which the anchor speaks
    cell Syldavia, own: shares no figure, over any number of steps, with the anchor
    """
    named = {"figure": figure, "camp": camp, "role": role, "low": low, "high": high, "best": best,
             "low_open": low_open, "high_open": high_open, "root": root, "measure": measure}  # fmt: skip
    assumed = _checked(assumptions)
    found = fitted(held(x, named), anchor, assumed)
    return evolve(found, title=x.title) if isinstance(x, Dataset) else found


def _checked(given: dict[str, Any]) -> Assumed:
    known = [name for name in fields_dict(Assumed) if not name.endswith(("over_factor", "upto_factor"))]
    for name in given:
        if name not in known:
            hint = nearest(name, known) or f"; there are {listed(known)}"
            raise PoolingError(f"no assumption {name!r} of the bias model{hint}")
    assumed = Assumed(**given)
    if assumed.method not in METHODS:
        raise PoolingError(f"method must be {listed(METHODS)} (got {assumed.method!r})")
    for name in ("coverage", "level"):
        value = getattr(assumed, name)
        if value is not None and not (_number(value) and 0 < value < 1):
            raise PoolingError(f"{name} must be a probability between 0 and 1 (got {value!r})")
    for name in ("tau_scale", "omega_scale"):
        value = getattr(assumed, name)
        if not (_number(value) and 0 < value < float("inf")):
            raise PoolingError(f"{name} must be a finite number above zero (got {value!r})")
        if name in given and assumed.method == "REML":
            raise PoolingError(f"{name} is of the prior of method='bayes'; REML has none")
    camps = assumed.anchor_camps
    if isinstance(camps, str) or (camps is not None and not all(isinstance(name, str) for name in camps)):
        raise PoolingError(f"anchor_camps must be a list of names of camps (got {camps!r})")
    bounds = CHECKS["bound_factor"]("bound_factor", assumed.bound_factor)
    return evolve(assumed, **bounds, anchor_camps=None if camps is None else tuple(camps))


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
