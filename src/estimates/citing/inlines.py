"""Inline nodes of Pandoc's abstract syntax tree: made of text, and written out with every text escaped."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from estimates.errors import FormatError, listed
from estimates.model.markup import begun_in_markdown, escape_html, escape_latex, escape_within_markdown, plain

Node = dict[str, Any]
FORMATS: Final = ("text", "html", "markdown", "latex")
_RICH: Final = {"i": "Emph", "em": "Emph", "b": "Strong", "strong": "Strong", "sub": "Subscript", "sup": "Superscript",
                "sc": "SmallCaps"}  # fmt: skip
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-z]+)(?P<rest>(?:[^a-z<>][^<>]*)?)>")
_NESTED: Final = 20  # tags within each other; what lies deeper is text
_SPANS: Final = {' class="nocase"': "nocase", ' style="font-variant:small-caps;"': "SmallCaps",
                 ' style="font-variant: small-caps;"': "SmallCaps"}  # fmt: skip


def words(text: str) -> list[Node]:
    """Return plain text as nodes."""
    found: list[Node] = []
    for part in re.split(r"( +)", " ".join(plain(text).split())):
        if part:
            found.append({"t": "Space"} if part.isspace() else {"t": "Str", "c": part})
    return found


def rich(text: str) -> list[Node]:
    """Return a title as nodes: the few tags that reference managers write, and its quotation marks, are understood.

    Whatever else looks like a tag, or has no end, is text.
    """
    text = plain(text)
    return _marked(text, 0, len(text), _tagged(text), 0)


@frozen
class _Tagged:
    """A stretch of text between a tag that is understood and its end."""

    node: str
    start: int
    inner_start: int
    inner_end: int
    end: int


def _tagged(text: str) -> list[_Tagged]:
    """Return the stretches of a text, in the order in which they begin."""
    found = []
    opened: dict[str, list[re.Match[str]]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        if not tag["close"]:
            opened[tag["name"]].append(tag)
        elif opened[tag["name"]]:
            first = opened[tag["name"]].pop()
            node = _SPANS.get(first["rest"]) if first["name"] == "span" else _RICH.get(first["name"])
            if node is not None and (not first["rest"] or first["name"] == "span"):
                found.append(_Tagged(node, first.start(), first.end(), tag.start(), tag.end()))
    return sorted(found, key=lambda stretch: stretch.start)


def _marked(text: str, at: int, end: int, tagged: list[_Tagged], depth: int) -> list[Node]:
    """Return a part of a text as nodes; a stretch that ends outside it is text."""
    found: list[Node] = []
    starts = [stretch.start for stretch in tagged]
    place = bisect_left(starts, at) if depth < _NESTED else len(tagged)
    while place < len(tagged) and starts[place] < end:
        stretch = tagged[place]
        if stretch.end > end:
            place += 1
            continue
        within = tagged[place + 1 : bisect_left(starts, stretch.end)]
        inner = _marked(text, stretch.inner_start, stretch.inner_end, within, depth + 1)
        if stretch.node == "nocase":
            made = {"t": "Span", "c": [["", ["nocase"], []], inner]}
        else:
            made = {"t": stretch.node, "c": inner}
        found += [*_quoted(text[at : stretch.start]), made]
        at = stretch.end
        place = bisect_left(starts, at)
    return [*found, *_quoted(text[at:end])]


def _quoted(text: str) -> list[Node]:
    """Return text whose paired quotation marks are nodes, so that a style can turn them within its own."""
    found: list[Node] = []
    at = 0
    for match in re.finditer(r"“([^“”]*)”", text):
        found += _spaced(text[at : match.start()])
        found.append({"t": "Quoted", "c": [{"t": "DoubleQuote"}, _spaced(match[1])]})
        at = match.end()
    return [*found, *_spaced(text[at:])]


def _spaced(text: str) -> list[Node]:
    """Return words with the blanks at both ends, which matter beside another node."""
    found: list[Node] = []
    for part in re.split(r"(\s+)", text):
        if part:
            found.append({"t": "Space"} if part.isspace() else {"t": "Str", "c": part})
    return found


def flat(nodes: Iterable[Node]) -> str:
    """Return nodes as plain text."""
    return written(nodes, "text")


# ---- writing ---------------------------------------------------------------------------------------------------


def written(nodes: Iterable[Node], form: str) -> str:
    """Return nodes as text, HTML, Markdown or LaTeX; every text of theirs is escaped for it.

    Parameters
    ----------
    nodes : iterable of node
    form : {"text", "html", "markdown", "latex"}

    Raises
    ------
    FormatError
        If the form is not one of these.
    """
    if form not in FORMATS:
        raise FormatError(f"a format is {listed(FORMATS)} (got {form!r})")
    line = _joined(nodes, form)
    return begun_in_markdown(line) if form == "markdown" else line


def escaped(text: str, form: str) -> str:
    """Return plain text as `written` has it within a line of a format, with the blanks at its ends."""
    return _escape(text, form)


_ESCAPERS: Final[dict[str, Callable[[str], str]]] = {
    "text": plain, "html": escape_html, "markdown": escape_within_markdown, "latex": escape_latex,
}  # fmt: skip


def _escape(text: str, form: str) -> str:
    """Return a piece of a text escaped, with the blanks at its ends: they part it from the piece beside it."""
    inner = text.strip(" ")
    start = len(text) - len(text.lstrip(" "))
    return text[:start] + _ESCAPERS[form](inner) + (text[start + len(inner) :] if inner else "")


_MARKS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "Emph": {"html": ("<em>", "</em>"), "markdown": ("*", "*"), "latex": ("\\emph{", "}")},
    "Strong": {"html": ("<strong>", "</strong>"), "markdown": ("**", "**"), "latex": ("\\textbf{", "}")},
    "Superscript": {"html": ("<sup>", "</sup>"), "markdown": ("^", "^"), "latex": ("\\textsuperscript{", "}")},
    "Subscript": {"html": ("<sub>", "</sub>"), "markdown": ("~", "~"), "latex": ("\\textsubscript{", "}")},
    "SmallCaps": {"html": ('<span style="font-variant:small-caps">', "</span>"), "markdown": ("[", "]{.smallcaps}"),
                  "latex": ("\\textsc{", "}")},
}  # fmt: skip
_QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def _joined(nodes: Iterable[Node], form: str) -> str:
    """Return nodes written one after the other, texts beside each other as one text: what it is depends on both."""
    out, text = [], ""
    for piece in _pieces(nodes):
        if isinstance(piece, str):
            text += piece
        else:
            out += [_escape(text, form), _marked_up(piece, form)]
            text = ""
    return "".join([*out, _escape(text, form)])


def _pieces(nodes: Iterable[Node]) -> Iterator[str | Node]:
    """Yield the texts within nodes, and those nodes that are written as markup around what they hold."""
    for node in nodes:
        kind: str = node["t"]
        if kind == "Str":
            yield str(node["c"])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "Quoted":
            before, after = _QUOTES[node["c"][0]["t"]]
            yield before
            yield from _pieces(node["c"][1])
            yield after
        elif kind in _MARKS or kind == "Link":
            yield node
        else:
            yield from _pieces(children(node))


def _marked_up(node: Node, form: str) -> str:
    """Return a node of markup as a format has it."""
    held: Any = node["c"]
    if node["t"] == "Link":
        return _link(held[1], str(held[2][0]), form)
    before, after = _MARKS[node["t"]].get(form, ("", ""))
    inner = _joined(held, form)
    return f"{before}{inner}{after}" if inner else ""


# An address of which nothing can end, or act within, the angle brackets of Markdown.
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")


def _link(inner: Sequence[Node], target: str, form: str) -> str:
    text = _joined(inner, form)
    if form == "markdown" and flat(inner) == target and _ADDRESS.fullmatch(target):
        return f"<{target}>"
    # The engine makes an address of whatever stands in its field; only what is one is a link.
    if (
        form == "html"
        and re.match(r"https?://[^\s]+$", target)
        and flat(inner) in (target, target.split("doi.org/")[-1])
    ):
        return f'<a href="{escape_html(target)}">{text}</a>'
    return text


def within(node: Node) -> list[Node] | None:
    """Return the list of nodes that a node holds, itself and not a copy; None where it holds none, or blocks."""
    kind: str = node["t"]
    held: Any = node.get("c")
    if kind in ("Span", "Cite", "Quoted", "Link", "Div"):
        inner: list[Node] = held[1]
        return inner
    if kind in ("Para", "Plain", *_MARKS):
        nodes: list[Node] = held
        return nodes
    return None


def children(node: Node) -> list[Node]:
    """Return the nodes within a node of any type; those of the blocks of a note in a row."""
    if node["t"] == "Note":
        return [inner for block in node["c"] for inner in children(block)]
    return list(within(node) or ())


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and all that is within them, in reading order."""
    for node in nodes:
        yield node
        yield from every(children(node))


