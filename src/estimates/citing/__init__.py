"""The works behind a number, a table or a picture, and how they are cited, with the citation engine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from estimates.citing import keys
from estimates.citing.inlines import FORMATS, Node, words, written
from estimates.citing.places import citations_of, marks_of, sources
from estimates.citing.styles import BARE, style_of
from estimates.errors import FormatError, listed
from estimates.model import providers
from estimates.model.datasets import Dataset
from estimates.model.descriptions import short
from estimates.model.guidance import got
from estimates.model.sources import Citation, Source

FORMS: Final = ("note", "short", "in-text")
Styled = str | os.PathLike[str]


def cite(x: Any, style: Styled = "chicago-notes", form: str = "note", format: str = "text") -> str:
    r"""Cite the places on which something rests, in the form that a journal wants.

    A claim that was read in another work than its own cites both, in one note: ``Hata, Title, 12, as reported in Askew,
    Title, 173``. What rests on a user's supposition ends with it: ``[scenario: …]``.

    Parameters
    ----------
    x : Estimate, BiasNote, Link, Citation, Source, Dossier, Dataset, Comparison, Pooled, BiasAudit, Axes or Figure
        Of a dossier, dataset or picture every place is named once, in order; a sequence of these will do too.
    style : str or path
        ``chicago-notes`` (18th edition), ``chicago-notes-17``, ``chicago-author-date``, ``apa``, ``mla``, any style of
        the CSL repository by its name, or the path of a ``.csl`` file. Without the citation engine: ``label``, the
        short author-date form of the library; ``pandoc``, keys for Pandoc and Quarto; ``latex``, keys for biblatex.
    form : {"note", "short", "in-text"}
        In a style of notes: the first note, the later one, or that as part of a sentence. Elsewhere: the citation in
        the text, for ``short`` without its brackets.
    format : {"text", "html", "markdown", "latex"}
        Every text of the data is escaped for it.

    Returns
    -------
    str
        Empty where no work is named.

    Raises
    ------
    FormatError
        If there is no such style, form or format.
    MissingExtraError
        If the citation engine, or the styles, are not installed.

    See Also
    --------
    notes : The notes of a document in their order.
    bibliography : The works without repeats.
    sources : The works themselves.

    Examples
    --------
    >>> from estimates import load
    >>> askew = load("nanking-1937")["garrison"]["askew"]
    >>> cite(askew, style="label")
    "Askew 2003, 173, as read in “Battle of Nanking”, sec. China's defense preparations"
    >>> cite(askew, form="short")
    'Askew, “Defending Nanking: An Examination of the Capital Garrison Forces,” 173, as reported in Battle of Nanking,
    sec. China’s defense preparations.'
    >>> cite(askew.source, style="pandoc"), cite(askew.source, style="latex")
    ('[@askew2003, p. 173]', '\\autocite[173]{askew2003}')
    """
    _check(form, FORMS, "form")
    _check(format, FORMATS, "format")
    met = tuple(dict.fromkeys(citations_of(x)))
    marks = [f"[{mark}]" for mark in dict.fromkeys(marks_of(x))]
    return " ".join(filter(None, [_cited(met, style, form, format), *(written(words(m), format) for m in marks)]))


def _cited(met: tuple[Citation, ...], style: Styled, form: str, format: str) -> str:
    if style == "label":
        return _labels(met, format)
    if not met:
        return ""
    if style in ("pandoc", "latex"):
        return keys.pandoc(met) if style == "pandoc" else keys.latex(met)
    from estimates.citing.documents import standalone

    return written(standalone([met], style_of(style), form)[0], format)


def bibliography(x: Any, style: Styled = "chicago-notes", format: str = "text") -> list[str]:
    """Return the bibliography of what something rests on: the works, sorted as the style wants, each once.

    Parameters
    ----------
    x, style, format : as for `cite`
        With the style ``label`` the short names are sorted; ``pandoc`` and ``latex`` give the keys.

    Returns
    -------
    list of str
        An entry each. A style may have none for a work: Chicago's has none for an unsigned article of an encyclopedia,
        which only its notes name.

    See Also
    --------
    notes : The notes of a document in their order.
    cite : The note of one claim.
    sources : The works themselves.
    to_bibtex, to_csl, to_ris : The works for another program.

    Examples
    --------
    >>> from estimates import load
    >>> for entry in bibliography(load("nanking-1937")["garrison"]["askew"]):
    ...     print(entry)
    Askew, David. “Defending Nanking: An Examination of the Capital Garrison Forces.” Sino-Japanese Studies,
    April 15, 2003.
    """
    _check(format, FORMATS, "format")
    works = sources(x)
    if style == "label":
        return sorted(written(words(source.label), format) for source in works)
    if style in ("pandoc", "latex"):
        own = sorted(written(words(source.label), format) for source in works if source.is_text)
        keyed = [source.key for source in works if not source.is_text]
        return [*(map(keys.pandoc_key, keyed) if style == "pandoc" else keyed), *own]
    if not works:
        return []
    from estimates.citing.documents import listed as entries

    return [written(nodes, format) for nodes in entries(works, style_of(style))[0]]


def named(works: Sequence[Source], style: Styled) -> list[str]:
    """Return works as a bibliography has them; what a style leaves out of one follows as a note has it."""
    listed, left = named_nodes(works, style)
    found = [written(nodes, "text") for nodes in (*listed, *left)]
    return found if style in BARE else [text if text.endswith(".") else f"{text}." for text in found]


def named_nodes(works: Sequence[Source], style: Styled) -> tuple[list[list[Node]], list[list[Node]]]:
    """Return the entries that a style has for works, and what it lists nowhere as a note has it."""
    works = sources(works)
    if style in BARE or not works:
        return [words(text) for text in bibliography(works, style=style)], []
    from estimates.citing.documents import listed as entries
    from estimates.citing.documents import standalone

    known = style_of(style)
    found, left = entries(works, known)
    return found, standalone([(Citation(source),) for source in left], known, "note" if known.in_notes else "short")


def note_nodes(groups: Sequence[Sequence[Citation]], style: Styled) -> list[list[Node]]:
    """Return what the footnotes of a document say, each on some places: in styles of notes first full, then short."""
    places = [tuple(group) for group in groups]
    if style in BARE or not places:
        return [words(cite(list(group), style=style)) for group in places]
    from estimates.citing.documents import standalone

    known = style_of(style)
    if known.in_notes:
        return _sequence(places, style, ibid=False)
    return [[*nodes, *words(".")] for nodes in standalone(places, known, "short")]


def notes(
    places: Any, style: Styled = "chicago-notes", format: str = "text", *, ibid: bool = False
) -> list[str]:  # fmt: skip
    r"""Return the notes of a document in their order: the first note on a work is full, later ones are short.

    Parameters
    ----------
    places : iterable, Estimate, Dossier or Dataset
        What each note cites: a citation, an estimate, or anything else that `cite` takes. A dossier and a dataset give
        a note for each claim, an estimate gives one.
    style, format : as for `cite`
    ibid : bool
        Whether a note on the same work as the one before may read "ibid.", where the style has it.

    Returns
    -------
    list of str
        As many as there are places; ``""`` for one that names no work.

    See Also
    --------
    cite : One note by itself.
    bibliography : The works without repeats.

    Examples
    --------
    >>> from estimates import load
    >>> askew = load("nanking-1937")["garrison"]["askew"].source[0]
    >>> print(*notes([askew, askew]), sep="\n")
    David Askew, “Defending Nanking: An Examination of the Capital Garrison Forces,” Sino-Japanese Studies,
    April 15, 2003, 173.
    Askew, “Defending Nanking: An Examination of the Capital Garrison Forces,” 173.
    """
    _check(format, FORMATS, "format")
    places = _listed(places)
    if style in BARE:
        return [cite(place, style=style, format=format) for place in places]
    groups = [tuple(dict.fromkeys(citations_of(place))) for place in places]
    found = iter(_sequence([group for group in groups if group], style, ibid))
    texts_of_notes = [written(next(found), format) if group else "" for group in groups]
    marks = [[written(words(f"[{mark}]"), format) for mark in dict.fromkeys(marks_of(place))] for place in places]
    return [" ".join(filter(None, [text, *mark])) for text, mark in zip(texts_of_notes, marks)]


def _listed(places: Any) -> list[Any]:
    """Return what notes are made for: the things given, or the claims of a dossier, a dataset or a comparison."""
    if isinstance(places, Dataset):
        return [estimate for dossier in places.values() for estimate in dossier]
    if isinstance(places, Iterable) and not isinstance(places, (str, bytes)):
        return list(places)
    return [places]


def numbered(places: Sequence[Citation], style: Styled) -> list[str]:
    """Return what the numbered notes of a table say: the notes of a document, or in other styles no brackets."""
    if style in BARE or style_of(style).in_notes:
        return notes(places, style=style)
    return [cite(place, style=style, form="short") for place in places]


def _sequence(groups: list[tuple[Citation, ...]], style: Styled, ibid: bool) -> list[list[Node]]:
    if not groups:
        return []
    from estimates.citing.documents import sequence

    return sequence(groups, style_of(style), ibid=ibid)


def _check(value: str, offered: tuple[str, ...], what: str) -> None:
    if value not in offered:
        raise FormatError(f"a {what} is {listed(offered)} (got {value!r})")


def _labels(met: tuple[Citation, ...], format: str) -> str:
    """Name places in the short form; keys tell apart what it does not: two works of one author and year."""
    named = [short(citation) for citation in met]
    texts = {text: sum(other == text for other in named) for text in named}
    labels = [f"{n} ({', '.join(s.key for s in c.sources)})" if texts[n] > 1 else n for n, c in zip(named, met)]
    return "; ".join(labels) if format == "text" else written(words("; ".join(labels)), format)


@cache
def _library() -> Source:
    item = {
        "type": "software", "title": '<span class="nocase">estimates</span>', "genre": "Python library",
        "author": [{"literal": "The estimates maintainers"}],
    }  # fmt: skip
    return Source("estimates", {**item, "version": providers.ask("version")})


def citation(style: Styled = "chicago-notes", format: str = "text") -> str:
    """Return how to cite the library itself; a number is cited by the works that `cite` gives for it.

    Parameters
    ----------
    style, format : as for `cite`

    Returns
    -------
    str

    Raises
    ------
    FormatError
        If there is no such style or format.
    MissingExtraError
        If the citation engine, or the styles, are not installed.

    See Also
    --------
    cite : The note of a claim; cite the works behind a number, too.

    Examples
    --------
    >>> print(citation(style="label"))
    The estimates maintainers
    """
    if not isinstance(style, (str, os.PathLike)):
        raise FormatError(f"citation() is how to cite the library, in a style {got(style)}; cite() cites a claim")
    found = bibliography(_library(), style=style, format=format)
    return found[0] if found else cite(_library(), style=style, format=format)


__all__ = ["bibliography", "citation", "cite", "notes", "sources"]
