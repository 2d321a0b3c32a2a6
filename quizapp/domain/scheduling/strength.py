"""How strong a memory is, in a word, and the form of question that suits it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime

from quizapp.domain.scheduling.calendar import Calendar
from quizapp.domain.scheduling.memory import Memory, recall_chance
from quizapp.domain.scheduling.parameters import DEFAULT_PARAMETERS, Parameters
from quizapp.domain.scheduling.steps import State


class Strength(enum.StrEnum):
    """The words shown to learners, from the weakest to the strongest."""

    NEW = "new"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"
    SURE = "sure"


class Form(enum.StrEnum):
    """Whether the learner picks the answer out or brings it to mind."""

    RECOGNITION = "recognition"
    RECALL = "recall"


#: A memory in long-term review earns a word with at least this stability (days) and this chance
#: of recall now; the strongest word comes first, and what earns none of them is weak.
THRESHOLDS: tuple[tuple[Strength, float, float], ...] = (
    (Strength.SURE, 90.0, 0.9),
    (Strength.STRONG, 21.0, 0.8),
    (Strength.FAIR, 3.0, 0.7),
)
STRENGTHS = tuple(Strength)
"""Every word, from the weakest to the strongest."""
_WEAK, _FAIR, _STRONG, _SURE = range(1, len(STRENGTHS))
#: The stability, in days, from which a fact in long-term review is asked without options.
RECALL_FROM_STABILITY = 7.0


def strength_of(
    memory: Memory | None,
    now: datetime,
    *,
    calendar: Calendar,
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> Strength:
    """Return the word for a memory at a moment; None stands for a fact never reviewed."""
    if memory is None:
        return Strength.NEW
    if memory.state != State.REVIEW:
        return Strength.WEAK
    recall = recall_chance(memory, now, calendar=calendar, parameters=parameters)
    for word, least_stability, least_recall in THRESHOLDS:
        if memory.stability >= least_stability and recall >= least_recall:
            return word
    return Strength.WEAK


def ranks_of(
    states: Iterable[int], stabilities: Iterable[float], chances: Iterable[float]
) -> list[int]:
    """Return the words of many memories, each as its place among the ``STRENGTHS``.

    ``chances`` are those of recall at the moment that is meant; all are given in one order.
    """
    (_, sure, surely), (_, strong, strongly), (_, fair, fairly) = THRESHOLDS
    review = int(State.REVIEW)
    return [
        _WEAK
        if state != review or stability < fair or chance < fairly
        else _FAIR
        if stability < strong or chance < strongly
        else _STRONG
        if stability < sure or chance < surely
        else _SURE
        for state, stability, chance in zip(states, stabilities, chances, strict=True)
    ]


def form_for(memory: Memory | None) -> Form:
    """Return recall for a fact held for a week or longer, recognition for any other."""
    if memory is None or memory.state != State.REVIEW:
        return Form.RECOGNITION
    return Form.RECALL if memory.stability >= RECALL_FROM_STABILITY else Form.RECOGNITION
