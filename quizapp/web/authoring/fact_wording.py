"""The page on which a fact is worded anew, with what that does to its questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import details, fact_editing
from quizapp.authoring.checking import domain_fact
from quizapp.authoring.errors import FactConflict, MoreChanges
from quizapp.authoring.fact_editing import Effect
from quizapp.authoring.queries import headline
from quizapp.banks.models import Bank, Fact, FactVersion
from quizapp.banks.policies import Action
from quizapp.banks.versions import fact_of
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.domain.errors import InvalidFact
from quizapp.domain.fact_wording import FactWording, reworded, wording_of
from quizapp.importers.metadata import iso_date
from quizapp.web.auth import visitor
from quizapp.web.authoring.fact_forms import FactForm
from quizapp.web.authoring.lookup import KIND_NAMES, fact_or_404
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.evidence import excerpt
from quizapp.web.policies import policy, teacher

_NAMES = {
    "statement": "Statement",
    "value": "Value",
    "question": "Asked as",
    "also_true": "Also right",
    "as_of": "As of",
    "note": "Note",
}


@policy(teacher)
def fact_wording(slug: str, fact_slug: str) -> ResponseReturnValue:
    """Show the wording of a fact in a form."""
    bank = bank_or_404(slug, Action.EDIT)
    row = fact_or_404(db.session(), bank, fact_slug)
    version = fact_editing.current_wording(db.session(), row)
    wording = wording_of(fact_of(version))
    filled = asdict(wording) | {
        "also_true": "\n".join(wording.also_true),
        "based_on": str(version.public_id),
    }
    return _page(bank, row, FactForm.about(fact_of(version), formdata=None, data=filled))


@policy(teacher)
def save_fact_wording(slug: str, fact_slug: str) -> ResponseReturnValue:
    """Save a wording; where questions change with it, only after that was shown."""
    bank = bank_or_404(slug, Action.EDIT)
    row = fact_or_404(db.session(), bank, fact_slug)
    old = domain_fact(row, fact_editing.current_wording(db.session(), row))
    form = FactForm.about(old)
    if not form.validate_on_submit():
        return _page(bank, row, form), 422
    try:
        fact = reworded(old, form.wording(), iso_date)
        with transaction() as session:
            done = fact_editing.save_wording(
                session,
                row,
                fact,
                based_on=form.version,
                seen=form.seen.data or "",
                author_id=visitor().id,
                now=now(),
            )
    except InvalidFact as error:
        form.mark(error)
        return _page(bank, row, form), 422
    except FactConflict as error:
        # Saving once more is then a decision: the other wording has been seen.
        form.based_on.data = str(error.current.public_id)
        return _page(bank, row, form, theirs=error.current), 409
    except MoreChanges as error:
        found = [each for each in error.effects if isinstance(each, Effect)]
        form.seen.data = fact_editing.seal(found)
        return _page(bank, row, form, found=found), 422
    flash(*_said(done))
    return redirect(url_for("authoring.fact", slug=slug, fact_slug=fact_slug), code=303)


def _said(done: Sequence[Effect] | None) -> tuple[str, str]:
    if done is None:
        return "Nothing to save: the fact reads like that already.", "info"
    withdrawn = sum(each.withdrawn for each in done)
    if not withdrawn:
        return "Saved. Answers given before keep the wording they saw.", "success"
    drafts = "One question is a draft" if withdrawn == 1 else f"{withdrawn} questions are drafts"
    return f"Saved. {drafts} now: mend what is marked, then publish again.", "info"


def _differences(theirs: FactWording, mine: FactWording) -> list[tuple[str, str, str]]:
    def text(value: Any) -> str:
        return " · ".join(value) if isinstance(value, tuple) else str(value)

    pairs = ((name, getattr(theirs, name), getattr(mine, name)) for name in _NAMES)
    return [(_NAMES[name], text(old), text(new)) for name, old, new in pairs if old != new]


def _page(
    bank: Bank,
    row: Fact,
    form: FactForm,
    *,
    found: Sequence[Effect] = (),
    theirs: FactVersion | None = None,
) -> str:
    return render_template(
        "authoring/fact_wording.html",
        bank=bank,
        row=row,
        form=form,
        sheet=details.fact_sheet(db.session(), row),
        effects=[(each, headline(each.version)) for each in found],
        theirs=theirs,
        differences=_differences(wording_of(fact_of(theirs)), form.wording()) if theirs else (),
        kinds=KIND_NAMES,
        excerpts=lambda sheet: [excerpt([proof], bank.slug) for proof in sheet.proofs],
    )
