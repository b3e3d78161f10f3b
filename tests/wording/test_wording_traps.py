"""Wording under attack: phrases that a lax reader turns into a wrong number, and words that nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimates import Range, WordingError, at_least, between, parse, point
from estimates.wording.han_numerals import han_value
from estimates.wording.languages import SPACED
from estimates.wording.spelled import value

TRAPS: list[tuple[str, str]] = [
    *(
        (phrase, "en")
        for phrase in (
            "10²",
            "10⁵",
            "①",
            "㉑",
            "½",
            "٢٠٠٠٠",
            "2٠٠",
            "Ⅻ",
            "10  000",
            "10\n000",
            "10\t000",
            "100 000 200 000",
            "1937 13 000",
            "20 000 30 000",
            "over thousands",
            "about hundreds",
            "nearly thousands",
            "million",
            "millions to billions",
            "one million to millions",
            "zero hundred",
            "zero thousand",
            "one hundred to two hundred thousand",
            "one hundred to one hundred fifty thousand",
            "five hundred to one million",
            "twenty to one hundred thousand",
            "five to fifteen hundred",
            "500 to 1 million",
            "between 40 and 60,000",
            "20,000 m",
            "20 m",
            "5 M",
            "20 K",
            "20,000k",
            "300,000m",
            "20,000 km",
            "1.5–2,000",
            "0.5-6,000",
            "eleven and hundred",
            "twenty and thirty",
            "two thousand and one hundred",
            "one and two hundred",
            "four and twenty",
            "twenty thirty thousand",
            "twenty eleven",
            "ten one",
            "five thousand hundred",
            "nineteen thirty-seven",
            "between one hundred and fifty and two hundred",
            "double five",
            "not at least 20,000",
            "no 20,000",
            "not nearly 50,000",
            "barely 50,000",
            "half of 50,000",
            "over 200,000 and 300,000",
            "over 20,000 to 30,000",
            "20,000 to over 30,000",
            "at least 20,000 or more",
            "≥20,000+",
            "over 300,000+",
            "20,000–30,000–40,000",
            "20,000–30,000+",
            "less 1,000",
            "20,000 minus 1,000",
            "20,000 plus 5,000",
            "20,000+30,000",
            "2×10^5",
            "1e5",
            "200_000",
            "l00,000",
            "3OO,000",
            "#20,000",
            "No. 20,000",
            "1930s",
            "20,000s",
            "10%±5",
            "120,000 ± 10%",
        )
    ),
    *(
        (phrase, "de")
        for phrase in (
            "zwei bis dreihunderttausend",
            "elf und hundert",
            "drei und million",
            "Million",
            "hundert fünfzigtausend zwei",
            "kaum 20.000",
            "20.000 von 50.000",
            "12.5",
            "1.00.000",
            "2.",
            "5 bis 6.000",
            "über 200,000",
            "vierzigtausend oder fünfzigtausend",
        )
    ),
    *(
        (phrase, "fr")
        for phrase in (
            "dix et cent",
            "seize et cents",
            "vingt et trente",
            "cents",
            "milles",
            "million",
            "mille million",
            "100 000 200 000",
            "5 à 6 000",
            "200.000",
            "200,000",
            "pas 20 000",
            "20 000 de 30 000",
        )
    ),
    *(
        (phrase, "es")
        for phrase in (
            "cien y mil",
            "cien y dos",
            "diez y millón",
            "millón",
            "dos mil mil",
            "no hasta 20.000",
            "150,000",
            "1.5 millones",
            "treinta y dos y cuarenta",
        )
    ),
    *((phrase, "ja") for phrase in ("三万五", "一万二", "三百五", "二三人")),
    *(
        (phrase, lang)
        for lang in ("zh", "ja")
        for phrase in (
            "二五",
            "三十〇万",
            "一九三七年",
            "20万至30",
            "200万至30万",
            "三十万或四十万",
            "三十万四十万",
            "30万40万",
            "不是30万",
            "没有30万",
            "30万ではない",
            "百分之三十",
            "三割",
            "第三",
            "半数",
            "1937年",
            "三十万円",
            "三十万吨",
            "以上30万",
            "10万から",
            "1,2万",
            "三万亿",
            "十十万",
        )
    ),
]


@pytest.mark.parametrize(("phrase", "lang"), TRAPS)
def test_a_trap_is_refused(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError) as refusal:
        parse(phrase, lang)
    assert len(str(refusal.value)) > 20


@pytest.mark.parametrize(
    "phrase", [phrase for phrase, _ in TRAPS if any(letter.isalpha() for letter in phrase) and phrase != "二三人"]
)
def test_a_trap_in_words_is_refused_without_its_language(phrase: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "lang", "expected"),
    [
        ("nine hundred to a thousand", "en", between(900, 1_000)),
        ("one to two hundred thousand", "en", between(100_000, 200_000)),
        ("one hundred and seven thousand five hundred and fifty-five", "en", point(107_555)),
        ("twenty-five hundred", "en", point(2_500)),
        ("hundert bis tausend", "de", between(100, 1_000)),
        ("zwanzig bis dreißig Tausend", "de", between(20_000, 30_000)),
        ("fünf und zwanzig", "de", point(25)),
        ("cent à deux cent mille", "fr", between(100_000, 200_000)),
        ("quatre vingt mille", "fr", point(80_000)),
        ("soixante et onze mille", "fr", point(71_000)),
        ("cien mil millones", "es", point(100_000_000_000)),
        ("entre ciento veinte y doscientos", "es", between(120, 200)),
        ("二十至三十万", "zh", between(200_000, 300_000)),
        ("20至三十万", "zh", between(200_000, 300_000)),
        ("八千至一万", "zh", between(8_000, 10_000)),
        ("五亿十万", "ja", point(500_100_000)),
        ("十万零一千", "zh", point(101_000)),
        ("一百九十万零三千九百七十一", "zh", point(1_903_971)),
        ("壹拾万零叁仟", "zh", point(103_000)),
        ("千七百十三人", "ja", point(1_713)),
        ("三万零五", "zh", point(30_005)),
        ("百万人以上", "ja", at_least(1_000_000)),
    ],
)
def test_what_looks_like_a_trap_and_has_one_reading(phrase: str, lang: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


WORDS = {
    "en": ("over 20,000", "about 150,000", "between 40,000 and 60,000", "5-6,000", "twenty thousand", "half a million"),
    "de": ("etwa 150.000", "zwischen 40.000 und 60.000", "zweihunderttausend", "1,5 Mio."),
    "fr": ("plus de 200 000", "entre 40 000 et 60 000", "deux cent mille"),
    "es": ("más de 20.000", "veinte mil", "medio millón"),
    "zh": ("三十万", "约十五万", "二十余万", "20万至30万"),
    "ja": ("30万人以上", "20万から30万", "約3万人"),
}
PHRASES = [(phrase, lang) for lang, phrases in WORDS.items() for phrase in phrases]
_unknown = st.text("bdfgjpqvwxz", min_size=3, max_size=8)


@given(st.sampled_from(PHRASES), _unknown, st.booleans(), st.booleans())
def test_a_phrase_with_a_word_that_nobody_knows_is_refused(
    known: tuple[str, str], word: str, first: bool, told: bool
) -> None:
    phrase, lang = known
    with pytest.raises(WordingError):
        parse(f"{word} {phrase}" if first else f"{phrase} {word}", lang if told else None)


@given(
    st.sampled_from(PHRASES),
    st.sampled_from(["7", "7,000", "x", "!", "?", "(", ")", "%", "/", "=", "*", "^", "§", "7."]),
)
def test_a_phrase_with_something_more_behind_it_is_refused(known: tuple[str, str], more: str) -> None:
    phrase, lang = known
    with pytest.raises(WordingError):
        parse(f"{phrase} {more}", lang)


@given(st.text(max_size=20), st.sampled_from([None, "en", "de", "fr", "es", "zh", "ja"]))
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str, lang: str | None) -> None:
    try:
        r = parse(text, lang)
    except WordingError:
        return
    assert any(character.isalnum() for character in text)
    assert parse(str(r)) == r


@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 9999))
def test_characters_compose_as_they_are_written(first: int, second: int, third: int) -> None:
    def spell(number: int) -> str:
        digits = "零一二三四五六七八九"
        written = "".join(
            digits[d] + unit if d else "零" for d, unit in zip(divmod_digits(number), ("千", "百", "十", ""))
        ).rstrip("零")
        while "零零" in written:
            written = written.replace("零零", "零")
        return written

    text = f"{spell(first)}亿{spell(second)}万{spell(third)}"
    if third and third < 10 and "零" not in spell(third):
        text = text.replace("万", "万零")
    assert han_value(text) == first * 10**8 + second * 10**4 + third


def divmod_digits(number: int) -> list[int]:
    return [int(digit) for digit in f"{number:04d}"]


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es"])
def test_an_and_in_the_wrong_place_composes_nothing(lang: str) -> None:
    words = {"en": "eleven and hundred", "de": "elf und hundert", "fr": "dix et cent", "es": "cien y mil"}
    assert value(tuple(words[lang].split()), SPACED[lang]) is None


@pytest.mark.parametrize(
    ("phrase", "lang", "why"),
    [
        ("over 5,000 about", "en", "'over' does not go with the rest"),
        ("近五", "ja", "a part of it is not known"),
        ("about (5,000)", "en", "it gives more than one number or reading; split the claim, an estimate for each"),
    ],
)
def test_why_an_order_of_parts_has_no_reading_is_said(phrase: str, lang: str, why: str) -> None:
    with pytest.raises(WordingError) as refusal:
        parse(phrase, lang)
    assert str(refusal.value) == f"'{phrase}' cannot be read without guessing: {why}"
