"""Saved pictures: the same bytes twice, the works inside and beside, and never half a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from PIL import Image
from pypdf import PdfReader

import estimates as es

mpl.use("Agg")
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


def test_a_failure_on_the_way_leaves_what_was_there(axes: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the second file leaves both as they were."""
    target = es.savefig(axes, tmp_path / "a.png", dpi=50)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if "sources" in self.name:
            raise OSError("No space left on device")
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        es.savefig(axes, target, dpi=60)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
