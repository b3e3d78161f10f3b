"""The toll of the Nanking Massacre: every claim pinned, what it counts, who says it, who judges, who rests on whom."""

from __future__ import annotations

from functools import partial

import matplotlib.pyplot as plt
import pytest
from attrs import evolve

import estimates as es
from estimates.layout import lay_out
from tests.datasets.tables import check_words, claims_of, readings_of
from tests.datasets.tables import row as row_of

NEARLY_20_000 = es.Range(None, 20_000, approximate=True, high_open=True)
MASSACRE = es.load("nanking-massacre")
CLAIMS = claims_of(MASSACRE)

NEARLY_20_000 = es.Range(None, 20_000, approximate=True, high_open=True)
NEARLY_200_000 = es.Range(None, 200_000, approximate=True, high_open=True)
# Estimand, claim, reading, when it was made, the document in which it was read.
READ = [
    ("killed-city", "hata-killed-city", es.point(40_000), "", "toll-2020-08"),
    ("killed-city", "hata-killed-city-range", es.between(38_000, 42_000), "", "weblio-upper-limit"),
    ("killed-city", "hata-killed-city-maximum", es.at_most(40_000), "", "weblio-upper-limit"),
    ("killed-city", "bates-killed-city", es.about(40_000), "1938", "toll-wikisum"),
    ("killed-city", "encyclopedia-killed-city", es.about(50_000), "", "toll-wikipedia"),
    ("killed-six-weeks", "imtfe-killed-six-weeks", es.more_than(200_000), "", "china-org-cn2006"),
    ("killed-six-weeks", "china-government-killed-six-weeks", es.about(300_000), "2024-12-13", "askew-quotations"),
    ("killed-city-and-counties", "kasahara-killed-counties", NEARLY_200_000, "", "toll-2020-08"),
    ("killed-city-and-counties", "kasahara-killed-counties-1998", es.more_than(100_000), "1998", "bloedbad"),
    ("killed-city-and-counties", "encyclopedia-killed-counties",
     es.Range(100_000, 200_000, low_open=True, high_open=True), "", "toll-wikipedia"),
    ("killed-city-and-counties", "itakura-killed-counties-sum", es.point(13_000), "", "weblio-thousands"),
    ("killed-city-and-counties", "itakura-killed-counties", es.between(10_000, 20_000), "", "weblio-thousands"),
    ("killed-scope-not-stated", "imtfe-killed", es.point(155_000), "", "toll-wikisum"),
    ("killed-scope-not-stated", "imtfe-killed-matsui", es.more_than(100_000), "", "toll-wikisum"),
    ("killed-scope-not-stated", "nanjing-tribunal-killed", es.more_than(300_000), "1947", "china-org-cn2006"),
    ("killed-scope-not-stated", "china-government-killed", es.point(300_000), "2007", "yoshida-hongo2007"),
    ("killed-scope-not-stated", "peoples-daily-killed", es.at_least(300_000), "2017-12-13", "peoples-daily2017"),
    ("killed-scope-not-stated", "sun-killed", es.at_least(300_000), "", "sun-yhcqw"),
    ("killed-scope-not-stated", "hora-killed-1967", es.point(200_000), "1967", "toll-wikisum"),
    ("killed-scope-not-stated", "hora-killed", es.more_than(200_000), "", "bloedbad"),
    ("killed-scope-not-stated", "kasahara-killed-2007", es.between(100_000, 200_000), "2007", "yoshida-hongo2007"),
    ("killed-scope-not-stated", "wakabayashi-killed", es.between(40_000, 200_000), "", "toll-zh-wikipedia"),
    ("killed-scope-not-stated", "rabe-killed", es.between(50_000, 60_000), "", "newspark"),
    ("killed-scope-not-stated", "kasahara-killed-askew", es.more_than(120_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "himeta-killed", es.more_than(120_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "inoue-killed", es.more_than(120_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "yoshida-killed", es.more_than(120_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "fujiwara-killed", es.point(200_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "takasaki-killed", es.point(200_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "eguchi-killed", es.at_least(100_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "hara-killed", es.about(20_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "okazaki-killed", es.about(10_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "sakurai-killed", es.about(10_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "tanabe-killed", es.about(10_000), "", "askew-quotations"),
    ("killed-scope-not-stated", "nakamura-killed", es.Range(), "", "askew-quotations"),
    ("killed-scope-not-stated", "unemoto-killed", es.Range(), "", "askew-quotations"),
    ("killed-scope-not-stated", "watanabe-killed", es.between(40, 50), "", "askew-quotations"),
    ("killed-scope-not-stated", "fuji-killed", es.point(0), "", "askew-quotations"),
    ("killed-scope-not-stated", "nakayama-killed", es.about(20_000), "2007", "japan-times2007"),
    ("killed-scope-not-stated", "mizushima-killed", es.point(0), "", "scmp"),
    ("prisoners-killed", "hata-prisoners", es.point(30_000), "", "weblio-upper-limit"),
    ("prisoners-killed", "sun-prisoners", es.between(36_500, 40_000), "1997", "battle-wikimili"),
    ("prisoners-killed", "kitamura-prisoners", NEARLY_20_000, "", "weblio-thousands"),
    ("prisoners-killed", "kaikosha-prisoners", es.about(16_000), "", "weblio-thousands"),
    ("prisoners-killed", "durdin-executed", es.about(20_000), "1938-01-09", "massacre-org-durdin"),
    ("civilians-killed", "kaikosha-civilians", es.point(15_760), "", "weblio-thousands"),
    ("civilians-killed", "timperley-civilians", es.at_least(300_000), "1938-01", "china-org-cn2006"),
    ("civilians-killed-city", "smythe-civilians-city", es.point(7_450), "1938", "yoshida-hongo2007"),
    ("civilians-killed-outskirts", "smythe-civilians-outskirts", es.point(26_870), "1938", "yoshida-hongo2007"),
    ("collective-shootings", "nanjing-tribunal-shootings",
     es.Range(190_000, approximate=True, low_open=True), "1947-03-10", "article-92e"),
    ("buried-red-swastika", "red-swastika-buried", es.point(43_071), "", "toll-ja-wikipedia"),
    ("buried-red-swastika", "red-swastika-buried-interim", es.point(38_778), "1938-03~", "toll-ja-wikipedia"),
    ("buried-red-swastika", "red-swastika-buried-1945", es.point(43_121), "1945", "sun-yhcqw"),
    ("buried-red-swastika", "sun-buried-red-swastika", es.point(43_123), "", "sun-yhcqw"),
    ("buried-chung-shan-tang", "chung-shan-tang-buried", es.point(112_267), "", "denial-liquisearch"),
    ("buried-charities", "sun-buried-charities", es.more_than(198_000), "", "sun-yhcqw"),
    ("buried-charities", "nanjing-tribunal-buried", es.more_than(150_000), "1947-03-10", "article-92e"),
]  # fmt: skip
ROLES = {
    "scholar": {"sun", "hora", "hata", "kasahara", "kitamura", "wakabayashi", "smythe"},
    "tribunal": {"imtfe", "nanjing-tribunal"},
    "government": {"china-government", "peoples-daily"},
    "relief body": {"rabe", "chung-shan-tang", "red-swastika"},
    "press": {"timperley", "durdin"},
    "politician": {"nakayama"},
    "activist": {"mizushima"},
    "witness": {"bates"},
    "veterans": {"kaikosha"},
    "compilation": {"encyclopedia"},
    "other": {
        "himeta", "inoue", "yoshida", "fujiwara", "takasaki", "eguchi", "hara", "okazaki", "sakurai", "tanabe",
        "nakamura", "unemoto", "watanabe", "fuji", "itakura",
    },
}  # fmt: skip
# The part of the words that gives the number, where the library can read it by itself.
PHRASES = {
    "hata-killed-city": "40,000", "hata-killed-city-range": "三万八千〜四万二千",
    "bates-killed-city": "close to 40,000",
    "encyclopedia-killed-city": "around 50,000", "imtfe-killed-six-weeks": "over 200,000",
    "china-government-killed-six-weeks": "approximately 300,000", "itakura-killed-counties": "1万-2万人",
    "imtfe-killed": "155,000", "imtfe-killed-matsui": "upwards of 100,000 people",
    "nanjing-tribunal-killed": "more than 300,000 dead", "china-government-killed": "300,000",
    "peoples-daily-killed": "30万人以上", "sun-killed": "30万以上", "hora-killed-1967": "200,000",
    "hora-killed": "more than 200,000", "kasahara-killed-2007": "between 100,000 and 200,000", "rabe-killed": "5-6万",
    "kasahara-killed-askew": "more than 120,000", "himeta-killed": "more than 120,000",
    "inoue-killed": "more than 120,000", "yoshida-killed": "more than 120,000", "fujiwara-killed": "200,000",
    "takasaki-killed": "200,000", "eguchi-killed": "at least 100,000", "hara-killed": "about 20,000",
    "okazaki-killed": "about 10,000", "sakurai-killed": "about 10,000", "tanabe-killed": "about 10,000",
    "nakamura-killed": "several thousand", "unemoto-killed": "several thousand", "watanabe-killed": "40 to 50",
    "fuji-killed": "zero", "nakayama-killed": "some 20,000", "mizushima-killed": "zero", "hata-prisoners": "三万",
    "sun-prisoners": "36,500—40,000",
    "durdin-executed": "about 20,000", "kaikosha-civilians": "15,760人", "smythe-civilians-city": "7,450 civilians",
    "smythe-civilians-outskirts": "26,870", "nanjing-tribunal-shootings": "约19万余人",
    "red-swastika-buried": "43,071体", "red-swastika-buried-interim": "38,778体",
    "red-swastika-buried-1945": "43121具", "sun-buried-red-swastika": "43123具",
    "chung-shan-tang-buried": "112,267 bodies", "sun-buried-charities": "19.8万余具",
    "nanjing-tribunal-buried": "15万余人",
}  # fmt: skip
READ_BY_HAND = {
    "hata-killed-city-maximum": "最高限", "kasahara-killed-counties": "nearly",
    "kasahara-killed-counties-1998": "or maybe more", "encyclopedia-killed-counties": "fall short of",
    "itakura-killed-counties-sum": "1万3,000人", "wakabayashi-killed": "4万至20万之间", "kitamura-prisoners": "2万弱",
    "kaikosha-prisoners": "約1万6千", "timperley-civilians": "(Not) less than",
}  # fmt: skip


row = partial(row_of, "nanking-massacre")


def test_every_claim_is_pinned_and_there_is_no_other() -> None:
    assert readings_of(MASSACRE) == READ


@pytest.mark.parametrize("name", CLAIMS)
def test_the_words_say_what_the_numbers_say(name: str) -> None:
    check_words(CLAIMS[name], PHRASES, READ_BY_HAND)


def test_eight_rows_as_the_documents_have_them() -> None:
    """Words, number, scope, work and document of each, read again beside the document's row."""
    bates, columns = row("bates-killed-city"), ("wording", "low", "high", "approximate", "reported_in", "via")
    assert tuple(bates[column] for column in columns) == (
        "close to 40,000 unarmed persons were killed", "40000", "40000", "true", "timperley1938", "toll-wikisum",
    )  # fmt: skip
    hora = row("hora-killed")
    assert (hora["wording"], hora["low"], hora["high"], hora["low_open"], hora["reported_in"], hora["via"]) == (
        'HORA Tomio concludes "more than 200,000" in his book', "200000", "", "true",
        "fujiwara1998[123]; yoshida-hiroshi[160]", "bloedbad[footnotes]",
    )  # fmt: skip
    kasahara = row("kasahara-killed-counties-1998")
    assert (kasahara["wording"], kasahara["low"], kasahara["high"], kasahara["claimed"], kasahara["reported_in"]) == (
        "more than 100,000 and close to 200,000, or maybe more", "100000", "", "1998", "fujiwara1998[18]",
    )  # fmt: skip
    durdin = row("durdin-executed")
    assert (durdin["wording"], durdin["low"], durdin["claimed"], durdin["source"], durdin["via"]) == (
        "it is estimated, about 20,000 were executed", "20000", "1938-01-09", "durdin1938", "massacre-org-durdin",
    )  # fmt: skip
    smythe = row("smythe-civilians-outskirts")
    assert (smythe["wording"], smythe["low"], smythe["high"], smythe["claimed"], smythe["via"]) == (
        "26,870 farmers were killed on the outskirts of the city", "26870", "26870", "1938", "yoshida-hongo2007",
    )  # fmt: skip
    tang = row("chung-shan-tang-buried")
    assert (tang["wording"], tang["low"], tang["high"], tang["source"], tang["via"]) == (
        "112,267 bodies by the Chung Shan Tang", "112267", "112267", "", "denial-liquisearch",
    )  # fmt: skip
    kaikosha = row("kaikosha-civilians")
    assert (kaikosha["wording"], kaikosha["low"], kaikosha["measure"], kaikosha["source"], kaikosha["via"]) == (
        "民間人死者15,760人", "15760", "deaths", "kaikosha", "weblio-thousands",
    )  # fmt: skip
    fuji = row("fuji-killed")
    assert (fuji["wording"], fuji["low"], fuji["high"], fuji["reported_in"], fuji["via"]) == (
        "the number was zero (Fuji Nobuo)", "0", "0", "askew2002[para. 24]", "askew-quotations",
    )  # fmt: skip


def test_everybody_speaks_in_a_capacity() -> None:
    found: dict[str, set[str]] = {}
    for estimate in CLAIMS.values():
        found.setdefault(estimate.claimant.role, set()).add(estimate.claimant.id)
    assert found == ROLES


def test_nobody_who_speaks_after_the_war_speaks_for_a_belligerent_of_1937() -> None:
    """One rule for two tribunals, two governments of today and the veterans of one army."""
    assert {who.id for who in MASSACRE.claimants.values() if who.side} == set()
    for name in ("china-government", "japan-government"):
        assert MASSACRE.claimants[name].role == "government"
        assert "Not the government of 1937" in MASSACRE.claimants[name].note
    audit = es.bias(MASSACRE["killed-six-weeks"])
    assert {row.estimate.claimant.id: row.role for row in audit} == {
        "imtfe": "third party",
        "china-government": "unclear",
    }


def test_a_zero_never_stands_among_the_scholars() -> None:
    zeros = {e.id: e.claimant.role for e in CLAIMS.values() if e.range == es.point(0)}
    assert zeros == {"fuji-killed": "other", "mizushima-killed": "activist"}
    picture = lay_out(MASSACRE["killed-scope-not-stated"])
    heading, under = "", {}
    for drawn in picture.panels[0].rows:
        if drawn.kind == "heading":
            heading = drawn.id
        elif drawn.estimate is not None:
            under[drawn.estimate.id] = heading
    assert {name: under[name] for name in (*zeros, "nakayama-killed", "hora-killed")} == {
        "fuji-killed": "Others", "mizushima-killed": "Set aside", "nakayama-killed": "Politicians",
        "hora-killed": "Scholars",
    }  # fmt: skip


def test_veterans_have_a_heading_of_their_own() -> None:
    prisoners = MASSACRE["prisoners-killed"]
    counted = prisoners.with_estimates([evolve(e, scope="unclear") for e in prisoners])
    headings = [row.id for row in lay_out(counted).panels[0].rows if row.kind == "heading"]
    assert headings == ["Scholars", "Press", "Veterans"]


def test_what_is_counted_is_never_guessed() -> None:
    for estimate in MASSACRE["killed-scope-not-stated"]:
        assert estimate.scope in ("unclear", "wider"), estimate.id
    for estimate in CLAIMS.values():
        assert bool(estimate.scope_note) == (estimate.scope != "same"), estimate.id
    assert {e.id: e.scope for e in CLAIMS.values() if e.scope in ("narrower", "wider", "different")} == {
        "itakura-killed-counties-sum": "narrower",
        "itakura-killed-counties": "narrower",
        "rabe-killed": "wider",
        "kaikosha-prisoners": "wider",
        "timperley-civilians": "wider",
        "nanjing-tribunal-buried": "narrower",
    }
    assert {e.id: e.measure for e in CLAIMS.values() if e.measure} == {
        "mizushima-killed": "illegal deaths",
        "kaikosha-civilians": "deaths",
    }


def test_burial_records_are_apart_from_tolls_and_bound_none() -> None:
    assert {name: d.estimand.at_most for name, d in MASSACRE.items() if d.estimand.at_most} == {
        "killed-city": ("killed-city-and-counties",),
        "buried-red-swastika": ("buried-charities",),
        "buried-chung-shan-tang": ("buried-charities",),
    }
    buried = {name for name, d in MASSACRE.items() if d.estimand.unit == "bodies"}
    assert buried == {name for name in MASSACRE if name.startswith("buried-")}
    for name in buried:
        assert "no toll of the massacre" in MASSACRE[name].estimand.note


def test_a_school_is_somebodys() -> None:
    """Askew's sentence names nobody for Hata and Itakura: the compiler of a file does. For five, two judges differ."""
    said: dict[tuple[str, str], set[str]] = {}
    for school in MASSACRE.schools:
        assert school.said_by is not None
        said.setdefault((school.said_by.id, school.school), set()).add(school.claimant.id)
    assert said == {
        ("askew", "Great Massacre School"): {
            "kasahara", "himeta", "inoue", "yoshida", "fujiwara", "takasaki", "eguchi",
        },
        ("askew", "Middle-of-the-Road School"): {"hara"},
        ("askew", "Illusion School"): {
            "fuji", "watanabe", "okazaki", "sakurai", "tanabe", "nakamura", "unemoto",
        },
        ("survey", "Middle-of-the-Road School"): {"hara", "okazaki", "sakurai", "tanabe", "nakamura", "unemoto"},
        ("quotation-file", "Middle-of-the-Road School"): {"hata", "itakura"},
        ("quotation-file", "Great Massacre School"): {"kasahara"},
    }  # fmt: skip
    agreed = {who: {name for (_, name), members in said.items() if who in members} for who in MASSACRE.claimants}
    for who in MASSACRE.claimants.values():
        assert who.school == (next(iter(agreed[who.id])) if len(agreed[who.id]) == 1 else "")


def test_one_phrase_of_a_questionnaire_is_one_voice() -> None:
    aside = {e.id for e, _ in es.compare(MASSACRE["killed-scope-not-stated"]).set_aside}
    for phrase, kept in (
        ({"kasahara-killed-askew", "himeta-killed", "inoue-killed", "yoshida-killed"}, 1),
        ({"fujiwara-killed", "takasaki-killed"}, 1),
        ({"okazaki-killed", "sakurai-killed", "tanabe-killed"}, 1),
        ({"nakamura-killed", "unemoto-killed"}, 0),
    ):
        assert len(phrase - aside) == kept, phrase


def test_who_reports_a_claim_is_not_credited_with_it() -> None:
    """Timperley printed the number of Bates, Askew the answers to a questionnaire, two books that of Hora."""
    reported = {e.id for e in CLAIMS.values() if e.reported_in}
    assert reported == {
        "bates-killed-city", "kasahara-killed-counties-1998", "hora-killed", "kasahara-killed-askew",
        *(f"{name}-killed" for name in (
            "himeta", "inoue", "yoshida", "fujiwara", "takasaki", "eguchi", "hara", "okazaki", "sakurai", "tanabe",
            "nakamura", "unemoto", "watanabe", "fuji",
        )),
    }  # fmt: skip
    assert not any(CLAIMS[name].source for name in reported)
    assert es.cite(CLAIMS["eguchi-killed"], form="short").startswith("As reported in Askew")


def test_the_figures_of_the_city_and_the_counties_compare_several_scholars() -> None:
    def used(name: str) -> list[str]:
        return [e.id for e in es.compare(MASSACRE[name]).used]

    assert used("killed-city") == [
        "hata-killed-city", "hata-killed-city-maximum", "bates-killed-city", "encyclopedia-killed-city",
    ]  # fmt: skip
    assert used("killed-city-and-counties") == [
        "kasahara-killed-counties", "kasahara-killed-counties-1998", "encyclopedia-killed-counties",
    ]  # fmt: skip


def test_what_is_said_without_a_number() -> None:
    assert [(s.said_by.id, s.kind, s.about) for s in MASSACRE.statements] == [
        ("japan-government", "no reliable figure", "killed-scope-not-stated"),
        ("japan-government", "other", "killed-scope-not-stated"),
        ("askew", "other", "china-government"),
        ("askew", "other", "china-government"),
        ("askew", "varies widely", "killed-scope-not-stated"),
        ("askew", "other", "killed-scope-not-stated"),
        ("askew", "other", "killed-scope-not-stated"),
        ("encyclopedia", "unverified", "imtfe"),
        ("encyclopedia", "unverified", "nanjing-tribunal"),
        ("encyclopedia", "too high or low without a number", "killed-scope-not-stated"),
        ("china-org", "other", "killed-scope-not-stated"),
    ]


def test_one_figure_of_one_tribunal_has_one_measure_in_two_datasets() -> None:
    ours, other = MASSACRE["killed-six-weeks"], es.load("nanking-1937")["massacre-deaths"]
    assert ours.estimand.measure == other.estimand.measure == "murdered"
    assert ours["imtfe"].range == other["imtfe"].range == es.more_than(200_000)


def test_a_work_has_a_title_and_where_it_was_seen_an_address() -> None:
    for source in MASSACRE.sources.values():
        assert source.csl.get("title"), source.key
        assert source.csl.get("URL") or source.csl["type"] in (
            "book",
            "article",
            "article-journal",
            "article-newspaper",
            "dataset",
        ), source.key
    assert "whose address was not read" in MASSACRE.sources["askew-quotations"].csl["note"]


def test_vague_words_stay_words() -> None:
    for name in ("nakamura-killed", "unemoto-killed"):
        assert CLAIMS[name].range_means == "no number"
        assert CLAIMS[name].reading == "“several thousand”"


def test_no_best_value_is_made_up() -> None:
    assert not [e.id for e in CLAIMS.values() if e.range.best is not None]


def test_a_weak_page_says_so() -> None:
    assert [e.id for e in CLAIMS.values() if "WEAK PAGE CLASS" in e.note] == ["rabe-killed"]


def test_every_judgement_is_somebodys() -> None:
    found = [
        (n.said_by.id, n.about_estimate or n.about_claimant, n.direction, n.strength, n.via[0].source.key)
        for n in MASSACRE.bias_notes
        if n.via[0].source
    ]
    assert found == [
        ("nakayama", "higher-tolls", "inflated", "accusation", "japan-times2007"),
        ("japanese-conservatives", "imtfe-killed-six-weeks", "inflated", "accusation", "massacre-org-early"),
    ]
    assert not [n.id for n in MASSACRE.bias_notes if n.factor is not None]


def test_a_judgement_on_a_group_marks_no_person() -> None:
    """Nor does a politician's accusation mark a scholar whom he does not name."""
    reached = {(n.id, e.id) for d in MASSACRE.values() for e in d for n in d.notes_on(e)}
    assert reached == {("conservatives-imtfe-inflated", "imtfe-killed-six-weeks")}


def test_who_rests_on_whom() -> None:
    assert [(k.from_id, k.relation, k.to_id) for k in MASSACRE.links] == [
        ("imtfe-killed", "rests on", "red-swastika-buried"),
        ("imtfe-killed", "rests on", "chung-shan-tang-buried"),
        ("nanjing-tribunal-killed", "rests on", "nanjing-tribunal-shootings"),
        ("nanjing-tribunal-killed", "rests on", "nanjing-tribunal-buried"),
        ("bates-killed-city", "rests on", "red-swastika-buried"),
        ("hata-killed-city", "rests on", "hata-prisoners"),
        ("hata-killed-city-range", "rests on", "hata-prisoners"),
        ("hata-killed-city-range", "rests on", "smythe-civilians-city"),
        ("hata-killed-city-range", "rests on", "smythe-civilians-outskirts"),
        ("hata-killed-city-maximum", "revises", "hata-killed-city-range"),
        ("itakura-killed-counties", "revises", "itakura-killed-counties-sum"),
        ("red-swastika-buried", "revises", "red-swastika-buried-interim"),
        ("sun-buried-red-swastika", "rests on", "red-swastika-buried"),
        *((f"{name}-killed", "same data as", "kasahara-killed-askew") for name in ("himeta", "inoue", "yoshida")),
        ("takasaki-killed", "same data as", "fujiwara-killed"),
        ("sakurai-killed", "same data as", "okazaki-killed"),
        ("tanabe-killed", "same data as", "okazaki-killed"),
        ("unemoto-killed", "same data as", "nakamura-killed"),
    ]
    assert all(link.citation is not None for link in MASSACRE.links)
    revised = {k.to_id for k in MASSACRE.links if k.relation == "revises"}
    assert revised == {e.id for e in CLAIMS.values() if e.standing != "stands"}
    assert {CLAIMS[name].standing for name in revised} == {"superseded"}


def test_a_number_is_never_told_without_the_capacity_of_who_says_it() -> None:
    """Grouped by scope as by role: a politician's or an activist's number does not pass for a scholar's."""
    for grouping in ("scope", "role", False):
        axes = es.plot_intervals(es.load("nanking-massacre")["killed-scope-not-stated"], group_by=grouping)
        told = es.alt_text(axes)
        assert "Satoru Mizushima, activist: 0" in told
        plt.close(axes.figure)
