"""Pages of the gradebook of a course, for those who teach it or mark in it."""

from quizapp.web.gradebook.urls import blueprint

__all__ = ["blueprint"]
