"""Widths of texts, lines that fit, and fonts that have the letters."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import text_to_path

from estimates.layout.palettes import DEFAULT, Palette
from estimates.plotting.outlines import KEPT, line_extent, look_of, quietly

# No letter is drawn smaller, in points.
LEAST_SIZE: Final = 6.0
# Fonts whose names say that they have East Asian letters are tried before all the others of a machine.
_EAST_ASIAN = (
    "noto sans cjk", "noto sans sc", "noto sans jp", "noto sans tc", "source han sans", "hiragino sans", "pingfang",
    "microsoft yahei", "yu gothic", "meiryo", "ipaexgothic", "ipagothic", "wenquanyi", "simhei", "simsun", "ms gothic",
    "takaogothic", "droid sans fallback", "arial unicode", "cjk", "han", "gothic", "ming", "song",
)  # fmt: skip
# These have a glyph for every letter: a box.
_BOXES_ONLY = ("last resort", "adobe blank", "fallback outline")


class FontWarning(UserWarning):
    """A text that no font on this machine can write, and what stands in its place."""


_warned: set[str] = set()


@lru_cache(maxsize=4096)
def _font(families: tuple[str, ...], size: float, bold: bool) -> FontProperties:
    font = FontProperties(family=list(families), size=size, weight="bold" if bold else "normal")
    if len(families) > 1:
        with quietly():
            text_to_path.get_text_width_height_descent("lp", font, False)
    return font


@lru_cache(maxsize=16)
def screen(dpi: float) -> RendererAgg:
    """Return what measures texts as a screen shows them, whatever the reader's backend draws with."""
    return RendererAgg(1, 1, dpi)  # type: ignore[no-untyped-call]  # matplotlib gives it no types


@lru_cache(maxsize=4096)
def _hinted(text: str, families: tuple[str, ...], size: float, bold: bool, dpi: float) -> float:
    """Return the width of one line in points as matplotlib draws it on a screen.

    Its letters are moved to the grid of dots, which makes lines of small letters wider or narrower by several percent.
    """
    font = _font(families, size, bold)
    dots = screen(dpi).get_text_width_height_descent(text, font, False)  # type: ignore[no-untyped-call]  # nor this
    return float(dots[0]) * 72 / dpi


