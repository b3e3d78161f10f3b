"""The file beside a saved picture: the claims that it shows and their works, bound to the picture by its hash."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from estimates.errors import DatasetError, EstimatesError, Fault, FormatError
from estimates.model.files import usable_path
from estimates.model.sources import Source

_ENDING: Final = ".sources.json"
_OURS: Final = ("estimates", "keys", "sources")


@frozen
class PictureRecord:
    """What the file beside a saved picture says of it.

    Parameters
    ----------
    file : str
        The name of the file beside the picture.
    title : tuple of str
        A title for each panel.
    caption : str
    licence : str
        Of the picture or of its data; empty where none was given.
    scenario : tuple of str
        What a user supposed of the claims that are shown, in words.
    estimates : tuple of str
        The ids of the claims that are shown.
    sources : tuple of Source
        The works on which it rests.

    See Also
    --------
    read_picture : Returns it.
    savefig : Writes the picture.
    """

    file: str
    title: tuple[str, ...]
    caption: str
    licence: str
    scenario: tuple[str, ...]
    estimates: tuple[str, ...]
    sources: tuple[Source, ...]

    def __repr__(self) -> str:
        return f"<PictureRecord {self.file!r}: {len(self.estimates)} estimates, {len(self.sources)} sources>"


def read_picture(path: str | os.PathLike[str]) -> PictureRecord:
    """Return what is written beside a picture that `savefig` has saved: its claims and their works.

    Parameters
    ----------
    path : str or path
        The picture: ``deaths.pdf``.

    Returns
    -------
    PictureRecord

    Raises
    ------
    DatasetError
        If there is no such picture, nothing is written beside it, or what is written belongs to another picture, or to
        another version of this one: the two files are replaced one after the other, and are bound by a hash.
    FormatError
        If it is no path.

    See Also
    --------
    savefig : Writes the pictures.
    caption, alt_text, sources : The same of a figure that is still open.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import estimates as es
    >>> ax = es.plot_intervals(es.load("nanking-1937")["garrison"])
    >>> with TemporaryDirectory() as folder:
    ...     record = read_picture(es.savefig(ax, Path(folder) / "garrison.svg"))
    >>> record.estimates, [work.key for work in record.sources]
    (('askew-garrison', 'hata-garrison', 'kasahara-garrison'), ['askew2003', 'battle-of-nanking'])
    """
    if not isinstance(path, (str, os.PathLike)):
        raise FormatError(
            f"a picture is read from a path (got {type(path).__name__}); sources() takes the picture itself"
        )
    picture = usable_path(path, "a picture")
    try:
        content = picture.read_bytes()
    except OSError as error:
        raise DatasetError([_fault(picture, f"the picture cannot be read: {error.strerror}")]) from None
    beside = [place for place in (_long(picture), _short(picture)) if os.path.lexists(place)]
    if not beside:
        message = (
            f"no file of sources lies beside the picture (neither {_short(picture).name!r} nor {_long(picture).name!r})"
        )
        raise DatasetError([_fault(picture, message)])
    for place in beside:
        record = _record(place)
        if record is not None and record.get("sha256") == hashlib.sha256(content).hexdigest():
            return _made(place, record)
    raise DatasetError([_foreign(picture, beside[0])])


def sidecar(picture: Path) -> Path:
    """Return where the works of a picture are written: ``a.sources.json``, unless that is another picture's.

    ``a.svg`` and ``a.pdf`` do not share one, nor is a file overwritten that is none of ours.

    Raises
    ------
    FormatError
        If what lies at both places is something else.
    """
    for place in (_long(picture), _short(picture)):
        if os.path.isdir(place):
            raise FormatError(
                f"the works of {picture.name!r} are written to {place.name!r} beside it; that is a folder, rename it"
            )
    if os.path.lexists(_long(picture)):
        if _owner(_long(picture)) is None:
            raise FormatError(
                f"{_long(picture).name!r} is where the works of the picture are written, and contains something else"
            )
        return _long(picture)
    owner = _owner(_short(picture)) if os.path.exists(_short(picture)) else ""
    free = owner in ("", picture.name) or (owner is not None and not os.path.lexists(picture.with_name(owner)))
    return _short(picture) if free else _long(picture)


def sidecar_text(record: Mapping[str, Any], picture: Path, content: bytes) -> bytes:
    """Return the text of a picture's sidecar, which names the picture and holds the hash of its bytes."""
    bound = {"picture": picture.name, "sha256": hashlib.sha256(content).hexdigest(), **record}
    return (json.dumps(bound, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _short(picture: Path) -> Path:
    return picture.with_suffix(_ENDING)


def _long(picture: Path) -> Path:
    return picture.with_name(picture.name + _ENDING)


def _record(place: Path) -> dict[str, Any] | None:
    """Return what a file beside a picture holds, None where it is none of ours."""
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    ours = isinstance(found, dict) and all(isinstance(found.get(name), list) for name in _OURS)
    return found if ours else None


def _owner(place: Path) -> str | None:
    """Return the name of the picture to which a file belongs: ``""`` where it names none, None where it is not ours."""
    record = _record(place)
    if record is None:
        return None
    name = record.get("picture", "")
    return name if isinstance(name, str) and Path(name).name == name else ""


def _made(place: Path, record: Mapping[str, Any]) -> PictureRecord:
    def texts(name: str) -> tuple[str, ...]:
        held = record.get(name, [])
        return tuple(map(str, held if isinstance(held, list) else [held]))

    try:
        works = tuple(Source(item["id"], item) for item in record["sources"])
    except (TypeError, KeyError, EstimatesError) as error:
        raise DatasetError([_fault(place, f"a work cannot be read: {error}")]) from None
    return PictureRecord(
        place.name, texts("title"), str(record.get("caption", "")), str(record.get("licence", "")), texts("scenario"),
        texts("estimates"), works,
    )  # fmt: skip


def _foreign(picture: Path, place: Path) -> Fault:
    owner = _owner(place)
    if owner is None:
        return Fault(place.name, None, "", "", f"is not the file that is written beside {picture.name!r}")
    whose = "another version of it" if owner == picture.name else f"another picture{f', {owner!r}' if owner else ''}"
    message = f"does not belong to {picture.name!r} as it is now, but to {whose}; save the picture again"
    return Fault(place.name, None, "sha256", "", message)


def _fault(path: Path, message: str) -> Fault:
    return Fault(path.name, None, "", "", message)
