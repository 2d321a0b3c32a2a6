"""A quiz on paper: the same questions for everybody, in versions that are shuffled apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.visitors import Visitor
from quizapp.banks.models import Bank, QuestionVersion
from quizapp.banks.models import Question as QuestionRow
from quizapp.banks.versions import questions_of
from quizapp.domain.paper import key_lines, letter
from quizapp.domain.presentation import Prompt, present
from quizapp.domain.sampling import Candidate
from quizapp.quizzes.designs import Numbered
from quizapp.quizzes.drawing import draw_items
from quizapp.quizzes.preferring import Recall
from quizapp.quizzes.sections import Section, beginnings

MOST_PAPERS = 6
"""How many versions of a quiz can be printed: neighbours need two, a room of rows four."""


@dataclass(frozen=True, slots=True)
class PrintedQuestion:
    """A question as it stands on paper, the language of its words, and the lines of its key.

    A right answer is ``worth`` so many points. A section begins above it, or none.
    """

    prompt: Prompt
    language: str
    key: tuple[str, ...]
    worth: float
    begins: Section | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One version of a quiz on paper.

    Its ``code`` names the version of the quiz, its letter, and what it asks: two sheets with one
    code have one key.
    """

    code: str
    questions: tuple[PrintedQuestion, ...]

    @property
    def possible(self) -> float:
        """How many points all its questions are worth."""
        return sum(each.worth for each in self.questions)

    @property
    def is_weighted(self) -> bool:
        """Whether a question is worth more or less than one point."""
        return any(each.worth != 1 for each in self.questions)


def papers(
    session: Session,
    quiz_id: UUID,
    latest: Numbered,
    reader: Visitor | None,
    recall: Recall,
    count: int,
) -> tuple[Paper, ...]:
    """Return so many versions of a quiz, 1 to ``MOST_PAPERS``; none where nothing can be asked.

    What is drawn is drawn once, so that all have the same questions. The order of these, within
    their sections, differs where the quiz shuffles them or there are several versions; options are
    always shuffled. One version of a quiz is printed alike as long as its banks stay as they are.
    ``reader`` is whoever sees the keys: a bank whose keys they may not see gives nothing.
    ``recall`` tells what is about to be forgotten.
    """
    if not 1 <= count <= MOST_PAPERS:
        raise ValueError(f"print 1 to {MOST_PAPERS} versions")
    number, design = latest
    drawing = draw_items(session, design.items, Random(quiz_id.int), reader, recall)
    drawn = drawing.questions
    if not drawn:
        return ()
    questions = questions_of(session, {each.version: each.fingerprint for each in drawn})
    languages = _languages(session, [each.version for each in drawn])
    made = []
    for place in range(1, count + 1):
        name = f"{quiz_id}/{number}/{letter(place)}"
        order = list(drawn)
        if design.shuffles or count > 1:
            Random(name).shuffle(order)
            order.sort(key=lambda each: drawing.sections[each.version])
        begun = beginnings(
            design.sections,
            ((at, drawing.sections[each.version]) for at, each in enumerate(order)),
        )
        printed = []
        for at, each in enumerate(order):
            question = questions[each.version]
            prompt, key = present(question, name), key_lines(question, name)
            worth = drawing.points[each.version]
            printed.append(
                PrintedQuestion(prompt, languages[each.version], key, worth, begun.get(at))
            )
        code = f"{number}{letter(place)}-{_digest(name, order)}"
        made.append(Paper(code, tuple(printed)))
    return tuple(made)


def _digest(name: str, order: Sequence[Candidate]) -> str:
    asked = "/".join([name, *(each.fingerprint for each in order)])
    return hashlib.sha256(asked.encode()).hexdigest()[:4].upper()


def _languages(session: Session, versions: Sequence[int]) -> dict[int, str]:
    rows = session.execute(
        select(QuestionVersion.id, Bank.language)
        .join(QuestionRow, QuestionRow.id == QuestionVersion.question_id)
        .join(Bank, Bank.id == QuestionRow.bank_id)
        .where(QuestionVersion.id.in_(versions))
    )
    return {row.id: row.language for row in rows}
