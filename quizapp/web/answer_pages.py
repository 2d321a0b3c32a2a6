"""An answered question as a page shows it: what was given, what is right, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.banks import queries as banks
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import Proof
from quizapp.domain.answers import Outcome
from quizapp.domain.grading.number import number_text
from quizapp.domain.questions import (
    Cloze,
    Flashcard,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Numeric,
    Ordering,
    Question,
    ShortAnswer,
    TrueFalse,
)
from quizapp.quizzes.models import Answer
from quizapp.web.evidence import Excerpt, excerpt, paragraph_around
from quizapp.web.words import spoken_points


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part of an answer. ``true_of`` is what a chosen wrong option would be right for."""

    label: str
    given: str
    expected: str
    right: bool
    answered: bool
    true_of: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with its answer, its mark, and its proofs."""

    position: int
    stem: str
    kind: str
    outcome: str
    points: float
    score: str
    rule: str
    parts: tuple[AnsweredPart, ...]
    explanation: str
    proofs: tuple[Excerpt, ...]


def answered_questions(
    session: Session,
    bank: tuple[int, str],
    shown: Iterable[tuple[int, Question, QuestionVersion, Answer | None]],
) -> list[AnsweredQuestion]:
    """Return questions with their answers, ready to be shown. ``bank`` is its id and its slug.

    Each is shown with the proofs of the fact versions that it asked for when it was answered.
    """
    shown = list(shown)
    bank_id, bank_slug = bank
    proofs = banks.proofs_of_versions(
        session,
        {part.fact_version_id for _, _, version, _ in shown for part in version.parts},
    )
    confused = {
        mark.confused_with
        for _, _, _, answer in shown
        if answer is not None
        for mark in answer.marks
        if mark.confused_with
    }
    statements = banks.fact_statements(session, bank_id, confused)
    return [
        AnsweredQuestion(
            position,
            question.stem,
            question.kind.value,
            Outcome.BLANK.value if answer is None else answer.outcome,
            0.0 if answer is None else answer.points,
            "0 of 1" if answer is None else f"{spoken_points(answer.points)} of 1",
            "" if answer is None else answer.rule,
            tuple(_parts(question, answer, statements)),
            question.explanation,
            tuple(_excerpts(version, proofs, bank_slug)),
        )
        for position, question, version, answer in shown
    ]


def is_right(outcome: str) -> bool:
    """Whether an outcome earns full points."""
    return outcome == Outcome.RIGHT


def _parts(
    question: Question, answer: Answer | None, statements: Mapping[str, str]
) -> Iterable[AnsweredPart]:
    labels = _labels(question)
    if answer is None:
        for name, expected in right_answers(question).items():
            yield AnsweredPart(labels.get(name, ""), "", expected, right=False, answered=False)
        return
    for mark in answer.marks:
        yield AnsweredPart(
            labels.get(mark.part, ""),
            mark.given,
            mark.expected,
            mark.is_right,
            mark.is_answered,
            statements.get(mark.confused_with, ""),
        )


def _excerpts(
    version: QuestionVersion, proofs: Mapping[int, list[Proof]], bank_slug: str
) -> Iterable[Excerpt]:
    """Give the first proof of each fact; proofs of one paragraph share an excerpt."""
    together: dict[tuple[int, int], list[Proof]] = {}
    for part in version.parts:
        for proof in proofs.get(part.fact_version_id, [])[:1]:
            start, _ = paragraph_around(proof.source.text, proof.start, proof.end)
            together.setdefault((proof.source.id, start), []).append(proof)
    for group in together.values():
        yield excerpt(group, bank_slug)


def _labels(question: Question) -> dict[str, str]:
    """Return what tells the parts apart; the place in an ordering, and none in a list of options.

    The label of an option is the option itself, which its row shows anyway.
    """
    if isinstance(question, Ordering):
        return {item.id: f"Place {number}" for number, item in enumerate(question.items, 1)}
    if isinstance(question, MultipleResponse):
        return {}
    return {part.name: part.label for part in question.parts}


def right_answers(question: Question) -> dict[str, str]:
    """Return the right answer to each part, in words for people."""
    match question:
        case MultipleChoice():
            return {"choice": question.option(question.key).text}
        case MultipleResponse():
            return {key: question.option(key).text for key in question.keys}
        case TrueFalse():
            return {"verdict": "True" if question.key else "False"}
        case ShortAnswer():
            return {"text": question.accepted[0]}
        case Numeric():
            return {"number": number_text(question)}
        case Cloze():
            return {gap.id: gap.accepted[0] for gap in question.gaps}
        case Matching():
            return {pair.id: pair.right for pair in question.pairs}
        case Ordering():
            return {item.id: item.text for item in question.items}
        case Flashcard():
            return {"recall": question.back}
    raise TypeError(f"no right answer is known for {type(question).__name__}")
