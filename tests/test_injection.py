"""Hostile data: whatever stands in a title, name, wording or locator, no output takes it for more than text."""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

import estimates as es
from estimates.analysis.ledger import ledger_of
from estimates.model.markup import one_line
from estimates.model.ranges import Range
from estimates.wording.readings import Part, Reading
from tests.hostile import EVERYTHING, TEXTS, dataset
from tests.model.test_markup import Seen, printed
from tests.pandoc import blocks, kinds, text_of
from tests.tables.test_paper_tables import HARMLESS

CASES = pytest.mark.parametrize("text", [EVERYTHING, *TEXTS.values()], ids=["everything", *TEXTS])
TAGS = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "sup", "a", "p", "ol", "ul", "li", "span"}
FOLDED = {"details", "summary"}
VALUES = {
    "style": r"text-align:left(;vertical-align:top(;white-space:nowrap)?)?",
    "scope": "col|row|rowgroup",
    "class": r"estimates-table mathjax_ignore tex2jax_ignore|mathjax_ignore tex2jax_ignore",
    "id": r"t[0-9a-f]{8}-([0-9]+|[a-z]+)",
    "href": r"#t[0-9a-f]{8}-([0-9]+|[a-z]+)",
    "colspan": "[0-9]+",
    "type": "a",
    "aria-label": "Remarks|Sources",
}
SPELLED = {f"\\{name}" for name in ("arraybackslash", "raggedright", "footnotesize", "small",
                                    "textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater",
                                    "textquotedbl", "vert", "leq", "geq", "`", *"{}$%&#_")}  # fmt: skip
UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\x07\x1b]")


def usable(text: str) -> str:
    """The text, led by a letter where nothing of it would be left for a name."""
    return text if text.strip() and "\x00" not in text else f"x {text}"


def made(text: str) -> dict[str, Any]:
    """Everything of ours that shows claims, of data in which every text is hostile."""
    data = dataset(usable(text))
    (dossier,) = data.values()
    compared = es.compare(dossier, imply=True)
    claims = {"figure": [text] * 2, "camp": ["a", text], "role": ["anchor", text], "low": [1, 2], "high": [1, 2]}
    return {
        "model": es.bias_model(claims, anchor="anchor"),
        "estimate": dossier[0], "dossier": dossier, "dataset": data, "comparison": compared,
        "pool": es.pool(dossier, "random-set"), "multiverse": es.multiverse(dossier, methods=["lognormal"]),
        "pairs": compared.pairs, "notes": dossier.bias_notes, "left out": es.leave_one_out(dossier),
        "audit": es.bias(dossier), "lineage": es.lineage(dossier), "links": dossier.links,
        "frame": es.to_frame(dossier),
        "claimants": tuple(data.claimants.values()),
    }  # fmt: skip


def shown(text: str) -> dict[str, Any]:
    """Everything that a notebook shows in its own way, the reading of a phrase and the summary of a dataset too."""
    part = Part(text, text)
    reading = Reading(Range(1, 2), measure=text, unit=text, range_means=text, marks=(text,), lang=text, parts=(part,))
    data = dataset(usable(text))
    (dossier,) = data.values()
    ledger = ledger_of(data)
    work = {"id": "a", "type": "book", "title": text}
    dated = [{"claimant": f"{i} {usable(text)} x", "wording": str(5 + i), "claimed": str(1990 + i)} for i in range(8)]
    return {
        **made(text), "summary": es.summary(data), "reading": reading, "judgement": dossier.bias_notes[0],
        "faults": es.check({"estimand": [text], "claimant": [text], "wording": [text], "source": [text], text: [text]}),
        "library": es.read_csl([work, {"id": text}]), "works": es.sources(data), "compared": es.compare(data),
        "pooled": es.pool(data), "parted": es.partitioned(ledger, es.compare, parts=2, scheduler="synchronous"),
        "drift": es.drift(es.dossier(f"Losses {usable(text)}", dated, measure="killed")), "tensions": es.tensions(data),
    }  # fmt: skip


def nothing_acts(page: str) -> None:
    """Every element and every value of an attribute is one of ours."""
    seen = Seen(page)
    assert {tag for tag, _ in seen.tags} <= TAGS | FOLDED
    for _, attrs in seen.tags:
        for name, value in attrs:
            assert name in VALUES, name
            assert re.fullmatch(VALUES[name], value or ""), (name, value)
    assert not UNSEEN.search(page)


@CASES
def test_html_tables_hold_elements_of_ours_only(text: str) -> None:
    for x in made(text).values():
        nothing_acts(es.to_html(x))


