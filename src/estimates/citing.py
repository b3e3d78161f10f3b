"""The works behind a number, a table or a picture, and how they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from estimates.citations import Citation, Source
from estimates.claims import BiasNote, Estimate, Link
from estimates.dossiers import Dataset, Dossier
from estimates.errors import ClaimError
from estimates.telling import short


def cite(x: Any) -> str:
    """Name the places on which something rests, in the short author-date form.

    A claim that was read in another work than its own says so: ``Hata 1993, 12, as read in Askew 2003, 173``.

    Parameters
    ----------
    x : Estimate, BiasNote, Link, Citation, Source, Dossier, Dataset, Comparison, Pooled, Axes or Figure
        Of a dossier, dataset or picture every place is named once, in order; a sequence of these will do too.

    Returns
    -------
    str
        Plain text; empty where the claim names no work.

    Examples
    --------
    >>> from estimates import load
    >>> cite(load("nanking-1937")["garrison"]["askew"])
    "Askew 2003, 173, as read in “Battle of Nanking”, sec. China's defense preparations"
    """
    met = list(dict.fromkeys(_citations(x)))
    named = [short(citation) for citation in met]
    texts = {text: sum(other == text for other in named) for text in named}
    return "; ".join(f"{n} ({_keys(c)})" if texts[n] > 1 else n for n, c in zip(named, met, strict=True))


def _keys(citation: Citation) -> str:
    """The keys tell apart what the short form does not: two works of one author and year."""
    return ", ".join(source.key for source in citation.sources)


def sources(x: Any) -> tuple[Source, ...]:
    """Return the works on which something rests, each once, in the order in which they are met.

    Parameters
    ----------
    x : Estimate, BiasNote, Link, Citation, Source, Dossier, Dataset, Comparison, Pooled, Axes or Figure
        A comparison or pool rests on the claims that it uses; a picture on what it shows: the claims' works, and those
        of the judgements drawn beside them.

    Returns
    -------
    tuple of Source

    Examples
    --------
    >>> from estimates import load
    >>> [source.key for source in sources(load("nanking-1937")["garrison"])]
    ['askew2003', 'battle-of-nanking']
    """
    return tuple(dict.fromkeys(source for citation in _citations(x) for source in citation.sources))


def _citations(x: Any) -> Iterator[Citation]:
    """Yield the places on which something rests."""
    if isinstance(x, Citation):
        yield x
    elif isinstance(x, Source):
        yield Citation(x)
    elif isinstance(x, (Estimate, BiasNote)):
        yield from x.citations
    elif isinstance(x, Link):
        yield from x.source
    elif isinstance(x, Dossier):
        for part in (*x.estimates, *x.bias_notes, *x.links):
            yield from _citations(part)
    elif isinstance(x, Dataset):
        for dossier in x.values():
            yield from _citations(dossier)
    elif hasattr(x, "used"):  # a comparison or a pool rests on the claims that it uses
        yield from _citations(x.used)
        yield from _citations(getattr(x, "links", ()))  # and a lineage on what says who rests on whom
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for part in x:
            yield from _citations(part)
    else:
        yield from _shown(x)


def _shown(x: Any) -> Iterator[Citation]:
    from estimates.layout import picture_of

    picture = picture_of(x)
    if picture is None:
        raise ClaimError(
            f"sources are known for claims, notes, dossiers, datasets and our pictures (got {type(x).__name__})"
        )
    yield from picture.citations
