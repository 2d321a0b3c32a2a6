"""Facts that a class mixes up: one was asked for, and what another one says was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Integer, case, cast, func, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from quizapp.banks.models import Fact, FactVersion
from quizapp.courses.queries import students_of
from quizapp.domain.facts import FactStatus
from quizapp.domain.rulings import Basis
from quizapp.memory.log import STANDS
from quizapp.quizzes.models import Attempt, Mark, Response, Score
from quizapp.quizzes.sealing import Books

MOST_PAIRS = 10
"""No list of pairs is longer."""


@dataclass(frozen=True, slots=True)
class MixedUp:
    """Two facts, each a slug and a statement, taken for each other so often by so many."""

    one: tuple[str, str]
    other: tuple[str, str]
    times: int
    students: int


def mixed_up(session: Session, course_id: UUID, bank_id: int, books: Books) -> Sequence[MixedUp]:
    """Return the pairs of facts of a bank that most students of a course have mixed up.

    What memory does not know does not count: what was taken back, or whose results are kept back;
    nor what was ruled on. A pair is the same whichever of them was asked for. One SELECT.
    """
    asked, taken = aliased(Fact), aliased(Fact)
    # In the order in which they were scored, which scores and responses are kept in: a course makes
    # such mistakes by the ten thousand, and to look each up somewhere else takes thrice as long.
    marks = (
        select(Mark.score_id, asked.id.label("asked"), taken.id.label("taken"))
        .join(asked, Mark.fact_id == asked.id)
        .join(taken, (taken.bank_id == asked.bank_id) & (taken.slug == Mark.confused_with))
        .where(
            asked.bank_id == bank_id,
            asked.status == FactStatus.APPROVED.value,
            taken.status == FactStatus.APPROVED.value,
            books.lets(asked.id),
            books.lets(taken.id),
            # Said as the index says it, or SQLite does not know that it has all of them.
            literal_column("mark.confused_with <> ''"),
        )
        .order_by(Mark.score_id)
        .cte("marks")
        .prefix_with("MATERIALIZED", dialect="sqlite")
    )
    # What is held or a preview is looked for once for each person, not for each mistake.
    hidden = select(Attempt.id).where(
        Attempt.user_id.in_(students_of(course_id)), or_(Attempt.is_held, Attempt.is_preview)
    )
    mistakes = (
        select(
            case((marks.c.asked < marks.c.taken, marks.c.asked), else_=marks.c.taken).label("one"),
            case((marks.c.asked < marks.c.taken, marks.c.taken), else_=marks.c.asked).label(
                "other"
            ),
            Response.user_id,
            func.count().label("times"),
        )
        .select_from(marks)
        .join(Score, Score.id == marks.c.score_id)
        .join(Response, Response.id == Score.response_id)
        .where(
            Score.basis == Basis.KEY.value,
            Response.user_id.in_(students_of(course_id)),
            STANDS,
            # As COUNTS and COUNTED say it, without looking for each attempt again.
            or_(Response.attempt_id.is_(None), Response.attempt_id.not_in(hidden)),
        )
        .group_by("one", "other", Response.user_id)
        .subquery()
    )
    # PostgreSQL adds whole numbers up to decimal ones.
    times = cast(func.sum(mistakes.c.times), Integer)
    students = func.count()
    pairs = (
        select(mistakes.c.one, mistakes.c.other, times.label("times"), students.label("students"))
        .group_by(mistakes.c.one, mistakes.c.other)
        .order_by(students.desc(), times.desc(), mistakes.c.one, mistakes.c.other)
        .limit(MOST_PAIRS)
        .subquery()
    )
    words = [(aliased(Fact), aliased(FactVersion)) for _ in range(2)]
    (first, first_words), (second, second_words) = words
    rows = session.execute(
        select(
            first.slug,
            first_words.statement,
            second.slug,
            second_words.statement,
            pairs.c.times,
            pairs.c.students,
        )
        .join_from(pairs, first, first.id == pairs.c.one)
        .join(first_words, (first_words.fact_id == first.id) & first_words.is_current)
        .join(second, second.id == pairs.c.other)
        .join(second_words, (second_words.fact_id == second.id) & second_words.is_current)
        .order_by(pairs.c.students.desc(), pairs.c.times.desc(), pairs.c.one, pairs.c.other)
    )
    return [MixedUp((row[0], row[1]), (row[2], row[3]), row.times, row.students) for row in rows]
