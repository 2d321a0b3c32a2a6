"""The questions of a quiz: chosen ones, draws, their order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.authoring.queries import headline, topics_of
from quizapp.banks.models import Bank, Question, QuestionVersion
from quizapp.banks.queries import sources_of
from quizapp.clock import new_id, now
from quizapp.db import db
from quizapp.domain.questions import QuestionKind
from quizapp.quizzes import building, lists
from quizapp.quizzes.designs import Design, Item, appended
from quizapp.quizzes.item_figures import Beside, figures_beside
from quizapp.quizzes.policies import Action
from quizapp.quizzes.previews import preview_of
from quizapp.quizzes.sections import Section
from quizapp.web.auth import visitor
from quizapp.web.authoring.lookup import KIND_NAMES
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.changing import (
    change_design,
    is_done_already,
    place_typed,
)
from quizapp.web.quizzes.building.forms import DrawForm, way_of
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404, recall_for
from quizapp.web.quizzes.building.points import NO_POINTS
from quizapp.web.quizzes.building.preferences import falls_back_said, first_said
from quizapp.web.quizzes.building.replacing import undo_offered
from quizapp.web.quizzes.building.sections import (
    NO_TITLE,
    TOO_LONG,
    removal_to_undo,
    tell_wrong,
    with_typed,
    wrong_sections,
)
from quizapp.web.quizzes.building.typed import wrong_points
from quizapp.web.quizzes.forms import WAYS

_LOST = "Its bank is not shared with whoever made this quiz any more: it is left out."
_REMOVED = ("A question that was removed", "", None)
_NOT_DRAWN = {QuestionKind.FLASHCARD, QuestionKind.ESSAY}
DRAWN_KINDS = {name: said for name, said in KIND_NAMES.items() if name not in _NOT_DRAWN}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as its row shows it; ``fault`` says why it cannot be asked, or is empty.

    ``note`` says where a draw has less of what it prefers than it asks for. How a question did in
    the quizzes that whoever looks at it gave stands ``beside`` it.
    There is no ``bank`` where the teacher may not see it any more, nor anything of what it has.
    """

    position: int
    item: Item
    bank: Bank | None
    words: str
    about: str
    fault: str
    note: str
    beside: Beside | None = None


class Group(NamedTuple):
    """A section with its rows; the first of all groups has those that are in none."""

    number: int
    section: Section | None
    rows: list[ItemRow]


@policy(teacher)
def edit(quiz_id: UUID) -> ResponseReturnValue:
    """Show the questions of a quiz, and ways to change them."""
    return _page(quiz_or_404(quiz_id, Action.BUILD))


