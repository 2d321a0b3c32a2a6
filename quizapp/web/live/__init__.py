"""Pages that show a quiz of a course while it runs."""

from quizapp.web.live.urls import blueprint

__all__ = ["blueprint"]
