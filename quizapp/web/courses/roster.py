"""Pages on which a list of students is sent, looked through, imported and taken back."""

from __future__ import annotations

from contextlib import closing
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, TextAreaField

from quizapp.accounts import throttle
from quizapp.accounts.errors import NameTaken
from quizapp.answering.assigning import count_earlier
from quizapp.clock import new_id, now
from quizapp.concurrent_edits import ChangedMeanwhile, digest_of
from quizapp.courses import roster_import
from quizapp.courses.errors import CourseError, UnknownCourse
from quizapp.courses.models import RosterList
from quizapp.courses.policies import Action, may_enrol_at_once
from quizapp.courses.roster_plan import Fate, RosterPlan
from quizapp.db import db, transaction
from quizapp.domain.rosters import (
    LETTERS_LIMIT,
    ROWS_LIMIT,
    UnreadableRoster,
    headings_for,
    read_roster,
)
from quizapp.importers.errors import UnreadableArticle
from quizapp.importers.plain import decoded
from quizapp.security import unknown_password
from quizapp.web.auth import visitor
from quizapp.web.base_form import BaseForm
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.policies import member, policy
from quizapp.web.sent_ids import fresh_id
from quizapp.web.uploads import takes

MEGABYTES = 2
SHOWN = 30
"""How many students the page shows at once; the others fold out."""
_MOST_BYTES = 4 * LETTERS_LIMIT
# What becomes of one student, and of several.
_DOES = {
    Fate.NEW: ("gets an account", "get an account"),
    Fate.ADDED: (
        "is put in with the account from another course of yours",
        "are put in with their accounts from other courses of yours",
    ),
    Fate.INVITED: (
        "is invited, and is in once they say yes on their first page",
        "are invited, and are in once they say yes on their first pages",
    ),
    Fate.BACK: ("is let in again", "are let in again"),
    Fate.CHANGED: (
        "is here or invited; number or group is noted",
        "are here or invited; their numbers or groups are noted",
    ),
    Fate.AWAITED: (
        "was invited before, and has not said yes",
        "were invited before, and have not said yes",
    ),
    Fate.SAME: ("is here already", "are here already"),
}


class RosterForm(BaseForm):
    """A list of students, as text or as a file."""

    form_id = HiddenField()
    seen = HiddenField()
    text = TextAreaField(
        "Students",
        description="One on each line. A list of nothing but names needs no more; else the first "
        "line names the columns, such as name, number, e-mail, group. Rows copied from a "
        "spreadsheet do.",
        render_kw={"rows": 10, "spellcheck": "false", "dir": "auto", "autocomplete": "off"},
    )
    file = FileField(
        "Or a file",
        description="CSV or text, as spreadsheets and school programs save it.",
        render_kw={"accept": ".csv,.txt,.tsv,text/csv,text/plain"},
    )

    def roster_text(self) -> str | None:
        """Return what was sent as text that can be read; None with the fault beside its field."""
        sent: FileStorage | None = self.file.data
        has_file = sent is not None and bool(sent.filename)
        typed = self.text.data or ""
        if has_file and typed.strip():
            self.file.errors = ["There is a list above as well. Send one of them."]
            return None
        try:
            text = _decoded(sent) if has_file and sent is not None else typed
            read_roster(text)
        except UnreadableRoster as error:
            field = self.file if has_file else self.text
            field.errors = [str(error)]
            return None
        return text


@policy(member)
def new_roster(course_id: UUID) -> ResponseReturnValue:
    """Ask for a list of students."""
    seen = course_or_404(course_id, Action.TEACH)
    form = RosterForm(formdata=None)
    form.form_id.data = str(new_id())
    return render_template("courses/roster.html", form=form, **shown(seen))


@policy(member)
@takes(MEGABYTES)
def keep_roster(course_id: UUID) -> ResponseReturnValue:
    """Keep a list that was sent, and lead to its page; the course has nobody of it yet."""
    seen = course_or_404(course_id, Action.TEACH)
    form = RosterForm()
    text = form.roster_text() if form.validate_on_submit() else None
    if text is None:
        return render_template("courses/roster.html", form=form, **shown(seen)), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            throttle.count_upload(session, visitor().id, now())
            row = roster_import.keep_list(
                session,
                fresh_id(form.form_id.data) or new_id(),
                course_id,
                text,
                by=visitor().id,
                now=now(),
            )
            address = _address(row)
    except UnknownCourse:
        abort(404)
    except CourseError as error:
        form.text.errors = [str(error)]
        return render_template("courses/roster.html", form=form, **shown(seen)), 422
    return redirect(address, code=303)


