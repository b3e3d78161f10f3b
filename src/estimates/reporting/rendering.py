"""Documents as files: Word, HTML, Markdown and PDF, made by Pandoc and Typst and written whole or not at all."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZipFile

from estimates.citing.engine import converted
from estimates.citing.inlines import words
from estimates.citing.styles import EXTRA
from estimates.errors import FormatError, MissingExtraError, listed
from estimates.model.files import cannot, replace_files, usable_path
from estimates.model.markup import one_line
from estimates.plotting import figure_bytes
from estimates.reporting.manuscript import Manuscript

ENDINGS: Final = (".html", ".docx", ".pdf", ".md")
_PICTURES: Final = {".html": "svg", ".docx": "png", ".pdf": "png", ".md": "svg"}
_OPTIONS: Final[dict[str, tuple[str, ...]]] = {
    ".html": ("--to=html5", "--standalone", "--embed-resources", "--section-divs"),
    ".docx": ("--to=docx",),
    ".pdf": ("--to=typst", "--standalone"),
    ".md": ("--to=gfm", "--wrap=none"),
}
_STYLE: Final = (
    "body{max-width:52rem;margin:2rem auto;padding:0 1rem;font-family:Georgia,'Noto Serif',serif;line-height:1.45;"
    "color:#1a1a1a;background:#fff}h1,h2,h3{line-height:1.2}table{border-collapse:collapse;width:100%;margin:1rem 0;"
    "font-size:.92em}caption{text-align:left;font-style:italic;padding-bottom:.4rem}th,td{text-align:left;"
    "vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #ddd}thead th{border-bottom:2px solid #444}"
    "figure{margin:1.5rem 0}figure img{max-width:100%;height:auto}figcaption{font-size:.9em;color:#444}"
    "tbody th{font-weight:normal}section.footnotes{font-size:.9em}"
    "html{background:#fff}@media (prefers-color-scheme:dark){html,body{color:#e8e8e8;background:#161616}"
    "th,td{border-color:#444}"
    "thead th{border-color:#aaa}a{color:#9cc4ff}figcaption{color:#bbb}figure img{background:#fff}}"
)


def target_of(path: object, what: str, endings: tuple[str, ...] = ENDINGS) -> tuple[Path, str]:
    """Return where a document is written, and its ending.

    Raises
    ------
    FormatError
        If the ending is none of those offered.
    """
    target = usable_path(path, what)
    ending = target.suffix.lower()
    if ending not in endings:
        raise FormatError(f"{what} is written as {listed(endings)} (got {target.name!r:.100})")
    return target, ending


def save(text: Manuscript, title: str, target: Path, ending: str, reference: Path | None = None) -> Path:
    """Write a document, and beside a Markdown file the pictures that it shows.

    Raises
    ------
    WriteError
        If a file cannot be written; then none is.
    """
    kind = _PICTURES[ending]
    stem = target.stem if ending == ".md" else "picture"
    names = {name: f"{stem}-{name}.{kind}" for name in text.pictures}
    pictures = {names[name]: figure_bytes(figure, kind, dpi=200) for name, figure in text.pictures.items()}
    blocks = text.finished()
    _point_to(blocks, names)
    meta: dict[str, Any] = {"lang": {"t": "MetaString", "c": "en"}}
    if ending != ".md":
        meta["title"] = {"t": "MetaInlines", "c": words(one_line(title))}
    else:
        for block in blocks:
            if block["t"] == "Header":
                block["c"][0] += 1  # below the title, which is a heading here
        blocks.insert(0, {"t": "Header", "c": [1, ["", [], []], words(one_line(title))]})
    options = list(_OPTIONS[ending])
    with TemporaryDirectory(prefix="estimates-") as scratch:
        folder = Path(scratch)
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        if ending == ".html":
            (folder / "style.html").write_text(f"<style>{_STYLE}</style>", encoding="utf-8")
            options += ["--include-in-header=style.html"]
        if reference is not None:
            options += [f"--reference-doc={reference.resolve()}"]
        content = converted(blocks, meta, options, folder)
        if ending == ".pdf":
            content = _typeset(content, folder)
        elif ending == ".docx" and reference is None:
            content = with_notes_numbered_through(content)
    files = {target: content}
    if ending == ".md":
        files = {**{target.with_name(name): content for name, content in pictures.items()}, **files}
    replace_files(files)
    return target


def reference_document(path: str | os.PathLike[str] | None) -> Path | None:
    """Return the template of a Word document, if one is given.

    Raises
    ------
    FormatError
        If it is no Word file.
    """
    if path is None:
        return None
    found = usable_path(path, "a document's template")
    try:
        with found.open("rb") as file:
            word = file.read(4) == b"PK\x03\x04" and found.suffix.lower() in (".docx", ".dotx")
    except OSError as error:
        raise cannot(f"the template {str(found)!r:.300} cannot be read", error) from None
    if not word:
        raise FormatError(f"a template is a Word file, .docx or .dotx (got {found.name!r:.100})")
    return found


def with_notes_numbered_through(document: bytes) -> bytes:
    """Return a Word document whose footnotes are numbered through it.

    Pandoc's own template numbers them anew in each section, which LibreOffice takes for each chapter.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(document)) as given, ZipFile(out, "w") as made:
        for part in given.infolist():
            content = given.read(part)
            if part.filename == "word/document.xml":
                content = _ANEW.sub(b"continuous", content)
            made.writestr(part, content)
    return out.getvalue()


_ANEW: Final = re.compile(rb'(?<=<w:numRestart w:val=")eachSect(?=")')


def _point_to(blocks: list[Any], names: Mapping[str, str]) -> None:
    for block in blocks:
        if block["t"] == "Figure":
            image = block["c"][2][0]["c"][0]
            image["c"][2][0] = names[image["c"][2][0]]


def _typeset(source: bytes, folder: Path) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError(f"a PDF is set by Typst, which is not installed; {EXTRA}") from error
    (folder / "document.typ").write_bytes(source)
    made = io.BytesIO(typst.compile(str(folder / "document.typ"), root=str(folder)))
    return made.getvalue()
