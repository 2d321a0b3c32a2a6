"""A person's answers with what they earned, as the record of what is kept about them has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Answer
from quizapp.domain.questions import Question
from quizapp.memory.models import ReviewUndo
from quizapp.privacy.answer_lines import answer_lines
from quizapp.privacy.essay_markings import given_to, markings_for
from quizapp.quizzes.models import Mark, Response, Score
from quizapp.quizzes.release import withheld_responses
from quizapp.quizzes.results import PartResult, own_marks, unsaid_reason
from quizapp.quizzes.sealing import Books

Record = dict[str, Any]


class Answers:
    """A person's responses with what they earned, and the questions they belong to."""

    def __init__(self, session: Session, user_id: int, now: datetime, books: Books) -> None:
        mine = Response.user_id == user_id
        self._marks: dict[UUID, list[Mark]] = defaultdict(list)
        by_score = (
            select(Mark)
            .join(Score, Score.id == Mark.score_id)
            .join(Response, Response.id == Score.response_id)
            .where(mine)
            .order_by(Mark.score_id, Mark.position)
        )
        for mark in session.scalars(by_score):
            self._marks[mark.score_id].append(mark)
        self._scores: dict[UUID, list[Score]] = defaultdict(list)
        by_response = (
            select(Score)
            .join(Response, Response.id == Score.response_id)
            .where(
                mine,
                Response.id.not_in(withheld_responses(now)),
                books.lets_ask(Response.question_version_id),
            )
            .order_by(Score.scored_at, Score.id)
        )
        for score in session.scalars(by_response):
            self._scores[score.response_id].append(score)
        undone = (
            select(ReviewUndo.response_id)
            .join(Response, Response.id == ReviewUndo.response_id)
            .where(mine)
        )
        self._undone = frozenset(session.scalars(undone))
        self._markings = markings_for(session, user_id, self._scores)

    def record(self, response: Response, question: Question, *, shows_key: bool = True) -> Record:
        """Return one response as it stands in the record; with what is right if that is shown."""
        answer = decode_answer(response.content)
        return {
            "id": response.id,
            "answer": answer_lines(question, answer),
            "answered_at": response.answered_at,
            "received_at": response.received_at,
            "clock": response.clock,
            "took_ms": response.took_ms,
            "certainty": response.certainty,
            "taken_back": response.id in self._undone,
            "scores": [
                self._score(score, question, None if shows_key else answer)
                for score in self._scores[response.id]
            ],
            "markings": given_to(self._markings, response.id, question),
        }

    def _score(self, score: Score, question: Question, keyless: Answer | None) -> Record:
        abouts = {part.name: part.label for part in question.parts}
        marks: Sequence[Mark | PartResult] = self._marks[score.id]
        reason = score.reason
        if keyless is not None:
            marks = own_marks(question, keyless, score.outcome, [_part(each) for each in marks])
            reason = unsaid_reason(question.kind, reason)
        return {
            "scored_at": score.scored_at,
            "is_current": score.is_current,
            "grader": score.grader,
            "reason": reason,
            "points": score.points,
            "outcome": score.outcome,
            "rule": score.rule,
            "basis": score.basis,
            "marks": [
                {
                    "about": abouts.get(mark.part, ""),
                    "is_right": mark.is_right,
                    "is_answered": mark.is_answered,
                    "given": mark.given,
                    "expected": mark.expected,
                    "note": mark.note,
                }
                for mark in marks
            ],
        }


def _part(mark: Mark | PartResult) -> PartResult:
    return PartResult(
        mark.part, mark.fact_id, mark.is_right, mark.is_answered, mark.given, "", "", ""
    )
