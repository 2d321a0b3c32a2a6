"""What every writer knows: the facts around a fact, and the sources that prove them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

from quizapp.domain.facts import Fact, Source
from quizapp.domain.generation.attribution import attributed
from quizapp.domain.generation.hedges import hedged
from quizapp.domain.generation.identity import slug
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.nearby import Background
from quizapp.domain.questions import Origin, QuestionStatus


class Common(TypedDict):
    """The fields that every kind of question has, but for its stem."""

    id: str
    topic: str
    context: str
    explanation: str
    status: QuestionStatus
    origin: Origin


@dataclass(frozen=True, slots=True)
class WritingContext:
    """The facts and sources of one bank; the background holds what is known beside them."""

    index: FactIndex
    sources: Mapping[str, Source]
    background: Background | None = None

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact],
        sources: Iterable[Source],
        background: Background | None = None,
    ) -> WritingContext:
        """Return the context of these facts, in any order."""
        return cls(FactIndex.of(facts), {source.id: source for source in sources}, background)

    def says(self, fact: Fact, text: str) -> str:
        """Return the text with its speaker named where the fact needs that."""
        return attributed(fact, text, self.index, self.sources)

    def explain(self, facts: Iterable[Fact]) -> str:
        """Return the statements of the facts, with their speakers; none that another one holds."""
        said = list(dict.fromkeys(self.says(fact, fact.statement) for fact in facts))
        return " ".join(
            each for each in said if not any(each in other for other in said if other != each)
        )

    def common(self, form: str, *facts: Fact, about: tuple[str, ...] = ()) -> Common:
        """Return id, topic, explanation, status and origin of a question.

        The id is that of the first fact, or the slug of what a group is about, and the form.
        Facts with a context are never put together with any that has another one.
        """
        return {
            "id": f"{slug(*about) if about else facts[0].id}.{form}",
            "topic": facts[0].topic,
            "context": facts[0].context,
            "explanation": self.explain(facts),
            "status": QuestionStatus.DRAFT,
            "origin": Origin.ENGINE,
        }

    def accepted(self, fact: Fact) -> tuple[str, ...]:
        """Return what may be typed for the value: not what a contradicting source says instead."""
        other = {text.casefold() for rival in self.index.rivals(fact) for text in rival.answers[:1]}
        texts = (*fact.answers[1:], *fact.also_true)
        return (fact.answers[0], *(text for text in texts if text.casefold() not in other))

    def single(self, fact: Fact) -> bool:
        """Whether a typed or turned answer can be marked: no other is right, or all are known.

        “Who was one of the hosts?” has one answer of several; all stand in ``also_true``.
        """
        others = [each for each in self.index.companions(fact) if each.id != fact.id]
        known = {text.casefold() for text in fact.also_true}
        listed = all(other.value.text.casefold() in known for other in others)
        return not others or (listed and asks_for_one(fact.question))


def certain(fact: Fact) -> bool:
    """Whether a fact says plainly that something is so, and may be told beside others that are.

    Among plain facts “Linz may buy a ferry” would be taken for one, though its words say otherwise.
    What leans on the sentences before it is understood behind them only.
    """
    return not (fact.context or fact.flags.negated or fact.flags.hedged or hedged(fact.statement))


def asks_for_one(question: str) -> bool:
    """Whether a question asks for one of several right answers."""
    return bool(
        re.search(r"\b(?:one of|among|besides|a member of|which of these)\b", question, re.I)
    )
