"""The assignments of a course for those who teach it: the list, and one with its students."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.assignments.models import Assignment
from quizapp.assignments.overrides import exemptions_of
from quizapp.assignments.people import own_dates, people_page
from quizapp.assignments.queries import assignments_of, removed_from
from quizapp.assignments.terms import Terms
from quizapp.banks.chosen_facts import ChosenFact, facts_of
from quizapp.banks.policies import Action as BankAction
from quizapp.clock import now
from quizapp.courses.models import Course, CourseGroup
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.due_dates import Exemption, Goal, LateRule, OwnDates
from quizapp.memory.assigned import Studied, studied
from quizapp.quizzes.assigned import NOT_BEGUN, Done, done_under, titles_of
from quizapp.web.assignment_rows import given_to, rows_of
from quizapp.web.assignments.lookup import assignment_or_404
from quizapp.web.banks.lookup import bank_if_there
from quizapp.web.closed_book import books
from quizapp.web.course_time import course_time
from quizapp.web.courses.lookup import course_or_404, may, shown
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.policies import member, policy
from quizapp.web.sent_ids import sent_id
from quizapp.web.todos import Standing, progress_words, standing_of


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One student and how the assignment stands for them; ``dates`` are said where they differ."""

    user_id: int
    name: str
    standing: Standing
    handed_in: datetime | None
    progress: str
    dates: str
    result: UUID | None


@policy(member)
def listed(course_id: UUID) -> ResponseReturnValue:
    """List what a course was given, the next due first."""
    seen = course_or_404(course_id, Action.MARK)
    session = db.session()
    page = assignments_of(session, course_id, page_number(request.args), now())
    removed = removed_from(session, course_id) if may(seen, Action.TEACH) else ()
    called = titles_of(session, [*(each.assignment for each in page.rows), *removed])
    undo = sent_id(request.args.get("removed"))
    return render_template(
        "assignments/list.html",
        page=page,
        rows=rows_of(session, seen.course, page.rows, called, now()),
        removed=[(each, called[each.id]) for each in removed],
        undo=next((each for each in removed if each.id == undo), None),
        called=called,
        **shown(seen),
        **neighbours(
            page, lambda number: url_for("assignments.listed", course_id=course_id, page=number)
        ),
    )


@policy(member)
def assignment(course_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Show an assignment, and how it stands for each of its students."""
    seen, row = assignment_or_404(course_id, assignment_id, Action.MARK)
    session, moment = db.session(), now()
    page = people_page(session, row, page_number(request.args))
    zone, called = seen.course.time_zone, titles_of(session, [row])[row.id]

    def address(number: int) -> str:
        return url_for(
            "assignments.assignment",
            course_id=course_id,
            assignment_id=assignment_id,
            page=number,
        )

    return render_template(
        "assignments/assignment.html",
        assignment=row,
        called=called,
        dates=[
            (label, course_time(each, zone))
            for label, each in (
                ("Opens", row.opens_at),
                ("Due", row.due_at),
                ("Closes", row.closes_at),
            )
        ],
        rules=_rules(row),
        facts=_facts(session, row, called.slug),
        group=_group_of(session, row),
        page=page,
        people=_people(session, seen.course, row, page.rows, moment),
        # Why somebody has other dates is for those who give them.
        given=[
            (each, exemption_words(each.exemption, zone))
            for each in (exemptions_of(session, row.id) if may(seen, Action.TEACH) else ())
        ],
        **shown(seen),
        **neighbours(page, address),
    )


def _facts(session: Session, row: Assignment, slug: str) -> Sequence[ChosenFact]:
    """Return the facts that were chosen, to those who see their bank; none where all of it is."""
    if row.bank_id is None or not row.chosen_facts or bank_if_there(slug, BankAction.LEARN) is None:
        return ()
    return facts_of(session, row.id, row.bank_id, books().facts)


def _people(
    session: Session, course: Course, row: Assignment, people: Sequence[User], moment: datetime
) -> list[PersonRow]:
    ids = [each.id for each in people]
    dates = own_dates(session, [row], ids)
    done = done_under(session, row.id, ids) if row.quiz_id is not None else {}
    far: Mapping[tuple[UUID, int], Studied] = {}
    if row.goal is not None:
        far = studied(session, given_to([row], {row.id: people}, dates))
    return [
        _person(
            course,
            row,
            each,
            dates[row.id, each.id],
            done.get(each.id, NOT_BEGUN),
            far.get((row.id, each.id)),
            moment,
        )
        for each in people
    ]


def _person(
    course: Course,
    row: Assignment,
    person: User,
    dates: OwnDates,
    done: Done,
    far: Studied | None,
    moment: datetime,
) -> PersonRow:
    terms = Terms(row, course.title, course.time_zone, dates.window, dates.is_excused)
    has_others = dates.window != row.window
    return PersonRow(
        person.id,
        person.name or "A guest",
        standing_of(terms, done, far, moment),
        done.first_end,
        "" if far is None else progress_words(row, far),
        f"due {course_time(dates.window.due_at, course.time_zone)}" if has_others else "",
        done.last,
    )


def exemption_words(what: Exemption, zone: str) -> str:
    """Return what somebody has otherwise, such as ``excused`` or ``due 9 March 2026, 23:59``."""
    if what.is_nothing:
        return "as for all"
    named = (("opens", what.opens_at), ("due", what.due_at), ("closes", what.closes_at))
    said = [f"{word} {course_time(moment, zone)}" for word, moment in named if moment]
    return "; ".join([*(["excused"] if what.is_excused else []), *said])


def _rules(row: Assignment) -> list[tuple[str, str]]:
    """Return what else is set for an assignment, each with its name."""
    found = []
    if row.goal == Goal.READY_BY:
        found.append(("To be done", "know all facts by the time it is due"))
    if row.goal == Goal.DAILY:
        found.append(("To be done", f"{row.per_day} cards on {row.days} days"))
    if row.goal is not None and not row.is_graded:
        return [*found, ("In the grade", "it does not count")]
    if row.is_graded:
        found.append(("In the grade", "each of the days earns its share of the mark"))
    if row.quiz_id is not None or row.is_graded:
        late = "is marked as late"
        if row.late_rule == LateRule.PERCENT:
            late = f"loses {row.late_percent} % for each day that has begun"
        found.append(("What comes late", late))
    weight = f"{row.weight:g}" if row.weight else "0: it does not count"
    return [*found, ("Weight", weight)]


def _group_of(session: Session, row: Assignment) -> str:
    return "" if row.group_id is None else session.get_one(CourseGroup, row.group_id).name
