"""A course whose teacher gives its students something, and what each of them is told."""

from collections.abc import Callable

import pytest

from quizapp.accounts.models import User
from quizapp.accounts.queries import visitor_by_id
from quizapp.db import db
from quizapp.domain.notices import Kind
from quizapp.notices.queries import all_notices, new_notices
from tests.assignments.conftest import giving
from tests.courses.conftest import biology, colleague
from tests.studies import bank

__all__ = ["bank", "biology", "colleague", "giving"]

Tell = Callable[[User], list[Kind]]


@pytest.fixture
def new(request, clock) -> Tell:
    """What is new to somebody, the newest first; all that is told them has it among it."""
    request.getfixturevalue("context")

    def look(user: User) -> list[Kind]:
        db.session.expire_all()
        person = visitor_by_id(db.session(), user.id, clock())
        assert person is not None
        found = new_notices(db.session(), person, clock())
        told = all_notices(db.session(), person, clock())
        assert told.new == found
        assert set(found) <= set(told.notices)
        return [each.kind for each in found]

    return look
