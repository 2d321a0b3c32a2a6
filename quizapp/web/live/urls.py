"""Addresses of the view of a quiz while it runs."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.live import acting, watching

blueprint = Blueprint("live", __name__)

_LIVE = "/courses/<uuid:course_id>/assignments/<uuid:assignment_id>/live"
_STUDENT = f"{_LIVE}/<id:user_id>"

for rule, view, method in (
    (_LIVE, watching.watch, "GET"),
    (f"{_LIVE}.json", watching.look, "GET"),
    (f"{_LIVE}/pause", acting.pause_everybody, "POST"),
    (f"{_LIVE}/resume", acting.resume_everybody, "POST"),
    (f"{_STUDENT}/more-time", acting.give_time, "POST"),
    (f"{_STUDENT}/pause", acting.pause_one, "POST"),
    (f"{_STUDENT}/resume", acting.resume_one, "POST"),
    (f"{_STUDENT}/hand-in", acting.ask_hand_in, "GET"),
    (f"{_STUDENT}/hand-in", acting.hand_in, "POST"),
):
    blueprint.add_url_rule(rule, view_func=view, methods=[method])
