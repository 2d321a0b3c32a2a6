"""Marking as the app does it, with the words of English, where a test says nothing of them."""

from quizapp.domain import grading
from quizapp.domain.answers import Answer, Mark
from quizapp.domain.kinds.marks import Lookalikes
from quizapp.domain.questions import Question
from quizapp.domain.typed import spelling
from quizapp.language.english_words import load_english

ENGLISH = load_english()
NOTHING_ALIKE = Lookalikes(ENGLISH)


def grade(question: Question, answer: Answer, lookalikes: Lookalikes = NOTHING_ALIKE) -> Mark:
    return grading.grade(question, answer, lookalikes)


def matching_answer(typed, accepted, *, typos, words=ENGLISH, **more) -> str | None:
    return spelling.matching_answer(typed, accepted, typos=typos, words=words, **more)
