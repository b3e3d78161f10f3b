"""Digits kept as text in a cell to the number that they are: one rule for datasets, frames and ledgers."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from estimates.errors import EstimatesError
from estimates.model import providers

MOST_DIGITS = 30
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_EITHER = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,\s])[0-9]{3})(?:\1[0-9]{3})*")
_SPACES = "'’ \u00a0\u202f\u2009"
# Without a language: spaces between thousands, or the commas of English where they cannot be a decimal comma.
_ONE_READING = re.compile(
    rf"(?P<spaced>[0-9]{{1,3}}([{_SPACES}])[0-9]{{3}}(?:\2[0-9]{{3}})*)(?:\.(?P<tenths>[0-9]+))?"
    r"|(?P<grouped>[0-9]{1,3}(?:,[0-9]{3}){2,})|(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<part>[0-9]+)"
)


class NumberError(EstimatesError, ValueError):
    """Text in a number's cell that is no number, or may be two."""


def number_in_cell(text: str, lang: str = "") -> int | float:
    """Return the number of a cell: digits with at most a decimal point, nothing that needs guessing.

    ``30.000`` is refused, since it is thirty thousand in some countries and thirty in others; ``1200.0`` is 1,200. What
    has one reading in every country is read: ``1 200``, ``1,200,000`` and ``1,200.5``.

    Parameters
    ----------
    text : str
        The cell without spaces around it.
    lang : str
        The language of the cell, whose separators are then read; without it, only those with one reading.

    Raises
    ------
    NumberError
        If the text is no number, or may be two.

    Examples
    --------
    >>> number_in_cell("73790"), number_in_cell("0.5"), number_in_cell("73.790", "de")
    (73790, 0.5, 73790)
    >>> number_in_cell("1 200"), number_in_cell("1,200,000"), number_in_cell("1,200.5"), number_in_cell("1.200,5", "de")
    (1200, 1200000, 1200.5, 1200.5)
    >>> number_in_cell("30.000")
    Traceback (most recent call last):
        ...
    estimates.model.number_cells.NumberError: may be 30000 or 30; write it without separators
    """
    if len(text) > MOST_DIGITS:
        raise NumberError(f"must be a number of at most {MOST_DIGITS} digits")
    marks = _marks(lang[:2])
    if marks is not None:
        found = _in_language(text, *marks)
        if found is not None:
            return found
    elif _PLAIN.fullmatch(text):
        if _EITHER.fullmatch(text):
            raise NumberError(f"may be {text.replace('.', '')} or {float(text):g}; write it without separators")
        return float(text) if "." in text else int(text)
    one = _ONE_READING.fullmatch(text) if not lang else None
    if one is not None:
        whole = re.sub(r"[^0-9]", "", one["spaced"] or one["grouped"] or one["whole"])
        part = one["tenths"] or one["part"]
        return float(f"{whole}.{part}") if part else int(whole)
    if _GROUPED.fullmatch(text):
        bare = re.sub(r"[^0-9]", "", text)
        raise NumberError(f"write the number without separators or units: {bare}")
    if text.startswith(("-", "−")):
        raise NumberError("a count is zero or more")
    words = "; words belong in the wording" if re.search(r"[^\W\d_]{3}", text) else ""
    raise NumberError(f"must be a number: digits, with a point before decimals, no separators, no units{words}")


def digits_alone(texts: Collection[str]) -> bool:
    """Return whether some texts hold digits and nothing else, or nothing: then each is the number that `int` reads.

    Examples
    --------
    >>> digits_alone({"73790", ""}), digits_alone({"73790", "0.5"})
    (True, False)
    """
    joined = "".join(texts)
    return joined.isascii() and joined.isdigit() and max(map(len, texts)) <= MOST_DIGITS


@cache
def _marks(lang: str) -> tuple[str, str] | None:
    """Return what a language writes between thousands and before decimals; None where it is none that can be read."""
    found = providers.ask("separators", lang) if lang else None
    return None if found is None else (found[0] + _SPACES, found[1])


def _in_language(text: str, groups: str, decimal: str) -> int | float | None:
    """Return the number that a text is in a language, or None where it may be another or none."""
    if text.isascii() and text.isdigit():
        return int(text)
    grouped = re.fullmatch(
        rf"(?P<whole>[0-9]{{1,3}}(?:([{re.escape(groups)}])[0-9]{{3}})(?:\2[0-9]{{3}})*)"
        rf"(?:{re.escape(decimal)}(?P<part>[0-9]+))?", text,
    )  # fmt: skip
    if grouped is not None:
        whole = re.sub(r"[^0-9]", "", grouped["whole"])
        return float(f"{whole}.{grouped['part']}") if grouped["part"] else int(whole)
    whole, mark, part = text.partition(decimal)
    if mark and whole.isdigit() and part.isdigit() and whole.isascii() and part.isascii():
        ambiguous = len(part) == 3 and len(whole) <= 3 and not whole.startswith("0")
        return None if ambiguous else float(f"{whole}.{part}")
    whole, mark, part = text.partition(".")  # a program's own decimal point, which no language groups by
    plain = decimal == "," and mark and whole.isdigit() and part.isdigit() and len(part) != 3
    return float(text) if plain and text.isascii() else None
