"""What questions of a quiz are worth: given by its teacher, kept by attempts, used by all sums."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.accounts.queries import visitor_by_id
from quizapp.answering.regrading import regrade
from quizapp.db import db, transaction
from quizapp.domain.grades import Earned
from quizapp.domain.rulings import Basis
from quizapp.quizzes import building
from quizapp.quizzes.designs import Item, latest_design
from quizapp.quizzes.lists import attempts_at
from quizapp.quizzes.models import AttemptQuestion
from quizapp.quizzes.papers import papers
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.queries import asked_in, attempts_of, slots
from quizapp.quizzes.report import every_attempt
from quizapp.quizzes.results import results
from quizapp.quizzes.sealing import OPEN
from quizapp.quizzes.starting import start_quiz
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build, chosen, nothing_learned
from tests.studies import ana, bank

__all__ = ["ana", "bank"]

pytestmark = both_databases
WORTH = {"keeper-choice": 2.0, "place-short": 0.5, "height-number": 0.0}


@pytest.fixture
def owner(make_user):
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def made(bank, owner, clock):
    """Make a quiz of three chosen questions with points, and perhaps more."""

    def made(*more, **settings):
        items = (replace(chosen(bank, slug)[0], points=worth) for slug, worth in WORTH.items())
        build(owner, bank, *items, *more, now=clock(), **settings)

    return made


def begin(somebody, clock):
    with transaction() as session:
        return start_quiz(session, uuid4(), QUIZ, user_id=somebody.learner.id, now=clock()).id


def weights(attempt_id):
    rows = select(AttemptQuestion.points).where(AttemptQuestion.attempt_id == attempt_id)
    return list(db.session.scalars(rows.order_by(AttemptQuestion.position)))


def earned(somebody, clock):
    """What the lists of learner and teacher say of the newest attempt, which is the same."""
    user_id, session = somebody.learner.id, db.session()
    own = attempts_at(session, QUIZ, user_id, clock(), OPEN)[0].earned
    _, points, _, possible, *_ = attempts_of(session, user_id, clock(), books=OPEN)[0]
    shown = results(session, every_attempt(session, QUIZ)[-1].id, user_id)
    assert every_attempt(session, QUIZ)[-1].earned == own == Earned(points, possible)
    assert sum(each.points for each in shown) == points
    return own


@pytest.mark.parametrize("shuffles", [False, True])
def test_an_attempt_has_what_its_questions_are_worth(made, ana, clock, shuffles):
    made(shuffles=shuffles)
    going = begin(ana, clock)
    assert dict(zip(asked(going), weights(going), strict=True)) == WORTH
    places = slots(db.session(), going, ana.learner.id)
    assert [each.worth for each in asked_in(db.session(), places)] == weights(going)


def test_each_question_of_a_draw_is_worth_the_same(owner, bank, ana, clock):
    build(owner, bank, Item(bank, count=3, points=2.5), now=clock())
    assert weights(begin(ana, clock)) == [2.5, 2.5, 2.5]


def test_practice_is_worth_one_point_a_question(ana):
    assert set(weights(ana.quiz())) == {1.0}


def test_sums_follow_what_questions_are_worth(made, ana, clock):
    made()
    going = begin(ana, clock)
    forms = ana.forms(going)
    ana.hand_in(going, {1: forms[1], 3: forms[3]})
    assert earned(ana, clock) == Earned(2.0, 2.5)
    assert every_attempt(db.session(), QUIZ)[0].percent == 80
    assert every_attempt(db.session(), QUIZ)[0].counted == 3


def test_where_nothing_is_worth_a_point_there_is_no_grade(owner, bank, ana, clock):
    build(owner, bank, Item(bank, count=2, points=0), now=clock())
    going = begin(ana, clock)
    ana.hand_in(going, ana.forms(going))
    assert earned(ana, clock) == Earned(0.0, 0.0)
    assert every_attempt(db.session(), QUIZ)[0].percent is None


def test_who_has_begun_keeps_what_they_were_shown(made, ana, clock):
    made()
    going = begin(ana, clock)
    with transaction() as session:
        number, design = latest_design(session, QUIZ)
        items = [replace(each, points=100) for each in design.items]
        building.change_quiz(
            session, QUIZ, replace(design, items=tuple(items)), after=number, now=clock()
        )
    ana.hand_in(going, ana.forms(going))
    assert earned(ana, clock) == Earned(2.5, 2.5)
    clock.advance(minutes=1)
    later = begin(ana, clock)
    ana.hand_in(later, ana.forms(later))
    assert earned(ana, clock) == Earned(300.0, 300.0)


@pytest.mark.parametrize(
    ("basis", "expected"), [(Basis.FULL, Earned(2.5, 2.5)), (Basis.STRUCK, Earned(0.5, 0.5))]
)
def test_marking_again_follows_what_the_question_is_worth(made, ana, clock, basis, expected):
    made()
    going = begin(ana, clock)
    ana.hand_in(going, {2: ana.forms(going)[2]})
    assert earned(ana, clock) == Earned(0.5, 2.5)
    version = slots(db.session(), going, ana.learner.id)[0].version_id
    with transaction() as session:
        regrade(session, version, version, "It was unclear.", None, clock(), basis=basis)
    assert earned(ana, clock) == expected


def test_a_preview_is_worth_the_same(made, owner, clock):
    made()
    with transaction() as session:
        tried = start_preview(session, uuid4(), QUIZ, user_id=owner, now=clock()).id
    assert weights(tried) == list(WORTH.values())


def test_paper_says_what_each_question_is_worth(made, owner, bank, clock):
    made(Item(bank, count=1, points=3))
    reader = visitor_by_id(db.session(), owner, clock())
    sheets = papers(
        db.session(), QUIZ, latest_design(db.session(), QUIZ), reader, nothing_learned, 2
    )
    for sheet in sheets:
        assert sorted(each.worth for each in sheet.questions) == [0, 0.5, 2, 3]
        assert (sheet.possible, sheet.is_weighted) == (5.5, True)
