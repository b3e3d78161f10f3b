"""What a language knows about quantities: one complete record for each language.

A record names every kind of word that the grammar uses. One that lacks a field, or puts a phrase where two contrary
readings would follow, cannot be made: the module of that language fails when it is imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import product

from attrs import field, fields, frozen

Number = int | float
SPACED_WORD = re.compile(r"[^\W\d_]+'?")


def phrases(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the phrases of a text that separates them by bars; line breaks and repeated blanks do not count.

    Examples
    --------
    >>> phrases("more than | over")
    ('more than', 'over')
    """
    if isinstance(text, tuple):
        return text
    return tuple(" ".join(part.split()) for part in text.split("|") if part.strip())


def _tables(given: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: phrases(text) for name, text in given.items()}


def inflected(stems: str, endings: str) -> str:
    """Return every stem with every ending, separated by bars: for adjectives that agree with their noun.

    Examples
    --------
    >>> inflected("romain allemand", "- s e es")
    'romain|romains|romaine|romaines|allemand|allemands|allemande|allemandes'
    """
    ends = [ending.strip("-") for ending in endings.split()]
    return "|".join(stem + ending for stem in stems.split() for ending in ends)


def combined(first: str, second: str) -> str:
    """Return every phrase of one table followed by every phrase of another, separated by bars.

    Examples
    --------
    >>> combined("were|have been", "killed|shot")
    'were killed|were shot|have been killed|have been shot'
    """
    return "|".join(f"{a} {b}" for a in phrases(first) for b in phrases(second))


def announced(articles: str, adjectives: str, nouns: str) -> str:
    """Return nouns with an article, an adjective, both or neither before each, separated by bars.

    Examples
    --------
    >>> announced("the", "official", "toll")
    'toll|official toll|the toll|the official toll'
    """
    before = product(("", *phrases(articles)), ("", *phrases(adjectives)))
    return "|".join(" ".join(filter(None, (*pair, noun))) for pair in before for noun in phrases(nouns))


# The grammar's letter for what each field of a record does to a number.
CODES = {
    "about": "A", "about_after": "O", "more": "M", "more_after": "X", "more_about": "G", "more_about_after": "H",
    "at_least": "L", "or_more": "P", "less": "l", "less_after": "Y", "at_most": "m", "or_less": "Q", "nearly": "n",
    "nearly_after": "N", "between": "B", "from_": "F", "and_": "&b", "to": "T", "but": "b", "either": "|",
    "closing": "E", "plus_minus": "±", "nor_more": "q", "neutral": "D", "label": "K", "percent": "S",
}  # fmt: skip
READ_AS = {
    "A": "about", "O": "about", "M": "more than", "X": "more than", "G": "more than, about", "H": "more than, about",
    "L": "at least", "P": "at least", "l": "less than", "Y": "less than", "m": "at most", "Q": "at most",
    "n": "less than, about", "N": "less than, about", "B": "a range", "F": "a range", "&": "a range", "T": "a range",
    "E": "a range",
    "b": "joins two bounds", "|": "a range", "±": "plus or minus", "q": "at most", "D": "does not change the number",
    "K": "a label", "S": "a share in percent", "*": "the source's best value", ")": "",
    "(": "an interval",
    ":": "a label", "I": "what the interval is", "V": "no number",
}  # fmt: skip


