"""The names of units, as data: every way that people write each of them.

A table of our own and no library: pint reads its registry in a third of a second and knows neither
“yrs” nor “tons” from “tonnes” as learners mean them; a mark needs names alone, no conversion.
Spellings are small letters, singular; a unit is named by its first spelling.
"""

from __future__ import annotations

_PREFIXES = (
    ("pico", ""), ("nano", "n"), ("micro", "μ"), ("milli", "m"), ("centi", ""), ("deci", ""),
    ("hecto", ""), ("kilo", "k"), ("mega", "m"), ("giga", "g"), ("tera", "t"), ("peta", ""),
)  # fmt: skip
_METRIC = {
    "metre": "meter m",
    "gram": "gramme g gm",
    "litre": "liter l ltr",
    "watt": "w",
    "hertz": "hz",
    "byte": "b",
    "bit": "",
    "joule": "j",
    "newton": "n",
    "volt": "v",
    "ampere": "amp",
    "ohm": "ω",
    "pascal": "pa",
    "bar": "",
    "calorie": "cal",
    "electronvolt": "ev",
    "tonne": "t",
    "mole": "mol",
    "becquerel": "bq",
    "sievert": "sv",
    "lumen": "lm",
    "parsec": "pc",
    "watthour": "wh",
    "second": "sec s",
}
"""Units that take the prefixes of the metric system, each with its other spellings."""
_OTHERS = (
    "% percent pct percentage",
    "percentagepoint pp ppt",
    "‰ permille",
    "minute min",
    "hour hr h",
    "day",
    "week wk",
    "fortnight",
    "month mth mo",
    "quarter",
    "year yr y annum yo",
    "decade",
    "century centurie",
    "millennium millennia",
    "kilometre klick",
    "kilogram kilo kgs",
    "centimetre cm",
    "decimetre dm",
    "centilitre cl",
    "decilitre dl",
    "hectolitre hl",
    "hectopascal hpa",
    "cc",
    "kilotonne kiloton",
    "megatonne megaton",
    "micrometre micron µm",
    "mile mi",
    "yard yd",
    "foot ft feet",
    "inch in inche",
    "fathom",
    "league",
    "knot kt kn",
    "lightyear ly",
    "nauticalmile nmi nm",
    "hectare ha",
    "acre ac",
    "ton",
    "pound lb lbs",
    "ounce oz",
    "stone",
    "carat ct",
    "gallon gal",
    "quart qt",
    "pint",
    "cup",
    "barrel bbl",
    "bushel",
    "horsepower hp",
    "degree deg °",
    "celsius °c c degc centigrade",
    "fahrenheit °f f degf",
    "kelvin",
    "radian rad",
    "decibel db",
    "atmosphere atm",
    "psi",
    "mph",
    "rpm",
)
_COUNTED = ("people person persons",)
# Words for money; a dollar of which nobody says whose is “$”.
_MONEY = (
    "$ dollar buck",
    "usd us$",
    "cad c$ ca$ can$",
    "aud a$ au$",
    "nzd nz$",
    "hkd hk$",
    "sgd s$",
    "twd nt$",
    "€ eur euro",
    "£ gbp pound sterling quid",
    "¥ jpy yen",
    "yuan cny rmb renminbi",
    "₩ krw won",
    "₹ inr rupee rs",
    "₽ rub rouble ruble",
    "chf franc fr",
    "₪ ils shekel",
    "₺ lira",
    "peso mxn",
    "krona sek kronor",
    "krone nok dkk kroner",
    "cent ¢",
    "real brl reais",
    "rand zar",
    "zloty pln",
)
_PHRASES = {
    "percentage point": "percentagepoint",
    "percent point": "percentagepoint",
    "% point": "percentagepoint",
    "degree celsius": "celsius",
    "degree c": "celsius",
    "° c": "celsius",
    "° celsius": "celsius",
    "degree centigrade": "celsius",
    "degree fahrenheit": "fahrenheit",
    "degree f": "fahrenheit",
    "° f": "fahrenheit",
    "° fahrenheit": "fahrenheit",
    "degree kelvin": "kelvin",
    "° k": "kelvin",
    "metric ton": "tonne",
    "metric tonne": "tonne",
    "short ton": "ton",
    "light year": "lightyear",
    "nautical mile": "nauticalmile",
    "sea mile": "nauticalmile",
    "nautical mi": "nauticalmile",
    "kilowatt hour": "kilowatthour",
    "megawatt hour": "megawatthour",
    "gigawatt hour": "gigawatthour",
    "terawatt hour": "terawatthour",
    "watt hour": "watthour",
    "electron volt": "electronvolt",
    "horse power": "horsepower",
    "pound sterling": "£",
    "british pound": "£",
    "us dollar": "usd",
    "u.s dollar": "usd",
    "american dollar": "usd",
    "us $": "usd",
    "canadian dollar": "cad",
    "canadian $": "cad",
    "australian dollar": "aud",
    "new zealand dollar": "nzd",
    "hong kong dollar": "hkd",
    "singapore dollar": "sgd",
    "taiwan dollar": "twd",
    "japanese yen": "¥",
    "chinese yuan": "yuan",
    "swiss franc": "chf",
    "south korean won": "₩",
    "korean won": "₩",
    "indian rupee": "₹",
    "russian rouble": "₽",
    "russian ruble": "₽",
}
"""Units of several words, each word small and singular."""

DOLLARS = frozenset({"usd", "cad", "aud", "nzd", "hkd", "sgd", "twd"})
SIGNS: tuple[str, ...] = ("us$", "nz$", "hk$", "nt$", "ca$", "can$", "au$", "c$", "a$", "s$")
SIGNS += ("usd", "eur", "gbp", "jpy", "cad", "aud", "chf", "cny", "inr", "rs")
SIGNS += ("$", "€", "£", "¥", "₩", "₹", "₽", "₪", "₺")
"""What may stand before a number, the longest first."""
PHRASES = tuple(
    (tuple(words.split()), unit)
    for words, unit in sorted(_PHRASES.items(), key=lambda item: -len(item[0].split()))
)

_NEVER = (
    ("gm", "gigametre"),
    ("mb", "millibyte"),
    ("mm", "megametre"),
    ("mg", "megagram"),
    ("ml", "megalitre"),
    ("ms", "megasecond"),
    ("mt", "millitonne"),
)


def _spellings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}

    def add(unit: str, *words: str) -> None:
        for word in (unit, *words):
            found.setdefault(word, set()).add(unit)

    for name, others in _METRIC.items():
        add(name, *others.split())
        for prefix, letter in _PREFIXES:
            unit = prefix + name
            add(unit)
            for other in others.split():
                if len(other) > 3:
                    add(unit, prefix + other)
                elif letter:
                    add(unit, letter + other)
    for line in (*_OTHERS, *_COUNTED, *_MONEY):
        add(*line.split())
    # What looks like the symbol of a unit and is not what anybody means by it.
    for word, unit in _NEVER:
        found[word].discard(unit)
    return {word: frozenset(units) for word, units in found.items() if units}


SPELLINGS = _spellings()
"""The units that each spelling can mean: “t” a tonne, “pound” a weight or money."""
SPELLINGS["t"] = frozenset({"tonne", "ton"})
