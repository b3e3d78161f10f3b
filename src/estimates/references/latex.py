"""Text of a bibliography's fields: LaTeX to Unicode with CSL's marks, and back so that it is only text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Any

from estimates.errors import EstimatesError, MissingExtraError
from estimates.model.markup import plain

NEEDS = "BibTeX is read with bibtexparser and pylatexenc; install them: pip install 'historiographical-estimates[cite]'"
_BLANKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_LATEX = re.compile(r"[\\{}$~%]|--|``|''|[?!]`")
_TAG = re.compile(
    r"<(?:(?P<close>/)(?P<closed>i|b|sc|sup|sub|span)"
    r"|(?P<open>i|b|sc|sup|sub)|span (?:(?P<nocase>class=\"nocase\")|style=\"font-variant: ?small-caps;\"))>"
)
_TAGGED = {"emph": "i", "textit": "i", "mkbibemph": "i", "textsl": "i", "textbf": "b", "mkbibbold": "b",
           "textsc": "sc", "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub",
           "mkbibsubscript": "sub"}  # fmt: skip
_SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b", "sc": "sc", "scshape": "sc",
             "rm": "", "upshape": "", "relax": ""}  # fmt: skip
_MACROS = {"i": r"\emph", "b": r"\textbf", "sc": r"\textsc", "sup": r"\textsuperscript", "sub": r"\textsubscript"}
_SYMBOLS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textquotesingle": "'", "slash": "/",
    "textasciigrave": "`", "textunderscore": "_", "textdollar": "$", "S": "§", "P": "¶", "pounds": "£", "DJ": "Đ",
    "dj": "đ", "DH": "Ð", "dh": "ð", "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "copyright": "©", "ldots": "…",
    "dots": "…", "textellipsis": "…", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", " ": " ",
    ",": "\u2009", "-": "", "/": "", "\\": " ", "newline": " ", "relax": "", "noopsort": "", "TeX": "TeX",
    "LaTeX": "LaTeX", "textsection": "§", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
}  # fmt: skip
_SPECIALS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0", "!`": "¡", "?`": "¿"}
_QUOTED = {"enquote": "“”", "mkbibquote": "“”", "mkbibparens": "()", "mkbibbrackets": "[]"}
# The library's own rendering of an accent fails on an argument that it cannot render.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "H": "\u030b", "k": "\u0328", "b": "\u0331", "d": "\u0323", "r": "\u030a", "u": "\u0306",
    "v": "\u030c", "textcommabelow": "\u0326",
}  # fmt: skip
_UNREAD = {"input", "include", "today", "texorpdfstring", "ket", "bra", "braket", "ketbra", "quad", "qquad"}
_PAIRED = {"{": r"\{", "}": r"\}"}
_OWN = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "\u00a0": "~", "|": r"\textbar{}",
}  # fmt: skip


def clean(text: str) -> str:
    """Return text as a field can hold it: on one line, with single blanks, without control and direction characters.

    Examples
    --------
    >>> clean(" a\\n  b\\u202e ")
    'a b'
    """
    return _BLANKS.sub(" ", plain(_BLANKS.sub(" ", text))).strip(" ")


def to_latex(text: str) -> str:
    r"""Return text as LaTeX in which nothing runs; CSL's italics and the like become commands.

    Examples
    --------
    >>> print(to_latex(r"50% of \input{x} <i>and</i> <script>"))
    50\% of \textbackslash{}input\{x\} \emph{and} \textless{}script\textgreater{}
    """
    text = clean(text)
    out, at = "", 0
    for start, end, latex in _paired(text):
        out, at = out + _escaped(text[at:start]) + latex, end
    return out + _escaped(text[at:])


def titled(text: str) -> str:
    """Return a title as LaTeX that no style sets in lower case: in braces where it has a capital to lose."""
    latex = to_latex(text)
    return f"{{{latex}}}" if any(c.isupper() or c.istitle() for c in text[1:]) else latex


def _paired(text: str) -> list[tuple[int, int, str]]:
    """Return CSL's marks with their LaTeX, or nothing unless each that is opened is closed in turn."""
    found: list[tuple[int, int, str]] = []
    stack: list[str] = []
    for tag in _TAG.finditer(text):
        if tag["close"]:
            if not stack or stack.pop() != tag["closed"]:
                return []
            found.append((*tag.span(), "}"))
        elif tag["open"]:
            stack.append(tag["open"])
            found.append((*tag.span(), _MACROS[tag["open"]] + "{"))
        else:
            stack.append("span")
            found.append((*tag.span(), "{{}" if tag["nocase"] else r"\textsc{"))
    return [] if stack else found


