"""What item analysis is made from: one attempt of each learner at a quiz, as it is marked now.

Attempts are read by ranges of their ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Set
from uuid import UUID

from sqlalchemy import Text, and_, bindparam, case, cast, exists, func, null, or_, select
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
from quizapp.domain.statistics.tally import Tally, Worth
from quizapp.quizzes.models import Attempt, AttemptQuestion, Response, Score
from quizapp.quizzes.tally_records import Counted

ROWS_AT_ONCE = 10_000
_LONGEST_TICKS = 4_000
# Most answers that nothing is ticked in need not be read to be known as such.
_TYPED = '{"type": "typed"'
_ATTEMPTS, _PLACES = table_of(Attempt), table_of(AttemptQuestion)
_RESPONSES, _SCORES = table_of(Response), table_of(Score)
_VERSIONS = table_of(QuestionVersion)

Range = tuple[UUID, UUID]
"""From which id of an attempt to which, both of them in it."""

EVERY: Range = (UUID(int=0), UUID(int=2**128 - 1))

_OTHERS = table_of(Attempt).alias("others")
_WANTED = (
    _ATTEMPTS.c.quiz_id == bindparam("quiz"),
    _ATTEMPTS.c.id.between(bindparam("first"), bindparam("last")),
    _ATTEMPTS.c.finished_at.is_not(None),
    ~_ATTEMPTS.c.is_preview,
)
# Whoever takes a quiz again has seen what is right: only the first of several attempts says how
# good its questions are.
_IS_AGAIN = exists().where(
    _OTHERS.c.user_id == _ATTEMPTS.c.user_id,
    # As it is said here no index helps with it: those of one learner are always fewer than those
    # of one quiz, which SQLite cannot know.
    func.nullif(_OTHERS.c.quiz_id, _ATTEMPTS.c.quiz_id).is_(None),
    _OTHERS.c.finished_at.is_not(None),
    ~_OTHERS.c.is_preview,
    or_(
        _OTHERS.c.finished_at < _ATTEMPTS.c.finished_at,
        and_(_OTHERS.c.finished_at == _ATTEMPTS.c.finished_at, _OTHERS.c.id < _ATTEMPTS.c.id),
    ),
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
    _ATTEMPTS.join(_PLACES, _PLACES.c.attempt_id == _ATTEMPTS.c.id)
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
        _ATTEMPTS.c.user_id,
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
    .where(*_WANTED, ~_IS_AGAIN, _COUNTS)
)
_LENGTHS = select(_ATTEMPTS.c.id, _ATTEMPTS.c.length).where(*_WANTED).order_by(_ATTEMPTS.c.id)
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
    found = counted_in(session, quiz_id, EVERY)
    return figures_of(found.tally, asked_of(session, found.tally.questions(), found.keys))


def counted_in(
    session: Session, quiz_id: UUID, wanted: Range, within: Set[Worth] | None = None
) -> Counted:
    """Return what is counted of a range of attempts, with what is common ``within`` questions."""
    keys: dict[int, int] = {}
    return Counted(Tally.of(_responses(session, quiz_id, wanted, keys), within), keys)


def attempts_in(session: Session, quiz_id: UUID, wanted: Range) -> list[tuple[UUID, int]]:
    """Return the attempts of a range that were handed in, in order, with their lengths."""
    rows = session.execute(_LENGTHS, {"quiz": quiz_id, "first": wanted[0], "last": wanted[1]})
    return [(row.id, row.length) for row in rows]


def _responses(
    session: Session, quiz_id: UUID, wanted: Range, keys: dict[int, int]
) -> Iterator[Row]:
    """Yield the answers that count, and note the newest key of each version of a question."""
    known: dict[str | None, Ticked] = {None: ()}
    which = {"quiz": quiz_id, "first": wanted[0], "last": wanted[1]}
    rows = session.execute(_ROWS, which, execution_options={"yield_per": ROWS_AT_ONCE})
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


def asked_of(
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
