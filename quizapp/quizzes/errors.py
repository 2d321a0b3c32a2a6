"""What quizzes refuse."""

from __future__ import annotations


class QuizError(Exception):
    """The base of what this feature raises on purpose."""


class UnknownQuiz(QuizError):
    """There is no such quiz, or it is somebody else's."""


class UnknownAttempt(QuizError):
    """There is no such attempt, or it is somebody else's: both look the same from outside."""


class NothingToAsk(QuizError):
    """The chosen topics hold no published question."""
