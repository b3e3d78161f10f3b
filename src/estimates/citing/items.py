"""Works as the engine takes them, with what the citation style language cannot say marked, and restored afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from estimates.citing.inlines import Node, every, rich, within, words
from estimates.model.markup import plain
from estimates.model.sources import Source

# Characters that no text of a dataset keeps, and that no order of sorting sees.
FAMILY, GIVEN, ASKS, VIA = "\u2061", "\u2062", "\u2063", "\u2064"
_SCRIPT, _SCRIPT_ENDS = "\u206c", "\u206d"  # around what stands outside the quotation marks or italics of a title
_MARKS: Final = re.compile(f"[{FAMILY}{GIVEN}{ASKS}{VIA}{_SCRIPT}{_SCRIPT_ENDS}]")
_UNSEEN_MARKS: Final = FAMILY + GIVEN + ASKS + VIA + _SCRIPT + _SCRIPT_ENDS
_CLOSING: Final = "”’"
_BITS: Final = "\u206a\u206b"
_CODES: Final = re.compile(f"[{_BITS}]")
PEOPLE: Final = (
    *("author", "editor", "translator", "container-author", "collection-editor", "composer", "director", "interviewer"),
    *("original-author", "recipient", "reviewed-author", "illustrator", "editorial-director", "compiler", "curator"),
    *("chair", "contributor", "guest", "host", "narrator", "organizer", "performer", "producer", "script-writer"),
    *("series-creator", "executive-producer", "editor-translator"),
)
_STOPPED: Final = re.compile(r"(.*[^\W\d_]{2})\.((?:</\w+>)*)\s*", re.DOTALL)
_ABBREVIATED: Final = re.compile(
    r"\.\w+$|\b(?:etc|inc|ltd|co|corp|bros|jr|sr|dr|mr|mrs|st|vols?|nos?|eds?|trans|dept|univ|vs|ser|pts?|pp|ca|al|ff|repr"
    r"|usw|bd|hg|hrsg|aufl|tom|ecc|ss|approx|gov|gen|col|capt|lt|sgt|mt|ft)$",
    re.IGNORECASE,
)
_TITLES: Final = ("title", "container-title", "collection-title", "original-title", "reviewed-title", "volume-title",
                  "part-title", "event-title")  # fmt: skip
# Fields of ours, and those that no style prints.
_UNSEEN: Final = ("id", "custom", "abstract", "note", "keyword", "categories", "journalAbbreviation", "shortTitle")


@frozen
class Name:
    """A name whose family name stands first, and its original script."""

    family: str
    given: str
    original: str


def reference(source: Source, key: str, apart: int | None = None) -> Node:
    """Return a work as the engine's metadata, under a key of ours.

    Works of one document that share an author and a year are told apart by letters, unless `apart` numbers the
    documents to which they belong: their names then end in that number, which nobody sees.

    Titles keep the few tags that reference managers write; every other text is text. A title that ends in a question
    mark is marked, and so is a name whose family name stands first (CSL's ``static-ordering``).
    """
    item = {name: value for name, value in source.csl.items() if name not in _UNSEEN}
    custom = source.csl.get("custom")
    if item.get("compiler"):  # a role that the engine does not know: named as editors rather than not at all
        item["editor"] = [*_names(item.get("editor")), *_names(item.pop("compiler"))]
    code = "" if apart is None else "".join(_BITS[int(bit)] for bit in f"{apart + 1:b}")
    found = {"id": _text(key)}
    for name, value in item.items():
        if name in PEOPLE and isinstance(value, list):
            found[name] = {"t": "MetaList", "c": [_person(one, code) for one in value if isinstance(one, Mapping)]}
        elif name in _TITLES and isinstance(value, str):
            nodes = _title(value, custom if name == "title" else None)
            found[name] = {"t": "MetaInlines", "c": [*nodes, {"t": "Str", "c": code}] if code else nodes}
        else:
            found[name] = _plain(value)
    if _more(custom) and isinstance(item.get("title"), str) and "title-short" not in found:
        found["title-short"] = {"t": "MetaInlines", "c": [_kept(rich(typographic(item["title"])))]}
    return {"t": "MetaMap", "c": found}


def without_stop(text: str) -> str:
    """Return a title without a stop at its end, which is the style's to set; that of an abbreviation stays.

    Examples
    --------
    >>> without_stop("Losses of <i>the War.</i>"), without_stop("Losses in the U.S."), without_stop("Losses, etc.")
    ('Losses of <i>the War</i>', 'Losses in the U.S.', 'Losses, etc.')
    """
    found = _STOPPED.fullmatch(text)
    if found is None or _ABBREVIATED.search(found[1]):
        return text
    return found[1] + found[2]


def _title(text: str, custom: object) -> list[Node]:
    """Return a title: romanised, then in its original script, then translated, in brackets; later notes have the first.

    No style recases the words of another language.
    """
    text = without_stop(text)
    nodes, more = rich(typographic(text)), _more(custom)
    if re.search(r"[?!.](?:</\w+>)*\s*$", text):
        nodes.append({"t": "Str", "c": ASKS})
    if not more:
        return nodes
    outside = [{"t": "Str", "c": _SCRIPT}, {"t": "Space"}, *words(more), {"t": "Str", "c": _SCRIPT_ENDS}]
    return [_kept(nodes), _kept(outside)]


def typographic(text: str) -> str:
    r"""Return a title with the apostrophes and quotation marks of print, where straight ones have one reading.

    Examples
    --------
    >>> print(typographic("China's \"War\", the 5' wall, <span class=\"nocase\">O'Brien</span>"))
    China’s “War”, the 5' wall, <span class="nocase">O’Brien</span>
    >>> print(typographic("The Seven Years' War"), typographic("Black '47 and the 1850s"), sep="; ")
    The Seven Years’ War; Black ’47 and the 1850s
    """
    parts = re.split(r"(<[^<>]*>)", text)
    for place in range(0, len(parts), 2):
        apostrophes = _apostrophes(parts[place])
        parts[place] = re.sub(r'(?<![^\s(\[—–-])"(?=\S)([^"“”]*?)(?<=\S)"(?!\w)', r"“\1”", apostrophes)
    return "".join(parts)


def _apostrophes(text: str) -> str:
    """Return text with typographic apostrophes: within words, and at their ends where nothing can be quoted by them."""
    text = re.sub(r"(?<=[^\W\d])'(?=[^\W\d])", "’", text)
    if not re.search(r"(?<=\w)'(?!\w)", text):  # a shortened year: '47
        return re.sub(r"(?<![\w'])'(?=[0-9]{2}s?(?!\w))", "’", text)
    if not re.search(r"(?<!\w)'(?=\S)", text):  # a plural's: Years'
        return re.sub(r"(?<=[^\W\d_]s)'(?!\w)", "’", text)
    return text


def _more(custom: object) -> str:
    """Return what follows a romanised title: its original script, and its translation."""
    if not isinstance(custom, Mapping):
        return ""
    original, translated = custom.get("original-script"), custom.get("translated-title")
    script = original.get("title") if isinstance(original, Mapping) else None
    parts = [script if isinstance(script, str) else "", f"[{translated}]" if isinstance(translated, str) else ""]
    return " ".join(filter(None, parts))


def _kept(nodes: list[Node]) -> Node:
    """Return nodes that no style recases."""
    return {"t": "Span", "c": [["", ["nocase"], []], nodes]}


def _names(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def marked(name: Mapping[str, Any]) -> dict[str, str]:
    """Return the parts of a name as the engine gets them: those of one whose family name stands first are marked."""
    parts = {part: plain(value).strip() for part, value in name.items() if isinstance(value, str)}
    if name.get("static-ordering") and parts.get("family") and parts.get("given"):
        parts["family"] += FAMILY
        parts["given"] += GIVEN
    return parts


def _person(name: Mapping[str, Any], code: str) -> Node:
    texts = marked(name)
    for part in ("family", "literal"):
        if texts.get(part):
            texts[part] += code
    flags: dict[str, Any] = {part: value for part, value in name.items() if isinstance(value, bool)}
    flags.pop("static-ordering", None)
    parts = {part: {"t": "MetaString", "c": value} for part, value in texts.items()}
    return {"t": "MetaMap", "c": {**parts, **{part: _plain(value) for part, value in flags.items()}}}


def _plain(value: Any) -> Node:
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {str(name): _plain(held) for name, held in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"t": "MetaList", "c": [_plain(held) for held in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    return _text("" if value is None else value)


def _text(value: object) -> Node:
    return {"t": "MetaString", "c": plain(str(value)).strip()}


# ---- afterwards ------------------------------------------------------------------------------------------------


def names_of(sources: Sequence[Source]) -> list[Name]:
    """Return the names of some works whose family name stands first."""
    found: dict[tuple[str, str], Name] = {}
    for source in sources:
        item = source.csl
        custom = item.get("custom")
        scripts = custom.get("original-script") if isinstance(custom, Mapping) else None
        for role in PEOPLE:
            people = item.get(role)
            written = scripts.get(role) if isinstance(scripts, Mapping) else None
            for at, name in enumerate(people if isinstance(people, list) else []):
                if isinstance(name, Mapping) and name.get("static-ordering") and name.get("given"):
                    original = written[at] if isinstance(written, list) and at < len(written) else ""
                    family, given = (" ".join(plain(str(name.get(p, ""))).split()) for p in ("family", "given"))
                    known = found.get((family, given))
                    if known is None or not known.original:
                        found[family, given] = Name(family, given, " ".join(plain(str(original or "")).split()))
    return list(found.values())


def restored(nodes: list[Node], names: Sequence[Name], *, stops_inside: bool = False) -> list[Node]:
    """Return rendered nodes with names in their own order, their original script, and what a question mark hid.

    With `stops_inside` a stop or comma behind a title's own quotation mark goes inside it, as American usage has it.
    """
    for node in every(nodes):
        if node["t"] == "Str":
            node["c"] = _CODES.sub("", node["c"])
    text_only(nodes)
    _move_scripts(nodes)
    text_only(nodes)
    _restore(nodes, names)
    if stops_inside:
        _move_stops(nodes)
    for node in every(nodes):
        if node["t"] == "Str":
            node["c"] = _MARKS.sub("", node["c"])
    return nodes


def _move_stops(nodes: list[Node]) -> None:
    ended: Node | None = None  # the last word within a quotation that has just ended
    for node in _with_ends(nodes):
        if node["t"] == "end":
            ended = node["c"]
        elif node["t"] == "Str" and node["c"].strip(_UNSEEN_MARKS):
            if ended is not None and node["c"][0] in ".,":
                word = ended["c"]
                inner, mark = (word[:-1], word[-1]) if word[-1:] in _CLOSING else (word, "")
                if not inner.endswith((".", ",", "?", "!")):
                    ended["c"] = f"{inner}{node['c'][0]}{mark}"
                node["c"] = node["c"][1:]
            ended = None
        elif node["t"] == "Space":
            ended = None


def _with_ends(nodes: list[Node]) -> Iterator[Node]:
    """Yield nodes in reading order, and after each quotation an end that holds its last word."""
    for node in nodes:
        yield node
        yield from _with_ends(within(node) or [])
        texts = [inner for inner in every([node]) if inner["t"] == "Str" and inner["c"].strip(_UNSEEN_MARKS)]
        quoted = node["t"] == "Span" and texts and texts[0]["c"][0] in "“‘" and texts[-1]["c"][-1] in _CLOSING
        if texts and (quoted or node["t"] == "Quoted"):
            yield {"t": "end", "c": texts[-1]}


def _move_scripts(nodes: list[Node]) -> None:
    """Put the original script and the translation of a title behind its quotation marks or italics.

    What follows them there, the comma or the stop of the style, goes along.
    """
    place = 0
    while place < len(nodes):
        inner = within(nodes[place])
        if inner is not None:
            _move_scripts(inner)
            outside = _taken_out(inner)
            nodes[place + 1 : place + 1] = outside
            place += len(outside)
        place += 1


def _taken_out(nodes: list[Node]) -> list[Node]:
    """Take from a list of nodes what belongs behind the node that holds it."""
    at = next((n for n, node in enumerate(nodes) if _opens(node)), None)
    if at is None:
        return []
    before, _, after = nodes[at]["c"].partition(_SCRIPT)
    script = [{"t": "Str", "c": _SCRIPT + after}, *nodes[at + 1 :]]
    closing = script[-1]["c"][-1:] if script[-1]["t"] == "Str" else ""
    if closing in ("”", "’"):
        script[-1] = {"t": "Str", "c": script[-1]["c"][:-1]}
    else:
        closing = ""
    nodes[at:] = [node for node in ({"t": "Str", "c": before + closing},) if node["c"]]
    return script


def _opens(node: Node) -> bool:
    return node["t"] == "Str" and _SCRIPT in node["c"]


def text_only(nodes: list[Node]) -> None:
    """Join neighbouring words of nodes to one, so that a pattern can be looked for in them."""
    joined: list[Node] = []
    for node in nodes:
        piece = " " if node["t"] in ("Space", "SoftBreak") else node["c"] if node["t"] == "Str" else None
        if piece is not None and joined and joined[-1]["t"] == "Str":
            joined[-1]["c"] += piece
        elif piece is not None:
            joined.append({"t": "Str", "c": piece})
        else:
            joined.append(node)
    nodes[:] = joined
    for node in nodes:
        inner = within(node)
        if inner is not None:
            text_only(inner)


def _restore(nodes: list[Node], names: Sequence[Name]) -> None:
    for at, node in enumerate(nodes):
        inner = within(node)
        if inner is not None:
            _restore(inner, names)
        if node["t"] != "Str":
            continue
        text = node["c"]
        for name in names if FAMILY in text else ():
            full = f"{name.family} {name.given}" + (f" {name.original}" if name.original else "")
            text = text.replace(f"{name.given}{GIVEN} {name.family}{FAMILY}", full)
            text = text.replace(f"{name.family}{FAMILY}, {name.given}{GIVEN}", full)
            text = text.replace(f"{name.family}{FAMILY}, {name.given[0]}.", f"{name.family} {name.given[0]}.")
        text = text.replace(f"{ASKS}.", "")
        if text.startswith(".") and at and _asks(nodes[at - 1]):
            text = text[1:]
        node["c"] = text.replace(f"; {VIA}", ", ").replace(f",{VIA}", ", ")


def _asks(node: Node) -> bool:
    """Whether the last word of a node is marked as asking."""
    last = [inner for inner in every([node]) if inner["t"] == "Str"]
    return bool(last) and last[-1]["c"].endswith(ASKS)
