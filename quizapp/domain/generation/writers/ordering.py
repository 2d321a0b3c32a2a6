"""Ordering: events that a source dates, to be put in the order of time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.facts import Date, Fact
from quizapp.domain.generation.text import capitalised, plain
from quizapp.domain.generation.values import before
from quizapp.domain.generation.writers.context import WritingContext, certain
from quizapp.domain.questions import Item, Ordering

LEAST, MOST = 3, 5
MOST_ROUNDS = 20
"""Questions of the events that remain. Each looks at all of them, and nobody puts a hundred events
in order five at a time."""
_LINK = r"(?:(?:as early as|on|in|by|for|since|from|until|during|before|after)\s+)+(?:\w+day,?\s+)?"
_DATED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October"
    r"|November|December)\b"
)


def write_ordering(context: WritingContext) -> Iterator[Ordering]:
    """Yield one question for each topic with three dated events, and some for the rest."""
    by_topic: dict[str, list[_Event]] = defaultdict(list)
    for fact in context.index.facts:
        if not isinstance(fact.value, Date) or context.index.rivals(fact):
            continue
        if not certain(fact):
            continue  # What did not happen, or may not, has no place in the order of time.
        if told := undated(fact):
            by_topic[fact.topic].append(_Event(fact, fact.value, told, plain(told)))
    rest: list[_Event] = []
    for topic, events in sorted(by_topic.items()):
        line = _timeline(_in_order(events))
        if len(line) >= LEAST:
            yield _ordering(line, (topic,), context)
            events = _without(line, events)
        rest += events
    rest = _in_order(rest)
    for number in range(1, MOST_ROUNDS + 1):
        line = _timeline(rest)
        if len(line) < LEAST:
            return
        yield _ordering(line, (f"all-topics-{number}",), context)
        rest = _without(line, rest)


def undated(fact: Fact) -> str:
    """Return the statement without its date; empty where it cannot be cut out cleanly."""
    date = re.escape(fact.value.text)
    for pattern in (rf"^{_LINK}{date},?\s+(?=\S)", rf",?\s+{_LINK}{date},?(?=[\s.]|\Z)"):
        cut, count = re.subn(pattern, "", fact.statement, count=1, flags=re.IGNORECASE)
        if count and not _DATED.search(cut):
            return capitalised(cut.strip().rstrip("."))
    return ""


@dataclass(frozen=True, slots=True)
class _Event:
    """``told`` is the statement without its date, ``name`` are its plain words.

    What happened several times (“the club won the cup”) has one name, and is one event here.
    """

    fact: Fact
    date: Date
    told: str
    name: str


def _in_order(events: Iterable[_Event]) -> list[_Event]:
    return sorted(events, key=lambda each: (each.date.date, each.fact.id))


def _without(line: Iterable[_Event], events: Iterable[_Event]) -> list[_Event]:
    used = {event.fact.id for event in line}
    return [event for event in events if event.fact.id not in used]


def _timeline(events: Iterable[_Event]) -> list[_Event]:
    """Return events of which each is certainly later than the one before, five at most.

    They are given in the order of their dates.
    """
    line: list[_Event] = []
    said: set[str] = set()
    for event in events:
        if event.name not in said and (not line or before(line[-1].date, event.date)):
            line.append(event)
            said.add(event.name)
    while len(line) > MOST:
        del line[len(line) // 2]
    return line


def _ordering(line: Sequence[_Event], about: tuple[str, ...], context: WritingContext) -> Ordering:
    facts = [event.fact for event in line]
    return Ordering(
        **context.common("order", *facts, about=about),
        stem="Put these in the order of time, the earliest first.",
        items=tuple(Item(event.fact.id, event.told, event.fact.id) for event in line),
    )
