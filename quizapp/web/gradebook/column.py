"""How the marks of one assignment lie."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.statistics.distribution import distribution_of
from quizapp.domain.statistics.samples import SMALL
from quizapp.gradebook.book import course_grades
from quizapp.quizzes.designs import latest_design
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.gradebook.words import STANDINGS
from quizapp.web.policies import member, policy


@policy(member)
def column(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Show how the marks of one assignment lie, and how it stands with those who have none."""
    seen = course_or_404(course_id, Action.MARK)
    session = db.session()
    book = course_grades(session, course_id, now(), assignment_id=assignment_id)
    found = next(iter(book.columns), None)
    if found is None:
        abort(404)
    quiz_id = found.assignment.quiz_id
    latest = None if quiz_id is None else latest_design(session, quiz_id)
    cells = [row.cells[0] for row in book.rows]
    counted = Counter(cell.standing for cell in cells)
    return render_template(
        "gradebook/column.html",
        column=found,
        marks=distribution_of(
            [cell.share for cell in cells if cell.share is not None],
            None if latest is None else latest.design.pass_percent,
        ),
        small=SMALL,
        standings=[
            (words, counted[standing]) for standing, words in STANDINGS.items() if counted[standing]
        ],
        **shown(seen),
    )
