"""Making quizzes, changing their settings, beginning and ending attempts at them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import Select, and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from quizapp.accounts.errors import HourIsFull
from quizapp.accounts.news import note_news
from quizapp.banks.candidates import Scope, draw_candidates
from quizapp.banks.errors import QuestionGone
from quizapp.db import table_of, upsert
from quizapp.domain.sampling import Candidate, draw
from quizapp.quizzes.design_models import QuizDesign
from quizapp.quizzes.drawing import weighing
from quizapp.quizzes.earning import totals
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt, UnknownQuiz
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    EndedBy,
    Feedback,
    Layout,
    Quiz,
    QuizBank,
    QuizSettingsVersion,
)
from quizapp.quizzes.sealing import books_of

STARTS_AN_HOUR = 60
"""How many quizzes one learner can begin within an hour: one a minute, which nobody takes."""

AN_HOUR = timedelta(hours=1)

LENGTHS = (5, 10, 20, 40)
"""How many questions a learner can ask for."""

PRACTICE = UUID("6f2b8f3e-6d5c-4a8f-9b9e-0c6f3a5d7e21")
"""What the id of a learner's practice quiz is derived from; a migration knows it too."""


@dataclass(frozen=True, slots=True)
class QuizSettings:
    """How a quiz is drawn and shown: how many questions, about what, in which layout.

    ``source`` is the slug of the article that it is about, or empty; with ``mistakes`` it is about
    what the learner got wrong the last time. ``feedback`` says when its results are shown. After
    each question they are shown one by one, and so is what goes forward only (``is_linear``):
    anything else raises ValueError. Beside each answer the learner may say how sure they are where
    it ``asks_certainty``.
    """

    length: int = 10
    topics: tuple[str, ...] = ()
    fact: str = ""
    layout: Layout = Layout.PAGE
    feedback: Feedback = Feedback.END
    source: str = ""
    mistakes: bool = False
    asks_certainty: bool = False
    is_linear: bool = False

    def __post_init__(self) -> None:
        if self.feedback is Feedback.AT_ONCE and self.layout is not Layout.SINGLE:
            raise ValueError("results after each question are shown one by one")
        if self.is_linear and self.layout is not Layout.SINGLE:
            raise ValueError("what goes forward only is shown one by one")


def start_practice(
    session: Session,
    attempt_id: UUID,
    *,
    user_id: int,
    bank_ids: Sequence[int],
    settings: QuizSettings,
    now: datetime,
    facts: Select[int] | None = None,
) -> Attempt:
    """Begin an attempt at the learner's own quiz in these banks, which is made at the first one.

    ``facts`` selects the ids of those that it asks for, where it is about the learner's mistakes.
    What is closed to the learner for the sake of another quiz is not asked.
    The same id again gives the same attempt, whoever clicked twice. Raises NothingToAsk,
    UnknownAttempt when the id is another learner's attempt, and HourIsFull.
    """
    known = known_attempt(session, attempt_id, user_id, now)
    if known is not None:
        return known
    # A quiz that nothing can be drawn for is not even made.
    scope = Scope(
        settings.topics,
        settings.fact,
        settings.source,
        facts,
        books_of(session, user_id, now).facts,
    )
    drawn = _draw(session, attempt_id, bank_ids, settings.length, scope)
    # The id follows from whose practice it is in what, so that two clicks at once make one quiz.
    quiz_id = uuid5(PRACTICE, f"{user_id}/{','.join(map(str, sorted(set(bank_ids))))}")
    number = _change_practice(session, quiz_id, user_id, bank_ids, settings, now)
    return begin(session, attempt_id, quiz_id, number, user_id, drawn, now)


def make_quiz(
    session: Session,
    quiz_id: UUID,
    *,
    owner_id: int,
    bank_ids: Sequence[int],
    settings: QuizSettings,
    now: datetime,
) -> None:
    """Make a quiz that draws from these banks; made twice under one id, it is made once."""
    session.execute(
        upsert(session, Quiz).on_conflict_do_nothing(),
        [{"id": quiz_id, "owner_id": owner_id, "created_at": now}],
    )
    session.execute(
        upsert(session, QuizBank).on_conflict_do_nothing(),
        [
            {"quiz_id": quiz_id, "bank_id": bank_id, "position": position}
            for position, bank_id in enumerate(dict.fromkeys(bank_ids), start=1)
        ],
    )
    session.execute(
        upsert(session, QuizSettingsVersion).on_conflict_do_nothing(),
        [settings_row(quiz_id, 1, settings, now)],
    )


