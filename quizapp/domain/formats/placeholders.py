"""Stand-ins for parts that could not be read, so that no reference to them is called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.banks import Bank, Topic, named_facts
from quizapp.domain.facts import Fact, FactKind, Source, Text
from quizapp.domain.formats.parts import Parts
from quizapp.domain.identifiers import is_identifier

_NAME = "stand-in"


@dataclass(frozen=True, slots=True)
class _UnreadSource(Source):
    """A source whose text is not known: every quote counts as found."""

    def locate(self, quote: str) -> tuple[int, int]:
        return 0, len(quote)


def bank_of(parts: Parts) -> Bank:
    """Return the bank of all parts, broken and missing ones replaced by stand-ins.

    It is the bank itself when ``parts`` has no faults. Raises InvalidBank.
    """
    header = parts.header
    stand_ins = tuple(_facts(parts))
    topics = [Topic(topic.id, topic.title) for topic in header.topics] if header else []
    if stand_ins or not header:
        names = {_NAME}
        if not header:
            names |= {fact.topic for fact in parts.facts.values()}
            names |= {question.topic for question in parts.questions.values()}
        topics += [Topic(name, name) for name in sorted(names - {topic.id for topic in topics})]
    return Bank(
        id=header.id if header else _NAME,
        title=header.title if header else _NAME,
        language=header.language if header else "en",
        description=header.description if header else "",
        license=header.license if header else "",
        topics=tuple(topics),
        sources=tuple(_sources(parts)),
        facts=(*parts.facts.values(), *stand_ins),
        questions=tuple(parts.questions.values()),
    )


def _sources(parts: Parts) -> Iterator[Source]:
    listed = parts.header.sources if parts.header else []
    found = [name for kind, name in parts.places if kind == "sources" and name not in listed]
    for name in (*listed, *found):
        yield parts.sources.get(name) or _UnreadSource(name, _NAME, _NAME, "", _NAME)


def _facts(parts: Parts) -> Iterator[Fact]:
    named = {name for kind, name in parts.places if kind == "facts"}
    if "facts" not in parts.whole:
        for fact in parts.facts.values():
            named.update(fact.conflicts_with)
        for question in parts.questions.values():
            named.update(name for _, name in named_facts(question))
    for name in sorted(named - set(parts.facts)):
        if is_identifier(name):
            value = Text(text=_NAME)
            yield Fact(name, _NAME, FactKind.STATEMENT, _NAME, _NAME, _NAME, value)
