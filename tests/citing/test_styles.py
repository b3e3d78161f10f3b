"""Styles of strangers: only the style itself is read, nothing requested, and a changed file is a changed style."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

import estimates as es
from estimates.citing import engine
from estimates.citing.styles import _installed, style_of

BOOK = es.Source("book", {
    "type": "book", "title": "Walls", "publisher": "Invented Press", "issued": {"date-parts": [[1998]]},
    "author": [{"family": "Example", "given": "Anna"}],
})  # fmt: skip
APA = _installed("apa").read_text(encoding="utf-8")
DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="{locale}">
  <info><title>Mine</title><id>http://example.org/mine</id>
    <link href="{href}" rel="independent-parent"/><updated>2020-01-01T00:00:00+00:00</updated></info>
</style>
"""


class Server(HTTPServer):
    """A server on the loopback address that notes every request, and answers each with a style."""

    asked: list[bytes]


class Handler(BaseHTTPRequestHandler):
    """Answers every request with APA."""

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline()
        self.server.asked.append(self.raw_requestline)  # type: ignore[attr-defined]  # it is the server above
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + APA.encode())
        self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(("127.0.0.1", 0), Handler)
    found.asked = []
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


def test_a_style_of_a_stranger_requests_and_reads_nothing(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("THE-SECRET", encoding="utf-8")
    (tmp_path / "there.csl").write_text(APA, encoding="utf-8")
    address = f"http://127.0.0.1:{server.server_port}/apa"
    parents = [address, f"{address}.csl", f"file://{secret}", f"file://{tmp_path}/there.csl", str(secret), "there.csl",
               str(tmp_path / "there.csl"), "../apa", "data:text/plain,x", "", "http://www.zotero.org/styles/../../x",
               "http://www.zotero.org/styles/no-such-style",
               f"http://www.zotero.org@127.0.0.1:{server.server_port}/styles/apa"]  # fmt: skip
    for parent in parents:
        (tmp_path / "mine.csl").write_text(DEPENDENT.format(href=parent, locale="en-US"), encoding="utf-8")
        with pytest.raises(es.FormatError, match="depends on another style") as caught:
            es.cite(BOOK, style=tmp_path / "mine.csl")
        assert "THE-SECRET" not in str(caught.value)
    assert server.asked == []


@pytest.mark.parametrize("place", ["info", "style", "macro"])
def test_a_link_anywhere_in_a_complete_style_is_inert(place: str, server: Server, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{server.server_port}/apa"
    link = f'<link rel="independent-parent" href="{address}"/><link rel="template" href="{address}"/>'
    hostile = APA.replace(f"</{place}>", f"{link}</{place}>", 1)
    (tmp_path / "mine.csl").write_text(hostile, encoding="utf-8")
    with pytest.raises(es.FormatError, match="depends on another style"):
        es.cite(BOOK, style=tmp_path / "mine.csl")
    link = link.replace("independent-parent", "template")
    (tmp_path / "mine.csl").write_text(APA.replace("</info>", f"{link}</info>", 1), encoding="utf-8")
    assert es.cite(BOOK, style=tmp_path / "mine.csl") == es.cite(BOOK, style="apa")
    assert server.asked == []


def test_whatever_else_could_be_resolved_is_not(server: Server, tmp_path: Path) -> None:
    """Entities, a locale that is a path, inclusions, and works that name files and addresses."""
    address = f"http://127.0.0.1:{server.server_port}/x"
    secret = tmp_path / "secret"
    secret.write_text("THE-SECRET", encoding="utf-8")
    for declaration in (f'<!ENTITY x SYSTEM "{secret}">', f'<!ENTITY % x SYSTEM "{address}"> %x;', ""):
        hostile = APA.replace("?>", f"?><!DOCTYPE style [{declaration}]>", 1).replace("<title>", "<title>&x;", 1)
        (tmp_path / "mine.csl").write_text(hostile, encoding="utf-8")
        with pytest.raises(es.FormatError, match="document type declaration"):
            es.cite(BOOK, style=tmp_path / "mine.csl")
    for locale in (address, str(secret), "../../secret"):
        hostile = APA.replace("<style ", f'<style default-locale="{locale}" ', 1).replace(' default-locale="en-US"', "")
        (tmp_path / "mine.csl").write_text(hostile, encoding="utf-8")
        assert es.cite(BOOK, style=tmp_path / "mine.csl") == "(Example, 1998)"
    included = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    (tmp_path / "mine.csl").write_text(APA.replace("</info>", f"{included}</info>", 1), encoding="utf-8")
    assert "THE-SECRET" not in es.cite(BOOK, style=tmp_path / "mine.csl")
    fields = dict.fromkeys(("title", "URL", "DOI", "publisher"), f"![x]({address}) <img src='{address}'> {address}")
    named = {"csl": address, "citation-abbreviations": address, "bibliography": str(secret), "language": address}
    work = es.Source("x", {"type": "book", **fields, **named})
    for form in ("text", "html", "latex", "markdown"):
        assert "THE-SECRET" not in es.cite(work, format=form) + "".join(es.bibliography(work, format=form))
    assert server.asked == []


def test_a_dependent_style_has_the_installed_parent_in_its_own_language(tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(
        DEPENDENT.format(href="http://www.zotero.org/styles/apa", locale="de-DE"), encoding="utf-8"
    )
    two = es.Source("two", {**BOOK.csl, "author": [{"family": "A"}, {"family": "B"}], "publisher": "P"})
    assert es.bibliography(two, style="apa") == ["A, & B. (1998). Walls. P."]
    for place, said in (("12-15", "S. 12–15"), ("ch. 3", "Kapitel 3"), ("vol. 2", "Band 2")):
        assert es.cite(es.Citation(BOOK, place), style=tmp_path / "mine.csl") == f"(Example, 1998, {said})"
    assert style_of("nature-digest").name == "nature-digest"


def test_a_changed_file_is_a_changed_style(tmp_path: Path) -> None:
    own = tmp_path / "mine.csl"
    own.write_text(APA, encoding="utf-8")
    assert es.cite(BOOK, style=own) == "(Example, 1998)"
    own.write_bytes(_installed("chicago-notes").read_bytes())
    assert es.cite(BOOK, style=own) == es.cite(BOOK)
    assert es.bibliography(BOOK, style=own) == es.bibliography(BOOK)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<style class='note'>", "line 1, column 21 is not well-formed"),
        (b"hello", "not well-formed"),
        (b"", "not well-formed"),
        (b"<html/>", "is not a CSL style"),
        (b"<?xml version='1.0' encoding='nonsense'?><style/>", "not well-formed"),
        (b"\x00\xff\xfe", "not well-formed"),
        (b"<a>" * 1000, "not well-formed"),
        (b'<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"/>', "not valid CSL"),
        (b" " * 4_000_001, "longer than 4 MB"),
    ],
)
def test_what_is_no_style_is_said_without_the_engines_words(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "bad.csl").write_bytes(content)
    with pytest.raises(es.FormatError, match=said):
        es.bibliography(BOOK, style=tmp_path / "bad.csl")


@pytest.mark.parametrize("style", [5, None, b"apa", "", [], "x\0.csl", "\ud800.csl", "y" * 5000 + ".csl", "a" * 5000])
def test_what_names_no_style_is_said(style: object) -> None:
    for work in (es.cite, es.bibliography, es.notes):
        with pytest.raises(es.FormatError, match="style"):
            work([BOOK], style=style)  # type: ignore[operator]  # each of them takes a style


def test_a_folder_that_is_called_like_a_style(tmp_path: Path) -> None:
    (tmp_path / "x.csl").mkdir()
    with pytest.raises(es.FormatError, match="no style file"):
        es.cite(BOOK, style=tmp_path / "x.csl")


ARTICLE = {"type": "article-journal", "title": "A thing", "container-title": "Journal", "DOI": "10.1/abc",
           "author": [{"family": "Roe", "given": "Ann"}]}  # fmt: skip
INVENTED = ("ahead of print", "in press", "forthcoming", "advance online", "in preparation")


@pytest.mark.parametrize(
    "style",
    ["chicago-notes", "chicago-author-date", "chicago-notes-17", "apa", "mla", "mrs-bulletin", "cse-name-year",
     "journal-of-interactive-media-in-education-harvard", "journal-of-archaeological-research", "university-of-zabol",
     "american-medical-association-parentheses"],
)  # fmt: skip
@pytest.mark.parametrize("more", [{}, {"issued": {"date-parts": [[2003]]}}], ids=["undated", "dated"])
def test_no_style_says_of_a_work_that_it_is_still_to_appear(style: str, more: dict[str, Any]) -> None:
    """A record without a volume or a date is not complete; that it is "ahead of print" is nobody's word."""
    work = es.Source("roe", {**ARTICLE, **more})
    for said in (es.cite(work, style=style), *es.bibliography(work, style=style)):
        assert not [words for words in INVENTED if words in said.casefold()], said


@pytest.mark.parametrize("style", ["chicago-notes", "apa"])
def test_a_status_that_a_record_states_is_printed(style: str) -> None:
    work = es.Source("roe", {**ARTICLE, "status": "forthcoming"})
    assert "forthcoming" in es.cite(work, style=style)


WHOLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title><id>x</id>'
    "<updated>2009-08-10T04:49:00+09:00</updated></info>{macros}<citation><layout>{cite}</layout></citation></style>"
)
TITLE = '<text variable="title"/>'
CHAIN = "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/></macro>' for n in range(5_000))
MANY = "".join(f'<macro name="m{n}">{f"<text macro={chr(34)}m{n + 1}{chr(34)}/>" * 10}</macro>' for n in range(9))


