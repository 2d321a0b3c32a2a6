"""What can be said against a result, beside that result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from quizapp.answering.challenges import challenges_of, kinds_for
from quizapp.answering.models import Challenge, ChallengeKind, ChallengeState
from quizapp.clock import new_id
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes.results import Result

KIND_WORDS: Mapping[ChallengeKind, str] = {
    ChallengeKind.ANSWER: "My answer is right",
    ChallengeKind.UNCLEAR: "The question is unclear",
    ChallengeKind.PROOF: "The proof does not say that",
}
"""What a learner says, in words."""

_TYPED = frozenset({QuestionKind.SHORT_ANSWER, QuestionKind.NUMERIC, QuestionKind.CLOZE})


@dataclass(frozen=True, slots=True)
class Offer:
    """What was said against a result, and what can be said still, at ``url``.

    With ``one_tap`` nothing else is asked than whether the typed answer was right.
    """

    url: str
    challenge_id: UUID
    made: tuple[Challenge, ...]
    kinds: tuple[ChallengeKind, ...]
    one_tap: bool


def offers_of(session: Session, shown: Sequence[Result]) -> Mapping[UUID, Offer]:
    """Return what can be said against results that may be seen, by response.

    One SELECT where any of them was objected to, else none.
    """
    scored = {each.score.response_id: each for each in shown if each.score is not None}
    # Hardly anybody objects: the others are not looked up.
    challenged = [each for each, result in scored.items() if _is_challenged(result)]
    made = challenges_of(session, challenged)
    offers = {}
    for response_id, result in scored.items():
        known = made.get(response_id, ())
        said = {each.kind for each in known}
        # While a teacher is at it, and once they agreed, there is nothing to add.
        is_over = any(each.state != ChallengeState.DECLINED for each in known)
        kinds = (
            () if is_over else tuple(k for k in kinds_for(result.outcome) if k.value not in said)
        )
        offers[response_id] = Offer(
            url_for("answering.objection", response_id=response_id),
            new_id(),
            tuple(known),
            kinds,
            ChallengeKind.ANSWER in kinds and result.asked.kind in _TYPED,
        )
    return offers


def _is_challenged(result: Result) -> bool:
    return result.score is not None and result.score.is_challenged