def upright_within_italics(nodes: Sequence[Node], italic: bool = False) -> list[Node]:
    """Return nodes in which nothing is emphasised twice: what is italic within an italic title is upright, as in print.

    Parameters
    ----------
    nodes : sequence of node
    italic : bool
        Whether they stand within an emphasised node.
    """
    found: list[Node] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        inner = None if node is None else within(node)
        if node is not None and not (inner and any(one["t"] == "Emph" for one in every([node]))):
            run.append(node)
            continue
        found += _emphasised(run) if italic else run
        run = []
        if node is not None and inner is not None:
            turned = upright_within_italics(inner, italic != (node["t"] == "Emph"))
            if node["t"] == "Emph":
                found += turned
            else:
                inner[:] = turned
                found.append(node)
    return found


def _emphasised(nodes: list[Node]) -> list[Node]:
    """Return nodes as one that is emphasised, between the blanks at their ends."""
    blank = [node["t"] == "Space" for node in nodes]
    if all(blank):
        return nodes
    first, last = blank.index(False), len(blank) - blank[::-1].index(False)
    return [*nodes[:first], {"t": "Emph", "c": nodes[first:last]}, *nodes[last:]]


def without_end(nodes: list[Node]) -> list[Node]:
    """Return nodes without a full stop at their end."""
    for node in reversed(list(every(nodes))):
        if node["t"] == "Str":
            node["c"] = node["c"].removesuffix(".")
            break
    return nodes
