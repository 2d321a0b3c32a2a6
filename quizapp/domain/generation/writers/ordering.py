"""Ordering: events that a source dates, to be put in the order of time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Date, Fact
from quizapp.domain.generation.text import capitalised, plain
from quizapp.domain.generation.values import before
from quizapp.domain.generation.writers.context import WritingContext
from quizapp.domain.questions import Item, Ordering

LEAST, MOST = 3, 5
_LINK = r"(?:(?:as early as|on|in|by|for|since|from|until|during|before|after)\s+)+(?:\w+day,?\s+)?"
_DATED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October"
    r"|November|December)\b"
)


def write_ordering(context: WritingContext) -> Iterator[Ordering]:
    """Yield one question for each topic with three dated events, and some for the rest."""
    by_topic: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.index.facts:
        if isinstance(fact.value, Date) and undated(fact) and not context.index.rivals(fact):
            by_topic[fact.topic].append(fact)
    rest: list[Fact] = []
    for topic, facts in sorted(by_topic.items()):
        line = _timeline(facts)
        if len(line) >= LEAST:
            yield _ordering(line, (topic,), context)
            facts = [fact for fact in facts if fact not in line]
        rest += facts
    number = 1
    while len(line := _timeline(rest)) >= LEAST:
        yield _ordering(line, (f"all-topics-{number}",), context)
        rest, number = [fact for fact in rest if fact not in line], number + 1


def undated(fact: Fact) -> str:
    """Return the statement without its date; empty where it cannot be cut out cleanly."""
    date = re.escape(fact.value.text)
    for pattern in (rf"^{_LINK}{date},?\s+(?=\S)", rf",?\s+{_LINK}{date},?(?=[\s.]|\Z)"):
        cut, count = re.subn(pattern, "", fact.statement, count=1, flags=re.IGNORECASE)
        if count and not _DATED.search(cut):
            return capitalised(cut.strip().rstrip("."))
    return ""


def _timeline(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts of which each is certainly later than the one before, five at most."""
    line: list[Fact] = []
    said: set[str] = set()
    for fact in sorted(facts, key=lambda each: (_date(each).date, each.id)):
        # What happened several times (“the club won the cup”) is one event here.
        event = plain(undated(fact))
        if event not in said and (not line or before(_date(line[-1]), _date(fact))):
            line.append(fact)
            said.add(event)
    while len(line) > MOST:
        del line[len(line) // 2]
    return line


def _date(fact: Fact) -> Date:
    if not isinstance(fact.value, Date):
        raise TypeError(f"{fact.id} has no date")
    return fact.value


def _ordering(line: Sequence[Fact], about: tuple[str, ...], context: WritingContext) -> Ordering:
    return Ordering(
        **context.common("order", *line, about=about),
        stem="Put these in the order of time, the earliest first.",
        items=tuple(Item(fact.id, undated(fact), fact.id) for fact in line),
    )
