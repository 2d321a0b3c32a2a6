"""The history checker: what was acknowledged is stored once, marked by the rules, remembered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.answering.study import study_seed
from quizapp.banks.models import QuestionVersion
from quizapp.banks.queries import AskedQuestion, asked_question
from quizapp.domain import scheduling
from quizapp.domain.answer_codec import decode_answer
from quizapp.domain.answer_forms import read_answer
from quizapp.domain.scheduling import Rating, learner_calendar, memory_key
from quizapp.memory.log import memories
from quizapp.memory.models import Memory, Review
from quizapp.quizzes.models import Attempt, Mark, Response, Score
from quizapp.quizzes.queries import slots
from tests.benchmarks.browser import Fields
from tests.benchmarks.learners import History
from tests.grading import grade


def faults_of(session: Session, histories: Sequence[History]) -> list[str]:
    """Return every way in which the database differs from what the learners were told."""
    asked = _asked(session)
    return [
        *_database_faults(session),
        *_attempt_faults(session, histories),
        *_answer_faults(session, histories, asked),
        *_mark_and_review_faults(session, asked),
        *_memory_faults(session),
    ]


def _asked(session: Session) -> dict[int, AskedQuestion]:
    rows = session.execute(select(QuestionVersion.id, QuestionVersion.fingerprint))
    return {row.id: asked_question(session, row.id, row.fingerprint) for row in rows}


def _database_faults(session: Session) -> Iterator[str]:
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if line != "ok":
            yield f"the database is damaged: {line}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row refers to nothing: {tuple(row)}"


def _attempt_faults(session: Session, histories: Iterable[History]) -> Iterator[str]:
    stored = {
        row.id: row
        for row in session.execute(select(Attempt.id, Attempt.user_id, Attempt.finished_at))
    }
    told = [(attempt, history.user) for history in histories for attempt in history.attempts]
    for attempt, user in told:
        if attempt not in stored or stored[attempt].user_id != user:
            yield f"lost attempt {attempt}"
    for attempt in stored.keys() - {attempt for attempt, _ in told}:
        yield f"an attempt that nobody started: {attempt}"
    for history in histories:
        for attempt in history.handed_in:
            if attempt in stored and stored[attempt].finished_at is None:
                yield f"lost hand-in of {attempt}"


def _answer_faults(
    session: Session, histories: Iterable[History], asked: dict[int, AskedQuestion]
) -> Iterator[str]:
    """Check that stored and acknowledged answers are the same, each once, with what was sent."""
    rows = session.execute(
        select(
            Response.id,
            Response.user_id,
            Response.attempt_id,
            Response.position,
            Response.question_version_id,
            Response.content,
        )
    ).all()
    by_place = Counter((row.attempt_id, row.position) for row in rows if row.attempt_id)
    yield from (f"doubled answer at {place}" for place, count in by_place.items() if count > 1)
    in_quizzes = {(row.attempt_id, row.position): row for row in rows if row.attempt_id}
    named = dict(session.execute(select(QuestionVersion.id, QuestionVersion.public_id)).all())
    in_study = {row.id: row for row in rows if not row.attempt_id}
    kept = set(session.scalars(select(Attempt.id)))
    told = 0
    for history in histories:
        seeds = {
            (attempt, place.position): place.seed
            for attempt in history.attempts
            if attempt in kept
            for place in slots(session, attempt, history.user)
        }
        for attempt, position, fields in history.answers:
            told += 1
            row = in_quizzes.get((attempt, position))
            if row is None or (attempt, position) not in seeds:
                yield f"lost answer {position} of attempt {attempt}"
                continue
            question = asked[row.question_version_id].question
            if read_answer(question, seeds[attempt, position], _form(fields)) != decode_answer(
                row.content
            ):
                yield f"answer {position} of attempt {attempt} is not what was sent"
        for answer_id, version, fields in history.studied:
            told += 1
            row = in_study.get(answer_id)
            if (
                row is None
                or row.user_id != history.user
                or (named[row.question_version_id] != version)
            ):
                yield f"lost answer {answer_id} in study"
                continue
            question = asked[row.question_version_id].question
            if read_answer(question, study_seed(answer_id), _form(fields)) != decode_answer(
                row.content
            ):
                yield f"answer {answer_id} in study is not what was sent"
    if told != len(rows):
        yield f"{told} answers were acknowledged, {len(rows)} are stored"


def _mark_and_review_faults(session: Session, asked: dict[int, AskedQuestion]) -> Iterator[str]:
    """Check that each final response has one score by the rules and a review for each part."""
    marks: dict[UUID, list[tuple[str, bool]]] = defaultdict(list)
    for mark in session.execute(select(Mark.score_id, Mark.part, Mark.is_right)):
        marks[mark.score_id].append((mark.part, mark.is_right))
    reviews: dict[UUID, set[UUID]] = defaultdict(set)
    for review in session.execute(select(Review.id, Review.score_id)):
        reviews[review.score_id].add(review.id)
    rows = session.execute(
        select(
            Response.id,
            Response.question_version_id,
            Response.content,
            Response.is_blank,
            Response.attempt_id,
            Attempt.finished_at,
            Score.id.label("score_id"),
            Score.points,
        )
        .outerjoin(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(Score, Score.response_id == Response.id)
    ).all()
    for row in rows:
        is_final = row.attempt_id is None or row.finished_at is not None
        is_due = is_final and (row.attempt_id is None or not row.is_blank)
        if (row.score_id is not None) != is_due:
            yield f"answer {row.id} is {'not ' if is_due else ''}scored, final or not"
        if row.score_id is None:
            continue
        mark = grade(asked[row.question_version_id].question, decode_answer(row.content))
        expected = sorted((part.part, part.right) for part in mark.parts)
        if sorted(marks.pop(row.score_id, [])) != expected or row.points != float(mark.points):
            yield f"answer {row.id} is not marked as the rules say"
        wanted = {uuid5(row.score_id, part.part) for part in mark.parts if part.answered}
        if reviews.pop(row.score_id, set()) != wanted:
            yield f"answer {row.id} does not have one review for each part"
    for response_id, count in Counter(row.id for row in rows).items():
        if count > 1:
            yield f"answer {response_id} has {count} scores"
    yield from (f"marks of no answer: {score}" for score in marks)
    yield from (f"reviews of no answer: {score}" for score in reviews)


def _memory_faults(session: Session) -> Iterator[str]:
    """Check that every memory is what a replay of the log gives."""
    log: dict[tuple[int, int], list[scheduling.Review]] = defaultdict(list)
    for row in session.scalars(select(Review)):
        review = scheduling.Review(row.id, row.at, Rating(row.rating), row.guess, row.day)
        log[row.user_id, row.fact_id].append(review)
    kept = {(row[0], row[1]) for row in session.execute(select(Memory.user_id, Memory.fact_id))}
    if kept != set(log):
        yield f"{len(kept ^ set(log))} memories are missing or have no review"
    for user in session.scalars(select(User)):
        calendar = learner_calendar(user.time_zone, user.day_starts_at)
        facts = [fact for owner, fact in log if owner == user.id]
        stored = memories(session, user.id, facts)
        for fact in facts:
            replayed = scheduling.replay(
                log[user.id, fact], key=memory_key(user.id, fact), calendar=calendar
            )
            if stored.get(fact) != replayed:
                yield f"the memory of fact {fact} of learner {user.id} differs from its replay"


def _form(fields: Fields) -> dict[str, list[str]]:
    form: dict[str, list[str]] = defaultdict(list)
    for name, value in fields:
        form[name].append(value)
    return dict(form)
