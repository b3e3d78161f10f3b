"""Fonts made for a test, in which every letter is a bar: what is drawn then does not depend on those of the machine."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def made_font(path: Path, letters: Iterable[str], family: str) -> Path:
    """Write a font that has these letters and no other."""
    names = {ord(letter): f"uni{ord(letter):04X}" for letter in letters}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    pen = TTGlyphPen(None)
    for at, move in zip([(100, 0), (900, 0), (900, 800), (100, 800)], [pen.moveTo, *[pen.lineTo] * 3]):
        move(at)
    pen.closePath()
    shape = pen.glyph()
    builder.setupGlyf({name: copy.deepcopy(shape) for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.save(path)
    return path
