"""An assigned quiz while it runs: who is listed, and how each of them stands."""

from datetime import timedelta
from uuid import uuid4

import pytest

from quizapp.answering.flags import set_flags
from quizapp.answering.overdue import hand_in_overdue
from quizapp.courses import enrolling
from quizapp.courses.models import CourseRole
from quizapp.db import db, transaction
from quizapp.domain.due_dates import OwnDates
from quizapp.quizzes.models import EndedBy
from quizapp.quizzes.pauses import pause
from quizapp.quizzes.watching import (
    Sight,
    State,
    Totals,
    Watched,
    running,
    totals,
    watched,
)
from tests.databases import both_databases
from tests.quizzes.designing import QUIZ

pytestmark = both_databases


@pytest.fixture
def given(giving):
    return giving.quiz_is(-1, 7, 9)


def seen(given):
    """How everybody stands who is listed, by name."""
    return {each.name: each for each in watched(db.session(), given)}


def test_everybody_is_listed_by_name_also_who_has_not_begun(giving, given, make_user, cast, clock):
    bill = make_user("Bill")
    giving.course.enrol(bill)
    giving.start(bill)
    found = watched(db.session(), given)
    assert [each.name for each in found] == [cast.student.name, "Bill"]
    assert [each.state(clock()) for each in found] == [State.NOT_BEGUN, State.AT_IT]


def test_who_left_waits_assists_or_teaches_is_not_listed(giving, given, make_user, cast):
    bill, assistant = make_user("Bill"), make_user("Ada")
    giving.course.enrol(bill)
    giving.course.enrol(assistant, CourseRole.ASSISTANT)
    giving.start(bill)
    giving.course.do(enrolling.leave, bill.id)
    assert list(seen(given)) == [cast.student.name]


def test_only_the_group_is_listed_that_has_it(giving, make_user):
    bill = make_user("Bill")
    giving.course.enrol(bill)
    red = giving.group("Red", bill)
    given = giving.quiz_is(-1, 7, 9, group_id=red)
    assert list(seen(given)) == ["Bill"]


def test_answers_that_are_there_flags_and_the_last_save_are_counted(giving, given, cast, clock):
    student = cast.student
    mine = giving.start(student)
    studies = giving.studies(student)
    forms = studies.forms(mine)
    clock.advance(minutes=3)
    studies.save(mine, {1: forms[1]})
    with transaction() as session:
        set_flags(session, studies.learner, mine, {2: True})
    sight = seen(given)[student.name].attempt
    assert (sight.answered, sight.flagged, sight.length, sight.saved_at) == (1, 1, 2, clock())
    # Taken out again, it was saved, and is no answer.
    clock.advance(minutes=3)
    studies.save(mine, {1: {name: [""] for name in forms[1]}})
    sight = seen(given)[student.name].attempt
    assert (sight.answered, sight.saved_at) == (0, clock())


def test_what_was_begun_elsewhere_is_not_seen(giving, given, cast):
    giving.studies(cast.student).quiz()
    assert seen(given)[cast.student.name].attempt is None


def test_of_several_attempts_the_one_under_way_is_seen_else_the_newest(giving, given, cast, clock):
    first = giving.start(cast.student)
    giving.hand_in(cast.student, first)
    clock.advance(minutes=5)
    second = giving.start(cast.student)
    assert seen(given)[cast.student.name].attempt.id == second
    giving.hand_in(cast.student, second)
    assert seen(given)[cast.student.name].attempt.id == second
    assert seen(given)[cast.student.name].state(clock()) is State.HANDED_IN


def test_dates_and_excuses_of_persons_and_of_groups_count(giving, given, make_user, cast, clock):
    bill, cora = make_user("Bill"), make_user("Cora")
    for each in (bill, cora):
        giving.course.enrol(each)
    red = giving.group("Red", bill)
    giving.exempt(given, red, is_excused=True)
    giving.exempt(given, cora, due_at=giving.day(8))
    found = seen(given)
    assert found["Bill"].state(clock()) is State.EXCUSED
    assert found["Cora"].dates.window.due_at == giving.day(8)
    clock.advance(days=7, minutes=1)
    late = {name: each.is_late(clock()) for name, each in seen(given).items()}
    assert late == {"Bill": False, "Cora": False, cast.student.name: True}


