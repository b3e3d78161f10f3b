"""A source's words to a Range, or a refusal with its reason; nothing is guessed.

`parse` and `reading` read a phrase; `check_wording` compares the words of a claim, sentences too, with stored numbers.
"""

from __future__ import annotations

from estimates.errors import WordingError
from estimates.model.ranges import Range
from estimates.wording.languages import LANGUAGES
from estimates.wording.reader import find
from estimates.wording.readings import Part, Reading
from estimates.wording.sentences import WordingCheck, check_wording


def parse(wording: str, lang: str | None = None) -> Range:
    """Read a source's words as a range, or refuse them with the reason.

    A wrong number is the worst outcome and a refusal a good one: every word of the phrase must be known, and it must
    have one reading only. "About" invents no width; "nearly N" is an open upper end; "tens of thousands" is kept as a
    range without a number; what names a best value of its own keeps it ("120,000 ± 10,000"). `reading` returns what the
    words count as well, and how each of them was read.

    Parameters
    ----------
    wording : str
        The words of the claim: ``over 200,000``, ``entre 40 000 et 60 000``, ``二十余万``.
    lang : str, optional
        Their language: ``en``, ``de``, ``fr``, ``es``, ``zh`` or ``ja``. Without it, words are read in whichever of the
        languages knows all of them, if those agree on the number; digits alone are read as the library writes them,
        with commas between thousands.

    Returns
    -------
    Range

    Raises
    ------
    WordingError
        If the words cannot be read without guessing; the message says why, and what to do.

    See Also
    --------
    reading : The same, with what is counted and the derivation.

    Examples
    --------
    >>> print(parse("between 40,000 and 60,000"), parse("nearly 50,000"), parse("150.000", "de"), sep="; ")
    40,000–60,000; c. < 50,000; 150,000
    >>> parse("tens of thousands").kind
    'vague'
    >>> parse("150.000", "en")
    Traceback (most recent call last):
        ...
    estimates.errors.WordingError: '150.000' may be 150,000 or a decimal fraction; give the language, or write 150,000
    """
    found = find(wording, lang)
    if found.is_share:
        kind = "a percentage" if found.plan.unit == "percent" else "a share"
        raise WordingError(
            f"{wording!r} cannot be read as a count: {kind} is no count; fill low and high, "
            "and name the unit of the estimand"
        )
    return found.range


def reading(text: str, lang: str | None = "") -> Reading:
    """Read a source's words, with what they count and how each of them was read.

    Parameters
    ----------
    text : str
        The words of the claim, as for `parse`; shares ("10 %", "one third of the population") are read too.
    lang : str, optional
        Their language, as for `parse`; ``""`` or None where it is not known.

    Returns
    -------
    Reading
        In a notebook it is shown as a table.

    Raises
    ------
    WordingError
        If the words cannot be read without guessing; the message says why, and what to do.

    See Also
    --------
    parse : The range alone, of counts only.

    Examples
    --------
    >>> found = reading("at least 98,417 killed and wounded[12]", "en")
    >>> print(found.range, found.measure, found.unit, found.marks, sep="; ")
    ≥ 98,417; casualties; persons; ('[12]',)
    >>> [(part.text, part.read_as) for part in found.parts]
    [('at least', 'at least'), ('98,417', '98,417'), ('killed and wounded', 'casualties')]
    """
    return find(text, lang).reading()


__all__ = ["LANGUAGES", "Part", "Reading", "WordingCheck", "check_wording", "parse", "reading"]
