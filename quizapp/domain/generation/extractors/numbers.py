"""Reading a quantity from the words of a phrase: bound, number, unit, and what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from quizapp.domain.facts import Bound, Quantity
from quizapp.domain.generation.parsing import Token
from quizapp.domain.generation.reading.wordlists import word_set

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_WORDS = (
    {word: number for number, word in enumerate(_SMALL.split())}
    | _TENS
    | {
        f"{ten}-{one}": ten_value + one_value
        for ten, ten_value in _TENS.items()
        for one_value, one in enumerate(_SMALL.split()[1:10], 1)
    }
)
_SCALE = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "k": 10**3,
}
_SHARES = {"a": Decimal(1), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
"""What “a dozen”, “half a dozen” and “a quarter of a million” are of a dozen or a million."""
_BOUNDS = (
    (
        Bound.ABOUT,
        r"about|around|roughly|approximately|some|an estimated|more or less|circa|"
        r"in the region of|an average of|on average",
    ),
    (
        Bound.JUST_UNDER,
        r"just under|nearly|almost|close to|close on|not quite|getting on for|virtually|"
        r"practically|approaching|just short of|just below|a little under|a little below|"
        r"slightly less than|slightly fewer than|slightly under|slightly below|"
        r"a little less than|a little fewer than|just less than|just fewer than|very nearly",
    ),
    (
        Bound.JUST_OVER,
        r"just over|just above|just more than|a little over|a little above|slightly more than|"
        r"slightly over|slightly above|a little more than",
    ),
    (
        Bound.AT_LEAST,
        r"at (?:the )?(?:very )?least|no fewer than|no less than|not less than|not fewer than|"
        r"a minimum of|as (?:few|little|low|short|small|young|cheap|light|thin|cold|narrow|shallow"
        r"|slow|near|close|early) as",
    ),
    (
        Bound.MORE_THAN,
        r"more than|over|well over|upwards of|well above|above|in excess of|far more than|"
        r"well in excess of",
    ),
    (
        Bound.AT_MOST,
        r"(?:anything )?up to|up to about|up to around|no more than|not more than|a maximum of|"
        r"at (?:the )?(?:very )?most|as (?:many|much|long|deep|wide|high|far|large|big|heavy|old"
        r"|tall|fast|hot|great|thick|strong|broad|warm|late|steep) as",
    ),
    (
        Bound.LESS_THAN,
        r"fewer than|less than|under|below|well under|well below|far fewer than|far less than",
    ),
)
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_SIZES = r"dozen|hundred|thousand|million|billion|trillion"
_SIZE = rf"(?:\s?(?:{_SIZES}|bn)\b|(?:m|bn|k)\b)?"
_SHARE = rf"(?:half\s+an?|a\s+quarter\s+of\s+an?|an?)(?=\s+(?:{_SIZES})\b)"
_MONEY = r"(?:US|A|C|NZ)?[$£€¥]"
_CURRENCY = (
    r"(?:[A-Z][a-z]+ )?(?:dollars?|euros?|pounds?|kroner|krone|kronor|krona|yen|yuan|rupees?"
    r"|francs?"
    r"|pesos?|rand|roubles?|rubles?|won|lira|zloty|cents?)"
)
_UNITS = (
    r"(?:kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|micromet(?:re|er)s?"
    r"|kilograms?|kilos?|grams?|tonnes?|tons?|hectares?|acres?|miles?|feet|foot|inch(?:es)?|litres?|liters?"
    r"|km/h|kph|mph|m/s|km|cm|mm|kg|degrees(?: (?:Celsius|Fahrenheit|centigrade))?|kelvin|knots"
    r"|(?:square|cubic) (?:kilomet(?:re|er)s|met(?:re|er)s|centimet(?:re|er)s|miles|feet|yards)"
    r"|(?:kilo|mega|giga)?hertz|(?:kilo|mega|giga|tera)?watts?(?:[ -]hours?)?|decibels?"
    r"|(?:kilo)?volts?|(?:kilo|mega)?joules?|(?:kilo)?calories|(?:kilo|mega|giga|tera)bytes?|carats?|barrels?"
    r"|nautical miles|years?|months?"
    r"|weeks?|days?"
    r"|hours?|minutes?|seconds?|decades?|centuries|century)"
)
_RATE = r"(?:\s+(?:per|an?|each|every)\s+(?:second|minute|hour)\b)"
"""What makes a distance a speed, and is part of its unit."""
_QUANTITY = re.compile(
    rf"(?P<bound>(?:{'|'.join(words for _, words in _BOUNDS)})\s+)?"
    rf"(?P<between>between\s+|from\s+)?(?P<sign>{_MONEY})?(?P<low>{_NUMBER}|{_SHARE})"
    rf"(?P<size>{_SIZE})"
    rf"(?:(?:\s?-\s?|\s+(?:to|and|or)\s+){_MONEY}?(?P<high>{_NUMBER})(?P<highsize>{_SIZE}))?"
    rf"(?:(?P<percent>\s?%|\s+per\s?cent(?:age points)?\b)|\s+(?P<money>{_CURRENCY})\b"
    rf"|\s?(?P<degrees>°\s?[CF])\b|\s+(?P<unit>{_UNITS}{_RATE}?)\b)?",
    re.IGNORECASE,
)


SMALL = 10
"""Shares are told in so small numbers."""


def number_called(word: str) -> Decimal | None:
    """Return the number that a word says, “twelve” or “thirty-one”; none for any other word."""
    found = _WORDS.get(word.casefold())
    return None if found is None else Decimal(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity that opens a phrase: its words, the value, its sort, and the words after it."""

    value: Quantity
    sort: str
    rest: str