def _escaped(text: str) -> str:
    depths = list(accumulate((char == "{") - (char == "}") for char in text))
    # Even an escaped brace counts for BibTeX: one that is alone would close or never close the field.
    paired = _PAIRED if depths and not depths[-1] and min(depths) == 0 else {}
    out = "".join(paired.get(char) or _OWN.get(char, char) for char in text)
    return re.sub(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)", lambda m: m[0] + "{}", out)


@lru_cache(maxsize=1)
def _reader() -> tuple[Any, Any, frozenset[str]]:
    """Return the parser of LaTeX, its writer of plain text, and the commands that it knows as characters."""
    try:
        from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db
        from pylatexenc.latexwalker import LatexWalker
    except ImportError as error:
        raise MissingExtraError(NEEDS) from error
    known = get_default_latex_context_db().iter_macro_specs(["latex-base", "nonascii-specials", "advanced-symbols"])
    plain = {spec.macroname for spec in known if isinstance(spec.simplify_repl, str) and "%" not in spec.simplify_repl}
    return LatexWalker, LatexNodes2Text(math_mode="text"), frozenset(plain - _UNREAD)


def from_latex(text: str, *, title: bool = False) -> str:
    r"""Return a field's LaTeX as Unicode; a command that is not known is kept as it stands.

    Parameters
    ----------
    text : str
    title : bool
        Words that braces keep in lower case are marked as CSL marks them; the braces of capitals are dropped, since
        CSL leaves capitals as they are.

    Examples
    --------
    >>> from_latex(r"{\"O}sterreich, \emph{{\'E}t{\'e}} \& 50\%")
    'Österreich, <i>Été</i> & 50%'
    >>> from_latex("The {NATO} {de facto} File", title=True)
    'The NATO <span class="nocase">de facto</span> File'
    """
    text = _BLANKS.sub(" ", text).strip(" ")
    if not _LATEX.search(text):
        return text
    if len(re.findall(r"(?<!\\)(?:\\\\)*\{", text)) != len(re.findall(r"(?<!\\)(?:\\\\)*\}", text)):
        raise EstimatesError("a brace is opened and not closed, or closed and not opened")
    text = re.sub(r"(?<!\\)((?:\\\\)*)%", r"\1\\%", text)
    if len(re.findall(r"(?<!\\)(?:\\\\)*\$", text)) % 2:
        text = re.sub(r"(?<!\\)((?:\\\\)*)\$", r"\1\\$", text)
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\$", r"\1\\textbackslash{}", text)
    nodes = _reader()[0](text, tolerant_parsing=True).get_latex_nodes()[0]
    if title and len(nodes) == 1 and _is_group(nodes[0]) and not _explicit(nodes[0]):
        return _BLANKS.sub(" ", _joined(nodes[0].nodelist)).strip(" ")
    return _BLANKS.sub(" ", _joined(nodes, title=title)).strip(" ")


def _is_group(node: Any) -> bool:
    return type(node).__name__ == "LatexGroupNode" and node.delimiters[0] == "{"


def _explicit(node: Any) -> bool:
    """Whether a group begins with an empty one: so `to_latex` marks what CSL marks, and braces never mean it."""
    return bool(node.nodelist) and _is_group(node.nodelist[0]) and not node.nodelist[0].nodelist


def _joined(nodes: list[Any], *, title: bool = False) -> str:
    out: list[str] = []
    nodes = [node for node in nodes if node is not None]
    at = 0
    while at < len(nodes):
        node, at = nodes[at], at + 1
        kind = type(node).__name__
        if kind == "LatexMacroNode":
            count, text = _command(node, nodes[at:])
            at += count
            out.append(text)
        elif _is_group(node):
            out.append(_group(node, title=title))
        elif kind == "LatexSpecialsNode":
            out.append(_SPECIALS.get(node.specials_chars, node.latex_verbatim()))
        elif kind == "LatexMathNode":
            out.append(_formula(node))
        elif kind == "LatexCharsNode":
            out.append(node.chars)
        else:
            out.append(node.latex_verbatim())
    return "".join(out)


