"""One escaper for each place where text from a dataset lands."""

from __future__ import annotations

import html
import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str) -> str:
    """Return text without control characters and without marks that turn the reading direction.

    Examples
    --------
    >>> plain("abc\\u202edef\\x07")
    'abcdef'
    """
    return _CONTROL.sub("", text)


def escape_html(text: str) -> str:
    """Return text as it stands in HTML, inside an element or a quoted attribute.

    Examples
    --------
    >>> escape_html("<script>'x' & y")
    '&lt;script&gt;&#x27;x&#x27; &amp; y'
    """
    return html.escape(plain(text), quote=True)


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
    body = "\n".join(
        "<tr>" + "".join(f'<td style="{style}">{escape_html(text)}</td>' for text in row) + "</tr>" for row in rows
    )
    title = f'<caption style="text-align:left">{escape_html(caption)}</caption>\n' if caption else ""
    return f"<table>\n{title}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
