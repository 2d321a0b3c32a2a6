"""Who may do what with a quiz that a teacher made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import ColumnElement, and_, false

from quizapp.accounts.policies import may_administer, may_teach
from quizapp.accounts.visitors import Visitor
from quizapp.assignments.policies import shows_attempt
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.models import Attempt, Quiz


class Action(IntEnum):
    """What somebody wants to do with a quiz.

    BUILD sees drafts, changes and publishes it; REVIEW sees who took it, and what they answered.
    MARK gives its essays their marks.
    """

    TAKE = 1
    BUILD = 2
    REVIEW = 3
    MARK = 4


@dataclass(frozen=True, slots=True)
class QuizAccess:
    """Whose a quiz is, and whether it is there for others.

    Whoever asks ``marks`` its essays, where its owner has named them.
    """

    owner_id: int
    is_published: bool
    marks: bool = False


def can(person: Visitor | None, action: Action, access: QuizAccess) -> bool:
    """Whether a person may do something with a quiz.

    Its address is its link: whoever has it may take the quiz while it is published, whether or not
    they may learn in its banks. What others answered is for its owner alone, not for
    administrators.
    """
    if action is Action.TAKE and access.is_published:
        return True
    owns = person is not None and person.id == access.owner_id
    if owns and may_teach(person):
        return True
    if action is Action.MARK:
        return access.marks and may_teach(person)
    return action is not Action.REVIEW and may_administer(person)


def has_given(person: Visitor | None) -> ColumnElement[bool]:
    """Return what is true, in SQL, of each quiz that a person may REVIEW.

    Those are the quizzes that this teacher made for others; ``QuizDesign`` has to be joined. What
    somebody practises has no design.
    """
    if person is None or not may_teach(person):
        return false()
    return and_(Quiz.owner_id == person.id, QuizDesign.quiz_id == Quiz.id)


def opened_by_course(person: Visitor | None) -> ColumnElement[bool]:
    """Return what is true, in SQL, of each attempt whose results a course opens to a person.

    Those are attempts of its students under its assignments, for who teaches there: nothing else at
    the quiz, whosever it is.
    """
    return shows_attempt(person, Attempt.assignment_id, Attempt.user_id)
