"""Numbers beside words for persons that may be years of age or of a calendar, capacities, or nobody's number at all."""

from __future__ import annotations

import pytest

from estimates import Range, WordingError, at_least, between, parse, point

AGES = [
    ("men between 17 and 45", "en"),
    ("soldiers 18 to 25", "en"),
    ("killed 18-25", "en"),
    ("children under 5", "en"),
    ("women at least 18", "en"),
    ("victims over 60", "en"),
    ("men about 40", "en"),
    ("men of 45", "en"),
    ("Männer zwischen 17 und 45", "de"),
    ("Kinder bis 14", "de"),
    ("hommes de 18 à 45", "fr"),
    ("hombres de 18 a 45", "es"),
    ("niños menores de 5", "es"),
]
YEARS = [
    ("killed 1937", "en"),
    ("the dead of 1914", "en"),
    ("deaths, 1812", "en"),
    ("deaths up to 1945", "en"),
    ("Gefallene 1916", "de"),
]


@pytest.mark.parametrize(("phrase", "lang"), AGES)
def test_small_numbers_behind_a_word_for_persons_may_be_ages(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError, match="may give ages, not a number of persons"):
        parse(phrase, lang)


@pytest.mark.parametrize(
    ("phrase", "lang"), [("at 30", "en"), ("las 12", "es"), ("a las 12", "es"), ("bei 30", "de"), ("à 30", "fr")]
)
def test_a_small_number_behind_a_preposition_may_be_an_age_or_a_time(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError, match="an age or a time of day; name what is counted"):
        parse(phrase, lang)


