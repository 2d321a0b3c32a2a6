"""Whether learners see what is right: set for each question, and kept by attempts."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.accounts.models import Role
from quizapp.answering.regrading import regrade
from quizapp.db import db, transaction
from quizapp.domain.answers import Outcome
from quizapp.domain.rulings import Basis
from quizapp.quizzes import building
from quizapp.quizzes.designs import Item, latest_design
from quizapp.quizzes.models import AttemptQuestion
from quizapp.quizzes.previews import start_preview
from quizapp.quizzes.queries import slots
from quizapp.quizzes.results import REASON_UNSAID, KeyedResult, result_at, results
from quizapp.quizzes.starting import start_quiz
from tests import builders
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ, asked, build, chosen
from tests.studies import ana, bank

__all__ = ["ana", "bank"]

pytestmark = both_databases
WHY = "It is Arnholm, after all."
SHOWN = {"keeper-choice": True, "place-short": False, "tower-response": False}


@pytest.fixture
def owner(make_user):
    return make_user("Clara", Role.TEACHER).id


@pytest.fixture
def made(bank, owner, clock):
    """Make a quiz of three chosen questions, the right answer of one of which is shown."""

    def made(**settings):
        items = (replace(chosen(bank, slug)[0], shows_key=each) for slug, each in SHOWN.items())
        build(owner, bank, *items, now=clock(), **settings)

    return made


def begin(somebody, clock):
    with transaction() as session:
        return start_quiz(session, uuid4(), QUIZ, user_id=somebody.learner.id, now=clock()).id


def shown(attempt_id):
    rows = select(AttemptQuestion.shows_key).where(AttemptQuestion.attempt_id == attempt_id)
    kept = db.session.scalars(rows.order_by(AttemptQuestion.position))
    return dict(zip(asked(attempt_id), kept, strict=True))


@pytest.mark.parametrize("shuffles", [False, True])
def test_an_attempt_keeps_of_which_questions_the_answer_is_shown(made, ana, clock, shuffles):
    made(shuffles=shuffles)
    assert latest_design(db.session(), QUIZ).design.keyless == 2
    assert shown(begin(ana, clock)) == SHOWN


def test_an_attempt_under_way_keeps_what_it_was_begun_with(made, owner, ana, clock):
    made()
    going = begin(ana, clock)
    latest = latest_design(db.session(), QUIZ)
    turned = [replace(each, shows_key=not each.shows_key) for each in latest.design.items]
    with transaction() as session:
        design = replace(latest.design, items=tuple(turned))
        building.change_quiz(session, QUIZ, design, after=latest.number, now=clock())
    assert shown(going) == SHOWN
    with transaction() as session:
        tried = start_preview(session, uuid4(), QUIZ, user_id=owner, now=clock()).id
    assert shown(tried) == {slug: not each for slug, each in SHOWN.items()}


def test_a_draw_shows_the_answers_of_all_its_questions_or_of_none(owner, bank, ana, clock):
    hidden = Item(bank, count=2, topic="tower", shows_key=False)
    build(owner, bank, Item(bank, count=1, topic="history"), hidden, now=clock())
    assert sorted(shown(begin(ana, clock)).values()) == [False, False, True]


def test_practice_shows_what_is_right(ana):
    assert set(shown(ana.quiz()).values()) == {True}


def test_a_result_without_a_key_says_how_it_went_and_nothing_of_what_is_right(made, ana, clock):
    made()
    going = begin(ana, clock)
    ana.hand_in(going, ana.forms(going, builders.wrong_fields))
    session, user_id = db.session(), ana.learner.id
    places = slots(session, going, user_id)
    for found in (results(session, going, user_id), [result_at(session, at) for at in places]):
        keyed, *others = found
        assert isinstance(keyed, KeyedResult)
        assert keyed.marks[0].expected == "Ida Berg"
        for each in others:
            assert not isinstance(each, KeyedResult)
            assert not hasattr(each, "key")
            assert not hasattr(each, "asked")
            assert each.outcome == Outcome.WRONG
            [mark] = each.marks
            assert (mark.expected, mark.note, mark.confused_with) == ("", "", "")
            assert mark.is_answered
        # Of several ticks there is one mark: one for each right option would tell how many.
        assert others[1].marks[0].given in {"Its walls are brick", "It is called Ida Berg"}
        assert others[1].labels == {}
    everything = results(session, going, user_id, for_teacher=True)
    assert all(isinstance(each, KeyedResult) for each in everything)


def test_why_it_was_marked_again_is_not_told_with_it(made, ana, clock):
    made()
    going = begin(ana, clock)
    ana.hand_in(going, ana.forms(going, builders.wrong_fields))
    versions = [each.version_id for each in slots(db.session(), going, ana.learner.id)]
    with transaction() as session:
        for version_id in versions:
            regrade(session, version_id, version_id, WHY, None, clock(), basis=Basis.FULL)
    found = results(db.session(), going, ana.learner.id)
    assert [each.outcome for each in found] == [Outcome.RIGHT] * 3
    said = [each.score.reason for each in found]
    assert said == [WHY, REASON_UNSAID, REASON_UNSAID]
