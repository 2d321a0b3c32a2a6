"""A later article gives a new value: the old fact ends, its questions wait, the reason stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Date, Fact, FactStatus, Period, Quantity, Source, Text
from quizapp.domain.generation.text import plain
from quizapp.domain.generation.values import compatible
from quizapp.domain.questions import Question, QuestionStatus

_OPEN = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})


@dataclass(frozen=True, slots=True)
class Superseded:
    """What has changed: facts with an end, questions held as drafts, and a reason for each id.

    Nothing is in it that has stayed the same; ``facts`` may hold a new fact that is the older one.
    """

    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    reasons: Mapping[str, str]


def supersede(
    bank: Bank, new_facts: Iterable[Fact], new_sources: Iterable[Source] = ()
) -> Superseded:
    """Return what the new facts do to the bank.

    A fact ends when another with its subject and relation has a value that excludes its own and a
    later date. The date is ``as_of``, else that of the latest source that proves it; without one
    nothing ends. What is past does not change: a date that lay behind when it was written, or a
    phrase, is left for a person to compare. Relations with several values at once are lists and
    end by no single one of them.
    """
    published = {each.id: each.published for each in (*bank.sources, *new_sources)}
    new = {fact.id: fact for fact in sorted(new_facts, key=lambda fact: fact.id)}
    old = {fact.id: fact for fact in bank.facts if fact.id not in new}
    ended: dict[str, Fact] = {}
    reasons: dict[str, str] = {}
    for older, later, since in _pairs(old, new, published):
        known = ended.get(older.id)
        if known is not None and known.until <= since:
            continue
        reason = f"“{older.value.text}” held until {since}: since then it is “{later.value.text}”."
        note = f"{older.note} {reason}".strip()
        ended[older.id] = replace(older, status=FactStatus.SUPERSEDED, until=since, note=note)
        reasons[older.id] = reason
    held = tuple(_held(bank.questions, reasons))
    return Superseded(
        tuple(ended[name] for name in sorted(ended)),
        tuple(replace(question, status=QuestionStatus.DRAFT) for question, _ in held),
        reasons | {question.id: reason for question, reason in held},
    )


def _held(
    questions: Sequence[Question], reasons: Mapping[str, str]
) -> Iterator[tuple[Question, str]]:
    for question in questions:
        why = [reasons[part.fact] for part in question.parts if part.fact in reasons]
        if why and question.status is not QuestionStatus.RETIRED:
            yield question, " ".join(dict.fromkeys(why))


def _pairs(
    old: Mapping[str, Fact], new: Mapping[str, Fact], published: Mapping[str, str]
) -> Iterator[tuple[Fact, Fact, str]]:
    """Yield an ended fact, the one that ends it, and the date; one of the two is new."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in (*old.values(), *new.values()):
        if fact.status in _OPEN:
            groups[plain(fact.subject), plain(fact.relation)].append(fact)
    for group in groups.values():
        dated = [(_date(fact, published), fact) for fact in group]
        lists = {date for date, fact in dated if _listed(date, fact, dated)}
        for date, fact in dated:
            for since, other in dated:
                if fact.id not in new and other.id not in new:
                    continue
                if (
                    _later(date, since)
                    and not {date, since} & lists
                    and _excludes(fact, other, date)
                ):
                    yield fact, other, since


def _date(fact: Fact, published: Mapping[str, str]) -> str:
    proofs = (published.get(evidence.source, "") for evidence in fact.evidence)
    return fact.as_of or max(proofs, default="")


def _later(date: str, since: str) -> bool:
    """Whether the second partial date is surely later: 2023-01 is not later than 2023."""
    shorter = min(len(date), len(since))
    return shorter > 0 and since[:shorter] > date[:shorter]


def _listed(date: str, fact: Fact, dated: Sequence[tuple[str, Fact]]) -> bool:
    """Whether another value holds on the same date: then the relation has several."""
    return any(
        when == date and other.id != fact.id and not compatible(fact.value, other.value)
        for when, other in dated
    )


def _excludes(older: Fact, later: Fact, date: str) -> bool:
    first, second = older.value, later.value
    if type(first) is not type(second) or isinstance(first, Text):
        return False
    if older.flags.negated != later.flags.negated:
        return False
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        if (first.counts, first.unit) != (second.counts, second.unit):
            return False
    elif isinstance(first, (Date, Period)):
        start = first.date if isinstance(first, Date) else first.start
        if not _later(date, start):
            return False
    return not compatible(first, second)
