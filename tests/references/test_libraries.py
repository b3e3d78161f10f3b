"""Libraries in the manner of the programs that write them (invented works), whole and damaged."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import estimates as es
from estimates.references.bibtex_reader import parsed

FILES = sorted((Path(__file__).parent / "libraries").glob("*.bib"))
READ = {"bbt": (5, 0), "endnote": (2, 1), "hand": (9, 1), "jabref": (4, 0), "mendeley": (3, 0), "zotero": (4, 0)}
PIECES = ["@", "{", "}", '"', "#", "=", ",", "\\", "`", "'", "--", "/", "~", "%", "$", "\n", "\\'", "\\hspace", "\\t",
          "\\kern", "crossref", "xdata", "year", "month", "date", "(", ")", "\x00", "\ud800", "{:a: b}", "and",
          "others", "family=", "\\bibstring", "BC", "\\penalty"]  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_every_work_is_read_and_written_again(file: Path) -> None:
    library = es.read_bibtex(file)
    assert (len(library), len(library.faults)) == READ[file.stem]
    for dialect in ("biblatex", "bibtex"):
        named = {(omission.key, omission.field) for omission in es.left_out(library, dialect)}
        for work, again in zip(library, parsed(es.to_bibtex(library, dialect), "again.bib"), strict=True):
            differing = {name for name in work.csl if work.csl[name] != again.csl.get(name)}
            assert {(work.key, name) for name in differing} <= named
    if file.stem == "mendeley":
        assert library["Doe2010"].csl["URL"] == "http://example.org/?a=1&b=2"


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_no_damage_raises_anything(file: Path) -> None:
    chance, text = random.Random(file.stem), file.read_text(encoding="utf-8")
    for _ in range(40):
        damaged = list(text)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(damaged) + 1)
            damaged[at : at + chance.choice([0, 0, 1, 4])] = chance.choice(PIECES)
        library = parsed("".join(damaged), "damaged.bib")
        assert len(parsed(es.to_bibtex(library), "again.bib")) == len(library)
