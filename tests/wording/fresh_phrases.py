"""Phrases that were written, with their readings, before the parser was tried on them: eleven sets in six languages.

The third is in the manner of encyclopedias and chronicles; the fourth is of traps, which have no reading; the fifth, in
English, is in the manner of old newspapers. The sixth is of traps again, the seventh in the manner of battle reports,
parliamentary papers and memoirs, the eighth of shorthand in the cells of tables, the ninth of traps and of readable
phrases, construction by construction; the tenth has peoples, trades and verbs that the
word lists may lack; the eleventh is of traps once more.

A line has the phrase, the readings that are right, separated by strokes, and the set. A reading is ``5000``, ``~5000``
(about), ``5000-8000``, ``>5000``, ``>=5000``, ``<5000``, ``<=5000``, ``vague`` or ``refuse``.
"""

from __future__ import annotations

from pathlib import Path

import estimates as es

FOLDER = Path(__file__).parent / "fresh"
LANGUAGES = ("en", "de", "fr", "es", "zh", "ja")
KINDS = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}


def rows(lang: str) -> list[tuple[str, list[str], str]]:
    """Return the phrases of a language, with the readings that are right and the set."""
    lines = (FOLDER / f"{lang}.tsv").read_text(encoding="utf-8").splitlines()
    return [(phrase, right.split("/"), which) for phrase, right, which in (line.split("\t") for line in lines)]


def outcome(phrase: str, lang: str | None, right: list[str]) -> str:
    """Return what becomes of a phrase: read, refused, fairly refused, wrong, or falsely read."""
    try:
        found = es.parse(phrase, lang)
    except es.WordingError:
        return "fairly refused" if "refuse" in right else "refused"
    if any(_is(found, option) for option in right):
        return "read"
    return "falsely read" if right == ["refuse"] else "wrong"


def _is(found: es.Range, option: str) -> bool:
    if option in ("refuse", "vague"):
        return found.kind == option
    if found.approximate != option.startswith("~"):
        return False
    text = option.lstrip("~")
    sign = text[: len(text) - len(text.lstrip("<>="))]
    if sign:
        end = found.high if sign[0] == "<" else found.low
        return found.kind == KINDS[sign] and end == float(text[len(sign) :])
    low, _, high = text.partition("-")
    return (found.low, found.high) == (float(low), float(high or low)) and not (found.low_open and not high)
