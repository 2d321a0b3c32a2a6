"""The results of a quiz as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.domain.answers import Outcome
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.results import results
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All questions of an attempt with what they earned."""

    questions: tuple[AnsweredQuestion, ...]

    @property
    def points(self) -> float:
        """The sum of all marks."""
        return sum(question.points for question in self.questions)

    @property
    def right(self) -> int:
        """How many questions earned full points."""
        return sum(question.outcome == Outcome.RIGHT for question in self.questions)

    @property
    def rules(self) -> tuple[str, ...]:
        """How the answers were marked, each rule once."""
        return tuple(dict.fromkeys(each.rule for each in self.questions if each.rule))


def page_of_results(session: Session, attempt: Attempt) -> ResultsPage:
    """Return the results of a finished attempt."""
    found = results(session, attempt.id, attempt.user_id)
    return ResultsPage(tuple(answered_questions(session, found)))
