"""The small bank in the database, and a context to work on it."""

from collections.abc import Iterator

import pytest
from flask import Flask

from quizapp.banks.models import Bank
from quizapp.banks.queries import bank_by_slug
from quizapp.db import db
from tests import teaching


@pytest.fixture
def rivers(app: Flask, clock) -> Iterator[Bank]:
    """The bank, inside an app context."""
    teaching.load(app, clock())
    with app.app_context():
        found = bank_by_slug(db.session(), teaching.SLUG)
        assert found is not None
        yield found
