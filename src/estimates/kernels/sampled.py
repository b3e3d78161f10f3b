"""Effects of cells by quasi-Monte Carlo importance sampling, where they are not normal given the deviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from estimates.kernels.cells import Model, Moments, moments
from estimates.kernels.groups import Bools, Floats, Ints, ShapeError
from estimates.kernels.tabled import Table

# How far the log density may be off the parabola at two standard deviations from its top: less where no role has two
# camps, since sampling is then cheap.
_FAR = {True: 0.05, False: 0.01}
_DROP = 2.0  # fall of a normal log density over two standard deviations
_FREEDOM = 6.0
_ROUNDS = 6
_NEAR, _CLOSE = 0.15, 0.4  # shares of effective places at which a proposal serves, and is not bettered
_SEED = 1
_EVEN = 4096  # even places drawn from the weighted ones
_BINS = 600
_LEAST = 200.0  # effective places below which an integral is refused


class Cloud(NamedTuple):
    """Weighted places of the effects at one pair of deviations.

    ``log`` is the density of the pair but for a constant; ``weight`` sums to one over the places ``gamma``, a row a
    place and a column a cell.
    """

    log: float
    gamma: Floats
    weight: Floats


class Mixed(NamedTuple):
    """Weighted places of the effects over all deviations, and even ones drawn from them with their pair."""

    places: Floats
    weight: Floats
    gamma: Floats
    pair: Ints


class _Proposal(NamedTuple):
    """A multivariate t from which places are drawn, in the rotated effects."""

    middle: Floats
    root: Floats


def skewed(model: Model, tau2: float, omega: float) -> Bools:
    """Return for each cell whether its effect is far from normal at a pair of deviations.

    Each cell is moved to two standard deviations on either side along the normal approximation's conditional mean;
    where the log density there is off the parabola by more than `_FAR`, the approximation does not hold.
    """
    if model.rows is None:
        return np.zeros(model.cells, dtype=bool)
    part = next(model.parts(tau2, [omega]))
    basis = model.basis(omega)
    covariance = basis @ part.covariance @ basis.T
    sd = np.sqrt(np.diag(covariance))
    way = 2 * covariance / sd  # a column a cell
    middle = basis @ part.x
    places = np.concatenate((middle[None], middle + way.T, middle - way.T))
    value = _Target(model, tau2).log(places, omega)
    off = np.abs(value[1:] - value[0] + _DROP).reshape(2, -1)
    return np.asarray((off > _FAR[model.free]).any(axis=0))


class _Target:
    """The log density of the effects at one variance of errors, at many places."""

    def __init__(self, model: Model, tau2: float) -> None:
        self.model, self.at = model, moments(model.normal, tau2)
        self.table = Table(model.rows, tau2) if model.rows is not None else None
        self.rotation = rotation(model.role)

    def likelihood(self, gamma: Floats) -> Floats:
        at: Moments = self.at
        out = at.constant + gamma @ at.g - 0.5 * ((gamma @ at.a) * gamma).sum(axis=1)
        if self.table is not None:
            out = out + self.table.log_likelihood(np.column_stack((gamma, np.zeros(len(gamma)))))
        return np.asarray(out, dtype=np.float64)

    def prior(self, gamma: Floats, omega: float) -> Floats:
        """Return the log prior: the effects of roles are integrated out, which couples the camps of a role."""
        y = gamma @ self.rotation
        variance = omega**2 + self.model.reach**2 * self.model.camps
        return np.asarray(-0.5 * (y**2 / variance + np.log(2 * np.pi * variance)).sum(axis=1), dtype=np.float64)

    def log(self, gamma: Floats, omega: float) -> Floats:
        return self.likelihood(gamma) + self.prior(gamma, omega)


def rotation(role: Ints) -> Floats:
    """Return an orthonormal basis whose columns are, role by role, the mean of its camps and contrasts of them.

    The column of a role's mean stands at the place of its first camp.

    Examples
    --------
    >>> rotation(np.array([0, 0])).round(3)
    array([[ 0.707,  0.707],
           [ 0.707, -0.707]])
    """
    out = np.zeros((len(role), len(role)))
    for r in np.unique(role).tolist():
        at = np.flatnonzero(role == r)
        n = len(at)
        out[at, at[0]] = n**-0.5
        for k in range(1, n):
            out[at[:k], at[k]] = (k * (k + 1)) ** -0.5
            out[at[k], at[k]] = -((k / (k + 1)) ** 0.5)
    return out


class Sampler:
    """Places of the effects over a grid of deviations; proposals are kept from one variance of errors to the next.

    Parameters
    ----------
    model : Model
    count : int
        Places for each pair of deviations that has a proposal of its own, a power of two.
    proposals : int
        How many deviations of camps have one, at the most.
    """

    def __init__(self, model: Model, count: int, proposals: int) -> None:
        self.model, self.count = model, count
        self.proposals = proposals if model.free else 1
        self.kept: dict[int, _Proposal] = {}
        self.seed = _SEED

    def clouds(self, tau2: float, omegas: Sequence[float]) -> Iterator[Cloud]:
        """Yield the density and the effects for one variance of errors and several deviations of camps."""
        target = _Target(self.model, tau2)
        chosen = np.unique(np.linspace(0, len(omegas) - 1, self.proposals).round().astype(int)).tolist()
        if self.proposals == 1:
            chosen = [len(omegas) // 2]
        mixed = [self._adapted(target, tau2, omegas[k], number) for number, k in enumerate(chosen)]
        self.seed += len(mixed)  # other places at each variance, so that their errors do not add up
        y = np.concatenate([_drawn(p, self.count, self.seed + n) for n, p in enumerate(mixed)])
        gamma = y @ target.rotation.T
        density = np.logaddexp.reduce([_density(p, y) for p in mixed]) - np.log(len(mixed))
        likelihood = target.likelihood(gamma) - density
        for omega in omegas:
            log = likelihood + target.prior(gamma, omega)
            top = float(log.max())
            weight = np.exp(log - top)
            yield Cloud(top + float(np.log(weight.mean())), gamma, weight / weight.sum())

    def mixed(self, clouds: Sequence[Cloud], share: Floats) -> Mixed:
        """Return the places of all clouds together, those of one variance of errors counted once.

        Parameters
        ----------
        clouds : sequence of Cloud
            Those of one variance of errors one after another.
        share : array of float
            The weight of each pair of deviations; sums to one.
        """
        pairs = np.concatenate([s * cloud.weight for s, cloud in zip(share.tolist(), clouds)])
        steps = np.concatenate(([0.0], np.cumsum(pairs)))
        drawn = np.searchsorted(steps / steps[-1], (np.arange(_EVEN) + 0.5) / _EVEN, side="right") - 1
        size = np.array([len(cloud.weight) for cloud in clouds])
        pair = np.repeat(np.arange(len(clouds)), size)[drawn]
        within = drawn - (np.cumsum(size) - size)[pair]
        gamma = np.array([clouds[i].gamma[k] for i, k in zip(pair.tolist(), within.tolist())])
        groups: dict[int, Floats] = {}
        places: dict[int, Floats] = {}
        for s, cloud in zip(share.tolist(), clouds):
            key = id(cloud.gamma)
            places[key] = cloud.gamma
            groups[key] = groups.get(key, 0.0) + s * cloud.weight
        return Mixed(np.concatenate(list(places.values())), np.concatenate(list(groups.values())), gamma, pair)

    def _adapted(self, target: _Target, tau2: float, omega: float, number: int) -> _Proposal:
        """Return a proposal whose mean and spread are those of the effects, found in a few rounds of sampling.

        The proposal of the variance before serves as the first where it is near enough; else the mode is sought anew.
        """
        size = max(128, 1 << int(np.ceil(np.log2(8 * self.model.cells))))
        proposal, best = self.kept.get(number), 0.0
        if proposal is not None:
            proposal, best = self._round(target, omega, proposal, size, _SEED)
        if proposal is None or best < _NEAR * size:
            proposal, best = self._first(target, tau2, omega), 0.0
            found = proposal
            for step in range(_ROUNDS):
                found, effective = self._round(target, omega, found, size, _SEED + 101 * step)
                if effective > best:
                    proposal, best = found, effective
                if effective > _CLOSE * size:
                    break
        self.kept[number] = proposal
        return proposal

    def _round(
        self, target: _Target, omega: float, proposal: _Proposal, size: int, seed: int
    ) -> tuple[_Proposal, float]:  # fmt: skip
        """Return a better proposal, and how many even places those of the given one were worth."""
        y = _drawn(proposal, size, seed)
        log = target.log(y @ target.rotation.T, omega) - _density(proposal, y)
        weight = np.exp(log - log.max())
        weight /= weight.sum()
        effective = 1 / float((weight**2).sum())
        return _matched(proposal, y, weight, effective), effective

    def _first(self, target: _Target, tau2: float, omega: float) -> _Proposal:
        """Return a proposal whose scales come from how far off the mode the log density falls as a normal's would.

        The directions are those in which the normal approximation at the mode has independent effects.
        """
        part, basis = next(self.model.parts(tau2, [omega])), self.model.basis(omega)
        mode = basis @ part.x
        axes = target.rotation.T @ np.linalg.eigh(basis @ part.covariance @ basis.T)[1]
        ways = np.concatenate((axes.T, -axes.T)) @ target.rotation.T
        top = float(target.log(mode[None], omega)[0])
        near, far = np.zeros(len(ways)), np.full(len(ways), 1e-3)
        for _ in range(24):
            low = target.log(mode + far[:, None] * ways, omega) < top - _DROP
            if low.all():
                break
            near, far = np.where(low, near, far), np.where(low, far, 2 * far)
        for _ in range(6):
            middle = (near + far) / 2
            low = target.log(mode + middle[:, None] * ways, omega) < top - _DROP
            near, far = np.where(low, near, middle), np.where(low, middle, far)
        above, below = far.reshape(2, -1)
        return _Proposal(mode @ target.rotation + axes @ ((above - below) / 2), axes * ((above + below) / 4))


def _matched(old: _Proposal, y: Floats, weight: Floats, effective: float) -> _Proposal:
    """Return the proposal of the mean and spread of weighted places, as far as these are known."""
    trust = min(1.0, effective / (4 * y.shape[1] + 8))
    middle = weight @ y
    off = y - middle
    mixed = trust * (off * weight[:, None]).T @ off + (1 - trust) * old.root @ old.root.T
    mixed[np.diag_indices_from(mixed)] *= 1.05
    values, vectors = np.linalg.eigh(mixed)
    root = vectors * np.sqrt(np.maximum(values, 1e-12 * values[-1]))
    return _Proposal(trust * middle + (1 - trust) * old.middle, root)


def _drawn(proposal: _Proposal, count: int, seed: int) -> Floats:
    """Return places of a multivariate t by a scrambled Sobol sequence of fixed seed."""
    from scipy.special import gammaincinv, ndtri
    from scipy.stats import qmc

    cells = len(proposal.middle)
    u = qmc.Sobol(cells + 1, scramble=True, seed=np.random.default_rng(seed)).random(count)
    u = np.clip(u, 1e-12, 1 - 1e-12)
    scale = np.sqrt(_FREEDOM / (2 * gammaincinv(_FREEDOM / 2, u[:, -1])))
    return np.asarray(proposal.middle + (scale[:, None] * ndtri(u[:, :-1])) @ proposal.root.T, dtype=np.float64)


def _density(proposal: _Proposal, y: Floats) -> Floats:
    from scipy.special import gammaln

    cells = len(proposal.middle)
    z = np.linalg.solve(proposal.root, (y - proposal.middle).T)
    constant = gammaln((_FREEDOM + cells) / 2) - gammaln(_FREEDOM / 2) - 0.5 * cells * np.log(_FREEDOM * np.pi)
    constant -= float(np.linalg.slogdet(proposal.root)[1])
    power = (_FREEDOM + cells) / 2
    return np.asarray(constant - power * np.log1p((z**2).sum(axis=0) / _FREEDOM), dtype=np.float64)


def enough(clouds: Sequence[Cloud], share: Floats) -> None:
    """Refuse an integral that rests on too few places.

    Raises
    ------
    ShapeError
        If the weights of the places, over all pairs of deviations, are worth fewer than two hundred even ones.
    """
    effective = 1 / sum(float(s) ** 2 * float((c.weight**2).sum()) for s, c in zip(share, clouds))
    if effective < _LEAST:
        raise ShapeError(
            f"the effects of {len(clouds[0].gamma[0])} cells cannot be integrated from these claims: "
            f"{effective:.0f} effective places, at least {_LEAST:.0f} are needed"
        )


def quantiles(places: Floats, weight: Floats, asked: Floats) -> Floats:
    """Return quantiles of weighted places, a row a column of the places and a column for each probability.

    Examples
    --------
    >>> quantiles(np.array([[1.0], [2.0], [4.0]]), np.array([0.25, 0.5, 0.25]), np.array([0.5])).tolist()
    [[2.0]]
    """
    out = np.empty((places.shape[1], len(asked)))
    for column in range(places.shape[1]):
        order = np.argsort(places[:, column])
        w = weight[order]
        out[column] = np.interp(asked, (np.cumsum(w) - 0.5 * w) / w.sum(), places[order, column])
    return out


def levels(model: Model, gamma: Floats, tau: Floats, asked: Floats) -> Floats:
    """Return quantiles of the levels of the figures with ends, at even places of the effects.

    Given the effects a level has the density that the claims give it; these are summed over the places.

    Parameters
    ----------
    model : Model
    gamma : array of float, shape (places, cells)
    tau : array of float, shape (places,)
    asked : array of float
        Probabilities between 0 and 1.
    """
    if model.rows is None:
        return np.empty((0, len(asked)))
    parts = []
    for t in np.unique(tau).tolist():
        these = gamma[tau == t]
        for part in Table(model.rows, t * t).stretches(np.column_stack((these, np.zeros(len(these))))):
            p = np.exp(part.log - part.log.max(axis=2, keepdims=True))
            parts.append((part.figures, part.level, p / p.sum(axis=2, keepdims=True)))
    count = len(model.ended)
    low, high = np.full(count, np.inf), np.full(count, -np.inf)
    for figures, level, _ in parts:
        low[figures] = np.minimum(low[figures], level[..., 0].min(axis=0))
        high[figures] = np.maximum(high[figures], level[..., -1].max(axis=0))
    sums = np.zeros((count, _BINS + 1))
    for figures, level, p in parts:
        spot = (level - low[figures, None]) / (high - low)[figures, None] * (_BINS - 1)
        whole = np.clip(spot.astype(np.int64), 0, _BINS - 1)
        rest = spot - whole
        flat = whole + (np.arange(len(figures)) * (_BINS + 1))[:, None]
        total = np.bincount(flat.ravel(), (p * (1 - rest)).ravel(), len(figures) * (_BINS + 1))
        total += np.bincount((flat + 1).ravel(), (p * rest).ravel(), len(figures) * (_BINS + 1))
        sums[figures] += total.reshape(len(figures), -1)
    out = np.empty((count, len(asked)))
    for i in range(count):
        mass = sums[i]
        cumulative = (np.cumsum(mass) - 0.5 * mass) / mass.sum()
        out[i] = low[i] + np.interp(asked, cumulative, np.arange(_BINS + 1)) * (high[i] - low[i]) / (_BINS - 1)
    return out
