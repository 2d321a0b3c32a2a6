"""Why a quiz has fewer questions than were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.banks.candidates import stock
from quizapp.quizzes.models import Attempt


@dataclass(frozen=True, slots=True)
class Shortage:
    """What was missing when a quiz was drawn.

    ``has_others`` says that there are more questions, about facts that are asked for already;
    ``has_cards``, that there are cards about other facts, which quizzes leave out.
    """

    has_others: bool
    has_cards: bool


def why_shorter(session: Session, attempt: Attempt, bank_ids: Sequence[int]) -> Shortage | None:
    """Return why an attempt at a quiz of these banks is shorter than was wished; None if it is not.

    It tells of the banks as they are now. A quiz about one fact or article, or about mistakes, is
    as long as there are questions for it, whatever was wished; and what a teacher chose was there.
    """
    if attempt.design is not None:
        return None
    settings = attempt.settings
    is_narrow = settings.fact or settings.source or settings.mistakes
    if attempt.length >= settings.length or is_narrow:
        return None
    questions, has_cards = stock(session, bank_ids, settings.topics)
    return Shortage(questions > attempt.length, has_cards)
