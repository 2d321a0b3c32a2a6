"""From facts to drafts: write many questions, check them, and keep the best few of each fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Fact, FactKind, FactStatus, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.writers import FACT_WRITERS, GROUP_WRITERS, WritingContext
from quizapp.domain.questions import Question

CURRENT = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})


class Extractor(Protocol):
    """What finds facts in the text of a source: a parser, a model, or a person's list."""

    def __call__(self, source: Source, /) -> Iterable[Fact]:
        """Return the facts of one source, each with evidence that stands in it."""


@dataclass(frozen=True, slots=True)
class Caps:
    """How many questions are kept.

    ``per_fact`` counts questions of one fact alone; ``per_office`` replaces it for facts about who
    holds an office, which are true but dull.
    """

    per_fact: int = 4
    per_office: int = 2


@dataclass(frozen=True, slots=True)
class Filtered:
    """A draft that was not kept, and why; the reasons are sentences for people."""

    question: Question
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """Drafts that passed every check, in order of their ids, and those that were held back."""

    questions: tuple[Question, ...]
    filtered: tuple[Filtered, ...]


def generate(
    facts: Iterable[Fact], sources: Iterable[Source], *, caps: Caps | None = None
) -> Generated:
    """Return drafts made from the facts: the same facts in any order give the same drafts.

    Nothing is published here; superseded and retired facts are left out.
    """
    given, sources = tuple(facts), tuple(sources)
    writing = WritingContext.of((fact for fact in given if fact.status in CURRENT), sources)
    checking = CheckContext.around(given, sources)
    kept: list[Question] = []
    filtered: list[Filtered] = []
    passed: dict[str, dict[str, Question]] = {}
    for fact in writing.index.facts:
        passed[fact.id] = {}
        for form, write in FACT_WRITERS.items():
            question = write(fact, writing)
            if question is not None and _passes(question, checking, filtered):
                passed[fact.id][form] = question
    _choose_verdicts(passed, filtered)
    for fact in writing.index.facts:
        most = (caps or Caps()).per_office if fact.kind is FactKind.OFFICE else (
            caps or Caps()).per_fact  # fmt: skip
        ranked = sorted(passed[fact.id].items(), key=lambda item: _rank(fact, *item))
        kept += [question for _, question in ranked[:most]]
        filtered += [
            Filtered(question, (f"The fact has {most} better questions already.",))
            for _, question in ranked[most:]
        ]
    groups = (question for write in GROUP_WRITERS.values() for question in write(writing))
    kept += [question for question in groups if _passes(question, checking, filtered)]
    return Generated(
        tuple(sorted(kept, key=lambda question: question.id)),
        tuple(sorted(filtered, key=lambda draft: draft.question.id)),
    )


def generate_from_sources(
    sources: Iterable[Source], extract: Extractor, *, caps: Caps | None = None
) -> Generated:
    """Return drafts made from the facts that an extractor finds in the sources."""
    sources = tuple(sources)
    facts = [fact for source in sources for fact in extract(source)]
    return generate(facts, sources, caps=caps)


def questions_for_bank(bank: Bank, *, caps: Caps | None = None) -> Generated:
    """Return drafts made from the facts of a bank; its own questions are not looked at."""
    return generate(bank.facts, bank.sources, caps=caps)


def _passes(question: Question, context: CheckContext, filtered: list[Filtered]) -> bool:
    findings = check_question(question, context)
    if findings:
        filtered.append(Filtered(question, tuple(str(finding) for finding in findings)))
    return not findings


def _choose_verdicts(passed: dict[str, dict[str, Question]], filtered: list[Filtered]) -> None:
    """Keep one true/false question of each fact, so that true and false balance over the bank."""
    count: Counter[str] = Counter()
    both: list[str] = []
    for fact_id, forms in passed.items():
        verdicts = [form for form in ("true", "false") if form in forms]
        count.update(verdicts if len(verdicts) == 1 else ())
        both += [fact_id] if len(verdicts) == 2 else []
    for fact_id in sorted(both, key=share):
        loser, winner = ("true", "false") if count["false"] <= count["true"] else ("false", "true")
        count[winner] += 1
        dropped = passed[fact_id].pop(loser)
        filtered.append(Filtered(dropped, ("The fact has another true or false question.",)))


_ORDER = {
    "choice": 0.0,
    "number": 0.1,
    "short": 0.3,
    "false": 0.2,
    "cloze": 0.5,
    "card": 0.6,
    "true": 0.7,
}


def _rank(fact: Fact, form: str, question: Question) -> tuple[float, str]:
    """Rank recognition first, then recall; which recall form comes first varies by fact."""
    return _ORDER[form] + 0.4 * share(fact.id, form), question.id
