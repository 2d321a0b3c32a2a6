"""When typed words count as an accepted answer: what is read over, and which slips are forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from quizapp.domain.typed.letter_looks import in_latin, of_one_script
from quizapp.domain.typed.other_words import is_another_word, is_one_place
from quizapp.domain.typed.same_value import is_same_name, is_same_value
from quizapp.domain.typed.unseen import visible
from quizapp.domain.typed.vocabulary import Vocabulary
from quizapp.domain.typed.word_forms import is_form_of, usual_spelling

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘ʼ`´'\"“”„«»‹›", None),
        **dict(zip("øłđðı", "olddi", strict=True)),
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
    }
)
# The places of marks that a script can do without: points of Hebrew, Arabic and Syriac, and what
# stands above, below or through a letter. Marks of voice (が) and vowels of India are letters.
_ACCENTS = frozenset({1, *range(10, 37), *range(200, 241)})
_RAISED = re.compile("(?<=\\d)[⁰¹²³⁴-⁹⁺⁻]+")
_LOWERED = re.compile("(?<=\\d)[₀-₉]+")
_POWER_OF_LETTER = re.compile(r"(?<=[^\W\d_])\^(?=\d)")
_FRACTION = re.compile("[¼-¾⅐-⅞↉]")
_SLASH = re.compile(r"(?<!\d)/|/(?!\d)")
_PER_CENT = re.compile(r"\bper ?cent\b")
_MARK_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INITIAL_DOT = re.compile(r"\.(?!\d)|(?<!\d)\.(?=\d)")
_HYPHEN = re.compile(r"\s*-\s*+(?!\d)|(?<=[^\W\d])\s*-\s*(?=\d)")
_SEPARATORS = re.compile(r"[,;:!?()\[\]{}…\\*_\s]+")
_ARTICLE = re.compile(r"(?:the|an|a) (?=\S)")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the text without case, accents, punctuation, outer spaces and a leading article.

    Full stops vanish (U.S. is us), hyphens and dashes become spaces except before digits of a
    range, “percent” becomes %. A text of punctuation alone is returned as it is.
    """
    plain = visible(text)
    if not plain.isascii():
        plain = of_one_script(plain)
        # A raised mark is no digit: 10² is 10^2, and not 102.
        plain = _RAISED.sub(lambda run: "^" + run[0], plain)
        plain = _LOWERED.sub(lambda run: "^" + run[0], plain)
        plain = _FRACTION.sub(lambda part: " " + part[0], plain)
        plain = unicodedata.normalize("NFKD", plain).replace("⁄", "/")
    plain = _POWER_OF_LETTER.sub("", plain.casefold().translate(_LETTERS))
    if not plain.isascii():
        kept = (char for char in plain if unicodedata.combining(char) not in _ACCENTS)
        plain = unicodedata.normalize("NFC", "".join(kept))
    plain = _SLASH.sub(" ", plain)
    plain = _PER_CENT.sub("%", _MARK_IN_NUMBER.sub("", plain))
    plain = _HYPHEN.sub(" ", _INITIAL_DOT.sub("", plain))
    plain = " ".join(_SEPARATORS.sub(" ", plain.replace("&", " and ")).split())
    return _ARTICLE.sub("", plain, count=1) if _ARTICLE.match(plain) else plain or text.strip()


def slips_allowed(word: str) -> int:
    """Return how many letters of a folded word or answer may be missing, extra, wrong or swapped.

    None up to 4 letters or with a digit, one up to 8, two beyond.
    """
    if len(word) <= 4 or any(char.isdigit() for char in word):
        return 0
    return 1 if len(word) <= 8 else 2


def matching_answer(
    typed: str,
    accepted: Iterable[str],
    *,
    typos: bool,
    words: Vocabulary,
    others: Iterable[str] = (),
    context: str = "",
) -> str | None:
    """Return the accepted answer that was meant, or None.

    Folded texts are compared, spaces left out, and then what they say: dates, quantities, numbers
    inside names. With ``typos``, as many slips are forgiven as ``slips_allowed`` says, for the
    whole answer and for each of its words, so that “South Korea” is not taken for “North Korea”:
    every word must keep its first letter and, but for one letter, its length. “Kiev” for “Kyiv”
    is no slip, nor is “color” for “colour”. None is forgiven that makes another of the ``words`` of
    the language, unless it is a form of the same one (in a name of several words, only common ones
    are another), is as near to one of ``others``, makes a word of the ``context``, or another
    thing's name. What is typed in letters that only look like Latin ones is
    read as those where nothing else fits.
    """
    known = {answer: answer for answer in accepted}
    meant = _matching(typed, list(known), typos, words, tuple(others), context)
    if meant is None and not (typed.isascii() and "".join(known).isascii()):
        known = {in_latin(answer): answer for answer in known}
        meant = _matching(in_latin(typed), list(known), typos, words, tuple(others), context)
    return None if meant is None else known[meant]


