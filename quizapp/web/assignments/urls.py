"""Addresses of the pages of assignments."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.assignments import assigning, exempting, listing, results

blueprint = Blueprint("assignments", __name__)

_LIST = "/courses/<uuid:course_id>/assignments"
_ONE = f"{_LIST}/<uuid:assignment_id>"

for rule, view, method in (
    (_LIST, listing.listed, "GET"),
    (f"{_LIST}/new", assigning.new, "GET"),
    (f"{_LIST}/new", assigning.add, "POST"),
    (_ONE, listing.assignment, "GET"),
    (f"{_ONE}/terms", assigning.terms, "GET"),
    (f"{_ONE}/terms", assigning.change, "POST"),
    (f"{_ONE}/remove", assigning.remove, "POST"),
    (f"{_ONE}/restore", assigning.restore, "POST"),
    (f"{_ONE}/dates", exempting.dates, "GET"),
    (f"{_ONE}/dates", exempting.give, "POST"),
    (f"{_ONE}/attempts/<uuid:attempt_id>", results.result, "GET"),
    ("/quizzes/<uuid:quiz_id>/assign", assigning.choose_course, "GET"),
):
    blueprint.add_url_rule(rule, view_func=view, methods=[method])
