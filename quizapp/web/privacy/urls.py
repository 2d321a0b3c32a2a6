"""Addresses of the pages on which people look after their own account."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.privacy import data, leaving, looks

blueprint = Blueprint("privacy", __name__)

blueprint.add_url_rule("/account/data", view_func=data.own_data)
blueprint.add_url_rule("/account/data/quizapp.json", view_func=data.as_json)
blueprint.add_url_rule("/account/data/quizapp.html", view_func=data.as_page)
blueprint.add_url_rule("/account/data/quizapp-csv.zip", view_func=data.as_tables)
blueprint.add_url_rule("/account/data/read", view_func=data.read_data)
blueprint.add_url_rule("/account/looks", view_func=looks.own_looks)
blueprint.add_url_rule("/account/delete", view_func=leaving.delete, methods=["GET", "POST"])
blueprint.add_url_rule("/account/leaving", view_func=leaving.leaving)
blueprint.add_url_rule("/account/keep", view_func=leaving.keep, methods=["POST"])
