"""Days on an axis of time: where they stand, how a date reads in print, and few round ticks."""

from __future__ import annotations

import math
import re
from calendar import isleap

from estimates.layout.axis import MOST_TICKS, ticks
from estimates.model.dates import Date, Day

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_FORMS = re.compile(r"(-?\d+)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T.*)?")


def placed(day: Day, *, end: bool = False) -> float:
    """Return where a day begins, or ends, on an axis of years: 1937.0 is the beginning of 1937.

    Examples
    --------
    >>> placed((1937, 1, 1)), placed((1937, 12, 31), end=True)
    (1937.0, 1938.0)
    """
    year, month, number = day
    leap = isleap(year)
    passed = _BEFORE[month - 1] + (1 if leap and month > 2 else 0) + number - (0 if end else 1)
    return year + passed / (366 if leap else 365)


def year_in_words(year: int) -> str:
    """Return a year of EDTF, which counts a year 0, as print writes it.

    Examples
    --------
    >>> year_in_words(1937), year_in_words(-479)
    ('1937', '480 BC')
    """
    return str(year) if year > 0 else f"{1 - year} BC"


def in_print(date: Date | None) -> str:
    """Return a date as a picture writes it; ``""`` where none is known.

    Examples
    --------
    >>> in_print(Date("1937-12-13")), in_print(Date("1937~")), in_print(Date("193X")), in_print(Date("1948/.."))
    ('13 Dec 1937', 'c. 1937', '1930s', '1948 or later')
    >>> in_print(Date("1937-12/1938-02")), in_print(Date("../1945?")), in_print(Date("1937-24")), in_print(None)
    ('Dec 1937–Feb 1938', '1945 (?) or earlier', 'winter 1937', '')
    """
    if date is None:
        return ""
    first, slash, last = date.edtf.partition("/")
    if not slash:
        return _one(first)
    if first in ("", ".."):
        return f"{_one(last)} or earlier"
    if last in ("", ".."):
        return f"{_one(first)} or later"
    return f"{_one(first)}–{_one(last)}"


def _one(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    words = _bare(text.removesuffix(mark).removeprefix("Y"))
    about = "c. " if mark in ("~", "%") and mark else ""
    return f"{about}{words}{' (?)' if mark in ('?', '%') and mark else ''}"


def _bare(text: str) -> str:
    match = _FORMS.fullmatch(text)
    if match is None:  # digits that are not specified
        first, last = text.replace("X", "0"), text.replace("X", "9")
        if re.fullmatch(r"\d{3}X", text):
            return f"{first}s"
        ends = sorted((int(first), int(last)))
        return "–".join(map(year_in_words, ends))
    year, month, day = match.groups()
    said = year_in_words(int(year))
    if month in _SEASONS:
        return f"{_SEASONS[month]} {said}"
    if month is None or month == "XX":
        return said
    name = _MONTHS[int(month) - 1]
    return f"{name} {said}" if day is None or day == "XX" else f"{int(day)} {name} {said}"


def time_ticks(low: float, high: float, most: int = MOST_TICKS) -> tuple[tuple[float, str], ...]:
    """Return at most so many ticks of an axis of years, each with its label: years, months or days.

    Examples
    --------
    >>> [label for _, label in time_ticks(1936, 2004)]
    ['1940', '1960', '1980', '2000']
    >>> [label for _, label in time_ticks(1945.1, 1945.5)]
    ['Mar 1945', 'Apr 1945', 'May 1945', 'June 1945', 'July 1945']
    """
    if not (math.isfinite(low) and math.isfinite(high)) or low >= high:
        return ()
    years = ticks(low, high, "linear", most, whole=True)
    if len(years) >= 3 or high - low > 4:
        if all(year % 10 == 0 for year in years):  # 400 BC is the year -399 of EDTF
            years = tuple(year if year > 0 else year + 1 for year in years)
        return tuple((year, year_in_words(int(year))) for year in years if low <= year <= high)
    first, last = math.floor(low), math.ceil(high)
    for step in (1, 2, 3, 6):
        days = [(year, month, 1) for year in range(first, last + 1) for month in range(1, 13, step)]
        found = [(placed(day), f"{_MONTHS[day[1] - 1]} {year_in_words(day[0])}") for day in days]
        inside = tuple(tick for tick in found if low <= tick[0] <= high)
        if 2 <= len(inside) <= most:
            return inside
        if step == 1 and len(inside) < 2:
            return _days(low, high, most)
    return ()


def _days(low: float, high: float, most: int) -> tuple[tuple[float, str], ...]:
    found = []
    for year in range(math.floor(low), math.ceil(high) + 1):
        for month in range(1, 13):
            long = 29 if month == 2 and isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
            for day in range(1, long + 1):
                at = placed((year, month, day))
                if low <= at <= high:
                    found.append((at, f"{day} {_MONTHS[month - 1]} {year_in_words(year)}"))
    stride = max(1, math.ceil(len(found) / most))
    return tuple(found[::stride])
