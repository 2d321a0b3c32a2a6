"""Reading words: folding, sentences, numbers and phrases. Nothing here rewrites a source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("\u2010\u2011\u2012–—―−", "-"),
    }
)
_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_QUOTATION = re.compile(r'"([^"]*)"')
_SENTENCE_END = re.compile(r"[.!?][\"')]*(?=\s+[\"'(]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec))\.\Z"
)
_ADDED = re.compile(
    r" (?:for|from|with|at|by|on|about|to|in|near|after|before|against|that|which|who|whose)\b"
    r"| of (?!(?:the |an? )?[A-Z])"
)
_OWN_CAPITALS = re.compile(r"[a-z]{1,3}[A-Z]")
_LONGEST_ABBREVIATION = 8
"""“Sept.” with the letters before it that show where it begins; a sentence has no limit."""
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)

# fmt: off
STOP_WORDS = frozenset((
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "being", "both", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his",
    "how", "if", "in", "into", "is", "it", "its", "may", "might", "more", "most", "no", "not", "of",
    "on", "or", "over", "she", "should", "so", "some", "such", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "under", "up", "was", "were",
    "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with", "within",
    "would",
))
# fmt: on
_PERHAPS_NAMES = frozenset(
    ("both", "can", "may", "might", "more", "most", "no", "over", "some", "such", "under", "will")
)
"""Function words that a name may begin with: “Will Penn”, “Over Wallop”."""
# fmt: off
COUNTING = frozenset((
    "all", "another", "any", "each", "every", "few", "fewer", "less", "many", "much",
    "nearly", "almost", "only", "several", "neither", "either", "one", "two", "three", "four",
    "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundreds", "thousands",
    "millions", "dozens", "half", "people", "our", "your", "my", "we", "you", "after",
    "before", "during", "since", "until", "between", "among", "around", "near", "because",
    "while", "although",
))
# fmt: on
"""Words that open a sentence beside the function words, and that are no names by themselves."""


def fold(text: str) -> str:
    """Return a copy of equal length with spaces, quotes and dashes of one kind each."""
    return text.translate(_FOLDS)


def words(text: str) -> list[str]:
    """Return the words as written, without punctuation; hyphens part words."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=8192)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words for comparison: small letters, “U.S.” as “us”, “Japan's” as “japan”."""
    found = (re.sub(r"'s\Z", "", word.casefold()) for word in words(text))
    return tuple(re.sub(r"[.,']", "", word) if not _decimal(word) else word for word in found)


def content_words(text: str) -> list[str]:
    """Return the plain words that carry meaning, in order."""
    return [word for word in plain_words(text) if word not in STOP_WORDS]


def plain(text: str) -> str:
    """Return the text for comparison: plain words, without a leading article."""
    return " ".join(plain_words(without_article(text)))


def without_accents(text: str) -> str:
    """Return “Reykjavik” for “Reykjavík”: a name is often spelt both ways."""
    if text.isascii():
        return text
    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )


def contains(text: str, phrase: str) -> bool:
    """Whether the words of the phrase stand in the text, side by side and in order."""
    needle = plain(phrase)
    return bool(needle) and f" {needle} " in f" {' '.join(plain_words(text))} "


def places_of(phrase: str, text: str) -> Iterator[int]:
    """Yield every place where a phrase stands in a text, letter for letter, inside words too.

    An article is searched for the name of everybody in it: ``find`` takes microseconds for 20,000
    words where a pattern takes milliseconds.
    """
    at = text.find(phrase) if phrase else -1
    while at != -1:
        yield at
        at = text.find(phrase, at + 1)


def is_edge(text: str, at: int) -> bool:
    """Whether a word begins or ends at a place of a text."""
    return _in_word(text[at - 1 : at] if at else "") != _in_word(text[at : at + 1])


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def without_article(text: str) -> str:
    """Return the text without a leading article, if something remains."""
    return _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text


def name_in(text: str) -> str:
    """Return a phrase without what is told of it after a preposition.

    “Talvik bridge for the harbour company” is the Talvik bridge; “Bank of England” stays whole.
    """
    added = _ADDED.search(text)
    return text[: added.start()] if added else text


def has_article(text: str) -> bool:
    """Whether the text begins with an article."""
    return bool(_ARTICLE.match(text))


def numbers(text: str) -> list[str]:
    """Return the numbers written in digits, as they stand."""
    return [found.rstrip(",") for found in _NUMBER.findall(text)]


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks, folded."""
    return _QUOTATION.findall(fold(text))


def without_quotations(text: str) -> str:
    """Return the folded text with quoted words blanked out, at equal length."""
    return _QUOTATION.sub(lambda match: " " * len(match.group()), fold(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence; abbreviations such as “U.S.” end none."""
    folded, start = fold(text), 0
    for match in _SENTENCE_END.finditer(folded):
        end = match.start() + 1
        head = folded[max(start, end - _LONGEST_ABBREVIATION) : end]
        if match.group()[0] == "." and _ABBREVIATION.search(head):
            continue
        if folded[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if folded[start:].strip():
        yield start, len(folded)


_APART = re.compile(r", (?:and |or )?| and | or ")


def items_of(said: str) -> tuple[str, ...]:
    """Return the members of a list in words: “a, b and c”."""
    return tuple(each.strip() for each in _APART.split(said) if each.strip())


def capitalised(text: str) -> str:
    """Return the text with a capital first letter; “iPhone” and “mRNA” keep their own spelling."""
    return text if _OWN_CAPITALS.match(text) else text[:1].upper() + text[1:]


def uncapitalised(text: str, *, common: bool = False, named: bool | None = None) -> str:
    """Return the text fit to stand inside a sentence: only a function word loses its capital.

    A ``common`` first word loses it as well. Before another capital a word may be the beginning of
    a name (“Will Penn”, “Two Rivers”) unless it is one as “the”; ``named`` says otherwise.
    """
    first = re.match(r"[A-Za-z]+", text)
    if not first or first.group() in {"US", "I"} or first.group()[1:].isupper():
        return text  # “HUNDREDS of people”, at the top of an article, is not written “hUNDREDS”.
    word = first.group().casefold()
    if named is None:
        named = text[first.end() :].lstrip()[:1].isupper()
    counts = word in COUNTING or word in _PERHAPS_NAMES
    small = word in STOP_WORDS - _PERHAPS_NAMES or (not named and (counts or common))
    return text[0].lower() + text[1:] if small else text


def _decimal(word: str) -> bool:
    return bool(re.fullmatch(r"\d+\.\d+", word))
