"""Wording: every phrase has the one reading that a historian would give it, or is refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from estimates import (
    Range,
    WordingError,
    about,
    at_least,
    at_most,
    between,
    less_than,
    more_than,
    parse,
    point,
    reading,
)
from tests.strategies import ranges


def nearly(n: int) -> Range:
    return Range(None, n, approximate=True, high_open=True)


def roughly(low: int, high: int) -> Range:
    return Range(low, high, approximate=True)


READ: dict[str, list[tuple[str, Range]]] = {
    "en": [
        ("73,790 to 81,500", between(73_790, 81_500)),
        ("about 150,000", about(150_000)),
        ("over 200,000", more_than(200_000)),
        ("up to 84,000", at_most(84_000)),
        ("less than 500,000", less_than(500_000)),
        ("6,000–10,000", between(6_000, 10_000)),
        ("6,000-10,000", between(6_000, 10_000)),
        ("6,000 — 10,000", between(6_000, 10_000)),
        ("between 40,000 and 60,000", between(40_000, 60_000)),
        ("from 40,000 to 60,000", between(40_000, 60_000)),
        ("from 40,000 up to 60,000 men", between(40_000, 60_000)),
        ("no fewer than 20,000", at_least(20_000)),
        ("no less than 20,000", at_least(20_000)),
        ("not fewer than 20,000", at_least(20_000)),
        ("300,000+", at_least(300_000)),
        ("300,000 +", at_least(300_000)),
        ("as many as 300,000", at_most(300_000)),
        ("at least 11,000 men", at_least(11_000)),
        ("a minimum of 500", at_least(500)),
        ("upwards of 5,000", more_than(5_000)),
        ("in excess of 5,000", more_than(5_000)),
        ("more than one million", more_than(1_000_000)),
        ("well over 200,000", more_than(200_000)),
        ("exceeding 7,000", more_than(7_000)),
        ("greater than 7,000", more_than(7_000)),
        ("nearly 50,000", nearly(50_000)),
        ("almost 50,000", nearly(50_000)),
        ("almost half a million", nearly(500_000)),
        ("1.5 million", point(1_500_000)),
        ("half a million", point(500_000)),
        ("about half a million people", about(500_000)),
        ("a quarter of a million", point(250_000)),
        ("1.2m", point(1_200_000)),
        ("1.2M", point(1_200_000)),
        ("30k", point(30_000)),
        ("2 bn", point(2_000_000_000)),
        ("40 to 50 thousand", between(40_000, 50_000)),
        ("40-50 thousand men", between(40_000, 50_000)),
        ("1.5 to 2 million", between(1_500_000, 2_000_000)),
        ("about 300 to 400 thousand", roughly(300_000, 400_000)),
        ("40,000 to 1 million", between(40_000, 1_000_000)),
        ("5-6,000", between(5_000, 6_000)),
        ("5–6,000", between(5_000, 6_000)),
        ("50-100,000", between(50_000, 100_000)),
        ("500 to 1,000", between(500, 1_000)),
        ("500-1,000", between(500, 1_000)),
        ("100 to 200", between(100, 200)),
        ("500 to 2000", between(500, 2_000)),
        ("five to ten thousand", between(5_000, 10_000)),
        ("twenty thousand", point(20_000)),
        ("Twenty Thousand", point(20_000)),
        ("twenty-five thousand", point(25_000)),
        ("one hundred and fifty thousand", point(150_000)),
        ("a hundred thousand", point(100_000)),
        ("two thousand five hundred", point(2_500)),
        ("seventy-three thousand seven hundred and ninety", point(73_790)),
        ("between twenty and thirty thousand", between(20_000, 30_000)),
        ("three to five hundred thousand", between(300_000, 500_000)),
        ("more than twenty thousand", more_than(20_000)),
        ("less than a million", less_than(1_000_000)),
        ("eighty", point(80)),
        ("2 hundred thousand", point(200_000)),
        ("c. 20,000", about(20_000)),
        ("c.20,000", about(20_000)),
        ("ca. 20,000", about(20_000)),
        ("ca 20,000", about(20_000)),
        ("circa 20,000", about(20_000)),
        ("some 20,000", about(20_000)),
        ("roughly 1,000", about(1_000)),
        ("approximately 1,000", about(1_000)),
        ("approx. 1,000", about(1_000)),
        ("around 1,000", about(1_000)),
        ("close to 1,000", about(1_000)),
        ("an estimated 5,000", about(5_000)),
        ("estimated at 5,000", about(5_000)),
        ("in the region of 5,000", about(5_000)),
        ("~5,000", about(5_000)),
        ("~ 5,000", about(5_000)),
        ("> 5,000", more_than(5_000)),
        (">5,000", more_than(5_000)),
        ("≥5,000", at_least(5_000)),
        (">= 5,000", at_least(5_000)),
        ("≤ 84,000", at_most(84_000)),
        ("< 84,000", less_than(84_000)),
        ("100,000 or more", at_least(100_000)),
        ("100,000 men or more", at_least(100_000)),
        ("100,000 or fewer", at_most(100_000)),
        ("120,000 ± 10,000", between(110_000, 130_000, best=120_000)),
        ("120,000 +/- 10,000", between(110_000, 130_000, best=120_000)),
        ("no more than 3,000", at_most(3_000)),
        ("not more than 3,000", at_most(3_000)),
        ("at most 3,000", at_most(3_000)),
        ("a maximum of 3,000", at_most(3_000)),
        ("fewer than 3,000", less_than(3_000)),
        ("under 3,000", less_than(3_000)),
        ("below 3,000", less_than(3_000)),
        ("over 200,000 but less than 300,000", Range(200_000, 300_000, low_open=True, high_open=True)),
        ("at least 20,000 but no more than 30,000", between(20_000, 30_000)),
        ("20,000 soldiers", point(20_000)),
        ("20,000 casualties", point(20_000)),
        ("1937", point(1937)),
        ("0", point(0)),
        ("20000", point(20_000)),
        ("200 000", point(200_000)),
        ("1 500 000", point(1_500_000)),
        ("1'500", point(1_500)),
        ("２０,０００", point(20_000)),
        ("1,000,000", point(1_000_000)),
        ("1,234.5", point(1234.5)),
        ("c. 40,000–60,000", roughly(40_000, 60_000)),
        ("tens of thousands", Range()),
        ("several hundred", Range()),
        ("several hundred thousand", Range()),
        ("20,000 or so", about(20_000)),
        ("10,000 or so men", about(10_000)),
        ("20,000 to 30,000 or so", Range(20_000, 30_000, approximate=True)),
        ("perhaps 50,000", about(50_000)),
        ("two and a half million", point(2_500_000)),
        ("several thousand men", Range()),
        ("hundreds of thousands of people", Range()),
        ("thousands", Range()),
        ("many thousands", Range()),
        ("dozens", Range()),
    ],
    "de": [
        ("etwa 150.000", about(150_000)),
        ("150.000", point(150_000)),
        ("ca. 150.000 Mann", about(150_000)),
        ("rund 20.000 Soldaten", about(20_000)),
        ("ungefähr 20 000", about(20_000)),
        ("über 200.000", more_than(200_000)),
        ("mehr als 200.000 Tote", more_than(200_000)),
        ("mindestens 20.000", at_least(20_000)),
        ("wenigstens 20.000", at_least(20_000)),
        ("bis zu 84.000", at_most(84_000)),
        ("höchstens 84.000", at_most(84_000)),
        ("weniger als 500.000", less_than(500_000)),
        ("fast 50.000", nearly(50_000)),
        ("zwischen 40.000 und 60.000", between(40_000, 60_000)),
        ("40.000 bis 60.000", between(40_000, 60_000)),
        ("40.000–60.000", between(40_000, 60_000)),
        ("1,5 Millionen", point(1_500_000)),
        ("1,5 Mio.", point(1_500_000)),
        ("40 bis 50 Tausend", between(40_000, 50_000)),
        ("eine halbe Million", point(500_000)),
        ("eine Million", point(1_000_000)),
        ("zweihunderttausend", point(200_000)),
        ("zwanzigtausend Mann", point(20_000)),
        ("20.000 oder mehr", at_least(20_000)),
        ("mehrere tausend", Range()),
        ("Hunderttausende", Range()),
    ],
    "fr": [
        ("plus de 200 000", more_than(200_000)),
        ("plus de 200\u202f000 hommes", more_than(200_000)),
        ("plus d'un million", more_than(1_000_000)),
        ("plus d’un million de personnes", more_than(1_000_000)),
        ("environ 20 000", about(20_000)),
        ("quelque 20 000 soldats", about(20_000)),
        ("au moins 20 000", at_least(20_000)),
        ("jusqu'à 84 000", at_most(84_000)),
        ("moins de 500 000", less_than(500_000)),
        ("près de 300 000", nearly(300_000)),
        ("entre 40 000 et 60 000", between(40_000, 60_000)),
        ("de 40 000 à 60 000 morts", between(40_000, 60_000)),
        ("1,5 million", point(1_500_000)),
        ("un demi-million", point(500_000)),
        ("deux cent mille", point(200_000)),
        ("vingt mille hommes", point(20_000)),
        ("20 000 ou plus", at_least(20_000)),
        ("des centaines de milliers", Range()),
    ],
    "es": [
        ("más de 20.000", more_than(20_000)),
        ("unos 20.000", about(20_000)),
        ("alrededor de 20.000 soldados", about(20_000)),
        ("al menos 20.000", at_least(20_000)),
        ("por lo menos 20.000 muertos", at_least(20_000)),
        ("hasta 84.000", at_most(84_000)),
        ("menos de 500.000", less_than(500_000)),
        ("casi 50.000", nearly(50_000)),
        ("entre 40.000 y 60.000", between(40_000, 60_000)),
        ("de 40.000 a 60.000", between(40_000, 60_000)),
        ("1,5 millones", point(1_500_000)),
        ("medio millón", point(500_000)),
        ("veinte mil", point(20_000)),
        ("treinta y cinco mil hombres", point(35_000)),
        ("20 mil", point(20_000)),
        ("decenas de miles", Range()),
    ],
    "zh": [
        ("30万人以上", at_least(300_000)),
        ("三十万", point(300_000)),
        ("约十五万", about(150_000)),
        ("大约15万人", about(150_000)),
        ("二十余万", more_than(200_000)),
        ("20多万", more_than(200_000)),
        ("30万余人", more_than(300_000)),
        ("超过30万", more_than(300_000)),
        ("至少20万人", at_least(200_000)),
        ("不超过5万", at_most(50_000)),
        ("不足五万", less_than(50_000)),
        ("近30万", nearly(300_000)),
        ("二十万至三十万", between(200_000, 300_000)),
        ("20-30万", between(200_000, 300_000)),
        ("二十至三十万", between(200_000, 300_000)),
        ("二至三万", between(20_000, 30_000)),
        ("八十至一百人", between(80, 100)),
        ("五百至一千", between(500, 1_000)),
        ("二万三千人", point(23_000)),
        ("两千", point(2_000)),
        ("1.5万", point(15_000)),
        ("43123具", point(43_123)),
        ("5万左右", about(50_000)),
        ("三十萬人", point(300_000)),
        ("一亿二千万", point(120_000_000)),
        ("数十万", Range()),
        ("十几万", Range()),
        ("几千人", Range()),
    ],
    "ja": [
        ("3万5千", point(35_000)),
        ("8万4000人", point(84_000)),
        ("1万3,000人", point(13_000)),
        ("約1万6千", about(16_000)),
        ("1億2,000万人", point(120_000_000)),
        ("1万5千から3万", between(15_000, 30_000)),
        ("3万〜3万5千人", between(30_000, 35_000)),
        ("ほぼ15万", about(150_000)),
        ("20万人を超える", more_than(200_000)),
        ("20万人あまり", more_than(200_000)),
        ("20万から30万", between(200_000, 300_000)),
        ("20万〜30万人", between(200_000, 300_000)),
        ("30万人以上", at_least(300_000)),
        ("5万人以下", at_most(50_000)),
        ("5万人未満", less_than(50_000)),
        ("約3万人", about(30_000)),
        ("およそ3万人", about(30_000)),
        ("1万人", point(10_000)),
        ("三千から五千人", between(3_000, 5_000)),
        ("千人", point(1_000)),
        ("三万人程度", about(30_000)),
        ("２０万人", point(200_000)),
        ("一億人", point(100_000_000)),
        ("数千人", Range()),
    ],
}
CASES = [(phrase, lang, expected) for lang, phrases in READ.items() for phrase, expected in phrases]

REFUSED: list[tuple[str, str | None, str]] = [
    ("150.000", "en", "may be 150,000 or a decimal"),
    ("150.000", None, "may be 150,000 or a decimal"),
    ("73.790", None, "may be 73,790 or a decimal"),
    ("73,790", "de", "may be 73,790 or a decimal"),
    ("73,790", "fr", "may be 73,790 or a decimal"),
    ("150.000", "fr", "not grouped as French"),
    ("etwa 150,000", None, "may be 150,000 or a decimal"),
    ("about 150.000", None, "may be 150,000 or a decimal"),
    ("20,000 (or 25,000 with police)", "en", "split the claim"),
    ("20,000 (or 25,000 with police)", None, "split the claim"),
    ("20,000 or 30,000", "en", "split the claim"),
    ("20,000 and 30,000", "en", "split the claim"),
    ("20,000, perhaps 30,000", "en", "split the claim"),
    ("20,000; 30,000", "en", ""),
    ("20,000/30,000", "en", "split the claim"),
    ("10,000, of whom 3,000 died", "en", "split the claim"),
    ("30,000 killed and 20,000 wounded", "en", "split the claim"),
    ("2,240 casualties including 566 dead", "en", "split the claim"),
    ("at least 20,000 at most 30,000", "en", "split the claim"),
    ("5 to 6,000", "en", "write both numbers in full"),
    ("5-6,200", "en", "write both numbers in full"),
    ("900 to 1.2 thousand", "en", "write both numbers in full"),
    ("30,000 to 20,000", "en", "reversed"),
    ("between 60,000 and 40,000", "en", "reversed"),
    ("5,000 ± 6,000", "en", "negative"),
    ("1,50,000", "en", "not grouped as English"),
    ("12,34", "en", "not grouped as English"),
    ("1,0000", "en", "not grouped as English"),
    ("12.345.67", "de", "not grouped as German"),
    ("20 00", "en", "grouped by three"),
    ("5 6", "en", "grouped by three"),
    ("007", "en", "begins with a zero"),
    ("0,500", "en", ""),
    ("", "en", "no words"),
    ("   ", None, "no words"),
    ("a multitude", "en", ""),
    ("heavy losses", "en", ""),
    ("unknown", "en", ""),
    ("N/A", "en", ""),
    ("not 50,000", "en", ""),
    ("hardly 50,000", "en", ""),
    ("50%", "en", "percentage"),
    ("50 per cent", "en", ""),
    ("-5,000", "en", ""),
    ("−5,000", "en", ""),
    ("5th", "en", ""),
    ("the 88th Division", "en", ""),
    ("one third", "en", ""),
    ("two-thirds of 50,000", "en", ""),
    ("1/2", "en", "stroke"),
    ("XX", "en", ""),
    ("MMXX", "en", ""),
    ("12 December 1937", "en", ""),
    ("in 1937", "en", ""),
    ("20,000 in 1937", "en", ""),
    ("1937-12-13", "en", ""),
    ("100,000 dollars", "en", "something else than a count of persons"),
    ("20,000 horses", "en", "'horses'"),
    ("about", "en", "gives no number"),
    ("over", "en", "gives no number"),
    ("thousand", "en", ""),
    ("hundred thousand", "en", ""),
    ("million thousand", "en", ""),
    ("five six", "en", ""),
    ("twenty thirty thousand", "en", ""),
    ("one hundred and", "en", ""),
    ("20,000?", "en", ""),
    ("(20,000)", "en", ""),
    ("$20,000", "en", ""),
    ("20,000 €", "en", ""),
    ("1e5", "en", ""),
    ("0x10", "en", ""),
    ("<<5", "en", ""),
    (">", "en", "gives no number"),
    ("> < 5", "en", ""),
    ("from 5,000", "en", ""),
    ("between 5,000", "en", ""),
    ("20,000 to", "en", ""),
    ("to 20,000", "en", ""),
    ("over 20,000 or more", "en", ""),
    ("less than 0", "en", "leaves no value"),
    ("two hundred horses", "en", ""),
    ("über 200.000", "en", ""),
    ("over 200,000", "de", ""),
    ("plus de 200 000", "es", ""),
    ("zwanzig dreißig", "de", ""),
    ("deux trois", "fr", ""),
    ("千", "zh", "cannot be read"),
    ("30万或40万", "zh", "split the claim"),
    ("三十万左右以上", "zh", ""),
    ("30万元", "zh", ""),
    ("百万分之三", "zh", ""),
    ("30万から20万", "ja", "reversed"),
    ("3万5", "ja", "more than one number"),
    ("3千5万", "ja", "do not build a number"),
    ("3〜3万5千人", "ja", "write both numbers in full"),
    ("30万人", "en", "not written in"),
    ("昭和12年", "ja", ""),
    ("20,000", "ru", "lang must be"),
    ("5-6000", None, "write both numbers in full"),
    ("5 to 6000", "en", "write both numbers in full"),
    ("between 5 and 6000", "en", "write both numbers in full"),
    ("20 to 25000", None, "write both numbers in full"),
    ("dos a trescientos mil", "es", "write both numbers in full"),
    ("cuatro a quinientos mil", "es", "write both numbers in full"),
    ("二至三十万", "zh", "write both numbers in full"),
    ("二到三百万", "zh", "write both numbers in full"),
    ("一至二十万", "zh", "write both numbers in full"),
    ("二から三十万", "ja", "write both numbers in full"),
    ("二十至三十万余人", "zh", "split the claim"),
    ("6-Oct", None, "a spreadsheet makes one"),
    ("06.Okt", None, "a spreadsheet makes one"),
    ("Oct-06", "en", "a spreadsheet makes one"),
    ("2026-10-06 00:00", None, "a spreadsheet makes one"),
]


@pytest.mark.parametrize(("phrase", "lang", "expected"), CASES)
def test_read(phrase: str, lang: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


def test_the_tables_are_as_large_as_they_should_be() -> None:
    assert len({(phrase, lang) for phrase, lang, _ in CASES}) >= 200
    assert len(REFUSED) >= 100


@pytest.mark.parametrize(("phrase", "lang", "said"), REFUSED)
def test_refused_with_the_reason(phrase: str, lang: str | None, said: str) -> None:
    with pytest.raises(WordingError) as caught:
        parse(phrase, lang)
    assert said in str(caught.value)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(("phrase", "lang", "expected"), CASES)
def test_without_a_language_the_reading_is_the_same_or_refused(phrase: str, lang: str, expected: Range) -> None:
    """A phrase whose words only one language knows is read in it; digits whose separators are in doubt are refused."""
    try:
        assert parse(phrase) == expected
    except WordingError:
        assert lang in ("de", "zh")


@pytest.mark.parametrize("phrase", [42, None, ["5"]])
def test_words_are_text(phrase: object) -> None:
    with pytest.raises(WordingError, match="words are text"):
        parse(phrase)  # type: ignore[arg-type]


@given(ranges())
def test_what_str_writes_is_read_back(r: Range) -> None:
    assert parse(str(r)) == parse(str(r), "en") == r


_ROUND = st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 120), st.integers(0, 6))


@given(_ROUND, _ROUND, st.booleans())
@example(4, 500, False)
@example(100, 50_000, False)
@example(800, 1_000_000, True)
def test_round_ends_that_a_dash_would_run_together_are_read_back(a: int, b: int, approximate: bool) -> None:
    r = Range(min(a, b), max(a, b), approximate=approximate)
    assert parse(str(r)) == parse(str(r), "en") == r


@pytest.mark.parametrize(("phrase", "low", "high"), [("8 ± 4.4", 3.6, 12.4), ("0.3 ± 0.1", 0.2, 0.4)])
def test_plus_or_minus_leaves_no_noise_of_floating_point(phrase: str, low: float, high: float) -> None:
    found = parse(phrase, "en")
    assert (found.low, found.high) == (low, high)


@given(st.decimals(0, 10**5, places=4).map(float), st.booleans())
def test_decimals_are_read_back(value: float, approximate: bool) -> None:
    r = Range(value, value, approximate=approximate)
    assert parse(str(r)) == r


@given(st.text("abcdefghijklmnopqrstuvwxyzäéñ' ", min_size=1, max_size=12), st.sampled_from(["en", "de", "fr", "es"]))
def test_no_number_comes_out_of_words_that_are_not_known(word: str, lang: str) -> None:
    """A number with unknown words beside it is refused, whichever they are: known words are those that read as such."""
    assume(any(letter.isalpha() for letter in word))
    alone = set()
    for phrase in (f"x{word}x 20", f"20 x{word}x"):
        try:
            alone.add(parse(phrase, lang))
        except WordingError:
            continue
    assert not alone


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for lang in (None, "en", "de", "fr", "es", "zh", "ja"):
        try:
            found: object = parse(text, lang)
        except WordingError as error:
            found = str(error)
        assert isinstance(found, Range) or found


@pytest.mark.parametrize(
    ("words", "lang", "read"),
    [
        ("nearly 9,000 Highlanders", "en", "c. < 9,000"),
        ("2,000 New Zealanders", "en", "2,000"),
        ("300-odd men", "en", "c. > 300"),
        ("some 300-odd", "en", "c. > 300"),
        ("a 5-million", "en", None),
        ("5-million", "en", "5,000,000"),
        ("10-day siege of 500 men", "en", None),
        ("88-mm guns", "en", None),
        ("a 20-fold rise", "en", None),
        ("20-year-olds", "en", None),
        ("120 aircraft shot down", "en", "120"),
        ("nearly 2,000 bodies were recovered", "en", "c. < 2,000"),
        ("12,000 [citation needed]", "en", "12,000"),
        ("two to 300", "en", None),
        ("five to 600,000", "en", None),
        ("two to three hundred", "en", "200–300"),
        ("etwa 300 Hessen", "de", "c. 300"),
        ("300 Franken", "de", None),
        ("como mucho 90", "es", "≤ 90"),
        ("多くて500人", "ja", "≤ 500"),
    ],
)
def test_words_around_a_count_are_read_or_refused(words: str, lang: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(WordingError):
            parse(words, lang)
    else:
        assert str(parse(words, lang)) == read


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("5,000 killed and wounded", "casualties"),
        ("5,000 killed and died", "killed"),
        ("5,000 killed and captured", ""),
        ("3,000 killed and died and wounded", "casualties"),
        ("5,000 wounded", "wounded"),
        ("5,000", ""),
    ],
)
def test_several_words_for_one_measure_name_what_they_count_together(text: str, measure: str) -> None:
    assert reading(text, "en").measure == measure
