"""A year and a month as BibTeX has them, in every form in which people write them, as a CSL date and back."""

from __future__ import annotations

import re
from typing import Any

from estimates.errors import EstimatesError
from estimates.model.dates import MONTH_NAMES
from estimates.references.csl_dates import MONTHS, from_edtf, with_seasons
from estimates.references.csl_fields import date_faults

_ABOUT = re.compile(r"(?:(?:c\.|ca\.)[ ~\u00a0]*|(?:circa|c|ca)[ ~\u00a0]+)(?=[0-9])")
_YEAR = re.compile(
    r"(?P<ad>(?:AD|A\.D\.)[ ~\u00a0])?(?P<year>[0-9]{1,4})(?:[ ~\u00a0]?(?P<era>(?:BC|AD|C)E?|B\.C\.(?:E\.)?|A\.D\.))?"
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.Z+-]*)?(?:/[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)?[~%]?"
                  r"|[0-9]{4}(?:-[0-9]{2}){0,2}/[0-9]{4}(?:-[0-9]{2}){1,2}"
                  r"|-[0-9]{4}|[0-9]{4}[~%]|[0-9]{3}X|[0-9]{4}/")  # fmt: skip
_MONTH_AND_DAY = re.compile(r"([^\W\d_]+\.?|[0-9]{1,2})(?:[ ~\u00a0,.]*([0-9]{1,2}))?")
_BETWEEN = r"[ \u00a0]?(?:--|[–—/-])[ \u00a0]?"


def to_year(date: Any) -> dict[str, str]:
    """Return what BibTeX's ``year`` and ``month`` hold of a CSL date, as LaTeX."""
    parts = date.get("date-parts") or [] if isinstance(date, dict) else []
    if not parts or list(date_faults({"issued": date})):
        return {}
    years = list(dict.fromkeys(int(part[0]) for part in parts))
    years_text = "--".join(f"{-year} BC" if year < 0 else str(year) for year in years)
    held = {"year": f"c. {years_text}" if date.get("circa") else years_text}
    if len(parts) == 1 and len(parts[0]) > 1 and int(parts[0][1]) <= 12:
        held["month"] = MONTHS[int(parts[0][1]) - 1]
    return held


def from_year(year: str, month: str = "", day: str = "") -> tuple[dict[str, Any], str]:
    """Return BibTeX's year, month and day as a CSL date, and what of them it does not say.

    A year in a form that has two readings stays in its own words: ``1852/3`` may be one year of two calendars or a
    span, ``2007-12`` a month or a span, ``98`` a year of the first century or of the twentieth.

    Examples
    --------
    >>> from_year("c. 480 BC"), from_year("1937", "dec", "13")
    (({'date-parts': [[-480]], 'circa': True}, ''), ({'date-parts': [[1937, 12, 13]]}, ''))
    >>> from_year("1944-45"), from_year("1852/3")
    (({'date-parts': [[1944], [1945]]}, ''), ({'literal': '1852/3'}, ''))
    >>> from_year("1937", "17")
    ({'date-parts': [[1937]]}, "'17' is not a month; months are 1 to 12, and seasons 13 to 16 or 21 to 24")
    """
    if _ISO.fullmatch(year) and not month and not day:
        try:
            return from_edtf(year)
        except EstimatesError as error:
            return {"literal": year}, f"{error}; kept in its own words"
    about = _ABOUT.match(year)
    parts = _years(year[about.end() :] if about else year)
    literal = {"literal": " ".join(part for part in (day, month, year) if part)}
    if not parts:
        return literal, ""
    date: dict[str, Any] = {"date-parts": parts, **({"circa": True} if about else {})}
    remark = ""
    if month or day:
        if len(parts) > 1:
            return literal, ""
        held, remark = _in_year(parts[0][0], month, day)
        if held is None:
            return literal, ""
        date |= held
    for _path, value, allowed in date_faults({"issued": date}):
        return {"literal": literal["literal"]}, f"{value} is {allowed}; kept in its own words"
    return date, remark


def _years(text: str) -> list[list[int]]:
    """Return the year of a text, or the two of a span, as parts of a date; nothing where that is not sure."""
    single = _YEAR.fullmatch(text)
    if single:
        number, era = int(single["year"]), _era(single)
        if not number or (len(single["year"]) < 3 and not era):
            return []
        return [[-number if era == "BC" else number]]
    ends = re.fullmatch(rf"(?P<a>[^–—/-]+?)(?P<mark>{_BETWEEN})(?P<b>[^–—/-]+)", text)
    found = [_YEAR.fullmatch(ends[name]) for name in ("a", "b")] if ends else []
    if ends is None or not all(found):
        return []
    first, last = (end for end in found if end)
    if _era(first) or _era(last):
        return _with_eras(first, last)
    return _abbreviated(first["year"], last["year"], ends["mark"].strip(" \u00a0"))


def _era(year: re.Match[str]) -> str:
    era = (year["era"] or "").replace(".", "")
    return "BC" if era.startswith("B") else "AD" if era or year["ad"] else ""


def _with_eras(first: re.Match[str], last: re.Match[str]) -> list[list[int]]:
    """Return a span in which an era is named: behind the second year it is that of both."""
    eras = (_era(first) or _era(last), _era(last))
    if not eras[1]:  # "27 BC-14" may be a slip
        return []
    years = [-int(end["year"]) if era == "BC" else int(end["year"]) for end, era in zip((first, last), eras)]
    return [[year] for year in years] if 0 not in years and years[0] < years[1] else []


def _abbreviated(first: str, last: str, mark: str) -> list[list[int]]:
    """Return the two years of ``1944-45``; nothing where the second may be a month, or both one year."""
    if len(first) != 4 or len(last) > 4:
        return []
    if len(last) < 4 and (mark == "/" or (mark == "-" and len(last) == 2 and 1 <= int(last) <= 12)):
        return []
    start, end = int(first), int(first[: 4 - len(last)] + last)
    if end < start and len(last) < 4:
        end += 10 ** len(last)
        if end != start + 1:  # 1999-00
            return []
    return [[start], [end]] if 0 < start < end else []


def _in_year(year: int, month: str, day: str) -> tuple[dict[str, Any] | None, str]:
    """Return a date of a year with its month, months or season, or None where the month is in words of its own."""
    ends = re.split(_BETWEEN, month)
    if len(ends) == 2 and not day:
        months = [month_number(end) for end in ends]
        both = [number for number in months if number is not None and 1 <= number <= 12]
        return ({"date-parts": [[year, number] for number in both]}, "") if len(both) == 2 else (None, "")
    named = _MONTH_AND_DAY.fullmatch(month)
    number = month_number(named[1]) if named else None
    which = day or (named[2] if named else None)
    if number is None or (which and not which.isdigit()):
        return None, ""
    if 1 <= number <= 12:
        return {"date-parts": [[year, number, *([int(which)] if which else [])]]}, ""
    date = with_seasons({"date-parts": [[year, number]]})
    if "season" in date and not which:
        return date, ""
    rule = "is not a month; months are 1 to 12, and seasons 13 to 16 or 21 to 24"
    return {"date-parts": [[year]]}, f"{' '.join(filter(None, (day, month)))!r} {rule}"


def month_number(text: str) -> int | None:
    """Return the number of a month as BibTeX files have it: a number, or a name in any of the library's languages.

    Examples
    --------
    >>> month_number("sept"), month_number("Dezember"), month_number("07"), month_number("Winter")
    (9, 12, 7, None)
    """
    return int(text) if text.isascii() and text.isdigit() else MONTH_NAMES.get(text.lower().rstrip("."))
