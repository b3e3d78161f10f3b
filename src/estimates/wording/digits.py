"""Numbers in digits, as each language groups them."""

from __future__ import annotations

import re
from functools import lru_cache

from estimates.model.numbers import is_computed
from estimates.wording.language import Language, Number
from estimates.wording.refusals import Refusal

_PLAIN = re.compile(r"0|[1-9]\d*")
# "100 000 200 000" are two numbers; "1 200 000 000" is one.
_SPACED = re.compile(
    r"[1-9]\d{0,2}(?: \d{3}){1,2}|[1-9]\d{0,2}(?: \d{3})?(?: 000){1,3}|[1-9]\d{0,2}(?:'\d{3})+|[1-9] \d{3}(?: 000){2}"
)
_GROUPED = {",": re.compile(r"[1-9]\d{0,2}(?:,\d{3})+"), ".": re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")}
_DECIMAL = {
    ".": re.compile(r"((?:0|[1-9]\d*)|[1-9]\d{0,2}(?:,\d{3})+)\.(\d+)"),
    ",": re.compile(r"((?:0|[1-9]\d*)|[1-9]\d{0,2}(?:[. ]\d{3})+),(\d+)"),
}
_EXPECTED = {
    ",": "73,790 with decimals as 1.5",
    ".": "73.790 with decimals as 1,5",
    "": "73 790 with decimals as 1,5",
}


@lru_cache(maxsize=8192)
def _read(text: str, point: str, scaled: bool) -> Number | str:
    """Return the number of digits without the separator of thousands, or the kind of refusal."""
    if _PLAIN.fullmatch(text):
        return int(text)
    if _SPACED.fullmatch(text):
        return int(text.replace(" ", "").replace("'", ""))
    decimal = _DECIMAL[point].fullmatch(text)
    if decimal:
        whole, part = decimal[1], decimal[2]
        digits = re.sub(r"[,. ]", "", whole)
        if len(part) == 3 and digits != "0" and not scaled:  # 1.234 and 1,234.567 may lack a comma
            return f"doubt {int(digits + part):,}"
        number = float(f"{digits}.{part}")
        if number.is_integer():
            return int(number)
        return "computed" if is_computed(number) else number
    if re.search(r"\d +\d", text):
        return "gap"
    return "zero" if re.fullmatch(r"0\d+", text) else "grouping"


def number(text: str, lang: Language, *, scaled: bool) -> Number:
    """Return the number that digits give in a language, whose separators decide what they mean.

    Parameters
    ----------
    text : str
        Digits with their separators.
    lang : Language
    scaled : bool
        Whether a word like "million" follows: "1.234 million" can only be a decimal fraction.
    """
    if lang.thousands and _GROUPED[lang.thousands].fullmatch(text):
        return int(text.replace(lang.thousands, ""))
    found = _read(text, lang.decimal, scaled)
    if not isinstance(found, str):
        return found
    if found.startswith("doubt"):
        other = found.split()[1]
        remedy = f"write {other if lang.decimal == '.' else other.replace(',', '')}"
        if lang.decimal == "." and len(text) < 8:  # with one separator, which another language may group by
            remedy = f"give the language, or {remedy}"
        raise Refusal(f"{text!r} may be {other} or a decimal fraction; {remedy}", "doubt")
    if found == "gap":
        raise Refusal(
            f"{text!r} holds more than one number, or thousands that are not grouped by three; split the claim"
        )
    if found == "computed":
        raise Refusal(f"{text!r} has more digits than a source counts; write the number as the source prints it")
    if found == "zero":
        raise Refusal(f"{text!r} begins with a zero; write the number without it")
    raise Refusal(f"{text!r} is not grouped as {lang.name} groups numbers: {_EXPECTED[lang.thousands]}")
