"""Numbers written out in English: “fifty thousand”, “twenty-five”, “a hundred and six”."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

# fmt: off
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on

NUMBER_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "hundred": 100,
    "dozen": 12,
}
SCALES: dict[str, Decimal] = {
    "thousand": Decimal(10**3),
    "k": Decimal(10**3),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "mio": Decimal(10**6),
    "mln": Decimal(10**6),
    "mn": Decimal(10**6),
    "m": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "b": Decimal(10**9),
    "trillion": Decimal(10**12),
    "tn": Decimal(10**12),
}


def spelled(words: Sequence[str]) -> tuple[Decimal | None, tuple[str, ...]]:
    """Read the number at the start; return it and the words after it, or None and all words."""
    at = 1 if words[:1] in (("a",), ("an",)) and words[1:2] and _is_large(words[1]) else 0
    first = at
    total, current, scale = Decimal(0), Decimal(at), Decimal(10**15)
    while at < len(words):
        word = words[at]
        if word == "and" and at > first and words[at + 1 : at + 2] and _is_small(words[at + 1]):
            at += 1
            continue
        if _is_small(word):
            value = NUMBER_WORDS[word]
            if not _can_follow(current, value):
                return None, tuple(words)
            current += value
        elif word in ("hundred", "dozen") and current < 100:
            current = max(current, Decimal(1)) * NUMBER_WORDS[word]
        elif word in SCALES and len(word) > 3 and SCALES[word] < scale and at > 0:
            total, current, scale = total + current * SCALES[word], Decimal(0), SCALES[word]
        else:
            break
        at += 1
    return (total + current, tuple(words[at:])) if at > first else (None, tuple(words))


def _is_small(word: str) -> bool:
    return word in NUMBER_WORDS and not _is_large(word)


def _is_large(word: str) -> bool:
    return word in ("hundred", "dozen") or word in SCALES


def _can_follow(current: Decimal, value: int) -> bool:
    if 0 < value < 10 and current % 100 >= 20:
        return current % 10 == 0
    return current % 100 == 0
