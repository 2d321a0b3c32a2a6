"""Typed answers that were right after all: which are the same, and what a question takes then."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace

from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Answer, Filled, Typed
from quizapp.domain.grading import grade
from quizapp.domain.kinds.marks import Lookalikes
from quizapp.domain.questions import Cloze, Question, ShortAnswer
from quizapp.domain.typed.spelling import folded


def sameness(answer: Answer) -> str:
    """Return what equal answers have in common: typed words without case, accents and marks."""
    match answer:
        case Typed(text):
            return folded(text)
        case Filled(gaps):
            return json.dumps({gap: folded(text) for gap, text in gaps}, sort_keys=True)
    return json.dumps(encode_answer(answer), sort_keys=True)


def missed_words(question: Question, answer: Answer, lookalikes: Lookalikes) -> Mapping[str, str]:
    """Return the typed words that a question does not take, by the part; other kinds have none."""
    if not isinstance(question, ShortAnswer | Cloze):
        return {}
    parts = grade(question, answer, lookalikes).parts
    return {each.part: each.given for each in parts if each.answered and not each.right}


def taking(
    question: Question, answer: Answer, lookalikes: Lookalikes, parts: Collection[str]
) -> Question | None:
    """Return a question that takes what was typed for these parts, too; None where nothing is new.

    Raises InvalidQuestion where it may not take that.
    """
    words = {
        part: given
        for part, given in missed_words(question, answer, lookalikes).items()
        if part in parts
    }
    if not words:
        return None
    if isinstance(question, ShortAnswer):
        return replace(question, accepted=(*question.accepted, *words.values()))
    if isinstance(question, Cloze):
        gaps = tuple(
            replace(gap, accepted=(*gap.accepted, words[gap.id])) if gap.id in words else gap
            for gap in question.gaps
        )
        return replace(question, gaps=gaps)
    return None
