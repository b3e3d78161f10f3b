"""Numbers in ragged groups: sweeps, pools and models on plain arrays, without claims and without frames.

Every kernel takes all groups in one call (a group is a figure, its rows are the claims on it) and returns one entry a
group, with a reason code where it refuses; `reasons` says in words what a code means.
"""

from __future__ import annotations

from estimates.kernels import (
    cells,
    censored,
    connected,
    half_normal,
    hierarchical,
    linear_pool,
    membership,
    pairs,
    random_set,
    reasons,
    restricted,
    shapes,
    sweep,
    tau2,
    turnbull,
)
from estimates.kernels.groups import Intervals, ShapeError, intervals
from estimates.kernels.random_effects import RandomEffects, random_effects

__all__ = [
    "Intervals",
    "RandomEffects",
    "ShapeError",
    "cells",
    "censored",
    "connected",
    "half_normal",
    "hierarchical",
    "intervals",
    "linear_pool",
    "membership",
    "pairs",
    "random_effects",
    "random_set",
    "reasons",
    "restricted",
    "shapes",
    "sweep",
    "tau2",
    "turnbull",
]