@policy(member)
def roster(course_id: UUID, roster_id: UUID) -> ResponseReturnValue:
    """Show what importing a list would do, or what it did."""
    course_or_404(course_id, Action.TEACH)
    row = _list_or_404(db.session(), course_id, roster_id)
    form = RosterForm(formdata=None, data={"text": row.text, "seen": digest_of(row.text)})
    return _shown(row, form)


@policy(member)
@takes(MEGABYTES)
def change_roster(course_id: UUID, roster_id: UUID) -> ResponseReturnValue:
    """Keep what was mended in a list."""
    course_or_404(course_id, Action.TEACH)
    row = _list_or_404(db.session(), course_id, roster_id)
    form = RosterForm()
    text = form.roster_text() if form.validate_on_submit() else None
    if text is None:
        return _shown(row, form), 422
    try:
        with transaction() as session:
            roster_import.change_list(session, row, text, seen=form.seen.data or "")
            address = _address(row)
    except ChangedMeanwhile:
        row = _list_or_404(db.session(), course_id, roster_id)
        form.seen.data = digest_of(row.text)
        form.text.data = text
        form.text.errors = [
            "Somebody else has changed this list since you opened it. Theirs stands below yours. "
            "Read it again to keep yours."
        ]
        return _shown(row, form, theirs=row.text), 409
    return redirect(address, code=303)


@policy(member)
def import_roster(course_id: UUID, roster_id: UUID) -> ResponseReturnValue:
    """Bring the students of a list into the course; once more changes nothing."""
    course_or_404(course_id, Action.TEACH)
    password_hash = unknown_password()
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            row = _list_or_404(session, course_id, roster_id)
            address = _address(row)
            roster_import.import_list(
                session,
                row,
                password_hash,
                now(),
                by=visitor().id,
                at_once=may_enrol_at_once(visitor()),
            )
            came = [each.user_id for each in roster_import.additions_of(session, row)]
            count_earlier(session, course_id, came)
    except (CourseError, NameTaken, UnreadableRoster) as error:
        flash(f"Nobody was imported. {error}", "error")
    return redirect(address, code=303)


@policy(member)
def undo_roster(course_id: UUID, roster_id: UUID) -> ResponseReturnValue:
    """Take out of the course again whom a list brought in."""
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            row = _list_or_404(session, course_id, roster_id)
            address = _address(row)
            roster_import.take_back(session, row, now())
    except CourseError as error:
        flash(f"Nothing was changed. {error}", "error")
    return redirect(address, code=303)


def _list_or_404(session: Session, course_id: UUID, roster_id: UUID) -> RosterList:
    found = roster_import.roster_list(session, roster_id, course_id)
    return found if found is not None else abort(404)


def _address(row: RosterList) -> str:
    return url_for("courses.roster", course_id=row.course_id, roster_id=row.id)


def _shown(row: RosterList, form: RosterForm, theirs: str = "") -> str:
    seen = course_or_404(row.course_id, Action.TEACH)
    session = db.session()
    read, plan = None, None
    if row.imported_at is None:
        try:
            read, plan = read_roster(row.text), _plan(session, row)
        except UnreadableRoster as error:
            form.text.errors = [str(error)]
    return render_template(
        "courses/roster_read.html",
        row=row,
        form=form,
        theirs=theirs,
        read=read,
        headings=headings_for(read.columns) if read and read.unused else (),
        plan=plan,
        counts=_counts(plan),
        does={fate.value: one for fate, (one, _) in _DOES.items()},
        additions=roster_import.additions_of(session, row) if row.imported_at else (),
        awaited=roster_import.awaited_of(session, row) if row.imported_at else 0,
        most=SHOWN,
        limit=ROWS_LIMIT,
        **shown(seen),
    )


def _plan(session: Session, row: RosterList) -> RosterPlan:
    at_once = may_enrol_at_once(visitor())
    return roster_import.plan_of(session, row, visitor().id, now(), at_once=at_once)


def _counts(plan: RosterPlan | None) -> list[tuple[int, str]]:
    """Return how many students what is done with, in the order of what matters most."""
    if plan is None:
        return []
    counted = [(plan.count(fate), words) for fate, words in _DOES.items()]
    return [(count, one if count == 1 else more) for count, (one, more) in counted if count]


def _decoded(sent: FileStorage) -> str:
    # A long one lies in a file of its own meanwhile.
    with closing(sent):
        data = sent.stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UnreadableRoster(
            f"This file is larger than a list of {ROWS_LIMIT:,} students. Is it the right one?"
        )
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableRoster(
            "This is a workbook. Save its sheet as CSV, or copy the rows and paste them above."
        )
    if not data:
        return ""
    try:
        return decoded(data)[0]
    except UnreadableArticle as error:
        raise UnreadableRoster(
            "This file cannot be read as text. Save the sheet as CSV in UTF-8, or copy its rows "
            "and paste them above."
        ) from error
