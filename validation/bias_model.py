"""Write bias.md beside this file: what the bias model holds, beside metafor, in simulation and on a real case.

``python validation/bias_model.py`` writes the page from the pinned numbers. With ``--simulate`` it simulates first
(minutes), with ``--world NAME`` one world alone; with ``--claims FILE``, or ESTIMATES_RADFORD_CLAIMS in the
environment, it computes the real case first.
"""

from __future__ import annotations

import argparse
import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bias_quadrature import compared as beside_quadrature
from bias_worlds import BEYOND, WORLDS
from scipy.special import ndtri

from estimates.kernels import cells, restricted

HERE = Path(__file__).resolve().parent
TARGET = HERE / "bias.md"
ALLOWED = 1e-6
STEPS = (1e-9, 1e-8, 1e-7, 1e-6, 1e-4, 1e-2)
NAMES = {
    "tau2": "variance of errors", "omega2": "variance of camps", "gain": "height of the likelihood",
    "delta": "effects of roles", "delta_se": "their standard errors", "level": "levels of figures",
    "level_se": "their standard errors ", "gamma": "effects of cells",
}  # fmt: skip


class Compared(NamedTuple):
    """One quantity of one case: how many numbers, and the greatest difference from metafor's."""

    case: str
    quantity: str
    numbers: int
    greatest: float


