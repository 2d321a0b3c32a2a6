"""Good questions to spoil: the frozen ones and what the engine writes from their facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from quizapp.domain.banks import Bank
from quizapp.domain.facts import Evidence, Fact, Source
from quizapp.domain.formats.native import read_bank
from quizapp.domain.generation.checks import CheckContext, check_question
from quizapp.domain.generation.writers import FACT_WRITERS, WritingContext
from quizapp.domain.questions import Cloze, MultipleChoice, MultipleResponse, Option, Question

FROZEN = Path(__file__).resolve().parents[2] / "data" / "good-questions"


@dataclass(frozen=True, slots=True)
class Faulty:
    """A question with one fault put in: the way it was done, and the bank around it."""

    way: str
    question: Question
    context: CheckContext


@dataclass(frozen=True)
class Good:
    """Questions without a finding, and the facts and sources around them."""

    questions: tuple[Question, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    context: CheckContext

    def fact(self, question: Question) -> Fact:
        """Return the fact that is asked for first."""
        return self.facts[question.facts[0]]

    def with_facts(self, *changed: Fact, sources: Iterable[Source] = ()) -> CheckContext:
        """Return the context with facts and sources added, or put in the place of others."""
        facts = {**self.facts, **{fact.id: fact for fact in changed}}
        known = {**self.sources, **{source.id: source for source in sources}}
        return CheckContext.around(facts.values(), known.values())


@cache
def frozen_bank() -> Bank:
    """Return the frozen bank of questions that people have read."""
    paths = (path for path in FROZEN.rglob("*") if path.is_file())
    return read_bank({path.relative_to(FROZEN).as_posix(): path.read_bytes() for path in paths})


@cache
def good() -> Good:
    """Return the frozen questions, and every draft from their facts that passes the checks."""
    bank = frozen_bank()
    context = CheckContext.around(bank.facts, bank.sources)
    writing = WritingContext.of(bank.facts, bank.sources)
    drafts = (write(fact, writing) for fact in bank.facts for write in FACT_WRITERS.values())
    passing = (draft for draft in drafts if draft and not check_question(draft, context))
    unique = {question.id: question for question in (*passing, *bank.questions)}
    questions = tuple(unique[name] for name in sorted(unique))
    return Good(questions, bank.fact_by_id, bank.source_by_id, context)


def prompt(question: Question) -> str:
    """Return the text that a learner reads first: the sentence of a cloze, else the stem."""
    return question.text if isinstance(question, Cloze) else question.stem


def reworded(question: Question, text: str) -> Question:
    """Return the question with another prompt."""
    return replace(question, **{"text" if isinstance(question, Cloze) else "stem": text})


def wrong_places(question: Question) -> list[int]:
    """Return where the wrong options stand; none for kinds without options."""
    if not isinstance(question, MultipleChoice | MultipleResponse):
        return []
    keys = (question.key,) if isinstance(question, MultipleChoice) else question.keys
    return [n for n, option in enumerate(question.options) if option.id not in keys]


def with_option(question: Question, place: int, text: str, fact: str = "") -> Question:
    """Return the question with another text for one of its options."""
    assert isinstance(question, MultipleChoice | MultipleResponse)
    options = list(question.options)
    options[place] = Option(options[place].id, text, fact)
    return replace(question, options=tuple(options))


def offered(question: Question) -> set[str]:
    """Return the options' texts in small letters."""
    return {option.text.casefold() for option in getattr(question, "options", ())}


def requoted(fact: Fact, quote: str, value: str, source: str = "") -> Fact:
    """Return the fact with its first evidence changed."""
    evidence = Evidence(source or fact.evidence[0].source, quote, value)
    return replace(fact, evidence=(evidence, *fact.evidence[1:]))


def any_of(dice: Random, texts: Iterable[str]) -> Iterator[str]:
    """Yield one of the texts, if there are any."""
    choices = sorted(texts)
    if choices:
        yield dice.choice(choices)
