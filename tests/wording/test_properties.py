"""What holds of every phrase: numbers come back as they were written, and no factor of 1,000 is gained or lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from estimates import Range, WordingError, parse, point, reading
from estimates.model.range_texts import elided
from estimates.wording import LANGUAGES
from estimates.wording.language import CODES, Language
from estimates.wording.languages import SPACED, UNSPACED
from tests.wording import fresh_phrases
from tests.wording.writers import WRITERS

RECORDS: dict[str, Language] = {**SPACED, **UNSPACED}
NOUN = {"en": " men", "de": " Mann", "fr": " hommes", "es": " hombres", "zh": "人", "ja": "人"}
TO = {"en": " to ", "de": " bis ", "fr": " à ", "es": " a ", "zh": "至", "ja": "から"}
_counts = st.one_of(st.integers(1, 2_000), st.integers(1, 999).map(lambda n: n * 1_000), st.integers(1, 999_999))


def read(phrase: str, lang: str | None) -> Range | None:
    try:
        return parse(phrase, lang)
    except WordingError:
        return None


@pytest.mark.parametrize("lang", LANGUAGES)
@given(number=_counts)
@example(number=17)
@example(number=100)
@example(number=1_101)
@example(number=80_000)
@example(number=999_999)
def test_a_number_in_words_is_read_back(lang: str, number: int) -> None:
    found = read(WRITERS[lang](number), lang)
    if lang == "ja" and number % 10 > 0 and not number % 100 // 10 and number >= 100:
        assert found in (None, point(number))  # 百五 is 105 in Japan and 150 in China
    else:
        assert found == point(number)


def groupings(number: int) -> list[str]:
    grouped = f"{number:,}"
    return [str(number), *(grouped.replace(",", mark) for mark in (",", ".", " ", "'", "\u202f", "\u00a0", "’", "，"))]


@given(_counts, st.sampled_from([*LANGUAGES, None]), st.booleans())
def test_however_a_number_is_grouped_it_is_itself_or_refused(number: int, lang: str | None, with_noun: bool) -> None:
    for text in groupings(number):
        noun = NOUN[lang] if with_noun and lang else ""
        assert read(text + noun, lang) in (None, point(number))


@given(st.integers(1, 9_999), st.sampled_from(LANGUAGES))
def test_decimals_of_a_million_keep_their_size(thousands: int, lang: str) -> None:
    """1.234 million is 1,234,000 or refused, with either separator, in every language."""
    million = {"en": " million", "de": " Millionen", "fr": " millions", "es": " millones"}.get(lang, "百万")
    for text in {f"{thousands / 1000:.3f}", f"{thousands / 1000:g}"}:
        whole = text if "." in text else ""
        for written in {text, whole.replace(".", ",")} - {""}:
            found = read(written + million, lang)
            allowed = {None, point(thousands * 1000)}
            if written.count(",") + written.count(".") == 1 and len(written.replace(",", ".").partition(".")[2]) == 3:
                allowed.add(point(int(written.replace(",", "").replace(".", "")) * 10**6))  # 2,375 millions
            assert found in allowed


@given(_counts, _counts, st.sampled_from(LANGUAGES))
@example(4, 500, "en")
@example(12, 1500, "fr")
@example(800, 1_000_000, "de")
def test_a_range_in_plain_digits_is_that_range_or_refused(a: int, b: int, lang: str) -> None:
    low, high = sorted((a, b))
    for joint in (TO[lang], "–", "-", " – "):
        found = read(f"{low}{joint}{high}", lang)
        assert found in (None, Range(low, high))
        if found is not None:
            assert low >= 1000 or not elided(low, high, grouped=False)


@given(_counts, _counts, st.sampled_from(LANGUAGES))
def test_a_range_whose_ends_name_different_things_is_refused(a: int, b: int, lang: str) -> None:
    nouns = {"en": ("killed", "wounded"), "de": ("Tote", "Verwundete"), "fr": ("morts", "blessés"),
             "es": ("muertos", "heridos"), "zh": ("人死亡", "人受伤"), "ja": ("人死亡", "人負傷")}[lang]  # fmt: skip
    low, high = sorted((a, b))
    blank = " " if lang in SPACED else ""
    for joint in (TO[lang], "–", " - "):
        assert read(f"{low}{blank}{nouns[0]}{joint}{high}{blank}{nouns[1]}", lang) is None


BEFORE = {
    "about": Range(500, 500, approximate=True),
    "more": Range(500, low_open=True),
    "more_about": Range(500, low_open=True, approximate=True),
    "at_least": Range(500),
    "less": Range(None, 500, high_open=True),
    "at_most": Range(None, 500),
    "nearly": Range(None, 500, high_open=True, approximate=True),
}
BEHIND = {
    "about_after": Range(500, 500, approximate=True),
    "more_after": Range(500, low_open=True),
    "more_about_after": Range(500, low_open=True, approximate=True),
    "or_more": Range(500),
    "less_after": Range(None, 500, high_open=True),
    "or_less": Range(None, 500),
    "nearly_after": Range(None, 500, high_open=True, approximate=True),
}


def bounding() -> list[tuple[str, str, Range]]:
    """Every phrase that bounds a number, in every language, around 500."""
    found = []
    for lang, record in RECORDS.items():
        blank = " " if lang in SPACED else ""
        for name, expected in BEFORE.items():
            alone = getattr(record, "before_units", ())  # these stand before a unit without a number only
            found += [
                (lang, phrase + blank + "500", expected) for phrase in getattr(record, name) if phrase not in alone
            ]
        for name, expected in BEHIND.items():
            found += [(lang, "500" + blank + phrase, expected) for phrase in getattr(record, name)]
    return found


@pytest.mark.parametrize(("lang", "phrase", "expected"), bounding())
def test_every_phrase_that_bounds_a_number_does_so(lang: str, phrase: str, expected: Range) -> None:
    assert parse(phrase, lang) == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_noun_is_read_behind_a_number_and_gives_its_measure(lang: str) -> None:
    blank = " " if lang in SPACED else ""
    record = RECORDS[lang]
    for measure, nouns in record.people.items():
        for noun in nouns:
            joint = "名" if noun[0] in "百千" else blank  # 500百 would be another number
            found = reading(f"500{joint}{noun}", lang)
            assert (found.range, found.measure, found.unit) == (point(500), measure, "persons"), noun
    for unit, nouns in record.units.items():
        for noun in nouns:
            assert reading(f"500{blank}{noun}", lang).unit == unit, noun


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_of_something_else_is_refused(lang: str) -> None:
    blank = " " if lang in SPACED else ""
    for noun in RECORDS[lang].others:
        assert read(f"500{blank}{noun}", lang) is None, noun


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_record_that_lacks_an_entry_cannot_be_made(lang: str) -> None:
    from attrs import fields

    record = RECORDS[lang]
    given = {field.name: getattr(record, field.name) for field in fields(type(record))}
    for name in given:
        with pytest.raises(TypeError, match=name):
            type(record)(**{key: value for key, value in given.items() if key != name})


def test_a_record_that_contradicts_itself_cannot_be_made() -> None:
    from attrs import evolve

    english = SPACED["en"]
    for change in ({"more": "over | at least"}, {"tails": "or so"}, {"about": "About"}, {"qualities": "nearly"}):
        with pytest.raises(ValueError, match="English"):
            evolve(english, **change)  # type: ignore[arg-type]


@given(st.integers(1, 99), st.sampled_from(LANGUAGES))
def test_shares_have_a_reading_but_no_count(share: int, lang: str) -> None:
    assert read(f"{share} %", lang) is None
    assert read(f"{share}%", None) is None
    assert reading(f"{share} %", lang if lang in SPACED else None).unit == "percent"


TOKENS = {
    lang: [phrase for name in CODES for phrase in getattr(record, name)]
    + [noun for nouns in record.people.values() for noun in nouns]
    + [*record.tails, *record.links, "–", ",", "(", ")", "+", "~", ">", "<", ":", "[", "]"]
    for lang, record in RECORDS.items()
}


@given(st.data(), st.sampled_from(LANGUAGES))
def test_no_number_of_a_phrase_is_lost(data: st.DataObject, lang: str) -> None:
    """Words of the language in any order around two numbers: where they are read, both numbers are in the reading."""
    word = st.sampled_from(TOKENS[lang])
    first, second = ("1234", "5678") if lang in UNSPACED else groupings_of(lang)
    parts = [*data.draw(st.lists(word, max_size=2)), first, *data.draw(st.lists(word, min_size=1, max_size=3)), second]
    parts += data.draw(st.lists(word, max_size=2))
    found = read((" " if lang in SPACED else "").join(parts), lang)
    if found is not None and not set(parts) & {"±", "+/-", *RECORDS[lang].plus_minus}:
        assert {1234, 5678} <= {found.low, found.high, found.best}


def groupings_of(lang: str) -> tuple[str, str]:
    mark = SPACED[lang].thousands or " "
    return f"1{mark}234", f"5{mark}678"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_hides_a_word_that_bounds(lang: str) -> None:
    """ "总数约" as one label would lose the "about"; an estimate named as such ("estimated losses") is a label."""
    record = RECORDS[lang]
    bounding = {phrase for name in (*BEFORE, *BEHIND) for phrase in getattr(record, name)}
    for name in ("label", "neutral", "between", "from_", "and_", "closing"):
        for phrase in getattr(record, name):
            for bound in bounding - {phrase}:
                hidden = f" {bound} " in f" {phrase} " if lang in SPACED else len(bound) > 1 and bound in phrase
                assert not hidden or "estimated" in phrase or phrase in ALLOWED, (phrase, bound)


ALLOWED = {"quelque part entre", "somewhere between"}


@pytest.mark.parametrize(("lang", "phrase", "expected"), bounding())
def test_a_bound_of_a_number_in_words_is_that_bound(lang: str, phrase: str, expected: Range) -> None:
    """Every phrase that bounds a number bounds one in words, or the two are refused together."""
    assert read(phrase.replace("500", WRITERS[lang](500)), lang) in (None, expected)


FRESH = [(lang, phrase) for lang in LANGUAGES for phrase, _, which in fresh_phrases.rows(lang) if which != "4"]
_NUMBER = re.compile(r"(?<![\d.,'])[1-9]\d{0,2}(?:([,. ])\d{3})(?:\1\d{3})*(?![\d.,'])")


@given(st.sampled_from(FRESH), st.sampled_from([",", ".", " ", "'", "\u202f", "\u00a0", ""]))
def test_a_phrase_whose_numbers_are_regrouped_says_the_same_or_is_refused(given: tuple[str, str], mark: str) -> None:
    lang, phrase = given
    found = read(phrase, lang)
    changed = _NUMBER.sub(lambda match: match[0].replace(match[1], mark), phrase)
    if found is not None and found.kind != "vague":
        assert read(changed, lang) in (None, found), changed


@given(_counts, _counts, st.sampled_from(LANGUAGES))
def test_a_range_in_words_is_that_range_or_refused(a: int, b: int, lang: str) -> None:
    low, high = sorted((a, b))
    found = read(f"{WRITERS[lang](low)}{TO[lang]}{WRITERS[lang](high)}", lang)
    assert found is None or found.high == high
    if found is not None and found.low != low:  # "two to three hundred"
        assert found.low is not None
        assert low < 1000
        assert found.low % low == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_that_turns_a_number_round_is_taken_for_an_adjective(lang: str) -> None:
    """Beside a known noun unlisted words are read; those that negate, compare or divide never are."""
    number, noun = {"en": "3,000", "fr": "3 000", "zh": "3000", "ja": "3000"}.get(lang, "3.000"), NOUN[lang]
    blank = " " if lang in SPACED else ""
    for word in (*RECORDS[lang].others, *RECORDS[lang].negations):
        if lang in UNSPACED and word in ("军", "軍", "个", "個"):
            continue  # 军人 and 个人 are nouns
        for phrase in (f"{number}{blank}{word}{noun}", f"{number}{noun}{blank}{word}", f"{word}{blank}{number}{noun}"):
            assert read(phrase, lang) is None or (lang, word) == ("de", "keine"), phrase
