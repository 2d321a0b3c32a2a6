"""The registry of seeded faults: for each check, what puts its fault into good questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from random import Random

from quizapp.domain.generation.checks import check_question
from quizapp.domain.questions import Question
from tests.evaluation.seeding import answers, contexts, licences, shapes, truths, wording
from tests.evaluation.seeding.good import Faulty, Good

Injector = Callable[[Question, Good, Random], Iterator[Faulty]]

FAULTS: Mapping[str, Injector] = {
    "evidence": truths.evidence,
    "key": answers.key,
    "context": contexts.context,
    "references": wording.references,
    "flags": wording.flags,
    "time": wording.time,
    "one-answer": answers.one_answer,
    "true-option": answers.true_option,
    "levels": answers.levels,
    "form": shapes.form,
    "true-false": truths.true_false,
    "duplicate": truths.duplicate,
    "length": shapes.length,
    "conflict": truths.conflict,
    "wording": licences.wording,
}
"""By the name of the check that has to find the fault."""


def seed_faults(check: str, good: Good, *, count: int, seed: int) -> list[Faulty]:
    """Return up to ``count`` faulty questions, every way of the fault as often as it can be.

    The same seed gives the same ones.
    """
    questions = list(good.questions)
    Random(f"{seed}|{check}").shuffle(questions)
    by_way: dict[str, list[Faulty]] = defaultdict(list)
    for question in questions:
        dice = Random(f"{seed}|{check}|{question.id}")
        for faulty in FAULTS[check](question, good, dice):
            if len(by_way[faulty.way]) < count:
                by_way[faulty.way].append(faulty)
    found: list[Faulty] = []
    for turn in range(count):
        for way in sorted(by_way):
            if turn < len(by_way[way]) and len(found) < count:
                found.append(by_way[way][turn])
    return found


def missed(check: str, faults: list[Faulty]) -> list[Faulty]:
    """Return the faults that the check of their class does not find."""
    return [
        each
        for each in faults
        if all(f.check != check for f in check_question(each.question, each.context))
    ]
