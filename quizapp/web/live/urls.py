"""Addresses of the view of a quiz while it runs."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.live import watching

blueprint = Blueprint("live", __name__)

_LIVE = "/courses/<uuid:course_id>/assignments/<uuid:assignment_id>/live"

for rule, view, method in (
    (_LIVE, watching.watch, "GET"),
    (f"{_LIVE}.json", watching.look, "GET"),
):
    blueprint.add_url_rule(rule, view_func=view, methods=[method])
