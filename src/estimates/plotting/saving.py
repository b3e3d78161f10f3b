"""Files of a picture: the same bytes twice, text as text, and the works inside the file and beside it."""

from __future__ import annotations

import io
import math
import os
import re
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from estimates.citing.sidecars import sidecar, sidecar_text
from estimates.errors import FormatError, listed
from estimates.layout import Picture, claim_by_claim, in_words, picture_of, shown_by
from estimates.model.files import replace_files, usable_path
from estimates.model.markup import one_line, plain
from estimates.plotting.room import root

CARRYING = ("pdf", "svg", "png")
VECTOR = ("pdf", "svg", "eps", "ps")
FORMATS = (*CARRYING, "eps", "ps", "jpg", "jpeg", "tif", "tiff", "webp")
_MOST_PIXELS = 2**16
_SETTINGS: Any = {
    "pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "estimates", "savefig.bbox": None, "pdf.compression": 6,
    "pdf.use14corefonts": False, "svg.image_inline": True, "path.simplify": True, "savefig.transparent": False,
    "ps.fonttype": 3, "ps.useafm": False, "ps.usedistiller": None,
}  # fmt: skip
_WHEN = re.compile(rb"^%%CreationDate: .*\n", re.MULTILINE)


def savefig(figure: Any, path: str | os.PathLike[str], *, dpi: float = 300, licence: str = "") -> Path:
    """Save a picture as a file; the works behind it travel inside PDF, SVG and PNG, and beside every file.

    The same picture gives the same bytes. Beside ``deaths.pdf`` stands ``deaths.sources.json``: the claims that are
    shown, the keys of their works, the works in CSL-JSON, the licence, and the hash of the picture, by which
    `read_picture` knows whether the two belong together. Where that file is another picture's, as for a ``deaths.svg``
    in the same folder, it is ``deaths.pdf.sources.json``. PDF holds title, caption and keys as Title,
    Subject and Keywords; SVG title, works, keys and licence as Dublin Core; PNG the same under names of its own.
    EPS, JPEG, TIFF and WebP hold none of it: there the file beside is all.

    Parameters
    ----------
    figure : Figure or Axes
    path : str or path
        Its ending says the format: ``.pdf``, ``.svg``, ``.png``, ``.eps``, ``.ps``, ``.jpg``, ``.tif`` or ``.webp``.
    dpi : float
        Dots an inch, for the formats that are made of dots; in the others, for what cannot be drawn as lines.
    licence : str
        The licence of the picture or of its data: ``CC-BY-SA-4.0``.

    Returns
    -------
    Path
        Where the picture is.

    Raises
    ------
    FormatError
        If the ending is none of these, the folder is not there, `dpi` gives no picture, or the place of the file beside
        it is taken. Then nothing is written.
    WriteError
        If either file cannot be written. Then both are as they were.
    ClaimError
        If the figure shows nothing of ours.

    See Also
    --------
    caption, alt_text : The texts that go with it.
    read_picture : What a saved file holds.
    interactive : A page for a browser.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import estimates as es
    >>> ax = es.plot_intervals(es.load("nanking-1937")["garrison"])
    >>> with TemporaryDirectory() as folder:
    ...     path = savefig(ax, Path(folder) / "garrison.svg")
    ...     print(sorted(file.name for file in path.parent.iterdir()))
    ['garrison.sources.json', 'garrison.svg']
    """
    if isinstance(figure, Axes):
        figure = root(figure)
    target = usable_path(path, "a picture")
    kind = target.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise FormatError(f"a picture is saved as {listed('.' + name for name in FORMATS)} (got {target.name!r})")
    if not os.path.isdir(target.parent):
        raise FormatError(f"there is no folder {str(target.parent)!r} to save {target.name!r} in; make it first")
    if os.path.isdir(target):
        raise FormatError(f"{target.name!r} is a folder there; choose another name for the picture")
    if not isinstance(licence, str):
        raise FormatError(f"a licence is named in text, as 'CC-BY-SA-4.0' (got {licence!r})")
    picture = shown_by(figure, picture_of(figure))
    _check_dots(dpi, figure, kind)
    beside = sidecar(target)
    content = figure_bytes(figure, kind, dpi=dpi, licence=licence)
    replace_files({beside: sidecar_text(_record(picture, licence), target, content), target: content})
    return target


def figure_bytes(figure: Any, kind: str, *, dpi: float = 300, licence: str = "") -> bytes:
    """Return a picture as the content of a file, with the works behind it inside where the format has a place."""
    picture = shown_by(figure, picture_of(figure))
    held = io.BytesIO()
    with rc_context(_SETTINGS):
        extra = {"metadata": _metadata(picture, kind, licence)} if kind in CARRYING else {}
        figure.savefig(held, format=kind, dpi=dpi, **extra)
    return _WHEN.sub(b"", held.getvalue()) if kind in ("eps", "ps") else held.getvalue()


def _check_dots(dpi: Any, figure: Any, kind: str) -> None:
    number = isinstance(dpi, (int, float)) and not isinstance(dpi, bool)
    if not number or not math.isfinite(dpi) or dpi <= 0:
        raise FormatError(f"dpi is a number of dots an inch above zero (got {dpi!r})")
    longest = max(figure.get_size_inches())
    if kind not in VECTOR and not 1 <= longest * dpi < _MOST_PIXELS:
        most = int(_MOST_PIXELS / longest)
        raise FormatError(f"a picture of {longest:.3g} inches is saved with up to {most} dots an inch (got {dpi!r})")


def _metadata(picture: Picture, kind: str, licence: str) -> dict[str, Any]:
    """Return what each format has a place for."""
    title = one_line("; ".join(dict.fromkeys(panel.title for panel in picture.panels)))
    works, keys = one_line("; ".join(picture.works)), [one_line(source.key) for source in picture.sources]
    words, licence = one_line(in_words(picture)), one_line(licence)
    if kind == "pdf":
        subject = f"{words} Licence: {licence}." if licence else words
        return {"Title": title, "Subject": subject, "Keywords": "; ".join(keys), "Creator": "estimates",
                "CreationDate": None, "ModDate": None}  # fmt: skip
    if kind == "svg":
        rights = {"Rights": licence} if licence else {}
        return {"Title": title, "Description": plain(claim_by_claim(picture)), "Source": works, "Keywords": keys,
                "Creator": "estimates", "Date": None, **rights}  # fmt: skip
    rights = {"Copyright": licence} if licence else {}
    return {"Title": title, "Description": words, "Source": works, "Keywords": "; ".join(keys),
            "Software": "estimates", **rights}  # fmt: skip


def _record(picture: Picture, licence: str) -> dict[str, Any]:
    scenarios = list(dict.fromkeys(dossier.scenario for dossier in picture.dossiers if dossier.scenario))
    return {
        "title": [panel.title for panel in picture.panels],
        "caption": in_words(picture),
        "licence": licence,
        **({"scenario": scenarios} if scenarios else {}),
        "estimates": list(dict.fromkeys(estimate.id for estimate in picture.estimates)),
        "keys": [source.key for source in picture.sources],
        "sources": [source.csl for source in picture.sources],
    }