def pinned(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return found


def compared() -> Iterator[Compared]:
    """Yield every quantity of the REML mode beside metafor's.

    A difference is relative to metafor's number or to one, whichever is greater; for a variance, to metafor's number
    or a hundredth of the variance of errors; for a standard error, to metafor's.
    """
    theirs = pinned("reference/bias_model")
    z = float(ndtri(0.95))
    for case, found in zip(pinned("reference/bias_claims")["cases"], theirs["results"], strict=True):
        y = np.array(case["y"])
        claims = cells.Claims(y, y, *(np.array(case[name]) for name in ("v", "figure", "cell", "role")))
        ours, effects = restricted.restricted(claims), restricted.restricted(claims).effects
        camps = found["omega2"] is not None
        tau2, omega2 = theirs["fixed"]
        model = cells.Model(claims)
        height = model.part(cells.moments(model.normal, tau2), tau2, omega2**0.5 if camps else 0.0).log
        mine = {
            "tau2": ours.tau2, "omega2": ours.omega2, "gain": ours.log - height, "delta": effects.delta[0],
            "delta_se": np.sqrt(effects.delta_var[0]), "level": effects.levels[:, 1],
            "level_se": (effects.levels[:, 2] - effects.levels[:, 0]) / (2 * z), "gamma": effects.gamma[0],
        }  # fmt: skip
        for quantity, value in mine.items():
            if found.get(quantity) is not None:
                right, own = np.atleast_1d(found[quantity]), np.atleast_1d(value)
                least = 0.0 if quantity.endswith("se") else found["tau2"] / 100 if quantity.endswith("2") else 1.0
                far = np.abs(own - right) / np.maximum(np.abs(right), least)
                yield Compared(case["name"], quantity, len(right), float(far.max()))


def table(head: list[str], rows: list[list[Any]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def within(difference: float) -> str:
    """Return a bound on a difference: rounding differs from machine to machine, the bound does not."""
    return next((f"≤ {step:.0e}".replace("e-0", "e-") for step in STEPS if difference <= step), "**more**")


def reml() -> str:
    """Return the comparison with metafor."""
    lines, tools = list(compared()), pinned("reference/bias_model")["tools"]
    rows = []
    for quantity, name in NAMES.items():
        mine = [line for line in lines if line.quantity == quantity]
        rows.append([name.strip(), len(mine), sum(x.numbers for x in mine), within(max(x.greatest for x in mine))])
    cases = ", ".join(dict.fromkeys(line.case for line in lines))
    return f"""\
`method="REML"` beside `rma.mv` of R's metafor {tools["metafor"]} (R {tools["R"]}) on seven drawn sets of claims:
{cases}.
In metafor the levels of the figures are fixed effects, and the camps' effects have a zero for the anchor. Allowed is
1e-6, relative to metafor's number (or to one where it is smaller; to a hundredth of the variance of errors for a
variance that is zero). metafor's variances themselves depend on its optimizer in the sixth digit; its `nlm` with a
threshold of 1e-12 is taken.

{table(["Quantity", "Sets", "Numbers", "Difference"], rows)}"""


def quadrature() -> str:
    """Return the comparison with exact quadrature."""
    rows = [
        [b.case, b.quantity, "; ".join(f"{x:.3g}" for x in b.exact), f"≤ {math.ceil(100 * b.difference)} %"]
        for b in beside_quadrature()
    ]
    return f"""\
Where an anchor lies inside a camp's ranges, or a camp states one end only, the effects are far from normal. One camp
beside an anchor of points leaves two dimensions, over which the posterior is summed on a fine grid. Compared are the
quantiles at 5, 50 and 95 % of the camp's factor and of the deviation of the claims, tau; allowed is 2 %.

{table(["Case", "Quantity", "By quadrature", "Greatest difference"], rows)}"""


def share(found: list[float]) -> str:
    """Return a share with its Monte Carlo error, both in per cent."""
    return f"{100 * found[0]:.1f} ± {100 * found[1]:.1f} %"


def coverage() -> str:
    """Return the table of how often intervals hold the truth."""
    content = pinned("bias_coverage")
    rows = [
        [f"*{r['world']}*", r["replications"], f"**{share(r['factors'])}**", share(r["figures"]), share(r["roles"]),
         share(r["further"]), f"{r['width']:.2f}", f"{100 * r['bias'][0]:+.1f} ± {100 * r['bias'][1]:.1f}"]
        for r in content["rows"]
    ]  # fmt: skip
    head = ["World", "Literatures", "factors", "figures", "roles", "a new camp", "width", "off"]
    worlds = "\n".join(f"* *{name}*: {world.told}." for name, world in WORLDS.items())
    low, high = (100 * end(r["factors"][0] for r in content["rows"]) for end in (min, max))
    beyond = [r["world"] for r in content["rows"] if not 0.87 <= r["factors"][0] <= 0.93]
    outside = f": within 87 to 93 but for {', '.join(beyond)}" if beyond else ": within 87 to 93"
    return f"""\
Literatures are drawn from a known truth and fitted with default settings (but for what a world names). Counted are
the intervals of {100 * content["level"]:.0f} % that hold the truth; ± is one Monte Carlo standard error. *Width* is the
median ratio of the high to the low end of a factor, *off* the mean log error of the factors' medians, times 100; *a new
camp* is one of which the model has seen no claim.

{worlds}

{table(head, rows)}

The intervals of the factors hold {low:.1f} to {high:.1f} %{outside}. Where no camp deviates at all they hold more than
they claim, since the model has to allow for a deviation. The intervals of roles and of a new camp rest on how far two
or three camps deviate, of which so few tell little: there the prior speaks, and they are wide rather than short."""


def beyond() -> str:
    """Return what happens where the model is wrong."""
    content = pinned("bias_coverage")
    rows = []
    for r in content["beyond"]:
        name = r["world"] if r["collapsed"] else "copies, not collapsed"
        told = BEYOND[r["world"]].told if r["collapsed"] else "as copies, but nobody says which rows are copies"
        rows.append([f"*{name}*: {told}", r["replications"], share(r["factors"]), share(r["figures"])])
    greatest = max(content["shifted"].values())
    return f"""\
{table(["World", "Literatures", "factors", "figures"], rows)}

**A biased anchor cannot be seen.** The same 50 literatures were fitted twice, once as they are and once with an anchor
that says twice the truth. Every factor was halved and every adjusted figure doubled, to within {within(greatest)[2:]}
in logs, and both deviations, all that could have shown it, moved by no more. The answer shifts by exactly the anchor's
bias, and the data have no say in it: that is why the anchor has no default and is printed beside every factor. Copies
that nobody has recorded make the intervals of the factors far too short, and an error that the camps of a role have in
common makes those of the figures too short. An anchor that repeats an enemy half of the time is a biased one: every
factor moves with it, and few intervals hold the truth. An enemy that starts from the anchor's number leaves the factors
right and the figures too sure. Nothing in the claims shows either: record links where you know them."""


def real() -> str:
    """Return the real case."""
    content = pinned("bias_radford")
    heads = ["Russian sources on own deaths", "Ukrainian sources on Russian deaths"]

    def cells(r: dict[str, Any]) -> list[str]:
        return [factor(r["russian"]), factor(r["ukrainian"])]

    anchors = [[r["anchor"], r["claims"], *cells(r)] for r in content["anchors"]]
    windows = [
        [f"{r['days']}" + ("" if r["per_day"] else ", counts as they are"), r["claims"], r["figures"], *cells(r)]
        for r in content["windows"]
    ]
    repeated = content["repeated"]
    alone = [r for r in content["anchors"] if r["anchor"] != "all third parties"]
    ends = [[end(r[name][0] for r in alone) for end in (min, max)] for name in ("russian", "ukrainian")]
    spans = " and ".join(f"from {low:.2f} to {high:.2f}" for low, high in ends)
    times = [r["ukrainian"][0] / r["russian"][0] for r in content["anchors"]]
    ratio, least, most = (f"{x:.1f}" for x in (times[0], min(times[1:]), max(times[1:])))
    every = [
        [f["camp"], f["role"], f"{f['factor']:.2f} ({f['low']:.2f}–{f['high']:.2f})", f["claims"], f["figures"]]
        for f in content["factors"]
    ]
    return f"""\
Radford et al. (2023, PNAS) collected {content["rows"]:,} public claims of losses in the war in Ukraine. Taken here are
the {content["claims"]} claims of soldiers killed since the beginning (a minimum and a maximum by one source on one day
are the two ends of one range). A figure is the dead of one country in a window of 7 days; since the count grows, each
claim is divided by the days that it covers. A source's number that it repeats within a window counts once. The anchor
is everybody who is neither Russian nor Ukrainian. They publish 0.3 for Russian sources on their own deaths, and "almost
twice" for Ukrainian sources on Russian deaths.

{table(["Source", "Role", "Factor (90 %)", "Claims", "Figures"], every)}

Russian sources on their own dead come out beside the published 0.3. For Ukrainian sources on Russian deaths the factor
is greater than "almost twice" under this anchor, and how much greater is a matter of the anchor:

{table(["Assumed unbiased", "Claims", *heads], anchors)}

Both factors move together, for the anchor shifts every one by the same: {spans}, according to which
third party alone is assumed to be unbiased. What the claims say by themselves is how many times the one is the other:
{ratio} times under all third parties, and {least} to {most} times under each alone. The window matters less:

{table(["Days in a window", "Claims", "Figures", *heads], windows)}

Counting each repetition as a claim of its own gives {factor(repeated["russian"])} and {factor(repeated["ukrainian"])}.
All these intervals are too short where the model is wrong: the claims of one source are a series, not independent
errors, and nothing in the table says who takes over whose number. The first fit took {content["seconds"]} seconds."""


def factor(found: list[float]) -> str:
    return f"{found[0]:.2f} ({found[1]:.2f}–{found[2]:.2f})"


def speed() -> str:
    first, second = pinned("bias_coverage")["timed"]
    return (
        f"One fit of {first['figures']:,} figures with {first['claims']} claims each takes {first['seconds']} seconds\n"
        f"where every claim is a point, and {second['seconds']} where {100 * second['ends']:.0f} % of the claims are "
        "ranges or one-sided."
    )


def page() -> str:
    """Return the whole page."""
    return f"""\
# Validation of the bias model

Written by `validation/bias_model.py`; do not edit by hand.

## Beside metafor

{reml()}

## Beside exact quadrature

{quadrature()}

## Do the intervals hold what they claim?

{coverage()}

## Where the model is wrong

{beyond()}

## A real case

{real()}

## Speed

{speed()}

## How to compute it anew

`python validation/bias_reference.py && Rscript validation/bias_reference.R` (metafor, jsonlite) for the first part;
`python validation/bias_model.py --simulate --claims FILE` for the others, where FILE is the table of claims that
Radford et al. publish, which is not part of this package. Without it the numbers pinned in `bias_radford.json` stand.
"""


def save(name: str, content: dict[str, Any]) -> None:
    """Write one file, an entry of each list a line."""
    lines = []
    for key, value in content.items():
        rows = ",\n".join(json.dumps(row) for row in value) if isinstance(value, list) else ""
        lines.append(f'"{key}": [\n{rows}\n]' if rows else f'"{key}": {json.dumps(value)}')
    (HERE / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Compute what is asked for, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulate", action="store_true")
    parser.add_argument("--world", action="append", help="simulate this world alone; the others stay as they are")
    parser.add_argument("--claims", type=Path, default=os.environ.get("ESTIMATES_RADFORD_CLAIMS"))
    asked = parser.parse_args()
    if asked.simulate:
        import bias_coverage

        save("bias_coverage", bias_coverage.measured())
    elif asked.world:
        import bias_coverage

        save("bias_coverage", bias_coverage.renewed(pinned("bias_coverage"), asked.world))
    if asked.claims is not None and Path(asked.claims).exists():
        import bias_radford

        save("bias_radford", bias_radford.measured(Path(asked.claims)))
    else:
        said = f"no file {asked.claims}" if asked.claims else "no file given"
        print(f"The claims of Radford et al. are absent ({said}); the pinned numbers of that part stand.")
    TARGET.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