def _group(node: Any, *, title: bool) -> str:
    inner = node.nodelist
    if _explicit(node):
        return f'<span class="nocase">{_joined(inner[1:])}</span>'
    first: Any = inner[0] if inner else None
    if type(first).__name__ == "LatexMacroNode" and first.macroname in _SWITCHES:
        return _tag(_SWITCHES[first.macroname], _joined(inner[1:]).lstrip(" "))
    text = _joined(inner)
    if title and len(text) > 1 and text.islower() and "<" not in text:  # a style capitalises words in lower case alone
        return f'<span class="nocase">{text}</span>'
    return text


def _tag(name: str, text: str) -> str:
    if name == "sc":
        return f'<span style="font-variant: small-caps;">{text}</span>'
    return f"<{name}>{text}</{name}>" if name else text


def _command(node: Any, after: list[Any]) -> tuple[int, str]:
    """Return how many of the nodes after a command belong to it, and what it says."""
    name = node.macroname
    given = [arg for arg in (node.nodeargd.argnlist if node.nodeargd else ()) if arg is not None]
    taken = 0
    if not given and not node.macro_post_space:
        while taken < len(after) and _is_group(after[taken]):
            given, taken = [*given, after[taken]], taken + 1
    if name in _TAGGED and given:
        return min(taken, 1), _tag(_TAGGED[name], _content(given[0]))
    if name in _QUOTED and given:
        return min(taken, 1), _QUOTED[name][0] + _content(given[0]) + _QUOTED[name][1]
    if name in ("url", "path", "nolinkurl") and given:
        return min(taken, 1), unescaped(given[0].latex_verbatim()[1:-1])
    if name == "href" and len(given) > 1:
        return 2, f"{_content(given[1])} ({unescaped(given[0].latex_verbatim()[1:-1])})"
    if name in _ACCENTS and given:
        return min(taken, 1), _accented(_content(given[0]), name)
    if name in ("noopsort", "mbox", "text", "textrm", "textup", "textnormal") and given:
        return min(taken, 1), "" if name == "noopsort" else _content(given[0])
    if name in _SYMBOLS:
        return 0, _SYMBOLS[name]
    if name in _reader()[2]:
        return 0, str(_reader()[1].nodelist_to_text([node]))
    return taken, node.latex_verbatim() + "".join(group.latex_verbatim() for group in after[:taken])


def _accented(text: str, name: str) -> str:
    if not text:  # ``\\~{}`` is how many write the sign itself
        return "" if name.isalpha() else name
    accent, base = _ACCENTS[name], {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
    return unicodedata.normalize("NFC", base + accent) + text[1:]


def _content(node: Any) -> str:
    return _joined(node.nodelist if _is_group(node) else [node])


def _formula(node: Any) -> str:
    """Return a formula of symbols, indices and powers as text; any other as it stands."""
    source = node.latex_verbatim()
    inner = source.strip("$").strip()
    level = re.fullmatch(r"([_^])(?:\{([^{}\\]*)\}|([A-Za-z0-9]))", inner)
    if level:
        return _tag("sub" if level[1] == "_" else "sup", level[2] or level[3])
    if re.fullmatch(r"(?:\\[A-Za-z]+ ?|[<>=+ ])+", inner) and _reader()[2].issuperset(re.findall("[A-Za-z]+", inner)):
        text = str(_reader()[1].nodelist_to_text([node]))
        if "\\" not in text and text.strip():
            return text
    return str(source)


def unescaped(text: str) -> str:
    r"""Return an address or number whose special characters some programs escape, as it is meant.

    Examples
    --------
    >>> print(unescaped(r"https://example.org/a\_b\%20c"))
    https://example.org/a_b%20c
    """
    text = re.sub(r"\\([_%&#~$])", r"\1", text)
    return re.sub(r"\\(?:textasciitilde|textunderscore)(?:\{\}| )?", lambda m: "~" if "tilde" in m[0] else "_", text)
