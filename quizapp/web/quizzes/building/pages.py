"""The pages on which a teacher makes a quiz: the list, its settings, publishing, removing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from quizapp.banks.access import seen_banks
from quizapp.banks.models import Bank
from quizapp.banks.policies import Action as BankAction
from quizapp.clock import new_id, now
from quizapp.db import db, transaction
from quizapp.quizzes import building, lists
from quizapp.quizzes.designs import latest_designs
from quizapp.quizzes.errors import (
    CannotBeAsked,
    ChangedMeanwhile,
    HasAttempts,
    IsAssigned,
    UnknownQuiz,
)
from quizapp.quizzes.markings import quizzes_marked_by
from quizapp.quizzes.policies import Action
from quizapp.quizzes.release import seen_already
from quizapp.web.auth import visitor
from quizapp.web.local_time import zoned_time
from quizapp.web.policies import policy, teacher
from quizapp.web.quizzes.building.forms import NewQuizForm, SettingsForm
from quizapp.web.quizzes.building.lookup import BuiltQuiz, quiz_or_404
from quizapp.web.quizzes.building.versions import version_sent


@policy(teacher)
def own() -> ResponseReturnValue:
    """List the quizzes that the teacher made."""
    found = lists.own_quizzes(db.session(), visitor().id)
    marked = quizzes_marked_by(db.session(), visitor().id)
    designs = latest_designs(db.session(), marked) if marked else {}
    return render_template(
        "quizzes/building/own.html",
        quizzes=found,
        marked=[(each, designs[each].design) for each in marked],
        now=now(),
    )


@policy(teacher)
def new() -> ResponseReturnValue:
    """Ask for the title and the banks of a quiz."""
    form = NewQuizForm(_usable_banks(), formdata=None)
    form.form_id.data = str(new_id())
    form.banks.data = [name for name in request.args.getlist("bank") if name in form.usable]
    if not form.banks.data and len(form.usable) == 1:
        form.banks.data = list(form.usable)
    return render_template("quizzes/building/new.html", form=form)


@policy(teacher)
def add() -> ResponseReturnValue:
    """Make a draft; the same form again leads to it."""
    form = NewQuizForm(_usable_banks())
    if not form.validate_on_submit():
        return render_template("quizzes/building/new.html", form=form), 422
    quiz_id = form.quiz_id or new_id()
    try:
        with transaction() as session:
            building.add_quiz(
                session,
                quiz_id,
                owner_id=visitor().id,
                bank_ids=form.bank_ids,
                title=form.title.data or "",
                now=now(),
            )
    except UnknownQuiz:
        form.form_id.data = str(new_id())
        form.title.errors = ["This form was used up. Press the button again."]
        return render_template("quizzes/building/new.html", form=form), 422
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


@policy(teacher)
def settings(quiz_id: UUID) -> ResponseReturnValue:
    """Show what is set for a quiz besides its questions."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    form = SettingsForm(_banks_for(built), formdata=None)
    form.show(built.design, visitor().time_zone)
    form.banks.data = [bank.slug for bank in built.usable]
    form.version.data = str(built.number)
    return _settings_page(built, form)


