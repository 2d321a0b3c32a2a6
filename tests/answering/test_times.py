"""When an answer was given: by the learner's clock, flagged where that cannot be right."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from quizapp.answering.times import moment_of
from quizapp.db import db
from quizapp.quizzes.models import ClockSource, Response
from tests.databases import both_databases

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
RECEIVED = BEGAN + timedelta(minutes=10, microseconds=700)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ms(moment):
    return str((moment - EPOCH) // timedelta(milliseconds=1))


def read(**fields):
    return moment_of({name: [value] for name, value in fields.items()}, BEGAN, RECEIVED)


@pytest.mark.parametrize(
    ("said", "answered", "clock"),
    [
        (ms(BEGAN + timedelta(minutes=3)), BEGAN + timedelta(minutes=3), ClockSource.LEARNER),
        (ms(BEGAN), BEGAN, ClockSource.LEARNER),
        # A clock that is right knows no microseconds.
        (ms(RECEIVED), RECEIVED - timedelta(microseconds=700), ClockSource.LEARNER),
        (ms(RECEIVED + timedelta(milliseconds=1)), RECEIVED, ClockSource.CLAMPED),
        (ms(RECEIVED + timedelta(days=400)), RECEIVED, ClockSource.CLAMPED),
        ("9" * 15, RECEIVED, ClockSource.CLAMPED),
        (ms(BEGAN - timedelta(milliseconds=1)), BEGAN, ClockSource.CLAMPED),
        ("0", BEGAN, ClockSource.CLAMPED),
        *(
            (said, RECEIVED, ClockSource.SERVER)
            for said in ("", "-1", "now", "1e12", "²", "9" * 16)
        ),
    ],
)
def test_time_is_taken_from_the_learner_as_far_as_it_can_be_right(said, answered, clock):
    moment = read(answered=said)
    assert (moment.answered_at, moment.clock, moment.received_at) == (answered, clock, RECEIVED)


@pytest.mark.parametrize(
    ("said", "took"),
    [
        *(("0", 0), ("4200", 4200), ("600000", 600_000)),
        # Nothing takes longer than since the quiz began.
        *(("600001", 600_000), ("9" * 15, 600_000)),
        *(("", None), ("-5", None), ("x", None), ("9" * 16, None)),
    ],
)
def test_how_long_it_took_is_unknown_or_at_most_the_time_there_was(said, took):
    assert read(took=said).took_ms == took


def test_fields_that_are_there_twice_say_nothing():
    moment = moment_of({"answered": [ms(BEGAN)] * 2, "took": ["1", "2"]}, BEGAN, RECEIVED)
    assert (moment.clock, moment.took_ms) == (ClockSource.SERVER, None)


def test_server_whose_clock_was_set_back_is_no_fault():
    earlier = BEGAN - timedelta(hours=1)
    moment = moment_of({"answered": [ms(BEGAN)], "took": ["5"]}, BEGAN, earlier)
    assert (moment.answered_at, moment.clock, moment.took_ms) == (earlier, ClockSource.CLAMPED, 0)


@both_databases
def test_card_is_answered_after_the_one_before_and_counts_from_that_moment(ana, clock):
    ana.study("place-short")
    began = clock()
    clock.advance(hours=2)
    said = began + timedelta(minutes=30)
    asked, second = ana.asked("height-number"), uuid4()
    ana.send(asked, second, {"text": ["42"], "answered": [ms(said)], "took": ["9000"]})
    asked, third = ana.asked("nickname-card"), uuid4()
    ana.send(asked, third, {"rating": ["3"], "answered": [ms(began)]})
    rows = {each.id: each for each in db.session.scalars(select(Response))}
    assert (rows[second].answered_at, rows[second].clock) == (said, "learner")
    assert rows[second].took_ms == 9000
    assert (rows[third].answered_at, rows[third].clock) == (said, "clamped")
    assert {each.received_at for each in (rows[second], rows[third])} == {clock()}
    assert [review.at for review in ana.reviews("height")] == [said]
    assert ana.reviews("height")[0].day == said.date()


@both_databases
def test_first_answer_of_all_is_at_most_a_day_old(ana, clock):
    asked, response_id = ana.asked("height-number"), uuid4()
    long_ago = ms(clock() - timedelta(days=900))
    ana.send(asked, response_id, {"text": ["42"], "answered": [long_ago]})
    stored = db.session.get_one(Response, response_id)
    assert (stored.answered_at, stored.clock) == (clock() - timedelta(days=1), "clamped")
