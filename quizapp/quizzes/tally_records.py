"""What item analysis has counted of a part of a class, as plain values for storage, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.statistics.tally import Tally


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of some learners, and the newest key of each version of a question there."""

    tally: Tally = field(default_factory=Tally)
    keys: Mapping[int, int] = field(default_factory=dict)


def counted_to_dict(counted: Counted) -> dict[str, Any]:
    """Return what was counted as values that JSON can hold; totals are named by their places."""
    tally = counted.tally
    totals = {total: place for place, total in enumerate(tally.learners)}
    return {
        "learners": [[*total, count] for total, count in tally.learners.items()],
        "answers": [
            [*answer, totals[total], count] for (answer, total), count in tally.answers.items()
        ],
        "seconds": [[*key, count] for key, count in tally.seconds.items()],
        "common": sorted(tally.common),
        "points": list(tally.points.items()),
        "keys": list(counted.keys.items()),
    }


def counted_from_dict(stored: Mapping[str, Any]) -> Counted:
    """Return what was stored."""
    totals = [(earned, possible) for earned, possible, _ in stored["learners"]]
    tally = Tally(
        Counter(dict(zip(totals, (count for _, _, count in stored["learners"]), strict=True))),
        Counter(
            {
                ((question, share, worth, tuple(ticked), is_empty), totals[place]): count
                for question, share, worth, ticked, is_empty, place, count in stored["answers"]
            }
        ),
        Counter({(question, seconds): count for question, seconds, count in stored["seconds"]}),
        frozenset((question, worth) for question, worth in stored["common"]),
        Counter(dict(stored["points"])),
    )
    return Counted(tally, dict(stored["keys"]))
