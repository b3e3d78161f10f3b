"""The dead of Dresden, 1945: every claim pinned, propaganda with its date, a forgery beside what it was made from."""

from __future__ import annotations

from functools import partial

import pytest

import estimates as es
from estimates.layout import lay_out
from tests.datasets.tables import check_words, claims_of, readings_of
from tests.datasets.tables import row as row_of

DRESDEN = es.load("dresden-1945")
CLAIMS = claims_of(DRESDEN)

# Estimand, claim, reading, when it was made, the document in which it was read.
READ = [
    ("deaths", "commission-deaths", es.at_most(25_000), "2010-03-17", "dresden-de"),
    ("deaths", "commission-deaths-2008", es.at_most(25_000), "2008", "the-age2008"),
    ("deaths", "commission-members-deaths", es.at_most(20_000), "2008", "the-age2008"),
    ("deaths", "mueller-deaths-2008", es.less_than(25_000), "2008-10-01", "ngo-online2008"),
    ("deaths", "wartime-authorities-deaths", es.at_most(25_000), "1945", "the-age2008"),
    ("deaths", "police-estimated", es.about(25_000), "1945-03-15", "sonnenstaatland"),
    ("deaths", "tb47-expected", es.point(25_000), "1945", "evans-52d5"),
    ("deaths", "tb47-forged-expected", es.point(250_000), "1945", "judgment"),
    ("deaths", "nazi-propaganda-deaths", es.at_most(200_000), "1945", "ngo-online2008"),
    ("deaths", "goebbels-deaths", es.point(250_000), "", "evans-52d3b"),
    ("deaths", "statistical-office-deaths", es.point(25_000), "1946-04", "sonnenstaatland"),
    ("deaths", "information-office-deaths", es.point(35_000), "1946", "sonnenstaatland"),
    ("deaths", "commission-1946-deaths", es.point(35_000), "1946", "dresden1302"),
    ("deaths", "city-1965-deaths", es.about(35_000), "1965", "ngo-online2008"),
    ("deaths", "irving-deaths-1963", es.more_than(135_000), "1963", "destruction-wikipedia"),
    ("deaths", "irving-deaths-1963-range", es.between(100_000, 250_000), "1963", "destruction-wikipedia"),
    ("deaths", "irving-casualties-1966", es.at_least(35_000), "1966-07-07", "fpp"),
    ("deaths", "irving-deaths-1971", es.more_than(100_000), "1971", "destruction-wikipedia"),
    ("deaths", "irving-deaths-1995", es.between(50_000, 100_000), "1995", "destruction-wikipedia"),
    ("deaths", "taylor-deaths", es.between(25_000, 40_000), "2005", "jerusalem-post"),
    ("deaths", "oneindia-deaths", es.between(25_000, 40_000), "2010", "oneindia2010"),
    ("deaths", "cbc-deaths", es.at_least(135_000), "", "cbc"),
    ("deaths", "far-right-deaths", es.at_most(500_000), "2010", "oneindia2010"),
    ("deaths", "neo-nazis-deaths", es.between(500_000, 1_000_000), "2008", "cbc"),
    ("deaths-recorded", "police-recorded", es.point(18_375), "1945-03-15", "evans-52d4"),
    ("deaths-recorded", "tb47-recorded", es.point(20_204), "1945", "evans-52d5"),
    ("deaths-recorded", "tb47-forged-recorded", es.point(202_040), "1945", "judgment"),
    ("deaths-identified", "commission-identified", es.about(18_000), "2008", "the-age2008"),
]  # fmt: skip
ROLES = {
    "scholar": {"commission", "commission-members", "mueller", "taylor"},
    "government": {
        "wartime-authorities", "police", "tb47", "nazi-propaganda", "goebbels", "city-1965", "statistical-office",
        "information-office",
    },
    "press": {"oneindia", "cbc"},
    "activist": {"far-right", "neo-nazis"},
    "writer": {"irving"},
    "other": {"tb47-forged", "commission-1946"},
}  # fmt: skip
# The part of the words that gives the number, where the library can read it by itself.
PHRASES = {
    "commission-deaths-2008": "a maximum of 25,000 people", "commission-identified": "around 18,000 victims",
    "wartime-authorities-deaths": "up to 25,000", "tb47-expected": "25,000", "tb47-forged-expected": "250,000",
    "nazi-propaganda-deaths": "bis zu 200.000 Toten", "goebbels-deaths": "250,000",
    "city-1965-deaths": "rund 35.000 Toten", "irving-deaths-1963": "more than 135,000",
    "irving-deaths-1971": "more than 100,000", "taylor-deaths": "between 25,000 and 40,000",
    "oneindia-deaths": "between 25,000 and 40,000", "cbc-deaths": "135,000 or more",
    "far-right-deaths": "up to 500,000 people", "neo-nazis-deaths": "500,000 to one million victims",
    "police-estimated": "etwa 25.000", "statistical-office-deaths": "25.000",
    "information-office-deaths": "35.000 Toten", "commission-1946-deaths": "35.000",
    "police-recorded": "18,375", "tb47-recorded": "20,204", "tb47-forged-recorded": "202,040",
}  # fmt: skip
READ_BY_HAND = {
    "mueller-deaths-2008": "weniger als 25.000",
    "commission-deaths": "Up to 25,000", "commission-members-deaths": "exceed 20,000",
    "irving-deaths-1963-range": "a minimum of 100,000 and a maximum of 250,000",
    "irving-casualties-1966": "between 35,000 and over 200,000",
    "irving-deaths-1995": "between fifty and one hundred thousand",
}  # fmt: skip


