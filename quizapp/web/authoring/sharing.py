"""The page on which a bank is shared: its members, whom it shows itself to, and its link."""

from __future__ import annotations

from typing import TypeVar

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired

from quizapp.banks import sharing
from quizapp.banks.errors import LastOwner, OnlyTeachersEdit, SharingError, UnknownMember
from quizapp.banks.models import Bank, MemberRole, Visibility
from quizapp.banks.policies import Action
from quizapp.clock import now
from quizapp.db import db, transaction
from quizapp.web.auth import visitor
from quizapp.web.banks.lookup import bank_or_404, may
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.policies import policy, teacher

ROLES = {
    MemberRole.VIEWER: "Viewer: may learn in it; a teacher may also look at its drafts and answers",
    MemberRole.EDITOR: "Editor: may also change it",
    MemberRole.OWNER: "Owner: may also share and remove it",
}
VISIBILITIES = {
    Visibility.PRIVATE: ("Its members only", "Nobody else sees that it exists."),
    Visibility.LINK: (
        "Whoever has the link",
        "Who opens the link and agrees becomes a viewer. Nobody else sees that it exists.",
    ),
    Visibility.EVERYONE: (
        "Everyone on this server",
        "Learners find it on their first page. Every teacher can look at its drafts and answers; "
        "only editors and owners can change it.",
    ),
}
Choice = TypeVar("Choice", MemberRole, Visibility)


class MemberForm(BaseForm):
    """Somebody to share a bank with, by the exact name of their account."""

    name = StringField(
        "Name of their account",
        description="Exactly as they log in with it.",
        validators=[DataRequired("Give the name of an account.")],
        render_kw={"autocomplete": "off"},
    )
    role = SelectField(
        "Role",
        choices=[SelectChoice(role.value, words) for role, words in ROLES.items()],
        default=MemberRole.EDITOR.value,
    )


@policy(teacher)
def members(slug: str) -> ResponseReturnValue:
    """Show who may do what with a bank: editors see it, owners change it."""
    return _page(bank_or_404(slug, Action.EDIT), MemberForm(formdata=None))


@policy(teacher)
def add_member(slug: str) -> ResponseReturnValue:
    """Give somebody a role; the same form again changes nothing."""
    form = MemberForm()
    bank = bank_or_404(slug, Action.MANAGE)
    if not form.validate_on_submit():
        return _page(bank, form), 422
    typed = (form.name.data or "").strip()
    role = MemberRole(form.role.data)
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.MANAGE)
            name = sharing.share(session, bank.id, typed, role, by=visitor().id, now=now())
    except OnlyTeachersEdit as error:
        form.role.errors = [str(error)]
        # What a student can be is chosen already when the form comes back.
        form.role.data = MemberRole.VIEWER.value
        return _page(bank, form), 422
    except LastOwner as error:
        form.role.errors = [str(error)]
        return _page(bank, form), 422
    except SharingError as error:
        form.name.errors = [str(error)]
        return _page(bank, form), 422
    flash(f"{name} is {_article(role)} of this bank now.", "success")
    return _back(slug)


@policy(teacher)
def change_role(slug: str, user_id: int) -> ResponseReturnValue:
    """Give a member another role."""
    role = _chosen(MemberRole, "role")
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.MANAGE)
            sharing.change_role(session, bank.id, user_id, role, now())
    except UnknownMember:
        abort(404)
    except SharingError as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        flash("The role is changed.", "success")
    return _back(slug)


@policy(teacher)
def remove_member(slug: str, user_id: int) -> ResponseReturnValue:
    """Take a member's role; somebody who has none stays without one."""
    try:
        with transaction() as session:
            bank = bank_or_404(slug, Action.MANAGE)
            sharing.remove_member(session, bank.id, user_id, now())
    except LastOwner as error:
        flash(f"Nothing was changed. {error}", "error")
    else:
        flash("That person is no member of this bank any more.", "success")
        return _back(slug, removed=True)
    return _back(slug)


@policy(teacher)
def change_visibility(slug: str) -> ResponseReturnValue:
    """Say whom a bank shows itself to."""
    visibility = _chosen(Visibility, "visibility")
    with transaction() as session:
        bank = bank_or_404(slug, Action.MANAGE)
        sharing.set_visibility(session, bank.id, visibility, now())
    flash(f"It is there for: {VISIBILITIES[visibility][0].lower()}.", "success")
    return _back(slug)


@policy(teacher)
def renew_link(slug: str) -> ResponseReturnValue:
    """Make another link in the place of one that went too far."""
    with transaction() as session:
        bank = bank_or_404(slug, Action.MANAGE)
        sharing.renew_link(session, bank.id, request.form.get("link", ""), now())
    flash("There is a new link. The one before leads nowhere now.", "success")
    return _back(slug)


def _page(bank: Bank, form: MemberForm) -> str:
    link = ""
    if may(bank, Action.MANAGE) and bank.visibility == Visibility.LINK and bank.link_token:
        link = url_for("banks.invitation", token=bank.link_token, _external=True)
    return render_template(
        "authoring/sharing.html",
        bank=bank,
        form=form,
        members=sharing.members(db.session(), bank.id),
        me=visitor().id,
        roles={role.value: role.value.capitalize() for role in MemberRole},
        visibilities=VISIBILITIES,
        link=link,
        removed="removed" in request.args,
    )


def _chosen(kind: type[Choice], name: str) -> Choice:
    """Return what a form's choice says; one that no form of ours offers is refused."""
    try:
        return kind(request.form.get(name, ""))
    except ValueError:
        abort(400)


def _article(role: MemberRole) -> str:
    return f"{'a' if role is MemberRole.VIEWER else 'an'} {role.value}"


def _back(slug: str, *, removed: bool = False) -> ResponseReturnValue:
    """Lead back to the page, unless the person has just made themself less than an editor."""
    bank = bank_or_404(slug, Action.INSPECT)
    target = "authoring.members" if may(bank, Action.EDIT) else "authoring.questions"
    return redirect(url_for(target, slug=slug, removed=1 if removed else None), code=303)
