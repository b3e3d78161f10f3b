"""The arguments that all plots share, as one typed set: how wide, in which letters and colours, with which words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, TypedDict, get_args

from attrs import evolve, field, frozen
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties

from estimates.errors import FormatError, UnknownNameError, listed, nearest
from estimates.layout.axis import SCALES
from estimates.layout.columns import line
from estimates.layout.figure_model import Picture
from estimates.layout.languages import Language, catalogue_of
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.en import ENGLISH
from estimates.layout.palettes import Palette, palette_of
from estimates.plotting.font_metrics import LEAST_SIZE
from estimates.plotting.glyphs import written_in

Foot = Literal["full", "marks"]
# The widths of a journal's page, and the widest that a figure is made unasked, in inches.
WIDTHS: Final = {"single": 3.35, "double": 7.0}
WIDEST, LEAST_WIDTH, MOST_WIDTH = 10.0, 1.5, 100.0


class SharedOptions(TypedDict, total=False):
    """The arguments that every plot takes by name, beside that of the Axes on which it draws.

    Parameters
    ----------
    width : str or float
        ``single`` (3.35 inches), ``double`` (7 inches), or inches; by default as wide as its texts need, at most 10
        inches. On an Axes of your own it has no meaning.
    size : float
        Of the text of the rows, in points, 6 or more; by default your ``font.size``. Nothing is drawn below 6 points:
        columns are dropped first, with a warning that names them.
    scale : str
        ``auto``, ``linear`` or ``log``. ``auto`` is logarithmic where the stated values span more than a factor of 30
        and none of them is zero; the line under the title says so.
    title, subtitle, xlabel : str
        None for ours, ``""`` for none; of several dossiers a sequence of titles.
    foot : str or bool
        ``full``, ``marks`` (without the works) or False.
    palette : str or mapping
        ``default``, ``grey``, ``dark``, or colours (``#rrggbb``) by their roles, which `estimates.layout.palettes`
        lists.
    lang : str or mapping
        The language of all words of ours: ``en``, ``de``, ``fr``, ``es``, ``zh`` or ``ja``. Names, titles and wordings
        stay as they are in the dataset.
    labels : mapping
        Your own headings of columns, by their names: ``{"claimant": "Autor"}``.
    """

    width: Literal["single", "double"] | float | None
    size: float | None
    scale: Literal["auto", "linear", "log"]
    title: str | Sequence[str] | None
    subtitle: str | Sequence[str] | None
    xlabel: str | None
    foot: Foot | bool
    palette: str | Mapping[str, str]
    lang: Language
    labels: Mapping[str, str]


class FigureOptions(SharedOptions, total=False):
    """The arguments that every plot takes by name.

    Those of `SharedOptions`, and:

    Parameters
    ----------
    ax : Axes
        Where to draw; limits that it already has are kept. By default a new figure is made.

    See Also
    --------
    plot_intervals : The plot that takes most of them.
    """

    ax: Any


@frozen
class Options:
    """The same, checked: None is ours, and a width is in inches."""

    width: float | None = None
    size: float | None = None
    scale: Literal["auto", "linear", "log"] = "auto"
    title: str | Sequence[str] | None = None
    subtitle: str | Sequence[str] | None = None
    xlabel: str | None = None
    foot: Literal["full", "marks", ""] = "full"
    palette: str | Mapping[str, str] = "default"
    labels: Mapping[str, str] = field(factory=dict)
    language: Catalogue = ENGLISH
    ax: Any = None

    def colours(self, axes: Axes | None) -> Palette:
        """Return the palette; on an Axes of the user's it stands on the ground of that Axes, and writes in its ink."""
        if axes is None:
            return palette_of(self.palette)
        grounds = (axes.get_facecolor(), axes.figure.get_facecolor(), "white")
        seen = next(ground for ground in grounds if not to_hex(ground, keep_alpha=True).endswith("00"))
        return palette_of(self.palette, to_hex(seen))

    @property
    def points(self) -> float:
        """The size of the text of the rows."""
        return FontProperties().get_size_in_points() if self.size is None else self.size


def options_of(given: SharedOptions | FigureOptions, ax: Any = None) -> Options:
    """Return the options of a plot, checked; `ax` is an Axes that was given beside them.

    Raises
    ------
    UnknownNameError
        If there is no such argument.
    FormatError
        If a value is not allowed.
    """
    names = (*SharedOptions.__annotations__, "ax")
    for name in given:
        if name not in names:
            raise UnknownNameError(f"no argument {name!r}{nearest(name, names)}; every plot takes {listed(names)}")
    foot = given.get("foot", "full")
    if foot not in (*get_args(Foot), True, False):
        raise FormatError(f"foot is 'full', 'marks' or False (got {foot!r})")
    scale = given.get("scale", "auto")
    if scale not in SCALES:
        hint = nearest(scale, SCALES) if isinstance(scale, str) else ""
        raise FormatError(f"scale must be 'auto', 'linear' or 'log' (got {scale!r}{hint})")
    kept: dict[str, Any] = {
        name: value for name, value in given.items() if name not in ("width", "size", "foot", "lang")
    }
    kept.setdefault("ax", ax)
    for name in ("title", "subtitle", "xlabel"):
        _check_text(name, kept.get(name), several=name != "xlabel")
    palette_of(kept.get("palette", "default"))
    labels = kept.get("labels", {})
    if not isinstance(labels, Mapping) or not all(isinstance(text, str) for text in labels.values()):
        raise FormatError(f"labels maps the names of columns to their headings, both as text (got {labels!r})")
    shown: Literal["full", "marks", ""] = "full" if foot is True else foot or ""
    return Options(width=_inches(given.get("width")), size=_points(given.get("size")), foot=shown,
                   language=written_in(catalogue_of(given.get("lang", "en"))), **kept)  # fmt: skip


def _check_text(name: str, value: Any, *, several: bool) -> None:
    texts = list(value) if several and isinstance(value, (list, tuple)) else [value]
    if not all(text is None or isinstance(text, str) for text in texts):
        raise FormatError(f"{name} is a text, '' for none, or None for ours (got {value!r})")


def _inches(width: Any) -> float | None:
    if width is None:
        return None
    if isinstance(width, str):
        if width not in WIDTHS:
            raise FormatError(
                f"width is 'single', 'double' or a number of inches (got {width!r}{nearest(width, WIDTHS)})"
            )
        return WIDTHS[width]
    if not _is_number(width) or not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise FormatError(
            f"width is between {LEAST_WIDTH:g} and {MOST_WIDTH:g} inches, 'single' or 'double' (got {width!r})"
        )
    return float(width)


def _points(size: Any) -> float | None:
    if size is None:
        return None
    if not _is_number(size) or not LEAST_SIZE <= size <= 72:
        raise FormatError(f"size is between {LEAST_SIZE:g} and 72 points (got {size!r})")
    return float(size)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def dressed(picture: Picture, options: Options) -> Picture:
    """Return a picture with the title, the lines around it and the foot that its user has asked for.

    Raises
    ------
    FormatError
        If there are not as many titles as panels.
    UnknownNameError
        If a column that is labelled is not there.
    """
    titles = _each("title", options.title, picture)
    subtitles = _each("subtitle", options.subtitle, picture)
    panels = []
    for panel, title, subtitle in zip(picture.panels, titles, subtitles):
        if title is not None:
            panel = evolve(panel, title=line(title))
        if subtitle is not None:
            panel = evolve(panel, subtitle=line(subtitle), own_subtitle=True)
        if options.xlabel is not None:
            panel = evolve(panel, xlabel=line(options.xlabel))
        panels.append(panel)
    names = [column.name for column in picture.columns]
    for name in options.labels:
        if name not in names and not names:
            raise UnknownNameError(f"no column {name!r} to label; this figure has no columns")
        if name not in names:
            raise UnknownNameError(f"no column {name!r}{nearest(name, names)} to label; there are {listed(names)}")
    columns = tuple(evolve(column, heading=line(options.labels.get(column.name, column.heading)))
                    for column in picture.columns)  # fmt: skip
    return evolve(picture, panels=tuple(panels), columns=columns, show_foot=options.foot)


def _each(name: str, asked: str | Sequence[str] | None, picture: Picture) -> Sequence[str | None]:
    count = len(picture.panels)
    if asked is None:
        return [None] * count
    texts = [asked] if isinstance(asked, str) else list(asked)
    if len(texts) != count:
        raise FormatError(f"{name} gives one text for each dossier: {count} (got {len(texts)})")
    return texts
