"""What every kind of question has, and what each must say for itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from quizapp.domain.answers import Answer
from quizapp.domain.errors import Fault, InvalidQuestion
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.kinds.faults import text_faults
from quizapp.domain.kinds.fields import Fields, Filling
from quizapp.domain.kinds.marks import Judgement, Lookalikes, Unusable
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.kinds.words import Origin, QuestionKind, QuestionStatus
from quizapp.domain.stored import Stored

STEM_LIMIT = 600
CONTEXT_LIMIT = 1000
"""The longest context, in letters: a paragraph, not a text to be read."""

PlainKey = str | list[str] | list[list[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a question and the fact it asks for; the name is unique in the question.

    ``label`` says to people which part it is; it is empty where there is only one. Labels of a
    multiple response are its key: they are for results only.
    """

    name: str
    fact: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """A key in words, for people who may see it.

    ``options`` are texts with whether each is right; ``answers`` are labels with texts.
    """

    options: tuple[tuple[str, bool], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What is offered and what is right, as plain values for programs."""

    options: list[str]
    key: PlainKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Stored, ABC):
    """What every kind has. A kind adds its key and says how it is shown, read and marked.

    ``context`` are the sentences before those that ask, of the same text, where these lean on them.
    ``explanation`` says why the key is right. ``rule`` is the published rule of marking in a
    sentence, ``answer_type`` the answer that fits, and ``shows_answer`` whether the answer stands
    among others, to be recognised rather than recalled. ``stem_limit`` is the longest stem, in
    letters. Raises InvalidQuestion.
    """

    kind: ClassVar[QuestionKind]
    rule: ClassVar[str]
    answer_type: ClassVar[type[Any]]
    shows_answer: ClassVar[bool]

    stem_limit: ClassVar[int] = STEM_LIMIT

    id: str
    topic: str
    stem: str
    context: str = ""
    explanation: str = ""
    status: QuestionStatus = QuestionStatus.DRAFT
    origin: Origin = Origin.HAND

    def __post_init__(self) -> None:
        faults = [*self._common_faults(), *self._faults()]
        if faults:
            raise InvalidQuestion(f"question {self.id or '?'}", faults)

    @abstractmethod
    def _faults(self) -> Iterator[Fault]:
        """Say what is wrong with the fields that the kind adds."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Part, ...]:
        """The parts that are marked, each with its fact, in the order they are shown."""

    @abstractmethod
    def prompt(self, seed: str) -> Prompt:
        """Return the question as a learner may see it; one seed shuffles it alike each time."""

    @abstractmethod
    def read(self, seed: str, raw: Fields) -> Answer:
        """Read the fields that a form sent for the prompt with this seed; may raise Refused."""

    @abstractmethod
    def fill(self, seed: str, answer: Any) -> Filling:
        """Return the fields that ``read`` reads as this answer, which is of the fitting type."""

    @property
    @abstractmethod
    def expected(self) -> tuple[str, ...]:
        """The right answer of each part in words."""

    @abstractmethod
    def judge(self, answer: Any, lookalikes: Lookalikes) -> Judgement | Unusable:
        """Mark an answer of the fitting type, or say why that cannot be done.

        Kinds that forgive slips forgive none that makes one of the ``lookalikes``.
        """

    @abstractmethod
    def solution(self) -> Solution:
        """Return the key as a teacher reads it at a glance."""

    @abstractmethod
    def outline(self) -> Outline:
        """Return the key as other programs are given it."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts asked for, each once, in order."""
        return tuple(dict.fromkeys(part.fact for part in self.parts))

    @property
    def guess_score(self) -> float:
        """What guessing earns on average, 0 to 1; where an answer is typed that is nothing."""
        return 0.0

    @property
    def wording(self) -> str:
        """Everything that is said to the learner, but for what is offered."""
        return self.stem

    @property
    def headline(self) -> str:
        """What is asked, without how to answer it: the line that stands for it in a list."""
        return self.stem

    @property
    def giveaways(self) -> tuple[str, ...]:
        """Texts of which any answers the whole question, where another question states it."""
        return ()

    @property
    def part_giveaways(self) -> tuple[str, ...]:
        """Texts of which any answers one of several parts, where a heading states it."""
        return ()

    def _common_faults(self) -> Iterator[Fault]:
        if not is_identifier(self.id):
            yield Fault("id", f"“{self.id}” is not an id.", "Use small letters, digits, hyphens.")
        yield from text_faults("stem", self.stem, self.stem_limit)
        if len(self.context) > CONTEXT_LIMIT:
            yield Fault("context", "It is too long.", f"Stay below {CONTEXT_LIMIT} letters.")
        if len(self.explanation) > 2 * STEM_LIMIT:
            yield Fault("explanation", "It is too long.", f"Stay below {2 * STEM_LIMIT} letters.")
