"""Several questions of a list at once: publish them, or retire them. Sent twice is once."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.authoring import services
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import transaction
from quizapp.web.auth import local_path, visitor
from quizapp.web.banks.lookup import bank_or_404
from quizapp.web.policies import policy, teacher

MOST = 200
"""How many are taken at once: more than a page lists."""


@policy(teacher)
def change_chosen(slug: str) -> ResponseReturnValue:
    """Publish or retire what was ticked; what a check holds back is counted, and stays as it is."""
    bank = bank_or_404(slug, Action.EDIT)
    wanted = request.form.get("do", "")
    if wanted not in {"publish", "retire"}:
        abort(400)
    # PostgreSQL refuses a text with a NUL instead of finding nothing.
    names = [name for name in request.form.getlist("question")[:MOST] if name.isprintable()]
    changed = held = 0
    with transaction() as session:
        by = visitor().id
        if wanted == "publish":
            published = services.publish_all(session, bank.id, names, user_id=by, now=now())
            changed, held = published.changed, published.held
        else:
            changed = services.retire_all(session, bank.id, names, user_id=by, now=now())
    flash(_told(wanted, changed, held), "error" if held else "success" if changed else "info")
    target = local_path(request.form.get("next"), request.host_url)
    return redirect(target or url_for("authoring.questions", slug=slug), code=303)


def _told(wanted: str, changed: int, held: int) -> str:
    if not changed and not held:
        return "Nothing was changed. Tick the questions that you mean first."
    words = f"{changed} {'published' if wanted == 'publish' else 'retired'}."
    if held == 1:
        words += " 1 is held back by a check: open it to see which."
    elif held:
        words += f" {held} are held back by checks: open them to see which."
    return words
