"""Choosing questions of a bank for a quiz, from a list that can be narrowed."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from quizapp.authoring.queries import QuestionFilter, find_questions, topics_of
from quizapp.banks.candidates import draw_candidates
from quizapp.banks.models import Bank, Question
from quizapp.banks.queries import sources_of
from quizapp.db import db
from quizapp.domain.questions import QuestionStatus
from quizapp.quizzes.designs import Item
from quizapp.quizzes.policies import Action
from quizapp.web.auth import local_path
from quizapp.web.authoring.lookup import KIND_NAMES, filters
from quizapp.web.list_pages import filled, neighbours, page_number
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.items import bank_in, change_design
from quizapp.web.quizzes.building.lookup import quiz_or_404

MOST = 200
"""How many are taken at once: more than a page lists."""


@policy(teacher)
def pick(quiz_id: UUID) -> ResponseReturnValue:
    """List the published questions of a bank, to be ticked."""
    session = db.session()
    built = quiz_or_404(quiz_id, Action.BUILD)
    slug = request.args.get("bank") or next((bank.slug for bank in built.usable), "")
    bank = bank_in(built, slug)
    sent = filters(request.args, ("text", "topic", "kind", "source"))
    wanted = QuestionFilter(**sent, status=QuestionStatus.PUBLISHED.value)
    page = find_questions(session, bank.id, wanted, page_number(request.args))
    kept = filled({name: text for name, text in asdict(wanted).items() if name in sent})

    def address(number: int) -> str:
        return url_for("quizzes.pick", quiz_id=quiz_id, bank=bank.slug, page=number, **kept)

    return render_template(
        "quizzes/building/pick.html",
        built=built,
        bank=bank,
        page=page,
        wanted=wanted,
        narrowed=bool(kept),
        here=address(page.number),
        all_url=url_for("quizzes.pick", quiz_id=quiz_id, bank=bank.slug),
        chosen={each.question for each in built.design.items if each.question is not None},
        askable={each.version for each in draw_candidates(session, [bank.id])},
        kinds=KIND_NAMES,
        choices={
            "topic": {topic.slug: topic.title for topic in topics_of(session, bank.id)},
            "kind": dict(KIND_NAMES),
            "source": {source.slug: source.title for source in sources_of(session, bank.id)},
        },
        **neighbours(page, address),
    )


@policy(teacher)
def add_picked(quiz_id: UUID) -> ResponseReturnValue:
    """Put the questions that were ticked at the end of a quiz, in the order of their bank."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    bank = bank_in(built, request.form.get("bank", ""))
    added = [Item(bank.id, public_id) for public_id in _ticked(bank)]
    back = local_path(request.form.get("next"), request.host_url)
    there = redirect(back or url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    known = {each.question for each in built.design.items}
    fresh = [each for each in added if each.question not in known]
    if not fresh:
        # Sent twice, or nothing was ticked.
        flash("These are in it already." if added else "Tick the questions that you want first.")
        return there
    problem = change_design(quiz_id, lambda items: (*items, *fresh))
    if problem:
        flash(problem, "error")
    else:
        flash(f"{len(fresh)} question{'' if len(fresh) == 1 else 's'} added.", "success")
    return there


def _ticked(bank: Bank) -> list[UUID]:
    """Return the public ids of ticked questions that the bank has."""
    names = [name for name in request.form.getlist("question")[:MOST] if name.isprintable()]
    return list(
        db.session.scalars(
            select(Question.public_id)
            .where(Question.bank_id == bank.id, Question.slug.in_(names))
            .order_by(Question.position, Question.id)
        )
    )
