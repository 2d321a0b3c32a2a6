"""Changing what a quiz asks: another version follows, or it is said why not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes import building
from quizapp.quizzes.designs import Design, design_at
from quizapp.quizzes.errors import CannotBeAsked, ChangedMeanwhile, TooManyQuestions
from quizapp.quizzes.policies import Action
from quizapp.web.quizzes.building.lookup import quiz_or_404
from quizapp.web.quizzes.building.versions import version_sent

CHANGED = "Nothing was done: the quiz was changed in another tab meanwhile. Here is how it is now."
TOO_MANY = f"Nothing was done: a quiz has {building.LONGEST} questions at most."
KEEPS_ONE = "Nothing was done: a published quiz keeps a question. Make it a draft first."


def change_design(quiz_id: UUID, change: Callable[[Design], Design]) -> str:
    """Let a changed version follow; return why it was not done, or nothing.

    A form that was sent twice is done: the second time changes nothing.
    """
    try:
        with transaction() as session:
            design = quiz_or_404(quiz_id, Action.BUILD).design
            building.change_quiz(session, quiz_id, change(design), after=version_sent(), now=now())
    except ChangedMeanwhile:
        return "" if is_done_already(quiz_id, change) else CHANGED
    except TooManyQuestions:
        return TOO_MANY
    except CannotBeAsked:
        return KEEPS_ONE
    return ""


def is_done_already(quiz_id: UUID, change: Callable[[Design], Design]) -> bool:
    """Whether the version after the one that a form was drawn from is what the form makes of it.

    Then it was sent before, or somebody did the very same elsewhere; nothing is left to do.
    """
    number, session = version_sent(), db.session()
    before = design_at(session, quiz_id, number)
    after = design_at(session, quiz_id, number + 1)
    return before is not None and after is not None and change(before) == after


def place_typed(typed: str, otherwise: int = 0) -> int:
    """Return the number of a place that was typed; otherwise what stands for nonsense."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else otherwise
