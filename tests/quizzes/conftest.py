"""A learner with the tiny bank before them."""

import pytest
from sqlalchemy import select

from quizapp.banks.models import Bank
from quizapp.db import transaction
from tests import builders, kept_banks


@pytest.fixture
def bank(request, clock) -> int:
    """The id of the tiny bank, loaded."""
    request.getfixturevalue("context")
    with transaction() as session:
        kept_banks.load(session, builders.bank(), clock())
        return session.scalars(select(Bank.id)).one()


@pytest.fixture
def person(make_user) -> int:
    """The id of a learner."""
    return make_user("Ana").id
