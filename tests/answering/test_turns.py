"""Quizzes that go forward only: what was passed stays, what is to come is not there yet."""

import pytest

from quizapp.answering.checking import Checked
from quizapp.answering.errors import AttemptFinished, OutOfTurn, ResultsAtEnd
from quizapp.answering.flags import set_flags
from quizapp.answering.turns import save_and_go_on
from quizapp.db import db, transaction
from quizapp.quizzes.models import Attempt, Feedback, Layout
from quizapp.quizzes.queries import slots
from tests import builders
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]
FORWARD = {"layout": Layout.SINGLE, "is_linear": True}


def go_on(person, attempt_id, position, form=None, **more):
    forms = {} if form is None else {position: form}
    with transaction() as session:
        return save_and_go_on(
            session, person.learner, attempt_id, position, forms, person.clock(), **more
        )


def places(person, attempt_id):
    db.session.expire_all()
    return slots(db.session(), attempt_id, person.learner.id)


def answered(person, attempt_id):
    return {each.position: each.content for each in places(person, attempt_id) if each.is_answered}


def reached(person, attempt_id):
    return places(person, attempt_id)[0].reached


def test_going_on_keeps_the_answer_and_stands_at_the_next_question(ana):
    attempt_id = ana.quiz(**FORWARD)
    assert reached(ana, attempt_id) == 1
    gone = go_on(ana, attempt_id, 1, ana.forms(attempt_id)[1])
    assert (gone.reached, gone.asks) == (2, False)
    assert reached(ana, attempt_id) == 2
    assert [each.is_passed for each in places(ana, attempt_id)][:3] == [True, False, False]
    assert answered(ana, attempt_id).keys() == {1}


def test_in_any_other_quiz_there_is_no_question_at_which_somebody_is(ana):
    attempt_id = ana.quiz(layout=Layout.SINGLE)
    assert go_on(ana, attempt_id, 1, ana.forms(attempt_id)[1]).reached is None
    assert {each.reached for each in places(ana, attempt_id)} == {None}
    assert all(each.is_in_turn and not each.is_passed for each in places(ana, attempt_id))


@pytest.mark.parametrize("position", [1, 3])
def test_an_answer_to_a_question_that_is_not_in_turn_is_refused_and_changes_nothing(ana, position):
    attempt_id = ana.quiz(**FORWARD)
    right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
    go_on(ana, attempt_id, 1, right[1])
    before = answered(ana, attempt_id)
    sent = {position: wrong[position]}
    for attempted in (
        lambda: ana.save(attempt_id, sent),
        lambda: ana.hand_in(attempt_id, sent),
        lambda: go_on(ana, attempt_id, position, wrong[position]),
        # Not even in the company of what could be taken.
        lambda: ana.save(attempt_id, {2: right[2]} | sent),
    ):
        with pytest.raises(OutOfTurn) as refused:
            attempted()
        assert (refused.value.position, refused.value.reached) == (position, 2)
        assert (answered(ana, attempt_id), reached(ana, attempt_id)) == (before, 2)
    assert db.session.get_one(Attempt, attempt_id).finished_at is None


def test_taking_out_an_answer_that_was_passed_is_refused(ana):
    attempt_id = ana.quiz(**FORWARD)
    forms = ana.forms(attempt_id)
    go_on(ana, attempt_id, 1, forms[1])
    with pytest.raises(OutOfTurn):
        ana.save(attempt_id, {1: {name: [""] for name in forms[1]}})
    assert 1 in answered(ana, attempt_id)


def pass_up_to(person, attempt_id, kind):
    """Go on to the question of a kind, which is not the last one, and return where it is."""
    forms = person.forms(attempt_id)
    for place, asked in person.places(attempt_id):
        if asked.question.kind == kind:
            return place.position
        go_on(person, attempt_id, place.position, forms[place.position])
    raise LookupError(kind)


def quiz_that_goes_on_after(person, kind):
    """Start a quiz whose last question is of another kind: chance decides their order."""
    while True:
        attempt_id = person.quiz(**FORWARD)
        if person.places(attempt_id)[-1][1].question.kind != kind:
            return attempt_id


def test_what_cannot_be_read_is_neither_passed_nor_taken_for_what_was_passed(ana):
    attempt_id = quiz_that_goes_on_after(ana, "multiple_choice")
    here = pass_up_to(ana, attempt_id, "multiple_choice")
    unreadable = {"choice": ["nonsense"]}
    assert go_on(ana, attempt_id, here, unreadable).saved.faults
    assert reached(ana, attempt_id) == here
    go_on(ana, attempt_id, here, ana.forms(attempt_id)[here])
    with pytest.raises(OutOfTurn):
        ana.save(attempt_id, {here: unreadable})


def test_the_same_sent_again_changes_nothing_and_leads_to_where_the_learner_is(ana, clock):
    attempt_id = ana.quiz(**FORWARD)
    forms = ana.forms(attempt_id)
    go_on(ana, attempt_id, 1, forms[1])
    go_on(ana, attempt_id, 2, forms[2])
    clock.advance(minutes=1)
    assert go_on(ana, attempt_id, 1, forms[1]).reached == 3
    assert go_on(ana, attempt_id, 2).reached == 3
    assert reached(ana, attempt_id) == 3
    assert ana.save(attempt_id, {1: forms[1]}).reached == 3