def test_it_is_handed_in_by_the_job_as_it_closes(giving, given, cast, clock):
    giving.start(cast.student)
    clock.advance(days=9, minutes=5)
    assert seen(given)[cast.student.name].state(clock()) is State.TIME_UP
    with transaction() as session:
        assert hand_in_overdue(session, clock(), 10).done == 1
    each = seen(given)[cast.student.name]
    assert (each.state(clock()), each.attempt.ended_by) == (State.HANDED_IN, EndedBy.CLOSING)
    assert each.is_late(clock())


def test_time_that_stands_still_is_seen(giving, given, cast, clock):
    mine = giving.start(cast.student)
    with transaction() as session:
        pause(session, QUIZ, mine, reason="", by=giving.teacher, now=clock())
    each = seen(given)[cast.student.name]
    assert (each.state(clock()), each.attempt.paused_left) == (State.PAUSED, 9 * 24 * 3600)


def test_quizzes_are_under_way_from_their_opening_to_an_hour_after(giving, clock):
    given = giving.quiz_is(1, 2, 3)
    course = giving.course.id

    def found():
        return [each.id for each in running(db.session(), course, clock())]

    assert found() == []
    clock.advance(days=1)
    assert found() == [given.id]
    clock.advance(days=2, minutes=59)
    assert found() == [given.id]
    clock.advance(minutes=1)
    assert found() == []


def test_a_quiz_that_somebody_has_for_longer_is_under_way_until_then(giving, cast, clock):
    given = giving.quiz_is(1, 2, 3)
    giving.exempt(given, cast.student, closes_at=giving.day(5))
    clock.advance(days=4)
    assert [each.id for each in running(db.session(), giving.course.id, clock())] == [given.id]


class TestStates:
    """The states as a table, without a database."""

    @pytest.mark.parametrize(
        ("attempt", "excused", "state", "late"),
        [
            (None, False, State.NOT_BEGUN, True),
            (None, True, State.EXCUSED, False),
            ({}, False, State.AT_IT, True),
            ({}, True, State.AT_IT, False),
            ({"deadline": 1}, False, State.AT_IT, True),
            ({"deadline": 0}, False, State.TIME_UP, True),
            ({"paused_left": 0}, False, State.PAUSED, True),
            ({"finished": -3}, False, State.HANDED_IN, True),
            ({"finished": -10}, False, State.HANDED_IN, False),
            ({"finished": -10, "paused_left": 5}, False, State.HANDED_IN, False),
        ],
    )
    def test_a_state_follows_from_the_attempt_and_the_dates(
        self, giving, clock, attempt, excused, state, late
    ):
        now = clock()
        # It was due ten minutes ago.
        window = giving.window(-1, -10 / 1440, 1)
        one = None if attempt is None else sight(now, **attempt)
        each = Watched(1, "Ana", OwnDates(window, excused), one)
        assert (each.state(now), each.is_late(now)) == (state, late)

    def test_totals_count_who_owes_it(self, giving, clock):
        now, window = clock(), giving.window()
        people = [
            Watched(number, "", OwnDates(window, excused), attempt)
            for number, (excused, attempt) in enumerate(
                [
                    (False, None),
                    (True, None),
                    (True, sight(now)),
                    (False, sight(now, paused_left=3)),
                    (False, sight(now, deadline=0)),
                    (False, sight(now, finished=-1)),
                ]
            )
        ]
        assert totals(people, now) == Totals(5, handed_in=1, at_it=3, not_begun=1, excused=1)


def sight(now, deadline=None, finished=None, paused_left=None):
    """An attempt whose moments are in minutes from now."""

    def moment(minutes):
        return None if minutes is None else now + timedelta(minutes=minutes)

    ended_by = None if finished is None else EndedBy.LEARNER
    return Sight(
        uuid4(), 2, now, moment(finished), ended_by, moment(deadline), paused_left, 1, 0, None
    )