@CASES
def test_latex_tables_hold_commands_of_ours_only(text: str) -> None:
    """Pandoc's reader finds tables, text and raised marks, and nothing that it would have to pass through raw."""
    tables = {name: es.to_latex(x, long=False) for name, x in made(text).items()}
    ours = set().union(*(commands(es.to_latex(x, long=False)) for x in made("x").values()))
    for table in tables.values():
        assert not UNSEEN.search(table)
        assert commands(table) <= ours | SPELLED
        assert table.count(r"\end{tabular}") == 1
    found = blocks("\n\n".join(tables.values()), "latex-smart")
    assert kinds(found) <= HARMLESS | {"AlignCenter", "AlignRight"}


def commands(table: str) -> set[str]:
    """The commands of a table as TeX reads them: a backslash and letters, or a backslash and a sign."""
    return set(re.findall(r"\\(?:[A-Za-z]+|.)", table, re.DOTALL))


def test_latex_tables_show_the_texts_to_the_letter() -> None:
    """Claimants and captions, with the apostrophe that TeX prints."""
    (dossier,) = dataset().values()
    whole = " ".join(text_of(blocks(es.to_latex(dossier, long=False), "latex-smart")).split())
    for said in (dossier[0].claimant.name, dossier.estimand.title, dossier.estimand.excludes, dossier[1].scope_note):
        assert printed(said) in whole


def shown_in_notebooks() -> list[type]:
    """Every type of ours that a notebook shows in its own way."""
    found: dict[type, None] = {}
    for module in pkgutil.walk_packages(es.__path__, "estimates."):
        if not module.name.endswith("__main__"):
            for thing in vars(importlib.import_module(module.name)).values():
                if (
                    isinstance(thing, type)
                    and "_repr_html_" in vars(thing)
                    and thing.__module__.startswith("estimates")
                ):
                    found[thing] = None
    return list(found)


def test_every_type_that_notebooks_show_is_tried() -> None:
    tried = {type(x) for x in shown("x").values()} | {es.Interactive}  # a page, tried with the interactive figures
    assert [kind.__name__ for kind in shown_in_notebooks() if not any(issubclass(t, kind) for t in tried)] == []


@CASES
def test_what_notebooks_show_holds_elements_of_ours_only(text: str) -> None:
    found = [x for x in shown(text).values() if any(isinstance(x, kind) for kind in shown_in_notebooks())]
    assert found
    for x in found:
        nothing_acts(x._repr_html_())


def test_a_notebook_makes_no_formulas_of_the_data() -> None:
    (dossier,) = dataset("costs $5 to $6").values()
    assert "mathjax_ignore" in dossier._repr_html_().splitlines()[0]


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "control"])
def test_what_is_written_begins_no_formula_and_reads_back(name: str, tmp_path: Path) -> None:
    data = dataset(TEXTS[name])
    folder = es.write(data, tmp_path / "out")
    assert es.read(folder) == data
    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))]


def test_control_characters_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(es.DatasetError, match="contains a control character"):
        es.write(dataset(usable(TEXTS["control"])), tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_formula_in_a_workbook_is_not_run(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["estimand", "claimant", "wording", "source", "note"])
    book.active.append(["g", "A", "5,000", "", '=HYPERLINK("http://x","y")'])
    book.save(tmp_path / "claims.xlsx")
    (fault,) = es.check(tmp_path / "claims.xlsx")
    assert (fault.row, fault.column) == (2, "E")
    assert "a formula without a value" in fault.message


@pytest.mark.filterwarnings("ignore::estimates.plotting.RoomWarning")
@pytest.mark.parametrize("name", ["script", "tex", "formula", "direction", "control", "link", "braces", "entity"])
def test_pictures_show_and_carry_text_only(name: str, tmp_path: Path) -> None:
    (dossier,) = dataset(f"A {TEXTS[name]}").values()
    axes = es.plot_intervals(dossier)
    for ending in ("svg", "png", "pdf"):
        es.savefig(axes, tmp_path / f"h.{ending}")
    root = ElementTree.parse(tmp_path / "h.svg").getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not tags & {"script", "a", "foreignObject", "image", "iframe", "img", "animate", "set"}
    assert not [key for element in root.iter() for key in element.attrib if key.lower().startswith("on")]
    written = " ".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    assert name != "formula" or "$x_1$" in written  # and not an x with a small 1
    told = root.findtext(".//{*}Work/{*}title")
    reader = PdfReader(tmp_path / "h.pdf")
    assert reader.metadata is not None
    with Image.open(tmp_path / "h.png") as image:
        carried = image.info["Title"]
    assert told == carried == reader.metadata.title == " ".join(one_line(dossier.estimand.title).split())
    assert reader.metadata.subject == es.caption(axes)
    assert not reader.trailer["/Root"].get("/OpenAction")
    assert "/JavaScript" not in (reader.trailer["/Root"].get("/Names") or {})
    beside = json.loads((tmp_path / "h.sources.json").read_text(encoding="utf-8"))
    assert beside["sources"][0]["title"] == f"A {TEXTS[name]}"
