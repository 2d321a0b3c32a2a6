"""Taking a quiz as a learner would, for whoever makes it."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import new_id, now
from quizapp.db import transaction
from quizapp.memory.classes import class_recall
from quizapp.quizzes.errors import NothingToAsk, UnknownAttempt
from quizapp.quizzes.policies import Action
from quizapp.quizzes.previews import remove_previews, start_preview
from quizapp.web.auth import visitor
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.front import StartForm
from quizapp.web.quizzes.building.lookup import quiz_or_404


@policy(teacher)
def begin_preview(quiz_id: UUID) -> ResponseReturnValue:
    """Begin a preview in the place of the one before."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    attempt_id = StartForm().id or new_id()
    try:
        with transaction() as session:
            start_preview(
                session,
                attempt_id,
                quiz_id,
                user_id=visitor().id,
                now=now(),
                recall=class_recall,
                prefers=built.may_review,
            )
    except NothingToAsk:
        flash("There is nothing to preview: none of its questions can be asked.", "error")
        return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    except UnknownAttempt:
        abort(404)
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id), code=303)


@policy(teacher)
def remove_preview(quiz_id: UUID) -> ResponseReturnValue:
    """Throw the preview away; a second time changes nothing."""
    quiz_or_404(quiz_id, Action.BUILD)
    with transaction() as session:
        remove_previews(session, quiz_id, visitor().id)
    flash("The preview is thrown away.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
