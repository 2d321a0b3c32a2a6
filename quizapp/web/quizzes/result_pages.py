"""The results of a quiz as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from quizapp.clock import now
from quizapp.domain.answers import Outcome
from quizapp.memory.coming_back import coming_back
from quizapp.memory.log import Learner
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.results import Result, results
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions
from quizapp.web.answering.offers import Offer, offers_of
from quizapp.web.banks.lookup import is_there, look_at
from quizapp.web.formatting import spoken_next_day

_MISTAKEN = frozenset({Outcome.WRONG, Outcome.PARTLY, Outcome.BLANK})


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All questions of an attempt with what they earned, and when their facts come back.

    Each day that is ``coming`` is given in words, with what the facts say. ``offers`` are what can
    be said against the results, by response; against those of a preview there is nothing to say.
    """

    questions: tuple[AnsweredQuestion, ...]
    coming: tuple[tuple[str, tuple[str, ...]], ...] = ()
    offers: Mapping[UUID, Offer] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """How many questions count: those that were not struck out."""
        return sum(question.outcome != Outcome.STRUCK for question in self.questions)

    @property
    def points(self) -> float:
        """The sum of all marks."""
        return sum(question.points for question in self.questions)

    @property
    def right(self) -> int:
        """How many questions earned full points."""
        return sum(question.outcome == Outcome.RIGHT for question in self.questions)

    @property
    def has_mistakes(self) -> bool:
        """Whether something was answered wrongly, in whole or in part, or was given up."""
        return any(question.outcome in _MISTAKEN for question in self.questions)

    @property
    def rules(self) -> tuple[str, ...]:
        """How the answers were marked, each rule once."""
        return tuple(dict.fromkeys(each.rule for each in self.questions if each.rule))


def page_of_results(session: Session, attempt: Attempt, learner: Learner) -> ResultsPage:
    """Return the results of a learner's finished attempt."""
    found = results(session, attempt.id, attempt.user_id)
    given = attempt.design is not None
    source = attempt.settings.source
    questions = answered_questions(session, found, source, withholds=not given)
    if attempt.is_preview:
        return ResultsPage(tuple(questions))
    coming = _coming(session, found, learner)
    return ResultsPage(tuple(questions), coming, offers_of(session, found))


def _coming(
    session: Session, found: Sequence[Result], learner: Learner
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return when what was answered comes back, from banks that the learner can study still."""
    open_ids = {bank.id for bank in look_at({each.key.bank_id for each in found}) if is_there(bank)}
    asked = {mark.fact_id for each in found if each.key.bank_id in open_ids for mark in each.marks}
    moment = now()
    today = learner.calendar.day(moment)
    return tuple(
        (spoken_next_day(each.day, today), each.statements)
        for each in coming_back(session, learner, asked, moment)
    )
