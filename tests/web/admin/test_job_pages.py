"""The admin's page of jobs: what failed and why, and two buttons that can be sent twice."""

import pytest
from sqlalchemy import select

from quizapp.db import db, transaction
from quizapp.jobs.registry import HANDLERS
from quizapp.queue import execution
from quizapp.queue.models import Job
from quizapp.queue.services import enqueue
from quizapp.web.admin.jobs import KINDS
from tests.databases import both_databases


@pytest.fixture
def put(app, clock):
    """Put a job in line; ``fails`` lets it fail for that reason."""

    def act(label, fails="", detail=""):
        with app.app_context(), transaction() as session:
            job = enqueue(session, "draft-article", {}, now=clock(), label=label)
            if fails:
                held = execution.claim(session, "w", ["draft-article"], clock())
                execution.give_up(session, held, fails, detail, clock())
            return job.id

    return act


def states(app):
    with app.app_context():
        return [job.state for job in db.session.scalars(select(Job).order_by(Job.created_at))]


@both_databases
def test_what_failed_comes_first_with_its_reason(put, as_admin):
    put("A tunnel", fails="The bank is gone.", detail="Traceback <here>")
    put("A comet")
    html = as_admin.get("/admin/jobs").text
    assert html.index("A tunnel") < html.index("A comet")
    assert "The bank is gone." in html
    assert "Traceback &lt;here&gt;" in html
    assert "Drafts of an article" in html


@both_databases
def test_a_job_is_tried_again_or_cancelled_and_twice_is_once(app, put, as_admin):
    failed = put("A tunnel", fails="No.")
    for _ in range(2):
        assert as_admin.post(f"/admin/jobs/{failed}/again").status_code == 303
    assert states(app) == ["queued"]
    for _ in range(2):
        assert as_admin.post(f"/admin/jobs/{failed}/cancel").status_code == 303
    assert states(app) == ["cancelled"]


def test_without_any_job_the_page_says_what_will_be_here(as_admin):
    assert "No job yet" in as_admin.get("/admin/jobs").text


def test_a_job_that_is_not_there_is_not_found(as_admin):
    path = "/admin/jobs/00000000-0000-0000-0000-000000000001"
    assert as_admin.post(f"{path}/again").status_code == 404
    assert as_admin.post(f"{path}/cancel").status_code == 404


def test_only_admins_see_jobs(put, as_teacher, as_student):
    job = put("A tunnel")
    for client in (as_teacher, as_student):
        assert client.get("/admin/jobs").status_code == 403
        assert client.post(f"/admin/jobs/{job}/cancel").status_code == 403


def test_every_kind_of_job_has_a_name_for_people():
    assert HANDLERS.keys() <= KINDS.keys()
