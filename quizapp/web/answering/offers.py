"""What can be said against a result, beside that result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from quizapp.answering.challenges import challenges_of, kinds_for
from quizapp.answering.models import Challenge, ChallengeKind, ChallengeState
from quizapp.clock import new_id
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.results import KeyedResult, Result

KIND_WORDS: Mapping[ChallengeKind, str] = {
    ChallengeKind.ANSWER: "My answer is right",
    ChallengeKind.KEY: "What counts as right is wrong",
    ChallengeKind.UNCLEAR: "The question is unclear",
    ChallengeKind.PROOF: "The proof does not say that",
}
"""What a learner says, in words."""

_TYPED = frozenset({QuestionKind.SHORT_ANSWER, QuestionKind.NUMERIC, QuestionKind.CLOZE})


@dataclass(frozen=True, slots=True)
class Said:
    """An objection that was made, and what came of it.

    There is no ``reason`` where it may tell what is right and its learner does not see that.
    """

    kind: str
    state: str
    created_at: datetime
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What was said against a result, and what can be said still, at ``url``.

    With ``one_tap`` nothing else is asked than whether the typed answer was right.
    """

    url: str
    challenge_id: UUID
    made: tuple[Said, ...]
    kinds: tuple[ChallengeKind, ...]
    one_tap: bool


def offers_of(session: Session, shown: Sequence[Result]) -> Mapping[int, Offer]:
    """Return what can be said against results that may be seen, by position.

    One SELECT where any of them may have been objected to, else none.
    """
    # Hardly anybody objects: the others are not looked up.
    challenged = [
        each.response_id for each in shown if each.response_id and _may_be_challenged(each)
    ]
    made = challenges_of(session, challenged)
    return {
        each.position: _offer(each, made.get(each.response_id, ()) if each.response_id else ())
        for each in shown
    }


def _offer(result: Result, made: Sequence[Challenge]) -> Offer:
    said = {each.kind for each in made}
    # While a teacher is at it, and once they agreed, there is nothing to add.
    is_over = any(each.state != ChallengeState.DECLINED for each in made)
    is_keyed = isinstance(result, KeyedResult)
    fitting = () if is_over else kinds_for(result.outcome, result.kind, is_keyed=is_keyed)
    kinds = tuple(each for each in fitting if each.value not in said)
    return Offer(
        objection_url(result),
        new_id(),
        tuple(
            Said(
                each.kind,
                each.state,
                each.created_at,
                each.decided_at,
                each.reason if is_keyed else "",
            )
            for each in made
        ),
        kinds,
        ChallengeKind.ANSWER in kinds and result.kind in _TYPED,
    )


def objection_url(result: Result) -> str:
    """Return the address of the page that objects to a result.

    What has no score may have no response yet, so that it goes by its place.
    """
    if result.score is None:
        return url_for(
            "answering.objection_to_unanswered",
            attempt_id=result.attempt_id,
            position=result.position,
        )
    return url_for("answering.objection", response_id=result.score.response_id)


def _may_be_challenged(result: Result) -> bool:
    return result.score is None or result.score.is_challenged
