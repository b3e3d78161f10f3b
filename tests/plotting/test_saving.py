"""Saved pictures: the same bytes twice, the works inside and beside, and never half a file."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

import estimates as es
from estimates.layout import lay_out
from estimates.model import files

NANKING = es.load("nanking-1937")
CARRYING, ALONE = ("pdf", "svg", "png"), ("eps", "ps", "jpg", "jpeg", "tif", "tiff", "webp")


@pytest.fixture(scope="module")
def axes() -> Any:
    return es.plot_intervals(NANKING["combat-deaths"], columns=("claimant", "axis", "words"))


@pytest.mark.parametrize("ending", [*CARRYING, *ALONE])
def test_every_format_is_saved_the_same_twice_with_its_works_beside(ending: str, axes: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        es.savefig(axes, tmp_path / f"{name}.{ending}", licence=NANKING.licence, dpi=50)
    one, two = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(one) > 2000
    beside = json.loads((tmp_path / "one.sources.json").read_text(encoding="utf-8"))
    assert beside["licence"] == "CC-BY-SA-4.0"
    assert beside["keys"] == [source.key for source in es.sources(axes)]
    assert [source["id"] for source in beside["sources"]] == beside["keys"]
    assert len(list(tmp_path.iterdir())) == 4


def test_title_works_licence_and_keys_travel_inside(axes: Any, tmp_path: Path) -> None:
    for ending in CARRYING:
        es.savefig(axes, tmp_path / f"d.{ending}", licence="CC-BY-SA-4.0", dpi=50)
    title, keys = NANKING["combat-deaths"].estimand.title, [source.key for source in es.sources(axes)]
    about = PdfReader(tmp_path / "d.pdf").metadata
    assert about is not None
    assert (about.title, about["/Keywords"]) == (title, "; ".join(keys))
    assert "“Battle of Nanking”" in es.caption(axes)  # though no column names it
    assert about.subject == f"{es.caption(axes)} Licence: CC-BY-SA-4.0."
    with Image.open(tmp_path / "d.png") as image:
        assert image.info["Title"] == title
        assert image.info["Copyright"] == "CC-BY-SA-4.0"
        assert image.info["Keywords"] == "; ".join(keys)
        assert "“Battle of Nanking”" in image.info["Source"]
    work = ElementTree.parse(tmp_path / "d.svg").getroot().find(".//{*}Work")
    assert work is not None
    assert work.findtext("{*}title") == title
    assert work.findtext("{*}rights/{*}Agent/{*}title") == "CC-BY-SA-4.0"
    assert [item.text for item in work.findall("{*}subject/{*}Bag/{*}li")] == keys
    assert "“Battle of Nanking”" in (work.findtext("{*}source") or "")


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("a.bmp", {}, "got 'a.bmp'"),
        ("a", {}, "got 'a'"),
        (".pdf", {}, "got '.pdf'"),
        ("nowhere/a.pdf", {}, "no folder"),
        ("folder.pdf", {}, "is a folder there"),
        ("a.png", {"dpi": -1}, r"above zero \(got -1\)"),
        ("a.png", {"dpi": 0}, "above zero"),
        ("a.pdf", {"dpi": float("nan")}, "above zero"),
        ("a.png", {"dpi": "300"}, r"\(got '300'\)"),
        ("a.png", {"dpi": True}, "above zero"),
        ("a.png", {"dpi": 1e6}, "dots an inch"),
        ("a.svg", {"licence": None}, r"licence is named in text"),
    ],
)
def test_a_wrong_value_writes_nothing(name: str, given: dict[str, Any], said: str, axes: Any, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(es.EstimatesError, match=said):
        es.savefig(axes, tmp_path / name, **given)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]
    assert not list((tmp_path / "folder.pdf").iterdir())


# ---- two files that belong together ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def other() -> Any:
    return es.plot_intervals(NANKING["garrison"], columns=("claimant", "axis"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_what_was_there(
    error: BaseException, axes: Any, other: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever call of the system fails, both files are the former ones, and no other is left."""
    target = es.savefig(axes, tmp_path / "a.svg")
    before = contents(tmp_path)
    calls = {name: getattr(files.os, name) for name in ("replace", "fsync", "chmod")}
    failed = set()
    for step in range(1, 20):
        left = step

        def stepping(name: str, *given: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                failed.add(name)
                raise error
            return calls[name](*given)

        with monkeypatch.context() as patched:
            for name in calls:
                patched.setattr(files.os, name, partial(stepping, name))
            try:
                es.savefig(other, target)
                break
            except (es.WriteError, KeyboardInterrupt):
                pass
        assert contents(tmp_path) == before
    assert failed == set(calls)
    assert es.read_picture(target).estimates[0] == "askew-garrison"


def test_a_pair_that_does_not_belong_together_is_known(axes: Any, other: Any, tmp_path: Path) -> None:
    target = es.savefig(axes, tmp_path / "a.svg", licence="CC0-1.0")
    record = es.read_picture(target)
    assert record.licence == "CC0-1.0"
    assert record.sources == es.sources(axes)
    assert record.caption == es.caption(axes)
    beside = (tmp_path / "a.sources.json").read_bytes()
    es.savefig(other, target)
    (tmp_path / "a.sources.json").write_bytes(beside)
    with pytest.raises(es.DatasetError, match=r"a\.sources\.json.*another version of it"):
        es.read_picture(target)
    es.savefig(axes, tmp_path / "b.svg")
    (tmp_path / "a.sources.json").write_bytes((tmp_path / "b.sources.json").read_bytes())
    with pytest.raises(es.DatasetError, match=r"another picture, 'b\.svg'"):
        es.read_picture(target)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"estimates": [], "keys": [], "sources": 3}', "[" * 100_000])
