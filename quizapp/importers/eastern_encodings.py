"""Texts in two bytes a letter that say nowhere how they were saved: Japanese, Chinese, Korean."""

from __future__ import annotations

import re
from itertools import pairwise

_ENCODINGS = ("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs")
"""The first one wins where several make as good words: Chinese can be read as much."""
_IN_SEVEN_BITS = re.compile(rb"\x1b\$[@B]")
_SAMPLE = 20_000
_LEAST = 0.35
"""So many of the letters beyond ASCII are such as every text is full of, in the right encoding."""
_COMMON = frozenset(
    # The most used signs of Chinese in both its spellings, of Japanese, and syllables of Korean.
    "的一是不了在有人我他这中大来上个国到说们为子和你地出会也时要就可以生年自得那后作里家多方成"
    "经发事用行面前所开长样学将现起过动进对小心把好如能下分今天这次增全新工业部"
    "這來個國說們為會時裡過對學進動發經與長現從業開關後將產電機問題實東西"
    "日本月年市京社者見間力同高北南政金決定公合行世界最初第"
    "이다는을의에가은를한고하지로사도기서자어인대리나아시일그수해정니라보부장들만관제여과전게주공"
    "소원안으있것었했습까지오년월"
    "、。，「」・ー！？（）《》"
)
"""What no text of some length does without."""


def eastern_encoding(data: bytes) -> str:
    """Return Python's name of the encoding that makes Japanese, Chinese or Korean of some bytes.

    Empty where none does. A letter or two beyond ASCII tell too little, and none may be outside
    the encoding.
    """
    if _IN_SEVEN_BITS.search(data):
        return "" if _strictly(data, "iso2022_jp") is None else "iso2022_jp"
    read = {name: _strictly(data, name) for name in _ENCODINGS}
    rated = {name: _rate(text[:_SAMPLE]) for name, text in read.items() if text is not None}
    best = max(rated, key=lambda name: rated[name], default="")
    return best if best and rated[best] >= _LEAST else ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _rate(text: str) -> float:
    """Return which share of the letters beyond ASCII a text of those languages is full of."""
    foreign = [char for char in text if char > "\x7f"]
    if len(foreign) < FEWEST:
        return 0.0
    pairs = sum(_is_plain(one) and _is_plain(other) for one, other in pairwise(foreign))
    usual = sum(map(_is_usual, foreign)) - sum(map(_is_odd, foreign))
    return usual / len(foreign) if pairs else 0.0


FEWEST = 3
"""Letters that tell an encoding; a single one may be two accents of a Western one."""


def _is_usual(char: str) -> bool:
    return char in _COMMON or "\u3041" <= char <= "\u30ff"


def _is_plain(char: str) -> bool:
    return _is_usual(char) or "\u4e00" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3"


def _is_odd(char: str) -> bool:
    """Whether a letter shows that the encoding is another: narrow signs, letters of no language."""
    return "\uff61" <= char <= "\uff9f" or "\ue000" <= char <= "\uf8ff" or "\x80" <= char < "\u2010"
