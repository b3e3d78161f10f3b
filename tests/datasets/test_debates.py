"""Twenty-two debates: rows pinned beside their documents, and what each debate is known for."""

from __future__ import annotations

import csv
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

import estimates as es

ROOT = Path(__file__).parents[2] / "datasets"
with (Path(__file__).parent / "pinned.csv").open(newline="", encoding="utf-8") as _file:
    PINNED = {name: list(rows) for name, rows in groupby(csv.DictReader(_file), key=lambda row: row["dataset"])}

LINKS = {
    "paris-commune-1871": {
        "lissagaray-killed-1876 revises lissagaray-killed-soon-after", "lissagaray-killed-1876 rests on appert-killed",
        "seignobos-lavisse-killed reports lissagaray-killed-1876",
        "seignobos-lavisse-killed same data as appert-killed",
        "tombs-killed-second revises tombs-killed-first", "tombs-killed-2011 revises tombs-killed-second",
    },
    "bosnia-war": {
        "rdc-killed-2007 revises rdc-killed-2004", "rdc-killed-2007 revises rdc-names-2005",
        "rdc-killed-expected-2005 rests on rdc-names-2005", "kenney-killed disputes in-use-killed",
    },
    "algerian-war": {"harki-associations-killed reports robert-killed"},
    "holodomor": {"serhiychuk-deaths rests on sosnovyj-deficit"},
    "rwanda-1994": {
        "rwanda-government-killed-2002 revises rwanda-government-killed-2000",
        "rwanda-government-tutsi-2002 revises rwanda-government-tutsi-2000",
    },
    "amritsar-1919": {"british-killed revises british-killed-earlier"},
    "iraq-war-deaths": {
        "orb-deaths-2007-range same data as orb-deaths-2007", "orb-deaths-2008 revises orb-deaths-2007",
        "orb-deaths-2008 revises orb-deaths-2007-range", "ap-violent rests on health-ministry-certificates",
        "ibc-violent-2010 rests on us-military-registered",
    },
    "xerxes-480bc": {
        "ctesias-army rests on herodotus-infantry", "herodotus-whole-host rests on herodotus-fighting-men",
        "herodotus-fighting-men rests on herodotus-from-asia",
    },
    "agincourt-1415": {
        "barker-english-army rests on gesta-archers", "barker-english-army rests on gesta-men-at-arms",
    },
    "great-leap-famine": {
        "rummel-deaths reports coale-deaths", "becker-deaths reports banister-deaths",
        "coale-deaths revises coale-registered",
    },
    "china-war-losses": {"roc-casualties-1947 revises roc-casualties-1946"},
}  # fmt: skip
# Who judges what, in which direction.
JUDGED = {
    "st-bartholomew-1572": {
        "unam-sanctam inflated evangelical-sites-killed-france",
        "unam-sanctam inflated protestant-sources-killed-france",
    },
    "bosnia-war": {"kenney inflated in-use-killed"},
    "algerian-war": {
        "horne-aron downplayed french-officials-deaths", "horne-aron inflated algerian-government-deaths",
    },
    "holodomor": {"ukrinform-historians downplayed demographers-deaths"},
    "rwanda-1994": {"reydams inflated rwanda-government-killed-2002"},
    "amritsar-1919": {"wagner downplayed british-killed-earlier"},
    "iraq-war-deaths": {"peer-reviewed inflated orb"},
    "xerxes-480bc": {"grote inflated enumerators"},
    "agincourt-1415": {"mortimer downplayed curry-french-army", "mortimer inflated curry-english-army"},
    "americas-1492": {"koch inflated colonists", "chapter-8-author downplayed observers"},
    "great-leap-famine": {"calamity downplayed local-authorities"},
    "china-war-losses": {"author-2014 inflated roc-japanese-propaganda"},
}  # fmt: skip
SAID = {
    "paris-commune-1871": {
        "tombs: too high or low without a number: killed", "varley: no reliable figure: killed",
        "libertalia: other: du-camp", "audin: other: killed",
    },
    "st-bartholomew-1572": {
        "unam-sanctam: other: catholic-apologists-killed-france", "guizot: varies widely: killed-france",
        "baird: no reliable figure: killed-france", "parsons: too high or low without a number: killed-france",
    },
    "bosnia-war": {
        "rdc: other: earlier-estimates-killed", "rdc: unverified: killed",
        "rdc: too high or low without a number: killed",
    },
    "algerian-war": {"jordi: other: jordi-killed", "jordi: varies widely: harkis-killed"},
    "holodomor": {
        "wolowyna: other: serhiychuk-deaths", "ukrweekly-reply: other: wolowyna-misunderstanding",
        "sosnovyj: too high or low without a number: deaths-ukraine", "yefimenko: no reliable figure: deaths-ukraine",
    },
    "spain-1936-repression": {
        "payne: no reliable figure: nationalist-side", "payne: unverified: franco-government-names",
        "payne: relative: nationalist-side",
    },
    "rwanda-1994": {
        "specialist: other: killed", "reyntjens: other: rwanda-government-killed-2002",
        "reyntjens: inconsistent: rwanda-government-tutsi-2002", "gourevitch: reliable: bayigamba-killed",
        "un-commission: too high or low without a number: un-commission-killed", "mail-guardian: varies widely: killed",
    },
    "amritsar-1919": {
        "wagner: other: british-killed", "wagner: too high or low without a number: british-killed",
        "the-week: no reliable figure: killed",
    },
    "influenza-1918": {
        "spreeuwenberg: too high or low without a number: deaths", "johnson-mueller: no reliable figure: deaths",
        "johnson-mueller: too high or low without a number: johnson-mueller-deaths",
        "bmoore: too high or low without a number: statement-1920s-deaths",
    },
    "xerxes-480bc": {"grote: other: herodotus-fighting-men", "jhs-author: other: herodotus"},
    "americas-1492": {"chapter-author: other: smallest", "hahr-reviewer: unverified: hemisphere"},
    "great-leap-famine": {"academic-reviews: other: dikotter"},
    "china-war-losses": {
        "author-2014: too high or low without a number: roc-army-statistics",
        "author-2014: reliable: jiang-weiguo-japanese-casualties", "okb-author: no reliable figure: chinese-casualties",
        "lw33-author: varies widely: chinese-casualties",
    },
    "nanking-population": {"oshietegensan: other: city"},
}  # fmt: skip


