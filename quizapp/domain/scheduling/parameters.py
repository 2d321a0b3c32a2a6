"""The settings of the scheduler, checked once when they are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from quizapp.domain.scheduling.model import FSRS_6, Model
from quizapp.domain.scheduling.refusals import InvalidSetting

LONGEST_INTERVAL = 36_500


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a bank or a learner may set about scheduling; the defaults are those of FSRS-6.

    Raises `InvalidSetting` when a value is out of its range, so an unusable set cannot exist.
    """

    #: How memories grow and fade, with its weights.
    model: Model = FSRS_6
    #: The chance of recall (0-1, both excluded) at which a fact falls due.
    desired_retention: float = 0.9
    #: The waits between answers while a fact is first learnt; may be empty.
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    #: The waits between answers after a known fact was forgotten; may be empty.
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    #: The longest wait, in days, up to a hundred years.
    maximum_interval: int = LONGEST_INTERVAL
    #: Whether waits are spread a little, so that facts learnt together do not fall due together.
    fuzz: bool = True
    #: The chance (0-1, 0 excluded) that the learner knew it, where the model cannot tell: at a
    #: first answer and within the same day.
    guess_prior: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.desired_retention < 1:
            raise InvalidSetting("The desired retention must lie between 0 and 1.")
        if any(step <= timedelta(0) for step in (*self.learning_steps, *self.relearning_steps)):
            raise InvalidSetting("Every learning step must be longer than nothing.")
        if not 1 <= self.maximum_interval <= LONGEST_INTERVAL:
            raise InvalidSetting(f"The maximum interval must be from 1 to {LONGEST_INTERVAL} days.")
        if not 0 < self.guess_prior <= 1:
            raise InvalidSetting("The guess prior must be above 0 and at most 1.")


DEFAULT_PARAMETERS = Parameters()
