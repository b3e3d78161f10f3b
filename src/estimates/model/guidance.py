"""What to do with an object that a public function cannot take: the call that serves instead."""

from __future__ import annotations

from estimates.errors import shown
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier


def got(x: object, *wanted: type) -> str:
    """Return the end of a message: what was given, and the call that converts it into what is needed.

    Parameters
    ----------
    x : object
    *wanted : type
        What the function takes; without it, a dossier.

    Examples
    --------
    >>> print(got("nanking-1937"))
    (got str 'nanking-1937'); load() returns a shipped dataset by its name, read() one of your own by its path
    """
    step = _step(x, wanted or (Dossier,))
    value = f" {shown(x)}" if isinstance(x, (str, int, float)) else ""
    return f"(got {type(x).__name__}{value}){f'; {step}' if step else ''}"


def _step(x: object, wanted: tuple[type, ...]) -> str:
    if isinstance(x, str):
        return "load() returns a shipped dataset by its name, read() one of your own by its path"
    if isinstance(x, Dataset) and len(x):
        return f"give one of its dossiers, such as dataset[{next(iter(x))!r}]"
    if isinstance(x, Estimate):
        return "give the dossier that it is in"
    if isinstance(x, Dossier) and Dataset in wanted:
        return "give the dataset that it is in, or Dataset('name', [dossier])"
    if isinstance(getattr(x, "dossier", None), Dossier):
        return "its .dossier holds the claims"
    if hasattr(x, "columns") and hasattr(x, "shape"):
        return "read() makes a dataset of a frame"
    if isinstance(x, (list, tuple)) and x and all(isinstance(one, Estimate) for one in x):
        return "Dossier(estimand, claims) makes a dossier of them"
    return ""
