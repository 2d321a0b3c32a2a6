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
_NOTHING = "Nothing was changed. Tick the questions that you mean first."


@policy(teacher)
def change_chosen(slug: str) -> ResponseReturnValue:
    """Publish or retire what was ticked; what is held back is counted, and stays as it is."""
    bank = bank_or_404(slug, Action.EDIT)
    wanted = request.form.get("do", "")
    if wanted not in {"publish", "retire"}:
        abort(400)
    # PostgreSQL refuses a text with a NUL instead of finding nothing.
    names = [name for name in request.form.getlist("question")[:MOST] if name.isprintable()]
    published, retired = services.Published(), 0
    with transaction() as session:
        by = visitor().id
        if wanted == "publish":
            published = services.publish_all(session, bank.id, names, user_id=by, now=now())
        else:
            retired = services.retire_all(session, bank.id, names, user_id=by, now=now())
    flash(*(_told_published(published) if wanted == "publish" else _told_retired(retired)))
    target = local_path(request.form.get("next"), request.host_url)
    return redirect(target or url_for("authoring.questions", slug=slug), code=303)


def _told_retired(changed: int) -> tuple[str, str]:
    return (f"{changed} retired.", "success") if changed else (_NOTHING, "info")


def _told_published(published: services.Published) -> tuple[str, str]:
    if published == services.Published():
        return _NOTHING, "info"
    words = f"{published.changed} published."
    if published.held == 1:
        words += " 1 is held back by a check: open it to see which."
    elif published.held:
        words += f" {published.held} are held back by checks: open them to see which."
    if published.waiting == 1:
        words += " 1 is a draft of an article with a fact that is not approved yet:"
        words += " open it, and “Save and accept” there approves that, too."
    elif published.waiting:
        words += f" {published.waiting} are drafts of an article with facts that are not approved"
        words += " yet: open them, and “Save and accept” there approves those, too."
    return words, "error" if published.held or published.waiting else "success"
