"""Shares in six languages: what part of a whole the words give, in per cent or as a fraction; never a count."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimates import Range, WordingError, parse, reading
from estimates.dataset.shares import share_in_words

ROWS = [
    tuple(line.split("\t")) for line in (Path(__file__).parent / "shares.tsv").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(("lang", "phrase", "said", "unit"), ROWS)
def test_a_share_has_its_reading_and_is_no_count(lang: str, phrase: str, said: str, unit: str) -> None:
    with pytest.raises(WordingError):
        parse(phrase, lang)
    if said == "refused":
        with pytest.raises(WordingError):
            reading(phrase, lang)
    else:
        found = reading(phrase, lang)
        assert (str(found.range), found.unit) == (said, unit)


@pytest.mark.parametrize(
    ("phrase", "lang", "share"),
    [
        ("les deux tiers des habitants", "fr", 2 / 3),
        ("ein Drittel der Bevölkerung", "de", 1 / 3),
        ("la mitad de la población", "es", 0.5),
        ("三分之一人口", "zh", 1 / 3),
        ("人口の約三割", "ja", 0.3),
        ("百分之十", "zh", 0.1),
        ("nine-tenths of the army", "en", 0.9),
    ],
)
def test_a_claim_that_is_a_share_takes_it_from_its_words(phrase: str, lang: str, share: float) -> None:
    found = share_in_words(phrase, lang)
    assert found is not None
    assert found.low == found.high == pytest.approx(share)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [("eine halbe bis eine Million", "de"), ("between a half and one million", "en"), ("de medio a un millón", "es")],
)
def test_a_half_before_a_million_is_half_a_million(phrase: str, lang: str) -> None:
    assert parse(phrase, lang) == Range(500_000, 1_000_000)


@pytest.mark.parametrize(
    ("phrase", "lang"),
    [
        ("a third to 5,000 men", "en"),
        ("half to 300", "en"),
        ("三割から300人", "ja"),
        ("十二分之十三", "zh"),
        ("12割", "ja"),
    ],
)
def test_a_share_beside_a_count_or_above_the_whole_is_refused(phrase: str, lang: str) -> None:
    for function in (parse, reading):
        with pytest.raises(WordingError):
            function(phrase, lang)
