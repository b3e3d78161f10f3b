"""Write `pools.md`: what the intervals and medians of pools hold, and what voices do."""

from __future__ import annotations

import numpy as np
from literatures import SPREAD, claims, held, ledger, percent, table, write
from scipy.special import ndtri

import estimates as es

SIZES = (2, 3, 5, 8, 20)
UP = 1 + 1e-12  # the interpolated median of equal numbers may round past them
METHODS: dict[str, dict[str, object]] = {
    "envelope": {}, "random-set": {}, "turnbull": {}, "linear": {"coverage": 0.9}, "lognormal": {},
    "lognormal, bayes": {"interval": "bayes"}, "random-effects": {"coverage": 0.9, "allow_multimodal": True},
}  # fmt: skip

WRITERS = {
    "5, of which one makes 3 claims": (3, 1, 1, 1, 1),
    "5, with 3 claims each": (3,) * 5,
    "8, with 6, 3, 2 and 1 claims": (6, 3, 2, 1, 1, 1, 1, 1),
    "20, with 4 claims each": (4,) * 20,
}
WRITTEN = [
    "voices", "between", "within", "own errors, `spread`", "own errors, `claim`", "shared errors, `spread`",
    "shared errors, `claim`",
]  # fmt: skip


def levels() -> tuple[list[list[str]], list[list[str]]]:
    """Return, by method and number of voices, how often a 90 % interval holds a further range, and what is claimed."""
    rows, supported = [], []
    for name, given in METHODS.items():
        method = name.partition(",")[0]
        cells, least = [], []
        for n in SIZES:
            rng = np.random.default_rng(n)
            figures = 150 if given.get("interval") == "bayes" else 2000
            low, high = claims(rng, figures, n + 1)
            found = es.pool(ledger(low[:, :n], high[:, :n]), method, **given)
            share, answered = held(found, low[:, n], high[:, n])
            cells.append(percent(share) if answered > figures / 10 else "–")
            if "supported_level" in found.columns():
                level = np.asarray(found.columns()["supported_level"], dtype=float)
                least.append("none" if np.isnan(level).all() else percent(float(np.nanmean(level))))
        rows.append([name, *cells])
        if least:
            supported.append([name, *least])
    return rows, supported


def medians() -> list[list[str]]:
    """Return how often the range of the median holds every sample median of values drawn within the claims."""
    rows = []
    for n in (2, 4, 5, 8):
        rng = np.random.default_rng(100 + n)
        low, high = claims(rng, 2000, n)
        found = es.pool(ledger(low, high), "random-set").columns()
        old = es.pool(ledger(low, high), "random-set").quantile(0.5)
        inside, before = [], []
        for _ in range(5):
            values = np.sort(low + (high - low) * rng.uniform(0, 1, low.shape), axis=1)
            for median in (values[:, (n - 1) // 2], values[:, n // 2], np.median(values, axis=1)):
                inside.append((found["median_low"] <= median * UP) & (median <= found["median_high"] * UP))
                before.append((old.low <= median * UP) & (median <= old.high * UP))
        rows.append([str(n), percent(float(np.mean(inside))), percent(float(np.mean(before)))])
    return rows


def voices() -> list[list[str]]:
    """Return how far the median of a literature is off where one claimant writes again and again."""
    rows = []
    for again in (1, 3, 6, 12):
        rng = np.random.default_rng(200 + again)
        figures, others = 3000, 6
        speaker = rng.normal(0, SPREAD, (figures, 1)) + rng.normal(0, 0.05, (figures, again))
        value = np.exp(np.hstack([speaker, rng.normal(0, SPREAD, (figures, others))]))
        who = [*["one"] * again, *(f"other {i}" for i in range(others))]
        cells = []
        for by in ("claimant", "claim"):
            found = es.pool(ledger(value, value, who), "random-set", voices=by).columns()
            middle = (np.log(found["median_low"]) + np.log(found["median_high"])) / 2
            cells.append(f"{np.exp(np.sqrt(np.mean(middle**2))):.3f}")
        rows.append([str(again), *cells])
    return rows


def further() -> list[list[str]]:
    """Return how often a 90 % interval of random effects holds the value of a single claim of a further voice."""
    rows = []
    for said, sizes in WRITERS.items():
        for between, within in ((0.4, 0.2), (0.2, 0.4), (0.05, 0.4)):
            cells = []
            for correlation in (0.0, 1.0):
                rng = np.random.default_rng([300, len(sizes), sizes[0], int(100 * between)])
                figures, error, who = 2000, 0.15, np.repeat(np.arange(len(sizes)), sizes)
                deviation = rng.normal(0, between, (figures, len(sizes)))[:, who]
                own = rng.normal(0, 1, (figures, len(who)))
                common = rng.normal(0, 1, (figures, len(sizes)))[:, who]
                noise = error * (common if correlation else own)
                value = deviation + rng.normal(0, within, (figures, len(who))) + noise
                half = error * ndtri(0.95)
                table_of = ledger(np.exp(value - half), np.exp(value + half), [str(i) for i in who])
                truth = np.exp(rng.normal(0, np.hypot(between, within), figures))
                for of in ("spread", "claim"):
                    found = es.pool(table_of, "random-effects", coverage=0.9, interval=of, allow_multimodal=True)
                    cells.append(percent(held(found, truth, truth)[0]))
            rows.append([said, f"{np.exp(between):.2f}", f"{np.exp(within):.2f}", *cells])
    return rows


def main() -> None:
    """Simulate, and write the page."""
    measured, supported = levels()
    head = ["", *(f"n = {n}" for n in SIZES)]
    write(
        "pools",
        f"""
# Pools: levels, medians and voices

Written by `validation/pools.py`; do not edit by hand. Sources differ by a factor of 1.5 (one standard deviation of
logs), and each states a range of its own width.

## What agrees

**The level that is printed holds.** `supported_level` is a lower bound for the probability that the whole range of a
further voice lies in the interval; on average over literatures of n voices:

{table(head, supported)}

and, measured, "90 %" intervals hold the whole range of a further voice in

{table(head, measured)}

of literatures ("–": not answered for enough of them). The envelope and the random set reach what they claim or more.
Random effects and the lognormal by Bayes predict a further *value*; its whole range lies in the interval less often.

**The range of the median holds every median**: the lower, the upper and the interpolated one of values drawn within
the claims. The second column is the convention of `quantile(0.5)`, the lower quantile at both ends:

{table(["claims", "`median`", "`quantile(0.5)`"], medians())}

**A voice counts once.** One claimant writes several claims on each figure, near each other; six others write one each.
The typical error of the median, as a factor:

{table(["claims of the one", 'voices="claimant"', 'voices="claim"'], voices())}

**A single claim is held by `interval="claim"`.** Voices differ by the first factor, the claims of one voice by the
second (one standard deviation of logs); each claim also has a stated error of a factor of 1.16, independent from claim
to claim or the same in all claims of a voice. A "90 %" interval of random effects holds the value of one claim of a
further voice in

{table(WRITTEN, further())}

of literatures. `interval="spread"` is that of a further voice's mean, and holds a single claim less often; where each
voice makes one claim the two are the same.

## What does not, and why

Where one voice alone writes again and again, how far its claims scatter stands for all voices. Intervals for a single
claim assume that they scatter alike, and are a little wide where voices hardly differ.

Nominal levels are no levels: "90 %" of a random set of two voices is 90 % of two voices. No inner interval of so few
voices holds a further one with a high probability, and none is claimed. Voices that know each other are not
exchangeable; where they do, neither the printed level nor the measured one holds.
""",
    )


if __name__ == "__main__":
    main()
