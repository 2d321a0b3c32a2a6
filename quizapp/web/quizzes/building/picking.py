"""Choosing questions of a bank for a quiz, from a list that can be narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from quizapp.authoring.queries import QuestionFilter, find_questions, questions_with, topics_of
from quizapp.banks.candidates import draw_candidates, essay_candidates
from quizapp.banks.models import Bank, Question
from quizapp.banks.queries import sources_of
from quizapp.db import db
from quizapp.domain.questions import QuestionStatus
from quizapp.quizzes.designs import Item, appended
from quizapp.quizzes.policies import Action
from quizapp.quizzes.rubric_points import rubric_points
from quizapp.web.auth import local_path
from quizapp.web.authoring.lookup import KIND_NAMES, filters
from quizapp.web.list_pages import filled, page_number
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.changing import change_design
from quizapp.web.quizzes.building.items import bank_in
from quizapp.web.quizzes.building.lookup import quiz_or_404
from quizapp.web.quizzes.building.ticks import MOST, packed, unpacked

_FILTERS = ("text", "topic", "kind", "source")


@policy(teacher)
def pick(quiz_id: UUID) -> ResponseReturnValue:
    """List the published questions of a bank, to be ticked."""
    session = db.session()
    built = quiz_or_404(quiz_id, Action.BUILD)
    slug = request.args.get("bank") or next((bank.slug for bank in built.usable), "")
    bank = bank_in(built, slug)
    kept = filled(filters(request.args, _FILTERS))
    wanted = QuestionFilter(**kept, status=QuestionStatus.PUBLISHED.value)
    page = find_questions(session, bank.id, wanted, page_number(request.args))
    chosen = {each.question for each in built.design.items if each.question is not None}
    ticked = _unpacked(bank, request.args.get("picked", "")) - chosen
    seen = {row.question.public_id for row in page.rows}
    candidates = [
        *draw_candidates(session, [bank.id]),
        *essay_candidates(session, [bank.id]),
    ]
    return render_template(
        "quizzes/building/pick.html",
        built=built,
        bank=bank,
        page=page,
        wanted=wanted,
        narrowed=bool(kept),
        here=url_for("quizzes.pick", quiz_id=quiz_id, bank=bank.slug, page=page.number, **kept),
        chosen=chosen,
        ticked=ticked,
        elsewhere=questions_with(session, bank.id, ticked - seen),
        askable={each.version for each in candidates},
        kinds=KIND_NAMES,
        choices={
            "topic": {topic.slug: topic.title for topic in topics_of(session, bank.id)},
            "kind": dict(KIND_NAMES),
            "source": {source.slug: source.title for source in sources_of(session, bank.id)},
        },
    )


@policy(teacher)
def add_picked(quiz_id: UUID) -> ResponseReturnValue:
    """Put the questions that were ticked at the end of a quiz, in the order of their bank.

    With a page to ``go`` to nothing is added: it is shown, and all that was ticked is ticked still.
    Whoever is ``done`` comes back to the quiz, without losing what they ticked last.
    """
    built = quiz_or_404(quiz_id, Action.BUILD)
    bank = bank_in(built, request.form.get("bank", ""))
    ticked = _ticked(bank)
    if "go" in request.form:
        return redirect(_page_with(quiz_id, bank, ticked), code=303)
    if len(ticked) > MOST:
        return redirect(_page_with(quiz_id, bank, ticked), code=303)
    is_done = "done" in request.form
    back = None if is_done else local_path(request.form.get("next"), request.host_url)
    there = redirect(back or url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    if is_done and not ticked:
        return there
    known = {each.question for each in built.design.items}
    fresh = [each for each in ticked if each not in known]
    if not fresh:
        # Sent twice, or nothing was ticked.
        flash("These are in it already." if ticked else "Tick the questions that you want first.")
        return there
    # An essay earns what its rubric gives; every other question a point, until it is given more.
    points = rubric_points(db.session(), fresh)
    items = [Item(bank.id, each, points=points.get(each, 1.0)) for each in fresh]
    problem = change_design(quiz_id, lambda design: appended(design, items))
    if problem:
        flash(problem, "error")
        return redirect(_page_with(quiz_id, bank, ticked), code=303)
    flash(f"{len(fresh)} question{'' if len(fresh) == 1 else 's'} added.", "success")
    return there


def _page_with(quiz_id: UUID, bank: Bank, ticked: Sequence[UUID]) -> str:
    """Return the address of a page of the list on which these are ticked, as many as it holds."""
    if len(ticked) > MOST:
        flash(
            f"At most {MOST} are ticked at once, so only the first {MOST} are. Add these, then "
            "tick the others.",
            "error",
        )
    go = request.form.get("go", "")
    kept = {} if go == "all" else filled(filters(request.form, _FILTERS))
    return url_for(
        "quizzes.pick",
        quiz_id=quiz_id,
        bank=bank.slug,
        page=page_number(MultiDict({"page": go})),
        picked=packed(ticked[:MOST]) or None,
        **kept,
    )


def _unpacked(bank: Bank, text: str) -> set[UUID]:
    """Return the published questions of a bank that an address names as ticked."""
    if not text:
        return set()
    published = select(Question.public_id).where(
        Question.bank_id == bank.id, Question.status == QuestionStatus.PUBLISHED.value
    )
    return unpacked(text, db.session.scalars(published))


def _ticked(bank: Bank) -> list[UUID]:
    """Return the public ids of ticked questions that the bank has, in its order."""
    names = {name for name in request.form.getlist("question") if name.isprintable()}
    found = db.session.execute(
        select(Question.slug, Question.public_id)
        .where(Question.bank_id == bank.id)
        .order_by(Question.position, Question.id)
    )
    return [public_id for slug, public_id in found if slug in names]
