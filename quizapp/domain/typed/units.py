"""Units as people write them, brought to one meaning so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from quizapp.domain.typed.number_words import AMBIGUOUS_SCALES, SCALES
from quizapp.domain.typed.unit_names import DOLLARS, PHRASES, SPELLINGS
from quizapp.domain.typed.unit_names import SIGNS as SIGNS

Word = frozenset[str]
"""What a word can mean: the units of a spelling, or for any other noun itself alone."""
Unit = tuple[Word, ...]
"""The words after a number; a unit of measure is one word, whatever its parts."""

_SIGNED = "|".join(re.escape(sign) for sign in SIGNS if not sign.isalpha())
_WORD = re.compile(rf"{_SIGNED}|[%‰¢/+]|°(?:[cfk](?![a-z]))?|[^\s%‰$€£¥₩₹₽₪₺¢°+,;:()\-\"“”/·]+")
_PER_CENT = re.compile(r"\bper cent\b")
_PER_MILLE = re.compile(r"\bper mille?\b")
_POWER = re.compile(r"(?<![a-z])(?P<unit>[a-zμ]+)(?:\s?\^)?(?P<power>[23²³])(?![\w^])")
_POWERS = {"square": "2", "sq": "2", "cubic": "3", "cu": "3"}
_RAISED = {"squared": "2", "cubed": "3"}
_RATES = {"kph": "km/h", "kmh": "km/h", "kmph": "km/h", "mph": "mile/h", "mps": "m/s"}
_NEXT = r"(?P<words>[^\s?,;:()]+(?: [^\s?,;:()]+){0,3})"
_ASKED = (re.compile(rf"\bhow many {_NEXT}"), re.compile(rf"(?:\((?:in )?|\bin ){_NEXT}"))
_PERCENTAGE = re.compile(r"\b(?:what|which|how (?:much|many)|the) (?:percentage|per ?cent)\b")
# Words beside a unit that make another unit of it.
_CHANGING = frozenset(
    [
        "square",
        "cubic",
        "per",
        "nautical",
        "light",
        "point",
        "man",
        "person",
        "dog",
        "board",
        "half",
        "quarter",
        "short",
    ]
)
_AFTER = frozenset(
    [
        "of",
        "in",
        "for",
        "at",
        "from",
        "since",
        "by",
        "on",
        "to",
        "as",
        "with",
        "and",
        "more",
        "each",
        "that",
        "which",
        "worth",
        "old",
        "long",
    ]
)
"""Words after which nothing speaks of the unit any more."""
_DOLLAR = "$"
_EVERY_NAME = frozenset(name for names in SPELLINGS.values() for name in names)


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit:
    """Return the words of a unit or of what is counted, each by what it can mean."""
    return tuple(dict.fromkeys(_units(_tokens(text))))


def plain_words(text: str) -> tuple[str, ...]:
    """Split a text into small words, without marks, singular."""
    return tuple(_singular(word) for word in _WORD.findall(text.casefold()))


def is_measure(word: Word) -> bool:
    """Whether a word names a unit of measure or money, and not only what is counted."""
    return word != _PEOPLE and any(
        name in _EVERY_NAME or "/" in name or name[-1] in "23" for name in word
    )


def names_a_unit(text: str) -> bool:
    """Whether a spelling, such as “km”, names a unit of measure or money."""
    word = _singular(text.casefold())
    return word in SPELLINGS and is_measure(SPELLINGS[word])


def measures(unit: Unit) -> tuple[Word, ...]:
    """Return the units of measure or money that the words name before any preposition."""
    return tuple(word for word in _beside(unit) if is_measure(word))


def same_measure(given: Unit, asked: Unit) -> bool:
    """Whether the words name the unit that is asked for, and no other one beside it.

    A dollar of which nobody says whose is any dollar, but only where one is asked for by name.
    """
    wanted = measures(asked)
    found = measures(given)
    if not found or not wanted or (len(found) > 1 and len(wanted) == 1 and not _one(found)):
        return False
    beside = {name for word in _beside(given) if not is_measure(word) for name in word}
    known = {name for word in _beside(asked) if not is_measure(word) for name in word}
    if (beside - known) & _CHANGING:
        return False
    return all(any(_fits(word, each) for each in wanted) for word in found)


def same_noun(given: Unit, asked: Unit) -> bool:
    """Whether the words name what is asked for; more may stand around it: “US Marines”."""
    size = len(asked)
    return any(given[at : at + size] == asked for at in range(len(given) - size + 1))


def asked_unit(stem: str) -> str:
    """Return the unit of measure that a question names in its own words, or nothing.

    “How many megawatts does it give?” asks for megawatts, “How long is it (in km)?” for kilometres,
    “What percentage of them came?” for per cent.
    """
    plain = stem.casefold()
    for shape in _ASKED:
        for match in shape.finditer(plain):
            words = match["words"].split()
            for length in range(len(words), 0, -1):
                text = " ".join(words[:length]).rstrip(".")
                unit = unit_of(text)
                scaled = len(unit) > 1 and is_scale(unit[0])
                if len(unit) == 1 + scaled and is_measure(unit[-1]):
                    return text
            if is_scale(unit_of(words[0])[0]):
                return words[0]
            if shape is _ASKED[0]:
                return ""
    return "%" if _PERCENTAGE.search(plain) else ""


def is_scale(word: Word) -> bool:
    """Whether a word of a unit multiplies the number, as in “million dollars”."""
    return any(name in SCALES and name not in AMBIGUOUS_SCALES for name in word)


def scale_of(unit: Unit) -> tuple[Decimal, Unit]:
    """Return what a unit such as “million dollars” multiplies by, and the rest of it."""
    if unit and is_scale(unit[0]):
        return next(SCALES[name] for name in unit[0] if name in SCALES), unit[1:]
    return Decimal(1), unit


def is_filler(unit: Unit) -> bool:
    """Whether the words say nothing about a unit: “in total”, “approximately”."""
    return all(word <= _FILLERS for word in unit)


def is_misspelt(given: Unit, asked: Unit) -> bool:
    """Whether the words are those of a unit of measure but for one letter: “kilometrs”."""
    wanted = frozenset(name for word in measures(asked) for name in word)
    return (
        len(given) == 1
        and not is_measure(given[0])
        and any(
            len(spelling) >= _LONG and names & wanted and OSA.distance(word, spelling) <= 1
            for word in given[0]
            if len(word) >= _LONG
            for spelling, names in SPELLINGS.items()
        )
    )


_LONG = 5
_FILLERS = frozenset(
    [
        "in",
        "total",
        "altogether",
        "approximately",
        "approx",
        "about",
        "exactly",
        "only",
        "roughly",
        "overall",
        "circa",
    ]
)


def _fits(given: Word, asked: Word) -> bool:
    if given & asked:
        return True
    return (
        (_DOLLAR in given and bool(asked & DOLLARS))
        or ("usd" in given and _DOLLAR in asked)
        or (
            # Without its scale a degree says no more than the number alone.
            "degree" in given and bool(asked & {"celsius", "fahrenheit"})
        )
    )


def _one(found: Sequence[Word]) -> bool:
    """Whether all words name one unit: “$5 dollars”."""
    return all(_fits(a, b) or _fits(b, a) for a in found for b in found)


def _beside(unit: Unit) -> Iterator[Word]:
    for word in unit:
        if word & _AFTER:
            return
        yield word


def _tokens(text: str) -> list[str]:
    plain = _PER_MILLE.sub("‰", _PER_CENT.sub("%", text.casefold().replace("µ", "μ")))
    plain = _POWER.sub(_power_first, plain)
    words: list[str] = []
    for word in _WORD.findall(plain):
        bare = word.strip(".'’")
        words.extend(map(_singular, _RATES.get(bare, bare).replace("/", " / ").split()))
    return words


def _power_first(match: re.Match[str]) -> str:
    if not names_a_unit(match["unit"]):
        return match[0]
    return f"{'square' if match['power'] in '2²' else 'cubic'} {match['unit']}"


def _units(words: list[str]) -> Iterator[Word]:
    at = 0
    while at < len(words):
        unit, length = _powered(words, at)
        at += length
        while unit and is_measure(unit) and words[at : at + 1] in (["/"], ["per"], ["an"], ["a"]):
            under, length = _powered(words, at + 1)
            if not is_measure(under) or (words[at] in ("a", "an") and not _is_time(under)):
                break
            unit = frozenset(f"{over}/{each}" for over in unit for each in under)
            at += 1 + length
        if unit:
            yield unit


def _is_time(unit: Word) -> bool:
    return bool(unit & {"second", "minute", "hour", "day", "week", "month", "year"})


def _powered(words: list[str], at: int) -> tuple[Word, int]:
    if at >= len(words):
        return frozenset(), 1
    if (power := _POWERS.get(words[at])) and at + 1 < len(words):
        unit, length = _plain(words, at + 1)
        if is_measure(unit):
            return frozenset(name + power for name in unit), length + 1
    unit, length = _plain(words, at)
    after = words[at + length] if at + length < len(words) else ""
    if is_measure(unit) and after in _RAISED:
        return frozenset(name + _RAISED[after] for name in unit), length + 1
    return unit, length


def _plain(words: list[str], at: int) -> tuple[Word, int]:
    for phrase, unit in PHRASES:
        if words[at] == phrase[0] and tuple(words[at : at + len(phrase)]) == phrase:
            return frozenset({unit}), len(phrase)
    if words[at] in _AFTER and len(words) > 1:
        # “Two in prison” counts no inches.
        return frozenset({words[at]}), 1
    return SPELLINGS.get(words[at], frozenset({words[at]})), 1


def _singular(word: str) -> str:
    if word in SPELLINGS or len(word) < 3 or not word.endswith("s") or word[-2] == "s":
        return word
    return word[:-1]


_PEOPLE = SPELLINGS["person"]
