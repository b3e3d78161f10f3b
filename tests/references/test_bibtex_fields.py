"""The fields of a BibTeX or biblatex entry, each as CSL says it: titles, names, dates, types."""

from __future__ import annotations

from typing import Any

import pytest

import estimates as es
from estimates.references.bibtex_reader import parsed


def only(text: str) -> dict[str, Any]:
    """The item of one entry without faults."""
    library = parsed(text, "mine.bib")
    assert library.faults == ()
    (work,) = library
    return work.csl


def fields(text: str, kind: str = "book") -> dict[str, Any]:
    return only(f"@{kind}{{doe,\n{text}\n}}")


TITLES = [
    ("The Fall of Nanking", "The Fall of Nanking"),
    ("{{The Fall of Nanking}}", "The Fall of Nanking"),
    ("the {NATO} and {iPhone}", "the NATO and iPhone"),
    ("A State {de facto}", 'A State <span class="nocase">de facto</span>'),
    (r"{\'E}t{\'e} in {\AA}rhus: {\O}stre Stra{\ss}e", "Été in Århus: Østre Straße"),
    (r"\'{E}t\'e \c{c}a \v{s} \H{o} \k{a} \l{}odz {\i} \'{\i}", "Été ça š ő ą łodz ı í"),
    (r"``Quoted'' --- and -- dashed", "“Quoted” — and – dashed"),
    (r"50\% of \$5 \& \#1 a\_b", "50% of $5 & #1 a_b"),
    (r"50% of it", "50% of it"),
    (r"From $5 to $10", "From $5 to $10"),
    (r"Costs $5", "Costs $5"),
    (r"H$_2$O and the 5$^{th}$ $\alpha$", "H<sub>2</sub>O and the 5<sup>th</sup> α"),
    (r"$E = mc^2$", "$E = mc^2$"),
    (r"\unknown{kept} \input{evil}", r"\unknown{kept} \input{evil}"),
    (r"\enquote{Quoted} {\em old} {\bf style}", "“Quoted” <i>old</i> <b>style</b>"),
    (r"\~{}x \^{}", "~x ^"),
    (r"a~b\,c", "a\u00a0b\u2009c"),
    (r"Th\textsuperscript{e} \textsc{bc}", 'Th<sup>e</sup> <span style="font-variant: small-caps;">bc</span>'),
    (r"\noopsort{a}B \href{https://example.org}{link}", "B link (https://example.org)"),
    (r"\textbackslash write18 \textless b\textgreater", r"\write18 <b>"),
    ("孙宅巍《书》", "孙宅巍《书》"),
    (r"x\\y {\relax z} \S 5 \textcommabelow{s}", "x y z §5 ș"),
    (r"\{braces\} \begin{x}y\end{x}", r"{braces} \begin{x}y\end{x}"),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "text"), TITLES, ids=range(len(TITLES)))
def test_titles(latex: str, text: str) -> None:
    assert fields(f"title = {{{latex}}}")["title"] == text


NAMES = [
    ("Doe, Jane", [{"family": "Doe", "given": "Jane"}]),
    ("Jane Doe", [{"family": "Doe", "given": "Jane"}]),
    ("de la Fontaine, Jean", [{"dropping-particle": "de la", "family": "Fontaine", "given": "Jean"}]),
    ("Ortega y Gasset, José", [{"family": "Ortega y Gasset", "given": "José"}]),
    ("{de Gaulle}, Charles", [{"family": "de Gaulle", "given": "Charles"}]),
    ("{Barnes and Noble, Inc.}", [{"literal": "Barnes and Noble, Inc."}]),
    ("{{Double Body}}", [{"literal": "Double Body"}]),
    ("Plato", [{"family": "Plato"}]),
    ("孙宅巍", [{"family": "孙宅巍"}]),
    ("Jean~Paul Sartre", [{"family": "Sartre", "given": "Jean Paul"}]),
    ("Doe, Jr., Jane\n  and  Roe, R.", [{"family": "Doe", "suffix": "Jr.", "given": "Jane"},
                                        {"family": "Roe", "given": "R."}]),
    ("Doe, J. AND others", [{"family": "Doe", "given": "J."}, {"literal": "others"}]),
    (r"{\O}rsted, H. C.", [{"family": "Ørsted", "given": "H. C."}]),
    ("family={Doe, Esq}, given={Jane}, given-i={J}", [{"family": "Doe, Esq", "given": "Jane"}]),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "names"), NAMES, ids=range(len(NAMES)))
def test_names(latex: str, names: list[dict[str, str]]) -> None:
    assert fields(f"author = {{{latex}}}")["author"] == names


def test_particles_follow_the_option_of_biblatex() -> None:
    item = fields("author = {van Beispiel, L.}, options = {useprefix=true, skipbib=false}")
    assert item["author"] == [{"non-dropping-particle": "van", "family": "Beispiel", "given": "L."}]


