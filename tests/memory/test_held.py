"""Memory learns of what was answered in a quiz when its learner may see the results, not before."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select

from quizapp.accounts.models import Role
from quizapp.answering.accommodating import accommodate
from quizapp.answering.overdue import hand_in_overdue
from quizapp.answering.remarking import MarkBy, mark_again
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.memory import held, log, progress, queries
from quizapp.memory.held import feed_released
from quizapp.queue.models import Job
from quizapp.quizzes.accommodations import Accommodation
from quizapp.quizzes.building import change_quiz
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.design_models import Release
from quizapp.quizzes.designs import Design, latest_design
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.pauses import pause
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen
from tests.statements import work_done

pytestmark = both_databases
NAMES = ("keeper-choice", "place-short")
HOUR = timedelta(hours=1)
OVER = HOUR + GRACE + timedelta(seconds=1)


@pytest.fixture
def take(bank, make_user, clock):
    """Take a quiz of two questions, the first answered rightly; return the attempt."""
    clara = make_user("Clara", Role.TEACHER)
    made = []

    def take(person, answer=builders.right_fields, hand_in=True, **settings):
        given = {"release": Release.CLOSING, "closes_at": clock() + HOUR} | settings
        if not made:
            made.append(build(clara.id, bank, *chosen(bank, *NAMES), now=clock(), **given))
        attempt_id = uuid4()
        with transaction() as session:
            start_quiz(session, attempt_id, QUIZ, user_id=person.learner.id, now=clock())
        wrong = person.forms(attempt_id, builders.wrong_fields)
        sent = {1: person.forms(attempt_id, answer)[1], 2: wrong[2]}
        if hand_in:
            person.hand_in(attempt_id, sent)
        else:
            person.save(attempt_id, sent)
        return attempt_id

    take.teacher = clara
    return take


@pytest.fixture
def due_jobs(clock):
    """Return how many jobs are in line by now."""

    def count():
        due = Job.run_after <= clock()
        return db.session.scalar(select(func.count()).select_from(Job).where(due))

    return count


def feed(clock, most=10, **which):
    with transaction() as session:
        return feed_released(session, clock(), most, **which)


def change(clock, **settings):
    """Let another version of the quiz follow."""
    with transaction() as session:
        latest = latest_design(session, QUIZ)
        design = Design("Test", items=latest.design.items, **settings)
        change_quiz(session, QUIZ, design, after=latest.number, now=clock())


def told(person, clock):
    """What pages tell of memory: strengths, what is due, and what is new to Study."""
    session, learner = db.session(), person.learner
    return (
        queries.strengths(session, learner, clock()),
        queries.study_load(session, learner, person.bank, 20, clock()),
        queries.next_due(session, learner.id, person.bank),
        dict(progress.knowledge(session, learner, clock(), person.bank, OPEN)),
        progress.begun_banks(session, learner.id),
    )


def test_nothing_tells_what_was_right_before_the_results_and_then_it_is_as_if_it_always_had(
    ana, ben, take, clock
):
    before = told(ana, clock)
    take(ana)
    take(ben, builders.wrong_fields)
    assert told(ana, clock) == told(ben, clock) == before
    assert (ana.memories(), ben.memories()) == ({}, {})
    # Nothing is lost: the log has it.
    assert len(ana.reviews()) == len(ben.reviews()) == 2
    assert feed(clock) == 0
    clock.advance(seconds=OVER.total_seconds())
    assert feed(clock) == 2
    assert feed(clock) == 0
    assert set(ana.memories()) == set(ben.memories()) == {"keeper", "place"}
    assert ana.memories()["keeper"] != ben.memories()["keeper"]
    known = ana.memories()
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == known


def test_what_was_known_before_and_studied_meanwhile_counts_with_it_in_order(ana, take, clock):
    ana.study("keeper-choice")
    clock.advance(days=3)
    before = ana.memories()
    take(ana, builders.wrong_fields)
    assert ana.memories() == before
    clock.advance(minutes=10)
    ana.study("keeper-choice")
    clock.advance(seconds=OVER.total_seconds())
    feed(clock)
    with transaction() as session:
        log.replay_all(session, ana.learner)
    known = ana.memories()
    assert [each.rating for each in ana.reviews("keeper")] == [3, 1, 3]
    assert known["keeper"] != before["keeper"]


def test_what_the_time_hands_in_waits_as_well(ana, ben, take, clock):
    take(ana, hand_in=False, minutes=10)
    take(ben, hand_in=False)
    clock.advance(minutes=11)
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 9).done == 2
    assert (ana.memories(), ben.memories()) == ({}, {})
    assert len(ana.reviews()) == 2


def test_results_that_never_come_feed_nothing_until_a_teacher_lets_them_be_seen(ana, take, clock):
    take(ana, release=Release.NEVER)
    clock.advance(days=30)
    assert feed(clock) == 0
    assert ana.memories() == {}
    change(clock, release=Release.END)
    assert feed(clock) == 1
    assert set(ana.memories()) == {"keeper", "place"}


def test_what_was_not_shown_yet_is_held_until_the_later_moment_and_fed_then(
    ana, take, clock, due_jobs
):
    take(ana)
    clock.advance(minutes=50)
    change(clock, release=Release.CLOSING, closes_at=clock() + 2 * HOUR)
    clock.advance(hours=1)
    assert feed(clock) == 0
    assert ana.memories() == {}
    clock.advance(seconds=OVER.total_seconds())
    # The worker is told of the later moment, too: nobody has to open a page for it.
    clock.advance(minutes=1)
    assert due_jobs() == 2
    assert feed(clock) == 1
    assert set(ana.memories()) == {"keeper", "place"}


def test_who_hands_in_last_and_was_stopped_lets_memory_learn_of_all(
    ana, ben, take, clock, due_jobs
):
    take(ana)
    last = take(ben, hand_in=False)
    with transaction() as session:
        pause(session, QUIZ, last, reason="", by=take.teacher.id, now=clock())
    clock.advance(hours=2)
    assert feed(clock) == 0
    before = due_jobs()
    ben.hand_in(last, {})
    clock.advance(minutes=2)
    # Nobody else tells the worker, whose job at the closing time is long done.
    assert due_jobs() == before + 1
    assert feed(clock) == 2


def test_what_was_not_fed_yet_when_results_are_kept_back_for_good_is_held(ana, take, clock):
    take(ana)
    clock.advance(seconds=OVER.total_seconds())
    change(clock, release=Release.NEVER)
    clock.advance(days=30)
    assert feed(clock) == 0
    assert ana.memories() == {}


def test_what_could_be_seen_stays_known_when_results_are_kept_back_later(ana, take, clock):
    take(ana, release=Release.END)
    known = ana.memories()
    change(clock, release=Release.NEVER)
    feed(clock)
    with transaction() as session:
        log.replay_all(session, ana.learner)
    assert ana.memories() == known != {}


@pytest.mark.parametrize(("before", "after"), [(None, 2), (2, None)])
def test_another_closing_time_of_one_person_moves_it_for_all(
    ana, ben, take, clock, before, after, due_jobs
):
    take(ana)

    def give(hours, follows=None):
        given = Accommodation(closes_at=None if hours is None else clock() + hours * HOUR)
        with transaction() as session:
            accommodate(
                session,
                made := uuid4(),
                QUIZ,
                ben.learner.id,
                given,
                reason="Ill.",
                by=take.teacher.id,
                after=follows,
                now=clock(),
            )
        return made

    first = give(before) if before else None
    give(after, first)
    clock.advance(seconds=OVER.total_seconds())
    assert feed(clock) == (0 if after else 1)
    clock.advance(hours=1, minutes=1)
    assert due_jobs() == 2
    assert feed(clock) == (1 if after else 0)


@pytest.mark.parametrize("release", [Release.CLOSING, Release.NEVER])
def test_what_is_not_due_costs_the_job_nothing_however_much_it_is(app, ana, take, clock, release):
    attempt_id = take(ana, release=release)

    def steps():
        """How much the database does, where it tells, and what it is asked."""
        db.session.commit()
        with work_done(app) as done:
            assert feed(clock) == 0
        return done

    few = steps()
    with transaction() as session:
        first = session.get_one(Attempt, attempt_id)
        columns = {each.key: getattr(first, each.key) for each in Attempt.__table__.columns}
        session.execute(insert(Attempt), [columns | {"id": uuid4()} for _ in range(300)])
    many = steps()
    assert many.statements == few.statements
    assert many.steps <= few.steps + 50


def test_results_at_the_end_feed_at_the_hand_in(ana, take):
    attempt_id = take(ana, release=Release.END)
    assert not db.session.get_one(Attempt, attempt_id).is_held
    assert set(ana.memories()) == {"keeper", "place"}


def test_a_ruling_in_between_is_fed_with_it(ana, take, clock):
    take(ana, builders.wrong_fields)
    number = db.session.scalars(select(Question.id).where(Question.slug == NAMES[0])).one()
    with transaction() as session:
        mark_again(session, number, MarkBy.FULL, "Unclear.", take.teacher.id, clock())
    assert ana.memories() == {}
    clock.advance(seconds=OVER.total_seconds())
    feed(clock)
    assert set(ana.memories()) == {"place"}


def test_a_few_are_fed_at_a_time_and_one_alone_where_it_is_opened(ana, ben, take, clock):
    mine, _ = take(ana), take(ben)
    clock.advance(seconds=OVER.total_seconds())
    assert feed(clock, attempt_id=mine) == 1
    assert (set(ana.memories()), ben.memories()) == ({"keeper", "place"}, {})
    assert feed(clock, most=1) == 1
    assert feed(clock, most=1) == 0
    assert set(ben.memories()) == {"keeper", "place"}


def test_a_job_is_in_line_for_the_moment_at_which_they_are_shown(ana, take, clock):
    def waiting():
        later = Job.run_after > clock() + HOUR
        return db.session.scalar(select(func.count()).select_from(Job).where(later))

    take(ana)
    assert waiting() == 1


def test_a_memory_that_cannot_be_replayed_keeps_no_other_waiting(
    ana, ben, take, clock, monkeypatch, caplog
):
    take(ana), take(ben)
    clock.advance(seconds=OVER.total_seconds())
    replay = held.replay

    def fails_for_ana(session, learner, facts):
        replay(session, learner, facts)
        if learner.id == ana.learner.id:
            raise ValueError("it cannot be replayed")

    monkeypatch.setattr(held, "replay", fails_for_ana)
    assert feed(clock) == 1
    assert (ana.memories(), set(ben.memories())) == ({}, {"keeper", "place"})
    assert "Memory could not learn of an attempt" in caplog.text
    monkeypatch.undo()
    # It is still waited for.
    assert feed(clock) == 1
    assert set(ana.memories()) == {"keeper", "place"}


def test_what_belongs_to_somebody_else_once_it_is_their_turn_waits_for_the_next(
    ana, ben, take, clock, monkeypatch
):
    attempt_id = take(ana)
    clock.advance(seconds=OVER.total_seconds())

    def merged(session, user_ids):
        assert list(user_ids) == [ana.learner.id]
        session.get_one(Attempt, attempt_id).user_id = ben.learner.id
        session.flush()

    # Nobody holds ben: what he answers at the same moment must not be written over.
    monkeypatch.setattr(held, "lock_learners", merged)
    assert feed(clock) == 0
    assert db.session.get_one(Attempt, attempt_id).is_held
