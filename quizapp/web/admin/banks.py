"""Banks: all of a site's, whose they are, and who may see them."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from quizapp.banks.models import Visibility
from quizapp.banks.register import every_bank
from quizapp.db import db
from quizapp.web.policies import admin, policy

VISIBILITY_NAMES = {
    Visibility.PRIVATE: "Members only",
    Visibility.LINK: "Whoever has the link",
    Visibility.EVERYONE: "Everyone here",
}


@policy(admin)
def banks() -> ResponseReturnValue:
    """List every bank."""
    return render_template(
        "admin/banks.html", banks=every_bank(db.session()), visibilities=VISIBILITY_NAMES
    )
