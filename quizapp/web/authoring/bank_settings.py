"""Pages to make an empty bank, and to change what a bank says of itself."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.banks import services
from quizapp.banks.policies import Action
from quizapp.clock import new_id, now
from quizapp.db import transaction
from quizapp.web.auth import visitor
from quizapp.web.authoring.bank_forms import BankForm, NewBankForm
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher


@policy(teacher)
def new_bank() -> ResponseReturnValue:
    """Ask for the title and the language of an empty bank."""
    form = NewBankForm(formdata=None)
    form.form_id.data, form.language.data = str(new_id()), "en"
    return render_template("authoring/new_bank.html", form=form)


@policy(teacher)
def add_bank() -> ResponseReturnValue:
    """Add an empty bank that belongs to whoever makes it; the same form again leads to it."""
    form = NewBankForm()
    if not form.validate_on_submit():
        return render_template("authoring/new_bank.html", form=form), 422
    with transaction() as session:
        bank = services.add_bank(
            session,
            form.title.data or "",
            owner_id=visitor().id,
            now=now(),
            language=form.tag,
            public_id=form.bank_id,
        )
        slug = bank.slug
    return redirect(url_for("authoring.questions", slug=slug), code=303)


@policy(teacher)
def bank_settings(slug: str) -> ResponseReturnValue:
    """Show what a bank says of itself, in a form unless its files say it."""
    bank = bank_or_404(slug, Action.MANAGE)
    form = BankForm(formdata=None, obj=bank)
    form.show_language(bank.language)
    return render_template("authoring/bank_settings.html", bank=bank, form=form)


@policy(teacher)
def save_bank_settings(slug: str) -> ResponseReturnValue:
    """Change what a bank says of itself; its address stays."""
    bank = bank_or_404(slug, Action.MANAGE)
    form = BankForm()
    if not form.validate_on_submit():
        return render_template("authoring/bank_settings.html", bank=bank, form=form), 422
    here = url_for("authoring.bank_settings", slug=slug)
    try:
        with transaction() as session:
            services.change_bank(
                session,
                bank,
                title=form.title.data or "",
                language=form.tag,
                description=form.description.data or "",
                licence=form.license.data or "",
                now=now(),
            )
    except services.BankOfFiles:
        # The page says why.
        return redirect(here, code=303)
    flash("Saved.", "success")
    return redirect(here, code=303)
