"""`quizapp retention`: which courses are forgotten when, and forgetting what is due."""

from __future__ import annotations

import click

from quizapp.cli.application import opened_app, read_settings, require_current_database
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.privacy.retention import Plan, forget_some, plans, tell


@click.command()
@click.option("--dry-run", is_flag=True, help="List the courses and change nothing.")
def command(dry_run: bool) -> None:
    """Forget who learned in courses whose time is over (QUIZAPP_COURSE_MONTHS).

    A worker does the same every day. Nothing is forgotten that was not announced to whose course it
    is for 30 days.
    """
    settings = read_settings()
    with opened_app(settings):
        require_current_database()
        if dry_run:
            found = plans(db.session(), settings.course_months, now())
            for number in range(1, found.pages + 1):
                for plan in plans(db.session(), settings.course_months, now(), number).rows:
                    click.echo(_said(plan))
            click.echo("Nothing was changed." if found.total else "No course is to be forgotten.")
            return
        with transaction() as session:
            told = tell(session, settings.course_months, now())
        done = 0
        while True:
            with transaction() as session:
                some = forget_some(session, settings.course_months, now())
            if not some:
                break
            done += some
        click.echo(f"Announced from today on: {told}. Students and courses forgotten: {done}.")


def _said(plan: Plan) -> str:
    day = plan.goes_at.date().isoformat()
    when = "now" if plan.goes_now else day if plan.is_told else f"{day}, not announced yet"
    counts = (
        f"{plan.students} students, {plan.attempts} attempts, {plan.answers} answers, "
        f"{plan.marks} marks by hand, {plan.notes} notes"
    )
    return f"{when}: {plan.course.title} ({plan.teacher or 'no teacher'}): {counts}"
