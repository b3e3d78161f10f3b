"""The mean of each voice's claims, and how far the claims of one voice lie apart."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from estimates.kernels.groups import Floats, Ints, starts_of


class VoiceMeans(NamedTuple):
    """The means of the voices, group by group, and the scatter of claims about them.

    Attributes
    ----------
    y, v : array of float
        For each voice the mean of its values, and the mean of their variances: the variance of the mean of values
        whose errors are one and the same, and more than it where they are not.
    offsets : array of int
        The voices of group g are ``offsets[g]`` to ``offsets[g + 1]``.
    scatter : array of float
        For each group the variance of single values about the mean of their voice, pooled over the voices with
        several; nan where no voice has two.
    single : array of float
        For each group the mean over voices of one over the number of values: 1 where each has one.
    """

    y: Floats
    v: Floats
    offsets: Ints
    scatter: Floats
    single: Floats

    @property
    def further(self) -> Floats:
        """The variance to add to that between means, to have that of a single value of another voice.

        With a variance b between voices, w within them and errors of variance v and any correlation r, the means of m
        values vary by b + w/m + v (r + (1 - r)/m), of which a model that takes v for their error has
        b + w/m - v (1 - r)(1 - 1/m) for the voices, and values scatter about their mean by w + v (1 - r). The first
        and (1 - 1/m) times the second is b + w, whatever the correlation.
        """
        return np.where(np.isnan(self.scatter), 0.0, self.scatter * (1 - self.single))


def voice_means(y: Floats, v: Floats, offsets: Ints, voice: Ints | None) -> VoiceMeans:
    """Return the mean of the values of each voice, and their scatter about it.

    Parameters
    ----------
    y, v : array of float, shape (n,)
        Values (logs, as a rule) and the variances of their errors.
    offsets : array of int, shape (g + 1,)
        Group g is ``y[offsets[g]:offsets[g + 1]]``.
    voice : array of int, shape (n,), or None
        The number of each value's voice in its group, from 0; without it each value is its own.

    Examples
    --------
    >>> import numpy as np
    >>> found = voice_means(np.array([1.0, 3.0, 5.0]), np.full(3, 0.1), np.array([0, 3]), np.array([0, 0, 1]))
    >>> found.y.tolist(), found.scatter.tolist(), found.single.tolist(), found.further.tolist()
    ([2.0, 5.0], [2.0], [0.75], [0.5])
    """
    sizes = np.diff(offsets)
    if voice is None:
        return VoiceMeans(y, v, offsets, np.full(len(sizes), np.nan), np.ones(len(sizes)))
    group = np.repeat(np.arange(len(sizes)), sizes)
    most = voice.max(initial=0) + 1
    pairs, place = np.unique(group * most + voice, return_inverse=True)
    count = np.bincount(place, minlength=len(pairs))
    means, variances = (np.bincount(place, x, len(pairs)) / count for x in (y, v))
    of = pairs // most
    voices = np.bincount(of, minlength=len(sizes))
    squares = np.bincount(group, (y - means[place]) ** 2, len(sizes))
    with np.errstate(invalid="ignore", divide="ignore"):
        scatter = np.where(sizes > voices, squares / (sizes - voices), np.nan)
        single = np.bincount(of, 1 / count, len(sizes)) / voices
    return VoiceMeans(means, variances, starts_of(voices), scatter, single)
