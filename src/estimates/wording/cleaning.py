"""What surrounds the words of a claim and is no part of them: footnote marks, quotation marks, invisible characters."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from estimates.wording.refusals import Refusal

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
_WRITTEN = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔", "1/8": "⅛"}
_MIXED = re.compile(r"(?<![\d.,/])(\d{1,3})[ -]([13]/[248]|[12]/3)(?![\d/])")
_FRACTION = re.compile(r"(?<![\d.,/] )(?<![\d.,/-])([13]/[248]|[12]/3)(?= [^\W\d_])")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,4}(?= [a-z])")  # U.S. soldiers
_APART = re.compile(r"(?<![\d.,/'])(\d{1,3}) (?=[½¼¾⅓⅔⅛⅜⅝⅞])")
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(rf"(?<=[^\W_]|[.)\]+])[{_SUPERSCRIPTS}]+(?:[,⁻˒]?[{_SUPERSCRIPTS}]+)*")
_LONG_NUMBER = re.compile(r"(?:\d{4,}|\d[.,' \u00a0\u202f]\d{3})$")
_IN_BRACKETS = r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n|nota|注|註|注釈|anm\.?|fn) ?\d{1,3}|citation needed|要出典|来源请求)\]"
_BRACKETED = re.compile(rf"(?<=\S)(?:,?{_IN_BRACKETS})+", re.IGNORECASE)
_BEHIND_A_NAME = re.compile(rf"(?:\s*(?:[*†‡§{_SUPERSCRIPTS}]|,?{_IN_BRACKETS}))+$", re.IGNORECASE)
_ENDS = frozenset(f"]*†‡§{_SUPERSCRIPTS}")
# Entities and plain emphasis; raised text is left alone, since it may be a power.
_MARKED = re.compile(r"&#?\w+;|</?(?:b|i|em|strong|small|u)>", re.IGNORECASE)
_BOLD = re.compile(r"</?(?:b|i|em|strong|small|u)>", re.IGNORECASE)
# Set off by a blank: behind a word, or behind a number that is too large for the mark to be another reading of it.
_SET_OFF = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=\d{4})|(?<=[,.' ]\d{3})) (?:\[(?:\d{1,2}|[a-z]|citation needed)\])+(?=$|[\s,;.–—-])"
)
_DAGGERS = re.compile(r"(?<=[^\W_])[*†‡]{1,3}(?=$|[\s,;.–—-])")
_QUOTES = '“”„‟"«»「」『』‹›'
_MANGLED = re.compile(
    r"\d{1,2}[-. ](?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\.?(?:[-. ]\d{2,4})?"
    r"|(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[-. ]\d{1,2}|\d{4}-\d{2}-\d{2} 00:00(?::00)?",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#(?:REF|DIV/0|VALUE|N/A|NAME|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?", re.IGNORECASE)
# Nothing to take off: letters, digits in groups, dashes, Chinese characters and kana.
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ0-9 .,'–~\-ぁ-ゖァ-ヺー一-鿿]*[A-Za-zÀ-ÖØ-öø-ɏ0-9ぁ-ゖァ-ヺー一-鿿]")


def cleaned(wording: str) -> tuple[str, tuple[str, ...]]:
    """Return a claim's words in their normal form, and the marks that were taken off.

    Examples
    --------
    >>> cleaned("5,000–6,000[1]"), cleaned("“over 20,000”")
    (('5,000–6,000', ('[1]',)), ('over 20,000', ('“', '”')))
    """
    if "." in wording and _INITIALS.search(wording):
        wording = _INITIALS.sub(lambda match: match[0].replace(".", ""), wording)
    if _PLAIN.fullmatch(wording) and "  " not in wording and not _MANGLED.fullmatch(wording):
        return wording, ()
    _refuse_cells(wording)
    marks: list[str] = []
    text = wording
    if _MARKED.search(wording):
        marks += _BOLD.findall(wording)
        text = unescape(_BOLD.sub("", wording))
    text = text.strip()
    text = "".join(character for character in text if not _invisible(character, marks))
    text = _take(_BRACKETED, text, marks)
    text = _take(_SET_OFF, text, marks)
    text = _take(_RAISED, text, marks, only_after=_LONG_NUMBER)
    text = _take(_DAGGERS, text, marks)
    text = _FRACTION.sub(lambda match: _WRITTEN.get(match[1], match[1]), text)
    text = _MIXED.sub(lambda match: match[1] + _WRITTEN[match[2]] if match[2] in _WRITTEN else match[0], text)
    text = _APART.sub(r"\1", text)
    _refuse_strange_digits(text, wording)
    text = re.sub("[^½¼¾⅓⅔⅛⅜⅝⅞]+", lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = " ".join(text.replace("’", "'").replace("‘", "'").split())
    text = _unquoted(text, marks)
    return _without_stop(text, marks), tuple(marks)


def without_footnotes(name: str) -> str:
    """Return a name without the marks of footnotes behind it.

    Examples
    --------
    >>> without_footnotes("Alan Palmer[a][12]"), without_footnotes("Hata*"), without_footnotes("[12]")
    ('Alan Palmer', 'Hata', '[12]')
    """
    return (_BEHIND_A_NAME.sub("", name) or name) if name[-1:] in _ENDS else name


def _refuse_cells(wording: str) -> None:
    text = wording.strip()
    if _ERROR.fullmatch(text):
        raise Refusal(f"{text!r} is a spreadsheet's error, not the source's words; mend the formula, or type the words")
    if _MANGLED.fullmatch(text):
        raise Refusal(
            f"{wording!r} is a date: a spreadsheet makes one of 6-10; format the cell as text, and type the words again"
        )
    if re.search(r"\d(?:[ \xa0]*[\t\r\n\v\f][ \xa0]*|[ \xa0]{2,})\d", wording):
        raise Refusal(f"{wording!r} holds more than one number, or a wide gap within one; split the claim")


def _invisible(character: str, marks: list[str]) -> bool:
    """Whether a character shows nothing: zero-width spaces, soft hyphens, byte-order marks."""
    if character.isascii() or unicodedata.category(character) != "Cf":
        return False
    marks.append(f"U+{ord(character):04X}")
    return True


def _take(pattern: re.Pattern[str], text: str, marks: list[str], only_after: re.Pattern[str] | None = None) -> str:
    """Remove the marks that a pattern finds; raised digits only behind words and numbers that cannot be powers."""

    def gone(match: re.Match[str]) -> str:
        before = text[: match.start()]
        if only_after is not None and before[-1:].isdigit() and not only_after.search(before):
            return match[0]
        marks.append(match[0])
        return ""

    return pattern.sub(gone, text)


def _refuse_strange_digits(text: str, wording: str) -> None:
    """Refuse what the normal form would turn into other digits: ``10²`` is not 102."""
    if text.isascii():
        return
    for character in text:
        if character not in FRACTIONS and (
            unicodedata.category(character) == "No"
            or (character.isdecimal() and not unicodedata.normalize("NFKC", character).isascii())
        ):
            raise Refusal(f"{character!r} in {wording!r} is not a digit from 0 to 9; write these")


def _unquoted(text: str, marks: list[str]) -> str:
    """Take off quotation marks, where there are as many that open as close."""
    if len(text) > 2 and text[0] == text[-1] == "'" and text.count("'") == 2:
        marks.extend("''")
        text = text[1:-1].strip()
    found = [character for character in text if character in _QUOTES]
    if not found:
        return text
    if len(found) % 2 or re.search(r'\d"(?!\s*$|[\s.,;:)])', text):
        raise Refusal(f"{text!r} has a quotation mark without its other half")
    marks.extend(found)
    return " ".join("".join(character for character in text if character not in _QUOTES).split())


_ORDINAL = re.compile(r"(?<![\d.,'])(?<!\d )\d{1,3}\.$")
_STOPPED = re.compile(r"(?:[.,;:。、；]|\.\.\.|…)$")


def _without_stop(text: str, marks: list[str]) -> str:
    """Take off a final stop; behind a short number it may make an ordinal, and is left to be refused."""
    match = _STOPPED.search(text)
    if match is None or _ORDINAL.search(text):
        return text
    marks.append(match[0])
    return text[: match.start()].rstrip()
