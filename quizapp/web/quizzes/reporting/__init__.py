"""What became of a quiz that a teacher gave to others, for whoever made it."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.certainty import spoken_calibration, spoken_misled
from quizapp.web.quizzes.reporting import analysis, attempts, figure_words, learners, pausing

_ANALYSIS = "/teach/quizzes/<uuid:quiz_id>/analysis"
_ATTEMPTS = "/teach/quizzes/<uuid:quiz_id>/attempts"
_LEARNERS = "/teach/quizzes/<uuid:quiz_id>/learners"
_LEARNER = f"{_LEARNERS}/<id:user_id>"


def add_addresses(blueprint: Blueprint) -> None:
    """Give the pages their addresses."""
    blueprint.add_app_template_filter(attempts.called, "learner_called")
    blueprint.add_app_template_filter(spoken_calibration, "spoken_calibration")
    blueprint.add_app_template_filter(spoken_misled, "spoken_misled")
    blueprint.add_app_template_filter(figure_words.percent, "nearest_percent")
    blueprint.add_app_template_filter(figure_words.signed, "signed")
    blueprint.add_app_template_filter(figure_words.spoken_seconds, "spoken_seconds")
    blueprint.add_url_rule(_ANALYSIS, view_func=analysis.analysis)
    blueprint.add_url_rule(f"{_ANALYSIS}.csv", view_func=analysis.analysis_as_csv)
    blueprint.add_url_rule(_ATTEMPTS, view_func=attempts.attempts)
    blueprint.add_url_rule(f"{_ATTEMPTS}.csv", view_func=attempts.attempts_as_csv)
    blueprint.add_url_rule(f"{_ATTEMPTS}/<uuid:attempt_id>", view_func=attempts.result)
    blueprint.add_url_rule(
        f"{_ATTEMPTS}/<uuid:attempt_id>/pause", view_func=learners.pause_attempt, methods=["POST"]
    )
    blueprint.add_url_rule(
        f"{_ATTEMPTS}/<uuid:attempt_id>/resume",
        view_func=learners.resume_attempt,
        methods=["POST"],
    )
    blueprint.add_url_rule(
        f"{_ATTEMPTS}/pause", view_func=pausing.pause_everybody, methods=["POST"]
    )
    blueprint.add_url_rule(
        f"{_ATTEMPTS}/resume", view_func=pausing.resume_everybody, methods=["POST"]
    )
    blueprint.add_url_rule(_LEARNERS, view_func=learners.find_learner)
    blueprint.add_url_rule(_LEARNER, view_func=learners.learner, methods=["GET"])
    blueprint.add_url_rule(_LEARNER, view_func=learners.give, methods=["POST"])
