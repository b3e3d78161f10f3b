"""What holds for every test, in ``tests/`` and in the examples of docstrings and pages alike."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import matplotlib as mpl
import pytest

# Pictures are the same whatever the screen and the settings of the user's own matplotlibrc.
mpl.rcdefaults()
mpl.use("agg")


@pytest.fixture(autouse=True)
def _figures_closed() -> Iterator[None]:
    """Close the figures that a test or an example drew: matplotlib warns at twenty, and a warning is an error here."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
