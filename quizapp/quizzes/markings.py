"""Reading what people gave the essays of a quiz, and which of them wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.name_order import BY_NAME
from quizapp.banks.models import Question, QuestionVersion
from quizapp.domain.answers import Outcome
from quizapp.domain.marking import Marking
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.marking_models import EssayMarking, QuizMarker, QuizMarking
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response, Score


@dataclass(frozen=True, slots=True)
class MarkingTerms:
    """How the essays of a quiz are marked, and who marks them besides its owner."""

    hides_names: bool = False
    markers_needed: int = 1
    markers: tuple[tuple[int, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class EssayRow:
    """An essay that was handed in, without its text; it earned ``points`` of what it is worth.

    ``marked_by`` are the people whose markings stand.
    """

    response_id: UUID
    attempt_id: UUID
    user_id: int
    name: str | None
    is_guest: bool
    position: int
    version_id: int
    fingerprint: str
    question_id: int
    worth: float
    outcome: str
    points: float
    marked_by: frozenset[int]

    @property
    def waits(self) -> bool:
        """Whether it has no mark yet."""
        return self.outcome == Outcome.WAITING


def terms_of(session: Session, quiz_id: UUID) -> MarkingTerms:
    """Return how a quiz is marked."""
    row = session.get(QuizMarking, quiz_id, populate_existing=True)
    markers = session.execute(
        select(QuizMarker.user_id, User.name)
        .join(User, User.id == QuizMarker.user_id)
        .where(QuizMarker.quiz_id == quiz_id)
        .order_by(*BY_NAME)
    ).all()
    named = tuple((user_id, name) for user_id, name in markers)
    if row is None:
        return MarkingTerms(markers=named)
    return MarkingTerms(row.hides_names, row.markers_needed, named)


def is_marker(session: Session, quiz_id: UUID, user_id: int) -> bool:
    """Whether somebody was named as a marker of a quiz."""
    return session.get(QuizMarker, (quiz_id, user_id)) is not None


def quizzes_marked_by(session: Session, user_id: int) -> Sequence[UUID]:
    """Return the quizzes that somebody was named a marker of, the newest first."""
    return session.scalars(
        select(QuizMarker.quiz_id)
        .where(QuizMarker.user_id == user_id)
        .order_by(QuizMarker.added_at.desc())
    ).all()


def essays_of(session: Session, quiz_id: UUID) -> list[EssayRow]:
    """Return the essays that were handed in to a quiz, in the order of their hand-in.

    What was left empty is not among them, nor are previews, nor what a ruling marks.
    """
    rows = session.execute(
        select(
            Response.id,
            Attempt.id.label("attempt_id"),
            Attempt.user_id,
            User.name,
            User.is_guest,
            AttemptQuestion.position,
            QuestionVersion.id.label("version_id"),
            QuestionVersion.fingerprint,
            QuestionVersion.question_id,
            AttemptQuestion.points.label("worth"),
            Score.outcome,
            Score.points,
        )
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(User, User.id == Attempt.user_id)
        .join(
            AttemptQuestion,
            (AttemptQuestion.attempt_id == Attempt.id)
            & (AttemptQuestion.position == Response.position),
        )
        .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .join(Score, (Score.response_id == Response.id) & Score.is_current)
        .where(
            Attempt.quiz_id == quiz_id,
            ~Attempt.is_preview,
            ~Response.is_blank,
            Question.kind == QuestionKind.ESSAY.value,
            Score.basis == "key",
        )
        .order_by(AttemptQuestion.position, Response.received_at, Response.id)
    ).all()
    given = _markers(session, quiz_id)
    return [
        EssayRow(
            row.id,
            row.attempt_id,
            row.user_id,
            row.name,
            row.is_guest,
            row.position,
            row.version_id,
            row.fingerprint,
            row.question_id,
            row.worth,
            row.outcome,
            row.points,
            frozenset(given.get(row.id, ())),
        )
        for row in rows
    ]


def _markers(session: Session, quiz_id: UUID) -> Mapping[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    for response_id, marker_id in session.execute(
        select(EssayMarking.response_id, EssayMarking.marker_id)
        .join(Response, Response.id == EssayMarking.response_id)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(Attempt.quiz_id == quiz_id, EssayMarking.is_current)
    ):
        found[response_id].add(marker_id)
    return found


def markings_of(
    session: Session, response_ids: Collection[UUID], *, history: bool = False
) -> Mapping[UUID, Sequence[EssayMarking]]:
    """Return the markings that stand, by response, in their order; ``history`` are all of them."""
    if not response_ids:
        return {}
    wanted = (
        select(EssayMarking)
        .where(EssayMarking.response_id.in_(response_ids))
        .order_by(EssayMarking.marked_at, EssayMarking.id)
        .execution_options(populate_existing=True)
    )
    if not history:
        wanted = wanted.where(EssayMarking.is_current)
    found: dict[UUID, list[EssayMarking]] = defaultdict(list)
    for row in session.scalars(wanted):
        found[row.response_id].append(row)
    return found


def as_given(rows: Sequence[EssayMarking]) -> list[Marking]:
    """Return markings as the domain has them."""
    return [Marking(row.levels, row.decides) for row in rows]


def needed_for(session: Session, response_ids: Collection[UUID]) -> Mapping[UUID, int]:
    """Return how many markers each of these responses needs."""
    rows = session.execute(
        select(Response.id, QuizMarking.markers_needed)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(QuizMarking, QuizMarking.quiz_id == Attempt.quiz_id)
        .where(Response.id.in_(response_ids))
    )
    return {response_id: needed or 1 for response_id, needed in rows}


def earlier_comments(
    session: Session, quiz_id: UUID, question_id: int, besides: UUID, most: int = 8
) -> list[str]:
    """Return comments that were given to a question in a quiz, each once, the newest first."""
    rows: list[tuple[str, datetime]] = [
        (comment, at)
        for comment, at in session.execute(
            select(EssayMarking.comment, EssayMarking.marked_at)
            .join(Response, Response.id == EssayMarking.response_id)
            .join(Attempt, Attempt.id == Response.attempt_id)
            .join(QuestionVersion, QuestionVersion.id == Response.question_version_id)
            .where(
                Attempt.quiz_id == quiz_id,
                QuestionVersion.question_id == question_id,
                EssayMarking.response_id != besides,
                EssayMarking.is_current,
                EssayMarking.comment != "",
            )
            .order_by(EssayMarking.marked_at.desc())
        )
    ]
    return list(dict.fromkeys(comment for comment, _ in rows))[:most]


def names_of(session: Session, user_ids: Collection[int]) -> Mapping[int, str | None]:
    """Return the names of people; None for those who have left."""
    rows = session.execute(select(User.id, User.name).where(User.id.in_(user_ids)))
    return {row.id: row.name for row in rows}
