"""The grammar of phrases in English, German, French and Spanish: which orders of words have one reading."""

from __future__ import annotations

import re

from attrs import frozen

from estimates.errors import WordingError
from estimates.model.ranges import Range
from estimates.wording import lexicon, numerals
from estimates.wording.numerals import Number


@frozen
class Token:
    """A part of a phrase: what it may do, its text, and its number where it is one."""

    codes: str
    text: str
    number: Number | None = None
    factor: int = 1  # by which a word like "thousand" has multiplied it

    @property
    def value(self) -> Number:
        """The number of a token that the grammar takes for one."""
        assert self.number is not None
        return self.number


# Each order of parts that has one reading, as a pattern over the codes of the parts, and what it means.
_ORDERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), means)
    for pattern, means in (
        (r"A?#U?|#U?OU?", "point"),
        (r"A?(?:B#U?&#|F#U?T#|#U?T#)U?|(?:B#U?&#|F#U?T#|#U?T#)U?OU?", "span"),
        (r"A?#T#\*#\)", "span best"),
        (r"A?#\*#\)", "span best"),
        (r"A?[ML]A?#U?(?:\*#\))?", "low"),
        (r"A?[lm]A?#U?(?:\*#\))?", "high"),
        (r"A?n#U?", "nearly"),
        (r"A?#U?PU?", "or more"),
        (r"A?#U?QU?", "or less"),
        (r"A?#±#U?", "plus minus"),
        (r"A?[ML]#U?b{1,2}[lm]#U?(?:\*#\))?", "two ends"),
    )
)


def read(text: str, lang: str) -> Range:
    """Return the range of a phrase in one of the Latin languages; with an empty `lang`, of a phrase without words."""
    folded = text.lower()
    if lexicon.vague(lang or "en").fullmatch(folded):
        return Range()
    try:
        tokens = _tokens(folded, lang)
    except WordingError as error:
        if len(re.findall(r"\d[\d.,' ]*", folded)) > 1 and "split" not in str(error):
            raise WordingError(f"{error}; it gives more than one number, so split the claim") from None
        raise
    numbers = [token for token in tokens if token.number is not None]
    for codes in _spellings(tokens):
        for pattern, means in _ORDERS:
            if pattern.fullmatch(codes):
                if means in ("span", "two ends"):
                    _refuse_two_counts(codes, tokens, text)
                return _range(means, codes, numbers, text)
    raise WordingError(f"{text!r} cannot be read without guessing: {_why(tokens, numbers)}")


def _refuse_two_counts(codes: str, tokens: list[Token], text: str) -> None:
    """Refuse a range whose ends count different things: "300 killed, up to 1,000 wounded"."""
    nouns = [token.text for code, token in zip(codes, tokens) if code == "U"]
    if len(set(nouns)) > 1:
        raise WordingError(
            f"{text!r} counts two things, {nouns[0]!r} and {nouns[1]!r}; split the claim, an estimate for each"
        )


def _why(tokens: list[Token], numbers: list[Token]) -> str:
    if not numbers:
        return "it gives no number"
    if any("(" in token.text for token in tokens) or len(numbers) > 1:
        return "it gives more than one number or reading; split the claim, an estimate for each"
    return f"{tokens[0].text!r} does not go with the rest" if len(tokens) > 1 else "a part of it is not known"


def _spellings(tokens: list[Token]) -> list[str]:
    """Return each string of codes that the tokens allow: some words do two things ("and", "at most")."""
    spelled = [""]
    for token in tokens:
        spelled = [before + code for before in spelled for code in token.codes]
        if len(spelled) > 64:
            raise WordingError("the phrase is too long to have one reading; split the claim")
    return spelled


def _tokens(text: str, lang: str) -> list[Token]:
    """Return the parts of a phrase; words that bound nothing must be a number together."""
    pattern, does = lexicon.scanner(lang or "en")
    joins = lexicon.BETWEEN not in "".join(does.get(word, "") for word in text.split()[:1])
    found: list[Token] = []
    waiting: list[str] = []
    for match in pattern.finditer(text):
        kind, part = str(match.lastgroup), match[0]
        if kind == "space":
            continue
        if part in ("m", "k") and text[match.start() - 1] == " ":
            raise WordingError(f"{text!r}: {part!r} apart from its number may be anything; write million or thousand")
        if kind == "other" or (kind == "word" and waiting and joins and lexicon.AND in does[part]):
            _need_language(part, lang)
            waiting.append(part)
            continue
        _settle(waiting, found, lang)
        if kind == "half":
            found.append(Token("#", part, lexicon.HALVES[lang or "en"][part]))
        elif kind == "number":
            found.append(Token("#", part, numerals.digits(part, lang)))
        elif kind == "strange":
            raise WordingError(_strange(text, part))
        else:
            if kind == "word":
                _need_language(part, lang)
            found.append(Token(does[part], part))
    _settle(waiting, found, lang)
    return found


