"""People who left and guests who come no more, as the worker looks after them."""

import pytest
from sqlalchemy import func, select, update

from quizapp.accounts.models import User
from quizapp.accounts.services import create_guest
from quizapp.db import db, transaction
from quizapp.jobs.people import ERASE_ACCOUNTS, REMOVE_GUESTS
from quizapp.jobs.registry import DAILY
from quizapp.privacy.guests import GUESTS_AT_ONCE
from tests.databases import both_databases

pytestmark = both_databases


def people(app, *conditions):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User).where(*conditions))


def test_accounts_whose_month_is_over_lose_their_name(app, cast, clock, work):
    with app.app_context(), transaction() as session:
        leaving = User.id.in_([cast.student.id, cast.stranger.id])
        session.execute(update(User).where(leaving).values(leaves_at=clock()))
    assert people(app, User.erased_at.is_not(None)) == 0
    # The second finds nothing more to do, and ends the row.
    assert work(ERASE_ACCOUNTS) == 2
    assert people(app, User.erased_at.is_not(None)) == 2
    assert work(ERASE_ACCOUNTS) == 1


def test_guests_are_removed_a_few_at_a_time_after_the_days_that_are_set(
    app, clock, work, settings, monkeypatch
):
    monkeypatch.setitem(
        app.extensions, "quizapp.settings", settings.model_copy(update={"guest_days": 10})
    )
    many = GUESTS_AT_ONCE + 1
    with app.app_context(), transaction() as session:
        for _ in range(many):
            create_guest(session, clock())
    clock.advance(days=9)
    assert work(REMOVE_GUESTS) == 1
    assert people(app) == many
    clock.advance(days=2)
    # All but one, then that one, then nobody.
    assert work(REMOVE_GUESTS) == 3
    assert people(app) == 0


@pytest.mark.usefixtures("app")
def test_both_are_done_every_day():
    assert {ERASE_ACCOUNTS.kind, REMOVE_GUESTS.kind} <= {each.kind for each in DAILY}
