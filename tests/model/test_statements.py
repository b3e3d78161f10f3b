"""Statements without a number, schools as judgements, shares, and who reports a claim."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from attrs import evolve

import estimates as es
from estimates.model.descriptions import comparable, short

ARTICLE = es.Claimant("article", "The article")
HATA = es.Claimant("hata", "Ikuhiko Hata", role="scholar", school="middle")
ASKEW = es.Claimant("askew", "David Askew", role="scholar")
GARRISON = es.Estimand("garrison", measure="strength")
CLAIM = es.Estimate("hata-garrison", HATA, es.point(100_000))


def statement(name: str, **about: str) -> es.Statement:
    return es.Statement(name, ARTICLE, "no reliable figure", **about, wording="No definitive statistics exist")


def test_a_statement_is_about_exactly_one_thing() -> None:
    assert statement("s", about_estimand="garrison").about == "garrison"
    for about in ({}, {"about_estimand": "garrison", "about_estimate": "hata-garrison"}):
        with pytest.raises(es.ClaimError, match=r"a statement is about one of about_estimand, .* or about_statement"):
            statement("s", **about)
    with pytest.raises(es.ClaimError, match="kind must be 'no reliable figure'"):
        es.Statement("s", ARTICLE, "doubtful", about_estimand="garrison")


def test_a_dossier_keeps_what_is_said_of_its_figure_its_claims_and_of_these_statements() -> None:
    statements = [
        statement("figure", about_estimand="garrison"),
        statement("claim", about_estimate="hata-garrison"),
        statement("who", about_claimant="hata"),
        statement("reply-to-reply", about_statement="reply"),
        statement("reply", about_statement="figure"),
        statement("elsewhere", about_estimate="other"),
    ]
    dossier = es.Dossier(GARRISON, [CLAIM], statements=statements)
    kept = [each.id for each in dossier.with_estimates(dossier.estimates).statements]
    assert kept == ["figure", "claim", "who", "reply-to-reply", "reply"]
    assert [each.id for each in dossier.with_estimates([]).statements] == ["figure", "reply-to-reply", "reply"]


def test_schools_name_their_judge_and_a_bare_school_has_none() -> None:
    judged = es.School(HATA, "great massacre", ASKEW)
    dossier = es.Dossier(GARRISON, [CLAIM], schools=[judged])
    assert [(each.school, each.said_by) for each in dossier.schools] == [("great massacre", ASKEW), ("middle", None)]
    same = es.Dossier(GARRISON, [CLAIM], schools=[es.School(HATA, "middle", ASKEW)])
    assert [str(each) for each in same.schools] == ["Ikuhiko Hata: middle, says David Askew"]
    assert same.with_estimates([]).schools == ()


def test_a_share_is_no_number_of_persons() -> None:
    share = es.Estimate("a", HATA, es.point(0.5), wording="half", share_of="garrison")
    assert (share.share, share.range) == (es.point(0.5), es.Range())
    assert comparable(share, GARRISON) == "states 50 % of “garrison”, which is no number of its own"
    assert evolve(share, note="x").share == es.point(0.5)
    assert share.reading == "50 % of “garrison”"
    assert es.Estimate("a", HATA, es.between(0.07, 0.29), share_of="garrison").reading == "7–29 % of “garrison”"
    assert es.Estimate("a", HATA, es.Range(), wording="most", share_of="garrison").reading == "“most”"
    assert es.Estimate("a", HATA, es.at_most(3), ratio_to="garrison").reading == "≤ 3 times “garrison”"
    assert es.Estimate("a", HATA, es.point(2), wording="twice", share_of="x", ratio_to="y").reading == "“twice”"
    assert es.Estimate("a", HATA, es.more_than(1.5), ratio_to="garrison").share == es.more_than(1.5)
    with pytest.raises(es.ClaimError, match=r"a share must be at most 1, the whole; write 0.5 for 50 % \(got 50\)"):
        es.Estimate("a", HATA, es.point(50), share_of="garrison")
    with pytest.raises(es.ClaimError, match="share_of or ratio_to names the estimand"):
        es.Estimate("a", HATA, es.Range(), share=es.point(0.5))


@pytest.mark.parametrize(
    ("standing", "reason"),
    [("forged", "forgery"), ("announced", "not a count"), ("forecast", "expected"), ("hypothetical", "condition")],
)
def test_a_number_that_was_not_meant_as_one_is_set_aside_and_says_why(standing: str, reason: str) -> None:
    assert reason in comparable(evolve(CLAIM, standing=standing), GARRISON)
    assert es.compare(es.Dossier(GARRISON, [evolve(CLAIM, standing=standing)])).used == ()


def test_who_reports_a_claim_is_told_apart_from_where_it_was_read() -> None:
    work, reporter, read = (es.Source(key, {"title": key}) for key in ("work", "reporter", "copy"))
    report, place = (es.Citation(reporter, "24"),), (es.Citation(read, "2"),)
    full = evolve(CLAIM, source=[es.Citation(work)], reported_in=report, via=place)
    assert [str(c) for c in full.citations] == ["work, reported in reporter[24], via copy[2]"]
    assert short(full.citations[0]) == "“work”, as reported in “reporter”, 24, as read in “copy”, 2"
    assert [str(c) for c in evolve(full, source=()).citations] == ["reported in reporter[24], via copy[2]"]
    assert full.citations[0].sources == (work, reporter, read)


def test_parts_are_exhaustive_only_where_there_are_parts() -> None:
    assert es.Estimand("a", sum_of=["b", "c"], exhaustive=True, closed=True).sum_of == ("b", "c")
    with pytest.raises(es.ClaimError, match="sum_of names none"):
        es.Estimand("a", exhaustive=True)


def test_a_notebook_shows_what_is_said_without_a_number() -> None:
    deaths = es.load("nanking-1937")["combat-deaths"]
    page = deaths._repr_html_()
    assert page.count("<table") == 2
    assert "Said without a number" in page
    for text in (
        "no reliable figure",
        "“no precise figures exist on how many Chinese were killed in action”",
        "Jay Taylor: 70,000",
        "Chinese combat deaths, Battle of Nanking",
        "sec. Aftermath and assessment",
    ):
        assert text in page
    assert es.Dossier(GARRISON, [CLAIM])._repr_html_().count("<table") == 1


def test_words_of_statements_are_text() -> None:
    hostile = evolve(statement("s", about_estimand="garrison"), wording="<script>alert(1)</script> $x$")
    page = es.Dossier(GARRISON, [CLAIM], statements=[hostile])._repr_html_()
    assert "<script>" not in page
    assert "mathjax_ignore" in page


def test_a_dataset_shows_its_figures_and_what_is_said_of_them() -> None:
    nanking = evolve(es.load("nanking-1937"), notices=())
    page = nanking._repr_html_()
    assert page.count("<table") == 2
    assert page.count("<tr>") == 1 + len(nanking) + 1 + len(nanking.statements)
    header, rows = nanking.table()
    assert dict(zip(header, rows[1])) == {
        "Key": "combat-deaths", "Figure": "Chinese combat deaths, Battle of Nanking", "Counts": "killed", "Claims": "5",
        "Claimants": "5", "Judgements": "2", "Said without a number": "3",
    }  # fmt: skip
    assert "Battle of Nanking, 1937: contested figures, 2.1.0, CC-BY-SA-4.0" in page
    assert "Chiang Kai-shek" in page  # of whom no figure is entered


def test_a_caption_says_it_when_asked() -> None:
    axes = es.plot_intervals(es.load("nanking-1937")["combat-deaths"])
    plain, full = es.caption(axes), es.caption(axes, statements=True)
    assert full.startswith(plain)
    assert "Said without a number: " not in plain
    assert (
        "Said without a number: Article “Battle of Nanking”, of Chinese combat deaths, Battle of Nanking (no reliable "
        "figure): “no precise figures exist on how many Chinese were killed in action” (as read in “Battle of "
        "Nanking”, sec. Aftermath and assessment); Tang Shengzhi, of"
    ) in full
    plt.close(axes.figure)
