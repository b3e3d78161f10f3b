"""The inks of a figure by their roles: who may be seen in which colour, on which ground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import asdict, evolve, fields, frozen

from estimates.errors import FormatError, UnknownNameError, listed, nearest

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@frozen
class Palette:
    """The colours of a figure, as ``#rrggbb``, each by its role.

    Marks have a contrast of at least 3:1 with the ground, texts of at least 4.5:1.

    Parameters
    ----------
    ground : str
        Behind everything.
    claim, aside, muted, pool : str
        The marks of claims that are compared, of those set aside, of those that no longer stand, and of pools; that of
        pools is the ink of judgements too.
    interval : str
        The intervals of a specification curve, behind their medians.
    text, secondary, faded : str
        Texts: of claims, of what is said beside them, of claims that no longer stand.
    rule, band, core, under, strip : str
        Lines to follow by eye; areas behind marks: of a pool, of a core, under a line, of claims without a date.
    """

    ground: str = "#ffffff"
    claim: str = "#1f4e79"
    aside: str = "#6b7280"
    muted: str = "#8b929d"
    pool: str = "#a3501f"
    interval: str = "#bd7f5b"
    text: str = "#1b1e23"
    secondary: str = "#5c636e"
    faded: str = "#6d747f"
    rule: str = "#e4e7ea"
    band: str = "#f7f0eb"
    core: str = "#cfdae5"
    under: str = "#eef2f6"
    strip: str = "#f3f4f6"


DEFAULT: Final = Palette()
PALETTES: Final[dict[str, Palette]] = {
    "default": DEFAULT,
    "grey": Palette(claim="#111111", aside="#6e6e6e", muted="#909090", pool="#4a4a4a", interval="#8c8c8c",
                    text="#111111", secondary="#555555", faded="#707070", rule="#e4e4e4", band="#efefef",
                    core="#d4d4d4", under="#f0f0f0", strip="#f3f3f3"),
    "dark": Palette(ground="#14171c", claim="#8fc1ee", aside="#a0a7b3", muted="#757d8a", pool="#f0a06a",
                    interval="#b07a56", text="#f1f3f5", secondary="#b4bac4", faded="#8f97a3", rule="#2b3038",
                    band="#2d231c", core="#24405c", under="#1b2733", strip="#1e2228"),
}  # fmt: skip


def palette_of(asked: str | Mapping[str, str], ground: str | None = None) -> Palette:
    """Return a palette by its name, or the default one with some of its colours replaced.

    Parameters
    ----------
    asked : str or mapping
        ``default``, ``grey``, ``dark``, or colours by role.
    ground : str or None
        The colour on which the figure stands, where that is not the palette's own; on a dark one the default palette
        is the dark one.

    Raises
    ------
    UnknownNameError
        If a palette or a role is not known.
    FormatError
        If a colour is not written as ``#rrggbb``.

    Examples
    --------
    >>> palette_of("grey").claim, palette_of({"claim": "#004400"}).claim, palette_of("default", "#000000").text
    ('#111111', '#004400', '#f1f3f5')
    """
    base = PALETTES["dark"] if ground is not None and luminance(ground) < 0.18 else DEFAULT
    if isinstance(asked, str):
        if asked not in PALETTES:
            raise UnknownNameError(f"no palette {asked!r}{nearest(asked, PALETTES)}; there are {listed(PALETTES)}")
        found = base if asked == "default" else PALETTES[asked]
    else:
        roles = [field.name for field in fields(Palette)]
        for role, colour in asked.items():
            if role not in roles:
                raise UnknownNameError(f"no role of ink {role!r}{nearest(role, roles)}; there are {listed(roles)}")
            if not isinstance(colour, str) or not _HEX.fullmatch(colour):
                raise FormatError(f"a colour is written as '#rrggbb' (got {colour!r} for {role!r})")
        found = evolve(base, **asked)
    return found if ground is None else evolve(found, ground=ground)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def inks(palette: Palette) -> dict[str, str]:
    """Return the colours of a palette by role."""
    return dict(asdict(palette))
