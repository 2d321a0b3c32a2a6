"""Studying and progress in the browser."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.memory import new_facts, progress, study

blueprint = Blueprint("memory", __name__)
blueprint.add_url_rule("/banks/<slug>/study", view_func=study.card, methods=["GET"])
blueprint.add_url_rule("/banks/<slug>/study", view_func=study.answer, methods=["POST"])
blueprint.add_url_rule("/banks/<slug>/study/more", view_func=new_facts.more, methods=["POST"])
blueprint.add_url_rule("/banks/<slug>/study/<uuid:answer_id>", view_func=study.feedback)
blueprint.add_url_rule(
    "/banks/<slug>/study/<uuid:answer_id>/undo", view_func=study.undo, methods=["POST"]
)
blueprint.add_url_rule("/study", view_func=study.choose)
blueprint.add_url_rule("/progress", view_func=progress.overview)
