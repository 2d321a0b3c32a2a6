"""Marking again: every response to one wording of a question, under a key or by a ruling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.news import note_news
from quizapp.answering.errors import OtherQuestion
from quizapp.answering.essay_marks import marks_under
from quizapp.answering.final_responses import FinalResponse, final_responses, store_blanks
from quizapp.answering.scoring import supersede
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain.rulings import Basis, ruled
from quizapp.memory.log import FactReview, Learner, reviews_of
from quizapp.memory.models import Review
from quizapp.quizzes.locking import lock_learners
from quizapp.quizzes.responses import Scored

_NOT_STORED = 0
"""The id of no version, so that nothing was marked by its key."""


@dataclass(frozen=True, slots=True)
class MarkChange:
    """What one response earned, and earns now: from 0 to 1, None where it does not count."""

    user_id: int
    attempt_id: UUID | None
    before: float | None
    after: float | None

    @property
    def gains(self) -> bool:
        """Whether it has more points than before; what does not count has none to compare."""
        return self.before is not None and self.after is not None and self.after > self.before

    @property
    def loses(self) -> bool:
        """Whether it has fewer points than before."""
        return self.before is not None and self.after is not None and self.after < self.before


@dataclass(frozen=True, slots=True)
class Regraded:
    """What was marked again, or would be, response by response."""

    changes: tuple[MarkChange, ...]

    @property
    def responses(self) -> int:
        """How many responses it is."""
        return len(self.changes)

    @property
    def gained(self) -> int:
        """How many of them have more points than before."""
        return sum(each.gains for each in self.changes)

    @property
    def lost(self) -> int:
        """How many of them have fewer points than before."""
        return sum(each.loses for each in self.changes)

    @property
    def learners(self) -> int:
        """How many people gave them."""
        return len({each.user_id for each in self.changes})


def regrade(
    session: Session,
    version_id: int,
    key_version_id: int,
    reason: str,
    by: int | None,
    now: datetime,
    *,
    basis: Basis = Basis.KEY,
    dry_run: bool = False,
    keeps_rulings: bool = False,
) -> Regraded:
    """Mark every final response to one version of a question again under another version's key.

    Each gets a new score with its ``reason`` and who had it marked (``by``); results and memories
    follow it. The log is only added to: new reviews stand at the moments of the old ones, which
    count no longer. What was marked so already is left out, so twice is once; a dry run
    tells alone. Responses of attempts that are still going on are marked so at their hand-in
    (``standing_rulings``); those that were checked before are final, and marked with the others.
    Previews stay as they were marked.
    By another ``basis`` than the key everybody who was asked gets the same, whoever left it blank
    too; with ``keeps_rulings`` a key leaves what was ruled on before.
    Raises OtherQuestion, and ValueError without a reason where it is no dry run.
    """
    if not dry_run and not reason.strip():
        raise ValueError("marking again needs a reason, which learners are shown")
    key = key_of(session, version_id, key_version_id)

    def found_now() -> Mapping[int, Sequence[FinalResponse]]:
        return final_responses(
            session, version_id, key_version_id, basis, keeps_rulings=keeps_rulings
        )

    by_learner = found_now()
    if not dry_run:
        held = set(by_learner)
        lock_learners(session, held)
        # Read again: another one may have been at work until the locks were there.
        by_learner = {user_id: found for user_id, found in found_now().items() if user_id in held}
    changes: list[MarkChange] = []
    for user_id, found in by_learner.items():
        learner = Learner.of(session.get_one(User, user_id))
        changes += _changes(session, found, key, basis)
        if not dry_run:
            mark_learner(session, learner, version_id, key, basis, found, now, reason=reason, by=by)
    if not dry_run:
        note_news(session, {each.user_id for each in changes if each.before != each.after}, now)
    return Regraded(tuple(changes))


def mark_learner(
    session: Session,
    learner: Learner,
    version_id: int,
    key: AskedQuestion,
    basis: Basis,
    found: Sequence[FinalResponse],
    now: datetime,
    *,
    reason: str,
    by: int | None = None,
) -> None:
    """Give final responses of one learner to a version other scores; memories follow."""
    store_blanks(session, learner.id, version_id, found, now)
    marked = _marked(session, learner, key, basis, found)
    scored = [each for each, _ in marked]
    reviews = [review for _, group in marked for review in group]
    supersede(session, learner, scored, reviews, now, reason=reason, by=by)


def changes_under(
    session: Session, version_ids: Sequence[int], key: AskedQuestion
) -> Sequence[MarkChange]:
    """Return what a key that is not stored yet would make of every final response to versions.

    What was ruled on for everybody stays.
    """
    found = [
        each
        for version_id in version_ids
        for group in final_responses(
            session, version_id, _NOT_STORED, Basis.KEY, keeps_rulings=True
        ).values()
        for each in group
    ]
    return _changes(session, found, key, Basis.KEY)


def _changes(
    session: Session, found: Sequence[FinalResponse], key: AskedQuestion, basis: Basis
) -> list[MarkChange]:
    changes = []
    for each, by_key in zip(found, marks_under(session, key, found), strict=True):
        mark = ruled(by_key, basis)
        after = None if basis is Basis.STRUCK else float(mark.points)
        changes.append(MarkChange(each.user_id, each.attempt_id, each.points, after))
    return changes


def key_of(session: Session, version_id: int, key_version_id: int) -> AskedQuestion:
    """Return the key by which answers to a version are marked; raises OtherQuestion."""
    rows = {
        row.id: row
        for row in session.execute(
            select(
                QuestionVersion.id, QuestionVersion.question_id, QuestionVersion.fingerprint
            ).where(QuestionVersion.id.in_([version_id, key_version_id]))
        )
    }
    if (
        len({row.question_id for row in rows.values()}) != 1
        or not {
            version_id,
            key_version_id,
        }
        <= rows.keys()
    ):
        raise OtherQuestion(version_id, key_version_id)
    return asked_question(session, key_version_id, rows[key_version_id].fingerprint)


def _marked(
    session: Session,
    learner: Learner,
    key: AskedQuestion,
    basis: Basis,
    found: Sequence[FinalResponse],
) -> list[tuple[Scored, list[FactReview]]]:
    """Return what each response earns so, and the reviews that it is then."""
    days = _days(session, [each.score_id for each in found if each.score_id is not None])
    marked = []
    for each, mark in zip(found, marks_under(session, key, found), strict=True):
        scored = Scored.under(
            each.response_id, key.version_id, each.answer, mark, key.fact_ids, basis
        )
        reviews = reviews_of(
            scored,
            each.answer,
            each.answered_at,
            learner,
            gave_up=each.gave_up,
            certainty=each.certainty,
            day=None if each.score_id is None else days.get(each.score_id),
        )
        marked.append((scored, reviews))
    return marked


def _days(session: Session, score_ids: Sequence[UUID]) -> dict[UUID, date]:
    """Return the learner's days that were noted when these scores were reviewed."""
    noted = select(Review.score_id, Review.day).where(Review.score_id.in_(score_ids))
    return dict(session.execute(noted).all())