@frozen(kw_only=True, eq=False)
class Language:
    """The words by which one language bounds, softens and counts a number.

    Attributes
    ----------
    code, name : str
        ISO 639-1 code, and the English name used in messages.
    thousands, decimal : str
        What separates thousands (besides a blank or an apostrophe; ``""`` for nothing else) and what begins decimals.
    about, more, at_least, less, at_most, nearly : tuple of str
        Phrases before a number. ``nearly`` is "less than, about": close below, and never reached.
    more_about : tuple of str
        "A little over": more than, and about.
    about_after, more_after, more_about_after, or_more, or_less, less_after, nearly_after : tuple of str
        The same, behind the number.
    between, from_, and_, to, closing, but, either, nor_more : tuple of str
        What joins two numbers; ``closing`` stands behind the second ("一万から二万まで").
    neutral : tuple of str
        Words that leave the number as it is ("only", "in total").
    label : tuple of str
        Words that announce a number ("a total of", "is", "death toll").
    percent : tuple of str
        Words for "per cent".
    interval : str
        Regular expression of a survey's interval ("95% CI"); its group 1 is the level in percent.
    people : mapping of str to tuple of str
        Nouns and participles that count persons, by the measure that they name (``""`` for none).
    units : mapping of str to tuple of str
        Countable things other than persons, by the name of the unit.
    others : tuple of str
        Units that are refused, since a count of them is never a count of persons.
    sites : tuple of str
        Things that are refused as a count, too, and may name the place of one: "3,000 inhabitants of the villages".
    peoples, qualities, links, tails : tuple of str
        What may stand beside such a noun: nations and towns, adjectives, "through the", and clauses like "lost their
        lives".
    places : tuple of str
        Links behind which any noun may stand: "men of the expeditionary force".
    negations : tuple of str
        Words that turn a sentence round ("not", "never"); near a number that stands in one, nothing is concluded.
    repeats_bounds : bool
        Whether the language says a bound before and behind one number ("少なくとも…以上").
    """

    code: str
    name: str
    thousands: str
    decimal: str
    about: tuple[str, ...] = field(converter=phrases)
    about_after: tuple[str, ...] = field(converter=phrases)
    more: tuple[str, ...] = field(converter=phrases)
    more_after: tuple[str, ...] = field(converter=phrases)
    more_about: tuple[str, ...] = field(converter=phrases)
    more_about_after: tuple[str, ...] = field(converter=phrases)
    at_least: tuple[str, ...] = field(converter=phrases)
    or_more: tuple[str, ...] = field(converter=phrases)
    less: tuple[str, ...] = field(converter=phrases)
    less_after: tuple[str, ...] = field(converter=phrases)
    at_most: tuple[str, ...] = field(converter=phrases)
    or_less: tuple[str, ...] = field(converter=phrases)
    nearly: tuple[str, ...] = field(converter=phrases)
    nearly_after: tuple[str, ...] = field(converter=phrases)
    between: tuple[str, ...] = field(converter=phrases)
    from_: tuple[str, ...] = field(converter=phrases)
    and_: tuple[str, ...] = field(converter=phrases)
    to: tuple[str, ...] = field(converter=phrases)
    but: tuple[str, ...] = field(converter=phrases)
    either: tuple[str, ...] = field(converter=phrases)
    closing: tuple[str, ...] = field(converter=phrases)
    plus_minus: tuple[str, ...] = field(converter=phrases)
    nor_more: tuple[str, ...] = field(converter=phrases)
    neutral: tuple[str, ...] = field(converter=phrases)
    label: tuple[str, ...] = field(converter=phrases)
    percent: tuple[str, ...] = field(converter=phrases)
    interval: str
    vague: str
    people: Mapping[str, tuple[str, ...]] = field(converter=_tables)
    units: Mapping[str, tuple[str, ...]] = field(converter=_tables)
    others: tuple[str, ...] = field(converter=phrases)
    sites: tuple[str, ...] = field(converter=phrases)
    peoples: tuple[str, ...] = field(converter=phrases)
    qualities: tuple[str, ...] = field(converter=phrases)
    links: tuple[str, ...] = field(converter=phrases)
    places: tuple[str, ...] = field(converter=phrases)
    tails: tuple[str, ...] = field(converter=phrases)
    negations: tuple[str, ...] = field(converter=phrases)
    repeats_bounds: bool

    def __attrs_post_init__(self) -> None:
        contrary = ("more", "at_least", "less", "at_most", "nearly", "about", "others")
        seen: dict[str, str] = {}
        for name in contrary:
            for phrase in getattr(self, name):
                if phrase in seen:
                    raise ValueError(f"{self.name}: {phrase!r} cannot be both {seen[phrase]} and {name}")
                seen[phrase] = name
        bounding = {phrase: code for phrase, code in self.codes().items() if set(code) - set("KD")}
        for name in ("peoples", "qualities", "tails"):
            for phrase in getattr(self, name):
                if phrase in bounding:
                    raise ValueError(
                        f"{self.name}: {phrase!r} of {name} bounds a number too, and would be lost beside a noun"
                    )
        for phrase in (phrase for table in (self.people, self.units) for words in table.values() for phrase in words):
            if phrase in bounding:
                raise ValueError(f"{self.name}: {phrase!r} cannot be a noun and bound a number")
        for name in (item.name for item in fields(type(self)) if item.converter is phrases):
            if any(phrase != phrase.lower() for phrase in getattr(self, name)):
                raise ValueError(f"{self.name}: the phrases of {name} must be in lower case")

    def codes(self) -> dict[str, str]:
        """Return each phrase with the grammar's letters for all that it may do to a number."""
        found: dict[str, str] = {}
        for name, code in CODES.items():
            for phrase in getattr(self, name):
                found[phrase] = found.get(phrase, "") + code
        return found


