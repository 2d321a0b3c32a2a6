"""The settings of this site, as its views and templates ask for them."""

from __future__ import annotations

from flask import current_app

from quizapp.config import Settings


def site_settings() -> Settings:
    """Return what was set when this app was made."""
    found: Settings = current_app.extensions["quizapp.settings"]
    return found
