"""Numbers in cells: what their language reads in words holds for digits in a cell."""

from __future__ import annotations

import pytest

import estimates as es
from estimates.model.number_cells import NumberError, number_in_cell
from estimates.wording.languages import LANGUAGES

TEXTS = ("30.000", "30,000", "30 000", "30’000", "1,5", "1.234.567", "1,234,567", "1 234 567", "0.5")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cell_and_a_wording_of_one_language_never_differ(text: str, lang: str) -> None:
    try:
        number = number_in_cell(text, lang)
    except NumberError:
        return
    if text != "0.5":  # a program's own decimal point is read in a cell, whatever the language
        assert es.parse(text, lang) == es.point(number)


@pytest.mark.parametrize(
    ("text", "lang", "number"),
    [("30.000", "de", 30_000), ("30.000", "es", 30_000), ("30,000", "en", 30_000), ("30 000", "fr", 30_000),
     ("30,000", "ja", 30_000), ("1,5", "fr", 1.5), ("0.5", "de", 0.5), ("30,000", "zh-Hant", 30_000)],
)  # fmt: skip
def test_the_separators_of_the_language_are_read(text: str, lang: str, number: float) -> None:
    assert number_in_cell(text, lang) == number


@pytest.mark.parametrize(("text", "lang"), [("30.000", "fr"), ("1.234.567", "fr"), ("30,000", "de"), ("30.000", "")])
def test_what_the_language_would_not_write_so_is_refused(text: str, lang: str) -> None:
    with pytest.raises(NumberError, match="without separators"):
        number_in_cell(text, lang)
