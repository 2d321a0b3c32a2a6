"""What somebody answered, as lines that a person can read without the form it was given in."""

from __future__ import annotations

from quizapp.domain.answers import (
    Answer,
    Chosen,
    Filled,
    Matched,
    Ordered,
    Recalled,
    Typed,
    Verdict,
    Written,
)
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.questions import (
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    Question,
)

_RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}
_GAP = "____"


def question_lines(prompt: Prompt) -> list[str]:
    """Return a question as its learner saw it: what was asked, then what could be chosen."""
    text = "".join(piece.text + (_GAP if piece.gap else "") for piece in prompt.pieces)
    shown = [prompt.context, prompt.stem, text, *(row.text for row in prompt.rows)]
    return [line for line in [*shown, *(choice.text for choice in prompt.choices)] if line]


def answer_lines(question: Question, answer: Answer) -> list[str]:
    """Return an answer in words; nothing for one that was left blank or could not be read.

    No id of an option is among them: who reads ids could guess which options were written as right.
    """
    match answer:
        case Typed(text) | Written(text):
            return [text]
        case Verdict(value):
            return ["True" if value else "False"]
        case Recalled(rating):
            return [_RATINGS.get(rating, str(rating))]
        case Filled(gaps):
            return [text for _, text in gaps]
        case Chosen(ids) if isinstance(question, MultipleChoice | MultipleResponse):
            texts = {option.id: option.text for option in question.options}
            return [texts.get(each, "") for each in ids]
        case Matched(pairs) if isinstance(question, Matching):
            lefts = {pair.id: pair.left for pair in question.pairs}
            return [f"{lefts.get(each, '')}: {right}" for each, right in pairs]
        case Ordered(places) if isinstance(question, Ordering):
            texts = {item.id: item.text for item in question.items}
            by_place = sorted(places, key=lambda each: each[1])
            return [f"{place}. {texts.get(each, '')}" for each, place in by_place]
    return []
