"""Making an account for somebody, who gets a name and a code."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from quizapp.accounts import administration, names
from quizapp.accounts.errors import NameTaken
from quizapp.accounts.models import Role
from quizapp.clock import now
from quizapp.db import db
from quizapp.web.accounts import handing_over
from quizapp.web.accounts.forms import fit_for_a_name
from quizapp.web.accounts.pages import text_of
from quizapp.web.admin.people import ROLE_NAMES
from quizapp.web.auth import visitor
from quizapp.web.base_form import BaseForm, SelectChoice
from quizapp.web.policies import admin, policy


class PersonForm(BaseForm):
    """Whom an account is for, and what they may do."""

    name = StringField(
        "Name",
        description="What they log in with, and what others see. Capitals do not matter.",
        validators=[InputRequired("Give a name."), fit_for_a_name],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": names.NAME_LENGTH[1],
        },
    )
    role = SelectField(
        "Role",
        description="Students learn. Teachers also make banks and questions. Administrators also "
        "look after people and all banks.",
        choices=[SelectChoice(role.value, label) for role, label in ROLE_NAMES.items()],
        default=Role.STUDENT.value,
    )


@policy(admin)
def add_person() -> ResponseReturnValue:
    """Make an account; the next page shows once the code that is handed over."""
    form = PersonForm()
    if form.validate_on_submit():
        name = text_of(form.name)
        try:
            made = handing_over.make_person(name, Role(form.role.data))
        except NameTaken as error:
            before = administration.made_just_now(db.session(), name, visitor().id, now())
            if before is not None:
                return redirect(url_for("admin.person", user_id=before.id), code=303)
            form.name.errors = [str(error)]
        else:
            flash("The account is made. Hand over the name and the code.", "success")
            return redirect(url_for("admin.person", user_id=made), code=303)
    page = render_template("admin/add_person.html", form=form)
    return page, 422 if form.errors else 200
