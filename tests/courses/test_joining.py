"""Codes: making, replacing and closing them, and what becomes of whoever gives one."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from quizapp.accounts import throttle
from quizapp.accounts.errors import TooManyTries
from quizapp.audit.models import AuditEntry
from quizapp.clock import new_id
from quizapp.courses import enrolling, invitations, services
from quizapp.courses.errors import InvitationFull, NeedsName, NoSuchCode, UnknownCourse
from quizapp.courses.models import CourseRole, Invitation
from quizapp.db import db, transaction
from quizapp.domain.join_codes import read_code, shown_code
from tests.databases import both_databases

pytestmark = both_databases
IN, WAITS, WAS_IN = invitations.Joined


def uses(code):
    return db.session.scalars(select(Invitation.uses).where(Invitation.code == code)).one()


def joinings():
    return db.session.scalar(select(func.count()).where(AuditEntry.event == "course_joined"))


def test_somebody_joins_by_a_code_however_they_type_it_and_twice_is_once(biology, cast):
    code = biology.invite()
    assert biology.join(cast.student, f" {shown_code(code).lower()} ") is IN
    assert biology.join(cast.student, code) is WAS_IN
    assert biology.states()[cast.student.id] == ("student", "active")
    assert (uses(code), joinings()) == (1, 1)


def test_whoever_teaches_a_course_stays_what_they_are(biology, cast, colleague):
    biology.enrol(colleague, CourseRole.CO_TEACHER)
    code = biology.invite()
    assert biology.join(cast.teacher, code) is WAS_IN
    assert biology.join(colleague, code) is WAS_IN
    assert biology.states()[colleague.id] == ("co_teacher", "active")
    assert uses(code) == 0


def test_a_guest_needs_a_name_first(biology, cast):
    code = biology.invite()
    with pytest.raises(NeedsName):
        biology.join(cast.guest, code)
    assert uses(code) == 0


def test_where_the_teacher_decides_whoever_joins_waits(biology, cast):
    code = biology.invite(needs_approval=True)
    for _ in range(2):
        assert biology.join(cast.student, code) is WAITS
        assert biology.join(cast.stranger, code) is WAITS
    assert uses(code) == 2
    assert biology.do(enrolling.approve, cast.student.id)
    assert not biology.do(enrolling.approve, cast.student.id)
    assert not biology.do(enrolling.decline, cast.student.id)
    assert biology.do(enrolling.decline, cast.stranger.id)
    assert not biology.do(enrolling.decline, cast.stranger.id)
    assert not biology.do(enrolling.approve, cast.stranger.id)
    states = biology.states()
    assert states[cast.student.id] == ("student", "active")
    assert states[cast.stranger.id] == ("student", "removed")


def test_who_left_comes_back_by_a_code_and_who_was_removed_waits(biology, cast, clock):
    code = biology.invite()
    came = clock()
    for user in (cast.student, cast.stranger):
        biology.join(user, code)
    clock.advance(days=1)
    biology.do(enrolling.leave, cast.student.id)
    biology.do(enrolling.remove, cast.stranger.id)
    assert biology.join(cast.student, code) is IN
    assert biology.join(cast.stranger, code) is WAITS
    assert biology.row(cast.student).joined_at == came
    assert biology.row(cast.stranger).left_at is None


def test_who_was_an_assistant_comes_back_by_a_code_as_a_student(biology, cast):
    biology.enrol(cast.student, CourseRole.ASSISTANT)
    biology.do(enrolling.leave, cast.student.id)
    biology.join(cast.student, biology.invite())
    assert biology.states()[cast.student.id] == ("student", "active")


def test_a_code_that_is_used_up_keeps_nobody_out_who_is_in(biology, cast):
    code = biology.invite(uses_limit=1)
    assert biology.join(cast.student, code) is IN
    with pytest.raises(InvitationFull):
        biology.join(cast.stranger, code)
    assert biology.join(cast.student, code) is WAS_IN
    assert cast.stranger.id not in biology.states()


def test_one_account_is_one_use_of_a_code_however_often_it_leaves(biology, cast):
    code = biology.invite(uses_limit=2)
    for _ in range(4):
        assert biology.join(cast.student, code) is IN
        biology.do(enrolling.leave, cast.student.id)
    assert uses(code) == 1
    assert biology.join(cast.stranger, code) is IN
    assert uses(code) == 2
    # It is used up, and lets in again whom it has let in before.
    assert biology.join(cast.student, code) is IN


def test_another_code_counts_the_same_account_again(biology, cast):
    for _ in range(2):
        code = biology.invite(uses_limit=1)
        assert biology.join(cast.student, code) is IN
        assert uses(code) == 1
        biology.do(enrolling.leave, cast.student.id)


def test_a_code_opens_nothing_from_the_moment_it_expires(biology, cast, clock):
    code = biology.invite(lasts=timedelta(days=1))
    clock.advance(hours=23, minutes=59)
    assert biology.join(cast.student, code) is IN
    clock.advance(minutes=1)
    with pytest.raises(NoSuchCode):
        biology.join(cast.stranger, code)


def test_another_code_closes_the_one_before(biology, cast):
    old, new = biology.invite(), biology.invite()
    with pytest.raises(NoSuchCode):
        biology.join(cast.student, old)
    assert biology.join(cast.student, new) is IN
    still_open = invitations.open_invitation(db.session(), biology.id)
    assert still_open.code == new


def test_a_code_is_closed_once(biology, cast):
    code = biology.invite()
    assert biology.do(invitations.close)
    assert not biology.do(invitations.close)
    assert invitations.open_invitation(db.session(), biology.id) is None
    with pytest.raises(NoSuchCode):
        biology.join(cast.student, code)


@pytest.mark.parametrize("typed", ["", "K7PD", "K7PD-3MXR", "x" * 5_000, "a\0", "\ud800"])
def test_what_opens_nothing_is_said_in_the_same_words(biology, cast, clock, typed):
    closed, expired = biology.invite(), None
    biology.do(invitations.close)
    expired = biology.invite(lasts=timedelta(hours=1))
    clock.advance(hours=2)
    said = set()
    for code in (typed, closed, expired):
        with pytest.raises(NoSuchCode) as refused:
            biology.join(cast.student, code)
        said.add(str(refused.value))
    assert len(said) == 1


def test_the_same_form_again_makes_no_other_code(biology, cast, clock, colleague):
    form, other = new_id(), new_id()
    with transaction() as session:
        services.make_course(session, other, "Chemistry", "UTC", by=colleague.id, now=clock())
    codes = set()
    for number in (1, 2):
        with transaction() as session:
            made = invitations.invite(
                session,
                form,
                biology.id,
                lambda size, number=number: bytes([number] * size),
                by=cast.teacher.id,
                now=clock(),
            )
            codes.add(made.code)
    assert len(codes) == 1
    with pytest.raises(NoSuchCode), transaction() as session:
        invitations.invite(session, form, other, bytes, by=colleague.id, now=clock())


def test_no_code_is_given_twice_though_chance_would_have_it(biology, cast, clock):
    chance = iter([b"aaaaa", b"aaaaa", b"bbbbb"])
    codes = []
    for _ in range(2):
        with transaction() as session:
            made = invitations.invite(
                session,
                new_id(),
                biology.id,
                lambda _size: next(chance),
                by=cast.teacher.id,
                now=clock(),
            )
            codes.append(made.code)
    assert len(set(codes)) == 2
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize(
    ("lasts", "days"),
    [(timedelta(0), 1 / 24), (timedelta(days=-5), 1 / 24), (timedelta(days=9_999), 366)],
)
def test_how_long_a_code_lasts_is_kept_within_bounds(biology, clock, lasts, days):
    biology.invite(lasts=lasts, uses_limit=0)
    made = invitations.open_invitation(db.session(), biology.id)
    assert made.expires_at == clock() + timedelta(days=days)
    assert made.uses_limit == 1


def test_a_code_for_a_course_that_is_not_there_is_not_made(cast, clock, request):
    request.getfixturevalue("context")
    with pytest.raises(UnknownCourse), transaction() as session:
        invitations.invite(session, new_id(), new_id(), bytes, by=cast.teacher.id, now=clock())


def test_a_class_that_joins_at_once_fills_the_places_there_are(app, biology, make_user):
    code = biology.invite(uses_limit=3)
    pupils = [make_user(f"Pupil {number}") for number in range(6)]
    start, found = Barrier(len(pupils)), []

    def join(user):
        start.wait()
        with app.app_context():
            try:
                found.append(biology.join(user, code))
            except InvitationFull:
                found.append(None)

    threads = [Thread(target=join, args=[user]) for user in pupils]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (found.count(IN), found.count(None)) == (3, 3)
    assert uses(code) == 3


def guess(clock, address, user_id, times):
    """Return how many of so many wrong codes were judged at all."""
    judged = 0
    for _ in range(times):
        try:
            with transaction() as session:
                throttle.refuse_join_codes(session, address, user_id, clock())
                throttle.count_wrong_join_code(session, address, user_id, clock())
        except TooManyTries:
            continue
        judged += 1
    return judged


@pytest.mark.usefixtures("context")
def test_whoever_guesses_on_is_slowed_and_keeps_nobody_else_out(cast, clock):
    assert guess(clock, "10.0.0.1", cast.student.id, 50) == throttle.JOINING_PERSON.free
    assert guess(clock, "10.0.0.9", cast.student.id, 1) == 0
    assert guess(clock, "10.0.0.1", cast.stranger.id, 1) == 1
    free = throttle.JOINING_PLACE.free
    assert guess(clock, "10.0.0.1", None, free + 50) == free
    assert guess(clock, "10.0.0.2", None, 1) == 1
    assert guess(clock, "10.0.0.1", cast.stranger.id, 1) == 1
    clock.advance(minutes=20)
    assert guess(clock, "10.0.0.1", cast.student.id, 50) == 1
    clock.advance(hours=2)
    assert guess(clock, "10.0.0.1", None, 1) == 1
