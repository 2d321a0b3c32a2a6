"""The audit trail of marks: what is noted, how it holds together, and what is forgotten of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import IntegrityError

from quizapp.db import db, transaction
from quizapp.domain.audit_chain import BEGINNING, Checked
from quizapp.mark_trail.models import TrailEnd, TrailEntry, TrailPerson, What
from quizapp.mark_trail.queries import every_entry, people_named, verify
from quizapp.mark_trail.services import (
    LOOKS_AS_ONE,
    Note,
    Place,
    forget_course,
    forget_person,
    note,
    note_looks,
)
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
COURSE, OTHER = uuid4(), uuid4()


def entries():
    return [each for some in every_entry(db.session()) for each in some]


@pytest.fixture
def said(app, cast, clock):
    """Let the teacher do something to the student's marks."""

    def say(*notes):
        with app.app_context(), transaction() as session:
            note(session, notes, cast.teacher.id, clock())

    return say


@pytest.fixture
def three(said, cast):
    """Three entries about the student."""
    said(
        Note(What.MARK_SET, Place(COURSE), cast.student.id, None, 0.8, "Was ill."),
        Note(What.MARK_SET, Place(COURSE), cast.student.id, 0.8, 0.5, "A slip."),
    )
    said(Note(What.GRADEBOOK, Place(COURSE)))


@pytest.mark.usefixtures("three")
def test_a_trail_is_whole(cast):
    found = verify(db.session())
    assert (found.entries, found.broken_at) == (3, None)
    first, second, third = entries()
    assert (first.before, first.after, second.before, second.after) == (None, "0.8", "0.8", "0.5")
    assert third.student_id is None
    named = people_named(db.session(), [first])
    assert named == {first.actor_id: cast.teacher.id, first.student_id: cast.student.id}


@pytest.mark.parametrize(
    ("inside", "fails", "written"),
    [
        (False, False, ["gradebook"]),
        (False, True, ["gradebook"]),
        (True, False, ["gradebook", "export"]),
        (True, True, ["gradebook"]),
    ],
)
def test_what_is_undone_to_a_savepoint_takes_only_its_own_notes_along(
    app, cast, clock, inside, fails, written
):
    with app.app_context(), transaction() as session:
        note(session, [Note(What.GRADEBOOK, Place(COURSE))], cast.teacher.id, clock())
        savepoint = session.begin_nested()
        if inside:
            note(session, [Note(What.EXPORT, Place(COURSE))], cast.teacher.id, clock())
        savepoint.rollback() if fails else savepoint.commit()
    assert [each.what for each in entries()] == written


def test_an_empty_trail_is_whole():
    assert verify(db.session()) == Checked(0, BEGINNING)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 9},
        {"what": "export"},
        {"actor_id": None},
        {"student_id": None},
        {"course_id": None},
        {"assignment_id": OTHER},
        {"quiz_id": OTHER},
        {"attempt_id": OTHER},
        {"before": "1"},
        {"after": None},
        {"reason": "Another.", "reason_salt": "s"},
        {"reason_hash": None},
        {"hash": BEGINNING},
    ],
)
@pytest.mark.usefixtures("three")
def test_an_entry_cannot_be_changed(changed):
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(update(TrailEntry).where(TrailEntry.number == 2).values(changed))


@pytest.mark.usefixtures("three")
def test_an_entry_cannot_be_removed():
    with pytest.raises(IntegrityError, match="only added"), transaction() as session:
        session.execute(delete(TrailEntry).where(TrailEntry.number == 1))


def without_triggers():
    """Take away what keeps the entries, as somebody can who holds the database itself."""
    session = db.session()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return ()
    names = session.scalars(
        text("SELECT sql FROM sqlite_master WHERE tbl_name='mark_trail_entry' AND type='trigger'")
    ).all()
    for name in ("stays_as_it_is", "reason_is_only_forgotten", "is_kept"):
        session.execute(text(f"DROP TRIGGER mark_trail_entry_{name}"))
    return names


@pytest.mark.parametrize(
    ("how", "broken"),
    [
        (update(TrailEntry).where(TrailEntry.number == 1).values(after="1"), 1),
        (update(TrailEntry).where(TrailEntry.number == 2).values(reason="He begged."), 2),
        (update(TrailEntry).where(TrailEntry.number == 2).values(what="export"), 2),
        (update(TrailEntry).where(TrailEntry.number == 2).values(student_id=OTHER), 2),
        (delete(TrailEntry).where(TrailEntry.number == 1), 1),
        (delete(TrailEntry).where(TrailEntry.number == 2), 2),
        (delete(TrailEntry).where(TrailEntry.number == 3), 3),
        (delete(TrailEntry), 1),
    ],
)
@pytest.mark.usefixtures("three")
def test_whoever_changes_the_database_itself_is_found_out(how, broken):
    with transaction() as session:
        kept = without_triggers()
        session.execute(how.execution_options(synchronize_session=False))
        for each in kept:
            session.execute(text(each))
    assert verify(db.session()).broken_at == broken


