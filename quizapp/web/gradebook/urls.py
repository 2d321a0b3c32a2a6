"""Addresses of the pages of a gradebook."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.gradebook import cell, column, exports, mine, pages, student, trail
from quizapp.web.gradebook.words import short_day, spoken_cell, spoken_share, spoken_whole
from quizapp.web.mark_trail_words import from_and_to, reason_told, what_was_done, who_did, whose

blueprint = Blueprint("gradebook", __name__)
blueprint.add_app_template_filter(spoken_cell, "spoken_cell")
blueprint.add_app_template_filter(spoken_share, "spoken_share")
blueprint.add_app_template_filter(spoken_whole, "spoken_whole")
blueprint.add_app_template_filter(short_day, "short_day")
blueprint.add_app_template_filter(who_did, "trail_who")
blueprint.add_app_template_filter(whose, "trail_whom")
blueprint.add_app_template_filter(what_was_done, "trail_what")
blueprint.add_app_template_filter(from_and_to, "trail_change")
blueprint.add_app_template_filter(reason_told, "trail_reason")

_COURSE = "/courses/<uuid:course_id>"
_BOOK = f"{_COURSE}/grades"
_CELL = f"{_BOOK}/<uuid:assignment_id>/<id:user_id>"

for rule, view, method in (
    (_BOOK, pages.grades, "GET"),
    (f"{_BOOK}/drops", pages.set_drops, "POST"),
    (f"{_BOOK}/export.csv", exports.as_csv, "GET"),
    (f"{_BOOK}/export.xlsx", exports.as_xlsx, "GET"),
    (f"{_BOOK}/students/<id:user_id>", student.former, "GET"),
    (f"{_COURSE}/students/<id:user_id>", student.student, "GET"),
    (f"{_BOOK}/audit", trail.trail, "GET"),
    (f"{_BOOK}/audit.csv", trail.trail_as_csv, "GET"),
    (f"{_BOOK}/audit.jsonl", trail.trail_as_json, "GET"),
    (f"{_BOOK}/<uuid:assignment_id>", column.column, "GET"),
    (f"{_COURSE}/me", mine.mine, "GET"),
    (_CELL, cell.cell, "GET"),
    (f"{_CELL}/mark", cell.mark, "POST"),
    (f"{_CELL}/back", cell.take_back, "POST"),
    (f"{_CELL}/excuse", cell.excuse, "POST"),
    (f"{_CELL}/note", cell.note, "POST"),
):
    blueprint.add_url_rule(rule, view_func=view, methods=[method])
