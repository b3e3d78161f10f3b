"""Phrases that have two readings, or count two things, give no number in any language."""

from __future__ import annotations

from itertools import permutations

import pytest

from estimates import WordingError, between, parse, point, reading

TWO_COUNTS = [
    ("at least 300 killed, up to 1,000 wounded", "en"),
    ("at least 300 killed and up to 1,000 wounded", "en"),
    ("5,000 killed - 10,000 wounded", "en"),
    ("from 20,000 killed to 30,000 wounded", "en"),
    ("between 300 dead and 1,000 prisoners", "en"),
    ("more than 3 divisions but fewer than 20,000 men", "en"),
    ("over 2,000 soldiers and fewer than 5,000 civilians", "en"),
    ("mindestens 300 Tote, bis zu 1.000 Verwundete", "de"),
    ("500 Tote – 1.200 Verwundete", "de"),
    ("plus de 500 morts mais moins de 2 000 prisonniers", "fr"),
    ("500 morts – 1 200 blessés", "fr"),
    ("al menos 300 muertos, hasta 1.000 heridos", "es"),
    ("500 muertos - 1.200 heridos", "es"),
    ("500人死亡至1200人受傷", "zh"),
    ("兵500人-平民1200人", "ja"),
]
# Nouns of five measures and units, and what may stand between two numbers with a noun each.
NOUNS = {
    "en": (" ", "killed", "wounded", "prisoners", "divisions", "families"),
    "de": (" ", "Tote", "Verwundete", "Gefangene", "Divisionen", "Familien"),
    "fr": (" ", "tués", "blessés", "prisonniers", "divisions", "familles"),
    "es": (" ", "muertos", "heridos", "prisioneros", "divisiones", "familias"),
    "zh": ("", "名死者", "名伤者", "名俘虏", "个师", "户"),
    "ja": ("", "名の死者", "名の負傷者", "名の捕虜", "個師団", "世帯"),
}
BETWEEN = {
    "en": "{} to {}|between {} and {}|{} or {}|at least {}, up to {}|{}, {}|{} ({})|min {} / max {}|{} of {}",
    "de": "{} bis {}|zwischen {} und {}|{} oder {}|mindestens {}, bis zu {}|{}, {}|{} ({})|{} mit {}",
    "fr": "{} à {}|entre {} et {}|{} ou {}|au moins {}, jusqu'à {}|{}, {}|{} ({})|{} avec {}",
    "es": "{} a {}|entre {} y {}|{} o {}|al menos {}, hasta {}|{}, {}|{} ({})|{} con {}",
    "zh": "{}至{}|{}和{}|{}或{}|至少{},最多{}|{}、{}|{}({})|{}{}",
    "ja": "{}から{}|{}と{}|{}または{}|少なくとも{}、最大で{}|{}、{}|{}({})|{}以上{}以下",
}
ELIDED = [
    *((phrase, "en") for phrase in ("4-500", "2-300 men", "12-1500", "15–1,600 men", "between 3 and 400", "3-400,000")),
    *(
        (phrase, "en")
        for phrase in ("800–1,000,000", "2-300 thousand", "2-3000 men", "20-3000", "1 to 300", "5 to 6,000")
    ),
    *((phrase, "de") for phrase in ("3-400 Mann", "3 bis 400 Mann", "500-1.000.000", "2-3000", "12-1500 Tote")),
    *((phrase, "fr") for phrase in ("4 à 500 hommes", "12 à 1500 hommes", "de 3 à 400", "2-3000", "800–1 000 000")),
    *((phrase, "es") for phrase in ("de 3 a 400 hombres", "4-500", "2 a 3000", "500-1.000.000 de personas")),
    *((phrase, "ja") for phrase in ("2〜300人", "5〜6000人", "8~900万", "10〜15,000人", "約5〜6,000人", "2-3000人")),
    *((phrase, "zh") for phrase in ("3至400万人", "4-500人", "2到3000人")),
]


@pytest.mark.parametrize(("phrase", "lang"), TWO_COUNTS)
def test_a_range_whose_ends_count_different_things_is_refused(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


@pytest.mark.parametrize("lang", NOUNS)
def test_no_two_numbers_with_nouns_of_their_own_make_a_range(lang: str) -> None:
    blank, *nouns = NOUNS[lang]
    for form in BETWEEN[lang].split("|"):
        for first, second in permutations(nouns, 2):
            with pytest.raises(WordingError):
                parse(form.format(f"300{blank}{first}", f"500{blank}{second}"), lang)


@pytest.mark.parametrize(("phrase", "lang"), ELIDED)
def test_a_range_that_may_leave_out_hundreds_or_thousands_is_refused(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)
    with pytest.raises(WordingError):
        parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "lang", "low", "high"),
    [
        ("500-1,000", "en", 500, 1_000),
        ("100 to 200", "en", 100, 200),
        ("0–400", "en", 0, 400),
        ("5-6,000", "en", 5_000, 6_000),
        ("40 to 50 thousand", "en", 40_000, 50_000),
        ("at least 300 killed but fewer than 900 killed", "en", 300, 900),
        ("500 bis 900 Tote", "de", 500, 900),
        ("2〜3万人", "ja", 20_000, 30_000),
    ],
)
def test_a_range_with_one_reading_is_read(phrase: str, lang: str, low: int, high: int) -> None:
    found = parse(phrase, lang)
    assert (found.low, found.high) == (low, high)


def test_a_language_that_doubts_a_number_is_not_overruled_by_one_that_does_not() -> None:
    """German reads 2,375 millions here; English, which knows the word too, does not."""
    assert parse("2.375 million") == point(2_375_000)
    for doubtful in ("2,375 million", "2.375 millions"):  # the second as old French books group thousands
        with pytest.raises(WordingError):
            parse(doubtful)
    assert parse("2,5 Millionen") == point(2_500_000)
    assert parse("1.5 to 2 million") == between(1_500_000, 2_000_000)


@pytest.mark.parametrize(
    ("phrase", "lang", "number"),
    [("once", "es", 11), ("Seize", "fr", 16), ("cent", "fr", 100), ("elf", "de", 11), ("war 300", "de", 300)],
)
def test_a_word_of_two_languages_needs_its_language(phrase: str, lang: str, number: int) -> None:
    with pytest.raises(WordingError, match="is a word of more than one language; give the language"):
        parse(phrase)
    assert parse(phrase, lang) == point(number)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [("bis 1945", "de"), ("up to 1945", "en"), ("jusqu'à 1945", "fr"), ("hasta 1945", "es"), ("1937-1945", "en")],
)
def test_what_may_be_a_year_is_refused_until_something_is_counted(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError, match="year"):
        parse(phrase, lang)
    noun = {"de": " Tote", "en": " dead", "fr": " morts", "es": " muertos"}[lang]
    assert parse(phrase + noun, lang).high == 1945


@pytest.mark.parametrize(
    ("phrase", "lang", "measure"),
    [
        ("Losses: 3,000 killed", "en", "killed"),
        ("Verluste: 3.000 Tote", "de", "deaths"),
        ("Pertes : 4 000 blessés", "fr", "wounded"),
        ("捕虜3000人を殺害", "ja", "killed"),
    ],
)
def test_a_heading_for_losses_may_have_one_kind_of_them(phrase: str, lang: str, measure: str) -> None:
    assert reading(phrase, lang).measure == measure


@pytest.mark.parametrize(("phrase", "lang"), [("Dead: 300 wounded", "en"), ("死者300人負傷", "ja")])
def test_a_heading_for_the_dead_has_no_wounded(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)
