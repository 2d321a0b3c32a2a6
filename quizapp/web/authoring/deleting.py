"""Pages that ask before an article or a bank is removed, and say what to do where it cannot be."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from quizapp.authoring import deletion, drafts
from quizapp.authoring.deletion import DeletionBlocker
from quizapp.authoring.errors import StillNeeded
from quizapp.banks.overviews import overview
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import RowGone, db, transaction
from quizapp.quizzes.traces import bank_was_asked, was_asked
from quizapp.web.authoring.review_places import run_or_404
from quizapp.web.authoring.trials import clear_bank_of_trials, clear_trials, testers
from quizapp.web.banks.lookup import bank_if_there, bank_or_404
from quizapp.web.policies import policy, teacher

ARTICLE_STAYS: Mapping[DeletionBlocker, str] = {
    DeletionBlocker.ASKED: "Learners were asked questions about this article. What they "
    "answered stays, and so do the words that prove it. Retire its questions instead: then nobody "
    "is asked them.",
    DeletionBlocker.PUBLISHED: "Published questions rely on this article. Retire them first, in "
    "the list of the bank’s questions; if no learner was asked them, you can remove it then.",
    DeletionBlocker.USED: "Questions that were not drafted from this article ask for its facts. "
    "Let them ask for other facts first.",
}
BANK_STAYS: Mapping[DeletionBlocker, str] = {
    DeletionBlocker.FILES: "This bank was loaded from files, and would come back with them. "
    "Whoever runs this site can take its folder away; its questions can be retired here.",
    DeletionBlocker.ASKED: "Learners were asked questions of this bank, and what they answered "
    "stays. Retire its questions instead: then nobody is asked them.",
    DeletionBlocker.ASSIGNED: "A course has this bank to study. Remove that assignment first.",
}
_ALREADY = "There is no such bank, or there is none any more."
_JUST_NOW = "Nothing was removed: a learner was asked about it just now. Look again."


@policy(teacher)
def ask_article(slug: str, source_slug: str) -> ResponseReturnValue:
    """Ask whether an article shall be removed, or say why it cannot be."""
    session = db.session()
    bank = bank_or_404(slug, Action.EDIT)
    run = run_or_404(session, bank, source_slug)
    questions = deletion.drafts_of(session, run)
    asked = was_asked(session, questions, besides=testers(session, bank))
    blocker = deletion.article_blocker(session, run, was_asked=asked)
    return render_template(
        "authoring/remove_article.html",
        bank=bank,
        source=run.source,
        drafts=len(questions),
        stays=ARTICLE_STAYS[blocker] if blocker else "",
        was_tried=was_asked(session, questions),
    )


@policy(teacher)
def remove_article(slug: str, source_slug: str) -> ResponseReturnValue:
    """Remove an article; one that is gone already stays gone."""
    here = url_for("authoring.ask_article", slug=slug, source_slug=source_slug)
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.EDIT)
            known = source_slug.isprintable()
            run = drafts.run_by_slug(session, bank.id, source_slug) if known else None
            if run is not None:
                asked = clear_trials(session, bank, deletion.drafts_of(session, run))
                deletion.remove_article(session, run, now(), was_asked=asked)
    except StillNeeded:
        return redirect(here, code=303)
    except IntegrityError:
        flash(_JUST_NOW, "error")
        return redirect(here, code=303)
    except RowGone:
        # Somebody removed its bank while this waited, and the article with it.
        flash(_ALREADY, "info")
        return redirect(url_for("authoring.overview"), code=303)
    flash("The article is removed, with its facts and drafts.", "success")
    return redirect(url_for("authoring.questions", slug=slug), code=303)


@policy(teacher)
def ask_bank(slug: str) -> ResponseReturnValue:
    """Ask whether a bank shall be removed, or say why it cannot be."""
    session = db.session()
    bank = bank_or_404(slug, Action.MANAGE)
    asked = bank_was_asked(session, bank.id, besides=testers(session, bank))
    blocker = deletion.bank_blocker(session, bank, was_asked=asked)
    return render_template(
        "authoring/remove_bank.html",
        bank=bank,
        published=overview(session, bank).questions,
        stays=BANK_STAYS[blocker] if blocker else "",
        was_tried=bank_was_asked(session, bank.id),
    )


@policy(teacher)
def remove_bank(slug: str) -> ResponseReturnValue:
    """Remove a bank; one that is gone already stays gone."""
    here = url_for("authoring.ask_bank", slug=slug)
    try:
        with transaction() as session:
            bank = bank_if_there(slug, Action.MANAGE)
            if bank is not None:
                asked = clear_bank_of_trials(session, bank)
                deletion.remove_bank(session, bank, now(), was_asked=asked)
    except StillNeeded:
        return redirect(here, code=303)
    except IntegrityError:
        flash(_JUST_NOW, "error")
        return redirect(here, code=303)
    except RowGone:
        # Somebody removed it while this waited.
        bank = None
    if bank is None:
        flash(_ALREADY, "info")
    else:
        flash("The bank is removed, with all that was in it.", "success")
    return redirect(url_for("authoring.overview"), code=303)
