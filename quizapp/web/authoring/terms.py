"""Pages on which a list of terms is pasted, looked through, made into cards and taken back."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from quizapp.accounts import throttle
from quizapp.authoring import term_lists
from quizapp.authoring.deletion import DeletionBlocker
from quizapp.authoring.errors import StillNeeded
from quizapp.authoring.models import TermList
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.web.auth import visitor
from quizapp.web.authoring.lookup import topic_titles
from quizapp.web.authoring.term_forms import TermListForm
from quizapp.web.authoring.trials import clear_trials
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher
from quizapp.web.uploads import takes

MEGABYTES = 4
SHOWN = 20
"""How many pairs the page shows at once; the others fold out."""

_STAYS = {
    DeletionBlocker.ASKED: "Not taken back: learners were asked some of these cards, and what they "
    "answered stays. Retire the cards instead; then nobody is asked them.",
    DeletionBlocker.USED: "Not taken back: other questions ask for these facts. Let them ask for "
    "others first, or remove them.",
}


@policy(teacher)
def new_terms(slug: str) -> ResponseReturnValue:
    """Ask for a list of terms."""
    bank = bank_or_404(slug, Action.EDIT)
    form = TermListForm(formdata=None)
    form.form_id.data = str(new_id())
    return _new(bank, form)


@policy(teacher)
@takes(MEGABYTES)
def keep_terms(slug: str) -> ResponseReturnValue:
    """Keep what was pasted, and lead to its page; the bank has none of it yet."""
    bank = bank_or_404(slug, Action.EDIT)
    form = TermListForm()
    if not form.validate_on_submit():
        return _new(bank, form), 422
    with transaction() as session:
        throttle.count_upload(session, visitor().id, now())
        row = term_lists.keep_list(
            session,
            bank,
            form.sheet(),
            form_id=form.form_id.data or "",
            author_id=visitor().id,
            now=now(),
        )
        address = _address(bank, row)
    return redirect(address, code=303)


@policy(teacher)
def terms(slug: str, list_id: UUID) -> ResponseReturnValue:
    """Show what was read of a list, to be corrected, or what was made of it."""
    bank = bank_or_404(slug, Action.EDIT)
    row = _list_or_404(db.session(), bank, list_id)
    form = TermListForm(formdata=None, data=asdict(term_lists.sheet_of(row)))
    return _shown(bank, row, form)


@policy(teacher)
@takes(MEGABYTES)
def change_terms(slug: str, list_id: UUID) -> ResponseReturnValue:
    """Read a list anew as its form says."""
    bank = bank_or_404(slug, Action.EDIT)
    row = _list_or_404(db.session(), bank, list_id)
    form = TermListForm()
    if not form.validate_on_submit():
        return _shown(bank, row, form), 422
    with transaction() as session:
        term_lists.change(session, row, form.sheet())
    return redirect(_address(bank, row), code=303)


@policy(teacher)
def add_terms(slug: str, list_id: UUID) -> ResponseReturnValue:
    """Make cards of a list; once more changes nothing."""
    with transaction() as session:
        bank = bank_or_404(slug, Action.EDIT)
        row = _list_or_404(session, bank, list_id)
        term_lists.add_cards(session, bank, row, now())
        address = _address(bank, row)
    return redirect(address, code=303)


@policy(teacher)
def take_back_terms(slug: str, list_id: UUID) -> ResponseReturnValue:
    """Remove the cards that were made of a list, as long as no learner was asked one."""
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.EDIT)
            row = _list_or_404(session, bank, list_id)
            address = _address(bank, row)
            asked = clear_trials(session, bank, term_lists.cards_of(session, row))
            count = term_lists.take_back(session, bank, row, was_asked=asked)
    except StillNeeded as error:
        flash(_STAYS[DeletionBlocker(error.blocker)], "error")
        return redirect(address, code=303)
    if count:
        flash("Taken back. The list is as it was before.", "success")
    return redirect(address, code=303)


def _list_or_404(session: Session, bank: Bank, list_id: UUID) -> TermList:
    found = term_lists.term_list(session, list_id, bank.id, visitor().id)
    return found if found is not None else abort(404)


def _address(bank: Bank, row: TermList) -> str:
    return url_for("authoring.terms", slug=bank.slug, list_id=row.id)


def _new(bank: Bank, form: TermListForm) -> str:
    return render_template(
        "authoring/terms.html", bank=bank, form=form, topics=topic_titles(db.session(), bank)
    )


def _shown(bank: Bank, row: TermList, form: TermListForm) -> str:
    session = db.session()
    return render_template(
        "authoring/terms_read.html",
        bank=bank,
        row=row,
        form=form,
        read=term_lists.read(session, row) if row.added_at is None else None,
        cards=len(term_lists.cards_of(session, row)),
        shown=SHOWN,
        topics=topic_titles(session, bank),
    )