@pytest.mark.parametrize(("phrase", "lang"), [("a range of 3,000", "en"), ("une fourchette de 3 000", "fr")])
def test_a_range_has_two_ends(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


@pytest.mark.parametrize(("phrase", "lang"), YEARS)
def test_a_number_like_a_year_behind_a_word_for_persons_may_be_one(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError, match="a year; name what is counted"):
        parse(phrase, lang)


@pytest.mark.parametrize(
    ("phrase", "lang", "expected"),
    [
        ("Killed: 18–25", "en", between(18, 25)),
        ("between 17 and 45 men", "en", between(17, 45)),
        ("losses of 30 to 40 men", "en", between(30, 40)),
        ("men between 170 and 450", "en", between(170, 450)),
        ("deaths at least 12", "en", at_least(12)),
        ("Victims 12", "en", point(12)),
        ("Killed 1500", "en", point(1_500)),
        ("the dead of 1,914", "en", point(1_914)),
        ("1937 dead", "en", point(1_937)),
        ("a garrison of about 1850", "en", Range(1_850, 1_850, approximate=True)),
        ("Tote: 1916", "de", point(1_916)),
    ],
)
def test_a_noun_behind_a_colon_or_a_size_says_that_persons_are_counted(phrase: str, lang: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


@pytest.mark.parametrize(
    ("phrase", "lang", "message"),
    [
        ("1,234.567", "en", "'1,234.567' may be 1,234,567 or a decimal fraction; write 1,234,567"),
        ("1234.567 dead", "en", "'1234.567' may be 1,234,567 or a decimal fraction; write 1,234,567"),
        ("1.234,567", "de", "'1.234,567' may be 1,234,567 or a decimal fraction; write 1234567"),
        ("234.567", "en", "'234.567' may be 234,567 or a decimal fraction; give the language, or write 234,567"),
    ],
)
def test_three_decimals_may_be_thousands(phrase: str, lang: str, message: str) -> None:
    with pytest.raises(WordingError) as refusal:
        parse(phrase, lang)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        ("定員3,000人", "ja"),
        ("収容人員3000人", "ja"),
        ("定员3000人", "zh"),
        ("收容3000人", "zh"),  # taken in, or as many as there is room for
        ("可收容难民3000人", "zh"),
        ("3000名额", "zh"),
    ],
)
def test_a_capacity_is_no_number_of_persons(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


def test_those_taken_in_are_counted_where_a_word_says_so() -> None:
    assert parse("收容难民3000人", "zh") == parse("收容了3000人", "zh") == point(3_000)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        *((f"3,000 {word} soldiers", "en") for word in ("requested", "promised", "phantom", "double", "mock", "fake")),
        *(
            (f"3.000 {word} Soldaten", "de")
            for word in ("angeforderte", "versprochene", "künftige", "hölzerne", "davon")
        ),
        *((f"3 000 soldats {word}", "fr") for word in ("promis", "inventés", "futurs")),
        *((f"3.000 soldados {word}", "es") for word in ("prometidos", "inventados", "futuros")),
        *(
            (f"{word}士兵3000人", "zh")
            for word in ("请求", "许诺", "虚报", "另有", "救活", "预期", "可载", "将有", "其中")
        ),
        *((f"{word}兵士3000人", "ja") for word in ("架空の", "募集", "誤報", "その他", "約束の", "うち")),
    ],
)
def test_persons_who_are_asked_for_promised_made_up_or_others_are_not_counted(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


@pytest.mark.parametrize(
    ("phrase", "lang", "expected"),
    [
        ("deaths from cholera, 14,137", "en", point(14_137)),
        ("at a minimum, 3,400 civilians", "en", at_least(3_400)),
        ("死者、3000人", "ja", point(3_000)),
        ("11,000 casualties (killed, wounded, or missing)", "en", point(11_000)),
        ("4,200 in killed, wounded and prisoners", "en", point(4_200)),
        ("min 300 / max 500", "en", between(300, 500)),
        ("low estimate 900, high estimate 1,100", "en", between(900, 1_100)),
        ("300–400 half-starved miners", "en", between(300, 400)),
        ("300 (est.)", "fr", Range(300, 300, approximate=True)),
        ("une armée d'environ 3 000 hommes", "fr", Range(3_000, 3_000, approximate=True)),
        ("六万左右的朝圣者", "zh", Range(60_000, 60_000, approximate=True)),
    ],
)
def test_a_comma_a_gloss_and_two_named_ends_are_read(phrase: str, lang: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "over, 3,000",
        "3,000 (1,200 killed)",
        "3,000 killed (wounded)",
        "300 (killed) – 500 (wounded)",
        "300 / max 500",
        "min 3/4",
        ", 300",
        "Losses, 3,000 killed, 4,000 wounded",
    ],
)
def test_a_comma_a_gloss_and_a_stroke_join_no_two_counts(phrase: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, "en")


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        *(
            (phrase, "zh")
            for phrase in ("四川难民", "两广士兵", "一般市民", "九江居民", "二战士兵", "十字军", "八国联军", "二等兵")
        ),
        *(
            (phrase, "ja")
            for phrase in ("千葉兵", "百済兵", "三好勢", "四国兵", "一等兵", "三重県民", "十字軍", "百十四師団")
        ),
        *((phrase, "en") for phrase in ("Seven Oaks residents", "one-armed soldiers", "442 Regiment soldiers")),
        *((phrase, "fr") for phrase in ("Trois-Rivières habitants", "les Cent Suisses", "les Mille")),
        *((phrase, "es") for phrase in ("Dos Hermanas habitantes", "los Trescientos")),
    ],
)
def test_a_number_that_begins_a_name_or_an_adjective_counts_nobody(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


@pytest.mark.parametrize(
    ("phrase", "lang", "expected"),
    [
        ("四名难民", "zh", point(4)),
        ("两千湖南兵", "zh", point(2_000)),
        ("八百壮士", "zh", point(800)),
        ("十二人", "ja", point(12)),
        ("三箇師団", "ja", point(3)),
        ("千二百人の兵士", "ja", point(1_200)),
        ("Seven residents", "en", point(7)),
        ("Two Burgundians", "en", point(2)),
        ("Twenty-five men", "en", point(25)),
        ("a 4,000-strong garrison", "en", point(4_000)),
        ("les cent hommes", "fr", point(100)),
    ],
)
def test_a_number_with_its_counter_or_a_known_noun_is_no_name(phrase: str, lang: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


def test_an_end_may_be_named_behind_one_number_and_before_the_other() -> None:
    assert parse("300 or more but fewer than 500", "en") == Range(300, 500, high_open=True)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        *(
            (f"300 {word}", "de")
            for word in ("Sprengköpfe", "Feldgeschützen", "Nachtjäger", "Brandopfer", "Schiffsverluste")
        ),
        *((f"300 {word}", "es") for word in ("enseñas", "reseñas", "diseños")),
        *((f"300 {word}", "en") for word in ("shortlists", "chessmen")),
        *((f"300 {word}", "en") for word in ("Sherman", "Caravans", "Satellites")),
        ("300 schistes", "fr"),
    ],
)
def test_a_word_with_the_ending_of_words_for_persons_may_be_a_thing(phrase: str, lang: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)


@pytest.mark.parametrize(
    "phrase", ["300 Scharfschützen", "300 Gebirgsjägern", "300 Grenzsoldaten", "mit 300 Passagieren", "300 Pestopfer"]
)
def test_german_compounds_and_datives_that_name_persons_are_read(phrase: str) -> None:
    assert parse(phrase, "de") == point(300)


@pytest.mark.parametrize(
    ("phrase", "lang"), [("3.00444444444444", "en"), ("about 0.12345678901 million", None), ("3,00444444444444", "de")]
)
def test_a_fraction_with_more_digits_than_print_keeps_is_refused(phrase: str, lang: str | None) -> None:
    with pytest.raises(WordingError, match="more digits than a source counts"):
        parse(phrase, lang)


def test_a_fraction_of_ten_digits_is_written_as_it_was_read() -> None:
    found = parse("3.004444444 to 5.5", "en")
    assert parse(str(found), "en") == found
