"""Outlines and extents of lines of text, measured once for all sizes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import text_to_path

# Family, style, variant, weight, stretch and file, as `FontProperties` takes them.
Look: TypeAlias = tuple[Any, ...]
# The size in points at which outlines and extents are kept; they are scaled from it.
KEPT = float(text_to_path.FONT_SCALE)


@contextmanager
def quietly() -> Iterator[None]:
    """Find fonts in silence: a font found for its letters alone may have no bold, and another weight is no news."""
    logger = logging.getLogger("matplotlib.font_manager")
    logger.addFilter(_silent)
    try:
        yield
    finally:
        logger.removeFilter(_silent)


def _silent(record: logging.LogRecord) -> bool:
    return False


@lru_cache(maxsize=64)
def look_of(families: tuple[str, ...], bold: bool) -> Look:
    """Return all of a font but its size."""
    return look_from(FontProperties(family=list(families), weight="bold" if bold else "normal"))


def look_from(font: FontProperties) -> Look:
    """Return all of a font but its size."""
    return (tuple(font.get_family()), font.get_style(), font.get_variant(), font.get_weight(), font.get_stretch(),
            font.get_file())  # fmt: skip


def _font(look: Look) -> FontProperties:
    family, style, variant, weight, stretch, file = look
    return FontProperties(family=list(family), style=style, variant=variant, weight=weight, stretch=stretch,
                          size=KEPT, fname=file)  # fmt: skip


@lru_cache(maxsize=1024)
def outline_of(text: str, look: Look) -> tuple[Any, Any]:
    """Return the outline of a line at the size that is kept: vertices (n, 2) and codes (n,)."""
    with quietly():
        vertices, codes = text_to_path.get_text_path(_font(look), text)
    return np.asarray(vertices, dtype=float).reshape(-1, 2), np.asarray(codes, dtype=Path.code_type)


@lru_cache(maxsize=8192)
def line_extent(text: str, look: Look) -> tuple[float, float, float]:
    """Return width, height and descent of a line at the size that is kept, as high as any line of the font."""
    with quietly():
        width, height, descent = text_to_path.get_text_width_height_descent(text, _font(look), False)
        _, tall, deep = text_to_path.get_text_width_height_descent("lp", _font(look), False)
    above = max(height - descent, tall - deep)
    return float(width), float(above + max(descent, deep)), float(max(descent, deep))
