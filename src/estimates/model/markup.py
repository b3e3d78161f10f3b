"""One escaper for each place where text from a dataset lands; inside the library text is only text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import zip_longest

from estimates.errors import ACTING

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"$\vert$", '"': r"\textquotedbl{}", "`": r"\`{}",
    # After \\ or \midrule a bracket would open an option, and a star be swallowed.
    "[": "{[}", "]": "{]}", "*": "{*}",
    "\xa0": "~", "≤": r"$\leq$", "≥": r"$\geq$", "×": r"$\times$", "±": r"$\pm$", "−": r"$-$",
    "≈": r"$\approx$",
}  # fmt: skip
_LATEX_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_LIGATURE = re.compile(r"(?<=([-',]))(?=\1)")  # of two hyphens TeX would make a dash, of two commas a quotation mark
# What Markdown, in one dialect or another, would take for markup at its place within a line; the end of a text is
# taken for the place before whatever may follow.
_MARKDOWN = re.compile(
    r"""
    [\\`*~^$|{}@"\[\]]                  # anywhere
  | (?<![^\W_])_ | _(?![^\W_])          # not within a word
  | (?<![^\W_])' | '(?![^\W_])          # "it's" has an apostrophe in every dialect
  | <(?=[A-Za-z/!?]|$)                  # a tag or an address
  | &(?=[#A-Za-z]|$)                    # an entity
  | :(?!\s)                             # an address, an emoji
  | \.(?=\.) | (?<=\.)\. | (?<=www)\.   # an ellipsis, an address
  | -(?=-) | (?<=-)-                    # a dash
  | =(?==) | (?<==)= | (?<=\))=         # a mark, a target
  | !$                                  # before a bracket: a picture
    """,
    re.VERBOSE,
)
_MARKDOWN_ENTITIES = {"\\": "&#92;", "[": "&#91;", "]": "&#93;"}  # "\(" and "\[" begin formulas in some dialects
# What it would take for the beginning of a block: of a list by letters or numbers, a caption, a heading, a quotation.
_LIST_MARK = re.compile(r"^(\(?)([0-9]+|[^\W_]|[ivxlcdmIVXLCDM]+|#)([.)])(?=\s|$)")
_BLOCK = re.compile(r"^([>#+\-=%:]|[Tt]able(?=:))")
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_LEADS = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_WIDEST, _NARROWEST = 120, 10  # columns of a terminal: of a line of a table at most, of a cell that is broken at least
_ESCAPED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_TURNING = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Words of one name, joined by spaces, hyphens or apostrophes.
_RIGHT_TO_LEFT = re.compile(f"[{_TURNING}](?:[{_TURNING} \xa0\u202f'’-]*[{_TURNING}])?")


def plain(text: str) -> str:
    """Return text without control characters and without marks that turn the reading direction or hide.

    Tabs and line ends stay, and so do letters of every script.

    Examples
    --------
    >>> plain("abc\\u202edef\\x07")
    'abcdef'
    """
    return ACTING.sub("", text)


def one_line(text: str) -> str:
    """Return plain text as one line; a space that does not break a line stays one.

    Examples
    --------
    >>> one_line(" a\\n\\n b\\u202e ")
    'a b'
    """
    return " ".join(re.split(r"[^\S\xa0\u202f]+", plain(text))).strip(" ")


def run_on(text: str) -> str:
    """Return plain text as one line in which, of the spaces that do not break it, only narrow ones stay.

    Examples
    --------
    >>> run_on(" a\\n b\\xa0c 1\\u202f000")
    'a b c 1\\u202f000'
    """
    return " ".join(re.split(r"[^\S\u202f]+", plain(text))).strip(" ")


def isolated(text: str) -> str:
    """Return text whose words in scripts from right to left do not turn the direction of what stands beside them.

    Each run of them is enclosed in U+2068 and U+2069, so that a number after a Hebrew or Arabic name stays after it.

    Examples
    --------
    >>> isolated("\u05dc\u05d5\u05d9: 5,000") == "\u2068\u05dc\u05d5\u05d9\u2069: 5,000"
    True
    """
    return _RIGHT_TO_LEFT.sub("\u2068\\g<0>\u2069", re.sub("[\u2068\u2069]", "", text))


def escape_html(text: str) -> str:
    """Escape text for HTML, XML and SVG, inside an element or a quoted attribute.

    Examples
    --------
    >>> escape_html("<script>'x' & y")
    '&lt;script&gt;&#x27;x&#x27; &amp; y'
    """
    return html.escape(plain(text), quote=True)


def escape_latex(text: str) -> str:
    r"""Escape text for LaTeX, as one line: nothing in the data acts as a command, an option or a formula.

    pdfLaTeX needs ``\usepackage[T1]{fontenc}`` for straight quotation marks; letters beyond the Latin ones need
    XeLaTeX or LuaLaTeX and a font that has them.

    Examples
    --------
    >>> print(escape_latex("5 % of $x_1$ & \\write18"))
    5 \% of \$x\_1\$ \& \textbackslash{}write18
    """
    return _LATEX_SPECIAL.sub(lambda found: _LATEX[found[0]], _LIGATURE.sub("\x00", one_line(text))).replace(
        "\x00", "{}"
    )


def escape_markdown(text: str) -> str:
    r"""Escape text for Markdown, as one line, in the same way for CommonMark, pandoc, Quarto and R Markdown.

    Nothing in it is a citation, link, formula, raw block, list or cell border; what none of them would take for markup
    at its place stays as it is.

    Examples
    --------
    >>> print(escape_markdown("@key [l](javascript:x)"))
    \@key &#91;l&#93;(javascript\:x)
    >>> print(escape_markdown("1812: Essays & Notes, no. 2 (2004), p. 3"))
    1812: Essays & Notes, no. 2 (2004), p. 3
    """
    return begun_in_markdown(escape_within_markdown(text))


def escape_within_markdown(text: str) -> str:
    """Escape a piece of a line for Markdown, which does not begin the line; see `escape_markdown`."""
    return _MARKDOWN.sub(lambda found: _MARKDOWN_ENTITIES.get(found[0], f"\\{found[0]}"), one_line(text))


def begun_in_markdown(line: str) -> str:
    r"""Escape what begins a block in a line of Markdown whose texts are escaped.

    Examples
    --------
    >>> print(begun_in_markdown("1. May"), begun_in_markdown("> 500"), begun_in_markdown("(iv) May"), sep="; ")
    1\. May; \> 500; (iv&#41; May
    """
    listed = _LIST_MARK.match(line)
    if listed:
        mark = r"\." if listed[3] == "." else "&#41;"
        return f"{listed[1]}{listed[2]}{mark}{line[listed.end() :]}"
    block = _BLOCK.match(line)
    if block is None:
        return line
    return f"{line[: block.end()]}\\{line[block.end() :]}" if len(block[0]) > 1 else f"\\{line}"


_TAGGED = re.compile(
    r"<(i|em|b|strong|sub|sup|sc)>((?:(?!</?\1>).)*)</\1>"
    r"|<span (?:class=\"nocase\"|style=\"font-variant: ?small-caps;\")>((?:(?!</?span).)*)</span>",
    re.DOTALL,
)


def untagged(text: str) -> str:
    """Return a title without the tags by which reference managers mark italics, bold type, capitals and heights.

    Whatever else looks like a tag, or has no end, is text and stays.

    Examples
    --------
    >>> untagged('On <i>De <b>bello</b></i> and <x> <span class="nocase">NATO</span> <i>open')
    'On De bello and <x> NATO <i>open'
    """
    found = 1
    while found:
        text, found = _TAGGED.subn(lambda tag: tag[2] if tag[2] is not None else tag[3], text)
    return text


_SECOND_ORDER = {"“": "‘’", "„": "‚‘", "«": "“”", "「": "『』"}
_QUOTED = re.compile(r"“([^“”]*)”|„([^„“”]*)[“”]|「([^「」]*)」|(?<!\w)\"([^\"]+)\"(?!\w)")


def quoted_in(marks: str, text: str) -> str:
    """Return text between quotation marks, in which the pairs of its own are those of the second order.

    Parameters
    ----------
    marks : str
        The marks, around ``{x}``.
    text : str

    Examples
    --------
    >>> print(quoted_in("“{x}”", 'The “Spanish” Influenza'), quoted_in("„{x}“", 'Der "Krieg"'), sep="; ")
    “The ‘Spanish’ Influenza”; „Der ‚Krieg‘“
    """
    inner = _SECOND_ORDER.get(marks[:1], "")
    turned = _QUOTED.sub(lambda m: f"{inner[0]}{next(filter(None, m.groups()), '')}{inner[1]}", text) if inner else text
    return marks.format(x=turned)


def to_cell(text: str) -> str:
    """Escape text for a spreadsheet cell: text that would begin a formula is preceded by an apostrophe.

    Formulas begin with ``=``, ``+``, ``-``, ``@`` (full-width ones too), a tab or a line's end. Text that already looks
    so led gets one apostrophe more, so that `from_cell` gives every text back to the letter.

    Examples
    --------
    >>> to_cell("=HYPERLINK(1)"), from_cell(to_cell("=HYPERLINK(1)"))
    ("'=HYPERLINK(1)", '=HYPERLINK(1)')
    """
    return "'" + text if text[:1] in _LEADS and _FORMULA.match(text) else text


def to_cells(row: list[str]) -> list[str]:
    """Return a row with each of its texts as `to_cell` writes it."""
    return row if _LEADS.isdisjoint([text[0] for text in row if text]) else list(map(to_cell, row))


def from_cell(text: str) -> str:
    """Return the text of a cell that `to_cell` has made."""
    return text[1:] if text[:1] == "'" and _ESCAPED.match(text) else text


def text_table(header: list[str], rows: list[list[str]]) -> str:
    """Return a table for a terminal: columns as wide as their texts, the longest broken so that lines stay readable.

    Examples
    --------
    >>> print(text_table(["Who", "Number"], [["秦郁彦", "40,000"], ["Hata", "c. 40,000"]]))
    Who     Number
    ------  ---------
    秦郁彦  40,000
    Hata    c. 40,000
    """
    cells = [[one_line(text) for text in row] for row in (header, *rows)]
    widths = [max(map(terminal_width, column)) for column in zip(*cells)]
    words = [max(terminal_width(word) for text in column for word in text.split(" ")) for column in zip(*cells)]
    for least in ([max(_NARROWEST, word) for word in words], [_NARROWEST] * len(widths)):
        while sum(widths) + 2 * (len(widths) - 1) > _WIDEST and any(w > floor for w, floor in zip(widths, least)):
            spare = [width if width > floor else 0 for width, floor in zip(widths, least)]
            widths[spare.index(max(spare))] -= 1
    broken = [[_broken(text, width) for text, width in zip(row, widths)] for row in cells]
    broken.insert(1, [["-" * width] for width in widths])
    lines = (line for row in broken for line in zip_longest(*row, fillvalue=""))
    padded = ("  ".join(t + " " * (width - terminal_width(t)) for t, width in zip(line, widths)) for line in lines)
    return "\n".join(line.rstrip() for line in padded)


def terminal_width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum((unicodedata.east_asian_width(c) in "WF") + 1 - (unicodedata.combining(c) > 0) for c in text)


def _broken(text: str, width: int) -> list[str]:
    """Return a text in lines of so many columns of a terminal, broken between words where that is possible."""
    if terminal_width(text) <= width:
        return [text]
    lines, line = [], ""
    for word in text.split(" "):
        if line and terminal_width(line) + 1 + terminal_width(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        while terminal_width(line) > width:
            end = len(line)
            while terminal_width(line[:end]) > width:
                end -= 1
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line] if line else lines


def html_facts(facts: Iterable[tuple[str, str]], *, caption: str = "") -> str:
    """Return an HTML table of names with their texts, each escaped; one without text is left out."""
    style = "text-align:left;vertical-align:top"
    shown = [(name, text) for name, text in facts if text]
    body = "\n".join(
        f'<tr><th scope="row" style="{style};white-space:nowrap">{escape_html(name)}</th>'
        f'<td style="{style}">{escape_html(text)}</td></tr>'
        for name, text in shown
    )
    title = f'<caption style="text-align:left">{escape_html(caption)}</caption>\n' if caption else ""
    unset = _unset([caption, *(text for fact in shown for text in fact)])
    return f"<table{unset}>\n{title}<tbody>\n{body}\n</tbody>\n</table>"


def html_list(lines: Iterable[str]) -> str:
    """Return an HTML list of plain texts, each escaped; ``""`` where there is none."""
    shown = [plain(line) for line in lines]
    items = "".join(f"<li>{escape_html(line)}</li>" for line in shown)
    return f"\n<ul{_unset(shown)}>{items}</ul>" if shown else ""


def _unset(texts: Iterable[str]) -> str:
    """Return what keeps a notebook from making formulas of text between dollar signs, which it does even in HTML."""
    return ' class="mathjax_ignore tex2jax_ignore"' if any("$" in t or "\\" in t for t in texts) else ""


_READING = re.compile(r"(?:c\. )?[<>≤≥]? ?[0-9][0-9,.]*(?:–[0-9][0-9,.]*)?")  # a number or a range as it is printed


def html_table(header: list[str], rows: list[list[str]], *, caption: str = "") -> str:
    """Return an HTML table of plain texts, each escaped.

    Parameters
    ----------
    header : list of str
    rows : list of list of str
        As many cells a row as the header has.
    caption : str
    """
    style = "text-align:left;vertical-align:top"
    head = "".join(f'<th scope="col" style="{style}">{escape_html(name)}</th>' for name in header)
    whole = f"{style};white-space:nowrap"  # no line ends within a number or between a range's ends
    body = "\n".join(
        "<tr>"
        + "".join(f'<td style="{whole if _READING.fullmatch(t) else style}">{escape_html(t)}</td>' for t in row)
        + "</tr>"
        for row in rows
    )
    title = f'<caption style="text-align:left">{escape_html(caption)}</caption>\n' if caption else ""
    ignored = _unset([caption, *header, *(text for row in rows for text in row)])
    return f"<table{ignored}>\n{title}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
