"""Years and months of BibTeX in every form in which people write them; two readings are none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.references.bibtex_dates import from_year
from estimates.references.bibtex_reader import parsed

SPANS = [
    ("1944-45", [1944, 1945]), ("1928–29", [1928, 1929]), ("1850--51", [1850, 1851]), ("2000-1", [2000, 2001]),
    ("1919-21", [1919, 1921]), ("1999-00", [1999, 2000]), ("1899–1902", [1899, 1902]), ("1937 - 1938", [1937, 1938]),
    ("1914—18", [1914, 1918]), ("490-480 BC", [-490, -480]), ("27 BC--14 AD", [-27, 14]), ("1937/1938", [1937, 1938]),
    ("AD 33-36 AD", [33, 36]), ("1998-03", None), ("2007-12", None), ("1852/3", None), ("1891/92", None),
    ("1641/2", None), ("1999/00", None), ("98", None), ("1938-37", None), ("27 BC-14", None), ("480-490 BC", None),
    ("1937, 1939", None), ("c1999", None), ("[1937?]", None), ("in press", None), ("1937-12/13", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "years"), SPANS, ids=[text for text, _ in SPANS])
def test_a_span_is_read_where_nothing_else_can_be_meant(text: str, years: list[int] | None) -> None:
    work = parsed(f"@book{{x, title={{T}}, year={{{text}}}}}", "a.bib")["x"]
    issued = work.csl["issued"]
    assert issued == ({"date-parts": [[year] for year in years]} if years else {"literal": text.replace("--", "–")})
    assert " AD" not in es.cite(work) or "AD" in text


DATES = [
    ("year={2007-12-02}", [[2007, 12, 2]]), ("year={2007-12-02/2007-12-07}", [[2007, 12, 2], [2007, 12, 7]]),
    ("year={2007-12/2008-01}", [[2007, 12], [2008, 1]]), ("year=1991, month=October", [[1991, 10]]),
    ("year=1991, month=sept", [[1991, 9]]), ("year=1991, month={Dezember}", [[1991, 12]]),
    ("year=1991, month={février}", [[1991, 2]]), ("year=1991, month={July--August}", [[1991, 7], [1991, 8]]),
    ('year=1991, month=jul # "/" # aug', [[1991, 7], [1991, 8]]), ('year=1991, month=jul # "~4"', [[1991, 7, 4]]),
    ("date={1985-21/1985-23}", [[1985, 21], [1985, 23]]), ("year={0033}", [[33]]),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "parts"), DATES, ids=[fields for fields, _ in DATES])
def test_days_and_months(fields: str, parts: list[list[int]]) -> None:
    library = parsed(f"@article{{x, title={{T}}, {fields}}}", "a.bib")
    assert library["x"].csl["issued"] == {"date-parts": parts}
    assert library.left_out == ()
    for dialect in ("biblatex", "bibtex"):
        assert list(parsed(es.to_bibtex(library, dialect), "b.bib")) == list(library)


@pytest.mark.parametrize(("month", "season"), [(13, 1), (14, 2), (15, 3), (16, 4), (21, 1), (22, 2), (23, 3), (24, 4)])
def test_seasons_as_months(month: int, season: int) -> None:
    expected: dict[str, Any] = {"date-parts": [[1985]], "season": season}
    assert parsed(f"@article{{x, year=1985, month={month}}}", "a.bib")["x"].csl["issued"] == expected
    assert es.read_csl([{"id": "x", "issued": {"date-parts": [[1985, month]]}}])["x"].csl["issued"] == expected
    assert es.read_csl([{"id": "x", "issued": {"date-parts": [["1985", str(month)]]}}])["x"].csl["issued"][
        "season"
    ] == (season)


@given(st.integers(1000, 2099), st.sampled_from(["-", "–", "--", "/"]), st.integers(0, 99), st.booleans())
def test_no_short_year_becomes_a_year_of_antiquity(first: int, mark: str, last: int, padded: bool) -> None:
    date, _ = from_year(f"{first}{mark}{last:02d}" if padded else f"{first}{mark}{last}")
    assert all(part[0] >= 1000 for part in date.get("date-parts", []))
    assert "date-parts" in date or str(first) in date["literal"]
