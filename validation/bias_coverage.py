"""Simulate literatures whose truth is known, and count how often the intervals of the bias model hold it."""

from __future__ import annotations

import math
import time
from typing import Any

import numpy as np
from bias_worlds import BEYOND, WORLDS, Drawn, World, drawn

import estimates as es

SEED = 20_240_701
LEVEL = 0.9
# Each fit of the one integrates levels numerically; the other lies nearest to the edge of what is asked.
REPLICATIONS = {"one-sided": 300, "none": 3000, "ranges only": 300, "over": 300}
USUAL, FEWER = 1000, 300


def simulated(name: str, replications: int, seed: int, *, collapse: bool = True) -> dict[str, Any]:
    """Return how often the intervals of one world hold the truth, each share with its Monte Carlo error."""
    world = (WORLDS | BEYOND)[name]
    place = list(WORLDS | BEYOND).index(name)
    held: dict[str, list[float]] = {}
    for i in range(replications):
        truth = drawn(world, np.random.default_rng([seed, place, i]))
        found = es.bias_model(
            truth.table, anchor="third party", root="root" if collapse else None, level=LEVEL,
            **({"bound_factor": world.bound_factor} if world.bound_factor else {}),
        )  # fmt: skip
        for key, value in counted(found, truth, world).items():
            held.setdefault(key, []).append(value)
    out: dict[str, Any] = {"world": name, "collapsed": collapse, "replications": replications}
    for key, values in held.items():
        if key in ("width", "tau"):
            out[key] = round(float(np.median(values)), 3)
        else:
            out[key] = [round(float(np.mean(values)), 4), round(float(np.std(values)) / math.sqrt(replications), 4)]
    return out


def counted(found: es.BiasModel, truth: Drawn, world: World) -> dict[str, float]:
    """Return the shares of intervals that hold the truth: factors, figures, roles and camps not seen."""
    further = [found.predictive(role) for role in truth.further]
    centre = {"own": world.own, "enemy": world.enemy}
    return {
        "factors": mean(f.low <= truth.factors[f.camp, f.role] <= f.high for f in found.factors),
        "figures": mean(a.low <= truth.truth[a.figure] <= a.high for a in found.adjusted),
        "roles": mean(e.low <= centre[e.role] <= e.high for e in found.role_effects),
        "further": mean(f.low <= truth.further[f.role] <= f.high for f in further),
        "bias": mean(math.log(f.factor / truth.factors[f.camp, f.role]) for f in found.factors),
        "width": float(np.median([f.high / f.low for f in found.factors])),
        "tau": found.tau.median,
    }


def mean(values: Any) -> float:
    return float(np.mean([float(value) for value in values]))


def shifted(replications: int, seed: int) -> dict[str, float]:
    """Return what an anchor that doubles does to the answer for the very same draws, and what of it the model sees."""
    far = {"factors": 0.0, "figures": 0.0, "deviations": 0.0}
    for i in range(replications):
        right, off = (
            es.bias_model(drawn(world, np.random.default_rng([seed, i])).table, anchor="third party")
            for world in (WORLDS["base"], BEYOND["a biased anchor"])
        )
        for a, b in zip(right.factors, off.factors):
            far["factors"] = max(far["factors"], abs(math.log(a.factor / b.factor) - math.log(2)))
        for x, y in zip(right.adjusted, off.adjusted):
            far["figures"] = max(far["figures"], abs(math.log(y.median / x.median) - math.log(2)))
        for one, other in ((right.tau, off.tau), (right.omega, off.omega)):
            far["deviations"] = max(far["deviations"], abs(one.median - other.median))
    return far


def timed(figures: int, claims: int, ends: float) -> float:
    """Return the processor time of one fit, in seconds."""
    world = World("", figures=figures, claims=claims, ends=ends)
    table = drawn(world, np.random.default_rng(SEED)).table
    es.bias_model({key: column[:50] for key, column in table.items()}, anchor="third party")  # loads what is needed
    begin = time.process_time()
    es.bias_model(table, anchor="third party")
    return time.process_time() - begin


def renewed(pinned: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Return what is pinned with some worlds simulated anew, or for the first time."""
    out = dict(pinned)
    for part, worlds in (("rows", WORLDS), ("beyond", BEYOND)):
        rows = {row["world"]: row for row in pinned[part]}
        for name in worlds:
            if name in names:
                many = REPLICATIONS.get(name, USUAL) if part == "rows" else FEWER
                rows[name] = simulated(name, many, SEED)
        order = [*(name for name in rows if name not in worlds), *(name for name in worlds if name in rows)]
        out[part] = [rows[name] for name in order]
    return out


def measured() -> dict[str, Any]:
    """Return all that is simulated and timed."""
    rows = [simulated(name, REPLICATIONS.get(name, USUAL), SEED) for name in WORLDS]
    beyond = [
        simulated("copies", FEWER, SEED, collapse=False), *(simulated(name, FEWER, SEED) for name in BEYOND)
    ]  # fmt: skip
    seconds = [{"figures": 1000, "claims": 5, "ends": e, "seconds": round(timed(1000, 5, e), 1)} for e in (0.0, 0.3)]
    return {
        "seed": SEED, "level": LEVEL, "rows": rows, "beyond": beyond, "shifted": shifted(50, SEED), "timed": seconds,
    }  # fmt: skip
