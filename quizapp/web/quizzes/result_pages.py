"""The results of a quiz as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.quizzes import queries
from quizapp.quizzes.models import Attempt
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions, is_right
from quizapp.web.banks.lookup import is_there


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
        return sum(is_right(question.outcome) for question in self.questions)


def page_of_results(session: Session, attempt: Attempt) -> ResultsPage:
    """Return the results of a finished attempt."""
    found = queries.results(session, attempt.id, attempt.user_id)
    return ResultsPage(
        tuple(
            answered_questions(
                session,
                # The proofs stay with the answers; the articles' own pages may be closed by now.
                (attempt.bank_id, attempt.bank.slug if is_there(attempt.bank) else ""),
                [
                    (result.position, result.asked.question, result.version, result.answer)
                    for result in found
                ],
            )
        )
    )
