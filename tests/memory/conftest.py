"""A learner with the tiny bank before them, and a course of such learners."""

from tests.memory.lessons import course, join, outsider, seen
from tests.studies import ana, bank, ben, every_kind

__all__ = ["ana", "bank", "ben", "course", "every_kind", "join", "outsider", "seen"]
