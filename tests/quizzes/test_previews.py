"""A preview is taken as a learner takes a quiz, and nothing of it counts anywhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import Role
from quizapp.answering.overdue import hand_in_overdue
from quizapp.answering.trials import remove_trials
from quizapp.banks.models import Question
from quizapp.db import db, transaction
from quizapp.memory.log import Learner
from quizapp.memory.models import Memory, Review
from quizapp.memory.progress import accuracy_by_topic
from quizapp.memory.queries import answers_since
from quizapp.quizzes import building, lists
from quizapp.quizzes.deadlines import GRACE
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt, UnknownQuiz
from quizapp.quizzes.models import (
    Attempt,
    AttemptQuestion,
    Feedback,
    Layout,
    Mark,
    Quiz,
    Response,
    Score,
)
from quizapp.quizzes.previews import preview_of, remove_previews, start_preview
from quizapp.quizzes.queries import attempts_of, unfinished_attempt
from quizapp.quizzes.report import every_attempt
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.starting import begun, start_quiz, unfinished
from quizapp.quizzes.traces import was_asked
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build, chosen
from tests.studies import Studies, bank

__all__ = ["bank"]

pytestmark = both_databases
ALL = ("keeper-choice", "place-short", "height-number")


@pytest.fixture
def clara(bank, make_user, clock):
    """The teacher whose quiz it is, who answers as a learner does."""
    return Studies(Learner.of(make_user("Clara", Role.TEACHER)), bank, clock)


@pytest.fixture
def make(clara, bank, clock):
    def make(*items, **settings):
        items = items or chosen(bank, *ALL)
        return build(clara.learner.id, bank, *items, now=clock(), **settings)

    return make


@pytest.fixture
def preview(clara, clock):
    def preview(attempt_id=None, user_id=None, quiz_id=QUIZ):
        with transaction() as session:
            given = {"user_id": user_id or clara.learner.id, "now": clock()}
            return start_preview(session, attempt_id or uuid4(), quiz_id, **given)

    return preview


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_it_asks_what_an_attempt_would_before_publication_and_outside_the_window(
    make, preview, clock
):
    hour = timedelta(hours=1)
    make(published=False, opens_at=clock() + hour, closes_at=clock() + 2 * hour)
    assert asked(preview().id) == list(ALL)
    clock.advance(hours=9)
    going = preview()
    assert (going.deadline_at, going.is_preview) == (None, True)


def test_it_has_the_time_limit_and_not_the_closing_time(make, preview, clock):
    make(minutes=30, closes_at=clock() + timedelta(minutes=5))
    assert preview().deadline_at == clock() + timedelta(minutes=30)


def test_the_next_one_takes_the_place_of_the_one_before(make, clara, preview):
    make()
    first = preview().id
    assert preview(first).id == first
    clara.hand_in(first, clara.forms(first))
    assert count(Mark) > 0
    second = preview().id
    assert db.session.scalars(select(Attempt.id)).all() == [second]
    assert (count(Response), count(Score), count(Mark)) == (0, 0, 0)
    assert count(AttemptQuestion) == len(ALL)
    assert preview_of(db.session(), QUIZ, clara.learner.id).id == second


def test_it_is_thrown_away_with_all_that_was_answered_and_nobody_elses(
    make, clara, preview, make_user
):
    make()
    tom = make_user("Tom", Role.TEACHER).id
    mine, theirs = preview().id, preview(user_id=tom).id
    clara.save(mine, clara.forms(mine))
    for _ in range(2):
        with transaction() as session:
            remove_previews(session, QUIZ, clara.learner.id)
    assert db.session.scalars(select(Attempt.id)).all() == [theirs]
    assert count(Response) == 0


def test_it_does_not_take_the_place_of_an_attempt(make, clara, preview, clock):
    make(attempts_allowed=1)
    going = preview().id
    with transaction() as session:
        mine = start_quiz(session, uuid4(), QUIZ, user_id=clara.learner.id, now=clock()).id
    assert mine != going
    again = preview().id
    assert set(db.session.scalars(select(Attempt.id))) == {mine, again}
    for attempt_id in (mine, uuid4()):
        if attempt_id == mine:
            with pytest.raises(UnknownAttempt):
                preview(attempt_id)
    with transaction() as session, pytest.raises(UnknownAttempt):
        building.publish(session, QUIZ, clock())
        db.session.execute(update(Attempt).values(finished_at=clock(), ended_by="learner"))
        start_quiz(session, again, QUIZ, user_id=clara.learner.id, now=clock())


def test_it_is_of_a_quiz_that_has_something_to_ask(make, clara, preview):
    with pytest.raises(UnknownQuiz):
        preview(quiz_id=uuid4())
    make()
    before = preview().id
    with transaction() as session:
        session.execute(update(Question).values(status="retired"))
    with pytest.raises(NothingToAsk):
        preview()
    assert preview_of(db.session(), QUIZ, clara.learner.id).id == before


@pytest.mark.parametrize("feedback", list(Feedback))
def test_it_is_marked_and_remembered_nowhere(make, clara, preview, feedback):
    make(layout=Layout.SINGLE, feedback=feedback)
    going = preview().id
    forms = clara.forms(going)
    if feedback is Feedback.AT_ONCE:
        for position, form in forms.items():
            clara.check(going, position, form)
    else:
        clara.hand_in(going, forms)
    assert set(db.session.scalars(select(Score.points))) == {1.0}
    assert (count(Review), count(Memory)) == (0, 0)
    assert db.session.get_one(Attempt, going).finished_at is not None


def test_no_list_and_no_number_has_it(make, clara, preview, bank, clock):
    make()
    going, me, session = preview().id, clara.learner.id, db.session()
    assert unfinished(session, QUIZ, me) is None
    assert unfinished_attempt(session, me, bank) is None
    assert lists.under_way(session, QUIZ) == 0
    clara.hand_in(going, clara.forms(going))
    assert begun(session, QUIZ, me) == (0, None)
    assert every_attempt(session, QUIZ) == []
    assert [each.attempts for each in lists.own_quizzes(session, me)] == [0]
    assert lists.attempts_at(session, QUIZ, me, clock(), OPEN) == []
    assert attempts_of(session, me, clock(), books=OPEN) == []
    assert answers_since(session, me, clock() - timedelta(days=1)) == 0
    assert accuracy_by_topic(session, me, bank, clock(), OPEN) == []
    questions = session.scalars(select(Question.id)).all()
    assert not was_asked(session, questions)


def test_time_ends_it_as_it_would_any(make, preview):
    make(minutes=30)
    going = preview()
    with transaction() as session:
        moment = going.deadline_at + GRACE + timedelta(seconds=1)
        assert hand_in_overdue(session, moment, 9).done == 1
    db.session.expire_all()
    assert db.session.get_one(Attempt, going.id).finished_at == going.deadline_at


def test_it_keeps_neither_its_quiz_nor_its_questions_from_being_removed(
    make, clara, preview, make_user
):
    make()
    tom = make_user("Tom", Role.TEACHER).id
    preview(user_id=tom)
    going = preview().id
    clara.hand_in(going, clara.forms(going))
    with transaction() as session:
        remove_trials(session, session.scalars(select(Question.id)).all(), [])
    assert count(Attempt) == 0
    preview()
    with transaction() as session:
        assert building.remove_quiz(session, QUIZ)
    assert count(Quiz) == 0
