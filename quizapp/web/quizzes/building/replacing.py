"""Another question in the place of a chosen one, with one click, and back with another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import exists, select

from quizapp.banks.models import Question
from quizapp.db import db
from quizapp.quizzes.policies import Action
from quizapp.quizzes.replacing import another_question, replaced
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.changing import change_design, place_typed
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.building.sections import tell_wrong, with_typed
from quizapp.web.quizzes.building.typed import typed_onto
from quizapp.web.quizzes.building.versions import version_sent
from quizapp.web.sent_ids import sent_id

_NO_PLACE = "Nothing was replaced: there is no such place. Press the button again."
_NONE_LEFT = (
    "Nothing was replaced: this bank has no other question of the same fact or topic that can be "
    "asked and is not in the quiz."
)


@dataclass(frozen=True, slots=True)
class Undo:
    """What was replaced just now, and where."""

    position: int
    question: UUID


@policy(teacher)
def replace_item(quiz_id: UUID) -> ResponseReturnValue:
    """Put another question in the place of one, or the one that was there back."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    position = place_typed(request.form.get("replace", ""))
    items = built.design.items
    if not _is_chosen(built, position):
        return _back(quiz_id, _NO_PLACE)
    before = items[position - 1].question
    was = sent_id(request.args.get("was"))
    if was is None:
        found = another_question(db.session(), items, position)
    else:
        found = was if _is_of(items[position - 1].bank_id, was) else None
    if found is None and was is not None:
        return _back(quiz_id, _NO_PLACE)
    # What was typed beside the questions is kept, and may have moved the one that is replaced.
    problem = change_design(
        quiz_id,
        lambda design: with_typed(
            design
            if found is None
            else replace(design, items=tuple(replaced(design.items, position, found)))
        ),
    )
    if problem:
        return _back(quiz_id, problem)
    tell_wrong(built)
    if found is None:
        return _back(quiz_id, _NONE_LEFT)
    if was is not None:
        flash("The question that was there is back.", "success")
        return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    came_from = typed_onto(items, sections=len(built.design.sections)).came_from
    stands = came_from.index(position) + 1
    # Only of that very version it can be said what stands there in whose place.
    made = version_sent() + 1
    there = url_for("quizzes.edit", quiz_id=quiz_id, replaced=stands, was=before, version=made)
    return redirect(there, code=303)


def undo_offered(built: BuiltQuiz) -> Undo | None:
    """Return what the address says was replaced, if it can be put back."""
    position, was = place_typed(request.args.get("replaced", "")), sent_id(request.args.get("was"))
    items = built.design.items
    is_as_made = request.args.get("version") == str(built.number)
    if was is None or not is_as_made or not _is_chosen(built, position):
        return None
    is_back = any(each.question == was for each in items)
    return None if is_back or not _is_of(items[position - 1].bank_id, was) else Undo(position, was)


def _is_chosen(built: BuiltQuiz, position: int) -> bool:
    """Whether a question of a bank that the teacher may see stands in a place, chosen by name."""
    items = built.design.items
    if not 1 <= position <= len(items):
        return False
    there = items[position - 1]
    return there.question is not None and there.bank_id in {bank.id for bank in built.usable}


def _is_of(bank_id: int, question: UUID) -> bool:
    wanted = exists().where(Question.bank_id == bank_id, Question.public_id == question)
    return bool(db.session.scalar(select(wanted)))


def _back(quiz_id: UUID, said: str) -> ResponseReturnValue:
    flash(said, "error")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
