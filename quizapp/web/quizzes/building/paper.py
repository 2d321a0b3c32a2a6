"""A quiz on paper, with its key, to be printed by the browser."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField

from quizapp.db import db
from quizapp.quizzes.designs import Numbered
from quizapp.quizzes.papers import MOST_PAPERS, papers
from quizapp.quizzes.policies import Action
from quizapp.web.auth import visitor
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.lookup import quiz_or_404, recall_for


class PaperForm(BaseForm):
    """How many versions are printed, and whether with their keys; what is neither is one, with."""

    versions = SelectField(
        "Versions",
        description="They ask the same in another order.",
        choices=[SelectChoice(str(count), str(count)) for count in range(1, MOST_PAPERS + 1)],
        default="1",
    )
    without_key = BooleanField("Without the key", default=False)

    @property
    def count(self) -> int:
        """How many versions are asked for."""
        return int(self.versions.data) if self.validate() else 1


@policy(teacher)
def paper(quiz_id: UUID) -> ResponseReturnValue:
    """Show the sheets, and after them the keys, each on a page of its own."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    form = PaperForm(request.args, meta={"csrf": False})
    latest = Numbered(built.number, built.tried)
    sheets = papers(db.session(), quiz_id, latest, visitor(), recall_for(built), form.count)
    if not sheets:
        flash("There is nothing to print: none of its questions can be asked.", "error")
        return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    keys = () if form.without_key.data else sheets
    return render_template(
        "quizzes/building/paper.html", built=built, form=form, sheets=sheets, keys=keys
    )
