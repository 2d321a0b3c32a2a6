"""What quizzes refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


class QuizError(Exception):
    """The base of what this feature raises on purpose."""


class UnknownQuiz(QuizError):
    """There is no such quiz, or it is somebody else's."""


class UnknownAttempt(QuizError):
    """There is no such attempt, or it is somebody else's: both look the same from outside."""


class NothingToAsk(QuizError):
    """The chosen topics hold no published question."""


class ChangedMeanwhile(QuizError):
    """A quiz was changed since the page was drawn on which somebody wants to change it."""


class TooManyQuestions(QuizError):
    """A quiz would have more questions than one may have."""


class CannotBeAsked(QuizError):
    """What a quiz is to ask cannot be asked.

    ``gone`` are places of questions that are not published any more; ``short`` are those of draws,
    each with how many can be drawn there. Where both are empty the quiz has no question at all.
    """

    def __init__(self, gone: tuple[int, ...] = (), short: Mapping[int, int] | None = None) -> None:
        self.gone, self.short = gone, short or {}
        super().__init__(gone, self.short)


class HasAttempts(QuizError):
    """Somebody has taken the quiz, so it is not removed."""


class IsAssigned(QuizError):
    """A course has the quiz, so it is not removed."""


class NotOpenYet(QuizError):
    """The quiz opens later."""

    def __init__(self, opens_at: datetime) -> None:
        self.opens_at = opens_at
        super().__init__(opens_at)


class QuizClosed(QuizError):
    """The quiz takes no new attempts any more."""


class TooSoon(QuizError):
    """The quiz lets some time pass between two attempts, and that is not over."""


class AttemptsUsedUp(QuizError):
    """The learner has begun as many attempts as the quiz allows."""
