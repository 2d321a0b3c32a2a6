"""What the version before stored and showed is stored and shown alike after the upgrade."""

from datetime import datetime
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from quizapp import schema, sqlite
from quizapp.accounts.models import User
from quizapp.answering.quizzes import CHANGED, hand_in, save
from quizapp.banks.models import Bank, Fact
from quizapp.domain.answer_codec import decode_answer, encode_answer
from quizapp.domain.scheduling import learner_calendar
from quizapp.memory import log, progress, queries
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, Review, ReviewUndo
from quizapp.quizzes.models import Attempt, Mark, Response, Score
from quizapp.quizzes.queries import attempt_of, banks_of, questions_in, slots, unfinished_attempt
from quizapp.quizzes.results import results, study_result
from quizapp.quizzes.sealing import OPEN
from tests import builders, versions
from tests.totals import broken_totals

REVISION = "0005"
SHOWN = versions.shown(REVISION)
NOW = datetime.fromisoformat(SHOWN["now"])
PEOPLE = [int(each) for each in SHOWN["people"]]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def session(request, tmp_path):
    """A session on the database that version left, brought up to date."""
    if request.param == "sqlite":
        versions.restore(REVISION, tmp_path / "quizapp.db")
        engine = sa.create_engine(f"sqlite:///{tmp_path}/quizapp.db", module=sqlite.driver())
        sqlite.prepare(engine)
    else:
        url = sa.make_url(request.getfixturevalue("postgres_url"))
        name = f"{url.database}_upgraded"
        server = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine = sa.create_engine(url.set(database=name, drivername="postgresql+psycopg"))
        versions.restore_on_postgresql(REVISION, tmp_path / "rows.db", engine)
    schema.upgrade(engine, None, NOW)
    with Session(engine) as opened:
        if request.param == "sqlite":
            opened.execute(sa.text("PRAGMA query_only=OFF"))
        yield opened
    engine.dispose()


def learner(session, person):
    user = session.get_one(User, person)
    return Learner(person, learner_calendar(user.time_zone, user.day_starts_at))


def known(person):
    return SHOWN["people"][str(person)]


@pytest.mark.parametrize("person", PEOPLE)
def test_attempts_show_the_same_answers_and_marks(session, person):
    attempts = known(person)["attempts"]
    mine = sa.select(Attempt.id).where(Attempt.user_id == person)
    assert {str(each) for each in session.scalars(mine)} == attempts.keys()
    for attempt_id, before in attempts.items():
        attempt = attempt_of(session, UUID(attempt_id), person)
        assert attempt.length == before["length"]
        assert (attempt.finished_at is not None) == before["finished"]
        assert attempt.settings.layout == before["layout"]
        seen = banks_of(session, attempt.quiz_id, None)
        assert [each.bank.slug for each in seen] == [before["bank"]]
        found = results(session, attempt.id, person)
        assert [each.asked_version_id for each in found] == [
            place["version"] for place in before["places"]
        ]
        for each, place in zip(found, before["places"], strict=True):
            if place["content"] is None:
                assert each.score is None
                continue
            assert each.score is not None
            assert encode_answer(each.answer) == place["content"]
            assert (each.points, each.outcome) == (place["points"], place["outcome"])
            assert each.score.rule == place["rule"]
            assert [
                [mark.part, mark.fact_id, mark.is_right, mark.is_answered, mark.given]
                for mark in each.marks
            ] == [[*mark[:4], mark[5]] for mark in place["marks"]]


@pytest.mark.parametrize("person", PEOPLE)
def test_memories_are_as_they_were_and_a_replay_of_the_log_gives_them(session, person):
    def found():
        return {
            str(row.fact_id): {
                "state": row.state,
                "step": row.step,
                "stability": row.stability,
                "difficulty": row.difficulty,
                "due": row.due.isoformat(),
                "last": row.last_review_at.isoformat(),
                "first": row.first_review_at.isoformat(),
                "reps": row.reps,
                "lapses": row.lapses,
            }
            for row in session.scalars(sa.select(Memory).where(Memory.user_id == person))
        }

    assert found() == known(person)["memories"]
    log.replay_all(session, learner(session, person))
    session.expire_all()
    assert found() == known(person)["memories"]


