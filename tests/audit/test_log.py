"""What people do is noted once, with who, whom, what and when, in the transaction of the act."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts import administration, codes, services
from quizapp.accounts.models import Role
from quizapp.audit.models import AuditEntry, Event
from quizapp.audit.queries import LogFilter, every_entry, find_entries
from quizapp.audit.services import Actor, Thing, act_as, record
from quizapp.authoring import deletion
from quizapp.banks import sharing
from quizapp.banks.models import Bank, MemberRole, Visibility
from quizapp.banks.services import add_bank
from quizapp.db import db, transaction
from quizapp.privacy.deletion import erase_due, request_deletion, undo_deletion
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HERE = "203.0.113.7"


@pytest.fixture
def admin(cast):
    """Whoever is here acts as the administrator; entries from making people are left out."""
    act_as(db.session(), lambda: Actor(cast.admin.id, HERE))
    return cast.admin


def noted(*, beside=(Event.ACCOUNT_MADE,)):
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [each for each in rows if each.event not in beside]


def done(act):
    with transaction() as session:
        act(session)
    return [Event(each.event) for each in noted()]


def told(entry):
    return entry.event, entry.actor_id, entry.subject_id, entry.details


@pytest.mark.parametrize(
    ("act", "event", "details"),
    [
        (
            lambda s, who, now: administration.change_role(s, who, Role.TEACHER, now),
            Event.ROLE_CHANGED,
            {"before": "student", "after": "teacher"},
        ),
        (
            lambda s, who, now: administration.deactivate(s, who, None, now),
            Event.DEACTIVATED,
            {},
        ),
        (lambda s, who, now: administration.unlock(s, who, now), Event.UNLOCKED, {}),
        (
            lambda s, who, now: codes.make_code(s, who, "hash", now, maker_id=None),
            Event.CODE_MADE,
            {},
        ),
        (
            lambda s, who, now: services.change_password(s, who, "hash", 0, now),
            Event.PASSWORD_CHANGED,
            {},
        ),
    ],
)
def test_what_is_done_to_a_person_is_noted(admin, cast, clock, act, event, details):
    with transaction() as session:
        act(session, cast.student.id, clock())
    (entry,) = noted()
    assert told(entry) == (event, admin.id, cast.student.id, details)
    assert (entry.at, entry.address) == (clock(), HERE)


@pytest.mark.usefixtures("context", "admin")
def test_what_changes_nothing_is_not_noted(cast, clock):
    def twice(session):
        for _ in range(2):
            administration.deactivate(session, cast.student.id, None, clock())
        for _ in range(2):
            administration.reactivate(session, cast.student.id, clock())
        administration.change_role(session, cast.student.id, Role.STUDENT, clock())
        administration.end_all_logins(session, cast.student.id, clock())

    assert done(twice) == [Event.DEACTIVATED, Event.REACTIVATED]


@pytest.mark.usefixtures("context", "admin")
def test_an_act_that_fails_leaves_no_entry(cast, clock):
    with pytest.raises(RuntimeError), transaction() as session:
        administration.deactivate(session, cast.student.id, None, clock())
        raise RuntimeError
    assert noted() == []


def test_making_an_account_is_noted_with_its_role(clock):
    with transaction() as session:
        made = services.create_user(session, "Eve", "hash", clock(), role=Role.TEACHER)
    entry = noted(beside=())[-1]
    assert told(entry) == (Event.ACCOUNT_MADE, None, made.id, {"role": "teacher"})


@pytest.mark.usefixtures("context", "admin")
def test_sharing_is_noted_with_the_bank(cast, clock, make_user):
    make_user("Ceyda", Role.TEACHER)
    with transaction() as session:
        bank = add_bank(session, "Tides", owner_id=cast.teacher.id, now=clock())

    def all_of_it(session):
        now, mine = clock(), bank.id
        for _ in range(2):
            sharing.share(session, mine, "Ana", MemberRole.VIEWER, by=cast.teacher.id, now=now)
            sharing.share(session, mine, "Ceyda", MemberRole.EDITOR, by=cast.teacher.id, now=now)
        ceyda = sharing.members(session, mine)[1].user_id
        for _ in range(2):
            sharing.change_role(session, mine, ceyda, MemberRole.OWNER, now)
            sharing.remove_member(session, mine, cast.student.id, now)
            sharing.set_visibility(session, mine, Visibility.LINK, now)
        token = session.get_one(Bank, mine).link_token
        for _ in range(2):
            sharing.renew_link(session, mine, token, now)
            sharing.join_by_link(
                session, session.get_one(Bank, mine).link_token, cast.stranger.id, now
            )

    assert done(all_of_it) == [
        Event.MEMBER_ADDED,
        Event.MEMBER_ADDED,
        Event.MEMBER_CHANGED,
        Event.MEMBER_REMOVED,
        Event.VISIBILITY_CHANGED,
        Event.LINK_RENEWED,
        Event.MEMBER_ADDED,
    ]
    entries = noted()
    assert {(each.object_id, each.object_name) for each in entries} == {(bank.public_id, "Tides")}
    assert entries[2].details == {"before": "editor", "after": "owner"}
    assert entries[4].details == {"before": "private", "after": "link"}
    assert told(entries[6])[2:] == (cast.stranger.id, {"role": "viewer", "by_link": 1})


@pytest.mark.usefixtures("context", "admin")
def test_a_removed_bank_is_still_named(cast, clock):
    with transaction() as session:
        bank = add_bank(session, "Tides", owner_id=cast.teacher.id, now=clock())
    with transaction() as session:
        deletion.remove_bank(session, session.get_one(Bank, bank.id), clock(), was_asked=False)
    (entry,) = noted()
    assert (entry.event, entry.object_id) == (Event.BANK_REMOVED, bank.public_id)
    assert entry.object_name == "Tides"


def test_somebody_who_is_erased_leaves_neither_name_nor_address(cast, clock):
    act_as(db.session(), lambda: Actor(cast.student.id, HERE))
    with transaction() as session:
        request_deletion(session, cast.student.id, cast.student.password_hash, 0, clock())
        undo_deletion(session, cast.student.id, clock())
        request_deletion(session, cast.student.id, cast.student.password_hash, 0, clock())
        record(session, Event.LOG_IN, clock(), actor_id=cast.stranger.id)
    act_as(db.session(), Actor)
    clock.advance(days=31)
    with transaction() as session:
        erase_due(session, clock())
    *before, other, erased = noted()
    acts = [each.event for each in before]
    assert acts == ["deletion_asked", "deletion_undone", "deletion_asked"]
    assert {each.address for each in before} == {None}
    assert other.address == HERE
    assert told(erased) == (Event.ACCOUNT_ERASED, None, cast.student.id, {})
    assert "Ana" not in repr([vars(each) for each in noted()])


def test_long_words_are_cut_to_what_fits(admin, clock):
    act_as(db.session(), lambda: Actor(admin.id, "a" * 999))
    with transaction() as session:
        record(session, Event.BANK_REMOVED, clock(), thing=Thing(None, "x" * 999))
    (entry,) = noted()
    assert (len(entry.address), len(entry.object_name)) == (64, 200)


@pytest.mark.parametrize(
    ("event", "fields", "most"),
    [
        (Event.LOG_IN_FAILED, {"subject_id": 1}, 10),
        (Event.LOG_IN, {"actor_id": 1}, 60),
        (Event.CODE_FAILED, {"subject_id": 1}, 10),
    ],
)
def test_what_is_done_again_and_again_is_noted_so_often_and_says_so(clock, event, fields, most):
    with transaction() as session:
        for _ in range(most + 20):
            record(session, event, clock(), **fields)
        # Somebody else’s are not left out for it.
        record(session, event, clock(), **dict.fromkeys(fields, 2))
    entries = noted()
    assert len(entries) == most + 1
    assert ["more" in each.details for each in entries] == [False] * (most - 1) + [True, False]
    clock.advance(hours=1)
    with transaction() as session:
        record(session, event, clock(), **fields)
    assert len(noted()) == most + 2


def test_invented_names_hide_nothing_of_what_is_tried_on_a_real_account(clock):
    with transaction() as session:
        for _ in range(520):
            record(session, Event.LOG_IN_FAILED, clock())
        record(session, Event.LOG_IN_FAILED, clock(), subject_id=1)
    entries = noted()
    assert [each.subject_id for each in entries] == [None] * 500 + [1]


def test_wrong_passwords_on_many_accounts_hide_nothing_of_what_is_tried_on_one(clock):
    with transaction() as session:
        for number in range(1, 201):
            for _ in range(11):
                record(session, Event.LOG_IN_FAILED, clock(), subject_id=number)
        for _ in range(5):
            record(session, Event.LOG_IN_FAILED, clock(), subject_id=1_000)
    noted = [each.subject_id for each in db.session.scalars(select(AuditEntry))]
    assert (len(noted), noted.count(1_000)) == (2003, 3)


def test_the_log_is_narrowed_by_person_event_and_time(cast, clock):
    start = clock()
    with transaction() as session:
        record(session, Event.LOG_IN, clock(), actor_id=cast.student.id)
        record(session, Event.DEACTIVATED, clock.advance(days=1), subject_id=cast.student.id)
        record(session, Event.LOG_IN, clock.advance(days=1), actor_id=cast.admin.id)

    def events(**wanted):
        found = find_entries(db.session(), LogFilter(**wanted), 1)
        assert [row.id for some in every_entry(db.session(), LogFilter(**wanted)) for row in some]
        return [row.event for row in found.rows if row.event != Event.ACCOUNT_MADE]

    assert events() == ["log_in", "deactivated", "log_in"]
    assert events(people=[cast.student.id]) == ["deactivated", "log_in"]
    assert events(events=[Event.DEACTIVATED]) == ["deactivated"]
    assert events(since=start + timedelta(days=1)) == ["log_in", "deactivated"]
    assert events(until=start + timedelta(days=1)) == ["log_in"]
    nobody = LogFilter(people=[])
    assert find_entries(db.session(), nobody, 1).total == 0
    assert list(every_entry(db.session(), nobody)) == []


def test_all_entries_come_once_and_in_order_however_many_there_are(clock):
    with transaction() as session:
        # Many of one moment, so that the next page cannot be found by time alone.
        for number in range(1203):
            record(session, Event.UNLOCKED, clock(), subject_id=number)
    ids = [row.id for some in every_entry(db.session(), LogFilter()) for row in some]
    assert len(ids) == 1203
    assert ids == sorted(set(ids), reverse=True)
