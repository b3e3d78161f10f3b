"""Numbers that an order of parts admits and that leave a doubt: years, ages, a part of nothing, one or the other."""

from __future__ import annotations

from estimates.wording.language import Number
from estimates.wording.parts import Token
from estimates.wording.plans import Claim
from estimates.wording.refusals import Refusal

_OLDEST = 100  # years of age, from which on a number beside persons counts them


def refuse_fractions(claim: Claim) -> None:
    """Refuse "2½ men", and a share beside a count; in "2½–3 million" the first number takes the scale of the second."""
    last = claim.numbers[-1]
    if not any(number.share or number.fraction for number in claim.numbers):
        return
    scaled = bool(last.factors)  # "2〜3割": both are tenths
    shares = {
        bool(number.share or (scaled and last.share and not number.factors))
        for number in claim.numbers
        if not (number.fraction and scaled)
    }
    if len(shares) > 1:
        raise Refusal(f"{claim.text!r} mixes a share with a count; split the claim")
    for number in claim.numbers:
        if (
            number.fraction
            and not number.factors
            and not number.share
            and (claim.plan.means not in ("span", "either") or number is last or not last.factors)
        ):
            raise Refusal(f"{number.text!r} is a fraction of nothing; write the number in full")


def refuse_years(claim: Claim) -> None:
    """Refuse "1937–1945": two numbers like years, with no noun that says otherwise."""
    a, b = claim.numbers[:2]
    plain = len(a.digits) == len(b.digits) == 4 and a.digits.isdigit() and b.digits.isdigit() and not b.factors
    if plain and not any(claim.plan.nouns) and 1400 <= a.number < b.number <= 2100 and b.number - a.number <= 100:
        raise Refusal(f"{claim.text!r} may be years; name what is counted, or separate the thousands")


def refuse_year(claim: Claim) -> None:
    """Refuse "killed 1937", "the dead of 1914", "up to 1945": one number like a year, and no noun behind it."""
    found = claim.plan
    only = claim.numbers[0]
    if any(found.nouns) or len(claim.numbers) > 1 or not _like_a_year(only):
        return
    ends = found.means == "high" and found.until and (found.label is None or found.beside)
    dated = found.means == "point" and (found.beside == "of" or (found.beside and only.number % 100))
    if ends or dated:
        raise Refusal(
            f"{claim.text!r} may {'end with' if ends else 'give'} a year; name what is counted, "
            "or separate the thousands"
        )


def refuse_ages(claim: Claim) -> None:
    """Refuse "men over 50", "soldiers 18 to 25", "at 30": nothing says whether persons are counted or their years."""
    found = claim.plan
    noun = found.label
    if found.beside == "at":
        counts = any(found.nouns) or found.unit or found.means != "point" or claim.numbers[0].number >= _OLDEST
        if counts:
            return
        raise Refusal(f"{claim.text!r} may give an age or a time of day; name what is counted")
    if not found.beside or noun is None or (noun.unit and noun.unit != "persons"):
        return
    if any(number.number >= _OLDEST or number.whole or number.share for number in claim.numbers):
        return
    if noun.measure:  # "deaths over 60"; but "deaths at least 12" has one reading
        may_be = not any(found.nouns) and (found.means in ("span", "either") or bool(set("MGl") & set(found.bare)))
    else:
        may_be = found.means != "point" or found.beside == "of" or "A" in found.bare
    if may_be:
        raise Refusal(
            f"{claim.text!r} may give ages, not a number of persons; "
            "write the noun behind the number, or a colon before it"
        )


def refuse_alternatives(numbers: list[Token], low: Number, high: Number, text: str) -> None:
    """Refuse "3,000 or 30,000": only neighbours in the manner of speech ("two or three hundred") are a range."""
    spoken = all(number.spelled for number in numbers) or bool(numbers[1].factors) or high < 100
    if numbers[0].factors or numbers[0].number >= 1000:
        spoken = False
    if not spoken or not low < high <= 2 * low:
        raise Refusal(f"{text!r} gives two numbers, one or the other; split the claim, an estimate for each")


def _like_a_year(number: Token) -> bool:
    return len(number.digits) == 4 and number.digits.isdigit() and 1400 <= number.number <= 2100 and not number.factors


__all__ = ["refuse_ages", "refuse_alternatives", "refuse_fractions", "refuse_year", "refuse_years"]
