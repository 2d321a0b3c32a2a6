"""What the class remembers, student by student, and how it will fade: each as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from quizapp.banks.models import Topic
from quizapp.banks.policies import Action as BankAction
from quizapp.courses.policies import Action
from quizapp.db import db
from quizapp.domain.scheduling import LIKELY, Figures
from quizapp.mark_trail.models import What
from quizapp.memory.past_weeks import past_weeks
from quizapp.memory.student_topics import (
    ByStudent,
    StudentMemory,
    coming_weeks,
    memory_by_student,
)
from quizapp.paging import PAGE_SIZE, Page, page_count
from quizapp.web.banks.lookup import may
from quizapp.web.closed_book import books
from quizapp.web.courses.lookup import course_or_404, opens_answers, shown
from quizapp.web.courses.memory_lookup import bank_or_first, banks_offered, day_asked
from quizapp.web.list_pages import filled, neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy

WEEKS = 11
"""So many weeks ahead and back are shown: with this one twelve, which have room on a phone."""
_MOST_TOPICS = 50
_SHADES = ((0.9, "sure"), (0.8, "strong"), (0.7, "fair"), (0.5, "weak"))
"""From which chance on a cell has which shade; below the last it has none."""
_NAME, _ALL = "name", "all"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: the chance of recall in whole per cent as text, and its shade."""

    words: str
    shade: str


@policy(member)
@looks_at(What.MEMORY)
def memory_students(course_id: UUID) -> ResponseReturnValue:
    """Show students by topics, each with what is likely to be recalled, a page at a time.

    That is for those to whom the course opens what was answered, and who may look into the bank.
    """
    seen = course_or_404(course_id, Action.TEACH)
    if not opens_answers(seen):
        abort(404)
    bank = bank_or_first(course_id, request.args.get("bank"))
    if bank is None:
        return redirect(url_for("courses.memory", course_id=course_id), code=303)
    if not may(bank, BankAction.INSPECT):
        abort(403)
    day = day_asked(seen.course, request.args.get("on"))
    found = memory_by_student(db.session(), course_id, bank.id, day.at, books())
    topics = found.topics[:_MOST_TOPICS]
    order = request.args.get("sort", "")
    order = order if order in {_ALL, *(each.slug for each in topics)} else _NAME
    turned = "turned" in request.args
    page = _page(_sorted(found, order, turned=turned), page_number(request.args))

    def address(by: str = order, number: int = 1, *, turn: bool = turned) -> str:
        kept = filled(
            {
                "on": day.sent,
                "sort": "" if by == _NAME else by,
                "turned": "1" if turn else "",
                "page": number if number > 1 else None,
            }
        )
        return url_for("courses.memory_students", course_id=course_id, bank=bank.slug, **kept)

    return render_template(
        "courses/memory_students.html",
        bank=bank,
        opened=opens_answers(seen) and may(bank, BankAction.INSPECT),
        offered=banks_offered(course_id),
        day=day,
        is_of_the_day=sum((each.together for each in found.students), Figures()).is_of_the_day,
        topics=topics,
        more_topics=len(found.topics) - len(topics),
        page=page,
        rows=[(row, _cell(row.together), [*map(_cell, row.topics)]) for row in page.rows],
        order=order,
        is_descending=turned,
        address=lambda by: address(by, turn=by == order and not turned),
        **neighbours(page, lambda number: address(number=number)),
        **shown(seen),
    )


@policy(member)
def memory_weeks(course_id: UUID) -> ResponseReturnValue:
    """Show what the class recalled in the past weeks, and will in those to come."""
    seen = course_or_404(course_id, Action.MARK)
    bank = bank_or_first(course_id, request.args.get("bank"))
    if bank is None:
        return redirect(url_for("courses.memory", course_id=course_id), code=303)
    session = db.session()
    day = day_asked(seen.course, None)
    topics = {
        each.slug: each.title
        for each in session.scalars(
            select(Topic)
            .where(Topic.bank_id == bank.id)
            .order_by(Topic.position)
            .limit(_MOST_TOPICS)
        )
    }
    topic = request.args.get("topic", "")
    topic = topic if topic in topics else ""
    chances = coming_weeks(session, course_id, bank.id, day.at, books(), topic=topic, weeks=WEEKS)
    days = [day.on + timedelta(weeks=week) for week in range(WEEKS + 1)]
    return render_template(
        "courses/memory_weeks.html",
        bank=bank,
        opened=opens_answers(seen) and may(bank, BankAction.INSPECT),
        offered=banks_offered(course_id),
        topics=topics,
        topic=topic,
        weeks=None if chances is None else list(zip(days, chances, strict=True)),
        past=past_weeks(session, course_id, bank.id, day.on, books(), topic=topic, weeks=WEEKS + 1),
        likely=LIKELY,
        **shown(seen),
    )


def _sorted(found: ByStudent, by: str, *, turned: bool) -> Sequence[StudentMemory]:
    """Return the students by name, or the weakest first; who has learned nothing stands last."""
    if by == _NAME:
        return found.students[::-1] if turned else found.students
    place = next((n for n, each in enumerate(found.topics) if each.slug == by), None)

    def weakness(student: StudentMemory) -> tuple[bool, float]:
        figures = student.together if place is None else student.topics[place]
        recall = figures.recall
        return recall is None, (recall or 0.0) * (-1 if turned else 1)

    return sorted(found.students, key=weakness)


def _page(rows: Sequence[StudentMemory], number: int) -> Page[StudentMemory]:
    number = min(number, page_count(len(rows))) or 1
    return Page(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], number, len(rows))


def _cell(figures: Figures) -> Shown:
    recall = figures.recall
    if recall is None:
        return Shown("–", "")
    shade = next((shade for least, shade in _SHADES if recall >= least), "")
    return Shown(str(round(100 * recall)), shade)
