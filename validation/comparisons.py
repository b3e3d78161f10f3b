"""The kernels beside the pinned numbers of independent tools: every number that is compared, and how far apart."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri, stdtrit

from estimates.kernels import censored, half_normal, intervals, linear_pool, membership, random_effects, sweep, turnbull

HERE = Path(__file__).resolve().parent
CLOSED, ITERATIVE = 1e-9, 1e-8
ITERATED = {"PM", "REML", "ML", "EB"}  # the others are formulas
QUANTITIES = ("tau²", "mean, se", "Q, H², I²", "interval", "prediction", "Knapp-Hartung", "modified")
STEPS = (1e-9, 1e-8, 1e-6, 1e-4, 1e-2)


class Compared(NamedTuple):
    """One quantity of one method, over all that it was compared on."""

    method: str
    quantity: str
    tool: str
    numbers: int
    greatest: float
    allowed: float

    @property
    def agrees(self) -> bool:
        return self.numbers > 0 and self.greatest <= self.allowed


def pinned(name: str) -> dict[str, Any]:
    """Return the content of one file of reference numbers."""
    found: dict[str, Any] = json.loads((HERE / "reference" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def apart(ours: float, theirs: float, scale: float = 0.0) -> float:
    """Return the difference relative to their number, or to a scale where that is greater."""
    if ours == theirs:
        return 0.0
    size = max(abs(theirs), scale)
    return abs(ours - theirs) / size if size > 0 and math.isfinite(ours) else math.inf


def greatest(pairs: Iterable[tuple[float, ...]]) -> tuple[int, float]:
    """Return how many pairs there are, and the greatest relative difference."""
    found = [apart(*pair) for pair in pairs]
    return len(found), max(found, default=math.inf)


# ---- random effects ----------------------------------------------------------------------------------------------


def ours(y: list[float], v: list[float], method: str, level: float) -> dict[str, float]:
    """Return what the package says of one dataset, under the names of the reference."""
    found = random_effects(y, v, method=method)
    z, t = float(ndtri((1 + level) / 2)), float(stdtrit(len(y) - 1, (1 + level) / 2))
    out = {
        name: float(getattr(found, field)[0])
        for name, field in (
            ("tau2", "tau2"), ("mean", "mean"), ("se", "se"), ("q", "q"), ("i2", "i2"), ("h2", "h2"),
            ("se_knha", "se_knapp_hartung"), ("se_adhoc", "se_hksj"), ("se_prediction", "se_prediction"),
        )
    }  # fmt: skip
    for name, factor, se in (
        ("ci{}", z, "se"), ("ci{}_knha", t, "se_knha"), ("ci{}_adhoc", t, "se_adhoc"), ("pi{}", z, "se_prediction"),
    ):  # fmt: skip
        out[name.format("_low")] = out["mean"] - factor * out[se]
        out[name.format("_high")] = out["mean"] + factor * out[se]
    return out


FIELDS = {
    "tau²": ("tau2",),
    "mean, se": ("mean", "se"),
    "Q, H², I²": ("q", "h2", "i2"),
    "interval": ("ci_low", "ci_high"),
    "prediction": ("pi_low", "pi_high"),
    "Knapp-Hartung": ("se_knha", "ci_low_knha", "ci_high_knha"),
    "modified": ("se_adhoc", "ci_low_adhoc", "ci_high_adhoc"),
}


def pools() -> list[Compared]:
    """Return the comparison with metafor: every estimator and quantity over all datasets."""
    content = pinned("random_effects")
    out = []
    for method in content["methods"]:
        pairs: dict[str, list[tuple[float, ...]]] = {name: [] for name in QUANTITIES}
        for data in content["datasets"]:
            theirs = data["results"][method]
            found = ours(data["y"], data["v"], method, content["level"])
            for quantity, fields in FIELDS.items():
                if quantity == "prediction" and (len(data["y"]) < 5 or method == "EE"):
                    continue  # the one side gives none
                for field in fields:
                    # an end of an interval, or a mean, may be near zero: its error is measured by the standard error
                    scale = theirs["se"] if field == "mean" or field.startswith(("ci", "pi")) else 0.0
                    pairs[quantity].append((found[field], theirs[field], scale))
        allowed = ITERATIVE if method in ITERATED else CLOSED
        out += [
            Compared(method, name, "metafor", *greatest(pairs[name]), allowed) for name in QUANTITIES if pairs[name]
        ]
    return out


# ---- the other kernels -------------------------------------------------------------------------------------------


def groups_of(rows: list[list[list[Any]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Return low ends, high ends (infinite where there is none) and offsets."""
    flat = [row for group in rows for row in group]
    high = [math.inf if row[1] is None else row[1] for row in flat]
    return np.array([row[0] for row in flat]), np.array(high), np.cumsum([0] + [len(group) for group in rows])


