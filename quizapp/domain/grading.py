"""Question and answer to mark, by the published rule of the question's kind."""

from __future__ import annotations

from quizapp.domain.answers import (
    TYPED_LIMIT,
    WRITTEN_LIMIT,
    Answer,
    Blank,
    Filled,
    Malformed,
    Mark,
    Ordered,
    Outcome,
    Oversized,
    PartMark,
    Typed,
    Written,
)
from quizapp.domain.kinds.marks import NO_FIT, NONE, Judgement, Lookalikes, Unusable
from quizapp.domain.questions import Question
from quizapp.domain.typed.unseen import is_empty
from quizapp.domain.typed.vocabulary import NO_WORDS

_NOTHING_ALIKE = Lookalikes(NO_WORDS)


def grade(question: Question, answer: Answer, lookalikes: Lookalikes) -> Mark:
    """Mark an answer by the published rule of the question's kind; never raises.

    ``lookalikes`` are the words, and the names of other things, that no slip of spelling is taken
    for.

    Blank, malformed and oversized answers, and those of another kind, earn nothing, have the
    outcome of that name, and leave every part unanswered. So do essays, which wait for people.
    """
    judged: Judgement | Unusable | None = _unusable(answer)
    if judged is None:
        fits = isinstance(answer, question.answer_type)
        judged = question.judge(answer, lookalikes) if fits else NO_FIT
    if isinstance(judged, Unusable):
        return _unmarked(question, judged)
    return Mark(judged.points, _outcome(judged), judged.parts, question.rule)


def leaves_parts_open(question: Question, answer: Answer) -> bool:
    """Whether an answer gives some parts of a question and not others, such as half a matching.

    An ordering in which two items have one place is open, too: neither has a place of its own.
    """
    if isinstance(answer, Ordered) and answer.shares_places:
        return True
    # What is answered does not hang on what is right.
    answered = {part.answered for part in grade(question, answer, _NOTHING_ALIKE).parts}
    return len(answered) > 1


def _unmarked(question: Question, why: Unusable) -> Mark:
    """Return the mark of an answer that earns nothing and says nothing about memory."""
    parts = tuple(
        PartMark(
            part.name,
            part.fact,
            right=False,
            guess=0.0,
            given=why.given,
            expected=text,
            answered=False,
            note=why.note,
        )
        for part, text in zip(question.parts, question.expected, strict=True)
    )
    return Mark(NONE, why.outcome, parts, question.rule)


def _outcome(judged: Judgement) -> Outcome:
    if judged.points == 0:
        return Outcome.WRONG
    return Outcome.RIGHT if judged.points == 1 else Outcome.PARTLY


def _unusable(answer: Answer) -> Unusable | None:
    if isinstance(answer, Typed):
        return _unusable_texts((answer.text,))
    if isinstance(answer, Written):
        return _unusable_texts((answer.text,), WRITTEN_LIMIT)
    if isinstance(answer, Filled):
        return _unusable_texts(tuple(text for _, text in answer.gaps))
    if isinstance(answer, Blank):
        return Unusable(Outcome.BLANK)
    if isinstance(answer, Malformed):
        return Unusable(Outcome.MALFORMED, answer.reason)
    if isinstance(answer, Oversized):
        return _too_long(answer.length, answer.limit)
    return None


def _unusable_texts(texts: tuple[str, ...], limit: int = TYPED_LIMIT) -> Unusable | None:
    longest = max(map(len, texts), default=0)
    if longest > limit:
        return _too_long(longest, limit)
    return None if not all(map(is_empty, texts)) else Unusable(Outcome.BLANK)


def _too_long(length: int, limit: int) -> Unusable:
    note = f"The answer is {length} letters long; at most {limit} are read."
    return Unusable(Outcome.OVERSIZED, note)
