"""Pages on which people take their data with them, and leave."""

from __future__ import annotations

from quizapp.web.privacy.urls import blueprint

__all__ = ["blueprint"]