def _need_language(word: str, lang: str) -> None:
    if not lang and word not in ("c.", "(best", "no number"):
        raise WordingError(f"{word!r} is a word; give the language of the phrase")


def _strange(text: str, part: str) -> str:
    said = {
        "%": "a percentage is no count; fill low and high, and name the unit of the estimand",
        "(": "brackets hold a second reading; split the claim, an estimate for each",
        "/": "a stroke may be a fraction, a date or an 'or'; split the claim",
    }
    return f"{text!r} cannot be read without guessing: {said.get(part, f'{part!r} is not known in it')}"


def _settle(waiting: list[str], found: list[Token], lang: str) -> None:
    """Turn the words that wait into a number, or into the multiple of the number before them."""
    if not waiting:
        return
    words = [part for word in waiting for part in word.split("-")] if lang == "en" else list(waiting)
    waiting.clear()
    factor = numerals.scale(words, lang)
    before = found[-1] if found else None
    text = " ".join(words)
    if factor and before is not None and before.number is not None and before.text[-1].isdigit():
        if text in ("m", "k") and before.number >= 1000:
            raise WordingError(f"{text!r} after {before.text!r} is not known; write the number in full")
        found[-1] = Token("#", f"{before.text} {text}", _times(before.number, factor), factor)
    else:
        if before is not None and before.number is not None:
            raise WordingError(f"{text!r} after {before.text!r} is not known; leave it out, or split the claim")
        found.append(Token("#", text, numerals.words(text, lang), numerals.trailing_scale(words, lang)))


def _times(number: Number, factor: float) -> Number:
    product = round(number * factor, 6)
    return int(product) if float(product).is_integer() else product


def _range(means: str, codes: str, numbers: list[Token], text: str) -> Range:
    first = numbers[0].number
    approximate = "A" in codes or "O" in codes
    best = numbers[-1].number if "*" in codes else None
    if means in ("span", "span best"):
        if codes.count("#") == 2 and best is not None:  # "100 (best 100)"
            return Range(first, first, best=best, approximate=approximate)
        low, high = _shared(numbers[0], numbers[1], text, dash="T" in codes)
        return Range(low, high, best=best, approximate=approximate)
    if means in ("low", "or more"):
        return Range(first, None, best=best, approximate=approximate, low_open="M" in codes)
    if means in ("high", "or less"):
        return Range(None, first, best=best, approximate=approximate, high_open="l" in codes)
    if means == "nearly":
        return Range(None, first, approximate=True, high_open=True)
    if means == "two ends":
        return Range(first, numbers[1].number, best=best, approximate=approximate, low_open="M" in codes,
                     high_open="l" in codes)  # fmt: skip
    if means == "plus minus":
        middle, width = numbers[0].value, numbers[1].value
        return Range(middle - width, middle + width, best=middle, approximate=approximate)
    return Range(first, first, approximate=approximate)


def _shared(a: Token, b: Token, text: str, *, dash: bool) -> tuple[Number, Number]:
    """Return both ends of a span; in "40 to 50 thousand" and "5-6,000" the first shares the thousands of the second."""
    low, high = a.value, b.value
    unsure = WordingError(f"{text!r} may begin with {a.text} or with a multiple of it; write both numbers in full")
    spelled = not b.text[:1].isdigit()
    if low >= 1000:
        return low, high
    if b.factor == 1 and not spelled and a.factor == 1:
        return _grouped(a, b, unsure, dash=dash and re.search(r"\d ?[-–] ?\d", text) is not None)
    step = 100 if high < 1000 else 1000
    if b.factor == 1 or a.factor > 1:  # "zwei bis dreitausend", "one hundred to two hundred thousand"
        if high % step or low * step > high or not low:
            return low, high
        raise unsure
    if (spelled and high / b.factor >= 100 > low) or numerals.elided(low, high / b.factor):
        raise unsure  # "deux à trois cent mille", "2-300 thousand"
    if low >= high / b.factor or b.factor < 1000:
        raise unsure
    return _times(low, b.factor), high


def _grouped(a: Token, b: Token, unsure: WordingError, *, dash: bool) -> tuple[Number, Number]:
    """Return both ends of a span in digits: "5-6,000" shares by its grouping, "3-400" may be 3 or 300."""
    low, high = a.value, b.value
    grouped = re.fullmatch(r"([1-9]\d{0,2})((?:[,.' ]\d{3})+)", b.text)
    if not numerals.elided(low, high):
        return low, high
    if dash and grouped and low == int(low) and low < int(grouped[1]) < 10 * low and int(low) > 0:
        factor = 1000 ** (len(grouped[2]) // 4)
        if high % factor == 0 and len(grouped[2]) == 4:
            return _times(low, factor), high
    raise unsure
