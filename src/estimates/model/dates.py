"""Dates in EDTF, levels 0 and 1: days, months, seasons, years and spans, with their uncertainty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from estimates.errors import DateError, shown

Day = tuple[int, int, int]
Qualifier = Literal["", "approximate", "uncertain", "uncertain and approximate"]

_QUALIFIERS: dict[str, Qualifier] = {"": "", "~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}
_DATE = re.compile(
    r"""(?:(?P<long>Y-?[1-9][0-9]{4,17})
      | (?P<decade>-?[0-9](?:[0-9]{2}X|[0-9]XX|XXX))
      | (?P<year>-?[0-9]{4})
        (?:-XX(?:-XX)? | -(?P<month>[0-9]{2})(?:-XX|-(?P<day>[0-9]{2})(?P<time>T[0-9:.Z+-]*)?)?)?
    )(?P<qualifier>[?~%]?)""",
    re.VERBOSE,
)
_TIME = re.compile(
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)(?:Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))?"
)
_LONGEST = 100  # no date, and no way in which people write one, is longer
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


def _valid(instance: object, attribute: object, value: str) -> None:
    if not isinstance(value, str):
        raise DateError(f"a date must be EDTF text, such as '1937-12' (got {shown(value)})")
    _read(value)


@frozen
class Date:
    """A date or a span as EDTF writes it: ``1937-12``, ``1937-12-13~``, ``193X``, ``1937-12/1938-02``.

    Parameters
    ----------
    edtf : str
        Extended Date/Time Format, level 0 or 1 (ISO 8601-2:2019, annex A); kept as it stands. Seasons (``1937-24``)
        are spring, summer, autumn and winter as 21 to 24, taken as March to May and so on; winter ends with the year.

    Raises
    ------
    DateError
        If the text is not EDTF; the message suggests what to write.

    See Also
    --------
    Estimate : Has the dates when it was made and of which it speaks.
    plot_timeline : Claims by their dates.

    Examples
    --------
    >>> Date("1937-12-13/1938-02").earliest, Date("1937-12-13/1938-02").latest
    ((1937, 12, 13), (1938, 2, 28))
    >>> Date("193X").latest, Date("1937~").qualifier, Date("1938/..").latest
    ((1939, 12, 31), 'approximate', None)
    >>> Date("December 1937")
    Traceback (most recent call last):
        ...
    estimates.errors.DateError: 'December 1937' is not EDTF; write 1937-12
    """

    edtf: str = field(validator=_valid)

    @property
    def earliest(self) -> Day | None:
        """The first day that it may mean, as (year, month, day); None where the beginning is open or unknown."""
        return _read(self.edtf)[0]

    @property
    def latest(self) -> Day | None:
        """The last day that it may mean, as (year, month, day); None where the end is open or unknown."""
        return _read(self.edtf)[1]

    @property
    def qualifier(self) -> Qualifier:
        """How certain the date is; of a span, the qualifier of either end."""
        return _read(self.edtf)[2]

    @property
    def is_interval(self) -> bool:
        """Whether it is a span with two ends."""
        return "/" in self.edtf

    def overlaps(self, other: Date) -> bool:
        """Return whether the two may mean the same day; an end that is open or unknown sets no limit.

        Examples
        --------
        >>> Date("1937-12").overlaps(Date("1937-12-13")), Date("1937/..").overlaps(Date("1936"))
        (True, False)
        """
        return not (_before(self.latest, other.earliest) or _before(other.latest, self.earliest))

    def __str__(self) -> str:
        return self.edtf


def _before(end: Day | None, start: Day | None) -> bool:
    return end is not None and start is not None and end < start


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Day | None, Day | None, Qualifier]:
    """Return earliest, latest and qualifier of EDTF text."""
    fault, reading = _reading(text)
    if reading is not None:
        return reading
    hint = _advice(text)
    shown = repr(text if len(text) <= 80 else text[:79] + "…")
    if fault:
        raise DateError(f"{shown} {fault}" + (f"; {hint}" if hint.startswith("write") else ""))
    raise DateError(f"{shown} is not EDTF; {hint or _FORMS}")


_Reading = tuple[Day | None, Day | None, Qualifier]
_OPEN: _Reading = (None, None, "")


def _reading(text: str) -> tuple[str, _Reading | None]:
    """Return what EDTF text says, or what is wrong with it: ``""`` where it is not EDTF at all."""
    if len(text) > _LONGEST:
        return "", None
    if "/" not in text:
        return _single(text)
    parts = text.split("/")
    if len(parts) != 2:
        return "", None
    if parts[0] in ("", "..") and parts[1] in ("", ".."):
        return "says nothing: one end of a span at most is open; leave the date empty", None
    ends: list[_Reading] = []
    for part in parts:
        fault, end = ("", _OPEN) if part in ("", "..") else _single(part)
        if "X" in part and end is not None:
            fault, end = "has unspecified digits in a span, which is EDTF level 2", None
        if "T" in part and end is not None:
            fault, end = "has a time of day in a span, whose ends are dates", None
        if end is None:
            return fault, None
        ends.append(end)
    start, stop = ends
    if start[0] and stop[1] and start[0] > stop[1]:
        return "is reversed: it ends before it begins", None
    marks_found = {start[2], stop[2]} - {""}
    marks: Qualifier = "uncertain and approximate" if len(marks_found) > 1 else start[2] or stop[2]
    return "", (start[0], stop[1], marks)


def _single(text: str) -> tuple[str, _Reading | None]:
    match = _DATE.fullmatch(text)
    if match is None:
        return "", None
    qualifier = _QUALIFIERS[match["qualifier"]]
    if match["decade"]:
        first, last = sorted(int(match["decade"].replace("X", digit)) for digit in "09")
        return "", ((first, 1, 1), (last, 12, 31), qualifier)
    if match["year"] == "-0000":
        return "is no year of EDTF, which counts a year 0000 (1 BC) and no -0000", None
    year = int(match["long"][1:] if match["long"] else match["year"])
    if match["time"] == "T00:00:00.000":
        return "", None
    if match["time"] and (match["qualifier"] or not _TIME.fullmatch(match["time"])):
        return "has no possible time; write it as 1937-12-13T10:00:00Z, without a qualifier", None
    fault, days = _days(year, match["month"], match["day"])
    if match["month"] and "XX" in text and 21 <= int(match["month"]) <= 24:
        fault, days = "has a day in a season", None
    return (fault, None) if days is None else ("", (*days, qualifier))


def _days(year: int, month: str | None, day: str | None) -> tuple[str, tuple[Day, Day] | None]:
    """Return the first and the last day of a year, month, season or day, or what is impossible about it."""
    if month is None:
        return "", ((year, 1, 1), (year, 12, 31))
    number = int(month)
    if number in _SEASONS and day is None:
        begins, ends = _SEASONS[number]
        return "", ((year, begins, 1), (year, ends, _length(year, ends)))
    if not 1 <= number <= 12:
        return "has no possible month; months are 01 to 12, seasons 21 to 24", None
    if day is None:
        return "", ((year, number, 1), (year, number, _length(year, number)))
    if not 1 <= int(day) <= _length(year, number):
        return f"is no day of the calendar; that month has {_length(year, number)} days", None
    return "", ((year, number, int(day)), (year, number, int(day)))


def _length(year: int, month: int) -> int:
    """The days of a month, in the proleptic Gregorian calendar that EDTF prescribes."""
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


# What people write instead of EDTF, and what to write for it.
_NAMES = (
    "january jan januar jänner janvier enero ene", "february feb februar février fév febrero",
    "march mar märz mär mars marzo", "april apr avril avr abril abr", "may mai mayo", "june jun juni juin junio",
    "july jul juli juillet juil julio", "august aug août agosto ago", "september sep sept septembre septiembre",
    "october oct oktober okt octobre octubre", "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic",
)  # fmt: skip
MONTH_NAMES = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_SEASON_NAMES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = "(" + "|".join(sorted(MONTH_NAMES, key=len, reverse=True)) + r")\.?"
_FORMS = "write a year, month or day as 1937, 1937-12, 1937-12-13, a span as 1937-12/1938-02, 'about' as 1937~"
_SPREADSHEET = "a spreadsheet has changed this cell; format it as text, and type the date again, such as 1937-12"
_MANGLED = re.compile(
    rf"{_MONTH}-[0-9]{{2}}|[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|[1-9][0-9]{{4}}(?:\.[0-9]+)?|#+|#value!"
)
_STAMP = "a program has added the time of day, and may have added the day; write the date as text, such as 1937-12"
_STAMPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|t00:00(?::00\.0+)?)")


def _month(name: str) -> str:
    return f"{MONTH_NAMES[name]:02d}"


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_ONE: tuple[_Form, ...] = tuple(
    (re.compile(pattern), write)
    for pattern, write in (
        (r"(-?[0-9]{4})", lambda m: m[1]),
        (r"(-?[0-9]{4})-(0[1-9]|1[0-2]|2[1-4]|[1-9])", lambda m: f"{m[1]}-{int(m[2]):02d}"),
        (r"(-?[0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"),
        (rf"{_MONTH},? (?:of |de )?([0-9]{{4}})", lambda m: f"{m[2]}-{_month(m[1])}"),
        (rf"([0-9]{{4}}),? {_MONTH}", lambda m: f"{m[1]}-{_month(m[2])}"),
        (rf"([0-9]{{1,2}})(?:st|nd|rd|th|er|\.)? (?:of |de )?{_MONTH},? (?:de )?([0-9]{{4}})",
         lambda m: f"{m[3]}-{_month(m[2])}-{int(m[1]):02d}"),
        (rf"{_MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})",
         lambda m: f"{m[3]}-{_month(m[1])}-{int(m[2]):02d}"),
        (rf"([0-9]{{4}}),? {_MONTH} ([0-9]{{1,2}})", lambda m: f"{m[1]}-{_month(m[2])}-{int(m[3]):02d}"),
        (r"([0-9]{4})年", lambda m: m[1]),
        (r"([0-9]{4})年([0-9]{1,2})月", lambda m: f"{m[1]}-{int(m[2]):02d}"),
        (r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日", lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"),
        (r"([0-9]{4})[/.] ?([0-9]{1,2})[/.] ?([0-9]{1,2})", lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"),
        (r"([0-9]{1,2})[/.]([0-9]{4})", lambda m: f"{m[2]}-{int(m[1]):02d}"),
        (r"([0-9]{4})([0-9]{2})([0-9]{2})", lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
        (r"(?:the )?([0-9]{3})0s", lambda m: f"{m[1]}X"),
        (r"([0-9]{2,3}[ux]{1,2})", lambda m: m[1].upper().replace("U", "X")),
        (r"(?:the )?([0-9]{1,2})(?:st|nd|rd|th)[ -]century", lambda m: f"{int(m[1]) - 1:02d}XX"),
        (rf"({'|'.join(_SEASON_NAMES)})(?: of)? ([0-9]{{4}})", lambda m: f"{m[2]}-{_SEASON_NAMES[m[1]]}"),
        (r"(?:ad ?([0-9]{1,4})|([0-9]{1,4}) ?(?:ad|ce))", lambda m: f"{int(m[1] or m[2]):04d}"),
        (r"([0-9]{1,4}) ?(?:bc|bce|b\.c\.)", lambda m: f"-{int(m[1]) - 1:04d}" if int(m[1]) > 1 else "0000"),
    )
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:c\.?|ca\.?|circa|about|around|approximately|approx\.?|vers|um|etwa|hacia|~)(?: |(?<=[.~c])(?=[0-9]))(.+)"
    r"|~(.+)|(.+?) ?(?:\(circa\)|\(c\.\))"
)
_MAYBE = re.compile(r"(?:perhaps|probably|possibly|maybe|\?) ?(.+)|\[(.+)\?\]|(.+?) ?(?:\(\?\)|\?)")
_WINTER = re.compile(r"(?:the )?winter (?:of )?([0-9]{2})([0-9]{2}) ?[/–—-] ?(?:[0-9]{2})?([0-9]{2})")
_SHORT = re.compile(r"([0-9]{2})([0-9]{2}) ?[/–—-] ?([0-9]{2})")
_SPAN = re.compile(r"(?:between |from )?(.+?)(?: to | until | and | – | — | - |[–—/])(.+)|([0-9]{4})-([0-9]{4})")
# In EDTF an end that is not known is empty, one that is open is "..".
_BEGAN_UNKNOWN = re.compile(r"(?:\?+|unknown) ?(?:to|[–—/-]) ?(.+)")
_ENDED_UNKNOWN = re.compile(r"(.+?) ?(?:to|[–—/-]) ?(?:\?+|unknown)")
_BEFORE, _AFTER = re.compile(r"(?:before|until|by|up to) (.+)"), re.compile(r"(?:after|since|from) (.+)")
_DAY_OR_MONTH = re.compile(r"([0-9]{1,2})([./-]) ?([0-9]{1,2})\2 ?([0-9]{2,4})")


def _advice(text: str) -> str:
    """Return what to write for a text that is not EDTF, or ``""`` where its meaning is not plain.

    Nothing is suggested that would be refused again.
    """
    if len(text) > _LONGEST:
        return ""
    words = " ".join(text.split()).rstrip(".").lower()
    if not words or words in ("n.d", "nd", "unknown", "undated", "none", "?"):
        return "a date that is not known is left empty"
    if _MANGLED.fullmatch(words):
        return _SPREADSHEET
    if _STAMPED.fullmatch(words):
        return _STAMP
    parts = _DAY_OR_MONTH.fullmatch(words)
    if parts:
        return _day_or_month(parts)
    written = _edtf(words)
    if written and _valid_text(written):
        counted = " (EDTF counts a year 0)" if re.search(r"[0-9] ?b\.?c", words) else ""
        return f"write {written}{counted}"
    if re.search(r"[\[{]|[0-9]e[0-9]|[~?%][0-9]|[0-9][~?%]-|\^|s[0-9]$|[0-9]x|x[0-9x-]", words):
        return f"a form beyond EDTF level 0 and 1; {_FORMS}"
    return ""


def _valid_text(text: str) -> bool:
    return _reading(text)[1] is not None


def _edtf(words: str, whole: bool = True) -> str:
    """Return the EDTF of words, or ``""``; only of a single date unless it is the `whole` of the text."""
    for pattern, write in _ONE:
        match = pattern.fullmatch(words)
        if match:
            return write(match)
    match = _WINTER.fullmatch(words)
    if match and whole:
        return f"{match[1]}{match[2]}-12/{match[1]}{match[3]}-02"
    for pattern, form in ((_BEGAN_UNKNOWN, "/{}"), (_ENDED_UNKNOWN, "{}/")):
        match = pattern.fullmatch(words)
        if match:
            known = _edtf(match[1], whole=False) if whole else ""
            return form.format(known) if known else ""
    for pattern, mark in ((_ABOUT, "~"), (_MAYBE, "?")):
        match = pattern.fullmatch(words)
        if match:
            ends = _edtf(next(filter(None, match.groups())), whole).split("/")
            return "/".join(end + mark for end in ends) if not {"", ".."}.intersection(ends) else ""
    if not whole:
        return ""
    match = _SHORT.fullmatch(words)
    if match:
        return f"{match[1]}{match[2]}/{match[1]}{match[3]}"
    for pattern, form in ((_BEFORE, "../{}"), (_AFTER, "{}/..")):
        match = pattern.fullmatch(words)
        if match and _edtf(match[1], whole=False):
            return form.format(_edtf(match[1], whole=False))
    match = _SPAN.fullmatch(words)
    if match is None:
        return ""
    ends = [_end(part) for part in match.groups() if part]
    return "/".join(ends) if all(ends) and ends != ["..", ".."] else ""


def _end(words: str) -> str:
    if words in ("open", "..", "present", "unknown"):
        return "" if words == "unknown" else ".."
    return _edtf(words, whole=False)


def _day_or_month(parts: re.Match[str]) -> str:
    """Return what to write for ``13.12.1937`` or ``11/12/1937``, both ways where both are days."""
    first, second, year = int(parts[1]), int(parts[3]), parts[4]
    if len(year) != 4:
        return "the century is not sure, nor which is the day; write year-month-day, such as 1937-12-13"
    ways = {f"{year}-{second:02d}-{first:02d}": None, f"{year}-{first:02d}-{second:02d}": None}
    possible = [way for way in ways if _valid_text(way)]
    if len(possible) == 2:
        return f"which is the day and which the month is not sure; write {possible[0]} or {possible[1]}"
    return f"write {possible[0]}" if possible else "there is no such day; write year-month-day, such as 1937-12-13"