@policy(teacher)
def change_items(quiz_id: UUID) -> ResponseReturnValue:
    """Put questions in another order, give them points, or take one out."""
    if "remove" in request.form:
        gone = place_typed(request.form["remove"])
        built = quiz_or_404(quiz_id, Action.BUILD)
        if not 1 <= gone <= len(built.design.items):
            flash("Nothing was taken out: there is no such place. Press the button again.", "error")
            return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
        changed = _changed(quiz_id, lambda design: with_typed(design, without_item=gone))
        tell_wrong(built)
    else:
        wrong = wrong_points()
        built = quiz_or_404(quiz_id, Action.BUILD)
        unnamed = wrong_sections(built.design.sections)
        if wrong or unnamed:
            return _page(built, wrong=wrong, unnamed=unnamed), 422
        changed = _changed(quiz_id, with_typed)
    if changed:
        flash("Saved.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


@policy(teacher)
def add_draw(quiz_id: UUID) -> ResponseReturnValue:
    """Let some questions be drawn, after all others."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    bank = bank_in(built, request.form.get("bank", ""))
    form = _draw_form(db.session(), bank)
    if not form.validate_on_submit():
        return _page(built, (bank, form)), 422
    item = form.item(bank.id)

    def added(design: Design) -> Design:
        return appended(design, [item])

    most = building.try_out(
        db.session(),
        added(built.design),
        built.maker,
        recall_for(built),
    ).short
    here = len(built.design.items) + 1
    # Sent twice, it would be refused for what it has taken itself.
    if here in most and not is_done_already(quiz_id, added):
        form.count.errors = [_too_few(most[here])]
        return _page(built, (bank, form)), 422
    if _changed(quiz_id, added):
        flash("Added.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


def bank_in(built: BuiltQuiz, slug: str) -> Bank:
    """Return the bank of that name among those that a quiz may use, or end the request."""
    found = next((bank for bank in built.usable if bank.slug == slug), None)
    return found if found is not None else abort(404)


def _changed(quiz_id: UUID, change: Callable[[Design], Design]) -> bool:
    problem = change_design(quiz_id, change)
    if problem:
        flash(problem, "error")
    return not problem


def _page(
    built: BuiltQuiz,
    refused: tuple[Bank, DrawForm] | None = None,
    wrong: Collection[int] = (),
    unnamed: Collection[int] = (),
) -> str:
    session = db.session()
    forms = [
        refused
        if refused is not None and refused[0].id == bank.id
        else (bank, _draw_form(session, bank, formdata=None))
        for bank in built.usable
    ]
    return render_template(
        "quizzes/building/edit.html",
        built=built,
        groups=_grouped(built, rows := _rows(session, built)),
        rows=rows,
        forms=forms,
        refused=refused[1] if refused else None,
        typed=request.form if wrong or unnamed else {},
        wrong=wrong,
        unnamed=unnamed,
        no_title=f"{NO_TITLE} {TOO_LONG}",
        no_points=NO_POINTS,
        under_way=lists.under_way(session, built.id),
        link=url_for("quizzes.front", quiz_id=built.id, _external=True),
        way=WAYS[way_of(built.design)][0],
        preview=preview_of(session, built.id, visitor().id),
        preview_id=new_id(),
        undo=undo_offered(built),
        undo_section=removal_to_undo(built),
        now=now(),
    )


def _draw_form(session: Session, bank: Bank, **given: None) -> DrawForm:
    # A page holds one for each bank, so their fields need names of their own.
    form = DrawForm(prefix=f"{bank.slug}-", **given)
    form.offer(
        {topic.slug: topic.title for topic in topics_of(session, bank.id)},
        DRAWN_KINDS,
        {source.slug: source.title for source in sources_of(session, bank.id)},
    )
    return form


def _rows(session: Session, built: BuiltQuiz) -> list[ItemRow]:
    items = built.design.items
    tried = building.try_out(session, built.tried, built.maker, recall_for(built))
    banks = {bank.id: bank for bank in built.usable}
    wanted = [each.question for each in items if each.question is not None]
    found = _headlines(session, wanted)
    titles = {bank.id: _titles(session, bank) for bank in built.usable}
    rows = []
    for position, item in enumerate(items, start=1):
        bank = banks.get(item.bank_id)
        beside = None
        if bank is None:
            rows.append(ItemRow(position, item, None, "From a bank of others", "", _LOST, ""))
            continue
        if item.question is None:
            words = f"{item.count} drawn at random"
            topics, sources = titles[bank.id]
            about = ", ".join(
                filter(
                    None,
                    (
                        topics.get(item.topic, item.topic),
                        DRAWN_KINDS.get(item.kind, item.kind),
                        sources.get(item.source, item.source),
                        first_said(item),
                    ),
                )
            )
            fault = _too_few(tried.short[position]) if position in tried.short else ""
        else:
            words, about, beside = found.get(item.question, _REMOVED)
            fault = "Not published any more: it is left out." if position in tried.gone else ""
        if position in tried.lost:
            fault = _LOST
        note = "" if fault else falls_back_said(item, tried.preferred.get(position))
        rows.append(ItemRow(position, item, bank, words, about, fault, note, beside))
    return rows


def _grouped(built: BuiltQuiz, rows: Sequence[ItemRow]) -> list[Group]:
    """Return the rows by section; what is in none comes first, and no heading where that is all."""
    groups = [Group(0, None, [row for row in rows if row.item.section == 0])]
    groups += [
        Group(number, section, [row for row in rows if row.item.section == number])
        for number, section in enumerate(built.design.sections, start=1)
    ]
    return groups


def _titles(session: Session, bank: Bank) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return (
        {topic.slug: topic.title for topic in topics_of(session, bank.id)},
        {source.slug: source.title for source in sources_of(session, bank.id)},
    )


def _headlines(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str, Beside | None]]:
    """Return the words, the kind and the figures of questions, by their public ids."""
    rows = session.execute(
        select(Question, QuestionVersion)
        .join(QuestionVersion, QuestionVersion.question_id == Question.id)
        .where(Question.public_id.in_(ids), QuestionVersion.is_current)
    ).unique()
    found = [(question, version) for question, version in rows]
    beside = figures_beside(session, visitor(), [version.id for _, version in found])
    return {
        question.public_id: (
            headline(version),
            KIND_NAMES[question.kind],
            beside.get(version.id),
        )
        for question, version in found
    }


def _too_few(number: int) -> str:
    there = "none" if number == 0 else f"only {number}"
    return f"There {'is' if number == 1 else 'are'} {there} to draw beside the other questions."
