"""Dates of CSL as EDTF, and back; years BC are counted as each counts them."""

from __future__ import annotations

import re
from typing import Any

from estimates.errors import DateError, EstimatesError
from estimates.model.dates import Date
from estimates.references.csl_fields import date_faults

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PART = re.compile(r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[~?%]?)")
_TIME = re.compile(r"T[0-9:.]+(?:Z|[+-][0-9:]+)?")
_LOOKS = re.compile(r"[0-9X/.~?%TYZ:+-]+")
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_SEASON_MONTHS = {first + number: number for first in (12, 20) for number in (1, 2, 3, 4)}


def to_edtf(date: Any) -> tuple[str, str]:
    """Return a CSL date as EDTF, and what of it EDTF cannot say; both may be empty.

    EDTF counts a year 0, and CSL does not: 480 BC is -480 there and -0479 here.

    Examples
    --------
    >>> to_edtf({"date-parts": [[-480]], "circa": True})
    ('-0479~', '')
    >>> to_edtf({"date-parts": [[1937, 12, 13], [1938, 2]]})
    ('1937-12-13/1938-02', '')
    """
    if not isinstance(date, dict):
        return "", "it is not a date of CSL"
    lost = [name for name in date if name not in ("date-parts", "circa", "season", "literal")]
    parts = date.get("date-parts")
    if not parts:
        literal = date.get("literal")
        if isinstance(literal, str) and _is_edtf(literal):
            rest = [name for name in date if name != "literal"]
            return literal, _unsaid(rest)
        return "", "the date is in words"
    if "literal" in date:
        lost.append("literal")
    if list(date_faults({"issued": date})) or any(int(part[0]) == 0 for part in parts):
        return "", "the year is neither BC nor AD, or the day is in no calendar"
    mark = "~" if date.get("circa") not in (None, False, "", 0, "0", "false") else ""
    season = _season(date.get("season"))
    if "season" in date and (season is None or len(parts) > 1 or len(parts[0]) > 1):
        lost.append("season")
        season = None
    ends = [_written(part, season) + mark for part in parts]
    return "/".join(ends), _unsaid(lost)


def _unsaid(names: list[str]) -> str:
    return f"EDTF cannot represent its {', '.join(names)}" if names else ""


def _is_edtf(text: str) -> bool:
    """Whether text is EDTF, of a kind that stays in words in CSL."""
    try:
        Date(text)
    except DateError:
        return False
    return "literal" in from_edtf(text)[0]


def _season(held: Any) -> int | None:
    if isinstance(held, str):
        held = int(held) if held in ("1", "2", "3", "4") else SEASONS.get(held.lower())
    return held if isinstance(held, int) and not isinstance(held, bool) and 1 <= held <= 4 else None


def _written(part: list[Any], season: int | None) -> str:
    year, *rest = [int(number) for number in part]
    count = year + 1 if year < 0 else year
    text = f"{'-' if count < 0 else ''}{abs(count):04d}"
    return "-".join([text, *(f"{number:02d}" for number in rest), *([f"{20 + season}"] if season else [])])


def from_edtf(text: str) -> tuple[dict[str, Any], str]:
    """Return the EDTF of a biblatex date as a CSL date, and what of it CSL cannot say.

    A date that is half known (``193X``, ``1937?``, ``1937/..``) stays in its own words: CSL has no form for it.

    Raises
    ------
    EstimatesError
        If it looks like EDTF and is no date.

    Examples
    --------
    >>> from_edtf("-0479~")
    ({'date-parts': [[-480]], 'circa': True}, '')
    >>> from_edtf("193X")
    ({'literal': '193X'}, '')
    """
    text = text.strip()
    if not text:
        raise EstimatesError("the date is empty; leave the field out")
    if not _LOOKS.fullmatch(text):
        return {"literal": text}, ""
    timed = _TIME.sub("", text)
    remark = "CSL has no time of day" if timed != text else ""
    ends = [_PART.fullmatch(end) for end in timed.split("/")]
    if len(ends) > 2 or not all(ends) or any(end and end["mark"] == "?" for end in ends):
        try:
            Date(text)
        except DateError as error:
            raise EstimatesError(str(error)) from error
        return {"literal": text}, ""
    found = [end for end in ends if end]
    parts = []
    for end in found:
        numbers = [int(end[name]) for name in ("year", "month", "day") if end[name]]
        parts.append([numbers[0] - 1 if numbers[0] <= 0 else numbers[0], *numbers[1:]])
    date: dict[str, Any] = {"date-parts": parts}
    for path, value, allowed in date_faults({"date": date, "issued": date}):
        raise EstimatesError(f"{value} is {allowed} ({path.partition('.')[2]})")
    marks = [end["mark"] for end in found]
    if any(marks):
        date["circa"] = True
        if "%" in marks:
            remark = "CSL says 'circa', and not that it is uncertain as well"
        elif not all(marks):
            remark = "CSL says 'circa' of both ends"
    return with_seasons(date), remark


def with_seasons(date: dict[str, Any]) -> dict[str, Any]:
    """Return a CSL date whose season, given as a month of 13 to 16 or 21 to 24, is a season.

    Programs that know EDTF write the latter, others the former. Of a span each end keeps its own, 21 to 24.

    Examples
    --------
    >>> with_seasons({"date-parts": [[1985, 13]]}), with_seasons({"date-parts": [[1985, 24]], "circa": True})
    ({'date-parts': [[1985]], 'season': 1}, {'date-parts': [[1985]], 'circa': True, 'season': 4})
    """
    parts = date.get("date-parts") or []
    seasons = [_SEASON_MONTHS.get(int(part[1])) if len(part) == 2 else None for part in parts]
    if not any(seasons):
        return date
    if len(parts) == 1 and "season" not in date:
        return {**date, "date-parts": [parts[0][:1]], "season": seasons[0]}
    whole = [[part[0], 20 + season] if season else part for part, season in zip(parts, seasons)]
    return {**date, "date-parts": whole}