class Type:
    """The fonts of one picture.

    Parameters
    ----------
    texts : iterable of str
        All that may be written: where the reader's font lacks letters, others of the machine are found for them.
    size : float or None
        Of the text of the rows, in points; by default the reader's ``font.size``. Nothing is written below 6 points.
    dpi : float or None
        Of the figure; by default the reader's ``figure.dpi``.
    palette : Palette
        The inks.
    region : str
        How the names of fonts end that have the forms of East Asian letters of a region: ``JP``.
    """

    def __init__(
        self, texts: Iterable[str], size: float | None = None, dpi: float | None = None, palette: Palette = DEFAULT,
        region: str = "",
    ) -> None:  # fmt: skip
        self.size = size if size is not None else FontProperties().get_size_in_points()
        self.palette = palette
        self.dpi = float(dpi or mpl.rcParams["figure.dpi"])
        self.base = base = tuple(mpl.rcParams["font.family"])
        letters = frozenset().union(*map(frozenset, texts)) - frozenset(" \n")
        missing = frozenset(letter for letter in letters if not _has(_path(base), letter) and not _joins(letter))
        extra, self.lacking = _others(missing, len(fontManager.ttflist), region) if missing else ((), frozenset())
        self.borrowed = missing - self.lacking
        self.families = (*base, *extra)

    def scaled(self, factor: float) -> Type:
        """Return the same fonts in another size."""
        other = Type((), self.size * factor, self.dpi, self.palette)
        other.families, other.lacking, other.borrowed = self.families, self.lacking, self.borrowed
        return other

    def points(self, size: float) -> float:
        """Return a size relative to that of the rows in points: never so small that it cannot be read."""
        return max(size * self.size, LEAST_SIZE)

    def font(self, text: str, size: float = 1.0, bold: bool = False) -> FontProperties:
        """Return the font of a text, of a size relative to that of the rows."""
        return _font(self.families_of(text), self.points(size), bold)

    def families_of(self, text: str) -> tuple[str, ...]:
        """Return the families in which a text is written: others than the reader's only where it needs them."""
        return self.base if self.borrowed.isdisjoint(text) else self.families

    def width(self, text: str, size: float = 1.0, bold: bool = False, *, hinted: bool = False) -> float:
        """Return the width of one line in points, with a hair to spare.

        Parameters
        ----------
        text : str
        size : float
            Relative to that of the rows.
        bold : bool
        hinted : bool
            Whether matplotlib draws it, as titles and labels of axes; else it is a `TextLine`.
        """
        if not text:
            return 0.0
        families, points = self.families_of(text), self.points(size)
        exact = line_extent(text, look_of(families, bold))[0] * points / KEPT
        found = max(exact, _hinted(text, families, points, bold, self.dpi)) if hinted else exact
        return found * 1.01 + 0.5

    def writes(self, text: str) -> bool:
        """Return whether every letter of a text can be drawn."""
        return self.lacking.isdisjoint(text)

    def lines(
        self, text: str, width: float, size: float = 1.0, bold: bool = False, *, hinted: bool = False
    ) -> list[str]:
        """Return a text broken into lines that fit a width: at spaces, else after hyphens, slashes and dashes.

        A name that is too long by itself is divided between letters; a number never is, nor what stands between a
        number and its sign or unit ("90 %", "c. 150,000", "≤ 84,000", "25,000–40,000"): it may be wider.
        """
        width += 1e-6  # what takes a width exactly fits it
        if self.width(text, size, bold, hinted=hinted) <= width:
            return [text]
        lines = [""]
        for piece, space in _pieces(text):
            joined = f"{lines[-1]}{space}{piece}" if lines[-1] else piece
            if self.width(joined, size, bold, hinted=hinted) <= width:
                lines[-1] = joined
                continue
            if lines[-1]:
                lines.append("")
            if self.width(piece, size, bold, hinted=hinted) > width and not _DIGITS.search(piece):
                piece = self._divided(piece, width, lines, size, bold)
            lines[-1] = piece
        return [line for line in lines if line] or [""]

    def longest(self, texts: Iterable[str]) -> float:
        """Return the width of the longest part of texts within which no line ends."""
        return max((self.width(piece) for text in texts for piece, _ in _pieces(text)), default=0.0)

    def _divided(self, word: str, width: float, lines: list[str], size: float, bold: bool) -> str:
        """Fill lines with the beginning of a word that is too long for one, and return the rest."""
        while len(word) > 1 and self.width(word, size, bold) > width:
            cut = self._fitting(word, width, size, bold)
            lines[-1], word = word[:cut], word[cut:]
            lines.append("")
        return word

    def _fitting(self, word: str, width: float, size: float, bold: bool) -> int:
        low, high = 1, len(word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(word[:middle], size, bold) <= width else (low, middle - 1)
        return low


_DIGITS = re.compile(r"\d")
# A line may end at a space, unless a sign or an abbreviation before it, or a unit after it, belongs to a number; a dot
# between two parts ends the line of the first.
_BREAK = re.compile(r"(?<!\bc\.)(?<![≥>≤<±~]) (?!%|‰|·)")
# Within a word it may end after a hyphen, a dash or a slash between letters, and after the dash between two days.
_INNER = re.compile(r"(?<=[^\W\d_][-–—/])(?=[^\W\d_])|(?<=\u202f\d{4}–)(?=\w)")

# In a text without spaces, of more letters than a name has, it may end between two of them, and after a mark of
# punctuation: not before one that closes, nor after one that opens, nor beside a number.
UNSPACED = 12
_LETTER = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_MARK = re.compile("[，。；：、]")
_WITHIN_EAST_ASIAN = re.compile(
    "(?<=[\u3040-\u30ff\u3400-\u9fff])(?=[\u3041-\u30fa\u3400-\u9fff（「『“])"
    "|(?<=[，。；：、！？）」』”])(?![，。；：、！？）」』”])"
)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a text between which a line may end, each with the space that precedes it."""
    found: list[tuple[str, str]] = []
    for word in _BREAK.split(text):
        unspaced = len(_LETTER.findall(word)) > UNSPACED or (len(word) > UNSPACED and _MARK.search(word))
        parts = (_WITHIN_EAST_ASIAN if unspaced else _INNER).split(word)
        found += [(part, "" if place else " ") for place, part in enumerate(parts) if part]
    return tuple(found)


@lru_cache(maxsize=256)
def _path(families: tuple[str, ...]) -> str:
    return str(findfont(FontProperties(family=list(families))))


@lru_cache(maxsize=65536)
def _has(path: str, letter: str) -> bool:
    return bool(get_font(path).get_char_index(ord(letter)))


def _joins(letter: str) -> bool:
    """Marks that only join or vary others are drawn by nobody, and missed by nobody; a narrow space is."""
    return (letter != "\u202f" and unicodedata.category(letter) in ("Cf", "Zs", "Cc")) or "\ufe00" <= letter <= "\ufe0f"


@lru_cache(maxsize=64)
def _others(missing: frozenset[str], fonts: int, region: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return families of this machine that have the letters, and the letters that none has.

    `fonts` is how many there are: where the reader has added one, it is looked for again.
    """
    chosen: list[str] = []
    left = set(missing)
    for name, path in _candidates(region):
        if not left:
            break
        try:
            found = {letter for letter in left if _has(path, letter)}
        except (OSError, RuntimeError):
            continue  # a file of fonts that cannot be read writes nothing
        if found:
            chosen.append(name)
            left -= found
    return tuple(chosen), frozenset(left)


def _candidates(region: str = "") -> list[tuple[str, str]]:
    """Return the upright fonts of the machine, the likely ones first, of those the region's, TrueType before others."""
    fonts: dict[str, str] = {}
    plainest = sorted(fontManager.ttflist, key=lambda font: (font.style != "normal", abs(_weight(font.weight) - 400)))
    for entry in plainest:
        if not entry.name.lower().startswith(_BOXES_ONLY):
            fonts.setdefault(entry.name, entry.fname)

    def rank(item: tuple[str, str]) -> tuple[int, bool, bool, str]:
        name = item[0].lower()
        likely = next((place for place, start in enumerate(_EAST_ASIAN) if start in name), len(_EAST_ASIAN))
        known = -1 if name == "dejavu sans" else likely
        elsewhere = bool(region) and not name.endswith(region.lower())
        return known, elsewhere, not item[1].lower().endswith(".ttf"), name

    return sorted(fonts.items(), key=rank)


def _weight(weight: int | str) -> int:
    return weight if isinstance(weight, int) else {"normal": 400, "regular": 400, "book": 400}.get(weight, 700)


def warn_once(message: str) -> None:
    """Warn of letters that cannot be written, once for each message."""
    if message not in _warned:
        _warned.add(message)
        warnings.warn(message, FontWarning, stacklevel=4)
