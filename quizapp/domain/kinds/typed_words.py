"""Words that are typed: what a short answer and the gaps of a cloze text share."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.answers import Malformed
from quizapp.domain.kinds.fields import Refused
from quizapp.domain.typed.same_value import must_be_asked_again
from quizapp.domain.typed.spelling import is_spelt_alike, is_spelt_otherwise, says_same

READING = (
    "Case, accents, spaces, punctuation and a leading article do not matter, nor how a date or a"
    " number is written."
)
"""How words are read, in a sentence for people."""
TWO_DAYS = "Day and month could be exchanged. Write the month as a word, such as 3 May 2019."


def spelling_note(typed: str, meant: str | None) -> str:
    """Say how a word is spelt if a slip in it was forgiven."""
    if meant is None or is_spelt_alike(typed, meant) or says_same(typed, meant):
        return ""
    if is_spelt_otherwise(typed, meant):
        return ""
    return f"It is spelt “{meant}”."


def one_day(typed: str, accepted: Sequence[str]) -> str:
    """Return what was typed; raises Refused for a date that could be one of two days.

    Which of them was meant is asked whichever is right, so that asking tells nothing.
    """
    known = any(is_spelt_alike(typed, answer) for answer in accepted)
    if typed and not known and must_be_asked_again(typed, accepted):
        raise Refused(Malformed(TWO_DAYS))
    return typed
