"""Quizzes with versioned settings, responses that can be revised, scores that are only added.

- What was an attempt in one bank is an attempt at a quiz of its learner, which draws from that
  bank; its settings are the version that it began under.
- What was an answer is a response, and what it earned its first score; marks and reviews hang from
  that score, whose id is the answer's. Ids of reviews stay.
- A review keeps the learner's day it was made on, reckoned in the time zone that is set now.

Tables are made anew from copies: one way for both databases, and the tables are exactly those of
the models. No row of them is lost: the upgrade counts them and refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PRACTICE = UUID("6f2b8f3e-6d5c-4a8f-9b9e-0c6f3a5d7e21")
"""What the app derives the id of a learner's practice quiz from."""

_AT_ONCE = 1000
# The one before needs the one after: children first.
_REPLACED = ("review_undo", "review", "memory", "mark", "answer", "attempt_question", "attempt")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    connection = op.get_bind()
    for table in _REPLACED:
        # The names are this module's own constants, here and below.
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE old_{table} AS SELECT * FROM {table}"  # noqa: S608
        )
    for table in _REPLACED:
        op.drop_table(table)
    _make_quizzes()
    _make_responses()
    _make_reviews()
    _fill_quizzes(connection)
    for statement in _COPIED:
        connection.exec_driver_sql(statement)
    days = _Days(connection)
    _fill_reviews(connection, days)
    _fill_memories(connection, days)
    for table in _REPLACED:
        connection.exec_driver_sql(f"DROP TABLE old_{table}")


def downgrade() -> None:
    raise NotImplementedError("go back with a copy from the backups folder")


