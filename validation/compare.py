"""Write README.md beside this file: what agrees with independent tools, what does not and why. No tool is run."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import comparisons as c
import numpy as np

from estimates.kernels import intervals, random_effects, sweep, tau2, turnbull

TARGET = c.HERE / "README.md"
MEASURED = c.HERE / "coverage.json"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def within(difference: float) -> str:
    """Return a bound on a difference: rounding differs from machine to machine, the bound does not."""
    if difference == 0:
        return "equal"
    step = next((step for step in c.STEPS if difference <= step), None)
    return f"≤ {number(step)}" if step else "more"


def number(x: float) -> str:
    """Return a number in two digits at most, small ones by their power of ten."""
    return f"{x:.2g}".replace("e-0", "e-") if x < 0.01 else f"{x:.2g}"


def percent(x: float) -> str:
    return f"{100 * x:.0f} %"


# ---- what agrees -----------------------------------------------------------------------------------------------


def agrees() -> str:
    """Return the tables of what agrees."""
    pools = c.pools()
    content = c.pinned("random_effects")
    cells = {(line.method, line.quantity): line for line in pools}
    rows = [
        [method] + [shown(cells[method, q]) if (method, q) in cells else "–" for q in c.QUANTITIES]
        for method in content["methods"]
    ]
    held = sum(line.numbers for line in pools if line.agrees)
    others = [[x.method, x.quantity, x.tool, x.numbers, shown(x)] for x in c.others()]
    return f"""\
A difference is relative to the tool's number; for a mean, the end of an interval or a quantile of the half-normal
posterior, which may be near zero, to that number or its standard error (or standard deviation), whichever is greater;
for a mass, to one. Allowed are {number(c.CLOSED)} for formulas and {number(c.ITERATIVE)} for what is found by
iteration. A figure here is a bound, and the greatest difference of its row lies within it.

**Random effects beside metafor**, {len(content["datasets"])} datasets × {len(content["methods"])} estimators,
{held:,} numbers. Intervals are of {percent(content["level"])}; *interval* is Wald's, *Knapp-Hartung* and *modified*
are the standard errors and the t intervals of `test="knha"` and `test="adhoc"`, *prediction* is the range of a further
claim.

{table(["Estimator", *c.QUANTITIES], rows)}

**Everything else**

