"""Marks of a flashcard: the learner judges their own recall."""

from __future__ import annotations

from quizapp.domain.answers import PartMark, Recalled
from quizapp.domain.grading.marks import ALL, NO_FIT, NONE, Grader, Judgement, Unusable
from quizapp.domain.questions import Flashcard

RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}


def _judge(question: Flashcard, answer: Recalled) -> Judgement | Unusable:
    if answer.rating not in RATINGS:
        return NO_FIT
    right = answer.rating > 1
    part = PartMark(
        "recall",
        question.fact,
        right,
        guess=0.0,
        given=RATINGS[answer.rating],
        expected=question.back,
    )
    return Judgement(ALL if right else NONE, (part,))


FLASHCARD = Grader(
    "Your own judgement: Again earns nothing; Hard, Good and Easy earn the point.",
    Recalled,
    lambda question: (question.back,),
    _judge,
)
