"""Buttons beside what an article has changed: end the older fact, and take that back."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import fact_endings
from quizapp.authoring.errors import EditedMeanwhile
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import transaction
from quizapp.web.auth import visitor
from quizapp.web.authoring.review_places import run_or_404
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher


@policy(teacher)
def end_fact(slug: str, source_slug: str, fact_slug: str) -> ResponseReturnValue:
    """End a fact that the article says to be over."""
    with transaction() as session:
        run = run_or_404(session, bank_or_404(slug, Action.EDIT), source_slug)
        held = fact_endings.end_fact(session, run, fact_slug, author_id=visitor().id, now=now())
    said = "One published question asks" if held == 1 else f"{held} published questions ask"
    flash(
        "The older fact has ended." + (f" {said} for it and is a draft now." if held else ""),
        "success",
    )
    return _back(slug, source_slug)


@policy(teacher)
def take_back_ending(slug: str, source_slug: str, fact_slug: str) -> ResponseReturnValue:
    """Let a fact hold again that was ended here."""
    try:
        with transaction() as session:
            run = run_or_404(session, bank_or_404(slug, Action.EDIT), source_slug)
            fact_endings.take_back(session, run, fact_slug, author_id=visitor().id, now=now())
    except EditedMeanwhile:
        flash("Nothing was changed: the fact was edited since. Change it on its own page.", "error")
    else:
        flash("The older fact holds again, and its questions are as they were.", "success")
    return _back(slug, source_slug)


def _back(slug: str, source_slug: str) -> ResponseReturnValue:
    where = url_for("authoring.review", slug=slug, source_slug=source_slug, _anchor="changes")
    return redirect(where, code=303)