def lognormals() -> list[Compared]:
    """Return the comparison of the interval-censored lognormal with survreg."""
    low, high, offsets = groups_of(pinned("claims")["censored"])
    found = censored.lognormal(intervals(low, high, offsets))
    theirs = pinned("survival")["censored"]
    sigma = found.sigma
    columns = {
        "mu": (found.mu, "mu"),
        "sigma": (sigma, "sigma"),
        "variance of mu": (found.covariance[:, 0], "var_mu"),
        "variance of log sigma": (found.covariance[:, 2] / sigma**2, "var_log_sigma"),
    }
    rows = [(name, greatest(zip(x.tolist(), [t[key] for t in theirs]))) for name, (x, key) in columns.items()]
    spread = np.sqrt(found.covariance[:, 0] * found.covariance[:, 2]) / sigma  # a covariance may be near zero
    both = zip((found.covariance[:, 1] / sigma).tolist(), [t["cov_mu_log_sigma"] for t in theirs], spread.tolist())
    rows.append(("covariance of both", greatest(both)))
    logs = found.loglik - of_points()
    rows.append(("log-likelihood", greatest(zip(logs.tolist(), [t["loglik"] for t in theirs]))))
    return [Compared("censored lognormal", name, "survreg", *found, ITERATIVE) for name, found in rows]


def of_points() -> np.ndarray:  # type: ignore[type-arg]
    """Return the sum of logs of each group's points: by so much the two conventions of log-likelihood differ."""
    rows = pinned("claims")["censored"]
    return np.array([sum(math.log(low) for low, high in group if low == high) for group in rows])


def masses() -> list[list[float]]:
    """Return our masses of the Turnbull estimate, a list a group."""
    found = turnbull.turnbull(intervals(*groups_of(pinned("claims")["turnbull"])))
    return [part.tolist() for part in np.split(found.mass, found.offsets[1:-1])]


def turnbulls() -> list[Compared]:
    """Return the comparison of the Turnbull estimate with mpmath and with survfit."""
    found = turnbull.turnbull(intervals(*groups_of(pinned("claims")["turnbull"])))
    exact = pinned("turnbull")["groups"]
    ends = [x for g in exact for x in (g["low"] + [math.inf if h is None else h for h in g["high"]])]
    parts = [np.split(x, found.offsets[1:-1]) for x in (found.low, found.high)]
    places = [x for low, high in zip(*parts) for x in low.tolist() + high.tolist()]
    mine = [x for part in masses() for x in part]
    steady = [g for g in range(len(exact)) if g not in edges()]
    own, tight = masses(), survfit_masses("tight")
    beside = [(a, b, 1.0) for g in steady for a, b in zip(own[g], tight[g])]
    lines = [
        ("innermost intervals", "mpmath", greatest(zip(places, ends)), 0.0),
        ("masses", "mpmath", greatest(zip(mine, [x for g in exact for x in g["mass"]], [1.0] * len(mine))), ITERATIVE),
        ("log-likelihood", "mpmath", greatest(zip(found.loglik.tolist(), [g["loglik"] for g in exact])), CLOSED),
        ("masses", "survfit, stopped at 1e-14", greatest(beside), ITERATIVE),
    ]
    return [Compared("Turnbull", what, tool, *numbers, allowed) for what, tool, numbers, allowed in lines]


def edges() -> list[int]:
    """Return the groups in which a mass is zero and its gradient zero too, so that no slope leads away from it."""
    out = []
    for g, (rows, exact) in enumerate(zip(pinned("claims")["turnbull"], pinned("turnbull")["groups"])):
        pieces = list(zip(exact["low"], [math.inf if high is None else high for high in exact["high"]]))
        claims = [(low, math.inf if high is None else high) for low, high in rows]
        held = np.array([[low <= a and b <= high for a, b in pieces] for low, high in claims], dtype=np.float64)
        slope = held.T @ (1 / (held @ np.array(exact["mass"]))) / len(rows)
        if any(mass == 0 and abs(s - 1) < 1e-12 for mass, s in zip(exact["mass"], slope)):
            out.append(g)
    return out


def survfit_masses(which: str) -> list[list[float]]:
    """Return survfit's masses on the innermost intervals: what survival loses from the low to the high end."""
    out = []
    for steps, exact in zip(pinned("survival")["turnbull"], pinned("turnbull")["groups"]):
        time, survival = np.array(steps[which]["time"]), np.array([1.0, *steps[which]["survival"]])
        highs = [math.inf if high is None else high for high in exact["high"]]
        before = survival[np.searchsorted(time, exact["low"], side="right")]
        at = np.where(np.isinf(highs), 0.0, survival[np.searchsorted(time, highs, side="right")])
        out.append((before - at).tolist())
    return out


