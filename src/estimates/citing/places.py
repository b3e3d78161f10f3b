"""The places in works on which something rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from estimates.errors import ClaimError
from estimates.model.bias_notes import BiasNote
from estimates.model.claims import Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.descriptions import marked
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.rows import Rows
from estimates.model.sources import Citation, Source
from estimates.model.statements import School, Statement

if TYPE_CHECKING:
    from estimates.layout import Picture


def sources(x: Any, *, set_aside: bool = False) -> Rows[Source]:
    """Return the works on which something rests, each once, in the order in which they are met.

    Parameters
    ----------
    x : a claim, judgement, statement, school, link, place, work, dossier, dataset, result, Axes or Figure
        A comparison or pool rests on the claims that it uses; a picture on what it shows: the claims' works, and those
        of the judgements drawn beside them.
    set_aside : bool
        Of a comparison, pool or audit: the works of the claims that it set aside, instead.

    Returns
    -------
    tuple of Source

    Raises
    ------
    ClaimError
        If it is none of these, or has set no claims aside.

    See Also
    --------
    bibliography : The works as a reader sees them.
    to_bibtex, to_csl, to_ris : The works for another program.

    Examples
    --------
    >>> from estimates import load
    >>> [source.key for source in sources(load("nanking-1937")["garrison"]["askew"])]
    ['askew2003', 'battle-of-nanking']
    """
    if set_aside:
        if not hasattr(x, "set_aside"):
            raise ClaimError(f"claims are set aside by a comparison, a pool or an audit (got {type(x).__name__})")
        x = [estimate for estimate, _ in x.set_aside]
    works = (source for citation in citations_of(x) for source in citation.sources)
    return Rows(dict.fromkeys(works), "work")


def citations_of(x: Any) -> Iterator[Citation]:
    """Yield the places on which something rests."""
    if isinstance(x, Citation):
        yield x
    elif isinstance(x, Source):
        yield Citation(x)
    elif isinstance(x, (Estimate, BiasNote, Statement)):
        yield from x.citations
    elif isinstance(x, (Link, School)):
        yield from x.source
    elif isinstance(x, str) and hasattr(x, "sources"):  # a paragraph that knows what it cites
        yield from map(Citation, x.sources)
    elif isinstance(x, Dossier):
        for part in (*x.estimates, *x.bias_notes, *x.links, *x.statements, *x.schools):
            yield from citations_of(part)
    elif isinstance(x, Dataset):
        for dossier in x.values():
            yield from citations_of(dossier)
    elif hasattr(x, "used"):  # a comparison or a pool rests on the claims that it uses, an audit on judgements as well
        yield from citations_of(x.used)
        yield from citations_of(getattr(x, "notes", ()))
        yield from citations_of(getattr(x, "links", ()))  # and a lineage on what says who rests on whom
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)) and not hasattr(x, "shape"):
        for part in x:
            yield from citations_of(part)
    else:
        yield from _picture(x).citations


def marks_of(x: Any) -> Iterator[str]:
    """Yield the scenarios on which something rests, in words."""
    if isinstance(x, Estimate):
        yield from filter(None, [marked(x)])
    elif isinstance(x, str) and hasattr(x, "sources"):
        return
    elif isinstance(x, Dossier):
        yield from filter(None, [marked(x.estimand)])
    elif isinstance(getattr(x, "dossier", None), Dossier):
        yield from marks_of(x.dossier)
    elif isinstance(x, Mapping):
        yield from (mark for dossier in x.values() for mark in marks_of(dossier))
    elif isinstance(x, Iterable) and not isinstance(x, (str, bytes)):
        yield from (mark for part in x for mark in marks_of(part))
    elif not isinstance(x, (Citation, Source, BiasNote, Statement, School, Link)) and not hasattr(x, "used"):
        yield from (mark for dossier in _picture(x).dossiers for mark in marks_of(dossier))


def _picture(x: Any) -> Picture:
    from estimates.layout import picture_of

    picture = picture_of(x)
    if picture is None:
        raise ClaimError(f"sources are known for claims, notes, dossiers, datasets and our pictures {got(x)}")
    return picture
