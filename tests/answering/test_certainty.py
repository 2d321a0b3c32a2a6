"""How sure somebody is goes with the answer: stored with it, kept in its order, final with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.answering.checking import Checked
from quizapp.answering.errors import AttemptFinished
from quizapp.db import db
from quizapp.domain.answer_forms import shown_digest
from quizapp.domain.certainty import Certainty
from quizapp.quizzes.models import Feedback, Layout, Response, Score
from quizapp.quizzes.results import results
from tests import builders, statements
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]
SURE, GUESS = {"certainty": ["sure"]}, {"certainty": ["guess"]}
AT_ONCE = {"layout": Layout.SINGLE, "feedback": Feedback.AT_ONCE}


@pytest.fixture
def attempt_id(ana):
    return ana.quiz(asks_certainty=True)


def told(attempt_id):
    db.session.expire_all()
    rows = db.session.scalars(select(Response).where(Response.attempt_id == attempt_id))
    return {row.position: row.certainty for row in rows}


def answers(attempt_id):
    rows = db.session.scalars(select(Response).where(Response.attempt_id == attempt_id))
    return {row.position: (row.content, row.answered_at, row.received_at) for row in rows}


def page(ana, attempt_id):
    """What each card of the page says that it shows."""
    return {
        place.position: {
            "seen": [shown_digest(asked.question, place.seed, place.answer, place.certainty)]
        }
        for place, asked in ana.places(attempt_id)
    }


def test_it_is_saved_with_the_answer_and_with_each_change_of_it(ana, attempt_id):
    form = ana.forms(attempt_id)[1]
    ana.save(attempt_id, {1: form | SURE})
    assert told(attempt_id) == {1: "sure"}
    ana.save(attempt_id, {1: form | GUESS})
    assert told(attempt_id) == {1: "guess"}
    ana.save(attempt_id, {1: form})
    assert told(attempt_id) == {1: None}


def test_sent_again_it_changes_nothing(ana, attempt_id, clock):
    form = ana.forms(attempt_id)[1] | SURE
    ana.save(attempt_id, {1: form})
    before = answers(attempt_id)
    clock.advance(minutes=1)
    assert ana.save(attempt_id, {1: form}).answers.keys() == {1}
    assert (answers(attempt_id), told(attempt_id)) == (before, {1: "sure"})


def test_what_was_said_of_no_answer_is_kept_too_until_there_is_one(ana, attempt_id):
    ana.save(attempt_id, {1: GUESS})
    assert told(attempt_id) == {1: "guess"}
    assert ana.places(attempt_id)[0][0].certainty is Certainty.GUESS
    ana.hand_in(attempt_id, {})
    assert db.session.scalars(select(Score)).all() == []
    assert ana.reviews() == []


def test_a_page_that_shows_an_older_certainty_takes_no_newer_one_back(ana, attempt_id):
    form = ana.forms(attempt_id)[1]
    ana.save(attempt_id, {1: form | SURE})
    other = page(ana, attempt_id)[1]
    ana.save(attempt_id, {1: form | GUESS})
    # Nobody touched the card on the other page, which is sent along.
    ana.save(attempt_id, {1: form | SURE | other})
    assert told(attempt_id) == {1: "guess"}


def test_a_certainty_changed_elsewhere_is_told_when_it_is_replaced(ana, attempt_id):
    form = ana.forms(attempt_id)[1]
    ana.save(attempt_id, {1: form | SURE})
    other = page(ana, attempt_id)[1]
    ana.save(attempt_id, {1: form | GUESS})
    became = ana.save(attempt_id, {1: form | {"certainty": ["fairly"]} | other})
    assert became.replaced == (1,)
    assert told(attempt_id) == {1: "fairly"}


def test_of_two_saves_that_overtake_each_other_the_newer_certainty_stays(ana, attempt_id, clock):
    form, drawn, began = ana.forms(attempt_id)[1], page(ana, attempt_id)[1], clock()
    clock.advance(minutes=5)

    def at(seconds):
        moment = began + timedelta(seconds=seconds)
        return {"answered": [str(int(moment.timestamp() * 1000))]}

    ana.save(attempt_id, {1: form | GUESS | drawn | at(20)})
    assert not ana.save(attempt_id, {1: form | SURE | drawn | at(10)}).answers
    assert told(attempt_id) == {1: "guess"}


def test_the_page_learns_what_it_shows_now(ana, attempt_id):
    form = ana.forms(attempt_id)[1] | SURE
    assert ana.save(attempt_id, {1: form}).seen == {1: page(ana, attempt_id)[1]["seen"][0]}


@pytest.mark.parametrize("sent", [["very"], ["sure", "guess"], [""]])
def test_what_no_page_offers_is_nothing_said(ana, attempt_id, sent):
    ana.save(attempt_id, {1: ana.forms(attempt_id)[1] | {"certainty": sent}})
    assert told(attempt_id) == {1: None}


def test_a_quiz_that_does_not_ask_takes_nothing(ana):
    attempt_id = ana.quiz()
    form = ana.forms(attempt_id)[1] | SURE
    ana.save(attempt_id, {1: form})
    assert told(attempt_id) == {1: None}
    ana.hand_in(attempt_id, {1: form})
    assert told(attempt_id) == {1: None}


def test_it_is_final_with_the_hand_in(ana, attempt_id):
    form = ana.forms(attempt_id)[1]
    ana.hand_in(attempt_id, {1: form | SURE})
    with pytest.raises(AttemptFinished):
        ana.save(attempt_id, {1: form | GUESS})
    assert ana.hand_in(attempt_id, {1: form | GUESS}).is_late
    assert told(attempt_id) == {1: "sure"}


@pytest.mark.parametrize("said", [SURE, GUESS, {}])
@pytest.mark.parametrize("fields", [builders.right_fields, builders.wrong_fields])
def test_it_never_changes_the_marks(ana, said, fields):
    earned = []
    for asks in (True, False):
        attempt_id = ana.quiz(asks_certainty=asks)
        forms = ana.forms(attempt_id, fields)
        ana.hand_in(attempt_id, {each: form | said for each, form in forms.items()})
        found = results(db.session(), attempt_id, ana.learner.id)
        earned.append({each.asked.id: (each.points, each.outcome) for each in found})
    assert earned[0] == earned[1]


def test_what_is_checked_at_once_has_it_and_keeps_it(ana):
    attempt_id = ana.quiz(asks_certainty=True, **AT_ONCE)
    form = ana.forms(attempt_id)[1]
    assert ana.check(attempt_id, 1, form | SURE) is Checked.SCORED
    assert ana.check(attempt_id, 1, form | SURE) is Checked.SCORED
    assert ana.check(attempt_id, 1, form | GUESS) is Checked.ANOTHER
    assert ana.save(attempt_id, {1: form | GUESS}).checked == (1,)
    assert told(attempt_id) == {1: "sure"}
    assert results(db.session(), attempt_id, ana.learner.id)[0].score.certainty is Certainty.SURE


def test_who_gives_up_is_sure_of_nothing(ana):
    attempt_id = ana.quiz(asks_certainty=True, **AT_ONCE)
    ana.check(attempt_id, 1, SURE, gave_up=True)
    assert told(attempt_id) == {1: None}


def test_saving_it_takes_no_statement_more(app, ana):
    # A process that has just started reads the questions.
    ana.forms(ana.quiz())
    sent = {}
    for asks in (False, True):
        attempt_id = ana.quiz(asks_certainty=asks)
        right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
        for name, form in (("first", right[1] | SURE), ("changed", wrong[1] | GUESS)):
            with statements.noted(app) as noted:
                ana.save(attempt_id, {1: form})
            sent[asks, name] = len(noted)
    assert sent[True, "first"] == sent[False, "first"]
    assert sent[True, "changed"] == sent[False, "changed"]
