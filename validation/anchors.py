"""Write `anchors.md`: what the audit of bias says where its anchors differ."""

from __future__ import annotations

import numpy as np
from literatures import percent, table, write

import estimates as es

HEAD = ("they differ by", "extremes, median", "wrong finding", "of these flagged", "right findings flagged")


def dossier(rng: np.random.Generator, anchors: int, spread: float, factor: float) -> es.Dossier:
    """Return third parties about a true figure, and an enemy whose claim exceeds it by a factor."""
    claims = [
        es.Estimate(f"a{i}", es.Claimant(f"a{i}", f"A{i}", role="scholar"), es.point(float(10_000 * np.exp(x))))
        for i, x in enumerate(rng.normal(0, spread, anchors))
    ]
    foe = es.Claimant("foe", "Foe", role="belligerent", side="Blue")
    value = float(10_000 * factor * np.exp(rng.normal(0, 0.1)))
    claims.append(es.Estimate("foe", foe, es.point(value)))
    return es.Dossier(es.Estimand("dead", measure="killed", side="Red"), claims)


def findings() -> list[list[str]]:
    """Return how often a finding is wrong, and how often a wrong and a right one is flagged."""
    rows = []
    for spread in (1.1, 1.5, 2.0, 4.0):
        rng = np.random.default_rng(int(10 * spread))
        wrong, flagged_wrong, flagged_right, folds = 0, 0, 0, []
        count = 400
        for _ in range(count):
            row = es.bias(dossier(rng, 4, np.log(spread), 1.5))
            found = row["foe"]
            folds.append(row.anchor_spread.extremes if row.anchor_spread else 1.0)
            bad = found.observed != "above"
            wrong += bad
            flagged_wrong += bad and found.changes
            flagged_right += (not bad) and found.changes
        shares = [flagged_wrong / wrong if wrong else float("nan"), flagged_right / (count - wrong)]
        rows.append([f"{spread:g}", f"{np.median(folds):.1f}", percent(wrong / count), *map(percent, shares)])
    return rows


def main() -> None:
    """Simulate, and write the page."""
    write(
        "anchors",
        f"""
# Anchors that disperse

Written by `validation/anchors.py`; do not edit by hand. Four third parties differ by a factor (one standard deviation);
an enemy claims 1.5 times the true figure.

## What agrees

{table(HEAD, findings())}

A finding is wrong where the enemy's claim is not above the anchors' geometric mean. Nearly every wrong finding is among
those that "change with the anchor": at least one of the anchors alone would say otherwise. In the others all anchors
lie above the claim.

## What does not, and why

The flag is no test: with anchors far apart nearly every finding carries it. That is what such anchors can show.
Anchors that err together do not disperse, and nothing here detects them.
""",
    )


if __name__ == "__main__":
    main()