def given_up(session, person, topic):
    """How many facts of a topic somebody was asked in study and did not know, nor took back."""
    undone = sa.select(ReviewUndo.response_id)
    return session.scalar(
        sa.select(sa.func.count(Mark.fact_id))
        .join(Score, Score.id == Mark.score_id)
        .join(Response, Response.id == Score.response_id)
        .where(Response.user_id == person, Score.is_current)
        .where(Response.is_blank, Response.attempt_id.is_(None), Response.id.not_in(undone))
        .where(Mark.fact_id.in_(sa.select(Fact.id).where(Fact.topic.has(title=topic))))
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_what_is_due_is_coming_and_was_right_is_the_same(session, person):
    before = known(person)
    assert queries.due_count(session, person, NOW) == before["due"]
    coming = queries.forecast(session, learner(session, person), NOW)
    assert [str(each) for each in coming] == before["forecast"]
    for bank in session.scalars(sa.select(Bank)):
        right = progress.accuracy_by_topic(session, person, bank.id, NOW, OPEN)
        # What was given up in study was left out then; it counts as not right now.
        answered = [
            [each.topic, each.right, each.answered - given_up(session, person, each.topic)]
            for each in right
        ]
        assert answered == before["accuracy"].get(bank.slug, [])


@pytest.mark.parametrize("person", PEOPLE)
def test_answers_in_study_and_what_was_taken_back_are_the_same(session, person):
    banks = session.scalars(sa.select(Bank.id)).all()
    for response_id, version_id, points, outcome in known(person)["study"]:
        [found] = [
            each
            for bank_id in banks
            if (each := study_result(session, UUID(response_id), person, bank_id))
        ]
        assert (found.asked_version_id, found.points, found.outcome) == (
            version_id,
            points,
            outcome,
        )
    undone = sa.select(ReviewUndo.response_id).join(Response).where(Response.user_id == person)
    assert {str(each) for each in session.scalars(undone)} == set(known(person)["taken_back"])


def test_every_answer_is_a_response_with_one_current_score_and_its_marks(session):
    def count(table):
        return session.scalar(sa.select(sa.func.count()).select_from(table))

    assert count(Response) == count(Score) == SHOWN["rows"]["answer"]
    assert (count(Mark), count(Review)) == (SHOWN["rows"]["mark"], SHOWN["rows"]["review"])
    for response in session.scalars(sa.select(Response)):
        blank = decode_answer(response.content) == decode_answer({"type": "blank"})
        assert response.is_blank == blank
        assert (response.clock, response.answered_at) == ("server", response.received_at)
    assert set(session.scalars(sa.select(Score.is_current))) == {True}
    # Only a flashcard is marked by who recalled it.
    graders = sa.select(Score.grader, Response.content).join(
        Response, Response.id == Score.response_id
    )
    for grader, content in session.execute(graders):
        assert grader == ("learner" if content["type"] == "recalled" else "program")


def test_reviews_have_the_day_they_were_made_on(session):
    days = set()
    for review in session.scalars(sa.select(Review)):
        calendar = learner(session, review.user_id).calendar
        assert review.day == calendar.day(review.at)
        days.add(review.day != review.at.date())
    # Some were made at night, where the learner's day is not the date in UTC.
    assert days == {True, False}


def test_quiz_that_was_left_open_goes_on_and_a_changed_answer_is_marked_anew(session):
    [(attempt_id, before)] = [
        (UUID(each), attempt)
        for each, attempt in known(2)["attempts"].items()
        if not attempt["finished"]
    ]
    bank_id = banks_of(session, attempt_of(session, attempt_id, 2).quiz_id, None)[0].bank.id
    assert unfinished_attempt(session, 2, bank_id) in {attempt_id, None}
    ana = learner(session, 2)
    places = slots(session, attempt_id, 2)
    assert [each.is_answered for each in places] == [
        place["content"] is not None for place in before["places"]
    ]
    questions = questions_in(session, places)
    wrong = next(
        place
        for place, was in zip(places, before["places"], strict=True)
        if was["outcome"] == "wrong"
    )
    form = builders.right_fields(questions[wrong.version_id], wrong.seed)
    save(session, ana, attempt_id, {wrong.position: form}, NOW)
    assert hand_in(session, ana, attempt_id, {}, NOW).is_done
    after = {each.position: each for each in results(session, attempt_id, 2)}
    assert (after[wrong.position].points, after[wrong.position].score.reason) == (1, CHANGED)
    for position, was in enumerate(before["places"], start=1):
        if was["content"] is not None and position != wrong.position:
            assert (after[position].points, after[position].score.reason) == (was["points"], "")
    # The memories follow the score that counts.
    stored = log.memories(session, 2, [mark.fact_id for mark in after[wrong.position].marks])
    log.replay_all(session, ana)
    assert log.memories(session, 2, list(stored)) == stored


def test_attempts_that_were_handed_in_long_ago_have_their_totals(session):
    assert session.scalar(sa.select(sa.func.count(Attempt.points))) > 0
    assert not broken_totals(session)
