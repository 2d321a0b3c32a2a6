"""The code of a course: making one, closing it, showing it so that a whole class can read it."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_bytes
from urllib.parse import urlsplit
from uuid import UUID

import segno
from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import new_id, now
from quizapp.courses import invitations
from quizapp.courses.errors import CourseError
from quizapp.courses.models import Invitation
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.domain.join_codes import shown_code
from quizapp.web.auth import visitor
from quizapp.web.courses.forms import CodeForm
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.policies import member, policy


@dataclass(frozen=True, slots=True)
class CodeShown:
    """A code as people see it: its link, the page to type it on, and a picture of the link."""

    invitation: Invitation
    code: str
    link: str
    page: str
    picture: str
    is_over: bool
    is_full: bool

    @property
    def opens(self) -> bool:
        """Whether anybody new comes in by it."""
        return not (self.is_over or self.is_full)


def code_shown(invitation: Invitation | None) -> CodeShown | None:
    """Return what is shown of a code; None where there is none."""
    if invitation is None:
        return None
    code = shown_code(invitation.code)
    link = url_for("courses.invited", code=code, _external=True)
    page = urlsplit(url_for("courses.enter_code", _external=True))
    picture = segno.make(link, error="m", micro=False)
    limit = invitation.uses_limit
    return CodeShown(
        invitation,
        code,
        link,
        f"{page.netloc}{page.path}",
        picture.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"),
        invitation.expires_at <= now(),
        limit is not None and invitation.uses >= limit,
    )


def new_code_form() -> CodeForm:
    """Return the form for another code."""
    form = CodeForm(formdata=None)
    form.form_id.data = str(new_id())
    return form


@policy(member)
def show_code(course_id: UUID) -> ResponseReturnValue:
    """Show the code as large as it goes, to be read from the last row or printed."""
    seen = course_or_404(course_id, Action.TEACH)
    code = code_shown(invitations.open_invitation(db.session(), course_id))
    form = new_code_form()
    return render_template("courses/code.html", code=code, form=form, **shown(seen))


@policy(member)
def make_code(course_id: UUID) -> ResponseReturnValue:
    """Make a code, and close the one before; the same form again makes no other."""
    seen = course_or_404(course_id, Action.TEACH)
    form = CodeForm()
    if not form.validate_on_submit():
        code = code_shown(invitations.open_invitation(db.session(), course_id))
        return render_template("courses/code.html", code=code, form=form, **shown(seen)), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            invitations.invite(
                session,
                form.new_id or new_id(),
                course_id,
                token_bytes,
                by=visitor().id,
                now=now(),
                lasts=form.lasts,
                uses_limit=form.limit.data,
                needs_approval=form.needs_approval.data,
            )
    except CourseError as error:
        flash(str(error), "error")
    return redirect(url_for("courses.course", course_id=course_id), code=303)


@policy(member)
def close_code(course_id: UUID) -> ResponseReturnValue:
    """Close the code of a course; closed twice it is closed once."""
    with transaction() as session:
        course_or_404(course_id, Action.TEACH)
        if invitations.close(session, course_id, now()):
            flash("The code is closed. Nobody joins by it any more.", "success")
    return redirect(url_for("courses.course", course_id=course_id), code=303)