@cache
def claims(name: str) -> dict[str, es.Estimate]:
    return {estimate.id: estimate for dossier in es.load(name).values() for estimate in dossier}


@pytest.mark.parametrize("name", PINNED)
def test_pinned_rows_are_the_documents(name: str) -> None:
    assert 5 <= len(PINNED[name]) <= 8
    found = claims(name)
    for row in PINNED[name]:
        estimate = found[row["claim"]]
        places = [place.source.key for place in (*estimate.via, *estimate.source) if place.source]
        assert (estimate.wording, str(estimate.range)) == (row["wording"], row["range"]), row["claim"]
        assert row["read_in"] in places, row["claim"]


@pytest.mark.parametrize("name", PINNED)
def test_links_judgements_and_statements_are_these_and_no_others(name: str) -> None:
    dataset = es.load(name)
    assert {f"{link.from_id} {link.relation} {link.to_id}" for link in dataset.links} == LINKS.get(name, set())
    judged = {
        f"{note.said_by.id} {note.direction} {note.about_estimate or note.about_claimant}"
        for note in dataset.bias_notes
    }
    assert judged == JUDGED.get(name, set())
    assert {f"{said.said_by.id}: {said.kind}: {said.about}" for said in dataset.statements} == SAID.get(name, set())


@pytest.mark.parametrize("name", PINNED)
def test_no_encyclopedia_is_a_voice(name: str) -> None:
    """What an encyclopedia compiles is read there; who says it is somebody else, if only an author not named."""
    for who in es.load(name).claimants.values():
        assert "wikipedia" not in (who.id + who.name).lower()
        assert who.role != "compilation" or who.name in ("Encyclopædia Britannica", "World Almanac, 1946")


