"""Details of print that a copy editor would mark: scripts, stops, apostrophes, italics, addresses, tags."""

from __future__ import annotations

import re

import pytest

import estimates as es
from estimates.citing.inlines import flat
from estimates.citing.items import reference

AUTHOR = [{"family": "Example", "given": "Anna"}]


def article(title: str, **more: object) -> es.Source:
    return es.Source("a", {"type": "article-journal", "title": title, "container-title": "Journal", "author": AUTHOR,
                           "issued": {"date-parts": [[1999]]}, **more})  # fmt: skip


def book(title: str) -> es.Source:
    return es.Source("b", {"type": "book", "title": title, "publisher": "P", "author": AUTHOR,
                           "issued": {"date-parts": [[1999]]}})  # fmt: skip


QING = article("Qingdai yilai", custom={"original-script": {"title": "清代以來"}, "translated-title": "Since the Qing"})


@pytest.mark.parametrize("style", ["chicago-notes", "chicago-author-date", "mla"])
def test_a_romanised_title_closes_before_its_own_script(style: str) -> None:
    assert "“Qingdai yilai” 清代以來 [Since the Qing]. Journal" in es.bibliography(QING, style=style)[0]


def test_script_and_translation_stand_outside_quotation_marks_and_italics() -> None:
    assert es.cite(es.Citation(QING, "4")) == (
        "Anna Example, “Qingdai yilai” 清代以來 [Since the Qing], Journal, 1999, 4."
    )
    assert es.cite(es.Citation(QING, "4"), form="short") == "Example, “Qingdai yilai,” 4."
    work = es.Source("b", {**book("Qingdai shi").csl, "custom": QING.csl["custom"]})
    assert "<em>Qingdai shi</em> 清代以來 [Since the Qing]. P" in es.bibliography(work, format="html")[0]
    assert r"\emph{Qingdai shi} 清代以來 {[}Since" in es.bibliography(work, format="latex")[0]


def test_a_stop_goes_inside_a_quotation_that_ends_a_title() -> None:
    assert es.bibliography(book("Aftermath of the “Nihonjin”")) == [
        "Example, Anna. Aftermath of the “Nihonjin.” P, 1999."
    ]
    assert "On ‘Nihonjin,’” Journal" in es.cite(article('On "Nihonjin"'))
    assert "On ‘Nihonjin.’” Journal" in es.bibliography(article('On "Nihonjin"'))[0]
    assert "On “Nihonjin.” Journal" in es.bibliography(article("On “Nihonjin”"), style="apa")[0]
    assert "On ‘Who?’” Journal" in es.bibliography(article("On “Who?”"))[0]


def test_a_british_style_leaves_the_stop_outside() -> None:
    found = es.bibliography(book("Aftermath of the “Nihonjin”"), style="oscola")[0]
    assert "Nihonjin.”" not in found
    assert "Nihonjin.’" not in found


def test_straight_apostrophes_and_quotation_marks_become_typographic() -> None:
    assert "China’s “War”" in es.bibliography(book('China\'s "War" of Words'), style="apa")[0]
    assert "the 5' wall" in es.bibliography(book("On the 5' wall"), style="apa")[0]
    assert "O’Brien’s" in es.cite(article("O'Brien's List"))


def test_a_styles_italics_are_in_every_format() -> None:
    work = book("Walls")
    told = {form: es.bibliography(work, format=form)[0] for form in ("html", "latex", "markdown", "text")}
    assert "<em>Walls</em>" in told["html"]
    assert r"\emph{Walls}" in told["latex"]
    assert "*Walls*" in told["markdown"]
    assert "Walls" in told["text"]


def test_what_is_italic_within_an_italic_title_is_upright() -> None:
    work = book("A Reading of <i>De bello</i>, “On <i>X</i>,” <b>and <i>Y</i></b>")
    found = {form: es.cite(work, format=form) for form in ("html", "markdown", "latex", "text")}
    assert found["html"].startswith(
        "Anna Example, <em>A Reading of</em> De Bello<em>, “On</em> X<em>,”</em> "
        "<strong><em>and</em> Y</strong> (P, 1999)"
    )
    assert "*A Reading of* De Bello*, “On* X*,”* ***and* Y** (P, 1999)" in found["markdown"]
    assert r"\emph{A Reading of} De Bello" in found["latex"]
    assert "A Reading of De Bello, “On X,” and Y (P, 1999)" in found["text"]


