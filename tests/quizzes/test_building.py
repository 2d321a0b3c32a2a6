"""Making a quiz: versions follow each other, and what cannot be asked is refused."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from quizapp.accounts.models import Role
from quizapp.banks.models import Bank
from quizapp.db import RowGone, db, transaction
from quizapp.quizzes import building
from quizapp.quizzes.design_models import QuizDesign, QuizItem
from quizapp.quizzes.designs import Design, Item, latest_design
from quizapp.quizzes.errors import (
    CannotBeAsked,
    ChangedMeanwhile,
    HasAttempts,
    TooManyQuestions,
    UnknownQuiz,
)
from quizapp.quizzes.models import Feedback, Layout, Quiz, QuizBank, QuizSettingsVersion
from quizapp.quizzes.services import QuizSettings, make_quiz
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, build, chosen, public_id
from tests.taking_turns import overtake

pytestmark = both_databases


@pytest.fixture
def person(make_user):
    """The id of the teacher who makes the quiz."""
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def change(clock):
    def change(design, after=1, **more):
        with transaction() as session:
            return building.change_quiz(session, QUIZ, design, after=after, now=clock(), **more)

    return change


@pytest.fixture
def draft(bank, person, clock):
    with transaction() as session:
        building.add_quiz(
            session, QUIZ, owner_id=person, bank_ids=[bank], title="Test", now=clock()
        )


def newest():
    return latest_design(db.session(), QUIZ)


@pytest.mark.usefixtures("draft")
def test_a_new_quiz_is_a_draft_without_a_question_and_made_once(bank, person, clock):
    with transaction() as session:
        building.add_quiz(
            session, QUIZ, owner_id=person, bank_ids=[bank], title="Again", now=clock()
        )
    assert db.session.get_one(Quiz, QUIZ).published_at is None
    assert newest() == (1, Design("Test"))


@pytest.mark.usefixtures("draft")
def test_the_id_of_another_teachers_quiz_is_refused(bank, make_user, clock):
    other = make_user("Ben").id
    with pytest.raises(UnknownQuiz), transaction() as session:
        building.add_quiz(session, QUIZ, owner_id=other, bank_ids=[bank], title="X", now=clock())


@pytest.mark.usefixtures("draft")
def test_everything_that_was_set_is_read_back(bank, change, clock):
    items = (*chosen(bank, "keeper-choice"), Item(bank, None, 2, "history", "", "matching"))
    design = Design(
        "Light",
        "Read well.\n\nThen answer.",
        items,
        Layout.SINGLE,
        Feedback.AT_ONCE,
        shuffles=True,
        attempts_allowed=2,
        opens_at=clock(),
        closes_at=clock() + timedelta(days=1),
    )
    assert change(design) == 2
    db.session.expire_all()
    assert newest() == (2, design)
    assert design.length == 3


@pytest.mark.usefixtures("draft")
def test_a_change_is_a_new_version_and_the_old_one_stays(change):
    assert change(Design("One")) == 2
    assert change(Design("Two"), after=2) == 3
    titles = db.session.execute(select(QuizDesign.number, QuizDesign.title)).all()
    assert sorted(titles) == [(1, "Test"), (2, "One"), (3, "Two")]


@pytest.mark.usefixtures("draft")
def test_the_same_change_sent_twice_is_made_once(change):
    assert change(Design("One")) == 2
    assert change(Design("One")) == 2


@pytest.mark.usefixtures("draft")
def test_a_change_of_what_was_changed_meanwhile_is_refused(change):
    change(Design("One"))
    with pytest.raises(ChangedMeanwhile):
        change(Design("Two"), after=1)
    assert newest().design.title == "One"


@pytest.mark.usefixtures("draft")
def test_two_changes_at_once_do_not_undo_each_other(app, clock):
    def change(title):
        def act(session, number):
            building.change_quiz(session, QUIZ, Design(title), after=number, now=clock())

        return act

    refused = overtake(
        app,
        lambda session: change("First")(session, 1),
        lambda session: latest_design(session, QUIZ).number,
        change("Second"),
    )
    assert isinstance(refused, ChangedMeanwhile)
    db.session.rollback()
    assert newest().design.title == "First"


@pytest.mark.usefixtures("draft")
def test_banks_are_added_and_keep_their_order(bank, change, clock):
    with transaction() as session:
        builders.load(session, replace(builders.bank(), id="second"), clock())
        second = session.scalars(select(Bank.id).where(Bank.slug == "second")).one()
    change(Design("Test"), bank_ids=[second, bank])
    rows = db.session.execute(select(QuizBank.bank_id).order_by(QuizBank.position))
    assert list(rows.scalars()) == [bank, second]


@pytest.mark.usefixtures("draft")
def test_a_quiz_has_a_longest_length(bank, change):
    change(Design("Long", items=(Item(bank, count=building.LONGEST),)))
    with pytest.raises(TooManyQuestions):
        change(Design("Too long", items=(Item(bank, count=building.LONGEST + 1),)), after=2)


def test_publishing_twice_keeps_the_first_moment(bank, person, clock):
    build(person, bank, *chosen(bank, "keeper-choice"), now=clock())
    first = clock()
    clock.advance(hours=1)
    with transaction() as session:
        building.publish(session, QUIZ, clock())
    assert db.session.get_one(Quiz, QUIZ).published_at == first
    with transaction() as session:
        building.withdraw(session, QUIZ)
    assert db.session.get_one(Quiz, QUIZ).published_at is None


BAD = {
    "no question": ((), (), {}),
    "more than the bank has": ((("draw", 9),), (), {1: 5}),
    "more of a topic than there is": ((("draw", 1), ("topic", 3)), (), {2: 1}),
    "a question that is not there": ((("gone", 1), ("draw", 1)), (1,), {}),
    "a card": ((("card", 1),), (1,), {}),
    "a kind that the bank lacks": ((("kind", 1),), (), {1: 0}),
    "a topic that the bank lacks": ((("no topic", 1),), (), {1: 0}),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_asked_is_not_published(bank, person, clock, name):
    wanted, gone, short = BAD[name]
    items = [
        {
            "draw": Item(bank, count=count),
            "topic": Item(bank, count=count, topic="history"),
            "no topic": Item(bank, count=count, topic="sea"),
            "kind": Item(bank, count=count, kind="unheard_of"),
            "gone": Item(bank, uuid4()),
            "card": Item(bank, public_id("nickname-card")),
        }[kind]
        for kind, count in wanted
    ]
    with pytest.raises(CannotBeAsked) as refused:
        build(person, bank, *items, now=clock())
    assert (refused.value.gone, refused.value.short) == (gone, short)
    assert db.session.scalar(select(Quiz.published_at)) is None


def test_a_published_quiz_keeps_a_question(bank, person, clock, change):
    number = build(person, bank, *chosen(bank, "keeper-choice"), now=clock())
    with pytest.raises(CannotBeAsked):
        change(Design("Test"), after=number)
    with transaction() as session:
        building.withdraw(session, QUIZ)
    assert change(Design("Test"), after=number) == number + 1


def test_a_quiz_that_nobody_took_is_removed_whole(bank, person, clock):
    build(person, bank, *chosen(bank, "keeper-choice"), now=clock())
    for expected in (True, False):
        with transaction() as session:
            assert building.remove_quiz(session, QUIZ) is expected
    for table in (Quiz, QuizBank, QuizSettingsVersion, QuizDesign, QuizItem):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    with pytest.raises(RowGone), transaction() as session:
        building.publish(session, QUIZ, clock())


def test_a_quiz_that_somebody_took_stays(bank, person, clock):
    build(person, bank, *chosen(bank, "keeper-choice"), now=clock())
    with transaction() as session:
        start_quiz(session, uuid4(), QUIZ, user_id=person, now=clock())
    with pytest.raises(HasAttempts), transaction() as session:
        building.remove_quiz(session, QUIZ)


def test_a_practice_quiz_cannot_be_changed_as_one_that_a_teacher_made(bank, person, clock):
    with transaction() as session:
        make_quiz(
            session, QUIZ, owner_id=person, bank_ids=[bank], settings=QuizSettings(), now=clock()
        )
    with pytest.raises(UnknownQuiz), transaction() as session:
        building.change_quiz(session, QUIZ, Design("X"), after=1, now=clock())
