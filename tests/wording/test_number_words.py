"""Number words one by one: spellings beside those of the writers, words of scale, signs of fractions."""

from __future__ import annotations

import re
import unicodedata

import pytest

from estimates import WordingError, parse, point, reading
from estimates.wording.cleaning import FRACTIONS
from estimates.wording.languages import SPACED
from tests.wording.writers import WRITERS

THOUSAND = {"en": "thousand", "de": "tausend", "fr": "mille", "es": "mil"}
# Words that the writers do not use.
OTHERS = {
    "en": {40: "fourty", 60: "threescore", 80: "fourscore"},
    "de": {1: "eins eine einem einen einer eines", 2: "zwo", 30: "dreissig"},
    "fr": {1: "une", 70: "septante", 80: "huitante octante", 90: "nonante"},
    "es": {1: "uno una", 16: "dieciseis", 21: "veintiuno veintiuna veintiun", 22: "veintidos", 23: "veintitres",
           26: "veintiseis", 200: "doscientas", 300: "trescientas", 400: "cuatrocientas", 500: "quinientas",
           600: "seiscientas", 700: "setecientas", 800: "ochocientas", 900: "novecientas"},
}  # fmt: skip
SCALES = {
    "en": {3: "thousand k", 5: "lakh lakhs lac", 6: "million millions mln mn m", 7: "crore crores", 9: "billion bn"},
    "de": {3: "tausend tsd", 6: "million millionen mio mill", 9: "milliarde milliarden mrd"},
    "fr": {3: "mille", 6: "million millions", 9: "milliard milliards"},
    "es": {3: "mil", 6: "millón millon millones"},
}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_number_word_is_its_number(lang: str) -> None:
    written = {word for number in range(1_000) for word in re.split("[ -]", WRITERS[lang](number))}
    others = {word: number for number, words in OTHERS[lang].items() for word in words.split()}
    assert set(SPACED[lang].numerals) - written == set(others)
    for word, number in others.items():
        assert (word, parse(word, lang)) == (word, point(number))
        assert (word, parse(f"{word} {THOUSAND[lang]}", lang)) == (word, point(number * 1_000))


@pytest.mark.parametrize("lang", SCALES)
def test_every_word_of_scale_is_its_power_of_ten(lang: str) -> None:
    """A singular behind 1 only, a sign close to its number only."""
    powers = {word: power for power, words in SCALES[lang].items() for word in words.split()}
    assert set(SPACED[lang].scales) == set(powers)
    for word, power in powers.items():
        found = {}
        for count in (1, 2):
            for phrase in (f"{count} {word}", f"{count}{word}"):
                try:
                    found[phrase] = parse(phrase, lang)
                except WordingError:
                    continue
        assert found, word
        assert found == {phrase: point(int(phrase[0]) * 10**power) for phrase in found}


def test_signs_and_strokes_of_fractions() -> None:
    for sign, share in FRACTIONS.items():
        assert share == pytest.approx(unicodedata.numeric(sign), rel=1e-12)
    for written in ("½", "¼", "¾", "⅛", "⅜", "⅝", "⅞", "1/2", "1/4", "3/4", "1/8"):
        top, _, below = unicodedata.normalize("NFKC", written).replace("⁄", "/").partition("/")
        share = 1_000_000 * int(top) // int(below)
        assert (written, parse(f"{written} million")) == (written, point(share))
        between = "" if written in FRACTIONS else " "
        assert (written, parse(f"3{between}{written} million")) == (written, point(3_000_000 + share))
    for written in ("⅓", "⅔", "1/3", "2/3"):
        with pytest.raises(WordingError, match="a part of a person"):
            parse(f"{written} million")


@pytest.mark.parametrize(("phrase", "lang", "share"), [
    ("三分之一", "zh", 1 / 3), ("三分之二", "zh", 2 / 3), ("三分の一", "ja", 1 / 3), ("四分の三", "ja", 3 / 4),
])  # fmt: skip
def test_a_fraction_in_characters_is_a_share(phrase: str, lang: str, share: float) -> None:
    found = reading(phrase, lang)
    assert (found.unit, found.range.low, found.range.high) == ("share", pytest.approx(share), pytest.approx(share))
    for nothing in (phrase[:3] + "零", phrase[:3] + "五"):
        with pytest.raises(WordingError, match="more than the whole"):
            reading(nothing, lang)


@pytest.mark.parametrize(
    ("phrase", "lang", "expected"),
    [
        ("1 millón 200 mil muertos", "es", 1_200_000),
        ("un millón 200 mil 350 muertos", "es", 1_200_350),
        ("20 mil 400", "es", 20_400),
        ("2 millions 300 mille", "fr", 2_300_000),
        ("1 million 200 000 hommes", "fr", 1_200_000),
        ("1 Million 200 Tausend", "de", 1_200_000),
        ("3 thousand 500 men", "en", 3_500),
    ],
)
def test_thousands_in_digits_are_added_to_what_stands_before_them(phrase: str, lang: str, expected: int) -> None:
    assert parse(phrase, lang) == point(expected)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        ("2 mil 30", "es"),
        ("2 mil 1916", "es"),
        ("2 millones 300", "es"),
        ("2,5 millones 300 mil", "es"),
        ("de 1 a 2 millones 300 mil", "es"),
        ("veinte mil 400", "es"),
        ("10 mil 100 mil", "es"),
        ("1 million 1 200 000", "fr"),
        ("5k 300", "en"),
        ("3 dozen 4", "en"),
        ("一千万五", "zh"),
    ],
)
def test_numbers_side_by_side_that_fill_no_gap_are_not_added(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)
