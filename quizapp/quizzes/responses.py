"""Storing responses, and what they earned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from quizapp.clock import new_id
from quizapp.db import table_of
from quizapp.domain.answer_codec import encode_answer
from quizapp.domain.answers import Answer, Blank, Recalled
from quizapp.domain.answers import Mark as DomainMark
from quizapp.domain.certainty import Certainty
from quizapp.domain.rulings import Basis, ruled
from quizapp.quizzes.models import ClockSource, Grader, Mark, Response, Score

_RESPONSES, _SCORES, _MARKS = table_of(Response), table_of(Score), table_of(Mark)
_CHANGING = (
    "content",
    "is_blank",
    "answered_at",
    "received_at",
    "clock",
    "took_ms",
    "certainty",
)
_ADD = insert(_RESPONSES)
_REVISE = (
    update(_RESPONSES)
    .where(_RESPONSES.c.id == bindparam("response"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGING})
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was answered and by whose clock, when it was received, and how long it took.

    ``took_ms`` is milliseconds, None where nobody measured.
    """

    answered_at: datetime
    received_at: datetime
    clock: ClockSource
    took_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """What a learner has entered for one question, when, and how sure they say to be of it."""

    response_id: UUID
    version_id: int
    answer: Answer
    moment: Moment
    attempt_id: UUID | None = None
    position: int | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """What a response earned under a key, and the ids of the facts behind the parts of that key.

    ``basis`` says whether the mark follows the key, or a ruling for everybody.
    """

    score_id: UUID
    response_id: UUID
    key_version_id: int
    mark: DomainMark
    fact_ids: Mapping[str, int]
    grader: Grader = Grader.PROGRAM
    basis: Basis = Basis.KEY

    @classmethod
    def under(
        cls,
        response_id: UUID,
        key_version_id: int,
        answer: Answer,
        mark: DomainMark,
        fact_ids: Mapping[str, int],
        basis: Basis = Basis.KEY,
    ) -> Scored:
        """Return a score of a mark under the key of that version, yet to be stored."""
        grader = Grader.LEARNER if isinstance(answer, Recalled) else Grader.PROGRAM
        return cls(
            new_id(), response_id, key_version_id, ruled(mark, basis), fact_ids, grader, basis
        )

    @classmethod
    def of_people(cls, response_id: UUID, version_id: int, mark: DomainMark) -> Scored:
        """Return the score of an essay, by what people gave it."""
        return cls(new_id(), response_id, version_id, mark, {})


def add_responses(session: Session, user_id: int, entered: Sequence[Entered]) -> None:
    """Store responses; the caller has made sure that they are not stored yet."""
    if not entered:
        return
    session.connection().execute(
        _ADD,
        [
            {
                "id": each.response_id,
                "user_id": user_id,
                "question_version_id": each.version_id,
                "attempt_id": each.attempt_id,
                "position": each.position,
                **_columns(each),
            }
            for each in entered
        ],
    )


def revise_responses(session: Session, entered: Sequence[Entered]) -> None:
    """Put other content into responses; the caller has made sure that they may still change."""
    if entered:
        session.execute(
            _REVISE,
            [
                {"response": each.response_id}
                | {f"new_{name}": value for name, value in _columns(each).items()}
                for each in entered
            ],
        )


def add_scores(
    session: Session,
    scored: Sequence[Scored],
    now: datetime,
    *,
    reason: str = "",
    by: int | None = None,
) -> None:
    """Add scores, each current from now on in the place of the one before; say why if there was."""
    if not scored:
        return
    if reason:
        _supersede(session, [each.response_id for each in scored])
    session.execute(
        insert(_SCORES),
        [
            {
                "id": each.score_id,
                "response_id": each.response_id,
                "key_version_id": each.key_version_id,
                "is_current": True,
                "grader": each.grader.value,
                "reason": reason,
                "points": float(each.mark.points),
                "outcome": each.mark.outcome.value,
                "rule": each.mark.rule,
                "scored_at": now,
                "scored_by_id": by,
                "basis": each.basis.value,
            }
            for each in scored
        ],
    )
    marks = [row for each in scored for row in _mark_rows(each)]
    # An essay has no parts.
    if marks:
        session.execute(insert(_MARKS), marks)


def _supersede(session: Session, response_ids: Iterable[UUID]) -> None:
    """Let the scores of responses be current no longer; two cannot be current at once."""
    session.execute(
        update(_SCORES)
        .where(_SCORES.c.response_id == bindparam("response"), _SCORES.c.is_current)
        .values(is_current=False),
        [{"response": response_id} for response_id in response_ids],
    )


def _columns(entered: Entered) -> dict[str, Any]:
    return {
        "content": encode_answer(entered.answer),
        "is_blank": isinstance(entered.answer, Blank),
        "answered_at": entered.moment.answered_at,
        "received_at": entered.moment.received_at,
        "clock": entered.moment.clock.value,
        "took_ms": entered.moment.took_ms,
        "certainty": entered.certainty,
    }


def _mark_rows(scored: Scored) -> list[dict[str, Any]]:
    return [
        {
            "score_id": scored.score_id,
            "position": number,
            "part": part.part,
            "fact_id": scored.fact_ids[part.part],
            "is_right": part.right,
            "is_answered": part.answered,
            "guess": part.guess,
            "given": part.given,
            "expected": part.expected,
            "note": part.note,
            "confused_with": part.confused_with,
        }
        for number, part in enumerate(scored.mark.parts)
    ]
