"""Which figures and cells of a model across figures hang on its anchor, so that their levels are known at all."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from estimates.kernels.groups import Bools, Codes, Floats, Ints

TIED: Final = 0
NO_PATH: Final = 1
ONE_WAY: Final = 2
ANCHOR: Final = -1


class Connected(NamedTuple):
    """For each figure, each cell and each role: `TIED` to the anchor, `NO_PATH` to it, or bound `ONE_WAY` only."""

    figures: Codes
    cells: Codes
    roles: Codes


def connected(low: Floats, high: Floats, figure: Ints, cell: Ints, role: Ints) -> Connected:
    """Return what claims tie to the anchor, before anything is fitted.

    Levels are known only relative to the anchor. A cell whose figures share no claim, over any number of steps, with a
    figure of the anchor has no known level, and neither have those figures. Where the only tie is by claims that
    bound one side, the level has no other end: "at least" on every figure admits any factor, however great. Both are
    questions of paths, the first in the graph of figures and cells, the second in the directed graph of figures and
    roles, with an arrow for each side on which a claim bounds.

    Parameters
    ----------
    low, high : array of float
        Logs of the ends of each claim; -inf and inf where there is none.
    figure, cell : array of int
        Figure and cell of each claim, from 0; a cell of -1 is the anchor.
    role : array of int
        The role of each cell, from 0.

    Examples
    --------
    >>> ends = np.zeros(4)
    >>> found = connected(ends, ends, np.array([0, 0, 1, 1]), np.array([-1, 0, 1, 2]), np.array([0, 0, 1]))
    >>> found.figures.tolist(), found.cells.tolist()
    ([0, 1], [0, 1, 1])
    """
    count, cells = int(figure.max(initial=-1)) + 1, len(role)
    roles = int(role.max(initial=-1)) + 1
    out = [np.full(n, TIED, dtype=np.int8) for n in (count, cells, roles)]
    alive = np.ones(len(figure), dtype=bool)
    last = -1
    while last != (last := int(alive.sum())):
        _without_path(out[0], out[1], alive, figure, cell)
        alive = _alive(alive, out, figure, cell)
        _one_way(out[0], out[2], alive, low, high, figure, np.where(cell < 0, ANCHOR, np.append(role, 0)[cell]))
        out[1][(out[2] != TIED)[role] & (out[1] == TIED)] = ONE_WAY
        alive = _alive(alive, out, figure, cell)
    missing = np.bincount(role[out[1] == TIED], minlength=roles) == 0
    out[2][missing & (out[2] == TIED)] = NO_PATH
    return Connected(*out)


def _alive(alive: Bools, out: list[Codes], figure: Ints, cell: Ints) -> Bools:
    good = np.append(out[1] == TIED, True)[cell]
    kept: Bools = alive & (out[0][figure] == TIED) & good
    return kept


def _without_path(figures: Codes, cells: Codes, alive: Bools, figure: Ints, cell: Ints) -> None:
    group = _components(figure[alive], cell[alive] + 1, len(figures), len(cells) + 1, "weak")
    home = group[len(figures)]
    figures[(group[: len(figures)] != home) & (figures == TIED)] = NO_PATH
    cells[(group[len(figures) + 1 :] != home) & (cells == TIED)] = NO_PATH


def _one_way(
    figures: Codes, roles: Codes, alive: Bools, low: Floats, high: Floats, figure: Ints, role: Ints
) -> None:  # fmt: skip
    """Find what could rise or fall for ever without contradicting a claim: what no cycle of arrows ties."""
    below, above = alive & np.isfinite(low), alive & np.isfinite(high)
    start = np.concatenate((figure[below], len(figures) + 1 + role[above]))
    stop = np.concatenate((len(figures) + 1 + role[below], figure[above]))
    group = _components(start, stop, len(figures), len(roles) + 1, "strong")
    home = group[len(figures)]
    met = np.bincount(figure[alive], minlength=len(figures)) > 0
    figures[(group[: len(figures)] != home) & met & (figures == TIED)] = ONE_WAY
    seen = np.bincount(role[alive] + 1, minlength=len(roles) + 1)[1:] > 0
    roles[(group[len(figures) + 1 :] != home) & seen & (roles == TIED)] = ONE_WAY


def _components(start: Ints, stop: Ints, first: int, second: int, kind: str) -> Ints:
    """Return the component of each node; of the weak kind, `stop` counts from the first node of the second sort."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = first + second
    to = stop + first if kind == "weak" else stop
    graph = coo_array((np.ones(len(start)), (start, to)), shape=(size, size)).tocsr()
    labels: Ints = connected_components(graph, directed=kind == "strong", connection="strong")[1]
    return labels