def _hold(session: Session, quiz_id: UUID) -> None:
    # Two changes at once take turns, or both would make the same number.
    session.execute(select(Quiz.id).where(Quiz.id == quiz_id).with_for_update())


def _settings_number(session: Session, quiz_id: UUID, settings: QuizSettings, now: datetime) -> int:
    latest = _latest_settings(session, quiz_id)
    if latest is None:
        raise UnknownQuiz(quiz_id)
    if latest.settings == settings:
        return latest.number
    row = settings_row(quiz_id, latest.number + 1, settings, now)
    session.execute(insert(QuizSettingsVersion), [row])
    return latest.number + 1


def finish(
    session: Session,
    attempt_id: UUID,
    ended_at: datetime,
    ended_by: EndedBy = EndedBy.LEARNER,
    now: datetime | None = None,
) -> None:
    """Hand an attempt in that ended then; a second time changes nothing.

    Whoever did not do it themselves is to be told ``now`` of its results; while these are kept back
    they are not.
    """
    is_told = ended_by is not EndedBy.LEARNER
    session.execute(
        update(_ATTEMPTS)
        .where(_ATTEMPTS.c.id == attempt_id, _ATTEMPTS.c.finished_at.is_(None))
        .values(
            finished_at=ended_at,
            ended_by=ended_by.value,
            results_at=(now or ended_at) if is_told else None,
            **_TOTALS,
        )
    )
    if is_told:
        learner = session.scalars(select(_ATTEMPTS.c.user_id).where(_ATTEMPTS.c.id == attempt_id))
        note_news(session, learner.all(), now or ended_at)


_ATTEMPTS = table_of(Attempt)
_TOTALS = totals()
_PLACES = table_of(AttemptQuestion)
_SETTINGS = table_of(QuizSettingsVersion)
_DESIGNS = table_of(QuizDesign)
_KNOWN_OR_RECENT = select(_ATTEMPTS.c.id, _ATTEMPTS.c.started_at).where(
    or_(
        _ATTEMPTS.c.id == bindparam("attempt"),
        and_(
            _ATTEMPTS.c.user_id == bindparam("user"),
            _ATTEMPTS.c.started_at > bindparam("since"),
            # What a wrong clock has put into the future does not count for ever.
            _ATTEMPTS.c.started_at <= bindparam("now"),
        ),
    )
)
_LATEST_SETTINGS = (
    select(
        _SETTINGS.c.number,
        _SETTINGS.c.length,
        _SETTINGS.c.topics,
        _SETTINGS.c.fact,
        _SETTINGS.c.layout,
        _SETTINGS.c.feedback,
        _SETTINGS.c.source,
        _SETTINGS.c.mistakes,
        _SETTINGS.c.asks_certainty,
        _SETTINGS.c.is_linear,
    )
    .where(_SETTINGS.c.quiz_id == bindparam("quiz"))
    .order_by(_SETTINGS.c.number.desc())
    .limit(1)
)


class _Numbered(NamedTuple):
    """Settings of a quiz, and the number of their version."""

    number: int
    settings: QuizSettings