def test_zoteros_tags_are_never_printed() -> None:
    work = article('On <i>De bello</i> and <span class="nocase">NATO</span>', author=[])
    claim = es.Estimate("one", es.Claimant("a", "A"), es.point(5), source=[es.Citation(work, "3")])
    dossier = es.Dossier(es.Estimand("g", "G"), [claim])
    axes = es.plot_intervals(dossier)
    shown = [work.label, str(dossier), es.caption(axes), es.alt_text(axes), es.to_html(dossier), es.to_latex(dossier),
             dossier._repr_html_(), *(es.cite(work, style=s) for s in ("label", "apa", "chicago-notes")),
             *es.bibliography(work)]  # fmt: skip
    shown += [text.get_text() for text in axes.figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    for text in shown:
        for tag in ("<i>", "</i>", "nocase", "&lt;i"):
            assert tag not in text
    assert work.label == "“On De bello and NATO” 1999"


def test_an_address_is_readable_in_markdown() -> None:
    work = article("Walls", DOI="10.1080/0955_5803.2003*1")
    assert "<https://doi.org/10.1080/0955_5803.2003*1>" in es.bibliography(work, format="markdown")[0]
    for hostile in ("10.1/<script>", "10.1/a b", "10.1/`x`", "10.1/[x](y)", "10.1/a\\>b"):
        told = es.bibliography(article("Walls", DOI=hostile), format="markdown")[0]
        assert "<script>" not in told.replace("\\<", "")
        assert "`" not in told.replace("\\`", "")
        assert "](" not in told


def test_a_compiler_is_named() -> None:
    eve, bob = {"family": "Ed", "given": "Eve"}, {"family": "Bo", "given": "Bob"}
    work = {"type": "book", "title": "Lists", "issued": {"date-parts": [[1999]]}, "compiler": [eve]}
    assert es.cite(es.Citation(es.Source("k", work), "5")) == "Eve Ed, ed., Lists (1999), 5."
    both = es.cite(es.Citation(es.Source("k", {**work, "editor": [bob]}), "5"))
    assert both == "Bob Bo and Eve Ed, eds., Lists (1999), 5."


@pytest.mark.parametrize(
    "piece", ["x", "<i>", "</i>", "<i>a</i>", "<i>“", "“a”", '"a" ', "a' ", "<span>", "<", "<a", ". ", "</i>.", " "]
)
def test_a_title_of_any_length_is_kept(piece: str) -> None:
    """Whatever is repeated, no step looks at each piece for each other one, and none calls itself for each piece."""
    title = f"{piece * (60_000 // len(piece))}y"
    nodes = reference(book(title), "w1")["c"]["title"]["c"]
    letters = [letter for letter in flat(nodes) if letter.isalpha()]
    assert letters == [letter for letter in re.sub("<i>(a|)</i>", r"\1", title) if letter.isalpha()]


def test_tags_end_where_they_did_however_they_lie() -> None:
    assert es.bibliography(book("A <i>b <b>c</i> d</b> <i>e</i>"), format="html") == [
        "Example, Anna. <em>A</em> b &lt;b&gt;c <em>d&lt;/b&gt;</em> e. P, 1999."
    ]
    deep = "<i>" * 30 + "word" + "</i>" * 30
    assert "word" in es.bibliography(book(deep))[0]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The Seven Years' War", "The Seven Years’ War"),
        ("Black '47 and Beyond", "Black ’47 and Beyond"),
        ("The '90s", "The ’90s"),
        ("The Workers'", "The Workers’"),
        ("On 'the Years' of War", "On 'the Years' of War"),  # quotation marks of one kind or the other
        ("Of '47 and the Kings' War", "Of '47 and the Kings' War"),
        ("A 5' Wall", "A 5' Wall"),
    ],
)
def test_an_apostrophe_at_the_edge_of_a_word_is_typographic_where_it_can_be_nothing_else(
    title: str, printed: str
) -> None:
    work = es.Source("k", {"type": "book", "title": title, "publisher": "P"})
    assert printed in es.cite(work)
