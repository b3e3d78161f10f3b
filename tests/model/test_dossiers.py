"""Dossiers and datasets: found by name, chosen by field, shown as a table in which nothing of the data is markup."""

from __future__ import annotations

import pytest
from attrs import evolve

import estimates as es

DEATHS = es.Estimand("deaths", "Deaths", measure="killed", side="China")
SCHOLAR = es.Claimant("hata", "Ikuhiko Hata", role="scholar", side="Japan")
JAPAN = es.Claimant("japan", "Japanese claim", role="belligerent", side="Japan")
CHINA = es.Claimant("china", "Chinese source", role="belligerent", side="China")
WORK = es.Source("w", {"title": "A Work"})
SAID = es.BiasNote("b", SCHOLAR, "inflated", "finding", about_side="Japan", about_subject_side="China",
                   measure=("killed",), wording="usually", via=[es.Citation(WORK, "3")])  # fmt: skip
CLAIMS = [
    es.Estimate("hata-deaths", SCHOLAR, es.point(50_000), wording="50,000"),
    es.Estimate("japan-deaths", JAPAN, es.at_most(84_000), scope="unclear", scope_note="the campaign"),
    es.Estimate("china-casualties", CHINA, es.point(20_000), measure="casualties", source=[es.Citation(WORK, "1")]),
]


@pytest.fixture
def dossier() -> es.Dossier:
    return es.Dossier(DEATHS, CLAIMS, [SAID])


def test_a_sequence_of_estimates(dossier: es.Dossier) -> None:
    assert len(dossier) == 3
    assert [e.id for e in dossier] == ["hata-deaths", "japan-deaths", "china-casualties"]
    assert dossier[0] is dossier["hata-deaths"] is dossier["hata"]
    assert dossier[1:].estimates == tuple(CLAIMS[1:])
    assert CLAIMS[0] in dossier


def test_names_that_are_not_there(dossier: es.Dossier) -> None:
    with pytest.raises(es.UnknownNameError, match="did you mean 'hata-deaths'"):
        dossier["hata-death"]
    two = evolve(dossier, estimates=[*CLAIMS, evolve(CLAIMS[0], id="hata-wounded")])
    with pytest.raises(KeyError, match="names 2 estimates here"):
        two["hata"]
    with pytest.raises(es.ClaimError, match="more than one is called 'hata-deaths'"):
        evolve(dossier, estimates=[CLAIMS[0], CLAIMS[0]])


def test_where_keeps_the_notes_that_still_reach(dossier: es.Dossier) -> None:
    assert [e.id for e in dossier.where(side="Japan")] == ["hata-deaths", "japan-deaths"]
    assert dossier.where(role="belligerent", side="China").bias_notes == ()
    assert dossier.where(claimant="japan").bias_notes == (SAID,)
    assert dossier.where(measure="casualties").estimates == (CLAIMS[2],)
    with pytest.raises(es.UnknownNameError, match="did you mean 'measure'"):
        dossier.where(mesure="killed")


def test_a_note_on_a_side_never_reaches_a_scholar(dossier: es.Dossier) -> None:
    """Not even one whose side is filled in: nationality is no bias."""
    assert [e.id for e in dossier if dossier.notes_on(e)] == ["japan-deaths"]


