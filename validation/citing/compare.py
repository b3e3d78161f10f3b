"""Write citing.md beside this folder: which notes and entries equal those of citeproc-js, and which do not, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import estimates as es

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "citing.md"
CASES: list[dict[str, Any]] = json.loads((HERE / "items.json").read_text(encoding="utf-8"))
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
# Why a string differs: (style or "", what, id) to the reason. What is not listed here must not differ.
_SORTED = "of works of one author, pandoc puts the letter, which has no title, first, and citeproc-js last"
_INITIALS = "citeproc-js adds initials, though no other Sample comes first in a work"
REASONS: dict[tuple[str, str, str], str] = {
    ("", "first", "entry"): "pandoc gives the year of an unsigned entry twice",
    ("", "later", "particle"): "pandoc begins a note with a capital, citeproc-js does not",
    ("chicago-author-date", "first", "three"): _INITIALS,
    ("chicago-author-date", "later", "three"): _INITIALS,
    ("mla", "bibliography", "chapter"): "citeproc-js takes the sole author for the first of five in the entry before",
    ("mla", "bibliography", "manuscript"): _SORTED,
    ("mla", "bibliography", "collection"): _SORTED,
    ("mla", "bibliography", "letter"): _SORTED,
}


class Line(NamedTuple):
    """One string of citeproc-js, and ours."""

    style: str
    what: str
    key: str
    theirs: str
    ours: str

    @property
    def reason(self) -> str:
        """Why the two differ; ``""`` where they do not, or where nobody has said."""
        places = ((self.style, self.what, self.key), ("", self.what, self.key), ("", "", self.key))
        return next((REASONS[place] for place in places if place in REASONS), "")


def lines() -> Iterator[Line]:
    """Yield every string: each work's first note, its later note, and its entry in the bibliography."""
    works = [es.Source(case["item"]["id"], case["item"]) for case in CASES]
    places = [
        es.Citation(work, case["locator"]["text"] if case["locator"] else "")
        for work, case in zip(works, CASES, strict=True)
    ]
    for style, expected in EXPECTED["styles"].items():
        told = es.notes([*places, *places], style=style)
        found = {"first": told[: len(works)], "later": told[len(works) :]}
        for what, texts in found.items():
            for work, theirs, ours in zip(works, expected[what], texts, strict=True):
                yield Line(style, what, work.key, theirs, ours)
        entries = es.bibliography(works, style=style)
        for at, (key, theirs) in enumerate(expected["bibliography"]):
            yield Line(style, "bibliography", key, theirs, entries[at] if at < len(entries) else "")


def page(found: list[Line]) -> str:
    """Return the page."""
    head = ["style", "file", "strings", "equal", "share"]
    rows = []
    for style, expected in EXPECTED["styles"].items():
        own = [line for line in found if line.style == style]
        equal = sum(line.ours == line.theirs for line in own)
        rows.append([style, f"`{expected['file']}.csl`", len(own), equal, f"{100 * equal / len(own):.1f} %"])
    equal = sum(line.ours == line.theirs for line in found)
    rows.append(["all", "", len(found), equal, f"{100 * equal / len(found):.1f} %"])
    kinds = ", ".join(dict.fromkeys(case["kind"] for case in CASES))
    text = f"""\
# Citations beside citeproc-js

What `notes` and `bibliography` give as plain text, beside citeproc-js {EXPECTED["citeproc"]} with the same official
styles and the en-US locale. Every work is invented, and typical of what historians cite: {kinds}.
Each is cited once, then all once more, each with its locator; then comes the bibliography, in whose order both must
agree.

{table(head, rows)}

## What does not agree, and why

"""
    apart = [line for line in found if line.ours != line.theirs]
    for line in apart:
        text += f"* **{line.style}, {line.what}, {line.key}**: {line.reason or 'not explained'}\n"
        text += f"  * citeproc-js: {code(line.theirs)}\n  * ours: {code(line.ours)}\n"
    return (
        text
        + ("" if apart else "Nothing.\n")
        + (
            "\n## What is compared, and what is not\n\n"
            "Compared are words, punctuation, order and sorting. Not compared are italics and links, names in another "
            "script, and works read through another work, for which CSL has no form: tests of their own hold these.\n\n"
            "`validation/citing/reference.mjs` writes the expected strings, `validation/citing/compare.py` this page.\n"
        )
    )


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    return f"`{text}`" if text else "(nothing)"


if __name__ == "__main__":
    TARGET.write_text(page(list(lines())), encoding="utf-8")
    print(TARGET)
