"""What answering refuses."""

from __future__ import annotations

from quizapp.domain.answers import Malformed, Oversized

Fault = Malformed | Oversized


class AnsweringError(Exception):
    """The base of what this feature raises on purpose."""


class UnknownCard(AnsweringError):
    """There is no such published question to study."""


class AttemptFinished(AnsweringError):
    """The attempt was handed in; its responses stay as they are."""


class ResultsAtEnd(AnsweringError):
    """A quiz shows its results at the end, so that no single question of it is checked."""


class UnreadableAnswer(AnsweringError):
    """An answer cannot be stored as it is; ``fault`` says what is wrong with it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__("an answer cannot be read")


class OtherQuestion(AnsweringError):
    """Two versions are not of one question, so the key of one cannot mark the other."""
