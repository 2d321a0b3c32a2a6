"""From facts to drafts: write many questions, check them, and keep the best few of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.banks import Bank
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.facts import Fact, FactKind, FactStatus, Source
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.checks.findings import wording_of
from quizapp.domain.generation.identity import share
from quizapp.domain.generation.nearby import Background
from quizapp.domain.generation.reasons import Reason
from quizapp.domain.generation.writers import (
    FACT_WRITERS,
    GROUP_WRITERS,
    FactWriter,
    GroupWriter,
    WritingContext,
)
from quizapp.domain.questions import Question, TrueFalse

CURRENT = frozenset({FactStatus.DRAFT, FactStatus.APPROVED})
_SAME_WORDS = Reason("duplicate", "Another question has the same words.")


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

    per_fact: int = 3
    per_office: int = 2


@dataclass(frozen=True, slots=True)
class Filtered:
    """A draft that was not kept, and why; the weightiest reason comes first."""

    question: Question
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Generated:
    """Drafts that passed every check, in order of their ids, and those that were held back."""

    questions: tuple[Question, ...]
    filtered: tuple[Filtered, ...]


def generate(
    facts: Iterable[Fact],
    sources: Iterable[Source],
    *,
    caps: Caps | None = None,
    background: Background | None = None,
) -> Generated:
    """Return drafts made from the facts: the same facts in any order give the same drafts.

    With a background, what the facts lack in wrong answers comes from the names of the articles,
    from neighbouring places, and from near numbers and dates.
    Nothing is published here; superseded and retired facts are left out.
    """
    given, sources, limits = tuple(facts), tuple(sources), caps or Caps()
    current = (fact for fact in given if fact.status in CURRENT)
    writing = WritingContext.of(current, sources, background)
    checking = CheckContext.around(given, sources)
    filtered: list[Filtered] = []
    passed: dict[str, dict[str, Question]] = {}
    asked: set[str] = set()
    for fact in writing.index.facts:
        passed[fact.id] = {}
        for form, write in FACT_WRITERS.items():
            question = _written(write, fact, writing)
            if question is None or not _passes(question, checking, filtered):
                continue
            if wording_of(question) in asked:
                filtered.append(Filtered(question, (_SAME_WORDS,)))
                continue
            asked.add(wording_of(question))
            passed[fact.id][form] = question
    _choose_verdicts(passed, filtered)
    own, _ = _capped(writing.index.facts, passed, limits)
    _drop_surplus(own, passed, filtered)
    kept, held = _capped(writing.index.facts, passed, limits)
    filtered += held
    groups = (question for write in GROUP_WRITERS.values() for question in _group(write, writing))
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


def _written(write: FactWriter, fact: Fact, writing: WritingContext) -> Question | None:
    """Return the question; none where the fact's words make none, as a word of 700 letters."""
    try:
        return write(fact, writing)
    except InvalidQuestion:
        return None


def _group(write: GroupWriter, writing: WritingContext) -> Iterator[Question]:
    """Yield the questions of a group writer, up to one that its facts cannot make."""
    try:
        yield from write(writing)
    except InvalidQuestion:
        return


def _passes(question: Question, context: CheckContext, filtered: list[Filtered]) -> bool:
    findings = check_question(question, context)
    if findings:
        filtered.append(Filtered(question, tuple(map(Reason.of, findings))))
    return not findings


def _capped(
    facts: Iterable[Fact], passed: dict[str, dict[str, Question]], limits: Caps
) -> tuple[list[Question], list[Filtered]]:
    """Return the best questions of each fact, as many as the caps allow, and the others."""
    kept: list[Question] = []
    held: list[Filtered] = []
    for fact in facts:
        most = limits.per_office if fact.kind is FactKind.OFFICE else limits.per_fact
        ranked = _ranked(fact, passed[fact.id])
        kept += ranked[:most]
        reason = Reason("enough", f"The fact has {most} better questions already.")
        held += [Filtered(question, (reason,)) for question in ranked[most:]]
    return kept, held


_BALANCE = (
    Reason("balance", "The bank has enough of its kind: true and false sentences are in balance."),
)


def _choose_verdicts(passed: dict[str, dict[str, Question]], filtered: list[Filtered]) -> None:
    """Keep at most one true/false question of each fact, so that both balance over the bank.

    False ones are rarer, because another value must be proved false; so they come first.
    """
    both = [name for name, forms in passed.items() if {"true", "false"} <= set(forms)]
    either = [name for name, forms in passed.items() if {"true", "false"} & set(forms)]
    false = min(len(both), (len(either) + 1) // 2)
    for place, name in enumerate(sorted(both, key=share)):
        filtered.append(Filtered(passed[name].pop("true" if place < false else "false"), _BALANCE))


def _drop_surplus(
    kept: Iterable[Question],
    passed: dict[str, dict[str, Question]],
    filtered: list[Filtered],
) -> None:
    """Drop true sentences that outnumber the false ones which the caps have left.

    A fact that nothing else asks for keeps its true sentence.
    """
    verdicts = [question for question in kept if isinstance(question, TrueFalse)]
    false = sum(not question.key for question in verdicts)
    true = sorted((name for name, forms in passed.items() if "true" in forms), key=share)
    only = sum(len(passed[name]) == 1 for name in true)
    surplus = [name for name in true if len(passed[name]) > 1][max(false - only, 0) :]
    filtered.extend(Filtered(passed[name].pop("true"), _BALANCE) for name in surplus)


CARD_LAST = 0.3
"""How far a card stands back where a form that is marked could be asked as well."""

_FAMILIES = (("choice", "false", "true"), ("number", "short", "cloze", "list", "steps"), ("card",))
"""Recognition, recall, and the card on which learners judge themselves."""


def _ranked(fact: Fact, forms: dict[str, Question]) -> list[Question]:
    """Return the questions of a fact, the most wanted first: one of each family, then the rest.

    Which form of a family leads is drawn by the fact's id, so that the bank is varied.
    """
    families = [
        sorted(
            (form for form in family if form in forms),
            key=lambda form: family.index(form) + 1.6 * share("form", fact.id, form),
        )
        for family in _FAMILIES
    ]
    first = [family[0] for family in families if family][:2]
    others = [form for family in families for form in family if form not in first]
    others.sort(key=lambda form: share("rest", fact.id, form) + CARD_LAST * (form == "card"))
    return [forms[form] for form in (*first, *others)]
