"""Numbers within a phrase: digits with their scale, words, halves, dozens and shares."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from attrs import frozen

from estimates.wording import digits, spelled
from estimates.wording.cleaning import FRACTIONS
from estimates.wording.language import Number, SpacedLanguage
from estimates.wording.lexicon import split
from estimates.wording.parts import Token, times
from estimates.wording.refusals import Refusal
from estimates.wording.spaced_words import SLOT, Scan


@frozen
class Digits:
    """What surrounds digits in a phrase: the rest of the number, once the digits are known.

    Attributes
    ----------
    factor : int
        By what the words behind them multiply; 0 where there are none.
    scale : str
        The last of these words.
    touches : bool
        Whether it touches the digits.
    fraction, half : float
        A fraction behind the digits ("3½"), and behind the scale ("un million et demi").
    dozen : int
        The size of a round number behind them ("3 dozen"); 0 where there is none.
    soft : bool
        Whether that number softens ("3 centaines").
    """

    factor: int = 0
    scale: str = ""
    touches: bool = False
    fraction: float = 0
    half: float = 0
    dozen: int = 0
    soft: bool = False


_ALONE = Digits()


@frozen
class Parts:
    """A number in parts that are added, each with digits or in words: "2 millones 300 mil", "un millón 200 mil"."""

    tokens: tuple[Token, ...]


def added(before: Token, behind: Token, lang: SpacedLanguage) -> Token | None:
    """Return two numbers side by side as one, still without its value; None where their scales do not descend."""
    parts = before.around.tokens if isinstance(before.around, Parts) else (before,)
    last, least = _factor(parts[-1], lang), _factor(behind, lang)
    apart = parts[-1].text[-1] == "." or behind.text[-1] in FRACTIONS  # "5 Mio. 300.000" may be two sentences
    if apart or last < 1000 or least >= last or (parts[-1].spelled and not least):
        return None
    return Token("#", f"{before.text} {behind.text}", around=Parts((*parts, behind)))


def _factor(token: Token, lang: SpacedLanguage) -> int:
    """Return by what the last words of a number multiply; 0 where they may say more than that."""
    around = token.around
    if around is None:
        return int(token.factors[-1]) if token.factors and not token.share and not token.soft else 0
    plain = not (around.fraction or around.half or around.dozen or around.scale in lang.glued)
    return around.factor if plain else 0


def summed(parts: list[Token]) -> Token:
    """Return the number that parts give together, the thousands behind the millions in full."""
    text = " ".join(part.text for part in parts)
    for before, behind in pairwise(parts):
        step = before.factors[-1] if before.factors else 1
        least = 100 if step == 1000 else 10_000
        if not least <= behind.number < step or (before.digits and not before.digits.isdigit()):
            raise Refusal(f"{text!r} gives more than one number; write it in digits, or split the claim")
    value = sum(part.number for part in parts)
    return Token("#", text, value, digits=str(value))


def digit_number(scan: Scan, at: int) -> tuple[Token, int]:
    """Return a number in digits at a place with the words that belong to it, still without its value."""
    lang, raw = scan.lang, scan.raws[at]
    fraction = FRACTIONS.get(raw.text[-1], 0.0)
    factor, stop = _scale(scan, at + 1)
    if not factor and fraction and scan.word(at + 1) in lang.bridges:
        factor, stop = _scale(scan, at + 2)  # "½ a million"
    if not factor and scan.word(at + 1) == lang.joint and not fraction:
        part = _half(scan, at + 2)  # "2 and a half million"; "2 and half a million" would be two numbers
        if part is not None and part[1] - at > 3:
            factor, stop = _scale(scan, part[1])
            fraction = part[0] if factor else fraction
    if not factor:
        dozen = lang.dozens.get(scan.word(at + 1))
        if dozen is not None and not fraction:
            found = Digits(dozen=dozen[0], soft=dozen[1])
            return Token("#", scan.words(at, at + 2), around=found), at + 2
        share = "share" if fraction and len(raw.text) == 1 else ""  # "⅔ of the men"
        around = Digits(fraction=fraction) if fraction else _ALONE
        return Token("#", raw.text, around=around, fraction=bool(fraction), share=share), at + 1
    last = scan.raws[stop - 1 if scan.symbol(stop - 1) != "." else stop - 2]
    half, stop = _and_half(scan, stop, factor)
    found = Digits(factor, last.text, last.start == raw.end, fraction, float(half))
    return Token("#", scan.words(at, stop), around=found), stop


def filled(token: Token, written: str, lang: SpacedLanguage) -> Token:
    """Return a number with its value, from its digits as they are written."""
    around = token.around
    text = token.text.replace(SLOT, written)
    if around is _ALONE:
        return Token("#", text, digits.number(written, lang, scaled=False), digits=written, hanging=token.hanging)
    number: Number = digits.number(written, lang, scaled=bool(around.factor)) if written else 0
    if around.fraction:
        number += around.fraction
    if around.dozen:
        if number >= 1000 or number != int(number):
            raise Refusal(f"{text!r} is not known; write the number in full")
        return Token("#", text, number * around.dozen, (around.dozen,), soft=around.soft, digits=written)
    if not around.factor:
        return Token("#", text, number, digits=written, share=token.share, fraction=token.fraction,
                     hanging=token.hanging)  # fmt: skip
    if around.scale in lang.glued and (number >= 1000 or not around.touches):
        raise Refusal(
            f"{around.scale!r} after {written!r} is not known: {around.scale!r} apart from its number, or behind "
            "thousands, may be anything; write million or thousand"
        )
    if around.factor == 1000 and number >= 1000:
        raise Refusal(f"{text!r} gives thousands of thousands; write the number in full")
    if around.scale in lang.singular and number >= 2:
        raise Refusal(f"{around.scale!r} after {written!r} is not known; leave it out, or split the claim", "unknown")
    product = times(number, around.factor) + around.half
    if product != int(product):
        raise Refusal(f"{text!r} gives a part of a person; write the number in full")
    return Token("#", text, int(product), (around.factor,), digits=written, hanging=token.hanging)


def _scale(scan: Scan, at: int) -> tuple[int, int]:
    """Return the factor of the words at a place ("hundred thousand"), 0 where there is none, and the place behind."""
    lang, factor, last = scan.lang, 1, 0
    here = at
    while scan.word(here):
        step = lang.scales.get(scan.word(here)) or (100 if scan.word(here) in lang.hundreds else 0)
        if not step or step <= last:
            break
        factor, last = factor * step, step
        here = scan.behind_stop(here + 1)
    return (factor, here) if here > at else (0, at)


def _and_half(scan: Scan, at: int, factor: int) -> tuple[Number, int]:
    """Return half of the scale just read, and the place behind "and a half" ("un millón y medio")."""
    if scan.word(at) != scan.lang.joint:
        return 0, at
    half = _half(scan, at + 1)
    if half is None or factor < 1000 or scan.word(half[1]) in scan.lang.scales:
        return 0, at
    return times(half[0], factor), half[1]


@cache
def _halves(lang: SpacedLanguage) -> list[tuple[tuple[str, ...], float]]:
    return sorted(((split(words), value) for words, value in lang.halves.items()), key=lambda half: -len(half[0]))


def _half(scan: Scan, at: int) -> tuple[float, int] | None:
    """Return the fraction at a place ("three quarters"), and the place behind it."""
    for words, number in _halves(scan.lang):
        if all(scan.word(at + k) == word for k, word in enumerate(words)):
            return number, at + len(words)
    return None


def word_number(scan: Scan, at: int, *, joins: bool) -> tuple[Token, int] | None:
    """Return the number in words that begins at a place, and the place behind; None where none begins.

    Parameters
    ----------
    scan : Scan
    at : int
    joins : bool
        Whether "and" may join the parts of a numeral here: not in "between one hundred and two hundred".
    """
    lang = scan.lang
    if not begins(scan, at):
        return None
    part = _fraction(scan, at)
    if part is not None:
        return part
    parts, stop = _run(scan, at, joins=joins)
    if not parts:
        return None
    if parts[0] in lang.scales and lang.scales[parts[0]] > 1000:
        raise Refusal(
            f"{scan.words(at, stop)!r} is neither a number nor a word that is known to bound, soften or count one"
        )
    value = spelled.value(parts, lang)
    if value is None or (lang.code == "en" and parts[0] not in lang.numerals and spelled.atom(parts[0], lang) != 1):
        words = scan.words(at, stop)
        raise Refusal(f"{words!r} is neither a number nor a word that is known to bound, soften or count one")
    found = _share(scan, at, stop, parts, value) or _with_half(scan, at, stop, value) or _dozens(scan, at, stop, value)
    if found is not None:
        return found
    factors = spelled.factors(parts, lang)
    if value != int(value):
        raise Refusal(f"{scan.words(at, stop)!r} gives a part of a person; write the number in full")
    if parts[-1] in lang.scales and len(parts) > 1:
        half, behind = _and_half(scan, stop, lang.scales[parts[-1]])
        value, stop = value + half, behind
    return Token("#", scan.words(at, stop), value, factors, spelled=True, atomic=len(parts) == 1), stop


@cache
def _starters(lang: SpacedLanguage) -> frozenset[str]:
    firsts = {words[0] for words, _ in _halves(lang)}
    return frozenset({*lang.numerals, *lang.scales, *lang.hundreds, *lang.ones, *lang.dozens, *lang.shares, *firsts})


def begins(scan: Scan, at: int) -> bool:
    """Return whether the word at a place may begin a number in words, or a fraction."""
    word = scan.word(at)
    return word in _starters(scan.lang) or spelled.atom(word, scan.lang) is not None


def _run(scan: Scan, at: int, *, joins: bool) -> tuple[tuple[str, ...], int]:
    """Return the numerals from a place on, an article before a scale as "one"."""
    lang, parts, here = scan.lang, [], at
    first = scan.word(at)
    if first in lang.ones and first not in lang.numerals:
        following = scan.word(at + 1)
        if following not in {*lang.scales, *lang.hundreds, *lang.dozens, *lang.shares} and not _portion(scan, at + 1):
            return (), at
        parts, here = ["one"], at + 1
    while scan.word(here):
        word = scan.word(here)
        if spelled.atom(word, lang) is not None and word not in lang.glued:
            parts.append(word)
        elif not (joins and word == lang.joint and parts and _continues(scan, here + 1)):
            break
        else:
            parts.append(word)
        here = scan.behind_stop(here + 1)
        if joins and scan.symbol(here) == "," and parts[-1] in lang.scales and _continues(scan, here + 1):
            here += 1
            if scan.word(here) == lang.joint:
                here += 1
    return tuple(parts), here


def _continues(scan: Scan, at: int) -> bool:
    """Whether a numeral goes on at a place; a fraction ("and a half") is another matter."""
    word = scan.word(at)
    return bool(word) and spelled.atom(word, scan.lang) is not None and _half(scan, at) is None


def _with_half(scan: Scan, at: int, stop: int, value: Number) -> tuple[Token, int] | None:
    """Return "two and a half million", "zweieinhalb Millionen"."""
    lang = scan.lang
    fraction: Number = 0
    here = stop
    if scan.word(stop) == lang.joint:
        half = _half(scan, stop + 1)
        if half is None or value >= 100:
            return None
        fraction, here = half
    elif value == int(value):
        return None
    if scan.word(here) in scan.lang.bridges:
        here += 1
    factor, behind = _scale(scan, here)
    if not factor:
        return None
    product = times(value + fraction, factor)
    return Token("#", scan.words(at, behind), product, (factor,), spelled=True), behind


def _fraction(scan: Scan, at: int) -> tuple[Token, int] | None:
    """Return "half a million", "three quarters of a million", "half a dozen", or the bare "a quarter" of a share."""
    half = _half(scan, at)
    if half is None:
        return None
    number, here = half
    after = here
    while scan.word(here) in scan.lang.bridges:
        here += 1
    word = scan.word(here)
    factor, behind = _scale(scan, here)
    if not factor and word in scan.lang.dozens and number == 0.5:
        factor, behind = scan.lang.dozens[word][0], here + 1
        if scan.lang.dozens[word][1] and scan.lang.code == "en":
            return None
    if factor:
        return Token("#", scan.words(at, behind), times(number, factor), (factor,), spelled=True, fraction=True), behind
    while scan.word(after - 1) in scan.lang.bridges:  # "trois quarts de" goes with a scale
        after -= 1
    return Token("#", scan.words(at, after), number, spelled=True, share="share", fraction=True), after


def _share(scan: Scan, at: int, stop: int, parts: tuple[str, ...], value: Number) -> tuple[Token, int] | None:
    """Return "two thirds", as a share of a whole."""
    denominator = scan.lang.shares.get(scan.word(stop)) or _portion(scan, stop)
    if not denominator or not 0 < value < denominator or len(parts) > 1:
        return None
    behind = stop + 1
    if scan.word(behind) in scan.lang.part:
        behind += 1
    return Token("#", scan.words(at, behind), value / denominator, spelled=True, share="share"), behind


def _portion(scan: Scan, at: int) -> int:
    """Return the denominator of "third part"; 0 where there is none."""
    return scan.lang.portions.get(scan.word(at), 0) if scan.word(at + 1) in scan.lang.part else 0


def share_behind(scan: Scan, at: int) -> tuple[Token, int] | None:
    """Return the share behind an article, "la moitié" or "les deux tiers", with the place behind it, or None."""
    if scan.word(at) in scan.lang.ones:
        return None
    if scan.word(at + 1) in scan.lang.named or _portion(scan, at + 1):
        return _share(scan, at, at + 1, ("one",), 1)
    numerator = scan.lang.numerals.get(scan.word(at + 1), 0)
    return _share(scan, at, at + 2, ("one",), numerator)


def _dozens(scan: Scan, at: int, stop: int, value: Number) -> tuple[Token, int] | None:
    """Return "two dozen", "une centaine", "dos millares"."""
    known = scan.lang.dozens.get(scan.word(stop))
    if known is None or value >= 1000 or value != int(value):
        return None
    size, soft = known
    behind = stop + 1
    factor, after = size, behind
    if scan.word(behind) in ("de", "d'"):
        scale, further = _scale(scan, behind + 1)
        more = scan.lang.dozens.get(scan.word(behind + 1))
        if scale or (more is not None and more[0] > size):  # "una decena de miles" has no number, "de mil" has
            factor, after = size * (scale or (more or known)[0]), further if scale else behind + 2
    token = Token("#", scan.words(at, after), value * factor, (factor,), spelled=True, soft=soft)
    return token, after


__all__ = ["begins", "digit_number", "share_behind", "word_number"]
