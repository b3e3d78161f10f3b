"""Files of a picture: the same bytes twice, text as text, and the works inside the file and beside it."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes

from estimates.errors import FormatError, listed
from estimates.layout import Picture, claim_by_claim, in_words, picture_of, shown_by
from estimates.markup import plain
from estimates.plotting.rooms import root

FORMATS = ("pdf", "svg", "png")
_SETTINGS: Any = {
    "pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "estimates", "savefig.bbox": None, "pdf.compression": 6,
    "pdf.use14corefonts": False, "svg.image_inline": True, "path.simplify": True, "savefig.transparent": False,
}  # fmt: skip
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def savefig(figure: Any, path: str | os.PathLike[str], *, dpi: float = 300) -> Path:
    """Save a picture as PDF, SVG or PNG; the works behind it travel inside the file, and beside it.

    The same picture gives the same bytes. Beside ``deaths.pdf`` stands ``deaths.sources.json``: the claims that are
    shown, the keys of their works, and the works in CSL-JSON.

    Parameters
    ----------
    figure : Figure or Axes
    path : str or path
        Its ending says the format.
    dpi : float
        Dots an inch, for PNG.

    Returns
    -------
    Path
        Where the picture is.

    Raises
    ------
    FormatError
        If the ending is not ``.pdf``, ``.svg`` or ``.png``, or the folder is not there.
    ClaimError
        If the figure shows nothing of ours.
    """
    if isinstance(figure, Axes):
        figure = root(figure)
    target = Path(path)
    kind = target.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise FormatError(f"a picture is saved as {listed('.' + name for name in FORMATS)} (got {target.name!r})")
    if not target.parent.is_dir():
        raise FormatError(f"there is no folder {str(target.parent)!r} to save {target.name!r} in; make it first")
    picture = shown_by(figure, picture_of(figure))
    held = io.BytesIO()
    with rc_context(_SETTINGS):
        figure.savefig(held, format=kind, dpi=dpi, metadata=_metadata(picture, kind))
    _whole(target, held.getvalue())
    _whole(target.with_suffix(".sources.json"), _beside(picture))
    return target


def _metadata(picture: Picture, kind: str) -> dict[str, Any]:
    """Return what each format has a place for."""
    title = _clean("; ".join(dict.fromkeys(panel.title for panel in picture.panels)))
    works, keys = _clean("; ".join(picture.works)), [_clean(source.key) for source in picture.sources]
    words = _clean(in_words(picture))
    if kind == "pdf":
        return {"Title": title, "Subject": words, "Keywords": "; ".join(keys), "Creator": "estimates",
                "CreationDate": None, "ModDate": None}  # fmt: skip
    if kind == "svg":
        return {"Title": title, "Description": _clean(claim_by_claim(picture)), "Source": works, "Keywords": keys,
                "Creator": "estimates", "Date": None}  # fmt: skip
    return {"Title": title, "Description": words, "Source": works, "Keywords": "; ".join(keys),
            "Software": "estimates"}  # fmt: skip


def _clean(text: str) -> str:
    return _NOT_XML.sub("", plain(text))


def _beside(picture: Picture) -> bytes:
    scenarios = list(dict.fromkeys(dossier.scenario for dossier in picture.dossiers if dossier.scenario))
    record = {
        "title": [panel.title for panel in picture.panels],
        "caption": in_words(picture),
        **({"scenario": scenarios} if scenarios else {}),
        "estimates": list(dict.fromkeys(estimate.id for estimate in picture.estimates)),
        "keys": [source.key for source in picture.sources],
        "sources": [source.csl for source in picture.sources],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
