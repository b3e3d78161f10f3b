"""Numbers as each language spells them, for tests that read them back."""

from __future__ import annotations


def _words(text: str) -> list[str]:
    return text.split()


EN = _words(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
)
EN_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
DE = _words(
    """null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
    achtzehn neunzehn"""
)
DE_TENS = _words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
FR = _words(
    """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf"""
)
FR_TENS = _words("vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
ES = _words(
    """cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
    dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho
    veintinueve"""
)
ES_TENS = _words("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
ES_HUNDREDS = _words(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def english(number: int) -> str:
    """Return a number below a thousand million in English words."""
    if number >= 1_000_000:
        rest = number % 1_000_000
        return f"{english(number // 1_000_000)} million" + (
            f" {'and ' if rest < 100 else ''}{english(rest)}" if rest else ""
        )
    if number >= 1000:
        rest = number % 1000
        return f"{english(number // 1000)} thousand" + (
            f" {'and ' if rest < 100 else ''}{english(rest)}" if rest else ""
        )
    if number >= 100:
        return f"{EN[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return EN_TENS[number // 10 - 2] + (f"-{EN[number % 10]}" if number % 10 else "")
    return EN[number]


def german(number: int) -> str:
    """Return a number below a million in one German word."""
    if number >= 1000:
        return f"{german(number // 1000)}tausend" + (german(number % 1000) if number % 1000 else "")
    if number >= 100:
        return f"{DE[number // 100]}hundert" + (german(number % 100) if number % 100 else "")
    if number >= 20:
        return (f"{DE[number % 10]}und" if number % 10 else "") + DE_TENS[number // 10 - 2]
    return DE[number]


def french(number: int) -> str:
    """Return a number below a thousand million in French words."""
    if number >= 1_000_000:
        rest = number % 1_000_000
        return f"{french(number // 1_000_000)} million{'s' if number >= 2_000_000 else ''}" + (
            f" {french(rest)}" if rest else ""
        )
    if number >= 1000:
        count = "" if number < 2000 else french(number // 1000) + " "
        return f"{count}mille" + (f" {french(number % 1000)}" if number % 1000 else "")
    if number >= 100:
        rest = number % 100
        count = "" if number < 200 else FR[number // 100] + " "
        return f"{count}cent{'s' if count and not rest else ''}" + (f" {french(rest)}" if rest else "")
    if number < 20:
        return FR[number]
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    joint = " et " if ones in (1, 11) and tens < 8 else "-"
    if number == 80:
        return "quatre-vingts"
    return FR_TENS[tens - 2] + (f"{joint}{FR[ones]}" if ones else "")


def spanish(number: int) -> str:
    """Return a number below a thousand million in Spanish words."""
    if number >= 1_000_000:
        rest = number % 1_000_000
        head = "un millón" if number < 2_000_000 else f"{spanish(number // 1_000_000)} millones"
        return head + (f" {spanish(rest)}" if rest else "")
    if number >= 1000:
        count = "" if number < 2000 else spanish(number // 1000) + " "
        return f"{count}mil" + (f" {spanish(number % 1000)}" if number % 1000 else "")
    if number == 100:
        return "cien"
    if number > 100:
        return ES_HUNDREDS[number // 100 - 1] + (f" {spanish(number % 100)}" if number % 100 else "")
    if number >= 30:
        return ES_TENS[number // 10 - 3] + (f" y {ES[number % 10]}" if number % 10 else "")
    return ES[number]


def chinese(number: int) -> str:
    """Return a number below 10^12 in Chinese characters."""
    groups = [(number // 10**8, "亿"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    written = ""
    for group, unit in groups:
        if not group:
            continue
        part = "".join(
            ("零一二三四五六七八九"[digit] + step) if digit else "零"
            for digit, step in zip((int(character) for character in f"{group:04d}"), ("千", "百", "十", ""))
        )
        part = part.rstrip("零")
        while "零零" in part:
            part = part.replace("零零", "零")
        written += (part if written else part.lstrip("零")) + unit
    return written or "零"


def japanese(number: int) -> str:
    """Return a number below 10^12 in Japanese characters: no zeros, and no one before ten, hundred and thousand."""
    groups = [(number // 10**8, "億"), (number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    return "".join(
        "".join(
            ("" if digit == 1 and step else "零一二三四五六七八九"[digit]) + step
            for digit, step in zip((int(character) for character in f"{group:04d}"), ("千", "百", "十", ""))
            if digit
        )
        + unit
        for group, unit in groups
        if group
    )


WRITERS = {"en": english, "de": german, "fr": french, "es": spanish, "zh": chinese, "ja": japanese}
