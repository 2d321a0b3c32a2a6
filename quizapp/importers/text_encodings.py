"""The letters of a text that says nowhere how it was saved: the encoding that makes words of it."""

from __future__ import annotations

import re
import unicodedata

_ENCODINGS = ("cp1252", "mac-roman", "cp1250", "cp850", "cp1251", "koi8-r")
"""The first one wins where several make as good words."""
_SAMPLE = 50_000
_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile(r"[^\x00-\x7f]")
_THREE = re.compile(r"[^\x00-\x7f]{3}")
_OPENING, _CLOSING, _DASHES = "“‘„«", "”’»", "–—"
_CURRENCIES = "€£¥¢"
_LOST = "\N{REPLACEMENT CHARACTER}"
_OFTEN = "½¼¾°…©®™§×·•²³\xa0"


def likeliest_encoding(data: bytes) -> str:
    """Return the name of the encoding in which letters and signs stand where they may stand.

    ``data`` is English for the most part; a word of it may be in another script.
    """
    sample = data[:_SAMPLE]
    return max(_ENCODINGS, key=lambda name: _plausibility(sample.decode(name, errors="replace")))


def _plausibility(text: str) -> int:
    words = sum(
        _word(found.group()) for found in _WORD.finditer(text) if not found.group().isascii()
    )
    signs = sum(_sign(text, found.start()) for found in _OTHER.finditer(text))
    return words + signs


def _word(word: str) -> int:
    """Return how many letters beyond ASCII speak for a word, below zero if against it."""
    count = len(_OTHER.findall(word))
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    is_cased = word[1:].islower() or word.isupper() or not word[1:]
    if len(scripts) > 1 or not is_cased:
        return -count
    if scripts == {"LATIN"}:
        # No word of these has three letters with accents in a row, and few are one such letter.
        is_odd = _THREE.search(word) or (len(word) == 1 and word.isupper())
        return -count if is_odd else count
    return count if len(word) > 1 else 0


def _sign(text: str, place: int) -> int:
    sign = text[place]
    if sign.isalpha():
        return 0
    before, after = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    if sign in _OPENING:
        fits = not before.isalnum() and not after.isspace()
    elif sign in _CLOSING:
        # “The ’90s”.
        fits = not before.isspace() or (sign == "’" and after.isalnum())
    elif sign in _DASHES:
        fits = before.isspace() == after.isspace()
    elif sign in _CURRENCIES:
        fits = before.isdigit() or after.isdigit() or before.isspace() != after.isspace()
    else:
        return -3 if sign == _LOST else int(sign in _OFTEN and not (before + after).isalpha()) - 1
    return 1 if fits else -1
