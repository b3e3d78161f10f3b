"""Draw ten figures with this library and the same claims with metafor's forest(), for the page beside them.

Needs R with the package metafor; run it from this folder: ``python make.py``.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
import warnings
from pathlib import Path

import matplotlib.pyplot as plt

import estimates as es

HERE = Path(__file__).parent
MOST = 30
NAMES = (
    "nanking-1937", "dresden-1945", "gaugamela", "great-leap-famine", "holodomor", "iraq-war-deaths", "rwanda-1994",
    "st-bartholomew-1572", "somme-1916", "paris-commune-1871",
)  # fmt: skip
FOREST = """
library(metafor)
given <- commandArgs(trailingOnly = TRUE)
d <- read.csv(given[1])
png(given[2], width = 1050, height = 300 + 38 * nrow(d), res = 150)
par(mar = c(4, 0, 2, 0), cex = 0.8)
stated <- c(d$value, d$low, d$high)
most <- 1.1 * max(stated[is.finite(stated)])
forest(x = d$value, ci.lb = d$low, ci.ub = d$high, slab = d$claimant, refline = NA, header = c("Claimant", "Value"),
       xlab = given[3], digits = 0, alim = c(0, most), xlim = c(-1.4, 2.6) * most)
invisible(dev.off())
"""


def chosen(dataset: es.Dataset) -> es.Dossier:
    """The figure with most claims, as long as they fit a page."""
    return max(dataset.values(), key=lambda found: len(found) if len(found) <= MOST else 0)


def forest(dossier: es.Dossier, target: Path) -> tuple[int, int]:
    """Draw what forest() takes, an end that is not stated being infinite; return how many claims, and of how many."""
    rows = []
    for estimate in dossier:
        r = estimate.range
        ends = [end for end in (r.best, r.low, r.high) if end is not None]
        if not ends:
            continue
        middle = (r.low + r.high) / 2 if r.best is None and r.low is not None and r.high is not None else ends[0]
        low, high = ("-Inf" if r.low is None else r.low), ("Inf" if r.high is None else r.high)
        rows.append((estimate.claimant.name, middle, low, high))
    with tempfile.TemporaryDirectory() as scratch:
        table, script = Path(scratch) / "claims.csv", Path(scratch) / "forest.R"
        with table.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("claimant", "value", "low", "high"), *rows])
        script.write_text(FOREST, encoding="utf-8")
        subprocess.run(["Rscript", str(script), str(table), str(target), dossier.estimand.measure], check=True)
    return len(rows), len(dossier)


def main() -> None:
    """Write the twenty pictures, and say how many claims each holds."""
    for name in NAMES:
        dossier = chosen(es.load(name))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # columns that have no room at two columns' width
            ax = es.plot_intervals(dossier, width="double", size=7.5, foot="marks")
        ax.figure.savefig(HERE / f"{name}.png", dpi=110)
        plt.close("all")
        drawn, of = forest(dossier, HERE / f"{name}-metafor.png")
        print(f"{name}: {dossier.estimand.title}: {of} claims, of which forest() takes {drawn}")


if __name__ == "__main__":
    main()
