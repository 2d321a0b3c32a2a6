"""A course with assignments, seen by browsers."""

import pytest

from tests.assignments.conftest import biology, colleague, giving
from tests.gradebook.conftest import marking
from tests.studies import bank

__all__ = ["bank", "biology", "colleague", "giving", "marking"]


@pytest.fixture
def book(marking):
    """The address of the gradebook."""
    return f"/courses/{marking.giving.course.id}/grades"
