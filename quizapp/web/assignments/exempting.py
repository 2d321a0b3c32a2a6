"""Other dates, or an excuse, for one student or one group of a course."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.answering import assigning
from quizapp.assignments.errors import AssignmentError, GivenMeanwhile, UnknownAssignment
from quizapp.assignments.models import Assignment
from quizapp.assignments.overrides import Whom, current_override, exemptions_of
from quizapp.assignments.people import people_with
from quizapp.clock import new_id, now
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseError
from quizapp.courses.policies import Action
from quizapp.courses.queries import groups_of
from quizapp.db import db, transaction
from quizapp.domain.due_dates import NO_EXEMPTION, Exemption
from quizapp.quizzes.assigned import titles_of
from quizapp.web.addresses import LARGEST_ID
from quizapp.web.assignments.assigning import told
from quizapp.web.assignments.forms import DatesForm
from quizapp.web.assignments.listing import exemption_words
from quizapp.web.assignments.lookup import assignment_or_404
from quizapp.web.auth import visitor
from quizapp.web.course_time import course_time
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.policies import member, policy
from quizapp.web.sent_ids import sent_id

_PERSON, _GROUP = "person:", "group:"


@policy(member)
def dates(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Ask for whom, and then for other dates."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
    whom = _Chosen.of(seen, row)
    if whom is None:
        return render_template(
            "assignments/whom.html",
            assignment=row,
            called=titles_of(db.session(), [row])[row.id],
            people=_people(seen, row),
            **shown(seen),
        )
    form = DatesForm(seen.course.time_zone, formdata=None)
    current = current_override(db.session(), row.id, whom.whom)
    form.show(NO_EXEMPTION if current is None else current.exemption)
    _renew(form, row, whom)
    return _page(seen, row, whom, form)


@policy(member)
def give(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Give what was typed in the place of what they had; twice is as once."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.TEACH)
    whom = _Chosen.of(seen, row)
    if whom is None:
        # Whoever was chosen has left meanwhile: the page offers who is there.
        return redirect(_address("assignments.dates", row), code=303)
    form = DatesForm(seen.course.time_zone)
    if not form.validate_on_submit():
        return _page(seen, row, whom, form), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            followed = assigning.give_dates(
                session,
                form.new_id or new_id(),
                course_id,
                assignment_id,
                whom.whom,
                form.exemption,
                reason=form.reason.data or "",
                by=visitor().id,
                after=form.after_id,
                now=now(),
            )
    except GivenMeanwhile as error:
        _renew(form, row, whom)
        form.due_at.errors = [str(error)]
        return _page(seen, row, whom, form), 422
    except (AssignmentError, CourseError) as error:
        form[error.field if error.field in form else "due_at"].errors = [str(error)]
        return _page(seen, row, whom, form), 422
    except UnknownAssignment:
        abort(404)
    flash(f"{whom.name} {_said(form.exemption)}.{told(followed)}", "success")
    return redirect(_address("assignments.assignment", row), code=303)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Whom an address names, by a key, and what they are called."""

    key: str
    whom: Whom
    name: str

    @classmethod
    def of(cls, seen: SeenCourse, row: Assignment) -> _Chosen | None:
        """Return whom the address names; None for nobody who has the assignment."""
        key = request.args.get("whom", "")
        names = {each: name for _, each, name in _people(seen, row)}
        whom = _whom(key) if key in names else None
        return None if whom is None else cls(key, whom, names[key])


def _said(exemption: Exemption) -> str:
    if exemption.is_nothing:
        return "has the same dates as all again"
    return "is excused now" if exemption.is_excused else "has other dates now"


def _people(seen: SeenCourse, row: Assignment) -> list[tuple[str, str, str]]:
    """Return who may have other dates: the kind, a key for addresses, and the name."""
    session = db.session()
    people = sorted(
        people_with(session, seen.course.id, [row])[row.id], key=lambda each: each.sort_key or ""
    )
    groups = [] if row.group_id else groups_of(session, seen.course.id)
    return [
        *(("Students", f"{_PERSON}{each.id}", each.name or "A guest") for each in people),
        *(("Groups", f"{_GROUP}{each.id}", each.name) for each in groups),
    ]


def _whom(key: str) -> Whom | None:
    if key.startswith(_GROUP):
        group_id = sent_id(key.removeprefix(_GROUP))
        return None if group_id is None else Whom(group_id=group_id)
    number = key.removeprefix(_PERSON)
    is_id = number.isascii() and number.isdigit() and len(number) < 11
    return Whom(user_id=int(number)) if is_id and int(number) <= LARGEST_ID else None


def _renew(form: DatesForm, row: Assignment, chosen: _Chosen) -> None:
    current = current_override(db.session(), row.id, chosen.whom)
    form.form_id.data = str(new_id())
    form.after.data = "" if current is None else str(current.id)


def _address(endpoint: str, row: Assignment) -> str:
    return url_for(endpoint, course_id=row.course_id, assignment_id=row.id)


def _page(seen: SeenCourse, row: Assignment, chosen: _Chosen, form: DatesForm) -> str:
    session, zone = db.session(), seen.course.time_zone
    given = exemptions_of(session, row.id, current_only=False)
    return render_template(
        "assignments/dates.html",
        assignment=row,
        called=titles_of(session, [row])[row.id],
        form=form,
        key=chosen.key,
        name=chosen.name,
        as_for_all=[
            ("Opens", course_time(row.opens_at, zone)),
            ("Due", course_time(row.due_at, zone)),
            ("Closes", course_time(row.closes_at, zone)),
        ],
        history=[
            (each, exemption_words(each.exemption, zone))
            for each in given
            if each.whom == chosen.whom
        ],
        **shown(seen),
    )
