"""The words by which six languages bound, soften and count a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# What a word does to a number, as the one-letter codes that the grammar is written in.
ABOUT, MORE, LEAST, LESS, MOST, NEARLY = "A", "M", "L", "l", "m", "n"
BETWEEN, FROM, AND, TO, BUT = "B", "F", "&", "T", "b"
OR_MORE, OR_LESS, OR_SO, PLUS_MINUS, NOUN, BEST = "P", "Q", "O", "±", "U", "*"

_SYMBOLS = {
    ABOUT: "~ ≈", MORE: ">", LEAST: "≥ >=", LESS: "<", MOST: "≤ <=", TO: "– — ‒ − -", OR_MORE: "+",
    PLUS_MINUS: "± +/- +-", BUT: ",", BEST: "(best",
}  # fmt: skip
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        ABOUT: "about|around|approximately|approx.|approx|roughly|circa|ca.|ca|c.|c|some|an estimated|estimated at|"
        "estimated|an estimated total of|approximately some|in the region of|in the order of|of the order of|"
        "on the order of|something like|more or less|close to|perhaps",
        MORE: "over|more than|above|in excess of|upwards of|upward of|exceeding|greater than|well over|a little over|"
        "slightly over|just over|somewhat over|slightly more than|a little more than",
        LEAST: "at least|no fewer than|not fewer than|no less than|not less than|a minimum of|minimum",
        LESS: "less than|fewer than|under|below|just under|slightly under|slightly less than",
        MOST: "at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum|not exceeding",
        NEARLY: "nearly|almost|not quite|just short of|approaching",
        BETWEEN: "between", FROM: "from", AND: "and", TO: "to|through|up to", BUT: "but|and",
        OR_MORE: "or more|or over|or above|and more|and over|plus|and upwards|or so more|upwards|at least|at the least",
        OR_LESS: "or less|or fewer|or under|at most|at the most",
        OR_SO: "or so|or thereabouts|more or less|approximately",
        PLUS_MINUS: "plus or minus|give or take",
        NOUN: "men|soldiers|troops|people|persons|civilians|dead|killed|deaths|casualties|victims|prisoners|wounded|"
        "women|children|bodies|fatalities|inhabitants|residents|refugees|combatants|individuals|souls|fighters|raids|"
        "aircraft|men killed|people killed|soldiers killed|persons killed|civilians killed|lives|recruits|divisions|"
        "prisoners of war|pows|in number|strong|enemies|losses|men strong",
    },
    "de": {
        ABOUT: "etwa|ungefähr|rund|ca.|ca|zirka|circa|an die|gegen|schätzungsweise|geschätzt|geschätzte",
        MORE: "über|mehr als|gut", LEAST: "mindestens|wenigstens|nicht weniger als|zumindest",
        LESS: "weniger als|unter", MOST: "höchstens|maximal|bis zu|nicht mehr als",
        NEARLY: "fast|beinahe|nahezu|knapp", BETWEEN: "zwischen", FROM: "von", AND: "und", TO: "bis|bis zu",
        BUT: "aber",
        OR_MORE: "oder mehr|und mehr", OR_LESS: "oder weniger", PLUS_MINUS: "plus/minus",
        NOUN: "mann|soldaten|menschen|personen|zivilisten|tote|toten|opfer|gefallene|gefallenen|gefangene|verwundete|"
        "einwohner|verluste|getötete|flüchtlinge",
    },
    "fr": {
        ABOUT: "environ|à peu près|plus ou moins|approximativement|quelque|quelques|autour de|aux environs de|"
        "env.|vers|près de quelque",
        MORE: "plus de|plus d'|au-delà de|au-dessus de", LEAST: "au moins|au minimum|pas moins de|un minimum de",
        LESS: "moins de|moins d'|en dessous de", MOST: "jusqu'à|au plus|au maximum|pas plus de|tout au plus",
        NEARLY: "près de|près d'|presque|pas loin de", BETWEEN: "entre", FROM: "de", AND: "et",
        TO: "à|jusqu'à", BUT: "mais",
        OR_MORE: "ou plus|et plus|au moins", OR_LESS: "ou moins|au plus", OR_SO: "environ|à peu près",
        PLUS_MINUS: "plus ou moins",
        NOUN: "hommes|soldats|personnes|civils|morts|tués|victimes|prisonniers|blessés|habitants|pertes|d'hommes|"
        "de personnes|de morts|de victimes|réfugiés",
    },
    "es": {
        ABOUT: "unos|unas|aproximadamente|alrededor de|cerca de|cerca de unos|más o menos|en torno a|aprox.|hacia",
        MORE: "más de|por encima de", LEAST: "al menos|por lo menos|no menos de|como mínimo|un mínimo de",
        LESS: "menos de|por debajo de", MOST: "hasta|como máximo|a lo sumo|no más de|un máximo de",
        NEARLY: "casi", BETWEEN: "entre", FROM: "de|desde", AND: "y", TO: "a|hasta", BUT: "pero",
        OR_MORE: "o más|y más|como mínimo", OR_LESS: "o menos|como máximo", OR_SO: "aproximadamente",
        PLUS_MINUS: "más o menos",
        NOUN: "hombres|soldados|personas|civiles|muertos|muertes|víctimas|prisioneros|heridos|habitantes|bajas|"
        "de personas|de muertos|de hombres|de habitantes|refugiados",
    },
}  # fmt: skip
_VAGUE = {
    "en": r"(?:many |several |some |a few )?(?:tens|hundreds|thousands|dozens|scores|millions)"
    r"(?: of (?:thousands|millions))?|(?:several|many|a few|few) (?:dozen|hundred|thousand|million)|"
    r"(?:several|many|a few|few) hundred (?:thousand|million)|no number|vague",
    "de": r"(?:mehrere |einige |viele )?(?:dutzende?|hunderte|tausende|zehntausende|hunderttausende|millionen)|"
    r"(?:mehrere|einige) (?:hundert|tausend|zehntausend|hunderttausend)|ein paar (?:hundert|tausend)",
    "fr": r"(?:plusieurs |quelques |des )?(?:dizaines|centaines|milliers|millions)(?: de (?:milliers|millions))?|"
    r"plusieurs (?:cents|mille)|quelques (?:cents|centaines)",
    "es": r"(?:varias |varios |unas |unos |muchos |muchas )?(?:decenas|cientos|centenares|miles|docenas|millones)"
    r"(?: de (?:miles|millones))?|(?:varios|algunos) (?:cientos|miles|millones)",
}
SCALES: dict[str, dict[str, int]] = {
    "en": {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "millions": 10**6, "m": 10**6, "mn": 10**6,
           "billion": 10**9, "bn": 10**9},
    "de": {"tsd.": 1000, "tsd": 1000, "tausend": 1000, "mio.": 10**6, "mio": 10**6, "million": 10**6,
           "millionen": 10**6, "milliarden": 10**9, "milliarde": 10**9, "mrd.": 10**9, "mrd": 10**9},
    "fr": {"mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9},
    "es": {"mil": 1000, "millón": 10**6, "millones": 10**6},
}  # fmt: skip
HALVES = {
    "en": {"half a million": 500_000, "a half million": 500_000, "half-a-million": 500_000,
           "a quarter of a million": 250_000, "a quarter million": 250_000,
           "three quarters of a million": 750_000, "half a billion": 500_000_000,
           "one and a half million": 1_500_000, "a million and a half": 1_500_000,
           "two and a half million": 2_500_000, "three and a half million": 3_500_000},
    "de": {"eine halbe million": 500_000, "einer halben million": 500_000, "eine viertelmillion": 250_000,
           "anderthalb millionen": 1_500_000, "eineinhalb millionen": 1_500_000,
           "zweieinhalb millionen": 2_500_000, "dreieinhalb millionen": 3_500_000, "eine million": 1_000_000,
           "einer million": 1_000_000, "einen million": 1_000_000},
    "fr": {"un demi-million": 500_000, "un demi million": 500_000, "un million et demi": 1_500_000,
           "deux millions et demi": 2_500_000, "trois millions et demi": 3_500_000},
    "es": {"medio millón": 500_000, "un millón y medio": 1_500_000, "dos millones y medio": 2_500_000,
           "tres millones y medio": 3_500_000},
}  # fmt: skip
# Where a text has one of these, "one thousand" is meant by the article.
ARTICLES = {"en": {"a": "one", "an": "one"}, "de": {}, "fr": {}, "es": {}}


@cache
def scanner(lang: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern that finds the phrases of a language, the longest first, and what each of them does."""
    does: dict[str, str] = {}
    for code, phrases in _WORDS[lang].items():
        for word in phrases.split("|"):
            does[word] = does.get(word, "") + code
    for code, marks in _SYMBOLS.items():
        for symbol in marks.split():
            does[symbol] = does.get(symbol, "") + code
    does[")"] = ")"
    known = sorted((word for word in does if word[0].isalpha()), key=len, reverse=True)
    symbols = sorted((word for word in does if not word[0].isalpha()), key=len, reverse=True)
    dotted = [word for word in known if not word[-1].isalnum()]
    lettered = [word for word in known if word[-1].isalnum()]
    halves = sorted(HALVES[lang], key=len, reverse=True)
    parts = [
        rf"(?P<half>(?:{_either(halves)})(?!\w))",
        r"(?P<number>\d(?:[\d.,' ]*\d)?)",
        rf"(?P<word>(?:{_either(dotted)})|(?:{_either(lettered)})(?!\w))",
        rf"(?P<symbol>{_either(symbols)}|\))",
        r"(?P<other>[^\W\d_]+(?:[-'.][^\W\d_]+)*\.?)",
        r"(?P<space>\s+)",
        r"(?P<strange>.)",
    ]
    return re.compile("|".join(parts)), does


def _either(words: Iterable[str]) -> str:
    """Return a pattern of any of some words; of none, one that matches nowhere."""
    return "|".join(map(re.escape, words)) or r"\b\B"


@cache
def vague(lang: str) -> re.Pattern[str]:
    """Return the pattern of phrases that name a magnitude and no number."""
    nouns = "|".join(re.escape(noun) for noun in sorted(_WORDS[lang][NOUN].split("|"), key=len, reverse=True))
    link = {"en": "(?:of )?", "de": "", "fr": "(?:de |d')?", "es": "(?:de )?"}[lang]
    return re.compile(f"(?:{_VAGUE[lang]})(?: {link}(?:{nouns}))?")
