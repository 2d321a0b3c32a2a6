"""A learner with the tiny bank before them, and a law that holds after every story."""

import pytest

from quizapp.db import db
from tests.studies import ana, bank, ben, every_kind
from tests.totals import broken_totals

__all__ = ["ana", "bank", "ben", "every_kind"]


@pytest.fixture(autouse=True)
def totals_hold(request):
    """Whatever a story did to scores, each attempt's totals are what they come to."""
    # Asked first, so that the database is still there afterwards.
    app = request.getfixturevalue("app") if "app" in request.fixturenames else None
    yield
    if app is not None:
        with app.app_context():
            assert not broken_totals(db.session())