def test_a_save_that_its_own_page_overtook_is_no_second_answer(ana, clock):
    attempt_id = ana.quiz(**FORWARD)
    right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
    clock.advance(minutes=1)
    now_ms = int(clock().timestamp() * 1000)
    go_on(ana, attempt_id, 1, right[1] | {"answered": [str(now_ms)]})
    before = answered(ana, attempt_id)
    ana.save(attempt_id, {1: wrong[1] | {"answered": [str(now_ms - 500)]}})
    assert answered(ana, attempt_id) == before


def test_what_is_left_empty_is_asked_about_once_and_can_then_be_passed(ana):
    attempt_id = ana.quiz(**FORWARD)
    assert go_on(ana, attempt_id, 1, ask=True).asks
    assert reached(ana, attempt_id) == 1
    assert go_on(ana, attempt_id, 1).reached == 2
    assert answered(ana, attempt_id) == {}


def test_what_is_partly_empty_is_asked_about_too(ana):
    attempt_id = quiz_that_goes_on_after(ana, "cloze")
    here = pass_up_to(ana, attempt_id, "cloze")
    gaps = ana.forms(attempt_id)[here]
    first = next(name for name in gaps if name.startswith("gap-"))
    assert go_on(ana, attempt_id, here, gaps | {first: [""]}, ask=True).asks
    assert not go_on(ana, attempt_id, here, gaps, ask=True).asks


def test_the_last_question_is_left_by_the_hand_in_alone(ana):
    attempt_id = ana.quiz(**FORWARD)
    forms = ana.forms(attempt_id)
    for position in range(1, 8):
        go_on(ana, attempt_id, position, forms[position])
    assert go_on(ana, attempt_id, 8, forms[8]).reached == 8
    assert ana.save(attempt_id, {8: ana.forms(attempt_id, builders.wrong_fields)[8]}).faults == ()
    assert ana.hand_in(attempt_id, {8: forms[8]}, ask=True).is_done
    with pytest.raises(AttemptFinished):
        go_on(ana, attempt_id, 8, ana.forms(attempt_id, builders.wrong_fields)[8])


def test_what_was_passed_empty_is_not_asked_about_before_the_hand_in(ana):
    attempt_id = ana.quiz(length=3, **FORWARD)
    forms = ana.forms(attempt_id)
    go_on(ana, attempt_id, 1)
    assert ana.hand_in(attempt_id, {}, ask=True).left.empty == (2, 3)
    go_on(ana, attempt_id, 2, forms[2])
    assert ana.hand_in(attempt_id, {3: forms[3]}, ask=True).is_done


def test_nothing_is_passed_once_an_attempt_is_over(ana):
    attempt_id = ana.quiz(**FORWARD)
    ana.hand_in(attempt_id, {})
    with pytest.raises(AttemptFinished):
        go_on(ana, attempt_id, 1)
    assert reached(ana, attempt_id) == 1


def test_nothing_is_flagged_that_nobody_comes_back_to(ana):
    attempt_id = ana.quiz(**FORWARD)
    with transaction() as session:
        set_flags(session, ana.learner, attempt_id, {1: True, 2: True})
    assert not any(each.is_flagged for each in places(ana, attempt_id))


def test_where_results_follow_at_once_only_what_was_checked_is_passed(ana):
    attempt_id = ana.quiz(feedback=Feedback.AT_ONCE, **FORWARD)
    forms = ana.forms(attempt_id)
    assert go_on(ana, attempt_id, 1, forms[1]).reached == 1
    with pytest.raises(OutOfTurn):
        ana.check(attempt_id, 2, forms[2])
    assert ana.check(attempt_id, 1, forms[1]) is Checked.SCORED
    assert reached(ana, attempt_id) == 1
    assert go_on(ana, attempt_id, 1, ask=True).reached == 2
    # What was checked stands, whoever sends it once more.
    assert ana.check(attempt_id, 1, forms[1]) is Checked.SCORED
    wrong = ana.forms(attempt_id, builders.wrong_fields)
    assert ana.check(attempt_id, 1, wrong[1]) is Checked.ANOTHER


def test_the_last_check_ends_a_quiz_that_goes_forward_too(ana):
    attempt_id = ana.quiz(feedback=Feedback.AT_ONCE, **FORWARD)
    for position, form in ana.forms(attempt_id).items():
        ana.check(attempt_id, position, form)
        if position < 8:
            go_on(ana, attempt_id, position)
    assert db.session.get_one(Attempt, attempt_id).finished_at is not None


def test_no_single_question_is_checked_where_results_are_at_the_end(ana):
    attempt_id = ana.quiz(**FORWARD)
    with pytest.raises(ResultsAtEnd):
        ana.check(attempt_id, 1, ana.forms(attempt_id)[1])


def test_forward_only_needs_one_by_one(ana):
    with pytest.raises(ValueError, match="one by one"):
        ana.quiz(layout=Layout.PAGE, is_linear=True)