@pytest.mark.parametrize(
    ("about", "reached"),
    [
        ({"about_estimate": "hata-deaths"}, ["hata-deaths"]),
        ({"about_claimant": "hata"}, ["hata-deaths"]),
        ({"about_claimant": "china", "measure": ("killed",)}, []),
        ({"about_side": "China", "about_subject_side": "China"}, ["china-casualties"]),
        ({"about_side": "China", "about_subject_side": "Japan"}, []),
        ({"about_side": "Japan", "measure": ("wounded", "killed")}, ["japan-deaths"]),
    ],
)
def test_whom_a_note_reaches(about: dict[str, object], reached: list[str]) -> None:
    note = es.BiasNote("n", SCHOLAR, "inflated", "motive", **about)  # type: ignore[arg-type]
    assert [e.id for e in CLAIMS if note.reaches(e, DEATHS)] == reached


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: es.BiasNote("n", SCHOLAR, "inflated", "motive"), "about one of"),
        (lambda: es.BiasNote("n", SCHOLAR, "inflated", "motive", about_side="a", about_claimant="b"), "about one of"),
        (lambda: es.BiasNote("n", SCHOLAR, "up", "motive", about_side="a"), "'inflated' or 'downplayed'"),
        (lambda: es.BiasNote("n", SCHOLAR, "inflated", "motive", about_side="a", factor=0), "greater than zero"),
        (lambda: es.Estimate("", SCHOLAR, es.point(1)), "id must be text"),
        (lambda: es.Estimate("e", SCHOLAR, es.point(1), scope="wide"), "did you mean 'wider'"),
        (lambda: es.Estimate("e", SCHOLAR, es.point(1), standing="gone"), "'stands', 'superseded'"),
        (lambda: es.Claimant("c", " x"), "start or end with spaces"),
        (lambda: es.Claimant("c", "x", role="historian"), "'scholar'"),
        (lambda: es.Link("a", "copies", "b"), "'rests on'"),
        (lambda: es.Source("a;b", {}), "must not contain '\\['"),
        (lambda: es.Citation(), "names the work"),
        (lambda: es.Citation(None, "12", via=es.Citation(WORK)), "none is named"),
    ],
)
def test_wrong_values_say_what_is_allowed(make: object, said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said) as caught:
        make()  # type: ignore[operator]
    assert isinstance(caught.value, ValueError)


def test_the_table_shows_words_numbers_and_judges(dossier: es.Dossier) -> None:
    header, rows = dossier.table()
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Reading"] for row in cells] == ["50,000", "≤ 84,000", "20,000"]
    assert [row["Counts"] for row in cells] == ["", "scope unclear: the campaign", "casualties"]
    judged = "inflated (finding) · Ikuhiko Hata: “usually” (as read in “A Work”, 3)"
    assert [row["Judged"] for row in cells] == ["", judged, ""]
    assert cells[2]["Source"] == "“A Work”, 1"
    assert dossier._repr_html_().count("<tr>") == 4


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onload="x', "a\u202eb\x07"]
)
def test_nothing_of_the_data_is_markup(hostile: str) -> None:
    who = es.Claimant("c", "n" + hostile, native_name=hostile, role="scholar")
    work = es.Source("k", {"title": hostile})
    claim = es.Estimate("e", who, es.point(1), wording=hostile, measure=hostile, source=[es.Citation(work, hostile)])
    note = es.BiasNote("b", who, "inflated", "finding", about_estimate="e")
    page = es.to_html(es.Dossier(es.Estimand("x", hostile, measure="killed"), [claim], [note]))
    assert "<script" not in page
    assert "<img" not in page
    assert '" onload' not in page
    assert "\u202e" not in page
    assert "\x07" not in page


def test_short_citations() -> None:
    hata = es.Source("h", {"author": [{"family": "Hata"}, {"family": "Sun"}], "issued": {"date-parts": [["1993"]]}})
    assert es.cite(es.Citation(hata, "12"), style="label") == "Hata and Sun 1993, 12"
    assert (
        es.cite(es.Citation(hata, "12", via=es.Citation(WORK, "3")), style="label")
        == "Hata and Sun 1993, 12, as read in “A Work”, 3"
    )
    assert es.cite(CLAIMS[0], style="label") == ""
    assert es.cite(SAID, style="label") == "as read in “A Work”, 3"
    several = es.Estimate("e", SCHOLAR, es.point(1), source=[es.Citation(hata)], via=[es.Citation(WORK)] * 2)
    assert es.cite(several, style="label") == "Hata and Sun 1993; as read in “A Work”"
    assert [s.key for s in es.sources(several)] == ["h", "w"]
    with pytest.raises(es.EstimatesError, match="sources are known for"):
        es.cite(42)


