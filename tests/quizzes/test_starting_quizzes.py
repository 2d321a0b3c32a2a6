"""Beginning a quiz that a teacher made: what it asks, when and how often."""

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role, User
from quizapp.banks.models import Bank, MemberRole, Question, Visibility
from quizapp.db import db, transaction
from quizapp.quizzes import building
from quizapp.quizzes.designs import Design, Item
from quizapp.quizzes.errors import (
    AttemptsUsedUp,
    NothingToAsk,
    NotOpenYet,
    QuizClosed,
    UnknownAttempt,
    UnknownQuiz,
)
from quizapp.quizzes.models import Attempt
from quizapp.quizzes.services import QuizSettings, finish, start_practice
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build, chosen

pytestmark = both_databases
FIXED = ("years-match", "keeper-choice", "place-short", "height-number")


@pytest.fixture
def maker(make_user):
    """The id of the teacher whose quiz it is."""
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def make(bank, maker, clock):
    """Make a quiz of chosen questions and of draws."""

    def make(*items, **settings):
        return build(maker, bank, *items, now=clock(), **settings)

    return make


@pytest.fixture
def start(person, clock):
    def start(attempt_id=None, user_id=None, quiz_id=QUIZ):
        with transaction() as session:
            given = {"user_id": user_id or person, "now": clock()}
            return start_quiz(session, attempt_id or uuid4(), quiz_id, **given)

    return start


@pytest.fixture
def hand_in(clock):
    def hand_in(attempt):
        with transaction() as session:
            finish(session, attempt.id, clock())

    return hand_in


def test_chosen_questions_come_in_their_order(make, start, bank):
    make(*chosen(bank, *FIXED))
    attempt = start()
    assert asked(attempt.id) == list(FIXED)
    assert (attempt.length, attempt.design.title) == (4, "Test")


def test_shuffled_questions_come_in_another_order_for_each_attempt(make, start, bank, make_user):
    make(*chosen(bank, *FIXED), shuffles=True)
    orders = {tuple(asked(start(user_id=make_user(f"P{number}").id).id)) for number in range(6)}
    assert len(orders) > 1
    assert all(sorted(each) == sorted(FIXED) for each in orders)


def test_draws_ask_for_nothing_that_is_asked_already(make, start, bank):
    # Both questions about the height ask for one fact; both about years share two.
    make(*chosen(bank, "height-number", "years-match"), Item(bank, count=3))
    names = asked(start().id)
    assert names[:2] == ["height-number", "years-match"]
    assert not {"height-verdict", "years-order"} & set(names)
    assert len(names) == 5


def test_draws_keep_to_their_topic_and_kind(make, start, bank):
    make(
        Item(bank, count=1, topic="history"),
        Item(bank, count=1, kind="short_answer"),
        Item(bank, count=1, source="brief", kind="numeric"),
    )
    first, *others = asked(start().id)
    assert first in {"years-match", "years-order"}
    assert others == ["place-short", "height-number"]


def test_a_narrow_draw_is_not_left_without_by_a_wide_one_before_it(make, start, bank):
    make(Item(bank, count=4), Item(bank, count=1, topic="history"))
    assert asked(start().id)[-1] in {"years-match", "years-order"}


def test_the_same_id_gives_the_same_attempt(make, start, bank):
    make(Item(bank, count=5))
    attempt_id = uuid4()
    first = start(attempt_id)
    assert start(attempt_id).id == first.id == attempt_id
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_who_has_one_under_way_goes_on_with_it(make, start, bank, hand_in):
    make(Item(bank, count=5))
    first = start()
    assert start().id == first.id
    hand_in(first)
    assert start().id != first.id


def test_an_attempt_keeps_what_it_was_begun_with(make, start, bank, clock, hand_in):
    number = make(*chosen(bank, "keeper-choice"))
    before = start()
    with transaction() as session:
        design = Design("Changed", items=chosen(bank, "place-short"))
        building.change_quiz(session, QUIZ, design, after=number, now=clock())
    assert start().id == before.id
    assert asked(before.id) == ["keeper-choice"]
    assert before.design.title == "Test"
    hand_in(before)
    after = start()
    assert (asked(after.id), after.design.title) == (["place-short"], "Changed")


