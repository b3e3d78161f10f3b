"""Write `readings.md`: what becomes of "over X" and of round numbers, when historians round."""

from __future__ import annotations

import numpy as np
from literatures import Floats, ledger, percent, table, write

import estimates as es

SPREAD, FIGURES, CLAIMS = np.log(1.6), 3000, 8


def down(x: Floats) -> Floats:
    """Return numbers rounded down to their first digit, or to a half of it: 150,000, 200,000, 250,000."""
    unit = 10.0 ** np.floor(np.log10(x)) / 2
    return np.floor(x / unit) * unit


def bounds() -> list[list[str]]:
    """Return the bias of the lognormal's median where a share of the historians says "over X" of a rounded X."""
    rows = []
    for share in (0.0, 0.25, 0.5, 0.75):
        rng = np.random.default_rng(int(100 * share))
        truth = np.exp(rng.uniform(np.log(2e4), np.log(3e5), (FIGURES, 1)))
        value = truth * np.exp(rng.normal(0, SPREAD, (FIGURES, CLAIMS)))
        over = rng.uniform(size=value.shape) < share
        low = np.where(over, down(value), value)
        high = np.where(over, np.nan, value)
        cells = []
        for factor in (None, 1.25, 1.5, 2.0):
            given = {} if factor is None else {"bound_factor": factor}
            found = es.pool(ledger(low, high), "lognormal", **given).columns()
            good = np.isfinite(found["median_low"])
            off = np.log(np.asarray(found["median_low"])[good] / truth[good, 0])
            cells.append(f"{100 * (np.exp(np.mean(off)) - 1):+.0f} %")
        rows.append([percent(share), *cells])
    return rows


def rounded() -> list[list[str]]:
    """Return how often the range of the median holds the median of the numbers before they were rounded."""
    rows = []
    for n in (3, 5, 9):
        rng = np.random.default_rng(n)
        truth = np.exp(rng.uniform(np.log(2e4), np.log(3e5), (FIGURES, 1)))
        value = truth * np.exp(rng.normal(0, SPREAD, (FIGURES, n)))
        stated = np.array([[float(f"{x:.1g}") for x in row] for row in value])
        median = np.median(value, axis=1)
        cells = []
        for given in ({}, {"rounding": "digits"}):
            found = es.pool(ledger(stated, stated), "random-set", **given).columns()
            cells.append(percent(float(np.mean((found["median_low"] <= median) & (median <= found["median_high"])))))
        rows.append([str(n), *cells])
    return rows


def main() -> None:
    """Simulate, and write the page."""
    write(
        "readings",
        f"""
# Readings: "over X", and round numbers

Written by `validation/readings.py`; do not edit by hand. {CLAIMS} sources differ by a factor of 1.6.

## What agrees

**"Over X" is often a number rounded down.** A share of the sources rounds its number down to the first digit or half of
it, and says "over". By how much the median of the lognormal is off on average:

{table(["say “over”", "unlimited", "bound_factor=1.25", "1.5", "2"], bounds())}

Taken as unlimited, such bounds pull the median up; a factor near the true rounding takes most of that away.

**A round number stands for all that round to it.** Every source rounds to one significant digit. How often the range of
the random set's median holds the median of the numbers before rounding:

{table(["claims", "as stated", 'rounding="digits"'], rounded())}

## What does not, and why

No factor is right for every literature: "over 200,000" may be a finding. So none is a default, and a pool says that
bounds were taken as unlimited where none is given.
""",
    )


if __name__ == "__main__":
    main()
