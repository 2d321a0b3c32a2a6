"""Practice with results at once: what was checked is scored, reviewed once, and final."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from quizapp.answering.checking import Checked
from quizapp.answering.errors import AttemptFinished, ResultsAtEnd, UnreadableAnswer
from quizapp.answering.quizzes import left_to_do
from quizapp.db import db
from quizapp.domain.answers import Outcome
from quizapp.memory.models import Review
from quizapp.quizzes.errors import UnknownAttempt
from quizapp.quizzes.models import Attempt, Feedback, Layout, Mark, Response, Score
from quizapp.quizzes.queries import slot, slots
from quizapp.quizzes.results import results
from quizapp.quizzes.services import QuizSettings
from tests import builders
from tests.databases import both_databases
from tests.studies import Studies

pytestmark = [both_databases, pytest.mark.usefixtures("every_kind")]
MALFORMED: builders.Fields = {"choice": ["no such token"]}


def practice(person: Studies, **more: Any) -> UUID:
    return person.quiz(layout=Layout.SINGLE, feedback=Feedback.AT_ONCE, **more)


def place_of(person: Studies, attempt_id: UUID, kind: str) -> int:
    """Where in a quiz the question of a kind stands."""
    return next(
        place.position
        for place, asked in person.places(attempt_id)
        if asked.question.kind.value == kind
    )


def stored() -> tuple[list[Any], ...]:
    """All that answering writes, as plain values."""
    db.session.expire_all()
    return tuple(
        [tuple(row) for row in db.session.execute(select(table.__table__))]
        for table in (Response, Score, Mark, Review)
    )


def count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_checked_answer_is_scored_and_reviewed_at_once(ana, clock):
    attempt_id = practice(ana)
    at = place_of(ana, attempt_id, "multiple_choice")
    assert ana.check(attempt_id, at, ana.forms(attempt_id)[at]) is Checked.SCORED
    place = slot(db.session(), attempt_id, at, ana.learner.id)
    assert (place.is_checked, place.outcome, place.finished_at) == (True, Outcome.RIGHT, None)
    assert (count(Response), count(Score), count(Review)) == (1, 1, 1)
    [review] = ana.reviews()
    assert review.at == clock()
    assert len(ana.memories()) == 1


def test_every_kind_can_be_checked_and_the_hand_in_scores_nothing_twice(ana, clock):
    attempt_id = practice(ana)
    for position, form in ana.forms(attempt_id).items():
        clock.advance(minutes=1)
        assert ana.check(attempt_id, position, form) is Checked.SCORED
    before = stored()
    clock.advance(minutes=1)
    assert ana.hand_in(attempt_id, {}, ask=True).is_done
    assert stored() == before
    assert {each.points for each in results(db.session(), attempt_id, ana.learner.id)} == {1}


def test_checked_twice_counts_once(ana, clock):
    attempt_id = practice(ana)
    form = ana.forms(attempt_id, builders.wrong_fields)[1]
    ana.check(attempt_id, 1, form)
    before = stored()
    clock.advance(minutes=1)
    assert ana.check(attempt_id, 1, form) is Checked.SCORED
    assert stored() == before


LATER = {
    "right": lambda ana, attempt_id: ana.forms(attempt_id)[1],
    "blank": lambda *_: {"text": [""]},
    "malformed": lambda *_: MALFORMED | {"text": ["x" * 501], "verdict": ["x"], "choices": ["x"]},
}


@pytest.mark.parametrize("name", LATER)
def test_another_answer_after_the_check_changes_nothing(ana, name, clock):
    attempt_id = practice(ana)
    ana.check(attempt_id, 1, ana.forms(attempt_id, builders.wrong_fields)[1])
    before = stored()
    later = LATER[name](ana, attempt_id)
    clock.advance(minutes=1)
    assert ana.check(attempt_id, 1, later) is Checked.ANOTHER
    assert ana.check(attempt_id, 1, {}, gave_up=True) is Checked.ANOTHER
    saved = ana.save(attempt_id, {1: later})
    assert (saved.checked, saved.answers, saved.faults) == ((1,), {}, ())
    assert ana.hand_in(attempt_id, {1: later}).is_done
    assert stored() == before


def test_who_gives_up_is_taken_at_their_word_and_may_not_answer_afterwards(ana):
    attempt_id = practice(ana)
    at = place_of(ana, attempt_id, "matching")
    assert ana.check(attempt_id, at, {}, gave_up=True) is Checked.SCORED
    place = slot(db.session(), attempt_id, at, ana.learner.id)
    assert (place.is_checked, place.is_answered, place.outcome) == (True, False, Outcome.BLANK)
    parts = count(Mark)
    assert parts > 1
    assert {(each.rating, each.fact_id) for each in ana.reviews()} == {
        (1, each.fact_id) for each in ana.reviews()
    }
    assert len(ana.reviews()) == parts
    before = stored()
    assert ana.check(attempt_id, at, ana.forms(attempt_id)[at]) is Checked.ANOTHER
    assert ana.check(attempt_id, at, {}, gave_up=True) is Checked.SCORED
    assert stored() == before


def test_a_partly_right_matching_costs_only_the_fact_of_the_wrong_part(ana):
    attempt_id = practice(ana)
    at = place_of(ana, attempt_id, "matching")
    form = ana.forms(attempt_id)[at]
    # One of its rows answered as another is: the others stay right.
    first, second, *_ = sorted(form)
    ana.check(attempt_id, at, form | {first: form[second]})
    assert slot(db.session(), attempt_id, at, ana.learner.id).outcome == Outcome.PARTLY
    marks = db.session.scalars(select(Mark)).all()
    ratings = {each.fact_id: each.rating for each in ana.reviews()}
    assert {each.is_right for each in marks} == {True, False}
    assert {ratings[each.fact_id] for each in marks if each.is_right} == {3}
    assert {ratings[each.fact_id] for each in marks if not each.is_right} == {1}


def test_nothing_entered_is_asked_again(ana):
    attempt_id = practice(ana)
    for position in ana.forms(attempt_id):
        for form in ({}, {"text": [" "]}, {"answered": ["1"], "took": ["5"]}):
            assert ana.check(attempt_id, position, form) is Checked.BLANK
    assert stored() == ([], [], [], [])


def test_what_cannot_be_read_is_asked_again_and_never_marked(ana):
    attempt_id = practice(ana)
    for kind, form in {
        "multiple_choice": MALFORMED,
        "numeric": {"text": ["Hawaii"]},
        "short_answer": {"text": ["x" * 501]},
        "true_false": {"verdict": ["perhaps"]},
    }.items():
        with pytest.raises(UnreadableAnswer):
            ana.check(attempt_id, place_of(ana, attempt_id, kind), form)
    assert stored() == ([], [], [], [])


def test_a_draft_is_kept_changed_and_no_more_than_a_draft(ana, clock):
    attempt_id = practice(ana)
    wrong, right = ana.forms(attempt_id, builders.wrong_fields), ana.forms(attempt_id)
    ana.save(attempt_id, {1: wrong[1], 2: wrong[2]})
    assert (count(Response), count(Score), ana.reviews()) == (2, 0, [])
    clock.advance(minutes=1)
    assert ana.check(attempt_id, 1, right[1]) is Checked.SCORED
    places = {each.position: each for each in slots(db.session(), attempt_id, ana.learner.id)}
    assert [at for at, each in places.items() if each.is_checked] == [1]
    assert (places[1].outcome, places[2].is_open, places[3].is_open) == ("right", False, True)
    empty = left_to_do(db.session(), list(places.values())).empty
    assert empty == (3, 4, 5, 6, 7, 8)
    # What was entered and not checked is not lost at the end.
    assert ana.hand_in(attempt_id, {3: right[3]}).is_done
    found = results(db.session(), attempt_id, ana.learner.id)
    assert [each.position for each in found if each.score] == [1, 2, 3]
    assert [found[0].points, found[2].points] == [1, 1]
    assert found[1].points < 1


def test_what_was_checked_in_part_is_not_asked_about_at_the_end(ana):
    attempt_id = practice(ana)
    forms = ana.forms(attempt_id)
    for kind in ("cloze", "matching"):
        at = place_of(ana, attempt_id, kind)
        ana.check(attempt_id, at, dict(sorted(forms.pop(at).items())[:1]))
    for position in forms:
        ana.check(attempt_id, position, {}, gave_up=True)
    assert ana.hand_in(attempt_id, {}, ask=True).is_done


def test_after_the_end_only_what_was_handed_in_is_taken_for_known(ana):
    attempt_id = practice(ana)
    right, wrong = ana.forms(attempt_id), ana.forms(attempt_id, builders.wrong_fields)
    ana.check(attempt_id, 1, right[1])
    ana.hand_in(attempt_id, {2: right[2]})
    before = stored()
    assert ana.check(attempt_id, 1, right[1]) is Checked.SCORED
    assert ana.check(attempt_id, 2, right[2]) is Checked.SCORED
    for position in (1, 2, 3):
        with pytest.raises(AttemptFinished):
            ana.check(attempt_id, position, wrong[position])
        with pytest.raises(AttemptFinished):
            ana.check(attempt_id, position, {}, gave_up=True)
    assert stored() == before


def test_nobody_checks_for_another_nor_what_is_not_there(ana, ben):
    attempt_id = practice(ana)
    form = ana.forms(attempt_id)[1]
    with pytest.raises(UnknownAttempt):
        ben.check(attempt_id, 1, form)
    for position in (0, -1, 9, 1000, 2**63):
        with pytest.raises(UnknownAttempt):
            ana.check(attempt_id, position, form)
    assert stored() == ([], [], [], [])


def test_a_quiz_with_results_at_its_end_is_not_checked(ana):
    attempt_id = ana.quiz()
    form = ana.forms(attempt_id)[1]
    with pytest.raises(ResultsAtEnd):
        ana.check(attempt_id, 1, form)
    assert stored() == ([], [], [], [])


def test_settings_keep_when_results_are_shown(ana):
    attempts = [practice(ana), ana.quiz(layout=Layout.SINGLE), practice(ana)]
    settings = [db.session.get_one(Attempt, each).settings for each in attempts]
    assert [each.feedback for each in settings] == ["at_once", "end", "at_once"]
    assert [each.number for each in settings] == [1, 2, 3]
    with pytest.raises(ValueError, match="one by one"):
        QuizSettings(layout=Layout.PAGE, feedback=Feedback.AT_ONCE)


def test_parts_that_are_open_are_asked_about_first_where_it_is_to_ask(ana):
    attempt_id = practice(ana)
    at = place_of(ana, attempt_id, "matching")
    form = dict([next(iter(ana.forms(attempt_id)[at].items()))])
    assert ana.check(attempt_id, at, form, ask=True) is Checked.PARTLY
    assert stored() == ([], [], [], [])
    assert ana.check(attempt_id, at, form) is Checked.SCORED
