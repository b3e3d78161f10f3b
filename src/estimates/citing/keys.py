"""Citation keys for manuscripts: Pandoc and Quarto, and LaTeX with biblatex."""

from __future__ import annotations

import re
from collections.abc import Sequence

from estimates.citing.locators import asked, locator
from estimates.citing.texts import has_text, in_words
from estimates.errors import FormatError
from estimates.model.markup import escape_latex, escape_markdown, escape_within_markdown
from estimates.model.sources import Citation

_SIMPLE = re.compile(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?")
_LATEX_KEY = re.compile(r"[^\s\\{}%#,~$&^\"'()=]+")


def pandoc_key(key: str) -> str:
    """Return a key as Pandoc and Quarto read it: in braces, unless it is plain.

    Examples
    --------
    >>> pandoc_key("askew2003"), pandoc_key("Askew (2003)")
    ('@askew2003', '@{Askew (2003)}')
    """
    if _SIMPLE.fullmatch(key):
        return f"@{key}"
    if set("{}\n\r") & set(key):
        raise FormatError(f"{key!r} cannot be a Pandoc citation key: it must not contain braces or line ends")
    return f"@{{{key}}}"


def pandoc(places: Sequence[Citation]) -> str:
    """Return places as one citation of Pandoc: ``[@hata1993, p. 12; as reported in @askew2003, p. 173]``."""
    keyed = [place for place in places if not has_text([place])]
    parts = [f"[{'; '.join(_steps(place) for place in keyed)}]"] if keyed else []
    return " ".join([*parts, *(f"({_with_words(place)})" for place in places if has_text([place]))])


def _with_words(place: Citation) -> str:
    """Return a place that is known in words, in part at least: the words, and keys for the rest."""
    written = [
        (words, escape_markdown(in_words(step)) if has_text([Citation(step.source)]) else _in_pandoc(step))
        for words, step in place.steps
    ]
    return ", ".join(" ".join(filter(None, pair)) for pair in written)


def _steps(place: Citation) -> str:
    return "; ".join(f"{words} {_in_pandoc(step)}".strip() for words, step in place.steps)


def _in_pandoc(place: Citation) -> str:
    assert place.source is not None
    key = pandoc_key(place.source.key)
    if not place.locator.strip():
        return key
    term, value = locator(place.locator)
    if not term or set("{}") & set(value):
        parts = map(escape_within_markdown, place.locator.split(";"))
        return f"{key}{{}}, " + r"\; ".join(parts)  # a semicolon alone would end the citation
    simple = re.fullmatch(r"[\w–,-]+(?: ?[-–,] ?\w+)*", value)
    return f"{key}, {asked(place.locator)[1:-1] if simple else asked(place.locator)}"


def latex(places: Sequence[Citation]) -> str:
    r"""Return places as citations of biblatex: ``\autocite[173]{askew2003}``; several as ``\autocites``."""
    if has_text(places):
        return "; ".join(
            escape_latex(f"{words} {in_words(step)}".strip()) if step.source and step.source.is_text
            else rf"\autocite{_in_latex(step, words)}"
            for place in places for words, step in place.steps
        )  # fmt: skip
    steps = [(step, words) for place in places for words, step in place.steps]
    if len(steps) == 1:
        return rf"\autocite{_in_latex(*steps[0])}"
    return rf"\autocites{''.join(_in_latex(*step) for step in steps)}"


def _in_latex(place: Citation, words: str) -> str:
    assert place.source is not None
    key = place.source.key
    if not _LATEX_KEY.fullmatch(key):
        raise FormatError(
            f"{key!r} cannot be a LaTeX citation key: it must not contain spaces, braces, commas or special characters"
        )
    term, value = locator(place.locator)
    # A page needs no word: biblatex adds it, and compresses spans.
    text = escape_latex(value if term == "page" else place.locator.strip())
    text = re.sub(r"(?<=\d)(?:-|–)(?=\d)", "--", text)
    before = f"[{words}]" if words else ""
    return f"{before}[{text}]{{{key}}}" if text or before else f"{{{key}}}"
