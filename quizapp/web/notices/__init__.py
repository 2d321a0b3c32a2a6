"""Notices: what is new, that it was read, and which kinds there are."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.notices import counting, pages

blueprint = Blueprint("notices", __name__)

# The frame of every page has the number, and asks for it where it is drawn.
blueprint.app_context_processor(lambda: {"new_notices": counting.new_notices})
blueprint.after_app_request(counting.note_read)

blueprint.add_url_rule("/notices", view_func=pages.listed)
blueprint.add_url_rule("/notices/read", view_func=pages.read, methods=["POST"])
blueprint.add_url_rule("/notices/settings", view_func=pages.settings)
blueprint.add_url_rule("/notices/settings", view_func=pages.save_settings, methods=["POST"])
