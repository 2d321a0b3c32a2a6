"""Pages to write a new question: choose its kind, then fill in its form."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import details, services
from quizapp.authoring.checking import check_context, findings_of, with_more_facts
from quizapp.authoring.fact_adding import with_ids_of_bank
from quizapp.authoring.unsourced_parts import own_facts
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidFact, InvalidQuestion
from quizapp.domain.facts import Fact
from quizapp.domain.generation.checks import Finding
from quizapp.domain.presentation import Prompt
from quizapp.domain.questions import Origin, Question, QuestionKind, QuestionStatus
from quizapp.web.auth import visitor
from quizapp.web.authoring.editing import ADD, NOT_SAVED, preview
from quizapp.web.authoring.form_values import text_of
from quizapp.web.authoring.forms import QuestionForm
from quizapp.web.authoring.kind_forms import FORMS
from quizapp.web.authoring.lookup import KIND_NAMES, filters, topic_titles
from quizapp.web.authoring.quoted import LEFT_EMPTY, Quoted, place_of, quoted_in
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import excerpt
from quizapp.web.policies import policy, teacher

_NEW_ID = "new-question"


@policy(teacher)
def choose_kind(slug: str) -> ResponseReturnValue:
    """Offer the kinds of question."""
    bank = bank_or_404(slug, Action.EDIT)
    fact = filters(request.args, ("fact",))["fact"]
    return render_template(
        "authoring/kinds.html",
        bank=bank,
        kinds=KIND_NAMES,
        fact=fact,
        quoted=quoted_in(db.session(), bank, request.args),
        place=place_of(request.args),
    )


@policy(teacher)
def new_question(slug: str, kind: str) -> ResponseReturnValue:
    """Show the empty form of a kind; on POST, add the question as a draft."""
    if kind not in FORMS:
        abort(404)
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT)
    choices = dict(details.fact_choices(session, bank.id)), topic_titles(session, bank)
    form_class = FORMS[QuestionKind(kind)]
    quoted = quoted_in(session, bank, request.args)
    if request.method == "GET":
        fact = filters(request.args, ("fact",))["fact"]
        known = details.fact_by_slug(session, bank.id, fact)
        topic = known.topic.slug if known is not None else ""
        if quoted is not None:
            topic = details.topic_of_article(session, quoted.source.id)
        form = form_class.blank(*choices, fact=fact, topic=topic)
        if quoted is not None:
            _fill_in(form, quoted)
        return _page(bank, form, quoted=quoted)
    form = form_class.sent(request.form, *choices)
    action = request.form.get("action", "save")
    if action.startswith(ADD):
        form.add_row(action.removeprefix(ADD))
        return _page(bank, form, quoted=quoted), NOT_SAVED
    try:
        typed = form.question(_NEW_ID, QuestionStatus.DRAFT, Origin.HAND)
        own = own_facts(typed, form.new_facts, _statement(form))
        if quoted is not None:
            own = quoted.proving(own)
    except (InvalidQuestion, InvalidFact) as error:
        form.mark(error.faults)
        return _page(bank, form, quoted=quoted), 422
    if action == "check":
        form.mark(_findings(bank, typed, own))
        return _page(bank, form, preview(typed), quoted=quoted), NOT_SAVED
    with transaction() as writing:
        row = services.create_question(
            writing,
            bank.id,
            typed,
            author_id=visitor().id,
            now=now(),
            own_facts=own,
            new_topic=form.new_topic_title,
        )
        made = row.slug
    flash("Saved as a draft. Publish it when you are content with it.", "success")
    return redirect(url_for("authoring.question", slug=slug, question_slug=made), code=303)


def _fill_in(form: QuestionForm, quoted: Quoted) -> None:
    """Put the words and the answer into the fields that the form has for them."""
    for name, words in (("statement", quoted.words), (form.ANSWER, quoted.key)):
        if name and name in form:
            form[name].data = words


def _statement(form: QuestionForm) -> str:
    return text_of(form["statement"].data) if "statement" in form else ""


def _findings(bank: Bank, typed: Question, own: Iterable[Fact]) -> tuple[Finding, ...]:
    """Return what keeps a question from being published, as if its own facts were there."""
    session = db.session()
    named, placed = with_ids_of_bank(session, bank.id, typed, own)
    return findings_of(named, with_more_facts(check_context(session, bank.id), placed))


def _page(
    bank: Bank,
    form: QuestionForm,
    prompt: Prompt | None = None,
    *,
    quoted: Quoted | None = None,
) -> str:
    session = db.session()
    if quoted is not None:
        form.left_empty = LEFT_EMPTY
    named = form.fact_named(form.data.get("fact"))
    row = details.fact_by_slug(session, bank.id, named) if named else None
    return render_template(
        "authoring/new.html",
        bank=bank,
        form=form,
        prompt=prompt,
        sheet=details.fact_sheet(session, row) if row is not None else None,
        excerpts=lambda sheet: [excerpt([proof], bank.slug) for proof in sheet.proofs],
        kind_name=KIND_NAMES[form.kind],
        quoted=quoted.excerpt(bank.slug) if quoted is not None else None,
        place=place_of(request.args),
    )
