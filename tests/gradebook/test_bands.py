"""The band of one's own marks: only where the course tells it, from what everybody may see."""

from __future__ import annotations

import pytest

from quizapp.courses import enrolling
from quizapp.db import db
from quizapp.domain.standing_bands import Band
from quizapp.gradebook.bands import own_bands
from quizapp.gradebook.own import own_marks
from quizapp.quizzes.design_models import Release
from tests.databases import both_databases


@pytest.fixture
def bands(giving, clock):
    """The bands of somebody, in the order of their marks; None where there is none."""

    def read(who):
        session, course_id, moment = db.session(), giving.course.id, clock()
        own = own_marks(session, course_id, who.id, moment)
        found = own_bands(session, course_id, own, who.id, moment)
        return [found.get(each.assignment.id) for each in own.marks]

    return read


@pytest.fixture
def many(giving, cast, make_user):
    """Ana and eleven more students."""
    people = [cast.student, *(make_user(f"Student {n:02}") for n in range(11))]
    for each in people[1:]:
        giving.course.enrol(each)
    return people


def mark_all(marking, people, row, *, skip=()):
    """Let each have handed in another mark, the first the lowest."""
    for points, who in enumerate(people):
        if who not in skip:
            marking.took(who, row, points * 0.5)


@both_databases
def test_each_of_twelve_has_their_third(marking, many, bands, clock):
    mark_all(marking, many, marking.quiz(0, 2, 3))
    clock.advance(days=4)
    found = [bands(who)[0] for who in many]
    assert found == [Band.LOWER] * 4 + [Band.MIDDLE] * 4 + [Band.UPPER] * 4


def test_nothing_is_told_with_eleven_marks(marking, many, bands, clock):
    row = marking.quiz(0, 2, 3)
    mark_all(marking, many, row, skip=many[5:6])
    clock.advance(days=4)
    assert {bands(who)[0] for who in many} == {None}
    marking.set_mark(many[5], row, 0.3)
    assert bands(many[0]) == [Band.LOWER]


def test_nothing_is_told_before_it_has_closed_for_everybody(marking, giving, many, bands, clock):
    row = marking.quiz(0, 2, 3)
    mark_all(marking, many, row)
    clock.advance(days=2.5)
    assert bands(many[0]) == [None]
    giving.exempt(row, many[3], closes_at=giving.day(4))
    clock.advance(days=1)
    assert bands(many[0]) == [None]
    clock.advance(days=4)
    assert bands(many[0]) == [Band.LOWER]


def test_marks_that_are_not_shown_yet_do_not_count(marking, giving, many, bands, clock):
    row = marking.quiz(0, 2, 3, release=Release.CLOSING, closes_at=giving.day(10))
    mark_all(marking, many, row)
    clock.advance(days=5)
    assert {bands(who)[0] for who in many} == {None}
    clock.advance(days=6)
    assert bands(many[0]) == [Band.LOWER]


def test_whoever_has_left_or_owes_it_does_not_count(marking, giving, many, bands, clock):
    row = marking.quiz(0, 2, 3)
    mark_all(marking, many, row, skip=many[:1])
    clock.advance(days=4)
    # Nothing was handed in, so there is no mark to stand anywhere.
    assert bands(many[0]) == [None]
    assert bands(many[1]) == [None]
    marking.set_mark(many[0], row, 0.0)
    assert bands(many[1]) == [Band.LOWER]
    giving.course.do(enrolling.remove, many[9].id)
    assert bands(many[1]) == [None]