def _matching(
    typed: str,
    known: list[str],
    typos: bool,
    words: Vocabulary,
    others: Iterable[str],
    context: str,
) -> str | None:
    given = folded(typed)
    squeezed = _squeezed(given)
    for answer in known:
        if _squeezed(folded(answer)) == squeezed:
            return answer
    for answer in known:
        if says_same(typed, answer, typos=typos):
            return answer
    if not typos:
        return None
    slips = {answer: _slips(given, answer, context, words) for answer in known}
    near = [(count, answer) for answer, count in slips.items() if count is not None]
    if not near:
        return None
    count, answer = min(near, key=lambda pair: pair[0])
    rivals = (OSA.distance(given, folded(other)) for other in others)
    return None if any(distance <= count for distance in rivals) else answer


def says_same(typed: str, accepted: str, *, typos: bool = False) -> bool:
    """Whether a text says an accepted answer's value in other words; only months may have slips."""
    return is_same_name(folded(typed), folded(accepted)) or is_same_value(
        typed, accepted, slips=typos
    )


def is_spelt_alike(typed: str, accepted: str) -> bool:
    """Whether two texts differ by nothing that is seen, but for case, accents and marks."""
    return _squeezed(folded(in_latin(typed))) == _squeezed(folded(in_latin(accepted)))


def _squeezed(plain: str) -> str:
    # Digits with a space between are two numbers; thousands are read as numbers.
    return _SPACES.sub("", plain)


_SPACES = re.compile(r"(?<!\d) | (?!\d)")


def is_spelt_otherwise(typed: str, accepted: str) -> bool:
    """Whether each word of a text is the accepted one, be it in a second spelling."""
    given, right = folded(typed).split(), folded(accepted).split()
    return len(given) == len(right) and all(map(_is_one_word, given, right))


def _is_one_word(one: str, other: str) -> bool:
    return is_one_place(one, other) or usual_spelling(one) == usual_spelling(other)


def _slips(given: str, accepted: str, context: str, words: Vocabulary) -> int | None:
    answer = folded(accepted)
    typed_words, right_words = given.split(), answer.split()
    around = frozenset(folded(context).split()) if context else frozenset()
    if len(typed_words) != len(right_words):
        return None
    in_name = _is_long_name(accepted)
    total = 0
    for word, right in zip(typed_words, right_words, strict=True):
        if word == right:
            continue
        if word in around:
            return None
        if _is_one_word(word, right):
            continue
        spelt, its = usual_spelling(word), usual_spelling(right)
        count = OSA.distance(spelt, its)
        if (
            count > slips_allowed(right)
            or spelt[0] != its[0]
            or abs(len(spelt) - len(its)) > 1
            or any(char.isdigit() for char in word)
            or is_another_word(word, right)
            or (_is_other(word, right, words, in_name=in_name) and not is_form_of(word, right))
        ):
            return None
        total += count
    return total if total <= _whole_allowance(answer) else None


def _is_other(word: str, right: str, words: Vocabulary, *, in_name: bool) -> bool:
    # Whether “Lloyd” has one l or two is how a name is spelt, not whose it is.
    if in_name and _undoubled(word) == _undoubled(right):
        return False
    return words.knows(word, common=in_name)


def _undoubled(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


def _is_long_name(accepted: str) -> bool:
    """Whether an answer has several words, of which all that are no small ones are capitalised."""
    parts = accepted.split()
    long = [part for part in parts if len(part) > _SMALL]
    return len(parts) > 1 and bool(long) and all(part[0].isupper() for part in long)


_DOUBLED = re.compile(r"(\w)\1")
_SMALL = 3
"""Letters of the longest words that a name may have in small letters: of, the, and, van."""


def _whole_allowance(answer: str) -> int:
    return 0 if any(char.isdigit() for char in answer) else slips_allowed(answer)
