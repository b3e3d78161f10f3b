"""The works behind a number, a table or a picture, and how they are named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from estimates.citations import Citation, Source
from estimates.claims import BiasNote, Estimate, Link
from estimates.dossiers import Dataset, Dossier
from estimates.errors import ClaimError
from estimates.telling import marked, short

if TYPE_CHECKING:
    from estimates.layout import Picture


def cite(x: Any) -> str:
    """Name the places on which something rests, in the short author-date form.

    A claim that was read in another work than its own says so: ``Hata 1993, 12, as read in Askew 2003, 173``. What
    rests on a user's supposition ends with it: ``[scenario: …]``.

    Parameters
    ----------
    x : Estimate, BiasNote, Link, Citation, Source, Dossier, Dataset, Comparison, Pooled, BiasAudit, Axes or Figure
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
    cited = "; ".join(f"{n} ({_keys(c)})" if texts[n] > 1 else n for n, c in zip(named, met, strict=True))
    return " ".join(filter(None, [cited, *(f"[{mark}]" for mark in dict.fromkeys(_marks(x)))]))


def _keys(citation: Citation) -> str:
    """The keys tell apart what the short form does not: two works of one author and year."""
    return ", ".join(source.key for source in citation.sources)


def _marks(x: Any) -> Iterator[str]:
    """Yield the scenarios on which something rests, in words."""
    if isinstance(x, Estimate):
        yield from filter(None, [marked(x)])
    elif isinstance(x, Dossier):
        yield from filter(None, [marked(x.estimand)])
    elif isinstance(getattr(x, "dossier", None), Dossier):
        yield from _marks(x.dossier)
    elif isinstance(x, Mapping):
        yield from (mark for dossier in x.values() for mark in _marks(dossier))
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        yield from (mark for part in x for mark in _marks(part))
    elif not isinstance(x, (Citation, Source, BiasNote, Link)) and not hasattr(x, "used"):
        yield from (mark for dossier in _picture(x).dossiers for mark in _marks(dossier))


def sources(x: Any) -> tuple[Source, ...]:
    """Return the works on which something rests, each once, in the order in which they are met.

    Parameters
    ----------
    x : Estimate, BiasNote, Link, Citation, Source, Dossier, Dataset, Comparison, Pooled, BiasAudit, Axes or Figure
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
    elif hasattr(x, "used"):  # a comparison or a pool rests on the claims that it uses, an audit on judgements as well
        yield from _citations(x.used)
        yield from _citations(getattr(x, "notes", ()))
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        for part in x:
            yield from _citations(part)
    else:
        yield from _picture(x).citations


def _picture(x: Any) -> Picture:
    from estimates.layout import picture_of

    picture = picture_of(x)
    if picture is None:
        raise ClaimError(
            f"sources are known for claims, notes, dossiers, datasets and our pictures (got {type(x).__name__})"
        )
    return picture
