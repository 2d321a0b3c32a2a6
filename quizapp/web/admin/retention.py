"""Which courses are forgotten when: the rule of the site carried out dry."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.db import db
from quizapp.privacy.retention import plans
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.policies import admin, policy
from quizapp.web.site_settings import site_settings


@policy(admin)
def retention() -> ResponseReturnValue:
    """List the courses that are over and will be forgotten, those that go first on top."""
    months = site_settings().course_months
    page = plans(db.session(), months, now(), page_number(request.args))
    return render_template(
        "admin/retention.html",
        months=months,
        page=page,
        **neighbours(page, lambda other: url_for("admin.retention", page=other)),
    )
