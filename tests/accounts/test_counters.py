"""Counters of tries go when their time is over, and not before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.counters import forget_old
from quizapp.accounts.models import Throttle
from quizapp.db import db, transaction
from tests.databases import both_databases

pytestmark = [both_databases, pytest.mark.usefixtures("context")]
HOUR = timedelta(hours=1)


def test_tries_stay_for_as_long_as_they_keep_somebody_waiting(clock):
    now = clock()
    with transaction() as session:
        for key, window, wait in (
            ("over", -HOUR, None),
            ("waited", -HOUR, -HOUR),
            ("waits", -HOUR, HOUR),
            ("counts", HOUR, None),
        ):
            until = None if wait is None else now + wait
            session.add(
                Throttle(key=key, tries=1, window_ends_at=now + window, blocked_until=until)
            )
    with transaction() as session:
        assert forget_old(session, now) == 2
    assert set(db.session.scalars(select(Throttle.key))) == {"waits", "counts"}
