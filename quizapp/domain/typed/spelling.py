"""When typed words count as an accepted answer: what is read over, and which slips are forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

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
_ACCENTS = re.compile("[\u0300-\u036f]")
_PER_CENT = re.compile(r"\bper ?cent\b")
_MARK_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INITIAL_DOT = re.compile(r"\.(?!\d)|(?<!\d)\.(?=\d)")
_HYPHEN = re.compile(r"\s*-\s*+(?!\d)|(?<=[^\W\d])\s*-\s*(?=\d)")
_SEPARATORS = re.compile(r"[,;:!?()\[\]{}…/\\*_\s]+")
_ARTICLE = re.compile(r"(?:the|an|a) (?=\S)")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the text without case, accents, punctuation, outer spaces and a leading article.

    Full stops vanish (U.S. is us), hyphens and dashes become spaces except before digits of a
    range, “percent” becomes %. A text of punctuation alone is returned as it is.
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
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
    typed: str, accepted: Iterable[str], *, typos: bool, others: Iterable[str] = ()
) -> str | None:
    """Return the accepted answer that was meant, or None.

    Without slips, folded texts are compared, spaces left out. With ``typos``, as many slips are
    forgiven as ``slips_allowed`` says, for the whole answer and for each of its words, so that
    “South Korea” is not taken for “North Korea”: every word must keep its first letter and, but
    for one letter, its length. A slip that is nearer to one of ``others`` is not forgiven.
    """
    given = folded(typed)
    known = list(accepted)
    squeezed = given.replace(" ", "")
    for answer in known:
        if folded(answer).replace(" ", "") == squeezed:
            return answer
    if not typos:
        return None
    slips = {answer: _slips(given, folded(answer)) for answer in known}
    near = [(count, answer) for answer, count in slips.items() if count is not None]
    if not near:
        return None
    count, answer = min(near, key=lambda pair: pair[0])
    rivals = (OSA.distance(given, folded(other)) for other in others)
    return None if any(distance <= count for distance in rivals) else answer


def _slips(given: str, answer: str) -> int | None:
    words, right_words = given.split(), answer.split()
    if len(words) != len(right_words):
        return None
    total = 0
    for word, right in zip(words, right_words, strict=True):
        if word == right:
            continue
        count = OSA.distance(word, right)
        if (
            count > slips_allowed(right)
            or word[0] != right[0]
            or abs(len(word) - len(right)) > 1
            or any(char.isdigit() for char in word)
        ):
            return None
        total += count
    return total if total <= _whole_allowance(answer) else None


def _whole_allowance(answer: str) -> int:
    return 0 if any(char.isdigit() for char in answer) else slips_allowed(answer)
