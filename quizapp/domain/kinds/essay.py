"""A text of several sentences, which people mark by a rubric."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from quizapp.domain.answers import WRITTEN_LIMIT, Answer, Blank, Outcome, Written
from quizapp.domain.errors import Fault
from quizapp.domain.grades import is_worth
from quizapp.domain.identifiers import is_identifier
from quizapp.domain.kinds.faults import TEXT_LIMIT, text_faults
from quizapp.domain.kinds.fields import Fields, Filling, writing_of
from quizapp.domain.kinds.marks import Lookalikes, Unusable
from quizapp.domain.kinds.prompts import Prompt
from quizapp.domain.kinds.question import Outline, Part, Question, Solution
from quizapp.domain.kinds.words import QuestionKind

CRITERIA_LIMIT = 8
LEVELS_LIMIT = 8
WORDS_LIMIT = 3_000
TITLE_LIMIT, LABEL_LIMIT = 120, 60
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_EAST_ASIAN}]|[^\s{_EAST_ASIAN}]+")


def word_count(text: str) -> int:
    """Return how many words a text has.

    Scripts without spaces between words are counted by letters, as word processors do.
    """
    return sum(any(map(str.isalnum, word)) for word in _WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Level:
    """How well a criterion can be met, and the points for that."""

    label: str
    points: Decimal
    description: str = ""

    def __str__(self) -> str:
        return f"{self.points.normalize():f} {self.label}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that an essay is marked for; its levels go from the best to the least."""

    id: str
    title: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> Decimal:
        """The points of its best level."""
        return self.levels[0].points


@dataclass(frozen=True, slots=True, kw_only=True)
class Essay(Question):
    """A text to be written, marked by people for each of its ``criteria``: its rubric.

    ``least_words`` and ``most_words`` are what its writer is asked to keep to. Nobody is kept from
    handing in less or more. It has no fact, so that nothing of it is a memory.
    """

    kind: ClassVar[QuestionKind] = QuestionKind.ESSAY
    rule: ClassVar[str] = (
        "Marked by people: the points of the chosen levels, of all that the rubric gives."
    )
    answer_type: ClassVar[type[Written]] = Written
    shows_answer: ClassVar[bool] = False
    stem_limit: ClassVar[int] = 2_000

    criteria: tuple[Criterion, ...]
    least_words: int | None = None
    most_words: int | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """None: there is no fact that it asks for."""
        return ()

    @property
    def most(self) -> Decimal:
        """The points of the best level of every criterion."""
        return sum((each.most for each in self.criteria), Decimal(0))

    def _faults(self) -> Iterator[Fault]:
        if not 1 <= len(self.criteria) <= CRITERIA_LIMIT:
            message = f"There are {len(self.criteria)} criteria."
            yield Fault("criteria", message, f"Give 1 to {CRITERIA_LIMIT}.")
        ids = [each.id for each in self.criteria]
        if len(set(ids)) != len(ids) or not all(map(is_identifier, ids)):
            message = "Their ids are empty, doubled or misspelt."
            yield Fault("criteria", message, "Give each its own id.")
        for each in self.criteria:
            yield from text_faults(f"criteria.{each.id}.title", each.title, TITLE_LIMIT)
            yield from _level_faults(f"criteria.{each.id}.levels", each.levels)
        for name, words in (("least_words", self.least_words), ("most_words", self.most_words)):
            if words is not None and not 1 <= words <= WORDS_LIMIT:
                yield Fault(name, f"It is {words}.", f"Ask for 1 to {WORDS_LIMIT} words.")
        if self.least_words and self.most_words and self.least_words > self.most_words:
            yield Fault("most_words", "It is less than the least.", "Exchange the two.")

    def prompt(self, _seed: str) -> Prompt:
        """Show one large field, and what the text is marked for."""
        return Prompt(
            self.kind,
            self.stem,
            limit=WRITTEN_LIMIT,
            words=(self.least_words, self.most_words),
            criteria=tuple(each.title for each in self.criteria),
        )

    def read(self, _seed: str, raw: Fields) -> Answer:
        """Read ``text``."""
        text = writing_of(raw, "text")
        return Written(text) if text else Blank()

    def fill(self, _seed: str, answer: Written) -> Filling:
        """Fill in ``text``."""
        return {"text": [answer.text]}

    @property
    def expected(self) -> tuple[str, ...]:
        """Nothing: there are no parts."""
        return ()

    @property
    def headline(self) -> str:
        """The first line of what is asked."""
        return self.stem.strip().partition("\n")[0]

    def judge(self, _answer: Written, _lookalikes: Lookalikes) -> Unusable:
        """Leave it to people."""
        return Unusable(Outcome.WAITING)

    def solution(self) -> Solution:
        """Give the rubric."""
        return Solution(
            answers=tuple((each.title, " · ".join(map(str, each.levels))) for each in self.criteria)
        )

    def outline(self) -> Outline:
        """Offer nothing; the key is the rubric: each criterion with its levels."""
        return Outline([], [[each.title, *map(str, each.levels)] for each in self.criteria])


def _level_faults(field: str, levels: tuple[Level, ...]) -> Iterator[Fault]:
    if not 2 <= len(levels) <= LEVELS_LIMIT:
        yield Fault(field, f"There are {len(levels)} levels.", f"Give 2 to {LEVELS_LIMIT}.")
    for level in levels:
        yield from text_faults(field, level.label, LABEL_LIMIT)
        if level.description:
            yield from text_faults(field, level.description, TEXT_LIMIT)
        if ":" in level.label or "\n" in level.label + level.description:
            # A form has a line for each level, with a colon after its name.
            message = f"“{level.label}” has a colon or another line in it."
            yield Fault(field, message, "Write the name without a colon, and all in one line.")
        if not level.points.is_finite() or not is_worth(float(level.points)):
            message = f"“{level.label}” is worth {level.points} points."
            yield Fault(field, message, "Give 0 to 100, in halves.")
    points = [each.points for each in levels if each.points.is_finite()]
    if any(one <= other for one, other in pairwise(points)):
        message = "Points do not fall from level to level."
        yield Fault(field, message, "Begin with the best level, and give each fewer points.")
    labels = [" ".join(each.label.casefold().split()) for each in levels]
    if len(set(labels)) != len(labels):
        yield Fault(field, "Two levels have one name.", "Name each of them otherwise.")