@policy(teacher)
def save_settings(quiz_id: UUID) -> ResponseReturnValue:
    """Let another version follow; the same form again changes nothing."""
    built = quiz_or_404(quiz_id, Action.BUILD)
    before = built.design.closes_at
    form = SettingsForm(_banks_for(built))
    if not form.validate_on_submit():
        return _settings_page(built, form), 422
    try:
        with transaction() as session:
            built = quiz_or_404(quiz_id, Action.BUILD)
            seen = seen_already(session, quiz_id, now())
            building.change_quiz(
                session,
                quiz_id,
                form.applied(built.design, visitor().time_zone),
                after=version_sent(),
                now=now(),
                bank_ids=form.bank_ids,
            )
            hidden = seen - seen_already(session, quiz_id, now())
    except ChangedMeanwhile:
        # Whoever saves again means it: what they typed is still in the form.
        built = quiz_or_404(quiz_id, Action.BUILD)
        form.version.data = str(built.number)
        form.title.errors = [
            "This quiz was changed in another tab meanwhile. Save again to set what stands here."
        ]
        return _settings_page(built, form), 422
    said = f"Saved.{_kept_by_those_under_way(built, before)}{_seen_before(hidden)}"
    flash(said, "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


@policy(teacher)
def publish(quiz_id: UUID) -> ResponseReturnValue:
    """Let whoever has the link take a quiz."""
    try:
        with transaction() as session:
            built = quiz_or_404(quiz_id, Action.BUILD)
            building.publish(session, quiz_id, now())
    except CannotBeAsked as refused:
        flash(_why_not(refused), "error")
    else:
        closes_at = built.design.closes_at
        if closes_at is not None and closes_at <= now():
            flash("Published, but its closing time is over: nobody can begin it.", "info")
        else:
            flash("Published. Whoever has its link can take it.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


@policy(teacher)
def withdraw(quiz_id: UUID) -> ResponseReturnValue:
    """Make a draft of a quiz again."""
    with transaction() as session:
        quiz_or_404(quiz_id, Action.BUILD)
        building.withdraw(session, quiz_id)
    flash("It is a draft again. Attempts under way can be finished.", "success")
    return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)


@policy(teacher)
def ask_remove(quiz_id: UUID) -> ResponseReturnValue:
    """Ask whether a quiz is to go."""
    return render_template("quizzes/building/remove.html", built=quiz_or_404(quiz_id, Action.BUILD))


@policy(teacher)
def remove(quiz_id: UUID) -> ResponseReturnValue:
    """Remove a quiz that nobody has taken."""
    quiz_or_404(quiz_id, Action.BUILD)
    try:
        with transaction() as session:
            building.remove_quiz(session, quiz_id)
    except HasAttempts:
        flash("Nothing was removed: somebody has taken it. Make it a draft instead.", "error")
        return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    except IsAssigned:
        flash("Nothing was removed: a course has it. Remove that assignment first.", "error")
        return redirect(url_for("quizzes.edit", quiz_id=quiz_id), code=303)
    flash("The quiz is removed.", "success")
    return redirect(url_for("quizzes.own"), code=303)


def _kept_by_those_under_way(built: BuiltQuiz, before: datetime | None) -> str:
    """Return what becomes of attempts under way where the quiz closes earlier than before."""
    after = quiz_or_404(built.id, Action.BUILD).design.closes_at
    is_earlier = after is not None and (before is None or after < before)
    number = lists.under_way(db.session(), built.id) if is_earlier else 0
    if not number:
        return ""
    keeps = "attempt under way keeps" if number == 1 else "attempts under way keep"
    when = "no closing time" if before is None else f"the closing time before, {zoned_time(before)}"
    return f" {number} {keeps} {when}; nobody begins another after the new one."


def _seen_before(hidden: int) -> str:
    """Return what is not taken back where results are not shown any more that were."""
    if hidden < 1:
        return ""
    attempts = "1 attempt" if hidden == 1 else f"{hidden} attempts"
    return (
        f" The results of {attempts} could be seen until now: they are closed again, but what was "
        "read, and what Study and the strengths learned by it, is not taken back."
    )


def _settings_page(built: BuiltQuiz, form: SettingsForm) -> str:
    return render_template(
        "quizzes/building/settings.html",
        built=built,
        form=form,
        under_way=lists.under_way(db.session(), built.id),
        seen=seen_already(db.session(), built.id, now()),
        zone=visitor().time_zone,
    )


def _usable_banks() -> list[Bank]:
    """Return the banks whose keys the teacher may see: their questions may be given to others."""
    found = seen_banks(db.session(), visitor(), BankAction.INSPECT)
    return [each.bank for each in found if each.is_open]


def _banks_for(built: BuiltQuiz) -> list[Bank]:
    """Return the banks that a quiz has already, and those that the teacher may add."""
    banks = list(built.usable)
    known = {each.id for each in banks}
    return banks + [each for each in _usable_banks() if each.id not in known]


def _why_not(refused: CannotBeAsked) -> str:
    if not refused.gone and not refused.short:
        return "It was not published: it has no question yet. Choose some, or let some be drawn."
    return "It was not published: some of it cannot be asked. What is marked below says why."