@frozen(kw_only=True, eq=False)
class SpacedLanguage(Language):
    """A language that separates words by blanks and spells numbers in words.

    Attributes
    ----------
    numerals : mapping of str to int
        Single words for numbers below a thousand.
    hundreds, bare_hundred : tuple of str
        The words that multiply by a hundred, and those that are a hundred by themselves ("cent").
    scales : mapping of str to int
        The words that multiply by a thousand or more, abbreviations among them.
    glued : tuple of str
        Abbreviations of scales that must touch the digits ("5k").
    singular : tuple of str
        Scales that follow a number below two only ("1 Million").
    ones : tuple of str
        Articles that mean one before a scale ("a million").
    joint : str
        The word that joins parts of a numeral.
    joins : callable
        Whether that word may stand between two parts, given the number before it and those after it.
    halves : mapping of str to float
        Fractions that go with a scale ("half", "three quarters").
    bridges : tuple of str
        Words between a fraction and its scale ("half a million", "un quart de million").
    shares : mapping of str to int
        Denominators ("thirds" is 3), for shares of a whole.
    portions : mapping of str to int
        Denominators that are ordinals by themselves, and shares before a word for part ("la tercera parte").
    part : tuple of str
        Words for part.
    named : tuple of str
        Denominators that are no ordinals, and so may follow "the" alone ("la moitié").
    inside : tuple of str
        First words of links to a place that may stand behind a number itself ("5.7 million in the USSR").
    the : tuple of str
        Articles that may stand before a share ("la moitié", "el 83 %"), or "12,000-strong".
    strong : tuple of str
        What makes a number an adjective ("a 12,000-strong army"); may be empty.
    remarks : tuple of str
        Words that begin a remark behind a comma ("2,000, mostly civilians").
    dozens : mapping of str to tuple
        Nouns for a round number, with whether they soften it: a French ``centaine`` is about a hundred.
    compound : callable
        The number of a word that holds a whole numeral ("zweihunderttausend"), or None.
    adjective : str
        Regular expression of words that can only be adjectives; beside a known noun they need not be known themselves.
    precedes : bool
        Whether adjectives stand before their noun: there, or behind it, a word that is not listed is taken for one.
    unlike : tuple of str
        Words with the ending of words for persons, which are none ("specimen"); in German, nouns that name something
        else behind another word ("Köpfe": "Sprengköpfe" are warheads).
    abbreviated : tuple of str
        Words that a stop may follow within a phrase.
    """

    numerals: Mapping[str, int]
    hundreds: tuple[str, ...] = field(converter=phrases)
    bare_hundred: tuple[str, ...] = field(converter=phrases)
    scales: Mapping[str, int]
    glued: tuple[str, ...] = field(converter=phrases)
    singular: tuple[str, ...] = field(converter=phrases)
    ones: tuple[str, ...] = field(converter=phrases)
    joint: str
    joins: Callable[[int, list[int]], bool]
    halves: Mapping[str, float]
    bridges: tuple[str, ...] = field(converter=phrases)
    shares: Mapping[str, int]
    portions: Mapping[str, int]
    part: tuple[str, ...] = field(converter=phrases)
    named: tuple[str, ...] = field(converter=phrases)
    inside: tuple[str, ...] = field(converter=phrases)
    the: tuple[str, ...] = field(converter=phrases)
    strong: tuple[str, ...] = field(converter=phrases)
    remarks: tuple[str, ...] = field(converter=phrases)
    dozens: Mapping[str, tuple[int, bool]]
    compound: Callable[[str], Number | None]
    adjective: str
    precedes: bool
    unlike: tuple[str, ...] = field(converter=phrases)
    abbreviated: tuple[str, ...] = field(converter=phrases)


@frozen(kw_only=True, eq=False)
class UnspacedLanguage(Language):
    """A language that is written without blanks, in Chinese characters.

    Attributes
    ----------
    before_units : tuple of str
        Bounds that stand before a unit without a number only ("上万人").
    troops : tuple of str
        Endings of words for troops, whose names are not listed ("武田軍").
    unnamed : tuple of str
        What no name beside a number may hold, since it changes what the number means: rates, dates, comparisons.
    shortened : bool
        Whether ``三千五`` is 3,500 (Chinese); otherwise it is refused.
    omits_one : bool
        Whether ``千`` alone is a thousand, as in Japanese.
    fraction : str
        What separates a denominator from its numerator (``三分之一``).
    says_percent : bool
        Whether a fraction of a hundred is per cent.
    tenths, not_tenths : tuple of str
        Counters of tenths of a whole, and what makes another word of them.
    hundredth : str
        What follows the hundredths behind them; may be empty.
    half, over_half : tuple of str
        Words for half of a whole, and for more than half.
    """

    before_units: tuple[str, ...] = field(converter=phrases)
    troops: tuple[str, ...] = field(converter=phrases)
    unnamed: tuple[str, ...] = field(converter=phrases)
    shortened: bool
    omits_one: bool
    fraction: str
    says_percent: bool
    tenths: tuple[str, ...] = field(converter=phrases)
    not_tenths: tuple[str, ...] = field(converter=phrases)
    hundredth: str
    half: tuple[str, ...] = field(converter=phrases)
    over_half: tuple[str, ...] = field(converter=phrases)


__all__ = ["CODES", "READ_AS", "Language", "Number", "SpacedLanguage", "UnspacedLanguage", "inflected", "phrases"]
