"""Banks in the browser: what is in them, and their sources to read."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.exc import IntegrityError

from quizapp.web.banks import joining, lookup, removed, views

blueprint = Blueprint("banks", __name__)
blueprint.add_url_rule("/banks/<slug>", view_func=views.bank)
blueprint.add_url_rule("/banks/<slug>/sources/<source_slug>", view_func=views.source)
blueprint.add_url_rule("/banks/<slug>/facts/<fact_slug>", view_func=views.fact)
blueprint.add_url_rule("/banks/<slug>/leave", view_func=joining.ask_leave)
blueprint.add_url_rule("/banks/<slug>/leave", view_func=joining.leave, methods=["POST"])
blueprint.add_url_rule("/banks/by-link/<token>", view_func=joining.invitation)
blueprint.add_url_rule("/banks/by-link/<token>", view_func=joining.join, methods=["POST"])

# Every template asks with these what the visitor may do with a bank.
blueprint.add_app_template_global(lookup.may_by_name, "may")
blueprint.add_app_template_global(lookup.is_there, "is_there")
blueprint.add_app_template_global(lookup.role_in, "role_in")
blueprint.app_errorhandler(IntegrityError)(removed.tell)