def known_attempt(
    session: Session, attempt_id: UUID, user_id: int, now: datetime
) -> Attempt | None:
    """Return the attempt of this id, if there is one; otherwise look whether it may begin.

    Raises UnknownAttempt for another learner's, and HourIsFull.
    """
    # One statement answers both, since every start of a quiz asks.
    given = {"attempt": attempt_id, "user": user_id, "now": now, "since": now - AN_HOUR}
    rows = session.execute(_KNOWN_OR_RECENT, given).all()
    if any(row.id == attempt_id for row in rows):
        return _own(session.get_one(Attempt, attempt_id), user_id)
    if len(rows) >= STARTS_AN_HOUR:
        free_at = sorted(row.started_at for row in rows)[-STARTS_AN_HOUR] + AN_HOUR
        said = f"You have begun {STARTS_AN_HOUR} quizzes within an hour."
        raise HourIsFull(said, -int(-(free_at - now).total_seconds() // 1))
    return None


def _own(attempt: Attempt, user_id: int) -> Attempt:
    if attempt.user_id != user_id:
        raise UnknownAttempt(attempt.id)
    return attempt


def _draw(
    session: Session,
    attempt_id: UUID,
    bank_ids: Sequence[int],
    length: int,
    scope: Scope,
) -> list[Candidate]:
    # The id decides the draw, so that it can be repeated when somebody asks why.
    candidates = draw_candidates(session, bank_ids, scope)
    try:
        drawn = draw(candidates, length, Random(attempt_id.int), weighing(session))
    except QuestionGone:
        # An article or the whole bank was removed meanwhile; what is there now is drawn from.
        candidates = draw_candidates(session, bank_ids, scope)
        drawn = draw(candidates, length, Random(attempt_id.int), weighing(session))
    if not drawn:
        raise NothingToAsk(attempt_id)
    return drawn


def _change_practice(
    session: Session,
    quiz_id: UUID,
    user_id: int,
    bank_ids: Sequence[int],
    settings: QuizSettings,
    now: datetime,
) -> int:
    latest = _latest_settings(session, quiz_id)
    if latest is not None and latest.settings == settings:
        # Nothing is to be changed, so nobody has to take turns.
        return latest.number
    if latest is None:
        make_quiz(session, quiz_id, owner_id=user_id, bank_ids=bank_ids, settings=settings, now=now)
    # Of two clicks at once the second waits, and finds what the first one made.
    _hold(session, quiz_id)
    return _settings_number(session, quiz_id, settings, now)


def _latest_settings(session: Session, quiz_id: UUID) -> _Numbered | None:
    row = session.execute(_LATEST_SETTINGS, {"quiz": quiz_id}).one_or_none()
    if row is None:
        return None
    layout, feedback = Layout(row.layout), Feedback(row.feedback)
    settings = QuizSettings(
        row.length,
        tuple(row.topics),
        row.fact,
        layout,
        feedback,
        row.source,
        row.mistakes,
        row.asks_certainty,
        row.is_linear,
    )
    return _Numbered(row.number, settings)


def settings_row(
    quiz_id: UUID, number: int, settings: QuizSettings, now: datetime
) -> dict[str, object]:
    """Return the row of a version of a quiz's settings."""
    return {
        "quiz_id": quiz_id,
        "number": number,
        "length": settings.length,
        "layout": settings.layout.value,
        "feedback": settings.feedback.value,
        "topics": list(settings.topics),
        "fact": settings.fact,
        "source": settings.source,
        "mistakes": settings.mistakes,
        "asks_certainty": settings.asks_certainty,
        "is_linear": settings.is_linear,
        "created_at": now,
    }


def begin(
    session: Session,
    attempt_id: UUID,
    quiz_id: UUID,
    settings_number: int,
    user_id: int,
    drawn: Sequence[Candidate],
    now: datetime,
    deadline_at: datetime | None = None,
    *,
    is_preview: bool = False,
    assignment_id: UUID | None = None,
    points: Mapping[int, float] = MappingProxyType({}),
    sections: Mapping[int, int] = MappingProxyType({}),
    keyless: Collection[int] = (),
) -> Attempt:
    """Store an attempt with what was drawn for it; one of this id that is there is returned.

    ``points`` are what questions are worth, by their versions; each other one is worth one point.
    ``sections`` are the numbers of their sections; each other one stands in none. Of those that are
    ``keyless`` the learner is not to see what is right.
    """
    # Two clicks at once on PostgreSQL both find nothing; the second waits here and then finds it.
    added: Attempt | None = session.scalar(
        upsert(session, Attempt)
        .values(
            id=attempt_id,
            user_id=user_id,
            quiz_id=quiz_id,
            settings_number=settings_number,
            length=len(drawn),
            started_at=now,
            finished_at=None,
            deadline_at=deadline_at,
            is_preview=is_preview,
            assignment_id=assignment_id,
        )
        .on_conflict_do_nothing()
        .returning(Attempt)
    )
    if added is None:
        return _own(session.get_one(Attempt, attempt_id), user_id)
    rows = [
        {
            "attempt_id": attempt_id,
            "position": position,
            "question_version_id": candidate.version,
            "points": points.get(candidate.version, 1.0),
            "section": sections.get(candidate.version, 0),
            "shows_key": candidate.version not in keyless,
        }
        for position, candidate in enumerate(drawn, start=1)
    ]
    session.execute(insert(_PLACES), rows)
    return added
