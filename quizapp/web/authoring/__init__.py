"""Teaching in the browser: what needs attention, facts, and questions to edit and publish."""

from __future__ import annotations

from quizapp.web.authoring.urls import blueprint

__all__ = ["blueprint"]
