"""Marking the essays of a quiz, for its owner and the markers whom they name."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.quizzes.marking import answers, terms

_MARKING = "/teach/quizzes/<uuid:quiz_id>/marking"
_ESSAY = f"{_MARKING}/<uuid:response_id>"


def add_addresses(blueprint: Blueprint) -> None:
    """Give the pages their addresses."""
    blueprint.add_url_rule(_MARKING, view_func=answers.marking)
    blueprint.add_url_rule(f"{_MARKING}/terms", view_func=terms.set_marking, methods=["POST"])
    blueprint.add_url_rule(f"{_MARKING}/markers", view_func=terms.name_marker, methods=["POST"])
    blueprint.add_url_rule(
        f"{_MARKING}/markers/<id:user_id>", view_func=terms.drop_marker, methods=["POST"]
    )
    blueprint.add_url_rule(_ESSAY, view_func=answers.mark, methods=["GET"])
    blueprint.add_url_rule(_ESSAY, view_func=answers.save_marking, methods=["POST"])
    blueprint.add_url_rule(
        f"{_ESSAY}/take-back", view_func=answers.take_back_marking, methods=["POST"]
    )
