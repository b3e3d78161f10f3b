"""What pandoc reads in a text: the text alone, and every element that is more than text."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pypandoc

SIGNS = {r"\leq": "≤", r"\geq": "≥", "-": "−", r"\approx": "≈", r"\vert": "|", r"\times": "×", r"\pm": "±"}
TEXT = {"Str", "Space", "SoftBreak", "LineBreak", "Para", "Plain", "Superscript"}


def run(text: str, *options: str) -> str:
    """Return what pandoc makes of a text; it reads nothing else and asks no net."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--sandbox", *options], input=text, capture_output=True, text=True, check=False,
        encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def blocks(text: str, source: str) -> list[Any]:
    """Return the blocks that pandoc reads in a text of a format."""
    found: list[Any] = json.loads(run(text, "--from", source, "--to", "json"))["blocks"]
    return found


def text_of(node: Any) -> str:
    """Return the text of a tree, as a reader sees it."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Math":
        return SIGNS[content[1]]
    return text_of(content) + ("\n" if kind in ("Para", "Plain") else "")


def kinds(node: Any) -> set[str]:
    """Return the names of all elements of a tree; a sign set as a formula of ours, and a mere group, do not count."""
    if isinstance(node, list):
        return set().union(*map(kinds, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {node["t"]} if "t" in node else set()
    if own == {"Math"} and node["c"][1] in SIGNS:
        return set()
    if own == {"Span"} and node["c"][0] == ["", [], []]:
        own = set()
    return own | kinds(node.get("c"))
