"""Pages of assignments: giving a course a quiz or a bank, and how far its students are."""

from quizapp.web.assignments.urls import blueprint

__all__ = ["blueprint"]
