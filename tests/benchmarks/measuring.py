"""Timing on a shared machine: CPU time, the best of several rounds, both sides in turn."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. ``prepare`` makes the work of a round; only ``run`` is timed."""

    name: str
    prepare: Callable[[], Sequence[object]]
    run: Callable[[object], object]


def cpu_milliseconds(sides: Sequence[Side], rounds: int) -> dict[str, float]:
    """Return the CPU milliseconds that one piece of work costs each side, the best of all rounds.

    CPU time of user and kernel, not the time on the wall: other programs take their share of that.
    The sides take turns, so that a busy minute of the machine meets both.
    """
    best: dict[str, float] = {}
    for _ in range(rounds):
        for side in sides:
            work = side.prepare()
            gc.collect()
            began = time.process_time()
            for piece in work:
                side.run(piece)
            spent = (time.process_time() - began) * 1000 / len(work)
            best[side.name] = min(spent, best.get(side.name, spent))
    return best


def wall_seconds(run: Callable[[], object]) -> float:
    """Return how long a call takes by the clock on the wall."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