@pytest.mark.parametrize(
    ("csl", "label"),
    [
        (
            {"author": [{"literal": "Red Swastika Society"}], "issued": {"date-parts": [[1938]]}},
            "Red Swastika Society 1938",
        ),
        ({"editor": [{"family": f} for f in "ABCD"]}, "A et al."),
        ({"author": [{"family": f} for f in "ABC"], "issued": {"date-parts": [[-430]]}}, "A, B and C 430 BC"),
        ({"title": "Histories", "issued": {"date-parts": [[1900], [1902]]}}, "“Histories” 1900–1902"),
        ({"title": "T", "issued": {"literal": "n.d."}}, "“T” n.d."),
        ({"title": "T", "issued": {"date-parts": [[1937]], "circa": True}}, "“T” c. 1937"),
        ({}, "key"),
    ],
)
def test_labels_of_works(csl: dict[str, object], label: str) -> None:
    assert es.Source("key", csl).label == label


def test_a_source_cannot_be_changed_from_outside() -> None:
    item = {"title": "A"}
    source = es.Source("k", item)
    item["title"] = "B"
    source.csl["title"] = "C"
    assert source.csl == {"id": "k", "title": "A"}
    assert repr(source) == "<Source 'k': “A”>"


def test_frames() -> None:
    frame = es.to_frame(es.Dossier(DEATHS, CLAIMS, [SAID]))
    assert frame["low"].isna().tolist() == [False, True, False]
    assert frame["high"].tolist() == [50_000, 84_000, 20_000]
    assert frame["measure"].tolist() == ["killed", "killed", "casualties"]
    assert frame["judged"].tolist() == ["", "inflated (finding), Ikuhiko Hata", ""]
    assert es.to_frame(es.Dossier(DEATHS)).empty
    with pytest.raises(es.EstimatesError, match="a table is made of a dossier, a dataset"):
        es.to_frame(42)


def test_what_is_computed_comes_as_a_frame() -> None:
    """A row a pair, a row a tension, a row an estimand; a range stands as text with its ends beside it."""
    nanking = es.load("nanking-1937")
    found = es.compare(nanking["combat-deaths"])
    pairs = es.to_frame(found)
    assert len(pairs) == 6
    assert (pairs["relation"] == "disjoint").sum() == len(found.disjoint) == 3
    strained = es.to_frame(es.tensions(nanking))
    first = strained.iloc[0]
    assert (first["smaller"], first["larger"]) == ("japanese-claim-combat-deaths", "askew-garrison")
    assert first["share_high"] == pytest.approx(84_000 / 73_790)
    ledger = es.Ledger.from_frame(
        es.to_frame(nanking), estimand="estimand", low="low", high="high", high_open="high_open"
    )
    assert es.to_frame(es.compare(ledger)).set_index("estimand").loc["garrison", "core_depth"] == 1
    assert len(es.to_frame(es.leave_one_out(nanking["garrison"]))) == 3


def test_a_comparison_rests_on_the_claims_that_it_uses() -> None:
    found = es.compare(es.load("nanking-1937")["combat-deaths"])
    assert [s.key for s in es.sources(found)] == [s.key for s in found.sources] == ["battle-of-nanking"]
    assert [s.key for s in es.sources([estimate for estimate, _ in found.set_aside])] == ["battle-of-nanking"]


def test_two_works_of_one_author_and_year_stay_two() -> None:
    item = {"author": [{"family": "Hata"}], "issued": {"date-parts": [[1999]]}}
    both = [es.Citation(es.Source("k", item), "3"), es.Citation(es.Source("j", item), "3")]
    assert es.cite(both, style="label") == "Hata 1999, 3 (k); Hata 1999, 3 (j)"
    assert es.cite(both[0], style="label") == "Hata 1999, 3"


def test_choices_rest_on_the_claims_that_they_pool() -> None:
    choices = es.multiverse(es.load("nanking-1937")["combat-deaths"])
    assert [s.key for s in es.sources(choices)] == ["battle-of-nanking"]