LEVELS = frozenset(("above", "over", "under", "below", "beneath"))
"""Bounds that say as well where something goes: “flew over 34 villages”."""


_GOING = word_set(
    """
    fly pass lead run go climb jump leap hover hang stand step lie rise cross soar tower drive walk
    sail travel extend
    """
)


def says_where(before: Token, found: Reading, verb: Token) -> bool:
    """Whether a level says where something goes, and is no bound of a number.

    “Rose above 2,000” has a number alone, “rises above 40 metres” a measure.
    """
    level = before.text.casefold() in LEVELS and found.sort == "count" and bool(found.rest)
    return level and (before.dep == "prep" or verb.lemma in _GOING)


def read_quantity(text: str) -> Reading | None:
    """Return the quantity that a phrase begins with; none for years, scores and split numbers."""
    match = _QUANTITY.match(text)
    if match is None:
        return None
    g = match.groupdict()
    after = text[match.end() :]
    if _GOES_ON.match(after):
        return None
    unit_said = g["unit"] or (g["degrees"] or "").replace(" ", "")
    low = _decimal(g["low"], g["size"] or (g["highsize"] if g["high"] else ""))
    high = _decimal(g["high"], g["highsize"] or "") if g["high"] else None
    if low is None or (g["high"] and (high is None or high <= low)):
        return None
    plain = not (g["size"] or g["sign"] or g["money"] or g["percent"])
    if g["size"] and _AND_SO_MANY.match(after):
        return None
    if plain and low <= SMALL and _IN_SO_MANY.match(after):
        return None
    if high is not None and (
        g["bound"] or (re.search(r"\sand\s", match.group()) and not g["between"])
    ):
        return None
    if g["between"] and high is None:
        return None
    if high is not None and _YEAR.fullmatch(g["low"]) and high > 10 * low:
        return None
    said = match.group().strip()
    if _YEAR.fullmatch(said) and not (g["sign"] or g["percent"] or unit_said):
        return None  # A year, not 2,010 of something.
    bound = Bound.BETWEEN if high is not None else _bound(g["bound"] or "")
    if g["sign"] or g["money"]:
        unit, sort = (g["sign"] or g["money"] or "").strip(), "money"
    elif g["percent"]:
        unit, sort = "%", "percent"
    elif unit_said:
        unit, sort = unit_said, "measure"
    else:
        unit, sort = "", "count"
    counts = {"count": "number", "percent": "percent"}.get(sort, unit.casefold())
    return Reading(Quantity(low, unit, counts, said, bound, high), sort, after.strip())


_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
"""Also where another amount follows it: “rose from 80,000 in 1772 to 303,000”."""
_COUNTED = "|".join(sorted(_WORDS, key=len, reverse=True))
_GOES_ON = re.compile(
    r"[-–:/]\w|\w|\.\d|,\d|\+|\s?°|-?(?:st|nd|rd|th)\b|\s?(?:a\.m|p\.m|am\b|pm\b|o'clock)"
    r"|\s+\d|\s+and\s+a\s+(?:half|quarter|third)\b"
    r"|\s+(?:hal(?:f|ves)|thirds?|quarters?|fifths?|eighths?|tenths?|hundredths?|thousandths?)\b"
    rf"|\s+or\s+(?:so|thereabouts|more|fewer|less|above|under|over|below)\b"
    rf"|\s+(?:scores?|gross|odd|plus|{_SIZES})\b",
    re.IGNORECASE,
)
"""What follows a number and makes another of it, or a bound: “5 or so”, “£2 10s”, “6 ft 2 in”."""


_AND_SO_MANY = re.compile(rf"\s+(?:and\s+)?(?:{_COUNTED})\b", re.IGNORECASE)
"""“Two hundred and fifty” is not two hundred."""
_IN_SO_MANY = re.compile(
    rf"\s+(?:in|out\s+of)\s+(?:(?:every|each)\s+)?(?:\d{{1,3}}\b|(?:{_COUNTED})\b)", re.IGNORECASE
)
"""“One in five”, “nine out of ten”, “one day in six”: a share, not a number of something."""


def _decimal(text: str, size: str) -> Decimal | None:
    word = text.casefold()
    number = Decimal(_WORDS[word]) if word in _WORDS else None
    if number is None and not text[:1].isdigit():
        number = _SHARES["half" if "half" in word else "quarter" if "quarter" in word else "a"]
    if number is None:
        if not re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", text):
            return None
        number = Decimal(text.replace(",", ""))
    found = number * _SCALE.get(size.strip().casefold(), 1)
    whole = found.to_integral_value()
    return whole if found == whole else found


def _bound(words: str) -> Bound:
    words = words.strip().casefold()
    return next(
        (bound for bound, pattern in _BOUNDS if words and re.fullmatch(pattern, words)), Bound.EXACT
    )
