"""When two texts say one value in other words: a date, a quantity, a number inside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quizapp.domain.typed.dates import is_ambiguous, read_dates, weekday
from quizapp.domain.typed.number_words import NUMBER_WORDS, ORDINALS, spelled
from quizapp.domain.typed.numerals import Number, bound_of, read_numbers
from quizapp.domain.typed.units import measures, same_measure

Token = frozenset[str]
"""What a word of a name can be: “V” is itself, the number 5, and the fifth."""

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ROMAN = re.compile(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
# One of these alone is a letter more often than a number: vitamin C, plan D.
_LETTERS = frozenset("lcdm")
_LABELS = {
    **{word: word for word in ("article", "chapter", "section", "part", "paragraph", "clause")},
    **{word: word for word in ("act", "scene", "amendment", "title", "rule", "protocol", "annex")},
    **{word: word for word in ("appendix", "volume", "book", "verse", "page", "phase", "stage")},
    **{word: word for word in ("type", "level", "category", "class", "grade", "step", "number")},
    "art": "article",
    "ch": "chapter",
    "chap": "chapter",
    "sec": "section",
    "vol": "volume",
    "para": "paragraph",
    "no": "number",
    "nr": "number",
}
"""Words that name what is numbered, so that the number alone answers “Which article?”."""

_SHORTENED = {
    short: frozenset({short, *words.split()})
    for short, words in {
        "st": "saint street",
        "mt": "mount",
        "ft": "fort",
        "ave": "avenue",
        "rd": "road",
        "blvd": "boulevard",
        "univ": "university",
    }.items()
}
"""Words of names that are often shortened, and what each may stand for."""


def is_same_value(typed: str, accepted: str, *, slips: bool = False) -> bool:
    """Whether a typed text says the value of an accepted one; neither is a mere spelling of it."""
    return _is_same_date(typed, accepted, slips) or _is_same_number(typed, accepted)


def must_be_asked_again(typed: str, accepted: Sequence[str]) -> bool:
    """Whether day and month of a typed date could be exchanged where a day is asked for."""
    return is_ambiguous(typed) and any(
        key.start.day is not None for text in accepted for key in read_dates(text)[:1]
    )


def _is_same_date(typed: str, accepted: str, slips: bool) -> bool:
    if (day := weekday(accepted, shortened=False)) and day == weekday(typed, shortened=True):
        return True
    key = read_dates(accepted)
    if len(key) != 1 or not typed:
        return False
    found = read_dates(typed, slips=slips)
    return bool(found) and all(when.is_same(key[0]) for when in found)


def _is_same_number(typed: str, accepted: str) -> bool:
    key = read_numbers(accepted)[:1]
    return (
        bool(key)
        and bound_of(typed) == bound_of(accepted)
        and any(
            (found.low, found.high) == (key[0].low, key[0].high) and _is_same_unit(found, key[0])
            for found in read_numbers(typed)
        )
    )


def _is_same_unit(found: Number, key: Number) -> bool:
    if found.unit == key.unit:
        return True
    return len(found.unit) == len(key.unit) == len(measures(key.unit)) and same_measure(
        found.unit, key.unit
    )


def is_same_name(typed: str, accepted: str) -> bool:
    """Whether two folded texts are one name, its numbers written as digits, words or Roman ones."""
    given, key = _tokens(typed), _tokens(accepted)
    if _are_same(given, key):
        return True
    if _written(given) == _written(key):
        return True
    if not given or len(key) < 2:
        return False
    if len(given) == len(key):
        # Article 5 is the fifth article, World War II the second world war.
        return _is_turned_round(given, key) or _is_turned_round(key, given)
    # The label is in the question: “Which article?” is answered by the number.
    is_numbered = len(key) == 2 and len(given) == 1 and not key[0].isdisjoint(_LABELS.values())
    return is_numbered and any(name.isdigit() for name in key[1] & given[0])


def _is_turned_round(ordinal_first: tuple[Token, ...], number_last: tuple[Token, ...]) -> bool:
    return _are_same(ordinal_first[1:], number_last[:-1]) and not ordinal_first[0].isdisjoint(
        f"{name}th" for name in number_last[-1] if name.isdigit()
    )


def _are_same(given: tuple[Token, ...], key: tuple[Token, ...]) -> bool:
    return len(given) == len(key) and all(a & b for a, b in zip(given, key, strict=True))


def _written(tokens: tuple[Token, ...]) -> str:
    """Join words with their numbers in digits: “G seven” is “g7”."""
    joined = " ".join(min(token) for token in tokens)
    return re.sub(r"(?<!\d) | (?!\d)", "", joined)


@lru_cache(maxsize=8192)
def _tokens(folded: str) -> tuple[Token, ...]:
    """Split a folded text into words, its numbers each by their value: 5, 5th, V, five."""
    words = folded.split()
    found: list[Token] = []
    at = 0
    while at < len(words):
        value, rest = spelled(words[at:]) if words[at] in NUMBER_WORDS else (None, ())
        after = words[at + 1] if at + 1 < len(words) else ""
        if (
            words[at] in NUMBER_WORDS
            and NUMBER_WORDS[words[at]] >= 20
            and 0 < ORDINALS.get(after, 99) < 10
        ):
            found.append(frozenset({f"{NUMBER_WORDS[words[at]] + ORDINALS[after]}th"}))
            at += 2
        elif value is not None and value == value.to_integral_value():
            found.append(frozenset({f"{value.to_integral_value():f}"}))
            at = len(words) - len(rest)
        else:
            is_ordinal = any(name[:1].isdigit() for name in _token(after))
            if not (words[at] == "the" and is_ordinal):
                found.append(_token(words[at]))
            at += 1
    return tuple(found)


def _token(word: str) -> Token:
    if word in ORDINALS:
        return frozenset({f"{ORDINALS[word]}th"})
    if match := _ORDINAL.fullmatch(word):
        return frozenset({f"{int(match[1])}th"})
    if word.isascii() and word.isdigit():
        return frozenset({str(int(word))}) if len(word) < 20 else frozenset({word})
    if word not in _LETTERS and _ROMAN.fullmatch(word):
        value = _roman(word)
        return frozenset({word, str(value), f"{value}th"})
    return _SHORTENED.get(word) or frozenset({_LABELS.get(word, word)})


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(
        -value if following > value else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