DATES = [
    ("date = {1937}", {"date-parts": [[1937]]}),
    ("date = {1937-12-13}", {"date-parts": [[1937, 12, 13]]}),
    ("date = {1937/1938}", {"date-parts": [[1937], [1938]]}),
    ("date = {1937-12-13/1938-02}", {"date-parts": [[1937, 12, 13], [1938, 2]]}),
    ("date = {1937~}", {"date-parts": [[1937]], "circa": True}),
    ("date = {-0480}", {"date-parts": [[-481]]}),
    ("date = {0000}", {"date-parts": [[-1]]}),
    ("date = {1937-21}", {"date-parts": [[1937]], "season": 1}),
    ("date = {193X}", {"literal": "193X"}),
    ("date = {1937?}", {"literal": "1937?"}),
    ("date = {1937/}", {"literal": "1937/"}),
    ("date = {1937/..}", {"literal": "1937/.."}),
    (r"date = {c.\ 1937 or later}", {"literal": "c. 1937 or later"}),
    ("year = 1937", {"date-parts": [[1937]]}),
    ("year = {1937}, month = dec", {"date-parts": [[1937, 12]]}),
    ("year = {1937}, month = {December}, day = {13}", {"date-parts": [[1937, 12, 13]]}),
    ('year = {1937}, month = "13~" # dec', {"literal": "13\u00a0dec 1937"}),
    ("year = {1937}, month = {12}", {"date-parts": [[1937, 12]]}),
    ("year = {1937}, month = {Winter}", {"literal": "Winter 1937"}),
    ("year = {1937--1938}", {"date-parts": [[1937], [1938]]}),
    ("year = {1937/1938}", {"date-parts": [[1937], [1938]]}),
    ("year = {c. 1937}", {"date-parts": [[1937]], "circa": True}),
    ("year = {ca.~1937}", {"date-parts": [[1937]], "circa": True}),
    ("year = {480 BC}", {"date-parts": [[-480]]}),
    ("year = {-0479}", {"date-parts": [[-480]]}),
    ("year = {n.d.}", {"literal": "n.d."}),
    ("year = {[1937]}", {"literal": "[1937]"}),
]  # fmt: skip


@pytest.mark.parametrize(("latex", "date"), DATES, ids=[latex for latex, _ in DATES])
def test_dates(latex: str, date: dict[str, Any]) -> None:
    assert fields(latex)["issued"] == date


def test_what_a_date_says_beyond_csl_is_named() -> None:
    text = "@book{a, date = {1937~/1938}}\n@book{b, date = {1937%}}\n@book{c, date = {1937}, year = 1938}"
    library = parsed(text, "mine.bib")
    assert [(o.key, o.field) for o in library.left_out] == [("a", "date"), ("b", "date"), ("c", "year")]
    assert [work.csl["issued"]["date-parts"][0] for work in library] == [[1937], [1937], [1937]]


KINDS = [
    ("phdthesis", "school = {U}", {"type": "thesis", "genre": "PhD thesis", "publisher": "U"}),
    ("mastersthesis", "school = {U}", {"type": "thesis", "genre": "Master’s thesis", "publisher": "U"}),
    ("thesis", "type = {phdthesis}", {"type": "thesis", "genre": "PhD thesis"}),
    ("techreport", "institution = {I}, number = 5", {"type": "report", "publisher": "I", "number": "5"}),
    ("article", "number = 5, entrysubtype = {newspaper}", {"type": "article-newspaper", "issue": "5"}),
    ("inproceedings", "booktitle = {P}", {"type": "paper-conference", "container-title": "P"}),
    ("book", "number = 5, series = {S}", {"type": "book", "collection-number": "5", "collection-title": "S"}),
    ("misc", r"howpublished = {\url{https://example.org/a_b}}", {"type": "document", "URL": "https://example.org/a_b"}),
    ("misc", "howpublished = {Typescript}", {"type": "document", "medium": "Typescript"}),
    ("online", "organization = {O}", {"type": "webpage", "publisher": "O"}),
    ("book", "maintitle = {M}, title = {T}", {"type": "book", "title": "M", "volume-title": "T"}),
    ("book", "publisher = {P}, organization = {O}",
     {"type": "book", "publisher": "P", "custom": {"organization": "O"}}),
    ("book", "editor = {A, B}, editortype = {compiler}", {"type": "book", "compiler": [{"family": "A", "given": "B"}]}),
    ("book", "editora = {A, B}, editoratype = {redactor}",
     {"type": "book", "custom": {"editora": "A, B", "editoratype": "redactor"}}),
    ("article", "eprint = {12345}, eprinttype = {pubmed}", {"type": "article-journal", "PMID": "12345"}),
    ("article", "eprint = {2001.1}, archiveprefix = {arXiv}",
     {"type": "article-journal", "custom": {"eprint": "2001.1", "eprinttype": "arXiv"}}),
    ("book", "hyphenation = {german}", {"type": "book", "language": "de"}),
    ("book", "langid = {english}, language = {Old English}",
     {"type": "book", "language": "en", "custom": {"language": "Old English"}}),
    ("book", r"addendum = {A \& B}", {"type": "book", "custom": {"addendum": "A & B"}}),
    ("BOOK", "TITLE = {Shouted}", {"type": "book", "title": "Shouted"}),
    ("book", r"note = {a line's end\\}, title = {B}", {"type": "book", "note": "a line's end", "title": "B"}),
    ("book", r"title = {open \{ only}", {"type": "book", "title": "open { only"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "latex", "item"), KINDS, ids=range(len(KINDS)))
def test_types_and_fields(kind: str, latex: str, item: dict[str, Any]) -> None:
    assert fields(latex, kind) == {"id": "doe", **item}
    work = es.Source("doe", fields(latex, kind))
    assert list(parsed(es.to_bibtex(work), "again.bib")) == [work]