def test_what_is_no_sidecar_is_said(text: str, other: Any, tmp_path: Path) -> None:
    """And it is not overwritten, whosever it is."""
    target = es.savefig(other, tmp_path / "a.svg")
    (tmp_path / "a.sources.json").write_text(text, encoding="utf-8")
    with pytest.raises(es.DatasetError, match="is not the file that is written beside"):
        es.read_picture(target)
    es.savefig(other, target)
    assert (tmp_path / "a.sources.json").read_text(encoding="utf-8") == text
    assert es.read_picture(target).file == "a.svg.sources.json"


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(es.DatasetError, match="the picture cannot be read"):
        es.read_picture(tmp_path / "none.svg")
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(es.DatasetError, match="no file of sources lies beside"):
        es.read_picture(tmp_path / "a.svg")


def in_order(name: str) -> list[es.Estimate]:
    """The claims in the order in which a figure shows them."""
    shown = {e.id: e for e in NANKING[name]}
    return [shown[row.id] for row in lay_out(NANKING[name]).panels[0].rows if row.kind == "claim"]


def test_pictures_of_one_stem_do_not_share(axes: Any, other: Any, tmp_path: Path) -> None:
    pdf, svg = es.savefig(axes, tmp_path / "a.pdf"), es.savefig(other, tmp_path / "a.svg")
    for _ in range(2):
        assert es.read_picture(pdf).estimates == tuple(e.id for e in in_order("combat-deaths"))
        assert es.read_picture(svg).estimates == tuple(e.id for e in in_order("garrison"))
        es.savefig(other, svg)
        es.savefig(axes, pdf)
    assert sorted(contents(tmp_path)) == ["a.pdf", "a.sources.json", "a.svg", "a.svg.sources.json"]
    pdf.unlink()
    es.savefig(other, tmp_path / "a.png", dpi=50)
    assert es.read_picture(tmp_path / "a.png").file == "a.sources.json"


def test_a_sidecar_that_cannot_be_written_is_found_first(axes: Any, other: Any, tmp_path: Path) -> None:
    (tmp_path / "a.sources.json").mkdir()
    (tmp_path / "a.svg").write_text("former", encoding="utf-8")
    with pytest.raises(es.FormatError, match="that is a folder"):
        es.savefig(axes, tmp_path / "a.svg")
    (tmp_path / "a.sources.json").rmdir()
    (tmp_path / "a.sources.json").symlink_to("nowhere/x")
    with pytest.raises(es.EstimatesError, match="which does not exist"):
        es.savefig(axes, tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "former"


def test_links_are_written_through(axes: Any, other: Any, tmp_path: Path) -> None:
    for folder in ("real", "here"):
        (tmp_path / folder).mkdir()
    es.savefig(axes, tmp_path / "real" / "p.svg")
    (tmp_path / "here" / "a.svg").symlink_to("../real/p.svg")
    (tmp_path / "here" / "a.sources.json").symlink_to("../real/p.sources.json")
    es.savefig(axes, tmp_path / "here" / "a.svg")
    assert (tmp_path / "here" / "a.svg").is_symlink()
    assert (
        es.read_picture(tmp_path / "here" / "a.svg").estimates == es.read_picture(tmp_path / "real" / "p.svg").estimates
    )
    (tmp_path / "here" / "none.svg").symlink_to("nowhere.svg")
    with pytest.raises(es.WriteError, match="which does not exist"):
        es.savefig(axes, tmp_path / "here" / "none.svg")


def test_lines_have_no_limit_of_dots(other: Any, tmp_path: Path) -> None:
    for ending in ("svg", "pdf"):
        assert es.savefig(other, tmp_path / f"a.{ending}", dpi=1e5).stat().st_size > 2000
