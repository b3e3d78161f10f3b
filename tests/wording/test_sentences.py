"""Sentences that hold a number: agreement is claimed only where the words around it were read."""

from __future__ import annotations

import pytest

from estimates import Range, about, at_least, at_most, between, less_than, more_than, point
from estimates.wording import check_wording

AGREE = [
    ("who puts the death toll at 40,000", "en", point(40_000)),
    ("more than 120,000 are said by the chronicle to lie there", "en", more_than(120_000)),
    ("the chronicler speaks of at least 7,000 dead in one night", "en", at_least(7_000)),
    ("he believed that between 25,000 and 40,000 perished", "en", between(25_000, 40_000)),
    ("the consul wrote that up to 500 prisoners were shot", "en", at_most(500)),
    ("die Chronik spricht von mindestens 300 Toten", "de", at_least(300)),
    ("der Bericht nennt rund 4.500 Gefallene auf beiden Seiten", "de", about(4_500)),
    ("le préfet parle de plus de 2 000 victimes", "fr", more_than(2_000)),
    ("el cronista calcula unos 3.000 muertos", "es", about(3_000)),
    ("该报告书中所称共掩埋尸体43121具", "zh", point(43_121)),
    ("30万人以上を殺害した", "ja", at_least(300_000)),
]
DIFFER = [
    ("who estimates the death toll at nearly 200,000", "en", point(200_000)),
    ("he believed that between 25,000 and 40,000 perished", "en", Range(25_000, 40_000, low_open=True)),
    ("the chronicler speaks of at least 7,000 dead", "en", point(7_000)),
    ("die Chronik spricht von mindestens 300 Toten", "de", point(300)),
    ("le préfet parle de plus de 2 000 victimes", "fr", point(2_000)),
    ("el cronista calcula unos 3.000 muertos", "es", point(3_000)),
    ("nearly 50,000", "en", about(50_000)),
]
NOT_CHECKED = [
    ("did not expect the final figure to exceed 20,000", "en", at_most(20_000)),
    ("the figure is far below the 300,000 that is claimed", "en", point(300_000)),
    ("tallied up 155,000 victims", "en", point(155_000)),
    ("may have slain 50,000, perhaps fewer, in the war", "en", at_most(50_000)),
    ("casualties in that city varied between 35,000 and over 200,000", "en", at_least(35_000)),
    ("18,800 dead (c. 17,000 combat deaths plus about 1,800 of disease)", "en", about(17_000)),
    ("the whole town was laid waste", "en", point(5_000)),
    ("the whole town was laid waste", "en", Range()),
    ("wherever he says 5,000 he means the camp, and by 5,000 men the whole army", "en", point(6_000)),
    ("er sprach von hunderten", "de", point(300)),
    ("who puts the death toll at 40,000, says Hata", "", point(40_000)),
    ("四万の概数は最高限であること", "ja", at_most(40_000)),
]


@pytest.mark.parametrize(("words", "lang", "stated"), AGREE)
def test_words_and_numbers_that_agree(words: str, lang: str, stated: Range) -> None:
    found = check_wording(words, lang, stated)
    assert (found.verdict, found.why) == ("agree", "")
    assert found.reading is not None
    assert found.reading.range == stated


@pytest.mark.parametrize(("words", "lang", "stated"), DIFFER)
def test_words_and_numbers_that_differ(words: str, lang: str, stated: Range) -> None:
    found = check_wording(words, lang, stated)
    assert found.verdict == "differ"
    assert str(stated) in found.why


@pytest.mark.parametrize(("words", "lang", "stated"), NOT_CHECKED)
def test_what_cannot_be_decided_is_not_called_agreement(words: str, lang: str, stated: Range) -> None:
    found = check_wording(words, lang, stated)
    assert found.verdict == "not checked"
    assert found.why


def test_a_best_value_that_the_words_leave_out_is_no_contradiction() -> None:
    assert check_wording("73,790 to 81,500", "en", between(73_790, 81_500, best=77_000)).verdict == "agree"
    assert check_wording("20,000 ± 2,000", "en", between(18_000, 22_000, best=21_000)).verdict == "differ"


def test_very_long_words_are_not_checked() -> None:
    assert check_wording("so many " * 500 + "5,000", "en", less_than(5_000)).verdict == "not checked"
