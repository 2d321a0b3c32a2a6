"""Looking after a site: people now; what else is looked after joins ``sections``."""

from __future__ import annotations

from quizapp.web.admin.urls import blueprint

__all__ = ["blueprint"]
