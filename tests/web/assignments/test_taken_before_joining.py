"""Who took an assigned quiz by its link and comes into the course then has it counted there."""

from uuid import uuid4

import pytest

from quizapp.db import db
from quizapp.quizzes.models import Attempt
from tests.databases import both_databases
from tests.web.assignments.conftest import Desk, biology, desk, text_of

__all__ = ["biology", "desk", "text_of"]


@pytest.fixture
def taken(desk: Desk):
    """Let somebody who is not in the course take the quiz after it was assigned."""
    desk.given(due_at=desk.wall(days=2))
    desk.clock.advance(hours=1)
    attempt_id = desk.taken(desk.cast.stranger)
    desk.clock.advance(hours=1)
    return attempt_id


def under(desk, attempt_id):
    with desk.app.app_context():
        return db.session.get_one(Attempt, attempt_id).assignment_id


def by_code(desk, ben):
    ben.post(f"/join/{desk.lesson.make_code()}")


def let_in(desk, ben):
    ben.post(f"/join/{desk.lesson.make_code(needs_approval='y')}")
    desk.lesson.send("/people/approve", person=desk.cast.stranger.id)


def invited(desk, ben):
    desk.lesson.send("/people", name="Ben", role="student")
    ben.post(f"{desk.lesson.path}/accept")


def put_back(desk, _ben):
    desk.enrol(desk.cast.stranger)
    desk.lesson.send(f"/people/{desk.cast.stranger.id}/remove")
    desk.lesson.send(f"/people/{desk.cast.stranger.id}/back")


@both_databases
@pytest.mark.parametrize("comes_in", [by_code, let_in, invited, put_back])
def test_it_counts_for_the_assignment(desk, taken, as_stranger, comes_in):
    assert under(desk, taken) is None
    comes_in(desk, as_stranger)
    assert desk.lesson.states()[desk.cast.stranger.id] == ("student", "active")
    assert under(desk, taken) == desk.row().id


def test_an_administrator_who_puts_them_in_has_it_counted(desk, taken, as_admin):
    sent = {"name": "Ben", "role": "student"}
    assert as_admin.post(f"{desk.lesson.path}/people", data=sent).status_code == 303
    assert under(desk, taken) == desk.row().id


def test_so_does_a_list_of_students_who_were_in_it_before(desk, as_admin):
    desk.enrol(desk.cast.stranger)
    desk.lesson.send(f"/people/{desk.cast.stranger.id}/remove")
    desk.given(due_at=desk.wall(days=2))
    attempt_id = desk.taken(desk.cast.stranger)
    form = {"form_id": str(uuid4()), "text": "name\nBen\n"}
    there = as_admin.post(f"{desk.lesson.path}/roster", data=form).location
    assert under(desk, attempt_id) is None
    assert as_admin.post(f"{there}/import").status_code == 303
    assert under(desk, attempt_id) == desk.row().id


def test_it_is_nothing_to_a_course_for_whoever_only_waits_or_teaches(desk, taken, as_stranger):
    as_stranger.post(f"/join/{desk.lesson.make_code(needs_approval='y')}")
    desk.lesson.add("Ben", role="assistant")
    assert under(desk, taken) is None