def stretches(found: sweep.Regions, group: int) -> list[list[Any]]:
    """Return the regions of one group as the reference writes them."""
    here = slice(found.offsets[group], found.offsets[group + 1])
    columns = (found.low[here], found.high[here], found.low_open[here], found.high_open[here])
    return [[a, None if b == math.inf else b, c, d] for a, b, c, d in zip(*(x.tolist() for x in columns))]


def sweeps() -> list[Compared]:
    """Return the comparison of the sweep with portion; nothing but equality will do."""
    content = pinned("sweep")["groups"]
    rows = [group["claims"] for group in content]
    low, high, offsets = groups_of(rows)
    flat = [row for group in rows for row in group]
    claims = intervals(low, high, offsets, low_open=[r[2] for r in flat], high_open=[r[3] for r in flat])
    camps, members = membership.camps(claims)
    core = sweep.core(claims)
    wrong = dict.fromkeys(("core", "greatest depth", "camps", "their members", "regions of at least k"), 0)
    number = dict.fromkeys(wrong, 0)

    def count(what: str, right: bool) -> None:
        number[what] += 1
        wrong[what] += not right

    who = [part.tolist() for part in np.split(members.rows, members.offsets[1:-1])]
    regions = {k: sweep.regions(claims, k) for k in range(1, max(g["depth"] for g in content) + 1)}
    for g, theirs in enumerate(content):
        count("core", stretches(core, g) == theirs["core"])
        count("greatest depth", int(core.number[core.offsets[g]]) == theirs["depth"])
        count("camps", stretches(camps, g) == [camp["region"] for camp in theirs["camps"]])
        mine = [sorted(i - int(offsets[g]) for i in m) for m in who[camps.offsets[g] : camps.offsets[g + 1]]]
        count("their members", mine == [camp["members"] for camp in theirs["camps"]])
        for k, expected in enumerate(theirs["at_least"], start=1):
            count("regions of at least k", stretches(regions[k], g) == expected)
    return [Compared("sweep", what, "portion", number[what], float(wrong[what]), 0.0) for what in wrong]


def mixtures() -> list[Compared]:
    """Return the comparison of the linear pool with mpmath, shape by shape."""
    content = pinned("linear_pool")
    pairs: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for theirs in content["groups"]:
        low, high, best, mass = zip(*theirs["claims"])
        stated = [math.nan if b is None else b for b in best]
        claims = intervals(low, high, mass=mass)
        asked = {"shape": theirs["shape"], "best": stated}
        found = linear_pool.linear_pool(claims, theirs["coverage"], content["probabilities"], **asked)
        at = [(float(a), b) for a, b in zip(found.quantiles[0], theirs["quantiles"])]
        pairs.setdefault((theirs["shape"], "quantiles"), []).extend(at)
        rest = [(float(getattr(found, name)[0]), theirs[name]) for name in ("mean", "centre", "stated", "between")]
        pairs.setdefault((theirs["shape"], "mean, centre, both variances"), []).extend(rest)
    return [
        Compared(f"linear pool, {shape}", what, "mpmath", *greatest(p), ITERATIVE if what == "quantiles" else CLOSED)
        for (shape, what), p in pairs.items()
    ]


def posteriors() -> list[Compared]:
    """Return the comparison of the half-normal posterior with mpmath."""
    pairs: dict[str, list[tuple[float, ...]]] = {"mean, sd, tau": [], "quantiles": [], "of a further claim": []}
    for g in pinned("half_normal")["groups"]:
        found = half_normal.half_normal(g["y"], g["v"], scale=g["scale"], p=[0.05, 0.5, 0.95])
        for name in ("mean", "sd", "tau"):
            pairs["mean, sd, tau"].append((float(getattr(found, name)[0]), g[name], g["sd"]))
        for what, mine, theirs in (
            ("quantiles", found.quantiles, g["quantiles"]), ("of a further claim", found.further, g["further"]),
        ):  # fmt: skip
            pairs[what].extend((float(a), b, g["sd"]) for a, b in zip(mine[0], theirs))
    return [Compared("half-normal Bayes", what, "mpmath", *greatest(p), ITERATIVE) for what, p in pairs.items()]


def others() -> list[Compared]:
    """Return all comparisons but those with metafor."""
    return [*lognormals(), *turnbulls(), *sweeps(), *mixtures(), *posteriors()]