def test_questions_that_are_gone_are_left_out(make, start, bank):
    make(*chosen(bank, "keeper-choice", "place-short"))
    with transaction() as session:
        session.scalars(
            select(Question).where(Question.slug == "place-short")
        ).one().status = "retired"
    assert asked(start().id) == ["keeper-choice"]


def test_a_quiz_of_which_nothing_is_left_is_not_begun(make, start, bank):
    make(*chosen(bank, "keeper-choice"))
    with transaction() as session:
        for row in session.scalars(select(Question)):
            row.status = "retired"
    with pytest.raises(NothingToAsk):
        start()


def test_attempts_are_counted_for_each_learner(make, start, bank, hand_in, make_user):
    make(Item(bank, count=2), attempts_allowed=2)
    for _ in range(2):
        hand_in(start())
    with pytest.raises(AttemptsUsedUp):
        start()
    assert start(user_id=make_user("Ben").id).length == 2


def test_a_quiz_is_begun_inside_its_window_only(make, start, bank, clock, hand_in):
    opens, closes = clock() + timedelta(hours=1), clock() + timedelta(hours=2)
    make(Item(bank, count=2), opens_at=opens, closes_at=closes)
    with pytest.raises(NotOpenYet) as refused:
        start()
    assert refused.value.opens_at == opens
    clock.advance(hours=1)
    hand_in(start())
    clock.advance(hours=1)
    with pytest.raises(QuizClosed):
        start()


def test_what_is_not_published_is_not_begun(make, start, bank, person, clock):
    with pytest.raises(UnknownQuiz):
        start()
    make(Item(bank, count=2), published=False)
    with pytest.raises(UnknownQuiz):
        start()
    with transaction() as session:
        practice = start_practice(
            session,
            uuid4(),
            user_id=person,
            bank_ids=[bank],
            settings=QuizSettings(),
            now=clock(),
        )
        finish(session, practice.id, clock())
    with pytest.raises(UnknownQuiz):
        start(quiz_id=practice.quiz_id)


@pytest.mark.parametrize("role", [MemberRole.VIEWER, MemberRole.OWNER])
def test_a_bank_that_is_not_shared_with_the_maker_any_more_is_not_asked(
    make, start, bank, maker, role, clock
):
    make(*chosen(bank, "keeper-choice"), Item(bank, count=2))
    with transaction() as session:
        row = session.get_one(Bank, bank)
        row.visibility = Visibility.PRIVATE.value
        slug = row.slug
    with pytest.raises(NothingToAsk):
        start()
    with transaction() as session:
        builders.join(session, slug, session.get_one(User, maker), clock(), role)
    assert start().length == 3


@pytest.mark.parametrize("left", ["deactivated_at", "erased_at"])
def test_a_quiz_whose_maker_has_gone_asks_nothing(make, start, bank, maker, left, clock):
    make(Item(bank, count=2))
    with transaction() as session:
        user = session.get_one(User, maker)
        setattr(user, left, clock())
        if left == "erased_at":
            user.name = user.name_key = user.email = user.password_hash = None
    with pytest.raises(NothingToAsk):
        start()


def test_an_attempt_of_another_learner_or_at_another_quiz_is_refused(
    make, start, bank, make_user, hand_in
):
    make(Item(bank, count=2))
    other = UUID(int=QUIZ.int + 1)
    make(Item(bank, count=2), quiz_id=other)
    theirs = start(user_id=make_user("Ben").id)
    mine = start(quiz_id=other)
    hand_in(mine)
    for attempt_id in (theirs.id, mine.id):
        with pytest.raises(UnknownAttempt):
            start(attempt_id)


def test_two_tabs_at_once_use_up_one_attempt(app, make, bank, person, clock):
    make(Item(bank, count=2), attempts_allowed=1)
    faults, found, gate = [], set(), threading.Barrier(3)

    def begin():
        try:
            with app.app_context():
                gate.wait(10)
                with transaction() as session:
                    found.add(start_quiz(session, uuid4(), QUIZ, user_id=person, now=clock()).id)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=begin) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (faults, len(found)) == ([], 1)
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1
