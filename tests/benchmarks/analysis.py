"""Item analysis of a million answers: 50,000 learners with 20 choices each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random
from typing import Any

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Asked
from quizapp.domain.statistics.tally import Response
from tests.benchmarks.measuring import Side, cpu_milliseconds

LEARNERS, QUESTIONS = 50_000, 20
OPTIONS = ("a", "b", "c", "d")
_TICKS = [(option,) for option in OPTIONS]


def measure(rounds: int = 3) -> list[str]:
    """Return the lines of the figure: the analysis, and a sum of as many shares as a yardstick."""
    spent = cpu_milliseconds([_analysis(), _sum()], rounds)
    began = time.perf_counter()
    analyse(answers(), _ASKED)
    elapsed = time.perf_counter() - began
    return [
        f"analysis of {LEARNERS * QUESTIONS:,} answers: {spent['analysis'] / 1000:.1f} s of CPU",
        f"  {spent['analysis'] / spent['sum']:.0f} x adding them up in a loop; with making them up"
        f" {elapsed:.1f} s by the clock",
    ]


_ASKED = {number: Asked(0.25, OPTIONS, frozenset("a")) for number in range(QUESTIONS)}


def answers() -> Iterator[Response]:
    """Yield answers of a class in which some know more than others."""
    rng = Random(1)
    for learner in range(LEARNERS):
        knows = rng.random()
        for question in range(QUESTIONS):
            is_right = rng.random() < (knows + question / QUESTIONS) / 2
            ticked = _TICKS[0] if is_right else _TICKS[1 + int(rng.random() * 3)]
            yield learner, question, float(is_right), 1.0, ticked, False, 60 * rng.random()


def _analysis() -> Side:
    def run(rows: Any) -> None:
        analyse(rows, _ASKED)

    return Side("analysis", lambda: [list(answers())], run)


def _sum() -> Side:
    def run(rows: Any) -> None:
        total = 0.0
        for _who, _which, share, worth, *_rest in rows:
            total += share * worth

    return Side("sum", lambda: [list(answers())], run)
