"""The page of a question: its form, its evidence, its preview, its history."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from quizapp.answering.challenge_queue import open_by_question
from quizapp.answering.remarking import MarkBy, ways_of, would_change
from quizapp.authoring import details, draft_review, own_fact, services
from quizapp.authoring.checking import (
    context_for,
    findings_of,
    is_waiting,
    with_fact,
    with_more_facts,
)
from quizapp.authoring.errors import ChecksFailed, EditConflict, NotWaiting
from quizapp.authoring.fact_adding import with_ids_of_bank
from quizapp.authoring.history import Change, changes
from quizapp.authoring.queries import headline
from quizapp.authoring.unsourced_parts import own_facts
from quizapp.banks.models import Bank, Question
from quizapp.banks.policies import Action
from quizapp.banks.versions import question_of
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidFact, InvalidQuestion
from quizapp.domain.facts import Fact
from quizapp.domain.presentation import Prompt, present
from quizapp.domain.questions import Origin, QuestionKind, QuestionStatus
from quizapp.domain.questions import Question as DomainQuestion
from quizapp.web.auth import visitor
from quizapp.web.authoring.forms import QuestionForm
from quizapp.web.authoring.kind_forms import FORMS
from quizapp.web.authoring.lookup import (
    KIND_NAMES,
    question_or_404,
    topic_titles,
)
from quizapp.web.authoring.review_places import review_url
from quizapp.web.authoring.undo import offer_undo, offered_undo, undo_of
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import excerpt
from quizapp.web.policies import policy, teacher

ADD = "add-"
"""What the value of a button that adds a row begins with; the name of the list follows."""
PUBLISH, ACCEPT, RETIRE, REOPEN = "publish", "accept", "retire", "reopen"
"""What the other buttons send that change the status."""

NOT_SAVED = 422
"""The status of a form that is shown again, whatever for: what was typed is stored nowhere yet."""

_DECIDED = "Not saved: it was decided meanwhile whether this draft is published. Yours is below."


@policy(teacher)
def question(slug: str, question_slug: str) -> ResponseReturnValue:
    """Show a question to be edited; on POST, do what the button of its form says.

    Every button sends the whole form, so that none loses what was typed.
    """
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT if request.method == "POST" else Action.INSPECT)
    row = question_or_404(session, bank, question_slug)
    if request.method == "POST":
        return _act(bank, row)
    found = details.question_detail(session, row)
    form = FORMS[found.question.kind].of(found.question, found.version.number, *_choices(bank))
    if row.status != QuestionStatus.RETIRED:
        form.mark(findings_of(found.question, context_for(session, row)))
    return _page(bank, row, form, preview(found.question))


def _act(bank: Bank, row: Question) -> ResponseReturnValue:
    form = FORMS[QuestionKind(row.kind)].sent(request.form, *_choices(bank))
    form.edits(details.wording(db.session(), row, form.based_on_number))
    action = request.form.get("action", "save")
    if action.startswith(ADD):
        form.add_row(action.removeprefix(ADD))
        return _page(bank, row, form, None), NOT_SAVED
    if action in (RETIRE, REOPEN):
        return _set_aside(bank, row, form, action)
    session = db.session()
    try:
        typed = form.question(row.slug, QuestionStatus(row.status), Origin(row.origin))
        own = own_facts(typed, form.new_facts)
        reworded = own_fact.rewording(session, row, typed)
    except (InvalidQuestion, InvalidFact) as error:
        form.mark(error.faults)
        return _page(bank, row, form, None), 422
    typed, placed = with_ids_of_bank(session, bank.id, typed, own)
    if action == "check":
        context = with_more_facts(context_for(session, row), placed)
        if reworded is not None:
            context = with_fact(context, reworded.fact)
        # What is only looked at is checked as it would be once it is saved.
        saved = details.question_detail(session, row).question
        same = not changes(saved, typed)
        form.mark(findings_of(typed if same else services.as_saved(row, typed), context))
        return _page(bank, row, form, preview(typed), checked=True), NOT_SAVED
    return _save(bank, row, form, typed, placed, action)


def _save(
    bank: Bank,
    row: Question,
    form: QuestionForm,
    typed: DomainQuestion,
    own: Sequence[Fact],
    action: str,
) -> ResponseReturnValue:
    """Save what was typed with its own facts; publish it if the button says so and it may be."""
    publish = {PUBLISH: services.publish, ACCEPT: draft_review.accept}.get(action)
    try:
        with transaction() as session:
            if action == ACCEPT and not _can_be_accepted(session, row, typed):
                raise NotWaiting(row.slug)
            own_fact.follow_key(session, row, typed, author_id=visitor().id, now=now())
            saved = services.save_question(
                session,
                row,
                typed,
                based_on=form.based_on_number,
                author_id=visitor().id,
                now=now(),
                own_facts=own,
            )
            if publish is not None and not saved.findings:
                publish(session, row, user_id=visitor().id, now=now())
    except NotWaiting:
        return _page(bank, row, form, None, notice=_DECIDED), 409
    except ChecksFailed as error:
        form.mark(error.findings)
        return _page(bank, row, form, None), 422
    except EditConflict as error:
        theirs = changes(question_of(error.current), typed)
        # Saving once more is then a decision: the other version has been seen.
        form.based_on.data = str(error.current.number)
        return _page(bank, row, form, preview(typed), conflict=theirs), 409
    if action == ACCEPT and not saved.findings:
        return redirect(review_url(bank, row, decided=True) or _address(bank, row), code=303)
    said, category = _said(saved, QuestionStatus(row.status), publish is not None)
    flash(_with_marking(said, bank, row) if saved.is_new else said, category)
    return redirect(_address(bank, row), code=303)


def _with_marking(said: str, bank: Bank, row: Question) -> str:
    """Return what was said, with the way to mark again what was answered before, if anything was.

    Where no key can mark it again, as with an essay, full marks and striking out are left there.
    """
    by_current = MarkBy.CURRENT in ways_of(QuestionKind(row.kind))
    if not by_current or not would_change(db.session(), row.id, MarkBy.CURRENT, now()):
        return said
    there = url_for("authoring.remark", slug=bank.slug, question_slug=row.slug)
    return Markup('{} <a href="{}">Mark them again</a>').format(said, there)


def _can_be_accepted(session: Session, row: Question, typed: DomainQuestion) -> bool:
    """Whether a draft waits, or is published by now just as it was typed, by a double click."""
    if row.status != QuestionStatus.PUBLISHED:
        return is_waiting(session, row)
    return not changes(details.question_detail(session, row).question, typed)


def _set_aside(bank: Bank, row: Question, form: QuestionForm, action: str) -> ResponseReturnValue:
    """Retire a question or make it a draft again; what was typed and not saved is shown again."""
    with transaction() as session:
        if action == REOPEN:
            services.reopen(session, row)
            before = None
        else:
            before = services.retire(session, row, user_id=visitor().id, now=now())
    found = details.question_detail(db.session(), row)
    done = (
        "It is a draft again. Learners are not asked it until you publish it."
        if action == REOPEN
        else "Retired. Learners are not asked it any more; their results stay."
    )
    if _differs(row, form, found.question):
        notice = f"{done} What you typed is below, not saved yet."
        return _page(bank, row, form, None, notice=notice), NOT_SAVED
    if before is None:
        flash(done, "success")
    elif before is not QuestionStatus.RETIRED:
        offer_undo(undo_of(headline(found.version), bank.slug, row.slug, before))
    return redirect(_address(bank, row), code=303)


def _differs(row: Question, form: QuestionForm, saved: DomainQuestion) -> bool:
    """Whether a form holds something that is not saved."""
    try:
        typed = form.question(row.slug, saved.status, saved.origin)
    except InvalidQuestion:
        return True
    return bool(changes(saved, typed))


def _address(bank: Bank, row: Question) -> str:
    return url_for("authoring.question", slug=bank.slug, question_slug=row.slug)


def _said(saved: services.Saved, status: QuestionStatus, publish: bool) -> tuple[str, str]:
    number, count = saved.version.number, len(saved.findings)
    fails = "A check fails" if count == 1 else f"{count} checks fail"
    if publish and not count:
        return "Published. Learners can be asked it from now on.", "success"
    if publish:
        kept = f"Saved as version {number}, not" if saved.is_new else "Not"
        return f"{kept} published. {fails}; what to mend is marked below.", "error"
    if not saved.is_new:
        return f"Nothing to save: version {number} says the same.", "info"
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
    notice: str = "",
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
        notice=notice,
        waiting=is_waiting(db.session(), row),
        challenges=open_by_question(db.session(), [row.id]).get(row.id, 0),
        title=headline(found.version),
        undo=offered_undo(),
        review=review_url(bank, row),
        excerpts=lambda sheet: [excerpt([proof], bank.slug) for proof in sheet.proofs],
        kind_name=KIND_NAMES[row.kind],
    )
