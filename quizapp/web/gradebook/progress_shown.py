"""How far one student of a course is, in words and rows: for teachers, and for the student."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.domain.course_cells import Tally
from quizapp.domain.scheduling import Figures
from quizapp.gradebook.active_days import ActiveDays
from quizapp.gradebook.belonging import Belonging
from quizapp.memory.one_learner import TopicRecall, recall_by_topic
from quizapp.quizzes.sealing import Books
from quizapp.web.banks.lookup import is_there, look_at, may
from quizapp.web.content_language import speak
from quizapp.web.formatting import spoken_day, spoken_weekday

MOST_TOPICS = 10
"""So many topics stand in sight, the weakest first."""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered, topic by topic, each with its bank; ``all`` is the sum.

    ``more`` topics are remembered better, and ``banks`` says of how many banks they are.
    """

    topics: Sequence[tuple[Bank, TopicRecall]]
    more: int
    all: Figures
    banks: int


def recalled(
    session: Session, of: Belonging, moment: datetime, books: Books, action: Action
) -> Recalled:
    """Return what a student recalls of banks with which whoever looks may do this."""
    found = recall_by_topic(session, of.learner, of.facts(), moment, books)
    banks = {bank.id: bank for bank in look_at({each.bank_id for each in found})}
    seen = [
        (banks[each.bank_id], each)
        for each in found
        if is_there(banks[each.bank_id]) and may(banks[each.bank_id], action)
    ]
    speak(*(bank.language for bank, _ in seen))
    whole = sum((each.figures for _, each in seen), Figures())
    learned = [each for each in seen if each[1].figures.learned]
    return Recalled(
        learned[:MOST_TOPICS],
        max(0, len(learned) - MOST_TOPICS),
        whole,
        len({bank.id for bank, _ in learned}),
    )


def summary(counted: Tally, days: ActiveDays | None = None, known: Figures | None = None) -> str:
    """Return how far a student is in one line, as far as it is known to whoever looks."""
    said = [_handed_in(counted)]
    if days is not None:
        said.append(_active(days))
    if known is not None and known.recall is not None:
        facts = f"{known.learned} fact{'' if known.learned == 1 else 's'}"
        said.append(f"remembers about {round(100 * known.recall)} % of {facts}")
    line = "; ".join(said)
    return f"{line[0].upper()}{line[1:]}."


def _handed_in(counted: Tally) -> str:
    if not counted.owed:
        return "nothing to hand in so far"
    said = [f"{counted.handed_in} of {counted.owed} handed in"]
    said += [
        f"{number} {word}"
        for number, word in (
            (counted.late, "late"),
            (counted.missing, "missing"),
            (counted.waiting, "to mark"),
            (counted.under_way, "under way"),
            (counted.by_hand, "marked by hand"),
        )
        if number
    ]
    return ", ".join(said)


def _active(days: ActiveDays) -> str:
    if days.last is None:
        return "not active yet"
    return f"last active {spoken_last_day(days.last, days.today)}"


def spoken_last_day(day: date, today: date) -> str:
    """Return a day that was, such as ``today``, ``yesterday``, ``Tuesday`` or with its date."""
    back = (today - day).days
    near = {0: "today", 1: "yesterday"}.get(back)
    if near:
        return near
    return spoken_weekday(day).split()[0] if 0 < back < 7 else spoken_day(day)
