"""A course with assignments, seen by browsers."""

from tests.assignments.conftest import biology, colleague, giving
from tests.gradebook.conftest import marking
from tests.studies import bank

__all__ = ["bank", "biology", "colleague", "giving", "marking"]
