"""What answering refuses."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from quizapp.domain.answers import Malformed, Oversized
from quizapp.domain.kinds.essay import Criterion
from quizapp.quizzes.sealing import Seal

Fault = Malformed | Oversized


class AnsweringError(Exception):
    """The base of what this feature raises on purpose."""


class UnknownCard(AnsweringError):
    """There is no such published question to study."""


class AttemptFinished(AnsweringError):
    """The attempt was handed in; its responses stay as they are."""


class TimeIsUp(AttemptFinished):
    """The attempt's deadline has passed; what was saved before it counts."""


class OutOfTurn(AnsweringError):
    """Something was sent for another question than that at which a quiz that goes forward is.

    It was for ``position``, which was passed or is to come, while the learner is at ``reached``.
    """

    def __init__(self, attempt_id: UUID, position: int, reached: int) -> None:
        self.attempt_id, self.position, self.reached = attempt_id, position, reached
        super().__init__(f"{position} instead of {reached}")


class ResultsAtEnd(AnsweringError):
    """A quiz shows its results at the end, so that no single question of it is checked."""


class BooksClosed(AnsweringError):
    """The result would tell of what another quiz of the learner's asks, which ``seal`` names."""

    def __init__(self, seal: Seal) -> None:
        self.seal = seal
        super().__init__("books are closed for a quiz")


class UnreadableAnswer(AnsweringError):
    """An answer cannot be stored as it is; ``fault`` says what is wrong with it."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__("an answer cannot be read")


class NoRuling(AnsweringError):
    """Questions of this kind are not marked again in that way, as ``ways_of`` says."""


class UnknownEssay(AnsweringError):
    """There is no such essay that was handed in to the quiz."""


class NotMarkedWhole(AnsweringError):
    """A level is missing for some ``criteria``."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self.criteria = criteria
        super().__init__("an essay is not marked for every criterion")


class MarkedMeanwhile(AnsweringError):
    """Somebody has marked an answer otherwise since their page was drawn."""


class OtherQuestion(AnsweringError):
    """Two versions are not of one question, so the key of one cannot mark the other."""


class UnknownObjection(AnsweringError):
    """There is no such result of the learner to object to, or no such challenge in the bank."""


class NothingToObject(AnsweringError):
    """A result is right already, or counts for nobody, so that this cannot be said of it."""


class AlreadyDecided(AnsweringError):
    """A challenge was decided; ``state`` says how, and ``reason`` why."""

    def __init__(self, state: str, reason: str) -> None:
        self.state, self.reason = state, reason
        super().__init__(f"it is {state}")


class QuestionChanged(AnsweringError):
    """The question has another version by now than whoever decides has seen."""


class NothingToAccept(AnsweringError):
    """An answer is not right by the key, and there are no words of it that it could take."""
