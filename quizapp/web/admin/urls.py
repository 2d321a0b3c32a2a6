"""Addresses of the admin area."""

from __future__ import annotations

from flask import Blueprint

from quizapp.web.admin import adding, banks, jobs, log, people, personal_data, retention, trail
from quizapp.web.admin.sections import sections

blueprint = Blueprint("admin", __name__)
blueprint.app_context_processor(lambda: {"admin_sections": sections})

_PERSON = "/admin/people/<id:user_id>"

blueprint.add_url_rule("/admin", view_func=people.start, strict_slashes=False)
blueprint.add_url_rule("/admin/people", view_func=people.people)
blueprint.add_url_rule("/admin/banks", view_func=banks.banks)
blueprint.add_url_rule("/admin/jobs", view_func=jobs.jobs)
blueprint.add_url_rule(
    "/admin/jobs/<uuid:job_id>/cancel", view_func=jobs.cancel_job, methods=["POST"]
)
blueprint.add_url_rule(
    "/admin/jobs/<uuid:job_id>/again", view_func=jobs.retry_job, methods=["POST"]
)
blueprint.add_url_rule("/admin/mail/test", view_func=jobs.test_mail, methods=["POST"])
blueprint.add_url_rule("/admin/log", view_func=log.log)
blueprint.add_url_rule("/admin/log.csv", view_func=log.log_as_csv)
blueprint.add_url_rule("/admin/audit", view_func=trail.trail)
blueprint.add_url_rule("/admin/audit.csv", view_func=trail.trail_as_csv)
blueprint.add_url_rule("/admin/audit.jsonl", view_func=trail.trail_as_json)
blueprint.add_url_rule("/admin/retention", view_func=retention.retention)
blueprint.add_url_rule("/admin/people/new", view_func=adding.add_person, methods=["GET", "POST"])
blueprint.add_url_rule(_PERSON, view_func=people.person)
blueprint.add_url_rule(f"{_PERSON}/role", view_func=people.change_role, methods=["POST"])
blueprint.add_url_rule(f"{_PERSON}/deactivate", view_func=people.deactivate, methods=["POST"])
blueprint.add_url_rule(f"{_PERSON}/reactivate", view_func=people.reactivate, methods=["POST"])
blueprint.add_url_rule(f"{_PERSON}/end-logins", view_func=people.end_logins, methods=["POST"])
blueprint.add_url_rule(
    f"{_PERSON}/logins/<id:login_id>/end", view_func=people.end_login, methods=["POST"]
)
blueprint.add_url_rule(f"{_PERSON}/unlock", view_func=people.unlock, methods=["POST"])
blueprint.add_url_rule(
    f"{_PERSON}/second-factor/off", view_func=people.end_second_factor, methods=["POST"]
)
blueprint.add_url_rule(f"{_PERSON}/code", view_func=people.make_code, methods=["POST"])
for _path, _view in (
    ("data", personal_data.read_data),
    ("data/quizapp.json", personal_data.data_as_json),
    ("data/quizapp.html", personal_data.data_as_page),
    ("data/quizapp-csv.zip", personal_data.data_as_tables),
):
    blueprint.add_url_rule(f"{_PERSON}/{_path}", view_func=_view)