@pytest.mark.parametrize("name", PINNED)
def test_each_folder_says_what_it_holds_and_leaves_out(name: str) -> None:
    title, *paragraphs = (ROOT / name / "README.md").read_text(encoding="utf-8").split("\n\n")
    assert title == f"# {es.datasets()[name]}"
    assert len(" ".join(paragraphs).split()) > 50


def test_seventeen_thousand_is_one_number_with_one_root() -> None:
    killed = es.load("paris-commune-1871")["killed"]
    assert [(copy.id, root.id) for copy, root in es.lineage(killed).copies] == [
        ("seignobos-lavisse-killed", "appert-killed"),
    ]  # fmt: skip
    used = {estimate.id for estimate in es.compare(killed).used}
    assert {"tombs-killed-2011", "appert-killed"} <= used
    assert not {"tombs-killed-first", "tombs-killed-second", "lissagaray-killed-soon-after"} & used


def test_four_million_exceeds_all_huguenots() -> None:
    found = [str(tension) for tension in es.tensions(es.load("st-bartholomew-1572"))]
    assert any("4,000,000" in text and "1,500,000–2,000,000" in text for text in found)


def test_a_count_is_no_expectation() -> None:
    bosnia = claims("bosnia-war")
    assert {name for name, e in bosnia.items() if e.standing == "forecast"} == {
        "rdc-killed-expected", "rdc-killed-expected-2005",
    }  # fmt: skip
    assert bosnia["rdc-names-2005"].measure == "names listed"
    used = {estimate.id for estimate in es.compare(es.load("bosnia-war")["killed"]).used}
    assert "rdc-killed-2007" in used
    assert not any(bosnia[name].standing == "forecast" for name in used)


def test_one_number_is_two_measures() -> None:
    wuhan = claims("wuhan-1938")
    assert wuhan["ai-casualties"].range == wuhan["mackinnon-killed"].range == es.point(254_628)
    assert (wuhan["ai-casualties"].measure, wuhan["mackinnon-killed"].measure) == ("", "killed")


def test_sums_that_the_documents_print() -> None:
    def total(name: str, *ids: str) -> float:
        found = claims(name)
        return sum(found[one].range.low or 0 for one in ids)

    parts = ("herodotus-infantry", "herodotus-cavalry", "herodotus-camels-chariots", "herodotus-sea-forces")
    assert total("xerxes-480bc", *parts) == total("xerxes-480bc", "herodotus-from-asia") == 2_317_610
    assert total("xerxes-480bc", "herodotus-fighting-men") * 2 == total("xerxes-480bc", "herodotus-whole-host")
    months = ("july", "august", "september", "october", "november")
    for army in ("british", "french", "allied", "german"):
        names = [f"table-{army}-{month}" for month in months]
        assert total("somme-1916", *names) == total("somme-1916", f"table-{army}-total"), army


def test_a_survey_says_what_its_range_is() -> None:
    iraq = claims("iraq-war-deaths")
    for name in ("roberts-excess", "burnham-excess", "burnham-violent", "ifhs-violent", "hagopian-excess"):
        assert iraq[name].range_means.startswith("95%")
        assert iraq[name].range.best is not None
        assert iraq[name].as_of is not None


def test_a_population_has_its_day_or_none_is_said() -> None:
    for estimate in es.load("nanking-population")["city"]:
        assert estimate.as_of or estimate.scope == "unclear" or estimate.standing == "forecast", estimate.id


def test_a_share_is_a_part_of_a_figure() -> None:
    shares = {e.id: (e.share_of, e.share) for e in es.load("rwanda-1994")["tutsi-killed"]}
    assert shares == {
        "rwanda-government-tutsi-2000": ("killed", es.point(0.9)),
        "rwanda-government-tutsi-2002": ("killed", es.at_least(0.94)),
    }


def test_a_number_that_passes_for_the_official_one_is_misquoted() -> None:
    amritsar = claims("amritsar-1919")
    assert (amritsar["sabrang-killed"].standing, amritsar["british-killed"].standing) == ("misquoted", "stands")
    used = {estimate.id for estimate in es.compare(es.load("amritsar-1919")["killed"]).used}
    assert "sabrang-killed" not in used
    assert "british-killed" in used
