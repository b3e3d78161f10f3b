"""BibTeX and biblatex in, as Zotero, Better BibTeX and JabRef write them: nothing changed, nothing lost untold."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import estimates as es
from estimates.references.bibtex_reader import parsed

# Invented works, each in the manner of one program.
ZOTERO = r"""
@article{doeInventedSiegeItaly2003,
	title = {The {Invented} {Siege}: 50\% of a {Legion} in {Italy}},
	volume = {12},
	issn = {0000-0000},
	url = {https://example.org/view?id=5%20a&b=c_d#e~f},
	doi = {10.0000/example_(SICI)1-2<3::AID>4},
	abstract = {First line.
Second line, with \$5 and {\textless}i{\textgreater}tags{\textless}/i{\textgreater}.},
	language = {en-GB},
	number = {4},
	urldate = {2024-02-29},
	journal = {Journal of {Invented} {History}},
	author = {Doe, Jane and {Ministry of Invention} and von Muster, Max and others},
	month = apr,
	year = {2003},
	note = {Publisher: Invented Press},
	keywords = {siege, legion},
	pages = {148--173},
	file = {Full Text:/home/jane/Zotero/storage/AB12/doe.pdf:application/pdf},
}
"""
BETTER_BIBTEX = r"""
@letter{mustermannLetterMayor1937,
  type = {Typescript},
  title = {Letter to the {{Mayor}} of {{Nowhere}}, {\emph{de}} {{facto}} {{{\textsc{iii}}}}},
  author = {given=Erika, family=Mustermann and family=Beispiel, given=Ludwig, prefix=van, useprefix=true},
  date = {1937-12~},
  location = {Nowhere},
  langid = {ngerman},
  options = {useprefix=true},
  archive = {Invented Archive},
  origdate = {-0479/-0478},
  shorttitle = {Letter},
  file = {/Users/erika/Zotero/storage/letter.pdf}
}

@inreference{ExampleSiege,
  title = {Example, {{Siege}} Of},
  booktitle = {Encyclopedia of {{Examples}}},
  date = {2020-05-01T10:00:00Z},
  url = {https://example.org/100%25},
  urldate = {2024-01-31}
}
"""
JABREF = r"""% Encoding: UTF-8

@Comment{jabref-meta: databaseType:biblatex;}

@String{jih = "Journal of Invented History"}
@STRING( sub = {Second Series} )
@preamble{ "\newcommand{\noopsort}[1]{}" }

@Article{Roe1999,
  author       = "Roe, Jr., Richard and Mu{\~n}oz de la Pe{\~n}a, Ana and {\'E}mile Exemple and Ludwig van Beispiel",
  title        = "{\"U}ber " # "die {M}engen " # jih,
  journaltitle = jih # ", " # sub,
  year         = 1999,
  month        = dec # "~13",
  owner        = {jane},
  timestamp    = {2020.01.01},
  groups       = {mine},
  comment      = {read it again},
}

@Collection{Works,
  editor    = {Editor, Emma},
  title     = {Collected Inventions},
  subtitle  = {A Reader},
  publisher = {Invented Press},
  location  = {Nowhere},
  date      = {2001},
  keywords  = {reader},
}

@InCollection{Chap, crossref = {works}, author = {Author, Ann}, title = {What if?}, subtitle = {A Try}, pages = {1-9}}

@XData{pub, publisher = {Other Press}, location = {Elsewhere}}

@Book{Whole, xdata = {pub}, title = {A Whole}, author = {孙宅巍}, year = {c. 480 BC}, entrysubtype = {classic}}

@Comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Read\;0\;1\;\;\;\;;
}
"""


def test_zotero() -> None:
    library = parsed(ZOTERO, "zotero.bib")
    assert library["doeInventedSiegeItaly2003"].csl == {
        "id": "doeInventedSiegeItaly2003",
        "type": "article-journal",
        "title": "The Invented Siege: 50% of a Legion in Italy",
        "container-title": "Journal of Invented History",
        "author": [
            {"family": "Doe", "given": "Jane"},
            {"literal": "Ministry of Invention"},
            {"dropping-particle": "von", "family": "Muster", "given": "Max"},
            {"literal": "others"},
        ],
        "volume": "12",
        "issue": "4",
        "page": "148-173",
        "ISSN": "0000-0000",
        "URL": "https://example.org/view?id=5%20a&b=c_d#e~f",
        "DOI": "10.0000/example_(SICI)1-2<3::AID>4",
        "abstract": "First line. Second line, with $5 and <i>tags</i>.",
        "language": "en-GB",
        "issued": {"date-parts": [[2003, 4]]},
        "accessed": {"date-parts": [[2024, 2, 29]]},
        "note": "Publisher: Invented Press",
        "keyword": "siege, legion",
    }
    assert [omission.field for omission in library.left_out] == ["file"]
    assert library.faults == ()


def test_better_bibtex() -> None:
    library = parsed(BETTER_BIBTEX, "better.bib")
    assert library[0].csl == {
        "id": "mustermannLetterMayor1937",
        "type": "personal_communication",
        "genre": "Typescript",
        "title": 'Letter to the Mayor of Nowhere, <i>de</i> <span class="nocase">facto</span> '
        '<span style="font-variant: small-caps;">iii</span>',
        "title-short": "Letter",
        "author": [
            {"family": "Mustermann", "given": "Erika"},
            {"non-dropping-particle": "van", "family": "Beispiel", "given": "Ludwig"},
        ],
        "issued": {"date-parts": [[1937, 12]], "circa": True},
        "original-date": {"date-parts": [[-480], [-479]]},
        "publisher-place": "Nowhere",
        "language": "de-DE",
        "archive": "Invented Archive",
    }
    assert library[1].csl == {
        "id": "ExampleSiege",
        "type": "entry-encyclopedia",
        "title": "Example, Siege Of",
        "container-title": "Encyclopedia of Examples",
        "issued": {"date-parts": [[2020, 5, 1]]},
        "URL": "https://example.org/100%25",
        "accessed": {"date-parts": [[2024, 1, 31]]},
    }
    assert [o.field for o in library.left_out] == ["file", "date"]


def test_jabref() -> None:
    library = parsed(JABREF, "jabref.bib")
    assert library.faults == ()
    assert library.keys() == ("Roe1999", "Works", "Chap", "Whole")
    assert library["Roe1999"].csl == {
        "id": "Roe1999",
        "type": "article-journal",
        "author": [
            {"family": "Roe", "given": "Richard", "suffix": "Jr."},
            {"family": "Muñoz de la Peña", "given": "Ana"},
            {"family": "Exemple", "given": "Émile"},
            {"dropping-particle": "van", "family": "Beispiel", "given": "Ludwig"},
        ],
        "title": "Über die Mengen Journal of Invented History",
        "container-title": "Journal of Invented History, Second Series",
        "issued": {"date-parts": [[1999, 12, 13]]},
        "custom": {"comment": "read it again"},
    }
    assert library["Chap"].csl == {
        "id": "Chap",
        "type": "chapter",
        "author": [{"family": "Author", "given": "Ann"}],
        "title": "What if? A Try",
        "container-title": "Collected Inventions: A Reader",
        "editor": [{"family": "Editor", "given": "Emma"}],
        "publisher": "Invented Press",
        "publisher-place": "Nowhere",
        "issued": {"date-parts": [[2001]]},
        "page": "1-9",
    }
    assert library["Whole"].csl == {
        "id": "Whole",
        "type": "classic",
        "author": [{"family": "孙宅巍"}],
        "title": "A Whole",
        "publisher": "Other Press",
        "publisher-place": "Elsewhere",
        "issued": {"date-parts": [[-480]], "circa": True},
    }
    assert {o.field for o in library.left_out} == {"owner", "timestamp", "groups"}


@pytest.mark.parametrize("text", [ZOTERO, BETTER_BIBTEX, JABREF], ids=["zotero", "better", "jabref"])
@pytest.mark.parametrize("dialect", ["biblatex", "bibtex"])
def test_what_was_read_is_written_and_read_again(text: str, dialect: str) -> None:
    works = tuple(parsed(text, "mine.bib"))
    assert tuple(parsed(es.to_bibtex(works, dialect), "mine.bib")) == works


BROKEN = [
    ("@book{bad,\n  title = {Unclosed {brace},\n  year = 1999\n", 3, "bad", "a brace, a quotation mark or a comma"),
    ("@book{bad\n  title = {No comma},\n}\n", 3, "bad", "a brace, a quotation mark or a comma"),
    ("@book{bad, title {No sign}}\n", 3, "bad", "a brace, a quotation mark or a comma"),
    ('@book{bad, title = "Unclosed}\n', 3, "bad", "a brace, a quotation mark or a comma"),
    ("@book{bad, title = {One too many}}, year = {1999}}\n", 3, "bad", "a brace too many closes it early"),
    ("@book{, title = {No key}}\n", 3, "", "no key"),
    ("book{bad, title = {No sign of an entry}}\n", 3, "", "without its '@'"),
    ("@book{first, title = {Again}}\n", 3, "first", "another entry has this key"),
    ("@book{a[b], title = {Key}}\n", 3, "a[b]", "must not contain"),
    ("@string{bad = other}\n", 3, "@string bad", "no @string 'other'"),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "line", "place", "said"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_entry_is_told_with_its_line_and_costs_no_other(broken: str, line: int, place: str, said: str) -> None:
    text = f"@book{{first, title = {{First}}}}\n\n{broken}\n@book{{last, title = {{Last}}}}\n"
    library = parsed(text, "mine.bib")
    assert library.keys() == ("first", "last")
    assert [work.csl["title"] for work in library] == ["First", "Last"]
    (fault,) = library.faults
    assert (fault.file, fault.row, fault.column) == ("mine.bib", line, place)
    assert re.search(said, fault.message)
    assert str(fault).startswith(f"mine.bib, line {line}")


ODD = [
    ("title = {Kept}, title = {b}", "title", "b", "twice; the first is taken", {}),
    ("title = {Kept}, Title = {b}", "title", "b", "twice; the first is taken", {}),
    ("title = {Kept}, series = unknown", "series", "unknown", "no @string 'unknown'", {}),
    ("title = {Kept}, series = {a} {b}", "series", "{a} {b}", "joined by '#'", {}),
    ("title = {Kept}, series = ", "series", "", "a value is text", {}),
    ("title = {Kept}, date = {1937-13}", "date", "1937-13", "13", {"issued": {"literal": "1937-13"}}),
    ("title = {Kept}, date = {1937-02-30}", "date", "1937-02-30", "day", {"issued": {"literal": "1937-02-30"}}),
    ("title = {Kept}, year = 1937, month = 17", "month", "1937 17", "is not a month",
     {"issued": {"date-parts": [[1937]]}}),
    ("title = {Kept}, author = {A, B, C, D}", "author", "A, B, C, D", "too many commas",
     {"author": [{"literal": "A, B, C, D"}]}),
    ("title = {Kept}, author = {Doe, Jane and and Roe, R.}", "author", "Doe, Jane and and Roe, R.", "name is missing",
     {"author": [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "R."}]}),
    ("title = {Kept}, author = {xdata=names-author-1}", "author", "xdata=names-author-1", "@xdata", {}),
    ("title = {Kept}, crossref = {nowhere}", "crossref", "nowhere", "no entry without faults", {}),
    ("title = {Kept}, crossref = {odd}", "crossref", "odd", "refers back to itself", {}),
    ("title = {Kept}, month = dec, date = {1937}", "month", "dec", "a date as well",
     {"issued": {"date-parts": [[1937]]}}),
    ("title = {Kept}, editortype = {compiler}", "editortype", "compiler", "no editor", {}),
    ("title = {Kept}, editoratype = {compiler}", "editoratype", "compiler", "no editora", {}),
    ("title = {Kept}, booktitle = {Another}", "booktitle", "Another", "for its chapters", {}),
    (r"title = {Kept}, note = {a \strange{b}}", "note", r"a \strange{b}", "is not known", {"note": r"a \strange{b}"}),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "field", "value", "said", "kept"), ODD, ids=range(len(ODD)))
def test_an_odd_field_costs_no_work_and_is_listed(
    fields: str, field: str, value: str, said: str, kept: dict[str, object]
) -> None:
    library = parsed(f"@book{{first, title = {{First}}}}\n@book{{odd, {fields}}}\n", "mine.bib")
    assert library.faults == ()
    assert library["odd"].csl == {"id": "odd", "type": "book", "title": "Kept", **kept}
    (omission,) = library.left_out
    assert (omission.key, omission.field, omission.value) == ("odd", field, value)
    assert said in omission.why
    assert omission.row == 2


def test_the_same_entry_twice_is_one_work() -> None:
    text = "@book{a, title = {T}, year = 1999}\n@book{a, year = {1999}, title = {T}}\n"
    assert (len(parsed(text, "mine.bib")), parsed(text, "mine.bib").faults) == (1, ())
    (fault,) = parsed(text.replace("{1999}", "{2000}"), "mine.bib").faults
    assert (fault.row, fault.value) == (2, "a")


def test_further_names_of_an_entry_serve_as_keys() -> None:
    library = parsed("@book{a, title = {A}, ids = {old, older}}\n@book{b, title = {B}, ids = {older, a}}\n", "mine.bib")
    assert library["old"] is library["a"]
    assert "older" not in library
    assert [(fault.value, "another work" in fault.message) for fault in library.faults] == [
        ("older", True),
        ("a", True),
    ]


def test_reading_prints_and_logs_nothing(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.bib"
    path.write_text("@book{bad, title = {x}\n@book{good, title = {y}}", encoding="utf-8")
    assert es.read_bibtex(path).keys() == ("good",)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("bibtexparser").level == logging.NOTSET


def test_an_unknown_type_is_read_and_named() -> None:
    library = parsed("@papyrus{a, title = {B}}", "mine.bib")
    assert library[0].csl == {"id": "a", "type": "document", "title": "B"}
    assert [(o.field, o.value) for o in library.left_out] == [("entry type", "@papyrus")]


def test_fields_pass_from_a_volume_to_its_chapter() -> None:
    text = (
        "@mvbook{all, title = {All}, author = {Doe, Jane}, keywords = {not passed}, date = {1900/1910}}\n"
        "@book{one, crossref = {all}, title = {One}, volume = {1}, date = {1901}}\n"
        "@inbook{part, crossref = {one}, title = {Part}, pages = {1-2}}\n"
        "@periodical{journal, title = {Journal}, date = {1999}}\n"
        "@article{paper, crossref = {journal}, title = {Paper}}\n"
    )
    library = parsed(text, "mine.bib")
    assert library.faults == ()
    assert library["one"].csl == {
        "id": "one", "type": "book", "title": "All", "volume-title": "One", "volume": "1",
        "author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[1901]]},
    }  # fmt: skip
    assert library["part"].csl["container-title"] == "All"
    assert library["part"].csl["volume-title"] == "One"
    assert library["part"].csl["container-author"] == [{"family": "Doe", "given": "Jane"}]
    assert library["part"].csl["issued"] == {"date-parts": [[1901]]}
    assert library["paper"].csl["container-title"] == "Journal"


def test_encodings(tmp_path: Path) -> None:
    path = tmp_path / "mine.bib"
    path.write_bytes(b"\xef\xbb\xbf@book{a, title = {\xc3\xa9}}")
    assert es.read_bibtex(path)[0].csl["title"] == "é"
    path.write_bytes(b"% Encoding: Cp1252\n@book{a, title = {\xe9}}")
    assert es.read_bibtex(str(path))[0].csl["title"] == "é"
    path.write_bytes(b"@book{a, title = {\xe9}}")
    with pytest.raises(es.DatasetError, match="not UTF-8"):
        es.read_bibtex(path)
    with pytest.raises(es.DatasetError, match=r"absent\.bib: '.*': cannot be read"):
        es.read_bibtex(tmp_path / "absent.bib")
    path.write_text("", encoding="utf-8")
    assert len(es.read_bibtex(path)) == 0


PIECES = [
    "@book{", "@article(", "@string{", "@comment{", "@preamble{", "@xdata{", "@set{", "a", "b,", "title", "author",
    " = ", "{", "}", "(", ")", '"', "\\", "\n", ",", "#", "%", "$", "and", "others", "xdata=", "family=", "crossref",
    "date", "1937", "-04", "~", "?", "/", "X", "jan", "\\'", "\\emph{", "\\url", "\\href{", "\\begin{x}", "\\sqrt",
    "\\frac", "month", "year", "--", "options", "csl-id", "csl-custom", "[", "]", ";", "@", "é", "\x00", "\u202e", "$$",
    "\\verb|",
]  # fmt: skip
FIELDS = ["title", "author", "date", "year", "pages", "url", "type", "month", "note", "csl-custom", "entrysubtype"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_is_read_or_told(text: str) -> None:
    """Nothing but faults comes of a file that is no bibliography, and what is read can be written."""
    library = parsed(text, "mine.bib")
    assert all(str(fault).startswith("mine.bib") and fault.message for fault in library.faults)
    assert len(parsed(es.to_bibtex(library), "again.bib")) == len(library)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FIELDS), st.lists(st.sampled_from(PIECES[7:]), max_size=12).map("".join))
def test_any_field_is_read_or_told(name: str, text: str) -> None:
    library = parsed(f"@book{{first, {name} = {{{text}}}}}\n@book{{last, title = {{Last}}}}\n", "mine.bib")
    assert "first" in library or library.faults
    assert len(parsed(es.to_bibtex(library), "again.bib")) == len(library)
