"""Pages of courses: whoever teaches makes one and lets people in, others join by a code."""

from quizapp.web.courses.urls import blueprint

__all__ = ["blueprint"]
