"""A telephone with an app for codes, as tests hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyotp
from flask import Flask

from quizapp.accounts import second_factor
from quizapp.accounts.models import User
from quizapp.db import db, transaction


@dataclass
class Telephone:
    """An app with the secret of one account, and the recovery codes beside it."""

    secret: str
    clock: Callable[[], datetime]
    recovery_codes: Sequence[str] = field(default_factory=tuple)

    def code(self) -> str:
        """Return what the app shows now."""
        return pyotp.TOTP(self.secret).at(int(self.clock().timestamp()))


def turn_on(app: Flask, user: User, clock: Callable[[], datetime]) -> Telephone:
    """Turn on somebody's second factor; the code of this half minute is used up."""
    with app.app_context():
        with transaction() as session:
            second_factor.begin(session, user.id, clock())
        secret = second_factor.waiting_secret(db.session(), user.id, clock())
        assert secret
        telephone = Telephone(secret, clock)
        with transaction() as session:
            telephone.recovery_codes = second_factor.confirm(
                session, user.id, telephone.code(), 0, clock()
            )
    return telephone