{table(["Method", "Quantity", "Beside", "Numbers", "Difference"], others)}"""


def shown(line: c.Compared) -> str:
    return within(line.greatest) if line.agrees else f"**{number(line.greatest)}**"


# ---- what does not --------------------------------------------------------------------------------------------


def differs() -> str:
    """Return the list of what does not agree, with numbers."""
    parts = (
        early, two_maxima, prediction, few, common, points, survfit_early, survfit_edge, touching, adjoining,
    )  # fmt: skip
    return "\n".join(f"{i}. {part()}" for i, part in enumerate(parts, start=1))


def early() -> str:
    content = c.pinned("random_effects")
    rows = []
    for method in ("PM", "REML", "ML", "EB"):
        found = []
        for data in content["datasets"]:
            theirs = data["results"][method]
            if theirs["tau2_default"] is not None:
                mine = c.ours(data["y"], data["v"], method, content["level"])["tau2"]
                found.append((c.apart(theirs["tau2_default"], mine, 1e-6), data["name"]))
        worst, name = max(found)
        rows.append(f"{method} {number(worst)} ({name})")
    return (
        "**metafor as it comes** stops when tau² changes by less than 1e-5 (PM: a root to 1.2e-4), whatever the size "
        f"of tau². The greatest relative differences of tau² from ours: {', '.join(rows)}. With its threshold at 1e-13 "
        "of the variance of the values it agrees, as above."
    )


def two_maxima() -> str:
    content = c.pinned("random_effects")
    parts = []
    for case, theirs in zip(c.pinned("claims")["two_maxima"], content["two_maxima"]):
        mine = float(random_effects(case["y"], case["v"], method="REML").tau2[0])
        gain = height(case, mine) - height(case, theirs["tau2"])
        if c.apart(theirs["tau2"], mine, 1e-6) > c.ITERATIVE:
            parts.append(f"tau² {theirs['tau2']:.4f} instead of {mine:.4f}, a log-likelihood lower by {gain:.2f}")
    whole = len(content["two_maxima"])
    return (
        "**REML with two maxima.** metafor climbs from one start, and compares what it reaches with zero only; "
        f"ours brackets every maximum. Of {whole} small groups chosen because they have two maxima, metafor ends at "
        f"the lower one in {len(parts)}: {'; '.join(parts)}. None of the public datasets shows this."
    )


def height(case: dict[str, list[float]], t: float) -> float:
    y, v = (np.array(case[name])[:, None] for name in ("y", "v"))
    return float(tau2.log_likelihood(y, v, np.array([t]), True)[0])


def prediction() -> str:
    content = c.pinned("random_effects")
    ratios = []
    for data in content["datasets"]:
        if len(data["y"]) >= 5:
            theirs = data["results"]["REML"]
            mine = c.ours(data["y"], data["v"], "REML", content["level"])
            width = (theirs["pi_high_knha"] - theirs["pi_low_knha"]) / (mine["pi_high"] - mine["pi_low"])
            ratios.append((width, data["name"]))
    (least, first), (most, last) = min(ratios), max(ratios)
    return (
        "**A prediction interval with Knapp-Hartung.** `se_prediction` is the root of tau² + se², with the standard "
        "error that takes tau² as known; metafor, asked for `knha`, puts the Knapp-Hartung standard error there, and "
        f"Student's t for the normal. Under REML its interval is {least:.2f} ({first}) to {most:.2f} ({last}) times as "
        "wide as the one from `se_prediction` and the normal. The table above compares like with like."
    )


def few() -> str:
    content = c.pinned("random_effects")
    parts = []
    for data in content["datasets"]:
        if len(data["y"]) < 5:
            theirs = data["results"]["REML"]
            low, high = math.exp(theirs["pi_low"]), math.exp(theirs["pi_high"])
            parts.append(f"for {data['name']} ({len(data['y'])} trials) metafor gives {low:.2f} to {high:.2f}")
    return (
        "**Few claims.** We give no prediction interval for fewer than five claims, and no pool for fewer than three "
        f"unless `least` says so; metafor gives both: {'; '.join(parts)} as the range of a further ratio."
    )


def common() -> str:
    return (
        "**A common value (EE).** metafor gives no prediction interval, since all claims are taken to share one value; "
        "`se_prediction` is then the standard error of the mean."
    )


def points() -> str:
    far = c.of_points()
    return (
        "**The log-likelihood of point claims.** survreg counts a point by the density of the number, we by the "
        f"density of its logarithm. The difference is the sum of the points' logarithms (up to {far.max():.1f} here), "
        "which is added before the two are compared; estimates and their covariance do not depend on it."
    )


def survfit_early() -> str:
    away, own = c.survfit_masses("default"), c.masses()
    worst = max((max(abs(a - b) for a, b in zip(*pair)), g) for g, pair in enumerate(zip(away, own)))
    return (
        "**survfit as it comes** stops when survival changes by less than 5e-5. Its masses differ from ours by up to "
        f"{number(worst[0])} (figure {worst[1] + 1}). The same function with 1e-14 in that place agrees, but for the "
        "next item."
    )


def survfit_edge() -> str:
    own, tight = c.masses(), c.survfit_masses("tight")
    parts = [
        f"figure {g + 1}: survfit is still {number(max(abs(a - b) for a, b in zip(tight[g], own[g])))} away after "
        "50,000 steps"
        for g in c.edges()
    ]
    return (
        "**A mass of zero to which no slope leads.** Where the best mass of an innermost interval is zero and so is "
        f"its gradient, the steps of survfit shrink without end ({'; '.join(parts)}). Ours is the exact zero that "
        "mpmath finds."
    )


def touching() -> str:
    rows = c.pinned("claims")["touching"]
    found = turnbull.turnbull(intervals([row[0] for row in rows], [row[1] for row in rows]))
    theirs = c.pinned("survival")["touching"]
    mine = ", ".join(f"{m:g} at {a:g}" for m, a in zip(found.mass.tolist(), found.low.tolist()))
    lost = -np.diff([1.0, *theirs["survival"]])
    steps = ", ".join(f"{m:g} at {t:g}" for m, t in zip(lost.tolist(), theirs["time"]))
    return (
        "**Claims that touch.** survfit reads a range as open at its low end, we as it is stated. For 100–200 and "
        f"200–300 it gives masses of {steps}; ours is {mine}, the one value that both admit."
    )


def adjoining() -> str:
    groups = c.pinned("sweep")["groups"]
    merged = [g for g, group in enumerate(groups) if len(group["core"]) > len(group["at_least"][-1])]
    low, high, offsets = c.groups_of([group["claims"] for group in groups])
    flat = [row for group in groups for row in group["claims"]]
    core = sweep.core(intervals(low, high, offsets, low_open=[r[2] for r in flat], high_open=[r[3] for r in flat]))
    ours = [int(core.offsets[g + 1] - core.offsets[g]) for g in merged]
    theirs = [len(groups[g]["at_least"][-1]) for g in merged]
    told = f"{len(merged)} of {len(groups)} figures ({sum(ours)} regions of ours, {sum(theirs)} of portion's)"
    return (
        "**Adjoining cores.** A union of portion's joins two regions that adjoin; `core` keeps them apart where "
        f"different claims admit them. This is so in {told if merged else 'none of the figures'}. The core is "
        "therefore compared with portion's intersections, which are not joined, and only `regions` with its unions."
    )


# ---- coverage ----------------------------------------------------------------------------------------------------


def covered() -> str:
    """Return the tables of coverage."""
    content = json.loads(MEASURED.read_text(encoding="utf-8"))
    sizes = sorted({row["k"] for row in content["rows"]})
    error = math.sqrt(content["level"] * (1 - content["level"]) / content["replications"])
    blocks = []
    for world, meaning in content["worlds"].items():
        here = [row for row in content["rows"] if row["world"] == world]
        names = list(dict.fromkeys(row["method"] for row in here))
        of = {(row["method"], row["k"]): row for row in here}
        rows = [
            [name]
            + [f"{100 * of[name, k]['coverage']:.1f} %" for k in sizes]
            + [f"{of[name, k]['factor']:.2f}" for k in sizes]
            for name in names
        ]
        head = ["Interval", *(f"held, k = {k}" for k in sizes), *(f"width, k = {k}" for k in sizes)]
        blocks.append(f"*{world[0].upper()}{world[1:]}*: {meaning}.\n\n{table(head, rows)}")
    return f"""\
