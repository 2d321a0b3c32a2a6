"""A bank that people have worked on, and what a new article adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quizapp.domain.banks import Bank, Topic
from quizapp.domain.facts import Fact, Source
from quizapp.domain.questions import Question


def read_before(bank: Bank) -> frozenset[str]:
    """Return the ids of the sources that prove a fact of the bank: somebody has read them."""
    return frozenset(evidence.source for fact in bank.facts for evidence in fact.evidence)


def unread(bank: Bank) -> tuple[Source, ...]:
    """Return the sources that no fact of the bank comes from."""
    known = read_before(bank)
    return tuple(source for source in bank.sources if source.id not in known)


def topics_of(facts: Iterable[Fact], sources: Iterable[Source]) -> tuple[Topic, ...]:
    """Return the topics that the facts name, each with the title of its first fact's source."""
    titles = {source.id: source.title for source in sources}
    topics: dict[str, str] = {}
    for fact in facts:
        source = fact.evidence[0].source if fact.evidence else ""
        topics.setdefault(fact.topic, titles.get(source, fact.topic))
    return tuple(Topic(key, title) for key, title in topics.items())


def extended(
    bank: Bank, facts: Iterable[Fact], held: Iterable[Question], drafts: Iterable[Question]
) -> Bank:
    """Return the bank with all these facts, with questions held back, and with drafts added.

    Nothing that people have made is lost: facts keep their place, and so do questions.
    Raises InvalidBank.
    """
    now = {fact.id: fact for fact in facts}
    waiting: Mapping[str, Question] = {question.id: question for question in held}
    known = {topic.id for topic in bank.topics}
    topics = (each for each in topics_of(now.values(), bank.sources) if each.id not in known)
    return replace(
        bank,
        topics=(*bank.topics, *topics),
        facts=tuple(now.values()),
        questions=(*(waiting.get(each.id, each) for each in bank.questions), *drafts),
    )