def test_looks_within_ten_minutes_are_one_and_at_oneself_none(cast, clock):
    def look(what, place, student=None):
        with transaction() as session:
            note_looks(session, [Note(what, place, student)], cast.teacher.id, clock())
        return db.session.scalar(select(func.count()).select_from(TrailEntry))

    assert look(What.GRADEBOOK, Place(COURSE)) == 1
    clock.advance(minutes=9)
    assert look(What.GRADEBOOK, Place(COURSE)) == 1
    assert look(What.EXPORT, Place(COURSE)) == 2
    assert look(What.GRADEBOOK, Place(OTHER)) == 3
    assert look(What.STUDENT, Place(COURSE), cast.student.id) == 4
    assert look(What.STUDENT, Place(COURSE), cast.student.id) == 4
    assert look(What.STUDENT, Place(COURSE), cast.stranger.id) == 5
    assert look(What.STUDENT, Place(COURSE), cast.teacher.id) == 5
    clock.advance(minutes=1)
    assert look(What.GRADEBOOK, Place(COURSE)) == 6
    clock.moment -= timedelta(days=1)
    assert look(What.GRADEBOOK, Place(COURSE)) == 7
    assert timedelta(minutes=10) == LOOKS_AS_ONE


@pytest.mark.usefixtures("three")
def test_whoever_is_forgotten_is_nobody_in_a_trail_that_holds(cast):
    before = [each.hash for each in entries()]
    student = entries()[0].student_id
    with transaction() as session:
        forget_person(session, cast.student.id)
    found = entries()
    assert student not in people_named(db.session(), found)
    assert {(each.reason, each.reason_salt) for each in found} == {(None, None)}
    assert [each.hash for each in found] == before
    assert verify(db.session()) == Checked(3, before[-1])


def test_somebody_has_another_id_in_each_course(said, cast, clock):
    for course in (COURSE, OTHER, None):
        said(Note(What.STUDENT, Place(course), cast.student.id))
    assert len({each.student_id for each in entries()}) == 3
    with transaction() as session:
        forget_course(session, COURSE, clock())
    known = people_named(db.session(), entries())
    assert [each.student_id in known for each in entries()] == [False, True, True, False]
    assert entries()[-1].what == What.FORGOTTEN
    assert verify(db.session()).broken_at is None


def test_ids_of_people_say_nothing_of_them(said, cast):
    said(Note(What.STUDENT, Place(COURSE), cast.student.id))
    # A version that tells neither a time nor a machine.
    assert {each.version for each in db.session.scalars(select(TrailPerson.id))} == {4}


def test_many_at_once_make_one_chain(app, cast, clock):
    writers, each_writes = 4, 10
    start = threading.Barrier(writers)
    people = (cast.teacher.id, cast.admin.id)

    def write(number):
        start.wait()
        for _ in range(each_writes):
            with app.app_context(), transaction() as session:
                what = Note(What.STUDENT, Place(uuid4()), cast.student.id)
                note(session, [what, what], people[number % 2], clock())

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    assert verify(db.session()).entries == 2 * writers * each_writes
    assert verify(db.session()).broken_at is None


def test_what_is_taken_back_leaves_no_gap(said, cast, clock):
    with pytest.raises(RuntimeError), transaction() as session:
        note(session, [Note(What.GRADEBOOK, Place(COURSE))], cast.teacher.id, clock())
        raise RuntimeError
    said(Note(What.GRADEBOOK, Place(COURSE)))
    assert [each.number for each in entries()] == [1]
    assert db.session.get_one(TrailEnd, 1).entries == 1
    assert verify(db.session()).broken_at is None


def test_entries_are_added_after_all_else_that_a_transaction_holds(cast, clock):
    """Whoever holds the end of the trail and waits for a row would make others wait for both."""
    with transaction() as session:
        note(session, [Note(What.GRADEBOOK, Place(COURSE))], cast.teacher.id, clock())
        assert session.scalar(select(func.count()).select_from(TrailEntry)) == 0
    assert len(entries()) == 1