An interval that claims {percent(content["level"])} should hold the truth in {percent(content["level"])} of literatures.
Simulated with {content["replications"]:,} literatures a line (standard error {100 * error:.1f} points), a factor of
{content["factor"]} between sources (one standard deviation) and sources' own standard errors from {content["own"][0]}
to {content["own"][1]} of logs. *Width* is the median ratio of the high to the low end.

{chr(10).join(block + chr(10) for block in blocks)}
{verdict(content)}"""


def verdict(content: dict[str, Any]) -> str:
    def span(world: str, start: str, of: Callable[[list[float]], float]) -> str:
        found = [r["coverage"] for r in content["rows"] if r["world"] == world and r["method"].startswith(start)]
        return f"{100 * of(found):.1f}"

    def spans(world: str, start: str) -> str:
        return f"{span(world, start, min)} to {span(world, start, max)} %"

    worlds = list(content["worlds"])
    return f"""\
In words:

* Where its model holds, the modified HKSJ interval holds the truth in {spans(worlds[0], "modified")}, the half-normal
  one in {spans(worlds[0], "half")}: near what they claim, and a little below rather than above. The half-normal
  interval is the narrower at three claims because its prior excludes very great differences; where sources differ more
  than the prior expects, it pays for that (*{worlds[2]}*, three claims: {span(worlds[2], "half", min)} %).
* **DerSimonian-Laird with Wald's interval fails** at these numbers of claims, in its own world:
  {spans(worlds[0], "DL")}. So does a common value: {spans(worlds[0], "common")}, and it grows worse with more claims.
  The unmodified Knapp-Hartung interval falls to {span(worlds[0], "Knapp", min)} % at three claims.
* **No interval for a mean survives an error that the sources share**: {spans(worlds[3], "modified")} (modified HKSJ)
  and {spans(worlds[3], "half")} (half-normal), and the worse the more claims there are, since the claims do agree, on
  something else. Collapse copies before pooling; agreement is not independence.
