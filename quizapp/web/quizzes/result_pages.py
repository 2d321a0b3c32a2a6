"""The results of a quiz as a page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from sqlalchemy.orm import Session

from quizapp.clock import now
from quizapp.domain.answers import Outcome
from quizapp.domain.certainty import Calibration, calibration
from quizapp.domain.feedback_bands import feedback_for
from quizapp.domain.grades import Earned, Grade, grade_of, waiting_for
from quizapp.memory.coming_back import coming_back
from quizapp.memory.log import Learner
from quizapp.quizzes.designs import latest_grading
from quizapp.quizzes.lists import attempts_at, own_grade, own_waiting
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.results import KeyedResult, Result, results
from quizapp.quizzes.sealing import Books
from quizapp.web.answer_pages import AnsweredQuestion, answered_questions
from quizapp.web.answering.offers import Offer, offers_of
from quizapp.web.banks.lookup import is_there, look_at
from quizapp.web.formatting import spoken_next_day
from quizapp.web.quizzes.sections_shown import EarnedSection, earned_sections

_MISTAKEN = frozenset({Outcome.WRONG, Outcome.PARTLY, Outcome.BLANK})


class Marked(Protocol):
    """Of a question with its answer, what makes it count."""

    @property
    def outcome(self) -> str:
        """What became of the answer."""

    @property
    def worth(self) -> float:
        """How many points a right answer earns."""


def is_counted(question: Marked) -> bool:
    """Whether a question counts: what is worth no points does not, nor what was struck out."""
    return question.outcome != Outcome.STRUCK and question.worth > 0


def is_right(question: Marked) -> bool:
    """Whether a question counts and earned full points."""
    return is_counted(question) and question.outcome == Outcome.RIGHT


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """All questions of an attempt with what they earned, and when their facts come back.

    Each day that is ``coming`` is given in words, with what the facts say. ``offers`` are what can
    be said against the results, by position; against those of a preview there is nothing to say.
    ``sections`` begin at positions.
    Practice has no ``grade``, nor ``feedback`` on the whole; the grade of a preview is of itself.
    There is none while it ``waits_for`` so many answers to be marked, of whichever attempts count.
    """

    questions: tuple[AnsweredQuestion, ...]
    coming: tuple[tuple[str, tuple[str, ...]], ...] = ()
    offers: Mapping[int, Offer] = field(default_factory=dict)
    grade: Grade | None = None
    pass_percent: int | None = None
    feedback: str = ""
    asks_certainty: bool = False
    sections: Mapping[int, EarnedSection] = field(default_factory=dict)
    waits_for: int = 0

    @property
    def waiting(self) -> int:
        """How many of these answers wait to be marked."""
        return sum(each.outcome == Outcome.WAITING for each in self.questions if is_counted(each))

    @property
    def has_facts(self) -> bool:
        """Whether anything of it is for Study: essays ask for no facts."""
        return any(question.essay is None for question in self.questions)

    @property
    def keyless(self) -> int:
        """Of how many questions the teacher does not show what is right."""
        return sum(question.hides_key for question in self.questions)

    @property
    def counted(self) -> int:
        """How many questions count: those that were not struck out, and are worth something."""
        return sum(is_counted(question) for question in self.questions)

    @property
    def marked(self) -> int:
        """How many of these do not wait to be marked."""
        return self.counted - self.waiting

    @property
    def struck(self) -> int:
        """How many questions were struck out."""
        return sum(question.outcome == Outcome.STRUCK for question in self.questions)

    @property
    def worthless(self) -> int:
        """How many of the others are worth no points."""
        return len(self.questions) - self.struck - self.counted

    @property
    def possible(self) -> float:
        """How many points those questions are worth."""
        return sum(each.worth for each in self.questions if each.outcome != Outcome.STRUCK)

    @property
    def percent(self) -> int | None:
        """How much that is of all there was to earn; None where there is no such share yet."""
        return Earned(self.points, self.possible, self.waiting).percent

    @property
    def points(self) -> float:
        """The sum of all marks."""
        return sum(question.points for question in self.questions)

    @property
    def right(self) -> int:
        """How many of those that count earned full points."""
        return sum(is_right(question) for question in self.questions)

    @property
    def calibration(self) -> Calibration:
        """How sure its learner was of the answers, and how right."""
        return calibration((each.certainty, each.outcome, 1) for each in self.questions)

    @property
    def has_mistakes(self) -> bool:
        """Whether something was answered wrongly, in whole or in part, or was given up."""
        return any(question.outcome in _MISTAKEN for question in self.questions)

    @property
    def rules(self) -> tuple[str, ...]:
        """How the answers were marked, each rule once."""
        return tuple(dict.fromkeys(each.rule for each in self.questions if each.rule))


def page_of_results(
    session: Session, attempt: Attempt, learner: Learner, books: Books
) -> ResultsPage:
    """Return the results of a learner's finished attempt; ``books`` are what is closed to them."""
    found = results(session, attempt.id, attempt.user_id)
    given = attempt.design is not None
    source = attempt.settings.source
    sparing = not all(isinstance(each, KeyedResult) for each in found)
    questions = answered_questions(session, found, source, withholds=not given, sparing=sparing)
    page = ResultsPage(
        tuple(questions),
        asks_certainty=attempt.settings.asks_certainty,
        sections=earned_sections(attempt, found),
    )
    # As the release of results, all this follows what is set now.
    grading = latest_grading(session, attempt.quiz_id) if given else None
    if grading is not None:
        earned, rule = Earned(page.points, page.possible, page.waiting), grading.grade_rule
        if attempt.is_preview:
            grade, waits_for = grade_of([earned], rule), waiting_for([earned], rule)
        else:
            own = attempts_at(session, attempt.quiz_id, attempt.user_id, now(), books)
            grade, waits_for = own_grade(own, rule), own_waiting(own, rule)
        feedback = feedback_for(grading.bands, earned.percent)
        page = replace(
            page,
            grade=grade,
            pass_percent=grading.pass_percent,
            feedback=feedback,
            waits_for=waits_for,
        )
    if attempt.is_preview:
        return page
    coming, offers = _coming(session, found, learner), offers_of(session, found)
    return replace(page, coming=coming, offers=offers)


def _coming(
    session: Session, found: Sequence[Result], learner: Learner
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return when what was answered comes back, from banks that the learner can study still."""
    open_ids = {bank.id for bank in look_at({each.bank_id for each in found}) if is_there(bank)}
    asked = {mark.fact_id for each in found if each.bank_id in open_ids for mark in each.marks}
    # What a fact says is what is right.
    asked -= {
        mark.fact_id for each in found if not isinstance(each, KeyedResult) for mark in each.marks
    }
    moment = now()
    today = learner.calendar.day(moment)
    return tuple(
        (spoken_next_day(each.day, today), each.statements)
        for each in coming_back(session, learner, asked, moment)
    )
