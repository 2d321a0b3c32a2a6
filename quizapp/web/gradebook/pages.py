"""The gradebook of a course."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.clock import now
from quizapp.concurrent_edits import ChangedMeanwhile, digest_of
from quizapp.courses import services
from quizapp.courses.access import SeenCourse
from quizapp.courses.errors import CourseError
from quizapp.courses.policies import Action
from quizapp.db import db, transaction
from quizapp.gradebook.book import course_grades
from quizapp.mark_trail.models import What
from quizapp.web.courses.lookup import course_or_404, shown
from quizapp.web.gradebook.forms import DropsForm
from quizapp.web.gradebook.table import By, Order, body, one_page, order_of
from quizapp.web.gradebook.words import LEGEND
from quizapp.web.list_pages import neighbours, page_number
from quizapp.web.looks import looks_at
from quizapp.web.policies import member, policy


@policy(member)
@looks_at(What.GRADEBOOK)
def grades(course_id: UUID) -> ResponseReturnValue:
    """Show students by assignments, a page of students at a time."""
    return _page(course_or_404(course_id, Action.MARK), None)


@policy(member)
@looks_at(What.GRADEBOOK)
def set_drops(course_id: UUID) -> ResponseReturnValue:
    """Keep how many of the lowest do not count; the same again changes nothing."""
    seen = course_or_404(course_id, Action.TEACH)
    form = DropsForm()
    if not form.validate_on_submit():
        return _page(seen, form), 422
    try:
        with transaction() as session:
            course_or_404(course_id, Action.TEACH)
            drops = form.drops.data or 0
            services.set_drops(session, course_id, drops, now(), seen=form.seen.data or "")
    except ChangedMeanwhile:
        seen = course_or_404(course_id, Action.TEACH)
        theirs = seen.course.drops
        form.seen.data = digest_of(theirs)
        form.drops.errors = [
            f"Somebody else has set meanwhile: {theirs}. Save again to set what stands here."
        ]
        return _page(seen, form), 409
    except CourseError as error:
        form.drops.errors = [str(error)]
        return _page(seen, form), 422
    flash("Saved. All totals are reckoned so from now on.", "success")
    return redirect(url_for("gradebook.grades", course_id=course_id), code=303)


def _page(seen: SeenCourse, form: DropsForm | None) -> str:
    course_id = seen.course.id
    sort = request.args.get("sort", "")
    book = course_grades(db.session(), course_id, now(), by_family=sort == By.FAMILY)
    order = order_of(sort, "turned" in request.args, book)
    page = one_page(book, order, page_number(request.args))
    sent: dict[str, Any] = {"sort": _name(order, book), "turned": 1 if order.turned else None}

    def address(named: str | int) -> str:
        by = named if isinstance(named, int) else By(named)
        turned = 1 if order.by == by and not order.turned else None
        name = _name(Order(by), book)
        return url_for("gradebook.grades", course_id=course_id, sort=name, turned=turned)

    return render_template(
        "gradebook/grades.html",
        book=book,
        page=page,
        rows=body(book, page, course_id),
        address=address,
        sorting={order.by: "descending" if _falls(order) else "ascending"},
        legend=LEGEND,
        form=form
        or DropsForm(formdata=None, data={"drops": book.drops, "seen": digest_of(book.drops)}),
        **neighbours(
            page,
            lambda other: url_for("gradebook.grades", course_id=course_id, page=other, **sent),
        ),
        **shown(seen),
    )


def _falls(order: Order) -> bool:
    return order.turned if order.by in {By.NAME, By.FAMILY} else not order.turned


def _name(order: Order, book: Any) -> str | None:
    if order.by is By.NAME:
        return None if not order.turned else By.NAME.value
    if isinstance(order.by, By):
        return order.by.value
    return str(book.columns[order.by].assignment.id)