row = partial(row_of, "dresden-1945")


def test_every_claim_is_pinned_and_there_is_no_other() -> None:
    assert readings_of(DRESDEN) == READ


@pytest.mark.parametrize("name", CLAIMS)
def test_the_words_say_what_the_numbers_say(name: str) -> None:
    check_words(CLAIMS[name], PHRASES, READ_BY_HAND)


def test_six_rows_as_the_documents_have_them() -> None:
    """Words, number, date, work and document of each, read again beside the document's row."""
    columns = ("wording", "low", "high", "claimed", "source", "via")
    found = {name: tuple(row(name)[column] for column in columns) for name in (
        "commission-deaths", "police-recorded", "tb47-recorded", "tb47-forged-recorded", "nazi-propaganda-deaths",
        "irving-deaths-1963",
    )}  # fmt: skip
    assert found == {
        "commission-deaths": (
            "Up to 25,000 citizens lost their lives", "", "25000", "2010-03-17", "commission2010", "dresden-de",
        ),
        "police-recorded": (
            "Until early 10.3.1945 established: 18,375 fallen", "18375", "18375", "1945-03-15", "police1945",
            "evans-52d4",
        ),
        "tb47-recorded": ("the death figure was put at 20,204", "20204", "20204", "1945", "tb47", "evans-52d5"),
        "tb47-forged-recorded": (
            "It put the number of dead at 202,040", "202040", "202040", "1945", "tb47-forged", "judgment",
        ),
        "nazi-propaganda-deaths": (
            "Zahl von bis zu 200.000 Toten verbreitet", "", "200000", "1945", "", "ngo-online2008",
        ),
        "irving-deaths-1963": (
            "estimated authoritatively to have killed more than 135,000 of the population", "135000", "", "1963",
            "irving1963", "destruction-wikipedia",
        ),
    }  # fmt: skip


def test_everybody_speaks_in_a_capacity() -> None:
    found: dict[str, set[str]] = {}
    for estimate in CLAIMS.values():
        found.setdefault(estimate.claimant.role, set()).add(estimate.claimant.id)
    assert found == ROLES
    assert {e.claimant.id for e in CLAIMS.values() if e.claimant.side} == ROLES["government"] - {
        "city-1965", "statistical-office", "information-office",
    }  # fmt: skip
    assert {e.claimant.side for e in CLAIMS.values() if e.claimant.side} == {"Germany"}


def test_a_writer_stands_apart_from_the_scholars() -> None:
    headings = [row.id for row in lay_out(DRESDEN["deaths"]).panels[0].rows if row.kind == "heading"]
    assert headings == ["Scholars", "Governments", "Press", "Activists", "Writers", "Others", "Set aside"]


