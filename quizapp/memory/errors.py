"""What memory refuses."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.answers import Malformed, Oversized


class MemoryFault(Exception):
    """The base of what this feature raises on purpose."""


class UnknownAnswer(MemoryFault):
    """There is no such answer of this learner that could be taken back."""


class UnknownCard(MemoryFault):
    """There is no such published question to study."""


class UnansweredQuestions(MemoryFault):
    """A quiz would be handed in with these positions empty, and it was to be asked first."""

    def __init__(self, positions: Sequence[int]) -> None:
        self.positions = tuple(positions)
        super().__init__(f"{len(self.positions)} questions are not answered")


class UnreadableAnswers(MemoryFault):
    """Answers that cannot be stored as they are: by position, what is wrong with each."""

    def __init__(self, faults: Sequence[tuple[int, Malformed | Oversized]]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} answers cannot be read")
