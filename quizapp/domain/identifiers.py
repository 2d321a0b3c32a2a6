"""Ids of banks, sources, facts and questions: they stand in addresses, in files and in pages.

Letters of any script are kept. Spelling them in Latin letters would need the language (the same
signs are read one way in Chinese and another in Japanese) and leaves nothing to read of a script
without vowels, whereas browsers and file systems show every letter as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator
from itertools import count

# Letters, marks that belong to letters, and digits; so no space, sign or control character.
_WORD = frozenset("LMN")


def is_identifier(text: str) -> bool:
    """Whether a text is an id: small letters and digits, with single hyphens or dots inside.

    Of several ways to write a letter in Unicode only the composed one is an id's.
    """
    if text.isascii():
        return _is_words(text)
    composed = unicodedata.normalize("NFC", text) == text
    return composed and text == text.lower() and _is_words(text)


def words_of(text: str) -> list[str]:
    """Return the runs of letters and digits in a text, small, Latin ones without their accents."""
    spaced = "".join(map(_folded, unicodedata.normalize("NFC", text)))
    return unicodedata.normalize("NFC", spaced.lower()).split()


def clipped(name: str, limit: int) -> str:
    """Return the beginning of an id that is one too."""
    return unicodedata.normalize("NFC", name[:limit]).strip("-.")


def numbered(name: str) -> Iterator[str]:
    """Yield an id, then the same with 2, 3 and so on behind it, without an end."""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def free(name: str, taken: Container[str]) -> str:
    """Return an id, with the first number behind it that makes it one of no other."""
    return next(each for each in numbered(name) if each not in taken)


def _is_words(text: str) -> bool:
    parts = text.replace(".", "-").split("-")
    return text == text.lower() and all(part and all(map(_in_word, part)) for part in parts)


def _in_word(letter: str) -> bool:
    if letter.isascii():
        return letter.isalnum()
    return unicodedata.category(letter)[0] in _WORD


def _folded(letter: str) -> str:
    """Return what a letter is in an id: itself, its Latin base, a space, or nothing."""
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    if base:
        return "".join(each if each.isalnum() else " " for each in base)
    category = unicodedata.category(letter)
    if category[0] in _WORD:
        return letter
    # Typographic quotes and joiners stand inside of words, as in “Japan’s”; a dash was never a
    # border here, and ids that were made are to be made again.
    return " " if category == "Po" or category[0] == "Z" else ""
