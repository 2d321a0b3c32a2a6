"""What item analysis is made from: one attempt of each learner at a quiz, as it is marked now."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from sqlalchemy import Text, and_, bindparam, case, cast, func, null, or_, select
from sqlalchemy.orm import Session

from quizapp.banks.models import QuestionVersion
from quizapp.banks.versions import questions_of
from quizapp.db import table_of
from quizapp.domain.answers import Outcome
from quizapp.domain.rulings import Basis
from quizapp.domain.statistics.analysis import figures_of
from quizapp.domain.statistics.choices import Ticked, choices_of, ticked
from quizapp.domain.statistics.figures import Analysis, Asked
from quizapp.domain.statistics.tally import Response as Row
from quizapp.domain.statistics.tally import Tally
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response, Score

ROWS_AT_ONCE = 10_000
_LONGEST_TICKS = 4_000
# Most answers that nothing is ticked in need not be read to be known as such.
_TYPED = '{"type": "typed"'
_ATTEMPTS, _PLACES = table_of(Attempt), table_of(AttemptQuestion)
_RESPONSES, _SCORES = table_of(Response), table_of(Score)
_VERSIONS = table_of(QuestionVersion)

# Whoever takes a quiz again has seen what is right: only the first of several attempts says how
# good its questions are.
_RANKED = (
    select(
        _ATTEMPTS.c.id,
        _ATTEMPTS.c.user_id,
        func.row_number()
        .over(partition_by=_ATTEMPTS.c.user_id, order_by=(_ATTEMPTS.c.finished_at, _ATTEMPTS.c.id))
        .label("turn"),
    )
    .where(
        _ATTEMPTS.c.quiz_id == bindparam("quiz"),
        _ATTEMPTS.c.finished_at.is_not(None),
        ~_ATTEMPTS.c.is_preview,
    )
    .subquery()
)
# What was struck out, or given to everybody, or waits to be marked, is no answer to the question.
_COUNTS = or_(
    _SCORES.c.id.is_(None),
    and_(
        _SCORES.c.basis == Basis.KEY.value,
        _SCORES.c.outcome.not_in([Outcome.STRUCK.value, Outcome.WAITING.value]),
    ),
)
_ANSWERED = (
    _RANKED.join(_PLACES, _PLACES.c.attempt_id == _RANKED.c.id)
    .outerjoin(
        _RESPONSES,
        and_(
            _RESPONSES.c.attempt_id == _PLACES.c.attempt_id,
            _RESPONSES.c.position == _PLACES.c.position,
        ),
    )
    .outerjoin(_SCORES, and_(_SCORES.c.response_id == _RESPONSES.c.id, _SCORES.c.is_current))
)
_CONTENT = cast(_RESPONSES.c.content, Text)
_ROWS = (
    select(
        _RANKED.c.user_id,
        _PLACES.c.question_version_id,
        func.coalesce(_SCORES.c.points, 0.0),
        _PLACES.c.points,
        # An essay is long, and nothing is ticked in it.
        case((func.length(_CONTENT) <= _LONGEST_TICKS, _CONTENT), else_=null()),
        func.coalesce(_RESPONSES.c.is_blank, True),
        _RESPONSES.c.took_ms,
        _SCORES.c.key_version_id,
    )
    .select_from(_ANSWERED)
    .where(_RANKED.c.turn == 1, _COUNTS)
)
_LENGTH = select(func.coalesce(func.sum(_ATTEMPTS.c.length), 0)).where(
    _ATTEMPTS.c.quiz_id == bindparam("quiz"),
    _ATTEMPTS.c.finished_at.is_not(None),
    ~_ATTEMPTS.c.is_preview,
)


def number_of_answers(session: Session, quiz_id: UUID) -> int:
    """Return how many answers there are to a quiz at most, which says how long counting takes."""
    return session.scalar(_LENGTH, {"quiz": quiz_id}) or 0


def count(session: Session, quiz_id: UUID) -> Analysis:
    """Return the analysis of a quiz as it stands; reads only.

    It is of the first attempt that each learner handed in. Previews, attempts under way, what was
    struck out or given to everybody and what waits to be marked count nowhere.
    """
    keys: dict[int, int] = {}
    tally = Tally.of(_responses(session, quiz_id, keys))
    return figures_of(tally, _asked(session, tally.questions(), keys))


def _responses(session: Session, quiz_id: UUID, keys: dict[int, int]) -> Iterator[Row]:
    """Yield the answers that count, and note the newest key of each version of a question."""
    known: dict[str | None, Ticked] = {None: ()}
    rows = session.execute(_ROWS, {"quiz": quiz_id}, execution_options={"yield_per": ROWS_AT_ONCE})
    for who, version, share, worth, content, is_blank, took, key in rows:
        found = known.get(content)
        if found is None:
            if content.startswith(_TYPED):
                found = ()
            else:
                found = known[content] = ticked(json.loads(content))
        if key is not None and key > keys.get(version, 0):
            keys[version] = key
        yield who, version, share, worth, found, is_blank, None if took is None else took / 1000


def _asked(
    session: Session, versions: Collection[int], keys: Mapping[int, int]
) -> dict[int, Asked]:
    """Return what is known of versions of questions; right is what the newest key says."""
    wanted = {*versions, *keys.values()}
    rows = session.execute(
        select(_VERSIONS.c.id, _VERSIONS.c.fingerprint).where(_VERSIONS.c.id.in_(wanted))
    )
    questions = questions_of(session, {row.id: row.fingerprint for row in rows})
    asked = {}
    for version in versions:
        options = tuple(each.id for each in choices_of(questions[version]))
        key = choices_of(questions[keys.get(version, version)])
        right = frozenset(each.id for each in key if each.is_right)
        asked[version] = Asked(questions[version].guess_score, options, right & frozenset(options))
    return asked
