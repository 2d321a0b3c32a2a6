"""Articles that were sent and are being corrected: each form once, for a month, for one person."""

from uuid import UUID

import pytest
from sqlalchemy import func, select

from quizapp.authoring import readings
from quizapp.authoring.models import Reading
from quizapp.authoring.readings import Sheet
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]

SHEET = Sheet("", "", "A comet", "", "2023", "", "A probe landed on a comet.", ("A note.",))


@pytest.fixture
def keep(cast, clock):
    def act(form_id="a", author_id=cast.teacher.id):
        with transaction() as session:
            return readings.keep_reading(
                session, SHEET, form_id=form_id, author_id=author_id, now=clock()
            ).id

    return act


def found(reading_id: UUID, author_id: int) -> Reading | None:
    return readings.reading_of(db.session(), reading_id, author_id)


def test_a_form_that_is_sent_twice_is_one_reading_and_another_is_another(keep, cast):
    assert keep() == keep()
    assert len({keep(), keep("b"), keep(author_id=cast.admin.id)}) == 3
    assert db.session.scalar(select(func.count()).select_from(Reading)) == 3


def test_what_was_read_is_for_whoever_sent_it(keep, cast):
    reading_id = keep()
    assert readings.sheet_of(found(reading_id, cast.teacher.id)) == SHEET
    assert found(reading_id, cast.admin.id) is None


def test_what_nobody_went_on_with_is_forgotten_after_a_month(keep, cast, clock):
    reading_id = keep()
    clock.advance(days=29)
    keep("b")
    assert found(reading_id, cast.teacher.id)
    clock.advance(days=2)
    keep("c")
    db.session.expire_all()
    assert found(reading_id, cast.teacher.id) is None
