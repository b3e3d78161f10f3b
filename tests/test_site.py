"""The pages that are generated: every public name and every plot is on one, and no figure is drawn twice."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from matplotlib.axes import Axes

import estimates as es

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    """The program that writes the pages; it draws without a screen, which is its own affair."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLBACKEND", os.environ.get("MPLBACKEND", "agg"))
        patch.syspath_prepend(str(DOCS))
        return importlib.import_module("generate")


@pytest.fixture(scope="module")
def drawings(generate: ModuleType) -> ModuleType:
    return sys.modules["drawings"]


def test_the_pages_of_names_list_public_names_only(generate: ModuleType) -> None:
    listed = [name for names in generate.GROUPS.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(es.__all__)


def test_every_public_function_has_a_group(generate: ModuleType) -> None:
    listed = {name for names in generate.GROUPS.values() for name in names}
    functions = {name for name in es.__all__ if callable(getattr(es, name)) and not isinstance(getattr(es, name), type)}
    assert functions <= listed


def test_the_gallery_has_every_plot(generate: ModuleType, drawings: ModuleType) -> None:
    called = {name for _, steps in drawings.PLOTS.values() for name, _ in steps}
    plots = {name for name in es.__all__ if name.startswith("plot_")}
    assert plots - called == {"plot_pages"}  # plot_intervals, several times
    assert set(generate.KINDS) == set(drawings.PLOTS)
    assert {name for _, name in generate.KINDS.values()} <= set(es.datasets())


def test_a_picture_is_drawn_once_and_again_when_its_code_or_data_change(
    drawings: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "KEPT", tmp_path)
    drawn: list[str] = []

    def draw(job: Any) -> Axes:
        drawn.append(job.plot)
        return es.plot_support(es.load("nanking-1937")["garrison"])

    monkeypatch.setattr(drawings.Drawing, "draw", draw)
    jobs = [drawings.Drawing("nanking-1937", "garrison", plot) for plot in ("support", "timeline")]

    def states() -> list[Path]:
        for function in (drawings._kept, drawings._package, drawings._data):
            function.cache_clear()
        for job in jobs:
            if not drawings._kept(job).with_suffix(".json").is_file():
                drawings._draw(job)
        return [picture.file for _, picture in drawings.drawn(jobs)]

    first = states()
    assert drawn == ["support", "timeline"]
    assert all(path.is_file() for path in first)
    assert states() == first
    assert drawn == ["support", "timeline"]
    monkeypatch.setattr(drawings, "_digest", lambda files: "changed")
    again = states()
    assert drawn == 2 * ["support", "timeline"]
    assert not set(again) & set(first)
    assert not any(path.exists() for path in first)  # what is no longer wanted is not kept


def test_the_code_that_is_shown_draws_the_picture(drawings: ModuleType) -> None:
    job = drawings.Drawing("china-war-losses", "", "bias_model")
    assert job.code == "es.plot_bias(es.bias_model(es.load(\"china-war-losses\"), anchor='third party'))"
    job = drawings.Drawing("nanking-1937", "garrison", "intervals")
    assert job.code == 'es.plot_intervals(es.load("nanking-1937")["garrison"])'
