"""Jobs: what failed and why, what runs, what waits, what is done."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts.errors import BadEmail
from quizapp.accounts.names import ascii_email
from quizapp.audit.models import Event
from quizapp.audit.services import Thing, record
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.mail import NotSent, Server, message, send
from quizapp.notices.mailing import mail_of
from quizapp.queue import queries, services
from quizapp.queue.models import Job, JobState
from quizapp.web.auth import visitor
from quizapp.web.policies import admin, policy
from quizapp.web.site_settings import site_settings

KINDS = {
    "draft-article": "Drafts of an article",
    "draft-sentence": "Drafts from one sentence",
    "hand-in-overdue": "Handing in quizzes whose time is over",
    "confirm-address": "Asking by mail whether an address is right",
    "send-notices": "Mail of what is new",
    "remove-old-jobs": "Removing old jobs",
    "forget-sent": "Forgetting what was sent in long ago",
    "optimize-database": "Counting for quicker answers of the database",
    "erase-accounts": "Erasing accounts that were deleted",
    "shorten-log": "Removing old entries of the log",
    "forget-courses": "Forgetting who learned in courses that are long over",
    "remove-guests": "Removing guests who come no more",
}
"""What people call the kinds of jobs; one that is not here is called by its own name."""

STATES = {
    JobState.FAILED: "Failed",
    JobState.RUNNING: "Running",
    JobState.QUEUED: "Waiting",
    JobState.CANCELLED: "Cancelled",
    JobState.DONE: "Done",
}
"""In the order in which they are shown: what needs somebody comes first."""


@policy(admin)
def jobs() -> ResponseReturnValue:
    """List the jobs, those that failed first."""
    session = db.session()
    return render_template(
        "admin/jobs.html",
        groups=[
            (state, label, found)
            for state, label in STATES.items()
            if (found := queries.jobs_in(session, state))
        ],
        counts=queries.counts(session),
        most=queries.LISTED,
        kinds=KINDS,
        mail=_mail_of(session),
        has_mail=bool(site_settings().mail_server),
    )


@policy(admin)
def test_mail() -> ResponseReturnValue:
    """Send whoever asks a mail at once, and say what the server said to it."""
    server = Server.of(site_settings())
    address = _mail_of(db.session())
    if server is None or not address:
        abort(404)
    text = "The mail server of quizapp works.\n"
    db.session.remove()
    try:
        send(server, message(server.sender, ascii_email(address), "A test of quizapp", text))
    except (BadEmail, NotSent) as failure:
        flash(str(failure), "error")
    else:
        flash(f"The mail server has taken a mail to {address}.", "success")
    return redirect(url_for("admin.jobs"), code=303)


def _mail_of(session: Session) -> str:
    row = mail_of(session, visitor().id)
    return "" if row is None else row.address


@policy(admin)
def cancel_job(job_id: UUID) -> ResponseReturnValue:
    """Take a job out of the line, or have it stopped; one that has ended stays as it is."""
    with transaction() as session:
        job = _job_or_404(session, job_id)
        if services.cancel(session, job, now()):
            _note(session, Event.JOB_CANCELLED, job)
    flash("Cancelled. What runs is stopped within a few seconds.", "success")
    return redirect(url_for("admin.jobs"), code=303)


@policy(admin)
def retry_job(job_id: UUID) -> ResponseReturnValue:
    """Put a job that failed or was cancelled in line anew; any other stays as it is."""
    with transaction() as session:
        job = _job_or_404(session, job_id)
        before = job.state
        # Where another with its key waits already, nothing is done to this one.
        if services.try_again(session, job, now()) is job and job.state != before:
            _note(session, Event.JOB_RETRIED, job)
    flash("It is in line again.", "success")
    return redirect(url_for("admin.jobs"), code=303)


def _note(session: Session, event: Event, job: Job) -> None:
    record(session, event, now(), thing=Thing(job.id, KINDS.get(job.kind, job.kind)))


def _job_or_404(session: Session, job_id: UUID) -> Job:
    found = queries.job_by_id(session, job_id)
    return found if found is not None else abort(404)
