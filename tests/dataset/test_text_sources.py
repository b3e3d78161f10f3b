"""Sources as people write them: matched to one work of the library, asked about, or cited in their own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import estimates as es
from estimates.model.sources import Source
from estimates.references.text_matching import TextMatcher

AUTHORS = {"sen": ("Sen", "Amartya"), "roe": ("Roe", "Ann"), "poe": ("Poe", "Bert"), "sun": ("孙", "宅巍")}


def work(key: str, title: str, year: int, *names: str, **more: str) -> dict[str, Any]:
    authors = [dict(zip(("family", "given"), AUTHORS[name])) for name in names]
    return {"id": key, "type": "book", "title": title, "author": authors, "issued": {"date-parts": [[year]]}, **more}


OXFORD = {"publisher": "Clarendon Press", "publisher-place": "Oxford", "citation-key": "senPoverty"}
WORKS = [
    work("sen1981", "Poverty and Famines: An Essay on Entitlement", 1981, "sen", **OXFORD,
         URL="https://example.org/sen/", DOI="10.1000/XYZ"),
    work("roe1999a", "One War", 1999, "roe", "poe"),
    work("roe1999b", "Two Wars", 1999, "roe"),
    work("sun1997", "南京大屠杀", 1997, "sun", publisher="北京出版社"),
]  # fmt: skip


def claims(*sources: str, **more: Any) -> dict[str, list[Any]]:
    count = len(sources)
    names = ["Ann Roe", "Bert Poe", "Cid Low", "Dee Dow", "Eve Fox"][:count]
    return {
        "estimand": ["losses"] * count,
        "claimant": names,
        "wording": ["5,000"] * count,
        "source": list(sources),
        **more,
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sen 1981, p. 202", "sen1981[202]"),
        ("Sen 1981: 202", "sen1981[202]"),
        ("Sen, 1981, 202–204", "sen1981[202–204]"),
        ("Sen (1981), pp. 12, 15", "sen1981[12, 15]"),
        ("Amartya Sen, Poverty and Famines (Oxford: Clarendon Press, 1981), 202.", "sen1981[202]"),
        ("A. Sen, Poverty and famines, 1981", "sen1981"),
        ("Sen 1981, ch. 4", "sen1981[ch. 4]"),
        ("Sen 1981, vol. 2, 202", "sen1981[vol. 2, 202]"),
        ("sen1981, 202", "sen1981[202]"),
        ("senPoverty[202]", "sen1981[202]"),
        ("https://doi.org/10.1000/xyz", "sen1981"),
        ("http://example.org/sen", "sen1981"),
        ("Roe and Poe 1999", "roe1999a"),
        ("Roe, Two Wars, 1999, p. 3", "roe1999b[3]"),
        ("Sen 1981, p. 2; Roe, Two Wars, 1999; sun1997[4]", "sen1981[2]; roe1999b; sun1997[4]"),
        ("孙宅巍：《南京大屠杀》，1997年，第12页", "sun1997[12]"),
        ("Sen, Poverty and Famines, 202", "sen1981[202]"),  # the short note of historians has no year
        ("Sen, Poverty and Famines: An Essay on Entitlement, p. 202", "sen1981[202]"),
        ("孙宅巍《南京大屠杀》，第58页", "sun1997[58]"),
    ],
)
def test_words_that_mean_one_work(text: str, place: str) -> None:
    frame = claims(text)
    (claim,) = es.read(frame, sources=WORKS)["losses"]
    assert "; ".join(map(str, claim.source)) == place
    found = es.check(frame, sources=WORKS)
    assert found == ()
    if " " in text or "：" in text:
        assert [notice.message for notice in found.notices] == [f"is read as {place}"]


@pytest.mark.parametrize("text", ["Roe 1999", "Roe 1999b, p. 3"])
def test_words_that_may_mean_several_works_are_a_question(text: str) -> None:
    (fault,) = es.check(claims(text), sources=WORKS)
    assert "'roe1999a' (Roe and Poe 1999), 'roe1999b' (Roe 1999)" in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "Sen 1982, p. 202",  # another year
        "Senn 1981",  # another name
        "B. Sen 1981",  # another person
        "Poe 1999",  # not the first author
        "Sen 1981, Commodities and Capabilities",  # another title
        "Letter of 3 May 1998; in private hands",
        "家屬的信 1997",
        "https://example.org/another",
    ],
)
@pytest.mark.parametrize("sources", [WORKS, None])
def test_words_that_mean_no_work_are_kept(text: str, sources: Any, tmp_path: Path) -> None:
    frame = claims(text)
    dataset = es.read(frame, sources=sources)
    (claim,) = dataset["losses"]
    (place,) = claim.source
    assert place.source is not None
    assert place.source.is_text
    assert es.cite(claim, style="label") == text
    es.write(dataset, tmp_path / "made")
    assert es.read(tmp_path / "made") == dataset
    assert any("own words" in notice.message for notice in es.check(frame, sources=sources).notices)


def test_a_slip_of_a_key_is_never_another_work() -> None:
    (fault,) = es.check(claims("sen1982"), sources=WORKS)
    assert "no source has the key 'sen1982'" in fault.message


def test_references_kept_are_counted_once() -> None:
    (notice,) = es.check(claims("Family papers", "Town archive, box 4", "Family papers")).notices
    assert "2 references are kept" in notice.message
    assert "rows 2–4" in notice.message


def test_two_long_references_that_begin_alike_are_two() -> None:
    first, second = ("Minutes of the committee for the relief of the wounded, " + end for end in ("1914", "1915"))
    assert len(es.read(claims(first, second)).sources) == 2
    one, other = (es.Estimate("x", es.Claimant("a", "A"), es.point(5), source=text) for text in (first, second))
    assert one.citations[0].source != other.citations[0].source


CITED = claims("Sen 1981, p. 202", "Letter of J. Roe & Co. <3 May 1998>", "", "Family papers",
               via=["", "", "Party archive, box 4", "sen1981[7]"])  # fmt: skip


@pytest.mark.parametrize("style", ["chicago-notes", "chicago-author-date", "apa", "mla", "label", "pandoc", "latex"])
@pytest.mark.parametrize("form", ["note", "short", "in-text"])
def test_words_are_cited_as_they_stand_in_every_style(style: str, form: str) -> None:
    dossier = es.read(CITED, sources=WORKS)["losses"]
    for claim, words in zip(dossier, ("202", "3 May 1998", "Party archive, box 4", "Family papers")):
        cited = es.cite(claim, style=style, form=form)
        assert words in cited
        assert "n.d." not in cited
        assert cited.count("(") == cited.count(")")
    together = es.cite(dossier, style=style, form=form)
    assert "Family papers" in together
    assert "202" in together


@pytest.mark.parametrize("style", ["chicago-notes", "apa", "label", "pandoc", "latex"])
def test_words_stand_apart_in_a_bibliography(style: str) -> None:
    entries = es.bibliography(es.read(CITED, sources=WORKS), style=style)
    assert len(entries) == 4
    if style != "label":
        assert "sen" in entries[0].lower()
        assert entries[1].rstrip(".") == "Family papers"


def test_words_are_escaped_where_they_land() -> None:
    claim = es.read(CITED, sources=WORKS)["losses"][1]
    assert es.cite(claim, format="html") == "Letter of J. Roe &amp; Co. &lt;3 May 1998&gt;."
    assert "\\& Co" in es.cite(claim, format="latex")
    assert "J. Roe & Co. <3 May 1998>" in es.cite(claim, format="markdown")  # no tag begins with a figure


def test_later_notes_keep_the_words() -> None:
    dossier = es.read(CITED, sources=WORKS)["losses"]
    first, *_, later = es.notes([dossier[0], dossier[1], dossier[0], dossier[1]])
    assert first.startswith("Amartya Sen, Poverty and Famines: An Essay on Entitlement (Clarendon Press, 1981), 202")
    assert later == "Letter of J. Roe & Co. <3 May 1998>."


def test_a_name_in_its_own_script_beside_the_romanised_one() -> None:
    held = {"author": [{"family": "Sun", "given": "Zhaiwei"}], "issued": {"date-parts": [[1997]]}, "title": "Nanjing",
            "custom": {"original-script": {"title": "南京"}}}  # fmt: skip
    assert TextMatcher([Source("sun", held)]).match("Sun Zhaiwei, 南京, 1997").outcome == "one"


@pytest.mark.parametrize(
    "text",
    ["Sen, p. 202", "Sen, Poverty, 202", "Sen, Poverty and Famines and War, 202", "Roe, Poverty and Famines, 202",
     "孙宅巍，第58页", "孙宅巍《南京大屠杀史》，第58页"],
)  # fmt: skip
def test_without_a_year_only_the_whole_title_means_a_work(text: str) -> None:
    assert TextMatcher([Source(one["id"], one) for one in WORKS]).match(text).outcome == "none"


def test_a_title_of_two_editions_is_a_question() -> None:
    editions = [work(f"sen{year}", "Poverty and Famines", year, "sen") for year in (1981, 1983)]
    found = TextMatcher([Source(one["id"], one) for one in editions]).match("Sen, Poverty and Famines, 202")
    assert found.outcome == "several"


@pytest.mark.parametrize("ending", ["ris", "rdf", "xlsx"])
def test_a_library_in_another_format_says_what_to_export(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"zotero.{ending}"
    path.write_text("TY  - BOOK", encoding="utf-8")
    (fault,) = es.check(claims("Sen 1981"), sources=path)
    assert "choose CSL JSON or BibTeX" in fault.message
    with pytest.raises(es.DatasetError, match="CSL JSON or BibTeX"):
        es.read_csl(path)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Palmer 1967, p. 102[12]", "palmer1967[102]"), ("Palmer 1967, 102 [a][b]", "palmer1967[102]"),
     ("Palmer 1967[12]", ""), ("Palmer 1967 [12]", "")],
)  # fmt: skip
def test_a_footnote_mark_behind_a_place_is_no_word_of_the_reference(text: str, key: str) -> None:
    """In brackets without a place before them stands what may be the place."""
    work = {"id": "palmer1967", "type": "book", "title": "Napoleon", "author": [{"family": "Palmer", "given": "Alan"}],
            "issued": {"date-parts": [[1967]]}}  # fmt: skip
    table = {"estimand": ["a"], "claimant": ["A"], "wording": ["5"], "source": [text]}
    (match,) = es.read(table, sources=[work]).matches
    assert match.key == key


def test_a_near_work_of_zotero_is_named_by_its_citation_key() -> None:
    work = {"id": "http://zotero.org/users/1/items/AB", "citation-key": "palmer1967", "type": "book", "title": "War",
            "author": [{"family": "Palmer"}], "issued": {"date-parts": [[1967]]}}  # fmt: skip
    table = {"estimand": ["a"], "claimant": ["A"], "wording": ["5"], "source": ["Palmer 1967, Peace, p. 3"]}
    (notice,) = es.check(table, sources=[work]).notices
    assert "not all of which fit 'palmer1967' (Palmer 1967)" in notice.message
    assert "zotero.org" not in notice.message
