"""What several tests of drawing share."""

from __future__ import annotations

import pytest
from matplotlib import font_manager

from estimates.layout.languages import CATALOGUES
from tests.plotting.letters import made_font


@pytest.fixture(scope="session")
def font_of_every_letter(tmp_path_factory: pytest.TempPathFactory) -> str:
    letters = {letter for catalogue in CATALOGUES.values() for letter in repr(catalogue) if letter > "\u2e7f"}
    return str(made_font(tmp_path_factory.mktemp("fonts") / "every.ttf", sorted(letters), "Every Letter CJK"))


@pytest.fixture
def every_letter(font_of_every_letter: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the letters of every language of figures, also on a machine whose fonts lack them."""
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist))
    font_manager.fontManager.addfont(font_of_every_letter)
