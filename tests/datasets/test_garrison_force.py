"""The garrison of Nanking by officers, records and later authors, held to the pages by hand."""

import pytest

import estimates as es

NANKING = es.load("nanking-1937")
GARRISON = NANKING["garrison-force"]


@pytest.mark.parametrize(
    ("claim", "wording", "range_", "read_in"),
    [
        ("song-xilian-total", "南京防衛の総兵力は約11万余人になった", "c. > 110,000", "nankin-005"),
        ("tan-daoping-recollection", "南京防衛に参加した部隊はすでに10万人ほどに達した", "c. 100,000", "nankin-005"),
        ("tan-daoping-total-1946", "52,000=81,000-18,000(第2軍)", "81,000", "ncp473"),
        ("ouyang-wu-total", "合計兵力約11万人、20万人と公称した", "c. 110,000", "nankin-005"),
        ("chinese-command-announced", "合計兵力約11万人、20万人と公称した", "200,000", "nankin-005"),
        ("nakazawa-total", "総計10〜13万の守備兵力なるへし", "100,000–130,000", "nankin-006"),
        ("sun-total", "孫宅魏推計(約15万)", "c. 150,000", "suikei"),
        ("sun-paper-strength", "均满员的话,应约为17.5万人", "c. 175,000", "cheng-tang2018"),
    ],
)
def test_rows_are_the_documents(claim: str, wording: str, range_: str, read_in: str) -> None:
    estimate = GARRISON[claim]
    places = [place.source.key for place in (*estimate.via, *estimate.source) if place.source]
    assert (estimate.wording, str(estimate.range)) == (wording, range_)
    assert read_in in places


def test_neither_an_announced_nor_a_paper_strength_is_an_estimate() -> None:
    assert {e.id: e.standing for e in GARRISON if e.standing != "stands"} == {
        "chinese-command-announced": "announced", "sun-paper-strength": "hypothetical",
    }  # fmt: skip
    used = {estimate.id for estimate in es.compare(GARRISON).used}
    assert not {"chinese-command-announced", "sun-paper-strength", "military-police-at-river"} & used


def test_what_rests_on_what_and_what_is_said_without_a_number() -> None:
    assert [(link.from_id, link.relation, link.to_id) for link in NANKING.links] == [
        ("sun-total", "rests on", "tan-daoping-total-1946"),
    ]  # fmt: skip
    said = {(note.said_by.id, note.kind, note.about) for note in NANKING.statements}
    assert {
        ("suikei-author", "other", "garrison-force"), ("mengyan-author", "other", "garrison-force"),
        ("ncp473-author", "other", "hata-garrison"),
    } <= said  # fmt: skip


def test_the_figure_of_the_article_stands_apart() -> None:
    assert [estimate.id for estimate in NANKING["garrison"]] == [
        "askew-garrison", "hata-garrison", "kasahara-garrison",
    ]  # fmt: skip
