"""A later article gives a new value: the old fact ends, its questions wait, the reason stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Fact, FactStatus, Source
from quizapp.domain.generation.conflicts.model import Conflict
from quizapp.domain.generation.endings import OPEN, Compared, Ending, find_endings
from quizapp.domain.questions import Question, QuestionStatus


@dataclass(frozen=True, slots=True)
class Superseded:
    """What has changed: facts with an end, questions held as drafts, and a reason for each id.

    Nothing is in it that has stayed the same; ``facts`` may hold a new fact that is the older one.
    """

    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    reasons: Mapping[str, str]


NOTHING_CHANGED = Superseded((), (), {})


def supersede(
    bank: Bank,
    new_facts: Iterable[Fact],
    new_sources: Iterable[Source] = (),
    conflicts: Iterable[Conflict] = (),
) -> Superseded:
    """Return what the new facts, and the changes between the sources, do to the bank.

    A fact ends when another with its subject and relation has a value that excludes its own and a
    later date. The date is ``as_of``, else that of the latest source that proves it; without one
    nothing ends. A fact also ends when the number or the holder of an office that it tells is the
    earlier side of one of the ``conflicts`` that is a change over time.
    """
    new = {fact.id: fact for fact in new_facts}
    given = {fact.id: fact for fact in bank.facts} | new
    compared = Compared(
        {name: given[name] for name in sorted(given) if given[name].status in OPEN},
        frozenset(new),
        {source.id: source for source in (*bank.sources, *new_sources)},
    )
    endings = find_endings(compared, tuple(conflicts))
    reasons = {
        name: _reason(given[name], ending, compared.sources) for name, ending in endings.items()
    }
    held = tuple(_held(bank.questions, reasons))
    return Superseded(
        tuple(_ended(given[name], endings[name], reason) for name, reason in reasons.items()),
        tuple(replace(question, status=QuestionStatus.DRAFT) for question, _ in held),
        reasons | {question.id: reason for question, reason in held},
    )


def _ended(fact: Fact, ending: Ending, reason: str) -> Fact:
    return replace(
        fact,
        status=FactStatus.SUPERSEDED,
        until=ending.since,
        superseded_by=ending.fact,
        note=f"{fact.note} {reason}".strip(),
    )


def _reason(fact: Fact, ending: Ending, sources: Mapping[str, Source]) -> str:
    said = f"“{fact.value.text}” held until {ending.since}: since then it is “{ending.value}”"
    source = sources.get(ending.source)
    if source is None:
        return f"{said}."
    publisher = f" ({source.publisher})" if source.publisher else ""
    return f"{said}, according to “{source.title}”{publisher}."


def _held(
    questions: Sequence[Question], reasons: Mapping[str, str]
) -> Iterator[tuple[Question, str]]:
    for question in questions:
        why = [reasons[part.fact] for part in question.parts if part.fact in reasons]
        if why and question.status is not QuestionStatus.RETIRED:
            yield question, " ".join(dict.fromkeys(why))
