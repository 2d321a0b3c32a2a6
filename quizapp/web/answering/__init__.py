"""Objecting to a result, deciding about objections, and what became of marks since."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.answering import deciding, news, objecting

blueprint = Blueprint("answering", __name__)

_OBJECTION = "/answers/<uuid:response_id>/objection"
_UNANSWERED = "/attempts/<uuid:attempt_id>/questions/<int:position>/objection"
_QUEUE = "/teach/banks/<slug>/objections"
_CHALLENGE = f"{_QUEUE}/<uuid:challenge_id>"

blueprint.add_url_rule(_OBJECTION, view_func=objecting.objection)
blueprint.add_url_rule(_OBJECTION, view_func=objecting.send_objection, methods=["POST"])
blueprint.add_url_rule(_UNANSWERED, view_func=objecting.objection_to_unanswered)
blueprint.add_url_rule(_UNANSWERED, view_func=objecting.object_to_unanswered, methods=["POST"])
blueprint.add_url_rule("/news/seen", view_func=news.seen, methods=["POST"])
blueprint.add_url_rule(_QUEUE, view_func=deciding.objections)
blueprint.add_url_rule(f"{_CHALLENGE}/accept", view_func=deciding.accept, methods=["POST"])
blueprint.add_url_rule(f"{_CHALLENGE}/decline", view_func=deciding.decline, methods=["POST"])