def test_the_forgery_stands_beside_what_it_was_made_from_and_is_never_counted() -> None:
    for name, claim in (("deaths", "tb47-forged-expected"), ("deaths-recorded", "tb47-forged-recorded")):
        forged = CLAIMS[claim]
        assert forged.standing == "forged"
        assert "doctored the document" in forged.note
        assert forged not in es.compare(DRESDEN[name]).used
        real = CLAIMS[claim.replace("-forged", "")]
        assert (real.range.low, real.standing) == (forged.range.low // 10, "stands")
        assert (claim, "rests on", real.id) in {(k.from_id, k.relation, k.to_id) for k in DRESDEN.links}


def test_propaganda_of_1945_is_dated() -> None:
    dated = {e.id: e.claimed.edtf for e in CLAIMS.values() if e.claimed and e.claimed.edtf.startswith("1945")}
    assert dated == {
        "wartime-authorities-deaths": "1945", "tb47-expected": "1945", "tb47-forged-expected": "1945",
        "nazi-propaganda-deaths": "1945", "police-recorded": "1945-03-15", "police-estimated": "1945-03-15",
        "tb47-recorded": "1945", "tb47-forged-recorded": "1945",
    }  # fmt: skip
    assert [e.id for e in CLAIMS.values() if e.claimed is None] == ["goebbels-deaths", "cbc-deaths"]


def test_every_judgement_is_somebodys() -> None:
    found = [(n.said_by.id, n.about_estimate or n.about_claimant, n.strength, n.factor) for n in DRESDEN.bias_notes]
    assert found == [
        ("the-age", "nazi-propaganda", "finding", None),
        ("evans", "tb47-forged", "finding", es.point(10)),
        ("crossman", "goebbels", "accusation", None),
        ("cbc-news", "neo-nazis", "finding", None),
    ]
    assert {n.direction for n in DRESDEN.bias_notes} == {"inflated"}
    assert {n.id for n in DRESDEN.bias_notes} == {n.id for d in DRESDEN.values() for n in d.bias_notes}


def test_words_without_a_direction_are_statements() -> None:
    assert [(s.said_by.id, s.kind, s.about) for s in DRESDEN.statements] == [
        ("mueller", "other", "deaths"),
        ("evans", "unverified", "irving-deaths-1963"),
        ("irving", "other", "police-extracts"),
        ("the-times", "too high or low without a number", "irving"),
        ("dresden1302-blog", "other", "commission-1946-deaths"),
    ]


def test_the_report_of_march_1945_has_a_count_and_an_estimate() -> None:
    count, estimate = CLAIMS["police-recorded"], CLAIMS["police-estimated"]
    assert (count.claimant, count.claimed) == (estimate.claimant, estimate.claimed)
    assert [place.source.key for place in estimate.source if place.source] == ["police1945"]
    assert [e.id for e, _ in es.compare(DRESDEN["deaths"]).set_aside if e.standing == "stands"] == [
        "wartime-authorities-deaths", "goebbels-deaths", "statistical-office-deaths", "city-1965-deaths",
        "irving-casualties-1966",
    ]  # fmt: skip


def test_a_page_that_quotes_an_unnamed_article_is_called_weak() -> None:
    weak = {e.id for e in CLAIMS.values() if "WEAK PAGE CLASS" in e.note}
    assert weak == {e.id for e in CLAIMS.values() if e.via[0].source and e.via[0].source.key == "sonnenstaatland"}


def test_later_editions_and_reports_supersede_earlier_ones() -> None:
    links = {(k.from_id, k.relation, k.to_id) for k in DRESDEN.links}
    assert links == {
        ("commission-deaths", "revises", "commission-deaths-2008"),
        ("statistical-office-deaths", "reports", "police-estimated"),
        ("city-1965-deaths", "reports", "information-office-deaths"),
        ("tb47-forged-recorded", "rests on", "tb47-recorded"),
        ("tb47-forged-expected", "rests on", "tb47-expected"),
        ("irving-deaths-1971", "revises", "irving-deaths-1963"),
        ("irving-deaths-1995", "revises", "irving-deaths-1971"),
        ("irving-deaths-1995", "revises", "irving-deaths-1963-range"),
        ("irving-casualties-1966", "reports", "irving-deaths-1963-range"),
    }
    assert all(link.citation is not None for link in DRESDEN.links)
    superseded = {e.id for e in CLAIMS.values() if e.standing == "superseded"}
    assert superseded == {to for _, relation, to in links if relation == "revises"}


def test_like_stands_with_like() -> None:
    assert {e.id for e in CLAIMS.values() if e.measure == "casualties"} == {
        "wartime-authorities-deaths", "goebbels-deaths", "irving-casualties-1966",
    }  # fmt: skip
    for estimate in CLAIMS.values():
        assert bool(estimate.scope_note) == (estimate.scope != "same"), estimate.id
    assert {name: d.estimand.at_most for name, d in DRESDEN.items()} == {
        "deaths": (), "deaths-recorded": ("deaths",), "deaths-identified": ("deaths",),
    }  # fmt: skip


def test_a_record_and_an_expectation_that_cannot_both_be_right() -> None:
    first = es.tensions(DRESDEN)[0]
    assert (first.kind, first.smaller.id, first.larger.id) == (
        "contradiction", "tb47-recorded", "commission-members-deaths",
    )  # fmt: skip
    assert first.caveats == ("Tagesbefehl (TB) 47: scope unclear: up to what day was not read",)
