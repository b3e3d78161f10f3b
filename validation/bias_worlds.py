"""Literatures with a known truth for the bias model: claims of camps on many figures, drawn world by world."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class World(NamedTuple):
    """How claims are drawn: numbers of figures, claims a figure and camps a role, factors of roles, deviations."""

    told: str
    figures: int = 40
    claims: int = 5
    camps: int = 3
    own: float = 0.5
    enemy: float = 2.0
    omega: float = 0.3
    tau: float = 0.4
    ends: float = 0.0
    copied: float = 0.0
    anchor: float = 1.0
    tails: bool = False
    shared: float = 0.0
    sided: float = 2 / 3
    over: float = 0.0
    bound_factor: float | None = None
    echo: float = 0.0
    reaction: bool = False


WORLDS = {
    "base": World("40 figures with 5 claims each, at least one of them by the anchor; three camps speak in each role, "
                  "own by a factor of 0.5, enemy by one of 2; camps deviate by 0.3 in logs, claims by 0.4"),
    "small": World("8 figures with 3 claims each, two camps in each role", figures=8, claims=3, camps=2),
    "strong": World("factors of 0.2 and 5; camps and claims deviate by 0.6", own=0.2, enemy=5.0, omega=0.6, tau=0.6),
    "none": World("no role and no camp differs from the anchor", own=1.0, enemy=1.0, omega=0.0),
    "one-sided": World("40 % of the claims state one end only, and 20 % a range; what is stated lies off what the "
                       "claimant would have named by a factor of 1.5 on average", ends=0.6),
    "copies": World("every second row is the copy of a claim on the same figure under another camp's name, and says so",
                    copied=0.5),
    "ranges only": World("every claim is a range, whose ends lie off what the claimant would have named by a factor of "
                         "1.5 on average", ends=1.0, sided=0.0),
    "over": World("40 % of the claims say 'over X', where X is the number rounded down to its first digit; fitted with "
                  "`bound_factor=2`", over=0.4, bound_factor=2.0),
}  # fmt: skip
BEYOND = {
    "heavy tails": World("as base, but errors are Student's t with 3 degrees of freedom, of the same spread",
                         tails=True),
    "an error in common": World("as base, but on each figure all camps of a role share a further error of 0.4",
                                shared=0.4),
    "an anchor that echoes": World("half of the anchor's claims repeat what an enemy says of the same figure, and "
                                   "nobody knows", echo=0.5),
    "an enemy that reacts": World("an enemy starts from what the anchor says of the figure, not from the figure",
                                  reaction=True),
    "a biased anchor": World("as base, but the anchor itself says twice the truth", anchor=2.0),
    "over, unlimited": World("as over, but without `bound_factor`: 'over X' is taken as unlimited", over=0.4),
}  # fmt: skip


class Drawn(NamedTuple):
    """One literature: its table, the factor of each cell, the factor of a camp not seen, and the true figures."""

    table: dict[str, list[Any]]
    factors: dict[tuple[str, str], float]
    further: dict[str, float]
    truth: dict[str, float]


def drawn(world: World, rng: np.random.Generator) -> Drawn:
    """Draw one literature."""
    roles = ("own", "enemy")
    cells = [(f"{role} camp {i + 1}", role) for role in roles for i in range(world.camps)]
    centre = {"own": math.log(world.own), "enemy": math.log(world.enemy)}
    effect = np.array([centre[role] + world.omega * rng.standard_normal() for _, role in cells])
    further = {role: math.exp(centre[role] + world.omega * rng.standard_normal()) for role in roles}
    cells.append(("observer", "third party"))
    effect = np.append(effect, math.log(world.anchor))
    level = rng.normal(math.log(10_000), 1.5, world.figures)
    figure = np.repeat(np.arange(world.figures), world.claims)
    cell = np.concatenate([rng.permutation(len(cells))[: world.claims] for _ in range(world.figures)])
    cell[:: world.claims] = len(cells) - 1  # on each figure the anchor speaks once or twice
    error = rng.standard_t(3, len(figure)) / math.sqrt(3) if world.tails else rng.standard_normal(len(figure))
    common = world.shared * np.column_stack((rng.standard_normal((world.figures, 2)), np.zeros(world.figures)))
    y = level[figure] + effect[cell] + world.tau * error + common[figure, cell // world.camps]
    if world.reaction:
        first = y[:: world.claims][figure]
        enemy = np.array([role == "enemy" for _, role in cells])[cell]
        y = np.where(enemy, first + effect[cell] + world.tau * error, y)
    if world.echo:
        _echoed(world, rng, figure, cell, y, cells)
    table = _told(world, rng, figure, cell, y, cells)
    names = {f"figure {i}": math.exp(x) for i, x in enumerate(level)}
    return Drawn(table, {pair: math.exp(e) for pair, e in zip(cells[:-1], effect)}, further, names)


def _echoed(
    world: World, rng: np.random.Generator, figure: Ints, cell: Ints, y: Floats, cells: list[tuple[str, str]]
) -> None:
    """Let claims of the anchor repeat an enemy's on the same figure, where there is one."""
    enemy = np.array([role == "enemy" for _, role in cells])[cell]
    for i in np.flatnonzero((cell == len(cells) - 1) & (rng.random(len(y)) < world.echo)).tolist():
        there = np.flatnonzero(enemy & (figure == figure[i]))
        if len(there):
            y[i] = y[rng.choice(there)]


def _told(
    world: World, rng: np.random.Generator, figure: Ints, cell: Ints, y: Floats, cells: list[tuple[str, str]]
) -> dict[str, list[Any]]:
    low, high = y.copy(), y.copy()
    kind = rng.random(len(y))
    under, over = rng.exponential(0.4, (2, len(y)))
    ended = kind < world.ends
    low[ended] -= under[ended]
    high[ended] += over[ended]
    low[kind < world.ends * world.sided / 2] = np.nan
    high[(kind >= world.ends * world.sided / 2) & (kind < world.ends * world.sided)] = np.nan
    said = rng.random(len(y)) < world.over if world.over else np.zeros(len(y), dtype=bool)
    digit = 10.0 ** np.floor(y[said] / math.log(10))
    low[said] = np.log(np.floor(np.exp(y[said]) / digit) * digit)
    high[said] = np.nan
    root = [f"claim {i}" for i in range(len(y))]
    if world.copied:
        for i in np.flatnonzero(rng.random(len(y)) < world.copied / (1 - world.copied)).tolist():
            other = (cell != cell[i]) & (figure == figure[i])
            figure, cell = np.append(figure, figure[i]), np.append(cell, rng.choice(cell[other]))
            low, high = np.append(low, low[i]), np.append(high, high[i])
            root.append(root[i])
    return {
        "figure": [f"figure {i}" for i in figure.tolist()],
        "camp": [cells[c][0] for c in cell.tolist()],
        "role": [cells[c][1] for c in cell.tolist()],
        "low": np.exp(low).tolist(), "high": np.exp(high).tolist(), "root": root,
    }  # fmt: skip
