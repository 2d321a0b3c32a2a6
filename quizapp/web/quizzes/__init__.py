"""Taking quizzes in the browser."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.quizzes import views

blueprint = Blueprint("quizzes", __name__)
blueprint.add_url_rule("/banks/<slug>/quiz", view_func=views.choose, methods=["GET"])
blueprint.add_url_rule("/banks/<slug>/quiz", view_func=views.start, methods=["POST"])
blueprint.add_url_rule("/attempts/<uuid:attempt_id>", view_func=views.attempt, methods=["GET"])
blueprint.add_url_rule("/attempts/<uuid:attempt_id>", view_func=views.hand_in, methods=["POST"])
blueprint.add_url_rule(
    "/attempts/<uuid:attempt_id>/<int:position>", view_func=views.question, methods=["GET"]
)
blueprint.add_url_rule(
    "/attempts/<uuid:attempt_id>/<int:position>", view_func=views.answer, methods=["POST"]
)
blueprint.add_url_rule("/attempts/<uuid:attempt_id>/results", view_func=views.results)
