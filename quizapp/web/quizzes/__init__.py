"""Taking quizzes in the browser."""

from __future__ import annotations

from flask import Blueprint

from quizapp.answering.errors import OutOfTurn
from quizapp.web.quizzes import (
    building,
    delays,
    marking,
    reporting,
    summary,
    taking,
    time_left,
    times,
    turns,
    views,
)

blueprint = Blueprint("quizzes", __name__)
blueprint.add_url_rule("/banks/<slug>/quiz", view_func=views.choose, methods=["GET"])
blueprint.add_url_rule("/banks/<slug>/quiz", view_func=views.start, methods=["POST"])
blueprint.add_url_rule("/attempts/<uuid:attempt_id>", view_func=taking.attempt, methods=["GET"])
blueprint.add_url_rule("/attempts/<uuid:attempt_id>", view_func=taking.hand_in, methods=["POST"])
blueprint.add_url_rule(
    "/attempts/<uuid:attempt_id>/responses", view_func=taking.save, methods=["POST"]
)
blueprint.add_url_rule(
    "/attempts/<uuid:attempt_id>/<int:position>", view_func=taking.question, methods=["GET"]
)
blueprint.add_url_rule(
    "/attempts/<uuid:attempt_id>/<int:position>", view_func=taking.answer, methods=["POST"]
)
blueprint.add_url_rule("/attempts/<uuid:attempt_id>/summary", view_func=summary.summary)
blueprint.add_url_rule("/attempts/<uuid:attempt_id>/time", view_func=times.time)
blueprint.add_url_rule("/attempts/<uuid:attempt_id>/results", view_func=views.results)
blueprint.app_errorhandler(OutOfTurn)(turns.out_of_turn)
building.add_addresses(blueprint)
reporting.add_addresses(blueprint)
marking.add_addresses(blueprint)
time_left.add_filters(blueprint)
delays.add_filters(blueprint)
