"""Dates and periods: when something happened, or will."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.facts import Date, Fact, FactKind, Period
from quizapp.domain.generation.clauses.asking import ask_about
from quizapp.domain.generation.clauses.model import Clause, Part
from quizapp.domain.generation.extractors.building import Found, clause_fact, gapped
from quizapp.domain.generation.extractors.numbers import read_quantity
from quizapp.domain.generation.reading.document import in_a_span
from quizapp.domain.generation.reading.when import When
from quizapp.domain.generation.reading.wordlists import word_set

_ASKED = {
    "in": "When",
    "on": "When",
    "since": "",
    "until": "Until when",
    "by": "By when",
    "for": "For when",
    "from": "",
    "before": "",
    "after": "",
}


_LOOKING_BACK = word_set(
    "blame praise criticise criticize recall remember regret condemn cite mention commemorate mark"
)
"""What is done about something that has a date of its own: “blamed the rain in May”."""


def dates(clause: Clause) -> Iterator[Fact]:
    """Yield a fact for a phrase that is a date and nothing else."""
    statement = clause.statement()
    dated = [part for part in clause.parts if _only_time(clause, part)]
    told: set[When] = set()
    for part in dated:
        when = _only_time(clause, part)
        if when is None or not when.start:
            continue
        preposition = part.text.split()[0].casefold()
        if when.start != when.end:
            if when not in told:
                told.add(when)
                yield from _period(clause, dated, when, statement)
            continue
        text = when.text
        if text.startswith(("early", "late", "mid")) or preposition not in _ASKED:
            continue
        if in_a_span(clause.reading, when):
            continue
        if text not in part.text:
            continue
        wh = _ASKED[preposition]
        if wh == "When" and when.start.count("-") == 0:
            wh = "In which year"
        if wh == "For when" and when.start.count("-") == 0:
            wh = "For which year"
        perfect = clause.auxiliaries[:1] in {("has",), ("have",)} and preposition != "since"
        if _counts_something(clause) or perfect or "last" in clause.adverbs:
            continue  # “Has moved, in 1971”: the date belongs to something that was left out.
        plain = len(dated) == 1 and not _only_possible(clause)
        plain = plain and clause.lemma not in _LOOKING_BACK
        question = ask_about(clause, wh, part) if wh and plain else ""
        found = Found(
            FactKind.DATE,
            clause.subject.text,
            gapped(statement, text),
            statement,
            Date(when.start, text),
            question,
            (when.first, when.last),
        )
        fact = clause_fact(clause, found)
        if fact is not None:
            yield fact


def _counts_something(clause: Clause) -> bool:
    """Whether the clause tells how much there was: then the amount is asked for, not its year."""
    return any(
        part.dep in {"dobj", "attr", "npadvmod"} and read_quantity(part.text)
        for part in clause.parts
    )


def _only_possible(clause: Clause) -> bool:
    """Whether something may happen then, so that no time is the only right one."""
    return bool({"may", "might", "could"} & set(clause.auxiliaries))


def _period(clause: Clause, dated: Sequence[Part], when: When, statement: str) -> Iterator[Fact]:
    """Yield the one fact of a period, though “from 1914” and “to 1918” are two phrases."""
    parts = [part for part in dated if _only_time(clause, part) == when]
    text = " ".join(part.text for part in parts)
    if not _LED.match(text):
        text = when.text  # Asked “During which years”, nobody answers “for 1998-2004”.
    if text not in statement or (when.relative and when.end[:4] not in text):
        return
    between = text.casefold().startswith("between")
    years = "-" not in when.start
    if between:
        wh = "Between which years" if years else "Between which dates"
    else:
        wh = "During which years" if years else "From when to when"
    rest = tuple(part for part in clause.parts if part not in parts[1:])
    found = Found(
        FactKind.PERIOD,
        clause.subject.text,
        gapped(statement, text),
        statement,
        Period(when.start, when.end, text),
        "" if _only_possible(clause) else ask_about(clause, wh, parts[0], parts=rest),
        (when.first, when.last),
    )
    fact = clause_fact(clause, found)
    if fact is not None:
        yield fact


_LED = re.compile(r"(?:from|between)\b", re.IGNORECASE)


def _only_time(clause: Clause, part: Part) -> When | None:
    """Return the time that a phrase consists of, but for its preposition."""
    if part.dep not in {"prep", "npadvmod", "advmod"}:
        return None
    times = {clause.reading.times[index] for index in part.tokens if index in clause.reading.times}
    if len(times) != 1:
        return None
    when = times.pop()
    rest = [index for index in part.tokens if not when.first <= index <= when.last]
    tokens = clause.reading.passage.tokens
    return when if all(tokens[i].pos in {"ADP", "SCONJ"} for i in rest) and len(rest) <= 1 else None
