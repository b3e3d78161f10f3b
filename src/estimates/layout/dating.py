"""Days on an axis of time: where they stand, how a date reads in print, and few round ticks."""

from __future__ import annotations

import math
import re
from calendar import isleap

from estimates.layout.axis import MOST_TICKS, ticks
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.model.dates import Date, Day

_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_SEASONS = ("21", "22", "23", "24")
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


def year_in_words(year: int, language: Catalogue = ENGLISH) -> str:
    """Return a year of EDTF, which counts a year 0, as print writes it.

    Examples
    --------
    >>> year_in_words(1937), year_in_words(-479)
    ('1937', '480 BC')
    """
    dates = language.dates
    return dates.year.format(y=year) if year > 0 else dates.before_christ.format(y=1 - year)


def in_print(date: Date | None, language: Catalogue = ENGLISH) -> str:
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
    dates = language.dates
    first, slash, last = date.edtf.partition("/")
    if not slash:
        return _one(first, language)
    if first in ("", ".."):
        return dates.earlier.format(x=_one(last, language))
    if last in ("", ".."):
        return dates.later.format(x=_one(first, language))
    return dates.span.format(first=_one(first, language), last=_one(last, language))


def _one(text: str, language: Catalogue) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    words = _bare(text.removesuffix(mark).removeprefix("Y"), language)
    words = language.dates.about.format(x=words) if mark in ("~", "%") and mark else words
    return language.dates.doubtful.format(x=words) if mark in ("?", "%") and mark else words


def _bare(text: str, language: Catalogue) -> str:
    match, dates = _FORMS.fullmatch(text), language.dates
    if match is None:  # digits that are not specified
        first, last = text.replace("X", "0"), text.replace("X", "9")
        if re.fullmatch(r"\d{3}X", text):
            return dates.decade.format(y=first)
        start, end = sorted((int(first), int(last)))
        return dates.span.format(first=year_in_words(start, language), last=year_in_words(end, language))
    year, month, day = match.groups()
    said = year_in_words(int(year), language)
    if month in _SEASONS:
        return dates.season.format(season=dates.seasons[_SEASONS.index(month)], y=said)
    if month is None or month == "XX":
        return said
    return _day(said, int(month), None if day is None or day == "XX" else int(day), language)


def _day(year: str, month: int, day: int | None, language: Catalogue) -> str:
    """Return a month, or a day of it, of a year in print."""
    name, dates = language.dates.months[month - 1], language.dates
    return dates.month.format(m=name, y=year) if day is None else dates.day.format(d=day, m=name, y=year)


def time_ticks(
    low: float, high: float, most: int = MOST_TICKS, language: Catalogue = ENGLISH
) -> tuple[tuple[float, str], ...]:  # fmt: skip
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
        return tuple((year, year_in_words(int(year), language)) for year in years if low <= year <= high)
    first, last = math.floor(low), math.ceil(high)
    for step in (1, 2, 3, 6):
        days = [(year, month, 1) for year in range(first, last + 1) for month in range(1, 13, step)]
        found = [(placed(day), _day(year_in_words(day[0], language), day[1], None, language)) for day in days]
        inside = tuple(tick for tick in found if low <= tick[0] <= high)
        if 2 <= len(inside) <= most:
            return inside
        if step == 1 and len(inside) < 2:
            return _days(low, high, most, language)
    return ()


def _days(low: float, high: float, most: int, language: Catalogue) -> tuple[tuple[float, str], ...]:
    found = []
    for year in range(math.floor(low), math.ceil(high) + 1):
        for month in range(1, 13):
            long = 29 if month == 2 and isleap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
            for day in range(1, long + 1):
                at = placed((year, month, day))
                if low <= at <= high:
                    found.append((at, _day(year_in_words(year, language), month, day, language)))
    stride = max(1, math.ceil(len(found) / most))
    return tuple(found[::stride])