def _make_quizzes() -> None:
    op.create_table(
        "quiz",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        _refers("quiz", "owner_id", "user_account.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
    )
    op.create_index(op.f("ix_quiz_owner_id"), "quiz", ["owner_id"])
    op.create_table(
        "quiz_bank",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        _refers("quiz_bank", "quiz_id", "quiz.id"),
        _refers("quiz_bank", "bank_id", "bank.id"),
        sa.PrimaryKeyConstraint("quiz_id", "bank_id", name=op.f("pk_quiz_bank")),
    )
    op.create_index(op.f("ix_quiz_bank_bank_id"), "quiz_bank", ["bank_id"])
    op.create_table(
        "quiz_settings",
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=8), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("fact", sa.String(length=120), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "layout IN ('page', 'single')", name=op.f("ck_quiz_settings_layout_known")
        ),
        _refers("quiz_settings", "quiz_id", "quiz.id"),
        sa.PrimaryKeyConstraint("quiz_id", "number", name=op.f("pk_quiz_settings")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Uuid(), nullable=False),
        sa.Column("settings_number", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT, nullable=True),
        _refers("attempt", "user_id", "user_account.id"),
        sa.ForeignKeyConstraint(
            ["quiz_id", "settings_number"],
            ["quiz_settings.quiz_id", "quiz_settings.number"],
            name=op.f("fk_attempt_quiz_id_settings_number"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
    )
    op.create_index("ix_attempt_quiz", "attempt", ["quiz_id", "settings_number"])
    op.create_index("ix_attempt_user_started", "attempt", ["user_id", "started_at"])
    op.create_table(
        "attempt_question",
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        _refers("attempt_question", "attempt_id", "attempt.id"),
        _refers("attempt_question", "question_version_id", "question_version.id"),
        sa.PrimaryKeyConstraint("attempt_id", "position", name=op.f("pk_attempt_question")),
    )
    op.create_index(
        op.f("ix_attempt_question_question_version_id"), "attempt_question", ["question_version_id"]
    )


def _make_responses() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("question_version_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("is_blank", sa.Boolean(), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("clock", sa.String(length=8), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(attempt_id IS NULL) = (position IS NULL)",
            name=op.f("ck_response_position_in_attempt"),
        ),
        sa.CheckConstraint(
            "clock IN ('learner', 'clamped', 'server')", name=op.f("ck_response_clock_known")
        ),
        sa.CheckConstraint("took_ms >= 0", name=op.f("ck_response_took_not_negative")),
        _refers("response", "user_id", "user_account.id"),
        _refers("response", "question_version_id", "question_version.id"),
        _refers("response", "attempt_id", "attempt.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
    )
    op.create_index(op.f("ix_response_question_version_id"), "response", ["question_version_id"])
    op.create_index("ix_response_user_received", "response", ["user_id", "received_at"])
    op.create_index(
        "uq_response_attempt_position", "response", ["attempt_id", "position"], unique=True
    )
    op.create_table(
        "score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("key_version_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("grader", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("scored_at", _MOMENT, nullable=False),
        sa.Column("scored_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("points BETWEEN 0 AND 1", name=op.f("ck_score_points_in_range")),
        sa.CheckConstraint("grader IN ('program', 'learner')", name=op.f("ck_score_grader_known")),
        _refers("score", "response_id", "response.id"),
        _refers("score", "key_version_id", "question_version.id"),
        _refers("score", "scored_by_id", "user_account.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
    )
    op.create_index("ix_score_response", "score", ["response_id"])
    op.create_index(op.f("ix_score_key_version_id"), "score", ["key_version_id"])
    op.create_index(
        "uq_score_current",
        "score",
        ["response_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "mark",
        sa.Column("score_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=120), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("is_answered", sa.Boolean(), nullable=False),
        sa.Column("guess", sa.Double(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confused_with", sa.String(length=120), nullable=False),
        sa.CheckConstraint("guess BETWEEN 0 AND 1", name=op.f("ck_mark_guess_in_range")),
        _refers("mark", "score_id", "score.id"),
        _refers("mark", "fact_id", "fact.id"),
        sa.PrimaryKeyConstraint("score_id", "position", name=op.f("pk_mark")),
    )
    op.create_index(op.f("ix_mark_fact_id"), "mark", ["fact_id"])


def _make_reviews() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("score_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("guess", sa.Double(), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name=op.f("ck_review_rating_known")),
        sa.CheckConstraint("guess BETWEEN 0 AND 1", name=op.f("ck_review_guess_in_range")),
        _refers("review", "user_id", "user_account.id"),
        _refers("review", "fact_id", "fact.id"),
        _refers("review", "score_id", "score.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_score", "review", ["score_id"])
    op.create_index("ix_review_user_at", "review", ["user_id", "at"])
    op.create_index("ix_review_user_fact_at", "review", ["user_id", "fact_id", "at"])
    op.create_table(
        "review_undo",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _refers("review_undo", "response_id", "response.id"),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_review_undo")),
    )
    op.create_table(
        "memory",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("stability_fast", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("last_review_at", _MOMENT, nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_review_at", _MOMENT, nullable=False),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.CheckConstraint("state BETWEEN 1 AND 3", name=op.f("ck_memory_state_known")),
        _refers("memory", "user_id", "user_account.id"),
        _refers("memory", "fact_id", "fact.id"),
        _refers("memory", "bank_id", "bank.id"),
        sa.PrimaryKeyConstraint("user_id", "fact_id", name=op.f("pk_memory")),
    )
    op.create_index("ix_memory_user_bank_due", "memory", ["user_id", "bank_id", "due"])
    op.create_index("ix_memory_user_due", "memory", ["user_id", "due"])
    op.create_index("ix_memory_user_first", "memory", ["user_id", "first_review_at"])


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete="RESTRICT")


# A flashcard is the one kind that learners mark themselves; a blank one was given up.
_COPIED = (
    "INSERT INTO attempt_question (attempt_id, position, question_version_id) "
    "SELECT attempt_id, position, question_version_id FROM old_attempt_question",
    "INSERT INTO response (id, user_id, question_version_id, attempt_id, position, content, "
    "is_blank, answered_at, received_at, clock, took_ms) "
    "SELECT id, user_id, question_version_id, attempt_id, position, content, "
    "outcome = 'blank', received_at, received_at, 'server', NULL FROM old_answer",
    "INSERT INTO score (id, response_id, key_version_id, is_current, grader, reason, points, "
    "outcome, rule, scored_at, scored_by_id) "
    "SELECT id, id, question_version_id, true, "
    "CASE content ->> 'type' WHEN 'recalled' THEN 'learner' ELSE 'program' END, "
    "'', points, outcome, rule, received_at, NULL FROM old_answer",
    'INSERT INTO mark (score_id, position, part, fact_id, is_right, is_answered, guess, "given", '
    "expected, note, confused_with) "
    'SELECT answer_id, position, part, fact_id, is_right, is_answered, guess, "given", '
    "expected, note, confused_with FROM old_mark",
    "INSERT INTO review_undo (response_id, at) SELECT answer_id, at FROM old_review_undo",
)


def _fill_quizzes(connection: sa.Connection) -> None:
    """Make a quiz for each learner and bank, and a version of its settings for each change."""
    old = sa.table(
        "old_attempt",
        sa.column("id", sa.Uuid()),
        sa.column("user_id"),
        sa.column("bank_id"),
        sa.column("layout"),
        sa.column("settings", sa.JSON()),
        sa.column("length"),
        sa.column("started_at", _MOMENT),
        sa.column("finished_at", _MOMENT),
    )
    latest: dict[UUID, tuple[int, dict[str, Any]]] = {}
    rows = connection.execute(sa.select(old).order_by(old.c.started_at, old.c.id)).all()
    for row in rows:
        quiz_id = uuid5(PRACTICE, f"{row.user_id}/{row.bank_id}")
        chosen = {
            "length": row.settings.get("length", row.length),
            "layout": row.layout,
            "topics": list(row.settings.get("topics", [])),
            "fact": row.settings.get("fact", ""),
        }
        number, current = latest.get(quiz_id, (0, {}))
        if not number:
            connection.execute(
                _QUIZ.insert(),
                {"id": quiz_id, "owner_id": row.user_id, "created_at": row.started_at},
            )
            connection.execute(
                _QUIZ_BANK.insert(), {"quiz_id": quiz_id, "bank_id": row.bank_id, "position": 1}
            )
        if current != chosen:
            number += 1
            latest[quiz_id] = number, chosen
            connection.execute(
                _QUIZ_SETTINGS.insert(),
                {"quiz_id": quiz_id, "number": number, "created_at": row.started_at, **chosen},
            )
        connection.execute(
            _ATTEMPT.insert(),
            {
                "id": row.id,
                "user_id": row.user_id,
                "quiz_id": quiz_id,
                "settings_number": number,
                "length": row.length,
                "started_at": row.started_at,
                "finished_at": row.finished_at,
            },
        )


class _Days:
    """Which day of a learner's a moment belongs to, as the app reckons it."""

    def __init__(self, connection: sa.Connection) -> None:
        people = sa.table(
            "user_account", sa.column("id"), sa.column("time_zone"), sa.column("day_starts_at")
        )
        self._settings = {
            row.id: (row.time_zone, row.day_starts_at)
            for row in connection.execute(sa.select(people))
        }

    def of(self, user_id: int, at: datetime) -> date:
        zone, hour = self._settings[user_id]
        moment = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        day = moment.astimezone(_zone(zone)).date()
        while moment < _start(day, hour, zone):
            day -= timedelta(days=1)
        while moment >= _start(day + timedelta(days=1), hour, zone):
            day += timedelta(days=1)
        return day


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(maxsize=4096)
def _start(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), _zone(zone)).astimezone(UTC)


def _fill_reviews(connection: sa.Connection, days: _Days) -> None:
    old = sa.table(
        "old_review",
        *(sa.column(name, kind) for name, kind in _REVIEW_COLUMNS.items() if name != "day"),
        sa.column("answer_id", sa.Uuid()),
    )
    kept = [old.c[name] for name in _REVIEW_COLUMNS if name not in {"day", "score_id"}]
    for rows in _stretches(connection, sa.select(*kept, old.c.answer_id.label("score_id"))):
        for row in rows:
            row["day"] = days.of(row["user_id"], row["at"])
        connection.execute(_REVIEW.insert(), rows)


def _fill_memories(connection: sa.Connection, days: _Days) -> None:
    kept = {name: kind for name, kind in _MEMORY_COLUMNS.items() if name != "last_day"}
    old = sa.table("old_memory", *(sa.column(name, kind) for name, kind in kept.items()))
    for rows in _stretches(connection, sa.select(old)):
        for row in rows:
            row["last_day"] = days.of(row["user_id"], row["last_review_at"])
        connection.execute(_MEMORY.insert(), rows)


def _stretches(
    connection: sa.Connection, statement: sa.Select[Any]
) -> Iterator[list[dict[str, Any]]]:
    found = connection.execute(statement.execution_options(yield_per=_AT_ONCE))
    for rows in found.mappings().partitions():
        yield [dict(row) for row in rows]


def _table(name: str, **columns: Any) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, kind) for each, kind in columns.items()))


_QUIZ = _table("quiz", id=sa.Uuid(), owner_id=sa.Integer(), created_at=_MOMENT)
_QUIZ_BANK = _table("quiz_bank", quiz_id=sa.Uuid(), bank_id=sa.Integer(), position=sa.Integer())
_QUIZ_SETTINGS = _table(
    "quiz_settings",
    quiz_id=sa.Uuid(),
    number=sa.Integer(),
    length=sa.Integer(),
    layout=sa.String(),
    topics=sa.JSON(),
    fact=sa.String(),
    created_at=_MOMENT,
)
_ATTEMPT = _table(
    "attempt",
    id=sa.Uuid(),
    user_id=sa.Integer(),
    quiz_id=sa.Uuid(),
    settings_number=sa.Integer(),
    length=sa.Integer(),
    started_at=_MOMENT,
    finished_at=_MOMENT,
)
_REVIEW_COLUMNS: dict[str, Any] = {
    "id": sa.Uuid(),
    "user_id": sa.Integer(),
    "fact_id": sa.Integer(),
    "score_id": sa.Uuid(),
    "at": _MOMENT,
    "day": sa.Date(),
    "rating": sa.Integer(),
    "guess": sa.Double(),
}
_REVIEW = _table("review", **_REVIEW_COLUMNS)
_MEMORY_COLUMNS: dict[str, Any] = {
    "user_id": sa.Integer(),
    "fact_id": sa.Integer(),
    "bank_id": sa.Integer(),
    "state": sa.SmallInteger(),
    "step": sa.Integer(),
    "stability": sa.Double(),
    "difficulty": sa.Double(),
    "due": _MOMENT,
    "last_review_at": _MOMENT,
    "last_day": sa.Date(),
    "first_review_at": _MOMENT,
    "reps": sa.Integer(),
    "lapses": sa.Integer(),
}
_MEMORY = _table("memory", **_MEMORY_COLUMNS)
