"""Letters of other scripts that nobody can tell from Latin ones by their look: “С” typed for “C”.

Who types with two keyboards, or copies from a page, mixes them without seeing it.
"""

from __future__ import annotations

import re
import unicodedata

_CYRILLIC = zip("АВЕКМНОРСТУХЅІЈԚԜаеорсухѕіјһԁԛԝӏ", "ABEKMHOPCTYXSIJQWaeopcyxsijhdqwl", strict=True)
_GREEK = zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)
_OTHERS = zip("ɑɡ", "ag", strict=True)
_LATIN = str.maketrans({**dict(_CYRILLIC), **dict(_GREEK), **dict(_OTHERS)})
_WORD = re.compile(r"[^\W_]+")


def in_latin(text: str) -> str:
    """Return a text in Latin letters if all of it looks like those, and else as it is."""
    if text.isascii():
        return text
    written = text.translate(_LATIN)
    return written if all(map(_is_latin, filter(str.isalpha, written))) else text


def of_one_script(text: str) -> str:
    """Return a text with each word that only seems to be Latin, and partly is, in Latin letters."""
    return _WORD.sub(_unmixed, text)


def _unmixed(word: re.Match[str]) -> str:
    letters = [letter for letter in word[0] if letter.isalpha()]
    return in_latin(word[0]) if any(map(_is_latin, letters)) else word[0]


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
