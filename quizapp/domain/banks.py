"""A bank: sources, facts and questions that fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from quizapp.domain.errors import EvidenceNotFound, Fault, InvalidBank
from quizapp.domain.facts import PARTIAL_DATE, Fact, Source
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.languages import language_tag
from quizapp.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading that facts and questions stand under."""

    id: str
    title: str


@dataclass(frozen=True)
class Bank:
    """A named set of sources, facts and questions whose references all resolve.

    Raises InvalidBank, which names every fault by a path such as ``facts.<id>.evidence.0.quote``.
    """

    id: str
    title: str
    language: str = "en"
    description: str = ""
    license: str = ""
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = field(default=())

    def __post_init__(self) -> None:
        faults = list(_bank_faults(self))
        if faults:
            raise InvalidBank(f"bank {self.id or '?'}", faults)

    @cached_property
    def source_by_id(self) -> Mapping[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def fact_by_id(self) -> Mapping[str, Fact]:
        """The facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """The questions by id."""
        return {question.id: question for question in self.questions}


def _bank_faults(bank: Bank) -> Iterator[Fault]:
    if not is_identifier(bank.id):
        yield Fault("id", f"“{bank.id}” is not an id.", "Use small letters, digits and hyphens.")
    if not bank.title.strip():
        yield Fault("title", "It is empty.", "Name the bank.")
    if language_tag(bank.language) != bank.language:
        yield Fault(
            "language",
            f"“{bank.language}” is not the tag of a language.",
            "Write en, ja, pt-BR or zh-Hant.",
        )
    yield from _doubled("topics", (topic.id for topic in bank.topics))
    yield from _doubled("sources", (source.id for source in bank.sources))
    yield from _doubled("facts", (fact.id for fact in bank.facts))
    yield from _doubled("questions", (question.id for question in bank.questions))
    for topic in bank.topics:
        yield from _name_faults(f"topics.{topic.id}", topic.id, topic.title)
    for source in bank.sources:
        yield from _source_faults(source)
    topics = {topic.id for topic in bank.topics}
    sources = {source.id: source for source in bank.sources}
    facts = {fact.id for fact in bank.facts}
    for fact in bank.facts:
        yield from _reference_faults(fact, topics, sources, facts)
    for question in bank.questions:
        path = f"questions.{question.id}"
        if question.topic not in topics:
            yield _unknown(f"{path}.topic", "topic", question.topic)
        for name, fact_id in named_facts(question):
            if fact_id not in facts:
                yield _unknown(f"{path}.{name}", "fact", fact_id)


def _name_faults(path: str, name: str, title: str) -> Iterator[Fault]:
    if not is_identifier(name):
        yield Fault(path, f"“{name}” is not an id.", "Use small letters, digits and hyphens.")
    if not title.strip():
        yield Fault(f"{path}.title", "It is empty.", "Write a title.")


def _source_faults(source: Source) -> Iterator[Fault]:
    path = f"sources.{source.id}"
    yield from _name_faults(path, source.id, source.title)
    if source.published and not PARTIAL_DATE.match(source.published):
        yield Fault(
            f"{path}.published",
            f"“{source.published}” is not a date.",
            "Write 2023, 2023-01 or 2023-01-11.",
        )
    if not source.text.strip():
        yield Fault(f"{path}.text", "It is empty.", "Write the text that proves the facts.")


def _reference_faults(
    fact: Fact, topics: set[str], sources: Mapping[str, Source], facts: set[str]
) -> Iterator[Fault]:
    path = f"facts.{fact.id}"
    if fact.topic not in topics:
        yield _unknown(f"{path}.topic", "topic", fact.topic)
    for number, evidence in enumerate(fact.evidence):
        source = sources.get(evidence.source)
        if source is None:
            yield _unknown(f"{path}.evidence.{number}.source", "source", evidence.source)
            continue
        try:
            source.locate(evidence.quote)
        except EvidenceNotFound as error:
            yield Fault(
                f"{path}.evidence.{number}.quote",
                f"{error}.",
                "Copy the words from the source, with enough around them to be unique.",
            )
    for other in fact.conflicts_with:
        if other not in facts:
            yield _unknown(f"{path}.conflicts_with", "fact", other)
    if fact.superseded_by and fact.superseded_by not in facts:
        yield _unknown(f"{path}.superseded_by", "fact", fact.superseded_by)


def named_facts(question: Question) -> Iterator[tuple[str, str]]:
    """Yield every fact that a question names, wrong options included, with the field it is in."""
    for each in fields(question):
        value = getattr(question, each.name)
        if each.name == "fact":
            yield "fact", value
        for row in value if isinstance(value, tuple) else ():
            if fact := getattr(row, "fact", ""):
                yield f"{each.name}.{row.id}.fact", fact


def with_facts(question: Question, names: Mapping[str, str]) -> Question:
    """Return the question with its facts named anew; those not among ``names`` stay."""
    changed: dict[str, Any] = {}
    for each in fields(question):
        value = getattr(question, each.name)
        if each.name == "fact":
            changed["fact"] = names.get(value, value)
        elif isinstance(value, tuple):
            changed[each.name] = tuple(
                replace(row, fact=names.get(row.fact, row.fact)) if hasattr(row, "fact") else row
                for row in value
            )
    return replace(question, **changed)


def _doubled(path: str, ids: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield Fault(f"{path}.{name}", f"{count} have this id.", "Give each its own.")


def _unknown(path: str, what: str, name: str) -> Fault:
    return Fault(path, f"There is no {what} “{name}”.", f"Write the id of a {what} that exists.")
