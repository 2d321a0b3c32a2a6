"""What a check needs and what it reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.domain.facts import Entity, Fact, Source
from quizapp.domain.generation.index import FactIndex
from quizapp.domain.generation.text import content_words, plain
from quizapp.domain.questions import (
    GAP,
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    QuestionKind,
    QuestionStatus,
    ShortAnswer,
    TrueFalse,
)

if TYPE_CHECKING:
    from quizapp.domain.banks import Bank

Form = tuple[QuestionKind, frozenset[str], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """One failed check, for a person to read beside a form field.

    ``check`` is the check's name, ``field`` a path as in the question's class (``stem``,
    ``options.b.text``), ``remedy`` says how to mend it.
    """

    check: str
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.field}: {self.message} {self.remedy}"


@dataclass(frozen=True)
class CheckContext:
    """The bank around a question: facts, sources and the other questions."""

    index: FactIndex
    sources: Mapping[str, Source]
    questions: tuple[Question, ...] = ()

    @classmethod
    def of(cls, bank: Bank) -> CheckContext:
        """Return the context of a bank; it costs one sort of the facts."""
        return cls(FactIndex.of(bank.facts), bank.source_by_id, bank.questions)

    @classmethod
    def around(
        cls,
        facts: Iterable[Fact],
        sources: Iterable[Source],
        questions: Iterable[Question] = (),
    ) -> CheckContext:
        """Return the context of facts and sources that are not in a bank yet."""
        by_id = {source.id: source for source in sources}
        return cls(FactIndex.of(facts), by_id, tuple(questions))

    @cached_property
    def levels(self) -> Mapping[str, frozenset[str]]:
        """The levels of every name that is a value, by its plain words."""
        found: dict[str, set[str]] = {}
        for fact in self.index.facts:
            for text in fact.answers if isinstance(fact.value, Entity) else ():
                found.setdefault(plain(text), set()).add(fact.value.level)
        return {text: frozenset(levels) for text, levels in found.items()}

    @cached_property
    def forms(self) -> Mapping[Form, tuple[str, ...]]:
        """Ids of the questions that are not retired, by the facts and form they ask in."""
        found: dict[Form, list[str]] = {}
        for question in self.questions:
            if question.status is not QuestionStatus.RETIRED:
                found.setdefault(form_of(question), []).append(question.id)
        return {form: tuple(ids) for form, ids in found.items()}

    @cached_property
    def wordings(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the questions that are not retired, by kind and the words they ask with."""
        found: dict[str, list[str]] = {}
        for question in self.questions:
            if question.status is not QuestionStatus.RETIRED:
                found.setdefault(wording_of(question), []).append(question.id)
        return {wording: tuple(ids) for wording, ids in found.items()}

    @cached_property
    def askings(self) -> Mapping[tuple[QuestionKind, str], tuple[tuple[str, frozenset[str]], ...]]:
        """Ids and telling words of the questions that are not retired, by kind and answer."""
        found: dict[tuple[QuestionKind, str], list[tuple[str, frozenset[str]]]] = {}
        for question in self.questions:
            answer = answer_of(question)
            if answer and question.status is not QuestionStatus.RETIRED:
                said = question.id, telling_words(question)
                found.setdefault((question.kind, answer), []).append(said)
        return {key: tuple(said) for key, said in found.items()}


def answer_of(question: Question) -> str:
    """Return the plain words of the one answer of a question; empty for kinds with several."""
    match question:
        case MultipleChoice():
            return plain(question.option(question.key).text)
        case ShortAnswer():
            return plain(question.accepted[0])
        case Numeric():
            return str(question.value.normalize())
        case Flashcard():
            return plain(question.back)
        case Cloze() if len(question.gaps) == 1:
            return plain(question.gaps[0].accepted[0])
        case _:
            return ""


def telling_words(question: Question) -> frozenset[str]:
    """Return the words of the prompt that carry meaning, in no order."""
    return frozenset(content_words(question.text if isinstance(question, Cloze) else question.stem))


def wording_of(question: Question) -> str:
    """Return the kind and the plain words of a question, parts and all."""
    match question:
        case Cloze():
            words = GAP.sub(" gap ", question.text)
        case Matching():
            words = "|".join(pair.left for pair in question.pairs)
        case Ordering():
            words = "|".join(item.text for item in question.items)
        case _:
            words = question.stem
    return f"{question.kind}|{plain(words)}"


def form_of(question: Question) -> Form:
    """Return what makes two questions duplicates: the kind, the facts, and the verdict."""
    verdict = question.key if isinstance(question, TrueFalse) else True
    return question.kind, frozenset(question.facts), verdict
