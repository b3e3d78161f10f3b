"""What a spreadsheet shows for a number in a cell's format: ``50%``, ``1.5 million``, ``1937-12``."""

from __future__ import annotations

import datetime
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from attrs import frozen

# The formats that a file names by number only; those that depend on the user's country are given in their usual form.
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@",
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<padded>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]?|(?P<general>General)'
    r"|(?P<exponent>[Ee][+-][0#?]+)|(?P<half>[AaPp](?:[Mm])?/[AaPp](?:[Mm])?)|(?P<digits>[0#?]+)|(?P<date>[yYmMdDhHsS]+)"
    r"|(?P<mark>[.,%/@])|(?P<plain>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_COMPARE = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_CODE = 500


@frozen
class Shown:
    """What a cell shows, and what it holds where the two differ.

    Parameters
    ----------
    text : str
        What is to be read: what is shown, without separators between thousands where nothing but digits is shown.
    held : str
        The number in the cell, where a reader of the sheet does not see it; ``""`` where shown and held agree.
    misleading : bool
        The two differ by more than rounding, and no word or sign in the cell says so.
    date : bool
        The cell is a date.
    """

    text: str
    held: str = ""
    misleading: bool = False
    date: bool = False


def number_text(value: float) -> str:
    """Return a number as digits, without exponent; the noise in the last digits of a float is left out.

    Examples
    --------
    >>> number_text(73790.0), number_text(0.1 + 0.2), number_text(1e15)
    ('73790', '0.3', '1000000000000000')
    """
    if math.isinf(value) or math.isnan(value):
        return str(value)
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def shown(value: float, code: str, *, first_of_1904: bool = False) -> Shown:
    """Return what a spreadsheet shows for a number.

    Parameters
    ----------
    value : float
    code : str
        The number format: ``0.0" million"``, ``0%``, ``yyyy-mm-dd``.
    first_of_1904 : bool
        The workbook counts days from 1904.

    Examples
    --------
    >>> shown(0.5, "0%").text, shown(1.5, '0.0" million"').text, shown(13_862, "mmm yyyy").text
    ('50%', '1.5 million', '1937-12')
    """
    held = number_text(value)
    if math.isinf(value) or math.isnan(value):
        return Shown(held)
    tokens, magnitude = _section(value, code[:_LONGEST_CODE])
    kinds = [kind for kind, _ in tokens]
    if "date" in kinds:
        return _date(value, tokens, first_of_1904)
    if not {"digits", "general"} & set(kinds):
        text = "".join(text for kind, text in tokens if kind == "literal").strip()
        return Shown(held) if "@" in (text for _, text in tokens) else Shown(text or held, held, misleading=True)
    if "general" in kinds:
        return _composed(number_text(magnitude), tokens, value, scaled=False)
    return _digits(value, magnitude, tokens)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the sections of a format, each as its tokens: kind and text."""
    sections: list[list[tuple[str, str]]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = str(found.lastgroup)
        text = found[kind]
        if kind == "plain" and text == ";":
            sections.append([])
        elif kind in ("quoted", "escaped", "plain"):
            sections[-1].append(("literal", text))
        elif kind == "bracket" and text.startswith("$"):
            sections[-1].append(("literal", text[1:].partition("-")[0]))
        elif kind == "bracket" and re.fullmatch("[hHmMsS]+", text):
            sections[-1].append(("date", text))
        elif kind not in ("padded", "filled"):
            sections[-1].append((kind, text))
    return tuple(map(tuple, sections))


def _section(value: float, code: str) -> tuple[tuple[tuple[str, str], ...], float]:
    """Return the section of a format that applies to a value, and the value without the sign that it drops."""
    sections = _sections(code or "General")
    conditions = [
        next((m for kind, text in s if kind == "bracket" and (m := _CONDITION.fullmatch(text))), None) for s in sections
    ]
    if any(conditions):
        for section, condition in zip(sections, conditions):
            if condition is None or _COMPARE[condition[1]](value, _limit(condition[2])):
                return section, value
        return _sections("General")[0], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _limit(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _digits(value: float, magnitude: float, tokens: tuple[tuple[str, str], ...]) -> Shown:
    """Return a number in a format of digits: rounded, in percent, in thousands."""
    places = [i for i, (kind, text) in enumerate(tokens) if kind == "digits" or text in (".", ",")]
    first, last = places[0], places[-1]
    inside = tokens[first : last + 1]
    kinds = {kind for kind, _ in tokens}
    if (
        "exponent" in kinds
        or ("mark", "/") in tokens
        or any(k not in ("digits", "mark") or t == "%" for k, t in inside)
    ):
        return Shown(number_text(value))  # fractions, exponents, digits with signs between them: the number itself
    pattern = "".join(text for _, text in inside)
    whole, _, decimals = pattern.partition(".")
    scaled = len(pattern) - len(pattern.rstrip(",")) if not decimals else len(decimals) - len(decimals.rstrip(","))
    percent = sum(text == "%" for kind, text in tokens if kind == "mark")
    exact = Decimal(repr(float(magnitude))).scaleb(2 * percent - 3 * scaled)
    decimals = decimals.rstrip(",")
    try:
        rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    except ArithmeticError:
        return Shown(number_text(value))
    grouped = "," in whole.rstrip(",")
    digits = format(rounded, ",f" if grouped else "f")
    if not grouped and not decimals and rounded >= 0:
        digits = digits.zfill(whole.count("0"))
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and digits.endswith("0"):
        digits, optional = digits[:-1], optional - 1
    body = (*tokens[:first], ("number", digits.rstrip(".")), *tokens[last + 1 :])
    return _composed("", body, value, scaled=bool(scaled))


def _composed(number: str, tokens: tuple[tuple[str, str], ...], value: float, *, scaled: bool) -> Shown:
    """Return number and literals together, with what is held where it is another number."""
    literal = "".join(text for kind, text in tokens if kind == "literal").strip()
    pieces = []
    for kind, text in tokens:
        if kind in ("number", "literal") or (kind, text) == ("mark", "%"):
            pieces.append(text)
        elif kind == "general":
            pieces.append(number)
    text = "".join(pieces).strip()
    held = number_text(value)
    percent = ("mark", "%") in tokens
    if literal or percent:
        signs_only = not re.search(r"\w", literal) and not percent
        return Shown(text, held, misleading=scaled and signs_only)
    digits = text.replace(",", "")
    if float(digits or 0) == value:
        return Shown(digits if digits.startswith("0") and "." not in digits else held)
    return Shown(digits, held, misleading=scaled or value < 0 <= float(digits or 0))


def _date(value: float, tokens: tuple[tuple[str, str], ...], first_of_1904: bool) -> Shown:
    """Return a day as EDTF writes it, as far as the format shows it; with the time where that is shown."""
    moment = _moment(value, first_of_1904)
    if moment is None:
        return Shown(number_text(value), date=True)
    letters = _date_letters(tokens)
    if letters & {"h", "s", "minute"}:
        day = f"{moment.date().isoformat()} " if letters & {"y", "m", "d"} else ""
        return Shown(f"{day}{moment:%H:%M}", date=True)
    if {"m", "d"} <= letters and "y" not in letters:
        return Shown(f"{moment.day}-{_MONTHS[moment.month - 1]}", moment.date().isoformat(), date=True)
    if "d" in letters:
        return Shown(moment.date().isoformat(), date=True)
    if "y" not in letters:
        return Shown(_MONTHS[moment.month - 1], moment.date().isoformat(), date=True)
    return Shown(f"{moment.year:04}-{moment.month:02}" if "m" in letters else f"{moment.year:04}", date=True)


def _date_letters(tokens: tuple[tuple[str, str], ...]) -> set[str]:
    """Return what a date's format shows; an ``m`` beside hours or seconds is a minute."""
    runs = [text.lower() for kind, text in tokens if kind == "date"]
    letters: list[str] = [letter for run in runs for letter in dict.fromkeys(run)]
    out = set()
    for place, letter in enumerate(letters):
        beside = letters[place - 1 : place] == ["h"] or letters[place + 1 : place + 2] == ["s"]
        out.add("minute" if letter == "m" and beside else letter)
    return out


def _moment(value: float, first_of_1904: bool) -> datetime.datetime | None:
    start = datetime.datetime(1904, 1, 1) if first_of_1904 else datetime.datetime(1899, 12, 30)
    if not first_of_1904 and 0 < value < 60:
        value += 1  # the programs count a 29 February 1900 that there never was
    try:
        return start + datetime.timedelta(seconds=round(value * 86_400)) if value >= 0 else None
    except (OverflowError, ValueError):
        return None