* **Skewed literatures**, a few tall claims among many modest ones, are held in {spans(worlds[4], "modified")} and
  {spans(worlds[4], "half")}: short of what is claimed, also at eight claims."""


# ---- what is compared, what is not -----------------------------------------------------------------------------


def compared() -> str:
    """Return what was compared with what."""
    pools, claims, sets = c.pinned("random_effects"), c.pinned("claims"), c.pinned("sweep")["groups"]
    linear, posterior = c.pinned("linear_pool"), c.pinned("half_normal")
    tools: dict[str, str] = {}
    for name in ("random_effects", "survival", "sweep", "linear_pool"):
        tools.update(c.pinned(name)["tools"])
    named = ", ".join(f"{name} {version}" for name, version in tools.items())
    rows = [[d["name"], len(d["y"]), d["measure"], d["citation"].replace("|", "/")] for d in pools["datasets"]]
    sizes = [len(g["claims"]) for g in sets]
    shapes = list(dict.fromkeys(g["shape"] for g in linear["groups"]))
    return f"""\
Tools: {named}. Their numbers are pinned in `reference/`, so that neither this page nor the tests need them.

* **Random effects**: R's metafor on {len(rows)} public datasets of its companion metadat, the values and variances
  made by metafor's `escalc` where metadat gives counts.
* **Censored lognormal**: `survreg` of R's survival, on {len(claims["censored"])} drawn figures of
  {min(map(len, claims["censored"]))} to {max(map(len, claims["censored"]))} claims: points, ranges, and claims with
  one end.
* **Turnbull**: Newton's method in mpmath ({c.pinned("turnbull")["digits"]} digits), with the conditions of the maximum
  checked, and survival's `survfit`, on {len(claims["turnbull"])} drawn figures whose masses are unique.
* **Sweep**: portion, trying every set of claims, on {len(sets)} drawn figures of {min(sizes)} to {max(sizes)} claims
  with open, closed and absent ends that often meet.
* **Linear pool**: mpmath, by bisection and quadrature from the definitions ({linear["digits"]} digits), for
  {", ".join(shapes)}, with and without stated best values, with unequal masses.
* **Half-normal Bayes**: mpmath's adaptive quadrature ({posterior["digits"]} digits), {len(posterior["groups"])} groups.

{table(["Dataset", "k", "Values", "Source, as metadat cites it"], rows)}

To make the numbers anew, with R, metafor, metadat, survival, jsonlite, portion and mpmath at hand:

```sh
python validation/reference.py && Rscript validation/reference.R
python validation/coverage.py
python validation/compare.py
```"""


NOT = """\
* Random set, pairs and influence: not held beside another tool. The tests hold them against their definitions.
* Turnbull masses that are not unique: several distributions are then equally good, and two tools may rightly differ.
* Turnbull with unequal masses, and the censored lognormal with unequal masses.
* Confidence intervals for tau², meta-regression and multivariate models: not offered here.
* The half-normal posterior beside another program: it is compared with quadrature by definition only.
* Coverage of the linear pool, the censored lognormal, the Turnbull estimate and the prediction interval: they claim
  none here, or were not simulated.
* Coverage in other worlds than the five above, with another prior, or with other numbers of claims. Real literatures
  are not drawn at random: a simulation shows where an interval fails, not that it holds on yours.
* Numbers beyond those of the public datasets in size (k up to 102), and speed: see `benchmarks/`."""


def chapters() -> Iterator[str]:
    yield (
        "# Validation\n\nWritten by `validation/compare.py`; do not edit by hand. The bias model has a page of "
        "its own, [`bias.md`](bias.md), and so have citations, [`citing.md`](citing.md), and the claims of the shipped "
        "datasets beside the facts from which they were entered, [`facts.md`](facts.md)."
    )
    yield f"## What agrees\n\n{agrees()}"
    yield f"## What does not, and why\n\n{differs()}\n\n### Coverage\n\n{covered()}"
    yield f"## What is compared\n\n{compared()}"
    yield f"## What is not\n\n{NOT}"


def page() -> str:
    """Return the whole page."""
    return "\n\n".join(chapters()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
