"""An answered question as a page shows it: what was given, what is right, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.banks import queries as banks
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import Proof
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Blank, Chosen, Outcome
from quizapp.domain.grading import grade
from quizapp.domain.questions import MultipleResponse, Question
from quizapp.quizzes.models import Answer
from quizapp.web.evidence import Excerpt, excerpt, paragraph_around
from quizapp.web.formatting import spoken_points


@dataclass(frozen=True, slots=True)
class AnsweredPart:
    """One part of an answer, in words for people.

    ``true_of`` is what a chosen wrong option would be right for, ``note`` what else is to be said:
    how a word is spelt, which options were ticked wrongly.
    """

    label: str
    given: str
    expected: str
    right: bool
    answered: bool
    true_of: str = ""
    note: str = ""


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
            question.wording,
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
    if isinstance(question, MultipleResponse):
        yield _ticks(question, answer)
        return
    labels = {part.name: part.label for part in question.parts}
    if answer is None:
        for part in grade(question, Blank()).parts:
            label = labels.get(part.part, "")
            yield AnsweredPart(label, "", part.expected, right=False, answered=False)
        return
    for mark in answer.marks:
        yield AnsweredPart(
            labels.get(mark.part, ""),
            mark.given,
            mark.expected,
            mark.is_right,
            mark.is_answered,
            statements.get(mark.confused_with, ""),
            mark.note,
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


def _ticks(question: MultipleResponse, answer: Answer | None) -> AnsweredPart:
    """Return all ticks as one part: a row for each right option would hide the wrong ones."""
    content = decode_answer(answer.content) if answer is not None else Blank()
    ticked = content.options if isinstance(content, Chosen) else ()
    return AnsweredPart(
        "",
        _listed(option.text for option in question.options if option.id in ticked),
        _listed(question.option(key).text for key in question.keys),
        answer is not None and answer.outcome == Outcome.RIGHT,
        bool(ticked),
        note=" ".join(mark.note for mark in answer.marks if mark.note) if answer else "",
    )


def _listed(texts: Iterable[str]) -> str:
    return " · ".join(sorted(texts))
