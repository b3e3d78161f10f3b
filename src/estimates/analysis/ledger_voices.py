"""Voices in columns: which claims of an estimand share one, and what each of them then counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from estimates.analysis.lineage.suspicion import places_of
from estimates.analysis.voices import Voices, speakers, voices_of
from estimates.kernels.groups import Bools, Floats, Ints
from estimates.model.claims import Estimate
from estimates.model.dossiers import Dossier


def speaker(voice: Ints, offsets: Ints) -> Ints:
    """Return a number for each voice of each estimand."""
    found: Ints = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets)) * (voice.max(initial=0) + 1) + voice
    return found


def repeated(voice: Ints | None, offsets: Ints) -> bool:
    """Return whether some voice makes several claims on one estimand."""
    key = np.zeros(0) if voice is None else np.sort(speaker(voice, offsets))
    return bool((key[1:] == key[:-1]).any())


def shares(voice: Ints, offsets: Ints, vague: Bools, derived: Bools | None) -> Floats | None:
    """Return what each claim counts where those of one voice share it; None where all count the same."""
    counts = ~vague if derived is None else ~vague & ~derived
    _, place = np.unique(speaker(voice, offsets), return_inverse=True)
    size = np.bincount(place, counts)
    if bool((size <= 1).all()) and bool((counts | vague).all()):
        return None
    return np.where(counts, 1.0 / np.maximum(size, 1.0)[place], 0.0)


def of_table(claimants: Sequence[str] | None, places: Sequence[str] | None, offsets: Ints) -> tuple[Ints | None, ...]:
    """Return the voices of a table's rows by claimant, and by claimant and place; None where it has no such column.

    Examples
    --------
    >>> import numpy as np
    >>> by_claimant, by_place = of_table(["a", "b", "c", "a"], ["p. 1", "p. 1", "", ""], np.array([0, 3, 4]))
    >>> by_claimant.tolist(), by_place.tolist()
    ([0, 1, 2, 0], [0, 0, 1, 2])
    """
    who = None if claimants is None else np.array(speakers(claimants), dtype=np.int64)
    if places is None:
        return who, None
    each = who if who is not None else np.arange(len(places))
    return who, _joined(speaker(each, offsets), np.array(speakers(places), dtype=np.int64), offsets)


def _joined(voice: Ints, place: Ints, offsets: Ints) -> Ints:
    """Return a number for each set of claims that are tied by their voices and places, directly or through others."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    voices, a = np.unique(voice, return_inverse=True)
    places, b = np.unique(speaker(place, offsets), return_inverse=True)
    ties = coo_array((np.ones(len(a)), (a, len(voices) + b)), shape=(len(voices) + len(places),) * 2)
    found: Ints = connected_components(ties, directed=False)[1].astype(np.int64)[a]
    return found


def of_voices(voices: Sequence[Voices] | None) -> dict[str, Any]:
    """Return the columns of a ledger that say of each claim whose voice it is; none where voices are not given."""
    if not voices:
        return {}
    return {
        "voices_by": voices[0].by,
        "voice": np.array([n for each in voices for n in each.number], dtype=np.int64),
        "derived": np.array([bool(why) for each in voices for why in each.why], dtype=bool),
        "independent": np.array([each.independent for each in voices], dtype=np.int64),
    }


def same_place(claims: Sequence[Estimate], dossier: Dossier, spoken: Voices) -> Voices:
    """Return the voices where those of one place are one too: the given ones where no two claims share a place."""
    places = [place for estimate in claims for place in places_of(estimate)]
    return spoken if len(set(places)) == len(places) else voices_of(claims, dossier.links, "place")
