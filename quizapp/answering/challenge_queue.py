"""What a bank's teachers have to decide: open challenges, equal ones together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from quizapp.answering.models import Challenge, ChallengeKind, ChallengeState
from quizapp.authoring.queries import headline
from quizapp.banks.models import Question, QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_questions
from quizapp.banks.versions import question_of
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answers import Answer
from quizapp.domain.grading import grade
from quizapp.domain.objections import missed_words, sameness
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.quizzes.models import Response, Score


class _Member(NamedTuple):
    """A challenge with the answer that it is about, what that earns, and what was asked."""

    made: Challenge
    answer: Answer
    points: float
    asked: QuestionVersion


@dataclass(frozen=True, slots=True)
class ChallengeGroup:
    """Challenges that say the same of a question, and of one answer where they are about that.

    ``ids`` are theirs, the oldest first; ``texts`` what their learners wrote, each once. ``answer``
    is what was answered to ``asked_version_id``, and ``key`` the question as it is asked now.
    """

    question: Question
    headline: str
    kind: ChallengeKind
    answer: Answer
    asked: DomainQuestion
    version: int
    key: AskedQuestion
    ids: tuple[UUID, ...]
    learners: int
    texts: tuple[str, ...]
    since: datetime
    is_right_now: bool

    @property
    def missed(self) -> Mapping[str, str]:
        """The typed words, by the part, that the question of now could take as well."""
        if self.kind is not ChallengeKind.ANSWER:
            return {}
        return missed_words(self.key.question, self.answer, self.key.lookalikes)


def open_challenges(session: Session, bank_ids: Collection[int]) -> dict[int, int]:
    """Return how many challenges are open in each of these banks; banks without are absent."""
    rows = session.execute(
        select(Question.bank_id, func.count())
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(Challenge, Challenge.question_version_id == QuestionVersion.id)
        .where(Question.bank_id.in_(bank_ids), Challenge.state == ChallengeState.OPEN.value)
        .group_by(Question.bank_id)
    )
    return dict(rows.all())


def open_by_question(session: Session, question_ids: Collection[int]) -> dict[int, int]:
    """Return how many challenges to any version of each question are open; others are absent."""
    rows = session.execute(
        select(QuestionVersion.question_id, func.count())
        .join(Challenge, Challenge.question_version_id == QuestionVersion.id)
        .where(
            QuestionVersion.question_id.in_(question_ids),
            Challenge.state == ChallengeState.OPEN.value,
        )
        .group_by(QuestionVersion.question_id)
    )
    return dict(rows.all())


def groups_of(session: Session, bank_id: int) -> list[ChallengeGroup]:
    """Return the open challenges of a bank, equal ones together, the oldest first."""
    questions = session.scalars(
        select(QuestionVersion.question_id)
        .join(Challenge, Challenge.question_version_id == QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.bank_id == bank_id, Challenge.state == ChallengeState.OPEN.value)
    )
    return _groups(session, set(questions))


def group_with(session: Session, bank_id: int, challenge_id: UUID) -> ChallengeGroup | None:
    """Return the open challenges that are equal to this one, it among them; None if it is none."""
    question_id = session.scalar(
        select(Question.id)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .join(Challenge, Challenge.question_version_id == QuestionVersion.id)
        .where(Challenge.id == challenge_id, Question.bank_id == bank_id)
    )
    if question_id is None:
        return None
    groups = _groups(session, {question_id})
    return next((each for each in groups if challenge_id in each.ids), None)


def _groups(session: Session, question_ids: Collection[int]) -> list[ChallengeGroup]:
    if not question_ids:
        return []
    rows = session.execute(
        select(Challenge, Response.content, func.coalesce(Score.points, 0.0), QuestionVersion)
        .join(Response, Response.id == Challenge.response_id)
        .outerjoin(Score, and_(Score.response_id == Response.id, Score.is_current))
        .join(QuestionVersion, QuestionVersion.id == Challenge.question_version_id)
        .where(
            QuestionVersion.question_id.in_(question_ids),
            Challenge.state == ChallengeState.OPEN.value,
        )
        .order_by(Challenge.created_at, Challenge.id)
        .execution_options(populate_existing=True)
    ).all()
    current = {
        version.question_id: version
        for version in session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.question_id.in_(question_ids), QuestionVersion.is_current)
            .execution_options(populate_existing=True)
        )
    }
    keys = asked_questions(session, {each.id: each.fingerprint for each in current.values()})
    together: dict[tuple[int, str, str], list[_Member]] = {}
    for made, content, points, asked in rows:
        answer = decode_answer(content)
        # Whatever was answered, that a question is unclear is the same.
        same = sameness(answer) if made.kind == ChallengeKind.ANSWER else ""
        group = together.setdefault((asked.question_id, made.kind, same), [])
        group.append(_Member(made, answer, points, asked))
    return [
        _group(current[question_id], keys[current[question_id].id], members)
        for (question_id, _, _), members in together.items()
    ]


def _group(
    version: QuestionVersion, key: AskedQuestion, members: Sequence[_Member]
) -> ChallengeGroup:
    first, answer, points, asked = members[0]
    earns = float(grade(key.question, answer, key.lookalikes).points)
    return ChallengeGroup(
        question=version.question,
        headline=headline(version),
        kind=ChallengeKind(first.kind),
        answer=answer,
        asked=question_of(asked),
        version=version.number,
        key=key,
        ids=tuple(each.made.id for each in members),
        learners=len({each.made.user_id for each in members}),
        texts=tuple(dict.fromkeys(each.made.text for each in members if each.made.text)),
        since=first.created_at,
        is_right_now=earns > points,
    )
