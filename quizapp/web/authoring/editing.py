"""The page of a question: its form, its evidence, its preview, its history."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import details, services
from quizapp.authoring.checking import check_context, findings_of
from quizapp.authoring.errors import EditConflict
from quizapp.authoring.history import Change, changes
from quizapp.authoring.queries import headline
from quizapp.banks.models import Bank, Question
from quizapp.banks.versions import question_of
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidQuestion
from quizapp.domain.presentation import Prompt, present
from quizapp.domain.questions import Origin, QuestionKind, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.web.auth import visitor
from quizapp.web.authoring.forms import QuestionForm
from quizapp.web.authoring.kind_forms import FORMS
from quizapp.web.authoring.lookup import (
    KIND_NAMES,
    bank_or_404,
    local_moment,
    question_or_404,
    topic_titles,
)
from quizapp.web.authoring.reviewing import review_url
from quizapp.web.authoring.undo import offered_undo
from quizapp.web.evidence import excerpt
from quizapp.web.policies import policy, teacher

ADD = "add-"
"""What the value of a button that adds a row begins with; the name of the list follows."""


@policy(teacher)
def question(slug: str, question_slug: str) -> ResponseReturnValue:
    """Show a question to be edited; on POST, save it, check it, or add a row to its form."""
    session = db.session()
    bank = bank_or_404(session, slug)
    row = question_or_404(session, bank, question_slug)
    if request.method == "POST":
        return _act(bank, row)
    found = details.question_detail(session, row)
    form = FORMS[found.question.kind].of(found.question, found.version.number, *_choices(bank))
    if row.status != QuestionStatus.RETIRED:
        form.mark(findings_of(found.question, check_context(session, bank.id)))
    return _page(bank, row, form, preview(found.question))


def _act(bank: Bank, row: Question) -> ResponseReturnValue:
    form = FORMS[QuestionKind(row.kind)].sent(request.form, *_choices(bank))
    action = request.form.get("action", "save")
    if action.startswith(ADD):
        form.add_row(action.removeprefix(ADD))
        return _page(bank, row, form, None)
    try:
        typed = form.question(row.slug, QuestionStatus(row.status), Origin(row.origin))
    except InvalidQuestion as error:
        form.mark(error.faults)
        return _page(bank, row, form, None), 422
    if action == "check":
        form.mark(findings_of(typed, check_context(db.session(), bank.id)))
        return _page(bank, row, form, preview(typed), checked=True)
    return _save(bank, row, form, typed)


def _save(
    bank: Bank, row: Question, form: QuestionForm, typed: DomainQuestion
) -> ResponseReturnValue:
    try:
        with transaction() as session:
            saved = services.save_question(
                session,
                row,
                typed,
                based_on=form.based_on_number,
                author_id=visitor().id,
                now=now(),
            )
    except EditConflict as error:
        theirs = changes(question_of(error.current), typed)
        # Saving once more is then a decision: the other version has been seen.
        form.based_on.data = str(error.current.number)
        return _page(bank, row, form, preview(typed), conflict=theirs), 409
    flash(*_said(saved, QuestionStatus(row.status)))
    return redirect(url_for("authoring.question", slug=bank.slug, question_slug=row.slug), code=303)


def _said(saved: services.Saved, status: QuestionStatus) -> tuple[str, str]:
    number, count = saved.version.number, len(saved.findings)
    if not saved.is_new:
        return f"Nothing to save: version {number} says the same.", "info"
    fails = "A check fails" if count == 1 else f"{count} checks fail"
    if saved.withdrawn:
        return (
            f"Saved as version {number}. {fails}, so it is a draft now and learners are not asked "
            "it. Mend what is marked below, then publish it again.",
            "error",
        )
    if count:
        return f"Saved as version {number}. {fails}; what to mend is marked below.", "info"
    if status is QuestionStatus.DRAFT:
        return f"Saved as version {number}. It is a draft: publish it to have it asked.", "success"
    return f"Saved as version {number}. Answers given before keep the version they saw.", "success"


def preview(question: DomainQuestion) -> Prompt:
    """Return a question as a learner sees it, shuffled as for somebody."""
    return present(question, "preview")


def _choices(bank: Bank) -> tuple[dict[str, str], dict[str, str]]:
    session = db.session()
    return dict(details.fact_choices(session, bank.id)), topic_titles(session, bank)


def _page(
    bank: Bank,
    row: Question,
    form: QuestionForm,
    prompt: Prompt | None,
    *,
    checked: bool = False,
    conflict: Sequence[Change] = (),
) -> str:
    found = details.question_detail(db.session(), row)
    return render_template(
        "authoring/question.html",
        bank=bank,
        row=row,
        detail=found,
        form=form,
        prompt=prompt,
        checked=checked,
        conflict=conflict,
        title=headline(found.version),
        undo=offered_undo(),
        review=review_url(bank, row),
        excerpts=lambda sheet: [excerpt([proof], bank.slug) for proof in sheet.proofs],
        kind_name=KIND_NAMES[row.kind],
        moment=local_moment,
    )