@pytest.mark.parametrize(
    ("macros", "cite", "said"),
    [
        ('<macro name="m"><text macro="m"/></macro>', '<text macro="m"/>', "macro 'm' calls itself"),
        (
            '<macro name="a"><group><text macro="b"/></group></macro><macro name="b"><text macro="a"/></macro>',
            '<text macro="a"/>',
            "macro 'a' calls itself",
        ),
        (f'{MANY}<macro name="m9">{TITLE}</macro>', '<text macro="m0"/>', "call each other too often"),
        (CHAIN, '<text macro="m0"/>', "call each other too often"),
        ("", "<group>" * 20_000 + TITLE + "</group>" * 20_000, "more than 100 deep"),
    ],
)
def test_a_style_without_end_is_refused_at_once(macros: str, cite: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "mine.csl").write_text(WHOLE.format(macros=macros, cite=cite), encoding="utf-8")
    with pytest.raises(es.FormatError, match=said):
        es.cite(BOOK, style=tmp_path / "mine.csl")


def test_macros_that_others_call_are_no_cycle(tmp_path: Path) -> None:
    macros = f'<macro name="b">{TITLE}</macro><macro name="a"><text macro="b"/><text macro="b"/></macro>'
    (tmp_path / "mine.csl").write_text(WHOLE.format(macros=macros, cite='<text macro="a"/>'), encoding="utf-8")
    assert es.cite(BOOK, style=tmp_path / "mine.csl") == "WallsWalls"


def test_the_engine_has_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MEGABYTES", 4)
    with pytest.raises(es.FormatError, match=r"more than \d+ MB of memory, and was stopped"):
        es.bibliography([es.Source(f"k{n}", {"title": f"{n} walls " * 5_000}) for n in range(9)], style="apa")


def test_a_locale_that_names_a_file_or_an_address_is_not_looked_up(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("THE-SECRET", encoding="utf-8")
    address = f"http://127.0.0.1:{server.server_port}/locales-en-US.xml"
    for place in (address, f"file://{secret}", str(secret), "../secret", "locales-en-US.xml"):
        locale = f'<locale xml:lang="{place}"><terms><term name="and">THE-TERM</term></terms></locale>'
        hostile = APA.replace("<macro ", f"{locale}<macro ", 1)
        (tmp_path / "mine.csl").write_text(hostile, encoding="utf-8")
        try:
            found = es.cite(BOOK, style=tmp_path / "mine.csl")
        except es.FormatError as refused:
            found = str(refused)
        assert "THE-SECRET" not in found
        with pytest.raises(es.FormatError, match=r"no style|not the name of a style"):
            es.cite(BOOK, style=place)
    assert server.asked == []
