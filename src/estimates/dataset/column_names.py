"""Synonyms of our column names in other tables."""

from __future__ import annotations

import re
import unicodedata

from estimates.wording.cleaning import without_footnotes

# Names that have one meaning in a table of claims. The documentation of `read` publishes this table.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "estimand": ("quantity", "contested figure", "what is counted", "figure id", "estimand id"),
    "claimant": (
        "author", "authors", "author(s)", "historian", "historians", "scholar", "researcher", "claimed by", "said by",
        "who", "who says", "who says it", "claimant name", "autor", "auteur", "historiker", "historien", "historiador",
        "autoren", "autores", "auteurs", "verfasser", "作者", "学者", "著者",
    ),
    "wording": (
        "words", "quote", "quotation", "original wording", "as stated", "as printed", "wortlaut", "原文", "表述",
    ),
    "wording_lang": ("language", "lang", "sprache", "langue", "idioma"),
    "low": ("low estimate", "lower", "lower bound", "lower limit", "lowest", "min", "min.", "minimum", "mindestens",
            "mínimo", "untergrenze", "最小", "最低", "下限"),
    "high": ("high estimate", "upper", "upper bound", "upper limit", "highest", "max", "max.", "maximum", "höchstens",
             "máximo", "obergrenze", "最大", "最高", "上限"),
    "best": ("best estimate", "point estimate", "central estimate", "central", "most likely", "best guess"),
    "source": (
        "sources", "reference", "references", "ref", "ref.", "citation", "citations", "cited source", "source url",
        "source link", "source id", "bibliography",
        "quelle", "quellen", "literatur", "fuente", "fuentes", "référence", "références", "文献", "参考文献",
        "来源", "出典", "出處", "出处",
    ),
    "source_key": ("citation key", "cite key", "bibtex key"),
    "via": ("quoted in", "cited in", "read in", "as cited in", "as quoted in", "zitiert nach", "cité par"),
    "locator": ("page", "p.", "pp.", "page number", "page no.", "seite", "página", "页码", "頁碼", "place in the work"),
    "claimed": ("year of claim", "date of claim", "claim year", "claim date", "claimed in"),
    "note": (
        "notes", "remark", "remarks", "comment", "comments", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen",
        "kommentar", "kommentare", "remarque", "remarques", "commentaire", "commentaires", "nota", "notas",
        "observaciones", "comentario", "comentarios", "备注", "備註", "備考", "附注",
    ),
    "role": ("role of claimant", "kind of claimant"),
    "side": ("side of claimant",),
    "school": ("school of thought",),
    "native_name": ("name in own script", "original name"),
    "method": ("methodology", "how estimated"),
    "standing": ("status of claim",),
    "unit": ("units", "einheit", "unité"),
    "place": ("location", "ort", "lieu", "lugar"),
    "population": ("of whom",),
}  # fmt: skip
_WORDING = ("wording", "the words or number of the claim")
# Names that may mean several things: the user is asked. Each with what it may mean, ours first.
AMBIGUOUS: dict[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(
        ("year", "date", "published", "publication year", "year of publication", "jahr", "année", "año", "年", "年份"),
        (("claimed", "when the claim was made"), ("period", "when the event was"), ("", "the year of the work")),
    ),
    **dict.fromkeys(
        ("estimate", "estimates", "est.", "est", "schätzung", "estimation", "estimación"),
        (_WORDING, ("best", "a value named as best"), ("estimand", "what is estimated")),
    ),
    **dict.fromkeys(
        ("figure", "figures", "number", "numbers", "value", "total", "zahl", "chiffre", "cifra", "数字", "人数"),
        (_WORDING, ("estimand", "the contested figure"), ("best", "a value named as best")),
    ),
    "claim": (_WORDING, ("estimand", "the contested figure")),
    **dict.fromkeys(
        ("pages", "seiten", "页", "頁"),
        (("locator", "the place of the claim in the work"), ("", "the pages of an article")),
    ),
}  # fmt: skip
_OF_NAME = {name: ours for ours, names in SYNONYMS.items() for name in names}


def folded(name: str) -> str:
    """Return a column's name as names are compared: without case, line ends, underscores and marks at its end.

    Examples
    --------
    >>> folded(" Wording\\nLang: "), folded("LOW*"), folded("high_open"), folded("Source[2]"), folded("Min¹")
    ('wording lang', 'low', 'high open', 'source', 'min')
    """
    if len(name) > 100:
        return ""
    bare = without_footnotes(re.sub(r"[\s:]+$", "", name))
    text = unicodedata.normalize("NFKC", bare).casefold().replace("_", " ")
    return re.sub(r"[\s:]+$", "", " ".join(text.split()))


def synonym_of(name: str) -> str:
    """Return our column for a name that means it and nothing else, or ``""``.

    Examples
    --------
    >>> synonym_of("Historian"), synonym_of("Min."), synonym_of("Year")
    ('claimant', 'low', '')
    """
    return _OF_NAME.get(folded(name), "")


def meanings_of(name: str) -> tuple[tuple[str, str], ...]:
    """Return what an ambiguous name may mean: our column, or ``""`` for none of ours, and in words."""
    return AMBIGUOUS.get(folded(name), ())
