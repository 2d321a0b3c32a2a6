"""The first page, and the choice of colours."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.home import views

blueprint = Blueprint("home", __name__)
blueprint.add_url_rule("/", view_func=views.index)
blueprint.add_url_rule("/theme", view_func=views.theme, methods=["POST"])
