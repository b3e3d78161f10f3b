"""Text of a bibliography's fields: LaTeX to Unicode with CSL's marks, and back so that it is only text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Any

from estimates.errors import EstimatesError, MissingExtraError
from estimates.model.markup import plain
from estimates.references.field_map import OWN_WORDS

NEEDS = "BibTeX is read with bibtexparser and pylatexenc; install them: pip install 'historiographical-estimates[cite]'"
_BLANKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_LATEX = re.compile(r"[\\{}$~%`]|--|''")
_TAG = re.compile(
    r"<(?:(?P<close>/)(?P<closed>i|b|sc|sup|sub|span)"
    r"|(?P<open>i|b|sc|sup|sub)|span (?:(?P<nocase>class=\"nocase\")|style=\"font-variant: ?small-caps;\"))>"
)
_TAGGED = {"emph": "i", "textit": "i", "mkbibemph": "i", "textsl": "i", "textbf": "b", "mkbibbold": "b",
           "textsc": "sc", "textsuperscript": "sup", "mkbibsuperscript": "sup", "textsubscript": "sub",
           "mkbibsubscript": "sub"}  # fmt: skip
_SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b", "sc": "sc", "scshape": "sc",
             "rm": "", "upshape": "", "relax": "", "rmfamily": "", "sf": "", "sffamily": "", "tt": "", "ttfamily": "",
             "slshape": "i", "normalfont": "", "small": "", "footnotesize": "", "scriptsize": "", "tiny": "",
             "large": "", "Large": "", "selectlanguage": ""}  # fmt: skip
_MACROS = {"i": r"\emph", "b": r"\textbf", "sc": r"\textsc", "sup": r"\textsuperscript", "sub": r"\textsubscript"}
_SYMBOLS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">", "textbar": "|", "textquotedbl": '"', "textquotesingle": "'", "slash": "/",
    "textasciigrave": "`", "textunderscore": "_", "textdollar": "$", "S": "§", "P": "¶", "pounds": "£", "DJ": "Đ",
    "dj": "đ", "DH": "Ð", "dh": "ð", "TH": "Þ", "th": "þ", "NG": "Ŋ", "ng": "ŋ", "copyright": "©", "ldots": "…",
    "dots": "…", "textellipsis": "…", "lq": "‘", "rq": "’", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›",
    "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "SS": "ẞ", "ddag": "‡", "euro": "€", "EUR": "€", "cprime": "ʹ",
    "cdprime": "ʺ", "Dbar": "Đ", "ndash": "–", "mdash": "—", "textdegree": "°", "degree": "°", "newblock": " ",
    "quad": " ", "qquad": " ", "enspace": " ", "emspace": " ", "thinspace": "\u2009", "nobreakspace": "\u00a0",
    "smallskip": " ", "medskip": " ", "bigskip": " ", "hfill": " ", "hfil": " ", "linebreak": " ", "break": " ",
    "par": " ", "nobreak": "", "allowbreak": "", "protect": "", "nolinebreak": "", "nopagebreak": "",
    "ignorespaces": "", "sloppy": "", "autocap": "", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„",
    " ": " ", ",": "\u2009", "-": "", "/": "", "\\": " ", "newline": " ", "relax": "", "noopsort": "", "TeX": "TeX",
    "LaTeX": "LaTeX", "textsection": "§", "&": "&", "%": "%", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
}  # fmt: skip
_SPECIALS = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": "\u00a0", "!`": "¡", "?`": "¿"}
_LENGTHS = {"hspace": " ", "vspace": " ", "hskip": " ", "kern": "", "hphantom": " ", "phantom": " "}
_UNITS = re.compile(r"\*? ?-?[0-9.]+ ?(?:em|ex|pt|pc|mm|cm|in|mu|sp)(?: ?(?:plus|minus) ?[0-9.]+ ?[a-z]+)* ?")
# Commands of which the text is the last argument; what goes before says how it is set.
_SET = {
    "mbox": 1, "hbox": 1, "text": 1, "textrm": 1, "textup": 1, "textnormal": 1, "textsf": 1, "texttt": 1, "textmd": 1,
    "textsw": 1, "underline": 1, "uline": 1, "ul": 1, "textlatin": 1, "textgreek": 1, "textcyrillic": 1,
    "textjapanese": 1, "textchinese": 1, "textarabic": 1, "texthebrew": 1, "textrussian": 1, "textgerman": 1,
    "textfrench": 1, "nohyphens": 1, "mkbibacro": 1, "textenglish": 1, "ensuremath": 1, "textoldstyle": 1,
    "lowercase": 1, "MakeLowercase": 1,
    "uppercase": 1, "MakeUppercase": 1, "MakeSentenceCase": 1, "textins": 1, "uppercasetitle": 1,
    "foreignlanguage": 2, "textlang": 2, "bibinfo": 2, "textcolor": 2,
}  # fmt: skip
_RECASED = {"uppercase": str.upper, "MakeUppercase": str.upper, "lowercase": str.lower, "MakeLowercase": str.lower}
_QUOTED = {"enquote": "“”", "mkbibquote": "“”", "mkbibparens": "()", "mkbibbrackets": "[]"}
# The library's own rendering of an accent fails on an argument that it cannot render.
_ACCENTS = {
    "'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "H": "\u030b", "k": "\u0328", "b": "\u0331", "d": "\u0323", "r": "\u030a", "u": "\u0306",
    "v": "\u030c", "textcommabelow": "\u0326", "textcommaabove": "\u0313", "t": "\u0361", "h": "\u0309", "G": "\u030f",
    "U": "\u030e", "f": "\u0311", "newtie": "\u0361", "textsubring": "\u0325", "textdoublegrave": "\u030f",
    "textogonekcentered": "\u0328", "ogonek": "\u0328", "invbreve": "\u0311",
}  # fmt: skip
_LEVEL = re.compile(r"([_^])(?:\{([^{}\\$]*)\}|([A-Za-z0-9]))")
_UNREAD = {"input", "include", "today", "texorpdfstring", "ket", "bra", "braket", "ketbra", "quad", "qquad"}
_PAIRED = {"{": r"\{", "}": r"\}"}
# A single quotation mark of LaTeX: an accent's grave goes after a backslash, an apostrophe between or before letters.
_PAIR = re.compile(r"(?<![\\`?!])`(?!`)((?:[^`']|``|''|(?<=\w)'(?=\w))*?\S)(?<!\\)'(?!['\w])")
_OWN = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "\u00a0": "~", "|": r"\textbar{}", "`": r"\textasciigrave{}",
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
    r"""Return text as LaTeX in which nothing acts as a command; CSL's italics and the like become commands.

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
    return re.sub(r"-(?=-)|'(?=')", lambda m: m[0] + "{}", out)


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
    text = _PAIR.sub(r"{\\lq}\1{\\rq}", text)
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
            out.append(node.chars.replace("`", "‘"))
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
    if not given and not (node.macro_post_space and name not in _SET and name not in _ACCENTS):
        while taken < len(after) and _is_group(after[taken]):
            given, taken = [*given, after[taken]], taken + 1
    if given:
        found = _with_arguments(name, given)
        if found is not None:
            count, text = found
            return min(taken, count), text
    if name in _ACCENTS and name != "t" and after and type(after[0]).__name__ == "LatexCharsNode":
        after[0].chars = _accented(after[0].chars, name)
        return 0, ""
    if name in _LENGTHS or name in ("penalty", "hangindent"):
        return _length(name, after)
    if name in _SYMBOLS or name in _SWITCHES:
        return 0, _SYMBOLS.get(name, "")
    if name in _reader()[2]:
        return 0, str(_reader()[1].nodelist_to_text([node]))
    return taken, node.latex_verbatim() + "".join(group.latex_verbatim() for group in after[:taken])


