"""One update of a memory against py-fsrs, on the same reviews."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from uuid import UUID

import fsrs

from quizapp.domain.scheduling import Rating, Review, learner_calendar, replay
from tests.benchmarks.measuring import Side, cpu_milliseconds

LOGS = 200
REVIEWS = 10
# Good answers with a lapse now and then, further and further apart, as learners have them.
GRADES = (3, 3, 1, 3, 3, 4, 3, 2, 3, 3)
GAPS = (0, 1, 3, 1, 4, 9, 20, 41, 80, 150)


def measure(rounds: int = 15) -> list[str]:
    """Return the lines of the figure; each round replays 200 logs of ten reviews."""
    spent = cpu_milliseconds([_theirs(), _ours()], rounds)
    each = {name: milliseconds * 1000 / REVIEWS for name, milliseconds in spent.items()}
    return [
        f"memory update: {each['ours'] / each['py-fsrs']:.2f} x py-fsrs",
        f"  CPU {each['ours']:.1f} µs against {each['py-fsrs']:.1f} µs a review; ours counts"
        " calendar days in the learner's zone and weighs guesses",
    ]


def _moments(log: int) -> list[datetime]:
    moment = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(minutes=log)
    moments = []
    for days in GAPS:
        moment += timedelta(days=days, minutes=7)
        moments.append(moment)
    return moments


def _ours() -> Side:
    calendar = learner_calendar("Europe/Berlin")
    logs = [
        [
            Review(UUID(int=log * REVIEWS + number), moment, Rating(grade), 0.25)
            for number, (moment, grade) in enumerate(zip(_moments(log), GRADES, strict=True))
        ]
        for log in range(LOGS)
    ]

    def run(reviews: object) -> None:
        replay(reviews, key="1/1", calendar=calendar)  # type: ignore[arg-type]

    return Side("ours", lambda: logs, run)


def _theirs() -> Side:
    scheduler = fsrs.Scheduler(enable_fuzzing=True)
    # A new Card() sleeps for a millisecond to get an id of its own; a copy does not.
    fresh = fsrs.Card(due=_moments(0)[0])
    logs = [
        [(moment, fsrs.Rating(grade)) for moment, grade in zip(_moments(log), GRADES, strict=True)]
        for log in range(LOGS)
    ]

    def run(reviews: object) -> None:
        card = copy.copy(fresh)
        for moment, grade in reviews:  # type: ignore[attr-defined]
            card, _ = scheduler.review_card(card, grade, moment)

    return Side("py-fsrs", lambda: logs, run)
