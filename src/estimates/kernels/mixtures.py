"""Quantiles of mixtures of normals, for many mixtures at once."""

from __future__ import annotations

import numpy as np

from estimates.kernels import roots
from estimates.kernels.groups import Floats, Ints, total


def quantiles(weight: Floats, mean: Floats, sd: Floats, asked: Floats) -> Floats:
    """Return quantiles of mixtures of normals.

    Parameters
    ----------
    weight, mean, sd : array of float
        Of each part (first axis) of each mixture (second axis). The weights of a mixture sum to one.
    asked : array of float
        Probabilities between 0 and 1.

    Returns
    -------
    array of float
        A row for each mixture, a column for each probability.

    Examples
    --------
    >>> part = np.array([[0.5], [0.5]])
    >>> quantiles(part, np.array([[-1.0], [1.0]]), np.ones((2, 1)), np.array([0.5])).round(12) + 0.0
    array([[0.]])
    """
    from scipy.special import ndtr, ndtri

    out = np.empty((weight.shape[1], len(asked)))
    unit = sd.max(axis=0)
    heavy = weight > 1e-18
    for column, probability in enumerate(asked.tolist()):
        each = (mean + sd * ndtri(probability)) / unit
        low = np.where(heavy, each, np.inf).min(axis=0)
        high = np.where(heavy, each, -np.inf).max(axis=0)

        def excess(x: Floats, index: Ints, probability: float = probability) -> Floats:
            at = ndtr((x * unit[index] - mean.take(index, 1)) / sd.take(index, 1))
            return total(weight.take(index, 1) * at) - probability

        out[:, column] = roots.solve(excess, low - 1e-9, high + 1e-9) * unit
    return out
