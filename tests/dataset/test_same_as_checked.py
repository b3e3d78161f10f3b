"""What is read quickly is what the checking constructors make: claims of tables, and phrases without a language."""

from __future__ import annotations

import gc

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import estimates as es
from estimates.errors import WordingError
from estimates.wording.languages import SPACED


@pytest.mark.parametrize("name", es.datasets())
def test_a_claim_of_a_table_is_what_its_constructor_makes(name: str) -> None:
    for dossier in es.load(name).values():
        for estimate in dossier:
            fields = {each.name: getattr(estimate, each.name) for each in attrs.fields(es.Estimate)}
            made = es.Estimate(**fields)
            assert made == estimate
            assert all(type(getattr(made, field)) is type(value) for field, value in fields.items())


def test_an_id_that_no_estimate_may_have_is_a_fault() -> None:
    faults = es.check({"id": ["a;b"], "estimand": ["x"], "claimant": ["y"], "wording": ["5"], "source": ["s"]})
    assert "must not contain ';'" in faults[0].message


FORMS = [
    "{} to {}", "{}–{}", "{} men", "{}", "about {}", "plus de {}", "más de {}", "etwa {}", "{} o {}", "{} morts",
    "entre {} et {}", "bis {}", "{} millones", "de {} a {}", "{} bis {}", "over {}", "{} Mann", "up to {}",
]  # fmt: skip
NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**7).map("{:,}".format),
    st.integers(0, 10**7).map(lambda n: f"{n:,}".replace(",", ".")),
    st.integers(0, 10**7).map(lambda n: f"{n:,}".replace(",", " ")),
    st.decimals(0, 999, places=2).map(str),
    st.decimals(0, 999, places=3).map(lambda n: str(n).replace(".", ",")),
)


def _in(text: str, lang: str | None) -> es.Range | str:
    try:
        return es.parse(text, lang)
    except WordingError as error:
        return str(error)


@given(st.sampled_from(FORMS), NUMBERS, NUMBERS)
def test_words_without_a_language_are_read_as_no_language_denies(form: str, one: str, other: str) -> None:
    """With letters and no language, what is read is the one answer of all languages that read the words at all."""
    text = form.format(one, other)
    found = _in(text, None)
    if isinstance(found, es.Range) and any(character.isalpha() for character in text):
        answers = {answer for code in SPACED if isinstance(answer := _in(text, code), es.Range)}
        assert answers == {found}


def test_reading_leaves_the_collector_as_it_was() -> None:
    table = {"estimand": ["x"], "claimant": ["y"], "wording": ["5"], "source": ["s"]}
    for enabled in (False, True):
        (gc.enable if enabled else gc.disable)()
        try:
            es.read(table)
            assert gc.isenabled() is enabled
        finally:
            gc.enable()


def test_reading_leaves_no_cycles_behind() -> None:
    """The collector is off while tables are read; what it would have to find is a thousandth of what was made."""
    wordings = [f"{i:,} to {2 * i:,}" for i in range(1_000, 3_000)]
    size = len(wordings)
    table = {"estimand": ["x"] * size, "claimant": [f"c{i}" for i in range(size)], "wording": wordings,
             "source": ["s"] * size}  # fmt: skip
    es.check(table)
    gc.collect()
    es.check({**table, "wording": [f"{wording} men" for wording in wordings]})
    assert gc.collect() < size
