"""Which notices follow from how things stand: a table of states, and what is new of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from quizapp.domain.due_dates import Window
from quizapp.domain.notices import KEPT, SOON, Kind, Notice, Work, is_new, is_on, of_work, told

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
THING, QUIZ = UUID(int=1), UUID(int=2)


def work(opens: float, due: float, closes: float, *, since: float = -900, **more: bool) -> Work:
    """Something with these dates, in hours from now."""
    window = Window(NOW + opens * HOUR, NOW + due * HOUR, NOW + closes * HOUR)
    return Work(THING, QUIZ, window, NOW + since * HOUR, **more)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Not open yet: nothing, however soon.
        (work(1, 90, 100), []),
        (work(0.001, 1, 1), []),
        # Open, with time: told at its opening.
        (work(-2, 90, 100), [(Kind.ASSIGNED, -2, False)]),
        (work(0, 90, 100), [(Kind.ASSIGNED, 0, False)]),
        # Given, published, or joined after it had opened: told then.
        (work(-9, 90, 100, since=-3), [(Kind.ASSIGNED, -3, False)]),
        # The server's clock may be behind what it wrote.
        (work(-9, 90, 100, since=1), []),
        # Begun: as good as read. Due it is all the same.
        (work(-9, 90, 100, is_begun=True), [(Kind.ASSIGNED, -9, True)]),
        (work(-90, 3, 9, is_begun=True), [(Kind.ASSIGNED, -90, True), (Kind.DUE, -21, False)]),
        # Due within a day, from a day before on; or from its opening if that is later.
        (work(-90, 24.001, 30), [(Kind.ASSIGNED, -90, False)]),
        (work(-90, 24, 30), [(Kind.ASSIGNED, -90, False), (Kind.DUE, 0, False)]),
        (work(-2, 3, 9), [(Kind.ASSIGNED, -2, False), (Kind.DUE, -2, False)]),
        # At the moment itself it is due, and late the moment after.
        (work(-90, 0, 9), [(Kind.ASSIGNED, -90, False), (Kind.DUE, -24, False)]),
        (work(-90, -1, 9), [(Kind.ASSIGNED, -90, False), (Kind.DUE, -1, False)]),
        # Done, closed, excused: nothing is due.
        (work(-90, 3, 9, is_done=True), [(Kind.ASSIGNED, -90, True)]),
        (work(-90, -3, 9, is_done=True), [(Kind.ASSIGNED, -90, True)]),
        (work(-90, -3, 0), [(Kind.ASSIGNED, -90, True)]),
        (work(-90, 3, 9, is_excused=True), []),
    ],
)
def test_what_is_told_of_something_that_was_given(given, expected):
    found = [(each.kind, (each.at - NOW) / HOUR, each.is_over) for each in of_work(given, NOW)]
    assert found == expected


def notice(kind: Kind, hours: float, about: UUID = THING, **more: bool) -> Notice:
    return Notice(kind, about, NOW + hours * HOUR, **more)


def test_that_it_is_due_takes_the_place_of_that_it_was_assigned():
    assigned, due = notice(Kind.ASSIGNED, -9), notice(Kind.DUE, -3)
    other = notice(Kind.ASSIGNED, -5, uuid4())
    assert told([assigned, due, other], {}, NOW) == [due, other]
    # Whoever is not told what is due is told what was assigned.
    assert told([assigned, due], {Kind.DUE: False}, NOW) == [assigned]


def test_the_newest_stands_first_and_nothing_for_longer_than_it_is_kept():
    old = Notice(Kind.MARKED, THING, NOW - KEPT)
    kept = Notice(Kind.MARKED, THING, NOW - KEPT + HOUR)
    late = notice(Kind.DECIDED, -1)
    to_come = notice(Kind.MARKED, 1)
    assert told([old, kept, to_come, late], {}, NOW) == [late, kept]


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_can_be_switched_off_and_on(kind):
    found = [notice(kind, -1)]
    assert told(found, {kind: False}, NOW) == []
    assert told(found, {kind: True}, NOW) == found
    assert bool(told(found, {}, NOW)) is is_on(kind, {})


def test_what_waits_for_a_teacher_all_the_time_is_off_at_first():
    assert {kind for kind in Kind if not is_on(kind, {})} == {Kind.ESSAYS, Kind.OBJECTIONS}


@pytest.mark.parametrize(
    ("at", "until", "read", "expected"),
    [
        (-1, -2, None, True),
        (-1, -1, None, False),
        (-1, 0, None, False),
        (-3, -9, -3, False),
        (-3, -9, -2, False),
        # What came after one looked at it is new again.
        (-1, -9, -2, True),
        # What was read long before counts for nothing beside that all was.
        (-3, -2, -9, False),
    ],
)
def test_what_is_new(at, until, read, expected):
    looked_at = {} if read is None else {THING: NOW + read * HOUR}
    given = notice(Kind.DUE, at)
    assert is_new(given, NOW + until * HOUR, looked_at) is expected
    assert not is_new(replace(given, is_over=True), NOW + until * HOUR, looked_at)
    assert is_new(replace(given, about=uuid4()), NOW + until * HOUR, looked_at) is (at > until)


def test_it_is_new_once_more_when_it_is_late():
    [_, before] = of_work(work(-90, 1, 9), NOW)
    [_, after] = of_work(work(-90, 1, 9), NOW + 2 * HOUR)
    assert not is_new(before, NOW, {})
    assert is_new(after, NOW, {})
    assert after.at - before.at == SOON
