"""Dates: EDTF level 0 and 1 against the edtf package, and what is suggested for everything else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimates import Date, DateError

_ORACLE = """
1937 0000 0079 -0001 -0044 1937-12 1937-02 1936-02 1900-02 2000-02 -0044-03 1937-12-13 -0044-03-15 2000-02-29 1936-02-29
1937-12-13T10:00:00 1937-12-13T10:00:00Z 1937-12-13T10:00:00+08:00 1937-12-13T23:59:59-05:30 1937-12-13T24:00:00
1937-12-13T10:00:00+08 1937-12-13T10:00:00+14:00 1937~ 1937? 1937% 1937-12~ 1937-12? 1937-12% 1937-12-13~ 1937-12-13?
1937-12-13% 193X 19XX 1XXX -198X -19XX 193X~ 19XX? 193X% 1937-XX 1937-XX-XX 1937-12-XX 1937-XX? 1937-12-XX~
1938-21 1938-22 1938-23 1938-24 -0044-21 Y170000002 Y-170000002 Y17000 Y-17000 1937/1938 1937-12/1938-02
1937-12-13/1938-02
1937/1937-05 1937-06/1937 1937-12-13/1937-12-13 -0044/-0043 1937-12/.. ../1937-12 1937/.. ../1937 1937~/1938 1937/1938?
1937~/1938~ 1937~/1938? 1937-12%/1938 1937~/.. ../1938? 1938-21/1938-23 1938-21~/1938-23?
"""
ORACLE = _ORACLE.split()


def oracle(text: str) -> tuple[Any, Any, str]:
    from edtf import parse_edtf

    read = parse_edtf(text)
    ends = [read.lower_strict(), read.upper_strict()]
    low, high = (None if isinstance(end, float) else tuple(end)[:3] for end in ends)
    parts = [read] if "/" not in text else [read.lower, read.upper]
    marks = {name for part in parts for name in ("approximate", "uncertain") if getattr(part, f"is_{name}", False)}
    both = any(getattr(part, "is_uncertain_and_approximate", False) for part in parts)
    said = "uncertain and approximate" if both or len(marks) == 2 else next(iter(marks), "")
    return low, high, said


@pytest.mark.parametrize("text", ORACLE)
def test_dates_agree_with_the_edtf_package(text: str) -> None:
    date = Date(text)
    assert (date.earliest, date.latest, date.qualifier) == oracle(text)
    assert str(date) == text
    assert eval(repr(date)) == date
    assert date.is_interval == ("/" in text)


@st.composite
def edtf_dates(draw: st.DrawFn) -> str:
    day = draw(st.dates())
    text = draw(st.sampled_from(["", "-"])) + day.isoformat()
    if text.startswith("-0000"):
        text = text[1:]
    return text[: draw(st.sampled_from([-6, -3, 10 + text.count("-")]))] if draw(st.booleans()) else text


@given(edtf_dates(), st.sampled_from(["", "~", "?", "%"]))
def test_any_date_agrees_with_the_edtf_package(text: str, mark: str) -> None:
    date = Date(text + mark)
    assert (date.earliest, date.latest, date.qualifier) == oracle(text + mark)


@given(edtf_dates(), edtf_dates(), st.sampled_from(["", "~", "?"]))
def test_an_interval_runs_from_the_first_day_of_one_end_to_the_last_of_the_other(a: str, b: str, mark: str) -> None:
    first, last = Date(a), Date(b)
    assert first.earliest is not None
    assert last.latest is not None
    if first.earliest > last.latest:
        with pytest.raises(DateError, match="reversed"):
            Date(f"{a}{mark}/{b}")
    else:
        both = Date(f"{a}{mark}/{b}")
        assert (both.earliest, both.latest) == (first.earliest, last.latest)
        assert both.qualifier == Date(a + mark).qualifier


@given(st.text(alphabet="0123456789X-/~?%.TYZ: +", max_size=14))
def test_what_is_accepted_is_edtf(text: str) -> None:
    from edtf import parse_edtf

    try:
        date = Date(text)
    except DateError:
        return
    bare = text.rstrip("~?%") if text.startswith("Y") or "-2" in text else text  # the package lacks these qualifiers
    assert parse_edtf(bare) is not None
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


def test_an_unknown_end_is_no_end() -> None:
    assert Date("1937/").latest is None
    assert Date("/1937").earliest is None
    assert Date("/1937").latest == (1937, 12, 31)


SUGGESTIONS = {
    "December 1937": "1937-12",
    "december, 1937": "1937-12",
    "Dec. 1937": "1937-12",
    "1937 December": "1937-12",
    "Dezember 1937": "1937-12",
    "décembre 1937": "1937-12",
    "diciembre de 1937": "1937-12",
    "13 December 1937": "1937-12-13",
    "13. Dezember 1937": "1937-12-13",
    "13 de diciembre de 1937": "1937-12-13",
    "December 13, 1937": "1937-12-13",
    "13th of December 1937": "1937-12-13",
    "1937年12月13日": "1937-12-13",
    "1937年12月": "1937-12",
    "c. 1937": "1937~",
    "c.1937": "1937~",
    "ca. December 1937": "1937-12~",
    "circa 1937": "1937~",
    "about 1937": "1937~",
    "~1937": "1937~",
    "circa 1930s": "193X~",
    "c. 1937/38": "1937~/1938~",
    "1937 (?)": "1937?",
    "perhaps 1937": "1937?",
    "[1937?]": "1937?",
    "1937/38": "1937/1938",
    "1937–38": "1937/1938",
    "1937-38": "1937/1938",
    "1937–1938": "1937/1938",
    "1937-1938": "1937/1938",
    "1937 to 1938": "1937/1938",
    "between 1937 and 1938": "1937/1938",
    "December 1937 – February 1938": "1937-12/1938-02",
    "1937-12 to 1938-02": "1937-12/1938-02",
    "13 December 1937 to January 1938": "1937-12-13/1938-01",
    "before 1937": "../1937",
    "since December 1937": "1937-12/..",
    "1937/open": "1937/..",
    "1930s": "193X",
    "the 1930s": "193X",
    "193u": "193X",
    "19uu": "19XX",
    "19th century": "18XX",
    "spring 1938": "1938-21",
    "winter of 1937–38": "1937-12/1938-02",
    "44 BC": "-0043",
    "1 BC": "0000",
    "AD 79": "0079",
    "1937.12.13": "1937-12-13",
    "1937/12/13": "1937-12-13",
    "1937-5-3": "1937-05-03",
    "1937-5": "1937-05",
    "19371213": "1937-12-13",
    "12/1937": "1937-12",
    "13.12.1937": "1937-12-13",
    "12/13/1937": "1937-12-13",
    " 1937-12 ": "1937-12",
    "1937-12\n": "1937-12",
}


@pytest.mark.parametrize("text", SUGGESTIONS)
def test_words_are_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        Date(text)
    assert str(refusal.value).split("; write ")[1].split(" (")[0] == SUGGESTIONS[text]
    assert Date(SUGGESTIONS[text]).edtf == SUGGESTIONS[text]


@pytest.mark.parametrize(
    "text",
    ["Dec-37", "37-Dec", "13-Dec-37", "13-Dec-1937", "Dez-37", "13862", "13862.0", "####"],
)  # fmt: skip
def test_what_a_spreadsheet_made_of_a_date_is_named(text: str) -> None:
    with pytest.raises(DateError, match=r"a spreadsheet has changed this cell; format it as text.* such as 1937-12"):
        Date(text)


REFUSED = {
    "1937-02-30": "28 days",
    "1900-02-29": "28 days",
    "1937-04-31": "30 days",
    "1937-12-00": "31 days",
    "1937-00": "no possible month",
    "1937-13": "no possible month",
    "1937-25": "no possible month",
    "1937-12-13T25:00:00": "no possible time",
    "1937-12-13T24:00:01": "no possible time",
    "1937-12-13T10:00": "no possible time",
    "1937-12-13T10:00:00+15:00": "no possible time",
    "1937-12-13T10:00:00Z~": "no possible time",
    "-0000": "no -0000",
    "1938/1937": "reversed",
    "1937-12-14/1937-12-13": "reversed",
    "../..": "leave the date empty",
    "/": "leave the date empty",
    "193X/194X": "level 2",
    "1937-12-13T10:00:00/1938": "time of day in a span",
    "1938-21-XX": "a day in a season",
    "11/12/1937": "write 1937-12-11 or 1937-11-12",
    "11.12.37": "the century is not sure",
    "40.50.1937": "no such day",
    "31 February 1937": "is not EDTF; write a year",
    "": "left empty",
    "n.d.": "left empty",
    "1937/1938/1939": "is not EDTF",
    "hello": "is not EDTF",
    "1937-~12": "beyond EDTF level 0 and 1",
    "193X-12": "beyond EDTF level 0 and 1",
    "XXXX-12": "beyond EDTF level 0 and 1",
    "1937-XX-12": "beyond EDTF level 0 and 1",
    "Y17E7": "beyond EDTF level 0 and 1",
    "[1937,1938]": "beyond EDTF level 0 and 1",
    "Y1937": "is not EDTF",
    "Y17000-12": "is not EDTF",
    "937": "is not EDTF",
    "+1937": "is not EDTF",
    "１９３７": "is not EDTF",
    "1937~~": "is not EDTF",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        Date(text)
    assert str(refusal.value).startswith(repr(text))
    assert REFUSED[text] in str(refusal.value)


def test_a_date_is_text() -> None:
    with pytest.raises(DateError, match="got 1937"):
        Date(1937)  # type: ignore[arg-type]


def test_a_long_text_is_told_in_short() -> None:
    with pytest.raises(DateError) as refusal:
        Date("Y" + "9" * 5000)
    assert len(str(refusal.value)) < 300


def test_dates_are_compared_by_their_text() -> None:
    assert Date("1937-12") == Date("1937-12")
    assert len({Date("1937-12"), Date("1937-12"), Date("1937-12~")}) == 2


@pytest.mark.parametrize(
    "text", ["~" * 1000 + "1937", "c. " * 5000 + "1937", "1937/" * 3000, "between " * 9999, "X" * 10**6], ids=len
)
def test_a_text_of_any_length_is_refused_in_words(text: str) -> None:
    with pytest.raises(DateError, match="is not EDTF"):
        Date(text)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("?-1640", "/1640"),
        ("? – 1640", "/1640"),
        ("unknown to 1640", "/1640"),
        ("1640-?", "1640/"),
        ("1640–unknown", "1640/"),
    ],
)
def test_a_span_with_an_unknown_end_is_no_year_before_christ(text: str, edtf: str) -> None:
    with pytest.raises(DateError, match=f"write {edtf}$"):
        Date(text)
    assert str(Date(edtf)) == edtf
