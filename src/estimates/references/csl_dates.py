"""A date of CSL as EDTF and as BibTeX's year and month, and back; years BC are counted as each counts them."""

from __future__ import annotations

import re
from typing import Any

from estimates.errors import DateError, EstimatesError
from estimates.model.dates import Date
from estimates.references.csl_fields import date_faults

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december")  # fmt: skip
_NAMED = {name: number for number, both in enumerate(zip(MONTHS, _LONG), 1) for name in both} | {"sept": 9}
_PART = re.compile(r"(?P<year>-?[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[~?%]?)")
_TIME = re.compile(r"T[0-9:.]+(?:Z|[+-][0-9:]+)?")
_LOOKS = re.compile(r"[0-9X/.~?%TYZ:+-]+")
_ABOUT = re.compile(r"(?:c\.|ca\.|circa|c|ca)[ ~\u00a0]*(?=[0-9])")
_ERA = re.compile(r"([0-9]{1,4})[ ~\u00a0]?(?:BCE?|B\.C\.(?:E\.)?)")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


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
        return "", "it is no date of CSL"
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
    return f"EDTF has no place for its {', '.join(names)}" if names else ""


def _is_edtf(text: str) -> bool:
    """Whether text is EDTF, of a kind that stays in words in CSL."""
    try:
        Date(text)
    except DateError:
        return False
    return "literal" in from_edtf(text)[0]


def _season(held: Any) -> int | None:
    if isinstance(held, str):
        held = int(held) if held in ("1", "2", "3", "4") else _SEASONS.get(held.lower())
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
    said = "CSL has no time of day" if timed != text else ""
    ends = [_PART.fullmatch(end) for end in timed.split("/")]
    if len(ends) > 2 or not all(ends) or any(end and end["mark"] == "?" for end in ends):
        try:
            Date(text)
        except DateError as error:
            raise EstimatesError(str(error)) from error
        return {"literal": text}, ""
    found = [end for end in ends if end]
    parts, season = [], None
    for end in found:
        numbers = [int(end[name]) for name in ("year", "month", "day") if end[name]]
        if len(numbers) == 2 and 21 <= numbers[1] <= 24:
            season = numbers.pop() - 20
        parts.append([numbers[0] - 1 if numbers[0] <= 0 else numbers[0], *numbers[1:]])
    if season and len(parts) > 1:
        return {"literal": text}, ""
    date: dict[str, Any] = {"date-parts": parts}
    for path, value, allowed in date_faults({"date": date, "issued": date}):
        raise EstimatesError(f"{value} is {allowed} ({path.partition('.')[2]})")
    marks = [end["mark"] for end in found]
    if any(marks):
        date["circa"] = True
        if "%" in marks:
            said = "CSL says 'circa', and not that it is uncertain as well"
        elif not all(marks):
            said = "CSL says 'circa' of both ends"
    if season:
        date["season"] = season
    return date, said


def to_year(date: Any) -> dict[str, str]:
    """Return what BibTeX's ``year`` and ``month`` hold of a CSL date, as LaTeX."""
    parts = date.get("date-parts") or [] if isinstance(date, dict) else []
    if not parts or list(date_faults({"issued": date})):
        return {}
    years = list(dict.fromkeys(int(part[0]) for part in parts))
    said = "--".join(f"{-year} BC" if year < 0 else str(year) for year in years)
    held = {"year": f"c. {said}" if date.get("circa") else said}
    if len(parts) == 1 and len(parts[0]) > 1:
        held["month"] = MONTHS[int(parts[0][1]) - 1]
    return held


def from_year(year: str, month: str = "", day: str = "") -> dict[str, Any]:
    """Return BibTeX's year, month and day as a CSL date; what is no number stays in its own words.

    Examples
    --------
    >>> from_year("c. 480 BC"), from_year("1937", "dec", "13")
    ({'date-parts': [[-480]], 'circa': True}, {'date-parts': [[1937, 12, 13]]})
    >>> from_year("forthcoming")
    {'literal': 'forthcoming'}
    """
    literal = {"literal": " ".join(part for part in (day, month, year) if part)}
    about = _ABOUT.match(year)
    ends = re.split(r" ?(?:--|[–/-]) ?", year[about.end() :] if about else year)
    numbers = [_year(end) for end in ends]
    if len(numbers) == 2 and re.fullmatch(r"-[0-9]+", year):  # astronomical, as in a biblatex date
        numbers = [int(year) - 1]
    if not 1 <= len(numbers) <= 2 or None in numbers:
        return literal
    parts = [[number] for number in numbers if number is not None]
    if month or day:
        named = re.fullmatch(r"([A-Za-z]+\.?|[0-9]{1,2})(?:[ ~\u00a0,.]*([0-9]{1,2}))?", month)
        number = (
            (_NAMED.get(named[1].lower().rstrip(".")) or (int(named[1]) if named[1].isdigit() else None))
            if named
            else None
        )
        which = day or (named[2] if named else None)
        if number is None or len(parts) > 1 or (which and not which.isdigit()):
            return literal
        parts[0] += [number, *([int(which)] if which else [])]
    date: dict[str, Any] = {"date-parts": parts, **({"circa": True} if about else {})}
    for _path, value, allowed in date_faults({"issued": date}):
        raise EstimatesError(f"{value} is {allowed}")
    return date


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else _NAMED.get(text.lower().rstrip("."))


def _year(text: str) -> int | None:
    era = _ERA.fullmatch(text)
    if era:
        return -int(era[1]) or None
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) and int(text) else None
