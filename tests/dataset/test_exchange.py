"""Replacing a dataset's folder: whatever fails, at whichever step, the former or the new dataset can be read."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

import estimates as es
from estimates.dataset import exchange
from tests import faults

WHO = es.Claimant("hata", "Ikuhiko Hata")
CLAIMS = es.Dossier(es.Estimand("garrison"), [es.Estimate("one", WHO, es.point(5), wording="5")])
OLD = es.Dataset("made", [CLAIMS], claimants=[WHO], version="old")
NEW = evolve(OLD, version="new")


@pytest.fixture(params=["swap", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(exchange, "_swapped", lambda one, other: False)
    return str(request.param)


def prepared(parent: Path) -> Path:
    folder = es.write(OLD, parent / "nanking")
    (folder / "README.md").write_text("mine", encoding="utf-8")
    return folder


def read_whichever(folder: Path) -> str:
    """Read the dataset, which is the former or the new one; what was interrupted may be said."""
    found = es.read(folder)
    assert found in (OLD, NEW)
    return found.version


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
@pytest.mark.parametrize("stop", [faults.full, faults.interrupted, faults.killed])
def test_stopped_at_every_step(stop: Callable[[], None], way: str, tmp_path: Path) -> None:
    """The dataset and the user's files are never lost, and the next writing leaves nothing but the folder."""
    folder, seen = prepared(tmp_path), set()

    def inspect() -> None:
        assert folder.is_dir() or stop is faults.killed  # who goes on puts the folder back in its place
        seen.add(read_whichever(folder))
        es.write(NEW, folder)
        assert es.read(folder) == NEW
        assert (folder / "README.md").read_text(encoding="utf-8") == "mine"
        assert [path.name for path in tmp_path.iterdir()] == ["nanking"]
        es.write(OLD, folder)

    steps = faults.at_every_step(lambda: es.write(NEW, folder), (exchange, "_only_writer"), stop, inspect)
    assert steps > 50
    assert seen == {"old", "new"}


def test_a_half_done_exchange_is_read_and_said_and_repaired(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.rename(tmp_path / ".nanking.former-123")
    found = es.read(folder)
    assert found == OLD
    assert [n.message for n in found.notices] == [
        "the writing of 'nanking' was interrupted; this is its former version"
    ]
    assert es.check(folder) == ()
    assert "interrupted" in str(es.check(folder).notices[0])
    es.write(NEW, folder)
    assert es.read(folder) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["nanking"]


def test_a_former_folder_whose_place_was_taken_is_never_deleted(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    folder.rename(tmp_path / ".nanking.former-123")
    es.write(NEW, tmp_path / "other").rename(folder)
    with pytest.raises(es.ClaimError, match=r"\.nanking\.former-123.*rename one of the two"):
        es.write(NEW, folder)
    assert es.read(tmp_path / ".nanking.former-123") == OLD


def test_two_writers_and_a_reader_at_once(way: str, tmp_path: Path) -> None:
    folder = es.write(OLD, tmp_path / "nanking")
    failed: list[BaseException] = []

    def repeat(work: Callable[[], object]) -> None:
        try:
            for _ in range(8):
                work()
        except BaseException as error:
            failed.append(error)

    def read() -> None:
        read_whichever(folder)

    works: list[Callable[[], object]] = [lambda: es.write(OLD, folder), lambda: es.write(NEW, folder), read]
    threads = [threading.Thread(target=repeat, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert [path.name for path in tmp_path.iterdir()] == ["nanking"]


def test_what_is_saved_while_the_new_folder_is_made_is_brought_over(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = prepared(tmp_path)
    carried = exchange._exchange

    def meanwhile(fresh: Path, target: Path) -> Path | None:
        (target / "late.txt").write_text("late", encoding="utf-8")
        return carried(fresh, target)

    monkeypatch.setattr(exchange, "_exchange", meanwhile)
    es.write(NEW, folder)
    assert (folder / "late.txt").read_text(encoding="utf-8") == "late"
    assert es.read(folder) == NEW


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_WAIT", 0)
    with exchange._only_writer(tmp_path) as alone:
        assert alone
        with pytest.raises(es.WriteError, match="another program has been writing"):
            es.write(NEW, tmp_path / "nanking")


# ---- links and odd paths --------------------------------------------------------------------------------------------


def test_a_link_is_written_through_and_links_inside_stay(way: str, tmp_path: Path) -> None:
    real = es.write(OLD, tmp_path / "real")
    (tmp_path / "elsewhere.txt").write_text("x", encoding="utf-8")
    (real / "outside").symlink_to(tmp_path / "elsewhere.txt")
    (real / "tables").mkdir()
    (real / "claimants.csv").rename(real / "tables" / "claimants.csv")
    (real / "claimants.csv").symlink_to("tables/claimants.csv")
    (tmp_path / "link").symlink_to("real")
    es.write(NEW, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (real / "outside").is_symlink()
    assert (real / "claimants.csv").is_symlink()
    assert es.read(real) == NEW == es.read(tmp_path / "link")


def test_a_link_of_ours_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = es.write(OLD, tmp_path / "nanking")
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    (folder / "links.csv").unlink()
    (folder / "links.csv").symlink_to(tmp_path / "mine.csv")
    es.write(NEW, folder)
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert es.read(folder) == NEW


def test_odd_places_are_answered_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = es.write(OLD, tmp_path / "work")
    monkeypatch.chdir(work)
    (work / "up").symlink_to("..")
    (work / "none").symlink_to("nowhere")
    (work / "loop").symlink_to("loop")
    (work / "file.txt").write_text("x", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    for given, said in (
        ("", "empty"), (".", "the folder in which"), ("..", "the folder in which"), ("up", "the folder in which"),
        ("none", "which does not exist"), ("loop", "cannot be reached"), ("x\0y", "no path can contain"),
        ("\ud800", "no path can contain"), ("file.txt/x", "cannot be made"), ("x" * 5000, "too long"),
        (work, "the folder in which"), ("file.txt", "something else"), (None, "given as text or a Path"),
        ("/", "the folder in which"),
    ):  # fmt: skip
        with pytest.raises(es.EstimatesError, match=said):
            es.write(NEW, given)  # type: ignore[arg-type]  # what is no path is refused in words too
    assert sorted(tmp_path.rglob("*")) == before


def test_what_is_no_dataset_is_named(tmp_path: Path) -> None:
    with pytest.raises(es.EstimatesError, match="got Dossier"):
        es.write(OLD["garrison"], tmp_path / "x")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    """The limit on a file's size is the disk's end."""
    import resource

    folder = prepared(tmp_path)

    def work() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
        try:
            es.write(NEW, folder)
        except es.WriteError as error:
            return faults.LEFT if "cannot be written" in str(error) else 2
        return 3

    assert faults.in_child(work) == faults.LEFT
    assert es.read(folder) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["nanking"]
