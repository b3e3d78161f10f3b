"""Simulate literatures whose truth is known, count how often 90 % intervals hold it, and write coverage.json."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from estimates.kernels import half_normal, random_effects

HERE = Path(__file__).resolve().parent
REPLICATIONS = 20_000
SEED = 20_240_617
LEVEL = 0.9
FACTOR = 1.5  # one standard deviation between sources
SIZES = (3, 5, 8)
OWN = (0.05, 0.4)  # a source's own standard error, of logs, evenly drawn on the log scale
SCALE = 0.5  # of the half-normal prior
METHODS = (
    "modified HKSJ (REML)",
    "half-normal Bayes (scale 0.5)",
    "Knapp-Hartung, unmodified (REML)",
    "DL, Wald",
    "common value, Wald",
)
WORLDS = {
    "as the model assumes": "sources differ by the factor and by the errors that they state",
    "heavy tails between sources": "the same spread between sources, but as Student's t with 3 degrees of freedom",
    "errors understated": "every source's own error is in truth twice what it states",
    "a shared error": "half of the variance between sources is one error that all of them share",
    "skewed": "the sources' deviations are exponential, of the same spread, about their mean",
}
Floats = NDArray[np.float64]


class Drawn(NamedTuple):
    """Literatures of one size, about a truth of zero on the log scale."""

    y: Floats
    v: Floats
    offsets: NDArray[np.int64]


def drawn(world: str, k: int, replications: int, seed: int) -> Drawn:
    """Draw literatures; ``world`` is one of WORLDS."""
    rng = np.random.default_rng([seed, k, list(WORLDS).index(world)])
    shape = (replications, k)
    stated = np.exp(rng.uniform(*np.log(OWN), shape))
    tau = math.log(FACTOR)
    between = rng.standard_normal(shape) * tau
    if world == "heavy tails between sources":
        between = rng.standard_t(3, shape) / math.sqrt(3) * tau
    elif world == "skewed":
        between = (rng.exponential(1, shape) - 1) * tau
    elif world == "a shared error":
        between = (between + rng.standard_normal((replications, 1)) * tau) / math.sqrt(2)
    own = stated * (2 if world == "errors understated" else 1)
    y = between + rng.standard_normal(shape) * own
    return Drawn(y.ravel(), (stated**2).ravel(), np.arange(replications + 1) * k)


def ends(data: Drawn, k: int) -> Iterator[tuple[str, Floats, Floats]]:
    """Yield each method's low and high ends."""
    p = (1 + LEVEL) / 2
    z, t = float(ndtri(p)), float(stdtrit(k - 1, p))
    y, v, offsets = data
    reml = random_effects(y, v, offsets=offsets, method="REML")
    yield METHODS[0], reml.mean - t * reml.se_hksj, reml.mean + t * reml.se_hksj
    bayes = half_normal.half_normal(y, v, offsets=offsets, scale=SCALE, p=[1 - p, p])
    yield METHODS[1], bayes.quantiles[:, 0], bayes.quantiles[:, 1]
    yield METHODS[2], reml.mean - t * reml.se_knapp_hartung, reml.mean + t * reml.se_knapp_hartung
    for name, method in zip(METHODS[3:], ("DL", "EE")):
        found = random_effects(y, v, offsets=offsets, method=method)
        yield name, found.mean - z * found.se, found.mean + z * found.se


def simulated(world: str, k: int, replications: int, seed: int) -> list[dict[str, Any]]:
    """Return for each method how often its interval holds the truth, and its median width as a factor."""
    rows = []
    for method, low, high in ends(drawn(world, k, replications, seed), k):
        held = float(np.mean((low <= 0) & (high >= 0)))
        factor = float(np.exp(np.median(high - low)))
        rows.append({"world": world, "method": method, "k": k, "coverage": round(held, 4), "factor": round(factor, 2)})
    return rows


def main() -> None:
    """Simulate all and write."""
    rows = [row for world in WORLDS for k in SIZES for row in simulated(world, k, REPLICATIONS, SEED)]
    settings = {
        "replications": REPLICATIONS, "seed": SEED, "level": LEVEL, "factor": FACTOR, "own": OWN, "scale": SCALE,
        "worlds": WORLDS,
    }  # fmt: skip
    lines = ",\n".join(json.dumps(row) for row in rows)
    text = json.dumps(settings)[:-1] + ',\n"rows": [\n' + lines + "\n]}\n"
    (HERE / "coverage.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