def _with_arguments(name: str, given: list[Any]) -> tuple[int, str] | None:
    """Return how many arguments a command takes and what it says with them, or None where it is none of these."""
    if name in _TAGGED:
        return 1, _tag(_TAGGED[name], _content(given[0]))
    if name in _QUOTED:
        return 1, _QUOTED[name][0] + _content(given[0]) + _QUOTED[name][1]
    if name in ("url", "path", "nolinkurl"):
        return 1, unescaped(given[0].latex_verbatim()[1:-1])
    if name == "href" and len(given) > 1:
        return 2, f"{_content(given[1])} ({unescaped(given[0].latex_verbatim()[1:-1])})"
    if name == "bibstring":
        word = _content(given[0])
        return 1, OWN_WORDS.get(word, word)
    if name in _ACCENTS:
        return 1, _accented(_content(given[0]), name)
    if name in _LENGTHS:
        return 1, _LENGTHS[name]
    if name == "noopsort":
        return 1, ""
    if name in ("footnote", "footnotetext", "thanks"):
        return 1, f" ({_content(given[0])})"
    if name in _SET and len(given) >= _SET[name]:
        text = _content(given[_SET[name] - 1])
        return _SET[name], _RECASED[name](text) if name in _RECASED and "<" not in text else text
    return None


def _length(name: str, after: list[Any]) -> tuple[int, str]:
    """Return the blank of a length without braces, ``\\kern.1em``, ``\\hspace*{1em}``, ``\\penalty0``, and skip it."""
    if after and type(after[0]).__name__ == "LatexCharsNode":
        chars = after[0].chars
        if chars == "*" and len(after) > 1 and _is_group(after[1]):
            return 2, _LENGTHS.get(name, "")
        end = _UNITS.match(chars) or re.match(r" ?-?[0-9]+ ?", chars)
        after[0].chars = chars[end.end() :] if end else chars
    return 0, _LENGTHS.get(name, "")


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
    level = _LEVEL.fullmatch(inner)
    if level:
        return _tag("sub" if level[1] == "_" else "sup", level[2] or level[3])
    if re.fullmatch(r"(?=.*[_^])(?:[\w,.]|[_^](?:\{[^{}\\$]*\}|\w))+", inner):
        return _LEVEL.sub(lambda m: _tag("sub" if m[1] == "_" else "sup", m[2] or m[3]), inner)
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
    text = re.sub(r"\{\\([_%&#~$])\}|\\([_%&#~$])", lambda m: m[1] or m[2], text)
    return re.sub(r"\\(?:textasciitilde|textunderscore)(?:\{\}| )?", lambda m: "~" if "tilde" in m[0] else "_", text)
