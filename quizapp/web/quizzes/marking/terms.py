"""How the essays of a quiz are marked, and by whom: for its owner to say."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.accounts.people import named_account
from quizapp.accounts.policies import may_teach
from quizapp.accounts.queries import visitor_by_id
from quizapp.answering import essay_marking
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.quizzes.policies import Action
from quizapp.web.auth import visitor
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.marking.lookup import marked_quiz_or_404

NEEDED = ("1", "2", "3")


@policy(teacher)
def set_marking(quiz_id: UUID) -> ResponseReturnValue:
    """Say whether names are hidden, and how many have to mark an answer."""
    needed = request.form.get("needed", "")
    marked_quiz_or_404(quiz_id, Action.REVIEW)
    if needed not in NEEDED:
        flash("Nothing was saved. Choose how many mark each answer.", "error")
        return _back(quiz_id)
    with transaction() as session:
        essay_marking.set_terms(
            session,
            quiz_id,
            hides_names="hides_names" in request.form,
            markers_needed=int(needed),
            by=visitor().id,
            now=now(),
        )
    flash("Saved.", "success")
    return _back(quiz_id)


@policy(teacher)
def name_marker(quiz_id: UUID) -> ResponseReturnValue:
    """Let another teacher mark, by the name of their account."""
    marked_quiz_or_404(quiz_id, Action.REVIEW)
    name = request.form.get("name", "").strip()
    found = named_account(db.session(), name)
    person = None if found is None else visitor_by_id(db.session(), found, now())
    if found is None or person is None or not may_teach(person):
        flash(f"No teacher here is called “{name[:60]}”. Type the whole name.", "error")
    elif found == visitor().id:
        flash("You mark this quiz anyway.", "info")
    else:
        with transaction() as session:
            essay_marking.add_marker(session, quiz_id, found, now())
        flash("They find this quiz among their quizzes now.", "success")
    return _back(quiz_id)


@policy(teacher)
def drop_marker(quiz_id: UUID, user_id: int) -> ResponseReturnValue:
    """Let somebody mark no longer; what they gave stays."""
    marked_quiz_or_404(quiz_id, Action.REVIEW)
    with transaction() as session:
        essay_marking.remove_marker(session, quiz_id, user_id)
    flash("They mark this quiz no longer. What they gave stays.", "success")
    return _back(quiz_id)


def _back(quiz_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("quizzes.marking", quiz_id=quiz_id), code=303)
