"""Whether two wordings of an answer are one answer: spelling, plural, numerals, order, letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quizapp.domain.facts import Date, Entity, Value
from quizapp.domain.generation.text import STOP_WORDS, plain_words
from quizapp.domain.generation.values import same_name

# fmt: off
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "x": "10",
}
# fmt: on
_DIGITS = {word: str(number) for number, word in enumerate(NUMBER_WORDS)} | _ROMAN
_SPELLINGS = (
    (re.compile(r"is(ation|e|es|ed|ing|er)\Z"), r"iz\1"),
    (re.compile(r"our"), "or"),
    (re.compile(r"tre\Z"), "ter"),
    (re.compile(r"ence\Z"), "ense"),
    (re.compile(r"(?<=[a-rt-z]{3})s\Z"), ""),
)


def same_answer(text: str, right: str, value: Value) -> bool:
    """Whether the text says what the right answer, one of the value's texts, says.

    Names of persons may be turned round or shortened; a date may be told less exactly.
    """
    person = isinstance(value, Entity) and value.entity == "person"
    if same_name(text, right, person=person):
        return True
    if isinstance(value, Date) and set(plain_words(text)) <= set(plain_words(right)):
        return bool(plain_words(text))
    one, other = _bare(text), _bare(right)
    if not one or not other:
        return False
    listed = any(re.search(r"\b(?:and|or)\b|[,&]", each) for each in (text, right))
    return "".join(one) == "".join(other) or (listed and sorted(one) == sorted(other))


@lru_cache(maxsize=8192)
def _bare(text: str) -> tuple[str, ...]:
    """Return the words without accents, endings and other differences of spelling alone."""
    found = []
    decomposed = unicodedata.normalize("NFKD", text)
    for word in plain_words("".join(c for c in decomposed if not unicodedata.combining(c))):
        if word in STOP_WORDS:
            continue
        spelt = _DIGITS.get(word, word)
        for pattern, new in _SPELLINGS:
            spelt = pattern.sub(new, spelt)
        found.append(spelt)
    return tuple(found)
