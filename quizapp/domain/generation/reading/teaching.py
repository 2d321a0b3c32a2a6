"""Texts that teach rather than report: hardly anybody says anything in them, on no weekday."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.domain.facts import Source
from quizapp.domain.generation.dates import WEEKDAYS
from quizapp.domain.generation.text import sentences

REPORTS = 0.075
"""News says oftener who said something, or on which day it was: in one sentence of thirteen."""
FEWEST = 6
"""Sentences that a text must have for their share to tell anything."""
_REPORTED = re.compile(
    rf"\b(?:said|says|told|added|adds|{'|'.join(WEEKDAYS)}|yesterday|tomorrow"
    r"|tonight|(?:this|last|next) (?:week|month|year|night|morning|spring|summer|autumn|winter))\b"
)


@lru_cache(maxsize=8)
def teaches(source: Source) -> bool:
    """Whether a text is a lesson: a school book's, or an encyclopaedia's, not the news."""
    count = sum(1 for _ in sentences(source.text))
    reported = sum(1 for _ in _REPORTED.finditer(source.text))
    return count >= FEWEST and reported <= REPORTS * count
