"""Marking essays stands in the audit trail: the look at each, and each mark that it made."""

from quizapp.db import db
from quizapp.mark_trail.models import CHANGES, What
from quizapp.mark_trail.queries import every_entry, people_named
from tests.essays import BEST, MIDDLE
from tests.web.quizzes.marking.pages import give


def entries(app):
    with app.app_context():
        rows = [each for some in every_entry(db.session()) for each in some]
        return rows, people_named(db.session(), rows)


def test_looks_and_marks_are_noted_and_marking_twice_alike_is_one(app, cast, made, handed_in):
    attempt_id, essay = handed_in
    for levels in (MIDDLE, MIDDLE, BEST):
        assert give(made, essay, levels).status_code == 303
    rows, people = entries(app)
    changed = [row for row in rows if What(row.what) in CHANGES]
    assert [(row.before, row.after) for row in changed] == [(None, "0.666667"), ("0.666667", "1")]
    assert {row.attempt_id for row in changed} == {attempt_id}
    assert {people[row.student_id] for row in changed} == {cast.student.id}
    assert {people[row.actor_id] for row in changed} == {cast.teacher.id}
    assert [row.what for row in rows if What(row.what) not in CHANGES] == [What.ESSAY]
