"""A place in a work, from a dataset's words to the terms of the citation style language."""

from __future__ import annotations

import re
from typing import Final

# The terms of CSL with the words by which a locator is known to begin; the engine has a name of its own for each.
_TERMS: Final[dict[str, tuple[str, str]]] = {
    "page": ("p.", "p|pp|page|pages|S|Seite|Seiten"),
    "chapter": ("chap.", "ch|chs|chap|chaps|chapter|chapters|Kap|Kapitel"),
    "section": ("sec.", "sec|secs|sect|section|sections|§|§§"),
    "paragraph": ("para.", "par|para|paras|paragraph|paragraphs|¶|¶¶"),
    "line": ("l.", "l|ll|line|lines"),
    "note": ("n.", "n|nn|note|notes|fn|footnote|footnotes"),
    "folio": ("fol.", "f|ff|fol|fols|folio|folios"),
    "volume": ("vol.", "v|vol|vols|volume|volumes|Bd|Band"),
    "book": ("bk.", "bk|bks|book|books"),
    "part": ("pt.", "pt|pts|part|parts"),
    "column": ("col.", "col|cols|column|columns"),
    "figure": ("fig.", "fig|figs|figure|figures"),
    "issue": ("no.", "no|nos|number|numbers|Nr"),
    "verse": ("v.", "verse|verses"),
    "appendix": ("app.", "app|appendix|appendices"),
}  # fmt: skip
# By these the engine is told what is counted.
ABBREVIATIONS: Final = {term: short for term, (short, _) in _TERMS.items()}
_BEGINS: Final = {word.casefold(): term for term, (_, words) in _TERMS.items() for word in words.split("|")}
_PLACE = re.compile(r"(?P<word>[^\W\d]+|§§?|¶¶?)\.?\s*(?P<rest>\S.*)", re.DOTALL)
# What a style may count in: a page, a span of pages, several of them, roman numbers, a folio's side.
_NUMBER = r"(?:\d[\d.:]*|[ivxlcdm]+|[IVXLCDM]+)[a-z]{0,2}"
_COUNTED = re.compile(rf"{_NUMBER}(?:\s*[-–,]\s*{_NUMBER})*")


def locator(text: str) -> tuple[str, str]:
    """Return the CSL term of a locator and its value; the term is ``""`` where it stays in the dataset's own words.

    A number without a word is a page. A plate is no term of CSL, and a section called by its title has no number.

    Examples
    --------
    >>> locator("173"), locator("ch. 2"), locator("fols. 3v-4r"), locator("pl. 4"), locator("sec. Aftermath")
    (('page', '173'), ('chapter', '2'), ('folio', '3v-4r'), ('', 'pl. 4'), ('', 'sec. Aftermath'))
    """
    text = text.strip()
    if _COUNTED.fullmatch(text):
        return "page", text
    match = _PLACE.fullmatch(text)
    term = _BEGINS.get(match["word"].casefold()) if match is not None else None
    if term is None or match is None:
        return "", text
    # A section called by its title is words: a style would make "secs." of several of them.
    return (term, match["rest"]) if _COUNTED.fullmatch(match["rest"]) else ("", text)


def asked(text: str) -> str:
    """Return a locator as the engine takes it: its own name for the term, within braces that force it.

    Examples
    --------
    >>> asked("173"), asked("fols. 3v-4r")
    ('{p. 173}', '{fol. 3v-4r}')
    """
    term, value = locator(text)
    return f"{{{_TERMS[term][0]} {value}}}" if term else ""
