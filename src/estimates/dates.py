"""Dates as EDTF, level 0 and 1: what a historian may say of a day, a season, a span, and how surely."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import Literal

from attrs import field, frozen

from estimates.errors import DateError

Day = tuple[int, int, int]
Qualifier = Literal["", "approximate", "uncertain", "uncertain and approximate"]

_QUALIFIERS: dict[str, Qualifier] = {"": "", "~": "approximate", "?": "uncertain", "%": "uncertain and approximate"}
_DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?P<time>T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
    r"(?P<qualifier>[?~%]?)"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_MONTHS = {name.lower(): number for number, name in enumerate(
    ("January February March April May June July August September October November December").split(), 1)}  # fmt: skip
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}


def _valid(instance: object, attribute: object, value: object) -> None:
    if not isinstance(value, str):
        raise DateError(f"a date is EDTF text, such as '1937-12' (got {value!r})")
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
        """How sure it is; of a span, what is said of either end."""
        return _read(self.edtf)[2]

    @property
    def is_interval(self) -> bool:
        """Whether it is a span with two ends."""
        return "/" in self.edtf

    def __str__(self) -> str:
        return self.edtf


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Day | None, Day | None, Qualifier]:
    """Return earliest, latest and qualifier of EDTF text."""
    if "/" not in text:
        return _single(text, text)
    parts = text.split("/")
    if len(parts) != 2 or parts[0] in ("", "..") and parts[1] in ("", ".."):
        raise DateError(f"{text!r} is not EDTF; a span has two ends, of which one at most is open: 1937-12/1938-02")
    start = (None, None, "") if parts[0] in ("", "..") else _single(parts[0], text)
    end = (None, None, "") if parts[1] in ("", "..") else _single(parts[1], text)
    if start[0] and end[1] and start[0] > end[1]:
        raise DateError(f"{text!r} is reversed: it ends before it begins")
    said = {start[2], end[2]} - {""}
    marks: Qualifier = "uncertain and approximate" if len(said) > 1 else next(iter(said), "")  # type: ignore[assignment]
    return start[0], end[1], marks


def _single(text: str, whole: str) -> tuple[Day, Day, Qualifier]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise DateError(f"{whole!r} is not EDTF; {_advice(whole)}")
    year = match["year"].lstrip("Y")
    years = sorted(int(year.replace("X", digit)) for digit in "09")
    first, last = _days(years, match["month"], match["day"], whole)
    if match["time"] and not re.fullmatch(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-][01][0-9]:[0-5][0-9])?",
                                          match["time"]):  # fmt: skip
        raise DateError(f"{whole!r} has no possible time; hours are 00 to 23, minutes and seconds 00 to 59")
    return first, last, _QUALIFIERS[match["qualifier"]]


def _days(years: list[int], month: str | None, day: str | None, whole: str) -> tuple[Day, Day]:
    low, high = years[0], years[-1]
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise DateError(f"{whole!r} has a day without a month; write the month, or XX for both")
        return (low, 1, 1), (high, 12, 31)
    number = int(str(month))
    if number in _SEASONS and day is None:
        begins, ends = _SEASONS[number]
        return (low, begins, 1), (high, ends, _length(high, ends))
    if not 1 <= number <= 12:
        raise DateError(f"{whole!r} has no possible month; months are 01 to 12, seasons 21 to 24")
    if day in (None, "XX"):
        return (low, number, 1), (high, number, _length(high, number))
    if not 1 <= int(str(day)) <= _length(high, number):
        raise DateError(f"{whole!r} is no day of the calendar; that month has {_length(high, number)} days")
    return (low, number, int(str(day))), (high, number, int(str(day)))


def _length(year: int, month: int) -> int:
    """The days of a month, in the proleptic Gregorian calendar that EDTF prescribes."""
    return 29 if month == 2 and calendar.isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _advice(text: str) -> str:
    """Return what to write instead, where the meaning is plain; otherwise what EDTF looks like."""
    said = text.strip().rstrip(".")
    month = "|".join(_MONTHS)
    patterns = (
        (rf"(?i)({month})\.?,? (-?[0-9]{{4}})", lambda m: f"{m[2]}-{_MONTHS[m[1].lower()]:02d}"),
        (rf"(?i)([0-9]{{1,2}})\.? ({month})\.?,? ([0-9]{{4}})",
         lambda m: f"{m[3]}-{_MONTHS[m[2].lower()]:02d}-{int(m[1]):02d}"),
        (rf"(?i)({month})\.? ([0-9]{{1,2}}),? ([0-9]{{4}})",
         lambda m: f"{m[3]}-{_MONTHS[m[1].lower()]:02d}-{int(m[2]):02d}"),
        (r"(?i)(?:c\.?|ca\.?|circa|about|around) ?([0-9]{4})", lambda m: f"{m[1]}~"),
        (r"([0-9]{2})([0-9]{2})[/–-]([0-9]{2})", lambda m: f"{m[1]}{m[2]}/{m[1]}{m[3]}"),
        (r"([0-9]{4}) ?[–-] ?([0-9]{4})", lambda m: f"{m[1]}/{m[2]}"),
        (r"([0-9]{3})0s", lambda m: f"{m[1]}X"),
        (r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}"),
        (r"(?i)([0-9]{1,3}) ?(?:bc|bce)", lambda m: f"-{int(m[1]) - 1:04d} (EDTF counts a year 0)"),
    )  # fmt: skip
    for pattern, write in patterns:
        match = re.fullmatch(pattern, said)
        if match:
            return f"write {write(match)}"
    if re.fullmatch(rf"(?i)(({month})-[0-9]{{2}}|[0-9]{{1,2}}-({month})(-[0-9]{{2,4}})?)", said) or re.fullmatch(
        r"[0-9]{5}(\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00(:00)?", said
    ):
        return "a spreadsheet has changed this cell; format it as text, and type the date again, such as 1937-12"
    if re.fullmatch(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", said):
        return "which is the day and which the month is not sure; write year-month-day, such as 1937-12-13"
    return "write a year, month or day as 1937, 1937-12, 1937-12-13, a span as 1937-12/1938-02, 'about' as 1937~"
